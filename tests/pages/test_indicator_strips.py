"""The figures of an indicator that may stand on one scale, where there are many texts."""

from __future__ import annotations

import made_up_town as town
import pytest
from made_up_town import figure

from analysis.charts.story import indicator_strips
from analysis.charts.story.indicator import STRIP
from analysis.show.displays import Chart, Prose
from analysis.tables.codebook import Codebook, Labels

NAMES = [f"{city}-{year}" for year in range(2010, 2032) for city in ("linzhou", "haicheng")]
MORE = {
    "period_kind": {"year": ("one year", "一年"), "day": ("a day", "时点")},
    "level": {"city": ("city", "市")},
    "bound": {"exact": ("exact", "确数")},
}
CODES = (
    *town.CODES,
    *(
        town.made(town.Code, {"list": name, "code": code, "label_en": en, "label_zh": zh})
        for name, codes in MORE.items()
        for code, (en, zh) in codes.items()
    ),
)
BOOK = Codebook(
    CODES,
    town.INDICATORS,
    tuple(town.document(name, name.title(), name) for name in NAMES),
)
EN = Labels("en", BOOK)


def people(name: str, value: int, number: int = 1, **cells: str) -> town.Figure:
    return figure(name, number, f"{value}人", str(value), **cells)


def strip(*figures: town.Figure, language: str = "en") -> Chart | Prose:
    return indicator_strips(figures, Labels(language, BOOK), "relief_people")


def test_what_shares_all_that_decides_is_sorted_on_one_scale() -> None:
    chart = strip(
        people(NAMES[0], 40),
        people(NAMES[1], 90),
        people(NAMES[2], 60),
        people(NAMES[3], 70, scheme="seaside"),  # alone of its scheme
        people(NAMES[4], 80, period_kind="day"),  # alone of its kind of time
        people(NAMES[5], 50, 2, duplicate_of=f"{NAMES[5]}-001"),
        people(NAMES[6], 30, status="damaged"),
    )
    assert isinstance(chart, Chart)
    assert chart.figure_ids == (f"{NAMES[1]}-001", f"{NAMES[2]}-001", f"{NAMES[0]}-001")
    assert chart.title == "People relieved: figures that stand on one scale"
    assert "People, one year, flow" in chart.svg


def test_two_figures_of_one_text_are_no_comparison() -> None:
    prose = strip(people(NAMES[0], 40), people(NAMES[0], 90, 2))
    assert isinstance(prose, Prose)
    assert prose.paragraphs == [
        "People relieved: figures of different texts do not stand on one scale here; "
        "the table has them."
    ]
    assert isinstance(strip(), Prose)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "4 figures between these are left out"), ("zh", "其间另有4个数字")],
)
def test_of_many_figures_the_largest_and_the_smallest_are_drawn(language: str, said: str) -> None:
    figures = [people(name, 100 + place) for place, name in enumerate(NAMES)]
    chart = strip(*figures, language=language)
    assert isinstance(chart, Chart)
    drawn = [f"{name}-001" for name in reversed(NAMES)]
    assert list(chart.figure_ids) == [*drawn[: STRIP // 2], *drawn[-(STRIP // 2) :]]
    assert said in chart.svg


def test_the_set_with_most_figures_comes_first() -> None:
    two = [people(name, 10 + n, 2, scheme="seaside") for n, name in enumerate(NAMES[:2])]
    three = [people(name, 40 + n) for n, name in enumerate(NAMES[:3])]
    chart = strip(*two, *three)
    assert isinstance(chart, Chart)
    assert [name[-3:] for name in chart.figure_ids] == ["001", "001", "001", "002", "002"]
