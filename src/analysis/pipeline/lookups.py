"""Words that runs look up one by one: a run is out of date only when one that it used changed.

A run notes the entries that it looks up (`analysis.project.look_up`); the catalogue of notebooks
names the files that hold them, under `words`.  An entry is named by the keys that lead to it,
joined by dots.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
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

    Raises
    ------
    AnalysisError
        If one of them is missing, or is not valid TOML.
    """

    def __init__(self, files: Iterable[Path]) -> None:
        self._files = tuple(files)
        self._digests = self._read()

    def digest(self, names: Names) -> str:
        """Return one SHA-256 of what some names stand for; that one has no entry counts as well."""
        if not names or not self._files:
            return ""
        lines = (f"{name} {self._digests.get(name, '')}\n" for name in names)
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def _read(self) -> dict[str, str]:
        """Return the content of each entry, and of each part of the tree, by name."""
        found: dict[str, list[str]] = {}
        for file in self._files:
            try:
                tree = tomllib.loads(file.read_text(encoding="utf-8-sig"))
            except FileNotFoundError:
                raise AnalysisError(f"{file.name} is missing: it has words of reports.") from None
            except ValueError as error:
                raise AnalysisError(f"{file.name} is not valid TOML: {error}.") from None
            for name, content in _parts(tree, ""):
                found.setdefault(name, []).append(content)
        return {name: "\0".join(contents) for name, contents in found.items()}


def _parts(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of a tree and of all its branches."""
    yield prefix, repr(tree)
    for key, branch in tree.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(branch, Mapping):
            yield from _parts(branch, name)
        else:
            yield name, repr(branch)
