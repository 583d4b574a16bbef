"""Notebooks of tables and pages say what they do: little code, and more words than code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from statistics import median

import pytest

from analysis import project

FOLDER = project.root() / "notebooks"
FOUND = sorted([*FOLDER.glob("tables/*.ipynb"), *FOLDER.glob("pages/*.ipynb")])
LIMIT, WORDS = 40, 10
WORD = re.compile(r"[A-Za-z]+(?:[’-][A-Za-z]+)*")


def cells(path: Path, kind: str) -> list[str]:
    """Return the sources of the cells of one kind that a run in English has."""
    return [
        "".join(cell["source"])
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == kind and "zh" not in cell["metadata"].get("tags", ())
    ]


def lines(sources: list[str]) -> int:
    """Count lines of code: neither blank ones nor comments."""
    found = (line.strip() for source in sources for line in source.splitlines())
    return sum(bool(line) and line[0] != "#" for line in found)


def words(path: Path) -> int:
    return len(WORD.findall(" ".join(cells(path, "markdown"))))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_notebook_opens_with_a_title_and_has_little_code(path: Path) -> None:
    first, *others = cells(path, "markdown")
    assert first.startswith("# ")
    assert not [source for source in others if source.startswith("# ")]
    assert lines(cells(path, "code")) <= LIMIT


def test_there_are_more_words_than_code() -> None:
    ratios = {path.stem: words(path) / lines(cells(path, "code")) for path in FOUND}
    assert median(ratios.values()) >= WORDS, ratios


def test_comments_and_blank_lines_are_no_code() -> None:
    assert lines(["# one\n\nx = 1  # two\n  # three", "", "y = 2"]) == 2


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_link_in_words_leads_to_a_file_of_the_repository(path: Path) -> None:
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "markdown":
            continue
        for target in re.findall(r"\]\(([^)#]+)", "".join(cell["source"])):
            assert (path.parent / target).is_file() or target.startswith("https://"), target
