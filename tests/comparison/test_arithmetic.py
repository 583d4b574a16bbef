"""What may be divided, added, averaged, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest
from made_up_rules import CODEBOOK, OTHER, chinese, figures, row, stock

from analysis.comparison.arithmetic import (
    Calculation,
    RefusedError,
    add,
    divide,
    multiplied,
    per_year,
    require_alike,
    share,
)
from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language.messages import Link


def test_a_quotient_carries_the_limits_of_both() -> None:
    money, people = figures(
        row(11, "900元", "gift_money"),
        row(12, "约30人", "people_helped", bound="about", hedge="约"),
    )
    assert divide([money], [people], CODEBOOK) == Calculation(
        Fraction(30), Interval.more_than(0), Interval.between(Fraction(900, 33), Fraction(900, 27))
    )
    assert divide([money], [people], CODEBOOK, 100).value == 3000


@pytest.mark.parametrize(
    ("cells", "en", "zh"),
    [
        (
            {"nature": "stock"},
            "they differ in kind of number: total over a time against state at a time",
            "数字类型分别是“一段时间的合计”与“某一时点的存量”",
        ),
        (
            {"level": "county"},
            "they differ in area covered: city against county",
            "地域分别是“市”与“县”",
        ),
        (
            {"period_start": ""},
            "they differ in period: 2019-01-01 to 2019-12-31 against unstated to 2019-12-31",
            "时期分别是“2019-01-01至2019-12-31”与“未说明至2019-12-31”",
        ),
        (
            {"per": "year"},
            "they differ in per what: not stated against a year",
            "按每什么计分别是“未说明”与“每年”",
        ),
        (
            {"document": OTHER},
            "they differ in document: Linzhou 2019 against Haicheng 2019",
            "文章分别是“林州2019”与“海城2019”",
        ),
    ],
)  # fmt: skip
def test_unlike_figures_are_not_divided_and_the_sentence_names_both(
    cells: dict[str, str], en: str, zh: str
) -> None:
    pair = figures(row(11, "900元", "gift_money"), row(12, "30人", "people_helped", **cells))
    with pytest.raises(RefusedError) as refused:
        divide([pair[0]], [pair[1]], CODEBOOK)
    first = "cannot divide gift_money of the text (“900元”) and people_helped of the text (“30人”)"
    assert str(refused.value) == f"{first}: {en}"
    message = refused.value.message
    assert chinese(message).endswith(f"不能相除：{zh}")
    links = [part for part in message.say("en") if isinstance(part, Link)]
    assert [link.figure_id for link in links] == [each.figure_id for each in pair]


def test_one_day_is_named_once() -> None:
    one, other = figures(stock(11, "9家", "clubs"), stock(12, "9人", "members", day="2019-06-30"))
    with pytest.raises(RefusedError, match="period: 2019-12-31 against 2019-06-30"):
        divide([one], [other], CODEBOOK)


def test_other_units_are_not_added() -> None:
    people, households = figures(
        row(11, "30人", "people_helped"), row(12, "20户", "households_helped")
    )
    with pytest.raises(RefusedError, match="unit counted: people against households or firms"):
        add([people, households], CODEBOOK)
    require_alike([people, households], "add", CODEBOOK, ["nature"])


def test_a_repeat_or_a_part_is_never_added_to_its_whole() -> None:
    whole, repeat, part = figures(
        row(11, "30人", "people_helped"),
        row(12, "30人", "people_helped", duplicate_of="11"),
        row(13, "9人", "people_helped", part_of="11"),
    )
    for other in (repeat, part):
        with pytest.raises(RefusedError, match="contained"):
            add([whole, other], CODEBOOK)


def test_a_sum_has_a_value_only_where_all_its_parts_have_one() -> None:
    some, more = figures(
        row(11, "30人", "people_helped"),
        row(12, "500余人", "people_helped", bound="at_least", hedge="余"),
    )
    assert add([some, some], CODEBOOK).value == 60
    assert add([some, more], CODEBOOK) == Calculation(
        None, Interval.more_than(530), Interval.between(530, 630, "()")
    )
    assert multiplied(some, 3).value == 90 and multiplied(more, 2).value is None


def test_a_share_is_cut_at_the_whole() -> None:
    whole, part, greater = figures(
        row(11, "500余对", "couples", bound="at_least", hedge="余"),
        row(12, "48对", "couples", part_of="11"),
        row(13, "900对", "couples"),
    )
    result = share(part, whole, CODEBOOK)
    assert result.conventional == Interval.between(8, Fraction(48, 5), "()")
    assert result.asserted == Interval.between(0, Fraction(48, 5), "()")
    (vague,) = figures(row(21, "约50对", "couples", bound="about", hedge="约"))
    assert share(part, vague, CODEBOOK).asserted == Interval.between(0, 100, "(]")
    with pytest.raises(RefusedError, match="is more than its whole"):
        share(greater, whole, CODEBOOK)


def test_a_yearly_average_needs_several_known_years() -> None:
    several, one, assumed = figures(
        row(11, "4831场", "dances", period_start="2015-01-01"),
        row(21, "9场", "dances"),
        row(31, "9场", "dances", period_start="2015-01-01", period_basis="assumed"),
    )
    assert per_year(several).value == Fraction(4831, 5)
    for other in (one, assumed):
        with pytest.raises(RefusedError, match="no yearly average: it covers 201"):
            per_year(other)


def test_a_value_stands_inside_its_own_limits() -> None:
    with pytest.raises(AnalysisError, match="outside"):
        Calculation(Fraction(9), Interval.at_least(0), Interval.between(1, 2))
