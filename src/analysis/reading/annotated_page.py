"""The annotated page: a text with every mention marked, offline, in one file."""

from __future__ import annotations

import html
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from analysis.reading.clean import Repair, find_repairs
from analysis.reading.find import Quantity, find_quantities
from analysis.reading.governing import govern
from analysis.reading.periods import find_periods

_KINDS = {
    "figure": "figure 数量", "date": "date 日期或时长", "ordinal": "ordinal 序数",
    "name": "name 名称", "other": "other 其他",
}  # fmt: skip
_STYLE = """
:root{color-scheme:light dark;--bg:#fff;--fg:#1a1a1a;--line:#bbb;--figure:#ffe08a;--date:#bfe3ff;
--ordinal:#e3d5ff;--name:#cdeecb;--other:#e6e6e6;--tip:#1a1a1a;--tipfg:#fff}
@media (prefers-color-scheme:dark){:root{--bg:#161616;--fg:#eee;--line:#555;--figure:#6b5200;
--date:#0b4a75;--ordinal:#4b3480;--name:#1f5a2c;--other:#444;--tip:#f2f2f2;--tipfg:#111}}
body{background:var(--bg);color:var(--fg);font-family:sans-serif;line-height:2;max-width:60rem;
margin:0 auto;padding:1rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
mark{color:inherit;padding:.1em .15em;border-radius:.2em;position:relative;
border-bottom:2px solid var(--fg)}
.figure{background:var(--figure)}.date{background:var(--date);border-bottom-style:dashed}
.ordinal{background:var(--ordinal);border-bottom-style:dotted}.name{background:var(--name);border-bottom-style:double}
.other{background:var(--other);border-bottom:0}
.repair{text-decoration:underline wavy}
.tip{display:none;position:absolute;left:0;top:2.1em;z-index:1;background:var(--tip);color:var(--tipfg);
padding:.3em .6em;border-radius:.3em;line-height:1.5;width:max-content;
max-width:18rem;white-space:normal}
mark:hover .tip,mark:focus .tip{display:block}
table{border-collapse:collapse}td,th{border:1px solid var(--line);padding:.2em .6em;text-align:left}
@media print{.tip{display:none!important}}
"""


def annotated_page(text: str, title: str, reference: str | None = None) -> str:
    """Return one offline HTML page with every mention marked and its reading on hover and focus.

    Parameters
    ----------
    text
        The text to show.
    title
        Title of the page, usually the file's name.
    reference
        ISO date the text speaks from.
    """
    found = govern(text, find_quantities(text), find_periods(text, reference))
    repairs = find_repairs(text)
    parts: list[str] = []
    position = k = 0

    def plain(until: int) -> None:
        nonlocal position, k
        while k < len(repairs) and repairs[k].start < position:
            k += 1
        while k < len(repairs) and repairs[k].end <= until:
            repair = repairs[k]
            k += 1
            if repair.start < position or repair.reason == "traditional":
                continue
            parts.append(html.escape(text[position : repair.start]))
            label = html.escape(f"{repair.reason}: {repair.text!r} → {repair.replacement!r}")
            shown = html.escape(repair.text)
            parts.append(f'<span class="repair" title="{label}">{shown}</span>')
            position = repair.end
        parts.append(html.escape(text[position:until]))
        position = until

    for quantity, period, reason, _ in found:
        plain(quantity.start)
        reading = _describe(quantity)
        if quantity.kind == "figure" and period is not None:
            reading += f" · {period.period_start or '…'} – {period.period_end or '…'} ({reason})"
        inside = (
            [r.reason for r in repairs if quantity.start <= r.start < quantity.end]
            if len(repairs) < 500
            else []
        )
        if inside:
            reading += " · repaired: " + ", ".join(sorted(set(inside)))
        parts.append(
            f'<mark class="{quantity.kind}" tabindex="0">{html.escape(quantity.text)}'
            f'<span class="tip" role="tooltip">{html.escape(reading)}</span></mark>'
        )
        position = quantity.end
    plain(len(text))
    counts = {kind: sum(g.quantity.kind == kind for g in found) for kind in _KINDS}
    legend = " ".join(
        f'<span><mark class="{kind}">{label}</mark> {counts[kind]}</span>'
        for kind, label in _KINDS.items()
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<main>\n<h1>{html.escape(title)}</h1>\n<p>{legend}</p>\n"
        f"<pre>{''.join(parts)}</pre>\n{_repair_table(repairs)}</main>\n</body>\n</html>\n"
    )


def number_text(value: int | Decimal | Fraction | None) -> str:
    """Write a value exactly: plain digits, a fraction as 100/3, nothing when unknown."""
    if value is None:
        return ""
    written = str(value)
    # Decimals have an exponent only where it is shorter: 1E+9.
    return format(value, "f") if "E" in written else written


def _describe(quantity: Quantity) -> str:
    """Write a reading in words: kind, value, unit, bound."""
    value = number_text(quantity.value) or "?"
    if quantity.value_high is not None:
        value += "–" + number_text(quantity.value_high)
    if quantity.kind in ("name", "other") and quantity.value is None:
        return _KINDS[quantity.kind]
    return f"{_KINDS[quantity.kind]} · {value} {quantity.unit or ''} · {quantity.bound}"


def _repair_table(repairs: Sequence[Repair]) -> str:
    """Return a table of the repairs, or a sentence that there are none."""
    if not repairs:
        return "<h2>Repairs 修复</h2>\n<p>None. 无。</p>\n"
    lines = [
        "<tr>"
        + "".join(
            f"<td>{html.escape(str(v))}</td>"
            for v in (f"{r.start}–{r.end}", repr(r.text), repr(r.replacement), r.reason)
        )
        + "</tr>"
        for r in repairs[:1000]
    ]
    more = f"<p>{len(repairs) - 1000} more.</p>\n" if len(repairs) > 1000 else ""
    return (
        f"<h2>Repairs 修复 ({len(repairs)})</h2>\n<table>\n<thead><tr><th>span</th><th>printed</th>"
        "<th>read as</th><th>reason</th></tr></thead>\n<tbody>\n"
        + "\n".join(lines)
        + f"\n</tbody>\n</table>\n{more}"
    )
