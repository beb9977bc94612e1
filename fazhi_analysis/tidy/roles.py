"""What part of a report a section belongs to: progress, problems, duty, plan, other or intro.

The words of the top heading decide, by the list ``resources/roles.csv``; its sub-sections take
the role over. A mixed heading (存在问题及下一步打算) is ``plan``; below a plan a
sub-heading that names problems opens ``problems``. A heading without a word of the list is
``progress`` when it stands before the first problems or plan, ``plan`` when it follows a plan, and
after problems ``plan`` where it promises (进一步, 继续), else ``other``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.resources.tables import read_table
from fazhi_analysis.tidy.records import Section
from fazhi_analysis.tidy.widths import half_width

__all__ = ["ROLES", "is_role_heading", "load_roles", "role_of", "roles_of_sections"]

ROLES = ("intro", "progress", "problems", "duty", "plan", "other")

_YEAR = re.compile(r"(20[0-9]{2})[ ]?年?")
_NAMED_YEAR = re.compile(r"(?<![-—~至到0-9])(20[0-9]{2})年")
# 存在问题及下一步打算: what it promises comes last and weighs more, for figures in it are plans.
_PLAN_BESIDE = re.compile(r"下一?步|打算|措施|对策|思路|计划|安排|努力方向|改进方向|明年")
_AHEAD = re.compile(r"下一?(?:步|阶段|季度)|下半年|今后|明年|来年")
_PROMISE = re.compile(r"进一步|继续|持续|将|切实|努力|着力|整改|改进|不断")
# What a line must be, as a whole, to be a heading without a number.
_WHOLE_LINE = re.compile(
    r"(?:20\d{2}年(?:度|上半年|下半年)?|当前|目前|今年以?来|我[市县区镇乡局])?"
    r"(?:"
    r"(?:[^,;:]{0,16}(?:中|的))?(?:主要|突出)?(?:存在的?)?(?:主要|突出)?"
    r"(?:问题|不足|短板|困难)(?:短板|弱项)?"
    r"(?:(?:[与和及、]|以及)(?:不足|短板|原因|困难|问题|差距|薄弱环节)){0,3}"
    r"|下一?(?:步|阶段)(?:的?(?:主要|重点)?(?:工作)?(?:的?"
    r"(?:计划|打算|安排|思路|举措|措施|重点|方向|设想))?)"
    r"|(?:今后|明年|来年|下半年|次年)的?(?:主要|重点)?(?:工作)?的?(?:计划|打算|安排|思路|举措|重点)"
    r"|[^,;:]{0,14}(?:主要|重点)?工作(?:计划|打算|安排|思路)"
    r"|[^,;:]{0,14}主要(?:工作|举措|做法|措施|成效|成绩)(?:情况|成效|举措|做法)?"
    r"(?:(?:和|与|及|以及|、)(?:主要|工作|取得的?)?(?:成效|亮点|举措|成绩|做法|情况))?"
    r"|(?:推进)?(?:法治政府|法治|依法行政)?(?:建设)?工作(?:开展|推进|完成|进展)?"
    r"(?:情况|成效|举措|亮点|回顾|总结|做法)(?:[与和及、](?:成效|亮点|举措|成绩|做法))?"
    r"|(?:党政)?主要(?:负责人|领导).{0,24}(?:第一责任人|履职|履责|职责).{0,12}"
    r")"
)


def _checked(rows: Sequence[dict[str, str]], name: str) -> tuple[tuple[str, str, str], ...]:
    found = []
    for number, row in enumerate(rows, 1):
        if row.get("role") not in ROLES:
            raise ResourceError(
                f"{name}: row {number} has the role {row.get('role')!r}; "
                f"use one of {', '.join(ROLES)}."
            )
        try:
            order = int(row["order"])
            re.compile(row["pattern"])
            re.compile(row["unless"])
        except (KeyError, TypeError, ValueError, re.error) as error:
            raise ResourceError(
                f"{name}: row {number} is not well formed ({error}); it needs a whole number in "
                "'order' and regular expressions in 'pattern' and 'unless'."
            ) from error
        if not row["pattern"]:
            raise ResourceError(f"{name}: row {number} has no pattern; every row needs one.")
        found.append((order, row["role"], row["pattern"], row["unless"]))
    return tuple((role, pattern, unless) for _, role, pattern, unless in sorted(found))


@cache
def load_roles() -> tuple[tuple[str, str, str], ...]:
    """Read the heading words from the package's list.

    Returns
    -------
    tuple of (role, pattern, unless)
        In the order in which they are tried.

    Raises
    ------
    ResourceError
        A row has an unknown role, no pattern, or a malformed expression.
    """
    columns = ("order", "role", "pattern", "unless")
    return _checked(read_table("roles.csv", columns), "roles.csv")


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    return tuple(
        (
            role,
            None if pattern == "YEAR+" else re.compile(pattern),
            re.compile(unless) if unless else None,
        )
        for role, pattern, unless in load_roles()
    )


def role_of(heading: str | None, year: int | None = None) -> str | None:
    """Tell a heading's role by its own words; None where they say nothing.

    Parameters
    ----------
    heading : str or None
        The heading without its marker.
    year : int, optional
        The report's year.

    Examples
    --------
    >>> role_of("存在的主要问题"), role_of("2024年工作思路", 2023), role_of("强化组织领导")
    ('problems', 'plan', None)
    """
    if not heading:
        return None
    words = half_width(re.sub(r"\s", "", heading))[:120]
    years = [int(found) for found in _YEAR.findall(words)]
    for role, pattern, unless in _compiled():
        if pattern is None:
            hit = year is not None and bool(years) and min(years) > year
        elif role == "plan" and years and year is not None and max(years) <= year:
            # 2023年工作安排 in the report on 2023 tells what was done, 2023年下半年安排 does not.
            hit = bool(_AHEAD.search(words))
        else:
            hit = bool(pattern.search(words))
        if hit and not (unless and unless.search(words)):
            if role == "problems" and _PLAN_BESIDE.search(words):
                return "plan"
            return role
    return None


def is_role_heading(line: str) -> bool:
    """Whether a line without a number is, as a whole, the name of a part of a report.

    Examples
    --------
    >>> is_role_heading("存在的问题"), is_role_heading("我镇存在的问题较多")
    (True, False)
    """
    return bool(_WHOLE_LINE.fullmatch(half_width(line)))


def _likely_year(body: str) -> int | None:
    """Find the year named most often outside titles of documents; the earlier of two equals."""
    counts = Counter(_NAMED_YEAR.findall(re.sub(r"《[^《》]{0,80}》", "", body)))
    if not counts:
        return None
    return min((-count, int(year)) for year, count in counts.items())[1]


def roles_of_sections(body: str, sections: list[Section], year: int | None) -> list[Section]:
    """Give every section its role: the top section's, by rank and order of the top headings."""
    year = year or _likely_year(body)
    tops = [s for s in sections if s.depth == 1]
    own: dict[int, str | None] = {}
    after_problems = False
    for top in tops:
        # After the problems, 2024年工作安排 is a plan whatever year the report is taken for.
        role = role_of(top.heading, year)
        if after_problems and role != "problems" and role_of(top.heading) == "plan":
            role = "plan"
        own[top.section] = role
        after_problems = after_problems or role == "problems"
    last = {own[top.section]: place for place, top in enumerate(tops)}
    decided: dict[int, str] = {}
    before: set[str] = set()
    for place, top in enumerate(tops):
        role = own[top.section]
        if role is None:
            planned_later = last.get("plan", -1) > place
            if last.get("progress", -1) > place or not before & {"problems", "plan"}:
                role = "progress"
            elif "plan" in before or (not planned_later and _PROMISE.search(top.heading or "")):
                role = "plan"
            else:
                role = "other"
        decided[top.section] = role
        before.add(role)
    done: list[Section] = []
    for section in sections:
        if section.section == 0:
            done.append(section)
            continue
        if section.depth == 1:
            role = decided[section.section]
        else:
            assert section.parent is not None
            role = done[section.parent].role
            if role == "plan" and role_of(section.heading, year) == "problems":
                role = "problems"
        done.append(section._replace(role=role))
    return done
