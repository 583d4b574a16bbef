"""What the texts of one city, or one text, amount to, in three sentences.

Each is computed from exactly the records given, and names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from analysis.comparison.comparison_records import Pair, PairOutcome
from analysis.figures.figure import Figure
from analysis.figures.prominence import prominent
from analysis.language.messages import Message, Named, Part, inside, listed
from analysis.sentences.claims import Claim, claim
from analysis.sentences.evidence import figure_number, names
from analysis.sentences.sets import Scope, Selection, named, one_of, other_than
from analysis.sentences.side_by_side import result_parts
from analysis.sentences.statements import Statement, reported_by
from analysis.tables.codebook import Codebook

_TOLD = 3
"""Most results that are named."""


def city_statements(
    figures: Sequence[Figure], codebook: Codebook, documents: Sequence[str]
) -> list[Statement]:
    """Return what the texts of a city state, in at most three sentences.

    Parameters
    ----------
    figures
        Their figures, repeats included.
    codebook
        Labels of codes, indicators and documents.
    documents
        The texts, in the order of the catalogue.
    """
    own = _different(figures, documents)
    last = _in_both(figures, documents) if len(documents) == 2 else _firmness(own)
    return _statements(
        documents, [_held(own, codebook, documents), _results(own, figures, codebook), last]
    )


def change_of_city(pairs: Iterable[Pair], codebook: Codebook, documents: Sequence[str]) -> Claim:
    """Return whether the texts of a city show that things became better or worse.

    Parameters
    ----------
    pairs
        Graded pairs of figures of the city's own texts.
    codebook
        Labels of codes, indicators and documents.
    documents
        The texts, at least one.
    """
    city = codebook.document(documents[0]).city
    own = Scope.of("comparisons", named("pairs"), city_a=city, city_b=city).take(pairs)
    total = own.count()
    counts = {result: own.count(result=result) for result in get_args(PairOutcome)}
    ranked = counts["texts_differ"].n
    sentence = Message(
        "profile.change",
        pairs=Message("counted.pair", n=total.n),
        parts=result_parts({result: count.n for result, count in counts.items()}),
        so="" if ranked else Message("profile.change_none"),
    )
    return claim("count", own, sentence, total, *counts.values())


def document_statements(
    figures: Sequence[Figure], codebook: Codebook, document: str
) -> list[Statement]:
    """Return what one text states, in at most three sentences.

    Parameters
    ----------
    figures
        Its figures, repeats included.
    codebook
        Labels of codes, indicators and documents.
    document
        The text.
    """
    own = _different(figures, [document])
    return _statements([document], [_held(own, codebook, [document]), _firmness(own), _times(own)])


def _different(figures: Iterable[Figure], documents: Sequence[str]) -> Selection:
    """Return the figures of texts without repeats."""
    scope = Scope.of(
        "observations", named("different"), document=one_of(documents), duplicate_of=""
    )
    return scope.take(figures)


def _statements(documents: Sequence[str], claims: Iterable[Claim | None]) -> list[Statement]:
    return [
        Statement(f"profile:{number}", "finding", "", tuple(documents), made)
        for number, made in enumerate(claims, start=1)
        if made is not None
    ]


def _held(own: Selection, codebook: Codebook, documents: Sequence[str]) -> Claim:
    """Say how many figures there are, and what they count."""
    labels = [codebook.document_label(name) for name in documents]
    texts, count, every = names(labels), len(documents), own.count()
    if not len(own):
        nothing = Message("profile.nothing", texts=texts, n=count)
        return claim("absence", own.called(*labels), nothing, every)
    kinds, themes = own.counts("counted"), own.distinct("theme", theme=one_of(codebook.themes))
    items = [
        Message("profile.kind", kind=inside(codebook.code("counted", code)), n=kinds.number(code))
        for code in codebook.order("counted")
        if kinds.number(code)
    ]
    sentence = Message(
        "profile.held",
        texts=texts,
        n=count,
        figures=Message("counted.figure", n=every.n),
        themes=Message("counted.theme", n=themes.n),
        kinds=listed(items),
    )
    return claim("count", own.called(named("different"), *labels), sentence, every, themes, kinds)


def _results(own: Selection, figures: Iterable[Figure], codebook: Codebook) -> Claim | None:
    """Say how many figures count a result for someone, and name the foremost of them."""
    if not len(own):
        return None
    every, found = own.count(), own.count(counted="results")
    if not found.n:
        nothing = Message("profile.no_results", all=every.n)
        return claim("absence", own, nothing, found, every)
    ids = set(own.ids)
    results = [each for each in figures if each.counted == "results" and each.figure_id in ids]
    told = [
        Message("profile.result", number=figure_number(figure), label=Named(figure.measures))
        for figure in prominent(results, codebook, _TOLD)
    ]
    key = "profile.all_of_them" if len(told) == found.n else "profile.examples"
    examples: Part = Message(key, list=listed(told)) if told else ""
    sentence = Message("profile.results", n=found.n, all=every.n, examples=examples)
    return claim("count", own, sentence, found, every)


def _firmness(own: Selection) -> Claim | None:
    """Say how many figures are hedged, and how many have a fault."""
    if not len(own):
        return None
    every, hedged = own.count(), own.count(bound=other_than("exact"))
    faulty = own.count(status=other_than("as_printed"))
    sentence = Message(
        "profile.firmness",
        all=every.n,
        hedged=Message("profile.hedged", n=hedged.n),
        faulty=Message("headline.vague.faulty", n=faulty.n),
    )
    return claim("count", own, sentence, every, hedged, faulty)


def _in_both(figures: Sequence[Figure], documents: Sequence[str]) -> Claim | None:
    """Say on how many core subjects two texts of one city give figures."""
    own = reported_by(documents, figures)
    every, both = own.distinct("indicator"), own.shared("indicator", "document")
    first, last = (own.alone("indicator", "document", name) for name in documents)
    if not every.n:
        return None
    sentence = Message(
        "profile.in_both",
        all=Message("counted.indicator", n=every.n),
        both=len(both.codes),
        first=len(first.codes),
        last=len(last.codes),
    )
    return claim("change", own, sentence, every, both, first, last)


def _times(own: Selection) -> Claim | None:
    """Say for how many figures the text itself states the time."""
    if not len(own):
        return None
    basis = own.counts("period_basis")
    sentence = Message(
        "profile.times",
        stated=basis.number("stated"),
        carried=basis.number("carried"),
        assumed=basis.number("assumed"),
    )
    every = [own.count(period_basis=code) for code in ("stated", "carried", "assumed")]
    return claim("count", own, sentence, *every)
