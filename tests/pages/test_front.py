"""The front pages: sentences with links, charts in reading order, and where to read on."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import made_up_findings
import pytest
from made_up_findings import (
    A,
    B,
    C,
    D,
    alike,
    evidence,
    graded,
    money,
    number,
    pair,
    people,
    ratio,
    record,
    share,
)

from analysis import project
from analysis.charts import story
from analysis.coding.coding_records import Agreement, Coder, Correction, Disagreement, TextFault
from analysis.errors import AnalysisError
from analysis.figures.coverage import Coverage
from analysis.intervals import Interval
from analysis.language import LANGUAGES
from analysis.pages import how_sure
from analysis.pages.book import Book
from analysis.pages.front import SECTIONS, Front
from analysis.sentences.evidence import Evidence
from analysis.sentences.headlines import Change
from analysis.show.displays import Chart, Prose
from analysis.tables import store
from analysis.tables.codebook import Codebook
from analysis.tables.dataset import Dataset, path_of

MEASURE = "voucher_money_per_worker"
"""A measure of which the tables say what is plausible: 20 to 2,100 yuan."""


def complete(faulty: str = "9000") -> Evidence:
    """Return tables that bear every finding; what an amount per head is that was kept out."""
    a, b = people(A, 2, "40"), number(C, 6, "shows", "40人", value="40", unit="人")
    return evidence(
        money(A, 1, "8000"),
        a,
        share(A, 3, "94"),
        number(A, 4, "shows", "8场", value="8", unit="场"),
        money(B, 1, "90000", status="impossible"),
        people(B, 2, "10"),
        people(B, 3, "10", duplicate_of=f"{B}-002"),
        money(C, 1, "9000"),
        people(C, 2, "50"),
        share(C, 3, "93"),
        b,
        number(C, 7, "residents", "70人", value="70", unit="人"),
        derived=(
            ratio(A, 1, 2, "200"),
            ratio(B, 1, 2, faulty, status="kept_out", measure=MEASURE),
            ratio(C, 1, 2, "180"),
        ),
        pairs=(pair(f"{A}-001", f"{C}-001", deciding="year"),),
        alikes=(alike(a, b),),
        plausible={MEASURE: Interval.between(20, 2100)},
    )


def front(found: Evidence, language: str, folder: Path) -> Front:
    """Return the front page of tables that lie in a folder of their own."""
    made_up_findings.write(found, folder)
    return Front(Book(language, Dataset(folder)))


# --- sentences ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "3 texts, 11 different figures. 0 of them are not plain numbers: they have a hedge, "
            "or are ranges, bare round words or unreadable. Damaged, doubtful or impossible in "
            "the copies we read: 1. By our reading, roundings included, 9 are read as a single "
            "value.",
        ),
        (
            "zh",
            "3篇文章，11个不同数字。其中0个不是直接写明的一个数（带“近”“余”、写成范围、只写“百”“万"
            "”等概数，或读不出数值）；1个在所读文本中破损、存疑或不可能成立。按我们的读法（取整也"
            "算进去），可读作单一数值的有9个。",
        ),
    ],
)
def test_how_sure_we_are_begins_with_counts(language: str, text: str, tmp_path: Path) -> None:
    prose = front(complete(), language, tmp_path).sure()
    assert prose.to_text() == text
    assert (prose.name, prose.language, prose.items) == ("sure", language, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_coded_stands_beside_how_sure_we_are(language: str, tmp_path: Path) -> None:
    words = {"label_en": "First", "label_zh": "甲", "how_en": "Reads.", "how_zh": "读。"}
    by = {"by_en": "a loom", "by_zh": "织机"}
    coder = made_up_findings.record(Coder, {"coder": "a", **words, **by})
    made_up_findings.write(evidence(money(A, 1, "80")), tmp_path, [coder])
    said = Front(Book(language, Dataset(tmp_path))).sure().to_text()
    assert {"en": "a loom", "zh": "织机"}[language] in said


def test_how_far_codings_agree_on_what_keeps_pairs_apart_stands_beside_who_coded(
    tmp_path: Path,
) -> None:
    words = {"label_en": "First", "label_zh": "甲", "how_en": "Reads.", "how_zh": "读。"}
    by = {"by_en": "a loom", "by_zh": "织机"}
    coder = made_up_findings.record(Coder, {"coder": "a", **words, **by})
    rows = [
        Agreement("all", column, "nominal", 20, agreed, Decimal(agreed) / 20, None)
        for column, agreed in (("population", 15), ("stage", 19), ("route", 20))
    ]
    pairs = [
        pair(f"{A}-001", f"{C}-001", deciding="population"),
        pair(f"{A}-001", f"{C}-001", deciding="year"),
    ]
    found = evidence(money(A, 1, "80"), money(C, 1, "90"), pairs=pairs)
    made_up_findings.write(found, tmp_path, [coder], rows)
    said = Front(Book("en", Dataset(tmp_path))).sure().to_text()
    assert said.endswith(
        "Who coded: a loom, in 1 coding; no one else is on record as having coded or checked. The "
        "codings are compared below on what the grades of pairs turn on; the other columns stand "
        "under data quality. Two separate codings agree on 15 of 20 cells of “group”."
    )


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        (
            "en",
            [
                "By our rule, no pair of figures of different texts can be put in order.",
                "A sentence that cannot be right as printed.",
                "Coverage of contracts: the printed percentages look alike, but cannot be ranked.",
                "The same number, not the same thing.",
                "Money per head: side by side only.",
                "The largest kind among the different figures of each text: activities, money and "
                "people "
                "reached (narrowly in Linzhou 2018, Linzhou 2021 and Haicheng 2019).",
                "Linzhou: its texts give main city figures on different subjects.",
            ],
        ),
        (
            "zh",
            [
                "按我们的规则，各篇文章的数字没有一对能比高低。",
                "有一句话，照原文看不可能成立。",
                "合同覆盖率：百分数相近，却不能比高低。",
                "数字相同，说的不是一回事。",
                "人均金额：只能并列。",
                "各篇文章中不同数字最多的一类：活动、金额和惠及人数"
                "（林州2018、林州2021和海城2019只略多）。",
                "林州各篇文章给出主要市级数字的事项不同。",
            ],
        ),
    ],
)
def test_findings_are_items_headed_by_their_titles(
    language: str, titles: list[str], tmp_path: Path
) -> None:
    prose = front(complete(), language, tmp_path).sentences()
    html = prose.to_html()
    assert prose.items
    assert re.findall(r"<li><strong>(.*?)</strong>", html) == titles
    assert html.count("</strong> ") == (len(titles) if language == "en" else 0)
    assert f"{C}-003" in prose.figure_ids


def test_without_figures_the_page_has_nothing_to_say(tmp_path: Path) -> None:
    page = front(evidence(), "en", tmp_path)
    assert page.sure().to_text() == ""
    assert page.sentences().to_text() == ""
    assert all(page.charts(section) == [] for section in SECTIONS)
    assert page.changes() == []
    assert not page.shows("impossible")


def test_missing_tables_are_named(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match=r"data/processed/[\w-]+\.csv is missing"):
        Front(Book("en", Dataset(tmp_path))).sure()


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="'fr'"):
        front(complete(), "fr", tmp_path).sentences()


# --- charts ---------------------------------------------------------------------------------------


SHOWN = {
    "side_by_side": ["main-share", "main-per_head"],
    "traps": ["main-traps", "impossible-as-printed"],
    "reported": ["main-reported"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_is_shown_under_its_own_title(language: str, tmp_path: Path) -> None:
    page = front(complete(), language, tmp_path)
    shown = {section: page.charts(section) for section in SECTIONS}
    assert {name: [each.name for each in own] for name, own in shown.items()} == SHOWN
    charts = [each for own in shown.values() for each in own if isinstance(each, Chart)]
    said = re.findall(r"<strong>(.*?)[.。]</strong>", page.sentences().to_html())
    assert all(chart.title in said for chart in charts)
    assert all(chart.brief and chart.language == language for chart in charts)
    (reported,) = shown["reported"]
    assert isinstance(reported, Prose)
    assert [f"<strong>{title}" in reported.to_html() for title in said] == [
        each in said[-2:] for each in said
    ]


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        (
            "en",
            "## What looks alike and is not, and what cannot, or can hardly, be right as printed "
            '<a id="traps"></a>',
        ),
        ("zh", '## 看似相同其实不同的，和照原文看不可能或很难成立的数字 <a id="traps"></a>'),
    ],
)
def test_a_section_has_a_heading_only_where_it_shows_something(
    language: str, heading: str, tmp_path: Path
) -> None:
    assert front(complete(), language, tmp_path).heading("traps") == heading
    nothing = front(evidence(money(A, 1, "80")), language, tmp_path)
    assert nothing.heading("traps") == ""
    assert nothing.charts("traps") == []


def test_a_heading_speaks_of_what_there_is(tmp_path: Path) -> None:
    a, b = people(A, 2, "40"), number(C, 6, "shows", "40人", value="40", unit="人")
    page = front(evidence(a, b, alikes=(alike(a, b),)), "en", tmp_path)
    assert page.heading("traps") == '## What looks alike and is not <a id="traps"></a>'


# --- what may be compared -------------------------------------------------------------------------

READ = (
    "Note: The articles tell the unions’ side; none is an outside check. Each number is for its "
    "own time and group of people. "
    "Numbers of different cities may not be ranked, even under the same words, unless the box "
    "above says so. A number missing here says nothing about what was done. > is “more "
    "than”, ≥ “at least”, ≈ “about”. How they were chosen."
)


def test_the_counts_the_one_comparison_and_the_limits_are_paragraphs(tmp_path: Path) -> None:
    a, b, c, d = people(A, 1, "40"), people(C, 1, "41"), money(A, 2, "8"), money(C, 2, "9")
    found = evidence(
        *(a, b, c, d),
        pairs=(graded(a, b, "same_size"), graded(c, d, "side_by_side", grade="loose")),
    )
    prose = front(found, "en", tmp_path).comparable()
    assert prose.to_text().splitlines() == [
        "What can be compared: Figures or ratios of two texts on one question make 2 pairs. By our "
        "rule, 1 can stand side by side only, 1 is about equal, none can be put in an order.",
        "People relieved: the numbers of the texts Linzhou 2018 (40 people, 2018) and Haicheng "
        "2019 (41 people, 2019) are about equal: the gap is within a factor of 1.25.",
        "Side by side only: Relief money, 8 yuan (Linzhou 2018) and 9 yuan (Haicheng 2019). All "
        "pairs that are about equal or side by side only, and why.",
    ]
    assert front(found, "en", tmp_path).caution().to_text() == READ
    line = front(found, "en", tmp_path).in_short()
    assert line is not None
    assert line.to_text() == (
        "People relieved: 40 people in 2018 (Linzhou 2018) and 41 people in 2019 (Haicheng 2019), "
        "about equal (the gap is within a factor of 1.25). By our rule, 1 of 2 pairs can be "
        "compared."
    )
    assert prose.figure_ids == (f"{A}-001", f"{C}-001", f"{A}-002", f"{C}-002")
    assert re.findall(r'href="([a-z]+\.html#[a-z-]*[a-z])"', prose.to_html()) == [
        "overview.html#pairs"
    ]


def test_without_pairs_nothing_is_compared(tmp_path: Path) -> None:
    told = front(evidence(money(A, 1, "80")), "en", tmp_path).comparable().to_text().splitlines()
    assert told == [
        "What can be compared: There is no pair of figures of two texts on one question, so "
        "nothing is compared.",
    ]


def test_the_numbers_of_each_city_stand_first(tmp_path: Path) -> None:
    shown = front(complete(), "en", tmp_path).key_figures()
    assert shown.to_text().splitlines()[:2] == [
        "Numbers that each city’s unions state",
        "Linzhou: 2 articles: 2018 and 2021",
    ]


def test_a_number_is_restored_only_with_what_is_argued(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = front(complete(), "en", tmp_path)
    argued = record(Correction, {"figure_id": f"{B}-001", "likely_value": "900"})
    silent = record(Correction, {"figure_id": f"{B}-002"})
    store.write([argued, silent], Correction, tmp_path / path_of(Correction.TABLE))
    given: dict[str, object] = {}
    monkeypatch.setattr(story, "impossible_as_printed", lambda *_, **more: given.update(more))
    page.impossible_chart()
    assert given["likely"] == {f"{B}-001": Fraction(900)}


def test_what_is_plausible_is_taken_from_the_published_table(tmp_path: Path) -> None:
    page = front(complete(), "en", tmp_path)
    assert page.known.plausible == {MEASURE: Interval.between(20, 2100)}
    assert page.shows("impossible")
    assert "outside the band that we set, 20 to 2,100 yuan per person" in page.sentences().to_text()


def test_an_amount_inside_its_band_is_not_called_impossible(tmp_path: Path) -> None:
    page = front(complete("2100"), "en", tmp_path)
    assert not page.shows("impossible")
    (told,) = page.charts("traps")
    assert isinstance(told, Prose)
    assert (told.name, told.items) == ("main-traps", False)
    assert told.to_text().endswith("Like numbers, pair by pair.")
    assert 'href="overview.html#alike"' in told.to_html()


@pytest.mark.parametrize(
    ("section", "shown"),
    [
        ("disputes", False),
        ("matchmaking", False),
        ("reporting", True),
        ("impossible", True),
        ("alike", True),
        ("times", False),
    ],
)
def test_a_section_of_the_overview_has_a_title_only_where_it_shows_something(
    section: str, shown: bool, tmp_path: Path
) -> None:
    page = front(complete(), "en", tmp_path)
    assert page.shows(section) is shown
    assert (f' <a id="{section}"></a>' in page.title(section).split("\n")[0]) is shown
    assert bool(page.title(section)) is shown


def test_conclusions_are_told_where_the_tables_bear_them(tmp_path: Path) -> None:
    told = front(complete(), "en", tmp_path).conclusions()
    assert len(told.paragraphs) == 4
    assert told.to_html().count('href="unsaid.html"') == 1
    assert front(complete(), "en", tmp_path).density().to_text() in told.to_text()
    assert told.to_text().startswith("Of 11 different figures, by our sorting 0 count as “")
    assert len(front(complete(), "en", tmp_path).conclusions(most=1).paragraphs) == 2
    assert front(evidence(), "en", tmp_path).conclusions().paragraphs == []


def test_changes_are_listed_for_every_city_with_two_texts(tmp_path: Path) -> None:
    page = front(complete(), "en", tmp_path)
    assert page.changes() == [
        Change("linzhou", (A, B), ("coverage", "shows"), ("relief_money", "relief_people"), ())
    ]


# --- where to read on -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "A city and its figures: Linzhou (6), Haicheng (5), Shanyang (0)\nA theme and its "
            "figures:; Relief (6); Culture (2); Contracts (2)\nA text and its figures: Linzhou "
            "2018 (4), Linzhou 2021 (2), Haicheng 2019 (5), Shanyang 2020 (0)\nThe overview of it "
            "all: overview\nWhat readers ask and the texts do not say: question by question\n"
            "Faults, damage and vague words: data quality\nHow words become numbers "
            "and limits: method and codebook\nEvery figure with its place in the text: all figures",
        ),
        (
            "zh",
            "一座城市及其数字：林州（6）、海城（5）、山阳（0）\n一个主题及其数字：; 帮扶（6）; "
            "文化（2）; 合同（2）\n一篇文章及其数字：林州2018（4）、林州2021（2）、海城2019（5）、"
            "山阳2020（0）\n全部内容的概览：总览\n读者会问、文章没有说的："
            "逐个问题\n疑误、破损与含糊的措辞：数据质量\n"
            "怎样由措辞得出数字和范围：方法与指标手册\n每个数字及其在原文的位置：全部数字",
        ),
    ],
)
def test_the_guide_counts_different_figures_of_every_page(
    language: str, text: str, tmp_path: Path
) -> None:
    guide = front(complete(), language, tmp_path).guide()
    assert guide.to_text() == text
    assert re.findall(r'href="([^"]+)"', guide.to_html()) == [
        *(f"city-{city}.html" for city in ("linzhou", "haicheng", "shanyang")),
        *(f"theme-{theme}.html" for theme in ("relief", "culture", "contracts")),
        *(f"document-{document}.html" for document in (A, B, C, D)),
        *(f"{page}.html" for page in ("overview", "unsaid", "quality", "method", "figures")),
    ]


# --- the real tables ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_real_links_lead_to_figures_and_pages_that_exist(language: str) -> None:
    page = Front(Book(language))
    known = {figure.figure_id for figure in page.book.figures()}
    assert set(page.sentences().figure_ids) <= known
    for name in re.findall(r'href="([^"]+)"', page.guide().to_html()):
        assert (project.reports() / language / name).is_file(), name


def test_real_sentences_link_to_the_same_figures_in_both_languages() -> None:
    english, chinese = (Front(Book(language)).sentences().figure_ids for language in LANGUAGES)
    assert set(english) == set(chinese) != set()


def test_real_charts_are_the_same_in_both_languages() -> None:
    english, chinese = (Front(Book(language)) for language in LANGUAGES)
    for section in SECTIONS:
        for one, other in zip(english.charts(section), chinese.charts(section), strict=True):
            assert (one.name, one.figure_ids) == (other.name, other.figure_ids)


def test_real_numbers_of_the_first_page_are_the_same_in_both_languages() -> None:
    english, chinese = (Front(Book(language)).key_figures() for language in LANGUAGES)
    assert english.figure_ids == chinese.figure_ids != ()


# --- the overview ---------------------------------------------------------------------------------

DRAWN = {
    "disputes": [],
    "matchmaking": [],
    "reporting": ["changed-reporting-linzhou", "reporting-linzhou"],
    "impossible": ["impossible-as-printed"],
    "alike": ["look-alikes"],
    "times": [],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_of_the_overview_is_drawn_where_it_has_a_heading(
    language: str, tmp_path: Path
) -> None:
    page = front(complete(), language, tmp_path)
    assert {name: [each.name for each in page.drawn(name)] for name in DRAWN} == DRAWN
    assert {name: bool(page.title(name)) for name in DRAWN} == {
        name: bool(drawn) for name, drawn in DRAWN.items()
    }
    nothing = front(evidence(money(A, 1, "80")), language, tmp_path)
    assert [nothing.drawn(name) for name in DRAWN] == [[]] * len(DRAWN)


def test_each_theme_with_a_main_indicator_has_a_table_of_its_statements(tmp_path: Path) -> None:
    page = front(complete(), "en", tmp_path)
    themes = {figure.theme for figure in page.known.figures if figure.tier == "core"}
    expected = [theme for theme in page.labels.order("theme") if theme in themes]
    names = [table.name for table in page.programmes(most=3)]
    assert names == [f"programme-{theme.replace('_', '-')}" for theme in expected] != []


def test_pairs_are_told_and_honours_apart_only_where_there_are_any(tmp_path: Path) -> None:
    assert [each.name for each in front(complete(), "en", tmp_path).paired()] == ["side-by-side"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_sure_the_data_are_is_said_text_by_text_only_where_there_are_many(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = front(complete(), language, tmp_path)
    counts = [Coverage(A, "relief", 3, 3, 3, 1, 0)]
    store.write(counts, Coverage, tmp_path / path_of(Coverage.TABLE))
    for kind in (Disagreement, TextFault):
        store.write([], kind, tmp_path / path_of(kind.TABLE))
    few = how_sure(page.book, page.known)
    assert [each.name for each in few] == ["sureness"]
    assert few[0].language == language
    monkeypatch.setattr(Codebook, "many", True)
    assert [each.name for each in how_sure(page.book, page.known)] == ["sureness", "by-text"]
