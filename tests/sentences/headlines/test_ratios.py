"""Amounts per head: one that cannot be right as printed, and those of two cities."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_up_findings import A, B, C, D, argues, evidence, exceeds, money, pair, people, ratio

from analysis.comparison.comparison_records import Derived
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.sentences import headlines as hl
from analysis.sentences.evidence import Evidence

BAND = {"money_per_head": Interval.between(20, 500)}
FAULTY = money(C, 1, "90000", status="impossible")
KEPT_OUT = ratio(C, 1, 2, "3000", status="kept_out")
ARGUED = ratio(C, 1, 2, "30", status="argued", derived_id=f"{C}.argued")


def faulty(*derived: Derived, rows: tuple[Figure, ...] = ()) -> Evidence:
    figures = rows or (FAULTY, people(C, 2, "30"))
    argued = (argues(f"{C}-001", "900"), argues(f"{C}-002", "3000"))
    return evidence(*figures, derived=derived, checked=argued, plausible=BAND)


# --- what cannot be right -------------------------------------------------------------------------


def test_what_cannot_be_right_is_said_with_what_is_plausible_and_what_is_argued() -> None:
    headline = hl.impossible(faulty(KEPT_OUT, ARGUED))
    assert headline is not None
    assert headline.title("en") == "A sentence that cannot be right as printed"
    assert headline.title("zh") == "有一句话，照原文看不可能成立"
    assert headline.statement.text("en") == (
        "The copy of Haicheng 2019 that we read has 90,000 yuan (relief money of text 1) for 30 "
        "people (relief people of text 2): 3,000 yuan per person, outside the band that we set, "
        "20 to 500 yuan per person. If 90,000 yuan should be 900 yuan, it is 30 yuan per person: "
        "our estimate, not the printed figure."
    )
    assert headline.statement.text("zh") == (
        "我们所读的海城2019文本写有90000元（第1句所计），对应30人（第2句所计），合3000元/人；"
        "我们定的范围是20至500元/人。如果90000元应为900元，就合30元/人：这是我们的推断，不是原文。"
    )
    assert headline.statement.documents == (C,)
    assert headline.statement.theme == "relief"
    assert headline.statement.figure_ids == (f"{C}-001", f"{C}-002")


def test_a_count_of_heads_can_be_the_faulty_one() -> None:
    rows = (money(C, 1, "90000"), people(C, 2, "30", status="impossible"))
    headline = hl.impossible(faulty(KEPT_OUT, ARGUED, rows=rows))
    assert headline is not None
    assert "If 30 people should be 3,000 people, it is 30 yuan" in headline.statement.text("en")
    assert "如果30人应为3000人，就合30元/人" in headline.statement.text("zh")


@pytest.mark.parametrize(
    ("rows", "argued"),
    [
        ((FAULTY, people(C, 2, "30", status="impossible")), ARGUED),
        ((money(C, 1, "90000"), people(C, 2, "30")), ARGUED),
        ((FAULTY, people(C, 2, "30")), replace(ARGUED, denominator=(f"{C}-009",))),
    ],
    ids=["both faulty", "neither faulty", "argued of another ratio"],
)
def test_where_it_does_not_follow_no_number_is_restored(
    rows: tuple[Figure, ...], argued: Derived
) -> None:
    headline = hl.impossible(faulty(KEPT_OUT, argued, rows=rows))
    assert headline is not None
    assert headline.statement.text("en").endswith(
        "outside the band that we set, 20 to 500 yuan per person."
    )
    assert headline.statement.text("zh").endswith("我们定的范围是20至500元/人。")


def test_without_a_value_that_is_argued_no_number_is_restored() -> None:
    found = evidence(FAULTY, people(C, 2, "30"), derived=(KEPT_OUT, ARGUED), plausible=BAND)
    headline = hl.impossible(found)
    assert headline is not None
    assert "should be" not in headline.statement.text("en")


def test_a_number_that_was_added_to_others_is_not_restored() -> None:
    added = (f"{C}-001", f"{C}-003")
    rows = (FAULTY, people(C, 2, "30"), money(C, 3, "100"))
    headline = hl.impossible(
        faulty(*(replace(each, numerator=added) for each in (KEPT_OUT, ARGUED)), rows=rows)
    )
    assert headline is not None
    assert "should be" not in headline.statement.text("en")


@pytest.mark.parametrize(
    "derived",
    [
        ratio(C, 1, 2, "500", status="kept_out"),  # the end of the band belongs to it
        ratio(C, 1, 2, "3000"),  # computed
        ratio(C, 1, 2, "3000", status="kept_out", measure="members_per_union"),  # no band
        ratio(C, 1, 2, "3000", status="kept_out", group="scale"),  # nothing per head
        replace(KEPT_OUT, value=None),  # an unknown result
    ],
    ids=["plausible", "computed", "without a band", "of another group", "without a value"],
)
def test_what_may_be_right_or_is_unknown_is_no_finding(derived: Derived) -> None:
    assert hl.impossible(faulty(derived)) is None


def test_the_first_of_several_is_shown() -> None:
    first = ratio(C, 1, 2, "400", status="kept_out")
    second = ratio(D, 1, 2, "600", status="kept_out")
    third = ratio(A, 1, 2, "9000", status="kept_out")
    rows = [row for d in (A, C, D) for row in (money(d, 1, "60000"), people(d, 2, "100"))]
    headline = hl.impossible(faulty(first, second, third, rows=tuple(rows)))
    assert headline is not None
    assert headline.statement.figure_ids == (f"{D}-001", f"{D}-002")


SECOND = money(C, 3, "70000", status="impossible", sentence="1")
CEILING = money(C, 4, "5000", sentence="1", measures_en="spending", measures_zh="消费")


def test_every_figure_that_cannot_be_right_is_told_with_what_it_must_not_exceed() -> None:
    second = ratio(C, 3, 2, "233", status="kept_out")  # plausible: the number itself is not
    found = evidence(
        *(FAULTY, people(C, 2, "30"), SECOND, CEILING),
        derived=(KEPT_OUT, ARGUED, second),
        checked=(
            exceeds(f"{C}-003", f"{C}-004"),
            argues(f"{C}-001", "900"),
            argues(f"{C}-003", "2100"),
        ),
        plausible=BAND,
    )
    headline = hl.impossible(found)
    assert headline is not None
    assert headline.title("en") == "2 figures of one sentence cannot be right as printed"
    assert headline.title("zh") == "同一句话里有2个数字照原文看不可能成立"
    assert headline.statement.text("en").endswith(
        "our estimate, not the printed figure. In the same sentence 70,000 yuan (relief money of "
        "text 3) cannot be right either, beside 5,000 yuan (spending); our estimate is that 2,100 "
        "yuan was meant."
    )
    assert headline.statement.text("zh").endswith(
        "不是原文。同一句中的70000元（第3句所计）与5000元（消费）对照，也不可能成立；我们推断应为2"
        "100元，这不是原文。"
    )
    assert headline.statement.figure_ids == tuple(f"{C}-{n:03d}" for n in (1, 2, 3, 4))


def test_figures_of_several_sentences_and_texts_are_counted_with_their_sentences() -> None:
    elsewhere = money(D, 1, "80000", status="impossible")
    again = money(D, 2, "80000", status="impossible", duplicate_of=f"{D}-001")
    rows = (FAULTY, people(C, 2, "30"), SECOND, elsewhere, again)
    headline = hl.impossible(faulty(KEPT_OUT, rows=rows))
    assert headline is not None
    assert headline.title("en") == "3 figures in 2 sentences cannot be right as printed"
    assert headline.title("zh") == "2句话里有3个数字照原文看不可能成立"
    assert headline.statement.text("en").endswith(
        "per person. In the same sentence 70,000 yuan (relief money of text 3) cannot be right "
        "either. In Shanyang 2020 80,000 yuan (relief money of text 1) cannot be right either."
    )
    assert headline.statement.text("zh").endswith(
        "同一句中的70000元（第3句所计）也不可能成立。山阳2020的80000元（第1句所计）也不可能成立。"
    )
    assert headline.statement.documents == (C, D)


def test_what_a_missing_figure_limits_is_told_without_it() -> None:
    checked = (exceeds(f"{C}-003", f"{C}-099"), exceeds(f"{C}-009", f"{C}-002"))
    rows = (FAULTY, people(C, 2, "30"), SECOND)
    found = evidence(*rows, derived=(KEPT_OUT,), checked=checked, plausible=BAND)
    headline = hl.impossible(found)
    assert headline is not None
    assert "beside" not in headline.statement.text("en")


# --- side by side ---------------------------------------------------------------------------------

ROWS = tuple(row for d in (A, B, C, D) for row in (money(d, 1, "8000"), people(d, 2, "40")))
OTHER = {"measure": "gift_per_head", "label_en": "Gift per head", "label_zh": "人均慰问"}


def test_amounts_of_two_cities_stand_side_by_side_with_what_forbids_more() -> None:
    a, c = ratio(A, 1, 2, "200"), ratio(C, 1, 2, "233")
    compared = pair(a.derived_id, c.derived_id, "side_by_side", deciding="scheme+unit")
    elsewhere = pair(f"{A}-001", f"{C}-001", deciding="year")
    headline = hl.per_head(evidence(*ROWS, derived=(c, a), pairs=(compared, elsewhere)))
    assert headline is not None
    assert headline.title("en") == "Money per head: side by side only"
    assert headline.title("zh") == "人均金额：只能并列"
    assert headline.statement.text("en") == (
        "Money per head: 233 yuan per person (Haicheng 2019) and 200 yuan per person (Linzhou "
        "2018). They can stand side by side only; what differs or is not stated: unit "
        "counted and programme."
    )
    assert headline.statement.text("zh") == (
        "人均金额：233元/人（海城2019）和200元/人（林州2018）。只能并列，因为以下各项"
        "不同或未说明：计量单位和项目。"
    )
    assert headline.statement.documents == (A, C)  # of the catalogue, not of the table
    assert headline.statement.figure_ids == (f"{C}-001", f"{A}-001")


def test_two_measures_are_shown_and_the_second_begins_small() -> None:
    measures = ({}, OTHER, OTHER | {"measure": "third", "label_en": "Third"})
    derived = tuple(
        ratio(d, 1, 2, "200", derived_id=f"{d}.{number}", **cells)
        for number, cells in enumerate(measures)
        for d in (A, C)
    )
    headline = hl.per_head(evidence(*ROWS, derived=derived))
    assert headline is not None
    assert headline.statement.text("en") == (
        "Money per head: 200 yuan per person (Linzhou 2018) and 200 yuan per person (Haicheng "
        "2019); gift per head: 200 yuan per person (Linzhou 2018) and 200 yuan per person "
        "(Haicheng 2019). They can stand side by side only."
    )
    assert "；人均慰问：200元/人（林州2018）" in headline.statement.text("zh")
    assert [len(own) for own in hl.shared_ratios(derived)] == [2, 2]


def test_a_measure_that_may_not_be_compared_is_left_out() -> None:
    derived = tuple(
        ratio(d, 1, 2, "200", derived_id=f"{d}.{number}", **cells)
        for number, cells in enumerate(({}, OTHER))
        for d in (A, C)
    )
    never = pair(f"{A}.0", f"{C}.0", deciding="parts")
    headline = hl.per_head(evidence(*ROWS, derived=derived, pairs=(never,)))
    assert headline is not None
    assert headline.statement.text("en").startswith("Gift per head: 200 yuan per person")
    assert hl.per_head(evidence(*ROWS, derived=derived[:2], pairs=(never,))) is None


def test_an_amount_without_upper_limit_is_said_as_a_limit() -> None:
    unknown = replace(ratio(C, 1, 2, "150"), value=None, conventional=Interval.at_least(150))
    headline = hl.per_head(evidence(*ROWS, derived=(ratio(A, 1, 2, "200"), unknown)))
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
def test_amounts_that_share_nothing_are_no_finding(derived: tuple[Derived, ...]) -> None:
    assert hl.per_head(evidence(*ROWS, derived=derived)) is None


def test_amounts_that_have_an_order_are_left_to_the_comparisons() -> None:
    a, c = ratio(A, 1, 2, "200"), ratio(C, 1, 2, "900")
    differ = pair(a.derived_id, c.derived_id, "texts_differ")
    assert hl.per_head(evidence(*ROWS, derived=(a, c), pairs=(differ,))) is None
