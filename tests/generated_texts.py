"""Texts with planted copies: what was copied, from where to where, is known to the character.

Nothing of the package is imported here. The prose is made of random pairs of characters, so two
texts agree over thirty characters only where it was planted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

# Commonest characters of the reports, without numerals, counters and punctuation.
_LETTERS = (
    "法治政府建设工作行推进依规范执服务宣传教育理论学习制度落实重大决策监督检查公开信息社会矛盾纠纷化解调"
    "组织领导责任干部群众企业基层村居街道镇区县市省党委员会议主要问题措施加强完善提升水平质量效能力深入贯彻"
    "全面持续优营商环境保障安稳定发展经济改革创新机体系统筹协同联动平台数字线网格管综合司复诉讼应庭审判律"
    "师顾援助仲裁证登记许审批流程简便民利惠乡振兴文明生态水土林农工贸科技卫健康养老学校青少年妇女残疾退役军"
)
LETTERS = "".join(dict.fromkeys(_LETTERS))

SLOGANS = (
    "坚持以习近平新时代中国特色社会主义思想为指导,深入学习贯彻习近平法治思想,全面贯彻党的二十大精神",
    "聚焦全域提质增效目标任务要求紧盯关键环节薄弱领域精准发力持续用劲推动各项部署落地见效走深走实",
)


class Texts(NamedTuple):
    """Reports and texts as frames, and the planted copies.

    ``copies``: report_a, start_a, report_b, start_b, chars, numbers (how many were changed), kind.
    """

    frames: dict[str, pd.DataFrame]
    copies: pd.DataFrame


def prose(rng: np.random.Generator, chars: int) -> str:
    """Return random prose with a comma or full stop about every fifteen characters."""
    codes = np.frombuffer(LETTERS.encode("utf-16-le"), dtype=np.uint16)
    out = codes[rng.integers(0, len(codes), chars)].copy()
    marks = rng.integers(8, 22, chars // 8).cumsum()
    marks = marks[marks < chars - 1]
    out[marks] = np.where(np.arange(len(marks)) % 3, ord(","), ord("。"))
    return out.tobytes().decode("utf-16-le")


def figures(text: str, rng: np.random.Generator, count: int) -> str:
    """Put `count` numbers into `text`, at places far from each other."""
    step = len(text) // (count + 1)
    for i in range(count, 0, -1):
        at = i * step
        text = f"{text[:at]}共{rng.integers(10, 999)}件{text[at:]}"
    return text


def renumbered(text: str, rng: np.random.Generator) -> tuple[str, int]:
    """Return `text` with every number another one, and how many there are."""
    out, changed, i = "", 0, 0
    while i < len(text):
        j = i
        while j < len(text) and text[j].isdigit():
            j += 1
        if j > i:
            new = text[i:j]
            while new == text[i:j]:
                new = str(rng.integers(10, 9999))
            out, changed, i = out + new, changed + 1, j
        else:
            out, i = out + text[i], i + 1
    return out, changed


def make_texts(
    seed: int = 0,
    reports: int = 200,
    chars: int = 1000,
    copies: int = 60,
    lengths: Sequence[int] = (60, 90, 150, 400),
    slogans: float = 0.9,
    carried: float = 0.0,
) -> Texts:
    """Return `reports` texts of about `chars` characters, two a body, in successive years.

    `copies` passages go from one text to a later one, every second with its numbers changed.
    Each slogan stands in a share of `slogans` of the texts. Each body's second report repeats a
    share of `carried` of its first one (not listed among the copies).
    """
    rng = np.random.default_rng(seed)
    bodies = [prose(rng, chars) for _ in range(reports)]
    half = (reports + 1) // 2
    for i in range(half, reports):
        kept = int(carried * chars)
        bodies[i] = bodies[i - half][chars - kept :] + bodies[i][: chars - kept]
    for i in range(reports):
        for number, slogan in enumerate(SLOGANS):
            if rng.random() < slogans:
                at = number * chars // 2 + int(rng.integers(0, 40))
                bodies[i] = f"{bodies[i][:at]}。{slogan}。{bodies[i][at:]}"
    planted = []
    # Each text gives or takes at most one passage, at its end: so none cuts another in two.
    order = rng.permutation(reports)[: 2 * copies].reshape(-1, 2)
    for number, pair in enumerate(order):
        a, b = sorted(int(i) for i in pair)
        length = lengths[number % len(lengths)]
        passage = figures(prose(rng, length), rng, length // 50)
        changed, count = renumbered(passage, rng) if number % 2 else (passage, 0)
        # What stands around the passage differs on both sides, so its ends are its ends.
        starts = []
        for of, text, mark in ((a, passage, "甲"), (b, changed, "乙")):
            starts.append(len(bodies[of]) + 1)
            bodies[of] += f"{mark}{text}{mark}{prose(rng, 20)}"
        planted.append(
            {"report_a": _id(a), "start_a": starts[0], "report_b": _id(b), "start_b": starts[1],
             "chars": min(len(passage), len(changed)), "numbers": count}
        )  # fmt: skip
    rows = [_row(i, reports, len(text)) for i, text in enumerate(bodies)]
    texts = [
        {"report_id": _id(i), "text": text, "body_start": 0, "body_end": len(text)}
        for i, text in enumerate(bodies)
    ]
    frames = {"reports": pd.DataFrame(rows), "texts": pd.DataFrame(texts)}
    return Texts(frames, pd.DataFrame(planted))


def _id(i: int) -> str:
    return f"r{i:05}"


def _row(i: int, reports: int, chars: int) -> dict:
    half = (reports + 1) // 2
    body, year = i % half, 2020 + i // half
    return {
        "report_id": _id(i), "path": f"{_id(i)}.txt", "sha256": "0", "format": "txt",
        "chars": chars, "issuer": f"第{body}镇", "level": "township", "province": f"{body % 7}省",
        "prefecture": f"{body % 7}省{body % 21}市", "county": f"{body % 63}县",
        "township": f"{body}镇", "period": str(year), "period_type": "annual", "year": year,
        "published": np.datetime64("2021-01-01") + i // 10, "kind": "annual_report",
    }  # fmt: skip
