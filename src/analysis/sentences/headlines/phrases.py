"""Parts of sentences: filled texts, lists, names and numbers, and their putting together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis import language as lg
from analysis.sentences.headlines.headline import Findings, Headline
from analysis.sentences.headlines.texts import TEXTS
from analysis.sentences.statements import (
    Fragment,
    Fragments,
    Link,
    Name,
    Statement,
    fill,
    require_gates,
)

Part = Fragment | Sequence[Fragment]


def fill_text(key: str, language: str, **parts: Part | int) -> Fragments:
    """Fill a text of `TEXTS`; plain numbers and names are written as they are."""
    filled: dict[str, Part] = {
        name: str(part) if isinstance(part, int) else part for name, part in parts.items()
    }
    return fill(TEXTS[key][lg.LANGUAGES.index(language)], filled)


def make_headline(
    name: str,
    titles: Mapping[str, Fragments],
    sentences: Mapping[str, Fragments],
    documents: Sequence[str],
    subject: str = "",
    theme: str = "",
) -> Headline:
    """Return a finding; titles lose their links, and a sentence that ranks is refused."""
    statement = Statement(
        f"headline:{name}",
        "finding",
        theme,
        tuple(documents),
        False,
        sentences["en"],
        sentences["zh"],
    )
    en, zh = ("".join(str(part) for part in titles[language]) for language in lg.LANGUAGES)
    return Headline(name, en, zh, require_gates(statement), subject)


def join_list(items: Sequence[Sequence[Fragment]], language: str) -> list[Fragment]:
    """Join parts of sentences into a list: ``a, b and c`` or 甲、乙和丙."""
    comma, last = (", ", " and ") if language == "en" else ("、", "和")
    found: list[Fragment] = []
    for number, item in enumerate(items):
        if number:
            found.append(last if number == len(items) - 1 else comma)
        found += item
    return found


def join_series(parts: Sequence[Sequence[Fragment]], language: str) -> list[Fragment]:
    """Join parts of sentences by semicolons."""
    found: list[Fragment] = []
    for number, part in enumerate(parts):
        if number:
            found.append("; " if language == "en" else "；")
        found += part
    return found


def many(n: int, noun: str, language: str) -> str:
    """Return a number with its noun in English; in Chinese the sentence has its classifier."""
    if language == "zh":
        return str(n)
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def name_list(words: Sequence[str], language: str) -> Name:
    """Return names as one list that makes no claim."""
    return Name(lg.join(list(words), language))


def lower_first(label: str, language: str) -> str:
    """Return a label as it stands inside a sentence."""
    return label[:1].lower() + label[1:] if language == "en" else label


def number_link(figure: Mapping[str, str], language: str) -> Link:
    """Return a figure as printed in Chinese, as read in English."""
    return Link(figure["figure_id"], lg.format_bound(figure, language))


def document_name(findings: Findings, document: str, language: str) -> Name:
    """Return the short name of a document."""
    return Name(findings.material.document(document, language))
