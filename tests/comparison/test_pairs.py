"""From a grade, limits and margins to one of four results."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from made_up_rules import (
    CODEBOOK,
    LATER,
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

from analysis.coding.coding_records import GradeArgument
from analysis.comparison.comparison_records import Pair
from analysis.comparison.comparison_settings import Settings
from analysis.comparison.derived import derive
from analysis.comparison.pairs import TRAPS, compare_figures, compare_two, entering
from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language import has_label
from analysis.language.messages import Joined
from analysis.tables import store
from analysis.tables.codebook import Codebook


def pairs(
    *rows: Row,
    settings: Settings | None = None,
    book: Codebook = CODEBOOK,
    arguments: Iterable[GradeArgument] = (),
) -> tuple[Pair, ...]:
    """Return all pairs of made-up texts."""
    known = figures(*rows, book=book)
    derived = derive(known, book, RULES)
    return compare_figures(known, derived, book, RULES, settings or Settings(), arguments)


def only(a: Row, b: Row, **more: object) -> Pair:
    """Return the one pair of two figures."""
    (pair,) = pairs(a, b, **more)  # type: ignore[arg-type]
    return pair


def disputes(literal: str, number: int = 11, **cells: str) -> Row:
    """Return disputes of the second city."""
    return row(number, literal, "disputes", **{"document": OTHER, **cells})


def test_the_same_thing_in_one_year_each() -> None:
    pair = only(row(11, "900件", "disputes"), disputes("600件"))
    assert (pair.grade, pair.result) == ("strict", "texts_differ")
    assert pair.comparison_id == "linzhou-2019-011:haicheng-2019-011"
    assert (pair.basis, pair.margin, pair.traps) == ("as_printed", "factor 1.25", ())
    assert (pair.city_a, pair.city_b) == ("linzhou", "haicheng")
    assert (pair.unit_a, pair.literal_b, pair.value_b) == ("件", "600件", 600)
    assert pair.differences == pair.deciding == ()
    assert pair.differences_words == pair.difference_messages == ""


@pytest.mark.parametrize(
    ("first", "second", "result"),
    [
        (("900件", {}), ("800件", {}), "same_size"),
        (("500余件", {"bound": "at_least", "hedge": "余"}), ("700件", {}), "cannot_be_decided"),
        (("近700件", {"bound": "nearly", "hedge": "近"}), ("400件", {}), "texts_differ"),
        (("500件以上", {"bound": "at_least", "hedge": "以上"}), ("300件", {}), "texts_differ"),
        (("500件以上", {"bound": "at_least", "hedge": "以上"}), ("600件", {}), "cannot_be_decided"),
        (("数十件", {"value": "", "hedge": "数"}), ("60件", {}), "cannot_be_decided"),
    ],
)
def test_results_follow_from_the_limits(
    first: tuple[str, dict[str, str]], second: tuple[str, dict[str, str]], result: str
) -> None:
    one = row(11, first[0], "disputes", **first[1])
    assert only(one, disputes(second[0], **second[1])).result == result
    back = row(11, second[0], "disputes", **second[1])
    assert only(back, disputes(first[0], **first[1])).result == result


def test_asserted_limits_decide_less() -> None:
    rows = row(11, "近700件", "disputes", bound="nearly", hedge="近"), disputes("400件")
    pair = only(*rows, settings=Settings(limits="asserted"))
    assert pair.result == "cannot_be_decided"
    assert pair.limits_a == Interval.between(0, 700, "[)")
    with pytest.raises(AnalysisError, match="conventional or asserted"):
        Settings(limits="printed")


@pytest.mark.parametrize(
    ("cells", "grade", "result"),
    [
        ({"scheme": "sick_fund"}, "loose", "side_by_side"),
        ({"level": "county"}, "not_comparable", "not_comparable"),
    ],
)
def test_only_firm_grades_decide(cells: dict[str, str], grade: str, result: str) -> None:
    pair = only(row(11, "900件", "disputes", **cells), disputes("600件"))
    assert (pair.grade, pair.result) == (grade, result)


def test_the_messages_of_the_differences_stand_in_their_order() -> None:
    pair = only(
        row(11, "900件", "disputes", scheme="sick_fund"), disputes("600件", actor="head_office")
    )
    assert pair.differences == ("scheme", "actor") and pair.deciding == ("scheme", "actor")
    assert isinstance(pair.difference_messages, Joined)
    assert [english(part) for part in pair.difference_messages.parts] == [
        "Linzhou 2019 speaks of “sick fund”, in Haicheng 2019 we find no one scheme named",
        "who acted: all unions in Linzhou 2019, head office in Haicheng 2019",
    ]
    assert "; who acted: " in english(pair.differences_words)
    assert "；由谁开展：" in chinese(pair.differences_words)
    (again,) = store.records_of(store.frame_of([pair], Pair), Pair)
    assert again.difference_messages == pair.difference_messages
    assert english(again.differences_words) == english(pair.differences_words)


# -- periods --------------------------------------------------------------------------------------


def test_several_years_are_compared_as_a_yearly_average() -> None:
    rows = row(11, "1000件", "disputes"), disputes("2000件", period_start="2015-01-01")
    pair = only(*rows)
    assert (pair.grade, pair.basis, pair.result) == ("annualised", "per_year", "texts_differ")
    assert (pair.value_b, pair.limits_b) == (400, Interval.point(400))
    assert pair.traps == ("different_spans",)
    asserted = only(*rows, settings=Settings(limits="asserted"))
    assert asserted.limits_b == Interval.point(400)
    written = codebook(haicheng_2019=date(2019, 11, 1))
    assert only(*rows, book=written).limits_b == Interval.between(400, Fraction(8000, 19))


def test_loose_pairs_are_brought_to_a_year_too() -> None:
    pair = only(
        row(11, "1000件", "disputes"),
        disputes("2000件", period_start="2015-01-01", scheme="sick_fund"),
    )
    assert (pair.grade, pair.basis, pair.result) == ("loose", "per_year", "side_by_side")
    assert (pair.value_a, pair.value_b) == (1000, 400)


@pytest.mark.parametrize(
    "cells",
    [
        {"level": "county"},
        {"counted": "honours"},
        {"nature": "stock"},
        {"period_basis": "assumed", "scheme": "sick_fund"},
    ],
)
def test_other_pairs_stay_as_printed(cells: dict[str, str]) -> None:
    pair = only(
        row(11, "1000件", "disputes"),
        disputes("2000件", period_start="2015-01-01", **cells),
    )
    assert pair.basis == "as_printed" and pair.value_b == 2000


# -- shares ---------------------------------------------------------------------------------------


def shares(a: str, b: str, base: str = "") -> Pair:
    """Return a pair of shares, both with the same stated base where one is given."""
    cells = {"nature": "rate", "stated_base": base}
    one = stock(11, f"{a}%", "coverage", **cells)
    return only(one, stock(11, f"{b}%", "coverage", document=OTHER, **cells))


def test_shares_have_margins_in_points() -> None:
    assert shares("80", "83").result == "same_size"
    assert shares("80", "83").margin == "points 5"
    assert shares("80", "83", "women").result == "texts_differ"
    assert shares("80", "83", "women").margin == "points 1"
    assert shares("70", "83").result == "texts_differ"


@pytest.mark.parametrize(
    ("a", "b", "base", "result"),
    [
        ("91", "99", "", "cannot_be_decided"),
        ("90", "99", "", "cannot_be_decided"),
        ("85", "99", "", "texts_differ"),
        ("99", "85", "", "texts_differ"),
        ("91", "99", "women", "texts_differ"),
    ],
)
def test_rates_rank_nobody_where_both_are_near_the_ceiling(
    a: str, b: str, base: str, result: str
) -> None:
    pair = shares(a, b, base)
    assert pair.result == result
    assert ("near_ceiling" in pair.traps) == (result == "cannot_be_decided")


# -- which figures enter --------------------------------------------------------------------------


def test_repeats_supporting_figures_and_one_document_are_not_compared() -> None:
    assert not pairs(
        row(11, "900件", "disputes"),
        row(12, "600件", "disputes"),
        disputes("600件", tier="supporting"),
        disputes("600件", number=12, duplicate_of="13"),
        row(13, "600件", "shows", document=OTHER),
    )


def test_pairs_stand_in_the_order_of_concepts_and_texts() -> None:
    found = pairs(
        row(11, "9场", "shows"),
        row(21, "900件", "disputes"),
        row(31, "8场", "shows", document=OTHER),
        disputes("600件", number=41),
        row(51, "7场", "shows", document=LATER),
    )
    assert [(each.concept, each.document_a, each.document_b) for each in found] == [
        ("disputes", ONE, OTHER),
        ("shows", ONE, OTHER),
        ("shows", ONE, LATER),
        ("shows", OTHER, LATER),
    ]


def test_kinds_counted_apart_enter_as_their_sum_too() -> None:
    rows = (
        row(11, "44场", "dances", population="indoors"),
        row(12, "12场", "dances", population="outdoors"),
        row(11, "数十场", "dances", value="", hedge="数", document=OTHER),
    )
    assert len(entering(figures(*rows), RULES, CODEBOOK)) == 4
    *apart, together = pairs(*rows)
    assert [each.grade for each in apart] == ["not_comparable", "not_comparable"]
    assert (together.grade, together.deciding) == ("loose", ("kinds",))
    assert together.figure_a == "linzhou-2019.dances_of_all_kinds.011.012"
    assert (together.value_a, together.result) == (56, "side_by_side")
    assert english(together.differences_words) == (
        "Linzhou 2019 gives kinds that we added up, Haicheng 2019 one word that names no "
        "exact number"
    )


def test_a_sum_that_is_refused_does_not_enter_and_stops_nothing() -> None:
    rows = (
        row(11, "44场", "dances", population="indoors"),
        row(12, "12场", "dances", population="outdoors", period_start="2015-01-01"),
    )
    known = figures(*rows)
    assert entering(known, RULES, CODEBOOK) == known
    (refused,) = (each for each in derive(known, CODEBOOK, RULES) if each.kind == "sum")
    assert refused.status == "refused" and "period: 2019-01-01 to" in english(refused.reason)


def test_a_ratio_is_never_graded_better_than_both_of_its_parts() -> None:
    def grade(money: dict[str, str], people: dict[str, str]) -> tuple[str, tuple[str, ...]]:
        rows = (
            row(11, "9000元", "gift_money", period_start="2015-01-01"),
            row(12, "10人", "people_helped", period_start="2015-01-01"),
            row(11, "5000元", "gift_money", document=OTHER, **money),
            row(12, "10人", "people_helped", document=OTHER, **people),
        )
        found = next(each for each in pairs(*rows) if each.kind == "ratio")
        return found.grade, found.deciding

    assert grade({}, {}) == ("strict", ())  # their times cancel
    town = {"grade": "town"}
    assert grade(town, {}) == ("strict", ())  # one of the two may be compared
    assert grade(town, town) == ("not_comparable", ("parts",))
    assert grade(town, {"actor": "head_office"}) == ("loose", ("parts",))


def test_ratios_are_ranked_inside_one_scheme_only() -> None:
    def text(money: str, scheme: str, **cells: str) -> tuple[Row, Row]:
        return (
            row(11, f"{money}元", "gift_money", scheme=scheme, **cells),
            row(12, "10人", "people_helped", scheme=scheme, **cells),
        )

    def ratio(*rows: Row) -> Pair:
        return next(each for each in pairs(*rows) if each.kind == "ratio")

    same = ratio(*text("9000", "sick_fund"), *text("5000", "sick_fund", document=OTHER))
    assert (same.grade, same.result, same.basis) == ("strict", "texts_differ", "ratio")
    assert (same.concept, same.unit_a, same.value_b) == ("gift_per_person", "元/人", 500)
    assert same.figure_a == "linzhou-2019.gift_per_person.011-012"
    apart = ratio(*text("9000", "sick_fund"), *text("5000", "four_gifts", document=OTHER))
    assert (apart.grade, apart.deciding, apart.result) == (
        "not_comparable",
        ("parts",),
        "not_comparable",
    )
    open_ = ratio(*text("9000", "sick_fund"), *text("5000", "", document=OTHER))
    assert (open_.grade, open_.deciding, open_.result) == ("loose", ("scheme",), "side_by_side")
    refused = (
        *text("9000", "sick_fund"),
        *text("5000", "sick_fund", document=OTHER, status="impossible"),
    )
    assert not any(each.kind == "ratio" for each in pairs(*refused))


# -- traps ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "traps"),
    [
        (row(11, "900件", "disputes"), disputes("905件", level="county"), ("near_equal",)),
        (row(11, "900件", "disputes"), disputes("800件", level="county"), ()),
        (
            row(11, "500余件", "disputes", bound="at_least", hedge="余"),
            disputes("600件"),
            ("floor_against_point",),
        ),
        (
            row(11, "500余件", "disputes", bound="at_least", hedge="余"),
            disputes("900件"),
            (),
        ),
        (row(11, "9件", "disputes", counted="honours"), disputes("3件"), ("quota_honours",)),
        (row(11, "9件", "disputes"), disputes("9件", level="county"), ()),
    ],
)
def test_traps_say_why_a_pair_invites_a_false_comparison(
    a: Row, b: Row, traps: tuple[str, ...]
) -> None:
    assert only(a, b).traps == traps


def test_every_trap_has_words() -> None:
    assert all(has_label(f"comparison.trap.{name}") for name in TRAPS)


# -- arguments ------------------------------------------------------------------------------------


def argument(**cells: str) -> GradeArgument:
    """Return an argument for the grade of the first two figures."""
    given = {"figure_a": f"{OTHER}-011", "figure_b": f"{ONE}-011", "grade": "strict", **cells}
    return GradeArgument(**given, instead="loose", reason=said("one law", "同一法律"))


def test_an_argument_stands_beside_its_pair() -> None:
    rows = row(11, "900件", "disputes"), disputes("600件")
    pair = only(*rows, arguments=[argument()])
    assert (english(pair.argument), chinese(pair.argument)) == ("one law", "同一法律")
    assert only(*rows) == replace(pair, argument="")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"grade": "loose"},
            "data/raw/grade-arguments.csv, haicheng-2019-011 and linzhou-2019-011: argued as "
            "loose, but the rule gives strict: argue it again",
        ),
        (
            {"figure_a": f"{OTHER}-099"},
            "data/raw/grade-arguments.csv, haicheng-2019-099 and linzhou-2019-011: no such pair "
            "is compared; correct or remove the argument",
        ),
    ],
)
def test_an_argument_for_another_grade_or_no_pair_is_refused(
    wrong: dict[str, str], sentence: str
) -> None:
    rows = row(11, "900件", "disputes"), disputes("600件")
    with pytest.raises(AnalysisError) as refused:
        only(*rows, arguments=[argument(**wrong)])
    assert str(refused.value) == sentence


# --- any two -------------------------------------------------------------------------------------


def two_texts() -> tuple[Row, ...]:
    return (
        row(11, "9000元", "gift_money"),
        row(12, "10人", "people_helped"),
        row(11, "5000元", "gift_money", document=OTHER),
        row(12, "10人", "people_helped", document=OTHER),
    )


def test_any_two_are_compared_as_all_pairs_are() -> None:
    known = figures(*two_texts())
    derived = derive(known, CODEBOOK, RULES)
    by_name = {each.figure_id: each for each in known} | {each.derived_id: each for each in derived}
    stored = pairs(*two_texts())
    assert {pair.kind for pair in stored} == {"figure", "ratio"}
    for pair in stored:
        a, b = by_name[pair.figure_a], by_name[pair.figure_b]
        assert compare_two(a, b, known, CODEBOOK, RULES) == pair


def test_two_of_other_things_may_be_asked_about_and_are_not_comparable() -> None:
    known = figures(*two_texts())
    pair = compare_two(known[0], known[3], known, CODEBOOK, RULES)
    assert (pair.grade, pair.deciding[0]) == ("not_comparable", "indicator")
    one, other = (
        replace(each, measure=measure)
        for each, measure in zip(derive(known, CODEBOOK, RULES), ("x", "y"), strict=False)
    )
    pair = compare_two(one, other, known, CODEBOOK, RULES)
    assert (pair.result, pair.differences[0]) == ("not_comparable", "indicator")
    with pytest.raises(AnalysisError, match="a printed figure and a derived one are not compared"):
        compare_two(known[0], one, known, CODEBOOK, RULES)


def test_any_two_have_their_own_arguments_only() -> None:
    known = figures(*two_texts())
    other = argument(figure_a="nothing-2001-001", figure_b="nothing-2001-002")
    pair = compare_two(known[0], known[2], known, CODEBOOK, RULES, arguments=[other])
    assert pair.argument == ""
