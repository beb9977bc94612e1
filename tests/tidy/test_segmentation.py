import logging
import os
import pickle
import random
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.words import random_text, reference
from fazhi_analysis.errors import FazhiError, ResourceError
from fazhi_analysis.tidy.engines import resolve_frequencies
from fazhi_analysis.tidy.lexicon import Entry, domain_lexicon
from fazhi_analysis.tidy.segmentation import Segmenter

REPORTS = sorted((Path(__file__).parents[2] / "data" / "raw").glob("*.txt"))
# The ways to cut: engine, and whether every unknown run goes through jieba's own model.
WAYS = {"rjieba": ("rjieba", False), "rjieba, exact": ("rjieba", True), "jieba": ("jieba", False)}
ENGINES = ["rjieba", "jieba"]
# New words, words that jieba knows, given frequencies, one with a sign, two of letters alone.
OWN = (
    *domain_lexicon(),
    *(Entry(word) for word in ("政府", "智治+法治", "V2.0", "APP", "B超")),
    Entry("的时候", 5),
)
LEXICONS = {"plain": (), "domain": domain_lexicon(), "own": OWN}


@pytest.fixture(scope="module", params=LEXICONS)
def lexicon(request):
    return LEXICONS[request.param]


@pytest.mark.parametrize("way", WAYS)
def test_real_reports_are_cut_as_jieba_cuts_them(lexicon, way):
    engine, exact = WAYS[way]
    segmenter, jieba = Segmenter(lexicon, engine=engine, exact=exact), reference(lexicon)
    assert len(REPORTS) == 5
    for path in REPORTS:
        text = path.read_text(encoding="utf-8")
        assert segmenter.lcut(text) == jieba.lcut(text), path.name


@pytest.mark.parametrize("way", WAYS)
def test_random_strings_are_cut_as_jieba_cuts_them(lexicon, way):
    # benchmarks/words.py does the same with 100,000.
    engine, exact = WAYS[way]
    segmenter = Segmenter(lexicon, engine=engine, exact=exact)
    jieba, rng = reference(lexicon), random.Random(7)
    for _ in range(1200):
        text = random_text(rng, lexicon)
        assert segmenter.lcut(text) == jieba.lcut(text), repr(text)


@given(st.text(st.characters(), max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_cut_as_jieba_cuts_it_and_nothing_is_lost(text):
    words = Segmenter(()).lcut(text)
    assert words == reference(()).lcut(text)
    assert "".join(words) == text


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("2024-03-13", ["2024", "-", "03", "-", "13"]),
        ("a_b 1.2.3", ["a", "_", "b", " ", "1.2", ".", "3"]),
        ("87.23%、1+3+3+N", ["87.23%", "、", "1", "+", "3", "+", "3", "+", "N"]),
        ("㐀㐁字\r\n𠀀", ["㐀", "㐁", "字", "\r\n", "𠀀"]),
        ("\ud800a", ["\ud800", "a"]),
        ("文文文", ["文文", "文"]),
    ],
)
def test_where_the_fast_engine_alone_would_differ(engine, text, words):
    assert Segmenter((), engine=engine).lcut(text) == words


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("times", [3, 4, 7])
def test_repeated_characters_are_cut_as_jieba_cuts_them(times, exact):
    # Ways to cut a repetition are equally probable, and rounding decides.
    segmenter, jieba, rng = Segmenter((), exact=exact), reference(()), random.Random(times)
    characters = [chr(point) for point in range(0x4E00, 0x9FD6)]
    for _ in range(400):
        unit = "".join(rng.choices(characters, k=rng.randint(1, 3)))
        before, behind = ("".join(rng.choices(characters, k=rng.randint(0, 2))) for _ in "ab")
        text = f"法治,\n{before}{unit * times}{behind}\r\n政府"
        assert segmenter.lcut(text) == jieba.lcut(text), text


def test_the_domain_lexicon_keeps_terms_whole():
    text = "制定行政规范性文件,推进法治政府建设"
    assert Segmenter(()).lcut("规范性文件") == ["规范性", "文件"]
    assert Segmenter().lcut(text) == [
        "制定", "行政", "规范性文件", ",", "推进", "法治政府", "建设",
    ]  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_every_lexicon_word_is_cut_as_one_when_it_stands_alone(engine):
    segmenter = Segmenter(engine=engine)
    assert [e.word for e in domain_lexicon() if segmenter.lcut(e.word) != [e.word]] == []


def test_segmenters_do_not_touch_each_other_or_the_global_jieba():
    import jieba

    before = dict(jieba.dt.FREQ), jieba.dt.total
    one, two = Segmenter(["智治法"]), Segmenter(["慧治法"])
    for _ in range(2):
        assert one.lcut("智治法") == ["智治法"]
        assert one.lcut("慧治法") != ["慧治法"]
        assert two.lcut("慧治法") == ["慧治法"]
        assert two.lcut("智治法") != ["智治法"]
    assert (dict(jieba.dt.FREQ), jieba.dt.total) == before


@pytest.mark.parametrize("engine", ENGINES)
def test_words_that_other_code_forces_apart_stay_as_they_are(engine, monkeypatch):
    import jieba.finalseg

    before = Segmenter((), engine=engine).lcut("杭研大厦")
    assert before == ["杭研", "大厦"]
    monkeypatch.setattr(jieba.finalseg, "Force_Split_Words", {"杭研"})
    fresh = Segmenter([Entry("某某治理站")], engine=engine)
    assert fresh.lcut("杭研大厦") == before


def test_nothing_is_logged_and_no_cache_is_written(monkeypatch, tmp_path, capsys, caplog):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with caplog.at_level(logging.DEBUG):
        Segmenter([Entry("某某治理室")], engine="jieba").lcut("某某治理室")
    assert os.listdir(tmp_path) == []
    assert capsys.readouterr() == ("", "")
    assert caplog.records == []


def test_a_file_adds_to_the_packages_words(tmp_path):
    path = tmp_path / "mine.txt"
    path.write_text("甬有善治\n", encoding="utf-8")
    assert Segmenter(path).lcut("甬有善治法治政府") == ["甬有善治", "法治政府"]
    assert Segmenter(str(path)).lcut("甬有善治法治政府") == ["甬有善治", "法治政府"]
    with pytest.raises(ResourceError, match=r"none\.txt"):
        Segmenter(tmp_path / "none.txt")


def test_frequencies_are_those_that_jieba_would_suggest():
    jieba = reference(())
    expected = []
    for word, freq in OWN:
        expected.append((word, jieba.suggest_freq(word, False) if freq is None else freq))
        jieba.add_word(word, freq)
    with jieba.get_dict_file() as file:
        lines = [line.decode().rstrip("\n") for line in file]
    resolved, replaced = resolve_frequencies(OWN, lines)
    assert resolved == expected
    known = {line.split(" ")[0]: int(line.split(" ")[1]) for line in lines}
    assert replaced == sum(known.get(word, 0) for word, _ in OWN) > 0


def _empty(engines, segmentation):
    engines.make_engine.cache_clear()
    segmentation._cutter.cache_clear()


def test_without_the_fast_engine_jieba_works_alone(monkeypatch):
    import builtins

    from fazhi_analysis.tidy import engines, segmentation

    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "rjieba":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    _empty(engines, segmentation)
    try:
        assert Segmenter().engine == "jieba"
        assert Segmenter().lcut("推进法治政府建设") == ["推进", "法治政府", "建设"]
        with pytest.raises(FazhiError, match="rjieba is not installed"):
            Segmenter(engine="rjieba")
    finally:
        _empty(engines, segmentation)


def test_another_dictionary_is_left_to_jieba(monkeypatch):
    from fazhi_analysis.tidy import engines, segmentation

    _empty(engines, segmentation)
    monkeypatch.setattr(engines, "_DICTIONARY_SHA256", "0")
    try:
        assert Segmenter(()).engine == "jieba"
    finally:
        _empty(engines, segmentation)


def test_an_unknown_engine_is_refused():
    with pytest.raises(FazhiError, match="engine is 'fast'; use 'auto', 'rjieba' or 'jieba'"):
        Segmenter(engine="fast")


@pytest.mark.parametrize("engine", ENGINES)
def test_it_travels_to_other_processes_and_threads(engine):
    segmenter = Segmenter(["智治法"], engine=engine, exact=engine == "rjieba")
    copy = pickle.loads(pickle.dumps(segmenter))
    assert copy.engine == segmenter.engine
    assert copy.lcut("智治法规") == segmenter.lcut("智治法规")
    texts = [path.read_text(encoding="utf-8")[i::2] for path in REPORTS for i in (0, 1)]
    one_by_one = [segmenter.lcut(text) for text in texts]
    assert segmenter.lcut_many(texts, workers=4) == one_by_one
    assert segmenter.lcut_many(texts, workers=1) == one_by_one
    assert segmenter.lcut_many([]) == []
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(Segmenter(["智治法"], engine=engine).lcut, texts)) == one_by_one
