"""Rows and panels of dot plots, made from observations and derived figures.

A panel refuses to hold two indicators, two units or two kinds of period.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import pandas as pd

from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language import (
    DIGITS,
    Labels,
    exact,
    format_bound,
    format_interval,
    format_rounded,
    period_of,
    records,
    t,
    tidy,
    unit_name,
)

_ODD = re.compile("[A-Za-z\u00c0-\u024f萬億餘個場戶項條間張兩過錢點隻]")
"""Latin letters and the old characters of numbers and their units."""

_LOG_FROM = 60
"""A panel whose values differ by more than this factor gets a logarithmic axis."""


def card(figure_id: str) -> str:
    """Return the address of a figure's card, relative to any page of the same language."""
    return f"figures.html#{figure_id}"


@dataclass(frozen=True)
class Row:
    """One mark of a dot plot, with everything that is written beside it.

    Attributes
    ----------
    key
        Identifier of the link; usually the figure.
    href
        Where the mark leads.
    city
        City, which decides colour and shape.
    heading, note
        First line (document, period) and second line (what is counted).
    value
        Printed number; none where it cannot be read.
    low, high
        Conventional limits; none where there is no limit.
    fades_low, fades_high
        Whether the words themselves set no limit (or a wider one) on that side.
    stated
        Whether the number is stated without a hedge (filled dot).
    words, literal
        What stands beside the mark: the wording in the report's language, and the printed one.
    warning
        Words for a doubtful, impossible or damaged figure, or for an argued one.
    tooltip
        Full reading of the mark.
    neutral
        Whether the row belongs to no city: drawn grey and without a city's shape.
    """

    key: str
    href: str
    city: str
    heading: str
    note: str
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    fades_low: bool
    fades_high: bool
    stated: bool
    words: str
    literal: str
    warning: str
    tooltip: str
    status: str = "as_printed"
    neutral: bool = False


@dataclass(frozen=True)
class Panel:
    """Rows on one axis: one indicator, one unit, one kind of period.

    `verdict` says below the title what the comparisons say of the rows; it may be empty.
    """

    title: str
    subtitle: str
    rows: tuple[Row, ...]
    unit: str
    scale: Literal["linear", "log"] = "linear"
    limits: tuple[Fraction, Fraction] | None = None
    absent: str = ""
    verdict: str = ""


def row_of(figure: Mapping[str, Any], labels: Labels, *, note: bool = True) -> Row:
    """Make the row of one observation.

    Parameters
    ----------
    figure
        A row of the observations.
    labels
        Labels in the language of the chart.
    note
        Whether the second line says what is counted.
    """
    language = labels.language
    value = exact(str(figure["value"]))
    usual = Interval.from_columns(_text_row(figure), "conventional")
    asserted = Interval.from_columns(_text_row(figure), "asserted")
    literal = tidy(str(figure["literal"]))
    bound = format_bound(figure, language)
    words = literal if language == "zh" and (value is None or not _odd(literal)) else bound
    status = str(figure["status"])
    warning = "" if status == "as_printed" else labels.t(f"status.{status}")
    if value is None and language == "zh":
        warning = "" if bound == literal else bound
    known = value is not None or usual.low is not None or usual.high is not None
    damaged_without_limits = value is None and status == "damaged"
    return Row(
        key=str(figure["figure_id"]),
        href=card(str(figure["figure_id"])),
        city=str(figure["city"]),
        heading=f"{labels.document(str(figure['document']))}",
        note=_note(figure, labels) if note else period_of(figure, language),
        value=value,
        low=usual.low if known and not damaged_without_limits else None,
        high=usual.high if known and not damaged_without_limits else None,
        fades_low=_wider(asserted.low, usual.low, -1),
        fades_high=_wider(asserted.high, usual.high, 1),
        stated=str(figure["bound"]) == "exact",
        words=words,
        literal="" if literal == words else literal,
        warning="" if value is None and language == "en" else warning,
        tooltip=tooltip(figure, labels),
        status=status,
    )


def _odd(literal: str) -> bool:
    """Tell whether a printed number is hard to read: Latin letters in it, or old characters."""
    return bool(_ODD.search(literal))


def ratio_row(ratio: Mapping[str, Any], inputs: Sequence[Mapping[str, Any]], labels: Labels) -> Row:
    """Make the row of a derived figure from the table of derived figures.

    Parameters
    ----------
    ratio
        A row of the derived figures.
    inputs
        The observations it is computed from, in the order of its `inputs`.
    labels
        Labels in the language of the chart.
    """
    language = labels.language
    asserted = Interval.from_columns(_text_row(ratio), "asserted")
    usual = Interval.from_columns(_text_row(ratio), "conventional")
    value = exact(str(ratio["value"]))
    status = {"kept_out": "impossible"}.get(str(ratio["status"]), str(ratio["status"]))
    words = ratio_words(value, usual, str(ratio[f"unit_{language}"]), language)
    literal = ratio_formula(ratio, inputs)
    period = period_of(ratio, language)
    label = str(ratio[f"label_{language}"])
    return Row(
        key=str(ratio["derived_id"]).replace(".", "-"),
        href=card(str(inputs[0]["figure_id"])),
        city=str(ratio["city"]),
        heading=label,
        note=_ratio_note(labels.document(str(ratio["document"])), period, literal, labels),
        value=value,
        low=usual.low,
        high=usual.high,
        fades_low=_wider(asserted.low, usual.low, -1),
        fades_high=_wider(asserted.high, usual.high, 1),
        stated=all(str(figure["bound"]) == "exact" for figure in inputs),
        words=words,
        literal="",
        warning="" if status == "computed" else labels.t(f"status.{status}"),
        tooltip=labels.t(
            "chart.ratio_tooltip",
            document=labels.document(str(ratio["document"])),
            label=label,
            words=words,
            formula=literal,
            period=period,
        ),
        status="as_printed" if status == "computed" else status,
    )


def _ratio_note(document: str, period: str, formula: str, labels: Labels) -> str:
    key = "chart.ratio_note" if period.rstrip("年") in document else "chart.ratio_note_period"
    return labels.t(key, document=document, period=period, formula=formula)


def ratio_formula(ratio: Mapping[str, Any], inputs: Sequence[Mapping[str, Any]]) -> str:
    """Return the calculation with the numbers as printed: 890万元 ÷ 8969名."""
    tops = set(str(ratio["numerator"]).split("+"))
    parts: tuple[list[str], list[str]] = ([], [])
    for figure in inputs:
        parts[0 if figure["figure_id"] in tops else 1].append(tidy(str(figure["literal"])))
    return " ÷ ".join(" + ".join(part) for part in parts if part)


def ratio_words(value: Fraction | None, usual: Interval, unit: str, language: str) -> str:
    """Say a ratio with its limits rounded outwards."""
    name = f" {unit}" if language == "en" and unit != "%" else unit
    if usual.low is None or usual.high is None:
        shown = format_interval(usual, "", language, DIGITS) if value is None else ""
        return (shown or format_rounded(value or Fraction(0), language)) + name
    low = format_rounded(usual.low, language, DIGITS, "down")
    high = format_rounded(usual.high, language, DIGITS, "up")
    near = format_rounded(value, language) if value is not None else ""
    apart = usual.low and usual.high / usual.low > 1 + Fraction(1, 50)
    if near and not apart:
        return near + name
    return t("bound.range", language, low=low, high=high) + name


def _text_row(figure: Mapping[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in dict(figure).items()}


def _wider(outer: Fraction | None, inner: Fraction | None, side: int) -> bool:
    if inner is None:
        return True
    return outer is None or (outer - inner) * side > 0


def _note(figure: Mapping[str, Any], labels: Labels) -> str:
    measures = str(figure[f"measures_{labels.language}"])
    period = period_of(figure, labels.language)
    if str(figure["period_basis"]) == "assumed":
        period = labels.t("chart.assumed_period", period=period)
    return capital(labels.t("chart.note", measures=measures, period=period))


def tooltip(figure: Mapping[str, Any], labels: Labels) -> str:
    """Return the full reading of a figure: as printed, as read, limits, period, place."""
    usual = Interval.from_columns(_text_row(figure), "conventional")
    return labels.t(
        "chart.tooltip",
        document=labels.document(str(figure["document"])),
        literal=tidy(str(figure["literal"])),
        words=format_bound(figure, labels.language),
        limits=format_interval(usual, str(figure["unit"]), labels.language),
        period=period_of(figure, labels.language),
        paragraph=figure["paragraph"],
        measures=figure[f"measures_{labels.language}"],
    )


def panel_of(
    observations: pd.DataFrame,
    labels: Labels,
    *,
    title: str = "",
    absent: str = "",
    verdict: str = "",
) -> Panel:
    """Make one panel from observations of one indicator, unit, kind of period and nature.

    Raises
    ------
    AnalysisError
        If the observations cannot share an axis, or there are none.
    """
    if observations.empty:
        raise AnalysisError("A panel needs at least one observation.")
    for column in ("indicator", "unit", "period_kind", "nature"):
        found = sorted(set(observations[column]))
        if len(found) > 1:
            raise AnalysisError(
                f"One panel cannot hold the {column}s {' and '.join(map(repr, found))}: "
                "draw a panel for each."
            )
    first = observations.iloc[0]
    rows = tuple(row_of(figure, labels) for figure in records(observations))
    unit = str(first["unit"])
    subtitle = panel_subtitle(unit, str(first["period_kind"]), str(first["nature"]), labels)
    return Panel(
        title=title or labels.indicator(str(first["indicator"])),
        subtitle=subtitle,
        rows=rows,
        unit=unit,
        scale=_scale(rows, unit),
        limits=(Fraction(0), Fraction(100)) if unit == "%" else None,
        absent=absent,
        verdict=verdict,
    )


def panel_subtitle(unit: str, period_kind: str, nature: str, labels: Labels) -> str:
    """Return the unit and the kind of period of a panel in words."""
    name = unit_name(unit, labels.language)
    if not name:
        name = labels.t("chart.number_and_classifier", unit=unit) if unit else ""
    name = name or labels.t("chart.plain_count")
    kind = labels.t(f"chart.kind.{'future' if nature == 'plan' else period_kind}")
    return capital(labels.t("chart.panel_subtitle", unit=name, kind=kind))


def capital(text: str) -> str:
    """Return a text with a capital letter in front."""
    return text[:1].upper() + text[1:]


def _scale(rows: Sequence[Row], unit: str) -> Literal["linear", "log"]:
    values = [row.value for row in rows if row.value and row.status != "impossible"]
    wide = len(values) > 1 and min(values) > 0 and max(values) / min(values) > _LOG_FROM
    return "log" if wide and unit != "%" else "linear"
