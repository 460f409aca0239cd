"""The closed lists about activities: their state, lessons, pictures, roles and dimensions."""

from collections.abc import Mapping

from lianti_desktop.domain.word import Word


class ActivityState(Word):
    """How far an activity has come; from HELD on it counts in quotas."""

    PLANNED = "planned", "计划"
    HELD = "held", "已开展"
    COMPLETE = "complete", "资料齐全"
    ARCHIVED = "archived", "已归档"
    POSTPONED = "postponed", "延期"
    CANCELLED = "cancelled", "取消"


class ActivityMode(Word):
    """How people come together."""

    ONSITE = "onsite", "现场"
    ONLINE = "online", "网络"
    MIXED = "mixed", "现场加网络"
    PAPER = "paper", "函寄"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the usual other names."""
        return {"混合": "mixed", "线上": "online", "线下": "onsite", "线上线下": "mixed"}


class Carrier(Word):
    """The field of school work that carries an activity (联动载体)."""

    CLASSROOM = "classroom", "课堂"
    CURRICULUM = "curriculum", "课程"
    TOPIC = "topic", "课题"
    MORAL = "moral", "德育"
    PARTY = "party", "党建"
    ADMIN = "admin", "管理"


class Dimension(Word):
    """The eight dimensions of co-operation between the schools."""

    MANAGEMENT = "management", "管理互融"
    STAFF = "staff", "师资互派"
    TEACHING = "teaching", "教学互通"
    PUPILS = "pupils", "学生互动"
    RESOURCES = "resources", "资源共享"
    CULTURE = "culture", "文化共育"
    PARTY = "party", "党建共抓"
    QUALITY = "quality", "质量公评"


class ParticipantRole(Word):
    """What a person did in an activity."""

    CHAIR = "chair", "主持"
    SPEAKER = "speaker", "主讲"
    TEACHER = "teacher", "授课"
    LISTENER = "listener", "听课"
    EVALUATOR = "evaluator", "评课"
    GUEST = "guest", "来宾"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the nouns for the persons."""
        return {"主持人": "chair", "主讲人": "speaker", "授课教师": "teacher", "嘉宾": "guest"}


class SignMode(Word):
    """How a person is accounted for in the sign-in list."""

    ONSITE = "onsite", "到场"
    ONLINE = "online", "网上参加"
    LEAVE = "leave", "请假"
    ABSENT = "absent", "缺席"


class LessonKind(Word):
    """For what purpose a lesson was taught."""

    SHOWCASE = "showcase", "展示课"
    DISCUSSION = "discussion", "研讨课"
    COMPETITION = "competition", "竞赛课"
    DELIVERY = "delivery", "送教课"
    DEMONSTRATION = "demonstration", "示范课"
    REPORT = "report", "汇报课"
    OBSERVATION = "observation", "观摩课"
    OPEN = "open", "公开课"
    RESEARCH = "research", "研究课"
    EXPERIMENT = "experiment", "课题实验课"
    QUALITY = "quality", "优质课"
    PASS = "pass", "过关课"
    TRIAL = "trial", "磨课"
    ROUTINE = "routine", "常规随堂课"


class ObservationMode(Word):
    """Whether an observer was expected."""

    ARRANGED = "arranged", "预约听课"
    DROP_IN = "drop_in", "推门听课"


class AuthorKind(Word):
    """Who wrote a remark on an activity."""

    TEACHER = "teacher", "教师"
    PUPIL = "pupil", "学生"
    PARENT = "parent", "家长"
    LEADER = "leader", "领导"
    EXPERT = "expert", "专家"


class MediaConsent(Word):
    """Whether a picture may leave the office."""

    OK = "ok", "可以使用"
    GROUP_ONLY = "group_only", "只用集体照"
    BLUR_NEEDED = "blur_needed", "需要遮脸"
    BLOCKED = "blocked", "不可使用"
    UNKNOWN = "unknown", "还没确认"


class TermState(Word):
    """Whether a term still takes records."""

    OPEN = "open", "进行中"
    CLOSING = "closing", "结束中"
    CLOSED = "closed", "已结束"


class TermNumber(Word):
    """Which half of the academic year."""

    FIRST = "first", "第一学期"
    SECOND = "second", "第二学期"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept numbers and the names by season."""
        first = dict.fromkeys(("1", "一", "上", "上学期", "秋季", "秋季学期"), "first")
        return first | dict.fromkeys(("2", "二", "下", "下学期", "春季", "春季学期"), "second")
