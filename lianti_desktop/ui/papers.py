"""Everything that is printed by choosing it from a list: what it asks for, and how it is made.

A form or a list that is declared in printing/form_catalogue.py is here by itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from uuid import UUID

from lianti_desktop.printing.form_catalogue import FORMS, LISTS
from lianti_desktop.printing.form_prints import (
    FormAsked,
    print_certificates,
    print_form,
    print_list,
    ready_form,
    sign_in_of,
    table_of_list,
)
from lianti_desktop.printing.press import Press, PrintResult
from lianti_desktop.printing.prints import print_blank_sign_in, print_sheet, print_sign_in
from lianti_desktop.storage.store import Store
from lianti_desktop.ui.printouts import Write

ACTIVITY, AWARD = "activity", "award"


class Ask(StrEnum):
    """What a paper wants to know."""

    ACTIVITIES = "activities"
    RECORD = "record"
    MAY_BE_BLANK = "blank"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Wanted:
    """What was chosen: the records, and whether their places stay empty for the pen."""

    rows: tuple[UUID, ...] = ()
    is_blank: bool = False


@dataclass(frozen=True)
class Paper:
    """One paper: `write` makes a page or more for one record, `office` the Word or Excel file."""

    key: str
    title: str
    ask: Ask
    table: str = ""
    write: Write | None = None
    whole: Callable[[Store, Wanted, Path, Press], PrintResult] | None = None
    office: Callable[[Store, Wanted, Path], Path] | None = None
    suffix: str = ".docx"


def papers() -> tuple[Paper, ...]:
    """All of them, in the order in which they are offered."""
    return (
        Paper("sheet", "活动记录表", Ask.ACTIVITIES, ACTIVITY, print_sheet, office=_sheet_in_word),
        Paper("sign_in", "签到表（已填姓名）", Ask.ACTIVITIES, ACTIVITY, print_sign_in, office=_names),
        Paper(
            "blank",
            "签到表（空白）",
            Ask.ACTIVITIES,
            ACTIVITY,
            print_blank_sign_in,
            office=partial(_names, is_blank=True),
        ),
        *(_form(layout.name, layout.title, layout.table) for layout in FORMS if layout.table != ACTIVITY),
        Paper("certificate", "奖状证书", Ask.RECORD, AWARD, whole=_certificates),
        *(_list(layout.name, layout.title) for layout in LISTS),
    )


def _form(name: str, title: str, table: str) -> Paper:
    def whole(store: Store, wanted: Wanted, out: Path, press: Press) -> PrintResult:
        return print_form(store, _asked(name, wanted), out, press)

    def office(store: Store, wanted: Wanted, out: Path) -> Path:
        return _in_word(store, _asked(name, wanted), out)

    return Paper(f"form:{name}", title, Ask.MAY_BE_BLANK, table, whole=whole, office=office)


def _asked(name: str, wanted: Wanted) -> FormAsked:
    row = wanted.rows[0] if wanted.rows else None
    return FormAsked(name, row, wanted.is_blank or row is None)


def _list(name: str, title: str) -> Paper:
    def whole(store: Store, _wanted: Wanted, out: Path, press: Press) -> PrintResult:
        return print_list(store, name, out, press)

    def office(store: Store, _wanted: Wanted, out: Path) -> Path:
        from lianti_desktop.sheets.table_workbook import write_tables

        return write_tables([table_of_list(store, name)], out)

    return Paper(f"list:{name}", title, Ask.NOTHING, whole=whole, office=office, suffix=".xlsx")


def _certificates(store: Store, wanted: Wanted, out: Path, press: Press) -> PrintResult:
    return print_certificates(store, wanted.rows, out, press)


def _sheet_in_word(store: Store, wanted: Wanted, out: Path) -> Path:
    return _in_word(store, FormAsked("activity-record", _first(wanted.rows)), out)


def _names(store: Store, wanted: Wanted, out: Path, *, is_blank: bool = False) -> Path:
    from lianti_desktop.sheets.word_form import write_word_form

    row = _first(wanted.rows)
    form = sign_in_of(store, row, is_blank=is_blank) if row else None
    if form is None:
        raise ValueError("a sign-in sheet belongs to an activity")
    return write_word_form(form, out)


def _in_word(store: Store, asked: FormAsked, out: Path) -> Path:
    from lianti_desktop.sheets.word_form import write_word_form

    with ready_form(store, asked) as found:
        return write_word_form(found.content, out)


def _first(rows: Sequence[UUID]) -> UUID | None:
    return rows[0] if rows else None
