"""How many figures there are, how many are not exact, and what the texts like to count."""

from __future__ import annotations

from made_up_findings import A, B, C, evidence, money, number, people

from analysis.sentences import headlines as hl


def test_figures_are_counted_with_their_vague_words_and_faults() -> None:
    headline = hl.vague(
        evidence(
            money(A, 1, "8000"),
            people(A, 2, "40", bound="at_least", hedge="余"),
            people(A, 3, "60", bound="at_least", hedge="以上"),
            people(C, 1, "70", bound="at_least", hedge="余"),
            people(C, 2, "90", bound="nearly", hedge="近", status="doubtful"),
            people(C, 3, "", bound="unknown", status="damaged"),
            people(C, 4, "40", duplicate_of=f"{A}-002", bound="at_least", hedge="余"),
        )
    )
    assert headline is not None
    assert headline.title("en") == headline.title("zh") == ""
    assert headline.statement.text("en") == (
        "2 texts, 6 different figures. 5 of them are not plain numbers: they have a hedge, or "
        "are ranges, bare round words or unreadable (“more than” 2 times, “at least” 1 time and "
        "“nearly” 1 time; 1 in other ways). Damaged, doubtful or impossible in the copies we "
        "read: 2. By our reading, roundings included, 1 is read as a single value."
    )
    assert headline.statement.text("zh") == (
        "2篇文章，6个不同数字。其中5个不是直接写明的一个数（带“近”“余”、写成范围、只写“百”“万”等"
        "概数，或读不出数值）：“余”2次、“以上”1次和“近”1次，其他写法1个；2个在所读文本中破损、存"
        "疑或不可能成立。按我们的读法（取整也算进去），可读作单一数值的有1个。"
    )
    assert headline.statement.documents == (A, C)


def test_one_text_one_figure_and_nothing_vague_are_said_in_the_singular() -> None:
    headline = hl.vague(evidence(people(A, 1, "40", status="doubtful")))
    assert headline is not None
    assert headline.statement.text("en") == (
        "1 text, 1 different figure. 0 of them are not plain numbers: they have a hedge, or are "
        "ranges, bare round words or unreadable. Damaged, doubtful or impossible in the copies "
        "we read: 1. By our reading, roundings included, 1 is read as a single value."
    )
    assert headline.statement.text("zh") == (
        "1篇文章，1个不同数字。其中0个不是直接写明的一个数（带“近”“余”、写成范围、只写“百”“万”等概"
        "数，或读不出数值）；1个在所读文本中破损、存疑或不可能成立。按我们的读法（取整也算进去），"
        "可读作单一数值的有1个。"
    )


def test_an_unreadable_number_is_no_vague_word_and_displaces_none() -> None:
    lost = [
        people(A, n, "", bound="unknown", status="damaged", hedge=hedge)
        for n, hedge in ((1, ""), (2, ""), (3, "余"))
    ]
    loose = [
        people(A, 4, "40", bound="at_least", hedge="余+多"),
        people(A, 5, "40", bound="nearly", hedge="近"),
        people(A, 6, "40", bound="about", hedge="约"),
    ]
    headline = hl.vague(evidence(*lost, *loose))
    assert headline is not None
    assert (
        "(“more than” 1 time, “nearly” 1 time and “about” 1 time; 3 in other ways)"
        in headline.statement.text("en")
    )
    assert "：“余”2次、“多”1次、“近”1次和“约”1次，其他写法2个；" in headline.statement.text("zh")


def test_a_bare_round_word_is_no_hedge_in_any_language() -> None:
    loose = [
        people(A, 1, "10000", bound="about"),
        people(A, 2, "40", bound="about", hedge="约"),
    ]
    headline = hl.vague(evidence(*loose))
    assert headline is not None
    assert "(“about” 1 time; 1 in other ways)" in headline.statement.text("en")
    assert "：“约”1次，其他写法1个；" in headline.statement.text("zh")


def test_six_words_are_named_at_most_and_all_figures_accounted_for() -> None:
    words = ("余", "多", "超", "逾", "突破", "过", "上")
    loose = [
        people(A, n, "40", bound="at_least", hedge=word) for n, word in enumerate(words, start=1)
    ]
    headline = hl.vague(evidence(*loose, people(A, 9, "1", bound="range", value_high="2")))
    assert headline is not None
    assert "：“余”1次、" in headline.statement.text("zh")
    assert "“过”1次，其他写法2个；" in headline.statement.text("zh")
    assert "(“more than” 6 times and “at least” 1 time; 1 in other ways" in headline.statement.text(
        "en"
    )


def test_without_figures_nothing_is_counted() -> None:
    assert hl.vague(evidence()) is None
    assert hl.most_counted(evidence()) is None


def test_texts_with_one_favourite_share_its_name() -> None:
    headline = hl.most_counted(
        evidence(
            people(A, 1, "40"),
            people(A, 2, "50"),
            money(A, 3, "8000"),
            people(C, 1, "60"),
            number(B, 1, "shows", "8场", value="8", unit="场"),
        )
    )
    assert headline is not None
    assert headline.title("en") == (
        "The largest kind among the different figures of each text: people reached and activities "
        "(narrowly in Linzhou 2018, Linzhou 2021 and Haicheng 2019)"
    )
    assert headline.title("zh") == (
        "各篇文章中不同数字最多的一类：惠及人数和活动（林州2018、林州2021和海城2019只略多）"
    )
    assert headline.statement.text("en") == (
        "The main kind of figure in each text: people reached – 2 of 3 (Linzhou 2018) and 1 of 1 "
        "(Haicheng 2019); activities – 1 of 1 (Linzhou 2021). How wide a kind is, is our "
        "choice. Amounts of money are 1 of the 5 "
        "different figures. In Linzhou 2018, Linzhou 2021 and Haicheng 2019 a single figure coded "
        "as another kind would change this."
    )
    assert headline.statement.text("zh") == (
        "各篇文章的数字集中在：惠及人数——林州2018（2/3）和海城2019（1/1）；活动——林州2021（1/1）。"
        "类别的宽窄由我们划定。"
        "5个不同数字中，金额有1个。林州2018、林州2021和海城2019只要有一个数字改归另一类，结果就会"
        "改变。"
    )
    assert headline.statement.documents == (A, B, C)


def test_a_kind_three_ahead_is_not_said_to_hang_on_one_figure() -> None:
    most = hl.most_counted(evidence(*(people(A, place, "40") for place in range(1, 4))))
    less = hl.most_counted(evidence(*(people(A, place, "40") for place in range(1, 3))))
    assert most is not None and less is not None
    assert "coded as another kind" not in most.statement.text("en")
    assert "coded as another kind" in less.statement.text("en")


def test_of_equal_lists_each_is_named_in_the_order_of_the_code_list() -> None:
    headline = hl.most_counted(evidence(people(A, 1, "40"), money(A, 2, "8000")))
    assert headline is not None
    assert headline.title("en") == (
        "The largest kind among the different figures of each text: money and people reached "
        "(narrowly in Linzhou 2018)"
    )
    assert headline.statement.text("en").startswith(
        "The main kind of figure in each text: money – 1 of 2 (Linzhou 2018); people reached – "
        "1 of 2 (Linzhou 2018)."
    )


def test_repeated_figures_lengthen_no_list() -> None:
    again = {"duplicate_of": f"{A}-001", "duplicate_kind": "said_again"}
    headline = hl.most_counted(evidence(money(A, 1, "8000"), people(A, 2, "9", **again)))
    assert headline is not None
    assert "1 of 1 (Linzhou 2018)" in headline.statement.text("en")
