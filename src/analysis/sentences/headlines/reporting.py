"""What a city with two texts stopped and began to give figures on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from analysis.figures.figure import Figure
from analysis.language.messages import Message, Named, Part, in_sentences, inside
from analysis.sentences.claims import claim
from analysis.sentences.evidence import Evidence, names
from analysis.sentences.headlines.headline import Headline, headline
from analysis.sentences.sets import Selection
from analysis.sentences.statements import reported_by, reported_themes
from analysis.tables.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Change:
    """What two texts of one city give figures on: the first alone, both, the second alone."""

    city: str
    documents: tuple[str, str]
    gone: tuple[str, ...]
    kept: tuple[str, ...]
    new: tuple[str, ...]
    own: Selection | None = field(default=None, compare=False, repr=False)


def change_of_reporting(
    figures: Iterable[Figure], codebook: Codebook, city: str = ""
) -> Change | None:
    """Return the core indicators of the first and the last text of a city with two or more.

    Parameters
    ----------
    figures
        Figures without repeats.
    codebook
        For the order of cities and documents.
    city
        The city; by default the first one that has two texts.
    """
    known = tuple(figures)
    for code in [city] if city else codebook.order("city"):
        given = reported_themes(known, code)
        present = [document for document in codebook.document_order() if document in given]
        if len(present) < 2:
            continue
        first, last = present[0], present[-1]
        a, b = given[first], given[last]
        return Change(
            code,
            (first, last),
            tuple(name for name in a if name not in b),
            tuple(name for name in a if name in b),
            tuple(name for name in b if name not in a),
            reported_by((first, last), known),
        )
    return None


def reporting(evidence: Evidence) -> Headline | None:
    """Say what a city with two texts stopped and began to give figures on."""
    change = change_of_reporting(evidence.distinct, evidence.codebook)
    if change is None or not (change.gone or change.new):
        return None
    own = reported_by(change.documents, evidence.figures)
    a, b = (evidence.text(document) for document in change.documents)
    every, both = own.distinct("indicator"), own.shared("indicator", "document")
    only = [own.alone("indicator", "document", document) for document in change.documents]
    themes = [own.alone("theme", "document", document) for document in change.documents]
    parts: list[Part] = [
        Message(
            "headline.reporting.sentence",
            all=every.n,
            only_a=len(only[0].codes),
            only_b=len(only[1].codes),
            both=len(both.codes),
            a=a,
            b=b,
        )
    ]
    sides = zip((a, b), (b, a), reversed(change.documents), themes, strict=True)
    for text, other, document, measure in sides:
        if measure.codes:
            told = _themes(evidence.codebook, measure.codes)
            though = _though(evidence, other, document, measure.codes)
            parts.append(Message("headline.reporting.alone", text=text, themes=told, though=though))
    parts.append(Message("headline.reporting.caution"))
    city = Named(evidence.codebook.code("city", change.city))
    words = Message("headline.reporting.title", city=city)
    return headline(
        "reporting",
        claim("change", own, words, *only),
        claim("change", own, in_sentences(parts), every, both, *only, *themes),
        change.documents,
        subject=(change.city,),
    )


def _though(evidence: Evidence, text: Part, document: str, themes: Collection[str]) -> Part:
    """Say on which themes a text without main city figures has other figures, of any level."""
    others = {
        figure.theme
        for figure in evidence.distinct
        if figure.document == document and figure.theme in themes
    }
    if not others:
        return ""
    told = _themes(evidence.codebook, others)
    return Message("headline.reporting.though", other=text, themes=told)


def _themes(codebook: Codebook, themes: Collection[str]) -> Part:
    chosen = [code for code in codebook.order("theme") if code in themes]
    return names([inside(codebook.code("theme", code)) for code in chosen])
