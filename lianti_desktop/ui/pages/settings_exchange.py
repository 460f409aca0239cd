"""Settings: whether a double click on a package opens it here."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from lianti_desktop.services.file_types import FileTypes, usual_types
from lianti_desktop.ui.desk import Desk, Progress, Reply
from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.card import Card
from lianti_desktop.ui.widgets.flag_field import FlagField
from lianti_desktop.ui.widgets.words import Words

NAME = "双击交换包就用联体桌面打开"
HINT = "包（.ltp）和入盟申请（.ltreq）。只对这台电脑上的你起作用，随时可以关掉。"
PORTABLE = "从U盘上直接运行时不改电脑的设置；收包请用“U盘交换”。"
FAILED = "这台电脑不让改文件的打开方式，别的都照常用。收包请用“U盘交换”。"


class FileTypesCard(Card):
    """One switch; what it does is done beside the window."""

    def __init__(
        self,
        desk: Desk,
        types: Callable[[], FileTypes | None] = usual_types,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("交换包", icon="exchange", parent=parent)
        self._desk, self._types = desk, types()
        self.switch = FlagField(NAME)
        self.switch.set_name(NAME)
        self.switch.set_value(desk.preferences.settings.opens_packages)
        self.switch.changed.connect(self._change)
        self.note = Words(HINT if self._types else PORTABLE, "small").wrapping()
        self.switch.setEnabled(self._types is not None)
        self.body.setSpacing(Space.SMALL)
        self.add(self.switch)
        self.add(self.note)

    def _change(self) -> None:
        wanted, types = bool(self.switch.value()), self._types
        settings = self._desk.preferences.settings
        self._desk.preferences.change(replace(settings, opens_packages=wanted))
        if types is not None:
            self._desk.run(lambda _: settle(types, wanted=wanted), Reply(self, self._on_done))

    def _on_done(self, worked: bool) -> None:
        self.note.setText(HINT if worked else FAILED)
        set_look(self.note, "small" if worked else "waiting")


def settle(types: FileTypes, *, wanted: bool) -> bool:
    """Makes it so where it is not; False where the system does not allow it."""
    try:
        if wanted != types.is_registered():
            (types.register if wanted else types.unregister)()
    except OSError:
        return False
    return True


def settle_usual(_progress: Progress, *, wanted: bool) -> bool:
    """The same for the types of this system, after the start."""
    types = usual_types()
    return types is None or settle(types, wanted=wanted)
