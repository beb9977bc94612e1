"""The periods of totals after their parts."""

from __future__ import annotations

from fazhi_analysis.tidy.quantities import find_quantities


def test_a_total_of_two_half_years_is_the_years():
    frame = find_quantities("上半年复议12件、下半年复议8件,全年共20件。", period="2023")
    assert list(frame["period"]) == ["2023H1", "2023H2", "2023"]
