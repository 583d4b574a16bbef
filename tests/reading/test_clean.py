"""Damage: what can be proved is repaired and listed, what is lost stays unknown."""

from __future__ import annotations

import pytest

from analysis.reading import find_quantities, find_repairs


@pytest.mark.parametrize(
    ("text", "literal", "value", "unit"),
    [
        ("共發放3.6萬(wàn)元", "3.6萬(wàn)元", 36000, "元"),
        ("演出25場(chǎng)，好評", "25場(chǎng)", 25, "场"),
        ("組織4 00名工人", "4 00名", 400, "人"),
        ("参加者2 150人", "2 150人", 2150, "人"),
        ("参加者共7O5人", "7O5人", 705, "人"),
        ("帮助l20户", "l20户", 120, "户"),
        ("支出618.\n25万元", "618.\n25万元", 6_182_500, "元"),
        ("兩萬餘戶居民", "兩萬餘戶", 20000, "户"),
        ("七 百 余 人", "七 百 余 人", 700, "人"),
    ],
)
def test_proved_repairs(text: str, literal: str, value: int, unit: str) -> None:
    (mention,) = [q for q in find_quantities(text) if q.kind == "figure"]
    assert (mention.text, mention.value, mention.unit) == (literal, value, unit)
    assert find_repairs(text)


@pytest.mark.parametrize(
    "text",
    [
        "拨款?7万元",
        "拨款9?万元",
        "拨款3?8万元",
        "拨款\ufffd6万元",
        "拨款□2万元",
        "举办培训l班",
        "派出5×人",
        "达到7?.6%",
        "占比4.?8%",
        "近几年来共筹集?35.2万元",
        "“先锋号”?0个",
    ],
)
def test_a_lost_digit_is_never_guessed(text: str) -> None:
    (mention,) = [q for q in find_quantities(text) if q.kind == "figure"]
    assert mention.value is None
    assert mention.bound == "unknown"
    assert [r.reason for r in find_repairs(text)] == ["lost digit"]


@pytest.mark.parametrize(
    "text",
    [
        "为什么要改?3年后见分晓",
        "哪里去了?5家企业都不知道",
        "到了吗?2019年",
        "成果如何？80家企业来了",
    ],
)
def test_a_question_is_no_damage(text: str) -> None:
    assert find_repairs(text) == []


@pytest.mark.parametrize("text", ["2015 300人", "表2 15家", "甲 3\n乙 4", "互联网(web)企业3家"])
def test_separate_numbers_stay_separate(text: str) -> None:
    assert find_repairs(text) == []


def test_repairs_name_the_original_characters() -> None:
    text = "補(bǔ)助1 00名"
    repairs = find_repairs(text)
    assert [(r.text, r.replacement, r.reason) for r in repairs] == [
        ("補", "补", "traditional"),
        ("(bǔ)", "", "pinyin"),
        (" ", "", "space"),
    ]
    assert all(text[r.start : r.end] == r.text for r in repairs)


def test_clean_text_needs_no_repair() -> None:
    assert find_repairs("今年培训300人，投入20万元。") == []


def test_windows_line_ends_keep_their_offsets() -> None:
    text = "一、总则\r\n培训\r\n共90人\r\n"
    mentions = find_quantities(text)
    assert [(q.text, q.kind) for q in mentions] == [("一", "ordinal"), ("90人", "figure")]
    assert all(text[q.start : q.end] == q.text for q in mentions)
