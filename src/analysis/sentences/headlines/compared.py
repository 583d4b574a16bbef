"""Pairs and their obstacles, percentages of one thing, and equal numbers of different things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from analysis import language as lg
from analysis.comparison.comparability import ATTRIBUTE_LABELS
from analysis.comparison.records import Pair
from analysis.errors import AnalysisError
from analysis.language import Labels
from analysis.sentences.headlines.headline import Findings, Headline
from analysis.sentences.headlines.phrases import (
    document_name,
    fill_text,
    join_list,
    join_series,
    lower_first,
    make_headline,
    many,
    name_list,
    number_link,
)
from analysis.sentences.statements import Fragment, Fragments, Name, comparison_statement
from analysis.tables.store import records_of

_REASONS = 3
"""Most obstacles that are named."""

_ORDERED = 3
"""Most pairs in an order that are told in full."""

_NEAR = 5
"""Percentages are near each other when they lie within so many points."""


def reasons(comparisons: Iterable[Pair] | pd.DataFrame) -> list[tuple[str, int]]:
    """Return the attributes that forbid comparisons, with the number of pairs of each.

    The commonest comes first; of equals, the one that `ATTRIBUTE_LABELS` lists first.

    Raises
    ------
    AnalysisError
        If a pair names an attribute that there is not.
    """
    return deciding(pair for pair in _pairs(comparisons) if pair.result == "not_comparable")


def deciding(comparisons: Iterable[Pair] | pd.DataFrame) -> list[tuple[str, int]]:
    """Return the attributes that decide the grades of pairs, with the number of pairs of each.

    The order is that of `reasons`.

    Raises
    ------
    AnalysisError
        If a pair names an attribute that there is not.
    """
    found = Counter(code for pair in _pairs(comparisons) for code in pair.deciding)
    order = list(ATTRIBUTE_LABELS)
    for code in found:
        if code not in ATTRIBUTE_LABELS:
            raise AnalysisError(f"comparisons.csv: {code!r} is no attribute that can differ.")
    return sorted(found.items(), key=lambda item: (-item[1], order.index(item[0])))


def _pairs(comparisons: Iterable[Pair] | pd.DataFrame) -> Iterable[Pair]:
    """Return pairs as they are, or made from a frame (a bridge)."""
    if isinstance(comparisons, pd.DataFrame):
        return records_of(comparisons, Pair)
    return comparisons


def pairs(findings: Findings) -> Headline | None:
    """Say which pairs can be put in an order, and what stands in the way of the others."""
    rows = findings.comparisons
    if rows.empty:
        return None
    in_order = lg.records(rows[rows["result"] == "texts_differ"])
    ranked = len(in_order)
    never = int((rows["result"] == "not_comparable").sum())
    common = reasons(rows)[:_REASONS]
    told = [
        comparison_statement(row, findings.material, findings.sensitivity)
        for row in in_order[:_ORDERED]
    ]
    titles, sentences, ordered = {}, {}, {}
    for number, language in enumerate(lg.LANGUAGES):
        words = [
            fill_text(
                "reason",
                language,
                reason=Name(ATTRIBUTE_LABELS[code][number]),
                n=many(n, "pair", language),
            )
            for code, n in common
        ]
        why = fill_text("pairs.why", language, reasons=join_list(words, language)) if words else ()
        if not ranked:
            titles[language] = fill_text("pairs.title_none", language)
            sentences[language] = fill_text(
                "pairs.none",
                language,
                pairs=many(len(rows), "time", language),
                side=len(rows) - never,
                never=never,
                why=why,
            )
            continue
        titles[language] = fill_text(
            "pairs.title_some",
            language,
            ranked=ranked,
            pairs=len(rows),
            which=_which(findings, in_order, language),
        )
        key = "pairs.ordered" if ranked <= _ORDERED else "pairs.among"
        statements = _one_after_another([s.fragments(language) for s in told], language)
        ordered[language] = fill_text(key, language, statement=statements)
        sentences[language], ordered[language] = (
            fill_text(
                "pairs.some",
                language,
                pairs=many(len(rows), "time", language),
                ranked=ranked,
                ordered=part,
                side=len(rows) - ranked - never,
                never=never,
                why=why,
            )
            for part in ((), ordered[language])
        )
    documents = findings.documents(
        findings.figures[
            findings.figures["document"].isin([*rows["document_a"], *rows["document_b"]])
        ]
    )
    headline = make_headline("pairs", titles, sentences, documents)
    return headline.ranked_by(ordered) if ranked else headline


def _which(findings: Findings, in_order: Sequence[Mapping[str, str]], language: str) -> Fragments:
    """Name what the pairs in an order are about; nothing where there are too many to name."""
    names = dict.fromkeys(
        lower_first(findings.material.label(row, language), language) for row in in_order
    )
    if len(in_order) > _ORDERED:
        return ()
    return fill_text("pairs.which", language, labels=name_list(list(names), language))


def _one_after_another(sentences: Sequence[Fragments], language: str) -> list[Fragment]:
    """Put whole sentences behind each other, with a space between them in English."""
    found: list[Fragment] = []
    for number, sentence in enumerate(sentences):
        found += [" "] if number and language == "en" else []
        found += sentence
    return found


def shared_share(figures: pd.DataFrame, labels: Labels) -> str:
    """Return the core share that is stated by the largest number of texts; empty if by one."""
    own = _percentages(figures)
    own = own[own["tier"] == "core"]
    counts = {
        code: own.loc[own["indicator"] == code, "document"].nunique()
        for code in labels.indicators["indicator"]
    }
    best = max(counts, key=lambda code: counts[code], default="")
    return best if best and counts[best] > 1 else ""


def _percentages(figures: pd.DataFrame) -> pd.DataFrame:
    return figures[(figures["unit"] == "%") & (figures["level"] == "city")]


def shares(findings: Findings) -> Headline | None:
    """Say what percentages the texts state of one thing, and why no order follows."""
    figures = findings.figures
    indicator = shared_share(figures, findings.labels["en"])
    stated = _percentages(figures)
    rows = lg.records(stated[stated["indicator"] == indicator])
    order = findings.labels["en"].document_order()
    rows.sort(key=lambda row: (order.index(row["document"]), int(row["start"])))
    names = {row["figure_id"] for row in rows}
    compared = findings.comparisons
    ordered = compared[
        (compared["result"] == "texts_differ")
        & compared["figure_a"].isin(names)
        & compared["figure_b"].isin(names)
    ]
    if not indicator or not ordered.empty:
        return None
    values = [value for row in rows if (value := lg.exact(row["value"])) is not None]
    near = len(values) == len(rows) and max(values) - min(values) <= _NEAR
    titles, sentences = {}, {}
    for language in lg.LANGUAGES:
        label = Name(findings.material.indicator(indicator, language))
        title = "share.title" if near else "share.title_apart"
        titles[language] = fill_text(title, language, label=label)
        items = [
            fill_text(
                "share.item",
                language,
                number=number_link(row, language),
                document=document_name(findings, row["document"], language),
            )
            for row in rows
        ]
        why = _share_reasons(findings, rows, language)
        listed = join_series(why, language)
        sentences[language] = fill_text(
            "share",
            language,
            label=label,
            list=join_list(items, language),
            reasons=fill_text("share.reasons", language, reasons=listed) if listed else (),
        )
    documents = list(dict.fromkeys(row["document"] for row in rows))
    return make_headline("share", titles, sentences, documents, indicator, rows[0]["theme"])


def _share_reasons(
    findings: Findings, rows: Sequence[Mapping[str, str]], language: str
) -> list[Fragments]:
    """Say in plain words what keeps percentages from an order."""

    def said(key: str, chosen: Sequence[Mapping[str, str]], one: str, other: str) -> Fragments:
        names = dict.fromkeys(row["document"] for row in chosen)
        documents = [findings.material.document(d, language) for d in names]
        verb = one if len(documents) == 1 else other
        return fill_text(key, language, documents=name_list(documents, language), verb=verb)

    found = []
    unstated = [row for row in rows if not row["stated_base"]]
    if unstated:
        found.append(said("share.unstated", unstated, "does", "do"))
    if len({row["stated_base"] for row in rows if row["stated_base"]}) > 1:
        found.append(fill_text("share.bases", language))
    limits = [row for row in rows if row["bound"] in ("at_least", "at_most")]
    if limits:
        found.append(said("share.limit", limits, "gives", "give"))
    if len({row["period_end"][:4] for row in rows}) > 1:
        found.append(fill_text("share.years", language))
    return found


def alike(findings: Findings) -> Headline | None:
    """Show the first equal number that two texts print for different things."""
    for row in lg.records(findings.look_alikes):
        a, b = (findings.material.figure(row[f"figure_{side}"]) for side in "ab")
        same = all(a[name] == b[name] for name in ("value", "unit", "bound"))
        if not a["value"] or not same or a["document"] == b["document"]:
            continue
        titles, sentences = {}, {}
        for language in lg.LANGUAGES:
            titles[language] = fill_text("alike.title", language)
            sentences[language] = fill_text(
                "alike",
                language,
                a=document_name(findings, a["document"], language),
                b=document_name(findings, b["document"], language),
                x=number_link(a, language),
                y=number_link(b, language),
                thing_a=Name(a[f"measures_{language}"]),
                thing_b=Name(b[f"measures_{language}"]),
            )
        names = f"{a['figure_id']}+{b['figure_id']}"
        return make_headline(
            "alike", titles, sentences, [a["document"], b["document"]], names, a["theme"]
        )
    return None
