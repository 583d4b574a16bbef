"""Bare years in tables."""
from __future__ import annotations
def table_years(source): return []
def column_periods(text, periods, quantities): return {}
