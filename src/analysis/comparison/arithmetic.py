"""Calculations with figures of one text, within limits, and what refuses them.

Two figures enter one calculation only if they cover the same time and territory and are of one
nature; anything else is refused with a sentence that names both.  Which figures are to be
calculated with belongs to `analysis.comparison.derived`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis.comparison.counted_units import counted_unit
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.figures.reference_periods import ReferencePeriod
from analysis.intervals import Interval
from analysis.language import languages, tidy
from analysis.language.messages import Linked, Message, Part, text
from analysis.tables import schema
from analysis.tables.codebook import Codebook

ASPECTS = ("document", "nature", "level", "period", "per")
"""What two figures must share to be divided."""

ADDED = ("document", "unit", "nature", "level", "period", "per")
"""What figures must share to be added."""


class RefusedError(AnalysisError):
    """A calculation that the figures do not allow.

    Attributes
    ----------
    message
        The reason as data.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(text(message, languages()[0]))
        self.message = message


@dataclass(frozen=True, slots=True)
class Calculation:
    """The outcome of a calculation: its value and its limits.

    The value is ``None`` where the limits are all that is known: an input without a number, a
    threshold ("more than 500") as input, or a divisor that is an interval.
    """

    value: Fraction | None
    asserted: Interval
    conventional: Interval

    def __post_init__(self) -> None:
        """Refuse a value outside of its own limits."""
        if self.value is not None and not self.conventional.contains(self.value):
            raise AnalysisError(f"the value {self.value} lies outside of {self.conventional}")

    def named(self, name: str) -> Interval:
        """Return the ``asserted`` or the ``conventional`` limits."""
        return self.asserted if name == "asserted" else self.conventional


def said_of(figure: Figure) -> Part:
    """Return what a figure counts, with the printed number, linked to it."""
    literal = tidy(figure.literal)
    words = Message("comparison.derived.said", measures=figure.measures, literal=literal)
    return Linked(figure.figure_id, words)


def require_alike(
    figures: Sequence[Figure],
    operation: str,
    codebook: Codebook,
    aspects: Iterable[str] = ASPECTS,
) -> None:
    """Refuse figures that must not enter one calculation.

    Parameters
    ----------
    figures
        The figures, at least one.
    operation
        ``add`` or ``divide``.
    codebook
        Labels of the codes that the reason names.
    aspects
        What they must share: ``period`` or its last day (``period_end``), or coded attributes.

    Raises
    ------
    RefusedError
        If two of them differ: the sentence names both and what differs.
    """
    first = figures[0]
    for other in figures[1:]:
        for aspect in aspects:
            if not _share(first, other, aspect):
                raise RefusedError(
                    Message(
                        f"comparison.refused.{operation}",
                        a=said_of(first),
                        b=said_of(other),
                        aspect=Message(f"comparison.attribute.{aspect.removesuffix('_end')}"),
                        x=_aspect(first, aspect, codebook),
                        y=_aspect(other, aspect, codebook),
                    )
                )


def _share(a: Figure, b: Figure, aspect: str) -> bool:
    if aspect == "period":
        return a.period.covers_same_time(b.period)
    if aspect == "period_end":
        return a.period.end == b.period.end
    return a.coded(aspect) == b.coded(aspect)


def _aspect(figure: Figure, aspect: str, codebook: Codebook) -> Part:
    if aspect in ("period", "period_end"):
        return days_said(figure.period)
    if aspect == "document":
        return codebook.document_label(figure.document)
    code = figure.coded(aspect)
    if not code:
        return Message("comparison.refused.not_stated")
    if aspect == "unit":
        return counted_unit(code)
    return codebook.code(schema.OBSERVATIONS.field(aspect).codes or aspect, code)


def days_said(period: ReferencePeriod) -> Part:
    """Return a period by its days."""
    if period.start is not None and period.start == period.end:
        return str(period.start)
    start, end = (
        str(day) if day else Message("comparison.refused.unstated")
        for day in (period.start, period.end)
    )
    return Message("comparison.refused.span", start=start, end=end)


def firm(figure: Figure) -> Fraction | None:
    """Return the printed number where the words allow it: not the 500 of “more than 500”."""
    if figure.value is None or not figure.limits.conventional.contains(figure.value):
        return None
    return figure.value


def divide(
    numerator: Sequence[Figure],
    denominator: Sequence[Figure],
    codebook: Codebook,
    scale: int = 1,
    aspects: Iterable[str] = ASPECTS,
) -> Calculation:
    """Divide one figure (or a sum) by another of the same text, period, nature and level.

    Raises
    ------
    RefusedError
        If the figures do not allow it.
    """
    require_alike([*numerator, *denominator], "divide", codebook, aspects)
    top, bottom = add(numerator, codebook), add(denominator, codebook)
    value = None
    if top.value is not None and bottom.value:
        value = top.value / bottom.value * scale
    return Calculation(
        value,
        (top.asserted / bottom.asserted).scaled(scale),
        (top.conventional / bottom.conventional).scaled(scale),
    )


def add(figures: Sequence[Figure], codebook: Codebook) -> Calculation:
    """Add figures of one unit, nature, level and period; repeats and parts are not added.

    Raises
    ------
    RefusedError
        If they are unlike, or one is contained in another.
    """
    require_alike(figures, "add", codebook, ADDED)
    by_id = {figure.figure_id: figure for figure in figures}
    for figure in figures:
        other = by_id.get(figure.duplicate_of) or by_id.get(figure.part_of)
        if other is not None:
            raise RefusedError(
                Message("comparison.refused.contained", a=said_of(figure), b=said_of(other))
            )
    asserted, conventional = Interval.point(0), Interval.point(0)
    value: Fraction | None = Fraction(0)
    for figure in figures:
        asserted += figure.limits.asserted
        conventional += figure.limits.conventional
        number = firm(figure)
        value = None if value is None or number is None else value + number
    return Calculation(value, asserted, conventional)


def multiplied(figure: Figure, factor: int) -> Calculation:
    """Return so many times a figure."""
    number = firm(figure)
    return Calculation(
        None if number is None else number * factor,
        figure.limits.asserted.scaled(factor),
        figure.limits.conventional.scaled(factor),
    )


def share(part: Figure, whole: Figure, codebook: Codebook) -> Calculation:
    """Return a part in per cent of its whole, cut at 100 because a part is no more than that.

    Raises
    ------
    RefusedError
        If the two are unlike, or the part as printed exceeds the whole.
    """
    aspects = ("document", "unit", "nature", "level", "period")
    result = divide([part], [whole], codebook, 100, aspects)
    possible = Interval.between(0, 100)
    asserted = result.asserted.intersection(possible)
    conventional = result.conventional.intersection(possible)
    if asserted is None or conventional is None:
        raise RefusedError(
            Message("comparison.refused.part", part=said_of(part), whole=said_of(whole))
        )
    value = result.value
    if value is not None and not conventional.contains(value):
        value = None
    return Calculation(value, asserted, conventional)


def per_year(figure: Figure) -> Calculation:
    """Return the yearly average of a total over several years.

    Raises
    ------
    RefusedError
        If the figure is no flow over a stated or carried period of several years.
    """
    period = figure.period
    if figure.nature != "flow" or not period.annualisable or period.years is None:
        raise RefusedError(
            Message("comparison.refused.average", figure=said_of(figure), period=days_said(period))
        )
    years, number = period.years, firm(figure)
    value = number / years.high if number is not None and years.is_point and years.high else None
    return Calculation(value, figure.limits.asserted / years, figure.limits.conventional / years)
