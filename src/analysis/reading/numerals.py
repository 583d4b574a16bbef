"""Numerals: from the characters of a number to an exact value.

Reads ASCII and full-width digits, thousands separators, decimals, Chinese and financial
numerals and mixtures (3万4千, 1500余亿).  Values are ``int`` where whole, else ``Decimal``;
never ``float``.  A numeral whose digits are not all known (数十, 几百) has no value.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from analysis.reading.lazy import lazy
from analysis.reading.vocabulary import (
    CHINESE_DIGITS,
    DIGITS,
    MULTIPLIERS,
    REPLACEMENT_CHARACTER,
    TENS,
)

_Value = int | Decimal
"""An exact number: whole numbers are ``int``."""

MAX_DIGITS = 60
"""Longer digit strings are codes, not quantities; they get no value (and cost no time)."""

SEPARATORS = str.maketrans("０１２３４５６７８９", "0123456789", ",， \t\u3000\xa0\n个")

_DIGIT = f"[{DIGITS}{REPLACEMENT_CHARACTER}]"
_CN = "零〇○一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟廿卅俩仨幺几半"
_CN_DIGIT = "零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_DECIMAL = "零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺"
_MULT = "十百千万亿兆拾佰仟"

NUMERAL_START = f"[{DIGITS}{REPLACEMENT_CHARACTER}{_CN}数对]"
"""Character class of everything a numeral can begin with; 对 only for 打对折."""

_ARABIC_REST = (
    f"(?:(?<={_DIGIT}){_DIGIT}{{0,2}}(?:[,，]{_DIGIT}{{3}}(?!{_DIGIT}))+(?:[.．]{_DIGIT}{{1,20}})?"
    f"|(?<={_DIGIT}){_DIGIT}{{0,60}}(?:[.．]{_DIGIT}{{1,20}}(?![.．]{_DIGIT})|点{_DIGIT}{{1,8}}(?![0-9分:：]))?)"
)
_CHINESE_REST = (
    f"(?:(?<=[{_CN}])[{_CN}{REPLACEMENT_CHARACTER}]{{0,40}}(?:(?:点|(?<=[{_CN_DIGIT}])[．.](?=[{_DECIMAL}]{{1,4}}[万亿%％个元]))[{_DECIMAL}]{{1,20}}(?!十)|(?<=[百千万亿])点[0-9]{{1,8}}(?![0-9分:：]))?"
    f"|(?<=数)[十百千万亿拾佰仟]{{1,6}})"
)
_TAIL = (
    f"(?:(?:[余多来几数]|个(?=[万亿]))?[{_MULT}]{{1,8}}"
    f"(?:[零]?{_DIGIT}{{1,12}}(?:,[0-9]{{3}}){{0,3}}(?:[.．]{_DIGIT}{{1,8}})?(?=[{_MULT}])"
    # 3万5, 1万600: digits behind a multiplier, with nothing behind them that begins another number
    f"|(?<=[{_MULT}])零?(?:[{DIGITS}],[0-9]{{3}}|[{DIGITS}]{{1,4}})(?![{DIGITS}.．,，%％年月日时点:：/／—－–~～〜至-])"
    # 零四千230 behind 亿, and Chinese digits
    f"|[{_CN_DIGIT}][{_CN}]{{0,24}}(?:(?<=[百千])[{DIGITS}]{{1,3}}(?![{DIGITS}.．,，%％年月日时点:：/／]))?)?)"
    "{0,6}"
)
NUMERAL_REST = f"(?:{_ARABIC_REST}|{_CHINESE_REST}){_TAIL}"
"""What follows the first character of a numeral (which a look-behind identifies)."""

_ANY = f"[{DIGITS}{REPLACEMENT_CHARACTER}{_CN}数]"
NUMERAL = f"{_ANY}(?:{_ANY}|[.．点](?={_ANY})|[,，](?=\\d\\d\\d(?!\\d)))" + "{0,30}"
"""A second numeral behind 至 or 分之: the same characters, read strictly when it is evaluated.

Every character class of Chinese characters costs time when the expression is compiled, so this
one is kept simple.
"""

_MULTIPLIERS = frozenset(MULTIPLIERS)
_IN_DIGITS = lazy(_DIGIT)
_TOKEN = lazy(rf"{_DIGIT}+(?:[.．]{_DIGIT}+)?|[^{DIGITS}{REPLACEMENT_CHARACTER}]")
_SEVERAL = lazy("([二三四五六七八九]?十)几([二三四五六七八九]十)")
_PLAIN = lazy(rf"([{DIGITS}]+)(?:[.．]([{DIGITS}]+))?([十百千万亿兆拾佰仟]*)\Z")


class _Number(NamedTuple):
    """A read numeral.

    Attributes
    ----------
    value
        The printed number, or ``None`` when it cannot be known.
    high
        Upper end where the numeral itself is a range (七八百), else ``None``.
    word
        ``'余'`` for an inner "and more" (余, 多, 十几), ``'来'`` for an inner "about",
        ``'bare'`` for a multiplier alone (百, 千, 万), ``'vague'`` for 数十 or 几百, ``''``.
    """

    value: _Value | None
    high: _Value | None
    word: str


def scaled(whole: str, fraction: str, factor: int) -> _Value:
    """Return ``whole.fraction * factor`` exactly.

    Parameters
    ----------
    whole, fraction
        Digit strings (any Unicode decimal digits); ``fraction`` may be empty.
    factor
        A whole number to multiply by.
    """
    if not fraction:
        return int(whole) * factor
    if factor == 1 and fraction[-1] != "0":
        return Decimal(f"{whole}.{fraction}")
    places: int = 10 ** len(fraction)
    number = int(whole + fraction) * factor
    quotient, rest = divmod(number, places)
    if not rest:
        return quotient
    # The string constructor is exact for any length; arithmetic would round at 28 digits.
    return Decimal(f"{number}E-{len(fraction)}")


def read_numeral(literal: str) -> _Number | None:
    """Read a numeral as matched by :data:`NUMERAL`.

    Parameters
    ----------
    literal
        The numeral, simplified characters; separators and spaces are ignored.

    Returns
    -------
    Number or None
        ``None`` when the characters are no number (too long, no digit at all).
    """
    text = literal.translate(SEPARATORS)
    if text[:1] in DIGITS:
        text = text.replace("点", ".")
    elif "．" in text or "." in text:
        text = text.replace("．", "点").replace(".", "点")
    plain = _PLAIN.match(text)
    if plain is not None:
        whole, fraction, multipliers = plain.groups()
        if len(whole) > MAX_DIGITS:
            return None
        factor = 1
        for character in multipliers:
            factor *= MULTIPLIERS[character]
        return _Number(scaled(whole, fraction or "", factor), None, "")
    if REPLACEMENT_CHARACTER in text:
        return _Number(None, None, "vague")
    if not text or len(text) > 2 * MAX_DIGITS:
        return None
    return _read_chinese(text)


def longest_numeral(literal: str) -> int:
    """Return where the first of two numbers ends that stand side by side; 0 where there is one.

    They are one expression to the pattern (一千一千), never one number.
    """
    good = 0
    for length, character in enumerate(literal, start=1):
        if character not in MULTIPLIERS or literal[length : length + 1] in _MULTIPLIERS:
            continue
        if read_numeral(literal[:length]) is None:
            return good
        good = length
    return 0


def _read_chinese(text: str) -> _Number | None:
    """Read a numeral with Chinese characters in it."""
    word = ""
    if text[0] in "数几":
        # 数十, 几百万: the number of tens is unknown, so is the number; 几 alone as well.
        return _Number(None, None, "vague")
    head, _, decimals = text.partition("点")
    if head == "半":
        return _Number(Decimal("0.5"), None, "")
    if len(head) > 1 and head[0] == "半" and head[1] in MULTIPLIERS:
        rest = _read_chinese(head[1:])
        return (
            _Number(scaled(str(rest.value), "", 1) // 2, None, "")
            if rest and isinstance(rest.value, int)
            else None
        )
    several = _SEVERAL.fullmatch(head)
    if several:
        # 十几二十: from more than ten to twenty
        low, high = evaluate(several[1]), evaluate(several[2])
        return _Number(low, high, "") if low is not None and high is not None else None
    half = head.endswith("半")
    if half:
        head = head[:-1]
    for inner in "余多来几数":
        if inner in head:
            word = "来" if inner == "来" else "余"
            head = head.replace(inner, "")
    if not head or "半" in head:
        return None
    if decimals:
        return _with_decimals(head, decimals)
    if not word:
        span = _inner_range(head)
        if span is not None:
            return _Number(span[0], span[1], "")
    value = evaluate(head)
    if value is None:
        return None
    if half:
        value = _add_half(value)
    if not word and head[0] in "百千万亿兆佰仟" and all(c in "百千万亿兆佰仟" for c in head):
        word = "bare"
    return _Number(value, None, word)


def _with_decimals(head: str, decimals: str) -> _Number | None:
    """Read 六点四二, and 六点四二万 or 六点四二余万, whose multipliers follow the decimals."""
    word = ""
    for inner in "余多来":
        if inner in decimals:
            word, decimals = "来" if inner == "来" else "余", decimals.replace(inner, "")
    digits = decimals.rstrip("十百千万亿兆拾佰仟")
    whole = evaluate(head)
    if not isinstance(whole, int) or not all(c in CHINESE_DIGITS or c in DIGITS for c in digits):
        return None
    factor = 1
    for character in decimals[len(digits) :]:
        factor *= MULTIPLIERS[character]
    text = "".join(str(CHINESE_DIGITS.get(c, c)) for c in digits)
    return _Number(scaled(str(whole), text, factor), None, word)


def _add_half(value: _Value) -> _Value:
    """Add the half of 三个半 or 两年半 to a whole number."""
    return value + Decimal("0.5") if isinstance(value, int) and value < 10**6 else value


def _inner_range(head: str) -> tuple[_Value, _Value] | None:
    """Read 七八百, 三四十, 十七八, 两三 as a range; ``None`` for anything else."""
    for k in range(len(head) - 1):
        a, b = CHINESE_DIGITS.get(head[k], 0), CHINESE_DIGITS.get(head[k + 1], 0)
        if not a or not b:
            continue
        before, after = head[:k], head[k + 2 :]
        if before and before[-1] not in MULTIPLIERS:
            return None
        if after and after[0] not in MULTIPLIERS:
            return None
        if b != a + 1 and ((a, b) != (3, 5) or before):
            return None
        if not before and not after and head[k] == "一" and head[k + 1] == "二":
            return None
        low, high = (
            evaluate(before + head[k] + after),
            evaluate(before + head[k + 1] + after),
        )
        if low is None or high is None:
            return None
        return low, high
    return None


def evaluate(text: str) -> _Value | None:
    """Evaluate a numeral of digits and multipliers (Chinese or mixed).

    A last digit without multiplier after a multiplier counts the next place down
    (两千四百五 is 2450), unless a zero stands between (一千零五 is 1005).
    """
    total: _Value = 0
    section: _Value = 0
    number: _Value | None = None
    last_big = 0
    last_multiplier = 1
    zero = False
    digits_seen = 0
    tokens: Iterable[str] = _TOKEN.findall(text) if _IN_DIGITS.search(text) else text
    for token in tokens:
        digit = CHINESE_DIGITS.get(token)
        if digit is not None:
            if digit == 0 and number is None:
                zero = True
                digits_seen += 1
                if digits_seen == 1 and last_multiplier == 1:
                    number = 0
                continue
            digits_seen += 1
            if digits_seen > MAX_DIGITS or (number and last_multiplier > 1):
                # too long, or two digits where one can stand: 三百九十九三
                return None
            number = digit if number is None else number * 10 + digit
            continue
        if token in TENS:
            section += TENS[token]
            last_multiplier = 10
            continue
        factor = MULTIPLIERS.get(token)
        if factor is None:
            whole, _, fraction = token.replace("．", ".").partition(".")
            if not whole.isdigit() or len(whole) > MAX_DIGITS:
                return None
            number = scaled(whole, fraction, 1)
            # 1百01 counts ones, 3万5 the next place down.
            zero = zero or whole[0] == "0" or len(whole) > 1
            continue
        if factor < 10**4:
            if number is not None and section and last_multiplier <= factor:
                # 一千一千, 三百二百: two numbers that are never added up
                return None
            if number is None and section and last_multiplier < factor:
                # 300十万: a multiplier of what stands before it
                section *= factor
            else:
                section += (1 if number is None else number) * factor
        else:
            section += number or 0
            if total and factor == last_big and not section:
                # 四万万: ten thousand times ten thousand
                total *= factor
                factor *= factor
            elif total and section and factor == last_big:
                # 一万五万
                return None
            elif total and factor >= last_big:
                total = (total + section) * factor
            elif not total and not section:
                total = factor
            else:
                total += section * factor
            section, last_big = 0, factor
        number, zero, last_multiplier = None, False, factor
    if number is not None:
        if not zero and last_multiplier > 10 and isinstance(number, int) and number < 10:
            number *= last_multiplier // 10
        section += number
    result = total + section
    if isinstance(result, Decimal):
        whole_value = int(result)
        return whole_value if whole_value == result else result
    return result
