"""What is true of the published pages."""

from __future__ import annotations

import pytest

from analysis import project
from analysis.language import t
from analysis.tables.package import data_version

PAGES = sorted(project.reports().glob("*/*.html"))


@pytest.mark.skipif(not PAGES, reason="nothing is published: run `make reports` first")
def test_every_page_states_the_version_of_the_data() -> None:
    version = data_version(project.root())
    for path in PAGES:
        html, language = path.read_text(encoding="utf-8"), path.parent.name
        fields = {"title": "", "site": t("site.name", language), "version": "|", "build": ""}
        before, _, after = t("footer.citation", language, **fields).partition("|")
        cited = before.partition(fields["site"])[2] + version + after[0]
        assert cited in html, path
        assert html.count(f"<dd>{version}</dd>") == 1, path
