"""From a record to its form, ready to be set on paper or written as Word."""

from sqlalchemy.orm import Session

from lianti_desktop.domain.forms import FormSheet
from lianti_desktop.printing.activity_sheet import activity_form
from lianti_desktop.printing.content import ActivitySheet
from lianti_desktop.printing.form_layouts import FormWork
from lianti_desktop.printing.gather import gather_sheet, named, when, word
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.schools import Alliance
from lianti_desktop.storage.site import Site


def record_form(work: FormWork, activity: Activity | None) -> FormSheet:
    """P01 of an activity; blank it says what was planned and leaves the rest to a pen."""
    if activity is None:
        return activity_form(ActivitySheet("", alliance=work.above))
    if not work.is_blank:
        return activity_form(gather_sheet(work.session, activity.id, work.shelf).content)
    planned = ActivitySheet(
        activity.title or "",
        kind=word(activity.kind),
        term=named(activity.term),
        alliance=named(activity.alliance),
        when=when(activity),
        place=activity.place or named(activity.facility),
        host=named(activity.host),
        organiser=named(activity.organiser),
        sample=activity.sample,
    )
    return activity_form(planned)


def alliance_of(session: Session) -> str:
    """The alliance of this copy, which stands over a form."""
    site: Site = session.info["site"]
    return named(session.get(Alliance, site.alliance_id)) if site.alliance_id else ""
