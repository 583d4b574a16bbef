"""What the texts of one city stopped and began to give figures on."""

from __future__ import annotations

from analysis.charts.forms.stacked_bars import Bar, Share, stacked_shares
from analysis.charts.story.parts import make_chart
from analysis.errors import AnalysisError
from analysis.sentences.headlines import Change
from analysis.show.displays import Chart, TableRow
from analysis.tables.codebook import Labels


def changed_reporting(change: Change, labels: Labels) -> Chart:
    """Draw on how many core indicators the first text of a city, both or the last have figures.

    Raises
    ------
    AnalysisError
        If neither has a figure on any.
    """
    first, last = (labels.document(document) for document in change.documents)
    kinds = (
        ("gone", change.gone, 0.12, labels.t("story.reporting.only", document=first)),
        ("kept", change.kept, 0.6, labels.t("story.reporting.both")),
        ("new", change.new, 0.3, labels.t("story.reporting.only", document=last)),
    )
    parts: list[Share] = []
    rows: list[TableRow] = []
    for key, codes, weight, label in kinds:
        if codes:
            cell = labels.t("story.reporting.cell", label=label, n=len(codes))
            parts.append(Share(key, label, len(codes), weight, None, cell))
        rows += [{"reported": label, "indicator": labels.indicator(code)} for code in codes]
    if not parts:
        raise AnalysisError("Neither text has a core indicator: nothing to draw.")
    below = " · ".join(f"{part.label} {part.count}" for part in parts)
    counts = [part.count for part in parts]
    city = labels.code("city", change.city)
    return make_chart(
        stacked_shares([Bar(change.city, city, tuple(parts), below)], labels),
        labels,
        name="changed-reporting",
        form="shares",
        subject=labels.t("story.reporting.subject", city=city),
        title=labels.t(
            "story.reporting.title", city=city, gone=len(change.gone), new=len(change.new)
        ),
        subtitle=labels.t("story.reporting.subtitle"),
        ends=(str(min(counts)), str(max(counts))),
        data=rows,
        columns=("reported", "indicator"),
        caveats=[labels.t("caveat.not_performance")],
        footer=labels.t("story.reporting.footer", first=first, last=last),
        sources=change.documents,
    )
