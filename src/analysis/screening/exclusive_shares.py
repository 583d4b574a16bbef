"""Shares of one whole that exclude each other: together no more than all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from analysis.language.messages import Message
from analysis.screening.passages import Passage, ReadNumber, Term
from analysis.screening.printed_arithmetic import all_printed, sum_of
from analysis.screening.screening_records import ScreeningResult, Verdict
from analysis.screening.wholes import OVERLAP_SAID, OVERLAPPING

_SAID = r"(?:为|是|达到了?|达|约|大约|仅|只|也|则|各|共|近|超过|接近|合计|有|的)*"
_SHARE = re.compile(
    r"(?:占(?P<of>[^，,。；;0-9比]{0,14}?)?(?:的)?(?:比|比例|比重|份额)?|比例|比重|占比)"
    + _SAID
    + "$"
)
_CUT = re.compile("[，,；;：:（）。、]|——")
_ASIDE = re.compile("（[^（）]*）")
_NO_SHARE = re.compile(
    "(?<!得票)(?<![比效频])率|增|下降|上升|比上|比去|较上|较去|较年|同比|环比|提高|完成(?!占)|达标|超额|满意度|缩|降|减|升幅|同期|"
    "上年|去年|上届|知晓|覆盖|满足|相当于|达到[^，]{0,6}(?:目标|标准)"
)
_DIVIDES = re.compile(
    r"按[^，。；]{0,14}(?:分|划分|统计|计|看|归类|方式)|依[^，。；]{0,12}(?:分|区分|来看)|"
    r"方式|类型|类别|来源|构成|结构|组成|分布|"
    r"从[^，。；]{1,10}(?:看|上讲|来说|而言)|三次产业|年龄|学历|文化程度|去向|比重|(?:分|归)为[一二三四五六七八九两]?|原因|渠道|"
    r"成因|性质|用途|投向|地域|籍贯|户籍|[一-鿿]{2}方面，|就[^，。；]{2,8}而言|股权|股本|能源|品种|票源|客源|持股|占比情况|份额"
)
_ONE_EACH = re.compile(
    "单选|限[投选填](?:一|1)|只(?:选|归|记|算|填|计|能选)(?:一|其一)|归入一类|仅选一|限选一|唯一选项|互不重复|不重复计|互不交叉|互斥|择一|三者必居其一|"
    "合计为?(?:百分之百|100%)|之和(?:即|就)?为?(?:全部|总|百分之百|100%|整体)|均只归|各归一类|每[人户案件家份]仅"
)
_REST = re.compile("^(?:而|则)?(?:其余|其他|其它|剩余|余下|剩下|另外|此外)")
_GOES_ON = re.compile(r"^\s*(?:而|则)?(?:其余|其他|其它|剩余|余下|剩下|另有|另外|此外|还有)")
_NESTED = re.compile("其中|当中|里面|[^市县区院校集]中(?:，|有)")
_RANGE = re.compile(
    "[0-9一二三四五六七八九十]+(?:周?岁|年|元|万元|平方米|亩|小时|公里|人|万)?(?:以[上下]|至|到|—|-|~|～)"
)
_ABOVE = re.compile("以上|及以上|超过|大于|不低于")
_BELOW = re.compile("以下|以内|未满|不满|不足|低于|小于")
_DIMENSIONS = tuple(
    re.compile(words)
    for words in (
        "男|女",
        "本[市省县区地院校]|外[市省县地埠籍]|省[内外]|市[内外]|县[内外]|境[内外]|国[内外外]|港澳台|本土|海外",
        "城镇|城市|农村|乡村|城区|县城|集镇",
        "煤|电|气|油|水能|风能|光伏|太阳能|核|生物质|可再生|天然气|新能源",
        "[一二三]产业|农业|工业|服务业|建筑业",
        "优|良|中等|合格|及格|较差|差$|达标",
        "很满意|较?满意|一般|不满意|说不清|基本满意|无所谓|弃权",
        "支持|反对|弃权|赞成|无所谓|说不清|同意",
        "[甲乙丙丁ABCD]|[一二三四五]类|[一二三四五]级|[一二三四五]等",
        "高级|中级|初级|副高|正高|员级|无职称|未定级",
        "步行|公交|骑车|地铁|私家车|自驾|班车|高铁|飞机|铁路|公路|水路|航空|水运",
        "线上|线下|窗口|自助|网[上络]|现场|电话|微信|信函|来访|来信|来电|邮寄|上门",
        "财政|自筹|社会|捐赠|贷款|拨款|捐款|补助|利息|会费|事业收入|门票",
        "调解|裁决|判决|撤诉|撤回|撤案|移送|驳回|和解|裁定|仲裁",
        "现金|刷卡|扫码|微信|支付宝|银行卡|移动支付",
        "春|夏|秋|冬|[一二三四]季度|上半年|下半年",
    )
)
"""Groups of words of which a thing has one only."""
_NOT_ONE = re.compile("及以上|及以下|党员|团员|困难|少数民族|残疾|留守|首次|新增")
_WHOLE_SAID = re.compile("三者|四者|[三四五六]类|[三四五六]项|[三四五六]部分|合计|之和")
_LABEL_LONG = 22
_HUNDRED = 100
_DIVIDED = re.compile("[按依][^，。；0-9]{1,12}(?:划分|分|区分|归类|统计)[，：]?[^，。；0-9]{0,8}$")
_LISTED = re.compile("分别占[^，,。；;]{0,10}$|(?:结构|构成|比例|比重|占比)(?:分别)?[为是约]*$")


class _Share(NamedTuple):
    """A share, the words that say of what, and the whole that they name."""

    term: Term
    label: str
    of: str
    says: bool
    nested: bool


def exclusive_shares(sentences: Sequence[Passage], words: str) -> Iterator[ScreeningResult]:
    """Add up shares of one whole: more than 100 % cannot be, 100 % agrees.

    They exclude each other where the words divide a thing (按来源分), the last is the rest, each is
    of a group of words of which a thing has one only (ages, degrees, ways), or it is said.
    """
    for s, passage in enumerate(sentences):
        if "%" not in passage.units:
            continue
        following = sentences[s + 1] if s + 1 < len(sentences) else None
        runs = _runs(passage)
        for k, run in enumerate(runs):
            more = run
            last = k + 1 == len(runs) and run[-1].term.k == _percentages(passage)[-1].k
            if last and following is not None and following.line == passage.line:
                more = run if _full(run) else run + _continued(following)
            once = _said_before(words, passage)
            yield from _judged(_introduction(sentences, s, run), more, once)


def _up_to_all(run: Sequence[_Share]) -> Sequence[_Share]:
    """Return the first shares that are all there is exactly; those behind them are of others."""
    total = Fraction(0)
    for n, share in enumerate(run[:-1], 1):
        total += share.term.number.value
        after = run[n]
        apart = after.term.lead.startswith("；") and not _REST.match(after.label)
        if n > 1 and total == _HUNDRED and apart:
            return run[:n]
    return run


def _full(run: Sequence[_Share]) -> bool:
    """Tell whether the shares of a list are all there is, so that what follows is none of it."""
    return len(run) > 1 and sum_of(*(each.term.number.usual for each in run)).contains(_HUNDRED)


def _percentages(passage: Passage) -> list[Term]:
    return [term for term in passage.terms if term.unit == "%"]


def _shares_of(passage: Passage) -> list[_Share | None]:
    """Return what each percentage of a sentence is a share of; nothing where it is none."""
    found: list[_Share | None] = []
    end = 0
    nested = False
    previous_words = ""
    one_each = bool(_ONE_EACH.search(passage.text))
    for term in _percentages(passage):
        start = term.number.start - passage.start
        words = _ASIDE.sub("", passage.text[end:start])
        end = term.number.end - passage.start
        if re.search("[；;]", words):
            nested = False
            words = re.split("[；;]", words)[-1]
        match = _SHARE.search(words)
        bare = words[: match.start()] if match else re.sub(_SAID + "$", "", words)
        pieces = [piece for piece in _CUT.split(bare) if piece.strip()]
        within = (
            bool(found) and found[-1] is not None and _NESTED.search("，".join(pieces[-3:]) + "，")
        )
        nested = nested or bool(within)
        label = pieces[-1].strip() if pieces else ""
        if re.fullmatch("[^一-鿿]*|[0-9.,]+[万亿]?[一-鿿]{0,3}", label) and len(pieces) > 1:
            label = pieces[-2].strip()
        of = (match["of"] or "") if match else ""
        plain = one_each or not _NO_SHARE.search(words.replace("增加值", ""))
        joined = bool(found) and re.fullmatch("[、和及与，]|以及", words.strip())
        if joined and found[-1] is not None:
            label, of = previous_words, found[-1].of
        elif not label:
            plain = False
        previous_words = label
        says = bool(match) or bool(joined)
        share = _Share(term, label, of, says, nested)
        found.append(share if plain and len(label) <= _LABEL_LONG else None)
    return found


def _runs(passage: Passage) -> list[list[_Share]]:
    """Return the shares that follow each other and are of one whole, without those 其中."""
    runs: list[list[_Share]] = [[]]
    one_each = bool(_ONE_EACH.search(passage.text))
    for share in _shares_of(passage):
        if share is None:
            runs.append([])
        elif not share.nested or not any(runs):
            wholes = {each.of for each in (*runs[-1], share) if each.of}
            mixed = runs[-1] and share.says != runs[-1][-1].says and len(runs[-1]) > 1
            if len(wholes) > 1 or (mixed and not (one_each or _REST.match(share.label))):
                runs.append([])
            runs[-1].append(share)
    return [run for run in runs if run]


def _continued(following: Passage) -> list[_Share]:
    """Return the rest of a list of shares that goes on in the next sentence."""
    if not _GOES_ON.match(following.text):
        return []
    shares = _shares_of(following)
    return [shares[0]] if shares and shares[0] is not None and shares[0].says else []


def _introduction(sentences: Sequence[Passage], s: int, run: Sequence[_Share]) -> str:
    """Return the words before a list of shares; a short sentence before introduces it too."""
    passage = sentences[s]
    return passage.text[: run[0].term.number.start - passage.start]


_ONE_ONLY = re.compile(
    "[每各][一-鿿]{1,8}[只仅](?:登记|计入?|归入?|填报?|选择?|统计|归类|划入|报|列入)(?:为|到|在)?(?:其中)?[一1][种类项个次处]|"
    "[只仅](?:登记|统计|填报|选择)[一1][种类项个]"
)
"""A sentence before a list of shares that says that each thing is counted once."""


def _said_before(words: str, passage: Passage) -> bool:
    """Tell whether the sentence right before a list says that each thing is counted once."""
    before = words[max(0, passage.start - _SENTENCE_LONG) : passage.start].rstrip()
    if not before.endswith(("。", "；", "：")) or "\n" in words[passage.start - 1 : passage.start]:
        return False
    return bool(_ONE_ONLY.search(re.split("[。；！？\n]", before[:-1])[-1]))


_SENTENCE_LONG = 120


def _judged(intro: str, run: Sequence[_Share], once: bool) -> Iterator[ScreeningResult]:
    """Say what the shares of a list add up to."""
    run = _up_to_all(run)
    if len(run) < 2:
        return
    text = "".join(dict.fromkeys(each.term.passage.text for each in run))
    said = once or bool(_ONE_EACH.search(text) or _ONE_ONLY.search(text))
    if OVERLAP_SAID.search(text) and not said:
        return
    labels = [each.label for each in run]
    if re.search("[均各]", labels[-1]):
        return  # each of the others
    rest = bool(_REST.match(labels[-1]))
    listed = _LISTED.search(intro)
    clause = re.split("[；;]", intro)[-1]
    divides = bool(_DIVIDES.search(clause)) or bool(_WHOLE_SAID.search(text) and run[0].says)
    exclude = _exclude(labels)
    divided = divides and (len(run) > 2 or bool(_DIVIDED.search(clause)))
    if not (rest or listed or said or exclude or divided):
        return
    classes = exclude and labels[-1][-1] in "类级型等档"
    if not (run[0].says or rest or listed or said or classes or _DIVIDES.search(clause)):
        return
    joined = "".join(labels)
    several = _NOT_ONE.search(joined) or (OVERLAPPING.search(joined) and not divides)
    if several and not (exclude or said or rest or listed):
        return
    numbers = [each.term.number for each in run]
    usual, widest = sum_of(*(n.usual for n in numbers)), sum_of(*(n.widest for n in numbers))
    least = sum((_least(n) for n in numbers), Fraction(0))
    places = tuple(each.place for each in numbers)
    key = ""
    if usual.contains(_HUNDRED):
        key = "holds"
    elif least > _HUNDRED:
        key = "wrong"
    elif widest.high is not None and widest.high < _HUNDRED and (rest or _all_said(text)):
        key = "short"
    if key:
        verdict: Verdict = "holds" if key == "holds" else "contradicts"
        message = Message(f"screening.shares.{key}", inputs=all_printed(numbers))
        yield ScreeningResult("shares", verdict, places, message)


def _least(number: ReadNumber) -> Fraction:
    """Return the least that a share may be: one that was cut, and not rounded, is no less."""
    low = (number.usual if number.mention.bound == "exact" else number.widest).low
    return Fraction(0) if low is None else Fraction(low)


def _all_said(text: str) -> bool:
    """Tell whether the words say that the shares are all there are."""
    return bool(re.search("之和(?:即|就)?为?(?:全部|总|整体)|合计为?(?:百分之百|100%)", text))


_DEGREES = (
    "小学",
    "初中",
    "高中|中专|技校|中职",
    "大专|专科|高职",
    "本科|大学",
    "硕士|研究生",
    "博士",
)
"""Degrees of schooling, the lowest first."""


_SOURCE = re.compile("来自|来源于|用于|投向|流向|出自|产自|销往|去往|投往|源于")
"""Words before a share that is of one source or one purpose."""


def _degree(label: str) -> int | None:
    """Return which degree of schooling a label names."""
    return next((k for k, words in enumerate(_DEGREES) if re.search(words, label)), None)


def _exclude(labels: Sequence[str]) -> bool:
    """Tell whether labels exclude each other: bands of a number, one group of words, one ending."""
    if all(_RANGE.search(label) or re.search("岁", label) for label in labels):
        above = [label for label in labels if _ABOVE.search(label)]
        below = [label for label in labels if _BELOW.search(label) and label not in above]
        return len(above) <= 1 and len(below) <= 1
    known = labels[:-1] if _REST.match(labels[-1]) else labels
    degrees = [_degree(label) for label in known]
    ranks = [degree for degree in degrees if degree is not None]
    if len(ranks) == len(known) == len(set(ranks)) > 1:
        return all(
            not (_ABOVE.search(label) and rank < max(ranks))
            and not (_BELOW.search(label) and rank > min(ranks))
            for label, rank in zip(known, ranks, strict=True)
        )
    if any(_NOT_ONE.search(label) for label in labels):
        return False
    sources = {match[0] for label in known if (match := _SOURCE.search(label))}
    if len(sources) == 1 and len(set(known)) == len(known) > 2 and all(map(_SOURCE.search, known)):
        return True
    for words in _DIMENSIONS:
        found = [match[0] for label in known if (match := words.search(label))]
        if len(found) == len(known) == len(set(found)) and len(known) > 1:
            return True
    ends = {label[-1:] for label in known[1:]}
    alike = len(known) > 2 and len(ends) == 1 and len(set(known)) == len(known)
    alike = alike and next(iter(ends)) in known[0]
    return alike and not re.search("[人员者工户率的]$|有|已|能|会|参|通过|获", known[0])
