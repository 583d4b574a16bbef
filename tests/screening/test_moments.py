"""Hours between a time of one day and a time of another."""

from __future__ import annotations

import pytest

from analysis.screening.rule_runner import screen

SPANS = {
    "two days": ("降雨从7月18日8时开始，至7月21日8时停止，持续{}小时。", 72, 96),
    "in a row": ("7月24日20时至26日14时的过程历时{}小时。", 42, 24),
    "the next day": ("抢修自3月2日22时开始，次日6时恢复供电，历时{}小时。", 8, 6),
    "over the end of a month": ("停水从4月30日20时到5月1日8时，共{}小时。", 12, 24),
    "in the afternoon": ("救援从5月3日下午2时持续到5月5日上午10时，历时{}小时。", 44, 30),
}


@pytest.mark.parametrize(("text", "right", "wrong"), SPANS.values(), ids=SPANS)
def test_hours_agree_with_the_two_moments_or_contradict(text: str, right: int, wrong: int) -> None:
    assert screen(text.format(right)).of("contradicts") == ()
    assert [each.rule for each in screen(text.format(wrong)).of("contradicts")] == ["date"]


OTHERS = {
    "more than two moments": "7月1日8时预警，7月2日8时响应，7月3日9时解除，其间共停运5小时。",
    "hours of something else": "7月1日8时至7月3日8时停水，窗口每天开放9小时。",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_hours_that_may_be_of_something_else_are_left_alone(text: str) -> None:
    assert screen(text).of("contradicts") == ()
