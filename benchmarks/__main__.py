"""Run the benchmarks that need nothing but the package: ``python -m benchmarks`` (``make bench``).

Each prints its own Markdown table; ``docs/benchmarks.md`` tells what they measure.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("extraction", ()),
    ("words", ("--strings", "5000", "--rounds", "5", "--reports", "300")),
    ("reuse", ("--sizes", "625", "1250", "2500")),
)
FURTHER = """Each is a command of its own, `python -m benchmarks.NAME`, with `--help`:

- `extraction`: the extraction against jieba, long reports, strings made to be slow
- `words`: the segmentation against jieba (here with fewer rounds than by itself)
- `reuse`: shared passages as the corpus grows (here with small sizes)
- `peers`: numbers in Chinese prose beside cn2an, JioNLP and Recognizers-Text (`benchmarks/peers.txt`)
- `accuracy`, `checks`, `fields`, `places`: how much is right, not how fast; `make accuracy`"""


def main() -> None:
    """Run each benchmark in a process of its own, so that memory and caches are its own too."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", help=f"only these: {', '.join(n for n, _ in RUNS)}")
    wanted = parser.parse_args().names
    unknown = sorted(set(wanted) - {name for name, _ in RUNS})
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]!r}; see --help.")
    failed = []
    for name, options in RUNS:
        if wanted and name not in wanted:
            continue
        print(f"## {name}\n\n`python -m benchmarks.{' '.join([name, *options])}`\n", flush=True)
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *options], cwd=ROOT)
        if done.returncode:
            failed.append(name)
        print(flush=True)
    print(FURTHER)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
