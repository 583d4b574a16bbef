"""The project's font cut down to the characters of one page, for embedding.

Charts are drawn with it, and the Chinese characters of a page's text are set in it, so that no one
sees boxes in place of characters.  It stands first in every font stack: Chromium keeps the boxes of
a fallback font it tried before an embedded font that stands later.
"""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from pathlib import Path

from analysis.errors import AnalysisError
from analysis.reports import woff2

FOLDER = Path(__file__).parent.parent / "charts" / "fonts"
FAMILY = "Analysis Sans SC"
TEXT_FAMILY = "Analysis Text SC"
TEXT_MARK = "/*text font*/"
"""Stands in the style sheet of a page until its characters are known."""

FIRST = "\u2e80"
"""The first Chinese character: from here on the text font of a page has every one it shows."""
_NOT_SHOWN = re.compile(
    r'<script.*?</script>|<style.*?</style>|(?:href|src)="data:[^"]*"', re.DOTALL
)
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
        rules.append(_rule(FAMILY, str(weight), _path(weight, folder), wanted))
    return "".join(rules)


def with_text_font(html: str, folder: Path | None = None) -> str:
    """Return a page with the Chinese characters it shows embedded in place of `TEXT_MARK`.

    One weight serves all: browsers embolden it for headings.

    Parameters
    ----------
    html
        Page whose style sheet holds `TEXT_MARK`.
    folder
        Where the font files lie.
    """
    shown = _NOT_SHOWN.sub("", html)
    wanted = "".join(sorted({char for char in shown if char >= FIRST}))
    rule = _rule(TEXT_FAMILY, "400", _path(400, folder), wanted) if wanted else ""
    return html.replace(TEXT_MARK, rule, 1)


def _path(weight: int, folder: Path | None) -> Path:
    path = (folder or FOLDER) / FILES[weight]
    if not path.is_file():
        raise AnalysisError(f"The chart font {path.name} is missing in {path.parent.name}/.")
    return path


def _rule(family: str, weight: str, path: Path, characters: str) -> str:
    encoded = base64.b64encode(subset(path, characters)).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:block;'
        f'src:url("data:font/woff2;base64,{encoded}") format("woff2")}}'
    )


def preload() -> None:
    """Read the fonts, so that processes forked from this one have them."""
    for name in FILES.values():
        if (FOLDER / name).is_file():
            _font(FOLDER / name).glyph_of  # noqa: B018


@lru_cache(maxsize=8)
def _font(path: Path) -> woff2.Font:
    return woff2.Font(path)


@lru_cache(maxsize=256)
def subset(path: Path, characters: str) -> bytes:
    """Return a woff2 of `path` with `characters` only; the same bytes for the same characters."""
    return _font(path).subset(characters)
