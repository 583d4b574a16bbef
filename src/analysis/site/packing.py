"""Makes data for the script of a page smaller: what stood before is pointed to, not said again.

The search of many texts holds the same words over and over.  Packed, they take a third to a half;
and Chinese characters that are left take two bytes in place of three;
the script of the pages unpacks them (`unpacked` in ``template/script.js``).  The same text gives
the same bytes everywhere, which compression by a library would not promise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

PACKING_DIGITS = "".join(chr(code) for code in range(35, 127) if chr(code) not in "&<>\\`~")
"""Digits of lengths and distances; none of them means anything in HTML or JSON."""

NEAR, FAR = "`", "~"
"""Signs before a length of one digit and a distance of two, or three, digits."""

STANDS_FOR = "".join(map(chr, (*range(0x100, 0x2B0), *range(0x400, 0x482))))
"""Letters of two bytes, each of which may stand for a character of three."""

_LONG = 0x800
"""Characters from here on take three bytes or more."""

_WORTH = 3
"""Bytes that it takes to say what a letter stands for."""

_TABLE = NEAR + NEAR
"""Ends the characters that letters stand for; a sign never follows a sign otherwise."""

_BASE = len(PACKING_DIGITS)
_SHORTEST = 3
_LONGEST = _SHORTEST + _BASE - 1
_TRIED = 24
"""So many of the last places that begin alike are looked at."""


def packed(text: str) -> str:
    """Return a text in which a repeated piece is a sign, its length, and how far back it stood.

    Parameters
    ----------
    text
        Any text without the signs `NEAR` and `FAR`.

    Examples
    --------
    >>> packed("one and one and one")
    'one and `,#+'
    """
    out: list[str] = []
    seen: dict[str, list[int]] = {}
    place = 0
    while place < len(text):
        length, back = _longest(text, place, seen)
        if length:
            out.append(_reference(length, back))
        else:
            out.append(text[place])
        for passed in range(place, place + max(length, 1)):
            seen.setdefault(text[passed : passed + _SHORTEST], []).append(passed)
        place += max(length, 1)
    return _with_letters("".join(out))


def _with_letters(text: str) -> str:
    """Return a text in which letters stand for its commonest long characters, told in front.

    A character is told in three bytes and each letter for it spares one.
    """
    if not set(STANDS_FOR).isdisjoint(text):
        return text
    counts = Counter(char for char in text if ord(char) >= _LONG)
    common = [char for char in counts if counts[char] > _WORTH]
    common.sort(key=lambda char: (-counts[char], char))
    told = "".join(common[: len(STANDS_FOR)])
    if sum(counts[char] - _WORTH for char in told) <= len(_TABLE):
        return text
    letters = str.maketrans(told, STANDS_FOR[: len(told)])
    return f"{told}{_TABLE}{text.translate(letters)}"


def _longest(text: str, place: int, seen: dict[str, list[int]]) -> tuple[int, int]:
    """Return length and distance of the earlier piece that saves most; no length if none does.

    The nearest come first, so that one farther off saves more only if it is longer.
    """
    found, saved = (0, 0), 0
    most = min(len(text) - place, _LONGEST)
    least = _SHORTEST
    for earlier in reversed(seen.get(text[place : place + _SHORTEST], ())[-_TRIED:]):
        back = place - earlier
        if back > _BASE**3 or least > most:
            break
        if text[earlier : earlier + least] != text[place : place + least]:
            continue
        length = least
        while length < most and text[earlier + length] == text[place + length]:
            length += 1
        least = length + 1
        gain = len(text[place : place + length].encode()) - len(_reference(length, back))
        if gain > saved:
            found, saved = (length, back), gain
    return found


def _reference(length: int, back: int) -> str:
    far = back > _BASE**2
    digits = PACKING_DIGITS[length - _SHORTEST] + "".join(_digits(back - 1, 3 if far else 2))
    return (FAR if far else NEAR) + digits


def _digits(number: int, count: int) -> Iterator[str]:
    for power in reversed(range(count)):
        yield PACKING_DIGITS[number // _BASE**power % _BASE]


def unpacked(text: str) -> str:
    """Return a text that was packed; what the script does.

    Examples
    --------
    >>> unpacked(packed("one and one and one"))
    'one and one and one'
    """
    told, _, rest = text.rpartition(_TABLE)
    text = rest.translate(str.maketrans(STANDS_FOR[: len(told)], told))
    out: list[str] = []
    place = 0
    while place < len(text):
        sign = text[place]
        count = {NEAR: 2, FAR: 3}.get(sign, 0)
        if not count:
            out.append(sign)
            place += 1
            continue
        length = PACKING_DIGITS.index(text[place + 1]) + _SHORTEST
        back = 0
        for digit in text[place + 2 : place + 2 + count]:
            back = back * _BASE + PACKING_DIGITS.index(digit)
        for _ in range(length):
            out.append(out[-back - 1])
        place += 2 + count
    return "".join(out)
