"""Derived figures: what may be divided, added, averaged, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from made_up import documents, figure, stock, table

from analysis.comparison.derived import (
    BASES,
    COLUMNS,
    RATIOS,
    CodeLabels,
    RefusedError,
    Result,
    add,
    derive,
    divide,
    observe_all,
    per_year,
    require_alike,
    share,
)
from analysis.errors import AnalysisError
from analysis.intervals import Interval


def derived(*rows: dict[str, str], **more: pd.DataFrame) -> pd.DataFrame:
    return derive(table(*rows), **more).set_index("measure", drop=False)


def limits(row: pd.Series, name: str = "conventional") -> Interval:
    return Interval.from_columns(row, name)


def test_a_ratio_inside_a_sentence_carries_its_limits() -> None:
    frame = derived(
        figure(11, "近1400万元", "14000000", "relief_money", bound="nearly", hedge="近"),
        figure(12, "14000人", "14000", "relief_people"),
    )
    assert tuple(frame.columns) == COLUMNS
    row = frame.loc["relief_per_person"]
    assert row["derived_id"] == "linzhou-2019.relief_per_person.011-012"
    assert row["formula"] == "linzhou-2019-011 ÷ linzhou-2019-012"
    assert row["inputs"] == "linzhou-2019-011+linzhou-2019-012"
    assert row["value"] == "" and row["status"] == "computed"
    assert (row["unit_en"], row["unit_zh"]) == ("yuan per person", "元/人")
    assert limits(row) == Interval.between(Fraction(13000, 14), 1000, "[)")
    assert limits(row, "asserted") == Interval.between(0, 1000, "[)")


def test_figures_of_two_programmes_are_not_divided() -> None:
    money = figure(11, "900元", "900", "relief_money", scheme="illness_relief")
    near = figure(12, "30人", "30", "relief_people", scheme="four_seasons")
    far = figure(40, "30人", "30", "relief_people")
    assert derived(money, near).empty
    assert derived(money, far).empty
    assert not derived(money, {**near, "scheme": ""}).empty


def test_a_sentence_broken_over_two_lines_is_still_one_neighbourhood() -> None:
    frame = derived(
        figure(11, "20户", "20", "relief_households"),
        figure(20, "900元", "900", "relief_money", start="1050"),
    )
    assert frame.loc["relief_per_household", "value"] == "45"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"nature": "stock"}, "nature flow against stock"),
        ({"period_start": ""}, "period 2019-01-01 to 2019-12-31 (year) against unstated"),
        ({"per": "year"}, "what it is per not stated against year"),
    ],
)
def test_unlike_figures_are_refused_visibly(cells: dict[str, str], words: str) -> None:
    frame = derived(
        figure(11, "900元", "900", "relief_money"),
        figure(12, "30人", "30", "relief_people", **cells),
    )
    row = frame.loc["relief_per_person"]
    assert row["status"] == "refused" and row["value"] == "" and row["conventional_ends"] == ""
    assert words in row["reason_en"]
    assert "relief_money of the text (“900元”)" in row["reason_en"]
    assert "relief_people of the text (“30人”)" in row["reason_en"]
    assert "不能相除" in row["reason_zh"] and "linzhou-2019" not in row["reason_en"]


def test_levels_are_never_mixed() -> None:
    money = figure(11, "900元", "900", "relief_money")
    people = figure(12, "30人", "30", "relief_people", level="county")
    assert derived(money, people).empty
    one, other = observe_all(table(money, people))
    with pytest.raises(AnalysisError, match="level city against county"):
        divide([one], [other])


def test_adding_unlike_units_is_refused_with_both_names() -> None:
    people, households = observe_all(
        table(
            figure(11, "30人", "30", "relief_people"),
            figure(12, "20户", "20", "relief_households"),
        )
    )
    with pytest.raises(RefusedError, match=r"add relief_people of the text \(“30人”\) and relief_"):
        add([people, households])
    labels = CodeLabels({("unit", "人"): ("people", "人")})
    with pytest.raises(RefusedError, match="unit people against 户"):
        require_alike([people, households], "add", ["unit"], labels)


def test_a_repeat_or_a_part_is_never_added_to_its_whole() -> None:
    whole, repeat, part = observe_all(
        table(
            figure(11, "30人", "30", "relief_people"),
            figure(12, "30人", "30", "relief_people", duplicate_of="11"),
            figure(13, "9人", "9", "relief_people", part_of="11"),
        )
    )
    for other in (repeat, part):
        with pytest.raises(RefusedError, match="contained"):
            add([whole, other])


def test_a_repeat_gives_its_place_but_not_its_number() -> None:
    frame = derived(
        figure(11, "80万余人", "800000", "heat_relief_people", duplicate_of="50", bound="at_least"),
        figure(12, "400万元", "4000000", "heat_relief_money"),
        figure(50, "80.5万人", "805000", "heat_relief_people"),
    )
    row = frame.loc["heat_money_per_person"]
    assert row["inputs"] == "linzhou-2019-012+linzhou-2019-050"
    assert Fraction(row["value"]) == Fraction(4000000, 805000)
    assert len(frame) == 1


def test_kinds_of_events_are_added_before_they_divide() -> None:
    frame = derived(
        figure(11, "44场", "44", "matchmaking_events", population="regular_events"),
        figure(12, "5场", "5", "matchmaking_events", population="outdoor_events"),
        figure(13, "6000余人次", "6000", "matchmaking_attendances", bound="at_least", hedge="余"),
    )
    assert frame.loc["matchmaking_events_total", "value"] == "49"
    row = frame.loc["attendances_per_matchmaking_event"]
    assert row["formula"] == "linzhou-2019-013 ÷ (linzhou-2019-011 + linzhou-2019-012)"
    assert limits(row) == Interval.between(Fraction(6000, 49), Fraction(7000, 49), "()")


def test_groups_that_share_a_number_are_multiplied() -> None:
    row = derived(figure(11, "50名", "50", "other_titles", multiplier="2")).loc["all_groups"]
    assert row["value"] == "100" and row["formula"] == "linzhou-2019-011 × 2"


def test_a_part_is_a_share_of_its_whole_and_at_most_all_of_it() -> None:
    whole = figure(11, "500余对", "500", "couples", bound="at_least", hedge="余")
    part = figure(12, "48对", "48", "couples", part_of="11")
    row = derived(whole, part).loc["part_of_whole"]
    assert limits(row) == Interval.between(8, Fraction(48, 5), "()")
    assert limits(row, "asserted") == Interval.between(0, Fraction(48, 5), "()")
    too_much = derived(
        figure(11, "40件", "40", "disputes_handled"),
        figure(12, "63件", "63", "disputes_settled", part_of="11"),
    ).loc["part_of_whole"]
    assert too_much["status"] == "refused" and "more than its whole" in too_much["reason_en"]
    one, other = observe_all(table(whole, {**part, "unit": "人"}))
    with pytest.raises(RefusedError, match="unit"):
        share(other, one)


def test_a_count_and_its_rate_imply_the_base() -> None:
    frame = derived(
        figure(11, "约28万人", "280000", "contest_participants", bound="about", hedge="约"),
        figure(
            12,
            "70%以上",
            "70",
            "contest_rate_workers",
            bound="at_least",
            hedge="以上",
            nature="rate",
        ),
    )
    row = frame.loc["base_of_contest_rate_workers"]
    assert row["kind"] == "base" and row["value"] == "400000"
    assert limits(row) == Interval.between(270000, Fraction(29000000, 70))
    assert limits(row, "asserted") == Interval.at_least(0)


def test_figures_that_cannot_be_right_are_kept_out_visibly_and_argued_apart() -> None:
    rows = (
        figure(11, "100亿元", "10000000000", "voucher_money", status="impossible"),
        figure(12, "10万人", "100000", "voucher_workers", status="doubtful"),
    )
    corrections = pd.DataFrame([{"figure_id": "linzhou-2019-011", "likely_value": "10000000"}])
    frame = derive(table(*rows), corrections=corrections)
    assert list(frame["status"]) == ["kept_out", "argued"]
    assert list(frame["value"]) == ["100000", "100"]
    assert "cannot be right as printed" in frame["reason_en"].iloc[0]
    argued = "argued, not printed: with voucher_money of the text = 10 million yuan"
    assert frame["reason_en"].iloc[1] == argued
    assert frame["reason_zh"].iloc[1] == "推断，非原文：取文中voucher_money为1000万元"
    assert frame["caveats"].iloc[0] == "doubtful_input"
    assert frame["derived_id"].is_unique
    assert list(derive(table(*rows))["status"]) == ["kept_out"]
    workers = pd.DataFrame([{"figure_id": "linzhou-2019-012", "likely_value": "1000"}])
    assert list(derive(table(*rows), corrections=workers)["status"]) == ["kept_out"]
    both = derive(table(*rows), corrections=pd.concat([corrections, workers]))
    assert list(both["value"]) == ["100000", "100", "10000"]
    assert both["derived_id"].iloc[2].endswith(".argued2")


def test_a_damaged_number_gives_no_value() -> None:
    row = derived(
        figure(11, "5万元", "", "relief_money", status="damaged"),
        figure(12, "30人", "30", "relief_people"),
    ).loc["relief_per_person"]
    assert row["status"] == "kept_out" and row["value"] == ""
    assert "damaged" in row["reason_en"]


def test_yearly_averages_divide_by_what_the_text_covers() -> None:
    five = {"period_start": "2015-01-01"}
    frame = derived(
        figure(11, "4831场", "4831", "shows", **five),
        figure(21, "50家", "50", "pioneer_units", counted="honours", **five),
        figure(31, "166个", "166", "outdoor_service_points", period_basis="assumed", **five),
        figure(41, "8人", "8", "relief_people", period_start=""),
        documents=documents(linzhou_2019="2019-11-03"),
    )
    assert list(frame["measure"]) == ["shows_per_year", "pioneer_units_per_year"]
    row = frame.loc["shows_per_year"]
    assert limits(row) == Interval.between(Fraction(4831, 5), Fraction(4831 * 4, 19))
    assert row["formula"] == "linzhou-2019-011 ÷ [4.75, 5]" and row["value"] == ""
    assert row["caveats"] == "average_of_years"
    assert frame.loc["pioneer_units_per_year", "caveats"] == "average_of_years+quota_honours"
    (one_year,) = observe_all(table(figure(11, "9场", "9", "shows")))
    with pytest.raises(RefusedError, match="no yearly average"):
        per_year(one_year)


def test_a_value_stands_inside_its_own_limits_or_is_left_out() -> None:
    frame = derived(
        figure(11, "70余场", "70", "shows", bound="at_least", hedge="余"),
        figure(12, "2000余人次", "2000", "performers", bound="at_least", hedge="余"),
        figure(21, "63件", "63", "disputes_handled"),
        figure(22, "约120人", "120", "workers_in_disputes", bound="about", hedge="约"),
        documents=documents(linzhou_2019="2019-11-03"),
    )
    thresholds = frame.loc["performers_per_show"]
    assert thresholds["value"] == "" and thresholds["status"] == "computed"
    assert limits(thresholds) == Interval.between(25, Fraction(300, 7), "()")
    about = frame.loc["workers_per_dispute"]
    assert Fraction(about["value"]) == Fraction(120, 63)
    with pytest.raises(AnalysisError, match="outside"):
        Result(Fraction(9), Interval.at_least(0), Interval.between(1, 2))


def test_a_number_in_tens_divides_without_a_value() -> None:
    row = derived(
        figure(11, "数十场", "", "matchmaking_events", hedge="数"),
        figure(12, "900人次", "900", "matchmaking_attendances"),
    ).loc["attendances_per_matchmaking_event"]
    assert row["value"] == "" and row["status"] == "computed"
    assert limits(row) == Interval.between(Fraction(900, 99), 45)
    assert limits(row, "asserted").high is None


def test_stocks_of_one_day_divide() -> None:
    row = derived(
        stock(11, "800家", "800", "grassroots_unions"), stock(12, "8万人", "80000", "union_members")
    ).loc["members_per_union"]
    assert limits(row) == Interval.between(Fraction(75000, 800), Fraction(85000, 800), "[)")
    assert row["period_kind"] == "day"


def test_rules_are_declared_once_and_in_both_languages() -> None:
    measures = [rule.measure for rule in (*RATIOS, *BASES)]
    assert len(measures) == len(set(measures))
    for rule in (*RATIOS, *BASES):
        assert rule.en and rule.zh and rule.unit_en and rule.unit_zh


def test_documents_are_never_mixed() -> None:
    frame = derive(
        table(
            figure(11, "900元", "900", "relief_money"),
            figure(12, "30人", "30", "relief_people", document="other-2019"),
        )
    )
    assert frame.empty and tuple(frame.columns) == COLUMNS
