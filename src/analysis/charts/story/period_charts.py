"""Which time the figures of a document cover, and how that is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analysis.charts.forms.period_bands import PeriodFigure, PeriodGroup, period_bands
from analysis.charts.story.parts import DOCUMENTS, distinct, documents_of, footer_of, make_chart
from analysis.charts.views import FigureView, figure_views
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language import capital, format_period
from analysis.show.displays import Chart
from analysis.tables.codebook import Document, Labels

_KINDS = ("multi_year", "year", "part_year", "event", "day", "since_unstated", "future")
"""Kinds of period in the order in which they are drawn."""


def periods_of_document(figures: Sequence[Figure], labels: Labels, document: str) -> Chart:
    """Draw which time each figure of a document covers, and how that is known.

    Raises
    ------
    AnalysisError
        If the document is unknown or has no figures, or none whose time is known.
    """
    own = [figure for figure in distinct(figures) if figure.document == document]
    if not own:
        raise AnalysisError(f"Unknown document {document!r}, or one without figures.")
    bases = labels.order("period_basis")
    alike: dict[tuple[str, str], list[FigureView]] = {}
    for view in figure_views(sorted(own, key=lambda figure: _rank(figure, bases)), labels):
        period = capital(view.period, labels.language)
        alike.setdefault((period, view.figure.period.basis), []).append(view)
    groups = [_group(period, basis, views, labels) for (period, basis), views in alike.items()]
    days = [day for f in own for day in (f.period.start, f.period.end) if day is not None]
    if not days:
        raise AnalysisError(f"{document} names no day of any figure: nothing to draw.")
    first, last = min(days).year, max(days).year
    name = labels.document(document)
    return make_chart(
        period_bands(groups, first, last, labels.city_of(document), labels),
        labels,
        name=f"periods-{document}",
        form="period_bars",
        subject=labels.t("story.periods.subject", document=name),
        title=_title(own, labels, document),
        subtitle=labels.t("story.periods.subtitle"),
        ends=(str(first), str(last)),
        data=[
            {**view.cells, "basis": labels.code("period_basis", view.figure.period.basis)}
            for view in figure_views(own, labels)
        ],
        columns=("measures", "literal", "period", "basis"),
        figure_ids=tuple(figure.key for group in groups for figure in group.figures),
        footer=footer_of(own, labels),
        sources=(document,),
    )


def _rank(figure: Figure, bases: Sequence[str]) -> tuple[int, date, date, int, int]:
    """Return where a figure stands: by kind of period, its days, how it is known, its place."""
    period = figure.period
    return (
        _KINDS.index(period.kind),
        period.start or date.min,
        period.end or date.max,
        bases.index(period.basis),
        figure.place.start,
    )


def _title(figures: Sequence[Figure], labels: Labels, document: str) -> str:
    """Say how many figures cover the whole time of the review, and of how many none is named."""
    review = labels.book.document(document)
    start, end = review.period_start, review.period_end
    assumed = sum(figure.period.basis == "assumed" for figure in figures)
    return labels.t(
        "story.periods.title" if assumed else "story.periods.title_known",
        document=labels.document(document),
        whole=sum((f.period.start, f.period.end) == (start, end) for f in figures),
        n=len(figures),
        period=format_period(
            start, end, "multi_year" if _several_years(review) else "year", labels.language
        ),
        assumed=assumed,
    )


def _several_years(document: Document) -> bool:
    """Tell whether a document reviews more than one calendar year."""
    start, end = document.period_start, document.period_end
    return (start and start.year) != (end and end.year)


def documents_of_years(figures: Sequence[Figure], labels: Labels) -> list[str]:
    """Return the documents that review several years, in which figures cover many times."""
    present = documents_of(figures, labels)
    found = [name for name in present if _several_years(labels.book.document(name))]
    return list(labels.book.bounded(found, DOCUMENTS)[0])


def _group(period: str, basis: str, members: Sequence[FigureView], labels: Labels) -> PeriodGroup:
    """Return the band of figures that cover the same time for the same reason."""
    span = members[0].figure.period
    return PeriodGroup(
        heading=period,
        count=labels.t("count.figures", n=len(members)),
        note=labels.t(f"story.periods.{basis}"),
        start=_year(span.start),
        end=_year(span.end, after=span.start != span.end),
        day=span.start is not None and span.start == span.end,
        basis=basis,
        figures=tuple(_period_figure(view, labels) for view in members),
    )


def _period_figure(view: FigureView, labels: Labels) -> PeriodFigure:
    words = labels.t("story.periods.figure", literal=view.literal, measures=view.measures)
    return PeriodFigure(view.figure.figure_id, view.href, view.tooltip, words)


def _year(day: date | None, *, after: bool = False) -> float | None:
    """Return a day as a fraction of the calendar: its morning, or the morning after it."""
    if day is None:
        return None
    first = date(day.year, 1, 1)
    length = (date(day.year + 1, 1, 1) - first).days
    return day.year + ((day - first).days + (1 if after else 0)) / length
