"""Write how often proposals of indicators are right: `python tools/calibrate.py --sources FOLDER`.

Each settled text is left out in turn, and for the question whether no indicator fits, its own
indicators as well; the articles are needed, for nothing of them is kept.  The words by which
attributes are told were chosen with these texts at hand: for texts of others expect less.  Run it
after texts were settled, then `python -m analysis settle`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from analysis import project
from analysis.coding.raw import RawData
from analysis.errors import AnalysisError
from analysis.intervals import format_number
from analysis.proposals.calibration import bands, left_out, without_own
from analysis.proposals.proposal_records import ConfidenceBand, Proposal, Settled
from analysis.proposals.proposed_periods import Times
from analysis.reading.mentions import Mention, read
from analysis.tables import store
from analysis.tables.codebook import Document

Pairs = Sequence[tuple[Settled, Proposal]]

_ATTRIBUTES = (
    "level", "status", "nature", "counted", "stage", "scheme", "grade", "grade_and_above", "route",
    "actor", "population", "stated_base", "per",
)  # fmt: skip

SURE = 0.95
"""Share of right ones from which on a proposal is called sure."""


def main() -> int:
    """Measure, write the table, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, metavar="FOLDER")
    folder = parser.parse_args().sources
    raw = RawData(project.raw())
    documents = {
        each.document: each
        for each in raw.rows(Document)
        if (folder / f"{each.document}.txt").is_file()
    }
    if not documents:
        raise AnalysisError(f"{folder} holds no article of a settled text")
    texts = {name: (folder / f"{name}.txt").read_text(encoding="utf-8") for name in documents}
    times = {
        name: Times(each.period_start, each.period_end, each.written_before)
        for name, each in documents.items()
        if each.period_end is not None
    }
    settled = [figure for document in texts for figure in raw.figures(document)]
    pairs = left_out(texts, settled, raw.codebook, times)
    found = bands(pairs)
    target = project.raw() / "proposal-bands.csv"
    store.write_text(
        store.to_csv(
            (store.cells_of(each.values(), ConfidenceBand.TABLE) for each in found),
            ConfidenceBand.TABLE,
        ),
        target,
    )
    _indicators(found, pairs, without_own(texts, settled, raw.codebook, times))
    for column in _ATTRIBUTES:
        _attribute(pairs, column)
    _periods(pairs, times)
    _readings(pairs, texts, times)
    return 0


def _share(right: int, of: int) -> str:
    return f"{right} of {of} ({right / of:.1%})" if of else "none"


def _indicators(found: Sequence[ConfidenceBand], pairs: Pairs, unfit: Pairs) -> None:
    """Print how often indicators are right, sure, and rightly said to be missing."""
    print("strength, figures, first, among three")
    for band in found:
        print(band.strength, band.figures, band.first, band.among_three)
    total = sum(band.figures for band in found)
    print("indicator first:", _share(sum(band.first for band in found), total))
    print("indicator among three:", _share(sum(band.among_three for band in found), total))
    sure = [band for band in found if band.figures and band.first / band.figures >= SURE]
    print("sure:", _share(sum(band.figures for band in sure), total), end="; right: ")
    print(_share(sum(band.first for band in sure), sum(band.figures for band in sure)))
    missing = sum(each.none_fits for _, each in unfit)
    alarms = sum(each.none_fits for _, each in pairs)
    print("none fits, found where the indicator is missing:", _share(missing, len(unfit)))
    print("none fits, right among as many with and without:", _share(missing, missing + alarms))


def _attribute(pairs: Pairs, column: str) -> None:
    """Print how often an attribute is right, in all rows and in those unlike most."""
    common = Counter(figure.cells[column] for figure, _ in pairs).most_common(1)[0][0]
    unlike = [(f, each) for f, each in pairs if f.cells[column] != common]
    both = [_share(_right(part, column), len(part)) for part in (pairs, unlike)]
    print(f"{column}: {both[0]}; among those that differ from the commonest: {both[1]}", end="; ")
    said = [(f, each) for f, each in pairs if each.coded.get(column)]
    coded = [(f, each) for f, each in pairs if f.cells[column]]
    found = _share(sum(each.coded.get(column) == f.cells[column] for f, each in coded), len(coded))
    print(f"of those proposed, right: {_share(_right(said, column), len(said))}; found: {found}")


def _right(pairs: Pairs, column: str) -> int:
    return sum(each.coded.get(column, "") == figure.cells[column] for figure, each in pairs)


def _periods(pairs: Pairs, times: dict[str, Times]) -> None:
    """Print how often both ends of the period are right, and how many end after the writing."""
    ends = ("period_start", "period_end")
    right = sum(all(each.coded.get(e, "") == f.cells[e] for e in ends) for f, each in pairs)
    print("period, both ends:", _share(right, len(pairs)))
    late = sum(
        each.coded.get("period_end", "") > str(times[f.cells["document"]].written)
        for f, each in pairs
        if each.coded["nature"] != "plan"
    )
    print("period ends after the writing, plans apart:", late)


def _readings(pairs: Pairs, texts: dict[str, str], times: dict[str, Times]) -> None:
    """Print how often what the reader reads is what was settled."""
    read_as: dict[str, Callable[[Mention], str]] = {
        "value": lambda mention: format_number(mention.value),
        "unit": lambda mention: mention.unit or "",
        "bound": lambda mention: mention.bound,
        "hedge": lambda mention: mention.hedge,
    }
    mentions = {
        (document, mention.start): mention
        for document, text in texts.items()
        for mention in read(text, times[document].written).figures
    }
    for column, reading in read_as.items():
        right = sum(
            reading(mentions[f.cells["document"], each.start]) == f.cells[column]
            for f, each in pairs
        )
        print(f"{column}:", _share(right, len(pairs)))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except AnalysisError as error:
        sys.exit(f"error: {error}")
