"""Hand corrections: the ledger, its replay, and what becomes of each row."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pytest

from fazhi_analysis import corrections, schema
from fazhi_analysis.corrections_ledger import COLUMNS
from fazhi_analysis.errors import ResourceError
from tests.frames import corpus_of, report, told

CASES = [["全年共调解纠纷", ("40余次", "disputes_mediated", 40)], ["参考率、合格率均达",
         ("100%", "staff_exam_pass_rate", 100, {"unit": "%", "breakdown": "参考率"})]]  # fmt: skip


@pytest.fixture
def corpus():
    return corpus_of(
        (report("a", sha256="aa", year=2023), told("a", *CASES)),
        (report("b", sha256="bb"), told("b", ["走访企业", ("32家", "enterprises_visited", 32)])),
    )  # fmt: skip


def row(**changes) -> dict:
    return {
        **dict.fromkeys(COLUMNS, ""), "sha256": "aa", "report_id": "a", "start": "7",
        "quote": "调解纠纷40余次", "number": "40余次", "field": "value", "old": "40", "new": "45",
        "who": "林", "why": "附表为45次", **changes,
    }  # fmt: skip


def ledger(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(COLUMNS), dtype="str")


def outcome(corpus, *rows: dict) -> list[str]:
    return list(corrections.follow(corpus, ledger(*rows))["outcome"])


def test_a_correction_changes_one_row_and_marks_it(corpus):
    done = corrections.replay(corpus, ledger(row()))
    changed = done.quantities.iloc[0]
    assert (changed["value"], changed["value_high"], changed["corrected"]) == (45, 45, True)
    others = done.quantities.iloc[1:].reset_index(drop=True)
    pd.testing.assert_frame_equal(others, corpus.quantities.iloc[1:].reset_index(drop=True))
    assert corpus.quantities["value"].iloc[0] == 40  # nothing is changed in place
    assert outcome(corpus, row()) == ["applied"]
    assert outcome(done, row()) == ["applied"]
    schema.validate("quantities", done.quantities)


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("indicator", "disputes_mediated", "disputes_detected"),
        ("indicator", "disputes_mediated", ""),
        ("bound", "exact", "min"),
        ("status", "actual", "prior"),
        ("period", "2023", "2023H1"),
        ("breakdown", "", "村居"),
        ("unit", "件", "次"),
        ("value_high", "40", "49"),
    ],
)
def test_every_field_can_be_corrected(corpus, field, old, new):
    done = corrections.replay(corpus, ledger(row(field=field, old=old, new=new)))
    value = done.quantities[field].iloc[0]
    assert pd.isna(value) if new == "" else str(value) in (new, f"{new}.0")


def test_it_survives_a_renamed_file_and_a_file_saved_anew(corpus):
    renamed = replace(
        corpus,
        **{
            name: frame.replace({"report_id": {"a": "2023/甲"}})
            for name, frame in corpus.frames().items()
            if len(frame)
        },
    )
    found = corrections.follow(renamed, ledger(row()))
    assert list(found["found_in"]) == ["2023/甲"]
    assert corrections.replay(renamed, ledger(row())).quantities["value"].max() == 100
    # renamed and saved anew: neither hash nor name, the quote alone
    assert outcome(renamed, row(sha256="zz")) == ["applied"]


def test_it_survives_text_that_moved_and_other_white_space(corpus):
    moved = corpus_of((report("a", sha256="xx"), told("a", ["新增的一句"], *CASES)))
    assert outcome(moved, row()) == ["applied"]
    assert outcome(corpus, row(quote="调解 纠纷 40余次", number="40 余次")) == ["applied"]


def test_it_survives_a_changed_extractor(corpus):
    def reading(**changes):
        rows = corpus.quantities.assign(
            **{k: [v, *corpus.quantities[k][1:]] for k, v in changes.items()}
        )
        return replace(corpus, quantities=schema.conform("quantities", rows))

    assert outcome(reading(start=5, number_end=9), row()) == ["applied"]
    assert outcome(reading(value=45.0), row()) == ["agrees"]
    now_other = reading(value=400.0)
    assert outcome(now_other, row()) == ["moved"]
    assert corrections.replay(now_other, ledger(row())).quantities["value"].iloc[0] == 45
    none = replace(corpus, quantities=corpus.quantities.iloc[1:].reset_index(drop=True))
    found = corrections.follow(none, ledger(row()))
    assert list(found["outcome"]) == ["lost"]
    assert list(found["note"]) == ["the number is no longer read as a quantity"]


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        (
            {"sha256": "zz", "report_id": "z", "quote": "并无此句5次", "number": "5次"},
            "no report has",
        ),
        ({"quote": "并无此句40余次"}, "no longer holds the quote"),
        ({"number": "50余次"}, "no longer holds the quote"),
    ],
)
def test_one_that_no_longer_fits_is_listed_and_changes_nothing(corpus, changes, note):
    found = corrections.follow(corpus, ledger(row(**changes)))
    assert list(found["outcome"]) == ["lost"]
    assert note in found["note"].iloc[0]
    assert corrections.replay(corpus, ledger(row(**changes))) is corpus


def test_a_mention_that_was_not_found_is_added(corpus):
    new = {"indicator": "legal_lectures", "value": 5, "unit": "场"}
    add = row(sha256="bb", report_id="b", quote="走访企业32家", number="走访企业", start="0",
              field="row", old="", new=json.dumps(new))  # fmt: skip
    done = corrections.replay(corpus, ledger(add))
    added = done.quantities[done.quantities["corrected"]].iloc[0]
    assert (added["report_id"], added["quantity"], added["sentence"]) == ("b", 1, 0)
    assert (added["indicator"], added["value"], added["value_high"], added["status"]) == (
        "legal_lectures", 5, 5, "actual"
    )  # fmt: skip
    text = done.texts.set_index("report_id")["text"]["b"]
    assert text[added["start"] : added["end"]] == added["quote"] == "走访企业32家"
    assert outcome(done, add) == ["applied"]
    schema.validate("quantities", done.quantities)


def test_the_indicator_tells_two_rows_at_one_place_apart():
    both = told("a", *CASES)
    second = {**both["quantities"][1], "quantity": 2, "breakdown": None, "indicator": "other_rate"}
    both["quantities"].append(second)
    corpus = corpus_of((report("a", sha256="aa"), both))
    change = row(
        quote="合格率均达100%", number="100%", start="18", field="value", old="100", new="99"
    )
    assert outcome(corpus, change) == ["lost"]
    done = corrections.replay(corpus, ledger({**change, "indicator": "other_rate"}))
    assert list(done.quantities["value"]) == [40, 100, 99]


def test_checks_of_a_corrected_report_are_made_anew():
    parts = [["审核", ("312件", None, 312), ",其中合同", ("203件", None, 203), "、文件",
              ("24件", None, 24), "、议题", ("95件", None, 95)]]  # fmt: skip
    corpus = corpus_of((report("a", sha256="aa"), told("a", *parts)))
    corpus = replace(
        corpus,
        sections=schema.conform(
            "sections",
            [{"report_id": "a", "section": 0, "depth": 0, "role": "intro", "start": 0, "end": 30}],
        ),
    )
    change = row(quote="议题95件", number="95件", start="", old="95", new="85")
    done = corrections.replay(corpus, ledger(change))
    assert list(done.checks["verdict"]) == ["holds"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"quote": ""}, "row 2 has no quote"),
        ({"start": "x"}, "row 2: start 'x' is no place"),
        ({"field": "colour"}, "row 2 corrects 'colour'"),
        ({"new": ""}, "row 2: value cannot be empty"),
        ({"new": "many"}, "row 2: value must be a number"),
        ({"new": "nan"}, "row 2: value must be a number"),
        ({"field": "bound", "new": "some"}, "row 2: bound 'some' does not exist"),
        ({"field": "row", "new": "5"}, "row 2: a new row needs its fields as JSON"),
        ({"field": "row", "new": '{"colour": 1}'}, "row 2: a new row needs its fields as JSON"),
        ({"field": "row", "new": '{"unit": "起"}'}, "row 2: a new row needs a value"),
    ],
)
def test_a_malformed_ledger_is_refused(tmp_path, change, message):
    path = tmp_path / "corrections.csv"
    ledger(row(**change)).to_csv(path, index=False)
    with pytest.raises(ResourceError, match=message):
        corrections.load(path)


def test_a_missing_column_or_file_is_refused(tmp_path):
    path = tmp_path / "corrections.csv"
    with pytest.raises(ResourceError, match="cannot be read"):
        corrections.load(path)
    path.write_text("report_id,field\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="column 'sha256' is missing"):
        corrections.load(path)


def test_append_keeps_what_stood_and_replaces_the_same_place(tmp_path):
    path = tmp_path / "data" / "corrections.csv"
    assert corrections.append(path, [row(), row(field="bound", old="exact", new="min")]) == 2
    assert corrections.append(path, [row(new="46"), row(why='他说:"多,不少"', number="40")]) == 3
    back = corrections.load(path)
    assert list(back["new"]) == ["46", "min", "45"]
    assert list(back.columns) == list(COLUMNS)
    assert corrections.append(path, []) == 3
    assert back.equals(corrections.load(path))


def test_a_correction_lives_through_a_rebuild_and_a_renamed_file(tmp_path):
    import fazhi_analysis as fz
    from fazhi_analysis.review import read_workbook, write_workbook

    raw = tmp_path / "raw"
    raw.mkdir()
    file = raw / "安吉.txt"
    file.write_text(
        "安吉县2023年法治政府建设年度报告\n2023年,我县扎实推进法治政府建设,现将有关情况报告如下。\n"
        "一、主要工作\n全年共调解矛盾纠纷617起,其中街道调解23起、社区调解255起、商圈调解349起。\n"
        "二、下一步打算\n继续努力。\n",
        encoding="utf-8",
    )
    built = fz.build(raw, progress=False)
    sums = built.checks[built.checks["kind"] == "sum"]
    assert list(sums["verdict"]) == ["fails"]

    book, ledger_file = tmp_path / "review.xlsx", tmp_path / "corrections.csv"
    write_workbook(built, book)
    import openpyxl

    opened = openpyxl.load_workbook(book)
    for sheet in (opened["mentions"], opened["numbers"]):
        titles = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            if row[titles.index("number")].value == "349起":
                row[titles.index("value")].value = 339
                row[titles.index("value_high")].value = 339
    opened.save(book)
    corrections.append(ledger_file, read_workbook(book, who="林"))

    file.rename(raw / "改名.txt")
    again = fz.build(raw, corrections=ledger_file, progress=False)
    marked = again.quantities[again.quantities["corrected"]]
    assert list(marked["value"]) == [339]
    assert list(again.checks.loc[again.checks["kind"] == "sum", "verdict"]) == ["holds"]
    assert set(corrections.follow(again, corrections.load(ledger_file))["outcome"]) == {"applied"}
