"""Passages told in many styles, each right and with one planted error, and traps that are right.

``check_passages.csv`` holds a row a passage: ``text``, ``planted`` (1: one number is wrong) and
``kind`` of the statement. All of them are made up. They are judged as a whole: a single one may
hang on how one number's status or indicator was read.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from fazhi_analysis.tidy.checks import check_report
from fazhi_analysis.tidy.outline import find_sections
from fazhi_analysis.tidy.quantities import extract
from fazhi_analysis.tidy.sentences import split_sentences

FEWEST_FOUND = 0.9
MOST_ALARMS = 0.02


def fails(words: str) -> bool:
    text = "2023年情况。\n一、工作\n" + words
    sections = find_sections(text, 0, len(text), year=2023)
    sentences = split_sentences(text, 0, len(text), sections)
    quantities = extract(text, sentences, sections, period="2023")
    return any(
        check.verdict == "fails" for check in check_report(text, sections, sentences, quantities)
    )


@pytest.fixture(scope="module")
def judged() -> list[tuple[dict[str, str], bool]]:
    path = Path(__file__).with_name("check_passages.csv")
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row, fails(row["text"])) for row in rows]


def test_the_passages_are_many_and_of_many_kinds(judged):
    kinds = Counter(row["kind"] for row, _ in judged)
    assert len(judged) > 400
    assert {row["planted"] for row, _ in judged} == {"0", "1"}
    assert min(kinds.values()) >= 10


def test_planted_errors_are_found(judged):
    planted = [(row, failed) for row, failed in judged if row["planted"] == "1"]
    missed = [row["text"] for row, failed in planted if not failed]
    assert len(missed) <= (1 - FEWEST_FOUND) * len(planted), missed


def test_right_passages_raise_no_alarm(judged):
    right = [(row, failed) for row, failed in judged if row["planted"] == "0"]
    alarms = [row["text"] for row, failed in right if failed]
    assert len(alarms) <= MOST_ALARMS * len(right), alarms
