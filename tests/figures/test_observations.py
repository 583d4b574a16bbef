"""From raw figures to observations, on the real data."""

from __future__ import annotations

from fractions import Fraction

import pytest
from made_up import figure as row

from analysis.coding import raw
from analysis.errors import AnalysisError
from analysis.figures.coverage import Coverage, coverage
from analysis.figures.figure import Figure, Place
from analysis.figures.observations import figures_of, observe
from analysis.intervals import Interval
from analysis.tables import schema
from analysis.tables.cell_rules import validate
from analysis.tables.codebook import Document, Indicator
from analysis.tables.store import cells_of, frame_of, values_of


@pytest.fixture(scope="module")
def observations() -> tuple[Figure, ...]:
    data = raw.load_raw()
    return tuple(figure for name in data.document_ids() for figure in observe(data, name))


def one(observations: tuple[Figure, ...], document: str, literal: str) -> Figure:
    (found,) = (f for f in observations if (f.document, f.literal) == (document, literal))
    return found


def test_every_figure_becomes_one_valid_observation(observations: tuple[Figure, ...]) -> None:
    data = raw.load_raw()
    ids = [i.figure_id for name in data.document_ids() for i in data.figures(name)]
    assert [figure.figure_id for figure in observations] == ids
    validate(frame_of(observations, Figure), schema.OBSERVATIONS, data.codes, "observations")


@pytest.mark.parametrize(
    ("document", "literal", "expected"),
    [
        (
            "zhuzhou-2016",
            "14.5万名",
            (145000, "人", "exact", "[144500, 145500)", "day", "medical_mutual_aid"),
        ),
        (
            "zhuzhou-2016",
            "500余对",
            (500, "对", "at_least", "(500, 600)", "year", "services_and_places"),
        ),
        (
            "fuxin-2017",
            "近1400萬(wàn)元",
            (14000000, "元", "nearly", "[13000000, 14000000)", "year", "relief"),
        ),
        (
            "huzhou-2015",
            "1636.4万余元",
            (
                16364000,
                "元",
                "at_least",
                "(16364000, 16365000)",
                "since_unstated",
                "medical_mutual_aid",
            ),
        ),
        (
            "zhuzhou-2020",
            "近20万人次",
            (200000, "人次", "nearly", "[180000, 200000)", "year", "culture"),
        ),
        ("zhuzhou-2020", "一到两项", (1, "项", "range", "[1, 2]", "year", "training_and_jobs")),
        ("fuxin-2017", "l班", (None, "班", "unknown", "[0, ∞)", "year", "training_and_jobs")),
    ],
)
def test_value_limits_period_and_theme(
    observations: tuple[Figure, ...], document: str, literal: str, expected: tuple[object, ...]
) -> None:
    figure = one(observations, document, literal)
    found = (figure.value, figure.unit, figure.bound, str(figure.limits.conventional))
    assert (*found, figure.period.kind, figure.theme) == expected


def test_a_swallowed_digit_has_no_value_in_any_form(observations: tuple[Figure, ...]) -> None:
    damaged = [figure for figure in observations if figure.status == "damaged"]
    assert damaged
    for figure in damaged:
        assert figure.value is None and figure.limits.conventional.high is None


# -- made-up figures -----------------------------------------------------------------------------


def _document(**cells: str) -> Document:
    row = dict.fromkeys(schema.DOCUMENTS.names, "")
    row |= {"document": "linzhou-2019", "city": "linzhou", "period_end": "2019-12-31"} | cells
    return Document.from_values(values_of(list(row.values()), schema.DOCUMENTS))


def _indicator(code: str, **cells: str) -> Indicator:
    row = dict.fromkeys(schema.INDICATORS.names, "")
    row |= {"indicator": code, "concept": "help", "tier": "core", "theme": "relief"} | cells
    return Indicator.from_values(values_of(list(row.values()), schema.INDICATORS))


def made(*rows: dict[str, str]) -> tuple[Figure, ...]:
    return figures_of(rows, [_document()], [_indicator("people"), _indicator("money")])


def test_a_figure_is_made_once_and_written_as_it_was_read() -> None:
    (figure,) = made(row(11, "1.2万余人", "12000", "people", bound="at_least", hedge="余"))
    assert figure.place == Place(1, 1, 1020, 1026)
    assert (figure.value, figure.concept, figure.theme) == (Fraction(12000), "help", "relief")
    assert figure.limits.conventional == Interval.between(12000, 13000, "()")
    assert figure.period.kind == "year" and figure.period.years == Interval.point(1)
    again = Figure.from_values(values_of(cells_of(figure.values(), Figure.TABLE), Figure.TABLE))
    assert again.values() == figure.values()


def test_a_part_is_cut_by_its_whole_and_a_repeat_knows_its_places() -> None:
    whole, part, repeat = made(
        row(11, "100人", "100", "people"),
        row(12, "90多人", "90", "people", bound="at_least", hedge="多", part_of="11"),
        row(31, "100人", "100", "people", duplicate_of="11"),
    )
    assert str(part.limits.conventional) == "(90, 100)"
    assert whole.repeats == (repeat.place,) and repeat.is_repeat and not whole.is_repeat
    assert whole.distance(part) == 0
    assert repeat.distance(part) == repeat.place.start - part.place.start


def test_figures_are_as_near_as_the_nearest_places_that_say_them() -> None:
    first, next_sentence, again, beside = made(
        row(11, "100人", "100", "people"),
        row(12, "60人", "60", "people", sentence="2"),
        row(31, "100人", "100", "people", duplicate_of="11"),
        row(32, "7万元", "70000", "money", unit="元"),
    )
    assert first.places == (first.place, again.place)
    assert first.distance(beside) == beside.distance(first) == 0
    assert first.distance(next_sentence) == 20
    assert next_sentence.distance(beside) == 2000


def test_a_part_is_cut_by_what_its_whole_asserts_not_by_our_reading_of_it() -> None:
    _, part = made(
        row(11, "近100人", "100", "people", bound="nearly", hedge="近"),
        row(12, "90多人", "90", "people", bound="at_least", hedge="多", part_of="11"),
    )
    assert part.limits.asserted == Interval.between(90, 100, "()")


def test_an_attribute_is_had_by_its_declared_name() -> None:
    (figure,) = made(row(11, "5人", "5", "people", scheme="visits", multiplier="2"))
    assert [figure.coded(name) for name in ("scheme", "multiplier", "grade", "unit")] == [
        "visits",
        "2",
        "",
        "人",
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"document": "other-2019"}, "documents.csv has no document 'other-2019'"),
        ({"indicator": "odd"}, "indicators.csv has no indicator 'odd'"),
        ({"period_end": "2019-02-30"}, "'2019-02-30' is not a date"),
        ({"period_end": "2018-02-28"}, "before it starts"),
        ({"value": "many"}, "'many' is not an exact number"),
    ],
)
def test_a_broken_figure_is_refused(cells: dict[str, str], said: str) -> None:
    with pytest.raises(AnalysisError, match=said):
        made(row(11, "5人", "5", "people") | cells)


def test_coverage_counts_zero_and_leaves_out_what_is_said_twice() -> None:
    figures = made(
        row(11, "100余人", "100", "people", bound="at_least", hedge="余"),
        row(12, "5元", "5", "money", status="doubtful"),
        row(31, "100余人", "100", "people", bound="at_least", hedge="余", duplicate_of="11"),
    )
    assert coverage(figures, ["linzhou-2019"], ["relief", "culture"]) == [
        Coverage("linzhou-2019", "relief", 3, 2, 2, 1, 1),
        Coverage("linzhou-2019", "culture", 0, 0, 0, 0, 0),
    ]
