"""What is derived inside one text: what stands below what, what is refused, kept out, argued."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from made_up_rules import (
    CODEBOOK,
    ONE,
    OTHER,
    RULES,
    Row,
    chinese,
    codebook,
    english,
    figures,
    row,
    said,
    stock,
)

from analysis.coding.coding_records import Correction
from analysis.comparison.comparison_records import Derived
from analysis.comparison.derived import derive, sum_figure, sums_of_kinds
from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.tables import store
from analysis.tables.codebook import Codebook


def derived(*rows: Row, book: Codebook = CODEBOOK) -> dict[str, Derived]:
    """Return what is derived from figures, by measure."""
    found = derive(figures(*rows, book=book), book, RULES)
    assert len({each.derived_id for each in found}) == len(found)
    return {each.measure: each for each in found}


def argued(figure: int, value: int) -> Correction:
    """Return a likely value that is argued for a figure."""
    name = f"{ONE}-{figure:03d}"
    words = said("evidence", "依据")
    return Correction(name, "", "", "", words, words, Fraction(value), words)


def test_a_ratio_inside_a_sentence_carries_its_limits_and_names() -> None:
    found = derived(
        row(11, "近1400元", "gift_money", bound="nearly", hedge="近"),
        row(12, "14人", "people_helped", population="women"),
    )["gift_per_person"]
    assert found.derived_id == "linzhou-2019.gift_per_person.011-012"
    assert found.formula == "linzhou-2019-011 ÷ linzhou-2019-012"
    assert (found.kind, found.group, found.status) == ("ratio", "help_per_head", "computed")
    assert found.numerator == ("linzhou-2019-011",) and found.denominator == ("linzhou-2019-012",)
    assert found.inputs == found.numerator + found.denominator
    assert (english(found.unit), chinese(found.unit)) == ("yuan per person", "元/人")
    assert (found.unit_over, found.unit_under, found.unit_code) == ("元", "人", "元/人")
    assert found.value is None
    assert found.conventional == Interval.between(Fraction(1300, 14), 100, "[)")
    assert found.asserted == Interval.between(0, 100, "[)")
    assert found.reason == found.reason_message == "" and found.assumed == ()


@pytest.mark.parametrize(
    ("over", "under", "measure", "value", "unit", "code"),
    [
        (row(11, "90元", "paid"), row(12, "600元", "raised"), "paid_of_raised", 15, "%", "%"),
        (
            row(11, "9人", "claims"),
            row(12, "300人", "insured"),
            "claims_per_100",
            3,
            "people per 100 people",
            "人/100人",
        ),
        (
            row(11, "90人", "members"),
            row(12, "3家", "clubs"),
            "members_per_club",
            30,
            "people per club",
            "人/家",
        ),
        (
            row(11, "90元", "gift_money"),
            row(12, "3户", "households_helped"),
            "gift_per_household",
            30,
            "yuan per household or firm",
            "元/户",
        ),
    ],
)
def test_the_unit_follows_from_those_of_the_figures(
    over: Row, under: Row, measure: str, value: int, unit: str, code: str
) -> None:
    found = derived(over, under)[measure]
    assert (found.value, english(found.unit), found.unit_code) == (value, unit, code)


def test_a_unit_without_a_label_is_an_error() -> None:
    with pytest.raises(AnalysisError, match="The unit '粒' has no name"):
        derived(row(11, "90元", "gift_money"), row(12, "3粒", "people_helped"))


# -- what stands below ----------------------------------------------------------------------------


def test_the_nearest_figure_that_fits_stands_below() -> None:
    found = derived(
        row(11, "30人", "people_helped"),
        row(20, "900元", "gift_money", start="1080"),
        row(21, "45人", "people_helped", paragraph="3", start="1120"),
    )["gift_per_person"]
    assert found.denominator == ("linzhou-2019-021",) and found.value == 20


def test_figures_of_two_programmes_are_not_divided() -> None:
    money = row(11, "900元", "gift_money", scheme="sick_fund")
    people = row(12, "30人", "people_helped", scheme="four_gifts")
    assert not derived(money, people)
    assert derived(money, {**people, "scheme": ""})
    assert not derived(money, row(40, "30人", "people_helped"))
    assert not derived(money, {**people, "scheme": "", "level": "county"})
    assert not derived(money, {**people, "document": OTHER, "figure_id": f"{OTHER}-012"})


@pytest.mark.parametrize(("name", "a", "b"), [("population", "women", "drivers"),
                                              ("grade", "province", "town")])  # fmt: skip
def test_outside_a_sentence_group_and_grade_must_fit_too(name: str, a: str, b: str) -> None:
    money = row(11, "900元", "gift_money", **{name: a})
    beside = row(12, "30人", "people_helped", **{name: b})
    near = row(20, "30人", "people_helped", start="1050", **{name: b})
    assert derived(money, beside)["gift_per_person"].value == 30
    assert not derived(money, near)
    assert derived(money, {**near, name: a}) and derived(money, {**near, name: ""})


def test_groups_that_no_rule_adds_are_refused_together() -> None:
    found = derived(
        row(11, "900元", "gift_money"),
        row(12, "30人", "people_helped", population="women"),
        row(13, "60人", "people_helped", population="drivers"),
    )["gift_per_person"]
    assert found.status == "refused" and found.value is None and found.conventional is None
    assert found.denominator == ("linzhou-2019-012", "linzhou-2019-013")
    assert found.formula == "linzhou-2019-011 ÷ (linzhou-2019-012 + linzhou-2019-013)"
    assert english(found.reason) == (
        "cannot divide gift_money of the text (“900元”) by one of people_helped of the text "
        "(“30人”) and people_helped of the text (“60人”): the sentence counts them apart, and no "
        "rule says that they may be added"
    )
    assert chinese(found.reason).endswith("中的一个：同一句话里分别计数，没有规则说可以相加")
    assert found.reason == found.reason_message


def test_one_group_counted_twice_or_in_two_units_is_no_sum() -> None:
    money = row(11, "900元", "gift_money")
    women = row(12, "30人", "people_helped", population="women")
    again = derived(money, women, row(13, "60人", "people_helped", population="women"))
    assert again["gift_per_person"].denominator == ("linzhou-2019-012",)
    times = derived(money, women, row(13, "60人次", "people_helped", population="drivers"))
    assert times["gift_per_person"].denominator == ("linzhou-2019-012",)


def test_a_part_beside_its_whole_is_no_other_group() -> None:
    found = derived(
        row(11, "900元", "gift_money"),
        row(12, "30人", "people_helped"),
        row(13, "9人", "people_helped", population="women", part_of="12"),
    )["gift_per_person"]
    assert found.value == 30


def test_groups_that_may_be_added_are_added_before_they_divide() -> None:
    found = derived(
        row(11, "44场", "dances", population="indoors"),
        row(12, "5场", "dances", population="outdoors"),
        row(13, "6000余人次", "guests", bound="at_least", hedge="余"),
    )
    assert found["dances_of_all_kinds"].value == 49
    assert english(found["dances_of_all_kinds"].unit) == "events"
    ratio = found["guests_per_dance"]
    assert ratio.formula == "linzhou-2019-013 ÷ (linzhou-2019-011 + linzhou-2019-012)"
    assert ratio.conventional == Interval.between(Fraction(6000, 49), Fraction(7000, 49), "()")


def test_the_sum_of_kinds_is_a_figure_of_its_own() -> None:
    known = figures(
        row(11, "44场", "dances", population="indoors"),
        row(12, "5场", "dances", population="outdoors"),
        row(21, "7场", "dances", population="indoors"),
    )
    ((rule, group),) = sums_of_kinds(known, RULES)
    added = sum_figure(rule, group, CODEBOOK)
    assert added.figure_id == "linzhou-2019.dances_of_all_kinds.011.012"
    assert (added.value, added.population, added.literal) == (49, "", "44场+5场")
    assert added.added_from == ("linzhou-2019-011", "linzhou-2019-012")


@pytest.mark.parametrize(
    "cells",
    [
        {"population": "indoors"},
        {"part_of": "11"},
        {"unit": "场次"},
        {"stage": "standing"},
        {"scheme": "sick_fund"},
        {"paragraph": "2"},
        {"period_end": "2019-06-30"},
        {"duplicate_of": "11"},
    ],
)
def test_only_kinds_that_one_sentence_counts_apart_are_added(cells: dict[str, str]) -> None:
    indoors = row(11, "44场", "dances", population="indoors")
    outdoors = {"population": "outdoors", **cells}
    found = derived(indoors, row(12, "5场", "dances", **outdoors))
    assert "dances_of_all_kinds" not in found


def test_a_sentence_broken_over_two_lines_is_still_one_neighbourhood() -> None:
    found = derived(
        row(11, "20人", "people_helped"),
        row(20, "900元", "gift_money", start="1050"),
    )
    assert found["gift_per_person"].value == 45


def test_a_repeat_gives_its_place_but_not_its_number() -> None:
    found = derived(
        row(11, "80余人", "people_helped", duplicate_of="50", bound="at_least", hedge="余"),
        row(12, "415元", "gift_money"),
        row(50, "83人", "people_helped"),
    )
    assert list(found) == ["gift_per_person"]
    assert found["gift_per_person"].denominator == ("linzhou-2019-050",)
    assert found["gift_per_person"].value == 5


# -- other kinds of derived figures ---------------------------------------------------------------


def test_groups_that_share_a_number_are_multiplied() -> None:
    found = derived(row(11, "50人", "titles", multiplier="2"))["all_groups"]
    assert found.value == 100 and found.formula == "linzhou-2019-011 × 2"


def test_a_part_is_a_share_of_its_whole() -> None:
    whole, part = row(11, "40件", "disputes"), row(12, "10件", "settled", part_of="11")
    found = derived(whole, part)["part_of_whole"]
    assert found.value == 25 and found.unit_code == "%"
    assert english(found.label) == "settled of the text: share of the whole"
    assert chinese(found.label) == "文中settled：占整体"
    more = derived(whole, {**part, "value": "63", "literal": "63件"})["part_of_whole"]
    assert more.status == "refused" and "is more than its whole" in english(more.reason)


def test_a_count_and_its_rate_imply_the_base() -> None:
    rate = {"bound": "at_least", "hedge": "以上", "nature": "rate"}
    count = row(11, "约280000人", "players", bound="about", hedge="约")
    found = derived(count, row(12, "70%以上", "player_rate", value="70", **rate))["all_players"]
    assert (found.kind, found.value, english(found.unit)) == ("base", 400000, "people")
    assert found.asserted == Interval.at_least(0)
    apart = row(20, "70%", "player_rate", value="70", start="1050", nature="rate")
    assert not derived(count, apart)
    other = row(12, "70%", "player_rate", value="70", nature="rate", period_end="2019-06-30")
    refused = derived(count, other)["all_players"]
    assert refused.status == "refused" and "period: 2019-01-01 to" in english(refused.reason)


def test_stocks_of_one_day_divide() -> None:
    found = derived(stock(11, "800家", "clubs"), stock(12, "8000人", "members"))
    assert found["members_per_club"].value == 10
    assert found["members_per_club"].period_kind == "day"


def test_yearly_averages_divide_by_what_the_text_covers() -> None:
    five = {"period_start": "2015-01-01"}
    book = codebook(linzhou_2019=date(2019, 11, 3))
    found = derived(
        row(11, "4831场", "dances", **five),
        row(21, "50家", "clubs_named", counted="honours", **five),
        row(31, "166家", "places", period_basis="assumed", **five),
        row(41, "8人", "people_helped", period_start=""),
        book=book,
    )
    assert list(found) == ["dances_per_year", "clubs_named_per_year"]
    dances = found["dances_per_year"]
    assert dances.conventional == Interval.between(Fraction(4831, 5), Fraction(4831 * 4, 19))
    assert dances.formula == "linzhou-2019-011 ÷ [4.75, 5]" and dances.value is None
    assert (english(dances.unit), chinese(dances.unit)) == ("events per year", "场/年")
    assert dances.caveats == ("average_of_years",)
    assert found["clubs_named_per_year"].caveats == ("average_of_years", "quota_honours")


# -- kept out and argued --------------------------------------------------------------------------


def test_what_cannot_be_right_is_kept_out_visibly_and_argued_apart() -> None:
    known = figures(
        row(11, "9000元", "gift_money", status="impossible"),
        row(12, "10人", "people_helped", status="doubtful"),
    )
    (kept,) = derive(known, CODEBOOK, RULES)
    assert (kept.status, kept.value, kept.assumed) == ("kept_out", 900, ())
    assert kept.caveats == ("doubtful_input",)
    assert english(kept.reason).endswith("cannot be right as printed in the copy we read")

    _, first = derive(known, CODEBOOK, RULES, [argued(11, 90)])
    assert (first.status, first.value) == ("argued", 9)
    assert first.assumed == ("linzhou-2019-011",)
    assert first.derived_id == f"{kept.derived_id}.argued"
    assert (
        english(first.reason) == "our estimate, not printed: with gift_money of the text = 90 yuan"
    )
    assert chinese(first.reason) == "我们的推断，不是原文：取文中gift_money为90元"
    assert first.conventional == Interval.point(9)

    *_, both = derive(known, CODEBOOK, RULES, [argued(11, 90), argued(12, 5)])
    assert both.value == 18 and both.assumed == ("linzhou-2019-011", "linzhou-2019-012")
    assert both.derived_id.endswith(".argued2")
    assert len(derive(known, CODEBOOK, RULES, [argued(12, 5)])) == 1


def test_no_argument_makes_a_refused_ratio() -> None:
    known = figures(
        row(11, "9000元", "gift_money", status="impossible"),
        row(12, "10人", "people_helped", nature="stock"),
    )
    (refused,) = derive(known, CODEBOOK, RULES, [argued(11, 90)])
    assert refused.status == "refused"


def test_a_damaged_number_gives_no_value() -> None:
    found = derived(
        row(11, "5元", "gift_money", value="", status="damaged"), row(12, "30人", "people_helped")
    )["gift_per_person"]
    assert (found.status, found.value) == ("kept_out", None)
    assert "damaged in the copy" in english(found.reason)


def test_a_threshold_or_a_number_in_tens_gives_limits_only() -> None:
    found = derived(
        row(11, "70余场", "dances", bound="at_least", hedge="余"),
        row(12, "2000余人次", "guests", bound="at_least", hedge="余"),
    )["guests_per_dance"]
    assert found.value is None and found.status == "computed"
    assert found.conventional == Interval.between(25, Fraction(300, 7), "()")
    tens = derived(row(11, "数十场", "dances", value="", hedge="数"), row(12, "900人次", "guests"))[
        "guests_per_dance"
    ]
    assert tens.conventional == Interval.between(Fraction(900, 99), 45)
    assert tens.asserted is not None and tens.asserted.high is None


def test_texts_are_never_mixed_and_keep_their_order() -> None:
    def text(name: str) -> tuple[Row, Row]:
        return (
            row(11, "900元", "gift_money", document=name),
            row(12, "30人", "people_helped", document=name),
        )

    found = derive(figures(*text(OTHER), *text(ONE)), CODEBOOK, RULES)
    assert [each.document for each in found] == [OTHER, ONE]


def test_derived_figures_are_written_and_read_as_they_are() -> None:
    known = figures(
        row(11, "9000元", "gift_money", status="impossible"), row(12, "10人", "people_helped")
    )
    found = derive(known, CODEBOOK, RULES, [argued(11, 90)])
    again = store.records_of(store.frame_of(found, Derived), Derived)
    for before, after in zip(found, again, strict=True):
        assert after.reason_message == before.reason_message
        assert after.assumed == before.assumed
        assert (after.unit_code, after.value) == (before.unit_code, before.value)
        assert (english(after.reason), chinese(after.reason)) == (
            english(before.reason),
            chinese(before.reason),
        )
