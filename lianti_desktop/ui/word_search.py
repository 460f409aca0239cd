"""Finding a word of a closed list by a part of it, its pinyin or its first letters."""

from collections.abc import Mapping, Sequence

from lianti_desktop.domain.names import NameKeys, matches, search_keys
from lianti_desktop.ui.title_book import TitleBook
from lianti_desktop.ui.widgets.option import Option


class WordSearch:
    """Knows its options in pinyin as soon as the book of titles has read the table."""

    def __init__(self, titles: TitleBook, options: Sequence[Option]) -> None:
        self.titles = titles
        self.options = tuple(options)
        self._keys: Mapping[str, NameKeys] = {}

    def find(self, text: str, limit: int) -> list[Option]:
        """The options that fit, in their own order; all for no words."""
        wanted = text.strip().casefold()
        return [option for option in self.options if self._fits(option, wanted)][:limit]

    def _fits(self, option: Option, wanted: str) -> bool:
        if wanted in option.title.casefold():
            return True
        keys = self._read().get(option.title)
        return keys is not None and wanted.isascii() and matches(wanted, keys)

    def _read(self) -> Mapping[str, NameKeys]:
        readings = self.titles.readings
        if not self._keys and readings is not None:
            self._keys = {one.title: search_keys(one.title, readings) for one in self.options}
        return self._keys
