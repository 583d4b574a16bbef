"""Lists beside the number of things that the text says they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.language.messages import Message, Name, Named, Part, in_quotes
from analysis.reading.numerals import evaluate
from analysis.screening.screening_records import MarkedPlace, ScreeningResult, Verdict

_NUMBER = r"(?P<n>[2-9]|1[0-9]|[两二三四五六七八九]|十[一二三四五六七八九]?)"
_KIND = (
    r"(?:个|次|项|大|类|种|条|点|方面|件|家|名|位|处|所|座|间|支|批|组|级|门|部|场|站|片|道|人|"
    r"镇|乡|街道|村|县|区|市|社区|出|部|首|幅|本|套|款|则|篇|例|届|路|口|台|辆|艘|架|枚|棵|株|头|只)"
)
_LIST = re.compile(
    r"(?<![第0-9.,一二三四五六七八九十百千万年月日前后约近每达])"
    + _NUMBER
    + rf"(?P<what>{_KIND}[^，,。；;：:、0-9\n（）]{{0,14}})"
    r"(?P<link>：|（|——|，?(?:按[^，。；：0-9]{2,8})?(?:分别是|分别为|分别由|分别设在|分别在|分别位于|分别来自|分别落户|分别布置在|分别|分赴|分驻|分布于|分布在|分属|分设在|分到|各在|依次是|依次为|即|也就是|包括)：?)"
    r"(?P<items>[^。！？\n]{3,400})"
)
_BEFORE = re.compile(
    r"(?P<items>(?:[^，,。；;：:、0-9\n（）一二三四五六七八九十两]{2,10}、){1,9}[^，,。；;：:、0-9\n（）一二三四五六七八九十两]{2,10}?)"
    r"(?P<n>[两二三四五六七八九])(?P<what>(?:大|个|项|类|种|家|所|座|门|级|区|县|镇)[^，。；\n]{0,6})"
)
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)|“[^”]*”|《[^》]*》|「[^」]*」|『[^』]*』")
_TITLES = re.compile("(?:《[^》]*》[、和及]?)+")
_DAYS = re.compile("(?:(?:[0-9]{1,2}月)?[0-9]{1,2}日[、和及]?)+(?![一-鿿至到—])")
_NUMBERED = re.compile(r"(?:^|[，；;、：])\s*([一二三四五六七八九十]{1,2})是")
_MORE = re.compile(r"等(?!级|于|候|待)|以及其他|……|…|及其他")
_LAST = re.compile("以及|和|及|与|、")
_CLAUSE = re.compile("[，,；;（）：]")
_LONG = 14
"""An item of so many characters is a clause and no name."""


def counted_lists(text: str) -> Iterator[ScreeningResult]:
    """Count what a list names behind or before the number of things that it is said to have."""
    for match in _LIST.finditer(text):
        number = evaluate(match["n"])
        link = match["link"]
        words = match["items"]
        if link == "（":
            words = words.split("）")[0]
        found = _items(words, strict=link.strip("，：") in ("（", "分别", "—"))
        if number is None or not found:
            continue
        closed = link.strip("，：") != "包括"
        yield from _compared(match, int(number), found, words, closed=closed)
    for match in _BEFORE.finditer(text):
        number, found = evaluate(match["n"]), _items(match["items"], strict=True)
        if number is not None and found and found[0] >= number:  # fewer names: so many of each
            yield from _compared(match, int(number), found, match["items"], closed=True)


def _compared(
    match: re.Match[str], number: int, found: range, words: str, *, closed: bool
) -> Iterator[ScreeningResult]:
    """Say whether as many things are named as the number says; `found` may be told in two ways."""
    fields: dict[str, Part] = {
        "words": in_quotes(Named(Name(match["n"] + match["what"]))),
        "items": str(found[0]),
    }
    first = _CLAUSE.split(_LAST.split(words.strip())[0])[0]
    at = match.start("items") + words.index(first)
    places = tuple(sorted((MarkedPlace(*match.span("n")), MarkedPlace(at, at + len(first)))))
    open_ended = bool(_MORE.search(_ASIDE.sub("", words)))
    if number in found:
        yield ScreeningResult("list", "holds", places, Message("screening.list.holds", **fields))
    elif number < found[0] or not open_ended:
        verdict: Verdict = "contradicts" if closed else "unusual"
        yield ScreeningResult("list", verdict, places, Message("screening.list.wrong", **fields))


def _items(words: str, *, strict: bool) -> range | None:
    """Count the things of a list: numbered, divided by semicolons, or by 、.

    Where 和 stands inside the last name or between two, both counts are possible.
    """
    titles = _TITLES.match(words)
    if titles:
        count = titles[0].count("《")
        return range(count, count + 1) if count > 1 else None
    days = _DAYS.match(words)
    if days:
        count = days[0].count("日")
        return range(count, count + 1) if count > 1 else None
    bare = _ASIDE.sub("＊", words)
    numbered = [evaluate(match) for match in _NUMBERED.findall(bare)]
    if numbered[:2] == [1, 2]:
        return range(len(numbered), len(numbered) + 1)
    if not strict and ("；" in bare or ";" in bare) and "、" not in _CLAUSE.split(bare)[0]:
        count = len([part for part in re.split("[；;]", bare) if part.strip()])
        return range(count, count + 1) if count > 1 else None
    clause = _CLAUSE.split(bare)[0]
    more = clause != bare
    names = [part.strip() for part in clause.split("、")]
    if len(names) < 2 or any(not name or re.search("[0-9]", name) for name in names[:-1]):
        return None
    if max(map(len, names[:-1])) >= _LONG or (len(names) == 2 and more):
        return None
    last = re.split("以及|和|及|与", names[-1])
    if re.search("[0-9]", last[0]) or (len(last) == 1 and len(last[0]) >= _LONG):
        return None
    inner = sum(bool(re.search(".{2}(?:以及|和|及|与).{2}", name)) for name in names)
    ends = len(last) > 1 and names[-1][:1] not in "和及与"
    count = len(names)
    if ends and len(last) == 2 and inner <= 1:
        spaced = min(map(len, last)) >= 2
        return (
            range(count + 1, count + 2) if spaced and len(last[0]) >= 3 else range(count, count + 2)
        )
    return range(count, count + inner + 1)
