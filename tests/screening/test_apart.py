"""Relations whose numbers stand in different sentences or paragraphs."""

from __future__ import annotations

import pytest

from analysis.screening.rule_runner import screen

CONTRADICTS = [
    ("repeat", "全年帮扶困难职工4326户次。\n经统计，全年共帮扶困难职工4236户次，比例平稳。"),
    ("repeat", "一年来新增公办学位3600个。\n\n【学位】全年新增公办学位6300个，缓解了压力。"),
    ("part", "全市登记养老机构86家。\n通过星级评定的92家养老机构兑付了补贴。"),
    ("part", "现有持证残疾人1824人。\n为2146名持证残疾人配发了辅具。"),
    ("part", "审结民间借贷1573件。\n在民间借贷案件中，驳回起诉的有1690件。"),
    ("part", "全区农村人口21.4万人。\n维护供水点87处，受益农村群众183万人。"),
    ("part", "全村在册农户318户，参加合作医疗的381户。"),
    ("part", "涉及受援人1418人。受援人里，农民工1580人。"),
    ("rate", "全市建会企业6250家。\n已签订合同的建会企业5125家，建制率达到94%。"),
    ("rate", "共受理案件12480件，审结11856件。\n全年结案率88%。"),
    ("rate", "中心受理援助案件1260件。\n办结1134件，办结率95%。"),
    ("share", "实缴单位4800家。\n缴存单位中，国家机关1632家，占52%。"),
    ("share", "登记纳税人1.85万户。\n惠及市场主体1.4万户，占登记纳税人的85.7%。"),
    ("average", "营运车辆1386台。\n全年行驶里程8316万公里，平均每台车9.2万公里。"),
    ("average", "登记健身站点1240个。\n锻炼者共62000人，平均每个站点85人。"),
    ("average", "扶持创业项目四十个，每个项目补助5000元。\n发放的创业项目补助总额32万元。"),
    ("growth", "教师培训经费600万元，比上学年增加45%。\n教师培训经费上学年只有480万元。"),
    ("growth", "2018年底有社区食堂60个，年末达到96个。\n同2018年底相比，社区食堂个数增长36%。"),
    ("growth", "完成吞吐量4860万吨，同比增长8%，去年同期为4050万吨。"),
]
HOLDS = [
    ("rate", "共受理案件12480件，审结11856件。\n全年结案率95%。"),
    ("share", "实缴单位4800家。\n缴存单位中，国家机关1632家，占34%。"),
    ("average", "营运车辆1386台。\n全年行驶里程8316万公里，平均每台车6万公里。"),
    ("growth", "2018年底有社区食堂60个，年末达到96个。\n同2018年底相比，社区食堂个数增长60%。"),
]
SILENT = [
    "全年帮扶困难职工4326户次。\n上年帮扶困难职工4236户次。",
    "2018年新建书屋312家。\n2019年新建书屋321家。",
    "现有在编教师402人。\n培训乡村医生420人。",
    "全市登记养老机构86家。\n五年来累计评定养老机构星级92家次。",
    "常住人口21.4万人。\n累计接待游客183万人次。",
    "受理案件500件。\n移送执行120件，执结率95%。",
    "现有企业300家。\n产品出口额占全省的52%。",
    "研发人员从年初的6000人扩充到年末的8400人。",
    "驾驶员中，男驾驶员1890名，女驾驶员310名，总计2200名。",
]


def verdicts(text: str) -> list[tuple[str, str]]:
    return [(each.rule, each.verdict) for each in screen(text).of("contradicts", "unusual")]


@pytest.mark.parametrize(("rule", "text"), CONTRADICTS)
def test_numbers_that_stand_apart_contradict(rule: str, text: str) -> None:
    assert verdicts(text) == [(rule, "contradicts")]


@pytest.mark.parametrize(("rule", "text"), HOLDS)
def test_numbers_that_stand_apart_agree(rule: str, text: str) -> None:
    assert verdicts(text) == []
    assert [each.rule for each in screen(text).of("holds")] == [rule]


@pytest.mark.parametrize("text", SILENT)
def test_what_may_be_of_other_things_raises_no_alarm(text: str) -> None:
    assert verdicts(text) == []
