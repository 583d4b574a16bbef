"""The reference is what the docstrings say, and their examples work."""

from __future__ import annotations

import doctest
import runpy
from collections.abc import Iterator
from importlib import import_module
from inspect import getdoc, isfunction
from pathlib import Path
from typing import Any

import pytest

from analysis import api
from analysis.api.source import use

ROOT = Path(__file__).resolve().parents[2]
TOOL: dict[str, Any] = runpy.run_path(str(ROOT / "tools" / "reference.py"), run_name="reference")


@pytest.fixture(scope="module")
def own() -> Iterator[None]:
    """Read the tables of this checkout, whatever other tests read."""
    use(ROOT)
    yield
    use()


@pytest.mark.parametrize("name", ["api.md", "data-dictionary.md"])
def test_the_committed_reference_is_up_to_date(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert text == TOOL["written"]()[ROOT / "docs" / name], "run `python tools/reference.py`"


@pytest.mark.parametrize("module", sorted({module or name for name, module in api.NAMES.items()}))
def test_examples_give_what_they_say(module: str, own: None) -> None:
    found = import_module(f"analysis.api.{module}")
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    failed, tried = doctest.testmod(found, optionflags=flags, verbose=False)
    assert (failed, tried > 0) == (0, True)


@pytest.mark.parametrize("name", [each for each in api.NAMES if isfunction(getattr(api, each))])
def test_every_name_has_parameters_errors_and_an_example(name: str) -> None:
    text = getdoc(getattr(api, name)) or ""
    sections = {"Raises", "Examples"}
    if getattr(api, name).__code__.co_argcount:
        sections.add("Parameters")
    for section in sections:
        assert f"{section}\n{'-' * len(section)}\n" in text, (name, section)


def test_a_stale_reference_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main = TOOL["main"]
    monkeypatch.setitem(main.__globals__, "DOCS", tmp_path)
    assert main(["--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "docs/api.md is out of date",
        "docs/data-dictionary.md is out of date",
    ]
    assert main([]) == 0 and (tmp_path / "api.md").is_file()
    assert main(["--check"]) == 0
