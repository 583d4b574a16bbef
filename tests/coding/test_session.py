"""Coding one text by one coder: every decision is kept, can be undone, and makes the sheet."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made_up_raw import RAW

from analysis.coding import journal as journal_module
from analysis.coding.coding_records import CodedMention
from analysis.coding.draft import coding_sheet, merge
from analysis.coding.session import REQUIRED, Session, journal_path
from analysis.errors import AnalysisError
from analysis.language.messages import Words, text
from analysis.tables import schema, store
from analysis.tables.cell_rules import faults_of

TEXT = (
    "乌有市工会2018年工作\n"
    "2018年，全市各级工会共慰问困难职工1200人次，发放慰问金约96万元，其中市总工会发放30万元。"
    "全年调解劳动争议87件。去年举办第三届职工运动会。全市共慰问困难职工1200人次。\n"
)
DOCUMENT = "wuyou-2018"
VISITED, MONEY, OWN, DISPUTES = (
    TEXT.index(words) for words in ("1200人次", "约96万元", "30万元", "87件")
)
AGAIN = TEXT.rindex("1200人次")


def whole(sheet: Iterable[CodedMention]) -> tuple[CodedMention, ...]:
    """Return a sheet as it is read from a file, every column there."""
    return tuple(CodedMention.from_values(each.values()) for each in sheet)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / DOCUMENT


def opened(folder: Path, coder: str = "mei", **options: object) -> Session:
    options.setdefault("reference", "2018-12-31")
    return Session(TEXT.encode(), DOCUMENT, coder, raw=RAW, folder=folder, **options)  # type: ignore[arg-type]


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    with opened(folder) as session:
        yield session


def test_before_any_decision_all_is_as_the_program_reads(session: Session) -> None:
    assert session.sheet() == whole(coding_sheet(TEXT, DOCUMENT, reference="2018-12-31"))
    assert session.open == (VISITED, MONEY, OWN, DISPUTES, AGAIN)
    states = {each.coded.literal: session.state(each.at) for each in session.places}
    assert states["2018年"] == "other" and states["87件"] == "open"
    assert not session.finished


def test_accepting_fills_in_what_is_proposed(session: Session) -> None:
    first = session.candidates(VISITED)[0]
    session.accept(VISITED)
    coded = session.place(VISITED).coded
    assert coded.coded["indicator"] == first
    assert coded.coded["value"] == "1200" and coded.coded["unit"] == "人次"
    assert coded.measures == RAW.codebook.indicator_label(first)
    assert [name for name in REQUIRED if not coded.coded.get(name)] == []
    assert session.state(VISITED) == "coded"
    assert session.open == (MONEY, OWN, DISPUTES, AGAIN)


def test_what_does_not_seem_to_fit_is_not_accepted_unseen(session: Session) -> None:
    proposal = session.proposal(DISPUTES)
    assert proposal is not None
    session._proposed = {DISPUTES: replace(proposal, none_fits=True)}
    with pytest.raises(AnalysisError, match="no indicator stands out for 87件 at"):
        session.accept(DISPUTES)
    assert DISPUTES in session.open
    session.accept(DISPUTES, 1)
    assert session.place(DISPUTES).coded.coded["indicator"] == proposal.candidates[0].indicator


def test_the_second_candidate_may_be_taken(session: Session) -> None:
    second = session.candidates(MONEY)[1]
    session.accept(MONEY, 2)
    assert session.place(MONEY).coded.coded["indicator"] == second


def test_there_are_no_more_candidates_than_proposed(session: Session) -> None:
    with pytest.raises(AnalysisError, match="there is no candidate 9 for 87件 at"):
        session.accept(DISPUTES, 9)


def test_another_indicator_takes_what_goes_with_it_and_keeps_what_was_written(
    session: Session,
) -> None:
    session.accept(DISPUTES)
    session.put(DISPUTES, "actor", "city_federation")
    session.choose(DISPUTES, "union_members")
    cells = session.place(DISPUTES).coded.coded
    assert (cells["indicator"], cells["nature"]) == ("union_members", "stock")
    assert cells["actor"] == "city_federation" and cells["value"] == "87"
    with pytest.raises(AnalysisError, match=r"no indicator 'union_member'; did you mean 'union_"):
        session.choose(DISPUTES, "union_member")


def test_a_figure_without_an_actor_carries_on_the_one_before_in_its_line(session: Session) -> None:
    session.choose(OWN, "relief_money")
    session.put(OWN, "actor", "enterprise")
    session.choose(DISPUTES, "disputes_handled")
    assert session.place(DISPUTES).coded.coded["actor"] == "enterprise"
    session.undo()
    session.put(OWN, "actor", "")
    session.choose(DISPUTES, "disputes_handled")
    assert "actor" not in session.place(DISPUTES).coded.coded


def test_what_the_coder_said_of_an_indicator_is_offered_again(session: Session) -> None:
    session.new_indicator(VISITED, new(indicator="visits_made"))
    session.put(VISITED, "route", next(iter(RAW.codes["route"])))
    session.choose(AGAIN, "visits_made")
    assert session.place(AGAIN).coded.coded["route"] == next(iter(RAW.codes["route"]))


NEW = {
    "indicator": "sports_meetings_held",
    "theme": "culture_and_skills",
    "thing": "event",
    "nature": "flow",
    "label_en": "Sports meetings",
    "label_zh": "运动会",
}


def new(**cells: str) -> dict[str, str]:
    """Return the cells of a new indicator, with codes that the lists have."""
    theme, thing = next(iter(RAW.codes["theme"])), next(iter(RAW.codes["thing"]))
    return {**NEW, "theme": theme, "thing": thing, **cells}


def test_a_new_indicator_is_one_line_with_its_choice(session: Session, folder: Path) -> None:
    before = journal_path(folder, "mei").read_bytes().count(b"\n")
    session.new_indicator(DISPUTES, new())
    assert journal_path(folder, "mei").read_bytes().count(b"\n") == before + 1
    assert session.place(DISPUTES).coded.coded["indicator"] == "sports_meetings_held"
    (row,) = session.rows
    assert row.cells["tier"] == "supporting" and row.cells["concept"] == "sports_meetings_held"
    assert row.cells["definition_zh"] == "运动会"
    assert session.codebook.has_indicator("sports_meetings_held")
    assert session.state(DISPUTES) == "coded"
    session.undo()
    assert session.rows == () and not session.codebook.has_indicator("sports_meetings_held")
    assert DISPUTES in session.open


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"indicator": "union_members"}, "indicators has 'union_members' already"),
        ({"label_zh": ""}, "label_zh: '' must not be empty"),
        ({"theme": "sport"}, "is not in the code list 'theme'"),
        ({"indicator": "Sports Day"}, "must match"),
        ({"lable": "x"}, "indicators has no column 'lable'; did you mean 'label_"),
    ],
)
def test_a_new_indicator_that_breaks_a_rule_is_refused(
    session: Session, folder: Path, cells: dict[str, str], said: str
) -> None:
    before = journal_path(folder, "mei").read_bytes()
    with pytest.raises(AnalysisError) as caught:
        session.new_indicator(DISPUTES, new(**cells))
    assert said in str(caught.value)
    assert journal_path(folder, "mei").read_bytes() == before


def test_a_new_code_can_be_used_at_once(session: Session) -> None:
    session.accept(VISITED)
    with pytest.raises(AnalysisError, match="'warm_winter' is not in the code list 'scheme'"):
        session.put(VISITED, "scheme", "warm_winter")
    cells = {"code": "warm_winter", "label_en": "Warm winter", "label_zh": "暖冬"}
    session.add_code("scheme", cells)
    session.put(VISITED, "scheme", "warm_winter")
    assert session.place(VISITED).coded.coded["scheme"] == "warm_winter"
    assert session.state(VISITED) == "coded"


def test_a_repeat_has_the_meaning_of_what_it_repeats_and_its_own_number(session: Session) -> None:
    session.accept(VISITED)
    session.put(VISITED, "scheme", next(iter(RAW.codes["scheme"])))
    session.repeat(AGAIN, VISITED, "same_words")
    cells = dict(session.place(AGAIN).coded.coded)
    assert (cells.pop("duplicate_of_start"), cells.pop("duplicate_kind")) == (
        str(VISITED), "same_words",
    )  # fmt: skip
    assert cells == {k: v for k, v in session.place(VISITED).coded.coded.items() if v}
    session.accept(MONEY, 1)
    session.repeat(OWN, MONEY, "rounded_in_heading")
    own = session.place(OWN).coded.coded
    assert (own["value"], own["bound"]) == ("300000", "exact")
    assert own["indicator"] == session.place(MONEY).coded.coded["indicator"]
    with pytest.raises(AnalysisError, match="no repeat and no part of itself"):
        session.repeat(AGAIN, AGAIN)
    with pytest.raises(AnalysisError, match="no duplicate of the kind 'twice'; choose same_words"):
        session.repeat(AGAIN, VISITED, "twice")


def test_a_part_names_its_whole(session: Session) -> None:
    session.accept(MONEY, 1)
    session.part(OWN, MONEY)
    cells = session.place(OWN).coded.coded
    assert (cells["part_of_start"], cells["part_kind"]) == (str(MONEY), "subset")
    assert cells["value"] == "300000"


def test_no_figure_and_figure_again(session: Session) -> None:
    session.no_figure(DISPUTES, "name")
    assert session.state(DISPUTES) == "other"
    assert session.place(DISPUTES).coded.kind == "name"
    with pytest.raises(AnalysisError, match=r"87件 at .* is no figure: say first"):
        session.put(DISPUTES, "level", "city")
    with pytest.raises(AnalysisError, match="cannot be 'idiom'"):
        session.no_figure(DISPUTES, "idiom")
    session.figure(DISPUTES)
    assert session.state(DISPUTES) == "open"
    assert session.place(DISPUTES).coded.coded["value"] == "87"


def test_an_ordinal_may_turn_out_to_be_a_figure(session: Session) -> None:
    (at,) = (each.at for each in session.places if each.coded.kind == "ordinal")
    session.figure(at)
    assert session.state(at) == "open"


def test_a_span_is_moved_and_read_again_and_relations_follow(session: Session) -> None:
    session.accept(MONEY, 1)
    session.part(OWN, MONEY)
    session.move(MONEY, MONEY + 1, MONEY + len("约96万元"))
    moved = session.place(MONEY).coded
    assert (moved.literal, moved.coded["bound"], moved.coded.get("hedge", "")) == (
        "96万元",
        "exact",
        "",
    )
    own = next(each for each in session.sheet() if each.literal == "30万元")
    assert own.coded["part_of_start"] == str(MONEY + 1)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (MONEY, MONEY, "is empty or outside the text"),
        (MONEY, len(TEXT) + 1, "is empty or outside the text"),
        (MONEY, OWN + 2, "overlaps 30万元 at"),
    ],
)
def test_a_span_cannot_be_moved_just_anywhere(
    session: Session, start: int, end: int, said: str
) -> None:
    with pytest.raises(AnalysisError, match=said):
        session.move(MONEY, start, end)


def test_a_numeral_that_was_missed_is_added(session: Session) -> None:
    start = TEXT.index("各级工会")
    assert session.add(start, start + 2) == start
    assert session.state(start) == "open"
    assert [each.literal for each in session.sheet()][2:4] == ["各级", "1200人次"]
    session.undo()
    with pytest.raises(AnalysisError, match="no numeral was found at"):
        session.state(start)


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("colour", "red", "figures have no column 'colour'"),
        ("level", "town", "'town' is not in the code list 'level'; did you mean 'township'?"),
        ("period_end", "2018-13-01", "is not a day"),
        ("value", "many", "many"),
        ("duplicate_of_start", "1", "no numeral was found at 1 of the text"),
        ("multiplier", "a few", "must match"),
    ],
)
def test_a_cell_that_breaks_its_rule_is_refused(
    session: Session, column: str, cell: str, said: str
) -> None:
    with pytest.raises(AnalysisError) as caught:
        session.put(DISPUTES, column, cell)
    assert said in str(caught.value)
    assert session.state(DISPUTES) == "open"


def test_a_cell_that_is_written_first_stays_when_the_indicator_comes(session: Session) -> None:
    session.put(DISPUTES, "level", "county")
    assert session.state(DISPUTES) == "doubt"
    lacking = text(session.warnings(DISPUTES)[0], "en")
    assert lacking.startswith("Lacking: ") and "indicator" in lacking
    session.choose(DISPUTES, "disputes_handled")
    assert session.place(DISPUTES).coded.coded["level"] == "county"
    assert session.state(DISPUTES) == "coded"


def test_a_doubtful_status_wants_a_note_in_every_language(session: Session) -> None:
    session.accept(VISITED)
    session.put(VISITED, "status", "doubtful")
    assert session.state(VISITED) == "doubt"
    session.note(VISITED, Words(en="two totals"))
    assert session.state(VISITED) == "doubt"
    session.note(VISITED, Words(en="two totals", zh="前后两数不一"))
    assert session.state(VISITED) == "coded"
    assert session.place(VISITED).coded.note == "two totals"


def test_words_in_one_language_are_not_enough(session: Session) -> None:
    session.accept(VISITED)
    session.words(VISITED, Words(en="visits"))
    assert [text(each, "zh") for each in session.warnings(VISITED)] == ["缺：统计的内容。"]


def test_decisions_are_undone_one_by_one(session: Session) -> None:
    first = session.sheet()
    session.accept(VISITED)
    one = session.sheet()
    session.no_figure(MONEY)
    session.undo()
    assert session.sheet() == one
    session.accept(DISPUTES)
    assert session.undo() and session.sheet() == one
    assert session.undo() and session.sheet() == first
    assert not session.undo()


def test_all_comes_back_when_it_is_opened_again(folder: Path) -> None:
    with opened(folder) as session:
        session.accept(VISITED)
        session.new_indicator(DISPUTES, new())
        session.note(MONEY, Words(zh="约数"))
        session.accept(OWN, 1)
        session.undo()
        sheet, rows, left = session.sheet(), session.rows, session.open
    with opened(folder) as session:
        assert (session.sheet(), session.rows, session.open) == (sheet, rows, left)
        assert session.place(MONEY).note["zh"] == "约数"


def test_the_next_open_one_and_the_least_sure(session: Session) -> None:
    assert session.next_open() == VISITED
    assert session.next_open(VISITED) == MONEY
    assert session.next_open(AGAIN) == VISITED
    weakest = min(session.open, key=lambda at: session.proposal(at).strength)  # type: ignore[union-attr]
    assert session.least_sure() == weakest
    for at in session.open:
        session.no_figure(at)
    assert session.next_open() is None and session.least_sure() is None and session.finished


def test_the_sheet_is_what_merge_and_the_rules_take(session: Session) -> None:
    for at in (VISITED, MONEY, OWN, DISPUTES):
        session.accept(at, 1)
    session.repeat(AGAIN, VISITED, "same_words")
    rows = [store.cells_of(each.values(), schema.CODING) for each in session.sheet()]
    assert faults_of(rows, schema.CODING, RAW.codes, "sheet") == []
    figures, _ = merge(DOCUMENT, TEXT, [session.sheet()])
    assert [row["literal"] for row in figures][-1] == "1200人次"
    assert figures[-1]["duplicate_of"] == figures[0]["figure_id"]
    cells = [[row[name] for name in schema.FIGURES.names] for row in figures]
    assert faults_of(cells, schema.FIGURES, RAW.codes, "figures") == []


def test_a_coder_without_aid_sees_neither_readings_nor_proposals(folder: Path) -> None:
    with opened(folder, aided=False) as session:
        assert session.sheet() == whole(coding_sheet(TEXT, DOCUMENT, blank=True))
        assert session.proposal(VISITED) is None and session.candidates(VISITED) == ()
        session.choose(VISITED, "relief_people")
        assert session.state(VISITED) == "doubt"
        assert "value" not in session.place(VISITED).coded.coded
    with pytest.raises(AnalysisError, match="begun with another aided"):
        opened(folder)


def test_a_blind_coder_never_opens_the_other_journal(folder: Path) -> None:
    with opened(folder, "mei") as first:
        first.accept(VISITED)
    with opened(folder, "ann", blind=False) as second:
        assert second.others()["mei"][VISITED].decided
        assert not second.others()["mei"][MONEY].decided
    journal_path(folder, "mei").write_bytes(b"damaged\n" * 2)
    with opened(folder, "tom") as second:
        assert second.others() == {}
        assert second.open[0] == VISITED
    with opened(folder, "ann", blind=False) as second, pytest.raises(AnalysisError):
        second.others()


def test_another_copy_of_the_article_is_refused(folder: Path) -> None:
    opened(folder).close()
    changed = TEXT.replace("87件", "88件").encode()
    with pytest.raises(AnalysisError, match="begun with another sha256"):
        Session(changed, DOCUMENT, "mei", raw=RAW, folder=folder, reference="2018-12-31")
    with pytest.raises(AnalysisError, match=r"wuyou-2018\.txt is not the copy that is being"):
        Session(changed, DOCUMENT, "tom", raw=RAW, folder=folder, sha256="0" * 64)
    assert not journal_path(folder, "tom").exists()


@pytest.mark.parametrize("coder", ["", "../mei", "Mei", "m i", "梅", "a.b", "deciding"])
def test_a_coder_has_a_name_that_a_file_may_have(folder: Path, coder: str) -> None:
    with pytest.raises(AnalysisError, match="is no name of a coder"):
        opened(folder, coder)


def test_a_text_without_figures_is_finished_at_once(folder: Path) -> None:
    with Session("乌有市工会\n".encode(), DOCUMENT, "mei", raw=RAW, folder=folder) as session:
        assert session.places == () and session.finished
        assert session.least_sure() is None and session.sheet() == ()


def test_nothing_that_the_article_prints_is_kept(session: Session, folder: Path) -> None:
    for at in session.open:
        session.accept(at, 1)
    kept = journal_path(folder, "mei").read_text(encoding="utf-8")
    for place in session.places:
        assert f'"{place.coded.literal}"' not in kept


POINTS = ("before", "half", "written", "synced")
"""Where a decision may be killed: nothing of its line written, half of it, all, all and synced."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the kill needs a child by fork")
@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("number", range(1, 6))
def test_a_kill_at_any_moment_loses_nothing_that_was_shown(
    folder: Path, number: int, point: str
) -> None:
    steps = (VISITED, MONEY, OWN, DISPUTES, AGAIN)
    opened(folder).close()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _code_until_killed(folder, steps, number, point, writing)
    os.close(writing)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    with os.fdopen(reading, "rb") as pipe:
        shown = len(pipe.read())
    assert shown == number - 1
    with opened(folder) as session:
        kept = [at for at in steps if session.place(at).decided]
        assert kept == list(steps[: number if point in ("written", "synced") else number - 1])
        session.accept(steps[number - 1], 1)
        assert session.open == steps[number:]


def _code_until_killed(
    folder: Path, steps: tuple[int, ...], number: int, point: str, pipe: int
) -> None:
    """Accept one figure after the other; die inside the decision of that number."""
    session, write, sync, count = opened(folder), os.write, os.fsync, 0

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def writing(file: int, content: bytes) -> int:
        nonlocal count
        if file == pipe:
            return write(file, content)
        count += 1
        if count == number and point == "before":
            die()
        if count == number and point == "half":
            write(file, content[: len(content) // 2])
            die()
        return write(file, content)

    def syncing(file: int) -> None:
        if count == number and point == "written":
            die()
        sync(file)
        if count == number and point == "synced":
            die()

    journal_module.os.write, journal_module.os.fsync = writing, syncing
    for at in steps:
        session.accept(at, 1)
        write(pipe, b".")
    os._exit(0)
