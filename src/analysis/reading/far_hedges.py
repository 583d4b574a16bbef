"""Hedges that reach over words of their own: 起码走8公里, 至少慰问职工300户, 约占全市的30%.

`analysis.reading.hedge_bounds` reads the hedges beside a number and before verbs that only carry
them; here a hedge reaches over words that say more than the number, up to the first number behind
them.
"""

from __future__ import annotations

from bisect import bisect_left

from analysis.reading.find import Quantity
from analysis.reading.hedge_bounds import combine
from analysis.reading.hedges import hedges_of
from analysis.reading.lazy import lazy
from analysis.reading.vocabulary import NOT_A_HEDGE

_WORDS = "[^\\W0-9_a-zA-Z〇零一二三四五六七八九十百千万亿两半几的]"
"""What may stand between: no marks, no other number, no noun phrase with 的."""
VERBS = (
    "走访|走|跑|行驶|行|花|吃|喝|买|卖|产|售出|售|运|送|挣|赚|交|付|建成|建立|建|修|种|养|招收|招|培训|慰问|"
    "发放|生产|销售|接待|处理|办理|投入|筹集|募集|增加|减少|新增|节约|节省|消耗|使用|持续|坚持|完成|回收|"
    "拿出|提供|安排|解决|吸引|聚集|汇集|参加|覆盖|惠及|服务|帮扶|救助|支出|存|骑|爬|等|坐|干|写|读|看|拍|画|"
    "举办|开展|组织|成立|配备|设置|设立|聘请|安置|推荐|配|派|来|申领|申请|领取|领|借|偿还|还"
)
_CHANGES = (
    "增长|上升|下降|提高|降低|提升|下跌|上涨|回升|回落|扩大|缩短|缩小|多|少|高|低|增|减|升|跌|降"
)
_OF_A_WHOLE = (
    f"(?:占|相当于)?(?:{_WORDS}{{1,10}}的)(?=[0-9.]+[%％‰]|[0-9一二三四五六七八九十两半]+成"
    "|[一二三四五六七八九十百千两]+分之|一半|半数)"
)
_FAR = lazy(
    f"(?:至少|起码|至多|顶多|充其量)(?:{_OF_A_WHOLE}|(?!是|说|也|让我|不)(?:[应要须需可能会将]|必须)?"
    f"{_WORDS}{{1,9}})"
    f"|最[多少](?:(?:可以?|能|只能|只可|仅可|仅能|只准|允许|准许|需要?|应当?|必须|要|须)(?:{_WORDS}{{1,8}})|(?:{VERBS})[了过]?{_WORDS}{{0,6}})"
    f"|(?:大约|约莫|约摸|差不多|大概)(?:{_OF_A_WHOLE}|(?:需要|可以|[要需能可会得])?(?:{VERBS})[了过]?{_WORDS}{{0,6}})"
    f"|(?<![{NOT_A_HEDGE['约']}纽相赴解失爽盟])约(?:{_CHANGES}|{VERBS})[了过]?{_WORDS}{{0,4}}"
    f"|(?:(?:(?<![节预签合违公集特邀条契履续制])约|近)(?=占)|将近|接近|超过|超(?=占)|逾|不足|不到)"
    f"{_OF_A_WHOLE}"
)


_FIRST_OF_VERBS = "".join(sorted({verb[0] for verb in f"{_CHANGES}|{VERBS}".split("|")}))
_MAY_BEGIN = lazy(
    # one class first, so that other text is skipped at full speed
    "[至起顶充最大约差近将接超逾不](?=[少码多其约莫不概占近过足到][^0-9]|[^\\W0-9a-zA-Z]{1,10}的"
    f"|(?<=约)[{_FIRST_OF_VERBS}])"
)


def reach(source: str, found: list[Quantity]) -> None:
    """Join to each number the hedge in front of the words that lead up to it, in place.

    Parameters
    ----------
    source
        The clean view.
    found
        Its mentions in order; ``start`` and ``end`` index the clean view.
    """
    starts: list[int] = []
    last = 0
    for candidate in _MAY_BEGIN.finditer(source):
        match = _FAR.match(source, candidate.start())
        if match is None or match.start() < last:
            continue
        if not starts:
            starts = [one[0] for one in found]
        begin, end = match.span()
        last = end
        k = bisect_left(starts, begin)
        while k < len(found) and found[k].start < end and found[k].end <= end:
            k += 1
        one = found[k] if k < len(found) else None
        if one is None or not begin < one.start <= end:
            continue
        if one.kind != "figure" and not one.text.startswith(("一半", "半数")):
            continue
        if k and found[k - 1].end > begin:
            continue
        text = source[begin : one.end]
        words = hedges_of(text).split("+")
        bound = one.bound
        if bound not in ("range", "unknown"):
            bound = combine("+".join(words), "", "", False, False)
        found[k] = one._replace(start=begin, text=text, kind="figure", bound=bound)
