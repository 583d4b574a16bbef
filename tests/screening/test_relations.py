"""Relations between figures, by role and thing and not by the words of one writer."""

from __future__ import annotations

import pytest

from analysis.screening.rule_runner import screen

WRONG = {
    "growth since the beginning of the year": (
        "年末各项贷款52.8亿元，比年初48.0亿元增长20%。", "growth",
    ),
    "more than last year that is less": ("今年完成380件，超过去年的420件。", "direction"),
    "passed and not reached": ("全年客流980人次，首次突破1,000人次大关。", "direction"),
    "those who do something": ("在册职工70人，人均六万元；报名夜校的128人，学费报销。", "part"),
    "those of a company": ("公司职工1,420人，参加知识答题的1,738人，答得好的412人。", "part"),
    "digits exchanged and no word alike": (
        "本期供水286.4万立方米，比上年多。\n268.4万立方米水送出去，没有断过一天。", "repeat",
    ),
    "prizes": ("一等奖2名，二等奖5名，三等奖10名，共评出获奖者18名。", "sum"),
    "a month of the title": ("运行月报（2023年11月）\n进水156万吨，日均6.2万吨。", "average"),
    "two kinds one digit off": ("换热站108座，自管96座、委托管理22座。", "sum"),
    "what came before the stocks": (
        "公益收入今年进账43.6万元。支出31.2万元，主要用于门禁。上年结余18.5万元，到年底结余33.9万元。",
        "sum",
    ),
    "those of a kind of which something is said": (
        "清理灰坑214个、墓葬62座，已完成绘图的墓葬85座。", "part",
    ),
    "a total with two digits exchanged": (
        "原煤产量281.0万吨，其中综采196.0万吨、掘进煤22.0万吨。", "sum",
    ),
    "a list of the months of a quarter": (
        "清运5.25万吨，7月1.87万吨、8月1.92万吨、9月1.73万吨，日均600吨。", "sum",
    ),
    "a season before": ("越冬白鹤1,180只，上个越冬季为1,000只，多了28%。", "growth"),
    "so many a day": ("去年来访和来电9,490人次，一天三十六人次，周末也不例外。", "average"),
    "those of a staff": ("中心在编9人，持有证书的16人。", "part"),
    "a nominal growth": ("社会消费品零售总额96.3亿元，上年为90.0亿元，名义增速为9.6%。", "growth"),
    "an account of supplies": (
        "年初库存灭火机860台，配发240台，全年报废175台、调拨友邻25台，年底盘点实有960台。", "sum",
    ),
    "an account with what was used": (
        "上一冬季结转320吨，十月采购1,150吨；五轮降雪共撒布980吨，库内尚存590吨。", "sum",
    ),
    "people held": ("年初在押2,316名，收押428名，释放502名，调出36名，年末在押2,326名。", "sum"),
    "found among them": ("服务队共有使用者1,286名。节前探访，发现当中1,342名独居。", "part"),
    "counted among all": ("全年火化2,970具。减免费用的，已纳入火化总数的有3,069具。", "part"),
    "those who were handed over": ("查获异常1,926票，移交处置的2,196票。", "part"),
    "a rate of the sentence before": (
        "判处罪犯620人。对其中情节轻微的186人适用缓刑、单处罚金，非监禁刑适用率36.2%。", "rate",
    ),
    "an average of courses": ("开办讲习48班次，结训1,920人次，平均每班45人。", "average"),
    "the unit of the figure before": ("受惠人次为52,800，较上年度的48,000上升14%。", "growth"),
    "digits in another order": (
        "全日制在校本科生17,640人，师资990人。\n17,640名要改一改：16,740名在校本科生分在三处。",
        "repeat",
    ),
    "an average over the days of a span": (
        "10月1日至7日，景区接待游客18.9万人次，日均3.2万人次。", "average",
    ),
    "what was done more than before": ("当年新建3.6万亩，比上年的3.0万亩多建0.9万亩。", "change"),
    "growth in another currency": (
        "总收入港币8,450万元，较上年度之7,800万元增加12.3%。", "growth",
    ),
    "an account of people": ("年初在矫312人，新入矫186人，解矫201人，年末在矫327人。", "sum"),
    "most of a number that is less": ("规范管理2,860人，占在管患者2,640人的大多数。", "part"),
    "a rate behind a clause": (
        "接手纠纷520起，双方签订调解协议的有416起，其余转入诉讼，调解成功率为86.5%。", "rate",
    ),
    "a rate of another verb": ("报案16800笔，已决15120笔，结案率93%。", "rate"),
    "a share in another sentence": (
        "现有教师4150名。其中男教师1245名，占30%。学历提高，本科以上教师3735名，所占比例为94.6%。",
        "share",
    ),
    "a whole in another paragraph": (
        "各项贷款余额312.0亿元。\n不良贷款余额4.68亿元，不良贷款率2.05%。", "rate",
    ),
    "an average in other units": ("麦田24.5万亩，总产10.29万吨，平均亩产462公斤。", "average"),
    "an average behind a count of days": (
        "送餐186400份，供餐日233天，平均每个供餐日送出920份。", "average",
    ),
    "totals behind the average": ("人均结案361件（法官58名，结案18050件）。", "average"),
    "two averages in one list": (
        "出动9120队次、指战员98496人次，平均每队次出动2辆车、12名指战员。", "average",
    ),
    "growth before the earlier number": (
        "2024年总结\n营业收入42.8亿元，增长10%；2023年营业收入为40.0亿元。", "growth",
    ),
    "a rise that is a fall": ("出栏36.29万头，去年同期为38.20万头，同比增长5.0%。", "growth"),
    "more than was planned": ("拆违412处，年度任务是350处，超出任务52处。", "change"),
    "an account in words of its own": (
        "年初在册营销员842人，新增263人，脱落301人，期末在册864人。", "sum",
    ),
    "an account with brackets": (
        "上年结余41.6万元，今年入账128.4万元（租金76.2万元），开支109.5万元，结余65.0万元。", "sum",
    ),
    "a list that is more than its whole": (
        "新增泊位5300个：其中道路泊位1240个，公共泊位2680个，错时泊位1560个。", "sum",
    ),
    "a list before its total": (
        "区财政4200万元，附加1680万元，捐赠888万元，三个渠道相加7068万元。", "sum",
    ),
    "among these": ("登记合作社共612家。这些合作社中已有684家开展服务。", "part"),
    "what was found and what was done": ("排查老旧小区146个，年内开工158个。", "part"),
    "what they proposed and what was taken": ("提合理化建议1260条，被采纳1320条。", "part"),
    "a kind of all before all": (
        "对286名未成年被告人适用缓刑，全年审理的未成年人被告共258名。", "part",
    ),
    "the noun behind the number": (
        "新建和改造口袋公园23个。\n新建和改造的32个口袋公园受到欢迎。", "repeat",
    ),
    "a named base": ("建立档案35700份，以常住人口42000人计算，建档率为89%。", "rate"),
    "a share of a printed number": ("回用废水312万吨，占产生量390万吨的85%。", "share"),
    "points": ("使用率由去年的68%提升到74%，提升16个百分点。", "change"),
    "growth beside the change": ("存款余额856亿元，较年初增加56亿元，增幅9%。", "growth"),
    "an account in rows": (
        "上年结余：36.40万元\n本年收入：82.50万元\n本年支出：75.30万元\n年末结余：46.30万元", "sum",
    ),
    "what is vacant": ("编制96人，实有88人。空编12人。", "sum"),
    "stages that leave a rest": (
        "排查隐患2480项，按期整改2356项，逾期整改86项，尚未整改58项。", "sum",
    ),
    "two kinds of one thing": ("投入警力1280人，民警742人、辅警438人，另有志愿者300人。", "sum"),
    "what is and what is not": ("审查逮捕1240人，批准逮捕868人，不批准逮捕352人。", "sum"),
    "an average of a year": ("2023年总结\n上门服务1092次，平均每周40次。", "average"),
    "a count elsewhere": (
        "本科生23200人。\n教学经费9280万元，生均4500元。", "average",
    ),
    "growth not adjusted": (
        "商品销售额96.0亿元，按现价计算（未扣除物价因素）比上年增长3%；上年同口径为80.0亿元。",
        "growth",
    ),
    "growth on figures as printed": (
        "2024年决算\n支出60.00亿元，2023年决算数为75.00亿元，按可比口径同比增长20%（两年直接相比，未作调整）。",
        "growth",
    ),
    "an average that is named by size": (
        "在校生9000人，设教学班200个，平均班额为49人，已无大班。", "average",
    ),
    "a plan that was reached, by places": (
        "任务12.0万亩，已足额完成，各地建成情况为：甲县3.0万亩，乙县4.0万亩，丙县4.0万亩，丁县2.6万亩。",
        "sum",
    ),
    "a rate of loss": ("供水量5000万立方米，售水量4500万立方米，产销差率为16.5%。", "rate"),
    "a rate of loss in the sentence before": (
        "供电量800万千瓦时，售电量760万千瓦时。受天气影响，全年线损率为7.5%。", "rate",
    ),
    "a plan and what was done": (
        "计划对800户困难家庭实施改造，列入实事。至11月底验收合格600户，全年计划完成率91.0%。",
        "rate",
    ),
    "a surplus that is a deficit": (
        "全年总收入820万元，以捐款为主。全年总支出905万元。收支相抵后，录得盈余85万元。", "sum",
    ),
    "a deficit that is a surplus": ("总收入500万元，总支出420万元，亏损80万元。", "sum"),
    "what a total is made of": (
        "三项经费合计820万元，同比下降2%。从构成来看，车辆费用905万元，接待费用在预算以内。",
        "part",
    ),
    "a kind with 的 before it": (
        "全村在册困难户120户。全年领到补贴的困难户有146户。", "part",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "rule"), WRONG.values(), ids=WRONG)
def test_what_disagrees_contradicts(text: str, rule: str) -> None:
    assert [(each.rule, each.verdict) for each in screen(text).of("contradicts", "unusual")] == [
        (rule, "contradicts")
    ]


RIGHT = {
    "a unit with 升": "化学需氧量由进水的320毫克每升降到28毫克每升。",
    "passed": "全年客流1,080人次，首次突破1,000人次大关，超过去年的920人次。",
    "those of others": "在册职工70人；报名夜校的群众有128人，参加义诊的家属110人。",
    "a month in characters": "三月份快报\n三月完成86.8万吨，日均2.8万吨。",
    "an average of an amount that is named": (
        "存款64.0亿元。中间业务收入1,860万元。员工88人，人均存款7,273万元。"
    ),
    "an average over a count elsewhere": (
        "火灾1,212起，比上年多。\n亡人火灾2起，财产损失1,090.8万元，平均每起9,000元。"
    ),
    "two averages of one kind": (
        "处罚个人7起、单位2起，共罚款1,350元，其中单位每起500元，个人每起50元。"
    ),
    "an average of the sentence before": (
        "审结5,301件，未结439件。法官31名，人均结案171件，院长带头办结2,014件。"
    ),
    "those beside others": "判处五年以上的88人，判处缓刑的246人。",
    "an average over the days of a span": "10月1日至7日，接待游客18.9万人次，日均2.7万人次。",
    "what was done less than before": "当年新建3.0万亩，比上年的3.6万亩少建0.6万亩。",
    "a total before another list": (
        "总收入5.46亿元，其中医疗4.72亿元，补助0.52亿元，其他0.22亿元。总支出5.31亿元。"
    ),
    "an average for its own unit": "采收鲜果42万斤，按每斤2.5元算，收入105万元。",
    "an item that is the third": (
        "收入分三类：甲类8.42亿元，占45%；乙类5.62亿元，占30%；其他4.68亿元，占25%。"
    ),
    "a rate of both together": "调处成功92起，未成功8起，调处成功率92%。",
    "a rate of something else": "检查单位520家，走访职工416人，群众满意率98%。",
    "the part of another count": "毕业去向落实4637人。其中，本科生落实3885人，落实率92.3%。",
    "a share of another subject": (
        "外借图书96万册，其中少儿类41万册；自助借还占外借总量的三分之二。"
    ),
    "an average at least": "设学会四十五个，参加学生62人，每名学生至少参加一个。",
    "a total of a price": (
        "硬化道路2.4公里，花费96万元，每公里40万元；路灯120盏，单价1500元，共计18万元。"
    ),
    "an account that begins in the middle": (
        "新收案件18420件，旧存1130件，审执结18050件，未结1500件。"
    ),
    "the change of something else": (
        "营业收入48.6亿元，较上年同期的43.2亿元增长12.5%；净利润3.24亿元，同比增长8.0%。"
    ),
    "a list of the count before": (
        "受理各类案件26480件，审结25421件。其中，刑事1860件，民事15630件，行政590件，执行8400件。"
    ),
    "groups that overlap": (
        "总库容2180万立方米，其中兴利库容1496万立方米、调洪库容735万立方米，两者有重叠。"
    ),
    "places counted in the same words": "东区新建书屋312家。\n西区新建书屋321家。",
    "the earlier survey": "收回有效问卷2352份。上一轮调查投放2400份，有效问卷2253份。",
    "what stands between belongs to it": "受理500件，转来80件，移交30件，办结450件，办结率82%。",
    "another stage": "审结民事案件11340件。\n调解成功4270件，占民事收案总数的三成左右。",
    "a house open on some days": "2023年总结\n讲解4026场，平均每天13场。",
    "items of a list that goes down": (
        "火灾1482起。\n电气593起；用火不慎371起；遗留火种148起；其余370起。"
    ),
    "a sum of others": "经费2940.6万元，其中人员1905.2万元、公用121.8万元、专项913.6万元。",
    "two kinds are the whole": "教材销售2.05亿元，图书销售1.10亿元，图书占35%左右。",
    "a share of the count before": (
        "结案1748件，其中调解结案1049件、裁决结案699件。调解结案占结案数的60%。"
    ),
    "one level beside another": "申报“全国示范工作室”3个、“湖南省示范工作室”4个。",
    "colloquial shares": "职工2000人，其中女职工930人，占四成七；党员520人，约占四分之一。",
    "kinds of one thing": (
        "全县规模以上工业企业120家。全县具有资质的建筑业企业18家。"
    ),
    "a list with one more item that is called 自": (
        "按类型分，受雇就业900人，升学400人，自主创业30人，合计1330人。"
    ),
    "counted in both": "走访企业90家，分两季进行，春季50家，秋季48家，其中8家两季均走访。",
    "a base in brackets": "优良天数300天，其中优120天、良180天，优良率82.2%（全年有效监测365天）。",
    "so many times so many": "改建四十户。每月评一次，每次评八户，全年十二次共评出九十六户次。",
    "committees apart": (
        "理事8名，共11人；监事3人。年内开会3次。专职工作人员9人，平均年龄34岁；兼职5人。"
    ),
    "a surplus with more behind it": (
        "总收入500万元，总支出580万元，动用上年结转160万元后，结余80万元。"
    ),
    "a loss that is printed": "供水量500万吨，漏损水量50万吨，漏损率10%。",
    "what was planned and not reached": (
        "任务12.0万亩，年底前推进，各地建成情况为：甲县3.0万亩，乙县4.0万亩，丙县2.0万亩。"
    ),
    "growth that is adjusted": "销售额96.0亿元，扣除价格因素比上年增长3%；上年为80.0亿元。",
}  # fmt: skip


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_may_agree_raises_no_alarm(text: str) -> None:
    assert screen(text).of("contradicts", "unusual") == ()


def test_what_agrees_is_said_to() -> None:
    text = "年初结余100万元，收入60万元，支出40万元，年末结余120万元。"
    assert [(each.rule, each.verdict) for each in screen(text).of("holds")] == [("sum", "holds")]
