"""P12 简报: the red head, the articles with their photos, and at the end who gets it."""

from dataclasses import dataclass, replace
from pathlib import Path

from lianti_desktop.domain.presets import Preset
from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.content import Bulletin, BulletinArticle
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.label_row import Row
from lianti_desktop.printing.leaves import RuleLeaf, SlantedLeaf, Typesetter, text_at
from lianti_desktop.printing.page import About, Page, Paper, Part, Placed
from lianti_desktop.printing.paragraph import INK, Align, LaidText, TextStyle
from lianti_desktop.printing.photo_block import photo_rows
from lianti_desktop.printing.preset_page import number_at, paper_of, text_of, title_of
from lianti_desktop.printing.press import Imprint, Press, PrintResult
from lianti_desktop.printing.prose import Flowed, TextRow, flow_rows

RED = "#C8102E"
NAME = TextStyle(Role.BOLD, 54, 72, RED, Align.CENTRE, spacing=0.12)
LEAST_NAME = 20.0
ISSUE = TextStyle(Role.BODY, 16, 26, INK, Align.CENTRE)
FACT = TextStyle(Role.BODY, 14, 24, INK, Align.LEFT)
GUIDE_HEAD = TextStyle(Role.HEADING, 13, 24, INK, Align.LEFT, spacing=0.2)
GUIDE = TextStyle(Role.KAI, 13, 22, INK, Align.LEFT)
BYLINE = TextStyle(Role.KAI, 13, 22, "#4A4F57", Align.CENTRE)
FOOT = TextStyle(Role.BODY, 13, 22, INK, Align.LEFT)
FOOT_RIGHT = TextStyle(Role.BODY, 13, 22, INK, Align.RIGHT)
ARTICLES_FOR_GUIDE = 3
FOOT_LABEL = 40.0
EDITORS_SHARE = 0.66
AIR = 16.0
TITLE_AIR = 14.0


def write_bulletin(bulletin: Bulletin, out: Path, press: Press) -> PrintResult:
    """Writes the bulletin as a PDF; raises UserError when the disk does not take it."""
    imprint = Imprint(f"{bulletin.name} {issue_line(bulletin)}", bulletin.publisher)
    return print_document(lambda: bulletin_pages(bulletin, press.setter()), out, imprint, press)


def issue_line(bulletin: Bulletin) -> str:
    """第3期（总第11期）, as far as the numbers are known; a blank to fill in where they are not."""
    issue = "第＿＿期" if bulletin.issue is None else f"第{bulletin.issue}期"
    return issue if bulletin.total_issue is None else f"{issue}（总第{bulletin.total_issue}期）"


def bulletin_pages(bulletin: Bulletin, setter: Typesetter) -> list[Page]:
    """The laid pages of the bulletin."""
    head, taken = _head(bulletin, setter)
    foot = _Foot(bulletin, setter)
    rows = _rows(bulletin, setter)
    paper = paper_of(bulletin.preset)
    rooms = _Rooms(paper, taken)
    bodies = flow_rows(rows, rooms)
    if bodies and bodies[-1].spare < foot.height:
        shorter = replace(rooms, at=len(bodies), kept=foot.height)
        bodies = flow_rows(rows, shorter)
    bodies = bodies or [Flowed([], rooms(1).height)]
    last = len(bodies)
    pages = []
    for number, body in enumerate(bodies, 1):
        items = [*_ground(bulletin), *(head if number == 1 else []), *body.items]
        if number == last:
            items.extend(foot.placed())
        items.append(number_at(number, bulletin.preset, setter))
        pages.append(Page(paper, tuple(items), bulletin.name if number == 1 else ""))
    return pages


@dataclass(frozen=True)
class _Rooms:
    """The room of each page; the head is taken from the first, ``kept`` from page ``at``."""

    paper: Paper
    taken: float
    at: int = 0
    kept: float = 0.0

    def __call__(self, number: int) -> Box:
        box = self.paper.text_box(number)
        head = self.taken if number == 1 else 0.0
        foot = self.kept if number == self.at else 0.0
        return Box(box.left, box.top + head, box.width, box.height - head - foot)


def _ground(bulletin: Bulletin) -> list[Placed]:
    paper = paper_of(bulletin.preset)
    whole = Box(0, 0, paper.width, paper.height)
    return [Placed(whole, SlantedLeaf("示例"))] if bulletin.sample else []


def _head(bulletin: Bulletin, setter: Typesetter) -> tuple[list[Placed], float]:
    """The red name, the issue, the publisher and the day, and the red line; about a third."""
    box = paper_of(bulletin.preset).text_box(1)
    name = _fitted(bulletin.name, box.width, setter)
    at = box.moved(0, 26)
    issue = setter.at(at.moved(0, name.height + 12), issue_line(bulletin), ISSUE)
    line = Box(box.left + FACT.size, issue.box.bottom + 16, box.width - 2 * FACT.size, FACT.leading)
    day = setter.lay(bulletin.date, FACT, line.width)
    wide = max((one.width for one in day.lines), default=0.0)
    publisher = Box(line.left, line.top, line.width - wide - FACT.size, FACT.leading)
    left = setter.at(publisher, bulletin.publisher, FACT)
    bottom = max(left.box.bottom, line.bottom)
    right = text_at(Box(line.right - wide, bottom - FACT.leading, wide + 1, 0), day)
    rule = Box(box.left, bottom + 5, box.width, 0)
    items = [text_at(at, name), issue, left, right, Placed(rule, RuleLeaf(RED, 2.0))]
    return items, rule.top + 20 - box.top


def _fitted(name: str, width: float, setter: Typesetter) -> LaidText:
    """The name on one line, as large as it can be."""
    size = NAME.size
    while True:
        laid = setter.lay(name, replace(NAME, size=size, leading=size * 1.3), width)
        if len(laid.lines) <= 1 or size <= LEAST_NAME:
            return laid
        size -= 2


def _rows(bulletin: Bulletin, setter: Typesetter) -> list[Row]:
    width = paper_of(bulletin.preset).text_box(1).width
    rows: list[Row] = []
    if len(bulletin.articles) >= ARTICLES_FOR_GUIDE:
        titles = "\n".join(f"◆ {article.title}" for article in bulletin.articles)
        rows.append(TextRow(setter.lay("本期导读", GUIDE_HEAD, width), 2, keeps_next=True))
        rows.append(TextRow(setter.lay(titles, GUIDE, width), AIR))
    for article in bulletin.articles:
        rows.extend(_article(article, bulletin.preset, width, setter))
    return rows


def _article(
    article: BulletinArticle, preset: Preset, width: float, setter: Typesetter
) -> list[Row]:
    about = About(Part.TEXT, article.key)
    rows = [
        TextRow(setter.lay(article.title, title_of(preset), width), 6, TITLE_AIR, keeps_next=True)
    ]
    if article.byline:
        rows.append(TextRow(setter.lay(article.byline, BYLINE, width), 6, keeps_next=True))
    if article.text.strip():
        rows.append(TextRow(setter.lay(article.text, text_of(preset), width), AIR))
    told = (replace(row, about=about) for row in rows)
    return [*told, *photo_rows(article.photos, width, setter)]


@dataclass(frozen=True)
class _Foot:
    """报, 送 and 发 between two rules at the foot of the last page, and the number of copies."""

    bulletin: Bulletin
    setter: Typesetter

    @property
    def height(self) -> float:
        """All of it with the air over it."""
        last = max(self._editors().height, FOOT.leading)
        return sum(text.height for _, text in self._lines()) + last + AIR

    def _lines(self) -> list[tuple[str, LaidText]]:
        width = paper_of(self.bulletin.preset).text_box(1).width - FOOT_LABEL - 2 * FOOT.size
        parts = (
            ("报：", self.bulletin.report_to),
            ("送：", self.bulletin.send_to),
            ("发：", self.bulletin.hand_to),
        )
        return [(label, self.setter.lay(words, FOOT, width)) for label, words in parts if words]

    def _editors(self) -> LaidText:
        width = paper_of(self.bulletin.preset).text_box(1).width * EDITORS_SHARE - FOOT.size
        return self.setter.lay(self.bulletin.editors, FOOT, width)

    def placed(self) -> list[Placed]:
        """The foot, its last line standing on the text's lower edge."""
        box = paper_of(self.bulletin.preset).text_box(1)
        top = box.bottom - self.height + AIR
        items = [Placed(Box(box.left, top, box.width, 0), RuleLeaf(INK, 1.0))]
        for label, text in self._lines():
            items.append(self.setter.at(Box(box.left + FOOT.size, top, FOOT_LABEL, 0), label, FOOT))
            items.append(text_at(Box(box.left + FOOT.size + FOOT_LABEL, top, text.width, 0), text))
            top += text.height
        if self._lines():
            items.append(Placed(Box(box.left, top, box.width, 0), RuleLeaf(INK, 0.7)))
        copies = "＿＿" if self.bulletin.copies is None else str(self.bulletin.copies)
        left = box.width * EDITORS_SHARE
        editors = self._editors()
        items.append(text_at(Box(box.left + FOOT.size, top, editors.width, 0), editors))
        count = Box(box.left + left, top, box.width - left - FOOT.size, 0)
        return [*items, self.setter.at(count, f"（共印{copies}份）", FOOT_RIGHT)]
