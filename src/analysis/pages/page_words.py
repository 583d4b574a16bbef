"""Small words that the tables and sentences of pages share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analysis import language as lg
from analysis.language.catalogue import form
from analysis.language.messages import Part, Words
from analysis.sentences.claims import Claim, claim
from analysis.sentences.sets import Scope, Selection, name_forms, named
from analysis.show.claimed import claim_note
from analysis.show.displays import Bundle
from analysis.show.notebook_displays import read_in_notebook
from analysis.tables.codebook import Document, Labels, corpus


def headers(labels: Labels, *names: str) -> dict[str, str]:
    """Return the headers of columns, from the catalogue of words."""
    return {name: labels.t(f"piece.{name}") for name in names}


def aside(words: str, labels: Labels) -> str:
    """Return words in brackets, without the space before them."""
    return lg.bracketed("", words, labels.language).strip()


_NAMES = ("articles", "texts", "cities")
"""What the texts of a project may be called in the first words of a page."""


@dataclass(frozen=True)
class Lede:
    """The first words of a page, as Markdown, with the claims that they make.

    Attributes
    ----------
    source
        The words.
    claims
        What they say of how many texts there are, and of whom.
    language
        Language of the page.
    """

    source: str
    claims: tuple[Claim, ...]
    language: str

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        notes = [
            dict(claim_note(each, f"lede/words-{number}", self.language))
            for number, each in enumerate(self.claims, start=1)
        ]
        source = read_in_notebook(self.source, self.language)
        contents = {"text/markdown": source, "text/plain": source}
        return contents, {"analysis": {"claims": notes}}


def lede(page: str, labels: Labels) -> Lede:
    """Return the first words of a page: they say how many texts there are, and of whom.

    Parameters
    ----------
    page
        Name of the page: an entry of ``front`` in the catalogue of words.
    labels
        Labels of the language.

    Raises
    ------
    AnalysisError
        If words that count the texts do not name them.
    """
    blocks = {language: _blocks(page, labels, language) for language in lg.LANGUAGES}
    own = Scope.of("documents", named("texts")).take(labels.book.documents)
    claims = [
        _claim(own, Words({language: blocks[language][place] for language in lg.LANGUAGES}))
        for place, block in enumerate(form(f"front.{page}", labels.language).strip().split("\n\n"))
        if re.search(r"\{\w+\}", block)
    ]
    source = "\n\n".join(_filled(page, labels, labels.language))
    return Lede(source, tuple(claims), labels.language)


def _filled(page: str, labels: Labels, language: str) -> list[str]:
    own = Labels(language, labels.book)
    return own.t(f"front.{page}", **corpus(own)).strip().split("\n\n")


def _blocks(page: str, labels: Labels, language: str) -> list[str]:
    """Return the heading and the paragraphs without their marks."""
    return [block.lstrip("# ") for block in _filled(page, labels, language)]


def _claim(own: Selection, words: Words) -> Claim:
    found = own.called(_called(words))
    return claim("count", found, words, found.count(), found.distinct("city"), found.values("city"))


def _called(words: Mapping[str, str]) -> Part:
    """Return the name that the words use of the texts, by its entry in the catalogue."""
    for key in _NAMES:
        if all(
            any(each in said.casefold() for each in name_forms(named(key), language))
            for language, said in words.items()
        ):
            return named(key)
    return named(_NAMES[0])


def reviewed(origin: Document, language: str) -> str:
    """Return the time that a text reviews; years that it does not name are said to be read.

    Parameters
    ----------
    origin
        The origin record of the text.
    language
        Language of the page.
    """
    said = lg.format_period(origin.period_start, origin.period_end, "", language)
    return said if origin.names_its_time else lg.t("key.years_read", language, period=said)
