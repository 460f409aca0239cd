"""From an award to the words of its certificate."""

from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.words import AwardTarget
from lianti_desktop.printing.certificate import Certificate
from lianti_desktop.storage import records
from lianti_desktop.storage.awards import Award

HONOUR, PRAISE = "荣誉证书", "奖 状"
REASON = "在教育联盟工作中成绩突出，特授予"


def gather_certificate(session: Session, row: UUID) -> Certificate:
    """P21 of an award: 荣誉证书 for a person, 奖状 for a unit or a class."""
    award = records.get(session, Award, row)
    is_person = award.target_kind in (None, AwardTarget.PERSON)
    return Certificate(
        recipient=award.target or "",
        reason=award.reason or REASON,
        award=award.title or "",
        issuer=award.issuer or "",
        date=format_day(award.granted_on) if award.granted_on else "",
        title=HONOUR if is_person else PRAISE,
        number=award.number or "",
        basis=award.basis or "",
        sample=award.sample,
    )
