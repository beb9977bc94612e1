"""The grammar of numbers: values, units, bounds; what looks like a number and is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.tidy.numbers import part_of_year, scan


def found(text: str) -> list[tuple[float, float, str, str]]:
    return [(n.value, n.value_high, n.unit, n.bound) for n in scan(text)[0]]


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("调解纠纷120件", 120, "件", "exact"),
        ("１３６ 个", 136, "个", "exact"),
        ("1,500余份", 1500, "份", "min"),
        ("5 316家次", 5316, "家次", "exact"),
        ("3万余人", 30000, "人", "min"),
        ("30余万人次", 300000, "人次", "min"),
        ("1.2万人", 12000, "人", "exact"),
        ("3.5亿元", 350000000, "亿元", "exact"),
        ("171.49万余元", 1714900, "万元", "min"),
        ("1350余万元", 13500000, "万元", "min"),
        ("156.2亿元", 15620000000, "亿元", "exact"),
        ("40多场(次)", 40, "场(次)", "min"),
        ("20件（条）", 20, "件（条）", "exact"),
        ("三次", 3, "次", "exact"),
        ("二十三场", 23, "场", "exact"),
        ("两万余份", 20000, "份", "min"),
        ("二百余万元", 2000000, "万元", "min"),
        ("一百二十三点五万元", 1235000, "万元", "exact"),
        ("百余起", 100, "起", "min"),
        ("近百余起", 100, "起", "approx"),
        ("87.23%", 87.23, "%", "exact"),
        ("百分之九十五", 95, "%", "exact"),
        ("九成以上", 90, "成", "min"),
        ("九成五以上", 95, "成", "min"),
        ("提高3个百分点", 3, "个百分点", "exact"),
        ("超过800小时", 800, "小时", "min"),
        ("近3000人", 3000, "人", "approx"),
        ("约 30 场", 30, "场", "approx"),
        ("50人左右", 50, "人", "approx"),
        ("不足10件", 10, "件", "max"),
        ("不超过5件", 5, "件", "max"),
        ("20件以内", 20, "件", "max"),
        ("不少于12次", 12, "次", "min"),
        ("98%以上", 98, "%", "min"),
        ("浏览量突破10万,", 100000, "", "min"),
        ("3000+人", 3000, "人", "min"),
    ],
)
def test_one_number(text, value, unit, bound):
    assert found(text) == [(value, value, unit, bound)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("2000至2500人", 2000, 2500, "人"),
        ("10-15件", 10, 15, "件"),
        ("2万至3万人", 20000, 30000, "人"),
        ("2至3万人", 20000, 30000, "人"),
        ("95%至98%", 95, 98, "%"),
        ("三四百名", 300, 400, "名"),
        ("两三次", 2, 3, "次"),
        ("十五六人", 15, 16, "人"),
    ],
)
def test_a_range_has_two_values(text, low, high, unit):
    assert found(text) == [(low, high, unit, "exact")]


@pytest.mark.parametrize(
    "text",
    [
        "2023年12月31日", "第57次会议", "第三批", "〔2024〕5号", "12345热线", "拨打110", "电话0571-87654321",
        "1+3+3+N机制", "《2023年5件实事》", "二〇二三年", "自2023起施行", "三是加强", "统一领导", "一般", "数百件",
        "几十人", "千家万户", "百家争鸣", "GB2260件", "5G时代", "附近3", "4.15国家安全日", "人民调解员家庭",
    ],
)  # fmt: skip
def test_what_is_no_number_with_a_unit(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [("节约3件", "exact"), ("最近3件", "exact"), ("村规民约12件", "exact"), ("签约20家", "exact")],
)
def test_a_bound_word_inside_another_word_is_none(text, kept):
    assert [row[3] for row in found(text)] == [kept]


def test_offsets_bound_the_number_and_its_bound_words():
    text = "共约120余件以上案件"
    (number,), _ = scan(text)
    assert text[number.start : number.end] == "120余件"
    assert text[number.lead : number.tail] == "约120余件以上"


@pytest.mark.parametrize(
    ("text", "year", "year_to", "part"),
    [
        ("2023年度", 2023, None, None),
        ("2023年上半年", 2023, None, "H1"),
        ("2022年1-6月", 2022, None, "H1"),
        ("2022年第一季度", 2022, None, "Q1"),
        ("2021—2025年", 2021, 2025, None),
        ("一季度", None, None, "Q1"),
        ("1至3月", None, None, "Q1"),
        ("5月", None, None, None),
    ],
)
def test_time_expressions(text, year, year_to, part):
    (mark,) = scan(text)[1]
    assert (mark.year, mark.year_to, mark.part) == (year, year_to, part)


def test_part_of_year_of_nothing_is_none():
    assert part_of_year(None) is None
    assert part_of_year("13月") is None


@given(st.integers(1, 10**9), st.sampled_from(["件", "人次", "场", "份", "家次"]))
def test_any_whole_number_is_read_back(value, unit):
    for written in (str(value), f"{value:,}"):
        assert found(f"共{written}{unit}。") == [(float(value), float(value), unit, "exact")]


@given(st.text(alphabet="0123456789一二三百万亿余多约近至-,.%件人次起(（第《 年月", max_size=60))
def test_any_text_gives_numbers_inside_it(text):
    end = 0
    for number in scan(text)[0]:
        assert end <= number.start < number.end <= len(text)
        assert number.value <= number.value_high
        end = number.end


@pytest.mark.parametrize(
    "piece",
    ["1", "一", "1,111", "1-", "百", "1万", "《", "（", "2023年", "1件以上", "约", "十分之"],
)
def test_hostile_texts_cost_time_in_proportion(piece):
    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        begin = time.process_time()
        scan(text)
        return time.process_time() - begin

    cost(1000)
    small, large = min(cost(20_000) for _ in range(3)), cost(200_000)
    assert large < max(40 * small, 1.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受众超过百万人次。", [(1000000, "min")]),
        ("受众突破千万人次。", [(10000000, "min")]),
        ("三十七名干部。", [(37, "exact")]),
        ("两名干部。", [(2, "exact")]),
        ("千家万户受益。", []),
        ("受到百姓好评。", []),
    ],
)
def test_round_numerals_and_numerals_that_open_a_text(text, expected):
    assert [(number.value, number.bound) for number in scan(text)[0]] == expected
