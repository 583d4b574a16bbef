"""The key to the marks: drawn with the marks themselves, and only with those a chart uses."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.charts.forms.marks import Mark, Panel
from analysis.charts.style import (
    GRID,
    INK,
    LINE,
    MARGIN,
    MUTED,
    SMALL,
    WARN,
    Canvas,
    text_width,
    wrap,
)
from analysis.tables.codebook import Labels

_GLYPH = 26.0
_APART = 14.0


def marks_used(panels: Sequence[Panel]) -> list[str]:
    """Return the kinds of marks that these panels really hold, in the order of the key."""
    marks = [mark for panel in panels for mark in panel.marks]
    placed = [mark for mark in marks if mark.value is not None]
    plain = [mark for mark in placed if mark.status not in {"impossible", "argued"}]
    ends = [mark for mark in marks if mark.value is None and not mark.neutral]
    holds = {
        "filled": any(mark.stated for mark in plain),
        "hollow": any(not mark.stated for mark in plain),
        "ends": any(mark.low is not None and mark.high is not None for mark in ends),
        "segment": any(wide(mark) for mark in marks if not mark.neutral),
        "arrow": any((mark.fades_low or mark.fades_high) and not mark.stated for mark in marks),
        "broken": any(mark.status == "impossible" for mark in placed),
        "argued": any(mark.status == "argued" for mark in placed),
        "log": any(panel.scale == "log" for panel in panels),
    }
    return [kind for kind, held in holds.items() if held]


def wide(mark: Mark) -> bool:
    """Tell whether the limits of a mark are so far apart that a line is seen."""
    if mark.low is None or mark.high is None:
        return not mark.stated and mark.value is not None
    return mark.high - mark.low > abs(mark.high) / 50


def draw_key(canvas: Canvas, kinds: Sequence[str], labels: Labels) -> None:
    """Draw the key above the panels, with a link to the page that explains the marks."""
    if not kinds:
        return
    canvas.panel(rule=False, key=True)
    inner = canvas.width - 2 * MARGIN
    x, y = MARGIN, canvas.y + SMALL * LINE
    for kind in kinds:
        lines = wrap(labels.t(f"key.{kind}"), inner - _GLYPH, SMALL)
        width = _GLYPH + max(text_width(line, SMALL) for line in lines)
        if x > MARGIN and x + width > canvas.width - MARGIN:
            x, y = MARGIN, y + SMALL * LINE
        _glyph(canvas, kind, x, y - 4)
        for number, line in enumerate(lines):
            y += number and SMALL * LINE
            canvas.text(x + _GLYPH, y, line, size=SMALL, colour=MUTED)
        x += width + _APART
    how = labels.t("key.how")
    if x > MARGIN and x + text_width(how, SMALL) > canvas.width - MARGIN:
        x, y = MARGIN, y + SMALL * LINE
    canvas.link("key", labels.t("key.page"), how)
    width = canvas.text(x, y, how, size=SMALL, colour=INK, key="key")
    canvas.line([x, x + width], [y + 2.5, y + 2.5], colour=MUTED, width=0.8, key="key")
    canvas.y = y + 8


def _glyph(canvas: Canvas, kind: str, x: float, y: float) -> None:
    middle = x + 10
    if kind in {"filled", "hollow"}:
        canvas.shape(middle, y, "o", MUTED, filled=kind == "filled", size=8)
    elif kind in {"broken", "argued"}:
        colour = WARN if kind == "broken" else MUTED
        canvas.shape(middle, y, "o", colour, filled=False, dashed=True, size=8)
    elif kind == "ends":
        canvas.line([x + 5, x + 16], [y, y], colour=MUTED, width=3.0)
        for end in (x + 3, x + 18):
            canvas.shape(end, y, "o", MUTED, filled=False, size=6)
    elif kind == "segment":
        canvas.line([x, x + 20], [y, y], colour=MUTED, width=4.0)
    elif kind == "log":
        for place in (0, 10, 20):
            canvas.line([x + place] * 2, [y - 4, y + 4], colour=MUTED, width=1.0)
        canvas.line([x, x + 20], [y, y], colour=GRID, width=1.0)
    else:
        arrow(canvas, x, x + 20, y, MUTED)


def arrow(
    canvas: Canvas, start: float, end: float, y: float, colour: str, key: str | None = None
) -> None:
    """Draw the broken arrow of a side without a limit."""
    side = 1 if end > start else -1
    canvas.line([start, end - side * 4], [y, y], colour=colour, width=1.6, dash=(2.2, 2.2), key=key)
    canvas.line(
        [end - side * 5, end, end - side * 5],
        [y - 3.4, y, y + 3.4],
        colour=colour,
        width=1.6,
        cap="round",
        key=key,
    )
