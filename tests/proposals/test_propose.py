"""What is proposed for figures, from a made-up codebook and made-up settled figures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from analysis.language.messages import NO_WORDS, Words, text
from analysis.proposals.calibration import EDGES, bands, left_out
from analysis.proposals.knowledge import Knowledge
from analysis.proposals.nearby_words import PlainText, pieces, weights
from analysis.proposals.proposal_records import Candidate, ConfidenceBand, Proposal
from analysis.proposals.propose import confidence, propose, strength_of
from analysis.reading.mentions import read
from analysis.tables.codebook import Codebook, Indicator


def indicator(code: str, label: str, thing: str, nature: str, theme: str, about: str) -> Indicator:
    return Indicator(
        code, code, "core", theme, None, Words(en=code, zh=label), thing, (nature,),
        Words(en="", zh=about), Words(en="", zh=""), Words(en="", zh=""),
    )  # fmt: skip


BOOK = Codebook(
    (),
    (
        indicator("seedlings", "栽种树苗", "item", "flow", "trees", "当年栽种的树苗株数"),
        indicator("seed_money", "树苗款", "money", "flow", "trees", "购买树苗所用的款"),
        indicator("keepers", "护林员", "person", "stock", "trees", "某日在岗护林员人数"),
        indicator("prizes", "绿化奖项", "item", "flow", "honours_and_innovation", "所获绿化奖项"),
    ),
)


@dataclass(frozen=True)
class Old:
    cells: dict[str, str]


def old(document: str, start: int, code: str, unit: str, measures: str, **more: str) -> Old:
    cells = {
        "document": document, "start": str(start), "indicator": code, "unit": unit,
        "measures_zh": measures, "nature": "flow", "counted": "activities", "duplicate_of": "",
    }  # fmt: skip
    return Old({**cells, **more})


SETTLED = (
    old("a-2001", 0, "seedlings", "株", "山上栽下的苗木"),
    old("a-2001", 9, "seed_money", "元", "苗木采购支出", counted="money"),
    old("b-2002", 7, "keepers", "人", "巡山人员", nature="stock", counted="people"),
)


def proposals(words: str, settled: tuple[Old, ...] = SETTLED) -> tuple[Proposal, ...]:
    return propose(words, read(words), BOOK, settled)


def test_words_and_unit_decide() -> None:
    found = proposals("全市栽种树苗300株，购买树苗用款5万元，护林员20名。")
    assert [each.indicator for each in found] == ["seedlings", "seed_money", "keepers"]
    assert [each.coded["counted"] for each in found] == ["activities", "money", "people_reached"]


def test_words_settled_before_speak_for_an_indicator() -> None:
    [with_old] = proposals("春天栽下苗木40株。")
    [without] = proposals("春天栽下苗木40株。", ())
    assert with_old.indicator == "seedlings"
    assert without.none_fits


def test_reasons_name_the_words_of_the_text() -> None:
    [found] = proposals("护林员20名。")
    assert text(found.candidates[0].reason, "en") == "for the words “护林员”"
    assert text(found.candidates[0].reason, "zh") == "因有“护林员”等词"
    assert found.measures["zh"] == "护林员"


def test_nothing_fits_where_no_word_is_known() -> None:
    [found] = proposals("安装路灯70盏。")
    assert (found.indicator, found.none_fits) == ("", True)
    assert "indicator" not in found.coded  # what words say of it is proposed all the same
    assert (found.coded["nature"], found.coded["level"]) == ("flow", "city")
    assert found.measures == NO_WORDS


@pytest.mark.parametrize(
    ("words", "column", "cell"),
    [
        ("计划栽种树苗300株。", "nature", "plan"),
        ("全国共栽种树苗300株。", "level", "national"),
        ("帮扶村栽种树苗300株。", "level", "village"),
        ("栽种树苗300株。", "level", "city"),
        ("市总工会出力，栽种树苗300株。", "actor", "city_federation"),
        ("栽种树苗3?0株。", "status", "damaged"),
        ("获得省级绿化奖项3项。", "grade", "provincial"),
    ],
)
def test_words_before_the_number_decide_what_is_named(words: str, column: str, cell: str) -> None:
    [found] = proposals(words)
    assert found.coded[column] == cell


def test_only_figures_are_proposed_for() -> None:
    assert proposals("2001年，第一届大会召开。") == ()
    assert proposals("") == ()


def test_strength_is_score_and_lead() -> None:
    def ranked(*scores: float) -> list[Candidate]:
        [reason] = {each.reason for each in Knowledge(BOOK).ranked({"护林": 1.0}, "")}
        return [Candidate(str(k), NO_WORDS, score, reason) for k, score in enumerate(scores)]

    assert strength_of([]) == float("-inf")
    assert strength_of(ranked(4, 2)) < strength_of(ranked(4, 1)) < strength_of(ranked(8, 2))
    assert strength_of(ranked(4, 0.1)) == strength_of(ranked(4))


def test_confidence_is_that_of_the_band() -> None:
    table = (
        ConfidenceBand(Decimal(-99), 20, 5, 10),
        ConfidenceBand(Decimal(1), 10, 6, 9),
        ConfidenceBand(Decimal(3), 9, 9, 9),
    )
    assert confidence(0.5, table) == 0.25
    assert confidence(2.9, table) == 0.6
    assert confidence(3.0, table) is None  # nine figures are too few to tell
    assert confidence(2.0, ()) is None


def test_each_text_is_left_out_in_turn() -> None:
    texts = {"b-2002": "全市共有护林员20名。"}
    [(figure, proposal)] = left_out(texts, SETTLED, BOOK)
    assert figure.cells["start"] == "7"
    assert proposal.indicator == "keepers"  # by the label: its settled words are left out
    counted = bands([(figure, proposal)])
    assert [band.strength for band in counted] == list(EDGES)
    assert sum(band.figures for band in counted) == sum(band.first for band in counted) == 1


def test_words_of_a_text_do_not_speak_for_itself() -> None:
    texts = {"c-2003": "山坳里摆开蒲团40个。"}
    own = old("c-2003", 7, "prizes", "个", "山坳里摆开的蒲团")
    [(_, proposal)] = left_out(texts, (*SETTLED, own), BOOK)
    assert proposal.none_fits


def test_a_weak_likeness_proposes_nothing() -> None:
    [found] = proposals("走访岗位70个，种下太阳花。")
    assert found.candidates == () or found.none_fits
    [found] = proposals("春天里护林队与大家一起走访岗位、清理河道，发放传单70张。")
    assert found.candidates and found.none_fits


def test_a_figure_said_again_is_not_counted() -> None:
    again = (*SETTLED[:2], old("b-2002", 7, "keepers", "人", "", duplicate_of="b-2002-002"))
    assert left_out({"b-2002": "全市共有护林员20名。"}, again, BOOK) == []


def test_near_words_count_for_more() -> None:
    found = weights("春天，护林员", "名，树苗")
    assert found["护林"] == 1.5
    assert found["春天"] == 0.6
    assert found["树苗"] == pytest.approx(0.24)


def test_words_stay_in_their_sentence_and_lose_pinyin() -> None:
    text = "先说一句。護(hù)林員20名。再说一句。"
    start = text.index("20")
    assert PlainText(text).around(start, start + 3) == ("护林员", "")
    assert list(pieces("树a苗木")) == ["苗木"]
