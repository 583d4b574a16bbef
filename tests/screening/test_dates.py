"""Lengths of time beside their ends, wherever in the sentence these stand."""

from __future__ import annotations

import pytest

from analysis.screening.rule_runner import screen

CONTRADICTS = [
    "10月8日至14日，举办为期9天的展览。",
    "公示期10天（2023年2月6日至2月12日）。",
    "大桥2017年3月开工、2019年10月通车，历时四年。",
    "集中整治持续半个月，自5月1日起，5月31日结束。",
    "夏令营从7月2日开营，到7月20日结束，为期三个月。",
    "清淤工程2月10日开工，8月25日完工，历时不到三个月。",
    "特展自2018年10月20日开展，到2019年1月20日撤展，整整半年里观众不断。",
    "自9月1日起收购,至11月15日截止,为期五个月。",
    "厂房改造2020年6月动工，2021年6月竣工，历时两年半。",
    "休渔自5月1日12时开始，8月16日12时结束，历时五个半月。",
    "项目周期2021年7月至2023年6月，三年共投入360万元。",
    "12月20日至次年1月10日，为期40天开展慰问。",
]
HOLDS = [
    "10月8日至10月14日，举办为期7天的展览。",
    "公示期7天（2023年2月6日至2月12日），监督电话见网站。",
    "大桥2017年3月开工、2019年10月通车，历时两年七个月。",
    "整治行动从3月5日打响，到6月20日收官，历时三个半月。",
    "2021年3月1日至2021年6月30日，为期四个月。",
    "2021年3月至6月，为期四个月。",
]
SILENT = [
    "5月1日开工，8月30日完工，工期40天，其中停工10天。",
    "3月10日召开会议，5月6日通报情况，会期2天。",
    "4月3日至4月28日，每周开放两天，为期不限。",
    "活动为期10天。",
]


def verdicts(text: str) -> list[str]:
    found = screen(text).of("contradicts", "unusual", "holds")
    return [each.verdict for each in found if each.rule == "date"]


@pytest.mark.parametrize("text", CONTRADICTS)
def test_what_cannot_be_contradicts(text: str) -> None:
    assert verdicts(text) == ["contradicts"]


@pytest.mark.parametrize("text", HOLDS)
def test_what_agrees_is_right(text: str) -> None:
    assert verdicts(text) == ["holds"]


@pytest.mark.parametrize("text", SILENT)
def test_what_the_words_leave_open_raises_no_alarm(text: str) -> None:
    assert verdicts(text) == []
