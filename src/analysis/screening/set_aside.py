"""Why figures that a wording seems to bind are no sum and no part of each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.screening.figure_facts import Fact

_EACH = re.compile("(?:[均各皆]|都)(?:为|是|有|占|达|计|约)*$")
_CONCLUDES = re.compile("所以|因此|故(?!障|事|宫|意|居)|不是|而是|而非|并非")
"""Words that begin what follows from figures before: no item of their list."""
_LEFT_TO = re.compile("(?:其余|其他)(?:的)?(?:则|全|都)?(?:靠|由|依靠|委托|交由|来自|借助)")
"""The rest, that is not counted here, is done by so many others."""
_STOCK = re.compile("[结滚库留积]存|结余|结转|滚|余额|年初|期初|年末|年底|原有|旧存|在册|从|由|自")
"""What was there before, to which something is added."""
_SCORE = "分"
"""Scores are no sum."""
_LEAVES_OUT = re.compile("[无未非没不]")
_OWN_TOTAL = re.compile("^各[项类]|余额$|总[额量数]?$|^全[市县区省镇乡村校院]")
"""Words of what is a whole itself."""
_TO_SOME = re.compile("[为对给向]其中$")
"""Words before what was done for some, beside what was done for others of the same."""
_IN_SEVERAL = re.compile(
    "[两三](?:项|者|类|种|样|次|个|门|处|样)[^，。；]{0,3}(?:都|均|皆)[^，。；]{1,8}的[有为共]?$"
)
"""Words of what is counted in two of the others (两门都学过的有)."""
_TIMES_REST = 20
"""Of a list with its total, the total is the largest and the others together give about it."""
_SLIPS = (10, 100, 1000, 10_000)


def complements(part: str, whole: str) -> bool:
    """Tell whether words count what has not what the other words count (有雨日数, 无雨日数)."""
    return bool(_LEAVES_OUT.search(part)) and not _LEAVES_OUT.search(whole)


def set_aside(rule: str, facts: Sequence[Fact]) -> bool:
    """Tell whether some figures are no total with its parts, whatever wording stands between.

    Parameters
    ----------
    rule
        ``sum`` or ``part``.
    facts
        The figures of an alarm of that rule.
    """
    earlier = [fact for fact in facts if fact.then and not _STOCK.search(fact.clause)]
    if earlier and not all(fact.then for fact in facts):
        return True
    if any(_CONCLUDES.search(fact.clause) for fact in facts[1:]):
        return True
    if rule == "part":
        return False
    if any(_IN_SEVERAL.search(f.clause) or _TO_SOME.search(f.clause) for f in facts[1:]):
        return True
    if any(_EACH.search(fact.clause) or _LEFT_TO.search(fact.clause) for fact in facts):
        return True
    if _next_account(facts):
        return True
    units = {fact.unit for fact in facts}
    if _SCORE in units and (len(units) > 1 or not any("总" in fact.clause for fact in facts)):
        return True
    *others, most = sorted(fact.value for fact in facts)
    if len(others) > 1 and others[-1] == most:
        return True  # one item is all: what stands beside it is in it
    return len(others) > 1 and _apart(sum(others), most, _TIMES_REST)


def _next_account(facts: Sequence[Fact]) -> bool:
    """Tell whether an item behind a semicolon is a total itself (存款余额A，其中…B；贷款余额C)."""
    whole, *items = facts
    if len(items) < 2 or whole.value < max(item.value for item in items):
        return False
    among = "其中" in items[0].term.lead and "；" not in items[0].term.lead
    return among and any(
        "；" in item.term.lead and _OWN_TOTAL.search(item.clause) for item in items[1:]
    )


def _apart(less: float, more: float, times: int) -> bool:
    """Tell whether one number is many times another, and not by its decimal point alone."""
    ratio = more / less if less else 0.0
    return ratio > times and not any(abs(ratio / slip - 1) < 0.2 for slip in _SLIPS)
