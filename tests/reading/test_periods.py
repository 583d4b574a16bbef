"""Periods: explicit and relative dates, and which of them governs a figure."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.reading import find_periods, find_quantities, govern


@pytest.mark.parametrize(
    ("text", "literal", "start", "end"),
    [
        ("2018年4月3日开工", "2018年4月3日", "2018-04-03", "2018-04-03"),
        ("2018年2月", "2018年2月", "2018-02-01", "2018-02-28"),
        ("2018年度", "2018年度", "2018-01-01", "2018-12-31"),
        ("2014至2016年", "2014至2016年", "2014-01-01", "2016-12-31"),
        ("2017年3月至2018年5月", "2017年3月至2018年5月", "2017-03-01", "2018-05-31"),
        (
            "自2013年\n实施以来至2017年8月，",
            "自2013年\n实施以来至2017年8月",
            "2013-01-01",
            "2017-08-31",
        ),
        ("今年1—8月", "今年1—8月", "2019-01-01", "2019-08-31"),
        ("去年上半年", "去年上半年", "2018-01-01", "2018-06-30"),
        ("今年第二季度", "今年第二季度", "2019-04-01", "2019-06-30"),
        ("去年11月中旬", "去年11月中旬", "2018-11-11", "2018-11-20"),
        ("五年来", "五年来", "2015-01-01", "2019-12-31"),
        ("近三年", "近三年", "2017-01-01", "2019-12-31"),
        ("近年来", "近年来", None, "2019-12-31"),
        ("几年来", "几年来", None, "2019-12-31"),
        ("目前", "目前", "2019-12-31", "2019-12-31"),
        ("截至2018年底", "截至2018年底", None, "2018-12-31"),
        ("2016年以来", "2016年以来", "2016-01-01", "2019-12-31"),
        ("2016年至今", "2016年至今", "2016-01-01", "2019-12-31"),
        ("“十三五”期间", "“十三五”期间", "2016-01-01", "2020-12-31"),
        ("二〇一七年六月", "二〇一七年六月", "2017-06-01", "2017-06-30"),
        ("6月9日", "6月9日", "2019-06-09", "2019-06-09"),
        ("2018-07-05", "2018-07-05", "2018-07-05", "2018-07-05"),
        ("全年", "全年", "2019-01-01", "2019-12-31"),
    ],
)
def test_one_period(text: str, literal: str, start: str | None, end: str | None) -> None:
    (period,) = find_periods(text, "2019-12-31")
    assert period.text == literal
    assert text[period.start : period.end] == literal
    assert period.period_start == (date.fromisoformat(start) if start else None)
    assert period.period_end == (date.fromisoformat(end) if end else None)


def test_a_month_takes_the_year_named_before_it() -> None:
    periods = find_periods("2016年召开大会。9月完成。", date(2020, 1, 1))
    assert periods[1].period_start == date(2016, 9, 1)
    assert periods[1].basis == "carried"


def test_relative_words_without_reference_date_get_no_dates() -> None:
    assert all(p.period_start is None for p in find_periods("近年来培训80人"))


def test_impossible_dates_are_no_dates() -> None:
    assert all(p.period_start is None for p in find_periods("2018年13月40日", "2019-01-01"))


def test_reference_date_must_be_a_date() -> None:
    with pytest.raises(ValueError, match="last year"):
        find_periods("去年", "last year")


def test_the_period_that_governs() -> None:
    text = "去年培训60人，投入8万元。目前会员900人。\n帮扶20户，比上年增加5户。"
    governed = govern(text, find_quantities(text), find_periods(text, "2019-12-31"))
    by_text = {g.quantity.text: g for g in governed}
    assert by_text["60人"].period is not None
    assert by_text["60人"].period.text == "去年"
    assert by_text["8万元"].period is by_text["60人"].period
    assert by_text["900人"].reason == "named before it in its sentence: 目前"
    assert "carried" in by_text["20户"].reason
    assert by_text["5户"].period is not None
    assert by_text["5户"].period.text == "去年"
    assert governed[0].reason


def test_no_period_at_all() -> None:
    text = "培训60人"
    (governed,) = govern(text, find_quantities(text), find_periods(text))
    assert governed.period is None


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        # a span that runs on: to the next year, over a broken line, with the hour or weekday
        ("12月28日至1月5日放假", [("2019-12-28", "2020-01-05")]),
        ("11月至2月供暖", [("2019-11-01", "2020-02-29")]),
        ("2018年4\n月至6月", [("2018-04-01", "2018-06-30")]),
        ("3月5日（星期二）至9日展出", [("2019-03-05", "2019-03-09")]),
        ("3月5日9时至17时停水", [("2019-03-05", "2019-03-05")]),
        ("从2013年1月起到2016年6月底", [("2013-01-01", "2016-06-30")]),
        ("2012.10—2016.9任职", [("2012-10-01", "2016-09-30")]),
        ("07至09年", [("2007-01-01", "2009-12-31")]),
        # parts of months, quarters and years
        ("9月中下旬", [("2019-09-11", "2019-09-30")]),
        ("10月上旬至中旬", [("2019-10-01", "2019-10-20")]),
        ("七八月份", [("2019-07-01", "2019-08-31")]),
        ("2018年10、11和12月", [("2018-10-01", "2018-12-31")]),
        ("2018.3.8—10开放", [("2018-03-08", "2018-03-10")]),
        ("上季度末", [("2019-09-30", "2019-09-30")]),
        ("2018Q3", [("2018-07-01", "2018-09-30")]),
        ("2018年第 3 季度", [("2018-07-01", "2018-09-30")]),
        ("前10个月", [("2019-01-01", "2019-10-31")]),
        # decades, centuries and plans
        ("1980年代", [("1980-01-01", "1989-12-31")]),
        ("上世纪九十年代", [("1990-01-01", "1999-12-31")]),
        ("21世纪以来", [("2001-01-01", "2019-12-31")]),
        ("“一五”时期", [("1953-01-01", "1957-12-31")]),
        ("“十三五”第一年", [("2016-01-01", "2016-12-31")]),
        ("十三五、十四五", [("2016-01-01", "2020-12-31"), ("2021-01-01", "2025-12-31")]),
        # what was spoken of before
        (
            "2018年前三季度收治6人，去年同期4人",
            [("2018-01-01", "2018-09-30"), ("2017-01-01", "2017-09-30")],
        ),
        ("2017年新增9人，比上年多", [("2017-01-01", "2017-12-31"), ("2016-01-01", "2016-12-31")]),
        ("2017年5月动工，次月完工", [("2017-05-01", "2017-05-31"), ("2017-06-01", "2017-06-30")]),
        ("4月3日出发，次日到达", [("2019-04-03", "2019-04-03"), ("2019-04-04", "2019-04-04")]),
        ("4月3日、5日，各办一场", [("2019-04-03", "2019-04-03"), ("2019-04-05", "2019-04-05")]),
        ("28日，市里开会", [("2019-12-28", "2019-12-28")]),
        ("截至2019-09-30", [(None, "2019-09-30")]),
        ("截至上月底", [(None, "2019-11-30")]),
        ("截至“十二五”末", [(None, "2015-12-31")]),
        ("1998年成立至今", [("1998-01-01", "2019-12-31")]),
        ("两年内完成", []),
        ("截至10日", [(None, "2019-12-10")]),
        ("上周五", [("2019-12-27", "2019-12-27")]),
        ("近10天", [("2019-12-22", "2019-12-31")]),
        # an end and no stated start
        ("一年多来", [(None, "2019-12-31")]),
        ("近两三年", [(None, "2019-12-31")]),
        ("自新馆启用以来", [(None, "2019-12-31")]),
        ("入汛以来", [(None, "2019-12-31")]),
        # no period of its own
        ("2014年至2016年三年间", [("2014-01-01", "2016-12-31")]),
        ("每年7月体检", []),
        ("至今年6月", [("2019-06-01", "2019-06-30")]),
    ],
)
def test_spellings_of_periods(text: str, spans: list[tuple[str | None, str]]) -> None:
    found = find_periods(text, "2019-12-31")
    assert [
        (p.period_start.isoformat() if p.period_start else None, str(p.period_end)) for p in found
    ] == spans
