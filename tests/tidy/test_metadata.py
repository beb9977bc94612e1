"""The fields of one report: what wins over what, and that nothing is guessed."""

from datetime import date

import pytest

from fazhi_analysis.divisions import Resolution
from fazhi_analysis.read import read_text
from fazhi_analysis.tidy.metadata import FIELDS, read_metadata

BODY = (
    "2023年，在上级领导下，我镇认真推进法治政府建设，现将有关情况报告如下：\n一、主要成效\n"
    + "召开专题会议4次，持证执法人员12名，共调解矛盾纠纷120起，成功率98%，依法行政水平不断提升。\n"
    * 4
    + "二、存在问题\n执法力量不足，普法形式不够丰富，需要改进。"
)
TITLE = "青山镇2023年法治政府建设年度报告"


def fields(text, **more):
    return read_metadata(read_text(text, **more))[0]


def test_a_bare_text_gives_every_field_and_no_guess():
    told = fields("我们")
    assert set(told) == set(FIELDS)
    assert {name for name, value in told.items() if value is not None} == {"kind"}


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        (f"发布机构：某县青山镇人民政府\n{TITLE}", "某县青山镇人民政府"),
        (f"发布机构：县政府网站\n{TITLE}", "青山镇"),
        (f"发布机构：无\n{TITLE}", "青山镇"),
        (TITLE, "青山镇"),
        ("2023年法治政府建设年度报告\n来源：办公室", None),
        ("2023年法治政府建设年度报告\n来源：县司法局", None),
        ("2023年法治政府建设年度报告\n来源：綦江区永城镇", "綦江区永城镇"),
    ],
)
def test_issuer(head, issuer):
    assert fields(f"{head}\n{BODY}")["issuer"] == issuer


def test_issuer_by_the_signature():
    told = fields(f"2023年法治政府建设年度报告\n{BODY}\n永丰县青山镇人民政府\n2024年1月5日")
    assert (told["issuer"], told["signed"]) == ("永丰县青山镇人民政府", date(2024, 1, 5))


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("成文日期：2024-01-02\n发布日期：2024-01-05", date(2024, 1, 5)),
        ("发文日期：2024-01-02\n成文日期：2024-01-01", date(2024, 1, 2)),
        ("成文日期：2024-01-02", date(2024, 1, 2)),
        ("今天是2019年10月31日 星期四", None),
        ("某县人民政府 2019年12月3日星期二", None),
        ("生效日期：2024-02-01\n废止日期：2029-01-31", None),
        ("发布日期：", None),
        ("2024-01-08 10:00 浏览次数：12", date(2024, 1, 8)),
    ],
)
def test_published(head, published):
    assert fields(f"{head}\n{TITLE}\n{BODY}")["published"] == published


@pytest.mark.parametrize(
    ("tail", "signed"),
    [
        ("青山镇人民政府\n2024年1月5日", date(2024, 1, 5)),
        ("青山镇人民政府 二〇二四年一月五日", date(2024, 1, 5)),
        ("2024年1月5日", date(2024, 1, 5)),
        ("以上数据统计截至2023年12月31日", None),
        ("自2024年1月1日起施行2023年计划，取得成效。", None),
    ],
)
def test_signed(tail, signed):
    assert fields(f"{TITLE}\n{BODY}\n{tail}")["signed"] == signed


@pytest.mark.parametrize(
    ("head", "number"),
    [
        (f"文号：青政〔2024〕5号\n{TITLE}", "青政〔2024〕5号"),
        (f"青政发〔2024〕5号\n{TITLE}", "青政发〔2024〕5号"),
        (f"{TITLE}\n（青政〔2024〕5号）", "青政〔2024〕5号"),
        (f"文号：无\n{TITLE}", None),
        (TITLE, None),
    ],
)
def test_document_number(head, number):
    cited = BODY.replace("有关情况", "（厅字〔2019〕28号）要求的有关情况")
    assert fields(f"{head}\n{cited}")["document_number"] == number


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("索引号：11330212MB1/2024-00012", "11330212MB1/2024-00012"),
        ("索引号：无", None),
        ("索引号：2024-01-05", None),
        ("索引号：", None),
        ("索引号：主动公开", None),
    ],
)
def test_index_number(head, number):
    assert fields(f"{head}\n{TITLE}\n{BODY}")["index_number"] == number


def test_level_follows_the_title_where_an_office_published():
    told = fields(
        f"发布机构：开州区政府办公室\n重庆市开州区铁桥镇人民政府关于2023年法治政府建设情况的报告\n{BODY}"
    )
    assert (told["level"], told["township"]) == ("township", "铁桥镇")


def test_the_list_of_divisions_tells_what_a_city_is():
    county = fields(f"义乌市2023年法治政府建设年度报告\n{BODY}")
    city = fields(f"金华市2023年法治政府建设年度报告\n{BODY}")
    assert (county["level"], city["level"]) == ("county", "prefecture")


def test_the_users_place_overrides_the_file():
    report = read_text(f"横街镇2023年法治政府建设年度报告\n{BODY}")
    assert len(read_metadata(report)[0]["region_candidates"]) > 1
    known = Resolution("浙江省", "宁波市", "海曙区", "横街镇", adcode="330203104", level="township")
    told, evidence = read_metadata(report, hints=known)
    assert (told["county"], told["region_candidates"]) == ("海曙区", None)
    assert "the user's places" in {e.rule.split(":")[0] for e in evidence if e.field == "county"}


def test_news_gets_no_year_from_its_date():
    told = fields(
        "某县召开法治政府建设推进会\n发布时间：2024-02-03\n近日，某县召开会议，总结一年工作，安排任务。"
        + "会议强调。" * 30
    )
    assert (told["kind"], told["period"], told["published"]) == ("other", None, date(2024, 2, 3))


def test_html_head_is_used_where_the_page_shows_nothing():
    from fazhi_analysis.read import read_bytes

    page = (
        f'<html><head><meta name="PubDate" content="2024-01-09"><title>{TITLE}-某县政府网</title>'
        f"</head><body><p>{BODY.replace(chr(10), '</p><p>')}</p></body></html>"
    )
    told, evidence = read_metadata(read_bytes(page.encode(), "a.html"))
    assert (told["title"], told["published"]) == (TITLE, date(2024, 1, 9))
    spans = {e.field: (e.start, e.end) for e in evidence}
    assert spans["published"] == (None, None)
