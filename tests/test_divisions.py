from __future__ import annotations

import pytest

from fazhi_analysis.divisions import find_divisions, resolve_region
from fazhi_analysis.divisions_data import divisions, parse_divisions
from fazhi_analysis.errors import ResourceError


@pytest.mark.parametrize(
    ("text", "path", "level"),
    [
        ("北京市海淀区2023年法治政府建设年度报告", "北京市/-/海淀区/-", "county"),
        ("浙江省湖州市安吉县孝丰镇2023年度报告", "浙江省/湖州市/安吉县/孝丰镇", "township"),
        ("武进区司法局", "江苏省/常州市/武进区/-", "department"),
        ("阳新经济开发区管委会法制建设年度报告", "湖北省/黄石市/阳新县/-", "zone"),
        ("浙江省司法厅", "浙江省/-/-/-", "department"),
        ("海南州", "青海省/海南藏族自治州/-/-", "prefecture"),
        ("仙桃市", "湖北省/-/仙桃市/-", "county"),
        ("东莞市虎门镇", "广东省/东莞市/-/虎门镇", "township"),
    ],
)
def test_one_place(text: str, path: str, level: str) -> None:
    place = resolve_region(text, year=2023)
    slots = (place.province, place.prefecture, place.county, place.township)
    assert "/".join(slot or "-" for slot in slots) == path
    assert place.level == level
    assert place.candidates == ()


def test_a_name_of_several_places_stays_open() -> None:
    place = resolve_region("横街镇2024年法治政府建设年度报告", hints=["法治浙江建设优秀单位"], year=2024)
    assert place.province == "浙江省"
    assert place.prefecture is None
    assert place.candidates == ("浙江省/台州市/路桥区/横街镇", "浙江省/宁波市/海曙区/横街镇")


def test_mentions_in_order() -> None:
    assert [m.name for m in find_divisions("浙江省安吉县孝丰镇")] == ["浙江省", "安吉县", "孝丰镇"]


def test_the_packaged_table_is_sound() -> None:
    assert len(divisions().records) > 50_000


def test_a_parent_that_does_not_exist_is_refused() -> None:
    table = "code,name,level,parent,first_year,last_year\n330203,海曙区,c,330200,,\n"
    with pytest.raises(ResourceError, match="its parent 330200 does not exist"):
        parse_divisions(table)
