"""Lines of a page, and where the report begins and ends on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.read import describe_cut, lines, read_text, vocabulary
from fazhi_analysis.read.body import find_layout, title_strength
from fazhi_analysis.read.lines import classify, is_date_line, tail_kind

PARAGRAPH = (
    "2023年，全镇认真贯彻法治政府建设部署，召开专题会议4次，持证执法人员12名，工作取得新进展。"
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("---|---|---", "rule"),
        ("首页 > 政务公开 > 年度报告", "furniture"),
        ("您现在的位置：首页 » 正文", "furniture"),
        ("首页→ 网站公告", "furniture"),
        ("【打印】", "furniture"),
        ("大 中 小", "furniture"),
        ("主办单位：某县政府 网站标识码：3300000001", "furniture"),
        ("索引号: 123", "meta"),
        ("时间:2024-02-25 15:07 来源:办公室 浏览次数:", "meta"),
        ("2019年12月3日星期二", "date"),
        ("（二〇二四年一月十日）", "date"),
        ("县委、县政府：", "salutation"),
        ("市委全面依法治市委员会：", "salutation"),
        ("一、主要工作", "heading"),
        ("(一)加强领导。", "heading"),
        ("一)纵深推进", "heading"),
        ("3.规范执法", "heading"),
        ("3.5万人参加", "short"),
        ("第一部分 工作成效", "heading"),
        (PARAGRAPH, "paragraph"),
        ("横街镇人民政府", "body"),
        ("横街镇人民政府 2024年1月10日", "signature"),
        ("项目 | 数量", "row"),
        ("横街镇2024年法治政府建设年度报告", "short"),
    ],
)
def test_classes(line, kind):
    assert classify(line) == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("上一篇：某镇", "strong"),
        ("相关阅读", "strong"),
        ("附件：统计表", "attachment"),
        ("附件1：统计表", "attachment"),
        ("政务公开", "weak"),
        ("评论", "weak"),
        ("分享", "weak"),
        ("分享到：", "strong"),
        ("下一步打算", None),
        ("下一阶段工作安排", None),
        ("来源于基层的经验", None),
        (PARAGRAPH, None),
        ("附近群众参加普法活动120人次，发放资料300份，效果良好，受到欢迎。", None),
    ],
)
def test_tails(line, kind):
    assert tail_kind(line) == kind


@pytest.mark.parametrize(
    "line", ["2024-01-30 10:00:00", "2024年1月5日", "二〇二四年一月五日", "2024/3/1"]
)
def test_date_lines(line):
    assert is_date_line(line)


@pytest.mark.parametrize("line", ["2024年", "2024年1月", "第20240105号", "2024年1月5日，召开会议"])
def test_no_date_lines(line):
    assert not is_date_line(line)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("横街镇2024年法治政府建设年度报告", "横街镇人民政府"),
        ("关于2023年法治政府建设情况的报告", "法治政府建设"),
        ("2023年依法行政工作总结", "通知公告"),
        ("某县法治政府建设情况报告", "某县人民政府门户网站"),
    ],
)
def test_title_strength(better, worse):
    assert title_strength(better) > title_strength(worse)


def body_of(text):
    report = read_text(text)
    return report.text[report.body_start : report.body_end]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("横街镇2024年法治政府建设年度报告", ["横街镇2024年法治政府建设年度报告"]),
        (
            "白银市人民政府\n关于2021年法治政府建设情况的报告",
            ["白银市人民政府", "关于2021年法治政府建设情况的报告"],
        ),
        (
            "柳江区卫生健康局2025年法治政府\n建设年度报告",
            ["柳江区卫生健康局2025年法治政府", "建设年度报告"],
        ),
        (
            "某县人民政府门户网站\n首页 > 正文\n某镇2023年法治政府建设情况报告\n2024-01-02",
            ["某镇2023年法治政府建设情况报告"],
        ),
        (
            "某镇2023年法治政府建设情况报告\n来源：某镇\n某镇2023年法治政府建设情况报告",
            ["某镇2023年法治政府建设情况报告"],
        ),
        ("某县加压推进会召开情况综合报道\n来源：县司法局", ["某县加压推进会召开情况综合报道"]),
        ("", []),
        ("首页 > 正文\n2024-01-02", []),
    ],
)
def test_titles(head, title):
    report = read_text(f"{head}\n{PARAGRAPH}\n{PARAGRAPH}" if head else f"{PARAGRAPH}\n{PARAGRAPH}")
    assert [report.text[a:b] for a, b in report.title_spans] == title
    assert report.text[report.body_start : report.body_end] == f"{PARAGRAPH}\n{PARAGRAPH}"


@pytest.mark.parametrize(
    "tail",
    [
        "",
        "附件：1.统计表\n2.清单",
        "【打印】【关闭】",
        "扫一扫在手机上查看当前页面",
        "上一篇：没有了\n下一篇：某镇2023年法治政府建设年度报告",
        "相关文章\n某县召开推进会\n某镇开展普法活动",
        "责任编辑：张某",
        "主办：某县政府\n某ICP备05000000号\n版权所有",
        "(此件公开发布)",
        "分享到\n微信\n微博",
    ],
)
def test_ends(tail):
    body = "\n".join([PARAGRAPH] * 6 + ["某镇人民政府", "2024年1月5日"])
    assert body_of(f"某镇2023年法治政府建设年度报告\n{body}\n{tail}".strip()) == body


def test_words_of_the_page_within_the_report_do_not_end_it():
    body = "\n".join(
        [PARAGRAPH, "政务公开", PARAGRAPH, "信息公开", PARAGRAPH, "存在问题", PARAGRAPH]
    )
    assert body_of(f"某镇2023年法治政府建设年度报告\n{body}") == body


@pytest.mark.parametrize("heading", ["推进情况", "主要工作及成效", "2023年工作开展情况"])
def test_a_heading_without_a_number_begins_the_text(heading):
    assert body_of(f"某镇2023年法治政府建设年度报告\n{heading}\n{PARAGRAPH}").startswith(heading)


@pytest.mark.parametrize(
    "line", ["工作动态", "法治政府建设", "某镇人民政府", "2024-01-05", "（2023年度）"]
)
def test_other_lines_above_the_text_stay_outside(line):
    assert body_of(f"某镇2023年法治政府建设年度报告\n{line}\n{PARAGRAPH}") == PARAGRAPH


def test_attachments_before_the_signature_are_inside():
    body = "\n".join([PARAGRAPH] * 3 + ["附件：统计表", "某镇人民政府", "2024年1月5日"])
    assert body_of(f"某镇2023年法治政府建设年度报告\n{body}\n打印") == body


def test_what_was_cut_is_told():
    report = read_text(
        f"首页 > 正文\n索引号: 1/2024-5\n某镇2023年法治政府建设年度报告\n{PARAGRAPH}\n【打印】"
    )
    assert [(c.kind, c.text) for c in describe_cut(report)] == [
        ("furniture", "首页 > 正文"),
        ("meta", "索引号: 1/2024-5"),
        ("title", "某镇2023年法治政府建设年度报告"),
        ("furniture", "【打印】"),
    ]


@given(
    st.lists(
        st.sampled_from(
            [PARAGRAPH, "首页", "一、成效", "附件", "2024-01-02", "某镇", "上一篇：无", "a|b"]
        ),
        min_size=1,
        max_size=14,
    )
)
def test_body_and_title_lie_in_the_text(parts):
    text = "\n".join(parts)
    layout = find_layout(text)
    assert 0 <= layout.first <= layout.last < len(layout.lines)
    assert all(number < layout.first for number in layout.title)


@pytest.mark.parametrize(
    "toml", ["exact = ['a']\n", "exact=['']\nstarts=[]\ntail=[]\ntail_words=[]\ncontains=[]\n"]
)
def test_the_furniture_list_is_checked(monkeypatch, tmp_path, toml):
    (tmp_path / "furniture.toml").write_text(toml, encoding="utf-8")
    monkeypatch.setattr(lines.resources, "files", lambda _: tmp_path)
    with pytest.raises(ResourceError, match="furniture"):
        lines._lists.__wrapped__()


@pytest.mark.parametrize(("table", "key"), [("nothing", "words"), ("body", "nothing")])
def test_a_missing_word_list_is_told(table, key):
    with pytest.raises(ResourceError, match=rf"names\.toml.*{key}.*missing"):
        vocabulary.word_list("names.toml", table, key)
