"""Relations whose numbers stand apart: a whole in one paragraph, its part or share in another.

What binds such numbers is the thing that they count.  Each figure has the words of its clause
without those of place and time; figures are taken together where these have enough in common.
Because more figures of a text are tried than stand beside each other, numbers contradict here only
if none of those that the words could mean agrees.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from analysis.intervals import Interval
from analysis.language.messages import Message, Name, Named, Part, in_quotes
from analysis.screening.averages import (
    COUNTED_BY,
    MEAN,
    STATISTIC,
    each_of,
    product,
    quotient,
    things_for,
)
from analysis.screening.growth import DOUBLED, multiple_of
from analysis.screening.lazy import lazy
from analysis.screening.passages import Passage, Term, rounded_number
from analysis.screening.printed_arithmetic import (
    Relation,
    all_printed,
    percent_of,
    printed,
    weighed,
)
from analysis.screening.screening_records import MarkedPlace, ScreeningResult, Verdict

_NO_COUNT = ("", "%", "倍", "个百分点")
_FILLERS = re.compile(
    r"全[市县区省镇乡院校馆局州国系][统]?|全年度?|本[年市县区院校馆会局镇]度?|今年|当年|上学年|本学年|年内|截至|截止|同期|"
    r"年[底末]|月[底末]|[0-9]+[年月日]|累计|共计|合计|合共|总计|总数|共有|共|达到|达|突破|超过|约|近|其中|目前|现有|现|"
    r"完成|实现|先后|分别|各类|我[市县区院校局]|[为有已了的以]|计$|[到至](?=[0-9])|[^一-鿿]"
)
_STOCK = re.compile(
    r"登记|注册|在册|在编|现有|拥有|总数|持证|辖|在校|在籍|在职|常住|户籍|全部|实有|共有|[年月][末底]|建档|"
    r"全[市县区镇省校院馆系]|核定|设有|参保|营运"
)
_NO_STOCK = re.compile("新增|新建|新开|新发展|净增|增加|其中|培训|走访|慰问|发放|举办|开展|获|评")
_RESTRICTED = re.compile(
    r"的$|通过|获评|评定|享受|活跃|星级|以上|安装|配备|持有|开通|符合|配发|领取|参加|签订|签了|为.{0,12}(?:发|配|办理)"
)
_ADDED_UP = re.compile("累计|历年|人次|多次|反复|次均|以来|[两三四五六七八九十]年[来间]|先后")
_PLANS = re.compile("计划|力争|目标|拟|将|争取|预计|到20[0-9]{2}年|明年|下一?年|下步")
_YEAR_BEFORE = re.compile("上年|去年|前年|上届|上期|同期|此前|原来|上学年")
_AMONG = re.compile(
    r"(?:^|[，；：、])(?:在)?(?P<x>[一-鿿“”]{2,10}?)(?:(?:之中|当中|里面|里头|中|里)(?=[，:：])|(?:当中|里面|里头)(?=[一-鿿]))"
)
_POPULATION = re.compile("人口")
_SERVED = re.compile("受益|惠及|覆盖|服务|健康检查|体检|筛查|供水|参与|解决|为.{0,8}$")
_INHABITANTS = re.compile("居民|群众|村民|百姓|乡亲|市民|人口")
_DIGITS = 3
_SIMILAR = 0.6


class _Counted:
    """A figure with the words that say what it counts.

    Parameters
    ----------
    term
        The figure at its place.
    """

    def __init__(self, term: Term) -> None:
        self.term = term
        self.number = term.number
        self.unit = term.unit

    @lazy
    def words(self) -> str:
        """The words of its clause, without those of place and time; blanks where some were."""
        return " ".join(_FILLERS.sub(" ", self.term.around).split())

    @lazy
    def pairs(self) -> frozenset[str]:
        """Two characters in a row of these words."""
        words = self.words
        return frozenset(
            words[k : k + 2] for k in range(len(words) - 1) if " " not in words[k : k + 2]
        )

    @lazy
    def plain(self) -> bool:
        """Whether it is a number of things as they are: no change, average, plan or part."""
        term = self.term
        return not (term.is_change or term.is_mean or _PLANS.search(term.clause))

    @lazy
    def is_stock(self) -> bool:
        """Whether its words say that all of something is counted."""
        words = self.term.around
        return self.plain and bool(_STOCK.search(words)) and not _NO_STOCK.search(words)


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Return how much of the fewer words is also among the others."""
    fewer = min(len(a), len(b))
    return len(a & b) / fewer if fewer else 0.0


_FIRST, _BEFORE, _BEHIND = 10, 20, 10
"""How many figures of one unit are tried: the first, those before, those behind."""


class _Text:
    """All figures of a text by unit, with what they count.

    Parameters
    ----------
    sentences
        The sentences of the text that hold figures.
    """

    def __init__(self, sentences: Sequence[Passage]) -> None:
        self.sentences = sentences
        self.told: list[list[_Counted]] = []
        self.by_unit: dict[str, list[_Counted]] = defaultdict(list)
        for passage in sentences:
            own = [_Counted(term) for term in passage.terms]
            self.told.append(own)
            for each in own:
                self.by_unit[each.unit].append(each)

    def counts(self, unit: str, near: _Counted) -> list[_Counted]:
        """Return the figures of one unit around another that are no changes, averages or plans.

        In a long text they are the first ones, which sum it up, and those that stand near.
        """
        found = self.by_unit.get(unit, [])
        if len(found) > _FIRST + _BEFORE + _BEHIND:
            at = bisect_left(found, near.number.start, key=lambda each: each.number.start)
            begin = max(_FIRST, at - _BEFORE)
            found = [*found[:_FIRST], *found[begin : max(begin, at) + _BEHIND]]
        return [each for each in found if each.plain]


def apart(
    sentences: Sequence[Passage], decided: frozenset[MarkedPlace] = frozenset()
) -> Iterator[ScreeningResult]:
    """Apply every rule to a text whose numbers stand apart, but for those that are decided."""
    text = _Text(sentences)
    yield from _repeats(text)
    yield from _one_digit(text)
    yield from _more_than_all(text)
    yield from _inhabitants(text)
    yield from _kinds_of(text)
    for own in text.told:
        words = own[0].term.passage.text
        among = list(_AMONG.finditer(words)) if "中" in words or "里" in words else []
        for k, each in enumerate(own):
            if among:
                yield from _among(text, own, k, among)
            if each.number.place in decided:
                continue
            if each.unit == "%":
                yield from _shares(text, own, k)
                yield from _rates(text, own, k)
                yield from _growth(text, own, k)
            elif each.unit == "倍":
                yield from _doubled(text, own, k)
            elif each.unit not in _NO_COUNT:
                yield from _means(text, own, k)
                yield from _products(text, own, k)


# --- one thing said twice


def _repeats(text: _Text) -> Iterator[ScreeningResult]:
    """Find one thing with two numbers that are made of the same digits."""
    for unit, found in text.by_unit.items():
        if unit in ("", "倍", "个百分点") or len(found) < 2:
            continue
        groups: dict[str, list[_Counted]] = defaultdict(list)
        for each in found:
            groups["".join(sorted(each.number.digits))].append(each)
        often = Counter(each.words for each in found) if len(groups) < len(found) else Counter()
        for digits, same in groups.items():
            same = [each for each in same if often[each.words] <= _TWICE]
            if len(digits) < 2 or len({each.number.value for each in same}) < 2:
                continue
            for mean in (True, False):
                alike = [t for t in same if t.term.is_mean == mean and not t.term.is_change]
                yield from _changed_places(alike, digits)


_SURE_PAIRS = 3
"""So many pairs of characters in common say that two figures are of one thing."""


def _names(told: _Counted) -> frozenset[str]:
    """Return two characters in a row of the words of a figure and of the noun right behind it."""
    clause = told.words
    if len(told.pairs) < _SURE_PAIRS:  # 公开听证去年办了60场，今年办了90场
        clause = " ".join(_FILLERS.sub(" ", told.term.lead).split())
    clause = re.sub("各类|各种|各项|组织|开展|举办|办理|工作|名|人", " ", clause)
    return frozenset(
        clause[k : k + 2] for k in range(len(clause) - 1) if " " not in clause[k : k + 2]
    )


def _one_digit(text: _Text) -> Iterator[ScreeningResult]:
    """Find one thing with two numbers of which one digit differs, in different paragraphs."""
    for unit, found in text.by_unit.items():
        if unit in ("", "%", "倍", "个百分点", "元") or len(found) < 2:
            continue
        plain = [t for t in found if t.plain and len(t.number.digits) >= _DIGITS][: 3 * _BEFORE]
        often = Counter(each.words for each in plain)
        for i, first in enumerate(plain):
            for other in plain[i + 1 :]:
                if first.term.passage.line == other.term.passage.line:
                    continue
                if often[first.words] > _TWICE or often[other.words] > _TWICE:
                    continue
                if _digit_off(first, other) and _same_thing(first, other):
                    yield _said_twice(first, other, "unusual")


def _digit_off(a: _Counted, b: _Counted) -> bool:
    """Tell whether two numbers have as many digits, and differ in one of them."""
    one, two = a.number.value, b.number.value
    near = one and two and max(one, two) < 10 * min(one, two)
    x, y = a.number.digits, b.number.digits
    if not near or len(x) != len(y) or sum(c != d for c, d in zip(x, y, strict=True)) != 1:
        return False
    return not a.number.widest.intersects(b.number.widest)


def _same_thing(a: _Counted, b: _Counted) -> bool:
    """Tell whether almost all words of two figures are the same."""
    if _other_time(a, b) or _other_place(a, b):
        return False
    one, two = _names(a), _names(b)
    shared = len(one & two)
    whole = re.compile("其中|另|此外|计划|目标|第[一二三四]|[上下]半年|季度")
    if any(whole.search(each.term.clause) for each in (a, b)):
        return False
    return shared >= _SURE_PAIRS and 4 * shared >= 3 * min(len(one), len(two))


def _said_twice(a: _Counted, b: _Counted, verdict: Verdict) -> ScreeningResult:
    fields: dict[str, Part] = {
        "words": in_quotes(Named(Name(a.words.replace(" ", "")))),
        "inputs": all_printed((a.number, b.number)),
    }
    places = (a.number.place, b.number.place)
    return ScreeningResult("repeat", verdict, places, Message("screening.repeat.wrong", **fields))


def _changed_places(same: Sequence[_Counted], digits: str) -> Iterator[ScreeningResult]:
    """Compare numbers that are made of the same digits."""
    for i, first in enumerate(same[:12]):
        for other in same[i + 1 : i + 12]:
            a, b = first.number, other.number
            near = a.value and b.value and max(a.value, b.value) < 10 * min(a.value, b.value)
            if not near or a.value == b.value or a.widest.intersects(b.widest):
                continue
            if _other_time(first, other) or _other_place(first, other):
                continue
            likeness = _likeness(first.pairs, other.pairs)
            shared = len(first.pairs & other.pairs)
            if len(digits) < _DIGITS and (likeness < _SIMILAR or shared < 2):
                continue
            if not shared or likeness < 0.3:
                continue
            sure = likeness >= _SIMILAR and (shared >= 2 or len(digits) > _DIGITS)
            yield _said_twice(first, other, "contradicts" if sure else "unusual")


_TWICE = 2
"""Words before more figures than so many are of many things, as in a list of places."""
_PLACE = re.compile(
    r"^[^一-鿿]*(?P<name>[一-鿿]{1,4}?(?:区|县|市|镇|乡|村|街道|局|公司|所|院|校|班|组|部|厂|分会|工会))"
)


def _other_place(a: _Counted, b: _Counted) -> bool:
    """Tell whether the sentences, or the words, of two figures begin with different names."""
    for words in ((a.words, b.words), (a.term.passage.text, b.term.passage.text)):
        names = [_PLACE.match(each) for each in words]
        if names[0] and names[1] and names[0]["name"] != names[1]["name"]:
            return True
    return False


def _other_time(a: _Counted, b: _Counted) -> bool:
    """Tell whether the words put two figures into different years."""
    before = [
        bool(_YEAR_BEFORE.search(each.term.clause) or _THEN_BEGINS.match(each.term.lead))
        for each in (a, b)
    ]
    years = [set(re.findall("20[0-9]{2}", each.term.passage.text)) for each in (a, b)]
    return before[0] != before[1] or bool(years[0] and years[1] and not years[0] & years[1])


# --- parts and wholes


def _suffix(told: _Counted) -> str:
    """Return the name of what a figure counts: the words right before it, or right behind it."""
    before = _FILLERS.sub(" ", told.term.clause).split(" ")[-1]
    if len(before) >= 3:
        return before[-8:]
    return re.split("[，,；;、：:。（]", told.term.tail)[0][:8]


def _exceeds(part: Interval, whole: Interval) -> bool:
    return part.low is not None and whole.high is not None and part.low > whole.high


def _name_in(whole: _Counted, part: _Counted) -> str:
    """Return the longest end of a whole's name, of three characters at least, beside a part."""
    name, words = _suffix(whole), part.term.around
    for k in range(max(0, len(name) - 2)):
        if name[k:] in words:
            return name[k:]
    return ""


_ALL_OF = re.compile("(?:各项|全部|各类|全社会|总)(?P<noun>(?!工会)[一-鿿]{2,6})$")
_SAID_OF = "余额为达到共有"
_KINDS = 6
"""So many figures behind the number of all kinds may be of one kind."""


def _kinds_of(text: _Text) -> Iterator[ScreeningResult]:
    """Find a kind of something that is more than all of it (涉农贷款 beside 各项贷款)."""
    for unit, found in text.by_unit.items():
        if unit in _NO_COUNT:
            continue
        for i, whole in enumerate(found):
            match = _ALL_OF.search(whole.term.clause.rstrip(_SAID_OF)) if whole.plain else None
            if not match:
                continue
            noun = match["noun"][-2:]
            for part in found[i + 1 : i + 1 + _KINDS]:
                kind = part.term.clause.rstrip(_SAID_OF)
                inside = kind.endswith(noun) and not re.search("总|各|全|累计|上年|去年", kind)
                near = part.term.passage.line - whole.term.passage.line <= 1
                more = _exceeds(part.number.widest, whole.number.widest)
                if inside and near and part.plain and more:
                    yield _of_part(part, whole)


def _of_part(part: _Counted, whole: _Counted, verdict: Verdict = "contradicts") -> ScreeningResult:
    places = tuple(sorted((part.number.place, whole.number.place)))
    message = Message(
        "screening.part.wrong", part=printed(part.number), whole=printed(whole.number)
    )
    return ScreeningResult("part", verdict, places, message)


def _more_than_all(text: _Text) -> Iterator[ScreeningResult]:
    """Find more of a thing, with a restriction, than the text says there are."""
    for unit, found in text.by_unit.items():
        if unit in _NO_COUNT or unit in ("元", "人次"):
            continue
        stocks = [each for each in found if each.is_stock][: _FIRST + _BEFORE]
        if not stocks:
            continue
        for part in found:
            if not part.plain or re.search("年初|[从由]|增至|增加到|总|合计", part.term.clause):
                continue
            words = part.term.around
            if not _RESTRICTED.search(words) or _ADDED_UP.search(part.term.passage.text):
                continue
            wholes = [
                (name, each)
                for each in stocks
                if each.term.passage is not part.term.passage and (name := _name_in(each, part))
            ]
            if not wholes:
                continue
            longest = max(len(name) for name, _ in wholes)
            named = [each for name, each in wholes if len(name) == longest]
            whole = max(named, key=lambda each: each.number.value)
            if _exceeds(part.number.widest, whole.number.widest):
                yield _of_part(part, whole)


def _inhabitants(text: _Text) -> Iterator[ScreeningResult]:
    """Find more inhabitants served than the text says that there are."""
    people = [each for each in text.by_unit.get("人", ()) if each.plain]
    stocks = [each for each in people if _POPULATION.search(each.term.clause)]
    if not stocks:
        return
    whole = max(stocks, key=lambda each: each.number.value)
    for part in people:
        words = part.term.around
        if part in stocks or _ADDED_UP.search(words) or not _INHABITANTS.search(words):
            continue
        if _SERVED.search(words) and _exceeds(part.number.widest, whole.number.widest):
            yield _of_part(part, whole)


def _wholes_among(text: _Text, x: str, part: _Counted) -> list[_Counted]:
    """Return the figures that count what stands before 中."""
    wanted = frozenset(x[k : k + 2] for k in range(len(x) - 1))
    found = [
        each
        for each in text.counts(part.unit, part)
        if each is not part
        and 2 * len(wanted & each.pairs) >= len(wanted)
        and not each.term.is_change
        and not (each.term.passage is part.term.passage and each.term.k > part.term.k)
    ]
    if found:
        return found
    kind = [each for each in text.counts(part.unit, part) if len(x) > 3 and x[:2] in each.words]
    earlier = [
        each
        for each in text.counts(part.unit, part)
        if each.number.start < part.number.start
        and each.term.passage is not part.term.passage
        and x[-2:] in each.words
    ]
    return [*kind, *earlier]


def _among(
    text: _Text, own: Sequence[_Counted], k: int, among: Sequence[re.Match[str]]
) -> Iterator[ScreeningResult]:
    """Hold a number of those among X against the number of X, wherever that stands."""
    part = own[k]
    at = part.number.start - part.term.passage.start
    before = [match for match in among if match.end() <= at]
    if part.unit in _NO_COUNT or part.unit == "元" or not before or not part.plain:
        return
    if (
        re.search("总|合计|共", part.term.clause)
        or "其中" in before[-1]["x"]
        or re.search("[；;]", part.term.passage.text[before[-1].end() : at])
    ):
        return
    wholes = _wholes_among(text, before[-1]["x"], part)
    wholes = [each for each in wholes if each.term.passage is not part.term.passage] or wholes
    if not wholes:
        return
    whole = max(wholes, key=lambda each: each.number.value)
    if _exceeds(part.number.widest, whole.number.widest):
        yield _of_part(part, whole)


# --- shares and rates

_SHARE_LEAD = re.compile(
    r"^[，,（(]?(?:约|仅)?(?:占|(?:相当于|约为|约合)(?=[^，]{2,12}的))"
    r"(?:比|总数|总量|(?P<of>[一-鿿]{2,12}?)(?:总数|总量)?)?(?:的|为|达|约|近|比重|比例)*$"
)
_ELSEWHERE = re.compile("全[国省市县区球校院]|世界|同期|生产总值|地区|当年|上年|财政")
_RATE_LEAD = re.compile(
    r"^[，,（(]?(?P<stem>[一-鿿]{2,8})(?:率|面)(?:为|是|达到了?|达|约为|约|仅)*$"
)
_NO_RATE = re.compile(
    "增长|增速|下降|增幅|失业|死亡|出生|自然|使用|利用|负债|利润|毛利|收益|逾期|准确|满意|升学"
)


def _shares(text: _Text, own: Sequence[_Counted], k: int) -> Iterator[ScreeningResult]:
    """Hold a share or rate right behind a count against the whole that stands elsewhere."""
    if not k:
        return
    claim, part = own[k], own[k - 1]
    lead = claim.term.lead
    rate, share = _RATE_LEAD.match(lead), _SHARE_LEAD.match(lead)
    if not (rate or share) or part.unit in _NO_COUNT or not part.plain:
        return
    if rate and _NO_RATE.search(rate["stem"]):
        return
    passage = part.term.passage
    of = (share and share["of"]) or ""
    loose = False
    here = [each for each in own[: k - 1] if each.unit == part.unit and each.plain]
    beside = k > 1 and here[-1:] == [own[k - 2]] and bool(share) and not of
    beside = beside and "其中" not in part.term.lead and bool(_OUT_OF.search(here[-1].term.around))
    if here and not beside:
        return
    of_place = re.fullmatch("全[省市县区校院](?P<noun>[一-鿿]{3,})", of)
    counted = [
        each
        for each in text.counts(part.unit, part)
        if of_place and re.fullmatch(f".{{0,4}}{of_place['noun']}", _suffix(each))
    ]
    if _ELSEWHERE.search(of) and not counted:
        return
    at = part.number.start - passage.start
    among = [match for match in _AMONG.finditer(passage.text) if match.end() <= at]
    if among and "其中" not in among[-1]["x"]:
        wholes = _wholes_among(text, among[-1]["x"], part)
    elif beside:
        wholes = here[-1:]
    elif counted:
        wholes = counted
    elif of:
        wholes = _wholes_among(text, of, part)
    elif rate:
        wholes = _out_of(text, part, rate["stem"]) or _named_in(text, part)
        if not wholes and k > 1 and own[k - 2].unit in _PLACES and part.unit == "人":
            wholes = [own[k - 2]] if _OUT_OF.search(own[k - 2].term.around) else []
        if not wholes and _DONE_RATES.search(rate["stem"]) and _DONE.search(part.term.around):
            wholes, loose = _near(text, part), True
    else:
        wholes = _named_in(text, part) or _in_line(text, own, part)
        loose = not wholes
        wholes = wholes or _totals_before(text, part)
    wholes = [
        each
        for each in wholes
        if each is not part and not _exceeds(part.number.widest, each.number.widest)
    ]
    every = [each for each in text.counts(part.unit, part) if each is not part]
    relations = [
        Relation(claim.number, (part.number, each.number), percent_of)
        for each in (*wholes, *(every if not of and not among else ()))
    ]
    if wholes:
        rule = "rate" if rate else "share"
        sure = len(wholes) <= 2 and not loose
        yield from weighed(rule, relations, sure=sure, doubtful=len(wholes) <= 4)


_LINES = 3
"""Lines before a share in which its whole may stand."""


def _totals_before(text: _Text, part: _Counted) -> list[_Counted]:
    """Return the totals of a unit in the sentences right before a part."""
    return [
        each
        for each in text.counts(part.unit, part)
        if 0 <= part.term.passage.line - each.term.passage.line <= _LINES
        and each.number.start < part.number.start
        and each.term.passage is not part.term.passage
        and re.search("总|共|规模|全|现有|合计|登记", each.term.clause)
    ]


_DONE_RATES = re.compile("(?:完成|落实|到位|签约|整改|覆盖|安置|开工|竣工|入库|采样|检测)$")
_DONE = re.compile("已|完成|完工")


def _near(text: _Text, part: _Counted) -> list[_Counted]:
    """Return the figures of a unit in the lines right before a part that are not less."""
    return [
        each
        for each in text.counts(part.unit, part)
        if 0 <= part.term.passage.line - each.term.passage.line <= 1
        and each.number.start < part.number.start
        and each.term.passage is not part.term.passage
    ]


_PLACES = ("个", "份", "种", "席")
"""Units of places that people take: 岗位5600个，签约2128人."""


def _named_in(text: _Text, part: _Counted) -> list[_Counted]:
    """Return the figures whose name stands, with more words, beside a part."""
    return [
        each
        for each in text.counts(part.unit, part)
        if each.term.passage is not part.term.passage
        and (name := _name_in(each, part))
        and len(part.words.replace(" ", "")) > len(name)
        and _suffix(each)[-3:] == name[-3:]
    ]


def _in_line(text: _Text, own: Sequence[_Counted], part: _Counted) -> list[_Counted]:
    """Return the one figure of a unit that the sentences before in the same line hold."""
    found = [
        each
        for each in text.counts(part.unit, part)
        if each.term.passage.line == part.term.passage.line
        and each.number.start < part.number.start
        and each.term.passage is not part.term.passage
        and not _YEAR_BEFORE.search(each.term.clause)
    ]
    return found if len({each.number.value for each in found}) == 1 else []


def _out_of(text: _Text, part: _Counted, stem: str) -> list[_Counted]:
    """Return the figures that a rate of this name is out of (受理 for 办结率), if part is done."""
    verbs = _VERBS.get(stem[-2:], (stem[-2:],))
    if not any(verb in part.term.around for verb in verbs):
        return []
    return [
        each
        for each in text.counts(part.unit, part)
        if each is not part
        and _OUT_OF.search(each.term.around)
        and not any(verb in each.term.around for verb in verbs)
    ]


_VERBS = {
    "结案": ("审结", "办结", "结案"), "办结": ("办结", "审结", "已办"), "出席": ("实到", "出席"),
    "就业": ("就业", "落实"), "落实": ("落实",), "录取": ("录取", "录用"), "通过": ("通过", "合格"),
    "回收": ("收回", "回收"), "参保": ("参保",),
}  # fmt: skip
_OUT_OF = re.compile(
    "受理|应|发放|发出|立案|登记|报名|排查|发现|收到|接收|提供|推出|派出|下达|检查|抽查|收案|接到|转来|摸排"
)


_OF_ALL = frozenset(
    ("全年", "全院", "全市", "全县", "全区", "年度", "总体", "综合", "案件", "累计")
)
"""Words before a rate that is of everything."""


def _rates(text: _Text, own: Sequence[_Counted], k: int) -> Iterator[ScreeningResult]:
    """Hold a rate that stands alone against the pair of counts that its name names elsewhere."""
    claim = own[k]
    match = re.search(
        r"(?P<stem>[一-鿿]{2,8})率(?:为|是|达到了?|达|约为|约|仅|保持在|稳定在)*$", claim.term.lead
    )
    if not match or _NO_RATE.search(match["stem"]) or re.search("比|较|由|从", claim.term.clause):
        return
    if any(each.unit not in _NO_COUNT for each in own[:k]):
        return
    stem = match["stem"][-2:]
    verbs = _VERBS.get(stem, (stem,))
    pairs: list[tuple[_Counted, _Counted]] = []
    for sentence in text.told:
        for i, part in enumerate(sentence[1:], 1):
            if part.unit in _NO_COUNT or not part.plain:
                continue
            if not any(verb in part.term.clause for verb in verbs):
                continue
            whole = next((w for w in reversed(sentence[:i]) if w.unit == part.unit), None)
            if whole is not None and whole.plain and _OUT_OF.search(whole.term.around):
                pairs.append((part, whole))
    relations = [
        Relation(claim.number, (part.number, whole.number), percent_of) for part, whole in pairs
    ]
    near = len(pairs) == 1
    special = match["stem"][:-2]
    named = [p for p in pairs if special and special[-2:] in p[0].term.passage.text]
    if special and special[-2:] not in _OF_ALL and not named:
        return
    yield from weighed("rate", relations, sure=near, doubtful=bool(pairs))


# --- averages


def _means(text: _Text, own: Sequence[_Counted], k: int) -> Iterator[ScreeningResult]:
    """Hold an average against the total before it and a count that stands elsewhere."""
    mean = own[k]
    cue = MEAN.search(mean.term.lead) if "均" in mean.term.lead else None
    if not cue or STATISTIC.search(mean.term.clause) or not k:
        return
    each = each_of(cue)
    if not each or each in "日天":
        return
    base, units = things_for(each)
    total = next((t for t in reversed(own[:k]) if t.unit == mean.unit and t.plain), None)
    if total is None and mean.unit == "次":
        total = next((t for t in reversed(own[:k]) if t.unit == "人次" and t.plain), None)
    if total is None or total.term.k < k - 2:
        return
    noun = re.sub(r"^.*?每一?[一-鿿]", "", cue[0])[:4] if cue["each"] else ""
    if any(t.unit in units and t is not total for t in own):
        return
    counts = [
        t
        for unit in {*units, *(COUNTED_BY if noun else ())}
        for t in text.counts(unit, mean)
        if t is not total
        and ((t.unit in units and t.unit != "个") or (noun and noun[:2] in t.term.around))
    ]
    if noun and len(noun) >= 2 and base == "个":
        counts = [t for t in counts if noun[:2] in t.term.around]
    beside = [
        t
        for t in text.counts(base, mean)
        if t not in counts and 0 <= mean.term.passage.line - t.term.passage.line <= 1
    ]
    relations = [
        Relation(rounded_number(mean.number), (total.number, t.number), quotient)
        for t in (*counts, *(beside if counts else ()))
    ]
    yield from weighed("average", relations, sure=len(counts) <= 3, doubtful=len(counts) <= 5)


def _products(text: _Text, own: Sequence[_Counted], k: int) -> Iterator[ScreeningResult]:
    """Hold so many at so much each against their total, which stands elsewhere."""
    amount = own[k]
    if not k or amount.unit != "元" or "每" not in amount.term.lead:
        return
    if not re.search(r"每[一-鿿]{1,8}$", amount.term.lead):
        return
    count = own[k - 1]
    each = re.search(
        r"每一?(?P<each>人|户|家|件|场|次|名|位|个|份|台|张|所|套|亩|只|头|项|公里|座|栋|株)",
        amount.term.lead,
    )
    if not each or count.unit not in things_for(each["each"])[1] or not count.plain:
        return
    if re.search("最高|最低|不超过|至多|以上|以内|每年|每月", amount.term.around):
        return
    if any(t.unit == "元" and t is not amount and t.plain for t in own):
        return
    wanted = count.pairs | amount.pairs
    totals = [
        t
        for t in text.counts("元", amount)
        if t is not amount and _SPENT_IN_ALL.search(t.term.around)
    ]
    bound = [t for t in totals if len(wanted & t.pairs) >= 2]
    relations = [
        Relation(t.number, (count.number, amount.number), product, "product")
        for t in (*bound, *(t for t in totals if t not in bound))
    ]
    verbs = [t for t in totals if wanted & t.pairs]
    near = bool(verbs) and len(totals) == 1
    yield from weighed("average", relations, sure=len(bound) == 1, doubtful=len(bound) == 2 or near)


_SPENT_IN_ALL = re.compile("共|总额|合计|全年|累计|兑现|发放|支出|投资|投入|总")


# --- growth

_THAN_BEFORE = re.compile(
    r"(?:比|较|同比)(?:上年|去年|上学年|上年同期|去年同期|年初|上届|上期|上一年|前一年|20[0-9]{2}年[末底]?)?(?:[末底])?"
    r"(?P<word>增长|增加|提高|上升|下降|减少|增)(?:了|约|近|达)*$|^[，,]?同比(?P<same>增长|增加|下降|减少|上升)(?:了|约|近)*$"
    r"|^[，,]?(?P<by>增幅|涨幅|增速|降幅|跌幅|增长|下降)(?:了|约|近|达到?|为)*$"
)
_SINCE = re.compile(
    r"(?:比|较|同|与)(?:上年|去年|年初|上届|上学年|(?:20)?[0-9]{2}年[末底]?)[^，]{0,4}(?:相比)?[，,]?(?P<x>[一-鿿]{2,10}?)(?:个数|数量|总数|人数)?"
    r"(?P<word>增长|增加|提高|上升|下降|减少)(?:了|约|近|达)*$"
)
_EARLIER = re.compile(
    "上年|去年|前年|上学年|年初|上届|上期|上一年|20[0-9]{2}年[末底]?|改造前|原有|原来|此前|过去"
)
_LATER = re.compile(
    "年[末底]|今年|本学年|本年|达到|增至|增加到|扩大到|目前|现有|如今|本届|升至|降至|发展到"
)


def _growth(text: _Text, own: Sequence[_Counted], k: int) -> Iterator[ScreeningResult]:
    """Hold a growth against the number before it and the earlier one, which stands elsewhere."""
    claim = own[k]
    lead = claim.term.lead
    than = _THAN_BEFORE.search(lead)
    if than and k and own[k - 1].plain and own[k - 1].unit not in _NO_COUNT:
        now = own[k - 1]
        word = than["word"] or than["same"] or than["by"]
        if any(t.unit == now.unit and t is not now and _EARLIER.search(t.term.clause) for t in own):
            return
        bases = _bases(text, now)
        relations = [_grown_from(claim, t, now, word) for t in bases]
        yield from weighed("growth", relations, sure=len(bases) == 1, doubtful=False)
        return
    since = _SINCE.search(lead)
    if not since or (k and own[k - 1].unit not in _NO_COUNT):
        return
    x = since["x"]
    wanted = frozenset(x[i : i + 2] for i in range(len(x) - 1))
    pairs: list[tuple[_Counted, _Counted]] = []
    for sentence in text.told:
        for i, first in enumerate(sentence):
            if first.unit in _NO_COUNT or not first.plain:
                continue
            if not _EARLIER.search(first.term.clause) or len(first.pairs & wanted) < 2:
                continue
            pairs += [
                (first, last)
                for last in sentence[i + 1 : i + 4]
                if last.unit == first.unit and _LATER.search(last.term.clause)
            ][:1]
    relations = [_grown_from(claim, a, b, since["word"]) for a, b in pairs]
    yield from weighed("growth", relations, sure=len(pairs) == 1, doubtful=bool(pairs))


def _bases(text: _Text, now: _Counted) -> list[_Counted]:
    """Return the earlier figures of what a figure counts, which other sentences hold."""
    return [
        t
        for t in text.counts(now.unit, now)
        if t.term.passage is not now.term.passage
        and (_EARLIER.search(t.term.clause) or _YEAR_BEGINS.match(t.term.lead))
        and not _PLANS.search(t.term.clause)
        and len(_thing(text, t) & now.pairs) >= max(2, len(now.pairs) // 2)
    ]


_THEN_BEGINS = re.compile("[^一-鿿0-9]*(?:上学年|上一?年度?|去年|年初|上届)[末底初]?，")
_YEAR_BEGINS = re.compile(
    "[^一-鿿0-9]*(?:20[0-9]{2}年|(?:上学年|上一?年度?|去年|年初|上届)[末底初]?，)"
)


def _thing(text: _Text, told: _Counted) -> frozenset[str]:
    """Return the words of a figure; in brackets (上年为80件), those of the figure before them."""
    k = told.term.k
    if not k or not re.match("[（(]", told.term.lead) or not _EARLIER.search(told.term.lead):
        return told.pairs
    return _Counted(told.term.passage.terms[k - 1]).pairs


def _doubled(text: _Text, own: Sequence[_Counted], k: int) -> Iterator[ScreeningResult]:
    """Hold 较上年翻一番 against the number before it and the earlier one elsewhere."""
    claim = own[k]
    if not k or not DOUBLED.search(claim.number.literal) or not own[k - 1].plain:
        return
    now = own[k - 1]
    than = re.search("[比较]", claim.term.lead)
    if now.unit in _NO_COUNT or not than or any(t.unit == now.unit for t in own[: k - 1]):
        return
    bases = _bases(text, now)
    if len(bases) == 1:
        yield from multiple_of(claim.term, now.term, bases[0].term, 0)


def _grown_from(claim: _Counted, first: _Counted, last: _Counted, word: str) -> Relation:
    """Return the relation of a growth to two numbers."""
    falls = bool(re.match("下降|减少|降幅|跌幅", word))

    def growth(before: Interval, after: Interval) -> Interval | None:
        if before.low is None or before.low <= 0:
            return None
        change = (after / before - Interval.point(1)).scaled(100)
        return -change if falls else change

    return Relation(claim.number, (first.number, last.number), growth)
