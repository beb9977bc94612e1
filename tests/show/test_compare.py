from conftest import make_corpus
from lxml import html as lxml_html

from fazhi_analysis.analyse.reuse import shared_passages
from fazhi_analysis.show import html_compare
from fazhi_analysis.show.evidence import Sources

COPIED = "坚持把法治建设摆在突出位置,压紧压实各级各部门责任,全面提升基层治理能力和水平"
TEXTS = {
    "a": f"安吉县2022年法治政府建设年度报告\n一、进展\n本县山水相依。{COPIED}。全县共调解58件。\n",
    "b": f"德清县2023年法治政府建设年度报告\n一、进展\n德清水网密布。{COPIED}!开展活动29场。\n",
}


def test_shared_passages_are_marked_on_both_sides_and_linked():
    corpus = make_corpus(TEXTS)
    shared = shared_passages(corpus, min_chars=20)
    assert html_compare.pairs(shared) == [("a", "b")]
    tree = lxml_html.fromstring(
        "<div>" + html_compare.compare_body(shared, "a", "b", Sources(corpus), "en") + "</div>"
    )
    marked = [node.text_content() for node in tree.xpath('//span[@class="copied"]')]
    assert len(marked) == 2
    assert all(COPIED[1:-1] in text for text in marked)
    assert tree.get_element_by_id("a1").get("href") == "#b1"
    assert tree.get_element_by_id("b1").get("href") == "#a1"
    for report, section in zip("ab", tree.xpath("//section/div"), strict=True):
        shown = section.text_content().replace("1", "")
        assert shown == TEXTS[report].split("\n", 1)[1].replace("\n", "").replace("1", "")
