"""The table of all claims: what each page noted, in every language, checked and put together.

Each page leaves its claims beside it, as it does with the figures it shows.  A step of the build
reads them after the last page, holds every set against the processed tables, and writes
``data/processed/claims.csv``.  What may be said belongs to `analysis.sentences.claims`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

import nbformat

from analysis.errors import AnalysisError
from analysis.language import LANGUAGES
from analysis.language.messages import Words
from analysis.sentences.claims import COMPLETE, PublishedClaim
from analysis.sentences.sets import lengthened, rows_by_rule
from analysis.show.claimed import Note
from analysis.tables import store
from analysis.tables.dataset import Dataset, path_of
from analysis.tables.schema import TableSchema

_SAME = ("kind", "set", "inputs", "result", "gates")
"""What languages must agree on."""

_UNSEEN = frozenset({"remove-cell", "remove-output", "hide-output"})


def notes_file(folder: Path, page: str) -> Path:
    """Return the file in which a page leaves its claims.

    Parameters
    ----------
    folder
        Folder of the pages of one language.
    page
        Name of the page.
    """
    return folder / "claims" / f"{page}.json"


def notes_of(notebook: nbformat.NotebookNode) -> list[Note]:
    """Return the claims that the displays of an executed notebook made, in order."""
    found: list[Note] = []
    for cell in notebook.cells:
        if _UNSEEN.isdisjoint(cell.metadata.get("tags", ())):
            for output in cell.get("outputs", ()):
                found += output.get("metadata", {}).get("analysis", {}).get("claims", ())
    return found


def write_notes(notes: Sequence[Note], folder: Path, page: str) -> None:
    """Write the claims of a page beside it.

    Raises
    ------
    AnalysisError
        If two claims stand at one place.
    """
    places = [note["place"] for note in notes]
    twice = next((place for place in places if places.count(place) > 1), "")
    if twice:
        raise AnalysisError(
            f"Page {page}, {twice}: two displays of the page have this name: rename one of them."
        )
    text = json.dumps(notes, ensure_ascii=False, indent=0)
    store.write_text(f"{text}\n", notes_file(folder, page))


def write_claims(root: Path) -> None:
    """Write ``data/processed/claims.csv`` from what the pages of all languages have left.

    Parameters
    ----------
    root
        Folder of the project.

    Raises
    ------
    AnalysisError
        If the pages of two languages disagree in anything but words, or a set is not what the
        tables hold: the sentence names page, place and rule.
    """
    notes = {language: read_notes(root / "reports" / language) for language in LANGUAGES}
    claims = merged(notes)
    data = Dataset()

    @cache
    def rows_of(table: TableSchema) -> list[list[str]]:
        return store.read_rows(data.existing(path_of(table)), table)

    for claim in claims:
        check_claim(claim, rows_by_rule(claim.set, rows_of))
    store.write(claims, PublishedClaim, data.folder / path_of(PublishedClaim.TABLE))


def read_notes(folder: Path) -> dict[tuple[str, str], Note]:
    """Return the claims of all pages of one language, by page and place.

    Parameters
    ----------
    folder
        Folder of the pages of the language.
    """
    found: dict[tuple[str, str], Note] = {}
    for path in sorted(notes_file(folder, "*").parent.glob("*.json")):
        for note in cast("list[Note]", json.loads(path.read_text(encoding="utf-8"))):
            found[path.stem, note["place"]] = note
    return found


def merged(notes: Mapping[str, Mapping[tuple[str, str], Note]]) -> list[PublishedClaim]:
    """Return the claims of all pages with their words in every language.

    Parameters
    ----------
    notes
        By language, page and place.

    Raises
    ------
    AnalysisError
        If a language lacks a claim, or says something else.
    """
    places = dict.fromkeys(place for own in notes.values() for place in own)
    found = []
    for page, place in sorted(places, key=lambda each: each[0]):
        where = f"Page {page}, {place}"
        missing = [language for language, own in notes.items() if (page, place) not in own]
        if missing:
            raise AnalysisError(f"{where}: the claim is missing in {missing[0]!r}.")
        first, *others = (own[page, place] for own in notes.values())
        for key in _SAME:
            for language, other in zip(list(notes)[1:], others, strict=True):
                a, b = cast("dict[str, Any]", first)[key], cast("dict[str, Any]", other)[key]
                if a != b:
                    raise AnalysisError(
                        f"{where}: the languages disagree in {key}: {a!r} in {next(iter(notes))!r},"
                        f" {b!r} in {language!r} (set: {first['set']})."
                    )
        found.append(
            PublishedClaim(
                page=page,
                place=place,
                kind=first["kind"],
                set=first["set"],
                inputs=tuple(first["inputs"]),
                result=first["result"],
                gates=tuple(first["gates"]),
                words=Words({name: own[page, place]["words"] for name, own in notes.items()}),
            )
        )
    return found


def check_claim(claim: PublishedClaim, chosen: Iterable[str]) -> None:
    """Refuse a claim that was not computed from its set.

    Parameters
    ----------
    claim
        The claim.
    chosen
        Identifiers of the rows that its rule chooses from the processed tables.

    Raises
    ------
    AnalysisError
        If a row of the set is missing among its inputs although it passed for complete.
    """
    inputs = set(lengthened(claim.inputs))
    missing = [each for each in chosen if each not in inputs]
    if missing and COMPLETE in claim.gates:
        raise AnalysisError(
            f"Page {claim.page}, {claim.place}: {missing[0]} belongs to the set ({claim.set}) and "
            "was not computed with."
        )
