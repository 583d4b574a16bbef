"""A finished figure as SVG: links with tooltips, ids of its own, no metadata."""

from __future__ import annotations

import io
import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.figure import Figure

from analysis.charts.style.cleaning import LINK, SVG, compact, mark_languages, strip, tag
from analysis.charts.style.drawing_settings import settings
from analysis.charts.style.fonts import FALLBACK, FAMILY
from analysis.charts.style.palette import PAPER, with_variables
from analysis.errors import AnalysisError


@dataclass(frozen=True)
class MarkLink:
    """Where a mark leads, what its tooltip says, and which computed number it shows, if any."""

    href: str
    title: str
    derived: str = ""


def to_svg(
    figure: Figure, name: str, alt: str, language: str, links: Mapping[str, MarkLink] | None = None
) -> str:
    """Return a figure as SVG text for a page.

    Parameters
    ----------
    figure
        Finished figure.
    name
        Name of the chart, which makes its ids unique on the page (letters, digits, hyphens).
    alt
        Text read out instead of the picture.
    language
        Language of the page; Chinese texts in a chart of another one are marked as such.
    links
        Links by key: all artists whose `gid` is `LINK` and the key become one link.

    Raises
    ------
    AnalysisError
        If a glyph is missing or the name cannot be part of an id.
    """
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name):
        raise AnalysisError(f"{name!r} cannot be part of an id: use letters, digits and hyphens.")
    buffer = io.StringIO()
    with settings(), warnings.catch_warnings():
        warnings.filterwarnings("error", message=r"Glyph .* missing", category=UserWarning)
        try:
            figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        except UserWarning as warning:
            raise AnalysisError(f"Chart {name}: {warning}: add it to the bundled font.") from None
    root = ET.fromstring(buffer.getvalue())
    strip(root)
    _wrap_links(root, links or {})
    _unique_ids(root, name)
    mark_languages(root, language)
    compact(root)
    _head(root, name, alt)
    ET.register_namespace("", SVG)
    text = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    return with_variables(text.replace("\r", "")) + "\n"


def _wrap_links(root: ET.Element, links: Mapping[str, MarkLink]) -> None:
    """Put all that belongs to a mark into one link, after everything else, in reading order.

    Reading order is that of `links`; what has a key without a link stays as it is.
    """
    found: dict[str, list[ET.Element]] = {}
    for child in list(root):
        key = child.get("id", "").removeprefix(LINK)
        if child.get("id", "").startswith(LINK):
            place = list(root).index(child)
            root.remove(child)
            if key in links:
                found.setdefault(key, []).extend(child)
            else:
                for part in reversed(list(child)):
                    root.insert(place, part)
    for key, link in links.items():
        if key in found:
            anchor = ET.SubElement(root, f"{{{SVG}}}a", {"href": link.href})
            if link.derived:
                anchor.set("data-derived", link.derived)
            ET.SubElement(anchor, f"{{{SVG}}}title").text = link.title
            anchor.extend(sorted(found[key], key=lambda part: tag(part) == "text"))


def _unique_ids(root: ET.Element, name: str) -> None:
    """Keep only ids that are used, and put the chart's name in front of them."""
    used = set()
    for element in root.iter():
        for attribute, value in element.attrib.items():
            if attribute == "href" and value.startswith("#"):
                used.add(value[1:])
            used.update(re.findall(r"url\(#([^)]+)\)", value))
    short: dict[str, str] = {}
    for element in root.iter():
        ident = element.get("id")
        if ident is None:
            continue
        if ident in used and ident not in short:
            short[ident] = f"{name}-d{len(short)}"
            element.set("id", short[ident])
        else:
            del element.attrib["id"]
    for element in root.iter():
        for attribute, value in list(element.attrib.items()):
            if attribute == "href" and value[1:] in short and value.startswith("#"):
                element.set("href", f"#{short[value[1:]]}")
            elif "url(#" in value:
                element.set(
                    attribute,
                    re.sub(r"url\(#([^)]+)\)", lambda m: f"url(#{short[m[1]]})", value),
                )


def _head(root: ET.Element, name: str, alt: str) -> None:
    width, height = root.get("viewBox", "").split()[2:4]
    content = list(root)
    for key in list(root.attrib):
        del root.attrib[key]
    root.attrib.update(
        {
            "class": "chart",
            "id": name,
            "viewBox": f"0 0 {width} {height}",
            "width": width,
            "height": height,
            "role": "group",
            "aria-label": alt,
            "font-family": f"{FAMILY},{FALLBACK}",
            "stroke-linejoin": "round",
            "style": "max-width:100%;height:auto",
        }
    )
    for child in content:
        root.remove(child)
    ET.SubElement(
        root, f"{{{SVG}}}rect", {"width": width, "height": height, "style": f"fill:{PAPER}"}
    )
    root.extend(content)
