"""The closed lists about schools, alliances, organs, places and papers."""

from collections.abc import Mapping

from lianti_desktop.domain.word import Word

SOME_ALLIANCE = "教育联盟"
"""What an alliance is called whose name is not known yet, and what the names of most end with."""


class SchoolKind(Word):
    """What sort of school, or body beside the schools, this is."""

    PRIMARY = "primary", "小学"
    JUNIOR = "junior", "初中"
    NINE_YEAR = "nine_year", "九年一贯制"
    COMPLETE_SECONDARY = "complete_secondary", "完全中学"
    TEACHING_POINT = "teaching_point", "教学点"
    CAMPUS = "campus", "校区"
    KINDERGARTEN = "kindergarten", "幼儿园"
    TRAINING_BODY = "training_body", "研训机构"
    BUREAU = "bureau", "教育局"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the everyday names of offices."""
        return {
            "村小": "primary",
            "完全小学": "primary",
            "中心小学": "primary",
            "初级中学": "junior",
            "九年一贯制学校": "nine_year",
            "小学教学点": "teaching_point",
            "教研室": "training_body",
        }


class Connectivity(Word):
    """How well a school's office reaches the internet."""

    NONE = "none", "没有网络"
    POOR = "poor", "网络不稳"
    OK = "ok", "网络正常"


class Section(Word):
    """The stage of schooling (学段)."""

    KINDERGARTEN = "kindergarten", "幼儿园"
    PRIMARY = "primary", "小学"
    JUNIOR = "junior", "初中"
    SENIOR = "senior", "高中"


class AllianceKind(Word):
    """How the schools of an alliance are bound together."""

    INTEGRATED = "integrated", "融合型教联体"
    CO_BUILT = "co_built", "共建型教联体"
    COOPERATIVE = "cooperative", "协作型教联体"
    GROUP = "group", "教育集团"
    UNIVERSITY_DISTRICT = "university_district", "大学区"
    AREA_LINKAGE = "area_linkage", "校际联动"
    COMMUNITY = "community", "学校发展共同体"
    PAIRING = "pairing", "结对"
    BILATERAL = "bilateral", "双边联动"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the short forms of the policy papers."""
        return {
            "融合型": "integrated",
            "共建型": "co_built",
            "协作型": "cooperative",
            "联片": "area_linkage",
            "联片联动": "area_linkage",
            "共同体": "community",
        }


class MembershipRole(Word):
    """What a school is within an alliance or a linkage group."""

    CORE = "core", "核心校"
    BASE = "base", "基地校"
    LEADER = "leader", "牵头校"
    MEMBER = "member", "成员校"
    LINKAGE = "linkage", "联动校"
    PARTNER = "partner", "结对校"
    SUPPORTED = "supported", "受援校"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the other names of the core school."""
        return {"主体学校": "core", "龙头校": "core", "主校区": "core", "中心校": "core"}


class OrganKind(Word):
    """What sort of body an organ of a school or an alliance is."""

    LEADING_GROUP = "leading_group", "领导小组"
    WORK_GROUP = "work_group", "工作小组"
    MANAGEMENT_COMMITTEE = "management_committee", "管理委员会"
    OFFICE = "office", "办公室"
    JOINT_CONFERENCE = "joint_conference", "联席会议"
    SUPERVISION_GROUP = "supervision_group", "督导组"
    EXPERT_GROUP = "expert_group", "专家组"
    STUDIO = "studio", "工作室"
    SUBJECT_CENTRE = "subject_centre", "学科中心组"
    TEACHING_GROUP = "teaching_group", "教研组"
    PREP_GROUP = "prep_group", "备课组"
    GRADE_GROUP = "grade_group", "年级组"
    PARTY_COMMITTEE = "party_committee", "党委"
    PARTY_BRANCH = "party_branch", "党支部"
    PARTY_CELL = "party_cell", "党小组"
    REVIEW_PANEL = "review_panel", "评审组"
    PARENTS_SCHOOL = "parents_school", "家长学校"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the short form of the management committee."""
        return {"管委会": "management_committee"}


class FacilityKind(Word):
    """What sort of place the schools share."""

    FARM_BASE = "farm_base", "农耕基地"
    YOUTH_PALACE = "youth_palace", "少年宫"
    LAB = "lab", "实验室"
    LIBRARY = "library", "图书室"
    COMPUTER_ROOM = "computer_room", "计算机教室"
    SPORTS = "sports", "运动场馆"
    HALL = "hall", "会场礼堂"
    OTHER = "other", "其他"


class DocumentKind(Word):
    """What sort of paper a document is."""

    CHARTER = "charter", "章程"
    SYSTEM = "system", "制度"
    SCHEME = "scheme", "方案"
    PLAN = "plan", "计划"
    GUIDELINE = "guideline", "指导意见"
    AGREEMENT = "agreement", "协议书"
    ETHICS_RECORD = "ethics_record", "师德档案"
    CAREER_PLAN = "career_plan", "个人发展规划"
    CONSULTATION = "consultation", "征求意见"
    NOTICE = "notice", "通知"
    OTHER = "other", "其他"
