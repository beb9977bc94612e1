"""The prose of the made pages: several openings, middles and ends, none taken from a real report."""

from __future__ import annotations

__all__ = ["DUTY", "OPENINGS", "PLAN", "PROBLEMS", "PROGRESS", "body"]

OPENINGS = {
    "named": (
        "{year}年，{who}坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想，"
        "扎实推进依法行政，法治政府建设取得新进展。现将有关情况报告如下："
    ),
    "we": (
        "{year}年，在上级党委、政府的坚强领导下，我{kind}认真贯彻《法治政府建设实施纲要（2021—2025年）》，"
        "落实《党政主要负责人履行推进法治建设第一责任人职责规定》，各项工作有序推进。现将本年度法治政府建设情况汇报如下。"
    ),
    "yearless": (
        "一年来，{who}认真落实法治政府建设各项部署，坚持依法决策、依法办事，把法治政府建设放在突出位置，"
        "基层治理法治化水平持续提升，现将法治政府建设工作情况报告如下："
    ),
}
PROGRESS = (
    "一、主要举措和成效",
    "（一）加强组织领导。召开专题会议4次，研究法治建设工作，主要负责人对重要工作亲自部署、重大问题亲自过问。",
    "（二）规范行政执法。现有持证执法人员12名，全年办理行政处罚案件36件，未发生行政复议和行政诉讼案件。",
    "（三）化解矛盾纠纷。共调解矛盾纠纷120起，调解成功118起，成功率98.3%，做到小事不出村、矛盾不上交。",
)
PROBLEMS = (
    "二、存在的不足",
    "一是执法力量较为薄弱，二是普法形式不够丰富，三是干部运用法治思维的能力有待提高。",
)
DUTY = (
    "三、党政主要负责人履行推进法治建设第一责任人职责情况",
    "主要负责人带头学法，组织会前学法8次，将法治建设纳入年度考核，定期听取工作汇报，推动任务落实。",
)
PLAN = (
    "四、下一年度工作安排",
    "继续加强法治宣传教育，计划开展普法活动20场以上，完善重大行政决策程序，努力提升法治政府建设水平。",
)


def body(opening: str, *, year: int = 2023, who: str = "", kind: str = "镇", sign: str = "") -> str:
    """Return a whole report's running text, one paragraph a line; `sign` are the last lines."""
    lines = [OPENINGS[opening].format(year=year, who=who, kind=kind)]
    lines += [*PROGRESS, *PROBLEMS, *DUTY, *PLAN]
    if sign:
        lines += sign.split("\n")
    return "\n".join(lines)
