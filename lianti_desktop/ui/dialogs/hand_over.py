"""Handing a record over to another school: to which, from which day on, why."""

from uuid import UUID

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Day
from lianti_desktop.storage import records
from lianti_desktop.storage.record import Record, title_of
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.store import system_now
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.widgets.day_field import DayField
from lianti_desktop.ui.widgets.line_edit import LineEdit
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.picker import PickerField

SINCE = Day("从哪天起")
FOLLOWS = (
    "对方收到下一个包以后，会在“待处理”里看到，接收了才归它管；在那以前照旧由本校修改，也能撤回。"
    "以前的活动照旧写着本校。"
)


def receivers(session: Session, kind: type[Record], row: UUID) -> tuple[str, list[Option]]:
    """What the record is called, and the schools that it can go to."""
    record = records.get(session, kind, row)
    schools = records.living(session, School)
    others = [one for one in schools if one.id != record.owner_id and not one.sample]
    return title_of(record), [Option(one.id, title_of(one)) for one in others]


class HandOverDialog(Sheet):
    """Accepted once the offer is made."""

    def __init__(
        self, desk: Desk, record: tuple[type[Record], UUID], parent: QWidget | None = None
    ) -> None:
        super().__init__("交给别的学校", parent, width=32)
        self.desk = desk
        self._row = record[1]
        self._schools: list[Option] = []
        self.heading = self.add_words("", "heading")
        self.add_words(FOLLOWS)
        self.school = PickerField(self._search, placeholder="哪所学校")
        self.day = DayField(SINCE.parse, SINCE.format)
        self.day.set_value(system_now().date())
        self.reason = LineEdit("为什么，例如 工作调动（可以不填）")
        for words, part in (("交给", self.school), ("从哪天起", self.day)):
            self.add_words(words, "label")
            part.set_name(words)
            self.body.addWidget(part)
        self.reason.setAccessibleName("为什么交接")
        self.body.addWidget(self.reason)
        self.body.addStretch(1)
        self.add_button("不交").clicked.connect(self.reject)
        self.go = self.add_button("交给这所学校", ButtonRole.MAIN)
        self.go.setEnabled(False)
        self.go.clicked.connect(self._offer)
        self.school.changed.connect(lambda value: self.go.setEnabled(value is not None))
        desk.ask(lambda session: receivers(session, *record), Reply(self, self._show))

    def _show(self, found: tuple[str, list[Option]]) -> None:
        title, self._schools = found
        self.heading.setText(f"把“{title}”交给别的学校")

    def _search(self, text: str, most: int) -> list[Option]:
        return [one for one in self._schools if text.strip() in one.title][:most]

    def _offer(self) -> None:
        from lianti_desktop.sync.transfer import Handover, offer

        school, day = self.school.value(), self.day.value()
        if school is None or day is None:
            self.show_error("请先选学校，再写从哪天起，例如 2026年9月1日。")
            return
        plan = Handover(school.key, day, self.reason.text().strip())
        self.desk.act(
            lambda store, author: offer(store, self._row, plan, author),
            Reply(self, lambda _: self.accept(), self.show_error),
        )
