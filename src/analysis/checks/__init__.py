"""Declared checks that find what is wrong, or not what it seems, in the figures of a text.

Every check is general: it knows indicators, units, attributes and digits, never a figure or a
document.  What is plausible is declared in ``plausible.toml``, with the reason.  A finding names
its figures, says the fact, the reason with the calculation within limits, a verdict, and what it
means for use.  A likely value is argued beside the printed one; nothing is ever corrected here.

`model` says what a check is; `coding`, `copies`, `amounts`, `agreement`, `repeats` and `wording`
hold the checks by family; `likely` argues lost decimal points; `declared` lists all checks; `run`
runs them.
"""

from analysis.checks.declared import CHECKS
from analysis.checks.finding import COLUMNS, Check, Finding, Text
from analysis.checks.plausible import BANDS, COVERED_BY_BASE, ORDERS, Band, Order, possible
from analysis.checks.runner import run_checks

__all__ = [
    "BANDS",
    "CHECKS",
    "COLUMNS",
    "COVERED_BY_BASE",
    "ORDERS",
    "Band",
    "Check",
    "Finding",
    "Order",
    "Text",
    "possible",
    "run_checks",
]
