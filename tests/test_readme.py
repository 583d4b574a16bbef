"""What the README says of the data is what the current build produced."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from typing import Any

import pytest

from analysis import project
from analysis.cli import COMMANDS
from analysis.coding import raw
from analysis.comparison.comparison_records import Pair, PairCount
from analysis.figures.coverage import Coverage
from analysis.figures.observations import observe
from analysis.language.numbers import format_interval, format_quantity
from analysis.tables.codebook import Code, Document, Indicator
from analysis.tables.store import values_of

TOOL: dict[str, Any] = runpy.run_path(
    str(project.root() / "tools" / "readme.py"), run_name="readme"
)
README = (project.root() / "README.md").read_text(encoding="utf-8")


def test_the_numbers_are_those_of_the_data() -> None:
    done = subprocess.run(
        [sys.executable, "tools/readme.py", "--check"],
        cwd=project.root(),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"run python tools/readme.py\n{done.stdout}{done.stderr}"


def test_the_card_of_the_number_followed_is_as_it_is_read() -> None:
    figures = observe(raw.load_raw(), "zhuzhou-2016")
    figure = next(each for each in figures if each.literal == "14.5万名")
    assert figure.value is not None
    read = format_quantity(figure.value, figure.unit, "en")
    limits = format_interval(figure.limits.conventional, "", "en")
    assert f"| read as | {read}, rounded by the writer: {limits} |" in README


def test_the_sentence_that_cannot_be_right_is_as_many_times_too_large() -> None:
    figures = {figure.literal: figure for figure in observe(raw.load_raw(), "zhuzhou-2020")}
    vouchers, spending = figures["122亿元"].value, figures["5亿元"].value
    assert vouchers is not None and spending is not None
    assert f"would be {int(vouchers / spending)} times the spending" in README


def test_the_commands_are_those_that_there_are() -> None:
    named = re.findall(r"^\| `python -m analysis (\w+)", README, re.M)
    assert named
    assert [name for name in named if name not in COMMANDS] == []


def test_the_number_followed_to_its_source_stands_there() -> None:
    row = next(f for f in raw.load_raw().figures("zhuzhou-2016") if f.literal == "14.5万名")
    place = (
        f"paragraph {row.paragraph} (of the lines that are not blank), sentence {row.sentence}, "
        f"characters {row.start} to {row.end}"
    )
    assert f"`zhuzhou-2016`, {place}" in README


@pytest.mark.parametrize("path", re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
def test_every_link_leads_to_a_file(path: str) -> None:
    assert (project.root() / path).exists(), path


class Counted:
    """Processed tables of so many figures in texts of so many cities."""

    def __init__(self, cities: int, figures: int, pairs: int) -> None:
        names = [f"town{chr(97 + number)}" for number in range(cities)]
        self.given: dict[type, list[Any]] = {
            Document: [_document(name) for name in names],
            Coverage: [
                Coverage(f"{names[0]}-2001", "relief", figures, figures, 0, 0, 0),
                *(Coverage(f"{name}-2001", "relief", 0, 0, 0, 0, 0) for name in names[1:]),
            ],
            Pair: [],
            PairCount: [],
            Code: [_code(name) for name in names],
            Indicator: [],
        }
        if pairs:
            self.given[PairCount] = [_pairs(pairs)]

    def rows(self, kind: type) -> list[Any]:
        return self.given[kind]


def _made(kind: Any, **cells: str) -> Any:
    """Return a record of which only some cells are filled."""
    names = kind.TABLE.names
    blank = {column.name: "1" if column.type == "integer" else "" for column in kind.TABLE}
    row = blank | {name: cell for name, cell in cells.items() if name in names}
    return kind.from_values(values_of([row[name] for name in names], kind.TABLE))


def _document(city: str) -> Any:
    days = {"period_start": "2001-01-01", "period_end": "2001-12-31"}
    return _made(Document, document=f"{city}-2001", city=city, **days)


def _code(city: str) -> Any:
    label = city.title()
    return _made(Code, list="city", code=city, label_en=label, label_zh=label)


def _pairs(count: int) -> Any:
    return _made(PairCount, pairs=str(count), result="not_comparable", grade="not_comparable")


@pytest.mark.parametrize(
    ("cities", "figures", "pairs", "said"),
    [
        (
            1,
            1,
            1,
            {
                "cities": "# What one Chinese city says its trade unions did",
                "texts": "One article, written",
                "federations": "federation of **Towna** (2001)",
                "figures": "prints 1 figure: members",
                "counts": "1 figure in 1 text; 1 without those said twice, 0 of them hedged or "
                "without a number, 0 damaged, doubtful or impossible as printed",
                "pairs": "Of 1 pair of figures or ratios that answer the same question in two "
                "texts, 1 is not comparable and 0 can stand side by side only.",
            },
        ),
        (1, 149, 0, {"figures": "prints 149 figures: members"}),
        (
            2,
            951,
            12,
            {
                "cities": "# What two Chinese cities say their trade unions did",
                "federations": "federations of **Towna** (2001) and **Townb** (2001)",
                "figures": "print some 1,000 figures: members",
            },
        ),
        (3, 849, 12, {"figures": "print some eight hundred figures: members"}),
    ],
)
def test_what_is_counted_stands_in_its_number_and_is_found_again(
    cities: int, figures: int, pairs: int, said: dict[str, str]
) -> None:
    data = Counted(cities, figures, pairs)
    found = dict(TOOL["facts"](data))
    assert {place: found[place] for place in said} == said
    renewed, faults = TOOL["renewed"](README, data)
    assert [fault for fault in faults if "nowhere" in fault] == []
    assert TOOL["renewed"](renewed, data) == (renewed, [])
    assert TOOL["typed"](renewed) == TOOL["typed"](README)
