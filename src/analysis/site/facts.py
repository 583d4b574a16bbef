"""Sources, period and caveats under a chart or table, derived from the rows it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from analysis import language as lg
from analysis.site.context import FIGURES, Row
from analysis.site.state import PageState

_LISTED = 80
"""Most figures of a chart that are named one by one below it."""

_FOLDED = 8
"""Most figures of one document that are named without being folded away."""


def facts(state: PageState, told: Mapping[str, Any]) -> str:
    """Return sources, period and caveats of a chart or table as a list of terms."""
    rows = [state.known[f] for f in map(str, told.get("figure_ids", ())) if f in state.known]
    entries: list[tuple[str, str]] = []
    if rows:
        entries.append((state.word("chart.sources"), _sources(state, rows)))
        entries.append((state.word("chart.period"), _periods(state, rows)))
    elif told.get("footer"):
        entries.append((state.word("chart.sources"), escape(str(told["footer"]))))
    caveats = [escape(str(caveat)) for caveat in told.get("caveats", ())]
    if len(caveats) == 1:
        entries.append((state.word("chart.caveats"), caveats[0]))
    elif caveats:
        items = "".join(f"<li>{caveat}</li>" for caveat in caveats)
        entries.append((state.word("chart.caveats"), f"<ul>{items}</ul>"))
    body = "".join(f"<div><dt>{escape(term)}</dt><dd>{said}</dd></div>" for term, said in entries)
    return f'<dl class="facts">{body}</dl>' if body else ""


def _documents(state: PageState, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Return the rows by document, in the order of the catalogue."""
    order = [row["document"] for row in state.context.documents]
    names = dict.fromkeys(row["document"] for row in rows)
    ordered = sorted(names, key=lambda n: order.index(n) if n in order else len(order))
    return [(name, [row for row in rows if row["document"] == name]) for name in ordered]


def _label(state: PageState, document: str) -> str:
    for row in state.context.documents:
        if row["document"] == document:
            return escape(row[f"label_{state.language}"])
    return escape(document)


def _sources(state: PageState, rows: Sequence[Row]) -> str:
    """Return the documents of the rows, each with links to its figures.

    Where a chart counts figures instead of drawing single ones, they are too many to list.
    """
    colon, comma = (": ", "; ") if state.language == "en" else ("：", "；")
    documents = _documents(state, rows)
    if len(rows) > _LISTED:
        return comma.join(
            f'<a href="{FIGURES}.html#doc-{escape(document)}">{_label(state, document)}</a>'
            f"{colon}{state.word('chart.many', n=len(members))}"
            for document, members in documents
        )
    parts = []
    for document, members in documents:
        label, links = _label(state, document), _links(state, members)
        if len(members) > _FOLDED:
            count = state.word("chart.many", n=len(members))
            parts.append(
                f'<details class="inline"><summary>{label}{colon}{count}</summary>{links}</details>'
            )
        else:
            parts.append(f'<span class="source">{label}{colon}{links}</span>')
    return " ".join(parts)


def _links(state: PageState, rows: Sequence[Row]) -> str:
    return " ".join(
        f'<a class="fig" href="{state.anchor(row["figure_id"])}" lang="zh-CN">'
        f"{escape(lg.tidy(row['literal']))}</a>"
        for row in rows
    )


def _periods(state: PageState, rows: Sequence[Row]) -> str:
    """Return the years covered; where documents differ, each with its own."""
    by_period: dict[str, list[str]] = {}
    for document, members in _documents(state, rows):
        by_period.setdefault(lg.years_of(members, state.language), []).append(document)
    if len(by_period) == 1:
        return escape(next(iter(by_period)))
    comma = "; " if state.language == "en" else "；"
    opening, closing = (" (", ")") if state.language == "en" else ("（", "）")
    return comma.join(
        f"{escape(period)}{opening}"
        f"{lg.join([_label(state, name) for name in names], state.language)}{closing}"
        for period, names in by_period.items()
    )
