"""Declared checks that find what is wrong, or not what it seems, in the figures of a text.

Every check is general: it knows attributes, units and digits, never a figure or a document.  What
is plausible is data of ``data/raw``, with the reason.  A finding names its figures, says the fact,
the reason with the calculation within limits, a verdict, and what it means for use.  A likely value
is argued beside the printed one; nothing is ever corrected here.

`declared` says what a check is, `text` what it sees; `copy_faults`, `coded_cells`, `consistency`,
`amounts`, `repetition`, `scope_and_precision` and `wording` hold the checks by family; `likely`
argues lost decimal points; `plausible` holds what the data say; `runner` runs all checks.
"""

from analysis.checks.check_runner import CHECKS, run_checks
from analysis.checks.finding_records import Finding
from analysis.checks.plausible import Plausible, PlausibleBand

__all__ = ["CHECKS", "Finding", "Plausible", "PlausibleBand", "run_checks"]
