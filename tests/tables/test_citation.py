"""What is stated of the data is read from CITATION.cff; what is not stated is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import AnalysisError
from analysis.tables.citation import Citation, read_citation

STATED = """\
cff-version: 1.2.0
title: "fruit-figures: what orchards counted"
authors:
  - family-names: Reed
    given-names: Ann
    orcid: "https://orcid.org/0000"
  - name: "The pear group"
contact:
  - name: Ann Reed
    email: ann@orchard.example
version: "2.3.0"
date-released: "2031-05-06"
license: CC-BY-4.0
# a remark
abstract: >-
  What was counted,
  and how.
keywords:
  - pears
  - "apples"
url: https://orchard.example/figures
doi: 10.1234/abc
"""


def test_everything_that_is_stated_is_read(tmp_path: Path) -> None:
    (tmp_path / "CITATION.cff").write_text(STATED, encoding="utf-8")
    assert read_citation(tmp_path) == Citation(
        title="fruit-figures: what orchards counted",
        version="2.3.0",
        date="2031-05-06",
        licence="CC-BY-4.0",
        abstract="What was counted, and how.",
        authors=("Reed, Ann", "The pear group"),
        contact="ann@orchard.example",
        url="https://orchard.example/figures",
        doi="10.1234/abc",
        keywords=("pears", "apples"),
    )


def test_what_is_not_stated_is_empty_and_nothing_is_made_up(tmp_path: Path) -> None:
    (tmp_path / "CITATION.cff").write_text("title: x\nversion: 1.0.0\n", encoding="utf-8")
    citation = read_citation(tmp_path)
    assert citation == Citation(title="x", version="1.0.0")
    assert (citation.address, citation.licence_url, citation.year) == ("", "", "")
    assert citation.bibtex() == "@misc{x-1.0.0,\n  title = {{x}},\n  version = {1.0.0}\n}\n"
    assert citation.ris() == "TY  - DATA\r\nTI  - x\r\nET  - 1.0.0\r\nER  - \r\n"


def test_the_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match=r"CITATION\.cff is missing"):
        read_citation(tmp_path)


def test_records_for_reference_managers(tmp_path: Path) -> None:
    (tmp_path / "CITATION.cff").write_text(STATED, encoding="utf-8")
    citation = read_citation(tmp_path)
    assert citation.bibtex() == (
        "@misc{fruit-figures-2.3.0,\n"
        "  author = {Reed, Ann and {The pear group}},\n"
        "  title = {{fruit-figures: what orchards counted}},\n"
        "  year = {2031},\n"
        "  version = {2.3.0},\n"
        "  note = {Data version 2.3.0, CC-BY-4.0},\n"
        "  doi = {10.1234/abc},\n"
        "  url = {https://orchard.example/figures}\n"
        "}\n"
    )
    assert citation.ris().split("\r\n") == [
        "TY  - DATA",
        "AU  - Reed, Ann",
        "AU  - The pear group",
        "TI  - fruit-figures: what orchards counted",
        "PY  - 2031",
        "DA  - 2031/05/06",
        "ET  - 2.3.0",
        "AB  - What was counted, and how.",
        "KW  - pears",
        "KW  - apples",
        "DO  - 10.1234/abc",
        "UR  - https://orchard.example/figures",
        "ER  - ",
        "",
    ]


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"doi": "10.1/x", "url": "https://a.example"}, "https://doi.org/10.1/x"),
        ({"url": "https://a.example"}, "https://a.example"),
    ],
)
def test_the_lasting_address_is_that_of_the_identifier(
    fields: dict[str, str], address: str
) -> None:
    assert Citation(**fields).address == address


def test_licences_have_addresses() -> None:
    assert Citation(licence="CC-BY-4.0").licence_url.endswith("/licenses/by/4.0/")
    assert Citation(licence="ODbL-1.0").licence_url == "https://spdx.org/licenses/ODbL-1.0.html"
    assert Citation(title="?").key == "data-"
