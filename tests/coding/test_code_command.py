"""Coding and deciding in a terminal, by keys, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_up_raw import RAW

from analysis import project
from analysis.cli import main
from analysis.coding.code_command import Coding, Judging, Terminal, spoken
from analysis.coding.deciding import Deciding
from analysis.coding.keys import ACTIONS, KEYS, help_lines
from analysis.coding.session import Session, journal_path
from analysis.language import LANGUAGES
from analysis.tables.codebook import Labels

TEXT = "2018年，全市工会调解劳动争议87件，慰问困难职工1200人次、困难职工300人，第三名。"
ARTICLE, DOCUMENT = TEXT.encode(), "wuyou-2018"
DISPUTES, VISITED, PART = (TEXT.index(words) for words in ("87", "1200", "300人"))


class Script:
    """Keys and lines that somebody types, and what is written."""

    def __init__(self, *typed: str) -> None:
        self.typed = list(typed)
        self.written: list[str] = []

    def next(self) -> str:
        if not self.typed:
            raise EOFError
        return self.typed.pop(0)

    def line(self, question: str) -> str:
        self.written.append(question)
        return self.next()

    @property
    def terminal(self) -> Terminal:
        return Terminal(self.next, self.line, self.written.append)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session(ARTICLE, DOCUMENT, "mei", raw=RAW, folder=tmp_path) as session:
        yield session


def typed(session: Session, *keys: str, language: str = "en") -> list[str]:
    """Type keys into a session and return what was written."""
    script = Script(*keys)
    Coding(session, script.terminal, language).run()
    assert not script.typed
    return script.written


def test_enter_accepts_and_goes_to_the_next_open_one(session: Session) -> None:
    written = typed(session, "\n", "a", "q")
    assert session.open == (PART,)
    assert [line for line in written if line.startswith("— ")] == [
        "— numeral 2 of 5 · open", "— numeral 3 of 5 · open", "— numeral 4 of 5 · open",
    ]  # fmt: skip
    assert any("劳动争议[87件]，慰问" in line for line in written)
    assert written[-1] == "1 figure open · 2 coded · 2 numerals that are no figures"


def test_the_same_in_chinese(session: Session) -> None:
    written = typed(session, "1", "q", language="zh")
    assert "— 第2处，共5处 · 未定" in written
    assert written[-1] == "未定2处 · 已编码1处 · 非统计数字2处"


def test_a_digit_takes_a_candidate(session: Session) -> None:
    second = session.candidates(DISPUTES)[1]
    typed(session, "2", "q")
    assert session.place(DISPUTES).coded.coded["indicator"] == second


def test_an_indicator_is_found_by_words_and_chosen_by_number(session: Session) -> None:
    written = typed(session, "/", "union members", "1", "q")
    assert session.place(DISPUTES).coded.coded["indicator"] == "union_members"
    assert "    1  Union members  union_members" in written


def test_nothing_found_is_said(session: Session) -> None:
    assert "Nothing found." in typed(session, "/", "zebra", "q")


def test_a_new_indicator_is_asked_for_in_every_language(session: Session) -> None:
    typed(session, "n", "kites_flown", "Kites", "风筝", "1", "1", "1", "q")
    (row,) = session.rows
    assert (row.cells["label_en"], row.cells["label_zh"]) == ("Kites", "风筝")
    assert session.place(DISPUTES).coded.coded["indicator"] == "kites_flown"


def test_a_new_code_and_a_cell(session: Session) -> None:
    typed(session, "c", "scheme", "warm_winter", "Warm winter", "暖冬", "1", "b")
    typed(session, "b", "e", "scheme", "warm_winter", "q")
    assert session.place(DISPUTES).coded.coded["scheme"] == "warm_winter"


def test_a_new_unit_has_words_for_one_and_for_several(session: Session) -> None:
    typed(session, "c", "unit", "竿", "pole", "竿", "poles", "竿", "e", "unit", "竿", "q")
    assert session.rows[0].cells["many_en"] == "poles"
    assert session.codes["unit"]["竿"] == "poles"
    assert session.place(DISPUTES).coded.coded["unit"] == "竿"
    written = typed(session, "b", "c", "unit", "竿", "pole", "竿", "poles", "竿", "q")
    assert "units has '竿' already: choose it" in written


def test_repeat_part_and_no_figure(session: Session) -> None:
    typed(session, "v", "p", "1", "subset", "v", "q")
    cells = session.place(VISITED).coded.coded
    assert (cells["part_of_start"], cells["part_kind"]) == (str(DISPUTES), "subset")
    typed(session, "r", "1", "said_again", "q")
    assert session.place(DISPUTES).coded.coded["duplicate_of_start"] == str(VISITED)
    typed(session, "x", "name", "q")
    assert session.place(PART).coded.kind == "name"
    assert session.open == ()


def test_words_note_status_and_undo(session: Session) -> None:
    typed(session, "1", "b", "w", "cases", "案件", "s", "doubtful", "t", "twice", "两见", "q")
    place = session.place(DISPUTES)
    assert dict(place.coded.measures) == {"en": "cases", "zh": "案件"}
    assert dict(place.note) == {"en": "twice", "zh": "两见"}
    assert session.state(DISPUTES) == "coded"
    typed(session, "u", "u", "u", "u", "q")
    assert session.open == (DISPUTES, VISITED, PART)
    assert "Nothing to take back." in typed(session, "u", "q")


def test_spans_are_moved_and_added(session: Session) -> None:
    typed(session, "m", str(DISPUTES), str(DISPUTES + 2), "+", "7", "9", "q")
    assert session.place(DISPUTES).coded.literal == "87"
    assert session.place(7).coded.literal == TEXT[7:9]
    assert "'x' is no number" in typed(session, "m", "x", "q")


def test_the_least_sure_one_and_a_figure_after_all(session: Session) -> None:
    weakest = session.least_sure()
    written = typed(session, "l", "q")
    assert weakest is not None
    order = [each.at for each in session.places]
    assert f"— numeral {order.index(weakest) + 1} of 5 · open" in written
    typed(session, "b", "f", "q")
    assert order[0] in session.open


def test_faults_are_said_and_the_session_goes_on(session: Session) -> None:
    written = typed(session, "9", "=", "e", "level", "99", "q")
    assert f"there is no candidate 9 for 87件 at {DISPUTES}: choose an indicator" in written
    assert "= is no key here; ? shows the keys." in written
    assert "'99' is none of these" in written
    assert len(session.open) == 3


def test_keys_are_shown_and_each_does_something(session: Session) -> None:
    written = typed(session, "?", "q")
    assert "/  find an indicator in the codebook" in written
    assert set(help_lines("en")) <= set(written)
    assert len(ACTIONS) == len(KEYS) and not any(key.isdecimal() for key in ACTIONS)
    for action in KEYS.keys() - {"quit"}:
        assert callable(getattr(Coding, f"do_{action}"))


def test_the_last_decision_says_that_nothing_is_open(session: Session) -> None:
    written = typed(session, "1", "1", "1", "q")
    said = "Nothing is open. 0 figures open · 3 coded · 2 numerals that are no figures"
    assert written[-1] == said


def test_a_text_without_numerals_is_done_at_once(tmp_path: Path) -> None:
    with Session("工会".encode(), DOCUMENT, "mei", raw=RAW, folder=tmp_path) as session:
        assert typed(session) == ["Nothing is open. 0 figures open"]


def judged(folder: Path, *keys: str, language: str = "en") -> list[str]:
    """Type keys into the screen of decisions and return what was written."""
    script = Script(*keys)
    with Deciding(ARTICLE, DOCUMENT, raw=RAW, folder=folder) as deciding:
        labels = Labels(language, deciding.codebook)
        Judging(deciding, script.terminal, language, labels).run()
    assert not script.typed
    return script.written


def differing(folder: Path) -> None:
    for coder, level in (("mei", "county"), ("tom", "city")):
        with Session(ARTICLE, DOCUMENT, coder, raw=RAW, folder=folder) as session:
            session.choose(DISPUTES, "disputes_handled")
            session.choose(VISITED, "relief_people")
            session.choose(PART, "relief_people")
            session.put(DISPUTES, "level", level)


def test_a_difference_is_decided_by_a_number_and_a_reason(tmp_path: Path) -> None:
    differing(tmp_path)
    written = judged(tmp_path, "2", "2")
    assert "1 of 1 to decide: area of 87件" in " ".join(written)
    county, city = (RAW.codebook.code("level", each)["en"] for each in ("county", "city"))
    assert f"  1  {county} (mei)" in written and f"  2  {city} (tom)" in written
    assert "area: 67 % before, 67 % after" in written
    assert "area: 67 % before, 100 % after" in written
    assert "Nothing is left to decide." in written
    with Deciding(ARTICLE, DOCUMENT, raw=RAW, folder=tmp_path) as deciding:
        (event,) = deciding.decisions.values()
    assert (event["cell"], event["reason"]) == ("city", "rule")


def test_another_value_another_reason_and_undo(tmp_path: Path) -> None:
    differing(tmp_path)
    written = judged(tmp_path, "7", "u", "1", "9", "e", "village", "4", "its own")
    assert "7 is no key here; ? shows the keys." in written
    assert "Nothing to take back." in written and "'9' is none of these" in written
    with Deciding(ARTICLE, DOCUMENT, raw=RAW, folder=tmp_path) as deciding:
        (event,) = deciding.decisions.values()
    assert (event["cell"], event["reason"], event["why"]) == ("village", "other", "its own")


def test_deciding_can_be_left_and_speaks_chinese(tmp_path: Path) -> None:
    differing(tmp_path)
    written = judged(tmp_path, "q", language="zh")
    assert "待裁定第1处，共1处：87件的地域" in written
    assert "地域：裁定前67%，裁定后67%" in written


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "zh_TW", "LANG": "en_US"}, "zh"),
        ({"LANG": "de_DE"}, LANGUAGES[0]),
        ({}, LANGUAGES[0]),
    ],
)
def test_the_language_is_that_of_the_surroundings(
    environment: dict[str, str], language: str
) -> None:
    assert spoken(environment) == language


def test_the_command_codes_what_was_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import io
    import shutil

    home = tmp_path / "home"
    shutil.copytree(project.raw(), home / "data" / "raw")
    monkeypatch.setenv("ANALYSIS_ROOT", str(home))
    article = tmp_path / f"{DOCUMENT}.txt"
    article.write_bytes(ARTICLE)
    assert main(["code", str(article), "--coder", "mei"]) == 1
    assert "wuyou-2018 has not been added" in capsys.readouterr().err
    answers = ["--province", "河南", "--written-before", "2019-03-31", "--city-label-zh", "乌有"]
    assert main(["add", str(article), "--no-questions", *answers]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n\n1\nq\n"))
    assert main(["code", str(article), "--coder", "mei", "--language", "zh"]) == 0
    said = capsys.readouterr().out
    assert "已存于coding/wuyou-2018/mei.journal，可随时继续。" in said
    journal = journal_path(home / "coding" / DOCUMENT, "mei")
    assert journal.read_bytes().count(b"\n") == 4
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["code", str(article), "--decide", "--language", "en"]) == 0
    assert "Coded by one coder." in capsys.readouterr().out
