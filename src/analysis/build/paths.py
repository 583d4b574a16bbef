"""Path patterns: `*` within a folder, `**` through folders."""

from __future__ import annotations

import functools
import re


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
