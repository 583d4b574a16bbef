"""By how much one figure is more than another."""

from __future__ import annotations

import pytest

from analysis.screening.rule_runner import screen

TEXTS = {
    "points": ("合格率93.5%，比全省平均91.2%高{}个百分点。", "2.3", "3.3"),
    "less": ("今年用工84人，比定额96人少{}人。", "12", "18"),
    "below nothing": ("最高气温39.2℃，最低气温零下5.1℃，温差达{}℃。", "44.3", "54.3"),
    "sooner": ("到场时间24分钟，比承诺的30分钟快{}分钟。", "6", "9"),
    "apart": ("最高水位18.42米，最低水位12.06米，相差{}米。", "6.36", "6.63"),
}


@pytest.mark.parametrize(("text", "right", "wrong"), TEXTS.values(), ids=TEXTS)
def test_a_difference_is_that_of_the_two(text: str, right: str, wrong: str) -> None:
    assert screen(text.format(right)).of("contradicts", "unusual") == ()
    found = screen(text.format(wrong)).of("contradicts")
    assert [(each.rule, len(each.places)) for each in found] == [("sum", 3)]


OTHERS = {
    "another unit": "甲村120户，乙村96人，相差30米。",
    "one figure": "比全省平均91.2%高3.3个百分点。",
    "two of three": "东村120户，西村95户，南村80户，最多与最少相差40户。",
    "rounded so far": "甲村收入2.1万元，乙村收入1.8万元，两村相差0.4万元。",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_a_difference_of_others_is_left_alone(text: str) -> None:
    assert screen(text).of("contradicts") == ()
