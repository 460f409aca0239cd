"""Turns the texts of the sample's files into records, as if they had been typed in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Field, Link, Links, split_list
from lianti_desktop.services.sample_short import (
    SHORTHANDS,
    Texts,
    day_ahead,
    day_text,
    past_day,
)
from lianti_desktop.storage import records
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.record import Record, fields_of

FILES = ("alliance.toml", "staff.toml", "activities.toml")
PICTURE = "picture"

_NAMES = ("name", "short_name", "title")
_WRITTEN_BY: Mapping[str, str] = MappingProxyType(
    {
        "activity": "host",
        "activity_contribution": "school",
        "activity_count": "school",
        "class_group": "school",
        "lesson": "school",
        "lesson_observation": "school",
        "staff": "school",
    }
)
"""Which field names the school that writes a record; others are written by their parent's."""


@dataclass(frozen=True)
class Days:
    """The calendar of the sample: `now` is where the term stands, `today` the real day."""

    now: date
    today: date


@dataclass(frozen=True)
class Parent:
    """The record that others are planted under, and its day, where it has one."""

    record: Record
    day: date | None


@dataclass
class Planter:
    """Plants records one after the other; knows all it has planted by kind and name.

    `owners` are the schools in whose name the records of the sample's schools are written.
    """

    session: Session
    days: Days
    owners: dict[str, UUID] = field(default_factory=dict)
    pictures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    known: dict[tuple[str, str], UUID] = field(default_factory=dict)
    planted: int = 0

    def plant(self, table: str, texts: Texts, parent: Parent | None = None) -> Record | None:
        """One record and what stands below it; None for a picture that was not drawn."""
        texts = dict(texts)
        extra = self.pictures.get(texts.pop(PICTURE, ""), {})
        if table == "media" and not extra:
            return None
        below = list(self._below(texts))
        day = self._own_day(table, texts) or (parent.day if parent else None)
        values = dict(extra) | self._values(table, texts, day)
        if parent is not None:
            values[_link_to(parent.record)] = parent.record
        record = records.save(self.session, BY_TABLE[table], None, values)
        self._own(table, record, texts, parent)
        self._remember(table, record, texts)
        for child, child_texts in below:
            self.plant(child, child_texts, Parent(record, day))
        return record

    def _below(self, texts: Texts) -> Iterator[tuple[str, Texts]]:
        """Takes what is not a field out of the texts: records below this one."""
        for name in list(texts):
            if name in SHORTHANDS:
                table, spell_out = SHORTHANDS[name]
                yield from ((table, one) for one in spell_out(texts.pop(name)))
            elif isinstance(texts[name], list):
                yield from ((name, one) for one in texts.pop(name))

    def _own_day(self, table: str, texts: Texts) -> date | None:
        if "past" in texts:
            day = past_day(texts.pop("past"), self.days.now)
        elif "ahead" in texts:
            day = day_ahead(texts.pop("ahead"), self.days.today)
        else:
            return None
        texts[BY_TABLE[table].__kind__.newest_first or ""] = day.isoformat()
        return day

    def _values(self, table: str, texts: Texts, day: date | None) -> dict[str, Any]:
        known = fields_of(BY_TABLE[table])
        if "anybody" in texts:
            self._find_person(texts)
        return {
            name: self._value(known[name], day_text(text, day))
            for name, text in texts.items()
            if text and name != "key"
        }

    def _find_person(self, texts: Texts) -> None:
        name = texts.pop("anybody")
        person = self.known.get(("staff", name))
        texts["person" if person else "external_person"] = name
        staff = self.session.get(BY_TABLE["staff"], person) if person else None
        if staff is not None:
            texts["school"] = str(staff.school_id)  # type: ignore[attr-defined]

    def _value(self, field: Field, text: str) -> Any:
        if isinstance(field, Link):
            return self._id(field.kind, text)
        if isinstance(field, Links):
            return [self._id(field.kind, part) for part in split_list(text, white_space=False)]
        return field.parse(text)

    def _id(self, kind: str, name: str) -> UUID:
        return self.known.get((kind, name)) or UUID(name)

    def _own(self, table: str, record: Record, texts: Texts, parent: Parent | None) -> None:
        school = texts.get(_WRITTEN_BY.get(table, ""))
        if school in self.owners:
            record.owner_id = self.owners[school]
        elif parent is not None:
            record.owner_id = parent.record.owner_id

    def _remember(self, table: str, record: Record, texts: Texts) -> None:
        self.planted += 1
        for name in ("key", *_NAMES):
            if isinstance(texts.get(name), str):
                self.known.setdefault((table, texts[name]), record.id)


def _link_to(parent: Record) -> str:
    """The field by which a record names what it belongs to is called like the parent's table."""
    return str(parent.__tablename__)


def read_texts(folder: Path) -> dict[str, list[Texts]]:
    """The records of the sample by table, as written."""
    import tomllib

    found: dict[str, list[Texts]] = {}
    for name in FILES:
        text = (folder / name).read_text(encoding="utf-8")
        for table, rows in tomllib.loads(text).items():
            found.setdefault(table, []).extend(rows)
    return found
