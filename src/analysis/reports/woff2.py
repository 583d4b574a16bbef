"""A TrueType font cut down to some characters, written as WOFF2.

Every page embeds such fonts, so making them decides how long a build takes: fontTools needs most of
a second for a Chinese page, this module a twentieth of that.  It can do less: glyphs are simple
outlines without instructions or layout features, as in the project's font, and it says so where
they are not.  Section 5 of W3C's recommendation "WOFF File Format 2.0" describes what is written.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path

import brotli

from analysis.errors import AnalysisError

QUALITY = 5
"""Effort of the compression: 11 takes sixty times as long and saves three bytes in a hundred."""

_TAGS = ("cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "glyf", "loca")
_KNOWN = {tag: number for number, tag in enumerate((*_TAGS[:8], "cvt ", "fpgm", *_TAGS[8:]))}
_KEPT_NAMES = (1, 2)
_SHORT, _SAME, _REPEAT, _ON_CURVE, _OVERLAP = (2, 4), (16, 32), 8, 1, 0x40


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph: its length in the font, and its parts of the streams of a WOFF2.

    Attributes
    ----------
    length
        Bytes in the table `glyf`.
    contours
        Number of contours; 0 for a glyph that draws nothing.
    ends
        Number of points of each contour.
    flags, places
        For each point, how its distance from the one before is written, and that distance.
    box
        Bounding box, where it is not that of the points; else empty.
    overlap
        Whether contours lie over each other, which some systems must know to draw them.
    """

    length: int = 0
    contours: int = 0
    ends: bytes = b""
    flags: bytes = b""
    places: bytes = b""
    box: bytes = b""
    overlap: bool = False


@dataclass
class Font:
    """A TrueType font in a file, of which subsets are made.

    Parameters
    ----------
    path
        The file.
    """

    path: Path
    _glyphs: dict[int, Glyph] = field(default_factory=dict)

    @cached_property
    def tables(self) -> dict[str, bytes]:
        """The tables of the font by tag."""
        content = self.path.read_bytes()
        found = {}
        for number in range(struct.unpack_from(">H", content, 4)[0]):
            tag, _, offset, length = struct.unpack_from(">4sIII", content, 12 + 16 * number)
            found[tag.decode()] = content[offset : offset + length]
        missing = sorted(set(_TAGS) - set(found))
        if content[:4] != b"\0\1\0\0" or missing:
            raise AnalysisError(f"{self.path.name} is no TrueType font with outlines.")
        return found

    @cached_property
    def glyph_of(self) -> dict[int, int]:
        """The number of the glyph of each character of the basic plane."""
        table = self.tables["cmap"]
        for number in range(struct.unpack_from(">H", table, 2)[0]):
            platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * number)
            if (platform, encoding) == (3, 1) and table[offset : offset + 2] == b"\0\4":
                return _characters(table[offset:])
        raise AnalysisError(f"{self.path.name} has no table of Unicode characters.")

    @cached_property
    def metrics(self) -> list[bytes]:
        """Advance width and left side bearing of each glyph."""
        table, count = self.tables["hmtx"], struct.unpack_from(">H", self.tables["hhea"], 34)[0]
        pairs = [table[4 * number : 4 * number + 4] for number in range(count)]
        rest = range(4 * count, len(table), 2)
        return pairs + [pairs[-1][:2] + table[place : place + 2] for place in rest]

    def glyph(self, number: int) -> Glyph:
        """Return one glyph, written anew only once."""
        if number not in self._glyphs:
            long = struct.unpack_from(">h", self.tables["head"], 50)[0]
            layout, factor = (">II", 1) if long else (">HH", 2)
            place = number * (4 if long else 2)
            start, end = struct.unpack_from(layout, self.tables["loca"], place)
            content = self.tables["glyf"][start * factor : end * factor]
            try:
                self._glyphs[number] = _glyph(content)
            except NotImplementedError as error:
                raise AnalysisError(f"{self.path.name}, glyph {number}: {error}.") from None
        return self._glyphs[number]

    def subset(self, characters: str) -> bytes:
        """Return a WOFF2 with those of the characters that the font has.

        Parameters
        ----------
        characters
            In any order; the same ones give the same bytes.
        """
        kept = sorted({ord(char) for char in characters} & self.glyph_of.keys())
        numbers = [0, *(self.glyph_of[code] for code in kept)]
        glyphs = [self.glyph(number) for number in numbers]
        head, hhea = bytearray(self.tables["head"]), bytearray(self.tables["hhea"])
        head[16] |= 0x08  # bit 11 of the flags: written anew without loss
        struct.pack_into(">I", head, 8, 0)
        struct.pack_into(">h", head, 50, _wide(glyphs))
        struct.pack_into(">H", hhea, 34, len(glyphs))
        maxp = bytearray(self.tables["maxp"])
        struct.pack_into(">H", maxp, 4, len(glyphs))
        tables = {
            "cmap": _cmap(kept),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": b"".join(self.metrics[number] for number in numbers),
            "maxp": bytes(maxp),
            "name": _names(self.tables["name"]),
            "OS/2": self.tables["OS/2"],
            "post": self.tables["post"],
        }
        return _woff2(tables, glyphs)


def _characters(table: bytes) -> dict[int, int]:
    """Read a character table of format 4."""
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{count}H", table, place)
        for place in (14, 16 + 2 * count, 16 + 4 * count, 16 + 6 * count)
    )
    found: dict[int, int] = {}
    for segment, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            number = code
            if ranges[segment]:
                place = 16 + 6 * count + 2 * segment + ranges[segment] + 2 * (code - first)
                number = struct.unpack_from(">H", table, place)[0]
                if not number:
                    continue
            number = (number + deltas[segment]) % 0x10000
            if number:
                found[code] = number
    return found


def _glyph(content: bytes) -> Glyph:
    """Write the outline of a glyph of the table `glyf` as a WOFF2 has it."""
    if not content:
        return Glyph()
    contours, *box = struct.unpack_from(">5h", content)
    if contours < 0:
        raise NotImplementedError("a glyph made of others cannot be embedded")
    ends = struct.unpack_from(f">{contours}H", content, 10)
    place = 10 + 2 * contours
    if content[place : place + 2] != b"\0\0":
        raise NotImplementedError("a glyph with instructions cannot be embedded")
    flags, place = _flags(content, place + 2, ends[-1] + 1 if contours else 0)
    across, place = _coordinates(content, place, flags, 0)
    up, _ = _coordinates(content, place, flags, 1)
    told, places = bytearray(), bytearray()
    for flag, right, above in zip(flags, across, up, strict=True):
        kind, distance = _triplet(right, above)
        told.append(kind if flag & _ON_CURVE else kind | 0x80)
        places += distance
    counts = [last - before for before, last in pairwise((-1, *ends))]
    rights, aboves = list(accumulate(across)), list(accumulate(up))
    drawn = [min(rights), min(aboves), max(rights), max(aboves)] if rights else box
    return Glyph(
        length=len(content) + len(content) % 2,
        contours=contours,
        ends=b"".join(_short_number(count) for count in counts),
        flags=bytes(told),
        places=bytes(places),
        box=b"" if drawn == box else struct.pack(">4h", *box),
        overlap=bool(flags and flags[0] & _OVERLAP),
    )


def _flags(content: bytes, place: int, points: int) -> tuple[bytes, int]:
    """Read the flag of each point."""
    found = bytearray()
    while len(found) < points:
        flag = content[place]
        place += 1
        found.append(flag)
        if flag & _REPEAT:
            found += bytes((flag,)) * content[place]
            place += 1
    return bytes(found), place


def _coordinates(content: bytes, place: int, flags: bytes, axis: int) -> tuple[list[int], int]:
    """Read the distance of each point from the one before, along one axis."""
    short, same = _SHORT[axis], _SAME[axis]
    found = []
    for flag in flags:
        if flag & short:
            found.append(content[place] if flag & same else -content[place])
            place += 1
        elif flag & same:
            found.append(0)
        else:
            found.append(int.from_bytes(content[place : place + 2], "big", signed=True))
            place += 2
    return found, place


def _triplet(right: int, above: int) -> tuple[int, bytes]:
    """Write the way from one point to the next: its kind, and one to four bytes."""
    across, up = abs(right), abs(above)
    sign = (right > 0) + 2 * (above > 0)
    if not right and up < 1280:
        return ((up >> 7) & 14) + (above > 0), bytes((up & 0xFF,))
    if not above and across < 1280:
        return 10 + ((across >> 7) & 14) + (right > 0), bytes((across & 0xFF,))
    if across < 65 and up < 65:
        across, up = across - 1, up - 1
        kind = 20 + (across & 0x30) + ((up & 0x30) >> 2) + sign
        return kind, bytes((((across & 15) << 4) | (up & 15),))
    if across < 769 and up < 769:
        across, up = across - 1, up - 1
        kind = 84 + 12 * ((across & 0x300) >> 8) + ((up & 0x300) >> 6) + sign
        return kind, bytes((across & 0xFF, up & 0xFF))
    if across < 4096 and up < 4096:
        return 120 + sign, bytes((across >> 4, ((across & 15) << 4) | (up >> 8), up & 0xFF))
    return 124 + sign, struct.pack(">HH", across, up)


def _short_number(number: int) -> bytes:
    """Write a number as one to three bytes (255UInt16)."""
    if number < 253:
        return bytes((number,))
    if number < 506:
        return bytes((255, number - 253))
    if number < 762:
        return bytes((254, number - 506))
    return b"\xfd" + struct.pack(">H", number)


def _long_number(number: int) -> bytes:
    """Write a number as one to five bytes (UIntBase128)."""
    found = [number & 0x7F]
    while number := number >> 7:
        found.append(number & 0x7F | 0x80)
    return bytes(reversed(found))


def _cmap(codes: list[int]) -> bytes:
    """Write a character table of format 4 in which the glyphs follow each other from 1 on."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][-1] == code - 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    first = list(accumulate((len(run) for run in runs), initial=1))
    ends = [run[-1] for run in runs] + [0xFFFF]
    starts = [run[0] for run in runs] + [0xFFFF]
    deltas = [(number - run[0]) % 0x10000 for number, run in zip(first, runs, strict=False)] + [1]
    count = len(ends)
    power = 1 << (count.bit_length() - 1)
    search = (2 * power, power.bit_length() - 1, 2 * (count - power))
    layout = f">{count}H"
    body = struct.pack(">HHHHHHH", 4, 16 + 8 * count, 0, 2 * count, *search)
    body += struct.pack(layout, *ends) + b"\0\0" + struct.pack(layout, *starts)
    body += struct.pack(layout, *deltas) + bytes(2 * count)
    return struct.pack(">HHHHI", 0, 1, 3, 1, 12) + body


def _names(table: bytes) -> bytes:
    """Keep the names of family and style in a table of names."""
    _, count, start = struct.unpack_from(">HHH", table)
    records, texts = b"", b""
    for number in range(count):
        *kind, length, offset = struct.unpack_from(">6H", table, 6 + 12 * number)
        if kind[0] == 3 and kind[3] in _KEPT_NAMES:
            records += struct.pack(">6H", *kind, length, len(texts))
            texts += table[start + offset : start + offset + length]
    return struct.pack(">HHH", 0, len(records) // 12, 6 + len(records)) + records + texts


def _size(glyphs: list[Glyph]) -> int:
    """Return the bytes of glyphs in the table `glyf`."""
    return sum(glyph.length for glyph in glyphs)


def _wide(glyphs: list[Glyph]) -> int:
    """Return 1 if places in the table `glyf` need four bytes, else 0."""
    return int(_size(glyphs) >= 0x20000)


def _outlines(glyphs: list[Glyph]) -> bytes:
    """Write the glyphs as seven streams, and which of them overlap themselves."""
    boxed = _bitmap([bool(glyph.box) for glyph in glyphs])
    padded = boxed.ljust((len(boxed) + 3) // 4 * 4, b"\0")
    streams = (
        b"".join(struct.pack(">h", glyph.contours) for glyph in glyphs),
        b"".join(glyph.ends for glyph in glyphs),
        b"".join(glyph.flags for glyph in glyphs),
        b"".join(glyph.places + b"\0" for glyph in glyphs if glyph.contours),
        b"",
        padded + b"".join(glyph.box for glyph in glyphs),
        b"",
    )
    overlaps = [glyph.overlap for glyph in glyphs]
    header = (0, int(any(overlaps)), len(glyphs), _wide(glyphs))
    content = struct.pack(">HHHH7I", *header, *(len(stream) for stream in streams))
    return content + b"".join(streams) + (_bitmap(overlaps) if any(overlaps) else b"")


def _bitmap(bits: list[bool]) -> bytes:
    """Write yes or no about each glyph as one bit."""
    found = bytearray((len(bits) + 7) // 8)
    for number, bit in enumerate(bits):
        if bit:
            found[number >> 3] |= 0x80 >> (number & 7)
    return bytes(found)


def _woff2(tables: dict[str, bytes], glyphs: list[Glyph]) -> bytes:
    """Write the file: header, directory, and all tables compressed together."""
    outlines = _outlines(glyphs)
    lengths = {tag: len(content) for tag, content in tables.items()}
    lengths |= {"glyf": _size(glyphs), "loca": (len(glyphs) + 1) * (4 if _wide(glyphs) else 2)}
    directory = b""
    for tag, length in lengths.items():
        directory += bytes((_KNOWN[tag],)) + _long_number(length)
        if tag in ("glyf", "loca"):
            directory += _long_number(len(outlines) if tag == "glyf" else 0)
    content = b"".join(tables.values()) + outlines
    packed: bytes = brotli.compress(content, mode=brotli.MODE_FONT, quality=QUALITY)
    whole = 12 + sum(16 + (length + 3) // 4 * 4 for length in lengths.values())
    size = (48 + len(directory) + len(packed) + 3) // 4 * 4
    counts = (size, len(lengths), 0, whole, len(packed))
    header = struct.pack(">4sIIHHIIHH20x", b"wOF2", 0x10000, *counts, 1, 0)
    return (header + directory + packed).ljust(size, b"\0")
