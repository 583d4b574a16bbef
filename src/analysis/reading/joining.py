"""What mentions lend each other: the unit of a list, of a table's head or bracket, two ends of one.

Works on the finished mentions of a text, in order.  A unit or scale that is printed elsewhere is
joined to the number, and `Quantity.scale` says where it stood; a figure whose unit is found nowhere
says that its scale is not known.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from analysis.reading.find import Quantity
from analysis.reading.lazy import lazy
from analysis.reading.mention import AnyValue
from analysis.reading.units import LONGEST_UNIT, unit_after
from analysis.reading.values import normal
from analysis.reading.vocabulary import LEFT, MULTIPLIERS, TIME_UNITS

LIST, BRACKET, HEAD, COLUMN, NOT_KNOWN = "list", "bracket", "head", "column", "not known"
"""Where a unit stood that is not printed beside its number; the last: nowhere."""

_GAP = 8
_LISTED = frozenset(
    ["、", "和", "与", "及", "以及", "或", "或者", "、和", "至", "到", "—", "——", "-", "~", "～"]
)
_CONNECTED = frozenset(("至", "到", "—", "-", "~", "～", "－", "–"))
_LISTED_APART = frozenset(("，", ","))
_BETWEEN = frozenset(["和", "与", "至", "到", "跟", "及", "、"])
_NEIGHBOURS = _LISTED | _LISTED_APART | _BETWEEN | _CONNECTED
_ONE_SIDED = frozenset(("at_least", "at_most"))
_BOTH_SIDES = lazy("[，, ]{0,2}(?:且|并且|并|而且|而|但|同时|又|的同时|、|和)? ?(?:必须|应当?|要)?")
_SPLIT = lazy(r"\t+| ?\| ?| {2,}|\u3000+")
_SCALE = lazy(r"(?:计量)?单位[:：]?")
_BRACKET = lazy(r"[(（\[]([^()（）\[\]\n]{1,12})[)）\]][:：为是 \t|]{0,3}\Z")
_HEADS = lazy(
    r"单位 ?[:：] ?([^\s,，。;；()（）|]{1,12})|[(（]((?:单位[:：]?)?[^()（）\n。，,；]{1,10})[)）]"
)
_LENT = lazy("[万亿]+")
_RATIO = lazy("[:：∶/比]")
_DIGITS = frozenset("0123456789")
_EDGES = frozenset("\t |\u3000\n:：\xa0")
_LONGEST_LINE = 2000
_FARTHEST_HEAD = 8000


def join(source: str, found: list[Quantity]) -> None:
    """Join mentions that belong together and units printed elsewhere, in place.

    Parameters
    ----------
    source
        The clean view.
    found
        Its mentions in order; ``start`` and ``end`` index the clean view.
    """
    _join_neighbours(source, found)
    open_ones = [
        k for k, one in enumerate(found) if one.unit is None and _may_lack_unit(source, one)
    ]
    if open_ones:
        _join_heads(source, found, open_ones)


def _may_lack_unit(source: str, one: Quantity) -> bool:
    """Tell whether a mention without unit is a number whose unit may stand elsewhere."""
    if one.kind == "figure":
        return one.value is not None or one.bound == "unknown"
    return one.kind == "other" and source[one.start] in _DIGITS and one.value is not None


# ------------------------------------------------------------------------------ neighbours


def _join_neighbours(source: str, found: list[Quantity]) -> None:
    """Join lists from their last member to the first, and the two ends of one range."""
    merged: list[int] = []
    for k in range(len(found) - 2, -1, -1):
        one, other = found[k], found[k + 1]
        start = one[1]
        if other[0] - start > _GAP or other[4] is None:
            continue
        gap = source[start : other[0]]
        opposed = one[7] != other[7] and one[7] in _ONE_SIDED and other[7] in _ONE_SIDED
        if not opposed and gap not in _NEIGHBOURS:
            continue
        if one.kind == "ordinal" and source[one.start] == "第":
            _row_of_ordinals(source, found, k)
            continue
        ranged = _two_ends(source, one, gap, other)
        if ranged is not None:
            found[k] = ranged
            merged.append(k + 1)
        elif gap in _LISTED or "分别" in source[max(0, one.start - 40) : one.start]:
            _lend(source, found, k)
    for k in merged:
        del found[k]


def _row_of_ordinals(source: str, found: list[Quantity], k: int) -> None:
    """Read 第3、4届 and 第一、二、三名: what follows the first is in the same row, and no count."""
    stop = k + 1
    while (
        stop < len(found)
        and source[found[stop - 1].end : found[stop].start] in _LISTED
        and found[stop].kind in ("figure", "other")
        and found[stop].bound == "exact"
        and found[stop].value is not None
        and found[stop - 1].unit in (None, found[stop].unit)
    ):
        stop += 1
    unit = found[stop - 1].unit
    if stop > k + 1 and unit is not None:
        for place in range(k, stop):
            found[place] = found[place]._replace(kind="ordinal", unit=unit)


def _two_ends(source: str, one: Quantity, gap: str, other: Quantity) -> Quantity | None:
    """Read 在A和B之间, 大于A小于B and A以上B以下 as one range."""
    if (
        (one.unit or other.unit) != other.unit
        or one.value_high is not None
        or other.value_high is not None
    ):
        return None
    kinds = {one.kind, other.kind}
    if not kinds <= {"figure", "other"} or not (
        one.unit or one.kind == "other" or one.unit is None
    ):
        return None
    if gap in _BETWEEN and source.startswith(("之间", "间"), other.end):
        low, high = one, other
    elif gap in _CONNECTED and one.value is not None and one.value < 0:
        # -5℃至3℃
        low, high = one, other
    elif {one.bound, other.bound} == {"at_least", "at_most"} and _BOTH_SIDES.fullmatch(gap):
        low, high = (one, other) if one.bound == "at_least" else (other, one)
    else:
        return None
    first, second = low.value, high.value
    if low is one and one.unit is None and (lent := _lent_factor(source, one, other)):
        first = _times(first, lent)
    if first is None or second is None or not first < second:
        return None
    # 100人以上300人以下的企业 is a class; a bare number alone is called other for want of a unit.
    other_kind = {side.kind for side in (one, other) if side.unit} or kinds
    kind = "other" if "other" in other_kind else "figure"
    return one._replace(
        end=other.end,
        text=source[one.start : other.end],
        kind=kind,
        value=first,
        value_high=second,
        unit=other.unit,
        bound="range",
    )


def _lend(source: str, found: list[Quantity], k: int) -> None:
    """Give the unit of a list's next member to the one before it: 3,200、4,500元."""
    one, other = found[k], found[k + 1]
    unit = other.unit
    if unit is None:
        return
    if one.kind == "ordinal":
        return
    if one.unit is not None:
        return
    if other.kind != "figure" or other.bound == "range":
        return
    if one.kind == "name" and one.text.isdecimal() and len(one.text) < 5:
        # 120和85人: no call for an ambulance
        one = one._replace(kind="other", value=int(one.text), bound="exact")
    year = one.kind == "date" and one.text.isdecimal() and unit not in TIME_UNITS
    if one.kind not in ("figure", "other") and not year:
        return
    if source[one.start] not in _DIGITS and (not isinstance(one.value, int) or one.value < 10):
        return
    if one.kind == "other" and not (
        source[one.end - 1] in _DIGITS or source[one.end - 1] in MULTIPLIERS
    ):
        return
    value, high = one.value, one.value_high
    factor = _lent_factor(source, one, other)
    found[k] = one._replace(
        kind="figure",
        value=_times(value, factor),
        value_high=_times(high, factor),
        unit=unit,
        scale=LIST,
        scale_start=_unit_place(source, other),
    )


def _lent_factor(source: str, one: Quantity, other: Quantity) -> int:
    """Return by how much 万 or 亿 of the next member multiplies a number that has none."""
    value = one.value
    if source[one.end - 1] not in _DIGITS or value is None or value >= 10_000:
        return 1
    lent = _LENT.match(source, _unit_place(source, other))
    return _factor(lent[0]) if lent else 1


def _unit_place(source: str, other: Quantity) -> int:
    """Return where the unit of a mention, with its 万 or 亿, is printed."""
    if other.scale == LIST and other.scale_start is not None:
        return other.scale_start
    place = other.end
    while place > other.start and source[place - 1] not in _DIGITS:
        place -= 1
    return place if place > other.start else other.start


def _factor(multipliers: str) -> int:
    factor = 1
    for character in multipliers:
        factor *= MULTIPLIERS[character]
    return factor


def _times(value: AnyValue, factor: int) -> AnyValue:
    if factor == 1 or value is None:
        return value
    return normal(Fraction(value) * factor) if isinstance(value, Decimal) else value * factor


# ------------------------------------------------------------------------------ tables


def scale_of(words: str) -> tuple[int, str | None] | None:
    """Read the unit of a head or bracket: 万元, 亿, 单位：千吨, %.

    Returns
    -------
    tuple of int and str or None
        What the numbers are multiplied by and their base unit (``None`` for 亿 alone); nothing
        where the words are no unit, or more than one.

    Examples
    --------
    >>> scale_of("单位：万元"), scale_of("亿"), scale_of("含税")
    ((10000, '元'), (100000000, None), None)
    """
    label = _SCALE.match(words)
    rest = (words[label.end() :] if label else words).strip()
    padded = "\n" * LEFT + rest + "\n" * (LONGEST_UNIT + 2)
    place = 0
    while place < len(rest) and rest[place] in "十百千万亿":
        if unit_after(padded, LEFT + place)[1] == LEFT + len(rest):
            break
        place += 1
    factor = _factor(rest[:place])
    if place == len(rest):
        return (factor, None) if factor >= 10_000 else None
    unit, end = unit_after(padded, LEFT + place)
    if end != LEFT + len(rest) or not unit or unit in TIME_UNITS:
        return None
    return factor, unit


class _Line(NamedTuple):
    start: int
    end: int
    cells: tuple[tuple[int, int], ...]


def _join_heads(source: str, found: list[Quantity], open_ones: list[int]) -> None:
    """Look for the unit of each number in a bracket, its row, its column and the table's head."""
    heads = [match for match in _HEADS.finditer(source) if scale_of(match[1] or match[2])]
    places = [match.start() for match in heads]
    line: _Line | None = None
    tops: dict[int, _Line] = {}
    for k in open_ones:
        one = found[k]
        joined = None
        if heads or _fills_cell(source, one):
            near = bisect_left(places, one.start)
            if line is None or not line.start <= one.start < line.end:
                line = _line_at(source, one.start)
            joined = _own_bracket(source, one) or _in_table(
                source, one, line, heads[max(0, near - 12) : near], tops
            )
        if joined is not None:
            (factor, unit), origin, place = joined
            found[k] = one._replace(
                kind="figure",
                value=_times(one.value, factor),
                value_high=_times(one.value_high, factor),
                unit=unit,
                scale=origin,
                scale_start=place,
            )
        elif one.kind == "figure" and not _RATIO.search(one.text):
            found[k] = one._replace(scale=NOT_KNOWN)


_Joined = tuple[tuple[int, str | None], str, int]


def _own_bracket(source: str, one: Quantity) -> _Joined | None:
    """Read the bracket directly in front of a number: 发行总额（亿）10.00."""
    begin = max(0, one.start - 18)
    bracket = _BRACKET.search(source[begin : one.start])
    scale = scale_of(bracket[1]) if bracket else None
    return (scale, BRACKET, begin + bracket.start(1)) if bracket and scale else None


def _line_at(source: str, position: int) -> _Line:
    """Return the line around a position, split into cells where it is a row of a table."""
    start = source.rfind("\n", 0, position) + 1
    end = source.find("\n", position)
    end = len(source) if end < 0 else end
    return _Line(start, end + 1, _cells(source, start, end))


def _cells(source: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Split a line into cells; a sentence has none."""
    if end - start > _LONGEST_LINE or "。" in source[start:end]:
        return ()
    line = source[start:end]
    pattern = _SPLIT if _SPLIT.search(line.strip()) else re.compile(" ")
    cells, begin = [], 0
    for gap in pattern.finditer(line):
        if gap.start() or line[0] not in " |":
            cells.append((start + begin, start + gap.start()))
        begin = gap.end()
    if begin < len(line):
        cells.append((start + begin, end))
    return tuple(cells)


def _in_table(
    source: str, one: Quantity, line: _Line, heads: list[re.Match[str]], tops: dict[int, _Line]
) -> _Joined | None:
    """Look in the row, then in the head of the column, then above the table."""
    if not line.cells or not _fills_cell(source, one):
        return None
    column = next((i for i, (a, b) in enumerate(line.cells) if a <= one.start < b), -1)
    for begin, end in line.cells[:column]:
        cell = source[begin:end].strip()
        inside = _BRACKET.search(cell)
        scale = scale_of(inside[1] if inside else cell)
        if scale is not None and (inside or cell[-1:] not in _DIGITS):
            return scale, COLUMN, begin
    serial = column == 0 and len(line.cells) > 1 and isinstance(one.value, int)
    for head in reversed(heads):
        if line.start <= head.start() < line.end:
            continue
        if line.start - head.start() > _FARTHEST_HEAD or "。" in source[head.end() : line.start]:
            return None
        if head[1] or head[2].startswith("单位"):
            scale = scale_of(head[1] or head[2])
            return (scale, HEAD, head.start()) if scale and not serial else None
        top = tops.get(head.start()) or tops.setdefault(
            head.start(), _line_at(source, head.start())
        )
        shift = len(top.cells) - len(line.cells)
        if shift in (0, 1) and 0 <= column + shift < len(top.cells):
            begin, end = top.cells[column + shift]
            inside = _BRACKET.search(source[begin:end].strip())
            scale = scale_of(inside[1]) if inside else None
            if scale is not None:
                return scale, COLUMN, begin
        if len(top.cells) == 1:
            # 一览表（万元）: the unit of the whole table
            scale = scale_of(head[2])
            return (scale, HEAD, head.start()) if scale and not serial else None
    return None


def _fills_cell(source: str, one: Quantity) -> bool:
    """Tell whether only blanks and separators stand on both sides of a number."""
    before = source[one.start - 1] if one.start else "\n"
    behind = source[one.end] if one.end < len(source) else "\n"
    return before in _EDGES and behind in _EDGES
