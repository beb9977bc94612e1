"""The grammar of labels: all shapes, all signs, and words that only look like labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.read import labels
from fazhi_analysis.read.labels import is_label_line, read_labels


def told(text):
    return [(v.field, v.value) for v in read_labels(text) if v.field != "-"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("索引号: 002/2024-1 组配分类: 总结", [("index_number", "002/2024-1")]),
        ("索 引 号:QZ1-01-2024-2", [("index_number", "QZ1-01-2024-2")]),
        ("索 引 号 | 11/2025-4 | 主题分类 | 金政发 |", [("index_number", "11/2025-4")]),
        ("文号 | 文件分类 | 其他 |", [("document_number", "")]),
        (
            "【发布机构】某县司法局【发布日期】2024-01-02",
            [("issuer", "某县司法局"), ("published", "2024-01-02")],
        ),
        ("[ 发布机构 ] 某镇 [ 有效性 ]", [("issuer", "某镇")]),
        ("（发布于：2023-12-08 18:00）", [("published", "2023-12-08 18:00）")]),
        ("• 发布机构：某镇", [("issuer", "某镇")]),
        (
            "发布机构 某镇 文号 某政〔2024〕5号",
            [("issuer", "某镇"), ("document_number", "某政〔2024〕5号")],
        ),
        ("信息来源 关 键 词", [("source", "")]),
        ("文 号 信息格式/语种", [("document_number", "")]),
        (
            "索引号：1-2024-3发布机构：某局文号：某司〔2024〕5号有效性：有效",
            [
                ("index_number", "1-2024-3"),
                ("issuer", "某局"),
                ("document_number", "某司〔2024〕5号"),
            ],
        ),
        (
            "发布时间 : 2023-01-29 来源:某街道 字体大小:",
            [("published", "2023-01-29"), ("source", "某街道")],
        ),
        ("文号：无", [("document_number", "")]),
        ("文号：--", [("document_number", "")]),
        ("索引号\n123/2024-5", [("index_number", "123/2024-5")]),
        ("来源:\n发文机构:\n某镇人民政府", [("source", ""), ("issuer", "某镇人民政府")]),
        ("发布日期:\n某镇年度报告", [("published", "")]),
        ("索引号\n发布机构\n某镇", [("index_number", ""), ("issuer", "某镇")]),
        (
            "| 索引号 | 发布机构 |\n|---|---|\n| 1/2024-2 | 某局 |",
            [("index_number", "1/2024-2"), ("issuer", "某局")],
        ),
        (
            "发文机关某省司法厅\n发文日期2021年12月21日\n发文字号某司〔2021〕63号",
            [
                ("issuer", "某省司法厅"),
                ("issued", "2021年12月21日"),
                ("document_number", "某司〔2021〕63号"),
            ],
        ),
        ("发文机关某省司法厅", []),
        ("办理时间：三日", []),
        ("资金来源：财政拨款", []),
        ("来源于群众的意见", []),
        ("召开会议的时间 地点", []),
        ("本单位主动公开政府信息120条", []),
        ("", []),
    ],
)
def test_shapes(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "line", ["索引号: 1", "时间:2024-03-13 11:00", "- 日期：2024-02-12", "| 文号 | 无 |"]
)
def test_label_lines(line):
    assert is_label_line(line)


@pytest.mark.parametrize(
    "line",
    ["来源于群众的意见27条。", "一、时间：全年", "普法宣传活动，时间：12月4日。", "标题党", ""],
)
def test_no_label_lines(line):
    assert not is_label_line(line)


@given(st.text(alphabet="索引号发布机构日期:：| \n【】[]2024-一镇无文", max_size=120))
def test_values_are_spans_of_the_text(text):
    for value in read_labels(text):
        assert text[value.start : value.end] == value.value


def test_long_lines_take_linear_time():
    import time

    start = time.process_time()
    read_labels("发布" * 50_000 + "|" * 50_000 + "索 引 " * 20_000)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("issuer,发布机构,yes\nsource,发布机构,yes\n", "发布机构.*twice"),
        ("issuer,发布机构,maybe\n", "alone is yes or no"),
    ],
)
def test_the_list_is_checked(monkeypatch, rows, message):
    from fazhi_analysis.resources.tables import parse_table

    monkeypatch.setattr(
        labels,
        "read_table",
        lambda name, columns: parse_table("field,label,alone\n" + rows, columns, name),
    )
    with pytest.raises(ResourceError, match=message):
        labels._labels.__wrapped__()
