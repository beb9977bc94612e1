"""Spoken zeros."""

from __future__ import annotations

import pytest

from fazhi_analysis.tidy.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全区无一起行政诉讼案,秩序良好。", [("litigation_cases", "起")]),
        ("未发生行政复议、行政诉讼案件。", [("reconsideration_cases", ""), ("litigation_cases", "")]),
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
