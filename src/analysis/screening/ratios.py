"""Shares, rates and the completion of plans: percentages beside the counts that they are of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from analysis.intervals import Interval
from analysis.language.messages import Message
from analysis.screening.passages import NEAR_CHARACTERS, ScreeningContext, Term
from analysis.screening.printed_arithmetic import (
    Compute,
    Relation,
    judged,
    percent_of,
    printed,
    sum_of,
    weighed,
)
from analysis.screening.screening_records import ScreeningResult
from analysis.screening.wholes import listed_with, of_which, shares_noun

_SAID = r"(?:为|是|达到了?|达|约为|约|超过|高达|仅|已|占到|近|的|了)*"
_SHARE = re.compile(
    r"占(?:比|(?P<of>[^，,。；;0-9]{0,14}?)(?:的)?(?:比例|比重|份额)?)" + _SAID + "$"
)
_SHARE_WORD = re.compile(r"(?:比例|比重|占比)" + _SAID + "$")
_RATE = re.compile(r"(?P<stem>[一-鿿]{2,6})(?:率|面)(?:分别)?" + _SAID + "$")
_PLAN = re.compile(
    r"完成(?:了)?[^，,。；;0-9]{0,12}(?:计划|目标|任务|指标|预算)[^，,。；;0-9]{0,6}$"
)
_PLANNED = re.compile(r"计划|目标|任务|应|拟|指标|预算|建设")
_DONE = re.compile(r"实际|完成|新增|已|共|建成|实现|收缴|入库")
_OVER = re.compile(r"超额(?:完成)?(?:任务|计划|目标)?(?:了)?$|超(?:计划|目标|任务)$")
_TOTAL_NOUN = re.compile("总|全部|全体|全市|全县|全区|全省|全国|合计")
_IN_ALL = re.compile("总|共|全|现有|合计|登记")
_SCOPE = re.compile(r"全(?:国|省|市|县|区|球)|世界|同期|GDP|生产总值|地区")
_IN = re.compile(
    r"^(?P<whole>[^，,。；;0-9]{1,10}?)(?:之?中|里面|当中)(?=[，,：:]|[^，,]{0,10}[0-9])"
)
_DERIVED_RATE = re.compile(
    r"增长|收益|增速|下降|增幅|年均|贡献|失业|死亡|出生|自然|城镇登记|使用|利用"
)
_MEANS_SAME = {
    "结案": ("审结", "办结", "结案"),
    "办结": ("办结", "已办", "办理完毕"),
    "到会": ("实到", "到会"),
    "出席": ("实到", "出席"),
    "出勤": ("出勤", "实到"),
    "就业": ("就业", "上岗"),
    "录取": ("录取", "录用"),
    "通过": ("通过", "合格"),
    "中签": ("中签",),
}
"""Verbs by which the count of a rate is named, where they are not those of the rate itself."""
_FORMULAS = (
    ("资产负债率", ("负债",), ("总资产", "资产总额", "资产总计")),
    ("利润率", ("利润",), ("收入",)),
    ("城镇化率", ("城镇人口", "城镇常住"), ("常住人口", "总人口")),
    ("入住率", ("入住", "现住", "在住", "现有", "住"), ("床位", "宿位", "房间", "核定", "客房")),
    ("上座率", ("观众", "售票"), ("座位", "座席")),
    ("存贷比", ("贷款",), ("存款",)),
)
"""Rates whose two counts their names say: name, words of the count, of the whole."""
_BY_NAME = {name: (counts, wholes) for name, counts, wholes in _FORMULAS}
_NAMED_FORMULA = re.compile(f"({'|'.join(_BY_NAME)}){_SAID}$")
_HEADS = {"人", "人次"}
"""Units of one person and of one visit: a share of visits is given for people."""
_NEVER_ABOVE = re.compile(
    r"(?<!毛)(?<!拨备)(?:覆盖|建会|建制|组建|入会|签订|签约|合格|满意|办结|结案|参保|就业|达标|合规|普及|参与|出勤|"
    r"到位|成功|入学|通过|好评|回访|巩固|及格|优良|参训|持证|受理|录取|到会|整改|采纳|核销|"
    r"可靠|赔付|回收|知晓|开工|达成|优秀|治愈|绿化|城镇化|回复|答复|办复|上线|投票|出席|救治|接种|"
    r"监测|检出|登记|公开|应用|建档|签收|中签|升学|毕业|支持|认可|推广|达优)率"
    r"(?:为|是|达到了?|达|约为|约|高达|提高到|上升到|提升到|提升至|均为|均达)*$"
)


_MAY_EXCEED = re.compile(
    "完成|达成|执行|增|长|涨|升|幅|负债|杠杆|产销|销产|周转|赔付|拨备|覆盖|充足|流动|速动|收益|回报|利润|毛|净|超|"
    "负荷|负载|荷载|自给|利用|使用|入住|在押|收容|上座|客座|实载|装载|满载|换手|汇|折|溢价|抵押|质押|计划|任务|目标|"
    "预算|进度|保值|增值|复种|指数|兑现|入学|报到|报名|出栏|出苗|繁殖|翻|倍|比|通胀|储备|保障|备付|偿付|贡献|弹性|"
    "开发|产能|开工|生产|效|回收|认购|投标|中标"
)
"""Rates of which the whole is no bound: plans, stocks beside flows, places beside those in them."""


def ratios(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold every percentage of a sentence against the counts around it."""
    base: Term | None = None
    for i in context.own:
        claim = context.terms[i]
        if claim.unit != "%":
            continue
        if claim.number.place in context.decided:
            share = _SHARE.search(claim.lead)
            base = _share(context, i, share["of"] or "", base)[0] if share else base
            continue  # what it is a share of is so of the next
        if _PLAN.search(claim.lead) or (
            claim.lead == "的" and i > context.first and _PLAN.search(context.terms[i - 1].lead)
        ):
            yield from _plan(context, i)
        elif _OVER.search(claim.lead):
            yield from _over(context, i)
        elif share := _SHARE.search(claim.lead):
            base, found = _share(context, i, share["of"] or "", base)
            yield from found
        elif formula := _NAMED_FORMULA.search(claim.lead):
            yield from _formula(context, i, *_BY_NAME[formula[1]])
        elif rate := _RATE.search(claim.lead):
            yield from _rate(context, i, rate["stem"])
        elif _SHARE_WORD.search(claim.lead):
            base, found = _share(context, i, "", base)
            yield from found


def _parts(context: ScreeningContext, i: int) -> list[Term]:
    """Return what a share may be of: figures before it in its part of the sentence."""
    found: list[Term] = []
    for each in context.back(i, own=True):
        if each.unit not in ("%", "", "倍", "个百分点") and not _is_bound(each):
            found.append(each)
        if re.search("[；;]", each.passage.since(each.k, context.terms[i].k)):
            return [t for t in found if t is not each]
    return found


def _is_bound(term: Term) -> bool:
    """Tell whether a figure bounds a kind of things (30人以下小班) and counts none."""
    return bool(re.search("以[上下内]$", term.number.literal) and re.match("[一-鿿]", term.tail))


def _share(
    context: ScreeningContext, i: int, of: str, base: Term | None
) -> tuple[Term | None, list[ScreeningResult]]:
    """Hold 占…% against the count before it and the wholes around.

    Parameters
    ----------
    context, i
        The sentence and the share.
    of
        What the words say that it is a share of; empty where they do not.
    base
        The whole of the share before it in the sentence.

    Returns
    -------
    Term or None, list of Result
        The whole, if there is one that fits, and what was found.
    """
    claim = context.terms[i]
    candidates = _parts(context, i)
    parts = ([each for each in candidates if not each.is_change] or candidates)[:2]
    if re.match("(?:合计|总共|共|累计|之和)约?占", claim.lead):
        parts = []  # of so many kinds together
    if parts and not _at_once(parts[0], claim):
        parts = []
    named_part = not parts
    if not parts:
        parts = _named_like(context, i, claim.lead[: claim.lead.rfind("占")])
    if not parts:
        return base, []
    part = parts[0]
    siblings = listed_with(context, part)
    before = context.terms[max(0, i - NEAR_CHARACTERS) : i if named_part else context.at(part)]
    wholes = [
        each
        for each in before[: -NEAR_CHARACTERS - 1 : -1]
        if each is not part
        and each not in siblings
        and not each.is_change
        and not each.is_mean
        and (each.unit == part.unit or (of and {each.unit, part.unit} == _HEADS))
    ]
    if base is not None and not of and base.unit == part.unit and not siblings:
        wholes = [base]
    if not wholes:
        return base, []
    tried = [(part, each) for each in wholes]
    for other in parts[1:]:
        tried += [(other, each) for each in wholes if each.unit == other.unit and each is not other]
    relations = [Relation(claim.number, (a.number, b.number), percent_of) for a, b in tried]
    sure = (
        wholes == [base]
        or _is_named(context, part, wholes, of)
        or (named_part and bool(_TOTAL_NOUN.search(of)))
    )
    fitting = [b for (_, b), relation in zip(tried, relations, strict=True) if relation.fits]
    found = weighed("share", relations, sure=sure, doubtful=False)
    return (fitting[0] if fitting else base), found


def _at_once(part: Term, claim: Term) -> bool:
    """Tell whether no other clause with a subject of its own stands between part and share."""
    between = part.passage.since(part.k, claim.k)
    subject = re.split("[，,；;、：:（(]", between)[-1].split("占")[0]
    own = _OWN_AMOUNT.search("".join(between.split("，")[1:-1]))
    return not own and (len(subject) <= 4 or between.count("，") == 0)


_OWN_AMOUNT = re.compile("[一-鿿]{2}(?:量|额|数|值|面积|人次)(?!的)[一-鿿]{2}")
"""An amount that a clause between two figures speaks of without a number."""


def _named_like(context: ScreeningContext, i: int, subject: str) -> list[Term]:
    """Return earlier figures whose words are like the subject of a share, the likest first."""
    subject = re.split("[，,；;、：:]", subject)[-1]
    wanted = {subject[k : k + 2] for k in range(len(subject) - 1)}
    scored = []
    for each in context.back(i):
        if each.unit in ("%", "", "倍", "个百分点") or each.is_change:
            continue
        score = sum(pair in each.around for pair in wanted)
        if score >= max(2, len(wanted) // 2):
            scored.append((score, each))
    scored.sort(key=lambda pair: -pair[0])
    return [each for _, each in scored[:1]]


def _is_named(context: ScreeningContext, part: Term, wholes: Sequence[Term], of: str) -> bool:
    """Tell whether the words say that the whole is one of the figures before."""
    if of and _SCOPE.search(of) and not any(_shares_words(of, w.around) for w in wholes):
        return False
    if part.passage is context.passage and of_which(context, part) is not None:
        return True
    if of and any(_shares_words(of, each.around) for each in wholes):
        return True
    if of and _TOTAL_NOUN.search(of) and len(wholes) == 1:
        return True
    beside = wholes[0].passage is part.passage and context.at(wholes[0]) == context.at(part) - 1
    if not of and beside and part.lead[:1] in "，," and "；" not in part.lead:
        total = _IN_ALL.search(wholes[0].clause) and shares_noun(wholes[0], [part])
        if total and len(wholes) <= 3:
            return True
    whole = _IN.match(context.passage.text.lstrip())
    return bool(
        whole
        and any(
            _shares_words(whole["whole"], each.around)
            for each in wholes
            if each.passage is not context.passage
        )
    )


def _shares_words(a: str, b: str) -> bool:
    """Tell whether two pieces have two characters in a row in common, others than 总数."""
    a = re.sub("的|全部|总数|总量|总额|人数|总|全体", " ", a)
    return any(" " not in a[k : k + 2] and a[k : k + 2] in b for k in range(len(a) - 1))


def _rate(context: ScreeningContext, i: int, stem: str) -> Iterator[ScreeningResult]:
    """Hold a rate against the counts that its name names."""
    claim = context.terms[i]
    if _DERIVED_RATE.search(stem):
        return
    verbs = _MEANS_SAME.get(stem[-2:], (stem[-2:],))
    if stem[-2:-1] == "参":
        verbs = (*verbs, "参加", "参与")
    if stem[-3:-2] in ("不", "未"):
        verbs = (stem[-3:],)
    own_leads = [each for each in context.back(i, own=True) if stem[-4:] in each.around]
    if len(stem) >= 4 and own_leads:
        verbs = (stem[-4:],)
    parts = [
        each
        for each in context.back(i)
        if each.unit not in ("%", "", "倍")
        and not re.search(f"(?:{'|'.join(verbs)})(?:率|面)", each.around)
        and not re.search(f"[未不非没需应待须拟](?:{'|'.join(verbs)})", each.around)
        and any(verb in each.around for verb in verbs)
        and not each.is_change
    ] or _right_before(context, i, stem)
    if not parts:
        return
    named = [each for each in parts if any(verb in each.clause for verb in verbs)]
    part = (named or parts)[0]
    if part is not context.terms[i - 1] and _exceeds(part, context.terms[i - 1]):
        last = context.terms[i - 1]
        said = last.clause[:2]
        if (
            last.unit == part.unit
            and last.k
            and said
            and said[-1] in stem
            and said[0] not in "不未"
        ):
            part = last  # 对153个单位开展检查，查135个，检查面
            parts = [each for each in parts if each.passage is not part.passage]
    wholes = [
        each
        for each in context.back(i, part.unit)
        if each is not part and each not in parts and not each.is_change
    ]
    if part.unit == "天":
        yield from _of_year(claim, part)
        return
    later = context.at(part)
    wholes = [w for w in wholes if context.at(w) < later] or wholes
    wholes = [w for w in wholes if not w.is_mean]
    alike = [w for w in wholes if _shares_words(w.around, part.around)]
    own = [each for each in wholes if each.passage is part.passage]
    wholes = own or [w for w in wholes if not _exceeds(part, w)] or wholes
    choices: list[tuple[Term, ...]] = [(each,) for each in wholes]
    carried = [t for t in context.back(i, part.unit) if re.search("结转|旧存|积案", t.around)]
    choices += [(w, t) for w in wholes[:4] for t in carried if t is not part and t is not w]
    relations = [
        Relation(claim.number, (part.number, *(each.number for each in choice)), of_all)
        for choice in choices
    ]
    beside = [w for w in own if context.at(w) == later - 1 and not _exceeds(part, w)]
    beside = beside if later == i - 1 and len(own) <= 3 else []
    sure = (
        len(own) == 1
        or bool(beside)
        or (not own and (len(wholes) == 1 or len(alike) == 1) and part.passage is claim.passage)
    )
    yield from weighed("rate", relations, sure=sure, doubtful=False)


def _right_before(context: ScreeningContext, i: int, stem: str) -> list[Term]:
    """Return the count right before a rate whose words hold both characters of its name."""
    if i <= context.first or not re.match("[一-鿿]?[，,]", context.terms[i].lead):
        return []
    part = context.terms[i - 1]
    if part.unit in ("%", "", "倍") or part.is_change:
        return []
    if _of_pair(context, i, stem):
        return [part]
    if re.search(f"[未不非没](?:{stem[-2:]})", part.around):
        return []
    return [part] if all(c in part.around for c in stem[-2:]) else []


_SHOULD, _DID = re.compile("(?<![响适对供效反])应|需|拟|计划"), re.compile("实|已")
_LOOKED_AT = re.compile("检查|抽查|抽检|排查|检测|走访|受理|调查|收到|发放|监测")


def _of_pair(context: ScreeningContext, i: int, stem: str) -> bool:
    """Tell whether two counts right before a rate are its whole and its part (应管A，实管B)."""
    if i < context.first + 2:
        return False
    whole, part = context.terms[i - 2], context.terms[i - 1]
    if whole.unit != part.unit or whole.is_change or re.search("[；;]", part.lead):
        return False
    if _SHOULD.search(whole.clause) and _DID.match(part.clause):
        return True
    words = [stem[k : k + 2] for k in range(len(stem) - 1)]
    named = any(word in part.clause for word in words)
    return (
        named and bool(_LOOKED_AT.search(whole.clause)) and not re.search("[未不没]", part.clause)
    )


def _exceeds(part: Term, whole: Term) -> bool:
    """Tell whether a count is certainly larger than another."""
    low, high = part.number.widest.low, whole.number.widest.high
    return low is not None and high is not None and low > high


def of_all(part: Interval, *wholes: Interval) -> Interval | None:
    """Return a part as a percentage of several counts together."""
    return percent_of(part, sum_of(*wholes))


def _of_year(claim: Term, part: Term) -> list[ScreeningResult]:
    """Hold a share of days against the days of a year; only where a whole year is spoken of."""
    if not re.search("全年|年度|[0-9]{4}年", part.passage.text):
        return []
    relations = [Relation(claim.number, (part.number,), _share_of_days(n)) for n in (365, 366)]
    return weighed("rate", relations, sure=True)


def _share_of_days(number: int) -> Compute:
    """Return how days become a percentage of so many."""

    def compute(days: Interval) -> Interval:
        return days.scaled(Fraction(100, number))

    return compute


_PLACES = ("个", "张", "间", "床", "座", "席")
"""Units of places that one person takes each."""


def _formula(
    context: ScreeningContext, i: int, counts: Iterable[str], wholes_named: Iterable[str]
) -> Iterator[ScreeningResult]:
    """Hold a rate whose two counts its name says against them."""
    claim = context.terms[i]
    before = [e for e in context.back(i) if not e.is_change and e.unit not in ("%", "")]
    parts = [e for e in before if any(w in e.around for w in counts)]
    wholes = [e for e in before if any(w in e.around for w in wholes_named)]
    relations = [
        Relation(claim.number, (part.number, whole.number), percent_of)
        for part in parts
        for whole in wholes
        if part is not whole
        and (part.unit == whole.unit or (part.unit == "人" and whole.unit in _PLACES))
    ]
    yield from weighed("rate", relations, sure=len(relations) == 1, doubtful=False)


def _plan(context: ScreeningContext, i: int) -> Iterator[ScreeningResult]:
    """Hold 完成计划的P% against what was planned and what was done."""
    claim = context.terms[i]
    if claim.lead == "的":
        plan = context.terms[i - 1]
        done = [each for each in context.back(i - 1, plan.unit, own=True) if not each.is_change]
        relations = [Relation(claim.number, (d.number, plan.number), percent_of) for d in done[:2]]
        yield from weighed("rate", relations, sure=len(done) == 1)
        return
    yield from _done_of_plan(context, i, percent_of)


def _over(context: ScreeningContext, i: int) -> Iterator[ScreeningResult]:
    """Hold 超额P% against what was planned and what was done."""

    def beyond(done: Interval, plan: Interval) -> Interval | None:
        share = percent_of(done, plan)
        return None if share is None else share - Interval.point(100)

    yield from _done_of_plan(context, i, beyond)


def _done_of_plan(context: ScreeningContext, i: int, compute: Compute) -> Iterator[ScreeningResult]:
    """Hold a share of a plan against the last two figures of one unit, plan and result."""
    claim = context.terms[i]
    before = [e for e in context.back(i, own=True) if e.unit not in ("%", "")]
    if not before:
        return
    done = before[0]
    plans = [each for each in before[1:] if each.unit == done.unit]
    if plans and re.search("计划|目标|任务", done.clause) and plans[0].k == done.k - 1:
        yield from judged("rate", Relation(claim.number, (plans[0].number, done.number), compute))
        return
    if len(plans) == 1 and (_DONE.search(done.clause) or _PLANNED.search(plans[0].clause)):
        yield from judged("rate", Relation(claim.number, (done.number, plans[0].number), compute))


def implied_wholes(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold neighbouring shares with counts against each other: one whole must fit both.

    Only shares with the same words (占, 占总数的), one after the other, are of one whole.
    """
    shares: list[tuple[Term, Term, str]] = []
    for i in range(1, len(context.terms)):
        claim, part = context.terms[i], context.terms[i - 1]
        match = _SHARE.search(claim.lead)
        if (
            claim.unit != "%"
            or not match
            or part.passage is not claim.passage
            or len(claim.lead) > 12
            or part.unit in ("%", "", "倍", "个百分点")
            or part.is_change
            or _is_bound(part)
        ):
            continue
        shares.append((part, claim, match[0]))
    for (a, p, words), (b, q, others) in pairwise(shares):
        if q.passage is not context.passage or a.unit != b.unit or others not in (words, "占"):
            continue
        if b.passage is not a.passage or "其中" in a.passage.since(p.k, b.k):
            continue
        if any(not each.is_change for each in context.back(context.at(a), a.unit)):
            continue  # their whole is printed

        def other_share(first: Interval, share: Interval, second: Interval) -> Interval | None:
            if first.low is None or first.low <= 0:
                return None
            return second * share / first

        relation = Relation(q.number, (a.number, p.number, b.number), other_share)
        if relation.fits or not _fits_a_whole(context, b, q):
            yield from judged("share", relation)


def _fits_a_whole(context: ScreeningContext, part: Term, claim: Term) -> bool:
    """Tell whether a share fits a printed whole."""
    at = context.at(part)
    siblings = listed_with(context, part)
    return any(
        Relation(claim.number, (part.number, each.number), percent_of).fits
        for each in context.back(at, part.unit)
        if each not in siblings
    )


def rates_above(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Find shares and rates above 100 % whose words allow no more."""
    for i in context.own:
        claim = context.terms[i]
        if claim.unit != "%" or claim.number.value < 100 or _PLAN.search(claim.lead):
            continue
        never = _NEVER_ABOVE.search(claim.lead) or _SHARE.search(claim.lead)
        rate = _RATE.search(claim.lead)
        if rate and not _MAY_EXCEED.search(rate["stem"]):
            never = never or rate
        low = claim.number.widest.low
        if never and low is not None and (low > 100 or claim.number.value > 100):
            message = Message("screening.above.wrong", claimed=printed(claim.number))
            yield ScreeningResult("above", "contradicts", (claim.number.place,), message)
