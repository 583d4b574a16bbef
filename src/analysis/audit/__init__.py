"""A second opinion on what the pages say: every claim recomputed, every page read.

Nothing here imports what makes claims, tables or pages: the processed tables are read as text, the
published pages as HTML, and the rules in ``claims.csv`` are understood anew.  How claims are made
belongs to `analysis.sentences`; nothing is corrected here.
"""
