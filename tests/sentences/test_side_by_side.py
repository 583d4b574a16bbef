"""What may be compared, in few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_up_findings import A, B, C, counted, evidence, graded, money, pair, people, share, trial

from analysis.comparison.comparison_records import Pair, PairOutcome
from analysis.comparison.sensitivity import OTHER_GRADE
from analysis.figures.figure import Figure
from analysis.figures.reference_periods import ReferencePeriod
from analysis.intervals import Interval
from analysis.sentences.side_by_side import comparable_statements, in_short

FIGURES = (
    people(A, 1, "40"),
    people(C, 1, "41"),
    money(A, 2, "8"),
    money(C, 2, "9"),
    share(A, 3, "50"),
    share(C, 3, "51"),
)
PEOPLE_A, PEOPLE_C, MONEY_A, MONEY_C, SHARE_A, SHARE_C = FIGURES


def loose(a: Figure, b: Figure, **cells: str) -> Pair:
    return graded(a, b, "side_by_side", grade="loose", **cells)


def said(*pairs: Pair, language: str = "en", ranks: dict[str, int] | None = None) -> list[str]:
    found = evidence(*FIGURES, pairs=pairs)
    book = found.codebook
    indicators = tuple(
        replace(each, prominence=(ranks or {}).get(each.indicator)) for each in book.indicators
    )
    found = replace(found, codebook=replace(book, indicators=indicators))
    return [each.text(language) for each in comparable_statements(found)]


def test_the_pair_that_readers_look_for_is_told_and_all_are_counted() -> None:
    pairs = (loose(MONEY_A, MONEY_C), loose(PEOPLE_A, PEOPLE_C))
    assert said(*pairs, ranks={"relief_people": 1, "relief_money": 2}) == [
        "Figures or ratios of two texts on one question make 2 pairs. By our rule, 2 can "
        "stand side by side only, none can be put in an order.",
        "Side by side only: People relieved, 40 people (Linzhou 2018) and 41 people (Haicheng "
        "2019).",
    ]
    assert said(*pairs, ranks={"relief_money": 2}, language="zh") == [
        "不同文章就同一问题给出的数字（或比值）可以配成2对。按我们的规则，2对只能并列，没有"
        "一对能比高低。",
        "只能并列：救助金额，8元（林州2018）与9元（海城2019）。",
    ]


def test_an_order_comes_before_an_equal_size_whatever_readers_look_for() -> None:
    differ = graded(MONEY_A, MONEY_C, "texts_differ")
    same = graded(PEOPLE_A, PEOPLE_C, "same_size")
    counts, first = said(same, differ, ranks={"relief_people": 1})
    assert first.startswith("Relief money: the text Haicheng 2019 states more (9 yuan, 2019)")
    assert counts.endswith("By our rule, 1 is about equal, 1 can be put in an order.")


def test_what_differs_is_told_on_the_first_page_too() -> None:
    same = graded(PEOPLE_A, PEOPLE_C, "same_size", differences="population", deciding="")
    (_, first) = said(same)
    assert first == (
        "People relieved: the numbers of the texts Linzhou 2018 (40 people, 2018) and Haicheng "
        "2019 (41 people, 2019) are about equal: the gap is within a factor of 1.25. What differs: "
        "other population."
    )


@pytest.mark.parametrize(
    "unfit",
    [
        loose(SHARE_A, SHARE_C, differences="quota", deciding="quota"),
        pair(f"{A}.money_per_head.001", f"{C}.money_per_head.001", "side_by_side"),
        pair(f"{A}-001", f"{C}-001"),
    ],
)
def test_quotas_ratios_and_pairs_that_may_not_are_counted_only(unfit: Pair) -> None:
    assert len(said(unfit)) == 1


def test_pairs_that_are_not_stored_are_counted() -> None:
    found = replace(evidence(*FIGURES), counts=(counted(12, "year"),))
    assert [each.text("en") for each in comparable_statements(found)] == [
        "Figures or ratios of two texts on one question make 12 pairs. By our rule, 12 "
        "cannot be compared, none can be put in an order."
    ]


def test_without_pairs_nothing_is_compared() -> None:
    assert said() == [
        "There is no pair of figures of two texts on one question, so nothing is compared."
    ]


@pytest.mark.parametrize(
    ("result", "en", "zh"),
    [
        (
            "texts_differ",
            "; it could then be put in order: people relieved, 40 people (Linzhou 2018) and "
            "41 people (Haicheng 2019).",
            "；那样就能比高低：救助人数，40人（林州2018）与41人（海城2019）。",
        ),
        (
            "side_by_side",
            "; even then no further pair could be put in order.",
            "；即便那样，也不会多出能比高低的一对。",
        ),
    ],
)
def test_results_that_another_grade_would_change_are_told_after_the_counts(
    result: PairOutcome, en: str, zh: str
) -> None:
    one, other = loose(PEOPLE_A, PEOPLE_C), loose(MONEY_A, MONEY_C)
    lost = replace(trial(one, OTHER_GRADE, "g", "g"), variant_result=result)
    kept = trial(other, OTHER_GRADE, "g", "g", survives=True)
    wider = trial(other, "wide_margin", "w", "w")
    found = evidence(*FIGURES, pairs=(one, other), trials=(lost, kept, wider))
    _, told, _ = comparable_statements(found)
    assert told.text("en") == (
        "Another careful reader might come to another judgement on 1 of the 2 pairs" + en
    )
    assert told.text("zh") == f"这2对里，别的细心读者可能对其中1对另作判断{zh}"
    found = evidence(*FIGURES, pairs=(one, other), trials=(kept, wider))
    assert len(comparable_statements(found)) == 2


def shortly(*pairs: Pair, language: str = "en") -> str:
    made = in_short(evidence(*FIGURES, pairs=pairs))
    return "" if made is None else made.text(language)


def test_in_short_the_foremost_pair_is_told_with_what_is_not_considered() -> None:
    same = graded(PEOPLE_A, PEOPLE_C, "same_size", differences="city_size", deciding="")
    assert shortly(same, loose(MONEY_A, MONEY_C)) == (
        "People relieved: 40 people in 2018 (Linzhou 2018) and 41 people in 2019 (Haicheng 2019), "
        "about equal (the gap is within a factor of 1.25); the size of the cities is not "
        "considered. By our rule, 1 of 2 pairs can be compared."
    )
    assert shortly(same, language="zh") == (
        "救助人数：2018年40人（林州2018）与2019年41人（海城2019），大致相当（相差在1.25倍以内）；没有考"
        "虑城市大小。按我们的规则，1对数字中可以比较的有1对。"
    )


@pytest.mark.parametrize(
    ("result", "en", "zh"),
    [
        (
            "side_by_side",
            "Of 1 other reading that we tried 0 still say this; none puts the two cities in an "
            "order",
            "另试1种读法，0种结果不变；没有一种能分出两市的高低",
        ),
        (
            "texts_differ",
            "On another reading that we tried they can be put in an order",
            "换一种读法，就能分出多少",
        ),
    ],
)
def test_in_short_it_is_told_what_other_readings_give(
    result: PairOutcome, en: str, zh: str
) -> None:
    same = graded(PEOPLE_A, PEOPLE_C, "same_size")
    lost = replace(trial(same, "wide_margin", "w", "w"), variant_result=result)
    made = in_short(evidence(*FIGURES, pairs=(same,), trials=(lost,)))
    assert made is not None
    assert f"{en}. By our rule" in made.text("en")
    assert f"{zh}。按我们的规则" in made.text("zh")


def test_in_short_two_texts_of_one_city_are_called_texts() -> None:
    later = people(B, 1, "41")
    same = graded(PEOPLE_A, later, "same_size")
    lost = replace(trial(same, "narrow_margin", "n", "n"), variant_result="cannot_be_decided")
    made = in_short(evidence(PEOPLE_A, later, pairs=(same,), trials=(lost,)))
    assert made is not None
    assert "; none puts the two texts in an order. By our rule" in made.text("en")
    assert "；没有一种能分出两篇的高低。" in made.text("zh")


@pytest.mark.parametrize(
    ("result", "other"), [("texts_differ", "same_size"), ("cannot_be_decided", "side_by_side")]
)
def test_in_short_what_is_not_about_equal_is_not_called_so_on_other_readings(
    result: PairOutcome, other: PairOutcome
) -> None:
    one = graded(PEOPLE_A, PEOPLE_C, result)
    lost = replace(trial(one, "wide_margin", "w", "w"), variant_result=other)
    made = in_short(evidence(*FIGURES, pairs=(one,), trials=(lost,)))
    assert made is not None
    assert ". Of 1 other reading that we tried 0 still say this. By" in made.text("en")
    assert "另试1种读法，0种结果不变。" in made.text("zh")


def test_of_several_pairs_those_that_could_be_ordered_are_told() -> None:
    one = loose(PEOPLE_A, PEOPLE_C, differences="city_size", deciding="")
    other = loose(MONEY_A, MONEY_C)
    trials = (
        replace(trial(one, OTHER_GRADE, "g", "g"), variant_result="texts_differ"),
        replace(trial(other, OTHER_GRADE, "g", "g"), variant_result="not_comparable"),
    )
    _, told, *_ = comparable_statements(evidence(*FIGURES, pairs=(one, other), trials=trials))
    assert told.text("en") == (
        "Another careful reader might come to another judgement on 2 of the 2 pairs; even then "
        "only 1 could be put in order: people relieved, 40 people (Linzhou 2018) and 41 people "
        "(Haicheng 2019); the size of the cities would still be left out."
    )
    assert told.text("zh") == (
        "这2对里，别的细心读者可能对其中2对另作判断；即便那样，也只有1对能比高低：救助人数，40人"
        "（林州2018）与41人（海城2019）；而且仍未考虑城市大小。"
    )


def test_in_short_a_total_of_several_years_stands_beside_its_yearly_average() -> None:
    span = ReferencePeriod(date(2015, 1, 1), date(2019, 12, 31), "stated", "multi_year")
    long = replace(PEOPLE_C, period=span)
    same = graded(PEOPLE_A, long, "same_size", basis="per_year")
    limits = {"limits_a": Interval.parse("[40, 40]"), "limits_b": Interval.parse("[8.2, 8.3]")}
    made = in_short(evidence(PEOPLE_A, long, pairs=(replace(same, **limits),)))
    assert made is not None
    assert made.text("en").startswith(
        "People relieved: 40 people in 2018 (Linzhou 2018) and 41 people in 2015–2019, by our "
        "division 8.2 to 8.3 people a year (Haicheng 2019), about equal"
    )
    assert "2015—2019年共41人，我们折算为年均8.2至8.3人（海城2019）" in made.text("zh")


def test_pairs_beyond_the_first_that_another_grade_would_order_are_counted() -> None:
    pairs = (loose(PEOPLE_A, PEOPLE_C), loose(MONEY_A, MONEY_C), loose(SHARE_A, SHARE_C))
    trials = tuple(
        replace(trial(each, OTHER_GRADE, "g", "g"), variant_result="texts_differ") for each in pairs
    )
    _, told, *_ = comparable_statements(evidence(*FIGURES, pairs=pairs, trials=trials))
    assert "; they could then be put in order: people relieved, " in told.text("en")
    assert told.text("en").endswith("; 1 other pair.")
    assert told.text("zh").endswith("；另1对。")


def test_the_gap_of_a_pair_without_margin_is_not_told() -> None:
    same = replace(graded(PEOPLE_A, PEOPLE_C, "same_size"), margin="")
    assert "the gap" not in shortly(same)


def test_in_short_it_is_told_that_the_groups_differ() -> None:
    same = graded(PEOPLE_A, PEOPLE_C, "same_size", differences="population", deciding="")
    assert "; they count different groups. By" in shortly(same)
    assert "；统计的对象不同。按" in shortly(same, language="zh")


def test_in_short_pairs_that_may_not_be_compared_are_counted_and_none_says_nothing() -> None:
    assert shortly(loose(MONEY_A, MONEY_C)) == "By our rule 0 of 1 pair may be compared."
    assert shortly() == ""
