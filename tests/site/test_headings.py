"""Headings of notebooks have ids, the same in every language, and the search knows them."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tool() -> ModuleType:
    """Return `tools/headings.py`."""
    spec = importlib.util.spec_from_file_location("headings", ROOT / "tools" / "headings.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words(tag: str, source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {"tags": [tag]}, "source": [source]}


def test_every_heading_has_its_id_and_the_list_is_up_to_date(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["headings.py", "--check"])
    assert tool().main() == 0, f"run python tools/headings.py: {capsys.readouterr().out}"


def test_an_id_is_given_once_and_shared_by_the_languages() -> None:
    notebook = {
        "cells": [
            words("en", "## Two pears\n\nWords.\n\n### Ripe ones {#ripe}"),
            words("zh", "## 两个梨\n\n话。\n\n### 熟的"),
            {"cell_type": "code", "metadata": {}, "source": ["1"]},
            words("en", "## Apples"),
            words("zh", "## 苹果 {#fruit}"),
        ]
    }
    assert tool().named(notebook, "x") == [
        {"id": "two-pears", "en": "Two pears", "zh": "两个梨"},
        {"id": "ripe", "en": "Ripe ones", "zh": "熟的"},
        {"id": "fruit", "en": "Apples", "zh": "苹果"},
    ]
    told = ["".join(cell["source"]) for cell in notebook["cells"]]
    assert told == [
        '## Two pears <a id="two-pears"></a>\n\nWords.\n\n### Ripe ones <a id="ripe"></a>',
        '## 两个梨 <a id="two-pears"></a>\n\n话。\n\n### 熟的 <a id="ripe"></a>',
        "1",
        '## Apples <a id="fruit"></a>',
        '## 苹果 <a id="fruit"></a>',
    ]
    again = json.dumps(notebook)
    tool().named(notebook, "x")
    assert json.dumps(notebook) == again


@pytest.mark.parametrize(
    ("other", "said"),
    [("## 一\n\n## 二", "not the same headings"), ("## 一 {#b}", "several ids")],
)
def test_languages_that_differ_are_refused(other: str, said: str) -> None:
    notebook = {"cells": [words("en", "## One {#a}"), words("zh", other)]}
    with pytest.raises(SystemExit, match=said):
        tool().named(notebook, "x.ipynb")
