"""Words, numbers, periods and limits in English and Chinese.

Everything a reader sees that is not data comes from here: the labels from ``labels.toml`` (a
missing translation is an error), numbers and periods by rule.  The number underneath is the same
in both languages; only its dress differs (万 and 亿, million and billion).
"""

from analysis.language.catalogue import (
    HTML_LANGUAGE,
    LANGUAGES,
    check_language,
    has_label,
    join,
    label_keys,
    mostly_chinese,
    t,
    tidy,
)
from analysis.language.labels import Labels, records
from analysis.language.numbers import (
    DIGITS,
    Exact,
    Limits,
    bound_word,
    exact,
    format_bound,
    format_interval,
    format_number,
    format_quantity,
    format_rounded,
    unit_name,
    with_unit,
)
from analysis.language.times import format_day, format_period, period_of, years_of

__all__ = [
    "DIGITS",
    "HTML_LANGUAGE",
    "LANGUAGES",
    "Exact",
    "Labels",
    "Limits",
    "bound_word",
    "check_language",
    "exact",
    "format_bound",
    "format_day",
    "format_interval",
    "format_number",
    "format_period",
    "format_quantity",
    "format_rounded",
    "has_label",
    "join",
    "label_keys",
    "mostly_chinese",
    "period_of",
    "records",
    "t",
    "tidy",
    "unit_name",
    "with_unit",
    "years_of",
]
