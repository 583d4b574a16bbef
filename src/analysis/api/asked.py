"""Arguments of the analysts' functions, held against what the functions say that they take.

Whoever gives a number where an id is wanted gets one sentence, and no traceback of a library.  What
an argument may be stands in the annotations alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from inspect import Parameter, signature
from os import PathLike
from typing import Any, ParamSpec, TypeVar

import pandas as pd

from analysis.errors import AnalysisError, shortly

P = ParamSpec("P")
R = TypeVar("R")


def _texts(given: object) -> bool:
    """Return whether something is a list of texts; an iterator, which can be read once, may be."""
    if isinstance(given, str | bytes | dict | pd.DataFrame) or not isinstance(given, Iterable):
        return False
    return isinstance(given, Iterator) or all(isinstance(each, str) for each in given)


def _axes(given: object) -> bool:
    from matplotlib.axes import Axes

    return isinstance(given, Axes)


_KINDS: dict[str, tuple[str, Callable[[object], bool]]] = {
    "None": ("None", lambda given: given is None),
    "str": ("text", lambda given: isinstance(given, str)),
    "bool": ("True or False", lambda given: isinstance(given, bool)),
    "Path": ("a folder", lambda given: isinstance(given, PathLike)),
    "pd.DataFrame": ("a frame", lambda given: isinstance(given, pd.DataFrame)),
    "Iterable[str]": ("a list of texts", _texts),
    "Iterable[Any]": (
        "a list",
        lambda given: isinstance(given, Iterable) and not isinstance(given, str | bytes),
    ),
    "Axes": ("axes of matplotlib", _axes),
    "Callable[..., object]": ("a function", callable),
}
"""Each annotation that is held against arguments: in words, and whether a value is of it."""


def asked(function: Callable[P, R]) -> Callable[P, R]:
    """Let a function say in one sentence which argument is of a wrong kind.

    Parameters
    ----------
    function
        A function or method of this room.  Annotations that are not declared here, such as `Any`,
        are not held against arguments.

    Returns
    -------
    Callable
        The same function; it raises `AnalysisError` before it does anything else.

    Examples
    --------
    >>> import analysis as ua
    >>> ua.figure(5)
    Traceback (most recent call last):
    analysis.errors.AnalysisError: ua.figure takes figure_id as text, not 5.
    """
    form = signature(function)
    allowed = {
        name: tuple(str(each.annotation).split(" | "))
        for name, each in form.parameters.items()
        if each.kind not in (Parameter.VAR_KEYWORD, Parameter.VAR_POSITIONAL)
    }
    chart = "plot." if function.__module__.endswith(".plot") else ""
    method = "." in function.__qualname__
    name = function.__qualname__.lstrip("_") if method else f"ua.{chart}{function.__name__}"

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        for parameter, given in form.bind(*args, **kwargs).arguments.items():
            kinds = allowed.get(parameter, ())
            if all(kind in _KINDS for kind in kinds):
                _check(name, parameter, given, [_KINDS[kind] for kind in kinds])
        return function(*args, **kwargs)

    return called


def _check(
    name: str, parameter: str, given: Any, kinds: list[tuple[str, Callable[[object], bool]]]
) -> None:
    """Refuse an argument that is of none of the kinds."""
    if not kinds or any(is_one(given) for _, is_one in kinds):
        return
    *first, last = [words for words, _ in kinds if words != "None"]
    words = f"{', '.join(first)} or {last}" if first else last
    shown = shortly(given)
    if shown[-1] == "…":
        shown = f"{type(given).__name__} {shown}"
    raise AnalysisError(f"{name} takes {parameter} as {words}, not {shown}.")
