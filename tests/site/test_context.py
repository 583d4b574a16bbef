"""The pages there are, and where figures are used."""

from __future__ import annotations

import pytest
import report_pages as rp

from analysis.errors import AnalysisError
from analysis.site import context


def test_site_follows_the_data():
    pages = context.site(rp.DOCUMENTS, rp.CODELISTS)
    assert [page.name for page in pages] == [
        "index",
        "overview",
        "city-testcity",
        "theme-medical_mutual_aid",
        "document-testcity-2016",
        "quality",
        "method",
        "figures",
    ]
    assert {page.group for page in pages} == set(context.GROUPS)
    assert pages[3].title("zh") == "医疗互助"
    with pytest.raises(AnalysisError, match="no title in 'fr'"):
        pages[3].title("fr")


def test_neighbours():
    given = rp.context()
    before, after = given.neighbours("theme-test")
    assert (before.name, after.name) == ("index", "figures")
    assert given.neighbours("index")[0] is None
    assert given.neighbours("elsewhere") == (None, None)


def test_used_in_reads_cards_and_links():
    pages = {
        "index": '<a href="figures.html#x-2016-001"><a href="figures.html#doc-x-2016">',
        "theme-a": '<article class="card" id="fig-x-2016-002"><h4 id="fig-x-2016-002-h">',
        "city-x": '<article class="card" id="fig-x-2016-001"><h4 id="fig-x-2016-001-h">',
    }
    assert context.used_in(pages) == {
        "x-2016-001": ("index.html", "city-x.html#fig-x-2016-001"),
        "x-2016-002": ("theme-a.html#fig-x-2016-002",),
    }


def test_load_reads_the_projects_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    monkeypatch.delenv("ANALYSIS_PROCESSED", raising=False)
    folder = tmp_path / "data" / "processed" / "themes" / "a"
    folder.mkdir(parents=True)
    (folder / "observations.csv").write_text("figure_id\nx-2016-002\nx-2016-001\n")
    lists = tmp_path / "data" / "raw" / "codelists.csv"
    lists.parent.mkdir()
    lists.write_text("list,code,label_en,label_zh\ntheme,a,A,甲\n")
    reports = tmp_path / "reports" / "en"
    reports.mkdir(parents=True)
    (reports / "theme-a.html").write_text('id="fig-x-2016-001"')
    loaded = context.load("figures", "en")
    assert [row["figure_id"] for row in loaded.observations] == ["x-2016-001", "x-2016-002"]
    assert loaded.title == "All figures"
    assert loaded.used_in == {"x-2016-001": ("theme-a.html#fig-x-2016-001",)}
    assert loaded.notebook == "notebooks/pages/figures.ipynb"
    assert context.load("index", "zh").notebook == "notebooks/pages/index.ipynb"
    assert context.load("theme-a", "zh").title == "甲"
