"""One path for a new text: asked, coded, settled and proved, in one step or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path

import pytest

from analysis import project
from analysis.cli import main
from analysis.coding import finish, workplace
from analysis.coding.add import answered
from analysis.coding.code_command import opened
from analysis.coding.coding_records import Coder, Decision
from analysis.coding.deciding import Deciding
from analysis.coding.raw import RawData
from analysis.coding.session import journal_path
from analysis.errors import AnalysisError

TEXT = "乌有市总工会2018年工作\n2018年，全市工会调解劳动争议87件。全年慰问困难职工1200人次。\n"
DOCUMENT = "wuyou-2018"
DISPUTES, VISITED = TEXT.index("87"), TEXT.index("1200")


def unused(coder: str) -> str:
    """Return a name that no coder of the project has: this one, or a longer one."""
    taken = {each.coder for each in RawData(project.raw(), settled=False).rows(Coder)}
    while coder in taken:
        coder += "x"
    return coder


MEI, TOM = unused("mei"), unused("tom")
ANSWERS = ("--province", "Henan 河南", "--written-before", "2019-03-31", "--city-label-zh", "乌有")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    shutil.copytree(project.raw(), home / "data" / "raw")
    for name in ("CHANGELOG.md", "CITATION.cff"):
        shutil.copy(project.root() / name, home / name)
    monkeypatch.setenv("ANALYSIS_ROOT", str(home))
    return home


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / f"{DOCUMENT}.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


def state(root: Path) -> dict[str, str]:
    """Return the hash of every file of the project but of the work in hand."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "coding" not in path.relative_to(root).parts[:1]
    }


def said(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return captured.out + captured.err


def added(article: Path, *more: str) -> int:
    return main(["add", str(article), "--no-questions", *ANSWERS, *more])


def coded(article: Path, *coders: str, changes: Mapping[str, str] | None = None) -> None:
    """Let each coder code the text; `changes` names a level by coder for the second figure."""
    for coder in coders:
        with opened(article, coder) as session:
            session.choose(DISPUTES, "disputes_handled")
            session.choose(VISITED, "relief_people")
            session.put(VISITED, "level", (changes or {}).get(coder, "city"))


def finished(article: Path) -> int:
    return main(["add", str(article), "--finish", "--no-build", "--date", "2026-12-01"])


def test_only_what_nobody_can_know_must_be_answered(
    root: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(root)
    assert main(["add", str(article), "--no-questions"]) == 1
    assert said(capsys) == (
        "error: wuyou-2018: the text does not say this; say it with --city-label-zh (name of a new "
        "city (Chinese)), --province (Province of the city) and --written-before (Latest day on "
        "which the text can have been written)\n"
    )
    assert not workplace.folder_of(DOCUMENT).exists() and state(root) == before


def test_the_rest_follows_from_the_text_and_its_name(root: Path, article: Path) -> None:
    assert added(article, "--coder", MEI) == 0
    origin = workplace.read_origin(DOCUMENT)
    assert origin is not None
    assert origin.cells["title"] == "乌有市总工会2018年工作"
    assert (origin.cells["label_en"], origin.cells["label_zh"]) == ("Wuyou 2018", "乌有2018")
    assert (origin.cells["period_basis"], origin.cells["publisher"]) == ("stated", "unknown")
    assert (origin.reference, origin.coders) == ("2019-03-31", (MEI,))
    assert (origin.city["label_en"], origin.city["label_zh"]) == ("Wuyou", "乌有")
    assert origin.cells["condition_zh"] == "加入时未见异常。"


def test_of_a_known_city_less_is_asked(root: Path) -> None:
    raw = RawData(root / "data" / "raw", settled=False)
    first = raw.documents.to_dict("records")[0]
    asked: list[str] = []

    def ask(name: str, default: str) -> str:
        asked.append(name)
        return {"written_before": "2031-03-01"}.get(name, "")

    answers = answered(f"{first['city']}-2030", TEXT.encode(), raw, {}, ask)
    assert asked == [
        "province", "title", "publisher", "address", "authors", "published", "written_before",
        "reference_date",
    ]  # fmt: skip
    assert answers["province"] == first["province"]
    assert answers["written_before"] == "2031-03-01"
    assert answers["period_basis"] == "assumed"


def test_what_was_given_is_not_asked_and_others_follow_from_it(root: Path) -> None:
    raw = RawData(root / "data" / "raw", settled=False)
    given = {"published": "2019-02-01", "title": "工作", "city_label_zh": "乌有"}
    asked: dict[str, str] = {}

    def ask(name: str, default: str) -> str:
        asked[name] = default
        return {"province": "Henan 河南"}.get(name, "")

    answers = answered(DOCUMENT, TEXT.encode(), raw, given, ask)
    assert "title" not in asked and asked["written_before"] == "2019-02-01"
    assert asked["city_label_en"] == "Wuyou" and answers["label_zh"] == "乌有2018"
    assert answers["published_note_en"] == "As known to whoever added the text."


@pytest.mark.parametrize(
    ("option", "answer", "said_"),
    [
        ("--written-before", "March 2019", "--written-before 'March 2019' is not a day"),
        ("--reference-date", "2018-02-30", "--reference-date '2018-02-30' is not a day"),
        ("--period-basis", "guessed", "'guessed' is not in the code list 'period_basis'"),
        ("--coder", "Mei", "'Mei' is no name of a coder"),
    ],
)
def test_a_wrong_answer_is_refused_and_nothing_is_written(
    root: Path,
    article: Path,
    capsys: pytest.CaptureFixture[str],
    option: str,
    answer: str,
    said_: str,
) -> None:
    assert added(article, option, answer) == 1
    assert said_ in said(capsys)
    assert workplace.read_origin(DOCUMENT) is None


def test_adding_again_keeps_answers_and_takes_new_ones(root: Path, article: Path) -> None:
    assert added(article, "--coder", MEI, "--publisher", "乌有日报") == 0
    assert main(["add", str(article), "--coder", TOM, "--title", "乌有工会"]) == 0
    origin = workplace.read_origin(DOCUMENT)
    assert origin is not None and origin.coders == (MEI, TOM)
    assert (origin.cells["publisher"], origin.cells["title"]) == ("乌有日报", "乌有工会")
    assert origin.cells["province"] == "Henan 河南"


def test_status_says_what_is_next(
    root: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(article), "--status"]) == 1
    assert "wuyou-2018 has not been added" in said(capsys)
    added(article, "--coder", MEI, "--coder", TOM)
    assert f"Next: `python -m analysis code {article} --coder {MEI}`" in said(capsys)
    coded(article, MEI, TOM, changes={TOM: "county"})
    main(["add", str(article), "--status"])
    assert said(capsys).splitlines()[1:] == [
        f"  {MEI}: 2 of 2 figures decided",
        f"  {TOM}: 2 of 2 figures decided",
        "  to decide: 1 cell",
        f"Next: `python -m analysis code {article} --decide`",
    ]


def test_questions_and_answers_are_in_either_language(
    root: Path,
    article: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert main(["add", str(article), "--no-questions", "--language", "zh"]) == 1
    assert (
        said(capsys)
        .splitlines()[-1]
        .endswith(
            "wuyou-2018：文中未写明下列内容，请用选项说明：--city-label-zh（新城市的名称（中文））、"
            "--province（省份）和--written-before（文本成文不迟于此日）"
        )
    )
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return {"省份": "河南", "新城市的名称（中文）": "乌有"}.get(
            question.rstrip("： "), "2019-03-31" if "成文" in question else ""
        )

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    assert main(["add", str(article), "--language", "zh", "--coder", MEI]) == 0
    assert asked[:4] == [
        "新城市的名称（英文）（Wuyou）：", "新城市的名称（中文）：", "省份：",
        "标题（乌有市总工会2018年工作）：",
    ]  # fmt: skip
    assert said(capsys).splitlines() == [
        "wuyou-2018：乌有市总工会2018年工作",
        f"  {MEI}：尚未开始",
        f"下一步：`python -m analysis code {article} --coder {MEI}`",
    ]


def test_finished_codings_are_joined_settled_and_proved(
    root: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(root)
    added(article, "--coder", MEI, "--coder", TOM)
    coded(article, MEI, TOM)
    said(capsys)
    assert finished(article) == 0, said(capsys)
    after, raw = state(root), "data/raw"
    new = {
        f"{raw}/figures/{DOCUMENT}.csv",
        f"{raw}/other-numerals/{DOCUMENT}.csv",
        f"{raw}/codings/{DOCUMENT}.{MEI}.csv",
        f"{raw}/codings/{DOCUMENT}.{TOM}.csv",
        f"{raw}/hashes/{DOCUMENT}.csv",
    }
    assert after.keys() - before.keys() == new and not before.keys() - after.keys()
    assert {name for name in before if before[name] != after[name]} == {
        "CHANGELOG.md", "CITATION.cff", f"{raw}/codelists.csv", f"{raw}/documents.csv",
        f"{raw}/codings/coders.csv", f"{raw}/hashes/tables/codelists.csv",
        f"{raw}/hashes/tables/documents.csv", f"{raw}/hashes/tables/coders.csv",
    }  # fmt: skip
    settled = RawData(root / "data" / "raw")
    assert [each.literal for each in settled.figures(DOCUMENT)] == ["87件", "1200人次"]
    assert main(["settle", "--check"]) == 0
    assert main(["verify", "--sources", str(article.parent)]) == 0
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    first, second = re.findall(r"^## Data (\S+) \((\S+)\)$", changes, re.M)[:2]
    major, minor, _ = second[0].split(".")
    assert first == (f"{major}.{int(minor) + 1}.0", "2026-12-01")
    assert "- New text `wuyou-2018` (Wuyou 2018): 2 figures and 2 other numerals, coded by " in (
        changes
    )
    cited = (root / "CITATION.cff").read_text(encoding="utf-8")
    assert f'version: "{first[0]}"' in cited and 'date-released: "2026-12-01"' in cited
    assert not (workplace.folder_of(DOCUMENT) / finish.STAGED).exists()
    said(capsys)
    main(["add", str(article), "--status"])
    assert said(capsys) == "wuyou-2018: in data/raw.\nNext: `make reports`\n"
    assert added(article) == 1
    assert "is settled already from this very copy" in said(capsys)


def test_one_coder_is_enough_and_new_rows_come_along(root: Path, article: Path) -> None:
    added(article, "--coder", MEI, "--by-en", "a student", "--by-zh", "一名学生")
    coded(article, MEI)
    cells = {
        "indicator": "kites_flown",
        "theme": "rights_and_disputes",
        "thing": "event",
        "nature": "flow",
        "label_en": "Kites flown",
        "label_zh": "风筝",
    }
    with opened(article, MEI) as session:
        codes = session.codes
        cells["theme"], cells["thing"] = next(iter(codes["theme"])), next(iter(codes["thing"]))
        session.new_indicator(VISITED, cells)
        session.add_code(
            "scheme", {"code": "unused_scheme", "label_en": "Unused", "label_zh": "未用"}
        )
    assert finished(article) == 0
    raw = RawData(root / "data" / "raw")
    assert raw.codebook.indicator("kites_flown").label["zh"] == "风筝"
    assert not raw.codebook.has("scheme", "unused_scheme")
    coders = (root / "data/raw/codings/coders.csv").read_text(encoding="utf-8")
    assert (
        f"{MEI},{MEI.title()},{MEI.title()},a student,一名学生,Coded numeral by numeral" in coders
    )


def test_why_a_cell_was_decided_is_kept_with_the_data(root: Path, article: Path) -> None:
    added(article, "--coder", MEI, "--coder", TOM)
    coded(article, MEI, TOM, changes={TOM: "county"})
    raw = RawData(root / "data" / "raw", settled=False)
    folder = workplace.folder_of(DOCUMENT)
    with Deciding(TEXT.encode(), DOCUMENT, raw=raw, folder=folder) as deciding:
        deciding.decide(VISITED, "level", "city", "other", "the heading names the city")
    assert finished(article) == 0
    settled = RawData(root / "data" / "raw")
    why = "the heading names the city"
    assert settled.rows(Decision)[-1] == Decision(DOCUMENT, VISITED, "level", "other", why)
    assert settled.figures(DOCUMENT)[1].cells["level"] == "city"


@pytest.mark.parametrize("left", ["open", "undecided"])
def test_what_is_not_done_cannot_be_finished(
    root: Path, article: Path, capsys: pytest.CaptureFixture[str], left: str
) -> None:
    added(article, "--coder", MEI)
    coded(article, MEI, TOM, changes={TOM: "county"})
    if left == "open":
        with opened(article, MEI) as session:
            session.figure(VISITED)
    before = state(root)
    said(capsys)
    assert finished(article) == 1
    expected = {
        "open": f"error: {MEI} has 1 figure of wuyou-2018 open: decide first",
        "undecided": "error: 1 cell of wuyou-2018 to be decided, first level of 1200人次",
    }[left]
    assert said(capsys).startswith(expected) and state(root) == before


def test_a_fault_that_only_settling_sees_changes_nothing(
    root: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    added(article, "--coder", MEI, "--written-before", "2018-06-30")
    coded(article, MEI)
    before = state(root)
    said(capsys)
    assert finished(article) == 1
    assert "of wuyou-2018 lies after written_before (2018-06-30)" in said(capsys)
    assert state(root) == before
    assert not (workplace.folder_of(DOCUMENT) / finish.STAGED).exists()


def test_another_copy_is_refused(
    root: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    added(article)
    article.write_text(TEXT.replace("87", "88"), encoding="utf-8")
    for words in ([], ["--status"], ["--finish"]):
        said(capsys)
        assert main(["add", str(article), *words]) == 1
        assert "wuyou-2018.txt is not the copy that was added" in said(capsys)
    with pytest.raises(AnalysisError, match="is not the copy that was added"):
        opened(article, MEI)


def test_a_file_that_cannot_be_written_leaves_everything_as_it_was(
    root: Path, article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    added(article, "--coder", MEI)
    coded(article, MEI)
    before, replace = state(root), finish._replace

    def refuse(target: Path, content: bytes) -> None:
        if target.name == "documents.csv" and b"wuyou" in content:
            raise OSError(28, os.strerror(28))
        replace(target, content)

    with monkeypatch.context() as patched:
        patched.setattr(finish, "_replace", refuse)
        said(capsys)
        assert finished(article) == 1
    assert said(capsys) == (
        "error: cannot write data/raw/documents.csv: No space left on device; everything is as it "
        "was before\n"
    )
    assert state(root) == before
    assert finished(article) == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the kill needs a child by fork")
@pytest.mark.parametrize("number", [1, 4, 7])
def test_a_move_that_is_killed_is_completed_when_the_text_is_next_looked_at(
    root: Path, article: Path, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    added(article, "--coder", MEI)
    coded(article, MEI)
    child = os.fork()
    if child == 0:
        replace, count = finish._replace, 0

        def kill(target: Path, content: bytes) -> None:
            nonlocal count
            count += 1
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)
            replace(target, content)

        finish._replace = kill
        finished(article)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert (workplace.folder_of(DOCUMENT) / finish.STAGED / finish.READY).is_file()
    said(capsys)
    assert main(["add", str(article), "--status"]) == 0
    assert "a move that had been interrupted is completed" in said(capsys)
    assert main(["settle", "--check"]) == 0
    assert main(["verify", "--sources", str(article.parent)]) == 0


def test_a_damaged_origin_is_one_sentence(
    root: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    added(article)
    (workplace.folder_of(DOCUMENT) / workplace.ORIGIN_FILE).write_text("{", encoding="utf-8")
    said(capsys)
    assert main(["add", str(article), "--status"]) == 1
    assert said(capsys) == (
        "error: wuyou-2018/origin.json is damaged: remove it, and add the text again; no coding "
        "is lost\n"
    )


def test_the_journals_of_coders_stay_after_finishing(root: Path, article: Path) -> None:
    added(article, "--coder", MEI)
    coded(article, MEI)
    assert finished(article) == 0
    assert journal_path(workplace.folder_of(DOCUMENT), MEI).is_file()
