"""What must hold between the cells and rows of settled figures and other numerals.

What a single cell may hold is declared with the tables (`analysis.tables.cell_rules`); what the
text itself misprints is published as printed, with its `status`.  Only a coding that its own
literal contradicts is refused.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from analysis.errors import AnalysisError
from analysis.intervals import format_number, parse_number
from analysis.language import LANGUAGES, rules_of
from analysis.reading.find import Quantity
from analysis.reading.hedges import hedges_of
from analysis.reading.limits import SHARE_UNITS, counts_whole, plain_literal
from analysis.reading.literals import may_be_unit, may_be_value, read_alone
from analysis.reading.periods import find_periods
from analysis.tables import schema
from analysis.tables.cell_rules import UNDECIDED, Fault
from analysis.tables.codebook import Document
from analysis.tables.schema import TableSchema

_Cells = Mapping[str, str]
"""One row of a table: its cells by column."""

GREATEST = 10**16
"""No amount of a city's unions is as large; a number beyond it is a slip or a misprint."""


def document_of(figure_id: str) -> str:
    """Return the document of a figure.

    Examples
    --------
    >>> document_of("yanxi-2018-b-012")
    'yanxi-2018-b'
    """
    return re.sub(r"-\d{3,}$", "", figure_id, flags=re.ASCII)


def fault_finder(table: TableSchema, file: str) -> Callable[[int, _Cells, str, str, str], Fault]:
    """Return a function that makes faults of one file: row, cells, column, rule, advice."""
    places = {name: place for place, name in enumerate(table.names)}

    def fault(number: int, row: _Cells, column: str, rule: str, advice: str = "") -> Fault:
        return Fault(file, number, places[column], column, row[column], rule, advice)

    return fault


def span_faults(
    rows: Sequence[_Cells], table: TableSchema, file: str, characters: int | None = None
) -> Iterator[Fault]:
    """Yield what is wrong with the spans of a table: order, overlap, length of the literal, place.

    Parameters
    ----------
    rows
        Rows with the columns ``start``, ``end`` and ``literal``; numbers may be broken.
    table, file
        Declaration of the table and its name in messages.
    characters
        How many the text has, as far as its origin record says.
    """
    fault = fault_finder(table, file)
    last_end = -1
    for number, row in enumerate(rows, start=2):
        if not (row["start"].isdecimal() and row["end"].isdecimal()):
            continue
        start, end = int(row["start"]), int(row["end"])
        if end - start != len(row["literal"]):
            length = f"({start} + {len(row['literal'])})"
            yield fault(number, row, "end", f"must be start + length of the literal {length}", "")
        if start < last_end:
            yield fault(number, row, "start", "overlaps or precedes the row before it", "")
        if characters is not None and end > characters:
            rule = f"lies beyond the text, which has {characters} characters"
            yield fault(number, row, "end", rule, _OTHER_COPY)
        last_end = max(last_end, end)


_OTHER_COPY = "correct the place, or make the sheet from the copy of documents.csv"


def line_faults(rows: Sequence[_Cells], table: TableSchema, file: str) -> Iterator[Fault]:
    """Yield figures whose paragraph or sentence cannot stand where they do.

    Each comes no earlier than that of the figure before, and has room in the text before it.

    Parameters
    ----------
    rows
        Rows of `schema.FIGURES` in the order of the text; numbers may be broken.
    table, file
        Declaration of the table and its name in messages.
    """
    fault = fault_finder(table, file)
    last = (1, 1)
    for number, row in enumerate(rows, start=2):
        if not (row["paragraph"].isdecimal() and row["sentence"].isdecimal()):
            continue
        place = int(row["paragraph"]), int(row["sentence"])
        for column, counted in zip(("paragraph", "sentence"), place, strict=True):
            if counted < 1:
                yield fault(number, row, column, "must be 1 or more", "")
            elif row["start"].isdecimal() and not has_room(counted, int(row["start"])):
                before = f"cannot begin within {row['start']} characters"
                yield fault(number, row, column, before, "")
        if place < last:
            column = "paragraph" if place[0] < last[0] else "sentence"
            yield fault(number, row, column, "precedes that of the row before it", "")
        last = max(last, place)


def has_room(counted: int, start: int) -> bool:
    """Tell whether as many paragraphs, or sentences, can have begun before a place of the text.

    Parameters
    ----------
    counted
        Number of the paragraph or sentence, from 1.
    start
        Characters before it.
    """
    return _LEAST * (counted - 1) <= start


_LEAST = 2
"""Characters of the shortest paragraph, with its end, and of the shortest sentence."""


def shared_spans(
    first: Sequence[_Cells], second: Sequence[_Cells]
) -> Iterator[tuple[int, _Cells, _Cells]]:
    """Yield the rows of two tables of one text whose spans overlap, with the number of the second.

    Parameters
    ----------
    first, second
        Rows with the columns ``start``, ``end`` and ``literal``, whose numbers are sound.
    """
    known = sorted(first, key=lambda row: int(row["start"]))
    starts = [int(row["start"]) for row in known]
    for number, row in enumerate(second, start=2):
        place = bisect_left(starts, int(row["end"]))
        while place and int(known[place - 1]["end"]) > int(row["start"]):
            place -= 1
            yield number, known[place], row


def document_faults(
    rows: Sequence[_Cells], table: TableSchema, file: str, document: str
) -> Iterator[Fault]:
    """Yield the rows of a table of one text that name another.

    Parameters
    ----------
    rows
        Rows with the column ``document``.
    table, file
        Declaration of the table and its name in messages.
    document
        The text.
    """
    fault = fault_finder(table, file)
    for number, row in enumerate(rows, start=2):
        if row["document"] != document:
            yield fault(number, row, "document", f"must be {document}", "")


def sheet_faults(
    rows: Sequence[_Cells], table: TableSchema, file: str, document: str
) -> Iterator[Fault]:
    """Yield what is wrong between the cells and rows of a coder's sheet.

    Parameters
    ----------
    rows
        Rows of `schema.CODING`; a sheet may hold any code, which is shown as it was written.
    table, file
        Declaration of the table and its name in messages.
    document
        The document that was coded.
    """
    fault = fault_finder(table, file)
    starts = {row["start"] for row in rows if row["kind"] == "figure"}
    yield from document_faults(rows, table, file, document)
    for number, row in enumerate(rows, start=2):
        for column in ("duplicate_of_start", "part_of_start"):
            named = row[column]
            if named and (named not in starts or named == row["start"]):
                yield fault(number, row, column, "is not the start of another figure", "")


def figure_faults(
    rows: Sequence[_Cells],
    table: TableSchema,
    file: str,
    document: str,
) -> list[Fault]:
    """Return what is wrong between the cells and rows of a table of figures.

    Parameters
    ----------
    rows
        Rows of `schema.FIGURES`; cells that break their own rule are left to that rule.
    table, file
        Declaration of the table and its name in messages.
    document
        The document whose figures they are.
    """
    fault = fault_finder(table, file)
    known = {row["figure_id"] for row in rows}
    found = [
        fault(number, row, column, rule, advice)
        for number, row in enumerate(rows, start=2)
        for column, rule, advice in (
            *_identity(row, document, known),
            *_agreeing_cells(row),
            *_possible_value(row),
            *_against_literal(row),
        )
    ]
    return sorted([*found, *_cycles(rows, fault), *_repeats(rows, fault)])


def late_faults(figures: Iterable[_Cells], document: Document) -> Iterator[Fault]:
    """Yield figures whose time ends after the last day on which their text can have been written.

    A text can plan for later days; what it states of a later one, it cannot have known.

    Parameters
    ----------
    figures
        Rows of `schema.FIGURES`, in their order.
    document
        Its origin record.
    """
    latest = document.written_before
    for number, figure in enumerate(figures, start=2):
        end = figure["period_end"]
        if latest is None or end <= latest.isoformat() or figure["nature"] == _PLAN:
            continue
        yield Fault(
            f"data/raw/{schema.FIGURES.name}/{document.document}.csv",
            number,
            schema.FIGURES.names.index("period_end"),
            "period_end",
            end,
            f"of {figure['figure_id']} lies after the text was written ({latest} at the latest)",
            "a state is taken as of the writing, and a time that was not over ends there",
        )


_RESULTS = "results"
"""Kind of thing counted: what was achieved for somebody."""

_PLAN = "plan"
"""Nature of what is meant for later."""

Broken = tuple[str, str, str]
"""Column, rule and advice of a cell that does not go with the others of its row."""


def _identity(row: _Cells, document: str, known: set[str]) -> Iterator[Broken]:
    if document_of(row["figure_id"]) != document:
        yield "figure_id", f"must begin with {document}-", ""
    if row["document"] != document:
        yield "document", f"must be {document}", ""
    for column in ("duplicate_of", "part_of"):
        named = row[column]
        if named and (named not in known or named == row["figure_id"]):
            yield column, "must name another figure of the document", ""


def _agreeing_cells(row: _Cells) -> Iterator[Broken]:
    """Yield the cells that must be filled, or empty, because another one is."""
    unknown, ranged = row["bound"] == "unknown", row["bound"] == "range"
    if (row["value"] == "") != unknown:
        yield "value", "must be empty exactly where the bound is unknown", ""
    if (row["value_high"] != "") != ranged:
        yield "value_high", "must be filled exactly where the bound is a range", ""
    low, high = _number(row["value"]), _number(row["value_high"])
    if low is not None and high is not None and high < low:
        yield "value_high", "must not be smaller than value", ""
    if row["bound"] == "exact" and row["hedge"]:
        yield "hedge", "must be empty where the bound is exact", ""
    if row["period_basis"] == "stated" and not row["period_words"]:
        advice = "write the words of the time as printed, or code the period as carried"
        yield "period_words", "must not be empty where the period is stated", advice
    if row["period_length"] and row["period_start"] and row["period_end"]:
        advice = "leave open the day that the text does not name, or take the length out"
        yield "period_length", "must be empty where both days of the time are coded", advice
    if row["period_start"] and row["period_end"] and row["period_start"] > row["period_end"]:
        yield "period_end", "must not precede period_start", ""
    for column in ("period_start", "period_end"):
        if row[column] and row[column][:4] < EARLIEST:
            yield column, f"lies before {EARLIEST}, long before the text", "correct the year"
    if row["period_basis"] == "stated" and not (
        row["period_start"] or row["period_end"] or row["period_length"]
    ):
        advice = "code the days or the length that the words name, or the period as assumed"
        yield "period_words", "is a time that is stated, and no time is coded", advice
    yield from _named_years(row) or _named_time(row)
    if row["grade_and_above"] and not row["grade"]:
        yield "grade_and_above", "must be empty where no grade is coded", ""
    if row["multiplier"] in ("0", "1"):
        yield "multiplier", "must be 2 or more: how many groups have the number each", ""
    if row["unit"] in SHARE_UNITS and row["nature"] in _NO_SHARE:
        advice = f"code what is counted in {row['unit']} as a rate, or as a plan or standard"
        yield "nature", "is no share", advice
    if row["nature"] == "rate" and counts_whole(row["unit"]):
        advice = "code what there is as a stock, what was done as a flow"
        yield "nature", f"is no nature of {row['unit'] or 'what has no unit'}", advice
    if row["nature"] == "duration" and row["unit"] in _NO_TIME:
        advice = "code what there is as a stock, what was done as a flow"
        yield "nature", f"is no nature of {row['unit']}", advice
    if row["counted"] == "money" and counts_whole(row["unit"]):
        advice = "code what the sentence counts"
        yield "counted", f"is no money where the unit is {row['unit'] or 'none'}", advice
    if row["counted"] == _RESULTS and row["nature"] in (_PLAN, "plan_or_result", "tariff"):
        advice = "code what is planned or set as a standard by what it is about"
        yield "counted", f"must not be {_RESULTS} where nothing was achieved yet", advice
    if row["duplicate_of"] and row["duplicate_of"] == row["part_of"]:
        yield "part_of", "is repeated: a figure that says the same again is no part of it", ""
    for relation in ("duplicate", "part"):
        if bool(row[f"{relation}_kind"]) != bool(row[f"{relation}_of"]):
            yield f"{relation}_kind", f"must be filled exactly where {relation}_of is", ""
    notes = [name for name in row if name.startswith("note_")]
    if len({bool(row[name]) for name in notes}) > 1:
        yield notes[0], "must be written in every language or in none", ""
    for column in _WORDS:
        letters = rules_of(column.rpartition("_")[2]).letters
        if row[column].strip() and not re.search(letters, row[column]):
            advice = "write it in the language that the column names"
            yield column, "has no word of its language", advice
        if slip := _UNWRITTEN.search(row[column]):
            yield column, "is not written yet", f"replace {slip[0]!r} by what is to be said"
        if column.startswith("measures") and len(row[column]) > LABEL_LENGTH:
            rule = f"is longer than {LABEL_LENGTH} characters"
            yield column, rule, "say what is counted; the rest belongs into the note"
    undecided = row["status"].startswith(UNDECIDED[0])
    if row["status"] != "as_printed" and not undecided and not row[notes[0]]:
        yield notes[0], "must say what is doubtful where the status is not as_printed", ""


_NO_SHARE = frozenset(("flow", "single", "duration"))
"""Natures that a number of hundredths cannot have."""

_NO_TIME = frozenset(("人", "人次", "户", "家", "元"))
"""Units in which nothing lasts."""

EARLIEST = "1900"
"""No time that a report of a trade union is about begins earlier; an earlier year is a slip."""

LABEL_LENGTH = 200
"""Most characters that say what is counted."""

_WORDS = tuple(f"{stem}_{language}" for stem in ("measures", "note") for language in LANGUAGES)

_UNWRITTEN = re.compile(r"(?<![A-Za-z])(?:TODO|FIXME|TBD)(?![A-Za-z])")

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def _named_years(row: _Cells) -> list[Broken]:
    """Return words of time that name years, none of which is one of those that are coded."""
    words = unicodedata.normalize("NFKC", row["period_words"])
    start, end = row["period_start"][:4], row["period_end"][:4]
    if row["period_basis"] != "stated" or not (start or end):
        return []
    named = _YEAR.findall(words)
    if not named or any(
        (not start or start <= year) and (not end or year <= end) for year in named
    ):
        return []
    return [_other_time(", ".join(dict.fromkeys(named)), start, end)]


def _other_time(named: str, start: str, end: str) -> Broken:
    coded = "–".join(dict.fromkeys(filter(None, (start, end))))
    rule = f"names {named}, and the time coded is {coded}"
    return "period_words", rule, "correct the days, or the words as printed near the figure"


_TIME = re.compile(
    r"(截[至止到]|[至到])?((?:19|20)\d{2}年)?"
    r"(\d{1,2}月(?:份|\d{1,2}日)?|上半年|下半年|第[一二三四]季度)?([底末])?",
    re.ASCII,
)
"""Words that name one time and nothing else; loose ones (年初, 以来, 中旬) are not among them."""


def _named_time(row: _Cells) -> list[Broken]:
    """Return words that name one time, beyond which the time that is coded reaches."""
    words = unicodedata.normalize("NFKC", row["period_words"])
    start, end = row["period_start"], row["period_end"]
    named = _TIME.fullmatch(words)
    if row["period_basis"] != "stated" or not named or not (named[2] or named[3]):
        return []
    open_, time = named[1] or "", words[len(named[1] or "") :].rstrip("底末")
    year = (end or start if open_ else start or end)[:4]
    if not year:
        return []
    for period in find_periods(time if named[2] else f"{year}年{time}"):
        low, high = str(period.period_start), str(period.period_end)
        late = end and not low <= end <= high
        if late or (start and start < low and not open_):
            said = "–".join(dict.fromkeys((low, high)))
            return [_other_time(f"{open_}{said}" if open_ else said, start, end)]
    return []


def _number(cell: str) -> Fraction | None:
    try:
        number = parse_number(cell)
    except AnalysisError:
        return None  # A cell that is no number is named by its own rule.
    return None if number is None else Fraction(number)


_SAY = "if the text prints it, say so in status and note; otherwise correct the value"


def _possible_value(row: _Cells) -> Iterator[Broken]:
    """Yield values that the unit cannot have, unless the status says that the text prints them."""
    if row["status"] not in ("as_printed", ""):
        return
    for column in ("value", "value_high"):
        number = _number(row[column])
        if number is None:
            continue
        if number < 0:
            yield column, "is less than nothing", _SAY
        elif number >= GREATEST:
            yield column, "has more digits than any amount of a city", _SAY
        elif number.denominator != 1 and counts_whole(row["unit"]):
            yield column, f"is no whole number of {row['unit'] or 'things counted'}", _SAY


def needs_note(row: _Cells) -> bool:
    """Tell whether a figure contradicts its own literal, so that a note must say why.

    Parameters
    ----------
    row
        A row of `schema.FIGURES`.
    """
    return any(_contradictions(row))


def _against_literal(row: _Cells) -> Iterator[Broken]:
    """Yield what the figure's own literal contradicts, unless a note says why."""
    if _A_WORD.search(row["reading_note"]):
        return
    for column, rule in _contradictions(row):
        advice = "correct the cell, or say in reading_note why it is read otherwise"
        yield column, rule, advice


_A_WORD = re.compile(r"[A-Za-z]{3}|[\u3400-\u9fff]{2}")
"""What a reason has, in whatever language it is given."""


def _contradictions(row: _Cells) -> Iterator[tuple[str, str]]:
    """Yield the cells that the literal, read by itself, contradicts, and what it reads.

    What is coded as damaged and unknown may have lost what is read of it.
    """
    literal = row["literal"]
    if not literal or (row["status"] == "damaged" and row["bound"] == "unknown"):
        return
    quantity = read_alone(literal)
    if quantity is None:
        if row["status"] != "damaged":
            yield "literal", "does not read as one number"
        return
    for column, found, agrees in _readings(row, quantity):
        if not agrees:
            yield column, f"contradicts its own literal {literal!r}, which reads {found!r}"


_ORDINAL = "an ordinal number"
"""What a literal reads that says which one of a row is meant, and not how many there are."""


def _readings(row: _Cells, quantity: Quantity) -> Iterator[tuple[str, str, bool]]:
    """Yield column by column what a literal reads, and whether what is coded agrees."""
    figure = quantity.kind == "figure"
    if quantity.kind == "ordinal":
        yield "literal", _ORDINAL, False
        return
    if figure or quantity.value is not None:
        for column, value in (("value", quantity.value), ("value_high", quantity.value_high)):
            found = format_number(value)
            coded, read = _number(row[column]), _number(found)
            same = row[column] == found or may_be_value(coded, read, quantity)
            yield column, found, same and (coded is not None or not row[column])
    if figure:
        yield "unit", quantity.unit or "", may_be_unit(row["unit"], quantity)
        yield "bound", quantity.bound, row["bound"] == quantity.bound
        if row["bound"] == quantity.bound and row["bound"] not in ("exact", "unknown"):
            hedge = hedges_of(plain_literal(row["literal"]))
            yield "hedge", hedge, row["hedge"] == hedge


def _repeats(rows: Sequence[_Cells], fault: Callable[..., Fault]) -> Iterator[Fault]:
    """Yield figures that are said to be in the same words as another, and say something else."""
    known = {row["figure_id"]: row for row in rows}
    for number, row in enumerate(rows, start=2):
        first = known.get(row["duplicate_of"])
        if first is None or not row["duplicate_kind"].startswith("same_words"):
            continue
        if "damaged" in (row["status"], first["status"]):
            continue
        stated = row["period_basis"] == first["period_basis"] == "stated"
        for column in (*_SAID, *(("period_start", "period_end") if stated else ())):
            if row[column] != first[column]:
                rule = f"is not what {row['duplicate_of']} has ({first[column] or 'none'})"
                advice = "the same words say the same: say how it is repeated"
                yield fault(number, row, column, rule, advice)


_SAID = ("value", "value_high", "unit", "bound")
"""Columns in which figures are alike that are printed in the same words."""


def _cycles(rows: Sequence[_Cells], fault: Callable[..., Fault]) -> Iterator[Fault]:
    """Yield figures that are, by way of others, repeats or parts of themselves."""
    for column in ("duplicate_of", "part_of"):
        parent = {row["figure_id"]: row[column] for row in rows if row[column]}
        for number, row in enumerate(rows, start=2):
            seen, place = {row["figure_id"]}, parent.get(row["figure_id"], "")
            while place and place not in seen:
                seen.add(place)
                place = parent.get(place, "")
            if place == row["figure_id"] and len(seen) > 1:
                yield fault(number, row, column, "leads back to the figure itself", "")
