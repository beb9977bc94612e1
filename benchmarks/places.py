"""How often a place comes out right, open or wrong: titles made from sampled divisions.

Run: ``python benchmarks/places.py [sample] [year]``. The sample is drawn without chance, every
n-th division of the list. A settled answer must be right in every style; the full chain must
settle always.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from fazhi_analysis.divisions import path_of, resolve_region
from fazhi_analysis.divisions.data import Division, divisions

TITLE = "{}2023年法治政府建设年度报告"
# A body that names far places in passing, as reports do: none of them may decide.
# The one style where a wrong answer is possible by chance: nothing names the own county.
FAR_ONLY = "name, far places alone"
NOISE = (
    "组织干部赴浙江省安吉县考察学习，借鉴上海经验，传达北京会议精神。弘扬“枫桥经验”。"
    "全面推进法治建设，提高干部法治素养，落实法治政府建设示范创建。"
)


def _upper(row: Division, year: int, levels: tuple[str, ...]) -> str:
    line = divisions().lineage(row, year)[:-1]
    return "".join(up.name for up in line if up.level in levels)


def _county(row: Division, year: int) -> str:
    return _upper(row, year, ("county",)) or _upper(row, year, ("prefecture",))


@lru_cache(maxsize=4)
def _by_level(year: int) -> dict[str, list[Division]]:
    levels: dict[str, list[Division]] = {}
    for row in divisions().records:
        if row.active(year):
            levels.setdefault(row.level, []).append(row)
    return levels


def _far(row: Division, year: int) -> str:
    """Return sentences that name far places in passing, in ways that no list of words foresees."""
    by_level = _by_level(year)
    step = int(row.code) * 7919

    def pick(level: str, turn: int) -> str:
        return by_level[level][(step + turn * 104729) % len(by_level[level])].name

    return (
        f"{pick('prefecture', 1)}律师事务所开展讲座。化解{pick('county', 2)}务工人员纠纷。"
        f"观摩{pick('county', 3)}，{pick('province', 4)}企业投诉。{pick('township', 5)}参观。"
    )


STYLES: dict[str, Callable[[Division, int], tuple[str, list[str]]]] = {
    "name alone": lambda r, _: (TITLE.format(r.name), []),
    "name alone, noise": lambda r, _: (TITLE.format(r.name), [NOISE]),
    "name, county in the body": lambda r, y: (
        TITLE.format(r.name),
        [f"{NOISE}在{_county(r, y)}委、{_county(r, y)}政府的坚强领导下，我镇扎实推进。"],
    ),
    "name, site head": lambda r, y: (
        TITLE.format(r.name),
        [f"{_upper(r, y, ('prefecture',))}{_upper(r, y, ('county',))}人民政府门户网站", NOISE],
    ),
    "county and name": lambda r, y: (TITLE.format(_county(r, y) + r.name), [NOISE]),
    "city, county and name": lambda r, y: (
        TITLE.format(_upper(r, y, ("prefecture", "county")) + r.name),
        [],
    ),
    "full chain": lambda r, y: (
        TITLE.format(_upper(r, y, ("province", "prefecture", "county")) + r.name),
        [NOISE],
    ),
    "issuer": lambda r, y: (f"{_county(r, y)}{r.name}人民政府", []),
    "name, county, far places": lambda r, y: (
        TITLE.format(r.name),
        [f"在{_county(r, y)}委、{_county(r, y)}政府的坚强领导下，我镇扎实推进。{_far(r, y)}"],
    ),
    FAR_ONLY: lambda r, y: (TITLE.format(r.name), [_far(r, y)]),
    "name, site head (short)": lambda r, y: (
        TITLE.format(r.name),
        [_county(r, y)[:-1] + "法院", f"法治{_county(r, y)[:-1]}", NOISE],
    ),
    "department": lambda r, _: (f"{r.name}司法局", []),
}


def sample(size: int, year: int) -> list[Division]:
    """Return counties and townships of `year`, every n-th of the list."""
    rows = [r for r in divisions().records if r.level in ("county", "township") and r.active(year)]
    step = max(1, len(rows) // size)
    return rows[::step]


def measure(size: int = 3000, year: int = 2023) -> dict[str, Counter[str]]:
    """Return for each style how many answers are right, open and wrong."""
    outcome: dict[str, Counter[str]] = {style: Counter() for style in STYLES}
    rows = sample(size, year)
    for style, make in STYLES.items():
        for row in rows:
            if style == "department" and row.level != "county":
                continue
            text, hints = make(row, year)
            place = resolve_region(text, hints=hints, year=year)
            slots = [place.province, place.prefecture, place.county, place.township]
            settled = "/".join(slot for slot in slots if slot)
            truth = path_of(row, year)
            if place.candidates or not settled:
                parts = truth.split("/")
                fits = truth in place.candidates and all(s in parts for s in slots if s)
                result = "open" if fits else "open, truth missing"
            else:
                result = "right" if settled == truth else "wrong"
            outcome[style][result] += 1
            if "-v" in sys.argv and result in ("wrong", "open, truth missing"):
                print(style, result, text, "|", settled, "|", truth, "|", place.rule)
    return outcome


if __name__ == "__main__":
    numbers = [int(arg) for arg in sys.argv[1:] if arg.isdecimal()]
    resolve_region("浙江省")
    begin = time.perf_counter()
    table = measure(*numbers)
    for style, counts in table.items():
        print(f"{style:28}", dict(sorted(counts.items())))
    total = sum(sum(c.values()) for c in table.values())
    print(f"{total} titles in {time.perf_counter() - begin:.1f} s")
