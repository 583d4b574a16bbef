"""When a sentence may rank: three gates, and the words that rank in each language.

A sentence may rank only where the pair is strict or annualised, the limits are apart, and the
difference is material.  What ranks is said by `Ranking` alone, which cannot be made where a gate is
closed; everything else is held against the ranking words.  The words of a printed hedge (“more
than 500”) belong to the number and stand inside its link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from analysis.comparison.comparison_records import Pair
from analysis.errors import AnalysisError
from analysis.language import languages, rules_of
from analysis.language.messages import Fragments, Part, plain, said


@cache
def _pattern(ranking: str) -> re.Pattern[str]:
    return re.compile(ranking, re.IGNORECASE)


def ranking_words(text: str, language: str) -> list[str]:
    """Return the words of a text that rank or tell a trend, in order.

    Examples
    --------
    >>> ranking_words("The text states more than the other.", "en")
    ['more']
    """
    return [match[0] for match in _pattern(rules_of(language).ranking).finditer(text)]


def gates_open(pair: Pair) -> bool:
    """Tell whether a pair may be put into a ranking sentence."""
    return (
        pair.result == "texts_differ"
        and pair.grade in ("strict", "annualised")
        and pair.limits_a is not None
        and pair.limits_b is not None
        and pair.limits_a.apart_from(pair.limits_b)
    )


class Ranked(str):
    """Words of a sentence that rank, which the gates of their pair allow."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """A sentence that puts the sides of a pair in an order.

    Attributes
    ----------
    pair
        The pair.
    sentence
        What is said of it.

    Raises
    ------
    AnalysisError
        If a gate of the pair is closed.
    """

    pair: Pair
    sentence: Part

    def __post_init__(self) -> None:
        """Refuse a pair that may not be ranked."""
        if not gates_open(self.pair):
            raise AnalysisError(
                f"comparison {self.pair.comparison_id} cannot be put in an order: its result is "
                f"{self.pair.result}, its grade is {self.pair.grade}, or its limits overlap"
            )

    def say(self, language: str) -> Fragments:
        """Return the sentence in one language; its words are known to be allowed."""
        return tuple(
            Ranked(part) if type(part) is str else part for part in said(self.sentence, language)
        )


def refuse_ranking(name: str, part: Part) -> None:
    """Refuse words that rank although no pair with open gates stands behind them.

    Parameters
    ----------
    name
        What is refused, as the error names it.
    part
        Its words.  Links, names and what `Ranking` says may hold any word.

    Raises
    ------
    AnalysisError
        If anything else ranks in any language.
    """
    for language in languages():
        fragments = said(part, language)
        loose = " ".join(each for each in fragments if type(each) is str)
        words = ranking_words(loose, language)
        if words:
            raise AnalysisError(
                f"{name} ranks ({words[0]!r}) although a gate is closed: {plain(fragments)}"
            )
