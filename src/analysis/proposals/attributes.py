"""What the words right around a number say of it: what is counted, its nature, level and status."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.proposals.nearby_words import divider
from analysis.reading.mentions import LOST_DIGIT, Mention

_clauses = divider(r"[，,、：:（()）；;]")

_EVENTS = frozenset(("场", "期", "次", "场次", "班", "届", "件", "起", "件次", "宗"))
"""Units in which activities are counted."""
_PEOPLE = frozenset(
    ("人", "人次", "对", "户", "张", "份", "册", "册次", "只", "顶", "套", "盒", "件套", "床")
)
"""Units in which people and what is given to them are counted."""

_LISTED = re.compile("[0-9][家个名人]、[^，,。；;、]{2,8}$|[0-9][家个名人][（(]其中[^。；;]{0,30}$")
_PRESENTED = re.compile("^[^，,。；;]{0,30}(?:授牌|授匾|典型发言|经验介绍)")
_HELD = frozenset(("场", "期", "场次", "班"))
"""Units in which nothing but activities is counted."""
_sentence_parts = divider("[，,；;：:。]")
_ANSWERED = re.compile("来电|来信|来访|热线|咨询")
_GRADE_ALONE = re.compile("(?:^|工会)(?:国家级|省级|市级|县级|区级)(?:以上)?$")
_TAKING_PART = re.compile(
    "^[^，,。；;]{0,8}(?:单位|企业|工程|工会)[^。；;]{0,30}?(?:参加|参与)[^。；;]{0,16}(?:赛|活动|比武|互助|保障|项目)"
)
_RESULT_AFTER = re.compile(
    "^[^，,。；;]{2,24}(?:实现|全部|按期|通过|稳定)[^，,。；;]{0,6}(?:就业|上岗|脱贫)"
)
_CONTEXT = re.compile("参观|考察团|来访|代表团|条款|各行各业")
_NATIONAL = re.compile(r"全国(?:仅有|仅|共有|共|总计|各地|各行各业)[^，,。；;]{0,4}$")
_BY_NATION = re.compile(r"(?:全国总工会|全总|国务院|人社部)[^，,。；;]{0,6}(?:发布|公布|命名|印发)")
_RESULT = re.compile(
    "再就业|转岗|上岗|脱贫|脱困|调解成功|成功调解|晋级|牵手|结婚|婚姻|正式交往|治愈|达成"
)
_STANDING = re.compile(
    "工作室|基地|示范点|服务站|驿站|站点|监测点|休息点|站|书屋|中心|四室|协会|团队|职代会|厂务公开|建制|"
    "覆盖率|组建率|建会|基层工会|工会组织|协议|合同|集体协商|乡镇|街道|分会|支部|委员会|阵地|工具包|港湾|小屋"
)
_HONOUR = re.compile(
    "称号|评选|获评|荣获|获得|获奖|表彰|命名|授予|斩获|奖章|金奖|状元|工匠|标兵|能手|先锋号|先进|模范|杰出|"
    "优秀|示范|选树|劳模|名牌|十佳|十大|等奖|奖项|奖牌|金牌|银牌|铜牌"
)
_NOT_HONOURED = re.compile(
    "疗休养|体检|慰问|讲坛|巡讲|宣讲|服务|走访|参加[^，,。]{0,8}(?:大会|会议)"
)
_SET_UP = re.compile("(?:新建|组建|建立|成立|新组建|建成)[^，,。；;]{0,12}工会(?:组织)?$")
_COVERED = re.compile("(?:协议|合同)[^。；;]{0,24}覆盖(?:企业|单位|用人单位)?$")
_ACTIVITY = re.compile(
    "活动|竞赛|比武|大赛|演出|电影|讲坛|讲座|交友|联谊|培训班|案件|争议|事件|检查|实事|来电|项目|工种|走访|"
    "开展|举办|承办|受理|答复|回复|协调"
)
_REACHED = re.compile(
    "参与|参加|参赛|培训|慰问|救助|资助|帮扶|受益|惠及|涉及|吸引|送去|发放|赠送|职工|企业|商家|会员"
)


_AGREED = re.compile("协议|合同")
_ASIDE = re.compile("[（(][^（）()]*[）)]")
_JOINED = re.compile("参赛|参与|参加")
_TITLED = re.compile("先进|模范|文明|称号")
_INVESTED = re.compile("投资$|总投资")
_WHOLE_PLACE = re.compile("全(?:市|县|区|省|州)$")
_COVERING = re.compile("覆盖[^。；;]{0,24}$")
_AS_OF = re.compile("目前|截至")
_VILLAGE = re.compile("村[^，,。；;]{0,6}(?:驻点|扶贫)|扶贫村")
_UNREAD = re.compile("[a-zA-Z?？]")
_SPENT = re.compile("发放|投入")
_CAUSED = re.compile("带动|拉动|撬动")


def _head(before: str, after: str) -> tuple[str, str]:
    """Return the words that name what a number counts, and the words of its verb.

    What is counted stands behind the number (20名工匠), or before it where a mark follows
    (工匠20名，).
    """
    ahead = _clauses(before)[-1]
    behind = _clauses(after)[0]
    return (behind, ahead) if len(behind) >= 2 else (ahead[-10:], ahead)


def counted_of(mention: Mention, before: str, after: str, previous: str = "") -> str:
    """Return what kind of thing a number counts; empty where no word says it.

    Parameters
    ----------
    mention
        The number.
    before, after
        The words of its sentence before and after it.
    previous
        What the figure before it in the sentence counts: the items of a list are of one kind.
    """
    unit = mention.unit or ""
    if unit == "元":
        return "money"
    if previous == "honours" and _LISTED.search(before):
        return previous
    head, verb = _head(before, after)
    near = verb[-14:] + head[:14]
    if _NATIONAL.search(before) or _BY_NATION.search(before) or _CONTEXT.search(near):
        return "context"
    if unit in _HELD:
        return "activities"
    if _PRESENTED.match(after):
        return "honours"
    if "组成" in after and _FOUNDING.search(_sentence_parts(before)[-1]):
        return "structures"
    if (
        unit == "对"
        or verb.endswith("掌握")
        or _RESULT.search(near[:24])
        or _RESULT_AFTER.search(after[:30])
    ):
        return "results"
    if unit in _EVENTS and not _HONOUR.search(head[:8]):
        return "activities"
    if unit == "人次" and _ANSWERED.search(near):
        return "activities"
    if unit == "份" and _AGREED.search(near):
        return "structures"
    whole = _ASIDE.sub("", before)
    act = _sentence_parts(whole)[-1][-24:]
    if unit in _PEOPLE:
        honoured = _HONOUR.search(near) and not _NOT_HONOURED.search(act + head)
        return "honours" if honoured else "people_reached"
    if unit == "%" and _JOINED.search(verb[-8:]):
        return "people_reached"
    if _SET_UP.search(verb) or (_COVERED.search(before) and unit in ("家", "个", "户")):
        return "structures"
    if unit in ("家", "个") and _TAKING_PART.match(after) and not _STANDING.search(head[:6]):
        return "people_reached"
    named = _GRADE_ALONE.search(_sentence_parts(whole)[-1]) and _HONOUR.search(whole[-40:])
    standing, honour = _last(_STANDING, head), _last(_HONOUR, head + verb[-10:])
    if named:
        return "honours"
    if standing >= 0 and not (honour >= 0 and _TITLED.search(near)):
        return "structures"
    if honour >= 0:
        return "honours"
    if _STANDING.search(near):
        return "structures"
    if _ACTIVITY.search(near) and unit not in ("家", "户", "名"):
        return "activities"
    return "people_reached" if _REACHED.search(near) else ""


def _last(words: re.Pattern[str], text: str) -> int:
    """Return where the last of some words begins; -1 where there is none."""
    return max((match.start() for match in words.finditer(text)), default=-1)


_PLAN = re.compile(
    "计划|力争|争取|预算|拟(?!定)|将(?:新|建|达|投|完|培|发|开|举)|目标|到20[0-9]{2}年"
)
_ANNOUNCED = re.compile("^的?[^，,。；;]{0,16}(?:项目|工程)")
_STREAK = re.compile("连续$")
_EACH = re.compile(
    r"(?:每(?:人|户|名|位|家|次|场|月|年|件|项)[^，,。；;]{0,6}|[0-9一]+年|人均|户均|掌握)$"
)
_STANDARD = re.compile("津贴|标准|补贴标准|技能|文体活动|资助标准|一次")
_EACH_RECEIVER = re.compile(
    "每(?:人|户|名|位|家)[^，,。；;]{0,12}(?:补助|补贴|资助|奖励|慰问金|发放)$"
)
_ONCE = re.compile(
    r"当天|当日|首次|当晚|(?<![至到自从])(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?![^，,。]{0,8}(?:起|以来|至|到|启动))"
)
_FOUNDING = re.compile("由|和$")
_STATE = re.compile(
    "目前|截至|至今|现有|现已|已有|共有|拥有|达到?$|已达|已建|已开展|覆盖|均已|全部建立|全部成立|存量|在册|在档|期末|年末"
)
_DOING = re.compile(
    "发展|新增|吸收|吸纳|举办|培训|发放|评选|慰问|救助|资助|组织|开展活动|送|筹集|受理|办理|获|选树|表彰|介绍|新建|新成立|新创建|"
    "投入|下拨|返还|协调|调解|挽回|培育|培养|帮助"
)
_ADMINISTRATIVE = re.compile("乡镇|街道|社区|村|镇|县|区|市辖区|开发区|园区")
_SCHEME = re.compile("参加|参与|参保|会员")
_INSURED = re.compile("互助|保障|保险|计划|会员")


def nature_of(mention: Mention, before: str, after: str) -> str:
    """Return whether a number is a flow, a stock, a rate, or what else.

    Parameters
    ----------
    mention
        The number.
    before, after
        The words of its sentence before and after it.
    """
    unit = mention.unit or ""
    clause = _clauses(before)[-1]
    behind = _clauses(after)[0]
    if unit == "%":
        return "rate"
    if unit == "年" and _STREAK.search(clause):
        return "duration"
    if _PLAN.search(clause) or (unit == "元" and _INVESTED.search(clause)):
        return "plan"
    if _EACH_RECEIVER.search(clause):
        return "tariff"
    if _EACH.search(clause) and _STANDARD.search(clause[-8:] + behind[:10] + mention.literal):
        return "tariff"
    if _NATIONAL.search(before) or _BY_NATION.search(before) or _CONTEXT.search(clause + behind):
        return "single"
    if "组成" in after and _FOUNDING.search(_sentence_parts(before)[-1]):
        return "single"
    if "见证" in behind:
        return "single"
    if _ONCE.search(before) and not _STATE.search(before):
        return "single"
    if unit == "元":
        return "flow"
    if _WHOLE_PLACE.search(clause) and _ADMINISTRATIVE.match(after):
        return "stock"
    doing = bool(_DOING.search(clause + behind[:6]))
    insured = _SCHEME.search(clause + after[:20]) and _INSURED.search(clause + after[:30])
    if unit == "人" and "涉及" in clause and _COVERING.search(before):
        return "stock"
    if insured and unit in ("人", "个", "户", "家") and not doing:
        return "stock"
    if _STATE.search(clause + behind) and not doing and unit not in _EVENTS | {"人次", "对"}:
        return "stock"
    if _AS_OF.search(before) and not doing and unit not in _EVENTS | {"人次", "对"}:
        return "stock"
    return "flow"


_LEVELS = (
    ("national", re.compile(_NATIONAL.pattern + "|" + _BY_NATION.pattern)),
    ("province", re.compile("全省(?:仅有|仅|共有|共|总计)[^，,。；;]{0,4}$|(?:^|[，,])全省$")),
    ("county", re.compile("(?:^|[，,。])(?:全县|全区|该县|该区)[^，,。；;]{0,6}$")),
    (
        "township",
        re.compile("乡镇[^，,。；;]{0,10}每[^，,。；;]{0,4}$|每个?乡镇[^，,。；;]{0,4}$|全镇"),
    ),
    ("village", re.compile("全村|该村|村里|驻村|帮扶村|结对村")),
    ("enterprise", re.compile("该企业|该公司|该厂|工地|车间|项目现场|施工现场")),
)
_ELSEWHERE = re.compile("全[国总省县区镇村]|务院|社部|乡镇|[该驻帮结]|村里|工地|车间|现场")
"""Each of them has one of these."""


def level_of(before: str, after: str) -> str:
    """Return whose number it is: the city's, unless the words before say another.

    Parameters
    ----------
    before, after
        The words of its sentence before and after it.
    """
    if _ELSEWHERE.search(before):
        for level, words in _LEVELS:
            if words.search(before):
                return level
    if _VILLAGE.search(after[:16]):
        return "village"
    return "city"


_DIGITS_BEFORE_SCALE = re.compile(r"[0-9]{6,}(?:\.[0-9]+)?[万亿]")


def status_of(mention: Mention, before: str, after: str, others: Sequence[Mention]) -> str:
    """Return whether a number is damaged, or cannot stand as printed.

    Parameters
    ----------
    mention
        The number.
    before, after
        The words of its sentence before and after it.
    others
        The figures after it in its sentence.
    """
    unread = mention.value is None and _UNREAD.match(mention.literal)
    if mention.damage == LOST_DIGIT or unread:
        return "damaged"
    if _DIGITS_BEFORE_SCALE.search(mention.literal):
        return "unlikely"
    if mention.unit == "元" and mention.value is not None and _SPENT.search(before[-30:]):
        for other in others:
            effect = _CAUSED.search(after) and other.unit == "元"
            if effect and other.value is not None and other.value * 2 < mention.value:
                return "impossible"
    return "as_printed"
