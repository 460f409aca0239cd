"""Records that look like the same thing entered twice."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from lianti_desktop.services.problem import Problem
from lianti_desktop.storage.record import fields_of, table_of
from lianti_desktop.storage.twins import Twins, twins


def twin_problems(session: Session) -> Iterator[Problem]:
    """Every record but the first of those that agree in what should be unique."""
    for found in twins(session):
        table, sentence = table_of(found.kind), _sentence(found)
        yield Problem(table, found.second, found.fields[0], sentence, found.sample)


def _sentence(found: Twins) -> str:
    labels = "、".join(fields_of(found.kind)[name].label for name in found.fields)
    return f"已有一条{found.kind.__kind__.name}的{labels}和它相同，请看看是不是录了两遍"
