"""A report on the numbers of any text: what agrees, what contradicts, what could not be checked.

Nothing is coded here: the text as `analysis.reading` reads it is all there is, and no rule names
what only a known text has.  Each rule looks for a sentence whose words promise an arithmetic
relation, and holds the printed numbers against it within what their words allow.  Checks of coded
figures belong to `analysis.checks`.
"""
