"""What is true of the comparison of the project's own texts."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from analysis.coding import raw
from analysis.coding.coding_records import Correction, GradeArgument
from analysis.comparison.comparison_records import Pair, Trial
from analysis.comparison.derived import derive
from analysis.comparison.pairs import compare_figures
from analysis.comparison.rules import Rules
from analysis.comparison.sensitivity import sensitivity
from analysis.figures.observations import observe

DECIDED = ("strict", "annualised")


@dataclass(frozen=True)
class Compared:
    """The comparison of the project's texts."""

    arguments: tuple[GradeArgument, ...]
    pairs: tuple[Pair, ...]
    trials: tuple[Trial, ...]


@pytest.fixture(scope="session")
def compared() -> Compared:
    """Compare the project's texts."""
    data = raw.load_raw()
    rules, book = Rules.of_raw(data), data.codebook
    figures = tuple(each for name in data.document_ids() for each in observe(data, name))
    corrections, arguments = data.rows(Correction), data.rows(GradeArgument)
    derived = derive(figures, book, rules, corrections)
    pairs = compare_figures(figures, derived, book, rules, arguments=arguments)
    trials = sensitivity(figures, derived, pairs, book, rules, corrections, arguments)
    return Compared(arguments, pairs, trials)


def test_arguments_hold_and_argue_against_another_grade(compared: Compared) -> None:
    argued = [pair for pair in compared.pairs if pair.argument]
    assert len(argued) == len(compared.arguments)
    assert all(each.grade != each.instead for each in compared.arguments)


def test_only_trials_that_can_change_something_are_made(compared: Compared) -> None:
    decided = {pair.comparison_id for pair in compared.pairs if pair.grade in DECIDED}
    others = [trial for trial in compared.trials if trial.variant == "other_grade"]
    assert len(others) == len(compared.arguments)
    rest = {t.comparison_id for t in compared.trials if t.variant != "other_grade"}
    assert rest == decided
    students = {
        trial.variant: trial.variant_result
        for trial in compared.trials
        if trial.concept == "students_aided"
    }
    assert students["other_grade"] == "side_by_side"
    assert students["wide_margin"] == "same_size"


def test_what_is_not_compared_is_never_undecided(compared: Compared) -> None:
    for pair in compared.pairs:
        assert (pair.result == "side_by_side") == (pair.grade == "loose")
