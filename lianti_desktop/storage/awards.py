"""Awards: what a person, a unit or a class was commended for; a certificate is printed from it."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from lianti_desktop.domain.fields import Attachment, Choice, Day, LongText, Text
from lianti_desktop.domain.words import AwardTarget, HonorLevel
from lianti_desktop.storage.record import Kind, Record, Section, column, key, link
from lianti_desktop.storage.schools import School


class Award(Record):
    """One commendation; `target` is written as the certificate is to call who receives it."""

    __tablename__ = "award"
    __kind__ = Kind(
        "表彰",
        title=("target", "title"),
        listed=("target", "title", "level", "granted_on", "issuer", "school", "number"),
        newest_first="granted_on",
        measure="项",
        unique=("title", "target", "granted_on"),
        sections=(
            Section("受表彰者", ("target", "target_kind", "school")),
            Section("表彰", ("title", "level", "granted_on", "issuer")),
            Section("证书", ("reason", "number", "basis", "proof")),
        ),
    )

    target: Mapped[str | None] = column(
        Text(
            "受表彰者",
            required=True,
            longest=40,
            hint="照证书上的称呼写，例如 曾小贤 老师；学生不写全名，例如 三年级 小荷",
        )
    )
    target_kind: Mapped[AwardTarget | None] = column(
        Choice("表彰对象", words=AwardTarget, required=True)
    )
    school: Mapped[School | None] = link("所在学校")
    title: Mapped[str | None] = column(
        Text("奖项", required=True, longest=40, hint="例如 一等奖、教学能手")
    )
    level: Mapped[HonorLevel | None] = column(Choice("级别", words=HonorLevel, required=True))
    granted_on: Mapped[date | None] = column(Day("表彰日期", required=True, past=True))
    issuer: Mapped[str | None] = column(Text("颁发单位", required=True, longest=60))
    reason: Mapped[str | None] = column(
        LongText("事由", hint="证书正文，例如 在同课异构教学比赛中表现突出，荣获")
    )
    number: Mapped[str | None] = column(Text("证书编号"))
    basis: Mapped[str | None] = column(Text("依据", hint="例如 青教联〔2026〕5号"))
    proof: Mapped[str | None] = column(Attachment("证明材料"))

    school_id: Mapped[UUID | None] = key(index=True)
