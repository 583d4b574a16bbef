"""Where pages and the cards of figures are, seen from a page of the same language."""

from __future__ import annotations

import re

FIGURES_PAGE = "figures"
"""Name of the page with the cards of all figures."""

TEXT_PAGE, CARD = "document-{document}", "fig-{figure}"
"""Name of the page of a text, and id of the card of one of its figures there, to fill in."""

_CARD = re.compile(rf"{FIGURES_PAGE}\.html#(?!doc-)([a-z0-9-]+)")


def page_address(page: str, place: str = "") -> str:
    """Return the address of a page, or of a place on it (an id with ``#`` in front)."""
    return f"{page}.html{place}"


def card_address(figure_id: str) -> str:
    """Return the address of a figure's card on the page of all figures."""
    return page_address(FIGURES_PAGE, f"#{figure_id}")


def carded_figure(address: str) -> str:
    """Return the figure whose card is at an address; empty where it is no card.

    Examples
    --------
    >>> carded_figure("figures.html#oz-2031-001"), carded_figure("index.html#main")
    ('oz-2031-001', '')
    """
    found = _CARD.fullmatch(address)
    return found[1] if found else ""


def carded_figures(text: str) -> list[str]:
    """Return the figures to whose cards a text (Markdown, HTML, SVG) leads, in order."""
    return _CARD.findall(text)
