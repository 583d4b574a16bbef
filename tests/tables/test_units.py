"""Names of units are data: rows of a table become entries of the catalogue of words."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import AnalysisError
from analysis.tables import units

HEADER = "unit,one_en,one_zh,many_en,many_zh,alone,neutral,kindred\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    monkeypatch.delenv("ANALYSIS_PROCESSED", raising=False)
    for name in ("raw", "processed"):
        (tmp_path / "data" / name).mkdir(parents=True)
    return tmp_path / "data"


def test_a_unit_has_a_name_beside_a_number_and_one_for_itself(folder: Path) -> None:
    (folder / "raw" / "units.csv").write_text(
        f"{HEADER}艘,boat,艘,boats,艘,,no,\n支,choir,支,choirs,支,en,yes,\n", encoding="utf-8"
    )
    boats, choirs = {"one": "boat", "other": "boats"}, {"one": "choir", "other": "choirs"}
    silent = {"one": units.STANDS_ALONE, "other": units.STANDS_ALONE}
    assert units.entries() == {
        "thing.艘": {"en": boats, "zh": {"one": "艘", "other": "艘"}},
        "unit.艘": {"en": boats, "zh": {"one": "艘", "other": "艘"}},
        "thing.支": {"en": choirs, "zh": {"one": "支", "other": "支"}},
        "unit.支": {"en": silent, "zh": {"one": "支", "other": "支"}},
    }


def test_a_page_takes_them_from_what_was_published(folder: Path) -> None:
    assert units.entries() == {}
    (folder / "processed" / "units.csv").write_text(
        f"{HEADER}艘,boat,艘,boats,艘,,no,\n", encoding="utf-8"
    )
    assert set(units.entries()) == {"unit.艘", "thing.艘"}


def test_a_broken_table_is_one_sentence(folder: Path) -> None:
    (folder / "raw" / "units.csv").write_text("unit,one\n艘,boat\n", encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"units\.csv"):
        units.entries()
