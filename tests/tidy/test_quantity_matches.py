"""What the numbers of one sentence count together."""

from __future__ import annotations

import pytest

from fazhi_analysis.tidy.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("审查重大行政决策5项、规范性文件12件、合同230份,共247件。", ["legality_reviews"] * 4),
        (
            "开展法治讲座20场、普法宣传活动30场,共计50场。",
            ["legal_lectures", "publicity_events", None],
        ),
    ],
)
def test_a_total_of_one_indicator_only_is_that_indicators(text, codes):
    frame = find_quantities(text, period="2023")
    assert [None if code != code else code for code in frame["indicator"]] == codes
