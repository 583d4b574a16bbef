"""The front pages: sentences with links, charts in reading order, and where to read on."""

from __future__ import annotations

import re
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
    share,
)

from analysis import project
from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language import LANGUAGES
from analysis.pages.book import Book
from analysis.pages.front import Front
from analysis.sentences.evidence import Evidence
from analysis.sentences.headlines import Change
from analysis.show.content import Styled, linked_figures, plain
from analysis.show.displays import Chart
from analysis.tables.dataset import Dataset

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
            "3 texts, 11 different figures. 0 of them are not exact; 1 is damaged, doubtful or "
            "impossible in the copies we read.",
        ),
        (
            "zh",
            "3篇文章，11个不同数字，其中0个不是确数，1个在所读文本中破损、存疑或不可能成立。",
        ),
    ],
)
def test_the_intro_counts_what_is_there(language: str, text: str, tmp_path: Path) -> None:
    prose = front(complete(), language, tmp_path).intro()
    assert prose.to_text() == text
    assert (prose.name, prose.language, prose.items) == ("intro", language, False)


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        (
            "en",
            [
                "No two figures of different texts can be put in an order.",
                "A sentence that cannot be right as printed.",
                "Coverage of contracts: near-equal percentages that give no order.",
                "The same number, not the same thing.",
                "What help comes to per head, side by side.",
                "What the texts count most often: activities and money.",
                "Linzhou changed what it reports.",
            ],
        ),
        (
            "zh",
            [
                "各文数字没有一对可以分出多少。",
                "有一句话，照原样不可能成立。",
                "合同覆盖率：百分数相近，却排不出先后。",
                "数字相同，说的不是一回事。",
                "帮扶到每人、每例是多少，并列来看。",
                "各文最常统计的是：活动和金额。",
                "林州报道的内容变了。",
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
    assert page.intro().to_text() == ""
    assert page.sentences().to_text() == ""
    assert page.charts() == []
    assert page.changes() == []
    assert not page.is_impossible()


def test_missing_tables_are_named(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match=r"data/processed/[\w-]+\.csv is missing"):
        Front(Book("en", Dataset(tmp_path))).intro()


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="'fr'"):
        front(complete(), "fr", tmp_path).sentences()


# --- charts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_stands_under_its_own_title(language: str, tmp_path: Path) -> None:
    page = front(complete(), language, tmp_path)
    shown = page.charts()
    assert [each.name for each in shown] == [
        "main-pairs",
        "impossible-as-printed",
        "main-share",
        "main-alike",
        "look-alikes",
        "main-per_head",
        "what-is-counted",
        "main-reporting",
        "changed-reporting",
    ]
    charts = [each for each in shown if isinstance(each, Chart)]
    said = re.findall(r"<strong>(.*?)[.。]</strong>", page.sentences().to_html())
    assert [chart.title for chart in charts] == [said[1], said[5]]
    assert all(chart.brief and chart.language == language for chart in charts)
    noted = [chart.name for chart in charts if Styled("note", chart.subtitle) in chart.lead]
    assert noted == ["what-is-counted"]


def test_pairs_of_one_size_are_drawn(tmp_path: Path) -> None:
    one, other = money(A, 1, "80"), money(C, 1, "80")
    found = evidence(one, other, pairs=(graded(one, other, "same_size"),))
    drawn, counted = front(found, "en", tmp_path).charts()
    assert isinstance(drawn, Chart) and isinstance(counted, Chart)
    assert drawn.name == "finding"
    assert plain(drawn.lead).startswith("1 time, two texts give figures")
    assert counted.name == "what-is-counted"


def test_what_is_plausible_is_taken_from_the_published_table(tmp_path: Path) -> None:
    page = front(complete(), "en", tmp_path)
    assert page.known.plausible == {MEASURE: Interval.between(20, 2100)}
    assert page.is_impossible()
    assert "where 20 to 2,100 yuan per person is plausible" in page.sentences().to_text()


def test_an_amount_inside_its_band_is_not_called_impossible(tmp_path: Path) -> None:
    page = front(complete("2100"), "en", tmp_path)
    assert not page.is_impossible()
    assert "impossible-as-printed" not in [chart.name for chart in page.charts()]


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
            "A city: Linzhou (6), Haicheng (5), Shanyang (0)\n"
            "A theme: Relief (6), Culture (2), Contracts (2)\n"
            "A text: Linzhou 2018 (4), Linzhou 2021 (2), Haicheng 2019 (5), Shanyang 2020 (0)\n"
            "The whole story in order: overview\n"
            "Faults, damage and vague words: data quality\n"
            "How words become numbers and limits: method and codebook\n"
            "Every figure with its place in the text: all figures",
        ),
        (
            "zh",
            "一座城市：林州（6）、海城（5）、山阳（0）\n"
            "一个主题：帮扶（6）、文化（2）、合同（2）\n"
            "一篇文章：林州2018（4）、林州2021（2）、海城2019（5）、山阳2020（0）\n"
            "依次读完全部：总览\n"
            "疑误、破损与含糊措辞：数据质量\n"
            "措辞如何成为数字与界限：方法与指标手册\n"
            "每个数字及其在原文的位置：全部数字",
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
        *(f"{page}.html" for page in ("overview", "quality", "method", "figures")),
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
    english, chinese = (Front(Book(language)).charts() for language in LANGUAGES)
    for one, other in zip(english, chinese, strict=True):
        assert (one.name, one.figure_ids) == (other.name, other.figure_ids)
        assert set(linked_figures(getattr(one, "lead", ""))) == set(
            linked_figures(getattr(other, "lead", ""))
        )
