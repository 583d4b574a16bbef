"""What is wrong or open in the words of the copies, and grades that others may give instead."""

from __future__ import annotations

from collections.abc import Sequence

from analysis import language as lg
from analysis.coding.coding_records import CountedList, Erratum, GradeArgument, TextFault
from analysis.language.messages import Link, text
from analysis.pages.known import side
from analysis.pages.list_lengths import more
from analysis.pages.page_words import headers
from analysis.sentences.evidence import Evidence
from analysis.show.content import Content, Sorted, Styled
from analysis.show.displays import Shown, Table
from analysis.tables.codebook import Labels


def text_faults_table(
    faults: Sequence[TextFault], labels: Labels, *, shown: Shown = "open", most: int | None = None
) -> Table:
    """Return the spots of the copies where something is wrong or open and no figure is touched.

    Parameters
    ----------
    faults
        The faults.
    labels
        Labels of the language.
    shown
        Whether the table is open or folded.
    most
        Most faults that are shown where there are many texts; all by default.
    """
    told, left = labels.book.bounded(faults, most or len(faults))
    columns = ["spot", "document", "paragraph", "text_fault", "verdict", "wrong", "use"]
    if len({fault.document for fault in faults}) < 2:
        columns.remove("document")
    return Table(
        rows=[
            {
                "spot": Sorted(
                    Styled("printed", lg.tidy(fault.printed)), None, name=fault.document
                ),
                "document": labels.document(fault.document),
                "paragraph": str(fault.paragraph),
                "verdict": labels.code("verdict", fault.verdict),
                "text_fault": labels.code("text_fault", fault.kind),
                "wrong": _wrong(fault, labels),
                "use": lg.capital(text(fault.use, labels.language), labels.language),
            }
            for fault in told
        ],
        caption=labels.t("piece.text_faults"),
        headers=headers(labels, *columns),
        name="text-faults",
        language=labels.language,
        numbers=("paragraph",),
        roles={"spot": "key", "text_fault": "short", "verdict": "short", "wrong": "prose"},
        below={"wrong": "use"},
        notes=more(left, labels),
        shown=shown,
    )


def _wrong(fault: TextFault, labels: Labels) -> str:
    """Return what is wrong at a spot, with the likely reading where there is one."""
    likely = labels.t("piece.likely_reading", text=fault.likely) if fault.likely else ""
    return lg.join_sentences(
        [lg.capital(text(fault.wrong, labels.language), labels.language), likely], labels.language
    )


def lists_table(lists: Sequence[CountedList], labels: Labels, *, most: int | None = None) -> Table:
    """Return the lists whose number the text states, stated and counted, differing ones first.

    Parameters
    ----------
    lists
        The lists.
    labels
        Labels of the language.
    most
        Most lists that are shown where there are many texts; all by default.
    """
    ordered = sorted(lists, key=lambda counted: counted.agrees)
    told, left = labels.book.bounded(ordered, most or len(ordered))
    columns = ["stated", "document", "listed", "agrees", "counted_items"]
    if len({counted.document for counted in lists}) < 2:
        columns.remove("document")
    return Table(
        rows=[
            {
                "stated": _stated(counted),
                "document": labels.document(counted.document),
                "listed": labels.t(
                    "piece.listed_open" if counted.open else "piece.listed_closed", n=counted.listed
                ),
                "agrees": labels.t(f"piece.agrees_{'yes' if counted.agrees else 'no'}"),
                "counted_items": text(counted.note, labels.language),
            }
            for counted in told
        ],
        caption=labels.t("piece.lists"),
        headers=headers(labels, *columns),
        name="lists",
        language=labels.language,
        notes=more(left, labels),
        roles={"stated": "short", "listed": "short", "agrees": "short", "counted_items": "prose"},
    )


def _stated(counted: CountedList) -> Content:
    stated = lg.tidy(counted.stated)
    return Link(counted.figure_id, stated) if counted.figure_id else Styled("printed", stated)


def grade_arguments_table(
    arguments: Sequence[GradeArgument], known: Evidence, labels: Labels
) -> Table:
    """Return the pairs that a careful reader may grade otherwise, and why the rule does not.

    Parameters
    ----------
    arguments
        The arguments.
    known
        Figures and derived figures, for the two sides.
    labels
        Labels of the language.
    """
    columns = ("indicator", "side_a", "side_b", "grade", "instead", "why_not")
    return Table(
        rows=[
            {
                "indicator": _matter(argument, known, labels),
                "side_a": side(argument.figure_a, known, labels, formula=False),
                "side_b": side(argument.figure_b, known, labels, formula=False),
                "grade": labels.code("comparability", argument.grade),
                "instead": labels.code("comparability", argument.instead),
                "why_not": text(argument.reason, labels.language),
            }
            for argument in arguments
        ],
        caption=labels.t("piece.grade_arguments"),
        headers={**headers(labels, *columns), "why_not": labels.t("piece.why_grade")},
        name="grade-arguments",
        language=labels.language,
        roles={"indicator": "key", "side_a": "wide", "side_b": "wide", "why_not": "prose"},
        below={"grade": "instead"},
        shown="folded",
    )


def errata_table(errata: Sequence[Erratum], labels: Labels) -> Table:
    """Return what earlier versions said wrongly, and what is right.

    Parameters
    ----------
    errata
        The errata, each in every language.
    labels
        Labels of the language.
    """
    language = labels.language
    columns = ("said", "right", "page", "version")
    return Table(
        rows=[
            {
                "said": Sorted(text(erratum.said, language), None, name=erratum.erratum),
                "right": text(erratum.right, language),
                "page": text(erratum.page, language),
                "version": erratum.version,
            }
            for erratum in errata
        ],
        caption=labels.t("piece.errata"),
        headers=headers(labels, *columns),
        name="errata",
        language=language,
        roles={"said": "prose", "right": "prose", "page": "short", "version": "short"},
        shown="folded",
    )


def _matter(argument: GradeArgument, known: Evidence, labels: Labels) -> str:
    """Return what the two sides are about: the indicator of the one that is a figure."""
    for name in (argument.figure_a, argument.figure_b):
        if known.is_figure(name):
            return labels.indicator(known.figure(name).indicator)
    return text(known.ratio(argument.figure_a).label, labels.language)
