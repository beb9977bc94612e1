"""Print ``docs/accuracy.md``: what the package reads, against codings by hand and planted truth."""

from __future__ import annotations

import pandas as pd

from benchmarks import bank, checks, fields
from benchmarks.document import ROOT, main
from fazhi_analysis.builder import build
from fazhi_analysis.evaluation import Evaluation, evaluate

GOLD = ROOT / "tests" / "gold"
# The third set was never looked at while rules were written.
SETS = {
    "real5": "the five real reports",
    "dev": "texts used while developing",
    "dev2": "texts used while developing, by a second author",
    "heldout": "texts kept aside",
}
INTRODUCTION = """# Accuracy

What the package reads, against codings by hand (`tests/gold/`, each set with a README that tells
how it was made) and against made-up files whose truth is known. `make docs` prints this page;
`make test` fails where it is stale.

A mention counts as found where indicator and value agree, each coded mention being used once.
Precision is the share of found mentions that the coder has, recall the share of coded mentions that
were found. The texts kept aside were never read while rules were written, only their scores (in all
and by indicator): they alone say something about reports that nobody has seen. The written texts state far more figures in a line
than real reports do. Two independent codings of the five real reports agreed at F1 0.97; figures
above that say no more than that the rules were developed on these texts."""


def evaluations() -> dict[str, Evaluation]:
    """Return the evaluation of every set of texts coded by hand."""
    found = {}
    for name in SETS:
        own = GOLD / name / "texts"
        raw = ROOT / "data" / "raw" if name == "real5" else own
        if (GOLD / name / "mentions.csv").exists():
            found[name] = evaluate(build(raw, progress=False), GOLD / name)
    return found


def _share(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:.3f}"


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    rule = ["---"] + ["---:"] * (len(head) - 1)
    return ["| " + " | ".join(row) + " |" for row in [head, rule, *rows]]


def _mentions(found: dict[str, Evaluation]) -> list[str]:
    rows = []
    for name, result in found.items():
        row = result.scores[result.scores["part"].eq("mentions") & result.scores["name"].eq("all")]
        for one in row.itertuples():
            shares = [_share(one.precision), _share(one.recall), _share(one.f1)]
            counts = [str(one.gold), str(one.found), str(one.hits)]
            rows.append([f"`{name}`: {SETS[name]}", *counts, *shares])
    return _table(["set", "coded", "found", "agree", "precision", "recall", "F1"], rows)


def _counted(hits: int, gold: int, found: int) -> str:
    wrong = f", {found - hits} wrong" if found > hits else ""
    return f"{hits} of {gold}{wrong}" if gold or found else "–"


def _bank() -> list[str]:
    """Return one row a file of the bank of single sentences."""
    rows = []
    for path in sorted(bank.BANK.glob("*.csv")):
        outcomes = [bank.try_case(case) for case in bank.read_bank(path)]
        one = bank.score(outcomes)
        rows.append(
            [f"`{path.stem}`", str(len(outcomes)), str(one.right), str(one.extra), str(one.missed),
             _share(one.precision), _share(one.recall), _share(one.f1)]
        )  # fmt: skip
    head = ["file", "sentences", "right", "extra", "missed", "precision", "recall", "F1"]
    return _table(head, rows)


def _by_name(found: dict[str, Evaluation], part: str) -> dict[str, dict[str, pd.Series]]:
    """Return the scores of `part` by name and set."""
    rows: dict[str, dict[str, pd.Series]] = {}
    for label, result in found.items():
        scores = result.scores[result.scores["part"] == part]
        for _, row in scores.iterrows():
            rows.setdefault(str(row["name"]), {})[label] = row
    return dict(sorted(rows.items()))


def _shares(found: dict[str, Evaluation], part: str, first: str) -> list[str]:
    """Return one row a name of `part`, one column a set: the agreeing of the coded."""
    rows = []
    for name, scores in _by_name(found, part).items():
        cells = [
            _counted(*scores[label][["hits", "gold", "found"]]) if label in scores else "–"
            for label in found
        ]
        rows.append([f"`{name}`", *cells])
    return _table([first, *found], rows)


def _f1(found: dict[str, Evaluation], part: str, first: str) -> list[str]:
    """Return one row a name of `part`: precision, recall and F1 in each set."""
    rows = []
    for name, scores in _by_name(found, part).items():
        cells = [
            " / ".join(_share(scores[label][c]) for c in ("precision", "recall", "f1"))
            if label in scores
            else "–"
            for label in found
        ]
        rows.append([f"`{name}`", *cells])
    return _table([first, *found], rows)


def _indicators(found: dict[str, Evaluation]) -> list[str]:
    rows = []
    pooled = {
        "development": [r for n, r in found.items() if n != "heldout"],
        "kept aside": [r for n, r in found.items() if n == "heldout"],
    }
    sums = {
        label: pd.concat([r.scores[r.scores["part"] == "mentions"] for r in results])
        .groupby("name")[["gold", "found", "hits"]]
        .sum()
        for label, results in pooled.items()
    }
    for name in sorted(set(sums["development"].index) | set(sums["kept aside"].index)):
        if name == "all":
            continue
        row = [f"`{name}`"]
        for table in sums.values():
            if name in table.index:
                one = table.loc[name]
                row += [str(one["gold"]), str(one["found"]), str(one["hits"])]
            else:
                row += ["–", "–", "–"]
        rows.append(row)
    head = ["indicator", "coded", "found", "agree", "kept aside: coded", "found", "agree"]
    return _table(head, rows)


def _fields_of_made_pages() -> list[str]:
    measured = fields.measure()
    rows = [
        [f"`{r.field}`", str(r.right), str(r.missing), str(r.wrong), str(r.total)]
        for r in measured.itertuples()
    ]
    return _table(["field", "right", "missing", "wrong", "of"], rows)


def text() -> str:
    """Return the document as Markdown."""
    found = evaluations()
    parts = [
        INTRODUCTION,
        "## Indicator mentions",
        "\n".join(_mentions(found)),
        "On the mentions that agree, these fields agree too:",
        "\n".join(_shares(found, "fields", "field")),
        "Numbers that are no mention, by what the coder says they are (`none`: done, but no "
        "indicator covers it), and how many of them got no indicator:",
        "\n".join(_shares(found, "traps avoided", "kind")),
        "Of those that are in `quantities`, so many have the coder's status:",
        "\n".join(_shares(found, "traps status", "status")),
        "A bank of single sentences, several for each indicator with look-alikes that are none "
        "(`tests/gold/bank`): written and coded before the extraction was run on them, then used "
        "for developing; here indicator, value and period have to agree:",
        "\n".join(_bank()),
        "## Metadata",
        "Fields of `reports` that the coder filled, and how many agree; `wrong` counts values that "
        "the coder does not have:",
        "\n".join(_shares(found, "metadata", "field")),
        "On made-up pages in every format, encoding and kind of page furniture "
        "(`benchmarks/field_files.py`):",
        "\n".join(_fields_of_made_pages()),
        "## Outline, body and checks",
        "Precision / recall / F1 of headings (marker and heading agree), and of their depth and "
        "role; bodies that begin and end where the coder says; checks with the coder's verdict:",
        "\n".join(_f1(found, "sections", "outline")),
        "\n".join(_shares(found, "body", "body")),
        "\n".join(_f1(found, "checks", "checks")),
        checks.section().strip(),
        "## Indicators one by one",
        "\n".join(_indicators(found)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


if __name__ == "__main__":
    main("docs/accuracy.md", text)
