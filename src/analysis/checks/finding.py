"""What a check is, what it sees and what it finds; and the words that findings share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from analysis import language as lg
from analysis.checks.plausible import Verdict
from analysis.comparison.derived import CodeLabels, Observed
from analysis.intervals import Interval
from analysis.reading.limits import plain_literal
from analysis.tables import schema

COLUMNS = tuple(schema.FINDINGS.names)
"""Columns of the findings, all text."""


class Likely(NamedTuple):
    """A value argued beside a printed one; no value where only the argument is known."""

    figure: str = ""
    value: Fraction | None = None
    en: str = ""
    zh: str = ""


NOTHING_LIKELY = Likely()


@dataclass(frozen=True)
class Finding:
    """What a check found.

    Attributes
    ----------
    figures
        The figures concerned, in the order in which the words name them.
    verdict
        ``certain``, ``likely`` or ``unusual`` (but possible).
    en, zh
        The fact, in one sentence.
    reason
        Why it is so, with the calculation in words, in both languages.
    calculation
        The calculation with figure identifiers.
    limits
        Its result within limits.
    fault
        Code of the kind of fault, when it is one.
    effect
        What it means for use; when empty, what the check says.
    likely
        What is argued beside the printed value: the readings that remain.
    """

    figures: tuple[Observed, ...]
    verdict: Verdict
    en: str
    zh: str
    reason: tuple[str, str] = ("", "")
    calculation: str = ""
    limits: Interval | None = None
    fault: str = ""
    effect: tuple[str, str] = ("", "")
    likely: Likely = NOTHING_LIKELY


@dataclass(frozen=True)
class Check:
    """A declared check.

    Attributes
    ----------
    code
        Name of the check.
    en, zh
        What it looks for.
    effect_en, effect_zh
        What a finding means for use.
    find
        Finds it in a text.
    """

    code: str
    en: str
    zh: str
    effect_en: str
    effect_zh: str
    find: Callable[[Text], Iterable[Finding]]


@dataclass(frozen=True)
class Text:
    """One document as the checks see it.

    Attributes
    ----------
    document
        Its id.
    figures
        Its figures, repeats included.
    derived
        What is derived from them.
    origin
        Its origin record.
    others
        The figures of other texts of the same city.
    later
        The figures of all texts that follow in the order of the documents.
    things
        What each indicator counts.
    lists
        The items counted beside a stated number, by figure.
    register
        The register of faults, by figure.
    facts
        Facts from outside that limit a ratio of this text.
    labels
        Labels of codes.
    """

    document: str
    figures: tuple[Observed, ...]
    derived: tuple[Mapping[str, str], ...]
    origin: Mapping[str, str]
    others: tuple[Observed, ...] = ()
    later: tuple[Observed, ...] = ()
    things: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    register: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    facts: tuple[Mapping[str, str], ...] = ()
    labels: CodeLabels = field(default_factory=CodeLabels)

    @cached_property
    def own(self) -> tuple[Observed, ...]:
        """The figures without repeats."""
        return tuple(figure for figure in self.figures if not figure.is_repeat)

    @cached_property
    def _by_id(self) -> dict[str, Observed]:
        return {figure.id: figure for figure in reversed(self.figures)}

    def get(self, figure_id: str) -> Observed | None:
        """Return a figure of the text."""
        return self._by_id.get(figure_id)

    def of(self, indicator: str) -> list[Observed]:
        """Return the figures of an indicator without repeats."""
        return [figure for figure in self.own if figure["indicator"] == indicator]

    def inputs(self, ratio: Mapping[str, str]) -> tuple[Observed, ...]:
        """Return the figures that a derived figure is made from."""
        found = (self.get(name) for name in ratio["inputs"].split("+"))
        return tuple(figure for figure in found if figure is not None)

    def sentences(self) -> Iterator[list[Observed]]:
        """Yield the figures of each sentence that has at least two, repeats left out."""
        groups: dict[tuple[int, int], list[Observed]] = {}
        for figure in self.own:
            groups.setdefault(figure.places[0][:2], []).append(figure)
        yield from (group for group in groups.values() if len(group) > 1)

    def pairs(self) -> Iterator[tuple[Observed, Observed]]:
        """Yield every two figures that are neither repeats nor parts of each other."""
        for a, b in combinations(self.own, 2):
            if not {a["part_of"], b["part_of"]} & {a.id, b.id}:
                yield a, b


# -- words ----------------------------------------------------------------------------------------


def capital(text: str) -> str:
    """Return a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def said(figure: Observed, language: str) -> str:
    """Return what a figure counts, with the printed number."""
    literal = lg.tidy(figure["literal"])
    if language == "en":
        return f"{figure['measures_en']} (“{literal}”)"
    return f"{figure['measures_zh']}（“{literal}”）"


NAMED = 6
"""So many figures are named one by one."""


def all_said(figures: Sequence[Observed]) -> tuple[str, str]:
    """Return what figures count, in both languages; of many, the first ones and how many more."""
    named = figures if len(figures) <= NAMED else figures[: NAMED // 2]
    rest = len(figures) - len(named)
    words = []
    for language, more in (("en", f"{rest} more"), ("zh", f"另外{rest}个数字")):
        items = [said(figure, language) for figure in named]
        words.append(lg.join([*items, more] if rest else items, language))
    return words[0], words[1]


def interval_words(interval: Interval, language: str, digits: int = lg.DIGITS) -> str:
    """Return limits in words, without a unit."""
    return lg.format_interval(interval, "", language, digits)


def digits_of(figure: Observed) -> str:
    """Return the printed digits of a figure, with the decimal point."""
    match = re.search(r"[0-9][0-9,]*(?:\.[0-9]+)?", plain_literal(figure["literal"]))
    return match[0].replace(",", "") if match else ""


def telling_digits(figure: Observed) -> int:
    """Return how many digits a printed number has without the zeros at its ends."""
    return len(digits_of(figure).replace(".", "").strip("0"))


def verdict_of(code: str) -> Verdict:
    """Return the verdict that a code of the register names; unknown ones count as unusual."""
    return "certain" if code == "certain" else "likely" if code == "likely" else "unusual"
