"""What charts say of a figure and of a derived figure: one view of each, in one language.

Marks, tooltips, titles and the data of a chart take their words from here.  How marks are drawn
belongs to `analysis.charts.forms`, which figures a chart draws to `analysis.charts.story`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from analysis.charts.forms.marks import Mark
from analysis.charts.style.palette import CityStyle, city_style
from analysis.comparison.comparison_records import Derived
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language import (
    DIGITS_SHOWN,
    bracketed,
    capital,
    format_bound,
    format_interval,
    format_period,
    format_quantity,
    format_ratio,
    labelled,
    lower,
    period_of,
    reads_print,
    tidy,
)
from analysis.language.messages import Link, text
from analysis.show.addresses import card_address
from analysis.show.content import Sorted
from analysis.show.displays import TableRow
from analysis.show.sorting import by_date
from analysis.tables.codebook import Labels

_ODD = re.compile("[A-Za-z\u00c0-\u024f萬億餘個場戶項條間張兩過錢點隻]")
"""Latin letters and the old characters of numbers and their units, which make a print hard to
read."""

FIGURE_DATA = ("document", "measures", "literal", "words", "limits", "period", "remark")
"""Columns of `FigureView.cells`."""

RATIO_DATA = ("document", "measure", "ratio", "limits", "formula", "period", "remark")
"""Columns of `RatioView.cells`."""


@dataclass(frozen=True)
class FigureView:
    """A figure in the words of one language."""

    figure: Figure
    labels: Labels

    @property
    def document(self) -> str:
        """Name of its text."""
        return self.labels.document(self.figure.document)

    @property
    def measures(self) -> str:
        """What it counts."""
        return self.figure.measures[self.labels.language]

    @property
    def literal(self) -> str:
        """What is printed."""
        return tidy(self.figure.literal)

    @property
    def href(self) -> str:
        """Where its mark leads: its card."""
        return card_address(self.figure.figure_id)

    @cached_property
    def words(self) -> str:
        """How it is read."""
        return format_bound(self.figure, self.labels.language)

    @cached_property
    def limits(self) -> str:
        """Its conventional limits."""
        usual = self.figure.limits.conventional
        return format_interval(usual, self.figure.unit, self.labels.language)

    @cached_property
    def period(self) -> str:
        """The time it covers."""
        return period_of(self.figure, self.labels.language)

    @property
    def dated(self) -> Sorted:
        """The time it covers, as a cell."""
        return by_date(self.period, self.figure.period.start, self.figure.period.end)

    @property
    def note(self) -> str:
        """The time it covers and what it counts."""
        note = self.labels.t("chart.note", measures=self.measures, period=self.period)
        return capital(note, self.labels.language)

    @property
    def tooltip(self) -> str:
        """The full reading: as printed, as read, limits, period, place."""
        return self.labels.t(
            "chart.tooltip",
            document=self.document,
            literal=self.literal,
            words=self.words,
            limits=self.limits,
            period=self.period,
            paragraph=self.figure.place.paragraph,
            measures=self.measures,
        )

    @property
    def shown(self) -> tuple[str, str, str]:
        """What stands beside its mark: the words, the print if it is another, and a warning.

        Where the print is in the language of the page, it is shown itself, unless it is hard to
        read; a number that cannot be read is then explained in place of the warning.
        """
        status = self.figure.status
        warning = "" if status == "as_printed" else self.labels.t(f"status.{status}")
        unread = self.figure.value is None
        if reads_print(self.labels.language):
            words = self.words if _ODD.search(self.literal) and not unread else self.literal
            if unread:
                warning = "" if self.words == self.literal else self.words
        else:
            words, warning = self.words, "" if unread else warning
        return words, "" if self.literal == words else self.literal, warning

    @property
    def mark(self) -> Mark:
        """The figure as a mark of a dot plot."""
        figure = self.figure
        usual, asserted = figure.limits.conventional, figure.limits.asserted
        words, literal, warning = self.shown
        lost = figure.value is None and figure.status == "damaged"
        return Mark(
            key=figure.figure_id,
            href=self.href,
            city=figure.city,
            heading=self.document,
            note=self.note,
            value=figure.value,
            low=None if lost else usual.low,
            high=None if lost else usual.high,
            fades_low=_wider(asserted.low, usual.low, -1),
            fades_high=_wider(asserted.high, usual.high, 1),
            stated=figure.bound == "exact",
            words=words,
            literal=literal,
            warning=warning,
            tooltip=self.tooltip,
            status="impossible" if figure.status == "unlikely" else figure.status,
            unit=figure.unit,
            look=_look(figure.city, self.labels),
        )

    @property
    def cells(self) -> TableRow:
        """The figure as a row of the data of a chart (`FIGURE_DATA`)."""
        status = self.figure.status
        return {
            "document": self.document,
            "measures": self.measures,
            "literal": Link(self.figure.figure_id, self.literal),
            "words": Sorted(self.words, self.figure.value, self.figure.unit),
            "limits": self.limits,
            "period": self.dated,
            "remark": "" if status == "as_printed" else self.labels.code("status", status),
        }


def _look(city: str, labels: Labels) -> CityStyle:
    return city_style(city, labels.order("city"))


def _wider(outer: Fraction | None, inner: Fraction | None, side: int) -> bool:
    if inner is None:
        return True
    return outer is None or (outer - inner) * side > 0


@dataclass(frozen=True)
class RatioView:
    """A derived figure in the words of one language.

    Attributes
    ----------
    ratio
        The derived figure.
    inputs
        The figures it is computed from, in the order of its `inputs`.
    labels
        Labels in the language of the chart.
    likely
        Argued numbers by figure; those that the ratio assumes stand in its calculation.
    """

    ratio: Derived
    inputs: tuple[Figure, ...]
    labels: Labels
    likely: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def document(self) -> str:
        """Name of its text."""
        return self.labels.document(self.ratio.document)

    @property
    def label(self) -> str:
        """What it is."""
        return text(self.ratio.label, self.labels.language)

    @property
    def inside(self) -> str:
        """What it is, inside a sentence."""
        return lower(self.label, self.labels.language)

    @property
    def unit(self) -> str:
        """Its unit."""
        return text(self.ratio.unit, self.labels.language)

    @property
    def reason(self) -> str:
        """Why it is refused, kept out or argued."""
        return text(self.ratio.reason, self.labels.language)

    @property
    def usual(self) -> Interval:
        """Its conventional limits; none where the calculation is refused."""
        return self.ratio.conventional or Interval()

    @cached_property
    def words(self) -> str:
        """The result, with its limits rounded outwards where they are far apart."""
        return format_ratio(self.ratio.value, self.usual, self.unit, self.labels.language)

    @property
    def limits(self) -> str:
        """Its conventional limits, rounded outwards."""
        return format_interval(self.usual, "", self.labels.language, DIGITS_SHOWN)

    @cached_property
    def formula(self) -> str:
        """The calculation with the numbers as printed: 890万元 ÷ 8969名."""
        above: list[str] = []
        below: list[str] = []
        for figure in self.inputs:
            side = above if figure.figure_id in self.ratio.numerator else below
            side.append(self._used(figure))
        return " ÷ ".join(" + ".join(part) for part in (above, below) if part)

    def _used(self, figure: Figure) -> str:
        """Write a number as it was used: printed, or argued and marked as no print."""
        if figure.figure_id not in self.ratio.assumed or figure.figure_id not in self.likely:
            return tidy(figure.literal)
        likely = self.likely[figure.figure_id]
        words = format_quantity(likely, figure.unit, self.labels.language)
        return self.labels.t("chart.argued_number", words=words)

    @cached_property
    def period(self) -> str:
        """The time it covers."""
        ratio = self.ratio
        return format_period(
            ratio.period_start, ratio.period_end, ratio.period_kind, self.labels.language
        )

    @property
    def of_whole_text(self) -> bool:
        """Whether it covers the time that its text reviews, which the name of the text says."""
        review = self.labels.book.document(self.ratio.document)
        return (review.period_start, review.period_end) == (
            self.ratio.period_start,
            self.ratio.period_end,
        )

    @property
    def heading(self) -> str:
        """Its text, and its time where that is not the one of the whole text."""
        period = "" if self.of_whole_text else self.period
        return bracketed(self.document, period, self.labels.language)

    @property
    def note(self) -> str:
        """Its text with its time, and its calculation."""
        return labelled(self.heading, self.formula, self.labels.language)

    @property
    def status(self) -> str:
        """Status of its mark."""
        return {"computed": "as_printed", "kept_out": "impossible"}.get(
            self.ratio.status, self.ratio.status
        )

    @property
    def dated(self) -> Sorted:
        """The time it covers, as a cell."""
        return by_date(self.period, self.ratio.period_start, self.ratio.period_end)

    @property
    def warning(self) -> str:
        """What is wrong with it, if anything."""
        return "" if self.status == "as_printed" else self.labels.t(f"status.{self.status}")

    @property
    def extent(self) -> tuple[Fraction, ...]:
        """Its number, or the ends of its range where it has no single number."""
        if self.ratio.value is not None:
            return (self.ratio.value,)
        return tuple(end for end in (self.usual.low, self.usual.high) if end is not None)

    @property
    def size(self) -> Fraction:
        """The number by which it is put in order: itself or the lower end of its range."""
        return next(iter(self.extent), Fraction(0))

    @property
    def mark(self) -> Mark:
        """The derived figure as a mark of a dot plot, headed by what it is."""
        usual, asserted = self.usual, self.ratio.asserted or Interval()
        return Mark(
            key=self.ratio.derived_id.replace(".", "-"),
            derived=self.ratio.derived_id,
            href=card_address(self.inputs[0].figure_id),
            city=self.ratio.city,
            heading=self.label,
            note=self.note,
            value=self.ratio.value,
            low=usual.low,
            high=usual.high,
            fades_low=_wider(asserted.low, usual.low, -1),
            fades_high=_wider(asserted.high, usual.high, 1),
            stated=all(figure.bound == "exact" for figure in self.inputs),
            words=self.words,
            literal="",
            warning=self.warning,
            tooltip=self.labels.t(
                "chart.ratio_tooltip",
                document=self.document,
                label=self.label,
                words=self.words,
                formula=self.formula,
                period=self.period,
            ),
            status=self.status,
            unit=self.ratio.unit_code,
            look=_look(self.ratio.city, self.labels),
        )

    @property
    def cells(self) -> TableRow:
        """The derived figure as a row of the data of a chart (`RATIO_DATA`)."""
        return {
            "document": self.document,
            "measure": self.label,
            "ratio": Sorted(
                self.words,
                self.ratio.value,
                self.ratio.unit_code,
                self.ratio.conventional,
                self.ratio.derived_id,
                self.ratio.inputs,
            ),
            "limits": self.limits,
            "formula": Link(self.inputs[0].figure_id, self.formula, self.ratio.derived_id),
            "period": self.dated,
            "remark": self.warning,
        }


def figure_views(figures: Iterable[Figure], labels: Labels) -> list[FigureView]:
    """Return the views of figures in their order."""
    return [FigureView(figure, labels) for figure in figures]


def ratio_views(
    ratios: Iterable[Derived],
    figures: Sequence[Figure],
    labels: Labels,
    likely: Mapping[str, Fraction] | None = None,
) -> list[RatioView]:
    """Return the views of derived figures in their order.

    Parameters
    ----------
    ratios
        Derived figures.
    figures
        Figures, among them all that the ratios are computed from.
    labels
        Labels in the language of the chart.
    likely
        Argued numbers by figure.

    Raises
    ------
    AnalysisError
        If a figure that a ratio is computed from is not there.
    """
    known = {figure.figure_id: figure for figure in figures}
    views = []
    for ratio in ratios:
        missing = [name for name in ratio.inputs if name not in known]
        if missing:
            raise AnalysisError(
                f"{ratio.derived_id}: its input {missing[0]} is not among the observations."
            )
        inputs = tuple(known[name] for name in ratio.inputs)
        views.append(RatioView(ratio, inputs, labels, likely or {}))
    return views
