"""What no field could take is kept as it was typed."""

from uuid import UUID

from lianti_desktop.storage.drafts import Draft, drafts, drop_draft, keep_draft
from tests.storage.office import Office

ONE, TWO = UUID(int=1), UUID(int=2)


def test_a_draft_is_kept_replaced_and_dropped(office: Office) -> None:
    with office.store.transaction() as session:
        keep_draft(session, Draft("activity", ONE, "held_on", "三月什么"))
        keep_draft(session, Draft("activity", ONE, "held_on", "三月几号"))
        keep_draft(session, Draft("activity", TWO, "lesson_count", "很多"))
    with office.store.read() as session:
        assert drafts(session, ONE) == [Draft("activity", ONE, "held_on", "三月几号")]
        assert {draft.row for draft in drafts(session)} == {ONE, TWO}
    with office.store.transaction() as session:
        drop_draft(session, ONE, "held_on")
        drop_draft(session, ONE, "never_kept")
    with office.store.read() as session:
        assert drafts(session, ONE) == []
        assert len(drafts(session)) == 1
