"""What may be compared, in the few words of a first page."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparison.comparison_records import Pair
from analysis.comparison.sensitivity import OTHER_GRADE
from analysis.language.messages import Message, Named, Part
from analysis.sentences.claims import Claim, claim
from analysis.sentences.evidence import Evidence, figure_number, in_a_year
from analysis.sentences.sets import Scope, Selection, named, one_of
from analysis.sentences.statements import Statement, comparison_statement

_COMPARED = ("texts_differ", "same_size", "cannot_be_decided")
"""Results of pairs that may be compared, the firmest first."""


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
        other = any(
            trial.comparison_id == pair.comparison_id and not trial.survives
            for trial in evidence.trials
        )
        fragile = Message("compared.short_fragile") if other else ""
        sentence = Message(
            "compared.short",
            fragile=fragile,
            **counted,
            label=Named(evidence.subject(pair)),
            x=in_a_year(evidence, a, pair.limits_a if pair.basis == "per_year" else None),
            a=evidence.text(a.document),
            y=in_a_year(evidence, b, pair.limits_b if pair.basis == "per_year" else None),
            b=evidence.text(b.document),
            result=Message(f"compared.short_{pair.result}"),
            groups=groups,
            size=sized,
        )
        return claim("count", own, sentence, total, compared, more=(a.figure_id, b.figure_id))
    return claim("count", own, Message("compared.short_none", **counted), total, compared)


def _regraded(evidence: Evidence) -> Iterator[Statement]:
    """Yield how many results would change under a grade that another reader may argue for."""
    own = Scope.of("sensitivity", named("regraded"), variant=OTHER_GRADE).take(evidence.trials)
    changed = own.count(survives="no")
    ordered = own.count(survives="no", variant_result="texts_differ")
    if not changed.n:
        return
    key = "compared.regraded_ordered" if ordered.n else "compared.regraded_none"
    message = Message("compared.regraded", n=changed.n, ordered=Message(key, n=ordered.n))
    made = claim("count", own, message, changed, ordered)
    yield Statement("compared:regraded", "finding", "", (), made)


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
    total, compared = own.total("pairs"), own.total("pairs", result=one_of(_COMPARED))
    side = own.total("pairs", result="side_by_side")
    never = own.total("pairs", result="not_comparable")
    if not total.n:
        return claim("absence", own, Message("compared.none"), total)
    each = [own.total("pairs", result=result) for result in _COMPARED]
    ranked, same, left = (measure.n for measure in each)
    how = Message("compared.how", ranked=ranked, same=same, open=left) if compared.n else ""
    sentence = Message(
        "compared.counts",
        pairs=Message("counted.pair", n=total.n),
        compared=compared.n,
        how=how,
        side=side.n,
        never=never.n,
    )
    return claim("count", own, sentence, total, compared, side, never, *each)
