"""Each row of the reading rules with sentences of our own: span, kind, value, unit, bound."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from analysis.reading import Quantity, find_quantities

Expected = tuple[str, object, str | None, str]


def figures(text: str) -> list[Expected]:
    return [
        (q.text, q.value if q.value_high is None else (q.value, q.value_high), q.unit, q.bound)
        for q in find_quantities(text)
        if q.kind == "figure"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # bounds: exact
        ("共举办讲座14场", ("14场", 14, "场", "exact")),
        ("完成了九件大事", ("九件", 9, "件", "exact")),
        # at least
        ("来了630余人", ("630余人", 630, "人", "at_least")),
        ("发放7.2万余册", ("7.2万余册", 72000, "册", "at_least")),
        ("发放50余万元", ("50余万元", 500000, "元", "at_least")),
        ("收到80多份", ("80多份", 80, "份", "at_least")),
        ("覆盖超过45家", ("超过45家", 45, "家", "at_least")),
        ("投入超6亿元", ("超6亿元", 600_000_000, "元", "at_least")),
        ("人数逾3千", ("逾3千", 3000, "人", "at_least")),
        ("总量突破9万吨", ("突破9万吨", 90000, "吨", "at_least")),
        ("覆盖面达88%以上", ("88%以上", 88, "%", "at_least")),
        ("服务20万人次以上", ("20万人次以上", 200000, "人次", "at_least")),
        ("培训不少于6期", ("不少于6期", 6, "期", "at_least")),
        ("工资不低于2600元", ("不低于2600元", 2600, "元", "at_least")),
        ("动员上千人", ("上千人", 1000, "人", "at_least")),
        ("产值过万元", ("过万元", 10000, "元", "at_least")),
        ("派出十几名队员", ("十几名", 10, "人", "at_least")),
        ("百余位客人", ("百余位", 100, "人", "at_least")),
        # at most
        ("控制在30人以内", ("30人以内", 30, "人", "at_most")),
        ("费用不超过900元", ("不超过900元", 900, "元", "at_most")),
        ("至多8名", ("至多8名", 8, "人", "at_most")),
        ("到场不足百人", ("不足百人", 100, "人", "at_most")),
        ("报名不到40户", ("不到40户", 40, "户", "at_most")),
        # nearly, about
        ("筹款近600万元", ("近600万元", 6_000_000, "元", "nearly")),
        ("接近20件", ("接近20件", 20, "件", "nearly")),
        ("约35家单位", ("约35家", 35, "家", "about")),
        ("大约70米", ("大约70米", 70, "米", "about")),
        ("占比60%左右", ("60%左右", 60, "%", "about")),
        ("万名学员", ("万名", 10000, "人", "about")),
        ("请来千户居民", ("千户", 1000, "户", "about")),
        ("二十来个", ("二十来个", 20, "个", "about")),
        # words that contradict each other assert nothing
        ("近700余人", ("近700余人", 700, "人", "about")),
        # ranges, both ends in base units
        ("学会一到两项手艺", ("一到两项", (1, 2), "项", "range")),
        ("补助20—40万元", ("20—40万元", (200000, 400000), "元", "range")),
        ("奖金3000元至8000元", ("3000元至8000元", (3000, 8000), "元", "range")),
        ("来了六七百人", ("六七百人", (600, 700), "人", "range")),
        ("涨幅1.5%-2.5%", ("1.5%-2.5%", (Decimal("1.5"), Decimal("2.5")), "%", "range")),
        ("每组4至6名", ("4至6名", (4, 6), "人", "range")),
        # unknown
        ("数十场演出", ("数十场", None, "场", "unknown")),
        ("几百名观众", ("几百名", None, "人", "unknown")),
        # units: people without a classifier, 人次 is not 人, 场次 is not 场
        ("惠及26万职工", ("26万", 260000, "人", "exact")),
        ("5万余名游客", ("5万余名", 50000, "人", "at_least")),
        ("义诊930人次", ("930人次", 930, "人次", "exact")),
        ("接听52人(次)", ("52人(次)", 52, "人次", "exact")),
        ("走访41户（次）", ("41户（次）", 41, "户次", "exact")),
        ("比赛17场次", ("17场次", 17, "场次", "exact")),
        ("投资4.3亿美元", ("4.3亿美元", 430_000_000, "美元", "exact")),
        ("收入85亿元人民币", ("85亿元人民币", 8_500_000_000, "元", "exact")),
        ("造林12.5万亩", ("12.5万亩", 125000, "亩", "exact")),
        ("装机9万千瓦", ("9万千瓦", 90000, "千瓦", "exact")),
        ("交了三十二块五角", ("三十二块五角", Decimal("32.5"), "元", "exact")),
        # shares
        ("占三分之一", ("三分之一", Fraction(100, 3), "%", "exact")),
        ("占四分之三以上", ("四分之三以上", 75, "%", "at_least")),
        ("六成以上的商户", ("六成以上", 60, "%", "at_least")),
        ("达到百分之八十四", ("百分之八十四", 84, "%", "exact")),
        ("完成百分之百", ("百分之百", 100, "%", "exact")),
        ("出生率6.1‰", ("6.1‰", Decimal("6.1"), "‰", "exact")),
        ("提高2.4个百分点", ("2.4个百分点", Decimal("2.4"), "个百分点", "exact")),
        ("超过半数的人", ("超过半数", 50, "%", "at_least")),
        ("增长3倍", ("3倍", 3, "倍", "exact")),
        ("产量翻一番", ("翻一番", 2, "倍", "exact")),
        # a streak is a figure, 每年一次 a count
        ("连续6年获得先进", ("6年", 6, "年", "exact")),
        ("每年开展一次检查", ("一次", 1, "次", "exact")),
        # stray white space
        ("慰问4200 名矿工", ("4200 名", 4200, "人", "exact")),
        ("筹集12.8 万元", ("12.8 万元", 128000, "元", "exact")),
        ("培训矿工640\n名", ("640\n名", 640, "人", "exact")),
    ],
)
def test_one_figure(text: str, expected: Expected) -> None:
    assert figures(text) == [expected]


@pytest.mark.parametrize(
    ("text", "kind", "literal"),
    [
        ("2018年4月3日开工", "date", "2018年4月3日"),
        ("从2015至2017年", "date", "2015至2017年"),
        ("二〇二二年五月", "date", "二〇二二年五月"),
        ("上午8:45集合", "date", "8:45"),
        ("历时四个月", "date", "四个月"),
        ("第五批名单", "ordinal", "第五批"),
        ("（七）加强管理", "ordinal", "七"),
        ("三是抓培训", "ordinal", "三"),
        ("纪念五一劳动节", "name", "五一劳动节"),
        ("“十佳”歌手", "name", "十佳"),
        ("致电12329热线", "name", "12329"),
        ("沿G45高速", "name", "45"),
        ("府发〔2020〕31号文", "name", "2020〕31号"),
        ("深入一线", "other", "一线"),
        ("思想统一", "other", "统一"),
        ("80人以上企业", "other", "80人以上"),
        ("年满55岁", "other", "55岁"),
        ("24小时开放", "other", "24小时"),
        ("打七五折", "other", "七五折"),
        ("一个好办法", "other", "一个"),
        ("三个方面", "other", "三个"),
        ("全省十强", "other", "十强"),
    ],
)
def test_kinds_that_are_no_figures(text: str, kind: str, literal: str) -> None:
    (mention,) = find_quantities(text)
    assert (mention.kind, mention.text) == (kind, literal)


@pytest.mark.parametrize(
    "text",
    [
        "大家齐心协力，团结一致。",
        "他在四川和九江都住过。",
        "几乎人人称赞。",
        "万一有变，再作打算。",
        "乘8路车到3号楼。",
        "传承百年老店的千锤百炼。",
        "落实“两个维护”，增强“四个意识”。",
        "党的二十大胜利召开。",
        "电话0571-87654321。",
        "双方以2:1握手言和。",
        "一名老师走了过来。",
    ],
)
def test_sentences_without_figures(text: str) -> None:
    assert figures(text) == []


def test_each_numeral_is_in_exactly_one_mention() -> None:
    text = "三个月内，两家企业一共招收20多名一线工人，第二批50名。"
    mentions = find_quantities(text)
    for position, character in enumerate(text):
        if character in "0123456789一二两三":
            assert sum(q.start <= position < q.end for q in mentions) == 1
    assert [q.start for q in mentions] == sorted(q.start for q in mentions)


def test_text_is_the_slice_of_the_original() -> None:
    text = "發(fā)放補助近30萬(wàn)元，惠及8 00名職(zhí)工。"
    mentions = find_quantities(text)
    assert all(text[q.start : q.end] == q.text for q in mentions)
    assert [(q.text, q.value, q.unit) for q in mentions] == [
        ("近30萬(wàn)元", 300000, "元"),
        ("8 00名", 800, "人"),
    ]


def test_a_quantity_is_a_plain_tuple() -> None:
    (mention,) = find_quantities("7个")
    assert mention == Quantity(0, 2, "7个", "figure", 7, None, "个", "exact")


def test_empty_text() -> None:
    assert find_quantities("") == []
