"""What a forked process tells the one that forked it: which cell begins, and the result."""

from __future__ import annotations

import os
import pickle
import struct
from contextlib import suppress
from typing import Any

_CELL = struct.Struct("<ci")


def tell_cell(writing: int, index: int) -> None:
    """Tell that a cell begins."""
    _write(writing, _CELL.pack(b"C", index))


def tell_result(writing: int, result: object) -> None:
    """Tell the result, the last thing that is told."""
    _write(writing, b"R" + pickle.dumps(result))


def understand(told: bytes) -> tuple[int | None, list[Any]]:
    """Read what was told.

    Parameters
    ----------
    told
        Everything that came through the pipe.

    Returns
    -------
    tuple
        The cell that began last, if any, and a list with the result, empty if none came.
    """
    position, offset = None, 0
    while told[offset : offset + 1] == b"C" and len(told) >= offset + _CELL.size:
        position = _CELL.unpack_from(told, offset)[1]
        offset += _CELL.size
    if told[offset : offset + 1] == b"R":
        with suppress(Exception):
            return position, [pickle.loads(told[offset + 1 :])]
    return position, []


def _write(writing: int, content: bytes) -> None:
    """Write everything to a pipe."""
    while content:
        content = content[os.write(writing, content) :]
