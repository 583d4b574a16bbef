"""Where pages and the cards of figures are, seen from a page of the same language."""

from __future__ import annotations

import re

FIGURES_PAGE = "figures"
"""Name of the page with the cards of all figures."""

UNSAID_PAGE = "unsaid"
"""Name of the page of what the texts do not say."""

TEXT_PAGE, CARD = "document-{document}", "fig-{figure}"
"""Name of the page of a text, and id of the card of one of its figures there, to fill in."""

ANCHOR = re.compile(r"""[ \t]*(?:<a id="|\{#)([A-Za-z][\w-]*)(?:"></a>|\})[ \t]*$""")
"""What gives a heading an id of its own, at its end; ``{#id}`` is the short form."""

_CARD = re.compile(rf"{FIGURES_PAGE}\.html#(?!doc-)([a-z0-9-]+)")


def page_address(page: str, place: str = "") -> str:
    """Return the address of a page, or of a place on it (an id with ``#`` in front)."""
    return f"{page}.html{place}"


def question_place(question: str) -> str:
    """Return the place of a question on the page of what the texts do not say."""
    return f"#q-{question.replace('_', '-')}"


def with_anchor(heading: str, ident: str) -> str:
    r"""Return Markdown that begins with a heading, the heading with an id of its own.

    The id is an empty element, which no reader of notebooks shows and which links lead to.

    Examples
    --------
    >>> with_anchor("## Pears\n\nRipe ones.", "pears")
    '## Pears <a id="pears"></a>\n\nRipe ones.'
    """
    words, stop, rest = heading.partition("\n")
    return f'{words} <a id="{ident}"></a>{stop}{rest}'


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
