"""How the characters of a file are written: recognised where that is sure, asked for otherwise."""

from __future__ import annotations

import codecs
from typing import IO, NamedTuple

SAMPLE = 262_144
"""Bytes looked at to tell an encoding that is not UTF-8."""
CHUNK = 1_048_576
"""Bytes decoded at a time to see whether a file is UTF-8."""
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("gb18030", "big5", "utf-16-le", "utf-16-be")
_PLAUSIBLE = 0.5
"""Share of common characters from which on a text reads as Chinese."""

# The most frequent characters of written Chinese, simplified and traditional: every text is full
# of them, and a text decoded wrongly has next to none.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产"
    "种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业"
    "本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利"
    "比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文"
    "总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干"
    "做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共"
    "权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张"
    "信市总会职工户元届条款项举办培训帮扶慰问劳动竞赛街道企业单位协商签订合同覆盖率投入资金余近超约"
    "這個國來時們動對發過說種後學經進開還電現實體從義與關數無問應當點線變條產員總統將組長處報場務運農號歲"
    "萬億兩較億參與辦會會員業單錄職補貼獎給機構縣鎮區團隊廠讓題題導書記質類華東風車馬頭門見計設議論證"
)
_WHITE = frozenset(" \t\r\n\f\u3000\ufeff")


class Recognised(NamedTuple):
    """What the bytes of a file are, or why that is not sure.

    Attributes
    ----------
    name
        The encoding, ``None`` where it is not sure.
    fault
        What to tell the user where it is not sure.
    """

    name: str | None
    fault: str


def is_text_encoding(name: str) -> bool:
    """Tell whether Python knows a text encoding of this name."""
    try:
        return codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):
        return False


def recognise(stream: IO[bytes]) -> Recognised:
    """Recognise the encoding of a file that can be read twice; it is left at its beginning."""
    sample = stream.read(SAMPLE)
    stream.seek(0)
    marked = _marked(sample)
    if marked:
        return Recognised(marked, "")
    position, fault = 0, ""
    decoder = codecs.getincrementaldecoder("utf-8")()
    while not fault:
        piece = stream.read(CHUNK)
        kept = len(decoder.getstate()[0])
        try:
            decoder.decode(piece, not piece)
        except UnicodeDecodeError as error:
            at = position - kept + error.start
            if error.reason == "unexpected end of data" and not piece:
                stream.seek(0)
                return _cut_short(at)
            fault = f"byte {error.object[error.start]:02x} at {at:,}"
        position += len(piece)
        if not piece:
            break
    stream.seek(0)
    return Recognised("utf-8", "") if not fault else recognise_sample(sample, fault)


def recognise_sample(sample: bytes, fault: str = "") -> Recognised:
    """Recognise the encoding of a text by its beginning.

    Parameters
    ----------
    sample
        The first bytes, cut anywhere.
    fault
        Where it is no UTF-8, if that is known already.
    """
    marked = _marked(sample)
    if marked:
        return Recognised(marked, "")
    if not fault:
        try:
            codecs.getincrementaldecoder("utf-8")().decode(sample)
            if b"\0" not in sample:
                return Recognised("utf-8", "")
        except UnicodeDecodeError as error:
            fault = f"byte {error.object[error.start]:02x} at {error.start:,}"
    scores = sorted(((_score(sample, name), name) for name in _CANDIDATES), reverse=True)
    best, second = scores[0], scores[1]
    if best[0] >= _PLAUSIBLE and second[0] <= best[0] / 2:
        return Recognised(best[1], "")
    if b"\0" in sample:
        return Recognised(None, "is a binary file, not a text (it has a zero byte)")
    likely = [name for score, name in scores if score >= _PLAUSIBLE / 2]
    if likely:
        names = " or ".join(name.upper() for name in likely)
        return Recognised(
            None,
            f"is not UTF-8 ({fault}) and may be {names}: name its encoding with --encoding",
        )
    return Recognised(
        None, f"is not UTF-8 ({fault}); name its encoding with --encoding, or it is no text"
    )


def _marked(sample: bytes) -> str:
    """Return the encoding that a byte order mark names, or nothing."""
    return next((name for mark, name in _MARKS if sample.startswith(mark)), "")


def _cut_short(position: int) -> Recognised:
    return Recognised(
        None,
        f"ends inside a character (at byte {position:,}): the file was cut short, "
        "or it is not UTF-8 and its encoding must be named with --encoding",
    )


def _score(sample: bytes, name: str) -> float:
    """Return the share of common characters among the characters that are not ASCII."""
    even = sample[: len(sample) // 2 * 2] if name.startswith("utf-16") else sample
    try:
        text = codecs.getincrementaldecoder(name)().decode(even)
    except UnicodeDecodeError:
        return 0.0
    if "\0" in text:
        return 0.0
    letters = [c for c in text if c not in _WHITE and not c.isascii()]
    hanzi = [c for c in letters if "\u3400" <= c <= "\u9fff"]
    odd = sum(not ("\u3000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" or c in "“”‘’—…·×℃‰—")
              for c in letters)  # fmt: skip
    if not hanzi or odd > 0.1 * len(letters):
        return 0.0
    return sum(c in _COMMON for c in hanzi) / len(letters)
