"""Figures of trade union reports: from the printed words to tables, charts and reports.

For analysts: ``import analysis as ua``, then ``ua.help()``.  The names are those of `analysis.api`
and are loaded when they are first used, so that the reader stays light.
"""

from __future__ import annotations

from typing import Any

__version__ = "1.0.0"


def __getattr__(name: str) -> Any:
    """Return one of the analysts' names.

    Raises
    ------
    AttributeError
        If there is no such name.
    """
    from importlib import import_module

    if name.startswith("__"):
        raise AttributeError(name)
    return getattr(import_module("analysis.api"), name)


def __dir__() -> list[str]:
    """Return the names, for completion."""
    from importlib import import_module

    return sorted({*globals(), *import_module("analysis.api").NAMES})
