"""Spoken zeros."""

from __future__ import annotations

import pytest

from fazhi_analysis.tidy.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全区无一起行政诉讼案,秩序良好。", [("litigation_cases", "起")]),
        (
            "未发生行政复议、行政诉讼案件。",
            [("reconsideration_cases", ""), ("litigation_cases", "")],
        ),
        ("全年没有行政复议案件。", [("reconsideration_cases", "")]),
        ("行政诉讼零败诉。", [("litigation_loss_rate", "")]),
        ("应诉案件5件,无败诉案件。", [("litigation_loss_rate", "")]),
        ("全年未收到依申请公开。", [("disclosure_requests", "")]),
        ("行政复议案件0件。", [("reconsideration_cases", "件")]),
        ("未制定行政规范性文件。", [("normative_documents_issued", "")]),
        ("无纸化办公,无缝衔接,零距离服务。", []),
        ("未发生行政复议被撤销的情形。", []),
        ("无一例外,没有停步。", []),
    ],
)
def test_spoken_zeros(text, expected):
    frame = find_quantities(text, period="2023")
    zero = frame[(frame["value"] == 0) & frame["indicator"].notna()]
    assert list(zip(zero["indicator"], zero["unit"].fillna(""), strict=True)) == expected


def test_no_one_is_never_one():
    frame = find_quantities("全镇无一起因调解不当引发的上访案件。")
    assert not ((frame["value"] == 1) & frame["indicator"].notna()).any()


@pytest.mark.parametrize(
    "text",
    [
        "2023年未发生一起行政复议被撤销案件。",
        "无一起行政复议案件被纠错。",
        "没有出现过1起行政诉讼案件被撤销。",
        "全年未发生一例行政处罚被撤销的情况。",
        "没有一名调解员被投诉。",
    ],
)
def test_what_there_was_none_of_is_not_counted_as_one(text):
    frame = find_quantities(text, period="2023")
    assert 1 not in frame["value"].tolist()
    assert frame["indicator"].isna().all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("没有一件行政诉讼案件败诉。", [("litigation_loss_rate", 0)]),
        ("全年无一起行政复议案件。", [("reconsideration_cases", 0)]),
        ("全年有1起行政复议案件。", [("reconsideration_cases", 1)]),
        ("拥有1个人民调解委员会。", [("mediation_organisations", 1)]),
    ],
)
def test_a_denied_one_is_a_zero_and_a_told_one_is_one(text, expected):
    frame = find_quantities(text, period="2023")
    assert list(zip(frame["indicator"], frame["value"], strict=True)) == expected
