"""The ``draft`` command: from an article to sheets a coder can fill, and on to settled figures.

Adding a document is mostly typing what a program can read: where each numeral stands, what it
reads, in which paragraph and sentence it lies, how long the copy is.  This command writes all of
that and leaves empty what only a person can decide.  Nothing is written into ``data/raw``: a draft
is a proposal, and whoever accepts it puts it there.

``draft ARTICLE`` writes a coding sheet and an origin record.  ``draft ARTICLE --merge`` joins the
finished sheets of the coders into the two tables that are settled; a cell on which they differ
stands as ``‹one|other›``, which ``settle`` refuses until somebody has decided.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis import project
from analysis.coding.agreement import FIGURE_COLUMNS
from analysis.coding.raw import UNDECIDED, RawData
from analysis.coding.verify import sentence_places
from analysis.errors import AnalysisError
from analysis.intervals import format_number
from analysis.reading import Governed, find_periods, find_quantities, govern
from analysis.reading.hedges import hedges_of
from analysis.reading.limits import plain_literal
from analysis.tables import frames as tables
from analysis.tables import schema

_SENTENCE_END = re.compile(r"[。！？!?\n]")


def coding_sheet(
    text: str, document: str, *, reference: str | None = None, blank: bool = False
) -> pd.DataFrame:
    """Draft one coder's sheet: every numeral of a text, as the reader program reads it.

    Parameters
    ----------
    text
        The article as decoded, newlines included.
    document
        Document id.
    reference
        ISO date the text speaks from; “this year” and “now” need it.
    blank
        Leave out the readings, so that the coder reads for himself.  Two coders who both start
        from the program's readings are not independent in value, unit, bound and period.

    Returns
    -------
    pandas.DataFrame
        The columns of `schema.CODING`, all text.  Kind, value, unit, bound, hedge and period are
        proposals; indicator, nature, level and everything else about the meaning is empty.
    """
    found = govern(text, find_quantities(text), find_periods(text, reference))
    rows = []
    for mention in found:
        quantity = mention.quantity
        row = dict.fromkeys(schema.CODING.names, "")
        row |= {
            "document": document,
            "start": str(quantity.start),
            "end": str(quantity.end),
            "literal": quantity.text,
            "kind": quantity.kind,
        }
        if quantity.kind == "figure" and not blank:
            row |= _reading(text, mention)
        rows.append(row)
    return pd.DataFrame(rows, columns=schema.CODING.names, dtype=object)


def _reading(text: str, mention: Governed) -> dict[str, str]:
    quantity, period = mention.quantity, mention.period
    cells = {
        "value": format_number(quantity.value),
        "value_high": format_number(quantity.value_high),
        "unit": quantity.unit or "",
        "bound": quantity.bound,
        "hedge": "" if quantity.bound == "exact" else hedges_of(plain_literal(quantity.text)),
    }
    if period is not None and (period.period_start or period.period_end):
        between = text[min(period.start, quantity.start) : quantity.start]
        carried = period.basis == "context" or _SENTENCE_END.search(between)
        cells |= {
            "period_start": str(period.period_start or ""),
            "period_end": str(period.period_end or ""),
            "period_basis": "carried" if carried else "stated",
        }
    return cells


def origin_record(document: str, article: bytes) -> pd.DataFrame:
    """Draft the origin record of a document: id, length and hash; the rest says unknown.

    Parameters
    ----------
    document
        Document id, ``<city>-<year>``.
    article
        Bytes of the copy that was read.

    Returns
    -------
    pandas.DataFrame
        One row with the columns of `schema.DOCUMENTS`.
    """
    city, year = re.fullmatch(r"(.+?)-(\d{4}).*", document).groups()  # type: ignore[union-attr]
    row = {column.name: "unknown" if column.required else "" for column in schema.DOCUMENTS}
    row |= {
        "document": document,
        "city": city,
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "period_basis": "assumed",
        "characters": str(len(article.decode("utf-8"))),
        "sha256": hashlib.sha256(article).hexdigest(),
        "label_en": f"{city.replace('-', ' ').title()} {year}",
    }
    return pd.DataFrame([row], columns=schema.DOCUMENTS.names, dtype=object)


def merge(
    document: str, text: str, sheets: Sequence[pd.DataFrame]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Join the coders' finished sheets into the tables to be settled.

    Parameters
    ----------
    document
        Document id.
    text
        The article.
    sheets
        One or more codings with the columns of `schema.CODING`.

    Returns
    -------
    figures, other_numerals : pandas.DataFrame
        The columns of `schema.FIGURES` and `schema.OTHER_NUMERALS`.  A mention is a figure if any
        coder calls it one.  Cells that all coders fill alike are taken over, others stand as
        ``‹one|other›``; the words for what is counted are the first coder's.
    """
    places = sentence_places(text)
    figures: list[dict[str, str]] = []
    others: list[dict[str, str]] = []
    for group in _mentions(sheets):
        first = next(row for row in group if row)
        kinds = [row["kind"] if row else "" for row in group]
        if "figure" in kinds:
            figures.append(_figure(document, group, places[int(first["start"])]))
        else:
            span = {name: first[name] for name in ("start", "end", "literal")}
            others.append({"document": document, **span, "kind": _agreed(kinds)})
    return _numbered(document, figures), pd.DataFrame(
        others, columns=schema.OTHER_NUMERALS.names, dtype=object
    )


def _mentions(sheets: Sequence[pd.DataFrame]) -> list[list[dict[str, str] | None]]:
    """Gather what each coder says of one place: overlapping spans are one place."""
    tagged = sorted(
        (int(row["start"]), int(row["end"]), coder, row)
        for coder, sheet in enumerate(sheets)
        for row in sheet.to_dict("records")
    )
    groups: list[list[dict[str, str] | None]] = []
    reach = -1
    for start, end, coder, row in tagged:
        if start >= reach or groups[-1][coder] is not None:
            groups.append([None] * len(sheets))
        groups[-1][coder] = row
        reach = max(reach, end) if start < reach else end
    return groups


def _figure(
    document: str, group: list[dict[str, str] | None], place: tuple[int, int]
) -> dict[str, str]:
    named = [row for row in group if row and row["kind"] == "figure"]
    row = dict.fromkeys(schema.FIGURES.names, "")
    row |= {"document": document, "paragraph": str(place[0]), "sentence": str(place[1])}
    row |= {name: named[0][name] for name in ("start", "end", "literal", *_WORDS)}
    complete = len(named) == len(group)
    for name in FIGURE_COLUMNS:
        cells = [one[name] for one in named] if complete else [one[name] for one in named] + [""]
        row[_SETTLED.get(name, name)] = _agreed(cells)
    if not complete or len({(one["start"], one["end"]) for one in named}) > 1:
        spans = [f"{one['start']}–{one['end']} {one['kind']}" if one else "—" for one in group]
        row["reading_note"] = _agreed(spans)
    return row


def _agreed(cells: Sequence[str]) -> str:
    different = list(dict.fromkeys(cells))
    opening, closing = UNDECIDED
    return different[0] if len(different) == 1 else opening + "|".join(different) + closing


_WORDS = ("measures_en", "measures_zh")
_SETTLED = {"duplicate_of_start": "duplicate_of", "part_of_start": "part_of"}


def _numbered(document: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    """Give ids in the order of the text, and let relations name them."""
    ids = {row["start"]: f"{document}-{number:03d}" for number, row in enumerate(rows, start=1)}
    for row in rows:
        row["figure_id"] = ids[row["start"]]
        for name in _SETTLED.values():
            row[name] = ids.get(row[name], row[name])
    return pd.DataFrame(rows, columns=schema.FIGURES.names, dtype=object)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "article", type=Path, metavar="ARTICLE", help="the copy that was read: <city>-<year>.txt"
    )
    parser.add_argument(
        "--merge",
        action="store_true",
        help="join the coders' sheets in data/raw/codings into the tables to be settled",
    )
    parser.add_argument(
        "--blank",
        action="store_true",
        help="leave out the program's readings, for a coder who reads independently of it",
    )
    parser.add_argument(
        "--reference-date",
        metavar="YYYY-MM-DD",
        help="day the text speaks from, for “this year” and “now”",
    )
    parser.add_argument(
        "--output", type=Path, metavar="FOLDER", help="where to write (default: build/draft)"
    )


def run(args: argparse.Namespace) -> int:
    """Write the drafts and say what is to be done next.

    Returns
    -------
    int
        0.

    Raises
    ------
    AnalysisError
        If the article is missing, not UTF-8, empty or not named as a document, if there are no
        sheets to merge, or if a file of a draft exists already.
    """
    document, article = _article(args.article)
    text = article.decode("utf-8")
    folder = args.output or project.root() / "build" / "draft"
    if args.merge:
        return _run_merge(document, text, folder)
    sheet = coding_sheet(text, document, reference=args.reference_date, blank=args.blank)
    _write(
        {
            folder / f"{document}.coding.csv": tables.to_csv(sheet, schema.CODING),
            folder / f"{document}.origin.csv": tables.to_csv(
                origin_record(document, article), schema.DOCUMENTS
            ),
        }
    )
    figures = int((sheet["kind"] == "figure").sum())
    print(f"{document}: {figures} figures and {len(sheet) - figures} other numerals")
    print(f"Next: complete {document}.origin.csv and add its row to data/raw/documents.csv;")
    print(f"fill {document}.coding.csv, one copy a coder, and keep each as")
    print(f"data/raw/codings/{document}.<coder>.csv; then run this command with --merge.")
    return 0


def _run_merge(document: str, text: str, folder: Path) -> int:
    raw = RawData(project.raw())
    coders = raw.coders(document)
    if not coders:
        raise AnalysisError(
            f"data/raw/codings has no sheet {document}.<coder>.csv: fill the one that "
            "`python -m analysis draft` writes, and put it there"
        )
    sheets = [raw.coding(document, coder) for coder in coders]
    figures, others = merge(document, text, sheets)
    _write(
        {
            folder / "figures" / f"{document}.csv": tables.to_csv(figures, schema.FIGURES),
            folder / "other-numerals" / f"{document}.csv": tables.to_csv(
                others, schema.OTHER_NUMERALS
            ),
        }
    )
    undecided = sum(
        int(frame[column].str.contains(UNDECIDED[0], regex=False).sum())
        for frame in (figures, others)
        for column in frame
    )
    print(f"{document}: {len(figures)} figures of {len(coders)} coders; {undecided} cells differ")
    if undecided:
        print("and stand as ‹one|other›: decide each of them.")
    print(f"Next: put both tables into data/raw and run `python -m analysis settle`; {_PROOF}")
    return 0


_PROOF = "then `python -m analysis verify --sources FOLDER` proves them."


def _article(path: Path) -> tuple[str, bytes]:
    document = path.name.removesuffix(".txt")
    if not re.fullmatch(schema.DOCUMENT_ID, document):
        raise AnalysisError(
            f"{path.name} does not name a document: call the file <city>-<year>.txt, in small "
            "letters, such as linzhou-2018.txt"
        )
    try:
        article = path.read_bytes()
    except OSError as error:
        raise AnalysisError(f"cannot read {path.name}: {error.strerror}") from None
    try:
        text = article.decode("utf-8")
    except UnicodeDecodeError as error:
        raise AnalysisError(
            f"{path.name} is not UTF-8 (byte {error.start}): convert it first"
        ) from None
    if not text.strip():
        raise AnalysisError(f"{path.name} is empty")
    return document, article


def _write(files: Mapping[Path, str]) -> None:
    """Write all files; what somebody may have worked on is never written over."""
    for path in files:
        if path.exists():
            raise AnalysisError(
                f"{path.name} exists already in {path.parent.name}/: move it away, or name another "
                "folder with --output"
            )
    for path, content in files.items():
        tables.write_text(content, path)
        print(f"wrote {path.parent.name}/{path.name}")
