"""Checks of the copy: damage, what the register says, digits that a writer would not print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from analysis import language as lg
from analysis.checks.finding import (
    NOTHING_LIKELY,
    Finding,
    Likely,
    Text,
    all_said,
    capital,
    digits_of,
    said,
    telling_digits,
    verdict_of,
)
from analysis.checks.likely import excess_digits, restored
from analysis.comparison.derived import Observed
from analysis.reading.limits import last_place, plain_literal

_FOREIGN_NOTE = re.compile(
    r"[(（][^()（）\u3400-\u9fff]*[a-zà-ɏ][^()（）\u3400-\u9fff]*[)）]", re.I
)
_LETTER = re.compile(r"(?<![A-Za-z])[lIOoSZB](?![A-Za-z])")
_DAMAGE = ("lost_digit", "wrong_character", "stray_space")


def damage(text: Text) -> Iterator[Finding]:
    """Find numbers with lost or wrong characters, with what the register argues about them."""
    for finding in _damaged(text):
        entry = text.register.get(finding.figures[0].id)
        if entry is None or len(finding.figures) > 1:
            yield finding
            continue
        yield replace(
            finding,
            reason=(entry["evidence_en"], entry["evidence_zh"]),
            effect=(entry["effect_en"], entry["effect_zh"]),
            likely=_argued(text, finding.figures[0]),
        )


def _damaged(text: Text) -> Iterator[Finding]:
    noted = []
    for figure in text.figures:
        literal = figure["literal"]
        if _FOREIGN_NOTE.search(literal):
            noted.append(figure)
        bare = _FOREIGN_NOTE.sub("", literal)
        en, zh = said(figure, "en"), said(figure, "zh")
        if _LETTER.search(bare) and not figure["value"]:
            yield Finding(
                (figure,),
                "certain",
                f"A letter stands where a digit belongs: {en}. The number is not known.",
                f"数字处印作字母：{zh}。数目不可知。",
                fault="wrong_character",
            )
        elif _LETTER.search(bare):
            yield Finding(
                (figure,),
                "certain",
                f"A letter stands among the digits: {en}. It is read as the digit of like shape.",
                f"数字中夹有字母：{zh}。按形近数字读。",
                fault="wrong_character",
            )
        elif not figure["value"] and re.search(r"[0-9]", bare):
            yield Finding(
                (figure,),
                "certain",
                f"A digit is lost: {en}. What is left is not the number.",
                f"缺字：{zh}。所余并非原数。",
                fault="lost_digit",
            )
        elif re.search(r"[0-9]\s+[0-9]", bare):
            yield Finding(
                (figure,),
                "certain",
                f"A space stands inside the number: {en}. It is read without the space.",
                f"数字中夹有空格：{zh}。读时略去。",
                fault="stray_space",
                effect=("the number can be used", "数目可用"),
            )
        elif figure["status"] == "damaged":
            yield Finding(
                (figure,),
                "certain",
                f"The number is damaged: {en}.",
                f"数字破损：{zh}。",
                fault="lost_digit",
            )
    if noted:
        yield Finding(
            tuple(noted),
            "likely",
            f"Pinyin in brackets stands inside {len(noted)} numbers: the copy was probably "
            f"converted by a machine.",
            f"{len(noted)}个数字中夹有括注拼音：文本很可能经机器转换。",
            fault="wrong_character",
            effect=(
                "the numbers can be used; other damage is to be expected",
                "数目可用；须防其他破损",
            ),
        )


def declared_faults(text: Text) -> Iterator[Finding]:
    """Repeat what the coders and the register of corrections say of single figures."""
    shown = {f.figures[0].id for f in damage(text) if f.fault in _DAMAGE and len(f.figures) == 1}
    for figure in text.figures:
        entry = text.register.get(figure.id)
        if entry is None and figure["status"] not in ("impossible", "doubtful"):
            continue
        if figure.id in shown or (entry and entry["fault"] == "printed_twice"):
            continue
        yield _declared(text, figure)


_STATUS_WORDS = {
    "impossible": ("cannot be right as printed in the copy we read", "照所读文本所印不可能成立"),
    "doubtful": ("may not be right as printed in the copy we read", "照所读文本所印存疑"),
}
_FAULT_WORDS = {
    "unclear": ("can be read in more than one way", "可有多种读法"),
    "contradiction": ("sits oddly with the rest of the text", "与上下文不易相合"),
}


def _declared(text: Text, figure: Observed) -> Finding:
    entry = text.register.get(figure.id)
    words = _STATUS_WORDS.get(figure["status"])
    if words is None and entry is not None and entry["verdict"] == "unusual":
        words = _FAULT_WORDS.get(entry["fault"])
    if words is None:
        words = "has a fault in the copy we read", "在所读文本中有误"
    if entry is None:
        reason = figure["note_en"], figure["note_zh"]
        return Finding(
            (figure,),
            "certain" if figure["status"] == "impossible" else "likely",
            f"{capital(said(figure, 'en'))} {words[0]}.",
            f"{said(figure, 'zh')}{words[1]}。",
            reason,
            fault="contradiction",
        )
    certain = figure["status"] == "impossible"
    return Finding(
        (figure,),
        "certain" if certain else verdict_of(entry["verdict"]),
        f"{capital(said(figure, 'en'))} {words[0]}.",
        f"{said(figure, 'zh')}{words[1]}。",
        (entry["evidence_en"], entry["evidence_zh"]),
        fault=entry["fault"],
        effect=(entry["effect_en"], entry["effect_zh"]),
        likely=_argued(text, figure),
    )


def _argued(text: Text, figure: Observed) -> Likely:
    """Return the readings that the register leaves, with the likely value where it names one."""
    entry = text.register[figure.id]
    value = Fraction(entry["likely_value"]) if entry["likely_value"] else None
    if value == figure.value:
        value = None
    readings = entry.get("readings_en", ""), entry.get("readings_zh", "")
    if value is None and not readings[0]:
        return NOTHING_LIKELY
    return Likely("" if value is None else figure.id, value, *readings)


def overlong(text: Text) -> Iterator[Finding]:
    """Find numbers with so many digits before 万 that a decimal point may be lost."""
    for figure in text.own:
        excess = excess_digits(figure)
        if excess <= 0:
            continue
        en, zh = said(figure, "en"), said(figure, "zh")
        whole = digits_of(figure).partition(".")[0]
        precise = _neighbours_are_round(text, figure)
        more = (" The amounts beside it are round.", "同句各数均为约整。") if precise else ("", "")
        yield Finding(
            (figure,),
            "likely" if excess > 1 or precise else "unusual",
            f"{capital(en)} has {len(whole)} digits before 万: a decimal point may be lost.",
            f"{zh}在“万”前有{len(whole)}位数字：小数点疑失。",
            (
                f"Four digits fit before 万; a larger amount is usually given in 亿.{more[0]}",
                f"“万”前通常至多四位，更大之数多以“亿”计。{more[1]}",
            ),
            fault="lost_decimal_point",
            likely=restored(text, figure),
        )


def _neighbours_are_round(text: Text, figure: Observed) -> bool:
    """Tell whether a number of five or more telling digits stands among rounder ones."""
    others = [
        telling_digits(other)
        for other in text.own
        if other.id != figure.id
        and other.places[0][:2] == figure.places[0][:2]
        and other["unit"] == figure["unit"]
    ]
    return telling_digits(figure) >= 5 and bool(others) and max(others) <= 3


def precise_amounts(text: Text) -> Iterator[Finding]:
    """Find amounts in 万 with more than two decimals."""
    for figure in text.own:
        decimals = digits_of(figure).partition(".")[2]
        if len(decimals) > 2 and re.search(r"[0-9][万亿]", plain_literal(figure["literal"])):
            en, zh = said(figure, "en"), said(figure, "zh")
            yield Finding(
                (figure,),
                "unusual",
                f"{capital(en)} is printed with {len(decimals)} decimals; amounts of this kind "
                f"usually have one or two.",
                f"{zh}印有{len(decimals)}位小数，同类金额通常一至二位。",
                effect=_exact_to(figure),
            )


def _exact_to(figure: Observed) -> tuple[str, str]:
    """Say how exact a printed number is: half its last printed place."""
    if figure.value is None:
        return "", ""
    half = last_place(figure["literal"], figure.value) / 2
    en, zh = (lg.format_quantity(half, figure["unit"], language) for language in lg.LANGUAGES)
    return f"exact to {en}; unusually precise", f"精确到{zh}，异常精细"


_ROUND_FROM = 100
"""Smaller counts are often round by nature: ten trades, fifty posts."""


def round_counts(text: Text) -> Iterator[Finding]:
    """Find counts so round that they are probably no counts: 8200 households, 100 posts."""
    found = [figure for figure in text.own if _is_round_count(figure)]
    if found:
        en, zh = all_said(found)
        yield Finding(
            tuple(found),
            "unusual",
            f"Printed as exact, yet round: {en}.",
            f"印作确数而十分规整：{zh}。",
            (
                "A count of many things seldom ends in so many zeros; it may be a plan fulfilled "
                "or a rounded number.",
                "实计之数很少以多个零结尾，或为计划数，或经取整。",
            ),
        )


def _is_round_count(figure: Observed) -> bool:
    if figure["bound"] != "exact" or figure["unit"] in ("元", "%") or figure.value is None:
        return False
    if figure["nature"] not in ("flow", "stock") or figure["level"] != "city":
        return False
    if not figure.value >= _ROUND_FROM:
        return False
    if re.search(r"[万亿]", plain_literal(figure["literal"])):
        return len(digits_of(figure)) == 1
    return telling_digits(figure) <= (1 if figure.value < 10 * _ROUND_FROM else 2)
