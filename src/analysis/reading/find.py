"""What a mention is, and the entry to the reader.

Reading needs the word lists and the expressions of the other modules; they are imported at the
first call, so that importing the package costs next to nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

LONG_TEXT = 3_000
"""From this many characters on, cyclic garbage collection pauses while a text is read."""


@contextmanager
def collection_paused(characters: int) -> Iterator[None]:
    """Pause cyclic garbage collection while a text that is not short is read.

    Each mention is one more object for the collector to visit, again and again, although nothing
    here forms a cycle; without this a text of 10 MB is read a third slower than 1 MB.
    """
    pause = characters > LONG_TEXT and gc.isenabled()
    if pause:
        gc.disable()
    try:
        yield
    finally:
        if pause:
            gc.enable()


class Quantity(NamedTuple):
    """A numeral mention of a text.

    Attributes
    ----------
    start, end
        Offsets into the original text; ``text == original[start:end]``.
    text
        The mention as printed, hedges and unit included.
    kind
        ``'figure'``, ``'date'``, ``'ordinal'``, ``'name'`` or ``'other'``.
    value, value_high
        The printed value in base units (14.5万 is 145000); ``value_high`` is the upper end of a
        range.  ``None`` when the value cannot be known.
    unit
        Simplified base unit (``'人'``, ``'元'``, ``'%'`` …) or ``None``.
    bound
        ``'exact'``, ``'at_least'``, ``'at_most'``, ``'nearly'``, ``'about'``, ``'range'`` or
        ``'unknown'``: what the words assert.
    scale
        Where unit and scale stand that are not printed beside the number: ``'list'`` (with the
        next member), ``'bracket'`` (in front of it), ``'column'`` (in its row or the head of its
        column), ``'head'`` (above its table); ``'not known'`` for a figure whose unit is found
        nowhere; else ``''``.
    scale_start
        Offset of that place in the original text, or ``None``.
    """

    start: int
    end: int
    text: str
    kind: str
    value: int | Decimal | Fraction | None
    value_high: int | Decimal | Fraction | None
    unit: str | None
    bound: str
    scale: str = ""
    scale_start: int | None = None


def find_quantities(text: str) -> list[Quantity]:
    """Find every numeral mention of a Chinese text, in order and without overlaps.

    Parameters
    ----------
    text
        Any text; damaged passages are read through a repaired view
        (:func:`analysis.reading.find_repairs` lists the repairs).

    Returns
    -------
    list of Quantity
        One entry per mention; see :class:`Quantity`.
    """
    from analysis.reading.clean import clean_view
    from analysis.reading.scan import scan

    with collection_paused(len(text)):
        return scan(text, clean_view(text))
