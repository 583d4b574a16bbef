"""Search over all figures on the index page: data for a script that the page can do without."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

from analysis import language as lg
from analysis.language import t as word
from analysis.site.context import PageContext, Row


def form(context: PageContext, language: str, *, listed: bool = True) -> str:
    """Return the search form, shown only where script runs, and its data.

    With `listed`, figures found are listed below the form; otherwise the cards of the page itself
    are filtered.

    Each figure is a list: identifier, as printed, what it counts, city, theme, as read, period,
    value, what it counts in the other language, its note, its terms.  Cities, themes, periods and
    terms are given as places in lists, so that the data stay small; these hold both languages, that
    of the page first.  The terms are what a reader may know a figure by beside its own words: the
    text, the indicator, the programme, the people, the kind of fault.
    """
    if not context.observations:
        return ""
    other = next(code for code in lg.LANGUAGES if code != language)
    cities = _codes(context, "city", (language, other))
    themes = _codes(context, "theme", (language, other))
    city_order, theme_order = list(cities), list(themes)
    terms = _Terms(context, (language, other))
    periods: dict[str, int] = {}
    entries = [
        [
            row["figure_id"],
            lg.tidy(row["literal"]),
            row[f"measures_{language}"],
            city_order.index(row["city"]),
            theme_order.index(row["theme"]),
            lg.format_bound(row, language),
            periods.setdefault(lg.period_of(row, language), len(periods)),
            row["value"],
            row[f"measures_{other}"],
            row.get(f"note_{language}", ""),
            terms.of(row),
        ]
        for row in context.observations
    ]
    data = {
        "cities": list(cities.values()),
        "themes": list(themes.values()),
        "periods": list(periods),
        "terms": list(terms.places),
        "alike": _synonyms(),
        "words": {
            key: word(f"filter.{key}", language, n="{n}", all="{all}")
            for key in ("found", "near", "none", "more")
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


_TERMS = ("scheme", "population", "grade", "stage", "route", "actor")
"""Attributes whose labels a reader may search for."""


class _Terms:
    """The labels that figures can be found by, each written once."""

    def __init__(self, context: PageContext, languages: tuple[str, ...]) -> None:
        self._languages = languages
        self._codes = {(row["list"], row["code"]): row for row in context.codelists}
        self._indicators = {row["indicator"]: row for row in context.indicators}
        self._documents = {row["document"]: row for row in context.documents}
        self.places: dict[str, int] = {}

    def of(self, row: Row) -> list[int]:
        """Return the places of the terms of a figure."""
        found = [
            self._documents.get(row["document"], {}),
            self._indicators.get(row["indicator"], {}),
            *(self._codes.get((name, row.get(name, "")), {}) for name in _TERMS),
        ]
        if row["status"] != "as_printed":
            found.append(self._codes.get(("status", row["status"]), {}))
        texts = (
            " ".join(label[f"label_{each}"] for each in self._languages) for label in found if label
        )
        return [self.places.setdefault(text, len(self.places)) for text in texts]


@cache
def _synonyms() -> list[list[str]]:
    """Return the groups of words that the search takes for each other."""
    text = Path(__file__).with_name("synonyms.toml").read_text(encoding="utf-8")
    groups: list[list[str]] = tomllib.loads(text)["groups"]
    return groups


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
