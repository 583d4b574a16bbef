"""Amounts per head: one that cannot be right as printed, and those of two cities."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from analysis import language as lg
from analysis.charts.forms.rows import ratio_words
from analysis.comparability import ATTRIBUTE_LABELS
from analysis.headlines.model import Findings, Headline
from analysis.headlines.words import (
    document_name,
    fill_text,
    join_list,
    join_series,
    lower_first,
    make_headline,
    name_list,
    number_link,
)
from analysis.intervals import Interval
from analysis.statements import Fragments, Link, Name

_MEASURES = 2
"""Most measures that are set side by side."""

_REASONS = 3
"""Most differences that are named."""


def impossible(findings: Findings) -> Headline | None:
    """Say what the first amount per head that cannot be right comes to, and what is plausible."""
    derived = findings.material.derived
    per_head = derived["group"] == "help_per_head"
    for ratio in lg.records(derived[per_head & (derived["status"] == "kept_out")]):
        plausible = findings.plausible.get(ratio["measure"])
        value = lg.exact(ratio["value"])
        if plausible is None or value is None or plausible.contains(value):
            continue
        return _impossible(findings, ratio, plausible)
    return None


def _impossible(findings: Findings, ratio: Mapping[str, str], plausible: Interval) -> Headline:
    material = findings.material
    derived = material.derived
    argued = lg.records(
        derived[
            (derived["status"] == "argued")
            & (derived["numerator"] == ratio["numerator"])
            & (derived["denominator"] == ratio["denominator"])
        ]
    )
    money, heads = (
        material.figure(ratio[name].split("+")[0]) for name in ("numerator", "denominator")
    )
    titles, sentences = {}, {}
    for language in lg.LANGUAGES:
        titles[language] = fill_text("impossible.title", language)
        said: Fragments = ()
        restored = _restored(argued[0], money, heads) if argued else None
        if restored is not None:
            figure, number = restored
            said = fill_text(
                "impossible.argued",
                language,
                printed=Link(figure["figure_id"], lg.format_bound(figure, language)),
                restored=Name(lg.format_quantity(number, figure["unit"], language)),
                ratio=_ratio_link(argued[0], language),
            )
        unit = ratio[f"unit_{language}"]
        space = " " if language == "en" else ""
        sentences[language] = fill_text(
            "impossible",
            language,
            document=document_name(findings, ratio["document"], language),
            money=number_link(money, language),
            money_is=Name(money[f"measures_{language}"]),
            heads=number_link(heads, language),
            heads_are=Name(heads[f"measures_{language}"]),
            ratio=_ratio_link(ratio, language),
            plausible=Name(f"{lg.format_interval(plausible, '', language)}{space}{unit}"),
            argued=said,
        )
    return make_headline(
        "impossible", titles, sentences, [ratio["document"]], ratio["numerator"], ratio["theme"]
    )


def _restored(
    argued: Mapping[str, str], money: Mapping[str, str], heads: Mapping[str, str]
) -> tuple[Mapping[str, str], Fraction] | None:
    """Return the figure that is argued to be another number, and that number.

    It is the one that cannot be right as printed, and its number follows from the ratio and the
    other; where neither or both are such, or several are added, nothing follows.
    """
    result = lg.exact(argued["value"])
    above, below = lg.exact(money["value"]), lg.exact(heads["value"])
    added = "+" in argued["numerator"] + argued["denominator"]
    faulty = tuple(figure["status"] == "impossible" for figure in (money, heads))
    if not result or above is None or below is None or added:
        return None
    if faulty == (True, False):
        return money, result * below
    return (heads, above / result) if faulty == (False, True) else None


def shared_ratios(derived: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the amounts per head that the texts of two cities allow, by measure."""
    own = derived[(derived["group"] == "help_per_head") & (derived["status"] == "computed")]
    found = [rows for _, rows in own.groupby("measure", sort=False) if rows["city"].nunique() > 1]
    return found[:_MEASURES]


def per_head(findings: Findings) -> Headline | None:
    """Put amounts per head of different cities side by side, with what forbids more."""
    found = shared_ratios(findings.material.derived)
    if not found:
        return None
    names = {name for rows in found for name in rows["derived_id"]}
    compared = findings.comparisons
    own = compared[
        (compared["kind"] == "ratio")
        & compared["figure_a"].isin(names)
        & compared["figure_b"].isin(names)
    ]
    if (own["result"] == "texts_differ").any():
        return None
    codes = [c for c in ATTRIBUTE_LABELS if any(c in d.split("+") for d in own["deciding"])]
    titles, sentences = {}, {}
    for number, language in enumerate(lg.LANGUAGES):
        titles[language] = fill_text("per_head.title", language)
        parts = []
        for place, rows in enumerate(found):
            items = [
                fill_text(
                    "share.item",
                    language,
                    number=_ratio_link(ratio, language),
                    document=document_name(findings, ratio["document"], language),
                )
                for ratio in lg.records(rows)
            ]
            label = rows.iloc[0][f"label_{language}"]
            parts.append(
                fill_text(
                    "per_head.measure",
                    language,
                    label=Name(lower_first(label, language) if place else label),
                    list=join_list(items, language),
                )
            )
        why = name_list([ATTRIBUTE_LABELS[c][number] for c in codes[:_REASONS]], language)
        sentences[language] = fill_text(
            "per_head",
            language,
            items=join_series(parts, language),
            reasons=fill_text("per_head.reasons", language, reasons=why) if codes else (),
        )
    documents = findings.documents(findings.figures)
    chosen = {document for rows in found for document in rows["document"]}
    return make_headline(
        "per_head", titles, sentences, [d for d in documents if d in chosen], "", ""
    )


def _ratio_link(ratio: Mapping[str, str], language: str) -> Link:
    """Return a ratio in words, tied to the figure above the line."""
    usual = Interval.from_columns(ratio, "conventional")
    words = ratio_words(lg.exact(ratio["value"]), usual, ratio[f"unit_{language}"], language)
    return Link(ratio["numerator"].split("+")[0], words)
