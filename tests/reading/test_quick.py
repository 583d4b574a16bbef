"""The short way of reading usual mentions gives what the long way gives, on much made-up text."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from analysis.reading import find_quantities, scan
from analysis.reading.vocabulary import NAME_WORDS, OTHER_WORDS, UNIT_FORMS

NUMBERS = (
    "35", "1,284", "2.5万", "三", "十二", "三百六十", "几十", "近六", "第12", "3—8", "2.5至30万",
    "0.35", "超过600", "上升5", "百余", "六十多", "近三百",
)  # fmt: skip
ROOT = Path(__file__).resolve().parents[2]


def generator() -> ModuleType:
    """Return the generator of varied text that the benchmark uses."""
    spec = importlib.util.spec_from_file_location(
        "varied_text", ROOT / "benchmarks" / "varied_text.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts() -> list[str]:
    made = generator()
    units = "".join(
        f"新增{number}{unit}{behind}；"
        for unit in UNIT_FORMS
        for number in NUMBERS
        for behind in ("", "以上", "左右", "的企业", "工作", "级", "决赛", "大转弯", "至70%")
    )
    words = "".join(f"据说{word}，一个{word}。" for word in sorted(OTHER_WORDS | NAME_WORDS))
    return [made.varied(150_000, 3, made.DENSE), made.varied(150_000, 4, made.NEWS), units, words]


def test_both_ways_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    made = texts()
    quick = [find_quantities(text) for text in made]
    for name in ("read_digits", "read_chinese", "read_pair", "read_plain"):
        monkeypatch.setattr(scan, name, lambda *_: None)
    careful = {tail: (*read[:3], True) for tail, read in scan.plain_tails().items()}
    monkeypatch.setattr(scan, "plain_tails", lambda: careful)
    for text, found in zip(made, quick, strict=True):
        for one, other in zip(found, find_quantities(text), strict=True):
            assert one == other, text[max(0, one.start - 12) : one.end + 12]


def test_most_mentions_are_read_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    made = generator()
    windows = 0
    read_window = scan.read_window

    def counted(*args: object) -> object:
        nonlocal windows
        windows += 1
        return read_window(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(scan, "read_window", counted)
    found = find_quantities(made.varied(100_000, 5, made.DENSE))
    assert windows < len(found) / 40


def test_nothing_is_remembered_of_a_text() -> None:
    sizes = {name: len(value) for name, value in vars(scan).items() if isinstance(value, dict)}
    find_quantities(generator().varied(50_000, 6))
    assert sizes == {n: len(v) for n, v in vars(scan).items() if isinstance(v, dict)}
