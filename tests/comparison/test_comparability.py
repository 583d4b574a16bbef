"""Comparability: grades, the four results, look-alikes and sensitivity."""

# ruff: noqa: E501 (the published rule is a table: one line per rule)

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from made_up import documents, figure, stock, table

from analysis.coding import raw
from analysis.comparison.comparability import (
    ATTRIBUTE_LABELS,
    CLAUSES,
    COLUMNS,
    GRADES,
    OPEN_CLAUSES,
    RESULTS,
    Settings,
    best_grades,
    compare,
    corrected,
    grade_pair,
    look_alikes,
    sensitivity,
    variants,
    worst,
)
from analysis.comparison.derived import CodeLabels, observe_all
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.figures.observations import observe
from analysis.tables.store import frame_of

OTHER = {"document": "other-2019"}
LATER = {"document": "linzhou-2020"}


def only(*rows: dict[str, str], settings: Settings | None = None) -> pd.Series:
    frame = compare(table(*rows), settings=settings or Settings())
    assert tuple(frame.columns) == COLUMNS
    assert len(frame) == 1
    return frame.iloc[0]


def test_the_same_thing_in_one_year_each_is_strictly_comparable() -> None:
    row = only(
        figure(11, "900件", "900", "disputes_handled"),
        figure(11, "600件", "600", "disputes_handled", **OTHER),
    )
    assert (row["grade"], row["result"]) == ("strict", "texts_differ")
    assert row["comparison_id"] == "linzhou-2019-011:other-2019-011"
    assert row["differences"] == row["deciding"] == ""
    assert row["margin"] == "factor 1.25"


@pytest.mark.parametrize(
    ("first", "second", "result"),
    [
        (("900件", "900", {}), ("800件", "800", {}), "same_size"),
        (("500余件", "500", {"bound": "at_least", "hedge": "余"}), ("700件", "700", {}), None),
        (
            ("近700件", "700", {"bound": "nearly", "hedge": "近"}),
            ("400件", "400", {}),
            "texts_differ",
        ),
        (
            ("500件以上", "500", {"bound": "at_least", "hedge": "以上"}),
            ("300件", "300", {}),
            "texts_differ",
        ),
        (("500件以上", "500", {"bound": "at_least", "hedge": "以上"}), ("600件", "600", {}), None),
        (("数十件", "", {"hedge": "数"}), ("60件", "60", {}), None),
    ],
)
def test_results_follow_from_the_limits(
    first: tuple[str, str, dict[str, str]],
    second: tuple[str, str, dict[str, str]],
    result: str | None,
) -> None:
    row = only(
        figure(11, first[0], first[1], "disputes_handled", **first[2]),
        figure(11, second[0], second[1], "disputes_handled", **second[2], **OTHER),
    )
    assert row["result"] == (result or "cannot_be_decided")


def test_asserted_limits_decide_less() -> None:
    rows = (
        figure(11, "近700件", "700", "disputes_handled", bound="nearly", hedge="近"),
        figure(11, "400件", "400", "disputes_handled", **OTHER),
    )
    assert only(*rows, settings=Settings(limits="asserted"))["result"] == "cannot_be_decided"
    with pytest.raises(AnalysisError, match="conventional or asserted"):
        Settings(limits="printed")


@pytest.mark.parametrize(
    ("indicator", "a", "b", "grade", "deciding"),
    [
        ("relief_money", {"scheme": "illness_relief"}, {"scheme": "four_seasons"}, "not_comparable", "scheme"),
        ("relief_money", {"scheme": "illness_relief"}, {}, "loose", "scheme"),
        ("relief_money", {"stage": "raised"}, {"stage": "spent"}, "not_comparable", "stage"),
        ("hospital_scheme_members", {"stage": "enrolled"}, {}, "strict", ""),
        ("hospital_scheme_members", {"population": "third_term"}, {}, "strict", ""),
        ("hospital_scheme_members", {"population": "retired"}, {}, "loose", "population"),
        ("benefit_cases", {"scheme": "medical_unspecified"}, {"scheme": "hospitalisation"}, "loose", "scheme"),
        ("outdoor_service_points", {"stage": "existing"}, {}, "loose", "stage"),
        ("contests_held", {"grade": "provincial"}, {}, "not_comparable", "grade"),
        ("heat_relief_people", {"population": "workers_in_the_heat"}, {}, "strict", ""),
        ("disputes_handled", {"route": "legal_aid"}, {"route": "hotline"}, "not_comparable", "route"),
        ("enterprises_covered", {"population": "catering"}, {}, "not_comparable", "population"),
        ("students_aided", {"population": "first_year"}, {"population": "children"}, "loose", "population"),
        ("relief_people", {"unit": "人次"}, {}, "loose", "unit"),
        ("film_seats", {"unit": "张"}, {}, "loose", "unit"),
        ("relief_people", {"unit": "户"}, {}, "not_comparable", "unit"),
        ("enterprises_covered", {"unit": "家"}, {"unit": "户"}, "strict", ""),
        ("relief_people", {"level": "county"}, {}, "not_comparable", "level"),
        ("relief_people", {"nature": "plan"}, {}, "not_comparable", "nature"),
        ("relief_people", {"per": "year"}, {}, "not_comparable", "per"),
        ("relief_people", {"actor": "city_federation"}, {}, "loose", "actor"),
        ("relief_people", {"actor": ""}, {}, "strict", ""),
        ("relief_people", {"status": "impossible"}, {}, "not_comparable", "status"),
        ("relief_people", {"period_start": ""}, {}, "not_comparable", "period"),
        ("relief_people", {"period_end": "2019-06-30"}, {}, "not_comparable", "period"),
        ("relief_people", {"period_basis": "assumed"}, {}, "loose", "period"),
        ("relief_people", {"period_start": "2015-01-01"}, {}, "annualised", "period"),
        ("relief_people", {"period_start": "2015-01-01", "period_basis": "assumed"}, {}, "not_comparable", "period"),
        ("pioneer_units", {"counted": "honours", "grade": "provincial"}, {"counted": "honours", "grade": "provincial", "grade_and_above": "yes"}, "loose", "grade_and_above+quota"),
        ("pioneer_units", {"counted": "honours", "period_start": "2015-01-01"}, {"counted": "honours"}, "loose", "quota"),
        ("pioneer_units", {"grade": "provincial"}, {"grade": "municipal"}, "not_comparable", "grade"),
        ("other_titles", {"multiplier": "2"}, {}, "not_comparable", "multiplier"),
    ],
)  # fmt: skip
def test_the_published_rule(
    indicator: str, a: dict[str, str], b: dict[str, str], grade: str, deciding: str
) -> None:
    row = only(
        figure(11, "900人", "900", indicator, **a),
        figure(11, "600人", "600", indicator, **{**OTHER, **b}),
    )
    assert (row["grade"], row["deciding"]) == (grade, deciding)
    if grade == "not_comparable":
        assert row["result"] == "not_comparable"
    if grade == "loose":
        assert row["result"] == "cannot_be_decided"


def test_indicators_of_one_concept_are_never_mixed() -> None:
    row = only(
        stock(11, "14.5万名", "145000", "hospital_scheme_members", concept="members", unit="人"),
        stock(11, "14.5万人", "145000", "critical_scheme_members", concept="members", **OTHER),
    )
    assert row["grade"] == "not_comparable" and row["traps"] == "near_equal"


def test_a_state_on_a_day_and_a_total_are_not_comparable() -> None:
    row = only(
        stock(11, "79个", "79", "outdoor_service_points"),
        figure(11, "166个", "166", "outdoor_service_points", **OTHER),
    )
    assert row["deciding"] == "nature"


def test_a_state_whose_day_is_only_assumed_stands_side_by_side() -> None:
    row = only(
        stock(11, "79个", "79", "outdoor_service_points", stage="existing"),
        stock(
            11,
            "166个",
            "166",
            "outdoor_service_points",
            stage="existing",
            period_basis="assumed",
            **OTHER,
        ),
    )
    assert (row["grade"], row["deciding"]) == ("loose", "period")
    assert row["differences_en"] == (
        "linzhou-2019 covers a state in 2019, other-2019 a state in 2019 (assumed)"
    )


def test_years_that_differ_are_said_and_forbid_nothing() -> None:
    row = only(
        stock(11, "900家", "900", "grassroots_unions"),
        stock(11, "600家", "600", "grassroots_unions", day="2015-12-31", **LATER),
    )
    assert row["grade"] == "strict" and row["differences"] == "year"
    assert row["differences_en"] == "the years differ: 2019 and 2015"


def test_the_size_of_the_city_is_said_and_forbids_nothing() -> None:
    row = only(
        stock(11, "900人", "900", "union_members"),
        stock(11, "500人", "500", "union_members", day="2015-12-31", **OTHER),
    )
    assert (row["grade"], row["result"]) == ("strict", "texts_differ")
    assert row["differences"] == "year+city_size"
    assert row["differences_en"].endswith("no text states the size of its city")


def test_a_share_that_is_a_floor_stands_beside_a_stated_share() -> None:
    share = {"unit": "%", "nature": "rate", "stated_base": "unionised_enterprises"}
    row = only(
        stock(11, "70%以上", "70", "coverage", bound="at_least", hedge="以上", **share),
        stock(11, "50%", "50", "coverage", **share, **OTHER),
    )
    assert (row["grade"], row["deciding"], row["result"]) == (
        "loose",
        "bound",
        "cannot_be_decided",
    )
    assert row["differences_en"] == (
        "linzhou-2019 gives only a floor or ceiling, other-2019 a number"
    )


def test_several_years_are_compared_as_a_yearly_average() -> None:
    row = only(
        figure(11, "1000件", "1000", "disputes_handled"),
        figure(11, "2000件", "2000", "disputes_handled", period_start="2015-01-01", **OTHER),
    )
    assert (row["grade"], row["basis"], row["result"]) == ("annualised", "per_year", "texts_differ")
    assert (row["b_low"], row["b_high"]) == ("400", "400")
    assert row["value_b"] == "400" and "different_spans" in row["traps"]
    written = documents(linzhou_2019="2019-11-01", other_2019="2019-11-01")
    frame = compare(
        table(
            figure(11, "1000件", "1000", "disputes_handled"),
            figure(11, "2000件", "2000", "disputes_handled", period_start="2015-01-01", **OTHER),
        ),
        written,
    )
    assert frame.iloc[0]["b_high"] == "8000/19"


def test_shares_have_margins_in_points() -> None:
    def pair(a: str, b: str, **cells: str) -> pd.Series:
        day = {"unit": "%", "nature": "rate", **cells}
        return only(
            stock(11, f"{a}%", a, "consultation_coverage", **day),
            stock(11, f"{b}%", b, "consultation_coverage", **day, **OTHER),
        )

    same = {"stated_base": "unionised_enterprises"}
    assert pair("80", "83")["result"] == "same_size"
    assert pair("80", "83", **same)["result"] == "texts_differ"
    assert pair("80", "83", **same)["margin"] == "points 1"
    assert pair("70", "83")["result"] == "texts_differ"
    assert pair("91", "99")["result"] == "cannot_be_decided"
    assert "near_ceiling" in pair("91", "99")["traps"]


def test_repeats_supporting_figures_and_one_document_are_not_compared() -> None:
    assert compare(
        table(
            figure(11, "900件", "900", "disputes_handled"),
            figure(12, "600件", "600", "disputes_handled"),
            figure(11, "600件", "600", "disputes_handled", tier="supporting", **OTHER),
            figure(12, "600件", "600", "disputes_handled", duplicate_of="13", **OTHER),
        )
    ).empty


def test_kinds_counted_apart_enter_as_their_sum() -> None:
    frame = compare(
        table(
            figure(11, "44场", "44", "matchmaking_events", population="regular_events"),
            figure(12, "12场", "12", "matchmaking_events", population="outdoor_events"),
            figure(11, "数十场", "", "matchmaking_events", hedge="数", **OTHER),
        )
    )
    assert sorted(frame["grade"]) == ["loose", "not_comparable", "not_comparable"]
    total = frame[frame["grade"] == "loose"].iloc[0]
    assert total["deciding"] == "kinds"
    assert total["figure_a"] == "linzhou-2019.matchmaking_events_total.011.012"
    assert total["value_a"] == "56" and total["result"] == "cannot_be_decided"


def test_ratios_are_ranked_inside_one_scheme_only() -> None:
    def text(money: str, scheme: str, **cells: str) -> list[dict[str, str]]:
        span = {"period_start": "2015-01-01"} if cells else {}
        return [
            figure(11, f"{money}元", money, "benefits_paid", scheme=scheme, **span, **cells),
            figure(12, "10人", "10", "benefit_cases", scheme=scheme, **span, **cells),
        ]

    def ratio(*rows: dict[str, str]) -> pd.Series:
        frame = compare(table(*rows)).set_index("kind")
        return frame.loc["ratio"]

    same = ratio(*text("9000", "hospitalisation"), *text("5000", "hospitalisation", **OTHER))
    assert (same["grade"], same["result"], same["basis"]) == ("strict", "texts_differ", "ratio")
    apart = ratio(*text("9000", "hospitalisation"), *text("5000", "critical_illness", **OTHER))
    assert (apart["grade"], apart["deciding"]) == ("loose", "scheme")
    assert apart["result"] == "cannot_be_decided"


def override(**cells: str) -> pd.DataFrame:
    row = {
        "figure_a": "linzhou-2019-011",
        "figure_b": "other-2019-011",
        "grade": "not_comparable",
        "reason_en": "another law",
        "reason_zh": "法律不同",
    }
    return pd.DataFrame([{**row, **cells}], dtype=object)


def test_a_grade_can_be_overruled_with_a_reason() -> None:
    rows = table(
        figure(11, "900件", "900", "disputes_handled"),
        figure(11, "600件", "600", "disputes_handled", **OTHER),
    )
    row = compare(rows, overrides=override()).iloc[0]
    assert (row["grade"], row["result"]) == ("not_comparable", "not_comparable")
    assert (row["overruled_en"], row["overruled_zh"]) == ("another law", "法律不同")
    for wrong, message in (
        (override(reason_zh=" "), "reason"),
        (override(grade="good"), "unknown grade 'good'"),
        (override(figure_b="other-2019-099"), "no such pair"),
    ):
        with pytest.raises(AnalysisError, match=message):
            compare(rows, overrides=wrong)


def clauses(attribute: str, a: dict[str, str], b: dict[str, str]) -> tuple[str, str]:
    """Return how a difference is said of two made-up texts."""
    labels = CodeLabels(
        {
            ("scheme", "a"): ("scheme A", "甲项目"),
            ("document", "linzhou-2019"): ("Linzhou 2019", "林州2019"),
            ("document", "other-2019"): ("Other 2019", "他市2019"),
        }
    )
    one, other = observe_all(
        table(
            figure(11, "9人", "9", "relief_people", **a),
            figure(11, "9人", "9", "relief_people", **{**OTHER, **b}),
        )
    )
    found = {d.attribute: d for d in grade_pair(one, other, labels).differences}
    return found[attribute].en, found[attribute].zh


@pytest.mark.parametrize(
    ("attribute", "a", "b", "en", "zh"),
    [
        (
            "scheme",
            {},
            {"scheme": "a"},
            "Other 2019 speaks of “scheme A”, Linzhou 2019 does not say of which scheme",
            "他市2019指“甲项目”，林州2019未说明何项目",
        ),
        (
            "period",
            {},
            {"period_start": "2015-01-01"},
            "Linzhou 2019 covers one year (2019), Other 2019 five years (2015 to 2019)",
            "林州2019涵盖一年（2019年），他市2019涵盖5年（2015至2019年）",
        ),
        (
            "unit",
            {"unit": "人次"},
            {},
            "Linzhou 2019 counts in person-times, Other 2019 in people",
            "林州2019以“人次”计，他市2019以“人”计",
        ),
        (
            "nature",
            {"nature": "plan"},
            {},
            "Linzhou 2019 gives a target, Other 2019 a total over a time",
            "林州2019为计划目标，他市2019为一段时间的合计",
        ),
    ],
)
def test_differences_are_human_sentences_in_both_languages(
    attribute: str, a: dict[str, str], b: dict[str, str], en: str, zh: str
) -> None:
    assert clauses(attribute, a, b) == (en, zh)


def test_every_difference_has_its_clauses() -> None:
    said = {*ATTRIBUTE_LABELS, "term"} - {"city_size", "quota"}
    assert set(CLAUSES) == said
    assert set(OPEN_CLAUSES) <= said
    for templates in (*CLAUSES.values(), *OPEN_CLAUSES.values()):
        assert all("{a}" in text or "{x}" in text for text in templates)
        assert not any(";" in text or "；" in text for text in templates)


def test_an_argument_stands_beside_its_pair() -> None:
    rows = table(
        figure(11, "900件", "900", "disputes_handled"),
        figure(11, "600件", "600", "disputes_handled", **OTHER),
    )
    cells = {
        "figure_a": "other-2019-011",
        "figure_b": "linzhou-2019-011",
        "grade": "strict",
        "instead": "loose",
        "reason_en": "one law",
        "reason_zh": "同一法律",
    }
    row = compare(rows, arguments=pd.DataFrame([cells])).iloc[0]
    assert (row["argument_en"], row["argument_zh"]) == ("one law", "同一法律")
    for wrong, message in (
        ({"grade": "loose"}, "the rule gives strict: argue it again"),
        ({"figure_a": "other-2019-099"}, "no such pair is compared"),
    ):
        with pytest.raises(AnalysisError, match=message):
            compare(rows, arguments=pd.DataFrame([{**cells, **wrong}]))


def test_the_arguments_of_the_project_hold_and_argue_against_another_grade() -> None:
    data = raw.load()
    frame = frame_of([f for name in data.document_ids() for f in observe(data, name)], Figure)
    labels = CodeLabels.from_frame(data.codelists)
    graded = compare(frame, data.documents, labels, arguments=data.grade_arguments)
    assert (graded["argument_en"] != "").sum() == len(data.grade_arguments) == 26
    assert (data.grade_arguments["grade"] != data.grade_arguments["instead"]).all()
    open_ = graded[(graded["grade"] != "not_comparable") & (graded["argument_en"] == "")]
    assert list(open_["concept"]) == ["attendances_per_matchmaking_event"]


def test_look_alikes_of_different_things() -> None:
    frame = look_alikes(
        table(
            figure(11, "13617人", "13617", "relief_people", scheme="illness_relief"),
            figure(31, "76个", "76", "yearly_events"),
            figure(41, "76个", "76", "service_centres"),
            figure(51, "5家", "5", "pioneer_units"),
            figure(61, "100名", "100", "care_for_model_workers", unit="人"),
            figure(11, "13686人", "13686", "relief_people", scheme="four_seasons", **OTHER),
            figure(21, "5家", "5", "model_union_homes", **OTHER),
            figure(61, "100名", "100", "visitors", unit="人", **OTHER),
        )
    )
    assert list(zip(frame["literal_a"], frame["difference"], strict=True)) == [
        ("13617人", "scheme"),
        ("76个", "indicator"),
    ]


def test_sensitivity_tries_every_finding() -> None:
    rows = table(
        figure(11, "近700件", "700", "disputes_handled", bound="nearly", hedge="近"),
        figure(11, "400件", "400", "disputes_handled", **OTHER),
    )
    corrections = pd.DataFrame([{"figure_id": "other-2019-011", "likely_value": "680"}])
    frame = sensitivity(rows, corrections=corrections).set_index("variant")
    assert list(frame.index) == [variant.code for variant in variants()][:-1]
    assert frame.loc["asserted_limits", "variant_result"] == "cannot_be_decided"
    assert frame.loc["asserted_limits", "survives"] == "no"
    assert frame.loc["wide_margin", "survives"] == "yes"
    assert frame.loc["likely_corrections", "variant_result"] == "same_size"
    assert (frame["survives"] == "no").sum() == 2
    assert rows.loc[1, "value"] == "400"
    assert corrected(rows, None) is rows


def test_sensitivity_tries_the_grade_that_may_be_given_instead() -> None:
    rows = table(
        figure(11, "900件", "900", "disputes_handled", route="legal_aid"),
        figure(12, "400件", "400", "disputes_handled", **OTHER),
    )
    cells = {
        "figure_a": "linzhou-2019-011",
        "figure_b": "other-2019-012",
        "grade": "loose",
        "instead": "strict",
        "reason_en": "the route is open",
        "reason_zh": "途径未明",
    }
    frame = sensitivity(rows, arguments=pd.DataFrame([cells])).set_index("variant")
    assert frame.loc["other_grade", "variant_result"] == "texts_differ"
    assert list(frame.index[frame["survives"] == "no"]) == ["other_grade"]
    for arguments in (None, pd.DataFrame([{**cells, "instead": "not_comparable"}])):
        assert "other_grade" not in set(sensitivity(rows, arguments=arguments)["variant"])


def test_the_project_survives_all_but_two_readings() -> None:
    data = raw.load()
    frame = frame_of([f for name in data.document_ids() for f in observe(data, name)], Figure)
    tried = sensitivity(frame, data.documents, data.corrections, arguments=data.grade_arguments)
    ranked = tried[tried["result"] == "texts_differ"]
    assert set(ranked["concept"]) == {"medical_scheme_members"}
    assert list(ranked.loc[ranked["survives"] == "no", "variant"]) == ["wide_margin", "other_grade"]
    students = tried[(tried["concept"] == "students_aided") & (tried["variant"] == "other_grade")]
    assert list(students["variant_result"]) == ["same_size"]


def test_best_grades_per_concept() -> None:
    frame = compare(
        table(
            figure(11, "900件", "900", "disputes_handled", route="legal_aid"),
            figure(12, "900件", "900", "disputes_handled"),
            figure(11, "600件", "600", "disputes_handled", route="hotline", **OTHER),
        )
    )
    best = best_grades(frame).iloc[0]
    assert (best["pairs"], best["grade"], best["deciding"]) == ("2", "loose", "route")


def test_grades_are_ordered() -> None:
    assert worst([]) == "strict"
    assert worst(["annualised", "loose"]) == "loose"
    assert set(GRADES) & set(RESULTS) == {"not_comparable"}
    assert Settings().factor == Fraction(5, 4)
