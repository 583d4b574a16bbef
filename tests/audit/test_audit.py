"""The audit finds nothing in what is right, and every fault planted in what makes claims."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import made_up_findings as made
import made_up_site as site
import pytest

from analysis.audit.command import audit
from analysis.audit.findings import AuditDifference, ReadClaim, recomputed
from analysis.audit.recompute import Tables
from analysis.errors import AnalysisError
from analysis.sentences import claims as claims_module
from analysis.sentences import statements as statements_module
from analysis.sentences.headlines import counted
from analysis.sentences.sets import Condition, Measure, Scope, Selection

Patch = pytest.MonkeyPatch


def found(root: Path) -> list[str]:
    return [str(each) for each in audit(root)[0]]


def test_nothing_differs_in_what_is_right(tmp_path: Path) -> None:
    site.publish(tmp_path)
    differences, count = audit(tmp_path)
    assert [str(each) for each in differences] == []
    assert count == 19


# --- faults planted in what makes claims ----------------------------------------------------------


def keeps_repeats(patch: Patch) -> None:
    """Repeats are counted although the rule leaves them out."""

    def take(self: Scope, records: Any) -> Selection:
        conditions = [c for c in self.conditions if c.column != "duplicate_of"]
        return replace(TAKE(replace(self, conditions=tuple(conditions)), records), scope=self)

    patch.setattr(Scope, "take", take)


def takes_core_alone(patch: Patch) -> None:
    """A title about all figures is computed from the main figures."""

    def different(evidence: Any) -> Selection:
        own = DIFFERENT(evidence)
        return site.with_all(own, [each for each in own.records if each.values()["unit"] != "场"])

    patch.setattr(counted, "different", different)


def counts_one_too_many(patch: Patch) -> None:
    """A count is one too large, in the words as in the result."""
    patch.setattr(
        Selection,
        "count",
        lambda self, **w: replace(COUNT(self, **w), value=COUNT(self, **w).n + 1),
    )


def says_another_number(patch: Patch) -> None:
    """The words hold a number that was not computed."""
    patch.setattr(claims_module, "_numbers_in", lambda part: iter(()))
    patch.setattr(Measure, "n", property(lambda self: int(self.value) + 40))


def names_the_rarest(patch: Patch) -> None:
    """What is counted least often is called the commonest."""

    def commonest(self: Selection, column: str, by: str) -> Measure:
        right = COMMONEST(self, column, by)
        return replace(right, value=dict.fromkeys(right.groups, "money"))

    patch.setattr(Selection, "commonest", commonest)


def turns_the_order_round(patch: Patch) -> None:
    """The smaller number is told as the larger one."""
    patch.setattr(statements_module, "_sides", lambda pair: SIDES(pair)[::-1])


def opens_closed_gates(patch: Patch) -> None:
    """An order is told of numbers that may only stand side by side."""

    def statement(pair: Any, evidence: Any, **more: Any) -> Any:
        return STATEMENT(replace(pair, result="texts_differ", grade="strict"), evidence, **more)

    patch.setattr(statements_module, "comparison_statement", statement)
    patch.setattr("analysis.sentences.gates.gates_open", lambda pair: True)


def calls_all_what_are_some(patch: Patch) -> None:
    """What holds for some is said of all."""
    patch.setattr(Selection, "count", lambda self, **w: replace(COUNT(self, **w), value=len(self)))


def calls_the_same_what_is_side_by_side(patch: Patch) -> None:
    """A pair is filed under another kind than its result."""
    patch.setitem(statements_module._KINDS, "side_by_side", "same")


def loses_an_input(patch: Patch) -> None:
    """A row of the set is not computed with."""

    def take(self: Scope, records: Any) -> Selection:
        own = TAKE(self, records)
        return site.with_all(own, own.records[:-1] if len(own.records) > 3 else own.records)

    patch.setattr(Scope, "take", take)


def reads_a_condition_the_other_way(patch: Patch) -> None:
    """Figures with a hedge are those without."""

    def holds(self: Condition, cells: Callable[[str], str]) -> bool:
        return HOLDS(self, cells) is not (self.column == "bound")

    patch.setattr(Condition, "holds", holds)


def finds_nothing_shared(patch: Patch) -> None:
    """What both texts give figures on is said of one alone."""
    patch.setattr(
        Selection,
        "alone",
        lambda self, column, by, text: replace(
            ALONE(self, column, by, text), value=self.values(column, **{by: text}).value
        ),
    )


TAKE, COUNT, COMMONEST, ALONE = Scope.take, Selection.count, Selection.commonest, Selection.alone
HOLDS, SIDES, DIFFERENT = Condition.holds, statements_module._sides, counted.different
STATEMENT = statements_module.comparison_statement

FAULTS = {
    keeps_repeats: "count() = 11; found 10",
    takes_core_alone: "belongs to the set and is not among them",
    counts_one_too_many: "count() = 11; found 10",
    says_another_number: "results ",
    names_the_rarest: "most(counted by document) = ",
    turns_the_order_round: "haicheng-2019-002 is the larger one",
    opens_closed_gates: "the result of the pair is side_by_side",
    calls_all_what_are_some: "count(bound != 'exact') = 10; found 2",
    calls_the_same_what_is_side_by_side: "said same; found the result of the pair is side_by_side",
    loses_an_input: "shanyang-2020-003 belongs to the set and is not among them",
    reads_a_condition_the_other_way: "count(bound != 'exact') = 8; found 2",
    finds_nothing_shared: "alone(indicator by document = 'linzhou-2021') = relief_people; found",
}


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_a_fault_in_what_makes_claims_is_found(
    plant: Callable[[Patch], None], tmp_path: Path, monkeypatch: Patch
) -> None:
    plant(monkeypatch)
    site.publish(tmp_path)
    monkeypatch.undo()
    said = found(tmp_path)
    assert any(FAULTS[plant] in each for each in said), said


# --- faults of pages and of the table -------------------------------------------------------------


def altered(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    site.publish(tmp_path)
    return tmp_path


def test_an_altered_page_is_found_with_place_and_words(root: Path) -> None:
    altered(root / "reports" / "en" / "index.html", "10 different figures", "12 different figures")
    (words, unclaimed) = audit(root)[0]
    assert (words.page, words.found) == ("index", "other words at that place")
    assert words.place.startswith("main/paragraphs-")
    assert unclaimed.said == "'Amounts of money are 2 of the 12 different figures.'"
    assert unclaimed.found == "no claim"


def test_a_quantified_sentence_without_a_claim_is_found(root: Path) -> None:
    altered(root / "reports" / "zh" / "overview.html", "</p>", "</p><p>各文都写到演出。</p>")
    assert audit(root)[0] == [
        AuditDifference("overview", "compared (zh)", "'各文都写到演出。'", "no claim")
    ]


def test_a_sentence_that_counts_nothing_needs_no_claim(root: Path) -> None:
    altered(root / "reports" / "en" / "index.html", "</p>", "</p><p>Read Linzhou 2018.</p>")
    assert audit(root)[0] == []


@pytest.mark.parametrize(
    ("inserted", "found"),
    [
        ("<h1>Three articles</h1>", "'Three articles'"),
        ("<table><caption>All 9 rows</caption></table>", "'All 9 rows'"),
        ("<table><thead><tr><th>Only in it (4)</th></tr></thead></table>", "'Only in it (4)'"),
        (
            "<dl><div><dt>Mind</dt><dd>The time of 3 figures is assumed.</dd></div></dl>",
            "'The time",
        ),
        (
            "<details><summary>Shows: 3 rows</summary><table><tbody><tr><td>1</td></tr></tbody>"
            "</table></details>",
            "'Shows: 3 rows'",
        ),
        ('<svg id="drawn"><text>9 figures in a drawing</text></svg>', "'9 figures in a drawing'"),
        ('<svg id="drawn"><text>in all texts</text></svg>', "'in all texts'"),
        ("<footer class='foot'><dl><dd>data version 1.0.0</dd></dl></footer>", "'data version 1."),
    ],
)
def test_what_counts_is_found_wherever_it_stands(root: Path, inserted: str, found: str) -> None:
    altered(root / "reports" / "en" / "overview.html", "</body>", f"{inserted}</body>")
    (difference,) = audit(root)[0]
    assert (difference.page, difference.found) == ("overview", "no claim")
    assert difference.said.startswith(found)


@pytest.mark.parametrize(
    "inserted",
    [
        '<svg id="drawn"><text>1,000</text><text>40%</text></svg>',
        "<table><tbody><tr><td>23,750 yuan</td></tr></tbody></table>"
        '<svg id="drawn"><text>about 24,000 yuan per case</text></svg>',
        "<details><summary>Shows: 2 rows</summary><table><tbody><tr><td>1</td></tr>"
        "<tr><td>2</td></tr></tbody></table></details>",
        '<details class="inline"><summary>x</summary>9 of 10</details>',
        "<template><p>all 9</p></template><script>9</script>",
        "<p>build 0123456789abcdef, CC BY 4.0, of 2020</p>",
    ],
)
def test_data_need_no_claim(root: Path, inserted: str) -> None:
    altered(root / "reports" / "en" / "overview.html", "</body>", f"{inserted}</body>")
    assert audit(root)[0] == []


def test_a_label_of_a_derived_figure_is_no_sentence(tmp_path: Path) -> None:
    known = site.known()
    ratio = made.ratio(made.A, 1, 2, "20", label_en="Money every time", label_zh="人均或次均金额")
    site.publish(tmp_path, replace(known, derived=(ratio,)))
    drawn = {
        "en": ("Money every time", "every time"),
        "zh": ("人均或次均金额", "次均金额"),
    }
    for language, (label, end) in drawn.items():
        inserted = f'<svg id="drawn"><text>{label}</text><text>{end}</text></svg><h3>{label}</h3>'
        page = tmp_path / "reports" / language / "overview.html"
        altered(page, "</body>", f"{inserted}</body>")
    assert audit(tmp_path)[0] == []
    altered(page, "</body>", "<h3>次均金额</h3></body>")
    altered(page, "</body>", '<svg id="more"><text>次均金额最多的</text></svg></body>')
    assert [(each.place, each.said) for each in audit(tmp_path)[0]] == [
        (" (zh)", "'次均金额'"),
        ("more (zh)", "'次均金额最多的'"),
    ]


def test_fixed_words_and_the_prose_of_notebooks_have_a_test_of_their_own(root: Path) -> None:
    prose = "<p>All figures stand here. Never add all 9.</p><p>Every row is a show.</p>"
    altered(root / "reports" / "en" / "overview.html", "</body>", f"{prose}</body>")
    assert len(audit(root)[0]) == 3
    words, pages = root / "src/analysis/language/words", root / "notebooks/pages"
    tables = root / "src/analysis/tables"
    for folder in (words, pages, tables):
        folder.mkdir(parents=True)
    (tables / "declared.toml").write_text('[shows]\nen = "Every row is a show."\n', "utf-8")
    (words / "some.toml").write_text(
        '[some]\nthing = { en = "## All figures stand here.", zh = "x" }\n', "utf-8"
    )
    cell = {"cell_type": "markdown", "source": ["*Never* add [all 9](figures.html)."]}
    (pages / "one.ipynb").write_text(json.dumps({"cells": [cell]}), "utf-8")
    assert audit(root)[0] == []


def test_a_stop_that_opens_fixed_words_is_left_in_the_version_of_the_data(root: Path) -> None:
    described = root / "data/processed/datapackage.json"
    described.write_text(
        json.dumps({**json.loads(described.read_text("utf-8")), "version": "6.1.0"})
    )
    altered(
        root / "reports" / "en" / "overview.html", "</body>", "<p>Data version 6.1.0.</p></body>"
    )
    assert audit(root)[0] == []
    words = root / "src/analysis/language/words"
    words.mkdir(parents=True)
    (words / "some.toml").write_text(
        '[some]\nthing = { en = ". Nothing else is left here", zh = "x" }\n', "utf-8"
    )
    assert audit(root)[0] == []


@pytest.mark.parametrize(
    ("kind", "results", "found"),
    [
        ("side_by_side", ["same_size", "side_by_side"], []),
        ("same", ["same_size", "same_size"], []),
        ("same", ["same_size", "side_by_side"], ["the result of the pair is side_by_side"]),
        ("side_by_side", ["texts_differ", "same_size"], ["the result of the pair is same_size"]),
    ],
)
def test_of_several_pairs_what_the_weakest_allows_may_be_said(
    kind: str, results: list[str], found: list[str], tmp_path: Path
) -> None:
    site.publish(tmp_path)
    tables = Tables(tmp_path / "data" / "processed")
    frame = tables.frame("comparisons").head(len(results)).assign(result=results)
    tables._frames["comparisons"] = frame
    ids = ", ".join(f"'{each}'" for each in frame["comparison_id"])
    rule = f"comparisons where comparison_id in ({ids})"
    said = ReadClaim("p", "x/y", kind, rule, "+".join(frame["_id"]), "count() = 2", "", {})
    assert [each.found for each in recomputed(said, tables, set())] == found


def test_a_place_that_is_gone_is_found(root: Path) -> None:
    altered(root / "reports" / "en" / "overview.html", 'id="compared"', 'id="other"')
    places = {each.found for each in audit(root, "overview")[0]}
    assert "no such place on the page" in places


def test_the_same_words_of_two_sets_are_found(root: Path) -> None:
    path = root / "data" / "processed" / "claims.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    row = next(each for each in rows if "4 texts, 10 different figures" in each)
    other = row.replace("index,main/", "overview,main/").replace("10 different", "9 different")
    other = other.replace("observations where duplicate_of = ''", "observations")
    path.write_text("\n".join([header, *rows, other]) + "\n", encoding="utf-8")
    assert any("of observations; found '4 texts, 10 different" in each for each in found(root))


def test_one_page_can_be_asked_for(root: Path) -> None:
    altered(root / "reports" / "en" / "index.html", "10 different figures", "12 different figures")
    assert audit(root, "overview")[0] == []
    with pytest.raises(AnalysisError) as refused:
        audit(root, "nowhere")
    assert str(refused.value) == "There is no page 'nowhere' in reports/."


def test_without_claims_there_is_one_sentence(root: Path) -> None:
    (root / "data" / "processed" / "claims.csv").unlink()
    with pytest.raises(AnalysisError) as refused:
        audit(root)
    assert str(refused.value) == (
        "data/processed/claims.csv is missing: build it with `python -m analysis build`."
    )


def test_a_table_of_something_else_is_refused(root: Path) -> None:
    processed = root / "data" / "processed"
    (processed / "claims.csv").write_bytes((processed / "documents.csv").read_bytes())
    with pytest.raises(AnalysisError) as refused:
        audit(root)
    assert str(refused.value) == ("data/processed/claims.csv is no table of claims: it lacks page.")


def test_claims_of_other_pages_are_refused(root: Path) -> None:
    (root / "reports" / "zh" / "overview.html").unlink()
    with pytest.raises(AnalysisError) as refused:
        audit(root)
    assert str(refused.value) == (
        "data/processed/claims.csv is that of other pages: reports/zh has no page 'overview'."
    )
