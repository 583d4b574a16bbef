"""The guide in two languages: the same steps, commands, names and messages in the same places."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GUIDES = ("CONTRIBUTING.md", "CONTRIBUTING.zh.md")
CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")


def sections(name: str) -> list[list[str]]:
    """Return the paragraphs and rows of tables of each section of a guide."""
    text = (ROOT / name).read_text(encoding="utf-8")
    parts = re.split(r"^#{1,3} .*$", text, flags=re.MULTILINE)[1:]
    return [[line for line in part.splitlines() if line.strip()] for part in parts]


def levels(name: str) -> list[str]:
    return re.findall(r"^#{1,3}(?= )", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)


def codes(line: str) -> Counter[str]:
    return Counter(CODE.findall(line))


def differences(english: list[list[str]], chinese: list[list[str]]) -> list[tuple[str, str]]:
    """Return the lines of two guides that hold other commands, names or messages."""
    return [
        (one, other)
        for ours, theirs in zip(english, chinese, strict=True)
        for one, other in zip(ours, theirs, strict=True)
        if codes(one) != codes(other)
    ]


def test_both_guides_have_the_same_steps_commands_and_messages() -> None:
    assert levels(GUIDES[0]) == levels(GUIDES[1])
    assert differences(*map(sections, GUIDES)) == []


def test_a_command_that_only_one_guide_has_is_found() -> None:
    english, chinese = map(sections, GUIDES)
    place = next(n for n, line in enumerate(chinese[1]) if "`make new-city`" in line)
    chinese[1][place] = chinese[1][place].replace("`make new-city`", "`make city`")
    ((one, other),) = differences(english, chinese)
    assert "`make new-city`" in one
    assert "`make city`" in other


@pytest.mark.parametrize("name", GUIDES)
def test_steps_are_numbered_and_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    steps = re.findall(r"^\*\*(\d+)\. ", text, re.MULTILINE)
    assert steps == [str(number) for number in range(1, 8)]
    links = re.findall(r"\]\(([^)#]+)", text)
    assert [link for link in links if not (ROOT / link).is_file()] == []
    assert next(other for other in GUIDES if other != name) in links


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_of_the_guide_exists(name: str) -> None:
    from analysis.cli import COMMANDS

    text = (ROOT / name).read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"`python -m analysis ([a-z]+)", text)) <= {*COMMANDS}
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets
    assert all(
        (ROOT / script).is_file() for script in re.findall(r"`python (tools/[a-z_]+\.py)", text)
    )
