"""Makes data for the script of a page smaller, in text that may stand in HTML.

What stood before is pointed to, and what comes often is said in few bits: pieces as in LZ77, then
Huffman codes, then two signs for thirteen bits.  Packed, the data of a page take about a quarter;
the script unpacks them (`unpacked` in ``template/script.js``).  The same text gives the same bytes
everywhere, which compression by a library would not promise.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate

import numpy as np

from analysis.show.memo import recall

PACKING_DIGITS = "".join(chr(code) for code in range(33, 127) if chr(code) not in "&<>")
"""Signs of the packed bits; none of them means anything in HTML."""

_BASE = len(PACKING_DIGITS)
_GROUP = 13
"""Bits that two signs hold."""

_SIZES = 0xE000
"""First of the signs, of private use, that stand for the end and for numbers by their size."""

_END = chr(_SIZES)
_SHORTEST = 3
_TRIED = 24
"""So many of the last places that begin alike are looked at."""

_AT_ONCE = 12
"""So many signs are compared at once, as long as they are the same."""

_POINTING = 6
"""Bits that a pointer takes beside those of its distance, about."""

_Codes = Mapping[str, str]
"""Bits of each sign."""


@lru_cache(maxsize=16)
def packed(text: str) -> str:
    """Return a text as the signs it is made of, by how often they come, and the bits of it.

    Parameters
    ----------
    text
        Any text without signs of private use.

    Examples
    --------
    >>> len(packed("one and two and " * 20)) < 60
    True
    """
    return recall("packed", text, partial(_packed, text)).decode()


def _packed(text: str) -> bytes:
    tokens = list(_tokens(text))
    first = [token if isinstance(token, str) else _size(token[0]) for token in tokens] + [_END]
    second = [_size(token[1]) for token in tokens if not isinstance(token, str)]
    said, back = _codes(first), _codes(second)
    bits = []
    for token in tokens:
        if isinstance(token, str):
            bits.append(said[token])
        else:
            length, distance = token
            bits += (said[_size(length)], _rest(length), back[_size(distance)], _rest(distance))
    bits.append(said[_END])
    return (_table(said) + _table(back) + _signs("".join(bits))).encode()


def _tokens(text: str) -> Iterator[str | tuple[int, int]]:
    """Yield signs, and pieces that stood before as length and distance."""
    total = len(text)
    cost = {char: (total // count).bit_length() for char, count in Counter(text).items()}
    costs = [0, *accumulate(cost[char] for char in text)]
    alike = _places_before(text)
    place = 0
    while place < total:
        length, back = _piece(text, place, alike, costs) if alike[place] >= 0 else (0, 0)
        yield (length - _SHORTEST + 1, back) if length else text[place]
        place += max(length, 1)


def _places_before(text: str) -> list[int]:
    """Return, for each place, the nearest one before it that begins alike; -1 if none does."""
    signs = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(signs) < _SHORTEST:
        return [-1] * len(signs)
    starts = signs[:-2] << 42 | signs[1:-1] << 21 | signs[2:]
    order = np.argsort(starts, kind="stable")
    same = starts[order[1:]] == starts[order[:-1]]
    before = np.full(len(signs), -1)
    before[order[1:][same]] = order[:-1][same]
    found: list[int] = before.tolist()
    return found


def _piece(text: str, place: int, alike: Sequence[int], costs: Sequence[int]) -> tuple[int, int]:
    """Return length and distance of the earlier piece that saves most bits; 0 if none does.

    The nearest come first, so that one farther off saves more only if it is longer.
    """
    found, saved = (0, 0), 0
    most, least = len(text) - place, _SHORTEST
    earlier = place
    for _ in range(_TRIED):
        earlier = alike[earlier]
        if earlier < 0 or least > most:
            break
        if text[earlier : earlier + least] != text[place : place + least]:
            continue
        length = _as_long(text, earlier, place, least)
        least = length + 1
        gain = costs[place + length] - costs[place]
        gain -= _POINTING + (place - earlier).bit_length() + length.bit_length()
        if gain > saved:
            found, saved = (length, place - earlier), gain
    return found


def _as_long(text: str, earlier: int, place: int, length: int) -> int:
    """Return how long the text is the same at two places, which it is for some length."""
    total = len(text)
    while place + length + _AT_ONCE <= total and (
        text[earlier + length : earlier + length + _AT_ONCE]
        == text[place + length : place + length + _AT_ONCE]
    ):
        length += _AT_ONCE
    while place + length < total and text[earlier + length] == text[place + length]:
        length += 1
    return length


def _size(number: int) -> str:
    """Return the sign for how many bits a number from 1 on has."""
    return chr(_SIZES + number.bit_length())


def _rest(number: int) -> str:
    """Return the bits of a number after its first."""
    return f"{number:b}"[1:]


def _codes(signs: Iterable[str]) -> _Codes:
    """Return the bits of each sign: canonical Huffman codes, which their lengths determine."""
    counts = sorted(Counter(signs).items())
    heap: list[tuple[int, tuple[str, ...]]] = [(count, (sign,)) for sign, count in counts]
    lengths = dict.fromkeys((sign for sign, _ in counts), 0 if len(heap) > 1 else 1)
    heapq.heapify(heap)
    while len(heap) > 1:
        (one, left), (other, right) = heapq.heappop(heap), heapq.heappop(heap)
        for sign in (*left, *right):
            lengths[sign] += 1
        heapq.heappush(heap, (one + other, (*left, *right)))
    codes: dict[str, str] = {}
    code, before = -1, 0
    for sign, length in sorted(lengths.items(), key=lambda item: (item[1], item[0])):
        code = (code + 1) << (length - before)
        before = length
        codes[sign] = f"{code:0{length}b}"
    return codes


def _table(codes: _Codes) -> str:
    """Return how many signs have a code of each length, and these signs, the short ones first."""
    lengths = Counter(map(len, codes.values()))
    longest = max(lengths, default=0)
    counts = "".join(_pair(lengths[length]) for length in range(1, longest + 1))
    return PACKING_DIGITS[longest] + counts + "".join(codes)


def _pair(number: int) -> str:
    return PACKING_DIGITS[number // _BASE] + PACKING_DIGITS[number % _BASE]


def _signs(bits: str) -> str:
    bits += "0" * (-len(bits) % _GROUP)
    return "".join(
        _pair(int(bits[place : place + _GROUP], 2)) for place in range(0, len(bits), _GROUP)
    )


def unpacked(text: str) -> str:
    """Return a text that was packed; what the script does.

    Examples
    --------
    >>> unpacked(packed("one and one and one"))
    'one and one and one'
    """
    said, rest = _read_table(text)
    back, rest = _read_table(rest)
    values = [PACKING_DIGITS.index(sign) for sign in rest]
    groups = (f"{high * _BASE + low:013b}" for high, low in zip(*[iter(values)] * 2, strict=True))
    bits = iter("".join(groups))
    out: list[str] = []
    while (sign := _next(bits, said)) != _END:
        if not 0 < ord(sign) - _SIZES < 64:
            out.append(sign)
            continue
        length = _number(bits, sign) + _SHORTEST - 1
        distance = _number(bits, _next(bits, back))
        for _ in range(length):
            out.append(out[-distance])
    return "".join(out)


def _read_table(text: str) -> tuple[dict[str, str], str]:
    """Return the signs by their codes, and what follows."""
    place = 1 + 2 * PACKING_DIGITS.index(text[0])
    counts = [PACKING_DIGITS.index(sign) for sign in text[1:place]]
    table: dict[str, str] = {}
    code = 0
    for length, (high, low) in enumerate(zip(*[iter(counts)] * 2, strict=True), start=1):
        code <<= 1
        for _ in range(high * _BASE + low):
            table[f"{code:0{length}b}"] = text[place]
            code, place = code + 1, place + 1
    return table, text[place:]


def _next(bits: Iterator[str], table: Mapping[str, str]) -> str:
    code = ""
    while code not in table:
        code += next(bits)
    return table[code]


def _number(bits: Iterator[str], size: str) -> int:
    return int("1" + "".join(next(bits) for _ in range(ord(size) - _SIZES - 1)), 2)
