"""Numbers against the order that the words give them."""

from __future__ import annotations

import pytest

from analysis.screening.rule_runner import screen

CONTRADICTS = [
    "获救助人数由多到少依次为：东镇86人、西镇62人、南镇71人、北镇43人。",
    "支队在全省17支队伍比武中获得第十九名。",
    "小额诉讼平均审理周期为42天，最长的一件用了38天即告审结。",
    "全年日均接待观众4,600人次，单日最高接待量4,120人次，出现在10月3日。",
    "户均增收3,200元，最少的一户也增收3,600元。",
    "近三年案件数逐年上升，分别为312件、298件、406件。",
    "全市会员12.6万人，其中新增1万人。据统计，全县会员15.2万人。",
    "在全市9个县区考核中排名第十一位。",
    "参赛作品按得分由高到低为：甲98分、乙95分、丙96分、丁90分。",
    "收入由多到少排下来，依次为东村86万元、上村62万元、大村71万元、下村43万元。",
]
RIGHT = [
    "获救助人数由多到少依次为：东镇86人、西镇71人、南镇62人、北镇43人。",
    "支队在全省17支队伍比武中获得第三名。",
    "小额诉讼平均审理周期为42天，最长的一件用了98天，最短的12天。",
    "全年日均接待观众4,600人次，单日最高接待量1.26万人次。",
    "户均增收3,200元，最多的一户增收3.6万元，最少的村户均1,200元。",
    "近三年案件数逐年上升，分别为312件、398件、406件。",
    "全省会员126万人，全市会员15.2万人，全县会员3万人。",
    "在全市9个县区考核中排名第三，连续第十二年获评先进。",
    "平均每个社区有党员62人，最多的一个网格30人。",
    "最大班额45人，平均班额38人。",
    "人均住房面积38平方米，最大的安置房120平方米，户均面积96平方米。",
    "气温最高39℃，月均气温26℃，最低气温12℃。",
    "预算由小到大编制，投入分别为10万元、6万元、8万元。",
    "全市最高工资12,000元，平均工资5,600元，最低工资标准1,900元。",
    "平均工期45天，最快的仅用30天，最慢的用了70天。",
]


@pytest.mark.parametrize("text", CONTRADICTS)
def test_what_cannot_be_contradicts(text: str) -> None:
    assert [each.verdict for each in screen(text).of("contradicts", "unusual")] == ["contradicts"]


@pytest.mark.parametrize("text", RIGHT)
def test_what_agrees_or_may_be_raises_no_alarm(text: str) -> None:
    assert screen(text).of("contradicts", "unusual") == ()
