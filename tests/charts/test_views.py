"""What charts say of figures and of derived figures."""

from __future__ import annotations

from fractions import Fraction

import pytest
from chart_data import A, B, chosen, ratio, ratios

from analysis.charts.views import RatioView, ratio_views
from analysis.comparison.records import Derived
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language.messages import Link
from analysis.tables.codebook import Labels

Figures = tuple[Figure, ...]


EXACT = {
    "conventional_low": "17200",
    "conventional_high": "17200",
    "conventional_ends": "[]",
}


def per_person(document: str, **cells: str) -> Derived:
    """Return relief per person of a text, known exactly."""
    return ratios(ratio(document, **EXACT | cells))[0]


def view(derived: Derived, figures: Figures, labels: Labels, **likely: int) -> RatioView:
    """Return the view of a ratio; argued numbers by the last digits of their figure."""
    argued = {f"{A}-{name.strip('_')}": Fraction(value) for name, value in likely.items()}
    (found,) = ratio_views([derived], figures, labels, argued)
    return found


def test_a_ratio_shows_its_calculation_and_links_to_what_is_above_the_line(
    figures: Figures, english: Labels
) -> None:
    shown = view(per_person(A), figures, english)
    assert shown.words == "17,200 yuan per person"
    assert shown.formula == "860万元 ÷ 500余人"
    assert shown.note == "Aston 2016: 860万元 ÷ 500余人"
    assert shown.cells["formula"] == Link(f"{A}-001", shown.formula)
    assert not shown.mark.stated  # one of its inputs is hedged


def test_a_ratio_of_a_part_of_the_time_says_which(figures: Figures, labels: Labels) -> None:
    year = {"period_start": "2015-01-01", "period_end": "2015-12-31"}
    inputs = {
        "inputs": f"{B}-001+{B}-004",
        "numerator": f"{B}-001",
        "denominator": f"{B}-004",
    }
    named = {
        "en": ("Berry 2011–2015", "Berry 2011–2015 (2015)"),
        "zh": ("乙市2011—2015", "乙市2011—2015（2015年）"),
    }
    headings = (
        view(per_person(B, **inputs), figures, labels).heading,
        view(per_person(B, **inputs, **year), figures, labels).heading,
    )
    assert headings == named[labels.language]


def test_only_what_a_ratio_assumes_is_written_as_argued(figures: Figures, english: Labels) -> None:
    argued = {"status": "argued"}
    plain = view(per_person(A, **argued), figures, english, _001=86000)
    assert plain.formula == "860万元 ÷ 500余人"
    assumed = view(per_person(A, assumed=f"{A}-001", **argued), figures, english, _001=86000)
    assert assumed.formula == "86,000 yuan (argued) ÷ 500余人"
    unknown = view(per_person(A, assumed=f"{A}-001", **argued), figures, english)
    assert unknown.formula == "860万元 ÷ 500余人"


def test_sums_are_written_with_all_their_parts(figures: Figures, english: Labels) -> None:
    three = per_person(
        A, inputs=f"{A}-001+{A}-004+{A}-002", numerator=f"{A}-001+{A}-004", denominator=f"{A}-002"
    )
    assert view(three, figures, english).formula == "860万元 + 30场 ÷ 500余人"


def test_a_ratio_without_limits_has_open_ends(figures: Figures, english: Labels) -> None:
    open_ended = per_person(
        A, value="", status="kept_out", asserted_ends="", **dict.fromkeys(EXACT, "")
    )
    shown = view(open_ended, figures, english)
    assert shown.extent == ()
    assert (shown.mark.low, shown.mark.high) == (None, None)


def test_a_missing_input_is_named(figures: Figures, english: Labels) -> None:
    with pytest.raises(AnalysisError, match=f"its input {A}-002 is not among"):
        ratio_views([per_person(A)], chosen(figures, f"{A}-001"), english)
