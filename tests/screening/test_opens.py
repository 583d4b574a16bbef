"""What the words leave open: said of the numbers, and no alarm."""

from __future__ import annotations

import pytest

from analysis.language.messages import text as said
from analysis.screening.rule_runner import screen

OPEN = {
    "unit": ("接听来电45人(次)。", "the unit leaves open"),
    "more": ("设立休息点60个等。", "the list goes on"),
    "all": ("全县86家工厂全部建立工会。", "of how many is not printed"),
    "one number for two kinds": ("救助困难职工及子女130人。", "how it divides"),
    "one rate for two kinds": ("厂务公开和民主管理建制率达80%。", "how it divides"),
    "a term": ("300名职工参加第二期互助。", "the term that is named"),
    "each year": ("每年筹措资金50万元，培养木工90名。", "of each year too"),
    "inside": ("全市20个街道的60家企业建会。", "inside the first or beside it"),
    "almost equal": ("协调争议3266件，涉及企业3273家。", "almost equal"),
    "grades": ("建成市级工作室10个，省级工作室4个。", "by grade"),
    "between": ("举办文艺晚会，投入资金30万元，邀请职工观影。", "between two things"),
    "within": ("全年筹集资金90万元。筹集12万元购买木桶。", "parts of “90万元”"),
    "overlap": ("救助困难职工90人，资助困难职工60人。", "do not add them"),
    "no beginning": ("近年来，建成驿站12个。", "no date"),
    "no day of writing": ("去年，建成驿站12个。", "when it was written"),
}


@pytest.mark.parametrize(("text", "words"), OPEN.values(), ids=OPEN)
def test_what_is_left_open_is_said(text: str, words: str) -> None:
    found = screen(text)
    assert any(words in said(each.message, "en") for each in found.of("open"))
    assert found.of("contradicts", "unusual") == ()
    assert all(said(each.message, "zh") for each in found.of("open"))


@pytest.mark.parametrize(
    "text",
    [
        "2023年5月9日讯：去年，建成驿站12个。",
        "全年筹集资金90万元，其中筹集木桶款12万元。",
        "救助困难职工90人，其中女职工60人得到资助。",
        "建成市级工作室10个，市级书屋4个。",
    ],
)
def test_what_the_words_decide_is_not_left_open(text: str) -> None:
    assert screen(text).of("open") == ()


def test_two_numbers_of_what_a_place_has_once_are_worth_a_look() -> None:
    found = screen("全市72个街道有站点。\n全市76个街道有工会。")
    assert [each.verdict for each in found.of("unusual")] == ["unusual"]
    again = screen("全市76个街道有站点。\n全市76个街道有工会。")
    assert [each.verdict for each in again.of("unusual", "holds")] == ["holds"]


def test_pinyin_between_the_words_hides_nothing() -> None:
    text = "受(shòu)理案件500件(jiàn)，辦(bàn)結480件，辦結率98%。"
    (result,) = screen(text).of("contradicts")
    assert [text[a:b] for a, b in result.places] == ["500件(jiàn)", "480件", "98%"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("各级工会认真落实各项新的要求，大家一起努力\n做好工作。\n一\n二", "inside sentences"),
        ("**看点**建成驿站12个。", "another format"),
        ("下?拨木桶款12万元。", "inside words"),
    ],
)  # fmt: skip
def test_traces_of_another_layout_are_faults_of_the_copy(text: str, words: str) -> None:
    sentences = [said(each.message, "en") for each in screen(text).of("copy")]
    singular = words.replace("sentences", "a sentence").replace("words", "a word")
    assert any(words in sentence or singular in sentence for sentence in sentences)
