"""What was left, came in, went out and is left."""

from __future__ import annotations

import pytest

from analysis.screening.rule_runner import screen

CONTRADICTS = [
    "上年结余6万元，本年收入20万元，本年支出18万元，年末结余19万元。",
    "年初累计盈余 6,420元\n本年度收入 28,950元\n本年度支出 27,630元\n年终累计盈余 8,740元",
    "上期结存300吨，本期入库120吨，本期出库90吨，期末结存350吨。",
    "年初结存 186元\n本年收水费 964元\n维修支出 712元\n管水员工资 240元\n年末结存 298元",
    "全年新开39家、关停12家，净增17家。",
    "2016年末净资产为820万元。\n2017年全部收入240万元，全部支出190万元，2017年末净资产为780万元。",
    "年初存栏山羊1400只，全年产仔900只，出栏和死亡800只，年末存栏2500只。",
    "期初在案310人，本期新开案120人，结案90人（转介40、迁出50），期末在案280人。",
    "上年滚存下来12.6万元，本年又净赚了3.1万元，账上实有资金18.7万元。",
    "专项经费上年结转31万元，本年上级下拨90万元，已支付84万元，年末结转47万元。",
    "年初在住老人186人，全年入住64人，退住52人，年末在住老人189人。",
    "年初馆藏4.20万册，本年新购0.35万册，剔除0.15万册，年末馆藏4.60万册。",
    "去年末在档困难户240户，今年新增36户，脱困58户，年末在档281户。",
    "年初净资产500万元，本年募集300万元、利息收益20万元，支出260万元，年末净资产660万元。",
    "期初結存十二萬元，本期收入三十一萬元，本期支出二十八萬元，期末結存二十九萬元。",
]
HOLDS = [
    "上年结余6万元，本年收入20万元，本年支出18万元，年末结余8万元。",
    "上期结存300吨，本期入库120吨，本期出库90吨，期末结存330吨。",
    "购置客车40台，报废15台，净增25台。",
    "2016年末净资产为820万元。\n2017年全部收入240万元，全部支出190万元，2017年末净资产为870万元。",
    "年初存栏山羊1400只，全年产仔900只，出栏和死亡800只，年末存栏1500只。",
    "期初在案310人，本期新开案120人，结案90人（转介40、迁出50），期末在案340人。",
    "上年滚存下来12.6万元，本年又净赚了3.1万元，账上实有资金15.7万元。",
    "年初净资产500万元，本年募集300万元、利息收益20万元，支出260万元，年末净资产560万元。",
    "期初結存十二萬元，本期收入三十一萬元，本期支出二十八萬元，期末結存十五萬元。",
    "截至2021年12月31日，结存资金120万元。\n全年接收资金260万元。\n全年拨付资金300万元。\n截至2022年12月31日，结存资金80万元。",
]
SILENT = [
    "上年结余6万元，年末结余8万元。",
    "本年收入20万元，本年支出18万元。",
    "年末存栏山羊1500只，出栏800只。",
    "年末馆藏4.6万册，其中少儿图书1.2万册。",
    "在住老人186人（其中失能40人），护理员52人。",
]


def verdicts(text: str) -> list[str]:
    found = screen(text).of("contradicts", "unusual", "holds")
    return [each.verdict for each in found if each.rule == "sum"]


@pytest.mark.parametrize("text", CONTRADICTS)
def test_what_cannot_be_contradicts(text: str) -> None:
    assert verdicts(text) == ["contradicts"]


@pytest.mark.parametrize("text", HOLDS)
def test_what_agrees_is_right(text: str) -> None:
    assert verdicts(text) == ["holds"]


@pytest.mark.parametrize("text", SILENT)
def test_what_the_words_leave_open_raises_no_alarm(text: str) -> None:
    assert verdicts(text) == []


def test_a_row_with_its_own_total_counts_once() -> None:
    text = (
        "上年结余：3.8万元\n本年收入：经营12.6万元，补助9.4万元，合计22.0万元\n"
        "本年支出：修渠8.5万元，路灯8.7万元，合计17.2万元\n年末结余：6.8万元"
    )
    assert verdicts(text).count("contradicts") == 1
    assert verdicts(text.replace("6.8", "8.6")) == ["holds", "holds", "holds"]


def test_what_stands_in_brackets_went_out_once() -> None:
    text = "期初在案310人，本期新开案120人，结案90人（转介40人、迁出50人），期末在案{}人。"
    assert "contradicts" in verdicts(text.format(290))
    assert set(verdicts(text.format(340))) == {"holds"}
