"""What each figure of a sentence says: its role, its time, and the thing that it counts."""

from __future__ import annotations

import pytest

from analysis.reading.mentions import read
from analysis.screening.figure_facts import Fact, facts_of, likeness
from analysis.screening.passages import passages, words_of_text


def facts(text: str) -> list[Fact]:
    words = words_of_text(text)
    return facts_of(passages(read(text), words), words)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("培训职工300人，占四成。", ["level", "share"]),
        ("案件由240件增加到360件，增长50%。", ["level", "level", "growth"]),
        ("新建书屋12家，比上年多3家。", ["level", "change"]),
        ("发放960万元，户均800元。", ["level", "average"]),
        ("出动16辆次，平均每队出动2辆车、6名队员。", ["level", "average", "average"]),
        ("全年任务350处，超出任务62处。", ["plan", "change"]),
        ("最高8万元，是上年的2倍。", ["other", "other"]),
        ("民生支出占比达到78%。", ["share"]),
        ("收入15亿元，实现8%的增长。", ["level", "growth"]),
    ],
)
def test_the_role_of_a_figure(text: str, roles: list[str]) -> None:
    assert [fact.role for fact in facts(text)] == roles


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("受理500件，上年为400件。", [False, True]),
        ("由240件增加到360件。", [True, False]),
        ("2023年工作总结\n建成书屋30家，2022年建成20家。", [False, True]),
        ("2025年1月8日\n2024年建成书屋30家。\n去年建成的30家书屋受到好评。", [False, False]),
        ("上一轮调查投放问卷400份，收回380份。", [True, True]),
    ],
)
def test_the_time_of_a_figure(text: str, then: list[bool]) -> None:
    assert [fact.then for fact in facts(text)] == then


def test_a_figure_before_its_noun_counts_the_same_as_one_behind_it() -> None:
    first, other, third = facts("新建口袋公园23个。去年新建的32个口袋公园已开放。培训教师5个班。")
    assert "口袋" in other.grams
    assert likeness(first, other) > 0.75
    assert likeness(first, third) == 0


def test_weights_and_lengths_are_brought_to_one_unit() -> None:
    tonnes, kilograms = facts("总产2吨，亩产500公斤。")
    assert (tonnes.unit, tonnes.value) == (kilograms.unit, 2000.0)


def test_a_change_has_a_way() -> None:
    assert [fact.moves for fact in facts("增长5%，下降3%，占2%，达20户。")] == [1, -1, 0, 0]
