"""Packing of what the script of a page reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.site.packing import FAR, NEAR, PACKING_DIGITS, packed, unpacked


def test_what_stood_before_is_pointed_to() -> None:
    assert packed("one and one and one") == "one and `,#+"
    assert packed("工会工会工会工会") == "工会`'#$"
    assert packed("abcabc") == "abcabc"  # pointing would be longer
    assert packed("") == ""


def test_what_stood_far_before_takes_a_digit_more() -> None:
    numbers = " ".join(map(str, range(4000)))
    far = packed(f"the very same words {numbers} the very same words")
    assert far[-5] == FAR
    assert unpacked(far) == f"the very same words {numbers} the very same words"


def test_letters_stand_for_common_characters_that_are_longer() -> None:
    text = "中a中b中c中d中e中f中g文"
    assert packed(text) == "中``ĀaĀbĀcĀdĀeĀfĀg文"
    assert unpacked(packed(text)) == text
    assert packed("中a中b中c") == "中a中b中c"  # to tell what the letter stands for would take more


def test_a_text_that_has_such_letters_itself_stays_as_it_is() -> None:
    text = "Ā中a中b中c中d中e中f中g文"
    assert packed(text) == text
    assert unpacked(text) == text


@given(st.text(alphabet=st.sampled_from("ab中文工😀\n,Ā"), max_size=300))
def test_unpacking_gives_the_text_again(text: str) -> None:
    assert unpacked(packed(text)) == text
    assert len(packed(text).encode()) <= len(text.encode())


@pytest.mark.parametrize("sign", [NEAR, FAR, "<", ">", "&", "\\", '"'])
def test_digits_end_no_text_and_no_element(sign: str) -> None:
    assert sign not in PACKING_DIGITS
