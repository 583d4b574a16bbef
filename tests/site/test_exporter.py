"""The exported page: one file, valid, linked within itself, harmless, and always the same."""

from __future__ import annotations

import base64
import io
import json
import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from urllib.parse import unquote

import html5lib
import pytest
import report_pages as rp
from fontTools.ttLib import TTFont
from nbformat import v4

from analysis.charts.style.fonts import FAMILY, TEXT_FAMILY
from analysis.errors import AnalysisError
from analysis.language import LANGUAGES
from analysis.show.displays import Table
from analysis.site import (
    assets,
    builder,
    card_places,
    context,
    downloads,
    exporter,
    outputs,
    search,
)
from analysis.site import web_fonts as fonts
from analysis.site.packing import unpacked

XHTML = "{http://www.w3.org/1999/xhtml}"


def page(language="en", name="theme-test", notebook=None, **fields):
    node = notebook or rp.notebook(language)
    return exporter.export_page(node, name, language, rp.context(name, language, **fields))


@pytest.fixture(scope="module")
def pages():
    return {language: page(language) for language in LANGUAGES}


def without_data(html):
    return re.sub(r'="data:[^"]*"|url\("data:[^"]*"\)', "", html)


def parsed(html):
    return html5lib.HTMLParser(strict=True).parse(html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_is_valid_html(pages, language):
    tree = parsed(pages[language])
    assert tree.attrib["lang"] == {"en": "en", "zh": "zh-CN"}[language]
    assert len(list(tree.iter(f"{XHTML}h1"))) == 1


def test_chooser_is_valid_html():
    html = exporter.chooser_page()
    parsed(html)
    assert 'href="en/index.html"' in html
    assert 'href="zh/index.html"' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_loads_nothing(pages, language):
    html = without_data(pages[language])
    assert not re.search(r"\bsrc(set)?=", html)
    assert set(re.findall(r'<link rel="([a-z-]+)"', html)) == {"icon", "alternate", "license"}
    assert html.count("<link ") == html.count("<link rel=")
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)
    assert not re.search(r"\bimport\s*\(|\bfetch\(|XMLHttpRequest", html)
    assert "http:" not in html.replace("http://bad.example", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_are_unique_and_references_alive(pages, language):
    html = without_data(pages[language])
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]+)"', html):
        assert target in ids
    for refs in re.findall(r'aria-labelledby="([^"]+)"', html):
        assert set(refs.split()) <= set(ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_heading_levels_skip_nothing(pages, language):
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", pages[language])]
    main = levels[levels.index(1) :]
    for before, after in pairwise(main):
        assert after <= before + 1


def test_only_the_language_of_the_page_is_shown(pages):
    assert "English lede" in pages["en"]
    assert "中文导语" not in pages["en"]
    assert "中文导语" in pages["zh"]
    assert "English lede" not in pages["zh"]


def test_title_comes_from_the_notebook(pages):
    assert "<h1>English title</h1>" in pages["en"]
    assert "<title>English title · " in pages["en"]
    assert "<h1>中文标题</h1>" in pages["zh"]


def test_twin_neighbours_and_navigation(pages):
    assert 'href="../zh/theme-test.html" hreflang="zh-CN" lang="zh-CN">中文</a>' in pages["en"]
    assert 'href="../en/theme-test.html" hreflang="en" lang="en">English</a>' in pages["zh"]
    assert '<a class="prev" href="index.html">' in pages["en"]
    assert '<a class="next" href="figures.html">' in pages["en"]
    assert '<a href="theme-test.html" aria-current="page">A theme</a>' in pages["en"]
    assert '<a class="skip" href="#main">' in pages["en"]


def test_contents_list_the_headings_once_each(pages):
    toc = re.search(r'<nav class="toc".*?</nav>', pages["en"], re.S)[0]
    assert re.findall(r'href="#([^"]+)"', toc) == [
        "findings",
        "findings-2",
        "deep",
        "limits",
        "figures",
        "doc-testcity-2016",
    ]


def test_code_is_closed_under_its_outputs_or_hidden(pages):
    html = pages["en"]
    assert html.count('<details class="code">') == 4
    assert "chart = " in html
    assert "again()" not in html
    assert "no output" in html  # code without output goes with the next one
    assert "notebooks/pages/theme.ipynb, cell 9" in html
    assert "<details open" not in html


def test_chart_has_words_sources_period_and_caveats(pages):
    figure = re.search(
        r'<figure class="graph" id="chart-test-chart".*?</figure>', pages["en"], re.S
    )
    html = figure[0]
    assert '<h3 class="finding" id="chart-test-chart-title">A finding of 2016</h3>' in html
    assert "How to read it" in html
    assert 'aria-label="What was counted: A finding of 2016"' in html
    assert '<a class="fig" href="#fig-testcity-2016-001" lang="zh-CN">14.5万名</a>' in html
    assert "<dt>Period</dt><dd>2016</dd>" in html
    assert "“—”" in html


def test_figure_links_lead_to_cards_on_the_page(pages):
    html = pages["en"]
    cards = html.index('<section class="figures copies"')
    assert 'href="figures.html#testcity' not in without_data(html[:cards])
    assert re.search(r'<svg [^>]*class="chart".*?<a href="#fig-testcity-2016-001">', html)
    for number in (1, 2, 3):
        assert f'<dl id="fig-testcity-2016-00{number}">' in html
        home = f"document-testcity-2016.html#fig-testcity-2016-00{number}"
        assert f'<dt>In its text</dt><dd><a href="{home}">' in html
    assert "fig-testcity-2016-004" not in html


def test_a_figure_without_row_links_to_the_page_of_its_text():
    html = page(figures=rp.OBSERVED[1:2])
    assert 'href="document-testcity-2016.html#fig-testcity-2016-001"' in html


def test_the_page_of_a_text_has_the_cards_of_all_its_figures_and_their_uses():
    others = (rp.observation(1, figure_id="elsewhere-2015-001", document="elsewhere-2015"),)
    html = page(
        name="document-testcity-2016",
        notebook=v4.new_notebook(),
        figures=rp.OBSERVED + others,
        pages=(
            *rp.PAGES,
            context.ReportPage("city-testcity", "city", {"en": "Testcity", "zh": "测试市"}),
        ),
        used_in={
            "testcity-2016-001": ("index.html", "theme-test.html#fig-testcity-2016-001"),
        },
    )
    parsed(html)
    for number in (1, 2, 3, 4):
        assert f'<dl id="fig-testcity-2016-00{number}">' in html
    assert "elsewhere-2015" not in html
    assert '<dt>Used on</dt><dd><a href="index.html">Overview</a>, <a href="theme-' in html
    assert html.count('<a href="city-testcity.html">Testcity</a></dd>') == 4
    assert "In its text" not in html


def test_a_text_that_no_other_page_shows_says_so():
    html = page(name="document-testcity-2016", notebook=v4.new_notebook())
    assert html.count("<dt>Used on</dt><dd>no other page</dd>") == 4


def test_a_page_with_too_many_figures_has_no_copies_of_cards(monkeypatch):
    monkeypatch.setattr(card_places, "COPIED", 2)
    html = page()
    assert 'href="document-testcity-2016.html#fig-testcity-2016-001"' in html
    assert 'class="card"' not in html
    assert page(name="document-testcity-2016").count('<details class="card"') == 4


def built(name="theme-test", **fields):
    made = builder.Builder(rp.notebook("en"), name, "en", rp.context(name, **fields), {})
    made.build()
    return made


def test_a_page_leaves_which_figures_it_shows_as_data():
    card = "theme-test.html#fig-testcity-2016-00{}"
    assert built().uses == {f"testcity-2016-00{n}": card.format(n) for n in (1, 2, 3)}
    unknown = built(figures=rp.OBSERVED[1:2]).uses  # of the others, the page has no card
    assert unknown["testcity-2016-001"] == "theme-test.html"
    assert unknown["testcity-2016-002"] == card.format(2)
    assert set(built("index").uses.values()) == {"index.html"}


def test_a_published_page_that_chooses_writes_its_uses_beside_it(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    monkeypatch.setattr(exporter, "load_context", rp.context)
    html = exporter.publish_page(rp.notebook("en"), "index", "en")
    assert html == page(name="index")
    assert context.read_uses(tmp_path / "reports" / "en")["testcity-2016-001"] == ("index.html",)
    exporter.publish_page(rp.notebook("en"), "theme-test", "en")
    assert not context.uses_file(tmp_path / "reports" / "en", "theme-test").exists()


def found(html):
    """Return the data of the search of a page."""
    return json.loads(unpacked(re.search(r'id="find-data">(.*?)</script>', html, re.S)[1]))


@pytest.mark.parametrize(("name", "most"), [("index", 30), ("figures", None)])
def test_index_and_page_of_all_figures_search_and_link_to_the_cards(name, most):
    html = page(name=name)
    parsed(html)
    assert 'href="document-testcity-2016.html#fig-testcity-2016-001"' in html
    assert 'class="card"' not in html
    data = found(html)
    assert data["most"] == most
    assert data["card"] == "document-{document}.html#fig-{figure}"
    columns = data["figures"]
    assert [figure[-3:] for figure in columns[0]] == ["001", "002", "003", "004"]
    assert columns[1][2] == rp.SCRIPT
    assert columns[8][0] == rp.OBSERVED[0].measures["zh"]
    assert data["themes"][0][0] != data["themes"][0][1]  # in both languages
    terms = [data["terms"][place] for place in columns[10][1]]
    assert terms[:2] == ["Testcity 2016 | 测试2016", "Members of the scheme | 参保人数"]
    assert any(term.startswith("doubtful") for term in terms)
    assert len(set(data["terms"])) == len(data["terms"])
    assert (columns[12], data["statuses"]) == ([0, 1, 0, 0], ["doubtful"])
    assert data["printed"] is False  # lists begin with numbers as the page says them
    assert html.index('id="find"') < html.rindex("<h2")


def scripted(html):
    """Yield every word that the scripts of a page can put on it."""
    yield from json.loads(re.search(r'id="words">(.*?)</script>', html, re.S)[1]).values()
    if 'id="find-data"' in html:
        yield from search.listed_words(found(html))
        yield from re.findall(r'data-(?:found|near|none|more|beside|worked|all)="([^"]*)"', html)
    away = re.search(r'id="away"[^>]*>(.*?)</', html, re.S)
    if away:
        yield from (re.sub(r"<[^>]*>", "", told) for told in json.loads(unpacked(away[1])).values())


def of_text_font(html):
    """Return the characters of the font in which a page's text is set."""
    rule = re.search(rf'@font-face{{font-family:"{TEXT_FAMILY}".*?base64,([^"]*)"', html, re.S)
    return set(map(chr, TTFont(io.BytesIO(base64.b64decode(rule[1]))).getBestCmap()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["index", "figures", "theme-test", "document-testcity-2016"])
def test_the_font_has_the_characters_of_all_that_scripts_say(name, language):
    html = page(language, name=name)
    needed = set(filter(fonts.is_text, "".join(scripted(html))))
    assert needed or language == "en"
    assert sorted(needed - of_text_font(html)) == []


def test_above_six_texts_the_index_leaves_the_search_to_the_page_of_all_figures():
    texts = [rp.document(document=f"testcity-201{n}", sha256=f"{n}" * 64) for n in range(7)]
    many = replace(rp.codebook(), documents=tuple(texts))
    index = page(name="index", codebook=many)
    assert 'data-to="figures.html#find"' in index and "find-data" not in index
    assert len(found(page(name="figures", codebook=many))["figures"][0]) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_in_data_is_shown_as_text(pages, language):
    html = pages[language]
    assert rp.SCRIPT not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<b>" not in html
    kinds = re.findall(r"<script([^>]*)>", html)
    assert kinds == [' type="application/ld+json"', ' type="application/json" id="words"', ""]


def download(html, kind, number=0):
    link = re.findall(rf'<a download="([^"]+\.{kind})"[^>]*href="([^"]+)"', html)[number]
    mime, _, content = unescape(link[1]).partition(",")
    return link[0], mime, unquote(content)


def test_csv_download_round_trip(pages):
    name, mime, text = download(pages["zh"], "csv")
    assert name == "theme-test-test-chart-zh.csv"
    assert mime == "data:text/csv;charset=utf-8"
    assert text.startswith("\ufeffid,value,low,high,ends,unit,period_start,period_end,")
    rows = downloads.csv_rows(text)
    assert rows[0][8:] == ["bound", "status", "统计的内容", "n"]
    assert rows[1] == [
        *("testcity-2016-001", "145000", "144500", "145500", "[)", "人"),
        *("2016-12-31", "2016-12-31", "exact", "as_printed", "参保职工", "145000"),
    ]
    assert rows[2] == [*([""] * 10), rp.SCRIPT, "-5"]
    assert rows[3] == [*([""] * 10), "'" + rp.FORMULA, "13047"]


def test_frame_of_the_svg_download_has_title_and_footer_and_room_for_the_drawing(pages):
    frame = re.search(r'<template class="frame">(.*?)</template>', pages["en"], re.S)[1]
    assert frame.startswith('<a download="theme-test-test-chart-en.svg" aria-label="Chart (SVG): ')
    assert "font-family=\"'Analysis Sans SC', 'Analysis Text SC', sans-serif\"" in frame
    assert "var(" not in frame
    assert "href" not in frame
    assert "A finding of 2016" in frame
    assert "Testcity 2016" in frame
    assert re.search(r'<g transform="translate\(0 [\d.]+\)"><g /></g>', frame)
    assert "145,000 people" not in re.sub(r"<(title|desc)>.*?</\1>", "", frame)


def test_a_chart_drawn_twice_has_one_frame_and_a_class_for_each_width(pages):
    html = re.search(r'<figure class="graph" id="chart-tall-chart".*?</figure>', pages["en"], re.S)
    assert html is not None
    drawn = re.search(r'<div class="canvas">.*?</div>', html[0], re.S)[0]
    assert re.findall(r'class="(chart[^"]*)"', drawn) == ["chart wide", "chart narrow"]
    assert re.findall(r'viewBox="([^"]+)"', drawn) == ["0 0 460 300", "0 0 320 300"]
    assert drawn.count('aria-label="What was counted') == 2
    ids = re.findall(r' id="([^"]+)"', drawn)
    assert len(ids) == len(set(ids)) == 2
    frame = re.search(r'<template class="frame">(.*?)</template>', html[0], re.S)[1]
    assert frame.count("<g /></g>") == 1
    assert "union-figures 1.2.3, CC BY 4.0" in frame


def test_fonts_have_just_the_characters_of_the_charts_and_the_chinese_of_the_page(pages):
    from base64 import b64decode

    from fontTools.ttLib import TTFont

    faces = re.findall(r'@font-face\{[^}]*?base64,([^"]+)"', pages["en"])
    regular, bold, text = (
        {chr(code) for code in TTFont(io.BytesIO(b64decode(face))).getBestCmap()} for face in faces
    )
    charts = re.findall(
        r'<div class="canvas[^"]*".*?</div>|<template.*?</template>', pages["en"], re.S
    )
    said = "".join(re.findall(r"<text[^>]*>([^<]*)<", "".join(charts)))
    assert regular >= set("145,000 people")
    assert regular == set(fonts._COMMON)  # one cut serves all pages
    assert not any(ord(char) >= 0x2E80 for char in regular)  # these are in the font of the text
    assert bold >= set(" 012A finding")
    assert not any(ord(char) >= 0x2E80 for char in bold)
    assert bold <= set(unescape(said))
    unseen = (  # browsers show names and tooltips in a font of their own
        r"<script.*?</script>|<style.*?</style>|<title>.*?</title>|<desc>.*?</desc>"
        r'|(?: |-)(?:href|content|title|aria-label|alt|download)="[^"]*"'
    )
    shown = re.sub(unseen, "", pages["en"], flags=re.S)
    assert text == {char for char in shown if ord(char) >= 0x2E80}
    assert "中" in text
    assert "参" in text  # which the chart shows in bold


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_input_same_bytes(pages, language):
    assert page(language) == pages[language]
    assert "\r" not in pages[language]


def test_build_stamp_follows_the_content():
    def stamp(html):
        return re.search(r"<dt>Build</dt><dd><code>([0-9a-f]{16})</code>", html)[1]

    assert stamp(page(build="ab" * 32)) == "ab" * 8
    assert stamp(page()) != stamp(page(data_version="1.2.4"))


def test_footer_has_citation_version_and_sources(pages):
    html = pages["en"]
    cited = (
        r'<span class="cite">The pear group \(2031\)\. “English title”, in: .* version 1\.2\.3, '
    )
    assert re.search(cited, html)
    assert 'href="../../notebooks/pages/theme.ipynb"' in html
    assert 'href="../../data/processed/datapackage.json"' in html


def test_a_page_explains_the_words_that_it_marks_and_no_others(pages):
    for html in pages.values():
        marked = re.findall(r'class="term" href="#term-([a-z-]+)"', html)
        explained = re.findall(r'<div id="term-([a-z-]+)">', html)
        assert sorted(marked) == sorted(explained)
        assert bool(explained) == ('class="glossary"' in html)


def cells(*given):
    node = v4.new_notebook()
    node.cells = list(given)
    return node


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (
            cells(rp.code("1/0", [v4.new_output("error", ename="ZeroDivisionError", evalue="")])),
            r"Page theme-test \(en\), cell 1: the output is an error \(ZeroDivisionError\)",
        ),
        (
            cells(rp.code("x", [v4.new_output("display_data", {"image/png": "AAAA"})])),
            "cell 1: the picture has no alt text",
        ),
        (
            cells(rp.code("x", [v4.new_output("display_data", {"image/svg+xml": "<svg/>"})])),
            "cell 1: the chart has no alt text",
        ),
        (
            cells(rp.code("x", [v4.new_output("display_data", {"image/svg+xml": "<svg>"})])),
            "the SVG is not well formed",
        ),
        (cells(rp.markdown("[there](#nowhere)")), r"the link to #nowhere leads nowhere"),
        (
            cells(rp.markdown("[there](city-none.html)")),
            "to city-none.html leads nowhere",
        ),
    ],
)
def test_faults_are_said_in_a_sentence(node, said):
    with pytest.raises(AnalysisError, match=said):
        page(notebook=node)


def test_unknown_language_is_refused():
    with pytest.raises(AnalysisError, match="Unknown language 'fr'"):
        exporter.export_page(rp.notebook("en"), "theme-test", "fr", rp.context())


@pytest.mark.parametrize(
    ("name", "length", "limit"), [("theme-test", 700_000, 600_000), ("index", 400_000, 300_000)]
)
def test_a_large_page_is_published_and_said_to_load_slowly(name, length, limit, capsys):
    assert "a" * length in page(name=name, notebook=cells(rp.markdown("a" * length)))
    said = capsys.readouterr().err
    assert said.startswith(f"note: page {name} (en) has ")
    assert said.endswith(f"so that it keeps to {limit}.\n")


def test_a_page_within_its_limit_is_published_in_silence(capsys):
    page(name="index", notebook=cells(rp.markdown("a" * 100_000)))
    assert capsys.readouterr().err == ""


def test_a_page_that_would_be_too_large_leaves_out_what_stands_elsewhere(monkeypatch, capsys):
    whole = page()
    monkeypatch.setattr(exporter, "LIMIT", len(whole.encode()) - 1)
    packed = page()
    assert "data:text/csv" in whole and "data:text/csv" not in packed
    files = json.loads(unpacked(re.search(r'id="files">(.*?)</script>', packed, re.S)[1]))
    buttons = re.findall(r'data-file="(\d+)" data-name="([^"]+)"', packed)
    assert [int(number) for number, _ in buttons] == list(range(len(files)))
    assert (files[0], buttons[0][1]) == (download(whole, "csv")[2], download(whole, "csv")[0])
    monkeypatch.setattr(exporter, "LIMIT", len(packed.encode()) - 1)
    leaner = page()
    assert (
        "To keep the page small, only some of its downloads and computations are attached" in leaner
    )
    assert ".csv" not in without_data(leaner)
    assert leaner.count('class="card"') == whole.count('class="card"') > 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(exporter, "LIMIT", len(leaner.encode()) - 1)
    leanest = page()
    assert 'class="card"' not in leanest
    assert 'href="document-testcity-2016.html#fig-testcity-2016-001"' in leanest
    parsed(leanest)
    monkeypatch.setattr(exporter, "LIMIT", 1)
    assert page() == leanest  # there is nothing else to leave out
    assert "loads slowly" in capsys.readouterr().err
    home = page(name="document-testcity-2016")
    assert home.count('<details class="card"') == 4


def test_how_claims_are_computed_is_left_out_where_a_page_would_be_too_large(monkeypatch):
    node = rp.notebook("en")
    outputs = [each for cell in node.cells for each in cell.get("outputs", ())]
    shown = next(each for each in outputs if "analysis" in each.get("metadata", {}))
    keys = ("place", "set", "name", "result", "words")
    note = dict.fromkeys(keys, "observations") | {"kind": "count", "inputs": [], "gates": []}
    shown["metadata"]["analysis"]["claims"] = [note]
    assert "How this is computed" in page(notebook=node)
    monkeypatch.setattr(exporter, "LIMIT", 1)
    least = page(notebook=node)
    assert "How this is computed" not in least
    assert "To keep the page small" in least


def test_an_index_that_would_be_too_large_leaves_out_one_thing_after_the_other(monkeypatch):
    parts = ('id="away"', "find-data", 'id="files"')

    def beyond(before):
        monkeypatch.setattr(exporter, "INDEX_LIMIT", len(before.encode()) - 1)
        return page(name="index")

    whole = page(name="index")
    kept = [whole]
    while (leaner := beyond(kept[-1])) != kept[-1]:
        assert len(leaner) < len(kept[-1])
        kept.append(leaner)
    held = [[part for part in parts if part in html] for html in kept]
    assert held[0] == ['id="away"', "find-data"]  # nothing is packed yet
    assert held[1] == list(parts)
    assert [len(each) for each in held[1:]] == [3, 2, 1, 0]
    said = "the others stand in data/processed"
    assert [said in html for html in kept] == [False, False, True, True, True]
    assert all('id="find"' in html for html in kept)


def test_private_pages_have_no_limit(monkeypatch):
    monkeypatch.setattr(exporter, "LIMIT", 1)
    articles = {rp.NAME: rp.ARTICLE}
    given = (rp.notebook("en"), "theme-test", "en", rp.context(figures=rp.OBSERVED[:2]))
    assert 'class="card"' in exporter.export_page(*given, articles=articles)


def test_images_with_alt_text_stay_inside_the_page():
    shown = v4.new_output(
        "display_data", {"image/png": "AAAA\n"}, metadata={"analysis": {"alt": "a <dot>"}}
    )
    html = page(notebook=cells(rp.code("x", [shown])))
    assert '<img alt="a &lt;dot&gt;" src="data:image/png;base64,AAAA">' in html


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "<p>Pairs &amp; more: none.</p>"), ("zh", "<p>Pairs &amp; more：无。</p>")],
)
def test_a_table_without_rows_is_a_sentence(language, said):
    empty = Table(
        rows=[],
        caption="Pairs & more",
        headers={"n": "n"},
        name="pairs",
        language=language,
        shown="folded",
    )
    html = page(language, notebook=cells(rp.code("x", [rp.output(empty)])))
    assert said in html
    assert 'id="pairs"' not in html


def test_private_variant_quotes_the_article_and_says_so(pages):
    node = rp.notebook("zh")
    articles = {"testcity-2016": rp.ARTICLE}
    given = rp.context(language="zh", figures=rp.OBSERVED[:1])
    html = exporter.export_page(node, "theme-test", "zh", given, articles)
    parsed(html)
    assert "全市参保职工<mark>14.5万名</mark>" in html
    assert 'class="private"' in html
    assert "全市参保职工" not in pages["zh"]
    assert "../../" in pages["zh"]
    assert "../../" not in html  # private pages lie elsewhere


def test_preloading_reads_what_every_page_needs() -> None:
    assets.environment.cache_clear()
    exporter.preload()
    assert assets.environment.cache_info().currsize == 1


def test_style_names_the_fonts_that_are_embedded():
    for family in (FAMILY, TEXT_FAMILY):
        assert f'"{family}"' in assets.style_sheet()


@pytest.mark.parametrize(("heading", "hidden"), [("What was counted 2", True), ("Else", False)])
def test_a_caption_that_repeats_its_heading_is_for_screen_readers_alone(heading, hidden):
    shown = rp.output(rp.table("en"))
    html = page(notebook=cells(rp.markdown(f"## {heading}"), rp.code("table", [shown])))
    assert ('<caption class="said" id="test-table-caption">' in html) is hidden


def test_how_claims_are_computed_stands_once_at_the_end_of_a_section():
    note = {
        "kind": "count",
        "set": "observations",
        "name": "figures",
        "result": "count() = 2",
        "inputs": [],
    }
    outputs = [rp.output(rp.table("en", rows)) for rows in (2, 3)]
    for each in outputs:
        each["metadata"]["analysis"]["claims"] = [note]
    node = [rp.markdown("## One"), rp.code("a", outputs), rp.markdown("## Two")]
    html = page(notebook=cells(*node))
    assert html.count("How this is computed") == 1
    assert html.index("</table>") < html.index("How this is computed") < html.index(">Two</h2>")
    first = page(name="index", notebook=cells(*node))
    assert first.index(">Two</h2>") < first.index("How this is computed")


@pytest.mark.parametrize(
    ("lead", "kinds"),
    [("", "graph"), ("a" * 480, "graph"), ("a" * 481, "graph wordy"), ("字" * 241, "graph wordy")],
)
def test_many_words_stand_above_a_chart_and_few_beside_it(lead: str, kinds: str) -> None:
    assert outputs._kinds(replace(rp.chart("en"), lead=lead)) == kinds
    assert outputs._kinds(replace(rp.chart("en"), lead=lead, brief=True)) == kinds.replace(
        "graph", "graph brief"
    )
