"""Totals that a list or a table divides: behind a colon, in brackets, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from analysis.reading.numerals import evaluate
from analysis.screening.passages import Passage, ScreeningContext, Term
from analysis.screening.printed_arithmetic import Relation, judged, sum_of, weighed
from analysis.screening.screening_records import ScreeningResult
from analysis.screening.wholes import OVERLAP_SAID, OVERLAPPING, all_but_the_last

_NO_SUM = ("%", "", "倍", "个百分点")
_COMPLETE = re.compile(
    r"按[^，；。]{0,10}(?:分|划分|统计|计|看)|分(?:为|成|别)|分$|具体|如下|明细|构成|组成|列支情况|从[^，；。]{1,8}[分看]|以下[几各]?个?方面|几个方面|去向|分项|分布|"
    r"用于：|用途|统计为|全部用于|来自：|来源：|均用于"
)
"""Words behind which all parts of a total are named."""
_BEGINS = re.compile(r"其中|包括|[：（]|——|分|由|计有|包含|来自")
_ALL_NAMED = (
    (re.compile("前[两二三四五半]年"), re.compile("后[两二三四五半]年")),
    (re.compile("上半年"), re.compile("下半年")),
    (re.compile("(?<!子)女"), re.compile("男")),
    (re.compile("城区|城镇|城市"), re.compile("农村|乡村")),
    (re.compile("新建|新开|新增"), re.compile("改造|改建|扩建|提升|续建")),
    (re.compile("线上|网上"), re.compile("线下|现场")),
    (re.compile("公办"), re.compile("民办")),
    (re.compile("在职"), re.compile("退休")),
    (re.compile("财政|政府"), re.compile("社会|自筹|企业")),
)
"""Pairs of labels that leave nothing else."""
_CONTINUES = re.compile(
    r"(?!(?:支出|收入|其余|剩余))(?:[（：]|[^：（]{0,8}(?:其中|按|具体|分|包括|如下|主要|——|用于|构成|组成|来自|由|计有|包含)"
    r"|[^：（]{0,14}[：（]|[^，：（]{0,6}$)"
)
"""Beginnings of the words that lead on from a total to its parts."""
_MADE_OF = re.compile("[^，。；]{0,4}(?:构成|组成|[两三四五]块|[两三四五]部分)")
_RESTS = re.compile("其余|其他|其它|余下|剩余")
_NESTED = re.compile("其中|重叠|重复|交叉|兼有|同时|累计|历年|均为|都是|含|占")
_MOVES = re.compile(
    "比上|比去|较|增[长加]|减少|退[出库]|注销|报废|关停|同比|净增|净减|[至到]$|率|平均|人均|户均|每|结余|结转|剩|超过|上年"
)
_COLLOQUIAL = re.compile("[一两二三四五六七八九十]块")
"""So many pieces, and no money."""
_LABEL_LONG = 20
_ITEMS_MOST = 14
_TOTAL_ROW = re.compile(r"^[\s|｜]*(?:合计|总计|共计|小计)[^0-9]{0,6}$")
_ROW = re.compile(
    r"^[\s|｜]*(?:[0-9一二三四五六七八九十]{1,2}[.．、)）]|[（(][0-9一二三四五六七八九十]{1,2}[)）])?[\s]*"
)


class _Listed(NamedTuple):
    """The parts of a list, the words before it, and whether it ends there."""

    items: tuple[Term, ...]
    intro: str
    ended: bool


def listed_parts(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Add up the parts that a sentence names behind a total."""
    own = [context.terms[i] for i in context.own]
    for k, whole in enumerate(own[:-2]):
        if whole.unit in _NO_SUM or whole.is_change or whole.is_mean:
            continue
        if _COLLOQUIAL.fullmatch(whole.number.literal):
            continue
        listed = _by_number(own, k) or _parts(own, k)
        if listed is not None:
            yield from _added(whole, listed)
        elif k == 0:
            yield from _right_behind(own)


_PROCESS = re.compile(
    "整改|完成|办结|审结|受理|结案|发放|培训|检查|走访|开展|举办|组织|参加|使用|收回|报名|实到|通过|合格|"
    "分别|用于|支出|收入|发现|查处|破获|调解|已|新增|新建|获|取得|服务|惠及|带动|覆盖"
)
_CLOSE = Fraction(15, 100)


def _right_behind(own: Sequence[Term]) -> Iterator[ScreeningResult]:
    """Hold a total against the kinds that fill the rest of its sentence (A户，甲B户，乙C户)."""
    whole, items = own[0], own[1:]
    labels = [re.split("[，,；;、：（]", each.lead)[-1] for each in items]
    alike = all(each.unit == whole.unit and not each.is_change for each in items)
    words = "".join(labels)
    if (
        len(items) < 3
        or _LISTS.match(whole.lead)
        or not alike
        or not all(labels)
        or _PROCESS.search(words)
    ):
        return
    if _MOVES.search(words) or _NESTED.search(words) or OVERLAP_SAID.search(whole.passage.text):
        return
    if OVERLAPPING.search(words) or max(map(len, labels)) > _LABEL_SHORT:
        return
    relation = Relation(whole.number, tuple(each.number for each in items), sum_of)
    total = sum(each.number.value for each in items)
    if relation.fits or abs(total - whole.number.value) <= _CLOSE * whole.number.value:
        yield from judged("sum", relation, "unusual")


_LABEL_SHORT = 8


def _in_label(own: Sequence[Term], k: int, unit: str) -> bool:
    """Tell whether a figure belongs to the name of the next (110千伏工程9800万元)."""
    each = own[k]
    if k + 1 >= len(own) or each.unit in (unit, "%") or own[k + 1].unit != unit:
        return False
    return bool(re.fullmatch("[一-鿿]{2,12}", each.tail)) and not re.search(
        "共|[投总分为]", each.tail
    )


def _by_number(own: Sequence[Term], k: int) -> _Listed | None:
    """Return the first figures behind 一是, 二是 … where these follow a total and its colon."""
    whole = own[k]
    text = whole.passage.text
    start = whole.number.end - whole.passage.start
    marks = list(_NUMBERED.finditer(text, start))
    intro = text[start : marks[0].start()] if marks else ""
    ordered = [match[1] for match in marks] == list("一二三四五六七八九"[: len(marks)])
    if len(marks) < 2 or not ordered or not re.search("[：:]$", intro) or len(intro) > _LABEL_LONG:
        return None
    ends = [*(match.start() for match in marks[1:]), len(text)]
    items: list[Term] = []
    for match, end in zip(marks, ends, strict=True):
        inside = [
            each
            for each in own[k + 1 :]
            if match.end() <= each.number.start - whole.passage.start < end
        ]
        alike = [each for each in inside if each.unit == whole.unit]
        if len(alike) != 1 or alike[0].is_change or alike[0].is_mean:
            return None
        items.append(alike[0])
    said = re.search("([二两三四五六七八九])[个项块条笔类种部]", intro)
    number = evaluate(said[1]) if said else None
    return _Listed(tuple(items), intro + "具体", ended=True) if number == len(items) else None


_NUMBERED = re.compile("([一二三四五六七八九])是")


_OWN_TOTAL = re.compile("共|合计|总计|小计|加起来|相加|之和")


def _parts(own: Sequence[Term], k: int) -> _Listed | None:
    """Return the parts of a total that follow it, with labels and nothing between them."""
    whole = own[k]
    intro = whole.tail
    first = k + 1
    counted = None
    if _in_label(own, first, whole.unit):
        first += 1
    divided = re.search("分$|分为$|分成$", own[first].lead)
    if own[first].unit != whole.unit or divided:
        counted = own[first]
        few = counted.unit != "%" and counted.number.value <= _ITEMS_MOST
        if not (
            few and re.search("分|[，：]$|包括|来自|由|通过|用于|设|列", intro)
        ) or first + 1 >= len(own):
            return None
        intro += counted.number.literal + counted.tail
        first += 1
    if re.match("[、和及]", intro):
        return None  # itself one of a list
    if not _BEGINS.search(intro) or re.search("[；;](?!其中)", intro):
        return None
    if not _CONTINUES.match(re.split("[，,；;]", intro)[-1]):
        return None  # the list is of something else
    bracket = "（" in intro and "）" not in intro
    items: list[Term] = []
    ended = True
    for at, each in enumerate(own[first:], first):
        if each.unit == "%" and items and _SHARE_OF_ITEM.fullmatch(each.lead):
            continue
        if _in_label(own, at, whole.unit):
            continue
        label = re.split("[，,；;、：（]|以及|和|及", each.lead.rstrip("：为达有是共计约"))[-1]
        broken = (
            each.unit != whole.unit
            or len(label) > _LABEL_LONG
            or (items and not re.match("[，,；;、）（和及]|以及|占", each.lead))
            or (items and bracket and "）" in each.lead and "（" not in each.lead)
            or _MOVES.search(label)
            or _OWN_TOTAL.search(each.lead)
            or (items and _NESTED.search(each.lead))
        )
        if broken:
            ended = each.unit != whole.unit or bool(re.search("[。；;）]|其中", each.lead))
            break
        items.append(each)
    if len(items) < 2:
        return None
    if counted is not None:
        intro += "具体" if counted.number.value == len(items) else "?"
    return _Listed(tuple(items[:_ITEMS_MOST]), intro, ended)


def parts_of_earlier(sentences: Sequence[Passage]) -> Iterator[ScreeningResult]:
    """Add up the parts that a sentence names of a total in a sentence before it (分货种，…)."""
    for k, passage in enumerate(sentences):
        own = list(passage.terms)
        if k and len(own) > 1 and own[0].unit not in _NO_SUM:
            earlier = [
                term
                for each in reversed(sentences[max(0, k - _EARLIER) : k])
                for term in each.terms
            ]
            yield from _of_earlier(own, earlier)


_EARLIER = 4
"""Sentences before a list in which its total may stand."""


_OF_QUARTERS = {
    2: re.compile("上半年|1[—至-]6月|下半年"),
    3: re.compile("前三季度|1[—至-]9月"),
    4: re.compile("全年|年度|[0-9]{4}年"),
}
"""Words of the time that so many quarters are."""


def _of_earlier(own: Sequence[Term], earlier: Sequence[Term]) -> Iterator[ScreeningResult]:
    """Hold the parts that a sentence names against the totals before it."""
    unit = own[0].unit
    listed = bool(_LISTS.match(own[0].lead))
    quarters = sum("季度" in each.lead for each in own)
    if quarters == len(own):
        wanted = _OF_QUARTERS.get(quarters)
        wholes = [w for w in earlier if wanted and w.unit == unit and wanted.search(w.passage.text)]
        relations = [Relation(w.number, tuple(e.number for e in own), sum_of) for w in wholes]
        yield from weighed("sum", relations, sure=bool(wholes), doubtful=False)
        return
    if not listed and not _same_kind(own):
        return
    items = [own[0]]
    ended = True
    for each in own[1:]:
        if each.unit == "%" and _SHARE_OF_ITEM.fullmatch(each.lead):
            continue
        label = re.split("[，,；;、：（]|以及|和|及", each.lead)[-1]
        if each.unit != unit or _MOVES.search(label) or re.search("共|合计|总计", each.lead):
            ended = each.unit != unit
            break
        items.append(each)
    wholes = [w for w in earlier if w.unit == unit and not (w.is_change or w.is_mean)]
    if not listed:
        end = re.split("[，,；;、：（]", items[0].lead)[-1][-2:]
        wholes = [w for w in wholes if end in w.around]
    labels = "".join(each.lead for each in items)
    people = unit in ("人", "人次", "户")
    several = people and OVERLAPPING.search(labels) and not re.search("年龄|岁", labels)
    if len(items) < 2 or not wholes or several or OVERLAP_SAID.search(own[0].passage.text):
        return
    numbers = tuple(each.number for each in items)
    relations = [Relation(w.number, numbers, sum_of) for w in wholes]
    least = sum_of(*(n.widest for n in numbers)).low
    highest = [w.number.widest.high for w in wholes]
    more = least is not None and all(high is not None and least > high for high in highest)
    complete = listed and ended
    if own[0].lead.lstrip().startswith("其中"):
        complete = complete and bool(_RESTS.search(re.split("[，、；]", items[-1].lead)[-1]))
    yield from weighed("sum", relations, sure=complete or more, doubtful=False)


_LISTS = re.compile(
    r"\s*(?:其中[，：]?|按[^，。；0-9]{1,12}(?:分|划分|看|统计)[，：]?|分[^，。；0-9]{1,6}(?:看|统计)?[，：]|从[^，。；0-9]{1,8}看[，：])"
)


_SHARE_OF_ITEM = re.compile(r"[，、（(]*(?:约?占(?:比|总[数量额])?|比重|比例)?[为达约]*")


def _same_kind(own: Sequence[Term]) -> bool:
    """Tell whether at least three figures are of kinds of one thing (车辆火灾、森林火灾)."""
    labels = [re.split("[，,；;、：（]", each.lead)[-1] for each in own]
    ends = {label[-2:] for label in labels}
    return len(own) >= 3 and len(ends) == 1 and len(labels[0]) > 2 and len(set(labels)) == len(own)


def _added(whole: Term, listed: _Listed) -> Iterator[ScreeningResult]:
    """Hold the parts of a list against their total."""
    items, intro, ended = listed
    if any(each.clause.endswith("各") for each in items):
        return  # so many of each of several
    numbers = tuple(each.number for each in items)
    relation = Relation(whole.number, numbers, sum_of)
    if relation.fits:
        yield from judged("sum", relation)
        return
    if not intro.endswith("具体") and all_but_the_last(whole, items):
        return
    labels = [each.lead for each in items]
    text = whole.passage.text
    if _NESTED.search("".join(labels[1:])) or OVERLAP_SAID.search(text):
        return
    people = "其中" in intro and whole.unit in ("人", "人次", "户")
    divided = any(_both(pair, labels) for pair in _ALL_NAMED)
    if people and OVERLAPPING.search("".join(labels)) and not divided:
        return
    total, claimed = sum_of(*(n.widest for n in numbers)), whole.number.widest
    more = total.low is not None and claimed.high is not None and total.low > claimed.high
    complete = (
        bool(_COMPLETE.search(intro))
        or bool(_RESTS.search(labels[-1]))
        or (len(items) == 2 and divided)
        or _numbered(labels)
        or bool(re.search("计有|分别有", intro))
        or bool(_MADE_OF.match(items[-1].tail))
    )
    counted = complete and ended and "?" not in intro
    if counted or (more and ("其中" not in intro or len(items) <= 6)):
        yield from judged("sum", relation)
    elif "（" in intro and ended and len(items) >= 3 and "等" not in text:
        yield from judged("sum", relation, "unusual")


def _numbered(labels: Sequence[str]) -> bool:
    """Tell whether the parts are numbered from the first on (第一批, 第二批)."""
    found = [re.search("第([一二三四五六七八九])(?!产业)|首", label) for label in labels]
    return len(labels) > 1 and all(
        match and (match[1] or "一") == "一二三四五六七八九"[k] for k, match in enumerate(found[:9])
    )


def _both(pair: tuple[re.Pattern[str], re.Pattern[str]], labels: Sequence[str]) -> bool:
    """Tell whether one label is of the first kind and another of the second."""
    return any(
        pair[0].search(a) and pair[1].search(b) for a in labels for b in labels if a is not b
    )


def rows_of_tables(sentences: Sequence[Passage]) -> Iterator[ScreeningResult]:
    """Add up the rows of a table beside the total before them, or in their last row."""
    for k, passage in enumerate(sentences):
        rows: list[Term] = []
        whole = passage.terms[-1]
        if re.search(r"[：:]\s*$|如下[。：:]?\s*$", passage.text) and whole.unit not in _NO_SUM:
            rows = _rows(sentences, k + 1, whole.unit)
            if len(rows) >= 2 and not whole.is_change:
                listed = _Listed(tuple(rows), whole.tail + "：具体", ended=True)
                yield from _added(whole, listed)
        if _TOTAL_ROW.match(_before_first(passage)):
            total = passage.terms[0]
            rows = _rows_before(sentences, k, total.unit)
            if len(rows) >= 2:
                yield from judged(
                    "sum", Relation(total.number, tuple(r.number for r in rows), sum_of)
                )


def _before_first(passage: Passage) -> str:
    return passage.text[: passage.numbers[0].start - passage.start]


def _row(passage: Passage, unit: str) -> Term | None:
    """Return the figure of a row: a short label, then the figure."""
    label = _ROW.sub("", _before_first(passage)).strip()
    first = 0
    if not label and len(passage.numbers) > 1:
        first, label = 1, passage.before(1).lstrip(".．、）)")
    if not 1 <= len(label) <= _LABEL_LONG or re.search("[，,。；;]", label) or _MOVES.search(label):
        return None
    term = passage.terms[first]
    return term if term.unit == unit else None


def _rows(sentences: Sequence[Passage], k: int, unit: str) -> list[Term]:
    """Return the figures of the rows from one line on, one of each line."""
    found: list[Term] = []
    line = sentences[k - 1].line
    for passage in sentences[k : k + 2 * _ITEMS_MOST]:
        if passage.line == line:
            continue
        term = _row(passage, unit) if passage.line == line + 1 else None
        if term is None or _TOTAL_ROW.match(_before_first(passage)):
            break
        found.append(term)
        line = passage.line
    return found


def _rows_before(sentences: Sequence[Passage], k: int, unit: str) -> list[Term]:
    """Return the figures of the rows before a row of totals, one of each line."""
    found: list[Term] = []
    line = sentences[k].line
    for passage in reversed(sentences[max(0, k - 2 * _ITEMS_MOST) : k]):
        term = _row(passage, unit) if passage.line == line - 1 else None
        if term is None:
            break
        found.insert(0, term)
        line = passage.line
    return found
