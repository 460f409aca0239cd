"""The composition root: a verb goes to the command line, no verb opens the window."""

import gc
import os
import sys
import tempfile
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lianti_desktop.paths import DataPaths, ProgramPaths, program_paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from lianti_desktop.ui.start import Start

DONE, FAILED = 0, 1
SCREENSHOTS = "screenshots"
SMOKE_SECONDS = 120
FILE_TYPES_AFTER = 10_000
EXCHANGE_ENDINGS = (".ltp", ".ltreq")
STYLE = "Fusion"


@dataclass(frozen=True)
class WindowAsked:
    """The window is wanted: where its data lies, whether it only has to show that it opens, and
    the package or request that it is to show."""

    data: str = ""
    smoke: bool = False
    file: Path | None = None


def main(argv: Sequence[str] | None = None) -> int:
    """Starts the program; the exit code says how it went."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:2] == [SCREENSHOTS, "--out"] and len(words) == len((SCREENSHOTS, "--out", "DIR")):
        return draw_pages(Path(words[2]))
    asked = window_asked(words)
    if asked is None:
        from lianti_desktop.cli import main as command

        return command(words, screenshots=take_screenshots)
    if asked.smoke:
        return smoke(asked)
    return open_window(asked)


def window_asked(words: Sequence[str]) -> WindowAsked | None:
    """What the arguments ask of the window; None when they are for the command line."""
    data, smoke_only, file = "", False, None
    rest = iter(words)
    for word in rest:
        name, equals, value = word.partition("=")
        if name == "--data":
            data = value if equals else next(rest, "")
            if not data:
                return None
        elif word == "--smoke":
            smoke_only = True
        elif file is None and is_exchange_file(word):
            file = Path(word).resolve()
        else:
            return None
    return WindowAsked(data, smoke_only, file)


def is_exchange_file(word: str) -> bool:
    """Whether a word of the command line names a package or a request, be it there or not."""
    return word.lower().endswith(EXCHANGE_ENDINGS)


def open_window(asked: WindowAsked) -> int:
    """The window, until it is closed."""
    start = _start(program_paths())
    data = DataPaths(start.data_folder(asked.data))

    from lianti_desktop.ui.single_instance import SingleInstance

    one = SingleInstance(data.root)
    if not one.claim():
        return DONE if one.call_first([str(asked.file)] if asked.file else []) else FAILED
    one.called.connect(lambda handed: hand_over(start, handed))
    if asked.file is not None:
        start.open_file(asked.file)
    start.mishaps.happened.connect(start.tell_mishap)
    start.failed.connect(start.leave)
    start.settled.connect(lambda: settle_file_types(start))
    start.folder_changed.connect(one.move)
    start.paint()
    start.open(data)
    start.when_painted(one.listen)
    code = start.app.exec()
    start.close()
    one.release()
    start.mishaps.release()
    return code


def settle_file_types(start: "Start") -> None:
    """Some time after the start, beside the work: a double click on a package opens it here."""
    from PySide6.QtCore import QTimer

    def settle() -> None:
        if start.window is not None:
            from lianti_desktop.ui.pages.settings_exchange import settle_usual
            from lianti_desktop.ui.reply import Reply

            wanted = start.preferences.settings.opens_packages
            job = partial(settle_usual, wanted=wanted)
            start.window.desk.run(job, Reply(start))

    QTimer.singleShot(FILE_TYPES_AFTER, start, settle)


def hand_over(start: "Start", handed: Sequence[str]) -> None:
    """What a second start wants: its file, and the window to the front."""
    start.come_forward()
    for word in handed:
        if is_exchange_file(word):
            start.open_file(Path(word))


def smoke(asked: WindowAsked) -> int:
    """Opens the window on data, the sample where there is none, shows the first page and leaves."""
    if asked.data:
        return _smoke_in(Path(asked.data))
    with tempfile.TemporaryDirectory(prefix="lianti-smoke-") as folder:
        return _smoke_in(Path(folder))


def take_screenshots(data: Path, out: Path) -> Sequence[Path]:
    """Pictures of the window on this data, for the demonstration."""
    from lianti_desktop.ui.screenshots import take_all

    go_offscreen_without_display(os.environ)
    return take_all(_start(program_paths()), DataPaths(data), out)


def draw_pages(out: Path) -> int:
    """`screenshots --out DIR`: the pictures of the manual, on a sample alliance of their own."""
    go_offscreen_without_display(os.environ)
    with tempfile.TemporaryDirectory(prefix="lianti-pictures-") as place:
        folder = Path(place)
        start = _start(replace(program_paths(), config=folder / "config", logs=folder / "logs"))

        from lianti_desktop.cli.book_pictures import draw_books
        from lianti_desktop.ui.paper_pictures import draw_papers
        from lianti_desktop.ui.screenshots import draw_exchange, draw_sample

        try:
            pictures = draw_sample(start, DataPaths(folder / "data"), out)
            draw_exchange(start, folder / "village", out)
        finally:
            start.mishaps.release()
        books = draw_books(DataPaths(folder / "data"), date.today(), out / "books")  # noqa: DTZ011
    return DONE if pictures and books and draw_papers(out / "papers") else FAILED


def go_offscreen_without_display(environment: MutableMapping[str, str]) -> None:
    """On a machine without a screen Qt paints into memory."""
    has_display = any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    if sys.platform.startswith("linux") and not has_display:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")


def _smoke_in(folder: Path) -> int:
    go_offscreen_without_display(os.environ)
    start = _start(program_paths())

    from PySide6.QtCore import QTimer

    from lianti_desktop.ui.opening import open_sample

    start.asks = False
    start.failed.connect(lambda sentence: _fail(start.app, sentence))
    start.mishaps.happened.connect(lambda number: _fail(start.app, number))
    start.settled.connect(lambda: start.app.exit(DONE))
    QTimer.singleShot(SMOKE_SECONDS * 1000, lambda: _fail(start.app, "the window did not open"))
    start.paint()
    start.open(DataPaths(folder), open_sample)
    code = start.app.exec()
    start.close()
    start.mishaps.release()
    return code


def _fail(app: "QApplication", sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    app.exit(FAILED)


def _start(program: ProgramPaths) -> "Start":
    """Until the first page is up nothing is searched for rubbish: what comes in now stays."""
    gc.disable()

    from lianti_desktop.ui.input_method import prepare_typing

    prepare_typing(os.environ)

    from PySide6.QtWidgets import QApplication

    from lianti_desktop.ui.mishaps import Mishaps
    from lianti_desktop.ui.start import NAME, Start

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([NAME, "-style", STYLE])
    app.setApplicationDisplayName(NAME)
    mishaps = Mishaps(program.logs, app)
    mishaps.install()
    return Start(app, program, mishaps)
