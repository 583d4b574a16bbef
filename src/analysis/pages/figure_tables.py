"""Tables of figures: every figure with its limits, and what each text states on a theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis import language as lg
from analysis.intervals import Interval
from analysis.language import Labels
from analysis.pages.book import Rows, colon, frame_of, headers, records, said, space
from analysis.show.display import Html, Table, escape, figure_link

_BELOW = {"read": "allowed", "what": "note"}
"""Columns that are written below another one, so that long words get room."""


def note_of(row: Mapping[str, str], labels: Labels) -> str:
    """Return what a reader must mind about a figure: status, groups, repeats, and its note."""
    parts = []
    if row["status"] != "as_printed":
        parts.append(labels.code("status", row["status"]))
    if row["multiplier"]:
        parts.append(said("of_each", labels, n=row["multiplier"]))
    if row["duplicate_of"]:
        parts.append(said("said_twice", labels))
    joined = lg.join(parts, labels.language)
    note = row[f"note_{labels.language}"]
    return colon(labels).join(part for part in (joined, note) if part)


def limits_text(row: Mapping[str, str], labels: Labels) -> str:
    """Return the conventional limits in words; empty where they say no more than the number."""
    interval = Interval.from_columns(row, "conventional")
    if interval.is_point or row["bound"] == "range" or row["status"] == "damaged":
        return ""
    return lg.format_interval(interval, row["unit"], labels.language)


def _cells(row: Mapping[str, str], labels: Labels) -> dict[str, str]:
    return {
        "figure_id": row["figure_id"],
        "what": row[f"measures_{labels.language}"],
        "printed": lg.tidy(row["literal"]),
        "read": lg.format_bound(row, labels.language),
        "allowed": limits_text(row, labels),
        "period": lg.period_of(row, labels.language),
        "note": note_of(row, labels),
        "document": labels.document(row["document"]),
        "theme": labels.code("theme", row["theme"]),
        "indicator": labels.indicator(row["indicator"]),
        "value": row["value"] if "/" not in row["value"] else "",
    }


def figures_table(
    observations: pd.DataFrame,
    labels: Labels,
    *,
    name: str,
    caption: str,
    columns: Sequence[str] = ("what", "printed", "read", "allowed", "period", "note"),
    shown: str = "open",
) -> Table:
    """Return every figure of `observations`, in its order, each linked to its card.

    Parameters
    ----------
    observations
        Observations to show.
    labels
        Labels of the language.
    name
        Name of the table, unique on its page.
    caption
        What the table shows.
    columns
        Columns to show, of: what, printed, read, allowed, period, note, document, theme, indicator.
    shown
        How the page shows it; see `Table`.
    """
    frame = frame_of(
        [_cells(row, labels) for row in records(observations)],
        list(dict.fromkeys([*columns, "figure_id", "read", "value"])),
    )
    return Table(
        frame=frame,
        caption=caption,
        headers=headers(labels, *columns),
        name=name,
        language=labels.language,
        links={"printed": "figure_id"} if "printed" in columns else {},
        sort={"read": "value"} if "read" in columns else {},
        row_header=columns[0],
        roles={"what": "prose", "read": "wide"},
        below={over: under for over, under in _BELOW.items() if {over, under} <= set(columns)},
        shown=shown,
    )


def programme_table(
    observations: pd.DataFrame, labels: Labels, theme: str, *, name: str = ""
) -> Table:
    """Return what each document states on a theme: indicators down, documents across.

    Repeats are left out; an empty field says “not reported”.
    """
    documents = labels.document_order()
    here = observations[(observations["theme"] == theme) & (observations["duplicate_of"] == "")]
    rows = []
    order = [code for code in labels.indicators["indicator"] if code in set(here["indicator"])]
    for indicator in order:
        figures = records(here[here["indicator"] == indicator])
        row: dict[str, str] = {"indicator": labels.indicator(indicator)}
        for document in documents:
            stated = [figure for figure in figures if figure["document"] == document]
            row[document] = _stated(stated, labels)
        rows.append(row)
    return Table(
        frame=frame_of(rows, ["indicator", *documents]),
        caption=said("programme", labels, theme=labels.code("theme", theme)),
        headers={
            "indicator": said("indicator", labels),
            **{document: labels.document(document) for document in documents},
        },
        name=name or f"programme-{theme.replace('_', '-')}",
        language=labels.language,
        roles=dict.fromkeys(documents, "equal"),
    )


def _stated(figures: Rows, labels: Labels) -> str:
    """Return a cell with what a document states on an indicator."""
    if not figures:
        return Html(f'<span class="none">{escape(said("not_reported", labels))}</span>')
    return Html("<br>".join(_statement(figure, labels) for figure in figures))


def _statement(figure: Mapping[str, str], labels: Labels) -> str:
    number = figure_link(
        lg.format_bound(figure, labels.language), figure["figure_id"], labels.language
    )
    comma = ", " if labels.language == "en" else "，"
    opening, closing = ("(", ")") if labels.language == "en" else ("（", "）")
    words = escape(comma.join(_particulars(figure, labels)))
    return f"{number}{space(labels)}<small>{opening}{words}{closing}</small>"


def _particulars(figure: Mapping[str, str], labels: Labels) -> list[str]:
    """Return what sets a figure apart from others of its indicator, its period last."""
    found = [
        labels.code(column, figure[column])
        for column in ("population", "grade", "stage", "route", "scheme")
        if figure[column]
    ]
    if figure["grade_and_above"]:
        grade = labels.code("grade", figure["grade"])
        above = labels.code("grade_and_above", figure["grade_and_above"])
        found[found.index(grade)] = f"{grade}{space(labels)}{above}"
    if figure["nature"] in ("plan", "tariff"):
        found.append(labels.code("nature", figure["nature"]))
    if figure["per"]:
        found.append(labels.code("per", figure["per"]))
    if figure["multiplier"]:
        found.append(said("of_each", labels, n=figure["multiplier"]))
    if figure["status"] != "as_printed":
        found.append(labels.code("status", figure["status"]))
    return [*found, lg.period_of(figure, labels.language)]
