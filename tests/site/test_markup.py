"""Cleaning of HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.site import markup
from analysis.site.outline import Outline


def outline(resolve=lambda figure: f"#fig-{figure}"):
    return Outline(resolve=resolve)


def clean(html, page=None):
    return markup.clean_html(html, page or outline())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p onclick='x()'>a</p>", "<p>a</p>"),
        ("a<script>alert(1)</script>b", "ab"),
        ("<style>p{}</style><p>a", "<p>a</p>"),
        ("<iframe src='http://a.example'></iframe>", ""),
        ("<p style='background:url(http://a.example)'>a</p>", "<p>a</p>"),
        ("<a href='javascript:x()'>a</a>", "<a>a</a>"),
        ("<a href=' JaVaScRiPt:x()'>a</a>", "<a>a</a>"),
        ("<a href='data:text/html,x'>a</a>", "<a>a</a>"),
        ("<a href='https://a.example'>a</a>", '<a href="https://a.example">a</a>'),
        ("<a href='city-x.html#y'>a</a>", '<a href="city-x.html#y">a</a>'),
        ("<a href='figures.html#x-2016-001'>a</a>", '<a href="#fig-x-2016-001">a</a>'),
        ("<img src='http://a.example/x.png' alt='words'>", "words"),
        (
            "<img src='data:image/png;base64,AA' alt='w'>",
            '<img src="data:image/png;base64,AA" alt="w">',
        ),
        ("<blink>a</blink>", "a"),
        ("<p>a</b></p>", "<p>a</p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("1 &lt; 2 &amp; 3", "1 &lt; 2 &amp; 3"),
        ("<p tabindex='5'>a</p>", "<p>a</p>"),
        ("a<br/>b", "a<br>b"),
        ("<input>a", "a"),
    ],
)
def test_keeps_what_is_harmless(given, kept):
    assert clean(given) == kept


@given(st.text(alphabet="<>/abpscript =\"'&;#!-", max_size=60))
def test_never_lets_a_script_through(text):
    html = clean(text)
    assert "<script" not in html
    assert markup.clean_html(html, outline()) == html or "<" in text


def test_ids_are_renamed_with_their_references():
    page = outline()
    html = '<h2 id="a">A</h2><p id="b" aria-labelledby="a"><a href="#b">b</a></p>'
    assert clean(html, page) == html
    assert clean(html, page) == (
        '<h2 id="a-2">A</h2><p id="b-2" aria-labelledby="a-2"><a href="#b-2">b</a></p>'
    )
    assert clean("<i id=c></i><i id=c></i>", page) == '<i id="c"></i><i id="c-2"></i>'


def test_headings_get_ids_and_levels_without_gaps():
    page = outline()
    assert clean("<h1>The title {#x}</h1><h4>Deep &amp; wide</h4><h1>Again</h1>", page) == (
        '<h2 id="deep-wide">Deep &amp; wide</h2><h2 id="again">Again</h2>'
    )
    assert page.title == "The title"
    assert clean("<h4>D</h4><h2>发现 {#found}</h2>", page) == (
        '<h3 id="d">D</h3><h2 id="found">发现</h2>'
    )
    assert [heading.level for heading in page.headings] == [2, 2, 3, 2]


def test_tables_stand_in_a_region_of_their_own():
    html = clean("<table><caption>C &lt;</caption><tr><td>1</td></tr></table>")
    assert html.startswith('<div class="scroll" role="group" tabindex="0" aria-label="C &lt;">')
    assert html.endswith("</table></div>")
    own = '<div role="region" tabindex="0">\n<table><tr><td>1</td></tr></table></div>'
    assert clean(own) == (
        '<div role="group" tabindex="0">\n<table role="table"><tr role="row">'
        '<td role="cell">1</td></tr></table></div>'
    )


TABLE = (
    '<table class="data"><colgroup><col class="key"></colgroup><thead><tr><th scope="col">a</th>'
    '<th scope="col">b "q"<small>c</small></th></tr></thead>'
    '<tbody><tr><th scope="row">1</th><td>2</td></tr></tbody></table>'
)


def test_tables_keep_their_roles_where_cells_become_blocks():
    html = clean(TABLE)
    assert '<table class="data h1" role="table">' in html
    assert '<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">' in html
    assert '<th scope="row" role="rowheader">1</th><td role="cell">2</td>' in html
    assert '<colgroup><col class="key"></colgroup>' in html


def test_cells_of_narrow_screens_carry_the_headers_of_their_columns():
    outline = Outline(resolve=lambda figure: f"#fig-{figure}")
    assert outline.label_css() == ""
    for _ in range(2):  # tables with the same headers share their style
        markup.clean_html(TABLE, outline)
    markup.clean_html(TABLE.replace(">a<", ">&lt;/style&gt;<"), outline)
    assert outline.label_css() == (
        "@media screen and (max-width:44rem){"
        '.h1 td:nth-child(1)::before{content:"a"}'
        '.h1 td:nth-child(2)::before{content:"b \\22 q\\22 "}'
        '.h2 td:nth-child(1)::before{content:"\\3c /style\\3e "}'
        '.h2 td:nth-child(2)::before{content:"b \\22 q\\22 "}}'
    )


def test_table_rows():
    html = "<table><tr><th>a<br>b</th><td> 1 &lt; </td></tr></table><table><tr><td>x"
    assert markup.table_rows(html) == [["a b", "1 <"]]
    assert markup.table_rows("<p>none</p>") == []
