"""From a name to a place, or to every place that it may be.

`resolve_region` reads the issuer's or title's words and every hint the file gives. It names one
place only when the words leave one; otherwise the part that all candidates share and the
candidates. `find_divisions` lists the divisions named in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from fazhi_analysis.divisions.body import place_of_body
from fazhi_analysis.divisions.data import Division, divisions
from fazhi_analysis.divisions.hints import SHORT_HINT, Mention, choose, kinds, related, weigh
from fazhi_analysis.divisions.names import WORDS, Names, names, scan
from fazhi_analysis.divisions.subject import (
    Subject,
    bare_subject,
    read_subject,
    unknown_township,
)

__all__ = ["DivisionMention", "Resolution", "find_divisions", "path_of", "resolve_region"]

_SLOTS = ("province", "prefecture", "county", "township")
_NOT_THE_CITY = frozenset(WORDS["not_the_city"])
_SENTENCE = re.compile(r"[，。；;]")
# Titles of other reports stand beside this one: previous, next, related.
_OTHER_TITLE = re.compile(r"20\d\d|报告|总结|通知|方案|公告|意见|决定")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What is known of a place.

    Attributes
    ----------
    province, prefecture, county, township : str or None
        Official full names as of the year asked for; None where not settled, or where there is
        no such level (the districts of 北京市 have no prefecture, the towns of 东莞市 no county).
    adcode : str or None
        Code of the most precise division settled: six digits, nine for townships.
    level : str or None
        province, prefecture, county, township, zone or department: whose the text is. A zone's
        place is the county or city that it stands in.
    candidates : tuple of str
        Full paths of all divisions that fit; empty when settled.
    rule : str
        What decided: ``full chain``, ``one of the name``, ``the city of the name``,
        ``hints: …``, ``body`` (only names in the hints), ``not settled: …``, ``no name``.
    """

    province: str | None = None
    prefecture: str | None = None
    county: str | None = None
    township: str | None = None
    adcode: str | None = None
    level: str | None = None
    candidates: tuple[str, ...] = ()
    rule: str = "no name"


class DivisionMention(NamedTuple):
    """A division named in a text: where, how, and the full paths that the name may mean."""

    start: int
    name: str
    candidates: tuple[str, ...]


def path_of(row: Division, year: int | None = None) -> str:
    """Return the full path of a division, such as 浙江省/湖州市/安吉县."""
    line = divisions().lineage(row, year)
    # The statistical lists put towns under zones; their path leaves the zone out.
    return "/".join(up.name for up in line if up.level != "zone" or up is line[-1])


def find_divisions(text: str, *, year: int | None = None) -> list[DivisionMention]:
    """List the divisions that a text names, in order, with all that each name may mean.

    Parameters
    ----------
    text : str
        Any text. The scan is linear in its length.
    year : int, optional
        Names of that year come before names of other years; default: today's.

    Returns
    -------
    list of DivisionMention
        start, name, candidates (sorted full paths). Short forms (浙江, 武进) are listed too.

    Examples
    --------
    >>> [m.name for m in find_divisions("浙江省安吉县孝丰镇")]
    ['浙江省', '安吉县', '孝丰镇']
    """
    table = names()
    return [
        DivisionMention(
            found.start,
            found.form,
            tuple(sorted({path_of(row, year) for row in table.senses(found, year)})),
        )
        for found in scan(text, table)
    ]


def resolve_region(text: str, *, hints: Iterable[str] = (), year: int | None = None) -> Resolution:
    """Find the place that a text is of.

    Parameters
    ----------
    text : str
        The issuer's name or the title.
    hints : iterable of str, optional
        Other words of the same file, the surest first: title, site name, signature, site
        address, the body. Where `text` names no place, the short ones (60 characters) are read
        in its stead; those that look like a title only where they come first.
    year : int, optional
        The year that the text is about; names are those of that year.

    Returns
    -------
    Resolution
        One place, or the part that all candidates share together with the candidates.

    Notes
    -----
    Among several divisions of a name, a hint decides where it fits some and not others, and
    where what speaks for the others is at most a fourth of what speaks for the best. A name in
    passing (赴…考察, …经验) does not count.

    Examples
    --------
    >>> place = resolve_region("武进区司法局", year=2022)
    >>> place.prefecture, place.county, place.level
    ('常州市', '武进区', 'department')
    >>> resolve_region("横街镇2024年度报告", hints=["法治浙江建设"]).province
    '浙江省'
    """
    table = names()
    text = text or ""
    hints = [hint for hint in hints if hint]
    subject, source = read_subject(text, table, year), text
    if subject is None:
        subject, source = _from_hints(hints, table, year)
        if subject is None:
            return _by_body(text, hints, table, year)
        if unknown_township(text):
            subject = subject._replace(unknown=True)
    rows = _distinct(subject.candidates, year)
    own = {found.form for found in subject.found}
    mentions = weigh([*hints, source], table, year)
    left, why, voted = choose(rows, mentions, own, table, year, kinds([*hints, text]))
    if len(left) > 1 and subject.bare and not subject.zone and not voted:
        city = _city_of_the_name(left, subject)
        if city is not None and not subject.rival:
            return _settled(city, subject, year, "the city of the name")
    if len(left) > 1 or subject.rival:
        return _open(_distinct([*left, *subject.rival], year), subject, year)
    if not why:
        doubt = _doubt(left[0], subject, mentions, own, table, year)
        if doubt:
            return _open(left, subject, year, doubt)
    rule = "full chain" if len(subject.found) > 1 else "one of the name"
    return _settled(left[0], subject, year, f"hints: {', '.join(why)}" if why else rule)


def _distinct(rows: Iterable[Division], year: int | None) -> list[Division]:
    """Return the rows under their names of the year, one for each path."""
    data = divisions()
    paths: dict[str, Division] = {}
    for row in sorted((data.as_of(r, year) for r in rows), key=lambda r: (r.last, r.first)):
        paths[path_of(row, year)] = row
    return sorted(paths.values(), key=lambda r: (r.code, r.name))


def _from_hints(hints: list[str], table: Names, year: int | None) -> tuple[Subject | None, str]:
    """Take the subject from the short hints that name an organisation: the deepest of them."""
    read: list[tuple[int, Subject, str]] = []
    for number, hint in enumerate(hints):
        # The first hint is the surest, often the title itself.
        told = number > 0 and _OTHER_TITLE.search(hint)
        if len(hint) <= SHORT_HINT and not told and not _SENTENCE.search(hint):
            subject = read_subject(hint, table, year)
            if subject is not None and subject.named:
                depth = max(len(table.data.lineage(row, year)) for row in subject.candidates)
                read.append((depth, subject, hint))
    if not read:
        return None, ""
    deepest = max(depth for depth, _, _ in read)
    equals = [(subject, hint) for depth, subject, hint in read if depth == deepest]
    subject, hint = equals[0]
    rivals = tuple(
        row
        for other, _ in equals[1:]
        for row in other.candidates
        if not set(other.candidates) & set(subject.candidates)
    )
    return subject._replace(rival=(*subject.rival, *rivals)), hint


def _by_body(text: str, hints: list[str], table: Names, year: int | None) -> Resolution:
    """Take the place from the names that the hints hold, where title and issuer have none."""
    row = place_of_body(text, weigh(hints, table, year), table, year)
    if row is None:
        return Resolution()
    subject = bare_subject(text, row)
    found = _settled(row, subject, year, "body")
    known = subject.zone or subject.department or subject.unknown
    return found if known else replace(found, level=None)


def _city_of_the_name(rows: list[Division], subject: Subject) -> Division | None:
    """Return the province or city that a short form without its kind means: 西安, 海南."""
    if subject.found[-1].form in _NOT_THE_CITY or len(subject.found) > 1:
        return None
    upper = [row for row in rows if row.level == "province"] or [
        row for row in rows if row.level == "prefecture"
    ]
    others = [row for row in rows if row not in upper]
    # 吉林 and 大理 are a province or a prefecture and a city within it: open.
    if len(upper) != 1 or any(divisions().within(row, upper) for row in others):
        return None
    return upper[0]


def _doubt(
    row: Division,
    subject: Subject,
    mentions: list[Mention],
    own: set[str],
    table: Names,
    year: int | None,
) -> str:
    """Tell why the only division of a name may still be the wrong one."""
    if len(subject.found) > 1:
        return ""
    others = [mention for mention in mentions if mention.form not in own]
    if sum(m.weight for m in others if related(m, row, table, year) >= 1) >= 2:
        return ""
    if subject.bare and subject.zone and row.level == "county" and row.name.endswith("区"):
        # 东湖高新区 is a zone of 武汉市, not of 东湖区 in 南昌市.
        form = subject.found[0].form
        towns = {t.parent[:4] for t in table.township_stems.get(form, []) if t.active(year, 1)}
        if len(towns - {row.code[:4]}) >= 2:
            return f"{form} is also the name of other places"
    against = sum(
        m.weight
        for m in others
        if m.weight >= 3
        and m.kind == "full"
        and all(r.level in ("province", "prefecture", "county") for r in m.rows)
        and not related(m, row, table, year)
    )
    return "the hints name other places" if against >= 6 else ""


def _level(row: Division, subject: Subject) -> str:
    if subject.zone or row.level == "zone":
        return "zone"
    if subject.department:
        return "department"
    if subject.unknown or row.level == "unit":
        return "township"
    return row.level


def _slots(row: Division, year: int | None) -> dict[str, Division]:
    slots = {up.level: up for up in divisions().lineage(row, year)}
    if "unit" in slots:
        slots["township"] = slots.pop("unit")
    return {key: slots[key] for key in _SLOTS if key in slots}


def _filled(slots: dict[str, Division]) -> tuple[str | None, ...]:
    return tuple(slots[key].name if key in slots else None for key in _SLOTS)


def _settled(row: Division, subject: Subject, year: int | None, rule: str) -> Resolution:
    slots = _slots(row, year)
    province, prefecture, county, township = _filled(slots)
    return Resolution(
        province,
        prefecture,
        county,
        township,
        adcode=list(slots.values())[-1].code,
        level=_level(row, subject),
        rule=rule,
    )


def _open(rows: list[Division], subject: Subject, year: int | None, doubt: str = "") -> Resolution:
    lines = [_slots(row, year) for row in rows]
    shared: dict[str, Division] = {}
    for key in _SLOTS if not doubt else ():
        # All candidates are called so, wherever they lie: 横街镇 is 横街镇.
        if len({line[key].name if key in line else None for line in lines}) == 1:
            shared.update({key: lines[0][key]} if key in lines[0] else {})
    province, prefecture, county, township = _filled(shared)
    settled = [
        row.code for key, row in shared.items() if len({line[key].code for line in lines}) == 1
    ]
    levels = {_level(row, subject) for row in rows}
    return Resolution(
        province,
        prefecture,
        county,
        township,
        adcode=settled[-1] if settled else None,
        level=next(iter(levels)) if len(levels) == 1 else None,
        candidates=tuple(sorted({path_of(row, year) for row in rows})),
        rule=f"not settled: {doubt or f'{len(rows)} divisions fit'}",
    )
