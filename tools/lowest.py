"""Print, as constraints for pip, the lowest versions that pyproject.toml allows for some extras.

python tools/lowest.py reports > lowest.txt && python -m pip install -c lowest.txt '.[reports]'
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


def lowest(extras: list[str]) -> list[str]:
    """Return a line for each package that the extras name, with those that they include.

    Examples
    --------
    >>> lowest(["coding"]) == lowest(["data"])
    True
    """
    declared = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    found: list[str] = []
    for extra in extras:
        for wish in declared["optional-dependencies"][extra]:
            if inner := re.fullmatch(rf"{declared['name']}\[([\w,]+)\]", wish):
                found += lowest(inner[1].split(","))
            else:
                found.append(wish.replace(">=", "=="))
    return sorted(set(found))


if __name__ == "__main__":
    print("\n".join(lowest(sys.argv[1:])))
