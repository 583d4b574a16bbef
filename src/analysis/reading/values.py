"""Values of runs that are more than one numeral: fractions, ranges, ratios, money in parts."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from analysis.reading.lazy import lazy
from analysis.reading.mention import AnyValue
from analysis.reading.numerals import read_numeral, scaled
from analysis.reading.pattern import CONNECTOR
from analysis.reading.vocabulary import CHINESE_DIGITS

Parts = tuple[AnyValue, AnyValue, str, str]
"""Value, upper end, word (see :class:`Number`), and ``'%'`` or ``'‰'`` for a share."""

_CONNECT = lazy(
    f"(.+?)([^0-9０-９零〇一二两三四五六七八九十百千万亿]*?) ?{CONNECTOR} ?(?:百分之)?(.+)", re.S
)
_PARTS = lazy("[元圆块角毛斤].")
_CONNECTED = lazy(CONNECTOR)
_ENDS_IN_PARTS = lazy("[元圆块角毛][^元圆块角毛至到]")
_POWER = lazy(r"([0-9.]+)(?:[eE]([-+]?)|\^([-+]*))([0-9]+)")
_ASCII = str.maketrans("０１２３４５６７８９．ｅＥ－＋／", "0123456789.eE-+/")


def normal(value: AnyValue) -> AnyValue:
    """Write a fraction as a whole number or decimal where that is exact."""
    if isinstance(value, Fraction):
        denominator = value.denominator
        if denominator == 1:
            return int(value)
        places = 0
        while denominator % 10 == 0:
            denominator //= 10
            places += 1
        while denominator % 2 == 0 or denominator % 5 == 0:
            denominator = denominator // 2 if denominator % 2 == 0 else denominator // 5
            places += 1
        if denominator == 1 and places < 24:
            whole = value * 10**places
            return scaled(str(abs(int(whole))).zfill(places + 1)[:-places],
                          str(abs(int(whole))).zfill(places + 1)[-places:],
                          -1 if whole < 0 else 1)  # fmt: skip
    return value


def value_of(run: str) -> AnyValue:
    """Return the value of a simple numeral, ``None`` when it has none."""
    number = read_numeral(run) if "分之" not in run else None
    return number.value if number else None


def read_complex(run: str) -> Parts | None:
    """Read a run that is more than ASCII digits: fractions, ranges, compounds, Chinese."""
    if len(run) == 1 and run in CHINESE_DIGITS:
        return CHINESE_DIGITS[run], None, "", ""
    if "分之" in run:
        return _fraction(run)
    if run == "百分百":
        return 100, None, "", "%"
    whole, part, top = run.partition("分")
    if (
        part
        and top
        and (whole == "百" or CHINESE_DIGITS.get(top, 9) < CHINESE_DIGITS.get(whole, 0))
    ):
        # 三分一, 百分三十: 之 is left out
        return _fraction(f"{whole}分之{top}")
    if run.startswith("零上"):
        run = run[2:]
    if run.startswith("零下"):
        below = read_numeral(run[2:])
        if below is None or below.value is None:
            return None
        return -below.value, None, below.word, ""
    if _PARTS.search(run):
        amounts = _CONNECTED.split(run)
        if len(amounts) == 1:
            return _catties(run) if "斤" in run else _money(run)
        if _ENDS_IN_PARTS.search(amounts[0]):
            return _money_range(*amounts) if len(amounts) == 2 else None
    number = read_numeral(run)
    if number is not None:
        return number.value, number.high, number.word, ""
    power = _POWER.fullmatch(run.translate(_ASCII))
    if power:
        return _power(power)
    if re.search("[ 又].*[/／]", run):
        whole, _, part = run.translate(_ASCII).replace("又", " ").partition(" ")
        above, _, under = part.partition("/")
        if not (whole.isdecimal() and above.isdecimal() and under.isdecimal() and int(under)):
            return None
        return normal(int(whole) + Fraction(int(above), int(under))), None, "slash", ""
    run = run.replace("／", "/")
    if re.search("[:：∶/比]", run):
        left, right, *more = re.split("[:：∶/比]", run)
        if more:
            return None
        a, b = value_of(left), value_of(right)
        if isinstance(a, int | Decimal) and isinstance(b, int | Decimal) and b:
            return normal(Fraction(a) / Fraction(b)), None, "slash" if "/" in run else "ratio", ""
        return None
    return None


def _money(run: str) -> Parts | None:
    """Read 十块三毛, 12元3角4分, 三块四分, 三块五 and 两毛五 in yuan."""
    total = Fraction(0)
    place = Fraction(1)
    factors = {"元": Fraction(1), "圆": Fraction(1), "块": Fraction(1), "角": Fraction(1, 10),
               "毛": Fraction(1, 10), "分": Fraction(1, 100)}  # fmt: skip
    for text, name in re.findall("([^元圆块角毛分]+)([元圆块角毛分]?)", run):
        number = read_numeral(text)
        if number is None or not isinstance(number.value, int | Decimal):
            return None
        # Without a name the digit counts the next place: 三块五, but 三块零四 is 3.04.
        factor = factors[name] if name else place / (100 if text[0] == "零" else 10)
        total += Fraction(number.value) * factor
        place = factor
    return normal(total), None, "money", ""


def _money_range(low: str, high: str) -> Parts | None:
    """Read 五元六角至五元八角: two amounts in parts."""
    first, second = _money(low), _money(high)
    return None if first is None or second is None else (first[0], second[0], "money", "")


def _catties(run: str) -> Parts | None:
    """Read 六斤八两 in 斤 of ten 两."""
    whole, _, rest = run.partition("斤")
    a, b = read_numeral(whole), read_numeral(rest.removesuffix("两"))
    if a is None or b is None or a.value is None or b.value is None:
        return None
    return normal(Fraction(a.value) + Fraction(b.value) / 10), None, "catties", ""


def _power(match: re.Match[str]) -> Parts | None:
    """Read 2.5e-3 and 10^6 exactly."""
    base, sign, signs, digits = match.groups()
    if base.count(".") > 1 or base[0] == "." or base[-1] == ".":
        return None
    whole, _, fraction = base.partition(".")
    number = Fraction(scaled(whole, fraction, 1))
    exponent = int(digits)
    if sign is None:
        if not number:
            return None
        exponent = -exponent if signs.count("-") % 2 else exponent
        return normal(number**exponent), None, "", ""
    return normal(number * Fraction(10) ** (-exponent if sign == "-" else exponent)), None, "", ""


def _fraction(run: str) -> Parts | None:
    """Read 百分之五, 三分之一, 一又二分之一; shares come in per cent."""
    whole_text, _, rest = run.partition("又") if "又" in run else ("", "", run)
    below, _, above = rest.partition("分之")
    negative = above.startswith("负")
    above = above.removeprefix("负")
    top_end: AnyValue = None
    ends = _CONNECT.fullmatch(above) if re.search(CONNECTOR, above) else None
    if ends:
        above = ends.group(1)
        high = read_numeral(ends.group(3))
        top_end = high.value if high else None
    top = read_numeral(above)
    if top is None:
        return None
    if top.value is None:
        return None, None, "vague", "%"
    top_value = -top.value if negative else top.value
    if below in ("百", "千", "万"):
        if below == "千":
            return top_value, top_end if top_end is not None else top.high, top.word, "‰"
        if below == "万":
            return normal(Fraction(top_value) / 100), None, top.word, "%"
        return top_value, top_end if top_end is not None else top.high, _drop_bare(top.word), "%"
    bottom = read_numeral(below)
    if bottom is None or not bottom.value:
        return None
    part = Fraction(top_value) / Fraction(bottom.value)
    if whole_text:
        whole = read_numeral(whole_text)
        if whole is None or whole.value is None:
            return None
        return normal(Fraction(whole.value) + part), None, "", ""
    return normal(part * 100), None, "", "%"


def _drop_bare(word: str) -> str:
    """百分之百 is exactly 100: the multiplier is no estimate there."""
    return "" if word == "bare" else word
