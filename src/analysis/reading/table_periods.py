"""Years that head the columns and rows of a table.

A table is what stands in lines whose cells are parted by tabs, by bars, or by blanks.  In its head
a bare 2019 is a year, and dates the cells below it; in front of a row it dates the row.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, NamedTuple

from analysis.reading.find import Quantity
from analysis.reading.lazy import lazy

if TYPE_CHECKING:
    from analysis.reading.periods import Period

HEAD = "head"
ROW = "row"

_GAP = "[ \\t|｜\u3000]"
_YEAR = "(?:19|20)[0-9]{2}"
_OF_YEAR = "度|末|底|年报|中报|[上下]半年|第?[一二三四1-4]季[度报]|[1一][-—~至][0-9]{1,2}月"
_CELL = f"[（(]?{_YEAR}(?:年(?:{_OF_YEAR})?)?[)）]?"
_PAIR = lazy(
    # the bracket in front of the first is left out, so that the expression begins with a digit
    f"{_CELL.removeprefix('[（(]?')}{_GAP}+{_CELL}(?={_GAP}|\\n|$)"
)
_ROW = lazy(f"\n{_GAP}*({_YEAR})(?={_GAP}+[^\\s])")
_ROW_AT_ONCE = lazy(f"{_GAP}*({_YEAR})(?={_GAP}+[^\\s])")
_WHOLE_CELL = lazy(f"(?=[（(]?(?P<year>{_YEAR}))" + _CELL)
_FIELD = lazy("[^|｜\n]+")
_TABBED = lazy("[^\t\n]*")
_WIDE = lazy("(?:[^ \u3000\n]| (?![ \u3000]))+")
_NARROW = lazy("[^ \u3000\n]+")
_IN_A_ROW = lazy("[-−－—–]?[0-9][0-9,.]*(?: [-−－—–]?[0-9][0-9,.]*)+")
"""Numbers with single blanks between them in a line of wider gaps."""


_LONGEST = 1000
"""Characters a row of a table may have."""


class YearCell(NamedTuple):
    """A cell of a table that holds nothing but a year."""

    start: int
    end: int
    role: str


def table_years(source: str) -> dict[int, YearCell]:
    """Return the years that head columns or rows, by where they begin.

    A row counts when the line before or behind it begins with a year too.
    """
    found: dict[int, YearCell] = {}
    done = -1
    for match in _PAIR.finditer(source):
        if match.start() < done:
            continue
        first, done = _line(source, match.start())
        if done - first > _LONGEST:
            continue
        cells = _cells(source, first, done)
        matches = [_WHOLE_CELL.fullmatch(source, a, b) for a, b in cells]
        years = [match.span("year") for match in matches if match]
        with_digits = sum(any(map(str.isdecimal, source[a:b])) for a, b in cells)
        if len(years) > 1 and with_digits <= 2 * len(years):
            found.update((a, YearCell(a, b, HEAD)) for a, b in years)
    rows = [match.span(1) for match in _ROW.finditer(source)]
    top = _ROW_AT_ONCE.match(source)
    if top:
        rows.insert(0, top.span(1))
    last = -1
    for k, (a, b) in enumerate(rows):
        line_end = _line(source, a)[1]
        follows = last >= 0 and last + 1 >= _line(source, a)[0]
        leads = k + 1 < len(rows) and _line(source, rows[k + 1][0])[0] <= line_end + 1
        if a not in found and (follows or leads):
            found[a] = YearCell(a, b, ROW)
            last = line_end
    return found


def _line(source: str, position: int) -> tuple[int, int]:
    """Return where the line of a position begins and ends."""
    end = source.find("\n", position)
    return source.rfind("\n", 0, position) + 1, len(source) if end < 0 else end


def _cells(source: str, first: int, last: int) -> list[tuple[int, int]]:
    """Return the cells of a line, without the blanks around them."""
    if "\t" in source[first:last]:
        pattern: re.Pattern[str] = _TABBED
    elif "|" in source[first:last] or "｜" in source[first:last]:
        pattern = _FIELD
    elif "  " in source[first:last].strip() or "\u3000" in source[first:last].strip():
        pattern = _WIDE
    else:
        pattern = _NARROW
    cells: list[tuple[int, int]] = []
    wide = pattern is _WIDE
    position = first
    while position <= last:
        match = pattern.search(source, position, last)
        if match is None:
            break
        a, b = match.span()
        while a < b and source[a] in " \u3000|｜":
            a += 1
        while b > a and source[b - 1] in " \u3000|｜\r":
            b -= 1
        if wide and _IN_A_ROW.fullmatch(source, a, b):
            cells += [each.span() for each in _NARROW.finditer(source, a, b)]
        elif b > a or pattern is _TABBED:
            cells.append((a, b))
        position = match.end() + 1
    return cells


def column_periods(
    text: str, periods: Sequence[Period], quantities: Sequence[Quantity]
) -> dict[int, Period]:
    """Return the period that heads the column of a quantity, by the quantity's index."""
    heads: dict[int, list[Period]] = {}
    in_words: dict[int, list[Period]] = {}
    for period in periods:
        if period.role == HEAD:
            heads.setdefault(_line(text, period.start)[0], []).append(period)
        elif _fills_its_cell(text, period):
            in_words.setdefault(_line(text, period.start)[0], []).append(period)
    for first, found_there in in_words.items():
        # 指标 本年 上年: words of time alone in two cells or more
        if len(found_there) > 1 and first not in heads:
            heads[first] = found_there
    found: dict[int, Period] = {}
    if not heads:
        return found
    starts = {quantity.start: index for index, quantity in enumerate(quantities)}
    ordered = sorted(starts)
    for first, row_heads in heads.items():
        _assign(text, first, row_heads, starts, ordered, heads, found)
    return found


_EDGES = frozenset("\t|｜\n \u3000")
_COUNTED = lazy("(?:累计)?[数额值]?[)）]?(?=[\t|｜\n \u3000]|$)")


def _fills_its_cell(text: str, period: Period) -> bool:
    """Tell whether a cell holds a period and nothing else (112年度, 上年数)."""
    before = period.start - (text[period.start - 1 : period.start] in ("(", "（"))
    return (before == 0 or text[before - 1] in _EDGES) and (
        _COUNTED.match(text, period.end) is not None
    )


_NUMBER_CELL = lazy("[-+−－—–]?[0-9][0-9,.]*[^0-9]{0,6}|[-−－—–*.…]+|")
_BETWEEN_ROWS = 8
"""Lines between two rows of a table: blank ones, and headings of its parts."""


def _ends_in_numbers(text: str, row: list[tuple[int, int]], heads: int) -> bool:
    """Tell whether the last cells of a row, one for each head, are numbers or dashes."""
    last = row[-heads:]
    return len(last) == heads and all(_NUMBER_CELL.fullmatch(text, a, b) for a, b in last)


def _parts_rows(text: str, first: int, last: int) -> bool:
    """Tell whether a line is blank, or a short one that may head a part of a table."""
    return last - first < _HEADING and "。" not in text[first:last]


_HEADING = 60


def _assign(
    text: str,
    first: int,
    heads: list[Period],
    starts: dict[int, int],
    ordered: list[int],
    other_heads: Container[int],
    found: dict[int, Period],
) -> None:
    """Give the quantities in the rows below a head the period of their column."""
    end = _line(text, first)[1]
    cells = _cells(text, first, end)
    by_place = {}
    for head in heads:
        place = next((k for k, (a, b) in enumerate(cells) if a <= head.start < b), None)
        if place is not None:
            by_place[len(cells) - 1 - place] = head
    trailing = all(k in by_place for k in range(len(by_place)))
    position, between = end + 1, 0
    while position < len(text):
        end = _line(text, position)[1]
        if position in other_heads or end - position > _LONGEST:
            return
        row = _cells(text, position, end)
        if trailing and _ends_in_numbers(text, row, len(by_place)):
            between = 0
        elif trailing and between < _BETWEEN_ROWS and _parts_rows(text, position, end):
            between += 1
            position = end + 1
            continue
        elif len(row) != len(cells) or len(row) < 2:
            return
        k = bisect_left(ordered, position)
        while k < len(ordered) and ordered[k] < end:
            place = next((c for c, (a, b) in enumerate(row) if a <= ordered[k] < b), None)
            if place is not None and len(row) - 1 - place in by_place:
                found[starts[ordered[k]]] = by_place[len(row) - 1 - place]
            k += 1
        position = end + 1
