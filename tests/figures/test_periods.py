"""Periods: kinds, lengths in years, and reviews written before their period was over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.figures import reference_periods
from analysis.figures.reference_periods import (
    DEFAULT_RULES,
    PeriodRules,
    ReferencePeriod,
    length_in_years,
    length_of,
)
from analysis.intervals import Interval
from analysis.tables import schema
from analysis.tables.codebook import Document
from analysis.tables.store import parse_date, values_of

Row = dict[str, str]


def row(start: str = "", end: str = "", nature: str = "flow", basis: str = "stated") -> Row:
    """Return what decides the period of a figure."""
    return {"start": start, "end": end, "nature": nature, "basis": basis}


def document(end: str, published: str = "", written_after: str = "") -> Document:
    """Return an origin record that says how far a text reviews."""
    cells = dict.fromkeys(schema.DOCUMENTS.names, "")
    cells |= {"period_end": end, "published": published, "written_after": written_after}
    return Document.from_values(values_of(list(cells.values()), schema.DOCUMENTS))


def period_kind(figure: Row, review_end: date | None = None) -> str:
    start, end = parse_date(figure["start"]), parse_date(figure["end"])
    return reference_periods.period_kind(start, end, figure["nature"], review_end)


def period_of(
    figure: Row, origin: Document | None = None, rules: PeriodRules = DEFAULT_RULES
) -> ReferencePeriod:
    """Return a period that knows its length."""
    review_end = origin.period_end if origin else None
    start, end = parse_date(figure["start"]), parse_date(figure["end"])
    period = ReferencePeriod(start, end, figure["basis"], period_kind(figure, review_end))
    return replace(period, years=length_of(period, origin, rules))


@pytest.mark.parametrize(
    ("figure", "kind"),
    [
        (row("2016-01-01", "2016-12-31"), "year"),
        (row("2016-07-01", "2017-06-30"), "year"),
        (row("2011-01-01", "2015-12-31"), "multi_year"),
        (row("2012-01-01", "2015-06-30"), "multi_year"),
        (row("2016-01-01", "2017-01-15"), "multi_year"),
        (row("2020-05-11", "2020-12-31"), "part_year"),
        (row("2020-12-11", "2020-12-20"), "part_year"),
        (row("", "2015-12-31"), "since_unstated"),
        (row("", ""), "since_unstated"),
        (row("2016-12-31", "2016-12-31", "stock"), "day"),
        (row("2016-12-31", "2016-12-31", "rate"), "day"),
        (row("2021-03-31", "2021-03-31", "stock"), "day"),  # as of the writing, after the review
        (row("2016-07-29", "2016-07-29", "single"), "event"),
        (row("2016-01-01", "2016-12-31", "single"), "event"),
        (row("2016-09-28", "", "plan"), "future"),
        (row("", "2021-12-31", "plan"), "future"),
        (row("2021-01-01", "2021-12-31", "plan"), "future"),
        (row("2020-01-01", "2020-12-31", "plan"), "year"),
    ],
)
def test_kinds(figure: Row, kind: str) -> None:
    assert period_kind(figure, date(2020, 12, 31)) == kind


@pytest.mark.parametrize(
    ("length", "years", "kind"),
    [
        ("P3M", Fraction(1, 4), "part_year"),
        ("P12M", Fraction(1), "year"),
        ("P1Y", Fraction(1), "year"),
        ("P3Y", Fraction(3), "multi_year"),
        ("P2W", Fraction(14, 365), "part_year"),
        ("P10D", Fraction(10, 365), "part_year"),
    ],
)
def test_a_length_that_is_printed_without_days_is_a_length(
    length: str, years: Fraction, kind: str
) -> None:
    end = date(2017, 12, 31)
    assert reference_periods.period_kind(None, end, "flow", length=length) == kind
    period = ReferencePeriod(None, end, "assumed", "part_year", length=length)
    assert length_of(period, None) == Interval.point(years)


def test_without_a_review_nothing_dated_is_in_the_future() -> None:
    assert period_kind(row("2021-01-01", "2021-12-31", "plan")) == "year"


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2011-01-01", "2015-12-31", Fraction(5)),
        ("2012-01-01", "2015-06-30", Fraction(7, 2)),
        ("2016-02-01", "2016-02-29", Fraction(1, 12)),
        ("2016-07-29", "2016-07-29", Fraction(1, 12 * 31)),
        ("2020-05-11", "2021-05-10", Fraction(1)),
        ("2015-01-31", "2015-02-27", Fraction(1, 12)),  # the last day of a shorter month
        ("2000-12-22", "2002-01-30", Fraction(13, 12) + Fraction(9, 12 * 31)),
        ("2000-12-22", "2002-01-31", Fraction(13, 12) + Fraction(10, 12 * 31)),
    ],
)
def test_lengths(start: str, end: str, years: Fraction) -> None:
    assert length_in_years(date.fromisoformat(start), date.fromisoformat(end)) == years


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 4000))
@example(date(2000, 12, 22), 404)  # was longer than one day more
def test_lengths_follow_the_calendar(start: date, days: int) -> None:
    years = length_in_years(start, start + timedelta(days=days))
    assert abs(years - Fraction(days + 1) * 100 / 36525) < Fraction(1, 100)
    assert length_in_years(start, start + timedelta(days=days + 1)) > years


def test_a_review_finished_in_its_last_quarter_divides_by_a_little_less() -> None:
    five = row("2011-01-01", "2015-12-31", basis="carried")
    late = document("2015-12-31", written_after="2015-10-29")
    assert period_of(five, late).years == Interval.between(Fraction(19, 4), 5)
    assert period_of(five, late, PeriodRules(unfinished_months=6)).years == Interval.between(
        Fraction(9, 2), 5
    )
    assert period_of(five, late, PeriodRules(unfinished_months=0)).years == Interval.point(5)
    assert period_of(five).years == Interval.point(5)
    after = document("2015-12-31", written_after="2016-01-02")
    assert period_of(five, after).years == Interval.point(5)
    published = document("2015-12-31", published="2016-01-20", written_after="2015-10-29")
    assert period_of(five, published).years == Interval.point(5)
    early = document("2015-12-31", published="2015-12-20", written_after="2015-10-29")
    assert period_of(five, early).years == Interval.between(Fraction(19, 4), 5)
    later = document("2015-12-31", published="2015-11-20", written_after="2015-08-01")
    assert period_of(five, later).years == Interval.between(Fraction(19, 4), 5)
    assert period_of(five, document("2015-12-31")).years == Interval.point(5)


def test_a_start_known_to_the_year_only_may_be_later() -> None:
    since = row("2012-01-01", "2015-06-30")
    written = document("2015-12-31", written_after="2015-10-29")
    assert period_of(since, written).years == Interval.between(Fraction(5, 2), Fraction(7, 2), "(]")
    fixed = PeriodRules(open_start=False)
    assert period_of(since, written, fixed).years == Interval.point(Fraction(7, 2))
    assert period_of(row("2012-01-01", "2014-12-31"), written).years == Interval.point(3)


def test_one_year_is_one_year() -> None:
    written = document("2016-12-31", written_after="2016-10-24")
    period = period_of(row("2016-01-01", "2016-12-31", basis="carried"), written)
    assert period.years == Interval.point(1) and not period.annualisable


def test_only_known_periods_of_several_years_are_annualised() -> None:
    span = ("2011-01-01", "2015-12-31")
    assert period_of(row(*span)).annualisable
    assert period_of(row(*span, basis="carried")).annualisable
    assert not period_of(row(*span, basis="assumed")).annualisable
    assert not period_of(row("", "2015-12-31")).annualisable
    assert period_of(row("", "2015-12-31")).years is None
    assert period_of(row("2015-12-31", "2015-12-31", "stock")).years is None


def test_same_time_and_text() -> None:
    one, two = period_of(row("2011-01-01", "2015-12-31")), period_of(row("", "2015-12-31"))
    assert one.covers_same_time(one) and not one.covers_same_time(two)
    assert str(one) == "2011-01-01 to 2015-12-31 (multi_year)"
    assert str(two) == "unstated to 2015-12-31 (since_unstated)"
    assert str(period_of(row("2016-12-31", "2016-12-31", "stock"))) == "2016-12-31 (day)"


def test_bad_periods_are_refused() -> None:
    assert parse_date("") is None
    with pytest.raises(AnalysisError, match="not a date"):
        parse_date("2016-13-01")
    with pytest.raises(AnalysisError, match="before it starts"):
        period_kind(row("2016-12-31", "2016-01-01"))
    with pytest.raises(AnalysisError, match="divide the year"):
        PeriodRules(unfinished_months=5)
