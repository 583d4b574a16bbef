"""The charts of the story: each a pure function from records and labels to a `Chart`.

Titles are computed from what is drawn.  No title ranks cities; where limits overlap or bases
differ, that is the finding.  A new chart is one form, one function and its line here.
"""

from analysis.charts.story.dot_charts import city_chart as city_chart
from analysis.charts.story.dot_charts import consultation_coverage as consultation_coverage
from analysis.charts.story.dot_charts import document_chart as document_chart
from analysis.charts.story.dot_charts import mutual_aid as mutual_aid
from analysis.charts.story.dot_charts import stated_share as stated_share
from analysis.charts.story.dot_charts import theme_chart as theme_chart
from analysis.charts.story.figure_counts import firmness_of_words as firmness_of_words
from analysis.charts.story.figure_counts import themes_by_document as themes_by_document
from analysis.charts.story.figure_counts import what_is_counted as what_is_counted
from analysis.charts.story.look_alike_charts import look_alike_pair as look_alike_pair
from analysis.charts.story.look_alike_charts import look_alike_table as look_alike_table
from analysis.charts.story.obstacle_charts import obstacles as obstacles
from analysis.charts.story.panel_verdicts import pairs_among as pairs_among
from analysis.charts.story.parts import DOCUMENTS as DOCUMENTS
from analysis.charts.story.per_head_charts import amounts_side_by_side as amounts_side_by_side
from analysis.charts.story.per_head_charts import impossible_as_printed as impossible_as_printed
from analysis.charts.story.per_head_charts import worth_per_head as worth_per_head
from analysis.charts.story.period_charts import documents_of_years as documents_of_years
from analysis.charts.story.period_charts import periods_of_document as periods_of_document
from analysis.charts.story.reporting_charts import changed_reporting as changed_reporting
from analysis.charts.story.stage_charts import MATCHMAKING as MATCHMAKING
from analysis.charts.story.stage_charts import dispute_chain as dispute_chain
from analysis.charts.story.stage_charts import documents_with_chain as documents_with_chain
from analysis.charts.story.stage_charts import matchmaking as matchmaking
