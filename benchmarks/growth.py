"""Measure the whole build as made-up cities are added: time, what is stored, the pages.

Each measurement builds a copy of the project from nothing.  What does not depend on the number of
texts is told apart from the time per added text by the differences between the measurements.  How
long a page is on a screen is measured where there is a Chromium.  The runs that took longest are
each run once more by themselves, with nothing remembered, and the most CPU seconds are taken,
Python's start among them: on a busy machine the clock says little.
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
from analysis.checks.finding_records import Finding
from analysis.comparison.comparison_records import LookAlike, Pair, PairCount, Trial
from analysis.site.exporter import INDEX_LIMIT, LIMIT
from benchmarks.build import build_command, copy_project, environment_for, measure
from benchmarks.made_up_cities import make_up_cities
from benchmarks.reports import browser

COUNTS = (5, 20, 60)
"""Numbers of texts."""

STORED = tuple(f"{kind.TABLE.name}.csv" for kind in (Pair, PairCount, Trial, LookAlike, Finding))
"""Tables of data/processed that would grow with pairs of texts."""

WATCHED = ("index", "overview", "quality")
"""Pages of all texts, whose length is measured."""

LONGEST = 4
"""Runs, the longest by the clock, of which the one with the most CPU seconds is looked for."""

SCREEN = 1366, 900
"""Width and height of a screen, in pixels."""

GOALS = {
    "pages over their limit": 0,
    "overview, kB": 600,
    "overview, nodes": 8000,
    "overview, screens": 40,
    "CPU a text, later / earlier": 1.1,
    "slowest run, s of CPU": 20,
    "stored pairs, MB": 3,
}
"""What is to be reached at the largest number of texts."""


def grown(count: int) -> dict[str, Any]:
    """Measure the whole build of a copy with so many made-up texts."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_project(Path(folder))
        for name in ("data/processed", "reports"):
            shutil.rmtree(root / name, ignore_errors=True)
        make_up_cities(root, count)
        cost = measure([build_command()], root, environment_for(root))
        seconds = json.loads((root / "build" / "durations.json").read_text(encoding="utf-8"))
        longest = sorted(seconds, key=lambda run: -float(seconds[run]))[:LONGEST]
        alone = {run: _alone(root, run) for run in longest}
        slowest = max(alone, key=lambda run: alone[run])
        return {
            "documents": count,
            "wall": cost.wall,
            "cpu": cost.cpu,
            "memory": cost.memory,
            "slowest": slowest,
            "slowest_cpu": alone[slowest],
            "stored": {name: _size(root / "data" / "processed" / name) for name in STORED},
            "lengths": lengths_of(root / "reports"),
            "processed": sum(_size(path) for path in (root / "data" / "processed").rglob("*.csv")),
            **sizes_of_pages(root / "reports"),
        }


def _alone(root: Path, run: str) -> float:
    """Return the CPU seconds of one run by itself, with nothing remembered."""
    shutil.rmtree(root / "build" / "memo", ignore_errors=True)
    return measure([[*build_command(run), "--force"]], root, environment_for(root)).cpu


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


def lengths_of(reports: Path) -> dict[str, dict[str, float]]:
    """Return nodes and screens of the pages of all texts, the longest of all languages.

    Parameters
    ----------
    reports
        Folder with a folder of pages for each language.

    Returns
    -------
    dict
        By page; empty where there is no Chromium.
    """
    found: dict[str, dict[str, float]] = {}
    with browser() as running:
        if running is None:
            return found
        width, height = SCREEN
        sheet = running.new_page(viewport={"width": width, "height": height})
        for page in WATCHED:
            for path in sorted(reports.glob(f"*/{page}.html")):
                sheet.goto(path.as_uri())
                nodes, pixels = sheet.evaluate(
                    "[document.getElementsByTagName('*').length,"
                    " document.documentElement.scrollHeight]"
                )
                known = found.setdefault(page, {"nodes": 0, "screens": 0})
                known["nodes"] = max(known["nodes"], nodes)
                known["screens"] = max(known["screens"], round(pixels / height, 1))
    return found


def reached(results: dict[str, Any]) -> dict[str, float | None]:
    """Return what `GOALS` ask of the largest number of texts; nothing where it was not measured.

    Examples
    --------
    >>> reached({"measured": [], "per_document": []})
    {}
    """
    if not results["measured"]:
        return {}
    last, steps_ = results["measured"][-1], results["per_document"]
    overview = last["lengths"].get("overview", {})
    ratio = steps_[-1]["cpu_each"] / steps_[-2]["cpu_each"] if len(steps_) > 1 else None
    values = (
        last["pages_over"],
        last["pages"].get("overview", 0) / 1000,
        overview.get("nodes"),
        overview.get("screens"),
        ratio,
        last["slowest_cpu"],
        sum(last["stored"][name] for name in STORED[:2]) / 1e6,
    )
    return dict(zip(GOALS, values, strict=True))


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
            f"{row['slowest_cpu']:11.1f}{pairs / 1000:10.0f}{row['pages_over']:6}"
            f"  {row['slowest']}"
        )
        lines.append(
            "       largest pages, kB: "
            + ", ".join(f"{kind} {size / 1000:.0f}" for kind, size in row["pages"].items())
        )
        lines.append(
            "       stored, kB: "
            + ", ".join(f"{name} {size / 1000:.0f}" for name, size in row["stored"].items())
        )
        lines += [
            f"       {page}: {length['nodes']:.0f} nodes, {length['screens']:.1f} screens"
            for page, length in row["lengths"].items()
        ]
    lines += [
        f"each from {step['from']} to {step['to']}: {step['cpu_each']:.2f} s of CPU"
        for step in results["per_document"]
    ]
    for what, value in reached(results).items():
        said = "not measured" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")
        lines.append(f"{what:30}{said:>12}{f'(at most {GOALS[what]})':>18}")
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
