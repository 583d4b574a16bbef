"""Notebooks worth reading: one question each, in each language by itself, more words than code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from analysis.language import LANGUAGES

FOLDER = Path(__file__).resolve().parents[2] / "notebooks" / "explore"
NAMES = sorted(path.stem for path in (FOLDER / LANGUAGES[0]).glob("*.ipynb"))
ALL = [(language, name) for language in LANGUAGES for name in NAMES]


def cells(language: str, name: str) -> list[dict[str, Any]]:
    found = json.loads((FOLDER / language / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    return [cell | {"source": "".join(cell["source"])} for cell in found]


def code(language: str, name: str) -> list[str]:
    return [cell["source"] for cell in cells(language, name) if cell["cell_type"] == "code"]


def prose(language: str, name: str) -> list[str]:
    return [cell["source"] for cell in cells(language, name) if cell["cell_type"] == "markdown"]


def lines(sources: list[str]) -> int:
    return sum(bool(line.strip()) for source in sources for line in source.splitlines())


def words(language: str, text: str) -> int:
    """Count words: in Chinese two characters, which is what a word has on average."""
    chinese = len(re.findall(r"[\u4e00-\u9fff]", text)) // 2
    return chinese + len(re.findall(r"[A-Za-z]+(?:[’-][A-Za-z]+)*", text))


def test_there_are_at_least_five_questions_and_each_stands_in_every_language() -> None:
    assert len(NAMES) >= 5
    for language in LANGUAGES:
        assert sorted(path.stem for path in (FOLDER / language).glob("*.ipynb")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_languages_share_their_code(name: str) -> None:
    first, *others = (
        [re.sub(rf'language: str = "{language}"', "", source) for source in code(language, name)]
        for language in LANGUAGES
    )
    for other in others:
        assert other == first
    shapes = {tuple(cell["cell_type"] for cell in cells(language, name)) for language in LANGUAGES}
    assert len(shapes) == 1


@pytest.mark.parametrize(("language", "name"), ALL)
def test_a_notebook_opens_with_one_question_and_has_no_heading_twice(
    language: str, name: str
) -> None:
    headings = [
        line for source in prose(language, name) for line in source.splitlines() if line[:1] == "#"
    ]
    assert headings[0].startswith("# ") and headings[0][-1] in "?？"
    assert [line for line in headings if line.startswith("# ")] == headings[:1]
    assert len(set(headings)) == len(headings)
    assert lines(code(language, name)) <= 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_more_words_than_code(language: str) -> None:
    ratios = [
        words(language, " ".join(prose(language, name))) / lines(code(language, name))
        for name in NAMES
    ]
    assert median(ratios) >= 10, ratios


@pytest.mark.parametrize(("language", "name"), ALL)
def test_parameters_have_types_and_are_checked_by_the_next_line(language: str, name: str) -> None:
    found = cells(language, name)
    place = next(n for n, c in enumerate(found) if "parameters" in c["metadata"].get("tags", ()))
    declared = re.findall(r"^(\w+): (?:str|int) = .+  # .+$", found[place]["source"], re.MULTILINE)
    assert len(declared) == len(found[place]["source"].splitlines())
    assert declared[-1] == "language"
    given = ", ".join(f"{each}={each}" for each in declared)
    assert f"ua.parameters({given})" in found[place + 1]["source"]


def test_no_text_city_or_figure_is_named_in_the_code_beyond_the_parameters() -> None:
    ids = re.compile(r'"[a-z]+-(?:19|20)\d\d')
    for language, name in ALL:
        for source in code(language, name)[1:]:
            assert not ids.search(source), (language, name)
