"""What the cells of a table may hold, and every cell that breaks a rule.

The rules are those of `declared.toml`.  A broken cell is said with file, row, column, value, rule
and, where one can be told, what to do: all of them at once.  Rules between the cells or rows of raw
figures belong to `analysis.coding`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias

from analysis.errors import AnalysisError
from analysis.intervals import format_number, parse_number
from analysis.language import LANGUAGES, rules_of
from analysis.tables.schema import EXACT_NUMBER, Column, TableSchema

if TYPE_CHECKING:
    import pandas as pd

Codes: TypeAlias = Mapping[str, Mapping[str, str]]
"""Allowed codes by name of code list, each with its label."""

UNDECIDED = ("‹", "›")
"""Around a cell on which coders differ, ``‹one|other›``, until somebody has decided."""

_SHOWN = 10
"""How many faults a message lists before it counts the rest."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A cell that breaks a rule.

    Attributes
    ----------
    file
        File as messages name it.
    row
        Row of the file; the header is row 1.
    place
        Place of the column, by which faults of one row are ordered.
    column, value, rule
        The column, what the cell holds, and the rule in words that follow the value.
    advice
        What to do, or the nearest values that are allowed.
    """

    file: str
    row: int
    place: int
    column: str
    value: str
    rule: str
    advice: str = ""

    def __str__(self) -> str:
        """Write the fault as one sentence."""
        shown = self.value if len(self.value) <= 60 else f"{self.value[:57]}…"
        said = f"{self.file}, row {self.row}, column {self.column}: {shown!r} {self.rule}"
        return f"{said}; {self.advice}" if self.advice else said


def faults_of(
    rows: Sequence[Sequence[str]], table: TableSchema, codes: Codes, file: str
) -> list[Fault]:
    """Return every cell of a table that breaks its declaration, in the order of the file.

    Parameters
    ----------
    rows
        Rows of cells in the order of the table's columns, without the header.
    table
        Declaration of the table.
    codes
        Allowed codes with their labels; without any, codes are not checked.
    file
        File name for the messages.

    Raises
    ------
    AnalysisError
        If the code list of a column is missing.
    """
    faults: list[Fault] = []
    for place, column in enumerate(table.columns):
        rules = list(_rules(column, codes))
        known: dict[str, tuple[str, str] | None] = {}
        for number, row in enumerate(rows, start=2):
            cell = row[place]
            if cell not in known:
                known[cell] = next(
                    ((rule, advice(cell)) for rule, holds, advice in rules if not holds(cell)), None
                )
            broken = known[cell]
            if broken:
                faults.append(Fault(file, number, place, column.name, cell, *broken))
    return sorted([*faults, *_repeated(rows, table, file)])


def language_faults(
    rows: Sequence[Sequence[str]], table: TableSchema, file: str
) -> Iterator[Fault]:
    """Yield words that a row has in one language and lacks in another.

    Parameters
    ----------
    rows
        Rows of cells in the order of the table's columns, without the header.
    table
        Declaration of the table.
    file
        File name for the messages.
    """
    names = table.names
    for places in _words_of(table):
        for number, row in enumerate(rows, start=2):
            lacking = [place for place in places if not row[place]]
            if lacking and len(lacking) < len(places):
                place = lacking[0]
                rule = "must be written in every language or in none"
                yield Fault(file, number, place, names[place], "", rule)


def _words_of(table: TableSchema) -> Iterator[list[int]]:
    """Yield the places of the columns that say the same in each language."""
    names, ending = table.names, f"_{LANGUAGES[0]}"
    for stem in [name.removesuffix(ending) for name in names if name.endswith(ending)]:
        yield [names.index(name) for each in LANGUAGES if (name := f"{stem}_{each}") in names]


def foreign_faults(rows: Sequence[Sequence[str]], table: TableSchema, file: str) -> Iterator[Fault]:
    """Yield words that stand in the column of a language of which they have no word.

    Parameters
    ----------
    rows
        Rows of cells in the order of the table's columns, without the header.
    table
        Declaration of the table.
    file
        File name for the messages.
    """
    for places in _words_of(table):
        for number, row in enumerate(rows, start=2):
            for place in places:
                name = table.names[place]
                if _foreign(row[place], name.rpartition("_")[2]):
                    rule, advice = "has no word of its language", "write it in that of the column"
                    yield Fault(file, number, place, name, row[place], rule, advice)


def _foreign(words: str, language: str) -> bool:
    """Tell whether words are all of other languages; an abbreviation in capitals is of each."""
    if words.isupper() or re.search(rules_of(language).letters, words):
        return False
    return any(re.search(rules_of(other).letters, words) for other in LANGUAGES)


def refuse(faults: Sequence[Fault], shown: int = _SHOWN) -> None:
    """Raise all faults as one message, if there are any.

    Raises
    ------
    AnalysisError
        With one line for each fault, the first ones in full and the rest counted.
    """
    if faults:
        lines = [str(fault) for fault in faults[:shown]]
        rest = len(faults) - shown
        raise AnalysisError("\n".join([*lines, *([f"… and {rest} more"] if rest > 0 else [])]))


def validate(
    frame: pd.DataFrame, table: TableSchema, codes: Mapping[str, Iterable[str]], where: str
) -> pd.DataFrame:
    """Check every cell of a frame of text against its declaration, and return the frame.

    Raises
    ------
    AnalysisError
        With one line per broken cell: file, row (the header is row 1), column, value and rule.
    """
    allowed = {name: _with_labels(list_) for name, list_ in codes.items()}
    refuse(faults_of(frame[table.names].to_numpy(dtype=object).tolist(), table, allowed, where))
    return frame


def _with_labels(codes: Iterable[str]) -> Mapping[str, str]:
    return codes if isinstance(codes, Mapping) else dict.fromkeys(codes, "")


_Rule: TypeAlias = "tuple[str, Callable[[str], bool], Callable[[str], str]]"
"""A rule in words, whether a cell keeps it, and what to do about a cell that does not."""


def _rules(column: Column, codes: Codes) -> Iterator[_Rule]:
    """Yield what each cell of a column must be."""
    yield (
        "is not decided",
        lambda cell: not cell.startswith(UNDECIDED[0]),
        lambda cell: "keep one of the readings",
    )
    yield "must be text on one line", _plain, _odd_character
    yield (
        "must not begin or end with a blank",
        lambda cell: cell == cell.strip(),
        lambda cell: f"write {cell.strip()!r}" if cell.strip() else "leave it empty",
    )
    if not column.quoted:
        yield "must be characters that are seen", *_without(_UNSEEN, _named_character)
        yield "must be words without markup", *_without(_MARKUP, repr)
    if column.required:
        yield "must not be empty", bool, lambda cell: ""
    if column.type == "date":
        yield (
            "is not a day",
            lambda cell: not cell or _is_day(cell),
            lambda cell: "write it as 2016-12-31",
        )
    elif column.pattern:
        whole = re.compile(column.pattern, re.ASCII)
        yield (
            f"must match {column.pattern}",
            lambda cell: not cell or bool(whole.fullmatch(cell)),
            lambda cell: "",
        )
    if column.pattern == EXACT_NUMBER:
        yield (
            "is not how this number is written",
            lambda cell: _number_as_written(cell) == cell,
            lambda cell: f"write {_number_as_written(cell)}",
        )
    if column.codes and codes:
        if column.codes not in codes:
            raise AnalysisError(
                f"data/raw/codelists.csv has no list {column.codes!r}, which the column "
                f"{column.name} needs: add its codes"
            )
        allowed, many = codes[column.codes], column.many
        yield (
            f"is not in the code list {column.codes!r}",
            lambda cell: not cell or set(cell.split("+") if many else [cell]) <= set(allowed),
            lambda cell: nearest(cell, allowed) + _GROWS.get(column.codes or "", ""),
        )


_GROWS = {
    name: f"; a new one needs its row in data/raw/{file}.csv"
    for name, file in {
        "city": "codelists",
        "scheme": "codelists",
        "population": "codelists",
        "indicator": "indicators",
        "unit": "units",
    }.items()
}
"""What to do about a code that a new text may rightly bring."""


def _number_as_written(cell: str) -> str:
    """Return a number in the one form in which it is kept; what is none stays as it is."""
    try:
        return format_number(parse_number(cell))
    except AnalysisError:
        return cell


_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
"""Control characters, odd line separators, marks of byte order: never part of a cell."""


_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufffd\ue000-\uf8ff]")
"""Without width, turning the direction of writing, or of no script: what nobody wrote."""

_MARKUP = re.compile("</?[A-Za-z!][^<>]*>?|&(?:[A-Za-z]+|#[0-9]+|#x[0-9A-Fa-f]+);")


def _without(
    pattern: re.Pattern[str], shown: Callable[[str], str]
) -> tuple[Callable[[str], bool], Callable[[str], str]]:
    """Return whether a cell is without a pattern, and the advice to take out what matches."""

    def advice(cell: str) -> str:
        match = pattern.search(cell)
        return f"take out {shown(match[0])}" if match else ""

    return lambda cell: not pattern.search(cell), advice


def _named_character(character: str) -> str:
    return f"the character U+{ord(character):04X}"


_plain, _odd_character = _without(_ODD, _named_character)


def _is_day(cell: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell, re.ASCII):
        return False
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def nearest(cell: str, allowed: Mapping[str, str]) -> str:
    """Say which allowed codes are nearest to a cell, with their labels.

    Parameters
    ----------
    cell
        What was written.
    allowed
        Allowed codes with their labels (empty where none is known).
    """
    by_label = {label: code for code, label in allowed.items() if label}
    found = get_close_matches(cell, allowed, n=3, cutoff=0.5)
    found += [by_label[label] for label in get_close_matches(cell, by_label, n=3, cutoff=0.5)]
    found += [code for code in allowed if cell and (cell in code or code in cell)]
    if not found:
        found = list(allowed) if len(allowed) <= 8 else get_close_matches(cell, allowed, 3, 0.0)
    named = [
        f"{code} ({allowed[code]})" if allowed[code] else code
        for code in list(dict.fromkeys(found))[:3]
    ]
    return f"nearest: {', '.join(named)}" if named else "the list is empty"


def _repeated(rows: Sequence[Sequence[str]], table: TableSchema, file: str) -> Iterator[Fault]:
    """Yield the rows whose key another row has, too, at the first column of the key."""
    if not table.key:
        return
    places = [table.names.index(name) for name in table.key]
    keys = [tuple(row[place] for place in places) for row in rows]
    count = Counter(keys)
    rule = f"the key ({', '.join(table.key)}) must be unique"
    for number, key in enumerate(keys, start=2):
        if count[key] > 1:
            yield Fault(file, number, -1, table.key[0], key[0], rule)
