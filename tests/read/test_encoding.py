"""Bytes to text, whatever the encoding and whatever the file declares."""

import codecs
import os

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.read.encoding import declared_encoding, decode

TEXT = (
    "索引号: 002/2024-1\n横街镇2024年法治政府建设年度报告\n一、共调解矛盾纠纷120起，成功率95%。\n"
    * 4
)
TRADITIONAL = opencc.OpenCC("s2tw").convert(TEXT)


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("utf-32", "utf-32"),
    ],
)
def test_encodings(codec, name):
    decoded = decode(TEXT.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.lost) == (TEXT, name, 0)


def test_utf16_big_endian_mark():
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")).text == TEXT


@pytest.mark.parametrize(
    ("codec", "name"), [("cp950", "big5"), ("gb18030", "gb18030"), ("utf-8", "utf-8")]
)
def test_traditional_text(codec, name):
    decoded = decode(TRADITIONAL.encode(codec))
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, name)


def test_mostly_ascii_gb18030():
    text = "<p>" + "a" * 3000 + "</p>法治政府建设情况报告"
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize("meant", ["utf-8", "gb18030"])
@pytest.mark.parametrize("read_as", ["latin-1"])
def test_a_wrong_reading_is_undone(meant, read_as):
    assert decode(TEXT.encode(meant).decode(read_as).encode()).text == TEXT


def test_a_truncated_character_is_no_reason_to_refuse():
    decoded = decode(TEXT.encode()[:-2])
    assert decoded.encoding == "utf-8"
    assert decoded.lost == 1
    assert decoded.text == TEXT[:-2]


@pytest.mark.parametrize(
    "data",
    [
        os.urandom(0) + bytes(range(256)) * 4,
        b"\x00" * 500,
        b"\x89PNG\r\n\x1a\n" + bytes(range(200)) * 3,
    ],
)
def test_binary_is_no_text(data):
    assert decode(data) is None


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_none(data):
    decoded = decode(data)
    assert decoded is None or isinstance(decoded.text, str)


def test_declaration():
    assert declared_encoding(b'<meta charset="GBK">') == "gbk"
    assert declared_encoding(b"<html>") is None
