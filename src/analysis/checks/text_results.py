"""The tables of one text, from its raw figures to what the checks find in it, step by step.

A notebook names a table, which is worked out with all that it needs, written and shown.  How each
is worked out belongs to the rooms before; what looks across texts, to `joint_results`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.checks.check_runner import run_checks
from analysis.checks.finding_records import Finding
from analysis.checks.plausible import Plausible
from analysis.checks.settled import refuse_miscoded
from analysis.coding.announced_lists import lists_of
from analysis.coding.coding_records import (
    CodedBy,
    Correction,
    CountedList,
    Disagreement,
    OutsideFact,
    TextFault,
)
from analysis.coding.raw import RawData
from analysis.coding.settlement import disagreements_of
from analysis.comparison.comparison_records import Derived
from analysis.comparison.derived import derive
from analysis.comparison.look_alikes import look_alikes
from analysis.comparison.rules import Rules
from analysis.errors import unknown_choice
from analysis.figures.figure import Figure
from analysis.figures.observations import observe
from analysis.tables import store
from analysis.tables.published_tables import publish_checked

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class TextResults:
    """What is known of one text alone; each table is worked out when it is first asked for.

    Parameters
    ----------
    data
        The raw tables.
    document
        Id of the text.
    folder
        Where ``data/processed`` is written.
    """

    data: RawData
    document: str
    folder: Path

    def publish(self, table: str) -> pd.DataFrame:
        """Write one table of the text, and return it as text, as it is written.

        Parameters
        ----------
        table
            ``observations``, ``derived``, ``text-faults``, ``lists``, ``coded-by``,
            ``disagreements`` or ``findings``.

        Raises
        ------
        AnalysisError
            If it is none of these, a cell breaks its declaration, a figure is coded otherwise than
            printed, or the folder cannot be written.
        """
        kinds: dict[str, tuple[type[Any], Any]] = {
            "observations": (Figure, lambda: self._figures),
            "derived": (Derived, lambda: self._derived),
            "text-faults": (TextFault, lambda: self.data.text_faults_of(self.document)),
            "lists": (CountedList, lambda: self._lists),
            "coded-by": (CodedBy, lambda: self.data.coded_by(self.document)),
            "disagreements": (Disagreement, lambda: disagreements_of(self.data, self.document)),
            "findings": (Finding, self._findings),
        }
        kind, records = kinds[unknown_choice("table", table, kinds)]
        found = records()
        publish_checked(found, kind, self.folder, self.document, self.data.codes)
        return store.frame_of(found, kind)

    @cached_property
    def _rules(self) -> Rules:
        return Rules.of_raw(self.data)

    @cached_property
    def _figures(self) -> tuple[Figure, ...]:
        return observe(self.data, self.document)

    @cached_property
    def _corrections(self) -> tuple[Correction, ...]:
        return store.records_of(self.data.corrections_of(self.document), Correction)

    @cached_property
    def _derived(self) -> tuple[Derived, ...]:
        return derive(self._figures, self.data.codebook, self._rules, self._corrections)

    @cached_property
    def _lists(self) -> tuple[CountedList, ...]:
        return lists_of(self.data.list_items_of(self.document), self.data.figures(self.document))

    def _findings(self) -> tuple[Finding, ...]:
        codebook = self.data.codebook
        findings = run_checks(
            self._figures,
            self._derived,
            codebook,
            Plausible.of_raw(self.data, self._rules.measures),
            look_alikes=look_alikes(self._figures, codebook, self._rules),
            lists=self._lists,
            corrections=self._corrections,
            outside=self.data.rows(OutsideFact),
        )
        refuse_miscoded(findings)
        return findings
