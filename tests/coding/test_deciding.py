"""Where coders differ somebody decides, with a reason; agreement is told before and after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from made_up_raw import RAW

from analysis.coding.deciding import Deciding, UndecidedItem, codings_of
from analysis.coding.session import Session
from analysis.errors import AnalysisError
from analysis.language.messages import Words

TEXT = "乌有市2018年工会工作\n2018年，全市工会调解劳动争议87件。慰问困难职工约1200人次，第三名。\n"
ARTICLE, DOCUMENT = TEXT.encode(), "wuyou-2018"
DISPUTES, VISITED, THIRD = TEXT.index("87"), TEXT.index("约1200"), TEXT.index("第三名") + 1
ROUTE = next(iter(RAW.codes["route"]))

Change = Callable[[Session], None]


def code(folder: Path, coder: str, change: Change | None = None) -> None:
    """Code the text in one way, and then as a test wants it."""
    with Session(
        ARTICLE, DOCUMENT, coder, raw=RAW, folder=folder, reference="2018-12-31"
    ) as session:
        session.choose(DISPUTES, "disputes_handled")
        session.choose(VISITED, "relief_people")
        if change is not None:
            change(session)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / DOCUMENT


def deciding(folder: Path) -> Deciding:
    return Deciding(ARTICLE, DOCUMENT, raw=RAW, folder=folder)


def shares(found: Deciding, column: str) -> list[str]:
    """Return the shares on which coders agree, before and after."""
    return [
        str(each.share)
        for before, after in found.agreement()
        for each in (before, after)
        if each.column == column and each.metric == "nominal"
    ]


def test_coders_who_agree_leave_nothing_to_decide(folder: Path) -> None:
    code(folder, "mei")
    code(folder, "tom")
    with deciding(folder) as found:
        assert found.items() == () and found.coders == ("mei", "tom")
        figures, others = found.settled()
        assert [row["literal"] for row in figures] == ["87件", "约1200人次"]
        assert {row["kind"] for row in others} == {"date", "ordinal"}
        assert shares(found, "indicator") == ["1.0000", "1.0000"]


def test_a_difference_is_decided_with_a_reason(folder: Path) -> None:
    code(folder, "mei", lambda s: s.put(DISPUTES, "route", ROUTE))
    code(folder, "tom", lambda s: s.put(DISPUTES, "route", ""))
    options = (("mei", ROUTE), ("tom", ""))
    with deciding(folder) as found:
        assert found.items() == (UndecidedItem(DISPUTES, "87件", "route", options),)
        assert found.settled()[0][0]["route"] == f"‹{ROUTE}|›"
        found.decide(DISPUTES, "route", ROUTE, "rule")
        assert found.items() == () and found.settled()[0][0]["route"] == ROUTE
        assert shares(found, "route") == ["0.5000", "1.0000"]
        (own,) = (e for e in found.sheets()["tom"] if e.start == DISPUTES)
        assert own.coded["route"] == ""
    with deciding(folder) as found:
        assert found.items() == ()
        (event,) = found.decisions.values()
        assert (event["cell"], event["reason"]) == (ROUTE, "rule")
        assert found.undo() and len(found.items()) == 1 and not found.undo()


def test_neither_reading_may_be_right(folder: Path) -> None:
    code(folder, "mei", lambda s: s.put(DISPUTES, "level", "county"))
    code(folder, "tom", lambda s: s.put(DISPUTES, "level", "village"))
    with deciding(folder) as found:
        found.decide(DISPUTES, "level", "city", "other", "the heading names the city")
        assert found.settled()[0][0]["level"] == "city"


def test_what_a_numeral_is_comes_before_its_cells(folder: Path) -> None:
    code(folder, "mei")
    code(folder, "tom", lambda s: s.no_figure(VISITED, "name"))
    with deciding(folder) as found:
        options = (("mei", "figure"), ("tom", "name"))
        assert found.items() == (UndecidedItem(VISITED, "约1200人次", "kind", options),)
        found.decide(VISITED, "kind", "figure")
        assert found.items() == ()
        assert [row["indicator"] for row in found.settled()[0]] == [
            "disputes_handled",
            "relief_people",
        ]
        found.undo()
        found.decide(VISITED, "kind", "name")
        assert found.items() == ()
        figures, others = found.settled()
        assert (
            len(figures) == 1
            and {"kind": "name", "start": str(VISITED)}.items()
            <= (
                {k: r[k] for k in ("kind", "start")} for r in others if r["start"] == str(VISITED)
            ).__next__().items()
        )


def test_a_numeral_that_one_coder_added_may_be_kept_or_left(folder: Path) -> None:
    start = TEXT.index("工会工作")

    def add(session: Session) -> None:
        session.add(start, start + 2)
        session.no_figure(start, "other")

    code(folder, "mei", add)
    code(folder, "tom")
    with deciding(folder) as found:
        options = (("mei", "other"), ("tom", "—"))
        assert found.items() == (UndecidedItem(start, "工会", "kind", options),)
        found.decide(start, "kind", "—", "slip")
        assert found.items() == ()
        assert str(start) not in {row["start"] for row in found.settled()[1]}


def test_a_span_is_decided_and_relations_follow(folder: Path) -> None:
    code(folder, "mei", lambda s: s.part(DISPUTES, VISITED))

    def shorter(session: Session) -> None:
        session.part(DISPUTES, VISITED)
        session.move(VISITED, VISITED + 1, VISITED + len("约1200人次"))

    code(folder, "tom", shorter)
    with deciding(folder) as found:
        (item, *_) = found.items()
        wide = f"{VISITED}–{VISITED + len('约1200人次')}"
        assert (item.column, item.options[0]) == ("span", ("mei", wide))
        found.decide(VISITED, "span", wide)
        assert {each.column for each in found.items()} == {"bound", "hedge"}
        found.decide(VISITED, "bound", "about")
        found.decide(VISITED, "hedge", "约")
        assert found.items() == ()
        figures, _ = found.settled()
        assert figures[0]["part_of"] == figures[1]["figure_id"]
        assert figures[1]["reading_note"] == ""


def test_words_and_notes_are_decided_by_language(folder: Path) -> None:
    code(folder, "mei", lambda s: s.words(VISITED, Words(en="visits", zh="慰问")))
    code(folder, "tom", lambda s: s.note(VISITED, Words(en="said twice", zh="两见")))
    with deciding(folder) as found:
        assert [each.column for each in found.items()] == ["measures_en", "measures_zh"]
        found.decide(VISITED, "measures_en", "visits to workers")
        found.decide(VISITED, "measures_zh", "慰问")
        row = found.settled()[0][1]
        assert (row["measures_en"], row["measures_zh"]) == ("visits to workers", "慰问")
        assert (row["note_en"], row["note_zh"]) == ("said twice", "两见")


def test_two_different_notes_are_a_difference(folder: Path) -> None:
    code(folder, "mei", lambda s: s.note(VISITED, Words(en="once", zh="一")))
    code(folder, "tom", lambda s: s.note(VISITED, Words(en="twice", zh="一")))
    with deciding(folder) as found:
        assert [each.column for each in found.items()] == ["note_en"]
        found.decide(VISITED, "note_en", "twice")
        assert found.items() == ()
        assert found.settled()[0][1]["note_en"] == "twice"


def test_rules_ask_when_nothing_differs_any_more(folder: Path) -> None:
    code(folder, "mei", lambda s: s.put(DISPUTES, "status", "doubtful"))
    with deciding(folder) as found:
        (item,) = found.items()
        assert (item.column, item.options) == ("note_en", ())
        assert item.rule == "must say what is doubtful where the status is not as_printed"
        found.decide(DISPUTES, "note_en", "twice the year before")
        (item,) = found.items()
        assert item.rule == "must be written in every language or in none"
        found.decide(DISPUTES, "note_zh", "为上年两倍")
        assert found.items() == () and found.agreement() == ()


def test_a_reading_of_ones_own_needs_a_word_why(folder: Path) -> None:
    code(folder, "mei", lambda s: s.put(DISPUTES, "value", "870"))
    with deciding(folder) as found:
        (item,) = found.items()
        assert item.column == "value" and item.rule.startswith("contradicts its own literal '87件'")
        found.decide(DISPUTES, "reading_note", "the copy lost a digit")
        assert found.items() == ()


def test_a_new_row_of_two_coders_is_the_first_ones(folder: Path) -> None:
    cells = {
        "indicator": "kites_flown",
        "theme": next(iter(RAW.codes["theme"])),
        "thing": next(iter(RAW.codes["thing"])),
        "nature": "flow",
        "label_en": "Kites flown",
        "label_zh": "风筝",
    }
    code(folder, "mei", lambda s: s.new_indicator(VISITED, cells))
    code(folder, "tom", lambda s: s.new_indicator(VISITED, {**cells, "label_en": "Kites"}))
    with deciding(folder) as found:
        assert [row.cells["label_en"] for row in found.rows] == ["Kites flown"]
        assert found.codes["indicator"]["kites_flown"] == "Kites flown"
        assert found.codebook.has_indicator("kites_flown")
        assert [each.column for each in found.items()] == ["measures_en"]


@pytest.mark.parametrize(
    ("at", "column", "cell", "reason", "said"),
    [
        (DISPUTES, "level", "city", "because", "a decision needs a reason: one of text, rule"),
        (DISPUTES, "level", "city", "other", "a decision needs a reason"),
        (1, "level", "city", "text", "nobody has coded a numeral at 1"),
        (DISPUTES, "colour", "red", "text", "there is no column 'colour'"),
        (DISPUTES, "level", "town", "text", "'town' is not in the code list 'level'"),
        (DISPUTES, "kind", "word", "text", "a numeral cannot be 'word'"),
        (DISPUTES, "span", "7", "text", "'7' is no span of the text"),
        (DISPUTES, "span", "9–3", "text", "'9–3' is no span of the text"),
        (DISPUTES, "span", "1–9999", "text", "is no span of the text"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    folder: Path, at: int, column: str, cell: str, reason: str, said: str
) -> None:
    code(folder, "mei")
    with deciding(folder) as found:
        with pytest.raises(AnalysisError, match=said):
            found.decide(at, column, cell, reason)
        assert found.decisions == {}


def test_a_text_that_nobody_coded_cannot_be_decided(folder: Path) -> None:
    with pytest.raises(AnalysisError, match="nobody has coded wuyou-2018 yet: code it first"):
        deciding(folder)


def test_journals_of_another_copy_are_refused(folder: Path) -> None:
    code(folder, "mei")
    with pytest.raises(AnalysisError, match=r"mei\.journal was made from another copy"):
        codings_of(ARTICLE + b"\n", DOCUMENT, folder)


def test_what_is_open_is_counted(folder: Path) -> None:
    code(folder, "mei", lambda s: s.figure(THIRD) if THIRD in s.open else s.undo())
    (coding,) = codings_of(ARTICLE, DOCUMENT, folder)
    assert (coding.coder, coding.open, coding.aided, coding.blind) == ("mei", 1, True, True)
