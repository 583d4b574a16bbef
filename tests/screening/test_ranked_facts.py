"""Places by size that words give to figures."""

from __future__ import annotations

import pytest

from analysis.screening.rule_runner import screen

WRONG = {
    "a peak that is none": (
        "客流峰值在2日，当天4,840人次；第二位是3日，8,760人次；第三位是4日，7,925人次。"
    ),
    "most, second and least": "三个村里，东村最多，有310人；西村第二，有352人；南村最少，有205人。",
    "the second is more": (
        "按月份看，参观人次最多者为5月，达41,200人次；次多者为10月，计43,900人次。"
    ),
    "behind another order": (
        "一号线客流620万人次；二号线客流210万人次。"
        "\n藏量最多的是甲馆，有58万册；其次是乙馆，有61万册；最少的是丙馆，有44万册。"
    ),
    "behind the figure": "甲厂以82万吨居首；乙厂以55万吨排在第二位；丙厂完成60万吨，排在第三位。",
    "in two sentences": "四个组里养羊最多的是一组，有420只。二组其次，有436只。",
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_figures_that_do_not_stand_at_their_places_contradict(text: str) -> None:
    assert [(each.rule, each.verdict) for each in screen(text).of("contradicts", "unusual")] == [
        ("order", "contradicts")
    ]


RIGHT = {
    "most, second and least": "三个村里，东村最多，有352人；西村第二，有310人；南村最少，有205人。",
    "equal numbers": "参观最多的是5月，有1200人次；其次是10月，也有1200人次。",
    "the first by another thing": (
        "甲局得分居首，办件820件；乙局第二，办件910件；丙局第三，办件870件。"
    ),
    "prizes": "甲校获第一名，参赛12人；乙校获第二名，参赛18人。",
    "from the least": "用时最短的是甲队，为12小时；乙队第二，为15小时；丙队第三，为19小时。",
    "another unit between": "户数最多的是东村，有300户，其次是西村，有1100人。",
    "growth": "甲区增速最快，完成120亿元；乙区其次，完成180亿元。",
    "rounded so far": "最多的是东村，有3百余人；其次是西村，有310人。",
}  # fmt: skip


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_places_that_may_be_right_raise_no_alarm(text: str) -> None:
    assert screen(text).of("contradicts", "unusual") == ()


def test_places_that_agree_are_said_to() -> None:
    text = "用户最多的是东区，有980户；其次是西区，有760户；最少的是南区，有530户。"
    assert [each.verdict for each in screen(text).results if each.rule == "order"] == ["holds"]
