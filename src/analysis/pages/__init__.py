"""What pages show: tables, sentences and lists of cases made from records, in one language.

Each function takes records and `Labels` and gives a display; nothing here computes a result.  How
displays become HTML belongs to `analysis.show`, how a page is put together to `analysis.site`.
"""

from __future__ import annotations

from analysis.pages import list_lengths
from analysis.pages.book import Book
from analysis.pages.codebook_page import (
    bands_table,
    checks_table,
    definitions_table,
    limits_rules_table,
    proposals_table,
)
from analysis.pages.dictionary_page import dictionary_table, published_tables
from analysis.pages.faults import DECLARED, corrections_list, findings_list
from analysis.pages.figure_tables import (
    all_figures,
    every_figure,
    figures_by_theme,
    figures_table,
    programme_table,
)
from analysis.pages.indicator_tables import (
    indicator_link,
    indicator_summary,
    indicator_table,
)
from analysis.pages.origins import (
    errata_table,
    grade_arguments_table,
    lists_table,
    text_faults_table,
)
from analysis.pages.page_words import lede
from analysis.pages.profile import (
    city_change,
    city_findings,
    document_findings,
    profile,
    texts_of,
)
from analysis.pages.quality import (
    agreement_groups_table,
    agreement_table,
    coders,
    disagreements_table,
    how_sure,
)
from analysis.pages.results import (
    comparisons_table,
    derived_table,
    graded_table,
    sensitivity_table,
    statements,
    targets_table,
)
from analysis.pages.text_tables import (
    documents_table,
    origin_table,
    theme_summary,
    where_printed,
)
from analysis.pages.unsaid import answers, question_heading, readers_of, without_figure

__all__ = [
    "DECLARED",
    "Book",
    "agreement_groups_table",
    "agreement_table",
    "all_figures",
    "answers",
    "bands_table",
    "checks_table",
    "city_change",
    "city_findings",
    "coders",
    "comparisons_table",
    "corrections_list",
    "definitions_table",
    "derived_table",
    "dictionary_table",
    "disagreements_table",
    "document_findings",
    "documents_table",
    "errata_table",
    "every_figure",
    "figures_by_theme",
    "figures_table",
    "findings_list",
    "grade_arguments_table",
    "graded_table",
    "how_sure",
    "indicator_link",
    "indicator_summary",
    "indicator_table",
    "lede",
    "limits_rules_table",
    "list_lengths",
    "lists_table",
    "origin_table",
    "profile",
    "programme_table",
    "proposals_table",
    "published_tables",
    "question_heading",
    "readers_of",
    "sensitivity_table",
    "statements",
    "targets_table",
    "text_faults_table",
    "texts_of",
    "theme_summary",
    "where_printed",
    "without_figure",
]
