"""Turn an executed notebook into a page: one file, readable offline, on any screen and on paper.

`export` is a plain function of the notebook and a `PageContext`; equal arguments give equal bytes.
`publish` is the same for the build, which keeps beside the page which figures it shows.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import replace

import nbformat
from markupsafe import Markup

from analysis import language as lg
from analysis import project
from analysis.errors import AnalysisError
from analysis.language import t as word
from analysis.site import assets
from analysis.site import web_fonts as fonts
from analysis.site.builder import SPARED, Builder
from analysis.site.claims_table import notes_of, write_notes
from analysis.site.context import CHOOSING, INDEX, PageContext, load_context, write_uses
from analysis.tables.codebook import Labels, corpus, load_codebook
from analysis.tables.dataset import Dataset

LIMIT, INDEX_LIMIT = 600_000, 300_000
"""Sizes of a page and of the index, in bytes, beyond which the build says that they load slowly.

A page that is larger leaves out what stands elsewhere as well (`SPARED`), and no more than that:
how much there is to show is a matter of the data, and a text more must not keep all the others
from being published.
"""

EASY, INDEX_EASY = 400_000, 250_000
"""Sizes beyond which data to download are packed, which leaves nothing out but needs script."""


def publish_page(notebook: nbformat.NotebookNode, page: str, language: str) -> str:
    """Return the page of an executed notebook as HTML, as the build publishes it.

    What the page needs beside the notebook is read from the project's folders.  The claims of the
    page are written beside it and, where it chooses which figures it shows, these as well, for the
    pages of the texts.

    Parameters
    ----------
    notebook, page, language
        As `export` takes them.

    Raises
    ------
    AnalysisError
        As `export` and `analysis.site.context.load_context`.
    """
    builder, html = _checked(Builder(notebook, page, language, load_context(page, language), {}))
    folder = project.reports() / language
    write_notes([*notes_of(notebook), *builder.notes], folder, page)
    if page in CHOOSING:
        write_uses(builder.uses, folder, page)
    return html


def export_page(
    notebook: nbformat.NotebookNode,
    page: str,
    language: str,
    context: PageContext,
    articles: Mapping[str, str] | None = None,
) -> str:
    """Return the page of an executed notebook as HTML.

    Parameters
    ----------
    notebook
        Executed notebook.  Markdown cells tagged with a language appear in that language only.
    page
        Name of the page (its file name without `.html`).
    language
        One of the languages.
    context
        What the page needs beside the notebook.
    articles
        Texts of the articles by document: makes the private variant, whose cards quote them.

    Raises
    ------
    AnalysisError
        If an output is an error, a chart has no alt text, or a link leads nowhere.
    """
    return _checked(Builder(notebook, page, language, context, articles or {}))[1]


def _checked(builder: Builder) -> tuple[Builder, str]:
    """Return a page that keeps to its limit if it can, with what built it."""
    page, language = builder.page, builder.language
    limit, easy = (INDEX_LIMIT, INDEX_EASY) if page == INDEX else (LIMIT, EASY)
    html = builder.build()
    for count in range(1, len(SPARED) + 1):
        most = min(easy, limit) if count == 1 else limit
        if len(html.encode()) <= most or builder.articles:
            break
        leaner = replace(builder, spared=SPARED[:count])
        shorter = leaner.build()
        if len(shorter) < len(html):
            builder, html = leaner, shorter
    _check_links(html, page, language, builder.context)
    size = len(html.encode())
    if size > limit and not builder.articles:
        print(
            f"note: page {page} ({language}) has {size} bytes and loads slowly: show less on it, "
            f"or split it, so that it keeps to {limit}.",
            file=sys.stderr,
        )
    return builder, html


def chooser_page(data: Dataset | None = None) -> str:
    """Return `reports/index.html`: the choice of a language, in all of them.

    Parameters
    ----------
    data
        The processed tables, which say what the reports are about; by default the project's.
    """
    codebook = load_codebook(data or Dataset())
    about = {code: Labels(code, codebook) for code in lg.LANGUAGES}
    languages = [
        (code, lg.HTML_LANGUAGE[code], labels.t("chooser.about", **corpus(labels)))
        for code, labels in about.items()
    ]
    template = assets.environment().get_template("chooser.html.j2")
    css = Markup(fonts.TEXT_MARK + assets.style_sheet())
    page = template.render(word=word, css=css, languages=languages, policy=assets.policy())
    return fonts.with_text_font(assets.lf(page))


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
        export_page(nbformat.v4.new_notebook(cells=cells), "preload", language, PageContext("One"))


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
