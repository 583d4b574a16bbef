"""Colours of the pages, declared once for light and dark, so that tests prove their contrast."""

from __future__ import annotations

from collections.abc import Mapping

TOKENS: Mapping[str, tuple[str, str]] = {
    "bg": ("#fbfaf7", "#14171a"),
    "surface": ("#ffffff", "#1b2024"),
    "sunken": ("#f2f0ea", "#20262b"),
    "ink": ("#1c2126", "#e9e6df"),
    "muted": ("#555d66", "#abb3ba"),
    "rule": ("#dfdbd2", "#343b41"),
    "edge": ("#80868b", "#7c858d"),
    "accent": ("#0b5570", "#8acce4"),
    "soft": ("#e2eff3", "#17323c"),
    "warn": ("#96330f", "#f5aa88"),
    "warnsoft": ("#fbeee6", "#38231a"),
    "mark": ("#ffeeb0", "#574a10"),
    "kw": ("#7a2e8e", "#d9abe8"),
    "str": ("#2a6a2d", "#a2d6a2"),
    "num": ("#874900", "#e9bd7e"),
}
"""Name: light, dark.  Text colours reach 4.5:1 on every background, `edge` reaches 3:1."""

TEXT_COLOURS = ("ink", "muted", "accent", "warn", "kw", "str", "num")
BACKGROUNDS = ("bg", "surface", "sunken", "soft", "warnsoft")


def chart_tokens() -> dict[str, tuple[str, str]]:
    """Return the variables that charts are drawn with, so that they follow the page's theme."""
    from analysis.charts import style

    tokens = {
        "chart-ink": TOKENS["ink"],
        "chart-muted": TOKENS["muted"],
        "chart-grid": ("#d5d2ca", "#3b434a"),
        "chart-paper": TOKENS["bg"],
        "chart-shade": (style.SHADE, "#8fc1ea"),
        "chart-warn": (style.WARN, "#ff9d76"),
    }
    for number, city in enumerate(style.CITY_STYLES):
        tokens[f"city-{number}"] = (city.colour, city.dark)
    return tokens


def theme_css() -> str:
    """Return the variables as CSS: light, dark by the reader's system, and by the page's switch.

    Browsers without `light-dark()` get the light colours.
    """
    tokens = {**TOKENS, **chart_tokens()}
    light = ";".join(f"--{name}:{pair[0]}" for name, pair in tokens.items())
    both = ";".join(f"--{name}:light-dark({pair[0]},{pair[1]})" for name, pair in tokens.items())
    return (
        f":root{{color-scheme:light;{light}}}"
        "@supports (color:light-dark(#000,#fff)){"
        f"@media screen{{:root{{color-scheme:light dark;{both}}}"
        ":root:has(#theme-light:checked){color-scheme:light}"
        ":root:has(#theme-dark:checked){color-scheme:dark}}}"
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2, between 1 and 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
