"""What a city with two texts stopped and began to give figures on."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import language as lg
from analysis.language import Labels
from analysis.sentences.headlines.headline import Findings, Headline
from analysis.sentences.headlines.phrases import (
    document_name,
    fill_text,
    lower_first,
    make_headline,
    name_list,
)
from analysis.sentences.statements import Name


@dataclass(frozen=True, slots=True)
class Change:
    """What two texts of one city give figures on: the first alone, both, the second alone."""

    city: str
    documents: tuple[str, str]
    gone: tuple[str, ...]
    kept: tuple[str, ...]
    new: tuple[str, ...]


def change_of_reporting(figures: pd.DataFrame, labels: Labels, city: str = "") -> Change | None:
    """Return the core indicators of the first and the last text of a city with two or more.

    Parameters
    ----------
    figures
        Observations without repeats.
    labels
        Labels, for the order of cities and documents.
    city
        The city; by default the first one that has two texts.
    """
    own = figures[(figures["tier"] == "core") & (figures["level"] == "city")]
    order = labels.document_order()
    for code in [city] if city else labels.order("city"):
        rows = own[own["city"] == code]
        present = sorted(set(rows["document"]), key=order.index)
        if len(present) < 2:
            continue
        first, last = present[0], present[-1]
        a, b = (
            list(dict.fromkeys(rows.loc[rows["document"] == document, "indicator"]))
            for document in (first, last)
        )
        return Change(
            code,
            (first, last),
            tuple(code for code in a if code not in b),
            tuple(code for code in a if code in b),
            tuple(code for code in b if code not in a),
        )
    return None


def reporting(findings: Findings) -> Headline | None:
    """Say what a city with two texts stopped and began to give figures on."""
    change = change_of_reporting(findings.figures, findings.labels["en"])
    if change is None or not (change.gone or change.new):
        return None
    figures = findings.figures
    themes = {
        document: set(figures.loc[figures["document"] == document, "theme"]) - {"context"}
        for document in change.documents
    }
    first, last = (themes[document] for document in change.documents)
    titles, sentences = {}, {}
    for language in lg.LANGUAGES:
        labels = findings.labels[language]

        def named(codes: set[str], labels: Labels = labels, language: str = language) -> Name:
            chosen = [code for code in labels.order("theme") if code in codes]
            return name_list(
                [lower_first(labels.code("theme", c), language) for c in chosen], language
            )

        titles[language] = fill_text(
            "reporting.title", language, city=Name(labels.code("city", change.city))
        )
        gone, new = first - last, last - first
        sentences[language] = fill_text(
            "reporting",
            language,
            all=len(change.gone) + len(change.kept) + len(change.new),
            only_a=len(change.gone),
            only_b=len(change.new),
            both=len(change.kept),
            a=document_name(findings, change.documents[0], language),
            b=document_name(findings, change.documents[1], language),
            gone=fill_text("reporting.gone", language, themes=named(gone)) if gone else (),
            new=fill_text("reporting.new", language, themes=named(new)) if new else (),
        )
    return make_headline("reporting", titles, sentences, change.documents, change.city)
