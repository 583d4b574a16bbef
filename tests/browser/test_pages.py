"""Made-up pages in a real browser: reading, keyboard, script, downloads, paper."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

LANGUAGES = ("en", "zh")
PAGES = ("index", "theme-test", "figures")
WIDTHS = (360, 768, 1440, 1600)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_barriers(visit, site, axe, language, name):
    seen = visit(site / language / f"{name}.html")
    for width in (360, 1280):
        seen.show(width=width, scheme="light")
        assert seen.barriers(axe) == [], f"{width} px"
        seen.show(width=width, scheme="dark")
        assert seen.barriers(axe, colours=True) == [], f"{width} px, dark"


def test_no_barriers_on_the_choice_of_a_language(visit, site, axe):
    seen = visit(site / "index.html")
    assert seen.barriers(axe) == []
    seen.show(width=1280, scheme="dark")
    assert seen.barriers(axe, colours=True) == []
    seen.page.click("text=打开中文报告")
    seen.page.wait_for_url((site / "zh" / "index.html").as_uri())


VIOLATION = """act => new Promise(done => {
    document.addEventListener("securitypolicyviolation", e => done(e.effectiveDirective));
    (0, {
        script: () => {
            const script = document.createElement("script");
            script.textContent = "window.foreign = true";
            document.head.append(script);
        },
        handler: () => {
            document.body.innerHTML += "<a onclick='window.foreign = true'>a</a>";
            document.body.lastChild.click();
        },
        image: () => { new Image().src = "https://example.org/a.png"; },
        request: () => { fetch("https://example.org/").catch(() => {}); },
        base: () => {
            const base = document.createElement("base");
            base.href = "https://example.org/";
            document.head.append(base);
        },
    }[act])();
})"""


@pytest.mark.parametrize(
    ("act", "directive"),
    [
        ("script", "script-src-elem"),
        ("handler", "script-src-attr"),
        ("image", "img-src"),
        ("request", "connect-src"),
        ("base", "base-uri"),
    ],
)
def test_a_page_lets_nothing_foreign_act(visit, site, act, directive):
    seen = visit(site / "en" / "theme-test.html")
    assert seen.page.evaluate(VIOLATION, act) == directive
    assert not seen.page.evaluate("'foreign' in window")
    assert all("Content Security Policy" in error for error in seen.errors)
    seen.errors.clear()
    seen.outside.clear()  # asked for, and refused by the policy


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sideways_scroll(visit, site, language, name):
    seen = visit(site / language / f"{name}.html")
    assert [seen.overflow(width) for width in WIDTHS] == [0, 0, 0, 0]
    seen.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert [seen.overflow(width) for width in WIDTHS] == [0, 0, 0, 0]


def test_narrow_screens_show_the_rows_of_a_table_as_cards(visit, site):
    page = visit(site / "en" / "theme-test.html", viewport={"width": 360, "height": 800}).page
    region = page.locator(".table-scroll:has(#test-table)")
    assert region.evaluate("e => e.scrollWidth <= e.clientWidth")
    told = page.locator("#test-table tbody tr td").first.evaluate(
        "e => [getComputedStyle(e, '::before').content, getComputedStyle(e).display]"
    )
    assert told == ['"n"', "flow-root"]
    assert page.get_by_role("table", name="What was counted 2").get_by_role("cell").count() == 32


def test_wide_table_scrolls_in_its_own_region(visit, site):
    seen = visit(site / "en" / "theme-test.html", viewport={"width": 768, "height": 800})
    region = seen.page.locator(".table-scroll:has(#test-table)")
    assert region.evaluate("e => e.scrollWidth > e.clientWidth")
    region.focus()
    seen.page.keyboard.press("ArrowRight")
    seen.until("document.activeElement.scrollLeft > 0")


def test_keyboard_reaches_everything_in_reading_order(visit, site):
    seen = visit(site / "en" / "theme-test.html")
    page = seen.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    seen.until("location.hash === '#main'")
    reached = []
    for _ in range(200):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(() => { const e = document.activeElement;"
                "const drawn = e.closest('svg.chart');"
                "return drawn ? drawn.id : e.id || e.className || e.tagName })()"
            )
        )
        if reached[-1] == "BODY":
            break
    assert "test-chart" in reached  # a mark of the chart
    assert reached.index("test-chart") < reached.index("tall-chart")
    assert "table-scroll" in reached
    assert "SUMMARY" in reached


def test_a_number_opens_its_card_where_it_stands_and_gets_the_focus_back(visit, site):
    seen = visit(site / "en" / "theme-test.html")
    page = seen.page
    page.focus("#chart-test-chart svg a")
    page.keyboard.press("Enter")
    seen.until("document.querySelector('dialog[open]')")
    assert "145,000 people" in page.locator("dialog").inner_text()
    assert page.evaluate("document.activeElement.textContent") == "Close"
    page.keyboard.press("Escape")
    seen.until("!document.querySelector('dialog[open]')")
    assert page.evaluate("document.activeElement.matches('#chart-test-chart svg a')")
    assert page.evaluate("location.hash") == ""
    page.keyboard.press("Enter")
    page.locator("dialog").get_by_role("link", name="A finding of 2016").first.click()
    seen.until("location.hash === '#chart-test-chart'")
    assert page.locator("dialog").count() == 1
    assert not page.locator("dialog").is_visible()
    page.focus("#chart-test-chart svg a")
    page.keyboard.press("Enter")
    page.locator("dialog").get_by_role("link", name="To its place in the list").click()
    seen.until("location.hash === '#fig-testcity-2016-001'")
    assert "145,000 people" in page.locator(".card:has(:target)").inner_text()


def test_without_script_a_mark_leads_to_its_card(visit, site):
    page = visit(site / "en" / "theme-test.html", java_script_enabled=False).page
    page.focus("#chart-test-chart svg a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/theme-test.html#fig-testcity-2016-001")


def test_twin_and_neighbours(visit, site):
    page = visit(site / "en" / "theme-test.html").page
    page.click(".bar a.twin")
    page.wait_for_url((site / "zh" / "theme-test.html").as_uri())
    at_once = "{ behavior: 'instant' }"
    page.evaluate(f"document.getElementById('chart-tall-chart').scrollIntoView({at_once})")
    page.click(".toc a.twin")
    page.wait_for_url((site / "en" / "theme-test.html").as_uri() + "#chart-tall-chart*")
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    page.click(".bar a.twin")
    page.wait_for_url((site / "zh" / "theme-test.html").as_uri() + "#chart-tall-chart*")
    page.click("a.next")
    page.wait_for_url((site / "zh" / "figures.html").as_uri())
    page.click("a.up")
    page.wait_for_url((site / "zh" / "index.html").as_uri())


def background(page):
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


@pytest.mark.parametrize("script", [True, False])
def test_theme_switch_works_with_and_without_script(visit, site, script):
    seen = visit(site / "en" / "theme-test.html", java_script_enabled=script)
    page = seen.page
    if not script:  # the page cannot be asked: look at pixels
        light = page.screenshot(clip={"x": 0, "y": 0, "width": 20, "height": 20})
        page.click("label[for=theme-dark]")
        assert page.screenshot(clip={"x": 0, "y": 0, "width": 20, "height": 20}) != light
        return
    light = background(page)
    page.click("label[for=theme-dark]")
    assert background(page) != light
    page.reload()
    assert background(page) != light
    page.click("label[for=theme-light]")
    assert background(page) == light


def test_complete_without_script(visit, site):
    page = visit(site / "en" / "theme-test.html", java_script_enabled=False).page
    text = page.inner_text("main")
    assert "workers enrolled 3" in text
    assert "How to read it" in text
    assert page.locator("th button, .filter").count() == 0
    assert page.locator("details.code[open], details.data[open]").count() == 0
    page.locator("#chart-test-chart details.data summary").click()
    assert page.locator("#test-chart-data").is_visible()
    index = visit(site / "en" / "index.html", java_script_enabled=False).page
    assert not index.locator("#find").is_visible()


def test_long_lists_of_cases_open_and_close_as_a_whole(visit, tmp_path):
    import report_pages as rp
    from nbformat import v4

    from analysis.show.displays import Case, Cases, Item
    from analysis.site import exporter

    found = Cases(
        [Case("likely", f"odd {n}", [Item(f"Number {n} is odd.")]) for n in range(1, 9)],
        {"likely": "likely"},
        "What was found",
        "found",
        "en",
    )
    node = v4.new_notebook()
    node.cells = [rp.markdown("# A list"), rp.code("found", [rp.output(found)])]
    html = exporter.export_page(node, "theme-test", "en", rp.context("theme-test", "en"))
    (tmp_path / "list.html").write_text(html, encoding="utf-8")
    page = visit(tmp_path / "list.html").page
    button = page.get_by_role("button", name="Open all")
    button.click()
    assert page.locator(".case .told:visible").count() == 8
    assert button.count() == 0
    page.locator(".case summary").first.click()
    button.click()
    page.get_by_role("button", name="Close all").click()
    assert page.locator(".case .told:visible").count() == 0
    page.emulate_media(media="print")
    assert page.locator(".case .told").first.evaluate("e => e.getBoundingClientRect().height") > 0


def column(page, number):
    return page.locator(f"#test-table tbody tr:visible > :nth-child({number})").all_inner_texts()


def test_a_column_of_several_units_is_not_sorted_and_a_table_filters(visit, site):
    page = visit(site / "en" / "theme-test.html").page
    assert page.locator("#test-table thead th").nth(1).locator("button").count() == 0
    field = page.locator(".tabular .filter input")
    field.fill("HYPERLINK")
    assert column(page, 1) == ['=HYPERLINK("http://bad.example","x")']
    assert "1 of 16 rows" in page.inner_text(".tabular .filter")
    field.fill("")
    choice = page.locator(".tabular .filter select")
    assert choice.locator("option").all_inner_texts() == ["any", *map(str, range(16))]
    choice.select_option("7")
    assert column(page, 2) == ["7"]
    assert "1 of 16 rows" in page.inner_text(".tabular .filter")
    field.fill("HYPERLINK")
    assert column(page, 2) == []
    choice.select_option("any")
    assert column(page, 1) == ['=HYPERLINK("http://bad.example","x")']


def test_index_finds_figures(visit, site):
    seen = visit(site / "en" / "index.html")
    page = seen.page
    page.get_by_label("Word or number").fill("145,000")
    assert page.inner_text("#find .count") == "3 of 4 figures (with repeats)"
    found = page.locator("#find .found li").all_inner_texts()
    assert found[0].startswith("145,000 people workers enrolled")  # the number as the page says it
    assert "<script>alert(1)</script>" in found[2]  # a repeat comes last
    page.get_by_label("Theme").select_option("Medical mutual aid")
    page.get_by_label("Word or number").fill("1400")
    link = page.locator("#find .found a").get_attribute("href")
    assert link == "document-testcity-2016.html#fig-testcity-2016-002"
    page.get_by_label("Word or number").fill("nowhere")
    said = page.inner_text("#find .count")
    assert said.startswith(
        "Nothing matches “nowhere”. Searched: what each of 4 figures (with repeats) is printed as"
    )
    assert re.search(r"the titles of \d+ pages and sections", said)


def asked(page, words):
    """Return how many figures the index finds, and what it says of them."""
    page.locator("#find input[name=word]").fill(words)
    return page.locator("#find .found li a.fig").count(), page.inner_text("#find .count")


def test_index_finds_figures_by_words_that_stand_elsewhere_or_are_alike(visit, site):
    page = visit(site / "en" / "index.html").page
    assert asked(page, "insured") == asked(page, "Enrolled") == (4, "4 of 4 figures (with repeats)")
    assert asked(page, "doubtful") == (1, "1 of 4 figures (with repeats)")  # its status
    assert asked(page, "testcity 2016")[0] == 4  # its text
    assert asked(page, "rolled")[0] == 0  # no word begins so
    nearest = "No figure has all these words; 4 have at least half of them, the nearest first"
    assert asked(page, "enrolled nowhere") == (4, nearest)
    assert page.locator("#find .found li .badge").all_inner_texts() == ["doubtful"]
    page = visit(site / "zh" / "index.html").page
    assert asked(page, "参保") == asked(page, "参加") == (4, "4／4个数字（含重复）")
    assert asked(page, "参保的职工") == (2, "2／4个数字（含重复）")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("enrol", 4),  # a beginning; and what means the same in another language
        ("enrolling worker", 2),  # other endings
        ("wrokers enroled", 2),  # one wrong letter each
        ("14.5万", 3),
        ("１４５，０００", 3),
        ("十四万五千", 3),
        ("145 thousand", 3),
        ("one hundred and forty-five thousand", 3),
        ("0.145 million", 3),
        ("14 million yuan", 1),
        ("1.4 billion", 0),
    ],
)
def test_search_knows_other_forms_and_numbers_in_any_spelling(visit, site, words, count):
    page = visit(site / "en" / "index.html").page
    page.locator("#find input[name=word]").fill(words)
    assert page.locator("#find .found li a.fig").count() == count


def test_search_finds_pages_and_puts_the_best_first(visit, site):
    page = visit(site / "en" / "index.html").page
    page.locator("#find input[name=word]").fill("theme")
    link = page.locator("#find .found .page a")
    assert link.first.get_attribute("href") == "theme-test.html"
    page = visit(site / "zh" / "index.html").page
    page.locator("#find input[name=word]").fill("全部数字有哪些")
    assert page.locator("#find .found .page a").first.get_attribute("href") == "figures.html"


def test_page_of_all_figures_finds_them_and_knows_where_their_cards_are(visit, site):
    page = visit(site / "zh" / "figures.html").page
    assert asked(page, "近1400") == (1, "1／4个数字（含重复）")
    link = page.locator("#find .found a.fig").get_attribute("href")
    assert link == "document-testcity-2016.html#fig-testcity-2016-002"
    page.goto((site / "zh" / link.partition("#")[0]).as_uri() + "#fig-testcity-2016-002")
    assert page.locator(".card:has(:target)").inner_text().count("近1400万元") >= 1


def test_old_addresses_of_cards_lead_to_them(visit, site):
    seen = visit(site / "en" / "index.html")
    seen.page.goto((site / "en" / "figures.html").as_uri() + "#testcity-2016-003")
    seen.page.wait_for_url("**/en/document-testcity-2016.html#fig-testcity-2016-003")


def test_downloads_without_network(visit, site):
    page = visit(site / "zh" / "theme-test.html").page
    with page.expect_download() as waiting:
        page.click("#chart-test-chart a[download$='.csv']")
    assert waiting.value.suggested_filename == "theme-test-test-chart-zh.csv"
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf" + b"id,value,low,high,ends,unit,")
    assert b"\"'=HYPERLINK(" in content
    with page.expect_download() as waiting:
        page.click("#chart-test-chart a[download$='.svg']")
    drawing = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert drawing.startswith("<?xml")
    assert "参保 0" in drawing


def test_a_chart_fills_the_screen_and_a_number_tells_its_source_under_the_pointer(visit, site):
    seen = visit(site / "en" / "theme-test.html")
    page = seen.page
    figure = page.locator("#chart-test-chart")
    figure.get_by_role("button", name="Full screen").click()
    seen.until("document.fullscreenElement && document.fullscreenElement.id === 'chart-test-chart'")
    figure.get_by_role("button", name="Full screen").click()
    seen.until("!document.fullscreenElement")
    number = page.locator(".body p a.fig").first
    assert number.get_attribute("title") is None
    number.hover()
    summary = page.locator(f"{number.get_attribute('href')}").locator("xpath=ancestor::details[1]")
    said = summary.locator("summary").evaluate("e => e.textContent.trim().replace(/\\s+/g, ' ')")
    assert number.get_attribute("title") == said != ""


def test_a_saved_chart_is_whole_and_in_light_colours(visit, site, tmp_path):
    page = visit(site / "zh" / "theme-test.html", color_scheme="dark").page
    with page.expect_download() as waiting:
        page.click("#chart-tall-chart a[download$='.svg']")
    waiting.value.save_as(tmp_path / "saved.svg")
    drawing = (tmp_path / "saved.svg").read_text(encoding="utf-8")
    root = ET.fromstring(drawing)
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "参保 0" in texts
    assert "Testcity 2016" in texts
    assert "var(" not in drawing
    assert not any("href" in link.attrib for link in root.iter("{http://www.w3.org/2000/svg}a"))
    alone = visit(tmp_path / "saved.svg", color_scheme="dark").page
    colours = alone.evaluate(
        "[...document.querySelectorAll('text')].map(e => getComputedStyle(e).fill)"
    )
    assert "rgb(28, 33, 38)" in colours  # the ink of light paper
    assert alone.evaluate("[...document.fonts].filter(f => f.status === 'loaded').length") == 3


def test_chart_text_is_set_in_the_embedded_font(visit, site):
    page = visit(site / "zh" / "theme-test.html").page
    page.evaluate("document.fonts.ready.then(() => 1)")
    loaded = page.evaluate("[...document.fonts].map(f => [f.family, f.weight, f.status].join())")
    assert [face.replace('"', "") for face in loaded] == [
        "Analysis Sans SC,400,loaded",
        "Analysis Sans SC,700,loaded",
        "Analysis Text SC,400,loaded",
    ]


def test_prints_on_a4_without_cut_charts(visit, site):
    page = visit(site / "en" / "theme-test.html", color_scheme="dark").page
    pdf = page.pdf(format="A4", prefer_css_page_size=True, print_background=True)
    assert pdf.startswith(b"%PDF")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 8
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 673, "height": 980})  # A4 within the margins, at 96 dpi
    heights = page.evaluate(
        "[...document.querySelectorAll('svg.chart')].map(e => e.getBoundingClientRect().height)"
    )
    assert max(heights) < 980
    assert background(page) == "rgb(255, 255, 255)"
    assert not page.locator(".bar").is_visible()
    for name in ("svg.chart", ".card", "tr"):
        assert page.locator(name).first.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
