"""A figure becomes SVG that is small, linked and always the same."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import matplotlib
import pytest
from drawing import CITIES, SVG, drawing, svg_of
from matplotlib.figure import Figure

from analysis.charts import style
from analysis.charts.style import GRID, Canvas, picture, to_svg
from analysis.charts.style.svg import _unique_ids
from analysis.errors import AnalysisError
from analysis.project import MEMO


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
    canvas.mark(50, 20, "berry", key="f-2")
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


def test_a_missing_glyph_of_a_foreign_figure_is_an_error() -> None:
    with style.settings():
        figure = Figure(figsize=(2, 1))
        figure.add_axes((0, 0, 1, 1)).text(0.2, 0.5, "😀", family=style.FAMILY)
    with pytest.raises(AnalysisError, match="missing"):
        to_svg(figure, "demo", "alt", "en")


@pytest.mark.parametrize("name", ["", "1a", "a b", 'a"'])
def test_a_name_that_is_no_id_is_refused(name: str) -> None:
    with pytest.raises(AnalysisError, match="cannot be part of an id"):
        svg_of(drawing(), name)


def drawn(text: str) -> str:
    """Return a small chart."""
    canvas = Canvas(["a", "b"])
    canvas.link("one", "#figure", "A tooltip")
    canvas.text(10, 20, text, key="one")
    canvas.mark(50, 30, "a", dashed=True)
    canvas.line([0, 10], [5, 5], dash=(1, 2))
    canvas.box(0, 0, 5, 5, fill=GRID)
    canvas.finish(60)
    return picture(canvas, "small", "alt", "en")


def test_a_remembered_chart_has_the_same_bytes_and_only_its_own(monkeypatch, tmp_path) -> None:
    plain = drawn("text")
    makers = tmp_path / "makers"
    makers.write_text(json.dumps({"analysis.charts.style.svg": "0f"}), encoding="utf-8")
    monkeypatch.setenv(MEMO, str(makers))
    first, again = drawn("text"), drawn("text")
    assert plain == first == again != drawn("another")
    assert len(list(tmp_path.iterdir())) == 1 + 2  # the digests of the code, and two charts


def test_an_unfinished_canvas_has_no_picture() -> None:
    with pytest.raises(AnalysisError, match="call finish"):
        picture(Canvas(["a"]), "small", "alt", "en")


def test_a_text_that_lies_on_another_is_an_error() -> None:
    canvas = Canvas(CITIES)
    canvas.text(10, 50, "one")
    canvas.text(14, 52, "two")
    canvas.finish(60)
    with pytest.raises(AnalysisError, match=r"Chart name: overlap: two \| one: give it room"):
        picture(canvas, "name", "alt", "en")


def test_a_mark_drawn_in_two_places_has_an_id_in_each() -> None:
    canvas = Canvas(CITIES)
    canvas.link("f-1", "figures.html#f-1", "one")
    canvas.link("f-2", "figures.html#f-2", "two")
    for y, key in ((10, "f-1"), (20, "f-2"), (30, "f-1"), (40, "f-2"), (50, "f-1")):
        canvas.text(10, y, "14", key=key)
    canvas.finish(60)
    anchors = ET.fromstring(svg_of(canvas)).findall(f"{SVG}a")
    ids = ["demo-f-1", "demo-f-2", "demo-f-1-2", "demo-f-2-2", "demo-f-1-3"]
    assert [anchor.get("id") for anchor in anchors] == ids
    targets = [f"figures.html#f-{n}" for n in (1, 2, 1, 2, 1)]
    assert [anchor.get("href") for anchor in anchors] == targets


def test_no_id_stands_twice_and_each_reference_keeps_its_target() -> None:
    root = ET.fromstring(
        '<svg><clipPath id="a"/><clipPath id="b"/><g id="a"/><g id="unused"/>'
        '<use href="#a"/><path clip-path="url(#b)"/></svg>'
    )
    _unique_ids(root, "t")
    assert [child.get("id") for child in root] == ["t-d0", "t-d1", None, None, None, None]
    assert (root[4].get("href"), root[5].get("clip-path")) == ("#t-d0", "url(#t-d1)")
