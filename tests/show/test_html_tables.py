"""Tables of notebooks as they stand in the pages."""

import pandas as pd
import pytest
from lxml import html

from fazhi_analysis.show.html_tables import dress


def cells(frame):
    element = html.fragment_fromstring(f"<div>{frame.to_html()}</div>")
    page = html.fragment_fromstring(dress(element, None, "en", "table"))
    return [[cell.text_content() for cell in row.iterfind("td")] for row in page.iter("tr")][1:]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (["2024", "横街镇", "330000"], ["2024", "横街镇", "330000"]),
        ([2024, 330000, 5], ["2,024", "330,000", "5"]),
        ([1376.25, 0.5, 12.0], ["1,376.2", "0.5", "12"]),
    ],
)
def test_digits_among_words_stay_as_written_and_numbers_are_grouped(values, shown):
    assert [row[-1] for row in cells(pd.DataFrame({"value": values}))] == shown


def test_missing_values_are_told_apart_from_zero():
    assert [row[-1] for row in cells(pd.DataFrame({"count": [0.0, None]}))] == ["0", "–"]


@pytest.mark.parametrize("column", ["year", "break_year", "first_year", "adcode"])
def test_years_and_codes_are_no_counts(column):
    assert [row[-1] for row in cells(pd.DataFrame({column: [2022, 2023]}))] == ["2022", "2023"]
