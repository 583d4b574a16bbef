"""The tables of all texts together, from the tables of each: side by side, graded and checked.

A notebook names a table, which is worked out with all that it needs, written and shown.  How each
is worked out belongs to the rooms before; the tables of one text, to `text_results`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.checks.check_runner import run_checks
from analysis.checks.finding_records import Finding
from analysis.checks.plausible import Plausible
from analysis.coding.coding_records import (
    CodedBy,
    Correction,
    CountedList,
    Disagreement,
    GradeArgument,
    OutsideFact,
    TextFault,
)
from analysis.comparison.comparison_records import (
    Derived,
    LookAlike,
    Pair,
    PairCount,
    Target,
    Trial,
)
from analysis.comparison.look_alikes import look_alikes
from analysis.comparison.pairs import compare_figures
from analysis.comparison.rules import Rules
from analysis.comparison.sensitivity import sensitivity
from analysis.comparison.storing import stored, stored_look_alikes
from analysis.comparison.targets import targets
from analysis.errors import unknown_choice
from analysis.figures.coverage import Coverage, coverage
from analysis.figures.figure import Figure, with_lengths, with_repeats
from analysis.tables import store
from analysis.tables.codebook import Codebook, load_codebook
from analysis.tables.dataset import Dataset
from analysis.tables.published_tables import publish_table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class JointResults:
    """What is known of all texts together; each table is worked out when it is first asked for.

    Parameters
    ----------
    data
        The processed tables: those of each text, and the codebook.
    folder
        Where ``data/processed`` is written.
    """

    data: Dataset
    folder: Path

    def publish(self, table: str) -> pd.DataFrame:
        """Write one table, for all texts and apart as it is declared, and return it as text.

        Parameters
        ----------
        table
            ``observations``, ``coverage``, ``derived``, ``lists``, ``text-faults``, ``coded-by``,
            ``disagreements``, ``findings``, ``look-alikes``, ``comparisons``, ``pair-counts``,
            ``sensitivity`` or ``targets``.

        Raises
        ------
        AnalysisError
            If it is none of these, what it is made from is missing or broken, or the folder cannot
            be written.
        """
        kinds: dict[str, tuple[type[Any], Any]] = {
            "observations": (Figure, lambda: self._figures),
            "coverage": (Coverage, self._coverage),
            "derived": (Derived, lambda: self.data.together(Derived)),
            "lists": (CountedList, lambda: self.data.together(CountedList)),
            "text-faults": (TextFault, lambda: self.data.together(TextFault)),
            "coded-by": (CodedBy, lambda: self.data.together(CodedBy)),
            "disagreements": (Disagreement, lambda: self.data.together(Disagreement)),
            "findings": (Finding, self._findings),
            "look-alikes": (LookAlike, lambda: self._look_alikes),
            "comparisons": (Pair, lambda: self._stored[0]),
            "pair-counts": (PairCount, lambda: self._stored[1]),
            "sensitivity": (Trial, self._trials),
            "targets": (Target, lambda: targets(self._figures, self.codebook, self._rules)),
        }
        kind, records = kinds[unknown_choice("table", table, kinds)]
        found = records()
        publish_table(
            found,
            kind,
            self.folder,
            themes=self.codebook.order("theme"),
            cities={document.city for document in self.codebook.documents},
            documents=self.codebook.document_order(),
        )
        return store.frame_of(found, kind)

    @property
    def graded(self) -> pd.DataFrame:
        """Every graded pair as text, whether `comparisons` has it or `pair-counts` counts it."""
        return store.frame_of(self._graded, Pair)

    @cached_property
    def codebook(self) -> Codebook:
        """Labels and order of texts and codes."""
        return load_codebook(self.data)

    @cached_property
    def _rules(self) -> Rules:
        return Rules.load(self.data)

    @cached_property
    def _figures(self) -> tuple[Figure, ...]:
        return with_lengths(with_repeats(self.data.together(Figure)), self.codebook.documents)

    def _coverage(self) -> list[Coverage]:
        book = self.codebook
        return coverage(self._figures, book.document_order(), book.order("theme"))

    @cached_property
    def _look_alikes(self) -> tuple[LookAlike, ...]:
        found = look_alikes(self._figures, self.codebook, self._rules)
        return stored_look_alikes(found, len(self.codebook.documents))

    def _findings(self) -> tuple[Finding, ...]:
        return run_checks(
            self._figures,
            self.data.together(Derived),
            self.codebook,
            Plausible.load(self.data),
            look_alikes=self._look_alikes,
            lists=self.data.together(CountedList),
            corrections=self.data.rows(Correction),
            outside=self.data.rows(OutsideFact),
        )

    @cached_property
    def _graded(self) -> tuple[Pair, ...]:
        return compare_figures(
            self._figures,
            self.data.together(Derived),
            self.codebook,
            self._rules,
            arguments=self.data.rows(GradeArgument),
        )

    @cached_property
    def _stored(self) -> tuple[tuple[Pair, ...], tuple[PairCount, ...]]:
        return stored(self._graded, self._figures, len(self.codebook.documents))

    def _trials(self) -> tuple[Trial, ...]:
        return sensitivity(
            self._figures,
            self.data.together(Derived),
            self._stored[0],
            self.codebook,
            self._rules,
            self.data.rows(Correction),
            self.data.rows(GradeArgument),
        )
