"""print: forms, lists, certificates; the ending of the file chooses between PDF, Word and Excel."""

from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import AUTHOR, Place
from lianti_desktop.cli.printouts import press_for, row_named, tell_result
from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.tables import TableSheet
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.awards import Award
from lianti_desktop.storage.store import Store

if TYPE_CHECKING:
    from lianti_desktop.printing.form_prints import FormAsked

WORD, EXCEL, PDF = ".docx", ".xlsx", ".pdf"


def ending(out: Path, *known: str) -> str:
    """The ending of the file asked for; raises UserError when it is none of the known ones."""
    found = out.suffix.lower()
    if found not in known:
        raise UserError(
            f"“{out.name}”的后缀认不出，没有生成文件，资料没有变化，"
            f"请把文件名改成以 {' 或 '.join(known)} 结尾。"
        )
    return found


def form(place: Place, asked: Namespace, output: Output) -> None:
    """A form of one record, filled in or blank."""
    from lianti_desktop.printing.form_catalogue import form_named
    from lianti_desktop.printing.form_prints import FormAsked
    from lianti_desktop.storage.catalogue import BY_TABLE

    layout = form_named(asked.form)
    kind = BY_TABLE[layout.table]
    with place.store() as store:
        rows = [row_named(place, store, kind, text) for text in asked.rows]
        forms = [FormAsked(layout.name, row, asked.blank) for row in rows]
        wanted = forms or [FormAsked(layout.name)]
        _write_forms(store, wanted, asked.out, output)


def sheet(place: Place, asked: Namespace, output: Output) -> None:
    """The record sheet of an activity."""
    from lianti_desktop.printing.form_prints import FormAsked

    with place.store() as store:
        row = row_named(place, store, Activity, asked.activity)
        _write_forms(store, [FormAsked("activity-record", row, asked.blank)], asked.out, output)


def sign_in(place: Place, asked: Namespace, output: Output) -> None:
    """The sign-in sheet of an activity, with or without names."""
    from lianti_desktop.printing.form_prints import sign_in_of
    from lianti_desktop.printing.prints import print_blank_sign_in, print_sign_in
    from lianti_desktop.sheets.word_form import write_word_form

    kind = ending(asked.out, PDF, WORD)
    with place.store() as store:
        row = row_named(place, store, Activity, asked.activity)
        if kind == WORD:
            form = sign_in_of(store, row, is_blank=asked.blank)
            tell_file(write_word_form(form, asked.out), (), output)
            return
        write = print_blank_sign_in if asked.blank else print_sign_in
        tell_result(write(store, row, asked.out, press_for(output)), output)


def listing(place: Place, asked: Namespace, output: Output) -> None:
    """A table of all records of a kind; Excel takes every kind, also those without a layout."""
    from lianti_desktop.printing.form_prints import list_of, print_blank_list, print_list
    from lianti_desktop.sheets.table_workbook import write_tables
    from lianti_desktop.sheets.word_form import write_word_form

    kind = ending(asked.out, PDF, WORD, EXCEL)
    with place.store() as store:
        if kind == PDF:
            write = print_blank_list if asked.blank else print_list
            tell_result(write(store, asked.list, asked.out, press_for(output)), output)
            return
        if kind == WORD:
            form = list_of(store, asked.list, is_blank=asked.blank)
            tell_file(write_word_form(form, asked.out), (), output)
            return
        table = _table(store, asked.list)
    made = replace(table, maker=AUTHOR, made_on=place.today)
    tell_file(write_tables([made], asked.out), (), output)


def _table(store: Store, name: str) -> TableSheet:
    from lianti_desktop.printing.form_catalogue import LISTS
    from lianti_desktop.printing.form_prints import table_of_list
    from lianti_desktop.services.list_table import table_of_kind
    from lianti_desktop.storage.catalogue import kind_named

    if any(name in (layout.name, layout.title) for layout in LISTS):
        return table_of_list(store, name)
    with store.read() as session:
        return table_of_kind(session, kind_named(name))


def certificate(place: Place, asked: Namespace, output: Output) -> None:
    """The certificates of some awards, each on a page."""
    from lianti_desktop.printing.form_prints import print_certificates

    ending(asked.out, PDF)
    with place.store() as store:
        rows = [row_named(place, store, Award, text) for text in asked.awards]
        result = print_certificates(store, rows, asked.out, press_for(output))
    tell_result(result, output)


def tell_file(file: Path, warnings: tuple[str, ...], output: Output) -> None:
    """A finished Word or Excel file."""
    value = {"file": str(file), "warnings": list(warnings)}
    output.give(value, [f"已生成 {file}", *(f"注意：{warning}" for warning in warnings)])


def _write_forms(store: Store, asked: Sequence["FormAsked"], out: Path, output: Output) -> None:
    from lianti_desktop.printing.form_prints import print_forms, ready_form
    from lianti_desktop.sheets.word_form import write_word_forms

    if ending(out, PDF, WORD) == PDF:
        tell_result(print_forms(store, asked, out, press_for(output)), output)
        return
    with ExitStack() as ready:
        found = [ready.enter_context(ready_form(store, one)) for one in asked]
        file = write_word_forms([one.content for one in found], out)
    tell_file(file, tuple(line for one in found for line in one.warnings), output)
