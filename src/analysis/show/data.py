"""Displays as plain data, for the metadata of notebooks, and displays from such data.

Whoever reads a notebook gets the value back that its cell ended with: nothing is read out of HTML.
Mappings whose order matters are lists of pairs, because notebooks sort the keys of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any, TypeAlias

from analysis.errors import AnalysisError
from analysis.intervals import Interval, format_number, parse_number
from analysis.language.messages import Link
from analysis.show.claimed import noted
from analysis.show.content import (
    Cell,
    Content,
    Inline,
    Lines,
    PageLink,
    Sorted,
    SpannedAmount,
    Styled,
    TextSpan,
    Told,
    content_of,
    inlines,
)
from analysis.show.displays import (
    Case,
    Cases,
    Chart,
    Display,
    Item,
    KeyColumn,
    KeyFigure,
    KeyFigures,
    Prose,
    Table,
)

Data: TypeAlias = Any
"""What JSON can hold."""

AnyDisplay: TypeAlias = Table | Chart | Prose | Cases | KeyFigures
"""What a page shows."""

_KINDS: Mapping[str, type[AnyDisplay]] = {
    "table": Table,
    "chart": Chart,
    "prose": Prose,
    "cases": Cases,
    "key_figures": KeyFigures,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}

_OF_FIELDS: Mapping[str, type[SpannedAmount | TextSpan]] = {
    "amount": SpannedAmount,
    "span": TextSpan,
}
"""Contents that are written as the list of their fields."""


# --- contents -----------------------------------------------------------------------------------


def content_data(content: Content) -> Data:
    """Return a content as data; several parts as a list."""
    parts = [_part_data(part) for part in inlines(content)]
    return parts[0] if not isinstance(content, tuple) else parts


def _part_data(part: Inline) -> Data:
    if isinstance(part, str):
        return str(part)
    if isinstance(part, Link):
        computed = {"derived": part.derived} if part.derived else {}
        return {"figure": part.figure_id, "text": part.text, **computed}
    if isinstance(part, PageLink):
        return {"page": part.page, "text": part.text, "place": part.place}
    if isinstance(part, Styled):
        return {"role": part.role, "content": content_data(part.content)}
    if isinstance(part, SpannedAmount | TextSpan):
        values = [getattr(part, each.name) for each in fields(part)]
        return {name: values for name, kind in _OF_FIELDS.items() if isinstance(part, kind)}
    if isinstance(part, Told):
        return {"told": content_data(part.content)}
    return {"lines": [content_data(line) for line in part.lines]}


def content_from(data: Data) -> Content:
    """Return the content that `content_data` took apart.

    Raises
    ------
    AnalysisError
        If the data are no content.
    """
    if isinstance(data, list):
        return tuple(_part_from(part) for part in data)
    return _part_from(data)


def _part_from(data: Data) -> Inline:
    if isinstance(data, str):
        return data
    try:
        if "figure" in data:
            return Link(data["figure"], data["text"], data.get("derived", ""))
        if "page" in data:
            return PageLink(data["page"], data["text"], data["place"])
        for name, kind in _OF_FIELDS.items():
            if name in data:
                return kind(*data[name])
        if "role" in data:
            return Styled(data["role"], content_from(data["content"]))
        if "told" in data:
            return Told(content_from(data["told"]))
        return Lines(tuple(content_from(line) for line in data["lines"]))
    except (KeyError, TypeError) as error:
        raise AnalysisError(f"{data!r} is no content of a page: {error!r}") from None


def _cell_data(cell: Cell) -> Data:
    content = content_data(content_of(cell))
    if not isinstance(cell, Sorted):
        return content
    found: dict[str, Data] = {"sorted": content, "value": format_number(cell.value)}
    if cell.unit:
        found["unit"] = cell.unit
    if cell.limits is not None:
        found["limits"] = str(cell.limits)
    if cell.name:
        found |= {"name": cell.name, "inputs": list(cell.inputs)}
    return found


def _cell_from(data: Data) -> Cell:
    if isinstance(data, dict) and "sorted" in data:
        number = parse_number(data["value"])
        return Sorted(
            content_from(data["sorted"]),
            None if number is None else Fraction(number),
            data.get("unit", ""),
            Interval.parse(data["limits"]) if "limits" in data else None,
            data.get("name", ""),
            tuple(data.get("inputs", ())),
        )
    return content_from(data)


# --- displays -----------------------------------------------------------------------------------


def to_data(value: Display) -> dict[str, Data]:
    """Return a display as data: its kind, its fields, its claims, the figures that it leads to.

    The picture of a chart is left out: it is an output of its own.

    Raises
    ------
    AnalysisError
        If it is nothing that a page shows.
    """
    if not isinstance(value, AnyDisplay):
        raise AnalysisError(f"{type(value).__name__} is nothing that a page shows.")
    kind = _NAMES[next(each for each in _NAMES if isinstance(value, each))]
    found: dict[str, Data] = {
        "kind": kind,
        "figure_ids": list(value.figure_ids),
        "claims": [dict(each) for each in noted(value)],
    }
    for field in fields(value):
        if field.name not in ("svg", "figure_ids"):
            write, _ = _FIELDS.get((kind, field.name), _PLAIN)
            found[field.name] = write(getattr(value, field.name), value)
    return found


def from_data(data: Mapping[str, Data], svg: str = "") -> AnyDisplay | None:
    """Return the display that `to_data` took apart; nothing for data of no display.

    Parameters
    ----------
    data
        Metadata of an output.
    svg
        The picture of a chart.

    Raises
    ------
    AnalysisError
        If the data are those of a display, but broken.
    """
    kind = str(data.get("kind", ""))
    if kind not in _KINDS:
        return None
    given: dict[str, Any] = {"svg": svg} if kind == "chart" else {}
    try:
        for field in fields(_KINDS[kind]):
            if field.name == "figure_ids":
                given[field.name] = tuple(data[field.name])
            elif field.name != "svg":
                _, read = _FIELDS.get((kind, field.name), _PLAIN)
                given[field.name] = read(data[field.name], data)
        return _KINDS[kind](**given)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise AnalysisError(f"The metadata of a {kind} are broken: {error!r}.") from None


def _pairs(value: Mapping[str, str], _: Any) -> Data:
    return [[key, text] for key, text in value.items()]


def _mapping(data: Data, _: Any) -> dict[str, str]:
    return dict(data)


def _rows(rows: Any, value: Any) -> Data:
    return [[_cell_data(row[column]) for column in value.headers] for row in rows]


def _rows_from(data: Data, whole: Mapping[str, Data]) -> Any:
    columns = [column for column, _ in whole["headers"]]
    return [dict(zip(columns, map(_cell_from, row), strict=True)) for row in data]


def _contents(contents: Any, _: Any) -> Data:
    return [content_data(content) for content in contents]


def _contents_from(data: Data, _: Any) -> list[Content]:
    return [content_from(content) for content in data]


def _cases(cases: Any, _: Any) -> Data:
    return [
        {
            "verdict": case.verdict,
            "title": case.title,
            "items": [
                [content_data(item.text), content_data(item.calculation)] for item in case.items
            ],
            "facts": [[term, content_data(content)] for term, content in case.facts],
            "left": case.left,
        }
        for case in cases
    ]


def _cases_from(data: Data, _: Any) -> list[Case]:
    return [
        Case(
            case["verdict"],
            case["title"],
            [Item(content_from(text), content_from(sum_)) for text, sum_ in case["items"]],
            [(term, content_from(content)) for term, content in case["facts"]],
            case["left"],
        )
        for case in data
    ]


def _plain(value: Any, _: Any) -> Data:
    return list(value) if isinstance(value, tuple) else value


def _columns(columns: Any, _: Any) -> Data:
    return [
        [content_data(column.heading), content_data(column.about)]
        + [
            [content_data(part) for part in (each.number, each.label, each.period)]
            for each in column.figures
        ]
        for column in columns
    ]


def _columns_from(data: Data, _: Any) -> list[KeyColumn]:
    return [
        KeyColumn(
            content_from(heading),
            content_from(about),
            [KeyFigure(*map(content_from, each)) for each in figures],
        )
        for heading, about, *figures in data
    ]


_Way: TypeAlias = tuple[Callable[[Any, Any], Data], Callable[[Data, Any], Any]]
_PLAIN: _Way = (_plain, lambda data, _: data)
_CONTENT: _Way = (lambda value, _: content_data(value), lambda data, _: content_from(data))
_FIELDS: Mapping[tuple[str, str], _Way] = {
    ("table", "headers"): (_pairs, _mapping),
    ("table", "rows"): (_rows, _rows_from),
    ("table", "roles"): (_pairs, _mapping),
    ("table", "below"): (_pairs, _mapping),
    ("chart", "headers"): (_pairs, _mapping),
    ("chart", "data"): (_rows, _rows_from),
    ("chart", "lead"): _CONTENT,
    ("prose", "paragraphs"): (_contents, _contents_from),
    ("key_figures", "columns"): (_columns, _columns_from),
    ("cases", "headers"): (_pairs, _mapping),
    ("cases", "verdicts"): (_pairs, _mapping),
    ("cases", "heads"): (_pairs, _mapping),
    ("cases", "cases"): (_cases, _cases_from),
}
"""How fields that are no plain data are written and read, by kind of display and name."""
