"""Markdown of cells as parts of a page: headings with ids, links of the page, tables in boxes.

Raw HTML in Markdown is shown as text.  HTML that cells put out belongs to
`analysis.site.foreign_html`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape, unescape
from typing import Any

import mistune

from analysis.show.addresses import ANCHOR
from analysis.show.html import text_html
from analysis.show.notebook_displays import read_on_page
from analysis.site.outline import Outline

_PLUGINS = ["table", "strikethrough", "footnotes"]


def render(source: str, outline: Outline) -> str:
    """Return Markdown as HTML that fits the page.

    Parameters
    ----------
    source
        Markdown; a heading may end with an id of its own, ``<a id="limits"></a>`` or ``{#limits}``.
    outline
        The page so far: it gets the headings, and the title from the first heading of level 1.
    """
    renderer = _Renderer(outline)
    markdown = mistune.create_markdown(renderer=renderer, plugins=_PLUGINS)
    renderer.take_over()
    return str(markdown(source))


class _Renderer(mistune.HTMLRenderer):
    """Writes what Markdown says as HTML of one page."""

    def __init__(self, outline: Outline) -> None:
        super().__init__(escape=True)
        self.outline = outline
        self._names: dict[str, str] = {}
        self._heads: list[str] = []

    def take_over(self) -> None:
        """Write tables and footnotes as pages need them, not as their plugins do."""
        for name in (
            *("table", "table_head", "table_body", "table_row", "table_cell"),
            *("footnote_ref", "footnote_item"),
        ):
            own = getattr(self, f"own_{name}")
            self.register(name, lambda _, *given, own=own, **named: own(*given, **named))

    def render_token(self, token: dict[str, Any], state: Any) -> str:
        """Return a token as HTML; headings and tables need its words before they are HTML."""
        if token["type"] == "heading":
            return self._heading(token, state)
        if token["type"] == "table_head":
            self._heads = [" ".join(_words([cell]).split()) for cell in token["children"]]
        return super().render_token(token, state)

    def _heading(self, token: dict[str, Any], state: Any) -> str:
        children = list(token["children"])
        words = _words(children).strip()
        anchor = ANCHOR.search(words)
        if anchor:
            while children and children[-1]["type"] == "inline_html":
                children.pop()  # the two tags of an empty element
            if children and "raw" in children[-1]:
                raw = ANCHOR.sub("", children[-1]["raw"]).rstrip()
                children[-1] = {**children[-1], "raw": raw}
            words = words[: anchor.start()]
        level, ident = self.outline.heading(
            token["attrs"]["level"], words, anchor[1] if anchor else ""
        )
        if not level:
            return "\n"  # it is the title of the page
        return f'<h{level} id="{ident}">{self.render_tokens(children, state)}</h{level}>\n'

    # --- inline -----------------------------------------------------------------------------------

    def text(self, text: str) -> str:
        """Return a text; character references in it are read."""
        return text_html(unescape(text))

    def codespan(self, text: str) -> str:
        """Return code in a sentence."""
        return f"<code>{text_html(text)}</code>"

    def inline_html(self, html: str) -> str:
        """Return raw HTML as the text that it is."""
        return text_html(html)

    def linebreak(self) -> str:
        """Return the end of a line."""
        return "<br>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Return a link; one to a place that is not allowed is its words alone."""
        target = self.outline.href(read_on_page(unescape(url)))
        href = f' href="{escape(target)}"' if target else ""
        about = f' title="{escape(unescape(title))}"' if title else ""
        return f"<a{href}{about}>{text}</a>"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Return a picture that lies in the page; of others the words."""
        if not url.startswith("data:image/"):
            return text
        return f'<img src="{escape(url)}" alt="{text}">'

    # --- blocks -----------------------------------------------------------------------------------

    def thematic_break(self) -> str:
        """Return a line between blocks."""
        return "<hr>\n"

    def block_code(self, code: str, info: str | None = None) -> str:
        """Return code in a block."""
        words = (info or "").split()
        css = f' class="language-{escape(words[0])}"' if words else ""
        return f"<pre><code{css}>{text_html(code)}</code></pre>\n"

    def block_html(self, html: str) -> str:
        """Return raw HTML as the text that it is."""
        return f"<p>{text_html(html.strip())}</p>\n"

    def own_table(self, text: str) -> str:
        """Return a table in a box of its own that scrolls."""
        label = escape(self.outline.table_title())
        css = self.outline.label_class(self._heads)
        mark = f' class="{css}"' if css else ""
        return (
            f'<div class="scroll" role="group" tabindex="0" aria-label="{label}">'
            f"<table{mark}>\n{text}</table></div>\n"
        )

    def own_table_head(self, text: str) -> str:
        """Return the headers of a table."""
        return f"<thead>\n<tr>\n{text}</tr>\n</thead>\n"

    def own_table_body(self, text: str) -> str:
        """Return the rows of a table."""
        return f"<tbody>\n{text}</tbody>\n"

    def own_table_row(self, text: str) -> str:
        """Return a row."""
        return f"<tr>\n{text}</tr>\n"

    def own_table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        """Return a cell; how it is aligned is left to the style of the page."""
        tag = "th" if head else "td"
        return f"  <{tag}>{text}</{tag}>\n"

    def own_footnote_ref(self, key: str, index: int) -> str:
        """Return the mark of a footnote."""
        own, note = self._ident(f"fnref-{index}"), self._ident(f"fn-{index}")
        return f'<sup class="footnote-ref" id="{own}"><a href="#{note}">{index}</a></sup>'

    def own_footnote_item(self, text: str, key: str, index: int) -> str:
        """Return a footnote, with the way back."""
        own, note = self._ident(f"fnref-{index}"), self._ident(f"fn-{index}")
        back = f'<a href="#{own}" class="footnote">↩</a>'
        body = text.rstrip().removesuffix("</p>")
        return f'<li id="{note}">{body}{back}</p></li>\n'

    def _ident(self, wanted: str) -> str:
        """Return an id of the page for one of this cell."""
        if wanted not in self._names:
            self._names[wanted] = self.outline.ids.unique(wanted)
        return self._names[wanted]


def _words(tokens: Iterable[Mapping[str, Any]]) -> str:
    """Return the words of tokens without what they are marked with."""
    return "".join(
        unescape(token["raw"]) if "raw" in token else _words(token.get("children", ()))
        for token in tokens
    )
