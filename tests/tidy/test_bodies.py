"""One name for one body, and never one name for two."""

import pytest

from fazhi_analysis.tidy.bodies import body_names, own_name
from tests.frames import as_corpus, report

WUJIN = ["江苏省", "常州市", "武进区"]
YANGXIN = ["湖北省", "黄石市", "阳新县"]


@pytest.mark.parametrize(
    ("issuer", "path", "zone", "name"),
    [
        ("武进区司法局", WUJIN, False, "武进区司法局"),
        ("常州市武进区司法局", WUJIN, False, "武进区司法局"),
        ("江苏省常州市武进区司法局", WUJIN, False, "武进区司法局"),
        ("区司法局", WUJIN, False, "武进区司法局"),
        ("市场监督管理局", WUJIN[:2], False, "常州市市场监督管理局"),
        ("市市场监督管理局", WUJIN[:2], False, "常州市市场监督管理局"),
        ("常州市公安局武进分局", WUJIN, False, "公安局武进分局"),
        ("江苏省司法厅", WUJIN[:1], False, "江苏省司法厅"),
        ("阳新经济开发区管理委员会", YANGXIN, True, "阳新经济开发区管委会"),
        ("县经济开发区管委会", YANGXIN, True, "阳新经济开发区管委会"),
        ("阳新县经济开发区管委会", YANGXIN, True, "阳新经济开发区管委会"),
        ("黄石市黄金山开发区管委会", YANGXIN[:2], True, "黄金山开发区管委会"),
    ],
)
def test_departments_and_zones_have_one_name_whatever_stands_before_it(issuer, path, zone, name):
    assert own_name(issuer, path, zone=zone) == name


@pytest.mark.parametrize(
    ("changes", "body"),
    [
        ({}, "浙江省/湖州市/安吉县"),
        ({"level": "township", "township": "梅溪镇"}, "浙江省/湖州市/安吉县/梅溪镇"),
        ({"level": "department", "issuer": "安吉县司法局"}, "浙江省/湖州市/安吉县/安吉县司法局"),
        ({"province": "上海市", "prefecture": "上海市", "county": "黄浦区"}, "上海市/黄浦区"),
        # What is not settled stays alone, with the report's id.
        ({"level": "township", "issuer": "梅溪镇"}, "浙江省/湖州市/安吉县/梅溪镇(a)"),
        ({"level": None}, "浙江省/湖州市/安吉县/安吉县人民政府(a)"),
        ({"level": "department", "issuer": None}, "浙江省/湖州市/安吉县(a)"),
        ({"region_candidates": ["浙江省/湖州市/安吉县", "x"]}, "浙江省/湖州市/安吉县(a)"),
        ({"province": None, "prefecture": None, "county": None}, "安吉县人民政府(a)"),
    ],
)
def test_body_of_a_report(changes, body):
    frame = as_corpus({"reports": [report("a", **changes)]}).reports
    assert body_names(frame).tolist() == [body]


def test_two_towns_of_one_name_never_become_one_body():
    town = {"level": "township", "prefecture": None, "county": None, "township": "横街镇",
            "region_candidates": ["浙江省/台州市/路桥区/横街镇",
                                  "浙江省/宁波市/海曙区/横街镇"]}  # fmt: skip
    frame = as_corpus({"reports": [report("a", **town), report("b", **town)]}).reports
    assert body_names(frame).tolist() == ["浙江省/横街镇(a)", "浙江省/横街镇(b)"]
