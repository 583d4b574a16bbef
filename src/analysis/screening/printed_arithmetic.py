"""One relation between printed numbers, held against what their words allow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import product
from operator import add

from analysis.intervals import Interval
from analysis.language.messages import (
    Amount,
    Message,
    Name,
    Named,
    Part,
    Within,
    in_quotes,
    listed,
)
from analysis.screening.lazy import lazy
from analysis.screening.passages import ReadNumber
from analysis.screening.screening_records import MarkedPlace, ScreeningResult, Verdict

Compute = Callable[..., "Interval | None"]
"""From the limits of the inputs to the limits of the result; nothing where there is none."""

_FACTORS = tuple(Fraction(10) ** k for k in (-4, -3, -2, -1, 1, 2, 3, 4))
"""By how much a number is off whose decimal point, 万 or digit was lost or added."""


_SLIPS = 5
"""With more numbers than so many, one of them often fits by accident."""


@dataclass(frozen=True)
class Relation:
    """Numbers that the words bind to each other.

    Attributes
    ----------
    claimed
        The number that the others should give.
    inputs
        The others.
    compute
        How they give it.
    way
        Which sentence says so, where a rule has several: ``less``, ``balance``, ``product``.
    """

    claimed: ReadNumber
    inputs: tuple[ReadNumber, ...]
    compute: Compute
    way: str = ""

    @lazy
    def given(self) -> Interval | None:
        """What the inputs give as words are usually read."""
        return self._result("usual")

    @lazy
    def at_most(self) -> Interval | None:
        """What the inputs give under any reading."""
        return self._result("widest")

    def _result(self, reading: str) -> Interval | None:
        return self.compute(*(getattr(each, reading) for each in self.inputs))

    @lazy
    def agrees(self) -> bool:
        """Whether the numbers agree as words are usually read."""
        return self.given is not None and self.given.intersects(self.claimed.usual)

    @lazy
    def fits(self) -> bool:
        """Whether any reading of the words lets the numbers agree."""
        if self.agrees:
            return True
        return self.at_most is not None and self.at_most.intersects(self.claimed.widest)

    @property
    def tells(self) -> bool:
        """Whether they agree as words are usually read, and neither side is open to one end."""
        bounded = self.given is not None and self.given.is_bounded
        return bounded and self.claimed.usual.is_bounded and self.agrees

    @property
    def places(self) -> tuple[MarkedPlace, ...]:
        """Where the numbers stand."""
        return tuple(sorted(each.place for each in (self.claimed, *self.inputs)))

    def slip(self) -> tuple[ReadNumber, Fraction] | None:
        """Return the one number that would fit if it were so many times as large, if it is one."""
        found = None
        if len(self.inputs) > _SLIPS:
            return None
        numbers = (self.claimed, *self.inputs)
        usual = [each.usual for each in numbers]
        for k, factor in product(range(len(numbers)), _FACTORS):
            limits = list(usual)
            limits[k] = usual[k].scaled(factor)
            given = self.compute(*limits[1:]) if k else self.given
            if given is not None and given.intersects(limits[0]):
                if found is not None:
                    return None
                found = (numbers[k], factor)
        return found


def printed(number: ReadNumber) -> Part:
    """Return a number as printed, in quotation marks."""
    return in_quotes(Named(Name(number.literal)))


def all_printed(numbers: Sequence[ReadNumber]) -> Part:
    """Return numbers as printed, as a list."""
    return listed(printed(each) for each in numbers)


def about(limits: Interval) -> Part:
    """Return limits in few digits, rounded outwards."""
    if limits.is_point and limits.low is not None:
        return Amount(limits.low, "", 4)
    return Within(limits, "", 4)


def judged(
    rule: str, relation: Relation, verdict: Verdict = "contradicts"
) -> list[ScreeningResult]:
    """Return what a relation says: that it holds, or what is wrong; nothing if it cannot tell.

    Parameters
    ----------
    rule
        Code of the rule; its sentences are ``screening.<rule>.holds`` and ``….wrong``.
    relation
        The numbers.
    verdict
        What it means if they do not agree.
    """
    given = relation.given
    if given is None or (relation.fits and not relation.tells):
        return []
    fields: dict[str, Part] = {
        "claimed": printed(relation.claimed),
        "inputs": all_printed(relation.inputs),
        "given": about(given),
    }
    way = f"_{relation.way}" if relation.way else ""
    if relation.fits:
        message = Message(f"screening.{rule}.holds{way}", **fields)
        return [ScreeningResult(rule, "holds", relation.places, message)]
    fields["slip"] = _slip(relation)
    message = Message(f"screening.{rule}.wrong{way}", **fields)
    return [ScreeningResult(rule, verdict, relation.places, message)]


def _slip(relation: Relation) -> Part:
    """Return which one number would fit with its decimal point elsewhere, or nothing."""
    slip = relation.slip()
    if slip is None:
        return ""
    number, factor = slip
    key, times = ("larger", factor) if factor > 1 else ("smaller", 1 / factor)
    return Message(f"screening.slip.{key}", number=printed(number), times=Amount(times))


def percent_of(part: Interval, whole: Interval) -> Interval | None:
    """Return a part as a percentage of its whole; nothing where the whole may be nothing."""
    if whole.low is None or whole.low <= 0:
        return None
    return (part / whole).scaled(100)


def sum_of(*parts: Interval) -> Interval:
    """Add up limits."""
    return reduce(add, parts)


def weighed(
    rule: str, relations: Sequence[Relation], *, sure: bool, doubtful: bool = True
) -> list[ScreeningResult]:
    """Return what several relations say of which the words may mean any one.

    Parameters
    ----------
    rule
        Code of the rule.
    relations
        The relations, the likeliest first.
    sure
        Whether one of them must be meant: they contradict if none holds.
    doubtful
        Whether it is worth a look where none holds and none must be meant.
    """
    tried: set[object] = set()
    for relation in relations:
        printed_numbers = (relation.claimed, *relation.inputs)
        numbers = tuple((each.value, each.mention.bound) for each in printed_numbers)
        if (relation.compute, numbers) in tried:
            continue  # the same numbers printed again give the same
        tried.add((relation.compute, numbers))
        if relation.fits:
            return judged(rule, relation)
    if relations and (sure or doubtful):
        return judged(rule, relations[0], "contradicts" if sure else "unusual")
    return []
