"""Full-text search over all records, one character a word, so that words of any length are found.

Chinese has no spaces: the text of a record is stored with a space after each Han character and is
searched by phrase. SQLite keeps it in FTS5, PostgreSQL in a tsvector index; both are filled by the
same table, `search_entry`.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import DDL, Integer, String, Text, Uuid, event, insert, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from lianti_desktop.domain import fields
from lianti_desktop.domain.form_code import code_from
from lianti_desktop.storage.record import Base, Record, fields_of, table_of

_BETWEEN = "\0"
"""Stands between texts that are read as one; it is no letter and joins with none."""
_RUN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+|\x00")
_UNKNOWN_TO_FTS5 = re.compile("[\u9fcc-\U0010ffff]")
_WIDE_MARKS = tuple(zip("，：；？！（）", ",:;?!()", strict=True))
"""What NFKC makes of the usual punctuation; it takes its time over texts that have any."""
_SEARCHED = (fields.Text, fields.LongText, fields.Lines, fields.Choice, fields.Choices)


class SearchEntry(Base):
    """The words of one record, divided by spaces; derived from the record, never logged."""

    __tablename__ = "search_entry"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    row_id: Mapped[UUID] = mapped_column(Uuid(), unique=True)
    kind: Mapped[str] = mapped_column(String)
    words: Mapped[str] = mapped_column(Text)


_SQLITE = (
    (
        "CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5("
        "words, content='search_entry', content_rowid='id', tokenize='unicode61')"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS search_entry_added AFTER INSERT ON search_entry BEGIN "
        "INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS search_entry_removed AFTER DELETE ON search_entry BEGIN "
        "INSERT INTO search_words(search_words, rowid, words) "
        "VALUES ('delete', old.id, old.words); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS search_entry_changed AFTER UPDATE ON search_entry BEGIN "
        "INSERT INTO search_words(search_words, rowid, words) "
        "VALUES ('delete', old.id, old.words); "
        "INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END"
    ),
)
_POSTGRESQL = (
    (
        "CREATE INDEX IF NOT EXISTS ix_search_entry_words ON search_entry "
        "USING gin (to_tsvector('simple', words))"
    ),
)
INDEX_STATEMENTS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}

for _dialect, _statements in INDEX_STATEMENTS.items():
    for _statement in _statements:
        event.listen(
            SearchEntry.__table__,
            "after_create",
            DDL(_statement).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
        )

_MATCH = {
    "sqlite": "SELECT e.row_id, e.kind FROM search_words w JOIN search_entry e ON e.id = w.rowid "
    "WHERE search_words MATCH :words ORDER BY w.rowid DESC LIMIT :most",
    "postgresql": "SELECT row_id, kind FROM search_entry WHERE "
    "to_tsvector('simple', words) @@ to_tsquery('simple', :words) ORDER BY id DESC LIMIT :most",
}


@dataclass(frozen=True)
class Hit:
    """A record that holds the words asked for."""

    kind: str
    id: UUID


def words_of(text_: str) -> list[str]:
    """The searchable words: each Han character, each run of Latin letters or digits."""
    return spaced(text_).split()


def spaced(text_: str) -> str:
    """The words with a space between them."""
    return all_spaced([text_])[0]


class _Spaced(dict[str, str]):
    """Runs of letters with a space after each Han character; many come again and again."""

    def __missing__(self, run: str) -> str:
        self[run] = spaced = run if run.isascii() else " ".join(run)
        return spaced


def all_spaced(texts: Sequence[str]) -> list[str]:
    """The same of many texts, which are read as one, in less time.

    FTS5 knows the letters of Unicode 6.1; a later character is written by its number.
    """
    text_ = _BETWEEN.join([one.replace(_BETWEEN, " ") for one in texts])
    for wide, narrow in _WIDE_MARKS:
        text_ = text_.replace(wide, narrow)
    if not unicodedata.is_normalized("NFKC", text_):
        text_ = unicodedata.normalize("NFKC", text_)
    words = " ".join(map(_Spaced().__getitem__, _RUN.findall(text_.lower())))
    words = _UNKNOWN_TO_FTS5.sub(lambda letter: f"u{ord(letter[0]):x}", words)
    return [one.strip() for one in words.split(_BETWEEN)]


def record_words(record: Record) -> str:
    """All that can be found of a record."""
    cls = type(record)
    return words_from(cls, [{name: getattr(record, name) for name, _ in _searched_fields(cls)}])[0]


def words_from(cls: type[Record], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The same of rows that are not records; their values may be as the log writes them."""
    if not rows:
        return []
    names = set().union(*rows)
    columns = [
        [field.format(cells.get(name)) for cells in rows]
        for name, field in _searched_fields(cls)
        if name in names
    ]
    texts = map("\n".join, zip(*columns, strict=True)) if columns else [""] * len(rows)
    return all_spaced(list(texts))


@cache
def _searched_fields(cls: type[Record]) -> tuple[tuple[str, fields.Field], ...]:
    """The fields of a kind that are searched; asked for every row, so worked out once."""
    if not cls.__kind__.is_searched:
        return ()
    return tuple(
        (name, field) for name, field in fields_of(cls).items() if isinstance(field, _SEARCHED)
    )


def refresh(session: Session, record: Record) -> None:
    """Brings the entry of a changed record up to date; a record in the bin has no words."""
    words = "" if record.deleted else record_words(record)
    where = SearchEntry.row_id == record.id
    known = session.execute(select(SearchEntry.words).where(where)).scalar()
    if known is None:
        row = {"row_id": record.id, "kind": table_of(type(record)), "words": words}
        session.execute(insert(SearchEntry).values(row))
    elif known != words:
        session.execute(update(SearchEntry).where(where).values(words=words))


def kind_of(session: Session, row: UUID) -> str | None:
    """The table in which the record with this id lies."""
    return session.scalar(select(SearchEntry.kind).where(SearchEntry.row_id == row))


def search(session: Session, asked: str, most: int = 100) -> list[Hit]:
    """The records that hold all the words asked for, newest first.

    Words divided by spaces must all occur; the characters of one word must stand together. What
    the square code of a form says finds the record of the form.
    """
    code = code_from(asked)
    if code is not None:
        kind = kind_of(session, code.row)
        return [Hit(kind, code.row)] if kind else []
    dialect = session.get_bind().dialect.name
    groups = [group for part in asked.split() if (group := words_of(part))]
    if not groups:
        return []
    words = _sqlite_query(groups) if dialect == "sqlite" else _postgresql_query(groups)
    rows = session.execute(text(_MATCH[dialect]), {"words": words, "most": most})
    return [Hit(row.kind, UUID(str(row.row_id))) for row in rows]


def _sqlite_query(groups: list[list[str]]) -> str:
    phrases = ('"' + " ".join(group) + '"' + _star(group) for group in groups)
    return " AND ".join(phrases)


def _postgresql_query(groups: list[list[str]]) -> str:
    phrases = (
        " <-> ".join([*group[:-1], group[-1] + (":*" if _star(group) else "")]) for group in groups
    )
    return " & ".join(phrases)


def _star(group: list[str]) -> str:
    """A Latin word may go on: typing `zeng` finds `zengxiaoxian`."""
    return "*" if group[-1].isascii() else ""
