import hashlib
import json

import pandas as pd
import pytest

from fazhi_analysis import store
from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError, SchemaError
from fazhi_analysis.schema import FRAMES, conform

REPORT = {"report_id": "a", "path": "a.txt", "sha256": "0", "format": "txt", "chars": 3,
          "published": "2024-03-13", "region_candidates": ["甲", "乙"]}  # fmt: skip


@pytest.fixture
def corpus():
    return Corpus(reports=conform("reports", [REPORT]))


def test_descriptor_names_every_column_and_input(corpus, tmp_path):
    store.save(corpus, tmp_path)
    told = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert told["sources"] == [{"title": "a.txt", "path": "a.txt", "sha256": "0"}]
    assert {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in told["resources"]} == {
        name: frame.names for name, frame in FRAMES.items()
    }
    assert all(f["description"] for r in told["resources"] for f in r["schema"]["fields"])


def test_plain_pandas_reads_dates_and_lists(corpus, tmp_path):
    store.save(corpus, tmp_path)
    row = pd.read_parquet(tmp_path / "reports.parquet").iloc[0]
    assert str(row["published"]).startswith("2024-03-13")
    assert list(row["region_candidates"]) == ["甲", "乙"]
    assert pd.isna(row["title"])


def test_an_invalid_frame_writes_nothing(corpus, tmp_path):
    wrong = Corpus(reports=conform("reports", [{**REPORT, "level": "village"}]))
    with pytest.raises(SchemaError):
        store.save(wrong, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_saving_again_keeps_other_files(corpus, tmp_path):
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    store.save(corpus, tmp_path)
    store.save(corpus, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        ["datapackage.json", "notes.md", *(f"{name}.parquet" for name in FRAMES)]
    )


@pytest.mark.parametrize("fault", ["no descriptor", "no file", "changed file", "broken descriptor"])
def test_an_unfinished_or_changed_folder_is_refused(corpus, tmp_path, fault):
    store.save(corpus, tmp_path)
    if fault == "no descriptor":
        (tmp_path / "datapackage.json").unlink()
    elif fault == "no file":
        (tmp_path / "words.parquet").unlink()
    elif fault == "changed file":
        (tmp_path / "words.parquet").write_bytes(b"PAR1")
    else:
        (tmp_path / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(FazhiError, match=r"fazhi build|build again"):
        store.load(tmp_path)


def test_a_build_stopped_in_the_middle_is_refused(corpus, tmp_path, monkeypatch):
    store.save(corpus, tmp_path)
    real, calls = store.os.replace, []

    def stops(source, target):
        calls.append(target)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(store.os, "replace", stops)
    with pytest.raises(KeyboardInterrupt):
        store.save(corpus, tmp_path)
    with pytest.raises(FazhiError, match="no finished build"):
        store.load(tmp_path)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".writing")] == []


def test_a_folder_that_cannot_be_written_is_named(corpus, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FazhiError, match="cannot be written"):
        store.save(corpus, tmp_path / "file")


def test_a_folder_of_another_version_is_refused(corpus, tmp_path):
    store.save(corpus, tmp_path)
    path = tmp_path / "reports.parquet"
    pd.read_parquet(path).drop(columns="kind").to_parquet(path)
    told = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    for resource in told["resources"]:
        if resource["name"] == "reports":
            resource["hash"] = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    (tmp_path / "datapackage.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(FazhiError, match="another version of the package"):
        store.load(tmp_path)


def test_what_a_killed_build_left_is_cleared_away(corpus, tmp_path):
    (tmp_path / ".writing-x").mkdir()
    (tmp_path / ".writing-x" / "words.parquet").write_bytes(b"half")
    store.save(corpus, tmp_path)
    assert not list(tmp_path.glob(".writing-*"))
    assert len(store.load(tmp_path).reports) == 1
