"""Everything that is printed by choosing it from a list: what it asks for, and how it is made.

A form or a list that is declared in printing/form_catalogue.py is here by itself.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.presets import PRESETS, preset_named
from lianti_desktop.domain.reports import Report
from lianti_desktop.domain.term_figures import TermFigures
from lianti_desktop.printing import print_checks as checks
from lianti_desktop.printing.bundle import bundle
from lianti_desktop.printing.form_catalogue import FORMS, LISTS
from lianti_desktop.printing.form_prints import (
    FormAsked,
    list_of,
    print_certificates,
    print_form,
    print_list,
    ready_form,
    sign_in_of,
    table_of_list,
)
from lianti_desktop.printing.page import Page
from lianti_desktop.printing.preflight import Finding, in_order
from lianti_desktop.printing.press import Press, nothing_done
from lianti_desktop.printing.print_checks import Written, written
from lianti_desktop.printing.prints import print_blank_sign_in, print_sheet, print_sign_in
from lianti_desktop.storage import records
from lianti_desktop.storage.record import title_of
from lianti_desktop.storage.store import Store
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.printouts import Write, passing_folder, press_for
from lianti_desktop.ui.reply import Progress

if TYPE_CHECKING:
    from lianti_desktop.printing.fonts import FontBook

ACTIVITY, AWARD = "activity", "award"
WORD, EXCEL = ".docx", ".xlsx"


class Ask(StrEnum):
    """What a paper wants to know."""

    ACTIVITIES = "activities"
    RECORD = "record"
    TERM = "term"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Wanted:
    """What was chosen; `is_blank` leaves the places empty for the pen."""

    today: date
    rows: tuple[UUID, ...] = ()
    term: UUID | None = None
    is_blank: bool = False
    maker: str = ""
    preset: str = PRESETS[0].name


Print = Callable[[Store, Wanted, Path, Press], Written]
Export = Callable[[Store, Wanted, Path], Path]
Examine = Callable[[Store, UUID, Sequence[Page], "FontBook"], list[Finding]]
Told = Callable[[TermFigures, Wanted], Report]
"""Words a text about a term."""


@dataclass(frozen=True)
class Paper:
    """One paper: `write` makes the PDF and tells what to look at before it is printed.

    `exports` write Word and Excel files, by their suffixes. `table` is the kind of record it asks
    for; `may_be_blank` offers it without one.
    """

    key: str
    title: str
    ask: Ask
    write: Print
    table: str = ""
    may_be_blank: bool = False
    exports: Mapping[str, Export] = field(default_factory=dict)


def papers() -> tuple[Paper, ...]:
    """All of them, in the order in which they are offered."""
    return (
        _of_activities("sheet", "活动记录表", _SHEETS),
        _of_activities("sign_in", "签到表（已填姓名）", _SIGN_INS),
        _of_activities("blank", "签到表（空白）", _BLANK_SIGN_INS),
        *(_form(one.name, one.title, one.table) for one in FORMS if one.table != ACTIVITY),
        Paper("certificate", "奖状证书", Ask.RECORD, _certificates, AWARD),
        _of_term("summary", "学期工作总结（草稿）", _summary, {WORD: _summary_in_word}),
        _of_term("statistics", "学期统计", _statistics, {EXCEL: _figures}),
        *(_list(one.name, one.title) for one in LISTS),
    )


def paper_named(key: str) -> Paper:
    """The paper with this key."""
    return next(paper for paper in papers() if paper.key == key)


def write_paper(desk: Desk, paper: Paper, wanted: Wanted, progress: Progress) -> Written:
    """On the bench: the file of a paper in a folder that passes."""
    out = passing_folder(desk.store.data) / f"{paper.title}.pdf"
    return paper.write(desk.store, wanted, out, press_for(progress))


@dataclass(frozen=True)
class _OfOne:
    """What is made of one activity."""

    write: Write
    examine: Examine
    in_word: Export

    def written(self, store: Store, row: UUID, out: Path, press: Press) -> Written:
        """The file of one activity, its very pages looked through."""
        return written(
            press,
            partial(self.write, store, row, out),
            lambda pages: self.examine(store, row, pages, press.font_book),
        )


def _of_activities(key: str, title: str, of_one: _OfOne) -> Paper:
    """A page or more for each of some activities."""

    def whole(store: Store, wanted: Wanted, out: Path, press: Press) -> Written:
        if len(wanted.rows) == 1:
            return of_one.written(store, wanted.rows[0], out, press)
        quiet = replace(press, progress=nothing_done)
        parts: list[Written] = []
        for place, row in enumerate(wanted.rows, start=1):
            parts.append(of_one.written(store, row, out.with_name(f"{place}.pdf"), quiet))
            press.progress(place, len(wanted.rows))
        return _bundled(parts, _titles(store, wanted.rows), out, press)

    exports = {WORD: of_one.in_word}
    return Paper(key, title, Ask.ACTIVITIES, whole, ACTIVITY, exports=exports)


def _bundled(parts: Sequence[Written], titles: Sequence[str], out: Path, press: Press) -> Written:
    """The files of several activities as one."""
    made = bundle([part.result for part in parts], out, press)
    for part in parts:
        part.result.file.unlink()
    told = [
        _of_its_own_sheet(one, title)
        for part, title in zip(parts, titles, strict=True)
        for one in part.findings
    ]
    return Written(made, in_order(told))


def _titles(store: Store, rows: Sequence[UUID]) -> list[str]:
    with store.read() as session:
        return [title_of(records.find(session, row)) for row in rows]


def _of_its_own_sheet(finding: Finding, title: str) -> Finding:
    """Its page is counted in the sheet of one activity, not in the whole file."""
    if not finding.page:
        return finding
    return replace(finding, page=0, sentence=f"“{title}”{finding.sentence}")


def _form(name: str, title: str, table: str) -> Paper:
    def write(store: Store, wanted: Wanted, out: Path, press: Press) -> Written:
        asked = _asked(name, wanted)
        return written(
            press,
            partial(print_form, store, asked, out),
            lambda pages: checks.examine_form(store, asked, pages, press.font_book),
        )

    def in_word(store: Store, wanted: Wanted, out: Path) -> Path:
        return _in_word(store, [_asked(name, wanted)], out)

    key, exports = f"form:{name}", {WORD: in_word}
    return Paper(key, title, Ask.RECORD, write, table, may_be_blank=True, exports=exports)


def _list(name: str, title: str) -> Paper:
    def write(store: Store, _wanted: Wanted, out: Path, press: Press) -> Written:
        return written(
            press,
            partial(print_list, store, name, out),
            lambda pages: checks.examine_list(store, name, pages, press.font_book),
        )

    def in_word(store: Store, _wanted: Wanted, out: Path) -> Path:
        from lianti_desktop.sheets.word_form import write_word_form

        return write_word_form(list_of(store, name), out)

    def in_excel(store: Store, wanted: Wanted, out: Path) -> Path:
        from lianti_desktop.sheets.table_workbook import write_tables

        table = replace(table_of_list(store, name), maker=wanted.maker, made_on=wanted.today)
        return write_tables([table], out)

    exports = {WORD: in_word, EXCEL: in_excel}
    return Paper(f"list:{name}", title, Ask.NOTHING, write, exports=exports)


def _of_term(key: str, title: str, told: Told, exports: Mapping[str, Export]) -> Paper:
    def write(store: Store, wanted: Wanted, out: Path, press: Press) -> Written:
        from lianti_desktop.printing.report import write_report

        report = told(_figures_of(store, wanted), wanted)
        return written(
            press,
            partial(write_report, report, out),
            lambda pages: checks.examine_report(store, wanted.term, pages, press.font_book),
        )

    return Paper(key, title, Ask.TERM, write, exports=exports)


def _asked(name: str, wanted: Wanted) -> FormAsked:
    row = next(iter(wanted.rows), None)
    return FormAsked(name, row, wanted.is_blank or row is None)


def _certificates(store: Store, wanted: Wanted, out: Path, press: Press) -> Written:
    return written(
        press,
        partial(print_certificates, store, wanted.rows, out),
        lambda pages: checks.examine_certificates(store, wanted.rows, pages, press.font_book),
    )


def _sheets_in_word(store: Store, wanted: Wanted, out: Path) -> Path:
    return _in_word(store, [FormAsked("activity-record", row) for row in wanted.rows], out)


def _names_in_word(store: Store, wanted: Wanted, out: Path, *, is_blank: bool = False) -> Path:
    from lianti_desktop.sheets.word_form import write_word_forms

    sheets = [sign_in_of(store, row, is_blank=is_blank) for row in wanted.rows]
    return write_word_forms(sheets, out)


_SHEETS = _OfOne(print_sheet, checks.examine_sheet, _sheets_in_word)
_SIGN_INS = _OfOne(print_sign_in, checks.examine_sign_in, _names_in_word)
_BLANK_SIGN_INS = _OfOne(
    print_blank_sign_in, checks.examine_sign_in, partial(_names_in_word, is_blank=True)
)


def _in_word(store: Store, asked: Sequence[FormAsked], out: Path) -> Path:
    from lianti_desktop.sheets.word_form import write_word_forms

    with ExitStack() as ready:
        found = [ready.enter_context(ready_form(store, one)) for one in asked]
        return write_word_forms([one.content for one in found], out)


def _figures_of(store: Store, wanted: Wanted) -> TermFigures:
    from lianti_desktop.domain.errors import UserError
    from lianti_desktop.services.term_statistics import term_figures

    if wanted.term is None:
        raise UserError("还没有选学期，没有生成文件，资料没有变化。请先选好学期。")
    with store.read() as session:
        return term_figures(session, wanted.term, wanted.today)


def _summary(figures: TermFigures, wanted: Wanted) -> Report:
    from lianti_desktop.domain.term_summary import summary_report

    return summary_report(figures, format_day(wanted.today), preset_named(wanted.preset))


def _summary_in_word(store: Store, wanted: Wanted, out: Path) -> Path:
    from lianti_desktop.sheets.word_report import write_word_report

    return write_word_report(_summary(_figures_of(store, wanted), wanted), out)


def _statistics(figures: TermFigures, wanted: Wanted) -> Report:
    from lianti_desktop.domain.term_charts import statistics_report

    return statistics_report(figures, format_day(wanted.today), preset_named(wanted.preset))


def _figures(store: Store, wanted: Wanted, out: Path) -> Path:
    from lianti_desktop.domain.term_tables import figure_workbook
    from lianti_desktop.sheets.table_workbook import write_tables

    figures = _figures_of(store, wanted)
    told = partial(replace, maker=wanted.maker, made_on=wanted.today)
    tables = (
        told(one, above=figures.alliance, term=figures.term) for one in figure_workbook(figures)
    )
    return write_tables(list(tables), out)
