"""Lists beside the number of things that the text says they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from analysis.language.messages import Message, Name, Named, Part, in_quotes
from analysis.reading.numerals import evaluate
from analysis.screening.screening_records import MarkedPlace, ScreeningResult, Verdict

_NUMBER = r"(?P<n>[2-9]|1[0-9]|20|[两二三四五六七八九]|十[一二三四五六七八九]?)"
_KIND = (
    r"(?:个|次|项|大|类|种|条|点|方面|件|家|名|位|处|所|座|间|支|批|组|级|门|部|场|站|片|道|人|轮|"
    r"镇|乡|街道|村|县|区|市|社区|出|部|首|幅|本|套|款|则|篇|例|届|路|口|台|辆|艘|架|枚|棵|株|头|只|期|地|校|科|院|馆|园|企)"
)
_NO_COUNT_BEFORE = r"(?<![第0-9.,一二三四五六七八九十百千万年月日前后约近每达余多])"
_HEAD = re.compile(_NO_COUNT_BEFORE + _NUMBER + rf"(?P<what>{_KIND})")
"""A number of things, whose names may follow."""
_WITH = (
    r"(?:设在|坐落[在于]|在|于|位于|来自|落户|布置在|由|为|是|有|叫|获得者为|用于|投向|涉及|授予|针对|面向|"
    r"建在|选在|落在)"
)
_OTHER_KINDS = "(?:[县市区旗乡镇村]（(?:[县市区旗乡镇村]|街道|社区|、){1,8}）)"
"""Other words for the places that are counted, in brackets inside their name (七个县（市、区）)."""
_LINK = re.compile(
    rf"(?P<noun>{_OTHER_KINDS}?[^，,。；;：:0-9\n（）—]{{0,18}}?)"
    r"(?P<link>：|（(?!含|包括|其中|不含|另)|——|—|(?:，[^，。；：、0-9\n]{2,10})?，?(?:[^，。；：、0-9\n]{0,8}?)"
    rf"(?:分别{_WITH}?|分赴|分驻|分布[于在]|分属|分设在|分到|各在|依[次序]{_WITH}|名单(?:如下|为)|具体(?:为|是|包括)|如下)[：，]?"
    r"|，(?:[^，、。；：0-9\n]{0,6}[布落设分选地址点位建坐][^，、。；：0-9\n]{0,3})[在于][：，]?"
    r"|，?(?:即为?|也就是|就是|他们是|它们是|包括了?)[：，]?)"
    r"(?P<items>[^。！？\n]{3,400})"
)
_APPOSED = re.compile(
    r"(?P<noun>[^，,。；;：:、0-9\n（）—]{0,12})(?P<link>，|为|是|有)(?P<items>[^。！？\n]{3,400})"
)
_NAMED_LATER = re.compile(
    r"(?P<noun>[^，,。；;：:、0-9\n（）—]{0,12})"
    r"(?P<link>(?:，[^，。；：、0-9\n]{2,16}){0,2}，(?:[^，。；：、0-9\n]{0,6}(?:列名|列出|名单|开列|罗列|胪列|记录|抄录)[^，。；：、0-9\n]{0,6}"
    r"|他们(?:分别)?是|她们(?:分别)?是|它们(?:分别)?是|分别是|依次是)(?:，[^，。；：、0-9\n]{2,10})?：)"
    r"(?P<items>[^。！？\n]{3,400})"
)
"""A list that some clauses lie before, the last of which says that the names follow."""
_BEFORE = re.compile(
    r"(?P<items>(?:[^，,。；;：:、0-9\n（）一二三四五六七八九十两]{2,14}、){1,12}[^，,。；;：:、0-9\n（）一二三四五六七八九十两]{2,14}?)"
    r"(?P<gap>等?(?:地|处|等)?(?:[^，,。；;：:、0-9\n（）]{0,8}(?:，[^。；;：:、0-9\n（）]{0,16})?(?:以上|上述|这|合计|共计|总计|共)[^，。；：、0-9\n（）]{0,4})?)"
    r"(?P<n>[两二三四五六七八九]|[2-9])(?P<what>(?:大|个|项|类|种|家|所|座|门|级|区|县|镇|乡|村|市|地|校|部门|名|位|处|馆|条)[^，。；\n]{0,6})"
)
_ALL_LISTED = re.compile("以上|上述|这|合计|共计|总计|共")
_PLACES = re.compile("[个座]?(?:城市|省|县|区|市|镇|乡|村|街道|国家|社区|地区|部门)")
_MADE_OF = re.compile("(?:设有?|分为?|涵盖|划分为|包含|由)(?=[一-鿿]{2,6}$)")
_CHARACTERS = re.compile("个(?:大字|字|词)")
"""What a quoted word has, and no list (“娘家人”这三个字)."""
_COMPOUND = re.compile(r"[^，。；、]{0,3}[一两二三四五六七八九](?:个|镇|乡|街|县|区|市|村)")
_QUOTED = re.compile(
    r"(?:“[^”]{1,20}”[、和及与]?){2,}|(?:《[^》]*》[、和及与]?){2,}|(?:「[^」]{1,20}」[、和及與与]?){2,}"
)
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)|“[^”]*”|《[^》]*》|「[^」]*」|『[^』]*』")
_TIMES = re.compile(
    r"(?:(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:[上中下]旬)?(?:、|和|及|与(?=[0-9]))?)+(?![至到—–~～0-9-])"
)
_NUMBERED_NAMES = re.compile(
    r"(?:[0-9]{1,4}(?:路|号线|号楼|号)(?:、|和|及|与)?){2,}(?=[，。；）]|$)"
)
"""Names that are numbers (3路、7路和12路)."""
_NUMBERED = re.compile(
    r"(?:^|[，；;、：。！\n])\s*(?:其)?([一二三四五六七八九十]{1,2})(?:是|要|，|、(?=[^一二三四五六七八九十]))"
)
_ORDINAL = re.compile(
    r"(?:^|[，；;：。！\n])\s*第([一二三四五六七八九十]{1,2})(?:，|、|是|：|个?[^，。；0-9]{0,4}(?:是|为|，))"
)
_MATTERS = re.compile(
    "件事|方面|项(?:工作|任务|措施|举措|建议|经验|重点|成效|变化|行动|不足|问题)|个(?:问题|特点|方面|转变|突破|重点|环节|短板|不足|坚持|特征|亮点|关键)|点(?:体会|建议|经验|不足|打算|意见)?|条(?:经验|建议|措施|路|主线|意见)|步"
)
"""What a text enumerates sentence by sentence."""
_MORE = re.compile(r"等(?!级|于|候|待|额|效)|以及其他|……|…|及其他|之类|在内")
_LAST = re.compile("以及|和|及|与|、")
_CLAUSE = re.compile("[，,；;（）：]|——")
_LONG = 14
"""An item of so many characters is a clause and no name."""
_ITS_NUMBER = re.compile("[^第][一二两三四五六七八九十]+[人名位个家件项所座张支]$")
"""A name with the number of things that it stands for."""
_NO_NAME = re.compile("各[0-9一二两三四五]|[的了]$|^其中|^含|为主$|^有|^按")


def counted_lists(text: str) -> Iterator[ScreeningResult]:
    """Count what a list names behind or before the number of things that it is said to have."""
    done = -1
    for head in _HEAD.finditer(text):
        match = (
            _NAMED_LATER.match(text, head.end())
            or _LINK.match(text, head.end())
            or _apposed(text, head)
        )
        if head.start() < done or match is None:
            continue
        noun = _ASIDE.sub("", match["noun"])
        if len(noun) > 14 and "、" not in noun:
            continue
        done = match.start("items")
        number = evaluate(head["n"])
        link = match["link"].strip("，：")
        if link == "（" and _KINDS_OF_PLACE.match(match["items"]):
            continue
        if _BESIDE_OTHERS.search(text, max(0, head.start() - 4), head.start()):
            continue
        if link and "、" in noun and link[0] not in "（—即" and match["link"] != "：":
            continue
        words = match["items"]
        if head["what"] in _PERSONS and re.search("(?<!分别)[在于]$", match["link"]):
            continue
        if (
            number is not None
            and "来自" in link
            and (_items(words, strict=True) or [99])[-1] < number
        ):
            continue  # several may come from one
        if link == "（":
            words = _up_to_bracket(words)
        elif link.startswith("—"):
            words = words.split("—")[0]
        found = _items(
            words,
            strict=link in ("（", "分别", "—", "——")
            or (link.endswith(("在", "于")) and "分别" not in link),
            closed=link in ("（", "——")
            or link in ("即", "即为", "也就是", "就是")
            or bool(re.fullmatch("分别[一-鿿]{0,2}[在于]", link)),
        )
        if number is None or not found:
            continue
        yield from _compared(head, match, int(number), found, words, closed="包括" not in link)
    for match in _BEFORE.finditer(text):
        number, found = evaluate(match["n"]), _items(match["items"], strict=True)
        if number is None or not found or _COMPOUND.match(text, match.end("n")):
            continue
        if _CHARACTERS.match(match["what"]):
            continue
        gap = match["gap"]
        if re.search("(?:及|以及|和|与)其[余他]$", match["items"] + (gap or "")):
            continue
        if gap and not (_ALL_LISTED.search(gap) or re.fullmatch("等[地处]?", gap)):
            continue
        fewer = found[-1] < number
        sure = bool(re.search("以上|上述|这", gap))  # fewer names otherwise: so many of each
        closed = re.search("和|及|与", match["items"].split("、")[-1]) and not gap
        sure = sure or bool(not gap and _MADE_OF.search(match["items"].split("、")[0]))
        sure = sure or bool(closed and _PLACES.match(match["what"]))
        if not fewer or sure:
            yield from _compared(match, match, int(number), found, match["items"], closed=True)
    yield from _matters(text)


def _apposed(text: str, head: re.Match[str]) -> re.Match[str] | None:
    """Return a list right behind the thing that is counted, of things whose names end like it."""
    match = _APPOSED.match(text, head.end())
    if match is None:
        return None
    names = _CLAUSE.split(match["items"])[0].split("、")
    kind = (head["what"] + match["noun"])[-1]
    ends = {name[-1:] for name in names}
    alike = len(names) > _SHORTEST and len(ends) == 1 and min(map(len, names)) > 1
    alike = alike and (kind in ends or (match["link"] == "，" and len(names) > _SHORTEST + 1))
    return match if alike else None


_KINDS_OF_PLACE = re.compile(
    "(?:[县市区旗乡镇村]|街道|社区|居|苏木)(?:、(?:[县市区旗乡镇村]|街道|社区|居|苏木))*）"
)
"""Other words for the places that are counted (五个县（市、区）)."""
_BESIDE_OTHERS = re.compile("(?:其余|其他|另外?|及|以及|和|等|含|包括)$")
"""Words that make a number one more item of a list."""
_SHORTEST = 2
_PERSONS = ("名", "位", "人", "次", "场", "轮", "期", "批", "届")
"""What is counted that may be several in one place."""


def _up_to_bracket(words: str) -> str:
    """Return words up to the bracket that closes."""
    depth = 0
    for k, each in enumerate(words):
        depth += (each == "（") - (each == "）")
        if depth < 0:
            return words[:k]
    return words


def _matters(text: str) -> Iterator[ScreeningResult]:
    """Count the numbered points, in sentences or paragraphs of their own, behind their number."""
    for head in re.finditer(
        _NO_COUNT_BEFORE
        + _NUMBER
        + rf"(?P<what>{_MATTERS.pattern})(?P<rest>[^，。；：\n]{{0,8}})[：。，]",
        text,
    ):
        rest = text[head.end() - 1 : head.end() + 1500]
        for pattern in (_NUMBERED, _ORDINAL):
            found = list(pattern.finditer(rest))
            numbers = [evaluate(each[1]) for each in found]
            start = found[0].start() if found else 0
            if numbers[:2] != [1, 2] or "。" in rest[1:start] or start > 40:
                continue
            in_order = takewhile(lambda pair: pair[0] == pair[1], enumerate(numbers, 1))
            count = len(list(in_order))
            if count < len(numbers) and numbers[count] != 1:
                continue  # out of order: two lists in one
            if count == len(numbers) and len(rest) >= 1500:
                continue
            last = found[count - 1]
            stop = rest[1 : last.start()].count("\n")
            number = evaluate(head["n"])
            if number is None or stop > 2 * count:
                continue
            fields: dict[str, Part] = {
                "words": in_quotes(Named(Name(head["n"] + head["what"]))),
                "items": str(count),
            }
            at = head.end() - 1 + last.start(1)
            places = (MarkedPlace(*head.span("n")), MarkedPlace(at, at + len(last[1])))
            key = "holds" if count == number else "wrong"
            verdict: Verdict = "holds" if count == number else "contradicts"
            yield ScreeningResult(
                "list", verdict, places, Message(f"screening.list.{key}", **fields)
            )
            break


def _compared(
    head: re.Match[str],
    match: re.Match[str],
    number: int,
    found: range,
    words: str,
    *,
    closed: bool,
) -> Iterator[ScreeningResult]:
    """Say whether as many things are named as the number says; `found` may be told in two ways."""
    noun = match["noun"] if "noun" in match.re.groupindex else ""
    fields: dict[str, Part] = {
        "words": in_quotes(Named(Name(head["n"] + head["what"] + noun))),
        "items": str(found[0]),
    }
    first = _CLAUSE.split(_LAST.split(words.strip())[0])[0]
    at = match.start("items") + words.index(first)
    places = tuple(sorted((MarkedPlace(*head.span("n")), MarkedPlace(at, at + len(first)))))
    open_ended = bool(_MORE.search(_ASIDE.sub("", words)))
    if number in found:
        yield ScreeningResult("list", "holds", places, Message("screening.list.holds", **fields))
    elif number < found[0] or not open_ended:
        verdict: Verdict = "contradicts" if closed else "unusual"
        yield ScreeningResult("list", verdict, places, Message("screening.list.wrong", **fields))


def _all_of_a_kind(names: Sequence[str]) -> bool:
    """Tell whether three names, the last two joined by 及 or 和, end alike (东里、西里及南里)."""
    last = re.split("以及|和|及|与", names[-1])
    every = [*names[:-1], *last]
    return len(last) == 2 and min(map(len, every)) > 1 and len({name[-1] for name in every}) == 1


def _items(words: str, *, strict: bool, closed: bool = False) -> range | None:
    """Count the things of a list: numbered, divided by semicolons, or by 、.

    Where 和 stands inside the last name or between two, both counts are possible.  A list that is
    `closed` by a bracket or dash has its end there, so that two names are enough.
    """
    quoted = _QUOTED.match(words)
    if quoted:
        count = len(re.findall("[”》」]", quoted[0]))
        after = words[quoted.end() :]
        return range(count, count + 1) if not after or after[0] in "，；。：—" else None
    times = _TIMES.match(words)
    if times and re.search("[0-9]", times[0]):
        count = len(re.findall("[、和及与]", times[0].rstrip("、和及与"))) + 1
        return range(count, count + 1) if count > 1 else None
    numbered = _NUMBERED_NAMES.match(words)
    if numbered:
        count = len(re.findall("[0-9]+", numbered[0]))
        return range(count, count + 1) if count > 1 else None
    bare = _ASIDE.sub("＊", words)
    if any(len(pattern.findall(bare)) > 1 for pattern in (_NUMBERED, _ORDINAL)):
        return None  # `_matters` counts them
    if not strict and ("；" in bare or ";" in bare) and "、" not in _CLAUSE.split(bare)[0]:
        count = len([part for part in re.split("[；;]", bare) if part.strip()])
        return range(count, count + 1) if count > 1 else None
    clause = _CLAUSE.split(bare)[0]
    more = clause != bare
    if re.match("[，,](?:以及|还有|并有|再加上)", bare[len(clause) :]):
        return None  # the list goes on
    names = [part.strip() for part in clause.split("、")]
    if len(names) < 2 or any(not name or re.search("[0-9]", name) for name in names[:-1]):
        return None
    closed = closed or (len(names) == 2 and _all_of_a_kind(names))
    if max(map(len, names[:-1])) >= _LONG or (len(names) == 2 and more and not closed):
        return None
    if _NO_NAME.search(names[0]) or _NO_NAME.search(names[-1]):
        return None
    if sum(bool(_ITS_NUMBER.search(name)) for name in names) > 1:
        return None  # so many of each (会长一人、理事六人)
    last = re.split("以及|和|及|与", names[-1])
    if re.search("[0-9]", last[0]) or (len(last) == 1 and len(last[0]) >= _LONG):
        return None
    inner = sum(bool(re.search(".{2}(?:以及|和|及|与).{2}", name)) for name in names)
    ends = len(last) > 1 and names[-1][:1] not in "和及与"
    count = len(names)
    if ends and len(last) == 2 and inner <= 1:
        spaced = min(map(len, last)) >= 2
        if spaced and len({name[-1] for name in (*names[:-1], *last)}) == 1:
            return range(count + 1, count + 2)
        return (
            range(count + 1, count + 2) if spaced and len(last[0]) >= 3 else range(count, count + 2)
        )
    grouped = any(re.search("以及|和|及|与", name) for name in names[:-1])
    return range(inner + 1 if grouped and inner else count, count + inner + 1)
