"""Sentences as data: a key of the catalogue and its fields, which become text when they are shown.

A message holds what it says as values: figures it links to, numbers, other messages.  It is the
same for all languages; `say` turns it into fragments (text, names and links) of one of them.
Nothing is ever read back out of a sentence: whoever needs a part of it takes the field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol, TypeAlias, runtime_checkable

from analysis.errors import AnalysisError
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
    """

    figure_id: str
    text: str


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


def joined(fragments: Iterable[Fragment]) -> Fragments:
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
        return joined(found)


@dataclass(frozen=True, slots=True)
class Linked:
    """A part of a sentence that links to the card of a figure."""

    figure_id: str
    part: Part

    def say(self, language: str) -> Fragments:
        """Return the words as one link."""
        return (Link(self.figure_id, text(self.part, language)),)


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
        ``list`` (a, b and c), ``comma`` (a, b, c), ``clause``, ``space`` (sentences), ``colon`` or
        ``nothing``.
    """

    parts: tuple[Part, ...]
    by: str = "nothing"

    def say(self, language: str) -> Fragments:
        """Return the parts with what stands between them in the language."""
        rules = grammar.rules_of(language)
        between = {
            "list": rules.list,
            "comma": rules.list,
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
        return joined(found)


@dataclass(frozen=True, slots=True)
class Changed:
    """A part whose plain text a rule of the language's grammar changes."""

    part: Part
    change: Callable[[str, str], str]

    def say(self, language: str) -> Fragments:
        """Return the words changed; only the first text fragment is touched."""
        found = list(said(self.part, language))
        if found and not isinstance(found[0], Link):
            first = self.change(found[0], language)
            found[0] = Name(first) if isinstance(found[0], Name) else first
        elif found and isinstance(found[0], Link):
            found[0] = Link(found[0].figure_id, self.change(found[0].text, language))
        return tuple(found)


def listed(parts: Iterable[Part]) -> Joined:
    """Return parts as a list: ``a, b and c``."""
    return Joined(tuple(parts), "list")


def sentences(parts: Iterable[Part]) -> Joined:
    """Return parts as sentences one after the other."""
    return Joined(tuple(parts), "space")


def begun(part: Part) -> Changed:
    """Return a part as it begins a sentence."""
    return Changed(part, grammar.capital)


def inside(part: Part) -> Changed:
    """Return a label as it stands inside a sentence."""
    return Changed(part, grammar.lower)


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that a function of `analysis.language` puts into words, as in a number with a unit.

    Attributes
    ----------
    write
        Function of the values and, last, the language.
    values
        The values.
    options
        Further arguments by name.
    """

    write: Callable[..., str]
    values: tuple[Any, ...]
    options: tuple[tuple[str, Any], ...] = ()

    def say(self, language: str) -> Fragments:
        """Return the value in words."""
        words = self.write(*self.values, language, **dict(self.options))
        return (words,) if words else ()


def number(value: Fraction | int) -> Computed:
    """Return an exact number in the dress of each language."""
    from analysis.language.numbers import format_number

    return Computed(format_number, (value,))
