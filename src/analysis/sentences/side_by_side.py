"""What may be compared, in the few words of a first page."""

from __future__ import annotations

from analysis.comparison.records import Pair
from analysis.language.messages import Message, Named
from analysis.sentences.claims import Claim, claim
from analysis.sentences.evidence import Evidence, number
from analysis.sentences.sets import Scope, named, one_of
from analysis.sentences.statements import Statement, comparison_statement

COMPARED = ("texts_differ", "same_size", "cannot_be_decided")
"""Results of pairs that may be compared, the firmest first."""

_BESIDE, _NEVER = "side_by_side", "not_comparable"

_PAIRS = Scope.of("comparisons + pair-counts", named("pairs"))


def held_comparison(evidence: Evidence) -> Statement | None:
    """Return the comparison that holds: of several, the one that readers look for first.

    Honours, which go by quota, and ratios are left out.

    Parameters
    ----------
    evidence
        The records of all texts.
    """
    pair = _foremost(evidence, COMPARED)
    return None if pair is None else comparison_statement(pair, evidence, brief=True)


def beside_each_other(evidence: Evidence) -> Claim | None:
    """Return the pair that is to be looked at side by side, of several chosen as above.

    Parameters
    ----------
    evidence
        The records of all texts.
    """
    pair = _foremost(evidence, (_BESIDE,))
    if pair is None:
        return None
    a, b = evidence.figure(pair.figure_a), evidence.figure(pair.figure_b)
    own = Scope.of("comparisons", named("pairs"), comparison_id=pair.comparison_id).take([pair])
    message = Message(
        "compared.beside",
        label=Named(evidence.codebook.indicator_label(pair.indicator_a)),
        x=number(a),
        a=evidence.text(a.document),
        y=number(b),
        b=evidence.text(b.document),
    )
    figures = (pair.figure_a, pair.figure_b)
    return claim("side_by_side", own, message, own.values("result"), more=figures)


def pairs_counted(evidence: Evidence) -> Claim:
    """Say how many pairs there are, and how many of them may be compared or looked at together.

    Parameters
    ----------
    evidence
        The records of all texts.
    """
    own = _PAIRS.take(evidence.graded)
    every = own.total("pairs")
    if not every.n:
        return claim("absence", own, Message("compared.none"), every)
    compared = own.total("pairs", result=one_of(COMPARED))
    beside, never = (own.total("pairs", result=result) for result in (_BESIDE, _NEVER))
    message = Message(
        "compared.counts",
        pairs=Message("counted.pair", n=every.n),
        compared=compared.n,
        side=beside.n,
        never=never.n,
    )
    return claim("count", own, message, every, compared, beside, never)


def _foremost(evidence: Evidence, results: tuple[str, ...]) -> Pair | None:
    """Return the pair of two printed figures with one of these results, if there is one."""
    ranks = {each.indicator: each.prominence for each in evidence.codebook.indicators}
    last = len(ranks) + 1
    pairs = sorted(
        (pair for pair in evidence.pairs if pair.result in results and _plain(pair, evidence)),
        key=lambda pair: (results.index(pair.result), ranks.get(pair.indicator_a) or last),
    )
    return pairs[0] if pairs else None


def _plain(pair: Pair, evidence: Evidence) -> bool:
    sides = (pair.figure_a, pair.figure_b)
    return "quota" not in pair.differences and all(map(evidence.is_figure, sides))
