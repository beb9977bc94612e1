"""What a body tells this year against what it reported last year."""

from __future__ import annotations

import pandas as pd
import pytest

from fazhi_analysis import schema
from fazhi_analysis.tidy.checks_bodies import check_bodies
from tests.frames import corpus_of, report, told

D = "disputes_mediated"


def change(of: int, direction: str = "up", unit: str = "%") -> dict:
    return {"status": "change", "change_of": of, "direction": direction, "unit": unit}


def prior(period: str = "2022") -> dict:
    return {"status": "prior", "period": period}


def checks(before: list, now: list, **changes) -> list[tuple]:
    """Kind, verdict, stated, low, high of the checks of a body's two years."""
    corpus = corpus_of(
        (report("old", year=2022, **changes.pop("old", {})), told("old", *before)),
        (report("new", year=2023, **changes.pop("new", {})), told("new", *now)),
    )
    found = check_bodies(corpus.reports, corpus.quantities, corpus.sentences, **changes)
    schema.validate("checks", schema.conform("checks", found.assign(check=range(len(found)))))
    return [
        (row.kind, row.verdict, row.stated, row.low, row.high)
        for row in found.itertuples()
        if row.report_id == "new"
    ]


LAST = ["去年全镇共化解各类矛盾纠纷", ("150件", D, 150)]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # an earlier level told again
        (["调解", ("133件", D, 133), ",2022年为", ("150件", D, 150, prior())], [("holds", 150)]),
        (["调解", ("133件", D, 133), ",2022年为", ("160件", D, 160, prior())], [("fails", 160)]),
        (["调解", ("133件", D, 133), ",2021年为", ("160件", D, 160, prior("2021"))], []),
        # growth in percent and in pieces
        (["调解", ("168件", D, 168), ",同比增长", ("12%", None, 12, change(0))], [("holds", 150)]),
        (["调解", ("168件", D, 168), ",同比增长", ("32%", None, 32, change(0))],
         [("fails", 127.27)]),
        (["调解", ("133件", D, 133), ",减少", ("17件", None, 17, change(0, "down", "件"))],
         [("holds", 150)]),
        (["调解", ("133件", D, 133), ",减少", ("27件", None, 27, change(0, "down", "件"))],
         [("fails", 160)]),
        # against another base, of another indicator
        (["调解", ("168件", D, 168), ",环比增长", ("32%", None, 32, change(0))], []),
        (["调解", ("168件", D, 168), ",较2019年增长", ("32%", None, 32, change(0))], []),
        (["授课", ("168次", "legal_lectures", 168), ",增长", ("32%", None, 32, change(0))], []),
    ],
)  # fmt: skip
def test_restated(now, expected):
    found = [row for row in checks([LAST], [now]) if row[0] == "restated"]
    assert [(verdict, stated) for _, verdict, stated, *_ in found] == [
        (verdict, pytest.approx(stated, abs=0.6)) for verdict, stated in expected
    ]
    assert all(low == high == 150 for *_, low, high in found)


def test_two_levels_last_year_cannot_tell():
    second = ["另共化解", ("190件", D, 190)]
    now = ["调解", ("133件", D, 133), ",2022年为", ("160件", D, 160, prior())]
    assert [row[1] for row in checks([LAST, second], [now])] == ["cannot"]


def test_figures_that_stand_unchanged_in_changed_prose_are_listed():
    now = ["今年,我镇创新方法,共调解矛盾纠纷", ("150件", D, 150)]
    assert checks([LAST], [now]) == [("repeat", "cannot", 150, 150, 150)]
    # small figures, stocks, rounded figures and other breakdowns prove nothing
    for words, value, more in (
        ("5件", 5, {}),
        ("150名", 150, {"unit": "名"}),
        ("150余件", 150, {"bound": "min"}),
        ("150件", 150, {"breakdown": "禁毒"}),
    ):
        last = ["去年全镇共化解各类矛盾纠纷", (words, D, value, {**more, "breakdown": None})]
        assert checks([last], [["今年,共调解", (words, D, value, more)]]) == []


def test_sentences_carried_over_with_the_year_changed_are_listed():
    before = ["2022年,镇党委理论学习中心组集中学习习近平法治思想", ("12次", "study_sessions", 12)]
    now = ["2023年,镇党委理论学习中心组集中学习习近平法治思想", ("12次", "study_sessions", 12)]
    same = ["镇党委坚持把法治建设摆在重要位置,与其他工作同部署"]
    found = checks([before, same], [now, same])
    assert [row[:2] for row in found] == [("repeat", "cannot")]  # once, not again as a figure


@pytest.mark.parametrize(
    "changes",
    [
        {"new": {"county": "德清县"}},
        {"new": {"level": "department", "issuer": "安吉县司法局"}},
        {"new": {"duplicate_of": "old"}},
        {"old": {"kind": "other"}},
        {"old": {"year": 2021}},
        {"new": {"period": "2023H1"}},
        {"bodies": pd.Series(["x", "y"])},
    ],
)
def test_only_the_same_body_a_year_earlier_is_compared(changes):
    now = ["调解", ("133件", D, 133), ",2022年为", ("160件", D, 160, prior())]
    assert len(checks([LAST], [now])) == 1
    if "old" in changes and "year" in changes["old"]:
        changes = {"old": {"period": "2021"}}
    assert checks([LAST], [now], **changes) == []


def test_the_bodies_may_be_given():
    now = ["调解", ("133件", D, 133), ",2022年为", ("160件", D, 160, prior())]
    changes = {"new": {"county": "安吉"}, "bodies": pd.Series(["x", "x"])}
    assert [row[1] for row in checks([LAST], [now], **changes)] == ["fails"]


def test_a_department_is_known_by_its_issuer_a_county_by_its_place():
    now = ["调解", ("133件", D, 133), ",2022年为", ("160件", D, 160, prior())]
    assert len(checks([LAST], [now], new={"issuer": "中共安吉县委"})) == 1
    bureau = {"level": "department", "issuer": "安吉县司法局"}
    assert len(checks([LAST], [now], old=bureau, new=bureau)) == 1
    assert checks([LAST], [now], old=bureau, new={**bureau, "issuer": "安吉县公安局"}) == []


def test_nothing_to_compare_gives_an_empty_frame():
    corpus = corpus_of((report("a"), told("a", LAST)))
    found = check_bodies(corpus.reports, corpus.quantities)
    assert found.empty
    assert list(found.columns)[:4] == ["report_id", "check", "kind", "verdict"]
