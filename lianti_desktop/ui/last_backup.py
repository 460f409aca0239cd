"""The backup when the window closes: quiet when it succeeds, a question when it does not."""

from collections.abc import Callable

from lianti_desktop.domain.errors import UserError
from lianti_desktop.ui.messages import Answer, ask

TITLE = "关闭前的备份没有做成"
AGAIN, LEAVE = "again", "leave"
ANSWERS = (
    Answer(AGAIN, "再备份一次"),
    Answer(LEAVE, "这次不备份，直接关闭"),
)


def ask_again(sentence: str) -> bool:
    """Whether to try once more, after what stands in the way was put right."""
    return ask(None, TITLE, [sentence], ANSWERS) == AGAIN


def back_up_at_end(make: Callable[[], None], wants_again: Callable[[str], bool]) -> None:
    """Makes the last backup, until it succeeds or the user lets it be."""
    while True:
        try:
            make()
        except UserError as refusal:
            if wants_again(str(refusal)):
                continue
        return
