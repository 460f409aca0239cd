"""How many people one school sent to an activity, and how many they are together."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heads:
    """Who came from one school; what nobody noted is None."""

    staff: int | None = None
    pupils: int | None = None
    parents: int | None = None
    party: int | None = None
    experts: int | None = None

    @property
    def people(self) -> int | None:
        """All of them; party members are among the staff unless they were counted alone."""
        known = [n for n in (self.staff, self.pupils, self.parents, self.experts) if n is not None]
        return sum(known) if known else self.party
