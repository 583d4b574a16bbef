"""Parts and wholes, sums, shares, rates and averages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from itertools import combinations
from operator import add

from analysis.intervals import Interval, certainly_at_most
from analysis.language.messages import Message
from analysis.reading.numerals import evaluate
from analysis.screening.arithmetic import (
    Relation,
    all_printed,
    judged,
    percent,
    printed,
)
from analysis.screening.passages import NEAR, Number, Passage, of_unit, rounded
from analysis.screening.records import Result

_HAN_NUMBER = "两二三四五六七八九十"
_OF_WHICH = re.compile(r"其中[^，,。；;]{0,6}?")
_CHANGED = re.compile(r"比|较|增|减|提高|下降|上升|超|同比|占|累计|历年|至今")
_TOTAL_OF = re.compile(
    rf"([0-9]+|[{_HAN_NUMBER}]+)(?:个)?(?:项|类|者|批|次|期|笔|部分|方面|地|市|县|区|级)?"
    r"(?:合计|共计|总计|总共|相加|加起来|之和|共)[^，,；;]{0,6}$"
)
_COUNTED = re.compile(r"^(?:合计|共计|总计|总共|相加|加起来|之和|共)[^，,；;]{0,6}$")
_TOTAL = re.compile(r"(?:合计|共计|总计)(?:为|达|约)?$")
_EACH = re.compile(r"^[^，,；;：:]{0,4}[，,：:]?(?:其中)?(?:分别为|分别是|各为)$")
_LINK = re.compile(r"[、和及与]|以及")
_SHARE = re.compile(r"占(?:比|比例|的比例|比重|的比重|[^，,。；;0-9]{0,10}?的)?(?:为|达到|达|约)*$")
_RATE = re.compile(r"([一-鿿]{2})率(?:分别)?(?:为|是|达到|达|约为|约|超过|高达)*$")
_SHARES_EACH = re.compile(r"分别占[^，,。；;]{0,10}$")
_NEVER_ABOVE = re.compile(
    r"(?:覆盖|建会|建制|入会|签订|签约|合格|满意|办结|结案|参保|就业|达标|合规|普及|参与|出勤|"
    r"到位|成功|入学|通过|好评|回访|巩固|及格|优良|参训|持证|受理|调解成功)率"
    r"(?:为|是|达到|达|约为|约|高达|提高到|上升到)*$"
)
_AVERAGE = re.compile(
    r"(?:平均每(?P<each>人|户|家|件|场|次|名|位|个|天|月)[^，,。；;0-9]{0,6}"
    r"|(?P<by>人|户|件|场|次)均[^，,。；;0-9]{0,6})$"
)
_CAUSED = re.compile(r"(?:带动|拉动|撬动)[^，,。；;]{0,16}$")
_SPENT = re.compile(r"(?:发放|投入|下拨|补贴|安排|派发|发出|让利)[^，,。；;]{0,20}$")
_WHOLES = (
    ("男", "女"),
    ("出口", "进口"),
    ("城镇", "农村"),
    ("城镇", "乡村"),
    ("上半年", "下半年"),
    ("国有", "非国有"),
    ("第一产业", "第二产业", "第三产业"),
)
"""Words that divide a thing completely."""


def parts_of_whole(passage: Passage, earlier: Passage | None) -> Iterator[Result]:
    """Hold each number after 其中 against the number it is of: no part exceeds its whole."""
    numbers = passage.numbers
    for k, part in enumerate(numbers):
        words = passage.before(k)
        if "其中" not in words or part.unit in ("%", "") or _CHANGED.search(words):
            continue
        wholes = of_unit(numbers[:k], part.unit)
        if not wholes and k == 0 and earlier is not None:
            wholes = of_unit(earlier.numbers, part.unit)
        for later in _run(passage, k):
            yield from _part(numbers[later], wholes)


def _run(passage: Passage, k: int) -> list[int]:
    """Return a part and the parts after it, of one unit, up to a semicolon or another 其中."""
    found = [k]
    for later in range(k + 1, min(k + NEAR, len(passage.numbers))):
        words = passage.before(later)
        if re.search(r"[；;]|其中", words) or _CHANGED.search(words):
            break
        if passage.units[later] != passage.units[k]:
            break
        found.append(later)
    return found


def _part(part: Number, wholes: Sequence[Number]) -> list[Result]:
    """Compare a part with its whole: the nearest number, but no earlier one may be as large."""
    if not wholes or part.usual.low is None:
        return []
    whole = wholes[-1]
    room = [each for each in wholes if _at_most(part.widest, each.widest)]
    places = tuple(sorted((part.place, whole.place)))
    fields = {"part": printed(part), "whole": printed(whole)}
    if certainly_at_most(part.usual, whole.usual):
        return [Result("part", "holds", places, Message("screening.part.holds", **fields))]
    if room:
        return []
    return [Result("part", "contradicts", places, Message("screening.part.wrong", **fields))]


def _at_most(part: Interval, whole: Interval) -> bool:
    """Tell whether a part can be no larger than its whole."""
    return part.low is None or whole.high is None or part.low <= whole.high


def complete_parts(passage: Passage, earlier: Passage | None) -> Iterator[Result]:
    """Add up parts whose words divide a thing completely (男, 女), beside the whole before them."""
    for words in _WHOLES:
        found = [_named(passage, word, words) for word in words]
        if any(k is None for k in found):
            continue
        places = [k for k in found if k is not None]
        parts = [passage.numbers[k] for k in places]
        first = min(places)
        unit = parts[0].unit
        if unit in ("%", "") or {each.unit for each in parts} != {unit}:
            continue
        wholes = of_unit(passage.numbers[:first], unit)
        if not wholes and first == 0 and earlier is not None:
            wholes = of_unit(earlier.numbers, unit)[-1:]
        sure = "其中" in passage.before(first)
        yield from _best("sum", wholes, parts, sure=sure)


def _named(passage: Passage, word: str, words: Sequence[str]) -> int | None:
    """Return the one figure that a word stands right before, if there is exactly one."""
    found = []
    for k in range(len(passage.numbers)):
        before = passage.before(k, "，,；;、：:")
        others = [other for other in words if other != word and word not in other]
        if word in before.replace("非" + word, "") and not any(o in before for o in others):
            if _CHANGED.search(before):
                continue
            found.append(k)
    return found[0] if len(found) == 1 else None


def _best(
    rule: str, wholes: Sequence[Number], parts: Sequence[Number], *, sure: bool
) -> list[Result]:
    """Add up parts beside the whole that fits, or the nearest if none does."""
    relations = [Relation(whole, tuple(parts), total) for whole in reversed(wholes)]
    for relation in relations:
        if relation.fits:
            return judged(rule, relation)
    return judged(rule, relations[0], "contradicts" if sure else "unusual") if relations else []


def total(*parts: Interval) -> Interval:
    """Add up limits."""
    return reduce(add, parts)


def sums(passage: Passage) -> Iterator[Result]:
    """Add up lists beside the total that the words name (三项合计, 分别为)."""
    for k, whole in enumerate(passage.numbers):
        if whole.unit in ("%", "", "倍"):
            continue
        words = passage.before(k)
        run = _addends(passage, k, k)
        number = _counted(passage, k)
        if number is not None:
            counted_apart = passage.units[k - 1] != whole.unit
            run = _addends(passage, k, k - 1) if counted_apart else run
            if number == len(run) and len(run) >= 2:
                parts = [passage.numbers[i] for i in run]
                yield from judged("sum", Relation(whole, tuple(parts), total))
        elif _TOTAL.search(words) and len(run) >= 2:
            parts = [passage.numbers[i] for i in run]
            yield from judged("sum", Relation(whole, tuple(parts), total), "unusual")
        if _EACH.search(passage.after(k)):
            parts = _listed(passage, k + 1)
            if len(parts) >= 2 and parts[0].unit == whole.unit:
                yield from judged("sum", Relation(whole, tuple(parts), total))


def _counted(passage: Passage, k: int) -> Fraction | None:
    """Return how many numbers a total says that it adds up (三笔合计), where it says so."""
    match = _TOTAL_OF.search(passage.before(k))
    if match:
        value = evaluate(match[1])
        return None if value is None else Fraction(value)
    if k and _COUNTED.match(passage.before(k)) and passage.units[k - 1] != passage.units[k]:
        return passage.numbers[k - 1].value
    return None


def _addends(passage: Passage, k: int, end: int) -> list[int]:
    """Return the figures of one unit right before a total, in one part of the sentence.

    Parameters
    ----------
    passage
        The sentence.
    k, end
        The total, and the figure before which the addends end.
    """
    found: list[int] = []
    for i in range(end - 1, max(end - NEAR, 0) - 1, -1):
        between = passage.before(i + 1)
        if passage.units[i] != passage.units[k] or re.search("[；;]", between):
            break
        found.insert(0, i)
        if _CHANGED.search(passage.before(i)):
            return []
    return found


def _listed(passage: Passage, first: int) -> list[Number]:
    """Return the figures of a bare list that begins with one figure: a、b和c."""
    found: list[Number] = []
    for k in range(first, min(first + NEAR, len(passage.numbers))):
        if found and (
            not _LINK.fullmatch(passage.before(k).strip()) or passage.units[k] != found[0].unit
        ):
            break
        found.append(passage.numbers[k])
    return found


def shares(passage: Passage, earlier: Passage | None) -> Iterator[Result]:
    """Hold printed shares and rates against the counts beside them."""
    for k, share in enumerate(passage.numbers):
        if share.unit != "%":
            continue
        words = passage.before(k)
        if _SHARE.search(words):
            yield from _share(passage, k, earlier)
        elif rate := _RATE.search(words):
            yield from _rate(passage, k, rate[1])


def _share(passage: Passage, k: int, earlier: Passage | None) -> Iterator[Result]:
    """Compare 占…% with the part before it and a whole before that."""
    if k == 0 or passage.numbers[k - 1].unit in ("%", ""):
        return
    share, part = passage.numbers[k], passage.numbers[k - 1]
    if re.search("[；;]", passage.before(k)):
        return
    wholes = of_unit(passage.numbers[: k - 1], part.unit)
    named = "其中" in passage.before(k - 1) and bool(wholes)
    if not wholes and earlier is not None:
        wholes = of_unit(earlier.numbers, part.unit)
    relations = [Relation(share, (part, whole), percent) for whole in reversed(wholes)]
    for relation in relations:
        if relation.fits:
            yield from judged("share", relation)
            return
    if named and len(wholes) == 1:
        yield from judged("share", relations[0])


def _rate(passage: Passage, k: int, verb: str) -> Iterator[Result]:
    """Compare a rate (办结率) with the count that its verb stands before and the counts around."""
    parts = [
        i
        for i in range(max(0, k - NEAR), k)
        if passage.before(i, "，,；;").rstrip("了").endswith(verb)
        or passage.after(i).startswith(verb)
    ]
    if len(parts) != 1:
        return
    share, part = passage.numbers[k], passage.numbers[parts[0]]
    wholes = [n for n in of_unit(passage.numbers[:k], part.unit) if n is not part]
    choices: list[tuple[Number, ...]] = [(each,) for each in reversed(wholes)]
    choices += combinations(wholes, 2)  # 受理与结转之和
    relations = [Relation(share, (part, *choice), _of_all) for choice in choices]
    for relation in relations:
        if relation.fits:
            yield from judged("rate", relation)
            return
    if len(wholes) == 1:
        yield from judged("rate", relations[0])


def _of_all(part: Interval, *wholes: Interval) -> Interval | None:
    """Return a part as a percentage of several counts together."""
    return percent(part, total(*wholes))


def shares_together(passage: Passage) -> Iterator[Result]:
    """Add up shares of one whole: more than 100 % cannot be, 100 % agrees."""
    for k, first in enumerate(passage.numbers):
        if first.unit != "%" or not _SHARES_EACH.search(passage.before(k)):
            continue
        listed_shares = _listed(passage, k)
        if len(listed_shares) < 2:
            continue
        usual = total(*(each.usual for each in listed_shares))
        widest = total(*(each.widest for each in listed_shares))
        places = tuple(each.place for each in listed_shares)
        fields = {"inputs": all_printed(listed_shares)}
        if usual.contains(100):
            message = Message("screening.shares.holds", **fields)
            yield Result("shares", "holds", places, message)
        elif widest.low is not None and widest.low > 100:
            message = Message("screening.shares.wrong", **fields)
            yield Result("shares", "contradicts", places, message)


def rates_above(passage: Passage) -> Iterator[Result]:
    """Find shares and rates above 100 % whose words allow no more."""
    for k, share in enumerate(passage.numbers):
        words = passage.before(k)
        never = _NEVER_ABOVE.search(words) or _SHARE.search(words)
        if share.unit != "%" or not never or share.widest.low is None:
            continue
        if share.widest.low > 100 or share.value > 100:
            fields = {"claimed": printed(share)}
            message = Message("screening.above.wrong", **fields)
            yield Result("above", "contradicts", (share.place,), message)


def averages(passage: Passage) -> Iterator[Result]:
    """Hold an average a head against the total and the count in its sentence."""
    for k, mean in enumerate(passage.numbers):
        cue = _AVERAGE.search(passage.before(k))
        if not cue or mean.unit in ("%", "", "倍"):
            continue
        each = cue["each"] or cue["by"]
        base = "人" if each in "人名位" else each
        others = [*passage.numbers[max(0, k - NEAR) : k], *passage.numbers[k + 1 : k + 3]]
        totals = [each for each in others if each.unit == mean.unit]
        counts = [n for n in others if n.unit == base or (base == "人" and n.unit == "人次")]
        relations = [
            Relation(rounded(mean), (whole, count), _quotient)
            for whole in totals
            for count in counts
        ]
        for relation in relations:
            if relation.fits:
                yield from judged("average", relation)
                break
        else:
            if len(relations) == 1 and cue["by"]:
                yield from judged("average", relations[0])
            elif len(relations) == 1:
                yield from judged("average", relations[0], "unusual")


def _quotient(whole: Interval, count: Interval) -> Interval | None:
    """Divide a total by a count; nothing where the count may be nothing."""
    return None if count.low is None or count.low <= 0 else whole / count


def caused(passage: Passage) -> Iterator[Result]:
    """Hold sums that were spent against the sum that they are said to have caused."""
    for k, effect in enumerate(passage.numbers):
        if not _CAUSED.search(passage.before(k)) or effect.unit in ("%", "", "倍"):
            continue
        for i in range(max(0, k - NEAR), k):
            spent = passage.numbers[i]
            if spent.unit != effect.unit or not _SPENT.search(passage.before(i)):
                continue
            places = (spent.place, effect.place)
            fields = {"claimed": printed(effect), "given": printed(spent)}
            if _at_most(spent.widest, effect.widest):
                yield Result("caused", "holds", places, Message("screening.caused.holds", **fields))
            else:
                message = Message("screening.caused.wrong", **fields)
                yield Result("caused", "unusual", places, message)
