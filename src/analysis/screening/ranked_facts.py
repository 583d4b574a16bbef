"""Facts to which words give places by size: the most, the second, the least.

The words may stand before a figure or in its clause behind it (以120万居首; 乙镇第二，有90户).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.language.messages import Message
from analysis.screening.figure_facts import Fact
from analysis.screening.printed_arithmetic import all_printed
from analysis.screening.screening_records import ScreeningResult

_MOST = re.compile("最[多高大长]|峰值|居首|首位|榜首|领跑|首屈一指|夺冠|[列居排位]第一|第一位")
_PLACES = (
    re.compile("次[多高大长之]|其次|居次|次席|[列居排位在]第二|第二位|第二[，,]|(?<!第)第二$"),
    re.compile("第三位|[列居排位在]第三|第三[，,]|再次"),
    re.compile("第四位|[列居排位在]第四|第四[，,]"),
)
_LAST = re.compile("最[少低小短]|垫底|[居排]末|末位|最末|殿后")
_OTHER_ORDER = re.compile(
    "增[速幅长]|增长最|降幅|得分|评分|总分|分别|第一产业|第二产业|奖|名次|并列|等次|人均"
)
"""What may be ranked by another thing than the figures."""
_OF_EXTREMES = re.compile(
    "最[高低大小](?:气温|温度|水位|风速|风力|湿度|潮位|限价|报价|工资|保障|保费|法院|检察院|学历|学位)"
    "(?=[一-鿿]{0,4}[率度数量差次费标奖])"
)
"""Names of things in which 最高 stands, of which something is counted (最高气温预报准确率)."""
_UNITS_OF_NONE = ("", "倍", "年")
_NEAR_SENTENCES = 1


def _words_of(fact: Fact, last: Fact | None) -> str:
    """Return the words that may give a figure its place: from the figure before, to its clause."""
    lead = fact.term.lead
    if last is not None and last.passage is fact.passage:
        lead = fact.passage.since(last.term.k, fact.term.k)
        lead = lead.removeprefix(_behind(last))
    own = _OF_EXTREMES.sub("", re.split("[；。]", lead)[-1])
    return own + "#" + _behind(fact) + "，"


_PLACED_BEHIND = re.compile("[^，；。、]*(?:，[排位列居名在]{1,2}第[一二三四]位?(?=[，；。]|$))?")


def _behind(fact: Fact) -> str:
    """Return the words behind a figure, with a place that stands alone after them."""
    match = _PLACED_BEHIND.match(fact.term.tail)
    return match[0] if match and "第" in match[0] else fact.behind


def _place_of(words: str, *, begun: bool) -> int | None:
    """Return the place that words give: 1, 2, 3, 4; -1 for the last; 0 for the least as first."""
    for n, pattern in enumerate(_PLACES, 2):
        if pattern.search(words):
            return n
    if _MOST.search(words):
        return 1
    if _LAST.search(words):
        return -1 if begun else 0
    return None


def _chains(facts: Sequence[Fact]) -> Iterator[list[tuple[int, Fact]]]:
    """Yield figures of one unit, one after the other, that words put in an order of places."""
    chain: list[tuple[int, Fact]] = []
    before: dict[str, Fact] = {}
    ordered = {p for p in {f.passage for f in facts} if _MOST.search(p.text)}
    paragraphs = {passage.line for passage in ordered}
    for fact in facts:
        if fact.paragraph not in paragraphs:
            continue
        words = _words_of(fact, before.get(fact.unit))
        if fact.unit in _UNITS_OF_NONE or fact.role in ("change", "growth"):
            continue
        place = None if _OTHER_ORDER.search(words) else _place_of(words, begun=bool(chain))
        former = before.get(fact.unit)
        before[fact.unit] = fact
        goes_on = bool(chain) and place is not None and place != 1
        if goes_on:
            at, other = chain[-1]
            near = fact.sentence - other.sentence <= _NEAR_SENTENCES and fact.unit == other.unit
            goes_on = near and fact.paragraph == other.paragraph and former is other
            goes_on = goes_on and (place == -1 or place == at + 1)
        if goes_on and place is not None:
            chain.append((place, fact))
            continue
        if len(chain) > 1 and (fact.unit == chain[-1][1].unit or place == 1):
            yield chain
            chain = []
        if place == 1:
            chain = [(place, fact)]
        elif chain and fact.unit == chain[-1][1].unit:
            chain = []
    if len(chain) > 1:
        yield chain


def _less(a: Fact, b: Fact) -> bool:
    """Tell whether a figure is certainly less than another."""
    high, low = a.number.widest.high, b.number.widest.low
    return high is not None and low is not None and high * a.factor < low * b.factor


def ranked(facts: Sequence[Fact]) -> Iterator[ScreeningResult]:
    """Hold figures against the places by size that words give them.

    Parameters
    ----------
    facts
        All facts of a text, in its order.

    Yields
    ------
    ScreeningResult
        Of rule ``order``: the places in a row agree, or two figures do not stand in that order.
    """
    for chain in _chains(facts):
        found = [fact for _, fact in chain]
        falling = all(not _less(a, b) for a, b in pairwise(found))
        rising = len(found) > 2 and all(not _less(b, a) for a, b in pairwise(found))
        named = bool(re.search("最[多高大长]", _words_of(found[0], None)))
        sure = named or any(place == -1 for place, _ in chain)
        places = tuple(sorted(fact.number.place for fact in found))
        if falling:
            message = Message(
                "screening.order.holds", inputs=all_printed([f.number for f in found])
            )
            yield ScreeningResult("order", "holds", places, message)
        elif sure or (len(found) > 2 and not rising):
            wrong = next((a, b) for a, b in pairwise(found) if _less(a, b))
            message = Message(
                "screening.order.wrong", inputs=all_printed([f.number for f in wrong])
            )
            two = tuple(sorted(fact.number.place for fact in wrong))
            yield ScreeningResult("order", "contradicts", two, message)
