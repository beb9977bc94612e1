"""The example of ``docs/codebook.md``, followed to the letter."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

import fazhi_analysis as fz
from fazhi_analysis.cli import main
from fazhi_analysis.codebooks import load
from fazhi_analysis.errors import ResourceError

PAGE = Path(__file__).resolve().parents[1] / "docs" / "codebook.md"


def blocks() -> list[tuple[str, str]]:
    """Return the code blocks of the page as (language, text)."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)


def of(language: str) -> list[str]:
    return [text for name, text in blocks() if name == language]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the page's codebook and report, as the page tells to make them."""
    monkeypatch.chdir(tmp_path)
    Path("my_codebook.csv").write_text(of("csv")[0], encoding="utf-8")
    Path("raw").mkdir()
    (report,) = [text for text in of("text") if "年度报告" in text]
    Path("raw/青山镇.txt").write_text(report, encoding="utf-8")
    return tmp_path


def run(command: str) -> int:
    words = shlex.split(command)
    assert words[0] == "fazhi"
    return main(words[1:])


def test_the_example_of_the_page_gives_what_the_page_shows(folder, capsys):
    told = {text for text in of("text") if "年度报告" not in text}
    names: dict[str, object] = {}
    check, build = of("sh")
    assert run(check) == 0
    assert "lift_rescues" in capsys.readouterr().out
    sentences, rows = of("python")
    for code, before in ((sentences, None), (rows, build)):
        if before is not None:
            assert run(before) == 0
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, str(PAGE), "exec"), names)
        told.remove(printed.getvalue())
    assert not told


def test_figures_of_ones_own_indicator_are_totals(folder):
    corpus = fz.build("raw", codebook="my_codebook.csv", progress=False)
    own = corpus.indicators[corpus.indicators["indicator"] == "lift_rescues"]
    assert own["breakdown"].isna().all()
    panel = fz.panel(corpus, ["lift_rescues"])
    assert panel[["year", "value", "how"]].values.tolist() == [[2023, 17.0, "total"]]


@pytest.mark.parametrize(
    ("text", "breakdown"),
    [
        ("处置居民小区电梯困人救援17起。", "居民小区"),
        ("处置电梯困人救援17起。", None),
        ("处置17起电梯困人事件。", None),
    ],
)
def test_what_narrows_ones_own_indicator(folder, text, breakdown):
    frame = fz.find_quantities(text, codebook=load("my_codebook.csv"))
    assert list(frame["indicator"]) == ["lift_rescues"]
    assert list(frame["breakdown"].astype(object).where(frame["breakdown"].notna(), None)) == [
        breakdown
    ]


def test_a_misspelt_column_is_told(folder):
    file = folder / "wrong.csv"
    file.write_text(of("csv")[0].replace(",near,", ",nearr,", 1), encoding="utf-8")
    with pytest.raises(ResourceError, match=r"wrong\.csv: column 'nearr' is unknown; use code, "):
        load(file)
