"""How matplotlib draws here: the bundled font, one size of text, nothing of a user's settings."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import matplotlib

from analysis.charts.style import fonts
from analysis.charts.style.fonts import FAMILY, TEXT_SIZE, register_fonts
from analysis.charts.style.palette import GRID, INK, MUTED

RC: Mapping[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "analysis",
    "svg.image_inline": True,
    "font.family": [FAMILY],
    "font.size": TEXT_SIZE,
    "text.usetex": False,
    "text.parse_math": False,
    "text.hinting": "none",
    "axes.unicode_minus": True,
    "figure.dpi": 72,
    "savefig.dpi": 72,
    "savefig.bbox": None,
    "path.simplify": False,
    "hatch.linewidth": 1.0,
    "axes.titlesize": TEXT_SIZE,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": TEXT_SIZE,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": MUTED,
    "axes.linewidth": 0.8,
    "xtick.labelsize": TEXT_SIZE,
    "ytick.labelsize": TEXT_SIZE,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "legend.fontsize": TEXT_SIZE,
    "legend.labelcolor": MUTED,
    "grid.color": GRID,
    "grid.linewidth": 1.0,
    "text.color": INK,
}


@contextmanager
def settings() -> Iterator[None]:
    """Draw with the project's settings only, whatever the user's matplotlibrc says."""
    register_fonts(fonts.FONTS)
    with matplotlib.rc_context():
        dict.update(matplotlib.rcParams, _checked())  # type: ignore[misc]
        yield


@cache
def _checked() -> dict[str, Any]:
    """Return all settings as matplotlib holds them, checked once: that takes some milliseconds."""
    rc: dict[Any, Any] = {
        key: value
        for key, value in matplotlib.rcParamsDefault.items()
        if not key.startswith(("backend", "interactive"))  # where figures show is the user's
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", matplotlib.MatplotlibDeprecationWarning)
        with matplotlib.rc_context(rc | dict(RC)):
            return {key: dict.__getitem__(matplotlib.rcParams, key) for key in rc}
