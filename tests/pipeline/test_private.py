"""The private pages: an invented article is quoted, and nothing goes where it is published."""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import os
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
import report_pages as rp

from analysis import cli, project
from analysis.coding import raw
from analysis.errors import AnalysisError
from analysis.pipeline import notebooks_catalogue as catalogue
from analysis.pipeline import private
from analysis.pipeline.build import BuildOptions
from analysis.pipeline.plan import Folders, Run, runs_of
from analysis.site import context

ROOT = Path(__file__).resolve().parents[2]
SOURCES = os.environ.get("SOURCES_DIR", "")
PARAGRAPH = '<q lang="zh-CN">全市参保职工<mark>14.5万名</mark>，赔付近1400万元。</q>'


@pytest.fixture
def observed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give pages the invented observations, placed in the invented article."""
    place = rp.ARTICLE.index("14.5")
    figure = rp.observation(1, start=str(place), end=str(place + len("14.5万名")))

    def load(
        page: str, language: str, notebook: str = "", version: str = ""
    ) -> context.PageContext:
        return rp.context(page, language, figures=(figure,), notebook=notebook)

    monkeypatch.setattr(context, "load_context", load)


def executed(folder: Path) -> list[tuple[Run, Path]]:
    """Return the runs of an invented page with their executed notebooks."""
    found = []
    for language in ("en", "zh"):
        run = next(run for run in runs_of(catalogue.load_catalogue(ROOT)) if run.page)
        values = {**run.values, "language": language}
        run = dataclasses.replace(run, page="theme-test", values=values)
        node = rp.notebook(language)
        node.cells = [cell for cell in node.cells if "testcity-2016-003" not in str(cell)]
        path = folder / f"{language}.ipynb"
        nbformat.write(node, path)
        found.append((run, path))
    return found


def test_pages_quote_the_article_with_the_place_marked(tmp_path: Path, observed: None) -> None:
    made = dict(private.pages(executed(tmp_path), {rp.NAME: rp.ARTICLE}, "1.2.3"))
    assert list(made) == ["en/theme-test.html", "zh/theme-test.html"]
    for html in made.values():
        assert html.count(PARAGRAPH) == 1
        assert 'class="private"' in html


def test_command_writes_both_languages_outside_the_published_folder(
    tmp_path: Path,
    observed: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "testcity-2016.txt").write_text(rp.ARTICLE, encoding="utf-8")
    sha256 = hashlib.sha256(rp.ARTICLE.encode()).hexdigest()
    rows = [{"document": "testcity-2016", "sha256": sha256}]
    documents = SimpleNamespace(to_dict=lambda orient: rows)
    monkeypatch.setattr(raw, "load_raw", lambda: SimpleNamespace(documents=documents))
    asked = []
    monkeypatch.setattr(private, "_pages", lambda root: [run for run, _ in executed(tmp_path)])

    def found(folders: Folders, say: object) -> list[tuple[Run, Path]]:
        asked.append((folders, os.environ.get("ANALYSIS_ROOT")))
        return executed(tmp_path)

    monkeypatch.setattr(private, "executed", found)
    out = tmp_path / "mine"
    assert cli.main(["private", "--sources", str(tmp_path), "--output", str(out)]) == 0
    names = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.html"))
    assert names == ["en/theme-test.html", "index.html", "zh/theme-test.html"]
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == f"2 pages that quote the articles are in {out}: keep them private."
    root = project.root()
    folders = Folders(root, root / "build" / "unpublished", root / "build")
    assert asked == [(folders, os.environ.get("ANALYSIS_ROOT"))]
    words = ["private", "--sources", str(tmp_path), "--output", str(out)]
    before = (out / "index.html").read_bytes()
    assert cli.main(words) == 1
    assert capsys.readouterr().err == (
        f"error: index.html is there already in {out}: choose another folder, or add --overwrite.\n"
    )
    assert cli.main([*words, "--overwrite"]) == 0
    assert (out / "index.html").read_bytes() == before


def test_what_is_published_stays_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folders = Folders(ROOT, tmp_path / "out", tmp_path / "work")
    built = []

    def build(where: Folders, options: BuildOptions | None = None, *, say: object) -> None:
        built.append((where, options))

    name = next(run.name for run in runs_of(catalogue.load_catalogue(ROOT)) if run.page)
    recorded = SimpleNamespace(executed="0" * 64)
    monkeypatch.setattr(private, "build", build)
    monkeypatch.setattr(private, "_pages", lambda root: [SimpleNamespace(name=name, slug="page")])
    monkeypatch.setattr(
        private.mf, "read_manifest", lambda file: SimpleNamespace(runs={name: recorded})
    )
    [(_, notebook)] = private.executed(folders, lambda line: None)
    assert notebook == tmp_path / "work" / "executed" / "page.ipynb"
    assert built == [(folders, None), (folders, BuildOptions(only=(name,), force=True))]


@pytest.mark.parametrize(
    "folder", ["", "reports", "reports/en", "docs/../reports/private", "data/processed", "build"]
)
def test_folders_of_the_project_are_refused_before_anything_is_read(
    folder: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(private, "read_articles", lambda *given: pytest.fail("read"))
    target = str(project.root() / folder)
    assert cli.main(["private", "--sources", "nowhere", "--output", target]) == 1
    assert capsys.readouterr().err == (
        "error: Private pages quote the articles: choose a folder outside the project, or in "
        "build/.\n"
    )


def test_pages_may_go_to_any_other_folder(tmp_path: Path) -> None:
    root = tmp_path / "project"
    for folder in (tmp_path / "mine", tmp_path, root / "build" / "mine"):
        assert private.own_folder(folder, root) == folder.resolve()


@pytest.mark.parametrize("name", ["file", "file/mine"])
def test_a_file_is_no_folder_for_pages(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(AnalysisError, match=f"{name} is a file, or lies in one"):
        private.own_folder(tmp_path / name, tmp_path / "project")


def test_articles_are_proved_by_their_hash(tmp_path: Path) -> None:
    rows = [{"document": rp.NAME, "sha256": rp.HASH}]
    with pytest.raises(AnalysisError, match=r"There is no folder .*none: name the one"):
        private.read_articles(tmp_path / "none", rows)
    with pytest.raises(AnalysisError, match=r"testcity-2016\.txt is missing"):
        private.read_articles(tmp_path, rows)
    (tmp_path / "testcity-2016.txt").write_text(rp.ARTICLE, encoding="utf-8")
    with pytest.raises(AnalysisError, match="another copy"):
        private.read_articles(tmp_path, rows)
    right = [
        {"document": "testcity-2016", "sha256": hashlib.sha256(rp.ARTICLE.encode()).hexdigest()}
    ]
    assert private.read_articles(tmp_path, right) == {"testcity-2016": rp.ARTICLE}


def test_another_article_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    args = argparse.Namespace(sources=tmp_path, output=tmp_path / "mine", overwrite=False)
    with pytest.raises(AnalysisError, match=r"\.txt is missing in the folder of articles"):
        private.run(args)
    assert not (tmp_path / "mine").exists()


@pytest.mark.skipif(not SOURCES, reason="SOURCES_DIR names no folder of the articles")
@pytest.mark.skipif(not (ROOT / "data/processed").is_dir(), reason="run `make reports` first")
def test_every_figure_of_the_real_articles_is_where_it_should_be() -> None:
    from analysis.show import addresses
    from analysis.site.card_pages import excerpt

    articles = private.read_articles(Path(SOURCES), raw.load_raw().documents.to_dict("records"))
    figures = context.load_context(addresses.FIGURES_PAGE, "en").figures
    assert figures
    for figure in figures:
        assert f"<mark>{figure.literal}</mark>" in excerpt(figure, articles[figure.document])
