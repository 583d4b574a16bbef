"""The published rule: which differences leave which grade, and how each is said."""

# ruff: noqa: E501 (the published rule is a table: one line per rule)

from __future__ import annotations

from dataclasses import replace

import pytest
from made_up_rules import (
    CODEBOOK,
    GRADER,
    LATER,
    OTHER,
    RULES,
    Row,
    chinese,
    difference,
    english,
    figures,
    row,
    stock,
)

from analysis.comparison.derived import derive
from analysis.comparison.grading import GRADED_ATTRIBUTES, WORKED_OUT, Grading, worst
from analysis.language import has_label
from analysis.tables import schema


def graded(a: Row, b: Row) -> Grading:
    """Return the grading of two figures, one of each city."""
    one, other = figures(a, b)
    return GRADER.figures(one, other)


def deciding(grading: Grading) -> str:
    """Return the grade and what decides it."""
    return f"{grading.grade} {'+'.join(each.attribute for each in grading.deciding)}".strip()


@pytest.mark.parametrize(
    ("indicator", "a", "b", "expected"),
    [
        ("gift_money", {}, {}, "strict"),
        ("gift_money", {"scheme": "sick_fund"}, {"scheme": "four_gifts"}, "not_comparable scheme"),
        ("gift_money", {"scheme": "sick_fund"}, {}, "loose scheme"),
        ("gift_money", {"scheme": "sick_fund"}, {"scheme": "fund_not_named"}, "loose scheme"),
        ("gift_money", {"stage": "raised"}, {"stage": "spent"}, "not_comparable stage"),
        ("gift_money", {"stage": "standing"}, {}, "loose stage"),
        ("insured", {"stage": "joined"}, {}, "strict"),
        ("insured", {"stage": "joined"}, {"stage": "standing"}, "not_comparable stage"),
        ("insured", {"stage": "joined"}, {"stage": "met"}, "not_comparable stage"),
        ("insured", {"population": "third_term"}, {}, "strict"),
        ("insured", {"population": "third_term"}, {"population": "women"}, "loose population"),
        ("insured", {"population": "women"}, {}, "loose population"),
        ("people_helped", {"population": "women"}, {"population": "drivers"}, "loose population"),
        ("heat_gifts", {"population": "in_the_heat"}, {}, "strict"),
        ("heat_gifts", {"population": "in_the_heat"}, {"population": "women"}, "loose population"),
        ("trainees", {"population": "women"}, {}, "not_comparable population"),
        ("contests", {"grade": "province"}, {}, "not_comparable grade"),
        ("contests", {"grade": "province"}, {"grade": "town"}, "not_comparable grade"),
        ("guests", {"population": "women"}, {"population": "drivers"}, "strict"),
        ("guests", {"population": "women"}, {}, "loose population"),
        ("guests", {"population": "women"}, {"population": "indoors"}, "loose population"),
        ("disputes", {"route": "lawyers"}, {"route": "hotline"}, "not_comparable route"),
        ("disputes", {"route": "lawyers"}, {}, "loose route"),
        ("people_helped", {"unit": "人次"}, {}, "loose unit"),
        ("seats", {"unit": "张"}, {}, "loose unit"),
        ("seats", {"unit": "张"}, {"unit": "人次"}, "not_comparable unit"),
        ("people_helped", {"unit": "户"}, {}, "not_comparable unit"),
        ("people_helped", {"unit": ""}, {}, "not_comparable unit"),
        ("clubs", {"unit": "家"}, {"unit": "户"}, "strict"),
        ("clubs", {"unit": "家"}, {"unit": ""}, "strict"),
        ("people_helped", {"level": "county"}, {}, "not_comparable level"),
        ("people_helped", {"nature": "plan"}, {}, "not_comparable nature"),
        ("people_helped", {"per": "year"}, {}, "not_comparable per"),
        ("people_helped", {"actor": "head_office"}, {}, "loose actor"),
        ("people_helped", {"actor": ""}, {}, "strict"),
        ("people_helped", {"bound": "at_least", "hedge": "以上"}, {}, "strict"),
        ("people_helped", {"multiplier": "2"}, {}, "not_comparable multiplier"),
        ("people_helped", {"stated_base": "women"}, {}, "loose stated_base"),
        ("people_helped", {"status": "impossible"}, {}, "not_comparable status"),
        ("people_helped", {"period_start": ""}, {}, "not_comparable period"),
        ("people_helped", {"period_end": "2019-06-30"}, {}, "loose period"),
        ("people_helped", {"period_end": "2019-06-30", "period_basis": "assumed"}, {}, "not_comparable period"),
        ("people_helped", {"period_end": "2019-06-30"}, {"period_start": "2015-01-01"}, "not_comparable period"),
        ("people_helped", {"period_basis": "assumed"}, {}, "loose period"),
        ("people_helped", {"period_start": "2015-01-01"}, {}, "annualised period"),
        ("people_helped", {"period_start": "2015-01-01", "period_basis": "assumed"}, {}, "not_comparable period"),
        ("named", {"counted": "honours"}, {"counted": "honours"}, "loose quota"),
        ("named", {"counted": "honours"}, {}, "strict"),
        ("named", {"grade": "town"}, {"grade": "town", "grade_and_above": "yes"}, "loose grade_and_above"),
    ],
)  # fmt: skip
def test_the_published_rule(
    indicator: str, a: dict[str, str], b: dict[str, str], expected: str
) -> None:
    one = row(11, "900人", indicator, **a)
    other = row(11, "600人", indicator, document=OTHER, **b)
    assert deciding(graded(one, other)) == expected
    assert deciding(graded(other, one)) == expected


def test_indicators_of_one_concept_are_never_mixed() -> None:
    found = graded(
        row(11, "900人", "insured", concept="cover"),
        row(11, "900人", "retired", concept="cover", document=OTHER),
    )
    assert deciding(found) == "not_comparable indicator"
    assert english(difference(found, "indicator").message) == (
        "Linzhou 2019 counts “insured of the text”, Haicheng 2019 “retired of the text”"
    )


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ({}, {}, "strict"),
        ({"period_basis": "assumed"}, {}, "loose period"),
        ({"day": "2019-06-30"}, {}, "strict"),
    ],
)
def test_states_need_a_day_that_is_known(
    a: dict[str, str], b: dict[str, str], expected: str
) -> None:
    one = stock(11, "79家", "clubs", **a)
    assert deciding(graded(one, stock(11, "166家", "clubs", document=OTHER, **b))) == expected


def test_another_group_that_forbids_nothing_is_named() -> None:
    groups = [{"population": name} for name in ("women", "drivers")]
    found = graded(
        row(11, "900人", "guests", **groups[0]),
        row(11, "900人", "guests", document=OTHER, **groups[1]),
    )
    assert difference(found, "population").effect == "strict"
    assert english(difference(found, "population").message) == (
        "Linzhou 2019 counts “women”, Haicheng 2019 “drivers”"
    )


def test_a_state_and_a_total_are_not_comparable() -> None:
    found = graded(stock(11, "79家", "clubs"), row(11, "166家", "clubs", document=OTHER))
    assert deciding(found) == "not_comparable nature"


def test_another_year_and_the_size_of_the_city_are_said_and_forbid_nothing() -> None:
    one = row(11, "900人", "members")
    found = graded(
        one,
        row(
            11,
            "500人",
            "members",
            document=OTHER,
            period_start="2015-01-01",
            period_end="2015-12-31",
        ),
    )
    assert found.grade == "strict" and found.deciding == ()
    assert [each.attribute for each in found.differences] == ["year", "city_size"]
    assert english(found.differences[0].message) == "the years differ: 2019 and 2015"
    assert chinese(found.differences[0].message) == "年份不同：2019年与2015年"
    later = {"document": LATER, "period_start": "2020-01-01", "period_end": "2020-12-31"}
    same_city = graded(one, row(11, "500人", "members", **later))
    assert [each.attribute for each in same_city.differences] == ["year"]


def test_a_share_that_is_a_floor_stands_beside_a_stated_one() -> None:
    share = {"nature": "rate", "stated_base": "women"}
    floor = stock(11, "70%以上", "coverage", value="70", bound="at_least", hedge="以上", **share)
    stated = stock(11, "50%", "coverage", document=OTHER, **share)
    found = graded(floor, stated)
    assert deciding(found) == "loose bound"
    assert english(difference(found, "bound").message) == (
        "Linzhou 2019 gives only a floor, Haicheng 2019 a number"
    )
    both = graded(floor, {**floor, "document": OTHER, "city": "haicheng"})
    assert deciding(both) == "strict"


def test_differences_stand_in_the_declared_order() -> None:
    found = graded(
        row(11, "9人", "disputes", status="impossible", scheme="sick_fund", period_start=""),
        row(11, "9户", "disputes", document=OTHER, actor="head_office", route="lawyers"),
    )
    names = [each.attribute for each in found.differences]
    assert names == ["status", "unit", "scheme", "route", "actor", "period"]
    assert names == sorted(names, key=GRADED_ATTRIBUTES.index)
    assert [each.attribute for each in found.deciding] == ["status", "unit", "period"]


@pytest.mark.parametrize(
    ("attribute", "a", "b", "en", "zh"),
    [
        (
            "scheme",
            {},
            {"scheme": "sick_fund"},
            "Haicheng 2019 speaks of “sick fund”, in Linzhou 2019 we find no one scheme named",
            "海城2019说的是“医病金”，林州2019看不出指哪一个项目",
        ),
        (
            "population",
            {"population": "third_term"},
            {},
            "Linzhou 2019 counts the third term, Haicheng 2019 a state on a day",
            "林州2019统计第三期，海城2019统计某日的现状",
        ),
        (
            "unit",
            {"unit": "人次"},
            {},
            "Linzhou 2019 counts in instances, Haicheng 2019 in people",
            "林州2019的单位是“人次”，海城2019的是“人”",
        ),
        (
            "multiplier",
            {"multiplier": "2"},
            {},
            "the number of Linzhou 2019 holds for each of 2 groups, that of Haicheng 2019 stands alone",
            "林州2019的数字是2组各有的数，海城2019的是一个单独的数",
        ),
        (
            "nature",
            {"nature": "plan"},
            {},
            "Linzhou 2019 gives a target, Haicheng 2019 a total over a time",
            "林州2019是计划目标，海城2019是一段时间的合计",
        ),
        (
            "period",
            {},
            {"period_start": "2015-01-01"},
            "Linzhou 2019 tells of one year (2019), Haicheng 2019 of five years (2015 to 2019)",
            "林州2019写的是一年（2019年），海城2019写的是5年（2015至2019年）",
        ),
        (
            "period",
            {"period_start": "2015-03-01", "period_end": "2019-06-30", "period_basis": "assumed"},
            {"period_start": ""},
            "Linzhou 2019 tells of 4.33 years (2015 to June 2019) (assumed), Haicheng 2019 of a time up "
            "to 2019 whose start is not stated",
            "林州2019写的是4.33年（2015年至2019年6月）（推定），海城2019写的是截至2019年、起点未"
            "写明的一段时间",
        ),
        (
            "period",
            {"period_start": "2001-01-01"},
            {"period_end": "2019-06-30"},
            "Linzhou 2019 tells of 19 years (2001 to 2019), Haicheng 2019 of part of a year (2019)",
            "林州2019写的是19年（2001至2019年），海城2019写的是不足一年（2019年）",
        ),
    ],
)
def test_differences_are_clauses_in_every_language(
    attribute: str, a: dict[str, str], b: dict[str, str], en: str, zh: str
) -> None:
    found = graded(row(11, "9人", "x", **a), row(11, "9人", "x", document=OTHER, **b))
    message = difference(found, attribute).message
    assert (english(message), chinese(message)) == (en, zh)


def test_every_declared_attribute_has_its_label_and_its_clauses() -> None:
    for name in GRADED_ATTRIBUTES:
        assert has_label(f"comparison.attribute.{name}"), name
        assert has_label(f"comparison.differs.{name}"), name
    for field in schema.ATTRIBUTES:
        assert field.place, field.name
        assert has_label(f"comparison.open.{field.name}"), field.name
    assert len({field.place for field in schema.ATTRIBUTES}) == len(schema.ATTRIBUTES)
    assert not {field.name for field in schema.ATTRIBUTES} & set(WORKED_OUT)


def test_every_nature_has_words(codes: dict[str, list[str]]) -> None:
    for nature in codes["nature"]:
        assert has_label(f"comparison.nature.{nature}"), nature
    for kind in set(codes["period_kind"]) - {"multi_year"}:
        assert has_label(f"comparison.time.kind.{kind}"), kind


# -- ratios ---------------------------------------------------------------------------------------


def ratios(
    a: dict[str, str],
    b: dict[str, str],
    over: str = "人",
    under: str = "家",
    day: str = "2019-12-31",
) -> Grading:
    """Return the grading of two ratios: cells of the numerators, units and day of the second."""
    one, other = derive(
        figures(
            stock(11, "900人", "members", **a),
            stock(12, "30家", "clubs"),
            stock(11, f"900{over}", "members", document=OTHER, day=day, **b),
            stock(12, f"30{under}", "clubs", document=OTHER, day=day),
        ),
        CODEBOOK,
        RULES,
    )
    return GRADER.ratios(one, other)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ({}, {}, "strict"),
        ({"scheme": "sick_fund"}, {"scheme": "four_gifts"}, "loose scheme"),
        ({"stage": "raised"}, {"stage": "spent"}, "loose stage"),
        ({"stage": "raised"}, {"stage": "standing"}, "not_comparable stage"),
        ({}, {"stage": "joined"}, "strict"),
        ({"route": "lawyers"}, {"route": "hotline"}, "not_comparable route"),
        ({}, {"population": "women"}, "loose population"),
        ({}, {"population": "third_term"}, "strict"),
        ({}, {"actor": "head_office"}, "strict"),
    ],
)
def test_ratios_are_graded_by_fewer_attributes(
    a: dict[str, str], b: dict[str, str], expected: str
) -> None:
    assert deciding(ratios(a, b)) == expected


def test_ratios_lose_their_time() -> None:
    assert deciding(ratios({}, {}, day="2018-06-30")) == "strict"


@pytest.mark.parametrize(
    ("over", "under", "expected"),
    [
        ("人", "家", "strict"),
        ("人", "户", "strict"),
        ("人次", "家", "not_comparable unit"),
        ("人", "人", "not_comparable unit"),
    ],
)
def test_units_of_ratios_are_compared_above_and_below(over: str, under: str, expected: str) -> None:
    assert deciding(ratios({}, {}, over, under)) == expected


def test_kindred_units_below_the_line_are_loose_where_the_upper_ones_are_the_same() -> None:
    a, b = derive(
        figures(
            row(11, "900元", "gift_money"),
            row(12, "30人", "people_helped"),
            row(11, "900元", "gift_money", document=OTHER),
            row(12, "30人次", "people_helped", document=OTHER),
        ),
        CODEBOOK,
        RULES,
    )
    found = GRADER.ratios(a, b)
    assert deciding(found) == "loose unit"
    assert english(found.differences[0].message) == (
        "Linzhou 2019 counts in yuan per person, Haicheng 2019 in yuan per instance"
    )
    other = replace(b, unit_over="人")
    assert deciding(GRADER.ratios(a, other)) == "not_comparable unit"


def test_grades_are_ordered() -> None:
    assert worst([]) == "strict"
    assert worst(["annualised", "loose"]) == "loose"
    assert worst(["loose", "not_comparable", "strict"]) == "not_comparable"
