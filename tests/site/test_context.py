"""The pages there are, and where figures are used."""

from __future__ import annotations

from dataclasses import replace

import pytest
import report_pages as rp

from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.site import context
from analysis.tables import store
from analysis.tables.codebook import Code, Document, Indicator


def test_site_follows_the_data():
    pages = context.site(rp.codebook())
    assert [page.name for page in pages] == [
        "index",
        "overview",
        "unsaid",
        "city-testcity",
        "theme-medical_mutual_aid",
        "document-testcity-2016",
        "quality",
        "method",
        "dictionary",
        "figures",
    ]
    assert [*dict.fromkeys(page.group for page in pages)] == [
        group for group in context.GROUPS if group != "indicator"
    ]
    assert pages[4].title("zh") == "医疗互助"
    with pytest.raises(AnalysisError, match="no title in 'fr'"):
        pages[4].title("fr")


def test_above_six_texts_core_indicators_have_pages():
    members = replace(rp.INDICATORS[0], tier="core")
    texts = tuple(rp.document(document=f"testcity-201{n}") for n in range(7))
    book = replace(rp.codebook(), indicators=(members,), documents=texts)
    names = [page.name for page in context.site(book)]
    place = names.index("indicator-members")
    assert (names[place - 1], names[place + 1]) == (
        "theme-medical_mutual_aid",
        "document-testcity-2010",
    )
    given = rp.context(pages=context.site(book))
    assert given.subject_pages(rp.OBSERVED[0])[-1] == "indicator-members"
    assert "indicator-members" not in [
        page.name for page in context.site(replace(book, documents=texts[:6]))
    ]


def test_neighbours():
    given = rp.context()
    before, after = given.neighbours("theme-test")
    assert (before.name, after.name) == ("index", "figures")
    assert given.neighbours("index")[0] is None
    assert given.neighbours("elsewhere") == (None, None)


def test_pages_of_a_subject_show_all_its_figures():
    given = rp.context(pages=context.site(rp.codebook()))
    assert given.subject_pages(rp.OBSERVED[0]) == ["city-testcity", "theme-medical_mutual_aid"]
    background = rp.observation(5, theme="context", city="elsewhere")
    assert given.subject_pages(background) == []


def test_where_a_figure_is_used_is_read_from_what_each_page_left(tmp_path):
    left = {
        "theme-a": {"x-2016-002": "theme-a.html#fig-x-2016-002"},
        "index": {"x-2016-001": "index.html"},
        "city-x": {"x-2016-002": "city-x.html", "x-2016-001": "city-x.html#fig-x-2016-001"},
    }
    for page, uses in left.items():
        context.write_uses(uses, tmp_path, page)
    assert context.uses_file(tmp_path, "city-x").read_text(encoding="utf-8") == (
        '{\n"x-2016-001": "city-x.html#fig-x-2016-001",\n"x-2016-002": "city-x.html"\n}\n'
    )
    assert context.read_uses(tmp_path) == {
        "x-2016-001": ("city-x.html#fig-x-2016-001", "index.html"),
        "x-2016-002": ("city-x.html", "theme-a.html#fig-x-2016-002"),
    }
    assert context.read_uses(tmp_path / "none") == {}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of which only the codebook and the tables of single themes are there."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    monkeypatch.delenv("ANALYSIS_PROCESSED", raising=False)
    processed = tmp_path / "data" / "processed"
    for kind, records in (
        (Code, rp.CODES),
        (Indicator, rp.INDICATORS),
        (Document, (rp.document(),)),
    ):
        store.write(records, kind, processed / f"{kind.TABLE.name}.csv")
    for theme, numbers in (("a", (2, 1)), ("b", (1,))):
        figures = [rp.observation(number) for number in numbers]
        store.write(figures, Figure, processed / "themes" / theme / "observations.csv")
    (tmp_path / "CITATION.cff").write_text('cff-version: 1.2.0\nversion: "7.8.9"\n')
    context.write_uses({"testcity-2016-001": "index.html"}, tmp_path / "reports" / "en", "index")
    return tmp_path


def test_load_reads_the_projects_folders(project):
    loaded = context.load_context("figures", "en")
    assert [figure.figure_id[-3:] for figure in loaded.figures] == ["001", "002"]
    assert loaded.title == "All figures"
    assert loaded.used_in == {}
    assert context.load_context("document-testcity-2016", "en").used_in == {
        "testcity-2016-001": ("index.html",)
    }
    assert loaded.notebook == "notebooks/pages/figures.ipynb"
    assert (loaded.corrections, loaded.findings) == ((), ())
    assert context.load_context("index", "zh").notebook == "notebooks/pages/index.ipynb"
    assert context.load_context("index", "zh").used_in == {}
    assert context.load_context("theme-medical_mutual_aid", "zh").title == "医疗互助"


def test_the_version_of_the_data_is_the_one_that_the_project_states(project):
    assert context.load_context("index", "en").data_version == "7.8.9"
    (project / "CITATION.cff").unlink()
    with pytest.raises(AnalysisError, match=r"CITATION\.cff is missing: it states the version"):
        context.load_context("index", "en")


def test_without_a_codebook_there_is_no_page(project):
    (project / "data" / "processed" / "codelists.csv").unlink()
    with pytest.raises(AnalysisError, match=r"data/processed/codelists\.csv is missing: build it"):
        context.load_context("index", "en")
