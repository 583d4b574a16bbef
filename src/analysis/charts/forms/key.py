"""The key to the marks: a legend drawn with the marks themselves, of those alone that are used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts.forms.marks import Line, Mark
from analysis.charts.forms.rows import margin_of, size_of, width_of
from analysis.charts.style.fonts import text_width
from analysis.charts.style.lines import narrow
from analysis.charts.style.palette import MUTED, PAPER, WARN

_BESIDE = 56.0
"""Width of an entry beside its words, in points."""


def key(ax: Axes, kinds: Mapping[str, str]) -> Axes:
    """Write above axes what each kind of mark means.

    Parameters
    ----------
    ax
        Axes with marks.
    kinds
        What each kind means, by its name; see `kinds_of`.
    """
    return legend(ax, [_entry(ax, kind, label) for kind, label in kinds.items()])


def legend(ax: Axes, entries: Sequence[Artist]) -> Axes:
    """Write a legend above axes, from the left of the labels on, in as many columns as fit."""
    if not entries:
        return ax
    labels = [narrow(str(entry.get_label())) for entry in entries]
    room = width_of(ax) + margin_of(ax)
    longest = max(text_width(label, size_of()) for label in labels) + _BESIDE
    ax.legend(
        entries,
        labels,
        loc="lower left",
        bbox_to_anchor=(-margin_of(ax) / width_of(ax), 1.0),
        ncols=max(1, min(len(entries), int(room / longest))),
        frameon=False,
        borderpad=0.2,
        borderaxespad=0.6,
        handlelength=1.8,
        columnspacing=1.2,
        labelspacing=0.3,
        numpoints=1,
        scatterpoints=1,
    )
    return ax


def _entry(ax: Axes, kind: str, label: str) -> Artist:
    if kind in ("broken", "argued"):
        colour = WARN if kind == "broken" else MUTED
        return ax.scatter(
            [],
            [],
            s=80,
            facecolors=PAPER,
            edgecolors=colour,
            linewidths=1.6,
            linestyles=[(0, (1.4, 1.2))],
            label=label,
        )
    entry = Line2D([], [], color=MUTED, label=label)
    if kind == "segment":
        entry.set_linewidth(4)
    elif kind == "arrow":
        entry.set(linewidth=1.6, linestyle=(0, (1.4, 1.4)), marker=5, markersize=6)
    else:
        entry.set(linestyle="none", marker="o", markersize=6 if kind == "ends" else 8)
        entry.set(markeredgewidth=1.8, markerfacecolor=MUTED if kind == "filled" else PAPER)
    return entry


def kinds_of(rows: Sequence[Mark | Line]) -> list[str]:
    """Return the kinds of marks that rows really hold, in the order of the key."""
    marks = [row for row in rows if isinstance(row, Mark) and row.placed]
    numbers = [mark for mark in marks if mark.value is not None]
    plain = [mark for mark in numbers if mark.status not in {"impossible", "argued"}]
    holds = {
        "filled": any(mark.stated for mark in plain),
        "hollow": any(not mark.stated for mark in plain),
        "ends": any(mark.value is None for mark in marks),
        "segment": any(_wide(mark) for mark in marks),
        "arrow": any(mark.opens_low or mark.opens_high for mark in marks),
        "broken": any(mark.status == "impossible" for mark in numbers),
        "argued": any(mark.status == "argued" or mark.likely is not None for mark in numbers),
    }
    return [kind for kind, held in holds.items() if held]


def _wide(mark: Mark) -> bool:
    """Tell whether the limits of a mark are so far apart that a line is seen."""
    if mark.low is None or mark.high is None:
        return False
    return mark.high - mark.low > abs(mark.high) / 50
