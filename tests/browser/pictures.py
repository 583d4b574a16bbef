"""States of published pages as pictures, and how far two pictures are from each other.

`tools/approve.py` takes and keeps the pictures that people looked at; `test_pictures.py` compares
them with what the pages look like now.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

APPROVED = Path(__file__).parent / "approved"
MADE_WITH = APPROVED / "made-with.txt"
"""States what the approved pictures are of: browser, fonts and data, a line each."""

_WIDTHS = """() => ["serif", "sans-serif", "monospace"].map(function (family) {
  var drawn = document.createElement("canvas").getContext("2d");
  drawn.font = "40px " + family;
  return drawn.measureText("Hamburgefonstiv 0123456789 工会").width.toFixed(2);
}).join(" ")"""
"""Widths of a line in the fonts of the system: other fonts give other pictures."""

TILE = 16
"""Side of the tiles that pictures are compared by, in pixels of the pictures kept."""

NOTICED = 24
"""Difference of the mean brightness of a tile, of 255, from which the tile looks another."""

TOLERATED = 0.01
"""Share of tiles that may look another: less than a line of text."""

COLOURS, SCALE = 24, 0.5
"""Colours and scale of the pictures kept, so that they weigh little."""


@dataclass(frozen=True)
class State:
    """A page as it is shown: pattern of its name, language, width, and what is special."""

    page: str
    language: str
    width: int
    medium: str = "light"

    @property
    def name(self) -> str:
        """Name of the picture."""
        stem = self.page.replace("*", "first")
        return "-".join(filter(None, (stem, self.language, str(self.width), self.medium)))

    def file(self, reports: Path) -> Path | None:
        """Return the page, the first of its kind; nothing where there is none."""
        found = sorted((reports / self.language).glob(f"{self.page}.html"))
        return found[0] if found else None


STATES = (
    State("index", "", 1366),
    State("index", "en", 1366),
    State("index", "zh", 360),
    State("overview", "en", 1366),
    State("city-*", "zh", 1366),
    State("city-*", "en", 360),
    State("theme-*", "en", 1366),
    State("theme-*", "zh", 360),
    State("document-*", "en", 1366),
    State("document-*", "zh", 1366, "dark"),
    State("quality", "zh", 1366),
    State("city-*", "en", 793, "print"),
)


def made_with(browser: Any, root: Path) -> list[str]:
    """Return what decides pictures beside the code: browser, fonts of the system, data.

    Another browser or other fonts draw the same page in another way, and other data are another
    page: pictures are compared only where all three are as they were approved.
    """
    page = browser.new_page()
    widths = page.evaluate(_WIDTHS)
    page.close()
    folder = root / "data" / "raw"
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.csv")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return [f"browser {browser.version}", f"fonts {widths}", f"data {digest.hexdigest()}"]


def take(browser: Any, state: State, file: Path) -> Image.Image:
    """Return the top of a page as it looks in a state."""
    height = 1122 if state.medium == "print" else 1000
    context = browser.new_context(
        offline=True,
        viewport={"width": state.width, "height": height},
        color_scheme="dark" if state.medium == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(file.as_uri())
    if state.medium == "print":
        page.emulate_media(media="print")
    page.evaluate("document.fonts.ready.then(() => 1)")
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    context.close()
    return kept(shot)


def kept(shot: Image.Image) -> Image.Image:
    """Return a picture as it is kept: small, and of few colours."""
    size = (round(shot.width * SCALE), round(shot.height * SCALE))
    small = shot.convert("RGB").resize(size, Image.Resampling.BOX)
    return small.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def distance(one: Image.Image, other: Image.Image) -> float:
    """Return the share of tiles that look another; 1 for pictures of different sizes."""
    if one.size != other.size:
        return 1.0
    tiles = (-(-one.width // TILE), -(-one.height // TILE))
    means = (picture.convert("L").resize(tiles, Image.Resampling.BOX) for picture in (one, other))
    counts = ImageChops.difference(*means).histogram()
    return sum(counts[NOTICED:]) / sum(counts)
