"""Parameters of the comparison of texts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from analysis.errors import AnalysisError


@dataclass(frozen=True, slots=True)
class Settings:
    """Parameters of the comparison.

    Attributes
    ----------
    limits
        ``conventional`` or ``asserted``.
    factor
        Amounts and counts differ materially beyond this factor.
    share_points
        Shares differ materially beyond so many points where a base is unstated or differs.
    share_points_same_base
        The same where both texts state the same base.
    ceiling
        Rates from here on, with a base unstated, rank nobody.
    look_alike
        Numbers of different things look alike when they differ by at most this share.
    """

    limits: str = "conventional"
    factor: Fraction = Fraction(5, 4)
    share_points: Fraction = Fraction(5)
    share_points_same_base: Fraction = Fraction(1)
    ceiling: Fraction = Fraction(90)
    look_alike: Fraction = Fraction(2, 100)

    def __post_init__(self) -> None:
        """Refuse limits that are not known."""
        if self.limits not in ("conventional", "asserted"):
            raise AnalysisError(
                f"comparisons use conventional or asserted limits, not {self.limits!r}"
            )


DEFAULT_SETTINGS = Settings()
