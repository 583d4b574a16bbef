"""Typed parameters: refused in one line, before any kernel starts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.errors import AnalysisError, nearest_name

Value = str | int | bool
Sources = Mapping[str, Callable[[], Sequence[str]]]
"""Where the allowed values of a parameter come from: a name, and what returns the values."""

TYPES: Mapping[str, type] = {"str": str, "int": int, "bool": bool}
_TYPE_NAMES = {"str": "text", "int": "a whole number", "bool": "true or false"}
_TRUTH = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a notebook as the catalogue declares it.

    Attributes
    ----------
    name
        Name in the notebook's cell tagged `parameters`.
    type
        `str`, `int` or `bool`.
    values
        Allowed values; none of them means any value of the type.
    default
        Value in the notebook's own cell.
    """

    name: str
    type: str
    values: tuple[Value, ...] | None
    default: Value

    def allowed(self) -> str:
        """Say in words what the parameter takes."""
        if self.values is None:
            return f"It takes {_TYPE_NAMES[self.type]}"
        return f"Choose one of {', '.join(show(value) for value in self.values)}"


def show(value: Value) -> str:
    """Write a value as one would type it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def check_value(notebook: str, parameter: Parameter, value: object) -> Value:
    """Return a value if the parameter allows it.

    Parameters
    ----------
    notebook
        Name of the notebook, for the message.
    parameter
        What is allowed.
    value
        What was given.

    Returns
    -------
    Value
        The value, unchanged.

    Raises
    ------
    AnalysisError
        If the value has another type, or is none of the allowed ones.
    """
    expected = TYPES[parameter.type]
    if type(value) is not expected or not isinstance(value, (str, int)):
        raise AnalysisError(
            f"{notebook}: parameter {parameter.name} must be {_TYPE_NAMES[parameter.type]}, "
            f"not {value!r}. {parameter.allowed()}."
        )
    if parameter.values is not None and value not in parameter.values:
        hint = nearest_name(str(value), map(str, parameter.values))
        raise AnalysisError(
            f"{notebook}: parameter {parameter.name} cannot be {value!r}{hint} "
            f"{parameter.allowed()}."
        )
    return value


def check_values(
    notebook: str, declared: Mapping[str, Parameter], given: Mapping[str, object]
) -> dict[str, Value]:
    """Return the given parameters if the notebook allows all of them.

    Parameters
    ----------
    notebook
        Name of the notebook, for the messages.
    declared
        Parameters of the notebook by name.
    given
        What someone wants to run it with; what is left out keeps the notebook's default.

    Returns
    -------
    dict
        The given values, in the order of the declaration.

    Raises
    ------
    AnalysisError
        If the notebook has no such parameter, or a value is not allowed.
    """
    for name in given:
        if name not in declared:
            raise AnalysisError(
                f"{notebook} has no parameter {name!r}{nearest_name(name, declared)} "
                f"It takes {', '.join(declared) if declared else 'no parameters'}."
            )
    return {
        name: check_value(notebook, parameter, given[name])
        for name, parameter in declared.items()
        if name in given
    }


def parse(
    notebook: str, declared: Mapping[str, Parameter], words: Iterable[str]
) -> dict[str, Value]:
    """Read `name=value` words from a command line, and check them.

    Parameters
    ----------
    notebook
        Name of the notebook, for the messages.
    declared
        Parameters of the notebook by name.
    words
        What was typed.

    Returns
    -------
    dict
        Checked values by name.

    Raises
    ------
    AnalysisError
        If a word is no ``name=value``, a name is given twice, or as `check`.
    """
    given: dict[str, object] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals:
            raise AnalysisError(f"Write a parameter as name=value, not {word!r}.")
        if name in given:
            raise AnalysisError(f"Parameter {name} is given twice.")
        given[name] = _read(declared[name].type, text) if name in declared else text
    return check_values(notebook, declared, given)


def _read(kind: str, text: str) -> object:
    """Read a typed word as a value, or leave it as text for `check_value` to refuse."""
    if kind == "bool":
        return _TRUTH.get(text.lower(), text)
    if kind == "int":
        try:
            return int(text)
        except ValueError:
            return text
    return text
