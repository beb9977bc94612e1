"""Extraction against jieba, and whether its cost grows in proportion to the text.

``python -m benchmarks.extraction`` prints Markdown tables: the whole extraction (outline, sentences,
numbers with indicators) against ``jieba.lcut`` over the same text in the same run, one long report,
lengths from 10,000 to 300,000 characters, and strings made to be slow. Times are processor time of
one thread, medians of several rounds. Ratios hold on other machines; seconds do not.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.words import reference
from fazhi_analysis.codebooks import load
from fazhi_analysis.read import read_report
from fazhi_analysis.tidy.outline import find_sections
from fazhi_analysis.tidy.quantities import extract
from fazhi_analysis.tidy.sentences import split_sentences

ROOT = Path(__file__).resolve().parents[1]
LENGTHS = (10_000, 30_000, 100_000, 300_000)
HOSTILE_LENGTHS = (25_000, 100_000)
_DIGITS = "0123456789０１２３４５６７８９"

#: Strings made to be slow; each is repeated up to the length that is measured.
HOSTILE = {
    "one long run of digits": "1234567890",
    "digits and commas": "1,",
    "commas between threes": "123,456,",
    "10^5 commas": ",",
    "10^5 full-width commas": "，",
    "10^5 points": "1.",
    "10^5 一": "一",
    "numerals without an end": "一千二百三十四万五千六百七十八亿",
    "万亿 again and again": "万亿",
    "百分之 again and again": "百分之",
    "ranges without an end": "1至",
    "brackets never closed": "(",
    "nested brackets": "((调解1起)",
    "quotation marks never closed": "“调解",
    "titles never closed": "《办法1件",
    "其中 again and again": "其中",
    "其中 with numbers, one sentence": "调解纠纷5起,其中3起,",
    "numbers with units, one sentence": "3件",
    "numbers joined by 、": "5起、",
    "numbers joined by 和": "5起和",
    "one clause, known words": "调解矛盾纠纷",
    "percentages, 分别": "成功率分别为99%、",
    "spoken zeros": "未发生无一起",
    "zeros of cases, one sentence": "无行政复议案件、",
    "plans and growths": "同比增长拟力争",
    "years": "2023年",
    "year ranges": "2019-2020年至",
    "table cells": "件数 | 12 | ",
    "headings in one line": "一、(一)1.",
    "list items": "一、调解1起\n",
    "spaces": " ",
    "line breaks": "\n",
    "百千 before a unit": "百千件",
    "余多 after numerals": "三余多",
    "the head word of every rule": "案件纠纷文件活动",
}


def bodies(*, written: bool) -> list[str]:
    """Return the bodies of the real reports, with `written` also of the texts coded by hand."""
    folders = [ROOT / "data" / "raw"]
    if written:
        folders += sorted((ROOT / "tests" / "gold").glob("*/texts"))
    found: set[str] = set()
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            report = read_report(path, folder)
            found.add(report.text[report.body_start : report.body_end])
    return sorted(found)


def varied(text: str, rng: random.Random) -> str:
    """Return the text with other digits: a year stays a year, no number begins with 0."""
    out: list[str] = []
    for place, char in enumerate(text):
        if char not in _DIGITS:
            out.append(char)
            continue
        before = text[place - 1 : place]
        if text[place - 2 : place] == "20" or before == "2" or text[place : place + 2] == "20":
            out.append(char)  # most likely a year
        else:
            new = str(rng.randint(1, 9) if before not in _DIGITS else rng.randint(0, 9))
            out.append(new)
    return "".join(out)


def corpus(megabytes: float, *, written: bool, seed: int = 2026) -> list[str]:
    """Return the bodies again and again with varied digits, up to a size in MB of UTF-8."""
    rng = random.Random(seed)
    originals = bodies(written=written)
    found: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        for text in originals:
            found.append(varied(text, rng))
            size += len(found[-1].encode())
    return found


def of_length(length: int, texts: Iterable[str]) -> str:
    """Return whole lines of `texts`, one report of `length` characters."""
    parts: list[str] = []
    size = 0
    for text in texts:
        parts.append(text)
        size += len(text) + 1
        if size >= length:
            break
    return "\n".join(parts)[:length]


def sections_sentences_quantities(text: str) -> int:
    """Run the whole extraction over one body and return how many quantities it found."""
    sections = find_sections(text, 0, len(text), year=2023)
    sentences = split_sentences(text, 0, len(text), sections)
    return len(extract(text, sentences, sections, period="2023", codebook=load()))


def timed(call: Callable[[], Any], rounds: int) -> float:
    """Return the median processor time of a call, in seconds."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        call()
        found.append(time.process_time() - start)
    return median(found)


def _table(head: list[str], rows: Iterable[Iterable[str]]) -> str:
    rule = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, rule, *rows])


def against_jieba(megabytes: float, rounds: int, *, written: bool) -> str:
    """Compare the extraction with ``jieba.lcut`` over one corpus, step by step."""
    texts = corpus(megabytes, written=written)
    jieba = reference(())
    sections = [find_sections(text, 0, len(text), year=2023) for text in texts]
    sentences = [
        split_sentences(text, 0, len(text), own) for text, own in zip(texts, sections, strict=True)
    ]

    def cut() -> None:
        for text in texts:
            jieba.lcut(text)

    def outline() -> None:
        for text in texts:
            find_sections(text, 0, len(text), year=2023)

    def split() -> None:
        for text, own in zip(texts, sections, strict=True):
            split_sentences(text, 0, len(text), own)

    def numbers() -> None:
        for text, own, parts in zip(texts, sections, sentences, strict=True):
            extract(text, parts, own, period="2023", codebook=load())

    def whole() -> None:
        for text in texts:
            sections_sentences_quantities(text)

    calls: list[tuple[str, Callable[[], None]]] = [
        ("`jieba.lcut`", cut),
        ("`find_sections`", outline),
        ("`split_sentences`", split),
        ("`extract`", numbers),
        ("**whole extraction**", whole),
    ]
    times: dict[str, list[float]] = {name: [] for name, _ in calls}
    whole()
    for _ in range(rounds):  # in turn, so that what else the machine does strikes all alike
        for name, call in calls:
            start = time.process_time()
            call()
            times[name].append(time.process_time() - start)
    found = sum(sections_sentences_quantities(text) for text in texts)
    size, chars = sum(len(text.encode()) for text in texts) / 1e6, sum(map(len, texts))
    base = median(times["`jieba.lcut`"])
    rows = [
        [name, f"{median(own):.2f}", f"{median(own) / base:.3f}"] for name, own in times.items()
    ]
    source = "The real reports and the texts coded by hand" if written else "The real reports alone"
    told = (
        f"{source}, repeated with other digits: {len(texts):,} bodies, {size:.1f} MB of UTF-8, {chars:,} characters, "
        f"{found:,} quantities ({10_000 * found / chars:.0f} in 10,000 characters):"
    )
    return told + "\n\n" + _table(["step", "seconds", "of `jieba.lcut`"], rows)


def lengths(rounds: int) -> str:
    """Measure one report of each length."""
    texts = corpus(1, written=True)
    rows = []
    first = 0.0
    for length in LENGTHS:
        report = of_length(length, texts)
        own = timed(lambda text=report: sections_sentences_quantities(text), rounds)  # type: ignore[misc]
        cost = own / length
        first = first or cost
        rows.append([f"{length:,}", f"{own:.3f}", f"{1e6 * cost:.1f}", f"{cost / first:.2f}"])
    head = [
        "characters in one report",
        "seconds",
        "µs a character",
        "cost a character, of the first",
    ]
    return _table(head, rows)


def hostile(rounds: int) -> str:
    """Measure each hostile string at two lengths: in proportion, the last column stays near 1."""
    short, long = HOSTILE_LENGTHS
    grow = long // short
    rows = []
    for name, pattern in HOSTILE.items():
        times = []
        for length in (short, long):
            text = (pattern * (length // len(pattern) + 1))[:length]
            times.append(timed(lambda text=text: sections_sentences_quantities(text), rounds))  # type: ignore[misc]
        rows.append(
            [name, f"{times[0]:.3f}", f"{times[1]:.3f}", f"{times[1] / times[0] / grow:.2f}"]
        )
    head = [
        "string",
        f"{short:,} characters, s",
        f"{long:,} characters, s",
        "cost a character, of the shorter",
    ]
    return _table(head, rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--megabytes", type=float, default=3.0, help="size of the corpus")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of which the median counts")
    parser.add_argument("--only", choices=("jieba", "lengths", "hostile"), help="one table only")
    arguments = parser.parse_args()
    sections_sentences_quantities("全年调解矛盾纠纷120余起。")  # load what is loaded once
    if arguments.only in (None, "jieba"):
        for written in (False, True):
            table = against_jieba(arguments.megabytes, arguments.rounds, written=written)
            print(table, end="\n\n", flush=True)
    if arguments.only in (None, "lengths"):
        print(lengths(arguments.rounds), end="\n\n", flush=True)
    if arguments.only in (None, "hostile"):
        print(hostile(arguments.rounds), flush=True)


if __name__ == "__main__":
    main()
