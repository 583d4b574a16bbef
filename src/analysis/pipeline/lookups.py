"""Words that runs look up one by one: a run is out of date only when one that it used changed.

A run notes the entries that it looks up (`analysis.project.look_up`); the catalogue of notebooks
names the files that hold them, under `words`.  An entry is named by the keys that lead to it,
joined by dots.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError

Names = tuple[str, ...]


class Lookups:
    """The entries of some TOML files, read as one tree.

    Parameters
    ----------
    files
        The files; none of them means that nothing is looked up.
    cache
        File that may remember what the files hold, by their bytes: parsing them takes longer than
        anything else of a build that has nothing to do.

    Raises
    ------
    AnalysisError
        If one of them is missing, or is not valid TOML.
    """

    def __init__(self, files: Iterable[Path], cache: Path | None = None) -> None:
        self._files = tuple(files)
        self._learned = False
        self._cache = cache
        contents = [_content(file) for file in self._files]
        whole = b"".join(hashlib.sha256(content).digest() for content in contents)
        self._of = hashlib.sha256(whole).hexdigest()
        self._digests = self._remembered() or self._read(contents)

    def save(self) -> None:
        """Remember what the files hold, where that works."""
        if self._learned and self._cache is not None:
            with suppress(OSError):
                self._cache.parent.mkdir(parents=True, exist_ok=True)
                partial = self._cache.with_suffix(f".{os.getpid()}")
                partial.write_text(json.dumps([self._of, self._digests]), encoding="utf-8")
                os.replace(partial, self._cache)

    def digest(self, names: Names) -> str:
        """Return one SHA-256 of what some names stand for; that one has no entry counts as well."""
        if not names or not self._files:
            return ""
        lines = (f"{name} {self._digests.get(name, '')}\n" for name in names)
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def _remembered(self) -> dict[str, str]:
        """Return the digest of each entry, if these very files were read before."""
        with suppress(OSError, ValueError, TypeError):
            of, digests = json.loads(self._cache.read_bytes()) if self._cache else ("", {})
            if of == self._of and isinstance(digests, dict):
                return digests
        return {}

    def _read(self, contents: Iterable[bytes]) -> dict[str, str]:
        """Return the digest of each entry, and of each part of the tree, by name."""
        self._learned = bool(self._files)
        found: dict[str, list[str]] = {}
        for file, content in zip(self._files, contents, strict=True):
            try:
                tree = tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
            except ValueError as error:
                raise AnalysisError(f"{file.name} is not valid TOML: {error}.") from None
            for name, said in _parts(tree, ""):
                found.setdefault(name, []).append(said)
        return {
            name: hashlib.sha256("\0".join(said).encode()).hexdigest()
            for name, said in found.items()
        }


def _content(file: Path) -> bytes:
    """Return the bytes of a file of words."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise AnalysisError(f"{file.name} is missing: it has words of reports.") from None


def _parts(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of a tree and of all its branches."""
    yield prefix, repr(tree)
    for key, branch in tree.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(branch, Mapping):
            yield from _parts(branch, name)
        else:
            yield name, repr(branch)
