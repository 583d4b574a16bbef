"""The one catalogue of words: every label and sentence in every language, side by side.

The files of ``words/`` are read as one tree, with the names of units, which are data; a key is the
dotted path of an entry, which has one form for each language, or the forms ``one`` and ``other``
where the field ``n`` decides.  How words are put together belongs to `analysis.language.grammar`;
labels of codes, which data hold themselves, belong to `analysis.tables.codebook`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from analysis import project
from analysis.errors import AnalysisError
from analysis.language import grammar

FOLDER = Path(__file__).parent / "words"
"""Folder of the catalogue: all TOML files but that of the languages themselves."""

_UNITS = "analysis.tables.units:entries"
"""What gives the names of units, loaded by name: tables come after words."""

Forms = Mapping[str, Any]
"""Forms of one entry by language."""


@cache
def _entries() -> Mapping[str, Forms]:
    entries: dict[str, Forms] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        if file.name == grammar.LANGUAGES_FILE.name:
            continue
        for key, forms in _flatten(tomllib.loads(file.read_text(encoding="utf-8"))).items():
            if key in entries:
                raise AnalysisError(f"{file.name}: the key {key!r} stands twice in the catalogue.")
            entries[key] = forms
    module, _, function = _UNITS.partition(":")
    return {**entries, **getattr(import_module(module), function)()}


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> dict[str, Forms]:
    flat: dict[str, Forms] = {}
    for name, branch in tree.items():
        key = f"{prefix}{name}"
        if set(branch) & set(grammar.languages()):
            flat[key] = branch
        else:
            flat.update(_flatten(branch, f"{key}."))
    return flat


def preload() -> None:
    """Read the catalogue, so that processes forked from this one have it."""
    _entries()


def forget_words() -> None:
    """Read the catalogue anew when it is next asked for: the names of units are data."""
    _entries.cache_clear()


def label_keys() -> list[str]:
    """Return the keys of all entries, sorted."""
    project.look_up("")
    return sorted(_entries())


def has_label(key: str) -> bool:
    """Tell whether the catalogue has an entry `key`."""
    project.look_up(key)
    return key in _entries()


def form(key: str, language: str, n: object = None) -> str:
    """Return the words of an entry as they stand, with their ``{fields}``.

    Parameters
    ----------
    key
        Dotted key.
    language
        One of the languages.
    n
        Number that chooses between the forms ``one`` and ``other``.

    Raises
    ------
    AnalysisError
        If the entry or its form in the language is missing.
    """
    grammar.check_language(language)
    project.look_up(f"{key}.{language}")
    entry = _entries().get(key)
    if entry is None:
        raise AnalysisError(
            f"The catalogue of words has no entry {key!r}: add it in all languages."
        )
    words = entry.get(language)
    if isinstance(words, Mapping):
        words = words.get("one" if n == 1 else "other")
    if not isinstance(words, str) or not words:
        raise AnalysisError(f"The catalogue of words, {key!r}: {language!r} is missing.")
    return words


def t(key: str, language: str, **fields: object) -> str:
    """Return an entry as text, with its fields filled in.

    Parameters
    ----------
    key
        Dotted key.
    language
        One of the languages.
    **fields
        Values of the ``{fields}``; the field `n` also chooses the form.

    Raises
    ------
    AnalysisError
        If the entry, its form in the language or one of its fields is missing.
    """
    words = form(key, language, fields.get("n"))
    try:
        return words.format(**fields)
    except (KeyError, IndexError) as error:
        raise AnalysisError(
            f"The catalogue of words, {key!r} ({language}): no value for {error}."
        ) from None


def tidy(text: str) -> str:
    """Return printed text on one line: runs of white space become one space."""
    return re.sub(r"\s+", " ", text).strip()
