"""Print ``docs/indicators.md``: every indicator of the codebook, and how its figures are coded."""

from __future__ import annotations

from benchmarks.document import main
from fazhi_analysis.codebooks import Indicator, load

HEAD = """# Indicators

An indicator is one kind of fact that yearly reports state as a number: disputes mediated, lectures
held, officers with a certificate. The package has {count} of them in
{themes} themes; each has a code, a kind and a canonical unit. A *mention* is one row of `Corpus.indicators`: a number
in a report's body that states the value of one indicator. [The codebook](codebook.md) tells how a
number finds its indicator and how to add one of your own. This page is printed from the codebook by
`make docs`.

| kind | what `value` is | accepted as |
| --- | --- | --- |
| count | people, cases, events as counted, 万 and 亿 worked out: 3万余人 is 30000 | one of the counters in the table |
| percent | points from 0 to 100: 87.23% and 百分之八十七点二三 are 87.23, 九成 is 90 | %, 百分之, 成 |
| money | 元: 243.91万元 is 2439100 | any sum of money |
"""

CODED = """## How a figure is coded

| column | values |
| --- | --- |
| `value`, `value_high` | the number in the canonical unit; both equal, or the two ends of a range (三四百名 is 300 and 400) |
| `unit` | as written, without the number: 件, 人次, 件(条), 万元; missing where none is written (a spoken zero) |
| `bound` | `exact`; `min` for 余 多 超 超过 以上 突破 不少于; `max` for 不足 以内 不超过; `approx` for 约 近 左右 |
| `status` | `actual`: done, or so at the end; `prior`: an earlier year's level, given for comparison. These two can have an indicator. `planned` (拟, 力争, 明年, all of a plan section), `change` (同比增长12%, 减少58件) and `rule` (每季度1次, slogans, 一个 as an article) cannot |
| `period` | the year, half (`2023H1`) or quarter (`2022Q1`) that the sentence names, else the report's own |
| `breakdown` | what narrows the figure, as written, the nearest first, joined by `;`: a kind (物业), a body (街道调委会), a theme (禁毒), a channel (线上), an outcome (调解成功). Missing for the whole. The indicator's own noun is left out: 物业 for 物业纠纷 |
| `quote` | the shortest stretch that holds subject, number and unit; `start` and `end` are its place |

A total and its parts are rows each (共调处617起,其中街道23起), one number for two rates is two rows
(参考率、合格率均达100%), and a fact told twice is two rows: a panel settles that later. 无, 零 and
未发生 before a subject that can be counted are 0. 全覆盖 without a number is no row.

No rows are: dates, ordinals (第57次), statute and document numbers, titles in 《》, hotline numbers,
targets, frequencies, slogans and their glosses (五在场, 1+3+3+N), 一个 and 一批 as articles, and numbers
whose subject no indicator covers. Those with a unit still stand in `quantities`, without an indicator.
"""


def _row(item: Indicator) -> str:
    unit = " ".join(item.accepts)
    definition = item.definition.replace("|", "\\|")
    return f"| `{item.code}` | {item.label_zh} | {item.label_en} | {item.kind} | {unit} | {definition} |"


def text() -> str:
    """Return the page as Markdown."""
    themes: dict[str, list[Indicator]] = {}
    for item in load().indicators.values():
        themes.setdefault(item.theme, []).append(item)
    count = sum(map(len, themes.values()))
    parts = [HEAD.format(count=count, themes=len(themes)), CODED]
    for theme, items in themes.items():
        rows = [
            f"## {theme}\n",
            "| code | 中文 | English | kind | counters | what counts |",
            "| --- | --- | --- | --- | --- | --- |",
            *map(_row, items),
        ]
        parts.append("\n".join(rows) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    main("docs/indicators.md", text)
