"""Find and read every quantity of a Chinese text: span, kind, value, unit, bound, period.

The rules are those of the published reading rules.  Only the standard library is used; the
package stands on ``re``, anchored on the numeral, looking back for the hedge and ahead for the
unit.

Examples
--------
>>> [(q.text, q.value, q.unit, q.bound) for q in find_quantities("培训1400余人")]
[('1400余人', 1400, '人', 'at_least')]

``read(text, reference_date)`` gives all of it in one call, as rows or as a pandas table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.reading.find import Quantity, find_quantities

if TYPE_CHECKING:
    from analysis.reading.clean import Repair, find_repairs
    from analysis.reading.governing import Governed, govern
    from analysis.reading.mentions import Mention, Mentions, read
    from analysis.reading.periods import Period, find_periods
    from analysis.reading.repeats import Repeat, find_repeats

__all__ = [
    "Governed",
    "Mention",
    "Mentions",
    "Period",
    "Quantity",
    "Repair",
    "Repeat",
    "find_periods",
    "find_quantities",
    "find_repairs",
    "find_repeats",
    "govern",
    "read",
]

_LATER = {
    "Repair": "clean",
    "find_repairs": "clean",
    "Governed": "governing",
    "Period": "periods",
    "find_periods": "periods",
    "govern": "governing",
    "Mention": "mentions",
    "Mentions": "mentions",
    "read": "mentions",
    "Repeat": "repeats",
    "find_repeats": "repeats",
}


def __getattr__(name: str) -> object:
    """Import everything but the reader itself when they are first asked for."""
    if name in _LATER:
        from importlib import import_module

        return getattr(import_module(f"analysis.reading.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
