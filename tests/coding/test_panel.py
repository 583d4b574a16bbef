"""The panel of the coding notebook: what it shows and what it is told, without a browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made_up_raw import RAW

from analysis import project
from analysis.cli import main
from analysis.coding import panel as module
from analysis.coding.deciding import Deciding
from analysis.coding.keys import KEYS
from analysis.coding.panel import CodingPanel, DecidingPanel, Example, coding_panel, marked, panel
from analysis.coding.session import CODED_FIELDS, Session
from analysis.errors import AnalysisError

TEXT = "2018年，全市工会调解劳动争议87件，慰问困难职工1200人次、困难职工300人，第三名。"
ARTICLE, DOCUMENT = TEXT.encode(), "wuyou-2018"
DATE, DISPUTES, VISITED, PART = (TEXT.index(e) for e in ("2018", "87", "1200", "300人"))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session(ARTICLE, DOCUMENT, "mei", raw=RAW, folder=tmp_path) as session:
        yield session


@pytest.fixture
def shown(session: Session) -> CodingPanel:
    return CodingPanel(session, "en")


def press(shown: CodingPanel | DecidingPanel, *keys: str) -> dict[str, Any]:
    for key in keys:
        shown.receive({"do": "key", "key": key})
    return shown.view()


def fill(shown: CodingPanel | DecidingPanel, **values: str) -> dict[str, Any]:
    shown.receive({"do": "form", "values": values})
    return shown.view()


def test_what_travels_is_plain(shown: CodingPanel) -> None:
    for values in (shown.fixed(), shown.view(), press(shown, "n")):
        assert json.loads(json.dumps(values)) is not None


def test_it_begins_at_the_first_open_figure(shown: CodingPanel) -> None:
    view = shown.view()
    assert view["at"] == DISPUTES and view["form"] is None
    assert view["card"]["literal"] == "87件"
    assert view["marks"][0] == [DATE, DATE, DATE + 5, "other", "no figure"]
    assert shown.fixed()["text"] == TEXT
    assert [each["key"] for each in shown.fixed()["actions"]] == [
        key for action, key in KEYS.items() if action not in ("quit", "help")
    ]
    assert set(shown.fixed()["lists"]) == set(CODED_FIELDS)


def test_enter_and_digits_accept_and_go_on(shown: CodingPanel, session: Session) -> None:
    assert press(shown, "Enter")["at"] == VISITED
    second = session.candidates(VISITED)[1]
    assert press(shown, "2")["at"] == PART
    assert session.place(VISITED).coded.coded["indicator"] == second
    view = press(shown, "a")
    assert view["message"].startswith("Nothing is open.")
    assert view["at"] == PART


def test_keys_that_mean_nothing_do_nothing(shown: CodingPanel) -> None:
    before = shown.view()
    assert press(shown, "=", "0", "Shift") == before


def test_moving_about(shown: CodingPanel, session: Session) -> None:
    assert press(shown, "v")["at"] == VISITED
    assert press(shown, "b", "b")["at"] == DATE
    assert press(shown, "b")["at"] == session.places[-1].at
    assert press(shown, "l")["at"] == session.least_sure()
    shown.receive({"do": "go", "at": PART})
    assert shown.view()["at"] == PART
    assert press(shown, "j")["at"] == DISPUTES
    shown.receive({"do": "go", "at": 7777})
    assert shown.view()["message"] == "no numeral was found at 7777 of the text"


def test_searching_and_taking(shown: CodingPanel, session: Session) -> None:
    shown.receive({"do": "search", "query": "会员"})
    view = shown.view()
    assert view["query"] == "会员"
    assert "union_members" in [each["code"] for each in view["found"]]
    shown.receive({"do": "take", "code": "union_members"})
    assert session.place(DISPUTES).coded.coded["indicator"] == "union_members"
    assert shown.view()["found"] == [] and shown.view()["query"] == ""
    shown.receive({"do": "search", "query": "zebra"})
    assert shown.view()["message"] == "Nothing found."


def test_cells_words_and_notes(shown: CodingPanel, session: Session) -> None:
    press(shown, "1", "b")
    shown.receive({"do": "put", "column": "level", "cell": "county"})
    for language, text in (("en", "cases"), ("zh", "案件")):
        shown.receive({"do": "text", "name": "measures", "language": language, "text": text})
    shown.receive({"do": "text", "name": "note", "language": "zh", "text": "约数"})
    place = session.place(DISPUTES)
    assert place.coded.coded["level"] == "county"
    assert dict(place.coded.measures) == {"en": "cases", "zh": "案件"}
    assert place.note["zh"] == "约数"
    texts = {(e["name"], e["language"]): e["text"] for e in shown.view()["card"]["texts"]}
    assert texts["measures", "zh"] == "案件" and texts["note", "en"] == ""


def test_what_cannot_be_is_said_and_nothing_changes(shown: CodingPanel, session: Session) -> None:
    shown.receive({"do": "put", "column": "period_end", "cell": "soon"})
    assert "is not a day" in shown.view()["message"]
    assert session.open[0] == DISPUTES
    assert press(shown, "v")["message"] == ""


def test_forms_ask_and_do(shown: CodingPanel, session: Session) -> None:
    form = press(shown, "x")["form"]
    assert form["title"] == "no figure"
    assert [each[0] for each in form["fields"][0]["options"]] == [
        "date",
        "ordinal",
        "name",
        "other",
    ]
    view = fill(shown, kind="name")
    assert view["form"] is None and session.place(DISPUTES).coded.kind == "name"
    press(shown, "p")
    fill(shown, of=str(PART), kind="subset")
    assert session.place(VISITED).coded.coded["part_of_start"] == str(PART)
    press(shown, "r")
    fill(shown, of=str(VISITED), kind="said_again")
    assert session.place(PART).coded.coded["duplicate_of_start"] == str(VISITED)
    assert press(shown, "u", "u", "u")["message"] == ""
    assert session.open == (DISPUTES, VISITED, PART)
    assert press(shown, "u")["message"] == "Nothing to take back."


def test_a_new_indicator_and_a_new_code(shown: CodingPanel, session: Session) -> None:
    fields = press(shown, "n")["form"]["fields"]
    values = {
        each["name"]: each["options"][0][0] if each["options"] else f"new {each['name']}"
        for each in fields
    }
    fill(shown, **{**values, "indicator": "kites_flown"})
    assert session.place(DISPUTES).coded.coded["indicator"] == "kites_flown"
    press(shown, "b", "c")
    fill(shown, list="scheme", code="warm_winter", label_en="Warm winter", label_zh="暖冬")
    assert session.codes["scheme"]["warm_winter"] == "Warm winter"
    fill(press_form(shown, "c"), list="scheme", code="warm_winter", label_en="x", label_zh="x")
    assert shown.message == "codelists has 'warm_winter' already: choose it"
    assert shown.view()["form"]["title"] == "new code"


def press_form(shown: CodingPanel, key: str) -> CodingPanel:
    press(shown, key)
    return shown


def test_a_selection_fills_the_form_of_a_span(shown: CodingPanel, session: Session) -> None:
    shown.receive({"do": "key", "key": "+", "selected": [7, 9]})
    fields = shown.view()["form"]["fields"]
    assert [each["value"] for each in fields] == ["7", "9"]
    assert fill(shown, start="7", end="9")["at"] == 7
    assert press(shown, "u")["at"] == DISPUTES
    fields = press(shown, "m")["form"]["fields"]
    assert [each["value"] for each in fields] == [str(DISPUTES), str(DISPUTES + 3)]
    assert "'x' is no number" in fill(shown, start="x", end="9")["message"]
    shown.receive({"do": "cancel"})
    assert shown.view()["form"] is None


def test_a_text_without_numerals_has_no_card(tmp_path: Path) -> None:
    with Session("工会".encode(), DOCUMENT, "mei", raw=RAW, folder=tmp_path) as session:
        view = press(CodingPanel(session, "zh"), "1", "v")
    assert view["card"] is None and view["message"].startswith("已无未定之处")


def differing(folder: Path) -> Deciding:
    for coder, level in (("mei", "county"), ("tom", "city")):
        with Session(ARTICLE, DOCUMENT, coder, raw=RAW, folder=folder) as session:
            for at in session.open:
                session.choose(at, "relief_people")
            session.put(DISPUTES, "level", level)
    return Deciding(ARTICLE, DOCUMENT, raw=RAW, folder=folder)


def test_deciding_in_the_panel(tmp_path: Path) -> None:
    with differing(tmp_path) as deciding:
        shown = DecidingPanel(deciding, "en")
        view = shown.view()
        assert view["at"] == DISPUTES and "area: 67 % before, 67 % after" in view["progress"]
        offers = view["card"]["offers"]
        assert [(e["label"], e["more"]) for e in offers] == [
            (RAW.codebook.code("level", "county")["en"], "mei"),
            (RAW.codebook.code("level", "city")["en"], "tom"),
        ]
        fields = {e["name"]: e["value"] for e in press(shown, "2")["form"]["fields"]}
        assert fields == {"cell": "city", "reason": "text", "why": ""}
        view = fill(shown, cell="city", reason="rule", why="")
        assert view["message"] == "Nothing is left to decide." and view["card"] is None
        assert "67 % before, 100 % after" in view["progress"]
        assert press(shown, "u")["card"] is not None
        assert press(shown, "e")["form"]["fields"][0]["value"] == ""
        assert "a decision needs a reason" in fill(shown, cell="city", reason="x")["message"]
        shown.receive({"do": "cancel"})
        assert press(shown, "9")["form"] is None


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text that was added in a project of its own; returns the folder of its article."""
    home = tmp_path / "home"
    shutil.copytree(project.raw(), home / "data" / "raw")
    monkeypatch.setenv("ANALYSIS_ROOT", str(home))
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / f"{DOCUMENT}.txt").write_bytes(ARTICLE)
    answers = ["--province", "河南", "--written-before", "2019-03-31", "--city-label-zh", "乌有"]
    assert main(["add", str(folder / f"{DOCUMENT}.txt"), "--no-questions", *answers]) == 0
    return folder


def test_running_the_cell_again_takes_the_place_of_what_was_open(articles: Path) -> None:
    first = panel(DOCUMENT, "mei", str(articles))
    second = panel(DOCUMENT, "mei", str(articles), language="zh")
    assert second.view()["progress"].startswith("未定3处")
    first.receive({"do": "key", "key": "1"})
    assert first.view()["message"] == "mei.journal is closed here: open it again to go on"
    second.close()
    deciding = panel(DOCUMENT, module.DECIDE, str(articles))
    assert isinstance(deciding, DecidingPanel)
    deciding.close()


@pytest.mark.parametrize(
    ("document", "coder", "said"),
    [
        ("wuyou-2019", "mei", "cannot read wuyou-2019.txt"),
        (DOCUMENT, "", "is no name of a coder"),
        ("Wuyou", "mei", "does not name a document"),
    ],
)
def test_what_cannot_be_opened_is_one_sentence(
    articles: Path, document: str, coder: str, said: str
) -> None:
    with pytest.raises(AnalysisError, match=said):
        panel(document, coder, str(articles))


def test_without_a_text_an_example_is_shown_the_same_each_time() -> None:
    shown = coding_panel("", "", "")
    assert isinstance(shown, Example)
    for language in ("en", "zh"):
        html = Example(language)._repr_html_()
        assert html == Example(language)._repr_html_()
        assert repr(Example(language)) in html
        assert html.count("<mark ") == 7 and "<script" not in html
        assert 'class="coding-coded"' in html and "coding-here" in html


def test_without_the_extra_the_terminal_is_named(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "anywidget", None)
    monkeypatch.delitem(sys.modules, "analysis.coding.widget", raising=False)
    with pytest.raises(AnalysisError, match="python -m analysis code does without it"):
        coding_panel(DOCUMENT, "mei", str(articles))


def test_the_widget_carries_what_the_panel_says(articles: Path) -> None:
    pytest.importorskip("anywidget", reason="the extra coding is not installed")
    shown = coding_panel(DOCUMENT, "mei", str(articles))
    assert shown.view["at"] == DISPUTES
    shown._handle_custom_msg({"do": "key", "key": "1"}, [])
    assert shown.view["at"] == VISITED
    bundle = shown._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert data["text/plain"] == "the coding panel"
    module._open[DOCUMENT, "mei"].close()


def test_marks_escape_what_the_text_prints() -> None:
    assert marked("<b>3人", [[3, 3, 5, "open", "o"]], 3) == (
        '&lt;b&gt;<mark class="coding-open coding-here" title="o">3人</mark>'
    )
