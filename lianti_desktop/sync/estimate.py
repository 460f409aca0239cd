"""How large a package for a school would be, before it is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.paths import DataPaths
from lianti_desktop.sync.enclosing import Sending, lacking_files
from lianti_desktop.sync.loads import loads_for, logs_to_sign, weight_of
from lianti_desktop.sync.members import at_work, load_trust, recipients_at
from lianti_desktop.sync.shelf import Shelf
from lianti_desktop.sync.tiers import Tier

SQUEEZED = 3
"""Rows are about so many times smaller in a package."""


@dataclass(frozen=True)
class Estimate:
    """Bytes on the stick and pictures among them; `withheld` may not leave the school."""

    size: int = 0
    photos: int = 0
    withheld: int = 0

    def plus(self, other: "Estimate") -> "Estimate":
        """Both together."""
        return Estimate(
            self.size + other.size, self.photos + other.photos, self.withheld + other.withheld
        )


def estimates(session: Session, data: DataPaths, school: UUID) -> Mapping[Tier, Estimate]:
    """What a package for a school would weigh, by the size of its pictures."""
    trust, site = load_trust(session), session.info["site"]
    own = trust.known(site.replica) if trust else None
    if trust is None or own is None:
        return {}
    readers = at_work(session, trust, recipients_at(trust, school, own.replica))
    if not readers:
        return {}
    loads = loads_for(session, readers, logs_to_sign(session, trust, own.school))
    rows = weight_of(session, list(loads)) // SQUEEZED
    shelf, found = Shelf(data), {}
    for tier in Tier:
        lack = lacking_files(session, shelf, readers, (own.school, Sending(tier)))
        size = rows + sum(one.size for one in lack.parcels)
        files = {one.digest for one in lack.parcels if not one.is_thumbnail}
        found[tier] = Estimate(size, len(files & lack.photos), lack.unread)
    return found
