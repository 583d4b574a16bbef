"""Write how often proposals of indicators are right: `python tools/calibrate.py --sources FOLDER`.

Each settled text is left out in turn; the articles are needed, for nothing of them is kept.  Run it
after texts were settled, then `python -m analysis settle`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from analysis import project
from analysis.coding.raw import RawData
from analysis.errors import AnalysisError
from analysis.proposals.calibration import bands, left_out
from analysis.proposals.records import Band, Proposal, Settled
from analysis.tables import store
from analysis.tables.codebook import Document


def main() -> int:
    """Measure, write the table, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, metavar="FOLDER")
    folder = parser.parse_args().sources
    raw = RawData(project.raw())
    texts = {
        each.document: path.read_text(encoding="utf-8")
        for each in raw.rows(Document)
        if (path := folder / f"{each.document}.txt").is_file()
    }
    if not texts:
        raise AnalysisError(f"{folder} holds no article of a settled text")
    settled = [figure for document in texts for figure in raw.figures(document)]
    pairs = left_out(texts, settled, raw.codebook)
    found = bands(pairs)
    target = project.raw() / "proposal-bands.csv"
    store.write_text(
        store.to_csv((store.cells_of(each.values(), Band.TABLE) for each in found), Band.TABLE),
        target,
    )
    for band in found:
        print(band.strength, band.figures, band.first, band.among_three)
    total = sum(band.figures for band in found)
    first = sum(band.first for band in found)
    three = sum(band.among_three for band in found)
    print(f"{total} figures: {first / total:.1%} first, {three / total:.1%} among three")
    for column in ("nature", "level", "counted", "status", "actor", "grade"):
        named = [(figure, each) for figure, each in pairs if each.indicator]
        right = [(f, each) for f, each in named if f.cells["indicator"] == each.indicator]
        print(f"{column}: {_share(named, column)} of those proposed, ", end="")
        print(f"{_share(right, column)} where the indicator is right")
    return 0


def _share(pairs: Sequence[tuple[Settled, Proposal]], column: str) -> str:
    right = sum(each.coded.get(column, "") == figure.cells[column] for figure, each in pairs)
    return f"{right} of {len(pairs)}"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except AnalysisError as error:
        sys.exit(f"error: {error}")
