from __future__ import annotations

import gzip
import time
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.divisions import Resolution, find_divisions, load_places, resolve_region
from fazhi_analysis.divisions.data import Division, divisions, parse_changes, parse_divisions
from fazhi_analysis.divisions.hints import site_labels
from fazhi_analysis.divisions.names import names, scan, stem_of
from fazhi_analysis.divisions.places import parse_places
from fazhi_analysis.errors import ResourceError


def shown(place: Resolution) -> str:
    slots = (place.province, place.prefecture, place.county, place.township)
    return "/".join(slot or "-" for slot in slots)


# title or issuer | year | province/prefecture/county/township | level
SETTLED = """
北京市2023年法治政府建设年度报告|2023|北京市/-/-/-|province
北京市海淀区2023年法治政府建设年度报告|2023|北京市/-/海淀区/-|county
北京市朝阳区三里屯街道办事处|2023|北京市/-/朝阳区/三里屯街道|township
密云县2014年依法行政工作报告|2014|北京市/-/密云县/-|county
北京市密云区2016年报告|2016|北京市/-/密云区/-|county
天津市滨海新区人民政府|2023|天津市/-/滨海新区/-|county
静海区2023年度法治政府建设情况报告|2023|天津市/-/静海区/-|county
蓟县2015年|2015|天津市/-/蓟县/-|county
河北省石家庄市正定县|2022|河北省/石家庄市/正定县/-|county
辛集市2016年法治政府建设报告|2016|河北省/石家庄市/辛集市/-|county
定州市司法局|2023|河北省/保定市/定州市/-|department
围场满族蒙古族自治县人民政府|2023|河北省/承德市/围场满族蒙古族自治县/-|county
大厂县2023年|2023|河北省/廊坊市/大厂回族自治县/-|county
邢台县2019年|2019|河北省/邢台市/邢台县/-|county
山西省朔州市朔城区|2023|山西省/朔州市/朔城区/-|county
朔州市2023年|2023|山西省/朔州市/-/-|prefecture
阳泉市郊区2023年法治政府建设情况|2023|山西省/阳泉市/郊区/-|county
大同市南郊区2017年法治政府建设情况|2017|山西省/大同市/南郊区/-|county
大同市云冈区|2019|山西省/大同市/云冈区/-|county
内蒙古自治区司法厅|2023|内蒙古自治区/-/-/-|department
内蒙古自治区锡林郭勒盟苏尼特左旗|2023|内蒙古自治区/锡林郭勒盟/苏尼特左旗/-|county
锡盟太仆寺旗|2023|内蒙古自治区/锡林郭勒盟/太仆寺旗/-|county
鄂温克旗2023年|2023|内蒙古自治区/呼伦贝尔市/鄂温克族自治旗/-|county
兴安盟行政公署|2023|内蒙古自治区/兴安盟/-/-|prefecture
科右前旗人民政府|2023|内蒙古自治区/兴安盟/科尔沁右翼前旗/-|county
贡宝拉格苏木2023年|2023|内蒙古自治区/锡林郭勒盟/太仆寺旗/贡宝拉格苏木|township
喀左县2023年|2023|辽宁省/朝阳市/喀喇沁左翼蒙古族自治县/-|county
沈阳市浑南区|2023|辽宁省/沈阳市/浑南区/-|county
朝阳市朝阳县2023年|2023|辽宁省/朝阳市/朝阳县/-|county
吉林省吉林市船营区|2023|吉林省/吉林市/船营区/-|county
吉林市2023年法治政府建设年度报告|2023|吉林省/吉林市/-/-|prefecture
延边州司法局|2023|吉林省/延边朝鲜族自治州/-/-|department
延吉市人民政府|2023|吉林省/延边朝鲜族自治州/延吉市/-|county
前郭县2023年|2023|吉林省/松原市/前郭尔罗斯蒙古族自治县/-|county
公主岭市2019年|2019|吉林省/四平市/公主岭市/-|county
公主岭市2021年|2021|吉林省/长春市/公主岭市/-|county
黑龙江省伊春市伊美区|2023|黑龙江省/伊春市/伊美区/-|county
伊春区2018年|2018|黑龙江省/伊春市/伊春区/-|county
抚远市2017年|2017|黑龙江省/佳木斯市/抚远市/-|county
上海市浦东新区人民政府|2023|上海市/-/浦东新区/-|county
上海市闸北区2014年|2014|上海市/-/闸北区/-|county
上海市浦东新区南汇新城镇|2023|上海市/-/浦东新区/南汇新城镇|township
江苏省南京市江宁区|2023|江苏省/南京市/江宁区/-|county
武进区司法局|2022|江苏省/常州市/武进区/-|department
武进2022年法治政府建设情况|2022|江苏省/常州市/武进区/-|county
常州市武进区牛塘镇人民政府|2022|江苏省/常州市/武进区/牛塘镇|township
常州高新区管委会|2023|江苏省/常州市/-/-|zone
苏州工业园区管委会|2023|江苏省/苏州市/-/-|zone
沧浪区2011年|2011|江苏省/苏州市/沧浪区/-|county
姑苏区2023年|2023|江苏省/苏州市/姑苏区/-|county
浙江省司法厅|2023|浙江省/-/-/-|department
浙江2023年法治政府建设年度报告|2023|浙江省/-/-/-|province
浙江省湖州市安吉县孝丰镇|2023|浙江省/湖州市/安吉县/孝丰镇|township
安吉县孝丰镇人民政府关于2023年法治政府建设情况的报告|2023|浙江省/湖州市/安吉县/孝丰镇|township
《安吉县2023年法治政府建设年度报告》|2023|浙江省/湖州市/安吉县/-|county
安吉|2023|浙江省/湖州市/安吉县/-|county
海曙区委、区政府|2023|浙江省/宁波市/海曙区/-|county
江厦街道2023年度法治政府建设情况报告|2023|浙江省/宁波市/海曙区/江厦街道|township
宁波市海曙区横街镇|2024|浙江省/宁波市/海曙区/横街镇|township
宁波市横街镇|2015|浙江省/宁波市/鄞州区/横街镇|township
杭州市江干区2020年法治政府建设情况|2020|浙江省/杭州市/江干区/-|county
杭州市上城区2021年|2021|浙江省/杭州市/上城区/-|county
下城区2019年|2019|浙江省/杭州市/下城区/-|county
慈溪市司法局|2024|浙江省/宁波市/慈溪市/-|department
安徽省巢湖市居巢区|2009|安徽省/巢湖市/居巢区/-|county
巢湖市2009年|2009|安徽省/巢湖市/-/-|prefecture
巢湖市2023年法治政府建设年度报告|2023|安徽省/合肥市/巢湖市/-|county
萧县2023年|2023|安徽省/宿州市/萧县/-|county
滁州经济技术开发区管委会|2023|安徽省/滁州市/-/-|zone
福建省泉州市永春县苏坑镇|2023|福建省/泉州市/永春县/苏坑镇|township
苏坑镇人民政府|2023|福建省/泉州市/永春县/苏坑镇|township
鲤城区人民政府金龙街道办事处关于2022年度法治政府建设情况的报告|2022|福建省/泉州市/鲤城区/金龙街道|township
沙县2020年|2020|福建省/三明市/沙县/-|county
三明市沙县区|2022|福建省/三明市/沙县区/-|county
平潭综合实验区管委会|2023|福建省/福州市/平潭县/-|zone
江西省人民政府|2022|江西省/-/-/-|province
南昌县2019年法治政府建设|2019|江西省/南昌市/南昌县/-|county
南昌市2019年|2019|江西省/南昌市/-/-|prefecture
江西省上饶市玉山县横街镇|2023|江西省/上饶市/玉山县/横街镇|township
赣县2015年|2015|江西省/赣州市/赣县/-|county
赣州市赣县区|2023|江西省/赣州市/赣县区/-|county
山东省济南市莱芜区|2023|山东省/济南市/莱芜区/-|county
莱芜市2017年法治政府建设情况|2017|山东省/莱芜市/-/-|prefecture
济南市市中区2023年|2023|山东省/济南市/市中区/-|county
青岛市即墨区|2023|山东省/青岛市/即墨区/-|county
安丘市2023年|2023|山东省/潍坊市/安丘市/-|county
河南省郑州市中原区|2023|河南省/郑州市/中原区/-|county
郑州经济技术开发区管委会|2023|河南省/郑州市/-/-|zone
长垣县2018年|2018|河南省/新乡市/长垣县/-|county
长垣市2020年|2020|河南省/新乡市/长垣市/-|county
济源市人民政府|2023|河南省/-/济源市/-|county
湖北省仙桃市|2023|湖北省/-/仙桃市/-|county
神农架林区人民政府|2023|湖北省/-/神农架林区/-|county
恩施州人民政府|2023|湖北省/恩施土家族苗族自治州/-/-|prefecture
恩施土家族苗族自治州恩施市|2023|湖北省/恩施土家族苗族自治州/恩施市/-|county
长阳土家族自治县司法局|2023|湖北省/宜昌市/长阳土家族自治县/-|department
阳新经济开发区管委会法制建设年度报告|2022|湖北省/黄石市/阳新县/-|zone
阳新县经济开发区管委会|2022|湖北省/黄石市/阳新县/-|zone
中共阳新县委|2022|湖北省/黄石市/阳新县/-|county
武汉东湖高新区2023年|2023|湖北省/武汉市/-/-|zone
东湖新技术开发区管委会|2023|湖北省/武汉市/-/-|zone
唐家墩街道办事处|2023|湖北省/武汉市/江汉区/唐家墩街道|township
襄樊市2008年|2008|湖北省/襄樊市/-/-|prefecture
襄阳市2023年|2023|湖北省/襄阳市/-/-|prefecture
湖南省长沙市|2023|湖南省/长沙市/-/-|prefecture
长沙2022年法治政府建设情况|2022|湖南省/长沙市/-/-|prefecture
长沙县司法局2023年法治政府建设工作报告|2023|湖南省/长沙市/长沙县/-|department
湘西州2023年|2023|湖南省/湘西土家族苗族自治州/-/-|prefecture
广东省广州市天河区|2023|广东省/广州市/天河区/-|county
东莞市虎门镇人民政府|2023|广东省/东莞市/-/虎门镇|township
虎门镇2023年|2023|广东省/东莞市/-/虎门镇|township
中山市小榄镇|2023|广东省/中山市/-/小榄镇|township
萝岗区2013年|2013|广东省/广州市/萝岗区/-|county
仲恺高新区管委会|2023|广东省/惠州市/-/-|zone
广西壮族自治区人民政府|2022|广西壮族自治区/-/-/-|province
广西2022年法治政府建设情况|2022|广西壮族自治区/-/-/-|province
融水苗族自治县人民政府|2024|广西壮族自治区/柳州市/融水苗族自治县/-|county
横县2019年|2019|广西壮族自治区/南宁市/横县/-|county
横州市2022年|2022|广西壮族自治区/南宁市/横州市/-|county
海南省2023年法治政府建设|2023|海南省/-/-/-|province
儋州市那大镇|2023|海南省/儋州市/-/那大镇|township
琼海市司法局|2023|海南省/-/琼海市/-|department
乐东黎族自治县|2023|海南省/-/乐东黎族自治县/-|county
重庆市潼南区|2023|重庆市/-/潼南区/-|county
彭水县桑柘镇2021年度法治政府建设报告|2021|重庆市/-/彭水苗族土家族自治县/桑柘镇|township
两江新区管委会2022年|2022|重庆市/-/-/-|zone
重庆市两江新区2025年|2025|重庆市/-/两江新区/-|county
四川省遂宁市射洪市|2023|四川省/遂宁市/射洪市/-|county
射洪县2018年法治政府建设|2018|四川省/遂宁市/射洪县/-|county
射洪市2018年|2018|四川省/遂宁市/射洪县/-|county
甘孜州康定市|2023|四川省/甘孜藏族自治州/康定市/-|county
阿坝藏族羌族自治州|2023|四川省/阿坝藏族羌族自治州/-/-|prefecture
会理市2022年|2022|四川省/凉山彝族自治州/会理市/-|county
贵州省黔东南州凯里市|2023|贵州省/黔东南苗族侗族自治州/凯里市/-|county
遵义县2015年|2015|贵州省/遵义市/遵义县/-|county
云南省大理州大理市|2023|云南省/大理白族自治州/大理市/-|county
西双版纳州2023年|2023|云南省/西双版纳傣族自治州/-/-|prefecture
双江县2023年|2023|云南省/临沧市/双江拉祜族佤族布朗族傣族自治县/-|county
西藏自治区拉萨市城关区|2023|西藏自治区/拉萨市/城关区/-|county
日喀则市桑珠孜区|2023|西藏自治区/日喀则市/桑珠孜区/-|county
陕西省西安市鄠邑区|2023|陕西省/西安市/鄠邑区/-|county
户县2015年|2015|陕西省/西安市/户县/-|county
西咸新区管委会|2023|陕西省/-/-/-|zone
潼关县司法局|2022|陕西省/渭南市/潼关县/-|department
甘肃省嘉峪关市|2023|甘肃省/嘉峪关市/-/-|prefecture
积石山县2023年|2023|甘肃省/临夏回族自治州/积石山保安族东乡族撒拉族自治县/-|county
甘肃省陇南市成县城关镇|2023|甘肃省/陇南市/成县/城关镇|township
海南州2023年法治政府建设|2023|青海省/海南藏族自治州/-/-|prefecture
西宁市湟中区|2023|青海省/西宁市/湟中区/-|county
宁夏回族自治区银川市兴庆区|2023|宁夏回族自治区/银川市/兴庆区/-|county
宁夏2023年|2023|宁夏回族自治区/-/-/-|province
新疆维吾尔自治区石河子市|2023|新疆维吾尔自治区/-/石河子市/-|county
新疆生产建设兵团第八师石河子市|2023|新疆维吾尔自治区/-/石河子市/-|county
高新区（新市区）人民政府2024年法治政府建设工作报告|2024|新疆维吾尔自治区/乌鲁木齐市/新市区/-|county
伊犁州2023年|2023|新疆维吾尔自治区/伊犁哈萨克自治州/-/-|prefecture
巴里坤县2023年|2023|新疆维吾尔自治区/哈密市/巴里坤哈萨克自治县/-|county
"""


def _cases(block: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("|")) for line in block.strip().splitlines()]


@pytest.mark.parametrize(("text", "year", "path", "level"), _cases(SETTLED))
def test_one_place(text: str, year: str, path: str, level: str) -> None:
    place = resolve_region(text, year=int(year))
    assert (shown(place), place.level, place.candidates) == (path, level, ())
    assert place.adcode is not None


# text | what all candidates share | how many candidates
OPEN = """
朝阳区2023年法治政府建设年度报告|-/-/朝阳区/-|2
朝阳2023年法治政府建设年度报告|-/-/-/-|3
鼓楼区司法局|-/-/鼓楼区/-|4
城关镇2023年法治政府建设年度报告|-/-/-/城关镇|88
横街镇2024年法治政府建设年度报告|-/-/-/横街镇|3
中山路街道2023年|-/-/-/中山路街道|5
和平区人民政府|-/-/和平区/-|2
吉林2023年法治政府建设情况|吉林省/-/-/-|2
大理2023年法治政府建设情况|云南省/大理白族自治州/-/-|2
恩施2023年法治政府建设情况|湖北省/恩施土家族苗族自治州/-/-|2
市中区司法局|-/-/市中区/-|4
西湖区人民政府|-/-/西湖区/-|2
浙江省横街镇|浙江省/-/-/横街镇|2
铁西区2023年|-/-/铁西区/-|3
"""


@pytest.mark.parametrize(("text", "path", "count"), _cases(OPEN))
def test_several_places_stay_open(text: str, path: str, count: str) -> None:
    place = resolve_region(text, year=2023)
    assert shown(place) == path
    assert len(place.candidates) == int(count)
    assert place.rule.startswith("not settled")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023年法治政府建设年度报告",
        "中山路综合治理工作总结",
        "和平街2023年工作总结",
        "海南路社区法治建设情况",
        "镇人民政府2023年法治政府建设年度报告",
        "关于学习贯彻《宁波市法治政府建设条例》的情况",
        "北京路步行街管理办公室工作情况",
        "全面推进依法治国工作报告",
        "某某县2023年法治政府建设年度报告",
        "区司法局2023年工作总结",
        "高新区2023年法治政府建设情况",
        "省市县乡四级联动工作情况",
        "示范县创建工作报告",
    ],
)
def test_no_place_is_read_into_words(text: str) -> None:
    assert resolve_region(text, year=2023) == Resolution()


HENGJIE = "横街镇2024年法治政府建设年度报告"
HAISHU = "浙江省/宁波市/海曙区/横街镇"
LUQIAO = "浙江省/台州市/路桥区/横街镇"
YUSHAN = "江西省/上饶市/玉山县/横街镇"


@pytest.mark.parametrize(
    ("hints", "path"),
    [
        (["在海曙区委、区政府的坚强领导下，我镇扎实推进。"], HAISHU),
        (["宁波市海曙区人民政府"], HAISHU),
        (["宁波市"], HAISHU),
        (["https://www.haishu.gov.cn/art/2024/1/5/art_1.html"], HAISHU),
        (["http://www.nbhs.gov.cn/col/col1.html"], HAISHU),
        (["协助集士港法庭调解。组织镇司法所与洞桥司法所联合宣传。"], HAISHU),
        (["在路桥区委、区政府领导下。"], LUQIAO),
        (["台州市路桥区人民政府门户网站", "路桥法院"], LUQIAO),
        (["在县委、县政府的正确领导下，按照省、市、县部署。"], YUSHAN),
        (["江西省上饶市玉山县横街镇"], YUSHAN),
    ],
)
def test_a_hint_that_fits_one_settles(hints: list[str], path: str) -> None:
    place = resolve_region(HENGJIE, hints=hints, year=2024)
    assert (shown(place), place.candidates) == (path, ())
    assert place.rule.startswith(("hints: ", "full chain"))


@pytest.mark.parametrize(
    ("hints", "province", "candidates"),
    [
        (["横街镇获评法治浙江建设优秀单位。"], "浙江省", (LUQIAO, HAISHU)),
        (["依据省、市、区出台的标准，区委、区政府要求。"], "浙江省", (LUQIAO, HAISHU)),
        ([], None, (YUSHAN, LUQIAO, HAISHU)),
        (["组织干部赴宁波市海曙区考察学习。"], None, (YUSHAN, LUQIAO, HAISHU)),
        (["学习海曙区先进经验，借鉴台州做法。"], None, (YUSHAN, LUQIAO, HAISHU)),
        (["传达北京会议精神，弘扬延安精神。"], None, (YUSHAN, LUQIAO, HAISHU)),
        (["海曙区人民政府", "玉山县人民政府"], None, (YUSHAN, HAISHU)),
        (["在海曙区委领导下。", "在路桥区委领导下。"], "浙江省", (LUQIAO, HAISHU)),
    ],
)
def test_hints_that_do_not_leave_one(
    hints: list[str], province: str | None, candidates: tuple[str, ...]
) -> None:
    place = resolve_region(HENGJIE, hints=hints, year=2024)
    assert place.province == province
    assert place.prefecture is None
    assert place.candidates == candidates


@pytest.mark.parametrize(
    ("text", "hints", "path", "level"),
    [
        (
            "2023年度报告",
            ["宁波市海曙区人民政府", "江厦街道办事处"],
            "浙江省/宁波市/海曙区/江厦街道",
            "township",
        ),
        ("2023年度情况报告", ["苏坑镇人民政府"], "福建省/泉州市/永春县/苏坑镇", "township"),
        ("县经济开发区管委会", ["阳新县经济开发区管委会"], "湖北省/黄石市/阳新县/-", "zone"),
        (
            "县司法局2022年法治政府建设报告",
            [
                "制定《潼关县贯彻方案》《潼关县2022年要点》，成为渭南市首个；《潼关县应诉规则》施行。"
            ],
            "陕西省/渭南市/潼关县/-",
            "department",
        ),
        (
            "高新区2023年法治政府建设情况",
            ["平安珠海建设考评、法治珠海建设考评优秀。唐家湾镇，《珠海经济特区条例》施行。"],
            "广东省/珠海市/-/-",
            "zone",
        ),
        (
            "市司法局2023年工作总结",
            ["在市委领导下，《渭南市条例》《渭南市办法》施行，潼关县、潼关县人民法院、潼关县。"],
            "陕西省/渭南市/-/-",
            "department",
        ),
        ("海曙区新设镇2024年报告", [], "浙江省/宁波市/海曙区/-", "township"),
        ("新横街镇2024年报告", ["宁波市海曙区人民政府"], "浙江省/宁波市/海曙区/-", "township"),
        ("郊区2023年报告", ["阳泉市人民政府"], "山西省/阳泉市/郊区/-", "county"),
        ("城关区司法局", ["甘肃省兰州市"], "甘肃省/兰州市/城关区/-", "department"),
        ("桃园镇2023年", ["石家庄市长安区人民政府"], "河北省/石家庄市/长安区/桃园镇", "township"),
    ],
)
def test_places_from_hints(text: str, hints: list[str], path: str, level: str) -> None:
    place = resolve_region(text, hints=hints, year=2024)
    assert (shown(place), place.level, place.candidates) == (path, level, ())


def test_names_of_other_places_in_the_body_cast_doubt() -> None:
    body = "在安吉县委领导下，安吉县人民法院、湖州市司法局指导，安吉县公安局、湖州市人大配合。"
    place = resolve_region("苏坑镇2023年报告", hints=[body], year=2023)
    assert place.province is None
    assert place.candidates == ("福建省/泉州市/永春县/苏坑镇",)


def test_two_places_in_one_title_stay_open() -> None:
    place = resolve_region("安吉县人民政府 永春县人民政府2023年报告", year=2023)
    assert place.candidates == ("浙江省/湖州市/安吉县", "福建省/泉州市/永春县")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("浙江省安吉县孝丰镇", ["浙江省", "安吉县", "孝丰镇"]),
        ("县长召开县政府常务会议", []),
        ("法治政府建设示范县市创建", []),
        ("建设卓越城区窗口街道", []),
        ("提高镇村干部素质", []),
        ("向阳街道路面整治", []),
        ("和平乡镇司法所", []),
        ("江南区域发展", []),
        ("安徽省休宁县、歙县", ["安徽省", "休宁县", "歙县"]),
        ("唐家墩街办事处", ["唐家墩街办事处"]),
    ],
)
def test_names_in_a_text(text: str, found: list[str]) -> None:
    assert [m.name for m in find_divisions(text) if m.name[-1] in "省市县区镇乡道处"] == found


def test_mentions_tell_offset_and_candidates() -> None:
    mention = find_divisions("按照路桥区委要求，横街镇", year=2024)[-1]
    assert (mention.start, mention.name) == (9, "横街镇")
    assert mention.candidates == (YUSHAN, LUQIAO, HAISHU)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("https://www.haishu.gov.cn/a", ["www", "haishu"]),
        ("sft.zj.gov.cn", ["zj"]),
        ("tj.nbhs.gov.cn", ["nbhs"]),
        ("haishu.com", []),
    ],
)
def test_labels_of_sites(text: str, labels: list[str]) -> None:
    assert [label for label in site_labels(text) if label != "www"] == [
        label for label in labels if label != "www"
    ]


@pytest.mark.parametrize(
    ("name", "level", "stem"),
    [
        ("积石山保安族东乡族撒拉族自治县", "county", "积石山"),
        ("东乡族自治县", "county", "东乡"),
        ("恩施土家族苗族自治州", "prefecture", "恩施"),
        ("博尔塔拉蒙古自治州", "prefecture", "博尔塔拉"),
        ("鄂伦春自治旗", "county", "鄂伦春"),
        ("阿克苏地区", "prefecture", "阿克苏"),
        ("大平瑶族乡", "township", "大平"),
        ("横街镇", "township", "横街"),
    ],
)
def test_stems(name: str, level: str, stem: str) -> None:
    assert stem_of(Division("0", name, level, "", 0, 9999)) == stem


# ---- the data


@pytest.mark.parametrize(
    ("name", "year", "path"),
    [
        ("江干区", 2024, "江干区"),  # split: no single follower
        ("居巢区", 2015, "巢湖市"),
        ("射洪县", 2023, "射洪市"),
        ("射洪市", 2015, "射洪县"),
        ("莱芜市", 2023, "济南市"),
        ("下城区", 2023, "拱墅区"),
    ],
)
def test_names_follow_each_other(name: str, year: int, path: str) -> None:
    data = divisions()
    assert data.as_of(data.by_name[name][-1], year).name == path


def test_the_packaged_table_is_sound() -> None:
    data = divisions()
    now = [row for row in data.records if row.active(2024)]
    counts = {level: sum(row.level == level for row in now) for level in ("province", "prefecture")}
    assert counts == {"province": 34, "prefecture": 333}
    # 2,846 divisions at county level (2024), and four of 大兴安岭 and 大柴旦 that only act as such.
    assert 2846 <= sum(row.level == "county" for row in now) <= 2855
    towns = sum(row.level == "township" for row in data.records if row.active(2023))
    assert 38_500 <= towns <= 39_500


def test_every_township_leads_to_a_province() -> None:
    data = divisions()
    for row in data.records[::37]:
        line = data.lineage(row, 2023)
        assert line[0].level == "province"
        assert line[-1] == row


def test_names_in_every_record() -> None:
    table = names()
    for row in divisions().records[::41]:
        if row.level in ("province", "prefecture", "county", "township") and len(row.name) > 2:
            assert row in table.full[row.name]


def test_the_table_is_small() -> None:
    folder = resources.files("fazhi_analysis.resources")
    packed = folder.joinpath("divisions.csv.gz").read_bytes()
    assert len(packed) < 1_000_000
    assert gzip.decompress(packed).startswith(b"code,name,level,parent,first_year,last_year\n")


HEAD = "code,name,level,parent,first_year,last_year\n330000,浙江省,p,,,\n"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("330203,海曙区,c,330200,,\n", "330203 海曙区: its parent 330200 does not exist"),
        ("330100,,f,330000,,\n", "330100: the name is empty"),
        ("330100,杭州市,x,330000,,\n", "level 'x' is unknown"),
        ("330100,杭州市,f,330000,2010,2001\n", "2010 is after 2001"),
        ("330100,杭州市,f,330000,20,\n", "'20' is no year"),
        ("330100,杭州市,f,330000\n", "has 4 cells, not 6"),
        ("330100,甲市,f,330000,,2010\n330100,乙市,f,330000,2010,\n", "330100 乙市 stands twice"),
    ],
)
def test_a_bad_table_is_refused(rows: str, message: str) -> None:
    with pytest.raises(ResourceError, match=message):
        parse_divisions(HEAD + rows)


def test_a_table_without_its_header_is_refused() -> None:
    with pytest.raises(ResourceError, match="the header must be code,name"):
        parse_divisions("code,name\n")


def test_a_name_may_follow_another_under_one_code() -> None:
    rows = "420600,襄樊市,f,330000,,2009\n420600,襄阳市,f,330000,2010,\n"
    assert [row.name for row in parse_divisions(HEAD + rows)] == ["浙江省", "襄樊市", "襄阳市"]


def test_a_change_to_an_unknown_division_is_refused() -> None:
    head = "year,code,name,successor_codes,successor_names,source\n"
    with pytest.raises(ResourceError, match="330199 无名区 is not in the list"):
        parse_changes(head + "2020,330000,浙江省,330199,无名区,x\n", parse_divisions(HEAD))


# ---- the user's own table


def test_places_of_a_user(tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    table.write_text(
        f"file,place,note\nhengjie-2024.txt,{HAISHU},phoned\n./a/b.pdf,武进区,\nz.txt,浙江省,\n",
        encoding="utf-8-sig",
    )
    places = load_places(table, year=2024)
    assert {file: shown(place) for file, place in places.items()} == {
        "hengjie-2024.txt": HAISHU,
        "a/b.pdf": "江苏省/常州市/武进区/-",
        "z.txt": "浙江省/-/-/-",
    }


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("file,where\na,b\n", "column 'place' is missing"),
        ("file,place\na.txt,横街镇\n", "row 2: 横街镇 may be 3 places .*write the full path"),
        ("file,place\na.txt,无名县\n", "row 2: 无名县 is not in the list of divisions"),
        ("file,place\na.txt,浙江省/宁波市/无名镇\n", "无名镇 is not in the list"),
        ("file,place\na.txt,浙江省/宁波市/海曙区/无名\n", "无名 is not in the list"),
        ("file,place\na.txt,\n", "row 2: place is empty"),
        ("file,place\na.txt,武进区\na.txt,安吉县\n", "row 3: a.txt stands twice"),
    ],
)
def test_a_bad_table_of_places_is_refused(source: str, message: str) -> None:
    with pytest.raises(ResourceError, match=message):
        parse_places(source, year=2024)


def test_a_table_of_places_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"places\.csv: cannot be read"):
        load_places(tmp_path / "places.csv")


def test_a_table_of_places_in_another_encoding(tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    table.write_bytes("file,place\na,武进区\n".encode("gb18030"))
    with pytest.raises(ResourceError, match="is not UTF-8"):
        load_places(table)


# ---- whatever the text

WORDS = st.sampled_from(
    [
        *("浙江省", "宁波市", "海曙区", "横街镇", "江厦街道", "朝阳区", "吉林", "高新区", "司法局"),
        *("人民政府", "2023年", "关于", "《", "》", "县", "镇", "武进", "城关镇", "经济开发区"),
        *("报告", "委", "、", "法治", "www.haishu.gov.cn", "区委、区政府", "郊区", "蓬壶法庭"),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=9).map("".join))


@given(text=TEXTS, hints=st.lists(TEXTS, max_size=3), year=st.none() | st.integers(1990, 2030))
def test_any_text_gives_a_resolution(text: str, hints: list[str], year: int | None) -> None:
    place = resolve_region(text, hints=hints, year=year)
    slots = [place.province, place.prefecture, place.county, place.township]
    for candidate in place.candidates:
        parts = candidate.split("/")
        assert all(slot in parts for slot in slots if slot)
    if not place.candidates and any(slots):
        assert place.adcode in divisions().by_code
        assert slots[0] is not None
    assert list(place.candidates) == sorted(set(place.candidates))
    assert place == resolve_region(text, hints=hints, year=year)


@given(text=TEXTS)
def test_found_names_stand_in_the_text(text: str) -> None:
    end = 0
    for found in scan(text):
        assert text[found.start : found.end] == found.form
        assert found.start >= end
        end = found.end


def test_hostile_texts_take_no_longer() -> None:
    for text in ("镇" * 50_000, "市中区" * 20_000, "a." * 30_000 + ".gov.cn", "《" * 30_000):
        begin = time.process_time()
        resolve_region("横街镇" + text[:200], hints=[text], year=2023)
        assert (
            time.process_time() - begin < 5
        )  # some tenths of a second where it does not backtrack


def test_measured_on_a_sample() -> None:
    from benchmarks.places import FAR_ONLY, measure

    table = measure(300, 2023)
    for style, counts in table.items():
        allowed = 1 if style == FAR_ONLY else 0
        assert counts["wrong"] <= allowed, style
        assert counts["open, truth missing"] <= allowed, style
    assert table["full chain"]["open"] == 0
    assert table["city, county and name"]["open"] == 0
