"""The explained words of a page: those that it uses, and a link where each is first used.

What is explained stands in ``glossary.toml``.  A word is looked for in running text and in tables,
not in headings, links, drawings and code; of several words of one term the first one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

from analysis.site import assets

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)[^>]*?(?P<empty>/?)>|<!--.*?-->", re.DOTALL)

_WITHIN = frozenset({"p", "li", "td", "dd"})
"""Elements whose text is read through or looked up."""

_NOT_WITHIN = frozenset(
    (
        *("a", "button", "code", "datalist", "details", "form", "label", "nav", "option", "pre"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "script", "select", "style", "summary", "svg"),
        *("template", "title"),
    )
)
"""Elements in which a link has no place, or that are folded when the page is opened."""

_EMPTY = frozenset(["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"])


def _texts(html: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each stretch of text in which a link may stand."""
    stack: list[str] = []
    place = 0
    for tag in _TAG.finditer(html):
        if place < tag.start() and _WITHIN & set(stack) and not _NOT_WITHIN & set(stack):
            yield place, tag.start()
        place = tag.end()
        name = (tag["name"] or "").lower()
        if not name or tag["empty"] or name in _EMPTY:
            continue
        if not tag["end"]:
            stack.append(name)
        elif name in stack:
            while stack.pop() != name:
                pass


@cache
def _wanted(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return id and pattern of every term that is explained in a language."""
    found = []
    for term in assets.glossary_terms():
        words = term["found"].get(language, ())
        if language not in term or not words:
            continue
        rule = "|".join(re.escape(escape(word, quote=False)) for word in words)
        found.append((term["id"], re.compile(rf"(?<![A-Za-z-])(?:{rule})(?![A-Za-z-])")))
    return tuple(found)


def explained(html: str, language: str) -> tuple[str, list[Mapping[str, Any]]]:
    """Return the page with a link at the first use of each term, and the terms that it uses.

    Parameters
    ----------
    html
        Body of a page.
    language
        Its language.
    """
    stretches = list(_texts(html))
    links: list[tuple[int, int, str]] = []
    for name, pattern in _wanted(language):
        for start, end in stretches:
            match = pattern.search(html, start, end)
            if match and not any(a < match.end() and match.start() < b for a, b, _ in links):
                links.append((match.start(), match.end(), name))
                break
    for start, end, name in sorted(links, reverse=True):
        link = f'<a class="term" href="#term-{name}">{html[start:end]}</a>'
        html = html[:start] + link + html[end:]
    used = {name for _, _, name in links}
    return html, [term for term in assets.glossary_terms() if term["id"] in used]


def section(terms: Sequence[Mapping[str, Any]], language: str, title: str, intro: str) -> str:
    """Return the section that explains terms."""
    rows = []
    for term in terms:
        named = term.get("term")
        head = (
            f'<dt lang="zh-CN">{escape(named)}</dt>'
            if named
            else f"<dt>{escape(term['found'][language][0])}</dt>"
        )
        rows.append(f'<div id="term-{term["id"]}">{head}<dd>{escape(term[language])}</dd></div>')
    return (
        f'<section class="glossary" aria-labelledby="glossary"><h2 id="glossary">{escape(title)}'
        f'</h2><details class="about"><summary>{escape(intro)}</summary>'
        f"<dl>{''.join(rows)}</dl></details></section>\n"
    )
