"""Order: what is named from most to least, the most and the least themselves, ranks, and scopes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.language.messages import Message, Name, Named, in_quotes
from analysis.reading.numerals import evaluate
from analysis.screening.passages import Passage, ReadNumber, Term
from analysis.screening.printed_arithmetic import all_printed, printed
from analysis.screening.screening_records import MarkedPlace, ScreeningResult

_NO_COUNT = ("", "倍", "个百分点")
_FALLING = re.compile(
    "[由从][高多大长][到至往][低少小短]|依次递减|降序|从前到后|依次减少|逐[个级]递减|由强到弱|按[^，。；]{0,8}多少(?:排列|为序|排序|依次)|"
    "按[^，。；]{0,8}(?:高低|大小)(?:排列|为序|排序|依次)|前[0-9二三四五六七八九十]+[名位](?:依次|分别)"
)
_RISING = re.compile(
    "[由从][低少小短][到至往][高多大长]|依次递增|升序|依次增加|逐[年月季级次届]?(?:递增|上升|增加|攀升|走高)|(?:连年|节节)(?:递增|攀升|上升)"
)
_GOING_DOWN = re.compile(
    "逐[年月季级次届](?:递减|下降|减少|走低|回落)|(?:连年|节节)(?:下降|减少|走低)"
)
_LISTED_AT_ONCE = re.compile(
    "[^，。；]*$|[^，。；]{0,6}，?(?:依次|分别)|[^，。；]{0,2}(?:排[序列名]|为序|依次)，|，?(?:[0-9]{4}|首)年"
)
_LABEL_LONG = 16
_CLAUSE_LONG = 24
_MOST = re.compile(
    "最(?:高|多|大|长|久|晚|慢|远|重|贵)|峰值|(?<!居)(?<!列)首位的|居首的|上限|极大值"
)
_LEAST = re.compile("最(?:低|少|小|短|早|近|轻|快)|谷值|下限|极小值")
_MEAN = re.compile(
    "平均|均值|日均|月均|年均|人均|户均|场均|件均|均为|次均|[人户件场次校日家村班店组]均"
)
_RANK = re.compile(
    r"(?:第(?P<n>[0-9]{1,3}|[一二三四五六七八九十百]{1,4})(?:名|位)|(?:排名|排|列|居|名列|位列|位居)(?:全[省市县区国][^，。；0-9第]{0,6})?第(?P<m>[0-9]{1,3}|[一二三四五六七八九十百]{1,4})(?!批|届|期|次|季|一产业|二产业|三产业))"
)
_OF = re.compile(
    r"(?P<n>[0-9]{1,3}|[两二三四五六七八九十百]{1,4})(?:个|支|家|所|名|位|座|条|只|县|市|区|省|队|镇|乡|村|组|类|项|届|人|校|院)"
)
_SCOPES = (
    "世界|全球",
    "全国|我国",
    "全省|全自治区|省内|本省",
    "全市|市域|本市",
    "全县|全区|县域|本县|本区",
    "全镇|全乡|本镇|街道",
    "全村|本村|社区",
)
_SCOPE = re.compile("|".join(f"(?P<s{k}>{words})" for k, words in enumerate(_SCOPES)))
_FILL = re.compile("[共有达为计约的了总已完成实现其中，、]|达到|累计|年末|截至|目前")


def sizes_in_order(sentences: Sequence[Passage]) -> Iterator[ScreeningResult]:
    """Hold numbers against the order that the words give them."""
    for s, passage in enumerate(sentences):
        yield from _in_order(passage)
        yield from _extremes(sentences, s)
        yield from _ranks(passage)
    yield from _scopes(sentences)


def _greater(a: ReadNumber, b: ReadNumber) -> bool:
    """Tell whether a number is certainly greater than another."""
    low, high = a.widest.low, b.widest.high
    return low is not None and high is not None and low > high


def _terms(passage: Passage) -> list[Term]:
    return list(passage.terms)


def _out_of_order(first: ReadNumber, second: ReadNumber) -> ScreeningResult:
    fields = {"inputs": all_printed([first, second])}
    places = tuple(sorted((first.place, second.place)))
    return ScreeningResult(
        "order", "contradicts", places, Message("screening.order.wrong", **fields)
    )


def _in_order(passage: Passage) -> Iterator[ScreeningResult]:
    """Find lists said to fall or rise that do not."""
    for pattern, falls in ((_FALLING, True), (_RISING, False), (_GOING_DOWN, True)):
        match = pattern.search(passage.text)
        if match is None:
            continue
        before = [run for run in _lists(passage, 0) if _said_behind(passage, run, match)]
        for run in [*before, *_lists(passage, match.start())]:
            at = run[0].number.start - passage.start
            if run not in before and not _LISTED_AT_ONCE.match(passage.text[match.end() : at]):
                continue
            wrong = [
                (a, b)
                for a, b in pairwise(run)
                if (_greater(b.number, a.number) if falls else _greater(a.number, b.number))
            ]
            right = len(run) - 1 - len(wrong)
            if wrong and right and len(wrong) == 1:
                yield _out_of_order(wrong[0][0].number, wrong[0][1].number)
            elif not wrong:
                places = tuple(each.number.place for each in run)
                message = Message(
                    "screening.order.holds", inputs=all_printed([e.number for e in run])
                )
                yield ScreeningResult("order", "holds", places, message)


def _said_behind(passage: Passage, run: Sequence[Term], match: re.Match[str]) -> bool:
    """Tell whether the order of a list is said right behind it (甲9、乙8、丙7，由高到低排列)."""
    end = run[-1].number.end - passage.start
    between = passage.text[end : match.start()]
    return end <= match.start() and bool(re.fullmatch("，?[^，。；0-9]{0,6}", between))


def _lists(passage: Passage, start: int) -> Iterator[list[Term]]:
    """Return the lists of at least three figures of one unit from an offset on."""
    run: list[Term] = []
    for term in _terms(passage):
        if term.number.start - passage.start < start or term.is_change:
            continue
        if run and re.search("平均|均[为值]?$|合计|总|共", term.clause):
            yield from [run] if len(run) > 2 else []
            run = []
            continue
        follows = bool(run) and term.unit == run[-1].unit and term.k == run[-1].k + 1
        if follows and re.match("[）]?[、，；和及]", term.lead) and len(term.lead) <= _LABEL_LONG:
            run.append(term)
            continue
        if len(run) > 2:
            yield run
        run = [term] if term.unit not in _NO_COUNT else []
    if len(run) > 2:
        yield run


def _extremes(sentences: Sequence[Passage], s: int) -> Iterator[ScreeningResult]:
    """Hold a mean against the most and the least, and those against each other."""
    passage = sentences[s]
    if not (_MOST.search(passage.text) or _LEAST.search(passage.text)):
        return
    near = [t for t in _terms(passage)]
    if s and sentences[s - 1].line == passage.line:
        near = [*_terms(sentences[s - 1]), *near]
    for extreme in _terms(passage):
        own = extreme.clause or re.split("[；：。]", extreme.lead)[-1].rstrip("，")[-_CLAUSE_LONG:]
        said = own + (extreme.number.literal if "最" in extreme.number.literal else "")
        if re.search("最高峰|高峰日", extreme.lead) and "单日" in extreme.clause:
            said += "最高"
        behind = re.match(
            "[（(]?[^，。；0-9]{0,4}(?:为|是)?(?:全年|历年|历史)?最(?:高|多|低|少|长|短)",
            extreme.tail,
        )
        said += behind[0] if behind else ""
        most, least = _MOST.search(said), _LEAST.search(said)
        if (most is None) == (least is None) or extreme.is_change or extreme.unit in _NO_COUNT:
            continue
        for other in near:
            if (
                other is extreme
                or other.number.place == extreme.number.place
                or other.unit != extreme.unit
            ):
                continue
            if not _MEAN.search(other.clause) or _MEAN.search(extreme.clause):
                continue
            if not _same_measure(own, extreme, other):
                continue
            high, low = (other, extreme) if most else (extreme, other)
            if _greater(high.number, low.number):
                places = tuple(sorted((extreme.number.place, other.number.place)))
                fields = {"claimed": printed(other.number), "given": printed(extreme.number)}
                message = Message("screening.average.outside", **fields)
                yield ScreeningResult("average", "contradicts", places, message)


def _same_measure(own: str, extreme: Term, mean: Term) -> bool:
    """Tell whether an extreme and a mean are of one measure: so much a day, a case, a head."""
    between = mean.passage is not extreme.passage
    one = re.search(f"(?:{_MOST.pattern}|{_LEAST.pattern})的?一?个?(?P<what>[一-鿿]{{2}})?", own)
    if (
        one
        and one["what"]
        and re.match("平均每|每", mean.clause)
        and one["what"] not in mean.clause
    ):
        return False
    day = re.search("日均|平均每[日天]", mean.clause)
    if day:
        return bool(re.search("单日|一[日天]|当[日天]|日最|的?[日天]", own))
    month = re.search("月均", mean.clause)
    if month:
        return "月" in own
    return not between or _alike(own, mean.clause)


def _alike(a: str, b: str) -> bool:
    """Tell whether two clauses have two characters in a row in common."""
    return any(a[k : k + 2] in b for k in range(len(a) - 1))


def _ranks(passage: Passage) -> Iterator[ScreeningResult]:
    """Find places beyond the number of those that were ranked (17支队伍中第十九名)."""
    for match in _RANK.finditer(passage.text):
        rank = evaluate(match["n"] or match["m"])
        before = re.split("[；;]", passage.text[max(0, match.start() - 40) : match.start()])[-1]
        counts = [m for m in _OF.finditer(before) if not before[: m.start()].endswith(("第", "前"))]
        among = re.search(
            r"(?:支|个|家|所|名|县|市|区|队)[^，。；0-9]{0,10}(?:中|里|当中|之中|参赛|参评|排名|角逐|比武|评比)",
            before,
        )
        earlier = re.search(
            "(?:上[届年次]|去年|原来|由|从|[比较](?![武赛]))[^，。；]{0,6}$", before
        )
        if rank is None or not counts or not among or earlier:
            continue
        number = evaluate(counts[-1]["n"])
        offset = (
            max(0, match.start() - 40)
            + len(passage.text[max(0, match.start() - 40) : match.start()])
            - len(before)
        )
        if number is not None and 1 < number < rank:
            a = passage.start + offset + counts[-1].start("n")
            b = passage.start + match.start()
            places = (
                MarkedPlace(a, a + len(counts[-1]["n"])),
                MarkedPlace(b, passage.start + match.end()),
            )
            words = in_quotes(Named(Name(match[0])))
            message = Message("screening.order.rank", words=words, number=str(number))
            yield ScreeningResult("order", "contradicts", places, message)


def _scopes(sentences: Sequence[Passage]) -> Iterator[ScreeningResult]:
    """Find more of one thing in a smaller place than in the larger around it."""
    seen: dict[tuple[str, str], list[tuple[int, Term]]] = {}
    for passage in sentences:
        for term in _terms(passage):
            match = _SCOPE.search(term.clause)
            if match is None or term.is_change or term.is_mean or term.unit in (*_NO_COUNT, "%"):
                continue
            scope = int((match.lastgroup or "s0")[1:])
            noun = _FILL.sub("", term.clause[match.end() :])
            if len(noun) < 2 or re.search("[平均每]|其他|外", noun):
                continue
            for other_scope, other in seen.get((noun, term.unit), []):
                if other_scope == scope or other.number.period != term.number.period:
                    continue
                large, small = (other, term) if other_scope < scope else (term, other)
                if _greater(small.number, large.number):
                    places = tuple(sorted((small.number.place, large.number.place)))
                    fields = {"part": printed(small.number), "whole": printed(large.number)}
                    message = Message("screening.part.wrong", **fields)
                    yield ScreeningResult("part", "contradicts", places, message)
            seen.setdefault((noun, term.unit), []).append((scope, term))
