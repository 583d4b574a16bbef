"""Origin records, summaries, the published rules, and how many texts and cities there are."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from decimal import Decimal

import made_up_town as town
import pytest
from made_up_town import BOOK, A, B, coverage, document, figure, labels

from analysis import project
from analysis.checks import CHECKS, PlausibleBand
from analysis.coding.coding_records import Erratum
from analysis.comparison.rules import RatioRule
from analysis.intervals import Interval
from analysis.language.messages import Words
from analysis.pages import (
    bands_table,
    checks_table,
    definitions_table,
    documents_table,
    errata_table,
    lede,
    limits_rules_table,
    origin_table,
    proposals_table,
    theme_summary,
    where_printed,
)
from analysis.proposals.proposal_records import ConfidenceBand as ProposalBand
from analysis.show.content import PageLink, plain_content
from analysis.tables.codebook import Labels, corpus


def test_texts_stand_with_their_condition_and_their_counts() -> None:
    counts = [coverage(A, "relief", 10, 8, 5, 3, 1), coverage(A, "culture", 1, 1, 1, 1, 1)]
    table = documents_table(labels("en"), counts)
    assert table.cells == [
        ["Linzhou 2018", "2018", "Clean.", "11", "9", "4", "2"],
        ["Haicheng 2019", "2019", "Clean.", "0", "0", "0", "0"],
    ]
    assert documents_table(labels("zh"), counts).caption == "文章及其数字"


def test_a_theme_names_the_texts_that_say_nothing_of_it() -> None:
    said = theme_summary([figure(A, 1, "40人", "40")], labels("en"), "relief").to_text()
    assert said == (
        "1 of 2 texts give figures on relief: 1 without repeats, 1 of them on main indicators. No "
        "figure filed under it: Haicheng 2019; a figure that touches it may be filed under another "
        "theme."
    )
    both = [figure(A, 1, "40人", "40"), figure(B, 1, "40人", "40", tier="supporting")]
    assert theme_summary(both, labels("zh"), "relief").to_text() == (
        "2篇文章中有2篇给出“帮扶”的数字：剔除重复后2个，其中主要指标1个。"
    )


def test_where_articles_were_printed_is_told_as_far_as_it_is_known() -> None:
    first, second = where_printed(labels("en")).paragraphs
    assert plain_content(first).startswith(
        "Linzhou 2018: title not in the copy we read. Published in: Port Daily. By: not stated. "
        "Day of publication: "
    )
    assert first[0] == PageLink(f"document-{A}", "Linzhou 2018")  # type: ignore[index]
    assert plain_content(second).startswith("Haicheng 2019: ")


def test_an_origin_record_says_in_words_what_is_not_known() -> None:
    cells = dict(origin_table(labels("en"), A).cells)
    assert cells["Title"] == cells["By"] == "not stated in the copy we read"
    assert cells["Published in"] == "Port Daily"
    assert cells["Characters"] == "2,153"


def test_definitions_stand_in_the_order_of_the_codebook() -> None:
    table = definitions_table(labels("en"), ["shows", "relief_money"], name="x", caption="c")
    assert table.cells == [
        ["Relief money", "core", "Relief", "Counts relief money."],
        ["Shows", "supporting", "Culture", "Counts shows."],
    ]


def test_the_worked_examples_follow_the_published_reading() -> None:
    cells = {row[0]: row[1:] for row in limits_rules_table(labels("en")).cells}
    assert cells["近1400万元"] == [
        "nearly 14 million yuan",
        "0 or more, but less than 14 million yuan",
        "13 million or more, but less than 14 million yuan",
    ]
    assert cells["8969名"] == ["8,969 people"] * 3
    assert len(cells) == len(limits_rules_table(labels("zh")).rows) == 11


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_declared_check_is_published(language: str) -> None:
    assert len(checks_table(labels(language)).rows) == len(CHECKS)
    assert all(all(row) for row in checks_table(labels(language)).cells)


@pytest.mark.parametrize(
    ("language", "cells"),
    [
        ("en", ["Money per person", "20 to 2,100", "a day's meal to a month's pay"]),
        ("zh", ["人均金额", "20至2100", "一餐至一月工资"]),
    ],
)
def test_bands_have_the_names_of_their_ratios(language: str, cells: list[str]) -> None:
    usual = Interval.parse("[20, 2100]")
    why = Words(en="a day's meal to a month's pay", zh="一餐至一月工资")
    bands = [
        PlausibleBand(measure, usual, usual, why) for measure in ("money_per_person", "unheard_of")
    ]
    row = {"measure": "money_per_person", "scale": "1", "one_sentence": "no"}
    ratio = town.made(RatioRule, row | {"label_en": "Money per person", "label_zh": "人均金额"})
    assert bands_table(bands, [ratio], labels(language)).cells == [cells]


# --- how many there are ---------------------------------------------------------------------------


def _labels(language: str, count: int) -> Labels:
    texts = tuple(
        document(f"{city}-{2000 + number}", f"Text {number}", f"第{number}篇")
        for number in range(count)
        for city in ["haicheng" if number else "linzhou"]
    )
    return Labels(language, replace(BOOK, documents=texts))


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 1, ("one Chinese city", "One article", "Linzhou", "Linzhou")),
        ("en", 2, ("two Chinese cities", "Two articles", "Linzhou and Haicheng", None)),
        ("en", 13, ("two Chinese cities", "13 articles", "Linzhou and Haicheng", None)),
        ("zh", 1, ("一座城市", "一篇文章", "林州", "林州")),
        ("zh", 12, ("两座城市", "十二篇文章", "林州和海城", "林州、海城")),
    ],
)
def test_texts_and_cities_are_counted_in_words(
    language: str, count: int, said: tuple[str, str, str, str | None]
) -> None:
    fields = corpus(_labels(language, count))
    cities, articles, names, listed = said
    assert (fields["cities"], fields["Articles"], fields["names"]) == (cities, articles, names)
    assert listed is None or fields["listed"] == listed


@pytest.mark.parametrize("page", ["index", "overview", "figures"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_first_words_of_pages_hold_the_counts(language: str, page: str) -> None:
    one, two = (lede(page, _labels(language, count)) for count in (1, 2))
    assert one.source != two.source
    assert "{" not in one.source
    assert two.source.startswith("# ") == (page != "figures")


def test_first_words_of_pages_are_claims_about_the_texts() -> None:
    words, metadata = lede("index", _labels("en", 2))._repr_mimebundle_()
    title, sentence = metadata["analysis"]["claims"]
    assert (title["place"], sentence["place"]) == ("lede/words-1", "lede/words-2")
    assert title["words"] == "What unions in two Chinese cities say they did"
    assert title["name"] == "cities"
    assert sentence["result"] == (
        "count() = 2; distinct(city) = 2; values(city) = haicheng, linzhou"
    )
    first, second, third = words["text/markdown"].split("\n\n")
    assert (first, second) == (f"# {title['words']}", sentence["words"])
    assert (
        "(../../reports/en/overview.html#where-printed)" in third
    )  # it counts nothing, and claims nothing


# --- what earlier versions said -------------------------------------------------------------------


def test_errata_stand_in_each_language_in_its_own_words() -> None:
    letters = {"en": "[A-Za-z]", "zh": "[\u3400-\u9fff]"}
    with (project.raw() / "errata.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows
    for row in rows:
        for name in ("said", "right"):
            for code, rule in letters.items():
                assert re.search(rule, row[f"{name}_{code}"]), row["erratum"]


@pytest.mark.parametrize(
    ("language", "said", "page"), [("en", "Nine.", "all pages"), ("zh", "九。", "全部页面")]
)
def test_an_erratum_stands_in_the_language_of_the_page(language: str, said: str, page: str) -> None:
    pages = Words(en="all pages", zh="全部页面")
    erratum = Erratum(
        "a", "1.0.0", pages, Words(en="Nine.", zh="九。"), Words(en="Eight.", zh="八。")
    )
    table = errata_table([erratum], labels(language))
    assert (table.column("said"), table.column("page")) == ([said], [page])


@pytest.mark.parametrize(
    ("language", "cells"),
    [
        (
            "en",
            [
                ["2.5 or more", "4", "3 (75 %)", "4 (100 %)"],
                ["1 to below 2.5", "0", "0", "0"],
                ["below 1", "10", "1 (10 %)", "5 (50 %)"],
            ],
        ),
        (
            "zh",
            [
                ["2.5及以上", "4", "3（75%）", "4（100%）"],
                ["1至不足2.5", "0", "0", "0"],
                ["低于1", "10", "1（10%）", "5（50%）"],
            ],
        ),
    ],
)
def test_proposals_are_counted_by_strength(language: str, cells: list[list[str]]) -> None:
    counts = [
        ProposalBand(Decimal(-99), 10, 1, 5),
        ProposalBand(Decimal(1), 0, 0, 0),
        ProposalBand(Decimal("2.5"), 4, 3, 4),
    ]
    assert proposals_table(counts, labels(language)).cells == cells
