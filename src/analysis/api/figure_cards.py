"""One figure: its record, and its card as the reports show it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

import pandas as pd

from analysis.api.asked import asked
from analysis.api.source import tables
from analysis.api.totals import asked_figures
from analysis.checks.finding_records import Finding
from analysis.coding.coding_records import Correction
from analysis.comparison.comparison_records import Derived
from analysis.errors import AnalysisError, unknown_choice
from analysis.figures.figure import Figure, load_figures
from analysis.language import LANGUAGES, check_language
from analysis.site.card_pages import Cards
from analysis.site.context import PageContext
from analysis.tables.codebook import Labels, load_codebook
from analysis.tables.package import stated_version

_BREAK = re.compile(r"<(?:br|/div|/summary|/dt|/p|/li|/h\d)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")


@asked
def figure(figure_id: str) -> Figure | Derived:
    """Return one figure, or one derived from others, as its record.

    Parameters
    ----------
    figure_id
        Its identifier (columns of `schema.OBSERVATIONS`, or of `schema.DERIVED`).

    Raises
    ------
    AnalysisError
        If there is none: the sentence names the nearest.

    Examples
    --------
    >>> import analysis as ua
    >>> first = ua.load("observations")["figure_id"][0]
    >>> ua.figure(first).figure_id == first
    True
    """
    known: dict[str, Figure | Derived] = {}
    data = tables()
    known.update({each.figure_id: each for each in load_figures(data)})
    if figure_id not in known:
        known.update({each.derived_id: each for each in data.rows(Derived)})
    return known[unknown_choice("figure", figure_id, known, 3)]


class FigureCard:
    """The card of a figure: Jupyter shows it, `print` writes it.

    Parameters
    ----------
    html
        The card as HTML.
    """

    def __init__(self, html: str) -> None:
        self.html = html

    def _repr_html_(self) -> str:
        return self.html

    def __str__(self) -> str:
        """Write the card line by line."""
        plain = unescape(_TAG.sub("", _BREAK.sub("\n", self.html)))
        return "\n".join(line.strip() for line in plain.splitlines() if line.strip())

    __repr__ = __str__


@asked
def card(rows: str | pd.DataFrame | Iterable[str], language: str = LANGUAGES[0]) -> FigureCard:
    """Return the card of a figure: as printed, as read, limits, period, place, doubts.

    Parameters
    ----------
    rows
        Identifier of a printed figure; or several, or rows of ``ua.load("observations")``: their
        cards are folded, one below the other, with the origins of their texts at the end.
    language
        Language of the card.

    Raises
    ------
    AnalysisError
        If there is no such figure or language, or no figure is given.

    Examples
    --------
    >>> import analysis as ua
    >>> first = ua.load("observations")["figure_id"][0]
    >>> "SHA-256" in str(ua.card(first))
    True
    """
    check_language(language)
    data = tables()
    known = load_figures(data)
    figures = asked_figures(rows, known)
    if not figures:
        raise AnalysisError("There is no card to show: no figure is given.")
    context = PageContext(
        title=figures[0].figure_id,
        data_version=stated_version(data.folder),
        figures=tuple(known),
        codebook=load_codebook(data),
        corrections=data.known(Correction),
        findings=data.known(Finding),
    )
    labels = Labels(language, context.codebook)
    # Not which pages show it: a notebook shows the same whether the reports are made or not.
    cards = Cards(context, labels, "#{}".format, pages=None)
    body = "".join(map(cards.card, figures))
    if isinstance(rows, str):
        body = body.replace("<details", "<details open", 1)
    body += "".join(map(cards.origin, dict.fromkeys(each.document for each in figures)))
    apart = _without_links(body).replace("<small>", " <small>")  # no style of ours parts them
    return FigureCard(f"<div>{apart}</div>")


def _without_links(html: str) -> str:
    """Return HTML whose links, which lead to places on a page, are their words alone."""
    return re.sub(r"</?a\b[^>]*>", "", html)
