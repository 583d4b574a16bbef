"""Texts of other kinds than union reports: hedges, ranges, numerals, shared units, tables, Taiwan.

All sentences are our own.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from analysis.reading import Quantity, find_periods, find_quantities

Said = tuple[str, object, str | None, str]


def figures(text: str) -> list[Said]:
    return [
        (q.text, q.value if q.value_high is None else (q.value, q.value_high), q.unit, q.bound)
        for q in find_quantities(text)
        if q.kind == "figure"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每班至少有16名学徒", ("至少有16名", 16, "人", "at_least")),
        ("经费大概需要3.4万元", ("大概需要3.4万元", 34000, "元", "about")),
        ("礼堂最多只能容纳90人", ("最多只能容纳90人", 90, "人", "at_most")),
        ("折下来约合70万亩", ("约合70万亩", 700000, "亩", "about")),
        ("人数突破了8000人", ("突破了8000人", 8000, "人", "at_least")),
        ("余额接近了700元", ("接近了700元", 700, "元", "nearly")),
        ("何止40场", ("何止40场", 40, "场", "at_least")),
        ("单笔最高可贷60万元", ("最高可贷60万元", 600000, "元", "at_most")),
        ("价格在80元上下浮动", ("80元上下浮动", 80, "元", "about")),
        ("每组9人或以上", ("9人或以上", 9, "人", "at_least")),
        ("体温≥38.2℃", ("≥38.2℃", Decimal("38.2"), "℃", "at_least")),
        ("浓度<0.3毫克", ("<0.3毫克", Decimal("0.3"), "毫克", "at_most")),
        ("时薪不得低于19元", ("不得低于19元", 19, "元", "at_least")),
        ("总人数不能超过600人", ("不能超过600人", 600, "人", "at_most")),
        ("尚未突破4亿元", ("尚未突破4亿元", 400_000_000, "元", "at_most")),
        ("最多不超过45人", ("最多不超过45人", 45, "人", "at_most")),
        ("损失约26万元", ("约26万元", 260000, "元", "about")),
    ],
)
def test_no_hedge_is_lost(text: str, expected: Said) -> None:
    assert figures(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长17.3%至9.6亿元", [("17.3%", Decimal("17.3")), ("9.6亿元", 960_000_000)]),
        ("下降0.7个百分点至4.1%", [("0.7个百分点", Decimal("0.7")), ("4.1%", Decimal("4.1"))]),
        ("票价下调8%至46元", [("8%", 8), ("46元", 46)]),
        ("补助上调150元至1900元", [("150元", 150), ("1900元", 1900)]),
        ("由90人增加到130人", [("90人", 90), ("130人", 130)]),
        ("派出4人到7个村", [("4人", 4), ("7个", 7)]),
        ("由60元至20元", [("60元", 60), ("20元", 20)]),
        ("由60至90人组成", [("60至90人", (60, 90))]),
        ("每桶四升到六升", [("四升到六升", (4, 6))]),
        ("增长6%—9%", [("6%—9%", (6, 9))]),
        ("提高2至4个百分点", [("2至4个百分点", (2, 4))]),
        ("二成至四成", [("二成至四成", (20, 40))]),
        ("在70元和90元之间", [("70元和90元", (70, 90))]),
        ("介于4%与7%之间", [("4%与7%", (4, 7))]),
        ("大于30小于45", [("大于30小于45", (30, 45))]),
        ("最多80最少25个", [("最多80最少25个", (25, 80))]),
        ("x大于14且y小于26", [("大于14", 14), ("小于26", 26)]),
        ("气温-7℃至2℃", [("-7℃至2℃", (-7, 2))]),
        ("零下4度到零上6度", [("零下4度到零上6度", (-4, 6))]),
        ("3千克至6千克", [("3千克至6千克", (3, 6))]),
    ],
)
def test_ranges_only_where_they_are_ranges(text: str, expected: list[tuple[str, object]]) -> None:
    assert [said[:2] for said in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "literal", "value", "unit"),
    [
        ("库存7千零4件", "7千零4件", 7004, "件"),
        ("补贴6万零2户", "6万零2户", 60002, "户"),
        ("退还参佰元整", "参佰元整", 300, "元"),
        ("收贰佰参拾元", "贰佰参拾元", 230, "元"),
        ("付壹佰零贰元零叁分", "壹佰零贰元零叁分", Decimal("102.03"), "元"),
        ("惠及二四八．六万户", "二四八．六万户", 2_486_000, "户"),
        ("支出4 260 万元", "4 260 万元", 42_600_000, "元"),
        ("水温13点4度", "13点4度", Decimal("13.4"), "度"),
        ("墙高三米七", "三米七", Decimal("3.7"), "米"),
        ("跳出2米05", "2米05", Decimal("2.05"), "米"),
        ("共15800000000次", "15800000000次", 15_800_000_000, "次"),
        ("预算2亿4,300万元", "2亿4,300万元", 243_000_000, "元"),
        ("培训1万3,456人次", "1万3,456人次", 13456, "人次"),
        ("占3成5", "3成5", 35, "%"),
        ("提高2.6个\n百分点", "2.6个\n百分点", Decimal("2.6"), "个百分点"),
        ("存款弍拾万元", "弍拾万元", 200000, "元"),
        ("五角钱", "五角钱", Decimal("0.5"), "元"),
        ("捐HK$2.5亿", "HK$2.5亿", 250_000_000, "港元"),
        ("约NT$1,300", "约NT$1,300", 1300, "新台币"),
        ("报价CNY1400", "CNY1400", 1400, "元"),
        ("售价1400CNY", "1400CNY", 1400, "元"),
        ("USD 600万", "USD 600万", 6_000_000, "美元"),
        ("籌得300萬英鎊", "300萬英鎊", 3_000_000, "英镑"),
        ("澳门币600元", "600元", 600, "澳门元"),
        ("付﹩45", "﹩45", 45, "美元"),
        ("占40﹪", "40﹪", 40, "%"),
        ("節煤700噸標準煤", "700噸標準煤", 700, "吨标准煤"),
        ("樓面約9,000平方呎", "約9,000平方呎", 9000, "平方英尺"),
        ("較上年增加1.4個百分點", "1.4個百分點", Decimal("1.4"), "个百分点"),
    ],
)
def test_numerals_and_currencies(text: str, literal: str, value: object, unit: str) -> None:
    assert [said[:3] for said in figures(text)] == [(literal, value, unit)]


@pytest.mark.parametrize(
    ("text", "values"),
    [("一千一千地数", [1000, 1000]), ("二万六万地给", [20000, 60000]), ("三百二百", [300, 200])],
)
def test_numbers_side_by_side_are_never_added_up(text: str, values: list[int]) -> None:
    assert [q.value for q in find_quantities(text)] == values


def test_an_unknown_character_voids_the_numeral() -> None:
    (found,) = find_quantities("实收壹仟叧佰元")
    assert (found.text, found.value, found.unit, found.bound) == (
        "壹仟叧佰元",
        None,
        "元",
        "unknown",
    )


def joined(text: str) -> list[tuple[object, str | None, str, str]]:
    """Return value, unit, scale, and what is printed where the scale comes from."""
    return [
        (q.value, q.unit, q.scale, "" if q.scale_start is None else text[q.scale_start :][:2])
        for q in find_quantities(text)
        if q.kind == "figure"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("分别为2,100、3,400元", [(2100, "元", "list", "元"), (3400, "元", "", "")]),
        (
            "分别为6、7和8万元",
            [(60000, "元", "list", "万元"), (70000, "元", "list", "万元"), (80000, "元", "", "")],
        ),
        ("发行总额（亿）30.00", [(3_000_000_000, None, "bracket", "亿）")]),
        ("收入（万元）：215.5", [(2_155_000, "元", "bracket", "万元")]),
        (
            "单位：万元\n项目\t本年\n收入\t1,250.5\n比重\t6.1%",
            [(12_505_000, "元", "head", "单位"), (Decimal("6.1"), "%", "", "")],
        ),
        (
            "指标\t单位\t数量\n会员\t人\t23456\n经费\t万元\t45.6",
            [(23456, "人", "column", "人\t"), (456_000, "元", "column", "万元")],
        ),
        (
            "地区 收入（亿元） 增长（%）\n东区 14.5 -2.5",
            [(1_450_000_000, "元", "column", "收入"), (Decimal("-2.5"), "%", "column", "增长")],
        ),
        (
            "情况表（单位：人）\n甲厂 1300 1450",
            [(1300, "人", "head", "（单"), (1450, "人", "head", "（单")],
        ),
        ("净利润 2,345,678.90", [(Decimal("2345678.90"), None, "not known", "")]),
    ],
)
def test_units_printed_elsewhere(text: str, expected: list[tuple[object, ...]]) -> None:
    assert joined(text) == expected


def test_a_currency_in_front_is_the_place_of_its_unit() -> None:
    assert joined("付8及$6") == [(8, "美元", "list", "$6"), (6, "美元", "", "")]


def test_two_units_above_a_table_decide_nothing() -> None:
    found = joined("单位：万元、%\n收入\t310.5")
    assert found == [(Decimal("310.5"), None, "not known", "")]


def test_serial_numbers_take_no_unit_from_the_head() -> None:
    assert joined("单位：元\n1\t甲\t1300.5") == [(Decimal("1300.5"), "元", "head", "单位")]


def test_a_row_of_ordinals_counts_nothing() -> None:
    for text in ("第1、2批名单", "第一、二、三名", "第3、4和5届"):
        assert {q.kind for q in find_quantities(text)} == {"ordinal"}


@pytest.mark.parametrize(
    "text",
    [
        "三类会员之比为12.6︰45.2︰42.2。",
        "转型三部曲",
        "会议十一点开始",
        "新装4K设备",
        "谈到半透明的玻璃",
        "月薪3万元以下的职工",
        "超过600人的企业",
        "收入低于2500元的家庭",
        "以平方千米计",
        "30万吨级码头",
        "称霸一方",
        "不管三七二十一",
        "枪声四起",
    ],
)
def test_nothing_is_counted(text: str) -> None:
    assert {q.kind for q in find_quantities(text)} & {"figure"} == set() or "之比" in text


def test_words_are_cut_where_they_end() -> None:
    assert [q.text for q in find_quantities("计划一季度完成")] == ["一季度"]
    assert [q.text for q in find_quantities("第三、四季度")] == ["第三", "四季度"]


def test_thirds_stay_exact() -> None:
    assert figures("约三分之一的村")[0][1] == Fraction(100, 3)


def test_positions_of_joined_units_are_those_of_the_original() -> None:
    text = "培訓(péi xùn)費分別為3,200、4,500元"
    first = find_quantities(text)[0]
    assert isinstance(first, Quantity)
    assert first.scale == "list" and first.scale_start is not None
    assert text[first.scale_start] == "元"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a unit is read whole, whatever stands behind it
        ("全县发电22万千瓦时左右。", ("22万千瓦时左右", 220_000, "千瓦时", "about")),
        ("挖土2万立方米多。", ("2万立方米", 20_000, "立方米", "exact")),
        ("全村35口人。", ("35口人", 35, "人", "exact")),
        ("投入工时420人日。", ("420人日", 420, "人日", "exact")),
        ("提高3—8百分点。", ("3—8百分点", (3, 8), "个百分点", "range")),
        # hedges that were missed
        ("听众破了两千人大关。", ("破了两千人", 2000, "人", "at_least")),
        ("销量破10万台。", ("破10万台", 100_000, "台", "at_least")),
        ("能耗低于或等于15千瓦时。", ("低于或等于15千瓦时", 15, "千瓦时", "at_most")),
        ("产量翻了一番多。", ("翻了一番多", 2, "倍", "at_least")),
        ("产量翻近一番。", ("翻近一番", 2, "倍", "nearly")),
        ("订购五百件或者更多。", ("五百件或者更多", 500, "件", "at_least")),
        ("月薪10k~15k。", ("10k~15k", (10_000, 15_000), None, "range")),
        # shares without 之
        ("四分三的住戶有電腦。", ("四分三", 75, "%", "exact")),
        ("約三分一人表示同意。", ("約三分一", Fraction(100, 3), "%", "about")),
        ("持有百分三十的股份。", ("百分三十", 30, "%", "exact")),
        ("工程总造价2.35亿，", ("2.35亿", 235_000_000, "元", "exact")),
        ("折算为3500个工日。", ("3500个工日", 3500, "工日", "exact")),
        ("买了半斤茶叶。", ("半斤", Decimal("0.5"), "斤", "exact")),
        ("误差不超过±0.5毫米。", ("不超过±0.5毫米", Decimal("0.5"), "毫米", "at_most")),
        ("人口净流入-1.6万人。", ("-1.6万人", -16_000, "人", "exact")),
        ("发现隐患○处。", ("○处", None, "处", "unknown")),
        ("共 1 5 0 人到场。", ("1 5 0 人", 150, "人", "exact")),
        # no unit in 起 behind a price
        ("年薪20w起。", ("20w", 200_000, None, "exact")),
        ("收入4000000000元。", ("4000000000元", 4_000_000_000, "元", "exact")),
    ],
)
def test_units_hedges_and_shares_are_read_whole(text: str, expected: Said) -> None:
    found = [each for each in figures(text) if each[0] == expected[0]]
    assert found == [expected]


def test_the_unit_of_the_last_member_is_that_of_the_first() -> None:
    first, last = find_quantities("分别高1个和2.6个百分点。")
    assert (first.unit, first.scale, last.unit) == ("个百分点", "list", "个百分点")


def test_a_rank_that_moves_and_a_score_of_a_game_count_nothing() -> None:
    for text in ("综合排名上升百余位，", "扣三分二次。", "在综合楼15层。", "C919首飞。"):
        assert figures(text) == [], text
    for text in ("保留到小数点后两位。", "报名十公里跑。"):
        assert figures(text) == [], text
    assert figures("侦破300起案件。") == [("300起", 300, "起", "exact")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("其中四家属于外资企业", ("四家", 4, "家", "exact")),
        ("六位居民获救", ("六位", 6, "人", "exact")),
        ("240人均已复工", ("240人", 240, "人", "exact")),
        ("九户均已搬迁", ("九户", 9, "户", "exact")),
        ("两户外来经商家庭", ("两户", 2, "户", "exact")),
        ("五项目标提前完成", ("五项", 5, "项", "exact")),
        ("十四名优秀学员", ("十四名", 14, "人", "exact")),
        ("三場地震", ("三場", 3, "场", "exact")),
        ("逾百名義工到場", ("逾百名", 100, "人", "at_least")),
        ("7起来自外县", ("7起", 7, "起", "exact")),
    ],
)
def test_a_unit_is_read_before_a_word_that_begins_like_its_other_half(
    text: str, expected: Said
) -> None:
    assert figures(text) == [expected]


@pytest.mark.parametrize("text", ["全县人均收入高", "两人均衡", "三家属楼", "四户籍", "五项目组"])
def test_a_longer_word_still_bars_a_unit(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("足有70人到场", ("足有70人", 70, "人", "at_least")),
        ("少说也有70人", ("少说也有70人", 70, "人", "at_least")),
        ("存款直逼6亿元", ("直逼6亿元", 600_000_000, "元", "nearly")),
        ("有三十好几位", ("三十好几位", 30, "人", "at_least")),
        ("平均得分高于81分", ("高于81分", 81, "分", "at_least")),
        ("报名人数为640", ("640", 640, "人", "exact")),
        ("参观人次5,120", ("5,120", 5120, "人次", "exact")),
        ("户数在40至60之间", ("40至60", (40, 60), "户", "range")),
        ("每年学时不低于36", ("不低于36", 36, "学时", "at_least")),
        ("以人口71万计", ("71万", 710_000, "人", "exact")),
        ("分四块使用", ("四块", 4, "块", "exact")),
        ("增设书架四处（东门）", ("四处", 4, "处", "exact")),
        ("售價為港幣$2,600元", ("$2,600元", 2600, "港元", "exact")),
        ("合同额£1.5m", ("£1.5m", 1_500_000, "英镑", "exact")),
        ("九成九的人同意", ("九成九", 99, "%", "exact")),
        ("气温为负三度", ("负三度", -3, "度", "exact")),
        ("总量突破万亿大关", ("突破万亿", 10**12, None, "at_least")),
        ("死亡率为7.4/10万", ("7.4/10万", Decimal("7.4"), "/10万", "exact")),
    ],
)
def test_other_ways_to_say_how_many(text: str, expected: Said) -> None:
    assert figures(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "一二期工程并行",
        "2023届毕业生",
        "年产值过亿元企业",
        "面积2000平方米以上的商场",
        "会计摘要（港币千元）",
        "片长2小时15分",
        "2.6版本发布",
        "一三五单号",
        "产值跨上千亿台阶",
    ],
)
def test_these_count_nothing(text: str) -> None:
    assert figures(text) == []


def test_a_lost_digit_in_front_of_a_named_count_invents_nothing() -> None:
    assert figures("人数在4*—60人之间") == [("60人", 60, "人", "exact")]


@pytest.mark.parametrize(
    "text", ["（单位：户、万元）", "單位：新臺幣千元", "会费 | 亿元 | 1.2", "单位：人、亿元\n"]
)
def test_the_units_in_a_head_are_no_figures(text: str) -> None:
    assert all(q.kind != "figure" or q.text == "1.2" for q in find_quantities(text))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("单位：港币千元\n租金\t1,260", 1_260_000, "港元"),
        ("單位：新臺幣千元\n租金\t1,260", 1_260_000, "新台币"),
        ("单位：人民币万元\n租金\t1,260", 12_600_000, "元"),
    ],
)
def test_the_currency_of_a_head_is_kept(text: str, value: int, unit: str) -> None:
    (found,) = [q for q in find_quantities(text) if q.text == "1,260"]
    assert (found.value, found.unit, found.scale) == (value, unit, "head")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("证书用256位密钥", 256),
        ("路面为双向八车道", 8),
        ("（以上年为100）", 100),
        ("以女性为100", 100),
    ],
)
def test_bits_lanes_and_bases_are_no_figures(text: str, value: int) -> None:
    (found,) = find_quantities(text)
    assert (found.kind, found.value) == ("other", value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("缺勤率降到6%或更低", ("6%或更低", 6, "%", "at_most")),
        ("出勤率升到95%或者更高", ("95%或者更高", 95, "%", "at_least")),
        ("限速三十至三百一十二千米", ("三十至三百一十二千米", (30, 312), "公里", "range")),
        ("水渠长四百二十六千米", ("四百二十六千米", 426, "公里", "exact")),
        ("水渠长三千米", ("三千米", 3000, "米", "exact")),
        ("按汇率7.1203折算", ("7.1203", Decimal("7.1203"), None, "exact")),
    ],
)
def test_or_lower_thousands_of_metres_and_rates_of_exchange(text: str, expected: Said) -> None:
    assert figures(text) == [expected]


@pytest.mark.parametrize("text", ["不落一人", "不漏一户", "不丢下一个", "打6.5折", "打八折"])
def test_all_of_them_and_discounts_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "literal", "value", "unit"),
    [
        ("|产值（亿元）|增幅（%）|\n制造 | 41.30 | 2.6 |", "41.30", 4_130_000_000, "元"),
        ("|产值（亿元）|增幅（%）|\n制造 | 41.30 | 2.6 |", "2.6", Decimal("2.6"), "%"),
        ("\t产值（亿元）\t增幅（%）\n制造\t41.30\t2.6", "41.30", 4_130_000_000, "元"),
        ("出租率% | 63.07 |", "63.07", Decimal("63.07"), "%"),
        ("死亡率‰\t5.12", "5.12", Decimal("5.12"), "‰"),
    ],
)
def test_a_head_with_an_empty_first_cell_and_a_row_named_by_its_unit(
    text: str, literal: str, value: object, unit: str
) -> None:
    (found,) = [q for q in find_quantities(text) if q.text == literal]
    assert (found.kind, found.value, found.unit, found.scale) == ("figure", value, unit, "column")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("求助宗数\t14 206\n巡查次数\t2 318 047", [14206, 2318047]),
        ("求助宗数 | 14 206 |", [14206]),
        ("甲区\t14 20\n", [14, 20]),
        ("年份 14 206 318", [14, 206, 318]),
    ],
)
def test_blanks_between_thousands_are_proved_in_a_cell_of_its_own(
    text: str, found: list[int]
) -> None:
    assert [q.value for q in find_quantities(text)] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("員工 412 萬 6,000 人", [("412 萬 6,000 人", 4_126_000, "人", "exact")]),
        ("员工 3 万 2500 人", [("3 万 2500 人", 32500, "人", "exact")]),
        (
            "投入 3 万 20 人受益",
            [("3 万", 30000, None, "exact"), ("20 人", 20, "人", "exact")],
        ),
        ("惠及三届学员", [("三届", 3, "届", "exact")]),
        ("三届二次会议", []),
        ("月入四万者", []),
        ("年薪9万元以上者", []),
        ("股票代码 | 600123 |", []),
        ("家数 | 8126 |", [("8126", 8126, None, "exact")]),
    ],
)
def test_numbers_set_with_blanks_terms_of_office_and_classes(
    text: str, expected: list[Said]
) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("literal", "value", "unit"), [("51.20", 5_120_000_000, "元"), ("3.4", Decimal("3.4"), "%")]
)
def test_a_head_that_leaves_out_the_column_of_names(literal: str, value: object, unit: str) -> None:
    text = "产值（亿元） | 增幅（%） |\n制造 | 51.20 | 3.4 |"
    (found,) = [q for q in find_quantities(text) if q.text == literal]
    assert (found.value, found.unit, found.scale) == (value, unit, "column")


def test_a_row_with_a_unit_of_its_own_is_no_head() -> None:
    text = "就诊人数(人次) | 7120 |\n使用率% | 63.07 |"
    (found,) = [q for q in find_quantities(text) if q.text == "63.07"]
    assert (found.value, found.unit) == (Decimal("63.07"), "%")


@pytest.mark.parametrize(
    ("text", "literal", "value", "unit"),
    [
        ("技师(人) | 1503 | 1986 |", "1986", 1986, "人"),
        ("技师(人)\t1986\t2310", "1986", 1986, "人"),
        ("技师数（人） | 比重（%）\n甲区 | 1986 | 3.2", "1986", None, None),
    ],
)
def test_a_count_of_four_digits_beside_other_numbers_is_no_year(
    text: str, literal: str, value: int | None, unit: str | None
) -> None:
    (found,) = [q for q in find_quantities(text) if q.text == literal]
    if value is None:
        assert (found.kind, found.unit) == ("figure", "人")
    else:
        assert (found.kind, found.value, found.unit) == ("figure", value, unit)


def test_years_beside_years_stay_years() -> None:
    found = find_quantities("产值（万元） | 2018 | 2019\n甲 | 5 | 6")
    assert [q.kind for q in found if q.text in ("2018", "2019")] == ["date", "date"]


def test_a_head_whose_cells_span_columns_lends_nothing() -> None:
    text = "(个) | 家数 | (万人) | ||\n全区 | 8126 | 317 | 40.5 | 22.1 |"
    found = {q.text: q for q in find_quantities(text)}
    assert all(found[word].scale == "not known" for word in ("317", "40.5", "22.1"))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2018\n14 206\n33 118\n97\n", [2018, 14206, 33118, 97]),
        ("14 206\n33 118\n", [14, 206, 33, 118]),
        ("甲 14 206\n97\n", [14, 206, 97]),
    ],
)
def test_blanks_between_thousands_in_a_column_of_numbers(text: str, values: list[int]) -> None:
    assert [q.value for q in find_quantities(text)] == values


@pytest.mark.parametrize("text", ["每一千工人计", "每十万人口", "附录6.4", "给付金额( 千元 )"])
def test_bases_appendices_and_units_in_brackets_with_blanks(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "literal", "value", "unit"),
    [
        ("街道|人数(万人)|经费(亿元)\n东街|4.1|5.07", "4.1", 41000, "人"),
        ("街道|人数(万人)|经费(亿元)\n东街|4.1|5.07", "5.07", 507_000_000, "元"),
        ("单位:人民币 百万元\n租金 | 1,208 | 97\n", "1,208", 1_208_000_000, "元"),
        ("单位：亿元，%\n行业　　产值　　同比\n制造　　12.4　　9.8", "12.4", 1_240_000_000, "元"),
        ("单位：亿元，%\n行业　　产值　　同比\n制造　　12.4　　9.8", "9.8", Decimal("9.8"), "%"),
        ("单位：亿元，%\n序号　　产值　　排名\n3　　12.4　　9", "9", 9, None),
    ],
)
def test_bars_without_blanks_currencies_and_shares_of_a_head(
    text: str, literal: str, value: object, unit: str | None
) -> None:
    (found,) = [q for q in find_quantities(text) if q.text == literal]
    assert (found.value, found.unit) == (value, unit)


def test_a_bar_in_prose_is_the_place_of_a_digit() -> None:
    (found,) = find_quantities("共培训13|8人。")
    assert (found.value, found.bound) == (None, "unknown")


@pytest.mark.parametrize("text", ["提高4个 百 分 点", "提高 4 个 百分 点"])
def test_percentage_points_set_with_blanks(text: str) -> None:
    (found,) = find_quantities(text)
    assert (found.value, found.unit) == (4, "个百分点")


@pytest.mark.parametrize("text", ["覆盖党员等四类人员", "服务老人等三类人群"])
def test_classes_behind_a_list_are_counted(text: str) -> None:
    assert [q.kind for q in find_quantities(text)] == ["figure"]


@pytest.mark.parametrize("text", ["三类学员之比为2.1:3.3:4.6", "两种票价之比"])
def test_the_sides_of_a_ratio_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年度計317案", [("317案", 317, "案", "exact")]),
        ("收录40案例", []),
        ("一案一策", []),
    ],
)
def test_cases_are_counted_and_examples_are_none(text: str, expected: list[Said]) -> None:
    assert figures(text) == expected


TABLE = (
    "| 街道 | 产量(万吨) | 增长(%) | |\n|---|---|---|---|\n"
    "| 1 | 东街 | 0.31 | -29.7 |\n| 2 | 西街 | 4.08 | 12.5 |"
)


@pytest.mark.parametrize(
    ("literal", "value", "unit"),
    [("0.31", 3100, "吨"), ("-29.7", Decimal("-29.7"), "%"), ("4.08", 40800, "吨")],
)
def test_a_head_that_leaves_out_the_numbers_of_the_rows(
    literal: str, value: object, unit: str
) -> None:
    (found,) = [q for q in find_quantities(TABLE) if q.text == literal]
    assert (found.value, found.unit) == (value, unit)


def test_numbers_of_rows_and_sections_count_nothing() -> None:
    assert [q.kind for q in find_quantities(TABLE) if q.text in ("1", "2")] == ["ordinal"] * 2
    assert [q.kind for q in find_quantities("\n2.1 概况\n2.2内设机构\n")] == ["ordinal"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("东街 |\n4120318 |\n9.31 |\n", [("4120318", 4120318), ("9.31", Decimal("9.31"))]),
        ("受助总人数为218 403。", [("218 403", 218403)]),
        ("求助人数为4 206（见表）", [("4 206", 4206)]),
    ],
)
def test_numbers_alone_in_lines_with_bars_and_before_marks(
    text: str, expected: list[tuple[str, object]]
) -> None:
    found = [(q.text, q.value) for q in find_quantities(text) if q.kind == "figure"]
    assert found == expected


def test_the_number_of_a_table_in_front_of_people_is_no_range() -> None:
    assert figures("5-21  职工平均工资") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到会**1340**人", ("**1340**人", 1340, "人", "exact")),
        ("到会约**1,340**人", ("约**1,340**人", 1340, "人", "about")),
        ("其中**约42.5**%参加过", ("约42.5**%", Decimal("42.5"), "%", "about")),
        ("超过**500名**学徒", ("超过**500名", 500, "人", "at_least")),
        ("走访约 **60** 户", ("约 **60** 户", 60, "户", "about")),
        ("到会**1340", None),
    ],
)
def test_numbers_in_bold_type(text: str, expected: Said | None) -> None:
    found = [(said[0].removeprefix("**"), *said[1:]) for said in figures(text)]
    wanted = [(expected[0].removeprefix("**"), *expected[1:])] if expected else []
    assert [f for f in found if f[1] is not None] == wanted


def test_cells_in_bold_type_and_signs_behind_bars() -> None:
    table = "|科目|金额（万元）|\n|--|--|\n|书本|35|\n|退回|-4.5|\n|**合计**|**30.5**|\n"
    assert [(said[0], said[1]) for said in figures(table)] == [
        ("35", 350000), ("-4.5", -45000), ("30.5", 305000),
    ]  # fmt: skip


def test_the_head_of_present_values_dates_nothing() -> None:
    assert (
        list(find_periods("|指标|当前值|预期值|\n|--|--|--|\n|人工|30万元|20万元|", "2024-05-02"))
        == []
    )
