"""The charts of the story: each a pure function from records and labels to a display.

A chart draws only what may be read against each other; what is no comparison is a table.  Titles
are computed from what is drawn.  A new chart is one form, one function and its line here.
"""

from analysis.charts.story.figure_counts import firmness_of_words as firmness_of_words
from analysis.charts.story.figure_counts import themes_by_document as themes_by_document
from analysis.charts.story.figure_counts import what_is_counted as what_is_counted
from analysis.charts.story.impossible import impossible_as_printed as impossible_as_printed
from analysis.charts.story.indicator import indicator_strips as indicator_strips
from analysis.charts.story.parts import DOCUMENTS as DOCUMENTS
from analysis.charts.story.parts import MARKS as MARKS
from analysis.charts.story.per_head_chart import worth_per_head as worth_per_head
from analysis.charts.story.period_bars import documents_of_years as documents_of_years
from analysis.charts.story.period_bars import periods_of_document as periods_of_document
from analysis.charts.story.strips import consultation_coverage as consultation_coverage
from analysis.charts.story.strips import stated_share as stated_share
from analysis.charts.story.strips import strips as strips
from analysis.charts.story.tables import MATCHMAKING as MATCHMAKING
from analysis.charts.story.tables import changed_reporting as changed_reporting
from analysis.charts.story.tables import dispute_chain as dispute_chain
from analysis.charts.story.tables import documents_with_chain as documents_with_chain
from analysis.charts.story.tables import look_alike_table as look_alike_table
from analysis.charts.story.tables import matchmaking as matchmaking
from analysis.charts.story.tables import mutual_aid as mutual_aid
