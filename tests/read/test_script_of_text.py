"""Traditional characters, pinyin in brackets, shifted bytes."""

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.read import read_text, script

PROSE = (
    "深入贯彻落实法治政府建设部署，发挥人民调解作用，开展普法宣传，审查规范性文件，处理矛盾纠纷。"
)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("著力推進法治建設", "着力推进法治建设"),
        ("隨著改革深化，成效顯著", "随着改革深化，成效显著"),
        ("著作權與原著", "著作权与原著"),
        ("著眼於幹部隊伍，乾淨擔當", "着眼于干部队伍，干净担当"),
        ("圍繞著中心，沿著方向，拿著標準", "围绕着中心，沿着方向，拿着标准"),
        ("專著與土著，卓著成效", "专著与土著，卓著成效"),
        ("覆議、恢覆、反覆", "复议、恢复、反复"),
        ("衹有批準，甚麼", "只有批准，什么"),
        ("狼藉與憑藉，單于與於是", "狼藉与凭借，单于与于是"),
        ("全麵貫徹，歷史餘額", "全面贯彻，历史余额"),
        ("裏面的瞭解與聯繫", "里面的了解与联系"),
        ("覆蓋率、複議、恢復", "覆盖率、复议、恢复"),
        ("製定制度", "制定制度"),
        ("後續與皇后", "后续与皇后"),
        ("發佈於網站", "发布于网站"),
    ],
)
def test_simplify_keeps_the_sense(traditional, simplified):
    assert script.simplify(traditional) == simplified


@pytest.mark.parametrize(
    ("text", "traditional"),
    [
        (PROSE, False),
        (opencc.OpenCC("s2t").convert(PROSE), True),
        (PROSE + "參觀萬國博覽館", False),
        ("依法行政", False),
        ("", False),
        ("plain English", False),
    ],
)
def test_which_script(text, traditional):
    assert script.is_traditional(text) is traditional


def test_a_simplified_text_keeps_its_characters():
    text = PROSE + "参观「萬國」馆，于、乾隆、于右任、瞭望台。"
    report = read_text(text)
    assert (report.script, report.text) == ("simplified", text)


def test_pinyin_goes_only_where_the_text_carries_it_throughout():
    mirrored = "經(jīng)濟(jì)開(kāi)發(fā)區(qū)建設(shè)（一）A(abc)"
    assert script.strip_pinyin(mirrored) == "經濟開發區建設（一）A(abc)"
    for kept in ("重(chóng)复出现", "行(xíng)政(zhèng)", "参加(app)上线(b)"):
        assert script.strip_pinyin(kept) == kept


def shift(text: str, at: int, tail: str) -> str:
    """Lose the first byte of the characters from `at` on, as the mirrors do."""
    data = text[at:].encode("gb18030")
    return text[:at] + "?" + data[1:].decode("gb18030") + tail


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("使他們?cè)谄辗ㄐ麄鳌⒁婪ㄞk事", "使他們在普法宣傳、依法辦事"),
        ("率先突破?！盵2]", "率先突破。”[2]"),
        ("法治建設?，F(xiàn)將情況", "法治建設。現(xiàn)將情況"),
    ],
)
def test_shifted_bytes_are_put_back(broken, whole):
    assert script.mend_shifted(broken) == whole


@pytest.mark.parametrize(
    "text",
    [
        "合格?是的,好",
        "什么?!不对",
        "吗?我们认为A类",
        "有无?A(一)",
        "谁?",
        "真的吗?这是B(b)",
        "??",
        "100%?对",
    ],
)
def test_question_marks_stay(text):
    assert script.mend_shifted(text) == text


@given(st.text(alphabet="法治政府建设?,!(è)Fak谄辗ㄐ麄", max_size=60))
def test_mending_never_fails(text):
    assert isinstance(script.mend_shifted(text), str)


def test_commonness():
    assert script.commonness("法治政府") == 1.0
    assert script.commonness("谄辗麄鳌") < 0.8
    assert script.commonness("none") == 0.0


def test_the_character_list_is_checked(monkeypatch, tmp_path):
    (tmp_path / "characters.csv").write_text("character,count\n法,x\n", encoding="utf-8")
    monkeypatch.setattr(script.resources, "files", lambda _: tmp_path)
    script.character_ranks.cache_clear()
    with pytest.raises(ResourceError, match=r"characters\.csv.*法,x"):
        script.character_ranks()
    monkeypatch.undo()
    script.character_ranks.cache_clear()
    assert len(script.character_ranks()) > 3000
