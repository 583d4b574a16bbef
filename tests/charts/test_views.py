"""What charts say of figures and of derived figures."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from chart_data import A, B, chosen, ratio, ratios

from analysis.charts.forms.marks import Mark
from analysis.charts.views import FigureView, RatioView, ratio_views
from analysis.comparison.comparison_records import Derived
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
    derived = shown.ratio.derived_id
    assert shown.cells["formula"] == Link(f"{A}-001", shown.formula, derived=derived)
    assert shown.mark.derived == shown.ratio.derived_id
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
    assert assumed.formula == "86,000 yuan (our estimate) ÷ 500余人"
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


# --- marks of figures -----------------------------------------------------------------------------


def mark(figures: Figures, figure_id: str, labels: Labels) -> Mark:
    """Return one figure as a mark."""
    return FigureView(*chosen(figures, figure_id), labels).mark


@pytest.mark.parametrize(
    ("figure_id", "words", "stated", "fades"),
    [
        ("aston-2016-001", "8.6 million yuan", True, (False, False)),
        ("corin-2017-001", "nearly 14 million yuan", False, (True, False)),
        ("berry-2015-001", "at least 10 million yuan", False, (False, True)),
        ("aston-2016-002", "more than 500 people", False, (False, True)),
        ("corin-2017-002", "about 300 people", False, (True, True)),
        ("aston-2016-006", "several tens of events", False, (True, True)),
        ("corin-2017-003", "damaged, no number can be read", False, (False, True)),
    ],
)
def test_rows_say_how_firm_a_number_is(
    figures: Figures,
    english: Labels,
    figure_id: str,
    words: str,
    stated: bool,
    fades: tuple[bool, bool],
) -> None:
    made = mark(figures, figure_id, english)
    assert (made.words, made.stated) == (words, stated)
    assert (made.fades_low, made.fades_high) == fades


def test_a_row_shows_the_printed_words_and_leads_to_the_card(
    figures: Figures, english: Labels, chinese: Labels
) -> None:
    made = mark(figures, "corin-2017-001", english)
    assert (made.literal, made.href) == ("近1400萬元", "figures.html#corin-2017-001")
    assert made.note == "2017: thing 1"
    assert (made.low, made.high) == (Fraction(13000000), Fraction(14000000))
    made = mark(figures, "corin-2017-001", chinese)
    assert (made.words, made.literal) == ("近1400万元", "近1400萬元")


def test_a_time_that_we_assume_is_said_to_be_assumed(figures: Figures, english: Labels) -> None:
    (figure,) = chosen(figures, "corin-2017-001")
    assumed = replace(figure, period=replace(figure.period, basis="assumed"))
    assert FigureView(assumed, english).note == "2017, assumed: thing 1"


def test_the_tooltip_is_the_full_reading(figures: Figures, english: Labels) -> None:
    assert mark(figures, "aston-2016-002", english).tooltip == (
        "Aston 2016: 500余人 – more than 500 people. thing 2. Limits: more than 500, but less "
        "than 600 people. Time: 2016. Paragraph 2."
    )


def test_an_impossible_figure_says_so(figures: Figures, labels: Labels) -> None:
    warning = mark(figures, "berry-2015-002", labels).warning
    assert warning == {"en": "impossible as printed", "zh": "照原文看不可能成立"}[labels.language]


def test_a_damaged_figure_has_no_mark(figures: Figures, labels: Labels) -> None:
    made = mark(figures, "corin-2017-003", labels)
    assert (made.value, made.low, made.high) == (None, None, None)


def test_a_kept_out_ratio_cannot_be_right(figures: Figures, english: Labels) -> None:
    shown = view(per_person(A, status="kept_out"), figures, english)
    assert (shown.mark.status, shown.warning) == ("impossible", "impossible as printed")


def test_a_mark_has_the_unit_and_the_look_of_its_city(figures: Figures, english: Labels) -> None:
    made = mark(figures, "berry-2015-001", english)
    assert (made.unit, made.look.marker) == ("元", "D")
