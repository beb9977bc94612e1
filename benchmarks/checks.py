"""How many planted errors the checks find, and how often they cry wolf.

``python -m benchmarks.checks`` prints a Markdown section. Three things are counted: errors planted
in made-up reports (:mod:`benchmarks.planted`), false alarms in the same reports without an error,
and errors planted in the hand-coded texts (a total, rate or growth that the coder found right gets
another value), with the false alarms in those texts as they are.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.planted import FACTS, clean_report, planted_report
from fazhi_analysis.read import read_report
from fazhi_analysis.tidy.checks import check_report
from fazhi_analysis.tidy.outline import find_sections
from fazhi_analysis.tidy.quantities import extract
from fazhi_analysis.tidy.records import Check
from fazhi_analysis.tidy.sentences import split_sentences

ROOT = Path(__file__).resolve().parents[1]
EACH = 20
CLEAN = 200


def checks_of(
    text: str, start: int = 0, end: int | None = None, period: str = "2023"
) -> list[Check]:
    """Run every step that the checks need on a bare text."""
    stop = len(text) if end is None else end
    sections = find_sections(text, start, stop, year=int(period[:4]))
    sentences = split_sentences(text, start, stop, sections)
    quantities = extract(text, sentences, sections, period=period)
    return check_report(text, sections, sentences, quantities)


def _fails_in(checks: list[Check], begin: int, end: int) -> tuple[int, int]:
    """Count failing checks that touch the stretch, and those that do not."""
    fails = [check for check in checks if check.verdict == "fails"]
    inside = sum(check.start < end and begin < check.end for check in fails)
    return inside, len(fails) - inside


def made_up(each: int, clean: int) -> tuple[dict[str, tuple[int, int]], Counter[str]]:
    """Found and planted errors by family; false alarms, in planted and in clean reports."""
    found: dict[str, tuple[int, int]] = {}
    alarms: Counter[str] = Counter()
    for family in FACTS:
        hits = 0
        for seed in range(each):
            text, _, words = planted_report(seed, family)
            begin = text.index(words or "")
            inside, outside = _fails_in(checks_of(text), begin, begin + len(words or ""))
            hits += inside > 0
            alarms["beside errors"] += outside
        found[family] = (hits, each)
    for seed in range(clean):
        alarms["clean"] += _fails_in(checks_of(clean_report(seed).text), 0, 0)[1]
    return found, alarms


_FIRST_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LAST_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?!.*\d)", re.S)


def _spoilt(number: str, *, total: bool) -> Iterator[str]:
    """Give other values for a number, as slips of the pen make them.

    A total is only made smaller: a list that 其中 opens may leave parts out.
    """
    plain = number.replace(",", "")
    if "." in plain:
        decimals = len(plain.partition(".")[2])
        for shift in (1.7, -3.2, 10.4):
            value = float(plain) + shift
            if 0 < value < 100:
                yield f"{value:.{decimals}f}"
        return
    value = int(plain)
    others = [value - max(3, value // 10), value - max(3, value // 3)]
    for other in others if total else [*others, value + max(3, value // 12)]:
        if other > 0:
            yield str(other)


def _coded(folder: Path) -> Iterator[tuple[str, Any, str, list[dict[str, str]]]]:
    with open(folder / "checks.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(folder / "reports.csv", encoding="utf-8", newline="") as file:
        periods = {row["report_id"]: row["period"] for row in csv.DictReader(file)}
    raw = ROOT / "data" / "raw"
    for report, period in sorted(periods.items()):
        files = sorted((folder / "texts").glob(f"{report}.*")) or sorted(raw.glob(f"{report}.*"))
        if files:
            read = read_report(files[0], files[0].parent)
            yield report, read, period, [row for row in rows if row["report_id"] == report]


def hand_coded(sets: tuple[str, ...]) -> tuple[int, int, int, int, list[str]]:
    """Found and planted errors, false alarms and reports of the hand-coded texts."""
    found = planted = alarms = reports = 0
    missed: list[str] = []
    for name in sets:
        for report, read, period, rows in _coded(ROOT / "tests" / "gold" / name):
            reports += 1
            text, start, end = read.text, read.body_start, read.body_end
            checks = checks_of(text, start, end, period)
            known = [
                (place, place + len(row["quote"]))
                for row in rows
                if row["verdict"] == "fails" and (place := text.find(row["quote"])) >= 0
            ]
            spans = {check.check: (check.start, check.end) for check in checks}
            for check in checks:
                if check.verdict == "fails" and not any(
                    begin < spans[check.check][1] and spans[check.check][0] < stop
                    for begin, stop in known
                ):
                    # A repeat is coded at either of its two tellings.
                    alarms += check.kind != "repeat" or not known
            for row in rows:
                # Only statements that other numbers settle: partial lists are bounded, not met.
                if row["verdict"] != "holds" or row["kind"] not in ("sum", "share", "ratio"):
                    continue
                place = text.find(row["quote"])
                # The coder's quote of a sum begins with the total, that of a rate ends with it.
                pattern = _FIRST_NUMBER if row["kind"] == "sum" else _LAST_NUMBER
                number = pattern.search(row["quote"])
                if place < 0 or number is None or "<=" in row["note"] or "partial" in row["note"]:
                    continue
                for value in _spoilt(number[0], total=row["kind"] == "sum"):
                    planted += 1
                    at = place + number.start()
                    spoilt = text[:at] + value + text[at + len(number[0]) :]
                    grown = len(spoilt) - len(text)
                    inside, _ = _fails_in(
                        checks_of(spoilt, start, end + grown, period),
                        max(0, place - 40), place + len(row["quote"]) + 80,
                    )  # fmt: skip
                    if inside:
                        found += 1
                    else:
                        missed.append(f"{report}: {row['quote']} with {value}")
    return found, planted, alarms, reports, missed


def section(each: int = EACH, clean: int = CLEAN) -> str:
    """Return the section on checks of the document on accuracy."""
    by_family, alarms = made_up(each, clean)
    hits, all_planted = (sum(counts) for counts in zip(*by_family.values(), strict=True))
    found, planted, false, reports, missed = hand_coded(("real5", "dev", "dev2"))
    lines = [
        "## Checks: planted errors found, false alarms",
        "",
        "| texts | errors planted | found | share | false alarms | reports without an error |",
        "| --- | --- | --- | --- | --- | --- |",
        f"| made up | {all_planted} | {hits} | {hits / all_planted:.2f} | {alarms['clean']} "
        f"| {clean} |",
        f"| hand-coded | {planted} | {found} | {found / planted:.2f} | {false} | {reports} |",
        "",
        f"Beside the planted errors of the made-up reports, {alarms['beside errors']} other "
        f"statements of the same {all_planted} reports were called wrong.",
        "",
        "| planted in | found | of |",
        "| --- | --- | --- |",
        *(f"| {name} | {hit} | {of} |" for name, (hit, of) in by_family.items()),
        "",
        "Not found in the hand-coded texts:",
        "",
        *(f"- {line}" for line in missed),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Print the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=EACH, help="reports for each kind of error")
    parser.add_argument("--clean", type=int, default=CLEAN, help="reports without an error")
    arguments = parser.parse_args()
    print(section(arguments.each, arguments.clean))


if __name__ == "__main__":
    main()
