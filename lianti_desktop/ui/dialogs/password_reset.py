"""The core school's file for somebody who forgot the password: making it, and looking at it."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.services.data_place import VolumeKind
from lianti_desktop.storage.operators import Operator
from lianti_desktop.storage.rights import school_name
from lianti_desktop.storage.store import Store
from lianti_desktop.sync.keys import KeyRing, usual_folder
from lianti_desktop.sync.password_reset import (
    SUFFIX,
    Reset,
    make_reset,
    person_of,
    read_reset,
    tail_of,
    use_reset,
)
from lianti_desktop.sync.peers import PeerLine
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.password import Keep
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.reply import Progress, Reply
from lianti_desktop.ui.volumes import volumes
from lianti_desktop.ui.widgets.line_edit import LineEdit
from lianti_desktop.ui.widgets.words import Words

KINDS = f"重置密码的文件 (*{SUFFIX});;所有文件 (*)"
ABOUT = (
    "{}（尾号 {}）的电脑上有人忘了密码，恢复单也找不到时，才做这个文件。"
    "请先和那边的校长核实是本人。"
)
FOLLOWS = "文件只能在那台电脑上用一次，只能给这一位重新设密码，打不开任何加密的内容。"
WRITTEN = "文件写好了：{}。交给那边，在登录窗口点“忘了密码”就能用。"


class ResetFileDialog(Sheet):
    """Accepted once the file is written; `said` is what to tell."""

    def __init__(
        self, desk: Desk, ring: KeyRing, line: PeerLine, parent: QWidget | None = None
    ) -> None:
        super().__init__("重置密码的文件", parent, width=34)
        self._desk, self._ring, self._line = desk, ring, line
        self.said = ""
        self.add_words(ABOUT.format(line.name, tail_of(line.replica)))
        label = Words("忘了密码的操作员", "label")
        self.name = LineEdit("照那台电脑上登记的姓名写，例如 王玲")
        label.setBuddy(self.name)
        self.name.setAccessibleName("忘了密码的操作员")
        self.body.addWidget(label)
        self.body.addWidget(self.name)
        self.add_words(FOLLOWS, "secondary")
        self.body.addStretch(1)
        self.add_button("不做").clicked.connect(self.reject)
        self.go = self.add_button("写到U盘…", ButtonRole.MAIN)
        self.go.setEnabled(False)
        self.go.clicked.connect(self.ask_place)
        self.name.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))

    def ask_place(self) -> None:
        """Where the file goes; the stick that is plugged in is proposed."""
        name = f"重置密码_{self._line.name}_{tail_of(self._line.replica)}{SUFFIX}"
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "写到U盘", str(first_stick() / name), KINDS
        )
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, file: Path) -> None:
        """Makes the file."""
        aim = (self._line.replica, self.name.text())
        job = partial(_make, self._desk.store, self._ring, (aim, file))
        self._desk.run(job, Reply(self, partial(self._on_made, file), self.show_error))

    def _on_made(self, file: Path, _made: Reset) -> None:
        self.said = WRITTEN.format(file.name)
        self.accept()


def first_stick() -> Path:
    """The stick that is plugged in, else the user's own folder."""
    sticks = [one.root for one in volumes() if one.kind is VolumeKind.REMOVABLE]
    return sticks[0] if sticks else Path.home()


def _make(
    store: Store, ring: KeyRing, asked: tuple[tuple[UUID, str], Path], _progress: Progress
) -> Reset:
    return make_reset(store, ring, *asked)


@dataclass(frozen=True)
class Permitted:
    """What a good file permits: whose password is set anew, how it is kept, at which school."""

    operator: Operator
    keep: Keep
    school: str


def look_at(file: Path, session: Session) -> Permitted:
    """What a file permits on this copy; refuses all that it is not good for."""
    ring = KeyRing(usual_folder())
    reset = read_reset(file)

    def keep(session: Session, password: str) -> str:
        return use_reset(session, ring, reset, password)

    operator = person_of(session, ring, reset)
    return Permitted(operator, keep, school_name(session, session.info["site"].school_id))
