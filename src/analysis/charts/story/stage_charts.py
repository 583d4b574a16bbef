"""Figures in the order of the matter: the ladder of matchmaking, and the chain on disputes."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.charts.forms.steps import Ladder, Step, StepEntry, chain, ladders
from analysis.charts.story.parts import (
    DOCUMENTS,
    chart_of_figures,
    distinct,
    documents_of,
    reading_order,
)
from analysis.charts.views import FigureView, figure_views
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language import capital, join, lower
from analysis.show.displays import Chart
from analysis.tables.codebook import Labels

CHAIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("story.chain.reported", ("early_warnings", "workers_in_early_warnings")),
    (
        "story.chain.disputes",
        ("disputes_handled", "disputes_settled", "enterprises_in_disputes", "workers_in_disputes"),
    ),
    ("story.chain.results", ("losses_recovered",)),
)
"""Steps of the chain of figures on disputes, and the indicators of each."""

_LINKS = 4
"""So many figures make a chain of a text that leaves out a step."""

MATCHMAKING = ("matchmaking_events", "matchmaking_attendances", "couples")
"""Indicators of matchmaking in the order of the matter."""

_STAGED = "couples"
"""The indicator of matchmaking whose figures are told apart by their stage."""


def _entry(view: FigureView, note: str) -> StepEntry:
    """Return a figure as an entry of a ladder or a chain."""
    words, literal, _ = view.shown
    return StepEntry(view.figure.figure_id, view.href, words, literal, view.tooltip, note)


def matchmaking(figures: Sequence[Figure], labels: Labels) -> Chart:
    """Draw matchmaking as a ladder of stages, with what each text says of each.

    Raises
    ------
    AnalysisError
        If no text gives a figure on matchmaking.
    """
    drawn = reading_order((f for f in distinct(figures) if f.indicator in MATCHMAKING), labels)
    if not drawn:
        raise AnalysisError("No text gives a figure on matchmaking: nothing to draw.")
    rungs = _rungs(drawn, labels)
    views = figure_views(drawn, labels)
    documents = documents_of(figures, labels)
    last: dict[str, str] = {}
    shown = []
    for document in documents:
        steps = []
        for rung, label in rungs.items():
            own = [v for v in views if v.figure.document == document and _rung(v.figure) == rung]
            steps.append((label, tuple(_entry(view, view.measures) for view in own)))
            if own:
                last[document] = label
        shown.append(Ladder(labels.city_of(document), labels.document(document), tuple(steps)))
    items = [
        labels.t(
            "story.matchmaking.item",
            document=labels.document(document),
            stage=lower(label, labels.language),
        )
        for document, label in last.items()
    ]
    return chart_of_figures(
        ladders(shown, labels),
        labels,
        drawn,
        name="matchmaking",
        form="ladder",
        subject=labels.t("story.matchmaking.subject"),
        title=labels.t("story.matchmaking.title", list=join(items, labels.language)),
        subtitle=labels.t("story.matchmaking.subtitle"),
    )


def _rung(figure: Figure) -> tuple[str, str]:
    """Return the rung of a figure: its indicator, and its stage where that counts."""
    return figure.indicator, figure.stage if figure.indicator == _STAGED else ""


def _rungs(figures: Sequence[Figure], labels: Labels) -> dict[tuple[str, str], str]:
    """Return the names of the rungs that figures stand on, in the order of the matter."""
    present = {_rung(figure) for figure in figures}
    names = {}
    for indicator in MATCHMAKING:
        for stage in (*labels.order("stage"), ""):
            if (indicator, stage) not in present:
                continue
            if indicator != _STAGED:
                name = labels.t(f"story.matchmaking.{indicator}")
            elif stage:
                name = capital(labels.code("stage", stage), labels.language)
            else:
                name = labels.indicator(indicator)
            names[indicator, stage] = name
    return names


def dispute_chain(figures: Sequence[Figure], labels: Labels, document: str) -> Chart:
    """Draw early warnings, disputes, workers and money inside one text.

    Raises
    ------
    AnalysisError
        If the document has figures on fewer than two steps.
    """
    own = [figure for figure in distinct(figures) if figure.document == document]
    steps: list[Step] = []
    drawn: list[Figure] = []
    for key, indicators in CHAIN:
        found = [f for indicator in indicators for f in own if f.indicator == indicator]
        if found:
            entries = tuple(_entry(view, view.note) for view in figure_views(found, labels))
            steps.append(Step(labels.t(key), entries))
            drawn += found
    if len(steps) < 2:
        raise AnalysisError(f"{document} has no chain of figures on disputes: nothing to draw.")
    name = labels.document(document)
    first, last = (
        labels.t(
            "story.chain.item",
            words=view.words,
            label=lower(labels.indicator(view.figure.indicator), labels.language),
        )
        for view in figure_views((drawn[0], drawn[-1]), labels)
    )
    return chart_of_figures(
        chain(steps, labels.city_of(document), labels),
        labels,
        drawn,
        name=f"dispute-chain-{document}",
        form="chain",
        subject=labels.t("story.chain.subject", document=name),
        title=labels.t("story.chain.title", document=name, n=len(drawn), first=first, last=last),
        subtitle=labels.t("story.chain.subtitle"),
    )


def documents_with_chain(figures: Sequence[Figure], labels: Labels) -> list[str]:
    """Return the documents whose figures make a chain to draw: every step, or four figures."""
    own = distinct(figures)
    found = []
    for document in documents_of(own, labels):
        given = [figure.indicator for figure in own if figure.document == document]
        steps = [sum(code in indicators for code in given) for _, indicators in CHAIN]
        if sum(map(bool, steps)) > 1 and (all(steps) or sum(steps) >= _LINKS):
            found.append(document)
    return list(labels.book.bounded(found, DOCUMENTS)[0])
