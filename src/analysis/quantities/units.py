"""Units and classifiers: the longest known unit behind a number, folded to its base unit."""

from __future__ import annotations

from analysis.quantities.tables import (
    LEFT,
    NOT_A_UNIT,
    NOT_A_UNIT_AFTER_DIGITS,
    UNIT_LENGTHS,
    UNITS,
)

_SPACE = " \u3000\xa0"


def unit_after(window: str, position: int, spaces: bool = True) -> tuple[str, int]:
    """Find the unit that begins at `position`.

    Parameters
    ----------
    window
        Text with some context behind `position`.
    position
        Index of the first character behind the number.
    spaces
        Whether one space may stand in front of the unit (3500 名).

    Returns
    -------
    tuple of str and int
        The base unit and the end of the printed unit; ``('', position)`` when there is none.
    """
    begin = position
    if spaces and window[begin] in _SPACE:
        begin += 1
    lengths = UNIT_LENGTHS.get(window[begin])
    if lengths is None:
        return "", position
    digits = window[LEFT] in "0123456789０１２３４５６７８９"
    barred = NOT_A_UNIT_AFTER_DIGITS if digits else NOT_A_UNIT
    for length in lengths:
        end = begin + length
        word = window[begin:end]
        base = UNITS.get(word)
        if base is None:
            continue
        last = word[-1]
        following = window[end]
        blocked = barred.get(last)
        if blocked is not None and following in blocked:
            continue
        if last.isascii() and last.isalpha() and following.isascii() and following.isalnum():
            continue
        return base, end
    return "", position
