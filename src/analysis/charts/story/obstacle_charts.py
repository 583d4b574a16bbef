"""What forbids comparisons."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.charts.forms.count_bars import CountRow, count_bars
from analysis.charts.story.panel_verdicts import difference_label
from analysis.charts.story.parts import make_chart
from analysis.comparison.records import Graded
from analysis.errors import AnalysisError
from analysis.language import capital, lower
from analysis.sentences.headlines import forbidding
from analysis.show.displays import Chart
from analysis.tables.codebook import Labels

_DRAWN = 6
"""Most obstacles that are drawn; the data name all."""


def obstacles(pairs: Sequence[Graded], labels: Labels) -> Chart:
    """Draw what forbids comparisons, by the number of pairs.

    Raises
    ------
    AnalysisError
        If no pair is forbidden to be compared.
    """
    found = [(code, difference_label(code, labels), n) for code, n in forbidding(pairs)]
    if not found:
        raise AnalysisError("No pair is forbidden to be compared: nothing to draw.")
    never = sum(pair.pairs for pair in pairs if pair.result == "not_comparable")
    rows = [
        CountRow(
            code,
            capital(label, labels.language),
            n,
            labels.t("story.obstacles.cell", reason=label, n=n),
        )
        for code, label, n in found
    ]
    commonest = rows[0]
    return make_chart(
        count_bars(rows[:_DRAWN], labels),
        labels,
        name="obstacles",
        form="bars",
        subject=labels.t("story.obstacles.subject"),
        title=labels.t(
            "story.obstacles.title",
            reason=lower(commonest.label, labels.language),
            n=commonest.count,
            never=never,
        ),
        subtitle=labels.t("story.obstacles.subtitle", n=never),
        ends=(str(rows[-1].count), str(commonest.count)),
        data=[{"reason": row.label, "pairs": str(row.count)} for row in rows],
        columns=("reason", "pairs"),
        numbers=("pairs",),
        caveats=[labels.t("caveat.several_reasons")],
        footer=labels.t("story.obstacles.footer", n=sum(pair.pairs for pair in pairs)),
    )
