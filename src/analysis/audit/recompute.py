"""Rules and measures of claims, understood anew and computed with pandas.

``docs/claims.md`` says what they mean; this is the other half of that agreement.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import AnalysisError

_TERM = re.compile(
    r"(?P<column>\w+) (?:(?P<inside>in|not in) \((?P<several>[^)]*)\)"
    r"|(?P<sign>=|!=|has|lacks) (?:'(?P<text>[^']*)'|(?P<other>\w+)))"
)
_QUOTED = re.compile(r"'([^']*)'")
_CALL = re.compile(r"(?P<name>\w+)\((?P<inside>.*?)\)(?: by (?P<by>\w+))?")
_BY = re.compile(r"(?P<column>\w+) by (?P<by>\w+)(?: = '(?P<text>[^']*)')?")
_QUOTIENT = re.compile(r"(?P<column>\w+): (?P<one>\S+) / (?P<other>\S+)")
_ELSEWHERE = re.compile(r"(?P<measure>.*?\)(?: by \w+)?) of (?P<rule>[a-z-]+(?: .*)?)")
_RUN = re.compile(r"(.*-)(\d+)\.\.(\d+)")

NOTHING = "nothing"
"""What a result is called that holds nothing."""


@dataclass
class Tables:
    """The processed tables of a folder, read as text when they are first asked for.

    Parameters
    ----------
    folder
        Folder of the tables, with their description.
    """

    folder: Path
    _frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    _keys: dict[str, list[str]] = field(default_factory=dict)

    def frame(self, name: str) -> pd.DataFrame:
        """Return one table; a column ``_id`` holds the cells of its key.

        They are parted by slashes, members of a list by ``&``.

        Raises
        ------
        AnalysisError
            If the table is missing, or its description does not name its key.
        """
        if name not in self._frames:
            path = self.folder / f"{name}.csv"
            if not path.is_file():
                raise AnalysisError(f"data/processed/{name}.csv is missing: build it.")
            frame = pd.read_csv(path, dtype=str, keep_default_na=False)
            key = self._key(name)
            joined = frame[key].agg("/".join, axis=1) if len(frame) else pd.Series(dtype=str)
            frame["_id"] = joined.str.replace("+", "&", regex=False)
            self._frames[name] = frame
        return self._frames[name]

    def known(self, name: str) -> pd.DataFrame:
        """Return one table, or an empty one where there is none."""
        return self.frame(name) if (self.folder / f"{name}.csv").is_file() else pd.DataFrame()

    def stated(self) -> list[str]:
        """Return what the description of the data says of their version and day."""
        described = self._described("datapackage.json")
        return [str(described[key])[:10] for key in ("version", "created") if key in described]

    def _key(self, name: str) -> list[str]:
        if not self._keys:
            for each in self._described("datapackage.json")["resources"]:
                schema = each["schema"]
                shared = self._described(schema) if isinstance(schema, str) else schema
                key = shared.get("primaryKey", [])
                self._keys[each["path"].removesuffix(".csv")] = (
                    [key] if isinstance(key, str) else key
                )
        if not self._keys.get(name):
            raise AnalysisError(f"datapackage.json names no key of {name}.")
        return self._keys[name]

    def _described(self, file: str) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads((self.folder / file).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise AnalysisError(f"data/processed/{file} is missing or broken: build it.") from None
        return found


def chosen_rows(rule: str, tables: Tables) -> pd.DataFrame:
    """Return the rows that a rule chooses.

    Parameters
    ----------
    rule
        ``table [+ table] [where condition and …]``.
    tables
        The processed tables.

    Raises
    ------
    AnalysisError
        If the rule cannot be read.
    """
    names, _, condition = rule.partition(" where ")
    frames = [tables.frame(name) for name in names.split(" + ")]
    parts = [frame[_mask(frame, condition)] for frame in frames]
    return parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)


def _mask(frame: pd.DataFrame, condition: str) -> pd.Series:
    """Return which rows meet a condition; all where there is none."""
    mask = pd.Series(True, index=frame.index)
    place = 0
    while place < len(condition):
        term = _TERM.match(condition, place)
        if term is None or term["column"] not in frame.columns:
            raise AnalysisError(f"the rule cannot be read at {condition[place:]!r}")
        mask &= _meets(frame, term)
        place = term.end()
        if place < len(condition):
            if not condition.startswith(" and ", place):
                raise AnalysisError(f"the rule cannot be read at {condition[place:]!r}")
            place += len(" and ")
    return mask


def _meets(frame: pd.DataFrame, term: re.Match[str]) -> pd.Series:
    cells = frame[term["column"]]
    if term["inside"]:
        within = cells.isin(_QUOTED.findall(term["several"]))
        return within if term["inside"] == "in" else ~within
    if term["sign"] in ("has", "lacks"):
        held = cells.map(lambda cell: term["text"] in cell.split("+")).astype(bool)
        return held if term["sign"] == "has" else ~held
    equal = cells == (term["text"] if term["other"] is None else frame[term["other"]])
    return equal if term["sign"] == "=" else ~equal


def compute(expression: str, rows: pd.DataFrame, tables: Tables) -> str:
    """Return what an expression comes to over rows, written as claims write it.

    Parameters
    ----------
    expression
        A measure, a difference of two, or a measure of a set of its own (``… of rule``).
    rows
        The rows of the set.
    tables
        The processed tables, for a set of its own.

    Raises
    ------
    AnalysisError
        If the expression cannot be read.
    """
    elsewhere = _ELSEWHERE.fullmatch(expression)
    if elsewhere:
        return compute(elsewhere["measure"], chosen_rows(elsewhere["rule"], tables), tables)
    one, minus, other = expression.partition(") - ")
    if minus:
        parts = (compute(each, rows, tables) for each in (f"{one})", other))
        first, second = map(Fraction, parts)
        return _number(first - second)
    for name in ("most", "least"):
        inner = expression.removeprefix(f"{name}(")
        if inner != expression and not _BY.fullmatch(inner.removesuffix(")")):
            return _listed(_extreme(name, _grouped(inner.removesuffix(")"), rows)))
    if " by " in expression and ") by " in expression:
        return _mapped(_grouped(expression, rows))
    call = _CALL.fullmatch(expression)
    if call is None:
        raise AnalysisError(f"the expression {expression!r} cannot be read")
    return _simple(call["name"], call["inside"], rows)


def _simple(name: str, inside: str, rows: pd.DataFrame) -> str:
    if name == "count":
        return str(int(_mask(rows, inside).sum()))
    if name == "larger":
        return _listed(_larger(row) for _, row in rows.iterrows())
    if name in ("most", "shared", "alone"):
        return _across(name, inside, rows)
    if name == "quotient":
        return _quotient(inside, rows)
    if name in ("smallest", "largest"):
        return _outermost(name, inside, rows)
    column, _, condition = inside.partition(" where ")
    if column not in rows.columns:
        raise AnalysisError(f"there is no column {column!r}")
    cells = rows.loc[_mask(rows, condition), column]
    if name == "distinct":
        return str(cells[cells != ""].nunique())
    if name == "values":
        return _listed(sorted(set(cells) - {""}))
    if name == "total":
        weights = cells.fillna("1")
        return _number(sum((Fraction(cell) for cell in weights if cell), Fraction(0)))
    if name == "span":
        if not len(cells) or (cells == "").any():
            return NOTHING
        numbers = [Fraction(cell) for cell in cells]
        return _number(max(numbers) - min(numbers))
    if name == "members":
        return _mapped(_members(rows.loc[cells.index], column))
    raise AnalysisError(f"there is no measure {name!r}")


def _quotient(inside: str, rows: pd.DataFrame) -> str:
    found = _QUOTIENT.fullmatch(inside)
    if found is None or found["column"] not in rows.columns:
        raise AnalysisError(f"the expression quotient({inside}) cannot be read")
    cells = dict(zip(rows["_id"], rows[found["column"]], strict=True))
    one, other = cells.get(found["one"], ""), cells.get(found["other"], "")
    return _number(Fraction(one) / Fraction(other)) if one and other else NOTHING


def _outermost(name: str, column: str, rows: pd.DataFrame) -> str:
    if column not in rows.columns:
        raise AnalysisError(f"there is no column {column!r}")
    numbers = {row["_id"]: Fraction(row[column]) for _, row in rows.iterrows() if row[column]}
    if not numbers:
        return NOTHING
    best = (min if name == "smallest" else max)(numbers.values())
    return _listed(sorted(key for key, number in numbers.items() if number == best))


def _members(rows: pd.DataFrame, column: str) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for _, row in rows.iterrows():
        pairs = row.get("pairs", "1")
        weight = Fraction(pairs if isinstance(pairs, str) and pairs else "1")
        for member in row[column].split("+"):
            if member:
                found[member] = found.get(member, Fraction(0)) + weight
    return dict(sorted(found.items()))


def _grouped(expression: str, rows: pd.DataFrame) -> dict[str, Fraction]:
    """Return ``count(condition) by column`` or ``share(condition) by column``."""
    call = _CALL.fullmatch(expression)
    if call is None or call["by"] is None or call["by"] not in rows.columns:
        raise AnalysisError(f"the expression {expression!r} cannot be read")
    met = _mask(rows, call["inside"])
    found = {}
    for key, part in met.groupby(rows[call["by"]]):
        whole = len(part) if call["name"] == "share" else 1
        found[str(key)] = Fraction(int(part.sum()), whole)
    return found


def _extreme(name: str, groups: dict[str, Fraction]) -> list[str]:
    best = (max if name == "most" else min)(groups.values())
    return [key for key, number in groups.items() if number == best]


def _across(name: str, inside: str, rows: pd.DataFrame) -> str:
    """Return the commonest, common or single texts of a column over those of another."""
    found = _BY.fullmatch(inside)
    if found is None or not {found["column"], found["by"]} <= set(rows.columns):
        raise AnalysisError(f"the expression {name}({inside}) cannot be read")
    column, by = found["column"], found["by"]
    if name == "most":
        commonest = {}
        for key, cells in rows.groupby(by)[column]:
            counts = cells.value_counts()
            commonest[str(key)] = "|".join(sorted(counts[counts == counts.max()].index))
        return ", ".join(f"{key}: {code}" for key, code in commonest.items()) or NOTHING
    where = rows[rows[column] != ""].groupby(column)[by].agg(set)
    if name == "shared":
        every = set(rows[by])
        common = (code for code, keys in where.items() if keys == every and len(every) > 1)
        return _listed(sorted(common))
    return _listed(sorted(code for code, keys in where.items() if keys == {found["text"]}))


def _larger(row: pd.Series) -> str:
    """Return the side of a pair whose limits lie wholly above those of the other."""
    if _above(row, "a", "b"):
        return str(row["figure_a"])
    return str(row["figure_b"]) if _above(row, "b", "a") else ""


def _above(row: pd.Series, one: str, other: str) -> bool:
    low, high = row[f"{one}_low"], row[f"{other}_high"]
    if not low or not high:
        return False
    closed = row[f"{one}_ends"][:1] == "[" and row[f"{other}_ends"][1:] == "]"
    return Fraction(low) > Fraction(high) or (Fraction(low) == Fraction(high) and not closed)


def _number(number: Fraction) -> str:
    return str(number)


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(filter(None, codes)) or NOTHING


def _mapped(groups: dict[str, Fraction]) -> str:
    return ", ".join(f"{key}: {_number(number)}" for key, number in groups.items()) or NOTHING


def same(said: str, found: str) -> bool:
    """Tell whether two results are the same, however their numbers are written."""
    return _plain(said) == _plain(found)


def _plain(result: str) -> list[str | Fraction]:
    parts: list[str | Fraction] = []
    for part in re.split(r"(, |: )", result):
        try:
            parts.append(Fraction(part))
        except ValueError:
            parts.append(part)
    return parts


def numbers_in(result: str) -> set[Fraction]:
    """Return the numbers that a result holds, and how many things it lists."""
    found: set[Fraction] = set()
    for part in re.split(r", |: ", result):
        try:
            found.add(Fraction(part))
        except ValueError:
            continue
    listed = 0 if result == NOTHING else len(result.split(", "))
    return found | {Fraction(listed)}


def identifiers(cell: str) -> set[str]:
    """Return the identifiers of a cell, with runs (``a-001..004``) written out."""
    found = set()
    for each in filter(None, cell.split("+")):
        run = _RUN.fullmatch(each)
        if run is None:
            found.add(each)
            continue
        width = len(run[2])
        found.update(f"{run[1]}{n:0{width}}" for n in range(int(run[2]), int(run[3]) + 1))
    return found
