"""Days of months, quarters and halves, and numbers of days that are printed."""

from __future__ import annotations

import pytest

from analysis.screening.days_named import days_of_part, days_said
from analysis.screening.rule_runner import screen


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("12月客运量", (31,)),
        ("11月份", (30,)),
        ("三月完成", (31,)),
        ("十一月份", (30,)),
        ("三月至五月", ()),
        ("2月客运量", (28, 29)),
        ("上半年客运量", (181, 182)),
        ("三季度", (92,)),
        ("客运量", ()),
        ("1月至3月客运量", ()),
        ("4月和5月", ()),
        ("12月19日", ()),
    ],
)
def test_days_of_the_one_part_of_a_year_that_is_named(words: str, days: tuple[int, ...]) -> None:
    assert days_of_part(words) == days


def test_days_are_said_by_numbers_that_no_date_has() -> None:
    assert days_said("全年开放302日，扣除12日后为290天，9月30日除外") == (302, 290)


RIGHT = {
    "open on so many days": "食堂全年开放302日，供餐90,600份，平均每日300份。",
    "a month of the year": (
        "2022年客运量21,900万人次，日均60.0万人次。"
        "12月客运量1,178万人次，日均38.0万人次。"
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_an_average_over_days_that_are_named_agrees(text: str) -> None:
    found = screen(text)
    assert found.of("contradicts", "unusual") == ()
    assert "average" in {each.rule for each in found.of("holds")}


WRONG = {
    "of a month": "2022年运营情况。12月客运量1,178万人次，日均44.0万人次。",
    "of what goes on every day": "2019年，旅客吞吐量182.5万人次，日均6,200人次。",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_an_average_over_other_days_contradicts(text: str) -> None:
    assert [each.rule for each in screen(text).of("contradicts")] == ["average"]


def test_a_house_may_be_open_on_fewer_days_than_a_year_has() -> None:
    assert screen("2019年，接待观众29.4万人次，日均980人次。").of("contradicts") == ()
