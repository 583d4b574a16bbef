"""Docstrings name the columns of their tables and what is raised, and their examples work."""

from __future__ import annotations

import ast
import doctest
import runpy
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOOL: dict[str, Any] = runpy.run_path(str(ROOT / "tools" / "docstrings.py"), run_name="docstrings")
ENOUGH = 0.95


@cache
def of_the_package() -> tuple[Any, Any]:
    """Return what is missing in the package: columns and errors."""
    found: tuple[Any, Any] = TOOL["examined"](TOOL["trees"](ROOT / "src" / "analysis"))
    return found


@pytest.mark.parametrize("asked", ["columns", "errors"])
def test_public_docstrings_of_the_package_name(asked: str) -> None:
    columns, errors = of_the_package()
    found = columns if asked == "columns" else errors
    assert found.asked > 0
    assert found.share >= ENOUGH, f"{asked}: {found}"


def with_examples() -> list[str]:
    """Return the modules outside `analysis.api` that hold examples; those have their own test."""
    package = ROOT / "src"
    return [
        ".".join(path.relative_to(package).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((package / "analysis").rglob("*.py"))
        if ">>> " in path.read_text(encoding="utf-8") and path.parent.name != "api"
    ]


@pytest.mark.parametrize("module", with_examples())
def test_examples_give_what_they_say(module: str) -> None:
    failed, tried = doctest.testmod(import_module(module), verbose=False)
    assert (failed, tried > 0) == (0, True)


def examined(source: str) -> tuple[list[str], list[str]]:
    """Return what is missing in one made-up module: what is asked of which function."""
    path = ROOT / "made_up.py"
    columns, errors = TOOL["examined"]({path: ast.parse(source)})
    return [[line.partition(" ")[2] for line in found.missing] for found in (columns, errors)]


RECORD = '''
class Stall(Record):
    """A stall of the market (columns of `schema.STALLS`)."""

class Basket(Record):
    """A basket."""
'''


@pytest.mark.parametrize(
    ("function", "missing"),
    [
        ('def f(x: pd.DataFrame) -> int:\n    """Count."""', ["f: DataFrame"]),
        ('def f(x: int) -> "pd.DataFrame":\n    """Give."""', ["f: DataFrame"]),
        ('def f(x: pd.DataFrame) -> int:\n    """Count (columns of `schema.STALLS`)."""', []),
        ('def f(x: Iterable[Stall]) -> int:\n    """Count."""', []),
        ('def f(x: Iterable[Basket]) -> int:\n    """Count."""', ["f: Basket"]),
        ('def f(*, x: Stall, y: Basket) -> int:\n    """Count."""', ["f: Basket, Stall"]),
        ('def _f(x: pd.DataFrame) -> int:\n    """Count."""', []),
        ("def f(x: pd.DataFrame) -> int: ...", ["f: DataFrame"]),
        ('class C:\n    def f(self) -> Basket:\n        """Give."""', ["C.f: Basket"]),
        ('class _C:\n    def f(self) -> Basket:\n        """Give."""', []),
        ('Row = dict[str, str]\ndef f(x: Row) -> int:\n    """Count."""', ["f: Row"]),
        (
            'Row = dict[str, str]\n"""A stall (columns of `schema.STALLS`)."""\n'
            'def f(x: Row) -> int:\n    """Count."""',
            [],
        ),
    ],
)
def test_functions_with_tables_name_their_columns(function: str, missing: list[str]) -> None:
    assert examined(RECORD + function) == [missing, []]


@pytest.mark.parametrize(
    ("body", "section", "missing"),
    [
        ("raise ValueError('no')", "", ["f: ValueError"]),
        ("raise ValueError('no')", "ValueError\n    If not.", []),
        ("raise ValueError('no')", "KeyError\n    If not.", ["f: ValueError"]),
        ("raise shop.ClosedError", "shop.ClosedError\n    If closed.", []),
        ("raise self._refused(1)", "", ["f: _refused"]),
        ("raise self._refused(1)", "ValueError\n    If refused.", []),
        ("try: g()\n    except OSError: raise", "", []),
        ("try: g()\n    except OSError as error: raise error", "", []),
        ("def inner(): raise ValueError", "", []),
        ("raise NotImplementedError", "", []),
        ("if x:\n        raise ValueError", "", ["f: ValueError"]),
    ],
)
def test_functions_that_raise_say_so(body: str, section: str, missing: list[str]) -> None:
    heading = f"\n\n    Raises\n    ------\n    {section.replace(chr(10), chr(10) + '    ')}\n    "
    text = f'"""Do it.{heading if section else ""}"""'
    assert examined(f"def f(self, x):\n    {text}\n    {body}\n") == [[], missing]


def test_the_share_of_nothing_is_whole_and_counts_are_stated() -> None:
    lacking = TOOL["Lacking"]
    assert lacking(0, ()).share == 1
    assert str(lacking(4, ("a.py:1 f: Row",))) == "3 of 4 (75.0%)\na.py:1 f: Row"
