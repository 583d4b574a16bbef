"""The codebook of the project without its texts, for tests of coding one made-up text."""

from __future__ import annotations

from analysis import project
from analysis.coding.raw import RawData


class Unsettled(RawData):
    """Raw data in which no text is settled: what other texts say changes no proposal."""

    def document_ids(self) -> list[str]:
        """Return nothing."""
        return []


RAW = Unsettled(project.raw(), settled=False)
