"""Rules are data: what they say, and what is refused before anything is built."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from made_up_rules import RULES, ratio, said

from analysis import project
from analysis.coding import raw
from analysis.comparison.counted_units import counted_unit, formed
from analysis.comparison.rules import CodeRule, IndicatorRule, Rules
from analysis.errors import AnalysisError
from analysis.language.messages import NO_WORDS

CODES = {"stage": {"raised": "", "spent": "", "joined": ""}, "scheme": {"fund_not_named": ""}}


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        (
            Rules(ratios=(ratio("twice", "a", "b"), ratio("twice", "a", "c"))),
            "data/raw/ratios.csv, row 2: the measure 'twice' is declared twice: rename one of "
            "them.",
        ),
        (
            Rules(codes=(CodeRule("stage", "raised", "money"), CodeRule("stage", "lost", "money"))),
            "data/raw/code-rules.csv, row 3: codelists.csv has no code 'lost' in the list 'stage': "
            "add it there or correct the rule.",
        ),
        (
            Rules(indicators=(IndicatorRule("clubs", False, (), (), said("club", ""), NO_WORDS),)),
            "data/raw/indicator-rules.csv, row 2: 'clubs' lacks a word for one or for several in "
            "some language: fill the columns of `one` and `many`, or empty them all.",
        ),
    ],
)
def test_a_rule_that_cannot_be_followed_is_one_sentence(rules: Rules, sentence: str) -> None:
    assert next(rules.faults(CODES)) == sentence


def test_rules_that_can_be_followed_have_no_faults() -> None:
    codes = {
        "stage": {"raised": "", "spent": "", "joined": "", "met": ""},
        "scheme": {"fund_not_named": ""},
        "population": {"third_term": ""},
    }
    assert list(RULES.faults(codes)) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the raw tables of the project."""
    shutil.copytree(project.raw(), tmp_path / "raw")
    return tmp_path / "raw"


@pytest.mark.parametrize(
    ("table", "line", "words"),
    [
        ("ratios", "x,ratio,scale,no_such,couples,1,no,quotient,X,甲", "'no_such'"),
        ("ratios", "x,ratio,scale,couples,shows,1,no,cubed,X,甲", "'cubed'"),
        ("ratios", "x,ratio,scale,couples,shows,1,no,quotient,X,", "column label_zh: ''"),
        ("indicator-rules", "shows_again,no,,,,,,", "'shows_again'"),
        ("indicator-rules", "performers,no,no_group,,,,,", "'no_group'"),
        ("units", "粒,grain,粒,grains,粒,,no,颗", "'颗'"),
        ("units", "粒,grain,粒,,粒,,no,", "column many_en: ''"),
        ("units", "粒,grain,粒,grains,粒,fr,no,", "'fr'"),
    ],
)
def test_an_unknown_indicator_form_group_or_a_missing_language_is_refused(
    folder: Path, table: str, line: str, words: str
) -> None:
    path = folder / f"{table}.csv"
    rows = path.read_text(encoding="utf-8")
    path.write_text(f"{rows}{line}\n", encoding="utf-8")
    number = rows.count("\n") + 1
    with pytest.raises(AnalysisError, match=f"data/raw/{table}.csv, row {number}, .*{words}"):
        Rules.of_raw(raw.RawData(folder, settled=False))


def test_what_rules_say_of_codes_units_and_groups() -> None:
    assert RULES.implies("heat_gifts", frozenset({"in_the_heat"}))
    assert not RULES.implies("heat_gifts", frozenset({"in_the_heat", "women"}))
    assert not RULES.implies("people_helped", frozenset({"in_the_heat"}))
    assert RULES.group_decides("dances") and not RULES.group_decides("clubs")
    assert RULES.is_neutral("家") and RULES.is_neutral("") and not RULES.is_neutral("人")
    assert RULES.are_kindred("张", "人") and not RULES.are_kindred("张", "人次")
    assert RULES.has_effect("scheme", "fund_not_named", "open")
    assert not RULES.has_effect("stage", "fund_not_named", "open")


def test_the_word_of_a_thing_stands_where_the_unit_says_nothing() -> None:
    club = RULES.words_of("clubs", 1)
    assert dict(counted_unit("家", 1, club)) == {"en": "club", "zh": "家"}
    assert dict(counted_unit("人", 1, club)) == {"en": "person", "zh": "人"}
    assert dict(counted_unit("家")) == {"en": "units", "zh": "家"}
    assert dict(counted_unit("", 1)) == {"en": "unit", "zh": "单位"}
    assert dict(counted_unit("册")) == {"en": "volumes", "zh": "册"}
    with pytest.raises(AnalysisError, match=r"'粒' has no name: add its row to "):
        counted_unit("粒")


def test_units_are_formed_in_every_language() -> None:
    people, club = counted_unit("人"), RULES.words_of("clubs", 1)
    assert dict(formed("quotient", people, counted_unit("家", 1, club))) == {
        "en": "people per club",
        "zh": "人/家",
    }
    assert dict(formed("percent", people)) == {"en": "%", "zh": "%"}
    assert dict(formed("numerator", people)) == {"en": "people", "zh": "人"}
    assert dict(formed("per_hundred", people, counted_unit("人", 1)))["zh"] == "人/百人"


def test_the_rules_of_the_project_can_be_followed() -> None:
    rules = Rules.of_raw(raw.load_raw())
    assert rules.ratios and rules.sums and rules.indicators and rules.codes and rules.units
    assert not list(replace(rules).faults(raw.load_raw().codes))
