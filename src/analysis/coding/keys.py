"""The keys by which a text is coded, the same in the terminal and in the notebook."""

from __future__ import annotations

from analysis.language import t

KEYS = {
    "accept": "a",
    "choose": "/",
    "create": "n",
    "code": "c",
    "repeat": "r",
    "part": "p",
    "other": "x",
    "figure": "f",
    "move": "m",
    "add": "+",
    "cell": "e",
    "status": "s",
    "words": "w",
    "note": "t",
    "undo": "u",
    "next": "j",
    "previous": "b",
    "following": "v",
    "doubt": "l",
    "help": "?",
    "quit": "q",
}
"""Key of each action; the digits accept the candidates, Enter accepts the first."""

ACTIONS = {key: action for action, key in KEYS.items()}


def help_lines(language: str) -> list[str]:
    """Return the keys with what they do."""
    return [f"{key}  {t(f'coding.action.{action}', language)}" for action, key in KEYS.items()]
