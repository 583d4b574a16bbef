"""Which time the figures of a document cover, and how that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.charts.forms.calendar import BASES, CalendarSpan, calendar
from analysis.charts.pictures import Drawing, part
from analysis.charts.story.parts import (
    MARKS,
    distinct,
    documents_of,
    footer_of,
    make_chart,
    shown_figures,
)
from analysis.charts.style import city_style
from analysis.charts.views import figure_views
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language import bracketed, capital, format_period
from analysis.language.messages import Fragments, Message, Named
from analysis.sentences.claims import Claim, claim
from analysis.sentences.sets import Scope, named, one_of, other_than
from analysis.show.displays import Chart
from analysis.tables.codebook import Document, Labels

_KINDS = ("multi_year", "year", "part_year", "event", "day", "since_unstated", "future")
"""Kinds of period in the order in which they are drawn."""

_MOST = 2 * MARKS
"""Most times that have a row of their own; the rarest of more are left to the data."""


_Time = tuple[str, date | None, date | None, str]
"""A time in words, its first and last day, and how it is known."""


def periods_of_document(figures: Sequence[Figure], labels: Labels, document: str) -> Chart:
    """Draw which time the figures of a document cover, and how that is known.

    A row is a time that some figures cover, known in one way, with their number; whether the time
    is that of an event or of what was done in it makes no row of its own.  Where a time has several
    rows, each says how it is known.

    Raises
    ------
    AnalysisError
        If the document is unknown or has no figures, or none whose time is known.
    """
    own = [figure for figure in distinct(figures) if figure.document == document]
    if not own:
        raise AnalysisError(f"Unknown document {document!r}, or one without figures.")
    days = [day for f in own for day in (f.period.start, f.period.end) if day is not None]
    if not days:
        raise AnalysisError(f"{document} names no day of any figure: nothing to draw.")
    bases = labels.order("period_basis")
    alike: dict[_Time, list[Figure]] = {}
    for figure in sorted(own, key=lambda figure: _rank(figure, bases)):
        span = figure.period
        said = format_period(span.start, span.end, span.kind, labels.language)
        alike.setdefault((said, span.start, span.end, span.basis), []).append(figure)
    common = sorted(alike, key=lambda time: -len(alike[time]))[:_MOST]
    drawn = [time for time in alike if time in common]
    counted = [_counted(alike[time], own, labels) for time in drawn]
    times = Counter(said for said, *_ in drawn)
    spans = tuple(
        _span(time, str(words), labels, several=times[time[0]] > 1)
        for time, words in zip(drawn, counted, strict=True)
    )
    left = [figure for time, members in alike.items() if time not in common for figure in members]
    look = city_style(labels.city_of(document), labels.order("city"))
    words = tuple((basis, labels.t(f"key.period_{basis}")) for basis in BASES)
    name = labels.document(document)
    return make_chart(
        Drawing((part(calendar, spans, look=look, bases=dict(words)),)),
        labels,
        name=f"periods-{document}",
        form="period_bars",
        subject=labels.t("story.periods.subject", document=name),
        title=_title(own, labels, document).text(labels.language),
        subtitle=labels.t("story.periods.subtitle"),
        extent=labels.t("story.periods.extent", start=str(min(days).year), end=str(max(days).year)),
        data=[
            {**view.cells, "basis": labels.code("period_basis", view.figure.period.basis)}
            for view in figure_views(own, labels)
        ],
        columns=("measures", "literal", "period", "basis"),
        figure_ids=tuple(figure.figure_id for figure in own),
        caveats=[_left(left, labels)] if left else [],
        footer=footer_of(own, labels, own=_of(document).take(own)),
        sources=(document,),
        annotations=counted,
    )


def _left(figures: Sequence[Figure], labels: Labels) -> str:
    """Say how many figures have a time without a row, as the words of a claim."""
    own = shown_figures(figures, named("figures"))
    count = own.count()
    return claim("count", own, Message("story.periods.left", n=count.n), count).text(
        labels.language
    )


def _of(document: str) -> Scope:
    """Return the different figures of a document as a set."""
    return Scope.of("observations", named("figures"), document=document, duplicate_of="")


def _counted(alike: Sequence[Figure], own: Sequence[Figure], labels: Labels) -> str:
    """Return how many figures cover a time, known in one way, as the words of a claim."""
    period = alike[0].period
    kinds = sorted({figure.period.kind for figure in alike}, key=_KINDS.index)
    of_text = _of(own[0].document).take(own)
    count = of_text.count(
        period_kind=kinds[0] if len(kinds) == 1 else one_of(kinds),
        period_start=period.start.isoformat() if period.start else "",
        period_end=period.end.isoformat() if period.end else "",
        period_basis=period.basis,
    )
    return claim("count", of_text, Message("count.figures", n=count.n), count).text(labels.language)


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


def _title(figures: Sequence[Figure], labels: Labels, document: str) -> Claim:
    """Say how many figures are dated to the time of the review and no closer, and how many are not.

    An event of which nothing but the year is known counts as well: that it lasted so long is not
    said.
    """
    review, label = labels.book.document(document), labels.book.document_label(document)
    own = Scope.of("observations", label, document=document, duplicate_of="").take(figures)
    every, assumed = own.count(), own.count(period_basis="assumed")
    whole = own.count(
        period_basis=other_than("assumed"),
        period_start=review.period_start.isoformat() if review.period_start else "",
        period_end=review.period_end.isoformat() if review.period_end else "",
    )
    key = "story.periods." + ("title" if review.names_its_time else "title_read")
    said = Message(
        key if assumed.n else f"{key}_known",
        document=label,
        dated=Message("story.periods.dated", n=whole.n),
        n=every.n,
        period=Named(_Reviewed(review)),
        assumed=assumed.n,
    )
    return claim("count", own, said, every, whole, assumed)


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """The time that a document reviews, in words."""

    document: Document

    def say(self, language: str) -> Fragments:
        """Return the words."""
        start, end = self.document.period_start, self.document.period_end
        kind = "multi_year" if _several_years(self.document) else "year"
        return (format_period(start, end, kind, language),)


def _several_years(document: Document) -> bool:
    """Tell whether a document reviews more than one calendar year."""
    start, end = document.period_start, document.period_end
    return (start and start.year) != (end and end.year)


def documents_of_years(figures: Sequence[Figure], labels: Labels) -> list[str]:
    """Return the documents that review several years, in which figures cover many times."""
    present = documents_of(figures, labels)
    return [name for name in present if _several_years(labels.book.document(name))]


def _span(time: _Time, words: str, labels: Labels, *, several: bool) -> CalendarSpan:
    """Return the band of figures that cover the same time; one of several says how it is known."""
    said, start, end, basis = time
    known = labels.t(f"key.period_{basis}") if several else ""
    return CalendarSpan(
        heading=capital(bracketed(said, known, labels.language), labels.language),
        note="",
        start=_year(start),
        end=_year(end, after=True),
        basis=basis,
        words=words,
    )


def _year(day: date | None, *, after: bool = False) -> float | None:
    """Return a day as a fraction of the calendar: its morning, or the morning after it."""
    if day is None:
        return None
    first = date(day.year, 1, 1)
    length = (date(day.year + 1, 1, 1) - first).days
    return day.year + ((day - first).days + (1 if after else 0)) / length
