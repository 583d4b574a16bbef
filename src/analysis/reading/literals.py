"""What a literal leaves open when it is read by itself, without the text around it.

The head of a table says in what its numbers are given, and which currency is meant may stand
before a sum.  What the whole text says of a numeral belongs to `analysis.reading.find`.
"""

from __future__ import annotations

from fractions import Fraction

from analysis.reading.find import Quantity, find_quantities
from analysis.reading.limits import plain_literal

_MONEY = "元"
_IN_ALL = "共"
"""Stands before a number of things, never before a year."""
_SCALES = (100, 1_000, 10_000, 1_000_000, 10_000_000, 100_000_000)
"""What the head of a table may say that its numbers are in."""


def read_alone(literal: str) -> Quantity | None:
    """Read a literal by itself; nothing where it is not one numeral from end to end.

    Parameters
    ----------
    literal
        As printed; blanks inside a number and notes in brackets are read over.

    Examples
    --------
    >>> read_alone("62家").value, read_alone("6 2家").value, read_alone("62家工会")
    (62, 62, None)

    Where nothing stands before it, a number of people may look like a year.

    >>> read_alone("1903人").value, read_alone("1903年").kind
    (1903, 'date')
    """
    texts = dict.fromkeys((literal, plain_literal(literal)))
    for before in ("", _IN_ALL):
        for text in texts:
            found = find_quantities(before + text)
            if len(found) == 1 and found[0].text == text:
                return found[0]
    return None


def may_be_value(coded: Fraction | None, read: Fraction | None, quantity: Quantity) -> bool:
    """Tell whether a coded value can be what a literal reads, as the text around it may say.

    Parameters
    ----------
    coded, read
        The value as coded and as read.
    quantity
        The literal as read by itself.
    """
    if coded == read:
        return True
    bare = quantity.unit is None and coded is not None and bool(read)
    return bare and coded / read in _SCALES  # type: ignore[operator]


def may_be_unit(coded: str, quantity: Quantity) -> bool:
    """Tell whether a coded unit can be that of a literal, as the text around it may say.

    Parameters
    ----------
    coded
        The unit as coded.
    quantity
        The literal as read by itself.
    """
    read = quantity.unit
    return not read or coded == read or (read == _MONEY and coded.endswith(_MONEY))
