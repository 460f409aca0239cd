"""Settings: the sample, the check of the data, the parcel for support, and what the program is."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from lianti_desktop.paths import resources_folder
from lianti_desktop.services.diagnosis import Findings, program_version, write_diagnosis
from lianti_desktop.services.sample import add_sample, has_sample, remove_sample
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.backup import prove
from lianti_desktop.storage.doctor import examine
from lianti_desktop.ui.desk import Desk, Progress, Reply
from lianti_desktop.ui.dialogs.licences import LicencesDialog
from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.buttons import PlainButton
from lianti_desktop.ui.widgets.card import Card
from lianti_desktop.ui.widgets.words import Words

MOST_SENTENCES = 8
WELL = "都查过了，资料完好，照片都在。"
ILL = "查到 {} 处不对，资料没有改动。请先备份到U盘，再导出诊断包找人看：\n{}"
EVERYTHING = frozenset({"activity", "school", "term", "alliance", "staff", "media"})


class SampleCard(Card):
    """Puts the sample alliance in or takes it out; both can be undone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("示例联盟", icon="flag", parent=parent)
        self._desk = desk
        self._is_there = False
        self._words = Words("", "secondary").wrapping()
        self.button = PlainButton("")
        self.button.clicked.connect(self._turn)
        self.body.setSpacing(Space.SMALL)
        self.add(self._words)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """Ask whether it is there."""
        self._desk.ask(has_sample, Reply(self, self._show))

    def _turn(self) -> None:
        self.button.setEnabled(False)
        if self._is_there:
            self._desk.change("删除示例", remove_sample, Reply(self, lambda _: self.refresh()))
            return
        self._words.setText("正在放入示例，大约几秒钟…")
        store, author = self._desk.store, self._desk.author
        today = date.today()  # noqa: DTZ011 - the school's own calendar day
        self._desk.run(
            lambda _progress: add_sample(store, today, author),
            Reply(self, lambda _: self._on_added(), self._on_refused),
        )

    def _on_added(self) -> None:
        self._desk.changed.emit(EVERYTHING)
        self._desk.refresh_steps()
        self.refresh()

    def _on_refused(self, sentence: str) -> None:
        self._desk.refused.emit(sentence)
        self.refresh()

    def _show(self, is_there: bool) -> None:
        self._is_there = is_there
        self.button.setEnabled(True)
        self.button.setText("删除示例" if is_there else "放入示例")
        self._words.setText(
            "示例联盟在里面，都带“示例”标记，不进统计。删掉以后可以用“撤销”拿回来。"
            if is_there
            else "放入一个虚构的联盟，有活动、照片、签到和感言，照着看一遍就会用。"
        )


class CareCard(Card):
    """Looks through all the data, and packs what a helper needs to know."""

    def __init__(self, desk: Desk, logs: Path, parent: QWidget | None = None) -> None:
        super().__init__("检查与求助", icon="check-circle", parent=parent)
        self._desk = desk
        self._logs = logs
        self._problems = 0
        self.words = Words("检查会把每条资料和修改记录对一遍，照片也看一遍。", "secondary")
        self.words.wrapping()
        self.check_button = PlainButton("检查资料", "check-circle")
        self.parcel_button = PlainButton("导出诊断包…", "export")
        self.check_button.clicked.connect(self.check)
        self.parcel_button.clicked.connect(self._ask_place)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self.check_button)
        row.addWidget(self.parcel_button)
        row.addStretch(1)
        self.body.setSpacing(Space.SMALL)
        self.add(self.words)
        self.body.addLayout(row)

    def check(self) -> None:
        """Everything is read once; nothing is written."""
        self.check_button.setEnabled(False)
        self.words.setText("正在检查…")
        store = self._desk.store

        def work(_progress: Progress) -> list[str]:
            with store.read() as session:
                return examine(session, AttachmentStore(store.data.attachments))

        self._desk.run(work, Reply(self, self._on_checked, self._say))

    def write_parcel(self, out: Path) -> None:
        """The parcel at a place; it holds no records and no names."""
        store, logs, problems = self._desk.store, self._logs, self._problems

        def work(_progress: Progress) -> Path:
            rows = sum(prove(store.data.database).values())
            return write_diagnosis(out, Findings(logs, store.data, rows, problems))

        self._desk.run(work, Reply(self, self._on_written, self._say))

    def _on_written(self, path: Path) -> None:
        self._say(f"诊断包在 {path}，里面只有运行记录和版本，没有资料和姓名。")

    def _on_checked(self, sentences: Sequence[str]) -> None:
        self.check_button.setEnabled(True)
        self._problems = len(sentences)
        set_look(self.words, "danger" if sentences else "met")
        listed = "\n".join(sentences[:MOST_SENTENCES])
        self.words.setText(ILL.format(len(sentences), listed) if sentences else WELL)

    def _say(self, sentence: str) -> None:
        self.check_button.setEnabled(True)
        set_look(self.words, "secondary")
        self.words.setText(sentence)

    def _ask_place(self) -> None:
        usual = str(Path.home() / "联体桌面诊断包.zip")
        chosen, _kind = QFileDialog.getSaveFileName(self, "导出诊断包", usual, "压缩包 (*.zip)")
        if chosen:
            self.write_parcel(Path(chosen))


class AboutCard(Card):
    """The program's name and version, and whose work is in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("关于", icon="info", parent=parent)
        self.body.setSpacing(Space.SMALL)
        self.add(Words(f"联体桌面 {program_version()}".strip(), "ink"))
        self.add(
            Words(
                "乡村学校联盟的办公桌面。不联网也能用，资料只在这台电脑上，不会自己传到别处。",
                "secondary",
            ).wrapping()
        )
        self.licences_button = PlainButton("用到的软件和字体")
        self.licences_button.clicked.connect(partial(self._show_licences))
        self.body.addWidget(self.licences_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_licences(self, _checked: object = None) -> None:
        LicencesDialog(resources_folder(), self).exec()
