"""Words of the report pages, in both languages.

`words.toml` has those of the page around the content, `pieces.toml` those of the tables and
sentences that make up the content.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError
from analysis.language import check_language

FILES = tuple(Path(__file__).parent / "words" / name for name in ("site.toml", "pages.toml"))


@cache
def _words() -> Mapping[str, Mapping[str, Any]]:
    trees = [tomllib.loads(file.read_text(encoding="utf-8")) for file in FILES]
    return {
        f"{section}.{name}": entry
        for tree in trees
        for section, names in tree.items()
        for name, entry in names.items()
    }


def keys() -> list[str]:
    """Return the keys of all words, sorted."""
    return sorted(_words())


def word(key: str, language: str, **fields: object) -> str:
    """Return the words `key` in `language`, with their fields filled in.

    Raises
    ------
    AnalysisError
        If the key, its translation or one of its fields is missing.
    """
    entry = _words().get(key, {})
    form = entry.get(check_language(language))
    if isinstance(form, Mapping):
        form = form.get("one" if fields.get("n") == 1 else "other")
    if not isinstance(form, str):
        raise AnalysisError(f"words.toml has no {language} form of {key!r}: add it.")
    try:
        return form.format(**fields)
    except KeyError as error:
        raise AnalysisError(f"words.toml, {key!r} ({language}): no value for {error}.") from None
