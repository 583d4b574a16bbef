"""A hedge in front of a verb or noun of its own reaches the first number behind it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analysis.reading import find_quantities, read
from analysis.reading.far_hedges import VERBS
from analysis.reading.hedges import hedges_of

LIMITS = {"至少": "at_least", "起码": "at_least", "至多": "at_most", "顶多": "at_most"}
ABOUT = ("大约", "约莫", "差不多", "大概")
VERBS_ALONE = VERBS.split("|")


@pytest.mark.parametrize("verb", VERBS_ALONE)
def test_every_hedge_reaches_over_every_verb(verb: str) -> None:
    for before in ("", "要", "需要", "可以"):
        for behind in ("", "了", "了货物"):
            for hedge in (*LIMITS, *ABOUT):
                literal = f"{hedge}{before}{verb}{behind}360吨"
                (found,) = [
                    q for q in find_quantities(f"据统计，{literal}。") if q.kind == "figure"
                ]
                bound = LIMITS.get(hedge, "about")
                assert (found.text, found.value, found.bound) == (literal, 360, bound)
                assert hedges_of(literal).split("+")[0] == hedge


@pytest.mark.parametrize(
    ("text", "literal", "bound"),
    [
        ("用地约占全市的30%。", "约占全市的30%", "about"),
        ("约占全市用地的三成。", "约占全市用地的三成", "about"),
        ("超过全市人口的一半。", "超过全市人口的一半", "at_least"),
        ("不足全国总量的5%。", "不足全国总量的5%", "at_most"),
        ("接近会员总数的三分之一。", "接近会员总数的三分之一", "nearly"),
        ("最多可以容纳观众5000人。", "最多可以容纳观众5000人", "at_most"),
        ("最多只可申领三次补贴。", "最多只可申领三次", "at_most"),
        ("至少慰问困难职工300余户。", "至少慰问困难职工300余户", "at_least"),
        ("至少培训一名骨干。", "至少培训一名", "at_least"),
        ("至少在全市建成30至50个站点。", "至少在全市建成30至50个", "range"),
        ("大约跑了12公里左右。", "大约跑了12公里左右", "about"),
    ],
)
def test_the_words_between_belong_to_the_mention(text: str, literal: str, bound: str) -> None:
    (found,) = find_quantities(text)
    assert (found.kind, found.text, found.bound) == ("figure", literal, bound)


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("低于全市平均水平3个百分点。", "3个百分点"),
        ("最多的是第二组，来了50人。", "50人"),
        ("大概情况有3种。", "3种"),
        ("合同约定支付300元。", "300元"),
        ("至少说明情况好转，新增30家。", "30家"),
        ("起码2020年建成的30家。", "30家"),
        ("节约全市用水的30%。", "30%"),
    ],
)
def test_a_hedge_does_not_reach_beyond_its_clause_or_another_number(
    text: str, literal: str
) -> None:
    found = {q.text: q for q in find_quantities(text)}
    assert found[literal].bound == "exact"


def test_the_limits_are_those_of_the_hedge() -> None:
    (row,) = read("至少慰问困难职工300户").figures
    assert (row.hedge, str(row.asserted)) == ("至少", "[300, ∞)")


@pytest.mark.parametrize(
    ("text", "literal", "value"),
    [
        ("总数约减少700人。", "约减少700人", 700),
        ("产量約增加2.6萬噸。", "約增加2.6萬噸", 26000),
        ("费率约下调4%。", "4%", 4),
        ("约上升了0.4个百分点。", "约上升了0.4个百分点", Decimal("0.4")),
        ("每月约走访职工60户。", "约走访职工60户", 60),
        ("节约用电300度。", "300度", 300),
        ("预约参加90人。", "90人", 90),
        ("按合约支付5万元。", "5万元", 50000),
        ("纽约增加40家门店。", "40家", 40),
    ],
)
def test_yue_in_front_of_a_verb_is_a_hedge_and_at_the_end_of_a_word_none(
    text: str, literal: str, value: object
) -> None:
    (found,) = [q for q in find_quantities(text) if q.kind == "figure"]
    bound = "about" if literal[0] in "约約" else "exact"
    assert (found.text, found.value, found.bound) == (literal, value, bound)
