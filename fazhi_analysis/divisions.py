"""From a name to a place, or to every place that it may be.

`resolve_region` reads the issuer's or title's words and every hint the file gives. It names one
place only when the words leave one; otherwise the part that all candidates share and the
candidates. `find_divisions` lists the divisions named in a text; `load_places` reads a user's
own table of places.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from fazhi_analysis.divisions_data import Division, divisions
from fazhi_analysis.divisions_hints import SHORT_HINT, Mention, choose, kinds, weigh
from fazhi_analysis.divisions_names import Names, names, scan
from fazhi_analysis.divisions_subject import Subject, in_year, read_subject, unknown_township

__all__ = ["DivisionMention", "Resolution", "find_divisions", "resolve_region"]


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
        province, prefecture, county, township, zone or department: whose the text is.
    candidates : tuple of str
        Full paths of all divisions that fit; empty when settled.
    rule : str
        What decided: ``full chain``, ``one of the name``, ``hints: …``, ``not settled: …``,
        ``no name``.
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


def _slots(line: tuple[Division, ...]) -> dict[str, Division]:
    slots = {row.level: row for row in line}
    if "unit" in slots and "township" not in slots:
        slots["township"] = slots.pop("unit")
    return slots


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
            tuple(sorted({path_of(row, year) for row in in_year(table.of(found), year)})),
        )
        for found in scan(text, table)
    ]


def resolve_region(
    text: str, *, hints: Iterable[str] = (), year: int | None = None
) -> Resolution:
    """Find the place that a text is of.

    Parameters
    ----------
    text : str
        The issuer's name or the title.
    hints : iterable of str, optional
        Other words of the same file: site name, signature, address, the body.
    year : int, optional
        The year that the text is about; names are those of that year.

    Returns
    -------
    Resolution
        One place, or the part that all candidates share together with the candidates.

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
        return Resolution()
    if source is not text and unknown_township(text):
        subject = subject._replace(unknown=True)
    rows = _distinct(subject.candidates, year)
    own = {found.form for found in subject.found}
    mentions = weigh([*hints, source], table, year)
    left, why = choose(rows, mentions, own, table, year, kinds([*hints, text]))
    settled = len(left) == 1 and not subject.rival
    if settled and not why:
        doubt = _doubt(left[0], subject, mentions, own, table, year)
        settled = not doubt
    else:
        doubt = ""
    if settled:
        rule = f"hints: {', '.join(why)}" if why else (
            "full chain" if len(subject.found) > 1 else "one of the name"
        )
        return _settled(left[0], subject, year, rule)
    everything = _distinct([*left, *subject.rival], year)
    return _open(everything, subject, year, doubt)


def _distinct(rows: Iterable[Division], year: int | None) -> list[Division]:
    """Return the rows under their names of the year, one for each path."""
    data = divisions()
    paths: dict[str, Division] = {}
    for row in sorted((data.as_of(r, year) for r in rows), key=lambda r: (r.last, r.first)):
        paths[path_of(row, year)] = row
    return sorted(paths.values(), key=lambda r: (r.code, r.name))


def _from_hints(
    hints: list[str], table: Names, year: int | None
) -> tuple[Subject | None, str]:
    """Take the subject from the short hints, in their order, where they name an organisation."""
    for hint in hints:
        if len(hint) <= SHORT_HINT:
            subject = read_subject(hint, table, year)
            if subject is not None and subject.named:
                return subject, hint
    return None, ""


def _doubt(
    row: Division,
    subject: Subject,
    mentions: list[Mention],
    own: set[str],
    table: Names,
    year: int | None,
) -> str:
    """Tell why the only division of a name may still be the wrong one."""
    from fazhi_analysis.divisions_hints import _related

    others = [m for m in mentions if m.form not in own]
    support = sum(m.weight for m in others if _related(m, row, table, year) >= 1)
    if len(subject.found) == 1 and subject.bare and subject.zone and support < 2:
        # 东湖高新区 is a zone of 武汉市, not of 东湖区 in 南昌市.
        form = subject.found[0].form
        towns = {t.parent[:4] for t in table.township_stems.get(form, []) if t.active(year, 1)}
        towns.discard(row.code[:4])
        if row.name.endswith("区") and row.level == "county" and len(towns) >= 2:
            return f"{form} is also the name of other places"
    against = sum(
        m.weight
        for m in others
        if m.weight >= 3
        and m.kind == "full"
        and all(r.level in ("province", "prefecture", "county") for r in m.rows)
        and not _related(m, row, table, year)
    )
    if len(subject.found) == 1 and support < 2 and against >= 6:
        return "the hints name other places"
    return ""


def _level(row: Division, subject: Subject) -> str:
    if subject.zone or row.level == "zone":
        return "zone"
    if subject.department:
        return "department"
    if subject.unknown:
        return "township"
    return "township" if row.level == "unit" else row.level


def _settled(row: Division, subject: Subject, year: int | None, rule: str) -> Resolution:
    line = divisions().lineage(row, year)
    slots = _slots(line)
    return Resolution(
        *(slots[k].name if k in slots else None for k in ("province", "prefecture", "county", "township")),
        adcode=(row if row.level != "zone" else line[-2]).code,
        level=_level(row, subject),
        rule=rule,
    )


def _open(
    rows: list[Division], subject: Subject, year: int | None, doubt: str
) -> Resolution:
    lines = [_slots(divisions().lineage(row, year)) for row in rows]
    shared: dict[str, Division] = {}
    for key in ("province", "prefecture", "county", "township"):
        codes = {slots[key].code if key in slots else None for slots in lines}
        if len(codes) != 1 or doubt:
            break
        if None not in codes:
            shared[key] = lines[0][key]
    levels = {_level(row, subject) for row in rows}
    last = list(shared.values())[-1] if shared else None
    return Resolution(
        *(shared[k].name if k in shared else None for k in ("province", "prefecture", "county", "township")),
        adcode=last.code if last else None,
        level=next(iter(levels)) if len(levels) == 1 else None,
        candidates=tuple(sorted({path_of(row, year) for row in rows})),
        rule=f"not settled: {doubt or f'{len(rows)} divisions fit'}",
    )
