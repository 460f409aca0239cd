"""print: forms, lists, certificates; the ending of the file chooses between PDF, Word and Excel."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import AUTHOR, Place
from lianti_desktop.cli.printouts import press_for, row_named, tell_result
from lianti_desktop.domain.errors import UserError
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
    with place.store() as store:
        row = row_named(place, store, BY_TABLE[layout.table], asked.row) if asked.row else None
        _write_form(store, FormAsked(layout.name, row, asked.blank), asked.out, output)


def sheet(place: Place, asked: Namespace, output: Output) -> None:
    """The record sheet of an activity."""
    from lianti_desktop.printing.form_prints import FormAsked

    with place.store() as store:
        row = row_named(place, store, Activity, asked.activity)
        _write_form(store, FormAsked("activity-record", row, asked.blank), asked.out, output)


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
    """A table of all records of a kind."""
    from lianti_desktop.printing.form_prints import print_list, table_of_list
    from lianti_desktop.sheets.table_workbook import write_tables

    kind = ending(asked.out, PDF, EXCEL)
    with place.store() as store:
        if kind == PDF:
            result = print_list(store, asked.list, asked.out, press_for(output))
            tell_result(result, output)
            return
        table = table_of_list(store, asked.list)
    table = replace(table, maker=AUTHOR, made_on=place.today)
    tell_file(write_tables([table], asked.out), (), output)


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


def _write_form(store: Store, asked: "FormAsked", out: Path, output: Output) -> None:
    from lianti_desktop.printing.form_prints import print_form, ready_form
    from lianti_desktop.sheets.word_form import write_word_form

    if ending(out, PDF, WORD) == PDF:
        tell_result(print_form(store, asked, out, press_for(output)), output)
        return
    with ready_form(store, asked) as found:
        file = write_word_form(found.content, out)
    tell_file(file, found.warnings, output)
