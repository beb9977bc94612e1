"""Codes, hashes and winnowing, against plain loops."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_analysis.analyse.fingerprints import (
    EDGE,
    NUMBER,
    chunks,
    encode,
    fingerprints,
    grams,
)

PROSE = st.text("法治政府建设工作年度报告调解0123三次场。,、 \n“”x", max_size=80)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("调解纠纷617起", "调解纠纷23起", True),
        ("调解纠纷1,500余起", "调解纠纷20余起", True),
        ("满意率87.23%", "满意率100%", True),
        ("开展学习三次", "开展学习十二次", True),
        ("开展学习三次", "开展学习3次", True),
        ("受众3万余人", "受众5000余人", True),
        ("“一站式”服务,到位", '"一站式"服务、 到\n位', True),
        ("１２３件", "4件", True),
        ("统一部署", "统二部署", False),
        ("一是抓学习", "二是抓学习", False),
        ("调解纠纷617起", "化解纠纷617起", False),
        ("ABC平台", "abc平台", True),
        ("3.报告", "3报告", False),
    ],
)
def test_numbers_punctuation_and_spaces_do_not_tell_texts_apart(one, other, same):
    assert (encode(one).codes.tolist() == encode(other).codes.tolist()) is same


def test_every_code_leads_back_to_its_characters():
    text = "共调解 1,500余件,\n成功率98.5%,学习三次。"
    coded = encode(text)
    pieces = [text[a:b] for a, b in zip(coded.first, coded.last, strict=True)]
    assert "|".join(pieces) == "共|调|解|1,500|余|件|,|成|功|率|98.5|%|,|学|习|三|次|。"
    assert (coded.codes == NUMBER).sum() == 3


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_is_encoded_with_places_that_rise(text):
    coded = encode(text)
    assert len(coded.codes) == len(coded.first) == len(coded.last)
    bounds = np.ravel(np.column_stack([coded.first, coded.last]))
    assert (np.diff(bounds) >= 0).all()
    assert (coded.last > coded.first).all()
    assert not len(bounds) or bounds[-1] <= len(text)


def test_characters_beyond_the_basic_plane_keep_the_places():
    coded = encode("甲𠮷乙")
    assert coded.first.tolist() == [0, 1, 2]


@given(PROSE, st.integers(2, 13))
@settings(deadline=None)
def test_hashes_are_equal_exactly_where_the_codes_are(text, gram):
    codes = encode(text).codes
    hashes = grams(codes, gram)
    pieces = [tuple(codes[i : i + gram].tolist()) for i in range(len(codes) - gram + 1)]
    assert len(hashes) == len(pieces)
    assert len(set(zip(pieces, hashes.tolist(), strict=True))) == len(set(pieces))
    assert len(set(hashes.tolist())) == len(set(pieces))


@given(PROSE, st.integers(2, 6), st.integers(1, 9))
@settings(deadline=None)
def test_winnowing_keeps_the_least_of_every_window(text, gram, window):
    codes = encode(text).codes
    places, hashes = fingerprints(codes, gram, window)
    every = grams(codes, gram).tolist()
    kept = set()
    for i in range(-window + 1, len(every)):
        part = {j: every[j] for j in range(max(i, 0), min(i + window, len(every)))}
        kept |= {j for j, value in part.items() if value == min(part.values())}
    assert places.tolist() == sorted(kept)
    assert hashes.tolist() == [every[j] for j in sorted(kept)]


@given(PROSE, PROSE, st.text("甲乙丙丁戊己庚辛", min_size=14, max_size=30), PROSE)
@settings(deadline=None)
def test_a_shared_stretch_of_gram_and_window_always_shares_a_fingerprint(a, b, shared, c):
    one, other = encode(a + "|" + shared + "|" + b), encode(c + "#" + shared + "#")
    hashes = [set(fingerprints(x.codes, 6, 9)[1].tolist()) for x in (one, other)]
    assert hashes[0] & hashes[1]


def test_no_gram_crosses_from_one_text_into_the_next():
    ((begin, end, joined),) = list(chunks(["甲乙丙丁", "戊己庚"]))
    codes = encode(joined).codes
    assert (begin, end) == (0, 2)
    assert np.flatnonzero(codes == EDGE).tolist() == [4, 8]
    places, _ = fingerprints(codes, 3, 1)
    assert places.tolist() == [0, 1, 5]


def test_chunks_hold_every_text_once(monkeypatch):
    monkeypatch.setattr("fazhi_analysis.analyse.fingerprints._CHUNK", 10)
    texts = ["甲" * n for n in (3, 4, 12, 0, 1, 9)]
    found = list(chunks(texts))
    assert [(b, e) for b, e, _ in found] == [(0, 2), (2, 3), (3, 6)] or len(found) > 1
    assert [t for _, _, joined in found for t in joined.split("\x01")[:-1]] == texts
    assert list(chunks([])) == []


def test_the_borders_character_in_a_text_is_no_border():
    ((_, _, joined),) = list(chunks(["甲\x01乙"]))
    assert joined == "甲 乙\x01"
