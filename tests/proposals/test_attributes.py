"""What the words around a number say of it, on sentences made up for it."""

from __future__ import annotations

import pytest

from analysis.proposals.attributes import counted_of, level_of, nature_of, status_of
from analysis.proposals.named_attributes import grade_of
from analysis.proposals.nearby_words import PlainText
from analysis.reading.mentions import Mention, read


def place(text: str, which: int = 0) -> tuple[Mention, str, str, tuple[Mention, ...]]:
    figures = tuple(read(text).figures)
    mention = figures[which]
    return mention, *PlainText(text).around(mention.start, mention.end), figures[which + 1 :]


@pytest.mark.parametrize(
    ("text", "which", "counted"),
    [
        ("下拨垦荒资金30万元。", 0, "money"),
        ("举办剪枝比武12场。", 0, "activities"),
        ("表彰优秀护林员20名。", 0, "honours"),
        ("评选出8名种树能手。", 0, "honours"),
        ("慰问护林员60名。", 0, "people_reached"),
        ("组织60名劳模疗休养。", 0, "people_reached"),
        ("建成护林驿站15个。", 0, "structures"),
        ("签订护林协议40份。", 0, "structures"),
        ("帮助70名伐木工实现再就业。", 0, "results"),
        ("牵手成功9对。", 0, "results"),
        ("外市参观团30人到林场。", 0, "context"),
        ("接听护林热线来电90人次。", 0, "activities"),
        ("评选先进林场5家、苗圃园地2家。", 1, "honours"),
        ("由6名林业专家组成的工作室。", 0, "structures"),
        ("有300家林场参加造林竞赛。", 0, "people_reached"),
        ("林场参赛率达80%。", 0, "people_reached"),
    ],
)
def test_what_is_counted(text: str, which: int, counted: str) -> None:
    mention, before, after, _ = place(text, which)
    previous = ""
    for k in range(which):
        earlier, ahead, behind, _ = place(text, k)
        previous = counted_of(earlier, ahead, behind, previous)
    assert counted_of(mention, before, after, previous) == counted


def test_what_no_word_says_is_not_told() -> None:
    mention, before, after, _ = place("另有8只。".replace("只", "处"))
    assert counted_of(mention, before, after) == ""


@pytest.mark.parametrize(
    ("text", "which", "nature"),
    [
        ("全年培训护林员300名。", 0, "flow"),
        ("目前共有护林员300名。", 0, "stock"),
        ("全市86个乡镇都有林场。", 0, "stock"),
        ("建场率达到80%。", 0, "rate"),
        ("连续8年获得绿化奖。", 0, "duration"),
        ("计划培训护林员300名。", 0, "plan"),
        ("预算50万元用于补种。", 0, "plan"),
        ("首次组织40名护林员外出学习。", 0, "single"),
        ("5月9日，组织40名护林员补种。", 0, "single"),
        ("每年200元的津贴。", 0, "tariff"),
        ("目前，发放树苗300份。", 0, "flow"),
        ("30个林场、900名护林员参加第二期互助保障。", 1, "stock"),
    ],
)
def test_natures(text: str, which: int, nature: str) -> None:
    mention, before, after, _ = place(text, which)
    assert nature_of(mention, before, after) == nature


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("全国仅有9人获奖。", "national"),
        ("全国绿化示范点1个。", "city"),
        ("全县种树300株。", "county"),
        ("目前全村45户都种树。", "village"),
        ("每个乡镇种树300株。", "township"),
        ("施工现场领到树苗60株。", "enterprise"),
        ("种树300株。", "city"),
    ],
)
def test_levels(text: str, level: str) -> None:
    _, before, after, _ = place(text)
    assert level_of(before, after) == level


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("种树300株。", "as_printed"),
        ("种树3?0株。", "damaged"),
        ("支出214000万元。", "unlikely"),
        ("发放林券90亿元，带动消费2亿元。", "impossible"),
        ("发放林券900万元，带动消费2亿元。", "as_printed"),
    ],
)
def test_statuses(text: str, status: str) -> None:
    mention, before, after, following = place(text)
    assert status_of(mention, before, after, following) == status


@pytest.mark.parametrize(
    ("before", "after", "grade"),
    [
        ("省级护林标兵", "", "provincial"),
        ("国家级林场", "", "national"),
        ("获", "名市级能手", "municipal"),
        ("县区、市、省级林场", "", "mixed"),
        ("全市护林员", "", ""),
    ],
)
def test_grades(before: str, after: str, grade: str) -> None:
    assert grade_of(before, after) == grade
