"""What keeps raw tables from being settled, and figures from being published."""

from __future__ import annotations

import pytest
from made_up_findings import record

from analysis.checks.finding_records import Finding
from analysis.checks.settled import miscoded, refuse_miscoded
from analysis.errors import AnalysisError


def finding(fault: str, verdict: str) -> Finding:
    cells = {"document": "linzhou-2019", "figures": "linzhou-2019-007", "check": "coding"}
    words = {"finding_en": "Coded as 620, printed as 62.", "finding_zh": "编作620，印作62。"}
    return record(Finding, cells | words | {"fault": fault, "verdict": verdict})


def test_what_is_certainly_coded_otherwise_than_printed_is_not_published() -> None:
    found = [finding("coding", "certain"), finding("coding", "likely"), finding("", "certain")]
    (line,) = miscoded(found)
    assert line == (
        "data/raw/figures/linzhou-2019.csv, linzhou-2019-007: Coded as 620, printed as 62. Correct "
        "the row, or say in reading_note why it is read otherwise."
    )
    with pytest.raises(AnalysisError, match="Coded as 620"):
        refuse_miscoded(found)
    refuse_miscoded(found[1:])
