"""Markdown of cells as HTML of a page."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.site.markdown import render
from analysis.site.outline import Outline


def outline():
    return Outline(resolve=lambda figure: f"#fig-{figure}")


def said(source, page=None):
    return render(source, page or outline())


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('plain "words" & 1 < 2', '<p>plain "words" &amp; 1 &lt; 2</p>'),
        (
            "*a* **b** `c<d` ~~e~~",
            "<p><em>a</em> <strong>b</strong> <code>c&lt;d</code> <del>e</del></p>",
        ),
        ("<b>raw</b>", "<p>&lt;b&gt;raw&lt;/b&gt;</p>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("---", "<hr>"),
        ("[14](figures.html#x-2016-001)", '<p><a href="#fig-x-2016-001">14</a></p>'),
        ("[m](../../reports/en/method.html#a)", '<p><a href="method.html#a">m</a></p>'),
        ('[m](method.html#limits "t")', '<p><a href="method.html#limits" title="t">m</a></p>'),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
        ("[x](data:text/html,x)", "<p><a>x</a></p>"),
        ("![w](http://a.example/x.png)", "<p>w</p>"),
        ("![w](data:image/png;base64,AA)", '<p><img src="data:image/png;base64,AA" alt="w"></p>'),
        ("```python\nx < 1\n```", '<pre><code class="language-python">x &lt; 1\n</code></pre>'),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("a &amp; b", "<p>a &amp; b</p>"),
    ],
)
def test_markdown_is_html_without_surprises(source, html):
    assert said(source).strip() == html


@pytest.mark.parametrize(
    ("heading", "html"),
    [
        ('## Pears <a id="fruit"></a>', '<h2 id="fruit">Pears</h2>'),
        ("## Pears {#fruit}", '<h2 id="fruit">Pears</h2>'),
        ('## **Pears**<a id="fruit"></a>', '<h2 id="fruit"><strong>Pears</strong></h2>'),
        ('## `pears` <a id="fruit"></a> ', '<h2 id="fruit"><code>pears</code></h2>'),
        ('## <a id="fruit"></a>', '<h2 id="fruit"></h2>'),
        (
            '## Pears <a id="2"></a>',
            '<h2 id="pears-a-id-2-a">Pears &lt;a id="2"&gt;&lt;/a&gt;</h2>',
        ),
        ("## Pears <b>x</b>", '<h2 id="pears-b-x-b">Pears &lt;b&gt;x&lt;/b&gt;</h2>'),
    ],
)
def test_an_id_of_its_own_is_no_word_of_a_heading(heading, html):
    page = outline()
    assert said(heading, page).strip() == html


def test_headings_get_ids_and_levels_without_gaps():
    page = outline()
    html = said("# The *title* {#x}\n\n#### Deep & `wide`\n\n# Again", page)
    assert html.strip() == (
        '<h2 id="deep-wide">Deep &amp; <code>wide</code></h2>\n<h2 id="again">Again</h2>'
    )
    assert page.title == "The title"
    assert said('#### D\n\n## 发现 <a id="found"></a>\n\n## Again', page).splitlines() == [
        '<h3 id="d">D</h3>',
        '<h2 id="found">发现</h2>',
        '<h2 id="again-2">Again</h2>',
    ]
    assert [(heading.level, heading.text) for heading in page.headings] == [
        (2, "Deep & wide"),
        (2, "Again"),
        (3, "D"),
        (2, "发现"),
        (2, "Again"),
    ]


def test_tables_stand_in_a_box_that_scrolls_and_label_their_cells():
    page = outline()
    html = said('| a | b "q" |\n|---|--:|\n| *1* | 2 |', page)
    assert html.startswith(
        '<div class="scroll" role="group" tabindex="0" aria-label="Table 1">'
        '<table class="h1">\n<thead>\n<tr>\n'
        "  <th>a</th>\n"
    )
    assert "<td><em>1</em></td>" in html
    assert "style=" not in html
    assert html.rstrip().endswith("</tbody>\n</table></div>")
    assert '.h1 td:nth-child(2)::before{content:"b \\22 q\\22 "}' in page.label_css()


def test_footnotes_of_several_cells_do_not_meet():
    page = outline()
    first, second = (said("a[^1]\n\n[^1]: b", page) for _ in range(2))
    assert 'id="fnref-1"><a href="#fn-1">1</a>' in first
    assert '<li id="fn-1"><p>b<a href="#fnref-1" class="footnote">↩</a></p></li>' in first
    assert 'id="fnref-1-2"><a href="#fn-1-2">1</a>' in second
    assert '<li id="fn-1-2"><p>b<a href="#fnref-1-2"' in second


@given(st.text(alphabet="<>/abs crip=\"'&;#!-[](){}*|`\n:1", max_size=60))
def test_whatever_is_written_no_script_comes_of_it(text):
    html = said(text)
    for element in html5lib.parseFragment(html).iter():
        assert not str(element.tag).endswith("script")
        assert not any(name.startswith("on") for name in element.attrib)
