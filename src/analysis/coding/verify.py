"""The ``verify`` command: prove the coding against the articles themselves.

The articles are other people's writing and not part of the repository.  Whoever has a copy with
the recorded hash can prove with this command that every figure stands where its row says, reads
as its row says, and that no numeral of the text was left out.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from analysis import project
from analysis.coding.coding_records import ListItem, OtherNumeral, RawFigure, TextFault
from analysis.coding.figure_rules import needs_note
from analysis.coding.raw import RawData
from analysis.errors import AnalysisError
from analysis.intervals import format_number
from analysis.reading import Quantity, find_quantities
from analysis.reading.clean import clean_view

_NUMERAL_CHARACTERS = frozenset(
    "0123456789０１２３４５６７８９〇零一二三四五六七八九十百千万亿两半几萬億兩幾"
)
"""Characters that make a numeral wherever they stand; 数 and the financial forms need a company
that only the reader can judge."""

GAP = "…"
"""Stands in words of time for what the text prints between them."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise about a document and what breaks it.

    Attributes
    ----------
    name
        What is promised, in a few words.
    checked
        Number of things looked at.
    faults
        One sentence for each that breaks the promise.
    noted
        Number of differences that a row's ``reading_note`` explains.
    """

    name: str
    checked: int
    faults: tuple[str, ...]
    noted: int = 0


def sentence_places(text: str) -> list[tuple[int, int]]:
    """Return paragraph and sentence number of every character of a text.

    Parameters
    ----------
    text
        The article as decoded, newlines included.

    Returns
    -------
    list of (int, int)
        For each character: the number of the non-blank line it stands in, and the number of the
        sentence within that line, both from 1; (0, 0) on a blank line.
    """
    places: list[tuple[int, int]] = []
    paragraph = 0
    for line in text.split("\n"):
        blank = not line.strip()
        paragraph += not blank
        sentence = 1
        for character in line:
            places.append((0, 0) if blank else (paragraph, sentence))
            sentence += character in "。！？!?"
        places.append((0, 0))
    return places[: len(text)]


def verify_document(raw: RawData, document: str, article: bytes) -> list[Promise]:
    """Check every promise about one document.

    Parameters
    ----------
    raw
        The raw tables.
    document
        Document id.
    article
        Bytes of the article.

    Returns
    -------
    list of Promise
        Hash, spans, places, words of time, coverage and reading; only the hash when it differs,
        because nothing else can be said of another text.
    """
    origin = raw.origin(document)
    digest = hashlib.sha256(article).hexdigest()
    if digest != origin.sha256:
        fault = f"SHA-256 is {digest}, the coding was made from {origin.sha256}"
        return [Promise("same article", 1, (fault,))]
    text = article.decode("utf-8")
    figures = raw.figures(document)
    others = raw.other_numerals(document)
    length = (
        ()
        if len(text) == origin.characters
        else (f"{len(text)} characters, recorded {origin.characters}",)
    )
    spans: list[Spanned] = sorted([*figures, *others], key=lambda row: row.start)
    quantities = find_quantities(text)
    return [
        Promise("same article", 1, length),
        Promise("text[start:end] is the literal", len(spans), tuple(_span_faults(text, spans))),
        Promise("paragraph and sentence", len(figures), tuple(_place_faults(text, figures))),
        Promise("words of time are printed", len(figures), tuple(_time_faults(text, figures))),
        Promise("no numeral left out", len(quantities), tuple(_gaps(text, spans, quantities))),
        _reading(figures, quantities),
        _spots(raw, document, text),
    ]


Spanned: TypeAlias = "RawFigure | OtherNumeral"
"""A row that says where it stands."""


def _span_faults(text: str, spans: Sequence[Spanned]) -> Iterator[str]:
    last_end = 0
    for row in spans:
        start, end = row.start, row.end
        found = text[start:end]
        if found != row.literal:
            yield f"characters {start} to {end} are {found!r}, not {row.literal!r}"
        if start < last_end:
            yield f"{row.literal!r} at {start} overlaps the row before it"
        last_end = end


def _spots(raw: RawData, document: str, text: str) -> Promise:
    """Check the spots of the faults that touch no figure, and the items of the lists."""
    faults: list[str] = []
    spots = raw.text_faults_of(document)
    items = raw.list_items_of(document)
    printed: list[TextFault | ListItem] = [*spots, *items]
    for row in printed:
        found = text[row.start : row.end]
        if found != row.printed:
            faults.append(f"characters {row.start} to {row.end} are {found!r}: {row.printed!r}")
    for item in items:
        if not text.startswith(item.stated, item.stated_start):
            faults.append(f"{item.stated!r} does not stand at {item.stated_start}")
    places = sentence_places(text)
    for spot in spots:
        paragraph = places[spot.start][0]
        if paragraph != spot.paragraph:
            faults.append(f"{spot.printed!r} stands in paragraph {paragraph}")
        if spot.again is not None and not text.startswith(
            text[spot.start : spot.reaches], spot.again
        ):
            faults.append(f"the passage at {spot.start} is not the one at {spot.again}")
    return Promise(
        "faults and lists stand where they are said to", len(spots) + len(items), tuple(faults)
    )


def _place_faults(text: str, figures: Sequence[RawFigure]) -> Iterator[str]:
    places = sentence_places(text)
    for row in figures:
        recorded = (row.paragraph, row.sentence)
        if places[row.start] != recorded:
            yield f"{row.figure_id} stands in {places[row.start]}, recorded {recorded}"


def _time_faults(text: str, figures: Sequence[RawFigure]) -> Iterator[str]:
    """Yield words of time that the text does not print up to the line of their figure."""
    for row in figures:
        line = text.find("\n", row.end)
        printed, place = cleaned(text if line < 0 else text[:line]), 0
        for words in row.cells["period_words"].split(GAP):
            place = printed.find(words, place)
            if place < 0:
                yield f"{row.figure_id}: {words!r} is not printed up to the line of {row.literal!r}"
                break
            place += len(words)


def cleaned(text: str) -> str:
    """Return a text in simplified characters and without pinyin."""
    view = clean_view(text)
    return text if view is None else view.text


def _gaps(text: str, spans: Sequence[Spanned], quantities: Sequence[Quantity]) -> Iterator[str]:
    covered = bytearray(len(text))
    for row in spans:
        covered[row.start : row.end] = b"\x01" * (row.end - row.start)
    for quantity in quantities:
        if not any(covered[quantity.start : quantity.end]):
            yield f"{quantity.text!r} at {quantity.start} is in neither table"
    for position, character in enumerate(text):
        if character in _NUMERAL_CHARACTERS and not covered[position]:
            yield f"the numeral {character!r} at {position} is in neither table"


def _reading(figures: Sequence[RawFigure], quantities: Sequence[Quantity]) -> Promise:
    """Compare coder and reader: span, value, unit and bound of every figure."""
    faults, noted = [], 0
    read = {quantity.start: quantity for quantity in quantities if quantity.kind == "figure"}
    starts = {row.start for row in figures}
    for row in figures:
        difference = _difference(row, read.get(row.start))
        if difference and row.reading_note:
            noted += 1
        elif difference:
            faults.append(f"{row.figure_id} ({row.literal}): {difference}")
        elif row.reading_note and not needs_note(row.cells):
            faults.append(f"{row.figure_id}: a reading_note, but coder and reader agree: drop it")
    faults += [
        f"{quantity.text!r} at {start} is a figure for the reader, none for the coders"
        for start, quantity in read.items()
        if start not in starts
    ]
    return Promise("coder and reader read the same", len(figures), tuple(faults), noted)


def _difference(row: RawFigure, quantity: Quantity | None) -> str:
    if quantity is None:
        return "the reader finds no figure here"
    coded = {
        "end": row.end,
        "value": format_number(row.value),
        "value_high": format_number(row.value_high),
        "unit": row.unit,
        "bound": row.bound,
    }
    found = {
        "end": quantity.end,
        "value": format_number(quantity.value),
        "value_high": format_number(quantity.value_high),
        "unit": quantity.unit or "",
        "bound": quantity.bound,
    }
    return ", ".join(
        f"{name} coded {coded[name]!r}, read {found[name]!r}"
        for name in coded
        if coded[name] != found[name]
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--sources",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder with the articles, one <document>.txt each",
    )
    parser.add_argument(
        "documents",
        nargs="*",
        metavar="DOCUMENT",
        help="only these documents; by default all whose article is in the folder",
    )


def run(args: argparse.Namespace) -> int:
    """Verify every document and print a short report for each.

    Returns
    -------
    int
        0 when every promise holds, 1 otherwise.

    Raises
    ------
    AnalysisError
        If the folder or an article is missing.
    """
    if not args.sources.is_dir():
        raise AnalysisError(
            f"there is no folder {args.sources.name!r}: --sources names the articles"
        )
    raw = RawData(project.raw())
    chosen = [raw.origin(document).document for document in args.documents]
    paths = {name: args.sources / f"{name}.txt" for name in chosen or raw.document_ids()}
    missing = [name for name, path in paths.items() if not path.is_file()]
    if missing and (chosen or len(missing) == len(paths)):
        raise AnalysisError(f"{missing[0]}.txt is not in {args.sources.name}/")
    broken = 0
    for document, path in paths.items():
        if document in missing:
            continue
        promises = verify_document(raw, document, path.read_bytes())
        print(document)
        for promise in promises:
            state = "broken" if promise.faults else "kept"
            extra = f", {promise.noted} differences noted" if promise.noted else ""
            print(f"  {promise.name}: {state} ({promise.checked} checked{extra})")
            for fault in promise.faults:
                print(f"    - {fault}")
        broken += any(promise.faults for promise in promises)
    if missing:
        print(f"not verified, because the article is not in the folder: {', '.join(missing)}")
    print("all promises kept" if not broken else f"{broken} documents with broken promises")
    return 1 if broken else 0
