"""The project's font cut down to the characters of one page, for embedding.

Charts are drawn with it, and the Chinese characters of a page's text are set in it, so that no one
sees boxes in place of characters.  It stands first in every font stack: Chromium keeps the boxes of
a fallback font it tried before an embedded font that stands later.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import struct
from array import array
from fractions import Fraction
from functools import cache, lru_cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from analysis.charts.style.fonts import FAMILY, FONT_FILES, FONTS, TEXT_FAMILY
from analysis.errors import AnalysisError
from analysis.show.memo import recall
from analysis.site.outlines import packed

TEXT_MARK = "/*text font*/"
"""Stands in the style sheet of a page until its characters are known."""

_FIRST_CHINESE = 0x2E80
_COMMON = "".join(map(chr, range(0x20, 0x7F))) + "·×÷–—‘’“”…≤≥"
"""Embedded in every page that has charts: one cut of the font then serves all pages."""

_NOT_SHOWN = re.compile(
    r"<script.*?</script>|<style.*?</style>|<title>.*?</title>|<desc>.*?</desc>"
    r'|\s(?:href|src|content|alt|title|aria-label|download)="[^"]*"',
    re.DOTALL,
)
"""What has no letters on the page, or letters that the browser shows in a font of its own."""

_SIGNS = re.compile(r'<template data-signs="[^"]*"></template>| data-signs="[^"]*"')
"""Characters of what is packed for the script, which the font must have; then they may go."""

FILES = {400: FONT_FILES[False], 700: FONT_FILES[True]}

_EFFORT, _MOST_EFFORT = 9, 11
"""Of Brotli; the highest takes three times the time and spares 4 %: it is left to the page that is
to be the lightest."""

_GRID = 160
"""Units of an em in the font of the text: a point of an outline is off by a seventh of a pixel at
most in the largest heading, and outlines take a quarter less.  Charts keep the font as it was
measured."""


def face_css(characters: dict[int, str], folder: Path | None = None) -> str:
    """Return `@font-face` rules with the font as data URIs, one per weight that has characters.

    Chinese characters are left to the font of the text (`with_text_font`), which stands second in
    the style of charts, so that no glyph is embedded twice.  Browsers embolden it, as they do for
    headings; bold ones are as wide as the others.

    Parameters
    ----------
    characters
        Characters needed, by weight (400, 700).
    folder
        Where the font files lie.

    Raises
    ------
    AnalysisError
        If a font file is missing.
    """
    rules = []
    for weight, chars in sorted(characters.items()):
        needed = {char for char in chars if not is_text(char)}
        if needed and weight == 400:
            needed |= set(_COMMON)
        if not needed:
            continue
        wanted = "".join(sorted(needed))
        rules.append(_rule(FAMILY, str(weight), _path(weight, folder), wanted))
    return "".join(rules)


def all_faces_css(characters: dict[int, str], folder: Path | None = None) -> str:
    """Return `@font-face` rules with all characters of each weight, for a picture by itself.

    Parameters
    ----------
    characters
        Characters needed, by weight (400, 700); those that the font lacks are left to others.
    folder
        Where the font files lie.

    Raises
    ------
    AnalysisError
        If a font file is missing.
    """
    return "".join(
        _rule(FAMILY, str(weight), _path(weight, folder), "".join(sorted(set(chars))))
        for weight, chars in sorted(characters.items())
        if chars
    )


def with_text_font(
    html: str, folder: Path | None = None, *, more: str = "", least: bool = False
) -> str:
    """Return a page with the Chinese characters it shows embedded in place of `TEXT_MARK`.

    One weight serves all: browsers embolden it for headings.

    Parameters
    ----------
    html
        Page whose style sheet holds `TEXT_MARK`.
    folder
        Where the font files lie.
    more
        Words that the page's script shows, in which it does not look.
    least
        Whether the font is to weigh as little as it can, which takes longer.
    """
    shown = _NOT_SHOWN.sub("", html)
    wanted = "".join(sorted(filter(is_text, {*shown, *more})))
    path, rule = _path(400, folder), ""
    if wanted:
        rule = _rule(TEXT_FAMILY, "400", path, wanted, coarse=True, least=least)
    return _SIGNS.sub("", html).replace(TEXT_MARK, rule, 1)


def is_text(char: str) -> bool:
    """Tell whether a character is embedded for the text of pages."""
    return ord(char) >= _FIRST_CHINESE


def _path(weight: int, folder: Path | None) -> Path:
    path = (folder or FONTS) / FILES[weight]
    if not path.is_file():
        raise AnalysisError(f"The chart font {path.name} is missing in {path.parent.name}/.")
    return path


def _rule(
    family: str,
    weight: str,
    path: Path,
    characters: str,
    *,
    coarse: bool = False,
    least: bool = False,
) -> str:
    encoded = base64.b64encode(subset(path, characters, coarse=coarse, least=least)).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:block;'
        f'src:url("data:font/woff2;base64,{encoded}") format("woff2")}}'
    )


def preload() -> None:
    """Load what every subset needs, so that processes forked from this one have it."""
    _library()
    for weight, name in FILES.items():
        if (FONTS / name).is_file():
            _ready[FONTS / name] = [_read(FONTS / name) for _ in range(_CUTS[weight])]
    if (FONTS / FILES[400]).is_file():
        subset(FONTS / FILES[400], "".join(sorted(_COMMON)))
        _ready[FONTS / FILES[400]].append(_read(FONTS / FILES[400]))


_CUTS = {400: 2, 700: 1}
"""How often a page cuts each font: for its charts, and the regular one for its text as well."""

_ready: dict[Path, list[Any]] = {}
"""Fonts that were read beforehand; cutting changes a font, so that each serves once."""

_as_read: list[object] = []
"""What such fonts hold, kept so that a forked process need not take it apart."""


def _read(path: Path) -> Any:
    """Return a font, of which the large tables are read."""
    from fontTools.ttLib import TTFont

    # Cutting moves no point of a glyph, so that the boxes around them are right already.  The file
    # is read at once: processes forked from this one would share its place in an open file.
    held = io.BytesIO(path.read_bytes())
    font = TTFont(held, recalcTimestamp=False, recalcBBoxes=False, lazy=True)
    font.setGlyphOrder(list(_glyph_order(path)))
    _as_read.extend(table.cmap for table in font["cmap"].tables)
    _as_read.extend((font["hmtx"].metrics, font["glyf"].glyphs))
    return font


@cache
def _library() -> None:
    """Load what cuts and packs fonts, and have it pack faster.

    fontTools packs WOFF2 with Brotli's highest effort and has no option for another: it gets a copy
    of the library, of which `_cut` sets the effort.  It also writes outlines point by point;
    `outlines` writes all of them at once, where they are as in our fonts.
    """
    import brotli
    import fontTools.subset  # noqa: F401
    from fontTools.ttLib import woff2

    woff2.brotli = SimpleNamespace(**vars(brotli))
    one_by_one = woff2.WOFF2GlyfTable.transform

    def transform(self: Any, font: Any) -> bytes | None:
        written = _transformed(self, font)
        return one_by_one(self, font) if written is None else written

    woff2.WOFF2GlyfTable.transform = transform


def _transformed(table: Any, font: Any) -> bytes | None:
    """Return the table of a font's glyphs as WOFF2 has it, without boxes that readers compute.

    Nothing, if a glyph has what `outlines.packed` does not write.

    Raises
    ------
    AnalysisError
        If there is nothing, though the outlines are to be on another grid.
    """
    order, scale = table.glyphOrder, table.scale
    kinds, simple, numbers = bytearray(), [], []
    table.compositeStream = table.bboxStream = table.instructionStream = b""
    table.bboxBitmap = array("B", bytes((len(order) + 31) // 32 * 4))
    for number, name in enumerate(order):
        glyph = table.glyphs[name]
        data = glyph.compile(table, recalcBBoxes=False)
        contours = int.from_bytes(data[:2], signed=True)
        kinds += data[:2] or bytes(2)
        if contours < 0:
            glyph.expand(table)
            if hasattr(glyph, "program"):
                _check_grid(scale)
                return None
            for part in glyph.components:
                part.x, part.y = (round(number * scale) for number in (part.x, part.y))
            table._encodeComponents(glyph)
            table._encodeBBox(number, glyph)
        elif contours:
            simple.append(data)
            numbers.append(number)
    outlines = packed(simple, scale)
    if outlines is None:
        _check_grid(scale)
        return None
    overlapping = bytearray((len(order) + 7) // 8)
    for number, overlaps in zip(numbers, outlines.overlapping, strict=True):
        overlapping[number // 8] |= overlaps * 0x80 >> number % 8
    marked = any(overlapping)
    streams = (
        bytes(kinds),
        outlines.points,
        outlines.flags,
        outlines.places,
        table.compositeStream,
        table.bboxBitmap.tobytes() + table.bboxStream,
        b"",
    )
    head = (0, marked, len(order), font["head"].indexToLocFormat, *map(len, streams))
    return struct.pack(">4H7L", *head) + b"".join(streams) + (overlapping if marked else b"")


def _check_grid(scale: Fraction) -> None:
    if scale != 1:
        raise AnalysisError("The font of the text has hints or cubic curves: it must have none.")


@lru_cache(maxsize=8)
def _glyph_order(path: Path) -> tuple[str, ...]:
    """Return the names of the glyphs of a font, which are made from all its characters."""
    from fontTools.ttLib import TTFont

    return tuple(TTFont(path, recalcTimestamp=False, lazy=True).getGlyphOrder())


@lru_cache(maxsize=256)
def subset(path: Path, characters: str, *, coarse: bool = False, least: bool = False) -> bytes:
    """Return a woff2 of `path` with `characters` only; the same bytes for the same characters.

    Parameters
    ----------
    path
        The font.
    characters
        The characters to keep.
    coarse
        On a coarser grid, which spares a quarter of the size.
    least
        Packed with the highest effort.
    """
    given = (_digest(path), characters, coarse, least)
    return recall("font", given, partial(_cut, path, characters, coarse, least))


def _cut(path: Path, characters: str, coarse: bool, least: bool) -> bytes:
    import brotli
    from fontTools import subset as tools
    from fontTools.ttLib import woff2
    from fontTools.ttLib.scaleUpem import ScalerVisitor

    _library()
    effort = _MOST_EFFORT if least else _EFFORT
    woff2.brotli.compress = partial(brotli.compress, quality=effort)
    options = tools.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs = [1, 2]
    options.notdef_outline = True
    options.recalc_timestamp = False
    ready = _ready.get(path)
    font = ready.pop() if ready else _read(path)
    cutter = tools.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    buffer = io.BytesIO()
    font.flavor = "woff2"
    scale = Fraction(_GRID, font["head"].unitsPerEm) if coarse else Fraction(1)
    woff2.WOFF2GlyfTable.scale = (
        scale  # for `_transformed`, which gets a table made anew from its bytes
    )
    if coarse:
        metrics = ScalerVisitor(float(scale))
        for tag in set(font.keys()) - {"GlyphOrder", "glyf", "loca"}:
            metrics.visit(font[tag])
    font.save(buffer)
    return buffer.getvalue()


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
