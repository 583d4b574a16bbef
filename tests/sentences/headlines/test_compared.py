"""Pairs and what forbids them, percentages of one thing, and equal numbers of different things."""

from __future__ import annotations

import pytest
from made_up_findings import (
    A,
    B,
    C,
    D,
    alike,
    codebook,
    counted,
    evidence,
    money,
    pair,
    people,
    share,
    trial,
)

from analysis.comparison.comparison_records import Pair
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.sentences import headlines as hl

MONEY = (money(A, 1, "8000"), money(B, 1, "9000"), money(C, 1, "7000"))


def never(*deciding: str) -> tuple[Pair, ...]:
    return tuple(pair(f"{A}-{n:03d}", f"{C}-001", deciding=d) for n, d in enumerate(deciding))


# --- pairs ----------------------------------------------------------------------------------------


def test_forbidding_is_counted_by_pairs_the_commonest_first() -> None:
    assert hl.forbidding(never("unit", "stage+unit", "unit+scheme", "stage")) == [
        ("unit", 3),
        ("stage", 2),
        ("scheme", 1),
    ]


def test_equal_reasons_keep_the_order_of_the_attributes() -> None:
    assert hl.forbidding(never("year", "stage", "unit")) == [("unit", 1), ("stage", 1), ("year", 1)]


def test_only_forbidden_pairs_are_asked_for_their_reasons() -> None:
    loose = pair(f"{A}-001", f"{C}-001", "cannot_be_decided", deciding="scheme")
    assert hl.forbidding((loose,)) == []
    assert hl.deciding((loose,)) == [("scheme", 1)]
    assert hl.forbidding(never("")) == []


def test_pairs_that_are_counted_count_as_many() -> None:
    assert hl.forbidding((*never("unit", "stage"), counted(5, "stage+period"))) == [
        ("stage", 6),
        ("period", 5),
        ("unit", 1),
    ]


def test_the_finding_on_pairs_counts_what_is_not_stored() -> None:
    found = hl.pairs(evidence(*MONEY, pairs=never("unit"), counts=(counted(99, "unit"),)))
    assert found is not None
    assert found.statement.text("en").startswith(
        "Figures of two texts on one question, or ratios of such figures, make 100 pairs; "
        "where a text counts several kinds, each kind and our sum of them make pairs of their own."
    )
    assert "unit counted (100 pairs)" in found.statement.text("en")


def test_an_attribute_that_there_is_not_is_refused() -> None:
    with pytest.raises(AnalysisError, match="'colour' is no attribute"):
        hl.forbidding(never("unit+colour"))


def test_without_an_order_the_title_says_so() -> None:
    pairs = (
        pair(f"{A}-001", f"{C}-001", deciding="scheme+period"),
        pair(f"{B}-001", f"{C}-001", deciding="period"),
        pair(f"{A}-001", f"{B}-001", "side_by_side"),
        pair(f"{A}-002", f"{B}-002", "same_size"),
        pair(f"{A}-003", f"{B}-003", "cannot_be_decided"),
    )
    headline = hl.pairs(evidence(*MONEY, pairs=pairs))
    assert headline is not None
    assert (
        headline.title("en")
        == "By our rule, no pair of figures of different texts can be put in order"
    )
    assert headline.title("zh") == "按我们的规则，各篇文章的数字没有一对能比高低"
    assert headline.statement.text("en") == (
        "Figures of two texts on one question, or ratios of such figures, make 5 pairs; where a "
        "text counts several kinds, each kind and our sum of them make pairs of their own. By our "
        "rule, none of these pairs can be put in order. "
        "About equal: 1 pair. "
        "Left open by the wording: 1 pair. Side by side only: 1; not "
        "comparable at all: 2. Why pairs cannot be compared (a pair may have several reasons): "
        "period (2 pairs) and programme (1 pair)."
    )
    assert headline.statement.text("zh") == (
        "不同文章就同一问题给出的数字（或其比值）可以配成5对（一文分几类统计的，各类和我们算的合计分别配对）；按我们的规则，没有"
        "一对能比高低。大致相当的有1对。措辞定不下来的有1对。只能并列的1对，完全不可比的2对。不可"
        "比的原因（一对可有几项）：时期（2对）和项目（1对）。"
    )
    assert headline.statement.documents == (A, B, C)


def ordered(place: int, *, low: str = "7000", high: str = "9000", **cells: str) -> Pair:
    """Return a pair of relief money in which the second text states more."""
    sides = Interval.parse(f"[{low}, {low}]").columns("a")
    sides |= Interval.parse(f"[{high}, {high}]").columns("b")
    more = {"grade": "strict", "indicator_a": "relief_money", "unit_a": "元"} | cells
    names = f"{C}-{place:03d}", f"{B}-{place:03d}"
    return pair(*names, "texts_differ", differences="city_size", **sides | more)


ORDERED = tuple(row for n in (1, 2, 3, 4) for row in (money(B, n, "9000"), money(C, n, "7000")))


def test_the_one_pair_in_an_order_is_named_with_both_numbers_and_which_text_states_more() -> None:
    pairs = (
        ordered(1),
        pair(f"{A}-001", f"{C}-001", deciding="unit+nature+level+stage"),
    )
    headline = hl.pairs(evidence(*MONEY, pairs=pairs))
    assert headline is not None
    assert headline.title("en") == (
        "By our rule, 1 of 2 pairs of figures can be put in order: relief money"
    )
    assert headline.title("zh") == "按我们的规则，2对数字中能比高低的有1对：救助金额"
    assert headline.statement.text("en") == (
        "Figures of two texts on one question, or ratios of such figures, make 2 pairs; where a "
        "text counts several kinds, each kind and our sum of them make pairs of their own. By our "
        "rule, 1 of these pairs can be put in order. "
        "Relief money: the text Linzhou 2021 states more (9,000 yuan, 2021) than the text "
        "Haicheng 2019 (7,000 yuan, 2019). The size of the cities is not considered. Side "
        "by side only: 0; not comparable at all: 1. The commonest reasons why pairs cannot be "
        "compared (a pair may have several): unit counted (1 pair), kind of number (1 pair) and "
        "area covered (1 pair)."  # three at most
    )
    assert headline.statement.text("zh").startswith(
        "不同文章就同一问题给出的数字（或其比值）可以配成2对（一文分几类统计的，各类和我们算的合计分别配对）；按我们的规则，"
        "能比高低的有1对。救助金额：林州2021一文所述（9000元，2021年）多于海城2019一文（7000元，2019年）"
        "。没有考虑城市大小。只能并列的0对，完全不可比的1对。"
    )
    assert headline.statement.figure_ids == (f"{B}-001", f"{C}-001")


def test_an_order_is_said_with_the_readings_under_which_it_does_not_hold() -> None:
    lost = trial(ordered(1), "wide_margin", "wider margins", "界线放宽")
    headline = hl.pairs(evidence(*MONEY, pairs=(ordered(1),), trials=(lost,)))
    assert headline is not None
    assert "with wider margins, they are about equal." in headline.statement.text("en")
    assert (
        "我们试过的读法，并非每种都得出这一结果：界线放宽，就是大致相当。"
        in headline.statement.text("zh")
    )


@pytest.mark.parametrize(("number", "told", "named"), [(3, 3, True), (4, 3, False)])
def test_few_pairs_in_an_order_are_all_told_and_many_by_example(
    number: int, told: int, named: bool
) -> None:
    pairs = tuple(ordered(n) for n in range(1, number + 1))
    headline = hl.pairs(evidence(*ORDERED, pairs=pairs))
    assert headline is not None
    assert headline.statement.text("en").count("states more") == told
    assert headline.statement.text("zh").count("多于") == told
    assert headline.title("en").endswith(": relief money") is named
    assert (" Among them: Relief" in headline.statement.text("en")) is not named
    assert ("例如：救助" in headline.statement.text("zh")) is not named


@pytest.mark.parametrize(
    "closed", [ordered(1, low="9000"), ordered(1, grade="loose")], ids=["limits meet", "loose"]
)
def test_a_pair_with_a_closed_gate_is_never_put_in_an_order(closed: Pair) -> None:
    with pytest.raises(AnalysisError, match="cannot be put in an order"):
        hl.pairs(evidence(*MONEY, pairs=(closed,)))


def test_a_pair_that_nothing_forbids_names_no_reason() -> None:
    headline = hl.pairs(evidence(*MONEY, pairs=(pair(f"{A}-001", f"{C}-001", "same_size"),)))
    assert headline is not None
    assert headline.statement.text("en") == (
        "Figures of two texts on one question, or ratios of such figures, make 1 pair; where a "
        "text counts several kinds, each kind and our sum of them make pairs of their own. By our "
        "rule, none of these pairs can be put in order. About equal: 1 pair. Side by side only: "
        "0; not comparable at all: 0."
    )
    assert headline.statement.text("zh").endswith("完全不可比的0对。")
    assert headline.statement.documents == (A, C)


def test_without_pairs_there_is_no_sentence_about_them() -> None:
    assert hl.pairs(evidence(*MONEY)) is None


# --- percentages ----------------------------------------------------------------------------------


def test_percentages_stand_in_the_order_of_the_catalogue_with_what_keeps_them_apart() -> None:
    headline = hl.shares(
        evidence(
            share(C, 1, "91.5", bound="at_least", hedge="以上", stated_base="unionised"),
            share(B, 2, "93", stated_base="large_firms"),
            share(A, 1, "94.2"),
        )
    )
    assert headline is not None
    assert headline.title("en") == (
        "Coverage of contracts: the printed percentages look alike, but cannot be ranked"
    )
    assert headline.title("zh") == "合同覆盖率：百分数相近，却不能比高低"
    assert headline.statement.text("en") == (
        "Coverage of contracts is stated as 94.2% (Linzhou 2018), 93% (Linzhou 2021) and at least "
        "91.5% (Haicheng 2019). They cannot be ranked: Linzhou 2018 does not say of what it is a "
        "share; the shares are of different groups; Haicheng 2019 gives only a floor; "
        "they are of different years."
    )
    assert headline.statement.text("zh") == (
        "合同覆盖率分别写为94.2%（林州2018）、93%（林州2021）和至少91.5%（海城2019）。不能比高低："
        "林州2018没有写明基数；各自的基数不同；海城2019只给出下限；年份不同。"
    )
    assert headline.subject == ("coverage",)
    assert headline.statement.theme == "contracts"
    assert headline.statement.documents == (A, B, C)
    assert headline.statement.figure_ids == (f"{A}-001", f"{B}-002", f"{C}-001")


def test_several_texts_without_a_base_or_with_a_limit_take_the_plural() -> None:
    limit = {"bound": "at_least", "hedge": "以上"}
    headline = hl.shares(evidence(share(A, 1, "94", **limit), share(C, 1, "70", **limit)))
    assert headline is not None
    assert headline.title("en") == "Coverage of contracts: percentages that cannot be ranked"
    assert headline.title("zh") == "合同覆盖率：各有百分数，却不能比高低"
    english = headline.statement.text("en")
    assert "Linzhou 2018 and Haicheng 2019 do not say of what it is a share" in english
    assert "Linzhou 2018 and Haicheng 2019 give only a floor" in english
    ceiling = {"bound": "at_most", "hedge": "以下"}
    headline = hl.shares(evidence(share(A, 1, "94", **ceiling), share(C, 1, "70", **limit)))
    assert headline is not None
    assert "海城2019只给出下限；林州2018只给出上限" in headline.statement.text("zh")


def test_shares_that_nothing_keeps_apart_name_no_reason() -> None:
    same = {"stated_base": "unionised", "period_start": "2019-12-31", "period_end": "2019-12-31"}
    headline = hl.shares(evidence(share(A, 1, "90", **same), share(C, 1, "95", **same)))
    assert headline is not None
    assert headline.statement.text("en").endswith("They cannot be ranked.")
    assert headline.statement.text("zh").endswith("不能比高低。")
    assert "look alike" in headline.title("en")  # five points are near, more are not


@pytest.mark.parametrize(
    "other",
    [
        share(C, 1, "95.1"),
        share(C, 1, "", literal="九成?%", bound="unknown", status="damaged"),
    ],
    ids=["five points and more", "an unreadable one"],
)
def test_what_is_not_known_to_be_near_is_not_called_so(other: Figure) -> None:
    headline = hl.shares(evidence(share(A, 1, "90"), share(B, 1, "91"), other))
    assert headline is not None
    assert headline.title("en") == "Coverage of contracts: percentages that cannot be ranked"


def test_counts_and_other_levels_are_no_percentages_of_a_city() -> None:
    rows = (
        share(A, 1, "94"),
        share(C, 1, "93"),
        share(B, 1, "30", level="county"),
        share(D, 1, "800", literal="800家", unit="家"),
    )
    headline = hl.shares(evidence(*rows))
    assert headline is not None
    assert headline.statement.documents == (A, C)


def test_a_percentage_that_cannot_be_right_is_not_told_among_the_others() -> None:
    wrong = share(B, 2, "942", status="impossible")
    headline = hl.shares(evidence(share(A, 1, "94.2"), wrong, share(C, 1, "91.5")))
    assert headline is not None
    assert "942" not in headline.statement.text("en")
    assert hl.shares(evidence(share(A, 1, "94.2"), wrong)) is None


def test_a_share_of_one_text_is_no_finding() -> None:
    assert hl.shares(evidence(share(A, 1, "94"), share(A, 2, "93"))) is None
    assert hl.shares(evidence()) is None


def test_shares_that_have_an_order_are_left_to_the_comparisons() -> None:
    rows = (share(A, 1, "94"), share(C, 1, "60"))
    differ = pair(f"{A}-001", f"{C}-001", "texts_differ")
    assert hl.shares(evidence(*rows, pairs=(differ,))) is None
    elsewhere = pair(f"{A}-009", f"{C}-001", "texts_differ")
    assert hl.shares(evidence(*rows, pairs=(elsewhere,))) is not None


def test_the_share_of_the_largest_number_of_texts_is_chosen() -> None:
    renewed = [share(d, 5, "50", indicator="renewal") for d in (A, B, C)]
    found = evidence(share(A, 1, "94"), share(C, 1, "93"), *renewed)
    codes = [indicator.indicator for indicator in codebook().indicators]
    assert hl.shared_share(found.figures, codes) == "renewal"
    tied = evidence(share(A, 1, "94"), share(C, 1, "93"), *renewed[1:])
    assert hl.shared_share(tied.figures, codes) == "coverage"  # first in the codebook
    minor = evidence(share(A, 1, "94", tier="supporting"), share(C, 1, "93", tier="supporting"))
    assert hl.shared_share(minor.figures, codes) == ""


# --- equal numbers --------------------------------------------------------------------------------


def test_one_number_of_two_things_is_shown() -> None:
    a = people(A, 2, "450", measures_en="people given parcels", measures_zh="领礼包者")
    b = people(C, 3, "450", measures_en="people at a show", measures_zh="观演者")
    headline = hl.alike(evidence(a, b, alikes=(alike(a, b),)))
    assert headline is not None
    assert headline.title("en") == "The same number, not the same thing"
    assert headline.title("zh") == "数字相同，说的不是一回事"
    assert headline.statement.text("en") == (
        "450 people in Linzhou 2018: people given parcels. 450 people in Haicheng 2019: people at "
        "a show. Side by side they look like agreement; they are not."
    )
    assert headline.statement.text("zh") == (
        "林州2018的450人是领礼包者，海城2019的450人是观演者。放在一起看似一致，其实说的不是一回事。"
    )
    assert headline.subject == (f"{A}-002", f"{C}-003")
    assert headline.statement.figure_ids == (f"{A}-002", f"{C}-003")


def test_the_first_equal_number_is_taken_and_unequal_ones_are_passed_over() -> None:
    lost = {"value": "", "bound": "unknown", "status": "damaged"}
    rows = [
        people(A, 1, "450"),
        people(A, 2, "450"),  # of the same text
        people(C, 1, "451"),  # near only
        people(C, 2, "450", bound="at_least", hedge="余"),  # otherwise worded
        money(C, 3, "450"),  # of another unit
        people(C, 4, "450"),
        people(D, 1, "450"),
    ]
    hidden = [people(A, 8, "?", **lost), people(C, 8, "?", **lost)]  # nothing is known to be equal
    alikes = tuple(alike(rows[0], other) for other in rows[1:])
    headline = hl.alike(evidence(*rows, *hidden, alikes=(alike(*hidden), *alikes)))
    assert headline is not None
    assert headline.subject == (f"{A}-001", f"{C}-004")


def test_without_equal_numbers_there_is_no_trap() -> None:
    assert hl.alike(evidence(*MONEY)) is None


def test_an_unknown_figure_is_refused() -> None:
    a, b = people(A, 2, "450"), people(C, 3, "450")
    with pytest.raises(AnalysisError, match=f"no figure '{C}-003'"):
        hl.alike(evidence(a, alikes=(alike(a, b),)))


def test_what_a_figure_counts_is_a_name_and_ranks_nobody() -> None:
    rows = [people(d, 1, "450", measures_en="holders of a higher grade") for d in (A, C)]
    headline = hl.alike(evidence(*rows, alikes=(alike(*rows),)))
    assert headline is not None
    assert "holders of a higher grade" in headline.statement.text("en")
