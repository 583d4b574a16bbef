"""The `private` command: the pages once more, with each figure's place in its article marked.

For those who have copies of the articles.  The pages quote them, so they go to a folder of one's
own: never into a folder of the project that is published, never into the manifest.  What is
published stays as it is; what is out of date is brought up to date in `build/unpublished`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from analysis import project
from analysis.errors import AnalysisError
from analysis.pipeline import build_manifest as mf
from analysis.pipeline import notebooks_catalogue as cat
from analysis.pipeline.build import BuildOptions, build
from analysis.pipeline.notebook_runs import digest, page_path
from analysis.pipeline.paths import held
from analysis.pipeline.plan import Folders, Run, runs_of
from analysis.pipeline.progress import in_one_sentence, say
from analysis.pipeline.staged_publishing import replace

ARTICLES = "analysis.coding.raw:load_raw"
_CONTEXT = "analysis.site.context:load_context"
EXPORT = "analysis.site.exporter:export_page"
CHOOSER = "analysis.site.exporter:chooser_page"
VERSION = "analysis.tables.package:data_version"
"""What the command takes from other parts of the package, loaded by name as notebooks load them."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command.

    Parameters
    ----------
    parser
        Parser of the sub-command.
    """
    parser.add_argument(
        "--sources", type=Path, required=True, metavar="DIR", help="folder of the articles"
    )
    parser.add_argument(
        "--output",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder for the pages, not the one that is published",
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="write over pages that are there already"
    )


def run(args: argparse.Namespace) -> int:
    """Write the private pages and say where they are.

    Parameters
    ----------
    args
        Parsed options.

    Returns
    -------
    int
        Exit status; what goes wrong is an `AnalysisError`.
    """
    load_raw, chooser = _other(ARTICLES), _other(CHOOSER)
    root = project.root()
    folder = own_folder(args.output, root)
    names = [page_path(run.page, run.language).partition("/")[2] for run in _pages(root)]
    if not args.overwrite:
        _refuse_present(folder, ["index.html", *names])
    articles = read_articles(args.sources, load_raw().documents.to_dict("records"))
    folders = Folders(root, root / "build" / "unpublished", root / "build")
    notebooks = executed(folders, say)
    with in_one_sentence(f"The pages could not be written to {args.output}"):
        with _rooted(folders.out):
            made = pages(notebooks, articles, _other(VERSION)(root))
            for number, (path, html) in enumerate(made, 1):
                _write(folder, path, html)
                say(f"{path}: {number} of {len(notebooks)}")
        _write(folder, "index.html", chooser())
    say(f"{len(notebooks)} pages that quote the articles are in {folder}: keep them private.")
    return 0


def _other(name: str) -> Any:
    """Import `module:function`; the command line says what a library that is missing belongs to."""
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)


def _refuse_present(folder: Path, names: Iterable[str]) -> None:
    """Refuse to write over files that are there already."""
    for name in names:
        if (folder / name).exists():
            raise AnalysisError(
                f"{name} is there already in {folder}: choose another folder, or add --overwrite."
            )


def _write(folder: Path, name: str, html: str) -> None:
    """Write a page; what was there is replaced, not changed."""
    held(folder, folder / name)
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f".page.{os.getpid()}"
    try:
        partial.write_text(html, encoding="utf-8", newline="\n")
        replace(partial, folder / name)
    finally:
        partial.unlink(missing_ok=True)


def own_folder(folder: Path, root: Path) -> Path:
    """Return a folder for private pages, which nothing must publish.

    Parameters
    ----------
    folder
        The folder asked for.
    root
        Folder of the project, of which only `build/` is never published.

    Raises
    ------
    AnalysisError
        If it lies in the project outside `build/`, or is no folder.
    """
    root, build_folder, wanted = root.resolve(), (root / "build").resolve(), folder.resolve()
    if wanted.is_relative_to(root) and build_folder not in wanted.parents:
        raise AnalysisError(
            "Private pages quote the articles: choose a folder outside the project, or in build/."
        )
    if any(path.exists() and not path.is_dir() for path in (wanted, *wanted.parents)):
        raise AnalysisError(f"{folder} is a file, or lies in one: choose a folder for the pages.")
    return wanted


def read_articles(folder: Path, documents: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Read the articles of a folder, each proved by its hash.

    Parameters
    ----------
    folder
        Folder with a file `<document>.txt` for each document.
    documents
        Rows of the document catalogue.

    Raises
    ------
    AnalysisError
        If there is no such folder, or an article is missing or is another copy.
    """
    if not folder.is_dir():
        raise AnalysisError(f"There is no folder {folder}: name the one that holds the articles.")
    articles = {}
    for row in documents:
        path = folder / f"{row['document']}.txt"
        try:
            content = path.read_bytes()
        except OSError:
            raise AnalysisError(f"{path.name} is missing in the folder of articles.") from None
        if hashlib.sha256(content).hexdigest() != row["sha256"]:
            raise AnalysisError(f"{path.name} is another copy: its SHA-256 is not {row['sha256']}.")
        articles[row["document"]] = content.decode("utf-8")
    return articles


def executed(folders: Folders, say: Callable[[str], None]) -> list[tuple[Run, Path]]:
    """Return the executed notebook of each page; run those that are not at hand.

    Parameters
    ----------
    folders
        Where the project lies, and where what is out of date is brought up to date.
    say
        Gets the progress lines.
    """
    build(folders, say=say)
    notebooks = folders.work / "executed"
    found = [(run, notebooks / f"{run.slug}.ipynb") for run in _pages(folders.root)]
    recorded = mf.read_manifest(folders.out / mf.MANIFEST_FILE).runs
    missing = [run.name for run, path in found if not _is(path, recorded[run.name])]
    if missing:
        build(folders, BuildOptions(only=tuple(missing), force=True), say=say)
    return found


@contextmanager
def _rooted(folder: Path) -> Iterator[None]:
    """Let the context of pages be read from a folder, as if it were the project."""
    before = os.environ.get("ANALYSIS_ROOT")
    os.environ["ANALYSIS_ROOT"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["ANALYSIS_ROOT"]
        else:
            os.environ["ANALYSIS_ROOT"] = before


def pages(
    notebooks: Iterable[tuple[Run, Path]], articles: Mapping[str, str], version: str
) -> Iterator[tuple[str, str]]:
    """Yield the place and the content of each private page.

    Parameters
    ----------
    notebooks
        Runs with their executed notebooks.
    articles
        Texts of the articles by document.
    version
        Version of the data.
    """
    import nbformat

    load, export = _other(_CONTEXT), _other(EXPORT)
    for run, path in notebooks:
        node = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        about = load(run.page, run.language, notebook=run.entry.path, version=version)
        html = export(node, run.page, run.language, about, articles)
        yield page_path(run.page, run.language).partition("/")[2], html


def _pages(root: Path) -> list[Run]:
    """Return the runs that have a page."""
    found = [run for run in runs_of(cat.load_catalogue(root)) if run.page]
    if not found:
        raise AnalysisError("The catalogue declares no page: there is nothing to write.")
    return found


def _is(path: Path, recorded: mf.RunRecord) -> bool:
    """Tell whether an executed notebook is the one that the manifest records."""
    try:
        return digest(path) == recorded.executed
    except OSError:
        return False
