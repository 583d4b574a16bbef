"""Figures that a wording seems to bind, and that are no sum and no part of each other."""

from __future__ import annotations

import pytest

from analysis.screening.rule_runner import screen
from analysis.screening.set_aside import complements

RIGHT = {
    "as many of each of two": "志愿者登记在册330人，其中学生和教师均为110人，余下110人来自机关。",
    "what follows from a list": (
        "重点户25户。另有监测户4户，其中2户同时是低保户，"
        "所以三类户是27户。"
    ),
    "what is said not to be": "另有监测户4户，其中2户已计入，因此合计不是29户，而是27户。",
    "a stock among moves": (
        "今年添丁12人，老了（去世）8人，嫁进来5人，"
        "嫁出去及迁走11人，一年下来少了2人，去年底是1,314人。"
    ),
    "the rest of another total": (
        "受理1,344件。案件里，讨薪688件，家庭261件，工伤247件，其余148件。"
    ),
    "what the rest is left to": "中心在编9人，有证书的6人，其余靠42名律师轮值。",
    "scores": "四个片区得分由高到低是：东片95.6分，南片94.1分，西片93.0分，北片90.8分。",
    "kinds with their own shares": (
        "集装箱3.6万标箱，其中重箱2.52万标箱，占七成；外贸箱1.44万标箱，占四成。"
    ),
    "of another year": "旅客62.4万人次，同期为24万人次；其中进境30.2万人次，出境32.2万人次。",
    "less what is left out": "连续生产1,186天，含首尾两日为1,187天，扣除停产1天。",
    "named with the list": (
        "岁入决算数88亿1,500万元，岁出决算数87亿3,600万元。"
        "\n岁入中，税课收入28亿2,080万元，补助收入49亿3,640万元，其余收入10亿5,780万元。"
    ),
    "a larger one before": "收到申诉14件，属实9件，结案14件。",
    "averages of the first and the last": (
        "参加分红8,640人，金额345.6万元，人均400元；最高的村人均680元，最低的村人均210元。"
    ),
    "visits by visits": "亲情电话2.26万人次，按年末人数折算，人均12次；视频会见4,700人次。",
    "a share and a number behind": "顾问签约率百分之百，176个村一个不落。",
    "one item is all": "在册214人，其中三年内释放的176人，五年内的214人（含前述176人）。",
    "days of work lost": "合同200天，实际恰200天；9月有5天因雨停工，未申请顺延。",
    "counted once": "暴雨5次，台风2次，冰雹1次，一次暴雨由台风引起，故合计为7次，不作重复统计。",
    "days with and without": "全年有雨日数139天，无雨日数226天。",
}  # fmt: skip


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_no_alarm_is_raised(text: str) -> None:
    assert screen(text).of("contradicts", "unusual") == ()


WRONG = {
    "a list beside its total": (
        "志愿者登记在册330人，其中学生110人，教师110人，其余150人。",
        "sum",
    ),
    "a digit too many": ("本年支出480万元，其中维修2100万元，人工270万元。", "part"),
}


@pytest.mark.parametrize(("text", "rule"), WRONG.values(), ids=WRONG)
def test_a_list_that_is_none_of_these_still_contradicts(text: str, rule: str) -> None:
    assert rule in {each.rule for each in screen(text).of("contradicts")}


def test_what_has_not_is_the_complement_of_what_has() -> None:
    assert complements("无雨日数", "有雨日数")
    assert not complements("雨日数", "全年日数")
    assert not complements("未办结", "未审结")
