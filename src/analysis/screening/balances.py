"""What was left, came in, went out and is left: accounts in a sentence, in rows, or apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from analysis.intervals import Interval
from analysis.screening.passages import Passage, Term
from analysis.screening.printed_arithmetic import Compute, Relation, judged
from analysis.screening.screening_records import ScreeningResult

_BEFORE = (
    r"(?:上一?年度?末?|去年末?|前一?年度?末?|年初|期初|上期末?|上届|上月末?|季初|月初|"
    r"[0-9]{4}年(?:末|底|12月31日，?)?|原有|历年)"
)
_STOCK = (
    r"(?:结余|结转|结存|余额|盈余|节余|存量|库存|滚存|存栏|存货|净资产|基金总额|在案|在册|在档|在院|在住|"
    r"在架|馆藏|保有量|待办|未结|未销)"
)
_LEFT = re.compile(_STOCK)
_OPENED = re.compile(
    rf"{_BEFORE}[^，。；0-9]{{0,8}}{_STOCK}|{_STOCK}[^，。；0-9]{{0,4}}{_BEFORE}|年初[^，。；]{{0,6}}(?:有|为)|期初"
)
_CLOSED = re.compile(
    rf"(?:年末|期末|年底|年终|月末|季末|本年末?|期终|[0-9]{{4}}年(?:末|底|12月31日，?)?|滚存|累计|尚)[^，。；]{{0,8}}{_STOCK}"
    rf"|[账帐][上面][^，。；0-9]{{0,4}}(?:资金|现金|实有|还有)[^，。；0-9]{{0,4}}$|实有资金|结转(?:下|次|明)年|结转下期|转入下年|{_STOCK}[^，。；]{{0,2}}$"
)
_NO_CLOSE = re.compile("上一?年|年初|期初|上期|去年|当期|当年[结节盈][余存]|本[期年][结节盈]余")
_IN = re.compile(
    "收入|本[年期月]收|收取|实收|收[一-鿿]{0,3}费|接收|接受|拨入|提拨|缴存|筹集|划拨|划入|征缴|归集|本年增加|捐入|募集|收到|拨款|入库|购入|新增|增加|转入|收缴|进账|"
    "下拨|拨来|出生|调入|新开案|新收|新立|新进|入院|入住|迁入|引进|新购|繁殖|捐赠|来款|回笼|补栏|产仔|收益|利息"
)
_OUT = re.compile(
    "支出|支用|支付|拨付|提取|使用|发放|列支|拨出|减少|花费|开支|出库|支取|核销|用去|领用|注销|转出|消耗|"
    "出栏|淘汰|死亡|结案|审结|办结|出院|迁出|搬出|退住|报废|剔除|销毁|售出|卖出|销售|脱困|销号|付出|花去"
)
_NET = re.compile("[当本][期年][结节盈][余存]|收支结余|收支相抵|净增|净流入|净[进收赚剩]")
_NO_FLOW = re.compile("其中|总额|结余|结存|余额|盈余|均|预算|计划|累计归集|总额[^，]*累计")
_NEAR = 16
"""So many sentences an account may take."""
_MOST = 6


def balances(sentences: Sequence[Passage]) -> Iterator[ScreeningResult]:
    """Hold what is left against what there was, what came in and what went out."""
    terms = [term for passage in sentences for term in passage.terms]
    stocks = [i for i, term in enumerate(terms) if _is_stock(term)]
    for n, i in enumerate(stocks):
        if not _opens(terms[i]):
            continue
        closing = next((k for k in stocks[n + 1 :] if _closes(terms[i], terms[k])), None)
        if closing is None:
            continue
        yield from _account(terms, i, closing)


def _is_stock(term: Term) -> bool:
    """Tell whether a figure is what is left at some time."""
    lead = term.lead[-24:]
    return (
        bool(_LEFT.search(lead) or _CLOSED.search(lead))
        and not _in_brackets(term)
        and not (term.unit in ("%", "", "倍") or term.is_change or term.is_mean)
    )


def _in_brackets(term: Term) -> bool:
    """Tell whether a figure stands in brackets: it is of what stands before them."""
    before = term.passage.text[: term.number.start - term.passage.start]
    return before.rfind("（") > before.rfind("）")


def _opens(term: Term) -> bool:
    return bool(_OPENED.search(term.lead[-24:]))


def _closes(opened: Term, term: Term) -> bool:
    lead = term.lead[-24:]
    if term.unit != opened.unit or not _CLOSED.search(lead):
        return False
    if _NO_CLOSE.search(_last(lead)) and "实有" not in lead and "账上" not in lead:
        return False
    years = [re.findall("20[0-9]{2}", each.lead[-24:]) for each in (opened, term)]
    return not (years[0] and years[1] and years[0][-1] >= years[1][-1])


def _last(lead: str) -> str:
    return re.split("[，,；;：（]", lead)[-1]


def _account(terms: Sequence[Term], i: int, k: int) -> Iterator[ScreeningResult]:
    """Hold the two ends of an account against what the words name between them, or around."""
    opened, closed = terms[i], terms[k]
    if "贷款" in opened.lead[-24:]:
        return  # what is lent adds to it; relations of facts try both ways
    between = [t for t in terms[i + 1 : k] if t.unit == opened.unit]
    flows = _flows(between)
    if flows is None:
        words = closed.passage.text
        if not re.search("加|减|收支|扣除|本年|当年", words):
            return
        flows = _flows(
            [t for t in terms if t.unit == opened.unit and t not in (opened, closed)], words
        )
    if flows is None:
        return
    incomes, spent, nets = flows
    relations = [
        Relation(closed.number, (opened.number, a.number, b.number), _balance, "balance")
        for a, b in product(incomes, spent)
    ]
    relations += [
        Relation(closed.number, (opened.number, n.number), _more, "balance") for n in nets
    ]
    inside = (opened.number, *(t.number for t in incomes), *(t.number for t in spent))
    relations.append(Relation(closed.number, inside, _all_of(len(incomes)), "balance"))
    rest = [t for t in between if t not in incomes and not _NO_FLOW.search(_own(t))][: 2 * _MOST]
    all_rows = (opened.number, *(t.number for t in incomes), *(t.number for t in rest))
    relations.append(Relation(closed.number, all_rows, _all_of(len(incomes)), "balance"))
    relations += [
        Relation(closed.number, (opened.number, a.number, b.number), _balance, "balance")
        for a, b in product(_beside(between, incomes, spent), _beside(between, spent, incomes))
    ]
    fitting = next((each for each in relations if each.fits), None)
    if fitting is not None:
        yield from judged("sum", fitting)
        return
    yield from judged("sum", relations[0])


def _beside(terms: Sequence[Term], flows: Sequence[Term], others: Sequence[Term]) -> list[Term]:
    """Return the figures of the sentences of some flows, without those that go the other way."""
    sentences = {id(each.passage) for each in flows}
    found = [each for each in terms if id(each.passage) in sentences and each not in others]
    return found[: 2 * _MOST]


def _flows(
    terms: Sequence[Term], named: str = ""
) -> tuple[list[Term], list[Term], list[Term]] | None:
    """Return what came in, what went out, and what one is more than the other, largest first."""
    plain = [
        t
        for t in terms
        if not (t.is_change or t.is_mean or _in_brackets(t) or _NO_FLOW.search(_own(t)))
    ]
    if named:
        plain = [
            t for t in plain if any(w in named for m in (_IN, _OUT) for w in m.findall(_own(t)))
        ]
    ways: list[str] = []
    for t in plain:
        goes_on = ways and t.lead.startswith("、")  # in one list with the figure before it
        ways.append(_comes(t) or (ways[-1] if goes_on else ""))
    incomes = [t for t, way in zip(plain, ways, strict=True) if way == "in"]
    spent = [t for t, way in zip(plain, ways, strict=True) if way == "out"]
    nets = [t for t in terms if _NET.search(t.lead)]
    if not named:
        incomes.sort(key=lambda t: -t.number.value)
        spent.sort(key=lambda t: -t.number.value)
    if (incomes and spent) or nets:
        return incomes[:_MOST], spent[:_MOST], nets[:2]
    return None


def _comes(term: Term) -> str:
    """Return whether a figure came ``in`` or went ``out``, by the last word that says."""
    ends = {
        way: max((match.end() for match in words.finditer(_own(term))), default=0)
        for way, words in (("in", _IN), ("out", _OUT))
    }
    if ends["in"] == ends["out"]:
        return ""
    return "in" if ends["in"] > ends["out"] else "out"


def _own(term: Term) -> str:
    """Return the words of a figure's clause before it, and those of its bracket or row."""
    words = term.clause or term.lead[-12:]
    if re.search("^(?:合计|共|小计|总计|共计)", words) or not words:
        row = term.passage.text[: term.number.start - term.passage.start].rsplit("：", 1)
        return row[0][-8:] if len(row) > 1 else words  # 本年收入：…，合计…
    return words


def _balance(before: Interval, income: Interval, spent: Interval) -> Interval:
    return before + income - spent


def _more(before: Interval, net: Interval) -> Interval:
    return before + net


def _all_of(incomes: int) -> Compute:
    """Return what is left if all that came in and all that went out is named apart."""

    def left(before: Interval, *flows: Interval) -> Interval:
        for k, each in enumerate(flows):
            before = before + each if k < incomes else before - each
        return before

    return left
