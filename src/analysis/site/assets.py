"""What is the same on all pages: template, style, script, glossary, Markdown and code marking."""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import jinja2
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from analysis.site import theme
from analysis.site.outline import NARROW, ROOMY

TEMPLATE = Path(__file__).with_name("template")
_PAIRS = (
    ".roomy tbody tr{display:grid;grid-template-columns:1fr 1fr;gap:0 1.5rem}"
    ".roomy tbody th{grid-column:1/-1}"
)
"""Where the window is of middle width, the cells of a row stand in two columns."""

_CODE_CLASSES = {"k": "kw", "s": "str", "c": "com", "m": "num"}


@cache
def environment() -> jinja2.Environment:
    """Return the environment of the templates."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def style_sheet() -> str:
    """Return the style sheet of all pages."""
    from analysis.charts import style

    page, charts, tables = (
        squeeze(sheet.read_text(encoding="utf-8"))
        for sheet in (TEMPLATE / "style.css", style.PAGE_CSS, TEMPLATE / "tables.css")
    )
    narrow = "".join(
        f"@media screen and (max-width:{width}rem){{{tables.replace('TABLE', which)}}}"
        for width, which in ((NARROW, "table"), (ROOMY, ".roomy"))
    )
    pairs = f"@media screen and ({NARROW}rem<width<={ROOMY}rem){{{_PAIRS}}}"
    return f"{theme.theme_css()}{page}{narrow}{pairs}{charts}"


@cache
def script(name: str = "script") -> str:
    """Return the script of all pages, or another one: ``search``."""
    lines = (TEMPLATE / f"{name}.js").read_text(encoding="utf-8").splitlines()
    told = (line.strip() for line in lines)
    return "\n".join(line for line in told if line and not line.startswith("//"))


def policy(*scripts: str) -> str:
    """Return the content security policy of a page: nothing from outside, no script but its own.

    Parameters
    ----------
    scripts
        Content of each script that the page runs, character by character.
    """
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()) for text in scripts]
    allowed = " ".join(f"'sha256-{digest.decode()}'" for digest in digests) or "'none'"
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; font-src data:; "
        f"img-src data: blob:; style-src 'unsafe-inline'; script-src {allowed}"
    )


@cache
def script_text() -> str:
    """Return everything that decides how pages look, for their hash."""
    folder = TEMPLATE.parent
    files = [*sorted(TEMPLATE.iterdir()), *sorted(folder.glob("*.toml"))]
    return "\0".join(path.read_text(encoding="utf-8") for path in files)


@cache
def glossary_terms() -> tuple[dict[str, Any], ...]:
    """Return the terms of the glossary: id, words they are found by, explanation by language."""
    content = (TEMPLATE.parent / "glossary.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(content)["term"])


def squeeze(sheet: str) -> str:
    r"""Return a style sheet without comments, indentation and line ends.

    Examples
    --------
    >>> squeeze("/* links */\na{color:red}\n  b{top:0}")
    'a{color:red}b{top:0}'
    """
    return re.sub(r"\s*\n\s*", "", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))


def used_rules(sheet: str, page: str) -> str:
    r"""Return a style sheet without rules for classes and places that a page has not.

    Parameters
    ----------
    sheet
        A squeezed style sheet, without braces in texts.
    page
        HTML without styles; classes that its scripts name count as well.

    Examples
    --------
    >>> used_rules(".a,.b .c{top:0}.b{top:1px}@media print{.b{top:3px}}", '<p class="a">')
    '.a,.b .c{top:0}'
    >>> used_rules("#a{top:0}#b .x,[data-page=c]{top:1px}", '<html data-page="c"><p id="a">')
    '#a{top:0}#b .x,[data-page=c]{top:1px}'
    """
    named = [*re.findall(r'class="([^"]*)"', page), *re.findall(r"<script.*?</script>", page, re.S)]
    places = [f"{key}={value}" for key, value in re.findall(r'\s(id|data-page)="([^"]*)"', page)]
    return _kept(sheet, frozenset((*re.findall(r"[\w-]+", " ".join(named)), *places)))


_BLOCK = re.compile(r"([^{}]*)\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")
"""A rule, or rules in rules in braces, with what stands before them."""


def _kept(sheet: str, names: frozenset[str]) -> str:
    out = []
    for head, body in _BLOCK.findall(sheet):
        if head.startswith("@media"):
            inner = _kept(body, names)
            out.append(f"{head}{{{inner}}}" if inner else "")
        elif head.startswith("@") or any(_needs(one) <= names for one in _selectors(head)):
            out.append(f"{head}{{{body}}}")
    return "".join(out)


def _selectors(head: str) -> list[str]:
    """Return the selectors of a rule without what stands in brackets, such as `:not(.a)`."""
    while "(" in head:
        head, before = re.sub(r"\([^()]*\)", "", head), head
        if head == before:
            break
    return head.split(",")


def _needs(selector: str) -> set[str]:
    """Return the classes, ids and pages without which a selector selects nothing."""
    ids = {f"id={name}" for name in re.findall(r"#([A-Za-z][\w-]*)", selector)}
    pages = {f"data-page={name}" for name in re.findall(r"\[data-page=([\w-]+)\]", selector)}
    return ids | pages | set(re.findall(r"\.([A-Za-z][\w-]*)", selector))


@lru_cache(maxsize=512)
def highlighted(source: str) -> str:
    """Return Python source with four kinds of words marked."""
    html = str(highlight(source, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)))

    def short(match: re.Match[str]) -> str:
        kind = "kw" if match[1] == "ow" else _CODE_CLASSES.get(match[1][0])
        return f'<span class="{kind}">{match[2]}</span>' if kind else match[2]

    return re.sub(r'<span class="(\w+)">([^<]*)</span>', short, html.rstrip("\n"))


def lf(html: str) -> str:
    """Return text with line feeds only, and one at its end."""
    return html.replace("\r\n", "\n").rstrip("\n") + "\n"
