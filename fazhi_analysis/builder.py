"""Build a corpus: every file below a folder is read, tidied and told of in `intake`."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from fazhi_analysis import store
from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError
from fazhi_analysis.pipeline import COLUMNS, FileResult, Options, tidy_file
from fazhi_analysis.schema import FRAMES, conform, empty

__all__ = ["build"]

# Below this many files starting other processes costs more than it saves.
_SERIAL = 24
_CHUNK = 8


def build(
    raw: str | Path,
    out: str | Path | None = None,
    *,
    workers: int | None = None,
    client: Any = None,
    progress: bool = True,
    codebook: str | Path | None = None,
    lexicon: str | Path | None = None,
    places: str | Path | None = None,
    corrections: str | Path | None = None,
) -> Corpus:
    """Read every report below `raw` and return the frames; with `out`, write them there too.

    Parameters
    ----------
    raw : path
        A folder (searched with its subfolders and zip files) or one file.
    out : path, optional
        Folder for the Parquet files and their ``datapackage.json``.
    workers : int, optional
        Processes to use; by default one for each core where there are many files. The result
        does not depend on it.
    client : dask.distributed.Client, optional
        Where given, the files are tidied on its workers, which must see `raw` under the same path.
    progress : bool, default True
        Show a progress bar on standard error.
    codebook, lexicon, places, corrections : path, optional
        A codebook of your own, further words for the segmentation, places of files that you know
        (``places.csv``), and hand corrections that are replayed on the quantities
        (``corrections.csv``). See ``docs/``.

    Returns
    -------
    Corpus
        All frames. A file that could not be read stands in `intake` with the reason.

    Raises
    ------
    FazhiError
        `raw` does not exist or holds no file at all, or one of the options' files is malformed.
    SchemaError
        A frame to be written breaks the schema; nothing is written then.
    """
    from fazhi_analysis.read import iter_files

    root = Path(raw)
    if not root.exists():
        raise FazhiError(f"{raw}: there is no such folder or file; name the folder of the reports.")
    files = list(iter_files(root))
    if not files:
        raise FazhiError(f"{raw}: the folder holds no file; put the reports there and build again.")
    options = Options.load(codebook=codebook, lexicon=lexicon, places=places)
    ledger = None
    if corrections is not None:
        from fazhi_analysis.corrections import load

        ledger = load(corrections)
    base = root if root.is_dir() else root.parent
    results = list(
        _progress(_tidy_all(files, base, options, workers, client), len(files), progress)
    )
    corpus = _assemble(_unique_ids(results), ledger)
    if out is not None:
        store.save(corpus, out)
    return corpus


def _tidy_all(
    files: Sequence[Any], root: Path, options: Options, workers: int | None, client: Any
) -> Iterator[FileResult]:
    work = partial(_tidy_chunk, root=root, options=options)
    chunks = [files[i : i + _CHUNK] for i in range(0, len(files), _CHUNK)]
    if client is not None:
        for done in client.gather(client.map(work, chunks, pure=False)):
            yield from done
        return
    count = workers or (1 if len(files) < _SERIAL else os.cpu_count() or 1)
    if count == 1:
        for file in files:
            yield tidy_file(file, root, options)
        return
    try:
        with ProcessPoolExecutor(min(count, len(chunks)), initializer=_end_with_parent) as pool:
            for done in pool.map(work, chunks):
                yield from done
    except BrokenProcessPool as error:
        raise FazhiError(
            f"{root}: a process that read files was ended from outside, which happens where memory "
            "runs out; build again with fewer processes (workers=1)."
        ) from error


def _end_with_parent() -> None:
    """End this worker when the build that started it is killed; it would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _tidy_chunk(files: Sequence[Any], root: Path, options: Options) -> list[FileResult]:
    return [tidy_file(file, root, options) for file in files]


def _progress(results: Iterable[FileResult], total: int, show: bool) -> Iterable[FileResult]:
    if not show:
        return results
    from tqdm import tqdm

    return tqdm(results, total=total, desc="reading reports", unit="file", file=sys.stderr)


def _unique_ids(results: list[FileResult]) -> list[FileResult]:
    """Give each file a path and an id of its own.

    Files that differ only in their ending get ids with the ending. A zip file may hold two members
    of one name: the later ones get a number behind it.
    """
    taken = {result.path for result in results}
    seen: set[str] = set()
    told = []
    for result in results:
        path, number = result.path, 1
        while path in seen or (number > 1 and path in taken):
            number += 1
            path = f"{result.path} ({number})"
        seen.add(path)
        told.append(result if path == result.path else result.moved(path))
    while True:
        counts = Counter(r.report_id for r in told if r.report_id is not None)
        if not any(count > 1 for count in counts.values()):
            return told
        told = [
            r.renamed(r.path) if r.report_id is not None and counts[r.report_id] > 1 else r
            for r in told
        ]


def _assemble(results: list[FileResult], ledger: pd.DataFrame | None) -> Corpus:
    frames = {name: _concat(name, results) for name in FRAMES}
    corpus = Corpus(**frames)
    if ledger is not None:
        from fazhi_analysis.corrections import replay

        corpus = replay(corpus, ledger)
    return _compare_reports(corpus)


def _concat(name: str, results: list[FileResult]) -> pd.DataFrame:
    rows = [row for result in results for row in result.rows.get(name, ())]
    if not rows:
        return empty(name)
    return conform(name, pd.DataFrame.from_records(rows, columns=COLUMNS[name]))


def _compare_reports(corpus: Corpus) -> Corpus:
    """Fill what only all reports together can tell: duplicates, and checks between reports."""
    from fazhi_analysis.tidy.bodies import body_names
    from fazhi_analysis.tidy.checks_bodies import check_bodies
    from fazhi_analysis.tidy.duplicates import mark_duplicates

    reports = corpus.reports.copy()
    reports["duplicate_of"] = mark_duplicates(reports, corpus.texts).astype("str")
    between = check_bodies(reports, corpus.quantities, corpus.sentences, bodies=body_names(reports))
    checks = corpus.checks
    if len(between):
        joined = pd.concat([checks, conform("checks", between)], ignore_index=True)
        joined = joined.sort_values(["report_id", "check"], kind="stable")
        joined["check"] = joined.groupby("report_id").cumcount()
        checks = conform("checks", joined)
    intake = corpus.intake.copy()
    original = reports.set_index("report_id")["duplicate_of"].dropna()
    again = intake["report_id"].isin(original.index)
    intake.loc[again, "message"] = [
        f"The same text as {original[i]}: kept, and left out of analyses by default."
        for i in intake.loc[again, "report_id"]
    ]
    intake.loc[again, "status"] = "duplicate"
    return replace(
        corpus,
        reports=conform("reports", reports),
        checks=checks,
        intake=conform("intake", intake),
    )
