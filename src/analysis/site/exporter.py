"""Turn an executed notebook into a page: one file, readable offline, on any screen and on paper.

`export` is a plain function of the notebook and a `PageContext`; equal arguments give equal bytes.
`ReportExporter` is the same as an exporter of nbconvert.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from markupsafe import Markup
from nbconvert.exporters import Exporter
from traitlets import Unicode

from analysis import language as lg
from analysis.errors import AnalysisError
from analysis.language import t as word
from analysis.site import assets
from analysis.site import web_fonts as fonts
from analysis.site.builder import Builder
from analysis.site.context import INDEX, PageContext, load

LIMIT, INDEX_LIMIT = 600_000, 300_000
"""Largest size of a page and of the index, in bytes."""


def export(
    notebook: nbformat.NotebookNode,
    page: str,
    language: str,
    context: PageContext | None = None,
    articles: Mapping[str, str] | None = None,
) -> str:
    """Return the page of an executed notebook as HTML.

    Parameters
    ----------
    notebook
        Executed notebook.  Markdown cells tagged `en` or `zh` appear in that language only.
    page
        Name of the page (its file name without `.html`).
    language
        `en` or `zh`.
    context
        What the page needs beside the notebook; by default read from the project's folders.
    articles
        Texts of the articles by document: makes the private variant, whose cards quote them.

    Raises
    ------
    AnalysisError
        If an output is an error, a chart has no alt text, a link leads nowhere, or the page is
        larger than `LIMIT` (the index: `INDEX_LIMIT`).
    """
    lg.check_language(language)
    if context is None:
        context = load(page, language)
    html = Builder(notebook, page, language, context, articles or {}).build()
    _check_links(html, page, language, context)
    size = len(html.encode())
    limit = INDEX_LIMIT if page == INDEX else LIMIT
    if size > limit and not articles:
        raise AnalysisError(
            f"Page {page} ({language}) has {size} bytes; {limit} are allowed: show less on it, or "
            "split it."
        )
    return html


def index_page(
    notebook: nbformat.NotebookNode, language: str, context: PageContext | None = None
) -> str:
    """Return `reports/<language>/index.html`, made from the overview notebook, with the search."""
    return export(notebook, INDEX, language, context)


def chooser_page() -> str:
    """Return `reports/index.html`: the choice of a language, in both."""
    template = assets.environment().get_template("chooser.html.j2")
    languages = [(code, lg.HTML_LANGUAGE[code]) for code in lg.LANGUAGES]
    css = Markup(fonts.TEXT_MARK + assets.css())
    page = template.render(word=word, css=css, languages=languages, policy=assets.policy())
    return fonts.with_text_font(assets.lf(page))


class ReportExporter(Exporter):
    """Exporter for nbconvert: `jupyter nbconvert --to analysis-report notebook.ipynb`."""

    page = Unicode("", help="Name of the page; by default the notebook's name").tag(config=True)
    language = Unicode("en", help="Language of the page: en or zh").tag(config=True)
    context_file = Unicode("", help="JSON file with the page's context").tag(config=True)
    file_extension = ".html"
    output_mimetype = "text/html"
    export_from_notebook = "Analysis report"

    def from_notebook_node(
        self, nb: nbformat.NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Return the page and nbconvert's resources."""
        copy, resources = super().from_notebook_node(nb, resources, **kw)
        name = self.page or resources.get("metadata", {}).get("name", "page")
        context = None
        if self.context_file:
            context = PageContext.from_json(Path(self.context_file).read_text(encoding="utf-8"))
        resources["output_extension"] = self.file_extension
        return export(copy, name, self.language, context), resources


def preload() -> None:
    """Export a page that says nothing, so that processes forked from this one need not begin.

    Templates, style sheets, words and the rules of Markdown and Python are read and compiled.
    """
    fonts.preload()
    cells = [
        nbformat.v4.new_markdown_cell("# One\n\n| a |\n|---|\n| *b* |"),
        nbformat.v4.new_code_cell(
            'print(f"{1}")  # one',
            outputs=[nbformat.v4.new_output("display_data", {"text/html": "<p>1</p>"})],
        ),
    ]
    for language in lg.LANGUAGES:
        export(nbformat.v4.new_notebook(cells=cells), "preload", language, PageContext("One"))


def _check_links(html: str, page: str, language: str, context: PageContext) -> None:
    """Refuse a page with a link to a place or page that does not exist."""
    frame = re.sub(r'(?:href|src)="data:[^"]*"', "", html)
    ids = set(re.findall(r'\sid="([^"]+)"', frame))
    names = {entry.name for entry in context.pages}
    for target in dict.fromkeys(re.findall(r'\shref="([^"]*)"', frame)):
        if target.startswith("#"):
            dead = target[1:] not in ids
        else:
            other = re.fullmatch(r"([\w-]+)\.html(?:#.*)?", target)
            dead = bool(other and names and other[1] not in names)
        if dead:
            raise AnalysisError(f"Page {page} ({language}): the link to {target} leads nowhere.")
