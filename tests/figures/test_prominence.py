"""Which numbers of a city readers look for first."""

from __future__ import annotations

from dataclasses import replace

import made_up_findings as made
import pytest
from made_up_findings import A, money, number, people, record

from analysis.figures.figure import Figure
from analysis.figures.prominence import fit_for_front, prominent
from analysis.tables.codebook import Code, Codebook

RANKS = {"relief_people": 1, "relief_money": 2, "shows": 3, "coverage": 4}
STAGES = tuple(
    record(Code, {"list": "stage", "code": code, "label_en": code, "label_zh": code})
    for code in ("courted", "wed")
)
BOOK = made.codebook()
BOOK = Codebook(
    (*BOOK.codes, *STAGES),
    tuple(replace(each, prominence=RANKS.get(each.indicator)) for each in BOOK.indicators),
    BOOK.documents,
)


def shows(place: int, value: str = "8", **cells: str) -> Figure:
    return number(A, place, "shows", f"{value}场", **{"value": value, "unit": "场", **cells})


def chosen(*figures: Figure, most: int = 5) -> list[str]:
    return [figure.figure_id[-3:] for figure in prominent(figures, BOOK, most)]


def test_each_theme_comes_once_before_any_comes_twice() -> None:
    figures = (shows(1), money(A, 2, "80"), people(A, 3, "40"))
    assert chosen(*figures) == ["003", "002", "001"]  # in the order of prominence
    assert chosen(*figures, most=2) == ["003", "001"]  # money and people are of one theme
    assert chosen(*figures, most=1) == ["003"]


def test_indicators_without_a_place_are_left_out() -> None:
    assert chosen(number(A, 1, "choirs", "8队", value="8"), number(A, 2, "renewal", "9%")) == []
    assert chosen() == []


@pytest.mark.parametrize(
    "cells",
    [
        {"status": "impossible"},
        {"status": "damaged", "bound": "unknown", "value": ""},
        {"status": "doubtful"},
        {"bound": "unknown", "value": ""},
        {"level": "enterprise"},
        {"nature": "plan"},
        {"nature": "tariff"},
        {"nature": "duration"},
        {"duplicate_of": f"{A}-009"},
    ],
)
def test_what_cannot_stand_for_what_was_done_is_left_out(cells: dict[str, str]) -> None:
    figure = shows(1, **cells)
    assert not fit_for_front(figure)
    assert chosen(figure) == []


def test_of_one_indicator_the_best_known_furthest_latest_largest_is_taken() -> None:
    open_start = {"period_start": "", "stage": "wed"}
    assert chosen(shows(1, **open_start), shows(2)) == ["002"]
    assert chosen(shows(1, "900", stage="courted"), shows(2, stage="wed")) == ["002"]
    earlier = {"period_start": "2017-01-01", "period_end": "2017-12-31"}
    assert chosen(shows(1, "900", **earlier), shows(2)) == ["002"]
    assert chosen(shows(1, "7"), shows(2, "9"), shows(3, "8")) == ["002"]
    assert chosen(shows(1, "0")) == ["001"]
    assert chosen(shows(1, "9"), shows(2, "9")) == ["001"]  # of equals, the first in the text
