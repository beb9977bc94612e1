import csv
from importlib import resources

import pytest

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.resources.tables import parse_table

FOLDER = resources.files("fazhi_analysis.resources")


def test_every_list_has_its_source_licence_and_date():
    with FOLDER.joinpath("SOURCES.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert all(all(row.values()) for row in rows)
    kept = {item.name for item in FOLDER.iterdir() if item.is_file()}
    code = {name for name in kept if name.endswith((".py", ".pyc")) or name == "SOURCES.csv"}
    assert {row["file"] for row in rows} == kept - code


@pytest.mark.parametrize(
    ("source", "message"),
    [("a\n1\n", "column 'b' is missing"), ("a,b\n1,2,3\n", "more cells than the header")],
)
def test_a_malformed_list_is_refused(source, message):
    with pytest.raises(ResourceError, match=message):
        parse_table(source, ["a", "b"], "list.csv")
