"""The ``add`` command: one path for a new text, from its article to settled figures.

``add ARTICLE`` asks what only a person can know, each answer also an option, and says what is next.
``--status`` says how far the coding is.  ``--finish`` joins, settles, proves and moves all of it
into ``data/raw`` in one step or not at all, builds, and renews what ``README.md`` says.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from analysis import project
from analysis.coding import finish, workplace
from analysis.coding.code_command import spoken
from analysis.coding.deciding import Deciding, codings_of
from analysis.coding.draft import iso_day, read_article, refuse_known
from analysis.coding.raw import RawData
from analysis.coding.session import journal_path
from analysis.coding.workplace import ASKED, CITY, MORE, NEEDED, Origin, folder_of
from analysis.errors import AnalysisError
from analysis.language import LANGUAGES, bracketed, join_words, labelled, rules_of, t
from analysis.tables import schema
from analysis.tables.cell_rules import faults_of, refuse
from analysis.tables.codebook import Document

_BY = tuple(f"by_{language}" for language in LANGUAGES)
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
    parser.add_argument("--language", choices=LANGUAGES, help="language of questions and answers")
    for name in ANSWERS:
        title = _title(name, LANGUAGES[0])
        parser.add_argument(_option(name), metavar="ANSWER", help=title.replace("%", "%%"))


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
    language = args.language or spoken(os.environ)
    document, article = read_article(args.article)
    moved = finish.resume(document)
    if moved:
        print(t("coding.add.resumed", language, document=document, n=len(moved)))
    origin = workplace.read_origin(document)
    if args.status or args.finish:
        if origin is None:
            raise AnalysisError(
                f"{document} has not been added: `python -m analysis add {args.article}`"
            )
        workplace.same_article(origin, article)
        if args.status:
            print("\n".join(status(article, origin, args.article, language)))
            return 0
        return _finish(args, article, origin, language)
    raw = RawData(project.raw(), settled=False)
    refuse_known(document, article)
    given = {name: said for name in ANSWERS if (said := getattr(args, name)) is not None}
    if origin is not None:
        workplace.same_article(origin, article)
        given = {**_kept(origin), **given}
    for name in ("published", "written_before", "reference_date", "period_start", "period_end"):
        if given.get(name):
            iso_day(given[name], _option(name))
    silent = args.no_questions or origin or not sys.stdin.isatty()
    ask = None if silent else lambda name, default: _ask(name, default, language)
    answers = answered(document, article, raw, given, ask, language)
    coders = tuple(dict.fromkeys([*(origin.coders if origin else ()), *args.coder]))
    for coder in coders:
        journal_path(folder_of(document), coder)
    made = workplace.origin_of(document, article, raw, answers, coders)
    _check(made, raw)
    workplace.keep_origin(made)
    print("\n".join(status(article, made, args.article, language)))
    return 0


def answered(
    document: str,
    article: bytes,
    raw: RawData,
    given: Mapping[str, str],
    ask: Callable[[str, str], str] | None,
    language: str = LANGUAGES[0],
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
    language
        In which the missing answers are named.

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
        options = join_words(
            (bracketed(_option(name), _title(name, language), language) for name in lacking),
            language,
        )
        raise AnalysisError(t("coding.add.lacking", language, document=document, options=options))
    return answers


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _title(name: str, language: str) -> str:
    """Return what an answer is, in the words of a language."""
    for each in LANGUAGES:
        if name in (f"city_label_{each}", f"by_{each}"):
            asked = name.removesuffix(f"_{each}")
            return t(f"coding.add.{asked}", language, spoken=rules_of(language).names[each])
    if name == "reference_date":
        return t("coding.add.reference_date", language)
    return schema.DOCUMENTS[name].title[language].split(":")[0].split("：")[0]


def _ask(name: str, default: str, language: str) -> str:
    title = _title(name, language)
    asked = bracketed(title, default, language) if default else title
    try:
        return input(f"{asked}{rules_of(language).colon}").strip()
    except EOFError:
        raise AnalysisError(t("coding.add.unanswered", language)) from None


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


def status(article: bytes, origin: Origin, path: Path, language: str = LANGUAGES[0]) -> list[str]:
    """Say how far the coding of a text is, and what is next.

    Parameters
    ----------
    article
        Bytes of the article.
    origin
        What is known of the text.
    path
        How the article is named in commands.
    language
        Language of the words.
    """

    def said(key: str, **fields: object) -> str:
        return t(f"coding.add.{key}", language, **fields)

    document, folder = origin.document, folder_of(origin.document)
    known = {each.document for each in RawData(project.raw(), settled=False).rows(Document)}
    if document in known:
        return [said("settled", document=document), said("next", command="make reports")]
    lines = [labelled(document, origin.cells["title"], language)]
    codings = codings_of(article, document, folder)
    for coding in codings:
        figures = [each for each in coding.places.values() if each.coded.is_figure]
        done = sum(each.decided for each in figures)
        lines.append(said("coded", coder=coding.coder, done=done, n=len(figures)))
    begun = {coding.coder for coding in codings}
    waiting = [coder for coder in origin.coders if coder not in begun]
    lines += [said("not_begun", coder=coder) for coder in waiting]
    unfinished = [coding.coder for coding in codings if coding.open] + waiting
    command = f"python -m analysis code {path}"
    if unfinished or not codings:
        coder = unfinished[0] if unfinished else "NAME"
        return [*lines, said("next", command=f"{command} --coder {coder}")]
    with Deciding(article, document, raw=RawData(project.raw(), settled=False), folder=folder) as d:
        left = d.left
    if left:
        return [*lines, said("undecided", n=left), said("next", command=f"{command} --decide")]
    return [*lines, said("next", command=f"python -m analysis add {path} --finish")]


def _finish(args: argparse.Namespace, article: bytes, origin: Origin, language: str) -> int:
    day = iso_day(args.date, "--date") or date.today().isoformat()
    written = finish.finish(article, origin, day)
    print(t("coding.add.finished", language, document=origin.document, n=len(written)))
    if args.no_build:
        for command in ("make reports", "python tools/readme.py"):
            print(t("coding.add.next", language, command=command))
        return 0
    for words in (["-m", "analysis", "build"], [str(Path("tools", "readme.py"))]):
        done = subprocess.run([sys.executable, *words], cwd=project.root(), check=False)
        if done.returncode:
            command = f"python {' '.join(words)}"
            raise AnalysisError(
                t("coding.add.not_built", language, document=origin.document, command=command)
            )
    print(t("coding.add.look", language))
    return 0
