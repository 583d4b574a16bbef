"""The ``settle`` command: record the hashes of the settled raw files.

Figures never change once settled.  When one must (a slip of the coders, a new document), the
person who changes it says so in ``CHANGELOG.md`` and settles the new state with this command; the
difference in ``data/raw/hashes.csv`` makes the change visible in every review.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import pandas as pd

from analysis import project, schema, tables
from analysis.raw import RawData


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--check", action="store_true", help="only say whether the recorded hashes are current"
    )


def current_hashes(folder: Path) -> dict[str, str]:
    """Return SHA-256 by path of all files of figures, other numerals and codings."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for part in ("codings", "figures", "other-numerals")
        for path in sorted((folder / part).glob("*.csv"))
    }


def run(args: argparse.Namespace) -> int:
    """Record or check the hashes; validate every figure on the way."""
    folder = project.raw()
    hashes = current_hashes(folder)
    recorded = folder / "hashes.csv"
    frame = pd.DataFrame(sorted(hashes.items()), columns=schema.HASHES.names, dtype=object)
    text = tables.to_csv(frame, schema.HASHES)
    if args.check:
        same = recorded.is_file() and recorded.read_text(encoding="utf-8") == text
        print("hashes are current" if same else "hashes differ: run `python -m analysis settle`")
        return 0 if same else 1
    before = recorded.read_text(encoding="utf-8") if recorded.is_file() else None
    tables.write_text(text, recorded)
    try:
        raw = RawData(folder)
        for document in raw.document_ids():
            raw.figures(document)
            raw.other_numerals(document)
    except Exception:
        # A table that breaks a rule is not settled: put the record back as it was.
        if before is None:
            recorded.unlink()
        else:
            tables.write_text(before, recorded)
        raise
    print(f"settled {len(hashes)} files in data/raw/hashes.csv")
    return 0
