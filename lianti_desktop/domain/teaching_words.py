"""The closed lists of what is taught and to whom: subjects and grades."""

from collections.abc import Mapping

from lianti_desktop.domain.word import Word


class Subject(Word):
    """The subjects of the curriculum of 2022, and the slots beside them."""

    MORALITY_LAW = "morality_law", "道德与法治"
    CHINESE = "chinese", "语文"
    MATH = "math", "数学"
    ENGLISH = "english", "英语"
    JAPANESE = "japanese", "日语"
    RUSSIAN = "russian", "俄语"
    HISTORY = "history", "历史"
    GEOGRAPHY = "geography", "地理"
    SCIENCE = "science", "科学"
    PHYSICS = "physics", "物理"
    CHEMISTRY = "chemistry", "化学"
    BIOLOGY = "biology", "生物学"
    INFO_TECH = "info_tech", "信息科技"
    PE = "pe", "体育与健康"
    ART = "art", "艺术"
    MUSIC = "music", "音乐"
    FINE_ART = "fine_art", "美术"
    DANCE = "dance", "舞蹈"
    DRAMA = "drama", "戏剧"
    FILM = "film", "影视"
    LABOUR = "labour", "劳动"
    PRACTICE = "practice", "综合实践活动"
    LOCAL = "local", "地方课程"
    SCHOOL_BASED = "school_based", "校本课程"
    CLASS_TEAM = "class_team", "班队活动"
    CALLIGRAPHY = "calligraphy", "书法"
    MENTAL_HEALTH = "mental_health", "心理健康"
    SAFETY = "safety", "安全"
    AFTER_SCHOOL = "after_school", "课后服务"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept the names of earlier curricula and of the timetable."""
        others = {
            "morality_law": "道法 品德 品德与生活 品德与社会 思想品德 思品 政治",
            "english": "外语",
            "science": "自然",
            "biology": "生物",
            "info_tech": "信息技术 信息 计算机 电脑",
            "pe": "体育",
            "music": "唱游·音乐 唱游",
            "fine_art": "造型·美术",
            "labour": "劳动技术 劳技",
            "practice": "综合 综合实践",
            "local": "地方",
            "school_based": "校本",
            "class_team": "班会 班队 班队会 少先队活动 班队/少先队活动",
            "calligraphy": "写字 书法/写字",
            "mental_health": "心理 心理健康教育",
            "safety": "安全教育",
        }
        return {name: subject for subject, names in others.items() for name in names.split()}


class Grade(Word):
    """The nine grades of compulsory schooling, and the attached kindergarten class."""

    KINDERGARTEN = "kindergarten", "学前"
    GRADE_1 = "grade_1", "一年级"
    GRADE_2 = "grade_2", "二年级"
    GRADE_3 = "grade_3", "三年级"
    GRADE_4 = "grade_4", "四年级"
    GRADE_5 = "grade_5", "五年级"
    GRADE_6 = "grade_6", "六年级"
    GRADE_7 = "grade_7", "七年级"
    GRADE_8 = "grade_8", "八年级"
    GRADE_9 = "grade_9", "九年级"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Accept 3, 三, 叁, 3年级 and ③ for the third grade, 初一 for the seventh."""
        by_name = dict.fromkeys(("学前班", "幼儿园", "学前班级"), "kindergarten")
        numerals = zip("123456789", "一二三四五六七八九", "壹贰叁肆伍陆柒捌玖", strict=True)
        for digit, *others in numerals:
            for written in (digit, *others):
                by_name |= dict.fromkeys((written, f"{written}年级"), f"grade_{digit}")
        return by_name | {"初一": "grade_7", "初二": "grade_8", "初三": "grade_9"}
