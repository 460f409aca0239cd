"""Finding a kind of activity: by its name, its heading, full pinyin or initials."""

from collections.abc import Mapping

from lianti_desktop.domain.activity_kinds import ActivityGroup, ActivityKind, kinds_in
from lianti_desktop.domain.names import NameKeys, matches, search_keys
from lianti_desktop.ui.title_book import TitleBook
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.option import Option


def kind_options() -> tuple[Option, ...]:
    """All kinds under their headings, in the order of the catalogue."""
    return tuple(
        Option(kind, kind.label, group.label) for group in ActivityGroup for kind in kinds_in(group)
    )


class KindSearch:
    """Knows the kinds in pinyin as soon as the book of titles has read the table."""

    def __init__(self, titles: TitleBook) -> None:
        self._titles = titles
        self._options = kind_options()
        self._keys: Mapping[str, NameKeys] = {}

    def find(self, text: str, _limit: int) -> list[Option]:
        """The kinds whose own name fits, then those under a fitting heading; all for no words."""
        wanted = text.strip().casefold()
        named = [option for option in self._options if self._is_named(option, wanted)]
        under = [one for one in self._options if wanted in one.subtitle and one not in named]
        return named + under

    def _is_named(self, option: Option, wanted: str) -> bool:
        if wanted in option.title.casefold():
            return True
        keys = self._read().get(option.title)
        return keys is not None and wanted.isascii() and matches(wanted, keys)

    def _read(self) -> Mapping[str, NameKeys]:
        readings = self._titles.readings
        if not self._keys and readings is not None:
            self._keys = {kind.label: search_keys(kind.label, readings) for kind in ActivityKind}
        return self._keys


def equip_kind_field(field: ChoiceField, titles: TitleBook) -> None:
    """Give the field of the kind its headings and its search."""
    field.set_options(kind_options())
    field.line.search = KindSearch(titles).find
    field.line.setPlaceholderText("输入名称或拼音首字母，例如 sjxx")
