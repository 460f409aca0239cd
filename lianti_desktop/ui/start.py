"""The start in its order: paint the frame, load the storage beside it, then the first page.

At its top this module imports nothing heavy, so that the window stands before the database is
even looked at.
"""

import gc
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import DataPaths, ProgramPaths, default_data_folder
from lianti_desktop.settings import Settings, load_settings
from lianti_desktop.ui.first_picture import FirstPicture
from lianti_desktop.ui.frame import MainFrame
from lianti_desktop.ui.mishaps import Mishaps
from lianti_desktop.ui.opening import Opened, last_look, load_activities, open_data
from lianti_desktop.ui.places import GROUPS
from lianti_desktop.ui.preferences import Preferences
from lianti_desktop.ui.reopening import Reopening
from lianti_desktop.ui.theme import Scheme, TextSize, Theme, apply_theme, load_font

FONT = "NotoSansSC-Regular.ttf"
LONG_READING = 20
NAME = "联体桌面"
REST = 500
SMALL_SCREEN = 1400
WINDOW = "window"


def theme_of(settings: Settings) -> Theme:
    """The theme that the settings ask for; the nearest size of text."""
    size = min(TextSize, key=lambda one: abs(one.points - settings.font_points))
    known = {scheme.value: scheme for scheme in Scheme}
    return Theme(size, known.get(settings.scheme, Scheme.LIGHT))


def speak_chinese(app: QApplication) -> None:
    """Qt's own words in Chinese: the buttons of file dialogs, the menu of a text.

    The frame has none of them, so it does not wait for the six hundred places that QLocale knows.
    """
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    from lianti_desktop.ui.qt_words import LeftOut

    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    app.installTranslator(LeftOut(app))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)


class Start(QObject):
    """Builds the window around a data folder; `ready` when the first page is up."""

    ready = Signal(object)
    """The MainWindow."""
    usable = Signal()
    """The first page is on the screen with its lines: kept from the last time, or just read."""
    settled = Signal()
    """What the first page asked for has come."""
    folder_changed = Signal(object)
    """The folder that is being opened."""
    failed = Signal(str)
    """Why the data could not be opened."""
    _answered = Signal(object)

    def __init__(self, app: QApplication, program: ProgramPaths, mishaps: Mishaps) -> None:
        super().__init__(app)
        self.app = app
        self.program = program
        self.mishaps = mishaps
        self.preferences = Preferences(load_settings(program.settings), program.settings)
        self.window: Any = None
        self.frame: MainFrame | None = None
        self.data = DataPaths(Path())
        self.asks = True
        self._joins = False
        self._file: Path | None = None
        self._speaks = False
        self._early: Any = None
        self._news = Reopening()
        self._worker: threading.Thread | None = None
        self._family = load_font(program.fonts / FONT)
        self._answered.connect(self._deliver)
        self.settled.connect(self._sweep_again)
        self.settled.connect(lambda: QTimer.singleShot(REST, self, self._load_ahead))
        self.failed.connect(self._sweep_again)
        self.preferences.changed.connect(self._on_preferences)
        app.styleHints().colorSchemeChanged.connect(lambda _: self._dress())
        self._dress()

    def data_folder(self, asked: str = "") -> Path:
        """The folder asked for, else that of the settings, else the usual one."""
        kept = asked or self.preferences.settings.data_folder
        return Path(kept) if kept else default_data_folder()

    def paint(self) -> MainFrame:
        """The frame on the screen, empty."""
        frame = MainFrame(GROUPS)
        frame.setWindowTitle(NAME)
        frame.set_folded(folded=self.preferences.settings.sidebar_folded)
        frame.folded_changed.connect(self._keep_folded)
        self._place(frame)
        frame.show_page("workbench")
        frame.status.say("正在打开数据…", 0)
        self.frame = frame
        self._picture = FirstPicture(frame)
        if not self._speaks:
            self._picture.then(self._speak)
        return frame

    def _speak(self) -> None:
        self._speaks = True
        speak_chinese(self.app)

    def when_painted(self, work: Callable[[], None]) -> None:
        """Does what need not be ready for the first picture of the frame."""
        self._picture.then(work)

    def _place(self, frame: MainFrame) -> None:
        """As large as it was left; on a small screen all of it."""
        kept = self.preferences.view_of(WINDOW)
        room = frame.screen().availableGeometry().size()
        if kept.get("whole", room.width() < SMALL_SCREEN):
            frame.showMaximized()
            return
        size = kept.get("size") or [frame.width(), frame.height()]
        frame.resize(QSize(int(size[0]), int(size[1])).boundedTo(room))
        frame.show()

    def _keep_place(self) -> None:
        if self.frame is not None and self.asks:
            size = [self.frame.width(), self.frame.height()]
            whole = self.frame.isMaximized()
            self.preferences.keep_view(WINDOW, {"whole": whole, "size": size})

    def open(self, data: DataPaths, load: Callable[[DataPaths], Opened] = open_data) -> None:
        """Loads and opens the data beside the painted frame."""
        self.data = data
        self.folder_changed.emit(data.root)
        work = partial(load, data)
        then = partial(self._on_opened, data)
        failed = self.failed.emit
        self._picture.then(lambda: self._show_early(lambda: self._beside(work, then, failed)))

    def _show_early(self, go_on: Callable[[], None]) -> None:
        """The page that the last window has left, where there is one; then what is heavy."""
        if self.frame is None:
            return
        from lianti_desktop.ui.early_page import EarlyPage

        self._early = EarlyPage(self.frame)
        self._early.painted.connect(self.usable)
        self._early.painted.connect(go_on)
        if not self._early.show(self.data, date.today()):  # noqa: DTZ011
            go_on()

    def close(self) -> None:
        """Stores what is being typed, closes the data, makes the last backup."""
        if self._worker is not None:
            self._worker.join()
        if self.window is not None:
            from lianti_desktop.ui.last_backup import back_up_at_end
            from lianti_desktop.ui.ready_page import keep_ready

            self._keep_place()
            window, self.window = self.window, None
            seen: list[Any] = []
            window.end(lambda session: seen.append(last_look(session)), self._wants_texts)
            back_up_at_end(window.backups.make_at_end, self._wants_again)
            keep_ready(self.data, seen[0] if seen else None)

    def _wants_again(self, sentence: str) -> bool:
        from lianti_desktop.ui.last_backup import ask_again

        return self.asks and ask_again(sentence)

    def _wants_texts(self, sentences: list[str]) -> bool:
        from lianti_desktop.ui.last_texts import ask_once_more

        return self.asks and ask_once_more(sentences)

    def _sweep_again(self) -> None:
        """The search for rubbish goes on, and passes over what came in at the start."""
        gc.freeze()
        gc.enable()

    def _load_ahead(self) -> None:
        """The modules of the page that is opened most, while nobody waits for them."""
        if self.window is not None:
            from lianti_desktop.ui.reply import Reply

            self.window.desk.run(load_activities, Reply(self))

    def _beside(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        otherwise: Callable[[str], None],
    ) -> None:
        """Works in a thread; `otherwise` with the sentence of a refusal, "" for our mistake."""

        def task() -> None:
            try:
                result = work()
            except UserError as refusal:
                self._answered.emit(partial(otherwise, str(refusal)))
            except Exception as error:  # noqa: BLE001 - told in the main thread whatever it is
                self._answered.emit(partial(self._on_broken, error, otherwise))
            else:
                self._answered.emit(lambda: then(result))

        self._worker = threading.Thread(target=task, name="start")
        self._worker.start()

    def _deliver(self, call: Callable[[], None]) -> None:
        call()

    def _on_opened(self, data: DataPaths, opened: Opened) -> None:
        if opened.is_founded:
            self._join(data, opened)
            return
        opened.store.close()
        self._sweep_again()
        self._take_first_steps(data)

    def _take_first_steps(self, data: DataPaths) -> None:
        from lianti_desktop.ui.dialogs.wizard import run_first_steps

        if self.frame is not None:
            self.frame.status.say("")
        begun = run_first_steps(self.frame, data)
        if begun is None:
            self.app.quit()
            return
        self.preferences.change(load_settings(self.program.settings))
        self._joins = begun.joins
        self.open(begun.data)

    def _join(self, data: DataPaths, opened: Opened) -> None:
        from lianti_desktop.ui.desk import Desk, Reply
        from lianti_desktop.ui.main_window import MainWindow
        from lianti_desktop.ui.ready_keeping import ReadyKeeping
        from lianti_desktop.ui.term_days import term_at

        if self.frame is None:
            return
        desk = Desk(opened.store, self._usual_operator(opened.operators), self.preferences)
        desk.broke.connect(self.mishaps.report)
        if not self._has_operator(desk, opened.operators):
            desk.close()
            self.app.quit()
            return
        desk.operator_changed.connect(self._keep_operator)
        self.frame.status.say("")
        desk.set_terms(opened.terms)
        now = term_at(opened.terms, date.today())  # noqa: DTZ011
        desk.set_term(now.id if now else None)
        self.window = MainWindow(self.frame, desk)
        self.window.reopen_wanted.connect(self._reopen)
        go_on = self._early.hand_over(self.window)
        self.window.begin()
        ReadyKeeping(desk, data, self.window).begin()
        self._tell_news(opened.said)
        if opened.is_restored:
            self.window.tell_restored()
        if self._joins:
            self.window.join_alliance()
            self._joins = False
        if self._file is not None:
            self.window.open_file(self._file)
            self._file = None
        self.ready.emit(self.window)
        go_on()
        desk.ask(lambda _: None, Reply(self, lambda _: QTimer.singleShot(0, self._on_settled)))

    def _on_settled(self) -> None:
        if not self._early.is_shown:
            self.usable.emit()
        self.settled.emit()

    def _usual_operator(self, known: Sequence[Any]) -> Any:
        """Who worked last, else the first one; nobody where a password has to be asked."""
        last = self.preferences.settings.last_operator
        free = [one for one in known if not one.has_password]
        return next((one for one in free if one.name == last), free[0] if free else None)

    def _has_operator(self, desk: Any, known: tuple[Any, ...]) -> bool:
        """Asks who works now where that is not plain; False when the user left."""
        from lianti_desktop.ui.dialogs.login import choose_operator

        return not self.asks or bool(choose_operator(desk, known, self.frame))

    def _tell_news(self, said: str) -> None:
        """How the work went for which the window was closed, and what the start has to tell."""
        news, self._news = self._news, Reopening()
        if self.frame is None:
            return
        if news.refused:
            from lianti_desktop.ui.banner import Banner
            from lianti_desktop.ui.messages import Answer

            Banner(news.refused, [Answer("go", "知道了")]).show_in(self.frame)
        if news.said or said:
            self.frame.status.say(news.said or said, LONG_READING)

    def _reopen(self, work: Callable[[], Reopening | None] | None) -> None:
        """Closes the data, does the work, opens the data again in a fresh frame."""
        QTimer.singleShot(0, lambda: self._close_and_open(work or (lambda: None)))

    def _close_and_open(self, work: Callable[[], Reopening | None]) -> None:
        old = self.frame
        self.close()
        self.app.setQuitOnLastWindowClosed(False)
        self.paint()
        if old is not None:
            old.close()
            old.deleteLater()
        self.app.setQuitOnLastWindowClosed(True)
        self._beside(
            work,
            lambda done: self._open_again(done or Reopening()),
            lambda sentence: self._open_again(Reopening(refused=sentence)),
        )

    def _open_again(self, done: Reopening) -> None:
        """The folder that was open, unless the work has made another one."""
        self._news = done
        self.open(done.data or self.data)

    def _on_broken(self, error: Exception, otherwise: Callable[[str], None]) -> None:
        self.mishaps.report(error)
        otherwise("")

    def _on_preferences(self, settings: Settings) -> None:
        if theme_of(settings) != self._theme:
            self._dress()

    def _dress(self) -> None:
        self._theme = theme_of(self.preferences.settings)
        apply_theme(self.app, self._theme, self._family)

    def _keep_folded(self, folded: bool) -> None:
        self.preferences.change(replace(self.preferences.settings, sidebar_folded=folded))

    def _keep_operator(self, operator: Any) -> None:
        name = operator.name if operator else ""
        self.preferences.change(replace(self.preferences.settings, last_operator=name))

    def tell_mishap(self, number: str) -> None:
        """The dialog of a mistake, when the event that caused it is over."""
        from lianti_desktop.ui.messages import tell_mishap

        QTimer.singleShot(0, lambda: tell_mishap(number, self.mishaps.folder, self.frame))

    def open_file(self, file: Path) -> None:
        """A package or a request was handed to the program: shown as soon as the data is open."""
        if self.window is not None:
            self.window.open_file(file)
        else:
            self._file = file

    def come_forward(self) -> None:
        """A second start: the window to the front."""
        if self.frame is not None:
            self.frame.setWindowState(self.frame.windowState() & ~Qt.WindowState.WindowMinimized)
            self.frame.raise_()
            self.frame.activateWindow()

    def leave(self, sentence: str) -> None:
        """The data could not be opened: says why, then the program ends."""
        if sentence:
            from lianti_desktop.ui.messages import Answer, ask

            ask(self.frame, "数据没有打开", [sentence], [Answer("leave", "关闭程序")])
        self.app.exit(1)
