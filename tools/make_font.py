"""Make the font that travels with the project: a renamed subset of Noto Sans SC.

    python tools/make_font.py FOLDER

FOLDER is the unpacked npm package `@expo-google-fonts/noto-sans-sc` (docs/third-party.md names its
version); from it come `400Regular/NotoSansSC_400Regular.ttf`, `700Bold/NotoSansSC_700Bold.ttf` and
`LICENSE_FONT`.  Written are the two files of `src/analysis/charts/fonts/` and `OFL.txt` beside
them; the same input gives the same bytes.

The family is renamed, so that no font of the reader's system with the name of the original takes
its place; "Source", the name its licence reserves, is used for nothing.  Layout features are left
out: each character then has one width, in matplotlib as in every browser, and what was measured
when a chart was drawn holds when it is shown.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

FAMILY = "Analysis Sans SC"
FILES = {
    "Regular": Path("400Regular/NotoSansSC_400Regular.ttf"),
    "Bold": Path("700Bold/NotoSansSC_700Bold.ttf"),
}
LICENCE = Path("LICENSE_FONT")
FONTS = Path(__file__).resolve().parents[1] / "src" / "analysis" / "charts" / "fonts"

LATIN = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)]))
PUNCTUATION = "‐‑‒–—―‖‘’‚“”„†‡•‥…‰′″‹›※〇《》〈〉「」『』【】〔〕〖〗"
NUMBERS = "¼½¾№①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩℃㎡㎞㎏￥€£"
MATHEMATICS = "±×÷−≤≥≈≠∞√∑∝∈⊂⊃∪∩≡⊇⊆"
ARROWS = "←→↑↓↔↕↖↗↘↙⇒⇐⇔"
SHAPES = "■□▲△▶▷▼▽◀◁◆◇○●◎◉◐◑◯▪▫▤▥▦▧▨▩░▒▓★☆✓─│━┃"
FULL_WIDTH = "".join(map(chr, [*range(0x3000, 0x3020), *range(0xFF01, 0xFF5F), 0xFFE5]))
COUNTIES = "鄠瀍猇浉硚甪鄚堽湨溇玕垟埇塱栟椑氹汈洑涢澥瀼礌筼簰"
"""Characters of place names that neither of the two national lists has."""

THIN_SPACES = {0x2009: "thinspace", 0x202F: "narrownobreakspace"}
"""Spaces between a number and its unit, or between thousands, which the original lacks."""
THIN = 200
"""Their width, in thousandths of the size."""

KEPT_NAMES = (0, 5, 7, 8, 9, 10, 11, 13, 14)  # copyright, version, trademark, makers, licence


def characters() -> set[int]:
    """Return the code points of the font."""
    wanted = LATIN + PUNCTUATION + NUMBERS + MATHEMATICS + ARROWS + SHAPES + FULL_WIDTH + COUNTIES
    wanted += "".join(gb2312()) + "".join(big5_level_1())
    return set(map(ord, wanted))


def gb2312() -> Iterator[str]:
    """Yield the 7445 characters of GB 2312: 682 signs and 6763 hanzi."""
    yield from _decoded("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))


def big5_level_1() -> Iterator[str]:
    """Yield the commoner characters of Big5, for traditional numerals, names and titles."""
    yield from _decoded("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])


def _decoded(encoding: str, rows: range, cells: range | list[int]) -> Iterator[str]:
    for row in rows:
        for cell in cells:
            try:
                yield bytes([row, cell]).decode(encoding)
            except UnicodeDecodeError:
                continue


def make(source: Path, style: str) -> TTFont:
    """Return the renamed subset of one weight."""
    options = subset.Options(
        layout_features=[],
        hinting=False,
        notdef_outline=True,
        name_IDs=["*"],
        name_languages=["*"],
        glyph_names=False,
        drop_tables=["STAT", "BASE", "GDEF", "GPOS", "GSUB", "vhea", "vmtx", "gasp"],
        recalc_timestamp=False,
    )
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    _add_thin_spaces(font)
    _rename(font, style)
    return font


def _add_thin_spaces(font: TTFont) -> None:
    """Give the font two empty glyphs."""
    for code, name in THIN_SPACES.items():
        if code in font.getBestCmap():
            continue
        font["glyf"][name] = Glyph()
        font["hmtx"][name] = (THIN, 0)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name
    font.setGlyphOrder(font["glyf"].glyphOrder)


def _rename(font: TTFont, style: str) -> None:
    """Give both weights one family name of our own, and keep who made the original."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in KEPT_NAMES]
    postscript = FAMILY.replace(" ", "") + "-" + style
    made = {
        1: FAMILY,
        2: style,
        3: f"union-figures;{postscript}",
        4: f"{FAMILY} {style}",
        6: postscript,
        16: FAMILY,
        17: style,
    }
    for number, text in made.items():
        table.setName(text, number, 3, 1, 0x409)


def main() -> int:
    """Write both weights and the licence; say how large they are and what the input lacked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the unpacked package of the original")
    parser.add_argument("--into", type=Path, default=FONTS, help="where to write (%(default)s)")
    arguments = parser.parse_args()
    needed = (*FILES.values(), LICENCE)
    missing = [name for name in needed if not (arguments.folder / name).exists()]
    if missing:
        print(f"error: {arguments.folder} has no {missing[0]}.", file=sys.stderr)
        return 1
    arguments.into.mkdir(parents=True, exist_ok=True)
    for style, name in FILES.items():
        font = make(arguments.folder / name, style)
        target = arguments.into / f"{FAMILY.replace(' ', '')}-{style}.ttf"
        font.save(target)
        lacking = "".join(map(chr, sorted(characters() - set(font.getBestCmap()))))
        digest = hashlib.sha256(target.read_bytes()).hexdigest()
        print(f"{target.name}: {target.stat().st_size} bytes, SHA-256 {digest}")
        print(f"  {len(font.getBestCmap())} characters; not in the original: {lacking or 'none'}")
    shutil.copyfile(arguments.folder / LICENCE, arguments.into / "OFL.txt")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
