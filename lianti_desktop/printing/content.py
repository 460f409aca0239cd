"""What the printed documents take: plain frozen data, already worded for the reader.

Whoever fills these (a service, a page of the desk, a test) turns records into text first: dates
are written out, links are names, and what is unknown is an empty string or ``None``, which leaves
its place on the paper empty.  Nothing in here knows a database, a page or a font.
"""

from dataclasses import dataclass
from pathlib import Path

from lianti_desktop.domain.presets import SCHOOL, Preset

SIGN_BOXES = ("记录人", "承办学校负责人（盖章）", "联盟办公室（盖章）")


@dataclass(frozen=True)
class Photo:
    """One picture: an upright JPEG of at most 2016 px, its size in pixels and its caption.

    ``key`` is how an album's plan calls it; without one it goes by the name of its file.
    """

    path: Path
    width: int
    height: int
    caption: str = ""
    is_hero: bool = False
    key: str = ""

    @property
    def name(self) -> str:
        """What a plan calls the photo."""
        return self.key or self.path.name


@dataclass(frozen=True)
class Attendance:
    """How many people one school sent; a column that nobody fills is not printed."""

    school: str
    staff: int | None = None
    pupils: int | None = None
    parents: int | None = None
    party_members: int | None = None
    experts: int | None = None
    is_estimated: bool = False


@dataclass(frozen=True)
class LessonLine:
    """One lesson given in the activity, a row of 课例表."""

    teacher: str
    school: str = ""
    subject: str = ""
    class_name: str = ""
    topic: str = ""
    kind: str = ""


@dataclass(frozen=True)
class ResolutionLine:
    """One resolution with who does it until when, a row of 决议."""

    text: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True)
class Remark:
    """One 感言: the author as the paper may name him (三年级 小荷) and his words.

    ``key`` is how an album's plan calls it; without one it goes by its author.
    """

    author: str
    text: str
    key: str = ""

    @property
    def name(self) -> str:
        """What a plan calls the remark."""
        return self.key or self.author


@dataclass(frozen=True)
class ActivitySheet:
    """P01 活动记录表.

    ``when`` is written out, for example 2026年3月12日（第3周 周四） 14:30—16:30.
    ``organiser`` is 主办, ``host`` is 承办.  ``late_entry`` prints 补录, ``sample`` prints 示例.
    """

    title: str
    kind: str = ""
    state: str = ""
    number: str = ""
    term: str = ""
    alliance: str = ""
    when: str = ""
    place: str = ""
    mode: str = ""
    theme: str = ""
    organiser: str = ""
    host: str = ""
    chair: str = ""
    recorder: str = ""
    attendance: tuple[Attendance, ...] = ()
    process: str = ""
    result: str = ""
    resolution: str = ""
    resolutions: tuple[ResolutionLine, ...] = ()
    problems_next: str = ""
    lessons: tuple[LessonLine, ...] = ()
    remarks: tuple[Remark, ...] = ()
    attachments: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    sign_boxes: tuple[str, ...] = SIGN_BOXES
    late_entry: bool = False
    sample: bool = False


@dataclass(frozen=True)
class Attendee:
    """One line of a 签到表; ``signed`` prints 已签到 where the hand would sign."""

    name: str
    school: str = ""
    post: str = ""
    signed: bool = False


@dataclass(frozen=True)
class SignInSheet:
    """P02 签到表: without attendees it is blank; the rest of its last page is always blank rows."""

    title: str
    when: str = ""
    place: str = ""
    host: str = ""
    alliance: str = ""
    attendees: tuple[Attendee, ...] = ()
    pages: int = 1
    """At least so many pages; more follow when the attendees need them."""
    sample: bool = False


@dataclass(frozen=True)
class HandOverSlip:
    """P20 送交单: what goes with a package; ``counts`` are worded, (活动, 12 次).

    ``code`` is what the square code says, ``left`` what did not fit and comes later.
    """

    number: str
    sender: str
    recipient: str
    made: str = ""
    term: str = ""
    size: str = ""
    counts: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    left: str = ""
    check_code: str = ""
    code: str = ""
    alliance: str = ""
    sample: bool = False


@dataclass(frozen=True)
class TakenLine:
    """What came in of one kind of record."""

    what: str
    new: int = 0
    changed: int = 0
    deleted: int = 0


@dataclass(frozen=True)
class ReceiptSlip:
    """P20 回执单: what the receiver made of a package; ``state`` is worded, for example 已收下."""

    number: str
    sender: str
    recipient: str
    file: str = ""
    taken: str = ""
    state: str = ""
    size: str = ""
    lines: tuple[TakenLine, ...] = ()
    photos: int = 0
    conflicts: int = 0
    waiting: int = 0
    check_code: str = ""
    code: str = ""
    alliance: str = ""
    sample: bool = False


@dataclass(frozen=True)
class LockedPage:
    """Photos, by name, that stay together on one page; ``is_opening`` under the chapter's title."""

    photos: tuple[str, ...]
    is_opening: bool = False


@dataclass(frozen=True)
class AlbumChapter:
    """One activity in the album; ``people`` is worded, for example 教师 42 人 · 学生 126 人.

    ``key`` is how an album's plan calls it; without one it goes by its title.
    """

    title: str
    kind: str = ""
    when: str = ""
    place: str = ""
    host: str = ""
    people: str = ""
    text: str = ""
    photos: tuple[Photo, ...] = ()
    remarks: tuple[Remark, ...] = ()
    key: str = ""
    locked: tuple[LockedPage, ...] = ()

    @property
    def name(self) -> str:
        """What a plan calls the chapter."""
        return self.key or self.title


@dataclass(frozen=True)
class AlbumBook:
    """P13 画册 of one term.

    ``style`` names a design (album_designs.DESIGNS), ``size`` a paper (A4, 16K or A5).  The title
    page bears ``members``, the schools, and ``editors``, lines such as 主编 曾小贤.

    ``title`` is the large line of the cover (携手同行), ``subtitle`` what the book is (活动画册).
    ``imprint`` are the lines of the back cover (编印 …, 2026年7月).  ``pages_multiple`` pads the
    book with empty pages before its back cover: 4 for saddle stitch, 2 for plain duplex, 1 for
    none.
    """

    title: str
    alliance: str = ""
    school: str = ""
    term: str = ""
    subtitle: str = "活动画册"
    cover_photo: Photo | None = None
    foreword: str = ""
    chapters: tuple[AlbumChapter, ...] = ()
    imprint: tuple[str, ...] = ()
    pages_multiple: int = 4
    sample: bool = False
    style: str = "pine"
    size: str = "A4"
    members: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()


@dataclass(frozen=True)
class BulletinArticle:
    """One piece of a 简报; ``byline`` is worded, for example 白鹭湾小学 供稿.

    ``key`` is the activity it tells of.
    """

    title: str
    text: str = ""
    byline: str = ""
    photos: tuple[Photo, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class Bulletin:
    """P12 简报 of a quarter.

    ``name`` is the red head (青石桥教联体简报), ``publisher`` is 编印单位.  The foot on the last
    page says who gets it: ``report_to`` 报, ``send_to`` 送, ``hand_to`` 发.
    """

    name: str
    issue: int | None = None
    total_issue: int | None = None
    publisher: str = ""
    date: str = ""
    articles: tuple[BulletinArticle, ...] = ()
    report_to: str = ""
    send_to: str = ""
    hand_to: str = ""
    copies: int | None = None
    editors: str = ""
    sample: bool = False
    preset: Preset = SCHOOL


@dataclass(frozen=True)
class VolumeText:
    """A plan, a summary, minutes or a list in the 学期汇编: a title over running text."""

    title: str
    text: str = ""
    byline: str = ""


@dataclass(frozen=True)
class VolumeItem:
    """One piece of the volume; ``evidence_for`` names the indicators of the appraisal it proves.

    ``key`` calls it in a snapshot, so that what came later can be told from what was there.
    """

    key: str
    title: str
    content: ActivitySheet | SignInSheet | VolumeText
    owner: str = ""
    date: str = ""
    evidence_for: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class VolumeChapter:
    """A chapter with who collects it and how far it is (资料齐全, 缺 2 件).

    ``key`` is how a kept volume calls it.
    """

    title: str
    owner: str = ""
    state: str = ""
    items: tuple[VolumeItem, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class TermVolume:
    """P14 学期汇编; ``missing`` are worded lines of what should be in it and is not.

    ``remarks`` is 本卷情况说明 of the 备考表, ``compiler`` 立卷人, ``checker`` 检查人.
    """

    title: str
    alliance: str = ""
    school: str = ""
    term: str = ""
    number: str = ""
    chapters: tuple[VolumeChapter, ...] = ()
    missing: tuple[str, ...] = ()
    remarks: str = ""
    compiler: str = ""
    checker: str = ""
    date: str = ""
    sample: bool = False
