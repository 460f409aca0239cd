"""Documents: charters, schemes, notices, and the papers of one activity."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from lianti_desktop.domain.fields import Attachment, Choice, Day, LongText, Number, Text
from lianti_desktop.domain.words import DocumentKind
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.record import Kind, Record, column, key, link
from lianti_desktop.storage.schools import Alliance, School


class Document(Record):
    """A charter, scheme, notice or agreement."""

    __tablename__ = "document"
    __kind__ = Kind(
        "文件制度",
        listed=("title", "kind", "doc_no", "dated", "school", "version"),
        newest_first="dated",
        measure="份",
    )

    title: Mapped[str | None] = column(Text("标题", required=True))
    kind: Mapped[DocumentKind | None] = column(Choice("类别", words=DocumentKind, required=True))
    doc_no: Mapped[str | None] = column(Text("文号", hint="例如 青教字〔2026〕5号"))
    dated: Mapped[date | None] = column(Day("日期", past=True))
    school: Mapped[School | None] = link("制定单位")
    alliance: Mapped[Alliance | None] = link("所属联盟")
    activity: Mapped[Activity | None] = link("所属活动")
    version: Mapped[str | None] = column(Text("版本", hint="例如 2026年修订"))
    text: Mapped[str | None] = column(LongText("正文或摘要"))
    consultation_sent: Mapped[int | None] = column(Number("发出征求意见", unit="份"))
    consultation_opinions: Mapped[int | None] = column(Number("收到意见", unit="条"))
    vote_result: Mapped[str | None] = column(Text("表决结果"))
    file: Mapped[str | None] = column(Attachment("附件"))

    school_id: Mapped[UUID | None] = key()
    alliance_id: Mapped[UUID | None] = key()
    activity_id: Mapped[UUID | None] = key(index=True)
