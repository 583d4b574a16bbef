"""The set a claim is computed from: rows of one processed table by a written rule, and counts.

The rule that selects records here is the text that is published with the claim, in a language small
enough to be read again by somebody else's program:

    observations where tier = 'core' and duplicate_of = '' and bound != 'exact'

What may be said of a set belongs to `analysis.sentences.claims`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, partial
from typing import Literal, TypeAlias

from analysis.errors import AnalysisError
from analysis.intervals import certainly_greater, format_number
from analysis.language.messages import Joined, Message, Named, Part, text
from analysis.tables.schema import TABLES, TableSchema
from analysis.tables.store import RecordType, cell

Operator: TypeAlias = Literal["=", "!=", "in", "not in", "has", "lacks", "= column", "!= column"]

Counted: TypeAlias = "int | Fraction | str | tuple[str, ...] | Mapping[str, int | Fraction | str]"
"""What a measure can come to: a number, a code, codes, or a number or code for each code."""

EQUAL = "|"
"""Between codes of which none comes before the others."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a cell must be.

    Attributes
    ----------
    column
        Column of the table.
    operator
        ``=`` and ``!=`` (with a text, or with another column), ``in`` and ``not in`` (texts), or
        ``has`` and ``lacks`` (a member of a list in one cell).
    values
        Texts, or the other column.
    """

    column: str
    operator: Operator
    values: tuple[str, ...]

    def __str__(self) -> str:
        """Return the condition as a rule writes it."""
        if self.operator in ("= column", "!= column"):
            return f"{self.column} {self.operator.split()[0]} {self.values[0]}"
        written = [f"'{value}'" for value in self.values]
        if self.operator in ("in", "not in"):
            return f"{self.column} {self.operator} ({', '.join(written)})"
        return f"{self.column} {self.operator} {written[0]}"

    def holds(self, cells: Callable[[str], str]) -> bool:
        """Tell whether a row, given as its cells by column, meets the condition."""
        found = cells(self.column)
        if self.operator in ("has", "lacks"):
            return (self.values[0] in found.split("+")) is (self.operator == "has")
        if self.operator in ("= column", "!= column"):
            return (found == cells(self.values[0])) is (self.operator == "= column")
        return (found in self.values) is (self.operator in ("=", "in"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a cell must be, where that is more than one text: see `other_than` and its like."""

    operator: Operator
    values: tuple[str, ...]


def other_than(*texts: str) -> Wanted:
    """Want any other text than these."""
    return Wanted("!=" if len(texts) == 1 else "not in", texts)


def one_of(texts: Iterable[str]) -> Wanted:
    """Want one of some texts."""
    return Wanted("in", tuple(dict.fromkeys(texts)))


def holding(member: str) -> Wanted:
    """Want a list with a member."""
    return Wanted("has", (member,))


def lacking(member: str) -> Wanted:
    """Want a list without a member."""
    return Wanted("lacks", (member,))


def same_as(column: str) -> Wanted:
    """Want the text of another column."""
    return Wanted("= column", (column,))


def unlike(column: str) -> Wanted:
    """Want another text than that of another column."""
    return Wanted("!= column", (column,))


Conditions: TypeAlias = "str | Wanted"


def _conditions(tables: str, wanted: Mapping[str, Conditions]) -> tuple[Condition, ...]:
    found = []
    known = set.intersection(*(set(table.names) for table in _tables(tables)))
    for column, want in wanted.items():
        if column not in known:
            raise AnalysisError(f"A set of {tables}: there is no column {column!r}.")
        operator, values = ("=", (want,)) if isinstance(want, str) else (want.operator, want.values)
        for value in values:
            if "'" in value or (operator.endswith("column") and value not in known):
                raise AnalysisError(f"A set of {tables}: {value!r} cannot stand in its rule.")
        found.append(Condition(column, operator, values))
    return tuple(found)


MANY = 2
"""The number that chooses the form of a name for many."""


def named(key: str, **fields: Part) -> Message:
    """Return the name of a set: an entry of ``set`` in the catalogue, for one and for many."""
    return Message(f"set.{key}", n=MANY, **fields)


def is_name(part: Part) -> bool:
    """Tell whether a part of a message is the name of a set for many."""
    return isinstance(part, Message) and part.key.startswith("set.") and part["n"] == MANY


def name_forms(name: Part, language: str) -> tuple[str, ...]:
    """Return what a set may be called in a language: where it is counted, also for one."""
    forms = [text(name, language)]
    if isinstance(name, Message) and is_name(name):
        forms.append(text(Message(name.key, **{**dict(name.fields), "n": 1}), language))
    return tuple(dict.fromkeys(forms))


JOINT = " + "
"""Between the tables of a set that has rows of several."""


def _tables(name: str) -> tuple[TableSchema, ...]:
    """Return the tables of a set.

    Raises
    ------
    AnalysisError
        If one is not published.
    """
    parts = name.split(JOINT)
    for part in parts:
        if part not in TABLES or not TABLES[part].published:
            raise AnalysisError(f"A set of {name!r}: no such table is published.")
    return tuple(TABLES[part] for part in parts)


@dataclass(frozen=True, slots=True)
class Scope:
    """A set of rows of a processed table, with its name in the words of every language.

    Attributes
    ----------
    table
        Name of the table, as `declared.toml` has it; of several tables, joined by `JOINT`.
    conditions
        Which rows belong to it.
    names
        What the set is called; each of them must stand in the words of every claim about it.
    """

    table: str
    conditions: tuple[Condition, ...]
    names: tuple[Part, ...]

    @classmethod
    def of(cls, table: str, *names: Part, **wanted: Conditions) -> Scope:
        """Return a set.

        Parameters
        ----------
        table
            Name of the table.
        *names
            What the set is called, in one or several parts.
        **wanted
            For a column the text that its cells must be, or `other_than`, `one_of`, `holding`,
            `same_as`, `unlike`.

        Raises
        ------
        AnalysisError
            If the table or a column does not exist, or there is no name.
        """
        conditions = _conditions(table, wanted)
        if not names:
            raise AnalysisError(f"A set of {table}: it needs a name.")
        return cls(table, conditions, names)

    def where(self, *names: Part, **wanted: Conditions) -> Scope:
        """Return the part of the set that meets further conditions, with further names."""
        more = _conditions(self.table, wanted)
        return replace(self, conditions=(*self.conditions, *more), names=(*self.names, *names))

    def called(self, *names: Part) -> Scope:
        """Return the same set under other names."""
        return replace(self, names=names)

    @property
    def name(self) -> Part:
        """All names of the set, one after the other."""
        return Joined(tuple(Named(each) for each in self.names), "comma")

    @property
    def rule(self) -> str:
        """The rule by which rows belong to the set, as it is published."""
        return f"{self.table}{_where(self.conditions)}"

    def take(self, records: Iterable[RecordType]) -> Selection:
        """Return the records that belong to the set.

        Parameters
        ----------
        records
            Records of the table, at least all that belong to the set.

        Raises
        ------
        AnalysisError
            If a record is of another table.
        """
        found = []
        tables = self.table.split(JOINT)
        for record in records:
            if record.TABLE.name not in tables:
                raise AnalysisError(
                    f"A set of {self.table} was given a record of {record.TABLE.name}."
                )
            if _meets(record, self.conditions):
                found.append(record)
        return Selection(self, tuple(found))


def _meets(record: RecordType, conditions: Iterable[Condition]) -> bool:
    return all(condition.holds(partial(cell, record)) for condition in conditions)


def _where(conditions: Iterable[Condition]) -> str:
    written = " and ".join(map(str, conditions))
    return f" where {written}" if written else ""


@dataclass(frozen=True, slots=True)
class Measure:
    """Something computed over a set: how, written so that others can compute it, and the result.

    Attributes
    ----------
    expression
        ``count(bound != 'exact')``, ``distinct(document)`` and so on; see `Selection`.
    value
        What it comes to.
    """

    expression: str
    value: Counted

    @property
    def n(self) -> int:
        """The result where it is a whole number.

        Raises
        ------
        AnalysisError
            If it is none.
        """
        if not isinstance(self.value, int):
            raise AnalysisError(f"{self.expression} is no whole number but {self.value!r}.")
        return self.value

    @property
    def codes(self) -> tuple[str, ...]:
        """The result where it is codes.

        Raises
        ------
        AnalysisError
            If it is none.
        """
        if not isinstance(self.value, tuple):
            raise AnalysisError(f"{self.expression} is no list of codes but {self.value!r}.")
        return self.value

    def __sub__(self, other: Measure) -> Measure:
        """Return the difference of two whole numbers."""
        return Measure(f"{self.expression} - {other.expression}", self.n - other.n)

    def of(self, key: str) -> str:
        """Return the result for one of several groups, where it is codes."""
        value = self._by_group().get(key, "")
        if not isinstance(value, str):
            raise AnalysisError(f"{self.expression} holds no codes but {self.value!r}.")
        return value

    def number(self, key: str) -> int:
        """Return the result for one of several groups, where it is a whole number."""
        value = self._by_group().get(key, 0)
        if not isinstance(value, int):
            raise AnalysisError(f"{self.expression} holds no whole numbers but {self.value!r}.")
        return value

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of which the result holds numbers or codes."""
        return tuple(self._by_group())

    def _by_group(self) -> Mapping[str, int | Fraction | str]:
        if not isinstance(self.value, Mapping):
            raise AnalysisError(f"{self.expression} has no groups but is {self.value!r}.")
        return self.value

    def __str__(self) -> str:
        """Return the measure as the table of claims holds it."""
        return f"{self.expression} = {_written(self.value)}"


def _written(value: Counted) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_written(each)}" for key, each in value.items()) or "nothing"
    if isinstance(value, tuple):
        return ", ".join(value) or "nothing"
    if isinstance(value, str):
        return value or "nothing"
    return format_number(Fraction(value))


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of a set, and what can be computed over them.

    Attributes
    ----------
    scope
        The set.
    records
        Its rows.
    """

    scope: Scope
    records: tuple[RecordType, ...]

    def beside(self, measure: Measure) -> Measure:
        """Return a measure of this set for a claim about another one: it names the set."""
        return replace(measure, expression=f"{measure.expression} of {self.scope.rule}")

    def called(self, *names: Part) -> Selection:
        """Return the same rows, the set under other names."""
        return replace(self, scope=self.scope.called(*names))

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.records)

    @property
    def ids(self) -> tuple[str, ...]:
        """The identifiers of the rows: the cells of the table's key, parted by slashes."""
        return tuple(map(_identifier, self.records))

    def count(self, **wanted: Conditions) -> Measure:
        """Count the rows, or those of them that meet conditions."""
        return Measure(*self._written("count", "", wanted, len))

    def distinct(self, column: str, /, **wanted: Conditions) -> Measure:
        """Count the different texts of a column, the empty one left out."""
        return Measure(
            *self._written("distinct", column, wanted, lambda rows: len(_texts(rows, column)))
        )

    def values(self, column: str, /, **wanted: Conditions) -> Measure:
        """Return the different texts of a column in alphabetical order, the empty one left out."""
        return Measure(
            *self._written("values", column, wanted, lambda rows: tuple(_texts(rows, column)))
        )

    def total(self, column: str, /, **wanted: Conditions) -> Measure:
        """Add the numbers of a column, empty ones left out.

        In a set of several tables, a row of a table without the column counts as one.
        """
        return Measure(*self._written("total", column, wanted, lambda rows: _total(rows, column)))

    def counts(self, column: str, /, **wanted: Conditions) -> Measure:
        """Count the rows (that meet conditions) for each text of a column in alphabetical order."""
        groups = self._groups(column, wanted)
        return Measure(
            f"count({_inside('', self._given(wanted))}) by {column}",
            {key: part for key, (part, _) in groups.items()},
        )

    def members(self, column: str, /, **wanted: Conditions) -> Measure:
        """Count for each member of the lists in a column the rows that have it.

        A row that counts pairs counts as so many.
        """
        return Measure(
            *self._written("members", column, wanted, lambda rows: _members(rows, column))
        )

    def quotient(self, column: str, one: str, other: str, /) -> Measure:
        """Return the number of one row divided by that of another one.

        Raises
        ------
        AnalysisError
            If a row is missing or has no number, or the other number is nothing.
        """
        cells = {_identifier(record): cell(record, column) for record in self.records}
        for name in (one, other):
            if not cells.get(name):
                raise AnalysisError(f"A set of {self.scope.table}: {name} has no {column}.")
        if not Fraction(cells[other]):
            raise AnalysisError(f"A set of {self.scope.table}: {other} is nothing to divide by.")
        found = Fraction(cells[one]) / Fraction(cells[other])
        return Measure(f"quotient({column}: {one} / {other})", found)

    def span(self, column: str, /, **wanted: Conditions) -> Measure:
        """Return how far the numbers of a column lie apart; nothing where one is missing."""
        return Measure(*self._written("span", column, wanted, lambda rows: _span(rows, column)))

    def commonest(self, column: str, by: str) -> Measure:
        """Return for each text of a column the commonest text of another, several if equal."""
        found: dict[str, dict[str, int]] = {}
        for record in self.records:
            own = found.setdefault(cell(record, by), {})
            code = cell(record, column)
            own[code] = own.get(code, 0) + 1
        value = {
            key: EQUAL.join(sorted(c for c, n in own.items() if n == max(own.values())))
            for key, own in sorted(found.items())
        }
        return Measure(f"most({column} by {by})", value)

    def shared(self, column: str, by: str) -> Measure:
        """Return the texts of a column that stand with every text of another one.

        Where that one has a single text, none is shared.
        """
        pairs = {(cell(record, by), cell(record, column)) for record in self.records}
        groups = {key for key, _ in pairs}
        codes = {code for _, code in pairs if code}
        chosen = sorted(
            code
            for code in codes
            if len(groups) > 1 and all((key, code) in pairs for key in groups)
        )
        return Measure(f"shared({column} by {by})", tuple(chosen))

    def alone(self, column: str, by: str, text: str) -> Measure:
        """Return the texts of a column that stand with one text of another one and no other."""
        pairs = {(cell(record, by), cell(record, column)) for record in self.records}
        elsewhere = {code for key, code in pairs if key != text}
        chosen = sorted(code for key, code in pairs if key == text and code not in {*elsewhere, ""})
        return Measure(f"alone({column} by {by} = '{text}')", tuple(chosen))

    def smallest(self, column: str) -> Measure:
        """Return the rows with the smallest number of a column, by their identifiers."""
        return Measure(f"smallest({column})", _outermost(self.records, column, min))

    def largest(self, column: str) -> Measure:
        """Return the rows with the largest number of a column, by their identifiers."""
        return Measure(f"largest({column})", _outermost(self.records, column, max))

    def larger(self) -> Measure:
        """Return the side whose limits lie wholly above the other's, in a set of one pair."""
        found = [_larger(record) for record in self.records]
        return Measure("larger()", ", ".join(found))

    def shares(self, column: str, /, **wanted: Conditions) -> Measure:
        """Return for each text of a column the share of its rows that meet conditions."""
        groups = self._groups(column, wanted)
        return Measure(
            f"share({_inside('', self._given(wanted))}) by {column}",
            {key: Fraction(part, whole) for key, (part, whole) in groups.items()},
        )

    def most(self, measure: Measure) -> Measure:
        """Return the codes with the largest number of a measure by a column; several if equal."""
        return _extreme("most", measure, max)

    def least(self, measure: Measure) -> Measure:
        """Return the codes with the smallest number of a measure by a column; several if equal."""
        return _extreme("least", measure, min)

    def _given(self, wanted: Mapping[str, Conditions]) -> tuple[Condition, ...]:
        return _conditions(self.scope.table, wanted)

    def _written(
        self,
        name: str,
        column: str,
        wanted: Mapping[str, Conditions],
        compute: Callable[[tuple[RecordType, ...]], Counted],
    ) -> tuple[str, Counted]:
        conditions = self._given(wanted)
        rows = tuple(record for record in self.records if _meets(record, conditions))
        return f"{name}({_inside(column, conditions)})", compute(rows)

    def _groups(self, column: str, wanted: Mapping[str, Conditions]) -> dict[str, tuple[int, int]]:
        conditions = self._given(wanted)
        found: dict[str, tuple[int, int]] = {}
        for key, record in sorted(((cell(r, column), r) for r in self.records), key=lambda p: p[0]):
            part, whole = found.get(key, (0, 0))
            found[key] = (part + _meets(record, conditions), whole + 1)
        return found


def _inside(column: str, conditions: Iterable[Condition]) -> str:
    written = " and ".join(map(str, conditions))
    return f"{column} where {written}" if column and written else column or written


def _texts(rows: Iterable[RecordType], column: str) -> list[str]:
    return sorted({found for row in rows if (found := cell(row, column))})


def _members(rows: Iterable[RecordType], column: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        weight = int(cell(row, "pairs")) if "pairs" in row.TABLE.names else 1
        for member in filter(None, cell(row, column).split("+")):
            found[member] = found.get(member, 0) + weight
    return dict(sorted(found.items()))


def _outermost(
    rows: Iterable[RecordType], column: str, choose: Callable[..., Fraction]
) -> tuple[str, ...]:
    numbers = {_identifier(row): Fraction(n) for row in rows if (n := cell(row, column))}
    best = choose(numbers.values(), default=None)
    return tuple(sorted(name for name, number in numbers.items() if number == best))


def _span(rows: Iterable[RecordType], column: str) -> Fraction | str:
    numbers = [cell(row, column) for row in rows]
    if not numbers or "" in numbers:
        return ""
    exact = [Fraction(each) for each in numbers]
    return max(exact) - min(exact)


def _larger(record: RecordType) -> str:
    values = record.values()
    a, b = values["limits_a"], values["limits_b"]
    if a is None or b is None or not a.apart_from(b):
        return ""
    return str(values["figure_a"] if certainly_greater(a, b) else values["figure_b"])


def _total(rows: Iterable[RecordType], column: str) -> int | Fraction:
    cells = (cell(row, column) if column in row.TABLE.names else "1" for row in rows)
    total = sum((Fraction(each) for each in cells if each), Fraction(0))
    return total.numerator if total.denominator == 1 else total


def _extreme(name: str, measure: Measure, choose: Callable[..., Fraction]) -> Measure:
    if not isinstance(measure.value, Mapping) or not measure.value:
        raise AnalysisError(f"{name}({measure.expression}): it is no number for each of something.")
    numbers = {key: Fraction(number) for key, number in measure.value.items()}
    best = choose(numbers.values())
    chosen = tuple(key for key, number in numbers.items() if number == best)
    return Measure(f"{name}({measure.expression})", chosen)


@cache
def _key(table: str) -> tuple[str, ...]:
    return TABLES[table].key


def _identifier(record: RecordType) -> str:
    return _joined(cell(record, column) for column in _key(record.TABLE.name))


def _joined(cells: Iterable[str]) -> str:
    """Join the cells of a key: members of a list by ``&``, for inputs are a list themselves."""
    return "/".join(cells).replace("+", "&")


_RULE = re.compile(r"([a-z-]+(?: \+ [a-z-]+)*)(?: where (.+))?")
_CONDITION = re.compile(
    r"(?P<column>\w+) (?:(?P<many>in|not in) \((?P<texts>'[^']*'(?:, '[^']*')*)\)"
    r"|(?P<one>=|!=|has|lacks) '(?P<text>[^']*)'|(?P<other>=|!=) (?P<named>\w+))(?: and |$)"
)


def rows_by_rule(rule: str, rows_of: Callable[[TableSchema], Iterable[Sequence[str]]]) -> list[str]:
    """Return the identifiers of the rows that a written rule chooses.

    Parameters
    ----------
    rule
        As `Scope.rule` writes it.
    rows_of
        Gives the rows of a table as cells.

    Raises
    ------
    AnalysisError
        If the rule cannot be read.
    """
    whole = _RULE.fullmatch(rule)
    if whole is None or not all(name in TABLES for name in whole[1].split(JOINT)):
        raise AnalysisError(f"{rule!r} names no set.")
    tables, written = _tables(whole[1]), whole[2] or ""
    conditions, place = [], 0
    while place < len(written):
        found = _CONDITION.match(written, place)
        if found is None or any(found["column"] not in table.names for table in tables):
            raise AnalysisError(f"{rule!r} names no set: {written[place:]!r} is no condition.")
        conditions.append(_condition(found))
        place = found.end()
    chosen = []
    for table in tables:
        places = {name: place for place, name in enumerate(table.names)}
        key = [places[column] for column in table.key]
        for row in rows_of(table):
            if all(condition.holds(_reader(row, places)) for condition in conditions):
                chosen.append(_joined(row[place] for place in key))
    return chosen


def _reader(row: Sequence[str], places: Mapping[str, int]) -> Callable[[str], str]:
    return lambda column: row[places[column]]


def _condition(found: re.Match[str]) -> Condition:
    if found["many"]:
        texts = tuple(re.findall(r"'([^']*)'", found["texts"]))
        return Condition(found["column"], "in" if found["many"] == "in" else "not in", texts)
    if found["other"]:
        operator: Operator = "= column" if found["other"] == "=" else "!= column"
        return Condition(found["column"], operator, (found["named"],))
    one: dict[str, Operator] = {"=": "=", "!=": "!=", "has": "has", "lacks": "lacks"}
    return Condition(found["column"], one[found["one"]], (found["text"],))


_NUMBERED = re.compile(r"(.*-)(\d{3,})")


def shortened(identifiers: Iterable[str]) -> tuple[str, ...]:
    """Write consecutive numbers of figures as a run: ``a-001..004``.

    Examples
    --------
    >>> shortened(["a-001", "a-002", "a-003", "a-007", "a-008"])
    ('a-001..003', 'a-007', 'a-008')
    """
    runs: list[list[str]] = []
    for each in identifiers:
        if runs and _follows(runs[-1][-1], each):
            runs[-1].append(each)
        else:
            runs.append([each])
    found: list[str] = []
    for run in runs:
        if len(run) > 2:
            found.append(f"{run[0]}..{run[-1].rpartition('-')[2]}")
        else:
            found += run
    return tuple(found)


def lengthened(identifiers: Iterable[str]) -> Iterator[str]:
    """Yield the identifiers that `shortened` wrote as runs.

    Examples
    --------
    >>> list(lengthened(["a-001..003", "a-007"]))
    ['a-001', 'a-002', 'a-003', 'a-007']
    """
    for each in identifiers:
        first, _, last = each.partition("..")
        found = _NUMBERED.fullmatch(first)
        if not (found and last.isdigit()):
            yield each
            continue
        for number in range(int(found[2]), int(last) + 1):
            yield f"{found[1]}{number:0{len(found[2])}}"


def _follows(before: str, after: str) -> bool:
    a, b = _NUMBERED.fullmatch(before), _NUMBERED.fullmatch(after)
    return bool(a and b and a[1] == b[1] and len(a[2]) == len(b[2]) and int(a[2]) + 1 == int(b[2]))
