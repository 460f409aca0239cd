"""The first start: at most five questions with an answer each, then the copy is made and filled.

Enter alone goes through all of them. Everything can be changed later, so nothing is asked twice.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.paths import DataPaths, default_data_folder, program_paths
from lianti_desktop.services.data_place import Volume, propose
from lianti_desktop.settings import load_settings, save_settings
from lianti_desktop.ui.dialogs.errand import Errand
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.dialogs.wizard_steps import (
    BeginStep,
    NamesStep,
    PlaceStep,
    Step,
    TermStep,
    Way,
    WayStep,
)
from lianti_desktop.ui.reply import Progress
from lianti_desktop.ui.volumes import volumes
from lianti_desktop.ui.widgets.words import Words

LAST = {False: "完成，打开联体桌面", True: "完成，去写入盟申请"}
BROKEN = "建立联盟时程序出了错，没有建成，没有资料丢失。请关掉程序再开一次；还不行就换一个位置。"


@dataclass(frozen=True)
class FirstSteps:
    """All the answers."""

    data: DataPaths
    school: str
    alliance: str
    operator: str
    role: SiteRole
    day: date
    with_sample: bool
    joins: bool = False


@dataclass(frozen=True)
class Begun:
    """The folder to open, and whether the way into an alliance is to be shown there."""

    data: DataPaths
    joins: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What the first steps start from; `fixed` keeps the folder that was named at the start."""

    data: DataPaths
    today: date
    volumes: tuple[Volume, ...] = ()
    fixed: bool = False


class FirstStepsDialog(Sheet):
    """Accepted with `result_place` once everything lies there."""

    def __init__(
        self,
        around: Surroundings,
        settle: Callable[[FirstSteps, Progress], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("联体桌面", parent, width=40)
        self._settle = settle
        self._busy = False
        self.result_place: DataPaths | None = None
        place = around.data.root if around.fixed else propose(around.volumes, around.data.root)
        self.way = WayStep()
        self.names = NamesStep()
        self.term = TermStep(around.today)
        self.place = PlaceStep(place, around.volumes, fixed=around.fixed)
        self.begin = BeginStep()
        self._title = Words("", "title").wrapping()
        self._stack = QStackedWidget()
        self._bar = QProgressBar()
        self._count = Words("", "small")
        self._errand = Errand(self)
        self._fill()
        self._connect()
        self.go(0)

    @property
    def joins(self) -> bool:
        """Whether the school joins an alliance that is there already."""
        return self.way.way is Way.JOIN

    @property
    def steps(self) -> tuple[Step, ...]:
        """The questions to answer; who joins is given the alliance's terms and name."""
        if self.joins:
            return (self.way, self.names, self.place)
        return (self.way, self.names, self.term, self.place, self.begin)

    def answers(self) -> FirstSteps:
        """Everything as it is answered now."""
        return FirstSteps(
            data=DataPaths(self.place.place),
            school=str(self.names.school.value()),
            alliance=str(self.names.alliance.value()),
            operator=str(self.names.operator.value() or ""),
            role=SiteRole.CORE if self.way.way is Way.CORE else SiteRole.CAMPUS,
            day=self.term.day,
            with_sample=self.begin.wants_sample and not self.joins,
            joins=self.joins,
        )

    def step(self) -> int:
        """The number of the question shown, from 0."""
        return [one is self._stack.currentWidget() for one in self.steps].index(True)

    def go(self, step: int) -> None:
        """Show a question."""
        self.names.set_joining(joins=self.joins)
        last = len(self.steps) - 1
        self._stack.setCurrentWidget(self.steps[step])
        self._title.setText(self.steps[step].title)
        self._tell_count(step)
        self.back.setEnabled(step > 0)
        self.next.setText(LAST[self.joins] if step == last else "下一步")
        self.show_error("")
        self.steps[step].begin()

    def go_on(self) -> None:
        """Take the answer and show the next question, or finish."""
        if self._busy:
            return
        problem = self.steps[self.step()].problem()
        if problem:
            self.show_error(problem)
        elif self.step() + 1 < len(self.steps):
            self.go(self.step() + 1)
        else:
            self._finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Leaving while the data is being made would leave half of it."""
        if not self._busy:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._busy:
            event.ignore()
            return
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """However the dialog is left, no work goes on behind it."""
        self._errand.end()
        super().done(result)

    def _fill(self) -> None:
        for step in (self.way, self.names, self.term, self.place, self.begin):
            self._stack.addWidget(step)
        self._bar.setTextVisible(False)
        self._bar.hide()
        self.body.addWidget(self._title)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._bar)
        self.add_left(self._count)
        self.back = self.add_button("上一步")
        self.next = self.add_button("下一步", ButtonRole.MAIN)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.go(self.step() - 1))
        self.next.clicked.connect(self.go_on)
        self.place.changed.connect(lambda: self.show_error(""))
        self.way.changed.connect(lambda: self._tell_count(0))
        self._errand.told.connect(self._on_progress)
        self._errand.done.connect(self._on_done)
        self._errand.refused.connect(self._on_refused)
        self._errand.broke.connect(lambda _error: self._on_refused(BROKEN))

    def _tell_count(self, step: int) -> None:
        self._count.setText(f"第 {step + 1} 步，共 {len(self.steps)} 步")

    def _finish(self) -> None:
        answers = self.answers()
        self._set_busy(busy=True)
        self._count.setText("正在准备…")
        self._errand.start(lambda progress: self._settle(answers, progress))

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for part in (self._stack, self.back, self.next):
            part.setEnabled(not busy)
        self._bar.setRange(0, 0)
        self._bar.setVisible(busy)

    def _on_progress(self, words: str, done: int, total: int) -> None:
        self._count.setText(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_done(self, _result: object) -> None:
        self._set_busy(busy=False)
        self.result_place = DataPaths(self.place.place)
        self.accept()

    def _on_refused(self, sentence: str) -> None:
        self._set_busy(busy=False)
        self.go(self.step())
        self.show_error(sentence)


def settle(steps: FirstSteps, progress: Progress) -> None:
    """Makes the database, the alliance with its school and terms, and the sample where wanted.

    May be called again when the sample could not be put in: what was founded stays.
    """
    from lianti_desktop.services.sample import add_sample
    from lianti_desktop.services.setup import (
        Founding,
        begin_to_join,
        found_alliance,
        needs_first_steps,
    )
    from lianti_desktop.storage.store import open_store

    progress.tell("正在准备…" if steps.joins else "正在建立联盟…", 0, 0)
    store = open_store(steps.data)
    try:
        founding = Founding(
            alliance=steps.alliance,
            school=steps.school,
            role=steps.role,
            today=steps.day,
            operator=steps.operator,
        )
        with store.read() as session:
            is_new = needs_first_steps(session)
        if is_new:
            begin = begin_to_join if steps.joins else found_alliance
            begin(store, founding, steps.operator)
        if steps.with_sample:
            progress.tell("正在放入示例，大约几秒钟…", 0, 0)
            add_sample(store, steps.day, steps.operator)
    finally:
        store.close()


def run_first_steps(frame: QWidget | None, data: DataPaths) -> Begun | None:
    """Asks and settles everything; None when the user left.

    The folder chosen is kept in the settings, unless another one was named at the start.
    """
    program = program_paths()
    settings = load_settings(program.settings)
    is_fixed = str(data.root) not in (settings.data_folder, str(default_data_folder()))
    today = date.today()  # noqa: DTZ011 - the school's own calendar day
    dialog = FirstStepsDialog(Surroundings(data, today, volumes(), is_fixed), settle, frame)
    dialog.exec()
    place = dialog.result_place
    if place is None:
        return None
    if not is_fixed:
        save_settings(program.settings, replace(settings, data_folder=str(place.root)))
    return Begun(place, dialog.joins)
