"""The analysts' names: what ``import analysis as ua`` offers, loaded when it is first used.

Everything here is made for notebooks and short scripts: typed frames, limits as a column, figures
and their cards, comparisons with their reasons, and sums that refuse what must not be added.  What
these are made of belongs to the rooms before; nothing here is needed by them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from analysis.errors import AnalysisError, nearest_name

if TYPE_CHECKING:
    from analysis.api import plot
    from analysis.api.catalogued import cite, help, indicators, themes
    from analysis.api.checked import parameters
    from analysis.api.choosing import choose
    from analysis.api.comparing import compare
    from analysis.api.figure_cards import card, figure
    from analysis.api.frames import load
    from analysis.api.limits_array import limits
    from analysis.api.plot import style
    from analysis.api.source import use
    from analysis.api.totals import total

__all__ = [
    "card",
    "choose",
    "cite",
    "compare",
    "figure",
    "help",
    "indicators",
    "limits",
    "load",
    "parameters",
    "plot",
    "style",
    "themes",
    "total",
    "use",
]

NAMES = {
    "use": "source",
    "load": "frames",
    "limits": "limits_array",
    "total": "totals",
    "figure": "figure_cards",
    "card": "figure_cards",
    "compare": "comparing",
    "themes": "catalogued",
    "indicators": "catalogued",
    "help": "catalogued",
    "cite": "catalogued",
    "parameters": "checked",
    "choose": "choosing",
    "plot": "",
    "style": "plot",
}
"""Each name, and the module of this room that has it; nothing for a module itself."""

EXTRAS = {"matplotlib": "reports", "fontTools": "reports", "nh3": "reports"}
"""Extra that brings a library, where it is not ``data``."""


def __getattr__(name: str) -> Any:
    """Load a name.

    Raises
    ------
    AnalysisError
        If it needs a library that is not installed.
    AttributeError
        If there is no such name.
    """
    if name not in NAMES:
        raise AttributeError(
            f"analysis has no name {name!r}{nearest_name(name, NAMES)} "
            f"It has {', '.join(sorted(NAMES))}."
        )
    try:
        module = import_module(f"{__name__}.{NAMES[name] or name}")
        return getattr(module, name) if NAMES[name] else module
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing == "analysis":
            raise
        raise AnalysisError(
            f"ua.{name} needs {missing}, which is not installed: add it with "
            f"`python -m pip install 'union-figures[{EXTRAS.get(missing, 'data')}]'`."
        ) from None
