"""Put results in place: each file old or new, the manifest last, one build at a time."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from analysis.errors import AnalysisError
from analysis.pipeline import build_manifest as mf
from analysis.pipeline.notebook_runs import digest, reason
from analysis.pipeline.paths import fault, held

_WAIT = 0.2
"""Seconds between two looks at a lock that another build holds."""


@contextmanager
def lock(folder: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the project's build lock; wait while another build holds it.

    Parameters
    ----------
    folder
        Working folder of the build.
    say
        Told, once, that there is another build.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as file:
        told = False
        while not _try_lock(file):
            if not told:
                say("Another build of this project is running; waiting until it ends.")
                told = True
            time.sleep(_WAIT)
        yield


def _try_lock(file: IO[str]) -> bool:
    """Take the lock, which the system gives back when the process ends in whatever way."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True


def writable(folder: Path) -> None:
    """Refuse, before any work, a folder that results cannot be written to.

    Parameters
    ----------
    folder
        It need not be there yet.

    Raises
    ------
    AnalysisError
        If it is no folder, or may not be written to.
    """
    nearest = folder
    while not nearest.exists():
        nearest = nearest.parent
    if not nearest.is_dir():
        raise AnalysisError(f"Cannot write to {folder.name}: {nearest.name} is not a folder.")
    if hasattr(os, "statvfs") and os.statvfs(nearest).f_flag & getattr(os, "ST_RDONLY", 0):
        raise AnalysisError(
            f"Cannot write to {folder.name}: the file system is read-only; nothing was changed."
        )
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise AnalysisError(f"Cannot write to {folder.name}: no permission; nothing was changed.")


def publish(
    out: Path,
    work: Path,
    files: Mapping[str, tuple[Path, str]],
    gone: Mapping[str, str],
    manifest: bytes,
) -> tuple[int, int]:
    """Put files in place.

    All of them are copied and checked first, so that a full disk shows before anything changed;
    then each takes the place of its predecessor in one step, and the manifest comes last.

    Parameters
    ----------
    out
        Folder that the names relate to.
    work
        Folder for the copies, on the same disk.
    files
        Where each file is and its SHA-256, by name.
    gone
        SHA-256 of the files that are no longer published, by name; one that is not as it was
        published is somebody's own by now, and stays.
    manifest
        Content of the manifest.

    Returns
    -------
    tuple
        How many files were written, and how many removed.

    Raises
    ------
    AnalysisError
        If something cannot be written, or would be written or removed outside of the folder.
    """
    for name in (*files, *gone, mf.MANIFEST_FILE):
        if said := fault(name):
            raise AnalysisError(f"Nothing was published: {name!r} {said}.")
        held(out, out / name)
    stage = work / f"stage-{os.getpid()}"
    try:
        changed = {
            name: (source, sha256)
            for name, (source, sha256) in files.items()
            if not _is(out / name, sha256)
        }
        expected = hashlib.sha256(manifest).hexdigest()
        stage.mkdir(parents=True, exist_ok=True)
        staged = [
            (_stage(stage / str(number), source, sha256, name), out / name)
            for number, (name, (source, sha256)) in enumerate(changed.items())
        ]
        record = stage / "manifest"
        record.write_bytes(manifest)
        for partial, target in staged:
            replace(partial, target)
        removed = sum(
            _remove(out, name) for name, sha256 in gone.items() if _is(out / name, sha256)
        )
        if not _is(out / mf.MANIFEST_FILE, expected):
            replace(record, out / mf.MANIFEST_FILE)
    except OSError as error:
        raise AnalysisError(f"Could not publish: {reason(error)}") from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return len(changed), removed


def _is(path: Path, sha256: str) -> bool:
    """Tell whether a file has a content."""
    try:
        return digest(path) == sha256
    except (FileNotFoundError, NotADirectoryError):
        return False


def _stage(target: Path, source: Path, sha256: str, name: str) -> Path:
    """Copy a file beside the others, and see that it is whole."""
    content = source.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise AnalysisError(
            f"The kept copy of {name} is damaged; remove the folder build/ and build again."
        )
    target.write_bytes(content)
    return target


def replace(source: Path, target: Path) -> None:
    """Move a file over another in one step, even from another disk.

    Parameters
    ----------
    source
        The file; it is gone afterwards, unless it lay on another disk.
    target
        Where it goes; what was there is replaced, not changed.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        near = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            shutil.copyfile(source, near)
            os.replace(near, target)
        finally:
            near.unlink(missing_ok=True)


def _remove(out: Path, name: str) -> bool:
    """Remove a file that is no longer published, and the folders that it leaves empty."""
    path = out / name
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    for folder in path.relative_to(out).parents:
        if folder == Path("."):
            break
        with suppress(OSError):
            (out / folder).rmdir()
    return True
