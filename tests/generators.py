"""Corpora of reports with known truth: planted trends, breaks, gaps, conflicts and departments.

Nothing of the package is imported here, so that what comes out of it can be compared with what
was planted by other means. The frames have the columns of the schema; ``write`` puts the same
reports as text files into a folder, for a build that reads them like any others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

# Counties that bear no other county's name, with their cities and provinces.
PLACES = [
    ("浙江省", "湖州市", "安吉县"), ("浙江省", "湖州市", "德清县"), ("浙江省", "宁波市", "象山县"),
    ("浙江省", "温州市", "苍南县"), ("浙江省", "丽水市", "云和县"), ("浙江省", "杭州市", "淳安县"),
    ("江苏省", "徐州市", "睢宁县"), ("江苏省", "淮安市", "盱眙县"), ("江苏省", "盐城市", "射阳县"),
    ("江苏省", "连云港市", "灌云县"), ("江苏省", "泰州市", "兴化市"), ("湖北省", "黄石市", "阳新县"),
    ("湖北省", "宜昌市", "秭归县"), ("湖北省", "荆州市", "公安县"), ("湖北省", "黄冈市", "罗田县"),
    ("湖北省", "十堰市", "竹溪县"), ("四川省", "绵阳市", "梓潼县"), ("四川省", "南充市", "仪陇县"),
    ("四川省", "宜宾市", "珙县"), ("四川省", "乐山市", "夹江县"), ("四川省", "泸州市", "叙永县"),
    ("福建省", "泉州市", "永春县"), ("福建省", "漳州市", "诏安县"), ("福建省", "宁德市", "霞浦县"),
    ("福建省", "三明市", "沙县区"), ("湖南省", "岳阳市", "平江县"), ("湖南省", "永州市", "江永县"),
    ("湖南省", "湘潭市", "湘乡市"), ("湖南省", "邵阳市", "绥宁县"), ("甘肃省", "白银市", "景泰县"),
    ("甘肃省", "定西市", "岷县"), ("甘肃省", "酒泉市", "金塔县"), ("云南省", "大理白族自治州", "弥渡县"),
    ("云南省", "玉溪市", "峨山彝族自治县"), ("云南省", "曲靖市", "罗平县"), ("山东省", "菏泽市", "曹县"),
    ("山东省", "临沂市", "沂水县"), ("山东省", "潍坊市", "临朐县"), ("河南省", "信阳市", "息县"),
    ("河南省", "洛阳市", "栾川县"),
]  # fmt: skip

YEARS = (2018, 2019, 2020, 2021, 2022, 2023)

# indicator: unit, how the sentence begins, the subject
TRENDING = {
    "disputes_mediated": ("件", "全年共", "调解矛盾纠纷"),
    "legal_aid_cases": ("件", "全年共", "办理法律援助案件"),
    "administrative_penalties": ("件", "全年共", "办理行政处罚案件"),
    "legal_lectures": ("场", "全年累计", "举办法治讲座"),
    "training_participants": ("人次", "组织执法业务培训,", "培训执法人员"),
}
SHAPES = ("up", "down", "flat", "break")

_VERBS = ("扎实推进", "持续深化", "统筹开展", "着力加强", "不断完善", "稳步实施", "全面落实", "积极探索",
          "有序组织", "严格规范", "协同推动", "切实强化")  # fmt: skip
_OBJECTS = ("执法协调监督", "基层法律服务", "重大决策程序", "政务信息公开", "纠纷多元化解", "柔性执法试点",
            "法律顾问队伍", "文件备案管理", "涉企检查清理", "村居法治阵地", "行刑衔接工作", "信用分级监管",
            "网格巡查走访", "应急处置演练", "证明事项清理")  # fmt: skip
_MEANS = ("健全例会通报制度", "细化责任分工清单", "依托线上线下平台", "整合部门骨干力量", "紧盯群众急难愁盼",
          "结合辖区产业特点", "畅通意见反馈渠道", "压紧压实工作链条", "选派业务能手下沉", "建立季度点评机制",
          "推行首问负责办法", "引入第三方评估")  # fmt: skip
_ENDS = ("工作质效稳步提高", "服务水平得到认可", "薄弱环节逐步补齐", "基层基础更加牢固", "办事流程明显简化",
         "协作机制日益顺畅", "社会反响总体良好", "各项任务如期完成", "执法尺度趋于统一", "法治氛围愈加浓厚")  # fmt: skip
SLOGANS = (
    "坚持以习近平新时代中国特色社会主义思想为指导,深入学习贯彻习近平法治思想,全面贯彻党的二十大精神",
    "认真履行推进法治建设第一责任人职责,对法治建设重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办",
)


class Figure(NamedTuple):
    """A number in a sentence: what stands before it is part of the quote."""

    subject: str
    number: str
    unit: str
    value: float
    indicator: str | None
    bound: str = "exact"
    breakdown: str | None = None
    status: str = "actual"
    period: str | None = None


@dataclass
class Report:
    """One report in the making: its text and the rows that its frames get."""

    report_id: str
    period: str
    text: str = ""
    sections: list[dict] = field(default_factory=list)
    sentences: list[dict] = field(default_factory=list)
    quantities: list[dict] = field(default_factory=list)

    def heading(
        self, marker: str | None, heading: str | None, role: str, parent: int | None = None
    ):
        if self.sections:
            self.sections[-1]["end"] = len(self.text)
        depth = 0 if marker is None else 1 if parent is None else 2
        self.sections.append(
            {"report_id": self.report_id, "section": len(self.sections),
             "parent": parent, "depth": depth, "marker": marker, "heading": heading, "role": role,
             "start": len(self.text), "end": len(self.text)}
        )  # fmt: skip
        if marker is not None:
            self.text += f"{marker}{heading}\n"

    def say(self, *pieces: str | Figure, end: str = "。") -> None:
        start, number = len(self.text), len(self.sentences)
        for piece in pieces:
            if isinstance(piece, str):
                self.text += piece
                continue
            begin = len(self.text)
            at = begin + len(piece.subject)
            self.text += piece.subject + piece.number + piece.unit
            self.quantities.append(
                {"report_id": self.report_id, "quantity": len(self.quantities), "sentence": number,
                 "section": len(self.sections) - 1, "start": begin, "end": len(self.text),
                 "quote": self.text[begin:], "value": piece.value, "value_high": piece.value,
                 "unit": piece.unit, "bound": piece.bound, "status": piece.status,
                 "indicator": piece.indicator, "breakdown": piece.breakdown,
                 "period": piece.period or self.period, "change_of": None, "direction": None,
                 "number_start": at, "number_end": len(self.text), "corrected": False}
            )  # fmt: skip
        self.text += end
        self.sentences.append(
            {"report_id": self.report_id, "sentence": number, "section": len(self.sections) - 1,
             "start": start, "end": len(self.text), "text": self.text[start:]}
        )  # fmt: skip
        self.sections[-1]["end"] = len(self.text)

    def line(self) -> None:
        self.text += "\n"


class Planted(NamedTuple):
    """The frames, and what was planted: ``series``, ``cells`` and ``copies``."""

    frames: dict[str, pd.DataFrame]
    series: pd.DataFrame
    cells: pd.DataFrame
    copies: pd.DataFrame


def shaped(shape: str, years: Sequence[int], rng: np.random.Generator, noise: float) -> tuple:
    """Return whole numbers of one shape, and the year in which a break begins (or None)."""
    n = len(years)
    level = rng.uniform(200, 2000)
    t = np.arange(n)
    start = None
    if shape == "up":
        curve = 1 + t * rng.uniform(0.12, 0.25)
    elif shape == "down":
        curve = 1 - t * rng.uniform(0.08, 0.14) * 5 / max(n - 1, 5)
    elif shape == "flat":
        curve = np.ones(n)
    else:
        at = int(rng.integers(2, n - 1))
        start = years[at]
        curve = np.where(t < at, 1, rng.choice([0.4, 2.2]))
    values = level * curve * (1 + noise * rng.standard_normal(n))
    return np.maximum(values, 1).round(), start


def filler(rng: np.random.Generator, sentences: int = 3) -> str:
    """Return prose without figures; two draws hardly ever agree over thirty characters."""
    out = []
    for _ in range(sentences):
        verbs, objects = (
            rng.choice(_VERBS, 3, replace=False),
            rng.choice(_OBJECTS, 3, replace=False),
        )
        means, end = rng.choice(_MEANS, 2, replace=False), rng.choice(_ENDS)
        out.append(
            f"{verbs[0]}{objects[0]},{means[0]},{verbs[1]}{objects[1]};{means[1]},"
            f"{verbs[2]}{objects[2]},{end}"
        )
    return "。".join(out)


def make_panel(
    seed: int = 0, bodies: int = 12, years: Sequence[int] = YEARS, noise: float = 0.03
) -> Planted:
    """Return reports of `bodies` counties over `years`.

    Each county has, for each indicator in ``TRENDING``, a series of one shape. Besides:

    - every fourth county misses the report of one year, every third is silent on one figure once;
    - every second county has a justice bureau with figures of its own;
    - the litigation figure is told as none (0) in odd years and not at all in even ones;
    - legality reviews come as parts of one list, contracts as a total with parts;
    - publicity events contradict each other in the third year of every second county;
    - materials are told with 余; the year before last year's aid cases stand as earlier figures;
    - every fifth county takes its paragraph on problems from the county before it in the list, a
      year later;
    - a first quarter's report, a news item and a doubled file of the first county.
    """
    rng = np.random.default_rng(seed)
    reports, done, series, cells, copies = [], [], [], [], []
    problems: dict[tuple[int, int], str] = {}
    for number, place in enumerate(PLACES[:bodies]):
        body = "/".join(place)
        shapes = {code: SHAPES[(number + i) % 4] for i, code in enumerate(TRENDING)}
        drawn = {code: shaped(shape, years, rng, noise) for code, shape in shapes.items()}
        series += [
            {"body": body, "indicator": code, "shape": shapes[code], "break_year": drawn[code][1]}
            for code in TRENDING
        ]
        missing = years[int(rng.integers(1, len(years) - 1))] if number % 4 == 3 else None
        silent = years[int(rng.integers(1, len(years) - 1))] if number % 3 == 2 else None
        for i, year in enumerate(years):
            if year == missing:
                continue
            values = {code: float(drawn[code][0][i]) for code in TRENDING}
            if year == silent:
                del values["legal_aid_cases"]
            report = Report(f"{place[2]}/{year}", str(year))
            truth = _county_report(report, place, year, values, number, rng)
            if year == silent:
                truth.append(("legal_aid_cases", None, None, None, False))
            if i and year - 1 not in (missing, silent) and year != silent:
                earlier = float(drawn["legal_aid_cases"][0][i - 1])
                report.say(
                    Figure("上年法律援助案件为", f"{earlier:.0f}", "件", earlier, "legal_aid_cases",
                           status="prior", period=str(year - 1))
                )  # fmt: skip
            source = (number - 1, year - 1) if number % 5 == 4 else None
            if source in problems:
                problems[number, year] = problems[source]
                copies.append({"report_a": f"{PLACES[number - 1][2]}/{year - 1}",
                               "report_b": report.report_id, "text": problems[source]})  # fmt: skip
            else:
                problems[number, year] = filler(rng, 2)
            _close(report, place, year, problems[number, year], rng)
            done.append(report)
            reports.append(_row(report, place, year, f"{place[2]}人民政府", "county"))
            cells += [
                {"body": body, "year": year, **dict(zip(_CELL, t, strict=True))} for t in truth
            ]
        if number % 2 == 0:
            for year in years:
                name = f"{place[2]}司法局"
                report = Report(f"{place[2]}/司法局-{year}", str(year))
                value = float(rng.integers(5, 40))
                _open(report, f"{name}{year}年法治政府建设年度报告", place, year)
                report.heading("一、", "工作开展情况", "progress")
                report.say(filler(rng))
                report.say("局本级", _figure("administrative_penalties", value))
                report.say(filler(rng))
                _close(report, place, year, filler(rng, 2), rng)
                done.append(report)
                reports.append(_row(report, place, year, name, "department"))
                cells.append({"body": f"{body}/{name}", "year": year,
                              **dict(zip(_CELL, ("administrative_penalties", value, "exact", "total",
                                                 False), strict=True))})  # fmt: skip
    _traps(reports, done, PLACES[0], years[-1], rng)
    return Planted(
        _frames(reports, done), pd.DataFrame(series), pd.DataFrame(cells), pd.DataFrame(copies)
    )


_CELL = ("indicator", "value", "bound", "how", "conflict")


def _figure(code: str, value: float, **changes: object) -> Figure:
    unit, _, subject = TRENDING[code]
    return Figure(subject, f"{value:.0f}", unit, value, code)._replace(**changes)


def _open(report: Report, title: str, place: tuple, year: int) -> None:
    report.text = f"{title}\n"
    report.heading(None, None, "intro")
    report.say(f"{year}年,{place[2]}{SLOGANS[0]}")
    report.say("现将有关情况报告如下", end=":")
    report.line()


def _county_report(
    report: Report, place: tuple, year: int, values: dict, number: int, rng: np.random.Generator
) -> list[tuple]:
    truth: list[tuple] = []
    _open(report, f"{place[2]}人民政府{year}年法治政府建设年度报告", place, year)
    report.heading("一、", "推进法治政府建设的主要举措和成效", "progress")
    for i, (code, value) in enumerate(values.items(), start=1):
        report.heading(
            f"({'一二三四五六七八九'[i - 1]})", f"{_VERBS[i]}{_OBJECTS[i]}", "progress", 1
        )
        report.say(filler(rng))
        report.say(TRENDING[code][1], _figure(code, value))
        report.line()
        truth.append((code, value, "exact", "total", False))
    report.heading("(七)", "规范权力运行", "progress", 1)
    parts = [float(v) for v in rng.integers(3, 90, 3)]
    report.say(
        "共", Figure("审查规范性文件", f"{parts[0]:.0f}", "件", parts[0], "legality_reviews", breakdown="规范性文件"),
        ",", Figure("行政合同", f"{parts[1]:.0f}", "件", parts[1], "legality_reviews", breakdown="行政合同"),
        ",", Figure("重大决策", f"{parts[2]:.0f}", "件", parts[2], "legality_reviews", breakdown="重大决策"),
    )  # fmt: skip
    truth.append(("legality_reviews", sum(parts), "exact", "parts", False))
    cases = [float(v) for v in rng.integers(10, 60, 2)]
    total = sum(cases) + float(rng.integers(0, 9))
    report.say(
        Figure("主动公开政府信息", f"{total:.0f}", "条", total, "information_disclosures"),
        ",其中", Figure("财政类", f"{cases[0]:.0f}", "条", cases[0], "information_disclosures", breakdown="财政"),
        ",", Figure("民生类", f"{cases[1]:.0f}", "条", cases[1], "information_disclosures", breakdown="民生"),
    )  # fmt: skip
    truth.append(("information_disclosures", total, "exact", "total", False))
    if year % 2:
        report.say("全年", Figure("无行政诉讼案件", "", "", 0.0, "litigation_cases"))
        truth.append(("litigation_cases", 0.0, "exact", "total", False))
    else:
        truth.append(("litigation_cases", None, None, None, False))
    handed = float(rng.integers(10, 90) * 100)
    report.say(
        Figure("发放宣传资料", f"{handed:.0f}余", "份", handed, "publicity_materials", "min")
    )
    truth.append(("publicity_materials", handed, "min", "total", False))
    events = float(rng.integers(20, 60))
    report.say(Figure("开展普法宣传活动", f"{events:.0f}", "场", events, "publicity_events"))
    if number % 2 and year == 2020:
        other = events + 25
        report.say(
            "全年累计", Figure("开展普法宣传活动", f"{other:.0f}", "场", other, "publicity_events")
        )
        truth.append(("publicity_events", None, None, "total", True))
    else:
        truth.append(("publicity_events", events, "exact", "total", False))
    return truth


def _close(
    report: Report, place: tuple, year: int, problems: str, rng: np.random.Generator
) -> None:
    report.line()
    report.heading("二、", "存在的问题和不足", "problems")
    report.say(problems)
    report.line()
    report.heading("三、", "党政主要负责人履行推进法治建设第一责任人职责情况", "duty")
    report.say(SLOGANS[1])
    report.line()
    report.heading("四、", f"{year + 1}年工作打算", "plan")
    report.say(
        filler(rng, 1), ",",
        Figure("计划举办法治讲座", "30", "场", 30.0, None, status="planned", period=str(year + 1)),
    )  # fmt: skip
    report.text += f"\n{place[2]}人民政府\n{year + 1}年1月20日\n"


def _traps(reports: list, done: list, place: tuple, year: int, rng: np.random.Generator) -> None:
    quarter = Report(f"{place[2]}/{year}Q1", f"{year}Q1")
    _open(quarter, f"{place[2]}{year}年一季度法治政府建设工作总结", place, year)
    quarter.heading("一、", "工作开展情况", "progress")
    quarter.say(filler(rng))
    quarter.say(_figure("disputes_mediated", 7.0))
    done.append(quarter)
    reports.append(_row(quarter, place, year, f"{place[2]}人民政府", "county"))
    news = Report(f"{place[2]}/news", str(year))
    _open(news, f"{place[2]}召开法治政府建设推进会", place, year)
    news.say(_figure("disputes_mediated", 99999.0))
    done.append(news)
    reports.append(
        {**_row(news, place, year, f"{place[2]}人民政府", "county"), "kind": "other"}
    )  # fmt: skip
    first = done[0]
    double = Report("zz/double", first.period, first.text)
    for name in ("sections", "sentences", "quantities"):
        setattr(double, name, [{**row, "report_id": "zz/double"} for row in getattr(first, name)])
    done.append(double)
    reports.append({**reports[0], "report_id": "zz/double", "duplicate_of": first.report_id})


def _row(report: Report, place: tuple, year: int, issuer: str, level: str) -> dict:
    kinds = {"Q": "quarter", "H": "half"}
    return {
        "report_id": report.report_id, "path": f"{report.report_id}.txt",
        "sha256": hashlib.sha256(report.text.encode()).hexdigest(), "format": "txt",
        "encoding": "utf-8", "script": "simplified", "chars": len(report.text),
        "title": report.text.split("\n", 1)[0], "issuer": issuer, "level": level,
        "province": place[0], "prefecture": place[1], "county": place[2], "township": None,
        "adcode": None, "region_candidates": None, "period": report.period,
        "period_type": next((v for k, v in kinds.items() if k in report.period), "annual"),
        "year": year, "published": f"{year + 1}-01-25", "signed": f"{year + 1}-01-20",
        "index_number": None, "document_number": None, "source_url": None,
        "kind": "annual_report", "duplicate_of": None,
    }  # fmt: skip


def _frames(reports: list[dict], done: Iterable[Report]) -> dict[str, pd.DataFrame]:
    done = list(done)
    return {
        "reports": pd.DataFrame(reports),
        "texts": pd.DataFrame(
            [{"report_id": r.report_id, "text": r.text, "body_start": r.text.index("\n") + 1,
              "body_end": len(r.text)} for r in done]
        ),
        **{
            name: pd.DataFrame([row for r in done for row in getattr(r, name)])
            for name in ("sections", "sentences", "quantities")
        },
    }  # fmt: skip


def write(planted: Planted, folder: Path) -> None:
    """Put the reports as text files into `folder`, at their ids."""
    for report, text in zip(
        planted.frames["texts"]["report_id"], planted.frames["texts"]["text"], strict=True
    ):
        path = folder / f"{report}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    import argparse

    parser = argparse.ArgumentParser(description="Write a generated corpus of reports.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bodies", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    write(make_panel(arguments.seed, arguments.bodies), arguments.folder)
