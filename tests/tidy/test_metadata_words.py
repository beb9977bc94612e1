"""The grammars behind the metadata: dates, periods, names, levels, titles, kinds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.tidy.metadata_dates import chinese_number, find_dates
from fazhi_analysis.tidy.metadata_kind import kind_of
from fazhi_analysis.tidy.metadata_names import (
    body_in_sentence,
    body_in_title,
    is_generic,
    level_of,
    usable_issuer,
)
from fazhi_analysis.tidy.metadata_period import period_from_dates, period_in
from fazhi_analysis.tidy.metadata_title import clean_title


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024-02-25 15:07", ["2024-02-25"]),
        ("2024/3/1", ["2024-03-01"]),
        ("2024.03.01", ["2024-03-01"]),
        ("2024年 1月 10日", ["2024-01-10"]),
        ("20240225", ["2024-02-25"]),
        ("25.02.2016 10:00", ["2016-02-25"]),
        ("2023- 02- 24 16: 32", ["2023-02-24"]),
        ("二〇二四年一月十日", ["2024-01-10"]),
        ("二○二三年十二月三十一日", ["2023-12-31"]),
        ("二零二二年二月二十日", ["2022-02-20"]),
        ("一九九九年十月一日", ["1999-10-01"]),
        ("2023年2月30日", []),
        ("2023年13月1日", []),
        ("1202402251", []),
        ("002945972/2024-64700", []),
        ("2024年1月", []),
        ("自2024年1月1日起至2024年12月31日止", ["2024-01-01", "2024-12-31"]),
    ],
)
def test_dates(text, days):
    assert [found.date.isoformat() for found in find_dates(text)] == days


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day):
    for text in (f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y/%m/%d}"):
        assert [found.date for found in find_dates(text)] == [day]


@pytest.mark.parametrize(
    ("text", "number"),
    [("三", 3), ("十", 10), ("十二", 12), ("三十", 30), ("三十一", 31), ("百", 0)],
)
def test_chinese_numbers(text, number):
    assert chinese_number(text) == number


@pytest.mark.parametrize(
    ("text", "period", "kind"),
    [
        ("横街镇2024年法治政府建设年度报告", "2024", "annual"),
        ("2023年度推进法治建设工作情况报告", "2023", "annual"),
        ("某县二〇二三年法治政府建设报告", "2023", "annual"),
        ("2022年一季度工作总结", "2022Q1", "quarter"),
        ("2023年第三季度工作总结", "2023Q3", "quarter"),
        ("2023年上半年工作情况", "2023H1", "half"),
        ("2023年1-6月工作情况", "2023H1", "half"),
        ("2023年1—3月工作情况", "2023Q1", "quarter"),
        ("2023年下半年工作情况", "2023H2", "half"),
        ("2023年前三季度工作情况", "2023", "other"),
        ("2023年1-11月工作情况", "2023", "other"),
        ("2022年工作总结和2023年工作计划", "2022", "annual"),
        ("2023年上半年工作总结及下半年工作打算", "2023H1", "half"),
        ("《清水县2023年度法治政府建设情况的报告》解读", "2023", "annual"),
        ("关于公布《某县2022年法治政府建设报告》的公告", "2022", "annual"),
    ],
)
def test_periods(text, period, kind):
    found = period_in(text)
    assert (found.period, found.kind, found.year) == (period, kind, int(period[:4]))


@pytest.mark.parametrize(
    "text",
    [
        "法治政府建设实施纲要（2021-2025年）",
        "贯彻《法治政府建设实施纲要（2021—2025年）》情况的报告",
        "2023年12月5日召开会议",
        "某政〔2024〕5号",
        "法治政府建设年度报告",
        "上半年工作总结",
        "电话88220231",
        "",
    ],
)
def test_no_period(text):
    assert period_in(text) is None


def test_a_part_of_a_year_takes_the_year_given():
    assert period_in("上半年工作总结", year=2023).period == "2023H1"


@pytest.mark.parametrize(
    ("published", "signed", "year"),
    [
        (date(2024, 2, 25), None, 2023),
        (date(2024, 6, 30), None, 2023),
        (date(2024, 8, 1), None, None),
        (date(2024, 12, 20), None, 2024),
        (date(2024, 2, 25), date(2023, 12, 28), 2023),
        (None, None, None),
    ],
)
def test_year_by_the_date(published, signed, year):
    assert period_from_dates(published, signed) == year


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("横街镇2024年法治政府建设年度报告", "横街镇"),
        ("2023年度江厦街道法治政府建设情况报告", "江厦街道"),
        ("平江县人民政府关于2023年度法治政府建设情况的报告", "平江县人民政府"),
        ("徐州市住房和城乡建设局关于2022年度法治政府建设情况的报告", "徐州市住房和城乡建设局"),
        (
            "中共桐城市委全面依法治市委员会办公室关于2023年法治建设情况的报告",
            "中共桐城市委全面依法治市委员会办公室",
        ),
        ("滁州经济技术开发区管委会2023年度法治政府建设工作情况报告", "滁州经济技术开发区管委会"),
        ("阳新经济开发区管委会法制建设年度报告", "阳新经济开发区管委会"),
        ("国家税务总局平江县税务局2023年法治政府建设工作报告", "国家税务总局平江县税务局"),
        ("全州县2023年法治政府建设年度报告", "全州县"),
        ("本溪满族自治县2023年法治政府建设年度报告", "本溪满族自治县"),
        ("那坡县2023年法治政府建设年度报告", "那坡县"),
        ("某市行政执法局2023年法治政府建设年度报告", None),
        ("常州市法制办公室2017年依法行政工作报告", "常州市法制办公室"),
        ("平江县综合行政执法局法治政府建设年度报告", "平江县综合行政执法局"),
        ("平江县委组织部2023年法治建设工作报告", "平江县委组织部"),
        ("永和镇2023年度法治政府建设情况报告", "永和镇"),
        ("和平区2023年法治政府建设情况报告", "和平区"),
        (
            "鲤城区人民政府金龙街道办事处关于2022年度法治政府建设情况的报告",
            "鲤城区人民政府金龙街道办事处",
        ),
        ("法治政府建设年度报告（横街镇）", "横街镇"),
        ("章贡区住房和城乡建设局2020年政府信息公开工作年度报告", "章贡区住房和城乡建设局"),
        ("夏邑县创建全省法治政府建设示范县加压推进会召开", "夏邑县"),
        ("乡镇街道2023年法治政府建设年度报告", None),
        ("我局2023年法治政府建设工作总结", None),
        ("全区2023年法治政府建设情况报告", None),
        ("2023年度推进法治建设工作情况报告", None),
        ("关于2023年度法治政府建设情况的报告", None),
        ("法治政府建设年度报告", None),
        ("", None),
    ],
)
def test_body_in_title(title, body):
    span = body_in_title(title)
    assert (None if span is None else title[slice(*span)]) == body


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("2022年一季度,武进区司法局以“一园一城”为着力点", "武进区司法局"),
        ("2023年,清溪街道以深入学习贯彻习近平法治思想为核心", "清溪街道"),
        ("市委：\n2025年,中河乡法治政府建设工作在市委的领导下", "中河乡"),
        ("2021年，姜堰区住房和城乡建设局坚持依法行政", "姜堰区住房和城乡建设局"),
        ("这一年，唐山市委、市政府以习近平法治思想为指导", "唐山市委、市政府"),
        ("2023年,高新区坚持以习近平法治思想为指导", "高新区"),
        ("2023年，在县委、县政府领导下，我镇扎实推进", None),
        ("召开专题会议4次，研究部署法治建设工作", None),
        ("全县各乡镇坚持依法行政", None),
    ],
)
def test_body_in_sentence(text, body):
    span = body_in_sentence(text, 0, len(text))
    assert (None if span is None else text[slice(*span)]) == body


@pytest.mark.parametrize(
    "name",
    [
        "全州",
        "本镇党委",
        "国家机关",
        "中央依法治国办",
        "我镇",
        "县政府",
        "区委",
        "街道党工委",
        "局党组",
        "本局",
        "各级政府",
        "县委县政府",
        "",
    ],
)
def test_generic_names(name):
    assert is_generic(name)


@pytest.mark.parametrize(
    "name",
    [
        "全州县",
        "全椒县",
        "本溪市",
        "那坡县",
        "各莫镇",
        "横街镇",
        "阳新经济开发区管委会",
        "武进区司法局",
        "县司法局",
    ],
)
def test_names_that_are_not_generic(name):
    assert not is_generic(name)


def test_generic_names_take_linear_time():
    assert not is_generic("党委" * 5000 + "x")


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("江西省人民政府", "province"),
        ("新疆维吾尔自治区人民政府", "province"),
        ("北京市", "province"),
        ("白银市人民政府", "prefecture"),
        ("黔东南苗族侗族自治州人民政府", "prefecture"),
        ("平江县人民政府", "county"),
        ("静海区", "county"),
        ("鄂温克族自治旗人民政府", "county"),
        ("浦东新区人民政府", "county"),
        ("开州区政府办公室", "county"),
        ("横街镇", "township"),
        ("苏坑镇人民政府", "township"),
        ("江厦街道", "township"),
        ("长沙市天心区坡子街街道办事处", "township"),
        ("鲤城区人民政府金龙街道办事处", "township"),
        ("某苏木人民政府", "township"),
        ("县经济开发区管委会", "zone"),
        ("西咸新区管委会", "zone"),
        ("高新区", "zone"),
        ("滁州经济技术开发区管委会办公室", "zone"),
        ("武进区司法局", "department"),
        ("安徽省司法厅", "department"),
        ("湖州市卫生健康委", "department"),
        ("住房和城乡建设部", "department"),
        ("县政务服务中心", "department"),
        ("唐山市委、市政府", "prefecture"),
        ("某村村委会", None),
        ("", None),
    ],
)
def test_levels(name, level):
    assert level_of(name) == level


@pytest.mark.parametrize(
    "value", ["某县人民政府", "县政府办公室", "江厦街道", "区教体局", "党建综合办公室"]
)
def test_usable_issuers(value):
    assert usable_issuer(value)


@pytest.mark.parametrize(
    "value", ["", "县政府网站", "admin", "2024-01-02", "某县融媒体中心网", "。", "主动公开"]
)
def test_unusable_issuers(value):
    assert not usable_issuer(value)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["横街镇2024年法治政府建设年度报告"], "横街镇2024年法治政府建设年度报告"),
        (["横街镇2024年法治政府建设年度报告-海曙区人民政府"], "横街镇2024年法治政府建设年度报告"),
        (
            ["横街镇2024年法治政府建设年度报告_法治政府建设_某某政府网"],
            "横街镇2024年法治政府建设年度报告",
        ),
        (["标题：横街镇2024年法治政府建设年度报告"], "横街镇2024年法治政府建设年度报告"),
        (
            ["横街镇2024年法治政府建设年度报告 【字体：大 中 小】"],
            "横街镇2024年法治政府建设年度报告",
        ),
        (["横街镇2024年法治政府建设年度报告（2025-01-10）"], "横街镇2024年法治政府建设年度报告"),
        (
            ["白银市人民政府", "关于2021年法治政府建设情况的报告"],
            "白银市人民政府关于2021年法治政府建设情况的报告",
        ),
        (["某镇2023年 法治政府建设工作报告"], "某镇2023年 法治政府建设工作报告"),
        (["年 度 工 作 总 结 报 告"], "年度工作总结报告"),
        (["某镇年度报告（2021-2025年）"], "某镇年度报告（2021-2025年）"),
        (["《某镇报告》解读"], "《某镇报告》解读"),
        ([" "], None),
    ],
)
def test_clean_titles(lines, title):
    assert clean_title(lines) == title


REPORT = (
    "现将有关情况报告如下：\n一、主要成效\n法治政府建设取得进展，法治建设工作有序推进。"
    + "共调解纠纷120起。" * 20
    + "\n二、存在问题\n不足。"
)


@pytest.mark.parametrize(
    ("title", "body", "period_type", "kind"),
    [
        ("横街镇2024年法治政府建设年度报告", REPORT, "annual", "annual_report"),
        ("某县2023年依法行政工作总结", REPORT, "annual", "annual_report"),
        ("阳新经济开发区管委会法制建设年度报告", REPORT, "annual", "annual_report"),
        ("某镇法治建设工作情况", REPORT, None, "annual_report"),
        ("关于印发《某县2023年法治政府建设年度报告》的通知", REPORT * 3, "annual", "annual_report"),
        ("关于公布《某县2023年法治政府建设年度报告》的公告", "现予公布。", "annual", "other"),
        ("某镇2023年上半年法治政府建设工作总结", REPORT, "half", "work_summary"),
        ("某镇2023年普法依法治理工作总结", REPORT, "annual", "work_summary"),
        ("某区司法局2023年工作总结", REPORT, "annual", "work_summary"),
        ("某局2022年工作总结和2023年工作计划", REPORT, "annual", "work_summary"),
        (
            "某镇党政主要负责人履行推进法治建设第一责任人职责情况报告",
            REPORT,
            "annual",
            "work_summary",
        ),
        (None, REPORT, "annual", "annual_report"),
        (None, REPORT, "quarter", "work_summary"),
        (None, "法治政府建设很重要。", None, "other"),
        ("某镇2024年法治政府建设工作要点", REPORT, "annual", "other"),
        ("某县法治政府建设实施方案", REPORT, None, "other"),
        ("《某县法治政府建设年度报告》政策解读", REPORT, "annual", "other"),
        ("某县召开法治政府建设推进会", "近日，某县召开会议。", None, "other"),
        ("某镇法治建设", "近日，某镇开展活动。" + REPORT, None, "other"),
        ("乡镇法治政府建设路径研究", REPORT + "参考文献[1]", None, "other"),
        ("某县2020年政府信息公开工作年度报告", REPORT, "annual", "other"),
        (
            "2023年区法治政府建设工作情况报告",
            "下面是小编为大家整理的范文。" + REPORT,
            "annual",
            "other",
        ),
        (
            "某县2023年法治政府建设情况报告",
            "根据规范文件要求，示范文本齐备。" + REPORT,
            "annual",
            "annual_report",
        ),
    ],
)
def test_kinds(title, body, period_type, kind):
    assert kind_of(title, body, period_type=period_type)[0] == kind
