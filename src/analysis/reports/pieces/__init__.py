"""The tables and sentences that pages are made of, in both languages.

Each function takes processed tables and `Labels` and gives a display object; nothing here computes
a result.
"""

from __future__ import annotations

from analysis.reports.pieces.book import Book, records
from analysis.reports.pieces.codebook import (
    LIMIT_EXAMPLES,
    bands_table,
    checks_table,
    definitions_table,
    limits_rules_table,
)
from analysis.reports.pieces.copies import (
    grade_arguments_table,
    lists_table,
    text_faults_table,
)
from analysis.reports.pieces.faults import corrections_list, findings_list
from analysis.reports.pieces.figures import (
    figures_table,
    limits_text,
    note_of,
    programme_table,
)
from analysis.reports.pieces.quality import (
    agreement_groups_table,
    agreement_table,
    coders,
    disagreements_table,
    sureness,
)
from analysis.reports.pieces.results import (
    comparisons_table,
    derived_table,
    graded_table,
    sensitivity_table,
    statements,
)
from analysis.reports.pieces.texts import (
    document_summary,
    documents_table,
    origin_table,
    summary,
    theme_summary,
)
from analysis.reports.words import word

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
