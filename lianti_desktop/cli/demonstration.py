"""demo: the daily job from end to end on invented data, with the files that come out of it."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import AUTHOR, Place, Screenshots, deed
from lianti_desktop.cli.printouts import press_for
from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.term_charts import statistics_report
from lianti_desktop.domain.term_summary import summary_report
from lianti_desktop.domain.words import (
    ActivityMode,
    ActivityState,
    AuthorKind,
    Grade,
    LessonKind,
    MediaConsent,
    ParticipantRole,
    Subject,
)
from lianti_desktop.paths import DataPaths
from lianti_desktop.printing.chart_pictures import chart_pictures
from lianti_desktop.printing.form_prints import print_certificates, table_of_list
from lianti_desktop.printing.gather_album import AlbumAsked
from lianti_desktop.printing.press import Press
from lianti_desktop.printing.prints import (
    print_album,
    print_blank_sign_in,
    print_sheet,
    print_sign_in,
)
from lianti_desktop.printing.report import write_report
from lianti_desktop.services.photos import Wishes, add_photos, sources_of
from lianti_desktop.services.sample import CAMPUS, CORE, add_sample
from lianti_desktop.services.sample_pictures import draw_picture
from lianti_desktop.services.term_statistics import term_figures
from lianti_desktop.sheets.table_workbook import write_tables
from lianti_desktop.sheets.word_report import write_word_report
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity, ActivityCount, Participant
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.awards import Award
from lianti_desktop.storage.backup import make_backup
from lianti_desktop.storage.doctor import examine
from lianti_desktop.storage.lessons import Lesson, Media, Reflection
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.site import Site
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Store, open_store, system_now

TITLE = "联合教研展示课《山行》"
PROCESS = (
    "上午第二节，单于静老师在三年级2班执教《山行》。课上先看图说秋色，再读诗圈景，"
    "最后两人一组给诗配画，柳林校区的解晓岚带六名老师到场听课。课后围绕“怎样让学生自己读出画面”"
    "评课，每人说一条优点、一条建议。"
)
REMARK = "原来读诗可以先不讲，让孩子自己把秋天找出来。"
PEOPLE = ("单于静", "曾小贤", "解晓岚", "郭玉兰", "阿依古丽·买买提", "李𬭚")
PICTURES = (
    ("classroom", "4:3", "单于静老师和孩子们读《山行》"),
    ("group_work", "3:2", "两人一组给诗配画"),
    ("desk_talk", "4:3", "课后评课"),
    ("gallery", "4:3", "走廊里的诗配画"),
)
FIRST_SEED = 101

Values = dict[str, Any]


@dataclass(frozen=True)
class _Show:
    """The demonstration under way: its data, where results go, the day, the press."""

    store: Store
    out: Path
    today: date
    press: Press


def demonstrate(place: Place, out: Path, output: Output) -> None:
    """Makes everything in a data folder of its own that is gone afterwards, and names the files."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="lianti-demo-") as folder:
        data = DataPaths(Path(folder))
        files = list(_told(_results(data, out, place.today, output), output))
        if place.screenshots is not None:
            files += _told(_pictures_of_window(place.screenshots, data, out), output)
    output.give({"files": [str(file) for file in files]}, map(str, files))


def _told(files: Iterator[Path], output: Output) -> Iterator[Path]:
    for file in files:
        output.note(f"已生成 {file.name}")
        yield file


def _results(data: DataPaths, out: Path, today: date, output: Output) -> Iterator[Path]:
    store = open_store(data)
    try:
        output.note("正在放入示例联盟……")
        add_sample(store, today, AUTHOR)
        yield from _steps(_Show(store, out, today, press_for(output)))
    finally:
        store.close()


def _steps(show: _Show) -> Iterator[Path]:
    """Enter, add photos, print, back up, examine."""
    activity = _enter_activity(show)
    yield from _take_photos(show, activity)
    out, press = show.out, show.press
    yield print_sheet(show.store, activity, out / "活动记录表.pdf", press).file
    yield print_sign_in(show.store, activity, out / "签到表.pdf", press).file
    yield print_blank_sign_in(show.store, activity, out / "空白签到表.pdf", press).file
    album = _album(show, activity)
    yield print_album(show.store, album, out / "画册.pdf", press).file
    yield from _office_papers(show, album.term)
    yield make_backup(show.store.data, system_now(), out / "备份").path
    _examine(show)


def _office_papers(show: _Show, term: UUID | None) -> Iterator[Path]:
    """Certificates, a roster for Excel, and the term's figures and summary."""
    store, out, press = show.store, show.out, show.press
    with store.read() as session:
        awards = [award.id for award in records.living(session, Award)]
        figures = term_figures(session, term, show.today) if term else None
    yield print_certificates(store, awards, out / "证书.pdf", press).file
    yield write_tables([table_of_list(store, "staff-list")], out / "教职工名册.xlsx")
    if figures is not None:
        day = format_day(show.today)
        summary = summary_report(figures, day)
        yield write_report(statistics_report(figures, day), out / "活动统计.pdf", press).file
        pictures = chart_pictures(summary, press)
        yield write_word_report(summary, out / "学期工作总结.docx", pictures)


def _enter_activity(show: _Show) -> UUID:
    with show.store.change(deed(f"新增 活动“{TITLE}”")) as session:
        session.info["sample"] = True
        core, campus = _school(session, CORE), _school(session, CAMPUS)
        activity = records.save(session, Activity, None, _facts(session, show.today))
        values: Values = {"host": core, "attended": [core, campus]}
        values |= {"recorder": _staff(session, "方可心")}
        values |= {"responsible_person": _staff(session, "曾小贤")}
        records.save(session, Activity, activity.id, values)
        _enter_parts(session, activity, core, campus)
        return activity.id


def _facts(session: Session, today: date) -> Values:
    site: Site = session.info["site"]
    return {
        "title": TITLE,
        "kind": ActivityKind.RESEARCH_LESSON_EXCHANGE,
        "state": ActivityState.HELD,
        "held_on": today,
        "starts_at": "09:00",
        "ends_at": "11:20",
        "place": "中心小学三年级2班教室",
        "mode": ActivityMode.ONSITE,
        "alliance": site.alliance_id,
        "subject": Subject.CHINESE,
        "process_text": PROCESS,
        "result_text": "整理出“看图、圈景、配画”三步读诗法，写进公共教案。",
        "lesson_count": 1,
    }


def _enter_parts(session: Session, activity: Activity, core: School, campus: School) -> None:
    """The lesson, the numbers, the sign-in, a remark."""
    teacher = _staff(session, "单于静")
    lesson: Values = {"kind": LessonKind.SHOWCASE, "subject": Subject.CHINESE, "topic": "《山行》"}
    lesson |= {"teacher": teacher, "school": core, "given_on": activity.held_on}
    lesson |= {"grade": Grade.GRADE_3}
    records.save(session, Lesson, None, lesson | {"activity": activity})
    for school, staff, pupils in ((core, 9, 42), (campus, 7, None)):
        count: Values = {"activity": activity, "school": school, "staff_count": staff}
        records.save(session, ActivityCount, None, count | {"pupil_count": pupils})
    for name in PEOPLE:
        person = _staff(session, name)
        role = ParticipantRole.TEACHER if person is teacher else ParticipantRole.LISTENER
        guest: Values = {"activity": activity, "person": person, "school": person.school_id}
        records.save(session, Participant, None, guest | {"role": role, "signed": True})
    remark: Values = {"author_kind": AuthorKind.TEACHER, "author_label": "柳林校区 解晓岚"}
    remark |= {"text": REMARK, "consent_ok": True, "activity": activity}
    records.save(session, Reflection, None, remark)


def _school(session: Session, short_name: str) -> School:
    return session.scalars(select(School).where(School.short_name == short_name)).one()


def _staff(session: Session, name: str) -> Staff:
    return session.scalars(select(Staff).where(Staff.name == name)).one()


def _take_photos(show: _Show, activity: UUID) -> Iterator[Path]:
    """Draws photos as a phone would leave them, and takes the folder in."""
    folder = show.out / "照片"
    folder.mkdir(exist_ok=True)
    for number, (scene, shape, _) in enumerate(PICTURES):
        file = folder / f"IMG_{show.today:%Y%m%d}_09300{number}.jpg"
        file.write_bytes(draw_picture(scene, shape, FIRST_SEED + number))
        yield file
    report = add_photos(show.store, activity, sources_of([folder]), Wishes(AUTHOR))
    with show.store.change(deed(f"修改 照片说明 {len(report.added)} 张")) as session:
        for row, (_, _, caption) in zip(report.added, PICTURES, strict=False):
            values = {"caption": caption, "consent_state": MediaConsent.OK}
            records.save(session, Media, row, values)


def _album(show: _Show, activity: UUID) -> AlbumAsked:
    with show.store.read() as session:
        term = records.get(session, Activity, activity).term_id
        if term is None:
            term = session.scalars(
                select(Activity.term_id).where(Activity.term_id.is_not(None)).limit(1)
            ).one()
    return AlbumAsked(UUID(str(term)), show.today)


def _examine(show: _Show) -> None:
    with show.store.read() as session:
        problems = examine(session, AttachmentStore(show.store.data.attachments))
    if problems:
        raise UserError("演示数据没有通过检查：" + "；".join(problems))


def _pictures_of_window(take: Screenshots, data: DataPaths, out: Path) -> Iterator[Path]:
    yield from take(data.root, out / "截图")
