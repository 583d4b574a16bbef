"""Every table and field of the project, as `declared.toml` declares them.

Loading, validation, the Data Package, the codebook pages and the tests all read these
declarations; nothing about a column is said anywhere else.  Names follow SDMX where it has a word
for the thing (observation, code list, unit of measure, reference period) and the Frictionless
Table Schema for types and constraints.  How cells become values belongs to
`analysis.tables.store`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from analysis.errors import AnalysisError
from analysis.language import LANGUAGES, bracketed, labelled, rules_of, t
from analysis.language.messages import Words

_FILE = Path(__file__).with_name("declared.toml")

EXACT_NUMBER = r"-?\d+(?:\.\d+)?|-?\d+/[1-9]\d*"
"""Numbers are stored as written: integers, plain decimals or fractions, never floats."""

DECIMAL = r"-?\d+(?:\.\d+)?"
"""Numbers that every program reads; see `Field.numbers`."""

FRACTION = r"-?\d+/[1-9]\d*"

ISO_DATE = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
SNAKE_CASE = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
DOCUMENT_ID = r"[a-z]+(?:-[a-z]+)*-\d{4}(?:-[a-z0-9]+)*"
FIGURE_ID = DOCUMENT_ID + r"-\d{3,}"


def city_and_year(document: str) -> tuple[str, str]:
    """Return the code of the city that a document id begins with, and its year.

    Examples
    --------
    >>> city_and_year("yanxi-2018-b"), city_and_year("new-yanxi-2018")
    (('yanxi', '2018'), ('new-yanxi', '2018'))
    """
    words = document.split("-")
    place = next(place for place, word in enumerate(words) if word.isdecimal())
    return "-".join(words[:place]), words[place]


PATTERNS: Mapping[str, str] = {
    "code": SNAKE_CASE,
    "listed": r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*",
    "document": DOCUMENT_ID,
    "figure": FIGURE_ID,
    "sha256": r"[0-9a-f]{64}",
    "coder": r"[a-z0-9]+(?:[-_][a-z0-9]+)*",
    "duration": r"P[1-9][0-9]*[YMWD]",
}
"""Patterns of text by the name that declarations use."""

_KINDS: Mapping[str, tuple[str, str | None]] = {
    "text": ("string", None),
    "code": ("string", None),
    "list": ("string", None),
    "number": ("string", EXACT_NUMBER),
    "rounded": ("number", DECIMAL),
    "whole": ("integer", r"\d+"),
    "date": ("date", ISO_DATE),
    "interval": ("string", None),
    "flag": ("boolean", "yes|no"),
    "message": ("string", None),
    "words": ("string", None),
}
"""Frictionless type and pattern of the columns of each kind of field."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file: what it holds, in every language, and what a cell may contain.

    Attributes
    ----------
    name
        Column header.
    type
        Frictionless field type: ``string``, ``integer``, ``number``, ``date``, ``boolean``.
    title
        One-line description.
    required
        Whether an empty cell is an error.
    pattern
        Regular expression that a non-empty cell must match as a whole.
    codes
        Name of the code list that a non-empty cell must come from.
    many
        Whether the cell may hold several codes, joined by ``+``.
    refers
        Published table that has a row of this name, whose key is one column.
    quoted
        Whether a cell holds what somebody else printed, whatever characters that has.
    """

    name: str
    type: str
    title: Words
    required: bool = False
    pattern: str | None = None
    codes: str | None = None
    many: bool = False
    refers: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field: a column, or columns that hold one value together.

    Attributes
    ----------
    name
        Name of the value.
    kind
        ``text``, ``code``, ``list``, ``number``, ``rounded``, ``whole``, ``date``, ``flag``,
        ``message``, ``interval`` or ``words``.
    title
        One-line description.
    stem
        What the names of its columns begin with; usually the field's name.  An interval with an
        empty stem has the columns ``low``, ``high`` and ``ends``.
    required, pattern, codes, refers, quoted
        As in `Column`.
    coded
        Group of questions to which the field belongs, where coders are compared on it.
    card, search
        Its place among the attributes of a card, and among what readers may search for; 0 where
        it is not there.
    differs
        The best grades of comparability that it leaves where two figures state it differently and
        where one leaves it open (empty where that is no difference); ``None`` for other fields.
    ratio
        Whether `differs` holds for ratios as well.
    place
        Its place among the differences of a pair.
    numbers
        How its numbers stand in cells: ``exact``, fractions among them (tables of ``data/raw``
        that are not published); ``decimal``, fractions not allowed (those that are); ``beside``:
        decimals, rounded where none is exact, and then the exact text in a column beside.
    """

    name: str
    kind: str
    title: Words
    stem: str
    required: bool = False
    pattern: str | None = None
    codes: str | None = None
    refers: str = ""
    coded: str = ""
    card: int = 0
    search: int = 0
    differs: tuple[str, str] | None = None
    ratio: bool = False
    place: int = 0
    quoted: bool = False
    numbers: Literal["exact", "decimal", "beside"] = "exact"

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the field in the order of the file."""
        kind, pattern = _KINDS[self.kind]
        if self.kind in ("number", "interval") and self.numbers != "exact":
            kind, pattern = "number", DECIMAL
        if self.kind == "words":
            return tuple(
                replace(self._column(f"{self.stem}_{language}"), title=self._said_in(language))
                for language in LANGUAGES
            )
        if self.kind == "interval":
            found = tuple(self._end(part, kind, pattern) for part in _INTERVAL)
        else:
            column = self._column(self.stem)
            found = (replace(column, type=kind, pattern=self.pattern or pattern),)
        if self.numbers == "beside" and self.kind in ("number", "interval"):
            return (*found, self._exact())
        return found

    def _end(self, part: str, kind: str, pattern: str | None) -> Column:
        """Return one of the columns of an interval."""
        ends = part == "ends"
        return replace(
            self._column(f"{self.stem}_{part}" if self.stem else part),
            type="string" if ends else kind,
            title=self._part(part),
            required=False,
            pattern=_INTERVAL[part] if ends or pattern is None else pattern,
        )

    def _exact(self) -> Column:
        """Return the column with the exact text of numbers that no decimal is."""
        name = f"{self.stem}_exact" if self.stem else "exact"
        pattern = FRACTION if self.kind == "number" else None
        return replace(
            self._column(name),
            type="string",
            title=self._part("exact"),
            required=False,
            pattern=pattern,
            codes=None,
            refers="",
        )

    def _column(self, name: str) -> Column:
        kind = _KINDS[self.kind][0]
        return Column(
            name,
            kind,
            self.title,
            self.required,
            self.pattern,
            self.codes,
            self.kind == "list",
            self.refers,
            self.quoted,
        )

    def _said_in(self, language: str) -> Words:
        """Describe a column of words, with the language that it is in."""
        return Words(
            {
                each: bracketed(self.title[each], rules_of(each).names[language], each)
                for each in LANGUAGES
            }
        )

    def _part(self, part: str) -> Words:
        """Describe a column of an interval."""
        return Words(
            {
                each: labelled(self.title[each], t(f"interval_column.{part}", each), each)
                for each in LANGUAGES
            }
        )


_INTERVAL: Mapping[str, str] = {"low": EXACT_NUMBER, "high": EXACT_NUMBER, "ends": r"[\[(][\])]"}
"""Columns of an interval and what their cells must match."""


@dataclass(frozen=True)
class TableSchema:
    """One table: its fields, its key, and what a row is, in every language.

    Attributes
    ----------
    name
        Name of the table and of its file.
    title
        What a row is.
    fields
        Its fields in the order of the columns.
    key
        Columns that no two rows share.
    published
        Where ``data/processed`` has it: ``all`` texts together, apart for each ``document``,
        ``theme`` or ``city``.
    raw
        Whether ``data/raw`` has it, for all texts together.
    """

    name: str
    title: Words
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    raw: bool = False

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """All columns in the order of the file."""
        return tuple(column for field in self.fields for column in field.columns)

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]

    def field(self, name: str) -> Field:
        """Return the field called `name`.

        Raises
        ------
        KeyError
            If the table has no such field.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"table {self.name!r} has no field {name!r}")

    def references(self) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
        """Yield the columns that refer to a row of a published table, that table and its key.

        A list of references in one cell is none: no program could check it.
        """
        for column in self:
            target = "indicators" if column.codes == "indicator" else column.refers
            if not target or column.many or (target == self.name and self.key == (column.name,)):
                continue
            key = TABLES[target].key
            yield (key if len(key) > 1 else (column.name,)), target, key

    def __getitem__(self, name: str) -> Column:
        """Return the column called `name`."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name!r} has no column {name!r}")

    def __iter__(self) -> Iterator[Column]:
        """Iterate over the columns in order."""
        return iter(self.columns)


def _load() -> dict[str, TableSchema]:
    declared = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    shared: dict[str, Any] = declared["field"]
    return {name: _table(name, table, shared) for name, table in declared["table"].items()}


def _table(name: str, declared: Mapping[str, Any], shared: Mapping[str, Any]) -> TableSchema:
    own: Mapping[str, Any] = declared.get("own", {})
    fields = []
    for field_name in declared["fields"]:
        if field_name not in own and field_name not in shared:
            raise AnalysisError(
                f"declared.toml, table {name!r}: the field {field_name!r} is not declared"
            )
        flags = {flag: shared.get(field_name, {}).get(flag) for flag in _FLAGS}
        flags = {flag: value for flag, value in flags.items() if value is not None}
        rules = own[field_name] if field_name in own else shared[field_name]
        field = _field(field_name, {**flags, **rules}, f"declared.toml, table {name!r}")
        if field_name in declared.get("loose", ()):
            field = replace(field, kind="text", required=False, pattern=None, codes=None, refers="")
        if declared.get("published"):
            field = replace(field, numbers="decimal" if declared.get("raw") else "beside")
        fields.append(field)
    title = _title(declared, f"declared.toml, table {name!r}")
    return TableSchema(
        name,
        title,
        tuple(fields),
        tuple(declared["key"]),
        tuple(declared.get("published", ())),
        declared.get("raw", False),
    )


_FLAGS = ("coded", "card", "search", "differs", "ratio", "place")
"""What is said of a field wherever it stands."""


def _field(name: str, rules: Mapping[str, Any], where: str) -> Field:
    where = f"{where}, field {name!r}"
    known = {
        "kind",
        "stem",
        "required",
        "pattern",
        "codes",
        "refers",
        "quoted",
        *_FLAGS,
        *LANGUAGES,
    }
    unknown = sorted(set(rules) - known)
    if unknown:
        raise AnalysisError(f"{where}: {unknown[0]!r} is not known (known: {', '.join(known)})")
    kind = rules.get("kind", "text")
    if kind not in _KINDS:
        raise AnalysisError(f"{where}: kind {kind!r} is not known (known: {', '.join(_KINDS)})")
    pattern = rules.get("pattern")
    differs = rules.get("differs")
    return Field(
        name,
        kind,
        _title(rules, where),
        rules.get("stem", name),
        rules.get("required", False),
        PATTERNS.get(pattern, pattern) if pattern else None,
        rules.get("codes"),
        rules.get("refers", ""),
        rules.get("coded", ""),
        rules.get("card", 0),
        rules.get("search", 0),
        (differs[0], differs[1]) if differs else None,
        rules.get("ratio", False),
        rules.get("place", 0),
        rules.get("quoted", False),
    )


def _title(rules: Mapping[str, Any], where: str) -> Words:
    missing = [language for language in LANGUAGES if not rules.get(language)]
    if missing:
        raise AnalysisError(f"{where}: the description in {missing[0]!r} is missing")
    return Words({language: rules[language] for language in LANGUAGES})


TABLES: Mapping[str, TableSchema] = _load()
"""Every declared table by its name."""

FIGURES = TABLES["figures"]
OTHER_NUMERALS = TABLES["other-numerals"]
DOCUMENTS = TABLES["documents"]
INDICATORS = TABLES["indicators"]
UNITS = TABLES["units"]
CODELISTS = TABLES["codelists"]
CODING = TABLES["codings"]
CODERS = TABLES["coders"]
CODED_BY = TABLES["coded-by"]
CORRECTIONS = TABLES["corrections"]
OUTSIDE = TABLES["outside"]
TEXT_FAULTS = TABLES["text-faults"]
GRADE_ARGUMENTS = TABLES["grade-arguments"]
LIST_ITEMS = TABLES["list-items"]
LISTS = TABLES["lists"]
PLAUSIBLE = TABLES["plausible"]
PLAUSIBLE_ORDERS = TABLES["plausible-orders"]
PLAUSIBLE_SIZES = TABLES["plausible-sizes"]
PLAUSIBLE_REACHES = TABLES["plausible-reaches"]
PLAUSIBLE_LISTS = TABLES["plausible-lists"]
HASHES = TABLES["hashes"]
OBSERVATIONS = TABLES["observations"]
COVERAGE = TABLES["coverage"]
AGREEMENT = TABLES["agreement"]
DISAGREEMENTS = TABLES["disagreements"]
DERIVED = TABLES["derived"]
COMPARISONS = TABLES["comparisons"]
PAIR_COUNTS = TABLES["pair-counts"]
LOOK_ALIKES = TABLES["look-alikes"]
SENSITIVITY = TABLES["sensitivity"]
TARGETS = TABLES["targets"]
FINDINGS = TABLES["findings"]
CLAIMS = TABLES["claims"]

ATTRIBUTES: tuple[Field, ...] = tuple(
    sorted((f for f in OBSERVATIONS.fields if f.differs is not None), key=lambda field: field.place)
)
"""Coded fields that decide what may be compared, in the order in which differences are listed."""

CODED: tuple[Field, ...] = tuple(f for f in CODING.fields if f.coded)
"""Fields on which coders are compared, in the order of a coding."""

ON_CARDS: tuple[Field, ...] = tuple(
    sorted((f for f in OBSERVATIONS.fields if f.card), key=lambda field: field.card)
)
"""Attributes that cards show, in their order."""

SEARCHED: tuple[Field, ...] = tuple(
    sorted((f for f in OBSERVATIONS.fields if f.search), key=lambda field: field.search)
)
"""Attributes whose labels a reader may search for, in their order."""
