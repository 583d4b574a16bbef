"""Settled figures as observations: their limits as a whole, their periods, and who covers what.

What the words alone allow belongs to `analysis.reading`; calculations with several figures belong
to `analysis.comparison`.
"""
