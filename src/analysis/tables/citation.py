"""What ``CITATION.cff`` states about the data: who made them, when, under which licence, and where.

Only what the file states is known; nothing is made up in its place.  The version alone is read by
`analysis.tables.package`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import AnalysisError

_LICENCES = "https://spdx.org/licenses/"
_DEEDS: Mapping[str, str] = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""Addresses of licences that have one of their own."""

_KEY = re.compile(r"(?P<key>[\w-]+): *(?P<value>.*)")


@dataclass(frozen=True)
class Citation:
    """What is stated about the data; what is not stated is empty.

    Attributes
    ----------
    title, version, date, licence, abstract
        Title, version, day of release (YYYY-MM-DD), SPDX identifier of the licence, summary.
    authors
        Names of the authors: of a group as it calls itself, of a person family name first.
    contact
        Where questions go: a mail address or a page.
    url
        Where the data are: the address, or that of the repository.
    doi
        Digital object identifier, without address.
    keywords
        What the data are about.
    """

    title: str = ""
    version: str = ""
    date: str = ""
    licence: str = ""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    contact: str = ""
    url: str = ""
    doi: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def year(self) -> str:
        """Year of the release."""
        return self.date[:4]

    @property
    def licence_url(self) -> str:
        """Address of the licence; empty where none is stated."""
        if not self.licence:
            return ""
        return _DEEDS.get(self.licence, f"{_LICENCES}{self.licence}.html")

    @property
    def address(self) -> str:
        """Lasting address: of the identifier, else where the data are; empty where none is."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def key(self) -> str:
        """Short name: first word of the title, and the version."""
        word = re.match(r"[\w-]+", self.title)
        return f"{word[0] if word else 'data'}-{self.version}"

    def bibtex(self) -> str:
        """Return the record for BibTeX."""
        fields = {
            "author": " and ".join(name if "," in name else f"{{{name}}}" for name in self.authors),
            "title": f"{{{self.title}}}",
            "year": self.year,
            "version": self.version,
            "note": f"Data version {self.version}, {self.licence}" if self.licence else "",
            "doi": self.doi,
            "url": self.url,
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value.strip("{}")]
        return f"@misc{{{self.key},\n" + ",\n".join(lines) + "\n}\n"

    def ris(self) -> str:
        """Return the record in RIS."""
        fields = [
            ("TY", "DATA"),
            *(("AU", name) for name in self.authors),
            ("TI", self.title),
            ("PY", self.year),
            ("DA", self.date.replace("-", "/")),
            ("ET", self.version),
            ("AB", self.abstract),
            *(("KW", word) for word in self.keywords),
            ("DO", self.doi),
            ("UR", self.url),
        ]
        return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def read_citation(root: Path) -> Citation:
    """Return what ``CITATION.cff`` states.

    Parameters
    ----------
    root
        Folder of the project.

    Raises
    ------
    AnalysisError
        If the file is missing.
    """
    try:
        stated = (root / "CITATION.cff").read_text(encoding="utf-8")
    except OSError:
        raise AnalysisError("CITATION.cff is missing: it states the version of the data") from None
    found = dict(_blocks(stated))

    def said(*names: str) -> str:
        return next((" ".join(found[name]) for name in names if found.get(name)), "")

    people = _people(found.get("authors", []))
    asked = [
        person[key]
        for person in _people(found.get("contact", []))
        for key in ("email", "website")
        if key in person
    ]
    return Citation(
        said("title"),
        said("version"),
        said("date-released"),
        said("license"),
        said("abstract"),
        tuple(filter(None, (_name(person) for person in people))),
        next(iter(asked), ""),
        said("url", "repository-code", "repository"),
        said("doi"),
        tuple(_plain(line.removeprefix("-")) for line in found.get("keywords", [])),
    )


def _blocks(stated: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each key of the first level with its lines, without marks of quoting and folding."""
    key, lines = "", list[str]()
    for line in [*stated.splitlines(), "end: "]:
        start = _KEY.fullmatch(line)
        if start:
            if key:
                yield key, lines
            key, first = start["key"], _plain(start["value"])
            lines = [first] if first and first not in {">", ">-", "|", "|-"} else []
        elif line.strip() and not line.lstrip().startswith("#"):
            lines.append(line.strip())


def _people(lines: list[str]) -> list[dict[str, str]]:
    """Return the particulars of each person or group of a list."""
    people: list[dict[str, str]] = []
    for line in lines:
        if line.startswith("-"):
            people.append({})
        found = _KEY.fullmatch(line.removeprefix("-").strip())
        if found and people:
            people[-1][found["key"]] = _plain(found["value"])
    return people


def _name(person: Mapping[str, str]) -> str:
    names = (person.get("family-names", ""), person.get("given-names", ""))
    return person.get("name", "") or ", ".join(filter(None, names))


def _plain(value: str) -> str:
    return value.strip().strip("\"'")
