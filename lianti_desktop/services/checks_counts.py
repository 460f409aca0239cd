"""Numbers of people that the text calls approximate but the table calls exact."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.services.checks_texts import approximate
from lianti_desktop.services.problem import Problem
from lianti_desktop.storage.activities import Activity, ActivityCount
from lianti_desktop.storage.record import table_of


def count_problems(session: Session) -> Iterator[Problem]:
    """Activities that speak of 30余名 while none of their counts is marked as approximate."""
    marked = set(
        session.scalars(
            select(ActivityCount.activity_id).where(
                ActivityCount.is_estimated.is_(True), ActivityCount.deleted.is_(False)
            )
        )
    )
    counted = set(
        session.scalars(select(ActivityCount.activity_id).where(ActivityCount.deleted.is_(False)))
    )
    query = select(Activity.id, Activity.sample, Activity.process_text).where(
        Activity.deleted.is_(False), Activity.process_text.is_not(None)
    )
    for row, sample, text in session.execute(query):
        about = approximate(text or "") if row in counted - marked else None
        if about:
            sentence = f"过程里写的是“{about}”，各校人数里没有标明约数，请核对"
            yield Problem(table_of(Activity), row, "process_text", sentence, sample)
