"""Parts of the site that come from no notebook: the choice of a language, a chart on its own."""

from __future__ import annotations

from pathlib import Path

from analysis import project
from analysis.charts import story, style
from analysis.pages import Book
from analysis.site.exporter import chooser_page
from analysis.tables import frames as tables


def write_chooser(root: Path) -> None:
    """Write ``reports/index.html``: the choice of a language, in both."""
    tables.write_text(chooser_page(), project.reports() / "index.html")


def write_chart(root: Path, language: str) -> None:
    """Write the chart of who gives figures on what as a picture of its own, for the README."""
    book = Book(language)
    chart = story.themes_by_document(book.observations, book.labels)
    tables.write_text(
        style.standalone(chart), project.reports() / language / "themes-by-document.svg"
    )
