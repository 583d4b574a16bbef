"""What a text says twice, and what its copy has lost."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from analysis.language.messages import Message, Name, Named, Part, in_quotes
from analysis.reading.clean import find_repairs
from analysis.reading.find import Quantity
from analysis.reading.mentions import LOST_DIGIT, Mentions
from analysis.reading.numerals import evaluate
from analysis.reading.repeats import find_repeats
from analysis.screening.passages import Passage, ReadNumber
from analysis.screening.printed_arithmetic import all_printed
from analysis.screening.screening_records import MarkedPlace, ScreeningResult, Verdict

_VERBS = re.compile(r"(?:达到了|达到|达|共有|共计|共|约有|约|已|有|为|是|至|了|的)+$")
_WORDS = re.compile(r"(?:(?<=[0-9])[年月日])?(?P<words>[一-鿿]{6,})$")
_LONGEST = 12
_BREAK = re.compile(
    r"^(?P<line>[^\n]{16,}(?P<at>[^\n]{3}[一-鿿，、][ \t\r]*\n\s*[一-鿿]{1,4}))[^\n]{0,400}[。；]",
    re.MULTILINE,
)
_SENTENCE_LONG = 60
"""A line that has so many characters and no stop is no heading."""
_MARKUP = re.compile(r"(?P<at>\*\*|&(?:nbsp|amp|lt|gt|quot);|</?[a-z]{1,6}>|#{2,})")
_GARBLED = re.compile(r"(?P<at>[一-鿿][?�](?=[a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔù一-鿿]))")
_HEADING = re.compile(
    r"^[ \t\u3000]*(?P<before>[（(]|[一-鿿]{0,3}?)(?P<n>[一二三四五六七八九十]{1,3}|[0-9]{1,2})"
    r"(?P<after>[、）)：:]|[.．](?![0-9]))",
    re.MULTILINE,
)


_SETTING = re.compile(r"(?:^|[，。；：\s])([^，。；：\s]{1,8})，$")
"""A short clause before the words: of when, where or which time they speak."""
_THEN = re.compile("(?:上一?年度?|去年|前年|上学年|年初|上届|上期)[末底初]?，[^，。；0-9]*$")
"""An earlier time, before the clause that holds the figure."""


def same_words(text: Sequence[Passage]) -> Iterator[ScreeningResult]:
    """Compare numbers before which the same clause stands, about the same time."""
    groups: dict[tuple[str, str, object, bool, str], list[ReadNumber]] = defaultdict(list)
    for passage in text:
        for each in passage.numbers:
            end = each.mention.start - passage.start
            before = passage.text[max(0, end - 3 * _LONGEST) : end]
            match = _WORDS.search(_VERBS.sub("", before))
            if match and (each.unit not in ("", "%") or match["words"].endswith("率")):
                then = bool(_THEN.search(before))
                words = match["words"][-_LONGEST:]
                setting = _SETTING.search(before[: before.rfind("，") + 1])
                key = setting[1] if setting else ""
                groups[words, each.unit, each.period, then, key].append(each)
    for (words, *_), (first, *others) in groups.items():
        for other in others:
            fields: dict[str, Part] = {
                "words": in_quotes(Named(Name(words))),
                "inputs": all_printed((first, other)),
            }
            verdict: Verdict = "holds" if first.widest.intersects(other.widest) else "unusual"
            key = "holds" if verdict == "holds" else "wrong"
            message = Message(f"screening.repeat.{key}", **fields)
            yield ScreeningResult("repeat", verdict, (first.place, other.place), message)


def printed_twice(mentions: Mentions) -> Iterator[ScreeningResult]:
    """Find paragraphs that stand twice in the text, and headings that say a figure again."""
    text = mentions.text
    quantities = [
        Quantity(m.start, m.end, m.literal, m.kind, m.value, m.value_high, m.unit, m.bound)
        for m in mentions
    ]
    for repeat in find_repeats(text, quantities):
        places = (
            MarkedPlace(repeat.of_start, repeat.of_end),
            MarkedPlace(repeat.start, repeat.end),
        )
        if repeat.kind == "paragraph":
            begins = in_quotes(Named(Name(text[repeat.start : repeat.end].strip()[:12])))
            yield ScreeningResult(
                "copy", "copy", places[1:], Message("screening.copy.twice", words=begins)
            )
        else:
            both = [in_quotes(Named(Name(text[a:b].strip()))) for a, b in places]
            message = Message("screening.repeat.heading", body=both[0], heading=both[1])
            yield ScreeningResult("repeat", "holds", places, message)


def damage(mentions: Mentions) -> Iterator[ScreeningResult]:
    """Find what the copy has lost or mixed up: digits, letters among digits, blanks, pinyin."""
    text = mentions.text
    starts = [each.start for each in mentions]
    repairs = find_repairs(text)
    for repair in repairs:
        k = bisect_right(starts, repair.start) - 1
        if repair.reason in ("pinyin", "traditional") or k < 0 or mentions[k].end <= repair.start:
            continue
        span = MarkedPlace(mentions[k].start, mentions[k].end)
        words = in_quotes(Named(Name(mentions[k].literal.strip())))
        key = "lost" if repair.reason == LOST_DIGIT else "mixed"
        yield ScreeningResult(
            "copy", "copy", (span,), Message(f"screening.copy.{key}", words=words)
        )
    pinyin = [repair for repair in repairs if repair.reason == "pinyin"]
    if pinyin:
        count = len(pinyin)
        message = Message("screening.copy.pinyin", n=count, number=str(count))
        yield ScreeningResult(
            "copy", "copy", (MarkedPlace(pinyin[0].start, pinyin[0].end),), message
        )
    yield from _unknown(mentions)
    yield from _broken(text)
    yield from _brackets(text)
    yield from _numbering(text)


def _broken(text: str) -> Iterator[ScreeningResult]:
    """Find line ends inside a sentence, marks of another format, and characters that were lost."""
    lengths = [len(line.strip()) for line in text.splitlines() if line.strip()]
    usual = sorted(lengths)[len(lengths) // 2] if lengths else 0
    breaks = [
        match
        for match in _BREAK.finditer(text)
        if _one_line(match) and not usual - 2 <= len(match["line"].split("\n")[0]) <= usual + 2
    ]
    for key, matches in (
        ("break", breaks),
        ("markup", list(_MARKUP.finditer(text))),
        ("garbled", list(_GARBLED.finditer(text))),
    ):
        if matches:
            count = len(matches)
            spans = tuple(MarkedPlace(match.start("at"), match.end("at")) for match in matches)
            message = Message(f"screening.copy.{key}", n=count, number=str(count))
            yield ScreeningResult("copy", "copy", spans, message)


def _one_line(match: re.Match[str]) -> bool:
    """Tell whether a line is no heading: it has a stop, is long, or has a comma and no blank."""
    line = match["line"].split("\n")[0].strip()
    clauses = re.search("[，,]", line) and not re.search(
        r"\s|^[0-9（(▲—一二三四五六七八九十]", line
    )
    return bool(re.search("[。；]", line) or len(line) >= _SENTENCE_LONG or clauses)


def _unknown(mentions: Mentions) -> Iterator[ScreeningResult]:
    """Find figures whose value cannot be read although no damage is known."""
    for mention in mentions.figures:
        if mention.value is not None or mention.damage:
            continue
        limits = mention.conventional
        if limits is None or not limits.is_bounded:  # 数十场 is a number in its own way
            words = in_quotes(Named(Name(mention.literal.strip())))
            place = (MarkedPlace(mention.start, mention.end),)
            yield ScreeningResult(
                "copy", "copy", place, Message("screening.copy.unknown", words=words)
            )


def _numbering(text: str) -> Iterator[ScreeningResult]:
    """Find numbers of headings that stand twice or are left out."""
    last: dict[tuple[str, str], int] = {}
    for match in _HEADING.finditer(text):
        form = (match["before"], match["after"])
        number = evaluate(match["n"])
        if number is None:
            continue
        expected = last.get(form, 0) + 1
        last[form] = int(number)
        if number in (1, expected) or expected == 1:
            continue  # the next; a new sequence; or one that begins elsewhere, if it is one
        words = in_quotes(Named(Name(match[0].strip())))
        message = Message("screening.copy.numbering", words=words, expected=str(expected))
        yield ScreeningResult("copy", "copy", (MarkedPlace(*match.span("n")),), message)


def _brackets(text: str) -> Iterator[ScreeningResult]:
    """Find quotation marks and brackets that are closed without an opening, or never closed."""
    for opened, closed in ("“”", "（）", "《》", "「」"):
        waiting: int | None = None
        for match in re.finditer(f"[{opened}{closed}]", text):
            at = match.start()
            if match[0] == opened:
                if waiting is not None and opened == "“":
                    yield _unpaired(waiting, opened, closed)
                waiting = at
            elif waiting is None and opened == "“":
                yield _unpaired(at, opened, closed)
            else:
                waiting = None
        if waiting is not None:
            yield _unpaired(waiting, opened, closed)


def _unpaired(at: int, opened: str, closed: str) -> ScreeningResult:
    """Return the result for a mark without its other half."""
    message = Message("screening.copy.brackets", opened=opened, closed=closed)
    return ScreeningResult("copy", "copy", (MarkedPlace(at, at + 1),), message)
