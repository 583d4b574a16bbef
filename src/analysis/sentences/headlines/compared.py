"""Pairs and their forbidding, percentages of one thing, and equal numbers of different things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import cast, get_args

from analysis.comparison.comparison_records import Graded, Pair, PairOutcome
from analysis.comparison.grading import GRADED_ATTRIBUTES
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language.messages import Joined, Message, Named, Part, in_sentences, inside, listed
from analysis.sentences.claims import claim
from analysis.sentences.evidence import Evidence, attribute, figure_number, names, some
from analysis.sentences.headlines.contradicted import FAULTY
from analysis.sentences.headlines.headline import Headline, headline
from analysis.sentences.sets import Scope, named, other_than
from analysis.sentences.statements import comparison_statement

_REASONS = 3
"""Most forbidding that are named."""

_ORDERED = 3
"""Most pairs in an order that are told in full."""

_NEAR = 5
"""Percentages are near each other when they lie within so many points."""


def forbidding(pairs: Iterable[Graded]) -> list[tuple[str, int]]:
    """Return the attributes that forbid comparisons, with the number of pairs of each.

    The commonest comes first; of equals, the one that is listed first.
    """
    return deciding(pair for pair in pairs if pair.result == "not_comparable")


def deciding(pairs: Iterable[Graded]) -> list[tuple[str, int]]:
    """Return the attributes that decide the grades of pairs, with the number of pairs of each.

    The order is that of `forbidding`.

    Raises
    ------
    AnalysisError
        If a pair names an attribute that there is not.
    """
    found = Counter[str]()
    for pair in pairs:
        found.update(dict.fromkeys(pair.deciding, pair.pairs))
    order = list(GRADED_ATTRIBUTES)
    for code in found:
        if code not in order:
            raise AnalysisError(f"comparisons.csv: {code!r} is no attribute that can differ.")
    return sorted(found.items(), key=lambda item: (-item[1], order.index(item[0])))


def pairs(evidence: Evidence) -> Headline | None:
    """Say which pairs can be put in an order, and what stands in the way of the others."""
    if not evidence.graded:
        return None
    in_order = [pair for pair in evidence.pairs if pair.result == "texts_differ"]
    own = Scope.of("comparisons + pair-counts", named("pairs")).take(evidence.graded)
    total = own.total("pairs")
    counts = {result: own.total("pairs", result=result) for result in get_args(PairOutcome)}
    ranked = counts["texts_differ"].n
    side, never = counts["side_by_side"].n, counts["not_comparable"].n
    between = [
        Message(f"headline.pairs.{result}", n=Message("counted.pair", n=counts[result].n))
        for result in ("same_size", "cannot_be_decided")
        if counts[result].n
    ]
    times = Message("counted.pair", n=total.n)
    words = Message("headline.pairs.title_none")
    parts: list[Part] = [
        Message("headline.pairs.none", pairs=times),
        *between,
        Message("headline.pairs.others", side=side, never=never),
    ]
    if in_order:
        which = _which(evidence, in_order)
        words = Message("headline.pairs.title_some", ranked=ranked, pairs=total.n, which=which)
        parts = [
            Message("headline.pairs.some", pairs=times, ranked=ranked),
            _ordered(evidence, in_order),
            *between,
            Message("headline.pairs.others", side=side, never=never),
        ]
    sentence = in_sentences([*parts, _why(evidence.graded)])
    reasons = own.members("deciding", result="not_comparable")
    documents = (name for pair in evidence.pairs for name in (pair.document_a, pair.document_b))
    return headline(
        "pairs",
        claim("count", own, words, total, counts["texts_differ"]),
        claim("count", own, sentence, total, *counts.values(), reasons),
        evidence.in_order(documents),
    )


def _ordered(evidence: Evidence, in_order: Sequence[Pair]) -> Part:
    """Tell the pairs in an order, or examples of them where they are many."""
    told = in_sentences(
        comparison_statement(pair, evidence).sentence for pair in in_order[:_ORDERED]
    )
    return told if len(in_order) <= _ORDERED else Message("headline.pairs.among", statement=told)


def _why(graded: Iterable[Graded]) -> Part:
    """Name the commonest forbidding, and say so where there are others."""
    found = forbidding(graded)
    reasons = [
        Message("headline.pairs.reason", reason=attribute(code), n=Message("counted.pair", n=n))
        for code, n in found[:_REASONS]
    ]
    key = "headline.pairs.why" if len(found) > _REASONS else "headline.pairs.why_all"
    return Message(key, reasons=listed(reasons)) if reasons else ""


def _which(evidence: Evidence, in_order: Sequence[Pair]) -> Part:
    """Name what the pairs in an order are about; nothing where there are too many to name."""
    if len(in_order) > _ORDERED:
        return ""
    subjects = dict.fromkeys(inside(evidence.subject(pair)) for pair in in_order)
    return Message("headline.pairs.which", labels=names(list(subjects)))


def shared_share(figures: Iterable[Figure], indicators: Iterable[str]) -> str:
    """Return the core share that is stated by the largest number of texts; empty if by one.

    Parameters
    ----------
    figures
        Figures without repeats.
    indicators
        Codes in the order of the codebook, which decides between equals.
    """
    stated: dict[str, set[str]] = {}
    for figure in _percentages(figures):
        if figure.tier == "core":
            stated.setdefault(figure.indicator, set()).add(figure.document)
    best = max(indicators, key=lambda code: len(stated.get(code, ())), default="")
    return best if len(stated.get(best, ())) > 1 else ""


def _percentages(figures: Iterable[Figure]) -> list[Figure]:
    return [
        figure
        for figure in figures
        if (figure.unit, figure.level) == ("%", "city") and figure.status not in FAULTY
    ]


def shares(evidence: Evidence) -> Headline | None:
    """Say what percentages the texts state of one thing, and why no order follows."""
    codebook = evidence.codebook
    indicator = shared_share(evidence.distinct, [each.indicator for each in codebook.indicators])
    order = codebook.document_order()
    figures = sorted(
        (each for each in _percentages(evidence.distinct) if each.indicator == indicator),
        key=lambda figure: (order.index(figure.document), figure.place.start),
    )
    ids = {figure.figure_id for figure in figures}
    if not indicator or any(
        pair.result == "texts_differ" and {pair.figure_a, pair.figure_b} <= ids
        for pair in evidence.pairs
    ):
        return None
    own = Scope.of(
        "observations",
        codebook.indicator_label(indicator),
        indicator=indicator,
        unit="%",
        level="city",
        status=other_than(*FAULTY),
        duplicate_of="",
    ).take(figures)
    span = own.span("value")
    near = not isinstance(span.value, str) and cast("Fraction", span.value) <= _NEAR
    label = Named(codebook.indicator_label(indicator))
    items = [
        Message(
            "headline.share.item",
            number=figure_number(figure),
            document=evidence.text(figure.document),
        )
        for figure in figures
    ]
    reasons = _share_reasons(evidence, figures)
    why: Part = (
        Message("headline.share.reasons", reasons=Joined(tuple(reasons), "clause"))
        if reasons
        else ""
    )
    words = Message(f"headline.share.{'title' if near else 'title_apart'}", label=label)
    sentence = Message(
        "headline.share.sentence", label=label, list=some(items, codebook), reasons=why
    )
    documents = list(dict.fromkeys(figure.document for figure in figures))
    return headline(
        "share",
        claim("range", own, words, span, own.count()),
        claim("range", own, sentence, span, own.count(), own.values("stated_base")),
        documents,
        subject=(indicator,),
        theme=figures[0].theme,
    )


def _share_reasons(evidence: Evidence, figures: Sequence[Figure]) -> list[Part]:
    """Say in plain words what keeps percentages from an order."""

    def said(key: str, chosen: Sequence[Figure]) -> Part:
        documents = dict.fromkeys(figure.document for figure in chosen)
        labels = [evidence.codebook.document_label(each) for each in documents]
        texts = Named(some(labels, evidence.codebook))
        return Message(f"headline.share.{key}", documents=texts, n=len(documents))

    found: list[Part] = []
    unstated = [figure for figure in figures if not figure.stated_base]
    if unstated:
        found.append(said("unstated", unstated))
    if len({figure.stated_base for figure in figures if figure.stated_base}) > 1:
        found.append(Message("headline.share.bases"))
    for bound in ("at_least", "at_most"):
        limits = [figure for figure in figures if figure.bound == bound]
        if limits:
            found.append(said(bound, limits))
    if len({figure.period.end.year if figure.period.end else 0 for figure in figures}) > 1:
        found.append(Message("headline.share.years"))
    return found


def alike(evidence: Evidence) -> Headline | None:
    """Show the first equal number that two texts print for different things."""
    for pair in evidence.look_alikes:
        a, b = evidence.figure(pair.figure_a), evidence.figure(pair.figure_b)
        same = (a.value, a.unit, a.bound) == (b.value, b.unit, b.bound)
        if a.value is None or not same or a.document == b.document:
            continue
        sentence = Message(
            "headline.alike.sentence",
            a=evidence.text(a.document),
            b=evidence.text(b.document),
            x=figure_number(a),
            y=figure_number(b),
            thing_a=Named(a.measures),
            thing_b=Named(b.measures),
        )
        texts = (evidence.text(a.document), evidence.text(b.document))
        scope = Scope.of("look-alikes", *texts, figure_a=a.figure_id, figure_b=b.figure_id)
        own = scope.take([pair])
        titled = scope.called(named("same_number")).take([pair])
        results = (own.count(), own.values("difference"))
        return headline(
            "alike",
            claim("look_alike", titled, Message("headline.alike.title"), *results),
            claim("look_alike", own, sentence, *results),
            [a.document, b.document],
            subject=(a.figure_id, b.figure_id),
            theme=a.theme,
        )
    return None
