"""What the figures of a text may mean: indicators and attributes, proposed to whoever codes it.

A proposal is never a coding.  It is made from the codebook, from what was settled before, and from
the words around a number; it needs no network and keeps nothing of an article.  Reading a number
(value, unit, limits, period) belongs to `analysis.reading`; the sheets that coders fill, to
`analysis.coding`.
"""
