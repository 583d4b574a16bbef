"""What can be looked at together and not ranked has one name, wherever the project says it.

Readers met five names for it and took them for five things.  The words below are the others:
whoever needs a sentence about such pairs says “side by side only” or 只能并列.
"""

from __future__ import annotations

import json
import re

import pytest

from analysis import project

ROOT = project.root()
OTHERS = (
    r"shown together,? (?:but )?not ranked",
    r"can be (?:shown|read|set) together",
    r"may (?:only )?stand side by side",
    r"can only stand side by side",
    r"不能比高低的各?对",
    "只可并列",
    "可以并列",
    "对照着读",
    "勉强可比",
    "宽松可比",
)
"""Names that it had, in every language."""

PUBLISHED = (
    *sorted(ROOT.glob("src/analysis/language/words/*.toml")),
    *sorted(ROOT.glob("src/analysis/site/*.toml")),
    *(ROOT / "data/raw" / f"{name}.csv" for name in ("codelists", "grade-arguments", "ratios")),
    ROOT / "src/analysis/tables/declared.toml",
    ROOT / "README.md",
    ROOT / "docs/comparison.md",
)


def others_in(text: str) -> list[str]:
    """Return the other names that a text has."""
    return [match[0] for rule in OTHERS for match in re.finditer(rule, text, re.IGNORECASE)]


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.name)
def test_words_have_no_other_name_for_side_by_side_only(path) -> None:
    assert others_in(path.read_text(encoding="utf-8")) == []


def test_prose_of_notebooks_has_no_other_name() -> None:
    found = {}
    for path in sorted(ROOT.glob("notebooks/pages/*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown" and (words := others_in("".join(cell["source"]))):
                found[path.name] = words
    assert found == {}


def test_another_name_is_found() -> None:
    assert others_in("They can be shown together. 这几对可以并列。") == [
        "can be shown together",
        "可以并列",
    ]
    assert others_in("Side by side only. 只能并列。") == []
