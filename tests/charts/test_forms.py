"""Forms draw on matplotlib axes, with matplotlib's scales, ticks and artists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from picture import faults_of

from analysis.charts.forms.bars import Bar, bars
from analysis.charts.forms.calendar import CalendarSpan, calendar
from analysis.charts.forms.counts import Count, columns_that_fit, counts
from analysis.charts.forms.key import kinds_of
from analysis.charts.forms.limit_lines import limits
from analysis.charts.forms.marks import Line, Mark
from analysis.charts.pictures import part
from analysis.charts.style import NARROW, WIDE, settings
from analysis.charts.style.palette import look
from analysis.errors import AnalysisError

KINDS = {
    kind: f"means {kind}"
    for kind in ("filled", "hollow", "ends", "segment", "arrow", "broken", "argued")
}


@pytest.fixture(autouse=True)
def drawn_as_here() -> Iterator[None]:
    with settings():
        yield


def axes(width: float = WIDE) -> Axes:
    """Return axes on a figure of some width in points."""
    return Figure(figsize=(width / 72, 4), dpi=72).add_axes((0.0, 0.0, 1.0, 1.0))


def mark(key: str = "f-1", value: int | None = 145, **given: object) -> Mark:
    """Return a stated mark; limits are points unless they are given."""
    number = None if value is None else Fraction(value)
    fields: dict[str, object] = {
        "key": key,
        "href": f"figures.html#{key}",
        "city": "aston",
        "heading": "Aston 2016",
        "note": "2016: members",
        "value": number,
        "low": number,
        "high": number,
        "fades_low": False,
        "fades_high": False,
        "stated": True,
        "words": f"{value} people",
        "literal": f"{value}人",
        "warning": "",
        "tooltip": "all of it",
        "unit": "人",
        "look": look(0),
    }
    return Mark(**{**fields, **given})  # type: ignore[arg-type]


def dots(ax: Axes) -> list[tuple[float, str, bool]]:
    """Return the dots of axes: where they stand, their shape, and whether they are filled."""
    found = []
    for line in ax.lines:
        marker = line.get_marker()
        if isinstance(marker, str) and marker not in ("None", ""):
            filled = to_hex(line.get_markerfacecolor()) == to_hex(line.get_color())
            found.append((float(line.get_xdata()[0]), marker, filled))  # type: ignore[index]
    return found


def segments(ax: Axes) -> list[tuple[float, float]]:
    """Return the thick lines of axes."""
    thick = [line for line in ax.lines if line.get_linewidth() == 4 and len(line.get_xdata()) == 2]  # type: ignore[arg-type]
    return [tuple(map(float, line.get_xdata())) for line in thick]  # type: ignore[misc]


def arrows(ax: Axes) -> list[int]:
    """Return the carets of axes: 4 to the left, 5 to the right."""
    return [line.get_marker() for line in ax.lines if line.get_marker() in (4, 5)]


def said(ax: Axes) -> list[str]:
    """Return what is written at the marks."""
    return [text.get_text() for text in ax.texts if text.get_text()]


# --- limits ---------------------------------------------------------------------------------------


def test_the_form_returns_the_axes_it_was_given() -> None:
    ax = axes()
    assert limits(ax, [mark()]) is ax


def test_a_stated_number_is_a_filled_dot_and_a_hedged_one_hollow() -> None:
    ax = limits(axes(), [mark(), mark("f-2", 193, stated=False, look=look(1))])
    assert dots(ax) == [(145.0, "o", True), (193.0, "D", False)]


def test_limits_that_are_apart_are_a_thick_line() -> None:
    ax = limits(axes(), [mark(low=Fraction(140), high=Fraction(150))])
    assert segments(ax) == [(140.0, 150.0)]


def test_open_sides_have_arrows() -> None:
    at_least = mark(stated=False, high=None, fades_high=True)
    about = mark("f-2", 100, stated=False, fades_low=True, fades_high=True)
    assert arrows(limits(axes(), [at_least, mark("f-3", 600)])) == [5]
    assert arrows(limits(axes(), [about, mark("f-3", 600)])) == [4, 5]


def test_an_axis_has_room_for_the_arrow_of_an_open_side() -> None:
    full = mark(value=49, high=Fraction(50), fades_high=True, stated=False)
    assert limits(axes(), [replace(full, fades_high=False)]).get_xlim() == (0.0, 50.0)
    ax = limits(axes(), [full])
    assert ax.get_xlim()[1] > 50
    assert arrows(ax) == [5]
    shares = limits(axes(), [replace(full, unit="%")], ends=(Fraction(0), Fraction(50)))
    assert shares.get_xlim() == (0.0, 50.0)  # beyond a whole there is nothing


def test_limits_open_on_both_sides_are_an_arrow_to_each() -> None:
    both = mark(stated=False, low=None, high=None, fades_low=True, fades_high=True)
    ax = limits(axes(), [both, mark("f-2", 600)])
    assert arrows(ax) == [4, 5]
    assert segments(ax) == []


def test_a_range_without_a_number_has_its_ends_marked() -> None:
    tens = mark(value=None, low=Fraction(20), high=Fraction(90), stated=False)
    assert dots(limits(axes(), [tens])) == [(20.0, "o", False), (90.0, "o", False)]


def test_the_ends_of_a_range_too_short_to_see_are_one_mark() -> None:
    short = mark(value=None, low=Fraction(900), high=Fraction(901), stated=False)
    assert dots(limits(axes(), [short])) == [(900.5, "o", False)]


@pytest.mark.parametrize(("status", "colour"), [("impossible", "#a3320b"), ("argued", "#57606a")])
def test_what_cannot_be_right_and_what_is_argued_are_broken_rings(status: str, colour: str) -> None:
    ax = limits(axes(), [mark(status=status)])
    assert dots(ax) == []
    (ring,) = ax.collections
    assert to_hex(ring.get_edgecolor()[0]) == colour
    assert ring.get_linestyle()[0][1] is not None


def test_the_way_to_an_argued_number_is_drawn_and_named() -> None:
    ax = limits(
        axes(),
        [mark(value=10000, status="impossible", likely=Fraction(100), likely_words="÷ 100")],
        scale="log",
    )
    assert len(ax.collections) == 2
    assert arrows(ax) == [4]
    assert "÷ 100" in said(ax)


def test_a_damaged_figure_is_written_and_has_no_mark() -> None:
    lost = mark("f-2", None, words="damaged", literal="?人")
    ax = limits(axes(), [mark(), lost])
    assert len(dots(ax)) == 1
    assert {"damaged", "?人"} <= set(said(ax))


def test_only_damaged_figures_have_no_axis() -> None:
    with pytest.raises(AnalysisError, match="None of these figures has a number or a limit"):
        limits(axes(), [mark(value=None)])
    with pytest.raises(AnalysisError, match="None of these"):
        limits(axes(), [mark(value=None), mark("f-2", None)])


def test_unlike_units_are_refused_by_name() -> None:
    with pytest.raises(AnalysisError, match="One axis cannot hold '人' and '元': draw axes for ea"):
        limits(axes(), [mark(), mark("f-2", 9, unit="元")])


def test_scales_are_those_of_matplotlib() -> None:
    near = limits(axes(), [mark(), mark("f-2", 193)])
    far = limits(axes(), [mark(value=2), mark("f-2", 5000)])
    assert (near.get_xscale(), far.get_xscale()) == ("linear", "log")
    assert far.get_xlim() == (1.0, 10000.0)
    assert limits(axes(), [mark(value=2), mark("f-2", 5000)], scale="linear").get_xlim()[0] == 0


def test_an_axis_begins_at_zero_and_ends_on_a_tick() -> None:
    ax = limits(axes(), [mark(), mark("f-2", 193)])
    ticks = list(ax.get_xticks())
    assert ax.get_xlim() == (ticks[0], ticks[-1]) == (0.0, 200.0)


@pytest.mark.parametrize(("value", "top"), [(0, 1.0), (10**12, 10.0**12)])
def test_none_and_a_million_millions_have_a_place(value: int, top: float) -> None:
    ax = limits(axes(), [mark(value=value)])
    assert dots(ax) == [(float(value), "o", True)]
    assert ax.get_xlim() == (0.0, top)


def test_none_stands_at_the_left_of_a_logarithmic_axis() -> None:
    ax = limits(axes(), [mark(value=0), mark("f-2", 50)], scale="log")
    assert [x for x, _, _ in dots(ax)] == [10.0, 50.0]
    with pytest.raises(AnalysisError, match="at least one value above zero"):
        limits(axes(), [mark(value=0)], scale="log")


def test_shares_have_their_whole_and_their_sign() -> None:
    ax = limits(axes(), [mark(value=94, unit="%")], ends=(Fraction(0), Fraction(100)))
    assert ax.get_xlim() == (0.0, 100.0)
    assert [label.get_text() for label in ax.get_xticklabels()][-1] == "100%"


@pytest.mark.parametrize(
    ("language", "last"), [("en", "200,000"), ("zh", "20万")], ids=["en", "zh"]
)
def test_numbers_at_the_axis_are_those_of_the_language(language: str, last: str) -> None:
    ax = limits(axes(), [mark(value=193000)], language=language)
    assert [label.get_text() for label in ax.get_xticklabels()][-1] == last


def test_labels_stand_beside_wide_axes_and_above_the_marks_of_narrow_ones() -> None:
    for width, pad in ((WIDE, 126.0), (NARROW, 0.0)):
        ax = limits(axes(width), [mark()])
        assert [label.get_text() for label in ax.get_yticklabels()] == ["Aston 2016"]
        assert [label.get_text() for label in ax.get_yticklabels(minor=True)] == ["2016: members"]
        assert ax.yaxis.get_tick_params(which="minor")["pad"] == pad


def test_words_and_print_stand_at_the_mark() -> None:
    assert said(limits(axes(), [mark()])) == ["145 people", "145人"]


def test_lines_of_words_stand_between_the_rows() -> None:
    rows = [Line("A band", bold=True), mark(), Line("a note"), mark("f-2", 193)]
    texts = limits(axes(), rows).texts
    bold = [text.get_text() for text in texts if text.get_fontweight() == "bold"]
    assert bold == ["A band"]
    assert "a note" in [text.get_text() for text in texts]


def test_all_artists_of_a_mark_carry_its_key() -> None:
    ax = limits(axes(), [mark(low=Fraction(140), high=Fraction(150))])
    gids = {artist.get_gid() for artist in [*ax.lines, *ax.texts, *ax.get_yticklabels()]}
    assert gids == {"link--f-1"}


def test_a_reference_is_a_line_through_the_axes() -> None:
    ax = limits(axes(), [mark()], reference=(Fraction(100),))
    assert [line.get_xdata() for line in ax.lines if line.get_linewidth() == 1.0] == [[100.0] * 2]


def test_a_form_shares_a_figure_with_another() -> None:
    figure = Figure(figsize=(12, 4), dpi=72)
    left, right = figure.subplots(1, 2)
    limits(left, [mark()])
    bars(right, [Bar("Aston", "", Fraction(3), "3")])
    assert (len(left.lines), len(right.patches)) == (1, 1)
    figure.savefig("/dev/null", format="pdf")


# --- the key --------------------------------------------------------------------------------------

MARKS: dict[str, Mark] = {
    "filled": mark(),
    "hollow": mark(stated=False),
    "ends": mark(value=None, low=Fraction(4), high=Fraction(4)),
    "segment": mark(value=None, low=Fraction(4), high=Fraction(9)),
    "arrow": mark(stated=False, fades_high=True),
    "broken": mark(status="impossible"),
    "argued": mark(status="argued"),
}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("filled", ["filled"]),
        ("hollow", ["hollow"]),
        ("ends", ["ends"]),
        ("segment", ["ends", "segment"]),
        ("arrow", ["hollow", "arrow"]),
        ("broken", ["broken"]),
        ("argued", ["argued"]),
    ],
)
def test_the_key_names_the_marks_that_are_drawn_and_no_others(name: str, kinds: list[str]) -> None:
    assert kinds_of([MARKS[name], Line("words")]) == kinds
    legend = limits(axes(), [MARKS[name], mark("f-2", 200)], kinds=KINDS).get_legend()
    assert legend is not None
    shown = [text.get_text().removeprefix("means ") for text in legend.get_texts()]
    assert shown == [kind for kind in KINDS if kind in {*kinds, "filled"}]


def test_rings_in_the_key_have_the_colours_of_the_rings_that_are_drawn() -> None:
    ax = limits(axes(), [MARKS["broken"], mark("f-2", 9, status="argued")], kinds=KINDS)
    legend = ax.get_legend()
    assert legend is not None
    rings = [to_hex(handle.get_edgecolor()[0]) for handle in legend.legend_handles]  # type: ignore[union-attr]
    drawn = [to_hex(ring.get_edgecolor()[0]) for ring in ax.collections if len(ring.get_offsets())]
    assert rings == drawn == ["#a3320b", "#57606a"]


# --- bars -----------------------------------------------------------------------------------------


def widths(ax: Axes) -> list[float]:
    return [patch.get_width() for patch in ax.patches if isinstance(patch, Rectangle)]


def test_a_bar_is_as_long_as_its_count_and_none_has_no_bar() -> None:
    ax = bars(axes(), [Bar("One", "", Fraction(4), "4"), Bar("None", "", Fraction(0), "0")])
    assert widths(ax) == [4.0]
    assert said(ax) == ["4", "0"]
    assert ax.get_xlim() == (0.0, 4.0)


def test_bars_of_shares_stand_in_their_whole() -> None:
    ax = bars(axes(), [Bar("One", "", Fraction(40), "40%")], whole=Fraction(100))
    assert widths(ax) == [100.0, 40.0]
    assert bars(axes(), [Bar("None", "", Fraction(0), "0")]).get_xlim() == (0.0, 1.0)


# --- counts ---------------------------------------------------------------------------------------


def test_cells_are_shaded_by_their_weight_and_none_is_not() -> None:
    ax = counts(
        axes(),
        ["Relief", "Culture"],
        ["Aston", "Berry"],
        [[Count(4, "4", bold=True), Count(0, "none")], [Count(2, "2"), Count(1, "1")]],
        looks=[look(0), look(1)],
    )
    assert [round(float(patch.get_alpha() or 0), 2) for patch in ax.patches] == [0.48, 0.28, 0.18]
    assert said(ax) == ["4", "none", "2", "1"]
    assert [text.get_text() for text in ax.texts if text.get_fontweight() == "bold"] == ["4"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["Aston", "Berry"]
    assert [marker for _, marker, _ in dots(ax)] == ["o", "D"]


def test_a_narrow_table_takes_the_columns_that_fit() -> None:
    assert columns_that_fit(["Zhongshan 2016"] * 9, NARROW) == 3
    assert columns_that_fit(["Zhongshan 2016"] * 9, WIDE) == 6
    assert (
        columns_that_fit(["A name of forty characters and no space!".replace(" ", "_")], NARROW)
        == 1
    )


# --- the calendar ---------------------------------------------------------------------------------


def span(
    start: float | None, end: float | None, basis: str = "stated", words: str = "3"
) -> CalendarSpan:
    return CalendarSpan("2011–2015", "", start, end, basis, words)


def test_a_time_is_a_band_over_its_years_with_its_number_beside() -> None:
    ax = calendar(axes(), [span(2011.0, 2016.0), span(2012.0, 2015.5)], look=look(1))
    assert ax.get_xlim() == (2011.0, 2016.0)
    edges = [(patch.get_x(), patch.get_width()) for patch in ax.patches[::2]]  # type: ignore[attr-defined]
    assert edges == [(2011.0, 5.0), (2012.0, 3.5)]
    assert said(ax) == ["3", "3"]


@pytest.mark.parametrize(
    ("basis", "alpha"), [("stated", 0.9), ("carried", 0.35), ("assumed", None)]
)
def test_how_a_time_is_known_decides_how_it_is_drawn(basis: str, alpha: float | None) -> None:
    band, edge = calendar(axes(), [span(2011.0, 2013.0, basis)], look=look(0)).patches
    assert band.get_alpha() == alpha
    assert (band.get_facecolor()[3] == 0) is (basis == "assumed")
    assert (edge.get_linestyle() == "-") is (basis != "assumed")


def test_an_open_side_has_an_arrow_at_the_edge() -> None:
    ax = calendar(axes(), [span(2011.0, 2013.0), span(None, 2012.0)], look=look(0))
    assert arrows(ax) == [4]


def test_a_day_is_wide_enough_to_be_seen_and_stays_inside() -> None:
    ax = calendar(axes(), [span(2011.0, 2016.0), span(2015.998, 2016.0)], look=look(0))
    day = ax.patches[2]
    assert isinstance(day, Rectangle)
    assert (day.get_x(), day.get_x() + day.get_width()) == pytest.approx((2015.94, 2016.0))


def test_what_is_no_time_is_refused() -> None:
    with pytest.raises(AnalysisError, match="None of these times has a day"):
        calendar(axes(), [span(None, None)], look=look(0))
    with pytest.raises(AnalysisError, match="a time is stated, carried, assumed, not 'guessed'"):
        calendar(axes(), [span(2011.0, 2012.0, "guessed")], look=look(0))


def test_the_key_of_a_calendar_names_what_is_drawn() -> None:
    words = {"stated": "S", "carried": "C", "assumed": "A"}
    spans = [span(2011.0, 2012.0, "assumed"), span(2011.0, 2012.0)]
    legend = calendar(axes(), spans, look=look(0), bases=words).get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["S", "A"]


# --- layout ---------------------------------------------------------------------------------------

LONG = "A name of a town that is as long as forty-one characters"
Rows = Sequence[Mark | Line]
DRAWINGS: dict[str, Callable[[], Rows]] = {
    "one": lambda: [mark()],
    "long names": lambda: [mark(heading=LONG, note=f"{LONG}, {LONG}"), mark("f-2", 193)],
    "long words": lambda: [mark(words=LONG, literal=LONG, warning=LONG), mark("f-2", 193)],
    "lines": lambda: [Line(LONG, bold=True), Line(f"{LONG} {LONG}"), mark()],
    "open": lambda: [
        mark(stated=False, low=None, high=None, fades_low=True, fades_high=True),
        mark("f-2", 10**12),
    ],
    "way": lambda: [mark(value=10**6, status="impossible", likely=Fraction(9), likely_words="÷ 9")],
}


@pytest.mark.parametrize("rows", DRAWINGS.values(), ids=DRAWINGS.keys())
def test_no_text_is_cut_or_lies_on_another(rows: Callable[[], Rows]) -> None:
    assert faults_of([part(limits, tuple(rows()), kinds=KINDS)]) == []


def test_forms_below_each_other_keep_apart() -> None:
    cells = tuple((Count(n, str(n)),) * 3 for n in range(4))
    parts = [
        part(limits, (mark(), mark("f-2", 193))),
        part(bars, (Bar(LONG, LONG, Fraction(1), LONG),), whole=Fraction(3)),
        part(counts, (LONG, "b", "c", "d"), ("Aston 2016", "Berry 2011–2015", "Corin"), cells),
        part(calendar, (span(2011.0, 2016.0), span(None, 2012.0)), look=look(0)),
    ]
    assert faults_of(parts) == []
