"""What to look at before a document is printed, each with the place where it can be mended."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.words import MediaConsent
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.gather import reflections_of
from lianti_desktop.printing.gather_photos import is_barred, media_of
from lianti_desktop.printing.leaves import words_of
from lianti_desktop.printing.page import Page, Placed, beyond_paper, key_of, solid_overlaps
from lianti_desktop.printing.photo_leaf import NO_CAPTION, PhotoLeaf, is_coarse
from lianti_desktop.printing.sources import Sources, Where
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Media, Reflection
from lianti_desktop.storage.record import Record, fields_of, table_of, title_of

UNCONFIRMED = (None, MediaConsent.UNKNOWN)
MOST_WORDS = 20


class FindingKind(StrEnum):
    """What sort of thing was found."""

    GLYPH = "缺字"
    PHOTO = "照片打不开"
    COARSE = "照片不清楚"
    CAPTION = "缺说明"
    CONSENT = "授权"
    EMPTY = "没有填"
    OVERFLOW = "放不下"


@dataclass(frozen=True)
class Finding:
    """One thing to look at, as a Chinese sentence without a full stop.

    ``page`` is the one on which it was seen, counted from 1; 0 for none.
    """

    kind: FindingKind
    where: Where | None
    sentence: str
    page: int = 0


PlaceOf = Callable[[str, str], Where | None]
"""Finds where words come from that stand on a page about the record with a key."""


def preflight(
    session: Session, pages: Sequence[Page], rows: Sequence[Record], font_book: FontBook
) -> list[Finding]:
    """Everything about laid pages and the records that they come from, in the order of kinds.

    ``font_book`` is the one the pages were laid with; it knows the characters it could not draw.
    """
    media = [one for row in rows if isinstance(row, Activity) for one in media_of(session, row)]
    told = [finding for row in rows for finding in _empty_fields(row)]
    return in_order([*look_at_pages(session, pages, rows, font_book), *told, *_consents(media)])


def look_at_pages(
    session: Session, pages: Sequence[Page], rows: Sequence[Record], font_book: FontBook
) -> list[Finding]:
    """What the pages alone tell, with the places in the records that they were made of."""
    sources = Sources(session, rows)
    glyphs = _missing_glyphs(font_book.missing, pages, sources)
    return in_order([*glyphs, *examine_pages(pages, sources.of)])


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """The findings in the order of kinds, each once."""
    order = list(FindingKind)
    return sorted(dict.fromkeys(found), key=lambda finding: order.index(finding.kind))


def explained(found: Iterable[Finding], reasons: Mapping[UUID, str]) -> list[Finding]:
    """The findings, those about the consent of a photo with the reason that is known of it."""
    told = [_explained(one, reasons) for one in found]
    named = {one.where.row for one in told if one.kind is FindingKind.CONSENT and one.where}
    more = (
        Finding(FindingKind.CONSENT, Where(table_of(Media), row, "consent_state"), f"有张照片{why}")
        for row, why in reasons.items()
        if row not in named
    )
    return in_order([*told, *more])


def _explained(finding: Finding, reasons: Mapping[UUID, str]) -> Finding:
    why = reasons.get(finding.where.row) if finding.where else None
    if why is None or finding.kind is not FindingKind.CONSENT:
        return finding
    return replace(finding, sentence=f"{finding.sentence}（{why}）")


def lost_files(media: Iterable[Media], has: Callable[[str], bool]) -> Iterator[Finding]:
    """The photos whose files are not there any more."""
    for one in media:
        if not one.file or not has(one.file):
            name = one.caption or one.file_name or NO_CAPTION
            where = Where(table_of(Media), one.id, "file")
            yield Finding(FindingKind.PHOTO, where, f"照片“{name}”的文件找不到了，没有印")


def records_named(session: Session, keys: Iterable[str]) -> list[Record]:
    """The records that chapters or pieces of a document come from, by their keys."""
    ids = (UUID(hex=key) for key in keys if key)
    return [row for one in ids if (row := records.find(session, one)) is not None]


def examine_pages(pages: Iterable[Page], place_of: PlaceOf) -> Iterator[Finding]:
    """What the laid pages alone tell: photos, captions, and what has no room."""
    for number, page in enumerate(pages, 1):
        for item in page.items:
            if isinstance(item.leaf, PhotoLeaf):
                yield from _photo(item, item.leaf, number)
        crowded = [one for pair in solid_overlaps(page) for one in pair]
        yield from _overflow([*crowded, *beyond_paper(page)], page, number, place_of)


def _overflow(
    crowded: Sequence[Placed], page: Page, number: int, place_of: PlaceOf
) -> Iterator[Finding]:
    """One line for a page that is too full, leading to the longest of the texts in each other's
    way, or else to a photo."""
    if not crowded:
        return
    longest = max(crowded, key=lambda item: len(words_of(item)))
    words = words_of(longest)
    where = place_of(words, key_of(longest, page)) if words else None
    photos = (item.leaf.picture.photo.key for item in crowded if isinstance(item.leaf, PhotoLeaf))
    where = where or _media(next(photos, ""), "file") or place_of("", key_of(longest, page))
    told = f"的“{words[:MOST_WORDS]}”" if words else "有内容"
    sentence = f"第 {number} 页{told}放不下，请缩短文字或者减少照片"
    yield Finding(FindingKind.OVERFLOW, where, sentence, number)


def _photo(item: Placed, leaf: PhotoLeaf, number: int) -> Iterator[Finding]:
    picture = leaf.picture
    where = picture.photo.key
    if picture.problem:
        yield Finding(
            FindingKind.PHOTO,
            _media(where, "file"),
            f"第 {number} 页的“{picture.name}”{picture.problem}",
            number,
        )
    elif is_coarse(picture, item.box):
        sentence = f"第 {number} 页的“{picture.name}”像素太少，印出来会不清楚"
        yield Finding(FindingKind.COARSE, _media(where, "file"), sentence, number)
    if not picture.photo.caption.strip():
        sentence = f"第 {number} 页有一张照片没有说明"
        yield Finding(FindingKind.CAPTION, _media(where, "caption"), sentence, number)


def _media(key: str, field: str) -> Where | None:
    return Where(table_of(Media), UUID(hex=key), field) if key else None


def _missing_glyphs(
    missing: Iterable[str], pages: Sequence[Page], sources: Sources
) -> Iterator[Finding]:
    """Each character that no font has, with the first field in which it stands."""
    for char in sorted(missing):
        seen = [
            (number, item, page)
            for number, page in enumerate(pages, 1)
            for item in page.items
            if char in words_of(item)
        ]
        number = seen[0][0] if seen else 0
        where = sources.holding(char)
        if where is None and seen:
            where = sources.of(words_of(seen[0][1]), key_of(*seen[0][1:]))
        sentence = f"“{char}”没有字体能打出来，纸上会是空方框"
        yield Finding(FindingKind.GLYPH, where, sentence, number)


def _empty_fields(row: Record) -> Iterator[Finding]:
    """The fields that the record should have and has not."""
    for name, field in fields_of(type(row)).items():
        if field.required and getattr(row, name) in (None, "", []):
            sentence = f"“{title_of(row) or '未命名'}”还没有填{field.label}"
            yield Finding(FindingKind.EMPTY, Where(table_of(type(row)), row.id, name), sentence)


def unagreed_remarks(session: Session, rows: Iterable[Record]) -> Iterator[Finding]:
    """The remarks on activities that stay out of a book because nobody agreed to print them."""
    for row in rows:
        for one in reflections_of(session, row) if isinstance(row, Activity) else ():
            if not one.consent_ok:
                where = Where(table_of(Reflection), one.id, "consent_ok")
                said = (one.text or "")[:MOST_WORDS]
                yield Finding(FindingKind.CONSENT, where, f"感言“{said}”没有标明同意刊用，没有印")


def _consents(media: Iterable[Media]) -> Iterator[Finding]:
    for one in media:
        where = Where(table_of(Media), one.id, "consent_state")
        name = one.caption or one.file_name or NO_CAPTION
        if one.consent_state is MediaConsent.BLOCKED:
            yield Finding(FindingKind.CONSENT, where, f"照片“{name}”不许使用，没有印")
        elif is_barred(one, frozenset({MediaConsent.BLUR_NEEDED})):
            yield Finding(FindingKind.CONSENT, where, f"照片“{name}”要先遮住面部才能入册")
        elif one.has_pupils and one.consent_state in UNCONFIRMED:
            yield Finding(FindingKind.CONSENT, where, f"照片“{name}”有学生，还没有确认授权")
