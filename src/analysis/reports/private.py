"""The `private` command: the pages once more, with each figure's place in its article marked.

For those who have copies of the articles.  The pages quote them, so they go to a folder of one's
own: never into `reports/`, never into the manifest.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from analysis import project, raw, tables
from analysis.build import catalogue as cat
from analysis.build import manifest as mf
from analysis.build.build import Options, build
from analysis.build.plan import Folders, Run, runs_of
from analysis.build.run import digest, page_path
from analysis.errors import AnalysisError
from analysis.reports import context, exporter
from analysis.reports.cards import private_folder, read_articles


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
    folder = private_folder(args.output)
    articles = read_articles(args.sources, raw.load().documents.to_dict("records"))
    notebooks = executed(project.root(), _say)
    for number, (path, html) in enumerate(pages(notebooks, articles), 1):
        tables.write_text(html, folder / path)
        _say(f"{path}: {number} of {len(notebooks)}")
    tables.write_text(exporter.chooser_page(), folder / "index.html")
    _say(f"{len(notebooks)} pages that quote the articles are in {folder.name}: keep them private.")
    return 0


def executed(root: Path, say: Callable[[str], None]) -> list[tuple[Run, Path]]:
    """Return the executed notebook of each page; run those that are not at hand.

    Parameters
    ----------
    root
        Folder of the project.
    say
        Gets the progress lines.
    """
    folders = Folders.of(root)
    build(folders, say=say)
    found = [(run, folders.work / "executed" / f"{run.slug}.ipynb") for run in _pages(root)]
    recorded = mf.read(root / mf.FILE).runs
    missing = [run.name for run, path in found if not _is(path, recorded[run.name])]
    if missing:
        build(folders, Options(only=tuple(missing), force=True), say=say)
    return found


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
