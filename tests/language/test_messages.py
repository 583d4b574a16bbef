import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language import catalogue
from analysis.language import messages as ms
from analysis.language.messages import Joined, Link, Linked, Message, Name, Named, Words


@pytest.fixture(autouse=True)
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "words.toml").write_text(
        """
[test]
more = { en = "{label}: {a} states more ({x}).", zh = "{label}：{a}所述较多（{x}）。" }
counts = { en = { one = "{n} text", other = "{n} texts" }, zh = "{n}篇文章" }
thing = { en = "union members", zh = "会员" }
""",
        encoding="utf-8",
    )
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    catalogue._entries.cache_clear()
    yield
    monkeypatch.undo()
    catalogue._entries.cache_clear()


def test_a_message_becomes_text_names_and_links() -> None:
    message = Message(
        "test.more",
        label=Named(Words(en="Members", zh="会员")),
        a="A",
        x=Linked("a-2016-001", ms.number(145000)),
    )
    assert message.say("en") == (
        Name("Members"),
        ": A states more (",
        Link("a-2016-001", "145,000"),
        ").",
    )
    assert isinstance(message.say("en")[0], Name)
    assert ms.text(message, "zh") == "会员：A所述较多（14.5万）。"
    assert message["a"] == "A"


def test_equal_messages_are_equal_and_can_be_kept_in_sets() -> None:
    one, same = (Message("test.counts", n=2) for _ in range(2))
    assert one == same
    assert len({one, same, Message("test.counts", n=1)}) == 2


def test_a_count_chooses_the_form() -> None:
    assert ms.text(Message("test.counts", n=1), "en") == "1 text"
    assert ms.words_of(Message("test.counts", n=2)) == Words(en="2 texts", zh="2篇文章")


def test_parts_are_put_together_and_empty_ones_left_out() -> None:
    parts = ("a", "", Words(en="b", zh="乙"), "c")
    assert ms.text(ms.listed(parts), "en") == "a, b and c"
    assert ms.text(Joined(parts, "comma"), "zh") == "a、乙、c"
    assert ms.text(Joined(parts, "clause"), "en") == "a; b; c"
    assert ms.text(ms.in_sentences(("A.", "B.")), "en") == "A. B."
    assert ms.text(ms.in_sentences(("甲。", "乙。")), "zh") == "甲。乙。"
    assert ms.text(Joined(("a", "b"), "colon"), "zh") == "a：b"


def test_a_sentence_begins_with_a_capital_even_in_a_link_or_a_name() -> None:
    thing = Message("test.thing")
    assert ms.begun(thing).say("en") == ("Union members",)
    assert ms.begun(Linked("a-2016-001", thing)).say("en") == (Link("a-2016-001", "Union members"),)
    assert isinstance(ms.begun(Named(thing)).say("en")[0], Name)
    assert ms.text(ms.inside(Words(en="Members", zh="会员")), "en") == "members"


def test_numbers_and_limits_take_the_dress_of_the_language() -> None:
    assert ms.text(ms.Amount(Fraction(145000)), "zh") == "14.5万"
    assert ms.text(ms.number(Fraction(1000, 3), 2), "en") == "330"


PARTS = [
    "a",
    3,
    Words(en="a", zh="甲"),
    Message("test.counts", n=2),
    Message("test.more", label=Named("x"), a=Linked("a-2016-001", ms.number(3)), x=""),
    Joined(("a", Message("test.thing")), "clause"),
    ms.begun(ms.inside(ms.in_quotes("a"))),
    ms.Amount(Fraction(1, 3), "人", 4),
    ms.Within(Interval.between(1, None, "(]"), "元", 2),
]


@pytest.mark.parametrize("part", PARTS, ids=repr)
def test_a_message_survives_being_json(part: ms.Part) -> None:
    assert ms.part_of_data(json.loads(json.dumps(ms.data_of_part(part)))) == part


@pytest.mark.parametrize("data", [None, {}, {"odd": 1}, {"joined": ["a"]}, {"amount": "x"}])
def test_other_data_are_no_message(data: object) -> None:
    with pytest.raises(AnalysisError, match="is no part of a message"):
        ms.part_of_data(data)


def test_missing_words_are_refused() -> None:
    with pytest.raises(AnalysisError, match=r"no entry 'test\.nothing'"):
        Message("test.nothing").say("en")
    with pytest.raises(AnalysisError, match="no value for 'label'"):
        Message("test.more", a="A", x="1").say("en")
    with pytest.raises(AnalysisError, match="no words in 'zh'"):
        Words(en="a").say("zh")


def test_words_are_false_when_empty() -> None:
    assert not ms.NO_WORDS
    assert not Words(en="", zh="")
    assert Words(en="a", zh="")
    assert Words({"en": "a"}) == Words(en="a")
    assert hash(Words({"en": "a"})) == hash(Words(en="a"))
