import re
from pathlib import Path

import pytest

from fazhi_analysis.cli import main, parser

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "data" / "raw"


@pytest.fixture(scope="module")
def processed(tmp_path_factory):
    out = tmp_path_factory.mktemp("processed")
    assert main(["build", str(RAW), "-o", str(out), "-q"]) == 0
    return out


def test_build_says_what_it_read(tmp_path, capsys):
    assert main(["build", str(RAW), "-o", str(tmp_path / "out"), "-q"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"5 reports of 6 files, \d+ numbers, \d+ of them with an indicator", out)


def test_build_with_a_refused_file_ends_with_one(tmp_path, capsys):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_bytes((RAW / "hengjie-2024.txt").read_bytes())
    (raw / "b\x1b[31m.txt").write_bytes(b"")
    assert main(["build", str(raw), "-o", str(tmp_path / "out"), "-q"]) == 1
    err = capsys.readouterr().err
    assert "empty: b\\x1b[31m.txt" in err
    assert "\x1b" not in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "nowhere", "-o", "out"], "no such folder"),
        (["show", "nowhere.txt"], "no such file"),
        (["evaluate", "nowhere", "gold"], "nowhere"),
        (["report", "nowhere", "-o", "out"], "nowhere"),
        (["codebook", "--codebook", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_bad_arguments_end_with_two_and_one_sentence(
    arguments, message, capsys, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert message in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_nothing_readable_ends_with_two(tmp_path, capsys):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_bytes(b"")
    assert main(["build", str(raw), "-o", str(tmp_path / "out"), "-q"]) == 2


def test_codebook_prints_every_indicator(capsys):
    from fazhi_analysis.codebooks import codebook

    assert main(["codebook"]) == 0
    out = capsys.readouterr().out
    assert [code for code in codebook()["code"] if f"  {code} " not in out] == []


def test_show_tells_fields_and_indicators(capsys):
    assert main(["show", str(RAW / "jiangxia-2023.txt")]) == 0
    out = capsys.readouterr().out
    for told in (
        "江厦街道2023年度法治政府建设情况报告",
        "002945972/2024-64700",
        "617",
        "disputes_mediated",
    ):
        assert told in out


def test_evaluate_prints_a_score(processed, capsys):
    assert main(["evaluate", str(processed), str(ROOT / "tests/gold/real5")]) == 0
    assert "precision" in capsys.readouterr().out.lower()


def test_every_command_and_option_is_documented():
    told = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    actions = parser()._subparsers._group_actions[0].choices
    for name, command in actions.items():
        assert f"## fazhi {name}" in told
        for action in command._actions:
            for option in action.option_strings:
                if option.startswith("--") and option != "--help":
                    assert f"`{option}" in told, f"fazhi {name} {option}"


def test_a_reviewed_workbook_comes_back_as_corrections(processed, tmp_path, capsys):
    openpyxl = pytest.importorskip("openpyxl")
    book, ledger = tmp_path / "review.xlsx", tmp_path / "corrections.csv"
    assert main(["review", str(processed), "-o", str(book)]) == 0
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["mentions"]
    columns = [cell.value for cell in sheet[1]]
    row = next(r for r in sheet.iter_rows(min_row=2) if r[columns.index("value")].value == 617)
    row[columns.index("value")].value = 618
    workbook.save(book)
    assert main(["review", "--read", str(book), "--ledger", str(ledger), "--who", "coder"]) == 0
    out = tmp_path / "out"
    arguments = ["build", str(RAW), "-o", str(out), "-q", "--corrections", str(ledger)]
    assert main(arguments) == 0
    assert "1 of 1 corrections applied" in capsys.readouterr().out
    from fazhi_analysis.store import load

    corrected = load(out).quantities.query("corrected")
    assert corrected["value"].tolist() == [618]


def test_review_without_what_it_needs_says_how(capsys):
    assert main(["review"]) == 2
    assert "fazhi review PROCESSED -o FILE.xlsx" in capsys.readouterr().err
