"""The ``add`` command: one path for a new text, from its article to settled figures.

``add ARTICLE`` asks what only a person can know, each answer also an option, and says what is next.
``--status`` says how far the coding is.  ``--finish`` joins, settles, proves and moves all of it
into ``data/raw`` in one step or not at all, builds, and renews what ``README.md`` says.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from analysis import project
from analysis.coding import finish, workplace
from analysis.coding.deciding import Deciding, codings_of
from analysis.coding.draft import iso_day, read_article, refuse_known
from analysis.coding.raw import RawData
from analysis.coding.session import journal_path
from analysis.coding.workplace import ASKED, CITY, MORE, NEEDED, Origin, folder_of
from analysis.errors import AnalysisError
from analysis.language import LANGUAGES
from analysis.tables import schema
from analysis.tables.cell_rules import faults_of, refuse
from analysis.tables.codebook import Document

_BY = tuple(f"by_{language}" for language in LANGUAGES)
_HELP = {
    "reference_date": "day from which the text speaks, for “this year” and “now”",
    **{f"city_label_{each}": f"name of a new city ({each})" for each in LANGUAGES},
    **{f"by_{each}": f"by whom or what it is coded ({each})" for each in LANGUAGES},
}
ANSWERS = (*CITY, *ASKED, "reference_date", *MORE, *_BY)
"""Everything that may be said of a text, by the names of options."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "article", type=Path, metavar="ARTICLE", help="the copy that was read: <city>-<year>.txt"
    )
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--status", action="store_true", help="say how far it is, and what is next")
    action.add_argument(
        "--finish", action="store_true", help="put it into data/raw, or say what is wrong"
    )
    parser.add_argument(
        "--coder", action="append", default=[], metavar="NAME", help="who codes it (repeat)"
    )
    parser.add_argument(
        "--no-questions", action="store_true", help="ask nothing; take what follows by itself"
    )
    parser.add_argument("--no-build", action="store_true", help="with --finish: do not build")
    parser.add_argument(
        "--date",
        metavar="YYYY-MM-DD",
        help="with --finish: day of the new version (default: today)",
    )
    for name in ANSWERS:
        title = _HELP.get(name) or schema.DOCUMENTS[name].title[LANGUAGES[0]]
        option = f"--{name.replace('_', '-')}"
        parser.add_argument(option, metavar="ANSWER", help=title.replace("%", "%%"))


def run(args: argparse.Namespace) -> int:
    """Take a text in, say how far it is, or finish it.

    Returns
    -------
    int
        0.

    Raises
    ------
    AnalysisError
        If the article is none, an answer is missing or wrong, or something stands against
        finishing.
    """
    document, article = read_article(args.article)
    moved = finish.resume(document)
    if moved:
        print(f"{document}: a move that had been interrupted is completed ({len(moved)} files)")
    origin = workplace.read_origin(document)
    if args.status or args.finish:
        if origin is None:
            raise AnalysisError(
                f"{document} has not been added: `python -m analysis add {args.article}`"
            )
        workplace.same_article(origin, article)
        if args.status:
            print("\n".join(status(article, origin, args.article)))
            return 0
        return _finish(args, article, origin)
    raw = RawData(project.raw(), settled=False)
    refuse_known(document, article)
    given = {name: said for name in ANSWERS if (said := getattr(args, name)) is not None}
    if origin is not None:
        workplace.same_article(origin, article)
        given = {**_kept(origin), **given}
    for name in ("published", "written_before", "reference_date", "period_start", "period_end"):
        if given.get(name):
            iso_day(given[name], f"--{name.replace('_', '-')}")
    ask = None if args.no_questions or origin or not sys.stdin.isatty() else _ask
    answers = answered(document, article, raw, given, ask)
    coders = tuple(dict.fromkeys([*(origin.coders if origin else ()), *args.coder]))
    for coder in coders:
        journal_path(folder_of(document), coder)
    made = workplace.origin_of(document, article, raw, answers, coders)
    _check(made, raw)
    workplace.keep_origin(made)
    print("\n".join(status(article, made, args.article)))
    return 0


def answered(
    document: str,
    article: bytes,
    raw: RawData,
    given: Mapping[str, str],
    ask: Callable[[str, str], str] | None,
) -> dict[str, str]:
    """Return all answers: those given, those asked for, and those that follow.

    Parameters
    ----------
    document, article, raw
        As in `workplace.defaults`.
    given
        Answers given as options.
    ask
        Asks one question, with the answer that is taken when nothing is said; without it nothing
        is asked.

    Raises
    ------
    AnalysisError
        If an answer is missing that follows from nothing.
    """
    given = dict(given)
    known_city = all(
        workplace.origin_defaults(document, article, raw, given)[name] for name in CITY
    )
    if ask is not None:
        for name in (*(() if known_city else CITY), *ASKED, "reference_date"):
            if name not in given:
                default = workplace.origin_defaults(document, article, raw, given)[name]
                given[name] = ask(name, default) or default
    answers = {**workplace.origin_defaults(document, article, raw, given), **given}
    lacking = [name for name in (*CITY, *ASKED) if name in NEEDED and not answers[name].strip()]
    if lacking:
        options = ", ".join(f"--{name.replace('_', '-')} ({_title(name)})" for name in lacking)
        raise AnalysisError(f"{document}: only you can know this; say it with {options}")
    return answers


def _title(name: str) -> str:
    return _HELP.get(name) or schema.DOCUMENTS[name].title[LANGUAGES[0]].split(":")[0]


def _ask(name: str, default: str) -> str:
    shown = f" [{default}]" if default else ""
    try:
        return input(f"{_title(name)}{shown}: ").strip()
    except EOFError:
        raise AnalysisError("nothing was added: not all questions were answered") from None


def _kept(origin: Origin) -> dict[str, str]:
    """Return the answers that were given before."""
    city = {f"city_label_{each}": origin.city.get(f"label_{each}", "") for each in LANGUAGES}
    cells = {name: cell for name, cell in origin.cells.items() if name in ANSWERS}
    by = {f"by_{language}": said for language, said in origin.by.items()}
    found = {**cells, "reference_date": origin.reference, **by}
    return found | {name: said for name, said in city.items() if said}


def _check(origin: Origin, raw: RawData) -> None:
    """Refuse answers that break a rule of their table.

    Raises
    ------
    AnalysisError
        With a line for each.
    """
    codes = {name: dict(list_) for name, list_ in raw.codes.items()}
    if origin.city:
        codes.setdefault("city", {})[origin.city["code"]] = origin.city[f"label_{LANGUAGES[0]}"]
        row = [origin.city[name] for name in schema.CODELISTS.names]
        refuse(faults_of([row], schema.CODELISTS, codes, "data/raw/codelists.csv"))
    row = [origin.cells[name] for name in schema.DOCUMENTS.names]
    refuse(faults_of([row], schema.DOCUMENTS, codes, "data/raw/documents.csv"))


def status(article: bytes, origin: Origin, path: Path) -> list[str]:
    """Say how far the coding of a text is, and what is next.

    Parameters
    ----------
    article
        Bytes of the article.
    origin
        What is known of the text.
    path
        How the article is named in commands.
    """
    document, folder = origin.document, folder_of(origin.document)
    known = {each.document for each in RawData(project.raw(), settled=False).rows(Document)}
    if document in known:
        return [f"{document}: in data/raw. Next: `make reports`"]
    lines = [f"{document}: {origin.cells['title']}"]
    codings = codings_of(article, document, folder)
    for coding in codings:
        figures = [each for each in coding.places.values() if each.coded.is_figure]
        done = sum(each.decided for each in figures)
        lines.append(f"  {coding.coder}: {done} of {len(figures)} figures decided")
    begun = {coding.coder for coding in codings}
    waiting = [coder for coder in origin.coders if coder not in begun]
    lines += [f"  {coder}: not begun" for coder in waiting]
    unfinished = [coding.coder for coding in codings if coding.open] + waiting
    if unfinished or not codings:
        coder = unfinished[0] if unfinished else "NAME"
        return [*lines, f"Next: `python -m analysis code {path} --coder {coder}`"]
    with Deciding(article, document, raw=RawData(project.raw(), settled=False), folder=folder) as d:
        left = d.left
    if left:
        lines.append(f"  to decide: {left} cells")
        return [*lines, f"Next: `python -m analysis code {path} --decide`"]
    return [*lines, f"Next: `python -m analysis add {path} --finish`"]


def _finish(args: argparse.Namespace, article: bytes, origin: Origin) -> int:
    day = iso_day(args.date, "--date") or date.today().isoformat()
    written = finish.finish(article, origin, day)
    print(f"{origin.document}: joined, settled and proved; {len(written)} files written")
    if args.no_build:
        print("Next: `make reports` and `python tools/readme.py`")
        return 0
    for words in (["-m", "analysis", "build"], [str(Path("tools", "readme.py"))]):
        done = subprocess.run([sys.executable, *words], cwd=project.root(), check=False)
        if done.returncode:
            raise AnalysisError(
                f"{origin.document} is in data/raw, but python {' '.join(words)} failed: see above"
            )
    print("Next: look at the pages, and commit data/raw, CHANGELOG.md, CITATION.cff, README.md")
    print("and, in a commit of its own, what the build wrote")
    return 0
