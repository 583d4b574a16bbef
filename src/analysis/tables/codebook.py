"""The codebook and the catalogue of documents: what codes, indicators and texts are called.

Labels stand in the data.  `Codebook` gives them in every language at once; `Labels` is its view in
one language, for what is shown.  A code without a label is an error, never shown as a code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import ClassVar, TypeVar

from analysis.errors import AnalysisError
from analysis.language import (
    capital,
    check_language,
    enumerated,
    format_day,
    has_label,
    join_words,
    number_word,
    t,
)
from analysis.language.messages import Words
from analysis.tables import schema
from analysis.tables.dataset import Dataset
from analysis.tables.schema import TableSchema
from analysis.tables.store import Record


@dataclass(frozen=True, slots=True)
class Code(Record):
    """One code of a code list (columns of `schema.CODELISTS`)."""

    TABLE: ClassVar[TableSchema] = schema.CODELISTS

    list: str
    code: str
    label: Words
    definition: Words


@dataclass(frozen=True, slots=True)
class Indicator(Record):
    """One indicator of the codebook (columns of `schema.INDICATORS`)."""

    TABLE: ClassVar[TableSchema] = schema.INDICATORS

    indicator: str
    concept: str
    tier: str
    theme: str
    prominence: int | None
    label: Words
    thing: str
    nature: tuple[str, ...]
    definition: Words
    included: Words
    excluded: Words


@dataclass(frozen=True, slots=True)
class Document(Record):
    """The origin record of one text (columns of `schema.DOCUMENTS`)."""

    TABLE: ClassVar[TableSchema] = schema.DOCUMENTS

    document: str
    city: str
    province: str
    title: str
    publisher: str
    address: str
    authors: str
    published: date | None
    published_note: Words
    written_after: date | None
    written_before: date | None
    period_start: date | None
    period_end: date | None
    period_basis: str
    period_note: Words
    condition: Words
    characters: int
    sha256: str
    label: Words

    @property
    def names_its_time(self) -> bool:
        """Whether the text says which time it reviews; else its years are our reading."""
        return self.period_basis != "assumed"


FEW = 6
"""Up to so many texts, pages and tables hold everything; above, they keep within bounds."""

T = TypeVar("T")

BACKGROUND = "background_theme"
"""Code list of the themes whose figures tell of no work of the unions; they have no page."""

UNKNOWN = "unknown"
"""What an origin record holds where the copy we read does not say."""


@dataclass(frozen=True)
class Codebook:
    """Labels of codes, indicators and documents in every language.

    Parameters
    ----------
    codes, indicators, documents
        Records of the tables of these names, in the order of the reports.
    """

    codes: tuple[Code, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    documents: tuple[Document, ...] = ()

    def order(self, name: str) -> list[str]:
        """Return the codes of the list `name` in its order."""
        return [entry.code for entry in self.codes if entry.list == name]

    @property
    def themes(self) -> list[str]:
        """The themes that tell of the unions' work, in their order: those with a page."""
        return [theme for theme in self.order("theme") if not self.has(BACKGROUND, theme)]

    @property
    def indicator_pages(self) -> list[str]:
        """The indicators with a page: the core ones, once there are many texts.

        Few texts stand side by side on the pages of themes; a page for each indicator would hold
        three or four numbers and say the same again.
        """
        core = [each.indicator for each in self.indicators if each.tier == "core"]
        return core if self.many else []

    def has(self, name: str, code: str) -> bool:
        """Tell whether the list `name` has the code."""
        return (name, code) in self._codes

    def has_indicator(self, code: str) -> bool:
        """Tell whether there is an indicator of that code."""
        return code in self._indicators

    def code(self, name: str, code: str) -> Words:
        """Return the label of a code of the list `name`.

        Raises
        ------
        AnalysisError
            If there is no such code, or its label is missing in a language.
        """
        entry = self._codes.get((name, code))
        where = f"codelists.csv, list {name!r}, code {code!r}"
        return _complete(entry.label if entry else None, "label", where)

    def definition(self, name: str, code: str) -> Words:
        """Return the definition of a code of the list `name`, which may be empty.

        Raises
        ------
        AnalysisError
            If there is no such code.
        """
        if not self.has(name, code):
            raise AnalysisError(f"codelists.csv, list {name!r} has no code {code!r}.")
        return self._codes[name, code].definition

    def indicator(self, code: str) -> Indicator:
        """Return an indicator.

        Raises
        ------
        AnalysisError
            If the codebook has none of that code.
        """
        try:
            return self._indicators[code]
        except KeyError:
            raise AnalysisError(f"indicators.csv has no indicator {code!r}.") from None

    def document(self, document: str) -> Document:
        """Return the origin record of a text.

        Raises
        ------
        AnalysisError
            If the catalogue has no such document.
        """
        try:
            return self._documents[document]
        except KeyError:
            raise AnalysisError(f"documents.csv has no document {document!r}.") from None

    def indicator_label(self, code: str) -> Words:
        """Return the label of an indicator."""
        return _complete(self.indicator(code).label, "label", f"indicators.csv, {code!r}")

    def document_label(self, document: str) -> Words:
        """Return the short name of a text."""
        return _complete(self.document(document).label, "label", f"documents.csv, {document!r}")

    def document_order(self) -> list[str]:
        """Return the documents in the order of the catalogue."""
        return [entry.document for entry in self.documents]

    @property
    def many(self) -> bool:
        """Whether there are so many texts that not everything stands side by side."""
        return len(self.documents) > FEW

    def bounded(self, items: Sequence[T], most: int) -> tuple[Sequence[T], int]:
        """Return what is shown of things, and how many are left out.

        Up to `FEW` texts, all are shown; above, the first `most` in their order.

        Examples
        --------
        >>> Codebook().bounded("abc", 2)
        ('abc', 0)
        """
        shown = items[:most] if self.many else items
        return shown, len(items) - len(shown)

    @cached_property
    def _codes(self) -> Mapping[tuple[str, str], Code]:
        return {(entry.list, entry.code): entry for entry in self.codes}

    @cached_property
    def _indicators(self) -> Mapping[str, Indicator]:
        return {entry.indicator: entry for entry in self.indicators}

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        return {entry.document: entry for entry in self.documents}


def load_codebook(data: Dataset) -> Codebook:
    """Return the codebook of a data set.

    Raises
    ------
    AnalysisError
        If one of its tables is missing or broken.
    """
    return Codebook(data.rows(Code), data.rows(Indicator), data.rows(Document))


def _complete(words: Words | None, what: str, where: str) -> Words:
    if words is None:
        raise AnalysisError(f"{where}: there is no such entry, so it has no label.")
    for language, text in words.items():
        if not text:
            raise AnalysisError(f"{where}: {what}_{language} is empty; translate it.")
    return words


_DAYS = frozenset({"period_start", "period_end"})

NOT_KEPT = "not_kept"
"""Code list of what a single coder wrote and was not kept, so that it can be shown in words."""


@cache
def _lists_of_coders() -> Mapping[str, str]:
    """Return the code lists of the columns of codings; units are shown as they are printed."""
    columns = [*schema.FIGURES.columns, schema.CODING["kind"]]
    return {each.name: each.codes for each in columns if each.codes and each.codes != "unit"}


@dataclass(frozen=True)
class Labels:
    """The labels of a codebook, and the catalogue of words, in one language.

    Parameters
    ----------
    language
        One of the languages.
    book
        The codebook.
    """

    language: str
    book: Codebook

    def __post_init__(self) -> None:
        """Refuse an unknown language."""
        check_language(self.language)

    def t(self, key: str, **fields: object) -> str:
        """Return an entry of the catalogue of words in this language."""
        return t(key, self.language, **fields)

    def order(self, name: str) -> list[str]:
        """Return the codes of the list `name` in its order."""
        return self.book.order(name)

    def code(self, name: str, code: str) -> str:
        """Return the label of one code of the list `name`."""
        return self.book.code(name, code)[self.language]

    def codes(self, name: str, codes: Iterable[str]) -> str:
        """Return the labels of several codes as a list in words."""
        return join_words([self.code(name, each) for each in codes], self.language)

    def column(self, name: str) -> str:
        """Return the label of a column of the codings."""
        return self.t(f"coding_column.{name}")

    def attribute(self, name: str, cell: str) -> str:
        """Return a coded attribute of a figure in words; what is no code stays as it is.

        Parameters
        ----------
        name
            Field of `schema.OBSERVATIONS`.
        cell
            What the figure holds there (`Figure.coded`).
        """
        codes = schema.OBSERVATIONS.field(name).codes
        word = self.code(codes, cell) if codes and cell else cell
        # By itself such a word would not say what it is: a base, or who acted.
        key = f"attribute.{name}"
        return self.t(key, word=word) if word and has_label(key) else word

    def coded(self, column: str, cell: str) -> str:
        """Return what a coder wrote into a column, in words; an empty cell stays empty.

        A code that was not kept, and is in no list of its column, is looked up in the list
        `NOT_KEPT`; what stands in no list at all is shown as written, and said to be in none.
        """
        if column in _DAYS:
            return self._day(cell) if cell else ""
        list_ = _lists_of_coders().get(column)
        if not cell or list_ is None:
            return cell
        return join_words([self._coded(list_, code) for code in cell.split("+")], self.language)

    def _day(self, cell: str) -> str:
        try:
            return format_day(cell, self.language)
        except ValueError:
            return self.t("coded.unlisted", code=cell)

    def _coded(self, list_: str, code: str) -> str:
        if list_ == "indicator" and self.book.has_indicator(code):
            return self.indicator(code)
        for name in (list_, NOT_KEPT):
            if self.book.has(name, code):
                return self.code(name, code)
        return self.t("coded.unlisted", code=code)

    def indicator(self, code: str) -> str:
        """Return the label of an indicator."""
        return self.book.indicator_label(code)[self.language]

    def definition(self, code: str) -> str:
        """Return the definition of an indicator."""
        words = self.book.indicator(code).definition
        return _complete(words, "definition", f"indicators.csv, {code!r}")[self.language]

    def document(self, document: str) -> str:
        """Return the short name of a text."""
        return self.book.document_label(document)[self.language]

    def document_order(self) -> list[str]:
        """Return the documents in the order of the catalogue."""
        return self.book.document_order()

    def city_of(self, document: str) -> str:
        """Return the city code of a text."""
        return self.book.document(document).city


def corpus(labels: Labels) -> dict[str, str]:
    """Return how many texts and cities there are, and the cities' names, as fields for sentences.

    Returns
    -------
    dict
        `cities`, `articles`, `texts` (counts with what is counted, in words; also with
        a capital: `Articles`), `city_count` (a word), `names` and `listed` (the cities, with and
        without a word before the last).
    """
    language, documents = labels.language, labels.book.documents
    here = {document.city for document in documents}
    names = [labels.code("city", city) for city in labels.order("city") if city in here]
    counts = {"cities": len(names), **dict.fromkeys(_TEXTS, len(documents))}
    said = {
        name: t(f"corpus.{name}", language, n=count, word=number_word(count, language))
        for name, count in counts.items()
    }
    return {
        **said,
        **{name.capitalize(): capital(words, language) for name, words in said.items()},
        "city_count": number_word(len(names), language),
        "names": join_words(names, language),
        "listed": enumerated(names, language),
    }


_TEXTS = ("articles", "texts")
"""Words for the texts in the catalogue."""
