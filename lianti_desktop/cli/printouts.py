"""print: what all its verbs need: a press, the record asked for, and what is told at the end."""

from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import Place
from lianti_desktop.cli.values import Reader
from lianti_desktop.domain.terms import parse_term
from lianti_desktop.paths import program_paths
from lianti_desktop.printing.press import Press, PrintResult
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.store import Store


def press_for(output: Output) -> Press:
    """A press with the program's own fonts, which tells its progress."""
    from lianti_desktop.printing.fonts import FontBook

    def progress(done: int, total: int) -> None:
        output.note(f"第 {done}/{total} 页")

    return Press(FontBook([program_paths().fonts]), progress)


def row_named(place: Place, store: Store, kind: type[Record], text: str) -> UUID:
    """The id of the one record that the text names."""
    with store.read() as session:
        return _reader(place, session).linked(kind, text)


def _reader(place: Place, session: Session) -> Reader:
    return Reader(session, AttachmentStore(place.data.attachments))


def term_name(text: str) -> str:
    """2025-2026-2 as the term is called; anything else as it is."""
    try:
        return parse_term(text).label
    except ValueError:
        return text


def tell_result(result: PrintResult, output: Output, check_code: str = "") -> None:
    """The file, its pages, the warnings, and the check code of what bears one."""
    value = {
        "file": str(result.file),
        "pages": result.pages,
        "warnings": list(result.told),
        **({"check_code": check_code} if check_code else {}),
    }
    lines = [f"已生成 {result.file}，共 {result.pages} 页"]
    if check_code:
        lines.append(f"校验码 {check_code}")
    output.give(value, [*lines, *(f"注意：{warning}" for warning in result.told)])
