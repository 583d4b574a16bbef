"""A finished figure as SVG: links with tooltips, a group per panel, ids of its own."""

from __future__ import annotations

import io
import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from analysis.charts.style.canvas import Canvas, MarkLink
from analysis.charts.style.cleaning import SVG, compact, mark_languages, strip, tag
from analysis.charts.style.fonts import FALLBACK, FAMILY
from analysis.charts.style.layout import layout_faults
from analysis.charts.style.palette import PAPER, with_variables
from analysis.charts.style.strokes import KEY, LINK, PANEL, settings
from analysis.errors import AnalysisError
from analysis.show.memo import recall


def picture(canvas: Canvas, name: str, alt: str, language: str) -> str:
    """Return a finished canvas as SVG text for a page, remembered from build to build.

    Parameters
    ----------
    canvas
        Finished canvas; two with the same strokes are the same picture.
    name, alt, language
        As for `to_svg`.

    Raises
    ------
    AnalysisError
        As `to_svg`, and if a text is cut or lies on another one or on a mark.
    """
    shown = (canvas.strokes, canvas.width, canvas.height, canvas.links, canvas.cuts)

    def make() -> bytes:
        for fault in layout_faults(canvas.figure):
            raise AnalysisError(f"Chart {name}: {fault}: give it room, or say it in fewer words.")
        svg = to_svg(canvas.figure, name, alt, language, links=canvas.links, cuts=canvas.cuts)
        return svg.encode()

    return recall("chart", (shown, name, alt, language), make).decode()


def to_svg(
    figure: Figure,
    name: str,
    alt: str,
    language: str,
    *,
    links: Mapping[str, MarkLink] | None = None,
    cuts: Sequence[float] = (),
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
        Links by key; see `Canvas.link`.
    cuts
        Where panels begin; see `Canvas.panel`.

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
    _wrap_links(root, name, links or {})
    _group_panels(root, [*cuts, float(root.get("viewBox", "0 0 0 0").split()[3])])
    _unique_ids(root, name)
    mark_languages(root, language)
    compact(root)
    _head(root, name, alt)
    ET.register_namespace("", SVG)
    text = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    return with_variables(text.replace("\r", "")) + "\n"


def _wrap_links(root: ET.Element, name: str, links: Mapping[str, MarkLink]) -> None:
    """Turn runs of groups with one key into one `<a>` with a `<title>`."""
    children = list(root)
    for child in children:
        root.remove(child)
    current: tuple[str, ET.Element] | None = None
    seen: dict[str, int] = {}
    for child in children:
        ident = child.get("id", "")
        if not ident.startswith(LINK):
            if tag(child) != "defs":
                current = None
            root.append(child)
            continue
        key = ident[len(LINK) :].rsplit("--", 1)[0]
        if key not in links:
            raise AnalysisError(f"Chart {name}: the mark {key!r} has no link.")
        if current is None or current[0] != key:
            seen[key] = seen.get(key, 0) + 1
            suffix = "" if seen[key] == 1 else f"-{seen[key]}"
            anchor = ET.SubElement(
                root,
                f"{{{SVG}}}a",
                {"id": f"{LINK}{key}{suffix}", "href": links[key].href},
            )
            ET.SubElement(anchor, f"{{{SVG}}}title").text = links[key].title
            current = (key, anchor)
        current[1].extend(list(child))


def _group_panels(root: ET.Element, edges: Sequence[float]) -> None:
    """Put what belongs to a panel into one group that knows its top and its height."""
    children = list(root)
    for child in children:
        root.remove(child)
    group = root
    number = 0
    for child in children:
        if child.get("id", "").startswith(PANEL):
            top, bottom = edges[number : number + 2]
            kind = "panel key" if child.get("id", "").endswith(KEY) else "panel"
            group = ET.SubElement(
                root,
                f"{{{SVG}}}g",
                {"class": kind, "data-span": f"{top:g} {bottom - top:g}"},
            )
            number += 1
        else:
            group.append(child)


def _unique_ids(root: ET.Element, name: str) -> None:
    """Keep only ids that are used, and put the chart's name in front of them."""
    used = set()
    for element in root.iter():
        for attribute, value in element.attrib.items():
            if attribute == "href" and value.startswith("#"):
                used.add(value[1:])
            used.update(re.findall(r"url\(#([^)]+)\)", value))
    known = set()
    short: dict[str, str] = {}
    for element in root.iter():
        ident = element.get("id")
        if ident is None:
            continue
        if ident.startswith(LINK):
            element.set("id", f"{name}-{ident[len(LINK) :]}")
        elif ident in used and ident not in known:
            known.add(ident)
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
    box = root.get("viewBox", "")
    width, height = box.split()[2:4]
    content = list(root)
    for key in list(root.attrib):
        del root.attrib[key]
    root.attrib.update(
        {
            "class": "chart",
            "id": name,
            "viewBox": f"0 0 {width} {height}",
            "role": "group",
            "aria-label": alt,
            "font-family": f"{FAMILY},{FALLBACK}",
            "stroke-linejoin": "round",
            "style": "display:block;width:100%;max-width:40rem;height:auto",
        }
    )
    for child in content:
        root.remove(child)
    ET.SubElement(
        root,
        f"{{{SVG}}}rect",
        {"width": width, "height": height, "style": f"fill:{PAPER}"},
    )
    root.extend(content)
