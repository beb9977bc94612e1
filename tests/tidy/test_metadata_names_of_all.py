"""Every county's and many a department's name is found in titles, with its level."""

import pytest

from fazhi_analysis.divisions.data import divisions
from fazhi_analysis.tidy.metadata_names import body_in_title, level_of

TITLES = (
    "{}2023年法治政府建设年度报告",
    "{}关于2023年度法治政府建设情况的报告",
    "2023年度{}法治政府建设工作总结",
    "{}法治政府建设年度报告",
)
DEPARTMENTS = [
    "发展和改革局",
    "教育局",
    "科技和工业信息化局",
    "民族宗教事务局",
    "公安局",
    "民政局",
    "司法局",
    "财政局",
    "人力资源和社会保障局",
    "自然资源和规划局",
    "生态环境局",
    "住房和城乡建设局",
    "城市管理和综合行政执法局",
    "交通运输局",
    "水务局",
    "农业农村局",
    "商务局",
    "文化广电旅游体育局",
    "卫生健康委员会",
    "退役军人事务局",
    "应急管理局",
    "审计局",
    "市场监督管理局",
    "统计局",
    "医疗保障局",
    "行政审批服务局",
    "政务服务和数据管理局",
    "信访局",
    "林业局",
    "国有资产监督管理委员会",
    "机关事务服务中心",
    "税务局",
    "气象局",
    "消防救援大队",
    "住房公积金管理中心",
    "残疾人联合会",
    "总工会",
    "供销合作社联合社",
    "档案局",
    "委政法委",
    "人民法院",
    "人民检察院",
    "投资促进局",
    "疾病预防控制局",
    "移民工作局",
    "红十字会",
    "不动产登记中心",
    "行政执法局",
    "法制办公室",
]


def found(title):
    span = body_in_title(title)
    return None if span is None else title[slice(*span)]


def test_every_county_and_city():
    names = {r.name for r in divisions().records if r.level in ("county", "prefecture", "province")}
    assert len(names) > 3000
    misses = [name for name in names if any(found(t.format(name)) != name for t in TITLES)]
    assert misses == []


@pytest.mark.parametrize("level", ["township"])
def test_most_townships(level):
    names = sorted({r.name for r in divisions().records if r.level == level})[::20]
    misses = [name for name in names if any(found(t.format(name)) != name for t in TITLES)]
    assert len(misses) <= 0.005 * len(names)
    levels = [name for name in names if level_of(name) != level]
    assert len(levels) <= 0.01 * len(names)


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_departments(department):
    name = f"平江县{department}"
    sure = TITLES[:2] if department in ("行政执法局", "法制办公室") else TITLES
    assert [found(title.format(name)) for title in sure] == [name] * len(sure)
    assert level_of(name) == "department"
