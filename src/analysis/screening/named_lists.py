"""Lists beside the number of things that the text says they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.language.messages import Message, Name, Named, Part, in_quotes
from analysis.reading.numerals import evaluate
from analysis.screening.screening_records import MarkedPlace, ScreeningResult

_LIST = re.compile(
    r"(?<![第0-9.一二三四五六七八九十百千万年月])"
    r"(?P<n>[2-9]|1[0-9]|[两二三四五六七八九]|十[一二三四五六七八九]?)"
    r"(?P<what>(?:个|项|大|类|种|条|点|方面|件|家|名|位)[^，,。；;：:、0-9\n（）()]{0,10})"
    r"(?:[：:]|，?(?:分别是|分别为|即|包括))(?P<items>[^。！？\n]{3,400})"
)
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)|“[^”]*”|《[^》]*》|「[^」]*」|『[^』]*』")
_NUMBERED = re.compile(r"(?:^|[，；;、])\s*([一二三四五六七八九十]{1,2})是")
_MORE = re.compile(r"等(?!级|于|候|待)|以及其他")


def counted_lists(text: str) -> Iterator[ScreeningResult]:
    """Count what a list names after a colon, 分别是 or 包括, beside the number before it."""
    for match in _LIST.finditer(text):
        number = evaluate(match["n"])
        items = _items(match["items"])
        if number is None or items < 2:
            continue
        fields: dict[str, Part] = {
            "words": in_quotes(Named(Name(match["n"] + match["what"]))),
            "items": str(items),
        }
        place = (MarkedPlace(*match.span("n")),)
        open_ended = bool(_MORE.search(_ASIDE.sub("", match["items"])))
        if items == number:
            yield ScreeningResult("list", "holds", place, Message("screening.list.holds", **fields))
        elif items > number or not open_ended:
            yield ScreeningResult(
                "list", "unusual", place, Message("screening.list.wrong", **fields)
            )


def _items(words: str) -> int:
    """Count the things of a list: numbered, divided by semicolons, or by 、."""
    bare = _ASIDE.sub("＊", words)
    numbered = [evaluate(match) for match in _NUMBERED.findall(bare)]
    if numbered[:2] == [1, 2]:
        return len(numbered)
    if "；" in bare or ";" in bare:
        return len([part for part in re.split("[；;]", bare) if part.strip()])
    if "，" in bare or "," in bare:
        return 0  # a sentence, or a list whose end cannot be told
    return len([part for part in re.split("、|以及|和|及|与", bare) if part.strip()])
