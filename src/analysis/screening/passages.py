"""A text as the rules see it: sentences, and in each the figures with the words between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from analysis.intervals import Interval, power_of_ten
from analysis.reading.characters import plain_characters
from analysis.reading.limits import last_place, plain_literal
from analysis.reading.mentions import Mention, Mentions, word_limits
from analysis.screening.lazy import lazy
from analysis.screening.screening_records import MarkedPlace

PEOPLE = frozenset("人名位")
"""Units that count people one by one; a text changes between them freely."""

NEAR_CHARACTERS = 12
"""How many figures before it a figure may be bound to: sentences without an end stay cheap."""

_RUN_THROUGH = re.compile(r"[一-鿿]*占[一-鿿]*(?=[0-9])")
_MORE_OF = re.compile(r"[0-9.,]+[万亿]?(?:[元人名户家件个次条台吨亩套所场起辆]|公里)多")
_SENTENCE = re.compile(r"[^。！？!?\n]+")
_STOPS = "。！？!?；;：:”"
_HALF_WIDTH = re.compile(r"[;()]|(?<![0-9])[,:]|[,:](?![0-9])")
_FULL_WIDTH = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）"}
_NEW_LINE = re.compile(
    r"[（(]?[一二三四五六七八九十0-9]{1,2}[、.．）)](?![0-9])|[【■●◆▲▼☆★]|[^，。：\n0-9]{2,8}："
)
"""A line that begins so is no rest of the line before."""
_UNKNOWN_UNIT = re.compile(r"([一-鿿]{1,2})(?=[，；、。）]|的[0-9一二三四五六七八九]|$)")
_BLANKS = re.compile(r"[ \t\u3000]+")
_LINE = re.compile(r"[^\n]+")
_WRAPPED = 20
"""A line with fewer characters is a heading, or the last of its paragraph, and was not wrapped."""
_LENGTHS = ("天", "小时", "分钟", "工作日")
_PLAIN_LENGTH = re.compile(
    r"(?:[0-9.,]+|[一二三四五六七八九十百千两]+)[万亿]?(?:多|余)?(?:天|小时|分钟|个工作日)(?:多)?"
)
_TENTHS = re.compile("成[一二三四五六七八九]")
"""Tenths with a digit behind (三成五), which say hundredths."""
_ROUNDED = re.compile(r"[万亿%‰]|[0-9]\.[0-9]")


@dataclass(frozen=True, eq=False)
class ReadNumber:
    """A figure of the text whose value is known.

    Attributes
    ----------
    mention
        As it was read.
    words
        The same, with the words that give its limits.
    compares
        Whether its last character, 多, is the verb of a comparison (比180元多40元).
    given
        Its limits as usually and as widest read, where its words do not give them.
    """

    mention: Mention
    words: Mention
    compares: bool = False
    given: tuple[Interval, Interval] | None = None

    @lazy
    def _limits(self) -> tuple[Interval, Interval]:
        """Its limits; most figures stand in no relation, so they are worked out when asked for."""
        return self.given or _limits_of(self.words)

    @property
    def usual(self) -> Interval:
        """What the published rules of reading allow."""
        return self._limits[0]

    @property
    def widest(self) -> Interval:
        """What any reading allows: the bare words of a hedge, or a number cut and not rounded."""
        return self._limits[1]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.mention.end - self.compares

    @lazy
    def place(self) -> MarkedPlace:
        """Where it stands."""
        return MarkedPlace(self.mention.start, self.mention.end)

    @lazy
    def start(self) -> int:
        """Where it begins behind the words that its hedge runs through (约占总数的40%)."""
        hedged = _RUN_THROUGH.match(self.mention.literal)
        return self.mention.start + (hedged.end() if hedged else 0)

    @property
    def unit(self) -> str:
        """Its unit; people are counted in one."""
        unit = self.mention.unit or ""
        if unit in PEOPLE:
            return "人"
        return unit[0] if len(unit) == 2 and unit[1] == "套" else unit  # 件(套), 台(套)

    @lazy
    def literal(self) -> str:
        """The characters printed."""
        return self.mention.literal.strip()

    @lazy
    def value(self) -> Fraction:
        """The number printed."""
        assert self.mention.value is not None  # `number` makes no other
        return Fraction(self.mention.value)

    @lazy
    def digits(self) -> str:
        """Its digits, in whichever numerals it is printed, without zeros at its end."""
        whole = str(self.value.numerator) if self.value.denominator == 1 else ""
        said = "".join(c for c in self.literal if "0" <= c <= "9")
        return (said or whole).rstrip("0")

    @property
    def period(self) -> tuple[object, object]:
        """First and last day of the time it is about."""
        return self.mention.period_start, self.mention.period_end


def words_of_text(text: str) -> str:
    """Return a text as the rules read it, of the same length.

    Characters are simplified, digits narrow; commas, colons, semicolons and brackets between words
    are those of Chinese text, whichever were typed.
    """
    words = plain_characters(text)
    if len(words) != len(text):  # a character that becomes two: offsets come first
        words = text
    return _HALF_WIDTH.sub(lambda match: _FULL_WIDTH[match[0]], words)


def duration(mention: Mention) -> ReadNumber | None:
    """Return a length in days, hours or minutes; nothing for every other date."""
    if mention.kind != "date" or mention.unit not in _LENGTHS or mention.value is None:
        return None
    if not _PLAIN_LENGTH.fullmatch(plain_literal(mention.literal)):
        return None
    return ReadNumber(mention, mention)


def _number(mention: Mention) -> ReadNumber | None:
    """Return a figure; nothing where its value is not known."""
    known = mention.kind == "figure" and mention.value is not None
    return ReadNumber(mention, mention) if known else None


def _limits_of(mention: Mention) -> tuple[Interval, Interval]:
    """Return the limits of a number as usually and as widest read.

    A number without a hedge is printed rounded, or cut, where 万, 亿, a decimal or % stands: any
    reading then allows one unit of the last place either way.  Otherwise it is what it says.
    """
    limits = word_limits(
        mention.literal, mention.value, mention.value_high, mention.unit or "", mention.bound,
        mention.hedge,
    )  # fmt: skip
    widest = limits.asserted
    assert mention.value is not None  # no other becomes a number
    value = Fraction(mention.value)
    literal = plain_literal(mention.literal)
    if mention.bound == "exact" and _TENTHS.search(mention.literal):
        near = Interval.between(value - Fraction(1, 2), value + Fraction(1, 2), "[)")
        return near, Interval.between(value - 1, value + 1, "()")
    if mention.bound in ("about", "nearly") and limits.conventional.is_bounded:
        widest = _twice_as_wide(limits.conventional, value, widest)
    if mention.bound == "exact" and mention.value_high is None and _ROUNDED.search(literal):
        step = last_place(literal, value)
        widest = Interval.between(value - step, value + step, "()")
    return limits.conventional, widest


def _twice_as_wide(usual: Interval, value: Fraction, asserted: Interval) -> Interval:
    """Return limits twice as far from a hedged number (约, 近) as is usual, within the asserted."""
    assert usual.low is not None and usual.high is not None  # only bounded limits come here
    wider = Interval.between(2 * usual.low - value, 2 * usual.high - value)
    return wider.intersection(asserted) or usual


def rounded_number(number: ReadNumber) -> ReadNumber:
    """Return a number that was calculated, and so rounded, though nothing in its words says so.

    It may be off by half its last digit, by a little more if it was cut; a number that ends in
    zeros, by one of its second digit (2000: 100).
    """
    if number.mention.bound != "exact":
        return number
    value = abs(number.value)
    step = last_place(plain_literal(number.mention.literal), value)
    most = power_of_ten(value) / 10 if value else step
    digits = value / step
    while step < most and digits.denominator == 1 and digits.numerator % 10 == 0:
        step, digits = step * 10, digits / 10
    usual = Interval.between(number.value - step / 2, number.value + step / 2)
    widest = Interval.between(number.value - step / 2, number.value + step * 3 / 4, "[)")
    return replace(number, given=(usual, widest))


def _joined(words: str) -> str:
    """Return words without the blanks between them."""
    return _BLANKS.sub("", words) if _BLANKS.search(words) else words


class Term:
    """A figure at its place in a sentence, with the words around it.

    Parameters
    ----------
    passage, k
        The sentence, and which of its figures it is.

    Attributes
    ----------
    passage, k
        As given.
    number
        The figure.
    unit
        Its unit; people are counted in one.
    """

    def __init__(self, passage: Passage, k: int) -> None:
        self.passage = passage
        self.k = k
        self.number = passage.numbers[k]
        self.unit = passage.units[k]

    @lazy
    def lead(self) -> str:
        """The words between it and the figure before it."""
        return self.passage.before(self.k)

    @lazy
    def clause(self) -> str:
        """The words of its clause before it."""
        return _CLAUSE_ENDS.split(self.lead)[-1]

    @lazy
    def tail(self) -> str:
        """The words between it and the figure after it."""
        return self.passage.after(self.k)

    @lazy
    def around(self) -> str:
        """Its clause: the words before it, and those after it up to a mark."""
        return self.clause + _TAIL_ENDS.split(self.tail, maxsplit=1)[0]

    @lazy
    def is_mean(self) -> bool:
        """Whether it is an average or a rate for each."""
        return bool(_MEANS.search(self.clause))

    @lazy
    def is_change(self) -> bool:
        """Whether it says by how much something changed, or what came on top."""
        return bool(_CHANGES.search(self.clause))


_CLAUSE_ENDS = re.compile("[，,；;、：:]")
_TAIL_ENDS = re.compile("[，,；;、：:。]")


@dataclass(frozen=True, eq=False)
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
    line
        Which line of the text it stands in; lines that were wrapped are one.
    """

    start: int
    text: str
    numbers: tuple[ReadNumber, ...]
    line: int

    def before(self, k: int) -> str:
        """Return the words between figure `k` and the figure before it."""
        first = self.numbers[k - 1].end - self.start if k else 0
        return _joined(self.text[first : self.numbers[k].start - self.start])

    def after(self, k: int) -> str:
        """Return the words between figure `k` and the figure after it, or the end."""
        last = k + 1 == len(self.numbers)
        end = len(self.text) if last else self.numbers[k + 1].start - self.start
        return _joined(self.text[self.numbers[k].end - self.start : end])

    def since(self, i: int, k: int) -> str:
        """Return the words from the end of figure `i` to the beginning of figure `k`."""
        return self.text[self.numbers[i].end - self.start : self.numbers[k].start - self.start]

    @lazy
    def words(self) -> str:
        """The sentence without the blanks in it."""
        return _joined(self.text)

    @lazy
    def terms(self) -> tuple[Term, ...]:
        """Its figures with the words around each."""
        return tuple(Term(self, k) for k in range(len(self.numbers)))

    @lazy
    def units(self) -> tuple[str, ...]:
        """Units of its figures, in order: one that is not known is the character behind."""
        return tuple(each.unit or self._behind(each) for each in self.numbers)

    def _behind(self, number: ReadNumber) -> str:
        """Return the one character between a number and a mark (8800穴，)."""
        at = number.end - self.start
        unit = _UNKNOWN_UNIT.match(self.text, at)
        return unit[1] if unit else ""


def _sentences(words: str) -> Iterator[tuple[int, str, int]]:
    """Yield the sentences of a text with offset and number of the line; a wrapped line goes on.

    A line end divides unless two long lines meet without a stop between them and nothing is
    indented; it is then no more than a blank.
    """
    joined = list(words)
    lines = [(match.start(), match.end()) for match in _LINE.finditer(words)]
    for (start, end), (following, last) in pairwise(lines):
        wrapped = following == end + 1 and min(end - start, last - following) >= _WRAPPED
        begins = words[following] in " \t\u3000" or _NEW_LINE.match(words, following)
        if wrapped and words[end - 1] not in _STOPS and not begins:
            joined[end] = " "
    whole = "".join(joined)
    line = end = 0
    for match in _SENTENCE.finditer(whole):
        line += whole.count("\n", end, match.start())
        end = match.start()
        yield match.start(), match[0], line


_THE_ONE = re.compile("最[高低多少大小长短快慢早晚]的?$")
_A_DAY = re.compile("一天(?=[0-9两二三四五六七八九十百千])")
_NUMBERED_NAME = re.compile("[一二三四五六七八九十]支(?=渠|干|斗|沟|队(?!伍)|线)")


def _known(mention: Mention, text: str) -> ReadNumber | None:
    """Return the figure or the length of time that a mention is, if its value is known."""
    if mention.literal[:1] == "一" and _THE_ONE.search(
        text[max(0, mention.start - 3) : mention.start]
    ):
        return None  # 最大的一笔
    if _A_DAY.match(text, mention.start):
        return None  # 一天三十六人次: so many each day
    if "，" in mention.literal and mention.literal.startswith("百分之"):
        return None  # 百分之百，176个
    if mention.literal[-1:] == "支" and _NUMBERED_NAME.match(text, mention.start):
        return None  # 二支渠 is a name
    if _MORE_OF.fullmatch(mention.literal) and (
        re.match("[0-9]", text[mention.end : mention.end + 1])
        or (
            re.match("[一-鿿]{1,2}[0-9]", text[mention.end : mention.end + 3])
            and re.search("[比较][^，。0-9]*$", text[max(0, mention.start - 12) : mention.start])
        )
    ):
        bare = replace(mention, literal=mention.literal[:-1], bound="exact", hedge="")
        found = _number(bare)
        return found and replace(found, mention=mention, compares=True)
    negative = mention.literal.startswith("负") and isinstance(mention.value, int | Decimal)
    if negative and re.match("[减背担承]", text[max(0, mention.start - 1) : mention.start]):
        bare = replace(mention, literal=mention.literal[1:], value=-mention.value)  # type: ignore[operator]
        found = _number(bare)  # 减负 is a verb, and no sign
        moved = replace(bare, start=mention.start + 1)
        return found and replace(found, mention=moved, words=moved)
    return _number(mention) or duration(mention)


def passages(mentions: Mentions, words: str) -> list[Passage]:
    """Return the sentences of a text that hold figures; `words` is its `words_of_text`."""
    text = mentions.text
    numbers = [known for mention in mentions if (known := _known(mention, text))]
    starts = [each.mention.start for each in numbers]
    found: list[Passage] = []
    for start, sentence, line in _sentences(words):
        end = start + len(sentence)
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if last > first:
            inside = tuple(each for each in numbers[first:last] if each.mention.end <= end)
            found.append(Passage(start, sentence, inside, line))
    return [passage for passage in found if passage.numbers]


def of_unit(numbers: Sequence[ReadNumber], unit: str) -> list[ReadNumber]:
    """Return those of the last `NEAR_CHARACTERS` figures that have a unit."""
    return [each for each in numbers[-NEAR_CHARACTERS:] if each.unit == unit]


_MEANS = re.compile("[人户件场次校日家]均|平均|每(?:人|户|家|名|位|个|件|场)|标准|最高|最低")
_CHANGES = re.compile(
    r"(?:比|较)[^，,；;]{0,12}(?:增|减|多|少|高|低|升|降|长|快|慢|早|晚)|同比|环比|净增|增长|增加了?$|减少了?$|下降|上升|提高了?$"
)


@dataclass(frozen=True, eq=False)
class ScreeningContext:
    """A sentence after those before it in its line.

    Attributes
    ----------
    terms
        The figures of the sentences before and of the sentence itself.
    first
        Index of the first figure of the sentence itself.
    decided
        Figures of which it is known already whether they agree with others.
    """

    terms: tuple[Term, ...]
    first: int
    decided: frozenset[MarkedPlace] = frozenset()

    @property
    def passage(self) -> Passage:
        """The sentence itself."""
        return self.terms[self.first].passage

    @property
    def own(self) -> range:
        """Indexes of the figures of the sentence itself."""
        return range(self.first, len(self.terms))

    @property
    def undecided(self) -> list[int]:
        """Indexes of the figures of the sentence that are not decided."""
        return [i for i in self.own if self.terms[i].number.place not in self.decided]

    def at(self, term: Term) -> int:
        """Return the index of a figure."""
        return self.terms.index(term)

    def back(self, i: int, unit: str | None = None, *, own: bool = False) -> list[Term]:
        """Return the figures before one, the last first; of one unit; of the sentence alone."""
        start = max(self.first if own else 0, i - NEAR_CHARACTERS)
        found = self.terms[start:i][::-1]
        return [each for each in found if unit is None or each.unit == unit]


EARLIER = 3
"""Sentences of the same line that are read before a sentence."""


def contexts(
    sentences: Sequence[Passage], decided: frozenset[MarkedPlace] = frozenset()
) -> Iterator[ScreeningContext]:
    """Yield each sentence with those before it in its line."""
    for k, passage in enumerate(sentences):
        terms: list[Term] = []
        for earlier in sentences[max(0, k - EARLIER) : k]:
            if earlier.line == passage.line:
                terms += earlier.terms[-NEAR_CHARACTERS:]
        yield ScreeningContext((*terms, *passage.terms), len(terms), decided)
