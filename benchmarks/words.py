"""Segmentation against jieba: the same words, how much faster, how much memory.

``python -m benchmarks.words`` prints a Markdown table. Ratios are of medians in one run; seconds
differ by machine, ratios hardly.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import resource
import tempfile
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from fazhi_analysis.tidy.lexicon import Entry, domain_lexicon
from fazhi_analysis.tidy.segmentation import Segmenter

ROOT = Path(__file__).resolve().parents[1]
SIGNS = "aZ09-_.%+#&-._"
STRANGE = [
    "\r\n",
    " ",
    "\u3000",
    "。",
    "·",
    "㐀",
    "鿖",
    "\ufa00",
    "𠀀",
    "\ud800",
    "é",
    "\x1c",
    "\x00",
]


@cache
def reference(lexicon: tuple[Entry, ...]) -> Any:
    """Return jieba itself with a lexicon, made by its own public calls."""
    import jieba

    tokenizer = jieba.Tokenizer()
    level = logging.getLogger("jieba").level
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.tmp_dir = folder
        jieba.setLogLevel(logging.CRITICAL)
        tokenizer.initialize()
        jieba.setLogLevel(level)
    for word, freq in lexicon:
        tokenizer.add_word(word, freq)
    return tokenizer


@cache
def _dictionary() -> tuple[list[str], list[str]]:
    with reference(()).get_dict_file() as file:
        words = [line.decode().split(" ")[0] for line in file]
    return words, [word for word in words if len(word) == 1]


def random_text(rng: random.Random, lexicon: Iterable[Entry]) -> str:
    """Return a string that no one would write: words, parts of words, repeats, signs, rarities."""
    words, characters = _dictionary()
    own = [entry.word for entry in lexicon] or words
    parts = []
    for _ in range(rng.randint(1, 14)):
        kind = rng.random()
        if kind < 0.25:
            parts.append(rng.choice(characters) * rng.randint(1, 3))
        elif kind < 0.5:
            parts.append(rng.choice(words))
        elif kind < 0.6:
            parts.append(rng.choice(own)[: rng.randint(1, 9)])
        elif kind < 0.7:
            parts.append(rng.choice(own))
        elif kind < 0.9:
            parts.append("".join(rng.choices(SIGNS, k=rng.randint(1, 5))))
        else:
            parts.append(rng.choice(STRANGE))
    return "".join(parts)


def texts() -> list[str]:
    """Return the texts to cut: the real reports, and the hand-coded ones where they are there."""
    files = sorted((ROOT / "data" / "raw").glob("*.txt"))
    files += sorted((ROOT / "tests" / "gold").glob("*/texts/*.txt"))
    found = {path.read_text(encoding="utf-8") for path in files}
    return sorted(found)


def _cut(texts: list[str], tokenizer: Any) -> float:
    """Return the processor time of cutting: what else the machine does matters less."""
    start = time.process_time()
    for text in texts:
        tokenizer.lcut(text)
    return time.process_time() - start


def _anew(texts: list[str], segmenter: Segmenter) -> float:
    segmenter.forget()
    return _cut(texts, segmenter)


def _threads(texts: list[str], segmenter: Segmenter, workers: int) -> float:
    start = time.perf_counter()
    segmenter.lcut_many(texts, workers=workers)
    return time.perf_counter() - start


def _speed(rounds: int) -> list[tuple[str, str]]:
    several = texts()
    rows = [("texts, characters", f"{len(several)}, {sum(map(len, several)):,}")]
    for name, lexicon in (("plain", ()), ("domain lexicon", domain_lexicon())):
        fast, jieba = Segmenter(lexicon), reference(lexicon)
        exact = Segmenter(lexicon, exact=True)
        for tokenizer in (jieba, fast, exact):
            _cut(several, tokenizer)
        base = median(_cut(several, jieba) for _ in range(rounds))
        one, two = (
            median(_threads(several * 4, fast, workers) for _ in range(rounds))
            for workers in (1, 2)
        )
        times = {
            f"{name} ({fast.engine})": median(_anew(several, fast) for _ in range(rounds)),
            f"{name}, exact, nothing cut before": median(
                _anew(several, exact) for _ in range(rounds)
            ),
            f"{name}, exact, all cut before": median(_cut(several, exact) for _ in range(rounds)),
        }
        rows += [
            (f"times the speed of jieba.lcut, {what}", f"{base / seconds:.1f}")
            for what, seconds in times.items()
        ]
        rows.append((f"two threads against one, {name}", f"{one / two:.1f}"))
    return rows


def _agreement(strings: int) -> list[tuple[str, str]]:
    own = (*domain_lexicon(), Entry("政府"), Entry("的时候", 5), Entry("V2.0"), Entry("APP"))
    rows = []
    for name, lexicon in (("plain", ()), ("domain lexicon", domain_lexicon()), ("own words", own)):
        jieba, several = reference(lexicon), texts()
        for exact in (False, True):
            segmenter, rng = Segmenter(lexicon, exact=exact), random.Random(2026)
            same = sum(segmenter.lcut(text) == jieba.lcut(text) for text in several)
            drawn = 0
            for _ in range(strings):
                text = random_text(rng, lexicon)
                drawn += segmenter.lcut(text) == jieba.lcut(text)
            rows.append(
                (f"cut as jieba cuts them, {name}{', exact' * exact}",
                 f"{same} of {len(several)} texts, {drawn:,} of {strings:,} random strings")
            )  # fmt: skip
    return rows


def _peak() -> float:
    """Return the peak of the process's memory in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if os.uname().sysname == "Darwin" else 2**10)


def _memory(reports: int) -> list[tuple[str, str]]:
    import pandas as pd

    from fazhi_analysis.schema import conform
    from fazhi_analysis.tidy.records import Section
    from fazhi_analysis.tidy.words import count_words

    before = _peak()
    segmenter = Segmenter()
    segmenter.lcut("推进法治政府建设")
    engine = _peak()
    sentences = [s for text in texts() for s in text.split("。") if s.strip()]
    rng = random.Random(2026)
    rows: list[tuple[str, int, str, int]] = []
    size = 0
    for number in range(reports):
        chosen = rng.choices(sentences, k=90)
        text, cut = "。\n".join(chosen), len("。\n".join(chosen[:45]))
        size += len(text)
        sections = [
            Section(0, None, 0, None, None, "progress", 0, cut),
            Section(1, None, 0, None, None, "plan", cut, len(text)),
        ]
        name = f"report-{number:05}"
        rows += [(name, *row) for row in count_words(text, sections, segmenter)]
    columns = ["report_id", "section", "word", "count"]
    frame = conform("words", pd.DataFrame(rows, columns=columns))
    held = frame.memory_usage(deep=True).sum() / 2**20
    return [
        ("memory that the segmenter takes, MB", f"{engine - before:.0f}"),
        (f"{reports:,} reports of {size // reports:,} characters: rows of `words`",
         f"{len(frame):,}"),
        ("their frame `words`, MB", f"{held:.0f}"),
        ("peak of the process while they are counted, MB", f"{_peak():.0f}"),
    ]  # fmt: skip


def table(strings: int = 100_000, rounds: int = 9, reports: int = 1000) -> str:
    """Return the whole comparison as a Markdown table."""
    # Memory first: the peak of a process never falls.
    memory = _memory(reports)
    rows = _speed(rounds) + _agreement(strings) + memory
    lines = [
        "| what | value |",
        "| --- | --- |",
        *(f"| {name} | {value} |" for name, value in rows),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strings", type=int, default=100_000, help="random strings a lexicon")
    parser.add_argument("--rounds", type=int, default=9, help="rounds of which the median counts")
    parser.add_argument("--reports", type=int, default=1000, help="generated reports for memory")
    arguments = parser.parse_args()
    print(table(arguments.strings, arguments.rounds, arguments.reports), end="")


if __name__ == "__main__":
    main()
