"""What a page takes from the tables."""

from __future__ import annotations

from pathlib import Path

import made_up_findings
from made_up_findings import A, C, evidence, graded, money, trial

from analysis.pages.book import Book
from analysis.sentences.statements import comparison_statements
from analysis.tables.dataset import Dataset


def test_a_page_that_states_an_order_knows_the_readings_without_it(tmp_path: Path) -> None:
    less, more = money(A, 1, "7000"), money(C, 1, "9000")
    order = graded(less, more)
    reading = trial(order, "wide", "wider limits", "界限取宽")
    made_up_findings.write(evidence(less, more, pairs=(order,), trials=(reading,)), tmp_path)
    book = Book("en", Dataset(tmp_path))
    known = book.known(book.figures(), book.derived(), book.trials())
    (statement,) = comparison_statements(book.pairs(), known)
    (silent,) = comparison_statements(book.pairs(), book.known(book.figures()))
    assert statement.text("en") == silent.text("en") + " This does not hold under: wider limits."
