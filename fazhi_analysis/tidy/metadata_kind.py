"""What a text is: a yearly report on law-based government, a work summary, or something else."""

from __future__ import annotations

import re
from functools import cache

from fazhi_analysis.read.vocabulary import alternatives, word_list

__all__ = ["kind_of"]

_BRACKETED = r"(?:[（(《].{0,30}[)）》])?"
_NEWS_LEAD = re.compile(
    r"近日|日前|昨日|今日|本报讯|本站讯|[（(]?(?:记者|通讯员)|\d{1,2}月\d{1,2}日(?:上午|下午|晚|至|，|,|-)|连日来"
    r"|[一-鿿]{2,8}(?:网|报|社|台)?(?:\d{1,2}月\d{1,2}日)?(?:讯|电)[ ：:（(]"
    r"|为(?:进一步)?[^，,]{4,60}[，,](?:近日|\d{1,2}月\d{1,2}日)"
)
_INNER = re.compile(r"《([^》]{4,80})》")
_PASSES_ON = re.compile("印发|报送|公布|公开|发布")
_TOLD = re.compile(
    r"(?:报告|总结|汇报|情况)[一-鿿]{0,8}如下|(?:情况|工作)[一-鿿]{0,6}(?:报告|汇报|总结)如下"
)
_HEADING = re.compile(r"^[一二三四五六七八九十]{1,2}、", re.M)
_SHORTEST = 200


@cache
def _words(table: str, key: str) -> re.Pattern[str]:
    return re.compile(alternatives(word_list("kinds.toml", table, key)))


@cache
def _ending(key: str) -> re.Pattern[str]:
    return re.compile(f"{alternatives(word_list('kinds.toml', 'title', key))}{_BRACKETED}$")


@cache
def _with_plan() -> re.Pattern[str]:
    report = alternatives(word_list("kinds.toml", "title", "report"))
    return re.compile(rf"{report}.{{0,24}}(?:计划|打算|思路|安排|要点|谋划)$")


def kind_of(title: str | None, body: str, *, period_type: str | None) -> tuple[str, str]:
    """Return the kind of a text and the rule that told it.

    Parameters
    ----------
    title : str or None
        The report's title.
    body : str
        Its body.
    period_type : str or None
        The kind of its period; a report on half a year or a quarter is no yearly one.

    Returns
    -------
    kind : {'annual_report', 'work_summary', 'other'}
    rule : str

    Examples
    --------
    >>> kind_of("横街镇2024年法治政府建设年度报告", "一、推进情况", period_type="annual")[0]
    'annual_report'
    >>> kind_of("某镇2024年法治政府建设工作要点", "", period_type="annual")[0]
    'other'
    """
    partly = period_type in {"half", "quarter"}
    samples = _words("text", "sample")
    if samples.search(body[:400]) or samples.search(title or ""):
        return "other", "a sample text for copying"
    if title:
        named = _by_title(title.replace(" ", "").strip("《》"), body, partly)
        if named is not None:
            return named
    if _NEWS_LEAD.match(body):
        return "other", "opens like news"
    if _is_essay(title or "", body):
        return "other", "references or keywords of an essay"
    return _by_text(title or "", body, partly)


def _by_title(text: str, body: str, partly: bool) -> tuple[str, str] | None:
    if _words("title", "explains").search(text):
        return "other", "the title announces an explanation"
    inner = _INNER.search(text)
    if inner and _PASSES_ON.search(text) and _ending("report").search(inner.group(1)):
        if len(body) < 3 * _SHORTEST:
            return "other", "a notice about a report"
        text = inner.group(1)
    event = bool(_words("title", "news").search(text))
    if not _ending("report").search(text) and not _with_plan().search(text):
        if _ending("plan").search(text):
            return "other", "the title names a plan, a rule or a notice"
        if event or _NEWS_LEAD.match(body):
            return "other", "the title tells of an event"
        if _is_essay(text, body):
            return "other", "references or keywords of an essay"
        return None
    if _NEWS_LEAD.match(body) and len(body) < 1500:
        return "other", "opens like news"
    if event and re.search("听取|审议|召开|收听|通报", text):
        return "other", "the title tells of an event"
    if _words("title", "other_reports").search(text):
        return "other", "a report on something else"
    if _words("title", "duty").search(text) and "法治政府建设" not in text:
        return "work_summary", "a duty report of leaders"
    subject = _words("title", "subject").findall(text)
    # Law publicity is a part of the work, with reports of its own.
    if not subject or (set(subject) == {"依法治理"} and "普法" in text):
        return "work_summary", "the title names a summary of other work"
    if partly:
        return "work_summary", "tells of a part of a year"
    return "annual_report", "the title names a report on building a law-based government"


def _by_text(title: str, body: str, partly: bool) -> tuple[str, str]:
    head = body[:1500]
    told = bool(_TOLD.search(head)) or len(_HEADING.findall(body)) >= 2
    if not told or len(body) < _SHORTEST:
        return "other", "no report by title or text"
    subject = _words("title", "subject")
    if not subject.search(title) and len(subject.findall(head)) < 2:
        return "work_summary", "a text in sections that tells of work done"
    if partly:
        return "work_summary", "tells of a part of a year"
    return "annual_report", "the text reports on building a law-based government"


def _is_essay(title: str, body: str) -> bool:
    marks = len(set(_words("text", "essay").findall(body)))
    return marks >= 3 or (marks >= 1 and bool(_words("title", "essay").search(title)))
