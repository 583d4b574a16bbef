"""What may be said about figures: statements and headlines, each behind its gates.

How words look in a language belongs to `analysis.language`, charts and tables to
`analysis.show` and the rooms after it.
"""
