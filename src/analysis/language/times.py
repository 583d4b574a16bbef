"""Days and periods in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from analysis.language.catalogue import t
from analysis.language.grammar import check_language


def format_day(day: str, language: str) -> str:
    """Return an ISO day as ``31 December 2016`` or 2016年12月31日."""
    return _dated("date.day", language, date.fromisoformat(day))


def format_period(start: str, end: str, kind: str, language: str) -> str:
    """Return a period in words.

    Parameters
    ----------
    start, end
        ISO days; an empty start means accumulated since an unstated day.
    kind
        Code of the list `period_kind`.
    language
        `en` or `zh`.
    """
    check_language(language)
    if kind == "future":
        return _future(start, end, language)
    if not end:
        return t("period.unknown", language)
    last = date.fromisoformat(end)
    if not start:
        return t("period.until", language, end=_as_of(last, language))
    first = date.fromisoformat(start)
    if first == last and (kind == "event" or (last.month, last.day) != (12, 31)):
        key = "period.on" if kind == "event" else "period.as_of_day"
        return t(key, language, day=format_day(end, language))
    if first == last:
        return t("period.as_of", language, day=_as_of(last, language))
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        if first.year == last.year:
            return t("period.year", language, year=first.year)
        return t("period.years", language, first=first.year, last=last.year)
    return _between(first, last, language)


def _future(start: str, end: str, language: str) -> str:
    if start and end and start[:4] == end[:4]:
        return t("period.planned", language, when=t("period.year", language, year=int(start[:4])))
    if end:
        when = t("period.by", language, day=format_day(end, language))
        return t("period.planned", language, when=when)
    return t("period.planned_open", language)


def _as_of(day: date, language: str) -> str:
    if (day.month, day.day) == (12, 31):
        return t("period.year_end", language, year=day.year)
    return format_day(day.isoformat(), language)


def _between(first: date, last: date, language: str) -> str:
    whole_months = first.day == 1 and ((last.month == 12 and last.day == 31) or last.day >= 28)
    if not whole_months:
        return t(
            "period.days",
            language,
            first=format_day(first.isoformat(), language),
            last=format_day(last.isoformat(), language),
        )
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


def period_of(row: Mapping[str, Any], language: str) -> str:
    """Return the period of an observation in words.

    A state on a day that the text does not name is dated by us, and the words say so.
    """
    kind = str(row["period_kind"])
    said = format_period(str(row["period_start"]), str(row["period_end"]), kind, language)
    named = kind != "day" or row.get("period_basis", "stated") == "stated"
    return said if named else t("period.unprinted", language, period=said)


def years_of(rows: Sequence[Mapping[str, Any]], language: str) -> str:
    """Return the years that rows cover together: ``2011–2020``, 2011—2020年; empty for none."""
    years = sorted(
        int(str(row[field])[:4])
        for row in rows
        for field in ("period_start", "period_end")
        if row[field]
    )
    if not years:
        return ""
    if years[0] == years[-1]:
        return t("period.year", language, year=years[0])
    return t("period.years", language, first=years[0], last=years[-1])
