"""The same report saved twice is found; reports that copied prose are not."""

import time

import pandas as pd
import pytest

from fazhi_analysis.tidy.duplicates import mark_duplicates

WORDS = [
    "推进",
    "法治",
    "政府",
    "建设",
    "调解",
    "矛盾",
    "纠纷",
    "普法",
    "宣传",
    "活动",
    "执法",
    "检查",
    "群众",
    "服务",
    "决策",
    "审查",
    "合同",
    "复议",
    "诉讼",
    "培训",
]


def prose(seed: int, sentences: int = 60) -> str:
    parts = []
    for n in range(sentences):
        state = seed * 7919 + n * 104729
        chosen = [WORDS[(state >> (3 * k)) % len(WORDS)] for k in range(6)]
        parts.append(f"{''.join(chosen)}{state % 97}次")
    return "，".join(parts) + "。"


def frames(bodies, **columns):
    ids = list(bodies)
    texts = pd.DataFrame(
        {
            "report_id": ids,
            "text": ["头\n" + bodies[i] + "\n尾" for i in ids],
            "body_start": 2,
            "body_end": [2 + len(bodies[i]) for i in ids],
        }
    )
    return pd.DataFrame({"report_id": ids, **columns}), texts


def marked(bodies, **columns):
    reports, texts = frames(bodies, **columns)
    result = mark_duplicates(reports, texts)
    return {i: v for i, v in zip(reports["report_id"], result, strict=True) if pd.notna(v)}


def test_exact_whatever_spaces_and_punctuation():
    body = prose(1)
    copies = {
        "b": body.replace("，", ","),
        "a": body,
        "c": body.replace("，", " ，\n"),
        "d": prose(2),
    }
    assert marked(copies) == {"b": "a", "c": "a"}


def test_near():
    body = prose(1)
    changed = body.replace(body[100:106], "某某某某某某", 1) + "以上数据由办公室提供。"
    assert marked({"a": body, "b": changed, "c": body[: int(len(body) * 0.85)]}) == {
        "b": "a",
        "c": "a",
    }


@pytest.mark.parametrize("other", [prose(1)[:500], prose(1)[:300] + prose(3)[300:]])
def test_a_part_is_no_copy(other):
    assert marked({"a": prose(1), "b": other}) == {}


def test_the_same_prose_with_other_numbers_is_no_copy():
    words = (
        "全镇认真贯彻各项部署，不断提升依法行政水平，努力建设法治政府，群众满意度持续提高，" * 20
    )
    first = "".join(f"{words[20 * n : 20 * n + 20]}{n}件" for n in range(40))
    second = "".join(f"{words[20 * n : 20 * n + 20]}{n + 100}件" for n in range(40))
    assert marked({"a": first, "b": second}) == {}


def test_another_year_or_place_is_no_copy():
    body = prose(1)
    assert marked({"a": body, "b": body}, period=["2022", "2023"]) == {}
    assert marked({"a": body, "b": body}, county=["甲县", "乙县"]) == {}
    assert marked({"a": body, "b": body}, county=["甲县", None]) == {"b": "a"}


def test_empty_bodies_are_no_copies():
    assert marked({"a": "", "b": "", "c": "短"}) == {}


def test_index_and_dtype():
    reports, texts = frames({"b": prose(1), "a": prose(1)})
    reports.index = [5, 9]
    result = mark_duplicates(reports, texts)
    assert list(result.index) == [5, 9]
    assert str(result.dtype) == "str"
    assert result.tolist()[0] == "a"
    assert mark_duplicates(reports.iloc[:0], texts.iloc[:0]).empty


def test_time_grows_with_the_number_of_reports():
    bodies = {f"r{n:04d}": prose(n, 40) for n in range(400)}
    start = time.process_time()
    assert marked(bodies) == {}
    assert time.process_time() - start < 10
