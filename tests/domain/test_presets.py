"""A preset is found by its name or title; another is refused with what there is."""

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.presets import GB, PRESETS, preset_named


def test_a_preset_is_found_by_name_and_title() -> None:
    for preset in PRESETS:
        assert preset_named(preset.name) is preset_named(preset.title) is preset
    with pytest.raises(UserError, match="学校常用、国标"):
        preset_named("x")


def test_the_text_area_of_the_national_preset_is_that_of_the_standard() -> None:
    top, bottom, left, right = GB.margins
    assert (210 - left - right, 297 - top - bottom) == (156, 225)
