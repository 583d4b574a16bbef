"""Faults of the copies and of the words, what the checks found, and argued grades."""

from __future__ import annotations

import re
from dataclasses import replace

import made_up_town as town
import pytest
from made_up_town import (
    A,
    B,
    correction,
    counted_list,
    derived,
    figure,
    finding,
    labels,
    text_fault,
)

from analysis.checks import CHECKS
from analysis.language.messages import Link, Linked, Message, Words, listed
from analysis.pages import (
    corrections_list,
    findings_list,
    grade_arguments_table,
    lists_table,
    text_faults_table,
)
from analysis.show.content import Lines, Sorted, Styled, plain_content
from analysis.show.html import to_html

FIGURES = (
    figure(A, 1, "?0人", "", **town.LOST),
    figure(A, 2, "40人", "40"),
    figure(A, 3, "60人", "60"),
    figure(B, 1, "90人", "90"),
)
KNOWN = town.known(*FIGURES)


# --- faults of the copies -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "title", "facts"),
    [
        (
            "en",
            "Linzhou 2018: lost digit",
            [
                ("Why", "A digit is lost."),
                ("Our estimate", "50 people, 70 people (our estimate, not printed)"),
                ("How we use it", "Kept out"),
            ],
        ),
        (
            "zh",
            "林州2018：缺字",
            [
                ("理由", "缺一位数字。"),
                ("推断", "50人、70人（我们的推断，不是原文）"),
                ("使用时", "不采用"),
            ],
        ),
    ],
)
def test_faults_with_one_argument_stand_together(
    language: str, title: str, facts: list[tuple[str, str]]
) -> None:
    faults = [correction(f"{A}-001"), correction(f"{A}-002", printed="40 人", likely_value="70")]
    shown = corrections_list(faults, KNOWN, labels(language))
    (case,) = shown.cases
    assert (case.verdict, case.title, list(case.facts)) == ("certain", title, facts)
    assert case.items[1].text[0] == Styled("printed", Link(f"{A}-002", "40 人"))
    assert shown.figure_ids == (f"{A}-001", f"{A}-002")


def test_surer_faults_come_first_and_what_is_not_argued_is_left_out() -> None:
    likely = correction(f"{A}-001", verdict="likely", likely_value="", evidence_en="Odd.")
    shown = corrections_list([likely, correction(f"{A}-002")], KNOWN, labels("en"))
    assert [case.verdict for case in shown.cases] == ["certain", "likely"]
    assert dict(shown.cases[1].facts)["Our estimate"] == ""
    assert [row[5] for row in shown.rows] == ["50 people", ""]


def test_one_argument_with_two_verdicts_makes_two_cases_the_surer_first() -> None:
    likely = correction(f"{A}-003", printed="60人", likely_value="", verdict="likely")
    sure = correction(f"{A}-002", printed="40人", likely_value="")
    shown = corrections_list([likely, sure], KNOWN, labels("en"))
    assert [(case.verdict, len(case.items)) for case in shown.cases] == [
        ("certain", 1),
        ("likely", 1),
    ]


# --- what the checks found ------------------------------------------------------------------------

CHECK = CHECKS[0].code


def test_findings_of_one_kind_stand_together_with_their_links() -> None:
    alike = finding(CHECK, f"{A}-002"), finding(CHECK, f"{A}-003", calculation=f"{A}-003 ÷ {A}-002")
    certain = finding(CHECK, f"{A}-002", verdict="certain")
    shown = findings_list([*alike, certain], KNOWN, labels("en"), name="x")
    assert [(case.verdict, len(case.items)) for case in shown.cases] == [
        ("certain", 1),
        ("likely", 2),
    ]
    first, second = shown.cases[1].items
    assert first.text == (Link(f"{A}-002", "40人"), " is <round>.")
    assert plain_content(second.calculation) == "60 people ÷ 40 people"
    assert [row[1] for row in shown.rows] == ["“40人” is <round>."] * 3
    assert dict(shown.cases[0].facts) == {
        "Why": "",
        "Our estimate": "",
        "How we use it": "Take it as printed",
    }


def test_findings_of_several_texts_name_them_and_checks_may_be_left_out() -> None:
    other = replace(finding(CHECK, f"{B}-001"), document=B)
    shown = findings_list([finding(CHECK, f"{A}-002"), other], KNOWN, labels("zh"), name="x")
    assert [plain_content(item.text) for case in shown.cases for item in case.items] == [
        "林州2018：40人过于规整。",
        "海城2019：90人过于规整。",
    ]
    skipped = findings_list([other], KNOWN, labels("en"), name="x", skip=(CHECK,))
    assert (skipped.cases, skipped.rows) == ([], [])


def test_what_meets_a_fault_of_the_register_is_told_with_it_and_counted_once() -> None:
    declared = finding("declared_fault", f"{A}-002", verdict="certain")
    met = finding(
        CHECKS[-1].code,
        f"{A}-002",
        f"{A}-003",
        matter=declared.finding_id,
        calculation=f"{A}-003 ÷ {A}-002",
    )
    assert met.points and not declared.points
    shown = findings_list([met, declared], KNOWN, labels("en"), name="x")
    (case,) = shown.cases
    assert (case.verdict, case.number) == ("certain", 1)
    assert [plain_content(item.text) for item in case.items] == [
        "40人 is <round>. A check meets it, too: 40人 is <round>. 60 people ÷ 40 people"
    ]
    assert len(shown.rows) == 2
    alone = findings_list([met, declared], KNOWN, labels("en"), name="x", skip=("declared_fault",))
    assert alone.cases == [] and len(alone.rows) == 1


def test_a_heading_counts_what_stands_below_it() -> None:
    declared = finding("declared_fault", f"{A}-002", verdict="certain")
    same = finding(
        "declared_fault",
        f"{A}-003",
        verdict="certain",
        finding_id="same",
        matter=declared.finding_id,
    )
    met = finding(CHECKS[-1].code, f"{A}-002", f"{A}-003", matter=declared.finding_id)
    plain = [
        finding(CHECK, f"{A}-00{n}", verdict="certain", finding_id=f"p{n}", matter=f"p{n}")
        for n in (1, 2, 3)
    ]
    shown = findings_list([met, declared, same, *plain], KNOWN, labels("en"), name="x")
    assert [case.number for case in shown.cases] == [2, 3]
    assert [len(case.items) for case in shown.cases] == [2, 3]
    assert shown.heads["certain"] == "Findings: certain (5)"
    page = to_html(shown)
    assert "Findings: certain (5)</h3>" in page
    assert re.findall(r"<summary><b>[^<]*\((\d+)\)</b>", page) == ["2", "3"]


def test_a_case_counts_what_its_list_leaves_out() -> None:
    many = [finding(CHECK, f"{A}-002", finding_id=f"x.{n}", matter=f"x.{n}") for n in range(30)]
    shown = findings_list(many, KNOWN, labels("en"), name="x")
    (case,) = shown.cases
    assert (case.number, len(case.items), case.left) == (30, 25, 6)
    assert shown.heads["likely"] == "Findings: likely (30)"


def test_a_finding_on_two_texts_names_them_itself() -> None:
    two = finding(CHECK, f"{A}-002", f"{B}-001", calculation=f"{A}-002 ≈ {B}-001")
    other = replace(finding(CHECK, f"{B}-001"), document=B)
    shown = findings_list([two, finding(CHECK, f"{A}-002"), other], KNOWN, labels("en"), name="x")
    items = [item for case in shown.cases for item in case.items]
    assert [plain_content(item.text).partition(":")[0] for item in items] == [
        "40人 is <round>.",
        "Linzhou 2018",
        "Haicheng 2019",
    ]
    assert plain_content(items[0].calculation) == "40 people ≈ 90 people"
    (alone,) = findings_list([two], town.known(*FIGURES[:3]), labels("en"), name="x").cases
    assert (plain_content(alone.items[0].text), alone.items[0].calculation) == (
        "40人 is <round>.",
        "",
    )


def test_an_argument_that_the_finding_gives_is_not_said_again() -> None:
    argued = {"likely_figure": f"{A}-002", "likely_value": "400", "argument_en": "is <round>"}
    (case,) = findings_list(
        [finding(CHECK, f"{A}-002", **argued)], KNOWN, labels("en"), name="x"
    ).cases
    assert dict(case.facts)["Why"] == ""
    assert dict(case.facts)["Our estimate"] == "400 people (our estimate, not printed)"
    argued["argument_en"] = "a digit too few"
    (case,) = findings_list(
        [finding(CHECK, f"{A}-002", **argued)], KNOWN, labels("en"), name="x"
    ).cases
    assert dict(case.facts)["Why"] == "A digit too few"


def test_a_finding_that_is_a_message_is_said_with_its_links() -> None:
    told = Message("count.texts", n=Linked(f"{A}-002", Words(en="forty", zh="四十")))
    reason = listed(["it is so"])
    message = replace(finding(CHECK, f"{A}-002"), finding_message=told, reason_message=reason)
    (case,) = findings_list([message], KNOWN, labels("en"), name="x").cases
    assert case.items[0].text == (Link(f"{A}-002", "forty"), " texts it is so")


# --- faults of the words, lists, grades -----------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "A character <of> like shape. Perhaps meant: “市” (our guess, not printed)."),
        ("zh", "形近之字。可能应为“市”（我们的推断，不是原文）。"),
    ],
)
def test_a_fault_of_the_words_shows_print_and_argued_reading(language: str, said: str) -> None:
    table = text_faults_table([text_fault()], labels(language))
    assert table.rows[0]["spot"] == Sorted(Styled("printed", "幣"), None, name=A)
    assert table.rows[0]["wrong"] == said
    assert "document" not in table.headers  # all of one text
    both = text_faults_table([text_fault(), text_fault(document=B, likely="")], labels(language))
    assert both.column("document") == [labels(language).document(name) for name in (A, B)]
    assert both.rows[1]["wrong"] == said.partition(" Perhaps")[0].partition("可能应为")[0]
    assert table.figure_ids == ()


def test_lists_that_differ_from_their_number_come_first() -> None:
    lists = [
        counted_list("三项", listed="3"),
        counted_list("四 项", figure_id=f"{A}-002", listed="2", open="yes", agrees="no"),
    ]
    table = lists_table(lists, labels("en"))
    assert table.cells == [
        ["四 项", "2, and so on", "no", "prizes"],
        ["三项", "3", "yes", "prizes"],
    ]
    assert table.rows[0]["stated"] == Link(f"{A}-002", "四 项")
    assert table.rows[1]["stated"] == Styled("printed", "三项")
    assert lists_table(lists, labels("zh")).cells[0][1:] == ["2，没有列全", "不符", "奖项"]


def test_an_argued_grade_shows_both_sides_as_read() -> None:
    ratio = derived(A, "001+002", "200")
    known = town.known(*FIGURES, ratios=(ratio,))
    arguments = [
        town.argument(ratio.derived_id, f"{B}-001"),
        town.argument(ratio.derived_id, ratio.derived_id),
    ]
    table = grade_arguments_table(arguments, known, labels("en"))
    link = Link(f"{A}-001", "200 yuan per person", f"{A}.money_per_person.001+002")
    assert table.rows[0]["side_a"] == Lines(("Linzhou 2018", (link,)))
    assert table.rows[0]["side_b"] == Lines(("Haicheng 2019", (Link(f"{B}-001", "90 people"),)))
    assert [row[0] for row in table.cells] == ["People relieved", "Money per person"]
    assert table.cells[0][3:] == ["loose", "strict", "Another group."]
