"""By how much one figure is more than another, where both stand beside it (A比B高C, 两者相差C)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from analysis.intervals import Interval
from analysis.screening.figure_facts import Fact
from analysis.screening.printed_arithmetic import Relation, judged
from analysis.screening.screening_records import MarkedPlace, ScreeningResult

_MORE = "高|多|长|快|贵|重|大|早"
_LESS = "低|少|短|慢|便宜|轻|小|晚"
_BEHIND = re.compile(f"(?:要|还)?(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:出|了|约)*$")
"""Words between a figure that another is compared with and by how much it is more or less."""
_EITHER = re.compile("[快慢早晚]")
_COMPARED = re.compile("(?:比|较)[^，。；：]{1,14}$")
_APART = re.compile("(?:相差|差距|温差|落差|差额|高差|极差|年较差)(?:为|达到?|有|约|是|只有|仅)*$")
_POINTS = "个百分点"
_BEFORE = 4
_TIMES = 3
"""How many times as large as it should be a wrong number may be."""


def differences(
    facts: Sequence[Fact], decided: Collection[MarkedPlace] = ()
) -> Iterator[ScreeningResult]:
    """Hold by how much one figure is more or less than another against the two.

    Parameters
    ----------
    facts
        All facts of a text, in its order.
    decided
        Figures that were held against others already.

    Yields
    ------
    ScreeningResult
        Of rule ``sum``.
    """
    for k, claim in enumerate(facts):
        if claim.number.place in decided:
            continue
        near = [
            fact
            for fact in facts[max(0, k - _BEFORE) : k]
            if fact.sentence == claim.sentence and _same_unit(fact, claim)
        ]
        if len(near) < 2:
            continue
        behind = _BEHIND.fullmatch(claim.term.lead)
        if behind and near[-1] is facts[k - 1] and _COMPARED.search(near[-1].clause):
            a, b = near[-2:]
            larger, smaller = (a, b) if behind["more"] else (b, a)
            ways = [(larger, smaller)]
            if _EITHER.search(behind[0]):
                ways.append((smaller, larger))  # sooner is less time
            yield from _held(claim, larger, smaller, ways)
        elif _APART.search(claim.clause):
            pairs = [tuple(sorted((x, y), key=lambda f: -f.value)) for x in near for y in near]
            first, last = sorted(near[-2:], key=lambda fact: -fact.value)
            yield from _held(claim, first, last, [(a, b) for a, b in pairs if a is not b])


def _same_unit(fact: Fact, claim: Fact) -> bool:
    if claim.term.unit == _POINTS:
        return fact.term.unit == "%"
    return fact.unit == claim.unit and not fact.moves


def _held(
    claim: Fact, larger: Fact, smaller: Fact, pairs: Sequence[tuple[Fact, Fact]]
) -> Iterator[ScreeningResult]:
    """Hold a difference against every pair that it may be of; it contradicts by the first."""
    relations = [_less_of(claim, a, b) for a, b in pairs]
    fitting = next((each for each in relations if each.fits), None)
    if fitting is not None:
        yield from judged("sum", fitting)
        return
    given = larger.value - smaller.value
    if 0 < abs(given) <= _TIMES * claim.value and claim.value <= _TIMES * abs(given):
        yield from judged("sum", _less_of(claim, larger, smaller))


def _less_of(claim: Fact, larger: Fact, smaller: Fact) -> Relation:
    def less(a: Interval, b: Interval) -> Interval:
        return (a.scaled(larger.factor) - b.scaled(smaller.factor)).scaled(1 / claim.factor)

    return Relation(claim.number, (larger.number, smaller.number), less, "less")
