"""Errors of a coding sheet, planted all at once: one run of `settle` names every one of them.

The text is invented, and of a city that the code lists have; each error stands in a row of its own.
A code that is in no list is a right one with a letter too much, so the right one must be named.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest
from planting import (
    CODES,
    FILE,
    NAME,
    YEAR,
    Planted,
    broken,
    good,
    planted,
    refused,
    root,
    sheet,
    unsaid,
)

from analysis.coding import settle
from analysis.coding.raw import CODEBOOK, REGISTERS, relative
from analysis.tables import schema, store
from analysis.tables.schema import TABLES

__all__ = ["root"]


def of_codes() -> Iterator[Planted]:
    """Yield a wrong code for each column that takes codes."""
    for column in schema.FIGURES:
        if column.codes:
            codes = CODES[column.codes]
            right = next((code for code in codes if code != "family"), "")
            yield planted(
                column.name,
                f"{right}x",
                f"'{right}x' is not in the code list {column.codes!r}; nearest: {right} (",
            )


OF_VALUES = (
    planted("value", "1e3", "'1e3' must match"),
    planted("value", "1,000", "'1,000' must match"),
    planted("value", "６2", "'６2' must match"),
    planted("value", "062", "'062' is not how this number is written; write 62"),
    planted("value", "62.0", "'62.0' is not how this number is written; write 62"),
    planted("value", "124/2", "'124/2' is not how this number is written; write 62"),
    planted("value", "-62", "'-62' is less than nothing", literal="-62家"),
    planted("value", "3.7", "'3.7' is no whole number of 家", literal="3.7家"),
    planted("value", "1" + "0" * 30, "has more digits than any amount of a city"),
    planted("value", "1" * 5001, "contradicts its own literal '62家', which reads '62'"),
    planted("value", "620", "'620' contradicts its own literal '62家', which reads '62'"),
    planted("value", "", "'' must be empty exactly where the bound is unknown"),
    planted("value", "62", "'62' must be empty exactly where the bound is", bound="unknown"),
    planted("value_high", "70", "'70' must be filled exactly where the bound is a range"),
    planted("value_high", "7", "'7' must not be smaller than value", bound="range"),
    planted("value_high", "many", "'many' must match"),
    planted("hedge", "余", "'余' must be empty where the bound is exact"),
    planted("unit", "户", "'户' contradicts its own literal '62家'"),
    planted("bound", "about", "'about' contradicts its own literal", hedge="约"),
    planted("multiplier", "two", r"'two' must match \d+"),
    planted("multiplier", "-2", r"'-2' must match \d+"),
)
OF_TIMES = (
    planted("period_start", f"{YEAR}-13-01", f"'{YEAR}-13-01' is not a day; write it as 2016"),
    planted("period_start", f"{YEAR}-02-30", f"'{YEAR}-02-30' is not a day"),
    planted("period_start", f"{YEAR}/01/28", f"'{YEAR}/01/28' is not a day"),
    planted("period_start", "２０99-01-01", "'２０99-01-01' is not a day"),
    planted("period_start", "in May", "'in May' is not a day"),
    planted("period_end", f"{YEAR}-01-01", "must not precede", period_start=f"{YEAR}-12-01"),
    planted("period_words", "", "'' must not be empty where the period is stated"),
    planted("period_length", "P3M", "must be empty where both days of the time are coded"),
    planted("period_end", f"{YEAR + 1}-12-31", "lies after the text was written"),
)
OF_RELATIONS = (
    planted("duplicate_of", "itself", "must name another figure", duplicate_kind="same_words"),
    planted("duplicate_of", f"{NAME}-999", "must name another", duplicate_kind="same_words"),
    planted("duplicate_of", "nowhere-2099-001", "must name another", duplicate_kind="same_words"),
    planted("duplicate_of", "the first", "'the first' must match", duplicate_kind="same_words"),
    planted("duplicate_kind", "same_words", "must be filled exactly where duplicate_of is"),
    planted("part_kind", "", "'' must be filled exactly where part_of is", part_of="good"),
    planted("part_of", "next", "leads back to the figure itself", part_kind="subset"),
    planted("part_of", "before", "leads back to the figure itself", part_kind="subset"),
)
OF_WORDS = (
    planted("note_en", "odd", "must be written in every language or in none"),
    planted("note_en", "", "must say what is doubtful where", status="doubtful"),
    planted("note_en", "", "must say what is doubtful where", status="impossible"),
    planted("note_en", "a\u2028b", "must be text on one line; take out the character U+2028"),
    planted("note_zh", "甲\n乙", "must be text on one line; take out the character U+000A"),
    planted("note_en", "\ufeffa", "take out the character U+FEFF"),
    planted("note_zh", "甲\x7f", "take out the character U+007F"),
    planted("measures_en", "", "'' must not be empty"),
    planted("measures_zh", "", "'' must not be empty"),
    planted("unit", "‹家|户›", "'‹家|户›' is not decided; keep one of the readings"),
    planted("literal", "", "'' must not be empty"),
)
OF_PLACES = (
    planted("end", "9999", "'9999' must be start + length of the literal"),
    planted("end", "", "'' must not be empty"),
    planted("start", "1", "overlaps or precedes the row before it"),
    planted("start", "ten", r"'ten' must match \d+"),
    planted("paragraph", "first", r"'first' must match \d+"),
    planted("sentence", "", "'' must not be empty"),
    planted("figure_id", "elsewhere-2099-001", f"must begin with {NAME}-"),
    planted("figure_id", "one", "'one' must match"),
    planted("figure_id", "good", "the key (figure_id) must be unique"),
    planted("document", "elsewhere-2099", f"'elsewhere-2099' must be {NAME}"),
    planted("document", "", "'' must not be empty"),
)
ERRORS = (*of_codes(), *OF_VALUES, *OF_TIMES, *OF_RELATIONS, *OF_WORDS, *OF_PLACES)


def test_a_sheet_without_errors_is_settled(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet(root, [good(number) for number in range(1, 4)])
    assert settle.run(argparse.Namespace(check=False)) == 0
    assert f"{NAME}" in capsys.readouterr().out


def test_every_kind_of_error_is_named_in_one_run_of_settle(root: Path) -> None:
    assert len(ERRORS) >= 60
    sheet(root, [good(1), *(broken(number, error) for number, error in enumerate(ERRORS, 2))])
    lines = refused()
    assert unsaid(lines, ERRORS) == [], "\n".join(map(str, unsaid(lines, ERRORS)))
    assert lines[-1] == f"{len(lines) - 1} faults in data/raw: nothing was settled"
    assert not (root / "data" / "raw" / "hashes" / f"{NAME}.csv").exists()


def misspelt(root: Path) -> list[str]:
    """Add a letter to a code in each column of codes of every shared table; return what is due."""
    due = []
    for table in (*CODEBOOK, *REGISTERS):
        path = root / "data" / "raw" / relative(table)
        rows = store.read_rows(path, table)
        for place, column in enumerate(table):
            filled = [number for number, row in enumerate(rows) if row[place]]
            if not column.codes or column.many or not filled:
                continue
            number = filled[-1]
            code = rows[number][place]
            rows[number][place] = f"{code}x"
            due.append(
                f"data/raw/{relative(table)}, row {number + 2}, column {column.name}: '{code}x' is "
                f"not in the code list {column.codes!r}; nearest: {code} ("
            )
        store.write_text(store.to_csv(rows, table), path)
    return due


def test_a_wrong_code_in_any_table_is_named_with_the_nearest_one(root: Path) -> None:
    due = misspelt(root)
    assert len([*of_codes(), *due]) >= 30
    lines = refused()
    missing = [each for each in due if not any(line.startswith(each) for line in lines)]
    assert missing == [], "\n".join(lines)


def test_one_run_names_faults_of_every_kind_of_table_together(root: Path) -> None:
    """What cells may hold, what a text may say, and how its figures go together: all at once."""
    other = list(CODES["indicator"])[1]
    repeat = good(3) | {"duplicate_of": f"{NAME}-002", "duplicate_kind": "same_words"}
    repeat |= {"indicator": other}
    late = good(4) | {"period_end": f"{YEAR + 1}-12-31", "period_basis": "carried"}
    sheet(root, [good(2), repeat, late, good(5) | {"nature": "flowx"}])
    raw = root / "data" / "raw"
    table = TABLES["ratios"]
    rows = store.read_rows(raw / relative(table), table)
    added = dict(zip(table.names, rows[0], strict=True))
    added |= {"measure": "unheard_of", "numerator": "nothing_at_all"}
    store.write_text(store.to_csv([*rows, [*added.values()]], table), raw / relative(table))
    lines = refused()
    assert [line.partition(": ")[0] for line in lines[:-1]] == [
        f"data/raw/ratios.csv, row {len(rows) + 2}, column numerator",
        f"{FILE}, row 4, column period_end",
        f"{FILE}, row 5, column nature",
        f"{FILE.removesuffix('.csv')}.csv, {NAME}-003 and {NAME}-002",
    ]
    assert lines[-1] == "4 faults in data/raw: nothing was settled"


def test_of_rows_with_faults_nothing_else_is_said(root: Path) -> None:
    """A row that refers to a broken one is judged when that one is right."""
    sheet(
        root,
        [good(2) | {"indicator": "x"}, good(3) | {"part_of": f"{NAME}-002", "part_kind": "subset"}],
    )
    assert refused()[1:] == ["1 fault in data/raw: nothing was settled"]


def test_a_second_text_of_the_year_keeps_its_own_faults_and_figures(root: Path) -> None:
    """``<city>-<year>`` begins the id of ``<city>-<year>-b`` too, and is another text."""
    sheet(root, [good(1), good(2) | {"figure_id": f"{NAME}-b-002"}])
    assert f"'{NAME}-b-002' must begin with {NAME}-" in refused()[0]
