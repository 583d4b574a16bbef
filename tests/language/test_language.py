from datetime import date
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language import (
    LANGUAGES,
    bound_word,
    brief_period,
    format_bound,
    format_interval,
    format_period,
    format_quantity,
    format_ratio,
    format_rounded,
    join_words,
    number_parts,
    numbers,
    numeral,
    period_of,
    shown_as_limits,
    unit_name,
    years_of,
)


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        (0, "0", "0"),
        (8969, "8,969", "8969"),
        (12345, "12,345", "12345"),
        (18500, "18,500", "1.85万"),
        (145000, "145,000", "14.5万"),
        (14000000, "14 million", "1400万"),
        (20270650, "20.27065 million", "2027.065万"),
        (16364000, "16.364 million", "1636.4万"),
        (123456789, "123,456,789", "123456789"),
        (2143630000, "2.14363 billion", "21.4363亿"),
        (181000000, "181 million", "1.81亿"),
        (12200000000, "12.2 billion", "122亿"),
        (Fraction("94.3"), "94.3", "94.3"),
        (Fraction(1, 3), "1/3", "1/3"),
        (-25000, "−25,000", "−2.5万"),
    ],
)
def test_numbers(value: int | Fraction, en: str, zh: str) -> None:
    assert (numeral(value, "en"), numeral(value, "zh")) == (en, zh)


@given(st.fractions(max_denominator=1000), st.sampled_from(LANGUAGES))
def test_the_same_number_is_underneath(value: Fraction, tongue: str) -> None:
    text = numeral(value, tongue).replace(",", "").replace("−", "-")
    for name, scale in ((" billion", 10**9), (" million", 10**6), ("亿", 10**8), ("万", 10**4)):
        if text.endswith(name):
            assert Fraction(text.removesuffix(name)) * scale == value
            break
    else:
        assert Fraction(text) == value


@pytest.mark.parametrize(
    ("value", "direction", "text"),
    [
        (Fraction(8900000, 8969), "nearest", "992"),
        (Fraction(8900000, 8969), "down", "992"),
        (Fraction(8900000, 8969), "up", "993"),
        (Fraction(1, 3), "down", "0.333"),
        (Fraction(1, 3), "up", "0.334"),
        (123456, "nearest", "123,000"),
        (123567, "nearest", "124,000"),
        (0, "up", "0"),
    ],
)
def test_rounding(value: int | Fraction, direction: str, text: str) -> None:
    assert format_rounded(value, "en", 3, direction) == text


@settings(deadline=None)  # a busy machine is no fault
@given(st.fractions(min_value=Fraction(1, 1000), max_value=10**9, max_denominator=1000))
def test_limits_are_rounded_outwards(value: Fraction) -> None:
    def number(text: str) -> Fraction:
        for name, scale in ((" billion", 10**9), (" million", 10**6)):
            if text.endswith(name):
                return Fraction(text.removesuffix(name).replace(",", "")) * scale
        return Fraction(text.replace(",", ""))

    low = number(format_rounded(value, "en", 3, "down"))
    high = number(format_rounded(value, "en", 3, "up"))
    assert low <= value <= high


def figure(**cells: str) -> dict[str, str]:
    row = {"value": "500", "value_high": "", "unit": "人", "bound": "exact", "hedge": ""}
    return {**row, "status": "as_printed", "literal": "", **cells}


@pytest.mark.parametrize(
    ("cells", "en", "zh"),
    [
        ({}, "500 people", "500人"),
        ({"value": "1"}, "1 person", "1人"),
        ({"bound": "at_least", "hedge": "余"}, "more than 500 people", "500余人"),
        ({"bound": "at_least", "hedge": "多"}, "more than 500 people", "500多人"),
        ({"bound": "at_least", "hedge": "超过"}, "more than 500 people", "超过500人"),
        ({"bound": "at_least", "hedge": "以上"}, "at least 500 people", "至少500人"),
        ({"bound": "at_most", "hedge": "不足"}, "less than 500 people", "不足500人"),
        ({"bound": "at_most", "hedge": "以下"}, "at most 500 people", "至多500人"),
        ({"bound": "nearly", "hedge": "近"}, "nearly 500 people", "近500人"),
        ({"bound": "about", "hedge": "约"}, "about 500 people", "约500人"),
        (
            {"bound": "about", "hedge": "近+余"},
            "about 500 people (contradictory words)",
            "约500人（措辞自相矛盾）",
        ),
        ({"bound": "range", "value_high": "800"}, "500 to 800 people", "500至800人"),
        (
            {"value": "", "bound": "unknown", "status": "damaged"},
            "damaged, no number can be read",
            "破损，读不出数值",
        ),
        ({"value": "", "bound": "unknown"}, "no number can be read", "读不出数值"),
        (
            {"value": "", "bound": "unknown", "literal": "数十场", "unit": "场"},
            "several tens of events",
            "数十场",
        ),
        (
            {"value": "18500000", "unit": "元", "bound": "nearly", "hedge": "近"},
            "nearly 18.5 million yuan",
            "近1850万元",
        ),
        ({"value": "94.3", "unit": "%"}, "94.3%", "94.3%"),
        ({"unit": "家"}, "500", "500家"),
        ({"unit": ""}, "500", "500"),
    ],
)
def test_bounds_in_words(cells: dict[str, str], en: str, zh: str) -> None:
    row = figure(**cells)
    assert (format_bound(row, "en"), format_bound(row, "zh")) == (en, zh)


def test_the_word_of_a_bound_stands_alone() -> None:
    assert bound_word("at_least", "余", "en") == "more than"
    assert bound_word("at_least", "以上", "en") == "at least"
    assert bound_word("about", "近+余", "en") == "about (contradictory words)"
    assert bound_word("nearly", "", "zh") == "近"
    with pytest.raises(AnalysisError, match="'range' has no wording"):
        bound_word("range", "", "en")


def test_bounds_refuse_what_they_do_not_know() -> None:
    with pytest.raises(AnalysisError, match="bound 'perhaps' has no wording"):
        format_bound(figure(bound="perhaps"), "en")
    with pytest.raises(AnalysisError, match="a range needs value_high"):
        format_bound(figure(bound="range"), "en")
    with pytest.raises(AnalysisError, match="'five' is no exact number"):
        format_bound(figure(value="five"), "en")


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_an_unknown_unit_has_no_name_in_any_language(tongue: str) -> None:
    with pytest.raises(AnalysisError, match=r"The unit .串. has no name: add its row to "):
        unit_name("串", tongue)


def test_quantities() -> None:
    assert format_quantity(1, "对", "en") == "1 couple"
    assert format_quantity(48, "对", "en") == "48 couples"
    assert format_quantity(20000, "人", "zh") == "2万人"


@pytest.mark.parametrize(
    ("interval", "en", "zh"),
    [
        (Interval.point(5), "5 people", "5人"),
        (Interval.more_than(500), "more than 500 people", "大于500人"),
        (Interval.at_least(500), "500 people or more", "不少于500人"),
        (Interval.between(None, 500, "()"), "less than 500 people", "小于500人"),
        (Interval.between(None, 500, "(]"), "500 people or less", "不多于500人"),
        (Interval.between(5, 6, "[]"), "5 to 6 people", "5至6人"),
        (Interval.between(5, 6, "[)"), "5 or more, but less than 6 people", "不少于5、小于6人"),
        (Interval.between(5, 6, "(]"), "more than 5, up to 6 people", "大于5、不多于6人"),
        (Interval.between(5, 6, "()"), "more than 5, but less than 6 people", "大于5、小于6人"),
        (Interval(), "no limit", "没有上限或下限"),
    ],
)
def test_intervals_in_words(interval: Interval, en: str, zh: str) -> None:
    assert format_interval(interval, "人", "en") == en
    assert format_interval(interval, "人", "zh") == zh


def test_intervals_are_rounded_outwards() -> None:
    found = Interval.between(Fraction(10001, 10), Fraction(20001, 10))
    assert format_interval(found, "", "en", 3) == "1,000 to 2,010"
    near = Interval.between(14318, 17202)  # the nearest numbers would be 14,320 and 17,200
    assert format_interval(near, "", "en", 4) == "14,310 to 17,210"


@pytest.mark.parametrize(
    ("start", "end", "kind", "en", "zh"),
    [
        ("2016-01-01", "2016-12-31", "year", "2016", "2016年"),
        ("2011-01-01", "2015-12-31", "multi_year", "2011–2015", "2011—2015年"),
        ("2016-12-31", "2016-12-31", "day", "at the end of 2016", "截至2016年末"),
        ("2015-06-30", "2015-06-30", "day", "on 30 June 2015", "截至2015年6月30日"),
        (
            "",
            "2015-12-20",
            "since_unstated",
            "up to 20 December 2015, start not stated",
            "截至2015年12月20日，起点未写明",
        ),
        ("2016-07-29", "2016-07-29", "event", "on 29 July 2016", "2016年7月29日"),
        (
            "2012-01-01",
            "2015-06-30",
            "multi_year",
            "2012 to June 2015",
            "2012年至2015年6月",
        ),
        (
            "2012-02-01",
            "2015-06-30",
            "multi_year",
            "February 2012 to June 2015",
            "2012年2月至2015年6月",
        ),
        ("2015-01-01", "2015-06-30", "part_year", "January to June 2015", "2015年1月至6月"),
        (
            "2020-12-11",
            "2020-12-20",
            "event",
            "11 December 2020 to 20 December 2020",
            "2020年12月11日至2020年12月20日",
        ),
        (
            "2015-02-01",
            "2015-03-28",
            "part_year",
            "1 February 2015 to 28 March 2015",
            "2015年2月1日至2015年3月28日",
        ),
        ("2016-02-01", "2016-02-29", "part_year", "February 2016", "2016年2月"),
        ("2016-01-01", "2016-02-29", "part_year", "January to February 2016", "2016年1月至2月"),
        (
            "",
            "2015-12-31",
            "since_unstated",
            "up to the end of 2015, start not stated",
            "截至2015年末，起点未写明",
        ),
        ("2021-01-01", "2021-12-31", "future", "planned for 2021", "计划于2021年"),
        (
            "2016-09-28",
            "",
            "future",
            "announced, begins 28 September 2016, end not stated",
            "公布的计划，始于2016年9月28日，终点未写明",
        ),
        ("", "", "future", "planned, no date", "计划，未写日期"),
        ("", "", "since_unstated", "time not known", "时期不明"),
    ],
)
def test_periods(start: str, end: str, kind: str, en: str, zh: str) -> None:
    assert format_period(start, end, kind, "en") == en
    assert format_period(start, end, kind, "zh") == zh


DAY = {"period_start": "2016-12-31", "period_end": "2016-12-31", "period_kind": "day"}
OPEN = {"period_start": "", "period_end": "2016-12-31", "period_kind": "since_unstated"}
GOES_ON = {"period_start": "2016-01-01", "period_end": "", "period_kind": "since_unstated"}


@pytest.mark.parametrize(
    ("row", "basis", "words", "en", "zh"),
    [
        (DAY, "stated", "", "at the end of 2016", "截至2016年末"),
        (
            DAY,
            "carried",
            "",
            "no day printed, taken as the end of 2016",
            "原文未写具体日期，按2016年末计",
        ),
        (
            DAY,
            "carried",
            "第九期",
            "printed “第九期”, taken as the end of 2016",
            "原文写“第九期”，按2016年末计",
        ),
        (
            DAY,
            "assumed",
            "",
            "no day printed, the end of 2016 at the latest",
            "原文未写具体日期，最晚2016年末",
        ),
        (
            DAY,
            "assumed",
            "眼下",
            "printed “眼下”, the end of 2016 at the latest",
            "原文写“眼下”，最晚2016年末",
        ),
        (
            OPEN,
            "carried",
            "",
            "up to the end of 2016, start not stated",
            "截至2016年末，起点未写明",
        ),
        (
            OPEN,
            "carried",
            "这些年",
            "printed “这些年”, up to the end of 2016",
            "原文写“这些年”，截至2016年末",
        ),
        (GOES_ON, "stated", "", "from 2016, end not stated", "自2016年起，终点未写明"),
        (
            GOES_ON | {"period_start": "2016-03-08"},
            "stated",
            "三八节以来",
            "printed “三八节以来”, from 8 March 2016",
            "原文写“三八节以来”，自2016年3月8日起",
        ),
    ],
)
def test_a_time_that_the_text_leaves_open_is_said_in_its_words(
    row: dict[str, str], basis: str, words: str, en: str, zh: str
) -> None:
    row = row | {"period_basis": basis, "period_words": words}
    assert period_of(row, "en") == en
    assert period_of(row, "zh") == zh


def test_a_length_without_days_is_said_in_the_words_of_the_text() -> None:
    row = OPEN | {"period_kind": "part_year", "period_basis": "assumed", "period_words": "半年"}
    assert period_of(row, "en") == "printed “半年”; which days is not said, by the end of 2016"
    assert period_of(row, "zh") == "原文写“半年”，没有写明起止日期，最晚2016年末"


def test_a_year_that_nobody_says_is_called_assumed() -> None:
    year = DAY | {"period_start": "2016-01-01", "period_kind": "year", "period_basis": "assumed"}
    assert period_of(year | {"period_words": "全年"}, "en") == "2016, assumed"
    assert period_of(year | {"period_basis": "carried"}, "en") == "2016"
    assert period_of(year, "zh") == "2016年，推定"


def test_years_of_rows() -> None:
    rows = [
        {"period_start": "", "period_end": "2015-12-31"},
        {"period_start": "2016-01-01", "period_end": ""},
    ]
    assert years_of(rows, "en") == "2015–2016"
    assert years_of(rows[:1], "zh") == "截至2015年"
    assert years_of([], "en") == ""
    ends = [{"period_start": "", "period_end": "2016-12-31"}] * 2
    assert (years_of(ends, "en"), years_of(ends, "zh")) == ("up to 2016", "截至2016年")
    starts = [{"period_start": "2014-05-01", "period_end": ""}]
    assert (years_of(starts, "en"), years_of(starts, "zh")) == ("since 2014", "2014年以来")
    assert years_of([*ends, *starts], "en") == "2014–2016"


def test_lists() -> None:
    assert join_words([], "en") == ""
    assert join_words(["a"], "en") == "a"
    assert join_words(["a", "b", "c"], "en") == "a, b and c"
    assert join_words(["甲", "乙", "丙"], "zh") == "甲、乙和丙"


# --- numbers written large, and times in few words ------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "en", "zh"),
    [
        ({"value": "855000", "unit": "人"}, ("", "855,000", "people"), ("", "85.5万", "人")),
        ({"value": "0", "unit": "人"}, ("", "0", "people"), ("", "0", "人")),
        ({"value": "94.3", "unit": "%"}, ("", "94.3%", ""), ("", "94.3%", "")),
        ({"value": "7", "unit": "家"}, ("", "7", ""), ("", "7", "家")),
        (
            {"value": "1000000000000", "unit": "元"},
            ("", "1,000 billion", "yuan"),
            ("", "10000亿", "元"),
        ),
        (
            {"value": "500", "unit": "对", "bound": "at_least", "hedge": "余"},
            (">", "500", "couples"),
            (">", "500", "对"),
        ),
        (
            {"value": "72", "unit": "%", "bound": "at_least", "hedge": "以上"},
            ("≥", "72%", ""),
            ("≥", "72%", ""),
        ),
        (
            {"value": "9", "unit": "人", "bound": "at_most", "hedge": "不足"},
            ("<", "9", "people"),
            ("<", "9", "人"),
        ),
        (
            {"value": "9", "unit": "人", "bound": "at_most", "hedge": "至多"},
            ("≤", "9", "people"),
            ("≤", "9", "人"),
        ),
        (
            {"value": "9", "unit": "人", "bound": "nearly", "hedge": "近"},
            ("nearly ", "9", "people"),
            ("近", "9", "人"),
        ),
        (
            {"value": "3", "value_high": "5", "unit": "人", "bound": "range"},
            ("", "3–5", "people"),
            ("", "3—5", "人"),
        ),
        (
            {"value": "3", "value_high": "5", "unit": "人", "bound": "range", "hedge": "约"},
            ("≈", "3–5", "people"),
            ("≈", "3—5", "人"),
        ),
        (
            {"value": "", "unit": "人", "bound": "unknown", "status": "damaged"},
            ("", "damaged, no number can be read", ""),
            ("", "破损，读不出数值", ""),
        ),
    ],
)
def test_a_number_is_taken_apart(
    cells: dict[str, str], en: tuple[str, str, str], zh: tuple[str, str, str]
) -> None:
    row = {"bound": "exact", "hedge": "", "literal": "", "value_high": "", **cells}
    figure = numbers._Cells(row)
    assert number_parts(figure, "en") == en
    assert number_parts(figure, "zh") == zh


@pytest.mark.parametrize(
    ("start", "end", "kind", "basis", "en", "zh"),
    [
        (
            "2016-12-31",
            "2016-12-31",
            "day",
            "assumed",
            "by the end of 2016 (our date)",
            "最晚2016年末（我们定的日期）",
        ),
        (
            "2016-12-31",
            "2016-12-31",
            "day",
            "carried",
            "end of 2016 (our date)",
            "2016年末（我们定的日期）",
        ),
        ("2016-06-30", "2016-06-30", "day", "stated", "on 30 June 2016", "截至2016年6月30日"),
        ("", "2016-12-31", "since_unstated", "carried", "up to 2016", "截至2016年"),
        ("2016-01-01", "", "since_unstated", "stated", "since 2016", "2016年以来"),
        ("", "", "since_unstated", "assumed", "time not known", "时期不明"),
        ("2016-01-01", "2016-12-31", "year", "assumed", "2016, assumed", "2016年，推定"),
        ("2021-01-01", "2021-12-31", "future", "stated", "planned for 2021", "计划于2021年"),
    ],
)
def test_a_time_in_few_words(start: str, end: str, kind: str, basis: str, en: str, zh: str) -> None:
    days = [date.fromisoformat(day) if day else None for day in (start, end)]
    span = SimpleNamespace(
        start=days[0], end=days[1], kind=kind, basis=basis, words="时下", length=""
    )
    figure = SimpleNamespace(period=span)
    assert (brief_period(figure, "en"), brief_period(figure, "zh")) == (en, zh)


def test_a_printed_length_without_days_is_no_running_total() -> None:
    span = SimpleNamespace(
        start=None, end=date(2031, 12, 31), kind="part_year", basis="assumed",
        words="两个月", length="P2M",
    )  # fmt: skip
    figure = SimpleNamespace(period=span)
    assert brief_period(figure, "en") == "within 2 months, by the end of 2031"
    assert brief_period(figure, "zh") == "2个月之内，最晚2031年末"


@pytest.mark.parametrize(
    ("words", "basis", "start", "en", "zh"),
    [
        (
            "去年3月", "carried", "2030-03-09",
            "printed “去年3月”, taken as 9 March 2030 to 31 December 2030",
            "原文写“去年3月”，按2030年3月9日至2030年12月31日计",
        ),
        ("3月起", "stated", "2030-03-09", "9 March 2030 to 31 December 2030",
         "2030年3月9日至2030年12月31日"),
        ("", "carried", "2030-03-01", "March to December 2030", "2030年3月至12月"),
    ],
    ids=["an end that is not printed", "stated", "without words"],
)  # fmt: skip
def test_a_part_of_a_year_shows_what_is_printed_of_it(
    words: str, basis: str, start: str, en: str, zh: str
) -> None:
    span = SimpleNamespace(
        start=date.fromisoformat(start), end=date(2030, 12, 31), kind="part_year", basis=basis,
        words=words, length="",
    )  # fmt: skip
    figure = SimpleNamespace(period=span)
    assert (period_of(figure, "en"), period_of(figure, "zh")) == (en, zh)


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        ("992.3", "991.8", "992.9", "992 yuan"),
        ("17.43", "17.36", "17.50", "17.4 yuan"),
        ("104.93", "104.93", "104.93", "104.9 yuan"),  # a point: the four digits of display
        ("9919", "9838", "9999", "9,900 yuan"),
        ("0.1234", "0.123", "0.124", "0.123 yuan"),
    ],
)
def test_a_computed_number_has_no_digit_that_its_limits_do_not_bear(
    value: str, low: str, high: str, said: str
) -> None:
    limits = Interval.between(Fraction(low), Fraction(high))
    assert format_ratio(Fraction(value), limits, "yuan", "en") == said


@pytest.mark.parametrize(
    ("value", "limits", "shown", "by_limits"),
    [
        # Three digits would be 632, which “less than 632” leaves out.
        ("631.5634", "[631.1, 631.95)", "631.6", False),
        ("80.3324", "[80.05, 80.605)", "80.3", False),
        ("4747.79", "[4734, 4761)", "4,750", False),
        ("28886.05", "[28800, 28967)", "28,900", False),
        ("12500", "[12250, 12750)", "12,250 to 12,750", True),
        ("5000", "[4994, 5006)", "5,000", False),
        ("99.96", "(99.9, 100)", "99.96", False),
    ],
)
def test_a_computed_number_is_never_shown_outside_its_limits(
    value: str, limits: str, shown: str, by_limits: bool
) -> None:
    interval = Interval.parse(limits)
    assert format_ratio(Fraction(value), interval, "", "en") == shown
    assert shown_as_limits(Fraction(value), interval) is by_limits
