"""Comparing frames with a coding by hand: counts by hand on small texts."""

from __future__ import annotations

import pytest

from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError
from fazhi_analysis.evaluation import evaluate
from fazhi_analysis.schema import conform
from fazhi_analysis.tidy.outline import find_sections
from fazhi_analysis.tidy.quantities import extract
from fazhi_analysis.tidy.sentences import split_sentences

TEXT = "一、主要工作\n全年调解纠纷120余件,举办法治讲座16场。\n二、下一步打算\n明年举办讲座20场。"


def corpus(text: str = TEXT, name: str = "a") -> Corpus:
    sections = find_sections(text, 0, len(text))
    sentences = split_sentences(text, 0, len(text), sections)
    rows = extract(text, sentences, sections, period="2023")
    reports = [
        {
            "report_id": name,
            "path": f"{name}.txt",
            "title": "报告",
            "year": 2023,
            "level": "township",
        }
    ]
    return Corpus(
        reports=conform("reports", reports),
        texts=conform(
            "texts", [{"report_id": name, "text": text, "body_start": 0, "body_end": len(text)}]
        ),
        sections=conform("sections", [{"report_id": name, **s._asdict()} for s in sections]),
        sentences=conform("sentences", [{"report_id": name, **s._asdict()} for s in sentences]),
        quantities=conform(
            "quantities", [{"report_id": name, "corrected": False, **q._asdict()} for q in rows]
        ),
    )


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "mentions.csv").write_text(
        "report_id,indicator,value,value_high,unit,bound,period,breakdown,status,quote\n"
        "a,disputes_mediated,120,120,件,exact,2023,,actual,调解纠纷120余件\n"
        "a,legal_lectures,18,18,场,exact,2023,,actual,法治讲座16场\n"
        "b,legal_lectures,5,5,场,exact,2023,,actual,讲座5场\n",
        encoding="utf-8",
    )
    (tmp_path / "traps.csv").write_text(
        "report_id,value,unit,status,quote\na,20,场,planned,明年举办讲座20场\n", encoding="utf-8"
    )
    (tmp_path / "reports.csv").write_text(
        "report_id,title,year,level\na,报告,2023,county\n", encoding="utf-8"
    )
    (tmp_path / "sections.csv").write_text(
        "report_id,section,parent,depth,marker,heading,role\n"
        "a,1,,1,一、,主要工作,progress\na,2,,1,二、,下一步打算,problems\n",
        encoding="utf-8",
    )
    (tmp_path / "body.csv").write_text(
        "report_id,first_words,last_words\na,一、主要工作,讲座20场。\n", encoding="utf-8"
    )
    return tmp_path


def score(result, part, name):
    frame = result.scores
    (row,) = frame[(frame["part"] == part) & (frame["name"] == name)].itertuples()
    return row.gold, row.found, row.hits


def test_mentions_are_counted_and_listed(gold):
    result = evaluate(corpus(), gold)
    assert score(result, "mentions", "all") == (2, 2, 1)
    assert score(result, "mentions", "disputes_mediated") == (1, 1, 1)
    assert list(result.misses["value"]) == [18]
    assert list(result.extras["value"]) == [16]
    assert result.extras["sentence"].item().startswith("全年调解纠纷")


def test_fields_are_compared_on_matched_mentions_only(gold):
    result = evaluate(corpus(), gold)
    assert score(result, "fields", "bound") == (1, 1, 0)
    assert score(result, "fields", "period") == (1, 1, 1)
    assert list(result.fields["field"]) == ["bound"]
    assert result.fields["found"].item() == "min"


def test_traps_metadata_outline_and_body(gold):
    result = evaluate(corpus(), gold)
    assert score(result, "traps avoided", "planned") == (1, 1, 1)
    assert score(result, "traps status", "planned") == (1, 1, 1)
    assert score(result, "metadata", "title") == (1, 1, 1)
    assert score(result, "metadata", "level") == (1, 1, 0)
    assert score(result, "sections", "headings") == (2, 2, 2)
    assert score(result, "sections", "role") == (2, 2, 1)
    assert score(result, "body", "both ends") == (1, 1, 1)


def test_one_file_of_mentions_is_enough(gold):
    result = evaluate(corpus(), gold / "mentions.csv")
    assert score(result, "mentions", "all") == (2, 2, 1)
    assert set(result.scores["part"]) == {"mentions", "fields"}


def test_the_same_value_twice_matches_once_each(tmp_path):
    text = "举办法治讲座5场。\n又举办法治讲座5场。"
    file = tmp_path / "mentions.csv"
    file.write_text("report_id,indicator,value\na,legal_lectures,5\n", encoding="utf-8")
    assert score(evaluate(corpus(text), file), "mentions", "all") == (1, 2, 1)


def test_the_text_lists_misses(gold):
    told = evaluate(corpus(), gold).text(misses=True)
    assert "precision" in told
    assert "missed: a legal_lectures 18" in told


def test_a_coding_of_other_reports_is_refused(gold):
    with pytest.raises(FazhiError, match="none of its report_ids"):
        evaluate(corpus(name="other"), gold)


def test_a_folder_without_mentions_is_refused(tmp_path):
    with pytest.raises(FazhiError, match=r"no mentions\.csv"):
        evaluate(corpus(), tmp_path)


def test_a_value_that_is_no_number_is_named(tmp_path):
    file = tmp_path / "mentions.csv"
    file.write_text("report_id,indicator,value\na,legal_lectures,many\n", encoding="utf-8")
    with pytest.raises(FazhiError, match="'many' is no number"):
        evaluate(corpus(), file)
