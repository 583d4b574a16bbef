"""Measure the project: `python -m benchmarks [--json FILE] [--only PART] [--quick]`.

Prints tables, with progress on standard error, and writes all numbers as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analysis import project

PARTS = ("reader", "limits", "coding", "reports", "build", "growth", "corpus")


def reader(quick: bool) -> dict[str, Any]:
    """Measure the quantity reader in a process of its own, and return what it writes as JSON."""
    script = Path(__file__).with_name("reader.py")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reader.json"
        alone = ["--alone"] if quick else []
        subprocess.run([sys.executable, str(script), "--json", str(file), *alone], check=True)
        found: dict[str, Any] = json.loads(file.read_bytes())
    return found


def limits(quick: bool) -> dict[str, Any]:
    """Measure a column of limits."""
    from benchmarks import limits as measuring

    found = measuring.run(quick)
    print(measuring.table(found))
    return found


def coding(quick: bool) -> dict[str, Any]:
    """Replay settled codings through coding sessions; count what is typed."""
    if "SOURCES_DIR" not in os.environ:
        say("coding: left out, because SOURCES_DIR names no folder of the articles")
        return {}
    from benchmarks import coding as measuring

    found = measuring.run(quick)
    print(measuring.table(found))
    return found


def reports(quick: bool) -> dict[str, Any]:
    """Measure the pages beside nbconvert's own of the same notebooks."""
    from benchmarks import reports as measuring

    return measuring.run()


def build(quick: bool) -> dict[str, Any]:
    """Measure the build against the usual way."""
    from benchmarks import build as measuring

    return measuring.run(quick, say)


def growth(quick: bool) -> dict[str, Any]:
    """Measure the whole build as made-up cities are added."""
    from benchmarks import growth as measuring

    return measuring.run(quick, say)


def corpus(quick: bool) -> dict[str, Any]:
    """Measure thousands of texts read at once."""
    from benchmarks import corpus as measuring

    return measuring.run(quick)


def say(line: str) -> None:
    """Print a progress line."""
    print(line, file=sys.stderr, flush=True)


MEASURE: dict[str, Callable[[bool], dict[str, Any]]] = {
    "reader": reader,
    "limits": limits,
    "coding": coding,
    "reports": reports,
    "build": build,
    "growth": growth,
    "corpus": corpus,
}


def main(arguments: list[str] | None = None) -> int:
    """Measure what is asked for, print tables, write JSON.

    Parameters
    ----------
    arguments
        Words of the command line; those of the process when omitted.

    Returns
    -------
    int
        Exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="where the numbers go (build/benchmark.json)"
    )
    parser.add_argument("--only", choices=PARTS, help="measure one part")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="a sample of the usual way, fewer documents, no other readers",
    )
    args = parser.parse_args(arguments)
    file: Path = args.json or project.root() / "build" / "benchmark.json"
    results: dict[str, Any] = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "quick": args.quick,
    }
    for name in PARTS:
        if args.only in (None, name):
            say(f"== {name}")
            results[name] = MEASURE[name](args.quick)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    say(f"Written to {file.name}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
