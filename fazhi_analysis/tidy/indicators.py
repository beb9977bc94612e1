"""Which indicator a number states: rules of the codebook, matched to the words around the number.

A rule matches where one of its head words stands beside the number and its other conditions hold.
Beside means, in this order: right after the unit (8次中心组专题学习), before the number in its own
clause (调解矛盾纠纷120起), or in an earlier clause of the sentence when the own clause says nothing
of its own (法律援助工作…,全年结案115件). The best match counts; rules of the code ``-`` compete too
and take numbers away that no indicator covers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from fazhi_analysis.codebooks import NOTHING, Rule
from fazhi_analysis.tidy.indicator_limits import Limits, narrows
from fazhi_analysis.tidy.indicator_words import CLASSES, Token, Vocabulary
from fazhi_analysis.tidy.numbers import Number

__all__ = [
    "Clause",
    "Match",
    "Surroundings",
    "accepts",
    "best_match",
    "cell_match",
    "paired_matches",
]

# How far from the number a head word may stand, in characters.
_RIGHT_REACH, _LEFT_REACH = 16, 45
# Scores: where the head stands, less what each character of distance costs.
_RIGHT, _RIGHT_COST = 11.0, 0.3
_LEFT, _LEFT_COST = 10.0, 0.12
_EARLIER, _EARLIER_COST = 8.0, 0.05
_LETTER = 0.3  # a longer head word says more
_ABOUT, _NEAR = 0.4, 0.3  # what a rule earns when its conditions hold close by
_LATER, _FARTHER = 1.2, 0.5  # what it costs when its theme stands later, or farther away
_FAR, _FAR_COST = 0.6, 0.01  # what it costs when the theme was told some way back
_WIDE = 40  # so many words of a theme name a field (law), not one kind of case
_INNER = 2.0  # a noun that another noun follows only narrows it: in 办法案件 the head is 案件
_VERB = 2.5  # 志愿者38名参与…: what follows a verb is not what was counted
_VERBS = (
    "参与",
    "参加",
    "开展",
    "提供",
    "进行",
    "深入",
    "赴",
    "到",
    "为",
    "担任",
    "接受",
    "投入",
    "组成",
)
_THRESHOLD = 6.0
_DATED = re.compile(r"\s?\d{4}年度?(?:全[省市县区镇]|本级)?")
_FUNCTION = CLASSES["cut"]
_ROUNDS = frozenset("件份项条宗起卷篇例户家批部场")
_JOINERS = frozenset(["、", "和", "及", "与", "以及"])


class Match(NamedTuple):
    """A rule that fits a number, with the head word that it found."""

    code: str
    score: float
    rule: Rule
    start: int
    end: int
    place: str


class Clause(NamedTuple):
    """What stands around one number: its clause and the stretch that is the number's own."""

    start: int
    end: int
    left: int
    right: int


class Surroundings:
    """What the words around a number say; what lies farther is found only when a rule asks."""

    __slots__ = ("_layers", "_part", "_said", "against", "near", "told")

    def __init__(
        self,
        said: Callable[[], dict[str, int]],
        layers: Sequence[Callable[[], set[str]]],
        part: Callable[[], set[str]] = set,
    ) -> None:
        self.near: set[str] = set()  # the clause up to the end of the number's own stretch
        self.against: set[str] = set()  # the number's own stretch
        self._said = said
        self._layers = layers
        self._part = part
        self.told: dict[str, int] | None = None

    def said(self) -> dict[str, int]:
        """Return what the sentence says up to the end of the number's clause, and where last."""
        if self.told is None:
            self.told = self._said()
        return self.told

    def theme(self, rule: Rule, at: int) -> float | None:
        """Return what the theme of a rule adds to its score, None where it is missing."""
        about = rule.about
        if not about.isdisjoint(self.near):
            return _ABOUT
        said = self.said()
        if len(about) >= _WIDE and not about.isdisjoint(self._part()):
            return None  # 学习12次,其中宪法3次: the whole is of another theme
        if not about.isdisjoint(said.keys()):
            if rule.parts or len(about) >= _WIDE:
                return 0.0
            # Of two themes that a sentence told, the one told last goes on.
            gap = at - max(said[word] for word in about & said.keys())
            return -min(_FAR, max(0, gap) * _FAR_COST)
        if rule.before:
            return None
        cost = -_LATER
        for layer in self._layers[:1] if rule.strict else self._layers:
            if not about.isdisjoint(layer()):
                return cost
            cost -= _FARTHER
        return None


def accepts(rule: Rule, number: Number) -> bool:
    """Tell whether the rule counts in the number's unit."""
    kind, base = rule.kind, number.base
    if number.kind == "cell":  # a table cell without a unit
        return kind == "count"
    if rule.code == NOTHING:
        return base in rule.units or number.unit in rule.units
    if kind == "percent":
        return number.kind == "percent"
    if kind == "money":
        return number.kind in ("money", "bare")
    if number.kind == "bare":
        return "人次" in rule.units or "次" in rule.units
    if number.kind not in ("count", "duration"):
        return False
    if base in rule.units or number.unit in rule.units:
        return True
    # 件次 counts what 件 counts; 人次 is a measure of its own.
    return base[-1:] == "次" and base[:-1] in _ROUNDS and base[:-1] in rule.units


def best_match(
    text: str,
    number: Number,
    clause: Clause,
    tokens: Sequence[Token],
    words: Vocabulary,
    around: Surroundings,
    earlier: int | None,
) -> Match | None:
    """Return the best rule for a number, or None.

    Parameters
    ----------
    text : str
    number : Number
    clause : Clause
    tokens : sequence of Token
        The known words from `earlier` (or the clause's start) to the end of the clause.
    words : Vocabulary
    around : Surroundings
        Filled with what the clause says.
    earlier : int or None
        From where earlier clauses may give the head; None if the own clause speaks for itself.
    """
    says, heads, flags = words.says, words.heads, words.flags
    broken = 0  # where a function word ends the noun phrase after the unit (13个主题|全年办件)
    begin, left, right = clause.start, clause.left, clause.right
    near, against = around.near, around.against
    own: list[Token] = []
    before: list[Token] = []
    for token in tokens:
        word, start, end = token
        if start >= begin:
            if start >= right:
                break
            if start < number.end and end > number.start:
                continue
            if not broken and start >= number.tail and flags[word] & _FUNCTION:
                broken = start
            near |= says[word]
            if start >= left:
                against |= says[word]
                if heads[word] is not None:
                    own.append(token)
            elif heads[word] is not None:
                before.append(token)
        elif heads[word] is not None:
            before.append(token)
    best: Match | None = None
    last = len(own) - 1
    limits = Limits(text, number, clause, tokens, words)
    if limits.places:
        return None
    # 志愿者38名参与公共法律服务: what follows a verb is not what was counted.
    led_by_verb = _VERB if text.startswith(_VERBS, number.tail) else 0.0
    dated = _DATED.match(text, number.tail)
    tail = dated.end() if dated else number.tail  # 3期2025年度…培训班
    for place, token in enumerate(own):
        word, start, end = token
        if start >= number.end:
            gap = start - tail
            if gap > _RIGHT_REACH or end > right:
                continue
            if limits.bars_right(token):
                continue
            base = _RIGHT - _RIGHT_COST * max(0, gap) - led_by_verb
            if broken and start > broken:
                base -= _VERB
            best = _try(words, token, base, "right", number, around, best)
        elif end <= number.start:
            gap = number.lead - end
            if gap > _LEFT_REACH:
                continue
            base = _LEFT - _LEFT_COST * max(0, gap)
            if limits.bars_left(token):
                continue
            if limits.within(end) or (place < last and narrows(text, end, own[place + 1], right)):
                base -= _INNER
            best = _try(words, token, base, "left", number, around, best)
    if best is None and limits.left_from > clause.start:
        return None  # 法治议题49个: another noun is counted
    if best is None and earlier is not None and before:
        for word, _, _ in before:
            near |= says[word]
        for token in before:
            base = _EARLIER - _EARLIER_COST * max(0, number.lead - token[2])
            best = _try(words, token, base, "earlier", number, around, best)
    if best is not None and (best.score < _THRESHOLD or limits.honours(best)):
        return None
    return best


def _try(
    words: Vocabulary,
    token: Token,
    base: float,
    place: str,
    number: Number,
    around: Surroundings,
    best: Match | None,
) -> Match | None:
    word, _, end = token
    floor = best.score if best is not None else 0.0
    for rule, size in words.heads[word] or ():
        score = base + _LETTER * size + rule.score
        if score + _ABOUT + _NEAR <= floor or not accepts(rule, number):
            continue
        if rule.place and rule.place != place:
            continue
        if rule.near:
            if rule.near.isdisjoint(around.near):
                continue
            score += _NEAR
        if rule.unless and not rule.unless.isdisjoint(around.against):
            continue
        if rule.never and not rule.never.isdisjoint(around.said().keys()):
            continue
        if rule.about:
            bonus = around.theme(rule, number.start)
            if bonus is None:
                continue
            score += bonus
        if score > floor:
            best = Match(rule.code, score, rule, end - size, end, place)
            floor = score
    return best


def paired_matches(
    text: str,
    number: Number,
    match: Match,
    tokens: Sequence[Token],
    words: Vocabulary,
    themes: set[str],
) -> list[Match]:
    """Return the further rates that one number states: 参考率、合格率均达100% is two rows."""
    found: list[Match] = []
    at = match.start
    for word, start, end in reversed(tokens):
        if end > at or words.words[word] in _JOINERS:
            continue
        if text[end:at].strip('“”"') not in _JOINERS:
            break
        rules = [
            rule
            for rule, size in words.heads[word] or ()
            if accepts(rule, number)
            and size == end - start
            and not rule.near
            and (not rule.about or not rule.about.isdisjoint(themes))
        ]
        if not rules:
            break
        same = [rule for rule in rules if rule.code == match.code]
        rule = same[0] if same else max(rules, key=lambda one: one.score)
        if rule.code != NOTHING:
            found.append(match._replace(code=rule.code, rule=rule, start=start, end=end))
        at = start
    return found


def cell_match(
    number: Number, label: str, words: Vocabulary, layers: Sequence[Callable[[], set[str]]]
) -> Match | None:
    """Return the best rule for a table cell, whose subject is its label and heading."""
    tokens = words.tokens(label)
    around = Surroundings(lambda: words.places(tokens), layers)
    for token in tokens:
        around.near |= words.says[token[0]]
    around.against = around.near
    best: Match | None = None
    for token in tokens:
        best = _try(words, token, _LEFT + 0.05 * token[2], "left", number, around, best)
    return best
