"""What a text has said about time so far, and the arithmetic of years, quarters and months."""

from __future__ import annotations

from datetime import date, timedelta

from analysis.reading.numerals import read_numeral

FoundPeriod = tuple[int, int, date | None, date | None, str]
"""Where an expression stands, its first and last day, and a key of :data:`PERIOD_REASONS`."""

PERIOD_REASONS = {
    "printed": ("stated", "the words name the dates"),
    "relative": ("stated", "the words name the time, the day of writing its date"),
    "lunar": (
        "stated",
        "the moon decides the days of the festival: it lies between these in any year",
    ),
    "plan": ("stated", "the five-year plan named covers these years"),
    "context": ("carried", "the year is that of the period spoken of before"),
    "spoken": ("carried", "it follows from the period spoken of before"),
    "writing": ("carried", "it runs up to the day of writing"),
    "assumed": ("assumed", "no year is named: that of the day of writing is taken"),
}
"""Basis of a period and the reason for its dates, by the code with which readers return it."""

YEAR_SHIFT = {
    "去": -1, "上": -1, "前": -2, "今": 0, "本": 0, "当": 0, "同": 0, "明": 1, "次": 1, "翌": 1,
    "后": 2, "大": -3, "这": 0, "那": 0, "该": 0, "来": 1,
}  # fmt: skip
"""Years from the day of writing (or the year spoken of) to the one a word names."""
_SPOKEN = frozenset("当同次翌上这那该")
"""Words that point to the year spoken of, by their first character."""
_FIRST_YEAR, _LAST_YEAR = 100, 9900
"""Years beyond these are printed faults, or leave no room for reckoning from them."""
_LAST_OF_DECEMBER = 31
_EARLY = 38
"""Years of the Republic from here on are told from lengths of time and years of this century."""
_REPUBLIC = 1911
"""The year before the first of the Republic: 民国元年 is 1912."""


def digits_of(text: str) -> int:
    """Read 98 or 九八 digit by digit."""
    chinese = "零一二三四五六七八九"
    return int(
        "".join(str(chinese.find(c.replace("〇", "零"))) if not c.isdecimal() else c for c in text)
    )


def whole_number(text: str) -> int:
    """Read a small number of digits or Chinese numerals, digit by digit for years."""
    text = text.strip("'’ \n\u3000")
    if text in _SMALL:
        return _SMALL[text]
    if text.isdecimal():
        return int(text)
    if len(text) >= 3 and not set(text) & _UNITS:
        digits = dict.fromkeys("〇零○OＯ0０", "0")
        return int("".join(digits.get(c) or str("一二三四五六七八九".find(c) + 1) for c in text))
    read = read_numeral(text)
    return int(read.value) if read and read.value is not None else 0


_UNITS = frozenset("十百千万")
_SMALL = {
    **{character: n for n, character in enumerate("一二三四五六七八九十", 1)},
    "元": 1,
    "首": 1,
}


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


def shifted(first: date, last: date, years: int) -> tuple[date | None, date | None]:
    """Return the same days so many years later; the last day of a month stays the last."""
    closes = (last + timedelta(days=1)).day == 1
    year = last.year + years
    return (
        day_of(first.year + years, first.month, min(first.day, 28 if first.month == 2 else 31)),
        month_end(year, last.month) if closes else day_of(year, last.month, min(last.day, 31)),
    )


def after_digit(text: str, position: int) -> bool:
    """Tell whether a digit stands in front of a position: the rest of a longer number."""
    return position > 0 and text[position - 1].isdecimal()


class Memory:
    """The day a text speaks from, and the year and period it spoke of last.

    Attributes
    ----------
    reference
        The day of writing, where it is known.
    topic
        Year that the text speaks of: not one that it only compares with.
    present
        The same, but for years that 上年 and the like have named: they never step back from their
        own mention.
    mentioned
        Year named last in any way, to which 当年 points.
    last
        First and last day of the period spoken of last.
    head
        The same of the first period of its sentence.
    within
        Whether the sentence that is read has a subject already.
    looks_back
        Whether the year spoken of is a past one, named by 去年 or after this year was spoken of.
    reviewed
        The year that the title of a report names (2018年工作总结), where it was over when the
        text was written: 今年 in it is that year.
    span
        First and last day of the years that were spoken of last as one period of several.
    titled
        First and last day of the school or budget year that the beginning of the text names.
    republic
        Whether the text counts the years of the Republic (民国112年), so that 113年 is one too.
    """

    def __init__(self, reference: date | None) -> None:
        self.reference = reference
        self.topic: int | None = None
        self.present: int | None = None
        self.mentioned: int | None = None
        self.last: tuple[date, date] | None = None
        self.head: tuple[date, date] | None = None
        self.within = False
        self.looks_back = False
        self.reviewed: int | None = None
        self.span: tuple[date, date] | None = None
        self.titled: tuple[date, date] | None = None
        self.republic = False

    def speak(
        self, first: date | None, last: date, code: str, subject: bool, before: bool = False
    ) -> None:
        """Remember a period that was read; `before` tells that it is the one before another.

        What began on a day and goes on (2月8日起) is of the year in which it began.
        """
        if not _FIRST_YEAR < last.year < _LAST_YEAR:
            return
        whole = first is not None and (first.month, last.month) == (1, 12)
        one = whole and first is not None and first.year == last.year
        names_year = one or (
            code not in ("writing", "plan") and (first is None or last.year - first.year <= 5)
        )
        year = last.year
        if first is not None and not whole and last == self.reference and first.day > 1:
            year = first.year
        if self.reviewed is not None and year > self.reviewed and not whole:
            # a day or month behind the year under review leaves that year the one spoken of
            names_year = False
        if names_year and (subject or not before):
            self.mentioned = year
        if subject and whole and not one and first is not None and last.day == _LAST_OF_DECEMBER:
            self.span = (first, last)
        if subject:
            self.last = (first or last, last)
            if names_year:
                if code != "context":
                    present = self.reference.year if self.reference else last.year
                    left = code == "relative" or self.topic == present
                    self.looks_back = year < present and (left or self.looks_back)
                self.topic = year
                if not before:
                    self.present = year

    def year_of(self, stated: str | None, relative: str | None) -> tuple[int | None, str]:
        """Return the year of an expression and the code of the reason."""
        if stated:
            return self.stated_year(stated), "printed"
        if relative:
            return self._relative_year(relative)
        return self.context_year()

    def context_year(self) -> tuple[int | None, str]:
        """Return the year that an expression without one belongs to."""
        if self.topic is not None:
            return self.topic, "context"
        if self.reference is not None:
            return self.reference.year, "assumed"
        return self.mentioned, "context"

    def stated_year(self, text: str) -> int | None:
        """Return the year of 2018, 二〇一八, 民国107, 18; ``None`` for a bare 107 that is none."""
        if "民国" in text:
            name, before, count = text.partition("民国前")
            if before:
                return _REPUBLIC + 1 - whole_number(count)
            return _REPUBLIC + whole_number(name.partition("民国")[2])
        text = text.strip("'’ \n\u3000")
        if text[-1] in ")）":
            printed = text[1:].strip(" (（)）")
            near = self.reference.year if self.reference else 0
            if len(printed) == 2 and abs(int(printed) + _REPUBLIC - near) > 1:
                return self.full_year(int(printed))
            return int(printed) + (_REPUBLIC if len(printed) < 4 else 0)
        if len(text) == 2:
            return self.full_year(whole_number(text))
        if len(text) == 3:
            return _REPUBLIC + whole_number(text) if self.republic else None
        return whole_number(text)

    def _relative_year(self, word: str) -> tuple[int | None, str]:
        spoken = word[0] in _SPOKEN or word.startswith("前一")
        shift = -1 if word.startswith("前一") else YEAR_SHIFT[word[0]]
        if spoken:
            base = self.present if word[0] in "上前" else self.mentioned or self.topic
            if base is not None:
                return base + shift, "spoken"
        if self.reference is None:
            return None, "relative"
        return self.reference.year + shift, "relative"

    def bounds(
        self, groups: dict[str, str | None], k: str, year: int | None
    ) -> tuple[date | None, date | None]:
        """Return first and last day of one date expression."""
        if year is None or not 1 <= year <= 9998:
            return None, None
        month_text = groups.get("m" + k)
        if month_text:
            month = whole_number(month_text)
            if not 1 <= month <= 12:
                return None, None
            day_text, part = groups.get("d" + k), groups.get("x" + k)
            if day_text:
                day = day_of(year, month, whole_number(day_text))
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
            final = quarter[0] in "末最"
            n = 4 if final else whole_number(quarter.strip("第季度末Qq "))
            if quarter[-1] == "末" and not final:
                return month_end(year, 3 * n), month_end(year, 3 * n)
            return day_of(year, 3 * n - 2, 1), month_end(year, 3 * n)
        first = groups.get("f" + k)
        if first:
            return day_of(year, 1, 1), month_end(year, 3 * whole_number(first))
        months = groups.get("g" + k)
        if months:
            n = whole_number(months)
            return day_of(year, 1, 1), month_end(year, n) if 1 <= n <= 12 else None
        closing = groups.get("l" + k)
        if closing:
            return day_of(year, 13 - whole_number(closing), 1), day_of(year, 12, 31)
        half = groups.get("h" + k)
        if half:
            return (
                (day_of(year, 1, 1), day_of(year, 6, 30))
                if half[0] in "上前首" or half[-1] == "1"
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
        """Return the year of 98年: the one not more than 20 years behind the reference.

        A text that counts the years of the Republic counts these too.
        """
        counted = short + _REPUBLIC
        if self.republic and short >= _EARLY and self.reference is not None:
            return counted if counted <= self.reference.year else self._near(short)
        return self._near(short)

    def _near(self, short: int) -> int:
        """Return the year with these last digits that is not more than 20 years ahead."""
        near = (self.reference.year if self.reference else 2000) + 20
        return near - (near - short) % 100
