"""Search over all figures on the index page: data for a script that the page can do without."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from analysis import language as lg
from analysis.reports.context import PageContext
from analysis.reports.words import word


def form(context: PageContext, language: str, *, listed: bool = True) -> str:
    """Return the search form, shown only where script runs, and its data.

    With `listed`, figures found are listed below the form; otherwise the cards of the page itself
    are filtered.

    Each figure is a list: identifier, as printed, what it counts, city, theme, as read, period,
    value, what it counts in the other language.  Cities and themes are given as places in lists,
    so that the data stay small; these hold both languages, that of the page first.
    """
    if not context.observations:
        return ""
    other = next(code for code in lg.LANGUAGES if code != language)
    cities = _codes(context, "city", (language, other))
    themes = _codes(context, "theme", (language, other))
    city_order, theme_order = list(cities), list(themes)
    entries = [
        [
            row["figure_id"],
            lg.tidy(row["literal"]),
            row[f"measures_{language}"],
            city_order.index(row["city"]),
            theme_order.index(row["theme"]),
            lg.format_bound(row, language),
            lg.period_of(row, language),
            row["value"],
            row[f"measures_{other}"],
        ]
        for row in context.observations
    ]
    data = {
        "cities": list(cities.values()),
        "themes": list(themes.values()),
        "words": {
            key: word(f"filter.{key}", language, n="{n}", all="{all}")
            for key in ("found", "none", "more")
        },
        "figures": entries,
    }
    found = '<ol class="found"></ol>' if listed else ""
    return (
        f'<section class="search" id="find" aria-labelledby="find-title" hidden>'
        f'<h2 id="find-title">{_word("legend", language)}</h2>'
        f'<form role="search" class="filter"><label>{_word("word", language)}'
        f'<input type="search" name="word" autocomplete="off"></label>'
        f"{_select('city', cities.values(), language)}"
        f"{_select('theme', themes.values(), language)}</form>"
        f'<p class="count" role="status"></p>{found}'
        f'<script type="application/json" id="find-data">{_json(data)}</script></section>\n'
    )


def _codes(
    context: PageContext, name: str, languages: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """Return code and labels of the codes of a list that observations use, in the list's order."""
    used = {row[name] for row in context.observations}
    labels = {
        row["code"]: tuple(row[f"label_{language}"] for language in languages)
        for row in context.codelists
        if row["list"] == name and row["code"] in used
    }
    return labels | {code: (code,) for code in sorted(used - labels.keys())}


def _select(name: str, labels: Iterable[tuple[str, ...]], language: str) -> str:
    options = "".join(
        f'<option value="{number}">{escape(label[0])}</option>'
        for number, label in enumerate(labels)
    )
    return (
        f'<label>{_word(name, language)}<select name="{name}">'
        f'<option value="">{_word("any", language)}</option>{options}</select></label>'
    )


def _word(key: str, language: str) -> str:
    return escape(word(f"filter.{key}", language))


def _json(data: object) -> str:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
