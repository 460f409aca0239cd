"""收包: the packages of a place at the left, what each would do at the right, one button below."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from lianti_desktop.sync.incoming import slip_of_import
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.slip import ImportSlip
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.typed_count import MassChangeDialog
from lianti_desktop.ui.exchange_parcels import ALL_KINDS, Parcel, Standing, look
from lianti_desktop.ui.exchange_words import (
    content_words,
    parcel_title,
    received_line,
    standing_words,
)
from lianti_desktop.ui.exchange_work import Received, TakingIn, receive
from lianti_desktop.ui.pages.exchange_admit import AdmitView
from lianti_desktop.ui.pages.exchange_panel import ExchangePanel
from lianti_desktop.ui.pages.exchange_parcel import ParcelView, ResultView, RightHalf
from lianti_desktop.ui.plain_table import PlainRow, PlainTable
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.theme import Tone, current_sizes
from lianti_desktop.ui.widgets.buttons import PlainButton

HEADINGS = ("哪里来的", "里面有", "能不能收")
WIDTHS = (0, 165, 170)
NARROW_IN_POINTS, CONTENT = 75, 1
LOOKING = "正在看里面有哪些包，并逐个预览…"
NOTHING = "这里没有联体桌面的包。核对U盘有没有插对；包也可能在别的文件夹里，点“选包文件…”。"


class TakePanel(ExchangePanel):
    """`left` to go back, `said` for the quiet line, `link_wanted` for what comes next."""

    received = Signal()
    link_wanted = Signal(str)

    def __init__(self, desk: Desk, ring: KeyRing, parent: QWidget | None = None) -> None:
        super().__init__(desk, ("收包", "收包", ""), parent)
        self._ring = ring
        self._place: Path | None = None
        self._is_stick = self._takes_at_once = False
        self._result: Received | None = None
        self._asked: tuple[Parcel, ...] = ()
        self._from_retired = False
        self.parcels: list[Parcel] = []
        self.files = PlainButton("选包文件…", "folder")
        self.table = PlainTable(HEADINGS, "找到的包")
        self.table.set_widths(WIDTHS)
        self.view = ParcelView()
        self.result = ResultView()
        self.admission = AdmitView(desk, ring)
        self.right = RightHalf(self.view, self.result, self.admission)
        self._lay_out()
        self._connect()

    def open_place(self, place: Path, name: str, *, is_stick: bool) -> None:
        """Looks at a stick, a folder or one file."""
        self._place, self._is_stick, self._result = place, is_stick, None
        self.title.setText(f"收包 · {name}" if name else "收包")
        self.parcels = []
        self._show_rows()
        self._look()

    def open_and_take(self, place: Path, name: str, *, is_stick: bool) -> None:
        """The same, and takes in at once what can be: on a copy that is empty still."""
        self._takes_at_once = True
        self.open_place(place, name, is_stick=is_stick)

    def take(self) -> None:
        """Takes in what is chosen."""
        chosen = self.chosen()
        if chosen and not self._is_busy:
            self._receive(chosen, None)

    def take_aside(self) -> None:
        """Lays aside what the PC out of service sends whose package is under the cursor."""
        keys = self.table.keys()
        chosen = [one for one in self.parcels if keys and one.file == keys[0]]
        if chosen and not self._is_busy:
            self._receive(chosen, None, from_retired=True)

    def chosen(self) -> list[Parcel]:
        """The packages chosen that can be taken in."""
        keys = set(self.table.keys())
        return [one for one in self.parcels if one.file in keys and one.is_takeable]

    def slips(self) -> list[ImportSlip]:
        """The slips for what was taken in last."""
        taken = self._result.taken if self._result else []
        return [slip for _, outcome in taken if (slip := slip_of_import(outcome)) is not None]

    def is_busy(self) -> bool:
        """Whether packages are being looked at or taken in."""
        return self._is_busy

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the right half alone says what is inside."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < NARROW_IN_POINTS * current_sizes().points
        self.table.setColumnHidden(CONTENT, is_narrow)

    def _look(self) -> None:
        place = self._place
        if place is None:
            return
        self._set_busy(LOOKING)
        store, ring = self._desk.store, self._ring
        job = partial(look, store, ring, place)
        self._desk.run(job, Reply(self, self._on_looked, self._on_refused))

    def _on_looked(self, parcels: Sequence[Parcel]) -> None:
        self.end_busy()
        self.parcels = list(parcels)
        self._show_rows()
        if self._result is None:
            takeable = [place for place, one in enumerate(parcels) if one.is_takeable]
            self.table.choose(takeable or ([0] if parcels else []))
            self.table.setFocus()
        self._on_selection()
        if not parcels:
            self.state.set(NOTHING, Tone.WAITING)
        takes, self._takes_at_once = self._takes_at_once, False
        if takes:
            self.take()

    def _receive(
        self, parcels: Sequence[Parcel], confirmed: int | None, *, from_retired: bool = False
    ) -> None:
        self._set_busy("正在收包，请不要拔U盘…")
        receipts = self._place if self._place and self._place.is_dir() else None
        self._asked, self._from_retired = tuple(parcels), from_retired
        asked = TakingIn(self._asked, receipts, confirmed, from_retired)
        store, ring = self._desk.store, self._ring
        job = partial(receive, store, ring, asked)
        self._desk.run(job, Reply(self, self._on_received, self._on_refused))

    def _on_received(self, result: Received) -> None:
        self.end_busy()
        self._result = result
        if result.taken:
            self._desk.changed.emit(ALL_KINDS)
            self._desk.refresh_steps()
        self.table.clearSelection()
        self.result.show_received(result, is_stick=self._is_stick and not result.braked)
        self.right.turn_to(self.result)
        self.said.emit(received_line(result))
        self.received.emit()
        if result.braked is not None:
            self._ask_brake(result.braked)
        else:
            self._look()

    def _ask_brake(self, parcel: Parcel) -> None:
        dialog = MassChangeDialog(parcel_title(parcel), parcel.brake, self)
        if dialog.exec():
            rest = self._asked[self._asked.index(parcel) :]
            self._receive(rest, parcel.brake, from_retired=self._from_retired)
        else:
            self.state.set(f"{parcel_title(parcel)}没有收，本机的数据没有变化", Tone.WAITING)

    def _on_selection(self) -> None:
        keys = self.table.keys()
        one = next((one for one in self.parcels if keys and one.file == keys[0]), None)
        if one is not None and one.standing is Standing.REQUEST:
            self.admission.open_request(one, self._place)
            self.right.turn_to(self.admission)
        elif self._result is None or keys:
            self.view.show_parcel(one)
            self.right.turn_to(self.view)
        self._show_go()

    def _show_go(self) -> None:
        count = len(self.chosen())
        self.go.setText(f"收下这 {count} 个包" if count else "收包")
        self.go.setEnabled(bool(count) and not self._is_busy)

    def _set_busy(self, words: str) -> None:
        self._is_busy = True
        self.state.set(words, Tone.SECONDARY)
        self.go.setEnabled(False)
        self.files.setEnabled(False)

    def end_busy(self) -> None:
        super().end_busy()
        self.state.set("", Tone.SECONDARY)
        self.files.setEnabled(True)
        self._show_go()

    def _show_rows(self) -> None:
        rows = []
        for one in self.parcels:
            words, tone = standing_words(one)
            cells = (parcel_title(one), content_words(one), words)
            rows.append(PlainRow(one.file, cells, {1: Tone.SECONDARY, 2: tone}))
        self.table.show_rows(rows)
        self._show_go()

    def ask_files(self) -> None:
        """Which file is meant."""
        kinds = "交换包和入盟申请 (*.ltp *.ltreq);;所有文件 (*)"
        chosen, _kind = QFileDialog.getOpenFileName(self, "选包文件", "", kinds)
        if chosen:
            self.open_place(Path(chosen), Path(chosen).name, is_stick=False)

    def _on_admitted(self, words: str) -> None:
        self._desk.changed.emit(ALL_KINDS)
        self.said.emit(words)
        self.received.emit()

    def _lay_out(self) -> None:
        self.arrange([(self.table, 5), (self.right, 4)], self.files)

    def _connect(self) -> None:
        self.files.clicked.connect(self.ask_files)
        self.go.clicked.connect(self.take)
        self.view.aside_wanted.connect(self.take_aside)
        self.table.selection_changed.connect(self._on_selection)
        self.table.opened.connect(self.take)
        self.result.link_wanted.connect(self.link_wanted)
        self.admission.admitted.connect(self._on_admitted)
