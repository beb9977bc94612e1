"""What the other words of a file say about a place: weighed mentions, and the choice they allow.

A mention counts for the candidates that lie on its line: the division itself, one of those
above it, one below it, or a township of the same county. It decides only where it fits some
candidates and not others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from fazhi_analysis.divisions.data import Division
from fazhi_analysis.divisions.names import WORDS, Found, Names, in_year, scan

__all__ = ["SHORT_HINT", "Mention", "choose", "kinds", "related", "site_labels", "weigh"]

SHORT_HINT = 60
_CROWD = 5
_OFTEN_OFFICIAL = 4.5
_ELSEWHERE_BEFORE = re.compile(
    r"(?:赴|前往|考察|学习|借鉴|对标|来自|支援|对口|走进|调研|毗邻|相邻|联合|协同|协助|协作|邀请|对接|援助|帮扶|委托|"
    r"移送|驻|籍|到|至|与|同|往|卓|提)$"
)
_ELSEWHERE_AFTER = re.compile(
    r"^(?:的?(?:先进)?(?:经验|做法|模式)|路|大道|大街|街(?!道)|巷|弄|高速|机场|车站|大学|学院|会议|精神|战略|冬奥|亚运|"
    r"奥运|籍|菜|商会|银行|日报|晚报|大厦|广场|公园|河|江|湖(?!镇)|山|岛|等地|等省|考察|学习|培训|挂职|样板|宣言|共识|"
    r"论坛|代表团)"
)
_ORGAN_AFTER = re.compile(
    r"^[省市县区州盟旗镇乡]?(?:委|政府|人民政府|党委|党工委|人大|政协|人民法院|法院|检察院|人民检察院|司法局|司法厅|公安|"
    r"普法|依法治|政法|纪委|监委|财政局|税务局|民政局|教育局|卫健|发改|人社|级|住建|市场监管|应急管理|农业农村|水利局|"
    r"自然资源|生态环境|文旅|信访|综合执法|街道|办事处)"
)
# What stands before the bodies that a text reports to: 在海曙区委领导下, not 协助海曙区法院.
_OFFICIAL_BEFORE = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[在由经受按照报共向及据省市州盟]|根据|落实|贯彻|落实好)$"
)
_SLOGAN_BEFORE = re.compile(
    r"(?:法治|平安|数字|美丽|清廉|善治|信用|幸福|健康|文明|法润|智慧|和谐|诚信|阳光)$"
)
# 平安县（市、区）创建 is no news of 平安县.
_SLOGAN_WORDS = tuple(WORDS["slogan"])
_SENTENCE = re.compile(r"[，。；,;：《]")
# Offices that are called after the township they serve: 蓬壶法庭.
_LOCAL_ORGAN = re.compile(
    r"人民法庭|法庭|司法所|派出所|税务所|税务分局|财政所|供电所|卫生院|中心小学|中心卫生院"
)
_NO_STEMS = frozenset(WORDS["no_stem"])
# 县委、县政府 and 省、市、区 tell the kind of the county above, unless a name stands before.
_ALONE = r"(?:(?<![\u4e00-\u9fff])|(?<=[在由受经和与市的向按照]))"
_COURTS = "(?:法院|司法局|检察院|公安局|政法委|人大常委)"
_KIND_PATTERNS = tuple(
    (
        kind,
        re.compile(
            f"{_ALONE}{kind}委(?:、?{kind}?(?:人民)?政府|的)|{_ALONE}{kind}{_COURTS}|我{kind}|"
            f"[省盟]、?[市旗]?、?{kind}(?![（(、]?[市县区旗乡镇街苏三四])"
        ),
    )
    for kind in "县区旗"
)


class Mention(NamedTuple):
    """A form named in the hints, what it may mean, and how much it weighs."""

    form: str
    rows: tuple[Division, ...]
    weight: float
    kind: str


def _weight(found: Found, text: str, rows: list[Division], short_text: bool) -> float:
    """Return how much a name weighs where it stands.

    One passing word must not decide: a province is one of 31, so a far one may well hold a
    place of the same name; a county is one of 2,850.
    """
    before, after = text[max(0, found.start - 3) : found.start], text[found.end : found.end + 10]
    if _ELSEWHERE_BEFORE.search(before) or _ELSEWHERE_AFTER.match(after):
        return 0
    organ = bool(_ORGAN_AFTER.match(after))
    upper = any(row.level in ("province", "prefecture") for row in rows)
    if found.kind == "short":
        if _SLOGAN_BEFORE.search(before) or (organ and _OFFICIAL_BEFORE.search(before)):
            return 3.0 if short_text else 2.0
        return 0.5 if upper and found.form != "北京" else 0
    if len(found.form) < 3:
        return 2.0 if organ and (short_text or _OFFICIAL_BEFORE.search(before)) else 0
    if short_text:
        return 4.0
    if organ and _OFFICIAL_BEFORE.search(before):
        return 3.0
    if found.form.startswith(_SLOGAN_WORDS):
        return 0
    if before.endswith("《") or (len(rows) == 1 and not upper):
        return 2.0
    return 1.0


def weigh(hints: Iterable[str], table: Names, year: int | None) -> list[Mention]:
    """Return the mentions of all hints, a form once with its greatest weight.

    A form that is told again weighs half as much again, three times and more twice as much.
    """
    best: dict[tuple[str, str], tuple[float, int, tuple[Division, ...]]] = {}

    def add(form: str, kind: str, rows: list[Division], weight: float) -> None:
        if weight <= 0 or not rows:
            return
        top, count, _ = best.get((form, kind), (0.0, 0, ()))
        best[form, kind] = (max(top, weight), count + 1, tuple(rows))

    for text in hints:
        # A short hint is a name or an address; a short sentence is none.
        short_text = len(text) <= SHORT_HINT and not _SENTENCE.search(text)
        end = -1
        upper: tuple[Division, ...] = ()
        for found in scan(text, table):
            rows = table.senses(found, year)
            if found.start == end:  # 石家庄市长安区 is one district, 长安区 is two
                inner = [row for row in rows if table.data.within(row, upper, year)]
                rows = inner or rows
            end, upper = found.end, tuple(rows)
            add(found.form, found.kind, rows, _weight(found, text, rows, short_text))
        for label in site_labels(text):
            add(
                label, "site", in_year(table.sites.get(label, []), year), 3.0 if short_text else 2.0
            )
        for match in _LOCAL_ORGAN.finditer(text):
            for size in (4, 3, 2):
                stem = text[max(0, match.start() - size) : match.start()]
                if len(stem) == size and stem not in _NO_STEMS and stem in table.township_stems:
                    add(stem, "full", in_year(table.township_stems[stem], year), 2.0)
                    break
    return _without_crowds(
        [
            Mention(form, rows, top * (0.5 + 0.5 * min(count, 3)), kind)
            for (form, kind), (top, count, rows) in sorted(best.items())
        ]
    )


def _without_crowds(mentions: list[Mention]) -> list[Mention]:
    """Drop lists of links: a page that names six provinces, or six cities of as many codes."""
    kept = mentions
    for level in ("province", "prefecture"):
        crowd = [m for m in kept if {row.level for row in m.rows} == {level}]
        if len({row.code for m in crowd for row in m.rows}) > _CROWD:
            # What the running text says in an official context stays.
            kept = [m for m in kept if m not in crowd or m.weight >= _OFTEN_OFFICIAL]
    return kept


def site_labels(text: str) -> list[str]:
    """Return the parts of government site addresses: haishu and ningbo of haishu.ningbo.gov.cn."""
    labels: list[str] = []
    lower = text.lower()
    place = lower.find(".gov.cn")
    while place >= 0:
        host = re.split(r"[^a-z0-9.-]", lower[max(0, place - 60) : place])[-1].split(".")
        # Two letters are a province only where they stand last; tj.x.gov.cn is a statistics office.
        labels += [part for part in host[:-1] if len(part) > 3] + host[-1:]
        place = lower.find(".gov.cn", place + 7)
    return labels


def kinds(hints: Iterable[str]) -> str | None:
    """Return 县, 区 or 旗 where the hints speak of the county above in one kind only."""
    joined = [text for text in hints if text]
    seen = {kind for kind, pattern in _KIND_PATTERNS if any(pattern.search(t) for t in joined)}
    return next(iter(seen)) if len(seen) == 1 else None


def related(mention: Mention, candidate: Division, table: Names, year: int | None) -> float:
    """Return how much of the mention's weight counts for the candidate."""
    line = table.data.lineage(candidate, year)
    codes = {row.code for row in line}
    county = next((row.code for row in line if row.level == "county"), None)
    prefecture = next((row.code for row in line if row.level == "prefecture"), None)
    best = 0.0
    for row in mention.rows:
        row = table.data.as_of(row, year)
        if row.code in codes:
            return 1.0
        above = {up.code for up in table.data.lineage(row, year)}
        if candidate.code in above or (county and county in above):
            best = max(best, 1.0)
        elif prefecture and prefecture in above and row.level == "county":
            best = max(best, 0.25)
    return best


def choose(
    candidates: list[Division],
    mentions: list[Mention],
    own: set[str],
    table: Names,
    year: int | None,
    kind: str | None = None,
) -> tuple[list[Division], list[str], bool]:
    """Narrow the candidates as far as the mentions allow.

    Returns the candidates left, the forms that decided, and whether any mention had a say.
    Nothing is dropped when the weight for the best is below 2, or when what speaks for the
    others is more than a fourth of it.
    """
    if len(candidates) < 2:
        return candidates, [], False
    votes: list[tuple[str, dict[Division, float]]] = []
    for mention in mentions:
        if mention.form not in own:
            share = {row: related(mention, row, table, year) for row in candidates}
            votes.append(
                (mention.form, {row: part * mention.weight for row, part in share.items()})
            )
    if kind:
        fits = {row: 2.0 * (_county_kind(row, table, year) == kind) for row in candidates}
        votes.append((kind, fits))
    votes = [(form, vote) for form, vote in votes if len(set(vote.values())) > 1]
    score = {row: sum(vote[row] for _, vote in votes) for row in candidates}
    best = max(score.values())
    left = [row for row in candidates if score[row] >= best - 1e-9]
    # What speaks for another candidate counts against the best only where it does not speak
    # for them as well: the city's name fits all its counties.
    against = max(
        (
            sum(max(0.0, vote[row] - min(vote[kept] for kept in left)) for _, vote in votes)
            for row in candidates
            if row not in left
        ),
        default=0.0,
    )
    if best < 2.0 or against > best / 4:
        return candidates, [], bool(votes)
    return left, sorted({form for form, vote in votes if any(vote[row] for row in left)}), True


def _county_kind(row: Division, table: Names, year: int | None) -> str | None:
    for up in reversed(table.data.lineage(row, year)):
        if up.level == "county":
            return up.name[-1]
    return None
