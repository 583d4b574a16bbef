"""Assembly: from a numeral and the characters around it to a finished reading.

:func:`read_window` is a pure function of the numeral and a fixed window of characters on either
side.  Equal windows give equal readings, so :mod:`analysis.quantities.find` keeps a bounded memo.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from analysis.quantities.bounds import combine, hedge_after, hedge_before
from analysis.quantities.clean import is_cjk
from analysis.quantities.kinds import (
    bare_number_kind,
    in_short_quotes,
    is_class_threshold,
    is_counted_one,
    is_list_marker,
    people_noun,
    time_kind,
    word_at,
)
from analysis.quantities.lazy import lazy
from analysis.quantities.numerals import scaled
from analysis.quantities.reading import AnyValue, Reading
from analysis.quantities.tables import (
    CHINESE_DIGITS,
    CURRENCY_PREFIXES,
    LOST,
    MONEY_NOUNS,
    MONEY_UNITS,
    MULTIPLIERS,
    PEOPLE_NOUNS,
    RISKY_UNITS,
    SLOGAN_NOUNS,
    TIME_UNITS,
)
from analysis.quantities.units import unit_after
from analysis.quantities.values import normal, read_complex, value_of

_LATIN = lazy(r"([kKwWＫｋMG])(?![A-Za-z0-9²³/])")
_LATIN_FACTORS = {
    "k": 10**3, "K": 10**3, "Ｋ": 10**3, "ｋ": 10**3, "w": 10**4, "W": 10**4, "M": 10**6, "G": 10**9,
}  # fmt: skip
_SLOGAN = lazy(f"[“‘]?(?:{SLOGAN_NOUNS})")
_INSTITUTION = lazy("(?:工人|人民|中学|小学|中医|附属|实验|幼儿园|医院|中级|机床|建筑|文化宫|职业)")
_SELECTED = lazy("(?:选树|评选出?|评出|选出|表彰|命名)了?$")
_MEETING = lazy("(?:全会|全体会议|会议|代表大会|党代会|常委会|常务会)")
_COUNTED_BEFORE = lazy(
    f"(?:(?P<people>{PEOPLE_NOUNS}|人数)|(?:{MONEY_NOUNS}))(?:总数|人数|数量|数)?(?:已|共|累计|约)?"
    "(?:达到?|达|为|有|至|超过?|共计|合计)?$"
)
_LEADING_DIGITS = lazy("[0-9０-９]+")
_DATE_UNIT = lazy("[年月日时点世]")
_PLAN_NAME = lazy("十[一二三四五六七]五")
_CONGRESS = lazy("(?:届|大(?![约概多众])|中(?:、|全会)|个五年)")
_MORE_OF = lazy("多(?:月|小时|百分点|世纪)")
_MORE_UNITS = frozenset(
    ("元", "米", "公里", "吨", "斤", "亩", "岁", "倍", "小时", "年", "天", "周", "%")
)
_DOZEN = lazy(
    "打(?:[^\\w]|$|苹果|鸡蛋|啤酒|汽水|铅笔|圆珠笔|鲜花|玫瑰|毛巾|袜子|手套|衬衫|口罩|纸杯|碗|盘子|杯子)"
)
_HALVED = frozenset("斤 两 米 里 公里 亩 吨 年 岁 小时 天 公斤".split())
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
        4 when the pattern has seen a date, 5 for a name, anything else for a number.
    """
    if group == 4:
        return _date(window, start, end)
    if group == 5:
        return Reading(start, end, "name", None, None, None, "unknown")
    first = window[start]
    plain = first in "0123456789" and window[start:end].isdecimal()
    if not plain and end - start <= 4:
        word = word_at(window, start, end)
        if word is not None:
            if word.kind == "other" and in_short_quotes(window, word.start, word.end):
                return word._replace(kind="name")
            return word
    before = window[start - 1]
    if before == "第":
        return _ordinal(window, start, end)
    if is_list_marker(window, start, end):
        return Reading(start, end, "ordinal", value_of(window[start:end]), None, None, "exact")
    return _number(window, start, end, plain)


def date_value(run: str) -> AnyValue:
    """Return the first number of a date (the year of 2016年9月)."""
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
    if not unit and _INSTITUTION.match(window, end):
        return Reading(start - 1, end, "name", None, None, None, "unknown")
    value = value_of(window[start:end])
    return Reading(start - 1, stop if unit else end, "ordinal", value, None, unit or None, "exact")


def _number(window: str, start: int, end: int, plain: bool) -> Reading:
    """Read a number with its unit and hedges and decide what kind of mention it is."""
    run = window[start:end]
    if not plain and len(run) > 2 and run[-2:] == "两半":
        # 九两半: the half belongs behind the unit 两.
        end -= 1
        run = run[:-1]
    if not plain and len(run) > 1 and _last_belongs_to_unit(window, end, run):
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
        if parsed is None:
            return Reading(start, end, "other", None, None, None, "unknown")
        value, high, word, share = parsed
    following = window[position]
    if following in "kKwWMGＫｋ" and window[end - 1] in "0123456789０１２３４５６７８９":
        latin = _LATIN.match(window, position)
        if latin and (following not in "MG" or "." in run) and isinstance(value, int | Decimal):
            factor = _LATIN_FACTORS[following]
            if isinstance(high, int | Decimal):
                if value < high:
                    value = normal(Fraction(value) * factor)
                high = normal(Fraction(high) * factor)
            else:
                value = normal(Fraction(value) * factor)
            position = latin.end()
            following = window[position]
    if share:
        return _finish(window, start, position, value, high, share, word, run)
    # "3500 名", "14 万元": one space or a line break inside a sentence separates nothing.
    if following in " \u3000\xa0\t\n":
        moved = _over_space(window, start, position)
        if moved:
            position = moved
            following = window[position]
    inner = ""
    if following in "余多来几":
        skip = 2 if window[position + 1] == " " else 1
        unit, stop = unit_after(window, position + skip)
        if following != "来" or (unit and run[-1] in "十百千万0"):
            if following != "几":
                inner = "来" if following == "来" else "余"
                position += skip
            if not unit and skip == 2:
                position -= 1
    unit, stop = unit_after(window, position)
    if unit == "成":
        unit = ""
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


def _leading_point(window: str, start: int, end: int) -> Reading:
    """Read a decimal printed without its zero: .45 or -.45%."""
    unit, stop = unit_after(window, end)
    value = scaled("0", window[start:end], 1)
    latin = _LATIN.match(window, end)
    if latin and not unit:
        value, end = normal(Fraction(value) * _LATIN_FACTORS[latin[1]]), latin.end()
    begin = start - 1
    if window[begin - 1] in "-负":
        begin, value = begin - 1, -value
    return Reading(begin, stop if unit else end, "figure", value, None, unit or None, "exact")


def _last_belongs_to_unit(window: str, end: int, run: str) -> bool:
    """Tell whether the last character of a numeral begins the unit: 两万两, 12千米, 5万千瓦."""
    if run[-1] == "两":
        return run[-2] in MULTIPLIERS or run[-2].isdecimal() or (len(run) == 2 and run != "两两")
    return (
        run[-1] in "千兆"
        and bool(unit_after(window, end - 1)[0])
        and (run[0] in "0123456789" or window[end] != "米")
    )


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
    unit, _ = unit_after(window, stop)
    if not unit or (broken and window[stop] in "人年月日天次号个级"):
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
        and after not in "立为员功果长绩本了都就年交品效熟人"
    ):
        stop = position + 1
        tens = Fraction(value) * 10
        top = Fraction(high) * 10 if high is not None else None
        if after == "半" and window[position + 2] not in "导自":
            tens, stop = tens + 5, stop + 1
        elif (
            after in CHINESE_DIGITS
            and not unit_after(window, position + 2)[0]
            and run[-1] not in "0123456789"
        ):
            tens, stop = tens + CHINESE_DIGITS[after], stop + 1
        return _finish(window, start, stop, normal(tens), normal(top), "%", word, run)
    if following == "折" and value is not None:
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
    if following in "级等" and after not in "待于候":
        stop = position + (2 if window[position : position + 2] == "等奖" else 1)
        return Reading(start, stop, "other", value, high, None, "exact")
    if following == "号":
        return Reading(start, position + 1, "name", None, None, None, "unknown")
    if (
        following == "大"
        and after not in "”’"
        and isinstance(value, int)
        and _SELECTED.search(window[start - 6 : start])
    ):
        # 选树十大工程: the ten that were chosen are counted.
        return Reading(start, position + 1, "figure", value, None, "个", "exact")
    if _CONGRESS.match(window, position) and run[0] not in "0123456789":
        return Reading(start, position + 1, "name", None, None, None, "unknown")
    return None


def _half(window: str, start: int, stop: int) -> Reading:
    """Read 半数, 过半, 一半: a share of 50 % where a share is meant."""
    if window[stop] == "数":
        stop += 1
    elif window[start - 1] not in "近超过约占逾足到":
        time = _HALF_TIME.match(window, stop)
        if time:
            begin = start - 1 if window[start - 1] in "上下前后" else start
            return Reading(begin, time.end(), "date", Decimal("0.5"), None, None, "exact")
        if stop - start != 2 or not hedge_after(window, stop)[0]:
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
    elif word == "catties":
        unit = "斤"
    begin, _, before_bound = hedge_before(window, start, run)
    sign = window[start - 1]
    if not before_bound and (sign in "负-－−" or window[start - 2] == "负"):
        signed = _minus_at(window, start, unit)
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
    if not unit or unit == "元":
        unit = _currency_before(window, start) or unit
        if unit and window[start - 1] in "￥¥$€£":
            begin = min(begin, start - 1)
    stop, after_bound, more = hedge_after_unit(window, stop, unit)
    if unit == "个" and more.startswith("个"):
        unit = {
            "个多月": "个月",
            "个多小时": "小时",
            "个多百分点": "个百分点",
            "个多世纪": "世纪",
        }.get(more, unit)
    if LOST in run:
        value = high = None
    bound = combine(before_bound, word, after_bound, value is None, high is not None)
    return _decide(
        window, Reading(begin, stop, "figure", value, high, unit or None, bound), start, run, word
    )


def hedge_after_unit(window: str, stop: int, unit: str) -> tuple[int, str, str]:
    """Read 以上, 左右, 多 behind the unit.

    Returns
    -------
    tuple
        The new end, the bound (``''`` for none) and the longer unit seen (个多月) or ``''``.
    """
    following = window[stop]
    more = ""
    bound = ""
    if following in "多余" and unit:
        longer = _MORE_OF.match(window, stop) if unit == "个" else None
        if longer:
            stop, bound, more = longer.end(), "at_least", "个" + longer.group()
        elif (
            following == "余"
            or (unit in _MORE_UNITS and window[stop + 1] not in "个次种名家方元样项")
        ) and window[stop + 1] not in "款额粮":
            stop, bound = stop + 1, "at_least"
    length, after = hedge_after(window, stop)
    if length:
        return stop + length, after, more
    return stop, bound, more


def _minus_at(window: str, start: int, unit: str) -> int:
    """Return where the minus sign in front of a number begins; `start` when there is none."""
    if window[start - 2] == "负":
        # 负 1200, 负的百分之二十
        signed = window[start - 1] in " 的" and window[start - 3] not in "胜抱担自肩正"
        return start - 2 if signed else start
    before = window[start - 2]
    if window[start - 1] == "负":
        return start - 1 if before not in "胜抱担自肩正" else start
    if before in " \n\t\u3000（(,，:：、；;=~约为是达长降增减至到率值":
        return start - 1 if window[start] not in "零半几数" else start
    # 缺口-3.5亿元: no dash between a noun and an amount of money or a share
    measured = unit in MONEY_UNITS or unit in ("%", "‰", "个百分点", "℃", "摄氏度")
    return start - 1 if measured and window[start - 1] != "－" and is_cjk(before) else start


def _currency_before(window: str, start: int) -> str:
    """Return the unit of a currency named directly in front of a number, or ``''``."""
    stop = start - 1 if window[start - 1] == " " else start
    if window[stop - 1] in "币￥¥$€£金":
        for length in (3, 2, 1):
            unit = CURRENCY_PREFIXES.get(window[stop - length : stop])
            if unit:
                return unit
    return ""


_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ADDRESS = lazy("[0-9０-９]{0,2}(?:单元|[0-9]{3,4}[室号])|楼[0-9一二三四五六七八九十]")
_PROJECT = lazy("(?:工程|项目|扩建|改造|厂房|用地|建设)")
_COUNTLESS = lazy("次(?:列车|航班|特快|动车)|后(?:青年|干部|党员|职工|员工|大学生|[，、的])|单八将")


def _decide(window: str, reading: Reading, start: int, run: str, word: str) -> Reading:
    """Decide the kind of a finished number."""
    begin, stop, _, value, _, unit, bound = reading
    chinese = run[0] not in "0123456789０１２３４５６７８９" and LOST not in run
    if _COUNTLESS.match(window, start + len(run)) and len(run) < 5:
        # D2021次列车, 90后青年: the number is part of a name.
        return _name(reading._replace(start=start, end=start + len(run)))
    if window[start - 2 : start] in ("正月", "腊月", "农历"):
        return reading._replace(start=start, end=start + len(run), kind="date", unit=None)
    if unit in TIME_UNITS:
        kind = time_kind(window, begin, stop, unit, value)
        return reading._replace(kind=kind)
    if unit in ("岁", "页", "千伏") or window[begin - 2 : begin] == "超速":
        # An age, a page, a class of line or offence: nothing that is counted.
        return reading._replace(kind="other")
    if (
        begin == start
        and unit in ("公里", "米")
        and window[start - 1] in _CAPITALS
        and window[start - 2] not in _CAPITALS
    ):
        # K35公里处: a kilometre stone.
        return _name(reading)
    if unit in ("栋", "幢", "座") and _ADDRESS.match(window, stop):
        return _name(reading)
    if unit == "期" and chinese and _PROJECT.match(window, stop):
        # 二期工程: a stage in a row.
        return reading._replace(kind="ordinal")
    if (unit == "分" and bound in ("at_least", "at_most")):
        return reading._replace(kind="other")
    if window[begin - 1] == "每" and unit and run != "一":
        # 每万人, 每10股: the base of a rate, not a count.
        return reading._replace(kind="other")
    if unit == "番":
        if window[start - 1] == "翻" and isinstance(value, int) and value < 12:
            return reading._replace(start=start - 1, value=2**value, unit="倍")
        return reading._replace(kind="other")
    if (
        word == "ratio"
        and not unit
        and re.search("比[例率为]|之比|占比", window[start - 8 : start])
    ):
        return reading._replace(unit="比")
    if run == "百分百" and window[start - 1] not in "率达到为占至":
        return reading._replace(kind="other")
    if word == "slash" and not unit and _is_share(window, reading):
        value = Fraction(reading.value or 0) * 100
        return reading._replace(value=normal(value), unit="%")
    if word in ("ratio", "slash"):
        alone = window[begin - 1] == "\n" and window[stop] == "\n"
        return reading if alone else reading._replace(kind="other")
    if unit is None:
        return _without_unit(window, reading, start, run, chinese, word)
    if chinese and (unit == "届" or (unit == "次" and _MEETING.match(window, stop))):
        # 十八届三中全会, 十一次全会: meetings are numbered, not counted.
        return _name(reading)
    if (
        start == begin
        and bound == "exact"
        and window[start - 1] == "\n"
        and _is_year(run)
        and (unit == "人" or unit in RISKY_UNITS)
    ):
        # A heading that begins 2018人大…: the year of a title, not a count of 人.
        return Reading(start, start + 4, "date", value, None, None, "exact")
    if window[start - 1] == "前" and unit == "人":
        return reading._replace(kind="other")
    if is_class_threshold(window, stop, unit, bound):
        return reading._replace(kind="other")
    if chinese and bound == "exact" and isinstance(value, int):
        kind = _small_count_kind(window, begin, stop, run, unit, value)
        if kind == "other" and in_short_quotes(window, begin, stop):
            return _name(reading)
        if kind != "figure":
            return reading._replace(kind=kind)
    if value is None and run == "几" and bound == "unknown":
        # 几个, 几次: a vague word; 几百 and 几十 count something.
        return reading._replace(kind="other")
    if (
        unit not in MONEY_UNITS
        and unit not in ("%", "‰", "人次", "个百分点")
        and (chinese or unit in ("个", "项"))
        and in_short_quotes(window, begin, stop)
    ):
        return _name(reading)
    return reading


_SHARE_BEFORE = lazy("(?:占|超过?|近|约|不足|不到|达到?|增加了?|减少了?|下降了?|提高了?|其中)$")
_SHARE_AFTER = lazy("(?:的|以上|左右|强)")


def _is_share(window: str, reading: Reading) -> bool:
    """Tell whether 1/3 is a third of something: 超过1/2的人, 占1/3."""
    value = reading.value
    if not isinstance(value, int | Decimal | Fraction) or not 0 < value < 1:
        return False
    begin, stop = reading.start, reading.end
    return bool(
        reading.bound != "exact"
        or _SHARE_BEFORE.search(window[begin - 4 : begin])
        or _SHARE_AFTER.match(window, stop)
    )


def _name(reading: Reading) -> Reading:
    """Make a reading a name: a number in a name counts nothing and has no value."""
    return Reading(reading.start, reading.end, "name", None, None, None, "unknown")


def _is_year(run: str) -> bool:
    """Tell whether a run of digits looks like a year of our time."""
    return len(run) == 4 and run[:2] in ("19", "20")


def _small_count_kind(window: str, begin: int, stop: int, run: str, unit: str, value: int) -> str:
    """Tell counts (三家) from manners of speaking (一个, 三个方面, 两手) in Chinese numerals."""
    if run == "一":
        if window[begin - 1] == "头":
            return "ordinal"
        return "figure" if is_counted_one(window, begin, stop, unit) else "other"
    if len(run) == 1 and value < 10 and (unit in RISKY_UNITS or window[stop - 1] in RISKY_UNITS):
        return "other"
    if (
        value < 100
        and unit in ("个", "项", "种", "条", "次", "件", "场", "份", "对", "篇", "面", "张")
        and (_SLOGAN.match(window, stop))
    ):
        return "other"
    return "figure"


def _without_unit(
    window: str, reading: Reading, start: int, run: str, chinese: bool, word: str
) -> Reading:
    """Decide the kind of a number that has no unit behind it."""
    begin, stop, _, value, _, _, bound = reading
    if _PLAN_NAME.fullmatch(run):
        return _name(reading._replace(start=start))
    position = stop
    while window[position] in " \u3000":
        position += 1
    if chinese and window[stop] == "大" and window[start - 1] != "比" and not any(c in MULTIPLIERS for c in run[:-1]):
        return _name(reading._replace(start=start, end=stop + 1))
    hedged = (
        begin < start
        or stop > start + len(run)
        or (bound not in ("exact", "range") and word != "bare")
    )
    multiplied = run[-1] in "万亿兆" or (chinese and any(c in MULTIPLIERS for c in run))
    bare = word == "bare" and begin == start and stop == start + len(run)
    if (
        (not chinese or multiplied)
        and not bare
        and people_noun(window, position)
        and not in_short_quotes(window, begin, stop)
    ):
        return reading._replace(unit="人")
    if (
        (not chinese or multiplied)
        and not bare
        and run[-1] in "万亿千百"
        and not window[stop].isalnum()
    ):
        noun = _COUNTED_BEFORE.search(window[:begin])
        if noun is not None:
            # 职工8.6万, 投资3000万: what is counted stands in front.
            return reading._replace(unit="人" if noun["people"] else "元")
    alone = window[begin - 1] == "\n" and window[stop] == "\n"
    if value is not None and isinstance(value, int | Decimal | Fraction) and value < 0:
        start = begin
    if chinese and not hedged and in_short_quotes(window, begin, stop):
        return _name(reading._replace(start=start))
    if bare:
        return reading._replace(kind="other")
    if chinese:
        if (multiplied or alone) and value is not None and run not in ("半", "几"):
            if in_short_quotes(window, begin, stop) and not hedged:
                return _name(reading)
            return reading if len(run) > 1 or alone else reading._replace(kind="other", start=start)
        if value is None and run[0] in "数几" and len(run) > 1:
            return reading
        return reading._replace(kind="other", start=start)
    if multiplied or (hedged and bound != "about" and not run.isdecimal()):
        return reading
    kind = bare_number_kind(window, begin, stop, run, hedged)
    if kind == "name":
        return _name(reading._replace(start=start))
    if kind in ("date", "ordinal"):
        return reading._replace(kind=kind, start=start)
    return reading._replace(kind=kind)
