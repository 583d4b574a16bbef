"""How a display is shown where a notebook is read: JupyterLab, VS Code, nbconvert, a code host.

None of them has our style, and some show neither pictures nor styles of a notebook that they do not
trust.  So the HTML is whole by itself: a chart stands with its words around it and as a picture
that needs no trust, a table says where its columns begin, and links lead into the reports.  What
the site needs to make a page of it travels in the metadata under the key ``analysis``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from analysis.language import HTML_LANGUAGE, t
from analysis.show.addresses import CARD, TEXT_PAGE, page_address
from analysis.show.data import to_data
from analysis.show.displays import Bundle, Chart
from analysis.show.html import Page, content_html, text_html, to_html

_REPORTS = "../../reports/{language}/"
"""The reports of a language, seen from a folder of notebooks, as `notebooks/pages` is one."""

_TO_REPORTS = re.compile(r"^\.\./\.\./reports/[\w-]+/")
_TO_PAGE = re.compile(r"\]\((?=[\w-]+\.html\b)")

_LINK = re.compile(r'(<a\b[^>]*?) href="(?!#)[^"]*"')


@dataclass(frozen=True)
class NotebookPage(Page):
    """A notebook of the repository, whose links lead to the published reports.

    Attributes
    ----------
    language
        Language of the reports.
    """

    language: str

    def card(self, figure_id: str) -> str:
        """Return where the card of a figure stands: on the page of its text."""
        page = TEXT_PAGE.format(document=figure_id.rpartition("-")[0])
        return self.address(page, f"#{CARD.format(figure=figure_id)}")

    def address(self, page: str, place: str = "") -> str:
        """Return where a page stands; a place without page is in the notebook itself."""
        return _REPORTS.format(language=self.language) + page_address(page, place)

    def below(self, html: str) -> str:
        """Return small words on a line of their own, and never bold."""
        return f'<br><small style="font-weight:normal">{html}</small>'

    def align(self, number: bool) -> str:
        """Return where a cell begins: notebooks set all of them at the right."""
        return f' style="text-align:{"right" if number else "left"}"'


def read_in_notebook(markdown: str, language: str) -> str:
    """Return Markdown of a page whose links to other pages lead there from a notebook.

    Parameters
    ----------
    markdown
        Words of a page.
    language
        Language of the page.

    Examples
    --------
    >>> read_in_notebook("By [a rule](method.html#limits).", "en")
    'By [a rule](../../reports/en/method.html#limits).'
    """
    return _TO_PAGE.sub(f"]({_REPORTS.format(language=language)}", markdown)


def read_on_page(address: str) -> str:
    """Return the address, seen from a page, of what a notebook has in the reports.

    Parameters
    ----------
    address
        A link of a notebook, or any other.

    Examples
    --------
    >>> read_on_page("../../reports/en/method.html#limits"), read_on_page("method.html")
    ('method.html#limits', 'method.html')
    """
    return _TO_REPORTS.sub("", address)


def bundle(value: Any) -> Bundle:
    """Return a display as Jupyter wants it: contents by MIME type, and the value itself as data.

    Parameters
    ----------
    value
        A `Table`, `Prose`, `Cases`, `KeyFigures` or `Chart`; of this the picture alone is there
        too, for tools that take pictures out of notebooks.

    Raises
    ------
    AnalysisError
        If it is none of these.
    """
    data = to_data(value)
    page = NotebookPage(value.language)
    if not isinstance(value, Chart):
        return {"text/html": to_html(value, page), "text/plain": value.to_text()}, {
            "analysis": data
        }
    svg = by_lines(value.svg)
    contents = {
        "text/html": _charted(value, svg, page),
        "image/svg+xml": svg,
        "text/plain": value.to_text(),
    }
    return contents, {"analysis": data}


def by_lines(svg: str) -> str:
    """Return a picture with a line for each element, so that a change in one changes one line."""
    return svg.replace("/><", "/>\n<").replace("</text> ", "</text>\n")


def in_one_line(lines: str) -> str:
    """Return a picture as it was before `by_lines`, for a page."""
    return lines.replace("/>\n<", "/><").replace("</text>\n", "</text> ")


def picture(svg: str, alt: str) -> str:
    r"""Return a picture as an image that is shown whether a notebook is trusted or not.

    Parameters
    ----------
    svg
        The picture, at its natural size; links in it lead nowhere, as in every image.
    alt
        What is read out instead.

    Examples
    --------
    >>> print(picture('<svg a="1%">\n</svg>', "A <b>"))
    <img alt="A &lt;b&gt;" style="max-width:100%" src="data:image/svg+xml,%3Csvg a=%221%25%22%3E%0A
    %3C/svg%3E">
    """
    address = quote(_LINK.sub(r"\1", svg), safe=" /:;,=()!*+-'")
    address = address.replace("%0A", "%0A\n")
    return f'<img alt="{escape(alt)}" style="max-width:100%" src="data:image/svg+xml,{address}">'


def _charted(chart: Chart, svg: str, page: NotebookPage) -> str:
    """Return a chart with its title, what is drawn, caveats, sources and data."""
    language = chart.language
    lead = f"<p>{content_html(chart.lead, language, page)}</p>\n" if chart.lead else ""
    notes = "".join(f"<li>{text_html(each)}</li>\n" for each in chart.caveats)
    notes = f"<ul>\n{notes}</ul>\n" if notes else ""
    footer = f"<p><small>{text_html(chart.footer)}</small></p>\n" if chart.footer else ""
    table = to_html(chart.table, page)
    return (
        f'<div lang="{HTML_LANGUAGE[language]}">\n'
        f"<p><strong>{text_html(chart.title)}</strong><br>{text_html(chart.subtitle)}</p>\n{lead}"
        f"{picture(svg, chart.alt)}\n{notes}{footer}"
        f"<details><summary>{text_html(t('chart.data', language))}</summary>\n{table}</details>\n"
        f"</div>\n"
    )
