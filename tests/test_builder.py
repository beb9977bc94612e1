"""The whole path: a folder of files in, frames out."""

import hashlib
import os
import subprocess
import sys
import time
import zipfile
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from fazhi_analysis.builder import build
from fazhi_analysis.errors import FazhiError
from fazhi_analysis.schema import FRAMES, validate
from fazhi_analysis.store import load

RAW = Path(__file__).resolve().parents[1] / "data" / "raw"
REPORT = """安平镇人民政府2023年度法治政府建设情况报告

2023年,安平镇深入学习贯彻习近平法治思想,扎实推进法治政府建设。现将有关情况报告如下:

一、主要工作情况

(一)化解矛盾纠纷。全年共调解矛盾纠纷{count}起,调解成功率98%。

二、存在的问题

普法形式不够丰富。

三、2024年工作安排

计划开展普法活动40场。

安平镇人民政府
2024年1月15日
"""


@pytest.fixture(scope="module")
def corpus():
    return build(RAW, progress=False)


@pytest.fixture
def folder(tmp_path):
    raw = tmp_path / "raw data 原始"
    (raw / "sub").mkdir(parents=True)
    (raw / "安平镇 2023.txt").write_text(REPORT.format(count=120), encoding="utf-8")
    (raw / "sub" / "again.txt").write_text(REPORT.format(count=120), encoding="gb18030")
    return raw


def test_raw_files_are_the_ones_that_the_sources_list_names():
    sources = pd.read_csv(RAW / "SOURCES.csv")
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in RAW.glob("*.txt")}
    assert dict(zip(sources["file"], sources["sha256"], strict=True)) == found


@pytest.mark.parametrize("name", FRAMES)
def test_every_frame_of_the_real_reports_is_valid_and_filled(corpus, name):
    frame = validate(name, corpus.frames()[name])
    assert len(frame)


def test_every_span_leads_back_to_its_words(corpus):
    texts = corpus.texts.set_index("report_id")["text"]
    spans = [
        texts[row.report_id][row.start : row.end] == row.text
        for row in corpus.sentences.itertuples()
    ]
    quotes = [
        texts[row.report_id][row.start : row.end] == row.quote
        for frame in (corpus.quantities, corpus.checks)
        for row in frame.itertuples()
    ]
    assert spans
    assert quotes
    assert all(spans)
    assert all(quotes)


def test_sections_part_the_body_without_overlap(corpus):
    bodies = corpus.texts.set_index("report_id")
    for report, sections in corpus.sections.groupby("report_id"):
        edges = list(zip(sections["start"], sections["end"], strict=True))
        assert all(a[1] <= b[0] for a, b in pairwise(edges))
        assert edges[0][0] >= bodies.loc[report, "body_start"]
        assert edges[-1][1] <= bodies.loc[report, "body_end"]


def test_the_same_input_gives_the_same_bytes_with_any_number_of_workers(folder, tmp_path):
    for number in range(30):
        text = REPORT.format(count=200 + number)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    build(folder, tmp_path / "one", workers=1, progress=False)
    build(folder, tmp_path / "two", workers=2, progress=False)
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_a_stored_corpus_comes_back_as_it_was(folder, tmp_path):
    built = build(folder, tmp_path / "out", progress=False)
    for name, frame in load(tmp_path / "out").frames().items():
        pd.testing.assert_frame_equal(frame, built.frames()[name])


def test_numbers_of_a_small_folder_are_those_counted_by_hand(folder):
    corpus = build(folder, progress=False)
    found = corpus.where(duplicate_of=None).quantities
    rows = list(zip(found["value"], found["status"], found["indicator"].fillna(""), strict=True))
    assert rows == [
        (120, "actual", "disputes_mediated"),
        (98, "actual", "mediation_success_rate"),
        (40, "planned", ""),
    ]


def test_a_second_copy_is_marked_and_kept(folder):
    corpus = build(folder, progress=False)
    ids = corpus.reports.set_index("report_id")["duplicate_of"]
    assert ids.isna().to_dict() == {"sub/again": True, "安平镇 2023": False}
    intake = corpus.intake.set_index("path")
    assert intake.loc["安平镇 2023.txt", "status"] == "duplicate"
    assert "sub/again" in intake.loc["安平镇 2023.txt", "message"]


def test_bad_files_are_named_and_stop_nothing(folder):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "picture.xyz").write_bytes(b"?")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "SOURCES.csv").write_text("file\n", encoding="utf-8")
    corpus = build(folder, progress=False)
    status = corpus.intake.set_index("path")["status"].to_dict()
    assert {k: status[k] for k in status if not k.endswith(("2023.txt", "again.txt"))} == {
        "SOURCES.csv": "not_a_report",
        "binary.txt": "unreadable",
        "broken.docx": "unreadable",
        "broken.pdf": "unreadable",
        "empty.txt": "empty",
        "picture.xyz": "unsupported",
    }
    assert corpus.intake["message"].notna().all()
    assert len(corpus.reports) == 2


def test_files_that_differ_in_their_ending_only_get_different_ids(folder):
    html = "<html><body><p>" + REPORT.format(count=77).replace("\n\n", "</p><p>") + "</p></body>"
    (folder / "安平镇 2023.html").write_text(html, encoding="utf-8")
    ids = set(build(folder, progress=False).reports["report_id"])
    assert ids == {"sub/again", "安平镇 2023.html", "安平镇 2023.txt"}


def test_a_single_file_can_be_built(folder):
    corpus = build(folder / "安平镇 2023.txt", progress=False)
    assert list(corpus.reports["report_id"]) == ["安平镇 2023"]


def test_nothing_to_read_is_said(tmp_path):
    with pytest.raises(FazhiError, match="no such folder"):
        build(tmp_path / "nowhere", progress=False)
    with pytest.raises(FazhiError, match="holds no file"):
        build(tmp_path, progress=False)


def test_a_fault_in_one_report_is_told_and_stops_nothing(folder, monkeypatch):
    import fazhi_analysis.tidy.outline as outline

    real = outline.find_sections

    def faulty(text, *args, **kwargs):
        if "120起" in text and not hasattr(faulty, "hit"):
            faulty.hit = True
            raise ZeroDivisionError("planted")
        return real(text, *args, **kwargs)

    monkeypatch.setattr(outline, "find_sections", faulty)
    corpus = build(folder, progress=False)
    assert len(corpus.reports) == 1
    told = corpus.intake[corpus.intake["status"] == "unreadable"]["message"]
    assert told.str.contains("ZeroDivisionError: planted").tolist() == [True]


def test_a_dask_client_gives_the_same_frames(folder):
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        spread = build(folder, client=client, progress=False)
    for name, frame in build(folder, progress=False).frames().items():
        pd.testing.assert_frame_equal(frame, spread.frames()[name])


@pytest.mark.parametrize("name", ["安平镇 2023.txt", "安平镇 2023"])
def test_a_place_told_by_the_user_wins(folder, tmp_path, name):
    places = tmp_path / "places.csv"
    places.write_text(f"file,place\n{name},浙江省宁波市海曙区横街镇\n", encoding="utf-8")
    reports = build(folder, places=places, progress=False).reports.set_index("report_id")
    assert reports.loc["安平镇 2023", ["province", "county"]].tolist() == ["浙江省", "海曙区"]


def test_names_of_other_encodings_and_twice_in_a_zip_stop_nothing(tmp_path):
    text = REPORT.format(count=120)
    name = os.fsdecode("旧名.txt".encode("gb18030"))
    try:
        (tmp_path / name).write_text(text, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        for member in ("a.txt", "../a.txt", "/a.txt", "a.txt.txt", "a"):
            archive.writestr(member, text)
    corpus = build(tmp_path, tmp_path / "out", progress=False)
    assert list(corpus.intake["path"]) == [
        "z.zip/a",
        "z.zip/a.txt",
        "z.zip/a.txt (2)",
        "z.zip/a.txt (3)",
        "z.zip/a.txt.txt",
        "旧名.txt",
    ]
    assert corpus.reports["report_id"].is_unique
    assert list(corpus.reports["path"]) == list(corpus.intake["path"])
    assert list(build(tmp_path, progress=False).intake["path"]) == list(corpus.intake["path"])


@pytest.mark.skipif(sys.platform != "linux", reason="reads the processes from /proc")
def test_workers_end_with_a_build_that_is_killed(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    for number in range(200):
        (raw / f"{number}.txt").write_text(REPORT.format(count=number), encoding="utf-8")
    command = [sys.executable, "-m", "fazhi_analysis", "build", raw, "-o", tmp_path / "out", "-q"]
    killed = subprocess.Popen([*map(str, command), "--workers", "2"])
    children = Path(f"/proc/{killed.pid}/task/{killed.pid}/children")
    workers: list[str] = []
    until = time.monotonic() + 60
    while len(workers) < 2 and time.monotonic() < until and killed.poll() is None:
        workers = children.read_text().split()
        time.sleep(0.05)
    killed.kill()
    killed.wait()
    assert len(workers) == 2
    until = time.monotonic() + 30
    while any(_alive(worker) for worker in workers) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [worker for worker in workers if _alive(worker)]
    with pytest.raises(FazhiError, match="holds no finished build"):
        load(tmp_path / "out")


def _alive(process: str) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in {"Z", "X"}
