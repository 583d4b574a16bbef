"""Count how many known faults of the texts `analysis check` finds: `python tools/known_faults.py`.

The known faults are those that people found and argued: the corrections of figures and the faults
of the texts in `data/raw`.  One is found if a result other than “right” names a place that touches
it; whether it says the same of it is for people to judge, so every pair can be printed.  The
articles are needed (`--sources`, or `SOURCES_DIR`), for the repository holds none.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analysis import project
from analysis.coding.coding_records import Correction, TextFault
from analysis.coding.raw import RawData
from analysis.errors import AnalysisError
from analysis.screening.rule_runner import screen
from analysis.screening.screening_records import ScreeningResult
from analysis.tables.codebook import Document


class Known(NamedTuple):
    """A known fault: the table that argues it, its kind, where it stands, and what is printed."""

    table: str
    kind: str
    document: str
    start: int
    end: int
    printed: str


def known_faults(raw: RawData, documents: list[str]) -> Iterator[Known]:
    """Yield the known faults of some documents, those of figures first."""
    figures = {each.figure_id: each for name in documents for each in raw.figures(name)}
    for each in raw.rows(Correction):
        if figure := figures.get(each.figure_id):
            cells = figure.cells
            yield Known(
                "corrections",
                each.fault,
                cells["document"],
                int(cells["start"]),
                int(cells["end"]),
                each.printed,
            )
    for fault in raw.rows(TextFault):
        if fault.document in documents:
            yield Known(
                "text-faults", fault.kind, fault.document, fault.start, fault.end, fault.printed
            )


def touching(fault: Known, results: tuple[ScreeningResult, ...]) -> list[ScreeningResult]:
    """Return the results that name a place of a fault."""
    return [
        each
        for each in results
        if any(place.start < fault.end and fault.start < place.end for place in each.places)
    ]


def main() -> int:
    """Screen the texts and print what was found of what is known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, default=os.environ.get("SOURCES_DIR"))
    parser.add_argument("--each", action="store_true", help="print every fault and what touches it")
    args = parser.parse_args()
    if args.sources is None:
        raise AnalysisError("no folder of articles: name it with --sources or SOURCES_DIR")
    raw = RawData(project.raw())
    found: dict[str, list[bool]] = {}
    results: dict[str, tuple[ScreeningResult, ...]] = {}
    for each in raw.rows(Document):
        path = args.sources / f"{each.document}.txt"
        if path.is_file():
            screening = screen(path.read_text(encoding="utf-8"), each.written_before)
            results[each.document] = screening.of("contradicts", "unusual", "copy", "open")
    if not results:
        raise AnalysisError(f"{args.sources} holds no article of a settled text")
    for fault in known_faults(raw, list(results)):
        hits = touching(fault, results[fault.document])
        found.setdefault(fault.table, []).append(bool(hits))
        if args.each:
            rules = sorted({f"{hit.rule}/{hit.verdict}" for hit in hits})
            print(fault.document, fault.kind, fault.printed, "|", ", ".join(rules) or "-")
    for table, marks in found.items():
        print(f"{table}: {sum(marks)} of {len(marks)}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except AnalysisError as error:
        sys.exit(f"error: {error}")
