"""What a period does in its sentence: date the figures, or stand for something else.

比2020年增长 dates nothing by 2020, 2015年建成的中心 dates the building alone, and the day in
新华社3月5日电 is that of the report.  The role is read from the words on both sides.
"""

from __future__ import annotations

from analysis.reading.lazy import lazy

SUBJECT = "subject"
COMPARED = "compared"
ASIDE = "aside"
ATTRIBUTE = "attribute"
LABEL = "label"
DATELINE = "dateline"
TITLE = "title"
ROLES = (SUBJECT, COMPARED, ASIDE, ATTRIBUTE, LABEL, DATELINE, TITLE)
"""``subject``: dates what follows · ``compared``: something is compared with it, it dates the
figure joined to it alone · ``aside``: dates its own clause or brackets alone (去年同期为3万吨) ·
``attribute``: dates a noun (2015年建成的中心) · ``label``: alone in brackets, dates the figure in
front of them · ``dateline``: the day of the report or of an announcement, dates nothing ·
``title``: stands in the title of a book or document, dates nothing."""

_LONGEST_TITLE = 60
"""Characters in front of a period within which a bracket or title may open."""
_LONGEST = 500
"""Characters a sentence may have."""
_NEAR = 16
"""Characters looked at in front of a period."""

_COMPARING = lazy(
    "(?:比(?:起)?|较|相比(?:于)?|相较(?:于)?|对比|[高低多少快慢优好强弱大小晚早倍]于|超过?了?|不及|不如|[低高多少]过)"
    "(?:去年|上年)?$"
)
_IS = lazy("(?:是|为|达到?|恢复[到至]|相当于|约|近|等于|即)$")
_WITH_AFTER = lazy(
    "[^，。；！？\n]{0,12}?(?:相比|比较|相较|对比|相当|持平|一致|相同|相近|比[，,]|同比)"
)
_TIMES_AFTER = lazy(
    "(?:全年|同期|年)?的?(?:近|约|将近|超过?)?[0-9０-９.．一二三四五六七八九十百几半两]+(?:多|余)?(?:倍|%|％|成|分之)"
)
_FROM_AFTER = lazy(
    "(?:全年|年?[底末初])?的[^，,。；！？\n]{1,28}?[，,]?(?:增|减|升|降|提|下|上|扩|缩|发展|攀|跃|跌|回落|到|至)"
)
_BASE_AFTER = lazy("年?的?(?:为(?:基|100|１００)|不变价|可比价|当年价|价格|同口径)")
_AFTER = lazy(
    "(?P<compared>(?:同期|全年|年末|年底)?的?(?:水平|基数|相比|相较)"
    "|的?总[数量额]的|的?(?:同[期月季])?的?(?:最[高低大小多少好快强]|新高|新低|次高|次低))"
    "|(?P<attribute>[^，,。；、：！？\\d\n“”]{0,5}?(?:成立|建成|创建|创办|组建|竣工|投产|投用|启用|"
    "开工|开业|出台|印发|颁布|发布|修订|制定|通过|实施|施行|设立|创立|注册|立项|出生|入职|入会|入学|"
    "毕业|退休|参加工作|上市|获批|批准|公布|宣布|发表|披露)的)"
    "|(?P<title>(?:度|的)?(?:计划|目标|任务|预算)(?:任务|目标|数)?的)"
    "|(?P<dateline>[电讯](?=[（(\\s\u3000])"
    "|[，,]?(?:记者)?[^，,。；！？\n]{0,8}?(?:从|在|由)[^，,。；！？\n]{2,24}?"
    "(?:获悉|了解到|新闻发布会|新闻通气会)"
    "|[，,][^，,。；！？\n]{2,14}?(?:发布|公布|通报|披露)(?:了|的)?(?:数据|消息|统计|公报|报告|《)"
    "|(?:[（(][^）)\n]{1,12}[）)])?(?:[^，,。；！？\n]{0,6}?(?:公布|发布|通报|宣布|披露|报道)"
    "|[^，,。；！？\n]{0,14}?(?:表示|介绍|指出|透露)))"
)
_REPORTER = lazy(
    "(?:记者|通讯员|(?:发布|更新|发表|发稿|印发|成文|上传|录入)?(?:时间|日期)[：:]"
    "|来源[：:][^\n]{0,12})\\s*$"
)
_CLOCK = lazy("[ \u3000T]+[0-9]{1,2}[:：][0-9]{2}")
_ALONE_BEFORE = lazy("(?:^|\n)[ \\t\u3000（(\\[【]*$")
_ALONE_AFTER = lazy(
    "[ \u3000]*(?:星期.|周.)?[ \u3000]*(?:[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?)?"
    "[ \t\u3000]*[）)\\]】]?"
    "[ \t\u3000]*(?:(?:来源|作者|浏览|阅读|字号|责任编辑|编辑)[^\n]*)?(?:\n|$)"
)
_CONTRAST = lazy("上一?(?:个?财)?年(?:度|年?[底末初])?|.{1,3}年前|.{0,5}同[期月季]")
_CHANGE_OF_SENTENCE = lazy("[。！？!?\n]")
_OPENERS, _CLOSERS = "（(《", "）)》"
_CAPTION = lazy("(?:^|\n)图 ?[0-9０-９一二三四五六七八九十]+[：:、.． \u3000]*$")


def role_of(source: str, begin: int, end: int, day: bool, said: bool, current: bool) -> str:
    """Return the role of a period.

    Parameters
    ----------
    source
        The text.
    begin, end
        Where the period stands.
    day
        Whether it is a single day.
    said
        Whether the text has spoken of a year before.
    current
        Whether a later year is the subject of the same sentence.
    """
    before = source[begin - 1 : begin]
    after = source[end : end + 1]
    word = source[begin:end]
    if before in _BEFORE_WORDS and _is_compared(source, begin, end, before):
        return COMPARED
    since = word[-2:] == "以来" and _AFTER_PEAK.match(source, end)
    if since or (word[0] in "自从由" and _FROM_AFTER.match(source, end)):
        return COMPARED
    match = _AFTER.match(source, end)
    if match is not None and after == "最" and before in _OPENS_A_CLAUSE:
        match = None  # 其中，7月25日最高气温38度
    if match is not None and match.lastgroup == ATTRIBUTE and _GOES_ON.fullmatch(word):
        match = None  # 自2019年8月起实施的办法已惠及300人
    if match is not None and (match.lastgroup != DATELINE or day):
        return match.lastgroup or SUBJECT
    if day and _is_dateline(source, begin, end):
        return DATELINE
    if (
        said
        and _TASK.match(source, end)
        and _FULFILLED.search(source, max(0, begin - _NEAR), begin)
    ):
        # 完成全年开发任务
        return TITLE
    put = source[max(0, begin - 3) : begin].removesuffix("了")
    if put.endswith(_PUT_INTO) and _A_PLAN.match(source, end):
        # 列入2019年要约计划: the year of a plan
        return TITLE
    bracket = _open_bracket(source, begin)
    if bracket >= 0:
        if source[bracket] == "《":
            return TITLE
        alone = bracket + 1 == begin and after in _CLOSERS
        return LABEL if alone and after else ASIDE
    if _CAPTION.search(source, max(0, begin - _NEAR), begin):
        return ASIDE
    if _CONTRAST.fullmatch(word) and (said or word[-2] == "同"):
        return ASIDE
    if current and word[0] in "去前":
        return ASIDE
    return SUBJECT


_GOES_ON = lazy("[自从].{2,20}(?:起|以来)")
_FULFILLED = lazy("(?:完成|达到?|占|实现|兑现)了?$")
_TASK = lazy("(?:度|的)?[^，,。；;、：！？\\d\n]{0,6}?(?:任务|计划|目标|指标)")
_PUT_INTO = ("列入", "纳入", "编入", "写入")
_A_PLAN = lazy("(?:度|的)?[^，,。；、：！？\\d\n]{0,8}?(?:计划|规划|预算|方案|清单|要点)")
_OPENS_A_CLAUSE = frozenset(("", *"，,。；;：:、！？!? \n中"))
_BEFORE_WORDS = frozenset("比起较于过了及如与和同跟是为达到至约近即以按照由")
_AFTER_PEAK = lazy("的?[^，,。；！？\n]{0,4}(?:最[高低大小多少好快强]|新高|新低|首次|第一次)")


def _is_compared(source: str, begin: int, end: int, before: str) -> bool:
    """Tell whether the words in front make a period one that is only compared with."""
    near = max(0, begin - _NEAR)
    if _COMPARING.search(source, near, begin):
        return True
    if before in "与和同跟":
        return _WITH_AFTER.match(source, end) is not None
    if before in "以按照":
        return _BASE_AFTER.match(source, end) is not None
    if before == "由":
        return _FROM_AFTER.match(source, end) is not None
    if before in "为至到" and _FROM_BEFORE.search(source, max(0, begin - _BASE_REACH), begin):
        return False  # 由1991年底的30%下降为2004年底的20%: the share of that year
    return _IS.search(source, near, begin) is not None and (
        _TIMES_AFTER.match(source, end) is not None or _AFTER_PEAK.match(source, end) is not None
    )


def _is_dateline(source: str, begin: int, end: int) -> bool:
    """Tell whether a day stands alone in its line, or behind 记者 or 发布时间."""
    near = max(0, begin - _NEAR)
    if _REPORTER.search(source, near, begin) or _CLOCK.match(source, end):
        return True
    return (
        source[end - 1] in _DAY_ENDS
        and source[begin] in _DAY_ENDS
        and _ALONE_BEFORE.search(source, near, begin) is not None
        and _ALONE_AFTER.match(source, end) is not None
    )


_FROM_BEFORE = lazy("[由从][^，,。；;！？\n]{4,36}[降升增减涨跌变改整高低少加][为至到]$")
_BASE_REACH = 44
"""Characters in front of the later time of 由…下降为 within which the earlier one is named."""
_DAY_ENDS = frozenset("日号0123456789０１２３４５６７８９〇零○一二三四五六七八九十")


def _open_bracket(source: str, begin: int) -> int:
    """Return where a bracket opens in front of a place that is still open there, or −1."""
    near = source[max(0, begin - _LONGEST_TITLE) : begin]
    for opener, closer in zip(_OPENERS, _CLOSERS, strict=True):
        place = near.rfind(opener)
        if place >= 0 and near.find(closer, place) < 0:
            return begin - len(near) + place
    return -1


def same_sentence(source: str, begin: int, end: int) -> bool:
    """Tell whether no sentence ends between two places."""
    return end - begin <= _LONGEST and _CHANGE_OF_SENTENCE.search(source, begin, end) is None


_PLANNED = lazy(
    "(?:计划|目标|预算(?!收入|支出|收支|执行|内|外|单位|管理))(?!(?:任务|总?[数额值])?的[0-9一二三四五六七八九])|拟|(?<![现兹])将(?![近士军领要来])|力争|预计|预期|确保|争取|打算|规划|有望|必须|准备|届时|将要|将来"
    "|(?<![主重需首纪摘提概])要(?![求素件点闻])|之?前(?:完成|建成|实现|投用|到位)|安排(?!了)"
)
_DONE = lazy("(?:圆满|较好|顺利|全面|超额|如期|已经?|基本)完成|完成了")
_END = lazy("[。！？!?；;\n]")


_HAS_BEEN = lazy("[^，,。；\\n]{0,6}?(?:已|实际)")


def is_planned(source: str, begin: int, end: int) -> bool:
    """Tell whether the sentence around a period is about what is to come."""
    first = max(0, begin - _PLAN_REACH)
    for match in _CHANGE_OF_SENTENCE.finditer(source, first, begin):
        first = match.end()
    closed = _END.search(source, end, end + 40)
    last = closed.start() if closed else end + 40
    if _HAS_BEEN.match(source, end) and not _PLANNED.search(source, end, last):
        return False
    return _PLANNED.search(source, first, last) is not None and not _DONE.search(source, end, last)


_PLAN_REACH = 30
"""Characters in front of a period within which its sentence may say that it is about plans."""
