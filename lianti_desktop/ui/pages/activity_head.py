"""The head of the activity form: title, state with its next steps, checklist lights, what lacks."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from lianti_desktop.domain.activity_kinds import Check, CheckState
from lianti_desktop.domain.words import ActivityState
from lianti_desktop.services.activity_life import Move, Step, steps_from
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.record import fields_of
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.editors import editor_for
from lianti_desktop.ui.pages.activity_view import ActivityView
from lianti_desktop.ui.theme import Space, Tone, set_look
from lianti_desktop.ui.widgets.buttons import MainButton, QuietButton
from lianti_desktop.ui.widgets.lights import ChecklistLights, Light
from lianti_desktop.ui.widgets.line_fields import LineField
from lianti_desktop.ui.widgets.words import Badge, Words

TONES = {
    ActivityState.PLANNED: Tone.WAITING,
    ActivityState.HELD: Tone.INK,
    ActivityState.COMPLETE: Tone.MET,
    ActivityState.ARCHIVED: Tone.SECONDARY,
    ActivityState.POSTPONED: Tone.WAITING,
    ActivityState.CANCELLED: Tone.SECONDARY,
}
"""How the word of a state is coloured."""
COUNTED = frozenset({Check.PHOTOS, Check.REFLECTIONS, Check.LESSONS, Check.SIGN_IN, Check.DOCUMENT})
NEW_TITLE = "新活动"
NEW_NOTE = "填上第一项就自动保存，不用按保存。Ctrl+Enter 接着录下一条。"


def light_of(state: CheckState) -> Light:
    """One check as a light, with a number where things are counted."""
    count = state.have if state.check in COUNTED and state.have else None
    return Light(state.check.value, state.check.label, state.met, state.missing, count)


class StepQuestion(QFrame):
    """Asks for what a step needs: a reason, and the new day of a postponed activity."""

    answered = Signal(object)
    """A Move."""
    given_up = Signal()

    def __init__(self, step: Step, desk: Desk) -> None:
        super().__init__()
        set_look(self, "card")
        self._step = step
        self.day = editor_for(fields_of(Activity)["held_on"], desk).widget
        self.reason = LineField("写一句原因，例如 大雪封路")
        self.day.set_name("新的日期")
        self.reason.set_name(f"{step.verb}的原因")
        self.go = MainButton(step.verb)
        self.go.clicked.connect(self._answer)
        stop = QuietButton("不改了")
        stop.clicked.connect(self.given_up)
        row = QHBoxLayout(self)
        row.setSpacing(Space.SMALL)
        if step.needs_day:
            row.addWidget(Words("延到", "label"))
            row.addWidget(self.day, 1)
        row.addWidget(Words("原因", "label"))
        row.addWidget(self.reason, 1)
        row.addWidget(self.go)
        row.addWidget(stop)
        self.day.setVisible(step.needs_day)
        (self.day if step.needs_day else self.reason).setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self) -> None:
        readable = self.day.commit() and self.reason.commit()
        if readable and self._is_complete():
            day = self.day.value() if self._step.needs_day else None
            self.answered.emit(Move(self._step.state, self.reason.value(), day))

    def _is_complete(self) -> bool:
        if self._step.needs_day and self.day.value() is None:
            self.day.show_error("请写上延到哪一天，例如 3.26")
            return False
        if not self.reason.value():
            self.reason.show_error("请写一句原因，例如 大雪封路")
            return False
        return True


class ActivityHead(QWidget):
    """Stays in sight while the form scrolls."""

    step_taken = Signal(object)
    """A Move."""
    check_clicked = Signal(str)
    """A Check that the user wants to mend."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._state = ActivityState.PLANNED
        self._first_missing = ""
        self.title = Words("", "heading")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.badge = Badge()
        self.state = QuietButton("", "chevron-down")
        self.state.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.state.clicked.connect(self._open_steps)
        self.lights = ChecklistLights()
        self.lights.clicked.connect(self.check_clicked)
        self.missing = QuietButton("")
        set_look(self.missing, "status-waiting")
        self.missing.clicked.connect(self._go_to_missing)
        self.note = Words("", "small").wrapping()
        self.question: StepQuestion | None = None
        self._lay_out()

    def show_new(self) -> None:
        """An activity that does not exist yet."""
        self._end_question()
        self.title.setText(NEW_TITLE)
        self.badge.hide()
        self.state.hide()
        self.lights.set_lights(())
        self.missing.hide()
        self._set_note(NEW_NOTE)

    def show_view(self, view: ActivityView) -> None:
        """An activity with its state and lights."""
        self._state = view.state
        self.title.setText(view.title)
        self.title.setToolTip(view.title)
        self.badge.setVisible(view.sample)
        self.state.setVisible(True)
        self.state.setText(view.state.label)
        self.state.setEnabled(not view.locked)
        self.state.setToolTip(view.locked or "点一下改状态")
        self.state.setAccessibleName(f"状态：{view.state.label}")
        self.lights.set_lights([light_of(state) for state in view.states])
        self._show_missing([state for state in view.states if not state.met])
        self._set_note(view.locked)

    def _set_note(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _show_missing(self, lacking: list[CheckState]) -> None:
        self.missing.setVisible(bool(lacking))
        if lacking:
            self._first_missing = lacking[0].check.value
            more = f"，等 {len(lacking)} 项" if len(lacking) > 1 else ""
            self.missing.setText(lacking[0].missing + more)
            self.missing.setToolTip("\n".join(state.missing for state in lacking))

    def _go_to_missing(self) -> None:
        self.check_clicked.emit(self._first_missing)

    def _open_steps(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for step in steps_from(self._state):
            menu.addAction(step.verb).triggered.connect(partial(self.begin_step, step))
        menu.popup(self.state.mapToGlobal(QPoint(0, self.state.height())))

    def begin_step(self, step: Step, _checked: object = None) -> None:
        """Take a step, asking for its reason first where it needs one."""
        self._end_question()
        if not step.needs_reason:
            self.step_taken.emit(Move(step.state))
            return
        self.question = StepQuestion(step, self._desk)
        self.question.answered.connect(self.step_taken)
        self.question.answered.connect(self._end_question)
        self.question.given_up.connect(self._end_question)
        self._column.insertWidget(1, self.question)

    def _end_question(self, _move: object = None) -> None:
        if self.question is not None:
            self._column.removeWidget(self.question)
            self.question.hide()
            self.question.deleteLater()
            self.question = None

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(Space.SMALL)
        top.addWidget(self.title, 1)
        top.addWidget(self.badge)
        top.addWidget(self.state)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.SMALL)
        self._column.setSpacing(Space.HAIR)
        self._column.addLayout(top)
        self._column.addWidget(self.lights)
        self._column.addWidget(self.missing, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.note)
