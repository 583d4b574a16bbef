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
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

from analysis import project
from analysis.coding.coding_records import CodedMention, ProposedIndicator, RawFigure
from analysis.coding.raw import RawData
from analysis.coding.verify import cleaned, sentence_places
from analysis.errors import AnalysisError
from analysis.intervals import format_number
from analysis.language import LANGUAGES
from analysis.language.messages import Message, Words, words_of
from analysis.proposals.proposal_records import ConfidenceBand, Proposal
from analysis.proposals.propose import propose
from analysis.proposals.proposed_periods import times_of
from analysis.reading import Governed, find_periods, find_quantities, govern
from analysis.reading.hedges import hedges_of
from analysis.reading.limits import plain_literal
from analysis.reading.mentions import read
from analysis.tables import schema, store
from analysis.tables.cell_rules import UNDECIDED
from analysis.tables.codebook import Document
from analysis.tables.schema import ISO_DATE, TableSchema

Cells = dict[str, str]
"""A row of a table that is not settled yet: cells by column, which may be undecided."""


def coding_sheet(
    text: str,
    document: str,
    *,
    reference: str | None = None,
    blank: bool = False,
    proposals: Sequence[Proposal] = (),
) -> tuple[CodedMention, ...]:
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
    proposals
        What the figures may mean (`analysis.proposals`): attributes and period are filled in,
        the indicator where one fits.

    Returns
    -------
    tuple of Mention
        Kind, value, unit, bound, hedge and period are proposals; indicator, nature, level and
        everything else about the meaning is empty.
    """
    found = govern(text, find_quantities(text), find_periods(text, reference))
    meant = {each.start: each for each in proposals}
    sheet = []
    for mention in found:
        quantity, coded = mention.quantity, dict[str, str]()
        measures = Words(dict.fromkeys(LANGUAGES, ""))
        if quantity.kind == "figure" and not blank:
            coded = _reading(mention)
            if proposal := meant.get(quantity.start):
                coded, measures = {**coded, **proposal.coded}, proposal.measures
        sheet.append(
            CodedMention(
                document, quantity.start, quantity.end, quantity.text, quantity.kind, coded,
                measures=measures,
            )
        )  # fmt: skip
    return tuple(sheet)


def proposals_sheet(text: str, proposals: Sequence[Proposal]) -> tuple[ProposedIndicator, ...]:
    """Return the proposals as rows, up to three for a figure.

    Where no indicator seems to fit, a row without one comes first.

    Parameters
    ----------
    text
        The article.
    proposals
        What `analysis.proposals.propose.propose` gives.
    """
    rows = []
    for each in proposals:
        literal = text[each.start : each.end]
        sure = None if each.confidence is None else Decimal(f"{each.confidence:.2f}")
        if each.none_fits:
            why = words_of(Message("proposal.reason.none"))
            rows.append(
                ProposedIndicator(each.start, each.end, literal, 1, "", NO_LABEL, sure, why)
            )
        for rank, candidate in enumerate(each.candidates, 1 + each.none_fits):
            rows.append(
                ProposedIndicator(
                    each.start, each.end, literal, rank, candidate.indicator, candidate.label,
                    sure if rank == 1 else None, words_of(candidate.reason),
                )
            )  # fmt: skip
    return tuple(rows)


NO_LABEL = Words(dict.fromkeys(LANGUAGES, ""))


def _reading(mention: Governed) -> dict[str, str]:
    quantity, period = mention.quantity, mention.period
    cells = {
        "value": format_number(quantity.value),
        "value_high": format_number(quantity.value_high),
        "unit": quantity.unit or "",
        "bound": quantity.bound,
        "hedge": "" if quantity.bound == "exact" else hedges_of(plain_literal(quantity.text)),
    }
    if period is not None and (period.period_start or period.period_end):
        cells |= {
            "period_start": str(period.period_start or ""),
            "period_end": str(period.period_end or ""),
            "period_basis": mention.basis,
        }
    return cells


def origin_record(document: str, article: bytes) -> Cells:
    """Draft the origin record of a document: id, length and hash; the rest says unknown.

    Parameters
    ----------
    document
        Document id, ``<city>-<year>``.
    article
        Bytes of the copy that was read.

    Returns
    -------
    dict
        Cells of `schema.DOCUMENTS` by column.
    """
    city, year = schema.city_and_year(document)
    row = {column.name: "unknown" if column.required else "" for column in schema.DOCUMENTS}
    return row | {
        "document": document,
        "city": city,
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "period_basis": "assumed",
        "characters": str(len(article.decode("utf-8"))),
        "sha256": hashlib.sha256(article).hexdigest(),
        f"label_{LANGUAGES[0]}": f"{city.replace('-', ' ').title()} {year}",
    }


def merge(
    document: str, text: str, codings: Sequence[Sequence[CodedMention]]
) -> tuple[list[Cells], list[Cells]]:
    """Join the coders' finished sheets into the tables to be settled.

    Parameters
    ----------
    document
        Document id.
    text
        The article.
    codings
        One or more codings of it.

    Returns
    -------
    figures, other_numerals : list of dict
        Cells of `schema.FIGURES` and `schema.OTHER_NUMERALS` by column.  A mention is a figure if
        any coder calls it one.  Cells that all coders fill alike are taken over, others stand as
        ``‹one|other›``, the words for what is counted and the coders' notes among them.
    """
    places = sentence_places(text)
    times = _words_of_time(text)
    figures: list[Cells] = []
    others: list[Cells] = []
    for group in grouped(codings):
        named = [mention for mention in group if mention]
        kinds = [mention.kind if mention else "" for mention in group]
        first = named[0]
        span = {"start": str(first.start), "end": str(first.end), "literal": first.literal}
        if "figure" in kinds:
            row = _figure(document, group, places[first.start])
            figures.append(row | {"period_words": times.get(first.start, "")})
        else:
            others.append({"document": document, **span, "kind": _agreed(kinds)})
    return _numbered(document, figures), others


def _words_of_time(text: str) -> dict[int, str]:
    """Return, by the place of each numeral, the words near it that name its time."""
    return {
        each.quantity.start: cleaned(text[each.period.start : each.period.end])
        for each in govern(text, find_quantities(text), find_periods(text, None))
        if each.period is not None and each.basis == "stated"
    }


def grouped(codings: Sequence[Sequence[CodedMention]]) -> list[list[CodedMention | None]]:
    """Gather what each coder says of one place: overlapping spans are one place.

    Parameters
    ----------
    codings
        One or more codings of one text.

    Returns
    -------
    list of list
        For each place in the order of the text, the mention of each coder, ``None`` where one has
        none.
    """
    tagged = [
        (mention.start, mention.end, coder, mention)
        for coder, coding in enumerate(codings)
        for mention in coding
    ]
    groups: list[list[CodedMention | None]] = []
    reach = -1
    for start, end, coder, mention in sorted(tagged, key=lambda each: each[:3]):
        if start >= reach or groups[-1][coder] is not None:
            groups.append([None] * len(codings))
        groups[-1][coder] = mention
        reach = max(reach, end) if start < reach else end
    return groups


def _figure(document: str, group: Sequence[CodedMention | None], place: tuple[int, int]) -> Cells:
    named = [mention for mention in group if mention and mention.is_figure]
    first = named[0]
    row = dict.fromkeys(schema.FIGURES.names, "")
    row |= {"document": document, "paragraph": str(place[0]), "sentence": str(place[1])}
    row |= {"start": str(first.start), "end": str(first.end), "literal": first.literal}
    lacking = [""] if len(named) < len(group) else []
    for field in schema.CODED:
        cells = [mention.coded.get(field.name, "") for mention in named]
        row[_SETTLED.get(field.name, field.name)] = _agreed(cells + lacking)
    for language in LANGUAGES:
        row[f"measures_{language}"] = _agreed(
            [words for mention in named if (words := mention.measures.get(language, ""))] or [""]
        )
        row[f"note_{language}"] = _agreed([each.note for each in named if each.note] or [""])
    if lacking or len({mention.span for mention in named}) > 1:
        spans = [f"{each.start}–{each.end} {each.kind}" if each else "—" for each in group]
        row["reading_note"] = _agreed(spans)
    return row


def _agreed(cells: Sequence[str]) -> str:
    different = list(dict.fromkeys(cells))
    opening, closing = UNDECIDED
    return different[0] if len(different) == 1 else opening + "|".join(different) + closing


_SETTLED = {"duplicate_of_start": "duplicate_of", "part_of_start": "part_of"}


def _numbered(document: str, rows: list[Cells]) -> list[Cells]:
    """Give ids in the order of the text, and let relations name them."""
    ids = {row["start"]: f"{document}-{number:03d}" for number, row in enumerate(rows, start=1)}
    for row in rows:
        row["figure_id"] = ids[row["start"]]
        for name in _SETTLED.values():
            row[name] = re.sub(r"\d+", lambda start: ids.get(start[0], start[0]), row[name])
    return rows


def _csv(rows: Iterable[Cells], table: TableSchema) -> str:
    return store.to_csv(([row[name] for name in table.names] for row in rows), table)


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
        "--propose",
        action="store_true",
        help="fill in what each figure may mean, and write the proposals with their reasons",
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
    document, article = read_article(args.article)
    text = article.decode("utf-8")
    folder = args.output or project.root() / "build" / "draft"
    if args.merge:
        return _run_merge(document, text, article, folder)
    refuse_known(document, article)
    if args.propose and args.blank:
        raise AnalysisError("--propose fills in what --blank leaves out: choose one of them")
    day = iso_day(args.reference_date, "--reference-date")
    proposals = _proposals(text, day) if args.propose else ()
    sheet = coding_sheet(text, document, reference=day, blank=args.blank, proposals=proposals)
    more = {}
    if args.propose:
        proposed = proposals_sheet(text, proposals)
        cells = (store.cells_of(row.values(), ProposedIndicator.TABLE) for row in proposed)
        more[folder / f"{document}.proposals.csv"] = store.to_csv(cells, ProposedIndicator.TABLE)
    rows = (store.cells_of(mention.values(), schema.CODING) for mention in sheet)
    _write(
        {
            folder / f"{document}.coding.csv": store.to_csv(rows, schema.CODING),
            folder / f"{document}.origin.csv": _csv(
                [origin_record(document, article)], schema.DOCUMENTS
            ),
            **more,
        }
    )
    figures = sum(mention.is_figure for mention in sheet)
    print(f"{document}: {figures} figures and {len(sheet) - figures} other numerals")
    print(f"Next: complete {document}.origin.csv and add its row to data/raw/documents.csv;")
    print(f"fill {document}.coding.csv, one copy a coder, and keep each as")
    print(f"data/raw/codings/{document}.<coder>.csv; then run this command with --merge.")
    return 0


def _proposals(text: str, day: str | None) -> tuple[Proposal, ...]:
    """Propose from the codebook and from all that is settled."""
    raw = RawData(project.raw(), settled=False)
    settled = [figure for each in raw.rows(Document) for figure in _figures(raw, each.document)]
    return propose(
        text,
        read(text, day).figures,
        raw.codebook,
        settled,
        raw.rows(ConfidenceBand),
        times_of(text, day),
    )


def _figures(raw: RawData, document: str) -> tuple[RawFigure, ...]:
    """Return the settled figures of a document, none where it has none yet."""
    if not (raw.folder / "figures" / f"{document}.csv").is_file():
        return ()
    return tuple(raw.figures(document))


def _run_merge(document: str, text: str, article: bytes, folder: Path) -> int:
    raw = RawData(project.raw(), settled=False)
    recorded, found = raw.origin(document).sha256, hashlib.sha256(article).hexdigest()
    if recorded != found:
        raise AnalysisError(
            f"{document}.txt is not the copy that was coded (SHA-256 {found[:12]}…, in "
            f"data/raw/documents.csv {recorded[:12]}…): use that copy, or draft this one anew"
        )
    coders = raw.coders(document)
    if not coders:
        raise AnalysisError(
            f"data/raw/codings has no sheet {document}.<coder>.csv: fill the one that "
            "`python -m analysis draft` writes, and put it there"
        )
    codings = [_within(text, raw.coding(document, c, settled=False), c) for c in coders]
    figures, others = merge(document, text, codings)
    _write(
        {
            folder / "figures" / f"{document}.csv": _csv(figures, schema.FIGURES),
            folder / "other-numerals" / f"{document}.csv": _csv(others, schema.OTHER_NUMERALS),
        }
    )
    undecided = sum(
        cell.startswith(UNDECIDED[0]) for row in (*figures, *others) for cell in row.values()
    )
    print(f"{document}: {len(figures)} figures of {len(coders)} coders; {undecided} cells differ")
    if undecided:
        print("and stand as ‹one|other›: decide each of them.")
    print(f"Next: put both tables into data/raw and run `python -m analysis settle`; {_PROOF}")
    return 0


def _within(text: str, coding: Sequence[CodedMention], coder: str) -> tuple[CodedMention, ...]:
    """Return a coding whose every literal stands where it says.

    Raises
    ------
    AnalysisError
        If one does not, as when the sheet was made from another copy.
    """
    for mention in coding:
        if text[mention.start : mention.end] != mention.literal:
            raise AnalysisError(
                f"the sheet of {coder}: {mention.literal!r} does not stand at {mention.start} of "
                "the article; make the sheet from this copy"
            )
    return tuple(coding)


_PROOF = "then `python -m analysis verify --sources FOLDER` proves them."


def read_article(path: Path) -> tuple[str, bytes]:
    """Return the document that a file is named after, and its bytes.

    Raises
    ------
    AnalysisError
        If the file is missing, not UTF-8, empty, no text, too large, or names no document.
    """
    document = path.name.removesuffix(".txt")
    if not re.fullmatch(schema.DOCUMENT_ID, document):
        raise AnalysisError(
            f"{path.name} does not name a document: call the file <city>-<year>.txt, in small "
            "letters, such as yanxi-2018.txt"
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
    if len(article) > LARGEST:
        raise AnalysisError(
            f"{path.name} has {len(article)} bytes, more than any article ({LARGEST}): cut out the "
            "one that is to be coded"
        )
    odd = re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text)
    if odd:
        raise AnalysisError(
            f"{path.name} is no plain text (character U+{ord(odd[0]):04X} at {odd.start()}): save "
            "it as text first"
        )
    return document, article


LARGEST = 1_000_000
"""Bytes of the largest article: whole books and archives are slips."""


def refuse_known(document: str, article: bytes) -> None:
    """Refuse to draft what is settled, or what is the article of another document.

    Raises
    ------
    AnalysisError
        If it is.
    """
    raw = RawData(project.raw(), settled=False)
    sha256 = hashlib.sha256(article).hexdigest()
    for known in raw.rows(Document):
        if known.sha256 != sha256:
            continue
        if known.document != document:
            raise AnalysisError(
                f"{document}.txt is the article of {known.document}: one article is one document"
            )
        if (raw.folder / "hashes" / f"{document}.csv").is_file():
            raise AnalysisError(
                f"{document} is settled already from this very copy: change its figures in "
                "data/raw, or draft a better copy"
            )


def iso_day(day: str | None, option: str) -> str | None:
    """Return a day as it was given to an option.

    Raises
    ------
    AnalysisError
        If it is none.
    """
    if day is None:
        return None
    if re.fullmatch(ISO_DATE, day):
        with suppress(ValueError):
            return date.fromisoformat(day).isoformat()
    raise AnalysisError(f"{option} {day!r} is not a day: write it as 2016-12-31")


def _write(files: Mapping[Path, str]) -> None:
    """Write all files; what somebody may have worked on is never written over."""
    for path in files:
        if path.exists():
            raise AnalysisError(
                f"{path.name} exists already in {path.parent.name}/: move it away, or name another "
                "folder with --output"
            )
    for path, content in files.items():
        store.write_text(content, path)
        print(f"wrote {path.parent.name}/{path.name}")
