"""Damage inside numbers: what can be proved, what is lost, and what is no damage at all.

One expression finds the suspects; a function for each kind of character then decides, looking at
what stands on both sides.
"""

from __future__ import annotations

import re

from analysis.reading.lazy import lazy
from analysis.reading.vocabulary import (
    DIGITS,
    MULTIPLIERS,
    REPLACEMENT_CHARACTER,
    UNIT_FORMS,
    UNIT_LENGTHS,
    is_cjk,
    words,
)

_D = DIGITS
_NUM = "0-9０-９零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_SPACE = " \t\u3000\xa0\n"
_BOX = f"{REPLACEMENT_CHARACTER}□■▇█▲△◇☐▢◻◼⬜⬛▯▮¤"
"""Marks that stand for something lost wherever they stand inside a sentence."""
_BULLET = "●◆#＃"
"""Marks that may do so, but also open the entries of a list."""
_CN = "一二两三四五六七八九十百千万亿"
_ZERO_WIDTH = "\u200b\u2060\ufeff\xad"
_WIDE = frozenset("\u3000\u2003")
_BLANKS = frozenset(" \u3000\xa0")
_OPEN = "(（[［"
_MARK = f"?？{_BULLET}*＊×_＿"
"""Marks that stand for something lost only beside a number; the letter X may do so too."""
_AFTER = "百千万亿余多%％人名家户件场个元"
"""What may follow the lost digits of a quantity."""
_SUSPECT = lazy(
    # One class first, so that sound text is skipped at full speed; then a branch per class.
    f"[{_BOX}{_MARK}X…|｜·lIOo〇○.．,口{_SPACE}{_ZERO_WIDTH}{_OPEN}]"
    "(?:"
    f"(?<=[{_SPACE}])[{_SPACE}]{{0,3}}(?=[{_NUM}余多点几分之又负]|[.．][{_D}]|[(（]次[)）])"
    # a point set too high: 9·5亿元
    f"|(?<=[{_D}]·)(?=[{_D}]{{1,3}}[万亿%％])"
    # an editor's mark in brackets: 13(?)8人
    f"|(?<=[{_OPEN}])[?？][)）\\]］](?=[{_D}{_CN}{_AFTER}.．,，])"
    # a point with nothing on one side: 资金.5万元, 资金5.万元; a group that lost a digit: 5,00万
    "|(?<=[.．,])(?:"
    f"(?<=[一-龥][.．])(?=[{_D}]{{1,4}}[百千万亿%％个])"
    f"|(?<=[{_D}][.．])(?=[百千万亿%％]|[.．][{_D}])"
    f"|(?<=[{_D}],)(?=0[{_D}]?[百千万亿元人])"
    # letters and rings that look like digits, a box read as 口
    ")|(?<=[lIOo〇○口])(?:"
    f"(?<=[{_D}]口)(?=[个名件万元户%％])"
    f"|(?<=[lIO])(?=[{_D}lIOo.．]{{0,8}}[{_D}lIOo%％一-龥])"
    f"|(?<=[{_D}lIOo][OolI〇○])(?![A-KM-NP-Za-kmnp-z])"
    f"|(?<=[○〇])(?=[.．,，]?[{_D}]|[{_AFTER}])"
    "|(?<=十[○〇])(?![一二三四五六七八九])"
    f")|(?<=[{_BOX}])[{_BOX}]{{0,9}}"
    f"|(?<=[{_MARK}X…|｜{_ZERO_WIDTH}])(?:"
    f"(?<=[{_D}][{_ZERO_WIDTH}])(?=[{_D}.．百千万亿])"
    # between digits only: 13…8人, 13|8人
    f"|(?<=[{_D}][…|｜])…?(?=[.．]?[{_D}]{{1,9}}(?:[.．][{_D}]+)?[{_AFTER}])"
    # one character of 百分之, or a digit behind it
    f"|(?<=百[{_MARK}])(?=之)|(?<=百分[{_MARK}])(?=[{_D}{_CN}])"
    f"|(?<=[{_MARK}])(?=分之)|(?<=分之[X{_MARK}])"
    f"|(?<=分之[{_CN}][{_MARK}])|(?<=分之[{_CN}][{_CN}][{_MARK}])"
    # a mark in front of digits, or of a point and digits: ?500, ●.5, XX358人
    f"|(?<=[{_MARK}])[{_MARK}]{{0,3}}(?=[.．,]?[{_D}])"
    f"|(?<=[一-龥]X)X?(?=[{_D}.．,，]{{1,9}}[{_AFTER}])"
    # behind digits, with or without the point: 3?万, 1.?万
    f"|(?:(?<=[{_D}][X{_MARK}])|(?<=[{_D}][.．,，][X{_MARK}]))"
    f"[X{_MARK}]{{0,3}}(?![{_D}]?[A-Za-z])"
    # instead of all digits: ××万元, ?万元
    f"|(?<=[X…{_MARK}])[X…{_MARK}]{{0,5}}(?=[{_AFTER}])"
    # beside Chinese numerals: 三百?十八人, 三百二十?人
    f"|(?<=[{_CN}][X{_MARK}])[X{_MARK}]?(?=[{_CN}人名家户件个元])"
    f"|(?<=[{_MARK}])(?=[{_CN}]|[—－–~～至-][{_D}])"
    "))"
)
_QUESTION = lazy(
    "[吗呢吧谁哪怎]|(?<![那这多要])么|(?<!任)何|几(?![年月天个十百千万乎经次])|多少|是否|是不是|能不能|"
    "能否|可否|有没有|为啥|难道|岂|要不要|好不好|对不对|会不会"
)
_CLAUSE_END = lazy("[。！!；;，,\n？?]")
_AFTER_DIGIT = lazy(f"[{_D}]+(?:[,，][{_D}]{{3}}(?![{_D}]))*(?:[.．][{_D}]+)?")
_ROW = lazy(f"(?<![{_D}])(?<![{_D}] )[{_D}](?:[ \u3000][{_D}]){{2,8}}(?![{_D}.]| ?[{_D}])")
_THREES = lazy(f"(?<![{_D} .,])[{_D}]{{1,3}}(?:[ \u3000][{_D}]{{3}}){{2,5}}(?![{_D}]| ?[{_D}])")
_AFTER_MARK = lazy(f"(?:[.．]?[{_D}]+|[,，][{_D}]{{3}}(?![{_D}]))*(?:[.．][{_D}]+)?")
_GROUPS_BEFORE = lazy(f"(?:(?<![{_D}])[{_D}]{{1,3}}[ \u3000\xa0]){{1,3}}\\Z")
_IN_BOLD = lazy(f"(?<![*])[*][*][\u4e00-\u9fff]{{0,4}}[{_D}]+(?:[,，.．][{_D}]+)*\\Z")
"""What stands in front of the end of bold type around a number."""
_BOLD_NUMBER = lazy(f"[{_D}][{_D},，.．]*[^*\n，。；|]{{0,6}}[*][*](?![*])")
_CELL_OF_THREES = lazy(f"[1-9][{_D}]{{0,2}}(?:[ \u3000\xa0][{_D}]{{3}}){{1,3}}(?=[ ]?[\t|\n]|$)")
"""A number in a cell of its own, its thousands parted by blanks."""
_GROUP_BEFORE = lazy(f"[,，]([{_D}]{{0,2}})$")
_GROUP_AFTER = lazy(f"([{_D}]{{0,3}})([,，])?")
_CHINESE_NUMERAL = lazy(f"[{_CN}]{{1,12}}")
_D_SET = frozenset(_D)
_MEASURES = words("米 厘米 毫米 公里 小时 天 年 月 m cm mm km 寸 英寸 平方米")
_LETTERED = lazy(f"[{_D}lIOo]{{1,12}}(?:[.．][{_D}lIOo]{{1,4}})?")
_LETTER_DIGITS = str.maketrans("lIOo", "1100")


def unit_at(text: str, position: int) -> str:
    """Return the longest known unit printed at `position`, or ``''``."""
    if position >= len(text):
        return ""
    for length in UNIT_LENGTHS.get(text[position], ()):
        word = text[position : position + length]
        if word in UNIT_FORMS:
            return word
    return ""


def _counts_on(text: str, position: int) -> bool:
    """Tell whether a multiplier, 余, 多 or a unit follows at `position`."""
    character = text[position : position + 1]
    return bool(character) and (
        character in MULTIPLIERS or character in "余多％‰" or bool(unit_at(text, position))
    )


def _goes_on(text: str, position: int) -> bool:
    """Tell the same, or whether the upper end of a range follows: 0—50人."""
    return _counts_on(text, position) or (
        text[position : position + 1] in tuple("-－—–~～至")
        and text[position + 1 : position + 2] in tuple(DIGITS)
    )


def find_damage(text: str) -> list[tuple[int, int, str, str]]:
    """Collect (start, end, replacement, reason) of a text without pinyin, not overlapping."""
    found: list[tuple[int, int, str, str]] = []
    last = 0
    for match in _SUSPECT.finditer(text):
        start, end = match.span()
        if start < last:
            continue
        first = text[start]
        repair: tuple[int, int, str, str] | None = None
        if first in _SPACE:
            if _space_is_stray(text, start, end):
                # Blanks as wide as a digit may be the place of one.
                wide = (
                    text[start - 1] in _D_SET and text[end] in _D_SET and "\n" not in match.group()
                )
                if wide and (end - start > 1 or first in _WIDE):
                    repair = (start, end, REPLACEMENT_CHARACTER, "lost digit")
                else:
                    repair = (start, end, "", "space")
        elif first == "·":
            repair = (start, end, ".", "character")
        elif first in _ZERO_WIDTH:
            repair = (start, end, "", "space")
        elif first in _OPEN:
            if text[start - 1 : start] not in tuple("\n"):
                repair = (start, end, REPLACEMENT_CHARACTER, "lost digit")
        elif text[start - 1 : start] == "百" and text[end : end + 1] == "之":
            repair = (start, end, "分", "character")
        elif text[max(0, start - 2) : start] == "百分":
            repair = (start, end, "之", "character")
        elif text[end : end + 2] == "分之" and first not in _SPACE:
            repair = (start, end, REPLACEMENT_CHARACTER, "lost digit")
        elif first in "…|｜":
            repair = (
                (start, end, REPLACEMENT_CHARACTER, "lost digit")
                if text[start - 1 : start] in _D_SET and not _parts_cells(text, start)
                else None
            )
        elif first in "lIOo":
            repair = _letter(text, start)
        elif first in "〇○":
            repair = _round_zero(text, start)
        elif first == ",":
            # 5,00万: a group of thousands that lost a digit
            repair = (start, end, REPLACEMENT_CHARACTER, "lost digit")
        elif first in ".．":
            if _point_lost_a_digit(text, start):
                repair = (start, end, REPLACEMENT_CHARACTER, "lost digit")
        elif text[start:end] == "**" and _IN_BOLD.search(text, max(0, start - 24), start):
            # 共有**1850**人: bold type of Markdown, not lost digits
            end += text[end : end + 1] == " "
            if is_cjk(text[end : end + 1]) or text[end : end + 1] in ("%", "％"):
                repair = (start, end, "", "space")
        elif text[start:end] == "**" and _BOLD_NUMBER.match(text, end):
            # 约**1850**人, 约**500名**
            before = text[max(0, start - 2) : start].rstrip(" ")[-1:]
            repair = (start, end, "", "space") if is_cjk(before) else None
        elif _digit_is_lost(text, start, end):
            repair = (
                start,
                end,
                REPLACEMENT_CHARACTER * _digits_lost(text, start, end),
                "lost digit",
            )
        if repair is not None and repair[0] >= last:
            found.append(repair)
            last = repair[1]
    return found


def _digits_lost(text: str, start: int, end: int) -> int:
    """Return how many digits marks stand for: in 1,□□04,560 one, for a group has three."""
    left = _GROUP_BEFORE.search(text, max(0, start - 4), start)
    right = _GROUP_AFTER.match(text, end)
    if end - start == 1 or right is None or not (left or right[2]):
        return end - start
    known = len(left[1]) if left else 0
    return max(1, min(end - start, 3 - known - len(right[1])))


def _letter(text: str, start: int) -> tuple[int, int, str, str] | None:
    """Repair a letter inside a number; mark a lone l in front of a classifier as lost."""
    begin = start
    while begin and start - begin < 12 and text[begin - 1] in _D + "lIOo.":
        begin -= 1
    while begin < start and text[begin] == ".":
        begin += 1
    before = text[begin - 1] if begin else "\n"
    if before.isascii() and before.isalpha():
        return None
    match = _LETTERED.match(text, begin)
    if match is None or not any(c in _D for c in match.group()):
        # 开设l班: a lone letter between a Chinese character and a classifier.
        if (
            text[start] in "lI"
            and is_cjk(before)
            and _counts_on(text, start + 1)
            and is_cjk(text[start + 1])
        ):
            return start, start + 1, REPLACEMENT_CHARACTER, "lost digit"
        return _leading_letter(text, start, before)
    token, end = match.group(), match.end()
    if token[0] in "Oo":
        return _leading_letter(text, start, before)
    space = end
    while text[space : space + 1] == " " and space - end < 2:
        space += 1
    if not (_counts_on(text, space) and is_cjk(text[space])) and text[end : end + 1] not in (
        "%",
        "％",
    ):
        return None
    return begin, end, token.translate(_LETTER_DIGITS), "letter"


def _leading_letter(text: str, start: int, before: str) -> tuple[int, int, str, str] | None:
    """Mark O258人 as damaged: no number begins with a zero."""
    digits = _AFTER_MARK.match(text, start + 1)
    if text[start] == "O" and is_cjk(before) and digits and digits.group():
        end = digits.end()
        if (_counts_on(text, end) and is_cjk(text[end])) or text[end : end + 1] in ("%", "％"):
            return start, start + 1, REPLACEMENT_CHARACTER, "lost digit"
    return None


def _round_zero(text: str, start: int) -> tuple[int, int, str, str] | None:
    """Read 12〇〇人: the Chinese zero behind digits is the digit."""
    end = start
    while end < len(text) and text[end] in "〇○" and end - start < 8:
        end += 1
    if text[start - 1] in _D and (
        _counts_on(text, end)
        or text[end : end + 1] in _D_SET
        or (text[end : end + 1] in tuple(".．") and text[end + 1 : end + 2] in _D_SET)
    ):
        if "○" in text[start:end] and text[end + 1 : end + 3].find("年") < 0:
            # A ring between digits is as often the place of one as a zero.
            return start, end, REPLACEMENT_CHARACTER * (end - start), "lost digit"
        return start, end, "0" * (end - start), "letter"
    before = text[start - 1] if start else "\n"
    if before in ".．,，" and text[start - 2 : start - 1] in _D_SET:
        return start, end, REPLACEMENT_CHARACTER, "lost digit"
    if before == "十":
        # 二十○人: the second digit of a number of tens is none.
        return start, end, REPLACEMENT_CHARACTER, "lost digit"
    if (is_cjk(before) or before in "（(") and before not in _CN and end - start == 1:
        # ○258人, ○场: a number that begins with the round zero has lost its first digit.
        digits = _AFTER_MARK.match(text, end)
        if _counts_on(text, digits.end() if digits else end):
            return start, end, REPLACEMENT_CHARACTER, "lost digit"
    return None


def _point_lost_a_digit(text: str, start: int) -> bool:
    """Tell whether a decimal point with nothing on one side stands in a quantity."""
    after = text[start + 1 : start + 2]
    if text[start - 1] in _D:
        # 资金5.万元; "3.百余名 …" at a line start is the third entry of a list
        begin = start
        while begin and start - begin < 6 and text[begin - 1] in _D:
            begin -= 1
        if not begin or not is_cjk(text[begin - 1]):
            return False
        return after in ".．" or _counts_on(text, start + 1)
    digits = _AFTER_DIGIT.match(text, start + 1)
    return (
        after in _D
        and digits is not None
        and "." not in digits.group()
        and text[start - 1] not in "一二三四五六七八九十"
        and _counts_on(text, digits.end())
    )


def _digit_is_lost(text: str, start: int, end: int) -> bool:
    """Decide whether a mark beside or instead of digits stands for swallowed ones."""
    mark = text[start]
    before = text[start - 1] if start else "\n"
    after = text[end : end + 1] or "\n"
    if mark in _BOX:
        return _box_is_lost(text, start, end, before, after)
    if mark == "口":
        # 120口个: a box that was read as the character
        return True
    stars = text[start:end]
    if (
        stars in ("*", "**")
        and stars in text[end : end + 60].partition("\n")[0]
        and before not in _D
    ):
        # **500名**: bold type of Markdown, not a lost digit
        return False
    behind_point = before in ".．" and text[start - 2 : start - 1] in tuple(_D)
    behind_point = behind_point or (
        before in ",，" and text[start - 2 : start - 1] in _D_SET and after in _D
    )
    if before in _D or behind_point:
        return _lost_behind_digit(text, end, mark, after)
    if before == "之" and text[start - 3 : start - 1] == "百分":
        return True
    digits = _AFTER_MARK.match(text, end)
    if digits is None or not digits.group():
        return _all_lost(text, start, end, mark, before, after)
    if not _goes_on(text, digits.end()) or not (is_cjk(before) or before in "（()）”’"):
        return False
    if mark in "*＊×" and before in "米寸尺" and unit_at(text, digits.end()) in _MEASURES:
        # 3.5米×4米: a product
        return False
    if mark in "?？":
        year = text[digits.end()] == "年" and len(digits.group()) == 4
        return before in ")）" or not (year or _is_question(text, start))
    return True


def _box_is_lost(text: str, start: int, end: int, before: str, after: str) -> bool:
    """Decide the same for a box, which is nothing else inside a sentence but opens lists too."""
    if before in _D or (before in _CN and (after in _CN or _counts_on(text, end))):
        return True
    if before in _CN and "分之" in text[max(0, start - 8) : start]:
        return True
    if before in ".．" and text[start - 2 : start - 1] in tuple(_D):
        return True
    if not (is_cjk(before) or before in "（(-－—–~～近约超达为共、，,"):
        return False
    digits = _AFTER_MARK.match(text, end)
    if digits is not None and digits.group():
        return _goes_on(text, digits.end()) or before in _CN
    return after in _CN or after in "-－—–~～至" or _counts_on(text, end)


def _is_question(text: str, start: int) -> bool:
    """Tell whether the clause in front of a question mark asks something."""
    left = text[max(0, start - 40) : start]
    ends = list(_CLAUSE_END.finditer(left))
    clause = left[ends[-1].end() :] if ends else left
    return _QUESTION.search(clause) is not None


def _all_lost(text: str, start: int, end: int, mark: str, before: str, after: str) -> bool:
    """Decide whether marks stand for all digits of a number: ××万元, ?余人, 三百?十八人."""
    asked = mark in "?？" and _is_question(text, start)
    numeral = _CHINESE_NUMERAL.match(text, end)
    if before in _CN and after in "，,、；;" and "分之" in text[max(0, start - 8) : start]:
        # 百分之三十?，
        return True
    if before in _CN:
        # 三百?十八人, 三百二十?人
        return not asked and (numeral is not None or _counts_on(text, end))
    inside = is_cjk(before) or before in "（("
    if after in "-－—–~～至":
        return inside and not asked and mark != "…"
    if after in "余多":
        if not unit_at(text, end + 1):
            return False
    elif numeral is not None:
        # ×万元, ?十五万元, *万3千人
        stop = numeral.end()
        if not (_counts_on(text, stop) or text[stop : stop + 1] in _D_SET):
            return False
    elif after not in "%％":
        return mark in "×_" and end - start > 1 and inside and _counts_on(text, end)
    if mark in "*＊×X_＿…":
        return end - start > 1 or mark in "×X_＿" or (inside and mark != "…")
    return inside and not asked


def _lost_behind_digit(text: str, end: int, mark: str, after: str) -> bool:
    """Decide the same for a mark behind a digit: 1?5万, 9?万, 7?.5%, 50?至800元."""
    digits = _AFTER_MARK.match(text, end)
    if digits is not None and digits.group():
        if mark not in "*＊×X_＿":
            return True
        # 3×5米, 7×24小时 are products; ×0 is none.
        return after == "0" or (
            _counts_on(text, digits.end()) and unit_at(text, digits.end()) not in _MEASURES
        )
    if mark in "X×":
        return (is_cjk(after) or after in "%％") and _counts_on(text, end)
    if after in "-－—–~～至" and mark not in "*＊_":
        return text[end + 1 : end + 2] in _D_SET
    return _counts_on(text, end)


def _space_is_stray(text: str, start: int, end: int) -> bool:
    """Decide whether white space inside a number can be proved to be no separator."""
    if not start or end >= len(text):
        return False
    before, after = text[start - 1], text[end]
    chinese = "零〇一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟"
    breaks = text.count("\n", start, end)
    if breaks and (end - start > breaks + 1 or breaks > 2):
        return False
    if after in "(（":
        # 3914人⏎（次）
        return bool(unit_at(text, start - 1))
    if after in "百分点" and before in "个百分" and not breaks:
        # 个 百 分 点, set with blanks
        around = (text[max(0, start - 6) : start] + text[end : end + 6]).replace(" ", "")
        if "个百分点" in around:
            return True
    if after in "百点" and text.startswith(("百分点", "点"), end) and before in "个分":
        # 3.2个⏎百分点, 3.2个百分⏎点
        return text.startswith("百分点", end) or text[max(0, start - 2) : start] == "百分"
    if after == "负":
        return before == "之" and "分" in text[max(0, start - 5) : start]
    if before in ".．" and after in _D and text[start - 2 : start - 1] in tuple(_D):
        # A line that breaks behind the decimal point: 3293.⏎55万元.
        digits = _AFTER_DIGIT.match(text, end)
        return digits is not None and _counts_on(text, digits.end())
    if after in ".．" and before in _D:
        # 48 .5万元
        digits = _AFTER_DIGIT.match(text, end + 1)
        return breaks < 2 and digits is not None and _counts_on(text, digits.end())
    if not breaks and before in _D + _CN and text[end + 1 : end + 3].lstrip()[:1] == "折":
        # 九 九 折, set with spaces
        return after in _D + _CN
    if before in _D and after in _D:
        return (
            breaks < 2 and "\t" not in text[start:end] and _digits_belong_together(text, start, end)
        )
    if before == "," and after in _D and text[start - 2 : start - 1] in tuple(_D):
        # The comma of thousands with a line break or a space behind it: 咨询1,⏎284件, 5, 000元.
        digits = _AFTER_DIGIT.match(text, end)
        return (
            digits is not None
            and len(digits.group()) == 3
            and (breaks > 0 or after == "0")
            and _counts_on(text, digits.end())
        )
    if before in "十百千万亿分之又点余多" or after in "十百千万亿点分之又余多几":
        # 一百 五 十 二, 十 余 万, 3万 4千: a multiplier joins both sides, on one line only.
        if breaks and before in "百千万亿" and text[start - 2 : start - 1] in tuple(_CN):
            # A line that breaks inside 三百⏎二十人
            rest = _CHINESE_NUMERAL.match(text, end)
            return rest is not None and bool(unit_at(text, rest.end()))
        if breaks:
            return before in _D and after in "万亿" and text[end + 1 : end + 2] in tuple("元人名户")
        joined = chinese + _D + "余多几分之又点数"
        if before not in joined or after not in joined:
            return False
        if after in "余多" or before in "余多":
            return before in chinese + _D or after in MULTIPLIERS
        if before in "分之又点" or after in "分之又点":
            return _part_of_fraction(text, start, end)
        if before in _D and after in MULTIPLIERS:
            return True
        if before in MULTIPLIERS and after in _D:
            k = _AFTER_DIGIT.match(text, end)
            if k is None:
                return False
            if before in "万亿" and text[start - 2 : start - 1] == " ":
                # 748 万 7,000 人, all of it set with blanks
                spaced = text[k.end() : k.end() + 1] == " "
                ones = text[end : k.end()].replace(",", "")
                if len(ones) == 4 and ones.isdecimal():
                    return spaced and _counts_on(text, k.end() + 1)
            return text[k.end() : k.end() + 1] in ("十", "百", "千", "万")
        return before in chinese and (after in chinese or after == "几")
    return False


def _part_of_fraction(text: str, start: int, end: int) -> bool:
    """Tell whether a space stands inside 三 分之 一, 百分 之五 or 六 点 五."""
    around = text[max(0, start - 5) : start] + text[end : end + 4]
    around = around.replace(" ", "")
    return "分之" in around or re.search(f"[{_NUM}]点[{_NUM}]|又[{_NUM}]", around) is not None


def _digits_belong_together(text: str, start: int, end: int) -> bool:
    """Decide whether two digit groups with a space between them are one number."""
    begin = start
    while begin and start - begin < 20 and text[begin - 1] in _D:
        begin -= 1
    after = _AFTER_DIGIT.match(text, end)
    if after is None:
        return False
    left, right = text[begin:start], after.group()
    if right == "000" and len(left) <= 3:
        # 4 000 000: nobody counts 000 of anything.
        return True
    if _fills_a_cell(text, begin, end):
        return True
    spaced = _spaced_out(text, start, end)
    if spaced is not None:
        return spaced
    before = text[begin - 1] if begin else "\n"
    behind = after.end() + (
        text[after.end() : after.end() + 1] == "\n" and len(right) == 3 and right.isdecimal()
    )
    if len(right) == 3 and len(left) <= 3 and text[behind : behind + 1] == " ":
        behind += 1  # 2 350 万元
    follows = _counts_on(text, behind) or text[behind : behind + 1] in ("%", "％")
    loose = before.isspace() or (before.isascii() and before.isalnum()) or before in "第表图年月日"
    if loose or len(left) > 6:
        # Only a number inside a sentence is proved to be one: 共1 00名, not a row of a table.
        return right[0] == "0" and len(left) == 1 and left != "0" and follows and len(right) > 1
    if not follows:
        closed = text[after.end() : after.end() + 1] in tuple("，。；、,;（(")
        return closed and len(right) == 3 and len(left) < 4 and is_cjk(before)
    year = len(left) == 4 and left[:2] in ("19", "20")
    return not year and text[after.end() : after.end() + 1] != "年"


def _parts_cells(text: str, start: int) -> bool:
    """Tell whether a bar stands in a line with other bars: a row of a table."""
    mark = text[start]
    if mark not in "|｜":
        return False
    near = text[max(0, start - _ROW_REACH) : start].rpartition("\n")[2]
    near += text[start + 1 : start + _ROW_REACH].partition("\n")[0]
    return mark in near


_ROW_REACH = 60
"""Characters on both sides of a bar within which another one shows the row of a table."""


def _fills_a_cell(text: str, begin: int, end: int) -> bool:
    """Tell whether a gap stands inside a number alone in its cell: 投诉<tab>13 831."""
    groups = _GROUPS_BEFORE.search(text, max(0, begin - 12), begin)
    begin = groups.start() if groups else begin
    before = text[max(0, begin - 2) : begin].rstrip(" ")[-1:]
    cell = _CELL_OF_THREES.match(text, begin)
    if cell is None or end >= cell.end():
        return False
    if before in ("\t", "|"):
        return True
    alone = before in ("\n", "") and text[cell.end() : cell.end() + 1] in ("", "\n")
    return alone and _among_lone_numbers(text, begin, cell.end())


def _among_lone_numbers(text: str, begin: int, end: int) -> bool:
    """Tell whether a line stands among lines of one number each, some without blanks."""
    near = [
        text[max(0, begin - _LINES) : max(0, begin - 1)].split("\n")[::-1][:_NEAR_LINES],
        text[end + 1 : end + _LINES].split("\n")[:_NEAR_LINES],
    ]
    for lines in near:
        for line in lines:
            if _PLAIN_NUMBER.fullmatch(line):
                return True
            if not _CELL_OF_THREES.fullmatch(line):
                break
    return False


_LINES, _NEAR_LINES = 80, 6
"""Characters and lines on each side of a number alone on its line that are looked at."""
_PLAIN_NUMBER = lazy(f"[{_D}]{{1,4}}(?:[.][{_D}]{{1,3}})?")


def _spaced_out(text: str, start: int, end: int) -> bool | None:
    """Judge a gap in a row of single digits or of threes: 投入9 1 2万元, 2 0 1 6年, 1 234 567元.

    Returns ``None`` where the gap stands in no such row.
    """
    around = max(0, start - 24), end + 24
    rows = [
        row
        for pattern in (_ROW, _THREES)
        for row in pattern.finditer(text, *around)
        if row.start() <= start < row.end()
    ]
    if not rows:
        return None
    row = rows[0]
    before = text[max(0, row.start() - 2) : row.start()].rstrip(" ")[-1:]
    if text[row.end() : row.end() + 1] == "年":
        return len(row.group()) == 7
    behind = row.end() + (text[row.end() : row.end() + 1] == " ")
    return is_cjk(before) and before not in "第表图年月日" and _counts_on(text, behind)
