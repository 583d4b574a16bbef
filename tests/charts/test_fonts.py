"""The font in the package: its name, its licence, and the characters it can draw."""

from __future__ import annotations

import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib import pyplot

import analysis as ua
from analysis import project
from analysis.charts.style import fonts

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "src" / "analysis" / "charts" / "fonts"
STYLES = {"Regular": 400, "Bold": 700}
SIGNS = "·—…–‘’“”≥≤×÷−±√%‰←→↑↓↔▲▼●○◆◇■□△▽▤▨℃①〇　！（），：；？￥～\u00a0\u2009\u202f"


@cache
def font(style: str) -> TTFont:
    return TTFont(FONTS / f"AnalysisSansSC-{style}.ttf")


def signs(first: int, last: int) -> set[str]:
    """Return the characters of some rows of GB 2312."""
    found: set[str] = set()
    for row in range(first, last + 1):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


@pytest.mark.parametrize("style", STYLES)
def test_family_is_ours_in_every_name(style: str) -> None:
    names = font(style)["name"]
    expected = {
        1: "Analysis Sans SC",
        2: style,
        4: f"Analysis Sans SC {style}",
        6: f"AnalysisSansSC-{style}",
        16: "Analysis Sans SC",
        17: style,
    }
    assert {number: names.getDebugName(number) for number in expected} == expected


@pytest.mark.parametrize("style", STYLES)
def test_reserved_name_and_original_name_are_in_no_name(style: str) -> None:
    reserved = [
        record.toUnicode()
        for record in font(style)["name"].names
        if record.nameID in (1, 2, 3, 4, 6, 16, 17, 18, 21, 22, 25)
    ]
    assert not [name for name in reserved if "source" in name.lower() or "noto" in name.lower()]


@pytest.mark.parametrize("style", STYLES)
def test_copyright_and_licence_are_kept(style: str) -> None:
    names = font(style)["name"]
    assert names.getDebugName(0).startswith("(c) 2014-2021 Adobe")
    assert "SIL Open Font License, Version 1.1" in names.getDebugName(13)


def test_licence_lies_beside_the_font() -> None:
    text = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Reserved Font Name 'Source'" in text


@pytest.mark.parametrize(("style", "weight"), STYLES.items())
def test_weight(style: str, weight: int) -> None:
    assert font(style)["OS/2"].usWeightClass == weight


@pytest.mark.parametrize("style", STYLES)
def test_all_hanzi_of_gb_2312(style: str) -> None:
    hanzi = signs(0xB0, 0xF7)
    assert len(hanzi) == 6763
    assert hanzi - set(map(chr, font(style).getBestCmap())) == set()


@pytest.mark.parametrize("style", STYLES)
def test_signs_of_gb_2312_ascii_latin_1_and_charts(style: str) -> None:
    wanted = signs(0xA1, 0xA9) | set(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)]))
    assert (wanted | set(SIGNS)) - set(map(chr, font(style).getBestCmap())) == set()


def test_both_weights_have_the_same_characters() -> None:
    assert font("Regular").getBestCmap().keys() == font("Bold").getBestCmap().keys()


@pytest.mark.parametrize("style", STYLES)
def test_digits_have_one_width(style: str) -> None:
    cmap, widths = font(style).getBestCmap(), font(style)["hmtx"]
    assert len({widths[cmap[ord(digit)]][0] for digit in "0123456789"}) == 1


@pytest.mark.parametrize("style", STYLES)
def test_no_layout_features_change_a_width(style: str) -> None:
    assert not {"GPOS", "GSUB", "kern"} & set(font(style).keys())


@pytest.mark.parametrize("style", STYLES)
def test_size(style: str) -> None:
    assert (FONTS / f"AnalysisSansSC-{style}.ttf").stat().st_size < 3_100_000


def test_script_refuses_a_wrong_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    import make_font

    monkeypatch.setattr(sys, "argv", ["make_font.py", "nowhere", "--into", str(tmp_path)])
    assert make_font.main() == 1
    assert capsys.readouterr().err.startswith("error: nowhere has no 400Regular")
    assert list(tmp_path.iterdir()) == []


def test_a_package_without_fonts_takes_those_of_the_checkout_whose_data_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project, "own", lambda: None)
    monkeypatch.setattr(project, "chosen_folder", lambda: tmp_path)
    chosen = tmp_path / "src" / "analysis" / "charts" / "fonts"
    assert fonts.fonts_folder(tmp_path / "none") == chosen
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside" / "a.ttf").touch()
    assert fonts.fonts_folder(tmp_path / "beside") == tmp_path / "beside"
    monkeypatch.setattr(project, "chosen_folder", lambda: None)
    assert fonts.fonts_folder(tmp_path / "none") == tmp_path / "none"


def test_fonts_that_are_installed_apart_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `pip install ./src/analysis/charts/fonts` puts them, where the package has none."""
    installed = tmp_path / "union_figures_fonts"
    installed.mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert fonts.fonts_folder(tmp_path / "none") == installed
    assert not fonts.are_here(installed)
    for name in fonts.FONT_FILES.values():
        assert not fonts.are_here(installed)
        (installed / name).touch()
    assert fonts.are_here(installed)


def test_the_distribution_of_the_fonts_has_their_files_and_their_licence() -> None:
    folder = Path(fonts.__file__).parents[1] / "fonts"
    declared = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    (package,) = declared["tool"]["setuptools"]["packages"]
    assert package == fonts._DISTRIBUTED
    (pattern,) = declared["tool"]["setuptools"]["package-data"][package]
    assert {path.name for path in folder.glob(pattern)} == set(fonts.FONT_FILES.values())
    assert [name for name in declared["project"]["license-files"] if (folder / name).is_file()]


def test_limits_are_drawn_without_the_font(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "FONTS", tmp_path)
    ax = ua.limits(["[1, 2)", "3"]).bounds.plot()
    html = ax.figure.to_html()
    assert "font/woff2" not in html and html.startswith("<img")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["0", "1"]
    pyplot.close(ax.figure)
