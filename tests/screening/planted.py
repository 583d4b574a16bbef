"""Made-up reports in which contradictions are planted: ``{wrong|right}`` stands where one is.

Every report gives two kinds of texts: one in which all is right, and for each mark one in which
that alone is wrong.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.screening.rule_runner import screen
from analysis.screening.screening_records import ScreeningResult

FOLDER = Path(__file__).parent / "reports"
_MARK = re.compile(r"\{(?P<wrong>[^{}|]*)\|(?P<right>[^{}|]*)\}")


class Report(NamedTuple):
    """A report: kind of text, name, and the text with its marks."""

    kind: str
    name: str
    marked: str

    @property
    def marks(self) -> int:
        """How many contradictions are planted."""
        return len(_MARK.findall(self.marked))

    def text(self, wrong: int | None = None) -> str:
        """Return the text with one contradiction, or with none."""
        numbered = iter(range(self.marks))
        return _MARK.sub(
            lambda match: match["wrong" if next(numbered) == wrong else "right"], self.marked
        )


def reports(folder: Path = FOLDER) -> Iterator[Report]:
    """Yield every report."""
    for path in sorted(folder.glob("*.toml")):
        for each in tomllib.loads(path.read_text(encoding="utf-8"))["report"]:
            yield Report(path.stem, each["name"], each["text"].strip())


def alarms(text: str) -> list[ScreeningResult]:
    """Return what contradicts or is worth a look."""
    return list(screen(text).of("contradicts", "unusual"))


def found(report: Report, wrong: int) -> list[ScreeningResult]:
    """Return the alarms that a planted contradiction raises beside those of the right text."""
    known = {str(result.message) for result in alarms(report.text())}
    return [each for each in alarms(report.text(wrong)) if str(each.message) not in known]
