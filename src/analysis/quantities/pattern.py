"""The one regular expression that finds where a mention is, and how far its numeral reaches.

The expression begins with a single character class, so that ``re`` skips text without
numerals at full speed; every repetition has an upper limit, so that no text makes it slow.
"""

from __future__ import annotations

import re

from analysis.quantities.numerals import NUMERAL, NUMERAL_REST, NUMERAL_START
from analysis.quantities.tables import DIGITS, LOST

_D = f"[{DIGITS}]"
_CN = "[一二三四五六七八九十]"
_Y = "[零〇○一二三四五六七八九]"
CONNECTOR = "(?:——|—|－|–|--|-|~|～|〜|至|到)"

_NO_YEAR = f"{_D}|\\.{_D}|[元人名家个万亿户件项次场余多%米亩吨]"
_MONTH = f"{_D}{{1,2}}(?:{CONNECTOR}{_D}{{1,2}})?月"
_DAY = f"{_D}{{1,2}}(?:{CONNECTOR}{_D}{{1,2}})?[日号]"
_PART = "(?:[上中下]旬|[上下]半年|年?[底初末])?"
_YEAR_REST = f"年度?(?: ?{_MONTH}(?:份| ?{_DAY})?)?{_PART}"
_LATER = f"(?:[12]{_D}{{3}}年(?:{_MONTH}(?:份|{_DAY})?)?|{_MONTH}(?:份|{_DAY})?|{_DAY})"
_TO = f"(?:[ \\n]{{0,2}}{CONNECTOR}[ \\n]{{0,2}}{_LATER}{_PART})?"
_MINUTE = f"[0-5]{_D}(?!{_D})"

DATE_REST = (
    "(?:"
    # 2016年, 2016年9月28日, 2012年至2014年, 2012至2014年, 2016-09-28
    f"(?<=[12１２]){_D}{{3}}(?:{_YEAR_REST}{_TO}"
    f"|年?{CONNECTOR}[12]{_D}{{3}}(?:{_YEAR_REST}|(?<=19..|20..)(?!{_NO_YEAR}))"
    f"|[-/.]{_D}{{1,2}}[-/.]{_D}{{1,2}}(?!{_D}))"
    # 17年3月
    f"|(?<={_D}){_D}年{_D}{{1,2}}月"
    # 9月, 9月28日, 1—6月, 3日至5日
    f"|(?<={_D}){_D}?(?:{CONNECTOR}{_D}{{1,2}})?(?:月(?:份| ?{_DAY})?|日(?![均常报益游本前程]))"
    f"{_PART}{_TO}"
    # 8:30, 8时30分, 9点半
    f"|(?<={_D}){_D}?(?:[:：]{_MINUTE}(?:[:：]{_MINUTE})?(?![:：{DIGITS}])"
    f"|时(?:{_D}{{1,2}}分)?(?![代期间段尚常效速候])|点(?:{_D}{{1,2}}分?|半|钟|整|许)(?!之))"
    # 二〇一六年五月, 五月一日, 十五日
    f"|(?<=[一二]){_Y}{{3}}年(?:{_CN}{{1,2}}月)?(?:{_CN}{{1,3}}日)?"
    f"|(?<={_CN})[一二]?月(?:份|{_CN}{{1,3}}[日号])?{_PART}"
    f"|(?<=[二三十]){_CN}{{1,2}}日(?![均常报益游本])"
    # 世纪 and 年代: 90年代, 二十一世纪
    f"|(?<={_D}){_D}{{0,3}}(?:年代|世纪)|(?<={_CN}){_CN}{{0,2}}(?:年代|世纪)"
    ")"
)
NAME_REST = (
    "(?:"
    # telephone numbers, dotted versions, document numbers 2016〕12号
    f"(?<=0){_D}{{2,3}}[-－—]{_D}{{7,8}}|(?<=1)[3-9]{_D}{{9}}(?![{DIGITS}元人万亿])"
    f'|(?<=[48])00-?{_D}{{3}}-?{_D}{{4}}(?!{_D})|(?<=1)2{_D}{{3}}(?![.{DIGITS}])(?=[\\n”"』]|.{{0,4}}热线)'
    f"|(?<={_D}){_D}{{0,3}}(?:\\.{_D}{{1,3}}){{2,3}}"
    f"|(?<=[12]){_D}{{3}}[〕］\\])]第?{_D}{{1,5}}号"
    ")"
)
_RANGE_UNIT = (
    "(?:[%％‰℃]|[多余]?(?:个百分点|人次|公里|小时|平方米|[元人名家户岁米吨亩次天件项场块倍年])?"
    "(?:\\(含\\)|（含）)?)"
)
NUMBER_REST = (
    f"{NUMERAL_REST}(?:"
    f"(?:又{NUMERAL})?分之负?{NUMERAL}(?:{CONNECTOR}(?:百分之)?{NUMERAL})?"
    f"|又{NUMERAL}分之{NUMERAL}"
    f"|{_RANGE_UNIT} ?{CONNECTOR} ?{NUMERAL}"
    f"|(?:[:：∶]{_D}{{1,4}}(?:\\.{_D}{{1,3}})?(?!{_D})){{1,3}}|比[{DIGITS}一二三四五六七八九十]{{1,3}}(?![{DIGITS}]|[上去较])"
    f"|/{_D}{{1,4}}(?![{DIGITS}/])"
    f"|[元块]{NUMERAL}[角毛](?:{NUMERAL}分)?"
    ")?"
)

MENTION = re.compile(f"{NUMERAL_START}(?:({DATE_REST})|({NAME_REST})|{NUMBER_REST})")
"""Group 1 has matched in a date, group 2 in a name; otherwise the match is a number."""

LOST_ONLY = re.compile(f"{LOST}+")
