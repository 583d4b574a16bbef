"""What stands around the pages: their descriptions, the chooser of languages, and old errors.

The words of the frame count texts and cities; here they are put together anew from the table of
documents.  What an erratum says was wrong is looked for on every page: it must not come back.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.audit.findings import AuditDifference
from analysis.audit.published import PublishedPage, without_blanks
from analysis.audit.recompute import Tables

_SITE, _COUNTS = "site.toml", "labels.toml"
"""Files of the catalogue that hold the words of the frame, and those for counts."""

_OWN = "errata"
"""Display that quotes what was wrong."""

_LEAST = 12
"""Characters of a wrong sentence that are no chance."""

_ENDS = ".。!?！？"

_NUMBER = re.compile(r"(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?(?![\d.]*\.\d)")
"""A number; that of a version, as 1.0.0, is none."""


def chooser(root: Path, tables: Tables, words: Path, languages: list[str]) -> list[AuditDifference]:
    """Return what the page that offers the languages says otherwise than the tables.

    Parameters
    ----------
    root
        Folder of the project.
    tables
        The processed tables.
    words
        Folder of the catalogue.
    languages
        The languages of the reports.
    """
    path = root / "reports" / "index.html"
    if not path.is_file():
        return []
    page = PublishedPage(path)
    shown = without_blanks(page.root.text(labels=True))
    found = []
    for language in languages:
        wanted = _Frame(words, tables, language).said("chooser", "about")
        said = {"text": shown}
        if language == page.language:
            said["description"] = without_blanks(page.description)
        found += [
            AuditDifference("chooser", f"{place} ({language})", text, wanted)
            for place, text in said.items()
            if not re.search(wanted, text)
        ]
    return found


def description(
    name: str, language: str, page: PublishedPage, tables: Tables, words: Path
) -> Iterator[AuditDifference]:
    """Yield a description of a page that does not end with what the tables say of the texts."""
    if not page.description:
        return
    wanted = _Frame(words, tables, language).said("site", "strap")
    if not re.search(rf"{wanted}\W*$", without_blanks(page.description)):
        yield AuditDifference(name, f"description ({language})", page.description, wanted)


def come_back(
    name: str, language: str, page: PublishedPage, tables: Tables
) -> Iterator[AuditDifference]:
    """Yield sentences that an erratum says were wrong and the page says again.

    Their numbers may be others.  Labels and parts of sentences are let pass: of other texts they
    may be true.
    """
    text = without_blanks(page.text_without(_OWN))
    for row in tables.known("errata").to_dict("records"):
        said = str(row.get(f"said_{language}", ""))
        whole = len(said) >= _LEAST and said[-1] in _ENDS
        if whole and (again := re.search(_pattern(said), text)):
            yield AuditDifference(
                name, f"page ({language})", repr(again[0]), f"the erratum {row['erratum']!r}"
            )


def _pattern(said: str) -> str:
    """Return a pattern of a wrong sentence: any numbers, any blanks, and its end.

    A sentence that goes on after the same words says another thing.
    """
    plain = without_blanks(said).rstrip(_ENDS)
    parts = (re.escape(part) for part in _NUMBER.split(plain))
    return r"\d+(?:[.,]\d+)*".join(parts) + "[.。;；!?！？]"


class _Frame:
    """The words of the frame in one language, with the counts of the tables."""

    def __init__(self, words: Path, tables: Tables, language: str) -> None:
        self.language = language
        self.site = _read(words / _SITE)
        self.counts = _read(words / _COUNTS)
        documents = tables.frame("documents")
        self.numbers = {
            "cities": documents["city"].nunique(),
            "articles": len(documents),
            "texts": len(documents),
        }

    def said(self, section: str, key: str) -> str:
        """Return a pattern of an entry of the catalogue, its counts filled in, without blanks."""
        template = self.site[section][key][self.language]
        parts = re.split(r"\{(\w+)\}", template)
        return "".join(
            re.escape(without_blanks(part)) if place % 2 == 0 else self._field(part)
            for place, part in enumerate(parts)
        )

    def _field(self, field: str) -> str:
        """Return a pattern of a field: a count in words, or any words."""
        name = field.lower()
        if name == "city_count":
            return re.escape(self._word(self.numbers["cities"]))
        if name not in self.numbers:
            return ".+?"
        count = self.numbers[name]
        forms = self.counts["corpus"][name][self.language]
        if isinstance(forms, dict):
            forms = forms["one" if count == 1 else "other"]
        said = without_blanks(forms.format(n=count, word=self._word(count)))
        return re.escape(said[:1].upper() + said[1:] if field[:1].isupper() else said)

    def _word(self, count: int) -> str:
        words = self.counts["word"].get(str(count))
        return words[self.language] if words else str(count)


def _read(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
