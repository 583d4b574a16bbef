"""Averages and amounts for each, beside total and count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from analysis.intervals import Interval
from analysis.language.messages import Message
from analysis.reading.numerals import evaluate
from analysis.screening.figure_facts import OF_BOTH
from analysis.screening.passages import NEAR_CHARACTERS, ScreeningContext, Term, rounded_number
from analysis.screening.printed_arithmetic import Compute, Relation, printed, sum_of, weighed
from analysis.screening.screening_records import ScreeningResult, Verdict

MEAN = re.compile(
    r"(?:每(?:一)?(?P<of>[一-鿿]{1,5})平均[^，,。；;0-9]{0,6}|(?:平均|折合|约合|合)每(?:一)?(?P<each>[一-鿿]次|公里|[一-鿿])[^，,。；;0-9]{0,12}"
    r"|平均(?P<plain>)"
    r"|(?P<by>人次|户次|单位|企业|[人户件场次校日家班村站台亩期批宗案篇笔队组店车栋点所馆院县镇乡园线项册辆艘票单页株头只棵吨度席床桌瓶盒张条枚生师])均[^，,。；;0-9]{0,8})$"
)
_PRODUCT = re.compile(
    r"(?:每(?:一)?(?P<each>人次|公里|平方米|人|户|家|件|场|次|名|位|个|份|台|张|天|条|所|套|亩|吨|辆|只|头|度|"
    r"座|栋|班|项|支|处|间|株|棵)[^，,。；;0-9]{0,16})$"
)
STATISTIC = re.compile(
    r"可支配|纯收入|生产总值|GDP|寿命|面积|绿地|住房|预期|消费支出|工资|寿|耕地|年均"
)
_BASE = {
    "车": "辆",
    "生": "人",
    "师": "人",
    "栋": "栋",
    "名": "人",
    "位": "人",
    "日": "天",
    "校": "所",
    "案": "件",
    "单位": "家",
    "宗": "件",
}
_COUNTS = {
    "户": ("户", "家"),
    "人": ("人", "人次"),
    "次": ("次", "人次", "件次", "起", "场次"),
    "件": ("件", "起", "宗"),
}
_YEARS = re.compile("(?<![0-9第])([0-9]{1,2}|[两二三四五六七八九十]{1,2})年(?:来|间|多来|里|时间)")
_WHOLE_YEAR = re.compile("全年|本年|今年|年度|[0-9]{4}年")
COUNTED_BY = frozenset(("个", "所", "家", "座", "支", "间", "处", "辆"))
_AT_MOST = re.compile("最高|最低|不超过|不低于|至少|至多|封顶|以上|以内|上限|左右")
_TWICE_EACH = re.compile("每[一-鿿]{1,3}每[天日周月季年次]|[人户家件场]均每[天日周月季年次]")
"""For each thing and each time: total and count alone do not give such an average."""
_IN_ALL = re.compile(r"全部|悉数|共|合计|总计|总额|支出|花费|发放|金额|总价|费用|收入")
_TIMES_SPENT = 10
"""What was spent may not all have been used; nine tenths of it cannot be nothing."""
_CAUSED = re.compile(r"(?:带动|拉动|撬动)[^，,。；;]{0,16}$")
_SPENT = re.compile(r"(?:发放|投入|下拨|补贴|安排|派发|发出|让利)[^，,。；;]{0,20}$")


def averages(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold an average against the totals and counts in its sentence and those before."""
    for i in context.undecided:
        mean = context.terms[i]
        cue = MEAN.search(mean.lead)
        if mean.unit in ("%", "倍", "个百分点", "") or re.search("年均|[由从]$", mean.clause):
            continue
        if _TWICE_EACH.search(mean.clause) or OF_BOTH.search(mean.lead):
            continue
        if cue and not STATISTIC.search(mean.clause):
            each = each_of(cue)
            if each:
                yield from _average(context, i, each)
        elif (amount := _PRODUCT.search(mean.lead)) and not cue:
            yield from _product(context, i, amount["each"])


def _average(context: ScreeningContext, i: int, each: str) -> Iterator[ScreeningResult]:
    """Hold one average against what it may be the average of."""
    mean = context.terms[i]
    base, units = things_for(each)
    before = [t for t in context.back(i) if not t.is_change and not MEAN.search(t.lead)]
    after = [t for t in context.terms[i + 1 : i + 3] if not t.is_change]
    totals = [t for t in (*before, *after) if _is_total(t, mean.unit)]
    if mean.unit in ("次", "人"):
        totals += [t for t in (*before, *after) if t.unit == "人次"]
    counts = [t for t in (*before, *after) if t.unit in units or _counts(t, base)]
    relations = [
        Relation(rounded_number(mean.number), (whole.number, count.number), quotient)
        for whole in totals
        for count in counts
        if whole is not count
    ]
    if base == "天" and not counts and _WHOLE_YEAR.search(mean.passage.text):
        near_totals = [t for t in totals if t.passage is context.passage] or totals
        relations = [
            Relation(rounded_number(mean.number), (whole.number,), _per_day(n))
            for whole in near_totals[:3]
            for n in (365, 366)
        ]
        yield from weighed("average", relations, sure=len(near_totals) <= 2, doubtful=False)
        return
    relations.sort(key=lambda r: r.inputs[1].unit != base)
    own = {t.number for t in (*before, *after) if t.passage is context.passage}
    near = [r for r in relations if r.inputs[0] in own and r.inputs[1] in own]
    sure = bool(relations) and (len(near) >= 1 or len(relations) == 1) and len(relations) <= 8
    chosen = [*near, *(r for r in relations if r not in near)]
    beside = [r for r in near if r.inputs[0] is context.terms[i - 1].number] if i else []
    if beside and _right_behind(context, i):
        yield from weighed("average", beside, sure=len(beside) <= 3)
        return
    yield from weighed("average", chosen, sure=sure, doubtful=bool(near))


def each_of(cue: re.Match[str]) -> str:
    """Return the unit that a match of `MEAN` says an average is for; empty where it does not."""
    return cue["each"] or cue["by"] or (cue["of"] or "")[:1]


def _right_behind(context: ScreeningContext, i: int) -> bool:
    """Tell whether an average stands right behind its total, with nothing but its own words."""
    return not re.search("[；;]", context.terms[i].lead) and len(context.terms[i].lead) <= 12


def things_for(each: str) -> tuple[str, tuple[str, ...]]:
    """Return the unit of what an average is for (户均, 平均每班), and all units that count such."""
    base = _BASE.get(each, each)
    return base, _COUNTS.get(base, (base,))


def product(count: Interval, amount: Interval) -> Interval | None:
    """Multiply a count by an amount for each."""
    return count * amount


def _counts(term: Term, base: str) -> bool:
    """Tell whether a figure counts things that one character names (教学班120个, 学校42所)."""
    if base == "天" and term.unit == "个":
        return bool(re.match("(?:有效)?(?:工作日|日历天|施工日|晴天)", term.tail))
    named = term.clause[-3:] + re.split("[，,；;、：:。]", term.tail)[0][:2]
    return term.unit in COUNTED_BY and base in named


def _per_day(number: int) -> Compute:
    """Return how a total becomes an average over so many days."""

    def compute(whole: Interval) -> Interval:
        return whole.scaled(Fraction(1, number))

    return compute


def yearly(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold 年均 against a total and the one number of years that its sentence names."""
    for i in context.own:
        mean = context.terms[i]
        if not re.search("年均[^，,。；;0-9%]{0,8}$", mean.lead) or mean.unit in ("%", "倍", ""):
            continue
        years = {evaluate(n) for n in _YEARS.findall(mean.passage.text)}
        totals = [t for t in context.back(i, mean.unit, own=True) if not t.is_change]
        if len(years) != 1 or None in years or len(totals) != 1 or totals[0].is_mean:
            continue
        number = Fraction(years.pop() or 1)
        if number > 1 and re.search("累计|共|总", totals[0].clause):
            compute = _per_day(int(number))
            relation = Relation(rounded_number(mean.number), (totals[0].number,), compute)
            yield from weighed("average", [relation], sure=False)


def _is_total(term: Term, unit: str) -> bool:
    """Tell whether a figure may be the total of an average in a unit."""
    one_each = _PRODUCT.search(term.lead) or re.search(
        "最高|最低|标准", term.clause + term.number.literal
    )
    return term.unit == unit and not one_each


def _product(context: ScreeningContext, i: int, each: str) -> Iterator[ScreeningResult]:
    """Hold an amount for each against total and count, where one sentence has all three."""
    amount = context.terms[i]
    if _AT_MOST.search(amount.around) or amount.unit != "元":
        return
    base = _BASE.get(each, each)
    before = context.terms[max(context.first, i - 2) : i]
    if len(before) == 2 and before[1].unit == amount.unit and before[0].unit in (base, each):
        count, total = before
        if not (total.is_change or count.is_change or _PRODUCT.search(total.lead)):
            numbers = (total.number, count.number)
            relation = Relation(rounded_number(amount.number), numbers, quotient)
            yield from weighed("average", [relation], sure=True)
            return
    window = context.terms[max(0, i - NEAR_CHARACTERS) : i + NEAR_CHARACTERS]
    others = [t for t in window if t is not amount and not t.is_change]
    own = [t for t in others if t.passage is context.passage]
    totals = [t for t in own if t.unit == amount.unit and not _PRODUCT.search(t.lead)]
    counts = [t for t in own if t.unit == base] or [t for t in others if t.unit == base]
    relations = [
        Relation(rounded_number(amount.number), (whole.number, count.number), quotient)
        for whole in totals
        for count in counts
    ]
    one = len(relations) == 1 and totals[0] in own[-3:]
    sure = one and bool(_IN_ALL.search(totals[0].lead)) and "其中" not in context.passage.text
    follows = one and totals[0].k > amount.k and counts[0].k < totals[0].k
    near = sure and follows
    yield from weighed("average", relations, sure=near and counts[0] in own, doubtful=near)


def quotient(whole: Interval, count: Interval) -> Interval | None:
    """Divide a total by a count; nothing where the count may be nothing."""
    return None if count.low is None or count.low <= 0 else whole / count


_PRESENT = (
    re.compile("应到|应出席|应参加|应参会"),
    re.compile("实到|实际出席|实出席|实际参加|实际到会|实参会"),
    re.compile("请假|缺席|缺勤|未到|因[^，,。；;0-9]{0,8}假"),
)
"""Words of those who should be present, those who are, and those who are not."""


def present(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold who is present and who is not against who should be."""
    found = [_said_of(context, each) for each in _PRESENT]
    terms = [each for each in found if each is not None and each.passage is context.passage]
    if len(terms) != len(_PRESENT) or len({each.unit for each in terms}) != 1:
        return
    if terms[0].unit not in ("%", ""):
        numbers = [each.number for each in terms]
        relation = Relation(numbers[0], tuple(numbers[1:]), sum_of)
        yield from weighed("sum", [relation], sure=True)


def _said_of(context: ScreeningContext, words: re.Pattern[str]) -> Term | None:
    """Return the one figure of a sentence in whose clause some words stand."""
    found = [t for t in context.terms[context.first :] if words.search(t.clause)]
    return found[0] if len(found) == 1 else None


def caused(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold sums that were spent against the sum that they are said to have caused."""
    for i in context.own:
        effect = context.terms[i]
        if not _CAUSED.search(effect.lead) or effect.unit in ("%", "", "倍"):
            continue
        for spent in reversed(context.back(i, effect.unit, own=True)):
            if _SPENT.search(spent.lead):
                yield from _effect(spent, effect)


def _effect(spent: Term, effect: Term) -> Iterator[ScreeningResult]:
    places = (spent.number.place, effect.number.place)
    fields = {"claimed": printed(effect.number), "given": printed(spent.number)}
    low, high = spent.number.widest.low, effect.number.widest.high
    if low is None or high is None or low <= high:
        yield ScreeningResult(
            "caused", "holds", places, Message("screening.caused.holds", **fields)
        )
    else:
        message = Message("screening.caused.wrong", **fields)
        verdict: Verdict = "contradicts" if low > _TIMES_SPENT * high else "unusual"
        yield ScreeningResult("caused", verdict, places, message)


_ORDERED: tuple[tuple[tuple[str, ...], tuple[str, ...], str, Verdict], ...] = (
    (("发出", "发放"), ("收回", "回收"), "票|问卷|张|份", "contradicts"),
    (("应到",), ("实到",), "", "contradicts"),
    (("应参加", "应参训"), ("实际参加", "实参训"), "", "contradicts"),
    (("收回", "回收"), ("有效",), "票|问卷", "contradicts"),
    (("应检", "应查"), ("实检", "实查"), "", "contradicts"),
    (("应收", "应缴"), ("实收", "实缴"), "", "unusual"),
    (("应种", "应筛"), ("实种", "实筛"), "", "contradicts"),
    (("立案",), ("破案",), "", "unusual"),
    (("发出",), ("收到回复", "收到书面", "收到反馈", "回复", "反馈"), "份|件|封", "contradicts"),
    (("宿位", "床位"), ("入住", "现住"), "", "unusual"),
    (("报名",), ("录取", "中签", "录用"), "", "unusual"),
    (("营业收入", "主营业务收入"), ("利润总额", "净利润"), "", "unusual"),
    (("发现",), ("已整改", "完成整改"), "", "unusual"),
    (("发放", "发出"), ("核销",), "张|券", "unusual"),
)  # fmt: skip
"""Words of what is larger and of what is smaller, what must stand with them, and what it means
if they are the other way round."""


SMALLER = "|".join(word for _, smaller, _, _ in _ORDERED for word in smaller)
"""Words of what is smaller: a sentence without any has nothing to order."""


def in_order_of_size(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Find counts that exceed what they come out of (收回 more than 发出)."""
    text = context.passage.text
    for larger, smaller, needs, verdict in _ORDERED:
        if not any(w in text for w in smaller) or (needs and not re.search(needs, text)):
            continue
        for i in context.own:
            less = context.terms[i]
            if not any(w in less.clause for w in smaller) or less.unit in ("%", "", "倍"):
                continue
            more = [
                t
                for t in context.back(i, less.unit, own=True)
                if any(w in t.clause for w in larger) and not t.is_change
            ]
            if not more or less.is_change:
                continue
            low, high = less.number.widest.low, more[0].number.widest.high
            if low is not None and high is not None and low > high:
                places = (more[0].number.place, less.number.place)
                fields = {"part": printed(less.number), "whole": printed(more[0].number)}
                message = Message("screening.part.wrong", **fields)
                yield ScreeningResult("part", verdict, places, message)
