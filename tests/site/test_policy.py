"""Every page forbids itself what it does not need: it runs its own script and no other."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
import report_pages as rp

from analysis.site import exporter

EXECUTABLE = re.compile(r"<script(?: type=\"text/javascript\")?>(.*?)</script>", re.DOTALL)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def directives(html: str) -> dict[str, str]:
    """Return the policy of a page by directive."""
    (policy,) = POLICY.findall(html)
    parts = (part.strip().partition(" ") for part in policy.split(";"))
    return {name: value for name, _, value in parts}


@pytest.mark.parametrize("page", [page.name for page in rp.PAGES])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_allows_its_own_scripts_and_nothing_from_outside(page: str, language: str) -> None:
    html = exporter.export_page(rp.notebook(language), page, language, rp.context(page, language))
    scripts = EXECUTABLE.findall(html)
    assert len(scripts) == (2 if page in {"index", "figures"} else 1)  # the other one searches
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()) for script in scripts]
    assert directives(html) == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "font-src": "data:",
        "img-src": "data: blob:",
        "style-src": "'unsafe-inline'",
        "script-src": " ".join(f"'sha256-{digest.decode()}'" for digest in digests),
    }


def test_the_choice_of_a_language_allows_no_script() -> None:
    html = exporter.chooser_page()
    assert directives(html)["script-src"] == "'none'"
    assert "<script" not in html


def test_the_policy_comes_before_all_that_it_governs() -> None:
    html = exporter.export_page(rp.notebook("en"), "index", "en", rp.context("index", "en"))
    before = html.partition("<meta http-equiv")[0]
    assert not re.search(r"<(script|style|link|img|body)", before)
