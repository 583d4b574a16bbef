"""What a main finding is, and the tables that findings are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from analysis import language as lg
from analysis.intervals import Interval
from analysis.language import Labels
from analysis.sentences.statements import Fragments, Material, Statement


@dataclass(frozen=True, slots=True)
class Headline:
    """One main finding.

    Attributes
    ----------
    name
        Which finding: ``pairs``, ``counted``, ``share``, ``impossible``, ``alike``, ``per_head``
        or ``reporting``; ``vague`` for the sentence above them.
    title_en, title_zh
        A few words above the sentence.
    statement
        The sentence in both languages.
    subject
        What it is about, for its chart: an indicator, two figures, a city; empty where that is
        everything.
    """

    name: str
    title_en: str
    title_zh: str
    statement: Statement
    subject: str = ""

    def title(self, language: str) -> str:
        """Return the title in one language."""
        return self.title_zh if lg.check_language(language) == "zh" else self.title_en

    def ranked_by(self, ranked: Mapping[str, Fragments]) -> Headline:
        """Return the finding with sentences in which pairs rank whose gates are open.

        Parameters
        ----------
        ranked
            The whole sentence by language; what it ranks by comes from `comparison_statement`,
            which opened the gates of each pair.
        """
        statement = replace(self.statement, gates_open=True, en=ranked["en"], zh=ranked["zh"])
        return replace(self, statement=statement)


@dataclass(frozen=True)
class Findings:
    """The tables that the findings are made from.

    Attributes
    ----------
    material
        Observations, origin records, codebook and derived figures.
    comparisons, look_alikes
        Graded pairs, and like numbers of different things.
    labels
        Labels by language.
    plausible
        What a ratio usually is, by measure.
    sensitivity
        Readings under which a result holds or does not.
    checked
        What the checks found.
    """

    material: Material
    comparisons: pd.DataFrame
    look_alikes: pd.DataFrame
    labels: Mapping[str, Labels]
    plausible: Mapping[str, Interval]
    sensitivity: pd.DataFrame
    checked: pd.DataFrame

    @property
    def figures(self) -> pd.DataFrame:
        """Observations without repeats."""
        observations = self.material.observations
        return observations[observations["duplicate_of"] == ""]

    def documents(self, figures: pd.DataFrame) -> list[str]:
        """Return the documents of figures in the order of the catalogue."""
        present = set(figures["document"])
        return [d for d in self.labels["en"].document_order() if d in present]
