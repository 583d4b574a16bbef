"""What there is: themes, indicators, tables and names, and how to cite the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from inspect import cleandoc, signature
from typing import Any

import pandas as pd

from analysis import api, project
from analysis.api.asked import asked
from analysis.api.source import tables
from analysis.errors import unknown_choice
from analysis.figures.figure import Figure
from analysis.language import LANGUAGES, check_language
from analysis.language.messages import text
from analysis.tables.codebook import Labels, load_codebook
from analysis.tables.package import citation, stated_version
from analysis.tables.schema import TABLES, TableSchema


@asked
def themes(language: str = LANGUAGES[0]) -> pd.DataFrame:
    """Return the themes, with how many figures and texts there are on each.

    Parameters
    ----------
    language
        Language of the labels.

    Returns
    -------
    DataFrame
        `theme` as index; `label`, `indicators`, `figures` (without repeats), `documents`.

    Raises
    ------
    AnalysisError
        If there is no such language.

    Examples
    --------
    >>> import analysis as ua
    >>> list(ua.themes().columns)
    ['label', 'indicators', 'figures', 'documents']
    """
    check_language(language)
    data = tables()
    labels = Labels(language, load_codebook(data))
    figures = [each for each in data.rows(Figure) if not each.is_repeat]
    indicators = Counter(each.theme for each in labels.book.indicators)
    rows = [
        {
            "theme": theme,
            "label": labels.code("theme", theme),
            "indicators": indicators[theme],
            "figures": sum(each.theme == theme for each in figures),
            "documents": len({each.document for each in figures if each.theme == theme}),
        }
        for theme in labels.order("theme")
    ]
    return pd.DataFrame(rows).set_index("theme")


@asked
def indicators(theme: str = "", language: str = LANGUAGES[0]) -> pd.DataFrame:
    """Return the indicators, with how many figures and texts give them.

    Parameters
    ----------
    theme
        Code of a theme; all without one.
    language
        Language of labels and definitions.

    Returns
    -------
    DataFrame
        `indicator` as index; `label`, `theme`, `tier`, `concept`, `figures` (without repeats),
        `documents`, `units`, `definition`.

    Raises
    ------
    AnalysisError
        If there is no such theme or language.

    Examples
    --------
    >>> import analysis as ua
    >>> set(ua.indicators("relief")["theme"])
    {'relief'}
    """
    check_language(language)
    data = tables()
    labels = Labels(language, load_codebook(data))
    if theme:
        unknown_choice("theme", theme, labels.order("theme"))
    figures: dict[str, list[Figure]] = {}
    for each in data.rows(Figure):
        if not each.is_repeat:
            figures.setdefault(each.indicator, []).append(each)
    rows = [
        {
            "indicator": each.indicator,
            "label": each.label[language],
            "theme": each.theme,
            "tier": each.tier,
            "concept": each.concept,
            "figures": len(figures.get(each.indicator, ())),
            "documents": len({f.document for f in figures.get(each.indicator, ())}),
            "units": tuple(dict.fromkeys(f.unit for f in figures.get(each.indicator, ()))),
            "definition": text(each.definition, language),
        }
        for each in labels.book.indicators
        if theme in ("", each.theme)
    ]
    return pd.DataFrame(rows).set_index("indicator")


class Said(str):
    """Text that Jupyter shows as it is, without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the text itself."""
        return str(self)


@asked
def help(name: str = "", language: str = LANGUAGES[0]) -> Said:
    """Say what there is, or what a name, a chart, a table or the columns of it mean.

    Parameters
    ----------
    name
        One of the names, a chart as in ``plot.strip``, a table, or nothing for all of them.
    language
        Language of the descriptions of tables.

    Raises
    ------
    AnalysisError
        If there is no such name, chart or table, or no such language.

    Examples
    --------
    >>> import analysis as ua
    >>> ua.help("cite")
    cite() -> 'Said'
    Return how to cite the data, with their version.
    ...
    """
    check_language(language)
    known = {each: table for each, table in TABLES.items() if "all" in table.published}
    if not name:
        lines = _listed({f"ua.{each}": _first_line(getattr(api, each)) for each in api.NAMES})
        lines += ["", "Tables for ua.load and ua.help:"]
        lines += _listed({f"  {each}": table.title[language] for each, table in known.items()})
        return Said("\n".join(lines))
    name = name.removeprefix("ua.")
    charts = _charts() if name.partition(".")[0] == "plot" else {}
    if name in api.NAMES or name in charts:
        found = charts[name] if name in charts else getattr(api, name)
        head = f"{name}{signature(found)}" if callable(found) else f"ua.{name}"
        lines = [head, cleandoc(found.__doc__ or "")]
        if name == "plot":
            lines += ["", *_listed({f"ua.{each}": _first_line(charts[each]) for each in charts})]
        return Said("\n".join(lines))
    choices = [*api.NAMES, *charts, *known]
    return _described(known[unknown_choice("name or table", name, choices)], language)


def _charts() -> dict[str, Any]:
    """Return the charts by name; they need matplotlib, so nothing else asks for them."""
    return {f"plot.{each}": getattr(api.plot, each) for each in api.plot.__all__}


def _first_line(found: Any) -> str:
    return (found.__doc__ or "").partition("\n")[0]


def _listed(said: Mapping[str, str]) -> list[str]:
    """Return names, each on a line with what is said of it, as columns."""
    width = max(map(len, said)) + 2
    return [f"{name:<{width}}{words}" for name, words in said.items()]


def _described(table: TableSchema, language: str) -> Said:
    lines = _listed({each.name: each.title[language] for each in table})
    return Said("\n".join((table.title[language], *lines)))


def cite() -> Said:
    """Return how to cite the data, with their version.

    Raises
    ------
    AnalysisError
        If the data's description is missing.

    Examples
    --------
    >>> import analysis as ua
    >>> "version" in ua.cite()
    True
    """
    data = tables()
    return Said(citation(project.root(), stated_version(data.folder)))
