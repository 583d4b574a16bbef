"""Packing of what the script of a page reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.site.packing import (
    _AT_ONCE,
    PACKING_DIGITS,
    _as_long,
    _places_before,
    packed,
    unpacked,
)


def test_what_stood_before_and_what_comes_often_takes_few_signs() -> None:
    words = "one and two and three and four "
    assert len(packed(words * 40)) < len(packed(words)) + 10
    assert len(packed("工会" * 400).encode()) < 30
    assert len(packed("a" * 12 + "bcdefgh")) < len(packed("bcdefgh" + "ijklmnopqrst"))


def test_the_bytes_are_the_same_everywhere() -> None:
    assert packed("") == '"!"\ue000!!!'
    assert packed("ab") == packed("ab") != packed("ba")


def test_what_stood_far_before_is_found() -> None:
    numbers = " ".join(map(str, range(4000)))
    far = f"the very same words {numbers} the very same words"
    assert unpacked(packed(far)) == far
    assert len(packed(far)) < len(packed(f"the very same words {numbers} other words there are"))


@given(st.text(alphabet=st.sampled_from("ab中，😀\n,"), max_size=300))
def test_unpacking_gives_the_text_again(text: str) -> None:
    assert unpacked(packed(text)) == text


@pytest.mark.parametrize("sign", ["<", ">", "&", " "])
def test_digits_end_no_text_and_no_element(sign: str) -> None:
    assert sign not in PACKING_DIGITS


def test_the_nearest_place_that_begins_alike_is_known_for_each() -> None:
    assert _places_before("abcabcab") == [-1, -1, -1, 0, 1, 2, -1, -1]
    assert _places_before("\U0001f600aa\U0001f600aa") == [-1, -1, -1, 0, -1, -1]
    assert [_places_before(text) for text in ("", "a", "aa")] == [[], [-1], [-1, -1]]


@pytest.mark.parametrize("longer", range(2 * _AT_ONCE + 2))
def test_how_long_two_places_are_the_same(longer: int) -> None:
    piece = "abc" + "d" * longer
    assert _as_long(f"{piece}!{piece}?", 0, len(piece) + 1, 3) == len(piece)
    assert _as_long(f"{piece}!{piece}", 0, len(piece) + 1, 3) == len(piece)
