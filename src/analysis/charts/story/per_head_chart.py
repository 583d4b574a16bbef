"""What help is worth per head, on one logarithmic axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from analysis.charts.forms.limit_lines import limits
from analysis.charts.forms.marks import Line, Mark
from analysis.charts.pictures import drawing_of, part
from analysis.charts.story.parts import (
    caveats_of,
    documents_of,
    first_drawn,
    footer_of,
    kinds,
    make_chart,
    titled,
)
from analysis.charts.views import RATIO_DATA, RatioView, ratio_views
from analysis.comparison.comparison_records import Derived
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language import capital, labelled
from analysis.sentences.sets import Scope, named, one_of
from analysis.show.displays import Chart
from analysis.tables.codebook import Labels

_RECOVERED = "losses_recovered"
"""Indicator of money that employers owed: what is recovered is no help that was given."""

_BAND = 3
"""Most amounts of a theme that are drawn where there are many texts."""


def worth_per_head(figures: Sequence[Figure], derived: Sequence[Derived], labels: Labels) -> Chart:
    """Draw what help is worth per head: sorted by amount in bands by theme, on one log axis.

    Money recovered from employers is no help given and stands apart, at the end.

    Parameters
    ----------
    figures
        Figures of all documents.
    derived
        Derived figures; those of the group ``help_per_head`` that could be computed are drawn.
    labels
        Labels in the language of the chart.

    Raises
    ------
    AnalysisError
        If no help per head could be computed, or a ratio uses a figure that is not there.
    """
    chosen = [r for r in derived if r.group == "help_per_head" and r.status == "computed"]
    views = [view for view in ratio_views(chosen, figures, labels) if view.size > 0]
    if not views:
        raise AnalysisError("No help per head could be computed: nothing to draw.")
    given = [view for view in views if not _recovered(view)]
    bands = [
        (
            capital(labels.code("theme", theme), labels.language),
            [v for v in given if v.ratio.theme == theme],
        )
        for theme in labels.order("theme")
    ]
    bands = sorted((band for band in bands if band[1]), key=lambda band: _least(band[1]))
    apart = [view for view in views if _recovered(view)]
    if apart:
        bands.append((labels.t("story.worth.recovered"), apart))
    rows, ordered, notes = _rows(bands, labels)
    used = list({f.figure_id: f for view in ordered for f in view.inputs}.values())
    return make_chart(
        drawing_of(
            rows,
            part(limits, rows, language=labels.language, scale="log", kinds=kinds(labels)),
        ),
        labels,
        name="worth-per-head",
        form="dot_plot",
        subject=labels.t("story.worth.subject"),
        title=_titled(
            given or apart,
            "per_head" if given else "recovered",
            figures,
            labels,
            bool(given and apart),
        ),
        subtitle=labels.t("story.worth.subtitle"),
        data=[view.cells for view in ordered],
        columns=RATIO_DATA,
        figure_ids=tuple(figure.figure_id for figure in used),
        caveats=[labels.t("caveat.not_a_payment"), *notes, *caveats_of(used, labels)],
        footer=footer_of(used, labels, verb="used"),
        sources=tuple(documents_of(used, labels)),
    )


def _recovered(view: RatioView) -> bool:
    top = {figure.figure_id: figure.indicator for figure in view.inputs}
    return any(top.get(name) == _RECOVERED for name in view.ratio.numerator)


def _low(view: RatioView) -> Fraction:
    """Return the least that an amount can be: what is called least is least within its limits."""
    return view.size if view.usual.low is None else view.usual.low


def _high(view: RatioView) -> Fraction:
    """Return the most that an amount can be."""
    return view.size if view.usual.high is None else view.usual.high


def _least(views: Iterable[RatioView]) -> Fraction:
    return min(view.size for view in views)


def _rows(
    bands: Sequence[tuple[str, list[RatioView]]], labels: Labels
) -> tuple[tuple[Mark | Line, ...], list[RatioView], list[str]]:
    """Return the rows of all bands, what they show, and what is left out of them."""
    rows: list[Mark | Line] = []
    ordered: list[RatioView] = []
    notes = []
    for title, views in bands:
        views = sorted(views, key=lambda view: view.size)
        drawn, more = first_drawn(views, _BAND, "first_drawn", labels)
        rows.append(Line(title, bold=True))
        rows += [_mark(view, labels) for view in drawn]
        ordered += drawn
        if more:
            notes.append(labelled(title, more, labels.language))
    return tuple(rows), ordered, notes


def _mark(view: RatioView, labels: Labels) -> Mark:
    """Return the mark of an amount: its label and its text."""
    return replace(view.mark, note=view.heading, unit="")


def _titled(
    views: Sequence[RatioView],
    what: str,
    figures: Sequence[Figure],
    labels: Labels,
    apart: bool,
) -> str:
    """Return the title as a claim about the amounts drawn, called by the name of a set.

    Where others are drawn apart, it says so: its range is not that of all that is drawn.
    """
    ratios = [view.ratio for view in views]
    ids = one_of(sorted(ratio.derived_id for ratio in ratios))
    own = Scope.of("derived", named(what), derived_id=ids).take(ratios)
    return titled(
        "value",
        own,
        labels,
        lambda each: _title(ratio_views(ratios, figures, each), what, each, apart),
        own.count(),
        own.smallest("conventional_low"),
        own.largest("conventional_high"),
        printed=lambda each: [view.words for view in ratio_views(ratios, figures, each)],
    )


def _title(views: Sequence[RatioView], what: str, labels: Labels, apart: bool) -> str:
    """Name the ratio with the least and the one with the largest amount."""
    low, high = min(views, key=_low), max(views, key=_high)
    said = labels.t(
        "story.worth.title" if len(views) > 1 else "story.worth.title_one",
        what=labels.t(f"set.{what}", n=len(views)),
        low=low.words,
        low_label=low.inside,
        high=high.words,
        high_label=high.inside,
        apart=labels.t("story.worth.apart") if apart else "",
    )
    return capital(said, labels.language)
