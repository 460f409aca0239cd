"""The to-do list: what is missing, doubtful or at odds, as sentences that never block a save."""

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from lianti_desktop.services.checks_counts import count_problems
from lianti_desktop.services.checks_groups import group_problems
from lianti_desktop.services.checks_rows import row_problems
from lianti_desktop.services.checks_twins import twin_problems
from lianti_desktop.services.problem import Problem

__all__ = ("CHECKS", "Problem", "problems")

CHECKS: tuple[Callable[[Session], Iterator[Problem]], ...] = (
    row_problems,
    twin_problems,
    group_problems,
    count_problems,
)


def problems(session: Session) -> list[Problem]:
    """Everything that the checks find, in their order; records in the bin are left out."""
    return [problem for check in CHECKS for problem in check(session)]
