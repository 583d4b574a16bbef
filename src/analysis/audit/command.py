"""The ``audit`` command: recompute every claim and read every page, and print what differs."""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from analysis import project
from analysis.audit.findings import (
    AuditDifference,
    Known,
    ReadClaim,
    claims_of,
    contradicting,
    equal_statements,
    numbers,
    quantifies,
    recomputed,
    shown_otherwise,
    unclaimed,
)
from analysis.audit.frame import chooser, come_back, description
from analysis.audit.published import PublishedPage, split, without_blanks
from analysis.audit.recompute import Tables
from analysis.errors import AnalysisError

_NAMED = {
    "documents": ("label",),
    "indicators": ("label", "definition", "included", "excluded"),
    "codelists": ("label", "definition"),
    "observations": ("measures",),
    "derived": ("label",),
    "sensitivity": ("variant",),
}
"""Columns of words that may hold numbers of their own, by table."""

_MEASURED = ("observations", "derived")
"""Those of them whose words say what is measured; drawings may break these into lines."""

_WORDED = (
    *("coders", "corrections", "text-faults", "grade-arguments", "findings", "documents"),
    *("questions", "looked-for"),
)
"""Tables with sentences in words, which pages show as they are."""

_DEFINING = ("definition_", "included_", "excluded_")
"""Columns that define an indicator, in each language, which its page shows as they are."""

WORDS = "src/analysis/language/words"
"""Where the catalogue of words lies."""

GLOSSARY = "src/analysis/site/glossary.toml"
"""Explained words, which pages show as they are."""

_DECLARED = "src/analysis/tables/declared.toml"
"""What tables and columns hold, which the data dictionary shows as it is."""

PAGES = "notebooks/pages"
"""Where the notebooks of the pages lie."""

_OF_PAGE = (
    ("chart", "first_drawn"),
    ("chart", "first_texts"),
    ("piece", "more"),
    ("piece", "more_by_text"),
    ("piece", "more_in_table"),
)
"""Entries of the catalogue that say how much of a list a page shows, which is no claim."""

_SHORT = 4
"""Fixed words that are shorter hold no sentence."""

_WORD = re.compile(r"[A-Za-z]+")
"""A single word, such as that for a number: it excuses no sentence that has it."""

_ROWS = ("observations", "derived", "comparisons", "findings", "documents", "corrections")
"""Tables whose rows may be inputs beyond the set of a claim."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--page", default="", help="only this page, such as theme-relief")


def run(args: argparse.Namespace) -> int:
    """Print a line for each difference; 1 if there is any, 0 if there is none."""
    differences, count = audit(project.root(), args.page)
    for each in differences:
        print(each)
    pages = f"page {args.page}" if args.page else "all pages"
    said = f"{len(differences)} differ" if differences else "nothing differs"
    print(f"{count} claims of {pages}: {said}.")
    return 1 if differences else 0


def audit(root: Path, only: str = "") -> tuple[list[AuditDifference], int]:
    """Return what differs between claims, processed tables and published pages.

    Parameters
    ----------
    root
        Folder of the project.
    only
        Name of one page; by default all.

    Returns
    -------
    tuple of list of Difference and int
        The differences, and the number of claims.

    Raises
    ------
    AnalysisError
        If the table of claims is missing or is none, is that of other pages, or there is no such
        page.
    """
    tables = Tables(root / "data" / "processed")
    claims = _claims(root)
    pages = _pages(root, claims)
    fixed, cells = _fixed(root), _cells(tables)
    bounds = _bounds(root)
    worded = "\n".join([*map(without_blanks, fixed), *cells, *_measured(tables)])
    known = Known(_names(tables), fixed, cells, _prose(root), worded, bounds)
    if only:
        if not any(name == only for name, _ in pages):
            raise AnalysisError(f"There is no page {only!r} in reports/.")
        claims = [claim for claim in claims if claim.page == only]
        pages = {key: path for key, path in pages.items() if key[0] == only}
    found = list(_compared(claims, tables, known.names))
    for (name, language), path in pages.items():
        page = PublishedPage(path)
        own = [claim for claim in claims if claim.page == name]
        for claim in own:
            found += shown_otherwise(claim, language, page)
        found += unclaimed(name, language, page, own, known)
        found += description(name, language, page, tables, root / WORDS)
        found += come_back(name, language, page, tables)
    if not only and claims:
        found += chooser(root, tables, root / WORDS, list(claims[0].words))
    return list(dict.fromkeys(found)), len(claims)


def _compared(
    claims: list[ReadClaim], tables: Tables, names: tuple[str, ...]
) -> Iterator[AuditDifference]:
    """Yield what differs between claims and tables, and among claims."""
    known = {each for table in _ROWS for each in tables.frame(table)["_id"]}
    for claim in claims:
        yield from recomputed(claim, tables, known)
        yield from numbers(claim, tables, names)
        yield from equal_statements(claim)
    yield from contradicting(claims)


def _claims(root: Path) -> list[ReadClaim]:
    path = root / "data" / "processed" / "claims.csv"
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    except FileNotFoundError:
        raise AnalysisError(
            "data/processed/claims.csv is missing: build it with `python -m analysis build`."
        ) from None
    except (ValueError, UnicodeDecodeError) as error:
        raise AnalysisError(f"data/processed/claims.csv cannot be read: {error}.") from None
    return claims_of(frame)


def _pages(root: Path, claims: list[ReadClaim]) -> dict[tuple[str, str], Path]:
    """Return the published pages by name and language.

    Raises
    ------
    AnalysisError
        If claims are of a page that is not published.
    """
    languages = list(claims[0].words) if claims else []
    found = {
        (path.stem, language): path
        for language in languages
        for path in sorted((root / "reports" / language).glob("*.html"))
    }
    for claim in claims:
        for language in languages:
            if (claim.page, language) not in found:
                raise AnalysisError(
                    f"data/processed/claims.csv is that of other pages: reports/{language} has no "
                    f"page {claim.page!r}."
                )
    return found


def _names(tables: Tables) -> tuple[str, ...]:
    """Return what things are called in words that count, the longest name first."""
    found: set[str] = set()
    for table, stems in _NAMED.items():
        frame = tables.frame(table)
        for column in frame.columns:
            if any(column.startswith(f"{stem}_") for stem in stems):
                found |= set(frame[column])
    found |= set(tables.stated())
    citation = tables.folder.parents[1] / "CITATION.cff"
    if citation.is_file():
        found |= set(re.findall(r"\d{4}-\d\d-\d\d", citation.read_text(encoding="utf-8")))
    named = {each for each in found if quantifies(each)}
    return tuple(sorted(named, key=len, reverse=True))


def _fixed(root: Path) -> tuple[str, ...]:
    """Return the words of the catalogue that hold no field, the longest first."""
    found: set[str] = set()
    for path in (*sorted((root / WORDS).glob("*.toml")), root / GLOSSARY, root / _DECLARED):
        if path.is_file():
            _gather(tomllib.loads(path.read_text(encoding="utf-8")), found)
    return tuple(sorted(found, key=len, reverse=True))


def _bounds(root: Path) -> tuple[re.Pattern[str], ...]:
    """Return patterns of the sentences that say how much of a list a page shows."""
    found: list[re.Pattern[str]] = []
    for path in sorted((root / WORDS).glob("*.toml")):
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
        for section, name in _OF_PAGE:
            forms: set[str] = set()
            for language in tree.get(section, {}).get(name, {}).values():
                forms.update(language.values() if isinstance(language, dict) else [language])
            found += [
                re.compile(re.sub(r"\\\{\w+\\\}", ".+?", re.escape(f))) for f in sorted(forms)
            ]
    return tuple(found)


def _gather(tree: Mapping[str, object], found: set[str]) -> None:
    for value in tree.values():
        if isinstance(value, dict):
            _gather(value, found)
        elif isinstance(value, list):
            _gather({str(number): each for number, each in enumerate(value)}, found)
        elif isinstance(value, str):
            for line in _bare(value).splitlines():
                if "{" not in line and len(line) >= _SHORT and not _WORD.fullmatch(line):
                    pieces = (" ".join(line.split()), *split(line))
                    # a stop that opens a line is no words: it stands in numbers too
                    found.update(each for each in pieces if any(map(str.isalnum, each)))


def _bare(markdown: str) -> str:
    """Return Markdown without its marks, as a page shows it."""
    text = re.sub(
        r"\s*(?:\{+#[\w-]+\}+|<a id=\"[\w-]+\"></a>)|\]\([^)]*\)|^#+ |^[-*] |\*\*?|`|\[",
        "",
        markdown,
        flags=re.M,
    )
    return re.sub(r"^\|.*$", "", text, flags=re.M)


def _prose(root: Path) -> frozenset[str]:
    """Return the sentences that stand in the notebooks of the pages."""
    found: set[str] = set()
    for path in sorted((root / PAGES).glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                for block in re.split(r"\n\s*\n|\n(?=[-*#] )", "".join(cell["source"])):
                    found.update(without_blanks(each) for each in split(_bare(block)))
    return frozenset(found)


def _measured(tables: Tables) -> set[str]:
    """Return what figures and derived figures measure, without blanks."""
    return {
        without_blanks(cell)
        for table in _MEASURED
        for frame in (tables.frame(table),)
        for name in frame.columns
        if name.startswith(tuple(f"{stem}_" for stem in _NAMED[table]))
        for cell in frame[name]
    }


def _cells(tables: Tables) -> frozenset[str]:
    """Return the sentences that stand in words of the tables."""
    defining = tables.known("indicators")
    frames = [tables.known(table) for table in _WORDED]
    frames.append(defining[[name for name in defining.columns if name.startswith(_DEFINING)]])
    return frozenset(
        without_blanks(each)
        for frame in frames
        for column in frame.columns
        for cell in set(frame[column])
        for each in split(cell)
        if len(each) >= _SHORT
    )
