"""Claims: what is said about texts or data, with the set it is computed from and what came out.

A title, caption or sentence is made from a claim, which knows its kind, its set, its inputs, its
results and the gates it passed, and says the same in every language.  It cannot be made where the
set is not named in the words, where the words count what the results do not hold, or where they
rank or quantify without the gate for that.  Where claims are shown is noted by `analysis.show`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import ClassVar

from analysis.errors import AnalysisError
from analysis.language import languages, rules_of
from analysis.language.catalogue import form
from analysis.language.messages import (
    Fragments,
    Joined,
    Linked,
    Message,
    Part,
    Words,
    plain,
    said,
)
from analysis.sentences.gates import Ranked, ranking_words
from analysis.sentences.sets import Measure, Scope, Selection, is_name, name_forms, shortened
from analysis.tables import schema
from analysis.tables.schema import TableSchema
from analysis.tables.store import Record

COMPLETE, ORDER, EXTREME = "complete", "order", "extreme"
"""Gates: computed over all rows of the set; a pair whose order may be told; the largest or smallest
of all groups."""

UNIVERSAL = "universal"
"""Kind of claims that something holds for all: their first two results, part and whole, are equal.
"""

_KINDS: Mapping[str, str] = {
    "count": "",
    "share": "",
    "range": "",
    "extreme": EXTREME,
    UNIVERSAL: COMPLETE,
    "absence": COMPLETE,
    "change": COMPLETE,
    "order": ORDER,
    "same": "",
    "undecided": "",
    "side_by_side": "",
    "not_comparable": "",
    "look_alike": "",
    "fault": "",
    "refusal": "",
    "value": "",
}
"""Kinds of claims (code list ``claim_kind``) with the gate that each must have passed."""


class Said(str):
    """Words of a claim in one language, which remember the claim.

    They are text like any other; joined to other text they are forgotten, so give them whole.
    """

    __slots__ = ("claim",)
    claim: Claim

    @classmethod
    def of(cls, claim: Claim, language: str) -> Said:
        """Return what a claim says in a language."""
        words = cls(plain(claim.say(language)))
        words.claim = claim
        return words

    def around(self, words: str) -> Said:
        """Return longer words that hold these, as words of the same claim.

        Raises
        ------
        AnalysisError
            If they do not hold them.
        """
        if self not in words:
            raise AnalysisError(f"{words!r} does not hold the words of its claim: {self}")
        longer = Said(words)
        longer.claim = self.claim
        return longer


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said about texts or data.

    Attributes
    ----------
    kind
        One of `_KINDS`.
    scope
        The set that it is computed from.
    message
        What it says, in every language.
    results
        What was computed over the set, at least one measure.
    inputs
        Identifiers of the rows that were used.
    gates
        Codes of the gates that it passed.

    Raises
    ------
    AnalysisError
        If there is no such kind, no result, no words in a language, a name of the set that does not
        stand in the words, a number in the words that is no result, or a word that ranks or
        quantifies without its gate.
    """

    kind: str
    scope: Scope
    message: Part
    results: tuple[Measure, ...]
    inputs: tuple[str, ...]
    gates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what may not be said."""
        if self.kind not in _KINDS:
            raise self._refused(f"there is no kind {self.kind!r} of claims")
        if _KINDS[self.kind] and _KINDS[self.kind] not in self.gates:
            raise self._refused(f"a claim of kind {self.kind!r} needs gate {_KINDS[self.kind]!r}")
        if not self.results:
            raise self._refused("it has no result")
        if not self.scope.names:
            raise self._refused("its set has no name")
        if self.kind == UNIVERSAL and not _equal(self.results):
            raise self._refused(f"not all of the set are meant ({self.result})")
        self._check_numbers()
        for language in languages():
            self._check_words(language)

    def _check_words(self, language: str) -> None:
        fragments = self.say(language)
        words = plain(fragments)
        if not words.strip():
            raise self._refused(f"it has no words in {language!r}")
        for name in self.scope.names:
            forms = name_forms(name, language)
            if not any(form and form.casefold() in words.casefold() for form in forms):
                raise self._refused(
                    f"its words in {language!r} do not name the set ({forms[0]!r}): {words}"
                )
        loose = _unquoted(" ".join(each for each in fragments if type(each) is str), language)
        ranking = ranking_words(loose, language)
        if ranking and EXTREME not in self.gates:
            raise self._refused(f"it ranks ({ranking[0]!r}) although no gate is open: {words}")
        quantifying = quantifiers(loose, language)
        if quantifying and COMPLETE not in self.gates:
            raise self._refused(
                f"it quantifies ({quantifying[0]!r}) although it is not computed over the whole "
                f"set: {words}"
            )

    def _check_numbers(self) -> None:
        known = set(_numbers_of(self.results))
        for number in _numbers_in(self.message):
            if number not in known:
                raise self._refused(f"{number} stands in the words and is no result")

    def _refused(self, why: str) -> AnalysisError:
        return AnalysisError(f"A claim about {self.scope.rule}: {why}.")

    def say(self, language: str) -> Fragments:
        """Return the words in one language: text, names and links."""
        return said(self.message, language)

    def text(self, language: str) -> Said:
        """Return the words in one language, for titles, captions and everything that is text."""
        return Said.of(self, language)

    def within(self, message: Part) -> Claim:
        """Return the claim in a longer sentence that holds its words."""
        return replace(self, message=message)

    @property
    def result(self) -> str:
        """What came out, as the table of claims holds it."""
        return "; ".join(map(str, self.results))


def claim(
    kind: str, selection: Selection, message: Part, *results: Measure, more: Iterable[str] = ()
) -> Claim:
    """Return a claim about the rows of a set.

    Parameters
    ----------
    kind
        One of `_KINDS`.
    selection
        The rows of the set.
    message
        What is said, with the name of the set in it.
    *results
        What was computed over the set.
    more
        Identifiers of further inputs, such as the figures of a pair.

    Raises
    ------
    AnalysisError
        As `Claim`.
    """
    gates = [COMPLETE]
    if any(isinstance(part, Ranked) for part in said(message, languages()[0])):
        gates.append(ORDER)
    if any(each.expression.startswith(("most(", "least(")) for each in results):
        gates.append(EXTREME)
    inputs = tuple(dict.fromkeys((*selection.ids, *more, *_inputs_in(message))))
    return Claim(kind, selection.scope, message, tuple(results), inputs, tuple(gates))


@cache
def _pattern(quantifying: str) -> re.Pattern[str]:
    return re.compile(quantifying, re.IGNORECASE)


def quantifiers(text: str, language: str) -> list[str]:
    """Return the words of a text that speak of a whole set, in order.

    Examples
    --------
    >>> quantifiers("All texts do, none of the figures does.", "en")
    ['All', 'none']
    """
    return [match[0] for match in _pattern(rules_of(language).quantifying).finditer(text)]


def _equal(results: tuple[Measure, ...]) -> bool:
    return len(results) > 1 and results[0].value == results[1].value


def _numbers_of(results: Iterable[Measure]) -> Iterator[Fraction]:
    """Yield the numbers that results hold, and how many codes they name."""
    for measure in results:
        value = measure.value
        if isinstance(value, Mapping):
            yield from (Fraction(each) for each in value.values() if not isinstance(each, str))
            yield Fraction(len(value))
        elif isinstance(value, tuple):
            yield Fraction(len(value))
        elif not isinstance(value, str):
            yield Fraction(value)


def _inputs_in(part: Part) -> Iterator[str]:
    """Yield the inputs of claims that stand inside a message."""
    if isinstance(part, Claim):
        yield from part.inputs
    elif isinstance(part, Message):
        for _, field in part.fields:
            yield from _inputs_in(field)
    elif isinstance(part, Joined):
        for each in part.parts:
            yield from _inputs_in(each)


def _unquoted(text: str, language: str) -> str:
    """Return a text without what it quotes: what others print is not said here."""
    rules = rules_of(language)
    return re.sub(
        f"{re.escape(rules.quote_open)}[^{re.escape(rules.quote_close)}]*"
        f"{re.escape(rules.quote_close)}",
        " ",
        text,
    )


def _stands_in(message: Message, name: str) -> bool:
    """Tell whether a field stands in the words, and does not only choose their form."""
    n = dict(message.fields).get("n")
    return any(f"{{{name}}}" in form(message.key, language, n) for language in languages())


def _numbers_in(part: Part) -> Iterator[Fraction]:
    """Yield the counts that stand as such in a message.

    Numbers tied to a figure are its own, those of a claim inside it are held against that claim.
    """
    if isinstance(part, bool | str | Words | Linked) or is_name(part):
        return
    if isinstance(part, int):
        yield Fraction(part)
    elif isinstance(part, Message):
        for name, field in part.fields:
            if _stands_in(part, name):
                yield from _numbers_in(field)
    elif isinstance(part, Joined):
        for each in part.parts:
            yield from _numbers_in(each)


@dataclass(frozen=True, slots=True)
class PublishedClaim(Record):
    """A claim at its place on a page (columns of `schema.CLAIMS`).

    Attributes
    ----------
    page, place
        Name of the page; name of the display and part of it.
    kind, set, inputs, result, gates
        Those of the claim: rule of the set, identifiers (runs of numbers shortened), measures.
    words
        What stands there, in every language.
    """

    TABLE: ClassVar[TableSchema] = schema.CLAIMS

    page: str
    place: str
    kind: str
    set: str
    inputs: tuple[str, ...]
    result: str
    gates: tuple[str, ...]
    words: Words

    @classmethod
    def of(cls, claim: Claim, page: str, place: str, words: Words) -> PublishedClaim:
        """Return a claim at its place."""
        return cls(
            page,
            place,
            claim.kind,
            claim.scope.rule,
            shortened(claim.inputs),
            claim.result,
            claim.gates,
            words,
        )
