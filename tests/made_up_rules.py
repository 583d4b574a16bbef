"""Rules, a codebook and figures of comparisons that nobody wrote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from made_up import figure as row_of
from made_up import stock as stock_row

from analysis.comparison.grading import Difference, Grader, Grading
from analysis.comparison.rules import (
    CodeRule,
    IndicatorRule,
    RatioRule,
    Rules,
    SumRule,
)
from analysis.figures.figure import Figure, with_lengths, with_repeats
from analysis.figures.reference_periods import period_kind
from analysis.language import LANGUAGES
from analysis.language.messages import NO_WORDS, Part, Words, text
from analysis.reading.limits import limits_of
from analysis.tables import schema, store
from analysis.tables.codebook import Code, Codebook, Document
from analysis.tables.units import Unit

ONE, OTHER, LATER = "linzhou-2019", "haicheng-2019", "linzhou-2020"
"""Documents: two cities in one year, and the first city a year later."""

_NAMES = {
    ONE: ("linzhou", "Linzhou 2019", "林州2019"),
    OTHER: ("haicheng", "Haicheng 2019", "海城2019"),
    LATER: ("linzhou", "Linzhou 2020", "林州2020"),
}
_CODES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "nature": {
        "flow": ("total over a time", "一段时间的合计"),
        "stock": ("state at a time", "某一时点的存量"),
        "plan": ("plan", "计划"),
    },
    "level": {"city": ("city", "市"), "county": ("county", "县")},
    "scheme": {
        "sick_fund": ("sick fund", "医病金"),
        "four_gifts": ("four gifts", "四送"),
        "fund_not_named": ("a fund, not named", "未写明之金"),
    },
    "stage": {
        "raised": ("raised", "筹集"),
        "spent": ("spent", "支出"),
        "joined": ("joined", "参加"),
        "met": ("met", "到场"),
        "standing": ("standing", "现有"),
    },
    "route": {"lawyers": ("lawyers", "律师"), "hotline": ("hotline", "热线")},
    "grade": {"province": ("province", "省"), "town": ("town", "市")},
    "grade_and_above": {"yes": ("and above", "及以上")},
    "actor": {"all_unions": ("all unions", "各级"), "head_office": ("head office", "总部")},
    "population": {
        "women": ("women", "女工"),
        "drivers": ("drivers", "司机"),
        "in_the_heat": ("workers in the heat", "高温职工"),
        "third_term": ("third term", "第三期"),
        "indoors": ("indoors", "室内"),
        "outdoors": ("outdoors", "室外"),
    },
    "per": {"year": ("a year", "每年")},
    "status": {
        "as_printed": ("as printed", "照印"),
        "impossible": ("impossible", "不可能"),
    },
}


def said(en: str, zh: str) -> Words:
    """Return the same words in both languages."""
    return Words(dict(zip(LANGUAGES, (en, zh), strict=True)))


def document(name: str, written: date | None = None) -> Document:
    """Return an origin record; `written` is the earliest day the text can have been finished."""
    city, en, zh = _NAMES[name]
    year = int(name[-4:])
    return Document(
        *(name, city, "", "", "", "", "", None, NO_WORDS, written, None),
        *(date(year, 1, 1), date(year, 12, 31), "stated", NO_WORDS, NO_WORDS, 0, ""),
        said(en, zh),
    )


def codebook(**written: date) -> Codebook:
    """Return a codebook; documents by name with underscores may say when they were finished."""
    days = {name.replace("_", "-"): day for name, day in written.items()}
    codes = tuple(
        Code(name, code, said(*words), NO_WORDS)
        for name, list_ in _CODES.items()
        for code, words in list_.items()
    )
    return Codebook(codes, (), tuple(document(name, days.get(name)) for name in _NAMES))


CODEBOOK = codebook()


def ratio(
    measure: str, over: str, under: str, unit_form: str = "quotient", **more: object
) -> RatioRule:
    """Return a ratio of two indicators."""
    given = {"kind": "ratio", "group": "scale", "scale": 1, "one_sentence": False, **more}
    label = said(measure.replace("_", " "), f"〔{measure}〕")
    return RatioRule(measure=measure, numerator=over, denominator=under, unit_form=unit_form,
                     label=label, **given)  # type: ignore[arg-type]  # fmt: skip


def _of(
    indicator: str,
    *,
    decides: bool = False,
    implied: str = "",
    akin: tuple[str, ...] = (),
    one: str = "",
) -> IndicatorRule:
    words = said(one, f"〔{one}〕") if one else NO_WORDS
    many = said(f"{one}s", f"〔{one}〕") if one else NO_WORDS
    return IndicatorRule(indicator, decides, (implied,) if implied else (), akin, words, many)


RULES = Rules(
    ratios=(
        ratio("gift_per_person", "gift_money", "people_helped", group="help_per_head"),
        ratio("gift_per_household", "gift_money", "households_helped", group="help_per_head"),
        ratio("guests_per_dance", "guests", "dances"),
        ratio("members_per_club", "members", "clubs"),
        ratio("paid_of_raised", "paid", "raised", "percent", group="share", scale=100),
        ratio("claims_per_100", "claims", "insured", "per_hundred", group="share", scale=100),
        ratio("all_players", "players", "player_rate", "numerator", kind="base", group="base",
              scale=100, one_sentence=True),
    ),
    sums=(SumRule("dances_of_all_kinds", "dances", said("dances of all kinds", "各类舞会")),),
    indicators=(
        _of("clubs", one="club"),
        _of("heat_gifts", implied="in_the_heat"),
        _of("dances", decides=True),
        _of("guests", akin=("women", "drivers")),
        _of("trainees", decides=True),
    ),
    codes=(
        CodeRule("scheme", "fund_not_named", "open"),
        CodeRule("population", "third_term", "enrolment"),
        CodeRule("stage", "joined", "implied"),
        CodeRule("stage", "met", "implied"),
        CodeRule("stage", "raised", "money"),
        CodeRule("stage", "spent", "money"),
    ),
    units=(
        Unit("家", said("unit", "家"), said("units", "家"), ("en",), True, ()),
        Unit("户", said("household", "户"), said("households", "户"), ("en",), True, ()),
        Unit("人", said("person", "人"), said("people", "人"), (), False, ("人次", "张")),
    ),
)  # fmt: skip

GRADER = Grader(CODEBOOK, RULES)

Row = Mapping[str, str]


def row(number: int, literal: str, indicator: str, **cells: str) -> Row:
    """Return the row of a figure that is printed with its digits: ``900人``."""
    value = cells.pop("value", "".join(char for char in literal if char in "0123456789."))
    return row_of(number, literal, value, indicator, **{"actor": "all_unions", **cells})


def stock(number: int, literal: str, indicator: str, **cells: str) -> Row:
    """Return the row of a figure for the last day of the year."""
    value = cells.pop("value", "".join(char for char in literal if char in "0123456789."))
    return stock_row(number, literal, value, indicator, **{"actor": "all_unions", **cells})


def figures(*rows: Row, book: Codebook = CODEBOOK) -> tuple[Figure, ...]:
    """Return figures with their limits, repeats and the lengths of their periods."""
    by_id = {each["figure_id"]: each for each in rows}
    made = [_figure(each, by_id.get(each["part_of"]), book) for each in rows]
    return with_lengths(with_repeats(made), book.documents)


def _figure(cells: Row, whole: Row | None, book: Codebook) -> Figure:
    names = schema.OBSERVATIONS.names
    values = store.values_of([cells.get(name, "") for name in names], schema.OBSERVATIONS)
    limits = limits_of(cells, whole=whole)
    end = book.document(cells["document"]).period_end
    kind = period_kind(values["period_start"], values["period_end"], values["nature"], end)
    return Figure.from_values(
        {
            **values,
            "natural": limits.natural,
            "asserted": limits.asserted,
            "conventional": limits.conventional,
            "limits_note": limits.notes,
            "period_kind": kind,
        }
    )


def english(part: Part) -> str:
    """Return a part of a message in English."""
    return text(part, "en")


def chinese(part: Part) -> str:
    """Return a part of a message in Chinese."""
    return text(part, "zh")


def difference(grading: Grading, attribute: str) -> Difference:
    """Return the difference of a pair in one attribute."""
    return next(each for each in grading.differences if each.attribute == attribute)
