"""How many figures there are, how many are not exact, and what the texts like to count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from operator import itemgetter

import pandas as pd

from analysis import language as lg
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
)
from analysis.sentences.statements import Fragments, Name

_HEDGES = 6
"""Most vague words that are named."""

_WORDLESS = frozenset({"range", "unknown"})
"""Bounds that no word makes vague."""


def vague(findings: Findings) -> Headline | None:
    """Say how many figures there are, how many are not exact, and how many have a fault."""
    figures = findings.figures
    if figures.empty:
        return None
    loose = figures[figures["bound"] != "exact"]
    faulty = int((figures["status"] != "as_printed").sum())
    sentences = {}
    for language in lg.LANGUAGES:
        common, rest = _vague_words(loose, language)
        words = [
            fill_text("vague.hedge", language, word=Name(word), n=many(n, "time", language))
            for word, n in common
        ]
        listed = fill_text(
            "vague.hedges",
            language,
            hedges=join_list(words, language),
            rest=fill_text("vague.rest", language, n=rest) if rest else (),
        )
        sentences[language] = fill_text(
            "vague",
            language,
            texts=many(figures["document"].nunique(), "text", language),
            figures=many(len(figures), "different figure", language),
            vague=len(loose),
            are="is" if len(loose) == 1 else "are",
            hedges=listed if words else (),
            faulty=faulty,
            are_faulty="is" if faulty == 1 else "are",
        )
    empty: Mapping[str, Fragments] = dict.fromkeys(lg.LANGUAGES, ())
    return make_headline("vague", empty, sentences, findings.documents(figures))


def _vague_words(figures: pd.DataFrame, language: str) -> tuple[list[tuple[str, int]], int]:
    """Return the commonest vague words, and how many figures have none of them.

    Words are as printed in Chinese, and what they say in English.
    """
    words: list[list[str]] = []
    for bound, hedge in zip(figures["bound"], figures["hedge"], strict=True):
        if language == "zh":
            words.append([word for word in hedge.split("+") if word])
        else:
            words.append([] if bound in _WORDLESS else [lg.bound_word(bound, hedge, language)])
    common = Counter(word for own in words for word in own).most_common(_HEDGES)
    named = {word for word, _ in common}
    return common, sum(not named.intersection(own) for own in words)


def counted(findings: Findings) -> Headline | None:
    """Say which kind of thing each text counts in the largest number of its figures."""
    figures = findings.figures
    if figures.empty:
        return None
    documents = findings.documents(figures)
    top: dict[str, tuple[str, int, int]] = {}
    for document in documents:
        kinds = figures.loc[figures["document"] == document, "counted"]
        counts = {
            code: int((kinds == code).sum()) for code in findings.labels["en"].order("counted")
        }
        code, n = max(counts.items(), key=itemgetter(1))
        top[document] = (code, n, len(kinds))
    titles, sentences = {}, {}
    for language in lg.LANGUAGES:
        labels = findings.labels[language]
        codes = list(dict.fromkeys(code for code, _, _ in top.values()))
        kinds_named = [lower_first(labels.code("counted", code), language) for code in codes]
        titles[language] = fill_text(
            "counted.title", language, kinds=name_list(kinds_named, language)
        )
        parts = []
        for kind in codes:
            items = [
                fill_text(
                    "counted.item",
                    language,
                    document=document_name(findings, document, language),
                    n=n,
                    total=total,
                )
                for document, (code, n, total) in top.items()
                if code == kind
            ]
            name = Name(lower_first(labels.code("counted", kind), language))
            parts.append(
                fill_text("counted.kind", language, kind=name, items=join_list(items, language))
            )
        sentences[language] = fill_text(
            "counted",
            language,
            items=join_series(parts, language),
            money=int((figures["counted"] == "money").sum()),
            figures=len(figures),
        )
    return make_headline("counted", titles, sentences, documents)
