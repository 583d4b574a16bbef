"""The exceptions that end a command with a sentence instead of a traceback."""


class AnalysisError(Exception):
    """Something a person can put right, said in one line: what is wrong, where, what to do."""

    status = 1
    """Exit status of a command that ends so."""


class Interrupted(AnalysisError):
    """A command was asked to end, by Ctrl-C or by a signal.

    Parameters
    ----------
    said
        What that leaves.
    number
        The signal; shells call such an end 128 and this number.
    """

    def __init__(self, said: str, number: int) -> None:
        super().__init__(said)
        self.status = 128 + number
