"""The bundled font: its files, its sizes, and how wide it writes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

from analysis import project
from analysis.errors import AnalysisError

_PLACE = Path("src", "analysis", "charts", "fonts")
_DISTRIBUTED = "union_figures_fonts"


def fonts_folder(beside: Path = Path(__file__).parents[1] / "fonts") -> Path:
    """Return the folder of the fonts: beside the code, installed, or in the checkout that is read.

    The package's wheel leaves them out, as they are five times as large as all else; they are a
    distribution of their own.

    Parameters
    ----------
    beside
        Folder beside the code.
    """
    if next(beside.glob("*.ttf"), None):
        return beside
    installed = find_spec(_DISTRIBUTED)
    if installed is not None and installed.submodule_search_locations:
        return Path(next(iter(installed.submodule_search_locations)))
    own = project.own() or project.chosen_folder()
    return beside if own is None else own / _PLACE


def are_here(folder: Path) -> bool:
    """Tell whether a folder has all files of the font."""
    return all((folder / name).is_file() for name in FONT_FILES.values())


FONTS = fonts_folder()
FAMILY, TEXT_FAMILY = "Analysis Sans SC", "Analysis Text SC"
"""What pages call the font, and the part of it that their text is set in."""

FONT_FILES: Mapping[bool, str] = {
    False: "AnalysisSansSC-Regular.ttf",
    True: "AnalysisSansSC-Bold.ttf",
}
FALLBACK = (
    f"{TEXT_FAMILY},Noto Sans SC,Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,sans-serif"
)
"""What stands in for the font; the first is the text font of a page, cut from the same files."""

TEXT_SIZE = 12.0
"""Size of all text, in pixels of a picture at its natural size: no text on screen is smaller."""


@cache
def _face(bold: bool, folder: Path) -> FT2Font:
    path = folder / FONT_FILES[bold]
    if not path.is_file():
        raise AnalysisError(
            f"The font {path.name} is missing: restore it in {_PLACE.as_posix()}, or, where the "
            f"package is installed alone, run `pip install ./{_PLACE.as_posix()}` in a checkout."
        )
    return FT2Font(str(path))


# An open font reads its file as needed, at a place that forked processes would share.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_face.cache_clear)


@cache
def register_fonts(folder: Path) -> None:
    """Make matplotlib know the font of a folder, once."""
    for bold, name in FONT_FILES.items():
        _face(bold, folder)
        font_manager.fontManager.addfont(str(folder / name))


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


def text_width(text: str, size: float = TEXT_SIZE, *, bold: bool = False) -> float:
    """Return the width of a text in chart units.

    Raises
    ------
    AnalysisError
        If the bundled font lacks a glyph.
    """
    return size * sum(_advance(char, bold, FONTS) for char in text)
