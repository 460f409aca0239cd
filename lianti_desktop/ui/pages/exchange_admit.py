"""The core school answers a request: compare six words, say which school it is, admit."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.storage import records
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.store import Store
from lianti_desktop.sync.board import is_kept_here
from lianti_desktop.sync.enrolment import Admitted, Decision, admit
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.request import Request
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.exchange_parcels import Parcel
from lianti_desktop.ui.reply import Progress, Reply
from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.buttons import MainButton
from lianti_desktop.ui.widgets.check_words import CheckWords
from lianti_desktop.ui.widgets.flag_field import TickBox
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pick_line import PickLine
from lianti_desktop.ui.widgets.words import Words

COMPARE = (
    "打电话给对方，请对方照着自己屏幕上的六个词念，一个一个和下面的对。有一个不一样就不要受理。"
)
SAME = "已经和对方逐个核对，六个词都一样"
NOT_HERE = "入盟申请要在中心校受理。请把U盘交给中心校。"
DONE = "已受理“{}”，答复的包写到了{}。现在可以拔出U盘，交给对方收包"


class AdmitView(QWidget):
    """`admitted` with the quiet line once the answer lies on the stick."""

    admitted = Signal(str)

    def __init__(self, desk: Desk, ring: KeyRing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._ring = desk, ring
        self._request: Request | None = None
        self._place: Path | None = None
        self._schools: tuple[str, ...] = ()
        self.title = Words("", "heading").wrapping()
        self.words = CheckWords(3)
        self.tick = TickBox(SAME)
        self.school = PickLine(
            self._fitting, creates=True, placeholder="选一所，或写上新学校的名称"
        )
        self.school.setAccessibleName("这是哪所学校")
        self.school.set_trailing("chevron-down")
        self.go = MainButton("受理，把答复写到U盘")
        self.state = Words("", "secondary").wrapping()
        self._parts = QWidget()
        self._lay_out()
        self._connect()

    def open_request(self, parcel: Parcel, place: Path | None) -> None:
        """Another request."""
        self._request = parcel.request
        self._place = place if place is None or place.is_dir() else place.parent
        self.title.setText(f"{parcel.sender or '一所学校'} 的一台电脑申请加入联盟")
        self.words.set_words(parcel.request.words.split() if parcel.request else ())
        self.tick.setChecked(False)
        self.school.setText("")
        self._say("", "secondary")
        self._update()
        self._desk.ask(_schools, Reply(self, partial(self._on_schools, parcel.sender)))

    def admit(self) -> None:
        """Puts the PC into the register and writes the answer."""
        request, place = self._request, self._place
        if request is None or place is None or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self._say("正在受理…", "secondary")
        decision = Decision(self.school.text().strip(), request.words)
        job = partial(_admit, self._desk.store, self._ring, (request, decision, place))
        self._desk.run(job, Reply(self, self._on_admitted, self._on_refused))

    def _on_schools(self, name: str, found: tuple[Sequence[str], bool]) -> None:
        schools, is_core = found
        self._schools = tuple(schools)
        self._parts.setVisible(is_core)
        if not is_core:
            self._say(NOT_HERE, "waiting")
        fitting = [one for one in schools if one == name]
        self.school.setText(fitting[0] if fitting else name)
        self._update()

    def _on_admitted(self, admitted: Admitted) -> None:
        self._desk.progressed.emit("", 1, 1)
        name = self.school.text().strip()
        files = "、".join(file.name for file in admitted.packed.files)
        words = DONE.format(name, files)
        self._request = None
        self._update()
        self._say(words, "met")
        self.admitted.emit(words)

    def _on_refused(self, sentence: str) -> None:
        self._desk.progressed.emit("", 1, 1)
        self._say(sentence, "danger")
        self._update()

    def _say(self, words: str, look: str) -> None:
        self.state.setText(words)
        set_look(self.state, look)

    def _update(self) -> None:
        is_ready = self.tick.isChecked() and bool(self.school.text().strip())
        self.go.setEnabled(is_ready and self._request is not None and self._place is not None)

    def _fitting(self, text: str, limit: int) -> list[Option]:
        plain = text.strip()
        return [Option(name, name) for name in self._schools if plain in name][:limit]

    def _on_picked(self, option: Option) -> None:
        self.school.setText(option.title)
        self.school.lift()
        self._update()

    def _lay_out(self) -> None:
        inner = QVBoxLayout(self._parts)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(Space.SMALL)
        inner.addWidget(Words(COMPARE, "ink").wrapping())
        inner.addWidget(self.words)
        inner.addWidget(self.tick)
        label = Words("这是哪所学校", "label")
        label.setBuddy(self.school)
        inner.addWidget(label)
        inner.addWidget(self.school)
        inner.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.MEDIUM, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.title)
        column.addWidget(self._parts)
        column.addWidget(self.state)
        column.addStretch(1)

    def _connect(self) -> None:
        self.tick.toggled.connect(lambda _: self._update())
        self.school.textChanged.connect(lambda _: self._update())
        self.school.picked.connect(self._on_picked)
        self.school.creation_asked.connect(lambda _: self.school.lift())
        self.go.clicked.connect(self.admit)


def _schools(session: Session) -> tuple[list[str], bool]:
    """The schools of the alliance by name, and whether requests are answered here."""
    rows = [row for row in records.living(session, School) if not row.sample]
    names = [row.short_name or row.name for row in rows]
    return sorted(filter(None, names)), is_kept_here(session)


def _admit(
    store: Store, ring: KeyRing, asked: tuple[Request, Decision, Path], progress: Progress
) -> Admitted:
    request, decision, place = asked
    progress.tell("正在做答复的包", 0, 0)
    return admit(store, ring, request, (decision, place))
