"""The outlines of a font's glyphs, written as WOFF2 writes them, all at once.

WOFF2 packs better what is written point by point in a form of its own than what a font file holds.
fontTools writes that form too, one point after the other, which took more time than anything else
that makes a page; here whole columns of points are written at a time, to the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

_Numbers = NDArray[np.int64]

_HEADER = 10
"""Bytes before the ends of the contours: their number, and the box around the glyph."""

_ON_CURVE, _SHORT, _REPEAT, _SAME, _OVERLAP, _CUBIC = 0x01, 0x02, 0x08, 0x10, 0x40, 0x80
"""Bits of a point's flag in a font file; those of y are twice those of x."""


@dataclass(frozen=True)
class Outlines:
    """What WOFF2 says of glyphs that are drawn and not put together from others.

    Attributes
    ----------
    points
        How many points each contour has.
    flags
        One byte a point: whether it is on the curve, and how its place is written.
    places
        How far each point is from the one before; after each glyph the length of its hints, none.
    overlapping
        Whether each glyph is marked as having contours that overlap.
    """

    points: bytes
    flags: bytes
    places: bytes
    overlapping: tuple[bool, ...]


def packed(glyphs: Sequence[bytes], scale: Fraction = Fraction(1)) -> Outlines | None:
    """Return the outlines of some glyphs as WOFF2 writes them.

    Parameters
    ----------
    glyphs
        Each as a font file holds it, with at least one contour of its own.
    scale
        Units of the outlines written for each unit of the glyphs.

    Returns
    -------
    Outlines or None
        Nothing if a glyph has what is not written here: hints, or curves of the third degree.
    """
    counts, flags, begins, sizes = bytearray(), bytearray(), [], []
    base = 0
    for data in glyphs:
        (contours,) = struct.unpack_from(">h", data)
        ends = struct.unpack_from(f">{contours}H", data, _HEADER)
        begin = _HEADER + 2 * contours + 2
        if data[begin - 2] or data[begin - 1]:
            return None
        for end, before in zip(ends, (-1, *ends), strict=False):
            counts += _short_number(end - before)
        known = len(flags)
        begin = _expand(data, begin, ends[-1] + 1, flags)
        sizes.append(len(flags) - known)
        begins.append(base + begin)
        base += len(data)
    of_points = np.frombuffer(bytes(flags), np.uint8).astype(np.int64)
    if (of_points & _CUBIC).any():
        return None
    stored = np.frombuffer(b"".join(glyphs) + b"\0\0", np.uint8).astype(np.int64)
    each = np.array(sizes, np.int64)
    x, begin_y = _moves(stored, of_points, np.array(begins, np.int64), each)
    y, _ = _moves(stored, of_points >> 1, begin_y, each)
    if scale != 1:
        x, y = (_scaled(moves, each, scale) for moves in (x, y))
    written = _triplets(x, y, of_points & _ON_CURVE == 0, each)
    first = of_points[np.cumsum(each) - each]
    return Outlines(bytes(counts), *written, tuple((first & _OVERLAP != 0).tolist()))


def _short_number(number: int) -> bytes:
    """Return a number as WOFF2 writes small ones."""
    if number < 253:
        return bytes((number,))
    if number < 506:
        return bytes((255, number - 253))
    if number < 762:
        return bytes((254, number - 506))
    return struct.pack(">BH", 253, number)


def _expand(data: bytes, begin: int, number: int, flags: bytearray) -> int:
    """Add the flags of a glyph's points; return where they end in its data."""
    known = len(flags) + number
    while len(flags) < known:
        flag = data[begin]
        begin += 1
        if flag & _REPEAT:
            flags += bytes((flag,)) * (data[begin] + 1)
            begin += 1
        else:
            flags.append(flag)
    return begin


def _moves(
    stored: _Numbers, flags: _Numbers, begins: _Numbers, sizes: _Numbers
) -> tuple[_Numbers, _Numbers]:
    """Return how far each point is from the one before, in one direction.

    Parameters
    ----------
    stored
        The bytes of all glyphs.
    flags
        Flag of each point, with the bits for this direction where those of x are.
    begins, sizes
        Where in `stored` the numbers of each glyph begin, and how many points it has.

    Returns
    -------
    moves, ends
        A number for each point, and where those of each glyph end in `stored`.
    """
    short, same = flags & _SHORT != 0, flags & _SAME != 0
    lengths = np.where(short, 1, np.where(same, 0, 2))
    until = np.concatenate(([0], np.cumsum(lengths)))
    first = np.cumsum(sizes) - sizes
    at = until[:-1] + np.repeat(begins - until[first], sizes)
    high, low = stored[at], stored[np.minimum(at + 1, len(stored) - 1)]
    word = ((high << 8 | low) ^ 0x8000) - 0x8000
    moves = np.where(short, np.where(same, high, -high), np.where(same, 0, word))
    return moves, begins + until[first + sizes] - until[first]


def _scaled(moves: _Numbers, sizes: _Numbers, scale: Fraction) -> _Numbers:
    """Return the moves between the same points on another grid, each point at its nearest place."""
    places = np.cumsum(moves)
    first = np.cumsum(sizes) - sizes
    places -= np.repeat(places[first] - moves[first], sizes)
    nearest = (2 * places * scale.numerator + scale.denominator) // (2 * scale.denominator)
    found = np.diff(nearest, prepend=0)
    found[first] = nearest[first]
    return found


def _triplets(
    x: _Numbers, y: _Numbers, off_curve: NDArray[np.bool_], sizes: _Numbers
) -> tuple[bytes, bytes]:
    """Return flags and places of all points, in the shortest of six forms that can hold each."""
    right, up = np.abs(x), np.abs(y)
    signs = (x >= 0) + 2 * (y >= 0)
    less_right, less_up = right - 1, up - 1
    forms = [
        (x == 0) & (up < 1280),
        (y == 0) & (right < 1280),
        (right < 65) & (up < 65),
        (right < 769) & (up < 769),
        (right < 4096) & (up < 4096),
    ]
    form = np.select(forms, [0, 1, 2, 3, 4], 5)
    codes = (
        ((up & 0xF00) >> 7) + (y >= 0),
        10 + ((right & 0xF00) >> 7) + (x >= 0),
        20 + (less_right & 0x30) + ((less_up & 0x30) >> 2) + signs,
        84 + 12 * ((less_right & 0x300) >> 8) + ((less_up & 0x300) >> 6) + signs,
        120 + signs,
        124 + signs,
    )
    written = (
        (up,),
        (right,),
        ((less_right & 0xF) << 4 | less_up & 0xF,),
        (less_right, less_up),
        (right >> 4, (right & 0xF) << 4 | up >> 8, up),
        (right >> 8, right, up >> 8, up),
    )
    lengths = np.choose(form, [len(each) for each in written])
    ends = np.cumsum(sizes)
    hints = np.zeros(len(x), np.int64)
    hints[ends - 1] = 1  # the length of a glyph's hints follows its last point
    until = np.cumsum(lengths + hints)
    begins = until - lengths - hints
    places = np.zeros(until[-1] if len(until) else 0, np.uint8)
    for number, columns in enumerate(written):
        chosen = form == number
        for place, column in enumerate(columns):
            places[begins[chosen] + place] = column[chosen] & 0xFF
    flags = np.choose(form, codes) + 128 * off_curve
    return flags.astype(np.uint8).tobytes(), places.tobytes()
