"""What tests ask of every finished picture."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from analysis.charts.style import WIDTH, text_width
from analysis.show.displays import Chart

SVG = "{http://www.w3.org/2000/svg}"


def links(chart: Chart) -> list[str]:
    root = ET.fromstring(chart.svg)
    return [str(a.get("href")) for a in root.iter(f"{SVG}a") if a.get("href")]


def check_layout(chart: Chart) -> None:
    """No text of the picture is cut by an edge or lies on another one."""
    root = ET.fromstring(chart.svg)
    height = float(str(root.get("viewBox")).split()[3])
    boxes: list[tuple[float, float, float, float, str]] = []
    for text in root.iter(f"{SVG}text"):
        style = str(text.get("style"))
        found = re.search(r"font-size:([\d.]+)px", style)
        assert found is not None
        size = float(found[1])
        assert size >= 12, f"{chart.name}: {text.text} is too small for 360 px"
        x, y = float(str(text.get("x"))), float(str(text.get("y")))
        width = text_width(str(text.text), size, bold="font-weight:700" in style)
        left = x - width / 2 if "middle" in style else x - width if "end" in style else x
        box = (left, y - 0.78 * size, left + width, y + 0.12 * size)
        assert left >= -0.5 and left + width <= WIDTH + 0.5, f"{chart.name}: {text.text} is cut"
        assert box[1] >= -0.5 and box[3] <= height + 0.5, f"{chart.name}: {text.text} is cut"
        for other in boxes:
            apart = (
                box[0] >= other[2] - 0.5
                or other[0] >= box[2] - 0.5
                or box[1] >= other[3] - 0.5
                or other[1] >= box[3] - 0.5
            )
            assert apart, f"{chart.name}: {text.text} lies on {other[4]}"
        boxes.append((*box, str(text.text)))
