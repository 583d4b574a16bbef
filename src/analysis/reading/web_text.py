"""The text of a web page as a reader sees it: no tags, no scripts, blocks on lines of their own."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_HIDDEN = frozenset(
    ["script", "style", "head", "template", "noscript", "svg", "math", "select", "textarea",
     "button", "iframe", "object", "audio", "video", "canvas", "rt", "rp"]
)  # fmt: skip
"""Elements whose content is no text of the page (``rt`` is the reading beside a character)."""
_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
     "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre",
     "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "caption", "ul"]
)  # fmt: skip
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
     "track", "wbr"]
)  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class _Page(HTMLParser):
    """Collects the text of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.open: list[str] = []
        """Elements inside one that is not shown, outermost first."""
        self.preformatted = 0
        self.raised = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line for a block, a cell for a cell; leave out what is not shown."""
        if self.open:
            if tag not in _VOID:
                self.open.append(tag)
            return
        if tag in _VOID:
            if tag in ("br", "hr"):
                self.parts.append("\n")
            return
        named = dict(attrs)
        if tag in _HIDDEN or "hidden" in named or _UNSEEN.search(named.get("style") or ""):
            self.open.append(tag)
        elif tag in ("td", "th"):
            self._next_cell()
        elif tag in _BLOCKS:
            self._line()
            self.preformatted += tag == "pre"
        elif tag == "sup":
            self.raised += 1

    def handle_endtag(self, tag: str) -> None:
        """End a line, or what is not shown."""
        if self.open:
            if tag in self.open:
                while self.open.pop() != tag:
                    pass
            elif tag in _BLOCKS:
                # What is not shown has no end tag of its own, and ends with what it stands in.
                self.open.clear()
                self._line()
            return
        if tag in _BLOCKS:
            self._line()
            self.preformatted -= tag == "pre" and self.preformatted > 0
        elif tag == "sup":
            self.raised = max(0, self.raised - 1)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Pass over ``<![…>`` as browsers do: as over a comment, whatever stands in it."""
        return self.parse_bogus_comment(i, report)

    def handle_data(self, data: str) -> None:
        """Add text, with blanks as a browser shows them."""
        if self.open:
            return
        if self.raised:
            data = self._raised(data)
        if self.preformatted:
            self.parts.append(data)
            return
        before = self._last()
        pieces: list[str] = []
        position = 0
        for match in _SPACE.finditer(data):
            pieces.append(data[position : match.start()])
            left = data[match.start() - 1] if match.start() else before
            right = data[match.end() : match.end() + 1]
            position = match.end()
            if left in ("", "\n", "\t", " ") or (match.start() == 0 and before in "\n\t "):
                continue
            # A line break in the source between two characters is only there for its author.
            if "\n" in match.group() and (_is_wide(left) or _is_wide(right)):
                continue
            pieces.append(" ")
        pieces.append(data[position:])
        self.parts.append("".join(pieces))

    def _raised(self, data: str) -> str:
        """Return a raised number: a power behind a letter, else the mark of a note, left out."""
        digits = data.strip()
        if not (digits.isascii() and digits.strip("[]()*").isdecimal()):
            return data
        before = self._last()
        return digits.translate(_RAISED) if before.isascii() and before.isalpha() else ""

    def _last(self) -> str:
        """Return the last character of the text so far."""
        return next((part[-1] for part in reversed(self.parts) if part), "\n")

    def _line(self) -> None:
        if self._last() != "\n":
            self.parts.append("\n")

    def _next_cell(self) -> None:
        if self._last() != "\n":
            self.parts.append("\t")


def _is_wide(character: str) -> bool:
    """Tell whether a character belongs to Chinese text."""
    return character >= "\u2e80"


def text_of_page(page: str) -> str:
    r"""Return the text of a web page.

    Parameters
    ----------
    page
        The page as HTML.

    Returns
    -------
    str
        Blocks on lines of their own, cells of a table row parted by tabs; scripts, styles, the
        head, hidden elements and marks of notes left out.

    Examples
    --------
    >>> text_of_page("<p>培训<b>1400</b>余人</p><script>let n = 5</script>")
    '培训1400余人\n'
    """
    parser = _Page()
    parser.feed(page)
    parser.close()
    return "\n".join(line.rstrip(" ") for line in "".join(parser.parts).split("\n")).lstrip("\n")
