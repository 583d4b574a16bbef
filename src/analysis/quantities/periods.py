"""Periods: the dates and stretches of time a text names, and which of them governs a figure.

Dates come from the words alone and a reference date (the day the text speaks from).  What a text
leaves open stays open: 近年来 has an end and no start.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from analysis.quantities.clean import CleanView, clean_view
from analysis.quantities.date_words import (
    AS_OF,
    BARE_SHORT_YEAR,
    BROKEN,
    CANDIDATE,
    CENTURY,
    DAY,
    DAYS,
    DAYS_BACK,
    DECADE,
    EXPRESSION,
    FUTURE,
    HALF_YEAR,
    ISO,
    ISO_MONTH,
    ISO_MONTHS,
    LENGTH,
    LISTED,
    MONTH_NEAR,
    MONTHS,
    NEXT,
    NOW,
    OPEN_WORDS,
    PAIR_OF_MONTHS,
    PLAN,
    PLAN_BARE,
    PLAN_LONG,
    PLAN_QUOTED,
    QUARTERS,
    RELATIVE_DAY,
    SAME_TIME,
    SCHOOL_YEAR,
    SHORT_YEAR,
    SHORT_YEARS,
    START,
    TWO_YEARS,
    WHOLE_YEAR,
    YEARLY,
    YEARS,
)
from analysis.quantities.find import Quantity
from analysis.quantities.lazy import lazy
from analysis.quantities.numerals import read_numeral


def _digits(text: str) -> int:
    """Read 98 or 九八 digit by digit."""
    chinese = "零一二三四五六七八九"
    return int(
        "".join(str(chinese.find(c.replace("〇", "零"))) if not c.isdecimal() else c for c in text)
    )


class Period(NamedTuple):
    """A stretch of time named in a text.

    Attributes
    ----------
    start, end, text
        Span in the original text; ``text == original[start:end]``.
    period_start, period_end
        First and last day covered.  ``None`` where the words leave an end open (近年来).
    basis
        ``'stated'`` when the words name the dates, ``'relative'`` when they follow from the
        reference date (去年), ``'context'`` when the year was taken from a date before.
    """

    start: int
    end: int
    text: str
    period_start: date | None
    period_end: date | None
    basis: str


class Governed(NamedTuple):
    """A quantity with the period that governs it and the reason in words."""

    quantity: Quantity
    period: Period | None
    reason: str


_YEAR_SHIFT = {
    "去": -1, "上": -1, "前": -2, "今": 0, "本": 0, "当": 0, "同": 0, "明": 1, "次": 1, "翌": 1,
    "后": 2, "大": -3,
}  # fmt: skip


def _number(text: str) -> int:
    """Read a small number of digits or Chinese numerals, digit by digit for years."""
    text = text.strip()
    if text in ("元", "首"):
        return 1
    if len(text) == 4 and not text.isdecimal():
        digits = dict.fromkeys("〇零○OＯ0０", "0")
        return int("".join(digits.get(c) or str("一二三四五六七八九".find(c) + 1) for c in text))
    number = read_numeral(text)
    return int(number.value) if number and number.value is not None else 0


def _day(year: int, month: int, day: int) -> date | None:
    """Return the date, or ``None`` when there is no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _month_end(year: int, month: int) -> date | None:
    """Return the last day of a month."""
    first = _day(year + month // 12, month % 12 + 1, 1)
    return first - timedelta(days=1) if first else None


_EARLY_PLANS = {1: (1953, 1957), 2: (1958, 1962), 3: (1966, 1970), 4: (1971, 1975), 5: (1976, 1980)}
"""First and last year of the plans before the sixth, which do not follow on one another."""


class _Reader:
    """Reads the expressions of one text in order and remembers the year spoken of last."""

    def __init__(self, reference: date | None) -> None:
        self.reference = reference
        self.year = reference.year if reference else None
        self.last: tuple[date, date] | None = None
        """First and last day of the period read last."""

    def year_of(self, stated: str | None, relative: str | None) -> tuple[int | None, str]:
        """Return the year of an expression and where it comes from."""
        if stated:
            return _number(stated), "stated"
        if relative:
            base = self.year if relative[0] in "当同次翌上" else None
            if base is None:
                base = self.reference.year if self.reference else None
            return (None if base is None else base + _YEAR_SHIFT[relative[0]]), "relative"
        return self.year, "context"

    def bounds(
        self, groups: dict[str, str | None], k: str, year: int | None
    ) -> tuple[date | None, date | None]:
        """Return first and last day of one date expression."""
        if year is None or not 1 <= year <= 9998:
            return None, None
        month_text = groups.get("m" + k)
        if month_text:
            month = _number(month_text)
            if not 1 <= month <= 12:
                return None, None
            day_text, part = groups.get("d" + k), groups.get("x" + k)
            if day_text:
                day = _day(year, month, _number(day_text))
                return day, day
            last = _month_end(year, month)
            if part == "上中旬":
                return _day(year, month, 1), _day(year, month, 20)
            if part == "中下旬":
                return _day(year, month, 11), last
            if part in ("上旬", "初"):
                return _day(year, month, 1), _day(year, month, 10)
            if part == "中旬":
                return _day(year, month, 11), _day(year, month, 20)
            if part == "下旬":
                return _day(year, month, 21), last
            if part in ("底", "末"):
                return last, last
            return _day(year, month, 1), last
        quarter = groups.get("q" + k)
        if quarter:
            n = _number(quarter.strip("第季度末Qq "))
            if quarter[-1] == "末":
                return _month_end(year, 3 * n), _month_end(year, 3 * n)
            return _day(year, 3 * n - 2, 1), _month_end(year, 3 * n)
        first = groups.get("f" + k)
        if first:
            return _day(year, 1, 1), _month_end(year, 3 * _number(first))
        months = groups.get("g" + k)
        if months:
            n = _number(months)
            return _day(year, 1, 1), _month_end(year, n) if 1 <= n <= 12 else None
        final = groups.get("l" + k)
        if final:
            return _day(year, 13 - _number(final), 1), _day(year, 12, 31)
        half = groups.get("h" + k)
        if half:
            return (
                (_day(year, 1, 1), _day(year, 6, 30))
                if half[0] in "上前" or half[-1] == "1"
                else (_day(year, 7, 1), _day(year, 12, 31))
            )
        edge = groups.get("e" + k)
        if edge:
            if edge[-1] == "初":
                return _day(year, 1, 1), _day(year, 1, 1)
            if edge[-1] == "中":
                return _day(year, 6, 30), _day(year, 6, 30)
            return _day(year, 12, 31), _day(year, 12, 31)
        return _day(year, 1, 1), _day(year, 12, 31)

    def read(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        """Read the expression that begins at `position`, if one does."""
        for method in (
            self._iso, self._special, self._as_of, self._plan, self._broken, self._years,
            self._same_time, self._next, self._day_alone, self._days, self._months,
            self._length, self._open, self._now, self._whole, self._dates,
        ):  # fmt: skip
            found = method(text, position)
            if found is not None:
                return found
        return None

    def _iso(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = ISO.match(text, position)
        before = text[position - 1] if position else "\n"
        if match is None or (before.isascii() and before.isalnum()):
            return None
        year = int(match["y"])
        day = last = _day(year, int(match["m"]), int(match["d"]))
        if match["d2"]:
            last = _day(int(match["y2"] or year), int(match["m2"] or match["m"]), int(match["d2"]))
        if day is None or last is None:
            return None
        self.year = last.year
        return (*match.span(), day, last, "stated")

    def _special(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        """Read 2016-03, 16年3月, school years, decades, days and weeks around the reference."""
        if position and text[position - 1].isdecimal():
            return None
        match = ISO_MONTHS.match(text, position)
        if match is not None:
            self.year = int(match["y2"])
            begun = _day(int(match["y"]), int(match["m"]), 1)
            month = int(match["m2"])
            return (
                *match.span(),
                begun,
                _month_end(self.year, month) if month <= 12 else None,
                "stated",
            )
        match = ISO_MONTH.match(text, position)
        if match is not None:
            year, month = int(match["y"]), int(match["m"])
            return (*match.span(), _day(year, month, 1), _month_end(year, month), "stated")
        match = LISTED.match(text, position)
        if match is not None:
            year = int(match["y"])
            return position, position + 4, _day(year, 1, 1), _day(year, 12, 31), "stated"
        match = QUARTERS.match(text, position)
        if match is not None:
            stated, basis = self.year_of(match["y"], match["r"])
            a, b = _number(match["a"]), _number(match["b"])
            if stated is None or a > b:
                return None
            self.year = stated
            return (*match.span(), _day(stated, 3 * a - 2, 1), _month_end(stated, 3 * b), basis)
        match = SHORT_YEARS.match(text, position)
        if match is not None:
            early, late = (self._full_year(int(match[k])) for k in "ab")
            if early < late:
                self.year = late
                return (*match.span(), _day(early, 1, 1), _day(late, 12, 31), "stated")
        match = SHORT_YEAR.match(text, position)
        if match is not None:
            self.year = year = self._full_year(int(match["y"]))
            if match["e"]:
                day = _day(year, 1, 1) if match["e"] == "初" else _day(year, 12, 31)
                return (*match.span(), day, day, "stated")
            month = int(match["m"])
            if not 1 <= month <= 12:
                return None
            if match["d"]:
                day = _day(year, month, int(match["d"]))
                return (*match.span(), day, day, "stated")
            return (*match.span(), _day(year, month, 1), _month_end(year, month), "stated")
        match = BARE_SHORT_YEAR.match(text, position)
        if match is not None:
            year = self._full_year(_digits(match["y"]))
            self.year = year
            return (*match.span(), _day(year, 1, 1), _day(year, 12, 31), "stated")
        match = SCHOOL_YEAR.match(text, position)
        if match is not None:
            first = int(match["a"])
            final = int(match["b"]) if match["b"] else first + 1
            if not first < final < first + 10:
                return None
            # A school year runs from September to August.
            return (*match.span(), _day(first, 9, 1), _day(final, 8, 31), "stated")
        match = CENTURY.match(text, position)
        if match is not None:
            return (*match.span(), date(2001, 1, 1), self.reference, "stated")
        match = DECADE.match(text, position)
        if match is not None:
            hundreds = 19
            if match["h"]:
                hundreds = int(match["h"])
            elif match["c"] and match["c"][0] != "上":
                hundreds = _number(match["c"]) - 1
            year = hundreds * 100 + _number(match["n"])
            return (*match.span(), _day(year, 1, 1), _day(year + 9, 12, 31), "stated")
        return self._around(text, position)

    def _full_year(self, short: int) -> int:
        """Return the year of 98年: the one not more than 20 years behind the reference."""
        near = (self.reference.year if self.reference else 2000) + 20
        return near - (near - short) % 100

    def _around(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        """Read 昨日, 本周 and 半年来 from the reference date."""
        match = RELATIVE_DAY.match(text, position)
        if match is not None and self.reference:
            if match["day"]:
                shift = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}.get(match["day"][0], 0)
                day = self.reference + timedelta(days=shift)
                return (*match.span(), None if match["until"] else day, day, "relative")
            monday = self.reference - timedelta(days=self.reference.weekday())
            monday += timedelta(days={"上": -7, "下": 7}.get(match["week"][0], 0))
            if match["weekday"]:
                day = monday + timedelta(days="一二三四五六日天".find(match["weekday"]) % 7)
                if match["weekday"] == "天":
                    day = monday + timedelta(days=6)
                return (*match.span(), day, day, "relative")
            return (*match.span(), monday, monday + timedelta(days=6), "relative")
        match = DAYS_BACK.match(text, position)
        if match is not None and self.reference:
            n = _number(match["n1"] or match["n2"])
            days = n if (match["u1"] or match["u2"]) == "天" else 7 * n
            begun = self.reference - timedelta(days=days - 1)
            return (*match.span(), begun, self.reference, "relative")
        match = MONTH_NEAR.match(text, position)
        if match is not None and self.reference:
            shift = {"上": -1, "下": 1}.get(match["w"], 0)
            year, month = divmod(self.reference.year * 12 + self.reference.month - 1 + shift, 12)
            near = self.bounds({**match.groupdict(), "m1": str(month + 1)}, "1", year)
            return (*match.span(), *near, "relative")
        match = TWO_YEARS.match(text, position)
        if (
            match is not None
            and self.reference
            and _YEAR_SHIFT[match["a"]] < _YEAR_SHIFT[match["b"]]
        ):
            first, final = (self.reference.year + _YEAR_SHIFT[match[k]] for k in "ab")
            return (*match.span(), _day(first, 1, 1), _day(final, 12, 31), "relative")
        match = FUTURE.match(text, position)
        if match is not None and self.reference:
            year, n = self.reference.year, _number(match["n"])
            return (*match.span(), _day(year + 1, 1, 1), _day(year + n, 12, 31), "relative")
        match = HALF_YEAR.match(text, position)
        if match is not None and self.reference:
            month = self.reference.year * 12 + self.reference.month - 6
            if match["more"]:
                return (*match.span(), None, self.reference, "relative")
            return (
                *match.span(), _day(month // 12, month % 12 + 1, 1), self.reference, "relative",
            )  # fmt: skip
        return None

    def _same_time(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        """Read 去年同期: the months spoken of last, in another year."""
        match = SAME_TIME.match(text, position)
        if match is None:
            return None
        year, basis = self.year_of(match["y"], match["r"])
        if match["r"] and match["r"][0] in "去上" and self.last is not None:
            year = self.last[1].year - 1
        if year is None or not 1 < year < 9998:
            return None
        if self.last is None or self.last[1].year == year:
            return (*match.span(), _day(year, 1, 1), _day(year, 12, 31), basis)
        first, last = self.last
        shift = year - last.year
        month_end = (last + timedelta(days=1)).day == 1
        return (
            *match.span(),
            _day(first.year + shift, first.month, min(first.day, 28 if first.month == 2 else 31)),
            _month_end(year, last.month) if month_end else _day(year, last.month, last.day),
            basis,
        )

    def _next(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        """Read 当月, 次月 and 翌日 from the period spoken of last."""
        match = NEXT.match(text, position)
        if match is None or self.last is None:
            return None
        last = self.last[1]
        shift = 1 if match["w"] in "次翌" else 0
        if match["day"]:
            if self.last[0] != last:
                return None
            day = last + timedelta(days=1)
            return (*match.span(), day, day, "context")
        year, month = divmod(last.year * 12 + last.month - 1 + shift, 12)
        near = self.bounds({**match.groupdict(), "m1": str(month + 1)}, "1", year)
        self.year = year
        return (*match.span(), *near, "context")

    def _day_alone(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        """Read 28日 as a day of the month spoken of last, else as the last such day."""
        match = DAY.match(text, position)
        if match is None:
            return None
        a, b = _number(match["a"]), _number(match["b"] or match["a"])
        if self.last is not None:
            year, month = self.last[1].year, self.last[1].month
        elif self.reference is not None:
            year, month = self.reference.year, self.reference.month
            if a > self.reference.day:
                year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        else:
            return None
        first, last = _day(year, month, a), _day(year, month, b)
        if first is None or last is None or last < first:
            return None
        return (*match.span(), None if match["until"] else first, last, "context")

    def _as_of(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = AS_OF.match(text, position)
        if match is None or not match["date"].strip():
            return None
        inner = EXPRESSION.match(match["date"].strip())
        if inner is None or not inner["span"]:
            return None
        year, basis = self.year_of(inner["y1"], inner["r1"])
        _, last = self.bounds(inner.groupdict(), "1", year)
        if year:
            self.year = year
        # What has accumulated by a day has no stated start.
        return match.start(), match.end(), None, last, basis

    def _plan(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = (
            PLAN.match(text, position)
            or PLAN_QUOTED.match(text, position)
            or PLAN_LONG.match(text, position)
            or PLAN_BARE.match(text, position)
        )
        if match is None:
            return None
        n = _number(match["n"])
        if n < 6:
            quoted = match.group()[0] in '“‘"' or text[position] == "第"
            if not quoted or not match.groupdict().get("tail"):
                return None
            first, final = _EARLY_PLANS[n]
            return (*match.span(), date(first, 1, 1), date(final, 12, 31), "stated")
        if text[match.end() : match.end() + 1] in tuple(
            "至到—－–-~～"
        ) and not match.groupdict().get("tail"):
            later = self._plan(text, match.end() + 1)
            if later is not None:
                return match.start(), later[1], date(1981 + 5 * (n - 6), 1, 1), later[3], "stated"
        # The sixth plan began in 1981; every plan since covers five calendar years.
        first, final = 1981 + 5 * (n - 6), 1985 + 5 * (n - 6)
        tail = (match.groupdict().get("tail") or "").removeprefix("的")
        if tail[-1:] in ("末", "初"):
            day = date(final, 12, 31) if tail[-1] == "末" else date(first, 1, 1)
            return (*match.span(), day, day, "stated")
        if tail == "开局之年":
            final = first
        elif tail == "收官之年":
            first = final
        elif tail[:1] in ("前", "头"):
            final = first + _number(tail[1]) - 1
        elif tail[:1] == "第":
            first = final = first + _number(tail[1]) - 1
        elif tail[:1] == "后":
            first = final - _number(tail[1]) + 1
        last = self.reference if tail == "以来" else date(final, 12, 31)
        return (*match.span(), date(first, 1, 1), last, "stated")

    def _broken(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = BROKEN.match(text, position)
        if match is None:
            return None
        a = EXPRESSION.match(match["from"])
        if a is None:
            return None
        year, basis = self.year_of(a["y1"], a["r1"])
        first, _ = self.bounds(a.groupdict(), "1", year)
        if match["to"] in ("目前", "今", "现在"):
            return (*match.span(), first, self.reference, basis)
        b = EXPRESSION.match(match["to"])
        if b is None:
            return None
        if b["y1"] or b["r1"]:
            year, basis = self.year_of(b["y1"], b["r1"])
        _, last = self.bounds(b.groupdict(), "1", year)
        self.year = year
        return (*match.span(), first, last, basis)

    def _years(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = YEARS.match(text, position)
        if match is None:
            return None
        a, b = _number(match["a"]), _number(match["b"] or match["c"])
        if match["c"] and b <= a:
            return None
        if b < 100:
            # 2014—16年
            b += a - a % 100
            if b <= a:
                return None
            self.year = b
            return match.start(), match.end(), _day(a, 1, 1), _day(b, 12, 31), "stated"
        later = EXPRESSION.match(text, match.start("b")) if match["b"] else None
        _, last = (
            self.bounds(later.groupdict(), "1", b)
            if later and later["y1"]
            else (None, _day(b, 12, 31))
        )
        end = later.end("span") if later and later["y1"] else match.end()
        self.year = b
        return match.start(), end, _day(a, 1, 1), last, "stated"

    def _days(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = DAYS.match(text, position)
        if match is None:
            return None
        year, basis = self.year_of(match["y"], match["r"])
        if year is None:
            return None
        month = _number(match["m"])
        self.year = year
        return (
            *match.span(),
            _day(year, month, _number(match["a"])),
            _day(year, month, _number(match["b"])),
            basis,
        )

    def _months(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = PAIR_OF_MONTHS.match(text, position)
        if match is not None:
            year, basis = self.year_of(match["y"], match["r"])
            if year is None:
                return None
            self.year = year
            a = _number(match["a"])
            return (*match.span(), _day(year, a, 1), _month_end(year, a + 1), basis)
        match = MONTHS.match(text, position)
        if match is None:
            return None
        year, basis = self.year_of(match["y"], match["r"])
        a, b = _number(match["a"]), _number(match["b"])
        if year is None or not (1 <= a <= 12 and 1 <= b <= 12):
            return None
        if match["list"] and b != a + 1 + (match["middle"] or "").count("、"):
            return None
        # 11月至2月 runs into the next year.
        self.year = year + (b < a)
        return (*match.span(), _day(year, a, 1), _month_end(self.year, b), basis)

    def _length(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = LENGTH.match(text, position)
        if match is None or (match["n2"] and position and text[position - 1] in "第0123456789百千"):
            return None
        count, unit = match["n1"] or match["n2"], match["u1"] or match["u2"]
        end = self.reference
        vague = len(count) == 2 and "十" not in count and not count.isdecimal()
        if (
            count in "几数多"
            or vague
            or match["more"]
            or match["more1"]
            or match["more2"]
            or unit == "个多月"
        ):
            return (*match.span(), None, end, "relative")
        n = _number(count)
        if end is None or not n:
            return (*match.span(), None, end, "relative")
        if unit == "年":
            # 五年来, said in 2015, covers the five calendar years 2011 to 2015.
            return (*match.span(), _day(end.year - n + 1, 1, 1), _day(end.year, 12, 31), "relative")
        month = end.year * 12 + end.month - n
        return (*match.span(), _day(month // 12, month % 12 + 1, 1), end, "relative")

    def _open(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = OPEN_WORDS.match(text, position)
        return (*match.span(), None, self.reference, "relative") if match else None

    def _now(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = NOW.match(text, position)
        if match is None:
            return None
        # 至今 accumulates from an unstated day; 目前 is the day itself.
        first = None if match["until"] else self.reference
        return (*match.span(), first, self.reference, "relative")

    def _whole(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = WHOLE_YEAR.match(text, position)
        if match is None:
            return None
        word, reference = match.group(), self.reference
        shift = {"上": -1, "下": 1}.get(word[0], 0)
        if "季度" in word and reference:
            quarter = reference.year * 4 + (reference.month - 1) // 3 + shift
            year, k = divmod(quarter, 4)
            return (
                *match.span(),
                _month_end(year, 3 * k + 3) if word[-1] == "末" else _day(year, 3 * k + 1, 1),
                _month_end(year, 3 * k + 3),
                "relative",
            )
        if self.year is None or word == "本世纪" or "季度" in word:
            return None
        return (*match.span(), _day(self.year, 1, 1), _day(self.year, 12, 31), "context")

    def _dates(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        if START.match(text, position) is None:
            return None
        match = EXPRESSION.match(text, position)
        if match is None or not match["span"].strip("自从 \n"):
            return None
        groups = match.groupdict()
        year, basis = self.year_of(groups["y1"], groups["r1"])
        if year is None:
            return None
        first, last = self.bounds(groups, "1", year)
        begun = groups["y1"] or groups["r1"] or groups["m1"] or groups["q1"] or groups["h1"]
        if not (begun or groups["f1"] or groups["g1"] or groups["e1"]):
            return None
        if basis != "context":
            self.year = year
        second_end = any(groups[name + "2"] for name in "yrmqhe")
        if groups["n2"] and groups["m1"]:
            last = _day(year, _number(groups["m1"]), _number(groups["n2"]))
            second_end = True
        elif groups["z2"] and groups["m1"]:
            _, last = self.bounds({**groups, "x1": groups["z2"]}, "1", year)
            second_end = True
        elif second_end:
            later = year
            if groups["y2"] or groups["r2"]:
                second, _ = self.year_of(groups["y2"], groups["r2"])
                later = second if second is not None else year
            _, last = self.bounds(groups, "2", later)
            if first and last and last < first and later == year and groups["m2"]:
                # 12月28日至1月5日 runs into the next year.
                later += 1
                _, last = self.bounds(groups, "2", later)
            year = later
        end = match.end("span")
        while end > position and text[end - 1] in " \n\u3000":
            end -= 1
        if groups["since"] or (groups["since1"] and not second_end):
            last = self.reference
        if groups["until"]:
            if not (groups["d1"] or groups["e1"] or groups["x1"]) or second_end:
                end = match.start("until")
            else:
                # 6月底前: by that day, from an unstated one
                first = None
        if basis != "context":
            self.year = year
        return match.start(), end, first, last, basis


def find_periods(text: str, reference_date: date | str | None = None) -> list[Period]:
    """Find the dates and stretches of time a text names, in order, not overlapping.

    Parameters
    ----------
    text
        Any text.
    reference_date
        The day the text speaks from (a date or ISO string): 去年 is the year before it,
        五年来 the five calendar years up to its year.  Without it, relative words get no dates.

    Returns
    -------
    list of Period

    Raises
    ------
    ValueError
        If `reference_date` is a string that is no ISO date.
    """
    reference = (
        date.fromisoformat(reference_date) if isinstance(reference_date, str) else reference_date
    )
    view: CleanView | None = clean_view(text)
    source = text if view is None else view.text
    reader = _Reader(reference)
    found: list[Period] = []
    position = 0
    for match in CANDIDATE.finditer(source):
        if match.start() < position:
            continue
        read = reader.read(source, match.start())
        if read is None:
            continue
        begin, end, first, last, basis = read
        if end <= begin:
            continue
        again = (
            found and source[position:begin] in ("", "的", "这") and source[end - 1] in "间年中里内"
        )
        position = end
        if again and LENGTH.match(source, begin):
            # 2014年至2016年三年间: the length of the period in front of it
            continue
        if YEARLY.search(source[max(0, begin - 3) : begin]):
            # 每年7月: every year, not one
            continue
        if last is not None:
            reader.last = (first or last, last)
        a, b = (begin, end) if view is None else view.span(begin, end)
        found.append(Period(a, b, text[a:b], first, last, basis))
    return found


_SENTENCE_END = lazy("[。！？!?；;\n]")
_QUOTED = lazy("《[^》\n]{0,60}》")


def govern(text: str, quantities: Iterable[Quantity], periods: Sequence[Period]) -> list[Governed]:
    """Say for each quantity which period governs it, and why.

    The nearest period in front of it in its sentence comes first, then one behind it in the same
    sentence, then the last one of a sentence before in the same paragraph, then the last one of
    the text.  Periods inside the title of a book or document (《…》) govern nothing.

    Parameters
    ----------
    text
        The text both were found in.
    quantities, periods
        Results of ``find_quantities`` and :func:`find_periods`, in order.
    """
    titles = [m.span() for m in _QUOTED.finditer(text)]
    usable = [
        p
        for p in periods
        # 比上年增长: what a figure is compared with does not date it.
        if text[p.start - 1 : p.start] not in tuple("比较与同")
        and not any(a <= p.start < b for a, b in titles)
    ]
    starts = [p.start for p in usable]
    ends = [m.start() for m in _SENTENCE_END.finditer(text)]
    result: list[Governed] = []
    for quantity in quantities:
        k = bisect_right(ends, quantity.start)
        sentence = ends[k - 1] if k else -1
        # A line break inside a sentence ends it only on paper.
        while k and text[ends[k - 1]] == "\n" and _is_broken_line(text, ends[k - 1]):
            k -= 1
            sentence = ends[k - 1] if k else -1
        stop = (
            ends[bisect_right(ends, quantity.end - 1)]
            if bisect_right(ends, quantity.end - 1) < len(ends)
            else len(text)
        )
        j = bisect_right(starts, quantity.start)
        before = usable[j - 1] if j else None
        if before is not None and before.start > sentence:
            result.append(
                Governed(quantity, before, f"named before it in its sentence: {before.text}")
            )
            continue
        after = usable[j] if j < len(usable) else None
        if after is not None and after.end <= stop and before is None:
            result.append(
                Governed(quantity, after, f"named behind it in its sentence: {after.text}")
            )
        elif before is not None:
            same = "\n" not in text[before.end : quantity.start]
            where = "an earlier sentence of the paragraph" if same else "an earlier paragraph"
            result.append(Governed(quantity, before, f"carried from {where}: {before.text}"))
        else:
            result.append(Governed(quantity, None, "no period named before it"))
    return result


def _is_broken_line(text: str, position: int) -> bool:
    """Tell whether a line break stands inside a sentence: no full stop in front of it."""
    before = text[:position][-1:] if position else ""
    return bool(before) and before not in '。！？!?；;：:\n”"*' and before > "\u3000"
