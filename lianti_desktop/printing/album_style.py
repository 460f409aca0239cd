"""The look of the album: its paper, colours and kinds of text."""

from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import MM
from lianti_desktop.printing.page import Paper
from lianti_desktop.printing.paragraph import Align, TextStyle

PAPER = Paper(top=26 * MM, bottom=23 * MM, inner=25 * MM, outer=17 * MM, mirrored=True)

PINE = "#1F6F5C"
PINE_SOFT = "#E3EFEA"
GOLD = "#B8935A"
GOLD_SOFT = "#DCC9A6"
QUIET = "#777B80"
INK = "#1F2329"

COVER_ALLIANCE = TextStyle(Role.KAI, 15, 24, PINE, Align.LEFT, spacing=0.14)
COVER_TITLE = TextStyle(Role.BOLD, 46, 60, INK, Align.LEFT, spacing=0.16)
COVER_SUBTITLE = TextStyle(Role.HEADING, 14, 22, PINE, Align.LEFT, spacing=0.3)
COVER_SCHOOL = TextStyle(Role.BODY, 12, 18, INK, Align.LEFT, spacing=0.06)
COVER_TERM = TextStyle(Role.BODY, 12, 18, QUIET, Align.RIGHT)
BACK_LINE = TextStyle(Role.BODY, 10.5, 19, QUIET, Align.CENTRE, spacing=0.06)
BACK_NAME = TextStyle(Role.KAI, 14, 24, PINE, Align.CENTRE, spacing=0.2)

PART_TITLE = TextStyle(Role.BOLD, 24, 36, INK, Align.LEFT, spacing=0.5)
PART_NOTE = TextStyle(Role.BODY, 9, 14, GOLD, Align.LEFT, spacing=0.3)
ENTRY_NUMBER = TextStyle(Role.HEADING, 11, 19, GOLD, Align.LEFT)
ENTRY_TITLE = TextStyle(Role.BODY, 12, 19, INK, Align.LEFT)
ENTRY_NOTE = TextStyle(Role.TABLE, 8.5, 13, QUIET, Align.LEFT)
ENTRY_PAGE = TextStyle(Role.TABLE, 11, 19, INK, Align.RIGHT)

CHAPTER_NUMBER = TextStyle(Role.BOLD, 30, 36, GOLD_SOFT, Align.LEFT)
CHAPTER_KIND = TextStyle(Role.HEADING, 9, 14, PINE, Align.LEFT, spacing=0.18)
CHAPTER_TITLE = TextStyle(Role.BOLD, 20, 29, INK, Align.LEFT)
FACT_LABEL = TextStyle(Role.HEADING, 8.5, 15, PINE, Align.LEFT)
FACT = TextStyle(Role.TABLE, 9, 15, "#4A4F57", Align.LEFT)
TEXT = TextStyle(Role.BODY, 11, 20, INK, indent=2.0)

REMARK_HEADING = TextStyle(Role.HEADING, 11, 18, PINE, Align.LEFT, spacing=0.3)
REMARK = TextStyle(Role.KAI, 11.5, 20, INK)
REMARK_AUTHOR = TextStyle(Role.KAI, 10, 18, QUIET, Align.RIGHT)
QUOTE = TextStyle(Role.BOLD, 30, 30, GOLD_SOFT, Align.LEFT)

RUNNING_LEFT = TextStyle(Role.BODY, 8.5, 13, QUIET, Align.LEFT)
RUNNING_RIGHT = TextStyle(Role.BODY, 8.5, 13, QUIET, Align.RIGHT)
NUMBER_LEFT = TextStyle(Role.TABLE, 9, 13, QUIET, Align.LEFT)
NUMBER_RIGHT = TextStyle(Role.TABLE, 9, 13, QUIET, Align.RIGHT)
