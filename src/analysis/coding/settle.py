"""The ``settle`` command: record the hashes of the settled raw files.

Figures never change once settled.  When one must (a slip of the coders, a new document), the
person who changes it says so in ``CHANGELOG.md`` and settles the new state with this command; the
difference in ``data/raw/hashes/`` makes the change visible in every review.  Nothing is settled
that a later step would refuse: everything that is wrong is said at once.
"""

from __future__ import annotations

import argparse
import hashlib
from importlib import import_module
from pathlib import Path

from analysis import project
from analysis.coding.coding_records import FileHash
from analysis.coding.raw import CODEBOOK, REGISTERS, SHARED, RawData, relative
from analysis.errors import AnalysisError
from analysis.tables import schema, store
from analysis.tables.schema import TABLES

LATER = "analysis.checks.settled:faults"
"""What knows which right tables a later room would refuse: loaded by name, it comes after here."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--check",
        action="store_true",
        help="change nothing; say what is wrong, and whether the recorded hashes are current",
    )


def current_hashes(folder: Path, name: str) -> dict[str, str]:
    """Return SHA-256 by path of the settled files of a document, or of a table of all documents.

    Parameters
    ----------
    folder
        The folder ``data/raw``.
    name
        A document, or `SHARED` with the name of a table of all documents.
    """
    table = TABLES.get(name.removeprefix(SHARED)) if name.startswith(SHARED) else None
    if table is not None:
        files = [folder / relative(table)]
    else:
        files = [
            folder / "figures" / f"{name}.csv",
            folder / "other-numerals" / f"{name}.csv",
            *sorted((folder / "codings").glob(f"{name}.*.csv")),
        ]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.is_file()
    }


def record(folder: Path, name: str) -> str:
    """Return the record of hashes of a document, or of the shared tables, as CSV text."""
    hashes = sorted(current_hashes(folder, name).items())
    rows = [store.cells_of(FileHash(*each).values(), schema.HASHES) for each in hashes]
    return store.to_csv(rows, schema.HASHES)


def refuse_faults(raw: RawData) -> None:
    """Refuse raw tables that this or a later step would not take.

    Raises
    ------
    AnalysisError
        If a table breaks a rule: a line for each fault of all of them.
    """
    module, _, function = LATER.partition(":")
    faults = list(dict.fromkeys([*raw.faults(), *getattr(import_module(module), function)(raw)]))
    if faults:
        count = f"{len(faults)} fault{'s' if len(faults) > 1 else ''}"
        raise AnalysisError("\n".join([*faults, f"{count} in data/raw: nothing was settled"]))


def settle(folder: Path, check: bool = False) -> list[str]:
    """Record the hashes of raw tables that are right.

    Parameters
    ----------
    folder
        The folder ``data/raw``.
    check
        Record nothing.

    Returns
    -------
    list of str
        What had changed since it was recorded.

    Raises
    ------
    AnalysisError
        If a table breaks a rule; the records stay as they were.
    """
    raw = RawData(folder, settled=False)
    refuse_faults(raw)
    shared = [f"{SHARED}{table.name}" for table in (*CODEBOOK, *REGISTERS)]
    paths = {name: folder / "hashes" / f"{name}.csv" for name in (*shared, *raw.document_ids())}
    kept = set(paths.values())
    stale = [path for path in sorted((folder / "hashes").rglob("*.csv")) if path not in kept]
    changed = [
        name
        for name, path in paths.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != record(folder, name)
    ]
    if not check:
        for name in changed:
            store.write_text(record(folder, name), paths[name])
        for path in stale:
            path.unlink()
    return [*changed, *(f"{path.stem} (no longer there)" for path in stale)]


def run(args: argparse.Namespace) -> int:
    """Record or check the hashes; nothing is kept unless every raw table is right.

    Returns
    -------
    int
        0; with ``--check``, 1 when a recorded hash is not current.

    Raises
    ------
    AnalysisError
        If a table breaks a rule: a line for each fault of all of them; the records stay as they
        were.
    """
    told = settle(project.raw(), args.check)
    if args.check:
        print(f"hashes differ: {', '.join(told)}" if told else "hashes are current")
        return 1 if told else 0
    print(f"settled: {', '.join(told) if told else 'nothing had changed'}")
    return 0
