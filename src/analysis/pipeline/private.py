"""The `private` command: the pages once more, with each figure's place in its article marked.

For those who have copies of the articles.  The pages quote them, so they go to a folder of one's
own: never into a folder of the project that is published, never into the manifest.  What is
published stays as it is; what is out of date is brought up to date in `build/unpublished`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from analysis import project
from analysis.coding import raw
from analysis.errors import AnalysisError
from analysis.pipeline import manifest as mf
from analysis.pipeline import notebooks_catalogue as cat
from analysis.pipeline.build import Options, build
from analysis.pipeline.plan import Folders, Run, runs_of
from analysis.pipeline.run import digest, page_path
from analysis.site import context, exporter
from analysis.tables import frames as tables


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
    root = project.root()
    folder = own_folder(args.output, root)
    articles = read_articles(args.sources, raw.load().documents.to_dict("records"))
    folders = Folders(root, root / "build" / "unpublished", root / "build")
    notebooks = executed(folders, _say)
    with _rooted(folders.out):
        for number, (path, html) in enumerate(pages(notebooks, articles), 1):
            tables.write_text(html, folder / path)
            _say(f"{path}: {number} of {len(notebooks)}")
    tables.write_text(exporter.chooser_page(), folder / "index.html")
    _say(f"{len(notebooks)} pages that quote the articles are in {folder}: keep them private.")
    return 0


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
    recorded = mf.read(folders.out / mf.FILE).runs
    missing = [run.name for run, path in found if not _is(path, recorded[run.name])]
    if missing:
        build(folders, Options(only=tuple(missing), force=True), say=say)
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
    notebooks: Iterable[tuple[Run, Path]], articles: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the place and the content of each private page.

    Parameters
    ----------
    notebooks
        Runs with their executed notebooks.
    articles
        Texts of the articles by document.
    """
    import nbformat

    for run, path in notebooks:
        node = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        about = context.load(run.page, run.language, notebook=run.entry.path)
        html = exporter.export(node, run.page, run.language, about, articles)
        yield page_path(run.page, run.language).partition("/")[2], html


def _pages(root: Path) -> list[Run]:
    """Return the runs that have a page."""
    found = [run for run in runs_of(cat.load(root)) if run.page]
    if not found:
        raise AnalysisError("The catalogue declares no page: there is nothing to write.")
    return found


def _is(path: Path, recorded: mf.Entry) -> bool:
    """Tell whether an executed notebook is the one that the manifest records."""
    try:
        return digest(path) == recorded.executed
    except OSError:
        return False


def _say(line: str) -> None:
    """Print a progress line at once."""
    print(line, file=sys.stdout, flush=True)
