"""One call for a whole text: places, limits, periods, repairs, and the table of it all."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import FrozenInstanceError
from datetime import date
from fractions import Fraction

import pytest

from analysis.reading import read

TEXT = "2018年培训500余人，\n其中女职工近三分之一；共1 00名干部。\n\n去年会费增长120%，慰问1?5户。"


def test_every_mention_has_its_place() -> None:
    mentions = read(TEXT, "2019-06-30")
    lines = TEXT.split("\n")
    assert len(mentions) == len(list(mentions))
    for m in mentions:
        assert TEXT[m.start : m.end] == m.literal
        assert lines[m.line - 1][m.column - 1 :].startswith(m.literal.split("\n")[0])


def test_what_the_words_say() -> None:
    found = {m.literal: m for m in read(TEXT, "2019-06-30").figures}
    more = found["500余人"]
    assert (more.value, more.unit, more.bound, more.hedge) == (500, "人", "at_least", "余")
    assert (str(more.asserted), str(more.conventional)) == ("(500, ∞)", "(500, 600)")
    assert (more.period_start, more.period_end) == (date(2018, 1, 1), date(2018, 12, 31))
    assert (more.period_words, more.period_basis) == ("2018年", "stated")
    third = found["近三分之一"]
    assert third.value == Fraction(100, 3)
    assert third.conventional is not None
    assert third.conventional.high == Fraction(100, 3)
    # A growth may exceed the whole: the words alone set its limits.
    assert str(found["120%"].asserted) == "[119.5, 120.5)"


def test_damage_and_repairs() -> None:
    found = {m.literal: m for m in read(TEXT).figures}
    assert [r.reason for r in found["1 00名"].repairs] == ["space"]
    assert found["1 00名"].damage == ""
    assert found["1?5户"].damage == "lost digit"
    assert found["1?5户"].value is None
    assert found["500余人"].repairs == ()


def test_what_is_no_figure_has_no_limits() -> None:
    (day,) = (m for m in read("2018年3月5日。") if m.kind == "date" and "2018" in m.literal)
    assert (day.limits, day.asserted, day.conventional) == (None, None, None)


def test_mentions_are_frozen_and_a_sequence() -> None:
    mentions = read(TEXT)
    with pytest.raises(FrozenInstanceError):
        mentions[0].unit = "户"  # type: ignore[misc]
    assert mentions[1:3] == (mentions[1], mentions[2])
    assert mentions[-1] in mentions
    assert repr(mentions).startswith(f"<{len(mentions)} mentions, ")


def test_the_table_has_a_row_for_each_mention() -> None:
    mentions = read(TEXT, date(2019, 6, 30))
    frame = mentions.frame()
    assert list(frame.columns[:6]) == ["start", "end", "line", "column", "literal", "kind"]
    assert frame["literal"].tolist() == [m.literal for m in mentions]
    row = frame[frame["literal"] == "500余人"].iloc[0]
    assert (row["conventional"], row["conventional_low"]) == ("(500, 600)", 500)
    assert row["period_end"] == date(2018, 12, 31)
    assert frame[frame["literal"] == "1 00名"].iloc[0]["repairs"] == "' ' → ''"
    assert len(read("无").frame()) == 0


def test_reference_date_must_be_a_day() -> None:
    with pytest.raises(ValueError, match="last year"):
        read("去年", "last year")


def test_the_name_is_the_function() -> None:
    import analysis.reading.read_command

    assert analysis.reading.read is read


def test_the_reader_needs_neither_pandas_nor_later_rooms() -> None:
    code = (
        "import sys; from analysis.reading import read;"
        "rows = read('2018年培训500余人', '2019-01-01');"
        "str(rows[1].asserted);"
        "rooms = {n.split('.')[1] for n in sys.modules if n.startswith('analysis.')};"
        "print(sorted(rooms), 'pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("]")[1].strip() == "False"
    assert set(eval(done.stdout.split("]")[0] + "]")) <= {"errors", "intervals", "reading"}


def test_any_text_has_limits() -> None:
    """A run over made-up strings of the reader's own characters, bounded by count."""
    source = random.Random(20200620)
    alphabet = (
        "0123456789１.,%‰一二两三十百千万亿半几数余多来点分之-—~至到年月日第前约近超过不足以上下左右"
        "名个人家元倍成去今同期比是的全季底中\t\n （）《》?？□。，；分别"
    )
    for _ in range(1500):
        text = "".join(source.choice(alphabet) for _ in range(source.randrange(1, 60)))
        for m in read(text, "2016-12-31"):
            assert text[m.start : m.end] == m.literal
            if m.kind == "figure":
                assert m.asserted is not None
                assert m.conventional is not None
                assert m.conventional.subset_of(m.asserted)
            assert m.period_basis in ("", "stated", "carried", "assumed")
            assert (m.period_basis == "") == (m.period_words == "")
