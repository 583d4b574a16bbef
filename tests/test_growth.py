"""Made-up cities for measurements, and what is made of the measurements."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


def module(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    return importlib.import_module(f"benchmarks.{name}")


def test_every_fourth_text_is_the_second_of_its_city(monkeypatch: pytest.MonkeyPatch) -> None:
    cities_of = module("made_up_cities", monkeypatch).cities_of
    texts = cities_of(["east-2001", "west-2002", "north-2003"], 8)
    assert [text.document for text in texts] == [
        "townaa-2001",
        "townab-2002",
        "townac-2003",
        "townac-2001",
        "townad-2002",
        "townae-2003",
        "townaf-2001",
        "townaf-2002",
    ]
    assert [text.model for text in texts[:4]] == [
        "east-2001",
        "west-2002",
        "north-2003",
        "east-2001",
    ]
    names = [text.document for text in cities_of(["east-2001"], 60)]
    assert len(set(names)) == 60  # two texts of one year are of two cities
    assert names[26] == "townba-2001"


def test_costs_are_told_for_each_added_text(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = module("growth", monkeypatch).steps
    rows = [{"documents": n, "cpu": cpu} for n, cpu in ((5, 10.0), (20, 40.0), (60, 140.0))]
    assert steps(rows) == [
        {"from": 5, "to": 20, "cpu_each": 2.0},
        {"from": 20, "to": 60, "cpu_each": 2.5},
    ]


def test_pages_are_measured_by_kind_and_against_the_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    growth = module("growth", monkeypatch)
    for name, size in {
        "en/index.html": growth.INDEX_LIMIT + 1,
        "zh/index.html": growth.INDEX_LIMIT,
        "en/city-a.html": 20,
        "zh/city-b.html": growth.LIMIT + 1,
        "elsewhere/city-c.html": 10 * growth.LIMIT,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    assert growth.sizes_of_pages(tmp_path) == {
        "pages": {"city": growth.LIMIT + 1, "index": growth.INDEX_LIMIT + 1},
        "pages_over": 2,
    }


def test_what_is_asked_for_is_held_against_what_was_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    growth = module("growth", monkeypatch)
    row = {
        "documents": 60,
        "wall": 1.0,
        "cpu": 140.0,
        "slowest": "tables/comparison",
        "slowest_cpu": 4.5,
        "pages": {"overview": 590_000},
        "pages_over": 0,
        "stored": dict.fromkeys(growth.STORED, 1_000_000),
        "lengths": {"overview": {"nodes": 7000, "screens": 31.5}},
    }
    rows = [{**row, "documents": n, "cpu": cpu} for n, cpu in ((5, 10.0), (20, 40.0), (60, 120.0))]
    results = {"measured": rows, "per_document": growth.steps(rows)}
    assert growth.reached(results) == {
        "pages over their limit": 0,
        "overview, kB": 590,
        "overview, nodes": 7000,
        "overview, screens": 31.5,
        "CPU a text, later / earlier": 1.0,
        "slowest run, s of CPU": 4.5,
        "stored pairs, MB": 2.0,
    }
    assert "slowest run, s of CPU                  4.5      (at most 20)" in growth.table(results)
    short = {"measured": [{**row, "lengths": {}}], "per_document": []}
    assert growth.reached(short)["overview, nodes"] is None
    assert growth.reached(short)["CPU a text, later / earlier"] is None
    assert "overview, screens             not measured" in growth.table(short)


def test_notebooks_show_a_made_up_text_where_they_showed_the_real_one_it_is_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cities = module("made_up_cities", monkeypatch)
    notebook = tmp_path / "notebooks" / "explore" / "en" / "one.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.write_text(
        r'"city: str = \"east\"  # a city", "document = \"west-2002\"", "the_city = \"east\""',
        encoding="utf-8",
    )
    known = {name: {"city": name[:-5]} for name in ("east-2001", "west-2002")}
    texts = cities.cities_of(list(known), 3)
    cities.choose(tmp_path, cities._stand_ins(known, texts))
    assert notebook.read_text(encoding="utf-8") == (
        r'"city: str = \"townaa\"  # a city", "document = \"townab-2002\"", '
        r'"the_city = \"east\""'
    )
