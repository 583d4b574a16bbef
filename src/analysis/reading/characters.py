"""Characters that are read as others: traditional as simplified, wide and small forms as plain.

The table of traditional characters is a file made from OpenCC's dictionaries
(`tools/make_traditional.py`); it is loaded at the first text.  Each character becomes exactly one,
so that positions stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("traditional.txt")
_KEPT = frozenset("，！（）：；？～．－")
"""Wide forms that are the usual marks of Chinese text, or that rules look for themselves."""


@cache
def traditional() -> dict[str, str]:
    """Return each traditional character with its simplified one."""
    pairs = _FILE.read_text(encoding="utf-8").strip()
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


@cache
def compatible() -> dict[str, str]:
    """Return wide, small and upright forms with the plain character each stands for."""
    forms = [*range(0xFF01, 0xFF5F), *range(0xFE50, 0xFE6C), *range(0xFFE0, 0xFFE7)]
    plain = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in forms}
    plain |= {
        "︰": ":",
        "︱": "|",
        "﹕": ":",
        "﹒": ".",
        "﹐": ",",
        "﹔": "；",
        "﹖": "？",
        "﹗": "！",
    }
    plain |= dict(zip("弌壱弍弐貮弎亖円", "壹壹贰贰贰叁四圆", strict=True))
    plain |= {"﹙": "（", "﹚": "）", "﹑": "、", "￡": "£", "￥": "¥", "￦": "₩"}
    return {
        form: character
        for form, character in plain.items()
        if len(character) == 1 and form != character and form not in _KEPT
    }


@cache
def _table() -> list[int]:
    """Return what each character of the basic plane becomes.

    ``str.translate`` looks a list up twice as fast as a dictionary with few of the characters.
    """
    table = list(range(0x10000))
    for printed, plain in {**traditional(), **compatible()}.items():
        table[ord(printed)] = ord(plain)
    return table


@cache
def _printed() -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join((*traditional(), *compatible()))) + "]")


def plain_characters(text: str) -> str:
    """Return a text in simplified characters and plain forms, of the same length."""
    if _printed().search(text):
        text = text.translate(_table())
    if "参" in text:
        # the old form of 叁, too usual a character to be one by itself
        for unit in "拾佰仟":
            text = text.replace(f"参{unit}", f"叁{unit}")
    return text
