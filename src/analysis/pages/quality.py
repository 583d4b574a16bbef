"""How sure the data are: in plain words with numbers, then the two codings compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from analysis import language as lg
from analysis.errors import AnalysisError
from analysis.language import Labels
from analysis.pages.book import Book, Rows, colon, frame_of, headers, records, said, space
from analysis.pages.faults import DECLARED
from analysis.show.display import Prose, Table

COLUMN_GROUPS: Mapping[str, tuple[str, ...]] = {
    "finding": ("character", "mention", "span", "kind"),
    "number": ("value", "value_high", "unit", "bound", "hedge", "multiplier", "per"),
    "time": ("period_start", "period_end", "period_basis"),
    "thing": ("indicator", "nature", "counted", "level"),
    "attributes": (
        *("scheme", "grade", "grade_and_above", "stage"),
        *("route", "actor", "population", "stated_base"),
    ),
    "relations": (
        *("duplicate_of_start", "duplicate_kind", "part_of_start", "part_kind"),
        "status",
    ),
}
"""Columns of the codings by the question they answer, in the order of the pages."""


# --- in plain words -----------------------------------------------------------------------------


def sureness(
    book: Book, agreement: pd.DataFrame, disagreements: pd.DataFrame, sensitivity: pd.DataFrame
) -> Prose:
    """Return what can be said in a few sentences about how sure the data are.

    Parameters
    ----------
    book
        Tables of the page: counts of figures, corrections and findings are read.
    agreement, disagreements
        Comparison of the two codings.
    sensitivity
        Results of comparisons under other readings.
    """
    labels = book.labels
    sentences = [
        _firm_words(book.coverage, labels),
        _codings(records(agreement), records(disagreements), labels),
        _verdict_counts("sure_faults", records(book.corrections), labels),
        _verdict_counts("sure_checks", _found(book.findings), labels),
    ]
    if len(sensitivity):
        changed = int((sensitivity["survives"] == "no").sum())
        key = "sure_readings" if changed else "sure_no_reading"
        sentences.append(said(key, labels, tried=len(sensitivity), n=changed))
    return Prose([[sentence] for sentence in sentences], "sureness", labels.language, items=True)


def _found(findings: pd.DataFrame) -> Rows:
    """Return the findings of the checks without the faults that are declared beforehand."""
    return [row for row in records(findings) if row["check"] != DECLARED]


def _firm_words(coverage: pd.DataFrame, labels: Labels) -> str:
    counts = {
        name: sum(int(cell) for cell in coverage[name])
        for name in ("figures", "distinct", "hedged", "faulty")
    }
    firm = counts["distinct"] - counts["hedged"]
    return said("sure_words", labels, documents=len(labels.documents), firm=firm, **counts)


def _codings(agreement: Rows, disagreements: Rows, labels: Labels) -> str:
    """Say how far the codings agree, and on which three columns they differ most."""
    rows = {
        row["column"]: row
        for row in agreement
        if row["document"] == "all" and row["metric"] == "nominal"
    }
    told = (*COLUMN_GROUPS["finding"], "value")
    cells = [row for name, row in rows.items() if name not in told]
    sentences = [
        said("sure_twice", labels),
        _share_said("sure_mentions", [rows["mention"]], labels),
        _share_said("sure_values", [rows["value"]], labels),
        _share_said("sure_cells", cells, labels, most=_most(disagreements, labels)),
        said("sure_settled", labels) if disagreements else "",
    ]
    return space(labels).join(sentence for sentence in sentences if sentence)


def _share_said(key: str, rows: Rows, labels: Labels, **fields: object) -> str:
    """Say how many of the cells agree, in other words where all of them do."""
    agreed, cases = _sums(rows)
    numbers = {
        name: lg.format_number(number, labels.language)
        for name, number in (("agreed", agreed), ("cases", cases), ("differing", cases - agreed))
    }
    return said(f"{key}_all" if agreed == cases else key, labels, **numbers, **fields)


def _most(disagreements: Rows, labels: Labels) -> str:
    """Return the three columns on which the codings differ most, with the number of cells."""
    most = Counter(row["column"] for row in disagreements).most_common(3)
    left, right = ("(", ")") if labels.language == "en" else ("（", "）")
    named = [f"{labels.column(name)}{space(labels)}{left}{count}{right}" for name, count in most]
    return lg.join(named, labels.language)


def _sums(rows: Rows) -> tuple[int, int]:
    """Return how many cells agree, and how many there are."""
    return sum(int(row["agreed"]) for row in rows), sum(int(row["cases"]) for row in rows)


def _verdict_counts(key: str, rows: Rows, labels: Labels) -> str:
    """Say how many rows have which verdict, and for how many a likely value is argued."""
    counts = Counter(row["verdict"] for row in rows)
    parts = [
        said("count_of", labels, count=counts[code], what=labels.code("verdict", code))
        for code in labels.order("verdict")
        if counts[code]
    ]
    argued = sum(1 for row in rows if row["likely_value"])
    joined = lg.join(parts, labels.language)
    return said(key, labels, n=len(rows), counts=joined, argued=argued)


# --- the two codings ----------------------------------------------------------------------------


def agreement_groups_table(agreement: pd.DataFrame, labels: Labels) -> Table:
    """Return the agreement of the codings by group of columns, with the weakest column of each.

    Raises
    ------
    AnalysisError
        If a column belongs to no group.
    """
    rows = [
        row for row in records(agreement) if row["document"] == "all" and row["metric"] == "nominal"
    ]
    grouped = {name for names in COLUMN_GROUPS.values() for name in names}
    for row in rows:
        if row["column"] not in grouped:
            raise AnalysisError(
                f"agreement.csv, column {row['column']!r}: it belongs to none of COLUMN_GROUPS."
            )
    shown = []
    for group, names in COLUMN_GROUPS.items():
        members = [row for row in rows if row["column"] in names and row["column"] != "character"]
        if not members:
            continue
        agreed, cases = _sums(members)
        shown.append(
            {
                "group": said(f"group_{group}", labels),
                "cells": lg.format_number(cases, labels.language),
                "differ": lg.format_number(cases - agreed, labels.language),
                "share": _percent(f"{agreed}/{cases}"),
                "weakest": _weakest(members, labels),
            }
        )
    columns = ("group", "cells", "differ", "share", "weakest")
    return Table(
        frame=frame_of(shown, columns),
        caption=said("agreement_groups", labels),
        headers=headers(labels, *columns),
        name="agreement-groups",
        language=labels.language,
        numbers=("cells", "differ", "share"),
        roles={"group": "wide", "weakest": "wide"},
    )


def _weakest(members: Rows, labels: Labels) -> str:
    """Return the column on which a group agrees least; a dash where it agrees on all."""
    least = min(members, key=lambda row: float(row["share"]))
    if least["agreed"] == least["cases"]:
        return "–"
    return f"{labels.column(least['column'])}{colon(labels)}{_percent(least['share'])}"


def agreement_table(agreement: pd.DataFrame, labels: Labels) -> Table:
    """Return the agreement of the codings column by column, over all documents."""
    rows = []
    for row in records(agreement[agreement["document"] == "all"]):
        column = labels.column(row["column"])
        if row["metric"] == "ratio":
            column = said("alpha_ratio", labels, column=column)
        rows.append(
            {
                "column": column,
                "cases": row["cases"],
                "share": _percent(row["share"]),
                "alpha": row["alpha"][:-2] or said("alpha_none", labels),
            }
        )
    columns = ("column", "cases", "share", "alpha")
    return Table(
        frame=frame_of(rows, columns),
        caption=said("agreement", labels),
        headers=headers(labels, *columns),
        name="agreement",
        language=labels.language,
        numbers=("cases", "share", "alpha"),
        notes=[said("alpha_note", labels)],
        shown="folded",
    )


def _percent(share: str) -> str:
    value = lg.exact(share)
    return "" if value is None else f"{float(value * 100):.1f}%"


def disagreements_table(
    disagreements: pd.DataFrame, observations: pd.DataFrame, labels: Labels
) -> Table:
    """Return every cell on which the codings differ, with the settled one, in words."""
    ids = {(row["document"], row["start"]): row["figure_id"] for row in records(observations)}
    rows = [
        {
            "figure_id": ids.get((row["document"], row["start"]), ""),
            "document": labels.document(row["document"]),
            "printed": lg.tidy(row["literal"]),
            "column": labels.column(row["column"]),
            **{
                name: labels.coded(row["column"], row[name]) or said("nothing", labels)
                for name in ("coder_a", "coder_b", "settled")
            },
        }
        for row in records(disagreements)
    ]
    shown = ("printed", "document", "column", "coder_a", "coder_b", "settled")
    return Table(
        frame=frame_of(rows, [*shown, "figure_id"]),
        caption=said("disagreements", labels),
        headers=headers(labels, *shown),
        name="disagreements",
        language=labels.language,
        links={"printed": "figure_id"},
        shown="folded",
        roles={"coder_a": "wide", "coder_b": "wide", "settled": "wide"},
    )


def coders(frame: pd.DataFrame, labels: Labels) -> Prose:
    """Return who coded, and how."""
    language = labels.language
    items = [
        [f"{row[f'label_{language}']}{colon(labels)}{row[f'how_{language}']}"]
        for row in records(frame)
    ]
    return Prose(items, "coders", language, items=True)
