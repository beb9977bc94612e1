"""Clean text: characters, spaces, lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.read.clean import clean_line, clean_text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("一\r\n二\r三\x0b四\x0c五\u2028六", "一\n二\n三\n四\n五\n六"),
        ("　　法治\u00a0政府\t建设  ", "法治 政府 建设"),
        ("法\u200b治\ufeff\u2060政\u00ad府", "法治政府"),
        ("法\ue5d2治\U000f0001", "法治"),
        ("１２３．５％，Ａ类", "123.5%，A类"),
        ("１．加强领导", "1.加强领导"),
        ("０００１４３４９／２０２３－００８", "00014349/2023-008"),
        ("互联网＋监管", "互联网+监管"),
        ("⼀、⼯作", "一、工作"),
        ("&nbsp;&ldquo;三化&rdquo;&#8212;", "“三化”—"),
        ("AT&T;研发", "AT&T;研发"),
        ("\n\n \n", ""),
        ("??2023年\n??(一)加强\n??二、落实", "2023年\n(一)加强\n二、落实"),
        ("是吗??当然", "是吗??当然"),
    ],
)
def test_characters_and_spaces(raw, clean):
    assert clean_text(raw) == clean


@pytest.mark.parametrize("kept", ["（一）", "，。；：", ",:(", "“五在场”", "①②", "《宪法》", "㎡"])
def test_punctuation_stays_as_it_is(kept):
    assert clean_text(kept) == kept


def test_one_line():
    assert clean_line("索引号\n 　123") == "索引号 123"


@given(st.text(max_size=300))
def test_lines_are_clean_whatever_the_text(raw):
    clean = clean_text(raw)
    assert clean_text(clean) == clean or "&" in clean or "??" in clean
    assert not set(clean) & {"\r", "\u3000", "\x00", "\u200b"}
    assert all(line == line.strip() and line for line in clean.split("\n")) or clean == ""
