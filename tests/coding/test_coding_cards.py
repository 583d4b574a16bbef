"""What a session shows of a text and of one numeral."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from made_up_raw import RAW

from analysis.coding.coding_cards import MentionMark, choices, coding_card, marks, progress, search
from analysis.coding.session import CODED_FIELDS, Session
from analysis.errors import AnalysisError
from analysis.language import LANGUAGES
from analysis.language.messages import Words

TEXT = "2018年，全市工会慰问职工近1200人次，调解劳动争议87件。"
DOCUMENT = "wuyou-2018"
DATE, VISITED, DISPUTES = 0, TEXT.index("近1200"), TEXT.index("87")


def opened(folder: Path, coder: str = "mei", **options: bool) -> Session:
    return Session(TEXT.encode(), DOCUMENT, coder, raw=RAW, folder=folder, **options)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with opened(tmp_path) as session:
        yield session


def test_marks_are_the_numerals_with_their_states(session: Session) -> None:
    session.accept(VISITED)
    assert marks(session) == (
        MentionMark(DATE, 0, 5, "other"),
        MentionMark(VISITED, VISITED, VISITED + len("近1200人次"), "coded"),
        MentionMark(DISPUTES, DISPUTES, DISPUTES + 3, "open"),
    )
    assert progress(session, "en") == "1 figure open · 1 coded · 1 numeral that is no figure"
    assert progress(session, "zh") == "未定1处 · 已编码1处 · 非统计数字1处"


def test_progress_says_when_nothing_is_open(session: Session) -> None:
    session.no_figure(VISITED)
    session.accept(DISPUTES)
    session.put(DISPUTES, "level", "")
    said = "0 figures open · 1 with a warning · 2 numerals that are no figures"
    assert progress(session, "en") == said


def test_the_card_of_an_open_figure(session: Session) -> None:
    shown = coding_card(session, VISITED, "en")
    assert (shown.literal, shown.state, shown.said) == ("近1200人次", "open", "open")
    assert shown.place == "numeral 2 of 3"
    assert [cell.column for cell in shown.cells] == list(CODED_FIELDS)
    by_column = {cell.column: cell for cell in shown.cells}
    assert by_column["bound"].shown == "nearly" and by_column["bound"].cell == "nearly"
    assert by_column["hedge"].shown == "近"
    assert [label for label, _ in shown.limits] == [
        "what the words assert",
        "as usually understood",
    ]
    assert "less than 1,200" in shown.limits[0][1]
    assert [offer.rank for offer in shown.candidates] == [1, 2, 3][: len(shown.candidates)]
    assert all(offer.reason and offer.label for offer in shown.candidates)
    assert shown.warnings == () and shown.others == ()
    assert shown.measures == {language: "" for language in LANGUAGES}


def test_the_same_card_in_another_language(session: Session) -> None:
    shown = coding_card(session, VISITED, "zh")
    assert (shown.said, shown.place) == ("未定", "第2处，共3处")
    english = coding_card(session, VISITED, "en")
    assert [o.indicator for o in shown.candidates] == [o.indicator for o in english.candidates]


def test_the_card_of_a_numeral_that_is_no_figure(session: Session) -> None:
    shown = coding_card(session, DATE, "en")
    assert (shown.kind, shown.state) == ("date", "other")
    assert shown.cells == () and shown.candidates == () and shown.limits == ()


def test_the_card_of_a_coded_figure(session: Session) -> None:
    session.accept(VISITED)
    session.repeat(DISPUTES, VISITED)
    session.note(DISPUTES, Words(en="the same"))
    shown = coding_card(session, DISPUTES, "en")
    by_column = {cell.column: cell for cell in shown.cells}
    assert by_column["duplicate_of_start"].shown == f"近1200人次 (at {VISITED})"
    assert by_column["indicator"].shown == shown.measures["en"]
    assert shown.note == {"en": "the same", "zh": ""}


def test_warnings_are_said_in_the_language(session: Session) -> None:
    session.accept(VISITED)
    session.put(VISITED, "status", "")
    assert coding_card(session, VISITED, "en").warnings == ("Lacking: status.",)
    assert coding_card(session, VISITED, "zh").warnings == ("缺：状态。",)


def test_what_others_say_is_shown_unless_the_coder_is_blind(tmp_path: Path) -> None:
    with opened(tmp_path, "mei") as first:
        first.accept(VISITED)
        first.put(VISITED, "level", "county")
        first.no_figure(DISPUTES, "name")
    with opened(tmp_path, "ann", blind=False) as second:
        second.accept(VISITED)
        ((coder, said),) = coding_card(second, VISITED, "en").others
        county = RAW.codebook.code("level", "county")["en"]
        label = RAW.codebook.indicator_label(second.candidates(VISITED)[0])["en"]
        assert coder == "mei" and said == f"area: {county}; indicator: {label}"
        assert coding_card(second, DISPUTES, "en").others == (("mei", "no figure (name)"),)
        assert coding_card(second, DATE, "en").others == (("mei", "not decided"),)
    with opened(tmp_path, "tom") as second:
        assert coding_card(second, VISITED, "en").others == ()


def test_an_unaided_card_proposes_nothing_and_reads_nothing(tmp_path: Path) -> None:
    with opened(tmp_path, aided=False) as session:
        shown = coding_card(session, VISITED, "en")
    assert shown.candidates == () and shown.limits == () and shown.sure == ""
    assert {cell.cell for cell in shown.cells} == {""}


def test_a_card_of_nowhere_is_refused(session: Session) -> None:
    with pytest.raises(AnalysisError, match="no numeral was found at 7777 of the text"):
        coding_card(session, 7777, "en")


def test_indicators_are_found_in_any_language(session: Session) -> None:
    english = [offer.indicator for offer in search(session, "union MEMBERS", "en")]
    chinese = [offer.indicator for offer in search(session, "工会会员", "en")]
    assert english[0] == "union_members" and "union_members" in chinese
    assert search(session, "工会会员", "zh")[0].label == "工会会员"
    assert search(session, "  ", "en") == () == search(session, "members zebra", "en")
    assert len(search(session, "a", "en", most=4)) == 4


def test_an_indicator_that_was_added_is_found(session: Session) -> None:
    cells = {
        "indicator": "kites_flown",
        "theme": next(iter(RAW.codes["theme"])),
        "thing": next(iter(RAW.codes["thing"])),
        "nature": "flow",
        "label_en": "Kites flown",
        "label_zh": "放飞风筝",
    }
    session.new_indicator(DISPUTES, cells)
    assert [offer.indicator for offer in search(session, "风筝", "en")] == ["kites_flown"]


def test_choices_are_the_codes_with_their_labels(session: Session) -> None:
    assert choices(session, "period_basis", "en") == (
        ("stated", "stated"),
        ("carried", "carried over"),
        ("assumed", "assumed"),
    )
    for free in ("value", "unit", "hedge", "indicator", "duplicate_of_start"):
        assert choices(session, free, "en") == ()


def test_a_card_is_plain_values(session: Session) -> None:
    import json

    for place in session.places:
        assert (
            json.loads(json.dumps(asdict(coding_card(session, place.at, "zh"))))["at"] == place.at
        )
