"""What the README says of the data is what the current build produced."""

from __future__ import annotations

import re

import pytest

from analysis import project
from analysis.coding import raw
from analysis.tables import schema
from analysis.tables.dataset import Dataset

README = (project.root() / "README.md").read_text(encoding="utf-8")


def test_the_counts_are_those_of_the_tables() -> None:
    coverage = Dataset().frame(schema.COVERAGE)
    totals = {
        name: coverage[name].astype(int).sum()
        for name in ("figures", "distinct", "hedged", "faulty")
    }
    said = re.search(
        r"(\d+) figures in (\d+) texts; (\d+) without those said twice, (\d+) of them not exact, "
        r"(\d+) damaged, doubtful or impossible",
        README,
    )
    assert said is not None
    assert [int(number) for number in said.groups()] == [
        totals["figures"],
        len(raw.load().document_ids()),
        totals["distinct"],
        totals["hedged"],
        totals["faulty"],
    ]


def test_the_number_followed_to_its_source_stands_there() -> None:
    figures = raw.load().figures("zhuzhou-2016")
    (row,) = [figure for figure in figures if figure.literal == "14.5万名"]
    place = f"line {row.paragraph}, sentence {row.sentence}, characters {row.start} to {row.end}"
    assert f"`zhuzhou-2016`, {place}" in README


@pytest.mark.parametrize("path", re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
def test_every_link_leads_to_a_file(path: str) -> None:
    assert (project.root() / path).exists(), path


def test_the_number_of_pairs_that_stand_side_by_side_is_that_of_the_table() -> None:
    comparisons = Dataset().frame(schema.COMPARISONS)
    figures = comparisons[comparisons["kind"] == "figure"]
    assert (figures["result"] == "texts_differ").sum() == 1
    assert (figures["grade"] == "loose").sum() == 13
    assert "one can be put into a sentence of more and less, thirteen can stand side" in README
