"""Each rule of the screening on sentences made up for it: what it finds, and what it lets be."""

from __future__ import annotations

import pytest

from analysis.language.messages import text as said
from analysis.screening.rule_runner import RULES, screen
from analysis.screening.screening_records import ScreeningResult


def verdicts(text: str) -> list[tuple[str, str]]:
    return [(result.rule, result.verdict) for result in screen(text).results]


def only(text: str) -> ScreeningResult:
    (result,) = screen(text).results
    return result


RIGHT = {
    "part: inside its whole": ("组建工会300家，其中企业工会240家。", "part"),
    "part: whole in the sentence before": ("发展会员900人。其中农民工200人。", "part"),
    "part: a hedge leaves room": ("慰问职工近500人，其中女职工300人。", "part"),
    "sum: three named": ("救助、助学、慰问分别支出10元、20元、30元，三项合计60元。", "sum"),
    "sum: so many sums": ("下拨资金两笔，分别为120万元和80万元，两笔合计200万元。", "sum"),
    "sum: divided as follows": ("安排资金600元，分别为100元、200元和300元。", "sum"),
    "share of a whole": ("会员50万人，其中女会员20万人，占40%。", "share"),
    "share named in full": ("现有职工800人，持证的有600人，占职工总数的75%。", "share"),
    "share of the whole, not of the nearer part": (
        "会员60万人，其中女会员24万人、农民工会员18万人，占会员总数的30%。",
        "share",
    ),
    "rate": ("受理案件500件，办结480件，办结率96%。", "rate"),
    "rate: of two kinds together": ("受理诉讼300件、仲裁200件，审结490件，结案率98%。", "rate"),
    "rate: of two counts together": ("受理500件，上年结转20件，办结510件，办结率98%。", "rate"),
    "shares of one whole": ("三类企业分别占35%、40%和25%。", "shares"),
    "average": ("发放慰问金960万元，慰问1.2万户，户均800元。", "average"),
    "growth from one to another": ("案件由240件增加到360件，增长50%。", "growth"),
    "decline": ("案件由400件下降到300件，下降25%。", "growth"),
    "growth beside the change": ("工会4521家，比上年增加321家，增长7.6%。", "growth"),
    "growth over an earlier number": ("新建215家，较2021年的180家增长19.4%。", "growth"),
    "a change in points": ("就业率由86.5%提高到91.2%，提高4.7个百分点。", "change"),
    "multiple": ("办理360件，是2018年120件的3倍。", "times"),
    "day of the week": ("2023年5月1日（星期一）召开大会。", "date"),
    "length of a span": ("10月8日至10月14日，举办为期7天的展览。", "date"),
    "length of years": ("2016年至2020年的五年间成立协会。", "date"),
    "list": ("设四个工种：钳工、焊工、电工、车工。", "list"),
    "spending and its effect": ("发放补贴200万元，带动消费900万元。", "caused"),
}

WRONG = {
    "an item is no whole of the next": (
        "共有职工1000人，其中工人420人，占42%；干部210人，占50%。", "share", "contradicts",
    ),
    "the highest is no total": (
        "救助20人，发放40万元，最高8万元，人均4000元。", "average", "contradicts",
    ),
    "a half-year beside its quarters": (
        "一季度受理30件，二季度受理40件，上半年共受理90件。", "sum", "contradicts",
    ),
    "what is left": ("发现隐患80处，已整改70处，尚有15处正在整改。", "sum", "contradicts"),
    "completion of a plan": ("完成投资60万元，完成年度计划50万元的130%。", "rate", "contradicts"),
    "beyond a plan": ("计划培训200人，实际培训220人，超额20%。", "rate", "contradicts"),
    "a difference": ("受理300件，比去年的260件多50件。", "change", "contradicts"),
    "doubled": ("由120家增加到350家，翻了一番。", "times", "contradicts"),
    "more come back than went out": ("发出选票60张，收回选票63张。", "part", "contradicts"),
    "an average above the highest": (
        "最高工资8000元，平均工资9000元。", "average", "contradicts",
    ),
    "an amount for each": (
        "每户补助500元，慰问300户，共发放25万元。", "average", "contradicts",
    ),
    "part above its whole": ("组建工会300家，其中企业工会320家。", "part", "contradicts"),
    "men and women": (
        "资助学生1560人，其中男生702人、女生885人。", "sum", "contradicts",
    ),
    "three named": ("三处各捐10元、20元、30元，三处合计70元。", "sum", "contradicts"),
    "divided as follows": ("安排资金600元，分别为100元、200元和400元。", "sum", "contradicts"),
    "a list that may not be all": ("慰问支出100元、200元，合计600元。", "sum", "unusual"),
    "share": ("会员50万人，其中女会员20万人，占45%。", "share", "contradicts"),
    "rate": ("受理案件500件，办结480件，办结率98%。", "rate", "contradicts"),
    "shares": ("会员中男、女分别占55%和65%。", "shares", "contradicts"),
    "rate above all": ("签订率达到103%。", "above", "contradicts"),
    "rate of calls above all": ("热线接通率108.4%。", "above", "contradicts"),
    "average": ("发放慰问金960万元，慰问1.2万户，户均8000元。", "average", "contradicts"),
    "growth": ("案件由240件增加到360件，增长40%。", "growth", "contradicts"),
    "growth beside the change": (
        "工会4521家，比上年增加321家，增长8.6%。", "growth", "contradicts",
    ),
    "points": ("就业率由86.5%提高到91.2%，提高5.7个百分点。", "change", "contradicts"),
    "direction": ("参赛职工由8.5万人增加至7.9万人。", "direction", "contradicts"),
    "multiple": ("办理360件，是2018年120件的4倍。", "times", "contradicts"),
    "no such day": ("2022年11月31日前完成。", "date", "contradicts"),
    "no leap year": ("2023年2月29日开幕。", "date", "contradicts"),
    "day of the week": ("2023年5月1日（星期三）召开大会。", "date", "contradicts"),
    "backwards": ("2023年5月9日至5月3日举办展览。", "date", "contradicts"),
    "too long": ("10月8日至10月14日，举办为期9天的展览。", "date", "contradicts"),
    "years": ("2016年至2020年的七年间成立协会。", "date", "contradicts"),
    "years backwards": ("2020年至2016年成立协会。", "date", "contradicts"),
    "list": ("设五个工种：钳工、焊工、电工、车工。", "list", "contradicts"),
    "effect below what was spent": ("发放补贴1200万元，带动消费900万元。", "caused", "unusual"),
    "spent many times what it caused": (
        "发放消费券122亿元，带动消费5亿元。", "caused", "contradicts",
    ),
    "same clause": (
        "2023年全市新建职工书屋30家。全市新建职工书屋50家。", "repeat", "unusual",
    ),
}  # fmt: skip

SILENT = {
    "numbers of two years": ("2022年全市新建职工书屋30家。\n2023年全市新建职工书屋50家。"),
    "numbers of two years in one paragraph": (
        "2022年全市新建职工书屋30家。此后继续建设。2023年全市新建职工书屋50家。"
    ),
    "numbers of two years, words far from them": (
        "2022年初全市新建职工书屋30家。2023年末全市新建职工书屋50家。"
    ),
    "numbers of one day of two years": (
        "2022年12月31日,结存捐赠资金128.46万元。\n2023年12月31日,结存捐赠资金92.72万元。"
    ),
    "a growth a year over years": "2019年产值100万元，2022年产值150万元，年均增长14.5%。",
    "a growth at other prices": "上年产值100万元，今年产值150万元，按可比价格增长44.2%。",
    "numbers of two months": "一月，全市新建职工书屋30家。到二月，全市新建职工书屋50家。",
    "numbers of two days": "截至6月底，全市建成职工书屋30家。截至9月底，全市建成职工书屋50家。",
    "numbers of two places": "东片区，全市新建职工书屋30家。西片区，全市新建职工书屋50家。",
    "a total of more than its list": "慰问职工100人、农民工50人，全年共慰问600人。",
    "a whole that is not printed": "产值占全省的30%。",
    "new ones beside a total": "会员60万人，比上年增长5%，新增会员2万人。",
    "a growth rate may be anything": "增长率达到180%。",
    "a plan may be exceeded": "计划完成率105%。",
    "a span into the next year": "12月25日至1月5日开展慰问。",
    "a list that goes on": "开展五项活动：歌咏、棋类等。",
    "two things of another unit": "企业300家，其中职工5000人参加。",
    "another number of the same kind": "培训职工500人，其中累计取证900人。",
    "a standard for each": "每人补助2000元，共发放300万元，惠及职工800户。",
    "two counts that may be meant": "受理500件，转来80件，移交30件，办结450件，办结率70%。",
    "the same people twice": "会员500人，其中女会员300人、农民工会员350人。",
    "no relation at all": "建成书屋12家，培训职工300人。",
    "a numeral that counts nothing": "坚持一二三四工作法。",
}


@pytest.mark.parametrize(("text", "rule"), RIGHT.values(), ids=RIGHT)
def test_what_agrees_is_right(text: str, rule: str) -> None:
    found = verdicts(text)
    assert (rule, "holds") in found
    assert {verdict for _, verdict in found} == {"holds"}


@pytest.mark.parametrize(("text", "rule", "verdict"), WRONG.values(), ids=WRONG)
def test_what_disagrees_is_found(text: str, rule: str, verdict: str) -> None:
    others = ("holds", "open")
    assert [each for each in verdicts(text) if each[1] not in others] == [(rule, verdict)]


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_the_words_do_not_promise_is_let_be(text: str) -> None:
    assert [each for each in verdicts(text) if each[1] not in ("holds", "open")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("组建工会300余家，其中企业工会320家。", []),  # more than 300 has no upper end
        ("会员50万人，其中女会员20万人，占40.4%。", [("share", "holds"), ("part", "holds")]),
        (
            "会员50.0万人，其中女会员20.0万人，占42%。",
            [("share", "contradicts"), ("part", "holds")],
        ),
        ("案件由近400件下降到300件，下降25%。", [("growth", "holds")]),
        ("案件由300余件增加到500件，增长20%。", []),  # 300余 may be 416
        ("会员3.0万人，其中女会员1.0万人，占35%。", [("share", "holds"), ("part", "holds")]),
        ("发放8586元，慰问43人，人均200元。", [("average", "holds")]),  # 199.67
        ("发放8586元，慰问43人，人均220元。", [("average", "contradicts")]),
        ("办理361件，是2018年120件的3倍。", [("times", "holds")]),
        ("慰问职工300余人，慰问300户，户均5人。", []),
        ("会员72万人，其中女会员24.4万人，占33%。", [("part", "holds")]),  # 33.9, cut
    ],
)  # fmt: skip
def test_limits_decide(text: str, expected: list[tuple[str, str]]) -> None:
    assert verdicts(text) == expected


def test_a_point_lost_in_one_number_is_named() -> None:
    result = only("三处各捐10元、20元、300元，三处合计60元。")
    assert said(result.message, "en") == (
        "“10元”, “20元” and “300元” together give 330, not “60元”. “300元” would fit if it were 10 "
        "times smaller: a decimal point may be lost, or a digit or 万 too many."
    )


def test_no_number_is_blamed_where_several_could_be_wrong() -> None:
    result = only("救助4户，发放1200元，户均3000元。")
    assert said(result.message, "en") == (
        "“1200元” and “4户” give an average of 300, not “3000元”."
    )


def test_places_lead_to_the_numbers() -> None:
    text = "受理案件500件，办结480件，办结率98%。"
    result = only(text)
    assert [text[a:b] for a, b in result.places] == ["500件", "480件", "98%"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("发放补助3?0元。", "A digit is lost in"),
        ("组织活动1 00场。", "stands inside the number"),
        ("一、概况\n三、成效\n", "stands where number 2 would follow"),
        ("他说：“好。\n", "without the other"),
        (
            "我们在全市开展送清凉活动慰问职工30人。\n我们在全市开展送清凉活动慰问职工30人。\n",
            "stands a second time",
        ),
    ],
)
def test_faults_of_the_copy_are_no_contradictions(text: str, sentence: str) -> None:
    found = screen(text)
    assert any(sentence in said(result.message, "en") for result in found.of("copy"))
    assert found.status == 0


def test_a_wrapped_line_goes_on() -> None:
    text = "全市各级工会全年一共受理劳动争议案件五百件整，\n经过各方努力办结480件，办结率98%，"
    text += "群众满意。\n"
    assert ("rate", "contradicts") in verdicts(text)


def test_a_growth_goes_on_in_a_wrapped_line() -> None:
    text = "会员总数由上一个工作年度末的八万五千人在一年之内逐步\n增加到九万三千五百人整，增长25%，"
    assert ("growth", "contradicts") in verdicts(text + "为历年最多。\n")


def test_the_item_before_it_in_a_list_is_no_whole() -> None:
    text = "会员50万人，其中女会员20万人、农民工会员10万人，占50%。"
    assert ("share", "contradicts") in verdicts(text)


def test_share_of_figures_that_were_checked() -> None:
    found = screen("受理案件500件，办结480件，办结率98%。建成书屋12家。")
    assert (len(found.figures), len(found.checked), found.status) == (4, 3, 1)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_rule_has_a_name_and_every_result_words(language: str) -> None:
    texts = [each[0] for each in (*RIGHT.values(), *WRONG.values())]
    for text in texts:
        for result in screen(text).results:
            assert result.rule in RULES
            assert said(result.message, language)


@pytest.mark.parametrize(
    "text", ["", "\n", "no Chinese 12 at all", "，。", "占%", "其中", "0家，其中0家，占0%。"]
)
def test_nothing_to_check(text: str) -> None:
    assert screen(text).of("contradicts", "unusual") == ()


@pytest.mark.parametrize(
    "piece", ["其中3人", "3人，占5%", "由1件增加到2件，", "“（", "1月1日至", "一、\n", "共1项"]
)
def test_long_texts_end(piece: str) -> None:
    assert screen(piece * 3000).figures is not None
