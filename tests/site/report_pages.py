"""Made-up pages with everything in them: charts, tables, prose, both languages, and traps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from nbformat import NotebookNode, v4

from analysis.coding.coding_records import Correction
from analysis.figures.figure import Figure
from analysis.language.messages import Link
from analysis.show.displays import Chart, Prose, Table
from analysis.site.context import PageContext, ReportPage
from analysis.tables import schema, store
from analysis.tables.citation import Citation
from analysis.tables.codebook import Code, Codebook, Document, Indicator

R = TypeVar("R", bound=store.RecordType)

SCRIPT = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://bad.example","x")'
HASH = "0f" * 32
ARTICLE = "标题\n全市参保职工14.5万名，赔付近1400万元。\n"

NAME = "testcity-2016"


def document(**cells: str) -> Document:
    """Return the origin record of the made-up text, with other cells where they are given."""
    row = dict.fromkeys(schema.DOCUMENTS.names, "") | {
        "document": NAME,
        "city": "testcity",
        "title": "测试文章",
        "condition_en": "Clean.",
        "condition_zh": "完好。",
        "period_note_en": "The title names the year.",
        "period_note_zh": "标题写明年份。",
        "characters": "2153",
        "sha256": HASH,
        "label_en": "Testcity 2016",
        "label_zh": "测试2016",
    }
    return made(Document, row | cells)


def made(kind: type[R], row: Mapping[str, str]) -> R:
    """Return a record with the given cells, the others empty."""
    table = kind.TABLE
    cells = [row.get(name, "") for name in table.names]
    return kind.from_values(store.values_of(cells, table))


_CODES = (
    ("city", "testcity", "Testcity", "测试市"),
    ("theme", "medical_mutual_aid", "Medical mutual aid", "医疗互助"),
    ("theme", "context", "Context", "背景"),
    ("background_theme", "context", "Context", "背景"),
    ("status", "as_printed", "as printed", "照印"),
    ("status", "doubtful", "doubtful", "存疑"),
    ("period_basis", "stated", "stated", "原文写明"),
    ("nature", "stock", "stock", "存量"),
    ("nature", "flow", "total", "合计"),
    ("per", "year", "per year", "每年"),
    ("level", "city", "city", "市"),
    ("scheme", "seaside", "seaside scheme", "海滨项目"),
    ("population", "drivers", "drivers", "司机"),
    ("fault", "lost_digit", "lost digit", "缺字"),
    ("fault", "unclear", "open to several readings", "有多种读法"),
    ("verdict", "likely", "likely", "很可能"),
    ("duplicate_kind", "said_again", "said again", "再述"),
)
CODES = tuple(
    made(Code, dict(zip(("list", "code", "label_en", "label_zh"), row, strict=True)))
    for row in _CODES
)
INDICATORS = (
    made(
        Indicator,
        {"indicator": "members", "label_en": "Members of the scheme", "label_zh": "参保人数"},
    ),
)


def codebook(**cells: str) -> Codebook:
    """Return the labels of everything made up here, with other cells of the text if given."""
    return Codebook(CODES, INDICATORS, (document(**cells),))


def correction(**cells: str) -> Correction:
    """Return a fault of the second figure."""
    row = {
        "figure_id": f"{NAME}-002",
        "fault": "lost_digit",
        "verdict": "likely",
        "evidence_en": "A digit is lost.",
        "evidence_zh": "缺一位数字。",
        "likely_value": "14000000",
        "effect_en": "Not compared.",
        "effect_zh": "不作比较。",
    }
    return made(Correction, row | cells)


def observation(number: int, **cells: str) -> Figure:
    """Return a figure with the given cells, the others as of a plain figure."""
    row = {
        "figure_id": f"{NAME}-{number:03d}",
        "document": NAME,
        "city": "testcity",
        "theme": "medical_mutual_aid",
        "concept": "members",
        "tier": "core",
        "paragraph": "2",
        "sentence": "1",
        "start": "9",
        "end": "15",
        "literal": "14.5万名",
        "value": "145000",
        "unit": "人",
        "bound": "exact",
        "period_start": "2016-12-31",
        "period_end": "2016-12-31",
        "period_basis": "stated",
        "period_words": "至年底",
        "period_kind": "day",
        "nature": "stock",
        "level": "city",
        "indicator": "members",
        "status": "as_printed",
        "measures_en": "workers enrolled",
        "measures_zh": "参保职工",
        "natural_low": "0",
        "natural_ends": "[)",
        "asserted_low": "144500",
        "asserted_high": "145500",
        "asserted_ends": "[)",
        "conventional_low": "144500",
        "conventional_high": "145500",
        "conventional_ends": "[)",
    }
    return made(Figure, row | cells)


NEARLY = {
    "start": "18",
    "end": "25",
    "literal": "近1400万元",
    "value": "14000000",
    "unit": "元",
    "bound": "nearly",
    "hedge": "近",
    "status": "doubtful",
    "measures_en": FORMULA,
    "measures_zh": FORMULA,
    "asserted_high": "14000000",
    "asserted_low": "0",
    "conventional_low": "13000000",
    "conventional_high": "14000000",
}
"""Cells of a number that is only nearly reached."""

OBSERVED = (
    observation(1),
    observation(2, **NEARLY),
    observation(3, literal=SCRIPT, duplicate_of=f"{NAME}-001", duplicate_kind="said_again"),
    observation(4, measures_en="not used on the page", measures_zh="未用"),
)

CITATION = Citation(
    title="fruit-figures: what orchards counted",
    version="1.2.3",
    date="2031-05-06",
    licence="CC-BY-4.0",
    authors=("The pear group",),
)
"""What is stated about the data; it has no address."""

PAGES = (
    ReportPage("index", "overview", {"en": "Overview", "zh": "总览"}),
    ReportPage("theme-test", "theme", {"en": "A theme", "zh": "主题"}),
    ReportPage("figures", "reference", {"en": "All figures", "zh": "全部数字"}),
    ReportPage(f"document-{NAME}", "document", {"en": "Testcity 2016", "zh": "测试2016"}),
)

WORDS = {
    "en": ("What was counted", "A finding of 2016", "How to read it", "workers enrolled"),
    "zh": ("统计的内容", "2016年的发现", "读法", "参保职工"),
}


def context(page: str = "theme-test", language: str = "en", **fields: object) -> PageContext:
    """Return the context of a made-up page."""
    title = next(p.title(language) for p in PAGES if p.name == page)
    given: dict[str, object] = {
        "title": title,
        "pages": PAGES,
        "data_version": "1.2.3",
        "citation": CITATION,
        "notebook": "notebooks/pages/theme.ipynb",
        "figures": OBSERVED,
        "codebook": codebook(),
        "corrections": (correction(),),
    }
    return PageContext(**(given | fields))  # type: ignore[arg-type]


def picture(width: int = 460, link: str = "figures.html#testcity-2016-001") -> str:
    """Return a small SVG as charts are: a linked mark, and variables for colours."""
    drawn = (
        '<text x="6" y="20" style="font-weight:700;fill:var(--chart-ink, #1b1f24)">参保 0</text>'
        f'<a href="{link}"><title>14.5万名</title>'
        '<circle cx="90" cy="60" r="6" style="fill:var(--city-0, #0b4f8f)"/>'
        '<text x="100" y="64">145,000 people</text></a>'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" id="test-chart" '
        f'viewBox="0 0 {width} 300" width="{width}" height="300" role="group" aria-label="alt">'
        f'<rect width="{width}" height="300" style="fill:#fefefe"/>{drawn}</svg>\n'
    )


def chart(language: str, name: str = "test-chart", *, narrow: bool = False) -> Chart:
    """Return a chart whose data hold the traps."""
    heading, title, subtitle, thing = WORDS[language]
    data = [
        {"what": thing, "value": Link("testcity-2016-001", "145000")},
        {"what": SCRIPT, "value": "-5"},
        {"what": FORMULA, "value": "13,047"},
    ]
    return Chart(
        name=name,
        language=language,
        svg=picture().replace("test-chart", name),
        narrow=picture(320).replace("test-chart", f"{name}-narrow") if narrow else "",
        alt=f"{heading}: {title}",
        title=title,
        subtitle=subtitle,
        data=data,
        headers={"what": heading, "value": "n"},
        figure_ids=("testcity-2016-001", "testcity-2016-002"),
        caveats=[SCRIPT, "“—”"],
        footer="Testcity 2016",
        sources=("testcity-2016",),
        numbers=("value",),
    )


def table(language: str, rows: int = 16) -> Table:
    """Return a wide table, long enough to be filtered."""
    cells = [
        {
            "what": FORMULA if n == rows - 1 else f"{WORDS[language][3]} {n}",
            "n": str((n * 7) % rows) if n else Link("testcity-2016-003", "0"),
            "wide": "a_very_long_word_that_cannot_be_broken_" * 3,
        }
        for n in range(rows)
    ]
    headers = {"what": WORDS[language][0], "n": "n", "wide": "w"}
    return Table(
        cells,
        f"{WORDS[language][0]} 2",
        headers,
        "test-table",
        language,
        numbers=("n",),
        notes=[SCRIPT],
        filters=("n",),
    )


def output(shown: object) -> NotebookNode:
    """Return what a cell that ends with `shown` leaves behind."""
    data, metadata = shown._repr_mimebundle_()  # type: ignore[attr-defined]
    return v4.new_output("execute_result", data=data, metadata=metadata, execution_count=1)


def code(source: str, outputs: Iterable[NotebookNode] = (), *tags: str) -> NotebookNode:
    """Return an executed code cell."""
    return v4.new_code_cell(
        source, id="c", outputs=list(outputs), metadata={"tags": list(tags)}, execution_count=1
    )


def markdown(source: str, *tags: str) -> NotebookNode:
    """Return a Markdown cell."""
    return v4.new_markdown_cell(source, id="m", metadata={"tags": list(tags)})


def notebook(language: str) -> NotebookNode:
    """Return an executed notebook for one language, with the prose of both."""
    link = Link("testcity-2016-001", "14.5万名")
    prose = Prose([(SCRIPT, " ", link, ".")], "test-prose", language)
    node = v4.new_notebook()
    node.cells = [
        code("language = 'en'", (), "parameters"),
        code(f"language = {language!r}", (), "injected-parameters"),
        code("import analysis  # no output"),
        markdown("# English title\n\nEnglish lede with **weight**.", "en"),
        markdown("# 中文标题\n\n中文导语。", "zh"),
        markdown("## Findings\n\nPlain text, [a link](#limits) and <b>raw markup</b>.", "en"),
        markdown("## 发现\n\n文字，见[说明](#limits)。", "zh"),
        code("prose", [output(prose)]),
        code("chart = 1 + 1", [output(chart(language))]),
        code("again()", [output(chart(language, "tall-chart", narrow=True))], "hide-code"),
        markdown("## Findings\n\n#### Deep\n\ntext\n\n## Limits {#limits}", "en"),
        markdown("## 发现\n\n#### 深\n\n文字\n\n## 说明 {#limits}", "zh"),
        code("table", [output(table(language))]),
        code("print('<b>')", [v4.new_output("stream", name="stdout", text="<b>\n")]),
    ]
    for number, cell in enumerate(node.cells):
        cell.id = f"cell-{number}"
    return node
