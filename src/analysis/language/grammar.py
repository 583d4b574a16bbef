"""How each language puts words together, as `languages.toml` says: lists, brackets, numbers.

What the words are belongs to `analysis.language.catalogue`; code elsewhere asks this module for a
comma or a bracket and never for the language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError, shortly

LANGUAGES_FILE = Path(__file__).parent / "words" / "languages.toml"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules of one language; `languages.toml` explains each of them."""

    html: str
    name: str
    names: dict[str, str]
    list: str
    last: str
    phrase: str
    clause: str
    colon: str
    space: str
    stop: str
    open: str
    close: str
    quote_open: str
    quote_close: str
    capitals: bool
    unit_space: str
    tight_units: tuple[str, ...]
    plural: bool
    grouped: bool
    scales: tuple[tuple[int, str, int], ...]
    letters: str
    ranking: str
    quantifying: str


@cache
def _grammars() -> dict[str, Grammar]:
    tree = tomllib.loads(LANGUAGES_FILE.read_text(encoding="utf-8"))
    return {language: _grammar(language, rules) for language, rules in tree.items()}


def _grammar(language: str, rules: dict[str, Any]) -> Grammar:
    known = [field.name for field in fields(Grammar)]
    missing = [name for name in known if name not in rules]
    if missing or set(rules) - set(known):
        odd = missing[0] if missing else sorted(set(rules) - set(known))[0]
        verb = "lacks" if missing else "has the unknown rule"
        raise AnalysisError(f"languages.toml: the language {language!r} {verb} {odd!r}.")
    frozen = {
        "scales": tuple((int(p), str(n), int(d)) for p, n, d in rules["scales"]),
        "tight_units": tuple(rules["tight_units"]),
    }
    return Grammar(**{**rules, **frozen})


def languages() -> tuple[str, ...]:
    """Return the codes of all languages, the first being the default."""
    return tuple(_grammars())


def rules_of(language: str) -> Grammar:
    """Return the rules of a language.

    Raises
    ------
    AnalysisError
        If there is no such language.
    """
    try:
        return _grammars()[language]
    except KeyError:
        known = ", ".join(languages())
        said = shortly(language)
        raise AnalysisError(f"Unknown language {said}: choose one of {known}.") from None


def check_language(language: str) -> str:
    """Return `language` if it is one of `languages`, else raise `AnalysisError`."""
    rules_of(language)
    return language


def join_words(items: Iterable[str], language: str) -> str:
    """Join words into a list: ``a, b and c`` or 甲、乙和丙."""
    rules, words = rules_of(language), list(items)
    if len(words) < 2:
        return "".join(words)
    return rules.list.join(words[:-1]) + rules.last + words[-1]


def enumerated(items: Iterable[str], language: str) -> str:
    """Put items one after the other, without a word before the last: ``a, b, c`` or 甲、乙、丙."""
    return rules_of(language).list.join(item for item in items if item)


def phrases(items: Iterable[str], language: str) -> str:
    """Join phrases of one clause: ``a, b`` or 甲，乙; empty ones are left out."""
    return rules_of(language).phrase.join(item for item in items if item)


def clauses(items: Iterable[str], language: str) -> str:
    """Join clauses of one sentence; empty ones are left out."""
    return rules_of(language).clause.join(item for item in items if item)


def join_sentences(items: Iterable[str], language: str) -> str:
    """Put sentences one after the other; empty ones are left out."""
    return rules_of(language).space.join(item for item in items if item)


def labelled(label: str, text: str, language: str) -> str:
    """Put a label before what it is about; without one of them the other stands alone."""
    return rules_of(language).colon.join(part for part in (label, text) if part)


def bracketed(text: str, aside: str, language: str) -> str:
    """Put an aside in brackets behind a text; an empty aside leaves the text as it is."""
    rules = rules_of(language)
    return f"{text}{rules.open}{aside}{rules.close}" if aside else text


def quoted(text: str, language: str) -> str:
    """Put a text into quotation marks."""
    rules = rules_of(language)
    return f"{rules.quote_open}{text}{rules.quote_close}"


def foreign(text: str, language: str) -> str:
    """Return the tag of the language of a text without Chinese on a Chinese page, else nothing.

    Parameters
    ----------
    text
        Any text.
    language
        Language of the page.
    """
    if not text or mostly_chinese(text) or not mostly_chinese(rules_of(language).name):
        return ""
    return next(rules.html for rules in _grammars().values() if not mostly_chinese(rules.name))


def mostly_chinese(text: str) -> bool:
    """Tell whether a text has a Chinese character, so that its language can be marked."""
    return any("\u3400" <= char <= "\u9fff" for char in text)


def capital(text: str, language: str) -> str:
    """Begin a sentence: the first letter as a capital where the language has capitals."""
    return text[:1].upper() + text[1:] if rules_of(language).capitals else text


def lower(text: str, language: str) -> str:
    """Return a label as it stands inside a sentence.

    A name at its beginning keeps its capital: one with a capital in its first word or at the next.

    Examples
    --------
    >>> lower("People reached", "en"), lower("Model Small Homes", "en")
    ('people reached', 'Model Small Homes')
    """
    if not rules_of(language).capitals or _NAME.match(text):
        return text
    return text[:1].lower() + text[1:]


_NAME = re.compile(r"[A-Z][^\s]*[A-Z]|[A-Z][^\s,;:.]*\s[A-Z]")
"""What begins with a name: On-the-Job Care, Model Small Homes."""


def reads_print(language: str) -> bool:
    """Tell whether the texts are printed in this language, so that their words need no other."""
    return rules_of(language).html.startswith("zh")
