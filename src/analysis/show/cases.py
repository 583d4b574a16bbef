"""Cases: findings and faults as a list to read, each with its verdict, argument and consequence."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.errors import AnalysisError
from analysis.language import HTML_LANGUAGE, check_language
from analysis.show.display import Bundle, Html, escape, linked_figures

_OPEN = 6
"""Most cases of a group that are shown open; longer groups are lists of titles to open."""


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes
    ----------
    verdict
        Code of how sure it is; decides the group it stands in.
    title
        What kind of case it is.
    items
        What was found: one or more sentences (`Html` stays).
    facts
        Particulars below: term and text; those without text are left out.
    """

    verdict: str
    title: str
    items: Sequence[str]
    facts: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Cases:
    """A list of cases, grouped by verdict; as a download it is a table.

    Attributes
    ----------
    cases
        The cases, in order.
    verdicts
        Label by verdict, in the order of the groups.
    caption
        What the list shows; title of the download.
    name
        Name, unique on its page.
    language
        `en` or `zh`.
    headers
        Headers of the download.
    rows
        Rows of the download.
    note
        Sentence above the list.
    """

    cases: Sequence[Case]
    verdicts: Mapping[str, str]
    caption: str
    name: str
    language: str
    headers: Mapping[str, str] = field(default_factory=dict)
    rows: Sequence[Sequence[str]] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a case whose verdict has no label."""
        check_language(self.language)
        for case in self.cases:
            if case.verdict not in self.verdicts:
                raise AnalysisError(f"Cases {self.name}: there is no verdict {case.verdict!r}.")

    def to_html(self) -> str:
        """Return the list as HTML."""
        note = f'<p class="notes">{escape(self.note)}</p>\n' if self.note else ""
        groups = "".join(
            self._group(verdict, label, [case for case in self.cases if case.verdict == verdict])
            for verdict, label in self.verdicts.items()
        )
        return (
            f'<div class="cases" id="{self.name}" lang="{HTML_LANGUAGE[self.language]}" '
            f'data-label="{escape(self.caption)}">\n{note}{groups}</div>\n'
        )

    def _group(self, verdict: str, label: str, cases: Sequence[Case]) -> str:
        if not cases:
            return ""
        heading = _capital(label) + self._number(sum(len(case.items) for case in cases))
        body = "".join(_case(case, self._count(case), len(cases) <= _OPEN) for case in cases)
        return (
            f'<section class="verdict-{verdict}"><h3>{escape(heading)}</h3>\n'
            f"<ul>\n{body}</ul></section>\n"
        )

    def _count(self, case: Case) -> str:
        return self._number(len(case.items)) if len(case.items) > 1 else ""

    def _number(self, count: int) -> str:
        return f" ({count})" if self.language == "en" else f"（{count}）"

    def to_text(self) -> str:
        """Return the list as plain text, one line per finding."""
        lines = [self.caption]
        for case in self.cases:
            head = f"{self.verdicts[case.verdict]}: {case.title}"
            lines += [f"{head}: {_plain(item)}" for item in case.items]
        return "\n".join(lines)

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """Figures the list links to, in order, without repetition."""
        return linked_figures(self.to_html())

    def metadata(self) -> dict[str, Any]:
        """Return what the exporter needs besides the HTML."""
        return {
            "kind": "cases",
            "name": self.name,
            "language": self.language,
            "caption": self.caption,
            "columns": list(self.headers),
            "headers": dict(self.headers),
            "rows": [[_plain(cell) for cell in row] for row in self.rows],
            "figure_ids": list(self.figure_ids),
        }

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        return (
            {"text/html": self.to_html(), "text/plain": self.to_text()},
            {"analysis": self.metadata()},
        )


def _case(case: Case, count: str, shown: bool) -> str:
    """Return a case: what kind it is and a gist of it, which opens into all that is to be said."""
    if len(case.items) == 1:
        found = f"<p>{escape(case.items[0])}</p>"
    else:
        found = f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in case.items)}</ul>"
    facts = "".join(
        f"<div><dt>{escape(term)}</dt><dd>{escape(text)}</dd></div>"
        for term, text in case.facts
        if text
    )
    facts = f'<dl class="facts">{facts}</dl>' if facts else ""
    return (
        f'<li><details class="case"{" open" if shown else ""}>'
        f"<summary><b>{escape(_capital(case.title))}{count}</b> "
        f'<small class="gist">{_gist(case.items[0])}</small></summary>\n'
        f'<div class="told">{found}{facts}</div></details></li>\n'
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _gist(item: str) -> str:
    """Return a sentence without its calculation and its links, which a summary must not hold."""
    text = re.sub(r"\s*<small\b.*?</small>", "", escape(item), flags=re.DOTALL)
    text = re.sub(r'<a\b[^>]*?( lang="[^"]*")[^>]*>', r"<span\1>", text)
    return re.sub(r"<a\b[^>]*>", "<span>", text).replace("</a>", "</span>")


def _plain(part: object) -> str:
    if not isinstance(part, Html):
        return str(part)
    return html.unescape(re.sub(r"<[^>]*>", "", part))
