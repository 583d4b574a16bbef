"""Words, numbers, periods and limits in every language of the reports.

Everything a reader sees that is not data comes from here: words from the one catalogue (a
missing translation is an error), numbers and periods by rule.  The number underneath is the same
in all languages; only its dress differs (万 and 亿, million and billion).  What a sentence may
claim belongs to `analysis.sentences`, labels of codes to the tables.
"""

from analysis.language.catalogue import (
    has_label,
    label_keys,
    t,
    tidy,
)
from analysis.language.grammar import (
    bracketed,
    capital,
    check_language,
    clauses,
    enumerated,
    foreign,
    join_sentences,
    join_words,
    labelled,
    languages,
    lower,
    mostly_chinese,
    phrases,
    quoted,
    reads_print,
    rules_of,
)
from analysis.language.numbers import (
    DIGITS_SHOWN,
    Bounds,
    Exact,
    NumberParts,
    bound_word,
    exact,
    format_bound,
    format_interval,
    format_quantity,
    format_ratio,
    format_rounded,
    number_parts,
    number_word,
    numeral,
    shown_as_limits,
    unit_name,
    with_name,
    with_unit,
)
from analysis.language.times import brief_period, format_day, format_period, period_of, years_of

LANGUAGES = languages()
HTML_LANGUAGE = {language: rules_of(language).html for language in LANGUAGES}

__all__ = [
    "DIGITS_SHOWN",
    "HTML_LANGUAGE",
    "LANGUAGES",
    "Bounds",
    "Exact",
    "NumberParts",
    "bound_word",
    "bracketed",
    "brief_period",
    "capital",
    "check_language",
    "clauses",
    "enumerated",
    "exact",
    "foreign",
    "format_bound",
    "format_day",
    "format_interval",
    "format_period",
    "format_quantity",
    "format_ratio",
    "format_rounded",
    "has_label",
    "join_sentences",
    "join_words",
    "label_keys",
    "labelled",
    "languages",
    "lower",
    "mostly_chinese",
    "number_parts",
    "number_word",
    "numeral",
    "period_of",
    "phrases",
    "quoted",
    "reads_print",
    "rules_of",
    "shown_as_limits",
    "t",
    "tidy",
    "unit_name",
    "with_name",
    "with_unit",
    "years_of",
]
