"""Cleaning of HTML that is not ours."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.site import foreign_html
from analysis.site.outline import Outline


def outline():
    return Outline(resolve=lambda figure: f"#fig-{figure}")


def clean(html, page=None):
    return foreign_html.clean(html, page or outline())


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
        ("<img src='http://a.example/x.png' alt='words'>", '<img alt="words">'),
        (
            "<img src='data:image/png;base64,AA' alt='w'>",
            '<img src="data:image/png;base64,AA" alt="w">',
        ),
        ("<blink>a</blink>", "a"),
        ("<h2>a</h2><p>b</p>", "a<p>b</p>"),  # the outline is the notebook's
        ("<p>a</b></p>", "<p>a</p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("1 &lt; 2 &amp; 3", "1 &lt; 2 &amp; 3"),
        ("<p tabindex='5'>a</p>", "<p>a</p>"),
        ("<p tabindex='0' data-x='1' aria-label='b'>a</p>", None),
        ("a<br/>b", "a<br>b"),
        ("<input>a", "a"),
        ("<svg><a href='x'></a></svg>a", "a"),
        ("<svg><text>a</text></svg><template>b</template>c", "c"),
        ("<form>a</form><button>b</button><textarea>c</textarea><noscript>d</noscript>e", "e"),
        ("<!-- a -->b", "b"),
    ],
)
def test_keeps_what_is_harmless(given, kept):
    if kept is None:
        assert clean(given).count("=") == 3
    else:
        assert clean(given) == kept


@given(st.text(alphabet="<>/abpscript =\"'&;#!-", max_size=60))
def test_never_lets_a_script_through_and_is_well_formed(text):
    html = clean(text)
    tags = {
        element.tag.rpartition("}")[2]
        for element in html5lib.parseFragment(html).iter()
        if isinstance(element.tag, str)
    }
    assert tags - {"DOCUMENT_FRAGMENT"} <= foreign_html.ALLOWED
    assert clean(html) == html


def test_ids_are_renamed_with_their_references():
    page = outline()
    html = '<i id="a">A</i><p id="b" aria-labelledby="a"><a href="#b">b</a></p>'
    assert clean(html, page) == html
    assert clean(html, page) == (
        '<i id="a-2">A</i><p id="b-2" aria-labelledby="a-2"><a href="#b-2">b</a></p>'
    )
    assert clean("<i id=c></i><i id=c></i>", page) == '<i id="c"></i><i id="c-2"></i>'
    assert clean('<a href="#d">to</a><i id="d">D</i>', page) == (
        '<a href="#d">to</a><i id="d">D</i>'
    )


def test_tables_keep_their_cells_and_lose_their_look():
    html = clean("<table border=1><tr><th>a</th><td style='x'>1</td></tr></table>")
    assert html == "<table><tbody><tr><th>a</th><td>1</td></tr></tbody></table>"


def test_table_rows():
    html = "<table><tr><th>a<br>b</th><td> 1 &lt; </td></tr></table><table><tr><td>x"
    assert foreign_html.table_rows(html) == [["a b", "1 <"]]
    assert foreign_html.table_rows("<p>none</p>") == []
