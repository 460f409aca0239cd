"""签到: the names by school, each to tick; whole schools come in with one click."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import ParticipantRole
from lianti_desktop.services.activity_facts import schools_of
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity, Participant
from lianti_desktop.storage.rights import school_name
from lianti_desktop.storage.staff import Staff
from lianti_desktop.ui.pages.activity_part import ActivityPart
from lianti_desktop.ui.pages.activity_pen import ActivityPen
from lianti_desktop.ui.pages.activity_view import ActivityView, PersonLine
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import QuietButton
from lianti_desktop.ui.widgets.flag_field import TickBox
from lianti_desktop.ui.widgets.flow_layout import FlowLayout
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.picker import PickerField
from lianti_desktop.ui.widgets.words import Words


class PersonTick(TickBox):
    """A name to tick; the menu and Delete do the rest."""

    role_chosen = Signal(object)
    removed = Signal()

    def __init__(self, line: PersonLine, parent: QWidget | None = None) -> None:
        super().__init__(line.name, parent)
        self.line = line
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.show_line(line)

    def show_line(self, line: PersonLine) -> None:
        """Show the name with its part in the activity."""
        self.line = line
        self.setText(f"{line.name}（{line.role}）" if line.role else line.name)
        self.setChecked(line.signed)
        self.setEnabled(not line.locked)
        self.setToolTip(line.locked or "点一下改签到；右键选身份或移到回收站")
        self.setAccessibleName(f"{line.name}，{'已签到' if line.signed else '还没签到'}")
        self.updateGeometry()

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for role in ParticipantRole:
            menu.addAction(role.label).triggered.connect(partial(self._choose, role))
        menu.addSeparator()
        menu.addAction(f"把{self.line.name}移到回收站").triggered.connect(self.removed)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(place))

    def _choose(self, role: ParticipantRole, _checked: object = None) -> None:
        self.role_chosen.emit(role)


class ActivityPeople(ActivityPart):
    """The sign-in list."""

    sheet_asked = Signal()
    """The user wants to add a photo of the signed paper."""

    def __init__(self, pen: ActivityPen) -> None:
        super().__init__("签到", pen)
        self._lines: tuple[PersonLine, ...] = ()
        self._view: ActivityView | None = None
        pen.desk.titles.want("staff")
        self.picker = PickerField(
            partial(pen.desk.titles.search, "staff"), placeholder="输入姓名或拼音添加"
        )
        self.picker.set_name("添加签到的人")
        self.picker.changed.connect(self._on_picked)
        self.whole_school = QuietButton("整校加入", "people")
        self.whole_school.clicked.connect(self._open_schools)
        self.everybody = QuietButton("全部已签到", "check")
        self.everybody.clicked.connect(self.sign_everybody)
        self.sheet = QuietButton("签到表照片", "camera")
        self.sheet.clicked.connect(self.sheet_asked)
        row = QHBoxLayout()
        row.setSpacing(Space.HAIR)
        row.addWidget(self.picker, 1)
        row.addWidget(self.whole_school)
        self.head.addWidget(self.everybody)
        self.head.addWidget(self.sheet)
        self._tools = QWidget()
        self._tools.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self._groups = QWidget()
        self._ticks: dict[UUID, PersonTick] = {}
        self.body.addWidget(self._tools)
        self.body.addWidget(self._groups)

    def show_view(self, view: ActivityView | None) -> None:
        """Show the names by school."""
        self._view = view
        lines = view.parts.people if view else ()
        if [(line.id, line.school) for line in lines] != [
            (line.id, line.school) for line in self._lines
        ]:
            self._rebuild(lines)
        self._lines = lines
        for line in lines:
            self._ticks[line.id].show_line(line)
        signed = len([line for line in lines if line.signed])
        sheets = len([one for one in view.parts.photos if one.is_sign_in]) if view else 0
        paper = f" · 签到表照片 {sheets} 张" if sheets else ""
        self.set_note((f"{len(lines)} 人，已签到 {signed} 人" if lines else "还没有名单") + paper)
        self.everybody.setEnabled(signed < len(lines))

    def begin(self) -> None:
        """The cursor to where a name is added."""
        self.picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def tick(self, row: UUID) -> PersonTick:
        """The box of one name."""
        return self._ticks[row]

    def sign_everybody(self) -> None:
        """Everybody on the list was there."""
        waiting = [line.id for line in self._lines if not line.signed and not line.locked]

        def work(session: Session, _activity: Activity) -> None:
            for row in waiting:
                records.save(session, Participant, row, {"signed": True})

        if waiting:
            self.pen.write(f"签到 {len(waiting)} 人", work)

    def add_school(self, school: UUID, name: str) -> None:
        """Everybody who serves at a school comes on the list, as present."""

        def work(session: Session, activity: Activity) -> int:
            return len(
                [_add(session, activity, one) for one in _missing(session, activity, school)]
            )

        self.pen.write(f"签到 {name}全体教职工", work, partial(self._tell_added, name))

    def _tell_added(self, name: str, number: int) -> None:
        if not number:
            self.pen.desk.refused.emit(f"{name}的教职工都已经在名单上了，名单没有变化。")

    def _on_picked(self, option: Option | None) -> None:
        if option is None:
            return
        self.picker.set_value(None)
        staff = option.key

        def work(session: Session, activity: Activity) -> None:
            person = session.get(Staff, staff)
            if person is not None and person.id not in _listed(session, activity):
                _add(session, activity, person)

        self.pen.write(f"签到 {option.title}", work)

    def _open_schools(self) -> None:
        self.pen.desk.ask(partial(_schools, self.pen.row()), Reply(self, self._show_schools))

    def _show_schools(self, schools: Sequence[Option]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for option in schools:
            entry = menu.addAction(f"{option.title}　{option.subtitle}")
            entry.triggered.connect(partial(self._choose_school, option))
        menu.popup(self.whole_school.mapToGlobal(QPoint(0, self.whole_school.height())))

    def _choose_school(self, option: Option, _checked: object = None) -> None:
        if isinstance(option.key, UUID):
            self.add_school(option.key, option.title)

    def _rebuild(self, lines: tuple[PersonLine, ...]) -> None:
        old = self._groups
        self._groups = QWidget()
        self.body.replaceWidget(old, self._groups)
        old.hide()
        old.deleteLater()
        self._ticks = {}
        flow = FlowLayout(Space.SMALL, self._groups)
        for name, people in groupby(lines, lambda line: line.school_name):
            if name:
                flow.addWidget(Words(name, "label"))
            for line in people:
                flow.addWidget(self._make_tick(line))

    def _make_tick(self, line: PersonLine) -> PersonTick:
        tick = PersonTick(line)
        tick.clicked.connect(partial(self._sign, tick))
        tick.role_chosen.connect(partial(self._give_role, line.id))
        tick.removed.connect(partial(self.pen.remove_parts, Participant, [line.id]))
        self._ticks[line.id] = tick
        return tick

    def _sign(self, tick: PersonTick) -> None:
        self.pen.change_part(Participant, tick.line.id, {"signed": tick.isChecked()})

    def _give_role(self, row: UUID, role: ParticipantRole) -> None:
        self.pen.change_part(Participant, row, {"role": role})


def _schools(activity_row: UUID | None, session: Session) -> list[Option]:
    """The schools that take part, our own where there is no activity yet, with their staff."""
    own = session.info["site"].school_id
    activity = session.get(Activity, activity_row) if activity_row else None
    schools = schools_of(activity) if activity else tuple(filter(None, (own,)))
    return [
        Option(school, school_name(session, school), f"{len(_staff(session, school))} 人")
        for school in schools
    ]


def _staff(session: Session, school: UUID) -> Sequence[Staff]:
    query = select(Staff).where(Staff.school_id == school, Staff.deleted.is_(False))
    return [one for one in session.scalars(query.order_by(Staff.id)) if one.active is not False]


def _missing(session: Session, activity: Activity, school: UUID) -> list[Staff]:
    listed = _listed(session, activity)
    return [one for one in _staff(session, school) if one.id not in listed]


def _listed(session: Session, activity: Activity) -> set[UUID | None]:
    rows = records.living(session, Participant, activity_id=activity.id)
    return {row.person_id for row in rows}


def _add(session: Session, activity: Activity, person: Staff) -> Participant:
    values = {
        "activity": activity,
        "person": person,
        "school": person.school_id,
        "signed": True,
    }
    return records.save(session, Participant, None, values)
