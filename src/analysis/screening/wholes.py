"""Parts and wholes: 其中, divided totals, totals after their items, and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from analysis.intervals import Interval, certainly_at_most
from analysis.language.messages import Message
from analysis.reading.numerals import evaluate
from analysis.screening.passages import NEAR_CHARACTERS, ScreeningContext, Term
from analysis.screening.printed_arithmetic import (
    Relation,
    all_printed,
    judged,
    printed,
    sum_of,
    weighed,
)
from analysis.screening.screening_records import ScreeningResult, Verdict

_HAN_NUMBER = "两二三四五六七八九十"
_NO_COUNT = ("%", "", "倍", "个百分点")
OVERLAPPING = re.compile(
    "女|农民工|党员|团员|少数民族|民族|青年|妇女|老年|岁|学历|困难|残疾|劳模|一线|首次|新|本科|研究生|"
    "职称|高龄|单亲|孤儿|退役|军人|代表|以上|以下|获|持证|取得|参加|通过"
)
"""Words for what the same people or things may be at once."""
OVERLAP_SAID = re.compile(
    "重叠|重复|交叉|兼有|同时属|同时享|未剔除|不剔除|含前述|含上述|含前者|可多选|多选|最多选|任选"
)
"""Words that say that the parts of a list have something in common."""
_AT_ONCE = re.compile("以上的|新建|新增|首次|困难|示范|先进|获")
_TOTAL = re.compile(
    rf"(?:(?P<n>[0-9]+|[{_HAN_NUMBER}]+)(?:大)?(?:个)?"
    r"(?:项|类|者|批|次|期|笔|部分|方面|地|市|县|区|级|种|家|支|轮|季度|处)?[^，,。；;0-9]{0,4}?)?"
    r"(?P<word>合计|共计|总计|总共|一共|相加|加起来|之和|总额|总数|总量|总收入|总支出|总人数|总投入|总面积|总产量|共)(?:为|达到|达|约|是|完成|有|投入|发放|支出)*"
    r"[^，,；;。0-9]{0,5}$"
)
_COUNTED = re.compile(
    r"^(?:[^，,；;。0-9]{0,4})(?:合计|共计|总计|总共|相加|加起来|之和|共)[^，,；;]{0,6}$"
)
_CLOSED = re.compile(
    rf"(?:以上|这|上述)?[{_HAN_NUMBER}]+(?:项|类|者|部分|级)[^，,。；;0-9]{{0,4}}(?:相加|之和|合计|共计|总计)"
)
_DIVIDED = re.compile(r"分别(?:为|是|有)?|分为|分成|包括|由.{0,6}组成|[：:]")
_REST = re.compile(r"其余|其他|其它|剩余|余下|另外")
_VERB = re.compile(
    "发放|投入|走访|慰问|培训|开展|举办|建成|新建|资助|救助|帮扶|筹集|组织|完成|实现|受理|办结|为|给|向|"
    "使|让|累计|全年|共|带动|覆盖|惠及|服务|涉及|挽回|达到|总数|平均|人均|户均|均|每"
)
_OF = re.compile(r"其中|内有|里有|当中(?=[^，,])")
_SEMICOLON = re.compile("[；;]")
_COMPLETE = (
    ("男", "女"), ("出口", "进口"), ("城镇", "农村"), ("城镇", "乡村"), ("城市", "农村"),
    ("上半年", "下半年"), ("国有", "非国有"), ("第一产业", "第二产业", "第三产业"),
    ("集中供养", "分散供养"), ("在职", "退休"), ("夏粮", "秋粮"), ("合格", "不合格"),
    ("线上", "线下"), ("省内", "省外"), ("境内", "境外"), ("中央", "地方"), ("专职", "兼职"),
    ("有效票", "无效票"), ("达标", "未达标"), ("优秀", "良好", "合格", "不合格"),
    ("一季度", "二季度", "三季度", "四季度"), ("前端", "后端"), ("公办", "民办"),
)  # fmt: skip
"""Words that divide a thing completely."""
DIVIDED_BY = "|".join(words[-1] for words in _COMPLETE)
"""The last of the words of each set: a sentence without any names no set."""
_LOOSE = frozenset(("专职", "优秀", "在职", "线上", "中央"))
"""First words of sets that need not be complete: only more than the whole is wrong."""
_PERIODS = (
    ("上半年", ("一季度", "二季度")), ("上半年", ("第一季度", "第二季度")),
    ("全年", ("上半年", "下半年")), ("下半年", ("三季度", "四季度")),
    ("全年", ("一季度", "二季度", "三季度", "四季度")),
)  # fmt: skip
_LEFT = re.compile(
    r"(?:其余|剩下|尚余|遗留|剩余|余下|尚有|还剩|还有|结余|仍有|节余|请假|缺席|未到|不合格|未办结|未完成|未整改|在办)"
    r"[^，,。；;0-9]{0,6}$"
)
_LEFT_AFTER = re.compile(r"^[^，,。；;0-9]{0,4}(?:正在|尚未|未|仍在|待)[^，,。；;0-9]{1,6}")
_CARRIED = re.compile("上年结[余转存]|上年末结|年初结|期初|上期结")
"""What was carried over belongs to the account too (`analysis.screening.balances`)."""
_LEFT_OPEN = re.compile(r"^[^，,。；;0-9]{0,2}(?:跨年|结转|延期|在审|在办|在建|顺延)")


def of_which(context: ScreeningContext, part: Term) -> Term | None:
    """Return the whole that 其中 before a figure of this sentence refers to, if there is one."""
    at = context.at(part)
    for i in range(at, max(context.first, at - NEAR_CHARACTERS) - 1, -1):
        term = context.terms[i]
        if _OF.search(term.lead) and term.unit == part.unit:
            wholes = [each for each in context.back(i, part.unit) if not each.is_change]
            return wholes[0] if wholes else None
        if _OF.search(term.lead):
            continue
    return None


def listed_with(context: ScreeningContext, part: Term) -> list[Term]:
    """Return the items of the list after 其中 that a figure is in, where it is not the first."""
    at = context.at(part)
    for i in range(at, max(context.first, at - NEAR_CHARACTERS) - 1, -1):
        if _OF.search(context.terms[i].lead):
            run = _run(context, i, part.unit)
            return run if part in run else []
    return []


def parts_of_wholes(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold the figures after 其中 against their whole, one by one and together."""
    for i in context.own:
        begin = context.terms[i]
        if not _OF.search(begin.lead):
            continue
        units = dict.fromkeys(
            each.unit
            for each in context.terms[i : i + NEAR_CHARACTERS]
            if each.unit not in _NO_COUNT
        )
        for unit in list(units)[:3]:
            yield from _divided(context, i, unit)


_SAME_THING = re.compile(r"^[，,][^，,；;。0-9]{1,12}(?:的|者)(?:有|达|为|共)?$")
_ALL_THERE_ARE = re.compile(
    "在册|在编|在岗|在职|在校|登记|注册|现有|共有|应到|应|报名|参赛|参观|持证|总|全[村市县区镇校]"
)


def most_of_counts(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold a number against that which it is said to be most or part of (A人，占B人的大多数)."""
    for i in context.own:
        whole = context.terms[i]
        if i == context.first or whole.unit in _NO_COUNT or not whole.tail.startswith("的"):
            continue
        part = context.terms[i - 1]
        if not re.match("[，,]?(?:约|已)?占", whole.lead) or part.unit != whole.unit:
            continue
        if not (part.is_change or whole.is_change):
            yield from _part(part, [whole], first=False)


def those_who(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold a number of those who do something against all of them right before (A户，参加的B户)."""
    for i in context.own:
        part = context.terms[i]
        if i == context.first or not _SAME_THING.match(part.lead) or part.unit in _NO_COUNT:
            continue
        whole = context.terms[i - 1]
        if whole.unit != part.unit or whole.is_change or part.is_change or whole.is_mean:
            continue
        if re.search("另|外|其他|新|未", part.lead) or not _ALL_THERE_ARE.search(whole.clause):
            continue
        yield from _part(part, [whole], first=False)


def _divided(context: ScreeningContext, i: int, unit: str) -> Iterator[ScreeningResult]:
    """Hold the figures of one unit after 其中 against the whole of that unit."""
    run = _run(context, i, unit)
    wholes = [each for each in context.back(i, unit) if not each.is_change and not each.is_mean]
    own = [each for each in wholes if each.passage is context.passage]
    wholes = own or wholes
    together = context.terms[i]
    if not run and own and together.unit == unit and not together.is_change:
        if _TOTAL.search(together.lead):  # 其中甲、乙合计
            yield from _part(together, own, first=True)
        return
    if not run or not wholes or (run[0] is not context.terms[i] and not own):
        return
    for part in run:
        yield from _part(part, wholes, first=part is run[0])
    if len(run) >= 2:
        yield from _together(context, run, wholes, begins="其中")


def _run(context: ScreeningContext, i: int, unit: str) -> list[Term]:
    """Return the items of one unit from a figure on, up to where the list ends."""
    found: list[Term] = []
    semicolons: bool | None = None
    for k in range(i, min(i + 2 * NEAR_CHARACTERS, len(context.terms))):
        each = context.terms[k]
        semicolon = bool(_SEMICOLON.search(each.lead))
        if k > i and _OF.search(each.lead):
            break
        if found and semicolon and context.terms[k - 1].unit == "%" and semicolons is None:
            break
        if found and semicolon:
            if semicolons is False and each.unit == unit:
                break
            semicolons = True
        if each.unit != unit or each.is_change:
            continue
        if re.search("占|比|较|超|累计|历年|至今", each.clause) or _TOTAL.search(each.lead):
            if k == i:
                return []
            break
        if found:
            separator = re.split("[，,；;、]", each.lead)[-1]
            if re.search("[，,；;]", each.lead) and _VERB.search(separator):
                break
            if len(separator) > 16:
                break
            if semicolons is None:
                semicolons = False
        found.append(each)
    return found


def _part(part: Term, wholes: Sequence[Term], *, first: bool) -> list[ScreeningResult]:
    """Compare a part with its whole: the nearest number, but no earlier one may be as large.

    Right behind a whole that is named alone (党员46名，其中女党员…) 其中 means nothing before it.
    """
    if part.number.usual.low is None:
        return []
    whole = wholes[0].number
    room = any(_at_most(part.number.widest, each.number.widest) for each in wholes)
    places = tuple(sorted((part.number.place, whole.place)))
    fields = {"part": printed(part.number), "whole": printed(whole)}
    if certainly_at_most(part.number.usual, whole.usual):
        return [ScreeningResult("part", "holds", places, Message("screening.part.holds", **fields))]
    verdict: Verdict = "contradicts"
    if room:
        alone = "、" not in wholes[0].lead[:1] and re.match("[一-鿿]?[，,]其中", part.lead)
        if not (first and alone and shares_noun(wholes[0], [part])):
            return []
        if _at_most(part.number.widest, whole.widest):
            return []
        verdict = "unusual"
    return [ScreeningResult("part", verdict, places, Message("screening.part.wrong", **fields))]


def _at_most(part: Interval, whole: Interval) -> bool:
    """Tell whether a part can be no larger than its whole."""
    return part.low is None or whole.high is None or part.low <= whole.high


def _together(
    context: ScreeningContext, run: Sequence[Term], wholes: Sequence[Term], *, begins: str
) -> Iterator[ScreeningResult]:
    """Add up the items of a list beside their whole."""
    several = any(each.clause.endswith("各") for each in run)  # so many of each of several
    if several or OVERLAP_SAID.search(run[0].passage.text):
        return
    numbers = tuple(each.number for each in run)
    relations = [Relation(each.number, numbers, sum_of) for each in wholes]
    if all_but_the_last(wholes[0], run):
        return
    if any(relation.fits for relation in relations):
        yield from weighed("sum", relations, sure=False)
        return
    leads = "".join(re.split("[，,；;]", each.lead)[-1] for each in run)
    after = run[-1].tail
    closed = bool(
        _CLOSED.search(after) or _REST.search(run[-1].clause) or begins == "分别" or _whole_set(run)
    )
    people = run[0].unit in ("人", "人次", "户")
    several = bool((OVERLAPPING if people else _AT_ONCE).search(leads))
    more = not any(_at_most(sum_of(*(n.widest for n in numbers)), w.number.widest) for w in wholes)
    sure = more and not several
    if sure or (closed and (more or not several or _whole_set(run))):
        yield from judged("sum", relations[0])


def all_but_the_last(whole: Term, run: Sequence[Term]) -> bool:
    """Tell whether the first figures of a list give the total alone: what follows is beside it."""
    numbers = [each.number for each in run]
    return any(
        Relation(whole.number, tuple(numbers[:n]), sum_of).agrees for n in range(2, len(numbers))
    )


def _whole_set(run: Sequence[Term]) -> bool:
    """Tell whether the items are all those into which their words divide a thing."""
    clauses = [each.around for each in run]
    return any(
        len(words) == len(run)
        and words[0] not in _LOOSE
        and all(sum(word in clause for clause in clauses) >= 1 for word in words)
        for words in _COMPLETE
    )


def complete_sets(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Add up figures whose words divide a thing completely, beside the whole around them."""
    for words in _COMPLETE:
        if not all(word in context.passage.text for word in words):
            continue
        found = [_named(context, word, words) for word in words]
        if any(each is None for each in found):
            continue
        items = [each for each in found if each is not None]
        unit = items[0].unit
        if {each.unit for each in items} != {unit} or unit in ("", "倍", "个百分点"):
            continue
        if len({each.number.place for each in items}) != len(items):
            continue
        if any(each.is_mean or "率" in each.clause for each in items):
            continue
        first = min(context.at(each) for each in items)
        last = max(context.at(each) for each in items)
        if unit == "%":
            yield from _hundred(items, words)
            continue
        between = context.terms[context.first : last + 1]
        if any(each.unit == unit and _OF.search(each.lead) for each in between):
            continue  # the rule of 其中 adds them up
        before = [e for e in context.back(first, unit) if not e.is_change and not e.is_mean]
        before = [e for e in before if not e.tail.startswith("）")]  # beside something else
        after = [
            each for each in context.terms[last + 1 : last + 3]
            if each.unit == unit and _TOTAL.search(each.lead)
        ]  # fmt: skip
        numbers = tuple(each.number for each in items)
        relations = [Relation(each.number, numbers, sum_of) for each in (*after, *before)]
        own = [each for each in before if each.passage is context.passage]
        sure = bool(after) or (len(own) == 1 and shares_noun(own[0], items))
        more = not any(
            _at_most(sum_of(*(n.widest for n in numbers)), r.claimed.widest) for r in relations
        )
        if words[0] in _LOOSE and not more:
            sure = False
        near = [each for each in before if each.passage is not context.passage]
        loose = words[0] in _LOOSE and not (own and shares_noun(own[0], items))
        doubtful = (bool(own) and not loose) or (
            bool(near) and (more or shares_noun(near[0], items))
        )
        yield from weighed("sum", relations, sure=sure, doubtful=doubtful)


def shares_noun(whole: Term, items: Sequence[Term]) -> bool:
    """Tell whether the words around a whole are also around one of its items."""
    return any(
        whole.around[k : k + 2] in item.around
        for item in items
        for k in range(len(whole.around) - 1)
        if re.fullmatch("[一-鿿]{2}", whole.around[k : k + 2])
    )


def _hundred(items: Sequence[Term], words: Sequence[str]) -> Iterator[ScreeningResult]:
    """Hold the shares of a thing divided completely against 100 %."""
    if any("率" in each.lead or each.is_change for each in items) or words[0] in _LOOSE - {"在职"}:
        return
    if not all("占" in each.lead for each in items):
        return
    if any(each.lead != items[0].lead and "其中" in each.lead for each in items):
        return
    usual = sum_of(*(each.number.usual for each in items))
    widest = sum_of(*(each.number.widest for each in items))
    places = tuple(sorted(each.number.place for each in items))
    fields = {"inputs": all_printed([each.number for each in items])}
    if usual.contains(100):
        yield ScreeningResult(
            "shares", "holds", places, Message("screening.shares.holds", **fields)
        )
    elif widest.low is not None and widest.low > 100:
        yield ScreeningResult(
            "shares", "contradicts", places, Message("screening.shares.wrong", **fields)
        )


def _named(context: ScreeningContext, word: str, words: Sequence[str]) -> Term | None:
    """Return the one figure of the sentence that a word stands beside, if there is exactly one."""
    found = []
    for i in context.own:
        each = context.terms[i]
        before = each.clause
        if word.startswith(("上", "下", "一", "二", "三", "四")):
            before = each.around
        others = [other for other in words if other != word and other not in word]
        bare = before
        for longer in words:
            if longer != word and word in longer:
                bare = bare.replace(longer, "")
        if word in bare.replace("非" + word, "").replace("未" + word, "") and not any(
            other in before for other in others
        ):
            if each.is_change or ("占" in each.clause and each.unit != "%"):
                continue
            found.append(each)
    counts = [each for each in found if each.unit not in _NO_COUNT]
    if len(counts) == 1:
        return counts[0]
    return found[0] if len(found) == 1 else None


def totals(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Add up lists beside the total that the words name (三项合计) or divide (分别为)."""
    for i in context.own:
        whole = context.terms[i]
        if whole.unit in _NO_COUNT:
            continue
        yield from _total_after(context, i)
        yield from _total_before(context, i)


def _total_after(context: ScreeningContext, i: int) -> Iterator[ScreeningResult]:
    """Add up the items before a total."""
    whole = context.terms[i]
    match = _TOTAL.search(whole.lead)
    number = _counted(context, i, match)
    if not match and number is None:
        return
    end = i
    if number is not None and i and context.terms[i - 1].unit != whole.unit:
        end = i if match and match["n"] else i - 1
    items = _addends(context, end, whole.unit)
    if number is None and any(_TOTAL.search(each.lead) for each in items):
        return  # they have their own total
    if items and re.search("加上|连同|另加", items[0].lead):
        return  # what they are added to stands before
    if number is None and match and len(items) >= 2 and match["word"] != "共":
        runs = [items[k:] for k in range(len(items) - 1)]
        relations = [_sum(whole, run) for run in runs]
        tight = all(len(re.split("[，,；;、]", each.lead)[-1]) <= 12 for each in items[1:])
        over = not _at_most(relations[0].at_most or Interval(), whole.number.widest)
        sure = over and tight and len(items) <= 6
        if match["word"].startswith("总") and match["word"] not in ("总计", "总共"):
            kind = whole.clause.split(match["word"])[0][-1:]
            if match["word"][-1] in "入出数积" and match["word"] != "总数":
                if len(items) >= 3 and tight and not re.search("比|较|由|从", whole.clause):
                    yield from weighed("sum", relations[:1], sure=over)
                return
            if (
                re.search("比|较|由|从", whole.clause)
                or not kind
                or not all(kind in each.around for each in items)
            ):
                return  # a stock beside what was added to it
            relations = relations[:1]
        yield from weighed("sum", relations, sure=sure)
    elif number is not None and len(items) >= number >= 2:
        run = items[-int(number) :]
        yield from judged("sum", _sum(whole, run))
    elif number is None and match and match["word"] == "共" and len(items) >= 2:
        relations = [_sum(whole, items[k:]) for k in range(len(items) - 1)]
        yield from weighed("sum", relations, sure=False, doubtful=False)


def _sum(whole: Term, items: Sequence[Term]) -> Relation:
    return Relation(whole.number, tuple(each.number for each in items), sum_of)


def _counted(context: ScreeningContext, i: int, match: re.Match[str] | None) -> Fraction | None:
    """Return how many numbers a total says that it adds up (三笔合计), where it says so."""
    whole = context.terms[i]
    if match and match["n"]:
        value = evaluate(match["n"])
        return None if value is None else Fraction(value)
    if i > context.first and _COUNTED.match(whole.lead):
        before = context.terms[i - 1]
        if before.unit != whole.unit and before.number.value <= NEAR_CHARACTERS:
            return before.number.value
    return None


def _addends(context: ScreeningContext, end: int, unit: str) -> list[Term]:
    """Return the figures of one unit before a total, in one part of the sentence."""
    found: list[Term] = []
    for each in context.back(end, own=True):
        if each.unit == unit and not (each.is_change or each.is_mean):
            found.insert(0, each)
        elif (
            found and each.unit not in ("%", "个百分点") and not re.search("[、，,]", found[0].lead)
        ):
            break
        if each.unit == unit and (_SEMICOLON.search(each.lead) and len(found) > 1):
            break
        if each.unit == unit and re.search("其中|共", each.lead) and len(found) > 1:
            break
    return found


def _total_before(context: ScreeningContext, i: int) -> Iterator[ScreeningResult]:
    """Add up the items that follow a total after 分别为 or a colon."""
    whole = context.terms[i]
    divided = _DIVIDED.search(whole.tail)
    if not divided or i + 2 >= len(context.terms) or re.search("其中", whole.tail):
        return
    if re.search("[，,][^，,]{0,4}(?:支出|收入|使用|其余|剩余)$", whole.tail[: divided.start()]):
        return  # something else is divided
    unit = context.terms[i + 1].unit
    if unit != whole.unit and not (unit and unit in divided.string[: divided.start()]):
        return  # 42个小项：径赛18项
    run = _run(context, i + 1, unit)
    if len(run) < 2 or run[0] is not context.terms[i + 1]:
        return
    if divided[0].startswith("分别"):
        yield from _together(context, run, [whole], begins="分别")
    else:
        yield from _together(context, run, [whole], begins="")


def periods(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Add up parts of a year beside the whole that is printed for it."""
    text = "".join({each.passage.start: each.passage.text for each in context.terms}.values())
    for whole_word, words in _PERIODS:
        if whole_word not in text or any(word not in text for word in words):
            continue
        items = [_at_period(context, word) for word in words]
        wholes = _at_period(context, whole_word)
        if wholes is None or any(each is None for each in items):
            continue
        numbers = [each for each in items if each is not None]
        alike = {each.unit for each in numbers} == {wholes.unit} and wholes.unit not in _NO_COUNT
        if alike and context.passage in (wholes.passage, numbers[-1].passage):
            yield from judged("sum", _sum(wholes, numbers))
            return


def _at_period(context: ScreeningContext, word: str) -> Term | None:
    """Return the one figure in whose clause, or after whose clause, a part of the year is named."""
    found = [
        each
        for each in context.terms
        if re.search(rf"(?<![一-鿿]前)(?<!第){word}", each.clause) and not each.is_change
    ]
    if found and found[0].unit == "%":
        return None
    return found[0] if len({each.clause for each in found}) == 1 else None


def left_over(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold what is said to be left against the whole without its other parts."""
    for i in context.own:
        rest = context.terms[i]
        if rest.unit in _NO_COUNT or rest.is_change:
            continue
        after = _LEFT_AFTER.match(rest.tail)
        if not (
            _LEFT.search(rest.lead)
            or (after and re.search("尚|还|仍", rest.lead))
            or _LEFT_OPEN.match(rest.tail)
        ):
            continue
        if "其中" in rest.lead or _CARRIED.search(context.passage.text):
            continue
        before = [e for e in context.back(i, rest.unit) if not e.is_change and not e.is_mean]
        if len(before) < 2:
            continue
        relations = []
        for w in range(1, min(len(before), 6)):
            whole = before[w]
            relations.append(_difference(rest, whole, before[:w]))
            if w > 1:
                relations += [_difference(rest, whole, [part]) for part in before[:w]]
        own = [each for each in before if each.passage is context.passage]
        sure = len(own) == 2 or (len(before) == 2 and len(own) == 1)
        yield from weighed("sum", relations, sure=sure, doubtful=False)


def _difference(rest: Term, whole: Term, others: Sequence[Term]) -> Relation:
    """Return the relation of what is left to a whole and its other parts."""

    def minus(first: Interval, *taken: Interval) -> Interval:
        return first - sum_of(*taken)

    return Relation(rest.number, (whole.number, *(each.number for each in others)), minus, "less")
