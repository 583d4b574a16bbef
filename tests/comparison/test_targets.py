"""Plan and done: reached, not reached, left open, not stated, not found."""

from __future__ import annotations

import pytest
from made_up_rules import (
    CODEBOOK,
    LATER,
    ONE,
    OTHER,
    RULES,
    Row,
    chinese,
    english,
    figures,
    row,
    stock,
)

from analysis.comparison.comparison_records import Target
from analysis.comparison.targets import target_verdict, targets
from analysis.intervals import Interval


def plan(literal: str, number: int = 11, **cells: str) -> Row:
    return row(number, literal, "guests", **{"nature": "plan", **cells})


def done(literal: str, number: int = 21, **cells: str) -> Row:
    return row(number, literal, "guests", **cells)


def found(*rows: Row) -> tuple[Target, ...]:
    return targets(figures(*rows), CODEBOOK, RULES)


@pytest.mark.parametrize(
    ("aimed", "result", "up_to", "verdict"),
    [
        ("[500, 500]", "[500, 500]", False, "met"),
        ("[500, 500]", "(500, 600)", False, "met"),
        ("[500, 500]", "[500, ∞)", False, "met"),
        ("[500, 500]", "[499, 501]", False, "undecided"),
        ("[500, 500]", "(-∞, 500]", False, "undecided"),
        ("[500, 500]", "[400, 500)", False, "missed"),
        ("[500, 500]", "[499, 499]", False, "missed"),
        ("[500, 600]", "[600, 600]", False, "met"),
        ("[500, 600]", "[550, 550]", False, "undecided"),
        ("[500, 600]", "[400, 500]", False, "undecided"),
        ("(500, 600)", "[400, 500]", False, "missed"),
        ("[500, ∞)", "[600, 600]", False, "undecided"),
        ("(-∞, 500]", "[1, 1]", False, "undecided"),
        ("[500, 500]", "[500, 500]", True, "met"),
        ("[500, 500]", "(400, 500)", True, "met"),
        ("[500, 500]", "[400, 501]", True, "undecided"),
        ("[500, 500]", "(500, 600)", True, "missed"),
    ],
)
def test_the_order_of_limits_decides(aimed: str, result: str, up_to: bool, verdict: str) -> None:
    assert target_verdict(Interval.parse(aimed), Interval.parse(result), up_to=up_to) == verdict


@pytest.mark.parametrize(
    ("target", "result", "verdict"),
    [
        (plan("500人"), done("512人"), "met"),
        (plan("500人"), done("499人"), "missed"),
        (plan("500人"), done("500余人", value="500", bound="at_least", hedge="余"), "met"),
        (plan("1万人", value="10000"), done("1万人", value="10000"), "undecided"),
        (plan("500人", bound="at_least", hedge="不少于"), done("499人"), "missed"),
        (plan("500人", bound="at_most", hedge="不超过"), done("499人"), "met"),
        (plan("500人", bound="at_most", hedge="不超过"), done("510人"), "missed"),
        (plan("500人", bound="about", hedge="约"), done("510人"), "undecided"),
        (
            plan("300-500人", value="300", value_high="500", bound="range", unit="人"),
            done("500人"),
            "met",
        ),
        (plan("500人"), done("90人", status="impossible"), "undecided"),
    ],
)
def test_a_target_is_taken_as_printed_and_its_modifier_says_from_which_side(
    target: Row, result: Row, verdict: str
) -> None:
    [one] = found(target, result)
    assert (one.target_verdict, one.bound) == (verdict, target["bound"])
    assert (one.figure_id, one.result_figure) == (target["figure_id"], result["figure_id"])


def test_a_later_text_of_the_city_says_what_became_of_a_target() -> None:
    year = {"period_start": "2020-01-01", "period_end": "2020-12-31"}
    [one] = found(plan("500人", **year), done("512人", document=LATER, **year))
    assert (one.target_verdict, one.result_document) == ("met", LATER)
    assert (
        english(one.reason) == "“512人” (Linzhou 2020) reaches the target “500人” (Linzhou 2019)."
    )
    assert chinese(one.reason) == "“512人”（林州2020）达到了目标“500人”（林州2019）。"


@pytest.mark.parametrize(
    "other",
    [
        done("512人", document=OTHER),
        done("512人", document=OTHER, scheme="four_gifts"),
        done("512家"),
        done("512人", level="county"),
        done("512人", nature="plan", duplicate_of="11"),
        done("512人", period_start="2018-01-01", period_end="2018-12-31"),
        done("512人", period_start="2018-01-01", period_end="2018-12-31", scheme="four_gifts"),
        done("512人", period_start="2019-07-01"),
        done("512人", period_start="2019-07-01", scheme="four_gifts"),
        done("512人", scheme="sick_fund"),
        done("512人", population="women"),
        row(21, "512人", "clubs"),
    ],
)
def test_another_city_thing_unit_level_time_or_scheme_is_no_result(other: Row) -> None:
    [one] = found(plan("500人", scheme="four_gifts"), other)
    assert (one.target_verdict, one.result_figure, one.done) == ("not_found", "", None)


def test_not_stated_is_not_the_same_as_not_found() -> None:
    year = {"period_start": "2020-01-01", "period_end": "2020-12-31"}
    [silent] = found(plan("500人", **year))
    assert silent.target_verdict == "not_stated"
    assert english(silent.reason) == (
        "Linzhou 2020 reports on the time of the target “500人” (Linzhou 2019) and prints no "
        "figure of it."
    )
    [nobody] = found(plan("500人", period_start="2021-01-01", period_end="2021-12-31"))
    assert nobody.target_verdict == "not_found"
    assert english(nobody.reason).startswith("No other text of the city reports on the time")
    [open_] = found(plan("500人", period_start="", period_end="", period_basis="unstated"))
    assert open_.target_verdict == "undated"


def test_a_state_on_the_day_is_a_result_and_a_stage_may_differ() -> None:
    target = plan("500人", stage="raised", period_start="", period_end="2019-12-31")
    [one] = found(target, stock(21, "512人", "guests", stage="spent"))
    assert one.target_verdict == "met"
    earlier = stock(21, "512人", "guests", period_start="", period_end="2019-06-30")
    [without] = found(target, earlier)
    assert (without.target_verdict, without.result_figure) == ("not_found", "")


def test_each_result_is_a_row_and_repeats_are_none() -> None:
    rows = found(
        plan("500人"), plan("5百人", 12, value="500", duplicate_of=f"{ONE}-011"), done("512人"),
        done("490人", 31), done("512人", 41, duplicate_of=f"{ONE}-021"),
    )  # fmt: skip
    assert [(each.result_figure[-3:], each.target_verdict) for each in rows] == [
        ("021", "met"), ("031", "missed"),
    ]  # fmt: skip


def test_what_may_be_a_plan_is_neither_a_target_nor_a_result() -> None:
    year = {"period_start": "2020-01-01", "period_end": "2020-12-31"}
    open_one = done("512人", document=LATER, nature="plan_or_result", **year)
    [one] = found(plan("500人", **year), open_one)
    assert (one.target_verdict, one.result_figure) == ("not_stated", "")
    assert found(open_one) == ()


def test_without_targets_there_is_nothing() -> None:
    assert found(done("512人")) == ()
    assert found() == ()
