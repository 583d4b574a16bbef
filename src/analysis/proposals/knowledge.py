"""What is known of indicators: their words in the codebook, and figures settled before."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from analysis.language.messages import Message, Name, Named, in_quotes, listed
from analysis.proposals.named_attributes import population_words, scheme_words
from analysis.proposals.nearby_words import pairs, pieces
from analysis.proposals.proposal_records import Candidate, Settled
from analysis.tables.codebook import Codebook, Indicator

READ = "zh"
"""Language of the texts, whatever the language of the pages."""

_LABEL, _DEFINITION, _INCLUDED, _SETTLED = 2.0, 1.5, 0.7, 1.0
"""What a word counts for where it stands: a label says most, an aside least."""
_LENGTH = 0.6
"""How far long descriptions are held back; 1 would be the cosine of the angle."""
_FIT = 0.6
"""How much the unit decides beside the words."""
_ONLY_UNIT, _UNFIT = {"money": "元", "share": "%"}, 0.2
"""Kinds of things that have one unit alone, and how far another is held back before figures in that
unit were settled."""
_OTHER_NATURE = 0.5
"""An indicator whose figures are of another nature than the number seems to be."""
_TOLD = frozenset(("flow", "stock", "rate", "duration"))
"""Natures that words tell; single events and plans are coded under the same indicators."""
_OTHER_KIND, _OTHER_PLACE = 0.6, 0.2
"""An indicator whose figures mostly count something else than the number seems to count, and one
whose figures are the city's where the number is not."""
_SAME_SCHEME = 1.3
"""An indicator whose figures are mostly of the programme that words name."""
_NEAR = 0.75
"""Weight from which a piece of the text is named as a reason."""


_REMEMBERED = 20_000
"""Clauses of which the pieces are remembered."""
_SHOWN = 3
"""Indicators that are proposed for a figure, each with its reason."""


class Knowledge:
    """Indicators with the words and units that speak for them.

    Parameters
    ----------
    codebook
        The codebook.
    settled
        Figures settled before; none are needed.
    """

    def __init__(self, codebook: Codebook, settled: Iterable[Settled] = ()) -> None:
        self._indicators: Mapping[str, Indicator] = {
            each.indicator: each for each in codebook.indicators
        }
        self._codes = codebook.codes
        self._settled = tuple(each.cells for each in settled)
        self._factors: dict[tuple[str, str, str], Mapping[str, float]] = {}
        self._fits: dict[tuple[str, str], float] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        self._most: dict[tuple[str, str], str] = {}

    @cached_property
    def _descriptions(self) -> Mapping[str, Mapping[str, float]]:
        """What each piece counts for in the description of each indicator."""
        found: dict[str, dict[str, float]] = {}
        for code, each in self._indicators.items():
            words = Counter[str]()
            for text, weight in (
                (each.label[READ], _LABEL),
                (each.definition[READ], _DEFINITION),
                (each.included[READ], _INCLUDED),
            ):
                for piece in pieces(text):
                    words[piece] += weight  # type: ignore[assignment]
            found[code] = dict(words)
        for cells in self._settled:
            description = found.get(cells["indicator"])
            if description is not None:
                for piece in pieces(cells[f"measures_{READ}"]):
                    description[piece] = description.get(piece, 0.0) + _SETTLED
        return found

    @cached_property
    def populations(self) -> Sequence[tuple[str, str]]:
        """The words by which populations are found."""
        return population_words(self._labels("population"))

    @cached_property
    def schemes(self) -> Mapping[str, str]:
        """The words of programmes that have a name of their own, by code."""
        return scheme_words(self._labels("scheme"))

    def _labels(self, name: str) -> list[tuple[str, str]]:
        return [(each.code, each.label[READ]) for each in self._codes if each.list == name]

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        """How much a piece tells: most where few descriptions have it."""
        number = Counter(piece for each in self._descriptions.values() for piece in each)
        count = len(self._descriptions)
        return {piece: math.log((count + 1) / (n + 0.5)) for piece, n in number.items()}

    @cached_property
    def _profiles(self) -> Mapping[str, tuple[Mapping[str, float], float]]:
        """Weighted pieces of each indicator, and what divides its score."""
        found = {}
        for code, description in self._descriptions.items():
            weighted = {
                piece: (1 + math.log(n) if n >= 1 else n) * self._rarity[piece]
                for piece, n in description.items()
            }
            norm = math.sqrt(sum(x * x for x in weighted.values())) or 1.0
            found[code] = (weighted, norm**_LENGTH)
        return found

    @cached_property
    def _speaking(self) -> Mapping[str, Sequence[tuple[str, float]]]:
        """The indicators that each piece speaks for, with its weight there.

        A text has few of all pieces, and a piece few of all indicators.
        """
        found: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for code, (weighted, _) in self._profiles.items():
            for piece, weight in weighted.items():
                found[piece].append((code, weight))
        return dict(found)

    @cached_property
    def _things(self) -> tuple[Mapping[str, Counter[str]], Counter[str]]:
        """Kinds of things that were printed in each unit, and all together."""
        by_unit: dict[str, Counter[str]] = defaultdict(Counter)
        together = Counter[str]()
        for cells in self._settled:
            each = self._indicators.get(cells["indicator"])
            if each is not None:
                by_unit[cells["unit"]][each.thing] += 1
                together[each.thing] += 1
        return by_unit, together

    @cached_property
    def _of_schemes(self) -> Mapping[str, frozenset[str]]:
        """Indicators whose settled figures are mostly of one programme, by programme."""
        schemes: dict[str, Counter[str]] = defaultdict(Counter)
        for cells in self._settled:
            schemes[cells["indicator"]][cells.get("scheme", "")] += 1
        found: dict[str, set[str]] = defaultdict(set)
        for code, seen in schemes.items():
            scheme, count = seen.most_common(1)[0]
            if scheme and 2 * count > seen.total():
                found[scheme].add(code)
        return {scheme: frozenset(codes) for scheme, codes in found.items()}

    def _fit(self, unit: str, code: str) -> float:
        """Return how well a unit fits an indicator, 1 where nothing is known."""
        known = self._fits.get((unit, code))
        if known is None:
            known = self._fits[unit, code] = self._fit_of(unit, code)
        return known

    def _fit_of(self, unit: str, code: str) -> float:
        by_unit, together = self._things
        seen = by_unit.get(unit)
        if not seen:
            only = _ONLY_UNIT.get(self._indicators[code].thing, "")
            return _UNFIT if only != unit and (only or unit in _ONLY_UNIT.values()) else 1.0
        thing = self._indicators[code].thing
        share = (seen[thing] + 0.3) / (seen.total() + 0.3 * len(together))
        usual = (together[thing] + 1) / (together.total() + len(together))
        factor: float = max(0.05, min(2.0, share / usual)) ** _FIT
        return factor

    def pieces_of(self, words: str) -> tuple[str, ...]:
        """Return those pieces of some words that speak for an indicator."""
        known = self._known.get(words)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = tuple(piece for piece in pieces(words) if piece in self._speaking)
            self._known[words] = known
        return known

    def ranked(
        self,
        words: Mapping[str, float],
        unit: str,
        nature: str = "",
        counted: str = "",
        scheme: str = "",
        *,
        reasons: bool = True,
    ) -> list[Candidate]:
        """Return the `_SHOWN` indicators that may be meant, the likeliest first.

        Parameters
        ----------
        words
            Pieces of the words around the number with their weights (`words.weights`).
        unit
            Unit of the number, or empty.
        nature
            What kind of figure it seems to be, or empty.
        counted
            What it seems to count, or empty.
        scheme
            The programme that words name, or empty.
        reasons
            Whether to say which words speak for each; without, every reason is the same.
        """
        scores: dict[str, float] = {}
        for piece, x in words.items():
            for code, weight in self._speaking.get(piece, ()):
                scores[code] = scores.get(code, 0.0) + x * weight
        for code in self._of_schemes.get(scheme, ()):
            if code in scores:
                scores[code] *= _SAME_SCHEME
        key = (unit, nature, counted)
        factors = self._factors.get(key)
        if factors is None:
            factors = self._factors[key] = {
                code: self._fit(unit, code) * self._likeness(code, nature, counted) / norm
                for code, (_, norm) in self._profiles.items()
            }
        found = sorted((-score * factors[code], code) for code, score in scores.items())[:_SHOWN]
        return [
            Candidate(
                code,
                self._indicators[code].label,
                -score,
                self._reason(code, words) if reasons else _NO_REASON,
            )
            for score, code in found
        ]

    def covered(self, codes: Sequence[str], words: str) -> tuple[float, float]:
        """Return how much of some words the descriptions of two indicators hold, from 0 to 1.

        Rare words count more; those that no indicator has, as much as the rarest.  An indicator
        that is missing holds nothing.
        """
        rarities = {piece: self._rarity.get(piece, self._rarest) for piece in pairs(words)}
        whole = sum(rarities.values())
        held = [0.0, 0.0]
        for place, code in enumerate(codes[:2]):
            weighted, _ = self._profiles[code]
            held[place] = sum(x for piece, x in rarities.items() if piece in weighted)
        return (held[0] / whole, held[1] / whole) if whole else (0.0, 0.0)

    @cached_property
    def _rarest(self) -> float:
        """What a piece tells that hardly any description has."""
        return max(self._rarity.values(), default=1.0)

    def _likeness(self, code: str, nature: str, counted: str) -> float:
        """Return how far an indicator is held back by what the number seems to be and count."""
        factor = _OTHER_NATURE if self._speaks_against(code, nature) else 1.0
        if self._counts(code, counted):
            return factor
        return factor * (_OTHER_PLACE if counted == "context" else _OTHER_KIND)

    def _speaks_against(self, code: str, nature: str) -> bool:
        """Tell whether figures of an indicator are of other natures, as far as words can tell."""
        return nature in _TOLD and nature not in self._indicators[code].nature

    def _counts(self, code: str, counted: str) -> bool:
        """Tell whether figures of an indicator mostly count such things, as far as is known."""
        return not counted or self.usual("counted", code) in ("", counted)

    def _reason(self, code: str, words: Mapping[str, float]) -> Message:
        """Say which words of the text speak for an indicator, the most telling first."""
        weighted = self._profiles[code][0]
        telling = sorted(
            (piece for piece, x in words.items() if piece in weighted and x >= _NEAR),
            key=lambda piece: (-weighted[piece] * len(piece), piece),
        )
        kept: list[str] = []
        for piece in telling:
            if not any(piece in other or other in piece for other in kept):
                kept.append(piece)
        if not kept:
            return _NO_REASON
        shown = [in_quotes(Named(Name(piece))) for piece in kept[:3]]
        return Message("proposal.reason.words", words=listed(shown))

    def usual(self, column: str, indicator: str) -> str:
        """Return what figures of an indicator mostly have in a column; empty if none is settled.

        Where no figure of the indicator is settled, those of the same kind of thing and theme
        decide, then those of the theme, then those of the same kind of thing; for money, which
        every theme has, the kind of thing before the theme.
        """
        known = self._most.get((column, indicator))
        if known is None:
            known = self._most[column, indicator] = self._usual_of(column, indicator)
        return known

    def _usual_of(self, column: str, indicator: str) -> str:
        each = self._indicators[indicator]
        for alike in self._groups(each):
            seen = Counter(cells[column] for cells in alike)
            if seen:
                return min(seen, key=lambda value: (-seen[value], value))
        return ""

    def _groups(self, indicator: Indicator) -> Sequence[list[Mapping[str, str]]]:
        """Return settled figures from the most alike to the least."""
        own = [cells for cells in self._settled if cells["indicator"] == indicator.indicator]
        things = [
            cells
            for cells in self._settled
            if (other := self._indicators.get(cells["indicator"])) is not None
            and other.thing == indicator.thing
        ]
        theme = [
            cells
            for cells in self._settled
            if (other := self._indicators.get(cells["indicator"])) is not None
            and other.theme == indicator.theme
        ]
        both = [cells for cells in theme if cells in things]
        rest = (things, theme) if indicator.thing == "money" else (theme, things)
        return own, both, *rest

    def indicator(self, code: str) -> Indicator:
        """Return an indicator of the codebook."""
        return self._indicators[code]


_NO_REASON = Message("proposal.reason.far")
