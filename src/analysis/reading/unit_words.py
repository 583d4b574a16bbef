"""Units and classifiers: the longest known unit behind a number, folded to its base unit."""

from __future__ import annotations

from analysis.reading.numerals import read_numeral
from analysis.reading.vocabulary import (
    DIGITS,
    LEFT,
    MULTIPLIERS,
    NOT_A_UNIT,
    NOT_A_UNIT_AFTER_DIGITS,
    STILL_A_UNIT,
    UNIT_FORMS,
)

LONGEST_UNIT = max(map(len, UNIT_FORMS))
"""Characters of the longest unit."""
_BY_FIRST: dict[str, tuple[tuple[int, ...], dict[str, tuple[int, ...]]]] = {}
"""First character of a unit to the lengths to try, by its second character: longest first."""
for _unit in UNIT_FORMS:
    _single, _longer = _BY_FIRST.setdefault(_unit[0], ((1,) if _unit[0] in UNIT_FORMS else (), {}))
    if len(_unit) > 1:
        _lengths = {*_longer.get(_unit[1], _single), len(_unit)}
        _longer[_unit[1]] = tuple(sorted(_lengths, reverse=True))
_PER = {"餐": "餐", "时": "小时", "h": "小时", "s": "秒", "床日": "床日", "工日": "工日", "d": "天"}
_SPACE = " \u3000\xa0"


def unit_after(
    window: str, position: int, spaces: bool = True, digits: bool | None = None
) -> tuple[str, int]:
    """Find the unit that begins at `position`.

    Parameters
    ----------
    window
        Text with some context behind `position`.
    position
        Index of the first character behind the number.
    spaces
        Whether one space may stand in front of the unit (3500 名).
    digits
        Whether the number is in digits; ``None`` looks at the window's numeral.

    Returns
    -------
    tuple of str and int
        The base unit and the end of the printed unit; ``('', position)`` when there is none.
    """
    begin = position
    if spaces and window[begin] in _SPACE:
        begin += 1
    entry = _BY_FIRST.get(window[begin])
    if entry is None:
        return "", position
    if digits is None:
        digits = window[LEFT] in DIGITS
    barred = NOT_A_UNIT_AFTER_DIGITS if digits else NOT_A_UNIT
    single, longer = entry
    for length in longer.get(window[begin + 1], single):
        end = begin + length
        word = window[begin:end]
        base = UNIT_FORMS.get(word)
        if base is None:
            continue
        last = word[-1]
        following = window[end]
        blocked = barred.get(last)
        if (
            blocked is not None
            and following in blocked
            and not window.startswith("大关", end)  # 突破两千人大关
            and not window.startswith(STILL_A_UNIT.get(last, ()), end)
        ):
            continue
        if last.isascii() and last.isalpha() and following.isascii() and following.isalnum():
            continue
        if following in "/／":
            return _per(window, base, end)
        return base, end
    return "", position


def _per(window: str, base: str, end: int) -> tuple[str, int]:
    """Read the second half of 元/平方米, 人/平方公里, 吨/年: one unit per another."""
    for length in (4, 3, 2, 1):
        word = window[end + 1 : end + 1 + length]
        base_two = UNIT_FORMS.get(word) or _PER.get(word)
        if base_two is not None:
            following = window[end + 1 + length]
            if not (word.isascii() and following.isascii() and following.isalnum()):
                return f"{base}/{base_two}", end + 1 + length
    return base, end


def last_belongs_to_unit(window: str, end: int, run: str) -> bool:
    """Tell whether the last character of a numeral begins the unit: 两万两, 12千米, 8百分点."""
    if len(run) < 2:
        return False
    if run[-1] == "百" and window.startswith("分点", end):
        return True
    if run[-1] == "两":
        if "两十" in run:
            return False
        return run[-2] in MULTIPLIERS or run[-2].isdecimal() or (len(run) == 2 and run != "两两")
    return (
        run[-1] in "千兆"
        and bool(unit_after(window, end - 1)[0])
        and (
            run[0] in "0123456789"
            or run[-2] in "十百千"
            or window[end] != "米"
            or (len(run) > 2 and read_numeral(run) is None)  # 三百一十一千米
        )
    )
