"""The lists of wrong changes: each can still be made, once, and names tests that are there.

Making them takes minutes: that is `tools/mutants.py`, outside of the ordinary run.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LISTS = sorted((ROOT / "tests" / "mutants").glob("*.toml"))
FIELDS = {"name", "file", "old", "new", "tests"}

Entries = list[dict[str, object]]


def entries(path: Path) -> Entries:
    found: Entries = tomllib.loads(path.read_text(encoding="utf-8"))["mutant"]
    return found


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_wrong_change_can_be_made(path: Path) -> None:
    faults = []
    for entry in entries(path):
        assert set(entry) == FIELDS, entry
        old, tests = entry["old"], entry["tests"]
        assert isinstance(old, str) and isinstance(tests, list)
        found = (ROOT / str(entry["file"])).read_text(encoding="utf-8").count(old)
        missing = [name for name in tests if not (ROOT / name.partition("::")[0]).is_file()]
        if found != 1 or old == entry["new"] or not tests or missing:
            faults.append((entry["name"], found, missing))
    assert faults == []


def test_no_two_wrong_changes_have_one_name() -> None:
    names = Counter(entry["name"] for path in LISTS for entry in entries(path))
    assert [name for name, count in names.items() if count > 1] == []
