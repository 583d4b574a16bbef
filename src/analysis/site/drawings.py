"""SVG from cells, made fit for a page, and as files of their own."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

from analysis.errors import AnalysisError
from analysis.site.outline import IDREFS, Outline

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
_SVG_DROPPED = frozenset(
    ["script", "foreignObject", "iframe", "metadata", "style", "animate", "set", "audio", "video"]
)
_SVG_URL = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")
_FALLBACK = re.compile(r"(var\(--[\w-]+),\s*[^)]+\)")
_VARIABLE = re.compile(r"var\(--[\w-]+,\s*([^)]+)\)")


def parse_svg(svg: str, name: str) -> ET.Element:
    """Return the root of an SVG without scripts, styles, comments and outside references.

    Raises
    ------
    AnalysisError
        If it is not well formed or no SVG.
    """
    try:
        root = ET.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", svg))
    except ET.ParseError as error:
        raise AnalysisError(f"Chart {name}: the SVG is not well formed: {error}.") from None
    for element in root.iter():
        element.tag = element.tag.rsplit("}", 1)[-1]
        for key in list(element.attrib):
            plain = key.rsplit("}", 1)[-1]
            value = element.attrib.pop(key)
            loads = plain in {"href", "src"} and element.tag != "a"
            outside = loads and not value.startswith(("#", "data:image/"))
            paints = "url(" in value and not _SVG_URL.search(value)
            if plain.startswith("on") or plain == "target" or outside or paints:
                continue
            element.set(f"xml:{plain}" if key.endswith("namespace}" + plain) else plain, value)
    if root.tag != "svg":
        raise AnalysisError(f"Chart {name}: expected an SVG, got <{root.tag}>.")
    for parent in root.iter():
        for child in [c for c in parent if c.tag in _SVG_DROPPED]:
            parent.remove(child)
    return root


def page_svg(root: ET.Element, outline: Outline) -> str:
    """Return an SVG as part of a page: ids unique, links resolved, sized by the page's style."""
    names = {
        element.attrib["id"]: outline.ids.unique(element.attrib["id"])
        for element in root.iter()
        if "id" in element.attrib
    }
    for element in root.iter():
        if "var(" in element.get("style", ""):
            element.set("style", _FALLBACK.sub(r"\1)", element.attrib["style"]))
        for key, value in list(element.attrib.items()):
            if key == "id":
                element.set(key, names[value])
            elif key == "href" and element.tag == "a":
                target = outline.href(value)
                if target:
                    element.set(key, target)
                else:
                    del element.attrib[key]
            elif key == "href" and value.startswith("#"):
                element.set(key, "#" + names.get(value[1:], value[1:]))
            elif key in IDREFS:
                element.set(key, " ".join(names.get(part, part) for part in value.split()))
            elif "url(" in value:
                element.set(key, _SVG_URL.sub(lambda m: f"url(#{names.get(m[1], m[1])})", value))
    if "viewBox" in root.attrib:
        root.attrib.pop("width", None)
        root.attrib.pop("height", None)
    for name in ("style", "font-family", "stroke-linejoin"):
        root.attrib.pop(name, None)  # the style sheet says it for all charts
    name_styles(root, outline.styles)
    return ET.tostring(root, encoding="unicode").replace(" />", "/>")


def name_styles(root: ET.Element, styles: dict[str, str]) -> None:
    """Replace styles by classes; `styles` collects the class of each style."""
    for element in root.iter():
        style = element.attrib.pop("style", "")
        if style:
            element.set("class", styles.setdefault(style, f"s{len(styles)}"))


def style_rules(styles: Mapping[str, str]) -> str:
    """Return the style sheet of the classes that `name_styles` gave."""
    return "".join(f".{name}{{{style}}}" for style, name in styles.items())


def svg_file(root: ET.Element, title: str, description: str) -> str:
    """Return an SVG as a file of its own: plain colours, no links into pages that are not there."""
    copy = ET.fromstring(ET.tostring(root, encoding="unicode"))
    for parent in list(copy.iter()):
        for child in list(parent):
            # Areas that only widen a link, and tooltips: the data are saved beside the file.
            if child.tag == "title" or "opacity:0" in child.get("style", "").split(";"):
                parent.remove(child)
    for element in copy.iter():
        if element.tag == "a":
            element.tag = "g"
            element.attrib.pop("href", None)
            element.attrib.pop("data-derived", None)
            element.attrib.pop("id", None)
        for key, value in element.attrib.items():
            if "var(" in value:
                element.set(key, _VARIABLE.sub(r"\1", value))
    for name in ("style", "class", "id", "role", "aria-label"):
        copy.attrib.pop(name, None)
    copy.set("xmlns", SVG_NAMESPACE)
    box = copy.get("viewBox", "").split()
    if len(box) == 4:
        copy.set("width", box[2])
        copy.set("height", box[3])
    for number, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ET.Element(tag)
        element.text = text
        copy.insert(number, element)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(copy, encoding="unicode") + "\n"


def svg_characters(root: ET.Element) -> dict[int, str]:
    """Return the characters an SVG shows, by weight of the font."""
    found: dict[int, set[str]] = {400: set(), 700: set()}

    def walk(element: ET.Element, weight: int) -> None:
        declared = f"{element.get('style', '')};font-weight:{element.get('font-weight', '')}"
        said = re.findall(r"font(?:-weight)?:[^;]*?\b(bold|normal|[1-9]00)\b", declared)
        if said:
            bold = said[-1] == "bold" or (said[-1].isdigit() and int(said[-1]) >= 600)
            weight = 700 if bold else 400
        if element.tag in {"text", "tspan", "textPath"} and element.text:
            found[weight].update(element.text)
        for child in element:
            walk(child, weight)
            if child.tail and element.tag in {"text", "tspan", "textPath"}:
                found[weight].update(child.tail)

    walk(root, 400)
    return {weight: "".join(sorted(chars)) for weight, chars in found.items()}
