"""What a main finding is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.language.messages import Part, text
from analysis.sentences.claims import Claim
from analysis.sentences.statements import Statement


@dataclass(frozen=True, slots=True)
class Headline:
    """One main finding.

    Attributes
    ----------
    name
        Which finding: ``pairs``, ``counted``, ``share``, ``impossible``, ``alike``, ``per_head``
        or ``reporting``; ``vague`` for the sentence above them.
    words
        A few words above the sentence: a claim, or nothing.
    statement
        The sentence.
    subject
        What it is about, for its chart: indicators, figures, a city; empty where that is
        everything.
    """

    name: str
    words: Part
    statement: Statement
    subject: tuple[str, ...] = ()

    def title(self, language: str) -> str:
        """Return the words above the sentence in one language; a claim is remembered."""
        if isinstance(self.words, Claim):
            return self.words.text(language)
        return text(self.words, language)


def headline(
    name: str,
    words: Part,
    sentence: Part,
    documents: Sequence[str],
    *,
    subject: Sequence[str] = (),
    theme: str = "",
) -> Headline:
    """Return a finding.

    Parameters
    ----------
    name, words, subject
        As in `Headline`.
    sentence, documents, theme
        As in `Statement`.

    Raises
    ------
    AnalysisError
        If the sentence ranks although no pair with open gates stands behind that.
    """
    statement = Statement(f"headline:{name}", "finding", theme, tuple(documents), sentence)
    return Headline(name, words, statement, tuple(subject))
