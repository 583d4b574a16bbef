"""Assembly: from a numeral and the characters around it to a finished reading.

:func:`read_window` is a pure function of the numeral and a fixed window of characters on either
side.  Equal windows give equal readings, so :mod:`analysis.reading.find` keeps a bounded memo.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from analysis.reading.around import currency_before, digits_are_missing, hedge_after_unit, minus_at
from analysis.reading.decide import decide
from analysis.reading.hedge_bounds import combine, hedge_after, hedge_before
from analysis.reading.kinds import INSTITUTION, in_short_quotes, is_alone, is_list_marker, word_at
from analysis.reading.lazy import lazy
from analysis.reading.mention import AnyValue, Reading
from analysis.reading.numerals import longest_numeral, scaled
from analysis.reading.ranges import Range, number_end, read_range
from analysis.reading.unit_words import last_belongs_to_unit, unit_after
from analysis.reading.values import normal, read_complex, value_of
from analysis.reading.vocabulary import (
    CHINESE_DIGITS,
    LONGEST_IDIOM,
    REPLACEMENT_CHARACTER,
    TIME_UNITS,
    is_cjk,
)

_LATIN = lazy(
    r"([kKwWＫｋMG])(?![A-Za-z0-9²³/]|(?:超?高清|电视|视频|画质|屏|分辨率|显示|摄像|影|宽带|光纤|网速|流量|内存))"
)
_MILLIONS = lazy("(?:m|mn|million|bn?|billion)(?![A-Za-z0-9²³/])")
_LATIN_FACTORS = {
    "k": 10**3, "K": 10**3, "Ｋ": 10**3, "ｋ": 10**3, "w": 10**4, "W": 10**4,
    "M": 10**6, "G": 10**9,
}  # fmt: skip
_SELECTED = lazy("(?:选树|评选出?|评出|选出|表彰|命名)了?$")
_SPOKEN = {**CHINESE_DIGITS, "洞": 0, "拐": 7, "勾": 9}
_LOST_BEHIND = lazy(f"[,，]?[0-9]{{0,2}}{REPLACEMENT_CHARACTER}")
_LEADING_DIGITS = lazy("[0-9０-９]+")
_IN_BRACKETS = lazy("[去今本上明前昨] ?[(（][0-9]{1,4}[)）] ?[年月日]")
_DATE_UNIT = lazy("[年月日时点世]")
_TIME_OF_DAY = lazy(
    "(?:上午|下午|早上|早晨|晚上|夜里|凌晨|中午|傍晚|深夜|清晨|当晚|今晚|当天|每天|早|晚|[日号]|午后)$"
)
_CONGRESS = lazy("(?:届|大(?![约概多众])|中(?:、|全会)|个五年)")
_DOZEN = lazy(
    "打(?:[^\\w]|$|苹果|鸡蛋|啤酒|汽水|铅笔|圆珠笔|鲜花|玫瑰|毛巾|袜子|手套|衬衫|口罩|纸杯|碗|盘子|杯子)"
)
_HALVED = frozenset(["斤", "两", "米", "里", "公里", "亩", "吨", "年", "岁", "小时", "天", "公斤"])
_OPENS_A_LINE = frozenset(["人", "年", "月", "日", "天", "次", "号", "个", "级"])
"""Units that begin so many words that behind a line break they prove nothing."""
_CHANGED = lazy("(?:减少|下降|降低|缩短|压缩|压减|减|增加|节省|节约|提高|上升|削减|提升)了?$")
_PIECE = lazy(
    "[^，,。；、钱多左上以\\n]{0,3}?(?:牌|匾|地|田|砖|屏|板|石|表|糕|玻璃|栏|布|巾|皂|盘|电池|场|绿|坪|碑|肉|糖|木|铁|煤)"
)
_HALF_TIME = lazy("个?(?:小时|钟头|月|年|天|日|世纪|学期|学年|周)")
_HALF_AFTER = lazy("半(?![自径岛导数封成])")


def read_window(window: str, start: int, end: int, group: int | None) -> Reading:
    """Read the numeral ``window[start:end]`` in its context.

    Parameters
    ----------
    window
        The numeral with :data:`LEFT` characters before and :data:`RIGHT` behind it.
    start, end
        Where the numeral stands in the window.
    group
        4 when the pattern has seen a date, 5 for a name, 7 for what may be a range, else a number.
    """
    if group == 4:
        return _date(window, start, end)
    if (
        group == 5
        and end - start in (10, 11)
        and window[start:end].isdecimal()
        and (unit_after(window, end)[0])
    ):
        # 13800000000次, 4000000000元: so many digits with a unit count something
        group = None
    if group == 5:
        if window[start] == "对":
            # 打对折: half the price
            return Reading(start, end, "other", 50, None, "%", "exact")
        if window[start] in CHINESE_DIGITS and window[start + 1] in _SPOKEN:
            digits = "".join(str(_SPOKEN[c]) for c in window[start:end])
            return Reading(start, end, "other", int(digits), None, None, "exact")
        return Reading(start, end, "name", None, None, None, "unknown")
    first = window[start]
    plain = first in "0123456789" and window[start:end].isdecimal()
    if not plain and end - start <= LONGEST_IDIOM and (group == 7 or "“" in window[:start]):
        # elsewhere the scan has looked for words already
        word = word_at(window, start, end)
        if word is not None:
            if word.kind == "other" and in_short_quotes(window, word.start, word.end):
                return word._replace(kind="name")
            return word
    before = window[start - 1]
    if before in "(（" and (
        _IN_BRACKETS.match(window, start - 2) or _IN_BRACKETS.match(window, start - 3)
    ):
        # 去(2017)年, 今(22)日
        return Reading(start, end, "date", value_of(window[start:end]), None, None, "exact")
    if before == "第":
        return _ordinal(window, start, number_end(window, start) if group == 7 else end)
    if group == 7:
        end = number_end(window, start)
        ranged = read_range(window, start, end)
        if ranged is not None:
            return _ranged(window, start, ranged)
        plain = window[start:end].isascii() and window[start:end].isdecimal()
    if is_list_marker(window, start, end):
        return Reading(start, end, "ordinal", value_of(window[start:end]), None, None, "exact")
    return _number(window, start, end, plain)


def date_value(run: str) -> AnyValue:
    """Return the first number of a date (the year of 2016年9月)."""
    for length in (4, 2, 1):
        if run[:length].isdecimal() and not run[length : length + 1].isdecimal():
            return int(run[:length])
    digits = _LEADING_DIGITS.match(run)
    return int(digits.group()) if digits else value_of(_DATE_UNIT.split(run)[0])


def _date(window: str, start: int, end: int) -> Reading:
    """Make a date, or an ordinal of 第3日."""
    run = window[start:end]
    if window[start - 1] == "第" and "月" not in run:
        return Reading(start - 1, end, "ordinal", date_value(run), None, None, "exact")
    return Reading(start, end, "date", date_value(run), None, None, "exact")


def _ordinal(window: str, start: int, end: int) -> Reading:
    """Make an ordinal of 第 with its number and classifier."""
    unit, stop = unit_after(window, end, spaces=False)
    if not unit and INSTITUTION.match(window, end):
        return Reading(start - 1, end, "name", None, None, None, "unknown")
    value = value_of(window[start:end])
    return Reading(start - 1, stop if unit else end, "ordinal", value, None, unit or None, "exact")


def _ranged(window: str, start: int, ranged: Range) -> Reading:
    """Add unit and hedges to a range."""
    low, high, word, unit, tenths, stop, run = ranged
    if tenths:
        low = None if low is None else normal(Fraction(low) * 10)
        high = None if high is None else normal(Fraction(high) * 10)
        unit, stop = "%", stop if window[stop - 1] == "成" else stop + 1
    latin = _LATIN.match(window, stop) if not unit else None
    if latin and isinstance(low, int | Decimal) and isinstance(high, int | Decimal):
        # 5~8k元
        factor = _LATIN_FACTORS[latin[1]]
        low, high = normal(Fraction(low) * factor), normal(Fraction(high) * factor)
        unit, stop = unit_after(window, latin.end())
    if not unit:
        special = _special_unit(window, start, stop, stop, low, high, word, run)
        if special is not None:
            return special
    return _finish(window, start, stop, low, high, unit, word, run)


def _number(window: str, start: int, end: int, plain: bool) -> Reading:
    """Read a number with its unit and hedges and decide what kind of mention it is."""
    run = window[start:end]
    if not plain and len(run) > 2 and run[-2:] == "两半":
        # 九两半: the half belongs behind the unit 两.
        end -= 1
        run = run[:-1]
    if not plain and len(run) > 1 and last_belongs_to_unit(window, end, run):
        end -= 1
        run = run[:-1]
        plain = run.isascii() and run.isdecimal()
    position = end
    high: AnyValue = None
    value: AnyValue
    share = ""
    if plain:
        if end - start > 60:
            return Reading(start, end, "other", None, None, None, "unknown")
        value, word = int(run), ""
        if window[start - 1] == "." and window[start - 2] in " \n\t(（-负约为":
            # .45 is 0.45
            return _leading_point(window, start, end)
    else:
        parsed = read_complex(run)
        if parsed is None and (length := longest_numeral(run)):
            end, run = start + length, run[:length]
            position, parsed = end, read_complex(run)
        if parsed is None:
            return Reading(start, end, "other", None, None, None, "unknown")
        value, high, word, share = parsed
    following = window[position]
    if following == " " and window[position + 1] in "kKM" and window[position + 2] == "\n":
        position += 1
        following = window[position]
    if following in "kKwWMGＫｋ" and window[end - 1] in "0123456789０１２３４５６７８９":
        latin = _LATIN.match(window, position)
        if (
            latin
            and run in ("2", "4", "8")
            and is_cjk(window[latin.end()])
            and not unit_after(window, latin.end())[0]
        ):
            # 4K设备: a resolution
            return Reading(start, latin.end(), "name", None, None, None, "unknown")
        if (
            latin
            and (following not in "MG" or "." in run or is_alone(window, start, latin.end()))
            and isinstance(value, int | Decimal)
        ):
            factor = _LATIN_FACTORS[following]
            if isinstance(high, int | Decimal):
                if value < high:
                    value = normal(Fraction(value) * factor)
                high = normal(Fraction(high) * factor)
            else:
                value = normal(Fraction(value) * factor)
            position = latin.end()
            following = window[position]
    if following in "mb" and isinstance(value, int | Decimal) and currency_before(window, start)[2]:
        latin = _MILLIONS.match(window, position)
        if latin:
            # £3.2m
            value = normal(Fraction(value) * (10**6 if following == "m" else 10**9))
            return _finish(window, start, latin.end(), value, high, "", word, run)
    if following == "好" and run[-1] == "十" and window[position + 1] == "几":
        # 二十好几
        unit, stop = unit_after(window, position + 2)
        return _finish(window, start, stop, value, high, unit, "余", run)
    if share:
        return _finish(window, start, position, value, high, share, word, run)
    if run[-1] in "拾佰仟" and window[end + 1] in "拾佰" and is_cjk(following) and not plain:
        unit, stop = unit_after(window, end)
        if not unit and following not in "余多来几":
            return _unread_numeral(window, start, end)
    # "3500 名", "14 万元": one space or a line break inside a sentence separates nothing.
    if following in "余多" and window[position + 1] == "\n":
        # 2100余⏎人次: the line breaks behind 余.
        moved = _over_space(window, start, position + 1)
        if moved:
            unit, stop = unit_after(window, moved)
            return _finish(window, start, stop, value, high, unit, "余", run)
    if following in " \u3000\xa0\t\n":
        moved = _over_space(window, start, position)
        if moved:
            position = moved
            following = window[position]
    inner = ""
    if following == "把" and run[-1] in "百千万" and unit_after(window, position + 1)[0]:
        # 百把人: about a hundred
        inner, position = "来", position + 1
    elif following in "余多来几":
        skip = 2 if window[position + 1] == " " else 1
        unit, stop = unit_after(window, position + skip)
        if following != "来" or (unit and run[-1] in "十百千万0"):
            if following != "几":
                inner = "来" if following == "来" else "余"
                position += skip
            if not unit and skip == 2:
                position -= 1
    if run == "半" and following == "年" and window[start - 1] in "上下":
        return Reading(start - 1, end + 1, "date", Decimal("0.5"), None, None, "exact")
    unit, stop = unit_after(window, position)
    if unit == "成" or (unit == "起" and window[position - 1] in _LATIN_FACTORS):
        unit = ""  # 年薪20w起
    if not unit:
        special = _special_unit(window, start, end, position, value, high, inner or word, run)
        if special is not None:
            return special
        stop = (
            position
            if inner or (position != end and window[position - 1] not in " \n\u3000\xa0\t")
            else end
        )
        if window[end:position].strip() == "" and not inner:
            stop = end if following not in "kKwW" else position
        if inner:
            stop = position
    return _finish(window, start, stop, value, high, unit, inner or word, run)


def _unread_numeral(window: str, start: int, end: int) -> Reading:
    """Read 壹仟叧佰元, where one character of the numeral is not known: the value is not either."""
    last = number_end(window, end + 1)
    unit, stop = unit_after(window, last)
    return Reading(start, stop, "figure", None, None, unit or None, "unknown")


def _leading_point(window: str, start: int, end: int) -> Reading:
    """Read a decimal printed without its zero: .45 or -.45%."""
    unit, stop = unit_after(window, end)
    value = scaled("0", window[start:end], 1)
    latin = _LATIN.match(window, end)
    if latin and not unit:
        value, end = scaled("0", window[start:end], _LATIN_FACTORS[latin[1]]), latin.end()
    begin = start - 1
    if window[begin - 1] in "-负":
        begin, value = begin - 1, -value
    return Reading(begin, stop if unit else end, "figure", value, None, unit or None, "exact")


def _over_space(window: str, start: int, position: int) -> int:
    """Return the position behind white space when a unit or 万 follows there, else 0."""
    stop = position
    while stop - position < 3 and window[stop] in " \u3000\xa0\t\n":
        stop += 1
    broken = "\n" in window[position:stop]
    if broken and not is_cjk(window[start - 1]):
        return 0
    if window[stop] in "余多" and not broken:
        return stop
    if window[stop] in "成折" and not broken and not is_cjk(window[stop + 1]):
        return stop
    unit, end = unit_after(window, stop)
    opens = window[stop:end] in _OPENS_A_LINE and window[end] not in "，。；、,;)）"
    if not unit or (broken and opens):
        return 0
    return stop


def _special_unit(
    window: str,
    start: int,
    end: int,
    position: int,
    value: AnyValue,
    high: AnyValue,
    word: str,
    run: str,
) -> Reading | None:
    """Read tenths (七成), discounts, 半数, congresses, levels, ranks and the like."""
    following = window[position]
    after = window[position + 1]
    if (
        following == "成"
        and value is not None
        and after not in "立为员功果长绩本了都就年交品效熟人是会要得"
        and not (after == "新" and window[position + 2] not in "增建入型生开设能")
    ):
        stop = position + 1
        tens = Fraction(value) * 10
        top = Fraction(high) * 10 if high is not None else None
        if after == "半" and window[position + 2] not in "导自":
            tens, stop = tens + 5, stop + 1
        elif (
            after == " " and window[position + 2] in CHINESE_DIGITS and window[position + 3] == "\n"
        ):
            tens, stop = tens + CHINESE_DIGITS[window[position + 2]], position + 3
        elif (
            (after in CHINESE_DIGITS and run[-1] not in "0123456789")
            or (after in "123456789" and window[position + 2] not in "0123456789.")
        ) and not unit_after(window, position + 2)[0]:
            # 七成五, 3成5
            tens, stop = tens + CHINESE_DIGITS.get(after, ord(after) - ord("0")), stop + 1
        return _finish(window, start, stop, normal(tens), normal(top), "%", word, run)
    if following == "折" and value is not None and after not in "算合旧价抵叠成返":
        percent = Fraction(value) * 10 if value < 10 else Fraction(value)
        if run == "半":
            percent = Fraction(50)
        return Reading(start, position + 1, "other", normal(percent), None, "%", "exact")
    if run == "半" or (run == "一半" and following not in "导自径岛天夜"):
        return _half(window, start, end)
    if following == "打" and value is not None and _DOZEN.match(window, position):
        # A dozen is a number of things: 五十打 is 600.
        return _finish(window, start, position + 1, value * 12, None, "个", word, run)
    if following == "强":
        return Reading(start, position + 1, "other", value, high, None, "exact")
    if following == "点" and _TIME_OF_DAY.search(window[start - 3 : start]):
        # 下午3点
        return Reading(start, position + 1, "date", value, None, None, "exact")
    if following in "级等" and after not in "待于候":
        stop = position + (2 if window[position : position + 2] == "等奖" else 1)
        return Reading(start, stop, "other", value, high, None, "exact")
    if following == "号":
        return Reading(start, position + 1, "name", value, None, None, "exact")
    if (
        following == "大"
        and after not in "”’"
        and isinstance(value, int)
        and _SELECTED.search(window[start - 6 : start])
    ):
        # 选树十大工程: the ten that were chosen are counted.
        return Reading(start, position + 1, "figure", value, None, "个", "exact")
    if (
        _CONGRESS.match(window, position)
        and after != "关"  # 突破万亿大关
        and run[0] not in "0123456789"
        and window[start - 1] != "比"
    ):
        return Reading(start, position + 1, "name", None, None, None, "unknown")
    return None


def _small_money(
    window: str, stop: int, run: str, unit: str, value: AnyValue, high: AnyValue
) -> tuple[str, AnyValue, AnyValue, int]:
    """Carry 两毛, 2角 and 八分钱 over to 元, the base unit; 四角 and 八分 may mean other things."""
    named = window[stop] == "钱"
    sure = named or (unit == "角" and (len(run) > 1 or run.isdecimal() or window[stop - 1] == "毛"))
    if not sure:
        return unit, value, high, stop
    part = Fraction(1, 10 if unit == "角" else 100)
    top = None if high is None else normal(Fraction(high) * part)
    return "元", normal(Fraction(value or 0) * part), top, stop + named


_DECIMAL_UNITS = frozenset(("米", "尺", "丈", "吨"))
_TENTHS = lazy(
    "(?:0?[1-9]|[1-9][0-9])(?![0-9.])|[一二三四五六七八九]{1,2}(?![零一二三四五六七八九十百千万亿两])"
)


def _with_tenths(window: str, stop: int, value: int) -> tuple[AnyValue, int]:
    """Read the digits behind a unit as decimals: 三米九, 1米75; not 三米五根."""
    digits = _TENTHS.match(window, stop)
    if digits is None or unit_after(window, digits.end(), spaces=False)[0]:
        return value, stop
    fraction = "".join(str(CHINESE_DIGITS.get(c, c)) for c in digits.group())
    return scaled(str(value), fraction, 1), digits.end()


def _half(window: str, start: int, stop: int) -> Reading:
    """Read 半数, 过半, 一半: a share of 50 % where a share is meant."""
    if window[stop] == "数":
        stop += 1
    elif window[start - 1] not in "近超过约占逾足到" and not (
        stop - start == 2 and _CHANGED.search(window, start - 4, start)
    ):
        time = _HALF_TIME.match(window, stop)
        if time:
            begin = start - 1 if window[start - 1] in "上下前后" else start
            return Reading(begin, time.end(), "date", Decimal("0.5"), None, None, "exact")
        if stop - start == 1:
            return Reading(start, stop, "other", Decimal("0.5"), None, None, "exact")
        if not hedge_after(window, stop)[0]:
            return Reading(start, stop, "other", 50, None, "%", "exact")
    elif stop - start == 1 and is_cjk(window[stop]) and window[start - 1] not in "超过逾":
        # 谈到半透明: no half of anything
        if window[stop] not in "以左上的":
            return Reading(start, stop, "other", Decimal("0.5"), None, None, "exact")
    elif window[stop] not in "，,。；;、！ \n以" and not is_cjk(window[stop]):
        return Reading(start, stop, "other", Decimal("0.5"), None, None, "exact")
    return _finish(window, start, stop, 50, None, "%", "", "半")


def _finish(
    window: str,
    start: int,
    stop: int,
    value: AnyValue,
    high: AnyValue,
    unit: str,
    word: str,
    run: str,
) -> Reading:
    """Add hedges to number and unit, then decide the kind."""
    if word == "money":
        unit = "元"
    elif value is not None and unit in ("角", "分"):
        unit, value, high, stop = _small_money(window, stop, run, unit, value, high)
    elif word == "catties":
        unit = "斤"
    elif (
        unit == "元"
        and window[stop - 1] == "块"
        and (window[start - 1] in "分成这那" or _PIECE.match(window, stop))
    ):
        # 一块奖牌 is a piece, not a yuan; 分三块使用: three parts
        unit = "块"
    currency, named, sign = currency_before(window, start)
    begin, before_hedge = hedge_before(window, named, run, unit or currency)
    if not before_hedge:
        begin = named if sign else start
    mark = window[start - 1]
    dash = mark == " " and window[start - 2] in "-－−" and window[stop] == "\n"
    if not before_hedge and (mark in "负-－−" or window[start - 2] == "负" or dash):
        signed = minus_at(window, start, unit)
        if signed < start:
            begin, value = signed, -value if value is not None else None
    if (
        unit
        and window[stop] == "半"
        and isinstance(value, int)
        and high is None
        and (
            run[-1] not in "0123456789"
            or unit in _HALVED
            or (unit == "个" and _HALF_TIME.match(window, stop + 1))
        )
        and _HALF_AFTER.match(window, stop)
    ):
        value, stop = normal(Fraction(value) + Fraction(1, 2)), stop + 1
        time, end = unit_after(window, stop, spaces=False)
        if unit == "个" and (time in TIME_UNITS or time == "个百分点"):
            # 一个半小时
            unit, stop = time, end
    if not unit or unit == "元":
        unit = currency or unit
    if (
        unit in _DECIMAL_UNITS
        and (window[stop] in CHINESE_DIGITS or window[stop].isdecimal())
        and isinstance(value, int)
    ):
        value, stop = _with_tenths(window, stop, value)
    stop, after_hedge, more = hedge_after_unit(window, stop, unit)
    if unit == "个" and more.startswith("个"):
        unit = {
            "个多月": "个月",
            "个多小时": "小时",
            "个多百分点": "个百分点",
            "个多世纪": "世纪",
        }.get(more, unit)
    if (
        REPLACEMENT_CHARACTER in run
        or _LOST_BEHIND.match(window, start + len(run))
        or digits_are_missing(window, start, before_hedge, run, word, unit)
    ):
        value = high = None
    bound = combine(before_hedge, word, after_hedge, value is None, high is not None)
    return decide(
        window, Reading(begin, stop, "figure", value, high, unit or None, bound), start, run, word
    )
