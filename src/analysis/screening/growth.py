"""Changes: from one number to another, by how much, by what share, by how many times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from analysis.intervals import Interval
from analysis.language.messages import Message
from analysis.screening.passages import ScreeningContext, Term, rounded_number
from analysis.screening.printed_arithmetic import Compute, Relation, judged, printed, weighed
from analysis.screening.screening_records import ScreeningResult

_UP = (
    "超出|多出|高出|增高|长高|成长|净增加|净增长|净增|新增|增加|增长|增至|增|提高|提升|上升|上涨|扩大|扩展|发展|攀升|回升|跃升|壮大|"
    "升|涨|多"
)
_DOWN = "减少|减至|下降|降低|下调|降至|回落|压缩|缩短|缩减|缩小|压减|下滑|减|降|少"
_ANNUAL = re.compile("年均|平均每年|年平均|可比|不变价|实际增长|扣除|名义|累计增长|两年平均|复合")
_FROM = re.compile(
    r"(?:由|从|自)[^，,；;0-9]{0,18}$|(?:由|从)[^，,；;]{0,14}[0-9]{4}年[^，,；;0-9]{0,8}$"
)
_TO = re.compile(
    rf"^[^，,；;]{{0,12}}?(?:(?P<word>{_UP}|{_DOWN})[^，,；;0-9]{{0,2}}?)?(?:到|至|为|成)[^，,；;]{{0,10}}$"
)
_BY = re.compile(
    rf"^[^；;]{{0,4}}?[，,、（(]?(?:即|共)?(?:每[一-鿿]{{1,2}}){{0,3}}(?:同比|环比|比上年|较上年|比上期|比上届)?(?:净)?"
    rf"(?P<word>{_UP}|{_DOWN}|增幅|涨幅|降幅|增长率|增速|跌幅)(?:率|幅|了|为|达到|达|约|近|超过)*$"
)
_REFERENCE = (
    r"原?计划|预算|前一年度|前一年|前一届|前一期|上年同期|去年同期|上年度|上一年度|上年|去年|前年|上月|上季度|上一季度|上一年|上届|上期|上一届|上一期|"
    r"第[一二三四五六七八九十0-9]+[期届批次轮]|年初|年前|期初|上年末|去年底|[0-9]{3,4}年|同期|此前|之前|原来|疫情前|改革前|"
    r"[一二三四五六七八九十]+年前|以往"
)
_THAN = re.compile(
    rf"(?:比|较|同比|环比)[^，,；;0-9]{{0,4}}?(?:{_REFERENCE})?(?:[0-9]{{4}}年)?(?:末|底|初)?(?:的|之)?"
    rf"(?:总数|人数|数量)?[，,]?(?P<word>{_UP}|{_DOWN}|快|早)(?:了|约)?$"
)
_THAN_OF = re.compile(
    rf"(?:比|较|与)[^，,；;]{{0,6}}(?:{_REFERENCE})(?:末|底|初)?[的之]?[^，,；;0-9]{{0,14}}$"
)
_THEN = re.compile(rf"(?:{_REFERENCE})(?:末|底|初)?[^，,；;。]{{0,12}}$")
_NOW = re.compile("今年|现在|目前|本年|当前|达到|达|如今|本届|本期|增至|现有|[0-9]{4}年")
_MORE_THAN = re.compile(
    rf"^(?:(?:相比|相较)[，,]?[^，,；;0-9]{{0,6}}?|[，,]?)(?:净)?(?P<word>{_UP}|{_DOWN})(?:了|约)?$"
)
_BRACKETED = re.compile(rf"^[（(，,](?:{_REFERENCE})[^，,；;。0-9]{{0,10}}(?:为|是|仅)?$")
_TIMES = re.compile(r"的$|相当于.{0,10}$")
_TIMES_OF = re.compile(r"(?:是|为|相当于|达到?)[^，,；;]{0,20}$")
_GROWN_TIMES = re.compile(r"(?:增长|增加|提高|扩大|提升|翻)(?:了|近|约)?$")
DOUBLED = re.compile(r"翻(?:了)?(?P<n>[一两二三]|[0-9])?番|翻倍")
_POINTS = "个百分点"
_NO_BASE = ("%", "", "倍", _POINTS)


def _falls(word: str) -> bool:
    """Tell whether a word says that something became less."""
    return bool(re.match(_DOWN + "|降幅|跌幅|快|早", word))


def _grown(first: Interval, last: Interval) -> Interval | None:
    """Return the growth from one number to another, in per cent."""
    if first.low is None or first.low <= 0:
        return None
    return (last / first - Interval.point(1)).scaled(100)


def _shrunk(first: Interval, last: Interval) -> Interval | None:
    """Return the decline from one number to another, in per cent."""
    growth = _grown(first, last)
    return None if growth is None else -growth


def _more(first: Interval, last: Interval) -> Interval:
    return last - first


def _less(first: Interval, last: Interval) -> Interval:
    return first - last


def changes(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold every change of a sentence against the numbers that it lies between."""
    for i in context.own:
        yield from _from_to(context, i)
    for i in context.undecided:
        yield from _against_reference(context, i)
        yield from _change_and_share(context, i)


def _sized(claim: Term, first: Term, last: Term, *, falls: bool) -> Relation | None:
    """Return the relation of a change, in per cent or in units, to the numbers before and after."""
    pair = (first.number, last.number)
    if claim.unit == "%" and first.unit != "%":
        return Relation(claim.number, pair, _shrunk if falls else _grown)
    if claim.unit in (first.unit, _POINTS if first.unit == "%" else first.unit):
        return Relation(claim.number, pair, _less if falls else _more)
    return None


def _from_to(context: ScreeningContext, i: int) -> Iterator[ScreeningResult]:
    """Hold 由A增加到B against its direction, and against the growth that follows."""
    if i <= context.first:
        return
    first, last = context.terms[i - 1], context.terms[i]
    if first.unit != last.unit or not _FROM.search(first.lead):
        return
    to = _TO.match(last.lead.removeprefix("每升"))  # a unit, and no rise (320毫克每升降到28毫克)
    if not to:
        return
    following = context.terms[i + 1 : i + 4]
    word = to["word"] or ""
    for n, each in enumerate(following):
        by = _BY.match(each.lead)
        if not by or (n and not _BY.match(following[n - 1].lead)):
            break
        if not word:
            word = by["word"]
        if _ANNUAL.search(each.lead):
            break
        falls = _falls(word or by["word"])
        relation = _sized(each, first, last, falls=falls)
        if relation is not None:
            yield from judged("growth" if each.unit == "%" else "change", relation)
    if to["word"]:
        yield from _direction(first, last, _falls(to["word"]))


_PASSED = re.compile(
    r"[，,（(](?:已|首次|历史性地?|一举|全面|大幅|远远?)?(?:(?P<over>突破|跨过|迈过|站上|跃上|越过|冲破)了?(?:[^，,。；;0-9]{0,6}的)?"
    r"|超过了?(?:去年|上年|前年|同期|上年同期|去年同期|上届|原?计划|原?目标|预期|历史最高|全[省市国县]平均)[^，,。；;0-9]{0,8})"
)
_LIMIT = re.compile(
    r"[，,（(]?(?:远|明显|均|略|仍)?(?P<word>低于|高于|少于|不及|小于|大于)[^，,。；;0-9]{0,16}"
)


def against_limits(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold A，低于限值B and A，高于标准B against the order of the two numbers."""
    for i in context.own:
        limit = context.terms[i]
        lead = limit.lead if i > context.first else ""
        hedge = re.match("[^0-9]*", limit.number.literal)
        passed = lead + (hedge[0] if hedge and lead else "")  # 突破 is read with its number
        match = _LIMIT.fullmatch(lead) or _PASSED.fullmatch(passed)
        first = context.terms[i - 1]
        if not match or first.unit != limit.unit or limit.unit in ("", "倍", _POINTS):
            continue
        if first.is_change or re.search("比|较|下降|上升|减|增", first.clause):
            continue
        above = match.re is _PASSED or match["word"] in ("高于", "大于")
        a, b = first.number, limit.number
        less, more = (b.widest, a.widest) if above else (a.widest, b.widest)
        if less.low is not None and more.high is not None and less.low > more.high:
            key = "below" if not above else "exceeds"
            message = Message(f"screening.direction.{key}", first=printed(a), last=printed(b))
            yield ScreeningResult("direction", "contradicts", (a.place, b.place), message)


def _direction(first: Term, last: Term, falls: bool) -> Iterator[ScreeningResult]:
    """Compare the order of two numbers with the word between them."""
    a, b = first.number, last.number
    if (b.value < a.value) if falls else (a.value < b.value):
        return
    less, more = (b.widest, a.widest) if falls else (a.widest, b.widest)
    if less.low is None or more.high is None or less.low < more.high or less.intersects(more):
        return
    key = "falls" if falls else "rises"
    message = Message(f"screening.direction.{key}", first=printed(a), last=printed(b))
    yield ScreeningResult("direction", "contradicts", (a.place, b.place), message)


def _against_reference(context: ScreeningContext, i: int) -> Iterator[ScreeningResult]:
    """Hold A，比上年的B增长P%, and A，去年为B，增长P%, against the two numbers."""
    claim = context.terms[i]
    by = _BY.match(claim.lead) or _MORE_THAN.match(claim.lead)
    if not by or not i or _ANNUAL.search(claim.lead):
        return
    before = [t for t in context.back(i, own=True) if not _THAN.search(t.lead)]
    while before and _BY.match(before[0].lead):
        before = before[1:]
    if not before:
        return
    if "净" in claim.lead:
        before = [t for t in before if not _FLOW.search(t.clause)] or before[:1]
    reference = before[0]
    if i + 1 < len(context.terms) and _BRACKETED.match(context.terms[i + 1].lead):
        then = context.terms[i + 1]
        now = [t for t in before if t.unit == then.unit and then.unit not in ("", "倍")]
        if "净" in claim.lead and now and _FLOW.search(now[0].clause):
            return
        relation = _sized(claim, then, now[0], falls=_falls(by["word"])) if now else None
        if relation is not None:
            yield from judged("growth" if claim.unit == "%" else "change", relation)
        return
    if i < 2:
        return
    after = context.terms[i + 1] if i + 1 < len(context.terms) else None
    if (
        after is not None
        and after.unit == reference.unit == claim.unit
        and re.search("(?:达到|达|增至|升至|降至|减至|为)[^，,；;]{0,4}$", after.lead)
        and _THAN_OF.search(reference.lead)
    ):
        relation = _sized(claim, reference, after, falls=_falls(by["word"]))
        if relation is not None:
            yield from judged("change", relation)
        return
    if reference.unit in ("", "倍", _POINTS) or _FROM.search(reference.lead):
        return
    base_unit = "%" if claim.unit == _POINTS else claim.unit
    if claim.unit == _POINTS:
        before = [t for t in before if t.unit == "%"]
    if claim.unit != "%" and reference.unit != base_unit:
        return
    levels = [t for t in before[1:] if t.unit == reference.unit]
    others = [t for t in levels if not t.is_change or re.search("(?:至|到|为)$", t.lead)]
    falls = _falls(by["word"])
    if _THAN_OF.search(reference.lead):
        pairs = [(reference, each) for each in others]
        subject = re.match("[^比较与]{2,}(?=比|较|与)", re.split("[，,；;、]", reference.lead)[-1])
        if subject:
            others = _of_subject(context, i, subject[0], reference)
            pairs = [(reference, each) for each in others]
        sure = len(others) == 1 or bool(others and not subject)
    elif others and _is_before(others[0], reference):
        pairs, sure = [(others[0], reference)], True
    elif others and _THEN.search(reference.lead):
        pairs, sure = [(reference, others[0])], True
    else:
        return
    relations = [
        relation for a, b in pairs if (relation := _sized(claim, a, b, falls=falls)) is not None
    ]
    rule = "growth" if claim.unit == "%" else "change"
    yield from weighed(rule, relations, sure=sure and bool(relations), doubtful=False)


_FLOW = re.compile("购|赠|捐|新[增建开入]|汰|报废|注销|退出|减|淘|剔除|关停|离|入职|招")
"""What came and what went; what is said to be their net is of neither."""


def _is_before(then: Term, now: Term) -> bool:
    """Tell whether the words put one figure earlier in time than the figure after it."""
    if _THAN_OF.search(then.lead) and re.search("[到至为]$", now.lead):
        return True
    return bool(_THEN.search(then.lead) and _NOW.search(now.lead))


def _of_subject(context: ScreeningContext, i: int, subject: str, reference: Term) -> list[Term]:
    """Return the figures before one that have two characters of a subject beside them."""
    words = [subject[k : k + 2] for k in range(len(subject) - 1)]
    return [
        each
        for each in context.back(i, reference.unit)
        if each is not reference
        and not each.is_change
        and not re.search("新增|新建|新开", each.clause)
        and 2 * sum(pair in each.around for pair in words) >= max(2, len(words))
    ]


def _change_and_share(context: ScreeningContext, i: int) -> Iterator[ScreeningResult]:
    """Compare a number, its change and the change in per cent, in either order."""
    if i + 1 >= len(context.terms) or i < 1:
        return
    change, share = context.terms[i], context.terms[i + 1]
    than, by = _THAN.search(change.lead), _BY.match(share.lead)
    base: Term | None = None
    if not than and (
        (m := _MORE_THAN.match(change.lead)) and i and _THAN_OF.search(context.terms[i - 1].lead)
    ):
        than, base = m, context.terms[i - 1]
    if not than or not by or _ANNUAL.search(share.lead) or len(change.lead) > 30:
        return
    falls = _falls(than["word"])
    if change.unit == "%":
        change, share = share, change
    if share.unit != "%" or change.unit in _NO_BASE:
        return
    if base is not None and base.unit == change.unit:
        relation = Relation(share.number, (change.number, base.number), _percent)
        yield from judged("growth", relation)
        return
    now = [t for t in context.back(i, change.unit) if not t.is_change]
    if not now:
        return

    def rate(new: Interval, by: Interval) -> Interval | None:
        """Return the change in per cent; the number before is the new one without it."""
        whole = new / by if by.low is not None and by.low > 0 else None
        if whole is None:
            return None
        before = whole + Interval.point(1) if falls else whole - Interval.point(1)
        if before.low is None or before.low <= 0:
            return None
        return (Interval.point(1) / before).scaled(100)

    relations = [Relation(share.number, (now[0].number, change.number), rate)]
    if len(now) > 1 and now[1].passage is context.passage:
        relations.append(Relation(share.number, (change.number, now[1].number), _percent))
        relations.append(Relation(share.number, (now[1].number, change.number), rate))
    near = now[0].passage is context.passage
    yield from weighed("growth", relations, sure=near, doubtful=False)


def _percent(part: Interval, whole: Interval) -> Interval | None:
    return None if whole.low is None or whole.low <= 0 else (part / whole).scaled(100)


def times_as_many(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold A，是B的N倍, and 翻一番, against the two numbers."""
    for i in context.own:
        factor = context.terms[i]
        if factor.unit != "倍":
            continue
        before = [
            t for t in context.back(i, own=True) if t.unit not in _NO_BASE and not t.is_change
        ]
        if len(before) < 2 or before[0].unit != before[1].unit:
            continue
        last, first = before[0], before[1]
        literal = factor.number.literal
        doubled = DOUBLED.search(literal)
        if doubled:
            if _FROM.search(first.lead) or (_THEN.search(first.lead) and _NOW.search(last.lead)):
                yield from multiple_of(factor, last, first, 0)
        elif _TIMES.search(factor.lead) and factor.k and factor.lead == "的":
            if _TIMES_OF.search(last.lead):
                yield from multiple_of(factor, first, last, 0)
        elif _TIMES.search(factor.lead) and _THEN.search(first.lead):
            yield from multiple_of(factor, last, first, 0)
        elif _GROWN_TIMES.search(factor.lead) and _FROM.search(first.lead):
            yield from multiple_of(factor, last, first, 1)


def multiple_of(factor: Term, now: Term, base: Term, more: int) -> Iterator[ScreeningResult]:
    """Hold a multiple against two numbers.

    Parameters
    ----------
    factor
        The multiple.
    now, base
        What is so many times as much, and of what.
    more
        1 where it has grown by so many times: that is N + 1 times as much, or N times.

    Yields
    ------
    ScreeningResult
        What does not agree, or does.
    """

    def ratio(new: Interval, old: Interval) -> Interval | None:
        return None if old.low is None or old.low <= 0 else new / old

    def ratio_less(new: Interval, old: Interval) -> Interval | None:
        found = ratio(new, old)
        return None if found is None else found - Interval.point(Fraction(more))

    computes: list[Compute] = [ratio_less, ratio] if more else [ratio]
    claimed = rounded_number(factor.number)
    if DOUBLED.search(claimed.literal):
        value = claimed.value
        usual = Interval.between(value * Fraction(9, 10), value * Fraction(11, 10))
        widest = Interval.between(value * Fraction(9, 10), value * Fraction(5, 4))
        claimed = replace(claimed, given=(usual, widest))
    relations = [Relation(claimed, (now.number, base.number), compute) for compute in computes]
    yield from weighed("times", relations, sure=True)
