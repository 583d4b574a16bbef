"""What is published stands a second look."""

from __future__ import annotations

from analysis import project
from analysis.audit.command import audit


def test_nothing_differs_on_the_published_pages() -> None:
    differences, count = audit(project.root())
    assert [str(each) for each in differences] == []
    assert count
