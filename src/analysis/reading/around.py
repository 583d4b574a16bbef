"""What stands around a number: signs, currencies, words behind the unit, digits that are lost."""

from __future__ import annotations

from analysis.reading.hedge_bounds import hedge_after
from analysis.reading.lazy import lazy
from analysis.reading.vocabulary import (
    CURRENCY_PREFIXES,
    MONEY_UNITS,
    REPLACEMENT_CHARACTER,
    TIME_UNITS,
    is_cjk,
)

_MORE_OF = lazy("多(?:月|小时|百分点|世纪)")
_LOST_GROUP = lazy(
    f"(?:{REPLACEMENT_CHARACTER}[0-9]{{0,3}}|[0-9],[0-9]{{0,2}}{REPLACEMENT_CHARACTER}[0-9{REPLACEMENT_CHARACTER}]*)[,，]$"
)
_MORE_UNITS = frozenset(
    ("元", "米", "公里", "吨", "斤", "亩", "岁", "倍", "小时", "年", "天", "周", "%")
)


def digits_are_missing(window: str, start: int, hedge: str, run: str, word: str, unit: str) -> bool:
    """Tell whether digits in front of the numeral are lost: 000名, 投入-万元, 投入（）万元."""
    if window[start - 1] == REPLACEMENT_CHARACTER or _LOST_GROUP.search(window, start - 8, start):
        # a mark that the numeral could not take in: �六期, 1,��4,560人
        return True
    if run in ("○", "〇"):
        return bool(unit)  # ○处: the place of a number, no zero
    if run[0] == "0" and run[1:2].isdecimal():
        return bool(unit) and unit not in TIME_UNITS
    if word == "余" and run[0] in "万亿":
        # 培训—万余名
        return window[start - 1] in "-－—…_*＊×"
    if word != "bare" or run in ("百", "千") or hedge or window[start - 2] == "\n":
        return False
    before = window[start - 1]
    return (
        before in "-－—…_*＊×?？)）.．"
        or before.isdecimal()
        or (before in " \u3000" and unit in MONEY_UNITS)
    )


def hedge_after_unit(window: str, stop: int, unit: str) -> tuple[int, str, str]:
    """Read 以上, 左右, 多 behind the unit.

    Returns
    -------
    tuple
        The new end, the hedge (``''`` for none) and the longer unit seen (个多月) or ``''``.
    """
    following = window[stop]
    more = hedge = ""
    if following in "多余" and unit:
        longer = _MORE_OF.match(window, stop) if unit == "个" else None
        if longer:
            stop, hedge, more = longer.end(), "多", "个" + longer.group()
        elif (
            following == "余"
            or (unit in _MORE_UNITS and window[stop + 1] not in "个次种名家方元样项")
        ) and window[stop + 1] not in _NO_MORE:
            stop, hedge = stop + 1, following
    length, after = hedge_after(window, stop)
    if length:
        return stop + length, after, more
    return stop, hedge, more


_NO_MORE = "款额粮0123456789０１２３４５６７８９"
"""Behind a unit and 余 or 多: a noun, or by how much it is more (比180万元多40万元)."""
_NO_MINUS = "胜抱担自肩正减"
"""Characters with which 负 is another word: 胜负, 担负, 减负."""


def minus_at(window: str, start: int, unit: str) -> int:
    """Return where the minus sign in front of a number begins; `start` when there is none."""
    if window[start - 2] == "负":
        # 负 1200, 负的百分之二十
        signed = window[start - 1] in " 的" and window[start - 3] not in _NO_MINUS
        return start - 2 if signed else start
    before = window[start - 2]
    if window[start - 1] == " ":
        # "- 1,200" alone on its line
        return start - 2 if window[start - 3] == "\n" else start
    if window[start - 1] == "负":
        return start - 1 if before not in _NO_MINUS else start
    if before in " \n\t\u3000|*（(,，:：、；;=~约为是达长降增减至到率值入出差":
        return start - 1 if window[start] not in "零半几数" else start
    # 缺口-3.5亿元: no dash between a noun and an amount of money or a share
    measured = unit in MONEY_UNITS or unit in ("%", "‰", "个百分点", "℃", "摄氏度")
    return start - 1 if measured and window[start - 1] != "－" and is_cjk(before) else start


_CURRENCY_ENDS = frozenset(prefix[-1] for prefix in CURRENCY_PREFIXES)
_CURRENCY_LENGTHS = tuple(sorted({len(prefix) for prefix in CURRENCY_PREFIXES}, reverse=True))


def currency_before(window: str, start: int) -> tuple[str, int, bool]:
    """Return the currency named directly in front of a number.

    Returns
    -------
    tuple
        Its base unit (``''`` for none), where its name begins, and whether it is a sign or code,
        which belongs to the mention (HK$, CNY), or a word, which does not (人民币).
    """
    stop = start - 1 if window[start - 1] in " \xa0" else start
    if window[stop - 1] in _CURRENCY_ENDS:
        for length in _CURRENCY_LENGTHS:
            name = window[stop - length : stop]
            unit = CURRENCY_PREFIXES.get(name)
            before = window[stop - length - 1]
            code = name.isascii() and name[0].isalpha() and before.isascii()
            if unit and not (code and before.isalnum()):
                begin, sign = stop - length, not is_cjk(name[0])
                return (_named_before(window, begin) or unit) if sign else unit, begin, sign
    return "", start, False


def _named_before(window: str, begin: int) -> str:
    """Return the currency whose name stands in front of a sign: 港币$3,500, 人民币¥200."""
    for length in _CURRENCY_LENGTHS:
        name = window[begin - length : begin]
        if name in CURRENCY_PREFIXES and is_cjk(name[0]):
            return CURRENCY_PREFIXES[name]
    return ""
