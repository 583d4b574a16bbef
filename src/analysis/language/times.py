"""Days and periods in words."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from analysis.language.catalogue import t
from analysis.language.grammar import check_language


class _Span(Protocol):
    """The time that a figure covers (see `analysis.figures.reference_periods.ReferencePeriod`)."""

    @property
    def start(self) -> date | None:
        """First day, where the text says it."""

    @property
    def end(self) -> date | None:
        """Last day, where the text says it."""

    @property
    def basis(self) -> str:
        """Code of the list `period_basis`."""

    @property
    def kind(self) -> str:
        """Code of the list `period_kind`."""

    @property
    def words(self) -> str:
        """The time as the text prints it; empty where it prints none."""

    @property
    def length(self) -> str:
        """Its length where that is printed without days, as in ``P3M``; else empty."""


class Dated(Protocol):
    """What has a time that it covers, as a figure has."""

    @property
    def period(self) -> _Span:
        """The time that it covers."""


def format_day(day: date | str, language: str) -> str:
    """Return a day as ``31 December 2016`` or 2016年12月31日; text is read as an ISO day."""
    return _dated("date.day", language, date.fromisoformat(day) if isinstance(day, str) else day)


def _day(day: date | str | None) -> date | None:
    return (date.fromisoformat(day) if day else None) if isinstance(day, str) else day


def format_period(
    start: date | str | None, end: date | str | None, kind: str, language: str
) -> str:
    """Return a period in words.

    Parameters
    ----------
    start, end
        First and last day (text is read as ISO days); without a first one it is accumulated since
        an unstated day, without a last one it goes on.
    kind
        Code of the list `period_kind`.
    language
        One of the languages.
    """
    check_language(language)
    first, last = _day(start), _day(end)
    if kind == "future":
        return _future(first, last, language)
    if first is None and last is None:
        return t("period.unknown", language)
    if last is None:
        return t("period.from", language, start=_since(first, language))
    if first is None:
        return t("period.until", language, end=_as_of(last, language))
    if first == last and (kind == "event" or (last.month, last.day) != (12, 31)):
        key = "period.on" if kind == "event" else "period.as_of_day"
        return t(key, language, day=format_day(last, language))
    if first == last:
        return t("period.as_of", language, day=_as_of(last, language))
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        if first.year == last.year:
            return t("period.year", language, year=first.year)
        return t("period.years", language, first=first.year, last=last.year)
    return _between(first, last, language)


def _future(first: date | None, last: date | None, language: str) -> str:
    if first and last and first.year == last.year:
        return t("period.planned", language, when=t("period.year", language, year=first.year))
    if last:
        when = t("period.by", language, day=format_day(last, language))
        return t("period.planned", language, when=when)
    if first:
        return t("period.planned_from", language, start=format_day(first, language))
    return t("period.planned_open", language)


def _as_of(day: date, language: str) -> str:
    if (day.month, day.day) == (12, 31):
        return t("period.year_end", language, year=day.year)
    return format_day(day, language)


def _since(day: date | None, language: str) -> str:
    """Return a first day; 1 January stands for a year that was named without a day."""
    assert day is not None
    if (day.month, day.day) == (1, 1):
        return t("period.year", language, year=day.year)
    return format_day(day, language)


def _between(first: date, last: date, language: str) -> str:
    closes = last.day == calendar.monthrange(last.year, last.month)[1]
    if first.day != 1 or not closes:
        return t(
            "period.days",
            language,
            first=format_day(first, language),
            last=format_day(last, language),
        )
    if (first.year, first.month) == (last.year, last.month):
        return _dated("date.month", language, last)
    # A year named without its month begins with January in the data; no month was printed.
    key = "date.months_of_year" if first.year == last.year else "date.months"
    if (first.month, first.day) == (1, 1) and first.year != last.year:
        key = "date.year_to_month"
    return _dated(key, language, last, first)


def _dated(key: str, language: str, day: date, first: date | None = None) -> str:
    """Return words with a day (and the first one of a period), in numbers and names of months."""
    fields: dict[str, object] = {
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "month_name": t(f"month.{day.month}", language),
    }
    if first is not None:
        fields |= {
            "first_year": first.year,
            "first_month": first.month,
            "first_month_name": t(f"month.{first.month}", language),
        }
    return t(key, language, **fields)


LENGTHS = ("part_year", "year", "multi_year")
"""Kinds of periods whose length is known, with their days or without."""


def format_length(length: str, language: str) -> str:
    """Return the length of a time in words.

    Parameters
    ----------
    length
        An ISO 8601 duration of one unit.
    language
        One of the languages.

    Examples
    --------
    >>> format_length("P3M", "en"), format_length("P1Y", "zh")
    ('3 months', '1年')
    """
    return t(f"length.{length[-1]}", language, n=int(length[1:-1]))


def period_of(figure: Dated | Mapping[str, Any], language: str) -> str:
    """Return the period of a figure in words.

    Where the text names no day, or only one end of the time, its own words of time are said with
    the days that we take: the latest that it can be, or the last day of what the text reviews.  A
    time that is not said at all is called assumed.

    Parameters
    ----------
    figure
        The figure.
    language
        One of the languages.
    """
    if isinstance(figure, Mapping):  # a bridge for older callers
        start, end = (_day(figure[f"period_{name}"]) for name in ("start", "end"))
        kind = figure["period_kind"]
        basis, words = figure.get("period_basis", "stated"), figure.get("period_words", "")
    else:
        span = figure.period
        start, end, kind, basis = span.start, span.end, span.kind, span.basis
        words = span.words
    if kind == "day" and basis != "stated" and end is not None:
        return _said_as("latest" if basis == "assumed" else "taken", words, language, end=end)
    if words and start is None and end is not None and kind in LENGTHS:
        return _said_as("within", words, language, end=end)
    if kind == "since_unstated" and words and end is not None:
        return _said_as("until", words, language, end=end)
    if kind == "since_unstated" and words and start is not None:
        return t("period.from_words", language, words=words, start=_since(start, language))
    said = format_period(start, end, kind, language)
    if words and basis != "stated" and kind == "part_year" and start and end and start < end:
        return t("period.taken_words", language, words=words, end=said)
    return t("period.assumed", language, period=said) if basis == "assumed" else said


def brief_period(figure: Dated, language: str) -> str:
    """Return the period of a figure in few words: a state by its year, an open time by one end.

    Parameters
    ----------
    figure
        The figure.
    language
        One of the languages.

    Examples
    --------
    >>> from types import SimpleNamespace as New
    >>> day = date(2031, 12, 31)
    >>> span = New(start=day, end=day, basis="assumed", kind="day", words="")
    >>> brief_period(New(period=span), "en")
    'by the end of 2031 (our date)'
    """
    span = figure.period
    if span.kind == "future" or (span.start is None and span.end is None):
        return format_period(span.start, span.end, span.kind, language)
    if span.start is None and span.end is not None and span.length:
        length = format_length(span.length, language)
        return t("period.brief_within", language, length=length, year=span.end.year)
    if span.start is None or span.end is None:
        day, key = (span.end, "brief_until") if span.end else (span.start, "brief_since")
        return t(f"period.{key}", language, year=day.year if day else "")
    if span.kind == "day" and span.basis != "stated":
        key = "brief_latest" if span.basis == "assumed" else "brief_day"
        return t(f"period.{key}", language, year=span.end.year)
    said = format_period(span.start, span.end, span.kind, language)
    return t("period.assumed", language, period=said) if span.basis == "assumed" else said


def _said_as(key: str, words: str, language: str, end: date) -> str:
    """Say the last day, beside the printed words of time if there are any."""
    said = _as_of(end, language)
    if words:
        return t(f"period.{key}_words", language, words=words, end=said)
    return t(f"period.{key}", language, end=said)


def years_of(figures: Iterable[Dated | Mapping[str, Any]], language: str) -> str:
    """Return the years that figures cover together: ``2011–2020``, 2011—2020年; empty for none.

    Where no figure has a first day they reach up to a year; where none has a last one, from it.
    """
    spans = [_days(figure) for figure in figures]
    years = sorted(day.year for span in spans for day in span if day)
    if not years:
        return ""
    if not any(start for start, _ in spans):
        return t("period.brief_until", language, year=years[-1])
    if not any(end for _, end in spans):
        return t("period.brief_since", language, year=years[0])
    if years[0] == years[-1]:
        return t("period.year", language, year=years[0])
    return t("period.years", language, first=years[0], last=years[-1])


def _days(figure: Dated | Mapping[str, Any]) -> tuple[date | None, date | None]:
    if isinstance(figure, Mapping):  # a bridge for older callers
        return _day(figure["period_start"]), _day(figure["period_end"])
    return figure.period.start, figure.period.end
