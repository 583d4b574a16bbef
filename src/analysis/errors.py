"""The exceptions that end a command with a sentence instead of a traceback."""

from __future__ import annotations

from collections.abc import Iterable

_SHOWN = 60
"""Characters of a wrong value that a sentence shows."""


def shortly(given: object) -> str:
    """Return how a value is shown in a sentence: on one line, and cut off where it is long.

    Examples
    --------
    >>> shortly(["a", 1]), shortly("x" * 100)[-3:]
    ("['a', 1]", 'xx…')
    """
    shown = " ".join(repr(given).split())
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def nearest_name(name: str, known: Iterable[str]) -> str:
    """Return the end of a sentence: the known name nearest to a wrong one, or a full stop."""
    import difflib

    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else "."


class AnalysisError(Exception):
    """Something a person can put right, said in one line: what is wrong, where, what to do."""

    status = 1
    """Exit status of a command that ends so."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows: the sentence, without the lines that led to it."""
        return [f"{type(self).__name__}: {self}"]


class Interrupted(AnalysisError):
    """A command was asked to end, by Ctrl-C or by a signal.

    Parameters
    ----------
    said
        What that leaves.
    number
        The signal; shells call such an end 128 and this number.
    """

    def __init__(self, said: str, number: int) -> None:
        super().__init__(said)
        self.status = 128 + number


def unknown_choice(what: str, given: str, known: Iterable[str], most: int = 40) -> str:
    """Return a name if it is known.

    Parameters
    ----------
    what
        What the name is of, as in ``theme``.
    given
        The name.
    known
        The known names, in their order.
    most
        So many are listed in the sentence.

    Raises
    ------
    AnalysisError
        If it is not: the sentence says which there are, and the nearest.
    """
    names = [str(each) for each in known]
    if given in names:
        return given
    listed = ", ".join(names[:most]) + (", …" if len(names) > most else "")
    raise AnalysisError(
        f"There is no {what} {shortly(given)}{nearest_name(str(given), names)} "
        f"Choose one of {listed}."
    )
