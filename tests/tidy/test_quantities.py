"""Whole texts: shared subjects, lists, tables, breakdowns, invariants; the coded sets as a floor."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_analysis.read import read_report
from fazhi_analysis.tidy.outline import find_sections
from fazhi_analysis.tidy.quantities import extract, find_quantities
from fazhi_analysis.tidy.sentences import split_sentences

ROOT = Path(__file__).parents[2]


def named(text: str) -> list[tuple[str, float]]:
    frame = find_quantities(text, period="2023")
    frame = frame[frame["indicator"].notna()]
    return list(zip(frame["indicator"], frame["value"].astype(float), strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法律援助工作持续推进,全年结案115件。", [("legal_aid_cases", 115)]),
        ("主动公开信息55条,其中应急管理1条,建议提案2条。",
         [("information_disclosures", 55), ("information_disclosures", 1), ("information_disclosures", 2)]),
        ("调解纠纷314起。其中山林纠纷46起,邻里纠纷103起。",
         [("disputes_mediated", 314), ("disputes_mediated", 46), ("disputes_mediated", 103)]),
        ("接访群众47批112人次,办理信访件39件。",
         [("petitions_handled", 47), ("petitions_handled", 112), ("petitions_handled", 39)]),
        ("组织培训34期、2,150人次。", [("trainings", 34), ("training_participants", 2150)]),
        ("5个县区、42个部门全部述法。", [("duty_reports", 5), ("duty_reports", 42)]),
        ("调解纠纷受理率、成功率分别为100%和98.5%。",
         [("mediation_rate", 100), ("mediation_success_rate", 98.5)]),
        ("发放普法手册300本、海报50张、环保袋200个。",
         [("publicity_materials", 300), ("publicity_materials", 50), ("publicity_materials", 200)]),
        ("新增执法证持有者13人,总数达到94人。", [("officer_exam_candidates", 13), ("enforcement_officers", 94)]),
    ],
)  # fmt: skip
def test_shared_subjects(text, expected):
    assert named(text) == expected


def test_table_rows_take_label_heading_and_year():
    text = "案件情况见下表:\n项目 | 2022年 | 2023年\n行政复议案件(件) | 126 | 158\n败诉率(%) | 14.8 | 12.3"
    frame = find_quantities(text, period="2023")
    told = frame[["indicator", "value", "unit", "period", "status"]].values.tolist()
    assert told == [
        ["reconsideration_cases", 126.0, "件", "2022", "prior"],
        ["reconsideration_cases", 158.0, "件", "2023", "actual"],
        ["litigation_loss_rate", 14.8, "%", "2022", "prior"],
        ["litigation_loss_rate", 12.3, "%", "2023", "actual"],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("其中街道调委会调处矛盾纠纷23起。", ["街道调委会"]),
        ("审查行政机关合同115件。", ["行政机关合同"]),
        ("调处矛盾纠纷617起。", [None]),
        ("举办禁毒讲座4场。", ["禁毒"]),
        ("共调处社区纠纷255起,调处成功254件。", ["社区", "调处成功;社区"]),
    ],
)
def test_breakdowns(text, expected):
    frame = find_quantities(text)
    assert [None if b != b else b for b in frame["breakdown"]] == expected


@given(
    st.text(
        alphabet="调解纠纷讲座场件起人次0123456789一二三,，。;、%其中去年明年万余近《》“”(|\n ",
        max_size=120,
    )
)
@settings(deadline=None)
def test_rows_lie_in_their_sentences_in_order(text):
    sections = find_sections(text, 0, len(text))
    sentences = split_sentences(text, 0, len(text), sections)
    rows = extract(text, sentences, sections, period="2023")
    assert [row.quantity for row in rows] == list(range(len(rows)))
    by_number = {sentence.sentence: sentence for sentence in sentences}
    for row in rows:
        sentence = by_number[row.sentence]
        assert (
            sentence.start
            <= row.start
            <= row.number_start
            < row.number_end
            <= row.end
            <= sentence.end
        )
        assert text[row.start : row.end] == row.quote
        assert row.indicator is None or row.status in ("actual", "prior")
        assert row.change_of is None or row.change_of < len(rows)


@pytest.mark.parametrize(
    "piece", [",", "1,", "其中1件,", "(", "“", "1件、", "无", "调解纠纷1件;", "一"]
)
def test_hostile_texts_cost_time_in_proportion(piece):
    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        begin = time.process_time()
        find_quantities(text)
        return time.process_time() - begin

    cost(1000)
    assert cost(100_000) < max(60 * cost(5_000), 3.0)


def coded(name: str) -> tuple[set[str], int, int, int]:
    """Return the reports of a coded set with mentions coded, found, and found alike."""
    root = ROOT / "tests" / "gold" / name
    with (root / "mentions.csv").open(encoding="utf-8-sig") as file:
        wanted = list(csv.DictReader(file))
    with (root / "reports.csv").open(encoding="utf-8-sig") as file:
        periods = {row["report_id"]: row["period"] for row in csv.DictReader(file)}
    files = [*(ROOT / "data" / "raw").glob("*"), *(root / "texts").glob("*")]
    gold = found = hits = 0
    for report_id, period in periods.items():
        path = next(file for file in files if file.stem == report_id)
        read = read_report(path, path.parent)
        sections = find_sections(read.text, read.body_start, read.body_end)
        sentences = split_sentences(read.text, read.body_start, read.body_end, sections)
        rows = extract(read.text, sentences, sections, period=period or None)
        told = [(row.indicator, round(row.value, 4)) for row in rows if row.indicator]
        hand = [
            (r["indicator"], round(float(r["value"]), 4))
            for r in wanted
            if r["report_id"] == report_id
        ]
        gold, found = gold + len(hand), found + len(told)
        for mention in hand:
            if mention in told:
                told.remove(mention)
                hits += 1
    return set(periods), gold, found, hits


@pytest.mark.parametrize(("name", "floor"), [("real5", 0.97), ("dev", 0.95)])
def test_the_coded_sets_are_a_floor(name, floor):
    reports, gold, found, hits = coded(name)
    assert reports
    assert 2 * hits / (gold + found) >= floor
