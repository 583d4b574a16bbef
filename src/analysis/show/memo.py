"""Results of pure functions, remembered from build to build.

A page whose data changed in one figure draws all its charts again and cuts its fonts again, though
most of them come out as before.  Such work is a function of what it is given, so its result can be
kept under the digest of that.  Only a build remembers, and only in the folder that it names in the
environment; everybody else and `--force` compute.  The folder belongs to one state of the code,
the lock and Python, and to one work folder: a rebuild elsewhere (`reproduce`) begins with none.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

VARIABLE = "ANALYSIS_MEMO"
"""Environment variable with the folder; without it nothing is remembered."""

_DIGEST = hashlib.sha256().digest_size


def recall(kind: str, given: object, make: Callable[[], bytes]) -> bytes:
    """Return the result of a function, remembered if it was computed before.

    Parameters
    ----------
    kind
        Name of the function.
    given
        All that the result depends on beside the code, in values whose `repr` says everything.
    make
        Computes the result.
    """
    folder = os.environ.get(VARIABLE)
    if not folder:
        return make()
    key = hashlib.sha256(f"{kind}\0{given!r}".encode()).hexdigest()
    path = Path(folder) / key
    known = _read(path)
    if known is not None:
        return known
    result = make()
    _write(path, result)
    return result


def _read(path: Path) -> bytes | None:
    """Return what was remembered, if it is whole; mark it as used."""
    try:
        content = path.read_bytes()
        digest, result = content[:_DIGEST], content[_DIGEST:]
        if hashlib.sha256(result).digest() != digest:
            return None
        os.utime(path)
    except OSError:
        return None
    return result


def _write(path: Path, result: bytes) -> None:
    """Remember a result; where that is not possible, it is computed again the next time."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(hashlib.sha256(result).digest() + result)
        os.replace(partial, path)


def tidy(folder: Path, limit: int) -> None:
    """Forget the results of other states of the code, and those used longest ago.

    Parameters
    ----------
    folder
        Folder of the results; its neighbours belong to other states.
    limit
        Bytes that may stay.
    """
    with suppress(OSError):
        for other in folder.parent.iterdir():
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
        files = [(path.stat(), path) for path in folder.iterdir()]
        files.sort(key=lambda item: item[0].st_mtime_ns, reverse=True)
        kept = 0
        for stat, path in files:
            kept += stat.st_size
            if kept > limit:
                path.unlink()
