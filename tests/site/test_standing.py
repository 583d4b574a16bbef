"""How a page is cited and what machines read of it: what is not stated is left out."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
import report_pages as rp

from analysis.coding.coding_records import Coder
from analysis.language.messages import Words
from analysis.site import exporter
from analysis.site.context import PageContext
from analysis.site.standing import Standing
from analysis.tables.citation import Citation
from analysis.tables.codebook import Labels

FULL = replace(rp.CITATION, url="https://orchard.example/", contact="ann@orchard.example")


def standing(citation: Citation = rp.CITATION, language: str = "en") -> Standing:
    """Return how a made-up page stands."""
    context: PageContext = rp.context("theme-test", language, citation=citation)
    labels = Labels(language, context.codebook)
    return Standing(context, labels, "theme-test", "A theme", "About it.", "abc")


def test_the_citation_names_authors_year_and_version() -> None:
    assert standing().citation() == (
        "The pear group (2031). “A theme”, in: What unions count, data version 1.2.3, build abc."
    )
    assert standing(language="zh").citation().startswith("The pear group（2031）。《A theme》")
    assert standing(FULL).citation().endswith("build abc. https://orchard.example/")
    assert standing(Citation()).citation().startswith("“A theme”, in: ")


def test_only_what_is_stated_is_told() -> None:
    assert standing().particulars() == [
        ("Authors", "The pear group"),
        ("Data released", "2031-05-06"),
    ]
    assert standing(FULL).particulars()[1:] == [
        ("Contact", "ann@orchard.example"),
        ("Data released", "2031-05-06"),
        ("Address", "https://orchard.example/"),
    ]
    assert standing(Citation()).particulars() == []
    assert standing(Citation()).records() == []
    assert standing(Citation()).dataset() == {}


def test_who_coded_is_told_at_the_foot() -> None:
    by = Words(en="a program", zh="程序")
    coder = Coder("a", Words(en="First", zh="甲"), by, Words(en="Alone.", zh="独自。"))
    known = standing()
    told = replace(known, context=replace(known.context, coders=(coder, coder))).particulars()
    assert told[0] == (
        "Coding",
        "Who coded: a program, in 2 codings; no one else is on record as having coded or checked.",
    )


def test_records_are_files_that_hold_the_citation() -> None:
    (bib, name, address), (ris, _, other) = standing().records()
    assert (bib, name, ris) == ("BibTeX", "fruit-figures-1.2.3.bib", "RIS")
    assert unquote(address.partition(",")[2]) == rp.CITATION.bibtex()
    assert unquote(other.partition(",")[2]) == rp.CITATION.ris()


def test_links_lead_to_every_language_and_the_licence() -> None:
    assert standing().links() == [
        ("alternate", "../en/theme-test.html", "en"),
        ("alternate", "../zh/theme-test.html", "zh-CN"),
        ("license", "https://creativecommons.org/licenses/by/4.0/", ""),
    ]
    assert standing(FULL).links()[-1] == ("cite-as", "https://orchard.example/", "")
    assert [rel for rel, *_ in standing(Citation()).links()] == ["alternate", "alternate"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_open_graph_has_an_address_only_where_one_is_stated(language: str) -> None:
    found = dict(standing(language=language).properties())
    assert found["og:title"] == "A theme"
    assert "og:url" not in found
    stated = dict(standing(FULL, language).properties())
    assert stated["og:url"] == f"https://orchard.example/reports/{language}/theme-test.html"


def test_the_data_are_a_dataset() -> None:
    html = exporter.export_page(
        rp.notebook("en"), "theme-test", "en", rp.context("theme-test", "en", citation=FULL)
    )
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    told = json.loads(text)
    assert (told["@context"], told["@type"]) == ("https://schema.org", "Dataset")
    assert told["name"] == "fruit-figures: what orchards counted"
    assert told["version"] == "1.2.3"
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["creator"] == [{"@type": "Organization", "name": "The pear group"}]
    assert told["spatialCoverage"] == ["Testcity"]
    assert told["temporalCoverage"] == "2016-12-31/2016-12-31"
    assert told["distribution"][0]["contentUrl"] == "../../data/processed/datapackage.json"
    assert "description" not in told  # none is stated
