"""A text as the rules see it: sentences, and in each the figures with the words between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from analysis.intervals import Interval, power_of_ten
from analysis.reading.characters import plain
from analysis.reading.limits import last_place, plain_literal
from analysis.reading.mentions import Mention, Mentions
from analysis.screening.records import Place

PEOPLE = frozenset("人名位")
"""Units that count people one by one; a text changes between them freely."""

NEAR = 12
"""How many figures before it a figure may be bound to: sentences without an end stay cheap."""

_SENTENCE = re.compile(r"[^。！？!?\n]+")
_LINE = re.compile(r"[^\n]+")
_WRAPPED = 20
"""A line with fewer characters is a heading, or the last of its paragraph, and was not wrapped."""
_ROUNDED = re.compile(r"[万亿%‰]|[0-9]\.[0-9]")


@dataclass(frozen=True)
class Number:
    """A figure of the text whose value is known.

    Attributes
    ----------
    mention
        As it was read.
    usual
        What the published rules of reading allow.
    widest
        What any reading allows: the bare words of a hedge, or a number cut and not rounded.
    """

    mention: Mention
    usual: Interval
    widest: Interval

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.mention.start, self.mention.end)

    @property
    def unit(self) -> str:
        """Its unit; people are counted in one."""
        unit = self.mention.unit or ""
        return "人" if unit in PEOPLE else unit

    @property
    def literal(self) -> str:
        """The characters printed."""
        return self.mention.literal.strip()

    @property
    def value(self) -> Fraction:
        """The number printed."""
        assert self.mention.value is not None  # `number` makes no other
        return Fraction(self.mention.value)

    @property
    def period(self) -> tuple[object, object]:
        """First and last day of the time it is about."""
        return self.mention.period_start, self.mention.period_end


def number(mention: Mention) -> Number | None:
    """Return a figure with its limits; nothing where its value is not known.

    A number without a hedge is printed rounded, or cut, where 万, 亿, a decimal or % stands: any
    reading then allows one unit of the last place either way.  Otherwise it is what it says.
    """
    limits = mention.limits
    if limits is None or mention.value is None:
        return None
    widest = limits.asserted
    value = Fraction(mention.value)
    literal = plain_literal(mention.literal)
    if mention.bound == "exact" and mention.value_high is None and _ROUNDED.search(literal):
        step = last_place(literal, value)
        widest = Interval.between(value - step, value + step, "()")
    return Number(mention, limits.conventional, widest)


def rounded(number: Number) -> Number:
    """Return a number that was calculated, and so rounded, though nothing in its words says so.

    It may be off by half its last digit, by one if it was cut; a number that ends in zeros, by one
    of its second digit (2000: 100).
    """
    value = abs(number.value)
    step = last_place(plain_literal(number.mention.literal), value)
    first = power_of_ten(value) if value else step
    while step < first / 10 and (value / (step * 10)).denominator == 1:
        step *= 10
    if number.mention.bound != "exact":
        return number
    usual = Interval.between(number.value - step / 2, number.value + step / 2)
    widest = Interval.between(number.value - step, number.value + step, "()")
    return replace(number, usual=usual, widest=widest)


@dataclass(frozen=True)
class Passage:
    """A sentence with its figures.

    Attributes
    ----------
    start
        Offset of its first character.
    text
        The sentence, in simplified half-width characters, of the length printed.
    numbers
        Its figures with a known value, in order.
    """

    start: int
    text: str
    numbers: tuple[Number, ...]

    def before(self, k: int, stop: str = "") -> str:
        """Return the words between figure `k` and the figure before it (or one of `stop`)."""
        first = self.numbers[k - 1].mention.end - self.start if k else 0
        words = self.text[first : self.numbers[k].mention.start - self.start]
        return re.split(f"[{stop}]", words)[-1] if stop else words

    def after(self, k: int) -> str:
        """Return the words between figure `k` and the figure after it, or the end."""
        last = k + 1 == len(self.numbers)
        end = len(self.text) if last else self.numbers[k + 1].mention.start - self.start
        return self.text[self.numbers[k].mention.end - self.start : end]

    def since(self, i: int, k: int) -> str:
        """Return the words from the end of figure `i` to the beginning of figure `k`."""
        return self.text[
            self.numbers[i].mention.end - self.start : self.numbers[k].mention.start - self.start
        ]

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Units of its figures, in order."""
        return tuple(each.unit for each in self.numbers)


def _sentences(words: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text with their offsets; a line that was wrapped goes on.

    A line end divides unless two long lines meet without a stop between them and nothing is
    indented; it is then no more than a blank.
    """
    joined = list(words)
    lines = [(match.start(), match.end()) for match in _LINE.finditer(words)]
    for (start, end), (following, last) in pairwise(lines):
        wrapped = following == end + 1 and min(end - start, last - following) >= _WRAPPED
        if wrapped and words[following] not in " \t\u3000":
            joined[end] = " "
    for match in _SENTENCE.finditer("".join(joined)):
        yield match.start(), match[0]


def passages(mentions: Mentions) -> list[Passage]:
    """Return the sentences of a text that hold figures, in order."""
    numbers = [known for mention in mentions.figures if (known := number(mention))]
    starts = [each.mention.start for each in numbers]
    words = plain(mentions.text)
    if len(words) != len(mentions.text):  # a character that becomes two: offsets come first
        words = mentions.text
    found: list[Passage] = []
    for start, sentence in _sentences(words):
        end = start + len(sentence)
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if last > first:
            inside = tuple(each for each in numbers[first:last] if each.mention.end <= end)
            found.append(Passage(start, sentence, inside))
    return [passage for passage in found if passage.numbers]


def of_unit(numbers: Sequence[Number], unit: str) -> list[Number]:
    """Return those of the last `NEAR` figures that have a unit."""
    return [each for each in numbers[-NEAR:] if each.unit == unit]
