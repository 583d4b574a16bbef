"""Amounts per head: one that cannot be right as printed, and those of two cities."""

from __future__ import annotations

import pytest
from made_up_findings import A, B, C, D, findings, money, pair, people, ratio

from analysis import headlines as hl
from analysis.headlines import Findings
from analysis.intervals import Interval

BAND = {"money_per_head": Interval.between(20, 500)}
FAULTY = money(C, 1, "90000", status="impossible")
KEPT_OUT = ratio(C, 1, 2, "3000", status="kept_out")
ARGUED = ratio(C, 1, 2, "30", status="argued", derived_id=f"{C}.argued")


def faulty(*derived: dict[str, str], rows: tuple[dict[str, str], ...] = ()) -> Findings:
    figures = rows or (FAULTY, people(C, 2, "30"))
    return findings(*figures, derived=derived, plausible=BAND)


# --- what cannot be right -------------------------------------------------------------------------


def test_what_cannot_be_right_is_said_with_what_is_plausible_and_what_is_argued() -> None:
    headline = hl.impossible(faulty(KEPT_OUT, ARGUED))
    assert headline is not None
    assert headline.title("en") == "A sentence that cannot be right as printed"
    assert headline.title("zh") == "有一句话，照印不可能成立"
    assert headline.statement.text("en") == (
        "The copy of Haicheng 2019 that we read has 90,000 yuan (relief money of text 1) for 30 "
        "people (relief people of text 2): 3,000 yuan per person, where 20 to 500 yuan per person "
        "is plausible. If 90,000 yuan should be 900 yuan, it is 30 yuan per person: our argument, "
        "not print."
    )
    assert headline.statement.text("zh") == (
        "所读《海城2019》的文本写有9万元（第1句所计），对30人（第2句所计），合3000元/人；"
        "合乎情理的是20至500元/人。若9万元应为900元，则合30元/人：系本项目推断，非原文。"
    )
    assert headline.subject == f"{C}-001"
    assert headline.statement.documents == (C,)
    assert headline.statement.theme == "relief"
    assert headline.statement.figure_ids == (f"{C}-001", f"{C}-002")


def test_a_count_of_heads_can_be_the_faulty_one() -> None:
    rows = (money(C, 1, "90000"), people(C, 2, "30", status="impossible"))
    headline = hl.impossible(faulty(KEPT_OUT, ARGUED, rows=rows))
    assert headline is not None
    assert "If 30 people should be 3,000 people, it is 30 yuan" in headline.statement.text("en")
    assert "若30人应为3000人，则合30元/人" in headline.statement.text("zh")


@pytest.mark.parametrize(
    ("rows", "argued"),
    [
        ((FAULTY, people(C, 2, "30", status="impossible")), ARGUED),
        ((money(C, 1, "90000"), people(C, 2, "30")), ARGUED),
        ((FAULTY, people(C, 2, "30")), ARGUED | {"value": ""}),
        ((FAULTY, people(C, 2, "30")), ARGUED | {"denominator": f"{C}-009"}),
    ],
    ids=["both faulty", "neither faulty", "no result", "argued of another ratio"],
)
def test_where_it_does_not_follow_no_number_is_restored(
    rows: tuple[dict[str, str], ...], argued: dict[str, str]
) -> None:
    headline = hl.impossible(faulty(KEPT_OUT, argued, rows=rows))
    assert headline is not None
    assert headline.statement.text("en").endswith("20 to 500 yuan per person is plausible.")
    assert headline.statement.text("zh").endswith("合乎情理的是20至500元/人。")


def test_a_number_that_was_added_to_others_is_not_restored() -> None:
    added = {"numerator": f"{C}-001+{C}-003"}
    rows = (FAULTY, people(C, 2, "30"), money(C, 3, "100"))
    headline = hl.impossible(faulty(KEPT_OUT | added, ARGUED | added, rows=rows))
    assert headline is not None
    assert "should be" not in headline.statement.text("en")
    assert headline.subject == f"{C}-001+{C}-003"


@pytest.mark.parametrize(
    "derived",
    [
        ratio(C, 1, 2, "500", status="kept_out"),  # the end of the band belongs to it
        ratio(C, 1, 2, "3000"),  # computed
        ratio(C, 1, 2, "3000", status="kept_out", measure="members_per_union"),  # no band
        ratio(C, 1, 2, "3000", status="kept_out", group="scale"),  # nothing per head
        KEPT_OUT | {"value": ""},  # an unknown result
    ],
    ids=["plausible", "computed", "without a band", "of another group", "without a value"],
)
def test_what_may_be_right_or_is_unknown_is_no_finding(derived: dict[str, str]) -> None:
    assert hl.impossible(faulty(derived)) is None


def test_the_first_of_several_is_shown() -> None:
    first = ratio(C, 1, 2, "400", status="kept_out")
    second = ratio(D, 1, 2, "600", status="kept_out")
    third = ratio(A, 1, 2, "9000", status="kept_out")
    rows = [row for d in (A, C, D) for row in (money(d, 1, "60000"), people(d, 2, "100"))]
    headline = hl.impossible(faulty(first, second, third, rows=tuple(rows)))
    assert headline is not None
    assert headline.subject == f"{D}-001"


# --- side by side ---------------------------------------------------------------------------------

ROWS = tuple(row for d in (A, B, C, D) for row in (money(d, 1, "8000"), people(d, 2, "40")))
OTHER = {"measure": "gift_per_head", "label_en": "Gift per head", "label_zh": "人均慰问"}


def test_amounts_of_two_cities_stand_side_by_side_with_what_forbids_more() -> None:
    a, c = ratio(A, 1, 2, "200"), ratio(C, 1, 2, "233")
    compared = pair(a["derived_id"], c["derived_id"], "cannot_be_decided", deciding="scheme+unit")
    elsewhere = pair(f"{A}-001", f"{C}-001", deciding="year")
    headline = hl.per_head(findings(*ROWS, derived=(c, a), pairs=(compared, elsewhere)))
    assert headline is not None
    assert headline.title("en") == "What help comes to per head, side by side"
    assert headline.title("zh") == "帮扶到每人、每例是多少，并列来看"
    assert headline.statement.text("en") == (
        "Money per head: 233 yuan per person (Haicheng 2019) and 200 yuan per person "
        "(Linzhou 2018). They may stand side by side, in no order (what differs or is not stated: "
        "unit counted and scheme)."
    )
    assert headline.statement.text("zh") == (
        "人均金额：233元/人（海城2019）和200元/人（林州2018）。只可并列，不能分高下"
        "（计量单位和项目不同或未说明）。"
    )
    assert headline.statement.documents == (A, C)  # of the catalogue, not of the table
    assert headline.statement.figure_ids == (f"{C}-001", f"{A}-001")


def test_two_measures_are_shown_and_the_second_begins_small() -> None:
    measures = ({}, OTHER, OTHER | {"measure": "third", "label_en": "Third"})
    derived = tuple(
        ratio(d, 1, 2, "200", **cells) | {"derived_id": f"{d}.{number}"}
        for number, cells in enumerate(measures)
        for d in (A, C)
    )
    headline = hl.per_head(findings(*ROWS, derived=derived))
    assert headline is not None
    assert headline.statement.text("en") == (
        "Money per head: 200 yuan per person (Linzhou 2018) and 200 yuan per person "
        "(Haicheng 2019); gift per head: 200 yuan per person (Linzhou 2018) and 200 yuan per "
        "person (Haicheng 2019). They may stand side by side, in no order."
    )
    assert "；人均慰问：200元/人（林州2018）" in headline.statement.text("zh")
    assert [len(rows) for rows in hl.shared_ratios(findings(derived=derived).material.derived)] == [
        2,
        2,
    ]


def test_an_amount_without_upper_limit_is_said_as_a_limit() -> None:
    open_ended = Interval.at_least(150).columns("asserted")
    open_ended |= Interval.at_least(150).columns("conventional")
    unknown = ratio(C, 1, 2, "150") | open_ended | {"value": ""}
    headline = hl.per_head(findings(*ROWS, derived=(ratio(A, 1, 2, "200"), unknown)))
    assert headline is not None
    assert "150 or more yuan per person (Haicheng 2019)" in headline.statement.text("en")


@pytest.mark.parametrize(
    "derived",
    [
        (),
        (ratio(A, 1, 2, "200"), ratio(B, 1, 2, "300")),  # of one city
        (ratio(A, 1, 2, "200"), ratio(C, 1, 2, "300", status="kept_out")),
        (ratio(A, 1, 2, "200"), ratio(C, 1, 2, "300", group="scale")),
        (ratio(A, 1, 2, "200"), ratio(C, 1, 2, "300", **OTHER)),
    ],
    ids=["none", "one city", "kept out", "another group", "another measure"],
)
def test_amounts_that_share_nothing_are_no_finding(derived: tuple[dict[str, str], ...]) -> None:
    assert hl.per_head(findings(*ROWS, derived=derived)) is None


def test_amounts_that_have_an_order_are_left_to_the_comparisons() -> None:
    a, c = ratio(A, 1, 2, "200"), ratio(C, 1, 2, "900")
    differ = pair(a["derived_id"], c["derived_id"], "texts_differ")
    assert hl.per_head(findings(*ROWS, derived=(a, c), pairs=(differ,))) is None
