"""What a text has said about time so far, and the arithmetic of years, quarters and months."""

from __future__ import annotations

from datetime import date, timedelta

from analysis.reading.numerals import read_numeral

Found = tuple[int, int, date | None, date | None, str]
"""Where an expression stands, its first and last day, and the basis (see ``Period``)."""

YEAR_SHIFT = {
    "去": -1, "上": -1, "前": -2, "今": 0, "本": 0, "当": 0, "同": 0, "明": 1, "次": 1, "翌": 1,
    "后": 2, "大": -3,
}  # fmt: skip
"""Years from the reference (or the year spoken of) to the one a word names."""


def digits_of(text: str) -> int:
    """Read 98 or 九八 digit by digit."""
    chinese = "零一二三四五六七八九"
    return int(
        "".join(str(chinese.find(c.replace("〇", "零"))) if not c.isdecimal() else c for c in text)
    )


def number(text: str) -> int:
    """Read a small number of digits or Chinese numerals, digit by digit for years."""
    text = text.strip()
    if text in ("元", "首"):
        return 1
    if len(text) == 4 and not text.isdecimal():
        digits = dict.fromkeys("〇零○OＯ0０", "0")
        return int("".join(digits.get(c) or str("一二三四五六七八九".find(c) + 1) for c in text))
    read = read_numeral(text)
    return int(read.value) if read and read.value is not None else 0


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the date, or ``None`` when there is no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def month_end(year: int, month: int) -> date | None:
    """Return the last day of a month."""
    first = day_of(year + month // 12, month % 12 + 1, 1)
    return first - timedelta(days=1) if first else None


def after_digit(text: str, position: int) -> bool:
    """Tell whether a digit stands in front of a position: the rest of a longer number."""
    return position > 0 and text[position - 1].isdecimal()


class Memory:
    """The day a text speaks from, and the year and period it spoke of last."""

    def __init__(self, reference: date | None) -> None:
        self.reference = reference
        self.year = reference.year if reference else None
        self.last: tuple[date, date] | None = None
        """First and last day of the period read last."""

    def year_of(self, stated: str | None, relative: str | None) -> tuple[int | None, str]:
        """Return the year of an expression and where it comes from."""
        if stated:
            return number(stated), "stated"
        if relative:
            base = self.year if relative[0] in "当同次翌上" else None
            if base is None:
                base = self.reference.year if self.reference else None
            return (None if base is None else base + YEAR_SHIFT[relative[0]]), "relative"
        return self.year, "context"

    def bounds(
        self, groups: dict[str, str | None], k: str, year: int | None
    ) -> tuple[date | None, date | None]:
        """Return first and last day of one date expression."""
        if year is None or not 1 <= year <= 9998:
            return None, None
        month_text = groups.get("m" + k)
        if month_text:
            month = number(month_text)
            if not 1 <= month <= 12:
                return None, None
            day_text, part = groups.get("d" + k), groups.get("x" + k)
            if day_text:
                day = day_of(year, month, number(day_text))
                return day, day
            last = month_end(year, month)
            if part == "上中旬":
                return day_of(year, month, 1), day_of(year, month, 20)
            if part == "中下旬":
                return day_of(year, month, 11), last
            if part in ("上旬", "初"):
                return day_of(year, month, 1), day_of(year, month, 10)
            if part == "中旬":
                return day_of(year, month, 11), day_of(year, month, 20)
            if part == "下旬":
                return day_of(year, month, 21), last
            if part in ("底", "末"):
                return last, last
            return day_of(year, month, 1), last
        quarter = groups.get("q" + k)
        if quarter:
            n = number(quarter.strip("第季度末Qq "))
            if quarter[-1] == "末":
                return month_end(year, 3 * n), month_end(year, 3 * n)
            return day_of(year, 3 * n - 2, 1), month_end(year, 3 * n)
        first = groups.get("f" + k)
        if first:
            return day_of(year, 1, 1), month_end(year, 3 * number(first))
        months = groups.get("g" + k)
        if months:
            n = number(months)
            return day_of(year, 1, 1), month_end(year, n) if 1 <= n <= 12 else None
        final = groups.get("l" + k)
        if final:
            return day_of(year, 13 - number(final), 1), day_of(year, 12, 31)
        half = groups.get("h" + k)
        if half:
            return (
                (day_of(year, 1, 1), day_of(year, 6, 30))
                if half[0] in "上前" or half[-1] == "1"
                else (day_of(year, 7, 1), day_of(year, 12, 31))
            )
        edge = groups.get("e" + k)
        if edge:
            if edge[-1] == "初":
                return day_of(year, 1, 1), day_of(year, 1, 1)
            if edge[-1] == "中":
                return day_of(year, 6, 30), day_of(year, 6, 30)
            return day_of(year, 12, 31), day_of(year, 12, 31)
        return day_of(year, 1, 1), day_of(year, 12, 31)

    def full_year(self, short: int) -> int:
        """Return the year of 98年: the one not more than 20 years behind the reference."""
        near = (self.reference.year if self.reference else 2000) + 20
        return near - (near - short) % 100
