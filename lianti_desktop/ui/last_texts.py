"""What was typed and found no room until the window closes: asked about before it is gone."""

from collections.abc import Callable

from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.messages import Answer, ask

TITLE = "有内容还没有存上"
AGAIN, LEAVE = "again", "leave"
ANSWERS = (
    Answer(AGAIN, "再存一次"),
    Answer(LEAVE, "不要这些内容，直接关闭"),
)
NO_ROOM = "下面的内容还没有存上，关闭以后就没有了。以前存的都在。请清出一些空间，再存一次。"
SHOWN = 5


def ask_once_more(sentences: list[str]) -> bool:
    """Whether to try once more, after room was made."""
    return ask(None, TITLE, sentences, ANSWERS) == AGAIN


def keep_at_end(desk: Desk, wants_again: Callable[[list[str]], bool]) -> None:
    """Finds room for the last texts, until there is some or the user lets them go."""
    desk.settle()
    desk.unkept.try_again()
    desk.settle()
    while texts := list(desk.unkept.texts().values()):
        rest = len(texts) - SHOWN
        more = [f"还有 {rest} 处。"] if rest > 0 else []
        if not wants_again([NO_ROOM, *(f"“{text}”" for text in texts[:SHOWN]), *more]):
            return
        desk.unkept.try_again()
        desk.settle()
