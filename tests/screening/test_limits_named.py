"""Figures beside a limit that the words behind them name."""

from __future__ import annotations

import pytest

from analysis.screening.rule_runner import screen

WRONG = {
    "above, and is below": "水库汛限水位152.00米。20日出现最高水位151.36米，超汛限运行31小时。",
    "not above, and is above": "核定编制48人，现有在编人员51人，未超核定编制。",
    "below, and is above": "限高标准为60米，实测64米，低于限高标准。",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_a_figure_on_the_other_side_of_its_limit_contradicts(text: str) -> None:
    found = screen(text).of("contradicts")
    assert [each.rule for each in found] == ["direction"]
    assert len(found[0].places) == 2


RIGHT = {
    "above": "水库汛限水位151.00米。20日出现最高水位151.36米，超汛限运行31小时。",
    "not above": "核定编制51人，现有在编人员48人，未超核定编制。",
    "another unit": "水库汛限水位152.00米。20日下泄流量420立方米每秒，超汛限运行31小时。",
    "two that may be meant": "甲库汛限水位152米，乙库汛限水位140米。最高水位151米，超汛限1小时。",
    "no limit": "去年办件300件，今年280件，超过预期。",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_any_other_is_left_alone(text: str) -> None:
    assert screen(text).of("contradicts", "unusual") == ()
