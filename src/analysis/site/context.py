"""What a page must know beside its notebook: the other pages, and the records of its figures.

How figures become cards belongs to `analysis.site.card_pages`, which figures a page shows to the
page's own notebook.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from analysis import project
from analysis.checks.finding_records import Finding
from analysis.coding.coding_records import Coder, Correction, ReaderQuestion
from analysis.comparison.comparison_records import Derived
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language import LANGUAGES, check_language
from analysis.language import t as word
from analysis.language.messages import Words
from analysis.show.addresses import FIGURES_PAGE, UNSAID_PAGE
from analysis.tables.citation import Citation, read_citation
from analysis.tables.codebook import Codebook, load_codebook
from analysis.tables.dataset import Dataset
from analysis.tables.package import data_version
from analysis.tables.store import write_text

GROUPS = ("overview", "city", "theme", "indicator", "document", "reference")
"""Groups of pages in the order of the navigation."""

INDEX = "index"
"""Name of the page that leads in."""

CHOOSING = (INDEX, "overview", UNSAID_PAGE, "quality", "method")
"""Pages that choose which figures they show, and leave it as data for the pages of the texts."""

_REFERENCE = ("quality", "method", "dictionary", FIGURES_PAGE)


@dataclass(frozen=True)
class ReportPage:
    """One page of the reports.

    Attributes
    ----------
    name
        File name without `.html`, the same in all languages.
    group
        One of `GROUPS`.
    titles
        Title by language.
    """

    name: str
    group: str
    titles: Mapping[str, str]

    def title(self, language: str) -> str:
        """Return the title in `language`.

        Raises
        ------
        AnalysisError
            If there is none.
        """
        try:
            return self.titles[language]
        except KeyError:
            raise AnalysisError(f"Page {self.name!r} has no title in {language!r}.") from None


@dataclass(frozen=True)
class PageContext:
    """Everything outside the notebook that decides the bytes of a page.

    Attributes
    ----------
    title
        Title of the page; replaced by the notebook's own heading of level 1, if it has one.
    pages
        All pages in the order of the navigation.
    build
        Content hash shown as the build stamp; empty to hash notebook, context and template.
    data_version, citation
        Version of the data, and what is stated about them.
    notebook
        The notebook's path relative to the project's root.
    figures
        Figures that the page may show: those among them that it does show get a card.
    derived
        Computed numbers whose formulas the page may show.
    codebook
        Labels of codes, indicators and documents.
    corrections, findings
        Faults argued beside printed values, and what the checks found, as far as the page reads
        them.
    coders
        Who coded the texts: said at the foot of every page that rests on it.
    questions
        What readers ask of the texts, for the search.
    used_in
        Addresses of the places of `CHOOSING` pages that use a figure, by its identifier (for the
        pages of texts); see `write_uses`.
    """

    title: str
    pages: tuple[ReportPage, ...] = ()
    build: str = ""
    data_version: str = ""
    citation: Citation = field(default_factory=Citation)
    notebook: str = ""
    figures: tuple[Figure, ...] = ()
    derived: tuple[Derived, ...] = ()
    codebook: Codebook = field(default_factory=Codebook)
    corrections: tuple[Correction, ...] = ()
    findings: tuple[Finding, ...] = ()
    coders: tuple[Coder, ...] = ()
    questions: tuple[ReaderQuestion, ...] = ()
    used_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def derived_by_id(self) -> Mapping[str, Derived]:
        """The computed numbers by their identifiers."""
        return {derived.derived_id: derived for derived in self.derived}

    @cached_property
    def by_id(self) -> Mapping[str, Figure]:
        """The figures by their identifiers."""
        return {figure.figure_id: figure for figure in self.figures}

    def page(self, name: str) -> ReportPage | None:
        """Return the page called `name`, if there is one."""
        return next((page for page in self.pages if page.name == name), None)

    def subject_pages(self, figure: Figure) -> list[str]:
        """Return the names of the pages that show all figures of a city, theme or indicator."""
        subjects = (
            f"city-{figure.city}",
            f"theme-{figure.theme}",
            f"indicator-{figure.indicator}",
        )
        return [name for name in subjects if self.page(name)]

    def neighbours(self, name: str) -> tuple[ReportPage | None, ReportPage | None]:
        """Return the pages before and after `name`."""
        names = [page.name for page in self.pages]
        if name not in names:
            return None, None
        place = names.index(name)
        before = self.pages[place - 1] if place else None
        after = self.pages[place + 1] if place + 1 < len(names) else None
        return before, after


def site(codebook: Codebook) -> tuple[ReportPage, ...]:
    """Return all pages, as the data decide: of cities, themes, texts, and the fixed ones.

    Where there are many texts, core indicators have pages as well.

    Parameters
    ----------
    codebook
        Documents, indicators, and the code lists `city` and `theme`.
    """
    cities = {document.city for document in codebook.documents}
    pages = [_fixed(name, "overview") for name in (INDEX, "overview", UNSAID_PAGE)]
    for city in codebook.order("city"):
        if city in cities:
            pages.append(_page("city", city, codebook.code("city", city)))
    for theme in codebook.themes:
        pages.append(_page("theme", theme, codebook.code("theme", theme)))
    for indicator in codebook.indicator_pages:
        pages.append(_page("indicator", indicator, codebook.indicator_label(indicator)))
    for document in codebook.document_order():
        pages.append(_page("document", document, codebook.document_label(document)))
    pages.extend(_fixed(name, "reference") for name in _REFERENCE)
    return tuple(pages)


def _fixed(name: str, group: str) -> ReportPage:
    return ReportPage(
        name, group, {language: word(f"page.{name}", language) for language in LANGUAGES}
    )


def _page(group: str, code: str, titles: Words) -> ReportPage:
    return ReportPage(f"{group}-{code}", group, titles)


def load_context(
    page: str, language: str, *, notebook: str = "", version: str = "", data: Dataset | None = None
) -> PageContext:
    """Read the context of a page from the project's folders, as far as they have it.

    Parameters
    ----------
    page
        Name of the page.
    language
        One of the languages.
    notebook
        The notebook's path relative to the project's root; by default the one named like the page.
    version
        Version of the data; by default the one that the project states (`data_version`).
    data
        The processed tables; by default the project's.  Those that are not there are left out, but
        for the codebook and the catalogue of documents.

    Raises
    ------
    AnalysisError
        If a table is broken, or the codebook or the version of the data is missing.
    """
    check_language(language)
    data = data or Dataset()
    codebook = load_codebook(data)
    pages = site(codebook)
    known = next((entry for entry in pages if entry.name == page), None)
    group = known.group if known else ""
    figures = {figure.figure_id: figure for figure in data.known(Figure)}
    findings = {finding.finding_id: finding for finding in data.known(Finding)}
    return PageContext(
        title=known.title(language) if known else page,
        pages=pages,
        data_version=version or data_version(project.root()),
        citation=read_citation(project.root()),
        notebook=notebook or f"notebooks/pages/{page.partition('-')[0]}.ipynb",
        figures=tuple(figures[name] for name in sorted(figures)),
        derived=data.known(Derived),
        codebook=codebook,
        corrections=data.known(Correction),
        findings=tuple(findings.values()),
        coders=data.known(Coder),
        questions=data.known(ReaderQuestion) if page in (INDEX, FIGURES_PAGE) else (),
        used_in=read_uses(project.reports() / language) if group == "document" else {},
    )


# --- where figures are used ---------------------------------------------------------------------


def uses_file(folder: Path, page: str) -> Path:
    """Return the file that says which figures a page shows.

    Parameters
    ----------
    folder
        Folder of the pages of one language.
    page
        Name of the page.
    """
    return folder / "uses" / f"{page}.json"


def write_uses(uses: Mapping[str, str], folder: Path, page: str) -> None:
    """Write where a page shows which figure, for the pages of the texts.

    Parameters
    ----------
    uses
        Address by identifier of the figure: of its card on the page, or of the page alone.
    folder
        Folder of the pages of one language.
    page
        Name of the page.
    """
    text = json.dumps(dict(sorted(uses.items())), ensure_ascii=False, indent=0)
    write_text(f"{text}\n", uses_file(folder, page))


def read_uses(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return the addresses at which each figure is used, as far as pages have been written.

    Parameters
    ----------
    folder
        Folder of the pages of one language.
    """
    found: dict[str, list[str]] = {}
    for path in sorted(uses_file(folder, "*").parent.glob("*.json")):
        uses: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        for figure, address in uses.items():
            found.setdefault(figure, []).append(address)
    return {figure: tuple(places) for figure, places in sorted(found.items())}
