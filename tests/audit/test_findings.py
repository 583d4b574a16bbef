"""Which numbers a claim may say of its figures and pairs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.audit.findings import ReadClaim, numbers
from analysis.audit.recompute import Tables

PAIR = "linzhou-2019-001:yanxi-2018-002"


def tables() -> Tables:
    pair = {"_id": PAIR, "a_low": "1790.28", "a_high": "2506.4", "b_low": "205", "b_high": "205"}
    figures = pd.DataFrame(columns=["_id", "figure_id", "literal", "value", "value_high"])
    return Tables(Path(), {"comparisons": pd.DataFrame([pair]), "observations": figures})


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("at least 1,790 and less than 2,507 against 205", []),
        ("less than 2,508 against 205", ["2,508"]),
        ("less than 2,507 against 206", ["206"]),
    ],
)
def test_a_limit_that_is_no_whole_number_is_said_as_the_next_outwards(
    said: str, found: list[str]
) -> None:
    words = {"en": said, "zh": said.replace(",", "")}
    claim = ReadClaim(
        "overview", "main", "count", "comparisons", PAIR, "total(pairs) = 1", "", words
    )
    named = [each.said.partition(" ")[0] for each in numbers(claim, tables(), ())]
    assert {each.replace(",", "") for each in named} == {each.replace(",", "") for each in found}
