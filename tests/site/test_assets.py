"""What is the same on all pages."""

from __future__ import annotations

import re

import pytest

from analysis.site.assets import style_sheet, used_rules


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".a{top:0}.b{top:0}p{top:0}", ".a{top:0}p{top:0}"),
        (".a .b,.a{top:0}", ".a .b,.a{top:0}"),
        (".a :is(.b,.c):not(.d){top:0}", ".a :is(.b,.c):not(.d){top:0}"),
        ("p:has(>.b){top:0}", "p:has(>.b){top:0}"),
        ("@media print{.b{top:0}}", ""),
        ("@media print{.b{top:0}.s-1{top:0}}", "@media print{.s-1{top:0}}"),
        ("@supports (a:b){@media print{.b{c:0}}}", "@supports (a:b){@media print{.b{c:0}}}"),
        ("@page{size:A4}:root{--x:1}", "@page{size:A4}:root{--x:1}"),
        (".made{top:0}.mad{top:0}", ".made{top:0}"),
        ("#here{top:0}#there{top:0}#there .a,p{top:0}", "#here{top:0}#there .a,p{top:0}"),
        ("[data-page=one] .a{top:0}[data-page=two] .a{top:0}", "[data-page=one] .a{top:0}"),
        (":root:has(#there:checked){top:0}", ":root:has(#there:checked){top:0}"),
    ],
)
def test_a_page_has_the_rules_it_can_use(sheet: str, kept: str) -> None:
    page = (
        '<html data-page="one"><p class="a s-1" id="here"></p>'
        '<script>node.className = "made";</script>'
    )
    assert used_rules(sheet, page) == kept


def test_a_page_with_all_classes_and_places_has_all_rules() -> None:
    sheet = style_sheet()
    names = set(re.findall(r"[\w-]+", sheet))
    places = "".join(f'<p id="{name}" data-page="{name}"></p>' for name in names)
    every = f'<p class="{" ".join(names)}"></p>{places}'
    assert len(used_rules(sheet, every)) == len(sheet)
    assert len(used_rules(sheet, "<p></p>")) < 0.5 * len(sheet)
