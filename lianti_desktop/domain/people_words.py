"""The closed lists about people: staff, honours, consent, operators."""

from collections.abc import Mapping

from lianti_desktop.domain.word import Word


class Gender(Word):
    """As in the roster."""

    MALE = "male", "男"
    FEMALE = "female", "女"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the codes of the teacher system's export."""
        return {"1": "male", "2": "female", "男性": "male", "女性": "female"}


class StaffCategory(Word):
    """The post a member of staff is counted under."""

    FULL_TIME_TEACHER = "full_time_teacher", "专任教师"
    ADMINISTRATOR = "administrator", "行政人员"
    TEACHING_AUX = "teaching_aux", "教辅人员"
    WORKER = "worker", "工勤人员"
    PART_TIME = "part_time", "代课兼职"
    EXTERNAL_EXPERT = "external_expert", "校外专家"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the short forms found in rosters."""
        return {
            "教师": "full_time_teacher",
            "行政": "administrator",
            "教辅": "teaching_aux",
            "工勤": "worker",
            "代课": "part_time",
            "代课教师": "part_time",
            "兼职": "part_time",
            "兼职教师": "part_time",
        }


class PoliticalStatus(Word):
    """As in the roster."""

    PARTY_MEMBER = "party_member", "中共党员"
    PROBATIONARY = "probationary", "预备党员"
    ACTIVIST = "activist", "入党积极分子"
    LEAGUE = "league", "共青团员"
    OTHER = "other", "其他"
    MASSES = "masses", "群众"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the long forms and gather the other parties under one word."""
        parties = "民革 民盟 民建 民进 农工 农工党 致公 致公党 九三 九三学社 台盟 无党派 无党派人士"
        return dict.fromkeys(parties.split(), "other") | {
            "党员": "party_member",
            "中共预备党员": "probationary",
            "积极分子": "activist",
            "团员": "league",
        }


class AffiliationKind(Word):
    """How a member of staff belongs to a school."""

    MAIN = "main", "人事关系"
    EXCHANGE = "exchange", "交流"
    TEMPORARY = "temporary", "挂职"
    PART_TIME = "part_time", "走教"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the other name of the main tie."""
        return {"编制": "main", "在编": "main"}


class TitleRank(Word):
    """The professional title after the reform of 2015."""

    SENIOR_FULL = "senior_full", "正高级教师"
    SENIOR = "senior", "高级教师"
    FIRST = "first", "一级教师"
    SECOND = "second", "二级教师"
    THIRD = "third", "三级教师"
    NONE = "none", "未评"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the titles from before the reform, with and without 教师."""
        short = {
            "正高级": "senior_full",
            "正高": "senior_full",
            "高级": "senior",
            "副高": "senior",
            "中学高级": "senior",
            "一级": "first",
            "中学一级": "first",
            "小学高级": "first",
            "二级": "second",
            "中学二级": "second",
            "小学一级": "second",
            "三级": "third",
            "中学三级": "third",
            "小学二级": "third",
            "小学三级": "third",
        }
        return short | {f"{old}教师": rank for old, rank in short.items()} | {"未评级": "none"}


class HonorCategory(Word):
    """What an honour of a teacher is called."""

    BACKBONE = "backbone", "骨干教师"
    SUBJECT_LEADER = "subject_leader", "学科带头人"
    TEACHING_EXPERT = "teaching_expert", "教学能手"
    RISING_STAR = "rising_star", "教坛新秀"
    FAMOUS_TEACHER = "famous_teacher", "名师"
    SPECIAL_GRADE = "special_grade", "特级教师"
    CLASS_TEACHER_STAR = "class_teacher_star", "优秀班主任"
    THREE_CATEGORY = "three_category", "三类教师"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the county's own spelling."""
        return {"教坛新星": "rising_star", "骨干": "backbone"}


class HonorLevel(Word):
    """Who granted an honour."""

    SCHOOL = "school", "校级"
    TOWNSHIP = "township", "镇级"
    COUNTY = "county", "县（区）级"
    CITY = "city", "市级"
    PROVINCE = "province", "省级"
    NATIONAL = "national", "国家级"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the forms of one place or the other."""
        return {
            "乡镇级": "township",
            "乡级": "township",
            "县级": "county",
            "区级": "county",
            "区县级": "county",
            "县区级": "county",
        }


class AwardTarget(Word):
    """Who is commended."""

    PERSON = "person", "个人"
    UNIT = "unit", "单位"
    CLASS = "class", "班级"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept what schools and teams are called."""
        return {"学校": "unit", "集体": "unit", "教师": "person", "学生": "person"}


class ConsentScope(Word):
    """What a guardian or a member of staff has agreed to."""

    PHOTO_INTERNAL = "photo_internal", "照片校内使用"
    PHOTO_ALBUM_PRINT = "photo_album_print", "照片印入画册"
    PHOTO_BULLETIN = "photo_bulletin", "照片印入简报"
    NAME_IN_PRINT = "name_in_print", "姓名印出"
    MEDIA_PUBLIC = "media_public", "对外宣传"


class Education(Word):
    """The highest level of schooling of a member of staff."""

    DOCTOR = "doctor", "博士研究生"
    MASTER = "master", "硕士研究生"
    BACHELOR = "bachelor", "本科"
    COLLEGE = "college", "专科"
    SECONDARY = "secondary", "中专"
    HIGH_SCHOOL = "high_school", "高中"
    BELOW = "below", "初中及以下"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the forms of the rosters."""
        return {
            "博士": "doctor",
            "研究生": "master",
            "硕士": "master",
            "大学": "bachelor",
            "大学本科": "bachelor",
            "大专": "college",
            "大学专科": "college",
            "中师": "secondary",
            "中等师范": "secondary",
            "初中": "below",
        }


class SiteRole(Word):
    """What one installed office is in the exchange of files."""

    CORE = "core", "中心校"
    CAMPUS = "campus", "村校（校区）"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept either half of the label."""
        return {"核心校": "core", "村校": "campus", "校区": "campus", "村小": "campus"}


class OperatorRole(Word):
    """What a person at this computer may do."""

    CLERK = "clerk", "录入员"
    DIRECTOR = "director", "教导主任"
    PRINCIPAL = "principal", "校长"
    CORE_ADMIN = "core_admin", "核心校管理员"
    SUPERVISOR = "supervisor", "督导"
    READONLY = "readonly", "只看不改"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the short form of the last one."""
        return {"只读": "readonly"}
