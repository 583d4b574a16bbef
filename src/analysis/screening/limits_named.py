"""Figures that are said to be above or below a limit that the paragraph gives elsewhere.

(水位151米，超汛限 beside 汛限水位152米; 未超核定编制.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.language.messages import Message
from analysis.screening.figure_facts import Fact
from analysis.screening.printed_arithmetic import printed
from analysis.screening.screening_records import ScreeningResult

_SAYS = re.compile(
    "(?P<not>未|没有|不|并未)?(?P<way>超过|超出|高于|突破|超|低于|不及|未达到?|未满|不足)(?P<name>[一-鿿]{2,8})"
)
_ABOVE = ("超过", "超出", "高于", "突破", "超")
_UNITS_OF_NONE = ("", "倍", "个百分点", "年")
_LIMIT = re.compile("汛限|警戒|保证|限|标准|红线|核定|设计|控制|指标|额定|目标|底线|上限|下限|编制")
"""What a thing may be above or below, so that its number is a limit."""
_NAME = 2


def limits_named(facts: Sequence[Fact]) -> Iterator[ScreeningResult]:
    """Hold a figure against the limit that the words right behind it name.

    Parameters
    ----------
    facts
        All facts of a text, in its order.

    Yields
    ------
    ScreeningResult
        Of rule ``direction``: the figure is on the other side of the limit.
    """
    for fact in facts:
        said = _SAYS.search(re.split("[。；]", fact.term.tail)[0])
        if said is None or fact.unit in _UNITS_OF_NONE or not _LIMIT.search(said["name"]):
            continue
        limit = _limit(facts, fact, said["name"])
        if limit is None:
            continue
        above = (said["way"] in _ABOVE) != bool(said["not"])
        less, more = (fact, limit) if above else (limit, fact)
        high, low = less.number.widest.high, more.number.widest.low
        if high is not None and low is not None and high * less.factor < low * more.factor:
            key = "exceeds" if above else "below"
            fields = {"first": printed(fact.number), "last": printed(limit.number)}
            places = tuple(sorted((fact.number.place, limit.number.place)))
            message = Message(f"screening.direction.{key}", **fields)
            yield ScreeningResult("direction", "contradicts", places, message)


def _limit(facts: Sequence[Fact], fact: Fact, name: str) -> Fact | None:
    """Return the one figure of a paragraph whose clause begins to name a limit as some words do."""
    found = [
        other
        for other in facts
        if other is not fact
        and other.unit == fact.unit
        and other.paragraph == fact.paragraph
        and name[:_NAME] in other.clause
        and other.role not in ("share", "growth", "change")
    ]
    return found[0] if len(found) == 1 and name[:_NAME] not in fact.clause else None
