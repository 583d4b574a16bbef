"""Outlines in the form of WOFF2, held against what fontTools writes point by point."""

from __future__ import annotations

import array
import io
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates, flagCubic, flagOverlapSimple
from fontTools.ttLib.tables.ttProgram import Program
from fontTools.ttLib.woff2 import WOFF2GlyfTable
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.site import web_fonts
from analysis.site.outlines import Outlines, packed

Contour = Sequence[tuple[int, int, bool]]


def drawn(*contours: Contour, hints: Sequence[int] = (), first: int = 0) -> Glyph:
    """Return a glyph of contours, whose points are on the curve or not."""
    points = [point for contour in contours for point in contour]
    glyph = Glyph()
    glyph.numberOfContours = len(contours)
    glyph.coordinates = GlyphCoordinates([(x, y) for x, y, _ in points])
    glyph.flags = array.array("B", [int(on) for _, _, on in points])
    glyph.flags[0] |= first
    ends = [sum(map(len, contours[: number + 1])) - 1 for number in range(len(contours))]
    glyph.endPtsOfContours = ends
    glyph.program = Program()
    glyph.program.fromBytecode(bytes(hints))
    glyph.recalcBounds(None)
    return glyph


def stored(*glyphs: Glyph) -> list[bytes]:
    """Return glyphs as a font file holds them."""
    return [glyph.compile(None, recalcBBoxes=False) for glyph in glyphs]


def point_by_point(*glyphs: Glyph) -> Outlines:
    """Return what fontTools writes of the same glyphs."""
    table: Any = WOFF2GlyfTable()
    table.glyphs = {str(number): glyph for number, glyph in enumerate(glyphs)}
    table.glyphOrder = list(table.glyphs)
    for stream in table.subStreams:
        setattr(table, stream, b"")
    table.bboxBitmap = array.array("B", bytes(len(glyphs) + 4))
    table.overlapSimpleBitmap = array.array("B", bytes(len(glyphs) + 4))
    for number in range(len(glyphs)):
        table._encodeGlyph(number)
    marks = (table.overlapSimpleBitmap[n // 8] & 0x80 >> n % 8 != 0 for n in range(len(glyphs)))
    return Outlines(table.nPointsStream, table.flagStream, table.glyphStream, tuple(marks))


SQUARE = [(0, 0, True), (0, 700, True), (700, 700, True), (700, 0, True)]

# What each of the six forms can just hold, and what is one too far for it.
REACHES = [0, 1, 64, 65, 255, 256, 768, 769, 1279, 1280, 4095, 4096, 9000]


def test_each_form_as_far_as_it_reaches() -> None:
    moves = [(x * a, y * b) for x in REACHES for y in REACHES for a in (1, -1) for b in (1, -1)]
    glyphs = [drawn([(5, 5, True), (5 + x, 5 + y, False)]) for x, y in moves]
    assert packed(stored(*glyphs)) == point_by_point(*glyphs)


@pytest.mark.parametrize("number", [1, 252, 253, 505, 506, 761, 762, 3000])
def test_contours_of_so_many_points(number: int) -> None:
    glyph = drawn([(n % 7, n % 5, n % 3 > 0) for n in range(number)], SQUARE)
    assert packed(stored(glyph)) == point_by_point(glyph)


def test_flags_that_are_stored_once_for_many_points() -> None:
    steps = drawn([(3 * n, 3 * n, True) for n in range(300)])
    data = stored(steps, drawn(SQUARE))
    assert len(data[0]) < 10 + 4 + 3 * 300  # fewer flags are stored than there are points
    assert packed(data) == point_by_point(steps, drawn(SQUARE))


def test_contours_that_overlap_are_marked_by_glyph() -> None:
    glyphs = [drawn(SQUARE), drawn(SQUARE, SQUARE, first=flagOverlapSimple), drawn(SQUARE)]
    found = packed(stored(*glyphs))
    assert found is not None
    assert found.overlapping == (False, True, False)
    assert found == point_by_point(*glyphs)


def test_no_glyphs_at_all() -> None:
    assert packed([]) == Outlines(b"", b"", b"", ())


@pytest.mark.parametrize(
    "glyph", [drawn(SQUARE, hints=[0x4D]), drawn(SQUARE, first=flagCubic)], ids=["hints", "cubic"]
)
def test_what_is_not_written_here_is_left_to_fonttools(glyph: Glyph) -> None:
    assert packed([*stored(drawn(SQUARE)), glyph.compile(None, recalcBBoxes=False)]) is None


places = st.tuples(st.integers(-9000, 9000), st.integers(-9000, 9000), st.booleans())
contours = st.lists(places, min_size=1, max_size=12)


@given(st.lists(st.lists(contours, min_size=1, max_size=3), max_size=4))
def test_any_outlines_are_written_as_fonttools_writes_them(
    glyphs: list[list[Contour]],
) -> None:
    made = [drawn(*each) for each in glyphs]
    assert packed(stored(*made)) == point_by_point(*made)


def made_up_font(*, hints: Sequence[int] = ()) -> io.BytesIO:
    """Return a font with an empty glyph, drawn ones, and one that is put together from these."""
    pen = TTGlyphPen({"square": None})
    pen.addComponent("square", (1, 0, 0, 1, 40, 0))
    pen.addComponent("square", (0.5, 0, 0, 0.5, 0, 100))
    glyphs = {
        ".notdef": drawn(SQUARE),
        "space": Glyph(),
        "square": drawn(SQUARE, first=flagOverlapSimple, hints=hints),
        "two": pen.glyph(),
    }
    glyphs["space"].numberOfContours = 0
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({0x20: "space", 0x56DB: "square", 0x4E8C: "two"})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (1000, 0) for name in glyphs})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost()
    builder.setupMaxp()
    builder.setupNameTable({"familyName": "Made up", "styleName": "Regular"})
    file = io.BytesIO()
    builder.save(file)
    return file


@pytest.mark.parametrize("hints", [(), (0x4D,)])
def test_a_font_is_read_again_as_it_was(tmp_path, hints: Sequence[int]) -> None:
    path = tmp_path / "made-up.ttf"
    path.write_bytes(made_up_font(hints=hints).getvalue())
    before = TTFont(path)["glyf"]
    after = TTFont(io.BytesIO(web_fonts.subset(path, " 二四")))
    table = after["glyf"]
    assert [table[name].numberOfContours for name in after.getGlyphOrder()] == [1, 0, 1, -1]
    for char, name in ((0x56DB, "square"), (0x4E8C, "two")):
        glyph = table[after.getBestCmap()[char]]
        points, ends, flags = glyph.getCoordinates(table)
        wanted, wanted_ends, wanted_flags = before[name].getCoordinates(before)
        assert (list(points), list(ends)) == (list(wanted), list(wanted_ends))
        assert [flag & 1 for flag in flags] == [flag & 1 for flag in wanted_flags]
        sides = ("xMin", "yMin", "xMax", "yMax")
        assert [getattr(glyph, side) for side in sides] == [
            getattr(before[name], side) for side in sides
        ]
    assert table[after.getBestCmap()[0x56DB]].flags[0] & flagOverlapSimple
    assert not table[".notdef"].flags[0] & flagOverlapSimple


def test_a_font_on_a_coarser_grid_is_the_same_in_other_units(tmp_path) -> None:
    path = tmp_path / "made-up.ttf"
    path.write_bytes(made_up_font().getvalue())
    font = TTFont(io.BytesIO(web_fonts.subset(path, " 二四", coarse=True)))
    table, names = font["glyf"], font.getBestCmap()
    assert (font["head"].unitsPerEm, font["hhea"].ascent) == (160, 128)
    assert font["hmtx"][names[0x56DB]] == (160, 0)
    assert list(table[names[0x56DB]].coordinates) == [(0, 0), (0, 112), (112, 112), (112, 0)]
    assert [(part.x, part.y) for part in table[names[0x4E8C]].components] == [(6, 0), (0, 16)]


def test_what_is_not_written_here_has_no_coarser_grid() -> None:
    web_fonts._check_grid(Fraction(1))
    with pytest.raises(AnalysisError, match="has hints or cubic curves"):
        web_fonts._check_grid(Fraction(1, 4))


@given(st.lists(st.tuples(st.integers(-3000, 3000), st.integers(-3000, 3000)), min_size=1))
def test_each_point_is_at_its_nearest_place(points) -> None:
    glyph = drawn([(x, y, True) for x, y in points])
    scale = Fraction(1, 4)
    nearest = [((2 * x + 4) // 8, (2 * y + 4) // 8) for x, y in points]
    there = drawn([(x, y, True) for x, y in nearest])
    assert packed(stored(glyph, glyph), scale) == packed(stored(there, there))
