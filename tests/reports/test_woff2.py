"""Fonts of pages: what this project writes holds what fontTools reads and would write."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools import subset as tools
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from analysis.errors import AnalysisError
from analysis.reports import fonts, woff2

TEXTS = ("0123456789", "工会 Union：14.5万人、“近1400万元”…", "一丁七万丈三上下不与", "")


def font(style: str = "Regular") -> woff2.Font:
    return woff2.Font(fonts.FOLDER / f"AnalysisSansSC-{style}.ttf")


def read(content: bytes) -> TTFont:
    return TTFont(io.BytesIO(content))


def drawn(file: TTFont) -> dict[str, object]:
    """Return all that decides how each character looks."""
    outlines = file["glyf"]
    found: dict[str, object] = {}
    for code, name in {0: ".notdef", **(file.getBestCmap() or {})}.items():
        glyph = outlines[name]
        points, ends, flags = glyph.getCoordinates(outlines)
        box = [getattr(glyph, side, None) for side in ("xMin", "yMin", "xMax", "yMax")]
        overlap = bool(len(flags) and flags[0] & 0x40)
        curves = [flag & 1 for flag in flags]
        found[chr(code)] = (list(points), list(ends), curves, overlap, box, file["hmtx"][name])
    return found


def by_fonttools(style: str, characters: str) -> TTFont:
    """Return the subset that fontTools makes, after the way to a WOFF2 and back."""
    file = TTFont(fonts.FOLDER / f"AnalysisSansSC-{style}.ttf")
    options = tools.Options()
    options.flavor, options.hinting, options.notdef_outline = "woff2", False, True
    cutter = tools.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(file)
    buffer = io.BytesIO()
    file.flavor = "woff2"
    file.save(buffer)
    return read(buffer.getvalue())


def made(tmp_path: Path, box: int = 0, *, composite: bool = False, flat: bool = False) -> Path:
    """Make a font of two glyphs: one with long ways between its points, and one of many points."""
    builder = FontBuilder(2048, isTTF=True)
    names = [".notdef", "A", "B"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x41: "A", 0x4E00: "B"})
    glyphs = {}
    for name in names:
        pen = TTGlyphPen(None)
        if name == "A":
            pen.moveTo((-4000, 12000))
            for point in [(4000, -12000), (4000, -13279), (2721, -13279), (2001, -12600), (0, 0)]:
                pen.lineTo(point)
            pen.qCurveTo((64, 64), (0, 768), (-1000, 3000))
            pen.closePath()
        elif name == "B":
            for count in (300, 520, 800):
                pen.moveTo((0, count))
                for place in range(1, count):
                    pen.lineTo((place, count + place % 7))
                pen.closePath()
        glyphs[name] = pen.glyph()
    if composite:
        pen = TTGlyphPen({"A": None})
        pen.addComponent("A", (1, 0, 0, 1, 5, 5))
        glyphs["B"] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (600, 10 * place) for place, name in enumerate(names)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupNameTable({"familyName": "Made Up", "styleName": "Regular"})
    builder.setupPost(keepGlyphNames=False)
    if box:
        builder.font.recalcBBoxes = False
        builder.font["glyf"]["A"].xMin -= box
    if flat:
        builder.font.sfntVersion = "OTTO"
    path = tmp_path / "made.ttf"
    builder.save(path)
    return path


@pytest.mark.parametrize("style", ["Regular", "Bold"])
@pytest.mark.parametrize("text", TEXTS)
def test_each_character_looks_as_in_a_subset_by_fonttools(style: str, text: str) -> None:
    assert drawn(read(font(style).subset(text))) == drawn(by_fonttools(style, text))


def test_every_character_of_the_font_looks_as_in_the_font() -> None:
    whole = font()
    file = TTFont(whole.path)
    assert drawn(read(whole.subset("".join(map(chr, whole.glyph_of))))) == drawn(file)


def test_names_and_measures_of_the_font_are_kept() -> None:
    ours, whole = read(font("Bold").subset("工")), TTFont(font("Bold").path)
    assert (ours["name"].getDebugName(1), ours["name"].getDebugName(2)) == (fonts.FAMILY, "Bold")
    for table, field in (
        ("head", "unitsPerEm"),
        ("hhea", "ascent"),
        ("hhea", "descent"),
        ("OS/2", "usWeightClass"),
        ("OS/2", "sTypoAscender"),
    ):
        assert getattr(ours[table], field) == getattr(whole[table], field)


def test_order_and_repeats_of_the_characters_do_not_matter() -> None:
    assert font().subset("工会数") == font().subset("数工会工")


def test_characters_that_the_font_lacks_are_left_out() -> None:
    assert sorted(read(font().subset("工\U0001f600\u0e01")).getBestCmap()) == [ord("工")]


def test_a_subset_is_hardly_larger_than_with_the_most_effort() -> None:
    text = "".join(chr(code) for code in sorted(font().glyph_of) if 0x4E00 <= code < 0x5200)
    ours = font().subset(text)
    buffer = io.BytesIO()
    theirs = by_fonttools("Regular", text)
    theirs.flavor = "woff2"
    theirs.save(buffer)
    assert len(ours) < 1.05 * len(buffer.getvalue())


def test_long_ways_many_points_and_widths_survive(tmp_path: Path) -> None:
    path = made(tmp_path)
    ours = read(woff2.Font(path).subset("A一"))
    assert drawn(ours) == drawn(TTFont(path))
    assert ours["hmtx"][ours.getBestCmap()[0x4E00]] == (600, 20)


def test_a_bounding_box_of_its_own_survives(tmp_path: Path) -> None:
    path = made(tmp_path, box=7)
    assert drawn(read(woff2.Font(path).subset("A")))["A"] == drawn(TTFont(path))["A"]


def test_a_font_with_glyphs_made_of_others_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, composite=True)
    with pytest.raises(AnalysisError, match=r"made\.ttf, glyph 2: a glyph made of others cannot"):
        woff2.Font(path).subset("一")
    assert read(woff2.Font(path).subset("A")).getBestCmap().keys() == {0x41}


def test_a_file_that_is_no_truetype_font_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match=r"^made\.ttf is no TrueType font with outlines\.$"):
        woff2.Font(made(tmp_path, flat=True)).subset("A")
