"""One table of hedges: the reader, the limits, the cards and the drafts say the same of a word."""

from __future__ import annotations

from fractions import Fraction

import pytest

from analysis.coding.draft import coding_sheet
from analysis.intervals import Interval
from analysis.language import bound_word, format_bound
from analysis.reading import find_quantities
from analysis.reading.hedges import (
    CLASSES,
    HEDGES,
    PARTICLES,
    TARIFF,
    Hedge,
    HedgeClass,
    carriers,
    hedges_of,
)
from analysis.reading.limits import limits_of

ASSERTED: dict[HedgeClass, str] = {
    "more": "({n}, ∞)",
    "or_more": "[{n}, ∞)",
    "or_less": "[0, {n}]",
    "less": "[0, {n})",
    "near": "[0, {n})",
    "about": "[0, ∞)",
}
SAID: dict[HedgeClass, str] = {
    "more": "more than",
    "or_more": "at least",
    "or_less": "at most",
    "less": "less than",
    "near": "nearly",
    "about": "about",
}
MULTIPLIER_ONLY = {
    "上": "上千元",
    "过": "过千元",
    "成": "成百上千元",
    "破": "破千元",
    "把": "千把元",
}
"""Hedges that stand before or behind 百, 千 and 万 only, each in a number of theirs."""


def literals(hedge: Hedge) -> list[tuple[str, int]]:
    """Write a hedge in every position it takes, and the number beside it."""
    word = hedge.word
    if word in MULTIPLIER_ONLY:
        return [(MULTIPLIER_ONLY[word], 100 if word == "成" else 1000)]
    if hedge.place == "inside":
        return [(f"50{word}元", 50), (f"50{word}万元", 500_000), (f"50万{word}元", 500_000)]
    if hedge.place == "behind":
        return [(f"400元{word}", 400), (f"3.2万元{word}", 32_000)]
    between = {"adverb": ("", *sorted(carriers())), "verb": ("", *PARTICLES), "before": ("",)}
    return [(f"{word}{verb}400元", 400) for verb in between[hedge.place]]


WORDS: dict[HedgeClass, str] = {
    "more": "超过 突破 高于 不止 逾 余 多 有余",
    "or_more": "至少 不少于 不低于 不得低于 未低于 没有少于 以上 ≥",
    "or_less": "至多 不超过 不高于 不得超过 未超过 没有突破 以内 ≤",
    "less": "不足 不到 未满 少于 低于 <",
    "near": "近 接近 将近",
    "about": "约 大约 左右 上下",
}
"""What words mean, written down apart from the table."""


@pytest.mark.parametrize(
    ("word", "asserts"), [(word, name) for name in WORDS for word in WORDS[name].split()]
)
def test_a_word_asserts_what_it_means(word: str, asserts: HedgeClass) -> None:
    assert HEDGES[word].asserts == asserts


@pytest.mark.parametrize("hedge", HEDGES.values(), ids=HEDGES)
def test_one_word_is_read_in_every_position(hedge: Hedge) -> None:
    printed = literals(hedge)
    text = "".join(f"据统计，{literal}。\n" for literal, _ in printed)
    found = [q for q in find_quantities(text) if q.kind == "figure"]
    if hedge.word == "成":
        assert found[0].bound == "at_least"  # 成百上千 are two numbers
        return
    bound = CLASSES[hedge.asserts].bound
    assert [(q.text, q.value, q.unit, q.bound) for q in found] == [
        (literal, number, "元", bound) for literal, number in printed
    ]


@pytest.mark.parametrize("hedge", HEDGES.values(), ids=HEDGES)
def test_one_word_says_the_same_everywhere(hedge: Hedge) -> None:
    for literal, number in literals(hedge)[:3]:
        if literal.startswith("成"):
            continue
        drafted = coding_sheet(f"据统计，{literal}。", "linzhou-2018")
        mention = next(each for each in drafted if each.is_figure)
        row = {"literal": mention.literal, **mention.coded}
        assert HEDGES[row["hedge"]].asserts == hedge.asserts, literal

        limits = limits_of(row)
        assert limits.asserted == Interval.parse(ASSERTED[hedge.asserts].format(n=number)), literal
        assert "unlisted_hedge" not in limits.notes
        assert format_bound({**row, "status": ""}, "en").startswith(SAID[hedge.asserts]), literal
        assert bound_word(row["bound"], row["hedge"], "en") == SAID[hedge.asserts]


def test_every_class_has_a_wording_in_both_languages() -> None:
    for name, asserts in CLASSES.items():
        row = {"value": "500", "value_high": "", "unit": "人", "hedge": "", "bound": asserts.bound}
        word = next(w for w, hedge in HEDGES.items() if hedge.asserts == name and w not in "余多")
        assert format_bound({**row, "hedge": word}, "zh") != "500人"
        assert bound_word(asserts.bound, word, "en") == SAID[name]


@pytest.mark.parametrize(
    ("literal", "hedge", "bound", "asserted", "en"),
    [
        ("上千人", "上", "at_least", "[1000, ∞)", "at least 1,000 people"),
        ("高于1000人", "高于", "at_least", "(1000, ∞)", "more than 1,000 people"),
        ("不止1000人", "不止", "at_least", "(1000, ∞)", "more than 1,000 people"),
        ("少于1000人", "少于", "at_most", "[0, 1000)", "less than 1,000 people"),
        ("低于1000人", "低于", "at_most", "[0, 1000)", "less than 1,000 people"),
        ("大于1000人", "大于", "at_least", "(1000, ∞)", "more than 1,000 people"),
        ("约1000人左右", "约+左右", "about", "[0, ∞)", "about 1,000 people"),
        ("超过1000人以上", "超过+以上", "at_least", "[1000, ∞)", "at least 1,000 people"),
        (
            "近1000余人",
            "近+余",
            "about",
            "[0, ∞)",
            "about 1,000 people (contradictory words)",
        ),
        (
            "不足1000人左右",
            "不足+左右",
            "about",
            "[0, ∞)",
            "about 1,000 people (contradictory words)",
        ),
        ("近1000人以内", "近+以内", "at_most", "[0, 1000]", "at most 1,000 people"),
    ],
)
def test_reader_limits_and_card_agree(
    literal: str, hedge: str, bound: str, asserted: str, en: str
) -> None:
    (found,) = find_quantities(f"共有{literal}。")
    assert (found.text, found.value, found.bound) == (literal, 1000, bound)
    assert hedges_of(literal) == hedge
    row = {
        "literal": literal, "value": "1000", "value_high": "", "unit": "人", "bound": bound,
        "hedge": hedge, "nature": "flow",
    }  # fmt: skip
    assert limits_of(row).asserted == Interval.parse(asserted)
    assert format_bound(row, "en") == en


@pytest.mark.parametrize(
    ("literal", "en", "zh"),
    [
        ("数千人", "several thousand people", "数千人"),
        ("几万人", "several tens of thousands of people", "数万人"),
        ("数百万人", "several million people", "数百万人"),
    ],
)
def test_a_vague_place_is_said(literal: str, en: str, zh: str) -> None:
    row = {
        "literal": literal, "value": "", "value_high": "", "unit": "人", "bound": "unknown",
        "hedge": literal[0], "status": "as_printed", "nature": "flow",
    }  # fmt: skip
    assert (format_bound(row, "en"), format_bound(row, "zh")) == (en, zh)


def test_both_ends_of_a_dozen_or_so_are_said() -> None:
    row = {
        "literal": "十几人", "value": "10", "value_high": "", "unit": "人", "bound": "at_least",
        "hedge": "几", "nature": "flow",
    }  # fmt: skip
    assert limits_of(row).asserted == Interval.between(Fraction(11), Fraction(19))
    assert (format_bound(row, "en"), format_bound(row, "zh")) == ("11 to 19 people", "11至19人")


def test_a_hedged_range_is_about_both_ends() -> None:
    row = {
        "literal": "约30至50人", "value": "30", "value_high": "50", "unit": "人", "bound": "range",
        "hedge": "约", "nature": "flow",
    }  # fmt: skip
    assert format_bound(row, "en") == "about 30 to 50 people"
    assert limits_of(row).asserted == Interval.parse("[0, ∞)")


@pytest.mark.parametrize(
    ("text", "literal", "bound"),
    [
        ("今天最高气温35度", "35度", "exact"),
        ("股价最高120元", "120元", "exact"),
        ("水位最高达到27.5米", "27.5米", "exact"),
        ("最低工资标准为2100元", "2100元", "exact"),
        ("每户最高可达5000元", "最高可达5000元", "at_most"),
        ("奖金最低800元", "最低800元", "at_least"),
        ("报销比例最高可达80%", "最高可达80%", "at_most"),
        ("最高可领24个百分点", "最高可领24个百分点", "at_most"),
    ],
)
def test_highest_and_lowest_are_limits_of_tariffs_only(text: str, literal: str, bound: str) -> None:
    found = find_quantities(text)[-1]
    assert (found.text, found.bound) == (literal, bound)
    assert set(TARIFF) == {"最高", "最低"}


@pytest.mark.parametrize(
    "text", ["节约用水500吨", "签约为500万元", "预约有500人", "线上500人", "最近500人", "不过500人"]
)
def test_the_end_of_another_word_is_no_hedge(text: str) -> None:
    (found,) = find_quantities(text)
    assert found.bound == "exact" and found.text[0] == "5"
