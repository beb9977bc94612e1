"""A processed folder: the frames as Parquet beside their Frictionless descriptor.

The descriptor is written last and removed first, and it carries the hash of every file; so a
folder whose writing was interrupted is recognised and refused, never half believed.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import pandas as pd

from fazhi_analysis.corpus import Corpus
from fazhi_analysis.datapackage import describe
from fazhi_analysis.errors import FazhiError
from fazhi_analysis.schema import FRAMES, conform, validate

__all__ = ["DESCRIPTOR", "load", "save"]

DESCRIPTOR = "datapackage.json"


def save(corpus: Corpus, out: str | Path) -> Path:
    """Validate every frame of `corpus` and write it below `out`.

    Nothing is written unless all frames hold what the schema promises. The same corpus gives the
    same bytes.

    Raises
    ------
    SchemaError
        A frame breaks the schema.
    FazhiError
        The folder cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = Path(out)
    frames = {name: validate(name, conform(name, frame)) for name, frame in corpus.frames().items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(".writing-*"):  # by a build that was killed
            rmtree(left, ignore_errors=True)
        with TemporaryDirectory(prefix=".writing-", dir=folder) as temporary:
            hashes = {}
            for name, frame in frames.items():
                path = Path(temporary, f"{name}.parquet")
                known = frame[FRAMES[name].names]
                table = pa.Table.from_pandas(known, FRAMES[name].arrow(), preserve_index=False)
                pq.write_table(table, path, compression="zstd")
                hashes[name] = hashlib.sha256(path.read_bytes()).hexdigest()
            text = json.dumps(describe(frames, hashes), ensure_ascii=False, indent=2)
            Path(temporary, DESCRIPTOR).write_text(text + "\n", encoding="utf-8")
            (folder / DESCRIPTOR).unlink(missing_ok=True)
            for name in frames:
                os.replace(Path(temporary, f"{name}.parquet"), folder / f"{name}.parquet")
            os.replace(Path(temporary, DESCRIPTOR), folder / DESCRIPTOR)
    except OSError as error:
        raise FazhiError(
            f"{folder}: the frames cannot be written there ({error.strerror}); "
            "choose a folder that you may write to."
        ) from error
    return folder


def load(processed: str | Path) -> Corpus:
    """Return the corpus that :func:`fazhi_analysis.build` wrote to `processed`.

    Raises
    ------
    FazhiError
        The folder holds no finished build, a file was changed after it was written, or another
        version of the package wrote it and a column is missing.
    """
    folder = Path(processed)
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        hashes = {item["name"]: item["hash"] for item in descriptor["resources"]}
    except FileNotFoundError:
        raise FazhiError(
            f"{folder} holds no finished build ({DESCRIPTOR} is missing); "
            f"run: fazhi build RAW -o {folder}"
        ) from None
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise FazhiError(f"{folder / DESCRIPTOR} cannot be read: {error}; build again.") from error
    frames = {}
    for name in FRAMES:
        path = folder / f"{name}.parquet"
        if not path.is_file() or hashes.get(name) != f"sha256:{_sha256(path)}":
            raise FazhiError(
                f"{path} is missing or was changed after the build that wrote it; "
                f"run: fazhi build RAW -o {folder}"
            )
        frame = pd.read_parquet(path)
        if missing := [column for column in FRAMES[name].names if column not in frame.columns]:
            raise FazhiError(
                f"{path} was written by another version of the package (it has no column "
                f"{missing[0]!r}); run: fazhi build RAW -o {folder}"
            )
        frames[name] = conform(name, frame, sort=False)
    return Corpus(**frames)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
