"""Rules in table form: numbers with a unit that count nothing because of the words beside them.

Each row names the units it is about, what must stand in front of the mention and behind it, what
the numeral must look like, and the kind the mention then is.  A new rule is a new row.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.reading.vocabulary import REPLACEMENT_CHARACTER

BEFORE = 6
"""Characters in front of a mention that a rule may look at."""


class _Rule(NamedTuple):
    """When the units, the numeral and the words on both sides fit, the mention has `kind`.

    Attributes
    ----------
    kind
        ``'other'``, ``'name'``, ``'ordinal'`` or ``'date'``.
    units
        Base units, separated by spaces.
    numeral
        Expression the numeral must match in full, or ``''``.
    before, behind
        Expressions for the end of what stands in front, and the beginning of what stands
        behind, or ``''``.
    why
        What such a number is.
    """

    kind: str
    units: str
    numeral: str
    before: str
    behind: str
    why: str


_CN = "[一二两三四五六七八九十百千万]+"
_ONE = "[二两三四五六七八九]"
_BARE = "[十百千万亿]+"
_ANY = ".+"

_NAMED = (
    "长跑|赛跑|健步|跑步|机(?![械场器会])|店|计划|会战|大会|签名|誓师|宴|大?合唱|团|大奖|工程|"
    "行动|长卷|大厅|楼|坑|级|规模|俱乐部|方阵"
)
_TOGETHER = "都|也|便|就|还|却|同|互|各|均|一[前起同边道]|先后|相|把|被|双"
_CLASSED = (
    "(?:重点|特殊|困难|困境|优抚)?"
    "(?:人员|人群|对象|群体|儿童|病人|病|车|地区|市场|疫苗|药|医院|器械|水)"
)
_ROOM = f"(?:[0-9]{{0,2}}|{_CN})单元|[0-9]{{3,4}}[室号]|楼[0-9一二三四五六七八九十]"
_SITUATED = "住在|位于|[路街村区园庭院号]"
_STOREY = f"(?:[0-9]+|{_CN})(?:单元|层|楼)"
_INSIDE = "(?:楼|大厦|中心|设在|位于|坐落于|地址[:：]?)"
_EVENT = "跑(?!道|车|步)|赛跑|接力|[短长]跑|竞走|游泳|[自由蛙仰蝶]{1,2}泳|栏(?!杆)|跨栏|障碍"
_TEAM = "制|间|房|桌|篮球|足球|麻将|舞|跳绳|小组|合影|称|行|成虎"
_VILLAGE = "村|乡|镇|屯|庄|堡|营|坡|坪|坝|湾|沟|岭|桥|店"
_BUILDER = "中[铁建交冶核]|水电|铁建|电建|化建|能建"
_STAGE = "工程|项目|扩建|改造|厂房|用地|建设"
_BITS = "加密|处理器|操作系统|密钥|编码|字符|验证码|密码|数码"
_TURN = "大?转弯|全景|全方位|无死角|旋转|视角|角|评价|考核|测评"
_MOTTO = "核心|方针|口诀|要诀|诀|箴言|真言|要求|社会主义"

_RULES = (
    _Rule("other", "人", "[两二]", "", _TOGETHER, "the two of them"),
    _Rule("other", "口", f"{_ONE}|[0-9]", "[一全]家|家里", "", "the size of a family"),
    _Rule("other", "人 元 米 户 公里", _BARE, "", _NAMED, "part of a name"),
    _Rule("other", "人 户 元", _BARE, "", "[村镇乡县](?![^，。；、）)”])", "a class of places"),
    _Rule("other", "人", f"{_ONE}|[0-9]", "点后", "", "decimal places"),
    _Rule("other", "人", _ANY, "", _BITS, "bits, or the digits of a code"),
    _Rule("other", "公里 米", _ANY, "", _EVENT, "a distance to run or swim"),
    _Rule("other", "字", _ANY, "", _MOTTO, "a motto named by its length"),
    _Rule("other", "度", _ANY, "", _TURN, "an angle"),
    _Rule("other", "度", _ANY, "[东西]经|[南北]纬", "", "a place on the globe"),
    _Rule("other", "份", _ANY, "一式", "", "copies of one paper"),
    _Rule(
        "other", "人 户 个 家 村 件 项 名", "一", "不[落漏丢少掉缺留让][下掉]?", "", "all of them"
    ),
    _Rule("other", "种 类 项 者", _ONE, "", "[^，,。；;\\n]{0,8}?之比", "the sides of a ratio"),
    _Rule("other", "件套", _CN, "", "", "a suit or set"),
    _Rule("other", "%", _ANY, "", "决赛", "a stage of a contest"),
    _Rule("other", "人", _ONE, "", _TEAM, "a kind of game or room"),
    _Rule("other", "类", _ONE, "[^等]", _CLASSED, "a class that has a name"),
    _Rule("ordinal", "期 批 季度 届 班 组 队 轮 段", "一二三?四?", "", "", "some in a row"),
    _Rule("other", "单 双 班", "一三五|二四六", "", "", "days of the week"),
    _Rule("ordinal", "期", "[一二三四五六七八九十]+", "(?<!分)", _STAGE, "a stage in a row"),
    _Rule(
        "other", "吨 千瓦 兆瓦 千伏 公里 米 升", _ANY, "", "级(?!别)", "a class of ships or plants"
    ),
    _Rule("name", "栋 幢 座", _ANY, "", _ROOM, "an address"),
    _Rule("name", "栋 幢 座", _ANY, _SITUATED, _STOREY, "an address"),
    _Rule("name", "层", _ANY, _INSIDE, "(?![高的])", "an address"),
    _Rule("name", "元 里 口 门 亩", _CN, "", _VILLAGE, "a place"),
    _Rule("name", "局", _ANY, _BUILDER, "", "a company"),
    _Rule("name", "栋 幢 座", _ANY, "[东西南北A-Z]区", "", "an address"),
    _Rule(
        "name",
        "公里 米 段 处",
        _ANY,
        "(?<![A-Z])[A-Z](?:[0-9]{1,4}[+＋])?",
        "",
        "a kilometre stone",
    ),
    _Rule("name", "次 班 路 号 线 版", _ANY, "[A-Za-z]", "", "a train or flight"),
    _Rule("name", "版", r".*\..*", "", "", "a version"),
)


DIGIT_UNITS = frozenset(
    unit
    for rule in _RULES
    if rule.numeral == "" or re.fullmatch(rule.numeral, "7") or re.fullmatch(rule.numeral, "7.5")
    for unit in rule.units.split()
)
"""The base units that some rule about numbers in digits is about."""


class _Compiled(NamedTuple):
    kind: str
    numeral: re.Pattern[str] | None
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None


@cache
def _rules_by_unit() -> dict[str, tuple[_Compiled, ...]]:
    """Compile the rules at the first call, in the order of the table."""
    found: dict[str, list[_Compiled]] = {}
    for rule in _RULES:
        numeral = re.compile(rule.numeral) if rule.numeral != _ANY else None
        before = re.compile(f"(?:{rule.before})$") if rule.before else None
        behind = re.compile(rule.behind) if rule.behind else None
        for unit in rule.units.split():
            found.setdefault(unit, []).append(_Compiled(rule.kind, numeral, before, behind))
    return {unit: tuple(rules) for unit, rules in found.items()}


def kind_by_rule(window: str, begin: int, stop: int, unit: str, run: str) -> str:
    """Return the kind a rule gives to a mention, ``''`` when none applies.

    Parameters
    ----------
    window
        The text around the mention.
    begin, stop
        Where the mention stands in it, hedges and unit included.
    unit
        Its base unit.
    run
        The numeral as printed.
    """
    rules = _rules_by_unit().get(unit)
    if rules is None or REPLACEMENT_CHARACTER in run:
        return ""
    for kind, numeral, before, behind in rules:
        if (
            (numeral is None or numeral.fullmatch(run))
            and (before is None or before.search(window, begin - BEFORE, begin))
            and (behind is None or behind.match(window, stop))
        ):
            return kind
    return ""
