"""What is wrong or open in the words of the copies, and grades that others may give instead."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis import language as lg
from analysis.intervals import Interval
from analysis.language import Labels
from analysis.pages.book import figure_number, frame_of, headers, records, said
from analysis.sentences.statements import Material
from analysis.show.display import Html, Table, escape, figure_link


def text_faults_table(faults: pd.DataFrame, labels: Labels, *, shown: str = "open") -> Table:
    """Return the spots of the copies where something is wrong or open and no figure is touched.

    Parameters
    ----------
    faults
        Rows of `schema.TEXT_FAULTS`.
    labels
        Labels of the language.
    shown
        Whether the table is open or folded.
    """
    language = labels.language
    rows = [
        {
            "spot": _printed(row["printed"]),
            "document": labels.document(row["document"]),
            "paragraph": row["paragraph"],
            "verdict": labels.code("verdict", row["verdict"]),
            "text_fault": labels.code("text_fault", row["kind"]),
            "wrong": _wrong(row, labels),
            "use": row[f"use_{language}"],
        }
        for row in records(faults)
    ]
    columns = ["spot", "document", "paragraph", "text_fault", "verdict", "wrong", "use"]
    if faults["document"].nunique() < 2:
        columns.remove("document")
    return Table(
        frame=frame_of(rows, columns),
        caption=said("text_faults", labels),
        headers=headers(labels, *columns),
        name="text-faults",
        language=language,
        numbers=("paragraph",),
        roles={"spot": "key", "text_fault": "short", "verdict": "short", "wrong": "prose"},
        below={"wrong": "use"},
        shown=shown,
    )


def _printed(text: str) -> Html:
    return Html(f'<span class="literal" lang="zh-CN">{escape(lg.tidy(text))}</span>')


def _wrong(row: Mapping[str, str], labels: Labels) -> str:
    """Return what is wrong at a spot, with the likely reading where there is one."""
    wrong = row[f"wrong_{labels.language}"]
    if not row["likely"]:
        return wrong
    likely = said("likely_reading", labels, text=row["likely"])
    return f"{wrong} {likely}" if labels.language == "en" else f"{wrong}{likely}"


def lists_table(lists: pd.DataFrame, labels: Labels) -> Table:
    """Return the lists whose number the text states, stated and counted, differing ones first.

    Parameters
    ----------
    lists
        Rows of `schema.LISTS`.
    labels
        Labels of the language.
    """
    language = labels.language
    rows = []
    for row in sorted(records(lists), key=lambda row: row["agrees"] == "yes"):
        stated = lg.tidy(row["stated"])
        linked = figure_link(stated, row["figure_id"], language) if row["figure_id"] else None
        rows.append(
            {
                "stated": linked or _printed(stated),
                "document": labels.document(row["document"]),
                "listed": said(
                    "listed_open" if row["open"] == "yes" else "listed_closed",
                    labels,
                    n=row["listed"],
                ),
                "agrees": said(f"agrees_{row['agrees']}", labels),
                "counted_items": row[f"note_{language}"],
            }
        )
    columns = ["stated", "document", "listed", "agrees", "counted_items"]
    if lists["document"].nunique() < 2:
        columns.remove("document")
    return Table(
        frame=frame_of(rows, columns),
        caption=said("lists", labels),
        headers=headers(labels, *columns),
        name="lists",
        language=language,
        roles={"stated": "short", "listed": "short", "agrees": "short", "counted_items": "prose"},
    )


def grade_arguments_table(arguments: pd.DataFrame, material: Material, labels: Labels) -> Table:
    """Return the pairs that a careful reader may grade otherwise, and why the rule does not.

    Parameters
    ----------
    arguments
        Rows of `schema.GRADE_ARGUMENTS`.
    material
        Figures and derived figures, for the two sides.
    labels
        Labels of the language.
    """
    rows = [
        {
            "indicator": _matter(row, material, labels),
            "side_a": _side(row["figure_a"], material, labels),
            "side_b": _side(row["figure_b"], material, labels),
            "grade": labels.code("comparability", row["grade"]),
            "instead": labels.code("comparability", row["instead"]),
            "why_not": row[f"reason_{labels.language}"],
        }
        for row in records(arguments)
    ]
    columns = ("indicator", "side_a", "side_b", "grade", "instead", "why_not")
    return Table(
        frame=frame_of(rows, columns),
        caption=said("grade_arguments", labels),
        headers={**headers(labels, *columns), "why_not": said("why_grade", labels)},
        name="grade-arguments",
        language=labels.language,
        roles={"indicator": "key", "side_a": "wide", "side_b": "wide", "why_not": "prose"},
        below={"grade": "instead"},
        shown="folded",
    )


def _matter(row: Mapping[str, str], material: Material, labels: Labels) -> str:
    """Return what the two sides are about: the indicator of the one that is a figure."""
    for name in (row["figure_a"], row["figure_b"]):
        if material.is_figure(name):
            return labels.indicator(material.figure(name)["indicator"])
    return material.ratio(row["figure_a"])[f"label_{labels.language}"]


def _side(name: str, material: Material, labels: Labels) -> Html:
    """Return one side with its text: a figure as read, or a derived figure with its value."""
    language = labels.language
    if material.is_figure(name):
        document, shown = material.figure(name)["document"], figure_number(name, material, language)
    else:
        ratio = material.ratio(name)
        document, shown = ratio["document"], Html(_derived(ratio, language))
    return Html(f"{escape(labels.document(document))}<br>{shown}")


def _derived(ratio: Mapping[str, str], language: str) -> str:
    first = ratio["inputs"].split("+")[0]
    value = lg.exact(ratio["value"])
    gap = " " if language == "en" else ""
    if value is None:
        limits = Interval.from_columns(ratio, "conventional")
        number = lg.format_interval(limits, "", language, digits=lg.DIGITS)
    else:
        number = lg.format_rounded(value, language)
    return str(figure_link(f"{number}{gap}{ratio[f'unit_{language}']}", first, language))
