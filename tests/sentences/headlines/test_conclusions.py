"""What follows from the texts as a whole: claims that the tables bear, or none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from made_up_findings import (
    A,
    B,
    C,
    evidence,
    graded,
    money,
    people,
    ratio,
    record,
)

from analysis.checks.finding_records import Finding
from analysis.coding.coding_records import Agreement, Coder
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language.messages import Words
from analysis.sentences import headlines as hl
from analysis.sentences.claims import Claim


def both(claim: Claim | None) -> tuple[str, str]:
    assert claim is not None
    return str(claim.text("en")), str(claim.text("zh"))


# --- trends ---------------------------------------------------------------------------------------

COMPARES = record(Finding, {"check": "two_times", "figures": f"{A}-001+{A}-002"})
OTHER = record(Finding, {"check": "size", "figures": f"{A}-001"})


def test_texts_that_compare_nothing_show_no_trend() -> None:
    claim = hl.without_trend(evidence(people(A, 1, "5"), checked=(OTHER,)))
    assert both(claim)[0].endswith(
        "The checks, which look at figures of the same indicator, find no such comparison "
        "inside a text. So no trend can be computed from a text by itself. Targets that a text "
        "says in words to have reached do not count here."
    )
    assert claim is not None and (claim.kind, claim.result) == ("absence", "count() = 0")


def test_one_comparison_inside_a_text_takes_the_claim_back() -> None:
    assert hl.without_trend(evidence(people(A, 1, "5"), checked=(OTHER, COMPARES))) is None
    assert hl.without_trend(evidence()) is None


# --- members --------------------------------------------------------------------------------------


def test_a_count_of_members_gives_numbers_per_member() -> None:
    figures = people(A, 1, "300"), people(A, 2, "1200"), money(A, 3, "5000")
    made = (
        ratio(A, 1, 2, "25", group="members", kind="among", unit_over="人", label_en="Served"),
        ratio(A, 3, 1, "16.7", group="members", kind="among", label_en="Paid each"),
        ratio(A, 3, 2, "4.2", group="scale"),
    )
    said, zh = both(hl.per_member(evidence(*figures, derived=made)))
    assert said == (
        "In Linzhou 2018, numbers can be divided by counts of union members or of workers "
        "enrolled in the same text: 1,200 people (relief people of text 2) and 300 people (relief "
        "people of text 1). This gives numbers per member or per worker enrolled: served: 25 "
        "(300 people ÷ 1,200 people); paid each: 16.7 yuan (5,000 yuan ÷ 300 people). What is "
        "divided may be of another time or scheme than the count, so that these are no rates of a "
        "year."
    )
    assert zh.startswith(
        "林州2018有数字可以除以同一篇文章的会员或参加者人数：1200人（第2句所计）和300人（第1句所计）。"
    )


def test_without_members_nothing_is_formed() -> None:
    refused = ratio(A, 1, 2, "25", group="members", status="refused")
    figures = people(A, 1, "300"), people(A, 2, "1200")
    assert hl.per_member(evidence(*figures, derived=(refused,))) is None


@pytest.mark.parametrize(
    ("indicator", "en", "zh"),
    [
        (
            "relief_people",
            "is not computed: no text prints a number of all workers of a city, so",
            "没有文章写明全市职工总数",
        ),
        (
            "all_workers",
            "needs one of the 1 number of all workers of a city beside",
            "全市职工总数（文中写有1个）",
        ),
    ],
)
def test_whether_members_can_be_set_against_workers_is_told(
    indicator: str, en: str, zh: str
) -> None:
    known = evidence(replace(people(A, 1, "300"), indicator=indicator))
    said, in_chinese = both(hl.density(known))
    assert said.startswith(f"Union density, the members per hundred workers, {en}")
    assert zh in in_chinese
    assert hl.density(evidence()) is None


def test_every_number_of_people_of_a_city_is_named_before_it_is_said_that_none_is_of_all() -> None:
    members = replace(people(A, 1, "300"), nature="stock")
    flow, county = people(A, 2, "40"), replace(members, figure_id=f"{A}-003", level="county")
    said, zh = both(hl.density(evidence(members, flow, county)))
    assert said.startswith(
        "Union density, the members per hundred workers, is not computed: of the 1 figure that "
        "counts people across a city on a day (people relieved), none is a number of all workers "
        "of a city, so there is no figure to divide by."
    )
    assert "1个统计全市现有人数的数字（救助人数），没有一个是全市职工总数" in zh
    again = replace(members, figure_id=f"{B}-001", document=B)
    said, zh = both(hl.density(evidence(members, again)))
    assert "of the 2 figures that count people across a city on a day (people relieved (2" in said
    assert "救助人数（2个）" in zh
    every = replace(members, figure_id=f"{A}-004", indicator="all_workers")
    said, _ = both(hl.density(evidence(members, every)))
    assert "is not computed" not in said


# --- results --------------------------------------------------------------------------------------


def test_results_are_counted_by_text_and_texts_without_are_named() -> None:
    figures = (
        people(A, 1, "5", counted="results"),
        people(A, 2, "5", counted="results", duplicate_of=f"{A}-001"),
        money(A, 3, "7"),
        people(B, 1, "9"),
        people(C, 1, "9", counted="results"),
    )
    assert both(hl.results_for_someone(evidence(*figures))) == (
        "Of 4 different figures, by our sorting 2 count as “results for someone”, such as a job, a "
        "marriage or a settled case: 1 in Linzhou 2018 and 1 in Haicheng 2019; none in Linzhou "
        "2021. Sums of money and numbers of people helped are sorted apart, whatever came of them.",
        "4个不同数字中，按我们的分类，属于“办成之事”（如就业、结婚、调解成功）的有2个：林州2018（1个）和海城2019（1个）；林州2021没有。"
        "金额和受助人数另归他类，不论结果如何。",
    )
    assert both(hl.results_for_someone(evidence(people(B, 1, "9"))))[0].startswith(
        "Of 1 different figure, by our sorting 0 count as “results for someone”, such as a job, a "
        "marriage or a settled case; none in Linzhou 2021. "
    )
    assert hl.results_for_someone(evidence()) is None


# --- yearly numbers -------------------------------------------------------------------------------


def several_years(document: str, place: int, heads: str) -> Figure:
    figure = people(document, place, heads, period_start="2014-01-01", period_end="2018-12-31")
    return replace(figure, period=replace(figure.period, years=Interval.point(5)))


def test_the_nearest_yearly_numbers_come_first() -> None:
    figures = several_years(A, 1, "500"), people(C, 1, "200"), people(B, 1, "110")
    far = graded(figures[0], figures[1], "side_by_side", basis="per_year")
    near = graded(figures[0], figures[2], "side_by_side", basis="per_year")
    yearly = Interval.point(Fraction(100))
    pairs = replace(far, limits_a=yearly), replace(near, limits_a=yearly)
    said, zh = both(hl.nearest_flows(evidence(*figures, pairs=pairs)))
    assert said == (
        "Of the pairs of yearly numbers in one unit, these lie nearest: People relieved, "
        "100 people a year (Linzhou 2018) and 110 people (Linzhou 2021); People relieved, 100 "
        "people a year (Linzhou 2018) and 200 people (Haicheng 2019)."
    )
    assert "年均100人（林州2018）与110人（林州2021）" in zh
    times = tuple(replace(each, unit_b="人次") for each in pairs)
    assert hl.nearest_flows(evidence(*figures, pairs=times)) is None


def test_pairs_that_are_not_comparable_or_not_yearly_are_no_flows() -> None:
    figures = several_years(A, 1, "500"), people(C, 1, "200")
    never = graded(*figures, "not_comparable", basis="per_year")
    printed = graded(*figures, "side_by_side", basis="as_printed")
    assert hl.nearest_flows(evidence(*figures, pairs=(never, printed))) is None


# --- the scope of money ---------------------------------------------------------------------------

SUMS = (
    money(A, 1, "800", scheme="visits", stage="raised"),
    money(A, 2, "400", scheme="study", stage="raised"),
)


def test_sums_of_one_text_that_come_near_the_one_of_another_are_told() -> None:
    other = money(C, 1, "1250", scheme="seasons", stage="spent")
    claim = hl.scope_of_money(evidence(*SUMS, other))
    assert both(claim)[0] == (
        "Linzhou 2018 has several sums of money on relief: 800 yuan and 400 yuan. If none of them "
        "is a part of another they make 1,200 yuan, near the 1,250 yuan of Haicheng 2019 (relief "
        "money of text 1). So what they include may make the difference."
    )
    assert claim is not None and claim.result == "count() = 2; total(value) = 1200"
    assert claim.inputs == (f"{A}-001", f"{A}-002", f"{C}-001")


def test_sums_that_the_register_names_are_never_added() -> None:
    other = money(C, 1, "1250", scheme="seasons", stage="spent")
    named = record(Finding, {"check": "declared_fault", "figures": f"{A}-002"})
    noted = record(Finding, {"check": "plan", "figures": f"{A}-002", "verdict": "note"})
    assert hl.scope_of_money(evidence(*SUMS, other, checked=(named,))) is None
    assert hl.scope_of_money(evidence(*SUMS, other, checked=(noted,))) is not None


def test_sums_far_apart_alike_alone_or_of_one_text_tell_nothing() -> None:
    def told(*figures: Figure) -> bool:
        return hl.scope_of_money(evidence(*figures)) is not None

    assert not told(*SUMS, money(C, 1, "1500"))  # more than a tenth away
    assert not told(*SUMS, money(A, 3, "1200", stage="spent"))  # of the same text
    assert not told(SUMS[0], money(C, 1, "1200"))  # one sum is no scope
    assert not told(SUMS[0], money(A, 2, "50", scheme="x", stage="raised"), money(C, 1, "850"))
    assert not told(*SUMS, money(C, 1, "1250", status="impossible"))
    assert not told(SUMS[0], money(A, 2, "400", scheme="visits", stage="raised"),
                    money(C, 1, "1250"))  # fmt: skip


# --- who coded ------------------------------------------------------------------------------------


def coder(name: str, en: str, zh: str) -> Coder:
    made = record(Coder, {"coder": name})
    return replace(made, by=Words(en=en, zh=zh))


def test_who_coded_is_said_with_the_number_of_passes() -> None:
    machine = coder("a", "a program", "程序"), coder("b", "a program", "程序")
    assert both(hl.coded_by(machine)) == (
        "Who coded: a program, in 2 codings; no one else is on record as having coded or checked.",
        "编码者：程序，共2次编码；没有其他人编码或核对的记录。",
    )
    assert both(hl.coded_by([*machine, coder("c", "a person", "人工")]))[0] == (
        "Who coded: a program and a person, in 3 codings; no one else is on record as having coded "
        "or checked."
    )
    assert hl.coded_by([]) is None


def agreement(document: str, alpha: str | None = "0.75") -> Agreement:
    share = Decimal("0.9")
    return Agreement(
        document, "population", "nominal", 20, 18, share, Decimal(alpha) if alpha else None
    )


def test_agreement_on_an_attribute_is_that_over_all_texts() -> None:
    rows = agreement(A), agreement("all")
    assert both(hl.agreed_on(rows, "population"))[0] == (
        "Two separate codings agree on 18 of 20 cells of “group” (Krippendorff’s α 0.75)."
    )
    assert both(hl.agreed_on([agreement("all", None)], "population"))[0].endswith("“group”.")
    assert hl.agreed_on(rows, "grade") is None
    assert hl.agreed_on(rows[:1], "population") is None
