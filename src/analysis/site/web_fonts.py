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
from functools import cache, lru_cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from analysis.charts.style.fonts import FAMILY, FONT_FILES, FONTS, TEXT_FAMILY
from analysis.errors import AnalysisError
from analysis.show.memo import recall

TEXT_MARK = "/*text font*/"
"""Stands in the style sheet of a page until its characters are known."""

_FIRST_CHINESE = 0x2E80

_GRID = 128
"""Units of the em in the font of a text: a point is off by a sixteenth of a pixel at most at the
size of the text, and the file is a third smaller than on the font's own grid."""

_COMMON = "".join(map(chr, range(0x20, 0x7F))) + "·×÷–—‘’“”…≤≥"
"""Embedded in every page that has charts: one cut of the font then serves all pages."""

_SIGNS = re.compile(r'<template data-signs="[^"]*"></template>| data-signs="[^"]*"')
"""Says which characters stand in what a page packs, until the font has them."""

_NOT_SHOWN = re.compile(
    r'<script.*?</script>|<style.*?</style>|(?:href|src)="data:[^"]*"', re.DOTALL
)
FILES = {400: FONT_FILES[False], 700: FONT_FILES[True]}


def face_css(characters: dict[int, str], folder: Path | None = None) -> str:
    """Return `@font-face` rules with the font as data URIs, one per weight that has characters.

    Chinese characters are left to the font of the text (`with_text_font`), which stands second in
    the style of charts, so that no glyph is embedded twice; browsers embolden it.

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
        if weight == 400:
            needed |= set(_COMMON) if needed else set()
        if not needed:
            continue
        wanted = "".join(sorted(needed))
        rules.append(_rule(FAMILY, str(weight), _path(weight, folder), wanted, tight=True))
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


def with_text_font(html: str, folder: Path | None = None, *, more: str = "") -> str:
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
    """
    shown = _NOT_SHOWN.sub("", html)
    html = _SIGNS.sub("", html)
    wanted = "".join(sorted(filter(is_text, {*shown, *more})))
    rule = _rule(TEXT_FAMILY, "400", _path(400, folder), wanted, tight=True) if wanted else ""
    return html.replace(TEXT_MARK, rule, 1)


def is_text(char: str) -> bool:
    """Tell whether a character is embedded for the text of pages."""
    return ord(char) >= _FIRST_CHINESE


def _path(weight: int, folder: Path | None) -> Path:
    path = (folder or FONTS) / FILES[weight]
    if not path.is_file():
        raise AnalysisError(f"The chart font {path.name} is missing in {path.parent.name}/.")
    return path


def _rule(family: str, weight: str, path: Path, characters: str, *, tight: bool = False) -> str:
    encoded = base64.b64encode(subset(path, characters, tight=tight)).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:block;'
        f'src:url("data:font/woff2;base64,{encoded}") format("woff2")}}'
    )


def preload() -> None:
    """Load what every subset needs, so that processes forked from this one have it."""
    _library()
    for name in FILES.values():
        if (FONTS / name).is_file():
            _ready[FONTS / name] = _read(FONTS / name)
    if (FONTS / FILES[400]).is_file():
        subset(FONTS / FILES[400], "".join(sorted(_COMMON)))
        _ready[FONTS / FILES[400]] = _read(FONTS / FILES[400])


_ready: dict[Path, Any] = {}
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

    fontTools packs WOFF2 with Brotli's highest effort and has no option for another; effort 9 takes
    half the time and makes files 3 % larger.  It also compares the box around each glyph with its
    points, to leave it out where they agree, as in our fonts they do; readers compute boxes that
    are left out.
    """
    import brotli
    import fontTools.subset  # noqa: F401
    from fontTools.ttLib import woff2

    quick = SimpleNamespace(**vars(brotli))
    quick.compress = partial(brotli.compress, quality=9)
    woff2.brotli = quick
    compared = woff2.WOFF2GlyfTable._encodeBBox

    def encode_box(self: Any, number: int, glyph: Any) -> None:
        if glyph.isComposite():
            compared(self, number, glyph)

    woff2.WOFF2GlyfTable._encodeBBox = encode_box


@lru_cache(maxsize=8)
def _glyph_order(path: Path) -> tuple[str, ...]:
    """Return the names of the glyphs of a font, which are made from all its characters."""
    from fontTools.ttLib import TTFont

    return tuple(TTFont(path, recalcTimestamp=False, lazy=True).getGlyphOrder())


@lru_cache(maxsize=256)
def subset(path: Path, characters: str, *, tight: bool = False) -> bytes:
    """Return a woff2 of `path` with `characters` only; the same bytes for the same characters.

    Parameters
    ----------
    path
        The font.
    characters
        The characters to keep.
    tight
        Write the outlines anew before they are packed, as WOFF2 can.  fontTools does that in
        Python: it takes two thirds of the time of a cut and spares a sixth of its size, which
        matters for the many characters of a text and not for the few of a chart.
    """
    given = (_digest(path), characters, tight)
    return recall("font", given, partial(_cut, path, characters, tight))


def _cut(path: Path, characters: str, tight: bool) -> bytes:
    from fontTools import subset as tools
    from fontTools.ttLib.woff2 import WOFF2FlavorData

    _library()
    options = tools.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs = [1, 2]
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = _ready.pop(path, None) or _read(path)
    cutter = tools.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    if tight:
        from fontTools.ttLib.scaleUpem import scale_upem

        scale_upem(font, _GRID)
    buffer = io.BytesIO()
    font.flavor = "woff2"
    if not tight:
        font.flavorData = WOFF2FlavorData(transformedTables=())
    font.save(buffer)
    return buffer.getvalue()


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
