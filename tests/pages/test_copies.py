"""Faults of the words, lists, and grades that may be given otherwise, in both languages."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import pages as pieces
from analysis.tables import frames as tables
from analysis.tables import schema

FAULT = {
    "document": "fuxin-2017",
    "paragraph": "7",
    "start": "10",
    "end": "11",
    "printed": "幣\n",
    "reaches": "",
    "again": "",
    "kind": "wrong_character",
    "verdict": "certain",
    "wrong_en": "A character <of> like shape.",
    "wrong_zh": "形近之字。",
    "likely": "市",
    "use_en": "no number is touched",
    "use_zh": "不涉数字",
}


@pytest.fixture(params=["en", "zh"])
def book(request: pytest.FixtureRequest) -> pieces.Book:
    return pieces.Book(request.param)


def test_a_fault_of_the_words_shows_print_and_argued_reading(book: pieces.Book) -> None:
    table = pieces.text_faults_table(pd.DataFrame([FAULT]), book.labels)
    row = table.frame.iloc[0]
    assert row["spot"] == '<span class="literal" lang="zh-CN">幣</span>'
    assert (
        row["wrong"]
        == (
            {
                "en": "A character <of> like shape. Likely meant: “市” (argued, not printed).",
                "zh": "形近之字。当作“市”（系推断，非原文）。",
            }[book.language]
        )
    )
    assert "document" not in table.frame  # all of one text
    assert "<of>" not in table.to_html()


def test_every_fault_of_the_words_has_its_row_with_its_text(book: pieces.Book) -> None:
    faults = tables.read("text-faults.csv", schema.TEXT_FAULTS)
    table = pieces.text_faults_table(faults, book.labels)
    assert list(table.frame["document"]) == [book.labels.document(d) for d in faults["document"]]
    assert table.figure_ids == ()


def test_lists_that_differ_from_their_number_come_first(book: pieces.Book) -> None:
    lists = tables.read("lists.csv", schema.LISTS)
    shown = pieces.lists_table(lists, book.labels).frame
    no, yes = {"en": ("no", "yes"), "zh": ("不符", "相符")}[book.language]
    assert list(shown["agrees"]) == sorted(shown["agrees"], key=[no, yes].index)
    linked = shown[shown["stated"].str.contains('class="fig"')]
    assert len(linked) == (lists["figure_id"] != "").sum()
    row = lists[lists["open"] == "yes"].iloc[0]
    going_on = {"en": "{} and so on", "zh": "{}未尽"}[book.language]
    comma = {"en": ",", "zh": "，"}[book.language]
    assert going_on.format(row["listed"] + comma) in set(shown["listed"])


def test_an_argued_grade_shows_both_sides_as_read(book: pieces.Book) -> None:
    arguments = tables.read("grade-arguments.csv", schema.GRADE_ARGUMENTS)
    table = pieces.grade_arguments_table(arguments, book.material(book.observations), book.labels)
    assert len(table.frame) == len(arguments)
    assert all(arguments["grade"] != arguments["instead"])
    for side in ("side_a", "side_b"):
        assert table.frame[side].str.contains(r">[^<]*\d[^<]*</a>|>several|>数").all()
    assert list(table.frame["why_not"]) == list(arguments[f"reason_{book.language}"])
