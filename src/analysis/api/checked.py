"""The parameters of an analyst's notebook, checked by its first line, whoever runs it."""

from __future__ import annotations

from analysis.api.source import tables
from analysis.figures.figure import Figure
from analysis.tables.codebook import load_codebook
from analysis.tables.notebook_parameters import check_parameters


def parameters(**given: object) -> None:
    """Check the parameters of a notebook, and that nothing else was passed to it.

    Plain papermill, JupyterLab and nbval give the same sentence as ``python -m analysis run``: a
    parameter that the notebook does not have is refused, although papermill takes it.

    Parameters
    ----------
    **given
        All parameters of the notebook.  ``city``, ``document``, ``theme``, ``indicator``,
        ``figure`` and ``language`` must be one that there is; so must names that end so, as in
        ``other_city``.  A number stays any whole number above 0.

    Raises
    ------
    AnalysisError
        If a value is none of those allowed, or another parameter was passed.

    Examples
    --------
    >>> import analysis as ua
    >>> ua.parameters(language="latin")
    Traceback (most recent call last):
    analysis.errors.AnalysisError: There is no language 'latin'...
    """
    data = tables()
    asked = any(name.rpartition("_")[2] == "figure" for name in given)
    known = {"figure": [each.figure_id for each in data.rows(Figure)]} if asked else {}
    check_parameters(load_codebook(data), known, **given)
