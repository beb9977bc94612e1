"""How many mentions of the bank of coded sentences the extraction finds, indicator by indicator.

``python -m benchmarks.bank`` runs ``find_quantities`` on every sentence of ``tests/gold/bank`` and
prints precision, recall and F1; ``-v`` adds every miss and every extra. A mention is right where
indicator, value and period agree. ``--file part1`` and ``--indicator CODE`` narrow it down.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from fazhi_analysis import find_quantities

BANK = Path(__file__).resolve().parents[1] / "tests" / "gold" / "bank"
PERIOD = "2023"  # the period of the report that every sentence is taken to stand in


class Mention(NamedTuple):
    """An indicator's value in a period; what is compared."""

    indicator: str
    value: float
    period: str


class Case(NamedTuple):
    """A coded sentence; ``mentions`` is empty for one that must give no row."""

    name: str
    text: str
    mentions: tuple[Mention, ...]


class Score(NamedTuple):
    """Counts of mentions that are right, invented and overlooked."""

    right: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of the found mentions that are right."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Return the share of the coded mentions that are found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the two."""
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else 1.0


def parse_mention(text: str) -> Mention:
    """Read ``indicator=value`` or ``indicator=value@period``.

    >>> parse_mention("mediators=86@2022")
    Mention(indicator='mediators', value=86.0, period='2022')
    """
    indicator, _, rest = text.partition("=")
    value, _, period = rest.partition("@")
    return Mention(indicator.strip(), float(value), period.strip() or PERIOD)


def read_bank(path: Path) -> list[Case]:
    """Read a file of the bank, a case a row."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Case(
                row["id"],
                row["text"],
                tuple(parse_mention(part) for part in row["mentions"].split(";") if part.strip()),
            )
            for row in csv.DictReader(file)
        ]


def found(text: str) -> list[Mention]:
    """Return the mentions that the extraction finds in a sentence."""
    frame = find_quantities(text, period=PERIOD)
    frame = frame[frame["indicator"].notna() & frame["status"].isin(["actual", "prior"])]
    columns = zip(frame["indicator"], frame["value"], frame["period"], strict=True)
    return [Mention(str(code), float(value), str(period)) for code, value, period in columns]


class Outcome(NamedTuple):
    """What came of a case: mentions right, invented and overlooked."""

    case: Case
    right: tuple[Mention, ...]
    extra: tuple[Mention, ...]
    missed: tuple[Mention, ...]


def try_case(case: Case) -> Outcome:
    """Run the extraction on a case and compare, each mention counted as often as it stands."""
    key = [Mention(code, round(value, 4), period) for code, value, period in case.mentions]
    got = [Mention(code, round(value, 4), period) for code, value, period in found(case.text)]
    coded, seen = Counter(key), Counter(got)
    return Outcome(
        case,
        tuple((coded & seen).elements()),
        tuple((seen - coded).elements()),
        tuple((coded - seen).elements()),
    )


def score(outcomes: Iterable[Outcome], indicator: str | None = None) -> Score:
    """Count over the cases, for one indicator or for all."""
    counts = [0, 0, 0]
    for outcome in outcomes:
        for place, mentions in enumerate((outcome.right, outcome.extra, outcome.missed)):
            counts[place] += sum(indicator in (None, each.indicator) for each in mentions)
    return Score(*counts)


def show(mentions: Iterable[Mention]) -> str:
    """Write mentions as they stand in the bank."""
    return "; ".join(
        f"{each.indicator}={each.value:g}" + (f"@{each.period}" if each.period != PERIOD else "")
        for each in mentions
    )


def main() -> None:
    """Print the scores, a file after the other."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("-v", "--verbose", action="store_true", help="print misses and extras")
    parser.add_argument("--file", help="only the file of this name, without its ending")
    parser.add_argument("--indicator", help="only cases in which this indicator is coded or found")
    options = parser.parse_args()
    for path in sorted(BANK.glob("*.csv")):
        if options.file and path.stem != options.file:
            continue
        outcomes = [try_case(case) for case in read_bank(path)]
        codes = sorted({m.indicator for o in outcomes for m in o.right + o.extra + o.missed})
        print(f"\n{path.stem}: {len(outcomes)} sentences\n")
        print("| indicator | right | extra | missed | precision | recall | F1 |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        for code in [*codes, None]:
            if options.indicator and code not in (options.indicator, None):
                continue
            one = score(outcomes, code)
            print(
                f"| {code or 'all'} | {one.right} | {one.extra} | {one.missed} "
                f"| {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} |"
            )
        silent = [outcome for outcome in outcomes if not outcome.case.mentions]
        clean = sum(not outcome.extra for outcome in silent)
        print(f"\nsentences that must give no row: {clean} of {len(silent)} give none")
        if options.verbose:
            for outcome in outcomes:
                touched = {m.indicator for m in outcome.right + outcome.extra + outcome.missed}
                if options.indicator and options.indicator not in touched:
                    continue
                if outcome.missed or outcome.extra:
                    print(f"\n{outcome.case.name} {outcome.case.text}")
                    if outcome.missed:
                        print(f"  missed {show(outcome.missed)}")
                    if outcome.extra:
                        print(f"  extra  {show(outcome.extra)}")


if __name__ == "__main__":
    main()
