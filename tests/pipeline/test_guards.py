"""Nothing outside the project is touched, whatever a file says; refusals are one sentence."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import build_fixture as fixture
import pytest

from analysis import cli
from analysis.errors import AnalysisError
from analysis.pipeline import build_manifest as mf
from analysis.pipeline import notebooks_catalogue as cat
from analysis.pipeline.build import _interruptible
from analysis.pipeline.paths import fault, fault_in_name, held
from analysis.pipeline.plan import runs_of
from analysis.pipeline.single_run import own_file

Build = Callable[..., Any]
PRECIOUS = "precious"


def everything(folder: Path) -> dict[str, str]:
    """Return what lies in a folder, but in the project's own `build` and byte code."""
    return {
        str(path.relative_to(folder)): os.readlink(path)
        if path.is_symlink()
        else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if (path.is_file() or path.is_symlink())
        and not {"__pycache__", "build"} & set(path.relative_to(folder).parts)
    }


@pytest.fixture
def outside(published: Path) -> Path:
    """Return the folder around the project, with a file beside it that must stay."""
    for name in ("precious.txt", "precious.csv", "precious.ipynb", "precious.html"):
        (published.parent / name).write_text(PRECIOUS)
    (published.parent / "beside").mkdir()
    (published.parent / "beside" / "index.html").write_text(PRECIOUS)
    return published.parent


def forge_output(root: Path, name: str, content: bytes = PRECIOUS.encode()) -> None:
    """Let the manifest say that a build has once published a file."""
    path = root / mf.MANIFEST_FILE
    node = json.loads(path.read_bytes())
    node["runs"][0]["outputs"][name] = hashlib.sha256(content).hexdigest()
    path.write_text(json.dumps(node))


FORGED = {
    "above": "../precious.txt",
    "above, by way of a folder": "reports/../../precious.txt",
    "above, by way of a pattern": "data/processed/../../../precious.csv",
    "absolute": "{outside}/precious.txt",
    "a device": "/dev/zero",
    "a drive": "C:/precious.txt",
    "a backslash": "..\\precious.txt",
    "a NUL": "reports/a\0b",
    "empty": "",
    "a source": "src/toy/tables.py",
    "raw data": "data/raw/documents.csv",
    "the lock": "requirements.lock",
    "a name of a device": "reports/nul.html",
    "a folder": "reports/",
}


@pytest.mark.parametrize("name", FORGED.values(), ids=FORGED)
def test_a_forged_manifest_touches_nothing(outside: Path, run_build: Build, name: str) -> None:
    root = outside / "project"
    forge_output(root, name.format(outside=outside))
    before = everything(outside)
    with pytest.raises(AnalysisError, match=r"^reports/manifest\.json names ") as error:
        run_build(root)
    assert "\n" not in str(error.value)
    assert everything(outside) == before


def test_what_is_no_longer_published_goes_only_as_it_was(outside: Path, run_build: Build) -> None:
    root = outside / "project"
    for name, content in (("reports/old.html", "old"), ("reports/mine.html", "mine")):
        forge_output(root, name, b"old")
        (root / name).write_text(content)
    report, _ = run_build(root, force=True)
    assert report.removed == 1
    assert not (root / "reports" / "old.html").exists()
    assert (root / "reports" / "mine.html").read_text() == "mine"


CATALOGUES = {
    "a notebook above": ('path = "explore.ipynb"', 'path = "../../precious.ipynb"'),
    "an absolute notebook": ('path = "explore.ipynb"', 'path = "{outside}/precious.ipynb"'),
    "a page above": ('page = "theme-{theme}"', 'page = "../../../beside/{theme}"'),
    "an absolute page": ('page = "theme-{theme}"', 'page = "{outside}/beside/{theme}"'),
    "an output above": ('"reports/index.html"', '"reports/../../beside/index.html"'),
    "an absolute output": ('"reports/index.html"', '"{outside}/beside/index.html"'),
    "a profile above": ('packages = ["toy"]', 'packages = ["toy"]\nprofile = "../beside"'),
    "words above": ('words = ["src/toy/words.toml"]', 'words = ["../precious.txt"]'),
    "a table above": ('table = "data/raw/documents.csv"', 'table = "../precious.csv"'),
    "a value with a slash": ('"culture"]', '"a/../../../../beside/index"]'),
    "a value that is a pattern": ('"culture"]', '"*"]'),
    "an empty value": ('"culture"]', '""]'),
    "a hidden value": ('"culture"]', '"..", "medical"]'),
}


@pytest.mark.parametrize(("old", "new"), CATALOGUES.values(), ids=CATALOGUES)
def test_a_forged_catalogue_touches_nothing(
    outside: Path, run_build: Build, old: str, new: str
) -> None:
    root = outside / "project"
    path = root / cat.CATALOGUE_FILE
    path.write_text(path.read_text().replace(old, new.replace("{outside}", str(outside)), 1))
    before = everything(outside)
    with pytest.raises(AnalysisError) as error:
        run_build(root)
    assert "\n" not in str(error.value)
    assert everything(outside) == before


@pytest.mark.parametrize(
    "document", ["../beside", "a/b", "/a", "..", "a\\b", "con", "a b.", "-x", "*", "x" * 101, "a:b"]
)
def test_ids_are_refused_where_they_are_read(
    outside: Path, run_build: Build, document: str
) -> None:
    root = outside / "project"
    (root / "data" / "raw" / "documents.csv").write_text(f'document\nalpha\n"{document}"\n')
    before = everything(outside)
    with pytest.raises(AnalysisError) as error:
        run_build(root)
    assert str(error.value) == (
        f"data/raw/documents.csv: {document!r}, one of the documents, cannot be part of the name "
        "of a file: use letters, digits, '_' and '-', at most 100."
    )
    assert everything(outside) == before


@pytest.mark.parametrize("folder", ["reports", "reports/en", "data/processed", "notebooks/pages"])
def test_links_that_lead_out_are_not_followed(outside: Path, run_build: Build, folder: str) -> None:
    root = outside / "project"
    away = outside / "away"
    (root / folder).rename(away)
    (root / folder).symlink_to(away)
    fixture.write_figures(root, "beta", [2, 30, 4, 5])
    change = root / "notebooks" / "pages" / "theme.ipynb"
    change.write_text(change.read_text().replace("print(len(frame))", "print(len(frame) + 1)"))
    before = everything(outside)
    with pytest.raises(AnalysisError, match="by a link") as error:
        run_build(root)
    assert "\n" not in str(error.value)
    assert everything(outside) == before


@pytest.mark.parametrize("name", ["build", "build/cache", "build/runs", "build/memo"])
def test_a_working_folder_that_leads_out_is_refused(
    outside: Path, run_build: Build, name: str
) -> None:
    root = outside / "project"
    away = outside / "away"
    (away / "runs" / "mine").mkdir(parents=True)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).symlink_to(away)
    with pytest.raises(AnalysisError, match="by a link"):
        run_build(root, force=True)
    assert [str(path.relative_to(away)) for path in sorted(away.rglob("*"))] == [
        "runs",
        "runs/mine",
    ]


def test_a_run_that_makes_a_link_is_refused(outside: Path, run_build: Build) -> None:
    root = outside / "project"
    path = root / "src" / "toy" / "pages.py"
    path.write_text(
        path.read_text()
        + f"\n\ndef index(root):\n    (root / 'reports/index.html').symlink_to({str(outside)!r})\n"
    )
    with pytest.raises(AnalysisError, match=r"index made reports/index\.html a link"):
        run_build(root)


def test_names_that_differ_in_case_only_are_refused(published: Path, run_build: Build) -> None:
    path = published / cat.CATALOGUE_FILE
    path.write_text(path.read_text().replace('"culture"]', '"Medical", "culture"]'))
    with pytest.raises(AnalysisError, match="both write"):
        run_build(published)


OUTPUTS = {
    "a source": "notebooks/pages/theme.ipynb",
    "a source, by way of a folder": "build/../notebooks/pages/theme.ipynb",
    "a published page": "reports/en/theme-medical.html",
    "a new page among the published": "reports/en/new.html",
    "a new notebook among the sources": "notebooks/new.ipynb",
    "beside the sources": "src/toy/new.html",
    "a link to a published page": "link.html",
    "a file of somebody": "../precious.html",
    "a folder": "folder.html",
    "a loop of links": "loop.html",
}


@pytest.mark.parametrize("name", OUTPUTS.values(), ids=OUTPUTS)
def test_an_output_of_ones_own_is_written_over_nothing(
    outside: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = outside / "project"
    (root / "link.html").symlink_to(root / "reports" / "en" / "theme-medical.html")
    (root / "loop.html").symlink_to(root / "loop.html")
    (root / "folder.html").mkdir()
    monkeypatch.setenv("ANALYSIS_ROOT", str(root))
    monkeypatch.chdir(root)
    before = everything(outside)
    words = ["run", "pages/theme", "theme=culture", "--output", name]
    assert cli.main(words) == 1
    [said] = capsys.readouterr().err.splitlines()
    assert said.startswith("error: ")
    assert everything(outside) == before
    if name != "../precious.html":
        assert cli.main([*words, "--overwrite"]) == 1
        assert everything(outside) == before


def test_what_is_asked_for_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_text("mine")
    for path in (tmp_path / "mine.html", tmp_path / "build" / "x.ipynb", tmp_path / "new.html"):
        assert own_file(path, tmp_path, overwrite=True) == path.resolve()
    with pytest.raises(AnalysisError, match=r"mine\.html is there already"):
        own_file(tmp_path / "mine.html", tmp_path, overwrite=False)
    for path in (Path("/dev/null"), Path("a\0b")):
        with pytest.raises(AnalysisError):
            own_file(path, tmp_path, overwrite=True)


def test_an_output_is_replaced_and_not_changed(
    outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second name of a published file (a hard link) does not open a way to it."""
    root = outside / "project"
    page = root / "reports" / "en" / "theme-medical.html"
    os.link(page, root / "mine.html")
    monkeypatch.setenv("ANALYSIS_ROOT", str(root))
    before = page.read_bytes()
    words = ["run", "pages/theme", "theme=culture", "--output", str(root / "mine.html")]
    assert cli.main([*words, "--overwrite"]) == 0
    assert page.read_bytes() == before
    assert (root / "mine.html").read_bytes() != before


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("a/b.csv", False),
        ("数据/一 二.csv", False),
        ("a//b", True),
        ("./a", True),
        ("a\n", True),
        ("a/com1.txt", True),
        ("a /b", True),
        ("a.", True),
        ("c:a", True),
    ],
)
def test_fault_of_a_path(path: str, wrong: bool) -> None:
    assert bool(fault(path)) is wrong


def test_fault_of_a_name() -> None:
    assert not fault_in_name("fuxin-2017")
    assert not fault_in_name("阜新_2017")
    for name in ("", ".", ".hidden", "a/b", "a|b", "<a>", "{a}", "[a]", "a?", "NUL", "a\u200b"):
        assert fault_in_name(name)


def test_held(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / "away").symlink_to(tmp_path / "out")
    held(tmp_path / "in", tmp_path / "in" / "new" / "file")
    with pytest.raises(AnalysisError, match=r"away/file leads out of in, by a link"):
        held(tmp_path / "in", tmp_path / "in" / "away" / "file")


# --- one sentence each ---------------------------------------------------------------------------


def command(root: Path, *words: str) -> tuple[list[str], dict[str, str]]:
    """Return a command of the package on a project, and its environment."""
    environment = {k: v for k, v in os.environ.items() if "PYTEST" not in k}
    return [sys.executable, "-m", "analysis", *words], environment | {"ANALYSIS_ROOT": str(root)}


def shell(root: Path, line: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the package by a line of the shell, in which it is called ``"$@"``."""
    called, environment = command(root, *words)
    return subprocess.run(
        ["sh", "-c", line, "sh", *called],
        capture_output=True,
        text=True,
        check=False,
        env=environment | more,
    )


def test_a_build_goes_on_when_nobody_reads(published: Path, run_build: Build) -> None:
    fixture.write_figures(published, "beta", [2, 30, 4, 5])
    done = shell(published, '"$@" | true; sleep 0', "build", "--jobs", "1")
    assert "Traceback" not in done.stderr
    assert run_build(published)[0].ran == []


@pytest.mark.parametrize("closing", [">&-", ">&- 2>&-", "<&- >&- 2>&-", ">/dev/full"])
def test_a_build_goes_on_when_it_cannot_say_anything(
    published: Path, run_build: Build, closing: str
) -> None:
    fixture.write_figures(published, "beta", [2, 30, 4, 5])
    done = shell(published, f'"$@" {closing}', "build")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert run_build(published)[0].ran == []


def test_an_ascii_terminal_shows_codes(published: Path) -> None:
    fixture.write_figures(published, "beta", [2, 30, 4, 5])
    ascii_only = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = shell(published, '"$@"', "build", "--dry-run", **ascii_only)
    assert done.returncode == 0
    assert "to run \\u2014 data/raw/figures/beta.csv changed" in done.stdout


@pytest.mark.parametrize("limit", [8, 16, 64, 120])
def test_too_few_files_are_one_sentence(published: Path, limit: int) -> None:
    fixture.write_figures(published, "beta", [2, 30, 4, 5])
    before = everything(published.parent)
    done = shell(published, f'ulimit -n {limit}; "$@"', "build", "--jobs", "2")
    assert (done.returncode, done.stderr) == (
        1,
        f"error: Only {limit} files may be open here, a build needs 128: raise the limit (see "
        "ulimit -n).\n",
    )
    assert everything(published.parent) == before
    done = shell(published, f'ulimit -S -n {limit}; "$@"', "build", "--jobs", "2")
    assert (done.returncode, done.stderr) == (0, "")


DAMAGED = {
    "catalogue": (
        cat.CATALOGUE_FILE,
        b"\xff\xfe[build]",
        "notebooks/catalogue.toml is not text in UTF-8",
    ),
    "lock": ("requirements.lock", b"\xff\xfe", "requirements.lock is not text in UTF-8"),
    "table": ("data/raw/documents.csv", b"document\n\xff\n", "documents.csv is no table in UTF-8"),
    "NUL in a table": ("data/raw/documents.csv", b"document\na\0b\n", "documents.csv"),
    "notebook": ("notebooks/explore.ipynb", b"\xff\xfe", "explore.ipynb is no notebook"),
    "cells": (
        "notebooks/explore.ipynb",
        b'{"nbformat": 4, "nbformat_minor": 5, "cells": [1]}',
        "explore.ipynb is damaged",
    ),
    "no cells": (
        "notebooks/explore.ipynb",
        b'{"nbformat": 4, "nbformat_minor": 5}',
        "explore.ipynb is damaged",
    ),
    "words": ("src/toy/words.toml", b"[title", "words.toml is not valid TOML"),
}


@pytest.mark.parametrize(("name", "content", "said"), DAMAGED.values(), ids=DAMAGED)
@pytest.mark.parametrize("words", [["build"], ["build", "--dry-run"], ["inspect"], ["reproduce"]])
def test_damaged_files_are_one_sentence(
    published: Path,
    name: str,
    content: bytes,
    said: str,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (published / name).write_bytes(content)
    monkeypatch.setenv("ANALYSIS_ROOT", str(published))
    assert cli.main(words) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert said in line


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xef\xbb\xbf{}", b"\xff", b'{"format": 2}']
)
def test_a_damaged_manifest_records_nothing(published: Path, content: bytes) -> None:
    (published / mf.MANIFEST_FILE).write_bytes(content)
    assert mf.read_manifest(published / mf.MANIFEST_FILE) == mf.Manifest()


def test_a_byte_order_mark_changes_nothing(published: Path, run_build: Build) -> None:
    for name in (
        cat.CATALOGUE_FILE,
        "data/raw/documents.csv",
        "requirements.lock",
        "src/toy/words.toml",
    ):
        (published / name).write_bytes(b"\xef\xbb\xbf" + (published / name).read_bytes())
    assert run_build(published)[0].ran == []
    assert runs_of(cat.load_catalogue(published))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("timeout = 600", 'timeout = "60"', "[build]: timeout must be a whole number, not '60'"),
        ("timeout = 600", "timeout = true", "[build]: timeout must be a whole number, not True"),
        ('packages = ["toy"]', 'packages = "toy"', "packages must be a list of texts, not 'toy'"),
        ('path = "explore.ipynb"', "path = 3", "path must be a text, not 3"),
        ('inputs = ["reports/*/*.html"]', 'inputs = "reports"', "inputs must be a list of texts"),
        ("[[notebook]]", "[notebook]", "is not valid TOML"),
        ('values = "themes"', "values = 3", "values must be a list of values, or the name of a"),
        ("[[step]]", "[[build.step]]", "[build]: unknown key 'step'"),
    ],
)
def test_values_of_another_shape_are_refused(
    published: Path, old: str, new: str, said: str
) -> None:
    path = published / cat.CATALOGUE_FILE
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(AnalysisError) as error:
        cat.load_catalogue(published)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_closed_terminal_ends_the_build_in_one_sentence(published: Path) -> None:
    path = published / "src" / "toy" / "pages.py"
    pipe = published.parent / "begun"
    os.mkfifo(pipe)
    path.write_text(
        path.read_text()
        + f"\n\ndef index(root):\n    open({str(pipe)!r}, 'w').close()\n"
        + "    import threading; threading.Event().wait()\n"
    )
    before = everything(published.parent / "project")
    called, environment = command(published, "build", "--only", "index")
    process = subprocess.Popen(
        called,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    )
    pipe.read_text()  # returns when the step has begun
    process.send_signal(signal.SIGHUP)
    _, said = process.communicate()
    assert process.returncode == 128 + signal.SIGHUP
    assert said == "error: Interrupted; nothing was published; 4 finished runs are kept.\n"
    assert everything(published.parent / "project") == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_that_an_import_swallows_is_heeded(number: signal.Signals) -> None:
    before = signal.signal(number, signal.SIG_DFL)
    try:
        with pytest.raises(KeyboardInterrupt) as request, _interruptible() as heed:
            heed()
            with suppress(KeyboardInterrupt):
                signal.raise_signal(number)
            heed()
        assert request.value.args == (number,)
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, before)
