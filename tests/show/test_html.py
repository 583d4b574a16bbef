"""Displays as HTML and as MIME bundles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from shown import LARGE, LINK, cases, key_figures, table

from analysis.errors import AnalysisError
from analysis.language.messages import Link
from analysis.show import html
from analysis.show.content import Content, Lines, PageLink, Styled, TextSpan
from analysis.show.displays import Case, Item, Prose

FIGURE = '<a class="fig" href="figures.html#oz-2031-001" lang="zh-CN">3家</a>'


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<a href="x">', '&lt;a href="x"&gt;'),
        (LINK, FIGURE),
        (
            Link('a"b', "近<14>"),
            '<a class="fig" href="figures.html#a&quot;b" lang="zh-CN">近&lt;14&gt;</a>',
        ),
        (Link("oz-2031-001", "14"), '<a class="fig" href="figures.html#oz-2031-001">14</a>'),
        (PageLink("overview", "more", "#pairs"), '<a href="overview.html#pairs">more</a>'),
        (Styled("strong", "a < b"), "<strong>a &lt; b</strong>"),
        (Styled("small", ("of ", LINK)), f"<small>of {FIGURE}</small>"),
        (Styled("absent", "none"), '<span class="none">none</span>'),
        (Styled("printed", "3家"), '<span class="literal" lang="zh-CN">3家</span>'),
        (Styled("printed", LINK), f'<span class="literal">{FIGURE}</span>'),
        (Lines(("Oz", (LINK, "!"))), f"Oz<br>{FIGURE}!"),
    ],
)
def test_content_is_escaped_and_its_links_lead_to_cards(content: Content, text: str) -> None:
    assert html.content_html(content, "en") == text


def test_chinese_words_are_marked_only_in_other_languages() -> None:
    assert html.content_html(LINK, "zh") == '<a class="fig" href="figures.html#oz-2031-001">3家</a>'
    chinese = table(rows=[{"what": "元"}], headers={"what": "W"}, numbers=())
    assert '<th scope="row" lang="zh-CN">元</th>' in chinese.to_html()
    assert (
        'lang="zh-CN">元'
        not in table(
            rows=[{"what": "元"}], headers={"what": "W"}, numbers=(), language="zh"
        ).to_html()
    )


def test_table_has_caption_scopes_and_links() -> None:
    text = table().to_html()
    assert '<caption id="money-caption">Money &amp; goods</caption>' in text
    assert '<th scope="col">What</th>' in text
    assert '<th scope="col" class="num">Number</th>' in text
    assert '<th scope="row">&lt;script&gt;</th>' in text
    link = '<a class="fig" href="figures.html#oz-2031-001" lang="zh-CN">近1400万元</a>'
    assert f"<td>{link}</td>" in text
    assert '<td class="num">14</td>' in text
    assert '<div class="notes"><p>one &lt; two</p></div>' in text
    assert "<script" not in text


def test_table_is_well_formed() -> None:
    class Balance(HTMLParser):
        open: list[str]

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag != "col":  # a void element
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    parser = Balance()
    parser.open = []
    parser.feed(table().to_html())
    assert parser.open == []


def test_columns_have_roles_by_what_is_in_them() -> None:
    text = table().to_html()
    assert '<col class="key"><col class="short"><col class="number">' in text
    for width, role in ((42, "short"), (43, "prose")):
        rows = [{"what": "x", "literal": "w" * width, "n": ""}]
        assert f'<col class="key"><col class="{role}">' in table(rows=rows).to_html()
    declared = table(roles={"what": "prose", "literal": "wide"}).to_html()
    assert '<col class="prose"><col class="wide"><col class="number">' in declared


def test_a_column_can_stand_below_another_and_stays_apart_in_downloads() -> None:
    shown = table(below={"what": "literal"})
    text = shown.to_html()
    assert '<th scope="col">What<small>As printed</small></th>' in text
    assert "&lt;script&gt;<small><a" in text
    assert "<small></small>" not in text
    assert shown.cells == table().cells


def test_columns_by_which_rows_are_chosen_are_marked_for_the_script() -> None:
    shown = html.to_html(table(filters=("n",)))
    assert re.findall(r"<th[^>]* data-filter>([^<]*)", shown) == ["Number"]
    assert "data-filter" not in html.to_html(table())
    with pytest.raises(AnalysisError, match="there is no column 'none'"):
        table(filters=("none",))


def test_a_table_that_is_only_to_be_downloaded_shows_nothing() -> None:
    shown = table(shown="download")
    assert shown.to_html() == ""
    assert shown.cells == table().cells


def test_a_group_of_cases_may_have_a_heading_of_its_own() -> None:
    text = replace(cases(), heads={"certain": "Certain (7)"}).to_html()
    assert "<h3>Certain (7)</h3>" in text
    assert "<h3>Likely (1)</h3>" in text


def test_prose_is_paragraphs_or_a_list() -> None:
    prose = Prose([("a < b: ", LINK, "."), "plain"], "p", "en")
    assert prose.to_html() == f"<p>a &lt; b: {FIGURE}.</p>\n<p>plain</p>\n"
    assert Prose(["one"], "p", "zh", items=True).to_html() == (
        '<ul class="prose">\n<li>one</li>\n</ul>\n'
    )


def test_the_surest_cases_stand_first_each_group_with_its_number() -> None:
    text = cases().to_html()
    assert text.index("<h3>Certain (2)</h3>") < text.index("<h3>Likely (1)</h3>")
    assert "Unusual" not in text
    assert '<section class="verdict-certain">' in text
    assert "（2）" in cases(language="zh").to_html()


def test_a_case_says_what_why_and_nothing_empty() -> None:
    text = cases().to_html()
    assert "<summary><b>Lost &lt;digit&gt;</b> " in text
    assert "<summary><b>Twice (2)</b> " in text
    assert "<b>twice（2）</b>" in cases(language="zh").to_html()
    assert "<ul><li>one</li><li>two</li></ul>" in text
    assert "<dt>Why</dt><dd>a &lt; b</dd>" in text
    assert "<dt>Likely</dt>" not in text


def test_the_gist_of_a_case_has_neither_links_nor_calculation() -> None:
    text = cases().to_html()
    assert '<small class="gist">see <span lang="zh-CN">3家</span></small></summary>' in text
    assert f'<p>see {FIGURE} <small class="sum">3 = 3</small></p>' in text


@pytest.mark.parametrize(("number", "shown"), [(6, 6), (7, 0)])
def test_groups_of_more_than_six_cases_are_closed(number: int, shown: int) -> None:
    found = [Case("likely", f"case {n}", [Item("x")]) for n in range(number)]
    text = cases(cases=found).to_html()
    assert text.count('<details class="case"') == number
    assert text.count('<details class="case" open>') == shown


def test_what_is_no_display_is_refused() -> None:
    with pytest.raises(AnalysisError, match="str is nothing that a page shows"):
        html.to_html("text")


class Elsewhere(html.Page):
    """A page with cards of its own, on which every id is taken once."""

    def card(self, figure_id: str) -> str:
        return f"#fig-{figure_id}"

    def ident(self, wanted: str) -> str:
        return f"{wanted}-2"

    def heading(self, level: int, text: str, ident: str) -> tuple[int, str]:
        return level - 1, f"h-{len(text)}"

    def table(self, heads: Sequence[str], roles: Sequence[str]) -> str:
        return f"of{len(heads)}"


def test_a_page_decides_on_links_ids_headings_and_classes() -> None:
    text = html.to_html(table(below={"what": "literal"}), Elsewhere())
    assert '<table class="data of2" id="money-2">' in text
    assert 'aria-labelledby="money-caption-2"' in text
    assert '<caption id="money-caption-2">' in text
    assert '<a class="fig" href="#fig-oz-2031-001" lang="zh-CN">' in text
    found = html.to_html(cases(), Elsewhere())
    assert '<div class="cases" id="found-2"' in found
    assert '<h2 id="h-11">Certain (2)</h2>' in found
    assert 'href="#fig-oz-2031-001"' in html.to_html(Prose([LINK], "p", "en"), Elsewhere())


# --- numbers written large, and their times -------------------------------------------------------

SEEN = '<span aria-hidden="true"><i>&gt;</i><b>3</b> <small>wizards</small></span>'
AMOUNT = f'{SEEN}<span class="said">more than 3 wizards</span>'


def test_a_large_number_is_read_aloud_in_words() -> None:
    assert html.content_html(LARGE, "en") == (
        f'<a class="fig amount" href="figures.html#oz-2031-001">{AMOUNT}</a>'
    )
    assert html.content_html(LARGE, "en", links=False) == f'<span class="amount">{AMOUNT}</span>'


def bar(start: str, end: str) -> str:
    """Return what is drawn on a calendar of 2029 to 2031."""
    text = html.content_html(TextSpan(start, end, 2029, 2031), "en")
    head = (
        '<svg class="when" viewBox="0 0 36 10" width="36" height="10" aria-hidden="true" '
        'focusable="false"><path class="years" d="M0 5H36"/>'
    )
    assert text.startswith(head)
    return text.removeprefix(head).removesuffix("</svg>")


@pytest.mark.parametrize(
    ("start", "end", "drawn"),
    [
        ("2030-01-01", "2030-12-31", '<path d="M12 5H24"/>'),
        ("2029-01-01", "2031-12-31", '<path d="M0 5H36"/>'),
        ("2001-01-01", "2040-12-31", '<path d="M0 5H36"/>'),
        ("2030-07-02", "2030-07-02", '<circle cx="18" cy="5" r="4"/>'),
        ("2031-12-31", "2031-12-31", '<circle cx="32" cy="5" r="4"/>'),
        ("2030-07-02", "2030-07-04", '<path d="M18 5H20"/>'),
        ("", "2030-12-31", '<path class="open" d="M0 5H24"/>'),
        ("2030-01-01", "", '<path class="open" d="M12 5H36"/>'),
    ],
)
def test_a_time_is_a_bar_or_a_dot_on_its_calendar(start: str, end: str, drawn: str) -> None:
    assert bar(start, end) == drawn


def test_a_time_that_is_not_known_is_not_drawn() -> None:
    assert html.content_html(TextSpan("", "", 2029, 2031), "en") == ""


def test_columns_of_large_numbers_are_lists_under_their_headings() -> None:
    assert key_figures().to_html() == (
        '<div class="key-figures" id="key-figures" role="group" aria-label="Numbers" lang="en">\n'
        '<section><p class="of"><a href="city-oz.html">Oz</a> <small>article on 2031</small></p>\n'
        '<ul>\n<li><a class="fig amount" href="figures.html#oz-2031-001">'
        f'{AMOUNT}</a> <span class="time">2031</span> <span class="thing">wizards</span></li>\n'
        "</ul></section>\n"
        '<section><p class="of">Ix &lt; <small>none</small></p>\n'
        '<p class="none">No number.</p></section>\n</div>\n'
    )
    assert key_figures().to_text().splitlines() == [
        "Numbers",
        "Oz: article on 2031",
        "more than 3 wizards | wizards | 2031",
        "Ix <: none",
        "No number.",
    ]


@pytest.mark.parametrize("part", ["columns", "caption", "none"])
def test_columns_need_their_words(part: str) -> None:
    with pytest.raises(AnalysisError, match=f"KeyFigures key-figures: it needs {part}"):
        key_figures(**{part: () if part == "columns" else ""})


def test_a_group_heads_its_rows_in_place_of_a_column() -> None:
    rows = [
        {"kind": "Fruit", "what": "pear", "n": "1"},
        {"kind": "Fruit", "what": "plum", "n": "2"},
        {"kind": "Nut", "what": "<hazel>", "n": "3"},
    ]
    heads = {"kind": "Kind", "what": "What", "n": "Number"}
    grouped = table(rows=rows, headers=heads, numbers=("n",), group="kind")
    text = grouped.to_html()
    assert text.count("<tbody") == text.count("</tbody>") == 2
    assert '<th class="group" scope="rowgroup" colspan="2">Fruit</th>' in text
    assert '<th scope="row">pear</th>' in text
    assert "Kind" not in text
    assert grouped.cells[0] == ["Fruit", "pear", "1"]
    with pytest.raises(AnalysisError, match="there is no column 'sort'"):
        table(group="sort")
