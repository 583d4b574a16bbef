"""Ranges: A至B is one only with one unit, a lower end below the upper one, and no change before it.

增长26.4%至13.1亿元 and 上升0.3个百分点至5.2% are two figures each: the second number says where the
change ended.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.reading.lazy import lazy
from analysis.reading.mention import AnyValue
from analysis.reading.numerals import NUMERAL_REST, NUMERAL_START, read_numeral
from analysis.reading.pattern import CONNECTOR
from analysis.reading.unit_words import LONGEST_UNIT, last_belongs_to_unit, unit_after
from analysis.reading.vocabulary import UNIT_FORMS

_NUMBER = lazy(NUMERAL_START + NUMERAL_REST)
_CONNECTOR = lazy(f"(?:[(（]含[)）])? ?{CONNECTOR} ?(?:百分之)?")
_CHANGE = lazy(
    "(?:增长|增加|新增|上升|提高|提升|上涨|上调|升高|扩大|增|升|涨|高|下降|降低|下跌|下调|减少|缩小|缩短|减|降|跌|回落|"
    "回升|攀升|跃升|压减|压缩|削减|收窄|变化|调整|多|少)了?约?$"
)
_BIG = lazy("[万亿兆]+$")
_SMALL = lazy("[十百千拾佰仟]$")
_ENDS = frozenset("，,。；;、！？!?\n ）)不之以左上或和与的")
"""What may follow an upper end that leaves out the unit of the lower one (30元至50不等)."""


class Range(NamedTuple):
    """The parts of a range.

    Attributes
    ----------
    low, high
        Both ends; ``None`` where one of them is only vague.
    word
        ``'vague'``, or ``''``.
    unit
        Base unit, or ``''``.
    share
        Whether the ends are tenths (三成至五成).
    stop
        End of the last number, or of its unit where it has one.
    run
        Everything from the lower to the upper number, as printed.
    """

    low: AnyValue
    high: AnyValue
    word: str
    unit: str
    share: bool
    stop: int
    run: str


def number_end(window: str, start: int) -> int:
    """Return the end of the single number that begins at `start`, without what begins its unit."""
    match = _NUMBER.match(window, start)
    if match is None:
        return start
    end = match.end()
    while end - start > 1 and last_belongs_to_unit(window, end, window[start:end]):
        end -= 1
    return end


def read_range(window: str, start: int, first: int) -> Range | None:
    """Read ``window[start:…]`` as a range whose first number ends at `first`.

    Returns ``None`` where the two numbers are no range: then they are two mentions.
    """
    thousands = window[first] if window[first] in "kKwW" else ""
    position = first + 1 if thousands or window[first] in "余多来" else first
    tenths = window[position] == "成"
    unit, stop = ("成", position + 1) if tenths else unit_after(window, position)
    connected = _CONNECTOR.match(window, stop)
    if connected is None:
        # 两升到三升: 升到 alone is a verb
        connected = _CONNECTOR.search(window, position, position + LONGEST_UNIT)
        unit = UNIT_FORMS.get(window[position : connected.start()], "") if connected else ""
        if not unit:
            return None
    assert connected is not None
    second = connected.end()
    last = number_end(window, second)
    if last == second or last > len(window) - LONGEST_UNIT - 2:
        return None
    if thousands and window[last] != thousands:
        return None  # 10k~15k: both ends in thousands, which are counted behind the last
    upper_unit, end = unit_after(window, last)
    if tenths:
        upper_unit, end = ("成", last + 1) if window[last] == "成" else ("", last)
    if unit and upper_unit != unit and (upper_unit or window[last] not in _ENDS):
        return None
    spoken = connected.group().strip() in ("至", "到")
    if unit and upper_unit and spoken and _CHANGE.search(window, max(0, start - 6), start):
        return None
    ends = _both_ends(window[start:first], window[second:last], bool(unit))
    if ends is None:
        return None
    low, high, word = ends
    stop = end if upper_unit else last
    return Range(low, high, word, upper_unit or unit, tenths, stop, window[start:last])


def _both_ends(low: str, high: str, own_unit: bool) -> tuple[AnyValue, AnyValue, str] | None:
    """Read both ends; 30—50万 lends its 万 to the first one where that has no unit of its own."""
    second = read_numeral(high)
    first = read_numeral(low)
    if second is None or first is None:
        return None
    if second.value is None or first.value is None:
        return None, None, "vague"
    upper = second.high if second.high is not None else second.value
    if not own_unit:
        big = _BIG.search(high)
        if big and not _BIG.search(low):
            candidate = read_numeral(low + big.group())
            if candidate and candidate.value is not None and candidate.value <= upper:
                low, first = low + big.group(), candidate
        small = _SMALL.search(high)
        if small and len(low) == 1 and len(high) == 2:
            candidate = read_numeral(low + small.group())
            first = candidate or first
    if first.value is None or not first.value < upper:
        return None
    return first.value, upper, ""
