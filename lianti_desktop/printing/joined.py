"""What a file says of itself that was put together from finished ones."""

from typing import Any

from lianti_desktop.printing.press import LANGUAGE, MAKER


def introduce_joined(joined: Any, source: Any, title: str) -> None:
    """Names the new file ``title``, and otherwise as the source is named; both are pikepdf's."""
    joined.Root.Lang = LANGUAGE
    author = str(source.docinfo.get("/Author", ""))
    with joined.open_metadata(set_pikepdf_as_editor=False) as about:
        about["dc:title"] = title
        about["dc:creator"] = [author]
        about["dc:language"] = [LANGUAGE]
        about["xmp:CreatorTool"] = MAKER
        about["pdf:Producer"] = MAKER
