"""What tests ask of every finished picture."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable

from analysis.charts import pictures
from analysis.charts.style import NARROW, WIDE, settings, stack
from analysis.charts.style.layout import layout_faults
from analysis.show.displays import Chart

SVG = "{http://www.w3.org/2000/svg}"


def links(chart: Chart) -> list[str]:
    """Return where the marks of the wide picture lead."""
    root = ET.fromstring(chart.svg)
    return [str(a.get("href")) for a in root.iter(f"{SVG}a")]


def texts(svg: str) -> list[str]:
    """Return the texts of a picture."""
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]


def check_texts(chart: Chart) -> None:
    """No text of either picture is smaller than 12 px, and both are named apart."""
    for svg, width in ((chart.svg, WIDE), (chart.narrow, NARROW)):
        root = ET.fromstring(svg)
        assert root.get("width") == f"{width:g}"
        sizes = [float(size) for size in re.findall(r"font-size:([\d.]+)px", svg)]
        assert sizes and min(sizes) >= 12
    assert ET.fromstring(chart.svg).get("id") != ET.fromstring(chart.narrow).get("id")


def faults_of(parts: Iterable[pictures.PicturePart]) -> list[str]:
    """Return what is wrong with the texts of forms below each other, wide and narrow."""
    found = []
    for width in (WIDE, NARROW):
        with settings():
            found += layout_faults(stack(list(parts), width))
    return found
