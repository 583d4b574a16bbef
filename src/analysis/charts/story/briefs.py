"""Small charts of the main findings: pairs and their obstacles, look-alikes, changed reporting."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

from analysis.charts.forms.counts import Bar, CountRow, Share, count_bars, stacked_shares
from analysis.charts.forms.dots import dot_plot
from analysis.charts.forms.rows import Panel, capital, row_of
from analysis.charts.story.common import (
    FIGURE_COLUMNS,
    caveats_of,
    documents_of,
    figure_frame,
    finished,
    footer_of,
    headers,
    lower,
)
from analysis.charts.story.per_head_charts import ratio_chart, ratio_panel
from analysis.comparison.comparability import ATTRIBUTE_LABELS
from analysis.errors import AnalysisError
from analysis.language import LANGUAGES, Labels, records, unit_name
from analysis.sentences.headlines import Change, reasons
from analysis.show.displays import Chart

_OBSTACLES = 6


def obstacles(comparisons: pd.DataFrame, labels: Labels) -> Chart:
    """Draw what forbids comparisons, by the number of pairs.

    Raises
    ------
    AnalysisError
        If no pair is forbidden to be compared.
    """
    found = reasons(comparisons)
    if not found:
        raise AnalysisError("No pair is forbidden to be compared: nothing to draw.")
    language = LANGUAGES.index(labels.language)
    never = int((comparisons["result"] == "not_comparable").sum())
    rows = [
        CountRow(
            code,
            capital(ATTRIBUTE_LABELS[code][language]),
            n,
            labels.t("story.obstacles.cell", reason=ATTRIBUTE_LABELS[code][language], n=n),
        )
        for code, n in found[:_OBSTACLES]
    ]
    frame = pd.DataFrame(
        [
            {"reason": capital(ATTRIBUTE_LABELS[code][language]), "pairs": str(n)}
            for code, n in found
        ],
        dtype=object,
    )
    return finished(
        count_bars(rows, labels),
        labels,
        name="obstacles",
        form="bars",
        subject=labels.t("story.obstacles.subject"),
        title=labels.t(
            "story.obstacles.title", reason=lower(rows[0].label, labels), n=found[0][1], never=never
        ),
        subtitle=labels.t("story.obstacles.subtitle", n=never),
        ends=(str(min(n for _, n in found)), str(found[0][1])),
        data=frame,
        headers=headers(("reason", "pairs"), labels),
        numbers=("pairs",),
        caveats=[labels.t("caveat.several_reasons")],
        footer=labels.t("story.obstacles.footer", n=len(comparisons)),
    )


def look_alike_pair(observations: pd.DataFrame, labels: Labels, names: Sequence[str]) -> Chart:
    """Draw two equal numbers of different things, each in a panel of its own.

    Raises
    ------
    AnalysisError
        If one of the figures is not among the observations.
    """
    missing = [name for name in names if name not in set(observations["figure_id"])]
    if missing:
        raise AnalysisError(f"{missing[0]} is not among the observations: nothing to draw.")
    drawn = observations.set_index("figure_id", drop=False).loc[list(names)]
    panels = []
    for figure in records(drawn):
        row = row_of(figure, labels)
        panels.append(
            Panel(
                capital(str(figure[f"measures_{labels.language}"])),
                capital(unit_name(str(figure["unit"]), labels.language)),
                (row,),
                str(figure["unit"]),
                "linear",
                (Fraction(0), Fraction(100)) if figure["unit"] == "%" else None,
            )
        )
    first, last = (row_of(figure, labels) for figure in (*records(drawn)[:1], *records(drawn)[-1:]))
    return finished(
        dot_plot(panels, labels),
        labels,
        name="look-alike-pair",
        form="dot_plot",
        subject=labels.t("story.look_alike_pair.subject"),
        title=labels.t("story.look_alike_pair.title", words=first.words),
        subtitle=labels.t("story.look_alike_pair.subtitle"),
        ends=(first.words, last.words),
        data=figure_frame(drawn, labels),
        headers=headers(FIGURE_COLUMNS, labels),
        links={"literal": "figure_id"},
        figure_ids=tuple(drawn["figure_id"]),
        caveats=caveats_of(drawn, labels),
        footer=footer_of(drawn, labels),
        sources=tuple(documents_of(drawn, labels)),
    )


def amounts_side_by_side(
    observations: pd.DataFrame, shared: Sequence[pd.DataFrame], labels: Labels
) -> Chart:
    """Draw amounts per head that the texts of two cities allow, a panel for each measure.

    Raises
    ------
    AnalysisError
        If there is no such amount.
    """
    if not shared:
        raise AnalysisError("No amount per head can be computed for two cities: nothing to draw.")
    panels = []
    for rows in shared:
        panels.append(
            ratio_panel(
                rows,
                observations,
                labels,
                title=str(rows.iloc[0][f"label_{labels.language}"]),
                subtitle=labels.t("story.side_by_side.unit"),
                by_document=True,
            )
        )
    return ratio_chart(
        "side-by-side",
        panels,
        pd.concat(shared),
        observations,
        labels,
        title=labels.t("story.side_by_side.title", n=len(panels)),
        subject=labels.t("story.worth.subject"),
        subtitle=labels.t("story.worth.subtitle"),
        caveats=[labels.t("caveat.not_a_payment")],
        key=(),
    )


def changed_reporting(change: Change, labels: Labels) -> Chart:
    """Draw on how many core indicators the first text of a city, both or the last have figures.

    Raises
    ------
    AnalysisError
        If neither has a figure on any.
    """
    first, last = (labels.document(document) for document in change.documents)
    kinds = (
        ("gone", change.gone, 0.12, labels.t("story.reporting.only", document=first)),
        ("kept", change.kept, 0.6, labels.t("story.reporting.both")),
        ("new", change.new, 0.3, labels.t("story.reporting.only", document=last)),
    )
    parts, rows = [], []
    for key, codes, weight, label in kinds:
        if not codes:
            continue
        cell = labels.t("story.reporting.cell", label=label, n=len(codes))
        parts.append(Share(key, label, len(codes), weight, None, cell))
        rows += [{"reported": label, "indicator": labels.indicator(code)} for code in codes]
    if not parts:
        raise AnalysisError("Neither text has a core indicator: nothing to draw.")
    below = " · ".join(f"{part.label} {part.count}" for part in parts)
    counts = sorted(part.count for part in parts)
    city = labels.code("city", change.city)
    return finished(
        stacked_shares([Bar(change.city, city, tuple(parts), below)], labels),
        labels,
        name="changed-reporting",
        form="shares",
        subject=labels.t("story.reporting.subject", city=city),
        title=labels.t(
            "story.reporting.title", city=city, gone=len(change.gone), new=len(change.new)
        ),
        subtitle=labels.t("story.reporting.subtitle"),
        ends=(str(counts[0]), str(counts[-1])),
        data=pd.DataFrame(rows, dtype=object),
        headers=headers(("reported", "indicator"), labels),
        caveats=[labels.t("caveat.not_performance")],
        footer=labels.t("story.reporting.footer", first=first, last=last),
        sources=change.documents,
    )
