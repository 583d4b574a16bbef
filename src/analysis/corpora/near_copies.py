"""Which texts are copies of each other: equal words by hash, nearly equal ones by MinHash.

A near copy has most of another text's words **and** most of its numbers.  A report in last year's
words with this year's numbers is no copy.  Nothing is compared pair by pair: each text is reduced
to the smallest hashes of its runs of characters (MinHash, Broder 1997), texts that share a band of
them are candidates, and only candidates are compared in full.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.reading.characters import plain_characters

if TYPE_CHECKING:
    from numpy.typing import NDArray

RUN = 8
"""Characters of a run: short runs are shared by all texts on one matter."""
BANDS, ROWS = 42, 3
"""Bands of hashes, and hashes of a band: half-alike texts (0.5) share a band with probability
0.996, texts a tenth alike with 0.04."""
LIKELY = 0.25
"""Share of equal hashes from which on a candidate is compared in full."""
NEIGHBOURS = 4
"""Candidates of one text in one band; more share words that everybody uses."""
COMPARED_RUN = 4
"""Characters of the runs by which candidates are compared."""
ALIKE = 0.6
"""Least share of common runs among all of two texts for a copy …"""
CONTAINED = 0.85
"""… or among those of the shorter one: an excerpt."""
_NUMBERS = 0.8
"""Least share of the numbers of one that the other has too."""
FEW_NUMBERS = 3
"""With fewer numbers the words alone decide, and then by `CONTAINED`."""

_SIGNS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_CHUNK = 4_000
_MASK = (1 << 64) - 1


def _constants(what: str, number: int) -> NDArray[np.uint64]:
    """Return odd numbers that are the same everywhere."""
    drawn = hashlib.shake_128(what.encode()).digest(8 * number)
    return np.frombuffer(drawn, dtype="<u8").astype(np.uint64) | np.uint64(1)


_PLACES = _constants("places", RUN)
_FACTORS = _constants("factors", BANDS * ROWS)[:, None]
_ADDED = _constants("added", BANDS * ROWS)[:, None]


class Print(NamedTuple):
    """What is kept of a text to find its copies.

    Attributes
    ----------
    words
        Hash of its words and numbers.
    signature
        Its smallest hashes, `BANDS` times `ROWS` of four bytes; empty where it has no words.
    """

    words: bytes
    signature: bytes


def bare(text: str) -> str:
    """Return the words and numbers of a text, simplified, without spaces and signs."""
    return _SIGNS.sub("", plain_characters(unicodedata.normalize("NFKC", text))).lower()


def print_of(text: str) -> Print:
    """Return what is kept of a text."""
    words = bare(text)
    return Print(
        hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=16).digest(),
        signature(words),
    )


def signature(words: str) -> bytes:
    """Return the smallest hashes of the runs of some words (MinHash)."""
    if not words:
        return b""
    padded = words if len(words) >= RUN else words.ljust(RUN)
    codes = np.frombuffer(padded.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(
        np.uint64
    )
    number = len(codes) - RUN + 1
    hashes = np.zeros(number, dtype=np.uint64)
    for place, factor in enumerate(_PLACES):
        hashes += codes[place : place + number] * factor
    hashes ^= hashes >> np.uint64(29)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(32)
    least = np.full(BANDS * ROWS, _MASK, dtype=np.uint64)
    for start in range(0, number, _CHUNK):
        some = hashes[None, start : start + _CHUNK] * _FACTORS + _ADDED
        np.minimum(least, some.min(axis=1), out=least)
    return (least >> np.uint64(32)).astype("<u4").tobytes()


def candidates(signatures: Sequence[bytes]) -> list[tuple[int, int]]:
    """Return pairs of texts that may be copies, by their place, the earlier one first.

    Parameters
    ----------
    signatures
        What `signature` gives; empty ones are passed over.
    """
    places = np.array([k for k, each in enumerate(signatures) if each], dtype=np.int64)
    if len(places) < 2:
        return []
    kept = np.frombuffer(b"".join(signatures), dtype="<u4").reshape(len(places), BANDS * ROWS)
    found: set[tuple[int, int]] = set()
    for band in range(BANDS):
        part = kept[:, band * ROWS : (band + 1) * ROWS].astype(np.uint64)
        keys = (part * _PLACES[:ROWS]).sum(axis=1, dtype=np.uint64)
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        for step in range(1, NEIGHBOURS + 1):
            same = np.flatnonzero(ordered[step:] == ordered[:-step])
            found.update(zip(order[same].tolist(), order[same + step].tolist(), strict=True))
    if not found:
        return []
    pairs = np.array(sorted(found), dtype=np.int64)
    alike = (kept[pairs[:, 0]] == kept[pairs[:, 1]]).mean(axis=1)
    likely = pairs[alike >= LIKELY]
    return [(int(places[a]), int(places[b])) for a, b in likely]


def similarity(one: str, other: str) -> float | None:
    """Return how alike two texts are if one is a copy of the other; nothing if it is none.

    Returns
    -------
    float or None
        Share of common runs of characters among all of both, 1 for equal words.

    Examples
    --------
    >>> similarity("今年培训职工300人，帮扶20户。", "今年培训职工300人， 帮扶20户")
    1.0
    """
    first, second = bare(one), bare(other)
    if first == second:
        return 1.0
    runs = [
        {words[k : k + COMPARED_RUN] for k in range(max(1, len(words) - COMPARED_RUN + 1))}
        for words in (first, second)
    ]
    common = len(runs[0] & runs[1])
    alike = common / len(runs[0] | runs[1])
    contained = common / min(len(runs[0]), len(runs[1]))
    numbers = [
        Counter(_NUMBER.findall(unicodedata.normalize("NFKC", text))) for text in (one, other)
    ]
    fewest = min(each.total() for each in numbers)
    if fewest < FEW_NUMBERS:
        return alike if contained >= CONTAINED and alike >= ALIKE else None
    if (numbers[0] & numbers[1]).total() < _NUMBERS * fewest:
        return None
    return alike if alike >= ALIKE or contained >= CONTAINED else None


def equal_words(prints: Sequence[Print | None]) -> dict[int, int]:
    """Return for each text with the words of an earlier one that one, by place."""
    first: dict[bytes, int] = {}
    found = {}
    for place, each in enumerate(prints):
        if each is None or not each.signature:
            continue
        original = first.setdefault(each.words, place)
        if original != place:
            found[place] = original
    return found


def resolved(copies: Iterable[tuple[int, int]]) -> Mapping[int, int]:
    """Return for each copy the earliest text that it is a copy of, over all steps.

    Parameters
    ----------
    copies
        Pairs of texts of which one is a copy of the other, by place.
    """
    groups: dict[int, set[int]] = {}
    for one, other in copies:
        joined = groups.get(one, {one}) | groups.get(other, {other})
        for member in joined:
            groups[member] = joined
    found: dict[int, int] = defaultdict(int)
    for place, group in groups.items():
        first = min(group)
        if place != first:
            found[place] = first
    return dict(found)
