"""Which period governs a figure, and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.reading.find import Quantity
from analysis.reading.lazy import lazy
from analysis.reading.periods import Period


class Governed(NamedTuple):
    """A quantity with the period that governs it and the reason in words."""

    quantity: Quantity
    period: Period | None
    reason: str


_SENTENCE_END = lazy("[。！？!?；;\n]")
_QUOTED = lazy("《[^》\n]{0,60}》")


def govern(text: str, quantities: Iterable[Quantity], periods: Sequence[Period]) -> list[Governed]:
    """Say for each quantity which period governs it, and why.

    The nearest period in front of it in its sentence comes first, then one behind it in the same
    sentence, then the last one of a sentence before in the same paragraph, then the last one of
    the text.  Periods inside the title of a book or document (《…》) govern nothing.

    Parameters
    ----------
    text
        The text both were found in.
    quantities, periods
        Results of ``find_quantities`` and :func:`find_periods`, in order.
    """
    titles = [m.span() for m in _QUOTED.finditer(text)]
    usable = [
        p
        for p in periods
        # 比上年增长: what a figure is compared with does not date it.
        if text[p.start - 1 : p.start] not in tuple("比较与同")
        and not any(a <= p.start < b for a, b in titles)
    ]
    starts = [p.start for p in usable]
    ends = [m.start() for m in _SENTENCE_END.finditer(text)]
    result: list[Governed] = []
    for quantity in quantities:
        k = bisect_right(ends, quantity.start)
        sentence = ends[k - 1] if k else -1
        # A line break inside a sentence ends it only on paper.
        while k and text[ends[k - 1]] == "\n" and _is_broken_line(text, ends[k - 1]):
            k -= 1
            sentence = ends[k - 1] if k else -1
        stop = (
            ends[bisect_right(ends, quantity.end - 1)]
            if bisect_right(ends, quantity.end - 1) < len(ends)
            else len(text)
        )
        j = bisect_right(starts, quantity.start)
        before = usable[j - 1] if j else None
        if before is not None and before.start > sentence:
            result.append(
                Governed(quantity, before, f"named before it in its sentence: {before.text}")
            )
            continue
        after = usable[j] if j < len(usable) else None
        if after is not None and after.end <= stop and before is None:
            result.append(
                Governed(quantity, after, f"named behind it in its sentence: {after.text}")
            )
        elif before is not None:
            same = "\n" not in text[before.end : quantity.start]
            where = "an earlier sentence of the paragraph" if same else "an earlier paragraph"
            result.append(Governed(quantity, before, f"carried from {where}: {before.text}"))
        else:
            result.append(Governed(quantity, None, "no period named before it"))
    return result


def _is_broken_line(text: str, position: int) -> bool:
    """Tell whether a line break stands inside a sentence: no full stop in front of it."""
    before = text[:position][-1:] if position else ""
    return bool(before) and before not in '。！？!?；;：:\n”"*' and before > "\u3000"
