"""Chart 10: like numbers of different things, as a table."""

from __future__ import annotations

import pandas as pd

from analysis.charts.forms.rows import capital
from analysis.charts.story.common import headers
from analysis.errors import AnalysisError
from analysis.language import Labels, records, tidy
from analysis.show.display import Table


def look_alike_table(found: pd.DataFrame, labels: Labels) -> Table:
    """Chart 10: like numbers of different things, each pair with what forbids the comparison.

    Parameters
    ----------
    found
        Pairs from `analysis.comparison.comparability.look_alikes`.
    labels
        Labels in the language of the table.
    """
    if found.empty:
        raise AnalysisError("No two numbers look alike: there is nothing to show.")
    language = labels.language
    rows = []
    for pair in records(found):
        cells = {"figure_a": pair["figure_a"], "figure_b": pair["figure_b"]}
        for side, name in (("a", "first"), ("b", "second")):
            cells[name] = labels.t(
                "story.look_alikes.what",
                document=labels.document(pair[f"document_{side}"]),
                measures=pair[f"measures_{side}_{language}"],
            )
            cells[f"literal_{side}"] = tidy(pair[f"literal_{side}"])
        rows.append({**cells, "difference": capital(pair[f"difference_{language}"])})
    return Table(
        frame=pd.DataFrame(rows, dtype=object),
        caption=labels.t("story.look_alikes.caption", n=len(rows)),
        headers=headers(("first", "literal_a", "second", "literal_b", "difference"), labels),
        name="look-alikes",
        language=language,
        links={"literal_a": "figure_a", "literal_b": "figure_b"},
        numbers=("literal_a", "literal_b"),
        notes=(labels.t("story.look_alikes.note"),),
    )
