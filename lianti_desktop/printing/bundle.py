"""Several finished files as one, so that a term's sheets go through the printer in one go."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from lianti_desktop.printing.joined import introduce_joined
from lianti_desktop.printing.press import Press, PrintResult, write_whole


def bundle(parts: Sequence[PrintResult], out: Path, press: Press) -> PrintResult:
    """Puts the pages of all parts behind each other; raises UserError when the disk is full."""
    import pikepdf

    def build(unfinished: Path) -> None:
        with pikepdf.new() as book, ExitStack() as open_parts:
            for part in parts:
                source = open_parts.enter_context(pikepdf.open(part.file))
                book.pages.extend(source.pages)
                introduce_joined(book, source, out.stem)
            book.save(unfinished)

    write_whole(out, sum(part.file.stat().st_size for part in parts), press, build)
    return PrintResult(
        out,
        sum(part.pages for part in parts),
        tuple(line for part in parts for line in part.warnings),
        lost=sum(part.lost for part in parts),
    )
