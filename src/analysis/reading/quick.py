"""The usual mentions, read without a window: a number with a unit and nothing unusual around it.

Most numbers of a text are of a few shapes: digits or a Chinese numeral, a unit, plain words on both
sides, perhaps a hedge.  Here these are read in one go; whatever calls for a closer look returns
``None`` and is read by `analysis.reading.assembly`, which knows every case.  Both give the same
reading; a test compares them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from analysis.reading.context_rules import DIGIT_UNITS, kind_by_rule
from analysis.reading.decide import MEETING, NUMBERED, SECOND, small_count_kind
from analysis.reading.hedge_bounds import (
    HEDGE_PAIRS,
    SHORT_HEDGES,
    combine,
    hedge_after,
    hedge_before,
)
from analysis.reading.kinds import INSTITUTION, is_class_threshold
from analysis.reading.lazy import lazy
from analysis.reading.mention import AnyValue
from analysis.reading.numerals import evaluate, scaled
from analysis.reading.unit_words import unit_after
from analysis.reading.vocabulary import (
    CHINESE_DIGITS,
    CURRENCY_PREFIXES,
    LEFT,
    MONEY_UNITS,
    TIME_UNITS,
    UNIT_FORMS,
    words,
)

Read = tuple[int, int, str, AnyValue, AnyValue, str | None, str]
"""A reading: start, end, kind, value, upper end, unit, bound; it indexes the padded text."""

CLOSER_LOOK = frozenset(
    "第前每负式±-－−–—~～.．·•/／#@“‘「『《〈【币￥¥$€£₩₽₹ \n\t\u3000\xa0\"'`’”*+=_&?？\ufffd[〔"
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)
"""In front of a number these call for a closer look: signs, letters, quotation marks, 第 and 前,
每 (a base, not a count), currencies, and blanks (a heading or a table)."""

_QUOTES = frozenset("“‘「『《〈【")
_MONEY_ENDS = frozenset(name[-1] for name in CURRENCY_PREFIXES)
_CHANGES_UNIT = frozenset(
    "以左上之及或+＋（(多余半天份—－–~～〜至到开有前内均床/／元公- "
    "0123456789一二三四五六七八九十百千万亿零两"
)
"""Behind a unit these may make another unit, a hedge or a range of it."""
_OPENS = frozenset("（(期拜月历年夕头图之其点件表例栏正")
"""In front of a single Chinese digit: brackets, weekdays, lunar dates, numbered things."""
_MAKES_MORE = frozenset(
    "成折强打级等号大点半余多来几把分又比:：∶/／至到—-~～〜－–个%％‰年月日时旬周季是要、．.）),，岁名点页"
    "后中左以上下之届"
    "数余0123456789零一二三四五六七八九十百千万亿两"
)
"""Behind a single Chinese digit: what makes a share, a date, a rank or a longer number of it."""
_SLOW_UNITS = TIME_UNITS | words("角 分 番 岁 页 千伏 届 成 位 块 件套 打")
_NEEDS_QUOTES = frozenset(("个", "项"))
_DIGITS = lazy(
    r"([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.([0-9]{1,6}))?([余多]?)(万亿|[万亿]?)"
)
_SOUND = lazy(
    "十[一二三四五六七八九]|[一二三四五六七八九](?:[十百千万亿]+零?[一二三四五六七八九]?)+"
)
_PLACES = frozenset("十百千万亿")
_PLAIN_TIMES = words("年 个月 天 小时 分钟 周 季度 周年 学期 学年 工作日 星期")
_STREAKS = ("连续", "蝉联", "持续")
_FACTORS = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_MEASURES_OF_A_PERSON = ("身高", "体重", "年龄", "净高", "超速")


IN_FRONT: dict[str, str] = {pair[-1]: "" for pair in HEDGE_PAIRS} | {"金": "美"}
for _pair in HEDGE_PAIRS:
    IN_FRONT[_pair[-1]] += _pair[0]
IN_FRONT |= dict.fromkeys(CLOSER_LOOK | SHORT_HEDGES, "")
"""What in front of a plain figure may be or end a hedge, or calls for a closer look, with the
characters in front of which it does so (none: always)."""
_RANKED = frozenset("升移进降滑退高了次")
_SETTLED = words("% 份 吨 次 班 路 号 线 处")
"""Units whose rules look at a letter in front or a character that the pattern bars behind them."""
_CARE = (DIGIT_UNITS - _SETTLED) | {"个", "项"}


@cache
def plain_tails() -> dict[str, tuple[int, str, str, bool]]:
    """Return what may stand behind the digits of a plain figure: 万元, 余人, 个百分点.

    The value is what the digits are multiplied by, the bound, the base unit, and whether the words
    beside the figure may make something else of it.
    """
    return {
        multiplier + more + unit: (factor, bound, base, base in _CARE or unit == "位")
        for unit, base in UNIT_FORMS.items()
        for multiplier, factor in _FACTORS.items()
        for more, bound in (("", "exact"), ("余", "at_least"), ("多", "at_least"))
    }


def plain_value(digits: str, factor: int) -> int | Decimal:
    """Return the value of digits with a point or commas in them."""
    if "," in digits:
        digits = digits.replace(",", "")
    if "." not in digits:
        return int(digits) * factor
    if factor == 1 and digits[-1] != "0":
        return Decimal(digits)
    whole, _, fraction = digits.partition(".")
    return scaled(whole, fraction, factor)


def read_plain(padded: str, start: int, end: int, match: re.Match[str]) -> Read | None:
    """Read a plain figure with the hedge in front of it, a range, or the number in a row."""
    unit_at = match.start(2)
    factor, bound, unit, care = plain_tails()[padded[unit_at:end]]
    before = padded[start - 1]
    digits = padded[start:unit_at]
    ranged = match[1] is not None
    if before in CLOSER_LOOK:
        if before != "第" or bound != "exact" or factor > 1 or "." in digits or ranged:
            return None
        return start - 1, end, "ordinal", int(digits.replace(",", "")), None, unit, "exact"
    if care and (
        (unit in _NEEDS_QUOTES and not _QUOTES.isdisjoint(padded[start - LEFT : start]))
        or (padded[end - 1] == "位" and before in _RANKED)
        or (unit in DIGIT_UNITS and kind_by_rule(padded, start, end, unit, digits))
    ):
        return None
    if ranged:
        return _plain_range(padded, start, end, match) if bound == "exact" else None
    value = int(digits) * factor if digits.isdecimal() else plain_value(digits, factor)
    pair = padded[start - 2 : start]
    if before in SHORT_HEDGES or pair in HEDGE_PAIRS:
        begin, hedge = hedge_before(padded, start, padded[start : match.end(2)], unit)
        if hedge:
            if padded[end] == "的":
                return None  # 超过500人的企业: it may be a class
            bound = combine(hedge, "余" if bound == "at_least" else "", "", False, False)
            return begin, end, "figure", value, None, unit, bound
    if pair == "美金":
        return None
    return start, end, "figure", value, None, unit, bound


def _plain_range(padded: str, start: int, end: int, match: re.Match[str]) -> Read | None:
    """Read 35至62人 and 30—50万元."""
    gap, unit_at = match.start(1), match.start(2)
    factor, _, unit, _ = plain_tails()[padded[unit_at:end]]
    before = padded[start - 1]
    if unit in MONEY_UNITS and before in _MONEY_ENDS:
        return None
    upper = gap + (2 if padded[gap + 1] == "—" else 1)
    lower_end, upper_end = padded[start:gap], padded[upper:unit_at]
    if lower_end.isdecimal() and upper_end.isdecimal():
        low: int | Decimal = int(lower_end) * factor
        high: int | Decimal = int(upper_end) * factor
    else:
        low, high = plain_value(lower_end, factor), plain_value(upper_end, factor)
    if not low < high:
        return None
    begin = start
    if before in SHORT_HEDGES or padded[start - 2 : start] in HEDGE_PAIRS:
        begin, hedge = hedge_before(padded, start, padded[start], unit)
        if hedge and padded[begin - 2 : begin] in _MEASURES_OF_A_PERSON:
            return None
    return begin, end, "figure", low, high, unit, "range"


def read_digits(padded: str, start: int, end: int, closed: bool = False) -> Read | None:
    """Read digits with a unit: 1,284件, 约3.5万立方米, 62名左右.

    With `closed`, what stands behind the unit is known not to belong to it.
    """
    before = padded[start - 1]
    if before in CLOSER_LOOK:
        return None
    if padded[end - 1] == "千" and padded[end] in "瓦克米伏升":
        end -= 1
    number = _DIGITS.fullmatch(padded, start, end)
    if number is None:
        return None
    whole, fraction, more, multiplier = number.groups()
    if whole[0] == "0" and len(whole) > 1:
        return None
    position = end
    if not more and padded[position] in "余多":
        more, position = padded[position], position + 1
    unit, stop = unit_after(padded, position, spaces=False, digits=True)
    if not unit or unit in _SLOW_UNITS:
        return None
    if unit in _NEEDS_QUOTES and not _QUOTES.isdisjoint(padded[start - LEFT : start]):
        return None
    if (unit == "次" and padded[stop] in "列航特动") or (
        padded[stop - 1] == "位" and before in _RANKED
    ):
        return None
    if unit in MONEY_UNITS and (before in _MONEY_ENDS or padded[stop - 1] in "块钱"):
        return None
    behind = ""
    if not closed and padded[stop] in _CHANGES_UNIT:
        length, behind = hedge_after(padded, stop) if padded[stop] in "以左上" else (0, "")
        if not length:
            return None
        stop += length
    begin, bound = start, "at_least" if more else "exact"
    if behind or before in SHORT_HEDGES or padded[start - 2 : start] in HEDGE_PAIRS:
        begin, hedge = hedge_before(padded, start, padded[start:end], unit)
        if hedge or behind:
            if padded[begin - 2 : begin] in _MEASURES_OF_A_PERSON:
                return None
            bound = combine(hedge, more, behind, False, False)
            if is_class_threshold(padded, begin, stop, unit, bound):
                return None
    if unit in DIGIT_UNITS and kind_by_rule(padded, begin, stop, unit, padded[start:end]):
        return None
    digits = whole.replace(",", "") if "," in whole else whole
    value = scaled(digits, fraction or "", _FACTORS[multiplier])
    return begin, stop, "figure", value, None, unit, bound


def read_pair(padded: str, start: int, end: int, match: re.Match[str]) -> Read | None:
    """Read the first of two numbers with a connector between them: 4.2个百分点至31.5%."""
    gap, upper = match.group(6, 7)
    first = match.start(6)
    if padded[start] not in "0123456789":
        return read_chinese(padded, start, first) if gap and gap not in UNIT_FORMS else None
    if not gap or not upper[0].isdecimal():
        return None
    unit = UNIT_FORMS.get(gap)
    if unit is None:
        # 56盏增加到90盏
        return read_digits(padded, start, first)
    other, _ = unit_after(padded, end, spaces=False, digits=True)
    if not other or other in _SLOW_UNITS or other == unit:
        return None
    return read_digits(padded, start, first, closed=True)


def read_chinese(padded: str, start: int, end: int) -> Read | None:
    """Read a Chinese numeral with a unit, or a single digit that counts nothing."""
    before = padded[start - 1]
    if end - start == 1 and before in "第前":
        return _in_a_row(padded, start, end) if before == "第" else _first_ones(padded, start, end)
    if before in CLOSER_LOOK or not _QUOTES.isdisjoint(padded[start - LEFT : start]):
        return None
    run = padded[start:end]
    more = padded[end] if padded[end] in "余多" else ""
    if end - start == 1 and not (more and run in _PLACES):
        return _single(padded, start, end, before)
    if run[0] in "几数":
        return _vague(padded, start, end, before)
    if run[-1] in "千两" and not more:
        return None
    if before in _MONEY_ENDS or not (_SOUND.fullmatch(run) or end - start == 1):
        return None
    unit, stop = unit_after(padded, end + len(more), spaces=False, digits=False)
    if not unit or unit in _SLOW_UNITS or padded[stop - 1] in "块钱" or run == "二":
        return None
    if unit == "次" and (before == "届" or MEETING.match(padded, stop)):
        return None
    if padded[stop - 1] == "位" and before in _RANKED:
        return None
    behind = ""
    if padded[stop] in _CHANGES_UNIT:
        length, behind = hedge_after(padded, stop) if padded[stop] in "以左上" else (0, "")
        if not length:
            return None
        stop += length
    value = evaluate(run)
    if not isinstance(value, int):
        return None
    begin, hedge = start, ""
    if before in SHORT_HEDGES or padded[start - 2 : start] in HEDGE_PAIRS:
        begin, hedge = hedge_before(padded, start, run, unit)
        if hedge and (padded[stop] == "的" or padded[begin - 2 : begin] in _MEASURES_OF_A_PERSON):
            return None
    if kind_by_rule(padded, begin, stop, unit, run):
        return None
    if hedge or more or behind:
        bound = combine(hedge, more, behind, False, False)
        if is_class_threshold(padded, begin, stop, unit, bound):
            return None
        return begin, stop, "figure", value, None, unit, bound
    kind = small_count_kind(padded, start, stop, run, unit, value)
    return start, stop, kind, value, None, unit, "exact"


def _vague(padded: str, start: int, end: int, before: str) -> Read | None:
    """Read 几十条 and 数百名: something is counted, and nobody knows how many."""
    if (
        before in SHORT_HEDGES
        or padded[start - 2 : start] in HEDGE_PAIRS
        or padded[end - 1] == "千"
    ):
        return None
    if not _PLACES.issuperset(padded[start + 1 : end]):
        return None
    unit, stop = unit_after(padded, end, spaces=False, digits=False)
    if not unit or unit in _SLOW_UNITS or unit in SECOND or padded[stop] in _CHANGES_UNIT:
        return None
    if kind_by_rule(padded, start, stop, unit, padded[start:end]) or padded[stop - 1] == "块":
        return None
    return start, stop, "figure", None, None, unit, "unknown"


def _in_a_row(padded: str, start: int, end: int) -> Read | None:
    """Read 第三季度 and 第一, the number in a row."""
    value = CHINESE_DIGITS.get(padded[start])
    if value is None:
        return None
    unit, stop = unit_after(padded, end, spaces=False, digits=False)
    if not unit and INSTITUTION.match(padded, end):
        return None
    return start - 1, stop, "ordinal", value, None, unit or None, "exact"


def _first_ones(padded: str, start: int, end: int) -> Read | None:
    """Read 前三季度, so much time from a beginning."""
    value = CHINESE_DIGITS.get(padded[start])
    unit, stop = unit_after(padded, end, spaces=False, digits=False)
    if value is None or unit not in _PLAIN_TIMES or padded[stop] in _CHANGES_UNIT:
        return None
    return start, stop, "date", value, None, unit, "exact"


def _single(padded: str, start: int, end: int, before: str) -> Read | None:
    """Read one Chinese digit: 三家, 一名, 五花, where nothing around it makes more of it."""
    run = padded[start]
    if run == "半" and before in "上下" and padded[end] == "年":
        return start - 1, end + 1, "date", Decimal("0.5"), None, None, "exact"
    value = CHINESE_DIGITS.get(run)
    if run not in "一两三四五六七八九" or not value or before in _OPENS:
        return None
    hedged = before in SHORT_HEDGES or padded[start - 2 : start] in HEDGE_PAIRS
    unit, stop = unit_after(padded, end, spaces=False, digits=False)
    if hedged and unit not in _PLAIN_TIMES:
        return None
    if not unit:
        if padded[end] in _MAKES_MORE or not padded[end].isalpha() or NUMBERED.match(padded, end):
            return None
        return start, end, "other", value, None, None, "exact"
    if padded[stop] in _CHANGES_UNIT:
        return None
    if unit in _PLAIN_TIMES:
        begin, hedge = hedge_before(padded, start, run, unit) if hedged else (start, "")
        if padded[begin - 2 : begin] in _STREAKS:
            return None
        bound = combine(hedge, "", "", False, False)
        return begin, stop, "date", value, None, unit, bound
    if unit in _SLOW_UNITS or (unit == "次" and (before == "届" or MEETING.match(padded, stop))):
        return None
    if padded[stop - 1] == "块" or kind_by_rule(padded, start, stop, unit, run):
        return None
    if run == "一" and (padded[start - 2] == "一" or padded[stop + 1] == "一"):
        return None
    kind = small_count_kind(padded, start, stop, run, unit, value)
    return start, stop, kind, value, None, unit, "exact"
