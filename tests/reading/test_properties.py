"""Properties: numbers written in every form are read back; no text makes the reader stumble."""

from __future__ import annotations

import random
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading import find_periods, find_quantities, find_repairs, find_repeats, govern
from analysis.reading.period_roles import ROLES as SENTENCE_ROLES
from analysis.reading.table_periods import HEAD, ROW

ROLES = {*SENTENCE_ROLES, HEAD, ROW}
KINDS = {"figure", "date", "ordinal", "name", "other"}
BOUNDS = {"exact", "at_least", "at_most", "nearly", "about", "range", "unknown"}
DIGITS = "零一二三四五六七八九"
FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def write_chinese(number: int) -> str:
    """Write a whole number in Chinese numerals, the textbook way."""
    if number == 0:
        return "零"

    def section(n: int) -> str:
        out, zero = "", False
        for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = n // place % 10
            if digit:
                out += ("零" if zero and out else "") + DIGITS[digit] + name
                zero = False
            else:
                zero = True
        return out

    parts: list[tuple[int, str]] = []
    for name in ("", "万", "亿", "万亿"):
        number, low = divmod(number, 10000)
        parts.append((low, name))
        if not number:
            break
    out = ""
    for k in range(len(parts) - 1, -1, -1):
        low, name = parts[k]
        if not low:
            continue
        if name == "万亿":
            # 三万亿五千亿 is written 三万五千亿: one 亿 behind both.
            name = "万" if parts[2][0] else "万亿"
        if out and low < 1000:
            out += "零"
        out += section(low) + name
    return out


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_are_read_back(number: int) -> None:
    for written in (write_chinese(number), write_chinese(number).translate(FINANCIAL)):
        (mention,) = find_quantities(f"共计{written}元")
        assert mention.value == number
        assert mention.unit == "元"


@given(st.integers(0, 10**15))
def test_digits_are_read_back(number: int) -> None:
    full_width = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for written in (str(number), full_width, f"{number:,}"):
        (mention,) = find_quantities(f"发放{written}元")
        assert mention.value == number


@given(
    st.decimals("0.01", "9999.99", places=2),
    st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]),
    st.sampled_from(["", "余", "多"]),
    st.sampled_from([("元", "元"), ("人次", "人次"), ("名", "人"), ("公里", "公里")]),
)
def test_decimals_with_multiplier_hedge_and_unit(
    number: Decimal, multiplier: tuple[str, int], more: str, unit: tuple[str, str]
) -> None:
    text = f"共{number}{multiplier[0]}{more}{unit[0]}"
    (mention,) = find_quantities(text)
    assert mention.value == number * multiplier[1]
    assert mention.unit == unit[1]
    assert mention.bound == ("at_least" if more else "exact")
    assert not isinstance(mention.value, float)


@given(st.integers(1, 5000), st.integers(1, 5000), st.sampled_from(["—", "-", "至", "到", "~"]))
def test_ranges_keep_both_ends(a: int, b: int, connector: str) -> None:
    low, high = sorted((a, b))
    found = find_quantities(f"每户{low}{connector}{high}元")
    if low < high:
        (mention,) = found
        assert (mention.value, mention.value_high, mention.bound) == (low, high, "range")
    else:
        assert "range" not in {mention.bound for mention in found}


@given(st.integers(100, 99999), st.data())
def test_a_swallowed_digit_is_never_invented(number: int, data: st.DataObject) -> None:
    digits = str(number)
    k = data.draw(st.integers(0, len(digits) - 1))
    mark = data.draw(st.sampled_from(["?", "\ufffd", "□"]))
    text = f"下拨资金{digits[:k]}{mark}{digits[k + 1 :]}万元支持基层"
    for mention in find_quantities(text):
        assert mention.value is None


TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "0189０,.，。:%一二两十百千万亿半几数余多点分之-—至年月日第名个人元以上下约近?()“” \n"
        ),
        st.characters(),
    ),
    max_size=120,
)


@settings(max_examples=400)
@given(TEXT)
def test_any_text_is_read_without_fault(text: str) -> None:
    check(text)


def test_many_texts_of_the_readers_own_characters() -> None:
    """A fuzz run bounded by count: the characters the rules are about, in any order."""
    source = random.Random(20161231)
    alphabet = (
        "0123456789１，。.:%‰一二两三十百千万亿零壹拾半几数余多来点分之又负-—~至到年月日号时第前后约近超过"
        "不足以上下左右内名个人家元块角岁米成翻番强级届大中 "
        "\n\t\u3000()（）[]“”《》?？□\ufffd*×lIOo萬億兩餘à"
    )
    for _ in range(3000):
        check("".join(source.choice(alphabet) for _ in range(source.randrange(1, 70))))


def check(text: str) -> None:
    """Check everything that must hold of a reading, whatever the text."""
    mentions = find_quantities(text)
    last = 0
    for q in mentions:
        assert text[q.start : q.end] == q.text
        assert last <= q.start < q.end
        assert q.kind in KINDS
        assert q.bound in BOUNDS
        assert not isinstance(q.value, float)
        if q.kind == "figure":
            assert (q.value is None) == (q.bound == "unknown")
        if q.value is None:
            assert q.value_high is None
        last = q.end
    periods = find_periods(text, "2016-12-31")
    last = 0
    for p in periods:
        assert text[p.start : p.end] == p.text
        assert last <= p.start < p.end
        assert p.basis in ("stated", "carried", "assumed")
        assert p.role in ROLES
        if p.period_start is not None and p.period_end is not None:
            assert p.period_start <= p.period_end
        last = p.end
    assert len(govern(text, mentions, periods)) == len(mentions)
    for r in find_repairs(text):
        assert text[r.start : r.end] == r.text
    find_repeats(text, mentions)


def test_work_grows_with_the_length_and_not_faster() -> None:
    """Count regular-expression work through mentions: twice the text, twice the mentions."""
    for unit in ("一", "1,234", "1 0", "共1 00名", "自2012年a", "“1", "余万", "分之", "1□"):
        short, long = find_quantities(unit * 500), find_quantities(unit * 1000)
        assert len(long) <= 2 * len(short) + 2


def test_a_chain_of_numbers_side_by_side_is_read_to_its_end() -> None:
    found = find_quantities("一千" * 20_000 + "。会员40人。")
    assert len(found) > 10_000
    assert (found[-1].text, found[-1].value, found[-1].unit) == ("40人", 40, "人")
