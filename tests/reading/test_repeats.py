"""Paragraphs printed twice and headings that say a figure of the body again."""

from analysis.reading import find_quantities, find_repeats


def test_paragraph_printed_twice() -> None:
    paragraph = "全市共举办各类技能培训班，参加者遍布城乡。"
    text = f"{paragraph}\n中间另有一段话。\n{paragraph}\n"
    (repeat,) = find_repeats(text, find_quantities(text))
    assert repeat.kind == "paragraph"
    assert text[repeat.start : repeat.end] == text[repeat.of_start : repeat.of_end] == paragraph


def test_heading_that_rounds_its_body() -> None:
    text = "互助计划惠及6万职工\n\n全年共有61240人参加互助计划，人人受益。\n"
    (repeat,) = find_repeats(text, find_quantities(text))
    assert repeat.kind == "rounded heading"
    assert text[repeat.start : repeat.end] == "6万"
    assert text[repeat.of_start : repeat.of_end] == "61240人"


def test_heading_that_repeats_its_body() -> None:
    text = "评出8名工匠\n\n经过评选，共评出8名工匠和若干能手，他们来自各行各业。\n"
    (repeat,) = find_repeats(text, find_quantities(text))
    assert repeat.kind == "heading"


def test_short_lines_and_other_figures_are_no_repeats() -> None:
    text = "看台\n\n看台\n共90人。\n共400户。\n"
    assert find_repeats(text, find_quantities(text)) == []
