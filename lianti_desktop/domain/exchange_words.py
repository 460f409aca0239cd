"""The closed lists about what is decided between schools."""

from lianti_desktop.domain.word import Word


class VerdictKind(Word):
    """What was decided about two records, or about one that is offered to another school."""

    KEEP_BOTH = "keep_both", "两份都留"
    MERGED = "merged", "合并成一份"
    OFFERED = "offered", "交给另一所学校"
    SEEN = "seen", "已了解"
