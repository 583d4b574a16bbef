"""The data of the search: what it finds things by, and where it leads."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import pytest
import report_pages as rp

from analysis import project
from analysis.comparison.comparison_records import Derived
from analysis.language import LANGUAGES
from analysis.site import search
from analysis.site.context import PageContext
from analysis.site.packing import unpacked

SITE = project.root() / "src" / "analysis" / "site"
WORDS: dict[str, Any] = tomllib.loads((SITE / "synonyms.toml").read_text(encoding="utf-8"))

RATIO = {
    "derived_id": f"{rp.NAME}.money.002-001",
    "document": rp.NAME,
    "city": "testcity",
    "theme": "medical_mutual_aid",
    "kind": "ratio",
    "measure": "money",
    "label_en": "Money per member",
    "label_zh": "人均金额",
    "value": "96.5",
    "unit_en": "yuan per person",
    "unit_zh": "元/人",
    "formula": f"{rp.NAME}-002 ÷ {rp.NAME}-001",
    "inputs": f"{rp.NAME}-002+{rp.NAME}-001",
    "status": "computed",
    "conventional_low": "96.5",
    "conventional_high": "96.5",
    "conventional_ends": "[]",
}


def context(language: str = "en", **cells: str) -> PageContext:
    return rp.context("figures", language, derived=(rp.made(Derived, RATIO | cells),))


def data_of(form: str) -> dict[str, Any]:
    found = re.search(r'id="find-data">(.*?)</script>', form, re.S)
    assert found
    return json.loads(unpacked(found[1]))  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Money per member", "人均金额", "96.5 yuan per person"]),
        ("zh", ["人均金额", "Money per member", "96.5元/人"]),
    ],
)
def test_numbers_worked_out_say_what_they_are_how_they_come_about_and_where(
    language: str, words: list[str]
) -> None:
    form = search.search_form(context(language), language)
    data = data_of(form)
    ((*said, formula, city, theme, name, address),) = zip(*data["worked"], strict=True)
    assert said == words
    assert " ÷ " in formula and rp.NAME not in formula
    assert (city, theme) == (0, 0)
    assert set(data["terms"][name].split(" | ")) == {"Testcity 2016", "测试2016"}
    assert address == "theme-medical_mutual_aid.html#what-can-be-derived-inside-one-text"
    assert {*words[:1], words[2], formula} <= set(search.listed_words(data))


@pytest.mark.parametrize("cells", [{"status": "refused"}, {"theme": "elsewhere"}])
def test_only_numbers_that_were_worked_out_and_that_a_page_shows_are_searched(
    cells: dict[str, str],
) -> None:
    form = search.search_form(context(**cells), "en")
    assert data_of(form)["worked"] == []
    assert "what we worked out of them" not in form


def test_the_first_page_leaves_numbers_worked_out_to_the_page_of_all_figures() -> None:
    first = search.search_form(context(), "en", most=30)
    assert data_of(first)["worked"] == []
    assert "what we worked out of them" not in first
    assert "what we worked out of them" in search.search_form(context(), "en")


@pytest.mark.parametrize(
    ("figures", "language", "said"),
    [
        (rp.OBSERVED, "en", "4 figures (with repeats)"),
        (rp.OBSERVED, "zh", "4个数字（含重复）"),
        (rp.OBSERVED[:2], "en", "2 figures"),
        (rp.OBSERVED[:2], "zh", "2个数字"),
    ],
)
def test_repeats_are_said_to_be_among_the_figures_where_there_are_any(
    figures: tuple[Any, ...], language: str, said: str
) -> None:
    form = search.search_form(rp.context("figures", language, figures=figures), language)
    assert f'data-all="{said}"' in form


def test_words_that_lead_to_a_section_stand_with_it() -> None:
    titles = {
        at: sought
        for _, at, _, sought in data_of(search.search_form(rp.context("figures"), "en"))["pages"]
    }
    assert "trust" in titles["index.html#sure"].split()
    assert titles["index.html#guide"] == ""
    assert "overview.html#where-printed" not in titles  # this site has no such page
    assert "index.html#side-by-side" not in titles  # with one text nothing stands beside it


def test_words_lead_to_sections_that_there_are() -> None:
    named = tomllib.loads((SITE / "sections.toml").read_text(encoding="utf-8"))["section"]
    known = {(each["page"], each["id"]) for each in named} | {("index", "side-by-side")}
    assert {(each["page"], each["id"]) for each in WORDS["sought"]} <= known


def test_what_is_not_searched_are_words_of_ours() -> None:
    folder = SITE.parent / "language" / "words"
    ours = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.toml")))
    ours += "".join(
        file.read_text(encoding="utf-8")
        for file in sorted((project.root() / "data" / "raw").glob("*.csv"))
    )
    assert [words for words in WORDS["ours"] if words not in ours] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_figures_there_is_no_search(language: str) -> None:
    assert search.search_form(rp.context("figures", language, figures=()), language) == ""
