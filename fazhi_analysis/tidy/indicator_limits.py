"""What a number does not count although its clause names it: the last noun decides.

法治议题49个 counts 议题, 合同、协议等3类材料 counts 材料, 2部视频被评为优秀 counts honours, and in
为20名未成年人提供法律咨询60次 the first number says for whom.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fazhi_analysis.tidy.indicator_words import CLASSES, Token, Vocabulary
from fazhi_analysis.tidy.numbers import Number

if TYPE_CHECKING:
    from fazhi_analysis.tidy.indicators import Clause, Match

__all__ = ["Limits", "narrows"]

_NOUN = CLASSES["noun"]
# What may stand between the counted noun and its number: 议题共49个, 数据累计达107万个.
_FILLER = re.compile(
    r"(?:总?数(?:量|据)?|数|量)?[“”\"]?(?:共计|总计|合计|累计|达到|共有|共|计|达|为|有|是|约|近|超过|超|已)*[:：]?\Z"
)
_AFTER_TITLE = re.compile(r"[等共计约各达近余多\s]{0,4}\Z")
# 108个村的法律顾问: the number counts places
_OF_PLACES = re.compile(r"(?:行政|自然|建制)?(?:村居|村|社区|网格)(?:[(（][^()（）]{1,6}[)）])?的")
_HONOUR = re.compile(
    r"(?:均|分别|先后|还|全部|已)?(?:被.{0,14}?(?:评为|评选为|认定为|认定|确定为|确立为|列为|列入|命名为|授予|表彰|表扬|推荐为|选为|推广)"
    r"|获评|荣获|荣膺|入选|入围|获得?.{0,14}?(?:奖|称号|荣誉|表彰|肯定|推广|批示))"
)
# A title of a village, a site or a person is what these count.
_TITLED = frozenset(
    ["democratic_villages", "legal_culture_sites", "law_literate_persons", "major_decisions",
     "normative_documents_cleaned"]
)  # fmt: skip
_CHOSEN = re.compile(r"表彰|评选|选树|评出|嘉奖")
_PERSONS = frozenset(["mediators", "law_literate_persons", "legal_service_staff"])
_ACTS = re.compile(
    r"提供|开展|进行|办理|解答|受理|参加|参与|调解|化解|审查|组织|举办|接受|实现|全年|共|累计"
)
_OF_KIND = frozenset(
    ["", "类", "领域", "方面", "领域的", "类的", "方面的", "等", "等各类", "类行政", "的"]
)


def narrows(text: str, end: int, following: Token, right: int) -> bool:
    """Tell whether a noun that ends at `end` only narrows the one that follows: 处罚类案件."""
    _, start, stop = following
    return stop <= right and start - end <= 3 and text[end:start] in _OF_KIND


class Limits:
    """Where the heads of one number may not stand."""

    __slots__ = ("_left", "_next", "_text", "_title", "honour", "left_from", "number", "places")

    def __init__(
        self, text: str, number: Number, clause: Clause, tokens: Sequence[Token], words: Vocabulary
    ) -> None:
        self._text = text
        self.number = number
        #: Whether the number counts places, whatever they have.
        self.places = _OF_PLACES.match(text, number.tail) is not None
        self.left_from = clause.start
        after = text[number.tail : number.tail + 1]
        if text[number.lead - 1 : number.lead] == "等" and "\u4e00" <= after <= "\u9fff":
            self.left_from = number.lead
        else:
            flags = words.flags
            for word, start, end in reversed(tokens):
                if end > number.lead:
                    continue
                if start < clause.left or number.lead - end > 8:
                    break
                if flags[word] & _NOUN and _FILLER.match(text, end, number.lead):
                    self.left_from = max(self.left_from, start)
                    break
        # 《重大行政决策程序规定》等文件6件: the title only names one of them.
        closing = text.rfind("》", clause.left, number.lead)
        named = closing >= 0 and _AFTER_TITLE.match(text, closing + 1, number.lead) is None
        self._title = (text.rfind("《", clause.left, closing), closing) if named else (-1, -1)
        self._left, self._next = clause.left, clause.right
        found = _HONOUR.search(text, number.tail, min(clause.end, number.tail + 60))
        self.honour = found.start() if found else -1

    def bars_left(self, token: Token) -> bool:
        """Tell whether a noun before the number only narrows what is counted."""
        _, start, end = token
        return end <= self.left_from or self._title[0] < start < self._title[1]

    def within(self, end: int) -> bool:
        """Tell whether a noun only tells in the course of what it was: 巡查中劝导1900次."""
        after = self._text[end : min(end + 2, self.number.lead)]
        return len(after) == 2 and after[0] == "中" and after[1] not in "心队学小医共有"

    def bars_right(self, token: Token) -> bool:
        """Tell whether a noun after the number is the next number's: 20名学生提供咨询|60次."""
        _, start, end = token
        if end < self._next or self._text[self._next : self._next + 1] in "、,，;；。":
            return False
        return start - self.number.tail > 2 and (
            _ACTS.search(self._text, self.number.tail, start) is not None
        )

    def honours(self, match: Match) -> bool:
        """Tell whether the number only counts what was honoured: 2部视频被评为优秀."""
        if match.code in _PERSONS and _CHOSEN.search(self._text, self._left, self.number.lead):
            return True
        return (
            0 <= match.start < self.honour
            and match.code not in _TITLED
            and match.place != "earlier"
        )
