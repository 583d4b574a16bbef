"""The ``settle`` command: record the hashes of the settled raw files.

Figures never change once settled.  When one must (a slip of the coders, a new document), the
person who changes it says so in ``CHANGELOG.md`` and settles the new state with this command; the
difference in ``data/raw/hashes/`` makes the change visible in every review.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import pandas as pd

from analysis import project
from analysis.coding.raw import RawData
from analysis.tables import frames as tables
from analysis.tables import schema


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--check", action="store_true", help="only say whether the recorded hashes are current"
    )


def current_hashes(folder: Path, document: str) -> dict[str, str]:
    """Return SHA-256 by path of a document's figures, other numerals and codings."""
    files = [
        folder / "figures" / f"{document}.csv",
        folder / "other-numerals" / f"{document}.csv",
        *sorted((folder / "codings").glob(f"{document}.*.csv")),
    ]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.is_file()
    }


def _record(folder: Path, document: str) -> str:
    hashes = current_hashes(folder, document)
    frame = pd.DataFrame(sorted(hashes.items()), columns=schema.HASHES.names, dtype=object)
    return tables.to_csv(frame, schema.HASHES)


def run(args: argparse.Namespace) -> int:
    """Record or check the hashes; validate every figure before a changed hash is kept.

    Returns
    -------
    int
        0; with ``--check``, 1 when a recorded hash is not current.

    Raises
    ------
    AnalysisError
        If a table breaks a rule; the record stays as it was.
    """
    folder = project.raw()
    documents = RawData(folder).document_ids()
    paths = {document: folder / "hashes" / f"{document}.csv" for document in documents}
    before = {
        document: path.read_text(encoding="utf-8") if path.is_file() else ""
        for document, path in paths.items()
    }
    changed = [name for name in documents if before[name] != _record(folder, name)]
    if args.check:
        print(f"hashes differ: {', '.join(changed)}" if changed else "hashes are current")
        return 1 if changed else 0
    for document in changed:
        tables.write_text(_record(folder, document), paths[document])
    try:
        raw = RawData(folder)
        for document in documents:
            raw.figures(document)
            raw.other_numerals(document)
            raw.corrections_of(document)
    except Exception:
        # A table that breaks a rule is not settled: put the records back as they were.
        for document in changed:
            if before[document]:
                tables.write_text(before[document], paths[document])
            else:
                paths[document].unlink()
        raise
    print(f"settled: {', '.join(changed) if changed else 'nothing had changed'}")
    return 0
