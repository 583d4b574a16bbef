"""Literals by themselves, and what the text around them may say."""

from __future__ import annotations

from fractions import Fraction

import pytest

from analysis.reading.literals import may_be_unit, may_be_value, read_alone


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ("62家", 62),
        ("6 2家", 62),
        ("4萬(wàn)餘", 40000),
        ("1 20萬元", 1200000),
        ("11年", 11),
        # A number of people where nothing stands before it looks like a year, and is none.
        ("1903人", 1903),
        ("2016名", 2016),
    ],
)
def test_a_literal_that_is_one_numeral_is_read(literal: str, value: int) -> None:
    found = read_alone(literal)
    assert found is not None and found.value == value


@pytest.mark.parametrize("literal", ["", "工会", "62家工会", "的62家", "62家、63家"])
def test_what_is_not_one_numeral_is_not_read(literal: str) -> None:
    assert read_alone(literal) is None


@pytest.mark.parametrize(
    ("literal", "coded", "may"),
    [
        ("412.5", "412.5", True),
        ("412.5", "4125000", True),
        ("412.5", "4125", False),
        ("412.5", "", False),
        ("412.5万元", "4125000", True),
        ("412.5万元", "41250000000", False),
        ("0", "0", True),
        ("0", "1", False),
    ],
)
def test_the_head_of_a_table_may_scale_a_bare_number(literal: str, coded: str, may: bool) -> None:
    quantity = read_alone(literal)
    assert quantity is not None and quantity.value is not None
    value = Fraction(coded) if coded else None
    assert may_be_value(value, Fraction(quantity.value), quantity) is may


@pytest.mark.parametrize(
    ("literal", "unit", "may"),
    [
        ("62", "家", True),
        ("62家", "家", True),
        ("62家", "户", False),
        ("62家", "", False),
        ("62万元", "港元", True),
        ("62万元", "人", False),
    ],
)
def test_the_unit_of_a_bare_number_and_the_currency_may_stand_elsewhere(
    literal: str, unit: str, may: bool
) -> None:
    quantity = read_alone(literal)
    assert quantity is not None
    assert may_be_unit(unit, quantity) is may
