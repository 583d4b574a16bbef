"""Attributes that are worked out when they are first asked for.

`functools.cached_property` takes a lock for each object and attribute until Python 3.12, which
takes longer than most of what rules ask of a figure; a text is screened by one thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

_T = TypeVar("_T")


class lazy(Generic[_T]):
    """A method whose result becomes an attribute of its object.

    Parameters
    ----------
    method
        What works the attribute out.
    """

    def __init__(self, method: Callable[[Any], _T]) -> None:
        self._method = method
        self._name = method.__name__
        self.__doc__ = method.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> lazy[_T]: ...

    @overload
    def __get__(self, instance: object, owner: type | None = None) -> _T: ...

    def __get__(self, instance: object | None, owner: type | None = None) -> _T | lazy[_T]:
        """Work the attribute out; from then on it is found before this is asked."""
        if instance is None:
            return self
        found = instance.__dict__[self._name] = self._method(instance)
        return found
