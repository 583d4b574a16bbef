"""The chart font cut down to the characters of one page, for embedding."""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from pathlib import Path

from analysis.errors import AnalysisError

FOLDER = Path(__file__).parent.parent / "charts" / "fonts"
FAMILY = "Analysis Sans SC"
FILES = {400: "AnalysisSansSC-Regular.ttf", 700: "AnalysisSansSC-Bold.ttf"}


def face_css(characters: dict[int, str], folder: Path | None = None) -> str:
    """Return `@font-face` rules with the font as data URIs, one per weight that has characters.

    Parameters
    ----------
    characters
        Characters needed, by weight (400, 700).
    folder
        Where the font files lie.

    Raises
    ------
    AnalysisError
        If a font file is missing.
    """
    rules = []
    for weight, chars in sorted(characters.items()):
        wanted = "".join(sorted(set(chars)))
        if not wanted:
            continue
        path = (folder or FOLDER) / FILES[weight]
        if not path.is_file():
            raise AnalysisError(f"The chart font {path.name} is missing in {path.parent.name}/.")
        encoded = base64.b64encode(subset(path, wanted)).decode()
        rules.append(
            f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-display:block;'
            f'src:url("data:font/woff2;base64,{encoded}") format("woff2")}}'
        )
    return "".join(rules)


@lru_cache(maxsize=256)
def subset(path: Path, characters: str) -> bytes:
    """Return a woff2 of `path` with `characters` only; the same bytes for the same characters."""
    from fontTools import subset as tools
    from fontTools.ttLib import TTFont

    options = tools.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs = [1, 2]
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = TTFont(path, recalcTimestamp=False, lazy=True)
    cutter = tools.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    buffer = io.BytesIO()
    font.flavor = "woff2"
    font.save(buffer)
    return buffer.getvalue()
