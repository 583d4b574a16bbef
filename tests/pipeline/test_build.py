"""What runs, what does not, what is published, and what a failure leaves."""

from __future__ import annotations

import argparse
import errno
import hashlib
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from multiprocessing import connection
from pathlib import Path
from typing import Any

import build_fixture as fixture
import pytest

from analysis import cli
from analysis.errors import AnalysisError
from analysis.pipeline import build_command, lock, staged_publishing
from analysis.pipeline import reproduce as reproduce_command
from analysis.pipeline import single_run as single
from analysis.pipeline.build import BuildOptions, build
from analysis.pipeline.plan import Folders
from analysis.pipeline.reproduce import reproduce

pytestmark = pytest.mark.slow

Build = Callable[..., Any]
ALL = 10


def contents(root: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a project, except what git ignores."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
        and path.relative_to(root).parts[0] != "build"
        and "__pycache__" not in path.parts
    }


def break_theme(root: Path) -> None:
    """Let the theme page fail for one theme."""
    source = "from toy import charts, tables\nassert theme != 'culture', 'no culture'"
    change_cell(root, "pages/theme", 3, source)


def change_cell(root: Path, name: str, index: int, source: str) -> None:
    """Replace the source of a cell."""
    path = root / "notebooks" / f"{name}.ipynb"
    node = json.loads(path.read_bytes())
    node["cells"][index]["source"] = source
    path.write_text(json.dumps(node))


def command(root: Path, *options: str) -> list[str]:
    """Return a command that builds a project in a process of its own."""
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from analysis.pipeline.build import BuildOptions, build\n"
        "from analysis.pipeline.plan import Folders\n"
        "from analysis.errors import AnalysisError\n"
        "if __name__ == '__main__':\n"
        "    try:\n"
        f"        build(Folders.of(Path({str(root)!r})), BuildOptions({', '.join(options)}))\n"
        "    except AnalysisError as error:\n"
        "        print(f'error: {error}', file=sys.stderr)\n"
        "        sys.exit(error.status)\n"
    )
    return [sys.executable, "-c", code]


def test_fresh_clone_has_nothing_to_do(published: Path, run_build: Build) -> None:
    before = contents(published)
    report, lines = run_build(published)
    assert (report.ran, report.kept, len(report.current)) == ([], [], ALL)
    assert lines == [f"Nothing to do: {ALL} runs are up to date."]
    assert contents(published) == before
    left = sorted(path.name for path in (published / "build").iterdir())
    assert left == ["imports.json", "words.json"]


def test_nothing_to_do_imports_no_library(published: Path) -> None:
    code = (
        f"{command(published)[2]}"
        "    heavy = {'papermill', 'pandas', 'numpy', 'matplotlib', 'nbformat', 'IPython'}\n"
        "    assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_one_figure_runs_what_reads_it_and_no_more(published: Path, run_build: Build) -> None:
    fixture.write_figures(published, "beta", [2, 30, 4, 5])
    report, lines = run_build(published)
    assert sorted(report.ran) == [
        "explore as it is",
        "index",
        "pages/theme theme=culture language=en",
        "pages/theme theme=culture language=zh",
        "tables/comparison",
        "tables/document document=beta",
    ]
    assert lines[0].startswith("tables/document document=beta: ran ")
    assert "data/raw/figures/beta.csv changed, at most " in lines[0]
    assert reproduce(published, say=lambda line: None) == []


def test_unchanged_table_ends_the_matter(published: Path, run_build: Build) -> None:
    path = published / "data" / "raw" / "figures" / "beta.csv"
    path.write_text(path.read_text().replace("\n", "\r\n"))
    report, _ = run_build(published)
    assert report.ran == ["tables/document document=beta"]


def test_code_changes_run_only_what_imports_it(published: Path, run_build: Build) -> None:
    path = published / "src" / "toy" / "charts.py"
    path.write_text(path.read_text().replace("figsize=(4, 2)", "figsize=(4, 3)"))
    report, lines = run_build(published)
    assert {name for name in report.ran if "pages/theme" not in name} == {"index"}
    assert "src/toy/charts.py changed" in lines[0]


def test_comments_docstrings_and_notes_in_the_lock_run_nothing(
    published: Path, run_build: Build
) -> None:
    before = contents(published)
    for path in (published / "src" / "toy").glob("*.py"):
        path.write_text("# A comment.\n\n" + path.read_text().replace('"""Toy', '"""The toy'))
    lock = published / "requirements.lock"
    lock.write_text("# A comment.\n" + lock.read_text().replace("sha256:0", "sha256:1"))
    catalogue = published / "notebooks" / "catalogue.toml"
    catalogue.write_bytes(b"\xef\xbb\xbf" + catalogue.read_bytes())
    _, lines = run_build(published)
    assert lines == [f"Nothing to do: {ALL} runs are up to date."]
    assert contents(published)["reports/manifest.json"] == before["reports/manifest.json"]


def test_a_word_runs_what_looked_it_up(published: Path, run_build: Build) -> None:
    words = published / "src" / "toy" / "words.toml"
    words.write_text(words.read_text().replace("医疗", "医疗互助") + 'other = { en = "Other" }\n')
    report, lines = run_build(published)
    assert sorted(report.ran) == ["index", "pages/theme theme=medical language=zh"]
    assert "words that it looks up changed" in lines[0]
    assert "医疗互助" in (published / "reports" / "zh" / "theme-medical.html").read_text()
    for one, other in (("医疗互助", "医疗"), ("医疗", "医疗互助")):
        words.write_text(words.read_text().replace(one, other))
        report, _ = run_build(published)
    assert report.ran == []
    assert sorted(report.kept) == ["index", "pages/theme theme=medical language=zh"]


def test_a_missing_word_that_is_added_runs_what_looked_for_it(
    published: Path, run_build: Build
) -> None:
    path = published / "src" / "toy" / "pages.py"
    path.write_text(
        path.read_text() + "\n\ndef more(language):\n    look_up(f'title.new.{language}')\n"
    )
    source = "from toy import charts, tables\nfrom toy.pages import more\nmore(language)"
    change_cell(published, "pages/theme", 3, source)
    run_build(published)
    words = published / "src" / "toy" / "words.toml"
    words.write_text(words.read_text() + 'new = { en = "New" }\n')
    report, _ = run_build(published)
    assert sorted(name for name in report.ran if "theme" in name) == [
        "pages/theme theme=culture language=en",
        "pages/theme theme=medical language=en",
    ]


def test_what_was_used_is_what_is_recorded(
    published: Path, run_build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other versions than the locked ones are named, recorded, and put right by the next build."""

    def made_with() -> dict[str, str]:
        found = json.loads((published / "reports" / "manifest.json").read_bytes())["made_with"]
        assert isinstance(found, dict)
        return found

    python = f"python {platform.python_version()}"
    assert made_with() == {python: f"1-{ALL}"}
    found = lock.installed()
    monkeypatch.setattr(lock, "installed", lambda: found | {"pandas": "3.0.2"})
    assert run_build(published)[0].ran == []
    fixture.write_figures(published, "beta", [2, 30, 4, 5])
    report, lines = run_build(published, only=("document=beta",))
    assert lines[0] == (
        "Not as requirements.lock says, and so recorded: pandas 3.0.2 (locked: 3.1.1)."
    )
    assert made_with() == {"pandas 3.0.2": "2", python: f"1-{ALL}"}
    assert run_build(published, only=("document=beta",))[0].ran == []
    monkeypatch.undo()
    sys.path.insert(0, str(published / "src"))
    report, lines = run_build(published, only=("document=beta",))
    sys.path.remove(str(published / "src"))
    assert report.ran == ["tables/document document=beta"]
    assert "made with pandas 3.0.2, not as requirements.lock says" in lines[0]
    assert made_with() == {python: f"1-{ALL}"}


def test_the_version_of_python_is_no_difference(published: Path) -> None:
    path = published / "reports" / "manifest.json"
    path.write_text(path.read_text().replace(f"python {platform.python_version()}", "python 3.99"))
    assert reproduce(published, say=lambda line: None) == []


def test_changing_the_exporter_runs_pages_and_what_reads_them(
    published: Path, run_build: Build
) -> None:
    path = published / "src" / "toy" / "pages.py"
    path.write_text(path.read_text().replace("<!doctype html>", "<!DOCTYPE html>"))
    report, _ = run_build(published)
    assert {name for name in report.ran if "language" not in name} == {"index"}
    assert len(report.ran) == 5


def test_outputs_of_a_notebook_are_no_input(published: Path, run_build: Build) -> None:
    """Running a notebook in JupyterLab changes its outputs, not what depends on it."""
    path = published / "notebooks" / "pages" / "theme.ipynb"
    node = json.loads(path.read_bytes())
    node["cells"][4]["outputs"], node["metadata"]["language_info"]["version"] = [], "3.11.2"
    path.write_text(json.dumps(node))
    report, lines = run_build(published)
    assert report.ran == ["pages/theme theme=medical language=en"]
    assert "notebooks/pages/theme.ipynb is not as the manifest records it" in lines[0]


def test_new_lock_runs_everything(published: Path, run_build: Build) -> None:
    (published / "requirements.lock").write_text("pandas==3.1.2\n")
    report, lines = run_build(published)
    assert len(report.ran) == ALL
    assert lines[0].startswith("Not as requirements.lock says, and so recorded: pandas ")
    assert all("requirements.lock changed" in line for line in lines[1:-1])


def test_removed_document_removes_its_files(published: Path, run_build: Build) -> None:
    (published / "data" / "raw" / "documents.csv").write_text("document\nalpha\nbeta\n")
    report, _ = run_build(published)
    assert not (published / "data" / "processed" / "documents" / "gamma").exists()
    assert report.removed == 1
    assert "gamma" not in (published / "data" / "processed" / "observations.csv").read_text()
    assert "gamma" not in (published / "reports" / "manifest.json").read_text()


def test_the_document_that_a_notebook_shows_can_leave_too(
    published: Path, run_build: Build
) -> None:
    (published / "data" / "raw" / "documents.csv").write_text("document\nbeta\ngamma\n")
    with pytest.raises(AnalysisError, match="parameter document cannot be 'alpha'"):
        run_build(published, dry_run=True)
    _, lines = run_build(published)
    path = "notebooks/tables/document.ipynb"
    assert lines[0].startswith(f"{path} named what is no longer in the data")
    assert 'document = \\"beta\\"' in (published / path).read_text()
    assert not (published / "data" / "processed" / "documents" / "alpha").exists()
    report, _ = run_build(published)
    assert report.ran == []


def test_altered_and_missing_files_are_repaired(published: Path, run_build: Build) -> None:
    before = contents(published)
    (published / "reports" / "index.html").unlink()
    (published / "data" / "processed" / "observations.csv").write_text("document\n")
    report, _ = run_build(published)
    assert sorted(report.ran) == ["index", "tables/comparison"]
    assert contents(published) == before


def test_only_runs_what_is_named_and_what_it_reads(published: Path, run_build: Build) -> None:
    fixture.write_figures(published, "beta", [2, 30, 4, 5])
    report, _ = run_build(published, only=("*culture*en",))
    assert sorted(report.ran) == [
        "pages/theme theme=culture language=en",
        "tables/comparison",
        "tables/document document=beta",
    ]
    report, _ = run_build(published)
    assert len(report.ran) == 3
    assert reproduce(published, say=lambda line: None) == []


def test_only_refuses_what_does_not_exist(published: Path, run_build: Build) -> None:
    with pytest.raises(AnalysisError, match="No run fits 'pages/them='"):
        run_build(published, only=("pages/them=",))


def test_force_runs_what_is_up_to_date(published: Path, run_build: Build) -> None:
    before = contents(published)
    report, _ = run_build(published, only=("explore as",), force=True)
    assert report.ran == ["explore as it is"]
    assert contents(published) == before


def test_a_run_may_remember_by_the_code_of_the_maker_unless_forced(
    published: Path, run_build: Build
) -> None:
    maker, pages = published / "src" / "toy" / "maker.py", published / "src" / "toy" / "pages.py"
    maker.write_text(
        "import os\n\nfrom analysis.show.memo import recall\n\n\ndef made():\n"
        "    return recall('x', 1, lambda: os.urandom(8).hex().encode()).decode()\n"
    )
    pages.write_text(
        pages.read_text()
        + "\n\ndef index(root):\n    from toy.maker import made\n"
        + "    (root / 'reports' / 'index.html').write_text(made())\n"
    )

    def made(**options: Any) -> str:
        (published / "reports" / "index.html").unlink(missing_ok=True)
        shutil.rmtree(published / "build" / "cache", ignore_errors=True)
        run_build(published, engine="papermill", only=("index",), **options)
        return (published / "reports" / "index.html").read_text(encoding="utf-8")

    first = made()
    assert made() == first
    pages.write_text(pages.read_text() + "\n\nOTHER = 1\n")
    assert made() == first
    maker.write_text(maker.read_text() + "\n# a comment\n")
    assert made() == first
    maker.write_text(maker.read_text().replace("'x', 1", "'x', 1.0 - 0.0 and 1"))
    assert made() != first
    assert made(force=True) != made()
    assert "ANALYSIS_MEMO" not in os.environ


def test_dry_run_says_why_and_changes_nothing(published: Path, run_build: Build) -> None:
    fixture.write_figures(published, "beta", [2, 30, 4, 5])
    before = contents(published)
    _, lines = run_build(published, dry_run=True)
    assert lines[0] == ("tables/document document=beta: to run — data/raw/figures/beta.csv changed")
    assert (
        "tables/comparison: runs if what it reads changes — "
        "reads what tables/document document=beta writes"
    ) in lines
    assert lines[-1].startswith("8 of 10 runs would run, or may")
    assert contents(published) == before
    assert not (published / "build").exists()


def test_parallel_and_sequential_give_the_same_bytes(toy: Path, run_build: Build) -> None:
    run_build(toy, jobs=4)
    parallel = contents(toy)
    other = toy.parent / "elsewhere {with braces} 与汉字"
    shutil.copytree(toy, other, ignore=shutil.ignore_patterns("build"))
    for folder in ("data/processed", "reports"):
        shutil.rmtree(other / folder)
    report, _ = run_build(other, jobs=1)
    assert len(report.ran) == ALL
    assert contents(other) == parallel


def test_what_most_others_wait_for_runs_first(toy: Path, run_build: Build) -> None:
    _, lines = run_build(toy, jobs=1)
    order = [line.partition(": ran")[0] for line in lines if ": ran" in line]
    assert order.index("tables/comparison") < order.index("explore as it is")
    assert order.index("pages/theme theme=medical language=zh") < order.index("explore as it is")


def test_both_engines_give_the_same_bytes(published: Path, tmp_path: Path) -> None:
    before = contents(published)
    environment = {key: value for key, value in os.environ.items() if "PYTEST" not in key}
    process = [*command(published, "engine='papermill'", "force=True")]
    subprocess.run(process, check=True, env=environment, capture_output=True)
    assert contents(published) == before


def test_failure_publishes_nothing_and_keeps_the_rest(published: Path, run_build: Build) -> None:
    fixture.write_figures(published, "beta", [2, 30, 4, 5])
    break_theme(published)
    before = contents(published)
    with pytest.raises(AnalysisError) as error:
        run_build(published, jobs=1)
    assert str(error.value).startswith(
        "notebooks/pages/theme.ipynb (theme=culture, language=en), cell 4 under the heading "
        "'A theme': AssertionError: no culture — see build/failed/pages-theme-theme=culture-"
        "language=en.ipynb. Nothing was published"
    )
    assert "\n" not in str(error.value)
    assert contents(published) == before
    assert list((published / "build" / "failed").iterdir())

    change_cell(published, "pages/theme", 3, "from toy import charts, tables")
    report, lines = run_build(published)
    assert not [name for name in report.ran if name.startswith("tables")]
    assert "tables/comparison" in report.kept
    assert any(line.startswith("tables/comparison: kept from an earlier build") for line in lines)
    assert list((published / "build" / "failed").iterdir()) == []
    assert reproduce(published, say=lambda line: None) == []


def test_undeclared_output_is_refused(published: Path, run_build: Build) -> None:
    source = (
        "import pandas as pd\nfrom toy import tables\nopen('data/processed/x.csv', 'w').close()"
    )
    change_cell(published, "tables/comparison", 2, source)
    with pytest.raises(AnalysisError, match=r"wrote data/processed/x\.csv, which the catalogue"):
        run_build(published, only=("tables/comparison",), jobs=1)


def test_undeclared_input_is_not_there(published: Path, run_build: Build) -> None:
    change_cell(published, "pages/theme", 3, "open('data/raw/documents.csv')")
    with pytest.raises(AnalysisError, match="cell 4 under the heading 'A theme': FileNotFound"):
        run_build(published, jobs=1)


def test_missing_output_is_refused(published: Path, run_build: Build) -> None:
    change_cell(published, "tables/document", 3, "'nothing'")
    with pytest.raises(AnalysisError, match=r"did not write data/processed/documents/alpha/obs"):
        run_build(published, jobs=1)


def test_changed_input_is_refused(published: Path, run_build: Build) -> None:
    source = "open('data/processed/themes/medical.csv', 'a').write('\\n')"
    change_cell(published, "pages/theme", 3, f"from toy import charts, tables\n{source}")
    with pytest.raises(AnalysisError, match=r"changed its input data/processed/themes/medical"):
        run_build(published, only=("theme=medical language=en",))


def test_missing_raw_file_stops_before_any_run(published: Path, run_build: Build) -> None:
    (published / "data" / "raw" / "figures" / "beta.csv").unlink()
    before = contents(published)
    with pytest.raises(AnalysisError, match=r"data/raw/figures/beta\.csv is missing"):
        run_build(published)
    assert contents(published) == before


def test_notebook_saved_meanwhile_is_not_overwritten(published: Path) -> None:
    fixture.write_figures(published, "alpha", [9, 9, 9, 9])
    seen: list[str] = []

    def say(line: str) -> None:
        if not seen:
            change_cell(published, "explore", 0, "# Changed by hand")
            seen.append((published / "notebooks" / "explore.ipynb").read_text())

    with pytest.raises(AnalysisError, match=r"explore\.ipynb changed while the build was running"):
        build(Folders.of(published), say=say)
    assert (published / "notebooks" / "explore.ipynb").read_text() == seen[0]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full; make room and build again."),
        (errno.EROFS, "lies on a read-only file system."),
        (errno.EACCES, "no permission to read or write"),
    ],
)
def test_refused_write_is_one_sentence(
    published: Path,
    run_build: Build,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    said: str,
) -> None:
    fixture.write_figures(published, "beta", [2, 30, 4, 5])
    before = contents(published)

    def refuse(*unused: Any) -> Any:
        raise OSError(number, os.strerror(number), "reports/index.html")

    monkeypatch.setattr(staged_publishing, "_stage", refuse)
    with pytest.raises(AnalysisError) as error:
        run_build(published)
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert contents(published) == before
    monkeypatch.undo()
    sys.path.insert(0, str(published / "src"))
    report, _ = run_build(published)
    sys.path.remove(str(published / "src"))
    assert (report.ran, len(report.kept)) == ([], 6)


def test_folder_that_is_a_file_is_refused_before_any_run(published: Path, run_build: Build) -> None:
    shutil.rmtree(published / "reports")
    (published / "reports").write_text("not a folder")
    with pytest.raises(AnalysisError, match="Cannot write to reports: reports is not a folder"):
        run_build(published)


def hanging_source(pipe: Path) -> str:
    """Return code that says that it has begun, and then waits for ever."""
    return f"open({str(pipe)!r}, 'w').close(); import threading; threading.Event().wait()"


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """Return a pipe by which code of a run says that it has begun: reading it waits for that."""
    pipe = tmp_path / "begun"
    os.mkfifo(pipe)
    return pipe


def test_two_builds_at_once_wait_for_each_other(
    published: Path, run_build: Build, begun: Path
) -> None:
    go_on = begun.with_name("go on")
    os.mkfifo(go_on)
    wait = f"open({str(begun)!r}, 'w').close(); open({str(go_on)!r}).read()"
    change_cell(published, "explore", 1, wait)
    first = subprocess.Popen(command(published), stdout=subprocess.PIPE, text=True)
    begun.read_text()
    second = subprocess.Popen(command(published), stdout=subprocess.PIPE, text=True)
    assert second.stdout is not None
    told = second.stdout.readline()
    go_on.write_text("")
    said = [process.communicate()[0] for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0]
    assert told == "Another build of this project is running; waiting until it ends.\n"
    assert "1 ran" in said[0]
    assert said[1] == f"Nothing to do: {ALL} runs are up to date.\n"


def test_lock_is_held_by_one(tmp_path: Path) -> None:
    said: list[str] = []
    told = threading.Event()

    def say(line: str) -> None:
        said.append(line)
        told.set()

    with staged_publishing.lock(tmp_path, said.append):
        waiting = threading.Thread(target=_take_lock, args=(tmp_path, say), daemon=True)
        waiting.start()
        told.wait()
        assert said == ["Another build of this project is running; waiting until it ends."]
    waiting.join()
    assert said[-1] == "taken"


def _take_lock(folder: Path, say: Callable[[str], None]) -> None:
    with staged_publishing.lock(folder, say):
        say("taken")


def heed_signals() -> None:
    """Heed what whoever runs the tests may ignore, as `nohup` and jobs in the background do."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_build_says_so(published: Path, begun: Path, number: int) -> None:
    change_cell(published, "pages/theme", 3, hanging_source(begun))
    before = contents(published)
    process = subprocess.Popen(
        command(published),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_signals,
    )
    begun.read_text()
    process.send_signal(number)
    _, said = process.communicate()
    assert process.returncode == 128 + number
    assert said == "error: Interrupted; nothing was published.\n"
    assert contents(published) == before
    assert not list((published / "build" / "runs").glob("*"))


KILLED_AT = [*(("line", number) for number in range(6)), *(("file", n) for n in range(6))]


def test_kills_leave_no_partial_file(published: Path, run_build: Build) -> None:
    """A build is killed at a dozen places; every file is old or new, and the next build repairs."""
    figures, states = ([2, 30, 4, 5], [3, 31, 5, 6]), []
    for values in figures:
        fixture.write_figures(published, "beta", values)
        build(Folders.of(published), say=lambda line: None)
        states.append(contents(published))
    for attempt, (kind, number) in enumerate(KILLED_AT):
        old, new = states[(attempt + 1) % 2], states[attempt % 2]
        fixture.write_figures(published, "beta", figures[attempt % 2])
        shutil.rmtree(published / "build")
        [*called, code] = command(published)
        if kind == "file":
            code = KILL_AT_FILE.format(number) + code
        process = subprocess.Popen(
            [*called, code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert process.stdout is not None
        if kind == "line":
            for _ in range(number):
                process.stdout.readline()
            process.kill()
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        found = contents(published)
        assert set(found) == set(new)
        for name, sha256 in found.items():
            assert sha256 in (old[name], new[name]), name
        build(Folders.of(published), say=lambda line: None)
        assert contents(published) == new


KILL_AT_FILE = """
import os
from analysis.pipeline import staged_publishing as publish
replace, left = publish.replace, [{}]
def counted(source, target):
    if not left[0]:
        os.kill(os.getpid(), 9)
    left[0] -= 1
    replace(source, target)
publish.replace = counted
"""
"""Code that kills the build when it puts a file in place, after so many others."""


BAD_CELLS = {
    "import sys; sys.exit(3)": "the cell ends the notebook with SystemExit; let it run to its end",
    "input('?')": "StdinNotImplementedError: ",
    "import os; os.kill(os.getpid(), 9)": "the notebook's process died",
    "import sys; sys.stderr.write('x' * 10**6); 1 / 0": "ZeroDivisionError: division by zero",
}


@pytest.mark.parametrize(
    ("source", "engine"),
    [*((source, "fork") for source in BAD_CELLS), (next(iter(BAD_CELLS)), "papermill")],
)
def test_bad_notebook_ends_the_build_in_one_sentence(
    published: Path, source: str, engine: str
) -> None:
    """Whatever a notebook does, the build says so in a line and keeps what succeeded."""
    fixture.write_figures(published, "beta", [2, 30, 4, 5])
    change_cell(published, "explore", 1, source)
    before = contents(published)
    options = ("jobs=1", f"engine={engine!r}", "only=('beta', 'explore')")
    done = subprocess.run(command(published, *options), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    [said] = done.stderr.splitlines()
    assert said.startswith(
        f"error: notebooks/explore.ipynb, cell 2 under the heading 'Explore': {BAD_CELLS[source]}"
    )
    assert " — see build/failed/explore-as-it-is.ipynb. Nothing was published; 2 finished" in said
    assert (published / "build" / "failed" / "explore-as-it-is.ipynb").is_file()
    assert contents(published) == before
    again = subprocess.run(
        command(published, "only=('beta', 'comparison')"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Done in" in again.stdout
    assert " 0 ran, 2 kept from an earlier build" in again.stdout


@pytest.mark.parametrize("engine", ["fork", "papermill"])
@pytest.mark.parametrize("source", ["while True: pass", "sum(range(10**11))"])
def test_a_cell_that_hangs_ends_the_build(published: Path, source: str, engine: str) -> None:
    change_cell(published, "explore", 1, source)
    before = contents(published)
    catalogue = published / "notebooks" / "catalogue.toml"
    text = catalogue.read_text()
    catalogue.write_text(re.sub(r"timeout = \d+", "timeout = 1", text))
    done = subprocess.run(
        command(published, f"engine={engine!r}"), capture_output=True, text=True, check=False
    )
    assert done.stderr == (
        "error: notebooks/explore.ipynb, cell 2 under the heading 'Explore': the cell took longer "
        "than 1 s — see build/failed/explore-as-it-is.ipynb. Nothing was published.\n"
    )
    catalogue.write_text(text)
    assert contents(published) == before


@pytest.mark.parametrize("engine", ["fork", "papermill"])
def test_ten_megabytes_are_printed(published: Path, engine: str) -> None:
    """A talkative notebook runs to its end; what it said on standard error is there, second."""
    source = "import sys\nprint('x' * 99 + '\\n', end='')\nsys.stderr.write('careful\\n')\n"
    change_cell(
        published, "explore", 1, source.replace("'x' * 99 + '\\n'", "('x' * 99 + '\\n') * 10**5")
    )
    options = (f"engine={engine!r}", "only=('explore as',)")
    subprocess.run(command(published, *options), capture_output=True, check=True)
    node = json.loads((published / "notebooks" / "explore.ipynb").read_bytes())
    shown = [(part["name"], "".join(part["text"])) for part in node["cells"][1]["outputs"][:2]]
    assert shown[0] == ("stdout", ("x" * 99 + "\n") * 10**5)
    assert shown[1] == ("stderr", "careful\n")


def test_killed_worker_is_named_and_the_next_build_repairs(published: Path, begun: Path) -> None:
    """A worker that the system kills takes the build down in one sentence."""
    fixture.write_figures(published, "beta", [2, 30, 4, 5])
    change_cell(published, "pages/theme", 3, hanging_source(begun))
    before = contents(published)
    process = subprocess.Popen(
        command(published, "jobs=1"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    begun.read_text()
    for child in _children(process.pid):
        os.kill(child, signal.SIGKILL)
    _, said = process.communicate()
    assert process.returncode == 1
    assert len(said.splitlines()) == 1
    assert "the notebook's process died (killed by SIGKILL, perhaps for want of memory)" in said
    assert "Nothing was published; 2 finished runs are kept." in said
    assert contents(published) == before
    change_cell(published, "pages/theme", 3, "from toy import charts, tables")
    subprocess.run(command(published), capture_output=True, check=True)
    assert reproduce(published, say=lambda line: None) == []


@pytest.mark.parametrize("engine", ["fork", "papermill"])
def test_killed_build_leaves_no_process(published: Path, begun: Path, engine: str) -> None:
    """The processes of a build end with it, whoever ended it."""
    change_cell(published, "pages/theme", 3, hanging_source(begun))
    process = subprocess.Popen(
        command(published, f"engine={engine!r}"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    begun.read_text()
    family = _family(process.pid)
    assert len(family) > 1
    ends = [os.pidfd_open(number) for number in family]
    process.kill()
    process.wait()
    for end in ends:
        connection.wait([end])  # for ever, if it does not end
        os.close(end)


def _children(number: int) -> list[int]:
    """Return the processes that a process has started."""
    tasks = Path(f"/proc/{number}/task").glob("*/children")
    return [int(word) for task in tasks for word in task.read_text().split()]


def _family(number: int) -> list[int]:
    """Return a process and all that come from it."""
    return [number, *(one for child in _children(number) for one in _family(child))]


def test_file_that_may_not_grow_ends_in_one_sentence(published: Path) -> None:
    """A limit on the size of files does for real what a full disk does."""
    fixture.write_figures(published, "beta", [2, 30, 4, 5])
    before = contents(published)
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", *command(published)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    [said] = done.stderr.splitlines()[-1:]
    assert said.startswith("error: ")
    assert "larger" in said
    assert "othing was published" in said
    assert contents(published) == before
    subprocess.run(command(published), capture_output=True, check=True)
    assert reproduce(published, say=lambda line: None) == []


def test_reproduce_names_every_difference(published: Path) -> None:
    page = published / "reports" / "en" / "theme-medical.html"
    page.write_text(page.read_text().replace("medical", "MEDICAL", 1))
    table = published / "data" / "processed" / "documents" / "alpha" / "observations.csv"
    table.write_text(table.read_text().replace("alpha-001,culture,2", "alpha-001,culture,3"))
    (published / "data" / "processed" / "stray.csv").write_text("a\n")
    (published / "reports" / "zh" / "theme-culture.html").unlink()
    change_output(published)
    before = contents(published)
    found = reproduce(published, BuildOptions(jobs=2), say=lambda line: None)
    assert contents(published) == before
    assert found == [
        "data/processed/documents/alpha/observations.csv: row 2, column value: '3' is committed, "
        "'2' rebuilt",
        "data/processed/stray.csv: committed, but no notebook writes it",
        "reports/en/theme-medical.html: line 1: \"><html lang='en'><title>theme-"
        "MEDICAL</title>\" is committed, \"><html lang='en'><title>theme-medical"
        '</title>" rebuilt',
        "reports/zh/theme-culture.html: rebuilt, but not committed",
        "notebooks/pages/theme.ipynb: cell 5 under 'A theme': output 1: stdout: line 1: '7' is "
        "committed, '6' rebuilt",
    ]


def change_output(root: Path) -> None:
    """Change what a cell has printed."""
    path = root / "notebooks" / "pages" / "theme.ipynb"
    path.write_text(path.read_text().replace('"6\\n"', '"7\\n"'))


def test_one_notebook_with_parameters_of_ones_own(
    published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANALYSIS_ROOT", str(published))
    parser = argparse.ArgumentParser()
    single.add_arguments(parser)
    page = published / "out.html"
    words = ["pages/theme", "theme=culture", "language=zh", "--output", str(page)]
    assert single.run(parser.parse_args(words)) == 0
    assert page.read_bytes() == (published / "reports/zh/theme-culture.html").read_bytes()
    assert capsys.readouterr().out.startswith("pages/theme theme=culture language=zh: ran ")
    table = published / "out.ipynb"
    words = ["tables/document", "document=beta", "--output", str(table)]
    assert single.run(parser.parse_args(words)) == 0
    assert b'document = \\"beta\\"' in table.read_bytes()
    with pytest.raises(AnalysisError, match="'medicl'; did you mean 'medical'"):
        single.run(parser.parse_args(["pages/theme", "theme=medicl"]))


def test_check_ends_with_one_when_something_is_out_of_date(
    published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANALYSIS_ROOT", str(published))
    assert cli.main(["build", "--check"]) == 0
    fixture.write_figures(published, "beta", [2, 30, 4, 5])
    before = contents(published)
    assert cli.main(["build", "--dry-run"]) == 0
    assert cli.main(["build", "--check"]) == 1
    assert capsys.readouterr().err == "error: Not everything is up to date: build.\n"
    assert contents(published) == before


def test_inspect_ends_with_one_when_something_is_wrong(
    published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANALYSIS_ROOT", str(published))
    assert cli.main(["inspect"]) == 0
    (published / "reports" / "index.html").write_text("other")
    assert cli.main(["inspect"]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "Nothing is wrong with what is published.",
        "index: out of date: reports/index.html is not as the manifest records it",
    ]
    assert said.err == "error: 1 problem in what is published: build, and look at what changed.\n"


def test_commands_print_and_return_nothing_wrong(
    published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANALYSIS_ROOT", str(published))
    for module, words in (
        (build_command, []),
        (build_command, ["--dry-run", "--only", "index", "--jobs", "1"]),
        (reproduce_command, ["--jobs", "2"]),
    ):
        parser = argparse.ArgumentParser()
        module.add_arguments(parser)
        assert module.run(parser.parse_args(words)) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"Nothing to do: {ALL} runs are up to date."
    assert said[-1] == "Reproduced: every published byte is the same."
    (published / "reports" / "index.html").write_text("other")
    parser = argparse.ArgumentParser()
    reproduce_command.add_arguments(parser)
    with pytest.raises(AnalysisError, match="1 difference between what is committed"):
        reproduce_command.run(parser.parse_args([]))
