"""How many figures there are, how many are not exact, and what the texts like to count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.figures.figure import Figure
from analysis.language import bound_word, reads_print
from analysis.language.messages import (
    Fragments,
    Joined,
    Message,
    Named,
    Part,
    in_sentences,
    inside,
    listed,
    said,
)
from analysis.sentences.claims import claim
from analysis.sentences.evidence import Evidence, names, some
from analysis.sentences.headlines.headline import Headline, headline
from analysis.sentences.sets import EQUAL, Scope, Selection, named, other_than, same_as

_HEDGES = 6
"""Most vague words that are named."""

NARROW_LEAD = 2
"""Lead of a kind that one figure coded as another kind can end, or bring down to a tie."""

_WORDLESS = frozenset({"range", "unknown"})
"""Bounds that no word makes vague."""


def vague(evidence: Evidence) -> Headline | None:
    """Say how many figures there are, how many have a hedge, a fault, or limits of one point."""
    figures = evidence.distinct
    if not figures:
        return None
    own = different(evidence)
    every, texts = own.count(), own.distinct("document")
    hedged = own.count(bound=other_than("exact"))
    faulty = own.count(status=other_than("as_printed"))
    points = own.count(value=other_than(""), conventional_low=same_as("conventional_high"))
    loose = tuple(figure for figure in figures if figure.bound != "exact")
    sentence = Message(
        "headline.vague.sentence",
        texts=Message("counted.text", n=texts.n),
        figures=Message("counted.figure", n=every.n),
        vague=Message("headline.vague.loose", n=hedged.n),
        hedges=VagueWords(loose),
        faulty=Message("headline.vague.faulty", n=faulty.n),
        points=Message("headline.vague.points", n=points.n),
    )
    hedges = own.members("hedge", bound=other_than("exact"))
    made = claim("count", own, sentence, every, texts, hedged, faulty, hedges, points)
    documents = evidence.in_order(figure.document for figure in figures)
    return headline("vague", "", made, documents)


def different(evidence: Evidence) -> Selection:
    """Return the figures of all texts, repeats left out."""
    scope = Scope.of("observations", named("different"), duplicate_of="")
    return scope.take(evidence.figures)


@dataclass(frozen=True, slots=True)
class VagueWords:
    """The commonest vague words of figures with their numbers, and how many figures have others.

    In the language of the texts the words are those that are printed, in others what they say; a
    figure without such a word, as a bare 万, is among the others in every language.
    """

    figures: tuple[Figure, ...]

    def say(self, language: str) -> Fragments:
        """Return the words in brackets; nothing where no figure has a word."""
        words = [self._words(figure, language) for figure in self.figures]
        common = Counter(word for own in words for word in own).most_common(_HEDGES)
        named = {word for word, _ in common}
        rest = sum(not named.intersection(own) for own in words)
        if not common:
            return ()
        hedges = [
            Message("headline.vague.hedge", word=Named(word), n=Message("counted.time", n=n))
            for word, n in common
        ]
        more: Part = Message("headline.vague.rest", n=rest) if rest else ""
        return said(Message("headline.vague.hedges", hedges=listed(hedges), rest=more), language)

    def _words(self, figure: Figure, language: str) -> list[str]:
        if reads_print(language):
            return [word for word in figure.hedge.split("+") if word]
        if figure.bound in _WORDLESS or not figure.hedge:
            return []
        return [bound_word(figure.bound, figure.hedge, language)]


def most_counted(evidence: Evidence) -> Headline | None:
    """Say which kind of thing each text counts in the largest number of its figures."""
    figures = evidence.distinct
    if not figures:
        return None
    documents = evidence.in_order(figure.document for figure in figures)
    own = different(evidence)
    commonest, totals = own.commonest("counted", "document"), own.counts("document")
    top = {document: commonest.of(document).split(EQUAL) for document in documents}
    order = evidence.codebook.order("counted")
    kinds = list(
        dict.fromkeys(
            code for document in documents for code in sorted(top[document], key=order.index)
        )
    )
    counts = {code: own.counts("document", counted=code) for code in order}
    every, money = own.count(), own.count(counted="money")
    labels = {code: inside(evidence.codebook.code("counted", code)) for code in kinds}
    lists = [
        Message(
            "headline.counted.kind",
            kind=Named(labels[kind]),
            items=listed(
                Message(
                    "headline.counted.item",
                    document=evidence.text(document),
                    n=counts[kind].number(document),
                    total=totals.number(document),
                )
                for document in documents
                if kind in top[document]
            ),
        )
        for kind in kinds
    ]
    narrow = [name for name in documents if lead_of(figures, name) <= NARROW_LEAD]
    sentence = Message(
        "headline.counted.sentence",
        items=Joined(tuple(lists), "clause"),
        money=money.n,
        figures=every.n,
    )
    parts: list[Part] = [sentence]
    narrowly: Part = ""
    if narrow:
        texts = Named(some([evidence.text(name) for name in narrow], evidence.codebook))
        parts.append(Message("headline.counted.narrow", documents=texts))
        narrowly = Message("headline.counted.title_narrow", documents=texts)
    results = (commonest, totals, *counts.values(), money, every)
    words = Message(
        "headline.counted.title", kinds=names([labels[kind] for kind in kinds]), narrow=narrowly
    )
    return headline(
        "counted",
        claim("extreme", own, words, commonest),
        claim("extreme", own, in_sentences(parts), *results),
        documents,
    )


def lead_of(figures: Iterable[Figure], document: str) -> int:
    """Return by how many figures the commonest kind of a text is ahead of the next one.

    Parameters
    ----------
    figures
        Figures without repeats.
    document
        The text.
    """
    kinds = Counter(figure.counted for figure in figures if figure.document == document)
    first, second, *_ = sorted((*kinds.values(), 0, 0), reverse=True)
    return first - second
