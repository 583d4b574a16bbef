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
    ("average", "网点46个，员工528人，点均8.5人。"),
    ("average", "送戏180场，走遍15个乡镇，每个乡镇平均15场。"),
    ("average", "更换管网46公里，总投资6900万元，每公里造价180万元。"),
    ("average", "最高峰出现在2月6日，单日发送9.8万人次，平均每天11.2万人次。"),
    ("part", "各项贷款98.4亿元；小微企业贷款103.7亿元。"),
    ("part", "应检锅炉430台，实检450台。"),
    ("rate", "培训1470人，取得证书的1323人，取证率80%。"),
    ("share", "本年度火灾386件，较上年之452件减少66件。以电气居首，计154件，占49.9%。"),
    ("share", "票务收入1314万元。\n安全投入390万元，相当于票务收入的39.7%。"),
    ("sum", "完成吞吐量4860万吨。\n分货种，煤炭1920万吨，矿石1310万吨，粮食880万吨，其他950万吨。"),
    ("sum", "前三季度货运2160万吨。\n一季度680万吨，二季度720万吨，三季度790万吨。"),
    ("share", "受理事故9800起，快处快赔7840起，占90%。"),
    ("average", "客运量2.92亿乘次，全年日均100万乘次。"),
    ("average", "校舍面积4.6万平方米，在校生920人，生均80平方米。"),
    ("change", "养老金由每月123元提高到138元，每人每月增加25元。"),
    ("sum", "查出隐患416项；已整改395项，剩下的31项落实措施。"),
    ("rate", "抽查处方9600张，合理处方9312张，合理率93%。"),
    ("rate", "提供床位150个，现有老人141人，入住率84%。"),
    ("share", "全县茶园总面积21.5万亩，可采摘面积18.2万亩，占94.7%。"),
    ("average", "图书销售1260万册，销售码洋3.15亿元，册均35元。"),
    ("part", "发出检察建议254份，收到回复274份。"),
    ("sum", "立案12件，已判决9件，5件在审。"),
    ("growth", "借阅126万册次，较上年之105万册次成长30%。"),
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
    "东区新建书屋312家。\n西区新建书屋321家。",
    "一车间：检修设备312台。\n二车间：检修设备321台。\n三车间：检修设备300台。",
    "2018年新建书屋312家。\n2019年新建书屋321家。",
    "现有在编教师402人。\n培训乡村医生420人。",
    "全市登记养老机构86家。\n五年来累计评定养老机构星级92家次。",
    "常住人口21.4万人。\n累计接待游客183万人次。",
    "受理案件500件。\n移送执行120件，执结率95%。",
    "现有企业300家。\n产品出口额占全省的52%。",
    "研发人员从年初的6000人扩充到年末的8400人。",
    "管理患者8640人，其中规范管理6912人，规范管理率80%；糖尿病患者2950人。",
    "检测样品36000批，不合格72批，合格率99.8%。",
    "发现隐患100处，整改90处，复查80处，督办12处。",
    "编制床位1500张，实际开放1860张。",
    "粮食总产量74万吨。其中夏粮产量26万吨，秋粮产量48万吨。\n肉类总产量9万吨。",
    "现有企业300家，带动农户5000户，辐射企业460家。",
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


def test_kinds_behind_a_total_that_nearly_fill_it_are_worth_a_look() -> None:
    text = "市场商户1250户，蔬菜商户860户，水果商户350户，干货商户140户。"
    assert verdicts(text) == [("sum", "unusual")]
    assert [each.rule for each in screen(text.replace("860", "760")).of("holds")] == ["sum"]


def test_the_first_figures_of_a_long_text_still_count() -> None:
    between = "".join(f"新建书屋{number}家。\n" for number in range(1, 60))
    text = f"全市登记养老机构86家。\n{between}通过星级评定的92家养老机构兑付了补贴。"
    assert verdicts(text) == [("part", "contradicts")]
