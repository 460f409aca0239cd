"""What was decided about the articles of a bulletin; activities and photos are called by ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lianti_desktop.domain.presets import SCHOOL
from lianti_desktop.printing.content import BulletinArticle


@dataclass(frozen=True)
class BulletinPlan:
    """The decisions; what is not decided about an article follows from its activity.

    `photos` names the photos of an article in their order; an empty tuple leaves it without.
    `preset` names the office habit that the pages follow.
    """

    order: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    photos: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    preset: str = SCHOOL.name

    def article(self, article: BulletinArticle) -> BulletinArticle:
        """An article with the words that were decided."""
        return replace(
            article,
            title=self.titles.get(article.key, article.title),
            text=self.texts.get(article.key, article.text),
        )

    def place(self, key: str) -> int:
        """Where an article stands; those that are not named come last, as they are."""
        return self.order.index(key) if key in self.order else len(self.order)

    def with_words(self, key: str, title: str, text: str) -> "BulletinPlan":
        """Other words of an article; empty ones are the activity's own again."""
        return replace(
            self,
            titles=_changed(self.titles, key, title),
            texts=_changed(self.texts, key, text),
        )

    def with_dropped(self, key: str, *, is_dropped: bool) -> "BulletinPlan":
        """An article left out, or taken in again."""
        rest = tuple(one for one in self.dropped if one != key)
        return replace(self, dropped=(*rest, key) if is_dropped else rest)

    def with_photos(self, key: str, photos: tuple[str, ...]) -> "BulletinPlan":
        """Other photos of an article."""
        return replace(self, photos={**self.photos, key: photos})


def _changed(words: Mapping[str, str], key: str, text: str) -> dict[str, str]:
    rest = {one: value for one, value in words.items() if one != key}
    return rest | ({key: text.strip()} if text.strip() else {})


def to_plain(plan: BulletinPlan) -> dict[str, Any]:
    """The plan as lists and dicts, to be kept as JSON."""
    return {
        "order": list(plan.order),
        "dropped": list(plan.dropped),
        "titles": dict(plan.titles),
        "texts": dict(plan.texts),
        "photos": {key: list(names) for key, names in plan.photos.items()},
        "preset": plan.preset,
    }


def from_plain(plain: Mapping[str, Any]) -> BulletinPlan:
    """A plan as it was kept; what is missing in it was not decided."""
    photos = plain.get("photos", {})
    return BulletinPlan(
        tuple(plain.get("order", ())),
        tuple(plain.get("dropped", ())),
        dict(plain.get("titles", {})),
        dict(plain.get("texts", {})),
        {key: tuple(names) for key, names in photos.items()},
        plain.get("preset", SCHOOL.name),
    )
