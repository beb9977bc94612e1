import warnings

import matplotlib.pyplot as plt
import pytest
from fontTools.ttLib import TTFont

from fazhi_analysis.show import fonts, plots

CHINESE = "横街镇法治政府建设年度报告“枫桥经验”①㎡—…,。《》"


@pytest.fixture
def no_system_fonts(monkeypatch):
    """The machine's own fonts out of the way: what is drawn comes from the wheel."""
    from matplotlib import font_manager

    manager = font_manager.fontManager
    bundled = str(fonts.font_path())
    own = [e for e in manager.ttflist if e.fname == bundled or "matplotlib" in e.fname]
    fonts.register()
    own = [e for e in manager.ttflist if e.fname == bundled or "mpl-data" in e.fname]
    monkeypatch.setattr(manager, "ttflist", own)
    font_manager._findfont_cached.cache_clear() if hasattr(
        font_manager, "_findfont_cached") else None  # fmt: skip
    manager._findfont_cached.cache_clear()
    return own


def test_the_family_is_registered_once():
    assert fonts.register() == fonts.FAMILY == fonts.register()


def test_no_glyph_is_missing_without_system_fonts(no_system_fonts, tmp_path):
    import pandas as pd

    frame = pd.DataFrame(
        {"word": list("横街镇法治"), "count": range(5), "per_10k": range(5), "reports": 1}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = plots.word_frequency(frame, source=CHINESE, lang="zh")
        ax.get_figure().savefig(tmp_path / "figure.png")
        plt.close(ax.get_figure())
    assert no_system_fonts


def test_woff2_holds_the_glyphs_asked_for_and_few_others(tmp_path):
    path = tmp_path / "font.woff2"
    path.write_bytes(fonts.woff2([CHINESE, "法治"]))
    with TTFont(path) as font:
        held = set(font.getBestCmap())
    assert set(map(ord, CHINESE)) <= held
    assert ord("龘") not in held
    assert path.stat().st_size < 40_000


def test_the_same_glyphs_give_the_same_bytes():
    assert fonts._subset("法治", "woff2") == fonts._subset("法治", "woff2")
    assert fonts.woff2(["法", "治"]) == fonts.woff2(["治法"])


def test_single_face_has_the_simplified_forms(tmp_path):
    path = tmp_path / "font.otf"
    path.write_bytes(fonts.single_face("直骨"))
    with TTFont(path) as font:
        assert "SC" in font["name"].getDebugName(1)
        assert set(font.getBestCmap()) == set(map(ord, "直骨"))
