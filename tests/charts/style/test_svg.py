"""A figure becomes SVG that is small, linked and always the same."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import matplotlib
import pytest
from drawing import SVG, figure, svg
from matplotlib.figure import Figure

from analysis.charts import style
from analysis.charts.style import MarkLink, to_svg
from analysis.charts.style.svg import _unique_ids
from analysis.errors import AnalysisError


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert svg() == svg()


def test_a_users_settings_change_nothing() -> None:
    before = svg()
    with matplotlib.rc_context({"svg.fonttype": "path", "font.size": 30, "lines.markersize": 40}):
        assert svg() == before


def test_nothing_of_the_machine_or_the_day_is_left() -> None:
    for trace in ("<metadata", "Date", "Matplotlib", "DOCTYPE", "<?xml", "target=", "xlink", "<g"):
        assert trace not in svg()


def test_root_is_a_labelled_group_of_its_natural_size() -> None:
    root = ET.fromstring(svg())
    assert root.get("role") == "group"
    assert root.get("aria-label") == "alt"
    assert root.get("viewBox") == "0 0 340 60"
    assert (root.get("width"), root.get("height")) == ("340", "60")
    assert "Analysis Sans SC" in root.get("font-family", "")


def test_a_mark_and_its_words_are_one_link_with_a_tooltip() -> None:
    root = ET.fromstring(svg())
    links = list(root.iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == ["figures.html#f-1"]
    assert links[0][0].tag == f"{SVG}title"
    assert links[0][0].text == 'printed <b> & "so"'
    assert [text.text for text in links[0].iter(f"{SVG}text")] == ["近1400万元"]


def test_links_stand_in_the_order_given_after_everything_else() -> None:
    links = {"f-9": MarkLink("#9", "not drawn"), "f-1": MarkLink("#1", "one")}
    root = ET.fromstring(to_svg(figure(), "demo", "alt", "en", links))
    assert [child.tag.removeprefix(SVG) for child in root][-2:] == ["text", "a"]
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == ["#1"]


def test_a_mark_of_a_computed_number_names_it() -> None:
    links = {"f-1": MarkLink("#1", "one", "oz.per_head")}
    (link,) = ET.fromstring(to_svg(figure(), "demo", "alt", "en", links)).iter(f"{SVG}a")
    assert link.get("data-derived") == "oz.per_head"
    (plain,) = ET.fromstring(svg()).iter(f"{SVG}a")
    assert plain.get("data-derived") is None


def test_a_mark_without_a_link_stays_where_it_is() -> None:
    root = ET.fromstring(to_svg(figure(), "demo", "alt", "en"))
    assert not list(root.iter(f"{SVG}a"))
    assert {text.text for text in root.iter(f"{SVG}text")} == {"plain", "近1400万元"}


def test_ids_of_two_charts_never_meet() -> None:
    def ids(name: str) -> set[str]:
        return set(re.findall(r'id="([^"]+)"', svg(name)))

    assert ids("one") and not ids("one") & ids("two")


def test_every_reference_has_its_target() -> None:
    ids = set(re.findall(r'\bid="([^"]+)"', svg()))
    assert set(re.findall(r'href="#([^"]+)"', svg())) <= ids
    assert set(re.findall(r"url\(#([^)]+)\)", svg())) <= ids


def test_links_set_on_artists_become_plain_inner_links() -> None:
    with style.settings():
        drawn = Figure(figsize=(2, 1))
        axes = drawn.add_axes((0, 0, 1, 1))
        axes.text(0.2, 0.5, "x", url="#card", family=style.FAMILY)
    written = to_svg(drawn, "demo", "alt", "en")
    assert '<a href="#card">' in written
    assert "target" not in written


def test_chinese_words_are_marked_in_an_english_chart_only() -> None:
    assert 'lang="zh-CN"' in svg(language="en")
    assert 'lang="zh-CN"' not in svg(language="zh")


def test_a_missing_glyph_is_an_error() -> None:
    with pytest.raises(AnalysisError, match="missing"):
        to_svg(figure("😀"), "demo", "alt", "en")


@pytest.mark.parametrize("name", ["", "1a", "a b", 'a"'])
def test_a_name_that_is_no_id_is_refused(name: str) -> None:
    with pytest.raises(AnalysisError, match="cannot be part of an id"):
        svg(name)


def test_no_id_stands_twice_and_each_reference_keeps_its_target() -> None:
    root = ET.fromstring(
        '<svg><clipPath id="a"/><clipPath id="b"/><g id="a"/><g id="unused"/>'
        '<use href="#a"/><path clip-path="url(#b)"/></svg>'
    )
    _unique_ids(root, "t")
    assert [child.get("id") for child in root] == ["t-d0", "t-d1", None, None, None, None]
    assert (root[4].get("href"), root[5].get("clip-path")) == ("#t-d0", "url(#t-d1)")
