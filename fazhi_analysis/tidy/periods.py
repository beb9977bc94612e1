"""The period that a number is for: named in its sentence, else the report's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi_analysis.tidy.numbers import TimeMark
from fazhi_analysis.tidy.spans import is_span

__all__ = ["governing_mark", "period_of", "year_of"]

_SINCE = re.compile(r"\s?(?:以来|起|至今|开始|之后|后|以后)")
# 2022年至2023年: the years together, not the first of them
_SPAN = re.compile(r"\s?[至到—–~-]{1,2}\s?(?:20)?\d{2}年")
_UNTIL = re.compile(r"(?:截至|截止|截止到|截至到|自|从|自从|至|到)\s?\Z")
_ALONE = re.compile(
    r"(?:同期|末|底|全年)?(?:的|为|是|共|有|共有|约|近)?\s?[\d〇一二两三四五六七八九十百千]"
)
_OF = re.compile(r"的\s?[\d〇一二两三四五六七八九十百千]")
_AIMS = ("确保", "力争", "争取", "预计", "计划", "要求", "保证")  # 确保2024年出庭率不低于98%
_LAST = ("去年", "上年", "上一年")
_THIS = ("今年", "本年")


def year_of(period: str | None) -> int | None:
    """Return the year of a period such as 2023 or 2022Q1."""
    if period and period[:4].isdigit():
        return int(period[:4])
    return None


def governing_mark(
    text: str, marks: Sequence[TimeMark], start: int, clause: int, at: int
) -> TimeMark | None:
    """Return the time expression that governs a number at `at`.

    The last one before the number in its own clause, else the last one of the sentence's earlier
    clauses. A year inside a name (调整2022年村法律顾问) governs only where it opens its clause or
    follows 在, 于, 比 and the like.
    """
    found: TimeMark | None = None
    for mark in marks:
        if mark.start >= at:
            break
        if mark.start < start or (mark.start > start and not _opens(text, mark)):
            continue
        if mark.start >= clause:
            # 一季度2,604件、二季度3,228件: a mark right before a number serves that number only.
            # But 今年为520名工人追回402万元.
            alone = _ALONE.match(text, mark.end) and not mark.text.startswith(_THIS)
            if alone and not _reaches(text, mark.end, at):
                continue
            if mark.text == "全年" and found is not None and found.part is None:
                continue  # 2022年,全年办理50件
            found = mark
        elif (
            (mark.start == start or text[mark.start - 1] in ";；到" or _carries(text, mark))
            and not _ALONE.match(text, mark.end)
            and not _bracketed(text, mark.start, at)
        ):
            found = mark
    return found


def _carries(text: str, mark: TimeMark) -> bool:
    """Tell whether a mark reaches into the next clause; 比2022年减少17件 does not."""
    if is_span(mark):
        return text[mark.end : mark.end + 1] in (",", "，")
    return mark.part is not None or mark.text.startswith(("今年", "本年", "全年"))


def _reaches(text: str, after: int, at: int) -> bool:
    found = _ALONE.match(text, after)
    return found is not None and found.end() > at - 2 and after + 12 > at


def _bracketed(text: str, mark: int, at: int) -> bool:
    """Tell whether a bracket around the mark closes before the number."""
    opening = max(text.rfind("(", mark - 12, mark), text.rfind("（", mark - 12, mark))
    if opening < 0:
        return False
    closing = min(
        (p for p in (text.find(")", mark, at), text.find("）", mark, at)) if p >= 0), default=-1
    )
    return closing >= 0


def _opens(text: str, mark: TimeMark) -> bool:
    at = mark.start
    before = text[at - 1]
    if is_span(mark):
        return True
    if mark.part is not None and mark.year is None:
        return before not in "每各前"  # a part of the year names nothing: 我局一季度开展检查9次
    if text.startswith(_AIMS, at - 2):
        return True
    return before in " ,，;；。、:：(（)）“”\n\t|在于较比自从至到以由,据对截止的与和及年月度中"


def period_of(
    text: str, mark: TimeMark | None, own: str | None, *, prior_ok: bool = True
) -> tuple[str | None, bool]:
    """Return the period that a time expression gives, and whether it lies before the report's own.

    Parameters
    ----------
    text : str
        The text that the mark's offsets count in.
    mark : TimeMark or None
    own : str or None
        The report's own period.
    prior_ok : bool, default True
        Whether earlier years may be read at all.
    """
    if mark is None:
        return own, False
    year = year_of(own)
    if is_span(mark):
        return mark.part or None, year is not None and (mark.year_to or year) < year
    if mark.year is not None:
        if mark.year_to is not None or any(p.match(text, mark.end) for p in (_SINCE, _SPAN)):
            return own, False
        # 由2020年的81.2%提高到…: a level, not a beginning
        level = _OF.match(text, mark.end) is not None
        if not level and _UNTIL.search(text, max(0, mark.start - 3), mark.start):
            return own, False
        if year is None or mark.year == year:
            if mark.part and "-" not in mark.part:
                return f"{mark.year}{mark.part}", False
            return (own or str(mark.year)), False
        if mark.year > year or not prior_ok:
            return own, False
        period = f"{mark.year}{mark.part}" if mark.part and "-" not in mark.part else str(mark.year)
        return period, True
    if mark.text.startswith(_LAST):
        part = "" if text[mark.end : mark.end + 1] in ("末", "底") else (own or "")[4:]
        return (f"{year - 1}{part}" if year else None), True
    if mark.part and "-" not in mark.part and year is not None:
        if _UNTIL.search(text, max(0, mark.start - 3), mark.start):
            return own, False
        return f"{year}{mark.part}", False
    return own, False
