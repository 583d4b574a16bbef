"""Relations between the facts of one text, looked for by role and by the thing that is counted.

For a figure that follows from others (a share, an average, a change, a total, what is left), every
set of figures around it that could give it is tried.  If one does, the figure is explained, and
nothing is said against it.  It contradicts if none does, and its words bind it to figures of the
right roles and units, and these give something near it: figures that have nothing to do with each
other seldom do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product

from analysis.intervals import Interval
from analysis.language.messages import Message, Name, Named, Part, in_quotes
from analysis.screening.accounts_apart import accounts_apart
from analysis.screening.days_named import days_of_part, days_said
from analysis.screening.differences import differences
from analysis.screening.figure_facts import FROM, Fact, facts_of, likeness
from analysis.screening.limits_named import limits_named
from analysis.screening.nets import nets
from analysis.screening.passages import Passage, ReadNumber, rounded_number
from analysis.screening.printed_arithmetic import (
    Relation,
    all_printed,
    judged,
    percent_of,
    printed,
    sum_of,
)
from analysis.screening.ranked_facts import ranked
from analysis.screening.screening_records import MarkedPlace, ScreeningResult
from analysis.screening.set_aside import complements, set_aside
from analysis.screening.time_words import PointInTime, points_in_time

_BEFORE, _BEHIND = 14, 4
"""How many figures before and behind a figure may explain it."""
_LEVELS = ("level", "plan")


_YEARLY = re.compile(
    "年度|全年|年报|20[0-9]{2}年(?![0-9])|[二一][〇零一二三四五六七八九]{3}年|一年"
)
_TOP = 120


class _Facts:
    """The facts of a text, with what stands around each.

    Parameters
    ----------
    facts
        All facts, in the order of the text.
    yearly
        Whether the text is about a year.
    days
        How many days the month, quarter or half has that its first words name.
    """

    def __init__(self, facts: Sequence[Fact], yearly: bool, days: tuple[int, ...] = ()) -> None:
        self.all = facts
        self.days = days
        self.yearly = yearly
        self._at = {fact: k for k, fact in enumerate(facts)}
        self.explained: set[MarkedPlace] = set()
        self._of_unit: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            self._of_unit[fact.unit].append(fact)

    def counts(self, unit: str) -> list[Fact]:
        """Return the levels and plans of a unit in the whole text."""
        return [fact for fact in self._of_unit[unit] if fact.role in _LEVELS]

    def has_share(self, fact: Fact) -> bool:
        """Tell whether a figure has its own share right behind it: it is part of something."""
        return self.share_behind(fact) is not None

    def share_behind(self, fact: Fact) -> Fact | None:
        """Return the share right behind a figure that says which part it is (占七成)."""
        k = self._at[fact] + 1
        if k == len(self.all) or self.all[k].sentence != fact.sentence:
            return None
        share = self.all[k]
        return share if share.role == "share" and "占" in share.clause else None

    def is_base(self, fact: Fact) -> bool:
        """Tell whether a figure stands in brackets behind a rate, which it is the base of."""
        k = self._at[fact] - 1
        if k < 0 or not fact.bracketed or fact.role not in _LEVELS:
            return False
        rate = self.all[k]
        beside = rate.sentence == fact.sentence and rate.role == "share" and not rate.bracketed
        return beside and bool(re.search("全年|有效|共|总|应|以|按|样本|监测", fact.clause))

    def around(self, i: int) -> list[int]:
        """Return the indexes of the facts around one, in its paragraph, the nearest first."""
        here = self.all[i]
        last = min(len(self.all), i + 1 + _BEHIND)
        near = [
            k
            for k in range(max(0, i - _BEFORE), last)
            if k != i and self.all[k].paragraph == here.paragraph
        ]
        near = [k for k in near if k < i or self.all[k].sentence == here.sentence]
        return sorted(near, key=lambda k: (abs(self.all[k].sentence - here.sentence), abs(k - i)))


class Related:
    """What the facts of one text say of each other.

    Parameters
    ----------
    sentences
        The sentences of the text that hold figures.
    words
        The whole text, as `analysis.screening.passages.words_of_text` gives it.

    Attributes
    ----------
    results
        What agrees and what does not.
    decided
        The shares, averages and changes that were held against others, or are explained by them.
    """

    def __init__(self, sentences: Sequence[Passage], words: str) -> None:
        top = words[:_TOP]
        facts = facts_of(sentences, words)
        self._text = _Facts(facts, bool(_YEARLY.search(top)), days_of_part(top))
        self._facts = {fact.number.place: fact for fact in self._text.all}
        self.results = tuple(each for each in _relations(self._text) if not self._is_item(each))
        self.decided = frozenset(self._text.explained)

    def _is_item(self, result: ScreeningResult) -> bool:
        """Tell whether the figures of a sum that does not agree are a list of another total."""
        if result.rule != "sum" or result.verdict not in _ALARMS:
            return False
        facts = [self._facts[place] for place in result.places if place in self._facts]
        if _of_another_total(self._text, facts) or _each_with_its_share(self._text, facts):
            return True
        if result.message.key.endswith("wrong"):
            return set_aside("sum", facts) or (len(facts) == _FEW and _one_is_the_rest(facts))
        return False

    def _of_those_among(self, facts: Sequence[Fact]) -> bool:
        """Tell whether a rate of 100 % is of the count 其中 before it, and not of those held."""
        claim = next((fact for fact in facts if fact.role == "share"), None)
        if claim is None or claim.number.value != 100 or not claim.term.k:
            return False
        before = self._facts.get(claim.passage.numbers[claim.term.k - 1].place)
        return before is not None and before not in facts and "其中" in before.clause

    def outweighs(self, result: ScreeningResult) -> bool:
        """Tell whether relations of facts say the same as a result, or why it is none.

        Parameters
        ----------
        result
            What a rule that a wording calls found.

        Returns
        -------
        bool
            For an alarm: whether two of its figures stand in an alarm of facts, are explained by
            other figures, or are of roles or times that are not to be compared.
        """
        if result.verdict not in _ALARMS:
            return False
        facts = [self._facts[place] for place in result.places if place in self._facts]
        if result.rule == "sum" and any(fact.role == "average" for fact in facts):
            return True
        moves = result.message.key.endswith("balance")
        if result.rule in ("sum", "part") and not moves and set_aside(result.rule, facts):
            return True
        worked_out = result.message.key.endswith("wrong")
        if result.rule == "average" and worked_out and _no_average(facts):
            return True
        if result.rule == "part" and len(facts) == 2:
            whole, part = sorted(facts, key=lambda fact: fact.value)
            beside = part.sentence != whole.sentence
            if self._text.is_base(part) or (beside and _apart_by_kind(part.clause, whole.clause)):
                return True
        if result.rule == "sum" and result.verdict == "unusual" and _strange(facts):
            return True
        if self._is_item(result):
            return True
        if result.rule == "repeat" and len({fact.then for fact in facts}) > 1:
            return True
        if result.rule == "repeat" and len({_which_of(fact) for fact in facts}) > 1:
            return True
        if result.rule == "part" and _two_months(facts):
            return True
        if result.rule == "sum" and (
            _with_one_more(self._text, facts)
            or _one_is_the_rest(facts)
            or _counted_in_both(self._text, facts)
        ):
            return True
        shares = [_SHARE_OF.search(fact.clause) for fact in facts if fact.role == "share"]
        if any(of and _other_stage(of["of"], fact) for of in shares for fact in facts):
            return True
        if any(of and _of_those_due(of["of"], facts) for of in shares):
            return True
        if result.rule == "rate" and self._of_those_among(facts):
            return True
        if any(fact.derived and fact.number.place in self._text.explained for fact in facts):
            return result.rule in ("share", "rate", "average", "growth", "change")
        return any(_outweighs(other, result) for other in self.results)


def _relations(text: _Facts) -> Iterator[ScreeningResult]:
    """Apply every relation to the facts of a text."""
    for i, fact in enumerate(text.all):
        rule = _BY_ROLE.get(fact.role)
        for result in rule(text, i) if rule else ():
            text.explained.add(fact.number.place)
            yield result
    yield from _accounts(text)
    yield from _rests(text)
    yield from _lists(text)
    yield from _parts(text)
    yield from _twice(text)
    yield from _one_digit(text)
    yield from _surpluses(text)
    yield from ranked(text.all)
    yield from limits_named(text.all)
    yield from accounts_apart(text.all)
    yield from nets(text.all)
    yield from differences(text.all, text.explained)


def _outweighs(other: ScreeningResult, result: ScreeningResult) -> bool:
    """Tell whether a relation of facts has the figures of an alarm, in an alarm or agreeing."""
    shared = len(set(result.places) & set(other.places))
    if shared < 2 or other.verdict in _ALARMS:
        return shared >= 2
    many = len(other.places) >= _MANY and result.rule in ("sum", "part")
    return many or shared == len(result.places)


_DIGITS = 3
_OF_ONE = re.compile("最[高低多少大小好差优]")
"""An average of the first or the last alone."""


def _no_average(facts: Sequence[Fact]) -> bool:
    """Tell whether figures are an average of one thing alone, or of visits by visits."""
    visits = [fact for fact in facts if fact.unit == "人次"]
    return len(visits) == len(facts) - 1 > 1 or any(_OF_ONE.search(f.clause) for f in facts)


def _one_is_the_rest(facts: Sequence[Fact]) -> bool:
    """Tell whether one of some figures is exactly the sum of the others."""
    total = sum(fact.number.value for fact in facts)
    return len(facts) >= 3 and any(2 * fact.number.value == total for fact in facts)


def _of_another_total(text: _Facts, facts: Sequence[Fact]) -> bool:
    """Tell whether figures of which one seems the total are together what one before them counts.

    Words like 其余 then divide that, and not the first of the list (A件。甲B件，乙C件，其余D件).
    """
    if len(facts) < 3 or len({fact.unit for fact in facts}) > 1:
        return False
    total = sum(fact.number.value * fact.factor for fact in facts)
    return any(
        whole.number.value * whole.factor == total
        for whole in text.counts(facts[0].unit)
        if whole.paragraph == facts[0].paragraph and whole.number.end <= facts[0].number.start
    )


def _each_with_its_share(text: _Facts, facts: Sequence[Fact]) -> bool:
    """Tell whether every item of a list has its own share of the whole, and each is right.

    Items whose shares are right and are not all of the whole overlap, or leave something out.
    """
    whole, *items = sorted(facts, key=lambda fact: -fact.value)
    if len(items) < 2 or not whole.value:
        return False
    for item in items:
        share = text.share_behind(item)
        if share is None:
            return False
        numbers = (item.number, whole.number)
        compute = _scaled(percent_of, item, whole)
        if not Relation(_colloquial(share.number), numbers, compute).fits:
            return False
    return True


def _with_one_more(text: _Facts, facts: Sequence[Fact]) -> bool:
    """Tell whether the largest of some figures is the sum of the others and one before them."""
    if len(facts) < 3:
        return False
    whole = max(facts, key=lambda f: f.value)
    precise = len(whole.number.digits) >= _DIGITS
    rest = [f for f in facts if f is not whole]
    at = text.all.index(facts[0])
    last = max(text.all.index(fact) for fact in facts)
    others = [f for f in text.all[max(0, at - _BEFORE) : last + 3] if f.unit == whole.unit]
    others = [f for f in others if f not in facts and f.paragraph == whole.paragraph]
    missing = whole.number.value - sum(f.number.value for f in rest)
    return any(f.number.value == missing and (precise or "合计" in f.clause) for f in others)


_IN_BOTH = re.compile("[均都]|同时|重复|重叠|交叉|兼|两[次季期轮批项处地类]|双重|又")


def _strange(facts: Sequence[Fact]) -> bool:
    """Tell whether the least of some figures, in a sentence of its own, shares no word with them.

    It is no total of theirs: what is less than its parts must be said to be their whole.
    """
    least, *others = sorted(facts, key=lambda fact: fact.value)
    alone = all(fact.sentence != least.sentence for fact in others)
    return alone and all(likeness(least, fact) == 0 for fact in others)


def _counted_in_both(text: _Facts, facts: Sequence[Fact]) -> bool:
    """Tell whether what some figures are more than their total is said to be in both of them."""
    if len(facts) < 3:
        return False
    last = max(text.all.index(fact) for fact in facts)
    total = sum(fact.number.value for fact in facts)
    for both in text.all[last + 1 : last + 3]:
        excess = any(total - 2 * fact.number.value == both.number.value for fact in facts)
        said = _IN_BOTH.search(both.clause + both.behind)
        if both.unit == facts[0].unit and both.paragraph == facts[0].paragraph and said and excess:
            return True
    return False


_ALARMS = ("contradicts", "unusual")
_MANY = 4
"""So many figures that agree to their last digit do not do so by accident."""


# --- what explains a figure

_COLLOQUIAL = re.compile("成$|(?<![百千])分之|半")


def _colloquial(number: ReadNumber) -> ReadNumber:
    """Return a share with the limits that 三成, 四分之一 and 一半 have in running text.

    A tenth (三成) is rounded to less than half of one; a fraction is nearer.
    """
    literal, value = number.literal, number.value
    if number.mention.bound != "exact" or not _COLLOQUIAL.search(literal):
        return number
    wide = 4 if literal.endswith("成") else Fraction(5, 2)
    limits = Interval.between(value - wide, value + wide)
    return replace(number, given=(limits, limits))


def _near(given: float, claimed: float) -> bool:
    """Tell whether two numbers are near enough to be worth an exact comparison."""
    return abs(given - claimed) <= 0.2 * max(abs(claimed), abs(given))


def _plausible(given: float, claimed: float, most: float = 2.0) -> bool:
    """Tell whether two numbers are of one size, so that one may be the other, miscalculated."""
    return claimed > 0 and given > 0 and given <= most * claimed and claimed <= most * given


def _slipped(given: float, claimed: float) -> bool:
    """Tell whether one number would be the other with its decimal point elsewhere."""
    times = max(given, claimed) / max(min(given, claimed), 1e-9)
    return any(abs(times / power - 1) <= 0.02 for power in (10, 100, 1000, 10000))


def _scaled(
    compute: Callable[..., Interval | None], *facts: Fact
) -> Callable[..., Interval | None]:
    """Return a computation of figures that first brings each to one unit."""
    factors = [fact.factor for fact in facts]
    if all(factor == 1 for factor in factors):
        return compute

    def scaled(*limits: Interval) -> Interval | None:
        return compute(*(a.scaled(f) for a, f in zip(limits, factors, strict=True)))

    return scaled


# --- shares and rates

_RATE = re.compile(
    r"(?P<stem>[一-鿿]{0,10}?)(?P<kind>率|比例|比重|占比|面|比)(?:分别)?(?:[为是达约到有高至近超过仅只了]|达到|保持在|稳定在|(?:提高|提升|上升|增加|下降|降低)[到至])*$"
)
_SHARE_OF = re.compile(
    r"占(?:到|据|了|去)?(?P<of>[一-鿿“”]{0,20}?)(?:[的之]?(?:比重|比例|比))?(?:[为是达约到近超的之]|达到|超过)*$"
)
_WHOLE_WORDS = re.compile(
    "总数|总量|总额|总人数|全部|全体|整个|所有|总|全[市县区省镇乡村校院馆局年行社]|[的之其该全本到]|年度|当年|今年|本年|比"
)
_GENERIC = set("总全年平均实际有效本人户件所占的为是与和及其中各类工作完成率达到综合当上下一")
_OTHER_RATE = re.compile(
    "满意|知晓|覆盖|增长|同比|目标|任务|计划|以上|优良|贡献|利率|税率|收益|周转|折扣|汇率|负债|存贷|"
    "拨备|自给|使用率|入住率|出勤|上座|执行率"
)
_STAGES = (
    "收案|受理|立案|新收|接收|接报|收到|接访",
    "审结|办结|结案|执结|审执结|办理完毕|调解成功",
)


def _other_stage(words: str, whole: Fact) -> bool:
    """Tell whether words speak of another stage of a case than a figure does."""
    for mine, other in (_STAGES, _STAGES[::-1]):
        said, there = re.search(mine, words), whole.words
        if said and re.search(other, there) and not re.search(mine, there):
            return True
    return False


def _of_those_due(words: str, facts: Sequence[Fact]) -> bool:
    """Tell whether a share is of those who should (占应检人数的), whom no figure counts."""
    return words.startswith("应") and not any("应" in f.clause for f in facts if f.role == "level")


def _part_of_share(text: _Facts, i: int) -> int | None:
    """Return the count that a share is of: the one before it, past other shares and brackets."""
    claim = text.all[i]
    for k in range(i - 1, max(-1, i - 4), -1):
        part = text.all[k]
        if part.paragraph != claim.paragraph or claim.sentence - part.sentence > 1:
            return None
        if part.role == "level" and (not part.bracketed or claim.bracketed):
            return k
        if part.role not in ("share", "growth", "level", "other"):
            return None
    return None


def _shares(text: _Facts, i: int) -> Iterator[ScreeningResult]:
    """Hold a share or a rate against the counts around it."""
    claim = text.all[i]
    named, of = _RATE.search(claim.clause), _SHARE_OF.search(claim.clause)
    if i >= 2 and _BASE.match(text.all[i - 1].clause + "#" + text.all[i - 1].behind):
        yield from _on_a_base(text, i)
        return
    if (apart := _rate_of_all(text, i)) is not None:
        text.explained.add(claim.number.place)
        yield from judged("rate", apart)
        return
    if _names_all(text, claim):
        text.explained.add(claim.number.place)  # no rate of the count beside it
        return
    if i >= 2 and claim.clause == "的" and text.all[i - 1].sentence == claim.sentence:
        yield from _of_a_number(text, i)
        return
    if named and (lost := _lost(text, i, named["stem"])) is not None:
        text.explained.add(claim.number.place)
        yield from judged("rate", lost)
        return
    k = _part_of_share(text, i)
    if k is None or claim.number.value > 100 or claim.term.unit == "‰":
        return
    around = [text.all[n] for n in text.around(i)[:_BEFORE]]
    part, claimed = text.all[k], _colloquial(claim.number)
    subject = claim.clause.split("占")[0] if of else ""
    if len(subject) > 2 and subject not in part.clause:  # 裁决结案A件。调解结案占…
        named_so = [f for f in around if f.role == "level" and subject in f.clause]
        part = named_so[0] if named_so else part
    alike = [f for f in around if f.role in _LEVELS and f.unit == part.unit]
    alike = [f for f in alike if not (text.has_share(f) and f is not part)]
    if not (of and of["of"]):
        alike = [f for f in alike if f.number.start < claim.number.start]
    noun = _WHOLE_WORDS.sub("", of["of"])[-2:] if of else ""
    is_rate = bool(named and named["kind"] in "率面")
    rule = "rate" if is_rate else "share"
    explained = (
        _explained_share(claimed, part, alike, noun)
        or _explained_by(claimed, part, text.counts(part.unit), noun)
        or _on_base_behind(text, i, claimed)
    )
    if explained is not None:
        text.explained.add(claim.number.place)
        if named or of:
            yield from judged(rule, explained)
        return
    if not (named or of) or "分别" in claim.clause or claim.number.value == 100:
        return
    stem = named["stem"] if named else ""
    subject = claim.clause.split("占")[0] if of else stem
    if not is_rate and not _speaks_of(subject, part):
        return
    planned = [f for f in alike if _says_plan(stem) and f is not part and _is_plan_of(f, part)]
    whole = (
        planned[0]
        if len(planned) == 1
        else _whole_of_share(text, part, alike, stem if is_rate else "", of["of"] if of else "")
    )
    if whole is None:
        return
    value, given = float(claim.number.value), 100 * part.value / max(whole.value, 1e-9)
    beside = part.term.k == whole.term.k + 1 and whole.passage is part.passage
    of_these = is_rate and _reached_among(claim, part, whole)
    if is_rate and not of_these and not _same_rate(text, i, k, stem):
        beside = beside and "其中" not in whole.term.lead
        direct = beside and claim.term.k == part.term.k + 1 and len(claim.term.lead) <= _LABEL_SHORT
        direct = direct or _of_sentence_before(text, claim, part, whole)
        if not planned and (not direct or abs(given - value) > _POINTS or _OTHER_RATE.search(stem)):
            return
    if not (_plausible(given, value) or abs(given - value) <= 15):
        return
    compute = _scaled(percent_of, part, whole)
    between = [f for f in alike if whole.number.start < f.number.start < part.number.start]
    if is_rate and len([f for f in between if "其中" not in f.passage.text]) >= 2:
        return  # what came and went between them may belong to the whole
    yield from judged(rule, Relation(claimed, (part.number, whole.number), compute))


_OF_ALL = re.compile(
    "^(?:全体|全部|所有|全[市县区省镇乡村校院])(?P<of>[一-鿿]{4,10})率[为是达到至近约]*$"
)


def _rate_of_all(text: _Facts, i: int) -> Relation | None:
    """Return how the rate of all there are is the last count before it, of their total elsewhere.

    The total ends in the name of those whom the rate is of; the words of the count have every
    character of the name of the rate (留下来住在本区的A人…全体学员的留区率).
    """
    claim = text.all[i]
    match = _OF_ALL.match(claim.clause)
    if match is None or _ANOTHER_RATE.search(match["of"]):
        return None
    for k in range(2, len(match["of"]) - 1):
        found = _rate_of_those(text, i, match["of"][:k], match["of"][k:].removeprefix("的"))
        if found is not None:
            return found
    return None


def _names_all(text: _Facts, claim: Fact) -> bool:
    """Tell whether a rate is of all of a name that the text counts elsewhere (全体学员的…率)."""
    match = _OF_ALL.match(claim.clause)
    if match is None:
        return False
    name = match["of"][:2]
    return any(
        name in f.clause and _WHOLE_OF.search(f.clause) and "的" not in f.clause
        for f in text.all
        if f.role == "level" and f.sentence < claim.sentence
    )


def _rate_of_those(text: _Facts, i: int, noun: str, stem: str) -> Relation | None:
    """Return how a rate (留区) is that of the last count before it among those of a name (学员)."""
    claim = text.all[i]
    parts = [
        f
        for f in text.all[max(0, i - _BEHIND) : i]
        if f.role == "level"
        and f.paragraph == claim.paragraph
        and not f.then
        and all(c in f.words for c in stem)
    ]
    if not parts or not 2 <= len(stem) <= _STEM_LONG:
        return None
    part = parts[-1]
    ends = re.compile(f"{re.escape(noun)}(?:总数|人数|数)?[共有计为达]*$")
    wholes = [
        f
        for f in text.counts(part.unit)
        if ends.search(f.clause)
        and "的" not in f.clause
        and f.value > part.value
        and not f.then
        and f is not part
    ]
    given = 100 * part.value / wholes[0].value if len({f.value for f in wholes}) == 1 else 0.0
    if not _plausible(given, float(claim.number.value)):
        return None
    numbers = (part.number, wholes[0].number)
    return Relation(_colloquial(claim.number), numbers, _scaled(percent_of, part, wholes[0]))


_STEM_LONG = 4
_TO_THEM = re.compile("(?:[已对为给向使让将把由]|已有?|帮助|支持)其中的?$")
_ANOTHER_RATE = re.compile("满意|知晓|增长|同比|目标|以上|优良|贡献|税|利率|收益")


def _reached_among(claim: Fact, part: Fact, whole: Fact) -> bool:
    """Tell whether a rate is said of what was done for some of a count (已为其中B名…，覆盖率P%)."""
    in_a_row = part.passage is whole.passage is claim.passage
    in_a_row = in_a_row and part.term.k == whole.term.k + 1 == claim.term.k - 1
    return (
        in_a_row and bool(_TO_THEM.search(part.clause)) and not _ANOTHER_RATE.search(claim.clause)
    )


def _of_sentence_before(text: _Facts, claim: Fact, part: Fact, whole: Fact) -> bool:
    """Tell whether a rate stands right behind a part, and its whole right before their sentence."""
    lead = claim.term.lead
    first = claim.term.k == part.term.k + 1 == 1 and lead.count("，") <= 1 and "；" not in lead
    return first and part.sentence - whole.sentence == 1 and whole is _last_before(text, part)


def _says_plan(stem: str) -> bool:
    """Tell whether the name of a rate is that of a plan that was done (任务完成率)."""
    return bool(re.search("计划|任务|目标", stem)) and "完成" in stem


def _is_plan_of(plan: Fact, done: Fact) -> bool:
    """Tell whether a figure is what was to be done of what another one counts, just before it."""
    said = plan.role == "plan" or re.search("计划|任务|目标", plan.clause)
    return bool(said) and plan.paragraph == done.paragraph and done.sentence - plan.sentence <= 1


_LABEL_SHORT = 9
_POINTS = 10


_BASE = re.compile("^(?:若|如)?(?:以|按照?|依)[^#]*#(?:计|计算|为基数|为分母|测算|口径|算)")


def _on_a_base(text: _Facts, i: int) -> Iterator[ScreeningResult]:
    """Hold a rate against the count before it and the base that is named (以人口A人计算)."""
    claim, whole, part = (text.all[k] for k in (i, i - 1, i - 2))
    given = 100 * part.value / max(whole.value, 1e-9)
    if (
        part.sentence == claim.sentence
        and part.role == whole.role == "level"
        and (_plausible(given, float(claim.number.value)))
    ):
        numbers = (part.number, whole.number)
        relation = Relation(_colloquial(claim.number), numbers, _scaled(percent_of, part, whole))
        yield from judged("rate", relation)


_LOST = re.compile(
    "(?:产销差|购销差|进销差|漏损|线损|损耗|损失|流失|空置|空房|闲置|缺勤|缺席|淘汰|落选)$"
)
"""Names of rates of what is not there at the end."""


def _lost(text: _Facts, i: int, stem: str) -> Relation | None:
    """Return how a rate of loss is what two counts before it differ by, of the first."""
    claim = text.all[i]
    if not _LOST.search(stem):
        return None
    two = [
        f
        for f in text.all[max(0, i - _FEW) : i]
        if f.paragraph == claim.paragraph and claim.sentence - f.sentence <= 1
    ][-2:]
    if len(two) < 2 or any(f.role != "level" or f.then for f in two):
        return None
    whole, rest = two
    if whole.unit != rest.unit or not whole.value > rest.value > whole.value / 2:
        return None
    if re.search(_LOST.pattern[:-1], rest.clause):
        return None  # the loss itself
    given = 100 * (1 - rest.value / whole.value)
    if not _plausible(given, float(claim.number.value), 3.0):
        return None
    numbers = (rest.number, whole.number)
    return Relation(_colloquial(claim.number), numbers, _scaled(_missing, rest, whole))


def _missing(rest: Interval, whole: Interval) -> Interval | None:
    share = percent_of(rest, whole)
    return None if share is None else Interval.point(100) - share


def _on_base_behind(text: _Facts, i: int, claimed: ReadNumber) -> Relation | None:
    """Return how a rate is that of a count before it in the base in brackets behind it."""
    base = text.all[i + 1] if i + 1 < len(text.all) else None
    claim = text.all[i]
    if base is None or base.sentence != claim.sentence or base.role not in _LEVELS:
        return None
    if claim.bracketed or not base.bracketed:
        return None
    for part in text.all[max(0, i - _BEHIND) : i]:
        if part.sentence == claim.sentence and part.unit == base.unit and part.role == "level":
            numbers = (part.number, base.number)
            relation = Relation(claimed, numbers, _scaled(percent_of, part, base))
            if relation.fits:
                return relation
    return None


def _of_a_number(text: _Facts, i: int) -> Iterator[ScreeningResult]:
    """Hold a share of a number that is printed (占A人的P%, 完成任务A的P%) against its part."""
    claim, whole = text.all[i], text.all[i - 1]
    if not re.search("占|为|是|完成|相当于|达|等于|共", whole.term.lead[-16:]):
        return
    parts = [
        f
        for f in text.all[max(0, i - 1 - _BEHIND) : i - 1]
        if f.unit == whole.unit and f.role == "level" and f.sentence == claim.sentence
    ][::-1]
    value, claimed = float(claim.number.value), _colloquial(claim.number)
    made = [
        Relation(claimed, (p.number, whole.number), _scaled(percent_of, p, whole)) for p in parts
    ]
    fitting = next((each for each in made if each.fits), None)
    rule = "rate" if re.search("完成|计划|任务|目标", whole.term.lead[-16:]) else "share"
    if fitting is not None:
        text.explained.add(claim.number.place)
        yield from judged(rule, fitting)
    elif made and whole.value and _plausible(100 * parts[0].value / whole.value, value, 3.0):
        yield from judged(rule, made[0])


def _whole_of_share(
    text: _Facts, part: Fact, alike: Sequence[Fact], stem: str, of: str
) -> Fact | None:
    """Return what a share is a share of: by its name (占X的), or the nearest that may be it."""
    noun = _WHOLE_WORDS.sub("", of)

    def fits(whole: Fact, name: str) -> bool:
        own = [c for c in stem[-4:] if c not in _GENERIC]
        if whole is part or whole.value < part.value or whole.then != part.then:
            return False
        if text.has_share(whole) or _siblings(whole, part):
            return False
        end = whole.clause[-len(own) - 1 :]
        if _other_stage(of, whole) or (own and all(c in end for c in own)):
            return False
        pairs = {name[n : n + 2] for n in range(max(1, len(name) - 1))}
        return not name or any(p in whole.words for p in pairs) or bool(pairs & whole.grams)

    before = [w for w in alike if w.number.start < part.number.start]
    wholes = [w for w in before if fits(w, noun)]
    if of and not noun and re.search("全[市县区省]", of):
        return None
    own = [w for w in wholes if w.sentence == part.sentence]
    near = own or [w for w in wholes if noun or likeness(w, part) > 0]
    near = near or (wholes if len(wholes) == 1 else [])
    if near:
        return near[0]
    name = noun or stem[-2:]
    if len(name) < 2:
        return None
    counts = [w for w in text.counts(part.unit) if w.number.start < part.number.start]
    apart = [w for w in counts if fits(w, name[-2:]) and not w.bracketed]
    apart = [w for w in apart if _WHOLE_OF.search(w.clause)]
    if apart or not noun or not counts:
        return apart[-1] if len(apart) == 1 else None
    largest = max(counts, key=lambda w: w.value)
    said = fits(largest, "") and all(c in largest.words for c in noun)
    return largest if said else None


def _siblings(a: Fact, b: Fact) -> bool:
    """Tell whether two figures stand beside each other in a list (A、B)."""
    return _text_between(a, b).startswith("、") and b.term.k == a.term.k + 1


def _explained_by(
    claimed: ReadNumber, part: Fact, counts: Sequence[Fact], noun: str
) -> Relation | None:
    """Return the count of a text of which another is the share that is printed exactly."""
    literal = [c for c in claimed.literal if c in "0123456789"]
    if len(literal) < _DIGITS:
        counts = [whole for whole in counts if noun and noun in whole.words]
    for whole in counts:
        if whole.value > part.value and _near(100 * part.value / whole.value, float(claimed.value)):
            numbers = (part.number, whole.number)
            relation = Relation(claimed, numbers, _scaled(percent_of, part, whole))
            if relation.agrees:
                return relation
    return None


def _explained_share(
    claimed: ReadNumber, part: Fact, counts: Sequence[Fact], noun: str
) -> Relation | None:
    """Return how a share is that of its part in a count, or in two beside each other.

    Two counts are the whole together where words say so (受理 and 结转; 成功 and 未成功).
    """
    value = float(claimed.value)
    precise = sum("0" <= c <= "9" for c in claimed.literal) >= _DIGITS
    for whole in counts:
        near = whole.sentence == part.sentence or precise or likeness(whole, part) > 0
        near = near or bool(noun and noun in whole.words)
        if whole is part or whole.value <= 0 or not near or _siblings(whole, part):
            continue
        if _near(100 * part.value / whole.value, value):
            numbers = (part.number, whole.number)
            relation = Relation(claimed, numbers, _scaled(percent_of, part, whole))
            if relation.fits:
                return relation
    for whole, more in pairwise(sorted(counts, key=lambda f: f.number.start)):
        for each in (part, whole, more):
            both, total = whole.clause + more.clause, whole.value + more.value
            if part in (whole, more) or each is part:
                together = (
                    bool(_NOT.search(both)) or whole.clause[-2:] == more.clause[-2:] != ""
                    if part in (whole, more)
                    else (more.term.lead[:1] in "、和及与" or bool(_CARRIED.search(both)))
                )
            else:
                together = False
            if together and total > 0 and _near(100 * each.value / total, value):
                relation = Relation(claimed, (each.number, whole.number, more.number), _of_both)
                if relation.fits:
                    return relation
    return None


_NOT = re.compile("[未不没无]|其余|另")


def _of_both(part: Interval, whole: Interval, more: Interval) -> Interval | None:
    return percent_of(part, whole + more)


def _speaks_of(subject: str, part: Fact) -> bool:
    """Tell whether the words before 占 are of the count before them, or of nothing else."""
    own = [
        c
        for c in re.sub("所|其中?|这些|约|又|共|合计|均|的|者|也", "", subject)
        if c not in _GENERIC
    ]
    words = part.words + part.clause
    return 2 * sum(c in words for c in own) >= len(own)


def _same_rate(text: _Facts, i: int, k: int, stem: str) -> bool:
    """Tell whether the name of a rate speaks of what the count before it does."""
    claim, part = text.all[i], text.all[k]
    own = [c for c in stem[-6:] if c not in _GENERIC]
    if _OTHER_RATE.search(stem + "率") and stem[-2:] not in part.clause:
        return False
    if not own:
        return False
    words = part.words + part.clause
    return sum(c in words for c in own) >= max(1, (len(own) + 1) // 3) and (
        claim.sentence == part.sentence or sum(c in words for c in own) >= 2
    )


# --- averages

_BY = re.compile(
    r"(?P<by>人次|户次|[人户件场次校日家月班亩村车单床组队店点所馆院县镇乡项册辆篇站台期批宗案笔栋生师])均"
)
_EVERY = re.compile(
    r"(?:每|平均一|^一(?=天)|平均(?=[班户校村]额|[班户校村]均?规模|家庭规模))(?:一|个)?(?P<of>[一-鿿]{1,8})|(?P<mu>亩产|单产|亩均)|(?P<one>单价|均价)"
)
_NO_AVERAGE = re.compile(
    "可支配|纯收入|生产总值|GDP|寿命|年均|每[千万百]|工资|薪酬|标准|最[高低多少]|以上|不[超低]|补贴标准|"
    "[人户家件场]均[^，]{0,4}每[天日周月季年次]|每[一-鿿]{1,3}每|中位|[万千百]人"
)
_OF_WHAT = re.compile(
    "[人户亩班校]均(?P<of>存款|贷款|收入|支出|产值|面积|藏书|缴存|缴费|税收|利润|用水|用电)$"
)
"""What an average says that it is an average of: a total of that, if there is one."""
_ALSO = {
    "户": ("户", "家"), "人": ("人", "人次"), "次": ("次", "人次", "场", "起"), "件": ("件", "起"),
    "案": ("件", "起"), "日": ("天",), "天": ("天",), "校": ("所",), "车": ("辆",), "生": (),
    "名": ("人",), "位": ("人",), "人次": ("人次",), "床": ("张",), 
    "班": ("班", "个", "班次"), "村": ("村", "个"),
    "学": ("人",), "职": ("人",), "会": ("人",), "宗": ("件",), "起": ("起", "件"), 
    "队": ("队", "支"),
    "师": (), "场": ("场", "场次", "次"), "期": ("期",), "所": ("所",), "家": ("家", "户"),
}  # fmt: skip
_DAYS = re.compile("[0-9]{2,3}(?:天|日|个工作日)")
_OF_YEAR = re.compile("去年|全年|一年")
_OPEN = (150, 367)
"""So many days of a year a house may be open, or people may work."""
_PERIOD = re.compile("季度|年|月|[周旬]")
_OPEN_SHARE = 0.6
"""So many of the days of a month, at least, a house is open."""
_EVERY_DAY = re.compile(
    "旅客|客运|客流|吞吐|起降|航班|车流|通行|供水|用水|用电|供电|发电|供气|处理[量污垃]|垃圾|"
    "污水|接处?警|出警|进水|出水|排放|来电|热线|话务|产量|急诊"
)
"""What goes on on every day of a year, so that an average a day is of 365 or 366."""
_SHORTER = re.compile("半年|季度|[0-9]月|[一二三四五六七八九十]月|春运|假期|期间|至|以来|累计")
_PERIODS = {"日": (365, 366), "天": (365, 366), "月": (12,), "季": (4,), "周": (52,)}


def _units_for(each: str) -> set[str]:
    """Return the units of counts that an average may be for."""
    return {unit for length in (2, 1) for unit in (each[:length], *_ALSO.get(each[:length], ()))}


def _fits_elsewhere(text: _Facts, mean: Fact, each: str, totals: Sequence[Fact]) -> Relation | None:
    """Return how an average is that of a total near it over a count anywhere in the text."""
    claimed = rounded_number(mean.number)
    counts = [c for unit in _units_for(each) for c in text.counts(unit) if _counts_each(each, c)]
    for t, c in product(totals, counts):
        if t is not c and c.value > 1 and _near(_for_each(t, c, each), mean.value):
            relation = _average(claimed, mean, t, c, each)
            if relation.fits:
                return relation
    return None


def _one_of_several(text: _Facts, mean: Fact) -> bool:
    """Tell whether a sentence has another average of the unit, for each of the same.

    Of which there is the total is not known then (单位每起500元，个人每起50元).
    """
    return any(
        f is not mean
        and f.passage is mean.passage
        and f.role == "average"
        and f.unit == mean.unit
        and f.clause.endswith(mean.clause[-2:])
        for f in text.all
    )


def _counts_each(each: str, fact: Fact) -> bool:
    """Tell whether a figure counts what an average is for (户均; 每位学童)."""
    noun = each[1:] if each[:1] in "名位" else each
    if len(noun) > 1 and noun[:2] in fact.words:
        return True
    for length in (2, 1):
        if fact.unit in _ALSO.get(each[:length], ()) or fact.term.unit == each[:length]:
            loose = fact.unit in ("个", "班", "村")
            return not loose or each[:1] in fact.words or each[:2] in fact.words
    noun = fact.clause[-3:] + fact.behind[:3]
    if each[:1] in "生师" and fact.unit == "人":
        return each[:1] in fact.words
    return (
        len(each) >= 1
        and each[:1] in noun
        and fact.unit in ("个", "所", "家", "座", "支", "处", "间")
    )


def _averages(text: _Facts, i: int) -> Iterator[ScreeningResult]:
    """Hold an average against the totals and the counts around it."""
    mean = text.all[i]
    clause = mean.clause or mean.passage.terms[mean.term.k - 1].clause
    if _NO_AVERAGE.search(clause) or mean.number.value <= 0:
        return
    if mean.number.mention.bound in ("at_least", "at_most"):
        return
    by, every = _BY.search(clause), _EVERY.search(clause)
    each = (every["of"] or ("亩" if every["mu"] else "")) if every else by["by"] if by else ""
    each = re.sub("^([班户校村])(?:额|均?规模).*|^家(?=庭规模).*", lambda m: m[1] or "户", each)
    around = [text.all[k] for k in text.around(i)]
    levels = [f for f in around if f.role in _LEVELS]
    units = (mean.unit.removesuffix("次"), mean.unit.removesuffix("次") + "次", mean.unit)
    totals = [f for f in levels if f.unit in units and f.value > mean.value]
    noun = _OF_WHAT.search(clause)
    if noun and not any(noun["of"] in f.words for f in totals):
        named = [f for f in text.counts(mean.unit) if noun["of"] in f.words and not f.then]
        totals = [f for f in named if f.value > mean.value] or totals
    counts = [f for f in levels if f not in totals and f.unit != mean.unit and f.value > 1]
    counts += [f for f in totals if f.unit != mean.unit or _counts_each(each, f)]
    pairs = [
        (t, c)
        for t in totals
        for c in counts
        if t is not c and not (each == "人" and t.unit == c.unit == "人次")
    ]
    claimed = rounded_number(mean.number)
    value = mean.value
    typed = [
        (t, c)
        for t, c in pairs
        if each and _counts_each(each, c) and t.sentence == c.sentence == mean.sentence
    ]
    tried = typed or pairs
    tried = tried + [
        (t, c) for t, c in pairs if typed and _counts_each(each, c) and (t, c) not in typed
    ]
    for t, c in tried:
        relation = _average(claimed, mean, t, c, each)
        if _near(_for_each(t, c, each), value) and relation.fits:
            text.explained.add(mean.number.place)
            if (t, c) in typed:
                yield from judged("average", relation)
            return
    periods = _PERIODS.get(each[:1], ()) if each else ()
    spanned = _days_spanned(mean.passage.text) if each[:1] in _OF_DAYS else ()
    periods = spanned or periods
    said = days_said(mean.passage.text) if each[:1] in _OF_DAYS else ()
    for t in totals:
        part = days_of_part(t.clause) if each[:1] in _OF_DAYS else ()
        for n in (*part, *said, *text.days, *periods):
            relation = _per(claimed, mean, t, n)
            if _near(t.value / n, value) and relation.fits:
                text.explained.add(mean.number.place)
                if n in part or n in said:
                    yield from judged("average", relation)
                return
    for t in totals if each[:1] in _OF_DAYS else ():
        titled = text.yearly or _PERIOD.search(t.passage.text)
        part = days_of_part(t.clause) or (() if titled else text.days)
        right_behind = t.passage is mean.passage and t.term.k == mean.term.k - 1
        right_behind = right_behind and not t.term.lead.startswith(("、", "，", "；"))
        some = part and _OPEN_SHARE * part[0] <= t.value / value <= part[0]
        if some and not _EVERY_DAY.search(t.clause) and part == text.days:
            continue  # open on some of its days
        if part and right_behind and _plausible(t.value / part[0], value, 3.0):
            yield from judged("average", _per(claimed, mean, t, part[0]))
            return
    beside = (
        typed if len(mean.number.digits) > 1 else [p for p in pairs if _counts_each(each, p[1])]
    )
    likely = [
        (t, c)
        for t, c in beside
        if _plausible(_for_each(t, c, each), value, 3.0)
        or (_right_before(mean, (t, c)) and _plausible(_for_each(t, c, each), value, 5.0))
    ]
    elsewhere = _fits_elsewhere(text, mean, each, totals) if each and not likely else None
    if elsewhere is not None:
        text.explained.add(mean.number.place)
        yield from judged("average", elsewhere)
        return
    near = [f for f in around if abs(f.sentence - mean.sentence) <= 1]
    if each:
        bound = [(t, c) for t, c in pairs if _counts_each(each, c) and t in near and c in near]
    elif re.search("平均|单价|均价", clause):
        bound = [(t, c) for t, c in pairs if t.sentence == c.sentence == mean.sentence]
        bound = [(t, c) for t, c in bound if _plausible(_for_each(t, c, each), value)]
        bound = bound if len(bound) == 1 else []
    else:
        return
    bound = [
        (t, c)
        for t, c in bound
        if _plausible(_for_each(t, c, each), value, 3.0) or _slipped(_for_each(t, c, each), value)
    ]
    if not bound and each[:1] not in _PERIODS and each:
        bound = _apart(text, mean, each, totals)
        here = [(t, c) for t, _ in bound[:1] for c in text.counts("人") if c.value > 1]
        if any(_average(claimed, mean, t, c, each).fits for t, c in here):
            return
        if any(_average(claimed, mean, t, c, each).fits for t, c in bound):
            return
    if each and _one_of_several(text, mean):
        return
    named_alike = _of_one_name(text, i, each) if each else []
    bound = bound or named_alike
    bound.sort(
        key=lambda pair: (
            max(abs(x.sentence - mean.sentence) for x in pair),
            _distance(text, i, *pair),
        )
    )
    if bound:
        total, count = bound[0]
        own = total.sentence == mean.sentence or count.sentence == mean.sentence
        if own or (total, count) in named_alike or _names(total, mean):
            yield from judged("average", _average(claimed, mean, total, count, each))
    elif spanned:
        own_totals = [t for t in totals if t.sentence == mean.sentence][:1]
        for t in own_totals:
            if _plausible(t.value / spanned[0], value, 3.0):
                yield from judged("average", _per(claimed, mean, t, spanned[0]))
    elif (
        periods
        and (text.yearly or _OF_YEAR.search(mean.passage.text))
        and not _SHORTER.search(mean.passage.text)
    ):
        own_totals = [t for t in totals if t.sentence == mean.sentence][:1]
        for t in own_totals:
            open_days = len(periods) > 1 and _OPEN[0] <= t.value / value <= _OPEN[1]
            open_days = open_days and not _EVERY_DAY.search(t.clause)
            if open_days:
                text.explained.add(mean.number.place)
            elif not _DAYS.search(mean.passage.text) and _plausible(
                t.value / periods[0], value, 3.0
            ):
                yield from judged("average", _per(claimed, mean, t, periods[0]))


_OF_DAYS = ("日", "天")


def _days_spanned(words: str) -> tuple[int, ...]:
    """Return how many days the one span of days in a sentence has, both ends counted."""
    days = [
        point
        for point in points_in_time(words)
        if isinstance(point, PointInTime) and point.fine == "day"
    ]
    spans = [
        (b.first - a.first).days
        for a, b in pairwise(days)
        if re.fullmatch("[至到—–~～-]+", words[a.end : b.start])
    ]
    return (spans[0] + 1,) if len(spans) == 1 and spans[0] > 0 else ()


def _apart(text: _Facts, mean: Fact, each: str, totals: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """Return totals and counts that an average names, where they stand in other paragraphs."""
    here = [t for t in totals if t.sentence == mean.sentence][:1]
    named = [t for t in text.counts(mean.unit) if t.value > mean.value and _names(t, mean)]
    noun = each[1:] if each[:1] in "名位个" else each
    pairs = [noun[n : n + 2] for n in range(min(3, len(noun) - 1))]
    counts = [
        c
        for unit in {"人", *_ALSO.get(each[:1], ()), each[:1]}
        for c in text.counts(unit)
        if not c.then
        and not c.bracketed
        and (any(p in c.words for p in pairs) if pairs else unit == each or each in c.words)
    ]
    value = mean.value
    found = [(t, c) for t in (here or named) for c in counts if t is not c and c.value > 0]
    near = [(t, c) for t, c in found if _plausible(_for_each(t, c, each), value)]
    return near if here or len(named) <= _FEW else []


_ALL_OF_IT = re.compile("总?产量?|在[校园读册编职岗]")
"""What is divided by a sown area, or by classes and the like."""


def _of_one_name(text: _Facts, i: int, each: str) -> list[tuple[Fact, Fact]]:
    """Return a total and a count that share a name, in the paragraphs of an average and above.

    Each is the one that shares it (稻谷面积A亩，稻谷产量B吨…平均亩产; 小学在校生…小学设教学班).
    """
    mean = text.all[i]
    near = [
        f
        for f in text.all[max(0, i - _BEFORE) : i]
        if f.role == "level" and not f.then and mean.paragraph - f.paragraph <= _PARAGRAPHS
    ]
    counts = [
        f
        for f in near
        if _counts_each(each, f)
        and (f.paragraph == mean.paragraph or f.clause[:2] in mean.passage.text)
    ]
    totals = [f for f in near if f.unit == mean.unit and _ALL_OF_IT.search(f.clause)]
    own = re.split("平均|单产|亩产|[班校村户]均", mean.clause)[0]
    found = [
        (t, c)
        for t in totals
        for c in counts
        if _one_noun(t, c) and (len(own) < 2 or own[:2] in t.clause)
    ]
    last = [pair for pair in found if pair[1] is found[-1][1]]
    if len(last) != 1 or not _plausible(_for_each(*last[0], each), mean.value):
        return []
    return last


_PARAGRAPHS = 2


def _one_noun(total: Fact, count: Fact) -> bool:
    """Tell whether the first noun of a total is also a noun of a count."""
    noun = _SCOPE_WORDS.sub("", total.clause.replace("全年", ""))[:2]
    return len(noun) == 2 and noun in count.clause


def _names(total: Fact, mean: Fact) -> bool:
    """Tell whether an average names a total that stands elsewhere."""
    return len(total.grams & mean.grams) >= 2


_FEW = 3


def _distance(text: _Facts, i: int, *facts: Fact) -> int:
    """Return how far some figures are from one, together."""
    at = text.all[i].number.start
    return sum(abs(f.number.start - at) for f in facts)


def _own_factor(count: Fact, each: str) -> Fraction:
    """Return what brings a count to the unit that an average is for (每公里; 亩产 of 公顷)."""
    return Fraction(1) if each.startswith(count.term.unit) else count.factor


def _for_each(total: Fact, count: Fact, each: str) -> float:
    """Return what a total gives for each of a count."""
    return total.value / float(count.number.value * _own_factor(count, each))


def _average(claimed: object, mean: Fact, total: Fact, count: Fact, each: str) -> Relation:
    """Return the relation of an average to a total and a count."""

    def quotient(whole: Interval, number: Interval) -> Interval | None:
        if number.low is None or number.low <= 0:
            return None
        return (whole / number).scaled(total.factor / _own_factor(count, each) / mean.factor)

    return Relation(claimed, (total.number, count.number), quotient)  # type: ignore[arg-type]


def _per(claimed: object, mean: Fact, total: Fact, number: int) -> Relation:
    """Return the relation of an average to a total over so many days or months."""

    def quotient(whole: Interval) -> Interval:
        return whole.scaled(total.factor / mean.factor / number)

    return Relation(claimed, (total.number,), quotient)  # type: ignore[arg-type]


# --- changes

_OTHER_CHANGE = re.compile(
    "可比|不变价|实际增长|扣除|剔除|年均|复合|累计增长|同口径|翻|占[^，]{0,8}(?:增|升|提高)|每年|逐年|百分点"
)


_NOT_ADJUSTED = re.compile("(?:未|不|没有|并未)(?:作|做|予以?)?(?:扣除|剔除|考虑)")
_PLAIN_AFTER = re.compile(
    "^[^一-鿿]{0,2}[^0-9]*?(?:未[作做经]?(?:任何)?调整|直接(?:相比|比较|对比)|不作调整|未扣除)"
)
"""Words that say that a growth is that of the figures as they are printed."""


def _signed(now: Interval, before: Interval) -> Interval | None:
    if before.low is None or before.low <= 0:
        return None
    return (now / before - Interval.point(1)).scaled(100)


def _changes(text: _Facts, i: int) -> Iterator[ScreeningResult]:
    """Hold a change, in units or per cent, against what was and what is."""
    claim = text.all[i]
    if not claim.moves or (
        _OTHER_CHANGE.search(_NOT_ADJUSTED.sub("", claim.term.lead))
        and not _PLAIN_AFTER.search(re.split("[。；]", claim.term.tail)[0])
    ):
        return
    around = [text.all[k] for k in text.around(i)]
    around = [f for f in around if abs(f.sentence - claim.sentence) <= 2]
    own = [f for f in around if f.role in ("level", "plan") or (f.then and f.role != "growth")]
    claimed = _colloquial(claim.number)
    grows = claim.role == "growth"
    if grows:
        own = [f for f in own if f.printed_unit not in ("%", "")]
    else:
        roles = ("share",) if claim.unit == "%" else ("level", "plan", "average")
        own = [f for f in around if f.role in roles and f.unit == claim.unit]
    pair = _now_and_then(claim, own)
    beside = [f for f in around if f.sentence == claim.sentence]
    stated = pair is not None and all(f in beside for f in pair)
    near = [f for f in own if f in beside] if stated else own
    flows = [f for f in (beside if stated else around) if f.role == "change"]
    if pair is not None and _right_before(claim, pair):
        near, flows = list(pair), []
    explained = _explained_change(claim, claimed, near, flows)
    if explained:
        text.explained.add(claim.number.place)
        if isinstance(explained, Relation) and not grows and _is_difference(claim):
            yield from judged("sum", replace(explained, way="less"))
        elif isinstance(explained, Relation):
            yield from judged("growth" if grows else "change", explained)
        elif grows:
            told = _from_change(text, i, claimed)
            yield from (each for each in told if each.verdict == "holds")
        return
    pair = pair or _now_apart(text, claim)
    if pair is None:
        if grows:
            yield from _from_change(text, i, claimed)
        return
    now, then = pair
    nearer = max(now.number.start, then.number.start)
    if any(
        nearer < f.number.start < claim.number.start and f.role in _LEVELS and not f.then
        for f in own
        if f.sentence == claim.sentence
    ):
        return  # the change of something else
    value, given = float(claim.number.value), 0.0
    direct = _right_before(claim, pair) and bool(FROM.search(then.clause)) and claim.moves_alone
    if grows:
        given = 100 * (now.value / then.value - 1) * claim.moves if then.value else 0.0
        if not (direct or abs(given - value) <= max(20.0, value) or _near(-given, value)):
            return
        compute = _scaled(_moved(claim.moves), now, then)
        yield from judged("growth", Relation(claimed, (now.number, then.number), compute))
    else:
        given = claim.moves * (now.value - then.value)
        if not (
            direct or _plausible(given, claim.value, 3.0) or _plausible(-given, claim.value, 1.1)
        ):
            return

        def difference(a: Interval, b: Interval) -> Interval:
            return (a - b) if claim.moves > 0 else (b - a)

        numbers = (now.number, then.number)
        if _is_difference(claim):
            yield from judged("sum", Relation(claim.number, numbers, _less, "less"))
        else:
            yield from judged("change", Relation(claim.number, numbers, difference))


_SUBJECT = re.compile("^(?P<name>[一-鿿]{2,8}?)[数量额]?(?:比|较|与)")


def _now_apart(text: _Facts, claim: Fact) -> tuple[Fact, Fact] | None:
    """Return what is, in another sentence, and what was (A比上年的B增长)."""
    k = claim.term.k
    then = next((f for f in text.all if f.passage is claim.passage and f.term.k == k - 1), None)
    said = _SUBJECT.match(then.clause) if then is not None and then.then else None
    if then is None or said is None:
        return None
    named = [
        f
        for f in text.counts(then.unit)
        if said["name"] in f.clause
        and not f.then
        and f is not then
        and f.role == "level"
        and f.number.start < then.number.start
    ]
    exact = [f for f in named if f.clause.strip("其中全年共") == said["name"]]
    return ((exact or named)[0], then) if len(exact or named) == 1 else None


def _from_change(text: _Facts, i: int, claimed: ReadNumber) -> Iterator[ScreeningResult]:
    """Hold a growth against the level and the change right before it (A，增加B，增长P%)."""
    claim = text.all[i]
    change, now = (text.all[k] for k in (i - 1, i - 2)) if i >= 2 else (claim, claim)
    beside = change.sentence == now.sentence == claim.sentence and change.unit == now.unit
    if (
        not beside
        or change.role != "change"
        or now.role not in ("level", "average")
        or now.unit == "%"
    ):
        return
    if change.moves * claim.moves <= 0 or change.value >= now.value or len(claim.term.lead) > _NAME:
        return
    way = claim.moves

    def grown(level: Interval, moved: Interval) -> Interval | None:
        if now.then:
            return percent_of(moved, level)
        before = level - moved if way > 0 else level + moved
        return percent_of(moved, before)

    yield from judged("growth", Relation(claimed, (now.number, change.number), grown))


def _right_before(claim: Fact, pair: tuple[Fact, Fact]) -> bool:
    """Tell whether the last two figures before a change are what is and what was."""
    return all(f.passage is claim.passage for f in pair) and {f.term.k for f in pair} == {
        claim.term.k - 1,
        claim.term.k - 2,
    }


def _moved(way: int) -> Callable[[Interval, Interval], Interval | None]:
    """Return how two levels become a growth, or a decline, in per cent."""

    def moved(now: Interval, before: Interval) -> Interval | None:
        growth = _signed(now, before)
        return growth if growth is None or way > 0 else -growth

    return moved


def _is_difference(claim: Fact) -> bool:
    """Tell whether a figure is what two others differ by, the first the larger (净增, 节约)."""
    return claim.moves > 0 and bool(_DIFFERENCE.search(claim.clause))


_DIFFERENCE = re.compile("核减|核增|节约|节省|节支|相差|[净审压]减|净增|少支|多支")


def _now_and_then(claim: Fact, levels: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """Return what is and what was before, where the words around a change say which is which."""
    k = claim.term.k
    if k >= 2:
        first, last = (
            next((f for f in levels if f.passage is claim.passage and f.term.k == n), None)
            for n in (k - 2, k - 1)
        )
        reached = last is not None and re.search("[到至为成][^，；。]{0,8}$", last.clause)
        if (
            first is not None
            and last is not None
            and reached
            and first.unit == last.unit
            and (first.then or FROM.search(first.clause))
        ):
            return last, first
    planned = bool(re.search("超|任务|计划|预算|目标", claim.clause))
    was = ("level", "share", "average")
    thens = [
        f
        for f in levels
        if (f.role == "plan" and (planned or re.match("[比较与]", f.clause)))
        or (f.then and not planned and f.role in was)
    ]
    if not thens and _DIFFERENCE.search(claim.clause):
        two = [f for f in levels if 0 < claim.term.k - f.term.k <= 2 and f.passage is claim.passage]
        two = [f for f in two if f.role in _LEVELS and f.unit == claim.unit]
        if len(two) == 2 and _plausible(abs(two[0].value - two[1].value), claim.value):
            high, low = sorted(two, key=lambda f: -f.value)
            return (high, low) if claim.moves > 0 else (low, high)
    if not thens:
        return None
    then = thens[0]
    nows = [
        f
        for f in levels
        if f not in thens and not f.then and (f.unit, f.factor) == (then.unit, then.factor)
    ]
    role = "level" if then.role == "plan" else then.role
    nows = [
        f
        for f in nows
        if "其中" not in f.clause
        and (f.role == role or (f.role == "average" and _names_no_thing(then, f)))
    ]
    own = [f for f in nows if f.sentence == then.sentence] or nows
    if (
        not own
        or len([t for t in thens if t.unit == then.unit and t.sentence == then.sentence]) > 2
    ):
        return None
    before = [f for f in own if f.number.start < then.number.start]
    now = max(before, key=lambda f: f.number.start) if before else own[0]
    if then.number.start > claim.number.start and len(before) > 1:
        before = [f for f in before if f.number.start < claim.number.start]
        now = max(before, key=lambda f: f.number.start) if before else now
    return now, then


def _names_no_thing(then: Fact, now: Fact) -> bool:
    """Tell whether what was stands right behind what is, and is of it (人均A，比上年的B增加)."""
    return then.role == "level" and then.passage is now.passage and then.term.k == now.term.k + 1


def _explained_change(
    claim: Fact, claimed: ReadNumber, levels: Sequence[Fact], changes: Sequence[Fact]
) -> Relation | bool:
    """Return two of the figures around that lie so far apart, or tell whether three or more do."""
    grows, value = claim.role == "growth", float(claim.number.value)
    for a in levels:
        for b in levels:
            if a is b or a.unit != b.unit or b.value <= 0 or a.value <= 0:
                continue
            if b.then and not a.then:
                ways: tuple[int, ...] = (claim.moves,)
            else:
                ways = (claim.moves,) if not (a.then or b.then) else ()
            for way in ways:
                if grows:
                    given = 100 * (a.value / b.value - 1) * way
                    compute = _scaled(_moved(way), a, b)
                else:
                    given = way * (a.value - b.value)
                    compute = _difference(way)
                near = _near(given, value if grows else claim.value)
                if near:
                    relation = Relation(claimed, (a.number, b.number), compute)
                    if relation.fits:
                        return relation
    if grows:
        for c in changes:
            for b in levels:
                if b.unit != c.unit or b.value <= 0:
                    continue
                base = b.value if b.then else b.value - claim.moves * c.value
                if base > 0 and _close_percent(c.value / base, value):
                    return True
    else:
        flows = [f for f in levels if f.value <= 50 * claim.value][:_BEHIND]
        for a in flows:
            for b in flows:
                for c in flows:
                    if (
                        len({id(a), id(b), id(c)}) == 3
                        and a.value - b.value - c.value == claim.value
                    ):
                        return True
    return False


def _close_percent(share: float, claimed: float) -> bool:
    """Tell whether a share is as claimed, to a tenth of what is printed or a tenth of a point."""
    return abs(100 * share - claimed) <= max(0.06, 0.02 * claimed)


def _difference(way: int) -> Callable[[Interval, Interval], Interval]:
    return lambda a, b: (a - b) if way > 0 else (b - a)


_BY_ROLE: dict[str, Callable[[_Facts, int], Iterator[ScreeningResult]]] = {
    "share": _shares,
    "average": _averages,
    "growth": _changes,
    "change": _changes,
}


# --- accounts

_OPENING = re.compile(
    r"(?:上一?年度?末?|去年末?|年初|期初|学期初|上期末?|季初|月初|上[届月]末?|20[0-9]{2}年(?:初|末|底)|原有|开学时|上一年度末?|历年)"
    r"[^。；0-9]{0,16}$|旧存|(?:结转|滚存|累计结余|存量)[^，。；0-9]{0,4}$"
)
_STOCK = (
    "结余|结转|结存|余额|盈余|节余|存量|库存|滚存|存栏|存货|净资产|基金|在案|在册|在档|在院|在住|馆藏|藏|保有|未结|存案|未审结|"
    "未办结|实有|总数|共有?|在校|会员|有|剩|余|登记|户|人数"
)
_CLOSING = re.compile(
    r"(?:年末|期末|年底|年终|月末|季末|学期末|学年末|本年末|届满|20[0-9]{2}年(?:末|底)|至[^，。；]{0,6}[末底]|[0-9]月[末底])[^。；0-9]{0,16}$"
    r"|(?:尚|还|仍|现|终|净|累计|滚存|最后)?(?:结余|结存|余额|未结|剩余|结转|存栏|未办结|未审结|库存|在册|在管|[尚现实留]存|实有|盘点)[^，。；0-9]{0,6}$"
)
_STOCKS = re.compile(
    "结余|结转|结存|余额|盈余|未结|未审结|未办结|库存|存栏|在[册校院职编住库档矫管训岗管床养押]|基金|[尚现实留]存|实有|盘点"
)
_NET_WORDS = re.compile(
    "净增|净减|当年结余|本年结余|收支相抵|其中|盈余[^，]{0,2}[0-9]|合计|共计|总计|可用|可办|总额"
)
_MOST_FLOWS = 6


def _accounts(text: _Facts) -> Iterator[ScreeningResult]:
    """Hold what is left against what there was, moved by the figures between in every way."""
    done: set[int] = set()
    for i, opened in enumerate(text.all):
        if i in done or opened.role != "level" or opened.bracketed:
            continue
        if not _OPENING.search(_lead(opened)) or re.search("[比较与]", opened.clause[-14:]):
            continue
        flows = [
            fact
            for fact in text.all[max(0, i - 2) : i]
            if fact.sentence == opened.sentence
            and fact.unit == opened.unit
            and fact.role == "level"
            and _IN.search(fact.clause)
        ]
        for k in range(i + 1, min(len(text.all), i + 14)):
            fact = text.all[k]
            row = len(fact.passage.text) <= _ROW and len(opened.passage.text) <= _ROW
            if (fact.paragraph != opened.paragraph and not row) or (
                fact.sentence - opened.sentence > (_ROWS if row else 3)
            ):
                break
            if fact.unit != opened.unit or fact.role != "level" or fact.bracketed:
                continue
            closes = bool(_CLOSING.search(_lead(fact))) and not re.search("[比较与]", fact.clause)
            if closes and len(flows) >= 2:
                yield from _account(opened, _without_items(flows), fact)
                done.update(range(i, k + 1))
                break
            flows.append(fact)
            if len(flows) > 2 * _MOST_FLOWS:
                break


_ROW, _ROWS = 40, 8
"""An account may stand in so many rows that are no longer."""


_NET = re.compile("净[增减进流]|[本当][年期][^，]{0,3}(?:结[余存]|余绌|盈余)|相抵|差额")


def _without_items(flows: Sequence[Fact]) -> list[Fact]:
    """Return the moves of an account without the items of those that are printed in sum."""
    moves = [f for f in flows if not _NET.search(f.clause)]
    if 2 <= len(moves) < len(flows):
        return _without_items(moves)
    for k in range(2, len(flows)):
        for first in range(k - 1):
            if _sums_up(flows[k], flows[first:k]):
                return _without_items([*flows[:first], *flows[k:]])
    for k in range(len(flows) - 2):
        for last in range(k + 3, len(flows) + 1):
            if _sums_up(flows[k], flows[k + 1 : last]):
                return _without_items([*flows[: k + 1], *flows[last:]])
    return list(flows)


def _sums_up(total: Fact, items: Sequence[Fact]) -> bool:
    other = {-1: 1, 1: -1}
    if any(_ways(f)[0] == other[_ways(total)[0]] and 0 in _ways(f) for f in items):
        return False  # what came in is no sum of what went out and what is left
    return abs(sum(f.value for f in items) - total.value) <= 1e-9 * total.value


_REST = re.compile(
    r"^(?:其余|其他|剩下?|余下?|尚|还|仍|空|缺|差|未|待|另有)[^，；。]{0,6}$|"
    r"(?:空[编缺置]|缺[编额口席]|剩余|未[一-鿿]{1,3}|缺席|请假)[^，；。]{0,2}$"
)


def _rests(text: _Facts) -> Iterator[ScreeningResult]:
    """Hold what is left of a number (空编, 其余, 尚未) against it and what was taken from it."""
    for i, rest in enumerate(text.all):
        said = _REST.search(rest.clause) or (not rest.clause and _REST.search(rest.behind))
        if (
            rest.role != "level"
            or not said
            or rest.bracketed
            or _EACH_OF_SEVERAL.search(rest.term.passage.text)
        ):
            continue
        before = [
            f
            for f in text.all[max(0, i - 2 * _BEHIND) : i]
            if f.unit == rest.unit
            and f.paragraph == rest.paragraph
            and f.role in _LEVELS
            and not f.bracketed
            and rest.sentence - f.sentence <= 1
        ]
        pairs = [(a, b) for k, a in enumerate(before) for b in before[k + 1 :] if a.value > b.value]
        several = [(a, *before[k + 1 :]) for k, a in enumerate(before) if len(before) - k > 2]
        more = [
            f
            for f in text.all[i + 1 : i + 3]
            if f.unit == rest.unit and f.sentence == rest.sentence and f.role == "level"
        ]
        choices: list[tuple[Fact, ...]] = [*pairs, *several]
        choices += [(*pair, f) for pair in pairs for f in more]
        made = [
            Relation(rest.number, tuple(f.number for f in each), _less, "less") for each in choices
        ]
        fitting = next((each for each in made if each.fits), None)
        if fitting is not None:
            yield from judged("sum", fitting)
            continue
        full = [f for f in before if _FULL.search(f.clause)]
        taken = [f for f in before if _TAKEN.search(f.clause) and f not in full]
        if rest.clause.startswith(("其他", "其它", "另有")) and not (full and taken):
            continue  # an item of a list
        named = [*full, *taken] if len(full) == len(taken) == 1 else before
        done = [f for f in before[1:] if _DONE.search(f.clause)]
        if len(done) >= 2 and done == before[1:] and before[0].value > sum(f.value for f in done):
            left = before[0].value - sum(f.value for f in done)
            if _DEMAND.search(before[0].clause) and _plausible(left, rest.value, _REST_OFF):
                numbers = tuple(f.number for f in before)
                yield from judged("sum", Relation(rest.number, numbers, _less, "less"))
                continue
        chain = [f.value for f in before]
        if (
            len(named) > 2
            and chain == sorted(chain, reverse=True)
            and _DONE.search(before[-2].clause)
        ):
            named = before[-2:]  # 开工, 完工, 其余
        if len(named) == 2 and not (
            _DONE.search(named[1].clause)
            or _FULL.search(named[0].clause)
            or _TAKEN.search(named[1].clause)
        ):
            continue
        if len(named) == 2 and 0 < named[1].term.k - named[0].term.k <= 2:
            left = named[0].value - named[1].value
            made = [Relation(rest.number, (named[0].number, named[1].number), _less, "less")]
            if _plausible(left, rest.value, _REST_OFF) and not _OTHER_REST.search(
                rest.passage.text
            ):
                yield from judged("sum", made[0])


_EACH_OF_SEVERAL = re.compile(
    "[^，；：。0-9]、[^，；：。0-9]{1,8}各(?=[0-9一二两三四五六七八九十])"
)
_FULL = re.compile("编制|核定|应|总|计划|共|定员|全部|设")
_TAKEN = re.compile("实|已|现|到位|在岗|入住|使用|完成|办结|开通")
_REST_OFF = 2.5
_OTHER_REST = re.compile("结转|旧存|上年|新增|另|累计|重叠|交叉|年初|期初|调出|退出")


def _less(whole: Interval, *parts: Interval) -> Interval:
    return whole - sum_of(*parts)


_IN = re.compile(
    "收入|新[收增立入开建办接]|纳入|入藏|转入|购入|购进|采购|增加|入库|捐|接收|入账|到账|繁殖|收到|拨入|迁入|出生|调入|利息|"
    "配发|配备|补充|添置|引进|入职|入会|入所|收押|收治"
)
_OUT = re.compile(
    "支出|转出|清退|下架|剔除|剔旧|退[学休出会]|休学|开支|使用|花费|出栏|淘汰|死亡|审结|结案|办结|执结|出库|剔除|注销|报废|迁出|调出|离职|脱落|偿还|退休|支付|发放|"
    "调拨|撒布|消耗|耗用|领用|下拨|售出|销售|移出|核销|丢失|损毁|损耗|离[会所院]|释放|刑满|出所"
)


def _ways(flow: Fact) -> tuple[int, ...]:
    """Return how a figure may move a stock: as its words say, in any way where they do not."""
    said = re.split("[，；：。（）]", flow.term.lead)[-1]
    if "贷" in said or "回" in said:
        return (1, -1, 0)  # what is lent adds to what is out, what comes back takes from it
    comes, goes = (
        max((match.end() for match in words.finditer(said)), default=0) for words in (_IN, _OUT)
    )
    if comes == goes:
        return (1, -1, 0)
    return (1, 0) if comes > goes else (-1, 0)


def _lead(fact: Fact) -> str:
    """Return the last words before a figure, with those of the clause before."""
    return re.split("[；。）]", fact.term.lead)[-1][-28:]


def _account(opened: Fact, flows: Sequence[Fact], closed: Fact) -> Iterator[ScreeningResult]:
    """Try every way in which some figures add to a stock or take from it."""
    if len(flows) > _MOST_FLOWS:
        return
    fits: list[tuple[int, ...]] = []
    open_ways = [_ways(f) for f in flows]
    best: tuple[float, tuple[int, ...]] | None = None
    for ways in product(*open_ways):
        if not any(ways):
            continue
        given = opened.value + sum(w * f.value for w, f in zip(ways, flows, strict=True))
        off = abs(given - closed.value)
        left_out = 0 in ways and off > 1e-9 * closed.value
        if left_out and all(len(each) == 2 for each in open_ways):
            continue  # all say which way they go: to leave one out is no matter of rounding
        if off <= 0.02 * closed.value and _moving(opened, flows, ways, closed).fits:
            fits.append(ways)
        mixed = 1 in ways and -1 in ways
        if 0 not in ways and mixed and (best is None or off < best[0]):
            best = (off, ways)
    if fits:
        ways = min(fits, key=lambda each: each.count(0))
        if len(flows) - ways.count(0) >= 2:
            yield from judged("sum", _moving(opened, flows, ways, closed))
        return
    if best is None or any(_NET_WORDS.search(f.clause) for f in flows) or len(flows) > 4:
        return
    if _unread(opened, closed):
        return
    named = re.sub("[年期月]末|年底|学年末|现有|实有|共有?|[为有达到至]", "", closed.clause)
    stock = likeness(opened, closed) > 0 or not named or _STOCKS.search(closed.clause)
    known = all(len(ways) == 2 for ways in open_ways)
    if stock and best[0] <= (0.4 if known else 0.15) * max(
        opened.value, closed.value, *(f.value for f in flows)
    ):
        yield from judged("sum", _moving(opened, flows, best[1], closed))


def _unread(opened: Fact, closed: Fact) -> bool:
    """Tell whether a number of the unit, between two of one sentence, was not read as a figure."""
    unit = closed.term.unit
    if opened.passage is not closed.passage or not unit:
        return False
    between = opened.passage.since(opened.term.k, closed.term.k)
    printed_there = re.findall(rf"[0-9][0-9,.]*[万亿]?{re.escape(unit)}", between)
    read = opened.passage.units[opened.term.k + 1 : closed.term.k].count(unit)
    return len(printed_there) > read


def _moving(opened: Fact, flows: Sequence[Fact], ways: Sequence[int], closed: Fact) -> Relation:
    """Return the relation of what is left to what there was, and to what came and went."""
    used = [(w, f) for w, f in zip(ways, flows, strict=True) if w]

    def left(before: Interval, *moves: Interval) -> Interval:
        for (way, _), each in zip(used, moves, strict=True):
            before = before + each if way > 0 else before - each
        return before

    numbers = (opened.number, *(f.number for _, f in used))
    return Relation(closed.number, numbers, left, "balance")


_SURPLUS = re.compile(
    "(?P<more>盈余|结余|节余|净收益|净利润|顺差|盈利|净流入)|(?P<less>亏损|赤字|不敷|短绌|超支|逆差|净流出|净亏)"
)
_ALL_IN = re.compile("收入|进口(?!额?总)|流入|入账|收益")
_ALL_OUT = re.compile("支出|开支|流出|费用|成本")
_OTHER_MONEY = re.compile("上年|结转|滚存|年初|期初|累计|补助|转移|储备金?转|税|债务")


def _surpluses(text: _Facts) -> Iterator[ScreeningResult]:
    """Find what is called a surplus, or a deficit, and is the other by the same amount."""
    for i, left in enumerate(text.all):
        said = _SURPLUS.search(left.clause)
        if not said or left.role not in ("level", "change") or left.then:
            continue
        near = [
            f
            for f in text.all[max(0, i - _BEHIND - 2) : i]
            if f.unit == left.unit and f.paragraph == left.paragraph and f.role == "level"
        ]
        came = [f for f in near if _ALL_IN.search(f.clause) and not f.then]
        went = [f for f in near if _ALL_OUT.search(f.clause) and not f.then]
        if len(came) != 1 or len(went) != 1:
            continue
        words = left.passage.text + came[0].passage.text + went[0].passage.text
        if _OTHER_MONEY.search(words):
            continue
        way = 1 if said["more"] else -1
        numbers = (came[0].number, went[0].number)
        if way > 0:
            relation = Relation(left.number, numbers, _less, "less")
        else:
            relation = Relation(left.number, numbers[::-1], _less, "less")
        other = Relation(left.number, relation.inputs[::-1], _less, "less")
        if other.fits and not relation.fits:
            yield from judged("sum", relation)


# --- totals and their parts

_TOTAL = re.compile(
    r"(?:合计|共计|总计|总共|一共|相加|加起来|之和|总额|总数|总量|小计|总|(?<!公)共(?![享同建治青产服])|[两三四五六七八九十]项计|"
    r"[两三四五六七八九十](?:项|类|者|块|部分|方面|个方面)[^，；。]{0,8}(?:达到|达|为|共|计|有))(?:为|是|达到|达|约|有|收入|支出|投入|评出|选出|产生|颁发|授予|表彰|列举|获)*[^，；。]{0,4}$"
)
_OF_YEAR_ALL = re.compile("全年(?:共|合计|累计|完成|达|为|是)*")
_PARTS_OF_YEAR = re.compile("四个季度|各季度|[一二三四]季度|[上下]半年")
_OPEN_LIST = re.compile("等[，。；）]|等$|主要|例如|如：|部分|不含|未含|不计")
_CLOSED_LIST = re.compile(
    "按[^，；。]{0,12}(?:分|统计|计|看|划)|分为|分成|构成|组成|由|其余|其他|其它|剩余|余下|全部|合计|共计|总计|以上|上述|上列|"
    "四类|三类|五类|四项|三项|五项|四个|三个|五个|分别|具体|[一二三四五六]大块|计有|："
)
_OVERLAPS = re.compile(
    "女|农民工|党员|团员|少数民族|青年|妇女|学历|困难|残疾|劳模|首次|本科|研究生|职称|退役|以上|以下|获|持证|累计|历年|"
    "同时|其中.*其中"
)
_SAID_TO_OVERLAP = re.compile(
    "(?<![不无])(?:重叠|重复|交叉)|兼有|[两三](?:项|者|类|种|样|次|个|门|处)[^，。；]{0,3}(?:都|均|皆)[^，。；]{1,8}的|多选|不宜相加|两项存在|同时属|含前[述者]|含上述|不[作再]重复|不重复[计统]|[只仅]计一次|已分别计入"
)
_AGES = re.compile("[0-9]+(?:周?岁|年|人|元|万元)")
_LONGEST_LABEL = 16


_SPENT = re.compile("支出|使用|用于|发放")


class _Run:
    """Figures of one unit one after the other in a sentence, each with a name."""

    def __init__(self, items: Sequence[Fact]) -> None:
        self.items = tuple(items)
        self.total = sum(each.value for each in items)
        self.words = "".join(each.label for each in items)


def _runs(text: _Facts) -> Iterator[tuple[int, int, _Run]]:
    """Yield first and last index of every list, and the list."""
    facts = text.all
    i = 0
    while i < len(facts):
        items = [i]
        k = i + 1
        while k < len(facts) and facts[k].sentence == facts[i].sentence:
            each = facts[k]
            if each.role in ("share", "growth", "average", "other") or (
                each.unit != facts[i].unit and each.bracketed and not facts[i].bracketed
            ):
                k += 1
                continue
            last = facts[items[-1]]
            listed = len(items) > 1 or "其中" in facts[i].term.lead
            ends = "；" in each.term.lead and "；" not in last.term.lead and listed
            ends = ends and not _one_series(last, each)
            if ends or not _goes_on(last, each):
                break
            items.append(k)
            k += 1
        if facts[i].role == "level" and len(items) >= 2:
            yield items[0], items[-1], _Run([facts[n] for n in items])
            i = items[-1]
        else:
            i += 1


_SERIES = re.compile("第?[一二三四五六七八九十甲乙丙丁东南西北中](?=[一-鿿]{2})")


def _one_series(last: Fact, each: Fact) -> bool:
    """Tell whether two figures are of one series of names (第一产业增加值；第二产业增加值)."""
    one, two = (_SERIES.sub("＃", f.clause.removeprefix("其中"), count=1) for f in (last, each))
    if one == two and "＃" in one:
        return True
    branches = [_BRANCH.fullmatch(f.clause) for f in (last, each)]
    return all(branches) and len({branch["of"] for branch in branches if branch}) == 1


_BRANCH = re.compile("(?:其中)?[一-鿿]{1,5}业(?P<of>总?产值|增加值|投资|收入|税收)")


def _all_sectors(run: _Run) -> bool:
    """Tell whether a list has each of the three sectors of an economy."""
    sectors = [re.match("(?:其中)?第([一二三])产业", each.label) for each in run.items]
    return [sector[1] for sector in sectors if sector] == ["一", "二", "三"] and all(sectors)


def _goes_on(last: Fact, each: Fact) -> bool:
    """Tell whether a figure is the next item of a list."""
    separators = _SEPARATORS.search(each.term.lead)
    return (
        each.role == "level"
        and each.unit == last.unit
        and each.bracketed == last.bracketed
        and bool(separators or each.term.lead in "、，；和及与")
        and 0 < len(each.label) <= _LONGEST_LABEL
        and not (_TOTAL.search(each.clause) and not re.search("其余|其[他它]", each.clause))
        and not re.search("其中|[里中]，|^，?这|另|此外|还有", each.term.lead)
        and (not each.then or last.then or bool(re.search("20[0-9]{2}年", each.label)))
    )


_SEPARATORS = re.compile("[，；、）]")


def _lists(text: _Facts) -> Iterator[ScreeningResult]:
    """Hold lists against the totals before and behind them."""
    facts = text.all
    for first, last, run in _runs(text):
        yield from _list(text, first, last, run)
        # the first of the figures may itself be the total of those behind it
        if len(run.items) >= 3:
            head, rest = run.items[0], _Run(run.items[1:])
            said = _TOTAL.search(head.clause) or re.search("其中|[：（]|分", head.term.tail)
            near = head.value > 0 and abs(rest.total - head.value) <= _CLOSE * head.value
            near = near or _misprinted(head, rest) or _all_months(rest) or _two_fill(head, rest)
            if not said and not near and not _both_kinds(head, rest):
                continue
            yield from _added(head, rest, _between(facts[first], rest.items[0]), before=True)


def _between(whole: Fact, item: Fact) -> str:
    """Return the words between a total and the first item of its list, with those of the item."""
    if whole.passage is item.passage:
        return whole.passage.since(whole.term.k, item.term.k)
    return item.term.lead


_NAMED = re.compile("[^一-鿿]{0,3}(?P<name>[一-鿿]{2,6}?)(?:当中|之中|里面|中|里|内)[，、：]")


def _named_in(text: _Facts, head: Fact) -> list[Fact]:
    """Return the counts that a list is said to be in by the words its sentence begins with.

    (岁入中，… after 岁入决算数A元，岁出决算数B元.)
    """
    match = _NAMED.match(head.passage.text)
    if match is None:
        return []
    name = match["name"]
    return [
        whole
        for whole in text.counts(head.unit)
        if whole.number.end <= head.number.start
        and whole.passage is not head.passage
        and name in whole.passage.text[: whole.number.start - whole.passage.start]
    ][::-1]


def _list(text: _Facts, first: int, last: int, run: _Run) -> Iterator[ScreeningResult]:
    facts, head = text.all, run.items[0]
    numbers = tuple(each.number for each in run.items)
    wholes = [
        whole
        for whole in reversed(facts[max(0, first - _BEHIND - 1) : first])
        if whole.unit == head.unit
        and (whole.role == "level" or _reached(whole))
        and not whole.bracketed
    ]
    wholes = [w for w in wholes if w.sentence == head.sentence] or wholes
    wholes = _named_in(text, head) or wholes
    for whole in wholes:
        if not _near(run.total, whole.value):
            continue
        relation = Relation(whole.number, numbers, _scaled_sum(whole, run.items))
        if relation.agrees and (len(run.items) >= 3 or whole.paragraph == head.paragraph):
            yield from _added(whole, run, _between(whole, head), before=True)
            return
    for k in range(last + 1, min(last + 4, len(facts))):
        after = facts[k]
        if after.paragraph != head.paragraph or after.sentence - head.sentence > 1:
            break
        total = _TOTAL.search(after.clause) or (
            _OF_YEAR_ALL.fullmatch(after.clause) and _PARTS_OF_YEAR.search(head.passage.text)
        )
        if after.unit == head.unit and after.role == "level" and total:
            yield from _added(after, run, after.term.lead, before=False)
            break
    near = [w for w in wholes if w.paragraph == head.paragraph and head.sentence - w.sentence <= 1]
    near = [w for w in near if "其中" not in w.term.lead] or near
    if near:
        yield from _added(near[0], run, _between(near[0], head), before=True)
        return
    begins = first == 0 or facts[first - 1].paragraph != head.paragraph
    for whole in wholes if begins else []:
        off = abs(run.total - whole.value) / max(whole.value, 1.0)
        kinds = len(run.items) > 2 or run.items[0].label[:1] == run.items[1].label[:1]
        above = whole.paragraph == head.paragraph - 1 and 0 < off <= _CLOSE
        others = _OVERLAPS.search(run.words) or _DONE.search(run.words)
        if kinds and above and not others:
            relation = Relation(whole.number, numbers, _scaled_sum(whole, run.items))
            closed = re.search("其余|其[他它]|季度|半年", run.items[-1].clause)
            yield from judged("sum", relation, "contradicts" if closed else "unusual")
            return


def _reached(plan: Fact) -> bool:
    """Tell whether the words behind what was planned say that just so much was done."""
    return plan.role == "plan" and bool(_JUST_DONE.search(re.split("。", plan.term.tail)[0]))


_JUST_DONE = re.compile(
    "足额|如数|(?:全部|全面|全数|悉数|圆满|按时)(?:完成|落实|建成|达成)|不多不少|没有超出"
)


def _added(whole: Fact, run: _Run, words: str, *, before: bool) -> Iterator[ScreeningResult]:
    """Add up a list beside its total."""
    if not (_near(run.total, whole.value) or _misprinted(whole, run)):
        return
    numbers = tuple(each.number for each in run.items)
    relation = Relation(whole.number, numbers, _scaled_sum(whole, run.items))
    if _EACH_OF_SEVERAL.search(run.items[0].passage.text):
        return
    if relation.fits:
        if len(run.items) >= 3 or (before and _CLOSED_LIST.search(words)):
            yield from judged("sum", relation)
        return
    off = abs(run.total - whole.value) / max(whole.value, 1.0)
    if _misprinted(whole, run) and not _OPEN_LIST.search(run.items[-1].term.tail[:6]):
        yield from judged("sum", relation)
        return
    bands = all(_AGES.search(each.label) for each in run.items)
    if _SAID_TO_OVERLAP.search(whole.passage.text + run.items[0].passage.text):
        return
    labels = run.words
    several = [bool(_OVERLAPS.search(each.label)) for each in run.items]
    near = len(run.items) > _FEW and off <= _CLOSE
    if (any(several) and not all(several) and not bands and not near) or _OPEN_LIST.search(
        run.items[-1].term.tail[:6]
    ):
        return
    if any(_drops_one(whole, run, k) for k in (0, -1)):
        return
    more = run.total > whole.value
    if not more and _SPENT.search(words) and not _SPENT.search(whole.clause):
        return
    two = len(run.items) == 2
    beside = run.items[0].term.k == whole.term.k + 1 and whole.passage is run.items[0].passage
    slip = off <= _CLOSE and _one_slip(whole, run) and ("其中" in words or beside)
    slip = slip and not _DONE.search(run.words) and not _CARRIED.search(run.words)
    whole_of_two = _both_kinds(whole, run) or _among(more, words) or slip
    whole_of_two = whole_of_two or _two_fill(whole, run)
    if off > _OFF or (two and before and not whole_of_two):
        return
    closed = bool(
        not before
        or _CLOSED_LIST.search(words.replace("其中", ""))
        or re.search("其余|其他|其它|剩余|另外", run.items[-1].clause)
    )
    if _reached(whole) and len(run.items) > _FEW - 1 and not _OPEN_LIST.search(words):
        yield from judged("sum", relation)
        return
    filling = (
        before
        and not two
        and run.items[0].term.k == whole.term.k + 1
        and off <= _CLOSE
        and whole.passage is run.items[-1].passage
        and run.items[-1].term.k + 1 == len(whole.passage.numbers)
        and not _DONE.search(labels)
        and not _OPEN_LIST.search(words)
    )
    if filling and "其中" not in words:
        yield from judged("sum", relation)
        return
    closed = closed or (two and _both_kinds(whole, run)) or _all_months(run) or _all_sectors(run)
    all_of = len(run.items) >= 3 and bool(_TOTAL.search(whole.clause)) and "其中" not in words
    closed = closed or all_of or bool(_NOTHING_ELSE.search(run.items[-1].passage.text))
    named = bool(re.search("其中|[里中]，", words)) or "：" in words or "（" in words
    if "主要" in words or (before and not (named or closed or slip or _two_fill(whole, run))):
        return
    if closed or (more and named) or _two_fill(whole, run):
        yield from judged("sum", relation)
    elif off <= _CLOSE and _one_slip(whole, run):
        yield from judged("sum", relation, "unusual")


_NOTHING_ELSE = re.compile("[无没]有?其他")
_OFF = 0.15
_CLOSE = 0.05
_TENTH = 0.12
"""A list of several items that comes so near its total is of all its parts."""


def _one_slip(whole: Fact, run: _Run) -> bool:
    """Tell whether a total differs in one digit from the sum of its list: none is left out."""
    if any(f.factor != 1 for f in (whole, *run.items)):
        return False
    off = abs(sum(f.number.value for f in run.items) - whole.number.value)
    return len(str(float(off)).replace(".", "").strip("0")) == 1 and whole.number.value >= 10


def _two_fill(whole: Fact, run: _Run) -> bool:
    """Tell whether two kinds fill the rest of a clause, one digit off (C座，自管A座、委托B座；)."""
    first, last = run.items[0], run.items[-1]
    if whole.passage is not first.passage or first.term.k != whole.term.k + 1:
        return False
    if abs(run.total - whole.value) > _TENTH * whole.value or not _one_slip(whole, run):
        return False
    ends = not last.term.tail or last.term.tail[0] in "；。，"
    return last.term.lead.startswith("、") and ends and len(run.items) == 2 and bool(first.clause)


def _misprinted(whole: Fact, run: _Run) -> bool:
    """Tell whether a total has the digits of what its list gives, two neighbours exchanged."""
    given = sum((f.number.value * f.factor for f in run.items), Fraction(0)) / whole.factor
    step = given / whole.number.value if whole.number.value else Fraction(0)
    one, two = (str(float(n)).replace(".", "").strip("0") for n in (given, whole.number.value))
    if not Fraction(1, 2) < step < 2 or len(one) != len(two) or len(one) < _DIGITS:
        return False
    other = [k for k in range(len(one)) if one[k] != two[k]]
    return (
        len(other) == 2
        and other[1] - other[0] == 1
        and one[other[0]] == two[other[1]]
        and one[other[1]] == two[other[0]]
    )


_MONTH = re.compile("([0-9]{1,2})月份?")


def _all_months(run: _Run) -> bool:
    """Tell whether a list has a figure for each month of a quarter, a half or a year."""
    months = [_MONTH.fullmatch(each.label) for each in run.items]
    numbers = [int(month[1]) for month in months if month]
    whole = len(numbers) == len(run.items) and len(numbers) in (3, 6, 12)
    return whole and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _among(more: bool, words: str) -> bool:
    """Tell whether two items that are more than their whole are said to be of it."""
    return more and bool(re.search("其中|[里中]，", words))


def _both_kinds(whole: Fact, run: _Run) -> bool:
    """Tell whether two items are the two kinds of what stands before them (警力: 民警, 辅警)."""
    if len(run.items) != 2 or _siblings(whole, run.items[0]):
        return False
    first, last = (each.clause for each in run.items)
    beside = whole.passage is run.items[0].passage and run.items[0].term.k == whole.term.k + 1
    if beside and re.fullmatch(f"[不未非]{re.escape(first)}", last) and len(first) >= 2:
        return True
    return (
        beside
        and 2 <= len(first) == len(last) <= 4
        and first != last
        and first[-1] == last[-1]
        and first[-1] in whole.clause
    )


def _scaled_sum(whole: Fact, items: Sequence[Fact]) -> Callable[..., Interval | None]:
    """Return the sum of some figures, in the unit of their total."""
    inner = _scaled(sum_of, *items)

    def added(*limits: Interval) -> Interval | None:
        total = inner(*limits)
        return total if total is None or whole.factor == 1 else total.scaled(1 / whole.factor)

    return added


def _drops_one(whole: Fact, run: _Run, k: int) -> bool:
    """Tell whether a list adds up without its first or its last figure."""
    items = [each for n, each in enumerate(run.items) if n != k % len(run.items)]
    if len(items) < 2:
        return False
    return Relation(whole.number, tuple(f.number for f in items), _scaled_sum(whole, items)).fits


# --- parts that exceed their whole

_AMONG = re.compile(
    r"(?:在|从)?(?:(?P<this>这些|上述|以上|这批|该批|此批|前述|这[0-9一二三四五六七八九十百两]*[个名家户件]?)(?P<noun>[一-鿿]{1,12}?)|(?P<plain>[一-鿿]{2,12}?))"
    r"(?:当中|之中|之内|里头|里面|里|中)(?=[一-鿿，]|$)"
    r"|(?P<those>这些[一-鿿]{1,6}?)(?:里|中)(?=[0-9])"
)
_DEMAND = re.compile(
    "需要?|应|待|排查|摸排|发现|查出|查获|检出|截获|抓获|申请|申报|报名|受理|收到|接到|接报|产生|发放|发出|列入|抽查|检查|检测|送检|征集|交办|转办|"
    "承办|移送|移交|提交|提请|立项|启动|认领|签约|投放|收集|提出|建议|存量|现有|共有|核定|推荐|提名|登记在册|应到"
)
_DONE = re.compile(
    "投用|启用|交付|上岗|^已|"
    "开工|竣工|完工|改造完|整改|销号|处置|办结|通过|获批|录取|录用|参加|实到|收回|回收|合格|达标|答复|回复|兑现|采纳|解决|化解|"
    "立案|批准|核准|批复|完结|结题|结项|投产|落地|销毁|安置|脱困|验收|入选|当选|结案|审结|成功|妥处|就诊"
)
_CARRIED = re.compile(
    "结转|旧存|上年|历年|往年|跨年|累计|超额|另|新增|期初|库存|积存|存量|以前年度|次$"
)
_WHOLE_OF = re.compile("共|总|全(?!国|省)|登记|在册|现有|合计|各[类项]|所有|全部|注册")


def _exceeds(part: Fact, whole: Fact) -> bool:
    """Tell whether a figure is larger than another, whichever way both are read."""
    if part.value <= whole.value:
        return False
    low, high = part.number.widest.low, whole.number.widest.high
    if low is None or high is None:
        return False
    return low * part.factor > high * whole.factor


def _parts(text: _Facts) -> Iterator[ScreeningResult]:
    """Find parts that exceed what the words say they are part of."""
    levels = [f for f in text.all if f.role == "level"]
    for n, part in enumerate(levels):
        near = [
            w
            for w in levels[max(0, n - _BEFORE) : n + _BEHIND]
            if w is not part and w.unit == part.unit
        ]
        for whole in reversed(near):
            if not whole.value < part.value <= 3 * whole.value or _siblings(whole, part):
                continue
            if whole.then != part.then and not _DEMAND.search(whole.clause):
                continue
            said = (
                _is_among(text, part, whole)
                or _by_composition(part, whole)
                or _comes_out_of(text, part, whole)
                or _kind_of(part, whole)
                or _restricted(part, whole)
                or _those_of(text, part, whole)
            )
            if said and not part.bound_open and _exceeds(part, whole):
                yield _larger(part, whole)
                break


_COMPOSITION = re.compile(
    "(?:从|按|就)[^，。；]{0,6}(?:构成|组成|类别|类型|用途|项目|科目|去向|来源|结构)(?:上|来)?(?:看|说|分|划分|讲)?，"
)


def _by_composition(part: Fact, whole: Fact) -> bool:
    """Tell whether a figure is the first of what the total right before is made of (从构成看)."""
    follows = part.sentence - whole.sentence <= 1 and part.paragraph == whole.paragraph
    if not follows or whole.number.start > part.number.start or part.then != whole.then:
        return False
    made = _COMPOSITION.search(part.term.lead)
    all_of = _TOTAL.search(whole.clause) or "合计" in whole.clause
    return bool(made and all_of and part.number.value and not _WHOLE_OF.search(part.clause))


def _larger(part: Fact, whole: Fact) -> ScreeningResult:
    places = tuple(sorted((part.number.place, whole.number.place)))
    fields = {"part": printed(part.number), "whole": printed(whole.number)}
    return ScreeningResult("part", "contradicts", places, Message("screening.part.wrong", **fields))


_FOUND_AMONG = re.compile("[一-鿿]{0,8}(?:发现|得知|获悉|可见|显示|其)")
"""Words before 当中 that name nothing: the figure before it is meant."""
_COUNTED_IN = re.compile(
    "已?(?:纳入|计入|含在|包含在|包括在|列入)(?P<noun>[一-鿿]{2,8}?)(?:总?数|总量|总额|之内|内|之中|中)?的?(?:有|为|共)?$"
)


def _last_before(text: _Facts, part: Fact) -> Fact | None:
    """Return the last count of the unit of a figure that stands before it."""
    before = [f for f in text.counts(part.unit) if f.number.end <= part.number.start]
    before = [f for f in before if not f.bracketed and part.paragraph == f.paragraph]
    return before[-1] if before else None


def _is_among(text: _Facts, part: Fact, whole: Fact) -> bool:
    """Tell whether the words before a figure say that it is among what another one counts."""
    if whole.number.start > part.number.start or part.paragraph - whole.paragraph > 1:
        return False
    before = part.passage.text[: part.number.start - part.passage.start]
    after = whole.number.end - part.passage.start if whole.passage is part.passage else 0
    counted = _COUNTED_IN.search(part.clause)
    if counted and counted["noun"][-2:] in whole.words:
        return True
    matches = list(_AMONG.finditer(before, max(0, after, len(before) - 40)))
    if not matches:
        return False
    match = matches[-1]
    noun = match["noun"] or match["plain"] or match["those"].removeprefix("这些")
    if _FOUND_AMONG.fullmatch(noun):
        return whole is _last_before(text, part)
    ends = [noun[k : k + 2] for k in range(max(0, len(noun) - 4), len(noun) - 1)] or [noun]
    between = _text_between(whole, part)
    return any(end in whole.words for end in ends) and not re.search("新增|另有|此外", between)


def _text_between(a: Fact, b: Fact) -> str:
    """Return the words between two figures of one sentence; nothing for figures of two."""
    return a.passage.since(a.term.k, b.term.k) if a.passage is b.passage else ""


def _larger_before(text: _Facts, part: Fact, whole: Fact) -> bool:
    """Tell whether a sentence has, before a count, one that a figure may come out of as well."""
    return any(
        f.passage is part.passage and f.number.end <= whole.number.start and f.value >= part.value
        for f in text.counts(part.unit)
    )


def _comes_out_of(text: _Facts, part: Fact, whole: Fact) -> bool:
    """Tell whether a figure counts what became of things before it (排查A处，整改B处)."""
    words = _NONE_LEFT.sub("", part.passage.text + whole.passage.text)
    if whole.number.start > part.number.start or part.paragraph != whole.paragraph:
        return False
    if _CARRIED.search(words):
        return False
    those = _THOSE.search(part.clause) and not whole.clause.endswith("的")
    if not those and (not _DONE.search(part.clause) or _DEMAND.search(part.clause)):
        return False
    if part.passage is whole.passage and part.term.k - whole.term.k <= 2:
        if not _DEMAND.search(whole.clause) and _larger_before(text, part, whole):
            return False
        own = re.sub(
            r"^(?:已|均|被|获|经|得到|年内|全年|当年|其中|合规|实际|累计|共)+", "", part.clause
        )
        elliptical = (
            len(own) <= 6 and not re.search("[年月日周季]", own) and part.term.k - whole.term.k == 1
        )
        demanded = bool(_DEMAND.search(whole.clause)) or elliptical
        inner = part.passage.units[whole.term.k + 1 : part.term.k]
        alone = whole.term.lead[:1] not in "、和及与" or not whole.term.k
        alone = alone and part.term.unit not in inner
        return demanded and alone and "；" not in _text_between(whole, part)
    return bool(_DEMAND.search(whole.clause)) and len(whole.grams & part.grams) >= 1


_THOSE = re.compile(
    "(?:移[交送]|转[交办送]|立案|处[置罚理]|追究|查处|退[回运还]|销毁|获[奖批]|判处|评为|认定)[^，]{0,8}的(?:有|为|共)?$"
)
"""Those of the things before of which something became (移交公安机关的N件)."""
_NONE_LEFT = re.compile("(?:期初|年初|上年)?[无没]有?(?:期初|上年)?(?:库存|结转|积存)")


def _kind_of(part: Fact, whole: Fact) -> bool:
    """Tell whether a figure counts a kind of what another counts all of."""
    if len(whole.grams) < 2 or part.then != whole.then or part.sentence - whole.sentence > 2:
        return False
    if (
        not _WHOLE_OF.search(whole.clause)
        or _WHOLE_OF.search(part.clause.replace("全年", ""))
        or _CARRIED.search(part.clause)
    ):
        return False
    if sorted(part.number.digits) == sorted(whole.number.digits):
        return False  # one thing said twice
    if part.unit in ("元", "人次") or part.bracketed != whole.bracketed:
        return False
    if _other_kind(part.clause, whole.clause) or complements(part.clause, whole.clause):
        return False
    shared = len(whole.grams & part.grams)
    enough = (shared >= 3 and 2 * shared >= len(whole.grams)) or shared >= len(whole.grams) - 1
    return shared >= 2 and enough and len(part.grams) > shared


_MODIFIED = re.compile(
    "^(?:其中)?(?:已|被|经|通过|完成|列入|获得?|属于?)[一-鿿]{1,10}的(?P<noun>[一-鿿]{2,6})$"
)


def _restricted(part: Fact, whole: Fact) -> bool:
    """Tell whether a figure counts those of a kind of which something is said (已绘图的墓葬)."""
    match = _MODIFIED.match(part.clause)
    if match is None or part.sentence - whole.sentence > 1 or part.paragraph != whole.paragraph:
        return False
    whole_before = whole.number.end <= part.number.start and "的" not in whole.clause
    return (
        whole_before and whole.clause.endswith(match["noun"]) and not _CARRIED.search(part.clause)
    )


_WHO_DO = re.compile(
    "^(?:其中)?(?:报名|参加|参与|接受|享受|加入|持有|取得|获得?|通过|领取|签订|办理|患有|进入)[一-鿿]{1,10}的(?:有|为|共)?$"
)
_ALL_PEOPLE = re.compile(
    "^[一-鿿]{0,6}(?:职工|员工|社员|会员|学生|农户|住户|村民|教师|党员|干部|选手|学员|居民|企业|商户|人员)(?:总数|共|有|为)*$"
)


def _those_of(text: _Facts, part: Fact, whole: Fact) -> bool:
    """Tell whether a figure counts those who do something, of the people counted last before."""
    if not _WHO_DO.match(part.clause) or not _ALL_PEOPLE.match(whole.clause):
        return False
    near = part.sentence - whole.sentence <= 1 and whole is _last_before(text, part)
    return near and not re.search("家属|群众|校外|外来|社会", part.clause)


_SCOPE_WORDS = re.compile(
    "全[市县区省镇乡村校院馆局年行社]|[年月季]末|[本我该][市县区省镇乡村校院馆局行社会]|在册|登记|注册|现有|"
    "各[类项种]|所有|全部|总|共|有|为|达|的|[0-9]+年"
)


def _apart_by_kind(part: str, whole: str) -> bool:
    """Tell whether words, each with its own 的 or 以上, count two kinds of what is named last."""
    both = all(re.search("具有|以上|资质|的[一-鿿]", words) for words in (part, whole))
    return both and _other_kind(part, whole)


def _other_kind(part: str, whole: str) -> bool:
    """Tell whether words count another kind of what is named last (建筑业企业, 工业企业)."""
    one, two = (re.sub("(?:共|有|为|达到?|是|总数)+$", "", words) for words in (part, whole))
    same = 0
    while same < min(len(one), len(two)) and one[-1 - same] == two[-1 - same]:
        same += 1
    return same > 1 and bool(_SCOPE_WORDS.sub("", two[: len(two) - same]))


# --- one thing said twice


_UNLIKE = re.compile(
    "其中|另|计划|目标|第[一二三四]|[上下]半年|季度|同比|比|较|新增|(?<!全)日|月|周"
)


def _unlike(text: _Facts, a: Fact, b: Fact) -> bool:
    """Tell whether words of one of two figures make it another thing than the other counts.

    What was added (新增) is one thing where both say so, and no other figure speaks of it.
    """
    if _which_of(a) != _which_of(b):
        return True
    one, two = a.clause, b.clause
    if "新增" in one and "新增" in two and _alone(text, a, b):
        one, two = one.replace("新增", ""), two.replace("新增", "")
    return bool(_UNLIKE.search(one) or _UNLIKE.search(two))


def _twice(text: _Facts) -> Iterator[ScreeningResult]:
    """Find one thing that has, in two paragraphs, numbers of which the digits changed places."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in text.all:
        digits = fact.number.digits
        if len(digits) >= 2 and fact.role in ("level", "share") and fact.unit not in ("",):
            groups.setdefault((fact.unit, "".join(sorted(digits))), []).append(fact)
    for same in groups.values():
        for n, a in enumerate(same[:12]):
            for b in same[n + 1 : 12]:
                if a.paragraph == b.paragraph or a.value == b.value:
                    continue
                if _same_thing(text, a, b) or _rare_exchange(text, a, b):
                    yield _said_twice(a, b)


def _same_thing(text: _Facts, a: Fact, b: Fact) -> bool:
    """Tell whether two figures are of one thing, by all their words."""
    if max(a.value, b.value) >= 10 * min(a.value, b.value) or a.then != b.then:
        return False
    if _unlike(text, a, b) or _parallel(a, b):
        return False
    if sum(f.unit == a.unit and f.grams == a.grams for f in text.all) > 2:
        return False  # one of many things that are counted in the same words
    fewer, more = sorted((a.grams, b.grams), key=len)
    return bool(fewer) and (
        (len(fewer & more) >= 3 and len(fewer & more) >= _shared_least(a) * len(fewer))
        or (_alone(text, a, b) and len(fewer & more) >= _shared_least(a) * len(fewer))
    )


_MOSTLY, _HALF = 0.75, 0.5
"""So much of the words of two figures of one thing is the same."""


def _shared_least(a: Fact) -> float:
    """Return how much must be the same: less where many digits are, only in another order."""
    return _MOSTLY if len(a.number.digits) < _DIGITS else _HALF


_WHICH = re.compile(
    "[上下]半年|[一二三四]季度|[前后]三季度|又(?=新)|再(?=[新增])|第?[一二三四五六七八九十]+(?:期|批|轮|标段|阶段|分[厂局院])"
)


def _two_months(facts: Sequence[Fact]) -> bool:
    """Tell whether figures are of single months, one of which is called the most or the least."""
    months = [re.findall("[0-9]{1,2}月", fact.words) for fact in facts]
    return all(months) and any(re.search("最[高低多少大小]", fact.words) for fact in facts)


def _which_of(fact: Fact) -> tuple[str, ...]:
    """Return which part of a year, or of a project, the words of a figure name."""
    return tuple(_WHICH.findall(fact.clause))


def _parallel(a: Fact, b: Fact) -> bool:
    """Tell whether the sentences of two figures go on in the same words behind different names."""
    one, two = (f.passage.text[: f.number.start - f.passage.start] for f in (a, b))
    same = 0
    while same < min(len(one), len(two)) and one[-1 - same] == two[-1 - same]:
        same += 1
    rests = [_PLAIN_PLACES.sub("", words[: len(words) - same], count=1) for words in (one, two)]
    return same >= 3 and all(0 < len(rest) <= _NAME for rest in rests)


_NAME = 8
_EXCHANGED = {3: 3, 4: 6}
"""Among so many figures of a unit with so many digits none is another with two exchanged."""


def _one_digit(text: _Facts) -> Iterator[ScreeningResult]:
    """Find one thing that has, in two paragraphs, numbers that differ in one digit.

    The words of one are those of the other, with the time at most (本年, 2023年全县), and no
    other figure of the text speaks of that thing.
    """
    groups: dict[tuple[str, int], list[Fact]] = {}
    for fact in text.all:
        if len(fact.number.digits) >= 2 and fact.role == "level" and fact.unit and not fact.then:
            groups.setdefault((fact.unit, len(fact.number.digits)), []).append(fact)
    for same in groups.values():
        for n, a in enumerate(same[:12]):
            for b in same[n + 1 : 12]:
                other = sum(x != y for x, y in zip(a.number.digits, b.number.digits, strict=True))
                if a.paragraph == b.paragraph or other != 1 or a.factor != b.factor:
                    continue
                if _in_the_same_words(a, b) and not _several_of(text, a, b):
                    yield _said_twice(a, b)


_PLAIN_PLACES = re.compile("(?:20[0-9]{2}年)?(?:全[市县区省镇乡村校院]|本[市县区校院馆])?")
_SAME_LEAST = 5
"""So many characters that two figures share name one thing."""


def _in_the_same_words(a: Fact, b: Fact) -> bool:
    """Tell whether two figures stand behind, or within, the same words (新建的A亩农田)."""
    if max(a.value, b.value) >= 2 * min(a.value, b.value) or a.bracketed or b.bracketed:
        return False
    names = [_named(f) for f in (a, b)]
    short, long = sorted(names, key=len)
    same = long == short or (long.startswith(short) and any("的" in f.clause for f in (a, b)))
    return len(short) >= _SAME_LEAST and same and not _UNLIKE.search(short.replace("新增", ""))


def _several_of(text: _Facts, a: Fact, b: Fact) -> bool:
    """Tell whether another figure of the unit speaks of much of the thing that two share."""
    shared = a.grams & b.grams
    others = (f for f in text.all if f.unit == a.unit and f is not a and f is not b)
    return any(2 * len(f.grams & shared) >= len(shared) for f in others)


def _named(fact: Fact) -> str:
    """Return what a figure counts, without words of time and place; 的 leads to words behind."""
    words = fact.clause + (fact.behind if fact.clause.endswith("的") else "")
    words = re.sub("^(?:今年|全年|年内|当年|本年度?|截至目前|累计|共)+", "", words)
    return _PLAIN_PLACES.sub("", words).replace("的", "")


def _rare_exchange(text: _Facts, a: Fact, b: Fact) -> bool:
    """Tell whether two figures differ in two neighbouring digits alone, where that is no accident.

    Their unit has few figures with so many digits in the text, and both are of one time.
    """
    one, two = a.number.digits, b.number.digits
    most = _EXCHANGED.get(min(len(one), max(_EXCHANGED)))
    if most is None or len(one) != len(two) or a.role != "level" or b.role != "level":
        return False
    if (
        a.grams & b.grams
        or a.then != b.then
        or a.bracketed
        or b.bracketed
        or a.unit in ("元", "人", "年", "天")
    ):
        return False
    if _UNLIKE.search(a.clause) or _UNLIKE.search(b.clause) or not 1 / 2 < a.value / b.value < 2:
        return False
    other = [k for k in range(len(one)) if one[k] != two[k]]
    alike = [f for f in text.all if f.unit == a.unit and len(f.number.digits) >= len(one)]
    return (
        len(other) == 2
        and other[1] - other[0] == 1
        and sorted(one) == sorted(two)
        and len({f.value for f in alike}) <= most
    )


def _alone(text: _Facts, a: Fact, b: Fact) -> bool:
    """Tell whether no other figure of the unit speaks of the thing that two figures share."""
    shared = a.grams & b.grams
    return not any(
        f is not a and f is not b and f.unit == a.unit and f.grams & shared for f in text.all
    )


def _said_twice(a: Fact, b: Fact) -> ScreeningResult:
    words = min((a.clause + a.behind, b.clause + b.behind), key=len)
    fields: dict[str, Part] = {
        "words": in_quotes(Named(Name(words))),
        "inputs": all_printed((a.number, b.number)),
    }
    places = (a.number.place, b.number.place)
    return ScreeningResult(
        "repeat", "contradicts", places, Message("screening.repeat.wrong", **fields)
    )
