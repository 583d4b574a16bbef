"""Many texts at once: read into tables of candidates, with copies found and counted once.

What a program reads of a text that nobody coded is a candidate.  It stays apart from settled
figures: in files of its own, each row marked.  Reading one text belongs to `analysis.reading`, what
its figures may mean to `analysis.proposals`, what contradicts in it to `analysis.screening`.
"""
