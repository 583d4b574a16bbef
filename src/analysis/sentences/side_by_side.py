"""What may be compared, in the few words of a first page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from analysis.comparison.comparison_records import Pair
from analysis.comparison.sensitivity import OTHER_GRADE
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language.messages import Joined, Linked, Message, Named, Part, inside
from analysis.sentences.claims import Claim, claim
from analysis.sentences.evidence import (
    Covering,
    Evidence,
    derived_number,
    figure_number,
    in_a_year,
    yearly_number,
)
from analysis.sentences.sets import Measure, Scope, Selection, named, one_of
from analysis.sentences.statements import (
    Statement,
    changing,
    comparison_statement,
    margin_of,
    orders,
)

_IN_A_TIME = ("year", "multi_year")
"""Kinds of periods *in* which something was counted."""

_TOLD = 2
"""Most pairs that are named of those that another grade would put in an order."""

_COMPARED = ("texts_differ", "same_size", "cannot_be_decided")
"""Results of pairs that may be compared, the firmest first."""


_ANSWERS = (
    "not_comparable",
    "side_by_side",
    "cannot_be_decided",
    "same_size",
    "texts_differ",
)
"""Results of pairs in the order in which they are told."""


def comparable_statements(evidence: Evidence) -> list[Statement]:
    """Return the counts, what holds or may not, and the pair to be looked at beside it.

    Of several, the one is told whose indicator readers look for first; honours, which go by quota,
    are left out.

    Parameters
    ----------
    evidence
        The records of all texts.
    """
    return [
        Statement("compared:counts", "finding", "", (), _counts(evidence)),
        *_regraded(evidence),
        *(comparison_statement(pair, evidence) for pair in _foremost(evidence, _COMPARED)),
        *(_beside(pair, evidence) for pair in _foremost(evidence, ("side_by_side",))),
    ]


def in_short(evidence: Evidence) -> Claim | None:
    """Return in one line how many pairs may be compared, and the foremost of them.

    Parameters
    ----------
    evidence
        The records of all texts.

    Returns
    -------
    Claim or None
        Nothing where there is no pair at all.
    """
    own = _pairs(evidence)
    total, compared = own.total("pairs"), own.total("pairs", result=one_of(_COMPARED))
    if not total.n:
        return None
    counted: dict[str, Part] = {"pairs": Message("counted.pair", n=total.n), "compared": compared.n}
    for pair in _foremost(evidence, _COMPARED):
        groups = Message("compared.short_groups") if "population" in pair.differences else ""
        sized = Message("compared.short_size") if "city_size" in pair.differences else ""
        a, b = evidence.figure(pair.figure_a), evidence.figure(pair.figure_b)
        near = pair.result == "same_size" and pair.margin
        fragile, counts = _fragile(pair, evidence)
        sentence = Message(
            "compared.short",
            fragile=fragile,
            margin=Message("compared.short_margin", margin=margin_of(pair)) if near else "",
            **counted,
            label=Named(evidence.subject(pair)),
            x=_in_its_time(evidence, a, pair.limits_a, pair.basis),
            a=evidence.text(a.document),
            y=_in_its_time(evidence, b, pair.limits_b, pair.basis),
            b=evidence.text(b.document),
            result=Message(f"compared.short_{pair.result}"),
            groups=groups,
            size=sized,
        )
        numbers = (a.figure_id, b.figure_id)
        return claim("count", own, sentence, total, compared, *counts, more=numbers)
    return claim("count", own, Message("compared.short_none", **counted), total, compared)


def _fragile(pair: Pair, evidence: Evidence) -> tuple[Part, tuple[Measure, ...]]:
    """Say of how many other readings that were tried a pair keeps its result; with the counts.

    Nothing is said where it keeps it on all of them.
    """
    changed = changing(pair, evidence)
    if not changed:
        return "", ()
    if pair.result != "texts_differ" and orders(pair, changed):
        return Message("compared.short_turned"), ()
    own = Scope.of("sensitivity", named("readings"), comparison_id=pair.comparison_id).take(
        evidence.trials
    )
    tried = own.beside(own.count())
    kept = own.beside(own.count(survives="yes"))
    told: dict[str, Part] = {"tried": Message("compared.short_tried", n=tried.n), "kept": kept.n}
    if pair.result != "same_size":
        return Message("compared.short_other", **told), (tried, kept)
    cities = {evidence.figure(each).city for each in (pair.figure_a, pair.figure_b)}
    side = Message("compared.short_city" if len(cities) > 1 else "compared.short_text")
    return Message("compared.short_stricter", **told, side=side), (tried, kept)


def _in_its_time(evidence: Evidence, figure: Figure, limits: Interval | None, basis: str) -> Part:
    """Return a number with the time it covers, and what it comes to in a year if so compared."""
    printed = figure_number(figure)
    period = Linked(figure.figure_id, Covering(figure))
    if basis == "per_year" and figure.period.kind == "multi_year" and limits is not None:
        average = yearly_number(evidence, figure, limits)
        return Message("compared.short_years", printed=printed, period=period, average=average)
    if figure.period.kind not in _IN_A_TIME:
        return printed
    return Message("compared.short_one", printed=printed, period=period)


def _regraded(evidence: Evidence) -> Iterator[Statement]:
    """Yield how many results would change under a grade that another reader may argue for."""
    own = Scope.of("sensitivity", named("rejudged"), variant=OTHER_GRADE).take(evidence.trials)
    every = _pairs(evidence)
    total = every.beside(every.total("pairs"))
    changed = own.count(survives="no")
    ordered = own.count(survives="no", variant_result="texts_differ")
    if not changed.n:
        return
    said = Message("compared.regraded_none")
    if ordered.n:
        pairs = _turned(evidence)
        labels = [_regraded_pair(pair, evidence) for pair in pairs[:_TOLD]]
        left = ordered.n - len(labels)
        more = [Named(Message("headline.more_pairs", n=left))] if left else []
        told = Named(Joined((*labels, *more), "clause"))
        key = "regraded_turned" if ordered.n == changed.n else "regraded_ordered"
        sized = pairs and all("city_size" in pair.differences for pair in pairs)
        size = Message("compared.regraded_size") if sized else ""
        said = Message(f"compared.{key}", n=ordered.n, labels=told, size=size)
    pairs_told = Message("counted.pair", n=total.n)
    message = Message("compared.regraded", n=changed.n, pairs=pairs_told, ordered=said)
    made = claim("count", own, message, changed, ordered, total)
    yield Statement("compared:regraded", "finding", "", (), made)


def _turned(evidence: Evidence) -> list[Pair]:
    """Return the pairs that another grade would put in an order."""
    turned = {
        trial.comparison_id
        for trial in evidence.trials
        if trial.variant == OTHER_GRADE and trial.variant_result == "texts_differ"
        if not trial.survives
    }
    return [each for each in evidence.pairs if each.comparison_id in turned]


def _regraded_pair(pair: Pair, evidence: Evidence) -> Part:
    return Message(
        "compared.regraded_pair",
        label=Named(inside(evidence.subject(pair))),
        x=_side(evidence, pair, pair.figure_a, pair.limits_a),
        a=evidence.text(pair.document_a),
        y=_side(evidence, pair, pair.figure_b, pair.limits_b),
        b=evidence.text(pair.document_b),
    )


def _side(evidence: Evidence, pair: Pair, name: str, limits: Interval | None) -> Part:
    """Return the number of one side of a pair, of a year if it is compared by the year."""
    if not evidence.is_figure(name):
        return derived_number(evidence.ratio(name))
    by_year = limits if pair.basis == "per_year" else None
    return in_a_year(evidence, evidence.figure(name), by_year)


def _pairs(evidence: Evidence) -> Selection:
    return Scope.of("comparisons + pair-counts", named("pairs")).take(evidence.graded)


def _foremost(evidence: Evidence, results: tuple[str, ...]) -> list[Pair]:
    """Return the pair of two printed figures with one of these results, if there is one."""
    ranks = {each.indicator: each.prominence for each in evidence.codebook.indicators}
    last = len(ranks) + 1
    pairs = sorted(
        (pair for pair in evidence.pairs if pair.result in results and _plain(pair, evidence)),
        key=lambda pair: (results.index(pair.result), ranks.get(pair.indicator_a) or last),
    )
    return pairs[:1]


def _plain(pair: Pair, evidence: Evidence) -> bool:
    sides = (pair.figure_a, pair.figure_b)
    return "quota" not in pair.differences and all(map(evidence.is_figure, sides))


def _beside(pair: Pair, evidence: Evidence) -> Statement:
    """Put the two numbers of a pair side by side."""
    a, b = evidence.figure(pair.figure_a), evidence.figure(pair.figure_b)
    label = evidence.codebook.indicator_label(pair.indicator_a)
    sentence = Message(
        "compared.beside",
        label=Named(label),
        x=figure_number(a),
        a=evidence.text(a.document),
        y=figure_number(b),
        b=evidence.text(b.document),
    )
    own = Scope.of("comparisons", label, comparison_id=pair.comparison_id).take([pair])
    results = (own.values("result"), own.values("grade"))
    sides = (pair.figure_a, pair.figure_b)
    made = claim("side_by_side", own, sentence, *results, more=sides)
    return Statement(
        f"compared:{pair.comparison_id}", "finding", pair.theme, (a.document, b.document), made
    )


def _counts(evidence: Evidence) -> Part:
    """Say how many pairs there are, and how many of them may be compared or looked at together."""
    own = _pairs(evidence)
    total = own.total("pairs")
    if not total.n:
        return claim("absence", own, Message("compared.none"), total)
    counts = {result: own.total("pairs", result=result) for result in _ANSWERS}
    told = result_parts({result: count.n for result, count in counts.items()})
    sentence = Message("compared.counts", pairs=Message("counted.pair", n=total.n), parts=told)
    return claim("count", own, sentence, total, *counts.values())


def result_parts(counts: Mapping[str, int]) -> Part:
    """Return how many pairs have each result; of what there is none, only an order is told.

    Parameters
    ----------
    counts
        Number of pairs by result.
    """
    parts: list[Part] = [
        Message(f"compared.part_{result}", n=counts[result])
        for result in _ANSWERS
        if counts[result]
    ]
    if not counts["texts_differ"]:
        parts.append(Message("compared.part_no_order"))
    return Joined(tuple(parts), "phrase")
