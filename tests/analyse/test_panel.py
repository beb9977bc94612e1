"""The panel's rules, on sentences written out by hand and on what the generator planted."""

import pandas as pd
import pytest

from fazhi_analysis.analyse.panel import panel
from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError
from tests.frames import corpus_of, report, told

CASES = "disputes_mediated"


def cell(*sentences, indicator=CASES, **changes) -> pd.Series:
    """The one row that a report with these sentences gives."""
    rows = panel(corpus_of((report("a", **changes), told("a", *sentences))), [indicator])
    assert len(rows) == 1
    return rows.iloc[0]


def part(words, value, name, **more):
    return (words, CASES, value, {"breakdown": name, **more})


def test_a_stated_total_wins_over_its_parts():
    parts = [part("街道23起", 23, "街道"), ",", part("社区255起", 255, "社区")]
    row = cell(["共调处617起,其中", *parts],
               [("全年调处矛盾纠纷617起", CASES, 617)])  # fmt: skip
    assert (row["value"], row["how"], row["bound"], row["mentions"]) == (617, "total", "exact", 3)
    assert row["quantities"] == [2]


def test_parts_of_one_list_are_summed():
    row = cell(["共调解", part("婚姻家庭12件", 12, "婚姻家庭"), ",", part("邻里30件", 30, "邻里"),
                "、", part("劳资8件", 8, "劳资")])  # fmt: skip
    assert (row["value"], row["how"], row["conflict"]) == (50, "parts", False)
    assert row["quantities"] == [0, 1, 2]


@pytest.mark.parametrize(
    "sentences",
    [
        # one part alone
        [["调解", part("企业纠纷18件", 18, "企业")]],
        # a selection from something larger
        [["调解纠纷,其中", part("婚姻12件", 12, "婚姻"), ",", part("邻里30件", 30, "邻里")]],
        [["调解纠纷(包括", part("婚姻12件", 12, "婚姻"), ",", part("邻里30件", 30, "邻里"), ")"]],
        # the list goes on without numbers
        [["调解", part("婚姻12件", 12, "婚姻"), "、", part("邻里30件", 30, "邻里"), "等"]],
        # two sentences
        [["调解", part("婚姻12件", 12, "婚姻")], ["调解", part("邻里30件", 30, "邻里")]],
        # the same kind twice with two numbers
        [["调解", part("婚姻12件", 12, "婚姻"), ",", part("婚姻13件", 13, "婚姻")]],
        # a stage, and a part of a part
        [["社区", part("调解255件", 255, "社区"), ",", part("成功254件", 254, "调解成功")]],
        [["社区", part("调解255件", 255, "社区"), ",", part("邻里254件", 254, "邻里;社区")]],
        [["社区", part("调解255件", 255, "社区"), ",", part("邻里254件", 254, "邻里；社区")]],
        # far from each other
        [["调解", part("婚姻12件", 12, "婚姻"), ",进一步健全网格巡查走访与会商研判联动工作机制,",
          part("邻里30件", 30, "邻里")]],
        # grades: what is national is often counted as provincial too
        [["共", part("国家级5件", 5, "国家级"), ",", part("省级87件", 87, "省级")]],
        # another unit, of another sort or not
        [["接待", part("来访132批", 132, "来访", unit="批"), ",", part("积案8件", 8, "积案")]],
        [["调解", part("婚姻12件", 12, "婚姻"), ",", part("邻里30人", 30, "邻里", unit="人")]],
    ],
)  # fmt: skip
def test_other_parts_are_counted_and_never_summed(sentences):
    row = cell(*sentences)
    assert row[["value", "how", "bound"]].isna().all()
    assert not row["conflict"]
    assert row["mentions"] == sum(not isinstance(p, str) for s in sentences for p in s)
    assert row["quantities"] == list(range(row["mentions"]))


def test_units_that_mean_the_same_may_be_summed():
    row = cell(["共", part("婚姻12起", 12, "婚姻", unit="起"), ",", part("邻里30件", 30, "邻里")])
    assert (row["value"], row["unit"]) == (42, "件")


def test_a_part_told_twice_is_summed_once():
    parts = [part("婚姻12件", 12, "婚姻"), ",", part("邻里30件", 30, "邻里")]
    row = cell(["共调解", *parts, ",", part("婚姻12件", 12, "婚姻")])
    assert (row["value"], row["mentions"]) == (42, 3)


def test_rates_are_never_summed():
    row = cell(
        [("一审90%", "head_appearance_rate", 90, {"breakdown": "甲", "unit": "%"}), ",",
         ("二审80%", "head_appearance_rate", 80, {"breakdown": "乙", "unit": "%"})],
        indicator="head_appearance_rate",
    )  # fmt: skip
    assert pd.isna(row["value"])
    assert row["mentions"] == 2


def test_parts_without_their_sentence_are_not_summed():
    tells = told("a", ["共", part("婚姻12件", 12, "婚姻"), ",", part("邻里30件", 30, "邻里")])
    tells["sentences"] = []
    assert panel(corpus_of((report("a"), tells)))["value"].isna().all()


def test_two_totals_that_no_number_meets_are_a_conflict_without_a_value():
    row = cell([("化解40余次", CASES, 40, {"bound": "min", "unit": "次"})],
               [("调解纠纷120起", CASES, 120)])  # fmt: skip
    assert pd.isna(row["value"])
    assert row["conflict"]
    assert (row["low"], row["high"], row["how"], row["mentions"]) == (40, 120, "total", 2)
    assert row["quantities"] == [0, 1]


def test_a_total_below_one_of_its_parts_is_none():
    parts = [part("合同115件", 115, "合同"), ",", ("决策1件", CASES, 1)]
    row = cell(["审查", *parts])
    assert pd.isna(row["value"])
    assert (row["conflict"], row["low"], row["high"], row["mentions"]) == (True, 1, 115, 2)
    # 余 reaches as far as its last digit; a rate may be above the whole's.
    row = cell([("调解100余件", CASES, 100, {"bound": "min"}), ",", part("邻里120件", 120, "邻里")])
    assert (row["value"], row["conflict"]) == (100, False)
    rate = "head_appearance_rate"
    part_rate = ("正职应诉率95%", rate, 95, {"unit": "%", "breakdown": "正职"})
    row = cell([("应诉率90%", rate, 90, {"unit": "%"})], [part_rate], indicator=rate)
    assert row["value"] == 90


def test_the_most_exact_wording_of_one_total_counts():
    row = cell([("调解100余起", CASES, 100, {"bound": "min"})], [("调解纠纷120起", CASES, 120)])
    assert (row["value"], row["bound"], row["conflict"]) == (120, "exact", False)
    row = cell([("调解1.23万件", CASES, 12300)], [("调解12345件", CASES, 12345)])
    assert row["value"] == 12345


@pytest.mark.parametrize("bound", ["min", "max", "approx"])
def test_bounds_are_carried_along(bound):
    row = cell([("调解100件", CASES, 100, {"bound": bound})])
    assert (row["value"], row["bound"]) == (100, bound)
    row = cell(["共", part("婚姻12件", 12, "婚姻", bound=bound), ",", part("邻里30件", 30, "邻里")])
    assert (row["value"], row["bound"]) == (42, bound)


def test_mixed_bounds_make_a_sum_that_is_only_about_right():
    row = cell(["共", part("婚姻12件", 12, "婚姻", bound="min"), ",",
                part("邻里30件", 30, "邻里", bound="max")])  # fmt: skip
    assert (row["value"], row["bound"]) == (42, "approx")


def test_a_range_keeps_both_ends():
    row = cell([("调解300至400件", CASES, 300, {"value_high": 400})])
    assert (row["value"], row["low"], row["high"]) == (300, 300, 400)


def test_none_is_zero_and_silence_is_missing():
    corpus = corpus_of(
        (report("a"), told("a", [("无行政诉讼案件", "litigation_cases", 0, {"unit": None})])),
        (report("b", county="德清县"), told("b", ["没有数字"])),
    )
    rows = panel(corpus, "litigation_cases").set_index("report_id")
    assert rows.loc["a", ["value", "how", "mentions"]].tolist() == [0, "total", 1]
    assert rows.loc["b", ["value", "how", "bound", "unit", "source"]].isna().all()
    assert rows.loc["b", "mentions"] == 0
    assert rows.loc["b", "quantities"] is None


@pytest.mark.parametrize("status", ["prior", "planned", "change", "rule"])
def test_only_what_was_done_counts(status):
    row = cell([("调解100件", CASES, 100, {"status": status, "period": "2022"})])
    assert pd.isna(row["value"])
    assert row["mentions"] == 0


def test_quarters_and_halves_are_not_put_beside_years():
    corpus = corpus_of(
        (report("a"), told("a", [("上半年调解60件", CASES, 60, {"period": "2023H1"})],
                           [("全年调解130件", CASES, 130)])),
        (report("q", period="2023Q1", period_type="quarter"), told("q", [("调解20件", CASES, 20)])),
        (report("h", period="2024H1", period_type="half", year=2024),
         told("h", [("调解70件", CASES, 70)], [("今年来调解75件", CASES, 75, {"period": "2024"})])),
    )  # fmt: skip
    assert panel(corpus)[["year", "value"]].values.tolist() == [[2023, 130]]
    halves = panel(corpus, period_type="half")
    assert halves[["period", "value"]].values.tolist() == [["2023H1", 60], ["2024H1", 70]]
    assert panel(corpus, period_type="quarter")["value"].tolist() == [20]


def test_a_departments_figure_is_not_its_countys():
    corpus = corpus_of(
        (report("a"), told("a", [("调解130件", CASES, 130)])),
        (
            report("b", level="department", issuer="安吉县司法局"),
            told("b", [("调解9件", CASES, 9)]),
        ),
    )
    rows = panel(corpus)
    assert rows["body"].tolist() == ["浙江省/湖州市/安吉县", "浙江省/湖州市/安吉县/安吉县司法局"]
    assert rows["value"].tolist() == [130, 9]


def test_other_texts_and_duplicates_are_left_out():
    corpus = corpus_of(
        (report("a"), told("a", [("调解130件", CASES, 130)])),
        (report("b", duplicate_of="a"), told("b", [("调解140件", CASES, 140)])),
        (report("c", kind="other"), told("c", [("调解150件", CASES, 150)])),
    )
    assert panel(corpus)[["report_id", "value", "conflict"]].values.tolist() == [["a", 130, False]]


def test_two_reports_of_one_year():
    first = (report("a"), told("a", [("调解130件", CASES, 130)]))
    summary = (report("b", kind="work_summary"), told("b", [("调解120件", CASES, 120)],
               [("行政复议案件4件", "reconsideration_cases", 4)]))  # fmt: skip
    rows = panel(corpus_of(first, summary)).set_index("indicator")
    assert rows.loc[CASES, ["value", "conflict", "report_id"]].tolist() == [130, False, "a"]
    assert rows.loc[CASES, "mentions"] == 2
    assert rows.loc["reconsideration_cases", ["value", "report_id"]].tolist() == [4, "b"]
    twin = (report("c"), told("c", [("调解125件", CASES, 125)]))
    row = panel(corpus_of(first, twin)).iloc[0]
    assert pd.isna(row["value"])
    assert (row["conflict"], row["low"], row["high"]) == (True, 125, 130)


def test_figures_of_another_sort_of_unit_are_told_apart():
    row = cell([("服务12场", "legal_consultations", 12, {"unit": "场"})],
               [("解答咨询900人次", "legal_consultations", 900, {"unit": "人次"})],
               indicator="legal_consultations")  # fmt: skip
    assert (row["value"], row["unit"], row["conflict"]) == (900, "人次", False)
    row = cell([("服务12场", "legal_consultations", 12, {"unit": "场"})],
               indicator="legal_consultations")  # fmt: skip
    assert (row["value"], row["unit"]) == (12, "场")


def test_money_is_in_yuan_whatever_unit_is_written():
    row = cell([("243.91万元", "mediation_amount", 2439100, {"unit": "万元"})],
               indicator="mediation_amount")  # fmt: skip
    assert (row["value"], row["unit"]) == (2439100, "元")


def test_earlier_years_are_filled_from_later_reports_on_request():
    corpus = corpus_of(
        (report("a", year=2021), told("a", ["没有数字"])),
        (report("c", year=2023), told("c", [("调解130件", CASES, 130)],
         [("去年110件", CASES, 110, {"status": "prior", "period": "2022"})],
         [("2021年90件", CASES, 90, {"period": "2021"})])),
    )  # fmt: skip
    assert panel(corpus)["year"].tolist() == [2021, 2023]
    rows = panel(corpus, fill_prior=True)
    assert rows[["year", "value"]].values.tolist() == [[2021, 90], [2022, 110], [2023, 130]]
    assert rows["source"].tolist() == ["later", "later", "own"]
    assert rows["chars"].tolist()[2] == 1000
    assert rows["chars"].isna().tolist() == [True, True, False]


def test_a_years_own_figure_is_never_replaced_by_a_later_one():
    corpus = corpus_of(
        (report("b", year=2022), told("b", [("调解100件", CASES, 100)])),
        (report("c", year=2023),
         told("c", [("去年110件", CASES, 110, {"status": "prior", "period": "2022"})])),
    )  # fmt: skip
    rows = panel(corpus, fill_prior=True)
    assert rows[["year", "value"]].fillna(-1).values.tolist() == [[2022, 100], [2023, -1]]


def test_columns_to_carry_along():
    rows = panel(corpus_of((report("a"), told("a", [("调解1件", CASES, 1)]))), by=["level", "kind"])
    assert rows.columns[:5].tolist() == ["level", "kind", "body", "year", "indicator"]
    assert rows.loc[0, ["level", "kind"]].tolist() == ["county", "annual_report"]


def test_a_corpus_without_reports_gives_no_rows():
    rows = panel(Corpus())
    assert len(rows) == 0
    assert rows["value"].dtype == "Float64"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"indicators": ["disputes_mediate"]}, "no indicator 'disputes_mediate'; did you mean"),
        ({"by": ["region"]}, "by='region' is no column of reports"),
        ({"period_type": "month"}, "period_type is 'month'"),
    ],
)
def test_wrong_arguments_are_named(arguments, message):
    with pytest.raises(FazhiError, match=message):
        panel(corpus_of((report("a"), told("a", ["x"]))), **arguments)


def test_what_was_planted_comes_out(planted, corpus):
    rows = panel(corpus)
    both = planted.cells.merge(rows, on=["body", "year", "indicator"], suffixes=("_planted", ""))
    assert len(both) == len(planted.cells) > 500
    for name in ("value", "bound", "how"):
        expected = both[f"{name}_planted"].astype(both[name].dtype)
        pd.testing.assert_series_equal(both[name], expected, check_names=False)
    assert (both["conflict"] == both["conflict_planted"]).all()
    # Nothing from the quarter's report, the news item and the double, and every number is real.
    assert set(rows["body"]) == set(planted.cells["body"])
    assert rows["report_id"].isin(corpus.reports["report_id"]).all()
    assert rows["value"].max() < 99999


def test_every_value_leads_back_to_its_quotes(corpus):
    rows = panel(corpus).dropna(subset="value").explode("quantities")
    rows = rows.astype({"quantities": "Int64"})
    quotes = rows.merge(
        corpus.quantities, left_on=["report_id", "quantities"], right_on=["report_id", "quantity"],
        suffixes=("", "_told"),
    )  # fmt: skip
    assert len(quotes) == len(rows)
    sums = quotes.groupby(["body", "year", "indicator"])["value_told"].sum()
    values = quotes.groupby(["body", "year", "indicator"])["value"].first()
    assert (sums[values.index] == values).all()
