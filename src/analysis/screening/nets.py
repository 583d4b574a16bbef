"""What something grew or shrank by on balance (净增A), beside what came and what went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.intervals import Interval
from analysis.screening.figure_facts import Fact
from analysis.screening.printed_arithmetic import Relation, judged
from analysis.screening.screening_records import ScreeningResult

_NET = re.compile("净(?P<way>增|减|流入|流出)")
_CAME = re.compile(
    "新[装增入开建招发办收进]|入[会职网学库]|迁入|调入|引进|招聘|招录|购[入进]|转入|加入"
)
_WENT = re.compile("拆|退|离|关停|注销|撤销|流失|淘汰|停业|报废|迁出|调出|销户|减少|转出|死亡|脱落")
_NEAR = 3
_TIMES = 3
"""How many times as large as it should be a wrong number may be."""


def nets(facts: Sequence[Fact]) -> Iterator[ScreeningResult]:
    """Hold what is left on balance against the one figure that came and the one that went.

    Parameters
    ----------
    facts
        All facts of a text, in its order.

    Yields
    ------
    ScreeningResult
        Of rule ``sum``.
    """
    for k, net in enumerate(facts):
        way = _NET.search(net.clause)
        if way is None or net.role not in ("level", "change") or net.then:
            continue
        near = [
            fact
            for fact in facts[max(0, k - _NEAR) : k + _NEAR]
            if fact is not net
            and fact.passage is net.passage
            and fact.unit == net.unit
            and not (_NET.search(fact.clause) or fact.then or fact.derived)
        ]
        came = [f for f in near if _CAME.search(f.clause) and not _WENT.search(f.clause)]
        went = [f for f in near if _WENT.search(f.clause) and not _CAME.search(f.clause)]
        if len(came) != 1 or len(went) != 1:
            continue
        larger, smaller = (came, went) if way["way"] in ("增", "流入") else (went, came)
        left = larger[0].value - smaller[0].value
        if 0 < left <= _TIMES * net.value and net.value <= _TIMES * left:
            numbers = (larger[0].number, smaller[0].number)
            yield from judged("sum", Relation(net.number, numbers, _less, "less"))


def _less(whole: Interval, part: Interval) -> Interval:
    return whole - part
