"""The words of the activity catalogue: its kinds, their groups in the picker, the checks."""

from lianti_desktop.domain.word import Word


class ActivityGroup(Word):
    """The headings of the kind picker, in its order."""

    MEETING = "meeting", "会议"
    RESEARCH = "research", "联合教研"
    STAFF = "staff", "教师活动"
    MENTOR = "mentor", "师徒"
    PUPIL = "pupil", "学生活动"
    PARENT = "parent", "家长"
    RETENTION = "retention", "控辍"
    PARTY = "party", "党建"
    TRAINING = "training", "培训"
    INSPECTION = "inspection", "督查"
    OTHER = "other", "其他"


class Check(Word):
    """What an activity may have to hold before its papers are complete."""

    PROCESS = "process", "过程"
    SIGN_IN = "sign_in", "签到"
    PHOTOS = "photos", "照片"
    REFLECTIONS = "reflections", "感言"
    RESOLUTION = "resolution", "决议"
    LESSONS = "lessons", "课例"
    OBSERVATIONS = "observations", "听评课"
    DOCUMENT = "document", "附件"
    COUNTS = "counts", "人数"
    SAFETY = "safety", "安全"


class Output(Word):
    """Whether an activity goes into a printed work."""

    ALWAYS = "always", "必收"
    SOMETIMES = "sometimes", "选收"
    NEVER = "never", "不收"


class ActivityKind(Word):
    """Every kind of activity that a school can record."""

    MEETING_REGULAR = "meeting.regular", "例会"
    MEETING_TEACHING_JOINT = "meeting.teaching_joint", "教学副校长教导主任联席会"
    MEETING_TERM_OPENING = "meeting.term_opening", "学期工作会"
    MEETING_TERM_SUMMARY = "meeting.term_summary", "学期总结会"
    MEETING_QUALITY_ANALYSIS = "meeting.quality_analysis", "质量分析会"
    MEETING_LEADER_EXCHANGE = "meeting.leader_exchange", "班子交流"
    MEETING_PRINCIPALS = "meeting.principals", "校长会"
    MEETING_PARTY_GROUP = "meeting.party_group", "党组会"
    MEETING_GROUP_DECISION = "meeting.group_decision", "集团会商"
    MEETING_LAUNCH = "meeting.launch", "启动会"

    RESEARCH_COLLECTIVE_PREP = "research.collective_prep", "集体备课"
    RESEARCH_LESSON_EXCHANGE = "research.lesson_exchange", "课堂教学交流"
    RESEARCH_SAME_TOPIC = "research.same_topic", "同课异构"
    RESEARCH_LESSON_DELIVERY = "research.lesson_delivery", "送教下乡"
    RESEARCH_MAJOR = "research.major", "大型互助式教研"
    RESEARCH_GROUP_WEEKLY = "research.group_weekly", "教研组周活动"
    RESEARCH_THEME = "research.theme", "主题联动教研"
    RESEARCH_OPEN_DAY = "research.open_day", "公开课日"
    RESEARCH_WEEKLY_LESSON = "research.weekly_lesson", "周周课"
    RESEARCH_BRAINSTORM = "research.brainstorm", "头脑风暴"
    RESEARCH_FORUM = "research.forum", "教学论坛"
    RESEARCH_LECTURE = "research.lecture", "专题讲座"
    RESEARCH_SKILL_CONTEST = "research.skill_contest", "教学技能赛"
    RESEARCH_QUALITY_LESSON = "research.quality_lesson", "优质课评比"
    RESEARCH_POST_PRACTICE = "research.post_practice", "岗位实践"
    RESEARCH_PROGRESS_REVIEW = "research.progress_review", "季度进展汇报"

    STAFF_FRIENDSHIP = "staff.friendship", "教师联谊"
    STAFF_STUDY_TRIP = "staff.study_trip", "外出学习交流"

    MENTOR_MONTHLY = "mentor.monthly", "师徒月活动"

    PUPIL_FIVE_ONES_CLASS_MEETING = "pupil.five_ones.class_meeting", "五个一：主题班会观摩"
    PUPIL_FIVE_ONES_URBAN_RURAL = "pupil.five_ones.urban_rural", "五个一：城乡体验"
    PUPIL_FIVE_ONES_FRIENDSHIP = "pupil.five_ones.friendship", "五个一：学生联谊"
    PUPIL_FIVE_ONES_MUTUAL_AID = "pupil.five_ones.mutual_aid", "五个一：互助帮扶"
    PUPIL_FIVE_ONES_SHOWCASE = "pupil.five_ones.showcase", "五个一：素质展示"
    PUPIL_OPEN_WEEK = "pupil.open_week", "开放周"
    PUPIL_FARM_PRACTICE = "pupil.farm_practice", "农耕劳动实践"
    PUPIL_ARTS_FESTIVAL = "pupil.arts_festival", "艺术节"
    PUPIL_SPORTS_MEETING = "pupil.sports_meeting", "运动会"
    PUPIL_CLASS_TEAM_MEETING = "pupil.class_team_meeting", "主题班队会"
    PUPIL_CARE_AID = "pupil.care_aid", "帮扶献爱心"
    PUPIL_EXCHANGE_FORMS = "pupil.exchange_forms", "互写信互读书互赠卡"
    PUPIL_COMPETITION = "pupil.competition", "学生竞赛"
    PUPIL_INTEREST_GROUP = "pupil.interest_group", "兴趣小组"
    PUPIL_THEME_DAY = "pupil.theme_day", "主题日"
    PUPIL_DONATION = "pupil.donation", "捐赠"
    PUPIL_SKILL_2PLUS1 = "pupil.skill_2plus1", "体艺2+1"

    PARENT_MEETING = "parent.meeting", "家长会"
    PARENT_SCHOOL = "parent.school", "家长学校"
    PARENT_CHILD_DAY = "parent.child_day", "亲子日"

    RETENTION_PUBLICITY = "retention.publicity", "控辍宣传月"

    PARTY_LESSON = "party.lesson", "党课"
    PARTY_MEMBER_DAY = "party.member_day", "党员活动日"
    PARTY_FORUM = "party.forum", "党员讲坛"
    PARTY_MORAL_HALL = "party.moral_hall", "道德讲堂"
    PARTY_JOINT_BUILD = "party.joint_build", "党建联建"
    PARTY_ANALYSIS = "party.analysis", "思想分析"
    PARTY_APPRAISAL = "party.appraisal", "民主评议"

    TRAINING_ETHICS = "training.ethics", "师德培训"
    TRAINING_PROFESSIONAL = "training.professional", "专业培训"
    TRAINING_INFO_TECH = "training.info_tech", "信息技术培训"
    TRAINING_MENTAL_HEALTH = "training.mental_health", "心理健康培训"
    TRAINING_RESEARCH = "training.research", "教科研培训"
    TRAINING_READING = "training.reading", "读书自修"
    TRAINING_REPORT_BACK = "training.report_back", "培训回校汇报"

    INSPECTION_WORK = "inspection.work", "工作督查"
    INSPECTION_DAILY = "inspection.daily", "日常督查"
    INSPECTION_SPECIAL = "inspection.special", "专项督查"
    INSPECTION_ANNUAL = "inspection.annual", "年度督查"

    OTHER = "other", "其他活动"
