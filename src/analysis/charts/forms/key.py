"""The key to the marks: drawn with the marks themselves, and only with those a chart uses."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.charts.forms.rows import Panel, Row
from analysis.charts.style import GRID, INK, LINE, MUTED, SMALL, WARN, Canvas, text_width, wrap
from analysis.language import Labels

MARGIN = 4.0
_GLYPH = 26.0
_APART = 14.0


def marks_used(panels: Sequence[Panel]) -> list[str]:
    """Return the kinds of marks that these panels really hold, in the order of the key."""
    rows = [row for panel in panels for row in panel.rows]
    placed = [row for row in rows if row.value is not None]
    plain = [row for row in placed if row.status not in {"impossible", "argued"}]
    ends = [row for row in rows if row.value is None and not row.neutral]
    holds = {
        "filled": any(row.stated for row in plain),
        "hollow": any(not row.stated for row in plain),
        "ends": any(row.low is not None and row.high is not None for row in ends),
        "segment": any(wide(row) for row in rows if not row.neutral),
        "arrow": any((row.fades_low or row.fades_high) and not row.stated for row in rows),
        "broken": any(row.status == "impossible" for row in placed),
        "argued": any(row.status == "argued" for row in placed),
        "log": any(panel.scale == "log" for panel in panels),
    }
    return [kind for kind, held in holds.items() if held]


def wide(row: Row) -> bool:
    """Tell whether the limits of a row are so far apart that a line is seen."""
    if row.low is None or row.high is None:
        return not row.stated and row.value is not None
    return row.high - row.low > abs(row.high) / 50


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
