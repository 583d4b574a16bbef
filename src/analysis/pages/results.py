"""Derived figures, graded pairs, and sentences about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from analysis import language as lg
from analysis.intervals import Interval
from analysis.language import Labels
from analysis.pages.book import (
    colon,
    figure_number,
    formula_links,
    fragment,
    frame_of,
    headers,
    records,
    said,
    space,
)
from analysis.sentences.statements import Material, Statement
from analysis.show.display import Html, Prose, Table, escape, figure_link

_YEARS = re.compile(r"[\[(]([\d.]+), ([\d.]+)[\])]")
"""A number of years in a formula, known between two limits."""


def _formula(derived: Mapping[str, str], material: Material, labels: Labels) -> Html:
    """Return the formula of a derived figure with its inputs as read, linked to their cards."""
    formula = _YEARS.sub(
        lambda match: said("years_between", labels, low=match[1], high=match[2]),
        derived["formula"] or derived["inputs"].replace("+", "; "),
    )
    return formula_links(formula, material, labels.language)


def derived_table(
    derived: pd.DataFrame,
    material: Material,
    labels: Labels,
    *,
    name: str,
    corrections: pd.DataFrame | None = None,
) -> Table:
    """Return derived figures with formula, limits, and the reason where there is none.

    Parameters
    ----------
    derived
        Derived figures to show.
    material
        Observations, for the figures in the formulas.
    labels
        Labels of the language.
    name
        Name of the table, unique on its page.
    corrections
        Faults argued beside the printed value: a result from such a figure says so.
    """
    language = labels.language
    doubted = set() if corrections is None else set(corrections["figure_id"])
    rows = []
    for row in records(derived):
        value = lg.exact(row["value"])
        known = value is not None and row["status"] in ("computed", "argued")
        rows.append(
            {
                "measure": row[f"label_{language}"],
                "document": labels.document(row["document"]),
                "result": _amount(row, labels) if known else "",
                "limits": _between(row, language),
                "from_figures": _formula(row, material, labels),
                "why_not": _status(row, labels, doubted=bool(doubted & _inputs(row))),
            }
        )
    shown = ["measure", "document", "result", "limits", "from_figures", "why_not"]
    if len({row["document"] for row in rows}) < 2:
        shown.remove("document")
    return Table(
        frame=frame_of(rows, shown),
        caption=said("derived", labels),
        headers=headers(labels, *shown),
        name=name,
        language=language,
        roles={"measure": "prose", "result": "wide", "from_figures": "wide"},
        below={"measure": "why_not", "result": "limits"},
    )


def _amount(derived: Mapping[str, str], labels: Labels) -> str:
    """Return the value of a derived figure, rounded, with its unit."""
    value = lg.exact(derived["value"])
    shown = "" if value is None else lg.format_rounded(value, labels.language, 4)
    return f"{shown}{space(labels)}{derived[f'unit_{labels.language}']}"


def _between(row: Mapping[str, str], language: str) -> str:
    """Return the limits of a computed figure, rounded outwards."""
    if row["status"] != "computed":
        return ""
    interval = Interval.from_columns(row, "conventional")
    if interval.is_point:
        return ""
    return lg.format_interval(interval, "", language, digits=lg.DIGITS)


def _inputs(row: Mapping[str, str]) -> set[str]:
    return set(row["inputs"].split("+"))


def _status(row: Mapping[str, str], labels: Labels, *, doubted: bool) -> str:
    reason = row[f"reason_{labels.language}"]
    if row["status"] == "computed":
        warning = said("input_doubted", labels) if doubted else ""
        return space(labels).join(part for part in (reason, warning) if part)
    status = said(f"status_{row['status']}", labels)
    if reason.startswith(status):
        return reason
    return colon(labels).join(part for part in (status, reason) if part)


def comparisons_table(
    comparisons: pd.DataFrame,
    material: Material,
    labels: Labels,
    *,
    name: str,
    shown: str = "open",
) -> Table:
    """Return pairs of figures with grade, differences and result, comparable ones first."""
    order = {"strict": 0, "annualised": 1, "loose": 2, "not_comparable": 3}
    rows = []
    for row in sorted(records(comparisons), key=lambda row: order[row["grade"]]):
        if row["kind"] == "ratio":
            continue
        grade, result = labels.code("comparability", row["grade"]), _outcome(row, labels)
        rows.append(
            {
                "indicator": labels.indicator(row["indicator_a"]),
                "side_a": _pair_side(row, "a", material, labels),
                "side_b": _pair_side(row, "b", material, labels),
                "grade": grade,
                "result": "" if result == grade else result,
                "differences": row[f"differences_{labels.language}"],
            }
        )
    columns = ("indicator", "side_a", "side_b", "grade", "result", "differences")
    return Table(
        frame=frame_of(rows, columns),
        caption=said("comparisons", labels),
        headers=headers(labels, *columns),
        name=name,
        language=labels.language,
        notes=[said("comparisons_note", labels)],
        roles={"side_a": "wide", "side_b": "wide", "grade": "short", "differences": "prose"},
        below={"grade": "result"},
        shown=shown,
    )


def _outcome(row: Mapping[str, str], labels: Labels) -> str:
    """Return the result of a pair; where the texts differ, say whose number is the larger."""
    values = [lg.exact(row[f"value_{side}"]) for side in "ab"]
    if row["result"] != "texts_differ" or values[0] is None or values[1] is None:
        return labels.code("result", row["result"])
    larger = row["document_a" if values[0] > values[1] else "document_b"]
    return said("larger", labels, text=labels.document(larger))


def _pair_side(row: Mapping[str, str], side: str, material: Material, labels: Labels) -> Html:
    name, language = row[f"figure_{side}"], labels.language
    if material.is_figure(name):
        number: str = figure_number(name, material, language)
    else:
        number = _derived_side(material.ratio(name), material, labels)
    return Html(f"{escape(labels.document(row[f'document_{side}']))}<br>{number}")


def _derived_side(derived: Mapping[str, str], material: Material, labels: Labels) -> str:
    """Return a derived figure as one side of a pair: its result, and where it comes from."""
    if derived["value"]:
        text = _amount(derived, labels)
    else:
        text = (
            f"{_between(derived, labels.language)}{space(labels)}"
            f"{derived[f'unit_{labels.language}']}"
        )
    equals = " = " if labels.language == "en" else "＝"
    return f"{escape(text)}<small>{equals}{_formula(derived, material, labels)}</small>"


def graded_table(comparisons: pd.DataFrame, labels: Labels) -> Table:
    """Return how many pairs have which grade and result."""
    rows = [
        {
            "grade": labels.code("comparability", grade),
            "result": labels.code("result", result),
            "pairs": str(len(part)),
        }
        for grade in labels.order("comparability")
        for result in labels.order("result")
        if len(
            part := comparisons[(comparisons["grade"] == grade) & (comparisons["result"] == result)]
        )
    ]
    return Table(
        frame=frame_of(rows, ["grade", "result", "pairs"]),
        caption=said("counts_graded", labels),
        headers=headers(labels, "grade", "result", "pairs"),
        name="graded",
        language=labels.language,
        numbers=("pairs",),
    )


def statements(
    sentences: Iterable[Statement], labels: Labels, *, name: str, none: str = ""
) -> Prose:
    """Return generated sentences as a list, each number linked to its figure.

    Parameters
    ----------
    sentences
        Statements made by `analysis.sentences.statements`.
    labels
        Labels of the language.
    name
        Name, unique on its page.
    none
        Sentence to show where there is none.
    """
    language = labels.language
    items = [
        [Html(fragment(part, language)) for part in sentence.fragments(language)]
        for sentence in sentences
    ]
    if not items:
        return Prose([[none or said("nothing_comparable", labels)]], name, language)
    return Prose(items, name, language, items=True)


def sensitivity_table(sensitivity: pd.DataFrame, labels: Labels) -> Table:
    """Return for each other reading how many results change, and which."""
    language = labels.language
    rows = []
    for _, part in sensitivity.groupby("variant", sort=False):
        variants = records(part)
        changed = [row for row in variants if row["survives"] == "no"]
        rows.append(
            {
                "variant": variants[0][f"variant_{language}"],
                "tried": str(len(variants)),
                "changed": Html("<br>".join(_change(row, labels) for row in changed))
                if changed
                else said("nothing", labels),
            }
        )
    return Table(
        frame=frame_of(rows, ["variant", "tried", "changed"]),
        caption=said("sensitivity", labels),
        headers=headers(labels, "variant", "tried", "changed"),
        name="sensitivity",
        language=language,
        numbers=("tried",),
    )


def _change(row: Mapping[str, str], labels: Labels) -> str:
    results = (labels.code("result", row[name]) for name in ("result", "variant_result"))
    pair = " / ".join(_shown_side(row[f"figure_{side}"], labels) for side in "ab")
    return f"{pair}{colon(labels)}{escape(' → '.join(results))}"


def _shown_side(name: str, labels: Labels) -> str:
    """Return one side of a pair: a figure, or the measure of a derived one in words."""
    from analysis.comparison.derived import RATIOS

    if "." not in name:
        return figure_link(name, name, labels.language)
    document, measure = name.split(".")[:2]
    words = {rule.measure: getattr(rule, labels.language) for rule in RATIOS}
    return escape(f"{labels.document(document)}{colon(labels)}{words.get(measure, measure)}")
