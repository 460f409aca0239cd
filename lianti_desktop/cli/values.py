"""F=V as typed, turned into values that a record takes; what cannot be understood is refused."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatchmethod
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.cli.plain import Titles, titles_for, worded
from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.fields import (
    Attachment,
    Field,
    FieldError,
    Link,
    Links,
    split_list,
)
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.listing import titles
from lianti_desktop.storage.record import Record, column_of, fields_of
from lianti_desktop.storage.records import find

_NAMES = ("name", "short_name", "title")
_MOST_CANDIDATES = 5
_DIGEST_LENGTH = 64


def split_pairs(kind: type[Record], pairs: Sequence[str]) -> dict[str, str]:
    """The texts by field name; Chinese labels are accepted for names."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise UserError(
                f"“{pair}”里没有等号，没有保存，数据没有变化。请写成 项=内容，例如 title=送教下乡。"
            )
        found[_field_name(kind, name.strip())] = text
    return found


def _field_name(kind: type[Record], name: str) -> str:
    known = fields_of(kind)
    if name in known:
        return name
    labelled = [key for key, field in known.items() if field.label == name]
    if len(labelled) == 1:
        return labelled[0]
    label = kind.__kind__.name
    raise UserError(
        f"{label}没有“{name}”这一项，没有保存，数据没有变化。用 record fields {label} 看有哪些项。"
    )


def row_id(text: str) -> UUID | None:
    """The id that `text` writes, with or without dashes; None when it is no id."""
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def record_of(session: Session, text: str) -> Record:
    """The record with this id, of any kind, also from the bin."""
    row = row_id(text)
    found = find(session, row) if row else None
    if found is None or found.emptied:
        raise UserError(f"没有编号是“{text}”的记录，数据没有变化。请用 list 或 find 查到编号再做。")
    return found


@dataclass(frozen=True)
class Reader:
    """Reads the texts for one session; files given for attachments go into `attachments`."""

    session: Session
    attachments: AttachmentStore

    def values(self, kind: type[Record], texts: Mapping[str, str]) -> dict[str, Any]:
        """The values by field name; the first one that cannot be taken is refused."""
        known = fields_of(kind)
        later = {name for name in texts if isinstance(known[name], Attachment)}
        order = [*(name for name in texts if name not in later), *later]
        return {name: self.value(known[name], texts[name]) for name in order}

    def value(self, field: Field, text: str) -> Any:
        """One value, None for a blank text."""
        try:
            value = self._read(field, text) if text.strip() else None
        except FieldError as wrong:
            raise _not_taken(str(wrong)) from None
        problem = None if value is None else field.check(value)
        if problem:
            raise _not_taken(problem)
        return value

    @singledispatchmethod
    def _read(self, field: Field, text: str) -> Any:
        return field.parse(text)

    @_read.register
    def _(self, field: Link, text: str) -> Any:
        return self.linked(BY_TABLE[field.kind], text)

    @_read.register
    def _(self, field: Links, text: str) -> Any:
        parts = split_list(text, white_space=False)
        return [self.linked(BY_TABLE[field.kind], part).hex for part in parts]

    @_read.register
    def _(self, field: Attachment, text: str) -> Any:
        if len(text) == _DIGEST_LENGTH and not Path(text).exists():
            return self._kept(text)
        return self.attachments.put_file(Path(text))

    def _kept(self, digest: str) -> str:
        try:
            if self.attachments.has(digest):
                return digest
        except ValueError:
            pass
        raise UserError(f"没有存过“{digest}”这个附件，没有保存，数据没有变化。请改成文件的位置。")

    def linked(self, kind: type[Record], text: str) -> UUID:
        """The id of the one record that `text` names, by id, title, name or short name."""
        row = row_id(text)
        if row is not None:
            found = self.session.get(kind, row)
            if found is not None and not found.deleted:
                return row
        return self._only(kind, text.strip())

    def _only(self, kind: type[Record], text: str) -> UUID:
        label = kind.__kind__.name
        found = _preferred(list(_named(self.session, kind, text)))
        if not found:
            raise UserError(
                f"没有叫“{text}”的{label}，没有保存，数据没有变化。请核对名称，或先录入这条{label}。"
            )
        if len(found) > 1:
            raise UserError(
                f"叫“{text}”的{label}有 {len(found)} 条，没有保存，数据没有变化。"
                f"请改用编号：{_candidates(self.session, kind, found)}。"
            )
        return found[0].id


@dataclass(frozen=True)
class _Candidate:
    """A record that a text may mean."""

    id: UUID
    sample: bool


def _named(session: Session, kind: type[Record], text: str) -> Iterator[_Candidate]:
    wanted = _plain(text)
    names = [name for name in _NAMES if name in fields_of(kind)]
    columns = [getattr(kind, name) for name in names]
    called = titles(session, kind)
    query = select(kind.id, kind.sample, *columns).where(kind.deleted.is_(False))
    for row, sample, *others in session.execute(query):
        if wanted in {_plain(str(name)) for name in (called[row], *others) if name}:
            yield _Candidate(row, sample)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _preferred(found: list[_Candidate]) -> list[_Candidate]:
    """The sample's records give way to real ones of the same name."""
    return [one for one in found if not one.sample] or found


def _candidates(session: Session, kind: type[Record], found: Sequence[_Candidate]) -> str:
    """The first few by what tells them apart, each with its id."""
    rows = [session.get_one(kind, one.id) for one in found[:_MOST_CANDIDATES]]
    known = titles_for(session, rows)
    shown = "、".join(f"{_told_apart(record, known)} {record.id}" for record in rows)
    return f"{shown} 等" if len(found) > _MOST_CANDIDATES else shown


def _told_apart(record: Record, known: Titles) -> str:
    kind = type(record)
    names = kind.__kind__.unique or kind.__kind__.title
    fields = [(name, fields_of(kind)[name]) for name in names]
    words = (worded(getattr(record, column_of(*item)), item[1], known) for item in fields)
    return " ".join(filter(None, words))


def _not_taken(sentence: str) -> UserError:
    return UserError(f"{sentence.rstrip('。')}。没有保存，数据没有变化。请改好再做一次。")
