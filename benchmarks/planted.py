"""Reports with true arithmetic, and the same reports with one planted error each.

Every fact is a family of sentences whose numbers belong together; ``wrong`` makes one of its
numbers contradict the others beyond what rounding and 余 allow. Between the facts stand sentences
that look like contradictions and are none: partial lists, kinds that overlap, single events,
figures of other periods, plans, rates whose counts are not told.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["FACTS", "Planted", "clean_report", "planted_report"]


class Planted(NamedTuple):
    """A report's text; for a planted one, the kind of error and words of its sentence."""

    text: str
    family: str | None
    words: str | None


def _split(rng: random.Random, total: int, parts: int) -> list[int]:
    cuts = sorted(rng.sample(range(1, total), parts - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]


def _off(rng: random.Random, value: int, up: bool | None = None) -> int:
    """Change a number as a slip of the pen does: a digit, a swap, a figure too many."""
    digits = list(str(value))
    place = rng.randrange(len(digits))
    options = {
        value + rng.randint(max(2, value // 20), max(3, value // 4)),
        value - rng.randint(max(2, value // 20), max(3, value // 4)),
        int("".join([*digits[:place], str((int(digits[place]) + 3) % 10), *digits[place + 1 :]])),
    }
    fit = sorted(
        new for new in options
        if new > 0 and abs(new - value) > 1 and (up is None or (new > value) == up)
    )  # fmt: skip
    return rng.choice(fit) if fit else value + max(2, value // 10)


def _percent(rng: random.Random, part: int, whole: int) -> str:
    return f"{100 * part / whole:.{rng.choice((1, 2))}f}"


def _comma(rng: random.Random, value: int) -> str:
    return f"{value:,}" if rng.random() < 0.3 else str(value)


def _wrong_rate(rng: random.Random, rate: str) -> str:
    shift = rng.choice((-9.3, -4.2, -2.0, -1.1, 1.3, 2.1, 4.4))
    value = float(rate) + shift
    if not 0 < value < 100:
        value = float(rate) - abs(shift)
    decimals = len(rate.partition(".")[2])
    return f"{value:.{decimals}f}"


def sum_of_bodies(rng: random.Random, wrong: bool) -> str:
    """Write a total and the parts of three bodies."""
    parts = _split(rng, rng.randint(120, 900), 3)
    total = sum(parts)
    if wrong:
        total = _off(rng, total, up=False)
    a, b, c = parts
    return rng.choice(
        (
            f"全年共调处矛盾纠纷{_comma(rng, total)}起,其中街道调委会调处{a}起;社区调处{b}起;"
            f"商圈联合调委会调处{c}起。",
            f"2023年共化解各类纠纷{total}件,其中镇级化解{a}件、村级化解{b}件、行业化解{c}件。",
        )
    )


def sum_of_kinds(rng: random.Random, wrong: bool) -> str:
    """Write a total and its kinds, joined by 、."""
    parts = _split(rng, rng.randint(60, 500), 3)
    total = sum(parts)
    if wrong:
        place = rng.randrange(3)
        parts[place] = _off(rng, parts[place], up=True)
    a, b, c = parts
    return rng.choice(
        (
            f"开展合法性审查{total}件,其中合同{a}件、规范性文件{b}件、会议议题{c}件。",
            f"受理法律援助案件{total}件,其中民事案件{a}件、刑事案件{b}件、行政案件{c}件。",
            f"承接市级行政职权{total}项,其中行政许可{a}项、行政处罚{b}项、行政强制{c}项。",
        )
    )


def sum_of_rest(rng: random.Random, wrong: bool) -> str:
    """Write a list that ends with the rest: it must meet the total, either way."""
    a, b, c = _split(rng, rng.randint(80, 600), 3)
    total = a + b + c
    if wrong:
        total = _off(rng, total)
    return rng.choice(
        (
            f"合法性审查各类文件、协议{total}件,其中规范性文件{a}件、政府合同{b}件、其他事项{c}件。",
            f"评查行政执法案卷{total}卷,其中优秀{a}卷、合格{b}卷、不合格{c}卷。",
        )
    )


def sum_in_brackets(rng: random.Random, wrong: bool) -> str:
    """Write a complete list in brackets."""
    a, b = _split(rng, rng.randint(40, 400), 2)
    total = a + b
    if wrong:
        total = _off(rng, total)
    return rng.choice(
        (
            f"全年收到人大代表建议和政协提案{total}件(建议{a}件、提案{b}件)。",
            f"共接待群众咨询{total}人次(电话咨询{a}人次、窗口咨询{b}人次)。",
        )
    )


def sum_of_cleaning(rng: random.Random, wrong: bool) -> str:
    """Write what became of the documents of a clean-up."""
    parts = _split(rng, rng.randint(40, 300), 3)
    total = sum(parts)
    if wrong:
        total = _off(rng, total)
    a, b, c = parts
    return f"开展规范性文件专项清理,共清理{total}件,继续有效{a}件,修改{b}件,废止和宣布失效{c}件。"


def sum_last(rng: random.Random, wrong: bool) -> str:
    """Write parts first, then 合计."""
    a, b = _split(rng, rng.randint(40, 300), 2)
    total = a + b
    if wrong:
        total = _off(rng, total)
    return f"镇级组织普法活动{a}场、村级组织普法活动{b}场,合计{total}场。"


def rate_of_holders(rng: random.Random, wrong: bool) -> str:
    """Write 持证率."""
    whole = rng.randint(30, 400)
    part = rng.randint(whole // 2, whole - 1)
    rate = _percent(rng, part, whole)
    if wrong:
        rate = _wrong_rate(rng, rate)
    return rng.choice(
        (
            f"现有行政执法人员{whole}人,持证{part}人,持证率{rate}%。",
            f"全局在编干部{whole}名,其中持证{part}名,持证率达{rate}%。",
        )
    )


def rate_of_exam(rng: random.Random, wrong: bool) -> str:
    """Write 通过率."""
    whole = rng.randint(20, 300)
    part = rng.randint(whole // 2, whole - 1)
    rate = _percent(rng, part, whole)
    if wrong:
        rate = _wrong_rate(rng, rate)
    return rng.choice(
        (
            f"组织{whole}人参加行政执法资格考试,{part}人通过,通过率{rate}%。",
            f"{whole}名干部参加执法资格考试,通过{part}名,通过率{rate}%。",
        )
    )


def rate_of_success(rng: random.Random, wrong: bool) -> str:
    """Write 调解成功率."""
    whole = rng.randint(100, 2000)
    part = rng.randint(whole * 8 // 10, whole - 1)
    rate = _percent(rng, part, whole)
    if wrong:
        rate = _wrong_rate(rng, rate)
    return rng.choice(
        (
            f"全年共调解矛盾纠纷{_comma(rng, whole)}件,调解成功{part}件,成功率{rate}%。",
            f"调解各类纠纷{whole}起,成功{part}起,调解成功率为{rate}%。",
        )
    )


def rate_of_court(rng: random.Random, wrong: bool) -> str:
    """Write 出庭应诉率, 败诉率."""
    whole = rng.randint(30, 300)
    part = rng.randint(whole * 7 // 10, whole - 1)
    lost = max(1, whole // rng.randint(6, 20))
    if rng.random() < 0.5:
        rate = _percent(rng, part, whole)
        rate = _wrong_rate(rng, rate) if wrong else rate
        return f"行政机关负责人应出庭{whole}件,实际出庭{part}件,出庭应诉率{rate}%。"
    rate = _percent(rng, lost, whole)
    if wrong:
        rate = f"{float(rate) * 1.6 + 0.4:.2f}"
    return f"审结一审行政诉讼案件{whole}件,败诉{lost}件,败诉率{rate}%。"


def share_of_all(rng: random.Random, wrong: bool) -> str:
    """Write 占比."""
    whole = rng.randint(500, 9000)
    part = rng.randint(whole // 20, whole // 3)
    rate = f"{100 * part / whole:.2f}"
    if wrong:
        rate = _wrong_rate(rng, rate)
    return f"辖区现有企业{whole}家,全年开展法治体检{part}家,占比{rate}%。"


def growth_of_cases(rng: random.Random, wrong: bool) -> str:
    """Write growth in percent with both levels told."""
    before = rng.randint(60, 900)
    now = rng.randint(before * 6 // 10, before * 15 // 10)
    now += now == before
    rate = f"{100 * abs(now / before - 1):.1f}"
    if wrong:
        rate = f"{float(rate) + rng.choice((2.7, 5.4, 11.0)):.1f}"
    word = "增长" if now > before else "下降"
    return rng.choice(
        (
            f"新收行政复议案件{now}件,同比{word}{rate}%(上年为{before}件)。",
            f"全年办理行政复议案件{now}件,2022年为{before}件,同比{word}{rate}%。",
        )
    )


def difference_of_cases(rng: random.Random, wrong: bool) -> str:
    """Write growth in pieces with both levels told."""
    before = rng.randint(60, 900)
    now = rng.randint(before * 6 // 10, before - 3)
    less = before - now
    if wrong:
        less = _off(rng, less)
    return f"全年办理行政诉讼案件{now}件,比2022年的{before}件减少{less}件。"


def growth_both_ways(rng: random.Random, wrong: bool) -> str:
    """Write growth told in pieces and in percent."""
    before = rng.randint(800, 9000)
    less = rng.randint(before // 10, before // 3)
    rate = f"{100 * less / before:.1f}"
    if wrong:
        rate = f"{float(rate) + rng.choice((3.0, 6.1, 9.9)):.1f}"
    return f"检查企业{before - less}家次,比上年减少{less}家次,降幅{rate}%。"


def told_twice(rng: random.Random, wrong: bool) -> str:
    """Write one total in two paragraphs."""
    value = rng.randint(60, 900)
    again = _off(rng, value) if wrong else value
    filler = "坚持和发展新时代“枫桥经验”,把矛盾化解在基层。"
    return rng.choice(
        (
            f"全镇共调解矛盾纠纷{value}件。\n{filler}今年以来,全镇共化解矛盾纠纷{again}件。",
            f"全年共受理法律援助案件{value}件。\n{filler}全年共办理法律援助案件{again}件。",
        )
    )


def told_twice_about(rng: random.Random, wrong: bool) -> str:
    """Write one total once with 余."""
    value = rng.randint(21, 90) * 10
    exact = value + rng.randint(1, 9)
    if wrong:
        exact = _off(rng, value, up=True) + 15
    return (
        f"全年共调解矛盾纠纷{value}余件。\n坚持抓早抓小,注重源头预防。"
        f"一年来,共调解矛盾纠纷{exact}件。"
    )


def announced_points(rng: random.Random, wrong: bool) -> str:
    """Write 一是, 二是 after an announced number."""
    points = [
        "法治观念有待增强",
        "普法形式较为单一",
        "执法力量相对薄弱",
        "调解队伍年龄偏大",
        "宣传针对性不强",
    ]
    number = rng.randint(3, 5)
    told = rng.choice([n for n in (2, 3, 4, 5) if n != number]) if wrong else number
    names = "零一二三四五"
    listed = ";".join(f"{names[i + 1]}是{points[i]}" for i in range(told))
    word = rng.choice(("方面的不足", "方面的问题"))
    return f"工作中还存在{names[number]}个{word}:{listed}。"


FACTS: dict[str, Callable[[random.Random, bool], str]] = {
    fact.__name__: fact
    for fact in (
        sum_of_bodies, sum_of_kinds, sum_of_rest, sum_in_brackets, sum_of_cleaning, sum_last,
        rate_of_holders, rate_of_exam, rate_of_success, rate_of_court, share_of_all,
        growth_of_cases, difference_of_cases, growth_both_ways, told_twice, told_twice_about,
        announced_points,
    )
}  # fmt: skip


def _innocents(rng: random.Random) -> list[tuple[str, str]]:
    """Write sentences that hold numbers, and no contradiction however it looks.

    Each comes with its topic: two sentences of one topic, or a fact of it, would contradict.
    """
    n = rng.randint(20, 400)
    k = rng.randint(2, 19)
    return [
        ("主动公开", f"主动公开政务信息{n + 30}条,其中应急管理{k}条、建议提案{k + 1}条。"),
        ("纠纷", f"调解纠纷{n + 60}件,其中婚姻{n // 2}件、邻里{n // 3}件,涉企的{n // 2 + 40}件。"),
        ("讲座", f"举办法治讲座{k}场,覆盖群众{n}余人次,发放宣传资料{n * 10}余份。"),
        ("禁毒", f"开展禁毒宣传{k}场次,覆盖{n}人;开展反诈宣传{k + 3}场次,覆盖{n + 55}人。"),
        ("成功率", f"上半年共调解劳资纠纷{n}件,调解成功率{90 + k / 10:.1f}%。"),
        ("复议", f"受理行政复议案件{n}件,审结{n + 3}件(含上年结转{k}件)。"),
        ("培训", f"组织业务培训{k}期,参训{n}人次,其中执法骨干{n // 2}人次。"),
        ("热线", f"接听12345热线工单{n * 7}件,按时办结率100%,群众满意率{95 + k / 10:.1f}%。"),
        ("法律顾问", f"聘请法律顾问{k}名,提供法律意见{n}余条,审查协议近{n}份。"),
        ("法治文化", f"建成法治文化广场{k}个、法治长廊{k + 1}处,村级覆盖率达100%。"),
        ("排查", f"排查隐患{k}轮,发现隐患{n}余件,已消除{n - 5}件。"),
        ("走访", f"走访企业{n}家次,开展法治体检{n // 3}次,提出建议{k}条。"),
        ("明白人", f"辖区共有{k}个社区,每个社区配备法律明白人4名,共培育{k * 9}余名。"),
        ("矫正", f"在册社区矫正对象{n}人,全年训诫{k}人次、警告{k // 2 + 1}人次。"),
        ("服务站", f"全镇{k}个村(社区)均建立公共法律服务站,解答疑问{n}人次。"),
        ("罚没", f"罚没款{n}.{k:02d}万元,同比下降{k}.4%。"),
        ("学法", f"党委理论学习中心组专题学法{k}次,政府常务会议会前学法{k + 2}次。"),
        ("出庭", f"负责人出庭应诉率{90 + k / 10:.1f}%,较上年提高{k / 10 + 0.1:.1f}个百分点。"),
    ]


_PLAN = (
    "力争调解成功率达到99%以上,举办法治讲座不少于20场。",
    "计划开展执法培训4期、培训300人次,新增调解员10名。",
    "进一步健全工作机制,推动法治建设再上新台阶。",
)
_PROSE = (
    "我镇始终坚持党对法治建设的领导,不断完善依法决策机制。",
    "严格落实行政执法“三项制度”,规范公正文明执法水平稳步提升。",
    "坚持问题导向,统筹推进各项重点任务落地见效。",
    "充分发挥法律明白人、网格员作用,营造良好法治氛围。",
)


def _report(rng: random.Random, facts: list[str]) -> str:
    free = [
        words for topic, words in _innocents(rng) if not any(topic in fact for fact in facts)
    ]  # fmt: skip
    rng.shuffle(free)
    paragraphs = []
    for fact in facts:
        before = [rng.choice(_PROSE), free.pop() if free else ""]
        rng.shuffle(before)
        after = free.pop() if free and rng.random() < 0.6 else rng.choice(_PROSE)
        paragraphs.append("".join([*before, fact, after]))
    half = len(paragraphs) // 2
    lines = ["2023年,我镇深入学习贯彻习近平法治思想,现将有关情况报告如下:", "一、主要工作情况"]
    for number, part in enumerate((paragraphs[:half], paragraphs[half:]), 1):
        title = ("提升依法行政水平", "化解矛盾纠纷")[number - 1]
        lines.append(f"({'零一二'[number]}){title}。{part[0] if part else ''}")
        lines += part[1:]
    lines += ["二、存在的问题", "部分干部法治意识有待提高,普法宣传还不够深入。"]
    lines += ["三、下一步工作打算", "2024年," + rng.choice(_PLAN) + rng.choice(_PLAN)]
    return "\n".join(lines)


def _families(rng: random.Random, size: int) -> list[str]:
    chosen = rng.sample(sorted(FACTS), size)
    # Two tellings of one fact must not meet another total of the same indicator.
    crowded = [name for name in chosen if name.startswith("told_twice")]
    if crowded:
        clash = {"sum_of_bodies", "rate_of_success", "sum_of_kinds", *crowded[1:]}
        chosen = [name for name in chosen if name not in clash]
    elif "sum_of_bodies" in chosen and "rate_of_success" in chosen:
        chosen.remove("rate_of_success")
    return chosen


def clean_report(seed: int) -> Planted:
    """Write a report in which every number is right."""
    rng = random.Random(f"clean {seed}")
    facts = [FACTS[name](rng, False) for name in _families(rng, 6)]
    return Planted(_report(rng, facts), None, None)


def planted_report(seed: int, family: str) -> Planted:
    """Write a report with one error, in a fact of the family."""
    rng = random.Random(f"{family} {seed}")
    names = [name for name in _families(rng, 5) if name != family]
    if family.startswith("told_twice"):
        clash = ("told_twice", "sum_of_bodies", "rate_of_success", "sum_of_kinds")
        names = [name for name in names if not name.startswith(clash)]
    elif family in ("sum_of_bodies", "rate_of_success", "sum_of_kinds"):
        clash = ("told_twice", "sum_of_bodies", "rate_of_success")
        names = [name for name in names if not name.startswith(clash)]
    wrong = FACTS[family](rng, True)
    facts = [FACTS[name](rng, False) for name in names]
    facts.insert(rng.randrange(len(facts) + 1), wrong)
    return Planted(_report(rng, facts), family, wrong)
