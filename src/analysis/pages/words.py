"""Small words that the tables and sentences of pages share."""

from __future__ import annotations

from analysis import language as lg
from analysis.tables.codebook import Labels, corpus


def headers(labels: Labels, *names: str) -> dict[str, str]:
    """Return the headers of columns, from the catalogue of words."""
    return {name: labels.t(f"piece.{name}") for name in names}


def aside(words: str, labels: Labels) -> str:
    """Return words in brackets, without the space before them."""
    return lg.bracketed("", words, labels.language).strip()


def lede(page: str, labels: Labels) -> str:
    """Return the first words of a page as Markdown: they say how many texts there are, of whom.

    Parameters
    ----------
    page
        Name of the page: an entry of ``front`` in the catalogue of words.
    labels
        Labels of the language.
    """
    return labels.t(f"front.{page}", **corpus(labels)).strip()
