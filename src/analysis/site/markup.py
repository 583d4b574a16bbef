"""HTML from cells, made fit for a page: safe, linked within the page, with unique ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser

from analysis.site.outline import IDREFS, Heading, Outline, slug

Attributes = list[tuple[str, str | None]]

VOID = frozenset({"br", "col", "hr", "img", "wbr"})
_CONTENT = (
    "a abbr article aside b bdi blockquote caption cite code colgroup dd del details dfn div dl dt "
    "em figcaption figure footer h1 h2 h3 h4 h5 h6 header i ins kbd li mark nav ol p pre q rp rt "
    "ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u "
    "ul var"
)
ALLOWED = VOID | frozenset(_CONTENT.split())
"""Elements that an output may use; others lose their tags, those of `DROPPED` their content too."""

_UNWANTED = (
    "script style template iframe object embed noscript svg math form input button select textarea "
    "link meta base head title audio video canvas"
)
DROPPED = frozenset(_UNWANTED.split())
_EMPTY = frozenset({"input", "link", "meta", "base", "embed"})
_IMPLIED: Mapping[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "p": frozenset({"p"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
}
"""Elements that end, by HTML's rules, where another one begins."""

_TABLE_ROLES: Mapping[str, str] = {
    "table": "table",
    "thead": "rowgroup",
    "tbody": "rowgroup",
    "tfoot": "rowgroup",
    "tr": "row",
    "th": "columnheader",
    "td": "cell",
}
"""Roles of the parts of a table, written out because narrow screens show cells as blocks."""

_HEADING = re.compile(r"h[1-6]")
_EXPLICIT_ID = re.compile(r"\s*\{#([A-Za-z][\w-]*)\}\s*$")
_NAMES = (
    "id class title lang dir scope colspan rowspan headers role tabindex href hreflang start "
    "reversed value datetime cite abbr open alt src width height span"
)
_ATTRIBUTES = frozenset(_NAMES.split())


class _FirstPass(HTMLParser):
    """Collect the ids of a fragment and the text of its headings and captions."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.texts: list[str] = []
        self.captions: list[str | None] = []
        self.heads: list[list[str]] = []
        self._collect: list[str] | None = None
        self._caption: list[str] | None = None
        self._head: list[str] | None = None
        self._in_head = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        ident = dict(attrs).get("id")
        if ident and tag not in DROPPED:
            self.ids.append(ident)
        if _HEADING.fullmatch(tag):
            self._collect = []
        if tag == "table":
            self.captions.append(None)
            self.heads.append([])
        if tag == "caption":
            self._caption = []
        if tag == "thead":
            self._in_head = True
        if tag == "th" and self._in_head:
            self._head = []
        if tag == "small" and self._head is not None:
            self._end_head()

    def handle_endtag(self, tag: str) -> None:
        if _HEADING.fullmatch(tag) and self._collect is not None:
            self.texts.append("".join(self._collect).strip())
            self._collect = None
        if tag == "caption" and self._caption is not None and self.captions:
            self.captions[-1] = " ".join("".join(self._caption).split())
            self._caption = None
        if tag == "thead":
            self._in_head = False
        if tag == "th":
            self._end_head()

    def _end_head(self) -> None:
        if self._head is not None and self.heads:
            self.heads[-1].append(" ".join("".join(self._head).split()))
        self._head = None

    def handle_data(self, data: str) -> None:
        for collected in (self._collect, self._caption, self._head):
            if collected is not None:
                collected.append(data)


class _SecondPass(HTMLParser):
    """Write the fragment anew with allowed elements only."""

    def __init__(self, outline: Outline, first: _FirstPass) -> None:
        super().__init__(convert_charrefs=True)
        self.outline = outline
        self.out: list[str] = []
        self.names = {ident: outline.ids.unique(ident) for ident in dict.fromkeys(first.ids)}
        self.texts = iter(first.texts)
        self.captions = iter(first.captions)
        self.heads = iter(first.heads)
        self._in_head = False
        self._stack: list[tuple[str, str]] = []
        self._dropped = 0
        self._own: set[str] = set()
        self._skip_title = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self._dropped or tag in DROPPED:
            self._dropped += tag in DROPPED and tag not in _EMPTY
            return
        if tag not in ALLOWED:
            return
        while self._stack and self._stack[-1][0] in _IMPLIED.get(tag, ()):
            self.out.append(self._stack.pop()[1])
        values = self._attributes(tag, attrs)
        if tag == "img" and not values.get("src", "").startswith("data:image/"):
            self.out.append(escape(values.get("alt", "")))
            return
        close = f"</{tag}>"
        if _HEADING.fullmatch(tag):
            tag, values = self._heading(int(tag[1]), values)
            if not tag:
                return
            close = f"</{tag}>"
        if tag == "table":
            close = self._open_table(values) or close
        if tag == "thead":
            self._in_head = True
        if tag in _TABLE_ROLES:
            values["role"] = self._table_role(tag, values)
        written = "".join(f' {name}="{escape(value)}"' for name, value in values.items())
        self.out.append(f"<{tag}{written}>")
        if tag not in VOID:
            self._stack.append((tag, close))

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        if tag in ALLOWED and tag not in VOID:
            self.handle_endtag(tag)

    def _table_role(self, tag: str, values: Mapping[str, str]) -> str:
        """Return the role of a part of a table, which it keeps where style stacks its cells."""
        if tag == "th" and not self._in_head and values.get("scope") == "row":
            return "rowheader"
        return _TABLE_ROLES[tag]

    def handle_endtag(self, tag: str) -> None:
        if tag == "thead":
            self._in_head = False
        if tag in DROPPED:
            self._dropped = max(0, self._dropped - 1)
            return
        if _HEADING.fullmatch(tag) and self._skip_title:
            self._skip_title = False
            return
        if self._dropped or tag in VOID or tag not in ALLOWED:
            return
        names = [name for name, _ in self._stack]
        if _HEADING.fullmatch(tag):
            tag = next((name for name in reversed(names) if _HEADING.fullmatch(name)), tag)
        if tag not in names:
            return
        while self._stack:
            name, close = self._stack.pop()
            self.out.append(close)
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._dropped or self._skip_title:
            return
        if self._stack and _HEADING.fullmatch(self._stack[-1][0]):
            data = _EXPLICIT_ID.sub("", data)
        self.out.append(escape(data, quote=False))

    def close(self) -> None:
        super().close()
        while self._stack:
            self.out.append(self._stack.pop()[1])

    def _attributes(self, tag: str, attrs: Attributes) -> dict[str, str]:
        values: dict[str, str] = {}
        for name, raw in attrs:
            value = raw or ""
            if name not in _ATTRIBUTES and not name.startswith(("aria-", "data-")):
                continue
            if name == "id":
                if value in self._own:
                    value = self.outline.ids.unique(value)
                else:
                    self._own.add(value)
                    value = self.names.get(value, value)
            elif name in IDREFS:
                value = " ".join(self.names.get(part, part) for part in value.split())
            elif name == "href":
                value = self._href(value)
                if not value:
                    continue
            elif _refused(tag, name, value):
                continue
            elif (name, value) == ("role", "region"):
                value = "group"  # a page has too many tables for each to be a landmark
            values[name] = value
        return values

    def _href(self, target: str) -> str:
        """Return the address of a link as it stands on the page."""
        if target.startswith("#"):
            return "#" + self.names.get(target[1:], target[1:])
        return self.outline.href(target)

    def _heading(self, level: int, values: dict[str, str]) -> tuple[str, dict[str, str]]:
        """Decide level and id of a heading; the first one of level 1 becomes the page's title."""
        text = next(self.texts, "")
        explicit = _EXPLICIT_ID.search(text)
        text = _EXPLICIT_ID.sub("", text)
        if level == 1 and not self.outline.title:
            self.outline.title = text
            self._skip_title = True
            return "", values
        level = min(max(level, 2), self.outline.level + 1)
        self.outline.level = level
        if "id" not in values:
            values["id"] = self.outline.ids.unique(explicit[1] if explicit else slug(text))
        self.outline.headings.append(Heading(level, values["id"], text))
        return f"h{level}", values

    def _open_table(self, values: dict[str, str]) -> str:
        """Put a table into a box of its own that scrolls, unless it already stands in one."""
        self.outline.tables += 1
        caption = next(self.captions, None)
        title = caption or self.outline.table_label.format(n=self.outline.tables)
        classes = (values.get("class"), self.outline.label_class(next(self.heads, [])))
        if any(classes):
            values["class"] = " ".join(filter(None, classes))
        if 'role="group" tabindex="0"' in "".join(self.out[-2:]):
            return ""
        label = escape(self.outline.scroll_label.format(title=title))
        self.out.append(f'<div class="scroll" role="group" tabindex="0" aria-label="{label}">')
        return "</table></div>"


def _refused(tag: str, name: str, value: str) -> bool:
    """Tell whether an attribute would load something, or reorder the keyboard's way."""
    if name == "src":
        return not (tag == "img" and value.startswith("data:image/"))
    return name == "tabindex" and value not in {"0", "-1"}


def clean_html(html: str, outline: Outline) -> str:
    """Return a fragment with allowed elements only, its ids unique and its links resolved."""
    first = _FirstPass()
    first.feed(html)
    first.close()
    second = _SecondPass(outline, first)
    second.feed(html)
    second.close()
    return "".join(second.out)


class _Rows(HTMLParser):
    """Read the cells of the first table of a fragment as text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._done = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
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
