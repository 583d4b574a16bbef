"""What mentions lend each other: the unit of a list, of a table's head or bracket, two ends of one.

Works on the finished mentions of a text, in order.  A unit or scale that is printed elsewhere is
joined to the number, and `Quantity.scale` says where it stood; a figure whose unit is found nowhere
says that its scale is not known.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from analysis.reading.find import Quantity
from analysis.reading.lazy import lazy
from analysis.reading.mention import AnyValue
from analysis.reading.unit_words import LONGEST_UNIT, unit_after
from analysis.reading.values import normal
from analysis.reading.vocabulary import CURRENCY_PREFIXES, LEFT, MULTIPLIERS, TIME_UNITS, is_cjk

LIST, BRACKET, HEAD, COLUMN, NOT_KNOWN = "list", "bracket", "head", "column", "not known"
"""Where a unit stood that is not printed beside its number; the last: nowhere."""

Scale = tuple[int, str | None]
"""What a number is multiplied by, and its base unit."""

NEAR_HEAD = 8
"""Characters that may stand between two mentions that lend each other something."""
_LISTED = frozenset(
    ["、", "和", "与", "及", "以及", "或", "或者", "、和", "至", "到", "—", "——", "-", "~", "～"]
)
_CONNECTED = frozenset(("至", "到", "—", "-", "~", "～", "－", "–"))
_LISTED_APART = frozenset(("，", ","))
_BETWEEN = frozenset(["和", "与", "至", "到", "跟", "及", "、"])
_NEIGHBOURS = _LISTED | _LISTED_APART | _BETWEEN | _CONNECTED
_LONGEST_GAP = max(map(len, _NEIGHBOURS))
_ONE_SIDED = frozenset(("at_least", "at_most"))
_BOTH_SIDES = lazy("[，, ]{0,2}(?:且|并且|并|而且|而|但|同时|又|的同时|、|和)? ?(?:必须|应当?|要)?")
_SPLIT = lazy(r"\t+| ?\| ?| {2,}|\u3000+")
_SCALE = lazy(r"(?:计量)?单位[:：]?")
_BRACKET = lazy(r"[(（\[]([^()（）\[\]\n]{1,12})[)）\]][:：为是 \t|]{0,3}\Z")
_HEADS = lazy(
    r"单位 ?[:：] ?((?:[^\s,，。;；()（）|]{1,4}币 )?[^\s,，。;；()（）|]{1,12})"
    r"|[(（]((?:单位[:：]?)?[^()（）\n。，,；]{1,10})[)）]"
)
_LENT = lazy("[万亿]+")
_RATIO = lazy("[:：∶/比]")
_DIGITS = frozenset("0123456789")
_EDGES = frozenset("\t |\u3000\n:：\xa0")
_CURRENCIES = [name for name in CURRENCY_PREFIXES if is_cjk(name[0]) and name[-1] == "币"]
_BLANK = lazy(" ")
_NEW_TEXT = lazy(r"。|\n[ \t]*(?:附?表|图) ?[0-9一二三四五六七八九十]")
"""What ends a table: a sentence, or the title of another."""
_NO_AMOUNT = lazy("[%‰±]|率|比重|占比|增速|增幅|指数|同比|环比|序号|排名|位次|名次")
_SHARES = frozenset("%％‰")
_AND_SHARES = lazy("[,，、;；/ ]{0,2}[%％]")
_RATE = lazy("率|比重|占比|增速|增幅|同比|环比")
_LONGEST_LINE = 2000
_FARTHEST_HEAD = 8000
_HEADS_ABOVE = 12


def join_neighbours(source: str, found: list[Quantity], near: list[int]) -> None:
    """Join mentions that belong together and units printed elsewhere, in place.

    Parameters
    ----------
    source
        The clean view.
    found
        Its mentions in order; ``start`` and ``end`` index the clean view.
    near
        Indices of those that begin at most `NEAR_HEAD` characters behind the one before.
    """
    _join_neighbours(source, found, near)
    open_ones = [k for k, one in enumerate(found) if one[6] is None and _may_lack_unit(source, one)]
    if open_ones:
        _join_heads(source, found, open_ones)


def _may_lack_unit(source: str, one: Quantity) -> bool:
    """Tell whether a mention without unit is a number whose unit may stand elsewhere."""
    if one.kind == "figure":
        return one.value is not None or one.bound == "unknown"
    if one.kind == "date":
        return one.end - one.start == _YEAR_DIGITS and one.text.isdecimal()
    return one.kind == "other" and source[one.start] in _DIGITS and one.value is not None


# ------------------------------------------------------------------------------ neighbours


def _join_neighbours(source: str, found: list[Quantity], near: list[int]) -> None:
    """Join lists from their last member to the first, and the two ends of one range."""
    merged: list[int] = []
    for behind in reversed(near):
        k = behind - 1
        one, other = found[k], found[behind]
        begin, end, bound = one[1], other[0], one[7]
        opposed = bound in _ONE_SIDED and other[7] in _ONE_SIDED and bound != other[7]
        if (end - begin > _LONGEST_GAP and not opposed) or k < 0 or other[4] is None:
            continue
        gap = source[begin:end]
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
    if merged:
        gone = set(merged)
        found[:] = [one for k, one in enumerate(found) if k not in gone]


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
    if (one.unit, unit) == ("个", "个百分点") and one.kind == "figure":
        # 高1个和2.6个百分点
        found[k] = one._replace(unit=unit, scale=LIST, scale_start=_unit_place(source, other))
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
    # A currency in front (8及$6) has nothing behind the digits.
    return place if other.start < place < other.end else other.start


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


def scale_of(words: str) -> Scale | None:
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
    currency = next((name for name in _CURRENCIES if rest.startswith(name) and rest != name), "")
    rest = rest[len(currency) :].lstrip()
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
    if currency and unit == "元":
        # 港币千元
        unit = CURRENCY_PREFIXES[currency]
    return factor, unit


_Joined = tuple[Scale, str, int]


class _Row(NamedTuple):
    """A line of a text as the row of a table.

    Attributes
    ----------
    start, end
        The line with its line break.
    starts, cells
        Where the cells begin, and their words; both empty in a line that is no row.
    units
        Cells that are a unit or hold one in brackets: index and scale.
    """

    start: int
    end: int
    starts: tuple[int, ...]
    cells: tuple[str, ...]
    units: tuple[tuple[int, Scale], ...]


class _Above(NamedTuple):
    """What stands above a row: the scale of each column, and that of the whole table.

    Attributes
    ----------
    columns
        Column to its scale and the place where it is printed; ``None`` where the head of the column
        says that the unit of the table is not its own (增长率).
    table
        Scale of the table and its place, or ``None``.
    """

    columns: dict[int, tuple[Scale, int] | None]
    table: tuple[Scale, int] | None


_NOTHING_ABOVE = _Above({}, None)


def _join_heads(source: str, found: list[Quantity], open_ones: list[int]) -> None:
    """Look for the unit of each number in a bracket, its row, its column and the table's head."""
    heads = [m for m in _HEADS.finditer(source) if _says_unit(m) or scale_of(m[2])]
    places = [head.start() for head in heads]
    row: _Row | None = None
    above: _Above | None = None
    for k in open_ones:
        one = found[k]
        joined = _own_bracket(source, one) if heads else None
        if joined is None and _fills_cell(source, one):
            if row is None or not row.start <= one.start < row.end:
                row, above = _row_at(source, one.start), None
            if row.starts:
                if above is None:
                    near = bisect_left(places, row.start)
                    above = _above(source, row, heads[max(0, near - _HEADS_ABOVE) : near])
                joined = _in_table(one, row, above)
        if joined is not None and one.kind == "date":
            # 1972 in a row of people is no year where other numbers stand beside it
            beside = _row_at(source, one.start).cells
            if joined[1] == HEAD or not any(map(_is_no_year, beside)):
                continue
            one = one._replace(value=int(one.text), bound="exact")
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


def _says_unit(head: re.Match[str]) -> bool:
    """Tell whether a head says 单位, even where what it says is not understood."""
    return bool(head[1]) or head[2].startswith("单位")


def _own_bracket(source: str, one: Quantity) -> _Joined | None:
    """Read the bracket directly in front of a number: 发行总额（亿）10.00."""
    begin = max(0, one.start - 18)
    before = source[begin : one.start]
    if before.endswith("\n") and source[one.end : one.end + 1] in ("", "\n"):
        before = before.rstrip("\n")  # each cell on a line of its own
    bracket = _BRACKET.search(before)
    scale = scale_of(bracket[1]) if bracket else None
    return (scale, BRACKET, begin + bracket.start(1)) if bracket and scale else None


def _row_at(source: str, position: int) -> _Row:
    """Return the line around a position, split into cells where it is a row of a table."""
    start = source.rfind("\n", 0, position) + 1
    end = source.find("\n", position)
    end = len(source) if end < 0 else end
    line = source[start:end] if end - start <= _LONGEST_LINE else "。"
    if "。" in line:
        return _Row(start, end + 1, (), (), ())
    pattern = _SPLIT if _SPLIT.search(line.strip()) else _BLANK
    starts, cells, begin = [], [], 0
    for gap in (*pattern.finditer(line), None):
        stop = gap.start() if gap else len(line)
        if stop > begin or (begin and gap):
            starts.append(start + begin)
            cells.append(line[begin:stop].strip().strip("*"))
        begin = gap.end() if gap else stop
    units = []
    for index, cell in enumerate(cells):
        inside = _BRACKET.search(cell)
        scale = scale_of(inside[1]) if inside else scale_of(cell) if len(cell) < 9 else None
        if scale is None and cell[-1:] in _SHARES and not cell[0].isdecimal():
            scale = (1, "%" if cell[-1] == "％" else cell[-1])  # 使用率%
        if scale is not None:
            units.append((index, scale))
    return _Row(start, end + 1, tuple(starts), tuple(cells), tuple(units))


def _above(source: str, row: _Row, heads: list[re.Match[str]]) -> _Above:
    """Gather the scales above a row, from the nearest head upwards to the one of the table."""
    columns: dict[int, tuple[Scale, int] | None] = {}
    read = row.start
    for head in reversed(heads):
        if row.start - head.start() > _FARTHEST_HEAD or _NEW_TEXT.search(source, head.end(), read):
            break
        read = head.end()
        top = _row_at(source, head.start())
        if _says_unit(head):
            scale = scale_of(head[1] or head[2])
            both = _AND_SHARES.match(source, head.end()) is not None
            _own_columns(source, columns, _row_at(source, top.end), row, both)
            return _Above(columns, (scale, head.start()) if scale else None)
        shift = _shift(source, top, row)
        if shift is not None and len(row.cells) > 1:
            for index, scale in top.units:
                columns.setdefault(index - shift, (scale, top.starts[index]))
        elif len(top.cells) == 1 < len(row.cells) and (scale := scale_of(head[2])):
            # 一览表（万元）: the unit of the whole table
            return _Above(columns, (scale, head.start()))
    return _Above(columns, None) if columns else _NOTHING_ABOVE


def _shift(source: str, top: _Row, row: _Row) -> int | None:
    """Return by how many cells a head is longer than a row; ``None`` where they do not match.

    It may have a cell more, or one less where it begins with an empty one.
    """
    shift = len(top.cells) - len(row.cells)
    unnumbered = shift == -1 or (shift == 0 and top.cells and not top.cells[-1])
    if unnumbered and _numbered(row) and not _numbered(top):
        return -1  # the head leaves out the column of row numbers
    if shift == -1 and source[row.start : row.start + 1] not in _CELL_MARKS:
        empty = source[top.start : top.start + 1] in _CELL_MARKS
        named = top.units[:1] and top.units[0][0] == 0 and not any(map(_is_number, top.cells))
        named = named and not _is_number(row.cells[0])
        return shift if empty or named else None
    if shift not in (0, 1) or _leaves_out(top, row, shift):
        return None
    return shift


def _numbered(row: _Row) -> bool:
    """Tell whether a row begins with its number, in front of a cell of words."""
    if len(row.cells) < 2 or len(row.cells[0]) > _ROW_NUMBER:
        return False
    return row.cells[0].isdecimal() and not _is_number(row.cells[1])


def _leaves_out(top: _Row, row: _Row, shift: int) -> bool:
    """Tell whether a head ends in empty cells over numbers: its cells span columns."""
    last = len(top.cells) - 1
    return bool(top.cells) and not top.cells[last] and _is_number(row.cells[last - shift])


_CELL_MARKS = frozenset("\t|")


_YEAR_DIGITS, _ROW_NUMBER = 4, 3


def _is_no_year(cell: str) -> bool:
    """Tell whether a cell is a number that can be no year."""
    return _is_number(cell) and not (len(cell) == _YEAR_DIGITS and cell[:2] in ("19", "20"))


def _is_number(cell: str) -> bool:
    return cell.lstrip("-−－+").replace(",", "").replace(".", "").isdecimal()


def _own_columns(
    source: str, columns: dict[int, tuple[Scale, int] | None], top: _Row, row: _Row, both: bool
) -> None:
    """Leave out the columns whose head says that they are shares, rates or numbers in a row.

    `both` tells that the table says % beside its unit, which is then the unit of the rates.
    """
    shift = _shift(source, top, row)
    if shift is not None and top.start < row.start:
        for index, cell in enumerate(top.cells):
            if _NO_AMOUNT.search(cell):
                share = "%" in cell or (both and _RATE.search(cell))
                columns.setdefault(index - shift, ((1, "%"), top.starts[index]) if share else None)


def _in_table(one: Quantity, row: _Row, above: _Above) -> _Joined | None:
    """Look in the row, then in the head of the column, then above the table."""
    column = bisect_right(row.starts, one.start) - 1
    if column in above.columns:
        found = above.columns[column]
        return (found[0], COLUMN, found[1]) if found else None
    for index, scale in row.units:
        if index < column:
            return scale, COLUMN, row.starts[index]
    if above.table is None or (column and _NO_AMOUNT.search(row.cells[0])):
        return None
    if column == 0 and len(row.cells) > 1 and isinstance(one.value, int):
        return None  # the number of a row
    return above.table[0], HEAD, above.table[1]


def _fills_cell(source: str, one: Quantity) -> bool:
    """Tell whether only blanks and separators stand on both sides of a number."""
    start, end = one.start, one.end
    if source.startswith("**", end) and source[max(0, start - 2) : start] == "**":
        start, end = start - 2, end + 2  # a total in bold type
    before = source[start - 1] if start else "\n"
    behind = source[end] if end < len(source) else "\n"
    return before in _EDGES and behind in _EDGES
