"""Everything that still has to be done, as lines that lead to a field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.words import ActivityState
from lianti_desktop.services.checks import Problem, problems
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.drafts import Draft, drafts
from lianti_desktop.storage.listing import titles
from lianti_desktop.storage.record import Record, fields_of
from lianti_desktop.ui.pages.activity_lines import ActivityLine, activity_lines

EMPTY = "还没有填"


class Group(Enum):
    """What sort of thing is to be done."""

    EVIDENCE = "活动资料"
    DRAFTS = "没看懂的"
    EMPTY = "没填全"
    DOUBTS = "要核对"


@dataclass(frozen=True)
class TodoLine:
    """One thing to do: the record, the field (or a check of the activity), the sentence."""

    group: Group
    kind: str
    id: UUID
    title: str
    kind_name: str
    field: str
    sentence: str
    sample: bool = False


def todo_lines(session: Session, term: UUID | None) -> list[TodoLine]:
    """All of it: activities of the term first, then what does not belong to a term."""
    return [*evidence_lines(activity_lines(session, term)), *other_lines(session)]


def evidence_lines(lines: Iterable[ActivityLine]) -> list[TodoLine]:
    """One line for each thing that a held activity lacks."""
    held = (line for line in lines if line.state is ActivityState.HELD)
    return [
        TodoLine(Group.EVIDENCE, "activity", one.id, one.title, "活动", check, sentence, one.sample)
        for one in held
        for check, sentence in zip(one.lacking_checks, one.missing, strict=True)
    ]


def other_lines(session: Session) -> list[TodoLine]:
    """What could not be read, what is empty, what is doubtful."""
    found = problems(session)
    names = _titles(session, found)
    kept = [_of_draft(session, draft) for draft in drafts(session)]
    return [*(line for line in kept if line is not None), *_of_problems(found, names)]


def _of_draft(session: Session, draft: Draft) -> TodoLine | None:
    kind = BY_TABLE[draft.kind]
    record = session.get(kind, draft.row)
    if record is None or record.deleted:
        return None
    field = fields_of(kind).get(draft.field)
    label = field.label if field else ""
    title = titles(session, kind, [draft.row]).get(draft.row, "")
    return TodoLine(
        group=Group.DRAFTS,
        kind=draft.kind,
        id=draft.row,
        title=title,
        kind_name=kind.__kind__.name,
        field=draft.field,
        sentence=f"{label}写的“{draft.text}”没看懂，原样留着，改好就行",
        sample=record.sample,
    )


def _titles(session: Session, found: Iterable[Problem]) -> dict[UUID, str]:
    """What the records are called, asked once for each kind."""
    by_kind: dict[str, set[UUID]] = {}
    for problem in found:
        by_kind.setdefault(problem.kind, set()).add(problem.id)
    names: dict[UUID, str] = {}
    for kind, rows in by_kind.items():
        few = rows if len(rows) <= _FEW else None
        names |= titles(session, _kind(kind), few)
    return names


_FEW = 500


def _kind(name: str) -> type[Record]:
    return BY_TABLE[name]


def _of_problems(found: Iterable[Problem], names: dict[UUID, str]) -> Iterator[TodoLine]:
    for problem in found:
        is_empty = problem.sentence.startswith(EMPTY)
        yield TodoLine(
            group=Group.EMPTY if is_empty else Group.DOUBTS,
            kind=problem.kind,
            id=problem.id,
            title=names.get(problem.id, ""),
            kind_name=_kind(problem.kind).__kind__.name,
            field=problem.field or "",
            sentence=problem.sentence,
            sample=problem.sample,
        )
