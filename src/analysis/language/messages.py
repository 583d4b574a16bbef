"""Sentences as data: a key of the catalogue and its fields, which become text when they are shown.

A message holds what it says as values: figures it links to, numbers, other messages.  It is the
same for all languages; `say` turns it into fragments (text, names and links) of one of them.
Nothing is ever read back out of a sentence: whoever needs a part of it takes the field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Protocol, TypeAlias, runtime_checkable

from analysis.errors import AnalysisError
from analysis.intervals import Interval, format_number
from analysis.language import catalogue, grammar


@dataclass(frozen=True, slots=True)
class Link:
    """Words in a sentence, tied to the figure they come from.

    Attributes
    ----------
    figure_id
        The figure; for a computed number, the figure it is computed from.
    text
        The words as the reader sees them.
    derived
        Identifier of the computed number; empty where the words are the figure's own.
    """

    figure_id: str
    text: str
    derived: str = ""


class Name(str):
    """A name inside a sentence: a label, a title, the words for an attribute.

    Names come from the codebook and make no claim, so that “a higher skill grade” in one of them
    ranks nobody.
    """

    __slots__ = ()


Fragment: TypeAlias = str | Link
Fragments: TypeAlias = tuple[Fragment, ...]


@runtime_checkable
class Saying(Protocol):
    """Whatever can be said in every language."""

    def say(self, language: str) -> Fragments:
        """Return the words in one language."""


Part: TypeAlias = "str | int | Saying"
"""What a field of a message may be: the same text in all languages, a count, or a saying."""


def said(part: Part, language: str) -> Fragments:
    """Return a part of a message in one language."""
    if isinstance(part, str):
        return (part,) if part else ()
    if isinstance(part, int):
        return (str(part),)
    return part.say(language)


def plain(fragments: Iterable[Fragment]) -> str:
    """Return fragments as plain text."""
    return "".join(part.text if isinstance(part, Link) else part for part in fragments)


def text(part: Part, language: str) -> str:
    """Return a part of a message in one language as plain text."""
    return plain(said(part, language))


def _joined(fragments: Iterable[Fragment]) -> Fragments:
    """Join neighbouring texts and drop empty ones; names and links stay apart."""
    found: list[Fragment] = []
    for part in fragments:
        last = found[-1] if found else None
        if type(part) is str and type(last) is str:
            found[-1] = last + part
        elif part != "":
            found.append(part)
    return tuple(found)


class Words(Mapping[str, str]):
    """The same words in every language, as a pair (or more) of cells of a table holds them.

    Equal and hashable by content; false where no language has any words.

    Examples
    --------
    >>> Words(en="members", zh="会员")["en"]
    'members'
    """

    __slots__ = ("_forms",)

    def __init__(self, forms: Mapping[str, str] | None = None, /, **more: str) -> None:
        self._forms = {**(forms or {}), **more}

    def __getitem__(self, language: str) -> str:
        """Return the words in one language; `KeyError` where there are none."""
        return self._forms[language]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the languages."""
        return iter(self._forms)

    def __len__(self) -> int:
        """Count the languages."""
        return len(self._forms)

    def __bool__(self) -> bool:
        """Tell whether any language has words."""
        return any(self._forms.values())

    def __hash__(self) -> int:
        """Hash by content."""
        return hash(tuple(sorted(self._forms.items())))

    def __repr__(self) -> str:
        """Write the words as they are made."""
        return f"Words({self._forms!r})"

    def say(self, language: str) -> Fragments:
        """Return the words in one language.

        Raises
        ------
        AnalysisError
            If the language is missing.
        """
        if not self:
            return ()
        words = self._forms.get(language)
        if words is None:
            raise AnalysisError(f"{self!r} has no words in {language!r}.")
        return (words,) if words else ()


NO_WORDS = Words()


def words_of(part: Part) -> Words:
    """Return what a part says in every language, for the cells of a table."""
    return Words({language: text(part, language) for language in grammar.languages()})


_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """An entry of the catalogue with its fields.

    Parameters
    ----------
    key
        Key of the catalogue.
    **fields
        What stands for each ``{field}``.  The field `n` also chooses between the forms ``one``
        and ``other``.

    Examples
    --------
    >>> text(Message("interval.from", low="500"), "en")
    '500 or more'
    """

    key: str
    fields: tuple[tuple[str, Part], ...]

    def __init__(self, key: str, /, **fields: Part) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "fields", tuple(sorted(fields.items())))

    def __getitem__(self, name: str) -> Part:
        """Return one field."""
        return dict(self.fields)[name]

    def say(self, language: str) -> Fragments:
        """Return the sentence in one language.

        Raises
        ------
        AnalysisError
            If the entry, its form in the language or one of its fields is missing.
        """
        given = dict(self.fields)
        template = catalogue.form(self.key, language, given.get("n"))
        found: list[Fragment] = []
        for number, piece in enumerate(_FIELD.split(template)):
            if number % 2 == 0:
                found.append(piece)
            elif piece in given:
                found += said(given[piece], language)
            else:
                raise AnalysisError(
                    f"The catalogue of words, {self.key!r} ({language}): no value for {piece!r}."
                )
        return _joined(found)


@dataclass(frozen=True, slots=True)
class Linked:
    """A part of a sentence that links to the card of a figure; a computed number names itself."""

    figure_id: str
    part: Part
    derived: str = ""

    def say(self, language: str) -> Fragments:
        """Return the words as one link."""
        return (Link(self.figure_id, text(self.part, language), self.derived),)


@dataclass(frozen=True, slots=True)
class Named:
    """A part of a sentence that is a name and makes no claim."""

    part: Part

    def say(self, language: str) -> Fragments:
        """Return the words as one name."""
        words = text(self.part, language)
        return (Name(words),) if words else ()


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts put together: as a list, as clauses, as sentences, or simply one after the other.

    Attributes
    ----------
    parts
        The parts; empty ones are left out.
    by
        ``list`` (a, b and c), ``comma`` (a, b, c), ``phrase``, ``clause``, ``space`` (sentences),
        ``colon`` or ``nothing``.
    """

    parts: tuple[Part, ...]
    by: str = "nothing"

    def say(self, language: str) -> Fragments:
        """Return the parts with what stands between them in the language."""
        rules = grammar.rules_of(language)
        between = {
            "list": rules.list,
            "comma": rules.list,
            "phrase": rules.phrase,
            "clause": rules.clause,
            "space": rules.space,
            "colon": rules.colon,
            "nothing": "",
        }[self.by]
        items = [words for part in self.parts if (words := said(part, language))]
        found: list[Fragment] = []
        for number, item in enumerate(items):
            last = self.by == "list" and number == len(items) - 1
            if number:
                found.append(rules.last if last else between)
            found += item
        return _joined(found)


_CHANGES: Mapping[str, Callable[[str, str], str]] = {
    "capital": grammar.capital,
    "lower": grammar.lower,
    "quoted": grammar.quoted,
}
"""Rules of the grammar that change a text, by name."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A part that a rule of the grammar changes: ``capital``, ``lower`` or ``quoted``."""

    part: Part
    rule: str

    def say(self, language: str) -> Fragments:
        """Return the words changed; only the first fragment is touched, unless all is quoted."""
        if self.rule == "quoted":
            rules = grammar.rules_of(language)
            return _joined((rules.quote_open, *said(self.part, language), rules.quote_close))
        found = list(said(self.part, language))
        if found:
            first, change = found[0], _CHANGES[self.rule]
            if isinstance(first, Link):
                found[0] = replace(first, text=change(first.text, language))
            else:
                found[0] = type(first)(change(first, language))
        return tuple(found)


def listed(parts: Iterable[Part]) -> Joined:
    """Return parts as a list: ``a, b and c``."""
    return Joined(tuple(parts), "list")


def in_sentences(parts: Iterable[Part]) -> Joined:
    """Return parts as sentences one after the other."""
    return Joined(tuple(parts), "space")


def begun(part: Part) -> Changed:
    """Return a part as it begins a sentence."""
    return Changed(part, "capital")


def inside(part: Part) -> Changed:
    """Return a label as it stands inside a sentence."""
    return Changed(part, "lower")


def in_quotes(part: Part) -> Changed:
    """Return a part in quotation marks."""
    return Changed(part, "quoted")


# --- values in words ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact number, with its unit and a number of significant digits where these are given.

    Attributes
    ----------
    value
        The number.
    unit
        Printed unit as coded, or empty.
    digits
        Significant digits; 0 for the exact number.
    """

    value: Fraction
    unit: str = ""
    digits: int = 0

    def say(self, language: str) -> Fragments:
        """Return the number in the dress of the language."""
        from analysis.language import numbers

        if self.digits:
            shown = numbers.format_rounded(self.value, language, self.digits)
        else:
            shown = numbers.numeral(self.value, language)
        return (numbers.with_unit(shown, self.unit, language, self.value),)


@dataclass(frozen=True, slots=True)
class Within:
    """Limits in words, as ``more than 500, but less than 600 people``.

    Attributes
    ----------
    limits
        The interval.
    unit
        Printed unit as coded, or empty.
    digits
        Significant digits, rounded outwards; 0 for the exact ends.
    """

    limits: Interval
    unit: str = ""
    digits: int = 0

    def say(self, language: str) -> Fragments:
        """Return the limits in the dress of the language."""
        from analysis.language import numbers

        return (numbers.format_interval(self.limits, self.unit, language, self.digits),)


def number(value: Fraction | int, digits: int = 0) -> Amount:
    """Return a number without a unit."""
    return Amount(Fraction(value), "", digits)


# --- messages as data ---------------------------------------------------------------------------

_SAYINGS: Mapping[str, type[Any]] = {
    "message": Message,
    "words": Words,
    "link": Linked,
    "name": Named,
    "joined": Joined,
    "changed": Changed,
    "amount": Amount,
    "within": Within,
}
_NAMES = {kind: name for name, kind in _SAYINGS.items()}


def data_of_part(part: Part) -> Any:
    """Return a part as what JSON can hold; `from_data` makes the same part of it again.

    Raises
    ------
    AnalysisError
        If it is no part of a message.
    """
    if isinstance(part, str | int):
        return part
    name = _NAMES[type(part)]
    if isinstance(part, Message):
        return {name: part.key, **{field: data_of_part(value) for field, value in part.fields}}
    if isinstance(part, Words):
        return {name: dict(part)}
    if isinstance(part, Joined):
        return {name: [data_of_part(each) for each in part.parts], "by": part.by}
    if isinstance(part, Linked):
        return {name: part.figure_id, "part": data_of_part(part.part)}
    if isinstance(part, Named):
        return {name: data_of_part(part.part)}
    if isinstance(part, Changed):
        return {name: data_of_part(part.part), "rule": part.rule}
    if isinstance(part, Amount):
        return {name: format_number(part.value), "unit": part.unit, "digits": part.digits}
    if isinstance(part, Within):
        return {name: str(part.limits), "unit": part.unit, "digits": part.digits}
    raise AnalysisError(f"{part!r} is no part of a message")


def part_of_data(data: Any) -> Part:
    """Make the part that `to_data` took apart.

    Raises
    ------
    AnalysisError
        If the data are no part of a message.
    """
    if isinstance(data, str | int):
        return data
    try:
        (name, first), *rest = data.items()
        more: dict[str, Any] = dict(rest)
        if name == "message":
            return Message(first, **{field: part_of_data(value) for field, value in more.items()})
        if name == "words":
            return Words(first)
        if name == "joined":
            return Joined(tuple(part_of_data(each) for each in first), more["by"])
        if name == "link":
            return Linked(first, part_of_data(more["part"]))
        if name == "name":
            return Named(part_of_data(first))
        if name == "changed":
            return Changed(part_of_data(first), more["rule"])
        if name == "amount":
            return Amount(Fraction(first), more["unit"], more["digits"])
        if name == "within":
            return Within(Interval.parse(first), more["unit"], more["digits"])
    except (AttributeError, ValueError, KeyError, TypeError) as error:
        raise AnalysisError(f"{data!r} is no part of a message: {error!r}") from None
    raise AnalysisError(f"{data!r} is no part of a message")
