"""The result of reading one mention, before it is carried back to the original text."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

AnyValue = int | Decimal | Fraction | None
"""A value as printed; ``None`` when it cannot be known."""


class Reading(NamedTuple):
    """A reading whose ``start`` and ``end`` index the text or window it was read in."""

    start: int
    end: int
    kind: str
    value: AnyValue
    high: AnyValue
    unit: str | None
    bound: str
