"""The ``read`` command: the quantities of texts as CSV, JSON lines or an annotated page."""

from __future__ import annotations

import argparse
import codecs
import csv
import html
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import IO

from analysis.errors import AnalysisError
from analysis.reading import Quantity, find_periods, find_quantities, find_repairs, govern

BLOCK = 2_000_000
"""Characters read at a time; a text of any size needs memory for one block only."""
PARALLEL_LIMIT = 32 * 1024 * 1024
"""Larger files (bytes) are streamed one after the other instead of handed to a worker."""
HTML_LIMIT = 2_000_000
"""Characters an annotated page may have; more would be too heavy for a browser."""
SUFFIXES = (".txt", ".md")
"""What is read in a folder."""
SAMPLE = 8192
"""Bytes looked at to tell the encoding of a text that is not UTF-8."""
_BYTE_ORDER_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_PUNCTUATION = frozenset("，。、；：！？“”‘’（）《》—…％　·")
COLUMNS = (
    "file", "start", "end", "text", "kind", "value", "value_high", "unit", "bound",
    "period_start", "period_end", "period_reason",
)  # fmt: skip


class ReadError(AnalysisError):
    """A file cannot be read; the message is one sentence for the user."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``read`` to a parser."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="text, folder, or - for standard input"
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
        "--encoding", type=_encoding, default="utf-8", metavar="NAME",
        help="encoding of the texts, such as gb18030 (default: utf-8)",
    )  # fmt: skip
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="worker processes")
    parser.add_argument(
        "--html", metavar="OUT", help="write one annotated page of one text instead"
    )


def _positive(text: str) -> int:
    """Parse a whole number above zero."""
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError("must be a whole number above 0")
    return number


def _encoding(text: str) -> str:
    """Parse the name of an encoding."""
    try:
        return codecs.lookup(text).name
    except LookupError:
        raise argparse.ArgumentTypeError(f"{text!r} is no encoding Python knows") from None


def run(args: argparse.Namespace, out: IO[str] | None = None) -> int:
    """Carry out ``read``; return 0, or 1 when a file could not be read, 2 for a wrong call."""
    target = out or sys.stdout
    if args.reference_date is not None:
        try:
            find_periods("", args.reference_date)
        except ValueError:
            return _fail(
                f"--reference-date must be a date such as 2016-12-31, not {args.reference_date!r}.",
                2,
            )
    paths, missing = _inputs(args.files)
    if args.html:
        return missing or _run_html(paths, args)
    if missing and not paths:
        return missing
    if target is sys.stdout and isinstance(target, io.TextIOWrapper):
        # The rows are UTF-8 whatever the terminal says.
        target.reconfigure(encoding="utf-8")
    try:
        status = _run_rows(paths, args, target)
        target.flush()
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough: the caller ends quietly.
        raise
    except OSError as error:
        return _fail(f"the output cannot be written ({error.strerror or error}).", 1)
    return status | missing


def _fail(message: str, status: int) -> int:
    """Print one sentence to standard error and return the exit status."""
    print(f"read: {message}", file=sys.stderr)
    return status


def _inputs(names: Sequence[str]) -> tuple[list[str], int]:
    """Expand folders to the texts in them, sorted; tell about names that are nothing to read.

    Returns
    -------
    tuple
        What can be read, and 1 when something was wrong, else 0.
    """
    found: list[str] = []
    status = 0
    for name in names:
        path = Path(name)
        if name == "-" or path.is_file():
            found.append(name)
        elif path.is_dir():
            inside = sorted(str(p) for p in path.rglob("*") if p.suffix in SUFFIXES and p.is_file())
            found += inside
            if not inside:
                status = _fail(f"{name} is a folder without .txt or .md files.", 1)
        elif path.exists():
            # a pipe such as /dev/fd/63
            found.append(name)
        else:
            status = _fail(f"{name} does not exist.", 1)
    return found, status


def blocks(name: str, encoding: str = "utf-8") -> Iterator[tuple[int, str]]:
    """Read a text in blocks that end at a line end.

    Parameters
    ----------
    name
        A path, or ``'-'`` for standard input.
    encoding
        How its characters are written.

    Yields
    ------
    tuple of int and str
        Offset of the block in the text, and the block.

    Raises
    ------
    ReadError
        If the file cannot be opened, is empty, is binary, or is not in this encoding.
    """
    try:
        if name == "-":
            yield from _blocks(sys.stdin.buffer, "standard input", encoding)
        else:
            with open(name, "rb") as stream:
                yield from _blocks(stream, name, encoding)
    except OSError as error:
        raise ReadError(f"{name} cannot be read ({error.strerror or error}).") from error


def _blocks(stream: IO[bytes], name: str, encoding: str) -> Iterator[tuple[int, str]]:
    """Decode a byte stream strictly and cut it at line ends."""
    text = io.TextIOWrapper(stream, encoding=encoding, errors="strict", newline="")
    offset, rest, empty = 0, "", True
    try:
        while True:
            piece = text.read(BLOCK)
            if not piece:
                break
            if "\0" in piece:
                raise ReadError(f"{name} is a binary file, not a text (it has a zero byte).")
            empty = empty and not piece.strip("\ufeff \r\n\t")
            rest += piece
            cut = _cut(rest)
            if cut:
                yield offset, rest[:cut]
                offset, rest = offset + cut, rest[cut:]
    except UnicodeDecodeError as error:
        raise ReadError(_not_decoded(name, encoding, error)) from error
    finally:
        text.detach()
    if empty:
        raise ReadError(f"{name} is empty.")
    if rest:
        yield offset, rest


def _not_decoded(name: str, encoding: str, error: UnicodeDecodeError) -> str:
    """Say what a text may be that is not in the encoding expected, and what to do."""
    sample = bytes(error.object[:SAMPLE])
    what = f"{name} is not {encoding.upper()} (byte {sample[error.start : error.start + 1].hex()})"
    for mark, other in _BYTE_ORDER_MARKS.items():
        if sample.startswith(mark):
            return f"{what}; it begins like {other.upper()}: try --encoding {other}."
    if b"\0" in sample:
        return f"{name} is a binary file, not a text (it has a zero byte)."
    for other in ("utf-8", "gb18030", "big5"):
        decoder = codecs.getincrementaldecoder(other)()
        try:
            read = decoder.decode(sample)
        except UnicodeDecodeError:
            continue
        common = sum("\u4e00" <= c <= "\u9fff" or c.isascii() or c in _PUNCTUATION for c in read)
        if common >= 0.9 * len(read):
            return f"{what}; it reads as {other.upper()}: try --encoding {other}."
    return f"{what}; name its encoding with --encoding, or it is no text."


def _cut(text: str) -> int:
    """Return where a block may end: behind a blank line, a line, a sentence, or anywhere."""
    if len(text) < BLOCK:
        return 0
    for mark in ("\n\n", "。\n", "\n", "。", "，"):
        position = text.rfind(mark, BLOCK // 2)
        if position >= 0:
            return position + len(mark)
    return len(text)


def _row(name: str, offset: int, quantity: Quantity) -> list[object]:
    """Return the first columns of a row."""
    start, end, text, kind, value, high, unit, bound, *_ = quantity
    return [
        name, start + offset, end + offset, text, kind,
        _number(value), _number(high), unit or "", bound,
    ]  # fmt: skip


def _number(value: int | Decimal | Fraction | None) -> str:
    """Write a value exactly: plain digits, a fraction as 100/3, nothing when unknown."""
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def rows(
    name: str, reference: str | None, kinds: Iterable[str] | None, encoding: str = "utf-8"
) -> Iterator[list[object]]:
    """Yield one row per mention of a text, in the order of :data:`COLUMNS`."""
    wanted = frozenset(kinds) if kinds else None
    for offset, text in blocks(name, encoding):
        found = find_quantities(text)
        periods = find_periods(text, reference)
        for quantity, period, reason in govern(text, found, periods):
            if wanted is not None and quantity.kind not in wanted:
                continue
            first = period.period_start if period else None
            last = period.period_end if period else None
            yield [*_row(name, offset, quantity), first or "", last or "", reason]


def _render(job: tuple[str, str | None, list[str] | None, str, str]) -> tuple[str, str]:
    """Read one file in a worker; return its output and the sentence that went wrong."""
    name, reference, kinds, form, encoding = job
    out = io.StringIO()
    try:
        _write(rows(name, reference, kinds, encoding), form, out)
    except ReadError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def _write(lines: Iterable[list[object]], form: str, out: IO[str]) -> None:
    """Write rows as CSV or JSON lines."""
    if form == "csv":
        csv.writer(out, lineterminator="\n").writerows(lines)
        return
    for line in lines:
        record = {
            k: (str(v) if v != "" and k.startswith("period") else v)
            for k, v in zip(COLUMNS, line, strict=True)
        }
        record = {k: (None if v == "" else v) for k, v in record.items()}
        out.write(json.dumps(record, ensure_ascii=False) + "\n")


def _run_rows(paths: Sequence[str], args: argparse.Namespace, out: IO[str]) -> int:
    """Read all files, in order, several at a time where asked, with progress for many."""
    status = 0
    if args.format == "csv":
        csv.writer(out, lineterminator="\n").writerow(COLUMNS)
    show = len(paths) >= 10 or (len(paths) > 1 and sys.stderr.isatty())
    jobs = [(name, args.reference_date, args.kind, args.format, args.encoding) for name in paths]
    small = all(p != "-" and Path(p).stat().st_size <= PARALLEL_LIMIT for p in paths)
    if args.jobs > 1 and len(paths) > 1 and small:
        with ProcessPoolExecutor(min(args.jobs, len(paths))) as pool:
            for k, (text, error) in enumerate(pool.map(_render, jobs, chunksize=4), 1):
                out.write(text)
                status |= _report(k, paths, error, show)
        return status
    for k, (name, reference, kinds, form, encoding) in enumerate(jobs, 1):
        error = ""
        try:
            _write(rows(name, reference, kinds, encoding), form, out)
        except ReadError as failure:
            error = str(failure)
        status |= _report(k, paths, error, show)
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
    try:
        text = ""
        for _, block in blocks(paths[0], args.encoding):
            text += block
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


_KINDS = {
    "figure": "figure 数量", "date": "date 日期或时长", "ordinal": "ordinal 序数",
    "name": "name 名称", "other": "other 其他",
}  # fmt: skip
_STYLE = """
:root{color-scheme:light dark;--bg:#fff;--fg:#1a1a1a;--line:#bbb;--figure:#ffe08a;--date:#bfe3ff;
--ordinal:#e3d5ff;--name:#cdeecb;--other:#e6e6e6;--tip:#1a1a1a;--tipfg:#fff}
@media (prefers-color-scheme:dark){:root{--bg:#161616;--fg:#eee;--line:#555;--figure:#6b5200;
--date:#0b4a75;--ordinal:#4b3480;--name:#1f5a2c;--other:#444;--tip:#f2f2f2;--tipfg:#111}}
body{background:var(--bg);color:var(--fg);font-family:sans-serif;line-height:2;max-width:60rem;
margin:0 auto;padding:1rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
mark{color:inherit;padding:.1em .15em;border-radius:.2em;position:relative;
border-bottom:2px solid var(--fg)}
.figure{background:var(--figure)}.date{background:var(--date);border-bottom-style:dashed}
.ordinal{background:var(--ordinal);border-bottom-style:dotted}.name{background:var(--name);border-bottom-style:double}
.other{background:var(--other);border-bottom:0}
.repair{text-decoration:underline wavy}
.tip{display:none;position:absolute;left:0;top:2.1em;z-index:1;background:var(--tip);color:var(--tipfg);
padding:.3em .6em;border-radius:.3em;line-height:1.5;width:max-content;
max-width:18rem;white-space:normal}
mark:hover .tip,mark:focus .tip{display:block}
table{border-collapse:collapse}td,th{border:1px solid var(--line);padding:.2em .6em;text-align:left}
@media print{.tip{display:none!important}}
"""


def annotated_page(text: str, title: str, reference: str | None = None) -> str:
    """Return one offline HTML page with every mention marked and its reading on hover and focus.

    Parameters
    ----------
    text
        The text to show.
    title
        Title of the page, usually the file's name.
    reference
        ISO date the text speaks from.
    """
    found = govern(text, find_quantities(text), find_periods(text, reference))
    repairs = find_repairs(text)
    parts: list[str] = []
    position = k = 0

    def plain(until: int) -> None:
        nonlocal position, k
        while k < len(repairs) and repairs[k].start < position:
            k += 1
        while k < len(repairs) and repairs[k].end <= until:
            repair = repairs[k]
            k += 1
            if repair.start < position or repair.reason == "traditional":
                continue
            parts.append(html.escape(text[position : repair.start]))
            label = html.escape(f"{repair.reason}: {repair.text!r} → {repair.replacement!r}")
            shown = html.escape(repair.text)
            parts.append(f'<span class="repair" title="{label}">{shown}</span>')
            position = repair.end
        parts.append(html.escape(text[position:until]))
        position = until

    for quantity, period, reason in found:
        plain(quantity.start)
        reading = _describe(quantity)
        if quantity.kind == "figure" and period is not None:
            reading += f" · {period.period_start or '…'} – {period.period_end or '…'} ({reason})"
        inside = (
            [r.reason for r in repairs if quantity.start <= r.start < quantity.end]
            if len(repairs) < 500
            else []
        )
        if inside:
            reading += " · repaired: " + ", ".join(sorted(set(inside)))
        parts.append(
            f'<mark class="{quantity.kind}" tabindex="0">{html.escape(quantity.text)}'
            f'<span class="tip" role="tooltip">{html.escape(reading)}</span></mark>'
        )
        position = quantity.end
    plain(len(text))
    counts = {kind: sum(g.quantity.kind == kind for g in found) for kind in _KINDS}
    legend = " ".join(
        f'<span><mark class="{kind}">{label}</mark> {counts[kind]}</span>'
        for kind, label in _KINDS.items()
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<main>\n<h1>{html.escape(title)}</h1>\n<p>{legend}</p>\n"
        f"<pre>{''.join(parts)}</pre>\n{_repair_table(repairs)}</main>\n</body>\n</html>\n"
    )


def _describe(quantity: Quantity) -> str:
    """Write a reading in words: kind, value, unit, bound."""
    value = _number(quantity.value) or "?"
    if quantity.value_high is not None:
        value += "–" + _number(quantity.value_high)
    if quantity.kind in ("name", "other") and quantity.value is None:
        return _KINDS[quantity.kind]
    return f"{_KINDS[quantity.kind]} · {value} {quantity.unit or ''} · {quantity.bound}"


def _repair_table(repairs: Sequence[object]) -> str:
    """Return a table of the repairs, or a sentence that there are none."""
    if not repairs:
        return "<h2>Repairs 修复</h2>\n<p>None. 无。</p>\n"
    lines = [
        "<tr>"
        + "".join(
            f"<td>{html.escape(str(v))}</td>"
            for v in (f"{r.start}–{r.end}", repr(r.text), repr(r.replacement), r.reason)  # type: ignore[attr-defined]
        )
        + "</tr>"
        for r in repairs[:1000]
    ]
    more = f"<p>{len(repairs) - 1000} more.</p>\n" if len(repairs) > 1000 else ""
    return (
        f"<h2>Repairs 修复 ({len(repairs)})</h2>\n<table>\n<thead><tr><th>span</th><th>printed</th>"
        "<th>read as</th><th>reason</th></tr></thead>\n<tbody>\n"
        + "\n".join(lines)
        + f"\n</tbody>\n</table>\n{more}"
    )
