"""Where the card of a figure stands: on the page of its text, whatever page links to it.

A page with few figures has copies of their cards beside that, so that a reader need not leave it.
Displays name a card by `analysis.show.addresses.card_address`; whatever page is made of them, the
address is decided here and nowhere else, for the script of the search as well.
"""

from __future__ import annotations

from analysis.show.addresses import CARD as _IDENT
from analysis.show.addresses import TEXT_PAGE as _TEXT_PAGE
from analysis.show.addresses import page_address

COPIED = 120
"""Most figures of a page that get copies of their cards on it."""

ADDRESS = page_address(_TEXT_PAGE, f"#{_IDENT}")
"""Address of the card of a figure of a document, as a form to fill in."""


def text_page(document: str) -> str:
    """Return the name of the page of a text."""
    return _TEXT_PAGE.format(document=document)


def page_of(figure_id: str) -> str:
    """Return the name of the page that the card of a figure stands on.

    Examples
    --------
    >>> page_of("oz-2031-001")
    'document-oz-2031'
    """
    return text_page(figure_id.rpartition("-")[0])


def ident(figure_id: str) -> str:
    """Return the id of the card of a figure, the same on every page that has it."""
    return _IDENT.format(figure=figure_id)


def address_of(figure_id: str) -> str:
    """Return the address of the card of a figure.

    Examples
    --------
    >>> address_of("oz-2031-001")
    'document-oz-2031.html#fig-oz-2031-001'
    """
    return ADDRESS.format(document=figure_id.rpartition("-")[0], figure=figure_id)
