"""Lists beside the number of things that they are said to name."""

from __future__ import annotations

import pytest

from analysis.screening.rule_runner import screen

CONTRADICTS = [
    "另开设六类课程,即书法、合唱、球类、编程、劳动。",
    "新增驿站五家,分别设在河东社区、铁路新村、职教中心、工业园、公交场站和汽车站,统一标识。",
    "增设饮水点四处（东门、西门、南门、北门、中院），新划车位20个。",
    "本会设五个部门：信用部、供销部、推广部、保险部、会务部、休闲部，职工76人。",
    "形成“五大基地”格局：培训基地、实训基地、疗养基地、教育基地。",
    "今年抓三件事：一是建会，二是维权。",
    "东坪、西坪、南坪、北坪三个乡镇受灾。",
]
HOLDS = [
    "三个区县（东区、西区和南县）参加。",
    "设立四个工作组，分别由组织部、宣传部、财务部和女职工部牵头。",
    "今年抓三件事：一是建会，二是维权，三是帮扶。",
]
SILENT = [
    "开展五项活动：歌咏、棋类等。",
    "举办讲座、比赛、展览五项。",
    "“五个行动”，为职工打造家园、学园、乐园。",
    "投入三类资金共20万元。",
]


def verdicts(text: str) -> list[str]:
    found = screen(text).of("contradicts", "unusual", "holds")
    return [each.verdict for each in found if each.rule == "list"]


@pytest.mark.parametrize("text", CONTRADICTS)
def test_what_cannot_be_contradicts(text: str) -> None:
    assert verdicts(text) == ["contradicts"]


@pytest.mark.parametrize("text", HOLDS)
def test_what_agrees_is_right(text: str) -> None:
    assert verdicts(text) == ["holds"]


@pytest.mark.parametrize("text", SILENT)
def test_what_the_words_leave_open_raises_no_alarm(text: str) -> None:
    assert verdicts(text) == []
