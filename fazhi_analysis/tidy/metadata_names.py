"""Whose report it is: the body's name in the title, the signature or the first sentence; its level."""

from __future__ import annotations

import re

from fazhi_analysis.read.bodies import BODY_NAME, is_body_name, is_site_name

__all__ = ["body_in_sentence", "body_in_title", "is_generic", "level_of", "usable_issuer"]

_LEADING_YEAR = re.compile(
    r"(?:(?:19|20)\d\d年?度?|二[〇○零][一二三四五六七八九〇○零]{2}年度?|上半年|第?[一二三四]季度)[的 ]?"
)
_BOUNDARY = re.compile(
    r"关于|(?:19|20)\d\d|二[〇○零]|法治|法制|依法行政|依法治|依法行|推进|贯彻|落实|上半年|下半年|第?[一二三四]季度|年度|"
    r"工作|开展|创建|召开|举行|举办|组织|调研|印发|履行|普法|全面推|全面依法|全面落|全面贯|党政主|主要负|政府法治|“八五”|八五|七五|加强|深化|深入|述|行政执法|(?:的)?(?:报告|总结|汇报|情况)"
)
_COMMITTEE = re.compile(
    r"^(?:中共)?[一-鿿]{1,16}?(?:委)?(?:全面)?依法治[省市区县镇州旗盟](?:委员会|工作领导小组)(?:办公室|守法普法协调小组)?"
)
_PRONOUN = re.compile(
    r"^(?:我|本|全|各|该|其|这|那|各级|上级|中央|国家|国务院|省级|市级|县级|区级|镇级|基层|地方|有关|相关|所有|部分|某)"
)
_GENERIC = re.compile(
    r"^(?:中共)?(?:省|市|区|县|镇|乡|旗|州|街道|开发区|高新区|新区|园区|经开区|经济开发区|管理区|度假区|局|厅|委|办|党|党组|局党组|厅党组|办事处)*"
    r"(?:党组|党委|党工委|工委|委|政府|人民政府|管委会|局|委员会|办事处|政府办公室|党委政府|人大|政协|街道|镇|乡|县|区|市|省)?$"
)


def is_generic(name: str) -> bool:
    """Return whether `name` names no body in particular (县政府, 我局, 街道党工委).

    Examples
    --------
    >>> [is_generic(n) for n in ("县委", "我镇", "街道党工委", "横街镇", "鼓楼区司法局")]
    [True, True, True, False, False]
    """
    return bool(_PRONOUN.match(name)) or bool(_GENERIC.match(name))


def usable_issuer(value: str) -> bool:
    """Return whether a page's 发布机构 names a body and not a web site, a person or nothing."""
    text = value.replace(" ", "")
    if (
        not 2 <= len(text) <= 50
        or is_site_name(text)
        or re.search(r"[0-9]{3,}|https?:|[。；]", text)
    ):
        return False
    return is_body_name(text) or bool(
        re.search("政府|局|委|办|厅|镇|乡|街道|会|院|处|中心|站|所|部|社|司|队", text)
    )


def body_in_title(title: str) -> tuple[int, int] | None:
    """Return where the body that a report's title names stands in it.

    Examples
    --------
    >>> title = "关于2023年度苏坑镇推进法治建设情况的报告"
    >>> start, end = body_in_title(title)
    >>> title[start:end]
    '苏坑镇'
    """
    start = len(title) - len(title.lstrip('《“"【 '))
    if title.startswith("关于", start):
        start += 2
    for _ in range(2):
        year = _LEADING_YEAR.match(title, start)
        if year:
            start = year.end()
    committee = _COMMITTEE.match(title[start:])
    if committee:
        return start, start + committee.end()
    about = title.find("关于", start)
    if 2 < about - start <= 45 and is_body_name(title[start:about].replace(" ", "")):
        return _checked(title, start, about)
    for match in _BOUNDARY.finditer(title, start):
        name = title[start : match.start()].replace(" ", "")
        if len(name) > 45:
            break
        if len(name) >= 2 and is_body_name(name):
            found = _checked(title, start, match.start())
            if found:
                return found
    tail = re.search(r"[（(]([一-鿿]{2,30})[)）]$|[—\-]{1,2}([一-鿿]{2,30})$", title)
    if tail:
        group = 1 if tail.group(1) else 2
        if is_body_name(tail.group(group)) and not is_generic(tail.group(group)):
            return tail.span(group)
    return None


def _checked(title: str, start: int, end: int) -> tuple[int, int] | None:
    while end > start and title[end - 1] in " 的、":
        end -= 1
    name = title[start:end].replace(" ", "")
    if is_generic(name) or len(name) < 2 or _NO_NAME.search(_DEPARTMENT_PARTS.sub("", name)):
        return None
    return start, end


_SUBJECT_END = "将以在坚认深紧围按全贯始切高积立聚严根持扎牢突通不着把对学及法依推共辖党，,"
_SENTENCE_SUBJECT = re.compile(
    r"(?:^|[，,。：:])(?:(?:19|20)\d\d年(?:度|上半年|以来|来|第?[一二三四]季度)?[，,]?)?"
    r"(?:今年以来[，,]|一年来[，,])?(?:第?[一二三四]季度[，,])?(?:现[将就对])?"
    r"(?P<body>[一-鿿]{2,24}?(?:街道办事处|街道|镇|乡|苏木|县|区|市|州|盟|旗|省|局|厅|委员会|管委会|"
    rf"人民政府|发改委|卫健委|住建委|国资委|司法所))(?=[{_SUBJECT_END}2])"
)
_NO_NAME = re.compile(
    "[在的了被]|组织|召开|推进|加强|开展|落实|领导|建设|工作|坚持|深入|贯彻|思想|时代|"
    "精神|会议|服务|社区|研究|依法|进一步|全面|围绕|党的|创建|调研|指导|获|举行|举办|印发|[全各](?:省|市|县|区|镇|乡)"
)
_DEPARTMENT_PARTS = re.compile(
    "住房和城乡建设|住房城乡建设|城乡建设|自然资源和规划|规划和自然资源|文化和旅游|文化广电和旅游|人力资源和社会保障|"
    "发展和改革|工业和信息化|经济和信息化|科学技术和工业信息化|政务服务|政务服务和|数据资源|大数据|退役军人事务|综合行政执法|"
    "行政执法|全面依法治[省市区县镇州]|社会工作|党建工作|政务服务数据|农业农村和|和水务|和水利|和体育|和交通|和科技|机关事务服务|公共服务"
)


def body_in_sentence(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the body stands that the first sentences (``text[start:end]``) have as subject."""
    stretch = text[start:end]
    for match in _SENTENCE_SUBJECT.finditer(stretch):
        name = match.group("body")
        if _NO_NAME.search(_DEPARTMENT_PARTS.sub("", name)) or is_generic(name) or len(name) < 3:
            continue
        if is_body_name(name):
            return start + match.start("body"), start + match.end("body")
    return None


_TOWNSHIP = re.compile(
    r"(?:街道|镇|乡|苏木)(?:党工委|党委|办事处|人民政府|政府|党政办公室|党政综合办公室|综合办公室|党群办|综合办|办公室)*$"
)
_ZONE = re.compile(
    r"(?:开发区|高新区|经开区|新区|园区|工业园|产业园|科技园|物流园|示范区|试验区|保税区|综保区|保税港区|管理区|合作区|度假区|风景区|风景名胜区|景区|新城|自贸区|功能区|集聚区|集中区|试验区|先行区|高新技术产业开发区|旅游区|林管局|新片区|片区)"
    r"(?:党工委|工委|管委会|管理委员会|人民政府|政府|管理局|党政办公室|办公室|综合办公室|、)*$"
)
_MANAGED = re.compile(r"(?:管委会|管理委员会)(?:办公室|党政办公室|党政办|综合办公室)?$")
_GOVERNMENT = re.compile(
    r"^(?:中共|中国共产党)?(?P<name>[一-鿿]{1,24}?)(?:人民政府|政府|党委|委员会|委)?(?:办公室|办公厅|办)?$"
)
_DEPARTMENT = re.compile(
    r"(?:局|厅|署|处|所|站|院|中心|支队|总队|大队|队|公司|集团|学校|大学|协会|学会|联合会|总工会|妇联|残联|团委|商联|供销社|办公室|办|部|司|馆|委|委员会|服务站|司法所|法院|检察院|银行|社)$"
)
_MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")
_DISTRICTS_NAMED_ZONE = ("浦东新区", "滨海新区", "沈北新区")


def level_of(name: str) -> str | None:
    """Return the level of the body `name`, None where the name does not tell it.

    A city is ``prefecture`` here; whether it is one of the county level the divisions tell.

    Examples
    --------
    >>> [level_of(n) for n in ("横街镇", "某县经济开发区管委会", "鼓楼区司法局", "平江县人民政府")]
    ['township', 'zone', 'department', 'county']
    """
    name = re.sub(r"[（(][^)）]{0,20}[)）]", "", name.replace(" ", ""))
    if not name:
        return None
    if _TOWNSHIP.search(name):
        return "township"
    if name.endswith(("居委会", "村委会", "社区", "村")):
        return None
    government = re.search(r"(?:人民政府|政府)(?:办公室|办公厅)?$", name)
    if any(zone in name for zone in _DISTRICTS_NAMED_ZONE) and (
        government or name.endswith(_DISTRICTS_NAMED_ZONE)
    ):
        return "county"
    if _ZONE.search(name) or _MANAGED.search(name):
        return "zone"
    bare = re.sub(r"(?:人民政府|政府)(?:办公室|办公厅)?$", "", name)
    bare = re.sub(r"^(?:中共|中国共产党)", "", bare)
    if bare.endswith("委") and re.search(r"[省市区县州盟旗]委$", bare):
        bare = bare[:-1]
    if bare in _MUNICIPALITIES or bare.endswith(("省", "自治区")):
        return "province"
    if bare.endswith(("自治州", "州", "盟", "地区", "市")) and not bare.endswith("城市"):
        return "prefecture"
    if bare.endswith(("县", "旗", "区", "林区", "特区")):
        return "county"
    if _DEPARTMENT.search(name):
        return "department"
    return None


BODY = BODY_NAME
