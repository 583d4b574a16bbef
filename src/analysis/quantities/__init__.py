"""The former address of the reader, kept for one version; the reader is `analysis.reading`.

Nothing else belongs here.
"""

from __future__ import annotations

import warnings

from analysis import reading

__all__ = reading.__all__

warnings.warn(
    "analysis.quantities has moved: import from analysis.reading; this name goes with version 2.",
    DeprecationWarning,
    stacklevel=2,
)


def __getattr__(name: str) -> object:
    """Return what `analysis.reading` offers under the name."""
    return getattr(reading, name)
