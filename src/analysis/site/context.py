"""What a page must know beside its notebook: the other pages, and the rows of its figures."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from analysis import __version__, project
from analysis.errors import AnalysisError
from analysis.language import LANGUAGES, check_language
from analysis.language import t as word

Row = Mapping[str, str]

GROUPS = ("overview", "city", "theme", "document", "reference")
"""Groups of pages in the order of the navigation."""

INDEX, FIGURES = "index", "figures"
"""Names of the page that leads in, and of the page with every figure's card."""

DECLARED = "declared_fault"
"""Check that repeats the faults that are declared in the table of corrections."""

_REFERENCE = ("quality", "method", FIGURES)
_CARD = re.compile(r'"(fig-|figures\.html#(?!doc-))([a-z][a-z0-9-]*-\d{3,})"')


@dataclass(frozen=True)
class Page:
    """One page of the reports.

    Attributes
    ----------
    name
        File name without `.html`, the same in both languages.
    group
        One of `GROUPS`.
    titles
        Title by language.
    """

    name: str
    group: str
    titles: Mapping[str, str]

    def title(self, language: str) -> str:
        """Return the title in `language`."""
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
    data_version
        Version of the data.
    notebook
        The notebook's path relative to the project's root.
    observations
        Rows of processed observations: figures among them get a card on the page.
    documents, indicators, codelists, corrections
        Rows of the tables of these names, for the cards' words.
    findings
        What the checks found, as far as the page reads it.
    used_in
        Addresses of the places that use a figure, by its identifier (for the page of all
        figures); see the function `used_in`.
    """

    title: str
    pages: tuple[Page, ...] = ()
    build: str = ""
    data_version: str = ""
    notebook: str = ""
    observations: tuple[Row, ...] = ()
    documents: tuple[Row, ...] = ()
    indicators: tuple[Row, ...] = ()
    codelists: tuple[Row, ...] = ()
    corrections: tuple[Row, ...] = ()
    findings: tuple[Row, ...] = ()
    used_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the context as JSON text, always the same for the same content."""
        content = {**vars(self), "pages": [asdict(page) for page in self.pages]}
        return json.dumps(content, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> PageContext:
        """Read what `to_json` wrote."""
        try:
            fields: dict[str, Any] = json.loads(text)
            pages = tuple(Page(**page) for page in fields.pop("pages", ()))
            used = {key: tuple(names) for key, names in fields.pop("used_in", {}).items()}
            rows: dict[str, Any] = {
                key: tuple(value) if isinstance(value, list) else value
                for key, value in fields.items()
            }
            return cls(pages=pages, used_in=used, **rows)
        except (TypeError, ValueError, AttributeError) as error:
            raise AnalysisError(f"The page context is not readable: {error}.") from None

    def page(self, name: str) -> Page | None:
        """Return the page called `name`, if there is one."""
        return next((page for page in self.pages if page.name == name), None)

    def neighbours(self, name: str) -> tuple[Page | None, Page | None]:
        """Return the pages before and after `name`."""
        names = [page.name for page in self.pages]
        if name not in names:
            return None, None
        place = names.index(name)
        before = self.pages[place - 1] if place else None
        after = self.pages[place + 1] if place + 1 < len(names) else None
        return before, after


def site(documents: Iterable[Row], codelists: Iterable[Row]) -> tuple[Page, ...]:
    """Return all pages, as the data decide: one per city, theme and document, and the fixed ones.

    Parameters
    ----------
    documents
        Rows of the document catalogue.
    codelists
        Rows of the code lists; `city` and `theme` are read.
    """
    documents, lists = list(documents), list(codelists)
    cities = {row["city"] for row in documents}
    pages = [_fixed(INDEX, "overview"), _fixed("overview", "overview")]
    for row in lists:
        if row["list"] == "city" and row["code"] in cities:
            pages.append(Page(f"city-{row['code']}", "city", _labels(row)))
    for row in lists:
        if row["list"] == "theme" and row["code"] != "context":
            pages.append(Page(f"theme-{row['code']}", "theme", _labels(row)))
    pages.extend(Page(f"document-{row['document']}", "document", _labels(row)) for row in documents)
    pages.extend(_fixed(name, "reference") for name in _REFERENCE)
    return tuple(pages)


def _fixed(name: str, group: str) -> Page:
    return Page(name, group, {language: word(f"page.{name}", language) for language in LANGUAGES})


def _labels(row: Row) -> dict[str, str]:
    return {language: row[f"label_{language}"] for language in LANGUAGES}


def load(page: str, language: str, *, notebook: str = "", data_version: str = "") -> PageContext:
    """Read the context of a page from the project's folders, as far as they have it.

    Observations are taken from `data/processed/observations.csv` or, where that is not there, from
    the observations of single documents and themes; the other tables from `data/processed` or else
    `data/raw`.  For the page of all figures, the pages already exported say where each is used.

    Parameters
    ----------
    page
        Name of the page.
    language
        `en` or `zh`.
    notebook
        The notebook's path relative to the project's root; by default the one named like the page.
    data_version
        Version of the data; by default the project's version.
    """
    check_language(language)
    documents, codelists = _table("documents"), _table("codelists")
    pages = site(documents, codelists)
    known = next((entry for entry in pages if entry.name == page), None)
    used = used_in(_exported(language)) if page == FIGURES else {}
    return PageContext(
        title=known.title(language) if known else page,
        pages=pages,
        data_version=data_version or __version__,
        notebook=notebook or _notebook(page),
        observations=tuple(_observations()),
        documents=tuple(documents),
        indicators=tuple(_table("indicators")),
        codelists=tuple(codelists),
        corrections=tuple(_table("corrections")),
        findings=tuple(_findings()),
        used_in=used,
    )


def _notebook(page: str) -> str:
    kind = page.partition("-")[0]
    return f"notebooks/pages/{kind}.ipynb"


def used_in(pages: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the places that use a figure, by figure: `theme-relief.html#fig-…`, `index.html`.

    A page that has a card of the figure is given with the card's place on it.

    Parameters
    ----------
    pages
        HTML of exported pages by name.
    """
    found: dict[str, list[str]] = {}
    for name, html in pages.items():
        for figure in dict.fromkeys(figure for _, figure in _CARD.findall(html)):
            place = f"#fig-{figure}" if f'id="fig-{figure}"' in html else ""
            found.setdefault(figure, []).append(f"{name}.html{place}")
    return {figure: tuple(places) for figure, places in sorted(found.items())}


def _exported(language: str) -> dict[str, str]:
    folder = project.reports() / language
    return {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted(folder.glob("*.html"))
        if path.stem != FIGURES
    }


def _observations() -> list[dict[str, str]]:
    rows = {row["figure_id"]: row for row in _whole_or_parts("observations")}
    return [rows[key] for key in sorted(rows)]


def _findings() -> list[dict[str, str]]:
    rows = {row["finding_id"]: row for row in _whole_or_parts("findings")}
    return list(rows.values())


def _whole_or_parts(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of the table of all documents, or else of those of documents and themes."""
    folder = project.processed()
    files = [folder / f"{name}.csv"]
    if not files[0].is_file():
        parts = ("documents", "themes")
        files = sorted(path for part in parts for path in folder.glob(f"{part}/*/{name}.csv"))
    for path in files:
        yield from _rows(path)


def _table(name: str) -> list[dict[str, str]]:
    for folder in (project.processed(), project.raw()):
        if (folder / f"{name}.csv").is_file():
            return _rows(folder / f"{name}.csv")
    return []


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return [dict(row) for row in csv.DictReader(file)]
    except OSError as error:
        raise AnalysisError(f"cannot read {path.name}: {error.strerror}") from None
