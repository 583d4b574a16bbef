"""Every table and column of the project, declared once.

Loading, validation, the Data Package, the codebook pages and the tests all read these
declarations; nothing about a column is said anywhere else.  Names follow SDMX where it has a word
for the thing (observation, code list, unit of measure, reference period) and the Frictionless
Table Schema for types and constraints.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

EXACT_NUMBER = r"-?\d+(?:\.\d+)?|-?\d+/[1-9]\d*"
"""Numbers are stored as written: integers, plain decimals or fractions, never floats."""

ISO_DATE = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
SNAKE_CASE = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
DOCUMENT_ID = r"[a-z]+(?:-[a-z]+)*-\d{4}(?:-[a-z0-9]+)*"
FIGURE_ID = DOCUMENT_ID + r"-\d{3,}"
SHA256 = r"[0-9a-f]{64}"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, in both languages, and what a cell may contain.

    Attributes
    ----------
    name
        Column header.
    type
        Frictionless field type: ``string``, ``integer``, ``date`` … Exact numbers are strings
        with the pattern `EXACT_NUMBER`, because a fraction has no decimal form.
    en, zh
        One-line description in English and Chinese.
    required
        Whether an empty cell is an error.
    pattern
        Regular expression that a non-empty cell must match as a whole.
    codes
        Name of the code list that a non-empty cell must come from.
    many
        Whether the cell may hold several codes, joined by ``+``.
    """

    name: str
    type: str
    en: str
    zh: str
    required: bool = False
    pattern: str | None = None
    codes: str | None = None
    many: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, its key, and what a row is, in both languages."""

    name: str
    en: str
    zh: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = field(default=())

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]

    def __getitem__(self, name: str) -> Column:
        """Return the column called `name`."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name!r} has no column {name!r}")

    def __iter__(self) -> Iterator[Column]:
        """Iterate over the columns in order."""
        return iter(self.columns)


def _text(name: str, en: str, zh: str, *, required: bool = False) -> Column:
    return Column(name, "string", en, zh, required=required)


def _code(
    name: str, en: str, zh: str, *, codes: str | None = None, required: bool = False
) -> Column:
    return Column(name, "string", en, zh, required=required, codes=codes or name)


def _number(name: str, en: str, zh: str) -> Column:
    return Column(name, "string", en, zh, pattern=EXACT_NUMBER)


def _whole(name: str, en: str, zh: str, *, required: bool = True) -> Column:
    return Column(name, "integer", en, zh, required=required, pattern=r"\d+")


def _date(name: str, en: str, zh: str) -> Column:
    return Column(name, "date", en, zh, pattern=ISO_DATE)


_DOCUMENT = Column(
    "document",
    "string",
    "Document the row was read from",
    "所出自的文献",
    required=True,
    pattern=DOCUMENT_ID,
)
_FIGURE_ID = Column(
    "figure_id",
    "string",
    "Stable identifier of the figure: document and running number",
    "数字的固定编号：文献加序号",
    required=True,
    pattern=FIGURE_ID,
)
_SPAN = (
    _whole(
        "start",
        "First character of the literal in the article (from 0)",
        "原文起始字符位置（从0计）",
    ),
    _whole("end", "Character after the last one of the literal", "原文结束字符位置（不含）"),
    _text("literal", "The figure as printed", "原文写法", required=True),
)
_PLACE = (
    _whole("paragraph", "Number of the non-blank line of the copy, from 1", "非空行序号（从1计）"),
    _whole("sentence", "Number of the sentence in that line, from 1", "行内句子序号（从1计）"),
)
_READING = (
    _number(
        "value",
        "Value as printed, in the base unit; empty when unknown",
        "按原文折合基本单位的值；不可知则空",
    ),
    _number("value_high", "Upper end of a printed range", "原文区间的上端"),
    _text(
        "unit",
        "Printed unit or classifier, simplified and in base units",
        "原文单位或量词（简体、基本单位）",
    ),
    _code("bound", "What the words assert about the value", "措辞断言的界限", required=True),
    _text("hedge", "The hedging word or words as printed, simplified", "原文限定词（简体）"),
)
_PERIOD = (
    _date(
        "period_start",
        "First day covered; empty when accumulated since an unstated day",
        "涵盖首日；自未说明之日累计则空",
    ),
    _date("period_end", "Last day covered, or the as-of day of a stock", "涵盖末日，或存量的时点"),
    _code("period_basis", "How the period is known", "时期的依据", required=True),
    _code("nature", "Kind of quantity", "数字性质", required=True),
    _code("level", "Territory whose figure it is", "数字所属层级", required=True),
)
_ATTRIBUTES = (
    _code(
        "indicator",
        "What is counted: code of the codebook",
        "指标代码",
        codes="indicator",
        required=True,
    ),
    _code("counted", "Broad kind of thing counted", "所计事物的大类", required=True),
    _code("scheme", "Scheme or programme the figure belongs to", "所属项目"),
    _code("grade", "Level of authority that awards a title", "荣誉级别"),
    _code("grade_and_above", "Whether higher grades are included", "是否含以上级别"),
    _code("stage", "Stage of the process counted", "所计的环节"),
    _code("route", "Route by which a dispute or loss was handled", "处理途径"),
    _code("actor", "Who did it", "行为主体"),
    _code("population", "Group to which the figure is limited", "限定的人群或单位"),
    _code(
        "stated_base",
        "Base of a rate, where the text states it",
        "比率的基数（原文写明时）",
        codes="population",
    ),
    _whole(
        "multiplier",
        "How many groups the printed number holds for each",
        "“各”所指的组数",
        required=False,
    ),
    _code("per", "What a figure is per (a year, a person)", "每（年、人）"),
)
_RELATIONS = (
    Column(
        "duplicate_of",
        "string",
        "More precise statement of the same thing in the same text",
        "同文更精确的同一数字",
        pattern=FIGURE_ID,
    ),
    _code("duplicate_kind", "How it is repeated", "重复方式"),
    Column(
        "part_of", "string", "Figure of which this is a part", "所属整体的数字", pattern=FIGURE_ID
    ),
    _code("part_kind", "Kind of part", "部分的性质"),
    _code(
        "status",
        "Whether the figure can be right as printed in the copy we read",
        "所读文本中的数字是否可信",
        required=True,
    ),
)
_WORDS = (
    _text(
        "measures_en",
        "What is counted, in our own words (English)",
        "所计内容（英文，自拟）",
        required=True,
    ),
    _text(
        "measures_zh",
        "What is counted, in our own words (Chinese)",
        "所计内容（中文，自拟）",
        required=True,
    ),
    _text("note_en", "What a careful reader must know (English)", "说明（英文）"),
    _text("note_zh", "What a careful reader must know (Chinese)", "说明（中文）"),
)

FIGURES = Table(
    "figures",
    "One row per figure of a document, as printed and as coded by hand",
    "每行一个数字：原文写法与人工编码",
    (
        _FIGURE_ID,
        _DOCUMENT,
        *_PLACE,
        *_SPAN,
        *_READING,
        *_PERIOD,
        *_ATTRIBUTES,
        *_RELATIONS,
        *_WORDS,
        _text(
            "reading_note",
            "Why the reader program reads it otherwise, where the text is truly open",
            "程序读法不同的理由",
        ),
    ),
    key=("figure_id",),
)

OTHER_NUMERALS = Table(
    "other-numerals",
    "One row per numeral of a document that is no figure",
    "每行一个非统计数字的数词",
    (
        _DOCUMENT,
        *_SPAN,
        _code("kind", "What the numeral is instead", "数词类别", required=True),
    ),
    key=("document", "start"),
)

DOCUMENTS = Table(
    "documents",
    "One origin record per document",
    "每行一篇文献的来源记录",
    (
        _DOCUMENT,
        _code("city", "City the document is about", "城市", required=True),
        _text("province", "Province of the city", "省份", required=True),
        _text("title", "Title as printed", "标题", required=True),
        _text(
            "publisher", "Newspaper or site, as far as known", "报刊或网站（已知者）", required=True
        ),
        _text(
            "address",
            "Address of publication, as far as known",
            "发布地址（已知者）",
            required=True,
        ),
        _text("authors", "Bylines as printed, as far as known", "署名（已知者）", required=True),
        _date("published", "Day of publication, as far as known", "发布日期（已知者）"),
        _text(
            "published_note_en",
            "What is known of the day of publication (English)",
            "发布日期说明（英文）",
            required=True,
        ),
        _text(
            "published_note_zh",
            "What is known of the day of publication (Chinese)",
            "发布日期说明（中文）",
            required=True,
        ),
        _date(
            "written_after",
            "Earliest day the text can have been finished, from its own words",
            "文本完成不早于",
        ),
        _date("period_start", "First day under review", "述及时期首日"),
        _date("period_end", "Last day under review", "述及时期末日"),
        _code("period_basis", "How the period is known", "时期的依据", required=True),
        _text(
            "period_note_en",
            "How the period is known, in words (English)",
            "时期依据说明（英文）",
            required=True,
        ),
        _text(
            "period_note_zh",
            "How the period is known, in words (Chinese)",
            "时期依据说明（中文）",
            required=True,
        ),
        _text(
            "condition_en",
            "Condition of the copy we read (English)",
            "所读文本的状况（英文）",
            required=True,
        ),
        _text(
            "condition_zh",
            "Condition of the copy we read (Chinese)",
            "所读文本的状况（中文）",
            required=True,
        ),
        _whole("characters", "Number of characters of the copy", "字符数"),
        Column(
            "sha256",
            "string",
            "SHA-256 of the copy's bytes",
            "文本字节的SHA-256",
            required=True,
            pattern=SHA256,
        ),
        _text("label_en", "Short name (English)", "简称（英文）", required=True),
        _text("label_zh", "Short name (Chinese)", "简称（中文）", required=True),
    ),
    key=("document",),
)

INDICATORS = Table(
    "indicators",
    "The codebook: one row per indicator",
    "指标手册：每行一个指标",
    (
        Column("indicator", "string", "Code", "代码", required=True, pattern=SNAKE_CASE),
        Column(
            "concept",
            "string",
            "Indicators of one concept answer one question, perhaps in different units",
            "概念：回答同一问题的指标同属一概念",
            required=True,
            pattern=SNAKE_CASE,
        ),
        _code(
            "tier",
            "Core indicators may be compared; supporting ones are shown only",
            "层级：核心可比较，辅助只展示",
            required=True,
        ),
        _code("theme", "Theme", "主题", required=True),
        _text("label_en", "Label (English)", "名称（英文）", required=True),
        _text("label_zh", "Label (Chinese)", "名称（中文）", required=True),
        _code("thing", "Thing counted", "所计之物", required=True),
        Column(
            "nature",
            "string",
            "Usual nature of its figures",
            "通常性质",
            required=True,
            codes="nature",
            many=True,
        ),
        _text("definition_en", "Definition (English)", "定义（英文）", required=True),
        _text("definition_zh", "Definition (Chinese)", "定义（中文）", required=True),
        _text("included_en", "What is included (English)", "包括（英文）"),
        _text("included_zh", "What is included (Chinese)", "包括（中文）"),
        _text("excluded_en", "What is excluded (English)", "不包括（英文）"),
        _text("excluded_zh", "What is excluded (Chinese)", "不包括（中文）"),
    ),
    key=("indicator",),
)

CODELISTS = Table(
    "codelists",
    "The code lists: one row per code",
    "代码表：每行一个代码",
    (
        _text("list", "Code list", "代码表", required=True),
        _text("code", "Code", "代码", required=True),
        _text("label_en", "Label (English)", "名称（英文）", required=True),
        _text("label_zh", "Label (Chinese)", "名称（中文）", required=True),
        _text("definition_en", "Definition (English)", "定义（英文）"),
        _text("definition_zh", "Definition (Chinese)", "定义（中文）"),
    ),
    key=("list", "code"),
)

CODING = Table(
    "codings",
    "One coder's independent coding of every numeral of a document",
    "一位编码者对一篇文献全部数词的独立编码",
    (
        _DOCUMENT,
        *_SPAN,
        Column(
            "kind", "string", "What the numeral is", "数词类别", required=True, codes="numeral_kind"
        ),
        *(Column(c.name, "string", c.en, c.zh) for c in (*_READING, *_PERIOD, *_ATTRIBUTES)),
        Column(
            "duplicate_of_start",
            "integer",
            "Start of the statement it repeats",
            "所重复数字的起始位置",
            pattern=r"\d+",
        ),
        Column("duplicate_kind", "string", "How it is repeated", "重复方式"),
        Column(
            "part_of_start",
            "integer",
            "Start of the whole it is a part of",
            "所属整体的起始位置",
            pattern=r"\d+",
        ),
        Column("part_kind", "string", "Kind of part", "部分的性质"),
        Column("status", "string", "Whether it can be right as printed", "是否可信"),
        _text("note", "The coder's note", "编码者说明"),
        _text("measures_en", "What is counted (English)", "所计内容（英文）"),
        _text("measures_zh", "What is counted (Chinese)", "所计内容（中文）"),
    ),
    key=("document", "start"),
)

CODERS = Table(
    "coders",
    "Who coded, and how",
    "谁编码、如何编码",
    (
        _text(
            "coder",
            "Name of the coder, as in the file names",
            "编码者代号（见文件名）",
            required=True,
        ),
        _text("label_en", "Label (English)", "名称（英文）", required=True),
        _text("label_zh", "Label (Chinese)", "名称（中文）", required=True),
        _text("how_en", "How the coding was done (English)", "编码方式（英文）", required=True),
        _text("how_zh", "How the coding was done (Chinese)", "编码方式（中文）", required=True),
    ),
    key=("coder",),
)

CORRECTIONS = Table(
    "corrections",
    "Faults of the copies we read: the printed value stays, the argument stands beside it",
    "所读文本中的疑误：原值保留，论证并列",
    (
        _FIGURE_ID,
        _text(
            "printed",
            "Guard: the literal the argument was made for",
            "核对用：所论的原文写法",
            required=True,
        ),
        _code("fault", "Kind of fault", "疑误类别", required=True),
        _code("verdict", "How sure the fault is", "把握程度", required=True),
        _text("evidence_en", "Evidence (English)", "依据（英文）", required=True),
        _text("evidence_zh", "Evidence (Chinese)", "依据（中文）", required=True),
        _text("readings_en", "Readings that remain (English)", "尚存的读法（英文）"),
        _text("readings_zh", "Readings that remain (Chinese)", "尚存的读法（中文）"),
        _number(
            "likely_value",
            "Likely value, argued and not printed; empty when none can be argued",
            "推断值；无从推断则空",
        ),
        _text("effect_en", "Effect on use (English)", "对使用的影响（英文）", required=True),
        _text("effect_zh", "Effect on use (Chinese)", "对使用的影响（中文）", required=True),
    ),
    key=("figure_id",),
)

OUTSIDE = Table(
    "outside",
    "Facts from elsewhere, each with its origin and its use",
    "外部事实及其来源与用途",
    (
        Column("fact_id", "string", "Identifier", "编号", required=True, pattern=SNAKE_CASE),
        Column(
            "applies_to",
            "string",
            "Figure, document or city it is used for",
            "适用对象",
            required=True,
        ),
        _text("label_en", "The fact (English)", "事实（英文）", required=True),
        _text("label_zh", "The fact (Chinese)", "事实（中文）", required=True),
        _number("value", "Value", "数值"),
        _text("unit", "Unit", "单位"),
        Column(
            "caps",
            "string",
            "Ratio of which this is the highest value allowed",
            "以此为上限的比值",
            pattern=SNAKE_CASE,
        ),
        _date("period_start", "First day covered", "涵盖首日"),
        _date("period_end", "Last day covered", "涵盖末日"),
        _text("origin", "Who states it", "来源机构", required=True),
        _text("origin_title", "Title of the origin", "来源标题", required=True),
        _text(
            "origin_date",
            "Date of the origin, as far as known",
            "来源日期（已知者）",
            required=True,
        ),
        _text("use_en", "What it is used for (English)", "用途（英文）", required=True),
        _text("use_zh", "What it is used for (Chinese)", "用途（中文）", required=True),
    ),
    key=("fact_id",),
)

TEXT_FAULTS = Table(
    "text-faults",
    "Faults and doubts of the copies that touch no figure of their own",
    "所读文本中不涉及具体数字的疑误",
    (
        _DOCUMENT,
        _PLACE[0],
        _whole("start", "First character of the spot in the article (from 0)", "起始字符位置"),
        _whole("end", "Character after the last one of the spot", "结束字符位置（不含）"),
        _text("printed", "The few characters printed at the spot", "该处所印数字符", required=True),
        _whole(
            "reaches",
            "Character after the last one of the passage concerned, where it is longer",
            "所涉段落的结束位置（较长时）",
            required=False,
        ),
        _whole(
            "again",
            "First character of the passage that this one repeats word for word",
            "所逐字重复段落的起始位置",
            required=False,
        ),
        _code("kind", "Kind of fault", "类别", codes="text_fault", required=True),
        _code("verdict", "How sure the fault is", "把握程度", required=True),
        _text(
            "wrong_en", "What is wrong or open (English)", "何处有误或不明（英文）", required=True
        ),
        _text(
            "wrong_zh", "What is wrong or open (Chinese)", "何处有误或不明（中文）", required=True
        ),
        _text("likely", "Likely reading of the spot", "可能的原文"),
        _text("use_en", "What it means for use (English)", "对使用的影响（英文）", required=True),
        _text("use_zh", "What it means for use (Chinese)", "对使用的影响（中文）", required=True),
    ),
    key=("document", "start"),
)

GRADE_ARGUMENTS = Table(
    "grade-arguments",
    "Why the rule gives a pair this grade where a careful reader may give another",
    "审慎的读者或另作评定时，规则何以给出此等级",
    (
        _text(
            "figure_a",
            "One side: a figure or a derived figure",
            "一方：数字或推算值",
            required=True,
        ),
        _text("figure_b", "The other side", "另一方", required=True),
        _code(
            "grade",
            "Grade that the rule gives",
            "规则所给等级",
            codes="comparability",
            required=True,
        ),
        _code(
            "instead",
            "Grade that may be given instead",
            "或可另给的等级",
            codes="comparability",
            required=True,
        ),
        _text("reason_en", "Why not (English)", "何以不取（英文）", required=True),
        _text("reason_zh", "Why not (Chinese)", "何以不取（中文）", required=True),
    ),
    key=("figure_a", "figure_b"),
)

LIST_ITEMS = Table(
    "list-items",
    "One row per item of a list whose number the text states",
    "每行一项：文中言明数目的列举",
    (
        _DOCUMENT,
        _whole("stated_start", "First character of the stated number", "所称数目的起始位置"),
        _text("stated", "The stated number as printed", "所称数目的写法", required=True),
        _whole("item", "Number of the item, from 1", "项序（从1计）"),
        _whole("start", "First character of the item", "该项起始位置"),
        _whole("end", "Character after the anchor of the item", "锚定字符结束位置（不含）"),
        _text("printed", "The first characters of the item", "该项开头数字", required=True),
        Column(
            "open",
            "string",
            "Whether the list says that it goes on",
            "列举是否未尽",
            required=True,
            pattern="yes|no",
        ),
        _text("note_en", "What was counted (English)", "所数内容（英文）", required=True),
        _text("note_zh", "What was counted (Chinese)", "所数内容（中文）", required=True),
    ),
    key=("document", "stated_start", "item"),
)

LISTS = Table(
    "lists",
    "One row per list whose number the text states: stated and counted",
    "每行一处言明数目的列举：所称与所数",
    (
        _DOCUMENT,
        _whole("start", "First character of the stated number", "所称数目的起始位置"),
        _text("stated", "The stated number as printed", "所称数目的写法", required=True),
        Column(
            "figure_id",
            "string",
            "Figure that states the number; empty where it is a name or word",
            "言明数目的数字；若为名称或词语则空",
            pattern=FIGURE_ID,
        ),
        _number("number", "The stated number", "所称数目"),
        _whole("listed", "Items counted", "所列项数"),
        Column(
            "open",
            "string",
            "Whether the list says that it goes on",
            "列举是否未尽",
            required=True,
            pattern="yes|no",
        ),
        Column(
            "agrees",
            "string",
            "Whether stated and counted agree; an open list agrees when it is not longer",
            "所称与所数是否相符；未尽之列举不多于所称即相符",
            required=True,
            pattern="yes|no",
        ),
        _text("note_en", "What was counted (English)", "所数内容（英文）", required=True),
        _text("note_zh", "What was counted (Chinese)", "所数内容（中文）", required=True),
    ),
    key=("document", "start"),
)

HASHES = Table(
    "hashes",
    "Hashes of the settled raw files, which never change",
    "定稿原始文件的哈希，永不更改",
    (
        _text("path", "File, relative to data/raw", "文件（相对 data/raw）", required=True),
        Column(
            "sha256",
            "string",
            "SHA-256 of its bytes",
            "字节的SHA-256",
            required=True,
            pattern=SHA256,
        ),
    ),
    key=("path",),
)


def _interval(prefix: str, en: str, zh: str) -> tuple[Column, ...]:
    return (
        _number(
            f"{prefix}_low", f"{en}: lower end; empty when there is none", f"{zh}：下端；无则空"
        ),
        _number(
            f"{prefix}_high", f"{en}: upper end; empty when there is none", f"{zh}：上端；无则空"
        ),
        Column(
            f"{prefix}_ends",
            "string",
            f"{en}: whether the ends are included, as brackets",
            f"{zh}：端点是否包含（括号）",
            pattern=r"[\[(][\])]",
        ),
    )


LIMITS = (
    *_interval("natural", "What the kind of quantity allows", "数量性质所容许"),
    *_interval("asserted", "What the words assert", "措辞所断言"),
    *_interval("conventional", "Our published reading of the words", "本项目公开的惯例读法"),
    Column(
        "limits_note",
        "string",
        "What is peculiar about the limits",
        "界限的特殊之处",
        codes="limits_note",
        many=True,
    ),
)

OBSERVATIONS = Table(
    "observations",
    "One row per figure, with theme, period kind and the three nested limits",
    "每行一个数字，附主题、时期类别与三层界限",
    (
        _FIGURE_ID,
        _DOCUMENT,
        _code("city", "City", "城市", required=True),
        _code("theme", "Theme", "主题", required=True),
        Column(
            "concept",
            "string",
            "Concept of the indicator",
            "指标所属概念",
            required=True,
            pattern=SNAKE_CASE,
        ),
        _code("tier", "Tier of the indicator", "指标层级", required=True),
        *_PLACE,
        *_SPAN,
        *_READING,
        *_PERIOD[:3],
        _code("period_kind", "Kind of period", "时期类别", required=True),
        *_PERIOD[3:],
        *_ATTRIBUTES,
        *_RELATIONS,
        *LIMITS,
        *_WORDS,
    ),
    key=("figure_id",),
)

COVERAGE = Table(
    "coverage",
    "One row per document and theme: how many figures the text gives",
    "每行一篇文献的一个主题：原文给出多少数字",
    (
        _DOCUMENT,
        _code("theme", "Theme", "主题", required=True),
        _whole("figures", "Figures printed", "印出的数字个数"),
        _whole("distinct", "Figures without those said twice", "剔除重复后的个数"),
        _whole("core", "Of these, figures of core indicators", "其中核心指标的数字"),
        _whole("hedged", "Of these, figures that are not exact", "其中非确数"),
        _whole(
            "faulty",
            "Of these, figures that are damaged, doubtful or impossible as printed",
            "其中破损、存疑或照原样不可能成立者",
        ),
    ),
    key=("document", "theme"),
)

AGREEMENT = Table(
    "agreement",
    "How far the two independent codings agree, by document and column",
    "两次独立编码的一致程度，按文献与列",
    (
        _text("document", "Document, or all", "文献，或全部", required=True),
        _text("column", "Column compared, or the spans", "所比较的列，或跨度", required=True),
        _text("metric", "Metric of alpha", "α的度量", required=True),
        _whole("cases", "Mentions compared", "比较的处数"),
        _whole("agreed", "Mentions on which both agree", "一致的处数"),
        _number("share", "Share agreed", "一致的比重"),
        _number(
            "alpha",
            "Krippendorff's alpha; empty where there is nothing to vary",
            "Krippendorff α；无变异则空",
        ),
    ),
    key=("document", "column", "metric"),
)

DISAGREEMENTS = Table(
    "disagreements",
    "One row per cell on which the two codings of a figure differ, and what was settled",
    "每行一处两次编码不同之处及定稿",
    (
        _DOCUMENT,
        _whole("start", "First character of the mention", "起始字符位置"),
        _text("literal", "The figure as printed", "原文写法", required=True),
        _text("column", "Column", "列", required=True),
        _text("coder_a", "First coding", "编码甲"),
        _text("coder_b", "Second coding", "编码乙"),
        _text("settled", "Settled", "定稿"),
    ),
    key=("document", "start", "column"),
)

_PRINTED_LIMITS = (
    *_interval("asserted", "What the words assert", "措辞所断言"),
    *_interval("conventional", "Our published reading of the words", "本项目公开的惯例读法"),
)

DERIVED = Table(
    "derived",
    "One row per figure derived inside one text: ratios, shares, sums and yearly averages",
    "每行一个在同一文献内推算的数字：比值、占比、合计与年均",
    (
        _text(
            "derived_id",
            "Identifier: document, measure, inputs",
            "编号：文献、量、输入",
            required=True,
        ),
        _DOCUMENT,
        _code("city", "City", "城市", required=True),
        _code("theme", "Theme", "主题", required=True),
        _text(
            "kind",
            "ratio, share, sum, base or average",
            "类别：比值、占比、合计、基数或年均",
            required=True,
        ),
        _text("group", "Kind of help or question it belongs to", "所属帮扶类别或问题"),
        _text("measure", "Code of the measure", "量的代码", required=True),
        _text("label_en", "Label (English)", "名称（英文）", required=True),
        _text("label_zh", "Label (Chinese)", "名称（中文）", required=True),
        _number(
            "value",
            "Result from the printed values; empty where there is none",
            "以印出数值计算的结果；无则空",
        ),
        _text("unit_en", "Unit (English)", "单位（英文）"),
        _text("unit_zh", "Unit (Chinese)", "单位（中文）"),
        _text("formula", "Formula in figure identifiers", "以数字编号写成的公式", required=True),
        _text("inputs", "Figures that enter", "输入的数字", required=True),
        _text("numerator", "Figure or figures above the line", "分子"),
        _text("denominator", "Figure or figures below the line", "分母"),
        _code("scheme", "Scheme or programme", "所属项目"),
        _code("grade", "Level of authority that awards a title", "荣誉级别"),
        _text("stage", "Stage or stages counted", "所计的环节"),
        _text("route", "Route or routes", "处理途径"),
        _text("population", "Group or groups it is limited to", "限定的人群或单位"),
        _text("level", "Territory", "层级"),
        *_PERIOD[:2],
        _text("period_kind", "Kind of period", "时期类别"),
        *_PRINTED_LIMITS,
        _text(
            "status",
            "computed, refused, kept_out or argued",
            "状态：已算、拒算、剔出或推断",
            required=True,
        ),
        _text("reason_en", "Why it is refused or kept out (English)", "拒算或剔出的理由（英文）"),
        _text("reason_zh", "Why it is refused or kept out (Chinese)", "拒算或剔出的理由（中文）"),
        _text("caveats", "Codes of what a reader must mind", "须注意之处的代码"),
    ),
    key=("derived_id",),
)


def _side(side: str, en: str, zh: str) -> tuple[Column, ...]:
    return (
        _text(
            f"figure_{side}",
            f"{en}: figure or derived figure",
            f"{zh}：数字或推算数字",
            required=True,
        ),
        _text(f"document_{side}", f"{en}: document", f"{zh}：文献", required=True),
        _code(f"city_{side}", f"{en}: city", f"{zh}：城市", codes="city", required=True),
        _text(f"indicator_{side}", f"{en}: indicator or measure", f"{zh}：指标或量", required=True),
        _text(f"literal_{side}", f"{en}: as printed", f"{zh}：原文写法"),
        _number(f"value_{side}", f"{en}: value", f"{zh}：数值"),
        _text(f"unit_{side}", f"{en}: unit", f"{zh}：单位"),
        *_interval(side, f"{en}: limits compared", f"{zh}：所比较的界限"),
    )


_SIDES = {
    column.name: column
    for side in ("a", "b")
    for column in _side(side, f"Side {side}", f"{'甲' if side == 'a' else '乙'}方")
}

COMPARISONS = Table(
    "comparisons",
    "One row per pair of figures of one concept in different documents: grade and result",
    "每行一对不同文献中同一概念的数字：可比等级与结果",
    (
        _text("comparison_id", "Identifier", "编号", required=True),
        _text("kind", "figures or ratios", "数字或比值", required=True),
        _code("theme", "Theme", "主题", required=True),
        _text("concept", "Concept, or measure of a ratio", "概念，或比值的量", required=True),
        *(
            _SIDES[name]
            for name in (
                "figure_a",
                "figure_b",
                "document_a",
                "document_b",
                "city_a",
                "city_b",
                "indicator_a",
                "indicator_b",
                "literal_a",
                "literal_b",
                "value_a",
                "value_b",
                "unit_a",
                "unit_b",
            )
        ),
        _text("basis", "How the periods are brought together", "时期如何对齐"),
        *(_SIDES[name] for name in ("a_low", "a_high", "a_ends", "b_low", "b_high", "b_ends")),
        _code("grade", "Grade of comparability", "可比等级", codes="comparability", required=True),
        _text("differences", "Attributes that differ", "相异的属性"),
        _text("deciding", "Attributes that decide the grade", "决定等级的属性"),
        _text("differences_en", "Differences in words (English)", "差异（英文）"),
        _text("differences_zh", "Differences in words (Chinese)", "差异（中文）"),
        _text(
            "overruled_en",
            "Reason where the grade was set by hand (English)",
            "人工改定的理由（英文）",
        ),
        _text(
            "overruled_zh",
            "Reason where the grade was set by hand (Chinese)",
            "人工改定的理由（中文）",
        ),
        _text("argument_en", "Why no stricter or looser (English)", "何以不更严或更宽（英文）"),
        _text("argument_zh", "Why no stricter or looser (Chinese)", "何以不更严或更宽（中文）"),
        _text("margin", "Margin of materiality", "显著界限"),
        _code("result", "Result", "结果", required=True),
        _text("traps", "Why the pair invites a false comparison", "易致误比之处"),
    ),
    key=("comparison_id",),
)

LOOK_ALIKES = Table(
    "look-alikes",
    "One row per pair of equal or nearly equal numbers of different things",
    "每行一对数字相同或相近而所计不同者",
    (
        *(
            _SIDES[name]
            for name in (
                "figure_a",
                "figure_b",
                "document_a",
                "document_b",
                "literal_a",
                "literal_b",
                "indicator_a",
                "indicator_b",
            )
        ),
        _text(
            "measures_a_en",
            "Side a: what is counted (English)",
            "甲方：所计内容（英文）",
            required=True,
        ),
        _text(
            "measures_a_zh",
            "Side a: what is counted (Chinese)",
            "甲方：所计内容（中文）",
            required=True,
        ),
        _text(
            "measures_b_en",
            "Side b: what is counted (English)",
            "乙方：所计内容（英文）",
            required=True,
        ),
        _text(
            "measures_b_zh",
            "Side b: what is counted (Chinese)",
            "乙方：所计内容（中文）",
            required=True,
        ),
        _text("difference", "Attribute that forbids the comparison", "不可比的属性", required=True),
        _text("difference_en", "The one difference (English)", "差异（英文）", required=True),
        _text("difference_zh", "The one difference (Chinese)", "差异（中文）", required=True),
    ),
    key=("figure_a", "figure_b"),
)

SENSITIVITY = Table(
    "sensitivity",
    "One row per comparative finding and variant: does the result survive?",
    "每行一项比较结果的一种变体：结果是否不变",
    (
        _text("comparison_id", "Comparison", "比较编号", required=True),
        _text("concept", "Concept, or measure of a ratio", "概念，或比值的量", required=True),
        _SIDES["figure_a"],
        _SIDES["figure_b"],
        _code("grade", "Grade of comparability", "可比等级", codes="comparability", required=True),
        _code("result", "Result", "结果", required=True),
        _text("variant", "Variant tried", "所试变体", required=True),
        _text("variant_en", "Variant (English)", "变体（英文）", required=True),
        _text("variant_zh", "Variant (Chinese)", "变体（中文）", required=True),
        _code(
            "variant_result",
            "Result under the variant",
            "变体下的结果",
            codes="result",
            required=True,
        ),
        _text("survives", "yes or no", "是否不变", required=True),
    ),
    key=("comparison_id", "variant"),
)

FINDINGS = Table(
    "findings",
    "One row per finding of the declared checks",
    "每行一项检查所得",
    (
        _text("finding_id", "Identifier", "编号", required=True),
        _DOCUMENT,
        _text("check", "Code of the check", "检查的代码", required=True),
        _text("figures", "Figures concerned", "涉及的数字", required=True),
        _text("calculation", "Calculation in figure identifiers", "以数字编号写成的算式"),
        _number("low", "Result: lower end", "结果：下端"),
        _number("high", "Result: upper end", "结果：上端"),
        Column(
            "ends",
            "string",
            "Result: whether the ends are included",
            "结果：端点是否包含",
            pattern=r"[\[(][\])]",
        ),
        _code("verdict", "How sure the finding is", "把握程度", required=True),
        _code("fault", "Kind of fault, when it is one", "疑误类别"),
        _text("finding_en", "The finding (English)", "所得（英文）", required=True),
        _text("finding_zh", "The finding (Chinese)", "所得（中文）", required=True),
        _text("reason_en", "Why, with the calculation in words (English)", "理由与计算（英文）"),
        _text("reason_zh", "Why, with the calculation in words (Chinese)", "理由与计算（中文）"),
        _text(
            "effect_en", "What it means for use (English)", "对使用的影响（英文）", required=True
        ),
        _text(
            "effect_zh", "What it means for use (Chinese)", "对使用的影响（中文）", required=True
        ),
        _text("likely_figure", "Figure whose likely value is argued", "作推断的数字"),
        _number("likely_value", "Likely value, argued and not printed", "推断值（非原文）"),
        _text("argument_en", "Readings that remain (English)", "尚存的读法（英文）"),
        _text("argument_zh", "Readings that remain (Chinese)", "尚存的读法（中文）"),
    ),
    key=("finding_id",),
)
