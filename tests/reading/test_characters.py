"""Every listed word and unit reads alike in traditional and in simplified characters."""

from __future__ import annotations

import pytest

from analysis.reading import find_quantities
from analysis.reading.characters import compatible, plain_characters, traditional
from analysis.reading.hedges import HEDGES
from analysis.reading.vocabulary import (
    MONEY_NOUNS,
    NAME_WORDS,
    OTHER_WORDS,
    PEOPLE_NOUNS,
    UNIT_FORMS,
)


def forms() -> dict[str, list[str]]:
    """Return each simplified character with the traditional ones that become it."""
    found: dict[str, list[str]] = {}
    for printed, simple in traditional().items():
        found.setdefault(simple, []).append(printed)
    return found


FORMS = forms()


def written(word: str, choice: int) -> str:
    """Write a word in traditional characters, with the n-th form of each."""
    return "".join(FORMS[c][choice % len(FORMS[c])] if c in FORMS else c for c in word)


def read(text: str) -> list[tuple[object, ...]]:
    return [(q.start, q.end, q.kind, q.value, q.unit, q.bound) for q in find_quantities(text)]


@pytest.mark.parametrize("choice", [0, 1, 2])
def test_each_word_reads_alike_in_each_form(choice: int) -> None:
    frames = [f"他们说{word}，" for word in sorted(OTHER_WORDS | NAME_WORDS)]
    frames += [f"共有35{unit}，" for unit in UNIT_FORMS]
    frames += [f"已有{hedge.word}700人，" for hedge in HEDGES.values()]
    frames += [f"共700人{hedge.word}，" for hedge in HEDGES.values()]
    frames += [f"惠及3万{noun}，" for noun in PEOPLE_NOUNS.split("|")]
    frames += [f"{noun}3万，" for noun in MONEY_NOUNS.split("|")]
    for frame in frames:
        assert read(written(frame, choice)) == read(frame), written(frame, choice)


def test_no_character_becomes_one_that_becomes_another() -> None:
    table = traditional()
    assert {c for c in table.values() if table.get(c, c) != c} == {"苧"}  # a plant, in no word


def test_wide_and_small_forms_read_alike() -> None:
    assert plain_characters("３０％，Ａ：ｂ") == "30%，A：b"
    assert plain_characters("11︰48") == "11:48" and plain_characters("5﹪") == "5%"
    assert plain_characters("参加参佰元") == "参加叁佰元"
    assert all(len(a) == len(b) == 1 for a, b in compatible().items())


def test_a_sound_text_is_given_back_itself() -> None:
    text = "共有35人"
    assert plain_characters(text) is text
