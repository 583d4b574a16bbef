"""One indicator in many texts: the figures that may stand on one scale, the largest first."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from analysis.charts.forms.limit_lines import limits
from analysis.charts.forms.marks import Line, Mark
from analysis.charts.pictures import drawing_of, part
from analysis.charts.story.parts import chart_of_figures, distinct, kinds
from analysis.charts.story.strips import PER_CENT
from analysis.charts.views import figure_views
from analysis.comparison.storing import axis_of
from analysis.figures.figure import Figure
from analysis.language import capital, enumerated, unit_name
from analysis.show.displays import Chart, Prose
from analysis.tables.codebook import Labels
from analysis.tables.schema import ATTRIBUTES

STRIP = 40
"""Most figures of a strip: of more, half are the largest and half the smallest."""

_SETS = 4
"""Most strips: those with most figures."""


_TITLED = frozenset({"indicator", "unit", "level", "multiplier"})
"""Attributes that the title of the page and the unit name already, or that are not said."""


def indicator_strips(figures: Sequence[Figure], labels: Labels, indicator: str) -> Chart | Prose:
    """Draw the figures of an indicator that may stand on one scale, each set sorted by number.

    A set shares unit, kind of period, nature and all attributes that decide what may be compared;
    what stands alone is left to the table.

    Parameters
    ----------
    figures
        Figures on the indicator.
    labels
        Labels in the language of the chart.
    indicator
        Code of the indicator.

    Returns
    -------
    Chart or Prose
        A sentence where no two texts have figures for one scale.
    """
    sets = _sets(figures)
    name = labels.indicator(indicator)
    if not sets:
        said = labels.t("story.indicator.none", indicator=name)
        return Prose([said], "strips", labels.language)
    drawn = [_drawn(each, labels) for each in sets[:_SETS]]
    rows = [row for each in drawn for row in each]
    parts = [
        part(
            limits,
            tuple(each),
            language=labels.language,
            ends=PER_CENT if own[0].unit == "%" else None,
            kinds=None if number else kinds(labels),
        )
        for number, (each, own) in enumerate(zip(drawn, sets, strict=False))
    ]
    shown = {row.key for row in rows if isinstance(row, Mark)}
    used = [figure for own in sets[:_SETS] for figure in own if figure.figure_id in shown]
    return chart_of_figures(
        drawing_of(rows, *parts),
        labels,
        used,
        name="strips",
        form="dot_plot",
        subject=name,
        title=labels.t("story.indicator.title", indicator=name),
        subtitle=labels.t("story.indicator.subtitle"),
    )


def _sets(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Return the sets that share a scale, the one with most figures first, each sorted."""
    groups: dict[object, list[Figure]] = {}
    for figure in distinct(figures):
        if figure.value is not None and figure.usable:
            alike = (axis_of(figure), *(figure.coded(each.name) for each in ATTRIBUTES))
            groups.setdefault(alike, []).append(figure)
    several = [own for own in groups.values() if len({each.document for each in own}) > 1]
    return sorted((sorted(own, key=_number) for own in several), key=lambda own: -len(own))


def _number(figure: Figure) -> Fraction:
    return -(figure.value or Fraction(0))


def _drawn(own: Sequence[Figure], labels: Labels) -> list[Mark | Line]:
    """Return the rows of a strip, headed by what its figures share."""
    marks: list[Mark | Line] = [view.mark for view in figure_views(own, labels)]
    left = len(marks) - STRIP
    if left > 0:
        between = Line(labels.t("story.indicator.between", n=left))
        marks = [*marks[: STRIP // 2], between, *marks[-(STRIP // 2) :]]
    return [Line(_title(own[0], labels), bold=True), *marks]


def _title(figure: Figure, labels: Labels) -> str:
    """Return in words what the figures of a strip share: unit, kind of time, attributes."""
    unit = unit_name(figure.unit, labels.language)
    codes = [
        labels.attribute(each.name, figure.coded(each.name))
        for each in ATTRIBUTES
        if each.name not in _TITLED
    ]
    shared = [unit, labels.code("period_kind", str(figure.period.kind)), *codes]
    return capital(enumerated(filter(None, shared), labels.language), labels.language)
