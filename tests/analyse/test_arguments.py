"""What every analysis asks of its arguments."""

import pandas as pd
import pytest

from fazhi_analysis.analyse.arguments import analysed, require
from fazhi_analysis.analyse.trends import trends
from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError, SchemaError
from tests.frames import as_corpus, report


def test_analyses_leave_out_duplicates_and_other_texts():
    rows = [report("a"), report("b", duplicate_of="a"), report("c", kind="other")]
    assert analysed(as_corpus({"reports": rows}), "panel").reports["report_id"].tolist() == ["a"]


def test_a_frame_instead_of_a_corpus_is_told_so():
    with pytest.raises(FazhiError, match=r"panel\(\) takes a Corpus, not DataFrame"):
        analysed(pd.DataFrame(), "panel")


def test_missing_columns_are_named():
    with pytest.raises(SchemaError, match=r"reports lacks the column\(s\) b, c"):
        require(pd.DataFrame({"a": [1]}), ["a", "b", "c"], "reports")


def test_a_corpus_instead_of_a_frame_is_told_so():
    with pytest.raises(FazhiError, match="must be a DataFrame, not Corpus"):
        trends(Corpus())
