"""What is known of a page while it is put together."""

from __future__ import annotations

import pytest

from analysis.site.outline import slug


@pytest.mark.parametrize(("text", "ident"), [("", "s"), ("2016", "s-2016"), ("A  b!", "a-b")])
def test_slug(text, ident):
    assert slug(text) == ident
