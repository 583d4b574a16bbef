"""Stocks beside each other, with what came and what went in other paragraphs."""

from __future__ import annotations

import pytest

from analysis.screening.rule_runner import screen

TEXT = """公积金年度报告
（一）缴存。全年缴存额36.25亿元，比上年多2亿元。
（二）提取。8.2万名职工办理提取，提取额24.15亿元。
（三）余额。上年末缴存余额128.40亿元，2021年末缴存余额{}亿元。
（四）其他。业务收入4.30亿元，业务支出2.15亿元。"""


def test_a_stock_follows_from_what_came_and_what_went() -> None:
    assert screen(TEXT.format("140.50")).of("contradicts") == ()
    found = screen(TEXT.format("142.50")).of("contradicts")
    assert [(each.rule, len(each.places)) for each in found] == [("sum", 4)]


OTHERS = {
    "no figure that came": "提取额24.15亿元。\n上年末缴存余额128.40亿元，年末缴存余额142.50亿元。",
    "another stock": (
        "缴存额36.25亿元，提取额24.15亿元。\n上年末缴存余额128.40亿元，"
        "年末贷款余额142.50亿元。"
    ),
    "far from it": (
        "缴存额36.25亿元，提取额24.15亿元。\n上年末缴存余额128.40亿元，"
        "年末缴存余额242.50亿元。"
    ),
    "several that may be meant": (
        "一区收入36亿元，支出24亿元。\n二区收入30亿元，支出29亿元。"
        "\n年初结余128亿元，年末结余142亿元。"
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_stocks_of_which_the_moves_are_not_known_are_left_alone(text: str) -> None:
    assert screen(text).of("contradicts") == ()
