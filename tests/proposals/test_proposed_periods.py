"""Which time is proposed for a number: said, begun, vague, or that of the document."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.proposals.proposed_periods import Times, paragraph_before, proposed_period, times_of
from analysis.reading.mentions import read

ABOUT = Times(date(2019, 1, 1), date(2019, 12, 31), date(2020, 2, 29))


def ends(text: str, nature: str = "flow", times: Times | None = ABOUT) -> tuple[str, str, str]:
    figures = read(text, times.written if times else None).figures
    cells = proposed_period(text, figures[-1], nature, times)
    return tuple(cells.get(f"period_{name}", "") for name in ("start", "end", "basis"))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "nature", "expected"),
    [
        ("种树300株。", "flow", ("2019-01-01", "2019-12-31", "carried")),
        ("共有护林员300名。", "stock", ("2019-12-31", "2019-12-31", "carried")),
        ("目前共有护林员300名。", "stock", ("2020-02-29", "2020-02-29", "assumed")),
        ("近年来种树300株。", "flow", ("", "2019-12-31", "carried")),
        ("累计种树300株。", "flow", ("", "2019-12-31", "carried")),
        ("五年来，种树300株。", "flow", ("2015-01-01", "2019-12-31", "carried")),
        ("2018年，种树300株。", "flow", ("2018-01-01", "2018-12-31", "stated")),
        ("全年种树300株。", "flow", ("2019-01-01", "2019-12-31", "assumed")),
        ("连续8年获奖。", "duration", ("", "2019-12-31", "carried")),
    ],
)
def test_times(text: str, nature: str, expected: tuple[str, str, str]) -> None:
    assert ends(text, nature) == expected


def test_what_began_on_a_day_runs_to_the_end_of_the_time() -> None:
    text = "2019年5月9日，造林竞赛正式启动。据统计，有300人参加。"
    assert ends(text) == ("2019-05-09", "2019-12-31", "carried")


def test_a_day_is_the_day_of_a_single_event() -> None:
    text = "2019年5月9日，组织40名护林员补种。"
    assert ends(text, "single")[:2] == ("2019-05-09", "2019-05-09")


@pytest.mark.parametrize("nature", ["flow", "stock"])
def test_no_period_ends_after_the_writing(nature: str) -> None:
    times = Times(date(2019, 1, 1), date(2019, 12, 31), date(2019, 9, 30))
    assert ends("2019年，种树300株。", nature, times)[1] == "2019-09-30"


def test_a_plan_may_end_later() -> None:
    times = Times(date(2019, 1, 1), date(2019, 12, 31), date(2019, 9, 30))
    assert ends("2019年，计划种树300株。", "plan", times)[1] == "2019-12-31"


def test_the_year_that_a_text_names_most_is_its_time() -> None:
    text = "2017年与2018年相比；2018年种树300株。"
    assert times_of(text) == Times(date(2018, 1, 1), date(2018, 12, 31))
    assert times_of(text, "2018-03-01") == Times(
        date(2018, 1, 1), date(2018, 3, 1), date(2018, 3, 1)
    )
    assert times_of("种树300株。") is None


def test_without_any_time_the_reading_stands() -> None:
    assert ends("种树300株。", times=None) == ("", "", "")
    assert ends("2018年种树300株。", times=None)[:2] == ("2018-01-01", "2018-12-31")


def test_a_wrapped_line_belongs_to_its_paragraph() -> None:
    line = "五年来全市上下在山坡上和河滩边一共组织大家动手\n"
    assert paragraph_before(line + "种树", len(line) + 2) == line.strip() + "种树"
    assert paragraph_before("标题\n种树", 5) == "种树"
