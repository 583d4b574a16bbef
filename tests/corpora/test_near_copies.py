"""Copies: equal and nearly equal texts are found, the same words with other numbers are not."""

from __future__ import annotations

import random
import re

import pytest
from made_up_corpus import made_up

from analysis.corpora.near_copies import (
    bare,
    candidates,
    equal_words,
    print_of,
    resolved,
    signature,
    similarity,
)


def changed(text: str, source: random.Random) -> str:
    """Return a near copy: a word swapped in a few sentences, one left out, a line in front."""
    lines = text.split("\n")
    del lines[source.randrange(len(lines))]
    for _ in range(4):
        k = source.randrange(len(lines))
        lines[k] = lines[k].replace("又", "另外")
    lines[3] = re.sub("[0-9]+个", f"{source.randrange(3, 99)}个", lines[3])
    return "本报讯（记者）\n" + "\n".join(lines)


def renumbered(text: str, source: random.Random) -> str:
    """Return a text in the same words with other numbers."""
    return re.sub("[0-9]+(?=[个件])", lambda match: str(source.randrange(3, 9000)), text)


def test_planted_copies_are_found_and_nothing_else() -> None:
    source = random.Random(5)
    texts = [made_up(seed) for seed in range(300)]
    planted = {}
    for original in range(0, 60, 2):
        planted[len(texts)] = original
        texts.append(changed(texts[original], source))
    for original in range(1, 61, 2):
        texts.append(renumbered(texts[original], source))
    found = {
        (a, b)
        for a, b in candidates([print_of(text).signature for text in texts])
        if similarity(texts[a], texts[b]) is not None
    }
    assert resolved(found) == planted


@pytest.mark.parametrize(
    "other",
    [
        "今年培训职工 300 人，帮扶20户。",
        "今年培訓職工３００人，幫扶20戶",
        "今年\n培训职工300人帮扶20户！",
    ],
)
def test_spaces_signs_and_forms_of_characters_make_no_difference(other: str) -> None:
    text = "今年培训职工300人，帮扶20户。"
    assert print_of(text) == print_of(other)
    assert similarity(text, other) == 1.0
    assert equal_words([print_of("别的"), print_of(text), None, print_of(other)]) == {3: 1}


def test_texts_without_words_are_copies_of_nothing() -> None:
    assert print_of(" …\n").signature == b""
    assert equal_words([print_of(" "), print_of("。")]) == {}
    assert candidates([b"", b"", signature("甲乙丙")]) == []
    assert candidates([]) == []


def test_an_excerpt_is_a_copy_and_a_text_with_other_numbers_is_none() -> None:
    text = made_up(1, 40)
    assert similarity(text, "\n".join(text.split("\n")[:20])) == pytest.approx(0.5, abs=0.05)
    assert similarity(text, renumbered(text, random.Random(1))) is None
    assert similarity(text, made_up(2, 40)) is None


def test_last_years_words_with_this_years_numbers_are_no_copy() -> None:
    words = (
        "山里的集市每逢月初开张，四乡的人都赶来看热闹，前后来过{}人。修桥的老师傅带着徒弟沿河走了一趟，"
        "把松动的木板换成新的，共换{}块。晒好的草药由合作社统一收走，按年份分开存放，一共收了{}斤。"
        "守渡口的人说水位比往常高，夜里不再开船，全年停航{}天。"
    )
    one, other = words.format(3471, 86, 1290, 37), words.format(4085, 91, 1544, 29)
    runs = [{bare(text)[k : k + 4] for k in range(len(bare(text)) - 3)} for text in (one, other)]
    assert len(runs[0] & runs[1]) > 0.6 * len(runs[0] | runs[1])  # the words alone would say so
    assert similarity(one, other) is None


def test_two_texts_on_one_matter_with_one_set_of_numbers_are_no_copies() -> None:
    one = "今年集市来的人有3400人，卖出木桶560个、竹筏78只、陶罐910件，都比去年多，大家很高兴。"
    other = (
        "场地由村里出，人手3400名，造出木桶560个，毛竹78根，陶罐910件，大家很高兴，明年再办一次。"
    )
    assert similarity(one, other) is None


def test_where_numbers_are_few_the_words_decide() -> None:
    text = "山上的树一年比一年多，河水也一年比一年清，来的人都说这里好。"
    assert similarity(text, text.replace("都说", "说")) is not None
    assert similarity(text, "山上的树一年比一年多，别的就没有什么可说的了，大家请回吧。") is None


def test_a_signature_is_the_same_everywhere() -> None:
    assert signature("甲乙丙丁戊己庚辛壬癸").hex()[:24] == "a68b522bfea1ca0c5e093633"
    long = made_up(3, 900)
    assert len(bare(long)) > 8_000  # more than one chunk
    assert len(signature(bare(long))) == len(signature("甲"))


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([], {}),
        ([(1, 4)], {4: 1}),
        ([(4, 6), (1, 4)], {4: 1, 6: 1}),
        ([(0, 3), (1, 2), (2, 3)], {1: 0, 2: 0, 3: 0}),
    ],
)
def test_copies_of_copies_lead_to_the_first(
    pairs: list[tuple[int, int]], found: dict[int, int]
) -> None:
    assert resolved(pairs) == found
