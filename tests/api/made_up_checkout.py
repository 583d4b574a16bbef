"""A made-up checkout with published tables, which the analysts' names read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import made_up_town as town

from analysis import project
from analysis.language.messages import Words
from analysis.tables import store
from analysis.tables.codebook import Code
from analysis.tables.dataset import path_of
from analysis.tables.schema import TABLES
from analysis.tables.units import Unit

A, B = town.A, town.B

MORE = {
    "level": {"city": ("city", "全市"), "district": ("district", "区级")},
    "period_basis": {"stated": ("stated", "写明")},
    "period_kind": {"year": ("year", "年度")},
    "bound": {
        "exact": ("exact", "确数"),
        "about": ("about", "约数"),
        "unknown": ("unknown", "不明"),
    },
    "part_kind": {"group": ("one group", "一类")},
    "limits_note": {"cut": ("cut", "截断")},
}

IMPOSSIBLE = {"status": "impossible", "theme": "culture", "indicator": "shows"}

FIGURES = (
    town.figure(A, 1, "40人", "40"),
    town.figure(A, 2, "约60人", "60", bound="about", **town.between("55", "65")),
    town.figure(A, 3, "60人", "60", duplicate_of=f"{A}-002"),
    town.figure(
        A, 4, "90亿人", "9000000000", status="impossible", theme="culture", indicator="shows"
    ),
    town.figure(A, 5, "25人", "25", part_of=f"{A}-001", part_kind="group"),
    town.figure(B, 1, "三分之一", "1/3", level="district"),
    town.figure(B, 2, "7万元", "70000", unit="元", indicator="relief_money"),
)

DERIVED = (
    town.derived(A, "002+001", "3/2", label_en="Money", status="computed"),
    town.derived(A, "004+001", "9/4", status="kept_out"),
    town.derived(A, "004+001", "2", status="argued", derived_id=f"{A}.money.argued"),
    replace(
        town.derived(A, "002+000", "30", kind="per_year", **town.between("27.5", "32.5")),
        derived_id=f"{A}.relief_people_per_year.002",
        label=Words(en="People a year", zh="年均人数"),
        inputs=(f"{A}-002",),
        denominator=(),
    ),
)

PAIRS = (
    town.pair(f"{A}-001", f"{B}-001", theme="relief"),
    town.pair(f"{A}-002", f"{B}-001", "texts_differ", theme="relief", concept="relief_people"),
)


def write(root: Path) -> None:
    """Write a checkout of the project with all tables that are published for all texts."""
    processed = root / "data" / "processed"
    (root / "pyproject.toml").write_text(
        f'[project]\nname = "{project.NAME}"\n', encoding="utf-8", newline="\n"
    )
    (root / "CITATION.cff").write_text(
        'title: "Invented figures"\nauthors:\n  - name: "Nobody"\nversion: "7.1.0"\n'
        'date-released: "2031-02-03"\nlicense: CC-BY-4.0\n',
        encoding="utf-8",
    )
    for table in TABLES.values():
        if "all" in table.published:
            store.write_text(store.to_csv([], table), processed / path_of(table))
    codes = [
        town.made(Code, {"list": name, "code": code, "label_en": en, "label_zh": zh})
        for name, known in MORE.items()
        for code, (en, zh) in known.items()
    ]
    units = [
        town.made(Unit, {"unit": unit, "neutral": "no"} | words)
        for unit, words in {
            "人": {"one_en": "person", "one_zh": "人", "many_en": "people", "many_zh": "人"},
            "元": {"one_en": "yuan", "one_zh": "元", "many_en": "yuan", "many_zh": "元"},
        }.items()
    ]
    for records in (
        (*town.CODES, *codes),
        town.INDICATORS,
        town.DOCUMENTS,
        units,
        FIGURES,
        DERIVED,
        PAIRS,
        (town.correction(f"{A}-004"),),
    ):
        kind = type(records[0])
        store.write(records, kind, processed / path_of(kind.TABLE))
