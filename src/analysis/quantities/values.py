"""Values of runs that are more than one numeral: fractions, ranges, ratios, money in parts."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from analysis.quantities.lazy import lazy
from analysis.quantities.numerals import read_numeral, scaled
from analysis.quantities.pattern import CONNECTOR
from analysis.quantities.reading import AnyValue

Parts = tuple[AnyValue, AnyValue, str, str]
"""Value, upper end, word (see :class:`Number`), and ``'%'`` or ``'‰'`` for a share."""

_CONNECT = lazy(
    f"(.+?)([^0-9０-９零〇一二两三四五六七八九十百千万亿]*?) ?{CONNECTOR} ?(?:百分之)?(.+)", re.S
)
_COMPOUND = lazy("(.+)[元块](.+)[角毛](?:(.+)分)?")
_BIG = lazy("[万亿兆]+$")
_SMALL = lazy("[十百千拾佰仟]$")


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
    if "分之" in run:
        return _fraction(run)
    if run[-1] in "角毛分":
        money = _COMPOUND.match(run)
        if money:
            return _money(money)
    number = read_numeral(run)
    if number is not None:
        return number.value, number.high, number.word, ""
    if re.search("[:：∶/比]", run):
        left, right, *more = re.split("[:：∶/比]", run)
        if more:
            return None
        a, b = value_of(left), value_of(right)
        if isinstance(a, int | Decimal) and isinstance(b, int | Decimal) and b:
            return normal(Fraction(a) / Fraction(b)), None, "slash" if "/" in run else "ratio", ""
        return None
    ends = _CONNECT.fullmatch(run)
    if ends:
        return _range(ends.group(1), ends.group(2), ends.group(3))
    return None


def _money(match: re.Match[str]) -> Parts | None:
    """Read 十块三毛 or 12元3角4分 in yuan."""
    total = Fraction(0)
    for text, factor in zip(match.groups(), (100, 10, 1), strict=True):
        if text is None:
            continue
        number = read_numeral(text)
        if number is None or number.value is None:
            return None
        total += Fraction(number.value) * factor
    return normal(total / 100), None, "money", ""


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


def _range(low: str, unit: str, high: str) -> Parts | None:
    """Read both ends of a range; 30—50万 lends its 万 to the first end."""
    second = read_numeral(high)
    if second is None or second.value is None:
        first = read_numeral(low)
        return (None, None, "vague", "") if first else None
    upper = second.high if second.high is not None else second.value
    if not unit.strip("多余"):
        big = _BIG.search(high)
        if big and not _BIG.search(low):
            candidate = read_numeral(low + big.group())
            if candidate and candidate.value is not None and candidate.value <= upper:
                low += big.group()
        small = _SMALL.search(high)
        if small and len(low) == 1 and len(high) == 2:
            low += small.group()
    first = read_numeral(low)
    if first is None or first.value is None:
        return None
    if first.value > upper:
        # 5—3 is no range from low to high; both ends are kept as printed.
        return first.value, upper, "odd range", ""
    return first.value, upper, "", ""
