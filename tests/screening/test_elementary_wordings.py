"""Elementary relations in plain wordings: each text is wrong once, and right as said beside it."""

from __future__ import annotations

import pytest

from analysis.screening.rule_runner import screen

ONE_WRONG_FIGURE = {
    "sectors between growths": (
        "全县生产总值210.0亿元，比上年增长5.1%。其中，第一产业增加值30.5亿元，增长3.2%；"
        "第二产业增加值80.2亿元，增长6.0%；第三产业增加值{}亿元，增长5.3%。",
        "99.3", "109.3", "sum",
    ),
    "sectors of a town": (
        "镇域生产总值完成46.8亿元。第一产业增加值6.2亿元，下降1.0%；第二产业增加值18.1亿元，"
        "增长2.4%；"
        "第三产业增加值{}亿元，增长4.4%。", "22.5", "25.5", "sum",
    ),
    "sectors short of the whole": (
        "地区生产总值为912.4亿元。其中第一产业增加值88.6亿元，增长4.0%；第二产业增加值401.3亿元，"
        "增长5.5%；第三产业增加值{}亿元，增长6.1%。", "422.5", "402.5", "sum",
    ),
    "yield named later": (
        "水稻种植面积24.0万亩，水稻总产量13.2万吨。花生产量0.6万吨。水稻良种覆盖面扩大，"
        "平均亩产{}公斤。",
        "550", "505", "average",
    ),
    "class size in another paragraph": (
        "初中在校生9,240人，高中在校生4,100人。\n初中共设教学班210个，平均班额{}人。",
        "44", "49", "average",
    ),
    "yield of wheat": (
        "全年小麦播种面积18.0万亩，小麦总产量7.2万吨。玉米产量3.1万吨。小麦田间管理到位，"
        "单产{}公斤。",
        "400", "460", "average",
    ),
    "added in two paragraphs": (
        "全区经济平稳，新增发明专利1.37万件。\n基础研究得到加强。"
        "\n2023年全区新增发明专利{}万件，创下新高。",
        "1.37", "1.73", "repeat",
    ),
    "built, and what was built": (
        "一年来，新建乡村幸福食堂54处，群众满意。\n当年新建的{}处乡村幸福食堂分布在9个乡镇。",
        "54", "57", "repeat",
    ),
    "planted, and what was planted": (
        "全县完成造林绿化面积6.4万亩。\n完成的{}万亩造林绿化面积中，多为沙地。",
        "6.4", "6.9", "repeat",
    ),
    "done for some of them": (
        "经评估的独居老人共1,250名，已为其中800名安装一键呼叫设备，安装覆盖率提升至{}。",
        "64.0%", "72.0%", "rate",
    ),
    "given to some of them": (
        "全市登记在册的困境儿童共960名，已对其中720名落实结对关爱，关爱覆盖率达到{}。",
        "75.0%", "85.0%", "rate",
    ),
    "the rate of all": (
        "2022届共有毕业生2,400人。\n毕业后留在本市工作的毕业生有1,560人。"
        "留下的多在园区。全体毕业生的留市率达到{}。", "65.0%", "71.0%", "rate",
    ),
    "the register of a year": (
        "年初在册城乡特困供养对象合计2,310户。全年新纳入264户，因收入提高、"
        "自然减员等原因退出318户。"
        "年末在册特困供养对象{}户。", "2,256", "2,526", "sum",
    ),
    "books bought, given and discarded": (
        "2022年初，馆藏图书52.3万册（件）。全年采购入藏3.2万册（件），接受捐赠入藏0.4万册（件），"
        "剔除破损、过时图书1.1万册（件），年末馆藏图书达{}万册（件）。", "54.8", "55.6", "sum",
    ),
    "bicycles put out and taken away": (
        "年初在册共享单车8,200辆。全年新纳入1,450辆，因报废退出900辆。年末在册共享单车{}辆。",
        "8,750", "8,570", "sum",
    ),
    "years in Chinese numerals": (
        "本年度參觀人次為331,200人次；較一一〇年度之288,000人次，成長{}。",
        "15.0%", "21.0%", "growth",
    ),
    "years of the Republic": (
        "全年借閱量達98,400冊；較一〇九年度之82,000冊，增加{}。", "20.0%", "26.0%", "growth",
    ),
    "a year without 度": (
        "受理申請2,268件；較一一一年之2,100件，成長{}。", "8.0%", "13.0%", "growth",
    ),
    "places of meetings": (
        "就停車問題召開{}場座談會，地點依序為東里、西里、南里及北里，均有里民出席。",
        "四", "三", "list",
    ),
    "teams, that is": (
        "镇里组建了{}支队伍，即普法宣讲队、河道巡查队和邻里互助队，每周活动。", "三", "四", "list",
    ),
    "lines, that is": (
        "年内开通{}条专线，即城东学生专线、城北医院专线和城西夜间专线，方便出行。",
        "三", "四", "list",
    ),
    "the mean above the longest": (
        "12家机构中，平均候诊时间最长的是中心医院，为36分钟；最短的是南关卫生院，为14分钟；"
        "12家机构总体平均候诊时间{}分钟。", "25", "39", "average",
    ),
    "the fewest of the months": (
        "7月是全年事故最少的月份，共12起；2月最多，共33起。11月雨雾较多，仅发生事故{}起。",
        "15", "9", "order",
    ),
    "the highest of the year": (
        "全年最高库水位56.30米，发生在8月2日，当天入库较多。9月5日8时库水位涨至{}米，无险情。",
        "55.82", "56.82", "order",
    ),
    "the middle of three": (
        "月租金下四分位数（P25）为1,200元，中位数为{}元，上四分位数（P75）为2,600元。",
        "1,800", "1,100", "order",
    ),
    "the upper quartile": (
        "家庭藏书量下四分位数为20册，中位数为60册，上四分位数为{}册。", "150", "50", "order",
    ),
    "places from high to low": (
        "按产值从高到低排，头一名是东村，86.5万元；第二名西村，{}万元；第三名南村，71.2万元。",
        "79.0", "69.0", "order",
    ),
    "places, two of three changed": (
        "各站客流由高到低，第一名是南站，9,100人次；第二名北站，7,600人次；第三名西站，{}人次。",
        "6,800", "8,600", "order",
    ),
    "counted once, said before": (
        "按统一口径，每名学员只登记一种去向。其中企业录用62.0%，继续求学21.5%，自主经营9.3%，"
        "其余去向{}。",
        "7.2%", "17.2%", "shares",
    ),
    "one purpose for each": (
        "统计时，每位旅客仅填报一种目的。其中探亲41.0%，游览33.0%，公务16.0%，就医{}。",
        "10.0%", "19.0%", "shares",
    ),
    "one reason for each": (
        "每件投诉只归入一类原因。其中噪声44.0%，油烟26.0%，施工20.0%，照明{}。",
        "10.0%", "18.0%", "shares",
    ),
}  # fmt: skip


def _alarms(text: str) -> list[tuple[str, str]]:
    return [(each.rule, each.verdict) for each in screen(text).of("contradicts", "unusual")]


@pytest.mark.parametrize(
    "text, right, wrong, rule", ONE_WRONG_FIGURE.values(), ids=ONE_WRONG_FIGURE
)
def test_one_wrong_figure_contradicts_and_the_right_one_does_not(
    text: str, right: str, wrong: str, rule: str
) -> None:
    assert _alarms(text.format(wrong)) == [(rule, "contradicts")]
    assert _alarms(text.format(right)) == []


RIGHT = {
    "a total behind a semicolon": (
        "年末存款余额82.0亿元，其中个人存款61.0亿元；各项贷款余额55.0亿元。"
    ),
    "in both": (
        "上过夜校的学员900人，其中学过书法的610人、国画的340人，两门都学过的有180人，"
        "另外130人学别的。"
    ),
    "those who should": (
        "全年新聘医师64名，其中返聘退休医师12名；下派轮训48名，占应轮训人数的12.0%。"
    ),
    "a surplus and what is left": (
        "上年结转9.2万元。全年收入40.5万元，全年支出38.0万元。收支相抵，当年节余2.5万元，"
        "加上结转，年末账上11.7万元。"
    ),
    "said again": (
        "产量480万件，上年400万件，同比增长两成；与2018年的240万件相比，增长一倍，"
        "也就是2018年的2倍。"
    ),
    "so many of each": "第三届理事共九人，设会长一人、副会长二人、理事六人。",
    "a list that goes on": (
        "注册裁判员1.20万名。其中国际级60名、国家级540名，一级、二级合计1.14万名。"
    ),
    "walking freely": "团队游客3,000人次，占三成；自由行游客7,000人次，占七成。",
    "the most of another place": (
        "城区全年最高气温36.2℃，出现在7月9日。8月3日，北岭镇气温升至38.0℃。"
    ),
    "a day below the month": (
        "4月是全年报警最少的月份，共20起；8月最多，共51起。10月1日当天报警6起。"
    ),
    "another year": "全年最高库水位71.20米，发生在8月2日。2016年7月4日，库水位涨至73.10米。",
    "two counties": "东山县新建高标准果园6.1万亩。\n西河县新建高标准果园6.4万亩。",
    "left out by rounding": (
        "年初库存12.4万吨，全年购进3.1万吨、销售出库3.2万吨，年末库存12.3万吨。"
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_right_texts_raise_no_alarm(text: str) -> None:
    assert _alarms(text) == []
