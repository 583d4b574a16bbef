"""Numbers that look alike and count different things."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from made_up_rules import CODEBOOK, LATER, ONE, OTHER, RULES, Row, english, figures, row

from analysis.comparison.look_alikes import look_alike, look_alikes


def found(*rows: Row) -> list[tuple[str, str, str]]:
    """Return the literals of look-alikes with what forbids the comparison."""
    alike = look_alikes(figures(*rows), CODEBOOK, RULES)
    return [(each.literal_a, each.literal_b, each.difference) for each in alike]


def test_like_numbers_of_one_concept_in_two_texts() -> None:
    one = row(11, "13617人", "people_helped", scheme="sick_fund")
    other = row(11, "13686人", "people_helped", scheme="four_gifts", document=OTHER)
    assert found(one, other) == [("13617人", "13686人", "scheme")]
    assert not found(one, {**other, "scheme": "sick_fund"})
    assert not found(one, {**other, "document": ONE, "figure_id": f"{ONE}-012"})
    assert not found(one, {**other, "value": "14000", "literal": "14000人"})


@pytest.mark.parametrize(
    ("literal", "other", "alike"),
    [
        ("176家", "176家", True),
        ("176家", "176户", False),
        ("5家", "5家", False),
        ("76家", "76家", False),
        ("99家", "99家", False),
        ("100家", "100家", False),
        ("110家", "110家", True),
        ("176家", "177家", False),
    ],
)
def test_equal_numbers_of_two_things_need_two_telling_digits(
    literal: str, other: str, alike: bool
) -> None:
    rows = row(11, literal, "clubs"), row(21, other, "choirs")
    assert found(*rows) == ([(literal, other, "indicator")] if alike else [])


def test_years_in_a_row_are_alike_by_chance() -> None:
    a, b = (row(place, "12年", name, nature="duration") for place, name in ((11, "a"), (21, "b")))
    assert found(a, b) == []


@pytest.mark.parametrize(
    ("a", "b", "cells", "alike"),
    [
        ("13617人", "13000人次", {}, False),
        ("13617人", "13047人次", {}, True),
        ("13617人", "12345人", {}, False),
        ("13617人", "13047家", {}, False),
        ("13617人", "13047人", {"bound": "about", "hedge": "约"}, False),
        ("9617人", "9647人", {}, False),
    ],
)
def test_exact_head_counts_of_two_texts_within_a_twentieth(
    a: str, b: str, cells: dict[str, str], alike: bool
) -> None:
    one, other = row(11, a, "people_helped"), row(11, b, "guests", document=OTHER, **cells)
    assert bool(found(one, other)) == alike
    assert not found(one, {**other, "document": ONE, "figure_id": f"{ONE}-012"})


def test_repeats_parts_and_unknown_numbers_are_left_out() -> None:
    clubs, choirs = row(11, "176家", "clubs"), row(21, "176家", "choirs")
    assert found(clubs, choirs)
    assert not found(clubs, {**choirs, "part_of": f"{ONE}-011"})
    assert not found(clubs, {**choirs, "duplicate_of": f"{ONE}-031"})
    assert not found(clubs, row(21, "数十家", "choirs", value="", hedge="数"))


def test_the_difference_is_named_by_what_the_texts_count() -> None:
    (alike,) = look_alikes(
        figures(row(11, "176家", "clubs"), row(11, "176家", "choirs", document=OTHER)),
        CODEBOOK,
        RULES,
    )
    assert english(alike.difference_words) == (
        "Linzhou 2019 counts “clubs of the text”, Haicheng 2019 “choirs of the text”"
    )
    assert (alike.indicator_a, english(alike.measures_b)) == ("clubs", "choirs of the text")


def test_looking_at_neighbours_finds_what_looking_at_every_two_figures_finds() -> None:
    chance = random.Random(7)
    rows = [
        row(
            number,
            f"{chance.choice((12, 76, 77, 900, 905, 13617, 13047, 13686))}{chance.choice('人家')}",
            chance.choice(("clubs", "guests", "members")),
            document=chance.choice((ONE, OTHER, LATER)),
            scheme=chance.choice(("", "sick_fund", "four_gifts")),
            bound=chance.choice(("exact", "about")),
        )
        for number in range(11, 131)
    ]
    known = figures(*rows)
    every = [
        (a.figure_id, b.figure_id)
        for a, b in combinations(known, 2)
        if look_alike(a, b, CODEBOOK, RULES)
    ]
    alike = look_alikes(known, CODEBOOK, RULES)
    assert len(every) > 100
    assert [(each.figure_a, each.figure_b) for each in alike] == every
