"""The rows of one sentence."""

from __future__ import annotations

from fazhi_analysis.tidy.quantities import find_quantities


def test_a_total_after_its_parts_is_narrowed_by_none_of_them():
    text = "审查重大行政决策5项、规范性文件12件、合同230份,共247件。"
    frame = find_quantities(text, period="2023")
    assert [None if b != b else b for b in frame["breakdown"]] == [
        "重大行政决策", "规范性文件", "合同", None,
    ]  # fmt: skip


def test_rows_are_numbered_in_order_and_a_growth_names_its_level():
    frame = find_quantities("无行政复议案件。调解纠纷120件,增长5%。", period="2023")
    assert list(frame["quantity"]) == [0, 1, 2]
    assert frame["change_of"].tolist()[2] == 1
