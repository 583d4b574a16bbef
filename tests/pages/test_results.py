"""Derived figures, graded pairs and other readings, in both languages."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import made_up_town as town
import pytest
from made_up_town import A, B, between, derived, figure, labels, pair, trial

from analysis.errors import AnalysisError
from analysis.language.messages import Joined, Link, Linked
from analysis.pages import (
    comparisons_table,
    derived_table,
    graded_table,
    sensitivity_table,
    statements,
)
from analysis.pages.known import between as between_of
from analysis.pages.known import formula
from analysis.sentences.statements import Statement
from analysis.show.content import Lines, plain_content

MONEY = figure(A, 1, "8000元", "8000", unit="元", indicator="relief_money")
PEOPLE = figure(A, 2, "40人", "40")
OTHERS = figure(B, 1, "90人", "90")
RATIO = derived(A, "001+002", "200")
KNOWN = town.known(MONEY, PEOPLE, OTHERS, ratios=(RATIO,))


@pytest.mark.parametrize(
    ("language", "cells"),
    [
        ("en", ["Money per person", "200 yuan per person", "", "8,000 yuan ÷ 40 people", ""]),
        ("zh", ["人均金额", "200元/人", "", "8000元 ÷ 40人", ""]),
    ],
)
def test_a_derived_figure_shows_its_formula_as_read(language: str, cells: list[str]) -> None:
    table = derived_table([RATIO], KNOWN, labels(language), name="x")
    assert table.cells == [cells]  # all of one text: its column is left out
    assert table.figure_ids == (f"{A}-001", f"{A}-002")


@pytest.mark.parametrize(("value", "low", "high"), [("", "150", "250"), ("200", "150", "250")])
def test_a_result_that_is_only_limits_has_its_unit_and_says_them_once(value, low, high) -> None:
    ranged = derived(A, "001+002", value, label_en="money per person", **between(low, high))
    (row,) = derived_table([ranged], KNOWN, labels("en"), name="x").cells
    assert row[:3] == ["Money per person", "150 to 250 yuan per person", ""]


def test_a_derived_figure_that_is_refused_says_why_and_shows_no_number() -> None:
    why = {"status": "refused", "reason_en": "other times", "reason_zh": "时期不同"}
    refused = derived(A, "001+002", "", **why)
    (row,) = derived_table([refused], KNOWN, labels("en"), name="x").cells
    assert (row[1], row[2], row[4]) == ("", "", "not worked out: other times")
    (row,) = derived_table([refused], KNOWN, labels("zh"), name="x").cells
    assert row[4] == "不算：时期不同"
    kept = derived(A, "001+002", "9", status="kept_out", reason_en="kept out: impossible")
    (row,) = derived_table([kept], KNOWN, labels("en"), name="x").cells
    assert (row[1], row[4]) == ("", "kept out: impossible")  # said once


def test_derived_figures_of_one_name_say_what_sets_them_apart() -> None:
    asked = derived(A, "001+002", "200", population="drivers")
    wed = derived(A, "001+002", "20", scheme="seaside")
    table = derived_table([asked, wed, RATIO], KNOWN, labels("en"), name="x")
    assert table.column("measure") == [
        "Money per person (drivers)",
        "Money per person (seaside scheme)",
        "Money per person",
    ]
    assert derived_table([wed], KNOWN, labels("en"), name="x").column("measure") == [
        "Money per person"
    ]


def test_a_formula_shows_the_number_that_is_argued() -> None:
    argued = derived(A, "001+002", "20", status="argued", assumed=f"{A}-001")
    known = replace(KNOWN, likely={f"{A}-001": Fraction(800)})
    (row,) = derived_table([argued], known, labels("en"), name="x").cells
    assert row[3] == "800 yuan (our estimate) ÷ 40 people"
    (row,) = derived_table([argued], KNOWN, labels("zh"), name="x").cells
    assert row[3] == "8000元 ÷ 40人"  # nobody argued another number
    (row,) = derived_table([RATIO], known, labels("en"), name="x").cells
    assert row[3] == "8,000 yuan ÷ 40 people"  # it rests on what is printed


def test_limits_of_a_result_are_rounded_outwards() -> None:
    near = derived(A, "001+002", "200", **between("199.996", "200.004"))
    (row,) = derived_table([near], KNOWN, labels("en"), name="x").cells
    assert row[2] == "199.9 or more, but less than 200.1"


def test_a_result_from_a_doubted_figure_says_so() -> None:
    def why(*doubted: str) -> str:
        table = derived_table([RATIO], KNOWN, labels("en"), name="x", doubted=doubted)
        return table.cells[0][4]

    assert why(f"{A}-002") == "One of the numbers is open to doubt: see its card."
    assert why(f"{B}-001") == why() == ""


def test_a_formula_names_figures_that_the_page_does_not_know_and_years_in_words() -> None:
    content = formula(f"{A}-001 ÷ {B}-007 ÷ [4.75, 5]", KNOWN, labels("en"))
    assert content == (
        Link(f"{A}-001", "8,000 yuan"),
        " ÷ ",
        Link(f"{B}-007", "a figure of another theme"),
        " ÷ ",
        "4.75–5 years",
    )
    assert plain_content(formula("(4.75, 5]", KNOWN, labels("zh"))) == "4.75—5年"
    assert plain_content(formula("> 1000000000", KNOWN, labels("en"))) == "> 1 billion"
    assert plain_content(formula("> 2100", KNOWN, labels("zh"))) == "> 2100"


def test_pairs_show_both_sides_under_their_texts_comparable_ones_first() -> None:
    never = pair(f"{A}-002", f"{B}-001")
    strict = pair(RATIO.derived_id, f"{B}-001", "same_size")
    ratios = pair("x", "y", kind="ratio")
    table = comparisons_table([never, ratios, strict], KNOWN, labels("en"), name="x")
    assert [row[3:5] for row in table.cells] == [
        ["strict", "about equal"],
        ["not comparable", ""],  # the result says no more than the grade
    ]
    side = table.rows[0]["side_a"]
    assert isinstance(side, Lines)
    assert side.lines[0] == "Linzhou 2018"
    assert plain_content(side.lines[1]) == "200 yuan per person: 8,000 yuan ÷ 40 people"
    assert table.rows[1]["side_b"] == Lines(("Haicheng 2019", (Link(f"{B}-001", "90 people"),)))


def test_a_pair_that_differs_names_the_text_with_the_larger_number() -> None:
    values = {"value_a": "40", "value_b": "90"}
    differ = pair(f"{A}-002", f"{B}-001", "texts_differ", **values)
    (row,) = comparisons_table([differ], KNOWN, labels("en"), name="x").cells
    assert row[4] == "Haicheng 2019 states the larger number"
    differ = pair(f"{A}-002", f"{B}-001", "texts_differ", value_a="90", value_b="40")
    (row,) = comparisons_table([differ], KNOWN, labels("zh"), name="x").cells
    assert row[4] == "林州2018写的较大"
    open_ended = pair(f"{A}-002", f"{B}-001", "texts_differ", value_a="90")
    (row,) = comparisons_table([open_ended], KNOWN, labels("en"), name="x").cells
    assert row[4] == "the texts differ"


def test_a_pair_that_is_put_in_no_order_names_no_larger_number() -> None:
    values = {"value_a": "40", "value_b": "90"}
    same = pair(f"{A}-002", f"{B}-001", "same_size", **values)
    (row,) = comparisons_table([same], KNOWN, labels("en"), name="x").cells
    assert row[4] == "about equal"


def test_limits_of_a_result_that_is_not_computed_are_not_shown() -> None:
    limits = between("150", "250", "()")
    assert between_of(derived(A, "001+002", "", **limits), labels("en")) != ""
    for status in ("kept_out", "refused", "argued"):
        result = derived(A, "001+002", "", status=status, **limits)
        assert between_of(result, labels("en")) == ""


def test_a_side_that_the_page_does_not_know_is_an_error() -> None:
    with pytest.raises(AnalysisError, match="no derived figure 'x' among those given"):
        comparisons_table([pair("x", f"{B}-001")], KNOWN, labels("en"), name="x")


def test_pairs_are_counted_by_grade_and_result() -> None:
    never, same = pair("a", "b"), pair("a", "b", "same_size")
    assert graded_table([never, same, never], labels("en")).cells == [
        ["strict", "about equal", "1"],
        ["not comparable", "not comparable", "2"],
    ]


def test_other_readings_are_counted_and_the_changed_results_named() -> None:
    trials = [
        trial(f"{A}-002", f"{B}-001", "wider", "yes"),
        trial(RATIO.derived_id, f"{B}-001", "narrower", "no"),
        trial(f"{A}-002", f"{B}-001", "narrower", "no"),
    ]
    assert sensitivity_table(trials, KNOWN, labels("en")).cells == [
        ["With wider", "1", "nothing"],
        [
            "With narrower",
            "2",
            "Money per person: 200 yuan per person (Linzhou 2018) / 90 people (Haicheng 2019): "
            "the texts differ → about equal; "
            "People relieved: 40 people (Linzhou 2018) / 90 people (Haicheng 2019): "
            "the texts differ → about equal",
        ],
    ]


def test_sentences_keep_their_links_and_none_is_said_in_words() -> None:
    said = Statement("x", "finding", "", (A,), Joined(("It is ", Linked(f"{A}-001", "80"))))
    prose = statements([said], labels("en"), name="x")
    assert (prose.paragraphs, prose.items) == ([("It is ", Link(f"{A}-001", "80"))], True)
    none = statements([], labels("en"), name="x")
    assert none.to_text() == ("No two figures on this theme in different texts can be compared.")
    assert statements([], labels("en"), name="x", none="Nothing.").to_text() == "Nothing."
