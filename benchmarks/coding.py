"""How much is typed to code a text with proposals: settled codings, replayed through sessions.

Each text is coded as if it were new: proposals know the other texts only.  For every figure the
session is brought to the settled cells by whatever needs the fewest cells: a candidate (a key),
another indicator, a repeat; what differs then is written cell by cell.  A cell counts when a person
types it or picks it from a list; a key that accepts a candidate types none.  Words for what is
counted are those of the indicator's label and are counted apart where a coder wanted others.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from analysis import project
from analysis.coding.agreement import align
from analysis.coding.coding_records import CodedMention
from analysis.coding.raw import RawData
from analysis.coding.session import CODED_FIELDS, Session
from analysis.errors import AnalysisError
from analysis.proposals.proposed_periods import Times

SPAN = 2
"""Cells of a span that is moved or added."""

Cells = Mapping[str, str]


class Replay:
    """A session that is brought to what somebody coded, with a count of what is typed.

    Parameters
    ----------
    session
        The session.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.typed: Counter[str] = Counter()
        self.figures = 0
        self.keys = 0

    def follow(self, sheet: Iterable[CodedMention]) -> None:
        """Code as a sheet says, figure by figure."""
        own = list(sheet)
        for wanted in own:
            if wanted.is_figure:
                self.figures += 1
                self._figure(wanted)
        figures = {each.start for each in own if each.is_figure}
        for place in self.session.places:
            if place.coded.is_figure and place.coded.start not in figures:
                self.session.no_figure(place.at)
                self.typed["kind"] += 1

    def _figure(self, wanted: CodedMention) -> None:
        session = self.session
        place = next((e for e in session.places if e.coded.overlaps(*wanted.span)), None)
        if place is None:
            at = session.add(*wanted.span)
            self.typed["span"] += SPAN
        else:
            at = place.at
            if not place.coded.is_figure:
                session.figure(at)
                self.keys += 1
            if place.coded.span != wanted.span:
                session.move(at, *wanted.span)
                self.typed["span"] += SPAN
        cells = self._cells(wanted)
        best = min(self._ways(at, cells), key=lambda way: self._cost(at, cells, *way))
        self._take(at, *best)
        self.keys += 1
        if best[0] == "choose":
            self.typed["indicator"] += 1
        elif best[0] == "repeat":
            self.typed["duplicate_of_start"] += 2
        for column in self._differing(at, cells):
            with suppress(AnalysisError):  # A code of one coder that is in no list.
                session.put(at, column, cells[column])
            self.typed[column] += 1

    def _cells(self, wanted: CodedMention) -> Cells:
        """Return what is wanted, relations by the places of a session."""
        cells = {name: wanted.coded.get(name, "") for name in CODED_FIELDS}
        for name in ("duplicate_of_start", "part_of_start"):
            if cells[name]:
                start = int(cells[name])
                near = [e.at for e in self.session.places if e.coded.overlaps(start, start + 1)]
                cells[name] = str(near[0]) if near else ""
        return cells

    def _ways(self, at: int, cells: Cells) -> list[tuple[str, Any]]:
        session = self.session
        ways: list[tuple[str, Any]] = []
        candidates = session.candidates(at)
        ways += [("accept", rank) for rank in range(1, len(candidates) + 1)]
        if session.codebook.has_indicator(cells["indicator"]):
            ways.append(("choose", cells["indicator"]))
        if cells["duplicate_of_start"]:
            ways.append(("repeat", (int(cells["duplicate_of_start"]), cells["duplicate_kind"])))
        return ways or [("nothing", None)]

    def _take(self, at: int, way: str, what: Any) -> None:
        if way == "accept":
            self.session.accept(at, what)
        elif way == "choose":
            self.session.choose(at, what)
        elif way == "repeat":
            self.session.repeat(at, *what)

    def _cost(self, at: int, cells: Cells, way: str, what: Any) -> int:
        if way == "nothing":
            return len(self._differing(at, cells))
        self._take(at, way, what)
        cost = {"accept": 0, "choose": 1, "repeat": 2}[way] + len(self._differing(at, cells))
        self.session.undo()
        return cost

    def _differing(self, at: int, cells: Cells) -> list[str]:
        now = self.session.place(at).coded.coded
        return [name for name in CODED_FIELDS if now.get(name, "") != cells[name]]


def settled_sheet(raw: RawData, document: str) -> list[CodedMention]:
    """Return the settled figures of a document as a sheet."""
    figures = raw.figures(document)
    starts = {figure.figure_id: str(figure.start) for figure in figures}
    related = {"duplicate_of_start": "duplicate_of", "part_of_start": "part_of"}
    return [
        CodedMention(
            document,
            figure.start,
            figure.end,
            figure.literal,
            "figure",
            {
                name: starts.get(figure.cells[related[name]], "")
                if name in related
                else figure.cells[name]
                for name in CODED_FIELDS
            },
        )
        for figure in figures
    ]


def differences(one: Iterable[CodedMention], other: Iterable[CodedMention]) -> int:
    """Count the cells on which two sheets differ, words and notes apart."""
    first, second = list(one), list(other)
    alignment = align(first, second)
    count = len(alignment.only_first) + len(alignment.only_second)
    for i, j in alignment.pairs:
        a, b = first[i], second[j]
        count += a.span != b.span
        if a.kind != b.kind:
            count += 1
        elif a.is_figure:
            count += sum(a.coded[name] != b.coded[name] for name in CODED_FIELDS)
    return count


def run(quick: bool) -> dict[str, Any]:
    """Replay the codings of all texts whose articles are in the folder `SOURCES_DIR`.

    Parameters
    ----------
    quick
        Only the first text.
    """
    folder = os.environ.get("SOURCES_DIR")
    if not folder:
        raise AnalysisError("set SOURCES_DIR to the folder of the articles")
    raw = RawData(project.raw(), settled=False)
    documents = [e for e in raw.document_ids() if (Path(folder) / f"{e}.txt").is_file()]
    found: dict[str, Any] = {"texts": {}}
    for document in documents[: 1 if quick else None]:
        article = (Path(folder) / f"{document}.txt").read_bytes()
        sheets = {"settled": settled_sheet(raw, document)}
        coders = raw.coders(document)[:2]
        for coder in coders:
            sheets[coder] = list(raw.coding(document, coder, settled=False))
        own: dict[str, Any] = {}
        for name, sheet in sheets.items():
            origin = raw.origin(document)
            written, end = origin.written_before, origin.period_end
            times = Times(origin.period_start, end, written) if end else None
            with Session(
                article, document, "replay", raw=raw, folder=None, reference=str(written),
                times=times,
            ) as session:  # fmt: skip
                replay = Replay(session)
                replay.follow(sheet)
            own[name] = {
                "figures": replay.figures,
                "typed": replay.typed.total(),
                "keys": replay.keys,
                "columns": dict(replay.typed.most_common()),
            }
        if len(coders) == 2:
            own["decided"] = differences(sheets[coders[0]], sheets[coders[1]])
        found["texts"][document] = own
    found["seconds"] = delays(raw, documents[0], Path(folder)) if documents else []
    return found


def delays(raw: RawData, document: str, folder: Path) -> list[float]:
    """Measure the seconds from a key to the decision on disk, with all that is worked out."""
    article = (folder / f"{document}.txt").read_bytes()
    with tempfile.TemporaryDirectory() as work:
        found = []
        with Session(article, document, "replay", raw=raw, folder=Path(work)) as session:
            for at in session.open:
                session.candidates(at)
                start = time.perf_counter()
                session.accept(at, 1)
                found.append(time.perf_counter() - start)
    return found


def table(found: Mapping[str, Any]) -> str:
    """Return the numbers as lines."""
    lines = [
        "text            figures  cells typed per figure: settled, each coder, decided, in all"
    ]
    total: Counter[str] = Counter()
    for document, own in found["texts"].items():
        figures = own["settled"]["figures"]
        coders = [name for name in own if name not in ("settled", "decided")]
        shares = [own["settled"]["typed"] / figures]
        shares += [own[name]["typed"] / own[name]["figures"] for name in coders]
        shares.append(own.get("decided", 0) / figures)
        lines.append(
            f"{document:16}{figures:7}  "
            + "  ".join(f"{share:5.2f}" for share in (*shares, sum(shares[1:])))
        )
        total["figures"] += figures
        total["settled"] += own["settled"]["typed"]
        total["decided"] += own.get("decided", 0)
        total["coded"] += sum(own[name]["typed"] for name in coders)
        for column, count in own["settled"]["columns"].items():
            total[f"column {column}"] += count
    if total["figures"]:
        per = {name: count / total["figures"] for name, count in total.items()}
        lines.append(
            f"all             {total['figures']:7}  settled {per['settled']:.2f}, in all with two "
            f"coders and deciding {per['coded'] + per['decided']:.2f}"
        )
        columns = [(count, name[7:]) for name, count in total.items() if name.startswith("column ")]
        lines.append("typed most: " + ", ".join(f"{n} {c}" for c, n in sorted(columns)[::-1][:12]))
    if found["seconds"]:
        middle, most = statistics.median(found["seconds"]), max(found["seconds"])
        lines.append(f"key to disk: {1000 * middle:.0f} ms (median), {1000 * most:.0f} ms (most)")
    return "\n".join(lines)
