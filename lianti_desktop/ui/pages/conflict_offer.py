"""A record that another school hands over to ours: taken over from a day on."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from lianti_desktop.domain.fields import Day
from lianti_desktop.storage.store import system_now
from lianti_desktop.sync.transfer import accept
from lianti_desktop.ui.pages.conflict_panels import DecisionPanel
from lianti_desktop.ui.pages.conflict_views import OfferView
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import MainButton
from lianti_desktop.ui.widgets.day_field import DayField
from lianti_desktop.ui.widgets.words import Words

SINCE = Day("从哪天起")
FOLLOWS = (
    "接收以后由本校修改它，对方不再能改；以前的活动和经历照旧写着原来的学校。"
    "还没谈妥就先放着，对方可以撤回。"
)


class OfferPanel(DecisionPanel):
    """One answer: to take it over. Who does not want it leaves it, or telephones."""

    def __init__(self, view: OfferView, parent: QWidget | None = None) -> None:
        one = view.matter
        kind = one.kind.__kind__.name
        super().__init__(f"{one.owner_name}要把{kind}“{one.title}”交给本校", None, parent)
        self._one = one
        if one.reason:
            self.body.addWidget(Words(f"原因：{one.reason}", "ink").wrapping())
        if one.parts:
            self.body.addWidget(Words(f"连同所属的 {one.parts} 条记录一起。", "ink").wrapping())
        self.body.addWidget(Words(FOLLOWS, "secondary").wrapping())
        self.day = DayField(SINCE.parse, SINCE.format)
        self.day.set_value(system_now().date())
        self.day.set_name("从哪天起")
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(Words("从哪天起", "label"))
        row.addWidget(self.day)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.go = self.add_button(MainButton("接收，由本校管"), self._accept)

    def _accept(self) -> None:
        one, day = self._one, self.day.value()
        if not self.day.commit() or day is None:
            self.say("从哪天起：请写一个日期，例如 2026年9月1日")
            return
        self.decided.emit(
            lambda store, author: accept(store, one.record, day, author),
            f"已接收“{one.title}”",
        )
