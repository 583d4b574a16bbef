"""Which figures share a panel: one indicator, one unit, one kind of period, one nature."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from analysis.charts.forms.marks import AxisScale, Mark, Panel
from analysis.charts.story.panel_verdicts import panel_verdict
from analysis.charts.story.parts import (
    MARKS,
    document_names,
    first_drawn,
    indicators_of,
    reading_order,
)
from analysis.charts.views import figure_views
from analysis.comparison.records import Graded
from analysis.comparison.storing import axis_of
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language import capital, sentences, unit_name
from analysis.tables.codebook import Labels

PER_CENT = (Fraction(0), Fraction(100))
"""Ends of the axis of shares."""

_LOG_FROM = 60
"""A panel whose values differ by more than this factor gets a logarithmic axis."""


def panel_of(
    figures: Sequence[Figure],
    labels: Labels,
    *,
    title: str = "",
    absent: str = "",
    verdict: str = "",
) -> Panel:
    """Make one panel from figures of one indicator, unit, kind of period and nature.

    Raises
    ------
    AnalysisError
        If the figures cannot share an axis, or there are none.
    """
    if not figures:
        raise AnalysisError("A panel needs at least one figure.")
    shared = {
        "indicators": {figure.indicator for figure in figures},
        "units": {figure.unit for figure in figures},
        "kinds of period": {str(figure.period.kind) for figure in figures},
        "natures": {figure.nature for figure in figures},
    }
    for what, found in shared.items():
        if len(found) > 1:
            raise AnalysisError(
                f"One panel cannot hold the {what} {' and '.join(map(repr, sorted(found)))}: "
                "draw a panel for each."
            )
    first = figures[0]
    drawn, more = first_drawn(figures, MARKS, "first_drawn", labels)
    marks = tuple(view.mark for view in figure_views(drawn, labels))
    return Panel(
        title=title or labels.indicator(first.indicator),
        subtitle=_subtitle(first, labels),
        marks=marks,
        unit=first.unit,
        scale=_scale(marks, first.unit),
        limits=PER_CENT if first.unit == "%" else None,
        absent=sentences([absent, more], labels.language),
        verdict=verdict,
    )


def _subtitle(figure: Figure, labels: Labels) -> str:
    """Return the unit and the kind of period of a panel in words."""
    unit = figure.unit
    name = unit_name(unit, labels.language)
    if not name:
        name = labels.t("chart.number_and_classifier", unit=unit) if unit else ""
    name = name or labels.t("chart.plain_count")
    kind = labels.t(f"chart.kind.{'future' if figure.nature == 'plan' else figure.period.kind}")
    return capital(labels.t("chart.panel_subtitle", unit=name, kind=kind), labels.language)


def _scale(marks: Sequence[Mark], unit: str) -> AxisScale:
    values = [mark.value for mark in marks if mark.value and mark.status != "impossible"]
    wide = len(values) > 1 and min(values) > 0 and max(values) / min(values) > _LOG_FROM
    return "log" if wide and unit != "%" else "linear"


def panels_of(
    figures: Sequence[Figure],
    labels: Labels,
    *,
    indicators: Sequence[str] | None = None,
    documents: Sequence[str] = (),
    pairs: Sequence[Graded] = (),
) -> list[Panel]:
    """Split figures into panels: one indicator, unit, kind of period and nature each.

    Parameters
    ----------
    figures
        Figures to draw.
    labels
        Labels in the language of the chart.
    indicators
        Order of the indicators; that of the codebook by default.
    documents
        Documents that are named when they report nothing on an indicator.
    pairs
        Graded pairs, for what a panel says of its figures.
    """
    kinds = labels.order("period_kind")
    panels: list[Panel] = []
    for indicator in indicators or indicators_of(figures, labels):
        own = reading_order((f for f in figures if f.indicator == indicator), labels)
        groups: dict[tuple[int, str, str], list[Figure]] = {}
        for figure in own:
            key = (kinds.index(figure.period.kind), figure.unit, figure.nature)
            groups.setdefault(key, []).append(figure)
        present = {figure.document for figure in own}
        silent = document_names((d for d in documents if d not in present), labels)
        for number, key in enumerate(sorted(groups), start=1):
            last = number == len(groups) and silent
            absent = labels.t("chart.not_reported", documents=silent) if last else ""
            names = [figure.figure_id for figure in groups[key]]
            verdict = panel_verdict(names, pairs, labels, axis_of(groups[key][0]))
            panels.append(panel_of(groups[key], labels, absent=absent, verdict=verdict))
    return panels
