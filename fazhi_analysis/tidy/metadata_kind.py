"""What a text is: a yearly report on law-based government, a work summary, or something else."""

from __future__ import annotations

import re

__all__ = ["kind_of"]

_SUBJECT = re.compile(
    "法治政府|法治建设|法制建设|依法行政|法治工作|法制工作|依法治[省市区县镇州乡局校]|推进法治|法治[一-鿿]{2,4}建设|"
    "法治(?:镇|乡|街道|区|县|市)建设|依法治理|全面依法"
)
_REPORT = re.compile("报告|总结|汇报|情况|自查|自评|小结|年报")
_PLAN_ONLY = re.compile(
    r"(?:通知|公告|公示|方案|要点|计划|规划|意见|意见稿|办法|规定|细则|纲要|清单|目录|讲话|名单|批复|函|制度|任务分解|分工|安排|思路|指标体系|启事|说明|倡议书|责任书|简介|职责)"
    r"(?:[（(《].{0,20}[)）》])?$"
)
_EXPLAINS = re.compile("解读|图解|一图读懂|答记者问|答问|问答|图说|一图看懂|政策问")
_NEWS = re.compile(
    r"召开|举行|举办|开展.{0,20}活动|调研|督导|督察组|座谈会|推进会|部署会|培训班|专题会|工作会议|动员会|启动仪式|走进|获评|荣获|入选|赴|莅临|亮相|观摩|讲座|学习贯彻.{0,20}会"
)
_NEWS_LEAD = re.compile(
    r"^(?:近日|日前|昨日|今日|本报讯|[（(]?记者|\d{1,2}月\d{1,2}日(?:上午|下午|晚|至|，|,|-)|连日来|近期，|"
    r"[一-鿿]{2,8}(?:网|报|社|台)?(?:\d{1,2}月\d{1,2}日)?(?:讯|电)[ ：:（(]|为(?:进一步)?.{4,60}[，,]\d{1,2}月\d{1,2}日)"
)
_ESSAY = re.compile("摘要|关键词|参考文献|作者简介|中图分类号|基金项目|\\[1\\]|〔1〕|［1］")
_ESSAY_TITLE = re.compile(
    "研究|探析|路径|思考|对策|浅析|浅谈|刍议|初探|论|实证|构建|逻辑|启示|视角|视域|——以"
)
_DUTY = re.compile("述职|述法|履行推进法治建设第一责任人|第一责任人职责|履职")
_SAMPLE_TEXT = re.compile(
    "(?<![规示])范文(?![本件化])|小编为大家|小编整理|网友投稿|供大家参考|篇一[:：]|XX[镇乡县区市局]|[*×]{1,3}[镇乡县区市局]"
)
_INNER = re.compile(r"《([^》]{4,80})》")
_TOLD = re.compile(
    r"(?:报告|总结|汇报|情况)[一-鿿]{0,8}如下|(?:情况|工作)[一-鿿]{0,6}(?:报告|汇报|总结)如下"
)


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
    if _SAMPLE_TEXT.search(body[:400]) or _SAMPLE_TEXT.search(title or ""):
        return "other", "a sample text for copying"
    if title:
        text = title.replace(" ", "").strip("《》")
        named = _by_title(text, body, partly)
        if named is not None:
            return named
    if _NEWS_LEAD.match(body):
        return "other", "opens like news"
    if _is_essay(title or "", body):
        return "other", "references or keywords of an essay"
    head = body[:1500]
    headings = len(re.findall(r"^[一二三四五六七八九十]{1,2}、", body, re.M))
    subject = bool(_SUBJECT.search(title or "")) or len(_SUBJECT.findall(head)) >= 2
    if subject and (_TOLD.search(head) or headings >= 2) and len(body) >= 200:
        return (
            ("work_summary", "tells of a part of a year")
            if partly
            else (
                "annual_report",
                "the text reports on building a law-based government",
            )
        )
    if (headings >= 2 or _TOLD.search(head)) and len(body) >= 200:
        return "work_summary", "a text in sections that tells of work done"
    return "other", "no report by title or text"


def _by_title(text: str, body: str, partly: bool) -> tuple[str, str] | None:
    if _EXPLAINS.search(text):
        return "other", "the title announces an explanation"
    inner = _INNER.search(text)
    if inner and re.search("(?:印发|报送|公布|公开|发布)", text) and _REPORT.search(inner.group(1)):
        if len(body) < 600:
            return "other", "a notice about a report"
        text = inner.group(1)
    report = re.search(r"(?:报告|总结|汇报|情况|自评|小结|年报|综述)(?:[（(].{0,30}[)）])?$", text)
    with_plan = re.search(
        r"(?:总结|情况|报告|小结|汇报).{0,24}(?:计划|打算|思路|安排|要点|谋划)$", text
    )
    if not report and not with_plan:
        if _PLAN_ONLY.search(text):
            return "other", "the title names a plan, a rule or a notice"
        if _NEWS.search(text) or _NEWS_LEAD.match(body):
            return "other", "the title tells of an event"
        if _is_essay(text, body):
            return "other", "references or keywords of an essay"
        return None
    if _NEWS_LEAD.match(body) and len(body) < 1500:
        return "other", "opens like news"
    if re.search(r"(?:听取|审议|召开|收听|通报)", text) and _NEWS.search(text):
        return "other", "the title tells of an event"
    if re.search(
        "调研报告|可行性|研究报告|审计报告|评估报告|政府工作报告|信息公开.{0,6}(?:年度)?报告", text
    ):
        return "other", "a report on something else"
    if _DUTY.search(text) and not re.search("法治政府建设", text):
        return "work_summary", "a duty report of leaders"
    if _SUBJECT.search(text):
        if partly:
            return "work_summary", "tells of a part of a year"
        return "annual_report", "the title names a report on building a law-based government"
    return "work_summary", "the title names a summary of other work"


def _is_essay(title: str, body: str) -> bool:
    marks = len(set(_ESSAY.findall(body)))
    return marks >= 3 or (marks >= 1 and bool(_ESSAY_TITLE.search(title)))
