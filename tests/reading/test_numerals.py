"""Numerals in all the forms the reading rules name."""

from decimal import Decimal

import pytest

from analysis.reading import find_quantities
from analysis.reading.numerals import read_numeral


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ("0", 0),
        ("８６４", 864),
        ("7,305", 7305),
        ("6，048，213", 6048213),
        ("3.75", Decimal("3.75")),
        ("2.60", Decimal("2.60")),
        ("九", 9),
        ("十七", 17),
        ("二百零八", 208),
        ("六千三", 6300),
        ("六千零三", 6003),
        ("一万九", 19000),
        ("捌佰玖拾", 890),
        ("两千四百万", 24_000_000),
        ("四十亿零七十万", 4_000_700_000),
        ("三十万亿", 30_000_000_000_000),
        ("五兆二亿", 5_000_200_000_000),
        ("3万7千", 37000),
        ("45万8千", 458000),
        ("6亿2万5千3百", 600_025_300),
        ("1.4千万", 14_000_000),
        ("8.26万亿", 8_260_000_000_000),
        ("十二点六", Decimal("12.6")),
        ("零点零四", Decimal("0.04")),
        ("二〇一八", 2018),
        ("廿六", 26),
        ("12345678901234567890123456789.5", Decimal("12345678901234567890123456789.5")),
    ],
)
def test_value_is_exact(literal: str, value: int | Decimal) -> None:
    number = read_numeral(literal)
    assert number is not None
    assert number.value == value
    assert isinstance(number.value, int | Decimal)


@pytest.mark.parametrize(
    ("literal", "low", "high"),
    [
        ("六七百", 600, 700),
        ("四五十", 40, 50),
        ("十五六", 15, 16),
        ("两三", 2, 3),
        ("三五百", 300, 500),
        ("八九万", 80000, 90000),
    ],
)
def test_neighbouring_digits_are_a_range(literal: str, low: int, high: int) -> None:
    number = read_numeral(literal)
    assert number is not None
    assert (number.value, number.high) == (low, high)


@pytest.mark.parametrize("literal", ["数十", "几百", "数千万", "几"])
def test_vague_numerals_have_no_value(literal: str) -> None:
    number = read_numeral(literal)
    assert number is not None
    assert number.value is None


def test_very_long_digit_strings_are_codes() -> None:
    (mention,) = find_quantities("4" * 61)
    assert mention.value is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("缺口为负三点五", Decimal("-3.5")),
        ("增速为-4.1%", Decimal("-4.1")),
        ("每桌两个半", Decimal("2.5")),
        ("共15k", 15000),
        ("约30w", 300000),
        ("系数 .45", Decimal("0.45")),
    ],
)
def test_signs_halves_and_latin_multipliers(text: str, value: Decimal) -> None:
    assert find_quantities(text)[-1].value == value
