"""Regular expressions that are compiled when they are first used.

Compiling all expressions of the package takes some 40 ms, mostly for character classes of
Chinese characters; a program that imports the package without reading a text should not wait.
"""

from __future__ import annotations

import re
from typing import Any, cast

_waiting: list[_Lazy] = []


def preload() -> None:
    """Compile all expressions so far, so that processes forked from this one need not."""
    while _waiting:
        _waiting.pop().match  # noqa: B018  # the first use compiles


class _Lazy:
    """Stands for a compiled expression and becomes one at the first call of a method."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags
        _waiting.append(self)

    def __getattr__(self, name: str) -> Any:
        """Compile, keep the methods as attributes of this object, and return the one asked for."""
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in ("match", "fullmatch", "search", "finditer", "findall", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return an object that behaves as ``re.compile(source, flags)``, compiled at first use."""
    return cast("re.Pattern[str]", _Lazy(source, flags))
