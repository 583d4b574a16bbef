"""What the texts of one city, or one text, amount to, in three sentences, as claims.

Each is computed from exactly the figures of these texts, and names them.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.figures.figure import Figure
from analysis.figures.prominence import prominent
from analysis.language.messages import Message, Named, Part, inside, listed
from analysis.sentences.claims import Claim, claim
from analysis.sentences.evidence import names, number
from analysis.sentences.sets import Scope, Selection, named, other_than
from analysis.tables.codebook import Codebook

RESULTS = "results"
"""Kind of thing counted that is a result for someone."""

_TOLD = 3
"""Most results that are named."""


def city_claims(figures: Sequence[Figure], codebook: Codebook, city: str) -> list[Claim]:
    """Return what the texts of a city state, in at most three sentences.

    Parameters
    ----------
    figures
        Their figures, repeats included.
    codebook
        Labels of codes, indicators and documents.
    city
        Code of the city.
    """
    documents = [name for name in codebook.document_order() if codebook.document(name).city == city]
    own = Scope.of("observations", named("different"), city=city, duplicate_of="").take(figures)
    if not own.records:
        return [_nothing(own, codebook, documents)]
    last = _core(figures, codebook, city, documents) if len(documents) == 2 else None
    return [_held(own, codebook, documents), _results(own, codebook), last or _firmness(own)]


def document_claims(figures: Sequence[Figure], codebook: Codebook, document: str) -> list[Claim]:
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
    scope = Scope.of("observations", named("different"), document=document, duplicate_of="")
    own = scope.take(figures)
    if not own.records:
        return [_nothing(own, codebook, [document])]
    return [_held(own, codebook, [document]), _firmness(own), _times(own)]


def _figures(own: Selection) -> list[Figure]:
    return [each for each in own.records if isinstance(each, Figure)]


def _texts(codebook: Codebook, documents: Sequence[str]) -> Part:
    return names([codebook.document_label(name) for name in documents])


def _nothing(own: Selection, codebook: Codebook, documents: Sequence[str]) -> Claim:
    """Say that there is no figure."""
    none = Selection(own.scope.called(named("figures")), ())
    texts = _texts(codebook, documents)
    return claim(
        "absence", none, Message("profile.nothing", texts=texts, n=_form(documents)), none.count()
    )


def _form(documents: Sequence[str]) -> Part:
    """Return what chooses between one text and several; it is no count of the set."""
    return Named(str(len(documents)))


def _held(own: Selection, codebook: Codebook, documents: Sequence[str]) -> Claim:
    """Say how many figures there are, and what they count."""
    count, by_kind = own.count(), own.counts("counted")
    themes = own.distinct("theme", theme=other_than("context"))
    numbers = {code: own.count(counted=code).n for code in codebook.order("counted")}
    kinds = [
        Message("profile.kind", kind=Named(inside(codebook.code("counted", code))), n=n)
        for code, n in numbers.items()
        if n
    ]
    message = Message(
        "profile.held" if len(documents) > 1 else "profile.held_one",
        texts=_texts(codebook, documents),
        figures=Message("counted.figure", n=count.n),
        themes=Message("counted.theme", n=themes.n),
        kinds=listed(kinds),
    )
    return claim("count", own, message, count, themes, by_kind)


def _results(own: Selection, codebook: Codebook) -> Claim:
    """Say how many figures count a result for someone, and name the foremost of them."""
    every, found = own.count(), own.count(counted=RESULTS)
    if not found.n:
        return claim("absence", own, Message("profile.no_results", all=every.n), found, every)
    results = [figure for figure in _figures(own) if figure.counted == RESULTS]
    told = [
        Message("profile.result", number=number(figure), label=Named(figure.measures))
        for figure in prominent(results, codebook, _TOLD)
    ]
    examples: Part = Message("profile.examples", list=listed(told)) if told else ""
    message = Message("profile.results", n=found.n, all=every.n, examples=examples)
    return claim("share", own, message, found, every)


def _firmness(own: Selection) -> Claim:
    """Say how many figures are hedged, and how many have a fault."""
    every = own.count()
    hedged, faulty = (
        own.count(bound=other_than("exact")),
        own.count(status=other_than("as_printed")),
    )
    message = Message(
        "profile.firmness",
        all=every.n,
        hedged=Message("profile.hedged", n=hedged.n),
        faulty=Message("headline.vague.faulty", n=faulty.n),
    )
    return claim("count", own, message, every, hedged, faulty)


def _core(
    figures: Sequence[Figure], codebook: Codebook, city: str, documents: Sequence[str]
) -> Claim | None:
    """Say on how many core indicators each of two texts of one city gives figures."""
    scope = Scope.of(
        "observations", named("core"), city=city, tier="core", level="city", duplicate_of=""
    )
    own = scope.take(figures)
    if not own.records:
        return None
    every = own.distinct("indicator")
    parts = [own.distinct("indicator", document=name) for name in documents]
    items = [
        Message("profile.core_item", document=Named(codebook.document_label(name)), n=part.n)
        for name, part in zip(documents, parts, strict=True)
    ]
    message = Message("profile.core", all=every.n, items=listed(items))
    return claim("count", own, message, every, *parts)


def _times(own: Selection) -> Claim:
    """Say for how many figures the text itself states the time."""
    stated, carried, assumed = (
        own.count(period_basis=basis) for basis in ("stated", "carried", "assumed")
    )
    message = Message("profile.times", stated=stated.n, carried=carried.n, assumed=assumed.n)
    return claim("count", own, message, stated, carried, assumed)
