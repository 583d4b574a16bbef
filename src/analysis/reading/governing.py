"""Which period governs a figure, on what basis, and why."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from analysis.reading.characters import plain_characters
from analysis.reading.find import Quantity, collection_paused
from analysis.reading.lazy import lazy
from analysis.reading.period_memory import whole_number
from analysis.reading.period_roles import ASIDE, ATTRIBUTE, COMPARED, LABEL, SUBJECT, same_sentence
from analysis.reading.periods import CUT, Period
from analysis.reading.table_periods import ROW, column_periods


class Governed(NamedTuple):
    """A quantity with the period that governs it.

    Attributes
    ----------
    quantity
        The quantity.
    period
        The period, or ``None`` when the text names none for it.
    reason
        Why this period, in words.
    basis
        ``'stated'``, ``'carried'`` (named in another sentence, or carried itself), ``'assumed'``,
        or nothing where there is no period.
    """

    quantity: Quantity
    period: Period | None
    reason: str
    basis: str


NOT_NAMED = "no period named before it"

_Answer: TypeAlias = tuple[Period | None, str, str]
"""Period, reason and basis."""
_NONE: _Answer = (None, NOT_NAMED, "")
_NEVER = 1 << 62
_LONGEST = 300
"""Characters a clause may have."""

_STOP = lazy("[。！？!?]")
_BREAK = lazy('\n(?<=[。！？!?；;：:”"*\x00-\u3000]\n)')
"""A line break that ends a line, not one inside a sentence."""
_CLAUSE = lazy("[，,；;。！？!?\n）)]")
_JOINED = lazy(
    # the figure that belongs to 2021年 in 2021年的500件, with a noun between them at most
    "(?:年|全年|同期)?的?(?:(?!水平|相比|相较|持平|总[数量额])[^，,。；、：:！？\\d\n一二三四五六七八九十增减提下上升降多少高低快慢倍是为]){0,10}"
)
_SEVERAL_THINGS = lazy("[、和及与]")
_LISTING = lazy("[、和及与\\s]{0,2}")
_OVERALL = lazy(
    "[^，,。；\n]{0,12}?(?:全市|全省|全国|全县|全区|全州|全镇|累计|现有|共有|已有|目前|截至|据统计|据了解)"
)
"""A sentence that begins so leaves the single day named before it."""
_RATIO = lazy("(?:[是为达到至约近即]|相当于|等于)$")
"""What makes 90% in 恢复到2019年同期的90% a ratio to that time, and no figure of it."""
_COMPARES = tuple("的多少高低增减提下上升降")
_OCCASION = lazy("[^，,。；\n]{0,30}?(?:大会|会议|活动|仪式|竞赛|比赛|论坛|培训班|典礼|发布会)")
_BROAD = timedelta(days=80)
"""From this length on a period is what a text speaks of, beyond the paragraph too."""
_HEAD = 6
"""A period that begins within so many characters stands at the head of its sentence."""
_DAY = timedelta(days=1)
_NARROW = timedelta(days=20)
_LABEL_REACH = 40
"""Characters in front of a bracket within which the figure it belongs to begins."""


def govern(text: str, quantities: Iterable[Quantity], periods: Sequence[Period]) -> list[Governed]:
    """Say for each quantity which period governs it, and why.

    In this order: the period that heads its column of a table; one in brackets behind it or
    joined to it (2021年的500件); one that dates its clause alone (去年同期为3万吨); the last one
    in front of it in its sentence; the last one of a sentence before in the same paragraph; the
    last one of the text that is long enough for a text to speak of; one behind it in its sentence.
    Years that something is only compared with, titles (《…》) and the day of a report govern
    nothing else.

    Parameters
    ----------
    text
        The text both were found in.
    quantities, periods
        Results of ``find_quantities`` and :func:`analysis.reading.find_periods`, in order.

    Returns
    -------
    list of Governed
        One entry per quantity, in order.
    """
    with collection_paused(len(text)):
        return govern_on(text, quantities, periods, None)[0]


def govern_on(
    text: str, quantities: Iterable[Quantity], periods: Sequence[Period], topic: Period | None
) -> tuple[list[Governed], Period | None]:
    """Govern the quantities of a text that goes on from one that spoke of `topic`.

    Returns
    -------
    tuple
        One entry per quantity, and the period the text speaks of at its end.
    """
    listed = list(quantities)
    usable = list(periods)
    printed, text = text, plain_characters(text)
    columns = column_periods(text, usable, listed)
    state = _State(text, usable, topic, printed)
    result: list[Governed] = []
    append, make = result.append, tuple.__new__
    period, reason, basis = _NONE
    valid_until = -1
    for index, quantity in enumerate(listed):
        if columns and index in columns:
            head = columns[index]
            append(Governed(quantity, head, f"heads its column: {head.text}", head.basis))
            continue
        if quantity[0] >= valid_until:
            (period, reason, basis), valid_until = state.at(quantity)
        append(make(Governed, (quantity, period, reason, basis)))
    if "均" in text:
        _average(text, usable, result)
    if "年" in text:
        _total(text, usable, result)
    return result, state.final_topic()


_AVERAGE = lazy(
    "[年平](?:(?<=年)平?均|(?<=平)均(?:每年|(?<=[两三四五六七八九十2-9]年平均)))[^,，。；;！？\n0-9]{0,12}"
)
_YEARS_OF_IT = lazy(
    "(?<![0-9〇零○一二三四五六七八九十])(?P<n>[2-9]|1[0-9]|[两三四五六七八九十])年(?:来|间)?年?\\Z"
)
"""In front of 年均 and the like: how many years."""
_MORE_THAN_A_YEAR = timedelta(days=400)


def _average(text: str, periods: Sequence[Period], result: list[Governed]) -> None:
    """Give a yearly average the years it is of: those of its sentence, or the 两年 named."""
    begins = [period.start for period in periods]
    for match in _AVERAGE.finditer(text):
        k = bisect_left(result, match.end() - 3, key=_start)
        if k == len(result) or not _is_figure_by(result[k], match.end()):
            continue
        each = result[k]
        period, last = each.period, each.period.period_end if each.period else None
        if period is None or last is None:
            continue
        at = match.start() + text.startswith("年平均", match.start())
        many = _YEARS_OF_IT.search(text, max(0, at - 5), at)
        if many is not None:
            begun = date(max(1, last.year - whole_number(many["n"]) + 1), 1, 1)
            years = period._replace(period_start=begun)
            result[k] = each._replace(period=years, reason=f"the years up to: {period.text}")
            continue
        length = _length(period)
        if length is None or length > _MORE_THAN_A_YEAR:
            continue
        for j in range(bisect_left(begins, match.start()) - 1, -1, -1):
            whole = periods[j]
            if not same_sentence(text, whole.end, match.start()):
                break
            if whole.role == SUBJECT and (_length(whole) or timedelta()) > _MORE_THAN_A_YEAR:
                reason = f"the years of its sentence: {whole.text}"
                result[k] = each._replace(period=whole, reason=reason, basis=whole.basis)
                break


def _start(each: Governed) -> int:
    """Return where the quantity begins."""
    return each[0][0]


def _is_figure_by(each: Governed, position: int) -> bool:
    """Tell whether the quantity is a figure that begins at a place or before."""
    return each.quantity.kind == "figure" and each.quantity.start <= position


_TOTAL = lazy(
    "年(?<=[0-9两三四五六七八九十]年)(?:合计|共计|累计|总计|总共|一共|共)[^，,。；;！？\n0-9]{0,12}"
)
_SO_MANY = lazy(
    "(?<![第近前后去今来这过0-9〇零○一二三四五六七八九十])(?P<n>[2-9]|1[0-9]|[两三四五六七八九十])\\Z"
)


def _last_year(text: str, periods: Sequence[Period], position: int) -> Period | None:
    """Return the year named last in the sentence in front of a place."""
    k = bisect_left(periods, position, key=lambda period: period.start) - 1
    while k >= 0 and same_sentence(text, periods[k].end, position):
        if periods[k].role == SUBJECT and _is_whole_year(periods[k]):
            return periods[k]
        k -= 1
    return None


def _total(text: str, periods: Sequence[Period], result: list[Governed]) -> None:
    """Give a sum of so many years, named one by one before it, all of them: 两年合计620万元."""
    for match in _TOTAL.finditer(text):
        many = _SO_MANY.search(text, max(0, match.start() - 3), match.start())
        if many is None:
            continue
        k = bisect_left(result, many.start() + 1, key=_start)
        if k == len(result) or not _is_figure_by(result[k], match.end()):
            continue
        each = result[k]
        period = _last_year(text, periods, match.start()) or each.period
        if period is None or not _is_whole_year(period) or period.period_end is None:
            continue
        begun = date(max(1, period.period_end.year - whole_number(many["n"]) + 1), 1, 1)
        years = period._replace(period_start=begun)
        result[k] = each._replace(period=years, reason=f"the years up to: {period.text}")


def _stops(text: str) -> tuple[list[int], list[int]]:
    """Return where sentences end, and where paragraphs do.

    A line break inside a sentence ends it only on paper.
    """
    paragraphs = [match.start() for match in _BREAK.finditer(text)]
    sentences = sorted([match.start() for match in _STOP.finditer(text)] + paragraphs)
    sentences.append(len(text))
    paragraphs.append(len(text))
    return sentences, paragraphs


class _State:
    """What sentence, paragraph and text speak of, as far as a text has been read."""

    def __init__(
        self, text: str, periods: list[Period], topic: Period | None, printed: str
    ) -> None:
        self.text, self.printed = text, printed
        self.periods = periods
        self.next = 0
        self.sentences, self.paragraphs = _stops(text)
        self.k = self.j = 0
        self.sentence_end = self.sentences[0]
        self.following: Period | None = None
        self.following_start = _NEVER
        self._look_ahead()
        self.subjects: list[Period] = []
        """Subjects of the sentence, in order."""
        self.paragraph: Period | None = None
        self.topic = topic
        self.aside: Period | None = None
        self.aside_end = -1
        self.joined: Period | None = None
        self.joined_end = -1
        self.series: list[Period] = []
        self.respective: bool | None = None
        """Whether 分别 stands behind the subjects; ``None`` while that is not looked up."""
        self.answer: _Answer | None = None
        """The answer for figures behind the last subject, once it was asked for."""
        self.carried: _Answer | None = None
        """The answer for figures of a sentence without a subject, asked for last."""
        self.current: Period | None = None
        """The period read last."""
        self.current_end = -1

    def at(self, quantity: Quantity) -> tuple[_Answer, int]:
        """Return period, reason and basis for a quantity, and up to where they hold."""
        start = quantity.start
        while self.following_start <= start:
            self._enter(self.periods[self.next])
            self.next += 1
            self._look_ahead()
        if start > self.sentence_end:
            self._move(start)
        valid = min(self.sentence_end, self.following_start)
        if start < self.current_end and self.current is not None:
            return self._stated(self.current, "part of it"), start
        following = self.following
        if following is not None and following.role == LABEL:
            valid = min(valid, following.start - _LABEL_REACH)
            if following.start == quantity.end + 1:
                return self._stated(following, "in brackets behind it"), start
        if self.joined is not None:
            joined, self.joined = self.joined, None
            if start <= self.joined_end and self._is_joined(joined, quantity):
                return self._stated(joined, "joined to it"), start
        if self.aside is not None and start < self.aside_end:
            return self._stated(self.aside, "of its clause"), min(valid, self.aside_end)
        if self.subjects:
            if self.respective is None:
                self.respective = self._respective(start)
            if self.respective:
                return self._one_for_each(quantity), 0
            if self.answer is None:
                self.answer = self._stated(self._together(), "named before it in its sentence")
            return self.answer, valid
        return self._carried(start), valid

    def final_topic(self) -> Period | None:
        """Return what the text speaks of at its end."""
        while self.next < len(self.periods):
            self._enter(self.periods[self.next])
            self.next += 1
        return self.topic

    def _look_ahead(self) -> None:
        """Note the next period and where it begins."""
        self.following = self.periods[self.next] if self.next < len(self.periods) else None
        self.following_start = self.following.start if self.following else _NEVER

    def _is_joined(self, period: Period, quantity: Quantity) -> bool:
        """Tell whether a figure right behind a period is of that time, not a difference to it."""
        if quantity.unit in ("倍", "个百分点"):
            return False
        if quantity.unit == "%" and _RATIO.search(
            self.text, max(0, period.start - 3), period.start
        ):
            return False
        if "的" in self.text[period.end : quantity.start]:
            return True
        return self.text[quantity.end : quantity.end + 1] in _COMPARES

    def _move(self, position: int) -> None:
        """Go to the sentence and paragraph of a position."""
        if position > self.sentence_end:
            self.k = bisect_left(self.sentences, position, self.k)
            self.sentence_end = self.sentences[self.k]
            self.subjects = []
            self.series = []
            self.answer = self.aside = self.joined = self.respective = None
            if position > self.paragraphs[self.j]:
                self.j = bisect_left(self.paragraphs, position, self.j)
                self.paragraph = None

    def _enter(self, period: Period) -> None:
        """Take in a period."""
        self._move(period.end - 1)
        role, text = period.role, self.text
        self.joined = None
        self.current, self.current_end = period, period.end
        if role in (SUBJECT, LABEL):
            self._speak(period)
        elif role == ASIDE:
            from_here = period.end + (text[period.end : period.end + 1] in ("，", ","))
            clause = _CLAUSE.search(text, from_here, from_here + _LONGEST)
            self.aside = period
            self.aside_end = clause.start() if clause else from_here + _LONGEST
        elif role in (COMPARED, ATTRIBUTE):
            match = _JOINED.match(text, period.end)
            if match is not None:
                self.joined, self.joined_end = period, match.end()
        elif role == ROW:
            line = text.find("\n", period.end)
            self.aside, self.aside_end = period, line if line >= 0 else len(text)

    def _speak(self, period: Period) -> None:
        """Let sentence, paragraph and text speak of a period."""
        self.answer = self.aside = self.respective = None
        self.series = []
        if self.subjects and _is_occasion(self.text, self.subjects[-1], period):
            return
        if self.subjects:
            period = _from_start_to_end(self.text, self.subjects[-1], period)
        self.subjects.append(period)
        self.paragraph = period
        if self.topic is None or self._is_new_topic(self.topic, period):
            self.topic = period

    def _is_new_topic(self, topic: Period, period: Period) -> bool:
        """Tell whether the text goes over to speaking of another period.

        A year inside the five under review (今年 in a review of 五年来) does so at the head of a
        paragraph, another long period at the head of a sentence.
        """
        if not _is_broad(topic):
            return True
        if not _is_broad(period):
            return False
        if _runs_on(topic) and topic.period_start == period.period_start:
            return True  # 今年以来, then 上半年
        if _covers(topic, period) or (not _is_of_months(period) and _begins_in(topic, period)):
            return period.start - self._paragraph_start() <= _HEAD
        if _is_one_year(period):
            return True
        start = self.sentences[self.k - 1] + 1 if self.k else 0
        return period.start - start <= _HEAD

    def _paragraph_start(self) -> int:
        """Return where the paragraph begins that is being read."""
        return self.paragraphs[self.j - 1] + 1 if self.j else 0

    def _stated(self, period: Period, where: str) -> _Answer:
        return period, f"{where}: {period.text}", period.basis

    def _respective(self, start: int) -> bool:
        """Tell whether 分别 gives each figure of the sentence a period of a list."""
        end = self.subjects[-1].end
        before, word, _ = self.text[end : min(start, end + _LABEL_REACH)].partition("分别")
        if not word:
            return False
        self.series = self._listed()
        of_one_span = self.series[-1:] != self.subjects[-1:]
        if of_one_span and _SEVERAL_THINGS.search(before):
            return False  # 10月至12月的失业率及参与率分别为: one for each of the rates
        return len(self.series) > 1

    def _together(self) -> Period:
        """Return the last subject, or the years of a list as one period (2018年、2019年)."""
        last = self.subjects[-1]
        group = self._listed() if len(self.subjects) > 1 else ()
        if len(group) < 2 or group[-1] is not last:
            return last
        for earlier, later in pairwise(group):
            if earlier.period_end is None or later.period_start is None:
                return last
            if earlier.period_end + _DAY != later.period_start:
                return last
        words = self.printed[group[0].start : last.end]
        return last._replace(start=group[0].start, text=words, period_start=group[0].period_start)

    def _one_for_each(self, quantity: Quantity) -> _Answer:
        """Return the next period of the list for a figure."""
        each = self.series[0]
        if quantity.kind == "figure":
            self.series = [*self.series[1:], each]
        return self._stated(each, "named before it in its sentence, one for each")

    def _listed(self) -> list[Period]:
        """Return the subjects that stand in one list, or the years of a span."""
        group = [self.subjects[-1]]
        for earlier in reversed(self.subjects[:-1]):
            if not _LISTING.fullmatch(self.text, earlier.end, group[0].start):
                break
            group.insert(0, earlier)
        return group if len(group) > 1 else _single_parts(group[0])

    def _carried(self, start: int) -> _Answer:
        """Return what the paragraph or the text speaks of."""
        period, where = self.paragraph, "an earlier sentence of the paragraph"
        if period is not None and self.topic is not None and _is_narrow(period):
            sentence = self.sentences[self.k - 1] + 1 if self.k else 0
            overall = _OVERALL.match(self.text, sentence)
            if overall and overall.end() <= start and _is_broad(self.topic):
                period = None
        if period is None:
            period, where = self.topic, "an earlier paragraph"
        if period is not None:
            if self.carried is None or self.carried[0] is not period:
                basis = "assumed" if period.basis == "assumed" else "carried"
                self.carried = period, f"carried from {where}: {period.text}", basis
            return self.carried
        following = self.following
        if following is None or following.role != SUBJECT or following.end > self.sentence_end:
            return _NONE
        return self._stated(following, "named behind it in its sentence")


def _length(period: Period) -> timedelta | None:
    """Return how long a period is; ``None`` where an end is open."""
    if period.period_start is None or period.period_end is None:
        return None
    return period.period_end - period.period_start


def _is_broad(period: Period) -> bool:
    length = _length(period)
    return length is not None and length >= _BROAD


def _is_whole_year(period: Period) -> bool:
    """Tell whether a period is a year from its first day, up to its last or the day of writing."""
    first, last = period.period_start, period.period_end
    if first is None or last is None:
        return False
    return (first.year, first.month, first.day) == (last.year, 1, 1)


def _is_one_year(period: Period) -> bool:
    length = _length(period)
    return length is not None and length <= timedelta(days=366)


def _covers(whole: Period, part: Period) -> bool:
    """Tell whether one period lies inside another that is longer."""
    ends = (whole.period_start, part.period_start, part.period_end, whole.period_end)
    first, begin, end, last = ends
    if first is None or begin is None or end is None or last is None:
        return False
    return first <= begin and end <= last and end - begin < last - first


def _begins_in(whole: Period, part: Period) -> bool:
    """Tell whether a period begins inside another."""
    first, begin, last = whole.period_start, part.period_start, whole.period_end
    if first is None or begin is None or last is None:
        return False
    return first <= begin <= last


def _is_of_months(period: Period) -> bool:
    """Tell whether a period begins and ends with a month."""
    first, last = period.period_start, period.period_end
    return first is not None and last is not None and first.day == 1 and (last + _DAY).day == 1


_BEGINS = lazy("[^，。；\\n]{0,6}?(?:开工|动工|启动|开始|开幕|开赛|开馆|开展|开班|起[，,])")
_ENDS = lazy("[^，,。；\\n]{0,6}?(?:完工|竣工|结束|闭幕|落幕|闭馆|撤展|结业|截止|转入)")


def _from_start_to_end(text: str, day: Period, later: Period) -> Period:
    """Return the time from a day on which something began to that on which it ended.

    3月10日开工，9月25日完工，清出底泥46万立方米: what follows is of the days between them.
    """
    first, last = day.period_start, later.period_start
    if first is None or last is None or first >= last or last != later.period_end:
        return later
    if not (_is_narrow(day) or day.period_end is None or text[day.end - 1] == "起"):
        return later
    if _BEGINS.match(text, day.end) and _ENDS.match(text, later.end):
        return later._replace(period_start=first)
    return later


def _runs_on(period: Period) -> bool:
    """Tell whether a period has only the day of writing for an end (今年以来)."""
    return period.text[-1:] in ("来", "來") or period.reason.endswith(CUT)


def _is_narrow(period: Period) -> bool:
    """Tell whether a period is a day or week of its own, not the day of writing (目前)."""
    length = _length(period)
    return length is not None and length <= _NARROW and period.basis != "carried"


def _is_occasion(text: str, day: Period, year: Period) -> bool:
    """Tell whether a year belongs to the name of what took place on a day named before it.

    3月5日，2020年表彰大会在市里举行: the day dates what follows.
    """
    if None in (day.period_start, day.period_end, year.period_start, year.period_end):
        return False
    if not (_is_narrow(day) and _is_broad(year)):
        return False
    return (
        _OCCASION.match(text, year.end) is not None and text[year.end : year.end + 1] not in "，,"
    )


def _single_parts(period: Period) -> list[Period]:
    """Return the years of a span of whole years, the quarters or months of one that names these."""
    first, last = period.period_start, period.period_end
    if first is None or last is None or first.day != 1 or (last + _DAY).day != 1:
        return []
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    step = 3 if "季" in period.text else 1 if "月" in period.text else 12
    if step == 12 and first.month != 1:
        return []
    count, rest = divmod(months, step)
    if rest or not 2 <= count <= 12:
        return []
    begun = [12 * first.year + first.month - 1 + step * k for k in range(count + 1)]
    days = [date(at // 12, at % 12 + 1, 1) for at in begun]
    return [period._replace(period_start=a, period_end=b - _DAY) for a, b in pairwise(days)]
