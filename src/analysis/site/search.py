"""Search over all figures: data for a script that the pages can do without.

The page of all figures has it, and the index while there are few texts.  What is found leads to the
cards, which stand on the pages of their texts (`analysis.site.card_places`).
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from analysis import language as lg
from analysis.coding.coding_records import likely_values
from analysis.figures.figure import Figure
from analysis.intervals import format_number
from analysis.language.messages import Part, text
from analysis.pages.known import amount, formula_of
from analysis.sentences.evidence import Evidence
from analysis.show.addresses import FIGURES_PAGE, UNSAID_PAGE, page_address, question_place
from analysis.show.content import plain_content
from analysis.site import card_places, packing
from analysis.site import web_fonts as fonts
from analysis.site.context import INDEX, PageContext
from analysis.tables.codebook import Codebook, Labels
from analysis.tables.schema import SEARCHED

_BLANKS = {name: f"{{{name}}}" for name in ("n", "all", "pages", "asked", "tried")}
"""Fields of words that the script fills in."""

_WORKED_OUT = "#what-can-be-derived-inside-one-text"
"""Place on the page of a theme where all numbers stand that we worked out."""


def search_form(context: PageContext, language: str, *, most: int | None = None) -> str:
    """Return the search form, shown only where script runs, and its data.

    The data hold a list for each thing that is known of the figures: identifiers, as printed, what
    they count, city, theme, as read, period, value, what they count in the other languages, notes,
    terms, whether it repeats another one, and what is wrong with it, if anything (from 1 on).
    Cities, themes, periods, terms and faults are given as places in lists, so that the data stay
    small; these hold all languages, that of the page first.  The terms are what a reader may know a
    figure by beside its own words: the text, the indicator, the programme, the people, the kind of
    fault.  Numbers that we worked out are lists of what they are, that in the other languages, the
    number, how it comes about, city, theme, the term of its text, and its address.

    Parameters
    ----------
    context
        The figures.
    language
        Language of the page.
    most
        Most figures found that are listed; the others are on the page of all figures, and so are
        the numbers worked out.  Without it all are.
    """
    if not context.figures:
        return ""
    others = tuple(code for code in lg.LANGUAGES if code != language)
    languages = (language, *others)
    cities = _codes(context, "city", languages)
    themes = _codes(context, "theme", languages)
    city_order, theme_order = list(cities), list(themes)
    terms = _Terms(context.codebook, languages)
    periods: dict[str, int] = {}
    statuses: dict[str, int] = {}
    entries = [
        [
            figure.figure_id,
            lg.tidy(figure.literal),
            text(figure.measures, language),
            city_order.index(figure.city),
            theme_order.index(figure.theme),
            lg.format_bound(figure, language),
            periods.setdefault(lg.period_of(figure, language), len(periods)),
            format_number(figure.value),
            _said(figure.measures, others),
            text(figure.note, language),
            terms.of(figure),
            int(figure.is_repeat),
            _fault(context.codebook, figure, language, statuses),
        ]
        for figure in context.figures
    ]
    alike = _synonyms()
    worked = (
        [] if most else [*_worked_out(context, language, others, terms, city_order, theme_order)]
    )
    data = {
        "cities": list(cities.values()),
        "themes": list(themes.values()),
        "periods": list(periods),
        "terms": list(terms.places),
        "statuses": list(statuses),
        "printed": lg.reads_print(language),
        "alike": {kind: alike[kind] for kind in ("same", "near")},
        "ours": alike["ours"],
        "most": most,
        "card": card_places.ADDRESS,
        "pages": _pages(context, language, others),
        "figures": [list(column) for column in zip(*entries, strict=True)],
        "worked": [list(column) for column in zip(*worked, strict=True)],
    }
    # Words of the script stand in the page, so that its font has their characters, and so do the
    # characters of what it lists, which is packed.
    blanks = _BLANKS | {"worked": lg.t("filter.none_worked", language) if worked else ""}
    words = "".join(
        f' data-{key}="{escape(lg.t(f"filter.{key}", language, **blanks))}"'
        for key in ("found", "near", "none", "more", "beside", "worked")
    )
    counted = "all_repeats" if any(figure.is_repeat for figure in context.figures) else "all"
    words += f' data-all="{escape(lg.t(f"filter.{counted}", language, all=len(entries)))}"'
    words += f' data-signs="{_signs(listed_words(data))}"'
    return (
        f'<section class="search" id="find" aria-labelledby="find-title"{words} hidden>'
        f'<h2 id="find-title">{_word("legend", language)}</h2>'
        f'<form role="search" class="filter">{_fields(cities, themes, language)}</form>'
        f'<p class="count" role="status"></p><ol class="found"></ol>'
        f'<script type="text/plain" id="find-data">{packed_json(data)}</script></section>\n'
    )


def _worked_out(
    context: PageContext,
    language: str,
    others: Sequence[str],
    terms: _Terms,
    cities: Sequence[str],
    themes: Sequence[str],
) -> Iterator[list[str | int]]:
    """Yield what the search knows of each number that was worked out, as `search_form` says."""
    labels = Labels(language, context.codebook)
    known = Evidence(
        context.figures,
        context.derived,
        context.codebook,
        likely=likely_values(context.corrections),
    )
    for each in context.derived:
        if each.status == "computed" and each.city in cities and each.theme in themes:
            yield [
                text(each.label, language),
                _said(each.label, others),
                amount(each, labels),
                plain_content(formula_of(each, known, labels)),
                cities.index(each.city),
                themes.index(each.theme),
                terms.text(each.document),
                page_address(f"theme-{each.theme}", _WORKED_OUT),
            ]


def listed_words(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words that the script can list as found, from the data of the search.

    Parameters
    ----------
    data
        As `search_form` packs them.
    """
    columns = data["figures"]
    for column in _LISTED:
        yield from columns[column] if columns else ()
    worked = data["worked"]
    for column in _WORKED:
        yield from worked[column] if worked else ()
    yield from (*data["periods"], *data["statuses"])
    yield from (names[0] for names in (*data["cities"], *data["themes"], *data["pages"]))


_LISTED = (1, 2, 5)
"""Columns of the figures that are shown: as printed, what they count, as read."""

_WORKED = (0, 2, 3)
"""Columns of the numbers worked out that are shown: what they are, the number, its formula."""


def _signs(words: Iterable[str]) -> str:
    """Return the characters of words that the font of the page must have, each once."""
    return "".join(sorted(filter(fonts.is_text, set("".join(words)))))


def seek_form(context: PageContext, language: str) -> str:
    """Return a form that asks the page of all figures; shown only where script runs.

    It stands on the index where there is no room for the data of the search.

    Parameters
    ----------
    context
        The figures, for their cities and themes.
    language
        Language of the page.
    """
    cities, themes = (_codes(context, name, (language,)) for name in ("city", "theme"))
    return (
        f'<section class="search" id="find" aria-labelledby="find-title" hidden>'
        f'<h2 id="find-title">{_word("legend", language)}</h2>'
        f'<form role="search" class="filter" data-to="{page_address(FIGURES_PAGE, "#find")}">'
        f"{_fields(cities, themes, language)}"
        f"<button>{_word('legend', language)}</button></form></section>\n"
    )


def _fields(
    cities: Mapping[str, tuple[str, ...]], themes: Mapping[str, tuple[str, ...]], language: str
) -> str:
    """Return the fields of a form; where they stand in one line, each says itself what it is."""
    return (
        f'<label><span>{_word("word", language)}</span><input type="search" name="word" '
        f'autocomplete="off" placeholder="{_word("hint", language)}"></label>'
        f"{_select('city', cities.values(), language)}{_select('theme', themes.values(), language)}"
    )


def _pages(
    context: PageContext, language: str, others: Iterable[str]
) -> list[tuple[str, str, str, str]]:
    """Return title, address and title in the other languages of each page and fixed section.

    So it does of what readers ask, with the words by which they look for it.  Last stand the words
    that lead to a section first, which its title does not say.

    How to cite a page stands in its foot, which has no heading for that; what stands side by side
    has a heading that is computed.
    """
    found = [
        (
            page.title(language),
            page_address(page.name),
            " ".join(page.title(code) for code in others),
        )
        for page in context.pages
    ]
    names = {page.name for page in context.pages}
    if INDEX in names:
        cite = " ".join(lg.t("footer.cite", code) for code in others)
        found.append((lg.t("footer.cite", language), page_address(INDEX, "#cite"), cite))
    if INDEX in names and len(context.codebook.documents) > 1:
        aside = [lg.t("section.side_by_side", code) for code in (language, *others)]
        found.append((aside[0], page_address(INDEX, "#side-by-side"), " ".join(aside[1:])))
    if UNSAID_PAGE in names:
        found += [
            (
                text(asked.ask, language),
                page_address(UNSAID_PAGE, question_place(asked.question)),
                f"{_said(asked.ask, others)} {_said(asked.sought, (language, *others))}",
            )
            for asked in context.questions
        ]
    found += [
        (
            section[language],
            page_address(section["page"], f"#{section['id']}"),
            " ".join(section[code] for code in others),
        )
        for section in _sections()
        if section["page"] in names
    ]
    sought = {
        page_address(each["page"], f"#{each['id']}"): " ".join(each["words"])
        for each in _synonyms()["sought"]
    }
    return [(title, at, other, sought.get(at, "")) for title, at, other in found]


@cache
def _sections() -> tuple[dict[str, str], ...]:
    """Return the sections of pages that have a notebook of their own, as notebooks name them."""
    content = Path(__file__).with_name("sections.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(content).get("section", ()))


def _said(part: Part, languages: Iterable[str]) -> str:
    return " ".join(text(part, language) for language in languages)


def _fault(codebook: Codebook, figure: Figure, language: str, known: dict[str, int]) -> int:
    """Return the number of what is wrong with a figure, from 1 on; 0 for nothing."""
    if figure.status == "as_printed":
        return 0
    said = text(codebook.code("status", figure.status), language)
    return known.setdefault(said, len(known) + 1)


class _Terms:
    """The labels that figures can be found by, each written once."""

    def __init__(self, codebook: Codebook, languages: tuple[str, ...]) -> None:
        self._codebook = codebook
        self._languages = languages
        self.places: dict[str, int] = {}

    def of(self, figure: Figure) -> list[int]:
        """Return the places of the terms of a figure."""
        book = self._codebook
        found = [book.document_label(figure.document), book.indicator_label(figure.indicator)]
        found += [
            book.code(field.codes, code)
            for field in SEARCHED
            if field.codes and (code := figure.coded(field.name))
        ]
        if figure.status != "as_printed":
            found.append(book.code("status", figure.status))
        return [self._place(label) for label in found]

    def text(self, document: str) -> int:
        """Return the place of the name of a text."""
        return self._place(self._codebook.document_label(document))

    def _place(self, label: Part) -> int:
        term = " | ".join(text(label, code) for code in self._languages)
        return self.places.setdefault(term, len(self.places))


@cache
def _synonyms() -> dict[str, Any]:
    """Return the words of readers.

    These are the groups of words that mean the same to the search (`same`), and of those it also
    tries (`near`), words of ours that are not searched (`ours`) and those that lead to sections
    (`sought`: `page`, `id`, `words`).
    """
    content = Path(__file__).with_name("synonyms.toml").read_text(encoding="utf-8")
    return tomllib.loads(content)


def _codes(
    context: PageContext, name: str, languages: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """Return code and labels of the codes of a list that figures use, in the list's order."""
    used = {figure.coded(name) for figure in context.figures}
    order = [code for code in context.codebook.order(name) if code in used]
    labels = {code: context.codebook.code(name, code) for code in [*order, *sorted(used)]}
    return {
        code: tuple(text(label, language) for language in languages)
        for code, label in labels.items()
    }


def _select(name: str, labels: Iterable[tuple[str, ...]], language: str) -> str:
    options = "".join(
        f'<option value="{number}">{escape(label[0])}</option>'
        for number, label in enumerate(labels)
    )
    return (
        f'<label><span>{_word(name, language)}</span><select name="{name}">'
        f'<option value="">{_word(f"any_{name}", language)}</option>{options}</select></label>'
    )


def _word(key: str, language: str) -> str:
    return escape(lg.t(f"filter.{key}", language))


def json_text(data: object) -> str:
    """Return JSON that cannot end the script element it stands in."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written


def packed_json(data: object) -> str:
    """Return JSON that cannot end the script element it stands in, packed."""
    return packing.packed(json_text(data))
