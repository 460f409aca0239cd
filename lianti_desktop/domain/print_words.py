"""Closed lists about what leaves the office on paper (model.md, B.1.8)."""

from lianti_desktop.domain.word import Word


class AlbumScope(Word):
    """Which activities an album takes in."""

    ACTIVITY = "activity", "一次活动"
    FIVE_ONES = "five_ones", "五个一"
    TERM = "term", "一个学期"
    SCHOOL = "school", "一所学校"
    FILTER = "filter", "按条件挑选"
    CHOSEN = "chosen", "自选活动"


class PrintKind(Word):
    """What sort of document was printed."""

    ALBUM = "album", "画册"
    VOLUME = "volume", "学期汇编"
    BULLETIN = "bulletin", "简报"
    SHEET = "sheet", "活动记录表"
    FORM = "form", "表格"
    CERTIFICATE = "certificate", "证书"


class PrintWay(Word):
    """How a document left the office."""

    FILE = "file", "存成文件"
    PRINTER = "printer", "打印机"
    SHOP = "shop", "打印店"
