"""Results of successful runs, kept under `build/` by content, so that none is done twice."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.pipeline.run import Result, digest

_RECORDS_KEPT = 4
"""Records are kept up to this many times the number of runs."""


class Store:
    """Files by their SHA-256, and the results of runs by the digest of all they depend on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Return where a file of a digest is kept."""
        return self.folder / "objects" / sha256[:2] / sha256

    def holds(self, sha256: str) -> bool:
        """Tell whether a file is kept, and whole."""
        try:
            return digest(self.path(sha256)) == sha256
        except OSError:
            return False

    def put(self, source: Path, sha256: str) -> None:
        """Keep a file; it is moved here."""
        target = self.path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, target)

    def add(self, source: Path, sha256: str) -> None:
        """Keep a copy of a file."""
        with self.fresh() as partial:
            shutil.copyfile(source, partial)
            self.put(partial, sha256)

    @contextmanager
    def fresh(self) -> Iterator[Path]:
        """Yield the path of a file that is not there yet, and is gone afterwards."""
        folder = self.folder / "partial"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{os.getpid()}-{os.urandom(6).hex()}"
        try:
            yield path
        finally:
            with suppress(OSError):
                path.unlink()

    def record(self, key: str) -> Result | None:
        """Return the result kept for a key, if all its files are still here."""
        try:
            kept = json.loads((self.folder / "runs" / f"{key}.json").read_bytes())
            result = Result(kept["files"], kept["executed"], 0.0)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        digests = [*result.files.values(), *([result.executed] if result.executed else [])]
        return result if all(self.holds(item) for item in digests) else None

    def keep(self, key: str, files: Mapping[str, str], executed: str) -> None:
        """Remember the result of a run under its key."""
        folder = self.folder / "runs"
        folder.mkdir(parents=True, exist_ok=True)
        content = json.dumps({"files": dict(files), "executed": executed}, sort_keys=True)
        with self.fresh() as partial:
            partial.write_text(content, encoding="utf-8")
            os.replace(partial, folder / f"{key}.json")

    def prune(self, runs: int) -> None:
        """Forget the oldest results beyond a few times the number of runs."""
        folder = self.folder / "runs"
        with suppress(OSError):
            records = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
            limit = _RECORDS_KEPT * max(runs, 10)
            if len(records) <= limit:
                return
            for record in records[:-limit]:
                record.unlink()
            used = {
                item
                for record in records[-limit:]
                for kept in [json.loads(record.read_bytes())]
                for item in [*kept["files"].values(), kept["executed"]]
            }
            for path in (self.folder / "objects").glob("*/*"):
                if path.name not in used:
                    path.unlink()
