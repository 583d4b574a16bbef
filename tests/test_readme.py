"""What the README says of the data is what the current build produced."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from analysis import project
from analysis.cli import COMMANDS
from analysis.coding import raw
from analysis.figures.observations import observe
from analysis.language.numbers import format_interval, format_quantity

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
