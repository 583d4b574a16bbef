"""The ``check`` command: a report on the numbers of any text, as sentences, CSV or a page."""

from __future__ import annotations

import argparse
import csv
import io
import os
import sys
from pathlib import Path

from analysis.language import languages
from analysis.reading.documents import ReadError, blocks
from analysis.reading.encodings import is_text_encoding
from analysis.reading.periods import reference_day
from analysis.reading.read_command import inputs
from analysis.screening.page import report_page
from analysis.screening.rule_runner import screen
from analysis.screening.screening_records import Screening
from analysis.screening.told import COLUMNS, is_chinese, rows, told_sentences

_LONGEST = 5_000_000
"""Characters a text may have: more is no report but a corpus."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``check`` to a parser."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="text, web page, .docx, .pdf, folder, or - for standard input",
    )
    parser.add_argument(
        "--language", choices=languages(), default="en", help="of the sentences (default: en)"
    )
    parser.add_argument("--format", choices=("text", "csv"), default="text", help="default: text")
    parser.add_argument(
        "--reference-date", metavar="DATE", help="day the text speaks from, for 去年"
    )
    parser.add_argument(
        "--encoding", metavar="NAME", help="encoding of the texts (recognised where that is sure)"
    )
    parser.add_argument("--output", metavar="OUT", help="write the report to a file")
    parser.add_argument("--html", metavar="OUT", help="write a page with the places of one text")
    parser.add_argument(
        "--overwrite", action="store_true", help="let --output and --html replace a file"
    )


def run(args: argparse.Namespace) -> int:
    """Carry out ``check``.

    Returns
    -------
    int
        0 where nothing contradicts, 1 where something does, 2 where a text could not be read or
        the call is wrong.
    """
    wrong = _wrong_call(args)
    if wrong:
        return _fail(wrong)
    names, missing = inputs(args.files, False)
    if args.html and len(names) != 1:
        return _fail("--html takes exactly one text.")
    status = 2 * missing
    out = io.StringIO()
    if args.format == "csv":
        csv.writer(out, lineterminator="\n").writerow(COLUMNS)
    for k, name in enumerate(names, 1):
        try:
            screening = screen(_text(name, args.encoding), args.reference_date)
        except ReadError as error:
            status = _fail(str(error))
            continue
        status = max(status, screening.status)
        if len(names) > 1 and (len(names) >= 10 or sys.stderr.isatty()):
            print(f"check: {k} of {len(names)}: {name}", file=sys.stderr)
        _report(out, screening, name, args, several=len(names) > 1)
        if args.html:
            _write(Path(args.html), report_page(screening, Path(name).name, args.language))
    if args.output:
        _write(Path(args.output), out.getvalue())
    elif not args.html or args.format == "csv":
        _print(out.getvalue())
    return status


def _wrong_call(args: argparse.Namespace) -> str:
    """Return what is wrong with the call, or nothing."""
    if args.reference_date is not None:
        try:
            reference_day(args.reference_date)
        except ValueError as error:
            return f"--reference-date: {error}."
    if args.encoding is not None and not is_text_encoding(args.encoding):
        return f"{args.encoding!r} is no encoding of texts that Python knows: try utf-8 or gb18030."
    for target in filter(None, (args.output, args.html)):
        path = Path(target)
        if not path.exists():
            continue
        if any(n != "-" and Path(n).exists() and path.samefile(n) for n in args.files):
            return f"{target} is one of the files to check: name another file to write."
        if not args.overwrite:
            return f"{target} exists already: name another file, or add --overwrite."
    return ""


def _fail(message: str) -> int:
    """Print one sentence to standard error and return the exit status."""
    print(f"check: {message}", file=sys.stderr)
    return 2


def _text(name: str, encoding: str | None) -> str:
    """Read a whole text.

    Raises
    ------
    ReadError
        If it cannot be read or is too long.
    """
    parts: list[str] = []
    length = 0
    for block in blocks(
        name, encoding, None, lambda said: print(f"check: {said}", file=sys.stderr)
    ):
        parts.append(block.text)
        length += len(block.text)
        if length > _LONGEST:
            raise ReadError(
                f"{name} is too long for a report (more than {_LONGEST:,} characters): divide it."
            )
    return "".join(parts)


def _report(
    out: io.StringIO, screening: Screening, name: str, args: argparse.Namespace, *, several: bool
) -> None:
    """Write the report on one text; say on standard error where there was nothing to check."""
    if args.format == "csv":
        csv.writer(out, lineterminator="\n").writerows(rows(screening, name, args.language))
    else:
        heading = [f"== {name}"] if several else []
        out.write("\n".join([*heading, *told_sentences(screening, args.language)]) + "\n")
    if not is_chinese(screening.text):
        print(f"check: {name} is not Chinese: only Chinese texts can be checked.", file=sys.stderr)
    elif not screening.figures:
        print(f"check: {name} holds no figure: there is nothing to check.", file=sys.stderr)


def _print(text: str) -> None:
    """Print a report in UTF-8, whatever the terminal says."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text)
    sys.stdout.flush()


def _write(target: Path, text: str) -> None:
    """Write a file, which is old or new, never partial.

    Raises
    ------
    ReadError
        If it cannot be written.
    """
    temporary = target.with_name(target.name + ".part")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        os.replace(temporary, target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise ReadError(f"{target} cannot be written ({error.strerror or error}).") from error
