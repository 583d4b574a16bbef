"""What something grew by on balance."""

from __future__ import annotations

import pytest

from analysis.screening.rule_runner import screen

TEXTS = {
    "more": ("上半年净增宽带用户{}户，新装3,120户，拆机1,160户。", "1,960", "1,690"),
    "fewer": ("年内入职38人，离职41人，净减少{}人。", "3", "8"),
}


@pytest.mark.parametrize(("text", "right", "wrong"), TEXTS.values(), ids=TEXTS)
def test_a_net_is_what_came_less_what_went(text: str, right: str, wrong: str) -> None:
    assert screen(text.format(right)).of("contradicts", "unusual") == ()
    assert [each.rule for each in screen(text.format(wrong)).of("contradicts")] == ["sum"]


OTHERS = {
    "two that came": "净增用户1,690户，新装3,120户，新办800户，拆机1,160户。",
    "nothing that went": "净增用户1,690户，新装3,120户。",
    "far from it": "净增用户16户，新装3,120户，拆机1,160户。",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_a_net_of_which_the_moves_are_not_known_is_left_alone(text: str) -> None:
    assert screen(text).of("contradicts") == ()
