"""The ways a division is named in running text, and one linear scan that finds them.

Full forms end in the division's kind (海曙区, 恩施州, 横街镇); short forms do not (海曙, 浙江).
Short forms of townships are kept apart: 和平, 新华 and 大桥 are words of every text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from fazhi_analysis.divisions.data import Division, Divisions, divisions, no_collection
from fazhi_analysis.resources.tables import read_table

__all__ = ["WORDS", "Found", "Names", "in_year", "names", "scan"]


def _words() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for line in read_table("divisions_words.csv", ["list", "word"]):
        lists.setdefault(line["list"], []).append(line["word"])
    return lists


WORDS = _words()
# Names of peoples stand with 族 (回族自治县) and, the longer ones, without (哈萨克自治县).
_PEOPLE_ENDS = tuple(
    sorted(
        [people + "族" for people in WORDS["people"]]
        + ["蒙古", "哈萨克", "柯尔克孜", "塔吉克", "锡伯", "维吾尔", "达斡尔", "鄂温克", "民族"],
        key=len,
        reverse=True,
    )
)
_PROVINCES = {
    "内蒙古自治区": ("内蒙古", "内蒙"),
    "广西壮族自治区": ("广西",),
    "西藏自治区": ("西藏",),
    "宁夏回族自治区": ("宁夏",),
    "新疆维吾尔自治区": ("新疆",),
    "香港特别行政区": ("香港",),
    "澳门特别行政区": ("澳门",),
}
# Words of every report. 郊区, 城区, 东区 are districts too and count where they stand alone.
GENERIC = frozenset(WORDS["generic"])
# Parks and farms whose name tells no place: 经济开发区管委会, 第二良种场.
_GENERIC_UNIT = re.compile(
    r"[国省市县区]?(?:经济|技术|高新|产业|工业|科技|旅游|度假|现代|农业|循环|综合|保税|物流|第[一二三四五]|良种|"
    r"种畜|原种|畜牧|园艺|集中|生态|新型|城镇|街道|社区|直辖|村|级|商务|文化|示范|食品|化工|国营|国有){0,6}"
    r"(?:开发区|园区|工业区|新区|[区园场]|区划|服务中心)?(?:管委会|管理委员会|管理处|办事处|社区)?$"
)
_NOT_AFTER = {
    "区": "域块间别位段划",
    "镇": "静定痛守压街海江",
    "乡": "镇村风土贤情愁音亲约间下",
    "街道": "路口",
    "县": "域级",
    "市": "场值级",
    "州": "市县区",
    "旗": "帜舰下",
    "盟": "友约",
}
# Words that run into a name: 卓越城区 holds no 越城区.
_ACROSS = frozenset(WORDS["across"])
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TAIL = re.compile(r"(特别行政区|自治[区州县旗]|特区|林区|地区|矿区|新区|[省市区县旗盟州])$")


def strip_peoples(name: str) -> str:
    """Drop the names of peoples from the end: 积石山保安族东乡族撒拉族 → 积石山."""
    while True:
        for end in _PEOPLE_ENDS:
            if name.endswith(end) and len(name) > len(end):
                name = name[: -len(end)]
                break
        else:
            return name


def stem_of(division: Division) -> str:
    """Return the name without its kind and without the names of peoples: 恩施, 安吉, 横街."""
    name = division.name
    if division.level == "unit":
        return name
    if division.level == "township":
        if name[-1] == "镇":
            return name[:-1]
        if name[-1] == "乡":
            return strip_peoples(name[:-1]) if "族" in name else name[:-1]
        return name[:-2] if name[-2:] in ("街道", "苏木", "地区") else name
    match = _TAIL.search(name)
    stem = name[: match.start()] if match else name
    if match and match.group(1).startswith("自治"):
        stem = strip_peoples(stem)
        stem = stem[:-1] if stem.endswith("族") and len(stem) > 2 else stem
    return stem


def full_forms(division: Division) -> list[str]:
    """Return the forms that name the division together with its kind."""
    name = division.name
    if division.level == "township":
        if name.endswith("街道"):
            stem = name[:-2]
            # 唐家墩街道, 唐家墩街道办事处 (holds the first), 唐家墩街办事处, 唐家墩办事处
            return [name, name[:-1] + "办事处", *([stem + "办事处"] if len(stem) > 1 else [])]
        if "族" in name[:-1]:
            stem = strip_peoples(name[:-1])
            return [name, stem + name[-1]] if len(stem) > 1 and stem != name[:-1] else [name]
        return [name]
    if "自治" in name and name[-1] != "区":
        stem = stem_of(division)
        return list(dict.fromkeys([name, stem + name[-1], stem + name[-3:]]))
    return [name]


class Found(NamedTuple):
    """One place where a name stands: ``kind`` is full or short."""

    start: int
    end: int
    form: str
    kind: str


class Names:
    """From a form to the divisions that bear it."""

    def __init__(self, data: Divisions) -> None:
        self.data = data
        self.full: dict[str, list[Division]] = {}
        self.short: dict[str, list[Division]] = {}
        self.township_stems: dict[str, list[Division]] = {}
        for row in data.records:
            if row.level == "unit" and (len(row.name) < 5 or _GENERIC_UNIT.match(row.name)):
                continue
            for form in full_forms(row):
                self.full.setdefault(form, []).append(row)
            stem = stem_of(row)
            if row.level == "township":
                if len(stem) > 1:
                    self.township_stems.setdefault(stem, []).append(row)
            elif row.level == "province":
                for form in _PROVINCES.get(row.name, (stem,)):
                    self.short.setdefault(form, []).append(row)
            elif (
                row.level in ("prefecture", "county")
                and len(stem) > 1
                and stem + "区" not in GENERIC
            ):
                self.short.setdefault(stem, []).append(row)
        for line in read_table("divisions_aliases.csv", ["alias", "code", "name"]):
            row = next(r for r in data.by_code[line["code"]] if r.name == line["name"])
            self.full.setdefault(line["alias"], []).append(row)
        for line in read_table("divisions_zones.csv", ["zone", "code", "name", "last_year"]):
            host = next(r for r in data.by_code[line["code"]] if r.name == line["name"])
            last = int(line["last_year"] or 9999)
            row = Division(host.code, line["zone"], "zone", host.code, 0, last)
            self.full.setdefault(line["zone"], []).append(row)
        self.sites = self._sites()
        heads: dict[str, set[int]] = {}
        for form in (*self.full, *self.short):
            heads.setdefault(form[:2], set()).add(len(form))
        self.heads = {head: sorted(sizes, reverse=True) for head, sizes in heads.items()}

    def _sites(self) -> dict[str, list[Division]]:
        """Return the labels of site addresses: haishu, and qzlc for 泉州 and 鲤城."""
        sites: dict[str, list[Division]] = {}
        initials: dict[str, str] = {}
        lines = read_table("divisions_sites.csv", ["code", "label", "initials"])
        for line in lines:
            sites.setdefault(line["label"], []).extend(self.data.by_code[line["code"]])
            initials.setdefault(line["code"], line["initials"])
        for code, own in initials.items():
            if code[4:] != "00":
                for upper in (code[:4] + "00", code[:2] + "0000"):
                    label = initials.get(upper, "") + own
                    if upper in initials and len(label) > 3:
                        sites.setdefault(label, []).extend(self.data.by_code[code])
        return sites

    def of(self, found: Found) -> list[Division]:
        """Return the divisions that the found name may mean in any year."""
        return (self.full if found.kind == "full" else self.short).get(found.form, [])

    def senses(self, found: Found, year: int | None) -> list[Division]:
        """Return the divisions that the found name may mean in `year`.

        One that is called exactly so comes before one that is only called so for short
        (城关镇 before 城关回族镇), and a real division before a farm or park.
        """
        rows = in_year(self.of(found), year)
        if found.kind == "full":
            rows = [row for row in rows if row.name == found.form] or rows
        return [row for row in rows if row.level != "unit"] or rows


def in_year(rows: list[Division], year: int | None) -> list[Division]:
    """Keep the rows that the lists know in `year`, or near it, or else all of them."""
    for slack in (0, 1, 3):
        fit = [row for row in rows if row.active(year, slack)]
        if fit:
            return fit
    return rows


@lru_cache(maxsize=1)
def names() -> Names:
    """Return the forms of the packaged divisions; made at the first call."""
    data = divisions()
    with no_collection():
        return Names(data)


def _begins_a_name(form: str, before: str, joined: bool) -> bool:
    if len(form) == 2:  # 召开县政府, 示范县, 提高镇村
        return joined or not _HAN.match(before) or before in "的市省州区盟县共"
    return before + form[0] not in _ACROSS


def _ends_a_name(form: str, after: str) -> bool:
    if not after:
        return True
    if form.endswith("街道"):
        return after not in _NOT_AFTER["街道"]
    return after not in _NOT_AFTER.get(form[-1], "")


def scan(text: str, table: Names | None = None) -> list[Found]:
    """Find the names in a text, leftmost and longest first, without overlaps.

    Linear: a look-up for each character, and for each length of a name that begins so.
    """
    table = table or names()
    heads, full, short = table.heads, table.full, table.short
    found: list[Found] = []
    place, size, last = 0, len(text), -1
    while place < size - 1:
        for length in heads.get(text[place : place + 2], ()):
            end = place + length
            form = text[place:end]
            if (
                form in full
                and form not in GENERIC
                and _ends_a_name(form, text[end : end + 1])
                and _begins_a_name(form, text[place - 1 : place], place == last)
            ):
                found.append(Found(place, end, form, "full"))
                place = last = end
                break
            if form in short:
                found.append(Found(place, end, form, "short"))
                place = last = end
                break
        else:
            place += 1
    return found
