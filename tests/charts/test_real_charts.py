"""Every chart of the story, drawn from the published tables: true of any texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from picture import check_layout

from analysis.charts import story
from analysis.comparison.records import Derived, LookAlike, Pair
from analysis.figures.figure import load
from analysis.language import LANGUAGES
from analysis.show.displays import Chart, Table
from analysis.tables.codebook import Code, Codebook, Document, Indicator, Labels
from analysis.tables.dataset import Dataset


def real_charts(language: str) -> Iterator[Chart | Table]:
    """Yield every chart that the published tables bear."""
    data = Dataset()
    book = Codebook(data.rows(Code), data.rows(Indicator), data.rows(Document))
    labels = Labels(language, book)
    figures, derived, pairs = load(data), data.rows(Derived), data.rows(Pair)
    alike = data.rows(LookAlike)
    yield story.themes_by_document(figures, labels)
    yield story.what_is_counted(figures, labels)
    yield story.firmness_of_words(figures, labels)
    yield story.consultation_coverage(figures, labels, pairs)
    yield story.mutual_aid(figures, labels, derived, pairs)
    yield story.matchmaking(figures, labels)
    yield story.worth_per_head(figures, derived, labels)
    yield story.impossible_as_printed(figures, derived, labels)
    yield story.obstacles(pairs, labels)
    yield story.look_alike_table(alike, labels)
    yield story.look_alike_pair(figures, labels, (alike[0].figure_a, alike[0].figure_b))
    for theme in labels.order("theme"):
        if any(figure.theme == theme for figure in figures):
            yield story.theme_chart(figures, labels, theme, pairs)
    for document, theme in dict.fromkeys((f.document, f.theme) for f in figures):
        yield story.document_chart(figures, labels, document, theme)
    for document in labels.document_order():
        yield story.periods_of_document(figures, labels, document)
    for document in story.documents_with_chain(figures, labels):
        yield story.dispute_chain(figures, labels, document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_real_figures_fit_every_chart(language: str) -> None:
    names = set()
    for shown in real_charts(language):
        assert shown.name not in names
        names.add(shown.name)
        if isinstance(shown, Chart):
            check_layout(shown)
            assert len(shown.svg) < 60_000
            assert "{" not in shown.title + shown.subtitle + shown.alt + shown.footer
            for word in ("highest", "lowest", "better", "best", "最高", "最低", "优于", "高于"):
                assert word not in shown.title
            if language == "en":
                assert not re.search(r"[\u4e00-\u9fff]", shown.title)
            else:
                assert not re.search(r"[,;:?!()] ?[\u4e00-\u9fff]", shown.title + shown.subtitle)


def test_real_charts_draw_the_same_figures_in_every_language() -> None:
    drawn = [
        [(shown.name, shown.figure_ids) for shown in real_charts(language)]
        for language in LANGUAGES
    ]
    assert all(each == drawn[0] for each in drawn)
