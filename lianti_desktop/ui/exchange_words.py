"""The exchange in words: what a package would do, what became of it, how far a school is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from lianti_desktop.domain.dates import format_day_short
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.sync.incoming import Outcome
from lianti_desktop.sync.manifest import Manifest
from lianti_desktop.sync.overview import Overview, SchoolLine, Sending
from lianti_desktop.ui.exchange_parcels import WORDS, Glimpse, Parcel
from lianti_desktop.ui.exchange_work import Received
from lianti_desktop.ui.theme import Tone
from lianti_desktop.ui.widgets.card import LinkLine
from lianti_desktop.ui.widgets.facts import Fact

RETIRED = "本机已停用"
RETIRED_ABOUT = (
    "中心校停用了这台电脑，它做的包各校不再收。资料都在本机，照常能看、能录。"
    "要接着交换，请{}重新申请加入；停用以后录入的内容，加入以后会一起带上。"
)
UNPLUG = "现在可以拔出U盘"
PRIVACY = "包里没有身份证号、学生姓名和分数；电话等只给本校看的内容也不装。"
IS_IT_US = "{}。不是本校的话，趁还没有录入，到“成员校与电脑”里退出联盟再来"
IS_BACK = "都在。停用以后录入的已经带上，下次送包就送出去；带不上的在“待处理”里，由人来定"
MOST_NAMED = 4
UNCONFIRMED_DAYS = 14


def parcel_title(parcel: Parcel) -> str:
    """柳林校区 第7包."""
    if parcel.is_request:
        return f"{parcel.sender or '没有写校名的学校'} 的入盟申请"
    if not parcel.sender:
        return parcel.file.name
    return f"{parcel.sender} 第{parcel.number}包" if parcel.number else parcel.sender


def standing_words(parcel: Parcel) -> tuple[str, Tone]:
    """What can be done with a file, in one coloured word."""
    words, tone = WORDS[parcel.standing]
    return parcel.words or words, tone


def content_words(parcel: Parcel) -> str:
    """What lies in a package, for the list."""
    if parcel.preview is not None:
        return sums_words(parcel.preview) or "只有回执"
    if parcel.manifest is not None:
        count = parcel.manifest.commits
        return f"{count} 次改动" if count else "只有回执"
    return ""


def sums_words(outcome: Outcome) -> str:
    """新增 12 条、改动 3 条."""
    counts = outcome.counts
    parts = (
        ("新增", counts.new, "条"),
        ("改动", counts.changed, "条"),
        ("移到回收站", counts.deleted, "条"),
        ("两边都改过", counts.conflicts, "处"),
    )
    words = [f"{name} {sum(kinds.values())} {unit}" for name, kinds, unit in parts if kinds]
    return "，".join(words)


def preview_facts(parcel: Parcel) -> list[Fact]:
    """What taking a package in would do, by kind; then what waits and what is not taken."""
    outcome = parcel.preview
    if outcome is None:
        return []
    facts = [*_by_school(parcel), *_by_kind(outcome)]
    if outcome.arrived.files or outcome.arrived.thumbnails:
        facts.append(Fact("照片和文件", arrived_words(outcome)))
    facts += [Fact("前面还缺", words, Tone.WAITING) for words in gap_words(outcome, parcel.names)]
    if outcome.parked:
        facts.append(Fact("放着等", f"{outcome.parked} 次改动，缺的到了会自动补上", Tone.WAITING))
    facts += [Fact("没有收", words, Tone.DANGER) for words in counted(outcome.void)]
    return facts or [Fact("内容", "没有新的改动，只有对方的回执", Tone.SECONDARY)]


def arrived_words(outcome: Outcome) -> str:
    """新到 31 个，8.4 MB；缩略图 40 张."""
    arrived, words = outcome.arrived, []
    if arrived.files:
        words.append(f"新到 {arrived.files} 个，{size_words(arrived.size)}")
    if arrived.thumbnails:
        words.append(f"缩略图 {arrived.thumbnails} 张")
    return "；".join(words)


def _by_school(parcel: Parcel) -> list[Fact]:
    """How many actions of which school, where there are several."""
    if parcel.manifest is None:
        return []
    schools = actions_by_school(parcel.manifest, parcel.names)
    if len(schools) < 2:  # noqa: PLR2004 - one school is named in the title already
        return []
    words = "，".join(f"{name} {count} 次" for name, count in schools.items())
    return [Fact("谁的改动", words, Tone.SECONDARY)]


def actions_by_school(manifest: Manifest, names: Mapping[UUID, str]) -> dict[str, int]:
    """How many actions of each school a package carries."""
    found: dict[str, int] = {}
    for run in manifest.ranges:
        name = names.get(run.replica, "名册里没有的电脑")
        found[name] = found.get(name, 0) + run.last - run.first + 1
    return found


def _by_kind(outcome: Outcome) -> list[Fact]:
    counts = outcome.counts
    parts = (
        ("新增", counts.new),
        ("改动", counts.changed),
        ("移到回收站", counts.deleted),
        ("两边都改过", counts.conflicts),
    )
    facts = []
    for table, kind in BY_TABLE.items():
        words = [f"{name} {kinds[table]}" for name, kinds in parts if kinds.get(table)]
        if words:
            tone = Tone.WAITING if counts.conflicts.get(table) else Tone.INK
            facts.append(Fact(kind.__kind__.name, " · ".join(words), tone))
    return facts


def gap_words(outcome: Outcome, names: Mapping[UUID, str]) -> list[str]:
    """柳林校区 第41–57条, for each gap."""
    return [
        f"{names.get(gap.replica, '')} 第{gap.first}–{gap.last}条".strip()
        for gap in outcome.missing[:MOST_NAMED]
    ]


def counted(sentences: Iterable[str]) -> list[str]:
    """Each sentence once, with how often it was said."""
    found: dict[str, int] = {}
    for sentence in sentences:
        found[sentence] = found.get(sentence, 0) + 1
    return [f"{count} 次改动：{sentence}" for sentence, count in found.items()]


def received_facts(result: Received) -> list[Fact]:
    """What became of the packages, one line each."""
    facts = [
        Fact(parcel_title(parcel), _taken_words(outcome), Tone.INK)
        for parcel, outcome in result.taken
    ]
    if result.joined:
        alliance, school = result.joined
        facts.insert(0, Fact("加入了", alliance, Tone.MET))
        words = IS_IT_US.format(school) if school else IS_BACK
        facts.insert(1, Fact("本校是" if school else "以前录的", words))
    if result.is_retired:
        facts.insert(0, Fact(RETIRED, RETIRED_ABOUT.format("点“返回”"), Tone.DANGER))
    facts += [Fact("请留意", doubt, Tone.WAITING) for doubt in result.doubts]
    facts += [
        Fact(parcel_title(parcel), sentence, Tone.DANGER) for parcel, sentence in result.refused
    ]
    if result.receipts:
        facts.append(Fact("回执", f"已写到同一个地方，{len(result.receipts)} 份", Tone.INK))
    if result.trouble:
        facts.append(Fact("回执", result.trouble, Tone.DANGER))
    if result.is_stopped:
        facts.append(Fact("停下", "没有收完的包还在U盘上，下次再收就行", Tone.WAITING))
    return facts


def _taken_words(outcome: Outcome) -> str:
    nothing = "没有新的改动，对方收到了什么已记下"
    words = [one for one in (sums_words(outcome), arrived_words(outcome)) if one] or [nothing]
    if outcome.parked:
        words.append(f"{outcome.parked} 次改动放着等")
    return "；".join([*words, *(f"没有收 {one}" for one in counted(outcome.void))])


def received_line(result: Received) -> str:
    """The quiet line at the foot of the window."""
    if not result.taken:
        return "没有收下新的包，本机的数据没有变化"
    total = [
        sum(sum(getattr(outcome.counts, name).values()) for _, outcome in result.taken)
        for name in ("new", "changed")
    ]
    return f"收下 {len(result.taken)} 个包：新增 {total[0]} 条，改动 {total[1]} 条"


def school_words(line: SchoolLine, today: date) -> tuple[str, Tone]:
    """How far a school has what we have."""
    when = ago(line.packed_at, today)
    if line.sending is Sending.DELIVERED:
        return "已送达", Tone.MET
    if line.sending is Sending.NEVER:
        return "没有要送的", Tone.SECONDARY
    if line.sending is Sending.EXPORTED:
        return f"{when}已导出", Tone.WAITING
    return f"{line.lacking} 次改动要送", Tone.ACCENT


def last_words(found: Overview, today: date) -> tuple[str, Tone]:
    """What the status line says of the exchange: what is to be sent, what is not confirmed."""
    aims = [one for one in found.schools if one.is_core] or list(found.schools)
    waiting = [one for one in aims if one.sending is Sending.WAITING]
    exported = [one for one in aims if one.sending is Sending.EXPORTED]
    if waiting and not any(one.packed_at for one in aims):
        return "送包：还没有送过", Tone.SECONDARY
    if exported and not waiting:
        oldest = min((one.packed_at for one in exported if one.packed_at), default=None)
        is_old = oldest is not None and (today - oldest.date()).days > UNCONFIRMED_DAYS
        tone = Tone.WAITING if is_old else Tone.SECONDARY
        return f"送包：{ago(oldest, today)}已导出，等回执", tone
    if waiting:
        newest = max((one.packed_at for one in aims if one.packed_at), default=None)
        count = max(one.lacking for one in waiting)
        return f"送包：{ago(newest, today)}，有 {count} 次改动要送", Tone.SECONDARY
    return ("送包：都已送达", Tone.SECONDARY) if aims else ("", Tone.SECONDARY)


def ago(moment: datetime | None, today: date) -> str:
    """今天, 昨天, 3天前, 3月12日 周四."""
    if moment is None:
        return ""
    days = (today - moment.date()).days
    if days <= 1:
        return "昨天" if days == 1 else "今天"
    return f"{days}天前" if days < 28 else format_day_short(moment.date(), today)  # noqa: PLR2004


def glimpse_line(glimpse: Glimpse) -> LinkLine:
    """A package on the stick, for the first sight."""
    if glimpse.is_request:
        return LinkLine(None, glimpse.sender or "一所学校", "入盟申请，等受理", Tone.WAITING)
    content = f"{glimpse.commits} 次改动" if glimpse.commits else "回执"
    return LinkLine(None, f"{glimpse.sender} 第{glimpse.number}包", content)


def stick_words(name: str, free: int, parcels: int | None) -> str:
    """What is known of the stick that is plugged in."""
    room = f"{name}，还空着 {size_words(free)}"
    if parcels is None:
        return f"{room}。正在看里面有没有包…"
    return f"{room}。里面有 {parcels} 个新的包" if parcels else f"{room}。里面没有新的包"


def size_words(size: int) -> str:
    """11.2 GB, 380 MB."""
    if size >= 1024**3:
        return f"{size / 1024**3:.1f} GB"
    return f"{size / 1024**2:.0f} MB" if size >= 1024**2 else f"{max(1, size // 1024)} KB"


def several(names: Sequence[str]) -> str:
    """柳林校区、石桥教学点等 5 所."""
    if len(names) <= MOST_NAMED:
        return "、".join(names)
    return f"{'、'.join(names[:MOST_NAMED])}等 {len(names)} 所"
