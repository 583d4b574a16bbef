"""The last step: deciding the kind of a number whose value, unit and bound are read."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from analysis.reading.context_rules import kind_by_rule
from analysis.reading.kinds import (
    bare_number_kind,
    in_short_quotes,
    is_class_threshold,
    is_counted_one,
    people_noun,
    time_kind,
)
from analysis.reading.lazy import lazy
from analysis.reading.mention import Reading
from analysis.reading.values import normal
from analysis.reading.vocabulary import (
    MONEY_NOUNS,
    MONEY_UNITS,
    MULTIPLIERS,
    PEOPLE_NOUNS,
    REPLACEMENT_CHARACTER,
    RISKY_UNITS,
    SLOGAN_ENDS,
    SLOGAN_NOUNS,
    TIME_UNITS,
    UNIT_FORMS,
    words,
)

_SLOGAN = lazy(
    f"[“‘]?(?:重大|重要|重点|关键|主要|核心|基本|根本|突出|首要|鲜明|现实)?(?:(?:{SLOGAN_NOUNS})|"
    f"(?:{SLOGAN_ENDS})(?![\u4e00-\u9fff]|[“‘])|(?:{SLOGAN_ENDS})(?:上|中|的|等|和|与|工作|为|发力|入手|着手))"
)
_HALVES = MONEY_UNITS | words("% 斤 公斤 吨 亩 米 公里 里 升 尺 寸 倍 两 克 平方米 顷 公顷")
MEETING = lazy("(?:全会|全体会议|会议|代表大会|党代会|常委会|常务会)")
_COUNTED_BEFORE = lazy(
    f"(?:(?P<people>{PEOPLE_NOUNS}|人数)|(?:{MONEY_NOUNS}))(?:总数|人数|数量|数)?(?:已|共|累计|约)?"
    "(?:达到?|达|为|有|至|超过?|共计|合计)?$"
)
_NUMBER_OF = lazy(
    "(?:(?<![每十百千万])(?P<unit>[人户件家宗套辆台])(?:数|总数)|(?<![0-9十百千万亿余多])(?P<each>人次|场次|班次|学时|课时|工时)(?:数|总数)?)"
    "(?:共计|累计|合计|约|已|也|仅|只|共|为|是)?(?:达到?|达|为|有|至|在|介于|增至|增加到|降至|升至|超过?|突破)?$"
)
"""What a number in digits counts where that is named in front of it: 参加人数350."""
_PLAN_NAME = lazy("十[一二三四五六七]五")
SECOND = words(
    "次 期 组 班 队 部 科 处 所 局 段 线 楼 层 道 环 审 站 场 厂 区 届 遍 季 轮 孩 胎 级 类"
)
_BASES = frozenset(["人", "元", "公里", "吨", "台", "车公里", "户"])
_BASE = lazy(
    "[^，,。；、\n]{0,8}?(?:拥有|[死伤]亡率|事故率|发生率|发病率|犯罪率|能耗|[油电水]耗|用水量|生产总值|GDP|产值|收入消耗|收入成本)"
)
_TERMS = lazy("(?:惠及|连续|历经|举办了?|[共已]办了?|先后|累计|过去|每隔)$")
"""In front of 三届: so many of them, not the third."""
_AS_BASE = lazy("以[^，,。；、：\n]{1,12}[为=]$")
_RANK_MOVES = lazy("(?:[提上跃晋]升|前[移进]|下[降滑]|后退|提高|位次|名次)了?$")
_TURN_OF_AGE = lazy("(?:出头|而立|不惑|花甲|古稀)")
_COUNTLESS = lazy("次(?:列车|航班|特快|动车)|后(?:青年|干部|党员|职工|员工|大学生|[，、的])|单八将")


_HEAD = lazy("单位 ?[:：][^，,。；\n]{0,10}$")
"""What is printed in front of the last of the units that a table's head names."""


def decide(window: str, reading: Reading, start: int, run: str, word: str) -> Reading:
    """Decide the kind of a finished number."""
    begin, stop, _, value, _, unit, bound = reading
    chinese = run[0] not in "0123456789０１２３４５６７８９" and REPLACEMENT_CHARACTER not in run
    if _COUNTLESS.match(window, start + len(run)) and len(run) < 5:
        # D2021次列车, 90后青年: the number is part of a name.
        return _name(reading._replace(start=start, end=start + len(run)))
    if window[start - 2 : start] in ("正月", "腊月", "农历", "小年", "除夕"):
        return reading._replace(start=start, end=start + len(run), kind="date", unit=None)
    in_a_cell = window[start - 1] in " \u3000" and window[stop] in " \u3000\t"
    if word == "bare" and in_a_cell and (window[stop + 1].isdecimal() or window[stop + 1] == "-"):
        # 总人口 万人 1,234: the unit of a row
        return reading._replace(kind="other", value=None, bound="unknown")
    opened = window[start - 1]
    if opened == " " and window[start - 2] in "（(" and window[stop] == " ":
        opened = "("  # ( 千元 )
    if opened == "币" or (opened == "元" and window[start - 2] in "美欧港日"):
        opened = window[max(window.rfind("(", 0, start), window.rfind("（", 0, start))]
        opened = opened if start - window.rfind(opened, 0, start) < 8 else ""
    in_bars = window[start - 2 : start] == "| " and window[stop : stop + 2] == " |"
    if word == "bare" and (in_bars or _HEAD.search(window, 0, start)):
        opened = "："
    if word == "bare" and opened and opened in "（(：:/\t" and window[stop] in "）)\n，,；;、 \t":
        # 单位：万元, 产值（亿元）: the unit of a table
        return reading._replace(kind="other", value=None, bound="unknown")
    base = word == "bare" or run == "十万"
    if base and begin == start and (not unit or unit in _BASES) and _BASE.match(window, stop):
        # 千人拥有, 亿元产值死亡率: the base of a rate
        return _of_kind(reading, "other")
    if not unit and run in ("100", "1000", "一百") and _AS_BASE.search(window, 0, start):
        # 以女性为100
        return _of_kind(reading, "other")
    if window[stop - 1] == "位" and unit == "人" and _RANK_MOVES.search(window[begin - 3 : begin]):
        # 上升5位: places in a ranking
        return _of_kind(reading, "other")
    if unit == "分" and window[begin - 2 : begin] in ("小时", "时零"):
        # 3小时40分
        return reading._replace(kind="date", unit="分钟")
    if unit in TIME_UNITS:
        kind = time_kind(window, begin, stop, unit, value)
        return _of_kind(reading, kind)
    if unit in ("岁", "页", "千伏") or window[begin - 2 : begin] == "超速":
        # An age, a page, a class of line or offence: nothing that is counted.
        return _of_kind(reading, "other")
    if (run == "半" and unit not in _HALVES) or (
        run in ("千", "兆") and window[start:stop] in UNIT_FORMS
    ):
        # 半场 is half of nothing that is counted; 千米 alone is a unit
        return _of_kind(reading, "other")
    by_rule = kind_by_rule(window, begin, stop, unit, run) if unit else ""
    if by_rule == "name":
        return _name(reading)
    if by_rule:
        return _of_kind(reading, by_rule)
    if (
        unit in RISKY_UNITS
        and run.isdecimal()
        and window[start - 1].isascii()
        and (window[start - 1].isalpha())
    ):
        # C919首飞: a type
        return _name(reading._replace(start=start, end=start + len(run)))
    if run[0] in "伍陆" and not any(c in "拾佰仟" for c in run) and unit not in MONEY_UNITS:
        # 陆万里: a person
        return _name(reading)
    if bound != "exact" and window[begin - 2 : begin] in ("身高", "体重", "年龄", "净高"):
        return _of_kind(reading, "other")
    if run == "二" and unit in SECOND and bound == "exact":
        # 二次, 二期, 二组: two of them are 两, 二 stands in a row.
        return _of_kind(reading, "ordinal")
    if (
        unit == "分"
        and bound in ("at_least", "at_most")
        and not _SCORE.search(window, max(0, begin - 6), begin)
    ):
        return _of_kind(reading, "other")
    if window[begin - 1] == "每" and unit and run != "一":
        # 每万人, 每10股: the base of a rate, not a count.
        return _of_kind(reading, "other")
    if unit == "番":
        begin -= 2 if window[begin - 2 : begin] == "翻了" else 1  # 翻近一番 too
        if window[begin] == "翻" and isinstance(value, int) and value < 12:
            more = window[stop] in "多余" and bound == "exact"
            return reading._replace(
                start=begin, end=stop + more, value=2**value, unit="倍",
                bound="at_least" if more else bound,
            )  # fmt: skip
        return _of_kind(reading, "other")
    if (
        word == "ratio"
        and not unit
        and re.search("比[例率为]|之比|[一-龥]比$", window[start - 8 : start])
    ):
        return reading._replace(unit="比")
    if run == "百分百" and window[start - 1] not in "率达到为占至":
        return _of_kind(reading, "other")
    if word == "slash" and not unit and _is_share(window, reading):
        value = Fraction(reading.value or 0) * 100
        return reading._replace(value=normal(value), unit="%")
    if word in ("ratio", "slash"):
        alone = window[begin - 1] == "\n" and window[stop] == "\n"
        return reading if alone else _of_kind(reading, "other")
    if unit is None:
        return _without_unit(window, reading, start, run, chinese, word)
    if unit == "届" and _is_year(run) and bound == "exact":
        # 2020届毕业生
        return _of_kind(reading, "ordinal")
    if chinese and (
        (unit == "届" and not _TERMS.search(window, max(0, start - 4), start))
        or (unit == "次" and (window[begin - 1] == "届" or MEETING.match(window, stop)))
    ):
        # 十八届三中全会, 三届二次职代会, 十一次全会: meetings are numbered, not counted.
        return _of_kind(reading, "ordinal")
    if (
        start == begin
        and bound == "exact"
        and window[start - 1] == "\n"
        and _is_year(run)
        and (unit == "人" or unit in RISKY_UNITS)
    ):
        # A heading that begins 2018人大…: the year of a title, not a count of 人.
        return Reading(start, start + 4, "date", value, None, None, "exact")
    if window[start - 1] == "前" and unit == "人":
        return _of_kind(reading, "other")
    if is_class_threshold(window, begin, stop, unit, bound):
        return _of_kind(reading, "other")
    if chinese and bound == "exact" and isinstance(value, int):
        kind = small_count_kind(window, begin, stop, run, unit, value)
        if kind == "other" and in_short_quotes(window, begin, stop):
            return _name(reading)
        if kind != "figure":
            return _of_kind(reading, kind)
    if value is None and run == "几" and bound == "unknown":
        # 几个, 几次: a vague word; 几百 and 几十 count something.
        return _of_kind(reading, "other")
    if chinese and window[begin - 1] == "《" and in_short_quotes(window, begin, stop):
        return _name(reading)
    if (
        unit not in MONEY_UNITS
        and unit not in ("%", "‰", "人次", "个百分点")
        and (chinese or unit in ("个", "项"))
        and in_short_quotes(window, begin, stop)
    ):
        return _name(reading)
    return reading


_SCORE = lazy("(?:成绩|得分|均分|平均分|总分|评分|分数|满意度)(?:为|在|达到?|都|均|略|仍|已)?$")
_LARGE = frozenset("百千万亿几数余多")
NUMBERED = lazy(
    "车间|分?公司|分厂|[经纬马]?[路街](?![人费道])|医院|小学|中学|中(?=[，。；、：,;\n）的和与])|幼儿园|大队|支队|"
    "[社小]区(?!人)|[弄巷室矿连]|[一二三四五六七八九十]?号桥"
)
_SHARE_BEFORE = lazy("(?:占|超过?|近|约|不足|不到|达到?|增加了?|减少了?|下降了?|提高了?|其中)$")
_SHARE_AFTER = lazy("(?:的|以上|左右|强)")


def _is_share(window: str, reading: Reading) -> bool:
    """Tell whether 1/3 is a third of something: 超过1/2的人, 占1/3."""
    value = reading.value
    if not isinstance(value, int | Decimal | Fraction) or not 0 < value < 1:
        return False
    begin, stop = reading.start, reading.end
    return bool(
        reading.bound != "exact"
        or _SHARE_BEFORE.search(window[begin - 4 : begin])
        or _SHARE_AFTER.match(window, stop)
    )


def _of_kind(reading: Reading, kind: str) -> Reading:
    """Return a reading with another kind; the tuple is made anew, `_replace` is slower."""
    begin, stop, _, value, high, unit, bound = reading
    return Reading(begin, stop, kind, value, high, unit, bound)


def _name(reading: Reading) -> Reading:
    """Make a reading a name: a number in a name counts nothing and has no value."""
    return Reading(reading.start, reading.end, "name", None, None, None, "unknown")


def _other(reading: Reading, start: int) -> Reading:
    """Make a reading a word that counts nothing."""
    _, stop, _, value, high, unit, bound = reading
    return Reading(start, stop, "other", value, high, unit, bound)


def _is_year(run: str) -> bool:
    """Tell whether a run of digits looks like a year of our time."""
    return len(run) == 4 and run[:2] in ("19", "20")


def small_count_kind(window: str, begin: int, stop: int, run: str, unit: str, value: int) -> str:
    """Tell counts (三家) from manners of speaking (一个, 三个方面, 两手) in Chinese numerals."""
    if run == "一":
        if window[begin - 2] == "一" or (window[stop + 1] == "一" and len(window[begin:stop]) == 2):
            # 一人一岗, 一户一宅: each its own
            return "other"
        if window[begin - 1] == "头":
            return "ordinal"
        return "figure" if is_counted_one(window, begin, stop, unit) else "other"
    if unit == "类" and value < 4 and window[begin - 1] != "等":
        # 一类水质, 二类疫苗: a class in a row
        return "other"
    if (
        len(run) == 1
        and 0 <= value < 10
        and (unit in RISKY_UNITS or window[stop - 1] in RISKY_UNITS)
    ):
        return "other"
    if (
        value < 100
        and unit in ("个", "项", "种", "条", "次", "件", "场", "份", "对", "篇", "面", "张")
        and (_SLOGAN.match(window, stop))
    ):
        return "other"
    return "figure"


def _without_unit(
    window: str, reading: Reading, start: int, run: str, chinese: bool, word: str
) -> Reading:
    """Decide the kind of a number that has no unit behind it."""
    begin, stop, _, value, _, _, bound = reading
    if _PLAN_NAME.fullmatch(run):
        return _name(reading._replace(start=start))
    position = stop
    while window[position] in " \u3000":
        position += 1
    if (
        chinese
        and window[stop] == "大"
        and window[stop + 1] != "关"  # 突破万亿大关
        and window[start - 1] != "比"
        and not any(c in MULTIPLIERS for c in run[:-1])
    ):
        return _name(reading._replace(start=start, end=stop + 1))
    hedged = (
        begin < start
        or stop > start + len(run)
        or (bound not in ("exact", "range") and word != "bare")
    )
    multiplied = any(c in MULTIPLIERS for c in run)
    if multiplied and not hedged and (window[stop] == "者" or window[start - 1] == "每"):
        return _other(reading, start)  # 月入三万者, 每一千工人
    if chinese and len(run) == 1 and window[start - 2 : start] in ("星期", "礼拜"):
        return reading._replace(kind="date", start=start - 2)
    if not hedged and not _LARGE.intersection(run) and NUMBERED.match(window, stop):
        # 三车间, 四十二中, 九纬路, 306室
        return _name(reading._replace(start=start))
    bare = word == "bare" and begin == start and stop == start + len(run)
    if chinese and run[-1] == "十" and _TURN_OF_AGE.match(window, stop):
        # 三十出头: an age
        return reading._replace(kind="other", start=start)
    if (
        window[begin - 1] == "年"
        and window[begin] in "过近逾"
        and not window[begin - 2].isdecimal()
    ):
        # 年近五十: an age
        return reading._replace(kind="other", start=start)
    if (
        (not chinese or multiplied)
        and (not bare or run == "百万")
        and window[start - 1] not in "表图"
        and not (window[begin - 1] == "\n" and reading.high is not None and position > stop)
        and not window.startswith("版", stop)
        and people_noun(window, position)
        and not in_short_quotes(window, begin, stop)
    ):
        return reading._replace(unit="人")
    if (
        (not chinese or multiplied)
        and not bare
        and run[-1] in "万亿千百"
        and (not window[stop].isalnum() or window[stop] == "计")
    ):
        noun = _COUNTED_BEFORE.search(window[:begin])
        if noun is not None:
            # 职工8.6万, 投资3000万: what is counted stands in front.
            return reading._replace(unit="人" if noun["people"] else "元")
    alone = window[begin - 1] == "\n" and window[stop] == "\n"
    if value is not None and isinstance(value, int | Decimal | Fraction) and value < 0:
        start = begin
    if chinese and not hedged and in_short_quotes(window, begin, stop):
        return _name(reading._replace(start=start))
    if bare:
        return _other(reading, begin)
    if chinese:
        if (multiplied or alone) and value is not None and run not in ("半", "几"):
            if in_short_quotes(window, begin, stop) and not hedged:
                return _name(reading)
            return reading if len(run) > 1 or alone else _other(reading, start)
        if value is None and run[0] in "数几" and len(run) > 1:
            return reading
        return _other(reading, start)
    if multiplied or (hedged and bound != "about" and not run.isdecimal()):
        return reading
    kind = bare_number_kind(window, begin, stop, run, hedged)
    if kind in ("figure", "other") and window[stop] not in "*＊×xX?？_":
        counted = _NUMBER_OF.search(window, max(0, begin - 9), begin)
        if counted is not None:
            return reading._replace(unit=UNIT_FORMS[counted["unit"] or counted["each"]])
        if reading.high is not None and window.startswith("之间", stop):
            return reading
    if kind == "name":
        return _name(reading._replace(start=start))
    if kind in ("date", "ordinal"):
        return reading._replace(kind=kind, start=start)
    return _of_kind(reading, kind)
