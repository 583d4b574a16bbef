"""Colours and shapes: fixed, told apart without colour, readable on light and dark."""

from __future__ import annotations

import re

import pytest
from drawing import CITIES, figure, svg

from analysis.charts import style
from analysis.charts.style import to_svg
from analysis.charts.style.palette import DISTINCT, INK, MUTED, WARN, look
from analysis.errors import AnalysisError


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_are_variables_with_a_default() -> None:
    assert "var(--city-1, #c96a06)" in svg()
    assert "var(--chart-ink, #1b1f24)" in svg()


def test_cities_differ_in_shape_and_in_grey() -> None:
    three = style.CITY_STYLES[:3]
    assert len({city.marker for city in three}) == 3
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert contrast(three[one].colour, three[other].colour) > 1.25


@pytest.mark.parametrize("city", style.CITY_STYLES)
def test_marks_stand_out_on_light_and_dark_paper(city: style.CityStyle) -> None:
    assert contrast(city.colour, "#ffffff") >= 3
    assert contrast(city.dark, "#14171b") >= 4.5


def test_text_stands_out() -> None:
    for colour in (INK, MUTED, WARN):
        assert contrast(colour, "#ffffff") >= 4.5


def test_an_unknown_city_is_refused() -> None:
    with pytest.raises(AnalysisError, match="Unknown city 'nowhere'"):
        style.city_style("nowhere", CITIES)


def test_a_city_has_the_look_of_its_place_in_the_list() -> None:
    assert [style.city_style(city, CITIES) for city in CITIES] == list(style.CITY_STYLES[:3])
    assert style.city_style(CITIES[0], CITIES[::-1]) == style.CITY_STYLES[2]


MANY = [f"city-{number}" for number in range(63)]


def test_twenty_cities_differ_in_colour_or_shape() -> None:
    looks = [style.city_style(city, MANY) for city in MANY[:DISTINCT]]
    assert DISTINCT == 20
    assert looks[: len(style.CITY_STYLES)] == list(style.CITY_STYLES)
    assert len({(look.colour, look.marker) for look in looks}) == DISTINCT
    assert {(look.colour, look.dark) for look in looks} == {
        (look.colour, look.dark) for look in style.CITY_STYLES
    }


def test_the_seventh_and_the_thirteenth_city_take_a_colour_again_with_another_shape() -> None:
    first, seventh, thirteenth = (style.city_style(MANY[n], MANY) for n in (0, 6, 12))
    assert first.colour == seventh.colour == thirteenth.colour
    assert [look.marker for look in (first, seventh, thirteenth)] == ["o", "X", "D"]


def test_further_cities_are_neutral() -> None:
    further = {style.city_style(city, MANY) for city in MANY[DISTINCT:]}
    assert further == {style.CityStyle(MUTED, MUTED, "o")}


def test_every_city_can_be_drawn() -> None:
    drawn = figure()
    for number in range(DISTINCT + 1):
        each = look(number)
        drawn.axes[0].plot([9], [number], marker=each.marker, color=each.colour, mfc="none")
    svg = to_svg(drawn, "demo", "alt", "en")
    shapes = {found for found in re.findall(r"var\(--(city-\d|chart-muted)", svg)}
    assert shapes == {*(f"city-{number}" for number in range(6)), "chart-muted"}


def test_colours_that_are_no_variable_stay_as_they_are() -> None:
    drawn = figure()
    drawn.axes[0].plot([1, 9], [1, 9], color="#123456")
    assert "stroke:#123456" in to_svg(drawn, "demo", "alt", "en")
