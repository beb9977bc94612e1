"""Numbers in Chinese prose: this package beside cn2an, JioNLP and Recognizers-Text.

``python -m benchmarks.peers`` reads ``benchmarks/peers.csv`` (numbers as official prose writes them,
read by hand) with each tool and prints how many values, units and bounds it gets right, and how
much longer it takes on the same text. The tools are no dependencies: ``benchmarks/peers.txt`` tells
how to install them in an environment of their own; one that is missing is told and left out.

The comparison is kind to the peers. A value is right where any number that the tool finds in the
text has it, a range also where its two ends come out as two numbers. A currency counts as the unit
of money and a percentage as ``%``. JioNLP's 3万余元 = 30,000 to 40,000 counts as 30,000 and more.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import time
import warnings
from collections.abc import Callable, Iterable
from importlib import metadata
from pathlib import Path
from statistics import median
from typing import NamedTuple

from fazhi_analysis.tidy.numbers import scan

FILE = Path(__file__).with_name("peers.csv")


class Read(NamedTuple):
    """What a tool read: a value, the upper one of a range, the unit and the bound, "" for none."""

    value: float
    high: float
    unit: str
    bound: str


class Case(NamedTuple):
    """A text and what stands in it, None where nothing does."""

    text: str
    read: Read | None


Reader = Callable[[str], list[Read]]


def cases() -> list[Case]:
    """Return the rows of ``peers.csv``."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    found = []
    for row in rows:
        read = None
        if row["value"]:
            value = float(row["value"])
            read = Read(value, float(row["value_high"] or value), row["unit"], row["bound"])
        found.append(Case(row["text"], read))
    return found


def ours(text: str) -> list[Read]:
    return [Read(n.value, n.value_high, n.unit, n.bound) for n in scan(text)[0]]


def _cn2an() -> Reader:
    import cn2an

    number = re.compile(r"\d+(?:\.\d+)?")

    def read(text: str) -> list[Read]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            told = cn2an.transform(text, "cn2an")
        found = []
        for match in number.finditer(told):
            value, unit = float(match.group()), "%" if told[match.end() :][:1] == "%" else ""
            found.append(Read(value, value, unit, ""))
        return found

    return read


def _jionlp() -> Reader:
    import sys

    with open(os.devnull, "w") as quiet:  # it greets on import
        kept, sys.stdout = sys.stdout, quiet
        try:
            import jionlp
        finally:
            sys.stdout = kept
    bounds = {"accurate": "exact", "blur": "approx", "blur+": "min", "blur-": "max"}

    def read(text: str) -> list[Read]:
        found = []
        for money in jionlp.ner.extract_money(text, with_parsing=True):
            told = money["detail"]
            unit = re.search(r"[万亿]?元", money["text"].replace("余", ""))
            bound = bounds.get(told["definition"], "")
            if isinstance(told["num"], list):
                low, high = map(float, told["num"])
                if re.search("[余多]", money["text"]):
                    high, bound = low, "min"
                elif bound == "approx":
                    bound = "exact"
            else:
                low = high = float(told["num"])
            found.append(Read(low, high, unit.group() if unit else "", bound))
        return found

    return read


def _recognizers() -> Reader:
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )
    from recognizers_text import Culture

    def read(text: str) -> list[Read]:
        found = []
        for call in (
            recognize_percentage, recognize_currency, recognize_dimension, recognize_age,
            recognize_temperature, recognize_number,
        ):  # fmt: skip
            for result in call(text, Culture.Chinese):
                told = result.resolution or {}
                written = str(told.get("value") or "")
                try:
                    value = float(written.rstrip("%"))
                except ValueError:
                    continue
                unit = "%" if written.endswith("%") else str(told.get("unit") or "")
                if unit == "Chinese yuan":
                    unit = "元"
                found.append(Read(value, value, unit, ""))
        return found

    return read


PEERS: dict[str, tuple[str, Callable[[], Reader]]] = {
    "cn2an": ("cn2an", _cn2an),
    "JioNLP (money)": ("jionlp", _jionlp),
    "Recognizers-Text": ("recognizers-text-suite", _recognizers),
}


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 0.005 * max(1.0, abs(other)) / 100


def _unit_is(read: str, truth: str) -> bool:
    if read == truth or (read, truth) in (("%", "％"), ("%", "成")):
        return True
    return read == "元" and truth.endswith("元")


def right(found: list[Read], truth: Read) -> tuple[bool, bool, bool]:
    """Tell whether value, unit and bound of a number are among what a tool found."""
    fitting = [r for r in found if _same(r.value, truth.value) and _same(r.high, truth.high)]
    value = bool(fitting)
    if not value and truth.high != truth.value:
        ends = (truth.value, truth.high)
        value = all(any(_same(r.value, end) for r in found) for end in ends)
    unit = any(_unit_is(r.unit, truth.unit) for r in fitting)
    return value, unit, any(r.bound == truth.bound for r in fitting)


def _seconds(reader: Reader, texts: Iterable[str], rounds: int) -> float:
    found = []
    for _ in range(rounds):
        start = time.process_time()
        for text in texts:
            reader(text)
        found.append(time.process_time() - start)
    return median(found)


def measure(rounds: int = 3) -> tuple[str, list[str]]:
    """Return the comparison as a Markdown table, and a line for each peer that is missing."""
    readers: list[tuple[str, Reader]] = [("this package", ours)]
    missing = []
    for name, (package, load) in PEERS.items():
        try:
            version = metadata.version(package)
            readers.append((f"{name} {version}", load()))
        except (ImportError, metadata.PackageNotFoundError) as error:
            missing.append(f"{name} is left out: {error}. See benchmarks/peers.txt.")
    several = cases()
    there = [case for case in several if case.read is not None]
    loose = [case for case in there if case.read and case.read.bound != "exact"]
    none = [case for case in several if case.read is None]
    text = ["。".join(case.text for case in several)] * 5
    base = 0.0
    rows = []
    for name, reader in readers:
        marks = {case.text: right(reader(case.text), case.read) for case in there if case.read}
        values, units = (sum(mark[k] for mark in marks.values()) for k in (0, 1))
        bounds = sum(marks[case.text][2] for case in loose)
        quiet = sum(not reader(case.text) for case in none)
        reader(text[0])
        taken = _seconds(reader, text, rounds)
        base = base or taken
        rows.append(
            [name, f"{values} of {len(there)}", f"{units} of {len(there)}",
             f"{bounds} of {len(loose)}", f"{quiet} of {len(none)}", f"{taken / base:,.0f}"]
        )  # fmt: skip
    head = ["tool", "values", "units", "bounds other than exact", "no numbers left alone",
            "time on the same text, of this package's"]  # fmt: skip
    rule = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, rule, *rows]), missing


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="rounds of which the median counts")
    parser.add_argument("--wrong", action="store_true", help="list what this package gets wrong")
    arguments = parser.parse_args()
    table, missing = measure(arguments.rounds)
    print(table)
    for line in missing:
        print(f"\n{line}")
    if arguments.wrong:
        for case in cases():
            found = ours(case.text)
            if (found and case.read is None) or (case.read and not all(right(found, case.read))):
                print(f"\n{case.text}: {case.read} read as {found}")


if __name__ == "__main__":
    main()
