"""What was left at the end of a year, at the end of the one before, and what came and went.

The two stand beside each other, what came and what went in paragraphs of their own (缴存额,
提取额, then 上年末余额 and 年末余额).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.intervals import Interval
from analysis.screening.figure_facts import Fact, likeness
from analysis.screening.printed_arithmetic import Relation, judged
from analysis.screening.screening_records import ScreeningResult

_OPENED = re.compile(
    "(?:上一?年度?末?|去年[末底]|年初|期初|上期末?|上一?学年末?)[^，。；0-9]{0,8}$"
)
_CLOSED = re.compile("(?:(?<!上)年[末底终]|期末|本[年期]末?|当年[末底])[^，。；0-9]{0,10}$")
_STOCK = re.compile("余额|结余|结存|库存|在[册院校押管库住]|存量|会员|馆藏|存栏|总数")
_WAYS = (
    ("缴存|归集", "提取"), ("收入|收缴|进账|入账|到账", "支出|开支"),
    ("入库|购入|采购|新购", "出库|报废|剔[除旧]|注销"),
    ("新收|受理|收案|新立", "审结|办结|执结|结案"),
    ("入会|新入|新招|招收|入学|新增", "退[会学休]|毕业|离"),
    ("收押|入所|接收", "释放|出所|解除"), ("出生|繁殖|购进", "死亡|出栏|淘汰"),
)  # fmt: skip
"""Words of what came, and of what went, of one stock."""
_PART_OF = re.compile("其中|占|累计|历年|计划|预算|[笔件人户]均")
_NEAR = 0.15
_ALIKE = 0.6


def accounts_apart(facts: Sequence[Fact]) -> Iterator[ScreeningResult]:
    """Hold two stocks beside each other against what came and what went in other sentences.

    Parameters
    ----------
    facts
        All facts of a text, in its order.

    Yields
    ------
    ScreeningResult
        Of rule ``sum``.
    """
    for opened, closed in pairwise(facts):
        words = re.split("[；。）]", closed.term.lead)[-1]
        beside = opened.unit == closed.unit and opened.paragraph == closed.paragraph
        beside = beside and closed.sentence - opened.sentence <= 1
        if not beside or closed.role != "level" or opened.role != "level":
            continue
        if not _OPENED.search(opened.clause) or not _CLOSED.search(words):
            continue
        stock = _STOCK.search(opened.clause)
        if stock is None or stock[0] not in closed.clause or likeness(opened, closed) < _ALIKE:
            continue
        yield from _account(facts, opened, closed)


def _account(facts: Sequence[Fact], opened: Fact, closed: Fact) -> Iterator[ScreeningResult]:
    """Hold two stocks against the one figure that came and the one that went."""
    flows = [
        fact
        for fact in facts
        if fact.unit == opened.unit
        and fact.role == "level"
        and not (fact.then or fact.bracketed or _PART_OF.search(fact.clause))
        and fact not in (opened, closed)
        and not _STOCK.search(fact.clause)
    ]
    pairs = list(_pairs(opened, flows))
    relations = [
        Relation(closed.number, (opened.number, a.number, b.number), _left, "balance")
        for a, b in pairs
    ]
    fitting = next((each for each in relations if each.fits), None)
    if fitting is not None:
        yield from judged("sum", fitting)
    elif len(relations) == 1 and opened.passage not in (pairs[0][0].passage, pairs[0][1].passage):
        given = opened.value + pairs[0][0].value - pairs[0][1].value
        if abs(given - closed.value) <= _NEAR * closed.value:
            yield from judged("sum", relations[0])


def _pairs(opened: Fact, flows: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield what may have come to a stock, with what may have gone; those that its name says alone.

    The name of a stock that says how things come to it (缴存余额) leaves no other.
    """
    for came, went in sorted(_WAYS, key=lambda way: not re.search(way[0], opened.clause)):
        pairs = [
            (a, b)
            for a in flows
            for b in flows
            if re.search(came, a.clause) and re.search(went, b.clause) and a is not b
        ]
        alike = [
            (a, b) for a, b in pairs if re.split(came, a.clause)[-1] == re.split(went, b.clause)[-1]
        ]
        yield from alike or pairs
        if pairs and re.search(came, opened.clause):
            return


def _left(before: Interval, came: Interval, went: Interval) -> Interval:
    return before + came - went
