"""Results of successful runs, kept under `build/` by content, so that none is done twice."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from analysis.pipeline.notebook_runs import RunResult, digest

_RECORDS_KEPT = 4
"""Records are kept up to this many times the number of runs."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The result of a run, and what it used beside what was known before.

    Attributes
    ----------
    result
        What came out.
    words
        Digest of the words that it looked up.
    made_with
        Version of Python, and of each library that was not the one of the lock.
    """

    result: RunResult
    words: str
    made_with: Mapping[str, str]


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

    def records(self, base: str) -> Iterator[Kept]:
        """Yield the results kept for a digest of what they depend on, the newest first.

        Parameters
        ----------
        base
            Digest of all that is known before a run; the words that it looks up are not.
        """
        found = (self.folder / "runs").glob(f"{base}-*.json")
        for path in sorted(found, key=_age, reverse=True):
            try:
                kept = json.loads(path.read_bytes())
                words, made_with = kept["words"], kept["made_with"]
                result = RunResult(kept["files"], kept["executed"], 0.0, tuple(kept["looked_up"]))
            except (OSError, ValueError, KeyError, TypeError):
                continue
            digests = [*result.files.values(), *([result.executed] if result.executed else [])]
            if all(self.holds(item) for item in digests):
                yield Kept(result, words, made_with)

    def keep(self, base: str, kept: Kept) -> None:
        """Remember the result of a run by the digest of what it depends on."""
        folder = self.folder / "runs"
        folder.mkdir(parents=True, exist_ok=True)
        content = {
            "files": dict(kept.result.files),
            "executed": kept.result.executed,
            "looked_up": list(kept.result.looked_up),
            "words": kept.words,
            "made_with": dict(kept.made_with),
        }
        name = f"{base}-{kept.words[:16] or 'none'}.json"
        with self.fresh() as partial:
            partial.write_text(json.dumps(content, sort_keys=True), encoding="utf-8")
            os.replace(partial, folder / name)

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


def forget_old_runs(folder: Path, limit: int, keep: Path) -> None:
    """Forget the remembered results of functions that were used longest ago.

    Parameters
    ----------
    folder
        Folder of the results.
    limit
        Bytes that may stay.
    keep
        A file there that stays in any case.
    """
    with suppress(OSError):
        files = [(path.stat(), path) for path in folder.iterdir() if path != keep]
        files.sort(key=lambda item: item[0].st_mtime_ns, reverse=True)
        kept = 0
        for stat, path in files:
            kept += stat.st_size
            if kept > limit or path.suffix == keep.suffix:
                path.unlink()


def _age(path: Path) -> int:
    """Return when a file was written; a file that is gone is the oldest."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
