"""A bridge: see `analysis.show.display`."""

from analysis.show.display import Case as Case
from analysis.show.display import Cases as Cases
