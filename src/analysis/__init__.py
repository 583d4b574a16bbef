"""Figures of trade union reports: from the printed words to tables, charts and reports."""

__version__ = "1.0.0"
