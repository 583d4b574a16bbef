"""The one regular expression that finds where a mention is, and how far its numeral reaches.

The expression begins with a single character class, so that ``re`` skips text without
numerals at full speed; every repetition has an upper limit, so that no text makes it slow.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from analysis.reading.lazy import lazy
from analysis.reading.numerals import NUMERAL, NUMERAL_REST, NUMERAL_START
from analysis.reading.vocabulary import (
    DIGITS,
    MONEY_UNITS,
    NOT_A_UNIT_AFTER_DIGITS,
    REPLACEMENT_CHARACTER,
    TIME_UNITS,
    UNIT_FORMS,
    words,
)

_D = f"[{DIGITS}]"
_CN = "[一二三四五六七八九十]"
_Y = "[零〇○一二三四五六七八九]"
_JOINS = "－–~～〜至到—"
CONNECTOR = "(?:——?|--?|[－–~～〜至到])"

_NO_YEAR = f"{_D}|\\.{_D}|[元人名家个万亿户件项次场余多%米亩吨]"
_COUNTED = "元人名家个万亿户件项次场余多％%米亩吨百千几"
_MONTH = f"{_D}{{1,2}}(?:{CONNECTOR}{_D}{{1,2}})?月"
_DAY = f"{_D}{{1,2}}(?:{CONNECTOR}{_D}{{1,2}})?[日号]"
_PART = "(?:[上中下]旬|[上下]半年|年?[底初末])?"
_YEAR_REST = f"年度?(?: ?{_MONTH}(?:份| ?{_DAY})?)?{_PART}"
_LATER = f"(?:[12]{_D}{{3}}年(?:{_MONTH}(?:份|{_DAY})?)?|{_MONTH}(?:份|{_DAY})?|{_DAY})"
_TO = f"(?:[ \\n]{{0,2}}{CONNECTOR}[ \\n]{{0,2}}{_LATER}{_PART})?"
_SAID = "零一二三四五六七八九两壹贰叁肆伍陆柒捌玖"
_MEASURED = f"(?![{DIGITS}度%％‰℃万亿千百倍元米吨升斤克]|公里|公斤|平方|毫米|厘米|个百分)"
"""12点5度 is a decimal, 12点5分 a time."""
_BEGINS = (
    "(?=开始|结束|开幕|闭幕|开会|开门|关门|开播|开工|开业|出发|到达|抵达|集合|起床|上班|下班|放学|上课|下课|准时|"
    "以前|以后|之前|之后|前|后|左右|多|才|就|举行|召开|正式|睡|抵京|到场)"
)
"""What only a time of day stands in front of: 十一点开始, not 十一点建议."""
_MINUTE = f"[0-5]{_D}(?![.．]?{_D})"

_DATE_OF_DIGITS = (
    # 2016年, 2016年9月28日, 2012年至2014年, 2012至2014年, 2016-09-28
    f"(?:(?<=[12]){_D}{{3}}(?:{_YEAR_REST}{_TO}"
    f"|年?{CONNECTOR}[12]{_D}{{3}}(?:{_YEAR_REST}|(?<=19..|20..)(?!{_NO_YEAR}))"
    f"|[-/.]{_D}{{1,2}}[-/.]{_D}{{1,2}}(?!{_D}))"
    # 17年3月
    f"|{_D}年{_D}{{1,2}}月"
    # 9月, 9月28日, 1—6月, 3日至5日
    f"|{_D}?(?:{CONNECTOR}{_D}{{1,2}})?"
    f"(?:月(?:份| ?{_DAY})?|日(?![均常报益游本前程]|元(?!旦)))"
    f"{_PART}{_TO}"
    # 8:30, 8时30分, 9点半
    f"|{_D}?(?:[:：]{_MINUTE}(?:[:：]{_MINUTE})?(?![:：{DIGITS}])"
    f"(?:{CONNECTOR}{_D}{{1,2}}[:：]{_MINUTE})?"
    f"|时(?:{_D}{{1,2}}分)?(?![代期间段尚常效速候])"
    f"|点(?:{_D}{{1,2}}{_MEASURED}分?|半|钟|整|许|{_BEGINS})(?!之)"
    f"|点(?:{_D}{{1,2}}分?|半)?{CONNECTOR}{_D}{{1,2}}点(?:{_D}{{1,2}}分?|半)?)"
    # 90年代, 21世纪
    f"|{_D}{{0,3}}(?:年代|世纪))"
)
_DATE_IN_WORDS = (
    # 五点零二分, 八点半, 十点钟
    f"(?:(?<={_CN}){_CN}{{0,2}}点"
    f"(?:[零{_CN[1:-1]}]{{1,3}}分(?!之)|半|钟|整|许|(?=[两二三四]个?小时)|{_BEGINS})"
    # 零时三十分, 十二时; 一时 alone is a word
    f"|(?<=[零{_CN[1:-1]}]){_CN}{{0,2}}时"
    f"(?:{_CN}{{1,3}}分|(?<!一时)(?![代期间段尚常效速候节令刻不]))"
    # 二〇一六年五月, 五月一日, 十五日
    f"|(?<=[一二]){_Y}{{3}}年(?:{_CN}{{1,2}}月)?(?:{_CN}{{1,3}}日)?"
    f"|(?<={_CN})[一二]?月(?:份|{_CN}{{1,3}}[日号]|初{_CN}"
    f"|(?:十[一二三四五六七八九]|廿[一二三四五六七八九]?|三十)(?!{_CN}|[{_COUNTED}]))?{_PART}"
    f"|(?<=[二三十]){_CN}{{1,2}}日(?![均常报益游本])"
    # 二十一世纪
    f"|(?<={_CN}){_CN}{{0,2}}(?:年代|世纪))"
)
_NAME_OF_DIGITS = (
    # telephone numbers, dotted versions, document numbers 2016〕12号
    f"(?:(?<=0){_D}{{2,3}}[-－—]{_D}{{7,8}}|(?<=1)[3-9]{_D}{{9}}(?![{DIGITS}元人万亿])"
    f"|(?<=[48])00-?{_D}{{3}}-?{_D}{{4}}(?!{_D})"
    f'|(?<=[^\\t ]1)2{_D}{{3}}(?![.{DIGITS}])(?=[\\n”"』]|.{{0,4}}热线)'
    f"|{_D}{{0,3}}(?:\\.{_D}{{1,3}}){{2,3}}"
    # masked numbers of telephones and cards
    f"|{_D}{{0,5}}[*＊xX×{REPLACEMENT_CHARACTER}]{{3,14}}{_D}{{0,4}}(?![元人万亿])"
    f"|(?<=[12]){_D}{{3}}[〕］\\])]第?{_D}{{1,5}}号)"
)
_NAME_IN_WORDS = (
    "(?:(?<=打对)折"
    # digits as they are said on the telephone: 幺三洞拐
    f"|(?<=[幺两零一二三四五六七八九])(?=[{_SAID}]{{0,12}}[幺洞拐勾])[{_SAID}幺洞拐勾]{{4,20}})"
)
DATE_REST = (
    # What can follow the digits of a date is looked for first: most numbers are none.
    f"(?:(?<={_D})(?={_D}{{0,3}}+[年月日时点世:：./－–~～〜至到—-]){_DATE_OF_DIGITS}"
    f"|(?<!{_D}){_DATE_IN_WORDS})"
)
NAME_REST = (
    f"(?:(?<={_D})(?=[{DIGITS}.*＊xX×{REPLACEMENT_CHARACTER}-]{{3}}){_NAME_OF_DIGITS}"
    f"|(?<!{_D}){_NAME_IN_WORDS})"
)
_RANGE_UNIT = (
    # What may stand between the lower end and the connector: a unit of any kind, no number
    f"[余多来]?(?:个百分点|百分点|[百千]米|千[克瓦米]时?|[^\\s{DIGITS}，。；、：！？:,;“”（）()一二三四五六七八九十百零]{{0,4}}?)"
    "(?:\\(含\\)|（含）)?"
)
_ONE = "[一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
_LAST = f"{_ONE}(?:(?![\u4e00-\u9fff])|(?=[至到]))"
_MONEY_PARTS = (
    # 三元五角, 十块三毛五分, 三块四分, 三块五 at the end of a clause
    f"(?:[元圆块](?:零?{NUMERAL}[角毛](?:{NUMERAL}分|{_LAST})?|零?{_ONE}分|零?{_LAST})"
    f"|[角毛](?:{NUMERAL}分|{_LAST}))"
)
NUMBER_REST = (
    # 零下12: a temperature below zero
    f"(?!(?<=几)近)(?:(?<=零)[上下]{NUMERAL}|"
    f"{NUMERAL_REST}(?:"
    f"(?:又{NUMERAL})?分之负?{NUMERAL}(?:{CONNECTOR}(?:百分之)?{NUMERAL})?"
    f"|又(?:{NUMERAL}分之{NUMERAL}|{_D}{{1,3}}[/／]{_D}{{1,3}})"
    # 三分一, as it is said in Hong Kong; 百分三十
    "|(?<![0-9零一二三四五六七八九十百千万亿].)(?:(?<=二)分一|(?<=三)分[一二]|(?<=四)分[一三]"
    "|(?<=五)分[一二三四])(?![秒钟钱之数次场局一二三四五六七八九十百千])"
    f"|(?<![0-9零一二三四五六七八九十百千万亿].)(?<=百)分(?=[一二三四五六七八九十]){NUMERAL}"
    f"|(?:[:：∶]{_D}{{1,4}}(?:\\.{_D}{{1,3}})?(?!{_D})){{1,3}}|比[{DIGITS}一二三四五六七八九十]{{1,3}}(?![{DIGITS}]|[上去较])"
    f"|(?: {_D}{{1,3}})?[/／](?!10{{1,2}}万){_D}{{1,4}}(?![{DIGITS}/／])"
    # 2.5e-3, 10^6
    f"|(?<={_D})(?:[eEｅＥ][-+－＋]?|\\^[-+]{{0,2}}){_D}{{1,2}}(?![A-Za-z{DIGITS}.])"
    f"|{_MONEY_PARTS}(?:{CONNECTOR}{NUMERAL}(?:{_MONEY_PARTS}|[元圆块]))?|斤{NUMERAL}两|(?<=百)分百"
    f"|(?=[^{_JOINS}，。；\\n-]{{0,9}}+[{_JOINS}-])"
    f"({_RANGE_UNIT}) ?{CONNECTOR} ?(?:百分之)?({NUMERAL})"
    ")?)"
)

_USUAL_UNITS = {
    "人次": "", "人": "社民均", "名": "", "个百分点": "", "家": "次庭属", "户": "次籍外",
    "场": "次地馆所", "件": "次套", "项": "次目(（", "元": "整素旦宵",
    "个": "百人月小多季工星世钟周学礼年昼基", "份": "额", "%": "决", "届": "", "位": "",
}  # fmt: skip
"""The most usual units, tried first, and the characters that must not follow."""
_LEFT_OUT = (
    TIME_UNITS
    | MONEY_UNITS
    | words("人 家 户 场 件 项 个 份 % 角 分 番 岁 页 千伏 届 成 块 打 字 局")
)
_BARRED_TOO = {
    "吨": "标级",
    "亩": "次",
    "支": "持撑付",
    "处": "理于",
    "所": "示述",
    "册": "次",
    "批": "次",
}


def _plain_units() -> str:
    """Return an expression for the units that need no closer look: the usual, and a tree of others.

    No unit is cut short where a longer one is left to a closer look (35口人, 35人课时).
    """
    others = {
        unit
        for unit, base in UNIT_FORMS.items()
        if base not in _LEFT_OUT and unit.isalnum() and not unit.isascii() and unit[0] != "个"
    } - set(_USUAL_UNITS)
    left_out, not_usual = (
        UNIT_FORMS.keys() - others - set(_USUAL_UNITS),
        UNIT_FORMS.keys() - set(_USUAL_UNITS),
    )
    tree: dict[str, list[str]] = {}
    for unit in sorted(others, key=lambda unit: (-len(unit), unit)):
        bars = NOT_A_UNIT_AFTER_DIGITS.get(unit[-1], "") + _BARRED_TOO.get(unit[-1], "")
        tree.setdefault(unit[0], []).append(unit[1:] + _barred(bars + _goes_on(unit, left_out)))
    usual = [
        unit + _barred(bars + _goes_on(unit, not_usual)) for unit, bars in _USUAL_UNITS.items()
    ]
    branches = [
        first + (f"(?:{'|'.join(rests)})" if len(rests) > 1 else rests[0])
        for first, rests in tree.items()
    ]
    return "|".join(usual + branches)


def _goes_on(unit: str, units: Collection[str]) -> str:
    """Return the characters with which longer units go on behind a unit."""
    length = len(unit)
    return "".join(sorted({u[length] for u in units if len(u) > length and u.startswith(unit)}))


def _barred(characters: str) -> str:
    """Return an expression for what must not follow."""
    return f"(?![{re.escape(characters)}])" if characters else ""


_NOT_PLAIN = (
    f"[以左上之及或+＋（(多余半天份—－–~～〜至到开有前内均床/元公\\-{DIGITS}"
    "一二三四五六七八九十百千万亿 ]"
)
_UPPER = "(?:——?|[—–~～至到-])(?:[1-9][0-9]{0,8}+|0(?=\\.))(?:\\.[0-9]{1,4}+)?+"
PLAIN_REST = (
    "(?<=[0-9])(?:(?<=[1-9])|(?=\\.))"
    "(?:[0-9]{0,2}+(?:,[0-9]{3}){1,3}+(?![0-9])|[0-9]{0,9}+)(?:\\.[0-9]{1,4}+)?+"
    f"({_UPPER})?+([万亿]?+)((?>[余多]?(?:{_plain_units()})))"
    # 0.3个百分点至5.2% are two figures: nothing behind the first belongs to it
    f"(?:(?!{_NOT_PLAIN})|(?<=个百分点)(?=[至到][1-9][0-9]?(?:\\.[0-9]{{1,2}})?%))"
)
"""The usual figure: digits, 万 or 亿, 余 or 多, a unit, and nothing behind it that changes it.

Groups are the upper end of a range, the multiplier, and the unit with the "and more".  Such a
mention is read without looking at a window of context, which keeps texts full of different
figures fast.
"""
PLAIN, DATE, NAME, PAIR = 3, 4, 5, 7
"""The group of `MENTION` that has matched last: in a plain figure, a date, a name, and what may be
a range (6 is what stands between the first number and the connector); else it is a number."""

MENTION = lazy(f"{NUMERAL_START}(?:{PLAIN_REST}|({DATE_REST})|({NAME_REST})|{NUMBER_REST})")
"""Where a mention is, and how far its numeral reaches."""
