"""How many figures there are, how many are not exact, and what the texts like to count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures.figure import Figure
from analysis.language import bound_word, reads_print
from analysis.language.messages import Fragments, Joined, Message, Named, Part, inside, listed, said
from analysis.sentences.evidence import Evidence, names
from analysis.sentences.headlines.headline import Headline, headline

_HEDGES = 6
"""Most vague words that are named."""

_WORDLESS = frozenset({"range", "unknown"})
"""Bounds that no word makes vague."""


def vague(evidence: Evidence) -> Headline | None:
    """Say how many figures there are, how many are not exact, and how many have a fault."""
    figures = evidence.distinct
    if not figures:
        return None
    loose = tuple(figure for figure in figures if figure.bound != "exact")
    faulty = sum(figure.status != "as_printed" for figure in figures)
    documents = evidence.in_order(figure.document for figure in figures)
    sentence = Message(
        "headline.vague.sentence",
        texts=Message("counted.text", n=len(documents)),
        figures=Message("counted.figure", n=len(figures)),
        vague=Message("headline.vague.loose", n=len(loose)),
        hedges=VagueWords(loose),
        faulty=Message("headline.vague.faulty", n=faulty),
    )
    return headline("vague", "", sentence, documents)


@dataclass(frozen=True, slots=True)
class VagueWords:
    """The commonest vague words of figures with their numbers, and how many figures have others.

    In the language of the texts the words are those that are printed, in others what they say.
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
        if figure.bound in _WORDLESS:
            return []
        return [bound_word(figure.bound, figure.hedge, language)]


def most_counted(evidence: Evidence) -> Headline | None:
    """Say which kind of thing each text counts in the largest number of its figures."""
    figures = evidence.distinct
    if not figures:
        return None
    documents = evidence.in_order(figure.document for figure in figures)
    order = evidence.codebook.order("counted")
    top = {document: _commonest(figures, document, order) for document in documents}
    kinds = list(dict.fromkeys(code for code, _, _ in top.values()))
    labels = {code: inside(evidence.codebook.code("counted", code)) for code in kinds}
    lists = [
        Message(
            "headline.counted.kind",
            kind=Named(labels[kind]),
            items=listed(
                Message("headline.counted.item", document=evidence.text(document), n=n, total=total)
                for document, (code, n, total) in top.items()
                if code == kind
            ),
        )
        for kind in kinds
    ]
    sentence = Message(
        "headline.counted.sentence",
        items=Joined(tuple(lists), "clause"),
        money=sum(figure.counted == "money" for figure in figures),
        figures=len(figures),
    )
    words = Message("headline.counted.title", kinds=names([labels[kind] for kind in kinds]))
    return headline("counted", words, sentence, documents)


def _commonest(
    figures: Sequence[Figure], document: str, order: Sequence[str]
) -> tuple[str, int, int]:
    """Return what a text counts most often, how often, and how many figures it has."""
    own = [figure.counted for figure in figures if figure.document == document]
    code = max(order, key=own.count)
    return code, own.count(code), len(own)
