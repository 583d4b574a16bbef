"""Amounts per head: one that cannot be right as printed, and those of two cities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pandas as pd

from analysis import language as lg
from analysis.comparison.comparability import ATTRIBUTE_LABELS
from analysis.intervals import Interval
from analysis.sentences.headlines.headline import Findings, Headline
from analysis.sentences.headlines.phrases import (
    document_name,
    fill_text,
    join_list,
    join_series,
    lower_first,
    make_headline,
    name_list,
    number_link,
)
from analysis.sentences.statements import Fragments, Link, Name

_MEASURES = 2
"""Most measures that are set side by side."""

_REASONS = 3
"""Most differences that are named."""

_SIDES = ("numerator", "denominator")


def impossible(findings: Findings) -> Headline | None:
    """Say what the first amount per head that cannot be right comes to, and what is plausible.

    Every other figure that cannot be right is told after it.
    """
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
    money, heads = (findings.material.figure(ratio[name].split("+")[0]) for name in _SIDES)
    figures = findings.figures
    faulty = lg.records(figures[figures["status"] == "impossible"])
    used = set(ratio["inputs"].split("+"))
    others = [figure for figure in faulty if figure["figure_id"] not in used]
    argued = _argued(findings, ratio["numerator"], ratio["denominator"])
    restored = _restored(argued, money, heads) if argued else None
    titles, sentences = {}, {}
    for language in lg.LANGUAGES:
        titles[language] = _impossible_title(faulty, language)
        said: Fragments = ()
        if argued and restored is not None:
            figure, number = restored
            said = fill_text(
                "impossible.argued",
                language,
                printed=_printed(figure, language),
                restored=Name(lg.format_quantity(number, figure["unit"], language)),
                ratio=_ratio_link(argued, language),
            )
        unit = ratio[f"unit_{language}"]
        space = " " if language == "en" else ""
        told = fill_text(
            "impossible",
            language,
            document=document_name(findings, ratio["document"], language),
            money=_printed(money, language),
            money_is=Name(money[f"measures_{language}"]),
            heads=_printed(heads, language),
            heads_are=Name(heads[f"measures_{language}"]),
            ratio=_ratio_link(ratio, language),
            plausible=Name(f"{lg.format_interval(plausible, '', language)}{space}{unit}"),
            argued=said,
        )
        for other in others:
            told += _other_fault(findings, other, money, language)
        sentences[language] = told
    documents = findings.documents(
        figures[figures["document"].isin([ratio["document"], *(f["document"] for f in others)])]
    )
    return make_headline("impossible", titles, sentences, documents, theme=ratio["theme"])


def _impossible_title(faulty: Sequence[Mapping[str, str]], language: str) -> Fragments:
    """Count the figures that cannot be right, and the sentences in which they stand."""
    places = {_sentence_of(figure) for figure in faulty}
    if len(faulty) < 2:
        return fill_text("impossible.title", language)
    key = "impossible.title_some" if len(places) == 1 else "impossible.title_apart"
    return fill_text(key, language, n=len(faulty), sentences=len(places))


def _sentence_of(figure: Mapping[str, str]) -> tuple[str, str, str]:
    return figure["document"], figure["paragraph"], figure["sentence"]


def _other_fault(
    findings: Findings, figure: Mapping[str, str], first: Mapping[str, str], language: str
) -> Fragments:
    """Tell one more figure that cannot be right, with what it must not exceed."""
    beside, argued = _ceiling(findings, figure["figure_id"]), _restored_of(findings, figure)
    key = "impossible.same" if _sentence_of(figure) == _sentence_of(first) else "impossible.other"
    return fill_text(
        key,
        language,
        document=document_name(findings, figure["document"], language),
        figure=_printed(figure, language),
        figure_is=Name(figure[f"measures_{language}"]),
        beside=fill_text(
            "impossible.beside",
            language,
            figure=_printed(beside, language),
            figure_is=Name(beside[f"measures_{language}"]),
        )
        if beside
        else (),
        argued=fill_text(
            "impossible.restored",
            language,
            restored=Name(lg.format_quantity(argued, figure["unit"], language)),
        )
        if argued
        else (),
    )


def _ceiling(findings: Findings, figure_id: str) -> Mapping[str, str] | None:
    """Return the figure that another one must not exceed, and does, as the checks found."""
    checked = findings.checked
    for row in lg.records(checked[checked["check"] == "order"]):
        exceeding, _, other = row["figures"].partition("+")
        if exceeding == figure_id and findings.material.is_figure(other):
            return findings.material.figure(other)
    return None


def _restored_of(findings: Findings, figure: Mapping[str, str]) -> Fraction | None:
    """Return the number that is argued for a figure that cannot be right, if there is one."""
    derived = findings.material.derived
    named = derived["inputs"].str.split("+").map(lambda names: figure["figure_id"] in names)
    for row in lg.records(derived[named & (derived["status"] == "argued")]):
        inputs = (findings.material.figure(row[n].split("+")[0]) for n in _SIDES)
        restored = _restored(row, *inputs)
        if restored is not None and restored[0]["figure_id"] == figure["figure_id"]:
            return restored[1]
    return None


def _argued(findings: Findings, numerator: str, denominator: str) -> Mapping[str, str] | None:
    """Return the ratio of two figures with what is argued for the one that cannot be right."""
    derived = findings.material.derived
    rows = derived[
        (derived["status"] == "argued")
        & (derived["numerator"] == numerator)
        & (derived["denominator"] == denominator)
    ]
    return next(iter(lg.records(rows)), None)


def _printed(figure: Mapping[str, str], language: str) -> Link:
    """Return a figure; one that cannot be right as it is printed, in Chinese."""
    if language == "zh" and figure["status"] == "impossible":
        return Link(figure["figure_id"], lg.tidy(figure["literal"]))
    return number_link(figure, language)


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
    words = lg.format_ratio(lg.exact(ratio["value"]), usual, ratio[f"unit_{language}"], language)
    return Link(ratio["numerator"].split("+")[0], words)
