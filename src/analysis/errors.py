"""The one exception that ends a command with a sentence instead of a traceback."""


class AnalysisError(Exception):
    """Something a person can put right, said in one line: what is wrong, where, what to do."""
