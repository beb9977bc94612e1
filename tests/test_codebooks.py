"""The codebook, its checks, and a codebook of one's own."""

from __future__ import annotations

import pytest

from fazhi_analysis.codebooks import COLUMNS, codebook, load, sha256
from fazhi_analysis.errors import ResourceError
from fazhi_analysis.tidy.quantities import find_quantities

HEADER = ",".join(COLUMNS) + ",head,near,about,not,units,score\n"
LAMP = "street_lamps,culture,路灯盏数,Street lamps,count,盏,盏 个,Lamps put up.,路灯 太阳能路灯,安装 新装,,维修,,3\n"


def test_the_frame_has_one_row_an_indicator():
    frame = codebook()
    assert list(frame.columns) == [
        "code",
        "theme",
        "label_zh",
        "label_en",
        "kind",
        "unit",
        "definition",
    ]
    assert frame["code"].is_unique
    assert set(frame["kind"]) == {"count", "percent", "money"}
    assert frame.notna().all().all()
    assert (frame.dtypes == "str").all()


def test_every_indicator_has_a_rule_and_every_rule_an_indicator():
    book = load()
    coded = {rule.code for rule in book.rules}
    assert coded - {"-"} == set(book.indicators)


def test_units_of_rules_are_known_units():
    from fazhi_analysis.resources.tables import read_table

    known = {row["unit"] for row in read_table("units.csv", ("unit", "kind"))}
    known |= {"件(条)"}
    assert {unit for rule in load().rules for unit in rule.units} <= known


def test_the_hash_is_stable():
    assert sha256() == sha256()
    assert len(sha256()) == 64


def test_an_indicator_of_ones_own_needs_no_code(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(HEADER + LAMP, encoding="utf-8")
    book = load(file)
    assert book.indicators["street_lamps"].label_zh == "路灯盏数"
    assert "disputes_mediated" in book.indicators
    frame = find_quantities("全年安装太阳能路灯120盏,维修路灯30个,调解纠纷5件。", codebook=book)
    assert list(frame["indicator"].fillna("")) == ["street_lamps", "", "disputes_mediated"]


def test_a_rule_and_a_group_of_words_of_ones_own(tmp_path):
    file = tmp_path / "mine.csv"
    text = "code,head,near,about,not,score\n@tea,茶叙 茶话会,,,,\nlegal_lectures,@tea,,@tea,,2\n"
    file.write_text(text, encoding="utf-8")
    frame = find_quantities("开展法治茶叙8场。", codebook=load(file))
    assert list(frame["indicator"]) == ["legal_lectures"]
    assert find_quantities("开展法治茶叙8场。")["indicator"].isna().all()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("code,near\nx,y\n", "column 'head' is missing"),
        ("code,head\nnew_one,路灯\n", "has no theme"),
        (HEADER + LAMP.replace(",count,", ",sum,"), "has kind 'sum'"),
        (HEADER + LAMP.replace("street_lamps", "路灯"), "must be ASCII"),
        ("code,head,score\nlegal_lectures,茶叙,much\n", "score that is no number"),
        ("code,head,near\nlegal_lectures,茶叙,@none\n", "not defined"),
        ("code,head\nlegal_lectures,\n", "no head word"),
        ("code,head,place\nlegal_lectures,茶叙,above\n", "place 'above'"),
        ("code,head\nlegal_lectures,茶叙,1,2,3\n", "more cells than the header"),
    ],
)
def test_a_codebook_that_is_not_well_formed_is_refused(tmp_path, content, message):
    file = tmp_path / "mine.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ResourceError, match=message):
        load(file)


def test_a_missing_codebook_is_named():
    with pytest.raises(ResourceError, match=r"nowhere\.csv"):
        load("nowhere.csv")
