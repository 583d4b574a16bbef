"""The charts of the story: each a pure function from tables and labels to a `Chart`.

Titles are computed from the rows drawn.  No title ranks cities; where limits overlap or bases
differ, that is the finding.
"""

from analysis.charts.story.alike import look_alike_table
from analysis.charts.story.dot_charts import (
    city_chart,
    consultation_coverage,
    document_chart,
    drawable,
    mutual_aid,
    panels_of,
    stated_share,
    theme_chart,
)
from analysis.charts.story.per_head_charts import impossible_as_printed, worth_per_head
from analysis.charts.story.stages import dispute_chain, documents_with_chain, matchmaking
from analysis.charts.story.tallies import firmness_of_words, themes_by_document, what_is_counted
from analysis.charts.story.times import documents_of_years, periods_of_document
from analysis.charts.story.verdicts import pairs_among

__all__ = [
    "city_chart",
    "consultation_coverage",
    "dispute_chain",
    "document_chart",
    "documents_of_years",
    "documents_with_chain",
    "drawable",
    "firmness_of_words",
    "impossible_as_printed",
    "look_alike_table",
    "matchmaking",
    "mutual_aid",
    "pairs_among",
    "panels_of",
    "periods_of_document",
    "stated_share",
    "theme_chart",
    "themes_by_document",
    "what_is_counted",
    "worth_per_head",
]
