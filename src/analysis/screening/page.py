"""The report on one text as an offline page, with the places marked in the text."""

from __future__ import annotations

import html
from collections.abc import Sequence

from analysis.language.catalogue import t
from analysis.language.grammar import rules_of
from analysis.language.messages import text as said
from analysis.screening.records import VERDICTS, Result, Screening
from analysis.screening.runner import RULES
from analysis.screening.told import place_of, summary

_STYLE = """
:root{color-scheme:light dark;--bg:#fff;--fg:#1a1a1a;--line:#bbb;--contradicts:#ffc9c2;
--unusual:#ffe6a8;--copy:#d9d9ff;--holds:#cdeecb}
@media (prefers-color-scheme:dark){:root{--bg:#161616;--fg:#eee;--line:#555;--contradicts:#7a1f14;
--unusual:#6b5200;--copy:#3a3a80;--holds:#1f5a2c}}
body{background:var(--bg);color:var(--fg);font-family:sans-serif;line-height:1.7;max-width:60rem;
margin:0 auto;padding:1rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;line-height:2}
mark{color:inherit;padding:.1em .15em;border-radius:.2em;border-bottom:2px solid var(--fg)}
.contradicts{background:var(--contradicts);border-bottom-style:double}
.unusual{background:var(--unusual)}.copy{background:var(--copy);border-bottom-style:dashed}
.holds{background:var(--holds);border-bottom-style:dotted}
li{margin:.3em 0}a{color:inherit}
@media print{body{max-width:none}}
"""


def report_page(screening: Screening, name: str, language: str) -> str:
    """Return one offline HTML page: the sentences by verdict, then the text with places marked.

    Parameters
    ----------
    screening
        What was found.
    name
        Name of the text.
    language
        Language of the sentences.
    """
    tag = rules_of(language).html
    title = html.escape(t("screening.report.title", language, file=name))
    lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in summary(screening, language))
    numbered = list(enumerate(screening.results, 1))
    sections = "".join(_section(numbered, verdict, screening, language) for verdict in VERDICTS)
    rules = "".join(
        f"<li>{html.escape(t(f'screening.{rule}.name', language))}</li>" for rule in RULES
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{tag}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{lines}{sections}"
        f"<details><summary>{html.escape(t('screening.report.rules', language))}</summary>"
        f"<ul>{rules}</ul></details>\n"
        f"<h2>{html.escape(t('screening.report.marks', language))}</h2>\n"
        f'<pre lang="zh-CN">{_marked(screening, numbered)}</pre>\n</main>\n</body>\n</html>\n'
    )


def _section(
    numbered: Sequence[tuple[int, Result]], verdict: str, screening: Screening, language: str
) -> str:
    """Return the sentences with one verdict, each with a link to its first place."""
    chosen = [(k, result) for k, result in numbered if result.verdict == verdict]
    if not chosen:
        return ""
    items = "".join(
        f'<li id="r{k}">{html.escape(said(result.message, language))} '
        f'<a href="#p{k}">{html.escape(place_of(screening, result, language))}</a></li>\n'
        for k, result in chosen
    )
    heading = html.escape(t(f"screening.verdict.{verdict}", language))
    return f'<h2><mark class="{verdict}">{heading}</mark> {len(chosen)}</h2>\n<ol>\n{items}</ol>\n'


def _marked(screening: Screening, numbered: Sequence[tuple[int, Result]]) -> str:
    """Return the text with each place marked once, by what matters most there."""
    order = sorted(numbered, key=lambda each: VERDICTS.index(each[1].verdict))
    taken: list[tuple[int, int, str, int]] = []
    covered = bytearray(len(screening.text))
    anchored: dict[int, list[int]] = {}
    for k, result in order:
        for place in result.places:
            if not any(covered[place.start : place.end]):
                covered[place.start : place.end] = b"\x01" * (place.end - place.start)
                taken.append((*place, result.verdict, k))
        anchored.setdefault(result.start, []).append(k)
    parts: list[str] = []
    position = 0
    for start, end, verdict, k in sorted(taken):
        parts.append(_plain(screening.text, position, start, anchored))
        spots = "".join(f'<span id="p{n}"></span>' for n in anchored.pop(start, ()))
        words = html.escape(screening.text[start:end])
        parts.append(f'{spots}<mark class="{verdict}"><a href="#r{k}">{words}</a></mark>')
        position = end
    parts.append(_plain(screening.text, position, len(screening.text), anchored))
    return "".join(parts)


def _plain(text: str, start: int, end: int, anchored: dict[int, list[int]]) -> str:
    """Return a piece without marks, with the anchors of results whose place lies in another's."""
    parts = []
    for place in sorted(each for each in anchored if start <= each < end or each < start):
        parts += [f'<span id="p{k}"></span>' for k in anchored.pop(place)]
    return "".join(parts) + html.escape(text[start:end])
