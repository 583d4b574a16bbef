"""What is wrong with the texts of a finished figure."""

from __future__ import annotations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

_SLACK = 1.0


def layout_faults(figure: Figure) -> list[str]:
    """Return what is wrong with the texts of a finished figure.

    That is every text that is cut by the edge or lies on another text.
    """
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    width, height = (float(side) * figure.dpi for side in figure.get_size_inches())
    seen: list[tuple[Bbox, str]] = []
    faults: list[str] = []
    unseen = _unseen(figure)
    for artist in figure.findobj(Text):
        text = artist.get_text()
        if not text.strip() or not artist.get_visible() or artist in unseen:
            continue
        box = artist.get_window_extent()
        if box.x0 < -_SLACK or box.x1 > width + _SLACK or box.y0 < -_SLACK or box.y1 > height + 1:
            faults.append(f"cut: {text}")
        faults.extend(f"overlap: {text} | {other}" for b, other in seen if _overlap(box, b))
        seen.append((box, text))
    return faults


def _unseen(figure: Figure) -> set[Text]:
    """Return the labels of ticks outside of their axes, which are not drawn."""
    found: set[Text] = set()
    for axis in (axis for ax in figure.axes for axis in (ax.xaxis, ax.yaxis)):
        low, high = sorted(axis.get_view_interval())
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
            if not low <= tick.get_loc() <= high:
                found |= {tick.label1, tick.label2}
    return found


def _overlap(a: Bbox, b: Bbox) -> bool:
    """Tell whether two boxes share more than the room that letters leave at their edges."""
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    down = min(a.y1, b.y1) - max(a.y0, b.y0)
    return bool(across > _SLACK and down > 3 * _SLACK)
