"""What matplotlib writes, made small: no metadata, no needless groups, short numbers."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from analysis.language import mostly_chinese, reads_print

SVG = "http://www.w3.org/2000/svg"

LINK = "link--"
"""What begins the `gid` of an artist that belongs to a mark; its key follows."""

_XLINK = "{http://www.w3.org/1999/xlink}href"


def tag(element: ET.Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rsplit("}", 1)[-1]


def strip(root: ET.Element) -> None:
    """Drop metadata, global styles, white space, generated ids and needless groups."""
    for parent in list(root.iter()):
        parent.text = parent.text if tag(parent) in {"text", "tspan", "title"} else None
        for child in list(parent):
            child.tail = None
            defs_with_style = tag(child) == "defs" and any(tag(c) == "style" for c in child)
            empty_patch = tag(child) == "g" and child.get("id") == "patch_1"
            if tag(child) == "metadata" or defs_with_style or empty_patch:
                parent.remove(child)
    for element in root.iter():
        if "d" in element.attrib:
            element.set("d", re.sub(r"\s+", " ", element.attrib["d"]).strip())
        if re.match(r"rotate\(-?0 ", element.get("transform", "")):
            del element.attrib["transform"]
        if tag(element) == "text":
            _plain_text_style(element)
        if tag(element) == "a":
            element.attrib.pop("target", None)
        if _XLINK in element.attrib:
            element.set("href", element.attrib.pop(_XLINK))
    _flatten_groups(root)


def _plain_text_style(element: ET.Element) -> None:
    style = element.get("style", "")
    bold = re.search(r"font(?:-weight)?:[^;]*\b(?:700|bold)\b", style) is not None
    size = re.search(r"([\d.]+)px", style)
    anchor = re.search(r"text-anchor: (\w+)", style)
    fill = re.search(r"fill: (#\w+)", style)
    parts = [f"font-size:{size[1]}px" if size else "", "font-weight:700" if bold else ""]
    parts.append(f"text-anchor:{anchor[1]}" if anchor and anchor[1] != "start" else "")
    parts.append(f"fill:{fill[1] if fill else '#000000'}")
    element.set("style", ";".join(part for part in parts if part))


def _flatten_groups(parent: ET.Element) -> None:
    """Replace groups that carry no link, in place, by what they hold."""
    children = list(parent)
    for child in children:
        _flatten_groups(child)
    flat: list[ET.Element] = []
    for child in children:
        ident = child.get("id", "")
        plain = set(child.attrib) <= {"id"} and not ident.startswith(LINK)
        if tag(child) == "g" and plain:
            flat.extend(child)
        else:
            flat.append(child)
    for child in children:
        parent.remove(child)
    parent.extend(flat)


def compact(root: ET.Element) -> None:
    """Say the same in fewer bytes: short numbers, paths and styles, and lines drawn in one go."""
    _place_marks(root)
    for element in root.iter():
        _place_text(element)
        for key in ("x", "y", "cx", "cy", "r"):
            if key in element.attrib:
                element.set(key, _short(element.attrib[key]))
        if "d" in element.attrib:
            element.set("d", _short_path(element.attrib["d"]))
        if "style" in element.attrib:
            parts = [part.strip() for part in element.attrib["style"].split(";")]
            kept = [re.sub(r":\s+", ":", part) for part in parts if part and part not in _NEEDLESS]
            element.set("style", ";".join(kept))
    for parent in root.iter():
        _join_lines(parent)


def _place_marks(root: ET.Element) -> None:
    """Draw each mark where it stands, in place of pointing to a shape that is drawn elsewhere."""
    shapes = {
        child.attrib["id"]: child
        for defs in root.iter()
        if tag(defs) == "defs"
        for child in defs
        if tag(child) == "path" and "id" in child.attrib
    }
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            shape = shapes.get(child.get("href", "")[1:]) if tag(child) == "use" else None
            if shape is not None and set(child.attrib) <= {"x", "y", "href", "style"}:
                parent[place] = _mark(child, shape)
    used = {element.get("href", "")[1:] for element in root.iter() if tag(element) == "use"}
    for parent in list(root.iter()):
        for child in [c for c in parent if tag(c) == "defs"]:
            for shape in [c for c in child if c.get("id") in shapes.keys() - used]:
                child.remove(shape)
            if not len(child):
                parent.remove(child)


def _mark(use: ET.Element, shape: ET.Element) -> ET.Element:
    """Return a shape at the place of its use; round ones as a circle."""
    x, y = (float(use.get(key, "0")) for key in ("x", "y"))
    style = _properties(use) | _properties(shape)
    said = {"style": ";".join(f"{name}: {value}" for name, value in style.items())}
    path = shape.attrib["d"]
    radius = _radius(path)
    if radius:
        at = {"cx": f"{x}", "cy": f"{y}", "r": f"{radius}"}
        return ET.Element(f"{{{SVG}}}circle", at | said)
    return ET.Element(f"{{{SVG}}}path", {"d": _moved(path, x, y)} | said)


def _properties(element: ET.Element) -> dict[str, str]:
    parts = (part.partition(":") for part in element.get("style", "").split(";") if part.strip())
    return {name.strip(): value.strip() for name, _, value in parts}


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Yield the commands of a path with their numbers."""
    for command, rest in re.findall(r"([A-DF-Za-df-z])([^A-DF-Za-df-z]*)", path):
        yield command, [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", rest)]


def _radius(path: str) -> float:
    """Return the radius of a path that is a circle around its origin, as eight curves; else 0."""
    commands = list(_commands(path))
    if [command for command, _ in commands] != ["M", *"CCCCCCCC", "z"]:
        return 0
    found = [math.hypot(*numbers[-2:]) for _, numbers in commands[:-1]]
    return found[0] if max(found) - min(found) < 0.01 else 0


def _moved(path: str, x: float, y: float) -> str:
    """Return a path of absolute commands with all its points moved."""
    return " ".join(
        " ".join([command, *(f"{n + (y if place % 2 else x)}" for place, n in enumerate(numbers))])
        for command, numbers in _commands(path)
    )


_AT = re.compile(r"translate\((-?[\d.]+) (-?[\d.]+)\)")


def _place_text(element: ET.Element) -> None:
    """Give the place of a text that is not turned by its coordinates."""
    found = _AT.fullmatch(element.get("transform", "")) if tag(element) == "text" else None
    if found and not {"x", "y"} & set(element.attrib):
        del element.attrib["transform"]
        element.attrib.update(x=found[1], y=found[2])


_NEEDLESS = frozenset({"stroke-dashoffset: 0", "stroke-linejoin: miter"})


def _short(number: str) -> str:
    """Return a number in tenths of a pixel, which is finer than screens and paper show."""
    value = f"{float(number):.1f}".removesuffix(".0")
    return "0" if value == "-0" else value


def _short_path(path: str) -> str:
    """Return a path with rounded numbers, and with the short forms of straight lines."""
    found: list[str] = []
    here = ("", "")
    for command, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", re.sub(r"-?[\d.]+e-\d+", "0", path)):
        numbers = [_short(number) for number in rest.split()]
        if command == "L" and numbers == list(here):
            continue
        if command == "L" and numbers[1] == here[1]:
            found.append(f"H{numbers[0]}")
        elif command == "L" and numbers[0] == here[0]:
            found.append(f"V{numbers[1]}")
        else:
            found.append(command + ",".join(numbers))
        here = (numbers[-2], numbers[-1]) if numbers else here
    return "".join(found)


def _join_lines(parent: ET.Element) -> None:
    """Draw neighbouring lines of one style as one path."""
    last: ET.Element | None = None
    for child in list(parent):
        style = child.get("style", "")
        line = tag(child) == "path" and set(child.attrib) == {"d", "style"}
        if not line or not style.startswith("fill:none;stroke"):
            last = None
        elif last is not None and last.get("style") == style:
            last.set("d", last.attrib["d"] + child.attrib["d"])
            parent.remove(child)
        else:
            last = child


_CHINESE = re.compile(
    r"[0-9.]*[\u3400-\u9fff](?:[0-9.,%÷+ 、（）：，。“”\u3400-\u9fff]*[\u3400-\u9fff）”])?"
)


def mark_languages(root: ET.Element, language: str) -> None:
    """Mark printed Chinese in charts of other languages; keep words apart for screen readers."""
    for element in [e for e in root.iter() if tag(e) == "text"]:
        element.tail = " "
        text = element.text or ""
        if reads_print(language) or not mostly_chinese(text):
            continue
        if not re.search("[A-Za-z]", text):
            element.set("lang", "zh-CN")
            continue
        last: ET.Element | None = None
        place = 0
        for found in _CHINESE.finditer(text):
            before = text[place : found.start()]
            if last is None:
                element.text = before
            else:
                last.tail = before
            last = ET.SubElement(element, f"{{{SVG}}}tspan", {"lang": "zh-CN"})
            last.text = found[0]
            place = found.end()
        if last is not None:
            last.tail = text[place:]
