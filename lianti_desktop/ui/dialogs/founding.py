"""建立联盟的交换: the root words are shown once, printed, and proved by typing two of them.

The words lie in a file beside the data until two were typed: should the window be closed before,
nothing is lost and the same words are shown again.
"""

import secrets
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.store import Store
from lianti_desktop.sync.enrolment import found_exchange
from lianti_desktop.sync.files import put_file
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.witness import bear_witness
from lianti_desktop.sync.words import read, same_words
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.reply import Progress, Reply
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import PlainButton
from lianti_desktop.ui.widgets.check_words import CheckWords
from lianti_desktop.ui.widgets.line_edit import LineEdit
from lianti_desktop.ui.widgets.qr_code import QrCode
from lianti_desktop.ui.widgets.words import Words

WORDS_FILE = "联盟总密语-核对后自动删除.txt"
BEFORE = (
    "建立以后，村校就能申请加入，各校的包只有写着的学校打得开。只做一次，以后不用再管。",
    "接下来会给出一份“总密语”，它是整个联盟的根：中心校的电脑坏了或换新时要用它。",
    "请把它打印出来，交校长锁进保险柜；不要留在电脑里，不要拍照，不要发到群里。",
)
SHOWN = "总密语一共 {} 个词。打印一份，或者照着抄一份，然后点“抄好了”。"
TYPE = "照着纸上的字，把第 {} 个词和第 {} 个词写在下面，核对没有抄错："
WRONG = "和总密语对不上。请对照纸上第 {} 个和第 {} 个词再输一次。"
SAVED = "已存到 {}。请打印后锁好，再把文件删掉。"
START, SHOW, CHECK = range(3)


def kept_words(store: Store) -> tuple[str, ...]:
    """The words of a founding that was not brought to its end."""
    try:
        lines = (store.data.root / WORDS_FILE).read_text("utf-8").splitlines()
    except OSError:
        return ()
    for line in lines:
        if len(line.split()) > 1:
            try:
                read(line)
            except UserError:
                continue
            return tuple(line.split())
    return ()


def _found(store: Store, ring: KeyRing, _progress: Progress) -> tuple[str, ...]:
    words = found_exchange(store, ring, store.data.root / WORDS_FILE)
    bear_witness(store, ring)
    return tuple(words.split())


class FoundingDialog(Sheet):
    """Accepted once two words were typed; `print_words` shows the sheet for the safe."""

    def __init__(
        self,
        desk: Desk,
        ring: KeyRing,
        print_words: Callable[[tuple[str, ...]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("建立联盟的交换", parent, width=44)
        self._desk, self._ring, self._print = desk, ring, print_words
        self.words: tuple[str, ...] = kept_words(desk.store)
        self.asked: tuple[int, int] = (1, 2)
        self._stack = QStackedWidget()
        self.shown = CheckWords(4)
        self.code = QrCode()
        self._count = Words("", "ink").wrapping()
        self.lines = (LineEdit(), LineEdit())
        self._question = Words("", "ink").wrapping()
        self.note = Words("", "met").wrapping()
        self.print = PlainButton("打印…", "printer")
        self.save = PlainButton("存到U盘…", "usb")
        for view in (self._before(), self._words_view(), self._check_view()):
            self._stack.addWidget(view)
        self.body.addWidget(self._stack)
        self.back = self.add_button("再看一遍总密语")
        self.go = self.add_button("建立", ButtonRole.MAIN)
        self._connect()
        self._turn(SHOW if self.words else START)

    def go_on(self) -> None:
        """The main button: found, then check, then done."""
        step = self._stack.currentIndex()
        if step == START:
            self.go.setEnabled(False)
            store, ring = self._desk.store, self._ring
            reply = Reply(self, self._on_founded, self._on_refused)
            self._desk.run(lambda progress: _found(store, ring, progress), reply)
        elif step == SHOW:
            self._turn(CHECK)
        else:
            self._prove()

    def _on_founded(self, words: tuple[str, ...]) -> None:
        self.words = words
        self._turn(SHOW)

    def _on_refused(self, sentence: str) -> None:
        self.go.setEnabled(True)
        self.show_error(sentence)

    def _prove(self) -> None:
        typed = [line.text() for line in self.lines]
        meant = [self.words[place - 1] for place in self.asked]
        if not all(same_words(said, word) for said, word in zip(typed, meant, strict=True)):
            self.show_error(WRONG.format(*self.asked))
            return
        (self._desk.store.data.root / WORDS_FILE).unlink(missing_ok=True)
        self.accept()

    def _turn(self, step: int) -> None:
        self.show_error("")
        self.go.setEnabled(True)
        self._stack.setCurrentIndex(step)
        self.back.setVisible(step == CHECK)
        self.go.setText({START: "建立", SHOW: "抄好了，核对两个词", CHECK: "核对"}[step])
        if step == SHOW:
            self._count.setText(SHOWN.format(len(self.words)))
            self.shown.set_words(self.words)
            self.code.set_words(" ".join(self.words), "总密语的方块码")
        if step == CHECK:
            self._ask()
        view = self._stack.currentWidget()
        layout = view.layout()
        if layout is not None:
            layout.activate()
        self._stack.setMinimumHeight(view.sizeHint().height())
        self.fit()

    def _ask(self) -> None:
        first = secrets.randbelow(len(self.words) // 2) + 1
        second = len(self.words) // 2 + 1 + secrets.randbelow(len(self.words) // 2)
        self.asked = (first, second)
        self._question.setText(TYPE.format(first, second))
        for line, place in zip(self.lines, self.asked, strict=True):
            line.clear()
            line.setPlaceholderText(f"第 {place} 个词")
            line.setAccessibleName(f"第 {place} 个词")
        self.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_place(self) -> None:
        """Where a copy of the words goes."""
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "把总密语存到U盘", "联盟总密语.txt", "文字 (*.txt)"
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, aim: Path) -> None:
        """A copy of the file, proved by reading it back."""
        try:
            put_file(aim, (self._desk.store.data.root / WORDS_FILE).read_bytes())
        except UserError as refusal:
            self.show_error(str(refusal))
        else:
            self.note.setText(SAVED.format(aim))

    def _before(self) -> QWidget:
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(Words("这台电脑将掌管联盟的名册", "heading"))
        for sentence in BEFORE:
            column.addWidget(Words(sentence, "ink").wrapping())
        column.addStretch(1)
        return view

    def _words_view(self) -> QWidget:
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self._count)
        middle = QHBoxLayout()
        middle.setSpacing(Space.LARGE)
        middle.addWidget(self.shown, 1)
        middle.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(middle)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self.print)
        row.addWidget(self.save)
        row.addWidget(self.note, 1)
        column.addLayout(row)
        return view

    def _check_view(self) -> QWidget:
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(Words("核对一下有没有抄错", "heading"))
        column.addWidget(self._question)
        for line in self.lines:
            column.addWidget(line)
        column.addStretch(1)
        return view

    def _connect(self) -> None:
        self.go.clicked.connect(self.go_on)
        self.back.clicked.connect(lambda: self._turn(SHOW))
        self.print.clicked.connect(lambda: self._print(self.words))
        self.save.clicked.connect(self.ask_place)
