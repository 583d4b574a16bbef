"""A figure of pyplot that a notebook shows at its natural size, with its font, trusted or not.

A notebook's backend would show a picture in points, a third too large, in whatever font the reader
has, and only to those who trust the notebook.
"""

from __future__ import annotations

import io
import re
from typing import Any

import matplotlib
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.charts.style import fonts
from analysis.charts.style.drawing_settings import RC
from analysis.show.notebook_displays import by_lines, picture
from analysis.site.drawings import parse_svg, svg_characters
from analysis.site.web_fonts import all_faces_css

_SIZE = re.compile(r' (width|height)="([\d.]+)pt"')
_PATH = re.compile(r'(?<= d=")[^"]*')
_NOT_SEEN = re.compile(r"\s*(?:<metadata>.*?</metadata>|<!--.*?-->)", re.DOTALL)


class NotebookFigure(Figure):
    """A figure of matplotlib in every respect but how a notebook shows it.

    `pyplot.figure(FigureClass=NotebookFigure)` makes one.
    """

    def to_html(self) -> str:
        """Return the figure as an image that brings the letters of the project's font."""
        buffer = io.StringIO()
        given: dict[Any, Any] = {key: RC[key] for key in ("svg.fonttype", "svg.hashsalt")}
        with matplotlib.rc_context(given):
            self.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        svg = buffer.getvalue()
        svg = _NOT_SEEN.sub("", svg[svg.index("<svg") :])
        svg = _SIZE.sub(r' \1="\2"', svg, count=2)
        svg = _PATH.sub(lambda found: " ".join(found[0].split()), svg)
        if fonts.are_here(fonts.FONTS):
            faces = all_faces_css(svg_characters(parse_svg(svg, "figure")))
            svg = svg.replace("<style ", f"<style>{faces}</style>\n  <style ", 1)
        return picture(by_lines(svg), self.said())

    def said(self) -> str:
        """Return all that is written in the figure, once each, for those who do not see it."""
        texts = (found.get_text().replace("\n", " ").strip() for found in self.findobj(Text))
        return " ".join(dict.fromkeys(filter(None, texts)))

    def _ipython_display_(self) -> None:
        from IPython.display import display

        data = {"text/html": self.to_html(), "text/plain": self.said()}
        display(data, raw=True)
