"""A bridge for older callers: these charts stand in modules of their own now."""

from analysis.charts.story import amounts_side_by_side as amounts_side_by_side
from analysis.charts.story import changed_reporting as changed_reporting
from analysis.charts.story import look_alike_pair as look_alike_pair
from analysis.charts.story import obstacles as obstacles
