"""What pages read: a thin view on the processed tables, with the labels of one language.

Nothing is worked out here: records are made by `analysis.tables.store`, figures complete by
`analysis.figures.figure.load_figures`, and what a page shows of them by the other modules of this
room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from analysis.checks import Finding, PlausibleBand
from analysis.coding.coding_records import (
    Agreement,
    CodedBy,
    Coder,
    Correction,
    CountedList,
    Disagreement,
    Erratum,
    GradeArgument,
    LookedFor,
    ReaderQuestion,
    TextFault,
    likely_values,
)
from analysis.comparison.comparison_records import (
    Derived,
    Graded,
    LookAlike,
    Pair,
    PairCount,
    Target,
    Trial,
)
from analysis.comparison.rules import RatioRule
from analysis.figures.coverage import Coverage
from analysis.figures.figure import Figure, load_figures
from analysis.proposals.proposal_records import ConfidenceBand as ProposalBand
from analysis.sentences.evidence import Evidence
from analysis.tables.codebook import Codebook, Labels, load_codebook
from analysis.tables.dataset import Dataset
from analysis.tables.notebook_parameters import check_parameters


@dataclass(frozen=True)
class Book:
    """The processed tables that a page reads, and the labels of its language.

    A table is read when it is first asked for, so that a page depends on no more than it shows.
    Methods with `document`, `theme` or `city` take one of them at most: the part that is wanted.

    Parameters
    ----------
    language
        One of the languages.
    data
        The processed tables; by default those of the project.
    """

    language: str
    data: Dataset = field(default_factory=Dataset)

    @cached_property
    def codebook(self) -> Codebook:
        """Labels of codes, indicators and documents in every language."""
        return load_codebook(self.data)

    @cached_property
    def labels(self) -> Labels:
        """The labels in the language of the page."""
        return Labels(self.language, self.codebook)

    def check_parameters(self, **given: object) -> None:
        """Check the parameters of a page's notebook, and that nothing else was passed to it.

        Raises
        ------
        AnalysisError
            If one is none of those that there are, or there is no such parameter.
        """
        check_parameters(self.codebook, **given)

    def figures(self, *, document: str = "", theme: str = "", city: str = "") -> tuple[Figure, ...]:
        """Return figures, with their repeats and the lengths of their periods."""
        return load_figures(self.data, document=document, theme=theme, city=city)

    def derived(
        self, *, document: str = "", theme: str = "", city: str = ""
    ) -> tuple[Derived, ...]:
        """Return derived figures."""
        return self.data.rows(Derived, document=document, theme=theme, city=city)

    def pairs(self, *, theme: str = "", city: str = "") -> tuple[Pair, ...]:
        """Return graded pairs."""
        return self.data.rows(Pair, theme=theme, city=city)

    def counts(self, *, theme: str = "", city: str = "") -> tuple[PairCount, ...]:
        """Return graded pairs that are counted and not stored."""
        return self.data.rows(PairCount, theme=theme, city=city)

    def graded(self, *, theme: str = "", city: str = "") -> tuple[Graded, ...]:
        """Return all graded pairs, stored or counted."""
        return (*self.pairs(theme=theme, city=city), *self.counts(theme=theme, city=city))

    def findings(self, *, document: str = "") -> tuple[Finding, ...]:
        """Return what the checks found; of a document, also beside figures of other texts."""
        return self.data.rows(Finding, text=document)

    def text_faults(self, *, document: str = "") -> tuple[TextFault, ...]:
        """Return faults of the copies that touch no figure."""
        return self.data.rows(TextFault, document=document)

    def lists(self, *, document: str = "") -> tuple[CountedList, ...]:
        """Return lists beside the numbers that the texts state for them."""
        return self.data.rows(CountedList, document=document)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """Faults argued beside the printed value."""
        return self.data.rows(Correction)

    @cached_property
    def likely(self) -> Mapping[str, Fraction]:
        """Numbers argued beside printed ones, by figure."""
        return likely_values(self.data.known(Correction))

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        """Counts of figures by document and theme."""
        return self.data.rows(Coverage)

    @property
    def look_alikes(self) -> tuple[LookAlike, ...]:
        """Like numbers of different things."""
        return self.data.rows(LookAlike)

    def trials(self, *, theme: str = "", city: str = "") -> tuple[Trial, ...]:
        """Return results of pairs under other readings."""
        return self.data.rows(Trial, theme=theme, city=city)

    def targets(self, *, city: str = "") -> tuple[Target, ...]:
        """Return what became of targets."""
        return self.data.rows(Target, city=city)

    @property
    def grade_arguments(self) -> tuple[GradeArgument, ...]:
        """Grades that may be given otherwise, and why the rule does not."""
        return self.data.rows(GradeArgument)

    @property
    def errata(self) -> tuple[Erratum, ...]:
        """What earlier versions said wrongly, and what is right."""
        return self.data.rows(Erratum)

    @property
    def questions(self) -> tuple[ReaderQuestion, ...]:
        """What readers ask of the texts."""
        return self.data.rows(ReaderQuestion)

    @property
    def looked_for(self) -> tuple[LookedFor, ...]:
        """What readings of the texts found on what readers ask."""
        return self.data.rows(LookedFor)

    @property
    def bands(self) -> tuple[PlausibleBand, ...]:
        """What each ratio usually is, and what it can be at all."""
        return self.data.rows(PlausibleBand)

    @property
    def proposal_bands(self) -> tuple[ProposalBand, ...]:
        """How often proposals of indicators were right, by strength."""
        return self.data.rows(ProposalBand)

    @property
    def ratios(self) -> tuple[RatioRule, ...]:
        """The declared ratios."""
        return self.data.rows(RatioRule)

    @property
    def coders(self) -> tuple[Coder, ...]:
        """Who coded, and how."""
        return self.data.rows(Coder)

    def coded_by(self, *, document: str = "") -> tuple[CodedBy, ...]:
        """Return who coded which text."""
        return self.data.rows(CodedBy, document=document)

    @property
    def agreement(self) -> tuple[Agreement, ...]:
        """How far the two codings agree."""
        return self.data.rows(Agreement)

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Cells that the two codings fill differently."""
        return self.data.rows(Disagreement)

    def known(
        self,
        figures: tuple[Figure, ...],
        derived: tuple[Derived, ...] = (),
        trials: tuple[Trial, ...] = (),
    ) -> Evidence:
        """Return figures and derived figures by their identifiers, and other readings of pairs."""
        return Evidence(figures, derived, self.codebook, trials=trials, likely=self.likely)
