"""What matplotlib writes is made small without saying anything else."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from analysis.charts.style.cleaning import compact, mark_languages, strip

SVG = "http://www.w3.org/2000/svg"


def parsed(inner: str) -> ET.Element:
    return ET.fromstring(f'<svg xmlns="{SVG}">{inner}</svg>')


def written(root: ET.Element) -> str:
    ET.register_namespace("", SVG)
    text = ET.tostring(root, encoding="unicode")
    return text.removeprefix(f'<svg xmlns="{SVG}">').removesuffix("</svg>")


def test_metadata_styles_and_groups_without_a_link_go() -> None:
    root = parsed(
        "<metadata>x</metadata><defs><style>*{}</style></defs>"
        '<g id="patch_1"><path d="M 0 0"/></g>\n<g id="a"><g id="b"><path d=" M 1  2 "/></g></g>'
        '<g id="link--k--1"><path d="M 3 4"/></g>'
    )
    strip(root)
    assert written(root) == '<path d="M 1 2" /><g id="link--k--1"><path d="M 3 4" /></g>'


def test_texts_keep_size_weight_anchor_and_colour() -> None:
    root = parsed(
        "<text style=\"font: 700 12px 'A'; text-anchor: middle; fill: #57606a\">a</text>"
        '<text style="font: 13px \'A\'; text-anchor: start" transform="rotate(-0 1 2)">b</text>'
    )
    strip(root)
    assert written(root) == (
        '<text style="font-size:12px;font-weight:700;text-anchor:middle;fill:#57606a">a</text>'
        '<text style="font-size:13px;fill:#000000">b</text>'
    )


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("M 1.0001 2 L 5 2 L 5 9.999 L 7 7", "M1,2H5V10L7,7"),
        ("M 1 2 L 1 2 L 3 4 z", "M1,2L3,4z"),
        ("M -0.001 1e-15 L 1 1", "M0,0L1,1"),
    ],
)
def test_paths_are_written_short(path: str, short: str) -> None:
    root = parsed(f'<path d="{path}"/>')
    compact(root)
    assert written(root) == f'<path d="{short}" />'


def test_neighbouring_lines_of_one_style_are_one_path() -> None:
    line = '<path d="M 0 {0} L 1 {0}" style="fill: none; stroke: {1}; stroke-dashoffset: 0"/>'
    root = parsed(line.format(1, "#111111") + line.format(2, "#111111") + line.format(3, "#222222"))
    compact(root)
    assert written(root) == (
        '<path d="M0,1H1M0,2H1" style="fill:none;stroke:#111111" />'
        '<path d="M0,3H1" style="fill:none;stroke:#222222" />'
    )


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("en", "12万人", '<text lang="zh-CN">12万人</text> '),
        ("en", "甲乙丙丁 as A", '<text><tspan lang="zh-CN">甲乙丙丁</tspan> as A</text> '),
        ("en", "plain", "<text>plain</text> "),
        ("zh", "12万人", "<text>12万人</text> "),
    ],
)
def test_printed_chinese_is_marked_in_english_only(language: str, text: str, marked: str) -> None:
    root = parsed(f"<text>{text}</text>")
    mark_languages(root, language)
    assert written(root) == marked
