"""Measure the whole build as made-up cities are added: time, what is stored, the largest pages.

Each measurement builds a copy of the project from nothing.  What does not depend on the number of
texts is told apart from the time per added text by the differences between the measurements.  In
the copies no page is refused for its size, so that sizes are measured too.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from analysis import language
from analysis.comparison.records import Pair, PairCount, Trial
from analysis.site.exporter import INDEX_LIMIT, LIMIT
from benchmarks.build import build_command, copy_project, environment_for, measure
from benchmarks.made_up_cities import make_up_cities

COUNTS = (5, 20, 60)
"""Numbers of texts."""

STORED = tuple(f"{kind.TABLE.name}.csv" for kind in (Pair, PairCount, Trial))
"""Tables of data/processed that grow with pairs of texts."""


def grown(count: int) -> dict[str, Any]:
    """Measure the whole build of a copy with so many made-up texts."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_project(Path(folder))
        for name in ("data/processed", "reports"):
            shutil.rmtree(root / name, ignore_errors=True)
        make_up_cities(root, count)
        cost = measure([build_command()], root, environment_for(root))
        seconds = json.loads((root / "build" / "durations.json").read_text(encoding="utf-8"))
        slowest = max(seconds, key=lambda run: float(seconds[run]))
        return {
            "documents": count,
            "wall": cost.wall,
            "cpu": cost.cpu,
            "memory": cost.memory,
            "slowest": slowest,
            "slowest_seconds": seconds[slowest],
            "stored": {name: _size(root / "data" / "processed" / name) for name in STORED},
            "processed": sum(_size(path) for path in (root / "data" / "processed").rglob("*.csv")),
            **sizes_of_pages(root / "reports"),
        }


def sizes_of_pages(reports: Path) -> dict[str, Any]:
    """Return the sizes of the pages in bytes: the largest of each kind, and how many are too large.

    Parameters
    ----------
    reports
        Folder with a folder of pages for each language.
    """
    largest: dict[str, int] = {}
    over = 0
    for path in sorted(reports.glob("*/*.html")):
        if path.parent.name not in language.LANGUAGES:
            continue
        kind, size = path.stem.partition("-")[0], _size(path)
        largest[kind] = max(largest.get(kind, 0), size)
        over += size > (INDEX_LIMIT if kind == "index" else LIMIT)
    return {"pages": largest, "pages_over": over}


def _size(path: Path) -> int:
    return path.stat().st_size


def steps(rows: Sequence[dict[str, Any]]) -> list[dict[str, float]]:
    """Return the CPU seconds per added text between each two measurements.

    Examples
    --------
    >>> steps([{"documents": 5, "cpu": 10.0}, {"documents": 20, "cpu": 25.0}])
    [{'from': 5, 'to': 20, 'cpu_each': 1.0}]
    """
    return [
        {
            "from": before["documents"],
            "to": after["documents"],
            "cpu_each": (after["cpu"] - before["cpu"]) / (after["documents"] - before["documents"]),
        }
        for before, after in pairwise(rows)
    ]


def table(results: dict[str, Any]) -> str:
    """Return the measurements as lines."""
    lines = [f"{'texts':>6}{'wall s':>9}{'CPU s':>9}{'slowest s':>11}{'pairs kB':>10}{'over':>6}"]
    for row in results["measured"]:
        pairs = sum(row["stored"][name] for name in STORED[:2])
        lines.append(
            f"{row['documents']:6}{row['wall']:9.1f}{row['cpu']:9.1f}"
            f"{row['slowest_seconds']:11.1f}{pairs / 1000:10.0f}{row['pages_over']:6}"
            f"  {row['slowest']}"
        )
        lines.append(
            "       largest pages, kB: "
            + ", ".join(f"{kind} {size / 1000:.0f}" for kind, size in row["pages"].items())
        )
    lines += [
        f"each from {step['from']} to {step['to']}: {step['cpu_each']:.2f} s of CPU"
        for step in results["per_document"]
    ]
    return "\n".join(lines)


def run(quick: bool = False, say: Callable[[str], None] = print) -> dict[str, Any]:
    """Measure the build at each number of texts; print a table.

    Parameters
    ----------
    quick
        Leave out the largest number.
    say
        Gets the progress lines.
    """
    rows = []
    for count in COUNTS[:-1] if quick else COUNTS:
        say(f"whole build with {count} made-up texts ...")
        rows.append(grown(count))
    results = {"measured": rows, "per_document": steps(rows)}
    print(table(results))
    return results
