"""HTML that cells put out and that is not ours, made harmless and fit for a page.

nh3 decides what is safe.  What the displays of `analysis.show` say is never parsed: it is written
from their values.
"""

from __future__ import annotations

from html.parser import HTMLParser

import nh3

from analysis.site.outline import IDREFS, Outline

_CONTENT = (
    "a abbr article aside b bdi blockquote caption cite code colgroup dd del details dfn div dl dt "
    "em figcaption figure footer header i ins kbd li mark nav ol p pre q rp rt ruby s samp section "
    "small span strong sub summary sup table tbody td tfoot th thead time tr u ul var "
    "br col hr img wbr"
)
ALLOWED = frozenset(_CONTENT.split())
"""Elements that an output may use; others lose their tags, those of `DROPPED` their content too.

Headings are not among them: the notebook's own are the outline of the page.
"""

DROPPED = frozenset(
    {
        *("script", "style", "template", "iframe", "object", "embed", "noscript", "svg", "math"),
        *("form", "button", "select", "textarea", "head", "title", "audio", "video", "canvas"),
    }
)
_ATTRIBUTES = frozenset(
    {
        *("id", "class", "title", "lang", "dir", "scope", "colspan", "rowspan", "headers", "role"),
        *("tabindex", "href", "hreflang", "start", "reversed", "value", "datetime", "cite", "abbr"),
        *("open", "alt", "src", "width", "height", "span"),
    }
)


def clean(html: str, outline: Outline) -> str:
    """Return HTML with allowed elements only, its ids unique and its links resolved.

    Parameters
    ----------
    html
        Any HTML.
    outline
        The page so far.
    """
    names: dict[str, str] = {}
    given: set[str] = set()

    def name(ident: str) -> str:
        if ident not in names:
            names[ident] = outline.ids.unique(ident)
        return names[ident]

    def filtered(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "id":
            if value in given:
                return outline.ids.unique(value)
            given.add(value)
            return name(value)
        if attribute in IDREFS:
            return " ".join(map(name, value.split()))
        if attribute == "href":
            return f"#{name(value[1:])}" if value.startswith("#") else outline.href(value) or None
        if attribute == "src":
            return value if tag == "img" and value.startswith("data:image/") else None
        if attribute == "tabindex":
            return value if value in {"0", "-1"} else None
        return value

    return nh3.clean(
        html,
        tags=set(ALLOWED),
        clean_content_tags=set(DROPPED),
        attributes={"*": set(_ATTRIBUTES)},
        generic_attribute_prefixes={"aria-", "data-"},
        attribute_filter=filtered,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
    )


class _Rows(HTMLParser):
    """Read the cells of the first table of a fragment as text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._done:
            return
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cell is not None:
            self.rows[-1].append(" ".join("".join(self._cell).split()))
            self._cell = None
        elif tag == "table":
            self._done = True

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def table_rows(html: str) -> list[list[str]]:
    """Return the cells of the first table of a fragment, row by row; empty if it has none."""
    parser = _Rows()
    parser.feed(html)
    parser.close()
    return [row for row in parser.rows if row]
