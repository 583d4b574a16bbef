"""The tables and sentences that pages are made of, in both languages.

Each function takes processed tables and `Labels` and gives a display object; nothing here computes
a result.
"""

from __future__ import annotations

from analysis.language import t as word
from analysis.pages.book import Book, records
from analysis.pages.codebook import (
    LIMIT_EXAMPLES,
    bands_table,
    checks_table,
    definitions_table,
    limits_rules_table,
)
from analysis.pages.faults import corrections_list, findings_list
from analysis.pages.figure_tables import figures_table, limits_text, note_of, programme_table
from analysis.pages.origins import grade_arguments_table, lists_table, text_faults_table
from analysis.pages.quality import (
    agreement_groups_table,
    agreement_table,
    coders,
    disagreements_table,
    sureness,
)
from analysis.pages.results import (
    comparisons_table,
    derived_table,
    graded_table,
    sensitivity_table,
    statements,
)
from analysis.pages.text_tables import (
    document_summary,
    documents_table,
    origin_table,
    summary,
    theme_summary,
)

__all__ = [
    "LIMIT_EXAMPLES",
    "Book",
    "agreement_groups_table",
    "agreement_table",
    "bands_table",
    "checks_table",
    "coders",
    "comparisons_table",
    "corrections_list",
    "definitions_table",
    "derived_table",
    "disagreements_table",
    "document_summary",
    "documents_table",
    "figures_table",
    "findings_list",
    "grade_arguments_table",
    "graded_table",
    "limits_rules_table",
    "limits_text",
    "lists_table",
    "note_of",
    "origin_table",
    "programme_table",
    "records",
    "sensitivity_table",
    "statements",
    "summary",
    "sureness",
    "text_faults_table",
    "theme_summary",
    "word",
]
