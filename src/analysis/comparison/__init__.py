"""Calculating with figures and comparing them: derived figures, grades, pairs, look-alikes.

Faults that calculations uncover belong to `analysis.checks`, words about results to
`analysis.sentences`.
"""
