"""Chart 9: which time the figures of a document cover, and how that is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from analysis.charts.forms.calendar import PeriodFigure, PeriodGroup, period_bands
from analysis.charts.forms.rows import capital, card, tooltip
from analysis.charts.story.common import (
    distinct,
    documents_of,
    figure_frame,
    finished,
    footer_of,
    headers,
)
from analysis.errors import AnalysisError
from analysis.language import Labels, period_of, records, tidy
from analysis.show.displays import Chart


def periods_of_document(observations: pd.DataFrame, labels: Labels, document: str) -> Chart:
    """Chart 9: which time each figure of a document covers, and how that is known."""
    own = distinct(observations)
    own = own[own["document"] == document]
    if own.empty:
        raise AnalysisError(f"Unknown document {document!r}, or one without figures.")
    bases = labels.order("period_basis")
    rows = records(own)
    ordered = sorted(
        rows,
        key=lambda row: (
            _KIND_RANK.get(row["period_kind"], len(_KIND_RANK)),
            row["period_start"] or "0000",
            row["period_end"] or "9999",
            bases.index(row["period_basis"]),
            int(row["start"]),
        ),
    )
    alike: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in ordered:
        key = capital(period_of(row, labels.language)), row["period_basis"]
        alike.setdefault(key, []).append(row)
    groups = [_group(period, basis, members, labels) for (period, basis), members in alike.items()]
    years = [int(row[f][:4]) for row in rows for f in ("period_start", "period_end") if row[f]]
    canvas = period_bands(groups, min(years), max(years), labels.city_of(document), labels)
    title = _period_title(rows, labels, document)
    columns = ("measures", "literal", "period", "basis")
    frame = figure_frame(own, labels)
    frame["basis"] = [labels.code("period_basis", row["period_basis"]) for row in rows]
    return finished(
        canvas,
        labels,
        name=f"periods-{document}",
        form="period_bars",
        subject=labels.t("story.periods.subject", document=labels.document(document)),
        title=title,
        subtitle=labels.t("story.periods.subtitle"),
        ends=(str(min(years)), str(max(years))),
        data=frame[["figure_id", *columns]],
        headers=headers(columns, labels),
        links={"literal": "figure_id"},
        figure_ids=tuple(figure.key for group in groups for figure in group.figures),
        caveats=[],
        footer=footer_of(own, labels),
        sources=(document,),
    )


_KIND_RANK = {
    kind: rank
    for rank, kind in enumerate(
        ("multi_year", "year", "part_year", "event", "day", "since_unstated", "future")
    )
}


def _period_title(rows: Sequence[Mapping[str, Any]], labels: Labels, document: str) -> str:
    review = labels.documents[labels.documents["document"] == document].iloc[0]
    start, end = str(review["period_start"]), str(review["period_end"])
    whole = sum(row["period_start"] == start and row["period_end"] == end for row in rows)
    assumed = sum(row["period_basis"] == "assumed" for row in rows)
    kind = "year" if start[:4] == end[:4] else "multi_year"
    period = period_of(
        {"period_start": start, "period_end": end, "period_kind": kind}, labels.language
    )
    return labels.t(
        "story.periods.title" if assumed else "story.periods.title_known",
        document=labels.document(document),
        whole=whole,
        n=len(rows),
        period=period,
        assumed=assumed,
    )


def documents_of_years(observations: pd.DataFrame, labels: Labels) -> list[str]:
    """Return the documents that review several years, in which figures cover many times."""
    spans = {row["document"]: row for row in records(labels.documents)}
    return [
        document
        for document in documents_of(observations, labels)
        if spans[document]["period_start"][:4] != spans[document]["period_end"][:4]
    ]


def _group(
    period: str, basis: str, members: Sequence[Mapping[str, Any]], labels: Labels
) -> PeriodGroup:
    """Return the band of figures that cover the same time for the same reason."""
    first = members[0]
    start, end = str(first["period_start"]), str(first["period_end"])
    return PeriodGroup(
        heading=period,
        count=labels.t("count.figures", n=len(members)),
        note=labels.t(f"story.periods.{basis}"),
        start=_year(start),
        end=_year(end, after=start != end),
        day=bool(start) and start == end,
        basis=basis,
        figures=tuple(
            PeriodFigure(
                key=str(row["figure_id"]),
                href=card(str(row["figure_id"])),
                tooltip=tooltip(row, labels),
                words=labels.t(
                    "story.periods.figure",
                    literal=tidy(str(row["literal"])),
                    measures=row[f"measures_{labels.language}"],
                ),
            )
            for row in members
        ),
    )


def _year(day: str, *, after: bool = False) -> float | None:
    if not day:
        return None
    when = date.fromisoformat(day)
    first = date(when.year, 1, 1)
    length = (date(when.year + 1, 1, 1) - first).days
    return when.year + ((when - first).days + (1 if after else 0)) / length
