"""The forms of charts: dot plot with limits, period bars, ladder, heat table, shares, chain.

Forms know how to draw, not what to say: they take rows that are ready and return a finished
canvas.  `row_of` and `panel_of` make rows and panels from observations, and refuse to put two
indicators, two units or two kinds of period on one axis.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import pandas as pd

from analysis.charts.style import (
    GRID,
    INK,
    LARGE,
    LINE,
    MUTED,
    NORMAL,
    SHADE,
    SMALL,
    WARN,
    Canvas,
    city_style,
    text_width,
    wrap,
)
from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language import (
    Labels,
    exact,
    format_bound,
    format_interval,
    format_number,
    format_rounded,
    period_of,
    records,
    t,
    tidy,
    unit_name,
)

MARGIN = 6.0
TRACK_LEFT = MARGIN + 8
DOT = 5.0
_FADE = 17.0
_GAP = 7.0
_OFF_SCALE = 8
"""An impossible value more than so many times the rest of its panel is left off the scale."""

_ODD = re.compile("[A-Za-z\u00c0-\u024f萬億餘個場戶項條間張兩過錢點隻]")
"""Latin letters and the old characters of numbers and their units."""

_LOG_FROM = 60
"""A panel whose values differ by more than this factor gets a logarithmic axis."""


def card(figure_id: str) -> str:
    """Return the address of a figure's card, relative to any page of the same language."""
    return f"figures.html#{figure_id}"


# --- rows and panels ----------------------------------------------------------------------------


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
    """Rows on one axis: one indicator, one unit, one kind of period."""

    title: str
    subtitle: str
    rows: tuple[Row, ...]
    unit: str
    scale: Literal["linear", "log"] = "linear"
    limits: tuple[Fraction, Fraction] | None = None
    absent: str = ""


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
    """Say a ratio with its limits rounded outwards to three digits."""
    name = f" {unit}" if language == "en" and unit != "%" else unit
    if usual.low is None or usual.high is None:
        shown = format_interval(usual, "", language, 3) if value is None else ""
        return (shown or format_rounded(value or Fraction(0), language)) + name
    low = format_rounded(usual.low, language, 3, "down")
    high = format_rounded(usual.high, language, 3, "up")
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
    observations: pd.DataFrame, labels: Labels, *, title: str = "", absent: str = ""
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


# --- axis ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Axis:
    """A horizontal axis in chart units."""

    left: float
    right: float
    low: float
    high: float
    ticks: tuple[Fraction, ...]
    scale: Literal["linear", "log"]

    def place(self, value: Fraction | float) -> float:
        """Return where a value stands."""
        number = float(value)
        if self.scale == "log":
            share = (math.log10(number) - math.log10(self.low)) / (
                math.log10(self.high) - math.log10(self.low)
            )
        else:
            share = (number - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)


def axis_for(
    rows: Sequence[Row],
    scale: Literal["linear", "log"],
    left: float,
    right: float,
    limits: tuple[Fraction, Fraction] | None = None,
) -> Axis:
    """Return an axis with round ticks that holds every row that can be placed."""
    values = [
        number
        for row in rows
        if not off_scale(row, rows, scale)
        for number in (row.value, row.low, row.high)
        if number is not None
    ]
    if limits is not None and scale == "log":
        return _log_axis(limits, left, right)
    if limits is not None:
        low, high = limits
        ticks = tuple(low + (high - low) * Fraction(i, 4) for i in range(5))
        return Axis(left, right, float(low), float(high), ticks, "linear")
    if scale == "log":
        return _log_axis([value for value in values if value > 0], left, right)
    top = max([value for value in values if value > 0], default=Fraction(1))
    step = _round_step(top / 3)
    count = -(-top // step)
    ticks = tuple(step * i for i in range(int(count) + 1))
    return Axis(left, right, 0.0, float(step * count), ticks, "linear")


def _round_step(rough: Fraction) -> Fraction:
    power = Fraction(1)
    while power * 10 <= rough:
        power *= 10
    while power > rough:
        power /= 10
    for factor in (1, 2, 5, 10):
        if power * factor >= rough:
            step = power * factor
            break
    return step


def _log_axis(values: Sequence[Fraction], left: float, right: float) -> Axis:
    if not values:
        raise AnalysisError("A logarithmic axis needs at least one value above zero.")
    low, high = Fraction(1), Fraction(1)
    while low > min(values):
        low /= 10
    while low * 10 <= min(values):
        low *= 10
    high = low * 10
    while high < max(values):
        high *= 10
    ticks = [low]
    while ticks[-1] < high:
        ticks.append(ticks[-1] * 10)
    return Axis(left, right, float(low), float(high), tuple(ticks), "log")


def off_scale(row: Row, rows: Sequence[Row], scale: str = "linear") -> bool:
    """Tell whether an impossible value is so far from the rest that it is only written.

    A logarithmic axis has room for it.
    """
    if scale == "log":
        return False
    others = [r.value for r in rows if r.value and r.status != "impossible"]
    return (
        row.status == "impossible"
        and row.value is not None
        and bool(others)
        and row.value > _OFF_SCALE * max(others)
    )


# --- dot plot -----------------------------------------------------------------------------------


def dot_plot(panels: Sequence[Panel], labels: Labels) -> Canvas:
    """Draw panels of dots with limits, one row under the other.

    Parameters
    ----------
    panels
        Panels in reading order.
    labels
        Labels in the language of the chart.
    """
    canvas = Canvas(labels.order("city"))
    canvas.y = 2.0
    for number, panel in enumerate(panels):
        same = number > 0 and panels[number - 1].title == panel.title
        _panel(canvas, panel, labels, heading=not same, first=number == 0)
    canvas.finish(canvas.y + 4)
    return canvas


def _panel(canvas: Canvas, panel: Panel, labels: Labels, *, heading: bool, first: bool) -> None:
    inner = canvas.width - 2 * MARGIN
    if heading:
        if not first:
            canvas.y += 10
            canvas.line([MARGIN, canvas.width - MARGIN], [canvas.y] * 2, colour=GRID)
            canvas.y += 4
        canvas.y = canvas.paragraph(MARGIN, canvas.y, panel.title, inner, size=LARGE, bold=True)
    canvas.y += 0 if heading else 8
    canvas.y = canvas.paragraph(MARGIN, canvas.y, panel.subtitle, inner, size=SMALL, colour=MUTED)
    right = canvas.width - MARGIN - _FADE - 6
    drawable = [row for row in panel.rows if _placed(row, panel.rows, panel.scale)]
    axis = axis_for(drawable, panel.scale, TRACK_LEFT, right, panel.limits) if drawable else None
    for row in panel.rows:
        canvas.y += 6
        draw_row(canvas, row, axis, panel.rows)
    if axis is not None:
        draw_axis(canvas, axis, panel.unit, labels)
    if panel.absent:
        canvas.y = canvas.paragraph(
            MARGIN, canvas.y + 3, panel.absent, inner, size=SMALL, colour=MUTED
        )


def _placed(row: Row, rows: Sequence[Row], scale: str) -> bool:
    if off_scale(row, rows, scale):
        return False
    return any(number is not None for number in (row.value, row.low, row.high))


def draw_row(canvas: Canvas, row: Row, axis: Axis | None, rows: Sequence[Row] = ()) -> None:
    """Draw one row: its lines of text, and under them the mark on its track."""
    top = canvas.y
    canvas.link(row.key, row.href, row.tooltip)
    inner = canvas.width - 2 * MARGIN
    placed = axis is not None and _placed(row, rows, axis.scale)
    texts = _row_height(row, inner)
    canvas.target(0, top, canvas.width, texts + 34, row.key)
    if not row.neutral:
        canvas.shape(
            MARGIN + 4.5,
            top + NORMAL * LINE * 0.58,
            _marker(canvas, row.city),
            canvas.colour(row.city),
            size=6.5,
            key=row.key,
        )
    canvas.y = canvas.paragraph(
        MARGIN + 13, top, row.heading, inner - 13, size=NORMAL, bold=True, key=row.key
    )
    if row.note:
        canvas.y = canvas.paragraph(
            MARGIN + 13, canvas.y - 1, row.note, inner - 13, size=SMALL, colour=MUTED, key=row.key
        )
    if placed and axis is not None:
        _draw_track(canvas, row, axis)
    else:
        _draw_words(canvas, row, TRACK_LEFT + 5, canvas.y + 14)
        canvas.y += 20


def _colour(canvas: Canvas, row: Row) -> str:
    return MUTED if row.neutral else canvas.colour(row.city)


def _marker(canvas: Canvas, city: str) -> str:
    return city_style(city, canvas.cities).marker


def _row_height(row: Row, inner: float) -> float:
    lines = len(wrap(row.heading, inner - 13, NORMAL, bold=True)) * NORMAL * LINE
    return lines + len(wrap(row.note, inner - 13, SMALL)) * SMALL * LINE


def _draw_track(canvas: Canvas, row: Row, axis: Axis) -> None:
    y = canvas.y + 22
    canvas.line([axis.left, axis.right], [y, y], colour=GRID, key=row.key)
    for tick in axis.ticks:
        x = axis.place(tick)
        canvas.line([x, x], [y - 3, y + 3], colour=GRID, key=row.key)
    left, right = draw_mark(canvas, row, axis, y)
    words = [part for part in (row.words, row.literal, row.warning) if part]
    right_room = canvas.width - 2 * MARGIN - (right + _GAP)
    left_room = left - _GAP - MARGIN
    full = _words_width(words)
    if full <= right_room:
        _draw_words(canvas, row, right + _GAP, y - 5)
    elif full <= left_room:
        _draw_words(canvas, row, left - _GAP - full, y - 5)
    else:
        # No room on either side: above the mark, which needs a little more height.
        x = min(max(MARGIN, (left + right - full) / 2), canvas.width - MARGIN - full)
        _draw_words(canvas, row, max(x, MARGIN), y - 9)
    canvas.y += 29


def _words_width(words: Sequence[str]) -> float:
    return sum(text_width(word, NORMAL) for word in words) + 8 * max(len(words) - 1, 0)


def _draw_words(canvas: Canvas, row: Row, x: float, y: float) -> None:
    for text, colour in ((row.words, INK), (row.literal, MUTED), (row.warning, WARN)):
        if text:
            x += canvas.text(x, y, text, colour=colour, key=row.key) + 8


def draw_mark(canvas: Canvas, row: Row, axis: Axis, y: float) -> tuple[float, float]:
    """Draw dot, segment and open ends; return how far they reach to the left and right."""
    colour = _colour(canvas, row)
    low = axis.left if row.low is None else _clamp(axis, row.low)
    high = axis.right if row.high is None else _clamp(axis, row.high)
    dot = None if row.value is None else _clamp(axis, row.value)
    hidden = dot is not None and row.low is None and row.high is None and row.stated
    left, right = (dot or low) - DOT, (dot or high) + DOT
    if not hidden:
        open_low, open_high = row.low is None, row.high is None
        if dot is not None:
            low, high = (dot if open_low else low), (dot if open_high else high)
        for a, b in _around(low, high, dot):
            canvas.line([a, b], [y, y], colour=colour, width=4.0, key=row.key)
        left, right = min(left, low), max(right, high)
        if row.fades_low:
            left = _fade(canvas, left, y, -1, colour, row, long=open_low, axis=axis)
        if row.fades_high:
            right = _fade(canvas, right, y, 1, colour, row, long=open_high, axis=axis)
        if dot is None and not row.neutral:
            places = [low] * (not open_low) + [high] * (not open_high)
            if len(places) == 2 and high - low < DOT + 2:
                places = [(low + high) / 2]
            for place in places:
                canvas.mark(place, y, row.city, filled=False, size=7.0, key=row.key)
    if dot is not None:
        canvas.mark(
            dot,
            y,
            row.city,
            filled=row.stated and row.status not in {"impossible", "argued"},
            dashed=row.status in {"impossible", "argued"},
            key=row.key,
        )
    return left, right


def _clamp(axis: Axis, value: Fraction) -> float:
    if axis.scale == "log" and value <= 0:
        return axis.left
    return min(max(axis.place(value), axis.left), axis.right)


def _around(low: float, high: float, dot: float | None) -> list[tuple[float, float]]:
    """Return the segment without the part under the dot, so that a hollow dot stays hollow."""
    if dot is None:
        return [(low, max(high, low + 2))]
    parts = [(low, min(high, dot - DOT)), (max(low, dot + DOT), high)]
    return [(a, b) for a, b in parts if b - a > 0.5]


def _fade(
    canvas: Canvas,
    x: float,
    y: float,
    side: int,
    colour: str,
    row: Row,
    *,
    long: bool,
    axis: Axis,
) -> float:
    end = x + side * _FADE
    if long:
        end = axis.left if side < 0 else axis.right + _FADE
    end = min(max(end, 3.0), canvas.width - 4.0)
    if (end - x) * side < 6:
        return x
    canvas.line([x, end - side * 4], [y, y], colour=colour, width=1.6, dash=(2.2, 2.2), key=row.key)
    canvas.line(
        [end - side * 5, end, end - side * 5],
        [y - 3.4, y, y + 3.4],
        colour=colour,
        width=1.6,
        cap="round",
        key=row.key,
    )
    return end


def draw_axis(canvas: Canvas, axis: Axis, unit: str, labels: Labels) -> None:
    """Write the numbers of the axis below the rows."""
    y = canvas.y + SMALL
    taken = -math.inf
    for number, tick in enumerate(axis.ticks):
        text = format_number(tick, labels.language)
        if unit == "%":
            text += "%"
        width = text_width(text, SMALL)
        x = min(max(axis.place(tick) - width / 2, MARGIN), canvas.width - MARGIN - width)
        last = number == len(axis.ticks) - 1
        if x < taken + 8 and not last:
            continue
        if x >= taken + 8:
            canvas.text(x, y, text, size=SMALL, colour=MUTED)
            taken = x + width
    canvas.y = y + 4


# --- heat table ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """One cell of a heat table: a count, what is written, and what the tooltip says."""

    key: str
    count: int
    text: str
    tooltip: str


def heat_table(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[Cell]],
    labels: Labels,
    *,
    marks: Sequence[str] = (),
    label_width: float = 156.0,
) -> Canvas:
    """Draw counts as a table whose cells are shaded by their number.

    Parameters
    ----------
    rows, columns
        Labels.
    cells
        One list of cells per row.
    labels
        Labels in the language of the chart.
    marks
        City of each column, drawn above its label.
    label_width
        Width of the row labels.
    """
    canvas = Canvas(labels.order("city"))
    width = (canvas.width - 2 * MARGIN - label_width) / max(len(columns), 1)
    left = MARGIN + label_width
    heads = [wrap(column, width - 6, SMALL, bold=True) for column in columns]
    head = max((len(lines) for lines in heads), default=0) * SMALL * LINE
    canvas.y = 4.0 + (14 if marks else 0)
    for number, lines in enumerate(heads):
        centre = left + (number + 0.5) * width
        if marks:
            canvas.mark(centre, 9, marks[number], size=8)
        for line, text in enumerate(lines):
            y = canvas.y + head - (len(lines) - line - 1) * SMALL * LINE - 4
            canvas.text(centre, y, text, size=SMALL, bold=True, anchor="center")
    canvas.y += head + 3
    top = max((cell.count for row in cells for cell in row), default=0) or 1
    for label, row in zip(rows, cells, strict=True):
        lines = wrap(label, label_width - 8, NORMAL)
        height = max(26.0, len(lines) * NORMAL * LINE + 8)
        start = canvas.y + (height - len(lines) * NORMAL * LINE) / 2
        canvas.paragraph(MARGIN, start, label, label_width - 8)
        for number, cell in enumerate(row):
            canvas.link(cell.key, "", cell.tooltip)
            x = left + number * width
            if cell.count:
                share = 0.08 + 0.40 * cell.count / top
                canvas.box(
                    x + 1,
                    canvas.y + 1,
                    width - 2,
                    height - 2,
                    fill=SHADE,
                    alpha=share,
                    key=cell.key,
                )
            canvas.text(
                x + width / 2,
                canvas.y + height / 2 + NORMAL * 0.36,
                cell.text,
                size=NORMAL if cell.count else SMALL,
                colour=INK if cell.count else MUTED,
                anchor="center",
                key=cell.key,
            )
        canvas.y += height
        canvas.line([MARGIN, canvas.width - MARGIN], [canvas.y] * 2, colour=GRID)
    canvas.finish(canvas.y + 4)
    return canvas


# --- shares -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Share:
    """One part of a stacked bar."""

    key: str
    label: str
    count: int
    weight: float
    hatch: str | None
    tooltip: str


@dataclass(frozen=True)
class Bar:
    """One stacked bar: its heading, its parts and a line below."""

    city: str
    heading: str
    parts: tuple[Share, ...]
    below: str


def stacked_shares(bars: Sequence[Bar], labels: Labels) -> Canvas:
    """Draw one bar of 100 % per document, with its parts labelled directly."""
    canvas = Canvas(labels.order("city"))
    canvas.y = 2.0
    inner = canvas.width - 2 * MARGIN
    for bar in bars:
        canvas.shape(
            MARGIN + 4.5,
            canvas.y + NORMAL * LINE * 0.58,
            _marker(canvas, bar.city),
            canvas.colour(bar.city),
            size=6.5,
        )
        canvas.y = canvas.paragraph(MARGIN + 13, canvas.y, bar.heading, inner - 13, bold=True)
        canvas.y += 3
        total = sum(part.count for part in bar.parts)
        x = MARGIN
        for part in bar.parts:
            width = inner * part.count / total
            canvas.link(part.key, "", part.tooltip)
            canvas.box(x, canvas.y, width, 24, fill=SHADE, alpha=part.weight, key=part.key)
            if part.hatch:
                canvas.box(
                    x, canvas.y, width, 24, edge=SHADE, hatch=part.hatch, line=0.6, key=part.key
                )
            canvas.box(x, canvas.y, width, 24, edge=INK, line=0.7, key=part.key)
            for text in (f"{part.label} {part.count}", str(part.count)):
                if text_width(text, SMALL) + 6 <= width and not part.hatch:
                    canvas.text(
                        x + width / 2,
                        canvas.y + 16.2,
                        text,
                        size=SMALL,
                        anchor="center",
                        key=part.key,
                    )
                    break
            x += width
        canvas.y += 26
        canvas.y = canvas.paragraph(MARGIN, canvas.y, bar.below, inner, size=SMALL, colour=MUTED)
        canvas.y += 12
    canvas.finish(canvas.y - 4)
    return canvas


# --- period bars --------------------------------------------------------------------------------


@dataclass(frozen=True)
class PeriodBar:
    """The time one figure covers; the first year is a fraction of the calendar."""

    key: str
    href: str
    tooltip: str
    start: float | None
    end: float | None
    basis: str
    day: bool


@dataclass(frozen=True)
class PeriodGroup:
    """Figures that cover the same time for the same reason."""

    heading: str
    bars: tuple[PeriodBar, ...]


DASHES: Mapping[str, Sequence[float] | None] = {
    "stated": None,
    "carried": (7.0, 3.0),
    "assumed": (1.6, 2.6),
}


def period_bars(
    groups: Sequence[PeriodGroup], first: int, last: int, city: str, labels: Labels
) -> Canvas:
    """Draw one line per figure over the years it covers.

    Parameters
    ----------
    groups
        Groups in reading order.
    first, last
        First and last year of the axis.
    city
        City, which decides the colour.
    labels
        Labels in the language of the chart.
    """
    canvas = Canvas(labels.order("city"))
    left, right = MARGIN + 14, canvas.width - MARGIN - 14
    colour = canvas.colour(city)

    def place(year: float) -> float:
        return left + (year - first) / (last + 1 - first) * (right - left)

    canvas.y = 4.0
    _year_axis(canvas, place, first, last)
    strokes: list[tuple[float, PeriodBar]] = []
    for group in groups:
        canvas.y += 7
        canvas.y = canvas.paragraph(
            MARGIN, canvas.y, group.heading, canvas.width - 2 * MARGIN, size=SMALL
        )
        canvas.y += 5
        for bar in group.bars:
            strokes.append((canvas.y, bar))
            canvas.y += 6.0
    _year_axis(canvas, place, first, last)
    for y, bar in strokes:
        canvas.link(bar.key, bar.href, bar.tooltip)
        canvas.target(MARGIN, y - 3, canvas.width - 2 * MARGIN, 6, bar.key)
        _period_stroke(canvas, bar, y, place, colour, left, right)
    canvas.finish(canvas.y + 4)
    return canvas


def _year_axis(canvas: Canvas, place: Any, first: int, last: int) -> None:
    y = canvas.y + SMALL + 2
    step = 1 if last - first < 10 else 2 if last - first < 20 else 5
    for year in range(first, last + 2):
        x = place(year)
        canvas.line([x, x], [y + 3, y + 8], colour=MUTED)
        if year <= last and (year - first) % step == 0:
            canvas.text(
                (x + place(year + 1)) / 2, y, str(year), size=SMALL, colour=MUTED, anchor="center"
            )
    canvas.line([place(first), place(last + 1)], [y + 8, y + 8], colour=MUTED)
    canvas.y = y + 9


def _period_stroke(
    canvas: Canvas,
    bar: PeriodBar,
    y: float,
    place: Any,
    colour: str,
    left: float,
    right: float,
) -> None:
    if bar.day and bar.end is not None:
        filled = bar.basis != "assumed"
        canvas.shape(place(bar.end), y, "o", colour, size=4.6, filled=filled, key=bar.key)
        return
    start = left - 10 if bar.start is None else place(bar.start)
    end = right + 10 if bar.end is None else place(bar.end)
    dash = DASHES[bar.basis]
    canvas.line([start, end], [y, y], colour=colour, width=2.4, dash=dash, key=bar.key)
    for open_end, x, side in ((bar.start is None, start, -1), (bar.end is None, end, 1)):
        if open_end:
            canvas.line(
                [x - side * 4, x, x - side * 4],
                [y - 2.6, y, y + 2.6],
                colour=colour,
                width=1.4,
                key=bar.key,
            )


# --- ladder -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """One figure in a grid: its wording, the printed one, and where it leads."""

    key: str
    href: str
    words: str
    literal: str
    tooltip: str
    note: str = ""


def ladder(
    rows: Sequence[str],
    columns: Sequence[tuple[str, str]],
    cells: Mapping[tuple[int, int], Sequence[Entry]],
    labels: Labels,
) -> Canvas:
    """Draw steps from top to bottom with what each document says of each step.

    Parameters
    ----------
    rows
        Names of the steps.
    columns
        City and label of each document.
    cells
        Entries by row and column; what is missing is written as not reported.
    labels
        Labels in the language of the chart.
    """
    canvas = Canvas(labels.order("city"))
    step_width = 76.0
    width = (canvas.width - 2 * MARGIN - step_width) / max(len(columns), 1)
    left = MARGIN + step_width
    canvas.y = 18.0
    heads = [wrap(label, width - 6, SMALL, bold=True) for _, label in columns]
    head = max(len(lines) for lines in heads) * SMALL * LINE
    for number, ((city, _), lines) in enumerate(zip(columns, heads, strict=True)):
        x = left + number * width + 4
        canvas.mark(x + 5, 9, city, size=8)
        for line, text in enumerate(lines):
            y = canvas.y + head - (len(lines) - line - 1) * SMALL * LINE - 4
            canvas.text(x, y, text, size=SMALL, bold=True)
    canvas.y += head + 2
    for i, row in enumerate(rows):
        canvas.line([MARGIN, canvas.width - MARGIN], [canvas.y] * 2, colour=GRID)
        canvas.y += 3
        top = canvas.y
        bottom = canvas.paragraph(MARGIN, top, row, step_width - 8, size=SMALL, bold=True)
        for j, (city, _) in enumerate(columns):
            x = left + j * width + 4
            entries = cells.get((i, j), ())
            y = top
            if not entries:
                y = canvas.paragraph(
                    x, y, labels.t("absent.not_reported"), width - 8, size=SMALL, colour=MUTED
                )
            for number, entry in enumerate(entries):
                canvas.link(entry.key, entry.href, entry.tooltip)
                y += 4 if number else 0
                end = canvas.paragraph(x, y, entry.words, width - 8, size=SMALL, key=entry.key)
                if len(entries) > 1 and entry.note:
                    end = canvas.paragraph(
                        x, end, entry.note, width - 8, size=SMALL, colour=MUTED, key=entry.key
                    )
                if entry.literal:
                    end = canvas.paragraph(
                        x, end, entry.literal, width - 8, size=SMALL, colour=MUTED, key=entry.key
                    )
                canvas.line(
                    [x - 5, x - 5],
                    [y + 2, end],
                    colour=canvas.colour(city),
                    width=2.6,
                    key=entry.key,
                )
                y = end
            bottom = max(bottom, y)
        canvas.y = bottom + 5
    canvas.finish(canvas.y + 4)
    return canvas


# --- chain --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One step of a chain inside one text."""

    heading: str
    entries: tuple[Entry, ...]


def chain(steps: Sequence[Step], city: str, labels: Labels) -> Canvas:
    """Draw steps that follow one another inside one text."""
    canvas = Canvas(labels.order("city"))
    colour = canvas.colour(city)
    inner = canvas.width - 2 * MARGIN
    canvas.y = 2.0
    for number, step in enumerate(steps):
        if number:
            x = MARGIN + 2
            canvas.line(
                [x, x], [canvas.y + 3, canvas.y + 17], colour=colour, width=2.0, dash=(2, 3)
            )
            canvas.y += 18
        top = canvas.y
        canvas.y = canvas.paragraph(
            MARGIN + 10, canvas.y + 2, step.heading, inner - 14, size=SMALL, colour=MUTED
        )
        for number_of_entry, entry in enumerate(step.entries):
            canvas.y += 3 if number_of_entry else 0
            canvas.link(entry.key, entry.href, entry.tooltip)
            words = wrap(entry.words, inner - 14, LARGE, bold=True)
            canvas.y = canvas.paragraph(
                MARGIN + 10,
                canvas.y,
                entry.words,
                inner - 14,
                size=LARGE,
                bold=True,
                key=entry.key,
            )
            if entry.literal:
                x = MARGIN + 18 + text_width(words[-1], LARGE, bold=True)
                if x + text_width(entry.literal, SMALL) <= canvas.width - MARGIN:
                    canvas.text(
                        x,
                        canvas.y - LARGE * 0.25,
                        entry.literal,
                        size=SMALL,
                        colour=MUTED,
                        key=entry.key,
                    )
                else:
                    canvas.y = canvas.paragraph(
                        MARGIN + 10,
                        canvas.y,
                        entry.literal,
                        inner - 14,
                        size=SMALL,
                        colour=MUTED,
                        key=entry.key,
                    )
            if entry.note:
                canvas.y = canvas.paragraph(
                    MARGIN + 10,
                    canvas.y - 1,
                    entry.note,
                    inner - 14,
                    size=SMALL,
                    colour=MUTED,
                    key=entry.key,
                )
        canvas.line([MARGIN + 2, MARGIN + 2], [top + 2, canvas.y + 2], colour=colour, width=3.2)
        canvas.y += 4
    canvas.finish(canvas.y + 4)
    return canvas


__all__ = [
    "Axis",
    "Bar",
    "Cell",
    "Entry",
    "Panel",
    "PeriodBar",
    "PeriodGroup",
    "Row",
    "Share",
    "Step",
    "axis_for",
    "capital",
    "card",
    "chain",
    "dot_plot",
    "heat_table",
    "ladder",
    "off_scale",
    "panel_of",
    "period_bars",
    "ratio_row",
    "row_of",
    "stacked_shares",
    "tooltip",
]
