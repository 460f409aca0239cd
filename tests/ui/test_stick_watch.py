"""A stick that comes or goes while the window is open is noticed, by looks that cost nothing."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from lianti_desktop.services.data_place import Volume, VolumeKind
from lianti_desktop.ui.stick_watch import StickWatch, glance, sticks


def stick(name: str) -> Volume:
    return Volume(Path(f"/media/{name}"), VolumeKind.REMOVABLE, 10**9, name)


class Sockets:
    """Where sticks are plugged in; counts how often the disks themselves were asked."""

    def __init__(self) -> None:
        self.there: tuple[Volume, ...] = ()
        self.probes = 0

    def look(self) -> object:
        return tuple(one.root for one in self.there)

    def probe(self) -> tuple[Volume, ...]:
        self.probes += 1
        return self.there


def watch_over(sockets: Sockets) -> StickWatch:
    return StickWatch(sockets.look, sockets.probe)


def look(watch: StickWatch, qtbot: QtBot) -> None:
    """One look at the disks, and what it found."""
    if watch._worker is not None:
        watch._worker.join()
    watch._seen = object()
    with qtbot.waitSignal(watch._found):
        watch.look()


def test_a_stick_that_comes_is_told_of_once_and_one_that_goes_too(qtbot: QtBot) -> None:
    sockets = Sockets()
    watch = watch_over(sockets)
    plugged: list[Volume] = []
    changes: list[tuple[Volume, ...]] = []
    watch.plugged.connect(plugged.append)
    watch.changed.connect(changes.append)
    look(watch, qtbot)
    sockets.there = (stick("教导处"),)
    look(watch, qtbot)
    look(watch, qtbot)
    assert plugged == [stick("教导处")]
    sockets.there = ()
    look(watch, qtbot)
    assert plugged == [stick("教导处")]
    assert changes == [(stick("教导处"),), ()]


def test_what_is_plugged_in_at_the_start_is_no_news_but_is_shown(qtbot: QtBot) -> None:
    sockets = Sockets()
    sockets.there = (stick("教导处"),)
    watch = watch_over(sockets)
    plugged: list[Volume] = []
    watch.plugged.connect(plugged.append)
    with qtbot.waitSignal(watch.changed) as change:
        watch.begin()
    watch.end()
    assert change.args == [(stick("教导处"),)]
    assert plugged == []


def test_the_disks_are_asked_only_when_the_cheap_look_tells_of_a_change(qtbot: QtBot) -> None:
    sockets = Sockets()
    watch = watch_over(sockets)
    with qtbot.waitSignal(watch._found):
        watch.look()
    assert watch._worker is not None
    watch._worker.join()
    for _ in range(5):
        watch.look()
    assert sockets.probes == 1
    sockets.there = (stick("校长室"),)
    with qtbot.waitSignal(watch.plugged):
        watch.look()
    assert sockets.probes == 2


def test_this_system_can_be_asked() -> None:
    assert glance() == glance()
    assert all(one.kind is VolumeKind.REMOVABLE for one in sticks())
