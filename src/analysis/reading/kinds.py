"""Kinds: telling figures from dates, ordinals, names, idioms and class thresholds."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from analysis.reading.lazy import lazy
from analysis.reading.mention import Reading
from analysis.reading.numerals import read_numeral
from analysis.reading.unit_words import unit_after
from analysis.reading.vocabulary import (
    MONEY_UNITS,
    PEOPLE_NOUNS,
    WORD_HEADS,
    WORD_INDEX,
    is_cjk,
    words,
)

_WORD_CUT_BEFORE = {"划一": "计规策谋筹区企", "统一": "总系传", "一起": "每", "一度": "第"}
"""A word is cut out of two others behind one of these characters: 计划一季度."""
_WORD_CUT_BEHIND = {
    "四季": "度",
    "一年": "级",
    "两会": "员",
    "三产": "业",
    "一本": "万",
    "千年": "级",
    "四处": "，。；、（(",
}
"""The same before one of these: 第三、四季度."""
MANY_HOURS = 1000
"""From here on hours are an amount of work or sun, no length of time."""
INSTITUTION = lazy("(?:工人|人民|中学|小学|中医|附属|实验|幼儿园|医院|中级|机床|建筑|文化宫|职业)")
_MARKS = "\n ，。；、,;!！?？"
_OPEN = "“‘「『《〈【"
_OPENING = frozenset(_OPEN)
_CLOSE = "”’」』》〉】"
_SENTENCE = lazy("[，。；！？,;!?]")
_PEOPLE = lazy(
    "[^\\W\\d_A-Za-z型号级类给为向由对让使请帮送的和与及在是有被把]{0,6}?(?:" + PEOPLE_NOUNS + ")"
)
_CLASS = lazy(
    "(?:的)?(?:大中型|小微|规模|非公有?制?|建会|骨干|重点|中小|民营|工业|已建会|各类|独立|的|及|较大|"
    "重大|重型|载货|道路|交通|生产|安全|火灾|种植|养殖|种粮|商贸|服务业|零售|个体|失信|在建|超|高|大)*"
    "(?:企业|单位|用人单位|楼盘|商场|卖场|超市|场馆|小区|大棚|农场|园区|仓库|地块|水库|池塘|鱼塘|林地|果园|商业体|综合体|公司|项目|工程|乡镇|商户|大户|工会|基层工会|工厂|产业|老人|老年人|妇女|儿童|"
    "人群|大班额|班额|班级|货车|车辆|船舶|高龄|住宅|火灾|事故|案件|设备|仪器|专业户|种粮户|资产|大型|大额|贷款|订单|存款)"
)
_EMPLOYERS = lazy(
    "的(?:大中型|小微|规模|非公|民营|工业|各类|用人|机关|事业)*(?:企业|单位|公司|工厂|学校|机构|商户)"
)
_EARNERS = lazy(
    f"(?:的|及以下的?|及以上的?)?[^，,。；、\\n]{{0,4}}?(?:{PEOPLE_NOUNS}|家庭|住户|人士|群体|困难户|纳税人|受助者|持有人)"
)
_COUNT_ONE_BEFORE = lazy(
    "(?:[每各仅只共达建增减]|至少|不少于|增加|减少|新增|新建|成立|建成|举办|召开|开展|开办|组建|设立|获评|荣获|不到|不足|超过|近|约|"
    "每年|每月|每周|每季度?|每人|每户|每半年|年均|人均|户均|月均)(?:了|有|会|举办|开展|召开|组织|进行|发放|获得|走访|慰问|培训)?$"
)
_NOT_ONE_BEFORE = lazy("(?:[其任某另这那同唯头每哪下上第又再新前后之进更是]|任何|每)$")
_ONE_STOP = "，。；、！？,;!?）)”\n：:"
_OFTEN_COUNTED = words("次 场 期 家 人 户 项 份 件 名 个 台 所 届 套")
_NEVER_COUNTED = words("次 道 步 面 手 声 堂 路 线 席 顿 片 层 级 类 种 代 点 起 致 环 度")
_CODE_BEFORE = lazy(
    "(?:视力|血压|度数|图|(?<!代)(?<!发)表|代码|编号|邮编|电话|热线|账号|号码|尾号|证号|车牌|传真|学号|QQ群?|微信号?)[:：为是]?$"
)
_VERSION_NOUNS = lazy(
    "(?:工程|计划|行动|大道|国道|省道|县道|高速|热线|专线|号|型|版|系列|项目|模式|体系|服务|平台|指数|网络|车型|街|弄|室|座|栋|幢|航班|公交|世界|医院|中学|小学|工法|电话|路)"
)


def word_at(window: str, start: int, end: int) -> Reading | None:
    """Return the idiom, word or name of which the numeral is a part, if there is one."""
    if window[end] == "折" and end - start == 2:
        return None
    before, from_here = window[start - 1 : start + 1], window[start : start + 2]
    keys: tuple[str, ...] = ()
    if before in WORD_HEADS:
        keys = (before + from_here[1:], before)
    if from_here in WORD_HEADS:
        keys = (*keys, window[start : start + 3], from_here)
    for key in keys:
        for offset, word, kind in WORD_INDEX.get(key, ()):
            begin = start - offset
            if begin >= 0 and begin + len(word) >= end and window.startswith(word, begin):
                if window[begin - 1] in _WORD_CUT_BEFORE.get(word, "") or window[
                    begin + len(word)
                ] in _WORD_CUT_BEHIND.get(word, ""):
                    continue
                if (
                    begin == start
                    and len(word) == end - start
                    and (len(word) > 2 or is_alone(window, start, end))
                ):
                    # All of it is a numeral: 二百五, or 一一 with nothing around it.
                    number = read_numeral(word)
                    if number is not None and number.value is not None:
                        return Reading(start, end, kind, number.value, None, None, "exact")
                return Reading(begin, begin + len(word), kind, None, None, None, "unknown")
    return None


def is_list_marker(window: str, start: int, end: int) -> bool:
    """Recognise （一）, 1、, 一是, 看点一, and a number that opens a heading."""
    following = window[end]
    before = window[start - 1]
    if end - start > 3:
        return False
    if before in "（(" and following in ")）":
        # （亿） is the unit of a table
        return window[start] not in "百千万亿"
    if before in "\n \u3000" and _at_line_start(window, start):
        if following in "、．.）)" and not (following == "." and window[end + 1].isdigit()):
            return True
        if following in " \u3000" and end - start <= 2 and window[start:end].isdigit():
            # "3 强基础": a number that opens a heading, not "3 名": no unit behind it.
            tenths = window[end + 1] in "成折" and not is_cjk(window[end + 2])
            return not tenths and not unit_after(window, end + 1)[0]
    if following in "是要" and before in "\n，。；：,;: 　—" and not window[start:end].isdigit():
        return window[start:end][0] in "一二三四五六七八九十"
    if following in "、" and before in "。\n；;" and window[start] in "一二三四五六七八九十":
        return True
    return window[start - 2 : start] in (
        "看点",
        "之",
        "其",
        "附件",
        "图表",
        "案例",
        "专栏",
    ) and following in ("\n *、：:．.")


def _at_line_start(window: str, start: int) -> bool:
    """Tell whether only blanks stand between the line start and the numeral."""
    k = start - 1
    while k > 0 and window[k] in " \u3000\t":
        k -= 1
    return window[k] == "\n"


def is_alone(window: str, start: int, stop: int) -> bool:
    """Tell whether a mention is all that stands on its line or between two marks."""
    return window[start - 1] in _MARKS and window[stop] in _MARKS


def in_short_quotes(window: str, start: int, end: int) -> bool:
    """Tell whether a mention stands inside quotation marks around a short name or slogan."""
    left = window[:start]
    if _OPENING.isdisjoint(left):
        return False
    opened = max(map(left.rfind, _OPEN))
    if opened < 0 or opened < max(map(left.rfind, _CLOSE)):
        return False
    right = window[end:]
    closing = [k for k in map(right.find, _CLOSE) if k >= 0]
    if not closing:
        return False
    close = min(closing)
    inside = window[opened + 1 : end + close]
    return len(inside) <= 20 and _SENTENCE.search(inside) is None


def people_noun(window: str, position: int) -> bool:
    """Tell whether a noun for people follows, with at most a few characters before it."""
    return _PEOPLE.match(window, position) is not None


def time_kind(
    window: str, begin: int, stop: int, unit: str, value: int | Decimal | Fraction | None
) -> str:
    """Return the kind of a length of time.

    A streak is a figure, and so is an amount of hours (服务3.2万小时); 24小时 is a word.
    """
    if unit == "小时" and value == 24:
        return "other"
    if unit == "小时" and value is not None and value >= MANY_HOURS:
        return "figure"
    if window[begin - 2 : begin] in ("连续", "蝉联", "持续") and unit in ("年", "周年", "届"):
        return "figure"
    return "date"


def is_class_threshold(window: str, begin: int, stop: int, unit: str, bound: str) -> bool:
    """Recognise 百人以上企业, 亿元以上项目, 月薪2万元以下的职工: a class, not a count."""
    if bound not in ("at_least", "at_most"):
        return False
    money = unit in MONEY_UNITS
    if not money and unit not in ("人", "米", "平方米", "亩", "吨", "千伏", "床"):
        return False
    if money and window[stop] == "者":
        return True  # 月入3万元以上者
    if window[stop - 2 : stop] in ("以上", "以下", "以内"):
        return bool(_CLASS.match(window, stop) or (money and _EARNERS.match(window, stop)))
    if window[begin] in "过超逾" and window[begin + 1] in "百千万亿" and window[stop] != "的":
        # 年产值过亿元企业
        return bool(_CLASS.match(window, stop))
    if window[begin].isdecimal() or window[stop] != "的" or unit not in ("人", *MONEY_UNITS):
        return False
    # 超过500人的企业, 收入低于3000元的家庭
    return bool(_EMPLOYERS.match(window, stop) or (money and _EARNERS.match(window, stop)))


def is_counted_one(window: str, begin: int, stop: int, unit: str) -> bool:
    """Decide whether 一 with a classifier counts (每年一次, 奖章一枚) or is an article (一个)."""
    left = window[max(0, begin - 6) : begin]
    if unit in _OFTEN_COUNTED:
        if _NOT_ONE_BEFORE.search(left) and left[-1:] != "每":
            return False
        if left[-1:] == "每":
            return False
        if _COUNT_ONE_BEFORE.search(left) and window[stop] != "个":
            return unit in ("次", "场", "期", "家", "人", "户", "份", "台", "所") or left[-2:] in (
                "仅有",
                "只有",
                "共有",
                "新增",
                "增加",
            )
    if unit in ("元", "吨", "公里", "亩", "%", "倍", "人次"):
        return True
    return (
        window[stop] in _ONE_STOP
        and not _NOT_ONE_BEFORE.search(left)
        and unit not in _NEVER_COUNTED
    )


_CODE_IN_ROW = lazy("(?:代码|编号|邮编|邮政编码|电话|传真|账号|号码|证号|学号)[ \t|]+$")


def _fills_a_cell(window: str, begin: int, stop: int) -> bool:
    """Tell whether a number is alone in a cell between tabs or bars, in bold type or not."""
    if window[stop] == "*" and window[begin - 2 : begin] == window[stop : stop + 2] == "**":
        begin, stop = begin - 2, stop + 2
    before = begin - 1 - (window[begin - 1] == " " and window[begin - 2] == "|")
    behind = stop + (window[stop] == " " and window[stop + 1] == "|")
    if window[before] == "\n":  # each cell on a line of its own
        return window[behind : behind + 2] == "|\n"
    return window[before] in "\t|" and window[behind] in "\t|\n"


_SECTION = lazy("[0-9]{1,2}[.][0-9]{1,2}[ \u3000]?(?=[\u4e00-\u9fff])")
_NEXT_CELL = lazy(" ?\\| ?[\u4e00-\u9fff]")
_LONGEST_ROW_NUMBER = 3


def _numbers_a_row(window: str, begin: int, stop: int, run: str) -> bool:
    """Tell whether a number opens a row of a table with bars, in front of a cell of words."""
    if len(run) > _LONGEST_ROW_NUMBER or not run.isdecimal():
        return False
    opens = window[begin - 2 : begin] == "\n|" or window[begin - 3 : begin] == "\n| "
    return opens and _NEXT_CELL.match(window, stop) is not None


def bare_number_kind(window: str, begin: int, stop: int, run: str, hedged: bool) -> str:
    """Decide the kind of a number in digits without a unit."""
    before, following = window[begin - 1], window[stop]
    year = len(run) == 4 and run[:2] in ("19", "20")
    if before == "\n" and _SECTION.match(window, begin):
        return "ordinal"  # 2.1 截至年底 …
    if _numbers_a_row(window, begin, stop, run):
        return "ordinal"
    if _fills_a_cell(window, begin, stop) and not year and (run[0] != "0" or "." in run):
        return "name" if _CODE_IN_ROW.search(window, 0, begin) else "figure"
    if hedged and begin < stop - len(run):
        # x大于10: what stands in front of the hedge does not name the number.
        before = " "
    if before.isascii() and (before.isalpha() or before in "#@_/\\&="):
        return "name"
    if following.isascii() and (following.isalpha() or following in "_@\\&="):
        return "name"
    if (following == "-" and window[stop + 1].isalnum()) or (
        before == "-" and window[begin - 2].isalnum()
    ):
        return "name"
    if before in "·•.：:" and window[begin - 2].isascii() and window[begin - 2].isalnum():
        return "name"
    if before in "·•" or window[begin - 2 : begin] in ("附录", "附件", "附表", "附图"):
        return "name"
    if in_short_quotes(window, begin, stop) or before in "〔［[" or following in "〕］]":
        return "name"
    if _VERSION_NOUNS.match(window, stop):
        return "name"
    if run in ("110", "119", "120", "122", "114") or _CODE_BEFORE.search(window[begin - 6 : begin]):
        return "name"
    if run.isdecimal():
        if len(run) == 4 and run[:2] in ("19", "20") and not hedged:
            return "date"
        if len(run) >= 11 or (run[0] == "0" and len(run) > 1):
            return "name"
    if not hedged and len(run) == 3 and run.endswith(".0") and before not in "达为至到率":
        # 工业4.0, 智慧工会2.0
        return "name"
    if hedged or "." in run or "," in run or "．" in run or "，" in run:
        return "figure"
    if before == "\n" and following == "\n":
        return "figure"
    if before in "达为至到长共计有是数成率" or window[begin - 2 : begin] in (
        "完成",
        "实现",
        "增长",
        "下降",
    ):
        return "figure"
    return "other"
