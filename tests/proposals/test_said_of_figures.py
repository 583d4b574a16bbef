"""What is proposed for figures in sentences made up in the manner of reports of unions."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from analysis.proposals.propose import propose
from analysis.reading.mentions import read
from analysis.tables.codebook import Codebook

CASES: list[Mapping[str, str]] = tomllib.loads(
    Path(__file__).with_name("said_of_figures.toml").read_text(encoding="utf-8")
)["figure"]
EMPTY = ("stage", "scheme", "grade", "grade_and_above", "route", "actor", "per")
"""Columns in which nothing is proposed where no word says it."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_words_say_what_a_coder_would_write(case: Mapping[str, str]) -> None:
    before, _, rest = case["text"].partition("<")
    number, _, after = rest.partition(">")
    text = before + number + after
    proposals = propose(text, read(text).figures, Codebook())
    [found] = [e for e in proposals if e.start < len(before + number) and e.end > len(before)]
    expected = dict.fromkeys(EMPTY, "") | {n: cell for n, cell in case.items() if n != "text"}
    assert {name: found.coded.get(name, "") for name in expected} == expected
