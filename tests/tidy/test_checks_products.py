"""So many each, so many in all."""

from __future__ import annotations

import pytest

from tests.tidy.told import checked, verdicts


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("辖<13个 num>社区。培育明白人<39名 num>、每个社区<3名 num status=rule>。", ["holds"]),
        ("每月学法<1次 num status=rule>,全年学法<12次 num>。", ["holds"]),
        ("辖<13个 num>社区。培育明白人<40名 num>、每个社区<3名 num status=rule>。", []),
        ("培育明白人<39名 num>、每个社区<3名 num status=rule>。", []),
        ("培训<12期 num><2460人次 num>,平均每期<205人次 num>。", ["holds"]),
        ("培训<12期 num><2465人次 num>,平均每期<205人次 num>。", ["holds"]),
        ("培训<12期 num><2460人次 num>,平均每期<305人次 num>。", ["fails"]),
        ("培训<12期 num><2460人次 num>,平均每家<305人次 num>。", []),
        ("辖<13个 num>社区。培育明白人<39名 num>、每个社区<3场 num status=rule>。", []),
        ("每季度开展不少于<1次 num status=planned>,全年<4次 num>。", []),
    ],
)
def test_products(marked, expected):
    assert [verdict for kind, verdict in verdicts(marked) if kind == "ratio"] == expected


def test_the_quote_spans_the_total_and_each_but_not_the_count_of_places():
    marked = "辖<13个 num>社区。培育明白人<39名 num>、每个社区<3名 num status=rule>。"
    (check,) = checked(marked)
    assert check.quantities == (1, 2, 0)
    assert check.quote.endswith("39名、每个社区3名")
    assert "13个" not in check.quote[2:]
