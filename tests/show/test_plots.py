"""Every figure draws its frame's numbers, in both languages, and leaves nothing open."""

import warnings
from io import BytesIO

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from PIL import Image

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.show import plots
from fazhi_analysis.show.style import compact, number, short_names

BODIES = [
    "浙江省/湖州市/安吉县",
    "浙江省/宁波市/海曙区/横街镇",
    "江苏省/常州市/武进区/武进区司法局",
]


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def frequency():
    return pd.DataFrame(
        {
            "group": "all", "word": ["调解", "宣传", "法治", "执法"], "count": [30, 20, 10, 5],
            "per_10k": [30.5, 20.25, 10.0, 5.0], "reports": [5, 4, 3, 1],
            "dispersion": [0.1, 0.2, 0.3, 0.9],
        }
    )  # fmt: skip


def keyness():
    return frequency().assign(
        group="横街镇", reference_count=[1, 2, 3, 9], log_likelihood=[9.0, 8, 7, 6],
        log_ratio=[2.0, 1.0, 0.5, -1.5], q=[0.01, 0.2, 0.3, 0.04],
    )  # fmt: skip


def panel():
    rows = [
        (BODIES[0], 2019, 100.0, "exact"), (BODIES[0], 2020, 120.0, "min"),
        (BODIES[0], 2023, 90.0, "exact"), (BODIES[1], 2019, None, None),
        (BODIES[1], 2020, 0.0, "exact"),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["body", "year", "value", "bound"])
    frame = frame.assign(indicator="disputes_mediated")
    other = frame.assign(indicator="legal_lectures", value=frame["value"] * 1000)
    return pd.concat([frame, other]).astype({"value": "Float64", "year": "Int64"})


def trends():
    return pd.DataFrame(
        {
            "body": BODIES, "indicator": "disputes_mediated", "n": [6, 5, 4],
            "slope": [12.0, -4.0, 0.5], "slope_low": [6.0, -8.0, np.nan],
            "slope_high": [20.0, -1.0, np.nan], "direction": ["up", "down", "unclear"],
        }
    )  # fmt: skip


def regions():
    return pd.DataFrame(
        {
            "region": ["浙江省", "江苏省"], "n": [12, 1], "median": [500.0, 320.0],
            "low": [400.0, np.nan], "high": [600.0, np.nan], "rank": [1, 2],
            "rank_low": [1, pd.NA], "rank_high": [2, pd.NA],
        }
    )  # fmt: skip


def pairs():
    return pd.DataFrame(
        {
            "term_a": ["调解", "调解", "执法"], "term_b": ["纠纷", "宣传", "许可"],
            "count": [9, 2, 1], "expected": [3.0, 1.0, 4.0], "log_likelihood": [20.0, 3.0, 9.0],
        }
    )  # fmt: skip


def similarity():
    return pd.DataFrame(
        [("a", "b", 0.9), ("a", "c", 0.1), ("b", "c", 0.2)],
        columns=["report_a", "report_b", "cosine"],
    )


def shared():
    return similarity().assign(chars=[100, 60, 40], boilerplate=[False, True, False])


def coverage():
    rows = [("r1", role, True, 25, 0.25) for role in ("progress", "problems", "duty", "plan")]
    rows += [("r2", "progress", True, 90, 0.9), ("r2", "problems", False, 0, 0.0)]
    return pd.DataFrame(rows, columns=["report_id", "role", "present", "chars", "share"])


def checks():
    return pd.DataFrame({"kind": ["sum", "sum", "share"], "verdict": ["holds", "fails", "cannot"]})


def places():
    return pd.DataFrame({"report_id": ["r1", "r1"], "start": [10, 60]})


TEXTS = pd.DataFrame({"report_id": ["r1", "r2"], "body_start": [0, 5], "body_end": [100, 205]})

ALL = {
    "word_frequency": lambda **k: plots.word_frequency(frequency(), **k),
    "term_frequency": lambda **k: plots.term_frequency(
        frequency().rename(columns={"word": "term"}), **k
    ),
    "word_cloud": lambda **k: plots.word_cloud(frequency(), **k),
    "keyness": lambda **k: plots.keyness(keyness(), **k),
    "dispersion": lambda **k: plots.dispersion(frequency(), **k),
    "concordance": lambda **k: plots.concordance(places(), TEXTS, **k),
    "cooccurrence": lambda **k: plots.cooccurrence(pairs(), **k),
    "panel": lambda **k: plots.panel(panel(), **k),
    "trends": lambda **k: plots.trends(trends(), **k),
    "regions": lambda **k: plots.regions(regions(), "disputes_mediated", **k),
    "province_map": lambda **k: plots.province_map(regions(), **k),
    "heat_map": lambda **k: plots.heat_map(panel(), **k),
    "similarity": lambda **k: plots.similarity(similarity(), **k),
    "shared_passages": lambda **k: plots.shared_passages(shared(), **k),
    "coverage": lambda **k: plots.coverage(coverage(), **k),
    "checks": lambda **k: plots.checks(checks(), **k),
}


def png(ax):
    out = BytesIO()
    ax.get_figure().savefig(out, format="png", dpi=60)
    return out.getvalue()


def texts(ax):
    every = (ax, *ax.child_axes)
    found = [t.get_text() for a in every for t in a.texts]
    return found + [
        t.get_text() for a in every for t in (*a.get_xticklabels(), *a.get_yticklabels())
    ]


def test_every_public_plot_is_tested():
    assert set(ALL) == set(plots.__all__) - {"use"}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ALL)
def test_returns_axes_with_source_and_title_and_no_warning(name, lang):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = ALL[name](lang=lang, source="来源 SOURCE")
        data = png(ax)
    assert isinstance(ax, Axes)
    assert len(plt.get_fignums()) == 1
    figure = ax.get_figure()
    assert figure.get_suptitle()
    assert figure.get_supxlabel() == "来源 SOURCE"
    with Image.open(BytesIO(data)) as picture:
        picture.load()
        assert figure.get_suptitle() in picture.text["Description"]
        assert "Software" not in picture.text


@pytest.mark.parametrize("name", ALL)
def test_the_same_frame_gives_the_same_picture(name):
    assert png(ALL[name]()) == png(ALL[name]())


@pytest.mark.parametrize("name", ALL)
def test_draws_on_axes_that_are_given(name):
    _, mine = plt.subplots()
    assert ALL[name](ax=mine) is mine
    assert len(plt.get_fignums()) == 1


@pytest.mark.parametrize("name", sorted(set(ALL) - {"concordance", "heat_map"}))
def test_an_empty_frame_says_so(name):
    frames = {"word_frequency": frequency, "term_frequency": frequency, "word_cloud": frequency,
              "keyness": keyness, "dispersion": frequency, "cooccurrence": pairs, "panel": panel,
              "trends": trends, "regions": regions, "province_map": regions,
              "similarity": similarity, "shared_passages": shared, "coverage": coverage,
              "checks": checks}  # fmt: skip
    frame = frames[name]().head(0)
    if name == "term_frequency":
        frame = frame.rename(columns={"word": "term"})
    ax = getattr(plots, name)(frame)
    assert png(ax)


@pytest.mark.parametrize("name", sorted(set(ALL) - {"heat_map"}))
def test_a_wrong_frame_is_refused_and_leaves_no_figure(name):
    arguments = (pd.DataFrame({"x": [1]}),) + ((TEXTS,) if name == "concordance" else ())
    with pytest.raises(FazhiError, match=f"plots.{name} needs the column"):
        getattr(plots, name)(*arguments)
    assert plt.get_fignums() == []


def test_an_unknown_language_is_refused():
    with pytest.raises(FazhiError, match="en and zh"):
        plots.checks(checks(), lang="fr")
    assert plt.get_fignums() == []


def test_bars_have_the_rates_in_falling_order():
    ax = plots.word_frequency(frequency().sample(frac=1, random_state=1))
    assert [bar.get_width() for bar in ax.patches] == [30.5, 20.25, 10.0, 5.0]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["调解", "宣传", "法治", "执法"]


def test_groups_get_a_panel_each():
    frame = pd.concat([frequency(), frequency().assign(group="problems")])
    ax = plots.word_frequency(frame, top=2)
    assert [len(panel.patches) for panel in ax.child_axes] == [2, 2]


def test_cloud_draws_larger_words_for_higher_rates():
    ax = plots.word_cloud(frequency())
    heights = {p.get_gid(): p.get_path().get_extents().height for p in ax.patches}
    assert set(heights) == {"调解", "宣传", "法治", "执法"}
    assert heights["调解"] > heights["执法"]


def test_keyness_fills_only_what_is_sure():
    ax = plots.keyness(keyness())
    points = ax.collections[-1]
    assert [float(x) for x, _ in points.get_offsets()] == [2.0, 1.0, 0.5, -1.5]
    white = [tuple(c) == (1, 1, 1, 1) for c in points.get_facecolors()]
    assert white == [False, True, True, False]
    with pytest.raises(FazhiError, match="no group '甲'"):
        plots.keyness(keyness(), target="甲")


def test_panel_joins_neighbouring_years_only_and_marks_silence():
    ax = plots.panel(panel(), "disputes_mediated")
    only = ax.child_axes[0]
    segments = [line for line in only.lines if len(line.get_xdata()) == 2]
    # 2019-2020 of the first body; 2020-2023 is a gap, and the second body has one value alone.
    assert [list(line.get_ydata()) for line in segments] == [[100.0, 120.0]]
    drawn = sorted(y for c in only.collections for _, y in c.get_offsets().tolist())
    assert drawn == [0.0, 0.0, 90.0, 100.0, 120.0]  # one zero is told, one is silence
    assert "≥" in texts(ax)


def test_panel_refuses_an_indicator_that_is_not_there():
    with pytest.raises(FazhiError, match="no indicator"):
        plots.panel(panel(), ["nothing"])


def test_regions_draw_medians_and_ranks():
    ax = plots.regions(regions(), "disputes_mediated")
    points = [float(c.get_offsets()[0][0]) for c in ax.collections if isinstance(c, PathCollection)]
    assert points == [500.0, 320.0]
    assert any("rank 1 to 2" in text for text in texts(ax))


def test_map_has_every_province_once_and_shows_values():
    ax = plots.province_map(regions())
    gids = [patch.get_gid() for patch in ax.patches]
    assert len(gids) == len(set(gids)) == 34
    assert {"500", "320"} <= set(texts(ax))
    corners = {patch.get_xy() for patch in ax.patches}
    assert len(corners) == 34


def test_map_refuses_what_would_vanish():
    with pytest.raises(FazhiError, match="no provinces"):
        plots.province_map(regions().assign(region=["安吉县", "浙江省"]))
    with pytest.raises(FazhiError, match="several rows"):
        plots.province_map(regions().assign(region="浙江省"))


def test_heat_map_writes_the_numbers_and_stays_readable_at_100_bodies():
    ax = plots.heat_map(panel())
    assert {"90", "0"} <= set(texts(ax))
    rng = np.random.default_rng(0)
    wide = pd.DataFrame(rng.random((100, 40)), index=[f"第{i}县" for i in range(100)])
    wide.columns = [f"i{i}" for i in range(40)]
    big = plots.heat_map(wide)
    size = big.get_yticklabels()[0].get_fontsize()
    inches = big.get_figure().get_size_inches()[1]
    assert len(big.get_yticklabels()) == 100
    assert size / 72 * 100 < inches  # the labels find room below each other
    assert len(big.get_xticklabels()) == 18


def test_shared_passages_keep_slogans_apart():
    ax = plots.shared_passages(shared())
    assert sorted(bar.get_width() for bar in ax.patches) == [0, 0, 0, 40, 60, 100]


def test_coverage_names_what_is_missing():
    ax = plots.coverage(coverage())
    assert any("problems" in text and "not found" in text for text in texts(ax))


def test_checks_count():
    ax = plots.checks(checks())
    assert sorted(bar.get_width() for bar in ax.patches) == [0, 0, 0, 1, 1, 1]


def test_numbers_and_names():
    assert number(-1234.0) == "−1,234"
    assert compact(123456.0, "zh") == "12.3万"
    assert short_names(["a/b", "c/b", "d"]) == {"a/b": "a/b", "c/b": "c/b", "d": "d"}
