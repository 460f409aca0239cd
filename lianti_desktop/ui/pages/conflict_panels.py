"""The lower half of 待处理: what each sort of thing asks, and the buttons that answer it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lianti_desktop.domain.fields import FieldError
from lianti_desktop.storage.store import Store
from lianti_desktop.sync import breaches, orphans
from lianti_desktop.sync.conflicts import resolve
from lianti_desktop.ui.dialogs.choices import RoundMark
from lianti_desktop.ui.pages.conflict_views import (
    BreachView,
    CellView,
    NoteView,
    OrphanView,
    Side,
)
from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.buttons import DangerButton, MainButton, PlainButton
from lianti_desktop.ui.widgets.line_edit import LineEdit
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.picker import PickerField
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.words import Words

Job = Callable[[Store, str], object]
LATER = "处理一次，各校都照办；随时能撤销。时间是各台电脑自己的，只供参考。"


class DecisionPanel(QWidget):
    """A heading, a body that scrolls, and a row of buttons; `decided` with the job and the words
    for the status line."""

    decided = Signal(object, str)

    def __init__(self, heading: str, refusal: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refusal = refusal
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(0, 0, Space.SMALL, 0)
        self.body.setSpacing(Space.SMALL)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(Space.SMALL)
        self.note = Words(refusal or LATER, "waiting" if refusal else "small").wrapping()
        self.buttons.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(Words(heading, "heading").wrapping())
        column.addWidget(scrolling(inside), 1)
        column.addLayout(self.buttons)

    def add_button(self, button: PlainButton, act: Callable[[], Any]) -> PlainButton:
        """One more answer; all are closed where the decision is another school's."""
        button.clicked.connect(lambda _checked: act())
        button.setEnabled(self._refusal is None)
        button.setToolTip(self._refusal or "")
        self.buttons.addWidget(button)
        return button

    def allow(self, button: QPushButton, *, enabled: bool, reason: str = "") -> None:
        """Opens or closes an answer that depends on what was chosen."""
        button.setEnabled(enabled and self._refusal is None)
        button.setToolTip(self._refusal or ("" if enabled else reason))

    def say(self, words: str, look: str = "danger") -> None:
        """What is wrong with what was typed."""
        self.note.setText(words)
        set_look(self.note, look)


class SideBox(QFrame):
    """One value to choose; a click anywhere in its frame chooses it."""

    def __init__(self, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "box")
        self.button = RoundMark(side.heading, self)
        self.button.setAccessibleName(f"{side.heading}：{side.text}")
        self.button.setAccessibleDescription(side.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.HAIR, Space.MEDIUM, Space.MEDIUM)
        column.setSpacing(Space.HAIR)
        column.addWidget(self.button)
        column.addWidget(Words(side.text, "ink").wrapping())
        column.addWidget(Words(side.note, "small").wrapping())
        column.addStretch(1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.button.isEnabled():
            self.button.click()


class CellPanel(DecisionPanel):
    """One cell: what it was, what each side wrote, or something else."""

    def __init__(self, view: CellView, parent: QWidget | None = None) -> None:
        one = view.matter
        super().__init__(f"“{one.title}”的{one.label}，两边都改过", one.refusal, parent)
        self._view = view
        self.group = QButtonGroup(self)
        self.body.addWidget(Words(f"原来是：{view.before}", "secondary").wrapping())
        row = QHBoxLayout()
        row.setSpacing(Space.MEDIUM)
        for number, side in enumerate(view.sides):
            box = SideBox(side)
            box.button.setEnabled(one.refusal is None)
            self.group.addButton(box.button, number)
            row.addWidget(box, 1)
        self.body.addLayout(row)
        self.line = LineEdit("都不合适，另写一个")
        self.line.setAccessibleName(f"另写{one.label}")
        self.line.setVisible(view.field is not None and one.refusal is None)
        self.body.addWidget(self.line)
        self.body.addStretch(1)
        self.go = self.add_button(MainButton("就用选中的"), self._decide)
        self.group.idToggled.connect(lambda *_: self._update())
        self.line.textChanged.connect(lambda _: self._update())
        self.line.returnPressed.connect(self.go.click)
        self._update()

    def _update(self) -> None:
        typed = bool(self.line.text().strip())
        self.go.setText("就用写的这个" if typed else "就用选中的")
        chosen = typed or self.group.checkedId() >= 0
        self.allow(self.go, enabled=chosen, reason="先选一边，或者另写一个")

    def _decide(self) -> None:
        one, text = self._view.matter, self.line.text().strip()
        if not text or self._view.field is None:
            value = self._view.sides[self.group.checkedId()].value
        else:
            try:
                value = self._view.field.parse(text)
            except FieldError as error:
                self.say(f"{one.label}：{error}")
                return
        self.decided.emit(
            lambda store, author: resolve(store, one.id, value, author),
            f"已定下“{one.title}”的{one.label}",
        )


class OrphanPanel(DecisionPanel):
    """The parent back, another parent, or the bin."""

    def __init__(self, view: OrphanView, parent: QWidget | None = None) -> None:
        one = view.matter
        kind = one.kind.__kind__.name
        super().__init__(f"{kind}“{one.title}”所属的{view.label}不在了", one.refusal, parent)
        self._one = one
        self.body.addWidget(Words(_what_happened(view), "ink").wrapping())
        self._aims = view.aims
        self.aim = PickerField(self._search, placeholder=f"放到哪条{view.label}下面")
        self.aim.line.setAccessibleName(f"放到哪条{view.label}下面")
        self.aim.line.setEnabled(one.refusal is None)
        self.body.addWidget(self.aim)
        self.body.addStretch(1)
        bin_button = DangerButton(f"把这条{kind}移到回收站", "trash")
        self.add_button(bin_button, partial(self._go, orphans.lay_in_bin, "已移到回收站"))
        self.lead = self.add_button(PlainButton(f"放到这条{view.label}下面"), self._move)
        self.back = self.add_button(
            MainButton(f"找回{view.label}", "restore"),
            partial(self._go, orphans.give_parent_back, "已找回"),
        )
        why = one.why_no_parent or "它没有收到过，找不回来"
        self.allow(self.back, enabled=one.is_here and one.why_no_parent is None, reason=why)
        self.aim.changed.connect(lambda _: self._update())
        heir = next((aim for aim in view.aims if aim.key == one.heir), None)
        self.aim.set_value(heir)
        self._update()

    def _search(self, text: str, most: int) -> list[Option]:
        low = text.strip().casefold()
        return [aim for aim in self._aims if low in aim.title.casefold()][:most]

    def _update(self) -> None:
        self.allow(self.lead, enabled=self.aim.value() is not None, reason="先选放到哪里")

    def _go(self, act: Callable[[Store, str, str], None], words: str) -> None:
        one = self._one
        self.decided.emit(
            lambda store, author: act(store, one.id, author), f"{words}：“{one.title}”"
        )

    def _move(self) -> None:
        one, aim = self._one, self.aim.value()
        self.decided.emit(
            lambda store, author: orphans.move_to(store, one.id, aim.key, author),
            f"已把“{one.title}”放到“{aim.title}”",
        )


def _what_happened(view: OrphanView) -> str:
    one = view.matter
    called = f"“{one.parent_title}”" if one.parent_title else ""
    if one.heir is not None:
        return (
            f"{view.label}{called}已经合并到另一份里，这一条是后来收到的。多半放到留下的那份就行。"
        )
    if one.is_here:
        return f"{view.label}{called}在回收站里；删它的人当时还不知道有这一条。"
    return f"{view.label}还没有收到，可能在后面的包里。可以先等一等，也可以放到别处。"


class NotePanel(DecisionPanel):
    """What settled itself: nothing to decide, only to look at."""

    opened = Signal()

    def __init__(self, view: NoteView, parent: QWidget | None = None) -> None:
        one = view.matter
        kind = one.kind.__kind__.name
        super().__init__(f"{kind}“{one.title}”已经自动合好", None, parent)
        self.note.setText("不用处理。觉得不对，打开这一条改就行，历史里能看到每一步。")
        self.body.addWidget(Words(f"{one.sentence}。", "ink").wrapping())
        self.body.addWidget(Words("最近的改动", "small"))
        for line in view.lines:
            self.body.addWidget(Words(line, "secondary").wrapping())
        self.body.addStretch(1)
        self.open = self.add_button(PlainButton(f"打开这条{kind}"), self.opened.emit)


class BreachPanel(DecisionPanel):
    """What somebody without right meant to change: taken up, or left."""

    def __init__(self, view: BreachView, parent: QWidget | None = None) -> None:
        one = view.matter
        super().__init__(one.reason, one.refusal, parent)
        self._one = one
        self.body.addWidget(Words(f"{view.note}　没有生效，各校都没有改。", "secondary").wrapping())
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.LARGE)
        grid.setVerticalSpacing(Space.HAIR)
        for column, words in enumerate(("内容", "现在", "想改成")):
            grid.addWidget(Words(words, "small"), 0, column)
            grid.setColumnStretch(column, 1)
        for row, line in enumerate(view.lines, 1):
            for column, words in enumerate((line.label, line.now, line.meant)):
                look = "secondary" if column == 0 else "ink"
                grid.addWidget(Words(words, look).wrapping(), row, column)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.left = self.add_button(PlainButton("看过了，不采用"), self._leave)
        self.taken = self.add_button(MainButton("采用这次改动"), self._take)

    def _leave(self) -> None:
        one = self._one
        self.decided.emit(
            lambda store, author: breaches.note_seen(store, one.id, author), "已看过，没有采用"
        )

    def _take(self) -> None:
        one = self._one
        self.decided.emit(
            lambda store, author: breaches.take_up(store, one.id, author), "已采用这次改动"
        )
