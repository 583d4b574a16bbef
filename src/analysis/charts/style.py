"""How charts look, and how a figure becomes an SVG that is small, linked and always the same.

A chart is drawn on a `Canvas`: a matplotlib figure whose units are points, `WIDTH` wide, so that
every text can be measured before it is placed.  That is the width of a telephone: a chart is a
column of panels, which a wide page sets side by side.  `to_svg` turns it into SVG text: one group
per panel, ids unique per chart, no metadata, marks wrapped in plain links with tooltips, colours
as CSS variables with a printable default.
"""

from __future__ import annotations

import html
import io
import math
import os
import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import matplotlib
import numpy as np
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from analysis.errors import AnalysisError
from analysis.language import mostly_chinese
from analysis.memo import recall

FONTS = Path(__file__).with_name("fonts")
FAMILY = "Analysis Sans SC"
FONT_FILES: Mapping[bool, str] = {
    False: "AnalysisSansSC-Regular.ttf",
    True: "AnalysisSansSC-Bold.ttf",
}
FALLBACK = (
    "Analysis Text SC,Noto Sans SC,Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,sans-serif"
)
"""What stands in for the font; the first is the text font of a page, cut from the same files."""

WIDTH = 340.0
"""Width of every panel in its own units; a window of 360 px leaves it 320 px."""

LARGE, NORMAL, SMALL = 14.0, 13.0, 12.0
"""Sizes of text; the smallest is 11.3 px high in a window of 360 px."""

LINE = 1.32
"""Line height, as a multiple of the size."""

INK, MUTED, GRID, PAPER = "#1b1f24", "#57606a", "#d5d9de", "#fefefe"
SHADE = "#2f6690"
WARN = "#a3320b"

_VARIABLES: Mapping[str, str] = {
    INK: "--chart-ink",
    MUTED: "--chart-muted",
    GRID: "--chart-grid",
    PAPER: "--chart-paper",
    SHADE: "--chart-shade",
    WARN: "--chart-warn",
}


@dataclass(frozen=True)
class CityStyle:
    """The fixed look of a city: a colour for light and dark paper, and a shape."""

    colour: str
    dark: str
    marker: str


CITY_STYLES: tuple[CityStyle, ...] = (
    CityStyle("#0b4f8f", "#7db8f7", "o"),
    CityStyle("#c96a06", "#ffb65c", "D"),
    CityStyle("#0a7d66", "#45cfa8", "^"),
    CityStyle("#7a3b8f", "#d3a0e6", "s"),
    CityStyle("#8a5a12", "#e3c07a", "v"),
    CityStyle("#5b6470", "#b8c0c9", "P"),
)

PAGE_CSS = Path(__file__).with_name("charts.css")
"""What a page adds so that charts follow its theme and set their panels side by side."""

RC: Mapping[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "analysis",
    "svg.image_inline": True,
    "font.family": [FAMILY],
    "font.size": NORMAL,
    "text.usetex": False,
    "text.parse_math": False,
    "axes.unicode_minus": True,
    "figure.dpi": 72,
    "savefig.dpi": 72,
    "savefig.bbox": None,
    "path.simplify": False,
    "hatch.linewidth": 1.0,
}

SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_LINK = "link--"
_PANEL = "panel--"
_KEY = "-key"
_GUTTER = 28.0
"""Space between columns of panels in a picture of its own."""

_COLUMNS = (600.0, 1500.0)
"""Heights up to which the panels of a picture of its own stand in one or in two columns."""


@dataclass(frozen=True)
class Link:
    """Where a mark leads, and what its tooltip says."""

    href: str
    title: str


def city_style(city: str, cities: Sequence[str]) -> CityStyle:
    """Return the look of a city by its place in the code list of cities."""
    return CITY_STYLES[_city_number(city, cities)]


def _city_number(city: str, cities: Sequence[str]) -> int:
    if city not in cities:
        raise AnalysisError(f"Unknown city {city!r}: add it to the list `city` of codelists.csv.")
    number = cities.index(city)
    if number >= len(CITY_STYLES):
        raise AnalysisError(
            f"City {city!r} has no colour and shape: add a seventh to CITY_STYLES in style.py."
        )
    return number


# --- font and text ------------------------------------------------------------------------------


@cache
def _face(bold: bool, folder: Path) -> FT2Font:
    path = folder / FONT_FILES[bold]
    if not path.is_file():
        raise AnalysisError(f"The font {path.name} is missing in charts/fonts: restore it.")
    return FT2Font(str(path))


# An open font reads its file as needed, at a place that forked processes would share.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_face.cache_clear)


@cache
def register_fonts(folder: Path | None = None) -> None:
    """Make matplotlib know the bundled font, once."""
    for bold, name in FONT_FILES.items():
        _face(bold, folder or FONTS)
        font_manager.fontManager.addfont(str((folder or FONTS) / name))


@cache
def _advance(char: str, bold: bool, folder: Path) -> float:
    face = _face(bold, folder)
    if not face.get_char_index(ord(char)):
        raise AnalysisError(
            f"The chart font has no glyph for {char!r} (U+{ord(char):04X}): add it to the subset "
            "of the bundled font."
        )
    face.set_size(100.0, 72.0)
    return float(face.load_char(ord(char), LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 100


def text_width(text: str, size: float = NORMAL, *, bold: bool = False) -> float:
    """Return the width of a text in chart units.

    Raises
    ------
    AnalysisError
        If the bundled font lacks a glyph.
    """
    return size * sum(_advance(char, bold, FONTS) for char in text)


_NO_START = "，。、；：！？）》」』”’…%‰,.;:!?)]}·"
_NO_END = "（《「『“‘([{"
_WORD = re.compile(
    r"[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]|\s+|[^\s\u2013\u2014\u2e80-\uffef]+[\u2013\u2014]*"
    r"|[\u2013\u2014]+|."
)

_PRINTED = re.compile(r"[^\W_]*[0-9.]+[万亿萬億千百余餘多]*")
"""A printed number to which the next character belongs."""


def _pieces(text: str) -> list[str]:
    """Split a text where a line may end: at spaces, after dashes, between Chinese characters."""
    pieces: list[str] = []
    for word in _WORD.findall(text):
        glue = bool(pieces) and (
            (word[0] in _NO_START)
            or (pieces[-1][-1] in _NO_END)
            or pieces[-1][-1] == "\u00a0"
            or (bool(_PRINTED.fullmatch(pieces[-1])) and mostly_chinese(word[0]))
        )
        if glue:
            pieces[-1] += word
        else:
            pieces.append(word)
    return pieces


def wrap(text: str, width: float, size: float = NORMAL, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `width`, in both languages."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and text_width((line + piece).rstrip(), size, bold=bold) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
        while text_width(line.rstrip(), size, bold=bold) > width and len(line) > 1:
            head, line = _cut(line, width, size, bold=bold)
            lines.append(head)
    if line.strip():
        lines.append(line.rstrip())
    return lines


def preload() -> None:
    """Draw a chart that says nothing, so that processes forked from this one need not begin."""
    canvas = Canvas(("city",), y=20.0)
    canvas.text(1, 10, "1 一")
    canvas.text(1, 20, "1 一", bold=True)
    canvas.mark(10, 10, "city")
    canvas.line((1, 9), (1, 9))
    canvas.box(1, 1, 9, 9, fill=INK)
    canvas.finish()
    to_svg(canvas.figure, "preload", "1", "en")


def _cut(word: str, width: float, size: float, *, bold: bool) -> tuple[str, str]:
    """Cut a word that is wider than a line, so that nothing ever leaves the picture."""
    end = 1
    while end < len(word) and text_width(word[: end + 1], size, bold=bold) <= width:
        end += 1
    return word[:end], word[end:]


def longest_word(text: str, size: float = NORMAL, *, bold: bool = False) -> float:
    """Return the width below which a text cannot be wrapped without cutting a word."""
    return max((text_width(p.strip(), size, bold=bold) for p in _pieces(_narrow(text))), default=0)


# --- canvas -------------------------------------------------------------------------------------


@contextmanager
def settings() -> Iterator[None]:
    """Draw with the project's settings only, whatever the user's matplotlibrc says."""
    register_fonts(FONTS)
    rc: dict[Any, Any] = {
        key: value
        for key, value in matplotlib.rcParamsDefault.items()
        if not key.startswith("backend")
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", matplotlib.MatplotlibDeprecationWarning)
        with matplotlib.rc_context(rc | dict(RC)):
            yield


Anchor = Literal["left", "center", "right"]
Cap = Literal["butt", "round"]


@dataclass
class Canvas:
    """A drawing area in points, `WIDTH` wide, growing downwards.

    What is to be drawn is kept as data: `finish` says how high the figure is, and it is drawn when
    it is first asked for.  So two canvases with the same strokes are known to look the same before
    either is drawn.  `panel` begins a new panel: what follows stands below what came before, and
    may be set beside it on a wide page.

    Attributes
    ----------
    cities
        Codes of the cities in their fixed order, which decides colours and shapes.
    y
        Where the next row begins.
    """

    cities: Sequence[str]
    width: float = WIDTH
    y: float = 0.0
    links: dict[str, Link] = field(default_factory=dict)
    cuts: list[float] = field(default_factory=list)
    _strokes: list[Stroke] = field(default_factory=list)
    _height: float | None = None

    @property
    def height(self) -> float:
        """Height of the figure; an error before `finish`."""
        if self._height is None:
            raise AnalysisError("The canvas is not finished: call finish() first.")
        return self._height

    @cached_property
    def figure(self) -> Figure:
        """The figure; an error before `finish`."""
        return _draw(self._strokes, self.width, self.height)

    def svg(self, name: str, alt: str, language: str) -> str:
        """Return the finished canvas as SVG text for a page; see `to_svg`."""
        given = (self._strokes, self.width, self.height, self.links, self.cuts, name, alt, language)

        def make() -> bytes:
            svg = to_svg(self.figure, name, alt, language, links=self.links, cuts=self.cuts)
            return svg.encode()

        return recall("chart", given, make).decode()

    def _add(self, stroke: Callable[..., Artist], key: str | None, **given: object) -> None:
        self._strokes.append(Stroke(stroke.__name__, tuple(given.items()), key))

    def colour(self, city: str) -> str:
        """Return the colour of a city."""
        return city_style(city, self.cities).colour

    def panel(self, *, rule: bool = True, key: bool = False) -> None:
        """Begin a panel at `y`, with a line above it unless told otherwise.

        Parameters
        ----------
        rule
            Whether a line parts it from the one above.
        key
            Whether it is the key to the marks, which stands above all columns.
        """
        y = self.y
        self.cuts.append(y)
        self._add(_edge, f"{_PANEL}{len(self.cuts)}{_KEY if key else ''}", y=y)
        if rule:
            self.line([0.0, self.width], [y + 1, y + 1], colour=GRID, width=1.0)
            self.y += 5

    def link(self, key: str, href: str, title: str) -> None:
        """Declare that everything drawn with `key` is one link."""
        self.links[key] = Link(href, title)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = NORMAL,
        bold: bool = False,
        colour: str = INK,
        anchor: Anchor = "left",
        key: str | None = None,
    ) -> float:
        """Write one line with its baseline at `y`; return its width."""
        text = _narrow(text)
        self._add(
            _text, key, x=x, y=y, text=text, size=size, bold=bold, colour=colour, anchor=anchor
        )
        return text_width(text, size, bold=bold)

    def paragraph(
        self,
        x: float,
        y: float,
        text: str,
        width: float,
        *,
        size: float = NORMAL,
        bold: bool = False,
        colour: str = INK,
        key: str | None = None,
    ) -> float:
        """Write a text in as many lines as it needs, the first one below `y`; return the new y."""
        for line in wrap(_narrow(text), width, size, bold=bold):
            y += size * LINE
            self.text(x, y - size * 0.25, line, size=size, bold=bold, colour=colour, key=key)
        return y

    def line(
        self,
        x: Sequence[float],
        y: Sequence[float],
        *,
        colour: str = INK,
        width: float = 1.0,
        dash: Sequence[float] | None = None,
        cap: Cap = "butt",
        key: str | None = None,
    ) -> None:
        """Draw a line through the points."""
        dashes = None if dash is None else tuple(dash)
        self._add(
            _line, key, x=tuple(x), y=tuple(y), colour=colour, width=width, dash=dashes, cap=cap
        )

    def mark(
        self,
        x: float,
        y: float,
        city: str,
        *,
        filled: bool = True,
        dashed: bool = False,
        size: float = 9.5,
        key: str | None = None,
    ) -> None:
        """Draw the dot of a city: filled, hollow, or hollow and dashed."""
        style = city_style(city, self.cities)
        scale = {"D": 0.86, "s": 0.92, "^": 1.1, "v": 1.1}.get(style.marker, 1.0)
        self.shape(
            x,
            y,
            style.marker,
            style.colour,
            filled=filled,
            dashed=dashed,
            size=size * scale,
            key=key,
        )

    def shape(
        self,
        x: float,
        y: float,
        marker: str,
        colour: str,
        *,
        filled: bool = True,
        dashed: bool = False,
        size: float = 9.5,
        key: str | None = None,
    ) -> None:
        """Draw any marker at a place."""
        if dashed:
            self._add(_dashed_marker, key, x=x, y=y, marker=marker, colour=colour, size=size)
        else:
            fill = colour if filled else PAPER
            self._add(_marker, key, x=x, y=y, marker=marker, colour=colour, fill=fill, size=size)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        edge: str | None = None,
        alpha: float = 1.0,
        hatch: str | None = None,
        line: float = 1.0,
        key: str | None = None,
    ) -> None:
        """Draw a rectangle whose upper left corner is at `x`, `y`."""
        sides = {"x": x, "y": y, "width": width, "height": height}
        self._add(_box, key, **sides, fill=fill, edge=edge, alpha=alpha, hatch=hatch, line=line)

    def target(self, x: float, y: float, width: float, height: float, key: str) -> None:
        """Make an area a part of the link `key`, without drawing anything."""
        self.box(x, y, width, height, fill=PAPER, alpha=0.0, key=key)

    def finish(self, height: float | None = None) -> None:
        """Say how high the figure is: as high as needed, unless told."""
        self._height = float(math.ceil(height if height is not None else self.y))


def _draw(strokes: Sequence[Stroke], width: float, height: float) -> Figure:
    """Return a figure with all strokes."""
    with settings():
        figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor="none")
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        for number, stroke in enumerate(strokes):
            artist = stroke.artist()
            key = stroke.key
            if key is not None and key.startswith(_PANEL):
                artist.set_gid(key)
            elif key is not None:
                artist.set_gid(f"{_LINK}{key}--{number}")
            artist.set_zorder(1)
            artist.set_clip_on(False)
            axes.add_artist(artist)
    return figure


# --- strokes: data that become matplotlib's artists ---------------------------------------------


@dataclass(frozen=True, slots=True)
class Stroke:
    """One thing to draw.

    Attributes
    ----------
    kind
        What it is: a key of `_STROKES`.
    given
        Its places, sizes and colours.
    key
        Link or panel that it belongs to.
    """

    kind: str
    given: tuple[tuple[str, object], ...]
    key: str | None

    def artist(self) -> Artist:
        """Return it as an artist of matplotlib."""
        return _STROKES[self.kind](**dict(self.given))


def _edge(y: float) -> Artist:
    """Mark where a panel begins."""
    return Line2D([0.0], [y], linestyle="none")


def _text(
    x: float, y: float, text: str, size: float, bold: bool, colour: str, anchor: Anchor
) -> Artist:
    return Text(
        x,
        y,
        text,
        fontsize=size,
        fontweight="bold" if bold else "normal",
        family=FAMILY,
        color=colour,
        horizontalalignment=anchor,
        verticalalignment="baseline",
        parse_math=False,
    )


def _line(
    x: Sequence[float],
    y: Sequence[float],
    colour: str,
    width: float,
    dash: Sequence[float] | None,
    cap: Cap,
) -> Artist:
    artist = Line2D(list(x), list(y), color=colour, linewidth=width)
    artist.set_solid_capstyle(cap)
    artist.set_dash_capstyle(cap)
    if dash is not None:
        artist.set_linestyle((0, tuple(value / width for value in dash)))
    return artist


def _marker(x: float, y: float, marker: str, colour: str, fill: str, size: float) -> Artist:
    return Line2D(
        [x],
        [y],
        marker=marker,
        markersize=size,
        linestyle="none",
        color=colour,
        markerfacecolor=fill,
        markeredgecolor=colour,
        markeredgewidth=1.8,
    )


def _dashed_marker(x: float, y: float, marker: str, colour: str, size: float) -> Artist:
    shape = MarkerStyle(marker)
    outline = shape.get_path().transformed(shape.get_transform())
    return PathPatch(
        outline.transformed(Affine2D().scale(size, -size).translate(x, y)),
        facecolor="none",
        edgecolor=colour,
        linewidth=1.5,
        linestyle=(0, (1.4, 1.2)),
    )


def _box(
    x: float,
    y: float,
    width: float,
    height: float,
    fill: str | None,
    edge: str | None,
    alpha: float,
    hatch: str | None,
    line: float,
) -> Artist:
    return Rectangle(
        (x, y),
        width,
        height,
        facecolor=fill or "none",
        edgecolor=edge or "none",
        linewidth=line if edge else 0,
        alpha=alpha,
        hatch=hatch,
    )


_STROKES: Mapping[str, Callable[..., Artist]] = {
    stroke.__name__: stroke for stroke in (_edge, _text, _line, _marker, _dashed_marker, _box)
}


Box = tuple[float, float, float, float]


def layout_faults(figure: Figure) -> list[str]:
    """Return what is wrong with the texts of a finished figure.

    That is every text that is cut by the edge, lies on another text, or lies on a mark or a thick
    line.
    """
    width, height = (float(side) * 72 for side in figure.get_size_inches())
    texts: list[tuple[Box, str]] = []
    marks: list[Box] = []
    faults: list[str] = []
    for artist in figure.axes[0].get_children():
        if isinstance(artist, Line2D):
            marks += _mark_boxes(artist)
        if not isinstance(artist, Text) or not artist.get_text():
            continue
        box, text = _text_box(artist), artist.get_text()
        if box[0] < -0.5 or box[2] > width + 0.5 or box[1] < -0.5 or box[3] > height + 0.5:
            faults.append(f"cut: {text}")
        faults.extend(f"overlap: {text} | {other}" for b, other in texts if _overlap(box, b))
        texts.append((box, text))
    faults += [f"on a mark: {text}" for box, text in texts if any(_overlap(box, m) for m in marks)]
    return faults


def _overlap(a: Box, b: Box) -> bool:
    slack = 0.5
    return (
        a[0] < b[2] - slack and b[0] < a[2] - slack and a[1] < b[3] - slack and b[1] < a[3] - slack
    )


def _text_box(artist: Text) -> Box:
    x, y = artist.get_position()
    size = float(artist.get_fontsize())
    long = text_width(artist.get_text(), size, bold=artist.get_fontweight() == "bold")
    shift = {"left": 0.0, "center": long / 2, "right": long}[str(artist.get_horizontalalignment())]
    return x - shift, y - 0.8 * size, x - shift + long, y + 0.2 * size


def _mark_boxes(artist: Line2D) -> list[Box]:
    """Return the boxes of a marker, or of a line thick enough to spoil a text."""
    xs, ys = (np.asarray(values, dtype=float).tolist() for values in artist.get_data())
    if artist.get_marker() not in ("None", None, ""):
        half = float(artist.get_markersize()) / 2
        return [(x - half, y - half, x + half, y + half) for x, y in zip(xs, ys, strict=True)]
    half = float(artist.get_linewidth()) / 2
    if artist.get_linestyle() == "None" or half < 0.75:
        return []
    return [
        (min(a, c) - half, min(b, d) - half, max(a, c) + half, max(b, d) + half)
        for (a, b), (c, d) in pairwise(zip(xs, ys, strict=True))
    ]


# --- SVG ----------------------------------------------------------------------------------------


def to_svg(
    figure: Figure,
    name: str,
    alt: str,
    language: str,
    *,
    links: Mapping[str, Link] | None = None,
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
        `en` or `zh`: Chinese texts in an English chart are marked as such.
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
    _strip(root)
    _wrap_links(root, name, links or {})
    _group_panels(root, [*cuts, float(root.get("viewBox", "0 0 0 0").split()[3])])
    _unique_ids(root, name)
    _text_languages(root, language)
    _compact(root)
    _head(root, name, alt)
    ET.register_namespace("", SVG)
    text = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    return _with_variables(text.replace("\r", "")) + "\n"


def _tag(element: ET.Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def _strip(root: ET.Element) -> None:
    """Drop metadata, global styles, white space, generated ids and needless groups."""
    for parent in list(root.iter()):
        parent.text = parent.text if _tag(parent) in {"text", "tspan", "title"} else None
        for child in list(parent):
            child.tail = None
            defs_with_style = _tag(child) == "defs" and any(_tag(c) == "style" for c in child)
            empty_patch = _tag(child) == "g" and child.get("id") == "patch_1"
            if _tag(child) == "metadata" or defs_with_style or empty_patch:
                parent.remove(child)
    for element in root.iter():
        if "d" in element.attrib:
            element.set("d", re.sub(r"\s+", " ", element.attrib["d"]).strip())
        if re.match(r"rotate\(-?0 ", element.get("transform", "")):
            del element.attrib["transform"]
        if _tag(element) == "text":
            _plain_text_style(element)
        if _tag(element) == "a":
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
        plain = set(child.attrib) <= {"id"} and not ident.startswith((_LINK, _PANEL))
        if _tag(child) == "g" and plain:
            flat.extend(child)
        else:
            flat.append(child)
    for child in children:
        parent.remove(child)
    parent.extend(flat)


def _wrap_links(root: ET.Element, name: str, links: Mapping[str, Link]) -> None:
    """Turn runs of groups with one key into one `<a>` with a `<title>`."""
    children = list(root)
    for child in children:
        root.remove(child)
    current: tuple[str, ET.Element] | None = None
    seen: dict[str, int] = {}
    for child in children:
        ident = child.get("id", "")
        if not ident.startswith(_LINK):
            if _tag(child) != "defs":
                current = None
            root.append(child)
            continue
        key = ident[len(_LINK) :].rsplit("--", 1)[0]
        if key not in links:
            raise AnalysisError(f"Chart {name}: the mark {key!r} has no link.")
        if current is None or current[0] != key:
            seen[key] = seen.get(key, 0) + 1
            suffix = "" if seen[key] == 1 else f"-{seen[key]}"
            anchor = ET.SubElement(
                root,
                f"{{{SVG}}}a",
                {"id": f"{_LINK}{key}{suffix}", "href": links[key].href},
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
        if child.get("id", "").startswith(_PANEL):
            top, bottom = edges[number : number + 2]
            kind = "panel key" if child.get("id", "").endswith(_KEY) else "panel"
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
        if ident.startswith(_LINK):
            element.set("id", f"{name}-{ident[len(_LINK) :]}")
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


def _compact(root: ET.Element) -> None:
    """Say the same in fewer bytes: short numbers, paths and styles, and lines drawn in one go."""
    for element in root.iter():
        for key in ("x", "y"):
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


_NEEDLESS = frozenset({"stroke-dashoffset: 0", "stroke-linejoin: miter"})


def _short(number: str) -> str:
    value = f"{float(number):.2f}".rstrip("0").rstrip(".")
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
        line = _tag(child) == "path" and set(child.attrib) == {"d", "style"}
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


def _text_languages(root: ET.Element, language: str) -> None:
    """Mark what is printed Chinese in an English chart, and keep words apart for screen readers."""
    for element in [e for e in root.iter() if _tag(e) == "text"]:
        element.tail = " "
        text = element.text or ""
        if language == "zh" or not mostly_chinese(text):
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


@cache
def _variable_table() -> Mapping[str, str]:
    table = dict(_VARIABLES)
    table.update({style.colour: f"--city-{i}" for i, style in enumerate(CITY_STYLES)})
    return table


def _with_variables(svg: str) -> str:
    table = _variable_table()
    return re.sub(
        r"(?<=[: ])#[0-9a-f]{6}\b",
        lambda match: f"var({table[match[0]]}, {match[0]})" if match[0] in table else match[0],
        svg,
    )


_PANEL_GROUP = re.compile(r'<g class="panel( key)?" data-span="([\d.]+) ([\d.]+)">')


def headed_svg(svg: str, title: str, subtitle: str, footer: str = "") -> str:
    """Return a chart's SVG with title and subtitle above it and a footer below.

    For downloads and for pages that show nothing but the picture.  Panels stand in as many columns
    as a sheet of paper wants.
    """
    head = re.match(r"<svg[^>]*>", svg)
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if head is None or box is None:
        raise AnalysisError("This is no chart of ours: it lacks a viewBox.")
    spans = [(bool(m[1]), float(m[2]), float(m[3])) for m in _PANEL_GROUP.finditer(svg)]
    places, width, height = _columns(spans, float(box[1]), float(box[2]))
    title, subtitle, footer = _narrow(title), _narrow(subtitle), _narrow(footer)
    lines = [(line, 16.0, True, INK) for line in wrap(title, width - 12, 16.0, bold=True)]
    lines += [(line, SMALL, False, MUTED) for line in wrap(subtitle, width - 12, SMALL)]
    above, top = _text_lines(lines, 8.0)
    notes = [(line, SMALL, False, MUTED) for line in wrap(footer, width - 12, SMALL)]
    below, bottom = _text_lines(notes, top + height + 8)
    total = bottom + 8
    opening = head[0].replace(box[0], f'viewBox="0 0 {width:g} {total:g}"')
    body = svg[head.end() :].rsplit("</svg>", 1)[0]
    body = re.sub(
        r'^<rect width="[\d.]+" height="[\d.]+"',
        f'<rect width="{width:g}" height="{total:g}"',
        body,
        count=1,
    )
    paper, rest = body.split("/>", 1)
    moves = iter(places)

    def moved(found: re.Match[str]) -> str:
        x, y = next(moves)
        return f'<g transform="translate({x:g} {y - float(found[2]):g})">'

    rest = _PANEL_GROUP.sub(moved, rest)
    return f'{opening}{paper}/>{above}<g transform="translate(0 {top:g})">{rest}</g>{below}</svg>\n'


def _columns(
    spans: Sequence[tuple[bool, float, float]], width: float, height: float
) -> tuple[list[tuple[float, float]], float, float]:
    """Return where panels go (in their order, columns balanced), and the size of the whole."""
    keys = [span for span in spans if span[0]]
    heights = [span[2] for span in spans if not span[0]]
    head = sum(key[2] for key in keys)
    number = 1 + sum(sum(heights) > limit for limit in _COLUMNS)
    number = max(1, min(number, len(heights)))
    tallest = _tallest(heights, number)
    places, x, y = [], 0.0, 0.0
    for one in heights:
        if y and y + one > tallest + 0.01:
            x, y = x + width + _GUTTER, 0.0
        places.append((x, head + y))
        y += one
    rows = iter(places)
    found = [(0.0, span[1]) if span[0] else next(rows) for span in spans]
    whole = width + max((x for x, _ in places), default=0.0)
    return found, whole, head + tallest if spans else height


def _tallest(heights: Sequence[float], columns: int) -> float:
    """Return the least height that holds the panels in so many columns."""
    ends = [sum(heights[i:j]) for i in range(len(heights)) for j in range(i + 1, len(heights) + 1)]

    def needed(limit: float) -> int:
        count, y = 1, 0.0
        for one in heights:
            if y and y + one > limit + 0.01:
                count, y = count + 1, 0.0
            y += one
        return count

    return next(
        (e for e in sorted(ends) if e >= max(heights) and needed(e) <= columns), sum(heights)
    )


def _narrow(text: str) -> str:
    """Avoid the curly quotes of the Chinese font, which are a full em wide, in other languages."""
    if mostly_chinese(text):
        return re.sub("(?<=[A-Za-z])\u2019", "'", text)
    return text.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})


def _text_lines(lines: Sequence[tuple[str, float, bool, str]], y: float) -> tuple[str, float]:
    parts = []
    for text, size, bold, colour in lines:
        y += size * LINE
        weight = ";font-weight:700" if bold else ""
        parts.append(
            f'<text x="6" y="{y - size * 0.25:g}" style="font-size:{size:g}px{weight};'
            f'fill:var({_VARIABLES[colour]}, {colour})">{html.escape(text)}</text>'
        )
    return "".join(parts), y + (4 if lines else 0)
