import json
from html.parser import HTMLParser

import pandas as pd
import pytest

from analysis.errors import AnalysisError
from analysis.show.display import Chart, Html, Prose, Table, csv_text, escape, figure_link

SVG = '<svg class="chart" viewBox="0 0 460 20"><rect width="460" height="20"/></svg>\n'


def table(**changes: object) -> Table:
    frame = pd.DataFrame(
        [
            {"figure": "a-2016-001", "what": "<script>", "literal": "近1400万元", "n": "14"},
            {"figure": "", "what": "=HYPERLINK(1)", "literal": "", "n": "-3"},
        ]
    )
    cells: dict[str, object] = {
        "frame": frame,
        "caption": "Money & goods",
        "headers": {"what": "What", "literal": "As printed", "n": "Number"},
        "name": "money",
        "language": "en",
        "links": {"literal": "figure"},
        "numbers": ("n",),
        "sort": {"n": "n"},
        "notes": ("one < two",),
    }
    cells.update(changes)
    return Table(**cells)  # type: ignore[arg-type]


def chart(**changes: object) -> Chart:
    cells: dict[str, object] = {
        "name": "demo",
        "language": "en",
        "svg": SVG,
        "alt": "Dot plot: one thing.",
        "title": "One thing was counted",
        "subtitle": "What the marks mean",
        "data": pd.DataFrame([{"figure_id": "a-2016-001", "literal": "3家"}]),
        "headers": {"literal": "As printed"},
        "figure_ids": ("a-2016-001",),
        "caveats": ("careful",),
        "footer": "Sources: a",
        "sources": ("a-2016",),
        "links": {"literal": "figure_id"},
    }
    cells.update(changes)
    return Chart(**cells)  # type: ignore[arg-type]


def test_escape_leaves_only_html_alone() -> None:
    assert escape('<a href="x">') == "&lt;a href=&quot;x&quot;&gt;"
    assert escape(Html("<b>")) == "<b>"


def test_figure_link_marks_chinese_words_in_english_text() -> None:
    link = '<a class="fig" href="figures.html#a-2016-001"'
    assert figure_link("近<14>", "a-2016-001", "en") == f'{link} lang="zh-CN">近&lt;14&gt;</a>'
    assert figure_link("近14", "a-2016-001", "zh") == f"{link}>近14</a>"


def test_table_has_caption_scopes_and_links() -> None:
    html = table().to_html()
    assert '<caption id="money-caption">Money &amp; goods</caption>' in html
    assert '<th scope="col">What</th>' in html
    assert '<th scope="col" class="num">Number</th>' in html
    assert '<th scope="row">&lt;script&gt;</th>' in html
    assert (
        '<td><a class="fig" href="figures.html#a-2016-001" lang="zh-CN">近1400万元</a></td>' in html
    )
    assert '<td class="num" data-sort="14">14</td>' in html
    assert '<div class="notes"><p>one &lt; two</p></div>' in html
    assert "<script" not in html
    assert table().figure_ids == ("a-2016-001",)


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
    html = table().to_html()
    assert '<col class="key"><col class="short"><col class="number">' in html
    prose = table(frame=table().frame.assign(literal="word " * 12)).to_html()
    assert '<col class="key"><col class="prose"><col class="number">' in prose
    declared = table(roles={"what": "prose", "literal": "wide"}).to_html()
    assert '<col class="prose"><col class="wide"><col class="number">' in declared


def test_a_column_can_stand_below_another_and_stays_apart_in_downloads() -> None:
    shown = table(below={"what": "literal"})
    html = shown.to_html()
    assert '<th scope="col">What<small>As printed</small></th>' in html
    assert "&lt;script&gt;<small>近1400万元</small></th>" in html
    assert "<small></small>" not in html
    assert shown.to_csv().startswith("\ufeffWhat,As printed,Number\r\n")


def test_a_table_that_is_only_to_be_downloaded_shows_nothing() -> None:
    shown = table(shown="download")
    assert shown.to_html() == ""
    assert shown.metadata()["shown"] == "download"
    assert shown.metadata()["rows"] == table().metadata()["rows"]


def test_table_as_text() -> None:
    assert table().to_text() == (
        "Money & goods\nWhat | As printed | Number\n<script> | 近1400万元 | 14\n"
        "=HYPERLINK(1) |  | -3\none < two"
    )


def test_csv_is_harmless_in_spreadsheet_programs() -> None:
    assert table().to_csv() == (
        "\ufeffWhat,As printed,Number\r\n<script>,近1400万元,14\r\n'=HYPERLINK(1),,-3\r\n"
    )
    frame = pd.DataFrame([{"a": "+1+1"}, {"a": "@x"}, {"a": "-2.5"}])
    assert csv_text(frame, {}) == "\ufeffa\r\n'+1+1\r\n'@x\r\n-2.5\r\n"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"caption": ""}, "needs a caption"),
        ({"headers": {}}, "no column has a header"),
        ({"headers": {"nope": "x"}}, "there is no column 'nope'"),
        ({"links": {"literal": "nope"}}, "there is no column 'nope'"),
        ({"name": "a b"}, "cannot be part of an id"),
        ({"language": "fr"}, "Unknown language 'fr'"),
        ({"roles": {"what": "huge"}}, "there is no role 'huge'"),
        ({"roles": {"nope": "key"}}, "there is no column 'nope'"),
        ({"below": {"what": "nope"}}, "there is no column 'nope'"),
        ({"shown": "sideways"}, "cannot be shown 'sideways'"),
    ],
)
def test_a_broken_table_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        table(**changes)


@pytest.mark.parametrize("part", ["alt", "title", "subtitle", "svg"])
def test_a_chart_without_words_is_refused(part: str) -> None:
    with pytest.raises(AnalysisError, match=f"Chart demo: it needs {part}"):
        chart(**{part: ""})


def test_chart_bundle_holds_picture_alt_and_everything_else() -> None:
    data, metadata = chart()._repr_mimebundle_()
    assert data == {"image/svg+xml": SVG, "text/plain": "Dot plot: one thing."}
    found = metadata["analysis"]
    assert json.loads(json.dumps(found)) == found
    assert found["title"] == "One thing was counted"
    assert found["table"]["rows"] == [["3家"]]
    assert found["table"]["caption"] == "Data of the chart: One thing was counted"
    assert 'href="figures.html#a-2016-001"' in found["table"]["html"]


def test_standalone_picture_carries_its_words() -> None:
    assert "One thing was counted" in chart().standalone
    assert "Sources: a" in chart().standalone


def test_prose_escapes_text_and_keeps_links() -> None:
    prose = Prose([["a < b: ", figure_link("3家", "a-2016-001", "en"), "."], "plain"], "p", "en")
    assert prose.to_html() == (
        '<p>a &lt; b: <a class="fig" href="figures.html#a-2016-001" lang="zh-CN">3家</a>.</p>\n'
        "<p>plain</p>\n"
    )
    assert prose.to_text() == "a < b: 3家.\nplain"
    assert prose.figure_ids == ("a-2016-001",)
    data, metadata = prose._repr_mimebundle_()
    assert set(data) == {"text/html", "text/plain"}
    assert metadata["analysis"]["figure_ids"] == ["a-2016-001"]


def test_prose_as_a_list() -> None:
    assert Prose(["one"], "p", "zh", items=True).to_html() == (
        '<ul class="prose">\n<li>one</li>\n</ul>\n'
    )
