"""The labels of `labels.toml` in both languages, and how words are joined."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError

LANGUAGES = ("en", "zh")
HTML_LANGUAGE: Mapping[str, str] = {"en": "en", "zh": "zh-CN"}
LABELS_FILE = Path(__file__).parent / "words" / "labels.toml"


def check_language(language: str) -> str:
    """Return `language` if it is one of `LANGUAGES`, else raise `AnalysisError`."""
    if language not in LANGUAGES:
        raise AnalysisError(f"Unknown language {language!r}: choose one of {', '.join(LANGUAGES)}.")
    return language


@cache
def _labels() -> Mapping[str, Mapping[str, Any]]:
    return _flatten(tomllib.loads(LABELS_FILE.read_text(encoding="utf-8")))


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> dict[str, Mapping[str, Any]]:
    flat: dict[str, Mapping[str, Any]] = {}
    for name, branch in tree.items():
        key = f"{prefix}{name}"
        if set(branch) & set(LANGUAGES):
            flat[key] = branch
        else:
            flat.update(_flatten(branch, f"{key}."))
    return flat


def preload() -> None:
    """Read the labels, so that processes forked from this one have them."""
    _labels()


def label_keys() -> list[str]:
    """Return the keys of all labels, sorted."""
    return sorted(_labels())


def has_label(key: str) -> bool:
    """Tell whether `labels.toml` has an entry `key`."""
    return key in _labels()


def t(key: str, language: str, **fields: object) -> str:
    """Return the label `key` in `language`, with its fields filled in.

    Parameters
    ----------
    key
        Dotted key of `labels.toml`.
    language
        `en` or `zh`.
    **fields
        Values of the label's ``{fields}``.  A label with the forms `one` and `other` is chosen
        by the field `n`.

    Raises
    ------
    AnalysisError
        If the key, its translation or one of its fields is missing.
    """
    check_language(language)
    entry = _labels().get(key)
    if entry is None:
        raise AnalysisError(f"labels.toml has no label {key!r}: add it in en and zh.")
    form = entry.get(language)
    if isinstance(form, Mapping):
        form = form.get("one" if fields.get("n") == 1 else "other")
    if not isinstance(form, str) or not form:
        raise AnalysisError(f"labels.toml, {key!r}: the translation into {language!r} is missing.")
    try:
        return form.format(**fields)
    except (KeyError, IndexError) as error:
        raise AnalysisError(f"labels.toml, {key!r} ({language}): no value for {error}.") from None


# --- lists and punctuation ----------------------------------------------------------------------


def join(items: Iterable[str], language: str) -> str:
    """Join words into a list: ``a, b and c`` or 甲、乙和丙."""
    words = list(items)
    check_language(language)
    if len(words) < 2:
        return "".join(words)
    comma, last = (", ", " and ") if language == "en" else ("、", "和")
    return comma.join(words[:-1]) + last + words[-1]


def tidy(text: str) -> str:
    """Return printed text on one line: runs of white space become one space."""
    return re.sub(r"\s+", " ", text).strip()


def mostly_chinese(text: str) -> bool:
    """Tell whether a text has a Chinese character, so that its language can be marked."""
    return any("\u3400" <= char <= "\u9fff" for char in text)
