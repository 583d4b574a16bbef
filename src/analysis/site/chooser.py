"""Parts of the site that come from no notebook: the choice of a language, a chart on its own."""

from __future__ import annotations

from pathlib import Path

from analysis import project
from analysis.charts import story
from analysis.charts.style import standalone
from analysis.pages import Book
from analysis.site.exporter import chooser_page
from analysis.tables.package import data_version
from analysis.tables.store import write_text


def write_chooser(root: Path) -> None:
    """Write ``reports/index.html``: the choice of a language, in all of them."""
    write_text(chooser_page(), project.reports() / "index.html")


def write_chart(root: Path, language: str) -> None:
    """Write the chart of who gives figures on what as a picture of its own, for the README."""
    book = Book(language)
    chart = story.themes_by_document(book.figures(), book.labels)
    picture = standalone(chart, data_version(root))
    write_text(picture, project.reports() / language / "themes-by-document.svg")
