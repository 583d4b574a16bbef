"""What the README says of the data is what the current build produced."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from analysis import project
from analysis.coding import raw

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


def test_the_number_followed_to_its_source_stands_there() -> None:
    figures = raw.load().figures("zhuzhou-2016")
    (row,) = [figure for figure in figures if figure.literal == "14.5万名"]
    place = f"line {row.paragraph}, sentence {row.sentence}, characters {row.start} to {row.end}"
    assert f"`zhuzhou-2016`, {place}" in README


@pytest.mark.parametrize("path", re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
def test_every_link_leads_to_a_file(path: str) -> None:
    assert (project.root() / path).exists(), path
