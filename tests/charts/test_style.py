import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import matplotlib
import pytest
from matplotlib.figure import Figure

from analysis import memo
from analysis.charts import style
from analysis.charts.style import GRID, Canvas, Link, layout_faults, text_width, to_svg, wrap
from analysis.errors import AnalysisError

CITIES = ["zhuzhou", "huzhou", "fuxin"]
SVG = "{http://www.w3.org/2000/svg}"


def drawing() -> Canvas:
    canvas = Canvas(CITIES)
    canvas.link("f-1", "figures.html#f-1", 'printed <b> & "so"')
    canvas.mark(50, 20, "huzhou", key="f-1")
    canvas.text(70, 24, "近1400万元", key="f-1")
    canvas.text(10, 50, "plain")
    canvas.finish(60)
    return canvas


def svg_of(canvas: Canvas, name: str = "demo", language: str = "en") -> str:
    return to_svg(canvas.figure, name, "alt", language, links=canvas.links)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert svg_of(drawing()) == svg_of(drawing())


def test_a_users_settings_change_nothing() -> None:
    before = svg_of(drawing())
    with matplotlib.rc_context({"svg.fonttype": "path", "font.size": 30, "lines.markersize": 40}):
        assert svg_of(drawing()) == before


def test_nothing_of_the_machine_or_the_day_is_left() -> None:
    svg = svg_of(drawing())
    for trace in ("<metadata", "Date", "Matplotlib", "DOCTYPE", "<?xml", "target=", "xlink", "<g"):
        assert trace not in svg


def test_root_is_a_labelled_group_without_fixed_width() -> None:
    root = ET.fromstring(svg_of(drawing()))
    assert root.get("role") == "group"
    assert root.get("aria-label") == "alt"
    assert root.get("viewBox") == "0 0 340 60"
    assert root.get("width") is None
    assert "Analysis Sans SC" in root.get("font-family", "")


def test_a_mark_and_its_words_are_one_link_with_a_tooltip() -> None:
    root = ET.fromstring(svg_of(drawing()))
    links = list(root.iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == ["figures.html#f-1"]
    assert [link.get("id") for link in links] == ["demo-f-1"]
    assert links[0][0].tag == f"{SVG}title"
    assert links[0][0].text == 'printed <b> & "so"'
    assert [text.text for text in links[0].iter(f"{SVG}text")] == ["近1400万元"]


def test_a_mark_without_a_declared_link_is_refused() -> None:
    canvas = Canvas(CITIES)
    canvas.mark(50, 20, "huzhou", key="f-2")
    canvas.finish(60)
    with pytest.raises(AnalysisError, match="the mark 'f-2' has no link"):
        svg_of(canvas)


def test_ids_of_two_charts_never_meet() -> None:
    def ids(name: str) -> set[str]:
        return set(re.findall(r'id="([^"]+)"', svg_of(drawing(), name)))

    assert ids("one") and not ids("one") & ids("two")


def test_every_reference_has_its_target() -> None:
    svg = svg_of(drawing())
    ids = set(re.findall(r'\bid="([^"]+)"', svg))
    assert set(re.findall(r'href="#([^"]+)"', svg)) <= ids
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= ids


def test_links_set_on_artists_become_plain_inner_links() -> None:
    with style.settings():
        figure = Figure(figsize=(2, 1))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.text(0.2, 0.5, "x", url="#card", family=style.FAMILY)
    svg = to_svg(figure, "demo", "alt", "en")
    assert '<a href="#card">' in svg
    assert "target" not in svg


def test_chinese_words_are_marked_in_an_english_chart_only() -> None:
    assert 'lang="zh-CN"' in svg_of(drawing(), language="en")
    assert 'lang="zh-CN"' not in svg_of(drawing(), language="zh")


def test_a_missing_glyph_is_an_error() -> None:
    with pytest.raises(AnalysisError, match=r"no glyph for .* \(U\+1F600\)"):
        Canvas(CITIES).text(10, 10, "😀")


def test_a_missing_glyph_of_a_foreign_figure_is_an_error() -> None:
    with style.settings():
        figure = Figure(figsize=(2, 1))
        figure.add_axes((0, 0, 1, 1)).text(0.2, 0.5, "😀", family=style.FAMILY)
    with pytest.raises(AnalysisError, match="missing"):
        to_svg(figure, "demo", "alt", "en")


def test_a_missing_font_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(style, "FONTS", tmp_path)
    with pytest.raises(AnalysisError, match=r"AnalysisSansSC-Regular\.ttf is missing"):
        text_width("a")


@pytest.mark.parametrize("name", ["", "1a", "a b", 'a"'])
def test_a_name_that_is_no_id_is_refused(name: str) -> None:
    with pytest.raises(AnalysisError, match="cannot be part of an id"):
        svg_of(drawing(), name)


def test_colours_are_variables_with_a_default() -> None:
    svg = svg_of(drawing())
    assert "var(--city-1, #c96a06)" in svg
    assert "var(--chart-ink, #1b1f24)" in svg


def test_cities_differ_in_shape_and_in_grey() -> None:
    three = style.CITY_STYLES[:3]
    assert len({city.marker for city in three}) == 3
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert contrast(three[one].colour, three[other].colour) > 1.25


@pytest.mark.parametrize("city", style.CITY_STYLES)
def test_marks_stand_out_on_light_and_dark_paper(city: style.CityStyle) -> None:
    assert contrast(city.colour, "#ffffff") >= 3
    assert contrast(city.dark, "#14171b") >= 4.5


def test_text_stands_out() -> None:
    for colour in (style.INK, style.MUTED, style.WARN):
        assert contrast(colour, "#ffffff") >= 4.5


def test_an_unknown_city_is_refused() -> None:
    with pytest.raises(AnalysisError, match="Unknown city 'nowhere'"):
        style.city_style("nowhere", CITIES)


def test_width_is_that_of_the_font() -> None:
    assert text_width("中文", 10) == pytest.approx(20, abs=0.001)
    assert 0 < text_width("i", 10) < text_width("m", 10) < 10


def test_wrap_breaks_at_spaces_and_between_characters_only_where_allowed() -> None:
    assert wrap("one two three", text_width("one two", 13)) == ["one two", "three"]
    assert wrap("甲乙丙，丁", text_width("甲乙丙", 13)) == ["甲乙", "丙，丁"]
    assert wrap("", 100) == []


def test_layout_faults_name_cut_and_overlapping_texts() -> None:
    canvas = Canvas(CITIES)
    canvas.text(400, 20, "a long text at the edge")
    canvas.text(10, 50, "one")
    canvas.text(14, 52, "two")
    canvas.finish(60)
    assert layout_faults(canvas.figure) == ["cut: a long text at the edge", "overlap: two | one"]


def test_headed_svg_holds_title_subtitle_and_footer() -> None:
    plain = svg_of(drawing())
    headed = style.headed_svg(plain, "A <title>", "what “it” shows", "Sources: x")
    root = ET.fromstring(headed)
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert texts == ["A <title>", 'what "it" shows', "近1400万元", "plain", "Sources: x"]
    assert float(root.get("viewBox", "").split()[3]) > 100


def test_headed_svg_refuses_what_is_no_chart() -> None:
    with pytest.raises(AnalysisError, match="no chart of ours"):
        style.headed_svg("<svg></svg>", "t", "s")


def test_links_hold_address_and_title() -> None:
    assert Link("a", "b").href == "a"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_forked_processes_open_font_files_of_their_own() -> None:
    """They would share the place up to which the parent's file was read."""
    style.preload()
    assert style._face.cache_info().currsize == 2
    child = os.fork()
    if child == 0:
        os._exit(style._face.cache_info().currsize)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def drawn(text: str, monkeypatch, folder=None) -> str:
    """Return a small chart, remembered in a folder if there is one."""
    if folder is not None:
        monkeypatch.setenv(memo.VARIABLE, str(folder))
    canvas = Canvas(["a", "b"])
    canvas.link("one", "#figure", "A tooltip")
    canvas.text(10, 20, text, key="one")
    canvas.mark(50, 30, "a", dashed=True)
    canvas.line([0, 10], [5, 5], dash=(1, 2))
    canvas.box(0, 0, 5, 5, fill=GRID)
    canvas.finish(60)
    return canvas.svg("small", "alt", "en")


def test_a_remembered_chart_has_the_same_bytes_and_only_its_own(monkeypatch, tmp_path) -> None:
    plain = drawn("text", monkeypatch)
    first, again = (drawn("text", monkeypatch, tmp_path) for _ in range(2))
    other = drawn("another", monkeypatch, tmp_path)
    assert plain == first == again != other
    assert len(list(tmp_path.iterdir())) == 2


def test_an_unfinished_canvas_has_no_picture() -> None:
    with pytest.raises(AnalysisError, match="call finish"):
        Canvas(["a"]).svg("small", "alt", "en")
