import pandas as pd
import pytest

from fazhi_analysis.analyse import wordlists
from fazhi_analysis.analyse.wordlists import is_number, place_words, stop_words
from fazhi_analysis.errors import FazhiError, ResourceError
from fazhi_analysis.tidy.lexicon import domain_lexicon


def test_layers_are_apart_and_hold_what_their_names_say():
    function, boilerplate = stop_words(["function"]), stop_words("boilerplate")
    assert {"的", "和", "我镇", "今年以来"} <= function
    assert {"进一步", "扎实推进", "切实"} <= boilerplate
    assert not function & boilerplate
    assert stop_words() == function | boilerplate
    assert stop_words(()) == frozenset()


def test_no_stop_word_is_a_term():
    assert not stop_words() & {entry.word for entry in domain_lexicon()}
    assert not stop_words() & {"法治", "问题", "责任", "调解", "企业", "不足", "短板", "服务"}


def test_an_unknown_layer_is_named():
    with pytest.raises(FazhiError, match="no layer of stop words 'english'; the layers are"):
        stop_words(["english"])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("的", "particles")], "'的' has the layer 'particles'"),
        ([("的", "function"), ("的", "boilerplate")], "'的' is empty or stands twice"),
        ([("", "function")], "'' is empty or stands twice"),
    ],
)
def test_a_bad_list_is_refused(monkeypatch, rows, message):
    table = [{"word": word, "layer": layer} for word, layer in rows]
    monkeypatch.setattr(wordlists, "read_table", lambda *_: table)
    wordlists._layers.cache_clear()
    try:
        with pytest.raises(ResourceError, match=message):
            stop_words(["function"])
    finally:
        wordlists._layers.cache_clear()


@pytest.mark.parametrize(
    "word",
    ["2023", "0", "12.4", "1,200", "87.23%", "三", "第十", "二十三", "两", "3万", "①", "2023-05",
     "五千", "12:30", "〇"],
)  # fmt: skip
def test_numbers(word):
    assert is_number(word)


@pytest.mark.parametrize(
    "word",
    ["一些", "三项制度", "1号", "4S店", "A", "%", "", "十分", "万人", "第", "一一对应", "百姓"],
)
def test_no_numbers(word):
    assert not is_number(word)


def test_places_in_full_and_shorter():
    reports = pd.DataFrame(
        {
            "province": ["浙江省", "新疆维吾尔自治区", None],
            "prefecture": ["宁波市", None, None],
            "county": ["泾县", "阿克陶县", "靖州苗族侗族自治县"],
            "region_candidates": [None, None, ["浙江省/温州市/瑞安市", "浙江省/金华市"]],
            "issuer": [None, "苏坑镇人民政府", "常州市武进区司法局"],
        }
    )
    names = place_words(reports)
    assert {
        "浙江省",
        "浙江",
        "宁波",
        "泾县",
        "阿克陶",
        "新疆维吾尔自治区",
        "温州",
        "金华市",
    } <= names
    assert {"苏坑镇", "苏坑", "常州市", "武进区", "武进"} <= names
    assert not {"", "泾", "人民政府", "司法局"} & names
    assert place_words(pd.DataFrame({"report_id": ["a"]})) == frozenset()
