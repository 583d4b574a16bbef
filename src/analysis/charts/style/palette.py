"""Colours, and the look of each city: a colour and a shape by its place in the code list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from analysis.errors import AnalysisError

INK, MUTED, GRID, PAPER = "#1b1f24", "#57606a", "#d5d9de", "#fefefe"
SHADE = "#2f6690"
WARN = "#a3320b"

VARIABLES: Mapping[str, str] = {
    INK: "--chart-ink",
    MUTED: "--chart-muted",
    GRID: "--chart-grid",
    PAPER: "--chart-paper",
    SHADE: "--chart-shade",
    WARN: "--chart-warn",
}


@dataclass(frozen=True)
class CityStyle:
    """The look of a city: a colour for light and dark paper, and a shape."""

    colour: str
    dark: str
    marker: str


CITY_STYLES: tuple[CityStyle, ...] = (
    CityStyle("#0b4f8f", "#7db8f7", "o"),
    CityStyle("#c96a06", "#ffb65c", "D"),
    CityStyle("#0a7d66", "#45cfa8", "^"),
    CityStyle("#7a3b8f", "#d3a0e6", "s"),
    CityStyle("#8a5a12", "#e3c07a", "v"),
    CityStyle("#5b6470", "#b8c0c9", "P"),
)
"""The looks of the first cities, and the colours of all."""


SHAPES = (*(style.marker for style in CITY_STYLES), "X", "p", "<", "*", ">", "h")
"""Twice as many shapes as colours: a colour comes back with another shape."""

DISTINCT = 20
"""So many cities have a look of their own; more could not be told apart, only read."""

NEUTRAL = CityStyle(MUTED, MUTED, "o")
"""The look of every further city, whose marks are told apart by the words beside them."""


def look(number: int) -> CityStyle:
    """Return the look of the city at a place of the list, counted from 0.

    Colours go round.  Shapes do so too, one place further each time, so that no two of the first
    `DISTINCT` cities share both; the first ones are those of `CITY_STYLES`.
    """
    if number >= DISTINCT:
        return NEUTRAL
    base = CITY_STYLES[number % len(CITY_STYLES)]
    return replace(base, marker=SHAPES[(number + number // len(SHAPES)) % len(SHAPES)])


def city_style(city: str, cities: Sequence[str]) -> CityStyle:
    """Return the look of a city by its place in the code list of cities.

    Raises
    ------
    AnalysisError
        If the list lacks the city.
    """
    if city not in cities:
        raise AnalysisError(f"Unknown city {city!r}: add it to the list `city` of codelists.csv.")
    return look(cities.index(city))


@cache
def _variable_table() -> Mapping[str, str]:
    table = dict(VARIABLES)
    table.update({style.colour: f"--city-{i}" for i, style in enumerate(CITY_STYLES)})
    return table


def with_variables(svg: str) -> str:
    """Return SVG with its colours as CSS variables, each with its printable default."""
    table = _variable_table()
    return re.sub(
        r"(?<=[: ])#[0-9a-f]{6}\b",
        lambda match: f"var({table[match[0]]}, {match[0]})" if match[0] in table else match[0],
        svg,
    )
