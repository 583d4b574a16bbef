"""When a sentence may rank: three gates, and the words that rank in each language.

A sentence may rank only where the pair is strict or annualised, the limits are apart, and the
difference is material.  The words of a printed hedge (“more than 500”) belong to the number and
stand inside its link.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.comparison.records import Pair
from analysis.language import rules_of


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(rules_of(language).ranking, re.IGNORECASE)


def ranking_words(text: str, language: str) -> list[str]:
    """Return the words of a text that rank or tell a trend, in order.

    Examples
    --------
    >>> ranking_words("The text states more than the other.", "en")
    ['more']
    """
    return [match[0] for match in _pattern(language).finditer(text)]


def gates_open(pair: Pair) -> bool:
    """Tell whether a pair may be put into a ranking sentence."""
    return (
        pair.result == "texts_differ"
        and pair.grade in ("strict", "annualised")
        and pair.limits_a is not None
        and pair.limits_b is not None
        and pair.limits_a.apart_from(pair.limits_b)
    )
