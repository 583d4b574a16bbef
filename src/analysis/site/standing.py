"""How a page stands in the web: how it is cited, and what machines read of it and of the data.

What is stated comes from ``CITATION.cff`` (`analysis.tables.citation`); what is not stated is left
out.  Without an address of the pages all links to other pages are relative.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis import language as lg
from analysis.figures.figure import Figure
from analysis.sentences.headlines import coded_by
from analysis.site import downloads
from analysis.site.context import PageContext
from analysis.tables.citation import Citation
from analysis.tables.codebook import Labels

PACKAGE = "data/processed/datapackage.json"
"""Description of the data, below the root of the project."""


@dataclass(frozen=True)
class Standing:
    """What the frame of a page says about page and data.

    Attributes
    ----------
    context
        Titles, figures, and what is stated about the data.
    labels
        Labels in the language of the page.
    page, title, description, build
        Name, title and summary of the page, and the stamp of its build.
    """

    context: PageContext
    labels: Labels
    page: str
    title: str
    description: str
    build: str

    @property
    def stated(self) -> Citation:
        """What is stated about the data."""
        return self.context.citation

    def citation(self) -> str:
        """Return how to cite the page, with the version of the data."""
        stated, language = self.stated, self.labels.language
        word = self.labels.t
        page = word(
            "footer.citation",
            title=self.title,
            site=word("site.name"),
            version=self.context.data_version or word("card.unknown"),
            build=self.build,
        )
        authors = lg.phrases(stated.authors, language)
        parts = [word("footer.by", authors=authors, year=stated.year)] if authors else []
        parts += [page, *([stated.address] if stated.address else [])]
        return lg.rules_of(language).space.join(parts)

    def particulars(self) -> list[tuple[str, str]]:
        """Return what is stated about the data, as terms and words."""
        stated, word = self.stated, self.labels.t
        coded = coded_by(self.context.coders)
        said = [
            ("footer.coding", "" if coded is None else str(coded.text(self.labels.language))),
            ("footer.authors", lg.phrases(stated.authors, self.labels.language)),
            ("footer.contact", stated.contact),
            ("footer.date", stated.date),
            ("footer.address", stated.address),
        ]
        return [(word(key), value) for key, value in said if value]

    def records(self) -> list[tuple[str, str, str]]:
        """Return the records for reference managers: kind, name of the file, address."""
        if not self.stated.title:
            return []
        found = (
            ("BibTeX", "bib", "application/x-bibtex", self.stated.bibtex()),
            ("RIS", "ris", "application/x-research-info-systems", self.stated.ris()),
        )
        return [
            (kind, f"{self.stated.key}.{end}", downloads.data_uri(mime, text))
            for kind, end, mime, text in found
        ]

    def properties(self) -> list[tuple[str, str]]:
        """Return the page as Open Graph: property and content."""
        language = self.labels.language
        others = [code for code in lg.LANGUAGES if code != language]
        place = self.stated.url.rstrip("/")
        return [
            ("og:type", "article"),
            ("og:site_name", self.labels.t("site.name")),
            ("og:title", self.title),
            ("og:description", self.description),
            ("og:locale", _locale(language)),
            *(("og:locale:alternate", _locale(code)) for code in others),
            *([("og:url", f"{place}/reports/{language}/{self.page}.html")] if place else []),
        ]

    def scholarly(self) -> list[tuple[str, str]]:
        """Return what reference managers read from the head of the page: name and content."""
        stated = self.stated
        said = [
            ("citation_title", self.title),
            *(("citation_author", name) for name in stated.authors),
            ("citation_publication_date", stated.date.replace("-", "/")),
            ("citation_language", lg.HTML_LANGUAGE[self.labels.language]),
            ("citation_doi", stated.doi),
        ]
        return [(name, content) for name, content in said if content]

    def links(self) -> list[tuple[str, str, str]]:
        """Return the links of the head: relation, address, language of what is there."""
        found = [
            ("alternate", f"../{code}/{self.page}.html", lg.HTML_LANGUAGE[code])
            for code in lg.LANGUAGES
        ]
        licence, address = self.stated.licence_url, self.stated.address
        found += [("license", licence, "")] if licence else []
        return found + ([("cite-as", address, "")] if address else [])

    def dataset(self) -> dict[str, Any]:
        """Return the data as a Dataset of schema.org, in JSON-LD; empty where nothing is stated."""
        stated, labels = self.stated, self.labels
        if not stated.title:
            return {}
        codes = {document.city for document in labels.book.documents}
        cities = [labels.code("city", code) for code in labels.order("city") if code in codes]
        described = {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": stated.title,
            "description": stated.abstract,
            "version": stated.version,
            "datePublished": stated.date,
            "license": stated.licence_url,
            "creator": [{"@type": "Organization", "name": name} for name in stated.authors],
            "keywords": list(stated.keywords),
            "identifier": stated.address,
            "url": stated.url,
            "inLanguage": [lg.HTML_LANGUAGE[code] for code in lg.LANGUAGES],
            "isAccessibleForFree": True,
            "spatialCoverage": cities,
            "temporalCoverage": _covered(self.context.figures),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": "application/json",
                    "contentUrl": f"../../{PACKAGE}",
                }
            ],
        }
        return _known(described)


def _known(described: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known of a description."""
    return {name: value for name, value in described.items() if value not in ("", [])}


def _locale(language: str) -> str:
    """Return a language as Open Graph writes it.

    Examples
    --------
    >>> _locale("zh"), _locale("en")
    ('zh_CN', 'en')
    """
    return lg.HTML_LANGUAGE[language].replace("-", "_")


def _covered(figures: Sequence[Figure]) -> str:
    """Return the time that figures cover, as ISO 8601 writes it; empty where none is known."""
    days = [figure.period.start for figure in figures if figure.period.start]
    ends = [figure.period.end for figure in figures if figure.period.end]
    return f"{min(days)}/{max(ends)}" if days and ends else ""
