"""The grammar of the names of public bodies: 某某镇人民政府, 某区司法局, 某开发区管委会 …"""

from __future__ import annotations

import re

__all__ = ["BODY_NAME", "DIVISION_END", "is_body_name", "is_site_name"]

# What a division's own short name ends with, and what the name of a body ends with.
DIVISION_END = "省|自治区|市|自治州|州|盟|地区|县|自治县|区|旗|自治旗|林区|特区|镇|乡|街道|苏木|新区|开发区|高新区|园区|示范区|保税区|管理区|合作区|度假区|风景区|片区|农场"
_OFFICE = (
    "人民政府办公室|人民政府办公厅|人民政府|办事处|管理委员会|管委会|管理局|党工委|工委|党委|"
    "委员会办公室|委员会|委员会机关|公安分局|分局|总队|支队|大队|管理处|服务中心|中心|监督所|研究院|"
    "检察院|法院|总工会|工商联|妇联|残联|供销社|集团|公司|局|厅|委|办|署|处|所|站|院|室|股|科|队|协会|学会|政府|办公室|办公厅"
)
_HAN = "一-鿿"
BODY_NAME = re.compile(
    rf"[{_HAN}（）()·、—\-]{{1,40}}?(?:{_OFFICE}|街道|(?<=[{_HAN}])[镇乡县市区旗盟州省])"
    r"(?:[（(][一-鿿]{2,20}[)）])?"
)
_SITE = re.compile(
    r"(?:网站?|门户|频道|平台|客户端|公众号|微信|政务网|信息网|公开网|日报社?|电视台|融媒体中心)$|网$"
)


def is_body_name(text: str) -> bool:
    """Return whether the whole of `text` can be the name of a public body.

    Examples
    --------
    >>> [is_body_name(t) for t in ("横街镇", "武进区司法局", "中国政府网", "共调解纠纷40起")]
    [True, True, False, False]
    """
    return bool(BODY_NAME.fullmatch(text)) and not is_site_name(text)


def is_site_name(text: str) -> bool:
    """Return whether `text` names a web site or a medium and no body."""
    return bool(_SITE.search(text)) and len(text) <= 40
