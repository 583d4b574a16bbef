"""Results of pure functions, remembered from build to build.

A page whose data changed in one figure draws all its charts again and cuts its fonts again, though
most of them come out as before.  Such work is a function of what it is given, so its result can be
kept under the digest of that and of the code that makes it.  Only a build remembers, and says where
(`analysis.project.MEMO`) and with which code; everybody else and `--force` compute.  A rebuild
elsewhere (`reproduce`) begins with nothing remembered.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from analysis.project import MEMO

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
        Computes the result; a function of the module whose code the result depends on, or a part
        (`functools.partial`) of such a function.
    """
    makers = os.environ.get(MEMO)
    code = _code(makers).get(getattr(make, "func", make).__module__) if makers else None
    if not makers or not code:
        return make()
    key = hashlib.sha256(f"{code}\0{kind}\0{given!r}".encode()).hexdigest()
    path = Path(makers).with_name(key)
    known = _read(path)
    if known is not None:
        return known
    result = make()
    _write(path, result)
    return result


@lru_cache(maxsize=1)
def _code(makers: str) -> dict[str, str]:
    """Return the digest of the code that each module uses, as the build has written it."""
    try:
        found: dict[str, str] = json.loads(Path(makers).read_bytes())
    except (OSError, ValueError):
        return {}
    return found


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
