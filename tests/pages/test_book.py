"""What a page takes from the tables."""

from __future__ import annotations

from pathlib import Path

import made_up_findings
from made_up_findings import A, B, C, evidence, graded, money, trial

from analysis.comparison.comparison_records import Pair
from analysis.pages.book import Book
from analysis.sentences.statements import comparison_statements
from analysis.tables import store
from analysis.tables.dataset import Dataset, path_of


def test_a_page_that_states_an_order_knows_the_readings_without_it(tmp_path: Path) -> None:
    less, more = money(A, 1, "7000"), money(C, 1, "9000")
    order = graded(less, more)
    reading = trial(order, "wide", "wider limits", "范围取宽")
    made_up_findings.write(evidence(less, more, pairs=(order,), trials=(reading,)), tmp_path)
    book = Book("en", Dataset(tmp_path))
    known = book.known(book.figures(), book.derived(), book.trials())
    (statement,) = comparison_statements(book.pairs(), known)
    (silent,) = comparison_statements(book.pairs(), book.known(book.figures()))
    assert statement.text("en") == silent.text("en") + (
        " This does not hold on every reading that we tried: with wider limits, they are about "
        "equal."
    )


def test_a_page_of_a_city_has_the_pairs_of_that_city_alone(tmp_path: Path) -> None:
    own, other = (
        graded(money(A, 1, "7"), money(B, 1, "9")),
        graded(money(A, 2, "7"), money(C, 1, "9")),
    )
    store.write([own, other], Pair, tmp_path / path_of(Pair.TABLE))
    store.write([own], Pair, tmp_path / path_of(Pair.TABLE, "city", "linzhou"))
    store.write([other], Pair, tmp_path / path_of(Pair.TABLE, "theme", "relief"))
    book = Book("en", Dataset(tmp_path))
    assert [each.comparison_id for each in book.pairs(city="linzhou")] == [own.comparison_id]
    assert [each.comparison_id for each in book.pairs(theme="relief")] == [other.comparison_id]
    assert len(book.pairs()) == 2
