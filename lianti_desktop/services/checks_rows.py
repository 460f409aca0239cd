"""What can be seen in one record alone: empty fields, values out of range, dates the wrong way."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.codes import phone_warning, school_code_problem, uscc_problem
from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.fields import Field, LongText, Text
from lianti_desktop.domain.words import ActivityState
from lianti_desktop.services.checks_texts import broken_promise, damaged, id_number, untidy_name
from lianti_desktop.services.problem import Problem
from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.record import Record, column_of, fields_of, table_of

Values = Mapping[str, Any]
Finding = tuple[str, str]
"""The name of a field and the sentence about it."""

_NOT_HELD = (ActivityState.PLANNED, ActivityState.POSTPONED, ActivityState.CANCELLED)
_AFTERWARDS = frozenset({"attended", "recorder", "process_text"})
_TEXT_CHECKS = (damaged, broken_promise, id_number)
_CODES: Mapping[tuple[str, str], Callable[[str], str | None]] = MappingProxyType(
    {
        ("school", "official_code"): school_code_problem,
        ("school", "phone"): phone_warning,
        ("school", "uscc"): uscc_problem,
        ("staff", "name"): untidy_name,
        ("staff", "phone"): phone_warning,
        ("external_person", "name"): untidy_name,
        ("group_membership", "liaison_phone"): phone_warning,
    }
)


@dataclass(frozen=True)
class _Span:
    """Two days of a record, from and to, and how many days may lie between them at most."""

    begin: str
    end: str
    longest: int | None = None


_SPANS: Mapping[str, _Span] = MappingProxyType(
    {
        "academic_year": _Span("begin", "end", 380),
        "activity": _Span("held_on", "held_until", 62),
        "alliance": _Span("start", "end"),
        "appointment": _Span("since", "until"),
        "consent": _Span("granted_on", "until"),
        "group_membership": _Span("since", "until"),
        "staff_affiliation": _Span("since", "until"),
        "term": _Span("begin", "end", 250),
    }
)


def row_problems(session: Session) -> Iterator[Problem]:
    """What single records show, one pass over each table."""
    for kind in KINDS:
        table = table_of(kind)
        for row in _rows(session, kind):
            for name, sentence in findings(kind, row):
                yield Problem(table, row["id"], name, sentence, row["sample"])


def _rows(session: Session, kind: type[Record]) -> Iterator[Values]:
    names = fields_of(kind)
    columns = [getattr(kind, column_of(name, field)) for name, field in names.items()]
    query = select(kind.id, kind.sample, *columns).where(kind.deleted.is_(False))
    keys = ("id", "sample", *names)
    for row in session.execute(query.execution_options(yield_per=1000)):
        yield dict(zip(keys, row, strict=True))


def findings(kind: type[Record], values: Values) -> Iterator[Finding]:
    """What is wrong with the values of one record, by field."""
    table = table_of(kind)
    excused = _EXCUSES.get(table, _nothing)(values)
    for name, field in fields_of(kind).items():
        value = values.get(name)
        if name not in excused and (sentence := _about(table, name, field, value)):
            yield name, sentence
    span = _SPANS.get(table)
    if span and (sentence := _about_span(span, values)):
        yield span.end, sentence


def _about(table: str, name: str, field: Field, value: Any) -> str | None:
    sentence = field.check(value)
    if sentence or not isinstance(value, str) or not isinstance(field, Text | LongText):
        return sentence
    checks = (*_TEXT_CHECKS, _CODES.get((table, name), _no_problem))
    return next((found for check in checks if (found := check(value))), None)


def _about_span(span: _Span, values: Values) -> str | None:
    begin, end = values.get(span.begin), values.get(span.end)
    if not isinstance(begin, date) or not isinstance(end, date):
        return None
    if end < begin:
        return f"结束的日子 {format_day(end)} 早于开始的日子 {format_day(begin)}，请核对"
    days = (end - begin).days
    if span.longest is not None and days > span.longest:
        return f"从 {format_day(begin)} 到 {format_day(end)} 有 {days} 天，太长了，请核对年份"
    return None


def _no_problem(_text: str) -> None:
    return None


def _nothing(_values: Values) -> frozenset[str]:
    return frozenset()


def _before_it_is_held(values: Values) -> frozenset[str]:
    """Nobody can have written down what has not happened yet."""
    return _AFTERWARDS if values.get("state") in _NOT_HELD else frozenset()


_EXCUSES: Mapping[str, Callable[[Values], frozenset[str]]] = MappingProxyType(
    {"activity": _before_it_is_held}
)
