"""The report on one text as an offline page, with the places marked in the text."""

from __future__ import annotations

import html
from collections.abc import Sequence

from analysis.language.catalogue import t
from analysis.language.grammar import rules_of
from analysis.language.messages import text as said
from analysis.screening.rule_runner import RULES
from analysis.screening.screening_records import VERDICTS, Screening, ScreeningResult
from analysis.screening.told import place_of, summary

_STYLE = """
:root{color-scheme:light dark;--bg:#fbfaf7;--card:#fff;--fg:#1d1d1b;--soft:#5c5a55;--line:#d9d5cc;
--contradicts:#ffd0c9;--unusual:#ffe5a3;--copy:#dcdcff;--open:#d3ecf5;--holds:#d2efd0}
@media (prefers-color-scheme:dark){:root{--bg:#171716;--card:#211f1e;--fg:#efece6;--soft:#b3aea5;
--line:#4a4641;--contradicts:#7a2418;--unusual:#654d00;--copy:#3b3b82;--open:#164a5c;--holds:#1f5a2c}}
body{background:var(--bg);color:var(--fg);font:1rem/1.7 system-ui,"Noto Sans CJK SC","PingFang SC",
"Microsoft YaHei",sans-serif;margin:0 auto;padding:1.5rem 1rem 3rem;max-width:76rem}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 .75rem;overflow-wrap:anywhere}
h2{font-size:1.1rem;margin:1.75rem 0 .5rem}
header p{margin:.25rem 0;max-width:44rem;color:var(--soft)}
nav ul{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;margin:1rem 0;padding:0}
nav a{display:block;padding:.35rem .75rem;border-radius:.5rem;text-decoration:none;
border:1px solid var(--line)}
nav strong{font-size:1.25rem;margin-right:.35rem;font-variant-numeric:tabular-nums}
nav a:hover,nav a:focus-visible{outline:2px solid var(--fg)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;line-height:2.1;margin:0;
background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1rem}
mark{color:inherit;padding:.1em .15em;border-radius:.2em;border-bottom:2px solid var(--fg)}
mark a{text-decoration-thickness:1px;text-underline-offset:.25em}
.contradicts{background:var(--contradicts);border-bottom-style:double}
.unusual{background:var(--unusual)}.copy{background:var(--copy);border-bottom-style:dashed}
.open{background:var(--open);border-bottom-style:dotted}
.holds{background:var(--holds);border-bottom-style:dotted}
ol{padding-left:1.75rem;margin:.5rem 0}li{margin:.35em 0}a{color:inherit}
li:target,mark:has(a:focus-visible){outline:2px solid var(--fg);outline-offset:2px}
summary{cursor:pointer;margin:1rem 0}
@media (min-width:64rem){main{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);
gap:0 2.5rem}header,nav{grid-column:1/-1}}
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
        f"<header><h1>{title}</h1>\n{lines}</header>\n{_counts(screening, language)}"
        f"<div>\n{sections}"
        f"<details><summary>{html.escape(t('screening.report.rules', language))}</summary>"
        f"<ul>{rules}</ul></details>\n</div>\n<div>\n"
        f"<h2>{html.escape(t('screening.report.marks', language))}</h2>\n"
        f'<pre lang="zh-CN">{_marked(screening, numbered)}</pre>\n'
        "</div>\n</main>\n</body>\n</html>\n"
    )


def _counts(screening: Screening, language: str) -> str:
    """Return how many results each verdict has, with links to them."""
    items = "".join(
        f'<li><a class="{verdict}" href="#{verdict}"><strong>{number}</strong>'
        f"{html.escape(t(f'screening.verdict.{verdict}', language))}</a></li>"
        for verdict in VERDICTS
        if (number := len(screening.of(verdict)))
    )
    label = html.escape(t("screening.report.results", language))
    return f'<nav aria-label="{label}"><ul>{items}</ul></nav>\n' if items else ""


def _section(
    numbered: Sequence[tuple[int, ScreeningResult]],
    verdict: str,
    screening: Screening,
    language: str,
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
    title = f'<h2 id="{verdict}"><mark class="{verdict}">{heading}</mark> {len(chosen)}</h2>\n'
    return f"{title}<ol>\n{items}</ol>\n"


def _marked(screening: Screening, numbered: Sequence[tuple[int, ScreeningResult]]) -> str:
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
