"""Rows that somebody breaks who has not read the rules: one run of `settle` names each of them.

What single cells may hold is planted in ``test_planted_errors``.  Here cells are right by
themselves and wrong together: values against their literals, hedges against bounds, times against
their words, rows of one table against those of another.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from planting import (
    CHARACTERS,
    CITY,
    NAME,
    YEAR,
    broken,
    good,
    planted,
    refused,
    root,
    sheet,
    unsaid,
    write,
)

from analysis.coding.raw import RawData, relative
from analysis.errors import AnalysisError
from analysis.tables import schema
from analysis.tables.schema import TABLES, TableSchema

__all__ = ["root"]

UNREAD = "does not read as one number"
CARRIED = {"period_basis": "carried"}
NOTED = {"note_en": "a digit is smudged", "note_zh": "有一数字模糊"}

AGAINST_LITERALS = (
    planted("bound", "exact", "which reads 'about'", literal="约62家"),
    planted("bound", "at_most", "reads 'at_least'", literal="62家以上", hedge="以上"),
    planted("bound", "at_least", "reads 'nearly'", literal="近62家", hedge="近"),
    planted("bound", "exact", "reads 'range'", literal="62至70家"),
    planted("value_high", "50", "not be smaller", literal="50至62家", bound="range"),
    planted("value_high", "76", "reads '70'", literal="62至70家", bound="range"),
    planted("value", "620000", "reads '62000'", literal="6.2万元", unit="元", counted="money"),
    planted("value", "62000", "reads '620000000'", literal="6.2亿元", unit="元", counted="money"),
    planted("value", "26", "reads '62'", literal="六十二家"),
    planted("value", "3", "which reads '100/3'", literal="三分之一", unit="%"),
    planted("value", "6.25", "reads '62.5'", literal="62.5%", unit="%", nature="rate"),
    planted("unit", "个", "reads '%'", literal="62%", nature="rate"),
    planted("unit", "个", "reads '%'", literal="162%", value="162", nature="rate"),
    planted("unit", "人", "reads '人次'", literal="62人次"),
    planted("unit", "万元", "nearest: 元 (yuan)", literal="6.2万元", value="6.2"),
    planted("bound", "unknown", "reads 'exact'", value=""),
    planted("literal", "工会", UNREAD),
    planted("literal", "62家工会", UNREAD),
    planted("literal", "的62家", UNREAD),
    planted("literal", "62家、63家", UNREAD),
    planted("value", "111", "reads '11'", literal="11年", unit="年", nature="duration"),
    planted("value", "62", f"reads '{YEAR}'", literal=f"{YEAR}年", unit="年"),
    planted("hedge", "超", "reads '余'", literal="62余家", bound="at_least"),
    planted("hedge", "", "reads '余'", literal="62余家", bound="at_least"),
    planted("hedge", "近", "reads '约'", literal="约62家", bound="about"),
    planted("value", "26", "reads '62'", status="damaged", **NOTED),
    planted("reading_note", " ", "must not begin or end with a blank", value="620"),
)
OF_SCRIPTS = (
    planted("value", "٦٢", "must match"),
    planted("value", "六十二", "must match"),
    planted("value", "62 ", "must not begin or end with a blank; write '62'"),
    planted("value", "\u00a062", "must not begin or end with a blank; write '62'"),
    planted("value", "+62", "must match"),
    planted("value", "6 2", "must match"),
    planted("value", "62,0", "must match"),
    planted("value", "½", "must match"),
    planted("value", "1/0", "must match"),
    planted("value", "62家", "must match"),
    planted("value", "62\u200b", "take out the character U+200B"),
    planted("start", "²", "must match"),
    planted("unit", "家\u200d", "take out the character U+200D"),
    planted("measures_en", "cases \u202e62", "take out the character U+202E"),
    planted("measures_zh", "工\ufffd会", "take out the character U+FFFD"),
    planted("measures_zh", "工\ue000会", "take out the character U+E000"),
    planted("note_en", "so\u00adme", "take out the character U+00AD", note_zh="说明"),
)
OF_WORDS = (
    planted("measures_en", "   ", "must not begin or end with a blank"),
    planted("measures_en", " unions", "must not begin or end with a blank; write 'unions'"),
    planted("measures_en", "<b>unions</b>", "must be words without markup; take out '<b>'"),
    planted("note_zh", "见<script>", "must be words without markup", note_en="see"),
    planted("measures_en", "工会数", "has no word of its language"),
    planted("measures_zh", "unions", "has no word of its language"),
)
OF_TIMES = (
    planted("period_words", f"{YEAR - 1}年", f"names {YEAR - 1}, and the time coded is"),
    planted("period_words", f"{YEAR - 9}年", "and the time coded is", period_end=""),
    planted("period_length", "P0M", "must match", period_start=""),
    planted("period_length", "3 months", "must match", period_start=""),
    planted("period_start", f"{YEAR}-1-1", "is not a day"),
    planted("period_end", "99-12-31", "is not a day"),
    planted("period_start", f"{YEAR}-01-01T00:00", "is not a day"),
)
OF_THINGS = (
    planted("grade_and_above", "yes", "must be empty where no grade is coded"),
    planted("multiplier", "0", "must be 2 or more"),
    planted("multiplier", "1", "must be 2 or more"),
    planted("nature", "flow", "is no share", literal="62%", unit="%"),
    planted("nature", "duration", "is no share", literal="62%", unit="%"),
)
OF_PLACES = (
    planted("paragraph", "99999", "cannot begin within"),
    planted("paragraph", "1", "precedes that of the row before it"),
    planted("paragraph", "0", "precedes that of the row before it"),
    planted("end", f"{CHARACTERS + 1}", "lies beyond the text", start=f"{CHARACTERS - 2}"),
)
OF_RELATIONS = (
    planted("duplicate_of", "next", "leads back to", duplicate_kind="same_words"),
    planted("duplicate_of", "before", "leads back to", duplicate_kind="same_words"),
    planted(
        "part_of",
        "good",
        "is repeated: a figure that says the same again is no part",
        part_kind="subset",
        duplicate_of="good",
        duplicate_kind="same_words",
    ),
)
OF_FRESH_EYES = (
    planted("unit", "%", "reads '‰'", literal="3.5‰", value="3.5", nature="rate"),
    planted("value", "2", "reads '20'", literal="两成", unit="%", nature="rate"),
    planted("bound", "exact", "reads 'nearly'", literal="近百家", value="100"),
    planted("value", "3020", "reads '3200'", literal="三千二百元", unit="元", counted="money"),
    planted("value", "0.62", "reads '62'", literal="62%", unit="%", nature="rate"),
    planted("value", "6.2", "reads '62'", literal="62‰", unit="‰", nature="rate"),
    planted("value", "2", "reads '4'", literal="翻了两番", unit="倍"),
    planted("value", "67", "reads '60'", literal="六七十家"),
    planted("value", "620", "reads '6200'", literal="6.2千家"),
    planted("unit", "元", "reads '元/人'", literal="62元/人", counted="money"),
    planted("literal", "12,3456家", UNREAD, value="123456"),
    planted("literal", "“62家", UNREAD),
    planted("nature", "rate", "is no nature of 家"),
    planted("nature", "duration", "is no nature of 家"),
    planted("counted", "money", "is no money where the unit is 家"),
    planted("period_start", "1017-01-01", "lies before 1900", period_words="", **CARRIED),
    planted("period_words", f"{YEAR}年", "no time is coded", period_start="", period_end=""),
    planted("period_words", f"{YEAR}年5月", f"names {YEAR}-05-01–{YEAR}-05-31, and the time"),
    planted("period_words", "5月", f"names {YEAR}-05-01–{YEAR}-05-31, and the time"),
    planted("period_words", "上半年", f"names {YEAR}-01-01–{YEAR}-06-30, and the time"),
    planted("period_words", f"{YEAR}年第一季度", f"names {YEAR}-01-01–{YEAR}-03-31, and"),
    planted("period_words", "12月31日", f"names {YEAR}-12-31", period_end=f"{YEAR}-12-30"),
    planted("period_words", f"{YEAR}年", "names", period_start=f"{YEAR - 1}-01-01"),
    planted("measures_en", "unions &lt;b&gt;", "take out '&lt;'"),
    planted("measures_en", "unions&nbsp;here", "take out '&nbsp;'"),
    planted("measures_zh", "工会TODO", "is not written yet; replace 'TODO'"),
    planted("note_en", "TBD", "is not written yet", note_zh="再看"),
    planted("measures_en", "unions " * 40 + "all", "is longer than 200 characters"),
    planted("value", "620", "contradicts its own literal", reading_note="x"),
    planted(
        "value",
        "63",
        f"is not what {NAME}-001 has (62)",
        literal="63家",
        duplicate_of="good",
        duplicate_kind="same_words",
    ),
    planted("sentence", "0", "must be 1 or more"),
    planted("sentence", "99999", "cannot begin within"),
)
JUNE = f"截至{YEAR}年6月底"
REPEAT = {"duplicate_of": "good", "duplicate_kind": "same_words"}
YUAN = {"unit": "元", "counted": "money"}
OF_OTHER_EYES = (
    planted("value", "150", "reads '105'", literal="一百零五家"),
    planted("value", "12000000", "reads '120000000'", literal="1.2亿元", **YUAN),
    planted("value", "26", "reads '62'", literal="６２家"),
    planted("literal", "第62家", "reads 'an ordinal number'"),
    planted("literal", "62\n家", "take out the character U+000A"),
    planted("literal", "62家。", UNREAD),
    planted("literal", "62家" * 30, UNREAD),
    planted("hedge", "", "which reads '约'", literal="约62家", bound="about"),
    planted("hedge", "约", "which reads '左右'", literal="62家左右", bound="about"),
    planted("bound", "exact", "reads 'at_least'", literal="上百家", value="100"),
    planted("bound", "exact", "reads 'at_least'", literal="过半数", value="50", unit="%"),
    planted("unit", "", "reads '家'"),
    planted("unit", "%", "reads '个百分点'", literal="62个百分点", nature="rate"),
    planted("value", "1.62", "reads '1/62'", literal="1:62", unit=""),
    planted("value", "4", "reads '75'", literal="四分之三", unit="%", nature="rate"),
    planted("value", "26", "reads '62'", literal="百分之六十二", unit="%", nature="rate"),
    planted("value_high", "26", "must not be smaller", literal="62—26家", bound="range"),
    planted("value", "124/4", "is not how this number is written; write 31"),
    planted("start", "0900", "overlaps or precedes the row before it"),
    planted("paragraph", "3.0", "must match"),
    planted("figure_id", f"{NAME}-1", "must match"),
    planted("period_words", JUNE, f"names 截至{YEAR}-06-01–{YEAR}-06-30, and the time coded"),
    planted("period_words", f"到{YEAR}年5月末", "names 到", period_start=""),
    planted("period_words", f"{YEAR - 1}年以来", f"names {YEAR - 1}, and the time coded"),
    planted("note_en", "说明", "has no word of its language", note_zh="说明"),
    planted("unit", "人", f"is not what {NAME}-001 has (家)", literal="62人", **REPEAT),
    planted(
        "bound",
        "about",
        f"is not what {NAME}-001 has (exact)",
        literal="约62家",
        hedge="约",
        **REPEAT,
    ),
    planted(
        "period_end",
        f"{YEAR}-06-30",
        f"is not what {NAME}-001 has ({YEAR}-12-31)",
        **REPEAT,
    ),
)
ROWS = (
    *AGAINST_LITERALS,
    *OF_OTHER_EYES,
    *OF_FRESH_EYES,
    *OF_SCRIPTS,
    *OF_WORDS,
    *OF_TIMES,
    *OF_THINGS,
    *OF_RELATIONS,
    *OF_PLACES,
)


def test_every_broken_row_is_named_in_one_run_of_settle(root: Path) -> None:
    assert len(ROWS) >= 100
    sheet(root, [good(1), *(broken(number, error) for number, error in enumerate(ROWS, 2))])
    lines = refused()
    assert unsaid(lines, ROWS) == [], "\n".join(map(str, unsaid(lines, ROWS)))
    assert lines[-1] == f"{len(lines) - 1} faults in data/raw: nothing was settled"


# --- rows of the other tables, and files ----------------------------------------------------------


def table_of(root: Path, table: TableSchema) -> tuple[Path, list[dict[str, str]]]:
    path = root / "data" / "raw" / relative(table)
    with path.open(encoding="utf-8", newline="") as file:
        return path, list(csv.DictReader(file))


def added(root: Path, table: TableSchema, **cells: str) -> str:
    """Add a row like the last one with other cells; return how its faults are named."""
    path, rows = table_of(root, table)
    like = rows[-1] if rows else dict.fromkeys(table.names, "")
    write(path, [*rows, like | cells], table.names)
    return f"data/raw/{relative(table)}, row {len(rows) + 2}, column "


def changed(root: Path, table: TableSchema, number: int, **cells: str) -> str:
    """Change cells of a row; return how its faults are named."""
    path, rows = table_of(root, table)
    rows[number] |= cells
    write(path, rows, table.names)
    return f"data/raw/{relative(table)}, row {number + 2}, column "


def mentions(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return a coder's sheet of figures."""
    own = {name: "" for name in schema.CODING.names}
    kept = [{name: row[name] for name in own if name in row} for row in rows]
    return [own | row | {"kind": "figure", "document": NAME} for row in kept]


def test_rows_of_all_other_tables_are_named_in_the_same_run(root: Path) -> None:
    raw = root / "data" / "raw"
    rows = [good(number) for number in range(1, 6)]
    sheet(root, rows)
    taken = [
        {"document": NAME, "start": "102", "end": "104", "literal": "家属", "kind": "other"},
        {"document": NAME, "start": "205", "end": "207", "literal": "第一", "kind": "figure"},
        {"document": "elsewhere-2099", "start": "305", "end": "307", "literal": "第一"}
        | {"kind": "ordinal"},
        {"document": NAME, "start": f"{CHARACTERS}", "end": f"{CHARACTERS + 2}"}
        | {"literal": "第一", "kind": "ordinal"},
    ]
    write(raw / "other-numerals" / f"{NAME}.csv", taken[:1], schema.OTHER_NUMERALS.names)
    others = f"data/raw/other-numerals/{NAME}.csv, row "
    own = mentions(rows)
    write(raw / "codings" / f"{NAME}.a.csv", own, schema.CODING.names)
    own[1]["literal"] = "63家"
    write(raw / "codings" / f"{NAME}.b.csv", own, schema.CODING.names)
    first = table_of(root, schema.INDICATORS)[1][0]
    coder = table_of(root, schema.CODERS)[1][0]
    city = next(r for r in table_of(root, schema.CODELISTS)[1] if r["list"] == "city")
    due = [
        f"{others}2, column start: '102' is figure {NAME}-001 as well; a numeral is a figure or",
        f"data/raw/codings/{NAME}.b.csv, row 3, column literal: '63家' stands as '62家' in the",
    ]
    codelists = (
        ("list", "'citty' is no code list; nearest: city", {"list": "citty", "code": "one"}),
        ("code", "'Two' must match", {"list": "city", "code": "Two"}),
        ("code", "'a-b' has a hyphen", {"list": "stage", "code": "a-b"}),
        ("code", "'<b>' must", {"list": "city", "code": "<b>"}),
        ("label_en", "'' must not be empty", {"list": "city", "code": "three", "label_en": ""}),
        (
            "label_zh",
            f"'{city['label_zh']}' is the label of {city['code']} as well; give each a label",
            {"list": "city", "code": "four", "label_en": "Four", "label_zh": city["label_zh"]},
        ),
    )
    for column, said, cells in codelists:
        due.append(f"{added(root, schema.CODELISTS, **cells)}{column}: {said}")
    for table, cells, column, said in (
        (
            schema.INDICATORS,
            {"indicator": "a_new_one", "label_en": first["label_en"]},
            "label_en",
            f"{first['label_en']!r} is the label of {first['indicator']} as well",
        ),
        (schema.INDICATORS, {"indicator": "b", "theme": "relieff"}, "theme", "nearest: relief ("),
        (schema.INDICATORS, {"indicator": "c", "nature": "flow+flo"}, "nature", "is not in the"),
        (
            schema.CODERS,
            {"coder": "a.b", "label_en": "AB", "label_zh": "甲乙"},
            "coder",
            "must match",
        ),
        (
            schema.CODERS,
            {"coder": "c", "label_en": coder["label_en"], "label_zh": "丙"},
            "label_en",
            f"{coder['label_en']!r} is the label of {coder['coder']} as well",
        ),
        (
            TABLES["decisions"],
            {"document": NAME, "start": "99", "column": "value", "reason": "rule"},
            "start",
            f"'99' is the start of no numeral in the sheets of {NAME}",
        ),
        (
            TABLES["decisions"],
            {"document": NAME, "start": "100", "column": "valu", "reason": "rule"},
            "column",
            "'valu' is no column of a coding; nearest: value",
        ),
        (
            TABLES["decisions"],
            {"document": NAME, "start": "100", "column": "unit", "reason": "because"},
            "reason",
            "'because' is not in the code list 'decision_reason'; nearest: ",
        ),
        (
            schema.LIST_ITEMS,
            {"document": NAME, "start": f"{CHARACTERS}", "end": f"{CHARACTERS + 2}"}
            | {"printed": "一是", "item": "1"},
            "end",
            f"'{CHARACTERS + 2}' lies beyond the text, which has {CHARACTERS} characters",
        ),
    ):
        cells_ = dict(cells)
        due.append(f"{added(root, table, **cells_)}{column}: {said}")
    (raw / "codings" / f"{NAME}.csv").write_text("", encoding="utf-8")
    (raw / "codings" / f"{NAME}.b.xlsx").write_bytes(b"")
    (raw / "figures" / f"{NAME}.old.csv").write_text("", encoding="utf-8")
    (raw / "other-numerals" / f"{NAME}.csv~").write_text("", encoding="utf-8")
    for folder, name, right in (
        ("codings", f"{NAME}.csv", "<document>.<coder>.csv"),
        ("codings", f"{NAME}.b.xlsx", "<document>.<coder>.csv"),
        ("figures", f"{NAME}.old.csv", "<document>.csv"),
        ("other-numerals", f"{NAME}.csv~", "<document>.csv"),
    ):
        due.append(
            f"data/raw/{folder}/{name}, row 1, column file: {name!r} is not how a table is named "
            f"here; call it {right}, or take it away"
        )
    lines = refused()
    missing = [
        each for each in due if not any(each in line or _alike(each, line) for line in lines)
    ]
    assert missing == [], "\n".join(lines)
    write(raw / "other-numerals" / f"{NAME}.csv", taken[1:], schema.OTHER_NUMERALS.names)
    lines = refused()
    for each in (
        f"{others}2, column kind: 'figure' is not in the code list 'kind'",
        f"{others}3, column document: 'elsewhere-2099' must be {NAME}",
        f"{others}4, column end: '{CHARACTERS + 2}' lies beyond the text",
    ):
        assert any(line.startswith(each) for line in lines), "\n".join(lines)


def test_rows_of_rules_that_contradict_themselves_are_named_together(root: Path) -> None:
    """Cells that are right by themselves, in tables of rules and of what is argued."""
    sheet(root, [good(number) for number in range(1, 5)])
    due = []
    like = {"label_en": "Made up", "label_zh": "虚构之量"}
    itself = {"numerator": "relief_money", "denominator": "relief_money"}
    half = {"definition_en": "x", "definition_zh": ""}
    more = {"more": "shows", "verdict": "likely"}
    printed = {"figure_id": f"{NAME}-002", "printed": "62家"}
    item = {"document": NAME, "stated_start": "9000", "stated": "三项", "printed": "一是"}
    for table, cells, said in (
        ("ratios", {"measure": "one_by_one", **itself, **like}, "is divided by itself"),
        ("ratios", {"measure": "of_nothing", "scale": "0", **like}, "the scale of 'of_nothing' is"),
        ("code-rules", {"list": "nolist", "code": "x"}, "no code 'x' in the list 'nolist'"),
        ("plausible", {"measure": "nothing"}, "'nothing' is no ratio"),
        ("plausible-sizes", {"unit": "份", "usual": "-5"}, "'-5' is less than nothing"),
        ("plausible-orders", {**more, "less": "shows"}, "'shows' is held against itself"),
        (
            "plausible-orders",
            {"more": "disputes_settled", "less": "disputes_handled"},
            "'disputes_settled' is said to be more than disputes_handled, and less as well",
        ),
        ("plausible-lists", {"list": "grades", "of": "", "member": "x"}, "'x' is not in the code"),
        ("corrections", {**printed, "likely_value": "62"}, f"is the value that {NAME}-002 has"),
        ("corrections", {**printed, "figure_id": f"{NAME}-003", "printed": "63家"}, "argue it aga"),
        (
            "corrections",
            {**printed, "figure_id": f"{NAME}-004", "readings_zh": ""},
            "must be written in every language or in none",
        ),
        ("list-items", {**item, "item": "0", "start": "9100", "end": "9102"}, "'0' must be 1 or"),
        ("codelists", {"list": "stage", "code": "x", **like, **half}, "every language"),
    ):
        due.append((added(root, TABLES[table], **cells).partition(", column")[0], said))
    lines = refused()
    missing = [
        (place, said)
        for place, said in due
        if not any(line.startswith(place.partition(", row")[0]) and said in line for line in lines)
    ]
    assert missing == [], "\n".join(lines)


def test_rows_that_look_right_beside_their_own_header_are_named_together(root: Path) -> None:
    """Rows that repeat others, or say what cannot be, in tables that all texts share."""
    sheet(root, [good(number) for number in range(1, 5)])
    words = {"one_en": "span", "one_zh": "拃", "many_en": "spans", "many_zh": "拃"}
    ratio = table_of(root, TABLES["ratios"])[1][0]
    counted = table_of(root, schema.INDICATORS)[1][0]["indicator"]
    label = {"label_en": "Made up", "label_zh": "虚构之量"}
    spot = {"document": NAME, "start": "90", "end": "92", "printed": "甲乙", "again": ""}
    due = []
    for table, cells, said in (
        ("units", {**words, "unit": "12"}, "column unit: '12' must match"),
        ("units", {**words, "unit": "庹", "many_zh": "fathoms"}, "has no word of its language"),
        ("ratios", {**ratio, **label, "measure": "again"}, f"'again' is what {ratio['measure']!r}"),
        ("ratios", {**label, "measure": counted}, f"{counted!r} is an indicator as well"),
        ("sums", {**label, "measure": "shows", "indicator": "shows"}, "'shows' is an indicator"),
        ("plausible-reaches", {"unit": "场", "share": "0"}, "'0' must be more than 0"),
        ("errata", {"erratum": "a_new_one", "version": "two"}, "'two' must match"),
        ("text-faults", {**spot, "paragraph": "99"}, "'99' cannot begin within 90 characters"),
        (
            "indicators",
            {"indicator": "made_up", "concept": "made_up", **label, "label_zh": "Made up"},
            "'Made up' has no word of its language; write it in that of the column",
        ),
        ("codelists", {"list": "city", "code": "made", **label, "label_en": "虚"}, "has no word"),
        (
            "documents",
            {"document": f"{CITY}-{YEAR + 9}", "sha256": "1f" * 32, **label},
            f"is named after a year outside its time ({YEAR} to {YEAR + 1})",
        ),
    ):
        due.append((added(root, TABLES[table], **cells).partition(", column")[0], said))
    lines = refused()
    missing = [
        (place, said)
        for place, said in due
        if not any(line.startswith(place) and said in line for line in lines)
    ]
    assert missing == [], "\n".join(lines)


def test_facts_from_elsewhere_are_of_something_and_cap_something(root: Path) -> None:
    sheet(root, [good(1)])
    fact = {"applies_to": NAME, "caps": "", "value": "5"}
    due = [
        added(root, schema.OUTSIDE, **{**fact, "fact_id": f"fact_{column}", column: cell}) + column
        for column, cell in (("applies_to", f"{NAME}-099"), ("caps", "nothing"), ("value", "-5"))
    ]
    lines = refused()
    assert [line.partition(": ")[0] for line in lines[:-1]] == due, "\n".join(lines)


def _alike(due: str, line: str) -> bool:
    """Tell whether a line has what is due: place and column first, the words anywhere behind."""
    place, _, said = due.partition(": ")
    return line.startswith(f"{place}: ") and said in line


def test_days_of_an_origin_record_go_together(root: Path) -> None:
    number = len(table_of(root, schema.DOCUMENTS)[1]) - 1
    sheet(root, [good(1)])
    place = changed(root, schema.DOCUMENTS, number, published=f"{YEAR}-12-01")
    said = "lies before written_after"
    assert any(line.startswith(f"{place}published: ") and said in line for line in refused())


def test_every_cell_that_a_spreadsheet_would_work_out_is_named_at_once(root: Path) -> None:
    sheet(root, [good(1)])
    own = mentions([good(1), good(2), good(3)])
    own[0]["value"], own[2]["unit"] = "=1+1", "@x"
    write(root / "data" / "raw" / "codings" / f"{NAME}.a.csv", own, schema.CODING.names)
    place = f"data/raw/codings/{NAME}.a.csv, row "
    assert refused()[:2] == [
        f"{place}2, column value: '=1+1' is a formula; write the value itself",
        f"{place}4, column unit: '@x' is a formula; write the value itself",
    ]


def test_rows_that_are_too_long_or_too_short_are_named_at_once(root: Path) -> None:
    sheet(root, [good(1), good(2), good(3)])
    path = root / "data" / "raw" / "figures" / f"{NAME}.csv"
    head, one, two, three = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, f"{one},", two, three[:-2], ""]), encoding="utf-8")
    width = len(schema.FIGURES.names)
    assert refused()[:2] == [
        f"data/raw/figures/{NAME}.csv, row {row}: {cells} cells where the header has {width}"
        for row, cells in ((2, width + 1), (4, width - 2))
    ]


@pytest.mark.parametrize("spoilt", ['"62家"x,', '"62家,', "x" * 200_000])
def test_what_is_no_csv_is_named(root: Path, spoilt: str) -> None:
    sheet(root, [good(1), good(2)])
    path = root / "data" / "raw" / "figures" / f"{NAME}.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("62家,", spoilt, 1), encoding="utf-8")
    assert refused()[0].startswith(f"data/raw/figures/{NAME}.csv")


def test_a_sheet_with_a_row_of_another_text_is_not_read(root: Path) -> None:
    """``draft --merge`` reads sheets by `RawData.coding`, and so does the build."""
    own = mentions([good(1), good(2)])
    own[1]["document"] = table_of(root, schema.DOCUMENTS)[1][0]["document"]
    write(root / "data" / "raw" / "codings" / f"{NAME}.a.csv", own, schema.CODING.names)
    raw = RawData(root / "data" / "raw", settled=False)
    with pytest.raises(AnalysisError, match=f"row 3, column document: .* must be {NAME}"):
        raw.coding(NAME, "a", settled=False)
