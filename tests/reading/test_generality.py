"""Rules that hold in any kind of report: prices, measures, damage, slogans, dates."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from analysis.reading import find_periods, find_quantities, find_repairs

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
        # a multiplier behind Chinese decimals
        ("共有三点二五万名读者", ("三点二五万名", 32500, "人", "exact")),
        ("约七点五亿元", ("约七点五亿元", 750_000_000, "元", "about")),
        # below zero, and signs
        ("书架折合约3万元", ("约3万元", 30000, "元", "about")),
        ("粉丝达8万+", ("8万+", 80000, "人", "at_least")),
        ("收入比2.25∶1", ("2.25∶1", Decimal("2.25"), "比", "exact")),
        ("家校师生比1:16.5", ("1:16.5", Fraction(2, 33), "比", "exact")),
        ("展出瓷器60件（套）", ("60件（套）", 60, "件套", "exact")),
        ("到场十几二十人", ("十几二十人", (10, 20), "人", "range")),
        ("来了百把人", ("百把人", 100, "人", "about")),
        ("提高一个半百分点", ("一个半百分点", Decimal("1.5"), "个百分点", "exact")),
        ("耗电减少一半", ("一半", 50, "%", "exact")),
        ("借款40万人民币", ("40万人民币", 400_000, "元", "exact")),
        ("借款美元40万", ("40万", 400_000, "美元", "exact")),
        ("老年人7.2万，", ("7.2万", 72_000, "人", "exact")),
        ("立了五块展板", ("五块", 5, "块", "exact")),
        ("培训\t人次\t2.0\t\n", ("2.0", 2, "人次", "exact")),
        ("志愿服务3.2万小时", ("3.2万小时", 32_000, "小时", "exact")),
        ("分三期建设", ("三期", 3, "期", "exact")),
        ("夜间零下9摄氏度", ("零下9摄氏度", -9, "摄氏度", "exact")),
        ("气温零下十五度", ("零下十五度", -15, "度", "exact")),
        ("收支缺口-2.5亿元", ("-2.5亿元", -250_000_000, "元", "exact")),
        ("增幅为负 3.1%", ("负 3.1%", Decimal("-3.1"), "%", "exact")),
        ("为企业减负1200万元", ("1200万元", 12_000_000, "元", "exact")),
        ("误差为正负2%", ("2%", 2, "%", "exact")),
        # money and weights in parts
        ("票价三块五。", ("三块五", Decimal("3.5"), "元", "exact")),
        ("单价两元零五分", ("两元零五分", Decimal("2.05"), "元", "exact")),
        ("重达八斤六两", ("八斤六两", Decimal("8.6"), "斤", "exact")),
        ("体重4斤半", ("4斤半", Decimal("4.5"), "斤", "exact")),
        ("奖金5~8k元", ("5~8k元", (5000, 8000), "元", "range")),
        ("借款20日元", ("20日元", 20, "日元", "exact")),
        # one unit per another
        ("地价9000元/平方米", ("9000元/平方米", 9000, "元/平方米", "exact")),
        ("密度为350人/平方公里", ("350人/平方公里", 350, "人/平方公里", "exact")),
        ("产能为4万吨/年", ("4万吨/年", 40000, "吨/年", "exact")),
        ("时速达90km/h", ("90km/h", 90, "公里/小时", "exact")),
        ("能耗为0.4吨标准煤", ("0.4吨标准煤", Decimal("0.4"), "吨标准煤", "exact")),
        # classifiers after a single Chinese digit
        ("破获七起案件", ("七起", 7, "起", "exact")),
        ("抽检18批次食品", ("18批次", 18, "批次", "exact")),
        ("维修23项（次）", ("23项（次）", 23, "项次", "exact")),
        # people and money named by the noun
        ("覆盖2.4亿网民", ("2.4亿", 240_000_000, "人", "exact")),
        ("实现票房3.1亿，", ("3.1亿", 310_000_000, "元", "exact")),
        # shares
        ("占1/4的村庄", ("1/4", 25, "%", "exact")),
        ("超过1/3的人", ("超过1/3", Fraction(100, 3), "%", "at_least")),
        ("合格率百分百", ("百分百", 100, "%", "exact")),
        ("最高12米", ("12米", 12, "米", "exact")),
        ("最低8米", ("8米", 8, "米", "exact")),
        # a dozen
        ("买了三打鸡蛋", ("三打", 36, "个", "exact")),
    ],
)
def test_values_of_any_report(text: str, expected: Expected) -> None:
    assert figures(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "严格执行八项规定",
        "2型糖尿病患者要按时服药",
        "PM2.5升高时少出门",
        "新建330千伏变电站",
        "住在6栋3单元502室",
        "事发X102县道K18公里处",
        "二期工程如期开工",
        "对3人以上重大交通事故挂牌督办",
        "1.2米以下儿童免票",
        "超速20%以上将被处罚",
        "5G用户越来越多",
        "代表们欢聚一堂。",
        "四轮车靠边停放",
        "单位：万元",
        "产值（亿元）",
        "打三八折",
        "一打开窗户就看见了",
        "她家在九栋二单元",
        "如图7所示",
        "服务8小时",
        "报名表一式3份",
        "送他一块表",
        "会员\t万人\t\n",
        "MP3格式的文件",
        "航班MU5123起飞",
        "零时三十分到站",
        "K5+300处塌方",
        "十万人口死亡率下降",
        "合唱《一分钱》",
        "尾号为3的车辆",
        "车子有八成新",
        "用千分尺测量",
        "姑嫂两人相互照应",
        "全家五口都爱唱歌",
        "参加万米长跑",
        "换了一部千元机",
        "牢记32字方针",
        "360度全景展示",
        "位于东经104度",
        "买了一身三件套",
        "班额在50人以上的大班额",
        "G6高速K21至K35段封闭",
    ],
)
def test_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "投入□万元",
        "投入××万元",
        "投入**万元",
        "惠及?万人",
        "惠及□□□人",
        "占百分之?",
        "占□%",
        "拨付资金.5万元",
        "拨付资金7.万元",
        "筹集3..5万元",
        "筹集4,00万元",
        "建成000名会员",
        "发放-万元",
        "发放（）万元",
        "帮扶三□五人",
        "帮扶6▲人",
        "救助?.5万人",
        "人数在?0—50人之间",
        "占?分之三十",
        "占百分之三十?，比上年多",
        "开办■六期",
        "走访1,??4,560人",
        "走访1,20□,560人",
        "调解XX6件",
        "占96.X%",
        "占96.○%",
        "培训1○58人",
        "培训1(?)58人",
        "培训13（？）人",
        "培训1…58人",
        "培训1　58人",
        "培训1  58人",
        "救助三??二十户",
    ],
)
def test_a_lost_digit_gives_no_value(text: str) -> None:
    for q in find_quantities(text):
        if q.kind == "figure":
            assert (q.value, q.bound) == (None, "unknown")


def test_bold_type_is_no_damage() -> None:
    assert figures("共培训**500名**学员") == [("500名", 500, "人", "exact")]


def test_the_chinese_zero_between_digits() -> None:
    assert figures("到场12〇〇人") == [("12〇〇人", 1200, "人", "exact")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.5e3", 2500),
        ("4E-2", Decimal("0.04")),
        ("3^4", 81),
        ("２^3", 8),
        ("1 3/4", Decimal("1.75")),
        ("３／８", Decimal("0.375")),
        ("二 分 之 一", 50),
        ("四 成", 40),
        ("六 点 五 折", 65),
        ("六五折", 65),
        ("半折", 50),
        ("百分之2.5k", 2500),
        ("三两", 3),
        ("五两半", Decimal("5.5")),
        ("2.0g", 2),
        ("二百五", 250),
        ("一一", 11),
        ("仨", 3),
        ("5M", 5_000_000),
        ("-1.5 M", -1_500_000),
        ("- 3,400", -3400),
        ("打对折", 50),
        ("七成 四", 74),
        ("百 分 之  3.5 k", 3500),
        ("30亿零二千450", 3_000_002_450),
        ("四百点25", Decimal("400.25")),
        ("幺三八洞拐零", 138070),
        ("二十千米", 20),
        ("五百三十九三", None),
    ],
)
def test_value_of_rare_forms(text: str, value: object) -> None:
    assert [q.value for q in find_quantities(text)] == [value]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2018.04.02—2018.04.09展出", "2018-04-02", "2018-04-09"),
        ("2018-04发布", "2018-04-01", "2018-04-30"),
        ("17年底完成", "2017-12-31", "2017-12-31"),
        ("2017年的第二季度", "2017-04-01", "2017-06-30"),
        ("2017 年 8 月 2 日", "2017-08-02", "2017-08-02"),
        ("2017年一至三季度", "2017-01-01", "2017-09-30"),
        ("截至2017年第二季度末", "None", "2017-06-30"),
        ("2017年5月3日8时至6月4日18时", "2017-05-03", "2017-06-04"),
        ("2014—2015学年", "2014-09-01", "2015-08-31"),
        ("20世纪70年代", "1970-01-01", "1979-12-31"),
        ("“十一五”末", "2010-12-31", "2010-12-31"),
        ("昨日", "2018-09-04", "2018-09-04"),
        ("本周", "2018-09-03", "2018-09-05"),
        ("未来三年", "2019-01-01", "2021-12-31"),
        ("3月以来", "2018-03-01", "2018-09-05"),
        ("半年来", "2018-04-01", "2018-09-05"),
        ("改革开放以来", "None", "2018-09-05"),
    ],
)
def test_periods_of_any_report(text: str, start: str, end: str) -> None:
    found = find_periods(text, "2018-09-05")
    assert [(str(p.period_start), str(p.period_end)) for p in found] == [(start, end)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("资金l5万元", 150_000, "元"),
        ("增长4.l%", Decimal("4.1"), "%"),
        ("奖励6O人", 60, "人"),
        ("投入3(sān)万元", 30_000, "元"),
        ("培训1600(yī qiān liù bǎi)人次", 1600, "人次"),
        ("共计1 234 567元", 1_234_567, "元"),
        ("共6 5 4万元", 6_540_000, "元"),
        ("调解12\n34件", 1234, "件"),
        ("资金12\n.5万元", 125_000, "元"),
        ("捐款四百\n二十元", 420, "元"),
        ("捐款四百二十\n人，", 420, "人"),
        ("培训1\u200b58人", 158, "人"),
        ("收入9·5亿元", 950_000_000, "元"),
        ("占百?之三十", 30, "%"),
        ("占百分□三十", 30, "%"),
    ],
)
def test_what_can_be_proved_is_repaired(text: str, value: object, unit: str) -> None:
    (mention,) = find_quantities(text)
    assert (mention.kind, mention.value, mention.unit) == ("figure", value, unit)
    assert find_repairs(text) or "\n人" in text


@pytest.mark.parametrize(
    "text", ["一千 3/5页", "六元 —七两", "￥-", "又分之一", "1/0", "1:0", "零下"]
)
def test_what_is_no_number_is_no_error(text: str) -> None:
    assert all(q.text == text[q.start : q.end] for q in find_quantities(text))


@pytest.mark.parametrize("mark", list("?？□■\ufffd*＊×●▲_◆#☐"))
@pytest.mark.parametrize(
    ("before", "number", "behind"),
    [
        ("全年培训职工", "1358", "人次，效果良好。"),
        ("发放补助", "23.6", "万元。"),
        ("满意率达", "96.5", "%，比上年"),
        ("筹资", "3,450", "万元用于"),
        ("惠及", "12.8", "万余名职工。"),
        ("投入约", "120", "亿元，"),
        ("表彰先进", "5", "名，"),
        ("增长了", "4.7", "个百分点"),
        ("（资金", "15", "万元）"),
        ("走访", "1,204,560", "人。"),
        ("人数在", "30", "—50人之间"),
        ("捐款", "三百二十八", "元。"),
        ("约有", "二十三", "家"),
    ],
)
def test_whichever_digit_is_lost_none_is_invented(
    before: str, number: str, behind: str, mark: str
) -> None:
    for k, character in enumerate(number):
        if character in ",.":
            continue
        text = before + number[:k] + mark + number[k + 1 :] + behind
        first, last = len(before), len(before) + len(number)
        for q in find_quantities(text):
            if q.kind == "figure" and q.start <= last and q.end > first:
                assert (text, q.value) == (text, None)


def test_more_by_so_much_is_no_hedge() -> None:
    text = "比上年的180万元多40万元，共花5000元多。"
    literals = [text[q.start : q.end] for q in find_quantities(text)]
    assert literals == ["180万元", "40万元", "5000元多"]
