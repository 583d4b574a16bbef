"""Statements: what a comparison allows to say, every number tied to its figure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_up_findings import (
    A,
    B,
    C,
    evidence,
    graded,
    money,
    number,
    pair,
    people,
    ratio,
    share,
    trial,
)

from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language.messages import Link, Words
from analysis.sentences.gates import Ranked, ranking_words
from analysis.sentences.statements import (
    Statement,
    comparison_statement,
    comparison_statements,
    quota_statements,
    reporting_statements,
)


def said(a: Figure, b: Figure, result: str = "texts_differ", **cells: str) -> Statement:
    return comparison_statement(graded(a, b, result, **cells), evidence(a, b))


def assert_ranks_nothing(statement: Statement) -> None:
    for language in ("en", "zh"):
        fragments = statement.fragments(language)
        loose = " ".join(part for part in fragments if type(part) in (str, Ranked))
        assert ranking_words(loose, language) == []


FEW = people(A, 1, "600")
MANY = people(C, 1, "900", bound="at_least", hedge="余")


# --- an order -------------------------------------------------------------------------------------


@pytest.mark.parametrize("sides", [(FEW, MANY), (MANY, FEW)], ids=["second", "first"])
def test_the_text_that_states_more_is_named_first_on_whichever_side_it_stands(
    sides: tuple[Figure, Figure],
) -> None:
    statement = said(*sides)
    assert statement.text("en") == (
        "People relieved: the text Haicheng 2019 states more (more than 900 people, 2019) than "
        "the text Linzhou 2018 (600 people, 2018)."
    )
    assert statement.text("zh") == (
        "救助人数：海城2019一文所述（900余人，2019年）多于林州2018一文（600人，2018年）。"
    )
    assert statement.figure_ids == (f"{C}-001", f"{A}-001")
    assert statement.documents == tuple(side.document for side in sides)
    assert statement.id == "~".join(side.figure_id for side in sides)
    assert statement.kind == "comparison"


def test_numbers_and_times_are_links_and_everything_else_is_text_or_a_name() -> None:
    assert said(FEW, MANY).fragments("en") == (
        "People relieved",
        ": the text ",
        "Haicheng 2019",
        " states more (",
        Link(f"{C}-001", "more than 900 people"),
        ", ",
        Link(f"{C}-001", "2019"),
        ") than the text ",
        "Linzhou 2018",
        " (",
        Link(f"{A}-001", "600 people"),
        ", ",
        Link(f"{A}-001", "2018"),
        ").",
    )


def test_shares_are_higher_not_more() -> None:
    statement = said(share(A, 1, "60"), share(C, 1, "80"))
    assert statement.text("en") == (
        "Coverage of contracts: the text Haicheng 2019 states a higher number (80%, at the end of "
        "2019) than the text Linzhou 2018 (60%, at the end of 2018)."
    )
    assert "一文所述（80%，截至2019年末）高于林州2018一文（60%，截至2018年末）" in statement.text(
        "zh"
    )


def test_ratios_are_said_as_everywhere_and_are_higher_not_more() -> None:
    low = replace(ratio(A, 1, 2, "200"), value=None, conventional=Interval.parse("(199.996, 210)"))
    high = ratio(C, 1, 2, "900")
    made = replace(
        pair(low.derived_id, high.derived_id, "texts_differ", grade="strict", basis="ratio"),
        limits_a=low.conventional,
        limits_b=high.conventional,
    )
    statement = comparison_statement(made, evidence(derived=(low, high)))
    assert statement.text("en") == (
        "Money per head: the text Haicheng 2019 states a higher number (900 yuan per person) than "
        "the text Linzhou 2018 (199.9 to 210 yuan per person)."
    )
    assert statement.figure_ids == (f"{C}-001", f"{A}-001")


def test_a_computed_sum_is_said_as_it_is_and_linked_to_the_first_that_is_added() -> None:
    shows = number(A, 3, "shows", "8场", value="8", unit="场")
    total = replace(
        ratio(C, 1, 2, "12345"),
        derived_id=f"{C}.sum.001-002",
        kind="sum",
        unit=Words(en="events", zh="场"),
        numerator=(f"{C}-001", f"{C}-002"),
    )
    made = replace(
        graded(shows, replace(shows, figure_id=total.derived_id, document=C)),
        kind="figure",
        document_b=C,
        limits_b=total.conventional,
    )
    statement = comparison_statement(made, evidence(shows, derived=(total,)))
    assert statement.text("en") == (
        "Shows: the text Haicheng 2019 states more (12,345 events) than the text Linzhou 2018 "
        "(8 events, 2018)."
    )
    assert Link(f"{C}-001", "12,345 events", f"{C}.sum.001-002") in statement.fragments("en")


def test_a_yearly_average_is_said_with_its_total() -> None:
    long = people(C, 1, "2000", period_start="2015-01-01")
    assert long.period.kind == "multi_year"
    made = replace(
        graded(people(A, 1, "1000"), long, grade="annualised", basis="per_year"),
        limits_b=Interval.parse("[399.96, 400]"),
    )
    statement = comparison_statement(made, evidence(people(A, 1, "1000"), long))
    assert statement.text("en") == (
        "People relieved: the text Linzhou 2018 states more (1,000 people, 2018) than the text "
        "Haicheng 2019 (2,000 people, by our division 399.9 to 400 people a year, 2015–2019)."
    )
    assert "（2000人，我们折算为年均399.9至400人，2015—2019年）" in statement.text("zh")
    as_printed = replace(made, basis="as_printed")
    plain = comparison_statement(as_printed, evidence(people(A, 1, "1000"), long))
    assert "by our division" not in plain.text("en")


@pytest.mark.parametrize("result", ["texts_differ", "same_size"])
@pytest.mark.parametrize(
    ("differences", "english", "chinese"),
    [
        ("city_size", "The size of the cities is not considered.", "没有考虑城市大小。"),
        ("year", "The years differ.", "年份不同。"),
        (
            "year+city_size",
            "The size of the cities is not considered, and the years differ.",
            "没有考虑城市大小，年份也不同。",
        ),
    ],
)
def test_what_a_comparison_leaves_out_is_said_first(
    result: str, differences: str, english: str, chinese: str
) -> None:
    statement = said(FEW, MANY, result=result, differences=differences)
    assert f". {english}" in statement.text("en")
    assert f"。{chinese}" in statement.text("zh")
    assert english not in said(FEW, MANY, result=result).text("en")


def test_a_yearly_average_leads_to_how_it_is_computed() -> None:
    long = people(C, 1, "2000", period_start="2015-01-01")
    average = replace(
        ratio(C, 1, 2, "400"),
        derived_id=f"{C}.relief_people_per_year.001",
        group="per_year",
        numerator=(f"{C}-001",),
        inputs=(f"{C}-001",),
    )
    made = replace(
        graded(people(A, 1, "1000"), long, grade="annualised", basis="per_year"),
        limits_b=Interval.parse("[399.96, 400]"),
    )
    found = evidence(people(A, 1, "1000"), long, derived=(average,))
    linked = Link(f"{C}-001", "399.9 to 400 people", average.derived_id)
    assert linked in comparison_statement(made, found).fragments("en")
    refused = replace(average, status="refused")
    found = evidence(people(A, 1, "1000"), long, derived=(refused,))
    assert replace(linked, derived="") in comparison_statement(made, found).fragments("en")


def test_an_order_says_the_readings_under_which_it_does_not_hold() -> None:
    made = graded(FEW, MANY)
    other = replace(made, comparison_id="another")
    trials = (
        trial(made, "asserted", "only what the words themselves say", "只取措辞所断言"),
        trial(made, "wide", "a wider margin", "界线放宽", survives=True),
        trial(other, "corrected", "likely values", "取推断值"),
        trial(made, "grade", "the other grade", "取另一等级"),
    )
    alone = comparison_statement(made, evidence(FEW, MANY))
    told = comparison_statement(made, evidence(FEW, MANY, trials=trials))
    assert told.text("en") == alone.text("en") + (
        " This does not hold on every reading that we tried: with only what the words themselves "
        "say, they are about equal; with the other grade, they are about equal."
    )
    assert told.text("zh") == alone.text("zh") + (
        "我们试过的读法，并非每种都得出这一结果：只取措辞所断言，就是大致相当；取另一等级，就是大致相当。"
    )


@pytest.mark.parametrize(
    ("result", "told"),
    [("texts_differ", True), ("same_size", True), ("cannot_be_decided", False)],
)
def test_readings_stand_beside_what_was_found(result: str, told: bool) -> None:
    made = graded(FEW, MANY, result)
    trials = (trial(made, "asserted", "only what the words themselves say", "只取措辞所断言"),)
    statement = comparison_statement(made, evidence(FEW, MANY, trials=trials))
    said = "with only what the words themselves say, they are about equal."
    assert (said in statement.text("en")) is told
    never = "On none of them can the two be put in an order."
    assert statement.text("en").endswith(never) is (result == "same_size")


def test_shares_of_one_size_say_within_how_many_points() -> None:
    made = replace(graded(FEW, MANY, "same_size"), margin="points 5")
    statement = comparison_statement(made, evidence(FEW, MANY))
    assert statement.text("en").endswith("about equal: the gap is within 5 percentage points.")
    assert statement.text("zh").endswith("大致相当，相差在5个百分点以内。")


@pytest.mark.parametrize(
    ("b", "cells"),
    [(MANY, {"grade": "loose"}), (people(C, 1, "600"), {})],
    ids=["although the grade is loose", "although the limits overlap"],
)
def test_an_order_that_contradicts_its_gates_is_refused(b: Figure, cells: dict[str, str]) -> None:
    with pytest.raises(
        AnalysisError, match=f"comparison {A}-001~{C}-001 cannot be put in an order"
    ):
        said(FEW, b, **cells)


# --- everything else ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "english", "chinese"),
    [
        (
            "same_size",
            "People relieved: the numbers of the texts Linzhou 2018 (600 people, 2018) and "
            "Haicheng 2019 (more than 900 people, 2019) are about equal: the gap is within a "
            "factor of 1.25.",
            "救助人数：林州2018（600人，2018年）与海城2019（900余人，2019年）两文大致相当"
            "，相差在1.25倍以内。",
        ),
        (
            "cannot_be_decided",
            "People relieved: the wording of the texts Linzhou 2018 (600 people, 2018) and "
            "Haicheng 2019 (more than 900 people, 2019) does not decide how they stand to each "
            "other.",
            "救助人数：林州2018（600人，2018年）与海城2019（900余人，2019年）两文谁多谁少"
            "，措辞定不下来。",
        ),
    ],
)
def test_what_is_no_order_ranks_nothing(result: str, english: str, chinese: str) -> None:
    statement = said(FEW, MANY, result)
    assert statement.text("en") == english
    assert statement.text("zh") == chinese
    assert statement.figure_ids == (f"{A}-001", f"{C}-001")
    assert_ranks_nothing(statement)


def test_numbers_of_one_size_are_said_with_what_differs_and_forbids_nothing() -> None:
    statement = said(
        FEW, MANY, "same_size", grade="annualised", differences="population+period+year",
        deciding="period",
    )  # fmt: skip
    assert statement.text("en").endswith(
        "within a factor of 1.25. The years differ. What differs: other population."
    )
    assert statement.text("zh").endswith(
        "相差在1.25倍以内。年份不同。不同之处：〔population〕不同。"
    )
    assert_ranks_nothing(statement)


def test_a_loose_pair_stands_side_by_side_with_the_differences_that_decide() -> None:
    statement = said(
        FEW,
        MANY,
        "side_by_side",
        grade="loose",
        differences="scheme+year+city_size+actor",
        deciding="scheme+actor",
    )
    assert statement.text("en") == (
        "People relieved: the numbers of the texts Linzhou 2018 (600 people, 2018) and Haicheng "
        "2019 (more than 900 people, 2019) can stand side by side only (other scheme; "
        "other actor)."
    )
    assert statement.text("zh").endswith("两文只能并列（〔scheme〕不同；〔actor〕不同）。")
    assert_ranks_nothing(statement)


def test_what_people_argued_of_a_pair_is_said_with_it() -> None:
    made = graded(FEW, MANY, "side_by_side", grade="loose", deciding="scheme")
    argued = replace(made, argument=Words(en="The counties differ.", zh="县区不同。"))
    statement = comparison_statement(argued, evidence(FEW, MANY))
    assert statement.text("en").endswith("side by side only (other scheme). The counties differ.")
    assert statement.text("zh").endswith("（〔scheme〕不同）。县区不同。")
    assert_ranks_nothing(statement)


def test_what_cannot_be_compared_says_what_forbids_it() -> None:
    never = graded(FEW, MANY, "not_comparable", grade="not_comparable", deciding="unit")
    statement = comparison_statement(never, evidence(FEW, MANY))
    assert statement.text("en").endswith(" 2019) cannot be compared (other unit).")
    assert statement.text("zh").endswith("两文不可比（〔unit〕不同）。")


def test_what_overrules_the_differences_is_said_instead_of_them() -> None:
    made = graded(FEW, MANY, "side_by_side", grade="loose", deciding="scheme")
    words = Words(en="the schemes are one", zh="项目相同")
    statement = comparison_statement(replace(made, overruled=words), evidence(FEW, MANY))
    assert "side by side only (the schemes are one)." in statement.text("en")
    assert "只能并列（项目相同）。" in statement.text("zh")


def test_the_words_for_a_difference_make_no_claim() -> None:
    made = graded(FEW, MANY, "side_by_side", grade="loose", deciding="grade")
    words = Words(en="in one a higher grade", zh="一文等级更高")
    made = replace(made, overruled=words)
    assert "a higher grade" in comparison_statement(made, evidence(FEW, MANY)).text("en")


def test_a_deciding_difference_without_words_is_refused() -> None:
    made = graded(FEW, MANY, "side_by_side", grade="loose", deciding="scheme")
    with pytest.raises(AnalysisError, match="the difference 'scheme' has no words"):
        comparison_statement(replace(made, difference_messages=""), evidence(FEW, MANY))


def test_pairs_of_honours_are_counted_where_they_have_no_sentence() -> None:
    honours = graded(FEW, MANY, "side_by_side", grade="loose", deciding="quota")
    never = graded(FEW, MANY, "not_comparable", grade="not_comparable", deciding="quota")
    other = graded(FEW, MANY, "side_by_side", grade="loose", deciding="period")
    (said,) = quota_statements([honours, never, other])
    assert said.text("en") == (
        "1 further pair that can stand side by side only counts honours, which as a rule go by "
        "quota, and has no "
        "sentence here."
    )
    assert said.text("zh") == "另有只能并列的荣誉1对，荣誉通常按名额评定，此处不逐对说明。"
    assert quota_statements([never, other]) == []


def test_no_sentence_is_made_of_what_cannot_be_compared_or_goes_by_quota() -> None:
    honours = graded(FEW, MANY, "side_by_side", grade="loose", deciding="quota")
    never = graded(FEW, MANY, "not_comparable", grade="not_comparable", deciding="unit")
    same = graded(FEW, MANY, "same_size")
    statements = comparison_statements((honours, never, same), evidence(FEW, MANY))
    assert [statement.text("en")[-24:] for statement in statements] == ["within a factor of 1.25."]


# --- what there is not ----------------------------------------------------------------------------


def test_a_side_that_there_is_not_is_named() -> None:
    with pytest.raises(AnalysisError, match=f"no derived figure '{C}-001'"):
        comparison_statement(graded(FEW, MANY), evidence(FEW))


def test_a_figure_and_a_derived_figure_are_asked_for_by_name() -> None:
    known = evidence(FEW, derived=(ratio(A, 1, 2, "200"),))
    assert known.is_figure(f"{A}-001") and not known.is_figure(f"{A}-002")
    assert known.figure(f"{A}-001") is FEW
    assert known.ratio(f"{A}.money_per_head.001-002").value == 200
    with pytest.raises(AnalysisError, match=f"there is no figure '{A}-002'"):
        known.figure(f"{A}-002")
    with pytest.raises(AnalysisError, match="there is no derived figure 'x'"):
        known.ratio("x")


def test_an_indicator_without_a_label_is_refused() -> None:
    with pytest.raises(AnalysisError, match="no indicator 'colour'"):
        said(replace(FEW, indicator="colour"), MANY)


def test_repeats_are_left_out_and_documents_keep_the_order_of_the_catalogue() -> None:
    known = evidence(money(C, 1, "80"), money(A, 1, "90"), money(A, 2, "90", duplicate_of="x"))
    assert [figure.figure_id for figure in known.distinct] == [f"{C}-001", f"{A}-001"]
    assert known.in_order(figure.document for figure in known.figures) == [A, C]


# --- what texts report ----------------------------------------------------------------------------


def reporting(*figures: Figure, city: str = "linzhou") -> list[Statement]:
    return reporting_statements(evidence(*figures), city)


def test_two_texts_of_one_city_report_both_or_one_of_them() -> None:
    found = reporting(
        people(A, 1, "30"),
        money(A, 2, "800"),
        share(A, 3, "90"),
        people(B, 1, "40"),
        money(B, 2, "900"),
        number(B, 3, "shows", "8场", value="8", unit="场"),
        people(C, 1, "50"),
    )
    assert [statement.text("en") for statement in found] == [
        "Both texts Linzhou 2018 and Linzhou 2021 give main city figures on people relieved and "
        "relief money; what they count under one name may still differ.",
        "Of the texts Linzhou 2018 and Linzhou 2021, only Linzhou 2018 gives main city figures on "
        "coverage of contracts.",
        "Of the texts Linzhou 2021 and Linzhou 2018, only Linzhou 2021 gives main city figures on "
        "shows.",
    ]
    assert [statement.text("zh") for statement in found] == [
        "林州2018与林州2021两篇都给出主要市级数字的有：救助人数和救助金额；"
        "名称相同，所计的事物仍可能不同。",
        "林州2018与林州2021两篇之中，只有林州2018给出主要市级数字的有：合同覆盖率。",
        "林州2021与林州2018两篇之中，只有林州2021给出主要市级数字的有：演出场次。",
    ]
    assert {statement.kind for statement in found} == {"reporting"}
    assert [statement.id for statement in found] == [
        f"reporting_both:{A}:{B}",
        f"reporting_only:{A}:{B}",
        f"reporting_only:{B}:{A}",
    ]


def test_repeats_other_levels_and_other_tiers_are_not_reported() -> None:
    found = reporting(
        people(A, 1, "30"),
        people(B, 1, "40"),
        money(A, 2, "800", level="county"),
        money(A, 3, "800", duplicate_of=f"{A}-002"),
        number(A, 4, "choirs", "3支", value="3", unit="支"),
    )
    assert [statement.text("en") for statement in found] == [
        "Both texts Linzhou 2018 and Linzhou 2021 give main city figures on people relieved; "
        "what they count under one name may still differ."
    ]


@pytest.mark.parametrize("city", ["haicheng", "shanyang", "nowhere"])
def test_a_city_with_fewer_than_two_texts_reports_nothing_together(city: str) -> None:
    assert reporting(people(A, 1, "30"), people(B, 1, "40"), people(C, 1, "50"), city=city) == []


def test_sentences_are_made_when_they_are_asked_for() -> None:
    same = graded(FEW, MANY, "same_size")
    broken = replace(
        graded(FEW, MANY, "side_by_side", grade="loose", deciding="scheme"), difference_messages=""
    )
    told = comparison_statements((same, broken, same), evidence(FEW, MANY))
    assert len(told) == 3
    assert [each.text("en")[-15:] for each in told[:1]] == ["factor of 1.25."]
    with pytest.raises(AnalysisError, match="the difference 'scheme' has no words"):
        list(told[:2])
