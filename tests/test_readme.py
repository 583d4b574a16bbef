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
    row = next(f for f in raw.load().figures("zhuzhou-2016") if f.literal == "14.5万名")
    place = (
        f"paragraph {row.paragraph} (of the lines that are not blank), sentence {row.sentence}, "
        f"characters {row.start} to {row.end}"
    )
    assert f"`zhuzhou-2016`, {place}" in README


@pytest.mark.parametrize("path", re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
def test_every_link_leads_to_a_file(path: str) -> None:
    assert (project.root() / path).exists(), path


def test_what_it_says_of_the_pairs_is_true_of_the_table() -> None:
    comparisons = Dataset().frame(schema.COMPARISONS)
    results = comparisons[comparisons["kind"] == "figure"]["result"].value_counts()
    others = results.sum() - results["not_comparable"]
    assert results["not_comparable"] > results.sum() / 2
    assert results["side_by_side"] > others / 2
    assert "most are not comparable, and most others may stand side by side only" in README
