"""Whose report it is: the body that a title or a sentence names, and its level."""

from __future__ import annotations

import re
from functools import cache

from fazhi_analysis.read.bodies import is_body_name, is_site_name
from fazhi_analysis.read.vocabulary import alternatives, word_list

__all__ = ["body_in_sentence", "body_in_title", "is_generic", "level_of", "usable_issuer"]

_FILE = "names.toml"


def _any_of(table: str, key: str) -> str:
    return alternatives(word_list(_FILE, table, key))


@cache
def _generic() -> re.Pattern[str]:
    pronouns, kinds = _any_of("generic", "pronouns"), _any_of("generic", "kinds")
    return re.compile(
        f"{_any_of('generic', 'leads')}|{pronouns}(?!州县){kinds}|{_any_of('generic', 'parts')}++$"
    )


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile(_any_of("no_name", "words"))


@cache
def _no_name_nouns() -> re.Pattern[str]:
    return re.compile(_any_of("no_name", "nouns"))


@cache
def _within() -> re.Pattern[str]:
    return re.compile(_any_of("no_name", "within"))


def is_generic(name: str) -> bool:
    """Return whether `name` names no body in particular (县政府, 我局, 街道党工委).

    Examples
    --------
    >>> [is_generic(n) for n in ("县委", "我镇", "街道党工委", "横街镇", "鼓楼区司法局")]
    [True, True, True, False, False]
    """
    return not name or (bool(_generic().match(name)) and not _is_division(name))


def _is_division(name: str) -> bool:
    from fazhi_analysis.divisions import find_divisions

    return len(name) >= 3 and any(
        mention.start == 0 and len(mention.name) >= 3 for mention in find_divisions(name)
    )


def _is_phrase(name: str) -> bool:
    """Return whether words stand in `name` that no body's name has: 某县创建全省, 召开会议."""
    rest = _within().sub("", name)
    patterns = [_no_name()]
    if not _levels()["department"].search(name):
        patterns.append(_no_name_nouns())
    if not any(pattern.search(rest) for pattern in patterns):
        return False
    # Divisions are called 万全区, 获鹿镇 and 建设大街街道 too.
    from fazhi_analysis.divisions import find_divisions

    for mention in reversed(find_divisions(rest)):
        rest = rest[: mention.start] + rest[mention.start + len(mention.name) :]
    return any(pattern.search(rest) for pattern in patterns)


def usable_issuer(value: str) -> bool:
    """Return whether a page's 发布机构 names a body and not a web site, a person or nothing.

    Examples
    --------
    >>> [usable_issuer(v) for v in ("县经济开发区管委会", "县政府网站", "admin", "张某")]
    [True, False, False, False]
    """
    text = value.replace(" ", "")
    if not 2 <= len(text) <= 50 or is_site_name(text):
        return False
    if re.search(r"[0-9]{3,}|https?:|[。；]", text):
        return False
    return is_body_name(text) or bool(
        re.search("政府|[局委办厅镇乡会院处站所部社司队]$|街道|中心", text)
    )


_LEADING_YEAR = re.compile(
    r"(?:(?:19|20)\d\d年?度?|二[〇○零][一二三四五六七八九〇○零]{2}年度?|上半年"
    r"|第?[一二三四]季度)[的 ]?"
)
_COMMITTEE = re.compile(
    r"(?:中共)?[一-鿿]{1,16}?委?(?:全面)?依法治[省市区县镇州旗盟](?:委员会|工作领导小组)"
    r"(?:办公室|守法普法协调小组)?"
)
_AT_THE_END = re.compile(r"[（(]([一-鿿]{2,30})[)）]$|[—\-]{1,2}([一-鿿]{2,30})$")
_LONGEST = 45


# A year or 关于 ends a name for sure; a word like 行政执法 may also go on with it (行政执法局).
_SURE_BOUNDARY = re.compile(r"(?:19|20)\d\d|二[〇○零]|关于|年度|上半年|第?[一二三四]季度")


@cache
def _boundary() -> re.Pattern[str]:
    return re.compile(rf"{_SURE_BOUNDARY.pattern}|{_any_of('title', 'boundaries')}")


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
    committee = _COMMITTEE.match(title, start)
    if committee:
        return start, committee.end()
    sure = _SURE_BOUNDARY.search(title, start)
    ends = [] if sure is None else [sure.start()]
    ends += [match.start() for match in _boundary().finditer(title, start)]
    for end in ends:
        name = title[start:end].replace(" ", "")
        found = _checked(title, start, end) if is_body_name(name) else None
        if found and len(name) <= _LONGEST:
            return found
    tail = _AT_THE_END.search(title)
    if tail:
        group = 1 if tail.group(1) else 2
        if is_body_name(tail.group(group)) and not is_generic(tail.group(group)):
            return tail.span(group)
    return None


def _checked(title: str, start: int, end: int) -> tuple[int, int] | None:
    while end > start and title[end - 1] in " 的、":
        end -= 1
    name = title[start:end].replace(" ", "")
    if len(name) < 2 or is_generic(name) or _is_phrase(name):
        return None
    return start, end


_YEAR_BEFORE = r"(?:(?:19|20)\d\d年(?:度|上半年|以来|来|第?[一二三四]季度)?[，,]?)?"


@cache
def _sentence_subject() -> re.Pattern[str]:
    followers = "".join(word_list(_FILE, "sentence", "followers"))
    return re.compile(
        rf"(?:^|[，,。：:]){_YEAR_BEFORE}(?:今年以来[，,]|一年来[，,])?"
        rf"(?:第?[一二三四]季度[，,])?(?:现[将就对])?"
        rf"(?P<body>[一-鿿]{{2,24}}?{_any_of('sentence', 'ends')})(?=[{followers}2，,])"
    )


# 唐山市委、市政府以…: the name of both bodies. A zone on its own site calls itself 高新区.
_PARTY_AND_GOVERNMENT = re.compile(
    rf"(?:^|[，,。]){_YEAR_BEFORE}"
    r"(?P<body>(?![省市区县州]委)[一-鿿]{2,8}[市区县州旗]委、?[市区县州旗]政府)(?=[以在坚深认全紧围])"
)
_ZONE_SUBJECT = re.compile(
    rf"{_YEAR_BEFORE}(?P<body>(?:高新|经开|开发|新|经济开发|高新技术产业开发|经济技术开发)区"
    r"(?:管委会)?)(?=[以在坚深认全紧围])"
)


def body_in_sentence(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the body stands that is the subject of a sentence in ``text[start:end]``.

    Examples
    --------
    >>> text = "2022年一季度,武进区司法局以“一园一城”为着力点,狠抓落实。"
    >>> start, end = body_in_sentence(text, 0, len(text))
    >>> text[start:end]
    '武进区司法局'
    """
    stretch = text[start:end]
    for match in _sentence_subject().finditer(stretch):
        name = match.group("body")
        if len(name) >= 3 and is_body_name(name) and not _is_phrase(name) and not is_generic(name):
            return start + match.start("body"), start + match.end("body")
    for found in (_PARTY_AND_GOVERNMENT.search(stretch), _ZONE_SUBJECT.match(stretch)):
        if found:
            return start + found.start("body"), start + found.end("body")
    return None


@cache
def _levels() -> dict[str, re.Pattern[str]]:
    seats, zone_seats = _any_of("level", "township_seats"), _any_of("level", "zone_seats")
    return {
        "township": re.compile(rf"{_any_of('level', 'township')}{seats}*+$"),
        "zone": re.compile(
            rf"{_any_of('level', 'zone')}{zone_seats}*+$"
            r"|(?:管委会|(?<!监督)管理委员会)(?:党政|综合)?(?:办公室|办)?$"
        ),
        "department": re.compile(rf"{_any_of('level', 'department')}$"),
    }


_SEAT = re.compile(
    r"(?:人民政府|政府)(?:办公室|办公厅)?$|(?<=[省市区县州盟旗])委(?:、?[市区县州旗]政府)?$"
)


def level_of(name: str) -> str | None:
    """Return the level of the body `name`, None where the name does not tell it.

    A city is ``prefecture`` here; whether it is one of the county level the divisions tell.

    Examples
    --------
    >>> [level_of(n) for n in ("横街镇", "某县经济开发区管委会", "鼓楼区司法局", "平江县人民政府")]
    ['township', 'zone', 'department', 'county']
    """
    name = re.sub(r"[（(][^)）]{0,20}[)）]", "", name.replace(" ", ""))
    levels = _levels()
    if levels["township"].search(name):
        return "township"
    if not name or name.endswith(("居委会", "村委会", "社区", "村")):
        return None
    division = _SEAT.sub("", name.removeprefix("中共"))
    if division.endswith(word_list(_FILE, "level", "districts_named_zone")):
        return "county"
    if levels["zone"].search(name):
        return "zone"
    if division in word_list(_FILE, "level", "municipalities"):
        return "province"
    for ends, level in (
        (("省", "自治区"), "province"),
        (("州", "盟", "地区", "市"), "prefecture"),
        (("县", "旗", "区"), "county"),
    ):
        if division.endswith(ends):
            return level
    return "department" if levels["department"].search(name) else None
