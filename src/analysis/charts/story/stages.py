"""Charts 7 and 11: the ladder of matchmaking, and the chain of figures on disputes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.charts.forms.rows import capital, row_of
from analysis.charts.forms.steps import Entry, Ladder, Step, chain, ladders
from analysis.charts.story.common import (
    FIGURE_COLUMNS,
    caveats_of,
    distinct,
    documents_of,
    figure_frame,
    finished,
    footer_of,
    headers,
    in_order,
    lower,
)
from analysis.errors import AnalysisError
from analysis.language import Labels, format_bound, join, records
from analysis.show.displays import Chart

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


def entry_of(figure: Mapping[str, Any], labels: Labels) -> Entry:
    """Return a figure as an entry of a grid or a chain."""
    row = row_of(figure, labels)
    return Entry(row.key, row.href, row.words, row.literal, row.tooltip)


def matchmaking(observations: pd.DataFrame, labels: Labels) -> Chart:
    """Chart 7: matchmaking as a ladder of stages, with what each text says of each."""
    figures = distinct(observations)
    drawn = in_order(figures[figures["indicator"].isin(MATCHMAKING)], labels)
    if drawn.empty:
        raise AnalysisError("No text gives a figure on matchmaking: nothing to draw.")
    documents = documents_of(observations, labels)
    steps = _matchmaking_steps(drawn, labels)
    cells: dict[tuple[int, int], list[Entry]] = {}
    last: dict[str, str] = {}
    for i, (indicator, stage, label) in enumerate(steps):
        chosen = drawn[(drawn["indicator"] == indicator) & (drawn["stage"].map(str) == stage)]
        if indicator != "couples":
            chosen = drawn[drawn["indicator"] == indicator]
        for figure in records(chosen):
            j = documents.index(figure["document"])
            entry = replace(entry_of(figure, labels), note=figure[f"measures_{labels.language}"])
            cells.setdefault((i, j), []).append(entry)
            last[figure["document"]] = label
    canvas = ladders(
        [
            Ladder(
                labels.city_of(document),
                labels.document(document),
                tuple(
                    (label, tuple(cells.get((i, j), ()))) for i, (_, _, label) in enumerate(steps)
                ),
            )
            for j, document in enumerate(documents)
        ],
        labels,
    )
    items = [
        labels.t(
            "story.matchmaking.item",
            document=labels.document(document),
            stage=lower(last[document], labels),
        )
        for document in documents
        if document in last
    ]
    title = labels.t("story.matchmaking.title", list=join(items, labels.language))
    return finished(
        canvas,
        labels,
        name="matchmaking",
        form="ladder",
        subject=labels.t("story.matchmaking.subject"),
        title=title,
        subtitle=labels.t("story.matchmaking.subtitle"),
        data=figure_frame(drawn, labels),
        headers=headers(FIGURE_COLUMNS, labels),
        links={"literal": "figure_id"},
        figure_ids=tuple(drawn["figure_id"]),
        caveats=caveats_of(drawn, labels),
        footer=footer_of(drawn, labels),
        sources=tuple(documents_of(drawn, labels)),
    )


def _matchmaking_steps(drawn: pd.DataFrame, labels: Labels) -> list[tuple[str, str, str]]:
    steps: list[tuple[str, str, str]] = []
    for indicator in MATCHMAKING:
        if indicator not in set(drawn["indicator"]):
            continue
        if indicator != "couples":
            steps.append((indicator, "", labels.t(f"story.matchmaking.{indicator}")))
            continue
        present = set(drawn.loc[drawn["indicator"] == indicator, "stage"])
        steps += [
            (indicator, stage, capital(labels.code("stage", stage)) if stage else "")
            for stage in [*labels.order("stage"), ""]
            if stage in present
        ]
    return [
        (indicator, stage, label or labels.indicator(indicator))
        for indicator, stage, label in steps
    ]


def dispute_chain(observations: pd.DataFrame, labels: Labels, document: str) -> Chart:
    """Chart 11: early warnings, disputes, workers and money inside one text."""
    own = distinct(observations)
    own = own[own["document"] == document]
    steps: list[Step] = []
    chosen: list[dict[str, Any]] = []
    for key, indicators in CHAIN:
        figures = [
            row for indicator in indicators for row in records(own[own["indicator"] == indicator])
        ]
        if figures:
            entries = tuple(_chain_entry(row, labels) for row in figures)
            steps.append(Step(labels.t(key), entries))
            chosen += figures
    if len(steps) < 2:
        raise AnalysisError(f"{document} has no chain of figures on disputes: nothing to draw.")
    drawn = pd.DataFrame(chosen, columns=own.columns, dtype=object)
    canvas = chain(steps, labels.city_of(document), labels)
    ends = [
        labels.t(
            "story.chain.item",
            words=format_bound(row, labels.language),
            label=lower(labels.indicator(row["indicator"]), labels),
        )
        for row in (chosen[0], chosen[-1])
    ]
    title = labels.t(
        "story.chain.title",
        document=labels.document(document),
        n=len(chosen),
        first=ends[0],
        last=ends[1],
    )
    return finished(
        canvas,
        labels,
        name=f"dispute-chain-{document}",
        form="chain",
        subject=labels.t("story.chain.subject", document=labels.document(document)),
        title=title,
        subtitle=labels.t("story.chain.subtitle"),
        data=figure_frame(drawn, labels),
        headers=headers(FIGURE_COLUMNS, labels),
        links={"literal": "figure_id"},
        figure_ids=tuple(drawn["figure_id"]),
        caveats=caveats_of(drawn, labels),
        footer=footer_of(drawn, labels),
        sources=(document,),
    )


def documents_with_chain(observations: pd.DataFrame, labels: Labels) -> list[str]:
    """Return the documents whose figures make a chain to draw: every step, or four figures."""
    own = distinct(observations)
    found = []
    for document in documents_of(own, labels):
        given = own.loc[own["document"] == document, "indicator"]
        steps = [int(given.isin(indicators).sum()) for _, indicators in CHAIN]
        if sum(map(bool, steps)) > 1 and (all(steps) or sum(steps) >= _LINKS):
            found.append(document)
    return found


def _chain_entry(row: Mapping[str, Any], labels: Labels) -> Entry:
    entry = entry_of(row, labels)
    return replace(entry, note=row_of(row, labels).note)
