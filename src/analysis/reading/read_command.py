"""The ``read`` command: the quantities of texts as CSV, JSON lines or an annotated page."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import IO, NamedTuple

from analysis.reading.annotated_page import annotated_page, number_text
from analysis.reading.documents import BLOCK, SUFFIXES, TABLE_SUFFIXES, Block, ReadError, blocks
from analysis.reading.encodings import is_text_encoding
from analysis.reading.find import Quantity, collection_paused
from analysis.reading.governing import Governed
from analysis.reading.mentions import LOST_DIGIT, Context, hedge_in, word_limits
from analysis.reading.periods import Period, reference_day

PARALLEL_LIMIT = 32 * 1024 * 1024
"""Larger files (bytes) are streamed one after the other instead of handed to a worker."""
HTML_LIMIT = 2_000_000
"""Characters an annotated page may have; more would be too heavy for a browser."""
PROGRESS = 2_500_000
"""Bytes after which a line tells how far the reading has come: about a second's work."""
_COLUMNS = (
    "file", "record", "start", "end", "line", "column", "text", "kind", "value", "value_high",
    "unit", "bound", "period_start", "period_end", "period_basis", "period_reason", "damage",
)  # fmt: skip
LIMIT_COLUMNS = ("hedge", "asserted", "conventional")
"""Columns more with ``--limits``."""


class FileJob(NamedTuple):
    """One file and how to read it."""

    name: str
    reference: str | None
    kinds: tuple[str, ...] | None
    form: str
    encoding: str | None
    column: str | None
    limits: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``read`` to a parser."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="text, web page, .docx, .pdf, table with --column, folder, or - for standard input",
    )
    parser.add_argument("--format", choices=("csv", "jsonl"), default="csv", help="default: csv")
    parser.add_argument(
        "--kind",
        action="append",
        choices=("figure", "date", "ordinal", "name", "other"),
        help="print only this kind (may be repeated)",
    )
    parser.add_argument(
        "--reference-date", metavar="DATE", help="day the text speaks from, for 去年"
    )
    parser.add_argument(
        "--column", metavar="NAME", help="head or number of the column to read in a .csv or .xlsx"
    )
    parser.add_argument(
        "--limits", action="store_true", help="add the hedge and the limits that the words allow"
    )
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        help="encoding of the texts, such as gb18030 (recognised where that is sure)",
    )
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="worker processes")
    parser.add_argument("--output", metavar="OUT", help="write the rows to a file")
    parser.add_argument(
        "--html", metavar="OUT", help="write one annotated page of one text instead"
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="let --output and --html replace a file"
    )


def _positive(text: str) -> int:
    """Parse a whole number above zero."""
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError("must be a whole number above 0")
    return number


def run(args: argparse.Namespace, out: IO[str] | None = None) -> int:
    """Carry out ``read``.

    Returns
    -------
    int
        0 also where nothing was found, 1 when a file could not be read, 2 for a wrong call.
    """
    wrong = _wrong_call(args)
    if wrong:
        return _fail(wrong, 2)
    paths, missing = inputs(args.files, args.column is not None)
    if args.html:
        return missing or _run_html(paths, args)
    if missing and not paths:
        return missing
    try:
        if args.output:
            return _to_file(paths, args) | missing
        target = out or sys.stdout
        if target is sys.stdout and isinstance(target, io.TextIOWrapper):
            # The rows are UTF-8 whatever the terminal says.
            target.reconfigure(encoding="utf-8")
        status = _run_rows(paths, args, target)
        target.flush()
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough: the caller ends quietly.
        raise
    except OSError as error:
        return _fail(f"the output cannot be written ({error.strerror or error}).", 1)
    return status | missing


def _wrong_call(args: argparse.Namespace) -> str:
    """Return what is wrong with the call, or nothing."""
    if args.reference_date is not None:
        try:
            reference_day(args.reference_date)
        except ValueError as error:
            if "out of reach" in str(error):
                return f"--reference-date: {error}."
            return (
                f"--reference-date must be a date such as 2016-12-31, not {args.reference_date!r}."
            )
    if args.encoding is not None and not is_text_encoding(args.encoding):
        return f"{args.encoding!r} is no encoding of texts that Python knows: try utf-8 or gb18030."
    target = args.html or args.output
    if target and Path(target).is_file():
        if any(
            name != "-" and Path(name).exists() and Path(name).samefile(target)
            for name in args.files
        ):
            return f"{target} is one of the files to read: name another file to write."
        if not args.overwrite:
            return f"{target} exists already: name another file, or add --overwrite."
    return ""


def _fail(message: str, status: int) -> int:
    """Print one sentence to standard error and return the exit status."""
    print(f"read: {message}", file=sys.stderr)
    return status


def inputs(names: Sequence[str], tables: bool) -> tuple[list[str], int]:
    """Expand folders to the texts in them, sorted; tell about names that are nothing to read.

    Returns
    -------
    tuple
        What can be read, and 1 when something was wrong, else 0.
    """
    suffixes = TABLE_SUFFIXES if tables else SUFFIXES
    found: list[str] = []
    status = 0
    for name in names:
        path = Path(name)
        if name == "-" or path.is_file():
            found.append(name)
        elif path.is_dir():
            inside = sorted(
                str(p) for p in path.rglob("*") if p.suffix.lower() in suffixes and p.is_file()
            )
            found += inside
            if not inside:
                status = _fail(f"{name} is a folder without {', '.join(suffixes)} files.", 1)
        elif path.exists():
            # a pipe such as /dev/fd/63
            found.append(name)
        else:
            status = _fail(f"{name} does not exist.", 1)
    return found, status


_Line = tuple[int, int, Sequence[Governed]]
"""The number of a line, where it begins in the block, and the mentions that begin in it."""


def _rows(job: FileJob, place: _Place) -> Iterator[list[str]]:
    """Yield the rows of CSV or JSON, one per mention, of each line of a text."""
    written = _csv_lines if job.form == "csv" else _json_lines
    context = Context(job.reference)
    record: int | None = None
    lines, column = 1, 1
    for block in blocks(job.name, job.encoding, job.column, place.say):
        if block.record is not None and block.record != record:
            # Each cell of a table is a text of its own.
            record, context, lines, column = block.record, Context(job.reference), 1, 1
        governed, lost = context.govern(block.text)
        if job.kinds:
            governed = [each for each in governed if each[0][3] in job.kinds]
        yield from written(job, block, _by_line(block.text, governed, lines, column), lost)
        breaks = block.text.count("\n")
        if breaks:
            column = 1
        lines += breaks
        column += len(block.text) - (block.text.rfind("\n") + 1)
        place.at(block.size)


def _by_line(text: str, governed: Sequence[Governed], line: int, column: int) -> Iterator[_Line]:
    """Yield the mentions of a block, which begins at a line and column of its text, by line."""
    begun = 1 - column
    next_break = text.find("\n")
    stop, first = len(governed), 0
    while first < stop:
        start = governed[first][0][0]
        while 0 <= next_break < start:
            line += 1
            begun = next_break + 1
            next_break = text.find("\n", begun)
        last = first + 1
        if next_break < 0:
            last = stop
        while last < stop and governed[last][0][0] < next_break:
            last += 1
        yield line, begun, governed[first:last]
        first = last


def _lost_in(lost: Sequence[int], start: int, end: int) -> str:
    """Return what is wrong with a mention, for the places of all lost digits in order."""
    return LOST_DIGIT if bisect_left(lost, start) < bisect_left(lost, end) else ""


def _period_cells(period: Period | None, basis: str, reason: str) -> tuple[str, str, str, str]:
    """Return first and last day, basis and reason of what governs a mention."""
    if period is None:
        return "", "", basis, reason
    first, last = period.period_start, period.period_end
    return first.isoformat() if first else "", last.isoformat() if last else "", basis, reason


def _csv_lines(
    job: FileJob, block: Block, placed: Iterable[_Line], lost: Sequence[int]
) -> Iterator[list[str]]:
    """Yield the rows of each line of a block; the ``csv`` module takes much longer."""
    offset, limits = block.offset, job.limits
    head = f"{_csv_cell(job.name)},{'' if block.record is None else block.record}"
    said: Period | None = None
    shown: object
    why = of = governs = damage = more = ""
    for line, begun, mentions in placed:
        before = begun - 1
        rows: list[str] = []
        append = rows.append
        for quantity, period, reason, basis in mentions:
            start, end, literal, kind, value, high, unit, bound, _, _ = quantity
            if reason is not why or period is not said or basis is not of or not governs:
                said, why, of = period, reason, basis
                governs = ",".join(map(_csv_cell, _period_cells(period, basis, reason)))
            if not literal.isalnum():
                literal = _csv_cell(literal)
            shown = value if value.__class__ is int else number_text(value)
            upper = "" if high is None else number_text(high)
            if lost:
                damage = _lost_in(lost, start, end)
            if limits:
                more = "".join(f",{_csv_cell(cell)}" for cell in _limit_cells(quantity))
            append(
                f"{head},{start + offset},{end + offset},{line},{start - before},{literal},{kind},"
                f"{shown},{upper},{unit or ''},{bound},{governs},{damage}{more}\n"
            )
        yield rows


def _csv_cell(text: str) -> str:
    """Return a cell of CSV, in quotation marks where it must be."""
    # Looking four times is faster than one regular expression.
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _json_lines(
    job: FileJob, block: Block, placed: Iterable[_Line], lost: Sequence[int]
) -> Iterator[list[str]]:
    """Yield the rows of each line of a block as JSON; a cell without content is null."""
    columns = _columns(job.limits)
    for line, begun, mentions in placed:
        rows: list[str] = []
        for quantity, period, reason, basis in mentions:
            start, end, literal, kind, value, high, unit, bound = quantity[:8]
            cells: list[int | str | None] = [
                job.name, block.record, start + block.offset, end + block.offset, line,
                start - begun + 1, literal, kind, number_text(value), number_text(high), unit,
                bound, *_period_cells(period, basis, reason), _lost_in(lost, start, end),
                *(_limit_cells(quantity) if job.limits else ()),
            ]  # fmt: skip
            record = {
                name: None if cell == "" else cell
                for name, cell in zip(columns, cells, strict=True)
            }
            rows.append(json.dumps(record, ensure_ascii=False) + "\n")
        yield rows


def _limit_cells(quantity: Quantity) -> list[str]:
    """Return hedge and limits of a figure; three empty cells for anything else."""
    if quantity.kind != "figure":
        return ["", "", ""]
    hedge = "" if quantity.bound == "exact" else hedge_in(quantity.text)
    limits = word_limits(
        quantity.text, quantity.value, quantity.value_high, quantity.unit or "", quantity.bound,
        hedge,
    )  # fmt: skip
    return [hedge, str(limits.asserted), str(limits.conventional)]


class _Place:
    """How far the reading has come, told on standard error for what takes longer than a second."""

    def __init__(self, name: str = "", told: list[str] | None = None) -> None:
        self._name = name
        self._told = told
        self._next = PROGRESS
        self._size = Path(name).stat().st_size if name not in ("", "-") and _is_file(name) else 0

    def say(self, sentence: str) -> None:
        """Tell a sentence, or keep it for the process that started this one."""
        if self._told is None:
            print(f"read: {sentence}", file=sys.stderr)
        else:
            self._told.append(sentence)

    def at(self, done: int) -> None:
        """Tell how many bytes are done, once for every :data:`PROGRESS` of them."""
        if done >= self._next and self._told is None:
            self._next = (done // PROGRESS + 1) * PROGRESS
            whole = f" of {self._size / 1e6:.1f}" if self._size else ""
            self.say(f"{self._name}: {min(done, self._size or done) / 1e6:.1f}{whole} MB")


def _is_file(name: str) -> bool:
    return Path(name).is_file()


def _render(job: FileJob) -> tuple[str, int, str, list[str]]:
    """Read one file in a worker.

    Returns
    -------
    tuple
        Its output, the number of rows, the sentence that went wrong, and what is to be told.
    """
    out, told = io.StringIO(), list[str]()
    count = 0
    try:
        count = _write(_rows(job, _Place(job.name, told)), out)
    except ReadError as error:
        return out.getvalue(), count, str(error), told
    return out.getvalue(), count, "", told


def _columns(limits: bool) -> tuple[str, ...]:
    return _COLUMNS + LIMIT_COLUMNS if limits else _COLUMNS


def _write(lines: Iterable[Sequence[str]], out: IO[str]) -> int:
    """Write the rows of each line of a text; return how many."""
    count = 0
    with collection_paused(BLOCK):
        for rows in lines:
            out.write("".join(rows))
            count += len(rows)
    return count


def _to_file(paths: Sequence[str], args: argparse.Namespace) -> int:
    """Write the rows to a file, which is old or new, never partial."""
    target = Path(args.output)
    device = target.exists() and not target.is_file()
    temporary = target if device else target.with_name(target.name + ".part")
    try:
        with open(temporary, "w", encoding="utf-8", newline="") as out:
            status = _run_rows(paths, args, out)
        if not device:
            os.replace(temporary, target)
    finally:
        if not device:
            temporary.unlink(missing_ok=True)
    return status


def _run_rows(paths: Sequence[str], args: argparse.Namespace, out: IO[str]) -> int:
    """Read all files, in order, several at a time where asked, with progress for many."""
    status = found = 0
    if args.format == "csv":
        out.write(",".join(_columns(args.limits)) + "\n")
    show = len(paths) >= 10 or (len(paths) > 1 and sys.stderr.isatty())
    kinds = tuple(args.kind) if args.kind else None
    jobs = [
        FileJob(
            name, args.reference_date, kinds, args.format, args.encoding, args.column, args.limits
        )
        for name in paths
    ]
    small = all(_is_file(p) and Path(p).stat().st_size <= PARALLEL_LIMIT for p in paths)
    if args.jobs > 1 and len(paths) > 1 and small:
        with ProcessPoolExecutor(min(args.jobs, len(paths))) as pool:
            for k, (text, count, error, told) in enumerate(pool.map(_render, jobs, chunksize=4), 1):
                out.write(text)
                found += count
                for sentence in told:
                    print(f"read: {sentence}", file=sys.stderr)
                status |= _report(k, paths, error, show)
    else:
        for k, job in enumerate(jobs, 1):
            error = ""
            try:
                found += _write(_rows(job, _Place(job.name)), out)
            except ReadError as failure:
                error = str(failure)
            status |= _report(k, paths, error, show)
    if not found and not status:
        what = "numeral" if kinds is None else " or ".join(kinds)
        texts = "the text" if len(paths) == 1 else f"the {len(paths)} texts"
        print(f"read: nothing is wrong, but {texts} holds no {what}.", file=sys.stderr)
    return status


def _report(done: int, paths: Sequence[str], error: str, show: bool) -> int:
    """Tell about a failed file or the progress; return 1 for a failure."""
    if error:
        return _fail(error, 1)
    if show:
        print(f"read: {done} of {len(paths)}: {paths[done - 1]}", file=sys.stderr)
    return 0


def _run_html(paths: Sequence[str], args: argparse.Namespace) -> int:
    """Write the annotated page of one text; the page is old or new, never partial."""
    if len(paths) != 1:
        return _fail("--html takes exactly one text.", 2)
    place = _Place(paths[0])
    try:
        text = ""
        for block in blocks(paths[0], args.encoding, args.column, place.say):
            text += block.text + ("" if block.record is None else "\n")
            if len(text) > HTML_LIMIT:
                raise ReadError(
                    f"{paths[0]} is too long for a page (more than {HTML_LIMIT:,} characters); "
                    "use --format csv."
                )
    except ReadError as error:
        return _fail(str(error), 1)
    page = annotated_page(text, Path(paths[0]).name, args.reference_date)
    target = Path(args.html)
    device = target.exists() and not target.is_file()
    temporary = target if device else target.with_name(target.name + ".part")
    try:
        temporary.write_text(page, encoding="utf-8", newline="\n")
        if not device:
            temporary.replace(target)
    except OSError as error:
        return _fail(f"{target} cannot be written ({error.strerror or error}).", 1)
    return 0
