"""Made-up displays."""

from __future__ import annotations

from fractions import Fraction

from analysis.language.messages import Link
from analysis.show.content import PageLink, Sorted, SpannedAmount
from analysis.show.displays import (
    Case,
    Cases,
    Chart,
    Item,
    KeyColumn,
    KeyFigure,
    KeyFigures,
    Table,
)

SVG = '<svg class="chart" viewBox="0 0 460 20"><rect width="460" height="20"/></svg>\n'
LINK = Link("oz-2031-001", "3家")


def table(**changes: object) -> Table:
    """Return a table with a link, a number and text that is dangerous."""
    given: dict[str, object] = {
        "rows": [
            {
                "what": "<script>",
                "literal": Link("oz-2031-001", "近1400万元"),
                "n": Sorted("14", Fraction(14)),
            },
            {"what": "=HYPERLINK(1)", "literal": "", "n": Sorted("-3", None)},
        ],
        "caption": "Money & goods",
        "headers": {"what": "What", "literal": "As printed", "n": "Number"},
        "name": "money",
        "language": "en",
        "numbers": ("n",),
        "notes": ("one < two",),
    }
    return Table(**given | changes)  # type: ignore[arg-type]


def chart(**changes: object) -> Chart:
    """Return a chart of one figure."""
    given: dict[str, object] = {
        "name": "demo",
        "language": "en",
        "svg": SVG,
        "alt": "Dot plot: one thing.",
        "title": "One thing was counted",
        "subtitle": "What the marks mean",
        "data": [{"literal": LINK}],
        "headers": {"literal": "As printed"},
        "figure_ids": ("oz-2031-001",),
        "caveats": ("careful",),
        "footer": "Sources: a",
        "sources": ("oz-2031",),
        "lead": ("See ", LINK, "."),
    }
    return Chart(**given | changes)  # type: ignore[arg-type]


def cases(**changes: object) -> Cases:
    """Return two cases, the surer one last."""
    given: dict[str, object] = {
        "cases": [
            Case(
                "likely",
                "lost <digit>",
                [Item(("see ", LINK), "3 = 3")],
                [("Why", "a < b"), ("Likely", "")],
            ),
            Case("certain", "twice", [Item("one"), Item("two")]),
        ],
        "verdicts": {"certain": "certain", "likely": "likely", "unusual": "unusual"},
        "caption": "What was found",
        "name": "found",
        "language": "en",
        "headers": {"what": "Finding"},
        "rows": [["see 3"], ["=1+1"]],
    }
    return Cases(**given | changes)  # type: ignore[arg-type]


def key_figures(**changes: object) -> KeyFigures:
    """Return two columns of numbers written large, the second without any."""
    given: dict[str, object] = {
        "columns": [
            KeyColumn(
                PageLink("city-oz", "Oz"), "article on 2031", [KeyFigure(LARGE, "wizards", "2031")]
            ),
            KeyColumn("Ix <", "none", []),
        ],
        "caption": "Numbers",
        "name": "key-figures",
        "language": "en",
        "none": "No number.",
    }
    return KeyFigures(**given | changes)  # type: ignore[arg-type]


LARGE = SpannedAmount("oz-2031-001", "more than 3 wizards", ">", "3", "wizards")
