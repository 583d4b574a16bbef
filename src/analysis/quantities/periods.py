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
from analysis.quantities.find import Quantity
from analysis.quantities.lazy import lazy
from analysis.quantities.numerals import read_numeral


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


_N = "[0-9０-９]"
_C = "[〇零○一二三四五六七八九十]"
_TO = "(?:——|—|－|–|--|-|~|～|〜|至|到)"
_YEAR = f"(?:{_N}{{4}}|{_C}{{4}})"
_SMALL = f"(?:{_N}{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_RELATIVE_YEAR = "去年|今年|明年|前年|上年|本年度?|当年|后年|上一年度?|上年度|同年|次年|翌年"
_W = r"[ \n\u3000]{0,4}"

_DATE = (
    f"(?:(?P<y@>{_YEAR})年度?|(?P<r@>{_RELATIVE_YEAR}))?{_W}"
    f"(?:(?P<m@>{_SMALL})月份?(?:{_W}(?P<d@>{_SMALL})[日号])?(?P<x@>[上中下]旬|[初底末])?"
    f"|第?(?P<q@>[1-4一二三四])季度|前(?P<f@>[1-4一二三四])季度|(?P<h@>上半年|下半年)"
    f"|(?P<e@>年?[初底末中](?![期小学]))|前(?P<g@>{_SMALL})个?月)?"
)
_FULL = _DATE.replace("@", "1")
_FULL2 = _DATE.replace("@", "2")

_EXPRESSION = lazy(
    "(?P<span>(?:自|从)?"
    f"(?:{_FULL})(?P<since1>以来|起)?"
    f"(?:{_W}{_TO}{_W}(?=[0-9０-９〇零一二三四五六七八九十第]|去年|今年|明年|前年|本年|[上下]半年|年[底初末中])(?:{_FULL2})|(?P<yto>年?){_TO}(?P<y3>{_YEAR})年)?"
    f"(?P<since>以来|起(?=[，,、 ])|至今|到现在|到目前|至目前)?)"
)
_START = lazy(
    f"(?:自|从)?(?:{_YEAR}(?:年|{_TO}{_YEAR}年)|{_RELATIVE_YEAR}|{_SMALL}(?:{_TO}{_SMALL})?月|第?[1-4一二三四]季度|"
    f"[上下]半年|前[1-4一二三四]季度|前{_SMALL}个?月|年[初底末中]|{_SMALL}[日号](?![均常报]))"
)
_MONTHS = lazy(
    f"(?:(?P<y>{_YEAR})年|(?P<r>{_RELATIVE_YEAR}))?{_W}(?P<a>{_SMALL})月?{_TO}(?P<b>{_SMALL})月份?"
)
_YEARS = lazy(f"(?P<a>{_YEAR})年?{_W}{_TO}{_W}(?P<b>{_YEAR})年")
_DAYS = lazy(
    f"(?:(?P<y>{_YEAR})年|(?P<r>{_RELATIVE_YEAR}))?{_W}(?P<m>{_SMALL})月(?P<a>{_SMALL})日?{_TO}(?P<b>{_SMALL})[日号]"
)
_BROKEN = lazy(
    f"(?:自|从)(?P<from>(?:{_YEAR}年|{_RELATIVE_YEAR})(?:{_SMALL}月)?(?:{_SMALL}日)?)"
    f"(?P<gap>[^，。；;！？\\d]{{0,20}}?)(?:至|到)(?P<to>(?:(?:{_YEAR}年|{_RELATIVE_YEAR})(?:{_SMALL}月)?|{_SMALL}月)(?:{_SMALL}日)?|目前|今|现在)"
)
_ISO = lazy(f"(?P<y>[12]{_N}{{3}})(?P<s>[-/.])(?P<m>{_N}{{1,2}})(?P=s)(?P<d>{_N}{{1,2}})(?!{_N})")
_COUNT = "(?P<n@>[0-9０-９]{1,2}|[一二两三四五六七八九十]{1,3}|几|数|多)"
_LENGTH = lazy(
    "(?:(?:过去|近|最近|这|前|此前)的?"
    + _COUNT.replace("@", "1")
    + "个?(?P<u1>年|月)(?:以?来|里|间|中|内)?|"
    + _COUNT.replace("@", "2")
    + "(?P<more>多|余)?个?(?P<u2>年|月)(?:以?来|间(?!隔)))"
)
_OPEN_WORDS = lazy(
    "近年来?|近些年来?|连年|历年来?|长期以来|一直以来|多年来|年来|成立以来|建会以来|开展以来"
)
_NOW = lazy("截至目前|截止目前|到目前为止|至目前|目前|迄今为止|迄今|至今|现有|现在|当前")
_AS_OF = lazy(
    f"截[至止](?:到|于)?(?P<date>(?:{_YEAR}年|{_RELATIVE_YEAR})?{_W}(?:{_SMALL}月份?)?(?:{_SMALL}[日号])?(?:年?[底末初])?)"
)
_PLAN = lazy(
    '[“‘"]?(?P<n>十[一二三四五六七八九]?|[一二三四五六七八九])五[”’"]?(?P<tail>规划|计划|时期|期间|以来)'
)
_PLAN_QUOTED = lazy("[“‘](?P<n>十[一二三四五六七八九]?)五[”’]")
_WHOLE_YEAR = lazy("全年|年内|一年来|过去一年|这一年|这个月|本月|上个?月|本季度|上季度|本世纪")

_YEAR_SHIFT = {
    "去": -1, "上": -1, "前": -2, "今": 0, "本": 0, "当": 0, "同": 0, "明": 1, "次": 1, "翌": 1,
    "后": 2,
}  # fmt: skip


def _number(text: str) -> int:
    """Read a small number of digits or Chinese numerals, digit by digit for years."""
    if len(text) == 4 and not text.isdecimal():
        digits = {"〇": "0", "零": "0", "○": "0"}
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


class _Reader:
    """Reads the expressions of one text in order and remembers the year spoken of last."""

    def __init__(self, reference: date | None) -> None:
        self.reference = reference
        self.year = reference.year if reference else None

    def year_of(self, stated: str | None, relative: str | None) -> tuple[int | None, str]:
        """Return the year of an expression and where it comes from."""
        if stated:
            return _number(stated), "stated"
        if relative:
            base = self.year if relative[0] in "当同次翌" else None
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
            n = _number(quarter)
            return _day(year, 3 * n - 2, 1), _month_end(year, 3 * n)
        first = groups.get("f" + k)
        if first:
            return _day(year, 1, 1), _month_end(year, 3 * _number(first))
        months = groups.get("g" + k)
        if months:
            n = _number(months)
            return _day(year, 1, 1), _month_end(year, n) if 1 <= n <= 12 else None
        half = groups.get("h" + k)
        if half:
            return (
                (_day(year, 1, 1), _day(year, 6, 30))
                if half == "上半年"
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
            self._iso, self._as_of, self._plan, self._broken, self._years, self._days, self._months,
            self._length, self._open, self._now, self._whole, self._dates,
        ):  # fmt: skip
            found = method(text, position)
            if found is not None:
                return found
        return None

    def _iso(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = _ISO.match(text, position)
        if match is None or (position and text[position - 1].isalnum()):
            return None
        day = _day(int(match["y"]), int(match["m"]), int(match["d"]))
        return (*match.span(), day, day, "stated") if day else None

    def _as_of(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = _AS_OF.match(text, position)
        if match is None or not match["date"].strip():
            return None
        inner = _EXPRESSION.match(match["date"].strip())
        if inner is None or not inner["span"]:
            return None
        year, basis = self.year_of(inner["y1"], inner["r1"])
        _, last = self.bounds(inner.groupdict(), "1", year)
        if year:
            self.year = year
        return match.start(), match.end(), last, last, basis

    def _plan(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = _PLAN.match(text, position) or _PLAN_QUOTED.match(text, position)
        if match is None:
            return None
        n = _number(match["n"])
        if n < 6:
            return None
        # The sixth plan began in 1981; every plan since covers five calendar years.
        first = 1981 + 5 * (n - 6)
        last = date(first + 4, 12, 31)
        since = match.groupdict().get("tail") == "以来"
        return (*match.span(), date(first, 1, 1), self.reference if since else last, "stated")

    def _broken(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = _BROKEN.match(text, position)
        if match is None:
            return None
        a = _EXPRESSION.match(match["from"])
        if a is None:
            return None
        year, basis = self.year_of(a["y1"], a["r1"])
        first, _ = self.bounds(a.groupdict(), "1", year)
        if match["to"] in ("目前", "今", "现在"):
            return (*match.span(), first, self.reference, basis)
        b = _EXPRESSION.match(match["to"])
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
        match = _YEARS.match(text, position)
        if match is None:
            return None
        a, b = _number(match["a"]), _number(match["b"])
        later = _EXPRESSION.match(text, match.start("b"))
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
        match = _DAYS.match(text, position)
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
        match = _MONTHS.match(text, position)
        if match is None:
            return None
        year, basis = self.year_of(match["y"], match["r"])
        a, b = _number(match["a"]), _number(match["b"])
        if year is None or not (1 <= a <= 12 and 1 <= b <= 12):
            return None
        self.year = year
        return (*match.span(), _day(year, a, 1), _month_end(year, b), basis)

    def _length(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = _LENGTH.match(text, position)
        if match is None or (match["n2"] and position and text[position - 1] in "第0123456789百千"):
            return None
        count, unit = match["n1"] or match["n2"], match["u1"] or match["u2"]
        end = self.reference
        if count in "几数多" or match["more"]:
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
        match = _OPEN_WORDS.match(text, position)
        return (*match.span(), None, self.reference, "relative") if match else None

    def _now(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = _NOW.match(text, position)
        return (*match.span(), self.reference, self.reference, "relative") if match else None

    def _whole(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        match = _WHOLE_YEAR.match(text, position)
        if match is None:
            return None
        word, reference = match.group(), self.reference
        if word in ("本月", "这个月", "上月", "上个月") and reference:
            month = reference.year * 12 + reference.month - 1 - (word[0] == "上")
            return (
                *match.span(),
                _day(month // 12, month % 12 + 1, 1),
                _month_end(month // 12, month % 12 + 1),
                "relative",
            )
        if word in ("本季度", "上季度") and reference:
            quarter = reference.year * 4 + (reference.month - 1) // 3 - (word[0] == "上")
            year, k = divmod(quarter, 4)
            return (
                *match.span(),
                _day(year, 3 * k + 1, 1),
                _month_end(year, 3 * k + 3),
                "relative",
            )
        if self.year is None or word == "本世纪":
            return None
        return (*match.span(), _day(self.year, 1, 1), _day(self.year, 12, 31), "context")

    def _dates(
        self, text: str, position: int
    ) -> tuple[int, int, date | None, date | None, str] | None:
        if _START.match(text, position) is None:
            return None
        match = _EXPRESSION.match(text, position)
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
        if any(groups[name + "2"] for name in "yrmqhe"):
            later = year
            if groups["y2"] or groups["r2"]:
                second, _ = self.year_of(groups["y2"], groups["r2"])
                later = second if second is not None else year
            _, last = self.bounds(groups, "2", later)
            year = later
        end = match.end("span")
        while end > position and text[end - 1] in " \n\u3000":
            end -= 1
        if groups["since"] or groups["since1"]:
            last = self.reference
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
    for match in _CANDIDATE.finditer(source):
        if match.start() < position:
            continue
        read = reader.read(source, match.start())
        if read is None:
            continue
        begin, end, first, last, basis = read
        if end <= begin:
            continue
        position = end
        a, b = (begin, end) if view is None else view.span(begin, end)
        found.append(Period(a, b, text[a:b], first, last, basis))
    return found


_CANDIDATE = lazy(
    # A class first, so that text without these characters is skipped at full speed; numerals
    # only where 年, 月, a quarter or a connector is near.
    "[自从截过近最这前此历目现至迄长连全年本上下去今明当后同次翌第成建开多几数“‘"
    "一二三四五六七八九十两0-9０-９]"
    "(?:(?<=[^一二三四五六七八九十两几多数0-9０-９第“‘])"
    "|(?=[0-9０-９一二三四五六七八九十〇零五”’余多个]{0,5}[年月日号季规计时期以—－–~～至到/.\\-]))"
)
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
