"""Time and memory of ``shared_passages`` as the corpus grows.

Run ``python -m benchmarks.reuse`` from the repository; it prints a Markdown table. Each size runs
in a process of its own. The texts are generated: each body's second report repeats 30 % of its
first, one report in two gives or takes a copied passage, nine in ten carry two slogans.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHARS = 5000
SIZES = (1250, 2500, 5000, 10_000, 20_000)


def peak() -> float:
    """Peak memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(reports: int) -> dict[str, float]:
    """Generate so many reports, find what they share, compare with what was planted."""
    from fazhi_analysis.analyse.reuse import shared_passages
    from tests.frames import as_corpus
    from tests.generated_texts import make_texts

    planted = make_texts(seed=1, reports=reports, chars=CHARS, copies=reports // 4, carried=0.3)
    corpus = as_corpus(planted.frames)
    before, start = peak(), time.perf_counter()
    out = shared_passages(corpus)
    seconds = time.perf_counter() - start
    memory = peak() - before
    own = out[~out["boilerplate"] & (out["relation"] != "same_body")]
    keys = ["report_a", "report_b", "start_a", "start_b", "chars"]
    right = len(planted.copies.merge(own, on=keys))
    return {
        "reports": reports, "characters": int(corpus.reports["chars"].sum()),
        "passages": len(out), "boilerplate": int(out["boilerplate"].sum()),
        "recall": right / len(planted.copies), "precision": right / len(own),
        "seconds": seconds, "memory": memory,
    }  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.one)))
        return
    print(
        "| reports | million characters | passages | of these boilerplate | planted copies found "
        "| found that were planted | seconds | seconds per 1,000 reports | peak MB "
        "| MB per 1,000 reports |"
    )
    print("|---:" * 10 + "|")
    for size in arguments.sizes:
        command = [sys.executable, "-m", "benchmarks.reuse", "--one", str(size)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        row = json.loads(done.stdout)
        thousands = row["reports"] / 1000
        print(
            f"| {row['reports']:,} | {row['characters'] / 1e6:.1f} | {row['passages']:,} "
            f"| {row['boilerplate']:,} | {row['recall']:.3f} | {row['precision']:.3f} "
            f"| {row['seconds']:.1f} | {row['seconds'] / thousands:.2f} | {row['memory']:.0f} "
            f"| {row['memory'] / thousands:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
