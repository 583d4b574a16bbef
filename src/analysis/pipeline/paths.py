"""Paths inside a folder, and patterns of them: `*` within a folder, `**` through folders."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from analysis.errors import AnalysisError

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST = 100


def fault(path: str) -> str:
    """Say what keeps a text from being the path of a file in a folder, on any system.

    Parameters
    ----------
    path
        Relative path with slashes.

    Returns
    -------
    str
        The end of a sentence, or nothing if all is well.
    """
    if not isinstance(path, str) or not path:
        return "is no path"
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or re.match("[A-Za-z]:", path):
        return "leads out of its folder"
    if not path.isprintable() or "\\" in path or not {"", "."}.isdisjoint(parts):
        return "is not written as a plain path with slashes"
    if any(_DEVICE.fullmatch(part) or part[-1] in ". " for part in parts):
        return "cannot be the name of a file on every system"
    return ""


def fault_in_name(name: str) -> str:
    """Say what keeps a text from being part of the name of a file, on any system.

    Returns
    -------
    str
        The end of a sentence, or nothing if all is well.
    """
    if (
        fault(name)
        or len(name) > _LONGEST
        or name[0] in "-."
        or re.search(r'[/:*?"<>|\[\]{}]', name)
    ):
        return (
            "cannot be part of the name of a file: use letters, digits, '_' and '-', "
            f"at most {_LONGEST}"
        )
    return ""


def held(folder: Path, path: Path) -> None:
    """Refuse a path that leads out of a folder, by links or otherwise.

    Parameters
    ----------
    folder
        The folder.
    path
        A path below it, which need not be there yet.  What it names may itself be a link, for that
        is replaced or removed, not what it leads to.

    Raises
    ------
    AnalysisError
        If the folder that it lies in is elsewhere.
    """
    if not path.parent.resolve().is_relative_to(folder.resolve()):
        raise AnalysisError(
            f"{path.relative_to(folder)} leads out of {folder.name}, by a link: nothing is written "
            "or removed there; remove the link and build again."
        )


def is_glob(pattern: str) -> bool:
    """Tell whether a pattern may stand for several files."""
    return any(sign in pattern for sign in "*?")


def matches(pattern: str, name: str) -> bool:
    """Tell whether a path, relative and with slashes, fits a pattern."""
    return _compiled(pattern).fullmatch(name) is not None


@functools.lru_cache(maxsize=4096)
def overlap(one: str, other: str) -> bool:
    """Tell whether some path could fit both patterns."""
    if not is_glob(one):
        return matches(other, one)
    if not is_glob(other):
        return matches(one, other)
    return _segments_overlap(tuple(one.split("/")), tuple(other.split("/")))


class Tree:
    """Patterns by the folders that they name, so that few have to be held against another one.

    Thousands of documents write thousands of files, and each of them is read by name: comparing
    every pattern with every other one would take the square of their number.
    """

    def __init__(self) -> None:
        self._below: dict[str, Tree] = {}
        self._here: list[tuple[int, str, str]] = []
        self._count = 0

    def add(self, pattern: str, owner: str) -> None:
        """Add a pattern and what it belongs to; it stands where its first sign of a glob is."""
        node = self
        for part in _named(pattern):
            node = node._below.setdefault(part, Tree())
        node._here.append((self._count, pattern, owner))
        self._count += 1

    def overlapping(self, pattern: str) -> tuple[str, ...]:
        """Return the owners of the patterns that share a path with this one, in order."""
        node, found, rest = self, list(self._here), True
        for part in _named(pattern):
            if part not in node._below:
                rest = False
                break
            node = node._below[part]
            found += node._here
        if rest and is_glob(pattern):
            found += [item for child in node._below.values() for item in child._all()]
        owners = (owner for _, other, owner in sorted(found) if overlap(pattern, other))
        return tuple(dict.fromkeys(owners))

    def _all(self) -> Iterator[tuple[int, str, str]]:
        yield from self._here
        for child in self._below.values():
            yield from child._all()


def _named(pattern: str) -> list[str]:
    """Return the parts of a pattern before the first one that is a glob."""
    return list(itertools.takewhile(lambda part: not is_glob(part), pattern.split("/")))


@functools.lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Translate a pattern into a regular expression."""
    parts: list[str] = []
    position = 0
    while position < len(pattern):
        if pattern.startswith("**/", position):
            parts.append("(?:.*/)?")
            position += 3
        elif pattern.startswith("**", position):
            parts.append(".*")
            position += 2
        else:
            sign = pattern[position]
            parts.append({"*": "[^/]*", "?": "[^/]"}.get(sign, re.escape(sign)))
            position += 1
    return re.compile("".join(parts))


def _segments_overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Compare two patterns folder by folder."""
    if not one or not other:
        return all(part == "**" for part in (*one, *other))
    if one[0] == "**":
        return _segments_overlap(one[1:], other) or _segments_overlap(one, other[1:])
    if other[0] == "**":
        return _segments_overlap(other, one)
    return _words_overlap(one[0], other[0]) and _segments_overlap(one[1:], other[1:])


def _words_overlap(one: str, other: str) -> bool:
    """Compare two patterns without folders."""
    if not one or not other:
        return not (one + other).strip("*")
    if one[0] == "*":
        return _words_overlap(one[1:], other) or _words_overlap(one, other[1:])
    if other[0] == "*":
        return _words_overlap(other, one)
    same = one[0] == other[0] or "?" in (one[0], other[0])
    return same and _words_overlap(one[1:], other[1:])
