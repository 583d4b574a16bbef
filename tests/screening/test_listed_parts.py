"""Totals that lists and tables divide."""

from __future__ import annotations

import pytest

from analysis.screening.rule_runner import screen

CONTRADICTS = [
    "筹集资金2180万元,分三块使用:生活救助640万元,医疗救助915万元,子女助学485万元,当年全部支出。",
    "全年环保投入980万元,具体为:\n  废水  460万元\n  锅炉  275万元\n  其他  45万元\n厂区整洁。",
    "改造房屋1150户,内容以坡道为主;其中前三年完成620户,后两年完成380户。",
    "馆藏18600件(套),按类别统计为:陶瓷6450件,青铜1180件,书画3270件,钱币4210件,杂项1490件。",
    "门诊 120人次\n住院 30人次\n合计 160人次",
    "争取资金1200万元，其中中央500万元、省级300万元、市级250万元、其他100万元。",
]
HOLDS = [
    "会员14人(男8人、女6人)。",
    "收入28,950元（津贴18,310元；捐款6,140元；服务费4,500元）。",
    "育苗面积3950亩,按树种分,油茶1620亩,杉木1185亩,珍贵树种745亩,绿化苗400亩。",
]
SILENT = [
    "本年财政拨入20万元,支出分别用于绿化8.1万元、楼道5.4万元、维修4.9万元。",
    "新增会员800人，包括建筑业300人、物流业200人等。",
    "签约310人(63.6%),升学101人(20.3%),出国86人(1.7%),灵活就业317人(6.4%)。",
]


def verdicts(text: str) -> list[str]:
    found = screen(text).of("contradicts", "unusual", "holds")
    return [each.verdict for each in found if each.rule == "sum"]


@pytest.mark.parametrize("text", CONTRADICTS)
def test_what_cannot_be_contradicts(text: str) -> None:
    assert verdicts(text) == ["contradicts"]


@pytest.mark.parametrize("text", HOLDS)
def test_what_agrees_is_right(text: str) -> None:
    assert verdicts(text) == ["holds"]


@pytest.mark.parametrize("text", SILENT)
def test_what_the_words_leave_open_raises_no_alarm(text: str) -> None:
    assert verdicts(text) == []
