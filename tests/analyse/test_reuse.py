"""Planted copies, every pair that brute force finds, and what tells copying from slogans."""

from collections import defaultdict

import numpy as np
import pandas as pd
import pytest

from fazhi_analysis.analyse.boilerplate import mandated
from fazhi_analysis.analyse.reuse import shared_passages, side_by_side
from fazhi_analysis.errors import FazhiError
from fazhi_analysis.resources.tables import read_table
from tests.frames import as_corpus, report
from tests.generated_texts import SLOGANS, make_texts, prose

OWN = (
    "辖区商圈经营户群体退租一事经多轮会商终获圆满解决,",
    "由老党员牵头组建的议事小院成为居民说事的好去处,",
)


def filling(n: int) -> str:
    return prose(np.random.default_rng(n), 120)


def texts_of(*texts: str, **columns: list) -> object:
    """A corpus of reports of different counties, one a year unless told otherwise."""
    rows = []
    for i, text in enumerate(texts):
        row = report(f"r{i}", year=2020 + i, county=f"{i}县", chars=len(text))
        row.update({name: values[i] for name, values in columns.items()})
        rows.append(row)
    frame = [
        {"report_id": f"r{i}", "text": text, "body_start": 0, "body_end": len(text)}
        for i, text in enumerate(texts)
    ]
    return as_corpus({"reports": rows, "texts": frame})


def pairs_by_force(texts: dict[str, str], length: int, most: int) -> set[tuple[str, str]]:
    """Every pair of texts that share `length` characters which at most `most` texts hold."""
    holders = defaultdict(set)
    for name, text in texts.items():
        for i in range(len(text) - length + 1):
            holders[text[i : i + length]].add(name)
    return {
        (a, b)
        for names in holders.values()
        if 1 < len(names) <= most
        for a in names
        for b in names
        if a < b
    }


def test_an_exact_copy_is_found_to_the_character():
    shared = OWN[0] + OWN[1]
    a, b = filling(1) + "甲" + shared + "甲" + filling(2), filling(3) + "乙" + shared + "乙"
    (row,) = shared_passages(texts_of(a, b)).to_dict("records")
    assert a[row["start_a"] : row["end_a"]] == row["text_a"] == shared
    assert b[row["start_b"] : row["end_b"]] == row["text_b"] == shared
    assert row["chars"] == len(shared)
    assert (row["numbers_changed"], row["spread"], row["boilerplate"]) == (0, 2, False)
    assert (row["report_a"], row["report_b"]) == ("r0", "r1")


def test_offsets_count_in_the_whole_text_and_only_the_body_is_compared():
    head = "相关阅读:" + OWN[0] + OWN[1] + "\n"
    corpus = texts_of(head + OWN[0] + OWN[1] + "完", filling(4) + OWN[0] + OWN[1])
    texts = corpus.texts.assign(body_start=[len(head), 0]).astype({"body_start": "Int64"})
    (row,) = shared_passages(as_corpus({"reports": corpus.reports, "texts": texts})).to_dict(
        "records"
    )
    assert row["start_a"] == len(head)
    assert row["text_a"] == OWN[0] + OWN[1]


@pytest.mark.parametrize(
    ("one", "other", "changed"),
    [
        ("共调解纠纷617起,成功率99.8%", "共调解纠纷1,023起,成功率100%", 2),
        ("共调解纠纷617起,成功率99.8%", "共调解纠纷617起,成功率100%", 1),
        ("开展学习三次,受众3万余人", "开展学习十二次,受众5000余人", 2),
        ("开展学习三次,受众3万余人", "开展学习3次,受众3万余人", 1),
    ],
)
def test_copies_with_changed_numbers(one, other, changed):
    a = filling(5) + "甲" + OWN[0] + one + "。" + OWN[1] + filling(6)
    b = filling(7) + "乙" + OWN[0] + other + "。" + OWN[1] + filling(8)
    (row,) = shared_passages(texts_of(a, b)).to_dict("records")
    assert row["numbers_changed"] == changed
    assert one in row["text_a"]
    assert other in row["text_b"]
    assert row["chars"] == min(len(row["text_a"]), len(row["text_b"]))


def test_other_punctuation_quotes_and_line_breaks_do_not_hide_a_copy():
    shared = "打造“一站式”平台,把矛盾化解在萌芽状态;推动访调、诉调有机衔接,服务群众更便捷"
    other = '打造"一站式"平台、把矛盾化解在萌芽状态,\n  推动访调,诉调有机衔接,服务群众更便捷'
    (row,) = shared_passages(texts_of(filling(9) + shared, filling(10) + other)).to_dict("records")
    assert (row["text_a"], row["text_b"]) == (shared, other)
    assert row["numbers_changed"] == 0


@pytest.mark.parametrize(("length", "rows"), [(29, 0), (30, 1), (31, 1)])
def test_the_shortest_passage_counts_in_characters(length, rows):
    shared = prose(np.random.default_rng(11), 200).replace(",", "").replace("。", "")[:length]
    corpus = texts_of(filling(12) + "甲" + shared + "甲", filling(13) + "乙" + shared + "乙")
    assert len(shared_passages(corpus)) == rows
    assert len(shared_passages(corpus, 20)) == 1


def test_the_earlier_report_comes_first_whatever_its_id():
    text = OWN[0] + OWN[1]
    days = ["2024-03-01", "2024-01-15", None]
    signed = [None, None, "2023-12-30"]
    corpus = texts_of(text + "子", text + "丑", text + "寅", published=days, signed=signed,
                      period=["2023"] * 3, year=[2023] * 3)  # fmt: skip
    out = shared_passages(corpus)
    assert out[["report_a", "report_b", "days"]].values.tolist() == [
        ["r1", "r0", 46], ["r2", "r0", 62], ["r2", "r1", 16]
    ]  # fmt: skip


def test_without_a_day_the_year_decides_and_days_stay_unknown():
    text = OWN[0] + OWN[1]
    out = shared_passages(texts_of(text, text, year=[2022, 2021], period=["2022", "2021"]))
    assert out[["report_a", "report_b"]].values.tolist() == [["r1", "r0"]]
    assert out["days"].isna().all()


def test_relation_of_the_two_bodies():
    text = OWN[0] + OWN[1]
    base = {"level": "township", "province": "浙江省", "prefecture": "湖州市", "county": "安吉县"}
    places = [
        {**base, "township": "甲镇"}, {**base, "township": "甲镇"}, {**base, "township": "乙镇"},
        {**base, "township": "丙镇", "county": "德清县"},
        {**base, "township": "丁镇", "county": "象山县", "prefecture": "宁波市"},
        {**base, "township": "戊镇", "province": "江苏省"},
        {**base, "township": "己镇", "province": None},
    ]  # fmt: skip
    names = ["level", "province", "prefecture", "county", "township"]
    columns = {name: [place[name] for place in places] for name in names}
    out = shared_passages(texts_of(*(text + c for c in "子丑寅卯辰巳午"), **columns))
    first = out[out["report_a"] == "r0"].set_index("report_b")["relation"]
    assert first.to_dict() == {
        "r1": "same_body", "r2": "same_county", "r3": "same_prefecture", "r4": "same_province",
        "r5": "elsewhere", "r6": "unknown",
    }  # fmt: skip
    # Seven reports, but the first two are one body's.
    assert out["spread"].unique().tolist() == [6]


def test_slogans_and_titles_are_boilerplate_and_own_words_are_not():
    slogan = (
        "深入学习贯彻习近平法治思想,全面贯彻党的二十大精神,"
        "落实《法治政府建设实施纲要(2021-2025年)》"
    )
    corpus = texts_of(
        f"甲{slogan}甲" + OWN[0] + OWN[1] + "甲", f"乙{slogan}乙", "丙" + OWN[0] + OWN[1] + "丙"
    )
    out = shared_passages(corpus).set_index(["report_a", "report_b"])["boilerplate"]
    assert out.to_dict() == {("r0", "r1"): True, ("r0", "r2"): False}


def test_a_copy_that_holds_a_slogan_is_still_a_copy():
    shared = OWN[0] + "深入学习贯彻习近平法治思想," + OWN[1]
    (row,) = shared_passages(texts_of("甲" + shared, "乙" + shared)).to_dict("records")
    assert not row["boilerplate"]


def test_wording_of_many_bodies_is_boilerplate_though_no_list_knows_it():
    texts = [filling(100 + i) + f"{chr(0x7532 + i)}" + SLOGANS[1] for i in range(20)]
    copied = OWN[0] + OWN[1]
    texts[3], texts[8] = texts[3] + "甲" + copied, texts[8] + "乙" + copied
    out = shared_passages(texts_of(*texts))
    wide = out[out["boilerplate"]]
    assert len(wide) == 190
    assert set(wide["spread"]) == {20}
    assert out.loc[~out["boilerplate"], ["report_a", "report_b"]].values.tolist() == [["r3", "r8"]]


def test_a_template_of_one_bodys_reports_is_no_boilerplate():
    texts = [filling(200 + i) + "甲" + OWN[0] + OWN[1] for i in range(12)]
    out = shared_passages(texts_of(*texts, county=["一县"] * 12))
    assert len(out) == 66
    assert not out["boilerplate"].any()
    assert set(out["spread"]) == {1}
    assert set(out["relation"]) == {"same_body"}


def test_what_very_many_carry_is_listed_once_a_report_beside_its_first_carrier():
    texts = [filling(300 + i) + f"{chr(0x4E00 + i)}" + SLOGANS[1] for i in range(30)]
    out = shared_passages(texts_of(*texts), max_reports=10)
    assert len(out) == 29
    assert set(out["report_a"]) == {"r0"}
    assert out["boilerplate"].all()


def test_a_phrase_said_twice_in_a_passage_is_no_passage_of_its_own():
    phrase = OWN[0] + OWN[1]
    text = "甲" + phrase + "进而" + phrase + "丙"
    out = shared_passages(texts_of(text + filling(14), text + filling(15)))
    assert len(out) == 1
    assert out.loc[0, "text_a"] == text


def test_duplicates_and_other_texts_are_left_out():
    text = OWN[0] + OWN[1]
    assert len(shared_passages(texts_of(text, text))) == 1
    assert len(shared_passages(texts_of(text, text, kind=["annual_report", "other"]))) == 0
    assert len(shared_passages(texts_of(text, text, duplicate_of=[None, "r0"]))) == 0


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["短"], [OWN[0] * 3, ""]])
def test_nothing_shared_gives_an_empty_frame(texts):
    out = shared_passages(texts_of(*texts) if texts else as_corpus({}))
    assert len(out) == 0
    assert out["chars"].dtype == "Int64"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [({"min_chars": 5}, "min_chars is 5"), ({"max_reports": 1}, "max_reports is 1")],
)
def test_wrong_arguments_are_named(arguments, message):
    with pytest.raises(FazhiError, match=message):
        shared_passages(texts_of("甲"), **arguments)


def test_planted_copies_are_found_with_precision_and_recall():
    planted = make_texts(seed=4, reports=400, chars=1200, copies=150)
    out = shared_passages(as_corpus(planted.frames))
    found = out[~out["boilerplate"]]
    both = planted.copies.merge(found, on=["report_a", "report_b"], suffixes=("_planted", ""))
    overlap = (both["end_a"] - both["start_a_planted"]).clip(upper=both["chars_planted"])
    hit = both[overlap >= 0.9 * both["chars_planted"]]
    assert len(hit) / len(planted.copies) >= 0.95
    assert len(hit) / len(found) >= 0.95
    assert (hit["start_a"] == hit["start_a_planted"]).all()
    assert (hit["start_b"] == hit["start_b_planted"]).all()
    assert (hit["chars"] == hit["chars_planted"]).all()
    assert (hit["numbers_changed"] == hit["numbers"]).all()
    same_body = hit["relation"] == "same_body"
    assert (hit["spread"] == 2 - same_body).all()


def test_paragraphs_copied_within_a_panel_are_found(planted, corpus):
    out = shared_passages(corpus)
    own = out[~out["boilerplate"]]
    assert len(planted.copies) >= 8
    for copy in planted.copies.to_dict("records"):
        pair = own[(own["report_a"] == copy["report_a"]) & (own["report_b"] == copy["report_b"])]
        assert any(copy["text"] in text for text in pair["text_a"])
    # The duty paragraph and the opening stand in all reports.
    assert (out["boilerplate"]).mean() > 0.5


def test_every_pair_that_brute_force_finds_among_a_thousand_reports():
    planted = make_texts(
        seed=5, reports=1000, chars=300, copies=480, lengths=(30, 40, 60, 120), slogans=0
    )
    corpus = as_corpus(planted.frames)
    texts = dict(zip(corpus.texts["report_id"], corpus.texts["text"], strict=True))
    out = shared_passages(corpus)
    found = {tuple(sorted(pair)) for pair in zip(out["report_a"], out["report_b"], strict=True)}
    # Copies with changed numbers are not equal by characters: brute force sees a part of them.
    forced = pairs_by_force(texts, 30, most=50)
    assert len(forced) >= 240
    assert forced <= found


def test_passages_and_spreads_of_woven_texts_agree_with_plain_search():
    rng = np.random.default_rng(8)
    phrases = [prose(rng, int(rng.integers(14, 40))) for _ in range(9)]
    texts = []
    for i in range(24):
        text = chr(0x7532 + i)
        for j in rng.integers(0, len(phrases), 4):
            text += phrases[j] + (chr(0x5000 + i) if rng.random() < 0.4 else "")
        texts.append(text)
    out = shared_passages(texts_of(*texts))
    assert len(out) > 60
    for row in out.to_dict("records"):
        assert row["spread"] == sum(row["text_a"] in text for text in texts)
        # Nothing more on either side is shared.
        a, b = texts[int(row["report_a"][1:])], texts[int(row["report_b"][1:])]
        before = (a[row["start_a"] - 1], b[row["start_b"] - 1])
        behind = (a[row["end_a"] : row["end_a"] + 1], b[row["end_b"] : row["end_b"] + 1])
        assert before[0] != before[1]
        assert behind[0] != behind[1] or behind == ("", "")
    pairs = {
        (int(a[1:]), int(b[1:])) for a, b in zip(out["report_a"], out["report_b"], strict=True)
    }
    named = {f"{i:02}": text for i, text in enumerate(texts)}
    forced = {(int(a), int(b)) for a, b in pairs_by_force(named, 30, most=50)}
    assert pairs == forced


def test_the_order_of_the_rows_changes_nothing():
    planted = make_texts(seed=6, reports=60, chars=500, copies=20)
    frames = {name: frame.sample(frac=1, random_state=2) for name, frame in planted.frames.items()}
    one, other = as_corpus(planted.frames), as_corpus(frames)
    pd.testing.assert_frame_equal(shared_passages(one), shared_passages(other))


def test_every_passage_stands_where_it_says():
    planted = make_texts(seed=7, reports=80, chars=600, copies=30, carried=0.4)
    out = shared_passages(as_corpus(planted.frames))
    texts = planted.frames["texts"].set_index("report_id")["text"]
    for row in out.to_dict("records"):
        assert texts[row["report_a"]][row["start_a"] : row["end_a"]] == row["text_a"]
        assert texts[row["report_b"]][row["start_b"] : row["end_b"]] == row["text_b"]
    assert (out["relation"] == "same_body").sum() >= 40


def test_side_by_side_gives_both_bodies_back_in_pieces():
    shared = OWN[0] + "共调解纠纷617起," + OWN[1]
    a = "页眉\n" + filling(16) + "甲" + shared + "甲" + filling(17)
    b = filling(18) + "乙" + shared.replace("617", "23") + "乙"
    corpus = texts_of(b, a)
    texts = corpus.texts.assign(body_start=[0, 3]).astype({"body_start": "Int64"})
    corpus = as_corpus({"reports": corpus.reports, "texts": texts})
    for left, right, body in (("r1", "r0", a[3:]), ("r0", "r1", b)):
        out = side_by_side(corpus, left, right)
        side = out[out["side"] == "a"]
        assert "".join(side["text"]) == body
        assert (side["end"] - side["start"]).tolist() == side["text"].str.len().tolist()
        marked = out[out["passage"].notna()].groupby("side")["text"].agg("".join)
        assert {marked["a"], marked["b"]} == {shared, shared.replace("617", "23")}
        assert set(out.loc[out["number"], "text"]) == {"617", "23"}
        assert out.loc[out["passage"].isna(), "boilerplate"].isna().all()


def test_side_by_side_of_texts_that_share_nothing_is_one_piece_each():
    out = side_by_side(texts_of(filling(19), filling(20), kind=["other", "other"]), "r0", "r1")
    assert out[["side", "text"]].values.tolist() == [["a", filling(19)], ["b", filling(20)]]


@pytest.mark.parametrize(
    ("names", "message"),
    [(("r0", "x"), "no report 'x'"), (("r0", "r0"), "the same report")],
)
def test_side_by_side_names_wrong_reports(names, message):
    with pytest.raises(FazhiError, match=message):
        side_by_side(texts_of("甲", "乙"), *names)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("辖区居民议事", []),
        ("坚持“小事不出村,大事不出镇、矛盾不上交”", ["小事不出村,大事不出镇、矛盾不上交"]),
        ("学习《民法典》《宪法》", ["《民法典》", "《宪法》"]),
        ("习近平法治思想", ["习近平法治思想"]),
        ("《习近平法治思想概论》", ["《习近平法治思想概论》"]),
        ("《未完", []),
    ],
)
def test_mandated_wording(text, spans):
    assert [text[a:b] for a, b in mandated(text)] == spans


def test_listed_phrases_are_long_enough_and_stand_once():
    phrases = [row["phrase"] for row in read_table("boilerplate.csv", ["phrase"])]
    assert len(phrases) == len(set(phrases))
    assert min(len(phrase) for phrase in phrases) >= 4
