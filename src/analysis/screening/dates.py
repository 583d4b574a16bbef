"""Dates that the calendar does not know, and lengths of time beside their ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from analysis.language.messages import Message, Name, Named, Part, in_quotes, listed
from analysis.reading.numerals import evaluate
from analysis.screening.moments import hours_apart
from analysis.screening.screening_records import MarkedPlace, ScreeningResult, Verdict
from analysis.screening.time_words import (
    DAYS_OF_UNIT,
    LengthOfTime,
    NoSuchDay,
    PointInTime,
    TimeOfDay,
    lengths_of_time,
    points_in_time,
    times_of_day,
)

_SENTENCE = re.compile(r"[^。！？!?\n]+")
_HOLDS_TIME = re.compile("[年月日周天号]|小时|分钟|[0-9]:[0-5]|[./-][0-9]{1,2}[./-]|[时点][0-9]")
_WEEKDAY = re.compile(
    r"(?:日|号)?[，,]?[（(]?(?:星期|周|礼拜)(?P<day>[一二三四五六日天])(?![一-鿿]?[至到—])[)）]?"
)
_WEEKDAYS = "一二三四五六日"
_YEARS = re.compile(
    r"(?P<first>(?:19|20)[0-9]{2})年?(?:至|到|—+|-|–|~|～)(?P<last>(?:19|20)[0-9]{2})年"
    r"(?:[^。；;0-9\n]{0,4}?(?<!第)(?P<length>[0-9]+|[一二两三四五六七八九十]+)年(?=间|来|时间|中|里|的时间))?"
)
_TO = re.compile(
    r"(?:当天|当日)?(?:[0-9]{1,2}[时点])?(?:开始|起|开幕|启动|动工|开工)?，?"
    r"(?:一直)?(?:持续|延续)?(?:至|到|—+|-|–|~|～)(?:今年|当年|同年)?$"
)
_BEGINS = re.compile(
    r"[自从由于]$|开工|动工|启动|开幕|开展|开始|开馆|开机|开赛|开营|进场|立项|起|始|进驻|浇筑|奠基|暂停|停课|停业|停运|闭馆|"
    r"关闭|封闭|受理|打响|开放|开学|接报|接警|发生|立案|签订|签约|签署|中标|开建|破土|出发|开班|入院|发布|开通|进入|施工|动土|铺开|开挖|开拍|开通|试点|起草|上线试|受命|着手|打下|开镰|开播|出动|首发"
)
_ENDS = re.compile(
    r"[至到—–~～-]$|止|结束|闭幕|完工|竣工|撤展|收官|通车|完成|落幕|收尾|验收|投用|建成|转入|离场|投产|收工|交付|解除|撤离|"
    r"合龙|封顶|贯通|恢复|复课|复业|重开|重启|办结|销号|结案|扑灭|审结|截止|启用|开放|开通|结业|返回|归来|出院|"
    r"投入使用|销案|清零|摘牌|到期|收班|闭营|闭馆|关门|告捷|告竣|谢幕|撤销|收网|[一-鿿]完(?!成率)|定稿|上线|开镰结束|抵达|收割完|放假|杀青"
)
_INTERRUPTED = re.compile(
    "停工|扣除|剔除|间断|中断|顺延|暂停|分[两二三四五六][个批期段次轮]|除去|不含|每周|每月|每天|断断续续|先后[0-9两二三四五六七八九]"
)
_NO_STOP = re.compile("(?:未曾?|从未|没有|不曾?|毫无|无)(?:间断|中断|停工)")
_STOPPED = re.compile("停|闭|休|封")
"""Beginnings of the words that say how long something was stopped."""
_STRONG = re.compile(
    "连头带尾|满打满算|任期|为期|历时|历经|耗费|花费|了$|足足|整整|长达|前后|工期|持续|相隔|相距|间隔|时隔|跨度|耗时|用时|仅用|只用|用了|共|满|公示期|展期"
)
_SPAN = re.compile(
    r"(?:连头带尾|(?<![调修平])整|前前后后|满打满算|用了|花了|耗去|耗费|停课|停业|停运|停馆|闭馆|休馆|封闭|为期|历时|历经|持续|连续|整整|长达|前后|用时|耗时|工期|展期|"
    r"会期|周期|期限|时长|时间|公示期|共计|合计|总共|共|期|仅用|只用|相隔|相距|间隔|时隔|跨度|横跨|跨越|经过|奋战|鏖战|"
    r"攻坚|作战|为时|鏖战了|施工|运行|达)(?:为|是|了|达|共|仅|才|只有?|大约|将近|用|期|时|有|整整|有效|前后)*$|[一-鿿]了(?:整整|足足|差不多|将近)?$"
)
_WHOLE = re.compile(
    "历时|耗费|花费|用了|干了|花了|足足|前前后后|总工期|前后|耗时|用时|仅用|只用|为期|整整|历经|长达"
)
"""Words before a length of a whole undertaking, though its ends stand a sentence before."""
_SPAN_AFTER = re.compile(
    r"(?:的?时间)?(?:里|间(?!断)|之间|来|之久|下来|(?=共|累计|总|合计))|的?(?:工期|展期|施工|奋战|鏖战|行动|整治|集中)"
)
_SHIFT = re.compile(
    r"(?P<later>推迟|延后|延迟|延期|延长|滞后|拖后|逾期|超期|误期|拖期|晚|迟|拖|顺延)?(?P<sooner>提前|提早|早|缩短)?"
    r"(?:完成|完工|竣工|开工|通车|投用|交付|投产|开放|启用|闭幕|结束)?(?:了|达|近|约|整整|将近|多)*$"
)
_PLANNED = re.compile(
    "原定|计划|预定|原计划|合同|约定|规定|应于|应在|拟|要求|期限|时限|节点|到期|届满|目标|预计"
)
_FOUNDED = re.compile(
    "成立|创办|创立|始建|建于|创建|建院|建校|建馆|建行|建社|建厂|建站|建园|建所|开业|设立|诞生|落成|开馆|改制|投产|"
    "开办|建成|组建|奠基|起步|挂牌|筹建|建台|建队|立项|入党|参加工作|入职|执教|建会|结对|创刊|启用|问世"
)
_BORN = re.compile("出生|生于|年生|诞生于")
_AGE = re.compile(
    r"(?:现年|享年|终年|时年|年仅|今年|已|年满|已满)?(?P<n>[0-9]{1,3}|[一二三四五六七八九十百]{1,4})(?:周)?岁(?!以|及)"
)
_SINCE = re.compile(
    "周年|[建立创开成][一-鿿]{0,4}$|迎来|走过|至今|届满|已满|满|已有|已经|历经|已|度过|距今|迄今|风雨|成立|整整|共"
)
_EDITION = re.compile(
    r"第(?P<n>[0-9]{1,3}|[一二三四五六七八九十百]{1,4})[届期次](?!三中|[一二三四五六七八九]?中)"
)
_YEARLY = re.compile(
    "每年[一1][届次期]|一年[一1][届次期]|年年|逐年举办|每年举办|每年都|连年|连续每年|从未间断|未曾中断|从未中断"
)
_FIRST_EDITION = re.compile("首届|第[一1][届期次]|创办|开办|首次")
_LABELS = (
    (re.compile("(?:第?一季度|首季)"), 1, 3), (re.compile("第?二季度"), 4, 6),
    (re.compile("第?三季度"), 7, 9), (re.compile("第?四季度"), 10, 12),
    (re.compile("上半年"), 1, 6), (re.compile("下半年"), 7, 12),
)  # fmt: skip
_LABEL = re.compile(
    r"(?P<label>第?[一二三四]季度|[上下]半年)(?:[（(]|，?即|的)(?P<months>(?:[0-9]{1,2}月?(?:[0-9]{1,2}日)?[至到、—–~～-])*[0-9]{1,2}月)"
)


class _Sentence:
    """A sentence with the times that it names."""

    def __init__(self, text: str, start: int, year: int | None, *, republic: bool) -> None:
        self.text = text
        self.start = start
        found = points_in_time(text, 0, year, republic=republic)
        self.impossible = [each for each in found if isinstance(each, NoSuchDay)]
        self.points = [each for each in found if isinstance(each, PointInTime)]
        self.lengths = [
            each
            for each in lengths_of_time(text)
            if not any(p.start < each.end and each.start < p.end for p in found)
        ]

    def clause_before(self, at: int) -> str:
        """Return the words of the clause up to an offset."""
        return re.split("[，,；;：:（）]", self.text[max(0, at - 24) : at])[-1]

    def clause_after(self, at: int) -> str:
        """Return the words of the clause from an offset on."""
        return re.split("[，,；;：:（）]", self.text[at : at + 24])[0]


def times(words: str) -> Iterator[ScreeningResult]:
    """Hold the days, years and lengths of time of a text against the calendar and each other.

    Parameters
    ----------
    words
        `analysis.screening.passages.words_of_text`.
    """
    yield from _spans_of_years(words)
    republic = "民国" in words
    year: int | None = None
    line_end = 0
    before: _Sentence | None = None
    founded: list[PointInTime] = []
    for match in _SENTENCE.finditer(words):
        if "\n" in words[line_end : match.start()]:
            before = None
        line_end = match.end()
        if not _HOLDS_TIME.search(match[0]):
            continue
        sentence = _Sentence(match[0], match.start(), year, republic=republic)
        yield from _calendar(sentence)
        yield from _labels(sentence)
        yield from _backwards(sentence)
        if sentence.lengths:
            wider = sentence
            if before is not None and before.points and len(sentence.points) < _ENDS_OF_SPAN:
                joined = words[before.start : match.end()]
                wider = _Sentence(joined, before.start, year, republic=republic)
            yield from _lengths(sentence, wider)
            yield from _longest(sentence)
            yield from _anniversary_of_text(sentence, founded)
        yield from _ages(sentence)
        yield from _editions(sentence)
        yield from _clock(sentence)
        founded += [
            point._replace(start=point.start + match.start(), end=point.end + match.start())
            for point in sentence.points
            if point.year_known and _FOUNDED.search(_label_of(sentence, point))
        ]
        printed = [each for each in sentence.points if each.year_known]
        if printed:
            year = printed[-1].first.year
        before = sentence


def _said(
    sentence: _Sentence,
    places: Sequence[tuple[int, int]],
    verdict: Verdict,
    key: str,
    **fields: Part,
) -> ScreeningResult:
    """Return a result on some places of a sentence."""
    ordered = sorted(places)
    words = listed(in_quotes(Named(Name(sentence.text[a:b].strip()))) for a, b in ordered)
    message = Message(f"screening.date.{key}", words=words, **fields)
    marked = tuple(MarkedPlace(sentence.start + a, sentence.start + b) for a, b in ordered)
    return ScreeningResult("date", verdict, marked, message)


def _place(each: PointInTime | LengthOfTime | NoSuchDay | TimeOfDay) -> tuple[int, int]:
    return each.start, each.end


def _calendar(sentence: _Sentence) -> Iterator[ScreeningResult]:
    """Find days that do not exist, and days that were another day of the week."""
    for each in sentence.impossible:
        others = [p for p in sentence.points if p.fine == "day" and _one_span(sentence, each, p)]
        yield _said(sentence, [_place(each), *map(_place, others[:1])], "contradicts", "none")
    for point in sentence.points:
        match = _WEEKDAY.match(sentence.text, point.end)
        if match is None or point.fine != "day" or not point.year_known:
            continue
        right = _WEEKDAYS[point.first.weekday()] == match["day"].replace("天", "日")
        verdict: Verdict = "holds" if right else "contradicts"
        key = "weekday_right" if right else "weekday"
        yield _said(sentence, [(point.start, match.end())], verdict, key)


def _one_span(sentence: _Sentence, day: NoSuchDay, other: PointInTime) -> bool:
    """Tell whether a day that does not exist is an end of a span, with another day."""
    first, last = sorted((_place(day), _place(other)))
    between = sentence.text[first[1] : last[0]]
    if re.search("[；;0-9]", between) or len(between) > _SPAN_LONGEST:
        return False
    return bool(
        _TO.fullmatch(between[-6:]) or re.fullmatch("[，,]?[^，,]{0,40}[，,]?[至到]", between)
    )


_SPAN_LONGEST = 60


def _spans_of_years(text: str) -> Iterator[ScreeningResult]:
    """Find spans of years that run backwards, or whose printed length is another."""
    for match in _YEARS.finditer(text):
        apart = int(match["last"]) - int(match["first"])
        length = evaluate(match["length"]) if match["length"] else None
        words = in_quotes(Named(Name(match[0].strip())))
        place = (MarkedPlace(*match.span()),)
        if apart < 0:
            message = Message("screening.date.backwards", words=words)
            yield ScreeningResult("date", "contradicts", place, message)
        elif length is not None and length in (apart, apart + 1):
            message = Message("screening.date.length_right", words=words)
            yield ScreeningResult("date", "holds", place, message)
        elif length is not None:
            years = {"first": str(apart), "last": str(apart + 1)}
            message = Message("screening.date.years", words=words, **years)
            yield ScreeningResult("date", "contradicts", place, message)


def _labels(sentence: _Sentence) -> Iterator[ScreeningResult]:
    """Find months in brackets behind a quarter or half-year that they are not in."""
    for match in _LABEL.finditer(sentence.text):
        months = [int(n) for n in re.findall("([0-9]{1,2})(?=月|[至到、—–~～-])", match["months"])]
        first, last = next((a, b) for words, a, b in _LABELS if words.fullmatch(match["label"]))
        if months and not all(first <= month <= last for month in months if month):
            spans = [match.span("label"), match.span("months")]
            yield _said(sentence, spans, "contradicts", "label")


def _backwards(sentence: _Sentence) -> Iterator[ScreeningResult]:
    """Find spans of days that run backwards, and ends before their beginnings."""
    for first, last in pairwise(sentence.points):
        between = sentence.text[first.end : last.start]
        if last.last >= first.first or "year" in (first.fine, last.fine):
            continue
        same = first.first.month == last.first.month  # 9日至3日 cannot mean the month after
        dated = first.year_known and last.year_known
        joined = bool(_TO.fullmatch(between))
        if (joined and same) or (dated and (joined or _is_span(sentence, first, last))):
            yield _said(sentence, [_place(first), _place(last)], "contradicts", "backwards")


def _is_span(
    sentence: _Sentence, first: PointInTime, last: PointInTime, *, either: bool = False
) -> bool:
    """Tell whether one thing begins at the first and ends at the last of two points.

    With `either` it is enough that the words say one of both.
    """
    between = sentence.text[first.end : last.start]
    if re.search("[；;]", between) or len(between) > 60:
        return False
    if _TO.fullmatch(between[-6:]):
        return True
    begins = _BEGINS.search(sentence.text[max(0, first.start - 2) : first.start])
    begins = begins or _BEGINS.search(between)
    ends = _ENDS.search(between[-2:]) or _ENDS.search(sentence.clause_after(last.end))
    return bool(begins or ends) if either else bool(begins and ends)


_ENDS_OF_SPAN = 2


def _lengths(sentence: _Sentence, wider: _Sentence) -> Iterator[ScreeningResult]:
    """Hold every length of time of a sentence against the times that it may lie between.

    `wider` is the sentence with that before it, where it has not two times of its own.
    """
    for length in sentence.lengths:
        lead = sentence.clause_before(length.start)
        lead = re.sub("(?:不到|不足|未满|将近|近|大约|约|超过|逾|超|多达)$", "", lead)
        tail = sentence.clause_after(length.end)
        shift = _SHIFT.search(lead)
        if shift and (shift["later"] or shift["sooner"]):
            yield from _shifts(sentence, length, later=bool(shift["later"]))
            continue
        if length.unit == "年":
            anniversary = length.words == "周年" or _SINCE.search(lead) or tail.startswith("来")
            found = list(_anniversary(sentence, length)) if anniversary else []
            yield from found
            if found or length.words == "周年":
                continue
        if re.search("(?:有效|保质|质保|保修|追溯|保管)期$", lead):
            continue  # of what comes after
        if length.words == "日" and not _SPAN.search(lead):
            continue
        strong = bool(_SPAN.search(lead))
        bare = not lead and length.start and sentence.text[length.start - 1] in "，、（"
        after = bool(_SPAN_AFTER.match(tail)) and (bare or not lead)
        if strong or after or (bare and not tail):
            if wider is not sentence and strong and _WHOLE.search(lead):
                moved = sentence.start - wider.start
                length = length._replace(start=length.start + moved, end=length.end + moved)
                if len(wider.points) == _ENDS_OF_SPAN:
                    yield from _between(wider, length, cue=lead)
            else:
                yield from _between(sentence, length, cue=lead)


def _between(sentence: _Sentence, length: LengthOfTime, *, cue: str) -> Iterator[ScreeningResult]:
    """Hold a length against the two times that it lies between."""
    text = sentence.text
    if "暂停" in text and not _STOPPED.match(cue):
        return
    stops = _NO_STOP.sub("", text.replace("暂停", ""))
    interrupted = bool(_INTERRUPTED.search(stops))
    if length.unit == "时" or (interrupted and not _WHOLE.search(cue)):
        return
    if re.search("至今|迄今|以来|今已", text[max(0, length.start - 12) : length.start]):
        return
    days = [each for each in sentence.points if each.fine != "year" or length.unit == "年"]
    pairs = _pairs(sentence, days, length)
    if any(_fits(length, first, last) for first, last in pairs):
        pair = next(pair for pair in pairs if _fits(length, *pair))
        yield _said(sentence, [*map(_place, pair), _place(length)], "holds", "length_right")
        return
    either = len(days) == _ENDS_OF_SPAN and bool(_WHOLE.search(cue))
    named = [(a, b) for a, b in pairs if _is_span(sentence, a, b, either=either)]
    if not named:
        return
    first, last = named[0]
    outer = text[last.end : length.start] if last.end <= length.start else ""
    if re.search("[；;]", outer) or re.search("[0-9](?:个?月|日|天|年)", outer):
        return
    between = sentence.text[first.end : last.start]
    shortest, longest = _apart(first, last)
    if interrupted and length.low * DAYS_OF_UNIT[length.unit] <= longest:
        return  # so many days without those on which nothing was done
    if longest <= 0:
        if first.year_known and last.year_known and not _TO.fullmatch(between):
            yield _said(sentence, [_place(first), _place(last)], "contradicts", "backwards")
        return
    part = length.high * DAYS_OF_UNIT[length.unit] < shortest and not _STRONG.search(cue)
    verdict: Verdict = "unusual" if part or length.working else "contradicts"
    spans = [_place(first), _place(last), _place(length)]
    yield _said(sentence, spans, verdict, "length", days=str(longest))


def _pairs(
    sentence: _Sentence, points: Sequence[PointInTime], length: LengthOfTime
) -> list[tuple[PointInTime, PointInTime]]:
    """Return the pairs of times that a length may lie between, the nearest first."""
    before = [p for p in points if p.end <= length.start][-4:]
    after = [p for p in points if p.start >= length.end][:2]
    near: list[tuple[PointInTime, PointInTime]] = []
    if len(before) >= 2:
        near.append((before[-2], before[-1]))
    if len(after) == 2 and not before:
        near.append((after[0], after[1]))
    if len(before) == 1 and after:
        near.append((before[0], after[0]))
    others = [pair for pair in combinations([*before, *after], 2) if pair not in near]
    return near + [(a, b) for a, b in others if a.first <= b.last]


def _apart(first: PointInTime, last: PointInTime) -> tuple[int, int]:
    """Return the least and most days from one time to another, both counted or not."""
    shortest = (last.first - first.last).days
    longest = (last.last - first.first).days + 1
    if not (first.year_known and last.year_known) and first.first.month <= 2 < last.last.month:
        longest += 1  # of a leap year, perhaps
    return shortest, longest


def _fits(length: LengthOfTime, first: PointInTime, last: PointInTime) -> bool:
    """Tell whether a length may lie between two times; one in months or years may be rounded."""
    shortest, longest = _apart(first, last)
    size = DAYS_OF_UNIT[length.unit]
    room = Fraction(3, 4) if size > 1 else Fraction(0)
    if size > 1 and length.low < 1:
        room = Fraction(1, 5)
    if length.working:
        return length.low <= longest and shortest * Fraction(9, 20) <= length.high
    return (length.low - room) * size <= longest and shortest <= (length.high + room) * size


def _shifts(sentence: _Sentence, length: LengthOfTime, *, later: bool) -> Iterator[ScreeningResult]:
    """Hold 提前N天, 晚N天 against the day that was planned and the day that came."""
    days = [p for p in sentence.points if p.fine == "day"]
    others = [e for e in sentence.lengths if e is not length and e.unit == length.unit]
    size = DAYS_OF_UNIT[length.unit]
    low, high = (length.low - Fraction(1, 2)) * size, (length.high + Fraction(1, 2)) * size
    if size == 1:
        low, high = length.low - 1, length.high + 1
    if any(low <= _days_apart(a, b) <= high for a, b in combinations(days, 2)):
        return
    if any(length.low <= abs(a.low - b.low) <= length.high for a, b in combinations(others, 2)):
        return
    planned = [p for p in days if _PLANNED.search(_label_of(sentence, p))]
    actual = [p for p in days if p not in planned]
    actual = [p for p in actual if p.start < length.end] or actual
    if length.working or len(planned) != 1 or not actual:
        lengths = [e for e in others if e.exact]
        said = [e for e in lengths if _PLANNED.search(sentence.clause_before(e.start))]
        if not days and len(lengths) == 2 and len(said) == 1 and length.exact:
            spans = [_place(lengths[0]), _place(lengths[1]), _place(length)]
            differs = abs(lengths[0].low - lengths[1].low) * size
            yield _said(sentence, spans, "contradicts", "shift", days=str(int(differs)))
        return
    if len(actual) > 1 and not _ENDS.search(_label_of(sentence, actual[-1])):
        return
    spans = [_place(planned[0]), _place(actual[-1]), _place(length)]
    apart = _days_apart(planned[0], actual[-1])
    yield _said(sentence, spans, "contradicts", "shift", days=str(apart))


def _days_apart(a: PointInTime, b: PointInTime) -> int:
    """Return the days between two days; those of no printed year are of one year, or near."""
    apart = abs((a.first - b.first).days)
    return apart if a.year_known and b.year_known else min(apart, abs(365 - apart))


def _label_of(sentence: _Sentence, point: PointInTime) -> str:
    """Return the clause that a time stands in."""
    return sentence.clause_before(point.start) + sentence.clause_after(point.end)


def _anniversary(sentence: _Sentence, length: LengthOfTime) -> Iterator[ScreeningResult]:
    """Hold 成立于A年…B年…N周年 against the two years."""
    points = sentence.points
    founded = [p for p in points if _FOUNDED.search(_label_of(sentence, p)) and p.year_known]
    if not founded or not length.exact:
        return
    now = [p for p in points if p.year_known and p.first.year > founded[0].first.year]
    if not now:
        return
    pairs = [(a, b) for a in founded for b in now if b.first > a.first]
    spare = 0 if length.words == "周年" else 1
    every = [(a, b) for a, b in combinations(points, 2) if a.year_known and a.first < b.first]
    for a, b in every:
        apart = b.first.year - a.first.year
        full = apart - ((b.first.month, b.first.day) < (a.first.month, a.first.day))
        least = full if "day" in (a.fine, b.fine) or a.fine == b.fine == "month" else apart
        if least - spare <= length.low <= apart + spare:
            yield _said(sentence, [_place(a), _place(b), _place(length)], "holds", "length_right")
            return
    near = [(a, b) for a, b in pairs if max(a.end, b.end, length.end) - min(a.start, b.start) < 90]
    if near:
        a, b = near[-1] if near[-1][1].end <= length.start else near[0]
        apart = b.first.year - a.first.year
        spans = [_place(a), _place(b), _place(length)]
        yield _said(sentence, spans, "contradicts", "anniversary", years=str(apart))


def _anniversary_of_text(
    sentence: _Sentence, founded: Sequence[PointInTime]
) -> Iterator[ScreeningResult]:
    """Hold N周年 against the one year of foundation that the text named before."""
    now = [p for p in sentence.points if p.year_known]
    years = {p.first.year for p in founded}
    lengths = [e for e in sentence.lengths if e.words == "周年" and e.exact]
    own = any(_FOUNDED.search(_label_of(sentence, p)) and p.first.year in years for p in now)
    if len(years) != 1 or len(now) != 1 or len(lengths) != 1 or own:
        return
    lead = sentence.clause_before(lengths[0].start)
    apart = now[0].first.year - founded[0].first.year
    if apart > 0 and not apart - 1 <= lengths[0].low <= apart and re.search(_OWN_BEGINNING, lead):
        at = sentence.start
        spans = [_place(founded[0]), (now[0].start + at, now[0].end + at)]
        spans.append((lengths[0].start + at, lengths[0].end + at))
        words = listed(
            in_quotes(Named(Name(literal)))
            for literal in (
                str(founded[0].first.year),
                sentence.text[now[0].start : now[0].end],
                sentence.text[lengths[0].start : lengths[0].end],
            )
        )
        message = Message("screening.date.anniversary", words=words, years=str(apart))
        marked = tuple(MarkedPlace(a, b) for a, b in sorted(spans))
        yield ScreeningResult("date", "contradicts", marked, message)


_OWN_BEGINNING = (
    "建[馆院校厂行社站园所台会队局司]|成立|创办|创立|创刊|开馆|建成|办[学院]|创建|诞辰|华诞"
)


def _ages(sentence: _Sentence) -> Iterator[ScreeningResult]:
    """Hold an age against the year of birth and the one other year of a sentence."""
    if "岁" not in sentence.text:
        return
    yield from _oldest(sentence)
    born = [
        p
        for p in sentence.points
        if _BORN.search(
            sentence.clause_before(p.start)[-4:] + "年" + sentence.clause_after(p.end)[:3]
        )
    ]
    now = [p for p in sentence.points if p not in born and p.year_known]
    ages = list(_AGE.finditer(sentence.text))
    if len(born) != 1 or len(ages) != 1 or not now or not born[0].year_known:
        return
    age = evaluate(ages[0]["n"])
    apart = {p.first.year - born[0].first.year for p in now}
    if age is not None and not any(a - 1 <= age <= a + 1 for a in apart):
        spans = [_place(born[0]), _place(now[-1]), ages[0].span("n")]
        years = str(now[-1].first.year - born[0].first.year)
        yield _said(sentence, spans, "contradicts", "anniversary", years=years)


_AGES = re.compile("(?P<said>[^，。；：0-9]{0,8})(?P<n>[0-9]{1,3}(?:[.][0-9])?)(?:周)?岁(?!以|及)")


def _oldest(sentence: _Sentence) -> Iterator[ScreeningResult]:
    """Hold a mean age against that of the oldest and the youngest."""
    found = list(_AGES.finditer(sentence.text))
    for mean in found:
        for other in found:
            oldest = re.search("最(?:大|长|年长|高)|高龄", other["said"])
            youngest = re.search("最(?:小|年轻|幼|低)", other["said"])
            if "平均" not in mean["said"] or not (oldest or youngest) or "平均" in other["said"]:
                continue
            apart = Fraction(mean["n"]) - Fraction(other["n"])
            if apart > 0 if oldest else apart < 0:
                spans = [mean.span("n"), other.span("n")]
                yield _said(sentence, spans, "contradicts", "extreme")


def _editions(sentence: _Sentence) -> Iterator[ScreeningResult]:
    """Hold 第N届 against the years since the first, where there is one every year."""
    text = sentence.text
    match = next((m for m in _EDITION.finditer(text) if m["n"] not in ("一", "1")), None)
    if match is None or not _YEARLY.search(text) or re.search("停办|除外|未办|取消", text):
        return
    first = [p for p in sentence.points if _FIRST_EDITION.search(_label_of(sentence, p))]
    now = [p for p in sentence.points if p not in first and p.year_known]
    number = evaluate(match["n"])
    if len(first) != 1 or not first[0].year_known or len(now) != 1 or number is None:
        return
    apart = now[0].first.year - first[0].first.year
    if apart > 0 and number not in (apart, apart + 1):
        spans = [_place(first[0]), _place(now[0]), match.span("n")]
        yield _said(sentence, spans, "contradicts", "anniversary", years=str(apart))


def _clock(sentence: _Sentence) -> Iterator[ScreeningResult]:
    """Hold hours and minutes against the two times of the day that they lie between."""
    hours = [e for e in sentence.lengths if e.unit == "时"]
    between = list(hours_apart(sentence.text, sentence.points, hours)) if hours else []
    for apart in between:
        if apart.agrees:
            yield _said(sentence, apart.places, "holds", "length_right")
        else:
            told = str(int(apart.hours * 60))
            yield _said(sentence, apart.places, "contradicts", "minutes", minutes=told)
    if not (hours or re.search("[0-9]分(?!钟|之)", sentence.text)):
        return
    found = times_of_day(sentence.text)
    for each in found:
        if isinstance(each, NoSuchDay):
            yield _said(sentence, [_place(each)], "contradicts", "none")
    points = [each for each in found if isinstance(each, TimeOfDay)]
    days = {p.first for p in sentence.points if p.fine == "day"}
    for length in hours if not between else ():
        lead = sentence.clause_before(length.start)
        if not re.search(f"(?:{_SPAN.pattern})|近$|约$|不到$", lead) or len(points) < 2:
            continue
        if len(days) > 1 or len(points) > _TIMES_MOST or _INTERRUPTED.search(sentence.text):
            continue
        room = Fraction(1, 60) if length.exact and length.low.denominator > 2 else Fraction(1, 2)
        pairs = [pair for pair in combinations(points, 2)]
        right = [
            p
            for p in pairs
            if any(length.low - room <= c <= length.high + room for c in _hours_apart(*p))
        ]
        first, last = right[0] if right else (points[0], points[-1])
        places = [_place(first), _place(last), _place(length)]
        if right:
            yield _said(sentence, places, "holds", "length_right")
        else:
            minutes = int(_hours_apart(first, last)[0] * 60)
            yield _said(sentence, places, "contradicts", "minutes", minutes=str(minutes))


_TIMES_MOST = 4
_COUNTED = ("天", "小时", "分钟")
"""Units of lengths that are figures too (`analysis.screening.sizes_in_order`)."""


def _hours_apart(first: TimeOfDay, last: TimeOfDay) -> tuple[Fraction, ...]:
    """Return the hours from one time of the day to another; 3时 may be one of the afternoon."""
    apart = Fraction((last.minutes - first.minutes) % 1440, 60)
    return (apart,) if first.half or last.half else (apart, apart + 12, apart - 12)


def _longest(sentence: _Sentence) -> Iterator[ScreeningResult]:
    """Hold a mean length of time against the longest and the shortest."""
    for mean in sentence.lengths:
        if not re.search("平均|均", sentence.clause_before(mean.start)) or mean.words in _COUNTED:
            continue
        for other in sentence.lengths:
            said = sentence.clause_before(other.start)
            if other is mean or "均" in said or other.unit != mean.unit:
                continue
            longest, shortest = re.search("最[长久慢晚大]", said), re.search("最[短快早小]", said)
            high, low = (mean, other) if longest else (other, mean)
            if (longest or shortest) and high.low > low.high:
                places = [_place(mean), _place(other)]
                yield _said(sentence, places, "contradicts", "extreme")
