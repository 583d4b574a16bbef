"""Periods: explicit and relative dates, and which of them governs a figure."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.reading import find_periods, find_quantities, govern
from analysis.reading.period_memory import shifted
from analysis.reading.period_roles import is_planned


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


@pytest.mark.parametrize(
    ("text", "literal", "start", "end"),
    [
        ("2013年与2016年间，新建会所9处", "2013年与2016年间", "2013-01-01", "2016-12-31"),
        ("在二〇一四年和二〇一六年之间", "二〇一四年和二〇一六年之间", "2014-01-01", "2016-12-31"),
        ("十八世纪六十年代的碑", "十八世纪六十年代", "1760-01-01", "1769-12-31"),
        ("本世纪10年代落户", "本世纪10年代", "2010-01-01", "2019-12-31"),
        ("17年五月三日至八日轮训", "17年五月三日至八日", "2017-05-03", "2017-05-08"),
        ("上上周排查", "上上周", "2019-08-12", "2019-08-18"),
        ("下下个月验收", "下下个月", "2019-10-01", "2019-10-31"),
        ("上上个月结账", "上上个月", "2019-06-01", "2019-06-30"),
        ("未来两个月试行", "未来两个月", "2019-09-01", "2019-10-31"),
        ("今后三周轮休", "今后三周", "2019-09-01", "2019-09-21"),
        ("今后三年扩建", "今后三年", "2020-01-01", "2022-12-31"),
        ("2012年以前入会", "2012年以前", None, "2011-12-31"),
        ("2012年以后入会", "2012年以后", "2013-01-01", "2019-08-31"),
        ("2012年6月之后入会", "2012年6月之后", "2012-07-01", "2019-08-31"),
        ("2018年春节期间值守", "2018年春节期间", "2018-01-20", "2018-02-28"),
        ("去年端午假期值守", "去年端午假期", "2018-05-26", "2018-06-28"),
        ("去年“五一”假期值守", "去年“五一”假期", "2018-05-01", "2018-05-05"),
        ("上季失业率为4%", "上季", "2019-04-01", "2019-06-30"),
    ],
)
def test_spans_around_years_weeks_and_festivals(
    text: str, literal: str, start: str | None, end: str
) -> None:
    (period,) = find_periods(text, "2019-08-31")
    assert (period.text, period.basis) == (literal, "stated")
    assert period.period_start == (date.fromisoformat(start) if start else None)
    assert period.period_end == date.fromisoformat(end)


def test_a_festival_of_the_moon_needs_a_year() -> None:
    assert find_periods("中秋期间走访9户。", "2019-11-30") == []
    told = find_periods("2016年办班2期。中秋期间走访9户。", "2019-11-30")
    assert [(p.period_start, p.period_end) for p in told[1:]] == [
        (date(2016, 9, 6), date(2016, 10, 10))
    ]
    assert "the moon decides" in told[1].reason


def test_a_holiday_in_quotation_marks() -> None:
    (period,) = find_periods("“五一”假期迎客800人。", "2019-08-31")
    assert (period.text, period.period_start) == ("“五一”假期", date(2019, 5, 1))


def test_years_apart_are_no_span() -> None:
    assert [p.text for p in find_periods("2013年和2016年间隔三年", "2019-08-31")] == [
        "2013年",
        "2016年",
    ]


def test_what_lies_after_the_day_of_writing_has_no_end() -> None:
    (period,) = find_periods("2019年10月以后不再受理", "2019-08-31")
    assert (period.period_start, period.period_end) == (date(2019, 11, 1), None)


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


@pytest.mark.parametrize(
    ("text", "literal", "start", "end"),
    [
        # 初, 底, 末 and 中 are not cut out of the next word
        ("2022年中央补助", "2022年", "2022-01-01", "2022-12-31"),
        ("2022年中标项目", "2022年", "2022-01-01", "2022-12-31"),
        ("2022年中学教师", "2022年", "2022-01-01", "2022-12-31"),
        ("2023年初中毕业生", "2023年", "2023-01-01", "2023-12-31"),
        ("2023年初级工", "2023年", "2023-01-01", "2023-12-31"),
        ("2023年末端网点", "2023年", "2023-01-01", "2023-12-31"),
        ("2023年底薪标准", "2023年", "2023-01-01", "2023-12-31"),
        ("3月底层商铺", "3月", "2024-03-01", "2024-03-31"),
        ("3月初中生", "3月", "2024-03-01", "2024-03-31"),
        ("2023年底数据", "2023年底", "2023-12-31", "2023-12-31"),
        ("2023年中，", "2023年中", "2023-06-30", "2023-06-30"),
        ("2023年年中工作会议", "2023年年中", "2023-06-30", "2023-06-30"),
        # quarters
        ("今年第一季建会", "今年第一季", "2024-01-01", "2024-03-31"),
        ("上一季度", "上一季度", "2024-01-01", "2024-03-31"),
        ("上季，", "上季", "2024-01-01", "2024-03-31"),
        ("今年首季", "今年首季", "2024-01-01", "2024-03-31"),
        ("去年前三季度", "去年前三季度", "2023-01-01", "2023-09-30"),
        ("去年首三季", "去年首三季", "2023-01-01", "2023-09-30"),
        ("去年首两季", "去年首两季", "2023-01-01", "2023-06-30"),
        ("去年第三及第四季", "去年第三及第四季", "2023-07-01", "2023-12-31"),
        ("去年二三季度", "去年二三季度", "2023-04-01", "2023-09-30"),
        ("去年最后一季", "去年最后一季", "2023-10-01", "2023-12-31"),
        ("2023年1—3季度", "2023年1—3季度", "2023-01-01", "2023-09-30"),
        ("2017Q1-Q3", "2017Q1-Q3", "2017-01-01", "2017-09-30"),
        ("23年Q1", "23年Q1", "2023-01-01", "2023-03-31"),
        # fiscal years and school years
        ("2017/18年度", "2017/18年度", "2017-01-01", "2018-12-31"),
        ("2017-18年度", "2017-18年度", "2017-01-01", "2018-12-31"),
        ("2019/2020财政年度", "2019/2020财政年度", "2019-01-01", "2020-12-31"),
        ("2018财年", "2018财年", "2018-01-01", "2018-12-31"),
        ("2017-2018学年", "2017-2018学年", "2017-09-01", "2018-08-31"),
        ("2017/18学年", "2017/18学年", "2017-09-01", "2018-08-31"),
        # years of the Republic
        ("民國112年", "民國112年", "2023-01-01", "2023-12-31"),
        ("民國一一二年", "民國一一二年", "2023-01-01", "2023-12-31"),
        ("民国一百一十二年三月", "民国一百一十二年三月", "2023-03-01", "2023-03-31"),
        ("中華民國112年3月5日至", "中華民國112年3月5日", "2023-03-05", "2023-03-05"),
        ("民國110年至112年", "民國110年至112年", "2021-01-01", "2023-12-31"),
        ("民國元年", "民國元年", "1912-01-01", "1912-12-31"),
        ("109年3月辦理", "109年3月", "2020-03-01", "2020-03-31"),
        ("民國109學年度", "民國109學年度", "2020-09-01", "2021-08-31"),
        # two digits
        ("18年10月1日到19年2月3日", "18年10月1日到19年2月3日", "2018-10-01", "2019-02-03"),
        ("19年3月至20年5月", "19年3月至20年5月", "2019-03-01", "2020-05-31"),
        ("18年上半年", "18年上半年", "2018-01-01", "2018-06-30"),
        ("15年到18年", "15年到18年", "2015-01-01", "2018-12-31"),
        # decades and centuries
        ("上世纪八九十年代", "上世纪八九十年代", "1980-01-01", "1999-12-31"),
        ("20世纪80年代至90年代", "20世纪80年代至90年代", "1980-01-01", "1999-12-31"),
        ("2010年代", "2010年代", "2010-01-01", "2019-12-31"),
        ("本世纪初", "本世纪初", "2001-01-01", "2010-12-31"),
        ("上世纪末", "上世纪末", "1991-01-01", "2000-12-31"),
        ("19世纪", "19世纪", "1801-01-01", "1900-12-31"),
        ("21世纪头十年", "21世纪头十年", "2001-01-01", "2010-12-31"),
    ],
)
def test_words_of_time(text: str, literal: str, start: str, end: str) -> None:
    (period,) = find_periods(text, "2024-06-30")
    assert (period.text, str(period.period_start), str(period.period_end)) == (literal, start, end)


@pytest.mark.parametrize(
    ("text", "day", "start", "end"),
    [
        ("今年", "2023-06-20", "2023-01-01", "2023-06-20"),
        ("本月", "2023-06-20", "2023-06-01", "2023-06-20"),
        ("本季度", "2023-05-20", "2023-04-01", "2023-05-20"),
        ("全年", "2025-01-15", "2024-01-01", "2024-12-31"),
        ("全年", "2025-12-20", "2025-01-01", "2025-12-20"),
        ("一年来", "2023-01-20", "2022-01-01", "2022-12-31"),
        ("五年来", "2015-10-29", "2011-01-01", "2015-10-29"),
        ("近三年", "2022-06-30", "2019-07-01", "2022-06-30"),
        ("12月", "2023-02-05", "2022-12-01", "2022-12-31"),
        ("下半年", "2023-02-05", "2022-07-01", "2022-12-31"),
        ("11月至2月", "2019-12-31", "2019-11-01", "2020-02-29"),
        # plans may lie ahead
        ("今年计划建站", "2023-06-20", "2023-01-01", "2023-12-31"),
        ("12月将建站", "2023-02-05", "2023-12-01", "2023-12-31"),
        ("力争全年建站", "2023-06-20", "2023-01-01", "2023-12-31"),
        ("明年", "2023-06-20", "2024-01-01", "2024-12-31"),
        # a year that is printed stays as it is
        ("2023年", "2023-06-20", "2023-01-01", "2023-12-31"),
    ],
)
def test_past_and_present_end_by_the_day_of_writing(
    text: str, day: str, start: str, end: str
) -> None:
    (period,) = find_periods(text, day)
    assert (str(period.period_start), str(period.period_end)) == (start, end)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("2020年建会80家", "subject"),
        ("较2020年增长", "compared"),
        ("与2020年相比", "compared"),
        ("相比于2020年", "compared"),
        ("高于2020年", "compared"),
        ("是2020年的2.4倍", "compared"),
        ("相当于2020年的85%", "compared"),
        ("由2020年的8%升至9%", "compared"),
        ("创2020年以来新高", "compared"),
        ("2020年建成的礼堂", "attribute"),
        ("2020年颁布的办法", "attribute"),
        ("培训80人（2020年）", "label"),
        ("会员80人（2020年为70人）", "aside"),
        ("某社3月5日电 各地", "dateline"),
        ("记者3月5日从市里获悉", "dateline"),
        ("某地通讯\n2020年3月5日\n各地", "dateline"),
        ("发布时间：2020-03-05", "dateline"),
    ],
)
def test_what_a_period_does_in_its_sentence(text: str, role: str) -> None:
    period = find_periods(text, "2023-12-31")[0]
    assert period.role == role


def test_words_that_follow_the_year_spoken_of() -> None:
    def years(text: str) -> list[int | None]:
        found = find_periods(text, "2022-12-31")
        return [p.period_end.year if p.period_end else None for p in found]

    assert years("2018年建会，当年入会；次年又入会。这一年") == [2018, 2018, 2019, 2019]
    assert years("2018年建会，比上年多，又比上年多") == [2018, 2017, 2017]
    assert years("今年多，去年同期少；又比去年同期多") == [2022, 2021, 2021]
    assert years("前年少，去年多，今年更多") == [2020, 2021, 2022]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "0099-12-31", "9801-01-01"])
def test_a_day_of_writing_out_of_reach(day: str) -> None:
    with pytest.raises(ValueError, match="out of reach"):
        find_periods("去年", day)


@pytest.mark.parametrize("day", ["0100-01-01", "9800-12-31"])
def test_words_of_time_at_the_ends_of_reach(day: str) -> None:
    text = "前年、去年同期、近三年、上月、上季度、本周、昨日、未来三年、上世纪末、次年、"
    text += "9999年12月31日，次日"
    assert find_periods(text, day)


def test_reason_of_dates() -> None:
    text = "2022年5月建会，9月培训。五年来、去年"
    found = {p.text: (p.basis, p.reason) for p in find_periods(text, "2023-12-31")}
    assert found == {
        "2022年5月": ("stated", "the words name the dates"),
        "9月": ("carried", "the year is that of the period spoken of before"),
        "五年来": ("carried", "it runs up to the day of writing"),
        "去年": ("stated", "the words name the time, the day of writing its date"),
    }
    (cut,) = find_periods("本月", "2023-06-20")
    assert cut.reason.endswith("; cut at the day of writing")
    (assumed,) = find_periods("9月", "2023-12-31")
    assert assumed.basis == "assumed"


@pytest.mark.parametrize(
    ("last", "years", "then"),
    [
        (date(2015, 3, 28), 1, date(2016, 3, 28)),
        (date(2015, 4, 29), -1, date(2014, 4, 29)),
        (date(2015, 2, 28), 1, date(2016, 2, 29)),
        (date(2016, 2, 29), -1, date(2015, 2, 28)),
        (date(2016, 2, 28), 4, date(2020, 2, 28)),
    ],
)
def test_only_the_last_day_of_a_month_stays_the_last(last: date, years: int, then: date) -> None:
    assert shifted(date(last.year, 1, 1), last, years) == (date(then.year, 1, 1), then)


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("2018年计划走访800家。", True),
        ("2018年计划走访800家的任务圆满完成。", False),
        ("2018年走访800家。明年计划走访900家。", False),
    ],
)
def test_a_plan_that_was_fulfilled_is_none(text: str, planned: bool) -> None:
    assert is_planned(text, 0, len("2018年")) is planned


@pytest.mark.parametrize(
    ("text", "literal", "start", "end"),
    [
        ("去(2017)年辦班", "去(2017)年", "2017-01-01", "2017-12-31"),
        ("今（107）年3月辦班", "今（107）年3月", "2018-03-01", "2018-03-31"),
        ("今(12)日起辦班", "今(12)日", "2018-05-12", "2018-05-12"),
        ("昨（30）日起辦班", "昨（30）日", "2018-04-30", "2018-04-30"),
        ("2018年元旦春节期间办班", "2018年元旦春节期间", "2018-01-01", "2018-02-28"),
        ("2017年元旦、春节办班", "2017年元旦、春节", "2017-01-01", "2017-02-28"),
        ("106年底辦班", "106年底", "2017-12-31", "2017-12-31"),
        ("106年下半年辦班", "106年下半年", "2017-07-01", "2017-12-31"),
    ],
)
def test_years_and_days_in_brackets_and_both_festivals(
    text: str, literal: str, start: str, end: str
) -> None:
    found = next(p for p in find_periods(text, "2018-05-12") if p.text == literal)
    assert (str(found.period_start), str(found.period_end)) == (start, end)


def test_no_day_of_that_number() -> None:
    assert all(p.text != "今(31)日" for p in find_periods("今(31)日辦班", "2018-05-12"))


def test_so_many_years_are_the_span_that_the_text_speaks_of() -> None:
    text = "2015年至2017年共修桥9座。三年来，又修路2公里。两年来，养路5公里。"
    found = {p.text: p for p in find_periods(text, "2018-05-12")}
    assert str(found["三年来"].period_start) == "2015-01-01"
    assert str(found["三年来"].period_end) == "2017-12-31"
    assert str(found["两年来"].period_end) == "2018-05-12"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("2月雨量为近9年同月最低", "compared"),
        ("2月雨量為近9年來次高", "compared"),
        ("近9年同月人数", "subject"),
    ],
)
def test_the_years_among_which_a_month_is_the_lowest(text: str, role: str) -> None:
    found = next(p for p in find_periods(text, "2018-05-12") if p.text.startswith("近9年"))
    assert found.role == role


@pytest.mark.parametrize(
    ("text", "literal", "start", "end"),
    [
        ("去 (2017) 年前 5 月", "去 (2017) 年前 5 月", "2017-01-01", "2017-05-31"),
        ("前 3 月辦班", "前 3 月", "2018-01-01", "2018-03-31"),
        ("本(107)年4月，98年2月", "98年2月", "2009-02-01", "2009-02-28"),
        ("98年2月", "98年2月", "1998-02-01", "1998-02-28"),
        ("二零一六/一七年度", "二零一六/一七年度", "2016-01-01", "2017-12-31"),
        ("二○一五—二○一六财年", "二○一五—二○一六财年", "2015-01-01", "2016-12-31"),
    ],
)
def test_years_set_with_blanks_of_the_republic_and_of_budgets(
    text: str, literal: str, start: str, end: str
) -> None:
    found = next(p for p in find_periods(text, "2018-05-12") if p.text == literal)
    assert (str(found.period_start), str(found.period_end)) == (start, end)


def test_two_digits_in_brackets_are_the_year_nearest_to_the_writing() -> None:
    (near,) = find_periods("本(97)年辦班", "2008-10-01")
    assert near.period_start is not None
    assert near.period_start.year == 2008
    (full,) = find_periods("去(17)年辦班", "2018-05-12")
    assert full.period_start is not None
    assert full.period_start.year == 2017


@pytest.mark.parametrize(
    ("text", "literal", "start", "end"),
    [
        ("107 年度辦班", "107 年度", "2018-01-01", "2018-12-31"),
        ("2016/17整個學年辦班", "2016/17整個學年", "2016-09-01", "2017-08-31"),
        ("現時辦班", "現時", "2018-05-12", "2018-05-12"),
    ],
)
def test_words_of_time_of_hong_kong_and_taiwan(
    text: str, literal: str, start: str, end: str
) -> None:
    found = next(p for p in find_periods(text, "2018-05-12") if p.text == literal)
    assert (str(found.period_start), str(found.period_end)) == (start, end)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("106年辦班，107年停課", 2017),
        ("國內107年辦班", 2018),
        ("办班107年", None),
        ("建校107年，又过105年", None),
        ("已有100年，再等120年", None),
    ],
)
def test_years_of_the_republic_near_the_day_of_writing(text: str, first: int | None) -> None:
    years = [p.period_start.year for p in find_periods(text, "2018-05-12") if p.period_start]
    assert years[:1] == ([first] if first else [])


@pytest.mark.parametrize(
    ("day", "year"), [("2019-01-10", 2018), ("2019-12-10", 2019), ("2019-11-30", 2019)]
)
def test_months_of_this_year_that_are_far_ahead_are_those_of_the_year_before(
    day: str, year: int
) -> None:
    (found,) = find_periods("今年前11个月修路", day)
    assert found.period_start is not None
    assert found.period_start.year == year
