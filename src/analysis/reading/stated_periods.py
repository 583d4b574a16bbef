"""Periods whose words name the dates: years, quarters, months, days, plans, spans of them.

Each function reads one kind of expression at a position and returns ``None`` for anything else.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.reading.date_words import (
    AS_OF,
    BARE_SHORT_YEAR,
    BETWEEN_YEARS,
    BROKEN,
    CENTURY,
    DAYS,
    DECADE,
    EXPRESSION,
    FISCAL_YEAR,
    HOLIDAY,
    ISO,
    ISO_MONTH,
    ISO_MONTHS,
    LISTED_DATES,
    MONTHS,
    PAIR_OF_MONTHS,
    PLAN,
    PLAN_BARE,
    PLAN_LONG,
    PLAN_QUOTED,
    QUARTERS,
    SCHOOL_YEAR,
    SHORT_YEARS,
    SIMPLE,
    START,
    YEAR_IN_ROW,
    YEARS,
)
from analysis.reading.lazy import lazy
from analysis.reading.period_memory import (
    FoundPeriod,
    Memory,
    after_digit,
    day_of,
    digits_of,
    month_end,
    shifted,
    whole_number,
)

EARLY_PLANS = {1: (1953, 1957), 2: (1958, 1962), 3: (1966, 1970), 4: (1971, 1975), 5: (1976, 1980)}
"""First and last year of the plans before the sixth, which do not follow on one another."""


def simple(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 2018年, 去年5月3日, 9月 and 前三季度 where nothing behind them can belong to them."""
    match = SIMPLE.match(text, position)
    if match is None:
        return None
    stated, relative, month, day = match.group("y", "r", "m", "d")
    end = match.end()
    year, code = (int(stated), "printed") if stated else memory.year_of(None, relative)
    if year is None or end == position:
        return None
    if day:
        first = last = day_of(year, int(month), int(day))
        return position, end, first, last, code
    begun, over = int(month or 1), int(month or 12)
    if not month:
        quarter, quarters, half = match.group("q", "f", "h")
        if quarter:
            over = 3 * whole_number(quarter)
            begun = over - 2
        elif quarters:
            over = 3 * whole_number(quarters)
        elif half:
            begun, over = (1, 6) if half == "上" else (7, 12)
    return position, end, day_of(year, begun, 1), month_end(year, over), code


def iso_days(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 2016-07-29 and 2016.7.1-7.29."""
    match = ISO.match(text, position)
    before = text[position - 1] if position else "\n"
    if match is None or (before.isascii() and before.isalnum()):
        return None
    year = int(match["y"])
    day = last = day_of(year, int(match["m"]), int(match["d"]))
    if match["d2"]:
        last = day_of(int(match["y2"] or year), int(match["m2"] or match["m"]), int(match["d2"]))
    if day is None or last is None:
        return None
    return (*match.span(), day, last, "printed")


def iso_months(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 2016-03 and 2016.07—2016.12."""
    if after_digit(text, position):
        return None
    match = ISO_MONTHS.match(text, position)
    if match is not None:
        begun = day_of(int(match["y"]), int(match["m"]), 1)
        month = int(match["m2"])
        closed = month_end(int(match["y2"]), month) if 1 <= month <= 12 else None
        return (*match.span(), begun, closed, "printed")
    match = ISO_MONTH.match(text, position)
    if match is not None:
        year, month = int(match["y"]), int(match["m"])
        return (*match.span(), day_of(year, month, 1), month_end(year, month), "printed")
    return None


def listed_years(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read the first year of 2014、2015年 and 2014和2015两年, and 2014年与2016年间 as one span."""
    if after_digit(text, position):
        return None
    match = BETWEEN_YEARS.match(text, position)
    if match is not None:
        begun, closed = memory.stated_year(match["a"]), memory.stated_year(match["b"])
        if begun is not None and closed is not None and begun < closed:
            return (*match.span(), day_of(begun, 1, 1), day_of(closed, 12, 31), "printed")
    match = LISTED_DATES.match(text, position)
    if match is not None:
        year = int(match["y"])
        return position, position + 4, day_of(year, 1, 1), day_of(year, 12, 31), "printed"
    return None


def quarters(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 二、三季度, 第三及第四季 and 1至3季度."""
    if after_digit(text, position):
        return None
    match = QUARTERS.match(text, position)
    if match is not None:
        year, code = memory.year_of(match["y"], match["r"])
        a, b = whole_number(match["a"]), whole_number(match["b"])
        one_by_one = match["to"] in ("", "、", "和", "及", "与")
        if year is None or not 1 <= a < b <= 4 or (one_by_one and b != a + 1):
            return None
        return (*match.span(), day_of(year, 3 * a - 2, 1), month_end(year, 3 * b), code)
    return None


def short_years(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 07至09年 and 98年."""
    if after_digit(text, position):
        return None
    match = SHORT_YEARS.match(text, position)
    if match is not None:
        early, late = (memory.full_year(whole_number(match[k])) for k in "ab")
        if early < late:
            return (*match.span(), day_of(early, 1, 1), day_of(late, 12, 31), "printed")
    match = BARE_SHORT_YEAR.match(text, position)
    if match is not None:
        year = memory.full_year(digits_of(match["y"] or match["n"]))
        return (*match.span(), day_of(year, 1, 1), day_of(year, 12, 31), "printed")
    match = YEAR_IN_ROW.match(text, position)
    if match is not None:
        near = YEAR_IN_ROW.finditer(text, max(0, position - _IN_ROW), position + _IN_ROW)
        if any(abs(int(other["y"]) - int(match["y"])) == 1 for other in near):
            year = memory.full_year(int(match["y"]))
            return (*match.span(), day_of(year, 1, 1), day_of(year, 12, 31), "printed")
    return None


_IN_ROW = 60
"""Characters on both sides within which years that follow one another stand."""
_TO = lazy("[ ]?(?:——|—|－|–|--|-|~|～|至|到)[ ]?(?=[0-9]{4})")


def school_years(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 2016—2017学年 and 2017/18年度."""
    if after_digit(text, position):
        return None
    match = SCHOOL_YEAR.match(text, position)
    school = match is not None
    match = match or FISCAL_YEAR.match(text, position)
    if match is None:
        return None
    first = memory.stated_year(match["a"])
    if first is None:
        return None
    final = first + 1
    if match["b"]:
        final = (digits_of if len(match["b"]) == 2 else whole_number)(match["b"])
    if match["b"] and len(match["b"]) == 2:
        final += first - first % 100 + (100 if final < first % 100 else 0)
    if not first < final < first + 10:
        return None
    later = _TO.match(text, match.end())
    if later is not None:
        # 2018-19年度至2020-21年度
        upper = school_years(memory, text, later.end())
        if upper is not None and upper[3] is not None:
            begun = day_of(first, 9 if school else 1, 1)
            return match.start(), upper[1], begun, upper[3], "printed"
    if school:
        # A school year runs from September to August.
        return (*match.span(), day_of(first, 9, 1), day_of(final, 8, 31), "printed")
    # Where a budget year begins differs from place to place: both calendar years are covered.
    return (*match.span(), day_of(first, 1, 1), day_of(final, 12, 31), "printed")


def decades(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 上世纪90年代, 本世纪初 and 21世纪以来."""
    if after_digit(text, position):
        return None
    match = DECADE.match(text, position)
    if match is not None:
        return _decade(memory, match)
    match = CENTURY.match(text, position)
    if match is None:
        return None
    words, reference = match["c"], memory.reference
    present = reference.year if reference else 2001
    if words[0] in "本新上":
        base = (present - 1) // 100 * 100 - (100 if words[0] == "上" else 0)
    else:
        base = whole_number(words) * 100 - 100
    first, final = base + 1, base + 100
    part = match["p"] or ""
    if match["n"]:
        final = base + whole_number(match["n"])
    elif part in _PARTS_OF_CENTURY:
        first, final = (base + year for year in _PARTS_OF_CENTURY[part])
    last = day_of(final, 12, 31)
    if match["since"] or (reference and last and first <= reference.year < final):
        last = reference
    return (*match.span(), day_of(first, 1, 1), last, "printed")


_PARTS_OF_CENTURY = {
    "初": (1, 10), "末": (91, 100), "中叶": (41, 60), "前期": (1, 33), "后期": (67, 100),
    "上半叶": (1, 50), "前半叶": (1, 50), "下半叶": (51, 100), "后半叶": (51, 100),
}  # fmt: skip


def _decade(memory: Memory, match: re.Match[str]) -> FoundPeriod | None:
    """Read 1980年代, 上世纪八十年代 and 90年代."""
    tens = _tens(match["o"] or match["n"])
    present = memory.reference.year if memory.reference else 2001
    if match["h"]:
        year = int(match["h"]) * 100 + tens
    elif match["c"] and match["c"][0] in "上本新":
        year = (present - 1) // 100 * 100 - (100 if match["c"][0] == "上" else 0) + tens
    elif match["c"]:
        year = whole_number(match["c"]) * 100 - 100 + tens
    else:
        # 90年代 is the last such decade that has begun.
        year = present - (present - tens) % 100
    final = year + (_tens(match["b"]) - tens) % 100 if match["b"] else year
    return (*match.span(), day_of(year, 1, 1), day_of(final + 9, 12, 31), "printed")


def _tens(text: str) -> int:
    """Read the decade of 八十年代, or the first of 八九十年代."""
    value = whole_number(text)
    return value * 10 if 0 < value < 10 else value


_CHANGES = tuple("增长加升高降少减扩大展跌落缩")


def as_of(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 截至2016年底."""
    match = AS_OF.match(text, position)
    if match is None or not match["date"].strip():
        return None
    if text[position] in "到至" and text[position - 1 : position] in _CHANGES:
        # 增长到2022年底的30万人: a state on that day, nothing that has accumulated by it
        return None
    inner = EXPRESSION.match(match["date"].strip())
    if inner is None or not inner["span"]:
        return None
    year, code = memory.year_of(inner["y1"], inner["r1"])
    _, last = memory.bounds(inner.groupdict(), "1", year)
    months = 12 if match["whole"] else 3 if match["quarter"] else whole_number(match["n"] or "")
    if last is not None and 0 < months <= 36:
        # 截至2023年9月30日止六个月
        before, month = divmod(last.year * 12 + last.month - months, 12)
        return match.start(), match.end(), day_of(before, month + 1, 1), last, code
    # What has accumulated by a day has no stated start.
    return match.start(), match.end(), None, last, code


_HOLIDAYS = {
    "元旦": ((1, 1), (1, 3)), "清明": ((4, 4), (4, 6)), "五一": ((5, 1), (5, 5)),
    "劳动节": ((5, 1), (5, 5)), "国庆": ((10, 1), (10, 7)),
}  # fmt: skip
"""First and last day of the holidays that the sun decides."""
_MOON = {
    "小年": ((1, 13), (2, 13)), "除夕": ((1, 20), (2, 20)), "春节": ((1, 20), (2, 28)),
    "元宵": ((2, 4), (3, 6)), "端午": ((5, 26), (6, 28)), "中秋": ((9, 6), (10, 10)),
    "重阳": ((9, 30), (11, 3)),
}  # fmt: skip
"""Days between which a festival that the moon decides lies in any year, its holiday with it."""
_FESTIVALS = {
    "元旦": (1, 1), "三八": (3, 8), "五一": (5, 1), "劳动": (5, 1), "五四": (5, 4), "六一": (6, 1),
    "七一": (7, 1), "八一": (8, 1), "教师": (9, 10), "国庆": (10, 1), "圣诞": (12, 25),
}  # fmt: skip
"""Days that have a name: 元旦当天."""


def holidays(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 国庆期间 and 今年五一假期."""
    if after_digit(text, position):
        return None
    match = HOLIDAY.match(text, position)
    if match is None:
        return None
    year, code = memory.year_of(match["y"], match["r"])
    if year is None:
        return None
    start, end = match.span()
    if text[start - 1 : start] in tuple('“"‘') and not _QUOTE_MARKS.isdisjoint(match.group()):
        start -= 1  # “五一”假期
    if match["both"]:
        if not (match["y"] or match["r"]) and (
            code == "assumed" or match.end() == match.end("both")
        ):
            return None
        return start, end, day_of(year, 1, 1), day_of(year, *_MOON["春节"][1]), "lunar"
    if match["moon"]:
        if code == "assumed":
            return None
        first, last = _MOON[match["moon"]]
        return start, end, day_of(year, *first), day_of(year, *last), "lunar"
    if match["day"]:
        day = day_of(year, *next(d for name, d in _FESTIVALS.items() if name in match["day"]))
        return start, end, day, day, code
    first, last = _HOLIDAYS[match["name"]]
    return start, end, day_of(year, *first), day_of(year, *last), code


_QUOTE_MARKS = frozenset('”"’')


def plans(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read “十二五”期间 and what follows from it."""
    match = (
        PLAN.match(text, position)
        or PLAN_QUOTED.match(text, position)
        or PLAN_LONG.match(text, position)
        or PLAN_BARE.match(text, position)
    )
    if match is None:
        return None
    n = whole_number(match["n"])
    if n < 6:
        quoted = match.group()[0] in '“‘"' or text[position] == "第"
        if not quoted or not match.groupdict().get("tail"):
            return None
        first, final = EARLY_PLANS[n]
        return (*match.span(), date(first, 1, 1), date(final, 12, 31), "plan")
    if text[match.end() : match.end() + 1] in tuple("至到—－–-~～") and not match.groupdict().get(
        "tail"
    ):
        later = plans(memory, text, match.end() + 1)
        if later is not None:
            return match.start(), later[1], date(1981 + 5 * (n - 6), 1, 1), later[3], "plan"
    # The sixth plan began in 1981; every plan since covers five calendar years.
    first, final = 1981 + 5 * (n - 6), 1985 + 5 * (n - 6)
    tail = (match.groupdict().get("tail") or "").removeprefix("的")
    if tail[-1:] in ("末", "初"):
        day = date(final, 12, 31) if tail[-1] == "末" else date(first, 1, 1)
        return (*match.span(), day, day, "plan")
    if tail == "开局之年":
        final = first
    elif tail == "收官之年":
        first = final
    elif tail[:1] in ("前", "头"):
        final = first + whole_number(tail[1]) - 1
    elif tail[:1] == "第":
        first = final = first + whole_number(tail[1]) - 1
    elif tail[:1] == "后":
        first = final - whole_number(tail[1]) + 1
    last = memory.reference if tail == "以来" else date(final, 12, 31)
    return (*match.span(), date(first, 1, 1), last, "plan")


def broken(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 自2013年实施以来至2016年9月, whose ends stand apart."""
    match = BROKEN.match(text, position)
    if match is None:
        return None
    a = EXPRESSION.match(match["from"])
    if a is None:
        return None
    year, code = memory.year_of(a["y1"], a["r1"])
    first, _ = memory.bounds(a.groupdict(), "1", year)
    if match["to"] in ("目前", "今", "现在"):
        return (*match.span(), first, memory.reference, code)
    b = EXPRESSION.match(match["to"])
    if b is None:
        return None
    if b["y1"] or b["r1"]:
        year, code = memory.year_of(b["y1"], b["r1"])
    _, last = memory.bounds(b.groupdict(), "1", year)
    return (*match.span(), first, last, code)


def stated_years(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 2011至2015年 and 2014-16年."""
    match = YEARS.match(text, position)
    if match is None:
        return None
    a, b = memory.stated_year(match["a"]), whole_number(match["b"] or match["c"])
    if a is None or (match["c"] and b <= a):
        return None
    if 100 < b < 200 and memory.republic:
        b = memory.stated_year(str(b)) or b
    if b < 100:
        # 2014—16年
        b += a - a % 100
        if b <= a:
            return None
        return match.start(), match.end(), day_of(a, 1, 1), day_of(b, 12, 31), "printed"
    end, last = match.end(), day_of(b, 12, 31)
    later = EXPRESSION.match(text, match.start("b")) if match["b"] else None
    if later and later["y1"]:
        # 2018年至2019年6月: the later end has a month of its own.
        end = later.end("span")
        _, last = memory.bounds(later.groupdict(), "1", b)
    return match.start(), end, day_of(a, 1, 1), last, "printed"


def stated_days(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 3月5日至15日."""
    match = DAYS.match(text, position)
    if match is None:
        return None
    year, code = memory.year_of(match["y"], match["r"])
    if year is None:
        return None
    month = whole_number(match["m"])
    return (
        *match.span(),
        day_of(year, month, whole_number(match["a"])),
        day_of(year, month, whole_number(match["b"])),
        code,
    )


def months(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 1至9月, 七八月 and 10、11和12月."""
    match = PAIR_OF_MONTHS.match(text, position)
    if match is not None:
        year, code = memory.year_of(match["y"], match["r"])
        if year is None:
            return None
        a = whole_number(match["a"])
        return (*match.span(), day_of(year, a, 1), month_end(year, a + 1), code)
    match = MONTHS.match(text, position)
    if match is None:
        return None
    year, code = memory.year_of(match["y"], match["r"])
    a, b = whole_number(match["a"]), whole_number(match["b"])
    if year is None or not (1 <= a <= 12 and 1 <= b <= 12):
        return None
    if match["list"] and b != a + 1 + (match["middle"] or "").count("、"):
        return None
    # 11月至2月 runs into the next year.
    return (*match.span(), day_of(year, a, 1), month_end(year + (b < a), b), code)


_YEAR_BEFORE = frozenset(("上年度", "上一年度", "上一财年", "上个财年", "上一财政年度"))


def dates(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read all other dates, alone or from one to another."""
    if START.match(text, position) is None:
        return None
    match = EXPRESSION.match(text, position)
    if match is None or not match["span"].strip("自从 \n"):
        return None
    groups = match.groupdict()
    year, code = memory.year_of(groups["y1"], groups["r1"])
    if year is None:
        return None
    first, last = memory.bounds(groups, "1", year)
    if groups["r1"] in _YEAR_BEFORE and match.end("r1") == match.end("span") and memory.last:
        # after 2022/23年度 上一年度 is 2021/22
        opens, closes = memory.last
        if closes.year == opens.year + 1 and (opens.month, closes.month) == (1, 12):
            first, last = shifted(opens, closes, -1)
    begun = groups["y1"] or groups["r1"] or groups["m1"] or groups["q1"] or groups["h1"]
    if not (begun or groups["f1"] or groups["g1"] or groups["e1"]):
        return None
    second_end = any(groups[name + "2"] for name in "yrmqhe")
    if groups["n2"] and groups["m1"]:
        last = day_of(year, whole_number(groups["m1"]), whole_number(groups["n2"]))
        second_end = True
    elif groups["z2"] and groups["m1"]:
        _, last = memory.bounds({**groups, "x1": groups["z2"]}, "1", year)
        second_end = True
    elif second_end:
        later = year
        if groups["y2"] or groups["r2"]:
            second, _ = memory.year_of(groups["y2"], groups["r2"])
            later = second if second is not None else year
        _, last = memory.bounds(groups, "2", later)
        if first and last and last < first and later == year and groups["m2"]:
            # 12月28日至1月5日 runs into the next year.
            later += 1
            _, last = memory.bounds(groups, "2", later)
        year = later
    end = match.end("span")
    while end > position and text[end - 1] in " \n\u3000":
        end -= 1
    if groups["since"] or (groups["since1"] and not second_end):
        ahead = memory.reference is not None and first is not None and first > memory.reference
        last = None if ahead else memory.reference  # 明年起 has no end
    if groups["until"]:
        if groups["until"] in ("之前", "以前") and groups["y1"] and _is_year(first, last):
            # 2015年以前: up to the end of the year before
            first, last = None, shifted(last, last, -1)[1] if last else None
        elif not (groups["d1"] or groups["e1"] or groups["x1"]) or second_end:
            end = match.start("until")
        else:
            # 6月底前: by that day, from an unstated one
            first = None
    if groups["after"]:
        if last is None or not (groups["y1"] or groups["r1"]) or second_end:
            end = match.start("after")
        else:
            # 2015年以后: from the day behind it, up to the day of writing
            first = last + timedelta(days=1)
            over = memory.reference is not None and first <= memory.reference
            last = memory.reference if over else None
    return match.start(), end, first, last, code


def _is_year(first: date | None, last: date | None) -> bool:
    """Tell whether two days are the first and the last of one year."""
    if first is None or last is None or first.year != last.year:
        return False
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
